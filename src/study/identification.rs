//! `identificationModule`: what the study is called and numbered.

use super::{MaybeTyped, NctId, code::codes, record::record};
use crate::study::AgencyClass;

record! {
    /// Titles and numbers of the study: the registry's `identificationModule`.
    pub struct Identification {
        /// The registry number.
        pub nct_id: Option<MaybeTyped<NctId>> = "nctId",
        /// Registry numbers that the study had before, now pointing to this one.
        pub nct_id_aliases: Vec<MaybeTyped<NctId>> = "nctIdAliases",
        /// The number that the responsible organization gave the study.
        pub org_study_id_info: Option<OrgStudyIdInfo> = "orgStudyIdInfo",
        /// Numbers of other registries, grants and authorities.
        pub secondary_id_infos: Vec<SecondaryIdInfo> = "secondaryIdInfos",
        /// The organization that entered the record.
        pub organization: Option<Organization> = "organization",
        /// The short title, for the public.
        pub brief_title: Option<String> = "briefTitle",
        /// The title as in the protocol.
        pub official_title: Option<String> = "officialTitle",
        /// The acronym.
        pub acronym: Option<String> = "acronym",
    }
}

record! {
    /// The number that the responsible organization gave the study: the registry's `orgStudyIdInfo`.
    pub struct OrgStudyIdInfo {
        /// The number.
        pub id: Option<String> = "id",
        /// The kind of number; absent for an organization's own.
        pub r#type: Option<OrgStudyIdType> = "type",
        /// The address of a page about the number.
        pub link: Option<String> = "link",
    }
}

record! {
    /// A further number of the study: the registry's `secondaryIdInfos`.
    pub struct SecondaryIdInfo {
        /// The number.
        pub id: Option<String> = "id",
        /// Who gives such numbers.
        pub r#type: Option<SecondaryIdType> = "type",
        /// The name of the registry or authority, where the type does not say it.
        pub domain: Option<String> = "domain",
        /// The address of a page about the number.
        pub link: Option<String> = "link",
    }
}

record! {
    /// The organization that entered the record: the registry's `organization`.
    pub struct Organization {
        /// Its name.
        pub full_name: Option<String> = "fullName",
        /// Its class.
        pub class: Option<AgencyClass> = "class",
    }
}

codes! {
    /// Kinds of organization numbers: the registry's `OrgStudyIdType`.
    pub enum OrgStudyIdType {
        /// A grant or contract number of the National Institutes of Health.
        Nih = "NIH",
        /// Food and Drug Administration.
        Fda = "FDA",
        /// Department of Veterans Affairs.
        Va = "VA",
        /// Centers for Disease Control and Prevention.
        Cdc = "CDC",
        /// Agency for Healthcare Research and Quality.
        Ahrq = "AHRQ",
        /// Substance Abuse and Mental Health Services Administration.
        Samhsa = "SAMHSA",
    }
}

codes! {
    /// Kinds of further numbers: the registry's `SecondaryIdType`.
    pub enum SecondaryIdType {
        /// A grant or contract number of the National Institutes of Health.
        Nih = "NIH",
        /// Food and Drug Administration.
        Fda = "FDA",
        /// Department of Veterans Affairs.
        Va = "VA",
        /// Centers for Disease Control and Prevention.
        Cdc = "CDC",
        /// Agency for Healthcare Research and Quality.
        Ahrq = "AHRQ",
        /// Substance Abuse and Mental Health Services Administration.
        Samhsa = "SAMHSA",
        /// A grant of another body.
        OtherGrant = "OTHER_GRANT",
        /// A number of the European clinical trials database.
        EudractNumber = "EUDRACT_NUMBER",
        /// A number of the European clinical trials information system.
        Ctis = "CTIS",
        /// A number of another registry.
        Registry = "REGISTRY",
        /// Any other number: the code is `OTHER`.
        OtherId = "OTHER",
    }
}
