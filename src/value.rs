//! The grammars of single values, in nom: a date, an age, a count, an identifier, a place, a contact line.
//!
//! Each grammar knows only the text; what the parts mean and which of them are valid is the business of the types in
//! [`study`](crate::study). nom appears in this module, in the label lines of [`page`](crate::page), in the markers
//! of [`criteria`](crate::criteria), and in no public signature.

pub(crate) mod age;
pub(crate) mod code;
pub(crate) mod contact;
pub(crate) mod count;
pub(crate) mod country;
pub(crate) mod date;
pub(crate) mod date_time;
pub(crate) mod figure;
pub(crate) mod nct_id;
pub(crate) mod place;
pub(crate) mod related;
pub(crate) mod time_frame;

use nom::{IResult, Parser, combinator::all_consuming};

/// Runs a grammar over a whole value: what it leaves unread is a reason to refuse.
pub(crate) fn whole<'a, T>(grammar: impl Fn(&'a str) -> IResult<&'a str, T>, text: &'a str) -> Option<T> {
    all_consuming(grammar).parse(text.trim()).ok().map(|(_, value)| value)
}

/// `SP = any white space: text from a browser has spaces that do not break a line`
pub(crate) fn space0(input: &str) -> IResult<&str, &str> {
    nom::bytes::complete::take_while(char::is_whitespace).parse(input)
}

pub(crate) fn space1(input: &str) -> IResult<&str, &str> {
    nom::bytes::complete::take_while1(char::is_whitespace).parse(input)
}

/// `number = 1*DIGIT`, as far as it fits
pub(crate) fn number<T: std::str::FromStr>(input: &str) -> IResult<&str, T> {
    nom::combinator::map_res(nom::character::complete::digit1, str::parse).parse(input)
}
