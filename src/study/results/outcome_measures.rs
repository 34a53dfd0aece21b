//! `resultsSection.outcomeMeasuresModule`: what was measured, and how it was analysed.

use super::{Denom, MeasureClass, MeasureGroup, MeasureParam};
use crate::study::{MaybeTyped, PartialDate, ReportedValue, TimeFrame, code::codes, record::record};

record! {
    /// The outcomes with their figures: the registry's `outcomeMeasuresModule`.
    pub struct OutcomeMeasures {
        /// The outcomes.
        pub outcome_measures: Vec<OutcomeMeasure> = "outcomeMeasures",
    }
}

record! {
    /// An outcome with its figures: the registry's `OutcomeMeasure`.
    pub struct OutcomeMeasure {
        /// How much weight the outcome has.
        pub r#type: Option<OutcomeMeasureType> = "type",
        /// What was measured.
        pub title: Option<String> = "title",
        /// How it was measured.
        pub description: Option<String> = "description",
        /// Who was analysed, and why others were not.
        pub population_description: Option<String> = "populationDescription",
        /// Whether the figures are here yet.
        pub reporting_status: Option<ReportingStatus> = "reportingStatus",
        /// When figures that are not here yet are expected; a month.
        pub anticipated_posting_date: Option<MaybeTyped<PartialDate>> = "anticipatedPostingDate",
        /// What kind of figure the values are.
        pub param_type: Option<MeasureParam> = "paramType",
        /// What kind of figure the spread is, in words: `Standard Deviation`, `95% Confidence Interval`.
        pub dispersion_type: Option<String> = "dispersionType",
        /// The unit of the values.
        pub unit_of_measure: Option<String> = "unitOfMeasure",
        /// Whether the registry shows counts with their percentage.
        pub calculate_pct: Option<bool> = "calculatePct",
        /// When it was measured, or over how long.
        pub time_frame: Option<TimeFrame> = "timeFrame",
        /// What is counted besides participants, such as eyes or teeth; absent where participants alone are.
        pub type_units_analyzed: Option<String> = "typeUnitsAnalyzed",
        /// Which of the counted units the values are of, where there are several.
        pub denom_units_selected: Option<String> = "denomUnitsSelected",
        /// The groups of the table.
        pub groups: Vec<MeasureGroup> = "groups",
        /// How many were analysed in each group.
        pub denoms: Vec<Denom> = "denoms",
        /// The rows; an outcome without rows of its own has one without a title.
        pub classes: Vec<MeasureClass> = "classes",
        /// The statistical analyses.
        pub analyses: Vec<MeasureAnalysis> = "analyses",
    }
}

