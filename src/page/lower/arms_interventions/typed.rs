//! Arms as lines of type and label, each with its interventions below: the registry's study pages.
//!
//! ```text
//! arm          = [ type ": " ] label *description *intervention
//! intervention = type ": " name *description [ "Other Names:" 1*name / "Other Name: " name ]
//! ```
//!
//! Arms of observational studies have no type; how they are told is in `untyped`.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    order,
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
        let is_doubted = |part: &Part<'_>| matches!(part, Part::Doubt | Part::Loose);
        if section.is_typed && !known.is_listed && !parts.iter().any(is_doubted) {
            for (at, is_arm) in order::arms_among_unsure(&parts) {
                let raw = self.raw(lines.start + at);
                let told = match is_arm {
                    Some(true) => arm_head(raw).map(Part::arm),
                    Some(false) => Member::read(raw).map(Part::Member),
                    None => None,
                };
                if let (Some(told), Some(part)) = (told, parts.get_mut(at)) {
                    *part = told;
                }
            }
        }
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

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{bare, classic, left, told};

    #[test]
    fn arms_with_their_interventions() {
        let arms = "Experimental: Tea\nThree cups a day.\nHot ones.\nDrug: Tea\nBlack.\nOther Names:\nChai\nCha\n\
            Behavioral: Walks\nPlacebo Comparator: Water\nDrug: Water\nSham Comparator: Nothing\n";
        let parsed = bare(&["Drug: Tea", "Behavioral: Walks", "Drug: Water"], arms);
        assert_eq!(
            told(&parsed),
            [
                "EXPERIMENTAL Tea | Three cups a day.\nHot ones. | Drug: Tea, Behavioral: Walks",
                "PLACEBO_COMPARATOR Water |  | Drug: Water",
                "SHAM_COMPARATOR Nothing |  | ",
                "DRUG Tea | Black. | Chai, Cha | Tea",
                "BEHAVIORAL Walks |  |  | Tea",
                "DRUG Water |  |  | Water",
            ]
        );
        assert_eq!(left(&parsed), [""; 0]);
    }

    #[test]
    fn an_intervention_of_two_arms_is_described_once() {
        let arms = "Experimental: Hot\nDrug: Tea\nBlack.\nOther Names:\nChai\nExperimental: Cold\nDrug: Tea\nBlack.\n\
            Other Names:\nChai\nNo Intervention: Rest\nDrug: Tea\nGreen.\n";
        let parsed = bare(&["Drug: Tea"], arms);
        assert_eq!(told(&parsed).last().unwrap(), "DRUG Tea | Black. | Chai | Hot, Cold, Rest");
        assert_eq!(left(&parsed), ["Green."]);
    }

    #[test]
    fn the_list_tells_an_arm_of_other_type_from_an_intervention() {
        let arms = "Experimental: Tea\nOther: Questions\nTwelve of them.\nOther: Water\nAs much as they like.\n";
        let parsed = bare(&["Other: Questions"], arms);
        assert_eq!(
            told(&parsed),
            [
                "EXPERIMENTAL Tea |  | Other: Questions",
                "OTHER Water | As much as they like. | ",
                "OTHER Questions | Twelve of them. |  | Tea",
            ]
        );
        // Without a list one that stands there twice is an intervention.
        let arms =
            "Experimental: Tea\nOther: Questions\nActive Comparator: Milk\nOther: Questions\nOther: Water\nCold.\n";
        let parsed = bare(&[], &(arms.to_owned() + "Drug: Ice\n"));
        assert_eq!(told(&parsed).last().unwrap(), "OTHER Questions |  |  | Tea, Milk");
        assert_eq!(left(&parsed), ["Other: Water\nCold.\nDrug: Ice"], "an arm, or an intervention of Milk");
    }

    #[test]
    fn their_order_tells_an_arm_of_other_type_from_an_intervention() {
        // An arm has an intervention before the next arm, and before the end.
        let parsed =
            bare(&[], "Experimental: Tea\nHot.\nOther: Questions\nActive Comparator: Milk\nDrug: Milk\nOther: Water\n");
        assert_eq!(
            told(&parsed),
            [
                "EXPERIMENTAL Tea | Hot. | Other: Questions",
                "ACTIVE_COMPARATOR Milk |  | Drug: Milk, Other: Water",
                "OTHER Questions |  |  | Tea",
                "DRUG Milk |  |  | Milk",
                "OTHER Water |  |  | Milk",
            ]
        );
        // One that is to have none is followed by an arm.
        let parsed = bare(&[], "No Intervention: Rest\nOther: Questions\nOther: Twelve questions\n");
        assert_eq!(
            told(&parsed),
            [
                "NO_INTERVENTION Rest |  | ",
                "OTHER Questions |  | Other: Twelve questions",
                "OTHER Twelve questions |  |  | Questions",
            ]
        );
        let parsed = bare(&[], "Experimental: Tea\nDrug: Tea\nOther: Questions\nOther: Water\n");
        assert_eq!(left(&parsed), ["Other: Questions\nOther: Water"], "an arm and its intervention, or two of Tea");
        let parsed = bare(&[], "Experimental: Tea\nActive Comparator: Milk\nOther: Water\n");
        assert_eq!(left(&parsed), ["Other: Water"], "an intervention was lost: no reading");
    }

    #[test]
    fn an_arm_called_as_its_intervention_is_left() {
        let arms = "Experimental: Tea\nDrug: Tea\nOther: Usual care\nAs before.\nOther: Usual care\nAs ever.\n\
            Active Comparator: Milk\n";
        let parsed = bare(&["Drug: Tea", "Other: Usual care"], arms);
        assert_eq!(
            told(&parsed),
            [
                "EXPERIMENTAL Tea |  | Drug: Tea",
                "ACTIVE_COMPARATOR Milk |  | ",
                "DRUG Tea |  |  | Tea",
                "OTHER Usual care |  |  | ",
            ]
        );
        assert_eq!(left(&parsed), ["Other: Usual care\nAs before.\nOther: Usual care\nAs ever."]);
    }

    #[test]
    fn a_line_like_an_intervention_that_the_list_lacks_decides_nothing() {
        let arms = "Experimental: Tea\nEach morning\nDrug: Tea from a pot\nDrug: Tea\nBlack.\n";
        let parsed = bare(&["Drug: Tea"], arms);
        assert_eq!(told(&parsed), ["EXPERIMENTAL Tea |  | Drug: Tea", "DRUG Tea | Black. |  | Tea"]);
        assert_eq!(left(&parsed), ["Each morning\nDrug: Tea from a pot"]);
        // A sentence is no name.
        let arms = "Experimental: Tea\nDrug: they drink it from a pot.\nDrug: Tea\n";
        let parsed = bare(&["Drug: Tea"], arms);
        assert_eq!(
            told(&parsed),
            ["EXPERIMENTAL Tea | Drug: they drink it from a pot. | Drug: Tea", "DRUG Tea |  |  | Tea"]
        );
    }

    #[test]
    fn interventions_that_the_page_does_not_list_are_added() {
        let arms = "Experimental: Tea\nDietary Supplement: Honey\nOne spoon.\nExperimental: More\n\
            Dietary Supplement: Honey\nOne spoon.\n";
        let parsed = bare(&[], arms);
        assert_eq!(
            told(&parsed),
            [
                "EXPERIMENTAL Tea |  | Dietary Supplement: Honey",
                "EXPERIMENTAL More |  | Dietary Supplement: Honey",
                "DIETARY_SUPPLEMENT Honey | One spoon. |  | Tea, More",
            ]
        );
    }

    #[test]
    fn interventions_with_one_name_are_told_by_their_descriptions() {
        let arms = "Experimental: Low\nDrug: Tea\nOne cup.\nExperimental: High\nDrug: Tea\nFive cups.\n\
            Experimental: Low again\nDrug: Tea\nOne cup.\nExperimental: Unknown\nDrug: Tea\n";
        let parsed = bare(&["Drug: Tea", "Drug: Tea"], arms);
        assert_eq!(
            told(&parsed).split_off(4),
            ["DRUG Tea | One cup. |  | Low, Low again", "DRUG Tea | Five cups. |  | High"]
        );
    }

    #[test]
    fn names_and_paragraphs_of_the_classic_page() {
        let arms = "Experimental: Tea\nThree cups.\n\n  \u{2022} Hot\n  \u{2022} Strong\nDrug: Tea\nBlack.\nOther Name: Chai\n\n\
            Other: Questions\nDrug: Milk\nOther Names:\n  \u{2022} Cow\n  \u{2022} Goat\n\n";
        let parsed = classic("Thirst Drug: Tea Drug: Milk Phase 2", arms);
        assert_eq!(
            told(&parsed),
            [
                "EXPERIMENTAL Tea | Three cups.\n\n  \u{2022} Hot\n  \u{2022} Strong | Drug: Tea",
                "OTHER Questions |  | Drug: Milk",
                "DRUG Tea | Black. | Chai | Tea",
                "DRUG Milk |  | Cow, Goat | Questions",
            ]
        );
    }
}
