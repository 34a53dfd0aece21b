//! List markers at the start of a line.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while_m_n},
    character::complete::one_of,
    combinator::{opt, recognize},
    sequence::terminated,
};

/// Splits a line into its marker, escapes included, and what follows.
///
/// `marker = bullet SP / number SP`
pub(super) fn marker(line: &str) -> Option<(&str, &str)> {
    // Most lines without a marker begin with a word.
    if let [b'A'..=b'Z' | b'a'..=b'z', second, ..] = line.as_bytes()
        && !matches!(second, b'.' | b')' | b'\\')
    {
        return None;
    }
    let (body, marker) = terminated(alt((bullet, number)), crate::value::space1).parse(line).ok()?;
    Some((marker, body.trim_start()))
}

/// `bullet = [ "\" ] ( "*" / "-" / "•" / … )`
fn bullet(input: &str) -> IResult<&str, &str> {
    recognize((opt(tag("\\")), one_of("*-+•·‣▪–—○●◦"))).parse(input)
}

/// `number = [ "(" ] ( 1*3DIGIT *( "." 1*2DIGIT ) / ALPHA ) [ "\" ] ( "." / ")" )`
fn number(input: &str) -> IResult<&str, &str> {
    let digits = recognize((
        take_while_m_n(1, 3, |c: char| c.is_ascii_digit()),
        nom::multi::many0_count((tag("."), take_while_m_n(1, 2, |c: char| c.is_ascii_digit()))),
    ));
    let letter = take_while_m_n(1, 1, |c: char| c.is_ascii_alphabetic());
    let counter = recognize(alt((digits, letter)));
    recognize((opt(tag("(")), counter, opt(tag("\\")), one_of(".)"))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::marker;

    #[test]
    fn markers() {
        let table = [
            ("* Drinks tea", Some(("*", "Drinks tea"))),
            ("\\- Drinks tea", Some(("\\-", "Drinks tea"))),
            ("1. Drinks tea", Some(("1.", "Drinks tea"))),
            ("12\\. Drinks tea", Some(("12\\.", "Drinks tea"))),
            ("2.1) Drinks tea", Some(("2.1)", "Drinks tea"))),
            ("(a) Drinks tea", Some(("(a)", "Drinks tea"))),
            ("1.5 cups of tea", None),
            ("-Drinks tea", None),
            ("Drinks tea", None),
        ];
        for (line, split) in table {
            assert_eq!(marker(line), split, "{line:?}");
        }
    }
}
