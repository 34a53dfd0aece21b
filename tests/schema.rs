//! The JSON Schema: the checked-in files are what the library gives, all that it writes fits, and little else does.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr, clippy::indexing_slicing)]

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use ctgov::{
    Parsed,
    schema::{self, VERSION},
    study::{Age, AgeUnit, PartialDate},
};
use jsonschema::Validator;
use serde_json::{Value, json};
use support::{add_leaves, real_corpus, sorted};

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn record() -> Value {
    schema::record().to_value()
}

fn study() -> Value {
    schema::study().to_value()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

/// A validator for one of the types of a schema.
fn validator_of(schema: &Value, name: &str) -> Validator {
    assert!(schema["$defs"][name].is_object(), "no {name} in the schema");
    validator(&json!({ "$ref": format!("#/$defs/{name}"), "$defs": schema["$defs"] }))
}

/// What does not fit, each with its place.
fn misfits(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn assert_fits(validator: &Validator, value: &Value, what: &str) {
    assert_eq!(misfits(validator, value), Vec::<String>::new(), "{what} does not fit the schema");
}

/// A record's JSON as anybody gets it, with the fields' places.
fn with_spans(parsed: &Parsed) -> Value {
    serde_json::from_str(&serde_json::to_string(&parsed.with_spans()).unwrap()).unwrap()
}

fn plain(parsed: &Parsed) -> Value {
    serde_json::from_str(&parsed.to_json().unwrap()).unwrap()
}

fn sample() -> Value {
    with_spans(&ctgov::parse(&fs::read_to_string(file("examples/sample.txt")).unwrap()).unwrap())
}

#[test]
fn the_checked_in_files_are_what_the_library_gives() {
    for (path, schema) in [("src/schema/record.json", schema::record()), ("src/schema/study.json", schema::study())] {
        let given = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::create_dir_all(file(path).parent().unwrap()).unwrap();
            fs::write(file(path), &given).unwrap();
        }
        let checked_in = fs::read_to_string(file(path)).unwrap_or_default();
        let first = given.lines().zip(checked_in.lines()).position(|(given, old)| given != old);
        assert!(
            given == checked_in,
            "{path} is not what the library gives, from line {} on; if the change is wanted, write it with \
             UPDATE_SCHEMA=1 cargo test --features schema --test schema",
            first.unwrap_or(given.lines().count().min(checked_in.lines().count())) + 1,
        );
    }
}

#[test]
fn the_version_is_in_both_ids() {
    assert_eq!(record()["$id"], format!("urn:ctgov:record:{VERSION}"));
    assert_eq!(study()["$id"], format!("urn:ctgov:study:{VERSION}"));
    for schema in [record(), study()] {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["title"].is_string() && schema["description"].is_string());
        jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("no JSON Schema: {error}"));
    }
}

/// A record of the corpus whose JSON is not as the registry writes it: the study is written as it was read, and its
/// values that are not of their member's type do not fit.
const DRIFTED: &str = "drifted.json";

#[test]
fn all_that_is_written_fits() {
    let (record, study) = (validator(&record()), validator(&study()));
    let forms = [
        "spaced",
        "trec-text",
        "api",
        #[cfg(feature = "xml")]
        "xml",
    ];
    let mut files = vec![file("examples/sample.txt")];
    files.extend(forms.iter().flat_map(|form| sorted(&file("tests/corpus").join(form))));
    let mut fitted = 0;
    for path in files.iter().filter(|path| !path.ends_with(DRIFTED)) {
        let parsed = ctgov::parse(&fs::read_to_string(path).unwrap()).unwrap();
        let what = path.display().to_string();
        assert_fits(&record, &with_spans(&parsed), &what);
        assert_fits(&record, &plain(&parsed), &what);
        assert_fits(&study, &serde_json::to_value(&parsed.study).unwrap(), &what);
        fitted += 1;
    }
    assert!(fitted >= 20, "expected the records of tests/corpus, found {fitted}");
}

