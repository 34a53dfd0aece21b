//! The report on what records have and the model has not.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr, clippy::indexing_slicing)]

mod support;

use std::fs;

use ctgov::{Code, Drift, DriftEntry, parse};
use insta::assert_snapshot;
use serde_json::{Value, json};
use support::{real_corpus, sorted};

fn drift_of(records: impl IntoIterator<Item = Value>) -> Drift {
    let mut drift = Drift::default();
    records.into_iter().for_each(|record| drift.add(&parse(&record.to_string()).unwrap()));
    drift
}

/// A study with a number and these modules.
fn study(number: u32, mut modules: Value) -> Value {
    modules["identificationModule"]["nctId"] = format!("NCT{number:08}").into();
    json!({"protocolSection": modules})
}

fn rows(drift: &Drift, code: Code) -> Vec<DriftEntry<'_>> {
    drift.entries().filter(|entry| entry.code == code).collect()
}

#[test]
fn occurrences_and_records_are_counted_by_path() {
    let sites = |moods: &[&str]| {
        let sites: Vec<_> = moods.iter().map(|mood| json!({"mood": mood, "status": "OPEN", "zip": 10117})).collect();
        json!({"contactsLocationsModule": {"locations": sites}})
    };
    let drift = drift_of([
        study(99_900_001, json!({"statusModule": {"overallStatus": "RECRUITING"}})),
        study(99_900_002, sites(&["calm", "windy", "calm"])),
        study(99_900_003, sites(&["still"])),
        study(
            99_900_004,
            json!({
                "statusModule": {"overallStatus": "PAUSED", "startDateStruct": {"date": 2031}},
                "designModule": {"phases": ["PHASE9", "NA", "PHASE8", "PHASE9"]},
                "biobankModule": {"freezers": [{"room": "B1"}, {"room": "B2"}]},
            }),
        ),
    ]);
    assert_snapshot!(drift, @r#"
    4 records

    unknown members: 2
    occurrences   records  first        path
              1         1  NCT99900004  protocolSection.biobankModule = an object
              4         2  NCT99900002  protocolSection.contactsLocationsModule.locations[].mood = "calm"

    unknown codes: 4
    occurrences   records  first        path
              4         2  NCT99900002  protocolSection.contactsLocationsModule.locations[].status = "OPEN"
              1         1  NCT99900004  protocolSection.designModule.phases[] = "PHASE8"
              2         1  NCT99900004  protocolSection.designModule.phases[] = "PHASE9"
              1         1  NCT99900004  protocolSection.statusModule.overallStatus = "PAUSED"

    values of another type: 2
    occurrences   records  first        path
              4         2  NCT99900002  protocolSection.contactsLocationsModule.locations[].zip: expected text, found 10117
              1         1  NCT99900004  protocolSection.statusModule.startDateStruct.date: expected a date such as 2020-01-05, found 2031
    "#);
    assert_eq!((drift.records(), drift.left_out(), drift.is_empty()), (4, 0, false));
    let json = serde_json::to_value(&drift).unwrap();
    assert_eq!((&json["records"], &json["leftOut"]), (&json!(4), &json!(0)));
    assert_eq!(json["entries"].as_array().unwrap().len(), drift.entries().count());
    assert_eq!(
        json["entries"][1],
        json!({
            "code": "unknown-member", "path": "protocolSection.contactsLocationsModule.locations[].mood",
            "expected": "a member of the registry's model", "found": "\"calm\"",
            "occurrences": 4, "records": 2, "first": "NCT99900002",
        })
    );
}

#[test]
fn the_order_of_records_makes_no_difference_to_counts() {
    let records =
        || (1..=5).map(|number| study(99_900_000 + number, json!({"tideModule": {}, format!("x{number}"): 1})));
    let counts = |drift: &Drift| {
        drift.entries().map(|entry| (entry.path.to_owned(), entry.occurrences, entry.records)).collect::<Vec<_>>()
    };
    assert_eq!(counts(&drift_of(records())), counts(&drift_of(records().rev())));
    assert_eq!(
        serde_json::to_string(&drift_of(records())).unwrap(),
        serde_json::to_string(&drift_of(records())).unwrap()
    );
}

#[test]
fn what_is_explicitly_nothing_is_no_drift() {
    let drift = drift_of([study(
        99_900_001,
        json!({
            "identificationModule": {"acronym": null, "nctIdAliases": [], "orgStudyIdInfo": {}, "secondaryIdInfos": [null]},
            "designModule": {"phases": null, "bioSpec": {}, "designInfo": {"maskingInfo": {"whoMasked": []}}},
            "oversightModule": {},
            "referencesModule": null,
            // In another form, and of the field's type.
            "statusModule": {"startDateStruct": {"date": "January 5, 2020"}},
            "contactsLocationsModule": {"locations": [{}, {"geoPoint": {"lat": 30, "lon": -1}}]},
        }),
    )]);
    assert!(drift.is_empty(), "{drift}");
    assert_eq!(serde_json::to_value(&drift).unwrap(), json!({"records": 1, "entries": [], "leftOut": 0}));
}

/// A name that the model does not know is new, whatever stands behind it.
#[test]
fn an_unknown_member_is_drift_with_nothing_in_it_too() {
    let drift = drift_of([study(99_900_001, json!({"mood": null, "tides": [], "statusModule": {"wind": {}}}))]);
    let found: Vec<_> = drift.entries().map(|entry| (entry.path, entry.found)).collect();
    assert_eq!(
        found,
        [
            ("protocolSection.mood", "null"),
            ("protocolSection.statusModule.wind", "an object"),
            ("protocolSection.tides", "a list"),
        ]
    );
}

/// A message has the first line of a code, cut and with escapes.
#[test]
fn an_unknown_code_is_told_in_full() {
    let long = |end: char| "A_CODE_THAT_GOES_ON_".repeat(10) + &end.to_string();
    let codes = [long('1'), long('2'), "TWO\nLINES".to_owned(), "TWO\nROWS".to_owned(), "\"\\\u{2028}é…".to_owned()];
    let drift = drift_of([
        study(
            99_900_001,
            json!({
                "designModule": {"phases": codes},
                "contactsLocationsModule": {"locations": [{}, {"contacts": [{"role": long('3')}]}]},
            }),
        ),
        study(99_900_002, json!({"designModule": {"phases": ["NA", codes[1]]}})),
    ]);
    let mut expected: Vec<_> = codes.iter().map(|code| (code.as_str(), u64::from(*code == codes[1]) + 1)).collect();
    expected.sort_unstable();
    let found = rows(&drift, Code::UnknownCode);
    assert_eq!(
        (found[0].path, found[0].found),
        ("protocolSection.contactsLocationsModule.locations[].contacts[].role", &*long('3'))
    );
    let found: Vec<_> = found[1..].iter().map(|entry| (entry.found, entry.occurrences)).collect();
    assert_eq!(found, expected);
}

#[test]
fn another_type_is_told_from_another() {
    let zips =
        [json!(10117), json!(true), json!(20095), json!(-1.5), json!(["10117"]), json!({"code": "10117"}), json!("1")];
    let sites: Vec<_> = zips.iter().map(|zip| json!({"zip": zip})).collect();
    let drift = drift_of([study(99_900_001, json!({"contactsLocationsModule": {"locations": sites}}))]);
    let found: Vec<_> = drift.entries().map(|entry| (entry.expected, entry.found, entry.occurrences)).collect();
    assert_eq!(found, [("text", "a list", 1), ("text", "10117", 3), ("text", "an object", 1), ("text", "true", 1)]);
}

#[test]
fn the_first_number_is_that_of_a_record_that_has_one() {
    let nameless = json!({"protocolSection": {"mood": 1}});
    let drift = drift_of([nameless.clone(), nameless.clone()]);
    assert_eq!(drift.entries().next().unwrap().first, None);
    assert_eq!(serde_json::to_value(&drift).unwrap()["entries"][0]["first"], Value::Null);
    let drift = drift_of([nameless, study(99_900_002, json!({"mood": 1})), study(99_900_003, json!({"mood": 1}))]);
    let entry = drift.entries().next().unwrap();
    assert_eq!((entry.occurrences, entry.records, entry.first.unwrap().to_string()), (3, 3, "NCT99900002".to_owned()));
}

#[test]
fn a_page_has_codes_to_tell_of_and_no_types() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/spaced/odd-values.txt")).unwrap();
    let parsed = parse(&page).unwrap();
    assert!(parsed.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::InvalidValue));
    let mut drift = Drift::default();
    drift.add(&parsed);
    assert!(drift.entries().all(|entry| entry.code == Code::UnknownCode), "{drift}");
    let found: Vec<_> = drift.entries().map(|entry| (entry.path, entry.found)).collect();
    assert!(found.contains(&("protocolSection.designModule.phases[]", "PHASE5")), "{drift}");
    assert!(found.contains(&("page.relatedTrials[].phases[]", "PHASE9")), "{drift}");
}

