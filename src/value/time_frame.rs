//! Time frames that are one length or one point of time: `12 weeks`, `Up to 24 months`, `Week 12`.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::tag_no_case,
    combinator::{map, map_opt, opt},
    sequence::{preceded, terminated},
};

use super::{age, number, space0, space1};

/// What a time frame says of its length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    Length(age::Parts),
    UpTo(age::Parts),
    At(age::Parts),
}

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// `time-frame = [ up-to ] ( length / point )`; a full stop may follow
pub(crate) fn time_frame(input: &str) -> IResult<&str, Parts> {
    let up_to =
        terminated((alt((tag_no_case("up to"), tag_no_case("through"), tag_no_case("within"))), space1), space0);
    let (input, up_to) = opt(up_to).parse(input)?;
    let (input, (parts, is_point)) =
        alt((map(length, |age| (age, false)), map(point, |age| (age, true)))).parse(input)?;
    let (input, _) = opt(tag_no_case(".")).parse(input)?;
    let parts = match (up_to, is_point) {
        (Some(_), _) => Parts::UpTo(parts),
        (None, true) => Parts::At(parts),
        (None, false) => Parts::Length(parts),
    };
    Ok((input, parts))
}

/// `length = age / number-word SP unit`
fn length(input: &str) -> IResult<&str, age::Parts> {
    let word = map_opt(nom::character::complete::alpha1, |word: &str| {
        (1..).zip(NUMBERS).find(|(_, number)| number.eq_ignore_ascii_case(word)).map(|(number, _)| number)
    });
    alt((age::age, (terminated(word, space1), age::unit))).parse(input)
}

/// `point = unit SP number`
fn point(input: &str) -> IResult<&str, age::Parts> {
    map((terminated(age::unit, space1), preceded(space0, number)), |(unit, count)| (count, unit)).parse(input)
}

#[cfg(test)]
mod tests {
    use super::{Parts, time_frame};
    use crate::value::whole;

    #[test]
    fn time_frames() {
        let (hour, day, week, month, year) = (1, 2, 3, 4, 5);
        let table = [
            ("12 weeks", Some(Parts::Length((12, week)))),
            ("8 Weeks", Some(Parts::Length((8, week)))),
            ("6 month", Some(Parts::Length((6, month)))),
            ("Twelve weeks", Some(Parts::Length((12, week)))),
            ("72 hours.", Some(Parts::Length((72, hour)))),
            ("Up to 24 months", Some(Parts::UpTo((24, month)))),
            ("up to Week 12", Some(Parts::UpTo((12, week)))),
            ("Week 12", Some(Parts::At((12, week)))),
            ("Day 1", Some(Parts::At((1, day)))),
            ("1 year", Some(Parts::Length((1, year)))),
            ("1 year, post implantation", None),
            ("Baseline, Week 12", None),
            ("6-9 months", None),
            ("4th day", None),
            ("1.5 years", None),
            ("Baseline", None),
        ];
        for (text, parts) in table {
            assert_eq!(whole(time_frame, text), parts, "{text:?}");
        }
    }
}
