//! Markdown as programs for language models print it: packed lines of bold labels, a list of facts, a card.
//!
//! The templates of the first and the third are public and seen whole; of the second the labels are seen, GUESSED are `Lead sponsor`
//! and the place of the summary.

use super::{
    Field, Holds, Labels, Notation, Row, Rows, Topic,
    labels::{colon, heading, line, start},
    preamble,
};

pub(crate) static RECORD: Labels = Labels {
    rows: Rows::of(RECORD_ROWS),
    notation: Notation { bullets: true, bold: true, markdown: true, blocks: false },
    signs: &[
        "# Study NCT",
        "**Status:**",
        "**Dates:**",
        "**Submission:**",
        "**Sponsor:**",
        "## Eligibility",
        "**Conditions:**",
    ],
    links: &[],
    absent: &[],
    joint: Some(", "),
    preamble: preamble::study_heading,
    words: &[],
};

pub(crate) static FACTS: Labels = Labels {
    rows: Rows::of(FACT_ROWS),
    signs: &[
        "## Key facts",
        "- **NCT ID:**",
        "- **Status:**",
        "- **Study type:**",
        "## Primary source",
        "## Conditions studied",
    ],
    preamble: preamble::title_and_summary,
    ..RECORD
};

pub(crate) static CARD: Labels = Labels {
    rows: Rows::of(CARD_ROWS),
    notation: Notation { bullets: true, bold: true, markdown: true, blocks: false },
    signs: &["# NCT", "Status:", "Title:", "Target Enrollment:", "Eligible Ages:", "## Conditions", "## Summary"],
    preamble: preamble::number_heading,
    ..RECORD
};

const RECORD_ROWS: &[Row] = &[
    colon("Acronym", Holds::One(Field::Acronym)),
    colon("Official Title", Holds::One(Field::OfficialTitle)),
    colon("Org Study ID", Holds::One(Field::OrgStudyId)),
    colon("Organization", Holds::One(Field::Organization)),
    colon("Secondary IDs", Holds::Split(Field::SecondaryIds, ", ")),
    colon(
        "Status",
        Holds::Told(&[Field::OverallStatus, Field::StudyType, Field::Phases, Field::EnrollmentCount], " | "),
    ),
    colon("Why Stopped", Holds::One(Field::WhyStopped)),
    colon(
        "Design",
        Holds::Pack(
            &[
                colon("Allocation", Holds::One(Field::Allocation)),
                colon("Model", Holds::Told(&[Field::InterventionModel, Field::ObservationalModel], "")),
                colon("Observational Model", Holds::One(Field::ObservationalModel)),
                colon("Time Perspective", Holds::One(Field::TimePerspective)),
                colon("Time", Holds::One(Field::TimePerspective)),
                colon("Purpose", Holds::One(Field::PrimaryPurpose)),
                colon("Masking", Holds::One(Field::Masking)),
            ],
            " | ",
        ),
    ),
    colon(
        "Dates",
        Holds::Pack(
            &[
                colon("Start", Holds::One(Field::StartDate)),
                colon("Primary Completion", Holds::One(Field::PrimaryCompletionDate)),
                colon("Completion", Holds::One(Field::CompletionDate)),
            ],
            " | ",
        ),
    ),
    colon(
        "Submission",
        Holds::Pack(
            &[
                colon("First Submit", Holds::One(Field::StudyFirstSubmitDate)),
                colon("First Post", Holds::One(Field::StudyFirstPostDate)),
                colon("Last Update Submit", Holds::One(Field::LastUpdateSubmitDate)),
                colon("Last Update Post", Holds::One(Field::LastUpdatePostDate)),
                colon("Verified", Holds::One(Field::StatusVerifiedDate)),
            ],
            " | ",
        ),
    ),
    colon("Has Results", Holds::One(Field::HasResults)),
    colon("Sponsor", Holds::One(Field::LeadSponsor)),
    colon("Collaborators", Holds::List(Field::Collaborators)),
    colon("Conditions", Holds::List(Field::Conditions)),
    colon("Keywords", Holds::List(Field::Keywords)),
    colon(
        "Oversight",
        Holds::Pack(
            &[
                colon("DMC", Holds::One(Field::OversightHasDmc)),
                colon("FDA-Regulated Drug", Holds::One(Field::IsFdaRegulatedDrug)),
                colon("FDA-Regulated Device", Holds::One(Field::IsFdaRegulatedDevice)),
            ],
            " | ",
        ),
    ),
    heading("Summary", Holds::Text(Field::BriefSummary)),
    heading("Detailed Description", Holds::Text(Field::DetailedDescription)),
    heading("Eligibility", Holds::SectionWithText(Topic::Eligibility, Field::EligibilityCriteria)),
    colon("Age", Holds::One(Field::AgeRange)),
    colon("Sex", Holds::One(Field::Sex)),
    colon("Healthy Volunteers", Holds::One(Field::HealthyVolunteers)),
    colon("Std Ages", Holds::Split(Field::StdAges, ",")),
    heading("Interventions", Holds::List(Field::Interventions)),
    // The program prints five or ten of a long list: `... and 3 more`.
    start("... and ", Holds::Cut),
    heading("Arms", Holds::Records(Field::ArmGroups)),
    start("... and ", Holds::Cut),
    heading("Primary Outcomes", Holds::Records(Field::PrimaryOutcomes)),
    start("... and ", Holds::Cut),
    heading("Secondary Outcomes", Holds::Records(Field::SecondaryOutcomes)),
    start("... and ", Holds::Cut),
    heading("Other Outcomes", Holds::Records(Field::OtherOutcomes)),
    start("... and ", Holds::Cut),
    heading("Results Summary", Holds::Left),
    heading("Contacts", Holds::Records(Field::CentralContacts)),
    heading("Locations", Holds::List(Field::Locations)),
    start("... and ", Holds::Cut),
    heading("IPD Sharing", Holds::SectionWithText(Topic::IpdSharing, Field::IpdDescription)),
    colon("Plan", Holds::One(Field::IpdSharing)),
    colon("Time Frame", Holds::One(Field::IpdTimeFrame)),
    heading("References", Holds::Records(Field::References)),
    start("... and ", Holds::Cut),
    heading("Documents", Holds::Left),
];

