//! Each value that prints reads back as itself, whatever it is; and a record in JSON is written as it was read, whatever
//! stands in it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr, clippy::indexing_slicing)]

mod support;

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use ctgov::{
    Study,
    study::{
        Age, AgeUnit, DateTimeMinutes, MaybeTyped, NctId, OverallStatus, PartialDate, Phase, QuantityComparator,
        ReportedValue, TimeFrame, Timing,
    },
};
use proptest::{prelude::*, sample::Index};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value, json};
use support::{
    MONTHS,
    json::{assert_written_as_read, differences},
    real_corpus, sorted,
};

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

/// How results write a number, with the number.
fn figure() -> impl Strategy<Value = (String, f64)> {
    let digits = (any::<bool>(), any::<bool>(), 0..10_000_000u32, proptest::option::of(0..1000u32));
    digits.prop_map(|(is_negative, has_groups, whole, thousandths)| {
        let fraction = thousandths.map(|thousandths| format!(".{thousandths:03}")).unwrap_or_default();
        let value: f64 = format!("{whole}{fraction}").parse().unwrap();
        let mut text = whole.to_string();
        if has_groups {
            (1..=(text.len() - 1) / 3).for_each(|group| text.insert(text.len() - group * 3 - (group - 1), ','));
        }
        let sign = if is_negative { "-" } else { "" };
        (format!("{sign}{text}{fraction}"), if is_negative { -value } else { value })
    })
}

/// How results bound a number.
fn comparator() -> impl Strategy<Value = (&'static str, Option<QuantityComparator>)> {
    use QuantityComparator::{GreaterOrEqual, GreaterThan, LessOrEqual, LessThan};
    proptest::sample::select(vec![
        ("", None),
        ("=", None),
        ("p = ", None),
        ("<", Some(LessThan)),
        ("P< ", Some(LessThan)),
        ("≤ ", Some(LessOrEqual)),
        ("<=", Some(LessOrEqual)),
        (">", Some(GreaterThan)),
        ("≥", Some(GreaterOrEqual)),
        (" >= ", Some(GreaterOrEqual)),
    ])
}

