//! Reading JSON of the registry's API v2: every record of `tests/corpus/api` beside what there is to say about it; each
//! value is in the study and has its place; and records that are cut or damaged.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
};

use ctgov::{Code, Error, Format, Parsed, Source, Study, parse};
use serde_json::{Value, json};
use support::{real_corpus, said, sorted};

/// The invented records, by name.
fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/api");
    let files = sorted(&folder);
    assert!(files.len() >= 7, "expected the records of {}, found {}", folder.display(), files.len());
    let name = |file: &Path| file.file_stem().unwrap().to_string_lossy().into_owned();
    files.iter().map(|file| (name(file), fs::read_to_string(file).unwrap())).collect()
}

fn record(name: &str) -> String {
    corpus().into_iter().find(|(found, _)| found == name).unwrap().1
}

/// The registry's own records, whole and partial; none where there is no folder of them.
fn real_records(test: &str) -> Vec<(String, String)> {
    let Some(corpus) = real_corpus(test) else { return Vec::new() };
    let files = ["api-v2", "api-v2-partial"].iter().flat_map(|folder| sorted(&corpus.join(folder)));
    let files = files.filter(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.map(|file| (file.display().to_string(), fs::read_to_string(file).unwrap())).collect()
}

/// Each value without parts, `null` and empty lists and objects too, with its path as the library spells it.
fn leaves(value: &Value) -> Vec<(String, &Value)> {
    fn walk<'v>(value: &'v Value, path: String, leaves: &mut Vec<(String, &'v Value)>) {
        match value {
            Value::Object(members) if !members.is_empty() => {
                for (name, member) in members {
                    let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    walk(member, below, leaves);
                }
            }
            Value::Array(entries) if !entries.is_empty() => {
                entries.iter().enumerate().for_each(|(index, entry)| walk(entry, format!("{path}[{index}]"), leaves));
            }
            leaf => leaves.push((path, leaf)),
        }
    }
    let mut leaves = Vec::new();
    walk(value, String::new(), &mut leaves);
    leaves
}

fn without_positions(path: &str) -> String {
    let mut parts = path.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + "[]" + part.split_once(']').map_or("", |(_, rest)| rest))
}

/// The value at a path.
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let steps = path.split(['.', '[']).filter(|step| !step.is_empty());
    steps.into_iter().try_fold(value, |value, step| match step.strip_suffix(']') {
        Some(index) => value.get(index.parse::<usize>().ok()?),
        None => value.get(step),
    })
}

/// What a reviewer reads: first the lines that say what is odd, then what the model has no field for.
fn rendered(text: &str) -> String {
    let (parsed, mut rendered) = match said(text) {
        Ok(said) => said,
        Err(error) => return error,
    };
    for (path, value) in parsed.study.others() {
        writeln!(rendered, "other {path} = {value}").unwrap();
    }
    rendered
}

#[test]
fn every_record_is_read_as_its_snapshot_says() {
    insta::with_settings!({ snapshot_path => "corpus/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for (name, text) in corpus() {
            insta::assert_snapshot!(format!("api-{name}"), rendered(&text));
        }
    });
}

/// Each value of the JSON is in what is written, at its path; and it comes from a field, or is kept beside the fields.
fn assert_complete(text: &str, what: &str) {
    let json: Value = serde_json::from_str(text).unwrap();
    let study = parse(text).unwrap().study;
    let written = serde_json::to_value(&study).unwrap();
    for (path, value) in leaves(&json) {
        assert_eq!(at(&written, &path), Some(value), "{what}: {path}");
    }
    // Without what is kept, entries of a list move up: the paths are compared without positions, each with its number.
    let mut fields_alone = study.clone();
    fields_alone.clear_others();
    let fields_alone = serde_json::to_value(&fields_alone).unwrap();
    let mut places: BTreeMap<(String, String), i64> = BTreeMap::new();
    let mut count = |path: &str, value: &Value, number| {
        *places.entry((without_positions(path), value.to_string())).or_default() += number;
    };
    for (path, value) in leaves(&fields_alone) {
        count(&path, value, 1);
    }
    for (path, value) in study.others() {
        for (below, leaf) in leaves(value) {
            let separator = if below.is_empty() || below.starts_with('[') { "" } else { "." };
            count(&format!("{path}{separator}{below}"), leaf, 1);
        }
    }
    for (path, value) in leaves(&json) {
        count(&path, value, -1);
    }
    let lost: Vec<_> = places.iter().filter(|(_, number)| **number < 0).collect();
    assert!(lost.is_empty(), "{what}: neither a field nor beside the fields: {lost:?}");
}

