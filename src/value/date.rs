//! Dates as registry texts write them, at whatever precision they have.

use std::ops::{Add, Mul};

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while_m_n},
    character::complete::{alpha1, char},
    combinator::{map_opt, map_res, opt, value},
    error::{Error, ErrorKind},
    sequence::{preceded, terminated},
};

use super::space1;

/// Year, month and day as written; whether the day exists is for [`PartialDate`](crate::study::PartialDate) to say.
pub(crate) type Parts = (u16, Option<u8>, Option<u8>);

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `date = iso / month-first`
pub(crate) fn date(input: &str) -> IResult<&str, Parts> {
    alt((iso, month_first)).parse(input)
}

/// `iso = year [ "-" 2DIGIT [ "-" 2DIGIT ] ]`
pub(crate) fn iso(input: &str) -> IResult<&str, Parts> {
    let (input, year) = year(input)?;
    let (input, month) = opt(preceded(char('-'), two_digits)).parse(input)?;
    let (input, day) = match month {
        Some(_) => opt(preceded(char('-'), two_digits)).parse(input)?,
        None => (input, None),
    };
    Ok((input, (year, month, day)))
}

/// `month-first = month SP [ 1*2DIGIT ", " ] year`
fn month_first(input: &str) -> IResult<&str, Parts> {
    let (input, month) = terminated(month, space1).parse(input)?;
    let (input, day) = opt(terminated(day, (tag(","), space1))).parse(input)?;
    let (input, year) = year(input)?;
    Ok((input, (year, Some(month), day)))
}

/// `month = "January" / "Jan" / "Jan." / …` in any case
fn month(input: &str) -> IResult<&str, u8> {
    let name = map_opt(alpha1, |word: &str| {
        let month = (1u8..).zip(MONTHS).find(|(_, name)| {
            name.eq_ignore_ascii_case(word) || name.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(word))
        });
        month.map(|(number, _)| number)
    });
    terminated(name, opt(value((), char('.')))).parse(input)
}

/// `year = 4DIGIT`
fn year(input: &str) -> IResult<&str, u16> {
    digits::<_, 4>(input)
}

/// `2DIGIT`
pub(crate) fn two_digits(input: &str) -> IResult<&str, u8> {
    digits::<_, 2>(input)
}

/// `digits = N DIGIT`, by hand: a record has ten dates, and nom's parts with `str::parse` take three times as long.
fn digits<T: From<u8> + Add<Output = T> + Mul<Output = T>, const N: usize>(input: &str) -> IResult<&str, T> {
    match input.split_at_checked(N) {
        Some((digits, rest)) if digits.bytes().all(|digit| digit.is_ascii_digit()) => {
            let number = digits.bytes().fold(T::from(0), |number, digit| number * T::from(10) + T::from(digit - b'0'));
            Ok((rest, number))
        }
        _ => Err(nom::Err::Error(Error::new(input, ErrorKind::Digit))),
    }
}

fn day(input: &str) -> IResult<&str, u8> {
    map_res(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), str::parse).parse(input)
}

#[cfg(test)]
mod tests {
    use super::{Parts, date};
    use crate::value::whole;

    #[test]
    fn each_written_form() {
        let table: [(&str, Option<Parts>); 12] = [
            ("2026-01-12", Some((2026, Some(1), Some(12)))),
            ("2026-01", Some((2026, Some(1), None))),
            ("2026", Some((2026, None, None))),
            ("January 5, 2020", Some((2020, Some(1), Some(5)))),
            ("Sept. 2020", None),
            ("sep 2020", Some((2020, Some(9), None))),
            ("Dec. 31, 1999", Some((1999, Some(12), Some(31)))),
            ("May 2020", Some((2020, Some(5), None))),
            ("5 May 2020", None),
            ("2020-1-5", None),
            ("2020-01-05T00:00", None),
            ("", None),
        ];
        for (text, parts) in table {
            assert_eq!(whole(date, text), parts, "{text:?}");
        }
    }
}
