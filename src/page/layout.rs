//! Layouts as data: the words of a page, how a label meets its value, and how a layout is told from the others.
//!
//! A layout is a table of sections ([`spaced`], [`trec_text`]). A new page layout is a new table here, a new variant
//! of [`Layout`] and a folder of records under `tests/corpus`.

mod spaced;
mod trec_text;
mod vocabulary;
mod words;

use crate::study::WhoMasked;

pub(crate) use vocabulary::{Content, Form, Mark, MarkKind, Meaning, SectionWords, Sentence, Vocabulary, Word};
use vocabulary::{ENOUGH, label, phrase};
pub(crate) use words::Spaces;

/// A form in which the text of a trial page reaches people.
///
/// ```
/// use ctgov::page::{Layout, outline};
///
/// let text = "TITLE:\nAn Invented Study of Tea\n\nCONDITION:\nThirst\n";
/// assert_eq!(outline(text).layout(), Some(Layout::TrecText));
/// assert_eq!(Layout::TrecText.name(), "trec-text");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// A trial page in full: headings, fixed sentences, labels and values as blocks with a blank line between.
    Spaced,
    /// The plain text of the TREC collections: headings in capitals with a colon, text indented below.
    TrecText,
}

impl Layout {
    /// Every layout.
    pub const ALL: &[Self] = &[Self::Spaced, Self::TrecText];

    /// Returns the layout's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Spaced => "spaced",
            Self::TrecText => "trec-text",
        }
    }

    pub(crate) fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::Spaced => &spaced::VOCABULARY,
            Self::TrecText => &trec_text::VOCABULARY,
        }
    }

    /// The layout that most of the lines speak for, if any has enough, and the lines that are words of it.
    pub(crate) fn detect<'a>(
        lines: impl Iterator<Item = &'a str> + Clone,
        spaces: Spaces,
    ) -> Option<(Self, Vec<(usize, Mark)>)> {
        let read = |&layout: &Self| (layout, layout.vocabulary().marks(lines.clone(), spaces));
        let weighed = Self::ALL.iter().map(read).map(|(layout, (evidence, marks))| (evidence, layout, marks));
        let (evidence, layout, marks) = weighed.max_by_key(|(evidence, ..)| *evidence)?;
        (evidence >= ENOUGH).then_some((layout, marks))
    }
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Topic {
    /// What stands before the first heading: title, number, date.
    Preamble,
    /// Whether there are results.
    StudyResults,
    /// Status, phase, enrollment, kind of study, dates.
    BasicInformation,
    /// The title, under a heading of its own.
    Title,
    /// The summary.
    BriefSummary,
    /// The description.
    DetailedDescription,
    /// The conditions.
    Conditions,
    /// The keywords.
    Keywords,
    /// Allocation, model, purpose, masking.
    StudyDesign,
    /// Arms, groups or cohorts with their interventions.
    StudyGroups,
    /// The interventions.
    Interventions,
    /// Criteria, ages, sex, healthy volunteers.
    Eligibility,
    /// Sponsor and collaborators.
    Sponsors,
    /// Who answers for the record.
    ResponsibleParty,
    /// The sites.
    Locations,
    /// The countries of the sites.
    Countries,
    /// Whom to ask about the study.
    CentralContacts,
    /// Whom to ask about a site.
    FacilityContacts,
    /// Numbers of the study.
    OtherIdentifiers,
    /// Other studies that the page points to.
    RelatedTrials,
}

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// `identificationModule.nctId`
    NctId,
    /// `identificationModule.briefTitle`
    BriefTitle,
    /// `statusModule.lastUpdatePostDateStruct.date`
    LastUpdatePostDate,
    /// `statusModule.overallStatus`
    OverallStatus,
    /// `statusModule.startDateStruct.date`
    StartDate,
    /// `statusModule.completionDateStruct.date`
    CompletionDate,
    /// `designModule.phases`
    Phases,
    /// `designModule.enrollmentInfo.count`
    EnrollmentCount,
    /// `designModule.studyType`
    StudyType,
    /// `designModule.designInfo.allocation`
    Allocation,
    /// `designModule.designInfo.interventionModel`
    InterventionModel,
    /// `designModule.designInfo.observationalModel`
    ObservationalModel,
    /// `designModule.designInfo.primaryPurpose`
    PrimaryPurpose,
    /// `designModule.designInfo.timePerspective`
    TimePerspective,
    /// `designModule.designInfo.maskingInfo.masking`
    Masking,
    /// `descriptionModule.briefSummary`
    BriefSummary,
    /// `descriptionModule.detailedDescription`
    DetailedDescription,
    /// `conditionsModule.conditions`
    Conditions,
    /// `conditionsModule.keywords`
    Keywords,
    /// `armsInterventionsModule.armGroups[].type`
    ArmGroupType,
    /// `armsInterventionsModule.interventions[].type`
    InterventionType,
    /// `armsInterventionsModule.interventions[].name`, where names alone are listed
    InterventionName,
    /// `eligibilityModule.eligibilityCriteria`
    EligibilityCriteria,
    /// `eligibilityModule.minimumAge`
    MinimumAge,
    /// `eligibilityModule.maximumAge`
    MaximumAge,
    /// `eligibilityModule.minimumAge` and `maximumAge` in one value
    AgeRange,
    /// `eligibilityModule.sex`
    Sex,
    /// `eligibilityModule.healthyVolunteers`
    HealthyVolunteers,
    /// Which member of `sponsorCollaboratorsModule` a sponsor is: `leadSponsor` or one of `collaborators`.
    SponsorRole,
    /// `sponsorCollaboratorsModule.responsibleParty.type`
    ResponsiblePartyType,
    /// `contactsLocationsModule.locations[].status`
    SiteStatus,
    /// The countries, which the page lists beside the sites.
    Country,
    /// The role of a contact.
    ContactRole,
    /// The type of a number of the study.
    IdentifierType,
    /// Which member of `identificationModule` a number is: `orgStudyIdInfo`, `secondaryIdInfos`, `nctIdAliases`.
    IdentifierSource,
}

