//! The modules whose values a page prints behind labels, as texts and as lists.

use super::{At, Choice, once};
use crate::{
    page::{
        layout::Field,
        lower::{design::WHO_MASKED, identification},
    },
    study::{
        DateStruct, Design, DesignInfo, Eligibility, EnrollmentInfo, Identification, MaskingInfo, MaybeTyped,
        OrgStudyIdInfo, Phase, SecondaryIdInfo, Status, Study, WhoMasked,
    },
};

pub(super) const HAS_RESULTS: At = ("hasResults", [0, 0]);
/// The whole of a further number of the study.
const SECONDARY: &str = "protocolSection.identificationModule.secondaryIdInfos[]";

impl Choice<'_> {
    pub(super) fn protocol(&mut self, study: &Study) {
        self.status(&study.status);
        self.identification(&study.identification);
        self.carried.study.has_results = self.plain(HAS_RESULTS, study.has_results.as_ref());
        self.description(study);
        self.design(&study.design);
        self.eligibility(&study.eligibility);
    }

    /// The number before the title, which is known by the label below it, as by that of the last update.
    fn identification(&mut self, module: &Identification) {
        let own = Identification {
            nct_id: self.maybe_typed(once(Field::NctId), module.nct_id.as_ref()),
            brief_title: self.line(once(Field::BriefTitle), module.brief_title.as_ref()),
            org_study_id_info: self.org_study_id(module.org_study_id_info.as_ref()),
            ..Identification::default()
        };
        self.carried.study.identification = own;
        for (index, info) in module.secondary_id_infos.iter().enumerate() {
            if let Some(info) = self.secondary_id(index, info) {
                self.carried.study.identification.secondary_id_infos.push(info);
            }
        }
        for (index, alias) in module.nct_id_aliases.iter().enumerate() {
            let alias = self.maybe_typed((identification::ALIAS, [index, 0]), Some(alias));
            self.carried.study.identification.nct_id_aliases.extend(alias);
        }
    }

    fn org_study_id(&mut self, info: Option<&OrgStudyIdInfo>) -> Option<OrgStudyIdInfo> {
        let info = info?;
        let id = Some(self.line((identification::ORG_STUDY_ID, [0, 0]), info.id.as_ref())?);
        let r#type = self.plain((identification::ORG_STUDY_ID_TYPE, [0, 0]), info.r#type.as_ref());
        Some(OrgStudyIdInfo { id, r#type, ..OrgStudyIdInfo::default() })
    }

    pub(super) fn secondary_id(&mut self, index: usize, info: &SecondaryIdInfo) -> Option<SecondaryIdInfo> {
        let (id, printed) = super::with_line(info.id.as_ref())?;
        if !self.permits((SECONDARY, [index, 0])) {
            return None;
        }
        self.note_text((identification::SECONDARY_ID, [index, 0]), id, &printed);
        let r#type = self.plain((identification::SECONDARY_ID_TYPE, [index, 0]), info.r#type.as_ref());
        Some(SecondaryIdInfo { id: Some(printed), r#type, ..SecondaryIdInfo::default() })
    }

    fn status(&mut self, module: &Status) {
        self.carried.study.status = Status {
            overall_status: self.plain(once(Field::OverallStatus), module.overall_status.as_ref()),
            start_date_struct: self.date(Field::StartDate, module.start_date_struct.as_ref()),
            completion_date_struct: self.date(Field::CompletionDate, module.completion_date_struct.as_ref()),
            last_update_post_date_struct: self
                .date(Field::LastUpdatePostDate, module.last_update_post_date_struct.as_ref()),
            ..Status::default()
        };
    }

    /// A date; whether it has come is not printed: page grammar section 2.3.
    pub(super) fn date(&mut self, field: Field, date: Option<&DateStruct>) -> Option<DateStruct> {
        let date = self.maybe_typed(once(field), date?.date.as_ref())?;
        Some(DateStruct { date: Some(date), ..DateStruct::default() })
    }

    pub(super) fn description(&mut self, study: &Study) {
        let (texts, lists) = (&study.description, &study.conditions);
        self.carried.study.description.brief_summary =
            self.prose(once(Field::BriefSummary), texts.brief_summary.as_ref());
        self.carried.study.description.detailed_description =
            self.prose(once(Field::DetailedDescription), texts.detailed_description.as_ref());
        self.carried.study.conditions.conditions = self.list(Field::Conditions, &lists.conditions);
        self.carried.study.conditions.keywords = self.list(Field::Keywords, &lists.keywords);
    }

    pub(super) fn list(&mut self, field: Field, entries: &[String]) -> Vec<String> {
        let (template, _) = once(field);
        let entries = entries.iter().enumerate();
        entries.filter_map(|(index, entry)| self.line((template, [index, 0]), Some(entry))).collect()
    }

    fn design(&mut self, module: &Design) {
        let info = module.design_info.as_ref().map(|info| self.design_info(info));
        self.carried.study.design = Design {
            study_type: self.plain(once(Field::StudyType), module.study_type.as_ref()),
            design_info: info.filter(|info| *info != DesignInfo::default()),
            enrollment_info: module.enrollment_info.as_ref().and_then(|info| self.enrollment(info)),
            ..Design::default()
        };
        self.phases(&module.phases);
    }

    pub(super) fn phases(&mut self, phases: &[Phase]) {
        let (template, _) = once(Field::Phases);
        for (index, phase) in phases.iter().enumerate() {
            let phase = self.plain((template, [index, 0]), Some(phase));
            self.carried.study.design.phases.extend(phase);
        }
    }

    /// A page never prints zero: page grammar section 2.3.
    fn enrollment(&mut self, info: &EnrollmentInfo) -> Option<EnrollmentInfo> {
        let count = info.count.as_ref().filter(|count| **count != MaybeTyped::Typed(0));
        let count = Some(self.maybe_typed(once(Field::EnrollmentCount), count)?);
        Some(EnrollmentInfo { count, ..EnrollmentInfo::default() })
    }

    fn design_info(&mut self, info: &DesignInfo) -> DesignInfo {
        let masking = info.masking_info.as_ref().map(|masking| self.masking(masking));
        DesignInfo {
            allocation: self.plain(once(Field::Allocation), info.allocation.as_ref()),
            intervention_model: self.plain(once(Field::InterventionModel), info.intervention_model.as_ref()),
            observational_model: self.plain(once(Field::ObservationalModel), info.observational_model.as_ref()),
            primary_purpose: self.plain(once(Field::PrimaryPurpose), info.primary_purpose.as_ref()),
            time_perspective: self.plain(once(Field::TimePerspective), info.time_perspective.as_ref()),
            masking_info: masking.filter(|masking| *masking != MaskingInfo::default()),
            ..DesignInfo::default()
        }
    }

    /// A party that the registry's list does not have has no words on the page.
    fn masking(&mut self, info: &MaskingInfo) -> MaskingInfo {
        let masking = self.plain(once(Field::Masking), info.masking.as_ref());
        let parties = info.who_masked.iter().enumerate();
        let known = parties.filter(|(_, party)| !matches!(party, WhoMasked::Other(_)));
        let who_masked = known.filter_map(|(index, party)| self.plain((WHO_MASKED, [index, 0]), Some(party)));
        MaskingInfo { who_masked: who_masked.collect(), masking, ..MaskingInfo::default() }
    }

    fn eligibility(&mut self, module: &Eligibility) {
        self.carried.study.eligibility = Eligibility {
            eligibility_criteria: self.prose(once(Field::EligibilityCriteria), module.eligibility_criteria.as_ref()),
            minimum_age: self.maybe_typed(once(Field::MinimumAge), module.minimum_age.as_ref()),
            maximum_age: self.maybe_typed(once(Field::MaximumAge), module.maximum_age.as_ref()),
            sex: self.plain(once(Field::Sex), module.sex.as_ref()),
            healthy_volunteers: self.plain(once(Field::HealthyVolunteers), module.healthy_volunteers.as_ref()),
            ..Eligibility::default()
        };
    }
}
