//! `Label: value` text as programs print it: under headings underlined with `=`, and as the columns of the registry's table
//! download, a line each.
//!
//! The first is seen whole; of the second the names up to the outcome measures are, the others are GUESSED.

use super::{
    Field, Holds, Labels, Notation, Row, Rows, Topic,
    labels::{colon, heading},
    preamble,
};

pub(crate) static HEADED: Labels = Labels {
    rows: Rows::of(HEADED_ROWS),
    notation: Notation { bullets: false, bold: false, markdown: true, blocks: false },
    signs: &["CLINICAL TRIAL INFORMATION", "STUDY STATUS", "STUDY DESIGN", "ELIGIBILITY CRITERIA", "STUDY DESCRIPTION"],
    links: &[],
    absent: &["Not provided"],
    joint: None,
    preamble: preamble::none,
    words: &[],
};

pub(crate) static COLUMNS: Labels = Labels {
    rows: Rows::of(COLUMN_ROWS),
    notation: Notation { bullets: false, bold: false, markdown: false, blocks: false },
    signs: &[
        "Study Title:",
        "Study Status:",
        "Study Results:",
        "Study URL:",
        "Funder Type:",
        "Primary Outcome Measures:",
    ],
    absent: &[],
    ..HEADED
};

const HEADED_ROWS: &[Row] = &[
    heading("CLINICAL TRIAL INFORMATION", Holds::Section(Topic::BasicInformation)),
    colon("NCT Number", Holds::One(Field::NctId)),
    colon("Title", Holds::One(Field::BriefTitle)),
    colon("Organization", Holds::One(Field::Organization)),
    heading("STUDY STATUS", Holds::Words),
    colon("Overall Status", Holds::One(Field::OverallStatus)),
    colon("Start Date", Holds::One(Field::StartDate)),
    colon("Completion Date", Holds::One(Field::CompletionDate)),
    heading("STUDY DESCRIPTION", Holds::Text(Field::BriefSummary)),
    heading("DETAILED DESCRIPTION", Holds::Text(Field::DetailedDescription)),
    heading("STUDY DESIGN", Holds::Section(Topic::StudyDesign)),
    colon("Study Type", Holds::One(Field::StudyType)),
    colon("Phase", Holds::Split(Field::Phases, ",")),
    colon("Enrollment", Holds::One(Field::EnrollmentCount)),
    heading("ELIGIBILITY CRITERIA", Holds::Text(Field::EligibilityCriteria)),
];

/// What the registry's design column holds.
pub(super) const DESIGN: &[Row] = &[
    colon("Allocation", Holds::One(Field::Allocation)),
    colon("Intervention Model", Holds::One(Field::InterventionModel)),
    colon("Observational Model", Holds::One(Field::ObservationalModel)),
    colon("Time Perspective", Holds::One(Field::TimePerspective)),
    colon("Masking", Holds::One(Field::Masking)),
    colon("Primary Purpose", Holds::One(Field::PrimaryPurpose)),
];

const COLUMN_ROWS: &[Row] = &[
    colon("NCT Number", Holds::One(Field::NctId)),
    colon("Study Title", Holds::One(Field::BriefTitle)),
    colon("Study URL", Holds::Left),
    colon("Acronym", Holds::One(Field::Acronym)),
    colon("Study Status", Holds::One(Field::OverallStatus)),
    colon("Brief Summary", Holds::Text(Field::BriefSummary)),
    colon("Study Results", Holds::One(Field::HasResults)),
    colon("Conditions", Holds::Split(Field::Conditions, "|")),
    colon("Interventions", Holds::Split(Field::Interventions, "|")),
    // Measure, description and time frame with commas between, which any of them may hold.
    colon("Primary Outcome Measures", Holds::Left),
    colon("Secondary Outcome Measures", Holds::Left),
    colon("Other Outcome Measures", Holds::Left),
    colon("Sponsor", Holds::One(Field::LeadSponsor)),
    colon("Collaborators", Holds::Split(Field::Collaborators, "|")),
    colon("Sex", Holds::One(Field::Sex)),
    colon("Age", Holds::Split(Field::StdAges, ",")),
    colon("Phases", Holds::Split(Field::Phases, "|")),
    colon("Enrollment", Holds::One(Field::EnrollmentCount)),
    colon("Funder Type", Holds::One(Field::LeadSponsorClass)),
    colon("Study Type", Holds::One(Field::StudyType)),
    colon("Study Design", Holds::Pack(DESIGN, "|")),
    colon("Other IDs", Holds::Split(Field::StudyIds, "|")),
    colon("Start Date", Holds::One(Field::StartDate)),
    colon("Primary Completion Date", Holds::One(Field::PrimaryCompletionDate)),
    colon("Completion Date", Holds::One(Field::CompletionDate)),
    colon("First Posted", Holds::One(Field::StudyFirstPostDate)),
    colon("Results First Posted", Holds::One(Field::ResultsFirstPostDate)),
    colon("Last Update Posted", Holds::One(Field::LastUpdatePostDate)),
    colon("Locations", Holds::Split(Field::Locations, "|")),
    colon("Study Documents", Holds::Left),
];
