//! What the readers of labelled layouts share: the interventions that the page lists, and an arm's ties to them.

use std::{collections::HashMap, ops::Range};

use super::{
    ARM_GROUP_LABELS, DESCRIPTION, GROUP_DESCRIPTION, GROUP_TYPE, INTERVENTION_NAMES, LABEL, MOST_NAMESAKES, NAME,
    TYPE, typed_name, words,
};
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{lower::Page, outline::without_bullet},
    source::Raw,
    study::{ArmGroup, ArmGroupType, Intervention, InterventionType, code_words},
    value,
};

const OTHER_NAMES: &str = "protocolSection.armsInterventionsModule.interventions[].otherNames[]";

/// A line that names an intervention: `Drug: Tea`.
#[derive(Clone, Debug)]
pub(super) struct Member<'a> {
    pub(super) line: Raw<'a>,
    pub(super) kind: InterventionType,
    /// The type, in words.
    words: Raw<'a>,
    pub(super) name: Raw<'a>,
}

impl<'a> Member<'a> {
    /// `member = type ": " name`
    pub(super) fn read(line: Raw<'a>) -> Option<Self> {
        let (kind, words, name) = may_begin_with_type(line.text).then(|| typed_name(line.text))??;
        // `Combination product: x` is text: the layouts spell types as the registry does.
        (value::code::to_words(kind.as_str()) == words).then_some(())?;
        Some(Self { line, kind, words: line.part(words), name: line.part(name) })
    }

    /// The line with plain spaces and the type as the registry spells it.
    pub(super) fn key(&self) -> String {
        key(&self.kind, self.name.text)
    }

    /// Whether the name may be one: the registry's have two hundred characters at most, and hardly ever a full stop.
    pub(super) fn is_name(&self) -> bool {
        self.name.text.chars().count() <= 200 && !self.name.text.ends_with('.')
    }
}

fn key(kind: &InterventionType, name: &str) -> String {
    format!("{}: {}", value::code::to_words(kind.as_str()), words(name))
}

/// Whether a line begins in upper case and has a colon early on: the words of types are short.
fn may_begin_with_type(line: &str) -> bool {
    line.starts_with(char::is_uppercase) && line.bytes().take(40).any(|byte| byte == b':')
}

/// A line that begins an arm with its type: `Experimental: Tea`.
pub(super) fn arm_head(line: Raw<'_>) -> Option<(ArmGroupType, Raw<'_>, Raw<'_>)> {
    let (words, label) = may_begin_with_type(line.text).then(|| line.text.split_once(':'))??;
    let label = label.trim_start();
    let kind = code_words::<ArmGroupType>(words).filter(|_| !label.is_empty())?;
    Some((kind, line.part(words), line.part(label)))
}

/// The interventions that the page lists outside its arms, and those that its arms have added.
#[derive(Default)]
pub(super) struct Known {
    /// By their line: the places in the study of those that have it.
    places: HashMap<String, Vec<usize>>,
    /// The page has such a list.
    pub(super) is_listed: bool,
}

impl Known {
    /// Whether the list has an intervention several times.
    pub(super) fn has_several(&self, key: &str) -> bool {
        self.places.get(key).is_some_and(|places| places.len() > 1)
    }

    pub(super) fn has(&self, member: &Member<'_>) -> bool {
        self.places.contains_key(&member.key())
    }
}

/// The arm that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arm<'a> {
    pub(super) index: usize,
    label: Raw<'a>,
}