/// What does not fit is what the registry's model has no place for, and each is in `Study::others`.
#[test]
fn a_study_that_drifted_does_not_fit_and_says_where() {
    let parsed = ctgov::parse(&fs::read_to_string(file("tests/corpus/api").join(DRIFTED)).unwrap()).unwrap();
    let json = serde_json::to_value(&parsed.study).unwrap();
    let others: BTreeSet<_> = parsed.study.others().map(|(path, _)| pointer(&path)).collect();
    let misfits: BTreeSet<_> =
        validator(&study()).iter_errors(&json).map(|error| error.instance_path().to_string()).collect();
    assert!(misfits.len() > 20, "{misfits:?}");
    assert_eq!(misfits.difference(&others).collect::<Vec<_>>(), Vec::<&String>::new());

    // The envelope around it does.
    let mut envelope = with_spans(&parsed);
    envelope["study"] = json!({});
    assert_fits(&validator(&record()), &envelope, DRIFTED);
}

/// The JSON pointer of a path: `/a/b/2/c` for `a.b[2].c`.
fn pointer(path: &str) -> String {
    format!("/{}", path.replace("][", "/").replace('[', "/").replace(']', "").replace('.', "/"))
}

#[test]
fn real_records_fit() {
    let Some(corpus) = real_corpus("real_records_fit") else { return };
    let (record, study) = (validator(&record()), validator(&study()));
    for (folder, extension) in [
        ("api-v2", "json"),
        ("api-v2-partial", "json"),
        #[cfg(feature = "xml")]
        ("legacy-xml", "xml"),
    ] {
        let folder = corpus.join(folder);
        if !folder.is_dir() {
            eprintln!("SKIPPED real_records_fit: expected {}, found no such folder", folder.display());
            continue;
        }
        let files = sorted(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == extension));
        let mut fitted = 0;
        for path in files {
            let parsed = ctgov::parse(&fs::read_to_string(&path).unwrap()).unwrap();
            let what = path.display().to_string();
            assert_fits(&record, &with_spans(&parsed), &what);
            assert_fits(&study, &serde_json::to_value(&parsed.study).unwrap(), &what);
            fitted += 1;
        }
        assert!(fitted > 0, "expected records in {}, found none", folder.display());
        eprintln!("{fitted} records of {} fit", folder.display());
    }
}

#[test]
fn what_is_no_record_has_a_schema_too() {
    let error = validator_of(&record(), "Error");
    let message = ctgov::parse("a shopping list").unwrap_err().to_string();
    let line = json!({ "error": { "file": "list.txt", "message": message } });
    assert_fits(&error, &line, "an error");
    assert!(!validator(&record()).is_valid(&line), "an error is no record");
    assert!(!error.is_valid(&sample()), "a record is no error");
    assert!(!error.is_valid(&json!({ "error": message })));
}

