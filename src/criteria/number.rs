//! Numbers that are no list markers, by the word before them.

use std::borrow::Cow;

use super::text::last_word;

/// Whether a number behind a word is the word's own, or needed by it. `head` is the text before the word.
pub(super) fn takes_number(head: &str, word: &str) -> bool {
    (is_owner(word) || is_bound(word)) && !is_measured(head, word)
}

/// Whether a text ends with a word that a number behind it belongs to: `of grade`, but not `for 12 weeks`.
pub(super) fn ends_with_owner(text: &str) -> bool {
    let (head, word) = last_word(text);
    text.ends_with(char::is_alphanumeric) && is_owner(word) && !is_measured(head, word)
}

/// Whether a number behind a word is its own: `grade 2`, `Day 1`, `hepatitis A`.
fn is_owner(word: &str) -> bool {
    let lower = lowered(word);
    matches!(
        singular(&lower),
        "grade"
            | "clas"
            | "classe"
            | "class"
            | "stage"
            | "type"
            | "phase"
            | "part"
            | "cohort"
            | "arm"
            | "group"
            | "level"
            | "version"
            | "day"
            | "visit"
            | "week"
            | "month"
            | "year"
            | "cycle"
            | "step"
            | "line"
            | "tier"
            | "category"
            | "criterion"
            | "item"
            | "section"
            | "appendix"
            | "annex"
            | "table"
            | "figure"
            | "score"
            | "scale"
            | "module"
            | "dose"
            | "no"
            | "number"
            | "vitamin"
            | "hepatiti"
            | "status"
            | "statu"
            | "factor"
    )
}

/// Whether a word goes on with a number, or with a letter: `at least 2`, `more than 3`, `was a`.
pub(super) fn is_bound(word: &str) -> bool {
    let lower = lowered(word);
    matches!(
        singular(&lower),
        "to" | "of"
            | "than"
            | "least"
            | "most"
            | "i"
            | "wa"
            | "be"
            | "the"
            | "a"
            | "in"
            | "by"
            | "for"
            | "with"
            | "from"
            | "over"
            | "under"
            | "above"
            | "below"
            | "within"
            | "last"
            | "past"
            | "about"
            | "until"
            | "every"
            | "at"
            | "as"
            | "are"
            | "been"
            | "on"
    )
}

/// A word in small letters. Most are.
fn lowered(word: &str) -> Cow<'_, str> {
    let has_capital = word.bytes().any(|byte| byte.is_ascii_uppercase());
    if has_capital { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) }
}

/// A word without the `s` of its plural; of `class` and `hepatitis` it is what is left that is listed.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// Whether a word is a unit that has its number already: `6 months`, `the last year`, `mg/day`.
fn is_measured(head: &str, word: &str) -> bool {
    const UNITS: [&str; 9] = ["minute", "hour", "day", "week", "month", "year", "cycle", "line", "dose"];
    const COUNTS: [&str; 24] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "a", "an", "the",
        "last", "past", "previous", "prior", "next", "first", "per", "each", "every", "several",
    ];
    let lower = word.to_ascii_lowercase();
    let (_, before) = last_word(head);
    UNITS.contains(&lower.strip_suffix('s').unwrap_or(&lower))
        && (head.trim_end().ends_with('/')
            || before.ends_with(|c: char| c.is_ascii_digit())
            || COUNTS.iter().any(|count| count.eq_ignore_ascii_case(before)))
}
