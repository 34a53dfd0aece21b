//! `statusModule`: recruitment status and the study's dates.

use super::{MaybeTyped, NctId, PartialDate, code::codes, record::record};

record! {
    /// Recruitment status and dates of the study and of its record: the registry's `statusModule`.
    pub struct Status {
        /// When the record was last confirmed to be up to date; a month.
        pub status_verified_date: Option<MaybeTyped<PartialDate>> = "statusVerifiedDate",
        /// Where the study as a whole stands.
        pub overall_status: Option<OverallStatus> = "overallStatus",
        /// The last status before it became `UNKNOWN`.
        pub last_known_status: Option<OverallStatus> = "lastKnownStatus",
        /// Whether the posting of results was delayed.
        pub delayed_posting: Option<bool> = "delayedPosting",
        /// Why the study was suspended, terminated or withdrawn.
        pub why_stopped: Option<String> = "whyStopped",
        /// Whether the treatment can be had outside the study.
        pub expanded_access_info: Option<ExpandedAccessInfo> = "expandedAccessInfo",
        /// When the first participant was or is to be enrolled.
        pub start_date_struct: Option<DateStruct> = "startDateStruct",
        /// When the last participant was or is to be examined for the primary outcome.
        pub primary_completion_date_struct: Option<DateStruct> = "primaryCompletionDateStruct",
        /// When the last participant was or is to be examined at all.
        pub completion_date_struct: Option<DateStruct> = "completionDateStruct",
        /// When the record was first sent in.
        pub study_first_submit_date: Option<MaybeTyped<PartialDate>> = "studyFirstSubmitDate",
        /// When the first record met the registry's quality criteria.
        pub study_first_submit_qc_date: Option<MaybeTyped<PartialDate>> = "studyFirstSubmitQcDate",
        /// When the record was first public.
        pub study_first_post_date_struct: Option<DateStruct> = "studyFirstPostDateStruct",
        /// Whether the duty to submit results was waived.
        pub results_waived: Option<bool> = "resultsWaived",
        /// When results were first sent in.
        pub results_first_submit_date: Option<MaybeTyped<PartialDate>> = "resultsFirstSubmitDate",
        /// When the first results met the registry's quality criteria.
        pub results_first_submit_qc_date: Option<MaybeTyped<PartialDate>> = "resultsFirstSubmitQcDate",
        /// When results were first public.
        pub results_first_post_date_struct: Option<DateStruct> = "resultsFirstPostDateStruct",
        /// When a certificate to delay results was first sent in.
        pub disp_first_submit_date: Option<MaybeTyped<PartialDate>> = "dispFirstSubmitDate",
        /// When the certificate met the registry's quality criteria.
        pub disp_first_submit_qc_date: Option<MaybeTyped<PartialDate>> = "dispFirstSubmitQcDate",
        /// When the certificate was first public.
        pub disp_first_post_date_struct: Option<DateStruct> = "dispFirstPostDateStruct",
        /// When the record was last sent in.
        pub last_update_submit_date: Option<MaybeTyped<PartialDate>> = "lastUpdateSubmitDate",
        /// When the last change of the record was public.
        pub last_update_post_date_struct: Option<DateStruct> = "lastUpdatePostDateStruct",
    }
}

record! {
    /// A date and whether it has come: the registry's `PartialDateStruct` and `DateStruct`.
    pub struct DateStruct {
        /// The date, at its own precision.
        pub date: Option<MaybeTyped<PartialDate>> = "date",
        /// Whether the date has come or is expected.
        pub r#type: Option<DateType> = "type",
    }
}

record! {
    /// Whether the treatment can be had outside the study: the registry's `expandedAccessInfo`.
    pub struct ExpandedAccessInfo {
        /// Whether there is such a programme.
        pub has_expanded_access: Option<bool> = "hasExpandedAccess",
        /// The registry number of its record.
        pub nct_id: Option<MaybeTyped<NctId>> = "nctId",
        /// Where that programme stands.
        pub status_for_nct_id: Option<ExpandedAccessStatus> = "statusForNctId",
    }
}

codes! {
    /// Where a study as a whole stands: the registry's `Status`.
    pub enum OverallStatus {
        /// Running; no longer enrolling.
        ActiveNotRecruiting = "ACTIVE_NOT_RECRUITING",
        /// Ended as planned.
        Completed = "COMPLETED",
        /// Enrolling people who are asked to join.
        EnrollingByInvitation = "ENROLLING_BY_INVITATION",
        /// Not yet enrolling.
        NotYetRecruiting = "NOT_YET_RECRUITING",
        /// Enrolling.
        Recruiting = "RECRUITING",
        /// Halted; may go on.
        Suspended = "SUSPENDED",
        /// Halted after enrolling; will not go on.
        Terminated = "TERMINATED",
        /// Halted before the first participant.
        Withdrawn = "WITHDRAWN",
        /// Expanded access that can be had now.
        Available = "AVAILABLE",
        /// Expanded access that can no longer be had.
        NoLongerAvailable = "NO_LONGER_AVAILABLE",
        /// Expanded access that cannot be had now, but is expected again.
        TemporarilyNotAvailable = "TEMPORARILY_NOT_AVAILABLE",
        /// Expanded access that ended because the product was approved.
        ApprovedForMarketing = "APPROVED_FOR_MARKETING",
        /// A record kept back by law until its device is approved.
        Withheld = "WITHHELD",
        /// Past its completion date, and not confirmed for two years.
        Unknown = "UNKNOWN",
    }
}

codes! {
    /// Where an expanded-access programme stands: the registry's `ExpandedAccessStatus`.
    pub enum ExpandedAccessStatus {
        /// Can be had now.
        Available = "AVAILABLE",
        /// Can no longer be had.
        NoLongerAvailable = "NO_LONGER_AVAILABLE",
        /// Cannot be had now, but is expected again.
        TemporarilyNotAvailable = "TEMPORARILY_NOT_AVAILABLE",
        /// Ended because the product was approved.
        ApprovedForMarketing = "APPROVED_FOR_MARKETING",
    }
}

codes! {
    /// Whether a date has come: the registry's `DateType`.
    pub enum DateType {
        /// It has come.
        Actual = "ACTUAL",
        /// It is expected.
        Estimated = "ESTIMATED",
    }
}
