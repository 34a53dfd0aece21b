//! Layouts as data: the words of a page, how a label meets its value, and how a layout is told from the others.
//!
//! A layout is a table: of sections with their fixed sentences ([`spaced`], [`compact`], [`trec_text`]: a [`Vocabulary`]), of
//! headings in a fixed order ([`results`]), or of labels in page order (all others: [`Labels`]). A new page layout is a new table here, a new variant of [`Layout`] and a folder of
//! records under `tests/corpus`.

mod classic;
mod compact;
mod detect;
mod label_value;
mod labels;
mod markdown_kv;
mod plain_download;
mod preamble;
mod registry_mirror;
mod results;
mod spaced;
mod split;
mod status_and_phase;
mod study_outline;
mod trec_text;
pub(crate) mod values;
mod vocabulary;
mod words;

use crate::study::WhoMasked;

pub(crate) use compact::LINK as RESULTS_LINK;
pub(crate) use detect::{Detected, Marks, detect};
pub(crate) use labels::{Holds, Labels, Notation, Row, RowForm};
pub(crate) use results::{HEAD as RESULTS_HEAD, MEASURE};
pub(crate) use split::starts;
pub(crate) use vocabulary::{Content, Form, Mark, MarkKind, Meaning, SectionWords, Sentence, Vocabulary, Word};
use vocabulary::{label, phrase};
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
    /// The same page with single line breaks and without the labels, so that the form of a value tells its field.
    Compact,
    /// The page of results that belongs to a trial page: overview, participant flow, baseline.
    Results,
    /// The plain text of the TREC collections: headings in capitals with a colon, text indented below.
    TrecText,
    /// The registry's study page as a browser copies it: label line, value lines, tables with tabs.
    StudyOutlineBare,
    /// The same outline with a blank line between all lines, and bullets.
    StudyOutlineBlank,
    /// The same outline as Markdown: underlined headings, tables with `|`.
    StudyOutlineMarkdown,
    /// A mirror without colons: `Status and phase`, `Details and patient eligibility`, `Trial design`.
    StatusAndPhase,
    /// A mirror with `Recruitment & Eligibility` and `Study & Design`, as label line and value lines.
    RegistryMirror,
    /// The same mirror in an extraction of its main content, with `- label` and `- value`, which loses headings.
    RegistryMirrorItems,
    /// `Label: value` under headings underlined with `=`.
    LabelValue,
    /// The columns of the registry's table download, a line each.
    LabelColumns,
    /// Markdown with `**Label:** value` lines and packed lines.
    MarkdownRecord,
    /// Markdown with `- **Label:** value` items under `Key facts`.
    MarkdownFacts,
    /// A Markdown card: `Status: A | Phase: B` lines and lists.
    MarkdownCard,
    /// The registry's plain-text download: labels padded to one column.
    PlainDownload,
    /// The classic registry page of 2017 to 2023: `Recruitment Status : Completed`.
    Classic,
}

