//! Codes of the registry, and lists of them.

use nom::{
    IResult, Parser,
    bytes::complete::{take_while, take_while1},
    character::complete::char,
    combinator::recognize,
    multi::separated_list1,
};

/// code = ALPHA *( ALPHA / DIGIT / "_" ), letters in upper case: `NOT_YET_RECRUITING`, `PHASE1`, `NA`
///
/// Every code of the registry has this form, so a value in it that is not in a table is a code that the table does
/// not know yet, and a value in any other form is not a code.
pub(crate) fn code(input: &str) -> IResult<&str, &str> {
    let first = take_while1(|c: char| c.is_ascii_uppercase());
    recognize((first, take_while(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'))).parse(input)
}

/// `phases = code *( "/" code )`
pub(crate) fn phases(input: &str) -> IResult<&str, Vec<&str>> {
    separated_list1(char('/'), code).parse(input)
}

/// More than any list spells a code in, in bytes: the longest words of the registry's lists have 37.
const LONGEST: usize = 80;

/// The code that a word of the registry's older texts stands for: `Active, not recruiting`, `Non-Randomized`.
///
/// The legacy value lists spell each code in words; letters in upper case and one `_` for what lies between the words
/// gives the code back.
pub(crate) fn from_words(words: &str) -> Option<String> {
    // Anything but words and what the lists put between them is damage, and no reason to believe the words.
    let may_stand = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || ",-/&()'.".contains(c);
    if words.len() > LONGEST || !words.chars().all(may_stand) {
        return None;
    }
    let mut code = String::with_capacity(words.len());
    for word in words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !code.is_empty() {
            code.push('_');
        }
        code.extend(word.chars().map(|letter| letter.to_ascii_uppercase()));
    }
    Some(code)
}

/// Words, and what stands behind them in brackets: `Double (Participant, Investigator)`, `Observational [Patient Registry]`.
pub(crate) fn and_note(text: &str) -> (&str, Option<&str>) {
    let inner =
        text.strip_suffix([')', ']']).and_then(|text| text.rfind(['(', '[']).and_then(|at| text.split_at_checked(at)));
    inner.map_or((text, None), |(words, note)| (words.trim_end(), Some(note.get(1..).unwrap_or_default().trim())))
}

/// The words of a code as the registry prints them before an intervention's name: `DIETARY_SUPPLEMENT` is
/// `Dietary Supplement`.
pub(crate) fn to_words(code: &str) -> String {
    let mut words = String::with_capacity(code.len());
    let mut start = true;
    for c in code.chars() {
        match c {
            '_' => words.push(' '),
            _ if start => words.push(c),
            _ => words.extend(c.to_lowercase()),
        }
        start = c == '_';
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{code, from_words, phases, to_words};
    use crate::value::whole;

    #[test]
    fn codes() {
        let table = [
            ("NOT_YET_RECRUITING", true),
            ("PHASE1", true),
            ("NA", true),
            ("42 participants", false),
            ("Participants", false),
            ("_NA", false),
            ("", false),
        ];
        for (text, is_code) in table {
            assert_eq!(whole(code, text).is_some(), is_code, "{text:?}");
        }
    }

    #[test]
    fn several_phases() {
        assert_eq!(whole(phases, "PHASE1/PHASE2"), Some(vec!["PHASE1", "PHASE2"]));
        assert_eq!(whole(phases, "EARLY_PHASE1"), Some(vec!["EARLY_PHASE1"]));
        assert_eq!(whole(phases, "PHASE1/"), None);
    }

    #[test]
    fn words_and_codes() {
        assert_eq!(from_words("Active, not recruiting").as_deref(), Some("ACTIVE_NOT_RECRUITING"));
        assert_eq!(from_words("Non-Randomized").as_deref(), Some("NON_RANDOMIZED"));
        assert_eq!(from_words("\0Female"), None);
        assert_eq!(from_words("DRUG\u{fffd}"), None);
        assert_eq!(to_words("COMBINATION_PRODUCT"), "Combination Product");
        assert_eq!(to_words("DRUG"), "Drug");
    }
}
