//! What the grammars of this module have in common: tokens as nom reads them.

use nom::{IResult, Parser};

use super::{
    lexer::{Kind, Number, Sign, Token},
    words::Roles,
};

/// The tokens that are yet to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens<'a, 't>(pub(super) &'a [Token<'t>]);

pub(super) type Read<'a, 't, T> = IResult<Tokens<'a, 't>, T, ()>;

impl<'a, 't> Tokens<'a, 't> {
    pub(super) fn first(self) -> Option<&'a Token<'t>> {
        self.0.first()
    }

    pub(super) fn skip(self, count: usize) -> Self {
        Self(self.0.get(count..).unwrap_or_default())
    }

    /// How many tokens stand before `rest`, which is an end of these.
    pub(super) fn len_before(self, rest: Self) -> usize {
        self.0.len().saturating_sub(rest.0.len())
    }
}

pub(super) fn fail<'a, 't, T>() -> Read<'a, 't, T> {
    Err(nom::Err::Error(()))
}

/// Any token.
pub(super) fn any<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, &'a Token<'t>> {
    match input.0 {
        [token, rest @ ..] => Ok((Tokens(rest), token)),
        [] => fail(),
    }
}

pub(super) fn sign<'a, 't: 'a>(expected: Sign) -> impl Parser<Tokens<'a, 't>, Output = &'a Token<'t>, Error = ()> {
    nom::combinator::verify(any, move |token: &&Token<'_>| token.is_sign(expected))
}

/// One of some words, in any case.
pub(super) fn one_of<'a, 't: 'a>(
    words: &'static [&'static str],
) -> impl Parser<Tokens<'a, 't>, Output = &'a Token<'t>, Error = ()> {
    nom::combinator::verify(any, move |token: &&Token<'_>| words.iter().any(|word| token.is(word)))
}

/// A word of one of some roles.
pub(super) fn word_of<'a, 't: 'a>(roles: Roles) -> impl Parser<Tokens<'a, 't>, Output = &'a Token<'t>, Error = ()> {
    nom::combinator::verify(any, move |token: &&Token<'_>| token.has(roles))
}

/// Some words in this order, in any case.
pub(super) fn phrase<'a, 't: 'a>(
    words: &'static [&'static str],
) -> impl Parser<Tokens<'a, 't>, Output = (), Error = ()> {
    move |input: Tokens<'a, 't>| {
        let mut rest = input;
        for word in words {
            match rest.first() {
                Some(token) if token.is(word) => rest = rest.skip(1),
                _ => return fail(),
            }
        }
        Ok((rest, ()))
    }
}

pub(super) fn number<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, (&'a Token<'t>, Number)> {
    match input.first() {
        Some(token) => match token.kind {
            Kind::Number(number) => Ok((input.skip(1), (token, number))),
            _ => fail(),
        },
        None => fail(),
    }
}