proptest! {
    /// A figure says its number, whatever is around it; cut short or longer, it says what stands there or nothing.
    #[test]
    fn figures(
        (sign, comparator) in comparator(),
        (number, value) in figure(),
        percent in "( ?%)?",
        parenthesis in proptest::option::of((figure(), "( ?%)?")),
    ) {
        let behind = parenthesis.as_ref().map(|((number, _), percent)| format!(" ({number}{percent})"));
        let text = format!("{sign}{number}{percent}{}", behind.unwrap_or_default());
        let quantity = ReportedValue::from(&*text).quantity();
        let quantity = quantity.ok_or_else(|| TestCaseError::fail(format!("{text:?} is no figure")))?;
        prop_assert_eq!((quantity.comparator, quantity.value), (comparator, value), "{:?}", text);
        prop_assert_eq!(quantity.is_percent, !percent.is_empty(), "{:?}", text);
        prop_assert_eq!(quantity.in_parentheses, parenthesis.map(|((_, value), _)| value), "{:?}", text);
        for odd in [format!("{text}*"), format!("{text} {number}"), format!("{text}("), format!("x{text}")] {
            prop_assert_eq!(ReportedValue::from(&*odd).quantity(), None, "{:?}", odd);
        }
    }

    /// A date in words is the date in digits.
    #[test]
    fn dates_in_words(date in partial_date(), length in 3..9usize, dot in any::<bool>(), case in 0..3u8) {
        let Some(month) = date.month() else { return Ok(()) };
        let name = MONTHS[usize::from(month) - 1];
        // The whole name or its first three letters, those with or without a dot.
        let name = match (length, dot) {
            (3, true) => name.chars().take(3).chain(['.']).collect(),
            (3, false) => name.chars().take(3).collect(),
            _ => name.to_owned(),
        };
        let name = match case { 0 => name.to_uppercase(), 1 => name.to_lowercase(), _ => name };
        let day = date.day().map(|day| format!("{day}, ")).unwrap_or_default();
        let text = format!("{name} {day}{:04}", date.year());
        prop_assert_eq!(text.parse::<PartialDate>(), Ok(date), "{:?}", text);
    }

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
    fn dates_with_a_time(date in partial_date(), hour in 0..24u8, minute in 0..60u8) {
        let text = format!("{date}T{hour:02}:{minute:02}");
        let read = text.parse::<DateTimeMinutes>();
        prop_assert_eq!(read.is_ok(), date.day().is_some());
        if let Ok(read) = read {
            prop_assert_eq!((read.date(), read.hour(), read.minute()), (date, hour, minute));
            prop_assert_eq!(read.to_string(), text);
        }
    }

    #[test]
    fn time_frames(age in age()) {
        let of = |text: String| TimeFrame::from(text).timing();
        prop_assert_eq!(of(age.to_string()), Some(Timing::Length(age)));
        prop_assert_eq!(of(format!("Up to {age}")), Some(Timing::UpTo(age)));
        prop_assert_eq!(of(format!("{} {}", age.unit.as_str(), age.count)), Some(Timing::At(age)));
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

/// The invented records in JSON, by file name; of a file with many each for itself.
fn invented() -> Vec<(String, String)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut records = Vec::new();
    for file in sorted(&corpus.join("api")) {
        records.push((file.display().to_string(), fs::read_to_string(&file).unwrap()));
    }
    for file in sorted(&corpus.join("many")) {
        let bytes = fs::read(&file).unwrap();
        for record in ctgov::parse_many(&*bytes).filter_map(Result::ok) {
            records.push((format!("{} record {}", file.display(), record.number), record.text));
        }
    }
    assert!(records.len() >= 12, "expected the records of tests/corpus, found {}", records.len());
    records
}

/// The names of the members in the order of the text, with brackets for what they stand in.
fn order(json: &str) -> String {
    struct Order(String);

    impl<'de> Deserialize<'de> for Order {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(OrderVisitor)
        }
    }

    struct OrderVisitor;

    impl<'de> Visitor<'de> for OrderVisitor {
        type Value = Order;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("JSON")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Order, A::Error> {
            let mut order = "{".to_owned();
            while let Some((name, Order(below))) = map.next_entry::<String, _>()? {
                write!(order, "{name}{below} ").unwrap();
            }
            Ok(Order(order + "}"))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Order, A::Error> {
            let mut order = "[".to_owned();
            while let Some(Order(below)) = list.next_element()? {
                write!(order, "{below} ").unwrap();
            }
            Ok(Order(order + "]"))
        }

        fn visit_str<E>(self, _: &str) -> Result<Order, E> {
            Ok(Order(String::new()))
        }

        fn visit_bool<E>(self, _: bool) -> Result<Order, E> {
            Ok(Order(String::new()))
        }

        fn visit_u64<E>(self, _: u64) -> Result<Order, E> {
            Ok(Order(String::new()))
        }

        fn visit_i64<E>(self, _: i64) -> Result<Order, E> {
            Ok(Order(String::new()))
        }

        fn visit_f64<E>(self, _: f64) -> Result<Order, E> {
            Ok(Order(String::new()))
        }

        fn visit_unit<E>(self) -> Result<Order, E> {
            Ok(Order(String::new()))
        }
    }

    let order: Order = serde_json::from_str(json).unwrap();
    order.0
}

#[test]
fn invented_records_are_written_as_they_were_read() {
    for (name, text) in invented() {
        assert_written_as_read(&text, &name);
        let compact = serde_json::from_str::<Value>(&text).unwrap().to_string();
        assert_written_as_read(&compact, &format!("{name}, on one line and its members by name"));
    }
}

/// The registry's own records. Where the model has a field for everything, they come back byte for byte.
#[test]
fn real_records_are_written_as_they_were_read() {
    let Some(corpus) = real_corpus("real_records_are_written_as_they_were_read") else { return };
    let (mut records, mut same_bytes, mut with_others) = (0, 0, 0);
    for folder in ["api-v2", "api-v2-partial"] {
        let files = sorted(&corpus.join(folder));
        for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
            let name = file.display().to_string();
            let text = fs::read_to_string(file).unwrap();
            assert_written_as_read(&text, &name);
            let study: Study = serde_json::from_str(&text).unwrap();
            let written = serde_json::to_string(&study).unwrap();
            if study.others().next().is_none() {
                assert!(order(&written) == order(&text), "{name}: the members stand in another order");
            }
            records += 1;
            with_others += usize::from(study.others().next().is_some());
            same_bytes += usize::from(written == text.trim());
        }
    }
    eprintln!("{records} real records: {same_bytes} byte for byte, {with_others} with members beside the model");
    assert!(records > 600, "expected several hundred records, found {records}");
}

