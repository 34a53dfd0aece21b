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

/// The steps of a path, as places in it: `a.b[2]["c.d"].e` is `a`, `.b`, `[2]`, `["c.d"]`, `.e`.
fn steps(path: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let length = match rest.strip_prefix("[\"") {
            // A name in quotation marks may hold anything.
            Some(_) => {
                let mut names = serde_json::Deserializer::from_str(&rest[1..]).into_iter::<String>();
                names.next().unwrap().unwrap();
                1 + names.byte_offset() + "]".len()
            }
            None => rest.char_indices().skip(1).find(|(_, c)| matches!(c, '.' | '[')).map_or(rest.len(), |(at, _)| at),
        };
        let (step, behind) = rest.split_at(length);
        steps.push(step);
        rest = behind;
    }
    steps
}

/// The steps of a path as JSON Pointer has them: `a.b[2]["c/d"]` as `/a/b/2/c~1d`.
pub fn pointer(path: &str) -> String {
    let name = |step: &str| match step.strip_prefix('[').and_then(|step| step.strip_suffix(']')) {
        Some(inner) if inner.starts_with('"') => serde_json::from_str(inner).unwrap(),
        Some(index) => index.to_owned(),
        None => step.strip_prefix('.').unwrap_or(step).to_owned(),
    };
    steps(path).into_iter().map(|step| format!("/{}", name(step).replace('~', "~0").replace('/', "~1"))).collect()
}

/// The paths of what a value is a part of.
fn wholes(path: &str) -> impl Iterator<Item = &str> {
    let steps = steps(path);
    let ends = steps.into_iter().scan(0, |end, step| {
        *end += step.len();
        Some(*end)
    });
    ends.map(|end| &path[..end]).filter(move |whole| whole.len() < path.len())
}

/// Takes a value out of its object or list; of a list its place stays, so that other paths still lead somewhere.
fn take_out(json: &mut Value, path: &str) {
    // What is no object is kept as a whole, and is no study.
    if path.is_empty() {
        *json = Value::Null;
        return;
    }
    let pointer = pointer(path);
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let last = &*last.replace("~1", "/").replace("~0", "~");
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
    spell(&mut json, &serde_json::to_value(&fields).unwrap());
    json
}

fn spell(json: &mut Value, fields: &Value) {
    match (json, fields) {
        (Value::Object(members), Value::Object(fields)) => {
            for (name, field) in fields {
                // A field without anything but what it keeps is there in one of the two.
                if let Some(member) = members.get_mut(name) {
                    spell(member, field);
                }
            }
        }
        // What no entry could be, `null` among records, stands between the entries.
        (Value::Array(entries), Value::Array(fields)) => {
            let kind = fields.first().map(std::mem::discriminant);
            let entries = entries.iter_mut().filter(|entry| Some(std::mem::discriminant(&**entry)) == kind);
            entries.zip(fields).for_each(|(entry, field)| spell(entry, field));
        }
        // What is no text is nothing that a field could spell.
        (Value::String(kept), Value::String(field)) => kept.clone_from(field),
        _ => {}
    }
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
