//! `oversightModule`: which authority's rules the study is under.

use super::record::record;

record! {
    /// Monitoring committee and the rules of the Food and Drug Administration: the registry's `oversightModule`.
    ///
    /// A `None` is "the record does not say", not "no".
    pub struct Oversight {
        /// Whether a data monitoring committee watches over the study.
        pub oversight_has_dmc: Option<bool> = "oversightHasDmc",
        /// Whether the study is of a drug that the Food and Drug Administration regulates.
        pub is_fda_regulated_drug: Option<bool> = "isFdaRegulatedDrug",
        /// Whether the study is of a device that the Food and Drug Administration regulates.
        pub is_fda_regulated_device: Option<bool> = "isFdaRegulatedDevice",
        /// Whether the device was neither approved nor cleared when the record was made.
        pub is_unapproved_device: Option<bool> = "isUnapprovedDevice",
        /// Whether the study is a pediatric surveillance, ordered after approval, of a device.
        pub is_ppsd: Option<bool> = "isPpsd",
        /// Whether the product is made in the United States and exported from there for the study.
        pub is_us_export: Option<bool> = "isUsExport",
        /// Whether a violation of the reporting law (FDAAA 801) has been noted.
        pub fdaaa801_violation: Option<bool> = "fdaaa801Violation",
    }
}
