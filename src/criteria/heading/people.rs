//! Whom a heading is about: the names of parts of a study, and of people.

use super::vocabulary::{Class, Word, words};

/// Whether a word names a part of a study.
pub(in crate::criteria) fn is_part(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let stem = word.strip_suffix('s').unwrap_or(word);
    const PARTS: [&str; 16] = [
        "cohort",
        "part",
        "arm",
        "group",
        "phase",
        "stage",
        "step",
        "substudy",
        "sub-study",
        "module",
        "period",
        "population",
        "stratum",
        "segment",
        "subprotocol",
        "portion",
    ];
    PARTS.iter().any(|part| part.eq_ignore_ascii_case(stem))
}

/// Whether a word ends the name of a part that begins with another: `Dose expansion`, `Main study`.
pub(super) fn is_stage(word: &str) -> bool {
    const STAGES: [&str; 12] = [
        "aim",
        "escalation",
        "expansion",
        "extension",
        "lead-in",
        "objective",
        "optimization",
        "registry",
        "run-in",
        "study",
        "trial",
        "visit",
    ];
    STAGES.iter().any(|stage| stage.eq_ignore_ascii_case(word))
}

pub(super) fn is_person(word: Word<'_>) -> bool {
    const PEOPLE: [&str; 24] = [
        "adults",
        "adolescents",
        "babies",
        "boys",
        "cases",
        "children",
        "clinicians",
        "couples",
        "families",
        "fathers",
        "females",
        "girls",
        "infants",
        "males",
        "men",
        "neonates",
        "nurses",
        "physicians",
        "siblings",
        "spouses",
        "staff",
        "students",
        "veterans",
        "women",
    ];
    Class::of(word.text) == Class::Subject || PEOPLE.iter().any(|people| people.eq_ignore_ascii_case(word.text))
}

/// Whether a text is no more than the name of a part or of people: `Cohort 2`, `Healthy volunteers`, but not
/// `Patients with thirst`.
pub(in crate::criteria) fn is_people(text: &str) -> bool {
    let is_short = text.split_whitespace().count() <= 4 && !text.ends_with(['.', ';', ',', ':']);
    let is_name = |word: Word<'_>| is_person(word) || is_part(word.text) || is_stage(word.text);
    is_short && words(text).next().is_some_and(|first| is_part(first.text) || words(text).last().is_some_and(is_name))
}

/// Whether words name a part of the study or people, and no number of theirs: `Both parts`, `healthy volunteers`.
pub(super) fn names_people(text: &str) -> bool {
    let mut list = words(text);
    let is_name = |word: Word<'_>| is_part(word.text) || is_person(word);
    (list.any(is_name) || words(text).last().is_some_and(|last| is_stage(last.text)))
        && (is_part(text.split_whitespace().next().unwrap_or_default()) || !text.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a text is no more than the beginning of a sentence about the participants: `Patients with`,
/// `Subjects who have:`
pub(in crate::criteria) fn begins_sentence(text: &str) -> bool {
    let is_subject = |word: Word<'_>| Class::of(word.text) == Class::Subject;
    let is_plain =
        |word: Word<'_>| matches!(Class::of(word.text), Class::Subject | Class::Link | Class::Verb | Class::Determiner);
    let count = text.split_whitespace().take(6).count();
    let is_open = text.ends_with([':', '：']) || !text.ends_with(|c: char| !c.is_alphabetic());
    (2..6).contains(&count) && is_open && words(text).next().is_some_and(is_subject) && words(text).all(is_plain)
}