const FACT_ROWS: &[Row] = &[
    heading("Conditions studied", Holds::List(Field::Conditions)),
    heading("Interventions", Holds::List(Field::Interventions)),
    heading("Key facts", Holds::Section(Topic::BasicInformation)),
    colon("NCT ID", Holds::One(Field::NctId)),
    colon("Lead sponsor", Holds::One(Field::LeadSponsor)),
    colon("Sponsor class", Holds::One(Field::LeadSponsorClass)),
    colon("Phase", Holds::Split(Field::Phases, ",")),
    colon("Study type", Holds::One(Field::StudyType)),
    colon("Status", Holds::One(Field::OverallStatus)),
    colon("Start date", Holds::One(Field::StartDate)),
    colon("Primary completion", Holds::One(Field::PrimaryCompletionDate)),
    colon("Final completion", Holds::One(Field::CompletionDate)),
    colon("Target enrollment", Holds::One(Field::EnrollmentCount)),
    colon("Last updated", Holds::One(Field::LastUpdatePostDate)),
    heading("Collaborators", Holds::Left),
    heading("Primary source", Holds::Left),
    heading("Citation", Holds::Left),
    line("---", Holds::Left),
];

const CARD_ROWS: &[Row] = &[
    colon(
        "",
        Holds::Pack(
            &[
                colon("Status", Holds::One(Field::OverallStatus)),
                colon("Phase", Holds::Split(Field::Phases, "/")),
                colon("Study Type", Holds::One(Field::StudyType)),
                colon("Sponsor", Holds::One(Field::LeadSponsor)),
            ],
            " | ",
        ),
    ),
    colon("Title", Holds::One(Field::BriefTitle)),
    colon("Target Enrollment", Holds::One(Field::EnrollmentCount)),
    colon("Eligible Ages", Holds::One(Field::AgeRange)),
    colon(
        "",
        Holds::Pack(
            &[
                colon("Start Date", Holds::One(Field::StartDate)),
                colon("Completion Date", Holds::One(Field::CompletionDate)),
            ],
            " | ",
        ),
    ),
    heading("Conditions", Holds::List(Field::Conditions)),
    heading("Interventions", Holds::List(Field::InterventionName)),
    // The card has at most five.
    start("_and ", Holds::Cut),
    heading("Summary", Holds::Text(Field::BriefSummary)),
    start("More:", Holds::Left),
    start("All:", Holds::Left),
    start("See also:", Holds::Left),
];
