//! `armsInterventionsModule`: groups, their members, and the list of interventions.
//!
//! In a group nothing but the type lines tells a name from a description (page grammar section 6.2). The list of
//! interventions does: it has each name with its description, and the same words stand below the member of a group.
//! So the list is read first, and the end of a member is where its description in the list ends.

mod blocks;
mod condition_row;
mod glued;
mod items;
mod order;
mod rows;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod testing;
mod ties;
mod typed;
mod untyped;

use std::{borrow::Cow, collections::HashMap, ops::Range};

use super::{
    Page,
    fields::{read_code, unix_lines},
};
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Layout, Phrase, Topic},
        outline::Role,
    },
    source::Raw,
    study::{ArmGroup, Intervention, InterventionType, code::CodeList, code_words},
    value,
};

pub(in crate::page) const LABEL: &str = "protocolSection.armsInterventionsModule.armGroups[].label";
pub(in crate::page) const GROUP_TYPE: &str = "protocolSection.armsInterventionsModule.armGroups[].type";
pub(in crate::page) const GROUP_DESCRIPTION: &str = "protocolSection.armsInterventionsModule.armGroups[].description";
pub(in crate::page) const INTERVENTION_NAMES: &str =
    "protocolSection.armsInterventionsModule.armGroups[].interventionNames[]";
pub(in crate::page) const NAME: &str = "protocolSection.armsInterventionsModule.interventions[].name";
pub(in crate::page) const TYPE: &str = "protocolSection.armsInterventionsModule.interventions[].type";
pub(in crate::page) const DESCRIPTION: &str = "protocolSection.armsInterventionsModule.interventions[].description";
pub(in crate::page) const ARM_GROUP_LABELS: &str =
    "protocolSection.armsInterventionsModule.interventions[].armGroupLabels[]";

/// How many interventions of one name and type are held against a member; records have a handful.
const MOST_NAMESAKES: usize = 64;

/// A name with plain spaces, and a type as the page has it.
type Key<'a> = (Cow<'a, str>, &'a str);

/// The list of interventions.
#[derive(Default)]
struct Listed<'a> {
    /// By name and type: for each its place in the study and the lines of its description.
    by_type: HashMap<Key<'a>, Vec<(usize, Range<usize>)>>,
    /// By name: the lines of each one's description.
    names: HashMap<Cow<'a, str>, Vec<Range<usize>>>,
}

/// A line with plain spaces: the same words may have spaces of different kinds in two places of a page.
fn words(line: &str) -> Cow<'_, str> {
    if line.is_ascii() || !line.contains(|c: char| c.is_whitespace() && !c.is_ascii()) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What groups call an intervention: `Dietary Supplement: Marram tea`.
