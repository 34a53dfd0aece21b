//! The trial page in full, as blocks with a blank line between: page grammar section 2.
//!
//! Words marked GUESSED have not been seen on a page; they follow from the registry's own lists or by analogy.

use super::{Content, Field, Form, Phrase, SectionWords, Sentence, Topic, Vocabulary, Word, label, phrase};

pub(crate) static VOCABULARY: Vocabulary = Vocabulary {
    // Conditions and keywords: page grammar section 2.5.
    joint: Some(" "),
    // The results page of the same record: page grammar section 4.1.
    other_pages: &[super::results::HEAD],
    ..Vocabulary::new(SECTIONS)
};

pub(super) const fn section(
    topic: Topic,
    heading: &'static str,
    sentence: Sentence,
    content: Content,
    words: &'static [Word],
) -> SectionWords {
    // Other layouts have the same headings: sentences and the registry number speak for this one.
    // Seen on every page: page grammar section 2. What follows the eligibility criteria was seen on one page only.
    let always = matches!(
        topic,
        Topic::StudyResults
            | Topic::BasicInformation
            | Topic::BriefSummary
            | Topic::DetailedDescription
            | Topic::Conditions
            | Topic::StudyDesign
            | Topic::Eligibility
    );
    SectionWords { topic, heading, sentence, content, words, evidence: 0, always }
}

pub(super) const SECTIONS: &[SectionWords] = &[
    section(Topic::Preamble, "", Sentence::None, Content::Fields, PREAMBLE),
    section(Topic::StudyResults, "Study Results", Sentence::OfState(PENDING_SENTENCE), Content::Fields, STUDY_RESULTS),
    section(
        Topic::BasicInformation,
        "Basic Information",
        Sentence::Known(
            "Get a concise snapshot of the trial, including recruitment status, study phase, enrollment targets, \
             and key timeline milestones.",
        ),
        Content::Fields,
        BASIC_INFORMATION,
    ),
    section(
        Topic::BriefSummary,
        "Brief Summary",
        Sentence::Known(
            "Review the sponsor-provided synopsis that highlights what the study is about and why it is being \
             conducted.",
        ),
        Content::Text(Field::BriefSummary),
        &[],
    ),
    section(
        Topic::DetailedDescription,
        "Detailed Description",
        Sentence::Known(
            "Dive into the extended narrative that explains the scientific background, objectives, and \
             procedures in greater depth.",
        ),
        Content::Text(Field::DetailedDescription),
        &[],
    ),
    section(
        Topic::Conditions,
        "Conditions",
        Sentence::Known(
            "See the medical conditions and disease areas that this research is targeting or investigating.",
        ),
        Content::List(Field::Conditions),
        &[],
    ),
    section(Topic::Keywords, "Keywords", Sentence::Unseen, Content::List(Field::Keywords), &[]),
    section(
        Topic::StudyDesign,
        "Study Design",
        Sentence::Known(
            "Understand how the trial is structured, including allocation methods, masking strategies, primary \
             purpose, and other design elements.",
        ),
        Content::Fields,
        STUDY_DESIGN,
    ),
    section(
        Topic::StudyGroups,
        "Study Groups",
        Sentence::Known(
            "Review each arm or cohort in the study, along with the interventions and objectives associated with \
             them.",
        ),
        Content::Records,
        STUDY_GROUPS,
    ),
    section(
        Topic::Interventions,
        "Interventions",
        Sentence::Known(
            "Learn about the drugs, procedures, or behavioral strategies being tested and how they are applied \
             within this trial.",
        ),
        Content::Records,
        INTERVENTIONS,
    ),
    section(
        Topic::Eligibility,
        "Eligibility Criteria",
        Sentence::Known(
            "Check the participation requirements, including inclusion and exclusion rules, age limits, and \
             whether healthy volunteers are accepted.",
        ),
        Content::TextThenFields(Field::EligibilityCriteria),
        ELIGIBILITY,
    ),
    section(
        Topic::Sponsors,
        "Sponsors",
        Sentence::Known("Meet the organizations funding or collaborating on the study and learn about their roles."),
        Content::Records,
        SPONSORS,
    ),
    section(
        Topic::ResponsibleParty,
        "Responsible Party",
        Sentence::Known(
            "Identify the individual or organization who holds primary responsibility for the study information \
             submitted to regulators.",
        ),
        Content::Records,
        RESPONSIBLE_PARTY,
    ),
    section(
        Topic::Locations,
        "Locations",
        Sentence::Known(
            "Explore where the study is taking place and check the recruitment status at each participating site.",
        ),
        Content::Records,
        LOCATIONS,
    ),
    section(
        Topic::Countries,
        "Countries",
        Sentence::Known("Review the countries where the study has at least one active or historical site."),
        Content::List(Field::Country),
        &[],
    ),
    section(
        Topic::CentralContacts,
        "Central Contacts",
        Sentence::Known("Reach out to these primary contacts for questions about participation or study logistics."),
        Content::Records,
        CONTACTS,
    ),
    section(
        Topic::FacilityContacts,
        "Facility Contacts",
        Sentence::Known("Find local site contact details for specific facilities participating in the trial."),
        Content::Records,
        CONTACTS,
    ),
    section(
        Topic::OtherIdentifiers,
        "Other Identifiers",
        Sentence::Known("Review additional registry numbers or institutional identifiers associated with this trial."),
        Content::Records,
        IDENTIFIERS,
    ),
    section(
        Topic::RelatedTrials,
        "More Related Trials",
        Sentence::Known("Additional clinical trials that may be relevant based on similarity analysis."),
        Content::Records,
        &[],
    ),
];