impl Field {
    /// Returns where the field stands in the study's JSON, with `[]` for each list; `None` where the label only
    /// decides the place of another value.
    ///
    /// ```
    /// use ctgov::page::Field;
    /// assert_eq!(Field::OverallStatus.path(), Some("protocolSection.statusModule.overallStatus"));
    /// ```
    #[must_use]
    pub fn path(self) -> Option<&'static str> {
        Some(match self {
            Self::NctId => "protocolSection.identificationModule.nctId",
            Self::BriefTitle => "protocolSection.identificationModule.briefTitle",
            Self::LastUpdatePostDate => "protocolSection.statusModule.lastUpdatePostDateStruct.date",
            Self::OverallStatus => "protocolSection.statusModule.overallStatus",
            Self::StartDate => "protocolSection.statusModule.startDateStruct.date",
            Self::CompletionDate => "protocolSection.statusModule.completionDateStruct.date",
            Self::Phases => "protocolSection.designModule.phases[]",
            Self::EnrollmentCount => "protocolSection.designModule.enrollmentInfo.count",
            Self::StudyType => "protocolSection.designModule.studyType",
            Self::Allocation => "protocolSection.designModule.designInfo.allocation",
            Self::InterventionModel => "protocolSection.designModule.designInfo.interventionModel",
            Self::ObservationalModel => "protocolSection.designModule.designInfo.observationalModel",
            Self::PrimaryPurpose => "protocolSection.designModule.designInfo.primaryPurpose",
            Self::TimePerspective => "protocolSection.designModule.designInfo.timePerspective",
            Self::Masking => "protocolSection.designModule.designInfo.maskingInfo.masking",
            Self::BriefSummary => "protocolSection.descriptionModule.briefSummary",
            Self::DetailedDescription => "protocolSection.descriptionModule.detailedDescription",
            Self::Conditions => "protocolSection.conditionsModule.conditions[]",
            Self::Keywords => "protocolSection.conditionsModule.keywords[]",
            Self::ArmGroupType => "protocolSection.armsInterventionsModule.armGroups[].type",
            Self::InterventionType => "protocolSection.armsInterventionsModule.interventions[].type",
            Self::InterventionName => "protocolSection.armsInterventionsModule.interventions[].name",
            Self::EligibilityCriteria => "protocolSection.eligibilityModule.eligibilityCriteria",
            Self::MinimumAge => "protocolSection.eligibilityModule.minimumAge",
            Self::MaximumAge => "protocolSection.eligibilityModule.maximumAge",
            Self::Sex => "protocolSection.eligibilityModule.sex",
            Self::HealthyVolunteers => "protocolSection.eligibilityModule.healthyVolunteers",
            Self::ResponsiblePartyType => "protocolSection.sponsorCollaboratorsModule.responsibleParty.type",
            Self::SiteStatus => "protocolSection.contactsLocationsModule.locations[].status",
            Self::Country => "page.countries[]",
            Self::AgeRange | Self::SponsorRole | Self::ContactRole | Self::IdentifierType | Self::IdentifierSource => {
                return None;
            }
        })
    }
}

/// A line of fixed words that is no heading, no sentence and no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phrase {
    /// No results have been published.
    ResultsPending,
    /// Results have been published.
    ResultsAvailable,
    /// The sentence below the state of the results.
    ResultsSentence,
    /// The text of a link to the results.
    ResultsLink,
    /// A group has no interventions.
    NoInterventions,
    /// A masked party: participants.
    MaskedParticipant,
    /// A masked party: those who care for the participants.
    MaskedCareProvider,
    /// A masked party: investigators.
    MaskedInvestigator,
    /// A masked party: those who assess the outcomes.
    MaskedOutcomesAssessor,
}

impl Phrase {
    /// The party that a line after the masking names.
    pub(crate) fn masked_party(self) -> Option<WhoMasked> {
        match self {
            Self::MaskedParticipant => Some(WhoMasked::Participant),
            Self::MaskedCareProvider => Some(WhoMasked::CareProvider),
            Self::MaskedInvestigator => Some(WhoMasked::Investigator),
            Self::MaskedOutcomesAssessor => Some(WhoMasked::OutcomesAssessor),
            _ => None,
        }
    }
}
