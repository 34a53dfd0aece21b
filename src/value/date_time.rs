//! A date and the time of day, to the minute.

use nom::{
    IResult, Parser, bytes::complete::take_while_m_n, character::complete::char, combinator::map_res,
    sequence::preceded,
};

use super::date;

/// Date, hour, minute.
pub(crate) type Parts = (date::Parts, u8, u8);

/// `date-time = iso-date "T" 2DIGIT ":" 2DIGIT`: the API's `DateTimeMinutes`
pub(crate) fn date_time(input: &str) -> IResult<&str, Parts> {
    (date::iso, preceded(char('T'), two_digits), preceded(char(':'), two_digits)).parse(input)
}

fn two_digits(input: &str) -> IResult<&str, u8> {
    map_res(take_while_m_n(2, 2, |c: char| c.is_ascii_digit()), str::parse).parse(input)
}
