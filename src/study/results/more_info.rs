//! `resultsSection.moreInfoModule`: limits of the results, agreements on publication, whom to ask.

use crate::study::{code::codes, record::record};

record! {
    /// Limits of the results, agreements on publication, whom to ask: the registry's `moreInfoModule`.
    pub struct MoreInfo {
        /// What limits the results.
        pub limitations_and_caveats: Option<LimitationsAndCaveats> = "limitationsAndCaveats",
        /// What investigators may publish.
        pub certain_agreement: Option<CertainAgreement> = "certainAgreement",
        /// Whom to ask about the results.
        pub point_of_contact: Option<PointOfContact> = "pointOfContact",
    }
}

record! {
    /// What limits the results: the registry's `limitationsAndCaveats`.
    pub struct LimitationsAndCaveats {
        /// The limits, such as an early end or too few participants.
        pub description: Option<String> = "description",
    }
}

record! {
    /// What investigators may publish: the registry's `certainAgreement`.
    pub struct CertainAgreement {
        /// Whether all principal investigators are employed by the sponsor.
        pub pi_sponsor_employee: Option<bool> = "piSponsorEmployee",
        /// How the sponsor can hold a publication back; absent where there is no such agreement.
        pub restriction_type: Option<AgreementRestrictionType> = "restrictionType",
        /// Whether an agreement limits what an investigator may publish once the study is over.
        pub restrictive_agreement: Option<bool> = "restrictiveAgreement",
        /// The agreement in words.
        pub other_details: Option<String> = "otherDetails",
    }
}

record! {
    /// Whom to ask about the results: the registry's `pointOfContact`.
    pub struct PointOfContact {
        /// The name or position.
        pub title: Option<String> = "title",
        /// The organization.
        pub organization: Option<String> = "organization",
        /// The email address.
        pub email: Option<String> = "email",
        /// The telephone number, as typed by the sponsor.
        pub phone: Option<String> = "phone",
        /// The extension.
        pub phone_ext: Option<String> = "phoneExt",
    }
}

codes! {
    /// How the sponsor can hold a publication back: the registry's `AgreementRestrictionType`.
    pub enum AgreementRestrictionType {
        /// For 60 days at most.
        Lte60 = "LTE60",
        /// For more than 60 days, and 180 at most.
        Gt60 = "GT60",
        /// In any other way: the code is `OTHER`.
        OtherRestriction = "OTHER",
    }
}
