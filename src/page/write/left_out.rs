//! What of a study its text does not carry.

use std::{
    collections::{BTreeSet, HashSet},
    mem::discriminant,
    ops::Bound,
};

use serde_json::Value;

use super::{LeftOut, Reason, carried::Carried};
use crate::{
    diagnostic::FieldPath,
    study::{
        Study,
        other::{Step, push_step},
    },
};

/// Gathers what the page does not carry, and what it carries with other white space.
pub(super) fn left_out(study: &Study, carried: &Carried, refused: &BTreeSet<String>) -> Vec<LeftOut> {
    let mut fields = study.clone();
    fields.clear_others();
    // A study is an object of JSON, and nothing in it fails to be written.
    let fields = serde_json::to_value(&fields).unwrap_or_default();
    let kept = carried.kept.iter().map(String::as_str).collect();
    let mut walk = Walk { kept: &kept, path: String::new(), absent: Vec::new() };
    walk.value(&fields);
    let absent = walk.absent.into_iter().map(|path| (reason(&path, refused), path));
    let respaced = carried.respaced.iter().map(|path| (Reason::WhiteSpace, path.clone()));
    let mut left_out: Vec<(Reason, String)> = absent.chain(respaced).collect();
    let mut others: Vec<String> = study.others().map(|(path, _)| path).collect();
    if others.iter().any(|path| path.ends_with(']')) {
        let json = serde_json::to_value(study).unwrap_or_default();
        left_out.iter_mut().for_each(|(_, path)| *path = in_json(path, &fields, &json));
        let kept: HashSet<String> = kept.iter().map(|path| in_json(path, &fields, &json)).collect();
        others.retain(|path| !kept.contains(path));
    } else {
        others.retain(|path| !kept.contains(&**path));
    }
    // What has no field has no place on a page either.
    let others = others.into_iter().map(|path| (Reason::NoPlace, path));
    let all = left_out.into_iter().chain(others);
    all.map(|(reason, path)| LeftOut { field: FieldPath::spelt(path), reason }).collect()
}

/// The path of a field in the study's JSON: what is no entry of its list, `null` among records, stands between the entries there.
fn in_json(path: &str, mut fields: &Value, mut json: &Value) -> String {
    let mut found = String::new();
    for step in path.split(['.', '[']) {
        match step.strip_suffix(']').and_then(|index| index.parse::<usize>().ok()) {
            None => {
                push_step(&mut found, Step::Member(step));
                (fields, json) = (&fields[step], &json[step]);
            }
            Some(index) => {
                let is_entry = |value: &Value| discriminant(value) == discriminant(&fields[0]);
                let entries = json.as_array().into_iter().flatten().enumerate().filter(|(_, value)| is_entry(value));
                let at = entries.map(|(at, _)| at).nth(index).unwrap_or(index);
                push_step(&mut found, Step::Element(at));
                (fields, json) = (&fields[index], &json[at]);
            }
        }
    }
    found
}

/// What the page had to do without is misread, and so is what it was a part of and what was a part of it.
fn reason(path: &str, refused: &BTreeSet<String>) -> Reason {
    let mut wholes = path.match_indices(['.', '[']).filter_map(|(end, _)| path.get(..end)).chain([path]);
    let mut parts =
        refused.range::<str, _>((Bound::Included(path), Bound::Unbounded)).map_while(|part| part.strip_prefix(path));
    match wholes.any(|whole| refused.contains(whole)) || parts.any(|rest| rest.starts_with(['.', '['])) {
        true => Reason::Misread,
        false => Reason::NoPlace,
    }
}

/// A walk over the study's JSON.
struct Walk<'c> {
    kept: &'c HashSet<&'c str>,
    path: String,
    /// What the page does not carry; of a value without anything kept below it that value alone.
    absent: Vec<String>,
}

impl Walk<'_> {
    /// Tells whether the page carries anything of a value.
    fn value(&mut self, value: &Value) -> bool {
        let before = self.absent.len();
        let is_kept = match value {
            Value::Object(members) => {
                // All of them are looked at, whatever was found.
                let kept = members.iter().filter(|(name, member)| self.step(Step::Member(name), member));
                kept.count() > 0
            }
            Value::Array(entries) => {
                let kept = entries.iter().enumerate().filter(|(index, entry)| self.step(Step::Element(*index), entry));
                kept.count() > 0
            }
            _ => self.kept.contains(&*self.path),
        };
        if !is_kept && !self.path.is_empty() {
            self.absent.truncate(before);
            self.absent.push(self.path.clone());
        }
        is_kept
    }

    fn step(&mut self, step: Step<'_>, value: &Value) -> bool {
        let length = self.path.len();
        push_step(&mut self.path, step);
        let is_kept = self.value(value);
        self.path.truncate(length);
        is_kept
    }
}
