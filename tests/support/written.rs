//! A study written as a page is read again as the study, less what the writer says that it left out.

use std::collections::{BTreeMap, BTreeSet};

use ctgov::{
    Study,
    page::{Reason, Written},
};
use serde_json::Value;

use super::add_leaves;

/// Marks a text whose white space the writer has changed.
pub const RESPACED: &str = "\0respaced ";

/// Stands where the study has no labels of groups, or none that the page carries: the reader works out its own.
pub const WORKED_OUT: &str = "\0worked out";

fn squashed(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c == '\u{feff}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The steps of a path: `a.b[2].c` as `/a`, `/b`, `/2`, `/c`.
pub fn pointer(path: &str) -> String {
    path.split(['.', '[']).map(|step| format!("/{}", step.trim_end_matches(']'))).collect()
}

/// The paths of what a value is a part of.
fn wholes(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices(['.', '[']).map(|(end, _)| &path[..end])
}

/// Takes a value out of its object or list; of a list its place stays, so that other paths still lead somewhere.
fn take_out(json: &mut Value, path: &str) {
    let pointer = pointer(path);
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap_or_else(|| panic!("left out {path}, which is not in the study")) {
        Value::Object(members) => assert!(members.remove(last).is_some(), "left out {path}, which is not there"),
        Value::Array(entries) => entries[last.parse::<usize>().unwrap()] = Value::Null,
        other => panic!("{path} is below {other}"),
    }
}

/// Without what has been taken out of lists, and without objects and lists that nothing is left in.
fn pruned(json: Value) -> Option<Value> {
    match json {
        Value::Null => None,
        Value::Object(members) => {
            let members: serde_json::Map<_, _> =
                members.into_iter().filter_map(|(name, member)| Some((name, pruned(member)?))).collect();
            (!members.is_empty()).then_some(Value::Object(members))
        }
        Value::Array(entries) => {
            let entries: Vec<_> = entries.into_iter().filter_map(pruned).collect();
            (!entries.is_empty()).then_some(Value::Array(entries))
        }
        leaf => Some(leaf),
    }
}

/// The JSON of a study, with each value that was spelt in another way (`18 years`) as its field spells it: so a page prints it.
fn as_fields_say(study: &Study) -> Value {
    let mut json = serde_json::to_value(study).unwrap();
    let mut fields = study.clone();
    fields.clear_others();
    let fields = serde_json::to_value(&fields).unwrap();
    for pointer in study.others().map(|(path, _)| pointer(&path)) {
        // What is no text is nothing that a field could spell.
        if let (Some(Value::String(kept)), Some(Value::String(field))) =
            (json.pointer_mut(&pointer), fields.pointer(&pointer))
        {
            kept.clone_from(field);
        }
    }
    json
}

/// The leaves of a study that its page carries, with their paths in the study that is read again.
fn carried(study: &Study, page: &Written) -> BTreeMap<String, Value> {
    let mut json = as_fields_say(study);
    let mut gone = BTreeSet::new();
    for left_out in &page.left_out {
        let path = left_out.field.to_string();
        // What has no field is named too where the whole that it is in has been.
        if wholes(&path).any(|whole| gone.contains(whole)) {
            continue;
        }
        if left_out.reason == Reason::WhiteSpace {
            let text = json.pointer_mut(&pointer(&path)).unwrap();
            *text = Value::from(format!("{RESPACED}{}", squashed(text.as_str().unwrap())));
        } else {
            take_out(&mut json, &path);
            gone.insert(path);
        }
    }
    let interventions = json.pointer_mut("/protocolSection/armsInterventionsModule/interventions");
    for intervention in interventions.and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(intervention) = intervention.as_object_mut() {
            intervention.entry("armGroupLabels").or_insert_with(|| WORKED_OUT.into());
        }
    }
    leaves(&pruned(json).unwrap_or_default())
}

fn leaves(json: &Value) -> BTreeMap<String, Value> {
    let mut leaves = Vec::new();
    add_leaves(json, String::new(), &mut leaves);
    leaves.into_iter().collect()
}

/// Each carried leaf is read again as it is, and nothing else is. Returns how many there are.
#[track_caller]
pub fn assert_carried(study: &Study, page: &Written, what: &str) -> usize {
    let parsed = ctgov::parse(&page.text).unwrap_or_else(|error| panic!("{what}: {error}\n{}", page.text));
    assert_eq!(parsed.format, ctgov::Format::Page, "{what}");
    assert_eq!(parsed.unplaced, [], "{what}");
    let mut expected = carried(study, page);
    let mut found = leaves(&serde_json::to_value(&parsed.study).unwrap());
    let worked_out = expected.iter().filter(|(_, value)| *value == WORKED_OUT);
    let worked_out: Vec<_> = worked_out.map(|(path, _)| format!("{path}[")).collect();
    expected.retain(|_, value| value != WORKED_OUT);
    found.retain(|path, _| !worked_out.iter().any(|list| path.starts_with(list)));
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{what}\n{}", page.text);
    for (path, value) in &expected {
        let is_same = match value.as_str().and_then(|text| text.strip_prefix(RESPACED)) {
            Some(text) => squashed(found[path].as_str().unwrap()) == text,
            None => found[path] == *value,
        };
        assert!(is_same, "{what}: {path} = {value}, read again as {}\n{}", found[path], page.text);
    }
    expected.len()
}