/// The table of a layout.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Table {
    /// Of sections, each with its sentence.
    Sections(&'static Vocabulary),
    /// Of headings without sentences, which come in a fixed order.
    Headings(&'static Vocabulary),
    /// Of labels in page order.
    Labels(&'static Labels),
}

impl Layout {
    /// Every layout.
    pub const ALL: &[Self] = &[
        Self::Spaced,
        Self::Compact,
        Self::Results,
        Self::TrecText,
        Self::StudyOutlineBare,
        Self::StudyOutlineBlank,
        Self::StudyOutlineMarkdown,
        Self::StatusAndPhase,
        Self::RegistryMirror,
        Self::RegistryMirrorItems,
        Self::LabelValue,
        Self::LabelColumns,
        Self::MarkdownRecord,
        Self::MarkdownFacts,
        Self::MarkdownCard,
        Self::PlainDownload,
        Self::Classic,
    ];

    /// Returns the layout's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Spaced => "spaced",
            Self::Compact => "compact",
            Self::Results => "results",
            Self::TrecText => "trec-text",
            Self::StudyOutlineBare => "study-outline-bare",
            Self::StudyOutlineBlank => "study-outline-blank",
            Self::StudyOutlineMarkdown => "study-outline-markdown",
            Self::StatusAndPhase => "status-and-phase",
            Self::RegistryMirror => "registry-mirror-a-e1",
            Self::RegistryMirrorItems => "registry-mirror-a-e2",
            Self::LabelValue => "label-value-a",
            Self::LabelColumns => "label-value-b",
            Self::MarkdownRecord => "markdown-kv-a",
            Self::MarkdownFacts => "markdown-kv-b",
            Self::MarkdownCard => "markdown-kv-c",
            Self::PlainDownload => "plain-download",
            Self::Classic => "classic-2017",
        }
    }

    pub(crate) fn table(self) -> Table {
        match self {
            Self::Spaced => Table::Sections(&spaced::VOCABULARY),
            Self::Compact => Table::Sections(&compact::VOCABULARY),
            Self::Results => Table::Headings(&results::VOCABULARY),
            Self::TrecText => Table::Sections(&trec_text::VOCABULARY),
            Self::StudyOutlineBare => Table::Labels(&study_outline::BARE),
            Self::StudyOutlineBlank => Table::Labels(&study_outline::BLANK),
            Self::StudyOutlineMarkdown => Table::Labels(&study_outline::MARKDOWN),
            Self::StatusAndPhase => Table::Labels(&status_and_phase::LABELS),
            Self::RegistryMirror => Table::Labels(&registry_mirror::LINES),
            Self::RegistryMirrorItems => Table::Labels(&registry_mirror::ITEMS),
            Self::LabelValue => Table::Labels(&label_value::HEADED),
            Self::LabelColumns => Table::Labels(&label_value::COLUMNS),
            Self::MarkdownRecord => Table::Labels(&markdown_kv::RECORD),
            Self::MarkdownFacts => Table::Labels(&markdown_kv::FACTS),
            Self::MarkdownCard => Table::Labels(&markdown_kv::CARD),
            Self::PlainDownload => Table::Labels(&plain_download::LABELS),
            Self::Classic => Table::Labels(&classic::LABELS),
        }
    }

    /// The words of the trial page, as studies are written.
    pub(crate) fn of_writer() -> &'static Vocabulary {
        &spaced::VOCABULARY
    }

    /// What the layout puts between the entries of a list that it prints on one line, and an entry may hold too.
    pub(crate) fn joint(self) -> Option<&'static str> {
        match self.table() {
            Table::Sections(vocabulary) | Table::Headings(vocabulary) => vocabulary.joint,
            Table::Labels(labels) => labels.joint,
        }
    }

    /// Whether lines are broken at a width, so that a list on several lines is one line of the record.
    pub(crate) fn is_wrapped(self) -> bool {
        matches!(self.table(), Table::Sections(vocabulary) if vocabulary.is_wrapped)
    }

    /// Whether the layout has lost its labels, and some values with them: page grammar section 1.
    pub(crate) fn loses_labels(self) -> bool {
        matches!(self.table(), Table::Sections(vocabulary) if vocabulary.loses_labels)
    }

    /// Whether the layout has a list on one line, so that several lines are a surprise.
    pub(crate) fn has_lists_on_lines(self) -> bool {
        matches!(self.table(), Table::Sections(_))
    }

    /// Whether another layout is the same in another notation, so that a text in one may fit both.
    pub(crate) fn is_kin(self, other: Self) -> bool {
        let family = |layout: Self| match layout {
            Self::StudyOutlineBare | Self::StudyOutlineBlank | Self::StudyOutlineMarkdown => 1,
            Self::RegistryMirror | Self::RegistryMirrorItems => 2,
            Self::Spaced | Self::Compact => 3,
            _ => 0,
        };
        family(self) != 0 && family(self) == family(other)
    }

    /// Whether the layout spells codes in words: `Not yet recruiting`.
    pub(crate) fn spells_codes(self) -> bool {
        matches!(self.table(), Table::Labels(_))
    }

    /// Whether the registry number stands in the first heading.
    pub(crate) fn is_headed_by_number(self) -> bool {
        matches!(self, Self::MarkdownRecord | Self::MarkdownCard | Self::StatusAndPhase)
    }

    /// Whether a date may be a month's last day in the place of the month: page grammar section 2.3.
    pub(crate) fn rounds_months(self) -> bool {
        matches!(self.table(), Table::Sections(_))
    }

    /// Whether the layout has a place for a field behind a label.
    pub(crate) fn has_label(self, field: Field) -> bool {
        match self.table() {
            Table::Sections(vocabulary) | Table::Headings(vocabulary) => vocabulary.has_label(field),
            Table::Labels(labels) => labels.rows.iter().any(|row| row.holds.field() == Some(field)),
        }
    }

    /// The code that words of the layout stand for, where they are not the registry's.
    pub(crate) fn code_of(self, field: Field, words: &str) -> Option<&'static str> {
        let Table::Labels(labels) = self.table() else { return None };
        let same = |(of, known, _): &&(Field, &str, &str)| *of == field && known.eq_ignore_ascii_case(words);
        labels.words.iter().find(same).map(|(_, _, code)| *code)
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
