//! Counts of participants.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, tag_no_case},
    character::complete::char,
    combinator::{opt, value},
    sequence::{delimited, preceded, terminated},
};

use super::{number, space1};

/// `participants = number [ SP ("participants" / "participant") ]`
///
/// The page prints `1 participants` too: page grammar section 2.3.
pub(crate) fn participants(input: &str) -> IResult<&str, u64> {
    terminated(number, opt((space1, alt((tag("participants"), tag("participant")))))).parse(input)
}

/// The count as the page prints it, of one participant too.
pub(crate) fn participants_text(count: &str) -> String {
    format!("{count} participants")
}

/// A count, and whether the words say that it is actual or estimated.
pub(crate) type Enrollment = (u64, Option<bool>);

/// `enrollment = [ "N=" ] number [ SP "estimated" ] [ SP ( "participants" / "patients" ) ] [ SP "(" type ")" ]`
pub(crate) fn enrollment(input: &str) -> IResult<&str, Enrollment> {
    let estimated = opt(preceded(space1, alt((value(false, tag("estimated")), value(true, tag("actual"))))));
    let unit = opt((space1, alt((tag("participants"), tag("participant"), tag("patients"), tag("patient")))));
    let kind = alt((value(true, tag_no_case("actual")), value(false, tag_no_case("estimated"))));
    let kind = opt(preceded(space1, delimited(char('('), kind, char(')'))));
    let mut line = (opt(tag("N=")), number, estimated, unit, kind);
    let (rest, (_, count, estimated, _, kind)) = line.parse(input)?;
    Ok((rest, (count, estimated.or(kind))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{enrollment, participants, participants_text};
    use crate::value::whole;

    proptest! {
        #[test]
        fn a_count_that_is_printed_reads_as_itself(count in any::<u64>(), is_actual in any::<bool>()) {
            let text = participants_text(&count.to_string());
            prop_assert_eq!(whole(participants, &text), Some(count));
            prop_assert_eq!(whole(enrollment, &text), Some((count, None)));
            let kind = if is_actual { "Actual" } else { "ESTIMATED" };
            prop_assert_eq!(whole(enrollment, &format!("{text} ({kind})")), Some((count, Some(is_actual))));
        }
    }

    #[test]
    fn counts() {
        let table = [
            ("42 participants", Some(42)),
            ("1 participants", Some(1)),
            ("1 participant", Some(1)),
            ("2449", Some(2449)),
            ("48\u{a0}participants", Some(48)),
            ("99999999 participants", Some(99_999_999)),
            ("1,200 participants", None),
            ("about 40 participants", None),
            ("99999999999999999999999 participants", None),
        ];
        for (text, count) in table {
            assert_eq!(whole(participants, text), count, "{text:?}");
        }
    }

    #[test]
    fn enrollments() {
        let table = [
            ("168", Some((168, None))),
            ("N=168", Some((168, None))),
            ("42 estimated patients", Some((42, Some(false)))),
            ("168 patients", Some((168, None))),
            ("168 (ACTUAL)", Some((168, Some(true)))),
            ("60 participants", Some((60, None))),
            ("many", None),
        ];
        for (text, count) in table {
            assert_eq!(whole(enrollment, text), count, "{text:?}");
        }
    }
}
