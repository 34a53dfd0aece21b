//! Lead-ins: texts that introduce the list behind them.

/// Whether a text introduces what follows: it ends in a colon, or in the middle of a sentence.
pub(super) fn introduces(text: &str) -> bool {
    // Most texts end a sentence.
    let last = text.as_bytes().last();
    if matches!(last, Some(b'.' | b';' | b',' | b')')) {
        return false;
    }
    let is_word = last.is_some_and(u8::is_ascii_alphanumeric);
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '"' | '”' | '*' | '_' | '-');
    let text = if is_word { text } else { text.trim_end_matches(is_mark) };
    if text.ends_with([':', '：']) {
        return true;
    }
    const OPEN_ENDS: [&str; 14] = [
        "following",
        "follows",
        "including",
        "include",
        "includes",
        "by",
        "of",
        "either",
        "if",
        "as",
        "are",
        "below",
        "with",
        "any",
    ];
    let mut words = text.rsplit(char::is_whitespace);
    let word = words.next().unwrap_or_default();
    // `Any of the following conditions`
    let is_plural = word.ends_with(['s', 'a']);
    let is_following = || is_plural && words.take(2).any(|word| word.eq_ignore_ascii_case("following"));
    word.len() <= 9 && OPEN_ENDS.iter().any(|end| end.eq_ignore_ascii_case(word)) || is_following()
}

/// Whether a text speaks of a list that follows, `one of the following criteria, a) or b), and are …`, or is no more
/// than the name of one.
pub(super) fn announces(text: &str) -> bool {
    introduces(text)
        || memchr::memmem::find(text.as_bytes(), b"following").is_some()
        || text.split_whitespace().count() <= 6 && !text.ends_with(['.', ';', ','])
}

/// Whether a label is in capitals: `DISEASE CHARACTERISTICS:`.
pub(super) fn is_shouted(text: &str) -> bool {
    text.ends_with(':') && text.len() > 5 && !text.chars().any(char::is_lowercase)
}

/// Whether a sentence demands something, as a criterion does and a note does not: `Tissue must be sent in`.
pub(super) fn demands(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "must" | "should" | "shall"))
}

/// Whether a sentence begins with a word that stands for what is before it: `These must be met on the day before`.
pub(super) fn refers_back(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    ["these", "this", "it", "such"].iter().any(|pronoun| pronoun.eq_ignore_ascii_case(word))
}

/// Whether a paragraph is no more than a word between two items: `OR`.
pub(super) fn is_joint(text: &str) -> bool {
    let word = text.trim_matches(|c: char| !c.is_alphabetic());
    word.len() <= 6 && ["or", "and", "and/or"].iter().any(|joint| joint.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::introduces;

    #[test]
    fn ends() {
        for text in ["Any of these:", "as defined by the following", "based on EITHER", "such as:  ", "with:\""] {
            assert!(introduces(text), "{text}");
        }
        for text in ["Drinks tea", "The following applies to all.", "Likes it;"] {
            assert!(!introduces(text), "{text}");
        }
    }
}
