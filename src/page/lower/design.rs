//! `descriptionModule`, `conditionsModule` and `designModule`.

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath},
    page::{
        layout::{Field, Layout, Topic},
        outline::Role,
    },
    source::Span,
    study::{DesignInfo, EnrollmentInfo, EnrollmentType, MaskingInfo, Phase, StudyType, WhoMasked, code_words},
    value,
};

pub(in crate::page) const WHO_MASKED: &str = "protocolSection.designModule.designInfo.maskingInfo.whoMasked[]";
const ENROLLMENT_TYPE: &str = "protocolSection.designModule.enrollmentInfo.type";
const PATIENT_REGISTRY: &str = "protocolSection.designModule.patientRegistry";

impl Page<'_, '_> {
    pub(super) fn description(&mut self) {
        self.study.description.brief_summary = self.prose(Field::BriefSummary);
        self.study.description.detailed_description = self.prose(Field::DetailedDescription);
        self.note_lost_beginning(Field::BriefSummary);
        self.note_lost_beginning(Field::DetailedDescription);
    }

    pub(super) fn conditions(&mut self) {
        self.study.conditions.conditions = self.list(Field::Conditions);
        self.study.conditions.keywords = self.list(Field::Keywords);
    }

    pub(super) fn design(&mut self) {
        self.study.design.study_type = self.study_type();
        self.study.design.phases = self.phases();
        let info = DesignInfo {
            allocation: self.code(Field::Allocation),
            intervention_model: self.code(Field::InterventionModel),
            intervention_model_description: self.prose(Field::InterventionModelDescription),
            observational_model: self.code(Field::ObservationalModel),
            primary_purpose: self.code(Field::PrimaryPurpose),
            time_perspective: self.code(Field::TimePerspective),
            masking_info: self.masking_info(),
            ..DesignInfo::default()
        };
        self.study.design.design_info = (info != DesignInfo::default()).then_some(info);
        self.study.design.enrollment_info = self.line_of(Field::EnrollmentCount).map(|line| {
            let path = super::fields::path(Field::EnrollmentCount);
            let expected = "a number of participants such as 42 participants";
            let spells = self.outline.layout().is_some_and(Layout::spells_codes);
            let read = |text: &str| match spells {
                true => value::whole(value::count::enrollment, text).map(|(count, _)| count),
                false => value::whole(value::count::participants, text),
            };
            let raw = self.raw(line);
            let said = value::whole(value::count::enrollment, raw.text).and_then(|(_, is_actual)| is_actual);
            let said = said.filter(|_| spells).map(|is_actual| (is_actual, raw.span()));
            let r#type = said.or_else(|| self.is_actual(Field::EnrollmentCount)).map(|(is_actual, span)| {
                self.note_span(FieldPath::new(ENROLLMENT_TYPE), span);
                if is_actual { EnrollmentType::Actual } else { EnrollmentType::Estimated }
            });
            EnrollmentInfo {
                count: Some(self.maybe_typed_at(line, path, expected, read)),
                r#type,
                ..EnrollmentInfo::default()
            }
        });
    }

    /// `study-type = word [ "(Clinical Trial)" / "[Patient Registry]" ]`
    fn study_type(&mut self) -> Option<StudyType> {
        let line = self.line_of(Field::StudyType)?;
        let path = super::fields::path(Field::StudyType);
        let raw = self.raw(line);
        let (word, note) = value::code::and_note(raw.text);
        let Some(code) = self.code_in_words(Field::StudyType, word) else { return self.code_at(line, path) };
        self.note_span(path, raw.part(word).span());
        match note {
            Some(note) if note.eq_ignore_ascii_case("Patient Registry") => {
                self.study.design.patient_registry = Some(true);
                self.note_span(FieldPath::new(PATIENT_REGISTRY), raw.part(note).span());
            }
            Some(note) if !note.eq_ignore_ascii_case("Clinical Trial") => {
                self.refuse_part(
                    raw.part(note),
                    FieldPath::new(PATIENT_REGISTRY),
                    "Clinical Trial or Patient Registry",
                );
            }
            _ => {}
        }
        self.take(line);
        Some(code)
    }

    /// Phases in words, a line each or with a mark between. Some layouts have the last first.
    fn phases_in_words(&mut self) -> Vec<Phase> {
        let entries = self.entries(Field::Phases);
        let lines: Vec<usize> = entries.flat_map(|entry| entry.values.clone()).collect();
        let mut phases: Vec<(Phase, Span)> = Vec::new();
        for line in lines {
            let raw = self.raw(line);
            let parts: Vec<&str> =
                if code_words::<Phase>(raw.text).is_some() { vec![raw.text] } else { raw.text.split('/').collect() };
            let codes: Option<Vec<_>> = parts
                .iter()
                .map(|part| {
                    Some((self.code_in_words::<Phase>(Field::Phases, part.trim())?, raw.part(part.trim()).span()))
                })
                .collect();
            let Some(codes) = codes else {
                let path = FieldPath::at(Field::Phases.path().unwrap_or_default(), [phases.len(), 0]);
                self.refuse(line, Code::InvalidValue, Some(path), "a phase such as Phase 2");
                continue;
            };
            phases.extend(codes);
            self.take(line);
        }
        phases.sort_by(|one, other| one.0.as_str().cmp(other.0.as_str()));
        let path = |index| FieldPath::at(Field::Phases.path().unwrap_or_default(), [index, 0]);
        phases.iter().enumerate().for_each(|(index, (_, span))| self.note_span(path(index), *span));
        phases.into_iter().map(|(phase, _)| phase).collect()
    }

    fn phases(&mut self) -> Vec<Phase> {
        if self.outline.layout().is_some_and(Layout::spells_codes) {
            return self.phases_in_words();
        }
        let Some(line) = self.line_of(Field::Phases) else { return Vec::new() };
        let raw = self.raw(line);
        let path = |index| FieldPath::at(Field::Phases.path().unwrap_or_default(), [index, 0]);
        let Some(codes) = value::whole(value::code::phases, raw.text) else {
            self.refuse(line, Code::InvalidValue, Some(path(0)), "phases such as PHASE1/PHASE2");
            return Vec::new();
        };
        self.take(line);
        codes.into_iter().enumerate().map(|(index, code)| self.code_in(raw, code, path(index))).collect()
    }

    /// `masking = word [ "(" party *( "," party ) ")" ]`: `Double (Participant, Investigator)`. `None (Open Label)` has no
    /// parties.
    fn masking_in_words(&mut self) -> MaskingInfo {
        let mut info = MaskingInfo::default();
        let Some(line) = self.line_of(Field::Masking) else { return info };
        let path = super::fields::path(Field::Masking);
        let raw = self.raw(line);
        let (word, note) = value::code::and_note(raw.text);
        let whole = self.code_in_words(Field::Masking, raw.text);
        let Some(masking) = whole.clone().or_else(|| self.code_in_words(Field::Masking, word)) else {
            info.masking = self.code_at(line, path);
            return info;
        };
        info.masking = Some(masking);
        self.note_span(path, raw.part(if whole.is_some() { raw.text } else { word }).span());
        let parties = note.filter(|_| whole.is_none()).into_iter().flat_map(|note| note.split(',')).map(str::trim);
        for party in parties {
            let path = FieldPath::at(WHO_MASKED, [info.who_masked.len(), 0]);
            match self.code_in_words::<WhoMasked>(Field::Masking, party) {
                Some(code) => {
                    self.note_span(path, raw.part(party).span());
                    info.who_masked.push(code);
                }
                None => self.refuse_part(raw.part(party), path, "a masked party"),
            }
        }
        self.take(line);
        info
    }

    fn masking_info(&mut self) -> Option<MaskingInfo> {
        let mut info = match self.outline.layout().filter(|layout| layout.spells_codes()) {
            Some(_) => self.masking_in_words(),
            None => MaskingInfo { masking: self.code(Field::Masking), ..MaskingInfo::default() },
        };
        info.masking_description = self.prose(Field::MaskingDescription);
        for line in self.body(Topic::StudyDesign) {
            let Some(Role::Phrase(phrase)) = self.role(line) else { continue };
            let Some(party) = phrase.masked_party() else { continue };
            if info.who_masked.contains(&party) {
                self.refuse(line, Code::DuplicateField, Some(FieldPath::new(WHO_MASKED)), "each masked party once");
                continue;
            }
            self.note_span(FieldPath::at(WHO_MASKED, [info.who_masked.len(), 0]), self.raw(line).span());
            info.who_masked.push(party);
        }
        (info != MaskingInfo::default()).then_some(info)
    }
}
