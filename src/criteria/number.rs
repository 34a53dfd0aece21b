//! Numbers that are no list markers, by the word before them.

/// Whether a number behind a word is its own: `grade 2`, `Day 1`, `hepatitis A`.
pub(super) fn is_owner(word: &str) -> bool {
    const OWNERS: [&str; 41] = [
        "grade",
        "clas",
        "classe",
        "class",
        "stage",
        "type",
        "phase",
        "part",
        "cohort",
        "arm",
        "group",
        "level",
        "version",
        "day",
        "visit",
        "week",
        "month",
        "year",
        "cycle",
        "step",
        "line",
        "tier",
        "category",
        "criterion",
        "item",
        "section",
        "appendix",
        "annex",
        "table",
        "figure",
        "score",
        "scale",
        "module",
        "dose",
        "no",
        "number",
        "vitamin",
        "hepatiti",
        "status",
        "statu",
        "factor",
    ];
    is_one_of(word, &OWNERS)
}

/// Whether a word goes on with a number, or with a letter: `at least 2`, `more than 3`, `was a`.
pub(super) fn is_bound(word: &str) -> bool {
    const BOUNDS: [&str; 30] = [
        "to", "of", "than", "least", "most", "i", "wa", "be", "the", "a", "in", "by", "for", "with", "from", "over",
        "under", "above", "below", "within", "last", "past", "about", "until", "every", "at", "as", "are", "been",
        "on",
    ];
    is_one_of(word, &BOUNDS)
}

/// Whether a word is one of a list, or its plural.
fn is_one_of(word: &str, words: &[&str]) -> bool {
    let stem = word.strip_suffix(['s', 'S']).unwrap_or(word);
    words.iter().any(|other| other.eq_ignore_ascii_case(stem))
}
