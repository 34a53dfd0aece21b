//! Layouts as data: the words of a page, how a label meets its value, and how a layout is told from the others.
//!
//! A layout is a table of sections ([`spaced`], [`trec_text`]). A new page layout is a new table here, a new variant
//! of [`Layout`] and a folder of records under `tests/corpus`.

mod spaced;
mod trec_text;
mod words;

use crate::{source::Raw, study::WhoMasked};

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
    pub(crate) fn detect(lines: &[Raw<'_>], spaces: Spaces) -> Option<(Self, Vec<(usize, Mark)>)> {
        let read = |&layout: &Self| (layout, layout.vocabulary().marks(lines, spaces));
        let weighed = Self::ALL.iter().map(read).map(|(layout, (evidence, marks))| (evidence, layout, marks));
        let (evidence, layout, marks) = weighed.max_by_key(|(evidence, ..)| *evidence)?;
        (evidence >= ENOUGH).then_some((layout, marks))
    }
}

/// How much evidence makes a text a record: a fixed sentence or a registry number behind its label is enough by
/// itself, headings only where the layout says so, and only when there are several.
const ENOUGH: u32 = 3;
const SENTENCE_EVIDENCE: u32 = 3;

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

/// The table of a layout.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// In page order; the first has no heading and is what stands before the others.
    pub(crate) sections: &'static [SectionWords],
    /// Headings begin at the margin and their text is indented, so that a heading needs no sentence to be one.
    pub(crate) flush_headings: bool,
    /// What the layout puts between the entries of a list that it prints on one line, and an entry may hold too.
    pub(crate) joint: Option<&'static str>,
    /// Lines are broken at a width, so that a list on several lines is one line of the record.
    pub(crate) is_wrapped: bool,
    /// How the first line of another kind of page begins that shares this one's words.
    pub(crate) other_pages: &'static [&'static str],
    /// The keys of headings and sentences, as a set of bits: most lines of a page have none of them.
    keys: [u64; KEY_WORDS],
}

/// The words of a section, and what it holds.
#[derive(Debug)]
pub(crate) struct SectionWords {
    pub(crate) topic: Topic,
    pub(crate) heading: &'static str,
    pub(crate) sentence: Sentence,
    pub(crate) content: Content,
    pub(crate) words: &'static [Word],
    /// How much the heading alone says that a text is a record.
    pub(crate) evidence: u32,
}

/// The fixed sentence below a heading.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sentence {
    /// In these words.
    Known(&'static str),
    /// There is one, in words not seen yet: page grammar sections 2.2 and 2.5.
    Unseen,
    /// The layout has none.
    None,
}

/// What a section holds below its heading.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content {
    /// Labels and values.
    Fields,
    /// Running text.
    Text(Field),
    /// Running text, and labels with values behind it.
    TextThenFields(Field),
    /// An entry a line.
    List(Field),
    /// Records of several lines, which the section's own function tells apart.
    Records,
}

/// A label or phrase of a section.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) text: &'static str,
    pub(crate) form: Form,
    pub(crate) meaning: Meaning,
}

/// How a label meets its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The line is the label; the value is the next line, when that is no label.
    NextLine,
    /// The line is the label; what follows is for the section to tell.
    Alone,
    /// `label value` on one line.
    Prefix,
    /// `label: value` on one line.
    Colon,
    /// `label:`, and all that follows up to the end of the section.
    Block,
}

