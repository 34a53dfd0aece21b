//! Counts of participants.

use nom::{IResult, Parser, branch::alt, bytes::complete::tag, combinator::opt, sequence::terminated};

use super::{number, space1};

/// `participants = number [ SP ("participants" / "participant") ]`
///
/// The page prints `1 participants` too: page grammar section 2.3.
pub(crate) fn participants(input: &str) -> IResult<&str, u64> {
    terminated(number, opt((space1, alt((tag("participants"), tag("participant")))))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::participants;
    use crate::value::whole;

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
}
