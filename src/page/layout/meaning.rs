//! What the words of a page stand for: sections are about topics, labels name fields, other fixed lines are phrases.

use crate::study::WhoMasked;

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
    /// Whether data of single participants will be shared.
    IpdSharing,
    /// Of a results page: status, phase, enrollment, the first outcome.
    ResultsOverview,
    /// Of a results page: how participants went through the study.
    ParticipantFlow,
    /// Of a results page: the table of the points at which participants were counted.
    Milestones,
    /// Of a results page: the table of the reasons for which participants left.
    Withdrawals,
    /// Of a results page: who the participants were at the start.
    Baseline,
    /// Of a results page: the table of what was measured at the start.
    BaselineTable,
}

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// `identificationModule.nctId`
    NctId,
    /// `identificationModule.briefTitle`
    BriefTitle,
    /// `identificationModule.officialTitle`
    OfficialTitle,
    /// `identificationModule.acronym`
    Acronym,
    /// `identificationModule.organization.fullName`
    Organization,
    /// `identificationModule.orgStudyIdInfo.id`
    OrgStudyId,
    /// `identificationModule.secondaryIdInfos[].id`, with its type before it
    SecondaryIds,
    /// The numbers of the study in one list: the registry number where the layout has it there, `orgStudyIdInfo.id`, then
    /// `secondaryIdInfos[].id`.
    StudyIds,
    /// `statusModule.lastUpdatePostDateStruct.date`
    LastUpdatePostDate,
    /// `statusModule.statusVerifiedDate`
    StatusVerifiedDate,
    /// `statusModule.lastKnownStatus`
    LastKnownStatus,
    /// `statusModule.whyStopped`
    WhyStopped,
    /// `statusModule.primaryCompletionDateStruct.date`
    PrimaryCompletionDate,
    /// `statusModule.studyFirstSubmitDate`
    StudyFirstSubmitDate,
    /// `statusModule.studyFirstSubmitQcDate`
    StudyFirstSubmitQcDate,
    /// `statusModule.studyFirstPostDateStruct.date`
    StudyFirstPostDate,
    /// `statusModule.resultsFirstPostDateStruct.date`
    ResultsFirstPostDate,
    /// `statusModule.lastUpdateSubmitDate`
    LastUpdateSubmitDate,
    /// `hasResults`
    HasResults,
    /// `sponsorCollaboratorsModule.leadSponsor.name`
    LeadSponsor,
    /// `sponsorCollaboratorsModule.leadSponsor.class`
    LeadSponsorClass,
    /// `sponsorCollaboratorsModule.collaborators[].name`
    Collaborators,
    /// `sponsorCollaboratorsModule.leadSponsor.name` and `collaborators[].name` in one list
    Sponsors,
    /// `sponsorCollaboratorsModule.leadSponsor.class` and those of the collaborators, each class once
    SponsorClasses,
    /// `sponsorCollaboratorsModule.responsibleParty`, in one line
    ResponsibleParty,
    /// `oversightModule.oversightHasDmc`
    OversightHasDmc,
    /// `oversightModule.isFdaRegulatedDrug`
    IsFdaRegulatedDrug,
    /// `oversightModule.isFdaRegulatedDevice`
    IsFdaRegulatedDevice,
    /// `armsInterventionsModule.armGroups`, in the layout's own form
    ArmGroups,
    /// `armsInterventionsModule.interventions[]`, type and name on a line: `Drug: Quindoxal`
    Interventions,
    /// `outcomesModule.primaryOutcomes`
    PrimaryOutcomes,
    /// `outcomesModule.primaryOutcomes[0].description`, which a results page begins with
    PrimaryOutcomeDescription,
    /// `outcomesModule.primaryOutcomes[0].timeFrame`
    PrimaryOutcomeTimeFrame,
    /// The day from which a results page is
    ResultsPosted,
    /// `participantFlowModule.typeUnitsAnalyzed`
    TypeUnitsAnalyzed,
    /// `outcomesModule.secondaryOutcomes`
    SecondaryOutcomes,
    /// `outcomesModule.otherOutcomes`
    OtherOutcomes,
    /// The measures of all outcomes, without saying which are primary
    OutcomeMeasures,
    /// `eligibilityModule.stdAges`
    StdAges,
    /// `eligibilityModule.samplingMethod`
    SamplingMethod,
    /// `eligibilityModule.studyPopulation`
    StudyPopulation,
    /// `contactsLocationsModule.locations`
    Locations,
    /// `contactsLocationsModule.centralContacts`
    CentralContacts,
    /// `contactsLocationsModule.overallOfficials`
    OverallOfficials,
    /// `referencesModule.references`
    References,
    /// `ipdSharingStatementModule.ipdSharing`
    IpdSharing,
    /// `ipdSharingStatementModule.description`
    IpdDescription,
    /// `ipdSharingStatementModule.timeFrame`
    IpdTimeFrame,
    /// Conditions, interventions and phases run together on a line
    ConditionRow,
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
    /// `designModule.designInfo.interventionModelDescription`
    InterventionModelDescription,
    /// `designModule.designInfo.maskingInfo.maskingDescription`
    MaskingDescription,
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
            Self::OfficialTitle => "protocolSection.identificationModule.officialTitle",
            Self::Acronym => "protocolSection.identificationModule.acronym",
            Self::Organization => "protocolSection.identificationModule.organization.fullName",
            Self::OrgStudyId => "protocolSection.identificationModule.orgStudyIdInfo.id",
            Self::SecondaryIds => "protocolSection.identificationModule.secondaryIdInfos[].id",
            Self::LastUpdatePostDate => "protocolSection.statusModule.lastUpdatePostDateStruct.date",
            Self::StatusVerifiedDate => "protocolSection.statusModule.statusVerifiedDate",
            Self::LastKnownStatus => "protocolSection.statusModule.lastKnownStatus",
            Self::InterventionModelDescription => {
                "protocolSection.designModule.designInfo.interventionModelDescription"
            }
            Self::MaskingDescription => "protocolSection.designModule.designInfo.maskingInfo.maskingDescription",
            Self::WhyStopped => "protocolSection.statusModule.whyStopped",
            Self::PrimaryCompletionDate => "protocolSection.statusModule.primaryCompletionDateStruct.date",
            Self::StudyFirstSubmitDate => "protocolSection.statusModule.studyFirstSubmitDate",
            Self::StudyFirstSubmitQcDate => "protocolSection.statusModule.studyFirstSubmitQcDate",
            Self::StudyFirstPostDate => "protocolSection.statusModule.studyFirstPostDateStruct.date",
            Self::ResultsFirstPostDate => "protocolSection.statusModule.resultsFirstPostDateStruct.date",
            Self::LastUpdateSubmitDate => "protocolSection.statusModule.lastUpdateSubmitDate",
            Self::HasResults => "hasResults",
            Self::LeadSponsor => "protocolSection.sponsorCollaboratorsModule.leadSponsor.name",
            Self::LeadSponsorClass => "protocolSection.sponsorCollaboratorsModule.leadSponsor.class",
            Self::Collaborators => "protocolSection.sponsorCollaboratorsModule.collaborators[].name",
            Self::OversightHasDmc => "protocolSection.oversightModule.oversightHasDmc",
            Self::IsFdaRegulatedDrug => "protocolSection.oversightModule.isFdaRegulatedDrug",
            Self::IsFdaRegulatedDevice => "protocolSection.oversightModule.isFdaRegulatedDevice",
            Self::ArmGroups => "protocolSection.armsInterventionsModule.armGroups[]",
            Self::Interventions => "protocolSection.armsInterventionsModule.interventions[]",
            Self::PrimaryOutcomes => "protocolSection.outcomesModule.primaryOutcomes[]",
            Self::PrimaryOutcomeDescription => "protocolSection.outcomesModule.primaryOutcomes[].description",
            Self::PrimaryOutcomeTimeFrame => "protocolSection.outcomesModule.primaryOutcomes[].timeFrame",
            Self::TypeUnitsAnalyzed => "resultsSection.participantFlowModule.typeUnitsAnalyzed",
            Self::SecondaryOutcomes => "protocolSection.outcomesModule.secondaryOutcomes[]",
            Self::OtherOutcomes => "protocolSection.outcomesModule.otherOutcomes[]",
            Self::StdAges => "protocolSection.eligibilityModule.stdAges[]",
            Self::SamplingMethod => "protocolSection.eligibilityModule.samplingMethod",
            Self::StudyPopulation => "protocolSection.eligibilityModule.studyPopulation",
            Self::Locations => "protocolSection.contactsLocationsModule.locations[]",
            Self::CentralContacts => "protocolSection.contactsLocationsModule.centralContacts[]",
            Self::OverallOfficials => "protocolSection.contactsLocationsModule.overallOfficials[]",
            Self::References => "protocolSection.referencesModule.references[]",
            Self::IpdSharing => "protocolSection.ipdSharingStatementModule.ipdSharing",
            Self::IpdDescription => "protocolSection.ipdSharingStatementModule.description",
            Self::IpdTimeFrame => "protocolSection.ipdSharingStatementModule.timeFrame",
            Self::ResponsibleParty => "protocolSection.sponsorCollaboratorsModule.responsibleParty",
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
            Self::AgeRange
            | Self::ResultsPosted
            | Self::SponsorRole
            | Self::ContactRole
            | Self::IdentifierType
            | Self::IdentifierSource
            | Self::StudyIds
            | Self::Sponsors
            | Self::SponsorClasses
            | Self::OutcomeMeasures
            | Self::ConditionRow => return None,
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
    /// The reasons for which participants left have not been reported.
    NoWithdrawals,
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