/// Text, then a place in the value, then what is done there.
#[derive(Clone, Debug)]
enum Change {
    Replace(Value),
    Delete,
    Rename(String),
    /// Gives the member twice, first with this value.
    Precede(Value),
    /// Gives the member twice, then with this value.
    Follow(Value),
    /// Puts a value before this one, in its list.
    Insert(Value),
    /// Puts a member beside this one, in its object.
    Add(String, Value),
}

fn names() -> impl Strategy<Value = String> {
    let known = [
        "protocolSection",
        "identificationModule",
        "designModule",
        "locations",
        "phases",
        "type",
        "date",
        "count",
        "id",
        "nctId",
        "contacts",
        "geoPoint",
        "lat",
        "hasResults",
        "resultsSection",
        "eligibilityModule",
        "measurements",
    ];
    prop_oneof![
        3 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["", "mood", "a.b", "x[0]", "[0]", "Größe", "\"", "\u{2028}", "null"]).prop_map(str::to_owned),
        1 => "[a-zA-Z.\\[\\]0-9]{0,20}",
    ]
}

fn scalars() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::sample::select(vec![
            json!(null),
            json!([]),
            json!({}),
            json!(""),
            json!(0),
            json!(1.5),
            json!(true),
            json!(false),
            json!(-1),
            json!(30),
            json!(-0.0),
            json!(1e300),
            json!(u64::MAX),
            json!(i64::MIN),
            json!("NA"),
            json!("PHASE2"),
            json!("PHASE9"),
            json!("2020-01"),
            json!("January 5, 2020"),
            json!("2020-01-05T10:30"),
            json!("18 Years"),
            json!("18 years"),
            json!("N/A"),
            json!("NCT99900001"),
            json!("nct99900001"),
            json!("ACTUAL"),
            json!("42"),
        ]),
        "\\PC{0,12}".prop_map(Value::from),
    ]
}