impl Word {
    /// Whether the words alone tell that a text is a record.
    const fn is_telling(&self) -> bool {
        matches!(self.meaning, Meaning::Phrase(Phrase::ResultsSentence))
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Meaning {
    Label(Field),
    Phrase(Phrase),
}

const fn label(text: &'static str, form: Form, field: Field) -> Word {
    Word { text, form, meaning: Meaning::Label(field) }
}

const fn phrase(text: &'static str, phrase: Phrase) -> Word {
    Word { text, form: Form::Alone, meaning: Meaning::Phrase(phrase) }
}

impl Vocabulary {
    const fn new(sections: &'static [SectionWords]) -> Self {
        Self { sections, flush_headings: false, joint: None, is_wrapped: false, other_pages: &[], keys: keys(sections) }
    }

    /// Whether the layout has a place for a field behind a label.
    pub(crate) fn has_label(&self, field: Field) -> bool {
        let mut words = self.sections.iter().flat_map(|section| section.words);
        words.any(|word| matches!(word.meaning, Meaning::Label(label) if label == field))
    }

    /// The lines that are headings and sentences, and how much they and the preamble speak for this layout.
    fn marks(&self, lines: &[Raw<'_>], spaces: Spaces) -> (u32, Vec<(usize, Mark)>) {
        let preamble = self.sections.first().map_or(&[][..], |section| section.words);
        let mut evidence = 0;
        let mut marks = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            if let Some(mark) = self.mark(line.text, spaces) {
                evidence += match mark.kind {
                    MarkKind::Heading => self.sections.get(mark.section).map_or(0, |section| section.evidence),
                    MarkKind::Sentence | MarkKind::Phrase => SENTENCE_EVIDENCE,
                };
                marks.push((index, mark));
            } else if let Some(value) = preamble.iter().find_map(|word| word.read(line.text, spaces)?) {
                evidence += preamble_evidence(value);
            }
        }
        marks.retain(|(_, mark)| mark.kind != MarkKind::Phrase);
        let first = lines.first().map_or("", |line| line.text);
        if self.other_pages.iter().any(|start| first.starts_with(start)) {
            return (0, marks);
        }
        (evidence, marks)
    }

    /// The heading or sentence that a line is. Most lines are told by length and first letter to be none.
    fn mark(&self, text: &str, spaces: Spaces) -> Option<Mark> {
        let key = key(text);
        let keys = self.keys.get(key / 64).copied().unwrap_or_default();
        if spaces == Spaces::Plain && keys & (1 << (key % 64)) == 0 {
            return None;
        }
        self.sections.iter().enumerate().find_map(|(section, words)| {
            let kind = if !words.heading.is_empty() && spaces.same(text, words.heading) {
                MarkKind::Heading
            } else if matches!(words.sentence, Sentence::Known(sentence) if spaces.same(text, sentence)) {
                MarkKind::Sentence
            } else if words.words.iter().any(|word| word.is_telling() && spaces.same(text, word.text)) {
                MarkKind::Phrase
            } else {
                return None;
            };
            Some(Mark { section, kind })
        })
    }
}

/// A registry number behind its label makes a record, any other value behind a label does not.
fn preamble_evidence(value: &str) -> u32 {
    if value.parse::<crate::study::NctId>().is_ok() { SENTENCE_EVIDENCE } else { 1 }
}

/// A line that is a heading or a fixed sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Which section of the vocabulary.
    pub(crate) section: usize,
    pub(crate) kind: MarkKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Heading,
    Sentence,
    /// A phrase so long that no other text has it.
    Phrase,
}

const KEY_WORDS: usize = 8;

/// A number that tells most texts apart, from their length and first byte.
const fn key(text: &str) -> usize {
    match text.as_bytes() {
        [first, ..] => (text.len() * 7 + *first as usize) % (64 * KEY_WORDS),
        [] => 0,
    }
}

#[expect(clippy::indexing_slicing, reason = "runs in a constant, with indices below the lengths")]
const fn keys(sections: &[SectionWords]) -> [u64; KEY_WORDS] {
    let mut keys = [0; KEY_WORDS];
    let mut section = 0;
    while section < sections.len() {
        let of = &sections[section];
        add_key(&mut keys, of.heading);
        if let Sentence::Known(sentence) = of.sentence {
            add_key(&mut keys, sentence);
        }
        let mut word = 0;
        while word < of.words.len() {
            if of.words[word].is_telling() {
                add_key(&mut keys, of.words[word].text);
            }
            word += 1;
        }
        section += 1;
    }
    keys
}

#[expect(clippy::indexing_slicing, reason = "runs in a constant, with an index below the length")]
const fn add_key(keys: &mut [u64; KEY_WORDS], text: &str) {
    let key = key(text);
    keys[key / 64] |= 1 << (key % 64);
}
