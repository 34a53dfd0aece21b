//! The row of conditions, interventions and phases that lost its cells: the classic page's list of interventions.
//!
//! ```text
//! row = *condition *( type ": " name ) *phase
//! ```

use std::collections::BTreeSet;

use super::ties::Member;
use crate::{
    page::{layout::Field, lower::Page},
    source::Raw,
};

/// The words that end the row.
const PHASES: &[&str] = &["Early Phase 1", "Phase 1", "Phase 2", "Phase 3", "Phase 4", "Phase 0", "Not Applicable"];

/// How many names are held against the row at a place; records have a handful that begin alike.
const MOST_NEIGHBOURS: usize = 64;

impl<'a> Page<'_, 'a> {
    /// Reads the interventions of the row. Where a name ends is told by the lines of the arms, else by the next type.
    pub(super) fn row_interventions(&mut self) {
        let arms = self.entries(Field::ArmGroups).flat_map(|entry| entry.values.clone());
        let named: BTreeSet<&'a str> =
            arms.filter_map(|line| Member::read(self.raw(line))).map(|member| member.line.text).collect();
        let rows: Vec<usize> =
            self.entries(Field::ConditionRow).filter_map(|entry| entry.values.clone().next()).collect();
        for row in rows {
            for member in members(self.raw(row), &named) {
                self.list_member(&member);
            }
        }
    }
}

fn members<'a>(row: Raw<'a>, named: &BTreeSet<&'a str>) -> Vec<Member<'a>> {
    let begins_at: Vec<usize> = starts(row.text).collect();
    let mut members = Vec::new();
    let mut behind = 0;
    for (index, &start) in begins_at.iter().enumerate() {
        if start < behind {
            continue;
        }
        let Some(text) = row.text.get(start..) else { continue };
        let begins = |name: &&&'a str| {
            text.strip_prefix(**name).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        };
        // A line with several types in it is a description, unless no shorter one fits.
        let has_one_type = |name: &&&'a str| starts(name).nth(1).is_none();
        // Names that begin the text stand before it in their order, the longest last.
        let before = named.range(..=text).rev().take(MOST_NEIGHBOURS);
        let fitting: Vec<_> = before.filter(begins).collect();
        let known = fitting.iter().find(|name| has_one_type(name)).or(fitting.first()).map(|name| name.len());
        let line = match known {
            Some(length) => text.get(..length),
            None => {
                let end = begins_at.get(index + 1).map_or(row.text.len(), |next| *next);
                row.text.get(start..end).map(without_phases)
            }
        };
        let Some(member) = line.and_then(|line| Member::read(row.part(line.trim()))) else { continue };
        behind = start + member.line.text.len();
        members.push(member);
    }
    members
}

/// Where the words of a type begin.
fn starts(row: &str) -> impl Iterator<Item = usize> + '_ {
    let is_start = |at: &usize| {
        let is_word = row.get(..*at).is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        is_word && row.get(*at..).is_some_and(|text| Member::read(Raw { text, start: 0 }).is_some())
    };
    row.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at).filter(is_start)
}

/// A name without the phases behind the last one.
fn without_phases(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(rest) = PHASES.iter().find_map(|phase| text.strip_suffix(phase)) {
        if !rest.ends_with([' ', '\t', '/']) {
            break;
        }
        text = rest.trim_end_matches([' ', '\t', '/']);
    }
    text
}
