//! What of a study its text does not carry.

use std::{
    collections::{BTreeSet, HashSet},
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
    let json = serde_json::to_value(&fields).unwrap_or_default();
    let kept = carried.kept.iter().map(String::as_str).collect();
    let mut walk = Walk { kept: &kept, path: String::new(), absent: Vec::new() };
    walk.value(&json);
    let absent = walk.absent.into_iter().map(|path| (reason(&path, refused), path));
    let respaced = carried.respaced.iter().map(|path| (Reason::WhiteSpace, path.clone()));
    // What has no field has no place on a page either.
    let others = study.others().map(|(path, _)| path).filter(|path| !kept.contains(&**path));
    let others = others.map(|path| (Reason::NoPlace, path));
    let all = absent.chain(respaced).chain(others);
    all.map(|(reason, path)| LeftOut { field: FieldPath::spelt(path), reason }).collect()
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