/// Each of these damages alone makes a record that does not fit.
#[test]
fn damaged_records_do_not_fit() {
    let validator = validator(&record());
    let sample = sample();
    assert_fits(&validator, &sample, "the sample");
    let nct_id = "/protocolSection/identificationModule/nctId";
    let damages = [
        ("/format", json!("pdf")),
        ("/format", json!(1)),
        ("/study", json!("NCT99900421")),
        ("/study", json!([])),
        ("/study", json!(null)),
        ("/study/hasResults", json!("No")),
        ("/study/protocolSection", json!("a study")),
        ("/study/protocolSection/statusModule", json!("RECRUITING")),
        ("/study/protocolSection/statusModule/overallStatus", json!(["RECRUITING"])),
        ("/study/protocolSection/statusModule/startDateStruct", json!("2025-09-15")),
        ("/study/protocolSection/statusModule/startDateStruct/date", json!(2025)),
        ("/study/protocolSection/designModule/phases", json!("PHASE1")),
        ("/study/protocolSection/designModule/phases/0", json!(1)),
        ("/study/protocolSection/designModule/enrollmentInfo/count", json!(-84)),
        ("/study/protocolSection/designModule/enrollmentInfo/count", json!(8.4)),
        ("/study/protocolSection/armsInterventionsModule/armGroups/0", json!("Marram")),
        ("/study/protocolSection/contactsLocationsModule/locations", json!({})),
        ("/study/protocolSection/eligibilityModule/healthyVolunteers", json!("No")),
        (&format!("/study{nct_id}"), json!(99900421)),
        ("/page/countries", json!("Ireland")),
        ("/page/relatedTrials/0/phases", json!("PHASE2")),
        ("/page/facilityContacts/0/rank", json!(1)),
        ("/page/facilityContacts/0/name", json!({})),
        ("/criteria", json!({})),
        ("/criteria/0/kind", json!("MAYBE")),
        ("/criteria/0/items/0", json!("Aged 18 or over.")),
        ("/criteria/0/items/0/text", json!(null)),
        ("/criteria/0/items/0/span", json!([20])),
        ("/criteria/0/items/0/items", json!([{ "text": "within" }])),
        ("/diagnostics", json!(null)),
        ("/diagnostics/0/severity", json!("error")),
        ("/diagnostics/0/code", json!(7)),
        ("/diagnostics/0/span", json!([0, 1, 2])),
        ("/diagnostics/0/span", json!({ "start": 0, "end": 1 })),
        ("/diagnostics/0/line", json!(0)),
        ("/unplaced", json!(["a menu"])),
        ("/unplaced", json!([{ "span": [0, -6], "text": "a menu" }])),
        ("/spans", json!([])),
        ("/spans/protocolSection.identificationModule.nctId", json!([24, 35, 46])),
        ("/spans/protocolSection.identificationModule.nctId", json!("24..35")),
    ];
    for (place, value) in damages {
        let mut damaged = sample.clone();
        *damaged.pointer_mut(place).unwrap_or_else(|| panic!("the sample has no {place}")) = value.clone();
        assert!(!validator.is_valid(&damaged), "{place} = {value} fits");
    }
    for member in ["format", "study", "criteria", "diagnostics", "unplaced"] {
        let mut damaged = sample.clone();
        damaged.as_object_mut().unwrap().remove(member);
        assert!(!validator.is_valid(&damaged), "a record without {member} fits");
    }
}

/// What can come within one version fits: more members anywhere, more codes of the registry and of diagnostics.
#[test]
fn additions_fit() {
    let validator = validator(&record());
    let mut added = sample();
    added["mood"] = json!("calm");
    added["study"]["forecastSection"] = json!({});
    added["study"]["protocolSection"]["statusModule"]["overallStatus"] = json!("DORMANT");
    added["criteria"][0]["items"][0]["forecast"] = json!([{ "kind": "BOUND" }]);
    added["diagnostics"][0]["code"] = json!("odd-mood");
    assert_fits(&validator, &added, "a record with additions");
}

/// The paths of all leaves that a schema describes, with `[]` for each list.
struct Walk<'s> {
    root: &'s Value,
    leaves: BTreeMap<String, &'s Value>,
}