#[test]
fn every_value_is_a_field_or_beside_the_fields() {
    let real = real_records("every_value_is_a_field_or_beside_the_fields");
    for (name, text) in corpus().into_iter().chain(real) {
        assert_complete(&text, &name);
    }
}

/// Each value has its place, and the text there is the value's.
fn assert_traceable(text: &str, what: &str) {
    let json: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
    let parsed = parse(text).unwrap();
    let expected: BTreeMap<_, _> = leaves(&json).into_iter().collect();
    let is_part = |value: &&Value| value.is_object() || value.is_array();
    let mut found = BTreeSet::new();
    for (path, span) in parsed.spans() {
        let path = path.to_string();
        let value = expected.get(&path).unwrap_or_else(|| panic!("{what}: a span for {path}, which has no value"));
        let said = &text[span.range()];
        match value {
            Value::String(value) => {
                assert_eq!((&text[span.start - 1..span.start], &text[span.end..=span.end]), ("\"", "\""));
                let said: String = serde_json::from_str(&format!("\"{said}\"")).unwrap();
                assert_eq!(said, *value, "{what}: {path}");
            }
            value => assert_eq!(serde_json::from_str::<Value>(said).ok().as_ref(), Some(*value), "{what}: {path}"),
        }
        found.insert(path);
    }
    for (path, _) in expected.iter().filter(|(_, value)| !is_part(value)) {
        assert!(found.contains(path), "{what}: no span for {path}");
    }
}

#[test]
fn every_value_has_its_place() {
    for (name, text) in corpus() {
        assert_traceable(&text, &name);
        assert_traceable(&text.replace('\n', "\r\n\t"), &format!("{name} with CRLF"));
        let compact = serde_json::from_str::<Value>(&text).unwrap().to_string();
        assert_traceable(&format!("\u{feff}{compact}"), &format!("{name} behind a byte order mark"));
        assert_traceable(&escaped(&compact), &format!("{name} with escapes"));
    }
    for (name, text) in real_records("every_value_has_its_place") {
        assert_traceable(&text, &name);
    }
}

/// Asking for one place gives the same as asking for all of them.
#[test]
fn one_place_is_that_of_the_list() {
    for (name, text) in corpus() {
        let parsed = parse(&text).unwrap();
        for (path, span) in parsed.spans() {
            assert_eq!(parsed.span_of(&path.to_string()), Some(span), "{name}: {path}");
        }
        assert_eq!(parsed.span_of("protocolSection.identificationModule.nctId.x"), None);
        assert_eq!(parsed.span_of("protocolSection.identificationModule.nct"), None);
    }
}

/// The same JSON with everything in its strings escaped that can be.
fn escaped(json: &str) -> String {
    let mut escaped = String::new();
    let mut units = [0; 2];
    for c in json.chars() {
        if c.is_ascii() {
            escaped.push(c);
        } else {
            c.encode_utf16(&mut units).iter().for_each(|unit| write!(escaped, "\\u{unit:04X}").unwrap());
        }
    }
    escaped.replace("\\n", "\\u000a").replace('/', "\\/")
}

/// Each piece of the criteria leads back to the JSON text, whose escapes say the same.
fn assert_criteria_placed(text: &str, what: &str) -> usize {
    let parsed = parse(text).unwrap();
    let criteria = parsed.study.eligibility.eligibility_criteria.as_deref().unwrap_or_default();
    let groups = &parsed.criteria.groups;
    let spans = groups.iter().flat_map(|group| group.span.into_iter().chain(group.items.iter().map(|item| item.span)));
    let mut count = 0;
    for span in spans {
        let place = parsed.criteria_span(span).unwrap_or_else(|| panic!("{what}: no place for {span:?}"));
        let said: String = serde_json::from_str(&format!("\"{}\"", &text[place.range()])).unwrap();
        assert_eq!(said, criteria[span.range()], "{what}");
        count += 1;
    }
    count
}

#[test]
fn criteria_have_their_place_in_the_json() {
    let mut pieces = 0;
    for (name, text) in corpus() {
        pieces += assert_criteria_placed(&text, &name);
        pieces += assert_criteria_placed(&escaped(&text), &format!("{name} with escapes"));
    }
    assert!(pieces > 20, "expected criteria, found {pieces} pieces");
    for (name, text) in real_records("criteria_have_their_place_in_the_json") {
        assert_criteria_placed(&text, &name);
        assert_criteria_placed(&escaped(&text), &format!("{name} with escapes"));
    }
}

