//! Arms as blocks with labels: a mirror of the registry's pages.
//!
//! ```text
//! section = count " participants in " count " patient groups" *arm
//! arm     = label [ type " group" ] [ "Description:" 1*line ] [ "Treatment:" 1*intervention ]
//! ```
//!
//! An arm may be its label alone; the number of groups tells whether one hides in a description.

use std::ops::Range;

use super::ties::{Known, Member};
use crate::{
    diagnostic::{Code, quoted},
    page::{layout::Topic, lower::Page, outline::Role},
    source::Raw,
    study::{ArmGroupType, code_words},
};

/// A line with words of the layout, in the order that they have in an arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Group,
    Description,
    Treatment,
}

const COUNTED: &str = "as many groups as the page counts";

/// The lines of an arm.
#[derive(Debug)]
struct Block {
    label: usize,
    group: Option<usize>,
    description: Range<usize>,
    members: Range<usize>,
}

impl Block {
    fn bare(label: usize) -> Self {
        Self { label, group: None, description: 0..0, members: 0..0 }
    }

    fn is_bare(&self) -> bool {
        self.group.is_none() && self.description.is_empty() && self.members.is_empty()
    }
}

impl<'a> Page<'_, 'a> {
    /// The label of the section has the number of groups, where the page has kept it.
    pub(super) fn block_arms(&mut self, lines: Range<usize>, label: Option<&str>, known: &mut Known) {
        let marks = self.marks(lines.clone());
        let blocks = self.blocks(lines.clone(), &marks);
        let count = label.and_then(group_count);
        for (line, _) in marks.into_iter().filter(|(_, mark)| *mark != Mark::Group) {
            self.take(line);
        }
        if count.is_some_and(|count| blocks.iter().filter(|block| !block.is_bare()).count() > count) {
            return self.leave_undecided(lines, COUNTED);
        }
        for block in &blocks {
            if block.is_bare() && count.is_none_or(|count| blocks.len() > count) {
                self.leave_undecided(block.label..block.label + 1, COUNTED);
            } else {
                let may_hide_arm = block.description.len() > 1 && count.is_none_or(|count| blocks.len() < count);
                self.block_arm(block, may_hide_arm, known);
            }
        }
    }

    /// Arms below the design of a page that does not say how many participants there are, and so has no label above them.
    pub(super) fn uncounted_arms(&mut self, known: &mut Known) {
        let body = self.body(Topic::StudyDesign);
        let is_text = |line: &usize| self.role(*line) == Some(Role::Text);
        let Some(last) = body.clone().rev().find(is_text) else { return };
        let start = body.clone().rev().skip_while(|line| *line > last).take_while(is_text).last().unwrap_or(last);
        let lines = start..last + 1;
        if !self.marks(lines.clone()).is_empty() {
            self.block_arms(lines, None, known);
        }
    }

    /// An arm. Where another may hide in its description, whose the treatments are is not told either.
    fn block_arm(&mut self, block: &Block, may_hide_arm: bool, known: &mut Known) {
        self.take(block.label);
        if let Some(group) = block.group {
            self.take(group);
        }
        let kind = block.group.and_then(|line| group_type(self.raw(line)));
        self.doubt_label(block);
        let arm = self.start_arm(kind, self.raw(block.label));
        if may_hide_arm {
            self.leave_undecided(block.description.clone(), COUNTED);
            return self.leave_record(block.members.clone());
        }
        self.describe_arm(arm, block.description.clone());
        for line in block.members.clone() {
            if let Some(member) = Member::read(self.raw(line)) {
                self.take(line);
                self.add_member(arm, &member, None, known);
            }
        }
    }

    /// Says of a label that it reads like what stands below a label, or before it: the name of the arm may be lost.
    fn doubt_label(&mut self, block: &Block) {
        let raw = self.raw(block.label);
        let is_type = block.group.is_none() && group_type(raw).is_some();
        if is_type || Member::read(raw).is_some() {
            self.report(Code::AmbiguousExtent, None, raw.span(), "the name of a group", quoted(raw.text));
        }
    }

    fn marks(&self, lines: Range<usize>) -> Vec<(usize, Mark)> {
        let mark = |line: usize| {
            let raw = self.raw(line);
            match raw.text {
                "Description:" => Some(Mark::Description),
                "Treatment:" => Some(Mark::Treatment),
                _ => group_type(raw).map(|_| Mark::Group),
            }
        };
        // A label stands before the first.
        let found = lines.skip(1).filter_map(|line| Some((line, mark(line)?))).rev();
        // An arm may be called as a type is: of lines below each other that are types the last is one, and the one before it the
        // label above it.
        let mut marks: Vec<(usize, Mark)> = Vec::new();
        let mut behind = None;
        for (line, mark) in found {
            if behind == Some((line + 1, Mark::Group)) && mark == Mark::Group {
                behind = None;
                continue;
            }
            behind = Some((line, mark));
            marks.push((line, mark));
        }
        marks.reverse();
        marks
    }

    fn blocks(&self, lines: Range<usize>, marks: &[(usize, Mark)]) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut behind = lines.start;
        let mut last: Option<(usize, Mark)> = None;
        for (index, &(line, mark)) in marks.iter().enumerate() {
            let is_next =
                last.is_some_and(|(at, before)| before < mark && (before == Mark::Description || line == at + 1));
            let label = line.checked_sub(1).filter(|label| *label >= behind);
            let end = marks.get(index + 1).map_or(lines.end, |(next, _)| *next);
            last = Some((line, mark));
            if let Some(label) = label.filter(|_| !is_next) {
                blocks.extend((behind..label).map(Block::bare));
                blocks.push(Block::bare(label));
            }
            behind = line + 1;
            if label.is_none() && !is_next {
                continue;
            }
            let Some(block) = blocks.last_mut() else { continue };
            match mark {
                Mark::Group => block.group = Some(line),
                Mark::Description => {
                    // The next arm's label is no part of it.
                    let is_followed = marks.get(index + 1).is_none_or(|(_, next)| *next == Mark::Treatment);
                    let end = if is_followed { end } else { end - 1 };
                    block.description = line + 1..end.max(line + 1);
                    behind = block.description.end;
                }
                Mark::Treatment => {
                    let end = if index + 1 < marks.len() { end - 1 } else { end };
                    let is_other = |line: &usize| Member::read(self.raw(*line)).is_none();
                    let end = (line + 1..end).find(is_other).unwrap_or(end.max(line + 1));
                    block.members = line + 1..end;
                    behind = end;
                }
            }
        }
        blocks.extend((behind..lines.end).map(Block::bare));
        blocks
    }
}

