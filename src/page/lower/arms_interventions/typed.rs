//! Arms as lines of type and label, each with its interventions below: the registry's study pages.
//!
//! ```text
//! arm          = [ type ": " ] label *description *intervention
//! intervention = type ": " name *description [ "Other Names:" 1*name / "Other Name: " name ]
//! ```
//!
//! Arms of observational studies have no type; how they are told is in [`untyped`](super::untyped).

use std::{collections::HashMap, ops::Range};

use super::{
    ties::{Arm, Known, Member, arm_head},
    untyped,
};
use crate::{
    page::{layout::Layout, lower::Page},
    source::Raw,
    study::ArmGroupType,
};

/// What a line of the section is.
#[derive(Clone, Debug)]
pub(super) enum Part<'a> {
    /// It begins an arm.
    Arm(Option<(ArmGroupType, Raw<'a>)>, Raw<'a>),
    /// It begins an intervention.
    Member(Member<'a>),
    /// Other names of an intervention follow, or stand behind the words.
    Names(Option<Raw<'a>>),
    /// A description, or a name.
    Text,
    /// It has the form of an intervention or an arm and may be text.
    Doubt,
    /// It, and what follows up to the next arm, may be of this arm or of another.
    Unsure,
}

/// Words above the columns.
const HEADERS: &[&str] =
    &["Participant Group/Arm", "Intervention/Treatment", "Participant Group/Arm Intervention/Treatment"];

impl<'a> Page<'_, 'a> {
    pub(super) fn typed_arms(&mut self, mut lines: Range<usize>, known: &mut Known) {
        while !lines.is_empty() && HEADERS.iter().any(|header| is_header(self.raw(lines.start).text, header)) {
            self.take(lines.start);
            lines.start += 1;
        }
        let parts = self.parts(lines.clone(), known);
        let (mut at, mut arm, mut owner) = (lines.start, None, None);
        while at < lines.end {
            let part = |line: usize| parts.get(line - lines.start);
            let is_unsure = matches!(part(at), Some(Part::Unsure));
            let ends = |line: &usize| match part(*line) {
                Some(Part::Arm(..)) => true,
                Some(Part::Text | Part::Doubt) => false,
                _ => !is_unsure,
            };
            let end = (at + 1..lines.end).find(ends).unwrap_or(lines.end);
            let doubt = (at + 1..end).find(|line| matches!(part(*line), Some(Part::Doubt)));
            let run = if doubt.is_some() && !is_unsure {
                self.leave_undecided(
                    at + 1..end,
                    "an intervention of the record's list, or a description without such a line",
                );
                end..end
            } else {
                at + 1..end
            };
            match part(at) {
                Some(Part::Arm(kind, label)) => {
                    let begun = self.start_arm(kind.clone(), *label);
                    self.take(at);
                    self.describe_arm(begun, run);
                    (arm, owner) = (Some(begun), None);
                }
                Some(Part::Member(member)) => owner = self.typed_member(arm, member, at, run, known),
                Some(Part::Names(value)) => self.typed_names(owner, *value, at, run),
                Some(Part::Unsure) => {
                    self.leave_undecided(at..end, "a line that tells where an arm ends and the next one begins");
                }
                _ => self.leave_undecided(at..end, "an arm before its description"),
            }
            at = end;
        }
    }

    fn typed_member(
        &mut self,
        arm: Option<Arm<'a>>,
        member: &Member<'a>,
        line: usize,
        below: Range<usize>,
        known: &mut Known,
    ) -> Option<usize> {
        let Some(arm) = arm else {
            self.leave_undecided(line..below.end, "an arm before its interventions");
            return None;
        };
        self.take(line);
        let place = self.add_member(arm, member, known);
        match place {
            Some(place) => self.describe_intervention(place, below),
            None => self.leave_record(below),
        }
        place
    }

    fn typed_names(&mut self, owner: Option<usize>, value: Option<Raw<'a>>, line: usize, below: Range<usize>) {
        let names: Vec<Raw<'a>> = value.into_iter().chain(below.clone().map(|line| self.item(line))).collect();
        match owner {
            Some(owner) if self.other_names(owner, &names) => (line..below.end).for_each(|line| self.take(line)),
            Some(_) => self.leave_undecided(line..below.end, "the other names that stood above"),
            None => self.leave_undecided(line..below.end, "an intervention before its other names"),
        }
    }

    fn parts(&self, lines: Range<usize>, known: &Known) -> Vec<Part<'a>> {
        let mut section = Section {
            is_typed: arm_head(self.raw(lines.start)).is_some(),
            is_separated: self.separates_arms(lines.clone()),
            lines: lines.clone(),
            counts: HashMap::new(),
        };
        for member in lines.clone().filter_map(|line| Member::read(self.raw(line))) {
            *section.counts.entry(member.key()).or_default() += 1;
        }
        let mut parts: Vec<Part<'a>> = lines.clone().map(|line| self.part(line, &section, known)).collect();
        if !section.is_typed && !section.is_separated {
            let raws: Vec<Raw<'a>> = lines.map(|line| self.raw(line)).collect();
            untyped::mark(&mut parts, &raws);
        }
        parts
    }

    /// Whether blank lines stand between the arms: the classic page has them, if the text at hand has kept it.
    fn separates_arms(&self, lines: Range<usize>) -> bool {
        let all = self.outline.lines();
        let has_blank = |line: usize| self.outline.has_blank_line_before(self.raw(line));
        let is_one_type = |line: &usize| arm_head(self.raw(*line)).is_some() && Member::read(self.raw(*line)).is_none();
        self.outline.layout() == Some(Layout::Classic)
            // Some texts have a blank line between all lines.
            && (1..all.len()).any(|line| !has_blank(line))
            // Some have lost all of them.
            && (lines.clone().skip(1).any(has_blank) || lines.filter(is_one_type).count() < 2)
    }

    fn part(&self, line: usize, section: &Section, known: &Known) -> Part<'a> {
        let raw = self.raw(line);
        let (head, member) = (arm_head(raw), Member::read(raw));
        if line == section.lines.start {
            return head.map_or(Part::Arm(None, raw), Part::arm);
        }
        if let Some(value) = names_label(raw) {
            return Part::Names(value);
        }
        let is_block = section.is_separated && self.outline.has_blank_line_before(raw);
        match (head, member) {
            (Some(head), _) if is_block => Part::arm(head),
            (Some(head), None) => {
                if section.is_separated {
                    Part::Doubt
                } else {
                    Part::arm(head)
                }
            }
            (_, Some(member)) if known.has(&member) => Part::Member(member),
            // `Other: Tea` is an arm where the list does not have it.
            (Some(head), Some(_)) if known.is_listed => match (section.is_separated, section.is_typed) {
                (true, _) => Part::Doubt,
                (false, true) => Part::arm(head),
                (false, false) => Part::Text,
            },
            // Arms have different labels.
            (Some(_), Some(member)) if section.is_separated || section.is_again(&member) => Part::Member(member),
            (Some(_), Some(_)) => Part::Unsure,
            (None, Some(member)) if known.is_listed || !member.is_name() => Part::Doubt,
            (None, Some(member)) => Part::Member(member),
            (None, None) if is_block && !section.is_typed => untyped::block(raw),
            (None, None) => Part::Text,
        }
    }
}

/// The section of arms.
struct Section {
    lines: Range<usize>,
    /// Its arms have types.
    is_typed: bool,
    /// A blank line stands between its arms.
    is_separated: bool,
    /// How often each line with a type of intervention stands there.
    counts: HashMap<String, usize>,
}

impl Section {
    fn is_again(&self, member: &Member<'_>) -> bool {
        self.counts.get(&member.key()).is_some_and(|count| *count > 1)
    }
}

impl<'a> Part<'a> {
    fn arm((kind, words, label): (ArmGroupType, Raw<'a>, Raw<'a>)) -> Self {
        Self::Arm(Some((kind, words)), label)
    }
}

/// `Other Names:`, `Other Name: x`, and what stands behind it.
fn names_label(line: Raw<'_>) -> Option<Option<Raw<'_>>> {
    let (words, value) = line.text.split_once(':')?;
    let is_label = ["Other Names", "Other Name"].iter().any(|label| words.trim_end().eq_ignore_ascii_case(label));
    is_label.then(|| Some(value.trim()).filter(|value| !value.is_empty()).map(|value| line.part(value)))
}

fn is_header(line: &str, header: &str) -> bool {
    line.split_whitespace().eq(header.split(' '))
}
