//! Ages with their unit, and the two ages of a range.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, tag_no_case, take_until1},
    character::complete::{char, one_of},
    combinator::{map, map_opt, opt, value},
    sequence::{delimited, preceded, terminated},
};

use super::{number, space0, space1};

/// A count and the unit's place in minute, hour, day, week, month, year.
pub(crate) type Parts = (u32, usize);

/// The registry's units of age and of time, from the smallest: pattern of `minimumAge` in the API's specification.
pub(crate) const UNITS: [&str; 6] = ["Minute", "Hour", "Day", "Week", "Month", "Year"];

/// `age = number [SP] unit`
pub(crate) fn age(input: &str) -> IResult<&str, Parts> {
    (terminated(number, space0), unit).parse(input)
}

/// `unit = "Year" / "Years" / "Month" / …` in any case
pub(crate) fn unit(input: &str) -> IResult<&str, usize> {
    let mut word = map_opt(nom::character::complete::alpha1, |word: &str| {
        UNITS.iter().position(|unit| {
            word.eq_ignore_ascii_case(unit)
                || word.strip_suffix(['s', 'S']).is_some_and(|singular| singular.eq_ignore_ascii_case(unit))
        })
    });
    word.parse(input)
}

/// An end of a range: an age, or the registry's `N/A` for "no limit".
pub(crate) type Limit = Option<Parts>;

/// `range = limit ("to" / "-") limit / number "-" age / age "and older" / "N/A"`
///
/// The short form with one unit for both ends (`20-40Years`) is met in the text form of the TREC collections.
pub(crate) fn range(input: &str) -> IResult<&str, (Limit, Limit)> {
    alt(((terminated(limit, between), limit), shared_unit, open_ended, value((None, None), tag_no_case("N/A"))))
        .parse(input)
}

/// `limit = age / "N/A"`
pub(crate) fn limit(input: &str) -> IResult<&str, Limit> {
    alt((map(age, Some), value(None, tag_no_case("N/A")))).parse(input)
}

/// The ages of a page in words, with what stands behind them in parentheses.
///
/// `words = ( range / number "to" age / age "and older" / number "+" unit / ( "Under" / "up to" ) age ) [ "old" ] [ "(" groups ")" ]`
pub(crate) fn words(input: &str) -> IResult<&str, ((Limit, Limit), Option<&str>)> {
    let old = || opt((space1, tag_no_case("old")));
    let low = |age: Parts| (Some(age), None);
    let high = |age: Parts| (None, Some(age));
    let plus = map((number, char('+'), space1, unit), move |(count, _, _, unit): (u32, _, _, _)| low((count, unit)));
    let under = preceded((alt((tag_no_case("under"), tag_no_case("up to"), tag("≤"))), space0), age);
    let over = preceded((tag("≥"), space0), age);
    let any = map((terminated(age, between), tag_no_case("any age")), move |(age, _)| low(age));
    let up = map((tag_no_case("any age"), preceded(between, age)), move |(_, age)| high(age));
    let ages = alt((any, up, plus, map(under, high), map(over, low), range));
    let groups = delimited((space0, char('(')), take_until1(")"), char(')'));
    (terminated(ages, old()), opt(groups)).parse(input)
}

/// The value of two limits as programs print it; `None` where there is no limit.
pub(crate) fn range_text(low: Option<String>, high: Option<String>) -> Option<String> {
    match (low, high) {
        (Some(low), Some(high)) => Some(format!("{low} – {high}")),
        (Some(low), None) => Some(format!("≥ {low}")),
        (None, Some(high)) => Some(format!("≤ {high}")),
        (None, None) => None,
    }
}

fn shared_unit(input: &str) -> IResult<&str, (Limit, Limit)> {
    let ends = (terminated(number, between), age);
    map(ends, |(low, (high, unit)): (u32, Parts)| (Some((low, unit)), Some((high, unit)))).parse(input)
}

fn open_ended(input: &str) -> IResult<&str, (Limit, Limit)> {
    let words = alt((tag_no_case("and older"), tag_no_case("and over"), tag_no_case("or older")));
    map(terminated(age, (space1, words)), |low| (Some(low), None)).parse(input)
}

fn between(input: &str) -> IResult<&str, ()> {
    let word = delimited(space1, tag_no_case("to"), space1);
    let dash = delimited(space0, one_of("-–"), space0);
    alt((value((), word), value((), dash))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::{age, range, words};
    use crate::value::whole;

    #[test]
    fn ages() {
        let table = [
            ("18 Years", Some((18, 5))),
            ("1 Year", Some((1, 5))),
            ("6 Months", Some((6, 4))),
            ("24 hours", Some((24, 1))),
            ("30 Minutes", Some((30, 0))),
            ("40Years", Some((40, 5))),
            ("18", None),
            ("18 Yeers", None),
            ("-1 Years", None),
            ("99999999999 Years", None),
        ];
        for (text, parts) in table {
            assert_eq!(whole(age, text), parts, "{text:?}");
        }
    }

    #[test]
    fn in_words() {
        let (months, years) = (4, 5);
        let table = [
            (
                "18 Years to 75 Years   (Adult, Older Adult)",
                Some(((Some((18, years)), Some((75, years))), Some("Adult, Older Adult"))),
            ),
            ("6 Months and older   (Child, Adult)", Some(((Some((6, months)), None), Some("Child, Adult")))),
            ("18 to 75 years old", Some(((Some((18, years)), Some((75, years))), None))),
            ("18+ years old", Some(((Some((18, years)), None), None))),
            ("Under 65 years old", Some(((None, Some((65, years))), None))),
            ("up to 17 Years   (Child)", Some(((None, Some((17, years))), Some("Child")))),
            ("6 months to 17 years old", Some(((Some((6, months)), Some((17, years))), None))),
            ("18 Years – 75 Years", Some(((Some((18, years)), Some((75, years))), None))),
            ("≥ 6 Months", Some(((Some((6, months)), None), None))),
            ("6 Months to Any age", Some(((Some((6, months)), None), None))),
            ("Child, Adult, Older Adult", None),
        ];
        for (text, ages) in table {
            assert_eq!(whole(words, text), ages, "{text:?}");
        }
    }

    #[test]
    fn ranges() {
        let (months, years) = (4, 5);
        let table = [
            ("14 Years to 35 Years", Some((Some((14, years)), Some((35, years))))),
            ("6 Months to 17 Years", Some((Some((6, months)), Some((17, years))))),
            ("6 Months to N/A", Some((Some((6, months)), None))),
            ("N/A to N/A", Some((None, None))),
            ("N/A", Some((None, None))),
            ("18 Years and older", Some((Some((18, years)), None))),
            ("18\u{a0}Years\u{a0}to\u{a0}65\u{a0}Years", Some((Some((18, years)), Some((65, years))))),
            ("20-40Years", Some((Some((20, years)), Some((40, years))))),
            ("18 Years - 65 Years", Some((Some((18, years)), Some((65, years))))),
            ("18 Years", None),
            ("Years to Years", None),
        ];
        for (text, parts) in table {
            assert_eq!(whole(range, text), parts, "{text:?}");
        }
    }
}