fn values() -> impl Strategy<Value = Value> {
    scalars().prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((names(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn changes() -> impl Strategy<Value = Vec<(Index, Change)>> {
    let change = prop_oneof![
        4 => values().prop_map(Change::Replace),
        1 => Just(Change::Delete),
        2 => names().prop_map(Change::Rename),
        1 => values().prop_map(Change::Precede),
        2 => values().prop_map(Change::Follow),
        1 => Just(Change::Insert(Value::Null)),
        1 => values().prop_map(Change::Insert),
        1 => (names(), values()).prop_map(|(name, value)| Change::Add(name, value)),
    ];
    prop::collection::vec((any::<Index>(), change), 1..8)
}

/// JSON that can say what a map cannot: a name for the second time.
#[derive(Clone, Debug)]
enum Tree {
    Leaf(Value),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl From<Value> for Tree {
    fn from(value: Value) -> Self {
        match value {
            Value::Array(entries) => Self::List(entries.into_iter().map(Self::from).collect()),
            Value::Object(members) => {
                Self::Object(members.into_iter().map(|(name, value)| (name, value.into())).collect())
            }
            leaf => Self::Leaf(leaf),
        }
    }
}

impl Tree {
    fn len(&self) -> usize {
        match self {
            Self::Leaf(_) => 0,
            Self::List(entries) => entries.iter().map(|entry| 1 + entry.len()).sum(),
            Self::Object(members) => members.iter().map(|(_, member)| 1 + member.len()).sum(),
        }
    }

    /// Changes the place of that number, counted before what is in it; the places below are counted down on the way.
    fn change(&mut self, number: &mut usize, change: &Change) {
        let parts = match self {
            Self::Leaf(_) => 0,
            Self::List(entries) => entries.len(),
            Self::Object(members) => members.len(),
        };
        for part in 0..parts {
            if *number == 0 {
                self.change_part(part, change);
                *number = usize::MAX;
                return;
            }
            *number -= 1;
            match self {
                Self::Leaf(_) => {}
                Self::List(entries) => entries[part].change(number, change),
                Self::Object(members) => members[part].1.change(number, change),
            }
            if *number == usize::MAX {
                return;
            }
        }
    }

    fn change_part(&mut self, part: usize, change: &Change) {
        match (self, change) {
            (Self::List(entries), Change::Replace(value)) => entries[part] = value.clone().into(),
            (Self::Object(members), Change::Replace(value)) => members[part].1 = value.clone().into(),
            (Self::List(entries), Change::Delete) => drop(entries.remove(part)),
            (Self::Object(members), Change::Delete) => drop(members.remove(part)),
            (Self::Object(members), Change::Rename(name)) => members[part].0.clone_from(name),
            (Self::Object(members), Change::Precede(value)) => {
                let name = members[part].0.clone();
                members.insert(part, (name, value.clone().into()));
            }
            (Self::Object(members), Change::Follow(value)) => {
                let name = members[part].0.clone();
                members.push((name, value.clone().into()));
            }
            (Self::Object(members), Change::Add(name, value)) => {
                members.insert(part, (name.clone(), value.clone().into()));
            }
            (
                Self::List(entries),
                Change::Insert(value) | Change::Precede(value) | Change::Follow(value) | Change::Add(_, value),
            ) => {
                entries.insert(part, value.clone().into());
            }
            _ => {}
        }
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Leaf(value) => write!(text, "{value}").unwrap(),
            Self::List(entries) => {
                text.push('[');
                for (index, entry) in entries.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    entry.write(text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (name, member)) in members.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    write!(text, "{}:", Value::from(name.as_str())).unwrap();
                    member.write(text);
                }
                text.push('}');
            }
        }
    }
}

/// Records small enough for a change to meet another.
fn seeds() -> Vec<Value> {
    let mut seeds: Vec<Value> = invented().iter().map(|(_, text)| serde_json::from_str(text).unwrap()).collect();
    seeds.push(json!({
        "protocolSection": {
            "identificationModule": {"nctId": "NCT99900001", "nctIdAliases": ["NCT99900002"]},
            "statusModule": {"startDateStruct": {"date": "2030-04", "type": "ACTUAL"}},
            "designModule": {"phases": ["PHASE1", "PHASE2"], "enrollmentInfo": {"count": 24}},
            "contactsLocationsModule": {"locations": [{"city": "Saltmere", "geoPoint": {"lat": 30, "lon": 1.5}}]},
        },
        "hasResults": true,
    }));
    seeds
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever a record's JSON says, it is read, written as it was, and so again.
    #[test]
    fn a_changed_record_is_written_as_it_was_read(
        seed in prop::sample::select((0..seeds().len()).chain([usize::MAX; 12]).collect::<Vec<_>>()),
        changes in changes(),
    ) {
        let seeds = seeds();
        let mut tree = Tree::from(seeds.get(seed).unwrap_or(seeds.last().unwrap()).clone());
        for (place, change) in &changes {
            if tree.len() > 0 {
                tree.change(&mut place.index(tree.len()), change);
            }
        }
        let mut text = String::new();
        tree.write(&mut text);
        let expected: Value = serde_json::from_str(&text).unwrap();

        let study: Study = serde_json::from_str(&text).unwrap();
        let found = serde_json::to_value(&study).unwrap();
        prop_assert!(found == expected, "{}\n{text}", differences(&found, &expected).join("\n"));

        let written = serde_json::to_string(&study).unwrap();
        let again: Study = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&serde_json::to_string(&again).unwrap(), &written);

        let of_value: Study = serde_json::from_value(expected.clone()).unwrap();
        prop_assert_eq!(&serde_json::to_value(&of_value).unwrap(), &expected);

        match ctgov::parse(&text) {
            Ok(parsed) => {
                prop_assert_eq!(&parsed.study, &study);
                for (path, span) in parsed.spans() {
                    prop_assert!(text.get(span.range()).is_some(), "{path} at {span:?}");
                }
                for diagnostic in &parsed.diagnostics {
                    let is_placed = diagnostic.span.is_some_and(|span| text.get(span.range()).is_some());
                    prop_assert!(is_placed || diagnostic.code == ctgov::Code::MissingNctId, "{}", diagnostic);
                }
            }
            Err(error) => {
                let sections = ["protocolSection", "resultsSection", "annotationSection", "documentSection", "derivedSection", "hasResults"];
                let is_study = sections.iter().any(|section| expected.get(section).is_some());
                prop_assert!(!is_study, "{error}\n{text}");
            }
        }
    }
}

/// A field is the truth about itself; what is kept beside it stands where it stood.
#[test]
fn a_field_changed_after_reading_is_written_as_changed() {
    let mut study: Study = serde_json::from_value(json!({
        "protocolSection": {
            "identificationModule": {"nctId": "nct99900001", "acronym": null, "shortTitle": "Lamps"},
            "statusModule": {"startDateStruct": {"date": "January 5, 2020", "time": "09:30"}, "whyStopped": null},
            "designModule": {"phases": ["PHASE2", null, "PHASE9"], "enrollmentInfo": {"count": 42.5, "type": "ACTUAL"}},
            "conditionsModule": {"conditions": [], "keywords": ["lamp", 7, "salt"]},
            "contactsLocationsModule": {"locations": [
                {"city": "Saltmere", "mood": "calm", "geoPoint": {"lat": 30, "lon": 20}},
                null,
                {"city": "Pier", "mood": "windy"},
            ]},
        },
        "hasResults": "true",
        "recordVersion": 3,
    }))
    .unwrap();
    study.identification.nct_id = Some("NCT99900002".parse::<NctId>().unwrap().into());
    study.identification.acronym = Some("LAMP".to_owned());
    study.status.start_date_struct.as_mut().unwrap().date = Some("2021-02".parse::<PartialDate>().unwrap().into());
    study.status.why_stopped = Some("It was light.".to_owned());
    study.design.phases[1] = Phase::Phase3;
    study.design.enrollment_info.as_mut().unwrap().count = Some(MaybeTyped::Typed(43));
    study.conditions.conditions.push("Night Cough".to_owned());
    study.contacts_locations.locations[0].geo_point.as_mut().unwrap().lat = Some(31.5);
    study.contacts_locations.locations[1].city = Some("Barge".to_owned());
    study.has_results = Some(true);
    assert_eq!(
        serde_json::to_value(&study).unwrap(),
        json!({
            "protocolSection": {
                "identificationModule": {"nctId": "NCT99900002", "acronym": "LAMP", "shortTitle": "Lamps"},
                "statusModule": {"startDateStruct": {"date": "2021-02", "time": "09:30"}, "whyStopped": "It was light."},
                "designModule": {"phases": ["PHASE2", null, "PHASE3"], "enrollmentInfo": {"count": 43, "type": "ACTUAL"}},
                "conditionsModule": {"conditions": ["Night Cough"], "keywords": ["lamp", 7, "salt"]},
                "contactsLocationsModule": {"locations": [
                    {"city": "Saltmere", "mood": "calm", "geoPoint": {"lat": 31.5, "lon": 20}},
                    null,
                    {"city": "Barge", "mood": "windy"},
                ]},
            },
            "hasResults": true,
            "recordVersion": 3,
        })
    );
}

/// What was taken out is gone, with what was kept in it only where the whole of it is.
#[test]
fn a_field_taken_out_after_reading_is_not_written() {
    let json = json!({
        "protocolSection": {
            "identificationModule": {"nctId": "NCT99900001", "acronym": "LAMP"},
            "designModule": {"phases": ["PHASE2", "PHASE3"]},
        },
        "hasResults": false,
    });
    let mut study: Study = serde_json::from_value(json).unwrap();
    study.identification.acronym = None;
    study.design.phases.remove(0);
    study.has_results = None;
    assert_eq!(
        serde_json::to_value(&study).unwrap(),
        json!({"protocolSection": {
            "identificationModule": {"nctId": "NCT99900001"},
            "designModule": {"phases": ["PHASE3"]},
        }})
    );
}

/// A number that `f64` holds is written with as many digits as it takes to read it back.
#[test]
fn a_latitude_of_many_digits_is_written_as_it_was_read() {
    let json = r#"{"protocolSection":{"contactsLocationsModule":{"locations":[{"geoPoint":{"lat":-45.315972787062364,"lon":0.1}}]}}}"#;
    let study: Study = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&study).unwrap(), json);
}

