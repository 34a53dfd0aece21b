//! Arms as lines of type and label, each with its interventions below: the registry's study pages.
//!
//! ```text
//! arm          = [ type ": " ] label *description *intervention
//! intervention = type ": " name *description [ "Other Names:" 1*name / "Other Name: " name ]
//! ```
//!
//! Arms of observational studies have no type; how they are told is in [`untyped`](super::untyped).

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    ties::{Arm, Known, Member, arm_head, is_short},
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
    /// The same, and it may belong to the text above.
    Loose,
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
            let is_unsure = matches!(part(at), Some(Part::Unsure | Part::Loose));
            let ends = |line: &usize| match part(*line) {
                Some(Part::Arm(..)) => true,
                Some(Part::Text | Part::Doubt) => false,
                _ => !is_unsure,
            };
            let end = (at + 1..lines.end).find(ends).unwrap_or(lines.end);
            let doubt = (at + 1..end).find(|line| matches!(part(*line), Some(Part::Doubt)));
            let is_loose = matches!(part(end), Some(Part::Loose));
            let run = if (doubt.is_some() || is_loose) && !is_unsure {
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
                Some(Part::Unsure | Part::Loose) => {
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
        let description = below.clone().next().map(|first| self.text_between(first, below.end - 1));
        let place = self.add_member(arm, member, description.as_deref(), known);
        match place {
            Some(place) => self.describe_intervention(place, below),
            None => self.leave_record(below),
        }
        place
    }

    fn typed_names(&mut self, owner: Option<usize>, value: Option<Raw<'a>>, line: usize, below: Range<usize>) {
        let names: Vec<Raw<'a>> = value.into_iter().chain(below.clone().map(|line| self.item(line))).collect();
        match owner {
            Some(owner) if self.other_names(owner, &names) => {
                self.take(line);
                below.for_each(|line| self.take(line));
            }
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
            arms: Vec::with_capacity(lines.len()),
            seen: HashSet::new(),
            twice: HashSet::new(),
        };
        let mut arm = 0;
        for line in lines.clone() {
            let raw = self.raw(line);
            match Member::read(raw) {
                Some(member) => {
                    *section.counts.entry(member.key()).or_default() += 1;
                    if !section.seen.insert((arm, member.key())) {
                        section.twice.insert((arm, member.key()));
                    }
                }
                None if arm_head(raw).is_some() => arm = line,
                None => {}
            }
            section.arms.push(arm);
        }
        let mut parts: Vec<Part<'a>> = lines.clone().map(|line| self.part(line, &section, known)).collect();
        if !section.is_typed {
            let raws: Vec<Raw<'a>> = lines.map(|line| self.raw(line)).collect();
            if section.is_separated {
                let blocks: Vec<bool> = raws.iter().map(|raw| self.outline.has_blank_line_before(*raw)).collect();
                untyped::mark_blocks(&mut parts, &raws, &blocks);
            } else {
                untyped::mark(&mut parts, &raws, known);
            }
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
            (Some((.., label)), None) if !is_short(label.text) => Part::Doubt,
            (Some(head), _) if is_block => Part::arm(head),
            (Some(head), None) => {
                if section.is_separated {
                    Part::Doubt
                } else {
                    Part::arm(head)
                }
            }
            // An arm may be called as its intervention is.
            (Some(_), Some(member)) if !section.is_separated && section.is_twice_in_arm(line, &member) => Part::Unsure,
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
            (None, Some(member)) => match (known.is_listed, member.is_name()) {
                (true, true) | (false, false) => Part::Doubt,
                (true, false) => Part::Text,
                (false, true) => Part::Member(member),
            },
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
    /// For each line, the last one before it that certainly begins an arm.
    arms: Vec<usize>,
    /// Behind which of those lines an intervention stands.
    seen: HashSet<(usize, String)>,
    /// And stands twice.
    twice: HashSet<(usize, String)>,
}

impl Section {
    fn is_twice_in_arm(&self, line: usize, member: &Member<'_>) -> bool {
        let arm = self.arms.get(line - self.lines.start).copied().unwrap_or_default();
        self.twice.contains(&(arm, member.key()))
    }

    fn is_again(&self, member: &Member<'_>) -> bool {
        self.counts.get(&member.key()).is_some_and(|count| *count > 1)
    }
}

impl<'a> Part<'a> {
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Doubt)
    }

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