impl<'a> Page<'_, 'a> {
    pub(super) fn known_interventions(&self) -> Known {
        let mut known = Known::default();
        for (index, intervention) in self.study.arms_interventions.interventions.iter().enumerate() {
            if let (Some(kind), Some(name)) = (&intervention.r#type, &intervention.name) {
                known.places.entry(key(kind, name)).or_default().push(index);
                known.is_listed = true;
            }
        }
        known
    }

    pub(super) fn start_arm(&mut self, kind: Option<(ArmGroupType, Raw<'a>)>, label: Raw<'a>) -> Arm<'a> {
        let index = self.study.arms_interventions.arm_groups.len();
        self.note_span(FieldPath::at(LABEL, [index, 0]), label.span());
        if let Some((_, words)) = &kind {
            self.note_span(FieldPath::at(GROUP_TYPE, [index, 0]), words.span());
        }
        self.study.arms_interventions.arm_groups.push(ArmGroup {
            label: Some(label.text.to_owned()),
            r#type: kind.map(|(kind, _)| kind),
            ..ArmGroup::default()
        });
        Arm { index, label }
    }

    /// The description of an arm, in lines of its own.
    pub(super) fn describe_arm(&mut self, arm: Arm<'a>, lines: Range<usize>) {
        let said = self.study.arms_interventions.arm_groups.get(arm.index).and_then(|arm| arm.description.clone());
        let path = FieldPath::at(GROUP_DESCRIPTION, [arm.index, 0]);
        let description = self.description_once(said, lines, path);
        if let Some(of) = self.study.arms_interventions.arm_groups.get_mut(arm.index) {
            of.description = description;
        }
    }

    /// The description of an intervention, in lines of its own.
    pub(super) fn describe_intervention(&mut self, place: usize, lines: Range<usize>) {
        let of = self.study.arms_interventions.interventions.get(place);
        let path = FieldPath::at(DESCRIPTION, [place, 0]);
        let description = self.description_once(of.and_then(|of| of.description.clone()), lines, path);
        if let Some(of) = self.study.arms_interventions.interventions.get_mut(place) {
            of.description = description;
        }
    }

    /// A description that the page may have said before. Another one in its place is none: which of both is right, nothing
    /// tells.
    fn description_once(&mut self, said: Option<String>, lines: Range<usize>, path: FieldPath) -> Option<String> {
        let Some(last) = lines.end.checked_sub(1).filter(|_| !lines.is_empty()) else { return said };
        let Some(said) = said else { return Some(self.lines_text(lines.start, last, path)) };
        let text = self.text_between(lines.start, last);
        if is_same(&said, &text) {
            let span = self.raw(lines.start).span().to(self.raw(last).span());
            lines.for_each(|line| self.take(line));
            self.note_span(path, span);
        } else {
            self.refuse(lines.start, Code::AmbiguousExtent, Some(path), "the description that stood above");
            self.leave_record(lines);
        }
        Some(said)
    }

    /// The description of an arm that is a part of a line.
    pub(super) fn describe_arm_in(&mut self, arm: Arm<'a>, text: Raw<'a>) {
        let of = self.study.arms_interventions.arm_groups.get_mut(arm.index);
        if let Some(of) = of.filter(|_| !text.text.is_empty()) {
            of.description = Some(text.text.to_owned());
            self.note_span(FieldPath::at(GROUP_DESCRIPTION, [arm.index, 0]), text.span());
        }
    }

    /// The description of an intervention that is a part of a line.
    pub(super) fn describe_intervention_in(&mut self, place: usize, text: Raw<'a>) {
        if let Some(of) = self.study.arms_interventions.interventions.get_mut(place) {
            of.description.get_or_insert_with(|| text.text.to_owned());
            self.note_span(FieldPath::at(DESCRIPTION, [place, 0]), text.span());
        }
    }

    /// Whether an intervention may have this description and these other names, after what was said above.
    pub(super) fn agrees(
        &self,
        member: &Member<'_>,
        description: Option<Raw<'_>>,
        other_names: &[Raw<'_>],
        known: &Known,
    ) -> bool {
        let Some(places) = known.places.get(&member.key()) else { return true };
        let Some(place) = self.namesake(places, description.map(|text| text.text)) else {
            return description.is_none() && other_names.is_empty();
        };
        let Some(of) = self.study.arms_interventions.interventions.get(place) else { return false };
        let said = of.description.as_deref().zip(description);
        said.is_none_or(|(said, text)| is_same(said, text.text)) && has_names(&of.other_names, other_names)
    }

    /// Ties an arm and an intervention to each other. The intervention's place in the study, where that is told: of several
    /// with the same line the description tells.
    pub(super) fn add_member(
        &mut self,
        arm: Arm<'a>,
        member: &Member<'a>,
        description: Option<&str>,
        known: &mut Known,
    ) -> Option<usize> {
        let names =
            self.study.arms_interventions.arm_groups.get_mut(arm.index).map(|arm| &mut arm.intervention_names)?;
        names.push(format!("{}: {}", value::code::to_words(member.kind.as_str()), member.name.text));
        let path = FieldPath::at(INTERVENTION_NAMES, [arm.index, names.len() - 1]);
        self.note_span(path, member.line.span());
        let key = member.key();
        let place = match known.places.get(&key) {
            Some(places) => self.namesake(places, description),
            None => {
                if known.is_listed {
                    let expected = "an intervention of the record's list";
                    self.report(Code::UnlistedIntervention, None, member.line.span(), expected, quoted(&key));
                }
                let place = self.list_member(member);
                known.places.insert(key.clone(), vec![place]);
                Some(place)
            }
        };
        match place {
            Some(place) => self.label_intervention(place, arm),
            None => {
                let expected = "an intervention that the list has once";
                self.report(Code::AmbiguousIntervention, None, member.line.span(), expected, quoted(&key));
            }
        }
        place
    }

    /// Of interventions that the list has word for word, the one with a description, or the next that has none yet.
    fn namesake(&self, places: &[usize], description: Option<&str>) -> Option<usize> {
        if let [place] = places {
            return Some(*place);
        }
        let text = description?;
        let said = |place: &usize| self.study.arms_interventions.interventions.get(*place)?.description.as_deref();
        let mut few = places.iter().take(MOST_NAMESAKES);
        let same = few.clone().find(|place| said(place).is_some_and(|said| is_same(said, text)));
        same.or_else(|| few.find(|place| said(place).is_none())).copied()
    }

    /// Adds an intervention to the study.
    pub(super) fn list_member(&mut self, member: &Member<'a>) -> usize {
        let place = self.study.arms_interventions.interventions.len();
        self.note_span(FieldPath::at(TYPE, [place, 0]), member.words.span());
        self.note_span(FieldPath::at(NAME, [place, 0]), member.name.span());
        self.study.arms_interventions.interventions.push(Intervention {
            r#type: Some(member.kind.clone()),
            name: Some(member.name.text.to_owned()),
            ..Intervention::default()
        });
        place
    }

    /// Notes with an intervention that an arm has it; an arm may name it twice.
    fn label_intervention(&mut self, place: usize, arm: Arm<'a>) {
        let Some(of) = self.study.arms_interventions.interventions.get_mut(place) else { return };
        if of.arm_group_labels.last().is_none_or(|last| last != arm.label.text) {
            of.arm_group_labels.push(arm.label.text.to_owned());
            let path = FieldPath::at(ARM_GROUP_LABELS, [place, of.arm_group_labels.len() - 1]);
            self.note_span(path, arm.label.span());
        }
    }

    /// Ties an arm to an intervention of the list that the arm has by its name alone.
    pub(super) fn add_name(&mut self, arm: Arm<'a>, place: usize, name: Raw<'a>) {
        let of = self.study.arms_interventions.interventions.get(place);
        let Some(line) = of.and_then(|of| Some(key(of.r#type.as_ref()?, of.name.as_deref()?))) else { return };
        let Some(of) = self.study.arms_interventions.arm_groups.get_mut(arm.index) else { return };
        of.intervention_names.push(line);
        let path = FieldPath::at(INTERVENTION_NAMES, [arm.index, of.intervention_names.len() - 1]);
        self.note_span(path, name.span());
        self.label_intervention(place, arm);
    }

    /// The other names of an intervention; whether they are those that were said above, if any were.
    pub(super) fn other_names(&mut self, place: usize, names: &[Raw<'a>]) -> bool {
        let Some(of) = self.study.arms_interventions.interventions.get_mut(place) else { return false };
        if of.other_names.is_empty() {
            of.other_names = names.iter().map(|name| name.text.to_owned()).collect();
        }
        let is_same = has_names(&of.other_names, names);
        if is_same {
            for (index, name) in names.iter().enumerate() {
                self.note_span(FieldPath::at(OTHER_NAMES, [place, index]), name.span());
            }
        }
        is_same
    }

    /// A line of a list without its bullet.
    pub(super) fn item(&self, line: usize) -> Raw<'a> {
        let raw = self.raw(line);
        raw.part(without_bullet(raw.text))
    }

    /// Leaves lines whose place in the section nothing tells.
    pub(super) fn leave_undecided(&mut self, lines: Range<usize>, expected: &'static str) {
        if !lines.is_empty() {
            self.refuse(lines.start, Code::AmbiguousExtent, None, expected);
            self.leave_record(lines);
        }
    }
}

fn is_same(said: &str, text: &str) -> bool {
    said.split_whitespace().eq(text.split_whitespace())
}

/// Whether names are those that were said above, if any were.
fn has_names(said: &[String], names: &[Raw<'_>]) -> bool {
    said.is_empty()
        || names.is_empty()
        || said.iter().map(|name| words(name)).eq(names.iter().map(|name| words(name.text)))
}

/// The registry's labels have a hundred characters at most.
pub(super) fn is_short(label: &str) -> bool {
    label.chars().count() <= 100
}

/// Whether a line may be the label of an arm: a few words, no sentence and no item.
pub(super) fn may_be_label(text: &str) -> bool {
    is_short(text) && !text.ends_with(['.', ':', ';', ',']) && text.starts_with(char::is_alphanumeric)
}

/// Whether a line reads as the label of an arm, as most do: it begins in upper case.
pub(super) fn is_like_label(text: &str) -> bool {
    may_be_label(text) && !text.starts_with(char::is_lowercase)
}