#[test]
fn criteria_with_every_escape_lead_back() {
    let text = concat!(
        r#"{"protocolSection":{"eligibilityModule":{"eligibilityCriteria":""#,
        r"Inclusion Criteria:\n\n* ANC \\> 1.5 \u00D7 10\\^9\/L\n* Age \u2265 18\r\n* \ud83c\udf75 drinker\n",
        r"\u002a \u0022Tea\u0022, \t\u0041nd more \ud83D\uDE00\n\nExclusion Criteria:\n\n* \\<5 cups \\\\ day\n* é ≥ 🍵 and \b\f.",
        r#""}}}"#
    );
    let parsed = parse(text).unwrap();
    assert_eq!(assert_criteria_placed(text, "escapes"), 8);
    let said: Vec<_> = parsed
        .criteria
        .groups
        .iter()
        .flat_map(|group| &group.items)
        .map(|item| {
            let span = parsed.criteria_span(item.span).unwrap();
            (item.text.as_str(), &text[span.range()])
        })
        .collect();
    assert_eq!(
        said,
        [
            ("ANC > 1.5 × 10^9/L", r"* ANC \\> 1.5 \u00D7 10\\^9\/L"),
            ("Age ≥ 18", r"* Age \u2265 18"),
            ("🍵 drinker", r"* \ud83c\udf75 drinker"),
            ("\"Tea\", \tAnd more 😀", r"\u002a \u0022Tea\u0022, \t\u0041nd more \ud83D\uDE00"),
            ("<5 cups \\ day", r"* \\<5 cups \\\\ day"),
            ("é ≥ 🍵 and \u{8}\u{c}.", r"* é ≥ 🍵 and \b\f."),
        ]
    );
}

/// A record that is cut is no study; the error says where it ends and in which value.
#[test]
fn every_prefix_is_an_error_with_its_place() {
    let text = record("every-path");
    let whole: Value = serde_json::from_str(&text).unwrap();
    let end = text.trim_end().len();
    for (at_byte, _) in text.char_indices().filter(|(at, _)| *at < end).step_by(7) {
        let prefix = &text[..at_byte];
        match parse(prefix).unwrap_err() {
            Error::Empty => assert_eq!(prefix.trim(), ""),
            Error::Json { position, path, .. } => {
                assert_eq!(position, Source::new(prefix).position(prefix.len()), "cut at {at_byte}");
                assert!(at(&whole, &path).is_some(), "cut at {at_byte}: {path} is not in the record");
            }
            error => panic!("cut at {at_byte}: {error}"),
        }
    }
}

/// A record with another sign in it is read as `serde_json` reads it, or not at all.
#[test]
fn a_damaged_record_is_read_as_json_or_not_at_all() {
    let small = json!({
        "protocolSection": {
            "identificationModule": {"nctId": "NCT99900001", "briefTitle": "Tea \"é\" \n"},
            "designModule": {"phases": ["PHASE1", "PHASE2"], "enrollmentInfo": {"count": 24, "type": "ACTUAL"}},
            "contactsLocationsModule": {"locations": [{"city": "Pier", "geoPoint": {"lat": 30.5, "lon": -1}}]},
            "eligibilityModule": {"healthyVolunteers": true, "sex": null, "stdAges": []},
        },
        "hasResults": false,
    });
    let (mut read, mut refused) = (0, 0);
    for text in [small.to_string(), serde_json::to_string_pretty(&small).unwrap()] {
        for (at_byte, was) in text.char_indices() {
            for sign in "{}[],:\"0x".chars() {
                let damaged = format!("{}{sign}{}", &text[..at_byte], &text[at_byte + was.len_utf8()..]);
                match (parse(&damaged), serde_json::from_str::<Value>(&damaged)) {
                    (Ok(parsed), Ok(json)) => {
                        assert_eq!(serde_json::to_value(&parsed.study).unwrap(), json, "{damaged}");
                        assert_eq!(
                            serde_json::to_value(serde_json::from_str::<Study>(&damaged).unwrap()).unwrap(),
                            json
                        );
                        assert_places_are_slices(&parsed, &damaged);
                        read += 1;
                    }
                    (Err(error), Err(_)) => {
                        assert!(matches!(error, Error::Json { .. } | Error::NoRecord { .. }), "{damaged}: {error}");
                        assert!(serde_json::from_str::<Study>(&damaged).is_err());
                        refused += 1;
                    }
                    (parsed, json) => panic!("{damaged}: {:?}, but {:?}", parsed.err(), json.err()),
                }
            }
        }
    }
    assert!(read > 1000 && refused > 1000, "{read} read, {refused} refused");
}