record! {
    /// A statistical analysis of an outcome: the registry's `MeasureAnalysis`.
    pub struct MeasureAnalysis {
        /// The numbers of the [`MeasureGroup`]s that are compared.
        pub group_ids: Vec<String> = "groupIds",
        /// More about the comparison, such as the null hypothesis.
        pub group_description: Option<String> = "groupDescription",
        /// Whether non-inferiority or equivalence was tested; of older records.
        pub tested_non_inferiority: Option<bool> = "testedNonInferiority",
        /// What was tested.
        pub non_inferiority_type: Option<NonInferiorityType> = "nonInferiorityType",
        /// More about what was tested, such as the margin.
        pub non_inferiority_comment: Option<String> = "nonInferiorityComment",
        /// The p-value, often a bound such as `<0.001`.
        pub p_value: Option<ReportedValue> = "pValue",
        /// More about the p-value, such as the threshold and adjustments.
        pub p_value_comment: Option<String> = "pValueComment",
        /// The statistical test, in words: `ANCOVA`.
        pub statistical_method: Option<String> = "statisticalMethod",
        /// More about the test.
        pub statistical_comment: Option<String> = "statisticalComment",
        /// What was estimated, in words: `Hazard Ratio (HR)`.
        pub param_type: Option<String> = "paramType",
        /// The estimate.
        pub param_value: Option<ReportedValue> = "paramValue",
        /// The level of the confidence interval, in percent.
        pub ci_pct_value: Option<ReportedValue> = "ciPctValue",
        /// How many sides the confidence interval has.
        pub ci_num_sides: Option<ConfidenceIntervalNumSides> = "ciNumSides",
        /// The lower end of the confidence interval; absent where it has the upper one only.
        pub ci_lower_limit: Option<ReportedValue> = "ciLowerLimit",
        /// The upper end of the confidence interval; absent where it has the lower one only.
        pub ci_upper_limit: Option<ReportedValue> = "ciUpperLimit",
        /// Why there is no figure for the lower end.
        pub ci_lower_limit_comment: Option<String> = "ciLowerLimitComment",
        /// Why there is no figure for the upper end.
        pub ci_upper_limit_comment: Option<String> = "ciUpperLimitComment",
        /// What kind of figure the spread of the estimate is.
        pub dispersion_type: Option<AnalysisDispersionType> = "dispersionType",
        /// The spread of the estimate.
        pub dispersion_value: Option<ReportedValue> = "dispersionValue",
        /// More about the estimate, such as which group is divided by which.
        pub estimate_comment: Option<String> = "estimateComment",
        /// The analysis in words, where it is neither a test nor an estimate.
        pub other_analysis_description: Option<String> = "otherAnalysisDescription",
    }
}

codes! {
    /// Weights of outcomes: the registry's `OutcomeMeasureType`.
    pub enum OutcomeMeasureType {
        /// One that the study is built to answer.
        Primary = "PRIMARY",
        /// One of lesser weight.
        Secondary = "SECONDARY",
        /// Any other that was planned.
        OtherPreSpecified = "OTHER_PRE_SPECIFIED",
        /// One that was not planned.
        PostHoc = "POST_HOC",
    }
}

codes! {
    /// Whether the figures of an outcome are in the record: the registry's `ReportingStatus`.
    pub enum ReportingStatus {
        /// They are still to come.
        NotPosted = "NOT_POSTED",
        /// They are there.
        Posted = "POSTED",
    }
}

codes! {
    /// Kinds of spread of an estimate: the registry's `AnalysisDispersionType`.
    pub enum AnalysisDispersionType {
        /// Standard deviation.
        StandardDeviation = "STANDARD_DEVIATION",
        /// Standard error of the mean.
        StandardErrorOfMean = "STANDARD_ERROR_OF_MEAN",
    }
}

codes! {
    /// How many sides a confidence interval has: the registry's `ConfidenceIntervalNumSides`.
    pub enum ConfidenceIntervalNumSides {
        /// One: it is open at one end.
        OneSided = "ONE_SIDED",
        /// Two.
        TwoSided = "TWO_SIDED",
    }
}

codes! {
    /// What an analysis tested: the registry's `NonInferiorityType`.
    pub enum NonInferiorityType {
        /// Whether one group does better.
        Superiority = "SUPERIORITY",
        /// Whether one group does not do worse by more than a margin.
        NonInferiority = "NON_INFERIORITY",
        /// Whether the groups do not differ by more than a margin.
        Equivalence = "EQUIVALENCE",
        /// Anything else, such as one group against itself: the code is `OTHER`.
        OtherTest = "OTHER",
        /// Non-inferiority or equivalence; the record does not say which.
        NonInferiorityOrEquivalence = "NON_INFERIORITY_OR_EQUIVALENCE",
        /// Superiority or anything else; the record does not say which.
        SuperiorityOrOther = "SUPERIORITY_OR_OTHER",
        /// Non-inferiority or equivalence, in older records.
        NonInferiorityOrEquivalenceLegacy = "NON_INFERIORITY_OR_EQUIVALENCE_LEGACY",
        /// Superiority or anything else, in older records.
        SuperiorityOrOtherLegacy = "SUPERIORITY_OR_OTHER_LEGACY",
    }
}