/// What is kept beside the fields goes with its record, wherever that goes.
#[test]
fn what_is_kept_of_a_record_goes_with_it() {
    let sites = json!([
        {"city": "Ashmere", "mood": "calm", "geoPoint": {"lat": 30, "lon": 1.5}},
        {"city": "Birkwold"},
        null,
        {"city": "Corriedale", "mood": "cross"},
    ]);
    let study = |sites: &Value| json!({"protocolSection": {"contactsLocationsModule": {"locations": sites}}});
    let read: Study = serde_json::from_value(study(&sites)).unwrap();
    let edited = |edit: &dyn Fn(&mut Vec<ctgov::study::Location>)| {
        let mut study = read.clone();
        edit(&mut study.contacts_locations.locations);
        serde_json::to_value(&study).unwrap()
    };
    let some =
        |picked: &[usize]| study(&Value::from(picked.iter().map(|&index| sites[index].clone()).collect::<Vec<_>>()));

    assert_eq!(edited(&|_| {}), study(&sites));
    assert_eq!(edited(&|sites| drop(sites.remove(0))), some(&[1, 3]));
    assert_eq!(edited(&|sites| sites.truncate(1)), some(&[0]));
    assert_eq!(edited(&|sites| sites.reverse()), study(&json!([sites[3], sites[1], null, sites[0]])));
    assert_eq!(
        edited(&|sites| sites.insert(0, ctgov::study::Location::default()))["protocolSection"]["contactsLocationsModule"]
            ["locations"][1],
        sites[0]
    );
    let cleared = json!({"protocolSection": {"contactsLocationsModule": {}}});
    assert_eq!(edited(&Vec::clear), cleared);

    let mut unset = read.clone();
    unset.contacts_locations.locations[0].geo_point.as_mut().unwrap().lat = None;
    assert_eq!(
        serde_json::to_value(&unset).unwrap().pointer("/protocolSection/contactsLocationsModule/locations/0/geoPoint"),
        Some(&json!({"lon": 1.5}))
    );
    unset.contacts_locations.locations[0].geo_point = None;
    assert_eq!(
        serde_json::to_value(&unset).unwrap().pointer("/protocolSection/contactsLocationsModule/locations/0/geoPoint"),
        None
    );

    let date: Study = serde_json::from_value(
        json!({"protocolSection": {"statusModule": {"startDateStruct": {"date": "January 5, 2020"}}}}),
    )
    .unwrap();
    let mut unset = date;
    unset.status.start_date_struct.as_mut().unwrap().date = None;
    assert_eq!(
        serde_json::to_value(&unset).unwrap(),
        json!({"protocolSection": {"statusModule": {"startDateStruct": {}}}})
    );
}

