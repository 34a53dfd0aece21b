//! Comparing the words of a table with a line, and the forms in which a label and its value share a line.

use nom::{
    IResult, Parser,
    bytes::complete::{tag, take_while, take_while1},
    character::complete::char as character,
    combinator::{eof, rest},
    sequence::{preceded, terminated},
};

use super::{Form, Word};

/// How the words of a page are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spaces {
    /// By one space, as in the tables.
    Plain,
    /// Somewhere by a space of another kind, as text from a browser or a word processor has them.
    Mixed,
}

impl Spaces {
    /// Looks for spaces beyond ASCII in a text.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let has_tab = memchr::memchr(b'\t', bytes).is_some();
        if has_tab || text.is_ascii() {
            return if has_tab { Self::Mixed } else { Self::Plain };
        }
        // The first bytes of U+00A0, U+1680, U+2000 to U+205F, U+3000 in UTF-8; white space in ASCII is one byte.
        let wide = memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes).any(|at| {
            let tail = text.get(at..).and_then(|tail| tail.chars().next());
            tail.is_some_and(char::is_whitespace)
        });
        if wide || text.contains('\u{1680}') { Self::Mixed } else { Self::Plain }
    }

    /// Tells whether a line has exactly the words of a table.
    #[inline]
    pub(crate) fn same(self, line: &str, words: &str) -> bool {
        line == words || (self == Self::Mixed && same_words(line, words, |a, b| a == b))
    }

    /// What follows the words of a table at the start of a line.
    fn behind<'a>(self, line: &'a str, words: &str) -> Option<&'a str> {
        if let Some(behind) = line.strip_prefix(words) {
            return Some(behind);
        }
        if self == Self::Plain {
            return None;
        }
        words.split(' ').try_fold(line, |line, word| line.trim_start().strip_prefix(word))
    }
}

/// Whether a line has some words and no others, set apart by white space of any kind. It is looked at no further than to the first
/// that is another.
pub(super) fn same_words(line: &str, words: &str, is_same: impl Fn(&str, &str) -> bool) -> bool {
    let mut rest = line;
    for (index, word) in words.split(' ').enumerate() {
        let at = rest.trim_start();
        let is_apart = index == 0 || at.len() < rest.len();
        let Some((_, behind)) = at.split_at_checked(word.len()).filter(|(shown, _)| is_same(shown, word)) else {
            return false;
        };
        if !is_apart {
            return false;
        }
        rest = behind;
    }
    rest.is_empty()
}

/// `prefix-value = 1*SP value`
fn prefix_value(input: &str) -> IResult<&str, &str> {
    preceded(take_while1(char::is_whitespace), rest).parse(input)
}

/// `colon-value = *SP ":" *SP value`
fn colon_value(input: &str) -> IResult<&str, &str> {
    preceded((take_while(char::is_whitespace), character(':'), take_while(char::is_whitespace)), rest).parse(input)
}

/// `block-label = ":" at the end of the line`
fn block_label(input: &str) -> IResult<&str, &str> {
    terminated(tag(":"), eof).parse(input)
}

