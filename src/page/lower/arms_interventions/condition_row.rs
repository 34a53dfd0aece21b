//! The row of conditions, interventions and phases that lost its cells: the classic page's list of interventions.
//!
//! ```text
//! row = *condition *( type ": " name ) *phase
//! ```
//!
//! Nothing stands between two conditions, so that they stay one text.

use std::collections::BTreeSet;

use super::ties::Member;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{layout::Field, lower::Page},
    source::Raw,
    study::{Phase, code::CodeList},
};

/// The words of phases, and their codes.
const PHASES: &[(&str, &str)] = &[
    ("Early Phase 1", "EARLY_PHASE1"),
    ("Phase 0", "EARLY_PHASE1"),
    ("Phase 1", "PHASE1"),
    ("Phase 2", "PHASE2"),
    ("Phase 3", "PHASE3"),
    ("Phase 4", "PHASE4"),
    ("Not Applicable", "NA"),
];

/// How many names are held against the row at a place; records have a handful that begin alike.
const MOST_NEIGHBOURS: usize = 64;

/// The cells of a row.
struct Row<'a> {
    conditions: Raw<'a>,
    interventions: Vec<Member<'a>>,
    /// In the order of the codes.
    phases: Vec<(Phase, Raw<'a>)>,
}

impl<'a> Page<'_, 'a> {
    pub(super) fn condition_row(&mut self) {
        let lines: Vec<usize> = self.entries(Field::ConditionRow).flat_map(|entry| entry.values.clone()).collect();
        let Some((&line, more)) = lines.split_first() else { return };
        let is_read = !self.study.conditions.conditions.is_empty() || !self.study.design.phases.is_empty();
        if !more.is_empty() || is_read || !self.study.arms_interventions.interventions.is_empty() {
            let expected = "conditions, interventions and phases once, on one line";
            self.refuse(line, Code::AmbiguousExtent, None, expected);
            return more.iter().for_each(|line| self.leave(*line));
        }
        let arms = self.entries(Field::ArmGroups).flat_map(|entry| entry.values.clone());
        let named: BTreeSet<&'a str> =
            arms.filter_map(|line| Member::read(self.raw(line))).map(|member| member.line.text).collect();
        let row = Row::read(self.raw(line), &named);
        self.take(line);
        if !row.conditions.text.is_empty() {
            let path = FieldPath::at(Field::Conditions.path().unwrap_or_default(), [0, 0]);
            let expected = "a mark between conditions, if they are several";
            self.report(
                Code::UndividedList,
                Some(path.clone()),
                row.conditions.span(),
                expected,
                quoted(row.conditions.text),
            );
            self.note_span(path, row.conditions.span());
            self.study.conditions.conditions.push(row.conditions.text.to_owned());
        }
        for member in &row.interventions {
            self.list_member(member);
        }
        for (index, (phase, raw)) in row.phases.into_iter().enumerate() {
            self.note_span(FieldPath::at(Field::Phases.path().unwrap_or_default(), [index, 0]), raw.span());
            self.study.design.phases.push(phase);
        }
    }
}

impl<'a> Row<'a> {
    /// Cuts a row. Where a name ends is told by the lines of the arms, which are given, else by the next type.
    fn read(row: Raw<'a>, named: &BTreeSet<&'a str>) -> Self {
        let begins_at: Vec<usize> = starts(row.text).collect();
        let mut interventions = Vec::new();
        let mut behind = begins_at.first().copied().unwrap_or(0);
        for (index, &start) in begins_at.iter().enumerate() {
            if start < behind {
                continue;
            }
            let next = begins_at.get(index + 1).copied().unwrap_or(row.text.len());
            let text = row.text.get(start..).unwrap_or_default();
            let line = known_line(text, named).or_else(|| {
                let line = row.text.get(start..next)?.trim_end();
                Some(if next == row.text.len() { without_phases(line).0 } else { line })
            });
            let Some(member) = line.and_then(|line| Member::read(row.part(line))) else { continue };
            behind = start + member.line.text.len();
            interventions.push(member);
        }
        let head = row.text.get(..begins_at.first().copied().unwrap_or(row.text.len())).unwrap_or_default();
        let (conditions, mut phases) = match interventions.is_empty() {
            true => without_phases(row.text),
            false => (head, without_phases(row.text.get(behind..).unwrap_or_default()).1),
        };
        phases.sort_by(|one, other| one.0.as_str().cmp(other.0.as_str()));
        let phases = phases.into_iter().map(|(phase, words)| (phase, row.part(words))).collect();
        Self { conditions: row.part(conditions.trim()), interventions, phases }
    }
}