#[test]
fn values_and_codes_are_read_from_their_text() {
    fn of_text<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
        serde_json::from_value(text.into()).map_err(|error| error.to_string())
    }
    assert_eq!(of_text("PHASE2"), Ok(Phase::Phase2));
    assert_eq!(of_text("PHASE9"), Ok(Phase::from("PHASE9")));
    assert_eq!(of_text("NCT99900001"), Ok("NCT99900001".parse::<NctId>().unwrap()));
    assert_eq!(of_text("2020-01"), Ok("2020-01".parse::<PartialDate>().unwrap()));
    assert_eq!(of_text("6 Months"), Ok("6 Months".parse::<Age>().unwrap()));
    assert_eq!(of_text("2020-09-11T09:32"), Ok("2020-09-11T09:32".parse::<DateTimeMinutes>().unwrap()));
    assert_eq!(
        of_text::<NctId>("NCT12"),
        Err(r#"expected a registry number such as NCT00000102, found "NCT12""#.to_owned())
    );
    assert!(serde_json::from_str::<Phase>("2").is_err());
    assert!(of_text::<Age>("18").is_err() && of_text::<PartialDate>("2020-02-30").is_err());
}

#[test]
fn codes_are_ordered_as_in_their_list() {
    assert!(Phase::ALL.is_sorted());
    let codes = ["ZETA", "PHASE3", "ALPHA", "PHASE2", "NA"];
    let counts: BTreeMap<Phase, usize> = codes.iter().map(|&code| (Phase::from(code), code.len())).collect();
    let keys: Vec<_> = counts.keys().map(Phase::as_str).collect();
    assert_eq!(keys, ["NA", "PHASE2", "PHASE3", "ALPHA", "ZETA"]);
}