fn assert_places_are_slices(parsed: &Parsed, text: &str) {
    let spans = parsed.spans().map(|(_, span)| span);
    let diagnostics = parsed.diagnostics.iter().filter_map(|diagnostic| diagnostic.span);
    for span in spans.chain(diagnostics).chain(parsed.unplaced.iter().map(|unplaced| unplaced.span)) {
        assert!(text.get(span.range()).is_some(), "{span:?} of {text}");
    }
}

#[test]
fn every_path_of_the_registry_is_a_field() {
    let text = record("every-path");
    let parsed = parse(&text).unwrap();
    assert_eq!(parsed.format, Format::Api);
    assert!(parsed.study.others().next().is_none(), "{:?}", parsed.study.others().collect::<Vec<_>>());
    assert_eq!(parsed.diagnostics, []);
    assert_eq!(paths(&serde_json::from_str(&text).unwrap()).len(), 458);
}

/// Every path without positions, `[]` for the entries of a list, of objects too.
fn paths(value: &Value) -> BTreeSet<String> {
    fn walk(value: &Value, path: &str, paths: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                paths.insert(path.to_owned());
                members.iter().for_each(|(name, member)| walk(member, &format!("{path}.{name}"), paths));
            }
            Value::Array(entries) => entries.iter().for_each(|entry| walk(entry, &format!("{path}[]"), paths)),
            _ => drop(paths.insert(path.to_owned())),
        }
    }
    let mut paths = BTreeSet::new();
    walk(value, "", &mut paths);
    paths.iter().filter(|path| !path.is_empty()).map(|path| path[1..].to_owned()).collect()
}

/// The registry's own list of its members, beside the folder of records: a record with any one of them alone.
#[test]
fn every_path_of_the_specification_is_a_field() {
    let Some(corpus) = real_corpus("every_path_of_the_specification_is_a_field") else { return };
    let Ok(fields) = fs::read_to_string(corpus.join("../spec/FIELDS.md")) else {
        eprintln!("SKIPPED every_path_of_the_specification_is_a_field: expected ../spec/FIELDS.md, found no such file");
        return;
    };
    let rows = fields.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let (path, kind) = (cells.next()?, cells.next()?);
        path.contains("Section").then_some((path, kind)).or((path == "hasResults").then_some((path, kind)))
    });
    let rows: Vec<_> = rows.collect();
    assert_eq!(rows.len(), 458);
    let listed: BTreeSet<_> = rows.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(paths(&serde_json::from_str(&record("every-path")).unwrap()), listed);

    for (path, kind) in rows {
        let value = match kind.split_once([' ', '(']).map_or(kind, |(kind, _)| kind) {
            // An object without members is kept as such; those with members are the other rows.
            "object" => continue,
            "boolean" => json!(true),
            "integer" => json!(3),
            // A number by the specification, and a count by what it is.
            "number" if path.ends_with("nPtrsToThisExpAccNctId") => json!(3),
            "number" => json!(3.5),
            "PartialDate" => json!("2020-01"),
            "DateTimeMinutes" => json!("2020-01-05T10:30"),
            "string" | "enum" => json!("text"),
            kind => panic!("expected a type of the specification, found {kind}"),
        };
        let json = path.split('.').rev().fold(value, |value, step| match step.strip_suffix("[]") {
            Some(name) => json!({ name: [value] }),
            None => json!({ step: value }),
        });
        let study: Study = serde_json::from_value(json.clone()).unwrap();
        assert!(study.others().next().is_none(), "{path}: {:?}", study.others().collect::<Vec<_>>());
        assert_eq!(serde_json::to_value(&study).unwrap(), json);
    }
}

/// The study is the same from whatever `serde_json` reads it.
#[test]
fn every_way_of_reading_gives_the_same_study() {
    let real = real_records("every_way_of_reading_gives_the_same_study");
    for (name, text) in corpus().into_iter().chain(real) {
        let study: Study = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::from_slice::<Study>(text.as_bytes()).unwrap(), study, "{name}");
        assert_eq!(serde_json::from_reader::<_, Study>(text.as_bytes()).unwrap(), study, "{name}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::from_value::<Study>(value).unwrap(), study, "{name}");
        assert_eq!(parse(&text).unwrap().study, study, "{name}");
        assert_eq!(ctgov::parse_bytes(text.as_bytes()).unwrap().study, study, "{name}");
        assert_eq!(ctgov::parse_many(text.as_bytes()).next().unwrap().unwrap().parsed.study, study, "{name}");
    }
}