/// The line of an arm that a text begins with, if another intervention, or phases, or nothing stands behind it.
fn known_line<'a>(text: &'a str, named: &BTreeSet<&'a str>) -> Option<&'a str> {
    let begins = |name: &&&'a str| {
        let rest = text.strip_prefix(**name);
        rest.is_some_and(|rest| {
            let behind = rest.trim_start();
            let is_word = rest.is_empty() || behind.len() < rest.len();
            is_word && (without_phases(behind).0.is_empty() || Member::read(Raw { text: behind, start: 0 }).is_some())
        })
    };
    // Names that begin the text stand before it in their order, the longest last.
    let fitting: Vec<&&'a str> = named.range(..=text).rev().take(MOST_NEIGHBOURS).filter(begins).collect();
    // A line with several types in it is a description, unless no shorter one fits.
    let has_one_type = |name: &&&&'a str| starts(name).nth(1).is_none();
    let line = fitting.iter().find(has_one_type).or(fitting.first())?;
    text.get(..line.len())
}

/// Where the words of a type begin.
fn starts(row: &str) -> impl Iterator<Item = usize> + '_ {
    let is_start = |at: &usize| {
        let is_word = row.get(..*at).is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        is_word && row.get(*at..).is_some_and(|text| Member::read(Raw { text, start: 0 }).is_some())
    };
    row.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at).filter(is_start)
}

/// A text without the phases at its end, and these.
fn without_phases(text: &str) -> (&str, Vec<(Phase, &str)>) {
    let (mut text, mut phases) = (text.trim_end(), Vec::new());
    while let Some((rest, code)) = PHASES.iter().find_map(|(words, code)| Some((text.strip_suffix(words)?, *code)))
        && (rest.is_empty() || rest.ends_with([' ', '\t', '/']))
    {
        let words = text.get(rest.len()..).unwrap_or_default();
        phases.extend(Phase::known(code).map(|phase| (phase, words)));
        text = rest.trim_end_matches([' ', '\t', '/']);
    }
    (text, phases)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{classic, left, told};

    #[test]
    fn the_arms_tell_where_a_name_ends() {
        let arms = "Experimental: Tea\nDrug: Tea Phase 2\n\n";
        let parsed = classic("Thirst Heat Drug: Tea Phase 2 Other: Walks Phase 1 Phase 2", arms);
        assert_eq!(
            told(&parsed),
            ["EXPERIMENTAL Tea |  | Drug: Tea Phase 2", "DRUG Tea Phase 2 |  |  | Tea", "OTHER Walks |  |  | "]
        );
        assert_eq!(parsed.study.conditions.conditions, ["Thirst Heat"]);
        let phases: Vec<_> = parsed.study.design.phases.iter().map(|phase| phase.as_str()).collect();
        assert_eq!(phases, ["PHASE1", "PHASE2"]);
        assert_eq!(left(&parsed), [""; 0]);
    }

    #[test]
    fn a_row_without_interventions() {
        let parsed = classic("Thirst Not Applicable", "Drinkers\n");
        assert_eq!(told(&parsed), ["- Drinkers |  | "]);
        assert_eq!(parsed.study.conditions.conditions, ["Thirst"]);
        assert_eq!(parsed.study.design.phases.len(), 1);
    }

    #[test]
    fn a_line_of_a_description_is_no_name() {
        let arms = "Experimental: Tea\nDrug: Tea Drug: Milk\nDrug: Tea\nDrug: Milk\n\n";
        let parsed = classic("Thirst Drug: Tea Drug: Milk", arms);
        assert_eq!(
            told(&parsed),
            ["EXPERIMENTAL Tea |  | Drug: Tea, Drug: Milk", "DRUG Tea |  |  | Tea", "DRUG Milk |  |  | Tea"]
        );
        assert_eq!(left(&parsed), ["Drug: Tea Drug: Milk"]);
    }
}