impl<'s> Walk<'s> {
    fn of(root: &'s Value) -> BTreeMap<String, &'s Value> {
        let mut walk = Self { root, leaves: BTreeMap::new() };
        walk.schema(root, String::new());
        walk.leaves
    }

    fn schema(&mut self, schema: &'s Value, path: String) {
        if let Some(reference) = schema["$ref"].as_str() {
            let place = reference.strip_prefix('#').unwrap();
            self.schema(self.root.pointer(place).unwrap_or_else(|| panic!("{reference} leads nowhere")), path);
        } else if let Some(members) = schema["properties"].as_object() {
            assert_eq!(schema["type"], "object", "{path}");
            for (name, member) in members {
                let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                self.schema(member, below);
            }
        } else if schema["type"] == "array" {
            self.schema(&schema["items"], format!("{path}[]"));
        } else {
            let is_typed = |schema: &Value| schema["type"].is_string() || schema["$ref"].is_string();
            let is_open = schema["anyOf"].as_array().is_some_and(|forms| forms.iter().all(is_typed));
            assert!(is_typed(schema) || is_open, "{path} has no type: {schema}");
            assert!(self.leaves.insert(path, schema).is_none());
        }
    }
}

/// Without its positions: `locations[].city`.
fn template(path: &str) -> String {
    let mut parts = path.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |template, part| template + "[" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// The schema and the model have the same members: no leaf fits only because more members are allowed.
#[test]
fn every_path_of_the_model_is_in_the_schema() {
    let json: Value =
        serde_json::from_str(&fs::read_to_string(file("tests/corpus/api/every-path.json")).unwrap()).unwrap();
    let mut leaves = Vec::new();
    add_leaves(&json, String::new(), &mut leaves);
    let in_model: BTreeSet<_> = leaves.iter().map(|(path, _)| template(path)).collect();
    assert!(in_model.len() > 300, "expected every path, found {}", in_model.len());

    let schema = study();
    let in_schema: BTreeSet<_> = Walk::of(&schema).into_keys().collect();
    let difference: Vec<_> = in_model.symmetric_difference(&in_schema).collect();
    assert_eq!(difference, Vec::<&String>::new());

    // The study inside a record is the same one.
    let record = record();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        assert_eq!(record["$defs"][name], *definition, "{name} differs between the two schemas");
    }
    for keyword in ["type", "properties", "description"] {
        assert_eq!(record["$defs"]["Study"][keyword], schema[keyword]);
    }
}

/// Each member says what it is, in words for who has no documentation of the library at hand.
#[test]
fn everything_is_described() {
    fn look(schema: &Value, path: &str) {
        if let Some(members) = schema["properties"].as_object() {
            for (name, member) in members {
                let is_said = member["description"].is_string() || member["$ref"].is_string();
                assert!(is_said, "{path}.{name} has no description");
                look(member, &format!("{path}.{name}"));
            }
        }
        let Some(description) = schema["description"].as_str() else { return };
        assert!(!description.is_empty() && description.trim() == description, "{path}: {description:?}");
        for strange in ["```", "](", "[`", "assert", "In the API", "From<", "  "] {
            assert!(!description.contains(strange), "{path}: {strange:?} in {description:?}");
        }
    }

    for schema in [record(), study()] {
        look(&schema, "");
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            assert!(definition["description"].is_string(), "{name} has no description");
            look(definition, name);
        }
    }
}

/// What a value prints as has its form, what is no such value has not.
#[test]
fn patterns_are_those_of_the_values() {
    let schema = study();
    let fits = |name: &str, text: &str| validator_of(&schema, name).is_valid(&json!(text));
    let date = validator_of(&schema, "PartialDate");
    for month in 1..=12 {
        for day in (1..=31).map(Some).chain([None]) {
            if let Some(written) = PartialDate::new(2024, Some(month), day) {
                assert!(date.is_valid(&json!(written.to_string())), "{written}");
            }
        }
    }
    assert!(fits("PartialDate", &PartialDate::new(7, None, None).unwrap().to_string()));
    for text in ["2020-13", "2020-00", "2020-01-32", "2020-1-5", "January 5, 2020", "2020-01-05T09:32", " 2020", ""] {
        assert!(!fits("PartialDate", text), "{text:?}");
    }
    let age = validator_of(&schema, "Age");
    for unit in [AgeUnit::Minute, AgeUnit::Hour, AgeUnit::Day, AgeUnit::Week, AgeUnit::Month, AgeUnit::Year] {
        for count in [0, 1, 2, 9, 10, 11, 18, 100, u32::MAX] {
            let written = Age { count, unit };
            assert!(age.is_valid(&json!(written.to_string())), "{written}");
        }
    }
    for text in ["1 Years", "18 Year", "18", "18 years", "18 Decades", "N/A"] {
        assert!(!fits("Age", text), "{text:?}");
    }
    assert!(fits("NctId", "NCT99900001") && !fits("NctId", "nct99900001") && !fits("NctId", "NCT9990"));
    assert!(fits("DateTimeMinutes", "2020-09-11T09:32") && !fits("DateTimeMinutes", "2020-09-11T24:32"));
    assert!(!fits("DateTimeMinutes", "2020-09-11"));
}