/// `Placebo Comparator group`
fn group_type(line: Raw<'_>) -> Option<(ArmGroupType, Raw<'_>)> {
    let words = line.text.strip_suffix(" group").filter(|words| words.starts_with(char::is_uppercase))?;
    Some((code_words::<ArmGroupType>(words)?, line.part(words)))
}

/// The number of groups: `42 participants in 3 patient groups`.
fn group_count(label: &str) -> Option<usize> {
    label.split_once(" patient group")?.0.rsplit(' ').next()?.parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{blocks, left, told};

    #[test]
    fn arms_with_and_without_type_and_treatment() {
        let arms = "42 participants in 4 patient groups\n\nTea\n\nPlacebo Comparator group\n\nDescription:\n\nHot.\n\n\
            Black.\n\nTreatment:\n\nDrug: Tea\nOther: Questions\n\nDrinkers\n\nWalkers\n\nTreatment:\n\nOther: Questions\n\n\
            Sitters\n\nDescription:\n\nThey sit.\n\n";
        let parsed = blocks("Other: Questions\nDrug: Tea\n", arms);
        assert_eq!(
            told(&parsed),
            [
                "PLACEBO_COMPARATOR Tea | Hot.\n\nBlack. | Drug: Tea, Other: Questions",
                "- Drinkers |  | ",
                "- Walkers |  | Other: Questions",
                "- Sitters | They sit. | ",
                "DRUG Tea |  |  | Tea",
                "OTHER Questions |  |  | Tea, Walkers",
            ]
        );
        assert_eq!(left(&parsed), [""; 0]);
    }

    #[test]
    fn the_count_tells_whether_a_description_hides_an_arm() {
        let arms = "42 participants in 3 patient groups\n\nTea\n\nDescription:\n\nHot.\n\nWalkers\n\nSitters\n\n\
            Experimental group\n\n";
        let parsed = blocks("Drug: Tea\n", arms);
        assert_eq!(told(&parsed), ["- Tea |  | ", "EXPERIMENTAL Sitters |  | ", "DRUG Tea |  |  | "]);
        assert_eq!(left(&parsed), ["Hot.\n\nWalkers"]);
        let parsed = blocks("Drug: Tea\n", &arms.replace("in 3", "in 2"));
        assert_eq!(told(&parsed)[0], "- Tea | Hot.\n\nWalkers | ");
    }

    #[test]
    fn more_groups_than_the_page_counts() {
        let arms = "42 participants in 1 patient group\n\nTea\n\nExperimental group\n\nShare this page\n\n";
        let parsed = blocks("Drug: Tea\n", arms);
        assert_eq!(told(&parsed), ["EXPERIMENTAL Tea |  | ", "DRUG Tea |  |  | "]);
        assert_eq!(left(&parsed), ["Share this page"]);
    }

    #[test]
    fn an_arm_that_is_called_as_its_type_is() {
        let arms = "42 participants in 3 patient groups\n\nExperimental group\n\nExperimental group\n\nTreatment:\n\nDrug: Tea\n\n\
            Tea\n\nOther group\n\nNo Intervention group\n\nNo Intervention group\n\n";
        let parsed = blocks("Drug: Tea\n", arms);
        assert_eq!(
            told(&parsed),
            [
                "EXPERIMENTAL Experimental group |  | Drug: Tea",
                "OTHER Tea |  | ",
                "NO_INTERVENTION No Intervention group |  | ",
                "DRUG Tea |  |  | Experimental group",
            ]
        );
    }

    #[test]
    fn a_label_that_reads_like_another_line_is_doubted() {
        let doubts = |arms: &str| -> Vec<String> {
            let parsed = blocks("Drug: Tea\n", &format!("42 participants in 2 patient groups\n\n{arms}"));
            let said = parsed.diagnostics.iter().filter(|said| said.code == crate::Code::AmbiguousExtent);
            said.map(|said| said.found.to_string()).collect()
        };
        let tea = "Tea\n\nExperimental group\n\nTreatment:\n\nDrug: Tea\n\n";
        let water = "Water\n\nSham Comparator group\n\n";
        assert_eq!(doubts(&format!("{tea}{water}")), [""; 0]);
        assert_eq!(doubts(&format!("{tea}No Intervention group\n\nNo Intervention group\n\n")), [""; 0]);
        assert_eq!(doubts(&format!("{}{water}", tea.strip_prefix("Tea\n\n").unwrap())), ["\"Experimental group\""]);
        assert_eq!(doubts(&format!("{tea}{}", water.strip_prefix("Water\n\n").unwrap())), ["\"Drug: Tea\""]);
    }

    #[test]
    fn a_page_that_does_not_count_its_groups() {
        let arms = "Tea\n\nExperimental group\n\nTreatment:\n\nDrug: Tea\n\nWater\n\nSham Comparator group\n\n";
        let parsed = blocks("Drug: Tea\n", arms);
        assert_eq!(
            told(&parsed),
            ["EXPERIMENTAL Tea |  | Drug: Tea", "SHAM_COMPARATOR Water |  | ", "DRUG Tea |  |  | Tea"]
        );
    }
}
