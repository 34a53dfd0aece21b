//! Headings that say who is in and who is out.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::tag_no_case,
    character::complete::char,
    combinator::{all_consuming, opt, value},
};

use super::Kind;
use crate::value::{space0, space1};

/// The kind of group that a line is the heading of.
pub(super) fn heading(line: &str) -> Option<Kind> {
    // Most lines are told by their length or first letter to be something else.
    let first = line.bytes().next().map(|first| first.to_ascii_lowercase());
    if line.len() > 40 || !matches!(first, Some(b'i' | b'e' | b'k' | b'm')) {
        return None;
    }
    all_consuming(grammar).parse(line).ok().map(|(_, kind)| kind)
}

/// `heading = [ ("key" / "main") SP ] ( "inclusion" / "exclusion" ) SP ( "criteria" / "criterion" ) [ ":" ]`
fn grammar(input: &str) -> IResult<&str, Kind> {
    let weight = opt((alt((tag_no_case("key"), tag_no_case("main"))), space1));
    let kind =
        alt((value(Kind::Inclusion, tag_no_case("inclusion")), value(Kind::Exclusion, tag_no_case("exclusion"))));
    let word = alt((tag_no_case("criteria"), tag_no_case("criterion")));
    let (rest, (_, kind, ..)) = (weight, kind, space1, word, space0, opt(char(':'))).parse(input)?;
    Ok((rest, kind))
}

#[cfg(test)]
mod tests {
    use super::{Kind, heading};

    #[test]
    fn headings() {
        assert_eq!(heading("Inclusion Criteria"), Some(Kind::Inclusion));
        assert_eq!(heading("EXCLUSION CRITERIA:"), Some(Kind::Exclusion));
        assert_eq!(heading("Key inclusion criteria :"), Some(Kind::Inclusion));
        assert_eq!(heading("Inclusion criteria are met"), None);
    }
}
