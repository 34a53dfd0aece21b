//! `armsInterventionsModule`: groups, their members, and the list of interventions.
//!
//! In a group nothing but the type lines tells a name from a description (page grammar section 6.2). The list of
//! interventions does: it has each name with its description, and the same words stand below the member of a group.
//! So the list is read first, and the end of a member is where its description in the list ends.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use super::{Page, fields::read_code};
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Phrase, Topic},
        outline::Role,
    },
    study::{ArmGroup, Intervention, InterventionType},
    value,
};

const LABEL: &str = "protocolSection.armsInterventionsModule.armGroups[].label";
const GROUP_TYPE: &str = "protocolSection.armsInterventionsModule.armGroups[].type";
const GROUP_DESCRIPTION: &str = "protocolSection.armsInterventionsModule.armGroups[].description";
const INTERVENTION_NAMES: &str = "protocolSection.armsInterventionsModule.armGroups[].interventionNames[]";
const NAME: &str = "protocolSection.armsInterventionsModule.interventions[].name";
const TYPE: &str = "protocolSection.armsInterventionsModule.interventions[].type";
const DESCRIPTION: &str = "protocolSection.armsInterventionsModule.interventions[].description";
const ARM_GROUP_LABELS: &str = "protocolSection.armsInterventionsModule.interventions[].armGroupLabels[]";

/// How many interventions of one name and type are held against a member; records have a handful.
const MOST_NAMESAKES: usize = 64;

/// The list of interventions by name and type: for each its place in the study and the lines of its description.
type Listed<'a> = HashMap<(Cow<'a, str>, &'a str), Vec<(usize, Range<usize>)>>;

/// A line with plain spaces: the same words may have spaces of different kinds in two places of a page.
fn words(line: &str) -> Cow<'_, str> {
    if line.is_ascii() || !line.contains(|c: char| c.is_whitespace() && !c.is_ascii()) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

