//! The study: one struct per registry module, in the registry's own words.
//!
//! A [`Study`] is owned, `Send + Sync + 'static`, and serializes to exactly the shape of the registry's API v2. A
//! member that a record does not have is `None` or an empty list, and is left out of the JSON; a code such as `NA` is
//! a value like any other. What a record has and this model does not type keeps its text ([`MaybeTyped`]) or its code
//! ([`OtherCode`]).
//!
//! | field of [`Study`] | in the API |
//! | --- | --- |
//! | [`identification`](Study::identification) | `protocolSection.identificationModule` |
//! | [`status`](Study::status) | `protocolSection.statusModule` |
//! | [`sponsor_collaborators`](Study::sponsor_collaborators) | `protocolSection.sponsorCollaboratorsModule` |
//! | [`description`](Study::description) | `protocolSection.descriptionModule` |
//! | [`conditions`](Study::conditions) | `protocolSection.conditionsModule` |
//! | [`design`](Study::design) | `protocolSection.designModule` |
//! | [`arms_interventions`](Study::arms_interventions) | `protocolSection.armsInterventionsModule` |
//! | [`eligibility`](Study::eligibility) | `protocolSection.eligibilityModule` |
//! | [`contacts_locations`](Study::contacts_locations) | `protocolSection.contactsLocationsModule` |
//! | [`has_results`](Study::has_results) | `hasResults` |

mod age;
mod arms_interventions;
pub(crate) mod code;
mod conditions;
mod contacts_locations;
mod date;
mod description;
mod design;
mod eligibility;
mod identification;
mod maybe_typed;
mod nct_id;
pub(crate) mod record;
mod sponsor_collaborators;
mod status;

use serde::{Serialize, Serializer, ser::SerializeStruct};

pub use self::{
    age::{Age, AgeUnit},
    arms_interventions::{ArmGroup, ArmGroupType, ArmsInterventions, Intervention, InterventionType},
    code::OtherCode,
    conditions::Conditions,
    contacts_locations::{
        Contact, ContactRole, ContactsLocations, GeoPoint, Location, Official, OfficialRole, RecruitmentStatus,
    },
    date::PartialDate,
    description::Description,
    design::{
        BioSpec, BioSpecRetention, Design, DesignAllocation, DesignInfo, DesignMasking, DesignTimePerspective,
        EnrollmentInfo, EnrollmentType, ExpandedAccessTypes, InterventionModel, MaskingInfo, ObservationalModel, Phase,
        PrimaryPurpose, StudyType, WhoMasked,
    },
    eligibility::{Eligibility, SamplingMethod, Sex, StandardAge},
    identification::{Identification, OrgStudyIdInfo, OrgStudyIdType, Organization, SecondaryIdInfo, SecondaryIdType},
    maybe_typed::MaybeTyped,
    nct_id::NctId,
    sponsor_collaborators::{AgencyClass, ResponsibleParty, ResponsiblePartyType, Sponsor, SponsorCollaborators},
    status::{DateStruct, DateType, ExpandedAccessInfo, ExpandedAccessStatus, OverallStatus, Status},
};
use record::Absent;

/// A study, as far as its record tells.
///
/// ```
/// use ctgov::study::{Phase, Study};
///
/// let mut study = Study::default();
/// study.identification.brief_title = Some("An Invented Study of Tea".to_owned());
/// study.design.phases = vec![Phase::Phase2];
/// assert_eq!(study.title(), Some("An Invented Study of Tea"));
/// assert_eq!(
///     serde_json::to_string(&study)?,
///     r#"{"protocolSection":{"identificationModule":{"briefTitle":"An Invented Study of Tea"},"designModule":{"phases":["PHASE2"]}}}"#
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Study {
    /// Titles and numbers.
    pub identification: Identification,
    /// Recruitment status and dates.
    pub status: Status,
    /// Sponsor, collaborators and responsible party.
    pub sponsor_collaborators: SponsorCollaborators,
    /// Summary and description.
    pub description: Description,
    /// Conditions and keywords.
    pub conditions: Conditions,
    /// Kind of study, phase, design, enrollment.
    pub design: Design,
    /// Arms and interventions.
    pub arms_interventions: ArmsInterventions,
    /// Who can take part.
    pub eligibility: Eligibility,
    /// Contacts and sites.
    pub contacts_locations: ContactsLocations,
    /// Whether the record has results; `None` where the source does not say.
    pub has_results: Option<bool>,
}