/// What is hostile fills neither the memory nor the report, and leaves room for the other kinds.
#[test]
fn a_hundred_thousand_names_are_cut_short() {
    let members: serde_json::Map<_, _> = (0..100_000).map(|number| (format!("name{number:06}"), json!(1))).collect();
    let hostile = json!({"protocolSection": members, "hasResults": true});
    let codes: Vec<_> = (0..3000).map(|number| format!("PHASE-{number}")).collect();
    let mut drift = Drift::default();
    for record in [
        hostile.clone(),
        hostile,
        study(99_900_001, json!({"designModule": {"phases": codes, "bioSpec": 7}, "late": 1, "name000001": 1})),
    ] {
        drift.add(&parse(&serde_json::to_string_pretty(&record).unwrap()).unwrap());
    }
    assert_eq!(rows(&drift, Code::UnknownMember).len(), Drift::MAX_ENTRIES);
    assert_eq!(rows(&drift, Code::UnknownCode).len(), Drift::MAX_ENTRIES);
    assert_eq!(rows(&drift, Code::InvalidValue).len(), 1);
    assert_eq!(drift.left_out(), 2 * 99_000 + 1 + 2000);
    let known = drift.entries().find(|entry| entry.path.ends_with("name000001")).unwrap();
    assert_eq!((known.occurrences, known.records, known.first.unwrap().number()), (3, 3, 99_900_001));
    assert!(serde_json::to_string(&drift).unwrap().len() < 1_000_000);
    let table = drift.to_string();
    let left_out: Vec<_> = table.lines().filter(|line| line.contains(" more")).collect();
    assert_eq!(
        left_out,
        ["     198001 more, of others than the first 1000", "       2000 more, of others than the first 1000"]
    );
}