#[test]
fn a_name_with_a_point_is_no_path() {
    let text = r#"{"hasResults":true,"a.b":1,"a":{"b":2}}"#;
    let parsed = parse(text).unwrap();
    let fields = |path: &str| {
        parsed.diagnostics.iter().find(|said| said.field.as_ref().is_some_and(|field| field.to_string() == path))
    };
    assert_eq!(&text[fields(r#"["a.b"]"#).unwrap().span.unwrap().range()], "1");
    assert_eq!(&text[fields("a").unwrap().span.unwrap().range()], r#"{"b":2}"#);
    assert_eq!(&text[parsed.span_of(r#"["a.b"]"#).unwrap().range()], "1");
    assert_eq!(&text[parsed.span_of("a.b").unwrap().range()], "2");
}

#[test]
fn a_second_protocol_section_takes_the_place_of_the_first() {
    let text = r#"{"protocolSection":{"identificationModule":{"nctId":"NCT99900001"}},"protocolSection":{"conditionsModule":{"conditions":["Thirst"]}}}"#;
    let study: Study = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_value(&study).unwrap(), serde_json::from_str::<Value>(text).unwrap());
}

#[test]
fn json_that_is_no_object_is_written_as_it_was_read() {
    for json in [json!([1]), json!(null), json!("tea"), json!(3)] {
        let study: Study = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&study).unwrap(), json);
    }
}

#[test]
fn what_is_said_of_a_replaced_value_stands_in_that_value() {
    let text = r#"{"protocolSection":{"designModule":{"phases":["PHASE7"]},"designModule":{"phases":["NA"]}}}"#;
    let parsed = parse(text).unwrap();
    let unknown: Vec<_> = parsed.diagnostics.iter().filter(|found| found.code == Code::UnknownCode).collect();
    // Either it is not said, or it is said of `PHASE7`.
    assert!(unknown.iter().all(|found| &text[found.span.unwrap().range()] == "PHASE7"), "{unknown:?}");
}

#[test]
fn a_replaced_value_has_no_span() {
    let text = r#"{"protocolSection":{"designModule":{"phases":["NA"]},"designModule":{"studyType":"OBSERVATIONAL"}}}"#;
    let parsed = parse(text).unwrap();
    assert_eq!(parsed.study.phases(), []);
    assert_eq!(parsed.span_of("protocolSection.designModule.phases[0]"), None);
}

#[test]
fn an_unknown_member_for_the_second_time_is_reported_and_the_first_is_unplaced() {
    let parsed = parse(r#"{"hasResults":true,"mood":"calm","mood":"windy"}"#).unwrap();
    assert!(parsed.diagnostics.iter().any(|found| found.code == Code::DuplicateField), "{:?}", parsed.diagnostics);
    assert_eq!(parsed.unplaced.iter().map(|unplaced| &*unplaced.text).collect::<Vec<_>>(), ["calm"]);
}

#[test]
fn an_intervention_with_its_arms_is_assigned() {
    let json = json!({"protocolSection": {"armsInterventionsModule": {
        "armGroups": [{"label": "Tea"}],
        "interventions": [{"type": "DRUG", "name": "Mint", "armGroupLabels": ["Tea"]}],
    }}});
    assert_eq!(parse(&json.to_string()).unwrap().study.check(), []);
}

#[test]
fn an_error_at_the_end_of_a_list_names_what_is_there() {
    let error = parse(r#"{"protocolSection":{"designModule":{"phases":["NA""#).unwrap_err();
    assert!(!error.to_string().contains("phases[1]"), "{error}");
}

/// Bytes that are no UTF-8 are one sign each in the text, and as long as they are in the bytes.
#[test]
fn criteria_of_a_record_with_bad_bytes_have_their_place_in_the_bytes() {
    let mut bytes =
        br#"{"protocolSection":{"eligibilityModule":{"eligibilityCriteria":"Inclusion Criteria:\n\n* caf"#.to_vec();
    bytes.extend([0xE9; 7]);
    bytes.extend(br#" au lait \u2265 5\n* Tea"}}}"#);
    let parsed = ctgov::parse_lossy(&bytes).unwrap();
    let items = &parsed.criteria.groups[0].items;
    let place = |index: usize| &bytes[parsed.criteria_span(items[index].span).unwrap().range()];
    assert_eq!(place(0), [b"* caf".as_slice(), &[0xE9; 7], br" au lait \u2265 5"].concat());
    assert_eq!(place(1), b"* Tea");
}
