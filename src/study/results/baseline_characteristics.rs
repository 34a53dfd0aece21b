//! `resultsSection.baselineCharacteristicsModule`: who the participants were at the start.

use super::{Denom, MeasureClass, MeasureDispersionType, MeasureGroup, MeasureParam};
use crate::study::record::record;

record! {
    /// Who the participants were at the start: the registry's `baselineCharacteristicsModule`.
    pub struct BaselineCharacteristics {
        /// Who is counted, where that is not everybody who started.
        pub population_description: Option<String> = "populationDescription",
        /// What is counted besides participants, such as eyes or teeth; absent where participants alone are.
        pub type_units_analyzed: Option<String> = "typeUnitsAnalyzed",
        /// The groups of the table; where there are several, one more for all together.
        pub groups: Vec<MeasureGroup> = "groups",
        /// How many there are in each group.
        pub denoms: Vec<Denom> = "denoms",
        /// The characteristics, such as age and sex.
        pub measures: Vec<BaselineMeasure> = "measures",
    }
}

record! {
    /// A characteristic of the participants at the start: the registry's `BaselineMeasure`.
    pub struct BaselineMeasure {
        /// What was measured.
        pub title: Option<String> = "title",
        /// How it was measured.
        pub description: Option<String> = "description",
        /// Who is counted, where that differs from the table as a whole.
        pub population_description: Option<String> = "populationDescription",
        /// What kind of figure the values are.
        pub param_type: Option<MeasureParam> = "paramType",
        /// What kind of figure the spread is.
        pub dispersion_type: Option<MeasureDispersionType> = "dispersionType",
        /// The unit of the values.
        pub unit_of_measure: Option<String> = "unitOfMeasure",
        /// Whether the registry shows counts with their percentage.
        pub calculate_pct: Option<bool> = "calculatePct",
        /// Which of the counted units the values are of, where there are several.
        pub denom_units_selected: Option<String> = "denomUnitsSelected",
        /// How many there are in each group, where that differs from the table as a whole.
        pub denoms: Vec<Denom> = "denoms",
        /// The rows; a measure without rows of its own has one without a title.
        pub classes: Vec<MeasureClass> = "classes",
    }
}