#[test]
fn a_long_name_is_cut() {
    let long = "é".repeat(1_000_000);
    let drift = drift_of([study(99_900_001, json!({&long: &long, "designModule": {"phases": [&long]}}))]);
    for entry in drift.entries() {
        assert!(
            entry.path.chars().count() <= Drift::MAX_TEXT + 1 && entry.found.chars().count() <= Drift::MAX_TEXT + 1
        );
    }
    assert!(drift.entries().next().unwrap().path.ends_with("ééé…"));
}

#[test]
fn a_name_keeps_to_its_line_of_the_table() {
    let drift = drift_of([study(99_900_001, json!({"two\nlines\u{1b}[31m": 1, "a.b[12].c[x]": 2, "": 3}))]);
    let table = drift.to_string();
    assert_eq!(table.lines().filter(|line| line.contains("NCT99900001")).count(), 3, "{table}");
    assert!(table.contains(r#"protocolSection["two\nlines\u001b[31m"] = 1"#), "{table}");
    assert!(table.contains(r#"protocolSection["a.b[].c[x]"] = 2"#), "{table}");
    assert!(!table.contains('\u{1b}'));
}

#[test]
fn of_a_member_that_stands_twice_the_last_counts() {
    let parsed = parse(r#"{"hasResults":true,"mood":1,"mood":2}"#).unwrap();
    let mut drift = Drift::default();
    drift.add(&parsed);
    let entry = drift.entries().next().unwrap();
    assert_eq!((entry.occurrences, entry.records, entry.found), (1, 1, "2"));
}

#[test]
fn the_model_has_every_path() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/api/every-path.json")).unwrap();
    let mut drift = Drift::default();
    drift.add(&parse(&text).unwrap());
    assert!(drift.is_empty(), "{drift}");
}

/// What the registry's own records have beside the published model.
#[test]
fn real_records_have_three_members_more() {
    let Some(corpus) = real_corpus("real_records_have_three_members_more") else { return };
    let mut drift = Drift::default();
    for folder in ["api-v2", "api-v2-partial"] {
        let files = sorted(&corpus.join(folder));
        for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
            drift.add(&parse(&fs::read_to_string(file).unwrap()).unwrap());
        }
    }
    eprintln!("{drift}");
    assert!(drift.records() > 600, "expected several hundred records, found {}", drift.records());
    let found: Vec<_> = drift.entries().map(|entry| (entry.code, entry.path)).collect();
    assert_eq!(
        found,
        [
            (Code::UnknownMember, "derivedSection.miscInfoModule.modelPredictions"),
            (Code::UnknownMember, "protocolSection.armsInterventionsModule.interventions[].interventionMappedName"),
            (Code::UnknownMember, "protocolSection.contactsLocationsModule.locations_nested"),
        ]
    );
}
