//! The codes that the registry's older texts and its pages spell in words.
//!
//! Most words of codes are the code with spaces and capitals: `Active, not recruiting`, `Placebo Comparator`. These are the
//! others, from the value lists of the registry's legacy schema and from documents before it.

use super::code::CodeList;
use crate::value;

/// Words and the code that they stand for, where upper case alone does not give it.
const CODES: &[(&str, &str)] = &[
    // Phases and allocation: not applicable.
    ("N/A", "NA"),
    ("Not Applicable", "NA"),
    // The schema's change of 2017-02-13: "Phase 0" became "Early Phase 1".
    ("Phase 0", "EARLY_PHASE1"),
    ("Early Phase 1", "EARLY_PHASE1"),
    ("Phase 1", "PHASE1"),
    ("Phase 2", "PHASE2"),
    ("Phase 3", "PHASE3"),
    ("Phase 4", "PHASE4"),
    ("Unknown status", "UNKNOWN"),
    // The schema's `actual_enum`.
    ("Anticipated", "ESTIMATED"),
    ("Estimate", "ESTIMATED"),
    ("U.S. Fed", "FED"),
    // The schema's change of 2017-01-11: "All" replaces "Both".
    ("Both", "ALL"),
    ("Single Group Assignment", "SINGLE_GROUP"),
    ("Parallel Assignment", "PARALLEL"),
    ("Crossover Assignment", "CROSSOVER"),
    ("Factorial Assignment", "FACTORIAL"),
    ("Sequential Assignment", "SEQUENTIAL"),
    ("Educational/Counseling/Training", "ECT"),
    // Masking and who is masked, before 2017 and after.
    ("None (Open Label)", "NONE"),
    ("Open Label", "NONE"),
    ("No masking", "NONE"),
    ("Single Blind", "SINGLE"),
    ("Double Blind", "DOUBLE"),
    ("Double-Blind", "DOUBLE"),
    ("Triple Blind", "TRIPLE"),
    ("Quadruple Blind", "QUADRUPLE"),
    ("Subject", "PARTICIPANT"),
    ("Caregiver", "CARE_PROVIDER"),
    ("Statistical Analysis Plan (SAP)", "SAP"),
    ("Statistical Analysis Plan", "SAP"),
    ("Informed Consent Form (ICF)", "ICF"),
    ("Informed Consent Form", "ICF"),
    ("Clinical Study Report (CSR)", "CSR"),
    ("Clinical Study Report", "CSR"),
    // Results.
    ("80% Confidence Interval", "CONFIDENCE_80"),
    ("90% Confidence Interval", "CONFIDENCE_90"),
    ("95% Confidence Interval", "CONFIDENCE_95"),
    ("97.5% Confidence Interval", "CONFIDENCE_975"),
    ("99% Confidence Interval", "CONFIDENCE_99"),
    ("Geometric Coefficient of Variation", "GEOMETRIC_COEFFICIENT"),
    ("Standard Error of the Mean", "STANDARD_ERROR_OF_MEAN"),
    ("1-Sided", "ONE_SIDED"),
    ("2-Sided", "TWO_SIDED"),
];

/// The code that words stand for, if the list has it.
pub(crate) fn code_words<T: CodeList>(words: &str) -> Option<T> {
    let known =
        CODES.iter().filter(|(known, _)| known.eq_ignore_ascii_case(words)).find_map(|(_, code)| T::known(code));
    known.or_else(|| T::known(words)).or_else(|| T::known(&value::code::from_words(words)?))
}
