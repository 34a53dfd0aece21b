//! `ipdSharingStatementModule`: whether the data of single participants are shared.

use super::{code::codes, record::record};
use crate::study::TimeFrame;

record! {
    /// The plan to share participants' data: the registry's `ipdSharingStatementModule`.
    pub struct IpdSharingStatement {
        /// Whether the data are to be shared.
        pub ipd_sharing: Option<IpdSharing> = "ipdSharing",
        /// Which data, or why none.
        pub description: Option<String> = "description",
        /// Which documents are shared along with the data.
        pub info_types: Vec<IpdSharingInfoType> = "infoTypes",
        /// From when and for how long the data can be had.
        pub time_frame: Option<TimeFrame> = "timeFrame",
        /// Who gets the data, for what and how.
        pub access_criteria: Option<String> = "accessCriteria",
        /// The address of a page about the sharing.
        pub url: Option<String> = "url",
    }
}

codes! {
    /// Whether participants' data are to be shared: the registry's `IpdSharing`.
    pub enum IpdSharing {
        /// They are.
        Yes = "YES",
        /// They are not.
        No = "NO",
        /// Not yet decided. This is an answer, not a missing value.
        Undecided = "UNDECIDED",
    }
}

codes! {
    /// Documents shared along with the data: the registry's `IpdSharingInfoType`.
    pub enum IpdSharingInfoType {
        /// The study protocol.
        StudyProtocol = "STUDY_PROTOCOL",
        /// The statistical analysis plan.
        Sap = "SAP",
        /// The informed consent form.
        Icf = "ICF",
        /// The clinical study report.
        Csr = "CSR",
        /// The code of the analysis.
        AnalyticCode = "ANALYTIC_CODE",
    }
}
