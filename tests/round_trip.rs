//! Each value that prints reads back as itself, whatever it is.

#![allow(missing_docs, clippy::unwrap_used)]

use ctgov::study::{Age, AgeUnit, MaybeTyped, NctId, OverallStatus, PartialDate, Phase};
use proptest::prelude::*;

fn partial_date() -> impl Strategy<Value = PartialDate> {
    let parts = (0..=9999u16, proptest::option::of((1..=12u8, proptest::option::of(1..=31u8))));
    parts.prop_filter_map("the day exists", |(year, rest)| {
        PartialDate::new(year, rest.map(|(month, _)| month), rest.and_then(|(_, day)| day))
    })
}

fn age() -> impl Strategy<Value = Age> {
    let units = [AgeUnit::Minute, AgeUnit::Hour, AgeUnit::Day, AgeUnit::Week, AgeUnit::Month, AgeUnit::Year];
    (any::<u32>(), proptest::sample::select(units.to_vec())).prop_map(|(count, unit)| Age { count, unit })
}

proptest! {
    #[test]
    fn dates(date in partial_date()) {
        prop_assert_eq!(date.to_string().parse::<PartialDate>().unwrap(), date);
        prop_assert!(date.earliest() <= date.latest());
        prop_assert!(date.earliest().day().is_some() && date.latest().day().is_some());
    }

    /// What is less one way is greater the other, and equal only to itself.
    #[test]
    fn dates_compare_soundly(one in partial_date(), other in partial_date()) {
        prop_assert_eq!(one.partial_cmp(&other).map(std::cmp::Ordering::reverse), other.partial_cmp(&one));
        prop_assert_eq!(one.partial_cmp(&other) == Some(std::cmp::Ordering::Equal), one == other);
        if one < other {
            prop_assert!(one.latest() < other.earliest());
        }
    }

    #[test]
    fn ages(age in age()) {
        prop_assert_eq!(age.to_string().parse::<Age>().unwrap(), age);
    }

    #[test]
    fn ages_compare_soundly(one in age(), other in age()) {
        prop_assert_eq!(one.partial_cmp(&other).map(std::cmp::Ordering::reverse), other.partial_cmp(&one));
        prop_assert_eq!(one.partial_cmp(&other) == Some(std::cmp::Ordering::Equal), one == other);
    }

    #[test]
    fn registry_numbers(number in 0..100_000_000u32) {
        let text = format!("NCT{number:08}");
        let id: NctId = text.to_lowercase().parse().unwrap();
        prop_assert_eq!(id.number(), number);
        prop_assert_eq!(id.to_string(), text);
    }

    /// A code is kept as it is, known or not, and `Other` never holds a known one.
    #[test]
    fn codes(code in "[A-Z_0-9]{0,12}|PHASE[1-4]|NA") {
        let phase = Phase::from(code.as_str());
        prop_assert_eq!(phase.to_string(), code.as_str());
        prop_assert_eq!(matches!(phase, Phase::Other(_)), Phase::other(&code).is_some());
        let is_listed = Phase::ALL.iter().any(|known| known.as_str() == code);
        prop_assert_eq!(matches!(phase, Phase::Other(_)), !is_listed);
    }

    /// No text at all makes a value grammar panic, and what types prints as something that types the same.
    #[test]
    fn any_text(text in "\\PC{0,24}|[0-9]{1,4}(-[0-9]{0,3}){0,2}|[A-Z][a-z]{2,8} [0-9]{1,2}, [0-9]{4}|[0-9]{1,3} ?[A-Za-z]{1,8}") {
        if let Ok(date) = text.parse::<PartialDate>() {
            prop_assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
        }
        if let Ok(age) = text.parse::<Age>() {
            prop_assert_eq!(age.to_string().parse::<Age>(), Ok(age));
        }
        let kept = MaybeTyped::<PartialDate>::read(&text);
        prop_assert!(kept.typed().is_some() || kept == MaybeTyped::Text(text.clone()));
        let _ = OverallStatus::from(text.as_str());
    }

    /// No text at all makes a reader panic.
    #[test]
    fn any_page(text in "(NCT ID: NCT9990000[0-9]|Study Results|Results pending|Sponsor Role lead|Site Status|Role: CONTACT|Intervention Type DRUG|TITLE:|ELIGIBILITY:|Age: 1[0-9] Years|Criteria:|\\PC{0,20}|\n|\r|\u{a0}){0,40}") {
        let _ = ctgov::parse(&text);
        let _ = ctgov::page::outline(&text);
        let _ = ctgov::criteria::parse(&text);
    }
}

#[test]
fn january_is_read_as_prose_and_as_iso() {
    let iso: PartialDate = "2020-01-05".parse().unwrap();
    for text in ["January 5, 2020", "Jan 5, 2020", "jan. 5, 2020"] {
        assert_eq!(text.parse::<PartialDate>(), Ok(iso));
    }
}
