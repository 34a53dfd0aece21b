//! `outcomesModule`: what the study sets out to measure.

use super::record::record;
use crate::study::TimeFrame;

record! {
    /// The planned outcomes: the registry's `outcomesModule`. What was found is in the results.
    pub struct Outcomes {
        /// The outcomes that the study is built to answer.
        pub primary_outcomes: Vec<Outcome> = "primaryOutcomes",
        /// Further outcomes of lesser weight.
        pub secondary_outcomes: Vec<Outcome> = "secondaryOutcomes",
        /// All other planned outcomes.
        pub other_outcomes: Vec<Outcome> = "otherOutcomes",
    }
}

record! {
    /// A planned outcome: the registry's `Outcome`.
    pub struct Outcome {
        /// What is measured.
        pub measure: Option<String> = "measure",
        /// How it is measured.
        pub description: Option<String> = "description",
        /// When, or over how long; some older records give none.
        pub time_frame: Option<TimeFrame> = "timeFrame",
    }
}