pub(super) const PREAMBLE: &[Word] =
    &[label("NCT ID", Form::Colon, Field::NctId), label("Last Updated", Form::Colon, Field::LastUpdatePostDate)];

const PENDING_SENTENCE: &str = "The study team has not published outcome measurements, participant flow, or safety data for this trial \
          yet. Check back later for updates.";

const STUDY_RESULTS: &[Word] = &[
    phrase("Results pending", Phrase::ResultsPending),
    phrase("Results available", Phrase::ResultsAvailable),
    phrase(PENDING_SENTENCE, Phrase::ResultsSentence),
    phrase("View full results", Phrase::ResultsLink),
];

const BASIC_INFORMATION: &[Word] = &[
    label("Recruitment Status", Form::NextLine, Field::OverallStatus),
    label("Clinical Phase", Form::NextLine, Field::Phases),
    label("Total Enrollment", Form::NextLine, Field::EnrollmentCount),
    label("Study Classification", Form::NextLine, Field::StudyType),
    label("Study Start Date", Form::NextLine, Field::StartDate),
    label("Study Completion Date", Form::NextLine, Field::CompletionDate),
];

const STUDY_DESIGN: &[Word] = &[
    label("Allocation Method", Form::NextLine, Field::Allocation),
    label("Intervention Model", Form::NextLine, Field::InterventionModel),
    label("Observational Model Type", Form::NextLine, Field::ObservationalModel),
    label("Primary Study Purpose", Form::NextLine, Field::PrimaryPurpose),
    label("Study Time Perspective", Form::NextLine, Field::TimePerspective),
    label("Blinding Strategy", Form::NextLine, Field::Masking),
    phrase("Participants", Phrase::MaskedParticipant),
    // GUESSED: only participants were seen alone; the other words, and one party a line, are inferred.
    phrase("Caregivers", Phrase::MaskedCareProvider),
    phrase("Care Providers", Phrase::MaskedCareProvider),
    phrase("Investigators", Phrase::MaskedInvestigator),
    phrase("Outcome Assessors", Phrase::MaskedOutcomesAssessor),
    phrase("Outcomes Assessors", Phrase::MaskedOutcomesAssessor),
];

const STUDY_GROUPS: &[Word] = &[
    label("Group Type", Form::Prefix, Field::ArmGroupType),
    label("Intervention Type", Form::Prefix, Field::InterventionType),
    phrase("No interventions assigned to this group", Phrase::NoInterventions),
];

const INTERVENTIONS: &[Word] = &[label("Intervention Type", Form::Prefix, Field::InterventionType)];

const ELIGIBILITY: &[Word] = &[
    label("Minimum Eligible Age", Form::NextLine, Field::MinimumAge),
    label("Maximum Eligible Age", Form::NextLine, Field::MaximumAge),
    label("Eligible Sex", Form::NextLine, Field::Sex),
    label("Accepts Healthy Volunteers", Form::NextLine, Field::HealthyVolunteers),
];

const SPONSORS: &[Word] = &[label("Sponsor Role", Form::Prefix, Field::SponsorRole)];

const RESPONSIBLE_PARTY: &[Word] = &[label("Responsibility Role", Form::Prefix, Field::ResponsiblePartyType)];

const LOCATIONS: &[Word] = &[label("Site Status", Form::Alone, Field::SiteStatus)];

const CONTACTS: &[Word] = &[label("Role", Form::Colon, Field::ContactRole)];

const IDENTIFIERS: &[Word] = &[
    label("Identifier Type", Form::Colon, Field::IdentifierType),
    label("Identifier Source", Form::Colon, Field::IdentifierSource),
];
