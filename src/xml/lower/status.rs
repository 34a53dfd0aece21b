//! `statusModule`.

use crate::{
    study::{ExpandedAccessInfo, MaybeTyped, PartialDate},
    xml::element::{Group, Record},
};

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn status(&mut self, module: &Group<'d, 'a>) {
        self.study.status.status_verified_date = self.date(module, "verification_date", "statusVerifiedDate");
        self.study.status.overall_status = self.code(module, "overall_status", "overallStatus");
        self.study.status.last_known_status = self.code(module, "last_known_status", "lastKnownStatus");
        self.study.status.why_stopped = self.lines(module, "why_stopped", "whyStopped");
        let access = module.at("expandedAccessInfo");
        self.study.status.expanded_access_info = self
            .yes_no(&access, "has_expanded_access", "hasExpandedAccess")
            .map(|has| ExpandedAccessInfo { has_expanded_access: Some(has), ..ExpandedAccessInfo::default() });

        self.study.status.start_date_struct = self.date_struct(module, "start_date", "startDateStruct");
        self.study.status.primary_completion_date_struct =
            self.date_struct(module, "primary_completion_date", "primaryCompletionDateStruct");
        self.study.status.completion_date_struct = self.date_struct(module, "completion_date", "completionDateStruct");

        self.study.status.study_first_submit_date =
            self.renamed_date(module, ["study_first_submitted", "firstreceived_date"], "studyFirstSubmitDate");
        self.study.status.study_first_submit_qc_date =
            self.date(module, "study_first_submitted_qc", "studyFirstSubmitQcDate");
        self.study.status.study_first_post_date_struct =
            self.date_struct(module, "study_first_posted", "studyFirstPostDateStruct");

        let results = ["results_first_submitted", "firstreceived_results_date"];
        self.study.status.results_first_submit_date = self.renamed_date(module, results, "resultsFirstSubmitDate");
        self.study.status.results_first_submit_qc_date =
            self.date(module, "results_first_submitted_qc", "resultsFirstSubmitQcDate");
        self.study.status.results_first_post_date_struct =
            self.date_struct(module, "results_first_posted", "resultsFirstPostDateStruct");

        let disposition = ["disposition_first_submitted", "firstreceived_results_disposition_date"];
        self.study.status.disp_first_submit_date = self.renamed_date(module, disposition, "dispFirstSubmitDate");
        self.study.status.disp_first_submit_qc_date =
            self.date(module, "disposition_first_submitted_qc", "dispFirstSubmitQcDate");
        self.study.status.disp_first_post_date_struct =
            self.date_struct(module, "disposition_first_posted", "dispFirstPostDateStruct");

        self.study.status.last_update_submit_date =
            self.renamed_date(module, ["last_update_submitted", "lastchanged_date"], "lastUpdateSubmitDate");
        self.study.status.last_update_post_date_struct =
            self.date_struct(module, "last_update_posted", "lastUpdatePostDateStruct");
    }

    /// A date whose element got another name: the schema's change of 2017-08-30. For some months documents had both,
    /// with the same date.
    fn renamed_date(
        &mut self,
        module: &Group<'d, 'a>,
        names: [&str; 2],
        member: &str,
    ) -> Option<MaybeTyped<PartialDate>> {
        let [name, old_name] = names;
        let date = self.date(module, name, member);
        let old = self.only(module, old_name);
        match (date, old) {
            (None, _) => self.date(module, old_name, member),
            (Some(date), Some(old)) => {
                if MaybeTyped::read(&self.decoded(old).line()) == date {
                    self.value(old, module.member(member));
                }
                Some(date)
            }
            (Some(date), None) => Some(date),
        }
    }
}
