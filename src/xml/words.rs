//! The words of the XML: its codes, its fixed sentences, the elements that have no place.

use crate::study::{code::CodeList, code_words};

/// The code that words stand for. What is no code of the list is kept as it is.
pub(super) fn code<T: CodeList>(words: &str) -> T {
    code_words(words).unwrap_or_else(|| T::read(words))
}

/// Elements and attributes of the schema that the registry's model has no place for: they are left over as a rule.
pub(super) const WITHOUT_PLACE: &[&str] = &[
    "rank",
    "link_text",
    "url",
    "authority",
    "is_fda_regulated",
    "is_section_801",
    "safety_issue",
    "number_of_arms",
    "number_of_groups",
    "location_countries",
    "last_update_submitted_qc",
    "document_url",
    // Of events that all have their own.
    "default_vocab",
    "default_assessment",
];

/// The two statements about who employs the investigators: schema `pi_employee_enum`.
pub(super) fn is_sponsor_employee(sentence: &str) -> Option<bool> {
    let says = |words: &str| sentence.contains(words);
    match (says("NOT employed"), says("ARE employed")) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// What the registry's sentences say about agreements that restrict the investigators: whether there is one, and of
/// which kind. Any other sentence is the sponsor's own, of the kind `OTHER`.
pub(super) fn restriction(sentence: &str) -> (Option<bool>, Option<&'static str>) {
    let says = |words: &str| sentence.contains(words);
    let words = sentence.trim_end_matches('.');
    let denies = ["No", "None", "N/A", "NA"].iter().any(|denial| words.eq_ignore_ascii_case(denial))
        || sentence.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("There is no"));
    if sentence.starts_with("There is NOT an agreement") {
        (Some(false), None)
    } else if denies {
        // Not the registry's words, and not those of an agreement either.
        (None, Some("OTHER"))
    } else if says("less than or equal to 60 days") && says("The only disclosure restriction") {
        (Some(true), Some("LTE60"))
    } else if says("more than 60 days but less than or equal to 180 days") && says("The only disclosure restriction") {
        (Some(true), Some("GT60"))
    } else {
        (Some(true), Some("OTHER"))
    }
}

#[cfg(test)]
mod tests {
    use super::code;
    use crate::study::{AgencyClass, DesignMasking, MeasureDispersionType, OverallStatus, Phase, Sex};

    #[test]
    fn words_of_each_kind() {
        assert_eq!(code::<OverallStatus>("Active, not recruiting"), OverallStatus::ActiveNotRecruiting);
        assert_eq!(code::<OverallStatus>("Unknown status"), OverallStatus::Unknown);
        assert_eq!(code::<OverallStatus>("Napping"), OverallStatus::from("Napping"));
        // No word of the value list: kept as it stands, never taken for the status that it resembles.
        assert_eq!(code::<OverallStatus>("No longer recruiting"), OverallStatus::from("No longer recruiting"));
        assert_eq!(code::<Phase>("Phase 0"), Phase::EarlyPhase1);
        assert_eq!(code::<Phase>("N/A"), Phase::Na);
        assert_eq!(code::<Sex>("Both"), Sex::All);
        assert_eq!(code::<AgencyClass>("U.S. Fed"), AgencyClass::Fed);
        assert_eq!(code::<DesignMasking>("None (Open Label)"), DesignMasking::None);
        assert_eq!(code::<MeasureDispersionType>("97.5% Confidence Interval"), MeasureDispersionType::Confidence975);
    }
}
