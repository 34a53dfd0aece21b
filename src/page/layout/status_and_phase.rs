//! A mirror of the registry without colons: `Status and phase`, `Details and patient eligibility`, `Trial design`.
//!
//! Seen are the blocks up to the exclusion criteria and the labels of the design; GUESSED: the values of the design, the blocks of
//! the groups, and the words for a status beyond `Completed`, `Not yet enrolling`, `Enrolling`.

use super::{
    Field, Holds, Labels, Notation, Row, Rows, Topic,
    labels::{end, line},
    preamble,
};

pub(crate) static LABELS: Labels = Labels {
    rows: Rows::of(ROWS),
    notation: Notation { bullets: false, bold: false, markdown: false, blocks: false },
    signs: &[
        "Status and phase",
        "Details and patient eligibility",
        "Funder types",
        "Treatments",
        "Volunteers",
        "Full description",
        "Trial design",
    ],
    links: &[],
    absent: &[],
    joint: None,
    preamble: preamble::title_and_sponsor,
    words: &[
        (Field::OverallStatus, "Enrolling", "RECRUITING"),
        (Field::OverallStatus, "Not yet enrolling", "NOT_YET_RECRUITING"),
        (Field::OverallStatus, "Active, not enrolling", "ACTIVE_NOT_RECRUITING"),
        (Field::OverallStatus, "Invitation-only", "ENROLLING_BY_INVITATION"),
        (Field::HealthyVolunteers, "Accepts Healthy Volunteers", "Yes"),
        (Field::HealthyVolunteers, "No Healthy Volunteers", "No"),
        (Field::SponsorClasses, "Other U.S. Federal agency", "FED"),
    ],
};

const ROWS: &[Row] = &[
    line("Status and phase", Holds::Told(&[Field::OverallStatus, Field::Phases], "")),
    line("Status", Holds::One(Field::OverallStatus)),
    line("Conditions", Holds::List(Field::Conditions)),
    // Seen on the one page with several whose record is known; phases are in reverse too.
    line("Treatments", Holds::List(Field::Interventions)).backward(),
    line("Study type", Holds::One(Field::StudyType)),
    line("Funder types", Holds::List(Field::SponsorClasses)),
    line("Identifiers", Holds::List(Field::StudyIds)),
    line("Details and patient eligibility", Holds::Section(Topic::Eligibility)),
    line("About", Holds::Text(Field::BriefSummary)),
    line("Full description", Holds::Text(Field::DetailedDescription)),
    line("Enrollment", Holds::One(Field::EnrollmentCount)),
    line("Sex", Holds::One(Field::Sex)),
    line("Ages", Holds::One(Field::AgeRange)),
    line("Volunteers", Holds::One(Field::HealthyVolunteers)),
    line("Inclusion criteria", Holds::OwnText(Field::EligibilityCriteria)),
    line("Exclusion criteria", Holds::OwnText(Field::EligibilityCriteria)),
    line("Inclusion and exclusion criteria", Holds::Text(Field::EligibilityCriteria)),
    line("Trial design", Holds::Section(Topic::StudyDesign)),
    line("Primary purpose", Holds::One(Field::PrimaryPurpose)),
    line("Allocation", Holds::One(Field::Allocation)),
    line("Interventional model", Holds::One(Field::InterventionModel)),
    line("Masking", Holds::One(Field::Masking)),
    line("Observational model", Holds::One(Field::ObservationalModel)),
    line("Time perspective", Holds::One(Field::TimePerspective)),
    end(" patient groups", Holds::Records(Field::ArmGroups)),
    end(" patient group", Holds::Records(Field::ArmGroups)),
    line("Loading...", Holds::Words),
    line("Data sourced from clinicaltrials.gov", Holds::Words),
    line("Clinical trials", Holds::Left),
];
