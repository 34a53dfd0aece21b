//! `sponsorCollaboratorsModule`: who is responsible for the study and who supports it.

use super::{code::codes, record::record};

record! {
    /// Sponsor, collaborators and responsible party: the registry's `sponsorCollaboratorsModule`.
    pub struct SponsorCollaborators {
        /// Who answers for the record.
        pub responsible_party: Option<ResponsibleParty> = "responsibleParty",
        /// Who initiates the study and has authority over it.
        pub lead_sponsor: Option<Sponsor> = "leadSponsor",
        /// Who else gives support.
        pub collaborators: Vec<Sponsor> = "collaborators",
    }
}

record! {
    /// Who answers for the record: the registry's `responsibleParty`.
    pub struct ResponsibleParty {
        /// Sponsor, investigator, or an investigator who is the sponsor.
        pub r#type: Option<ResponsiblePartyType> = "type",
        /// The investigator's name.
        pub investigator_full_name: Option<String> = "investigatorFullName",
        /// The investigator's title.
        pub investigator_title: Option<String> = "investigatorTitle",
        /// The investigator's organization.
        pub investigator_affiliation: Option<String> = "investigatorAffiliation",
        /// Name or title, in records from before 2011.
        pub old_name_title: Option<String> = "oldNameTitle",
        /// Organization, in records from before 2011.
        pub old_organization: Option<String> = "oldOrganization",
    }
}

record! {
    /// An organization behind the study: the registry's `Sponsor`.
    pub struct Sponsor {
        /// Its name.
        pub name: Option<String> = "name",
        /// Its class.
        pub class: Option<AgencyClass> = "class",
    }
}

codes! {
    /// Who answers for a record: the registry's `ResponsiblePartyType`.
    pub enum ResponsiblePartyType {
        /// The sponsor.
        Sponsor = "SPONSOR",
        /// The principal investigator, by the sponsor's designation.
        PrincipalInvestigator = "PRINCIPAL_INVESTIGATOR",
        /// One person who is both.
        SponsorInvestigator = "SPONSOR_INVESTIGATOR",
    }
}

codes! {
    /// Classes of organizations: the registry's `AgencyClass`.
    pub enum AgencyClass {
        /// National Institutes of Health.
        Nih = "NIH",
        /// Another federal agency of the United States.
        Fed = "FED",
        /// A government elsewhere, or of a state.
        OtherGov = "OTHER_GOV",
        /// A person.
        Indiv = "INDIV",
        /// Industry.
        Industry = "INDUSTRY",
        /// A research network.
        Network = "NETWORK",
        /// Cannot be told apart.
        Ambig = "AMBIG",
        /// University, foundation, hospital and all else: the code is `OTHER`.
        OtherAgency = "OTHER",
        /// Not known to the registry. This is a class, not a missing value.
        Unknown = "UNKNOWN",
    }
}
