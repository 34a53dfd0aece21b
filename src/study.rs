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
//! | [`oversight`](Study::oversight) | `protocolSection.oversightModule` |
//! | [`description`](Study::description) | `protocolSection.descriptionModule` |
//! | [`conditions`](Study::conditions) | `protocolSection.conditionsModule` |
//! | [`design`](Study::design) | `protocolSection.designModule` |
//! | [`arms_interventions`](Study::arms_interventions) | `protocolSection.armsInterventionsModule` |
//! | [`outcomes`](Study::outcomes) | `protocolSection.outcomesModule` |
//! | [`eligibility`](Study::eligibility) | `protocolSection.eligibilityModule` |
//! | [`contacts_locations`](Study::contacts_locations) | `protocolSection.contactsLocationsModule` |
//! | [`references`](Study::references) | `protocolSection.referencesModule` |
//! | [`ipd_sharing_statement`](Study::ipd_sharing_statement) | `protocolSection.ipdSharingStatementModule` |
//! | [`results`](Study::results) | `resultsSection` |
//! | [`annotation`](Study::annotation) | `annotationSection` |
//! | [`document`](Study::document) | `documentSection` |
//! | [`derived`](Study::derived) | `derivedSection` |
//! | [`has_results`](Study::has_results) | `hasResults` |
//! | [`other`](Study::other) | what has no field, each at its own place |
//!
//! # Changing a study
//!
//! Fields are public. Build a record from `Default` and set its fields; what the model does not have stays where it
//! stood:
//!
//! ```
//! use ctgov::{Study, study::EnrollmentInfo};
//!
//! let json = r#"{"protocolSection":{"designModule":{"phases":["PHASE2"],"mood":"calm"}}}"#;
//! let mut study: Study = serde_json::from_str(json)?;
//! let mut enrollment = EnrollmentInfo::default();
//! enrollment.count = Some(84.into());
//! study.design.enrollment_info = Some(enrollment);
//! assert_eq!(
//!     serde_json::to_string(&study)?,
//!     r#"{"protocolSection":{"designModule":{"phases":["PHASE2"],"enrollmentInfo":{"count":84},"mood":"calm"}}}"#
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```

mod age;
mod annotation;
mod arms_interventions;
pub(crate) mod code;
mod conditions;
mod contacts_locations;
mod date;
mod date_time;
mod derived;
mod description;
mod design;
mod document;
mod eligibility;
mod identification;
mod ipd_sharing_statement;
mod maybe_typed;
pub(crate) mod member;
mod nct_id;
pub(crate) mod other;
mod outcomes;
mod oversight;
pub(crate) mod record;
mod references;
mod results;
#[cfg(feature = "schema")]
pub(crate) mod schema;
mod sponsor_collaborators;
mod status;
mod text;
mod words;

use std::cell::RefCell;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap};

pub(crate) use self::words::code_words;
pub use self::{
    age::{Age, AgeUnit},
    annotation::{
        Annotation, AnnotationSection, UnpostedAnnotation, UnpostedEvent, UnpostedEventType, ViolationAnnotation,
        ViolationEvent, ViolationEventType,
    },
    arms_interventions::{ArmGroup, ArmGroupType, ArmsInterventions, Intervention, InterventionType},
    code::OtherCode,
    conditions::Conditions,
    contacts_locations::{
        Contact, ContactRole, ContactsLocations, GeoPoint, Location, Official, OfficialRole, RecruitmentStatus,
    },
    date::PartialDate,
    date_time::DateTimeMinutes,
    derived::{
        Browse, BrowseBranch, BrowseLeaf, BrowseLeafRelevance, DerivedSection, FirstMcpInfo, Mesh, MiscInfo,
        SubmissionInfo, SubmissionTracking,
    },
    description::Description,
    design::{
        BioSpec, BioSpecRetention, Design, DesignAllocation, DesignInfo, DesignMasking, DesignTimePerspective,
        EnrollmentInfo, EnrollmentType, ExpandedAccessTypes, InterventionModel, MaskingInfo, ObservationalModel, Phase,
        PrimaryPurpose, StudyType, WhoMasked,
    },
    document::{DocumentSection, LargeDoc, LargeDocument},
    eligibility::{Eligibility, SamplingMethod, Sex, StandardAge},
    identification::{Identification, OrgStudyIdInfo, OrgStudyIdType, Organization, SecondaryIdInfo, SecondaryIdType},
    ipd_sharing_statement::{IpdSharing, IpdSharingInfoType, IpdSharingStatement},
    maybe_typed::MaybeTyped,
    nct_id::NctId,
    other::OtherMembers,
    outcomes::{Outcome, Outcomes},
    oversight::Oversight,
    references::{AvailIpd, Reference, ReferenceType, References, Retraction, SeeAlsoLink},
    results::*,
    sponsor_collaborators::{AgencyClass, ResponsibleParty, ResponsiblePartyType, Sponsor, SponsorCollaborators},
    status::{DateStruct, DateType, ExpandedAccessInfo, ExpandedAccessStatus, OverallStatus, Status},
    text::{Quantity, QuantityComparator, ReportedValue, TimeFrame, Timing},
};
use self::{
    member::{Findings, Member, Place, Record},
    other::{Node, Step, push_step},
    record::{members, modules},
};

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
    /// Oversight: data monitoring, products under the FDA.
    pub oversight: Oversight,
    /// Summary and description.
    pub description: Description,
    /// Conditions and keywords.
    pub conditions: Conditions,
    /// Kind of study, phase, design, enrollment.
    pub design: Design,
    /// Arms and interventions.
    pub arms_interventions: ArmsInterventions,
    /// What is measured.
    pub outcomes: Outcomes,
    /// Who can take part.
    pub eligibility: Eligibility,
    /// Contacts and sites.
    pub contacts_locations: ContactsLocations,
    /// Publications and links.
    pub references: References,
    /// Whether data of single participants will be shared.
    pub ipd_sharing_statement: IpdSharingStatement,
    /// The results; `None` where none are posted.
    pub results: Option<Results>,
    /// What the registry notes of results sent in and not posted, and of violations.
    pub annotation: Option<AnnotationSection>,
    /// Protocol, analysis plan and consent form.
    pub document: Option<DocumentSection>,
    /// What the registry derives: terms of `MeSH`, dates.
    pub derived: Option<DerivedSection>,
    /// Whether the record has results; `None` where the source does not say.
    pub has_results: Option<bool>,
    /// What the record's JSON has beside its sections, and the sections beside their modules. Each module and each record
    /// in it has its own; [`others`](Self::others) lists them all.
    pub other: OtherMembers,
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
struct ProtocolSection;

members! {
    impl ProtocolSection for Study {
        identification = "identificationModule",
        status = "statusModule",
        sponsor_collaborators = "sponsorCollaboratorsModule",
        oversight = "oversightModule",
        description = "descriptionModule",
        conditions = "conditionsModule",
        design = "designModule",
        arms_interventions = "armsInterventionsModule",
        outcomes = "outcomesModule",
        eligibility = "eligibilityModule",
        contacts_locations = "contactsLocationsModule",
        references = "referencesModule",
        ipd_sharing_statement = "ipdSharingStatementModule",
    }
}

modules! {
    Identification, Status, SponsorCollaborators, Oversight, Description, Conditions, Design, ArmsInterventions, Outcomes,
    Eligibility, ContactsLocations, References, IpdSharingStatement,
}

/// The sections of the record; those behind the protocol are fields of their own.
struct Sections;

members! {
    impl Sections for Study {
        results = "resultsSection",
        annotation = "annotationSection",
        document = "documentSection",
        derived = "derivedSection",
        has_results = "hasResults",
    }
}

const PROTOCOL_SECTION: &str = "protocolSection";

impl Record for Study {
    type Fields = Self;

    const MEMBERS: &'static [&'static str] =
        &[PROTOCOL_SECTION, "resultsSection", "annotationSection", "documentSection", "derivedSection", "hasResults"];

    fn read_member<'de, D: Deserializer<'de>>(
        fields: &mut Self,
        position: usize,
        input: D,
        place: &Place<'_>,
    ) -> Result<(), D::Error> {
        match position.checked_sub(1) {
            Some(position) => Sections::read_member(fields, position, input, place),
            None => {
                // As any member read again, the section takes the place of the one before.
                let (results, annotation, document) =
                    (fields.results.take(), fields.annotation.take(), fields.document.take());
                let (derived, has_results) = (fields.derived.take(), fields.has_results);
                *fields = Self { results, annotation, document, derived, has_results, ..Self::default() };
                if member::read_record::<ProtocolSection, D>(fields, input, place)? == Some(0) {
                    place.keep_empty();
                }
                Ok(())
            }
        }
    }

    fn collect_members<'n>(
        fields: &'n Self,
        path: &mut String,
        other: Option<&Node>,
        found: &mut Vec<(String, &'n serde_json::Value)>,
    ) {
        let length = path.len();
        push_step(path, Step::Member(PROTOCOL_SECTION));
        ProtocolSection::collect_members(fields, path, other.and_then(|node| node.member(PROTOCOL_SECTION)), found);
        path.truncate(length);
        Sections::collect_members(fields, path, other, found);
    }

    fn clear_members(fields: &mut Self) {
        ProtocolSection::clear_members(fields);
        Sections::clear_members(fields);
    }

    fn write_members<M: SerializeMap>(fields: &Self, output: &mut M, other: Option<&Node>) -> Result<(), M::Error> {
        let protocol = WrittenProtocol { fields, other: other.and_then(|node| node.member(PROTOCOL_SECTION)) };
        if protocol.other.is_some() || fields.has_protocol() {
            output.serialize_entry(PROTOCOL_SECTION, &protocol)?;
        }
        Sections::write_members(fields, output, other)
    }
}

/// The protocol section with what is kept at its place, for the serializer.
struct WrittenProtocol<'a> {
    fields: &'a Study,
    other: Option<&'a Node>,
}

impl Serialize for WrittenProtocol<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.other.filter(|_| !self.fields.has_protocol()) {
            Some(other) => other.serialize(serializer),
            None => member::write_record::<ProtocolSection, S>(self.fields, serializer, self.other),
        }
    }
}

impl Study {
    /// Returns all that the record's JSON has and the study's fields have not, each with its path:
    /// `protocolSection.statusModule.mood`. Positions are those of the JSON and count from zero.
    ///
    /// ```
    /// use ctgov::study::Study;
    ///
    /// let json = r#"{"protocolSection":{"statusModule":{"mood":"calm"}},"derivedSection":null}"#;
    /// let study: Study = serde_json::from_str(json)?;
    /// let others: Vec<_> = study.others().map(|(path, value)| format!("{path} = {value}")).collect();
    /// assert_eq!(others, [r#"protocolSection.statusModule.mood = "calm""#, "derivedSection = null"]);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn others(&self) -> impl Iterator<Item = (String, &serde_json::Value)> {
        let (mut path, mut found) = (String::new(), Vec::new());
        Self::collect_members(self, &mut path, self.other.root(), &mut found);
        if let Some(node) = self.other.root() {
            node.collect(&mut path, &mut found);
        }
        found.into_iter()
    }

    /// Forgets all that [`others`](Self::others) lists: what is written then is what the fields say, in the registry's own
    /// form.
    ///
    /// ```
    /// use ctgov::study::Study;
    ///
    /// let mut study: Study = serde_json::from_str(r#"{"protocolSection":{"mood":"calm"},"hasResults":false}"#)?;
    /// study.clear_others();
    /// assert_eq!(serde_json::to_string(&study)?, r#"{"hasResults":false}"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn clear_others(&mut self) {
        Self::clear_members(self);
        self.other = OtherMembers::default();
    }

    /// Reads a study from the registry's JSON, and says what there is to say beside it.
    pub(crate) fn read<'de, D: Deserializer<'de>>(input: D, findings: &RefCell<Findings>) -> Result<Self, D::Error> {
        let mut study = Self::default();
        member::read_record::<Self, D>(&mut study, input, &Place::root(findings))?;
        study.other = std::mem::take(&mut findings.borrow_mut().other);
        Ok(study)
    }

    /// Tells whether the study has anything of any section, whatever is in it.
    pub(crate) fn has_section(&self) -> bool {
        self.has_protocol()
            || self.results.is_some()
            || self.annotation.is_some()
            || self.document.is_some()
            || self.derived.is_some()
            || self.has_results.is_some()
            || Self::MEMBERS.iter().any(|section| self.other.has_member(section))
    }

    fn has_protocol(&self) -> bool {
        !(self.identification.is_absent()
            && self.status.is_absent()
            && self.sponsor_collaborators.is_absent()
            && self.oversight.is_absent()
            && self.description.is_absent()
            && self.conditions.is_absent()
            && self.design.is_absent()
            && self.arms_interventions.is_absent()
            && self.outcomes.is_absent()
            && self.eligibility.is_absent()
            && self.contacts_locations.is_absent()
            && self.references.is_absent()
            && self.ipd_sharing_statement.is_absent())
    }
}

impl Serialize for Study {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.other.whole().filter(|_| !self.has_section()) {
            Some(json) => json.serialize(serializer),
            None => member::write_record::<Self, S>(self, serializer, self.other.root()),
        }
    }
}

/// Reads the registry's JSON, whatever it holds: what does not fit the model is in [`Study::others`]. What there is to
/// say about it, [`api::parse`](crate::api::parse) says.
impl<'de> Deserialize<'de> for Study {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer, &RefCell::default())
    }
}