impl<'a> Page<'_, 'a> {
    pub(super) fn arms_interventions(&mut self) {
        let mut listed = Listed::new();
        for record in self.records(Topic::Interventions, Field::InterventionType) {
            self.listed_intervention(record, &mut listed);
        }
        self.named_interventions();
        self.arm_groups(&mut listed);
    }

    /// Layouts that list names alone have them on a line, or on several.
    fn named_interventions(&mut self) {
        for name in self.list(Field::InterventionName) {
            let intervention = Intervention { name: Some(name), ..Intervention::default() };
            self.study.arms_interventions.interventions.push(intervention);
        }
    }

    /// intervention = name [description] "Intervention Type " type
    fn listed_intervention(&mut self, record: Range<usize>, listed: &mut Listed<'a>) {
        let Some(kind) = self.labelled(record.clone(), Field::InterventionType) else { return };
        if record.start < kind {
            self.add_intervention(record.start, kind, record.start + 1..kind, listed);
        }
    }

    fn add_intervention(&mut self, name: usize, kind: usize, description: Range<usize>, listed: &mut Listed<'a>) {
        let index = self.study.arms_interventions.interventions.len();
        let at = |path| FieldPath::at(path, [index, 0]);
        let key = (words(self.raw(name).text), self.raw(kind).text);
        listed.entry(key).or_default().push((index, description.clone()));
        let intervention = Intervention {
            r#type: self.code_at(kind, at(TYPE)),
            name: Some(self.text(name, at(NAME))),
            description: self.description_of(description, at(DESCRIPTION)),
            ..Intervention::default()
        };
        self.study.arms_interventions.interventions.push(intervention);
    }

    fn description_of(&mut self, lines: Range<usize>, path: FieldPath) -> Option<String> {
        let last = lines.end.checked_sub(1).filter(|_| !lines.is_empty())?;
        Some(self.lines_text(lines.start, last, path))
    }

    /// group = name [description] ["Group Type " type] ( 1*member / "No interventions assigned to this group" )
    ///
    /// Observational groups have no type line.
    fn arm_groups(&mut self, listed: &mut Listed<'a>) {
        let body = self.body(Topic::StudyGroups);
        let mut at = body.start;
        while at < body.end {
            let anchor = self.anchor(at..body.end);
            let role = self.role(anchor).filter(|_| anchor < body.end);
            at = match role {
                Some(Role::Label(Field::ArmGroupType)) => {
                    self.start_group(at..anchor, Some(anchor));
                    anchor + 1
                }
                Some(Role::Label(_)) => {
                    if anchor >= at + 2 && !self.awaits_members() {
                        self.start_group(at..anchor - 1, None);
                        at = anchor - 1;
                    }
                    self.member(at..anchor, anchor, body.end, listed)
                }
                Some(_) => {
                    if at < anchor {
                        self.start_group(at..anchor, None);
                    }
                    anchor + 1
                }
                None => body.end,
            };
        }
    }

    /// The first line that is no name and no description.
    fn anchor(&self, lines: Range<usize>) -> usize {
        let is_anchor = |line: &usize| {
            matches!(
                self.role(*line),
                Some(
                    Role::Label(Field::ArmGroupType | Field::InterventionType) | Role::Phrase(Phrase::NoInterventions)
                )
            )
        };
        lines.clone().find(is_anchor).unwrap_or(lines.end)
    }

    /// Whether the last group has its type and no members yet, so that it cannot end here.
    fn awaits_members(&self) -> bool {
        let groups = &self.study.arms_interventions.arm_groups;
        groups.last().is_some_and(|group| group.r#type.is_some() && group.intervention_names.is_empty())
    }

    fn start_group(&mut self, lines: Range<usize>, kind: Option<usize>) {
        let index = self.study.arms_interventions.arm_groups.len();
        let at = |path| FieldPath::at(path, [index, 0]);
        let label = lines.clone().next().map(|line| self.text(line, at(LABEL)));
        let description =
            self.description_of(lines.start.saturating_add(1).min(lines.end)..lines.end, at(GROUP_DESCRIPTION));
        let r#type = kind.and_then(|kind| self.code_at(kind, at(GROUP_TYPE)));
        let group = ArmGroup { label, r#type, description, ..ArmGroup::default() };
        self.study.arms_interventions.arm_groups.push(group);
    }

    /// member = name "Intervention Type " type [description]
    ///
    /// Returns the line behind the member.
    fn member(&mut self, names: Range<usize>, kind: usize, end: usize, listed: &mut Listed<'a>) -> usize {
        let below = kind + 1;
        let Some(name) = names.last() else { return below };
        let Some(group) = self.study.arms_interventions.arm_groups.len().checked_sub(1) else {
            self.refuse(name, Code::AmbiguousExtent, None, "the name of a group before its interventions");
            return below;
        };
        let members = self.study.arms_interventions.arm_groups.get(group).map_or(0, |arm| arm.intervention_names.len());
        let path = FieldPath::at(INTERVENTION_NAMES, [group, members]);
        let key = (words(self.raw(name).text), self.raw(kind).text);
        if self.behind(kind).is_none() {
            self.refuse(name, Code::EmptyField, Some(path), "the name and the type of an intervention");
            return below;
        }
        let Some(r#type) = read_code::<InterventionType>(key.1) else {
            self.refuse(kind, Code::InvalidValue, Some(path), "a code of the registry");
            return below;
        };
        let found = self.described_alike(listed.get(&key), below..end);
        let (behind, namesakes) = match found {
            Some(found) => found,
            None => {
                let behind = self.guess_end(below..end);
                let found = format!("{} of type {:?}", quoted(&key.0), key.1);
                let expected = "an intervention of the record's list";
                self.report(Code::UnlistedIntervention, None, self.raw(name).span(), expected, found);
                self.add_intervention(name, kind, below..behind, listed);
                (behind, vec![self.study.arms_interventions.interventions.len() - 1])
            }
        };
        self.tie(group, name, (kind, &r#type), &namesakes);
        self.description_again(below..behind, &namesakes);
        behind
    }

    /// Of the interventions listed with a member's name and type, finds those whose description stands below the
    /// member: the line behind it, and their places. A longer description counts before a shorter one.
    fn described_alike(
        &self,
        namesakes: Option<&Vec<(usize, Range<usize>)>>,
        below: Range<usize>,
    ) -> Option<(usize, Vec<usize>)> {
        let namesakes = namesakes?.iter().take(MOST_NAMESAKES);
        let stands_below = |description: &Range<usize>| {
            description.len() <= below.len()
                && description
                    .clone()
                    .zip(below.clone())
                    .all(|(one, other)| words(self.raw(one).text) == words(self.raw(other).text))
        };
        let alike: Vec<_> = namesakes.filter(|(_, description)| stands_below(description)).collect();
        let longest = alike.iter().map(|(_, description)| description.len()).max()?;
        let places = alike.iter().filter(|(_, description)| description.len() == longest);
        Some((below.start + longest, places.map(|(index, _)| *index).collect()))
    }

    /// Where a member ends that the list does not have: its lines reach to the next type line, less the names that
    /// belong to what follows. Says so where that leaves a choice.
    fn guess_end(&mut self, below: Range<usize>) -> usize {
        let anchor = self.anchor(below.clone());
        let run = below.start..anchor;
        let has_types =
            self.body(Topic::StudyGroups).any(|line| self.role(line) == Some(Role::Label(Field::ArmGroupType)));
        let (end, is_certain) = match self.role(anchor).filter(|_| anchor < below.end) {
            None => (anchor, true),
            Some(Role::Label(Field::InterventionType)) => {
                (anchor.saturating_sub(1).max(run.start), has_types || run.len() < 2)
            }
            // A group's name is short and no sentence; of several such lines the last may be it.
            Some(_) => {
                let is_name = |line: &usize| self.raw(*line).text.len() <= 100 && !self.raw(*line).text.ends_with('.');
                (run.clone().rev().find(is_name).unwrap_or(run.start), run.len() < 2)
            }
        };
        if !is_certain {
            let raw = self.raw(run.start);
            let expected = "a list of interventions that tells where a description ends";
            self.report(Code::AmbiguousExtent, None, raw.span(), expected, quoted(raw.text));
        }
        end
    }

    /// Ties a group and an intervention to each other, as far as the names decide it.
    fn tie(&mut self, group: usize, name: usize, (kind, r#type): (usize, &InterventionType), namesakes: &[usize]) {
        let (name_raw, kind_raw) = (self.raw(name), self.raw(kind));
        let full_name = format!("{}: {}", value::code::to_words(r#type.as_str()), name_raw.text);
        let Some(arm) = self.study.arms_interventions.arm_groups.get_mut(group) else { return };
        let position = arm.intervention_names.len();
        arm.intervention_names.push(full_name);
        let label = arm.label.clone();
        self.take(name);
        self.take(kind);
        let span = name_raw.span().to(kind_raw.span());
        self.note_span(FieldPath::at(INTERVENTION_NAMES, [group, position]), span);
        let &[intervention] = namesakes else {
            let expected = "an intervention that the list has once";
            self.report(Code::AmbiguousIntervention, None, name_raw.span(), expected, quoted(name_raw.text));
            return;
        };
        let label_span =
            self.spans.iter().find(|(path, _)| *path == FieldPath::at(LABEL, [group, 0])).map(|(_, span)| *span);
        let labels = self.study.arms_interventions.interventions.get_mut(intervention);
        let (Some(label), Some(span), Some(labels)) = (label, label_span, labels) else { return };
        if !labels.arm_group_labels.contains(&label) {
            let position = labels.arm_group_labels.len();
            labels.arm_group_labels.push(label);
            self.note_span(FieldPath::at(ARM_GROUP_LABELS, [intervention, position]), span);
        }
    }

    /// The description that a member repeats from the list has a second place.
    fn description_again(&mut self, lines: Range<usize>, namesakes: &[usize]) {
        let (Some(&index), false) = (namesakes.first(), lines.is_empty()) else { return };
        let span = self.raw(lines.start).span().to(self.raw(lines.end - 1).span());
        lines.for_each(|line| self.take(line));
        self.note_span(FieldPath::at(DESCRIPTION, [index, 0]), span);
    }
}
