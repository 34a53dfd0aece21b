//! A date and the time of day, to the minute.

use nom::{IResult, Parser, character::complete::char, sequence::preceded};

use super::date::{self, two_digits};

/// Date, hour, minute.
pub(crate) type Parts = (date::Parts, u8, u8);

/// `date-time = iso-date "T" 2DIGIT ":" 2DIGIT`: the API's `DateTimeMinutes`
pub(crate) fn date_time(input: &str) -> IResult<&str, Parts> {
    (date::iso, preceded(char('T'), two_digits), preceded(char(':'), two_digits)).parse(input)
}
