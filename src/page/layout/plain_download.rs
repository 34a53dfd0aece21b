//! The plain-text download of the registry's classic search: labels padded to one column, several records a file.
//!
//! The form and most labels are seen on one copy; GUESSED are the labels that its author left out.

use super::{Field, Holds, Labels, Notation, Row, Rows, label_value::DESIGN, labels::colon, preamble};

pub(crate) static LABELS: Labels = Labels {
    rows: Rows::of(ROWS),
    notation: Notation { bullets: false, bold: false, markdown: false, blocks: false },
    signs: &[
        "NCT Number:",
        "Sponsor/Collaborators:",
        "Outcome Measures:",
        "Funded Bys:",
        "Study Designs:",
        "Gender:",
        "Study Results:",
    ],
    links: &[],
    absent: &[],
    joint: None,
    preamble: preamble::record_number,
    words: &[
        (Field::HasResults, "Has Results", "Yes"),
        (Field::HasResults, "No Results Available", "No"),
        (Field::SponsorClasses, "Other", "OTHER"),
    ],
};

const ROWS: &[Row] = &[
    colon("NCT Number", Holds::One(Field::NctId)),
    colon("Title", Holds::One(Field::BriefTitle)),
    colon("Acronym", Holds::One(Field::Acronym)),
    colon("Status", Holds::One(Field::OverallStatus)),
    colon("Recruitment", Holds::One(Field::OverallStatus)),
    colon("Study Results", Holds::One(Field::HasResults)),
    colon("Conditions", Holds::Split(Field::Conditions, "|")),
    colon("Interventions", Holds::Split(Field::Interventions, "|")),
    // Which are primary is not said.
    colon("Outcome Measures", Holds::Left),
    colon("Sponsor/Collaborators", Holds::Split(Field::Sponsors, "|")),
    colon("Gender", Holds::One(Field::Sex)),
    colon("Age", Holds::One(Field::AgeRange)),
    colon("Phases", Holds::Split(Field::Phases, "|")),
    colon("Enrollment", Holds::One(Field::EnrollmentCount)),
    colon("Funded Bys", Holds::Split(Field::SponsorClasses, "|")),
    colon("Study Type", Holds::One(Field::StudyType)),
    colon("Study Designs", Holds::Pack(DESIGN, "|")),
    colon("Other IDs", Holds::Split(Field::StudyIds, "|")),
    colon("Start Date", Holds::One(Field::StartDate)),
    colon("Primary Completion Date", Holds::One(Field::PrimaryCompletionDate)),
    colon("Completion Date", Holds::One(Field::CompletionDate)),
    colon("First Posted", Holds::One(Field::StudyFirstPostDate)),
    colon("Results First Posted", Holds::One(Field::ResultsFirstPostDate)),
    colon("Last Update Posted", Holds::One(Field::LastUpdatePostDate)),
    colon("Locations", Holds::Split(Field::Locations, "|")),
    colon("URL", Holds::Left),
];
