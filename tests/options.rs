//! Limits of a reading: what reaches one is read, what passes one is refused or said, in each form of a record.

#![allow(missing_docs, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use ctgov::{Cause, Code, Error, Options, criteria};

const PAGE: &str = include_str!("corpus/spaced/two-arm-trial.txt");
const JSON: &str = include_str!("corpus/api/interventional.json");

fn limit(error: Error) -> (String, usize, &'static str) {
    match error {
        Error::Limit { position, limit, of, .. } => (position.to_string(), limit, of),
        other => panic!("expected a limit, found {other}"),
    }
}

#[test]
fn length_of_a_record() {
    for record in [PAGE, JSON] {
        let at_limit = Options::default().max_input(record.len());
        assert_eq!(at_limit.parse(record).unwrap().study, ctgov::parse(record).unwrap().study);
        let below = Options::default().max_input(record.len() - 1);
        let expected = ("1:1".to_owned(), record.len() - 1, "bytes");
        assert_eq!(limit(below.parse(record).unwrap_err()), expected);
        assert_eq!(limit(below.parse_bytes(record.as_bytes()).unwrap_err()), expected);
    }
    let long = format!("{PAGE}{}", " ".repeat(ctgov::MAX_RECORD - PAGE.len() + 1));
    assert_eq!(limit(ctgov::parse(&long).unwrap_err()).1, ctgov::MAX_RECORD);
    assert_eq!(limit(ctgov::page::parse(&long).unwrap_err()).1, ctgov::MAX_RECORD);
    assert_eq!(limit(ctgov::api::parse(&long).unwrap_err()).1, ctgov::MAX_RECORD);
}

#[test]
fn length_of_a_record_among_many() {
    let many = ["{\"protocolSection\": {}}", JSON, "{\"protocolSection\": {}}"].join("\n");
    let records: Vec<_> = Options::default().max_input(100).parse_many(many.as_bytes()).collect();
    let is_read: Vec<_> = records.iter().map(Result::is_ok).collect();
    assert_eq!(is_read, [true, false, true]);
    assert!(matches!(records[1].as_ref().unwrap_err().cause, Cause::TooLong { limit: 100 }));
}

#[test]
fn length_of_a_line() {
    let longest = PAGE.lines().map(str::len).max().unwrap();
    assert!(Options::default().max_line(longest).parse(PAGE).is_ok());
    let (position, _, of) = limit(Options::default().max_line(longest - 1).parse(PAGE).unwrap_err());
    let line = PAGE.lines().position(|line| line.len() == longest).unwrap() + 1;
    assert_eq!((position, of), (format!("{line}:1"), "bytes in a line"));
    // A record of JSON is often one line.
    assert!(Options::default().max_line(16).parse(JSON).is_ok());
}

#[test]
fn nesting_of_json() {
    let nested = |levels: usize| {
        let (open, close) = ("[".repeat(levels - 2), "]".repeat(levels - 2));
        format!(r#"{{"protocolSection": {{"x": {open}"[[[\"[[["{close}}}}}"#)
    };
    assert!(Options::default().max_nesting(9).parse(&nested(9)).is_ok());
    assert_eq!(limit(Options::default().max_nesting(9).parse(&nested(10)).unwrap_err()).1, 9);
    assert!(ctgov::parse(&nested(100)).is_ok());
    assert!(matches!(ctgov::parse(&nested(1000)).unwrap_err(), Error::Json { .. }));
    assert!(matches!(Options::default().max_nesting(9999).parse(&nested(1000)).unwrap_err(), Error::Json { .. }));
}

#[cfg(feature = "xml")]
#[test]
fn nesting_of_xml() {
    let nested = |levels: usize| {
        let (open, close) = ("<a>".repeat(levels - 1), "</a>".repeat(levels - 1));
        format!("<clinical_study>{open}x{close}</clinical_study>")
    };
    assert!(Options::default().max_nesting(9).parse(&nested(9)).is_ok());
    let error = Options::default().max_nesting(9).parse(&nested(10)).unwrap_err();
    assert_eq!(error.to_string(), "1:41: expected at most 9 levels of elements, found a deeper one");
    assert!(Options::default().max_nesting(9999).parse(&nested(64)).is_ok());
    assert!(Options::default().max_nesting(9999).parse(&nested(65)).is_err());
}

#[test]
fn items_of_criteria() {
    // Three paragraphs, and one with four items.
    let texts = ["* Thirst\n* Hunger\n* Doubt", "1. Thirst 2. Hunger 3. Doubt 4. Sleep"];
    for (text, count) in texts.into_iter().zip([3, 4]) {
        assert_eq!(criteria::parse(text).items().count(), count);
        let record = serde_json::json!({"protocolSection": {"eligibilityModule": {"eligibilityCriteria": text}}});
        let record = record.to_string();
        let parsed = Options::default().max_items(count).parse(&record).unwrap();
        assert_eq!(parsed.criteria, criteria::parse(text));
        let (position, _, of) = limit(Options::default().max_items(count - 1).parse(&record).unwrap_err());
        let column = record.find(text.lines().next().unwrap()).unwrap() + 1;
        assert_eq!((position, of), (format!("1:{column}"), "items of criteria"));
    }
}

#[test]
fn diagnostics_kept() {
    let page = PAGE.replace("RECRUITING", "LOST_IN_THOUGHT").replace("Treatment", "Treat ment");
    let all = ctgov::parse(&page).unwrap();
    let count = all.diagnostics.len();
    assert!(count > 2, "{:?}", all.diagnostics);
    assert_eq!(Options::default().max_diagnostics(count).parse(&page).unwrap().diagnostics, all.diagnostics);

    let some = Options::default().max_diagnostics(count - 1).parse(&page).unwrap();
    assert_eq!(some.diagnostics[..count - 1], all.diagnostics[..count - 1]);
    assert_eq!(some.diagnostics.len(), count);
    let last = &some.diagnostics[count - 1];
    assert_eq!((last.code, last.span), (Code::MoreDiagnostics, all.diagnostics[count - 1].span));
    assert_eq!(last.message(), format!("expected at most {} diagnostics, found {count}", count - 1));
    assert_eq!(some.study, all.study);

    // Whatever the diagnostics left out were, the record does not pass for one without.
    let none = Options::default().max_diagnostics(0).parse(&page).unwrap();
    assert_eq!(none.strict().unwrap_err().code, Code::MoreDiagnostics);
}

#[test]
fn a_record_with_more_diagnostics_than_are_kept_as_a_rule() {
    let criteria = "1.\n".repeat(500_001);
    let record = serde_json::json!({"protocolSection": {"eligibilityModule": {"eligibilityCriteria": criteria}}});
    let parsed = ctgov::parse(&record.to_string()).unwrap();
    assert_eq!(parsed.diagnostics.len(), 500_001);
    assert_eq!(parsed.diagnostics.last().unwrap().code, Code::MoreDiagnostics);
}

#[test]
fn without_constraints() {
    let with = ctgov::parse(PAGE).unwrap();
    let mut without = Options::default().constraints(false).parse(PAGE).unwrap();
    assert!(with.criteria.items().any(|(_, _, item)| !item.constraints.is_empty()));
    assert!(without.criteria.items().all(|(_, _, item)| item.constraints.is_empty()));
    let texts = |parsed: &ctgov::Parsed| -> Vec<_> {
        parsed.criteria.items().map(|(group, depth, item)| (group.kind, depth, item.text.clone(), item.span)).collect()
    };
    assert_eq!(texts(&with), texts(&without));
    without.criteria = with.criteria.clone();
    assert_eq!(with.study, without.study);
}
