//! The mirror met most, `Recruitment & Eligibility` and `Study & Design`, in two text extractions of its pages.
//!
//! Labels, their order, `Not available` and `Not provided` are seen; GUESSED: conditions glued in the extraction of items, and the
//! cells of the table of arms.

use super::{
    Field, Holds, Labels, Notation, Row, Rows, Topic,
    labels::{item, line},
    preamble,
};

/// As label line and value lines.
pub(crate) static LINES: Labels = Labels {
    rows: Rows::of(LINE_ROWS),
    notation: Notation { bullets: false, bold: false, markdown: false, blocks: false },
    signs: &[
        "Recruitment & Eligibility",
        "Study & Design",
        "Registration Number",
        "Target Recruitment",
        "Lead Sponsor",
        "Arm && Interventions",
    ],
    links: &[],
    absent: &["Not available", "Not provided"],
    joint: None,
    preamble: preamble::title_phase_and_status,
    words: &[],
};

/// As `- label` and `- value`, without phase, status and the headings of the criteria.
pub(crate) static ITEMS: Labels = Labels {
    rows: Rows::of(ITEM_ROWS),
    notation: Notation { bullets: true, bold: false, markdown: false, blocks: false },
    signs: &[
        "Recruitment & Eligibility",
        "Study & Design",
        "- Registration Number",
        "- Target Recruitment",
        "- Lead Sponsor",
    ],
    // Nothing: `ThirstHunger`.
    joint: Some(""),
    ..LINES
};

const MODELS: &[Field] = &[Field::InterventionModel, Field::ObservationalModel];

const LINE_ROWS: &[Row] = &[
    line("Conditions", Holds::List(Field::Conditions)),
    line("Interventions", Holds::List(Field::Interventions)),
    line("Registration Number", Holds::One(Field::NctId)),
    line("Lead Sponsor", Holds::One(Field::LeadSponsor)),
    line("Brief Summary", Holds::Text(Field::BriefSummary)),
    line("Detailed Description", Holds::Text(Field::DetailedDescription)),
    line("Recruitment & Eligibility", Holds::SectionWithLostHeading(Topic::Eligibility, Field::EligibilityCriteria)),
    line("Status", Holds::Again(Field::OverallStatus)),
    line("Sex", Holds::One(Field::Sex)),
    line("Target Recruitment", Holds::One(Field::EnrollmentCount)),
    line("Inclusion Criteria", Holds::OwnText(Field::EligibilityCriteria)),
    line("Exclusion Criteria", Holds::OwnText(Field::EligibilityCriteria)),
    line("Study & Design", Holds::Section(Topic::StudyDesign)),
    line("Study Type", Holds::One(Field::StudyType)),
    line("Study Design", Holds::Told(MODELS, "")),
    line("Arm && Interventions", Holds::Records(Field::ArmGroups)),
    line("Primary Outcome Measures", Holds::Records(Field::PrimaryOutcomes)),
    line("Secondary Outcome Measures", Holds::Records(Field::SecondaryOutcomes)),
    line("Other Outcome Measures", Holds::Records(Field::OtherOutcomes)),
];

const ITEM_ROWS: &[Row] = &[
    item("Conditions", Holds::List(Field::Conditions)),
    item("Interventions", Holds::List(Field::Interventions)),
    item("Registration Number", Holds::One(Field::NctId)),
    item("Lead Sponsor", Holds::One(Field::LeadSponsor)),
    item("Brief Summary", Holds::Text(Field::BriefSummary)),
    item("Detailed Description", Holds::Text(Field::DetailedDescription)),
    line("Recruitment & Eligibility", Holds::SectionWithLostHeading(Topic::Eligibility, Field::EligibilityCriteria)),
    item("Status", Holds::Again(Field::OverallStatus)),
    item("Sex", Holds::One(Field::Sex)),
    item("Target Recruitment", Holds::One(Field::EnrollmentCount)),
    line("Inclusion Criteria", Holds::OwnText(Field::EligibilityCriteria)),
    line("Exclusion Criteria", Holds::OwnText(Field::EligibilityCriteria)),
    line("Study & Design", Holds::Section(Topic::StudyDesign)),
    item("Study Type", Holds::One(Field::StudyType)),
    item("Study Design", Holds::Told(MODELS, "")),
    item("Arm && Interventions", Holds::Records(Field::ArmGroups)),
    item("Primary Outcome Measures", Holds::Records(Field::PrimaryOutcomes)),
    item("Secondary Outcome Measures", Holds::Records(Field::SecondaryOutcomes)),
    item("Other Outcome Measures", Holds::Records(Field::OtherOutcomes)),
];
