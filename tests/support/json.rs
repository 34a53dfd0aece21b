//! A record in JSON is written as it was read.

use ctgov::Study;
use serde_json::Value;

/// Reads JSON as a study in each way there is, writes it, and reads that again.
#[track_caller]
pub fn assert_written_as_read(text: &str, what: &str) {
    let expected: Value = serde_json::from_str(text).unwrap();
    let study = assert_study_written_as_read(text, &expected, what);
    let printed = serde_json::to_string_pretty(&study).unwrap();
    assert_eq!(serde_json::from_str::<Study>(&printed).unwrap(), study, "{what}, printed over many lines");
    for text in [text, &printed] {
        let parsed = ctgov::parse(text).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(parsed.study, study, "{what}, as a record");
        let envelope = serde_json::to_value(&parsed).unwrap();
        assert_eq!(envelope["study"], expected, "{what}, in the envelope");
    }
}

/// Reads JSON, of a record or not, as a study, writes it, and reads that again.
#[track_caller]
pub fn assert_study_written_as_read(text: &str, expected: &Value, what: &str) -> Study {
    let study: Study = serde_json::from_str(text).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(differences(&serde_json::to_value(&study).unwrap(), expected), Vec::<String>::new(), "{what}");

    let written = serde_json::to_string(&study).unwrap();
    let again: Study = serde_json::from_str(&written).unwrap();
    assert_eq!(again, study, "{what}");
    assert_eq!(serde_json::to_string(&again).unwrap(), written, "{what}");
    study
}

/// The paths at which two values differ: a record is too long to print whole.
pub fn differences(found: &Value, expected: &Value) -> Vec<String> {
    fn walk(found: Option<&Value>, expected: Option<&Value>, path: &str, differences: &mut Vec<String>) {
        match (found, expected) {
            (Some(Value::Object(found)), Some(Value::Object(expected))) => {
                for name in found.keys().chain(expected.keys().filter(|name| !found.contains_key(*name))) {
                    walk(found.get(name), expected.get(name), &format!("{path}.{name}"), differences);
                }
            }
            (Some(Value::Array(found)), Some(Value::Array(expected))) => {
                for index in 0..found.len().max(expected.len()) {
                    walk(found.get(index), expected.get(index), &format!("{path}[{index}]"), differences);
                }
            }
            (found, expected) if found == expected => {}
            (found, expected) => differences.push(format!("{path}: expected {expected:?}, found {found:?}")),
        }
    }
    let mut differences = Vec::new();
    walk(Some(found), Some(expected), "", &mut differences);
    differences
}
