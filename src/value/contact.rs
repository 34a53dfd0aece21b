//! The unlabelled lines of a contact: telephone with extension, and email address.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_till1, take_until1},
    character::complete::{digit1, one_of},
    combinator::{map, opt, rest, verify},
    sequence::{preceded, separated_pair},
};

use super::{space0, space1};

/// `phone-line = text "ext." SP text / text`
///
/// The number may be anything that the sponsor typed; whether a line is a telephone line at all is for [`is_phone`].
pub(crate) fn phone_line(input: &str) -> IResult<&str, (&str, Option<&str>)> {
    let extended = (take_until1("ext."), tag("ext."), space1, verify(rest, |ext: &str| !ext.is_empty()));
    let extended = map(extended, |(phone, _, _, ext): (&str, _, _, _)| (phone.trim_end(), Some(ext)));
    alt((extended, map(rest, |phone| (phone, None)))).parse(input)
}

/// The line of a number and its extension.
pub(crate) fn phone_text(phone: &str, ext: Option<&str>) -> String {
    ext.map_or_else(|| phone.to_owned(), |ext| format!("{phone} ext. {ext}"))
}

/// Tells whether a line reads as a telephone number: it begins as one does, and has five digits or more.
///
/// Letters may follow, as in `1-800-TRIALS (1-800-874-2570)`; a name may hold a digit, but does not begin with one.
pub(crate) fn is_phone(text: &str) -> bool {
    phone_start(text).is_ok() && text.chars().filter(char::is_ascii_digit).count() >= 5
}

/// `phone-start = [ "+" / "(" / "（" / "[" ] *SP DIGIT`
fn phone_start(input: &str) -> IResult<&str, &str> {
    let bracket = opt(one_of("+([（＋"));
    preceded((bracket, space0, opt(one_of("+(（"))), digit1).parse(input)
}

/// Tells whether a line holds an email address: a word with an `@` inside.
pub(crate) fn is_email(text: &str) -> bool {
    text.split_whitespace().any(|word| email(word).is_ok())
}

/// `email = 1*( CHAR but "@" ) "@" 1*( CHAR but "@" )`
fn email(input: &str) -> IResult<&str, (&str, &str)> {
    let part = |input| take_till1(|c| c == '@')(input);
    separated_pair(part, tag("@"), part).parse(input)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_email, is_phone, phone_line, phone_text};
    use crate::value::whole;

    proptest! {
        #[test]
        fn a_number_that_is_printed_reads_as_itself(
            phone in "[+]?[(]?[0-9]{2,4}[)]?[ -]?[0-9]{4,8}",
            ext in prop::option::of("[0-9a-z]{1,6}"),
        ) {
            let text = phone_text(&phone, ext.as_deref());
            prop_assert!(is_phone(&text));
            prop_assert_eq!(whole(phone_line, &text), Some((&*phone, ext.as_deref())));
        }
    }

    #[test]
    fn telephone_lines() {
        for text in [
            "021-64041990",
            "+1 (555) 010-7788",
            "（021）6877 3638",
            "555-0101 ext. 23",
            "1-800-TRIALS (1-800-874-2570)",
        ] {
            assert!(is_phone(text), "{text:?}");
        }
        for text in ["Karen 2 Robson", "desk@example.org", "Trial Desk 24/7, 1-800", "12", "E-mail only"] {
            assert!(!is_phone(text), "{text:?}");
        }
    }

    #[test]
    fn extensions() {
        assert_eq!(whole(phone_line, "555-0101 ext. 23"), Some(("555-0101", Some("23"))));
        assert_eq!(whole(phone_line, "555-0111\u{a0}ext.\u{a0}5"), Some(("555-0111", Some("5"))));
        assert_eq!(whole(phone_line, "555-0101"), Some(("555-0101", None)));
        assert_eq!(whole(phone_line, "555-0101 ext. "), Some(("555-0101 ext.", None)));
    }

    #[test]
    fn addresses() {
        assert!(is_email("trials@example.org"));
        assert!(is_email("a.b@example.org; c@example.org"));
        assert!(!is_email("trials at example.org"));
        assert!(!is_email("@home"));
    }
}
