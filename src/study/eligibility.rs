//! `eligibilityModule`: who can take part.

use super::{Age, MaybeTyped, code::codes, record::record};

record! {
    /// Who can take part: the registry's `eligibilityModule`.
    pub struct Eligibility {
        /// The criteria, Markdown as the record has them. [`criteria::parse`](crate::criteria::parse) reads them.
        pub eligibility_criteria: Option<String> = "eligibilityCriteria",
        /// Whether people without the condition can take part.
        pub healthy_volunteers: Option<bool> = "healthyVolunteers",
        /// The sex of those who can take part.
        pub sex: Option<Sex> = "sex",
        /// Whether eligibility rests on gender.
        pub gender_based: Option<bool> = "genderBased",
        /// More about eligibility by gender.
        pub gender_description: Option<String> = "genderDescription",
        /// The lower limit of age; absent where there is none.
        pub minimum_age: Option<MaybeTyped<Age>> = "minimumAge",
        /// The upper limit of age; absent where there is none.
        pub maximum_age: Option<MaybeTyped<Age>> = "maximumAge",
        /// The registry's age groups that the limits overlap.
        pub std_ages: Vec<StandardAge> = "stdAges",
        /// From whom the participants of an observational study are drawn.
        pub study_population: Option<String> = "studyPopulation",
        /// How they are drawn.
        pub sampling_method: Option<SamplingMethod> = "samplingMethod",
    }
}

codes! {
    /// The sex of those who can take part: the registry's `Sex`.
    pub enum Sex {
        /// Female.
        Female = "FEMALE",
        /// Male.
        Male = "MALE",
        /// No limit by sex.
        All = "ALL",
    }
}

codes! {
    /// The registry's age groups: `StandardAge`.
    pub enum StandardAge {
        /// Birth to 17 years.
        Child = "CHILD",
        /// 18 to 64 years.
        Adult = "ADULT",
        /// 65 years and over.
        OlderAdult = "OLDER_ADULT",
    }
}

codes! {
    /// How participants of an observational study are drawn: the registry's `SamplingMethod`.
    pub enum SamplingMethod {
        /// Each with a known chance.
        ProbabilitySample = "PROBABILITY_SAMPLE",
        /// In any other way.
        NonProbabilitySample = "NON_PROBABILITY_SAMPLE",
    }
}