pub(in crate::page) fn intervention_name(intervention: &Intervention) -> Option<String> {
    Some(name_with_type(intervention.r#type.as_ref()?, intervention.name.as_ref()?))
}

fn name_with_type(r#type: &InterventionType, name: &str) -> String {
    format!("{}: {name}", value::code::to_words(r#type.as_str()))
}

impl<'a> Page<'_, 'a> {
    pub(super) fn arms_interventions(&mut self) {
        let mut listed = Listed::default();
        for record in self.records(Topic::Interventions, Field::InterventionType) {
            self.listed_intervention(record, &mut listed);
        }
        if self.lacks_label(Topic::Interventions, Field::InterventionType) {
            self.interventions_without_types();
        }
        self.named_interventions();
        self.typed_interventions();
        self.condition_row();
        if [Field::ArmGroupType, Field::InterventionType]
            .iter()
            .all(|field| self.lacks_label(Topic::StudyGroups, *field))
        {
            self.groups_without_types();
        } else {
            self.arm_groups(&mut listed);
        }
        self.labelled_arms();
    }

    /// Arms of a layout of labels, in the grammar that the layout has for them.
    fn labelled_arms(&mut self) {
        let mut known = self.known_interventions();
        if self.outline.layout() == Some(Layout::StatusAndPhase) && self.entries(Field::ArmGroups).next().is_none() {
            self.uncounted_arms(&mut known);
        }
        for entry in self.entries(Field::ArmGroups) {
            match self.outline.layout() {
                Some(Layout::StudyOutlineBare | Layout::StudyOutlineBlank | Layout::Classic) => {
                    self.typed_arms(entry.values.clone(), &mut known);
                }
                Some(Layout::StudyOutlineMarkdown) => self.row_arms(entry, &mut known),
                Some(Layout::StatusAndPhase) => {
                    let label = entry.label.and_then(|label| self.outline.lines().get(label));
                    self.block_arms(entry.values.clone(), label.map(|label| label.text()), &mut known);
                }
                Some(Layout::RegistryMirror) => self.glued_arms(entry),
                Some(Layout::MarkdownRecord) => self.item_arms(entry),
                // One line for the whole table, with nothing between its cells.
                _ => self.leave_undecided(entry.values.clone(), "a mark between the cells of the table"),
            }
        }
    }

    /// A group of which the page says nothing but the name.
    pub(super) fn bare_group(&mut self, line: usize) {
        self.start_group(line..line + 1, None);
    }

    /// An intervention of which the page says nothing but the name.
    pub(super) fn bare_intervention(&mut self, line: usize) {
        let index = self.study.arms_interventions.interventions.len();
        let name = Some(self.text(line, FieldPath::at(NAME, [index, 0])));
        self.study.arms_interventions.interventions.push(Intervention { name, ..Intervention::default() });
    }

    /// Layouts that list names alone have them on a line, or on several.
    fn named_interventions(&mut self) {
        for name in self.list(Field::InterventionName) {
            let intervention = Intervention { name: Some(name), ..Intervention::default() };
            self.study.arms_interventions.interventions.push(intervention);
        }
    }

    /// `intervention = type ": " name [ " — " description ]`, the type in words or as a code, in bold in Markdown.
    fn typed_interventions(&mut self) {
        for entry in self.entries(Field::Interventions) {
            let mut listed = Vec::new();
            let mut at = entry.values.start;
            while at < entry.values.end {
                let end = self.end_of_bold(at, entry.values.end);
                let raw = self.raw(at);
                // An item of Markdown is one, whatever types its description names.
                let parts = if raw.text.starts_with("**") { vec![raw] } else { typed_parts(raw) };
                listed.extend(parts.into_iter().map(|part| (at..end, part)));
                at = end;
            }
            if entry.is_backward {
                listed.reverse();
            }
            listed.into_iter().for_each(|(lines, part)| self.typed_intervention(lines, part));
        }
    }

    /// Where an intervention of a list in Markdown ends: its description may have several lines, and the next begins in bold.
    fn end_of_bold(&self, line: usize, end: usize) -> usize {
        let is_bold =
            |line: &usize| self.raw(*line).text.starts_with("**") && typed_name(self.raw(*line).text).is_some();
        if is_bold(&line) { (line + 1..end).find(is_bold).unwrap_or(end) } else { (line + 1).min(end) }
    }

    fn typed_intervention(&mut self, lines: Range<usize>, raw: Raw<'a>) {
        let index = self.study.arms_interventions.interventions.len();
        let at = |path| FieldPath::at(path, [index, 0]);
        let Some((kind, words, behind)) = typed_name(raw.text) else {
            return self.refuse(lines.start, Code::InvalidValue, Some(at(TYPE)), "a type and a name such as Drug: Tea");
        };
        // Only Markdown has the description on the line.
        let is_bold = raw.text.starts_with("**");
        let (name, description) = match behind.split_once(" — ").filter(|_| is_bold) {
            Some((name, description)) => (name.trim_end(), Some(raw.part(description.trim_start()))),
            None => (behind, None),
        };
        self.note_span(at(TYPE), raw.part(words).span());
        self.note_span(at(NAME), raw.part(name).span());
        self.take(lines.start);
        let description = match description {
            Some(first) => Some(self.text_from(first, lines, at(DESCRIPTION))),
            None => {
                self.leave_undecided(lines.start + 1..lines.end, "a dash behind the name, and a description");
                None
            }
        };
        self.study.arms_interventions.interventions.push(Intervention {
            r#type: Some(kind),
            name: Some(name.to_owned()),
            description,
            ..Intervention::default()
        });
    }

    /// A text that begins within the first of its lines.
    fn text_from(&mut self, first: Raw<'a>, lines: Range<usize>, path: FieldPath) -> String {
        let last = if lines.len() > 1 { self.raw(lines.end - 1) } else { first };
        let span = first.span().to(last.span());
        lines.for_each(|line| self.take(line));
        self.note_span(path, span);
        unix_lines(self.outline.source().get(span).unwrap_or_default()).into_owned()
    }

    /// `intervention = name [description] "Intervention Type " type`
    fn listed_intervention(&mut self, record: Range<usize>, listed: &mut Listed<'a>) {
        let Some(kind) = self.labelled(record.clone(), Field::InterventionType) else { return };
        if record.start < kind {
            self.add_intervention(record.start, kind, record.start + 1..kind, listed);
        }
    }

    fn add_intervention(&mut self, name: usize, kind: usize, description: Range<usize>, listed: &mut Listed<'a>) {
        let index = self.study.arms_interventions.interventions.len();
        let at = |path| FieldPath::at(path, [index, 0]);
        self.note_long_name(name, "the name of an intervention");
        let key = (words(self.raw(name).text), self.raw(kind).text);
        listed.names.entry(key.0.clone()).or_default().push(description.clone());
        listed.by_type.entry(key).or_default().push((index, description.clone()));
        let intervention = Intervention {
            r#type: self.code_at(kind, at(TYPE)),
            name: Some(self.text(name, at(NAME))),
            description: self.description_of(description, at(DESCRIPTION)),
            ..Intervention::default()
        };
        self.study.arms_interventions.interventions.push(intervention);
    }

    /// Says of a name that it reads as a sentence: the name above it may have been lost. The registry's names have at
    /// most a hundred characters for groups, two hundred for interventions, and hardly ever a full stop.
    fn note_long_name(&mut self, line: usize, expected: &'static str) {
        let raw = self.raw(line);
        if raw.text.ends_with('.') || raw.text.len() > 200 {
            self.report_note(Code::AmbiguousExtent, raw.span(), expected, quoted(raw.text));
        }
    }

    fn description_of(&mut self, lines: Range<usize>, path: FieldPath) -> Option<String> {
        let last = lines.end.checked_sub(1).filter(|_| !lines.is_empty())?;
        Some(self.lines_text(lines.start, last, path))
    }

    /// `group = name [description] ["Group Type " type] ( 1*member / "No interventions assigned to this group" )`
    ///
    /// Observational groups have no type line.
    fn arm_groups(&mut self, listed: &mut Listed<'a>) {
        let body = self.body(Topic::StudyGroups);
        let mut groups = Groups {
            end: body.end,
            have_types: body.clone().any(|line| self.role(line) == Some(Role::Label(Field::ArmGroupType))),
            last: None,
        };
        let mut at = body.start;
        while at < body.end {
            let anchor = self.anchor(at..body.end);
            if groups.last.is_some() && anchor > at + 1 {
                self.note_untyped_member(at..anchor, listed);
            }
            at = match self.role(anchor).filter(|_| anchor < body.end) {
                Some(Role::Label(Field::ArmGroupType)) => {
                    if groups.last.is_some_and(|group| group.awaits_members) && at < anchor {
                        let raw = self.raw(at);
                        let expected = "an intervention of the group above, or the words that it has none";
                        self.report(Code::AmbiguousExtent, None, raw.span(), expected, quoted(raw.text));
                    }
                    groups.last = Some(self.start_group(at..anchor, Some(anchor)));
                    anchor + 1
                }
                Some(Role::Label(_)) => {
                    let awaits_members = groups.last.as_ref().is_some_and(|group| group.awaits_members);
                    if anchor >= at + 2 && !awaits_members {
                        groups.last = Some(self.start_group(at..anchor - 1, None));
                        at = anchor - 1;
                    }
                    self.member(at..anchor, anchor, &mut groups, listed)
                }
                Some(_) => {
                    if at < anchor {
                        groups.last = Some(self.start_group(at..anchor, None));
                    }
                    anchor + 1
                }
                None => body.end,
            };
        }
    }

    /// The first line that is no name and no description.
    fn anchor(&self, mut lines: Range<usize>) -> usize {
        let end = lines.end;
        let is_anchor = |line: &usize| {
            matches!(
                self.role(*line),
                Some(
                    Role::Label(Field::ArmGroupType | Field::InterventionType) | Role::Phrase(Phrase::NoInterventions)
                )
            )
        };
        lines.find(is_anchor).unwrap_or(end)
    }

    /// Says of lines that begin a group that they are an intervention of the list, name and description: it may be one
    /// that has lost its type.
    fn note_untyped_member(&mut self, lines: Range<usize>, listed: &Listed<'a>) {
        let raw = self.raw(lines.start);
        let name = words(raw.text);
        let stands_here = |description: &Range<usize>| {
            let mut pairs = description.clone().zip(lines.start + 1..lines.end);
            !description.is_empty()
                && description.len() < lines.len()
                && pairs.all(|(one, other)| self.raw(one).text == self.raw(other).text)
        };
        let namesakes = listed.names.get(&name).into_iter().flatten().take(MOST_NAMESAKES);
        if namesakes.into_iter().any(stands_here) {
            let expected = "the name of a group, or the type of an intervention below its name";
            self.report_note(Code::AmbiguousExtent, raw.span(), expected, quoted(raw.text));
        }
    }

    fn start_group(&mut self, lines: Range<usize>, kind: Option<usize>) -> Group<'a> {
        let index = self.study.arms_interventions.arm_groups.len();
        let at = |path| FieldPath::at(path, [index, 0]);
        let description = (lines.start + 1).min(lines.end)..lines.end;
        if !lines.is_empty() {
            self.note_long_name(lines.start, "the name of a group");
        }
        if lines.len() > 1 && self.raw(lines.start).text == self.raw(lines.start + 1).text {
            let raw = self.raw(lines.start + 1);
            let expected = "a description that is not the name again";
            self.report_note(Code::AmbiguousExtent, raw.span(), expected, quoted(raw.text));
        }
        let group = ArmGroup {
            label: lines.clone().next().map(|line| self.text(line, at(LABEL))),
            r#type: kind.and_then(|kind| self.code_at(kind, at(GROUP_TYPE))),
            description: self.description_of(description, at(GROUP_DESCRIPTION)),
            ..ArmGroup::default()
        };
        self.study.arms_interventions.arm_groups.push(group);
        Group { index, label: lines.clone().next().map(|line| self.raw(line)), awaits_members: kind.is_some() }
    }

    /// `member = name "Intervention Type " type [description]`
    ///
    /// Returns the line behind the member.
    fn member(&mut self, names: Range<usize>, kind: usize, groups: &mut Groups<'a>, listed: &mut Listed<'a>) -> usize {
        let below = kind + 1;
        let Some(name) = names.last() else { return below };
        let Some(group) = &mut groups.last else {
            self.refuse(name, Code::AmbiguousExtent, None, "the name of a group before its interventions");
            return below;
        };
        group.awaits_members = false;
        let group = *group;
        let path = self.next_name_path(group.index);
        let Some(type_text) = self.behind(kind) else {
            self.refuse(name, Code::EmptyField, Some(path), "the name and the type of an intervention");
            return below;
        };
        let Some(r#type) = read_code::<InterventionType>(type_text.text) else {
            self.refuse(kind, Code::InvalidValue, Some(path), "a code of the registry");
            return below;
        };
        let key = (words(self.raw(name).text), type_text.text);
        let (behind, namesakes) = match listed.by_type.get(&key).map(Vec::as_slice) {
            Some(namesakes) => self.described_alike(name, namesakes, below, groups),
            None => {
                let behind = self.guess_end(below, groups);
                let found = format!("{} of type {:?}", quoted(&key.0), key.1);
                let expected = "an intervention of the record's list";
                self.report(Code::UnlistedIntervention, None, self.raw(name).span(), expected, found);
                self.add_intervention(name, kind, below..behind, listed);
                (behind, vec![self.study.arms_interventions.interventions.len() - 1])
            }
        };
        self.tie(group, name, (kind, &r#type), &namesakes);
        behind
    }

    /// Where the next name among a group's interventions goes.
    fn next_name_path(&self, group: usize) -> FieldPath {
        let arm = self.study.arms_interventions.arm_groups.get(group);
        FieldPath::at(INTERVENTION_NAMES, [group, arm.map_or(0, |arm| arm.intervention_names.len())])
    }

    /// Of the interventions listed with a member's name and type, finds those whose description stands below the
    /// member: the line behind it, and their places. A longer description counts before a shorter one.
    fn described_alike(
        &mut self,
        name: usize,
        namesakes: &[(usize, Range<usize>)],
        below: usize,
        groups: &Groups<'a>,
    ) -> (usize, Vec<usize>) {
        let alike_lines = |description: &Range<usize>| {
            let is_alike = |&(one, other): &(usize, usize)| {
                other < groups.end && words(self.raw(one).text) == words(self.raw(other).text)
            };
            description.clone().zip(below..).take_while(is_alike).count()
        };
        let compared: Vec<_> =
            namesakes.iter().take(MOST_NAMESAKES).map(|(at, lines)| (at, lines, alike_lines(lines))).collect();
        let whole = compared.iter().filter(|(_, lines, alike)| lines.len() == *alike);
        let Some(longest) = whole.clone().map(|(_, _, alike)| *alike).max() else {
            return self.described_otherwise(name, &compared, below, groups);
        };
        let behind = below + longest;
        let places: Vec<_> = whole.filter(|(_, _, alike)| *alike == longest).map(|(at, ..)| **at).collect();
        self.description_again(below..behind, &places);
        if longest == 0 {
            self.note_bare_member(below, groups);
        }
        (behind, places)
    }

    /// A member whose description is not that of the list: it is the intervention all the same, and what stands below
    /// it beyond the list's words has no place.
    fn described_otherwise(
        &mut self,
        name: usize,
        compared: &[(&usize, &Range<usize>, usize)],
        below: usize,
        groups: &Groups<'a>,
    ) -> (usize, Vec<usize>) {
        let behind = self.guess_end(below, groups);
        let longest = compared.iter().map(|(_, _, alike)| *alike).max().unwrap_or_default();
        let places: Vec<_> = compared.iter().filter(|(_, _, alike)| *alike == longest).map(|(at, ..)| **at).collect();
        self.description_again(below..below + longest.min(behind - below), &places);
        let expected = "the description that the list of interventions has";
        let raw = self.raw(name);
        self.report(Code::AmbiguousExtent, None, raw.span(), expected, format!("another below {}", quoted(raw.text)));
        self.leave_record(below..behind);
        (behind, places)
    }

    /// The list has no description for a member; the lines before the next group's type are then its name and
    /// description, which nothing else confirms.
    fn note_bare_member(&mut self, below: usize, groups: &Groups<'a>) {
        let anchor = self.anchor(below..groups.end);
        let is_group = anchor < groups.end && self.role(anchor) != Some(Role::Label(Field::InterventionType));
        if is_group && anchor - below > 1 {
            let raw = self.raw(below);
            let expected = "a group's name, or a description that the list of interventions lacks";
            self.report_note(Code::AmbiguousExtent, raw.span(), expected, quoted(raw.text));
        }
    }

    /// Where a member ends that the list does not tell of: its lines reach to the next type line, less the names that
    /// belong to what follows. Says so where that leaves a choice.
    fn guess_end(&mut self, below: usize, groups: &Groups<'a>) -> usize {
        let anchor = self.anchor(below..groups.end);
        let run = below..anchor;
        let (end, is_certain) = match self.role(anchor).filter(|_| anchor < groups.end) {
            None => (anchor, true),
            Some(Role::Label(Field::InterventionType)) => {
                (anchor.saturating_sub(1).max(run.start), groups.have_types || run.len() < 2)
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
    fn tie(&mut self, group: Group<'a>, name: usize, (kind, r#type): (usize, &InterventionType), namesakes: &[usize]) {
        let (name_raw, kind_raw) = (self.raw(name), self.raw(kind));
        let path = self.next_name_path(group.index);
        let Some(arm) = self.study.arms_interventions.arm_groups.get_mut(group.index) else { return };
        arm.intervention_names.push(name_with_type(r#type, name_raw.text));
        self.take(name);
        self.take(kind);
        self.note_span(path, name_raw.span().to(kind_raw.span()));
        let &[intervention] = namesakes else {
            let expected = "an intervention that the list has once";
            self.report(Code::AmbiguousIntervention, None, name_raw.span(), expected, quoted(name_raw.text));
            return;
        };
        let labels = self.study.arms_interventions.interventions.get_mut(intervention);
        let (Some(label), Some(labels)) = (group.label, labels.map(|of| &mut of.arm_group_labels)) else { return };
        // A group may name an intervention twice.
        if labels.last().is_none_or(|last| last != label.text) {
            labels.push(label.text.to_owned());
            let path = FieldPath::at(ARM_GROUP_LABELS, [intervention, labels.len() - 1]);
            self.note_span(path, label.span());
        }
    }

    /// The description that a member repeats from the list has a second place.
    fn description_again(&mut self, lines: Range<usize>, places: &[usize]) {
        let (Some(&index), false) = (places.first(), lines.is_empty()) else { return };
        let span = self.raw(lines.start).span().to(self.raw(lines.end - 1).span());
        lines.for_each(|line| self.take(line));
        self.note_span(FieldPath::at(DESCRIPTION, [index, 0]), span);
    }
}

/// The section of groups while it is read.
struct Groups<'a> {
    /// Behind the last line of the section.
    end: usize,
    /// Some group has its type, as all groups of a trial have.
    have_types: bool,
    last: Option<Group<'a>>,
}

/// The group that is being read.
#[derive(Clone, Copy)]
struct Group<'a> {
    index: usize,
    label: Option<Raw<'a>>,
    /// It has its type and no member yet, so that it cannot end here.
    awaits_members: bool,
}

/// The type of an intervention, its words, and the name behind it: `Drug: Tea`, `**DRUG:** Tea`.
pub(super) fn typed_name(text: &str) -> Option<(InterventionType, &str, &str)> {
    let inner = text.strip_prefix("**");
    let (words, behind) = inner.unwrap_or(text).split_once(':')?;
    let behind = if inner.is_some() { behind.strip_prefix("**")? } else { behind };
    let kind = InterventionType::known(words).or_else(|| code_words(words))?;
    let name = behind.trim_start();
    (!name.is_empty()).then_some((kind, words, name))
}

/// Interventions that an extraction has run together, of which only the type words tell where one begins:
/// `Drug: TeaBehavioral: Walks`.
fn typed_parts(raw: Raw<'_>) -> Vec<Raw<'_>> {
    let mut starts = vec![0];
    for (colon, _) in raw.text.match_indices(": ") {
        let before = raw.text.get(..colon).unwrap_or_default();
        // A type has three words at most.
        let words = before.char_indices().rev().filter(|(_, c)| c.is_uppercase()).take(3);
        let start = words.map(|(at, _)| at).find(|at| {
            let is_glued = before.get(..*at).is_some_and(|head| head.ends_with(|c: char| !c.is_whitespace()));
            is_glued && before.get(*at..).is_some_and(|words| code_words::<InterventionType>(words).is_some())
        });
        starts.extend(start);
    }
    let ends = starts.iter().skip(1).copied().chain([raw.text.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(start, end)| raw.text.get(*start..end));
    let parts: Vec<_> = parts.map(|part| raw.part(part.trim())).collect();
    // A line is placed as a whole, or left as a whole.
    if parts.iter().all(|part| typed_name(part.text).is_some()) { parts } else { vec![raw] }
}
