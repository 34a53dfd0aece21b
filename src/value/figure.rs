//! Figures as results report them: `<0.001`, `1,234`, `10 (5)`, `-.90`.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, tag_no_case},
    character::complete::{char, digit1, one_of},
    combinator::{map, map_opt, map_res, not, opt, recognize, value, verify},
    multi::many1_count,
    sequence::{delimited, pair, preceded, terminated},
};

use super::space0;

/// How a figure bounds the value that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Less,
    LessOrEqual,
    GreaterOrEqual,
    Greater,
}

/// Bound, number, whether a per cent sign follows, and the number in parentheses.
pub(crate) type Parts = (Option<Bound>, f64, bool, Option<f64>);

/// `figure = [ "p" ] [ comparator ] number [ "%" ] [ "(" number [ "%" ] ")" ]`
pub(crate) fn figure(input: &str) -> IResult<&str, Parts> {
    let (input, comparator) = opt(preceded(opt(p), comparator)).parse(input)?;
    let (input, (number, percent)) = amount(input)?;
    let parenthesis = delimited((space0, char('('), space0), amount, (space0, char(')')));
    let (input, parenthesis) = opt(map(parenthesis, |(number, _)| number)).parse(input)?;
    Ok((input, (comparator.flatten(), number, percent, parenthesis)))
}

/// `p = "p" SP`: of a p value, before its comparator
fn p(input: &str) -> IResult<&str, ()> {
    value((), terminated(tag_no_case("p"), space0)).parse(input)
}

/// `comparator = "<=" / "=<" / "≤" / "<" / ">=" / "=>" / "≥" / ">" / "="`; the last bounds nothing
fn comparator(input: &str) -> IResult<&str, Option<Bound>> {
    let less_or_equal = alt((tag("<="), tag("=<"), tag("≤")));
    let greater_or_equal = alt((tag(">="), tag("=>"), tag("≥")));
    let sign = alt((
        value(Some(Bound::LessOrEqual), less_or_equal),
        value(Some(Bound::GreaterOrEqual), greater_or_equal),
        value(Some(Bound::Less), char('<')),
        value(Some(Bound::Greater), char('>')),
        value(None, char('=')),
    ));
    delimited(space0, sign, space0).parse(input)
}

fn amount(input: &str) -> IResult<&str, (f64, bool)> {
    let percent = map(opt(preceded(space0, char('%'))), |percent| percent.is_some());
    (number, percent).parse(input)
}

/// `number = [ "-" / "+" ] ( whole [ "." *DIGIT ] / "." 1*DIGIT ) [ exponent ]`
fn number(input: &str) -> IResult<&str, f64> {
    let (input, sign) = opt(one_of("-−–+")).parse(input)?;
    let whole = map(pair(whole, opt(preceded(char('.'), opt(digit1)))), |(whole, fraction)| {
        format!("{whole}.{}", fraction.flatten().unwrap_or("0"))
    });
    let fraction = map(preceded(char('.'), digit1), |fraction: &str| format!("0.{fraction}"));
    let (input, digits) = alt((whole, fraction)).parse(input)?;
    let (input, exponent) = opt(exponent).parse(input)?;
    let (input, ()) = not(one_of("0123456789,.")).parse(input)?;
    let text =
        format!("{}{digits}e{}", if matches!(sign, Some('-' | '−' | '–')) { "-" } else { "" }, exponent.unwrap_or(0));
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok((input, number)),
        _ => nom::combinator::fail().parse(input),
    }
}

/// `whole = group 1*( "," 3DIGIT ) / 1*DIGIT`: thousands may be set apart. A comma behind a zero, or before any other
/// number of digits, may be a decimal one, and is no number here.
fn whole(input: &str) -> IResult<&str, String> {
    let group = verify(digit1, |digits: &str| digits.len() <= 3 && !digits.starts_with('0'));
    let thousand = preceded(char(','), verify(digit1, |digits: &str| digits.len() == 3));
    let grouped = recognize(pair(group, many1_count(thousand)));
    alt((map(grouped, |digits: &str| digits.replace(',', "")), map(digit1, str::to_owned))).parse(input)
}

/// `exponent = ( "e" / "x 10^" / "× 10^" ) [ "-" / "+" ] 1*DIGIT`
fn exponent(input: &str) -> IResult<&str, i32> {
    let power = (space0, alt((tag_no_case("x"), tag("×"), tag("*"))), space0, tag("10"), opt(char('\\')), char('^'));
    let sign = alt((value((), power), value((), tag_no_case("e"))));
    let digits = (opt(one_of("-−+")), map_res(digit1, str::parse::<i32>));
    map_opt(preceded(sign, digits), |(sign, digits)| match sign {
        Some('-' | '−') => digits.checked_neg(),
        _ => Some(digits),
    })
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::{Bound, Parts, figure};
    use crate::value::whole;

    #[test]
    fn figures() {
        let table: [(&str, Option<Parts>); 26] = [
            ("42", Some((None, 42.0, false, None))),
            ("-0.5", Some((None, -0.5, false, None))),
            ("-.90", Some((None, -0.9, false, None))),
            (".05", Some((None, 0.05, false, None))),
            ("5.", Some((None, 5.0, false, None))),
            ("<0.001", Some((Some(Bound::Less), 0.001, false, None))),
            ("< 0.0001", Some((Some(Bound::Less), 0.0001, false, None))),
            ("≤0.05", Some((Some(Bound::LessOrEqual), 0.05, false, None))),
            (">=10", Some((Some(Bound::GreaterOrEqual), 10.0, false, None))),
            (">0.05", Some((Some(Bound::Greater), 0.05, false, None))),
            ("=0.247", Some((None, 0.247, false, None))),
            ("p = 0.03", Some((None, 0.03, false, None))),
            ("P<.001", Some((Some(Bound::Less), 0.001, false, None))),
            ("1,234", Some((None, 1234.0, false, None))),
            ("1,234,567.5", Some((None, 1_234_567.5, false, None))),
            ("10 (5)", Some((None, 10.0, false, Some(5.0)))),
            ("10 (5.2%)", Some((None, 10.0, false, Some(5.2)))),
            ("12%", Some((None, 12.0, true, None))),
            ("1.5e-4", Some((None, 0.00015, false, None))),
            ("2 x 10^-3", Some((None, 0.002, false, None))),
            ("0,123", None),
            ("7,8", None),
            ("1.234,5", None),
            ("NA", None),
            ("12 to 15", None),
            ("1e999", None),
        ];
        for (text, parts) in table {
            assert_eq!(whole(figure, text), parts, "{text:?}");
        }
    }
}