impl Study {
    /// Returns the registry number, where the record has a well-formed one.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert_eq!(study.nct_id().unwrap().to_string(), "NCT99900421");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn nct_id(&self) -> Option<NctId> {
        self.identification.nct_id.as_ref()?.typed().copied()
    }

    /// Returns the brief title, or the official one where there is no other.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert!(study.title().unwrap().starts_with("Marram Extract or Placebo"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.identification.brief_title.as_deref().or(self.identification.official_title.as_deref())
    }

    /// Returns the overall recruitment status.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert_eq!(study.status(), Some(&ctgov::study::OverallStatus::Recruiting));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn status(&self) -> Option<&OverallStatus> {
        self.status.overall_status.as_ref()
    }

    /// Returns the phases; empty where the record states none, `[Phase::Na]` where it says "not applicable".
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// use ctgov::study::Phase;
    /// assert_eq!(study.phases(), [Phase::Phase1, Phase::Phase2]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn phases(&self) -> &[Phase] {
        &self.design.phases
    }

    /// Returns the number of participants, where the record states one that is a number.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert_eq!(study.enrollment(), Some(84));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn enrollment(&self) -> Option<u64> {
        self.design.enrollment_info.as_ref()?.count.as_ref()?.typed().copied()
    }

    /// Returns the start date, where the record states one that is a date.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert_eq!(study.start_date(), Some("2025-09-15".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn start_date(&self) -> Option<PartialDate> {
        typed_date(self.status.start_date_struct.as_ref())
    }

    /// Returns the completion date, where the record states one that is a date.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert!(study.start_date() < study.completion_date());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn completion_date(&self) -> Option<PartialDate> {
        typed_date(self.status.completion_date_struct.as_ref())
    }

    /// Returns the arms, groups or cohorts.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert_eq!(study.arms()[1].label.as_deref(), Some("Control"));
    /// assert_eq!(study.arms()[1].intervention_names, ["Drug: Placebo", "Behavioral: Headache diary"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn arms(&self) -> &[ArmGroup] {
        &self.arms_interventions.arm_groups
    }

    /// Returns the interventions.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert_eq!(study.interventions()[2].arm_group_labels, ["Marram", "Control"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn interventions(&self) -> &[Intervention] {
        &self.arms_interventions.interventions
    }

    /// Returns the contacts for the study as a whole; a site's own are in its [`Location`].
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert_eq!(study.contacts()[0].email.as_deref(), Some("headache@example.org"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn contacts(&self) -> &[Contact] {
        &self.contacts_locations.central_contacts
    }

    /// Returns the sites.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// let countries: Vec<_> = study.locations().iter().filter_map(|site| site.country.as_deref()).collect();
    /// assert_eq!(countries, ["Ireland", "Denmark"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn locations(&self) -> &[Location] {
        &self.contacts_locations.locations
    }

    /// Returns the lead sponsor.
    ///
    /// ```
    /// # let study = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?.study;
    /// assert_eq!(study.sponsor().unwrap().name.as_deref(), Some("Dunehaven University Hospital"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sponsor(&self) -> Option<&Sponsor> {
        self.sponsor_collaborators.lead_sponsor.as_ref()
    }
}

fn typed_date(date: Option<&DateStruct>) -> Option<PartialDate> {
    date?.date.as_ref()?.typed().copied()
}

/// The nesting that the API has and the struct does not.
#[derive(Serialize)]
struct ProtocolSection<'a> {
    #[serde(rename = "identificationModule", skip_serializing_if = "Absent::is_absent")]
    identification: &'a Identification,
    #[serde(rename = "statusModule", skip_serializing_if = "Absent::is_absent")]
    status: &'a Status,
    #[serde(rename = "sponsorCollaboratorsModule", skip_serializing_if = "Absent::is_absent")]
    sponsor_collaborators: &'a SponsorCollaborators,
    #[serde(rename = "descriptionModule", skip_serializing_if = "Absent::is_absent")]
    description: &'a Description,
    #[serde(rename = "conditionsModule", skip_serializing_if = "Absent::is_absent")]
    conditions: &'a Conditions,
    #[serde(rename = "designModule", skip_serializing_if = "Absent::is_absent")]
    design: &'a Design,
    #[serde(rename = "armsInterventionsModule", skip_serializing_if = "Absent::is_absent")]
    arms_interventions: &'a ArmsInterventions,
    #[serde(rename = "eligibilityModule", skip_serializing_if = "Absent::is_absent")]
    eligibility: &'a Eligibility,
    #[serde(rename = "contactsLocationsModule", skip_serializing_if = "Absent::is_absent")]
    contacts_locations: &'a ContactsLocations,
}

impl<T: Absent> Absent for &T {
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl Serialize for Study {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let section = ProtocolSection {
            identification: &self.identification,
            status: &self.status,
            sponsor_collaborators: &self.sponsor_collaborators,
            description: &self.description,
            conditions: &self.conditions,
            design: &self.design,
            arms_interventions: &self.arms_interventions,
            eligibility: &self.eligibility,
            contacts_locations: &self.contacts_locations,
        };
        let mut study = serializer.serialize_struct("Study", 2)?;
        study.serialize_field("protocolSection", &section)?;
        match self.has_results {
            Some(has_results) => study.serialize_field("hasResults", &has_results)?,
            None => study.skip_field("hasResults")?,
        }
        study.end()
    }
}
