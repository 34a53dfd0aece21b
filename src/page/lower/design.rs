//! `descriptionModule`, `conditionsModule` and `designModule`.

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath},
    page::{
        layout::{Field, Topic},
        outline::Role,
    },
    study::{DesignInfo, EnrollmentInfo, MaskingInfo, Phase},
    value,
};

const WHO_MASKED: &str = "protocolSection.designModule.designInfo.maskingInfo.whoMasked[]";

impl Page<'_, '_> {
    pub(super) fn description(&mut self) {
        self.study.description.brief_summary = self.prose(Field::BriefSummary);
        self.study.description.detailed_description = self.prose(Field::DetailedDescription);
    }

    pub(super) fn conditions(&mut self) {
        self.study.conditions.conditions = self.list(Field::Conditions);
        self.study.conditions.keywords = self.list(Field::Keywords);
    }

    pub(super) fn design(&mut self) {
        self.study.design.study_type = self.code(Field::StudyType);
        self.study.design.phases = self.phases();
        let info = DesignInfo {
            allocation: self.code(Field::Allocation),
            intervention_model: self.code(Field::InterventionModel),
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
            let read = |text: &str| value::whole(value::count::participants, text);
            EnrollmentInfo {
                count: Some(self.maybe_typed_at(line, path, expected, read)),
                r#type: None,
                ..EnrollmentInfo::default()
            }
        });
    }

    fn phases(&mut self) -> Vec<Phase> {
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

    fn masking_info(&mut self) -> Option<MaskingInfo> {
        let mut info = MaskingInfo { masking: self.code(Field::Masking), ..MaskingInfo::default() };
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