impl Word {
    /// Finds out whether a line is this label or phrase, and the value that stands behind it, if one does.
    #[inline]
    pub(crate) fn read<'a>(&self, line: &'a str, spaces: Spaces) -> Option<Option<&'a str>> {
        // Most lines are told by their first letter to be something else.
        if line.as_bytes().first() != self.text.as_bytes().first() {
            None
        } else if self.is(line, spaces) {
            Some(None)
        } else {
            self.value(line, spaces).map(Some)
        }
    }

    /// This label with a value on the same line, or alone where the value stands elsewhere.
    pub(crate) fn with(&self, value: &str) -> String {
        match self.form {
            Form::Prefix => format!("{} {value}", self.text),
            Form::Colon => format!("{}: {value}", self.text),
            Form::Block => format!("{}:", self.text),
            Form::NextLine | Form::Alone => self.text.to_owned(),
        }
    }

    /// Tells whether this label, with a value as labels on one line have it, stands at the end of other text.
    pub(crate) fn stands_in(&self, line: &str) -> bool {
        // Codes are in capitals: most lines of text are told by their last letter to end in none.
        let may_end_in_code = line.bytes().next_back().is_some_and(|last| !last.is_ascii_lowercase() && last != b'.');
        let is_code = |value: &str| value.len() > 1 && !value.bytes().any(|byte| byte.is_ascii_lowercase());
        let before = match self.form {
            Form::Prefix if may_end_in_code => line.rsplit_once(' ').filter(|(_, value)| is_code(value)),
            Form::Colon => line.rsplit_once(": "),
            _ => None,
        };
        let text = before.and_then(|(before, _)| before.strip_suffix(self.text));
        text.is_some_and(|text| text.ends_with(char::is_whitespace))
    }

    /// Tells whether a line is this label or phrase, without a value on the line.
    pub(crate) fn is(&self, line: &str, spaces: Spaces) -> bool {
        match self.form {
            Form::Colon | Form::Block => {
                spaces.behind(line, self.text).is_some_and(|behind| block_label(behind).is_ok())
            }
            Form::NextLine | Form::Alone | Form::Prefix => spaces.same(line, self.text),
        }
    }

    /// The value that stands behind this label on the same line.
    pub(crate) fn value<'a>(&self, line: &'a str, spaces: Spaces) -> Option<&'a str> {
        let grammar = match self.form {
            Form::Prefix => prefix_value,
            Form::Colon | Form::Block => colon_value,
            Form::NextLine | Form::Alone => return None,
        };
        let (_, value) = grammar(spaces.behind(line, self.text)?).ok()?;
        Some(value).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Spaces, Word};
    use crate::page::layout::{Field, label};

    fn word(form: Form) -> Word {
        label("Sponsor Role", form, Field::SponsorRole)
    }

    #[test]
    fn a_label_and_its_value_on_one_line() {
        let table = [
            (Form::Prefix, "Sponsor Role lead", Some("lead")),
            (Form::Prefix, "Sponsor Role", None),
            (Form::Prefix, "Sponsor Roles lead", None),
            (Form::Colon, "Sponsor Role: lead", Some("lead")),
            (Form::Colon, "Sponsor Role:lead", Some("lead")),
            (Form::Colon, "Sponsor Role : lead", Some("lead")),
            (Form::Colon, "Sponsor Role:", None),
            (Form::NextLine, "Sponsor Role lead", None),
        ];
        for (form, line, value) in table {
            assert_eq!(word(form).value(line, Spaces::Plain), value, "{form:?} {line:?}");
        }
    }

    #[test]
    fn a_label_alone() {
        assert!(word(Form::NextLine).is("Sponsor Role", Spaces::Plain));
        assert!(word(Form::Colon).is("Sponsor Role:", Spaces::Plain));
        assert!(!word(Form::Colon).is("Sponsor Role", Spaces::Plain));
        assert!(!word(Form::NextLine).is("Sponsor\u{a0}Role", Spaces::Plain));
        assert!(word(Form::NextLine).is("Sponsor\u{a0}Role", Spaces::Mixed));
        assert_eq!(word(Form::Prefix).value("Sponsor\u{a0}Role\u{2003}lead", Spaces::of("\u{2003}")), Some("lead"));
    }

    #[test]
    fn a_label_behind_other_text() {
        assert!(word(Form::Prefix).stands_in("North Hospital Sponsor Role LEAD"));
        assert!(word(Form::Colon).stands_in("North Hospital Sponsor Role: lead"));
        assert!(!word(Form::Prefix).stands_in("Sponsor Role LEAD"));
        assert!(!word(Form::Prefix).stands_in("Nobody knows the Sponsor Role yet"));
        assert!(!word(Form::NextLine).stands_in("North Hospital Sponsor Role lead"));
    }

    #[test]
    fn spaces_of_a_text() {
        assert_eq!(Spaces::of("plain text ≥ 5 µg · é"), Spaces::Plain);
        for text in ["a\u{a0}b", "a\u{2009}b", "a\u{202f}b", "a\u{3000}b", "a\u{1680}b", "a\tb"] {
            assert_eq!(Spaces::of(text), Spaces::Mixed, "{text:?}");
        }
    }
}
