//! Comparators: signs and words, before a value and behind it.

use nom::{
    Parser,
    branch::alt,
    combinator::{map, opt, value},
    sequence::{pair, preceded, terminated},
};

use super::{
    grammar::{Read, Tokens, fail, one_of, phrase, sign, word_of},
    lexer::{Kind, Sign, Token},
    words::Roles,
};

/// How a value bounds what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparator {
    Above,
    AtLeast,
    Below,
    AtMost,
    Equal,
}

impl Comparator {
    fn negated(self) -> Self {
        match self {
            Self::Above => Self::AtMost,
            Self::AtLeast => Self::Below,
            Self::Below => Self::AtLeast,
            Self::AtMost => Self::Above,
            Self::Equal => Self::Equal,
        }
    }

    /// With `or equal to` behind it.
    fn or_equal(self) -> Self {
        match self {
            Self::Above => Self::AtLeast,
            Self::Below => Self::AtMost,
            other => other,
        }
    }

    /// As it reads from the value's other side: `145 ≤ SBP` is `SBP ≥ 145`.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::Above => Self::Below,
            Self::AtLeast => Self::AtMost,
            Self::Below => Self::Above,
            Self::AtMost => Self::AtLeast,
            Self::Equal => Self::Equal,
        }
    }
}

/// A comparator before a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    pub(super) comparator: Comparator,
    /// Whether its words are about ages: `older than`.
    pub(super) is_of_age: bool,
    /// Whether it is a sign.
    pub(super) is_sign: bool,
}

/// `prefix = [ negation ] ( signs / words ) [ "of" / "a" … ]`
pub(super) fn prefix<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Prefix> {
    let Some(first) = input.first() else { return fail() };
    match first.kind {
        Kind::Sign(_) => signs(input),
        Kind::Word => {
            let is_negation = first.is("no") || first.is("not") || first.text.len() > 5;
            let (input, negation) = if is_negation { opt(negation).parse(input)? } else { (input, None) };
            let is_sign = input.first().is_some_and(|next| next.kind != Kind::Word);
            let (input, prefix) = if is_sign { signs(input)? } else { words(input)? };
            // `less than or equal to (<=) 30`
            let again = preceded(sign(Sign::Open), terminated(signs, sign(Sign::Close)));
            let again = nom::combinator::verify(again, |again| again.comparator == prefix.comparator);
            let (input, _) = opt(again).parse(input)?;
            let comparator = if negation.is_some() { prefix.comparator.negated() } else { prefix.comparator };
            Ok((input, Prefix { comparator, ..prefix }))
        }
        Kind::Number(_) => fail(),
    }
}

/// `negation = ( "no" / "not" / "never" / "cannot" ) *( "be" / "been" / "have" / "to" … )`
fn negation<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, ()> {
    let (mut input, _) = one_of(&["no", "not", "never", "cannot", "mustn't", "shouldn't"]).parse(input)?;
    while let Ok((rest, _)) = one_of(&["be", "been", "have", "to", "of", "a", "is", "are"]).parse(input) {
        input = rest;
    }
    Ok((input, ()))
}

/// `signs = ( ">" / "≥" / "<" / "≤" / "=" ) [ or-equal ]`
pub(super) fn signs<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Prefix> {
    let strict = alt((value(Comparator::Above, sign(Sign::Greater)), value(Comparator::Below, sign(Sign::Less))));
    let equal_first = preceded(
        (sign(Sign::Equal), opt(alt((value((), sign(Sign::Slash)), value((), one_of(&["or"])))))),
        alt((value(Comparator::Above, sign(Sign::Greater)), value(Comparator::Below, sign(Sign::Less)))),
    );
    let comparator = alt((
        map(
            pair(strict, opt(or_equal)),
            |(comparator, or_equal): (Comparator, Option<()>)| {
                if or_equal.is_some() { comparator.or_equal() } else { comparator }
            },
        ),
        value(Comparator::AtLeast, terminated(sign(Sign::GreaterOrEqual), opt(or_equal))),
        value(Comparator::AtMost, terminated(sign(Sign::LessOrEqual), opt(or_equal))),
        map(equal_first, Comparator::or_equal),
        value(Comparator::Equal, sign(Sign::Equal)),
    ));
    let (input, comparator) = terminated(comparator, opt(one_of(&["than", "to", "of"]))).parse(input)?;
    Ok((input, Prefix { comparator, is_of_age: false, is_sign: true }))
}

/// `or-equal = [ "or" / "and" / "/" ] ( "=" / "equal" [ "to" / "than" ] / "equivalent" "to" )`
fn or_equal<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, ()> {
    // Most comparators have their value right behind them.
    if input.first().is_none_or(|next| matches!(next.kind, Kind::Number(_))) {
        return fail();
    }
    let comma = value((), (sign(Sign::Comma), opt(one_of(&["or", "and"]))));
    let joint = opt(alt((value((), one_of(&["or", "and"])), value((), sign(Sign::Slash)), comma)));
    let equal = alt((
        value((), sign(Sign::Equal)),
        value((), (one_of(&["equal", "equals", "equivalent", "equalto"]), opt(one_of(&["to", "than"])))),
    ));
    value((), (joint, equal)).parse(input)
}

/// `words = "at least" / "up to" / "minimum" [ "of" ] / comparative [ "than" ] [ or-equal ] / "equal to or" comparative "than" / …`
fn words<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Prefix> {
    let fixed = alt((
        value(
            Comparator::AtLeast,
            alt((phrase(&["at", "least"]), phrase(&["at", "the", "least"]), phrase(&["atleast"]))),
        ),
        value(
            Comparator::AtLeast,
            alt((phrase(&["at", "minimum"]), phrase(&["at", "a", "minimum"]), phrase(&["as", "low", "as"]))),
        ),
        value(
            Comparator::AtLeast,
            alt((phrase(&["a", "minimum", "of"]), phrase(&["minimum", "of"]), phrase(&["minimum", "age", "of"]))),
        ),
        value(
            Comparator::AtLeast,
            alt((phrase(&["the", "minimum", "of"]), phrase(&["minimal", "of"]), phrase(&["starting", "at"]))),
        ),
        value(
            Comparator::AtMost,
            alt((phrase(&["at", "most"]), phrase(&["at", "the", "most"]), phrase(&["as", "high", "as"]))),
        ),
        value(
            Comparator::AtMost,
            alt((
                phrase(&["a", "maximum", "of"]),
                phrase(&["maximum", "of"]),
                phrase(&["up", "to", "and", "including"]),
            )),
        ),
        value(
            Comparator::AtMost,
            alt((phrase(&["up", "to", "a", "maximum", "of"]), phrase(&["up", "to"]), phrase(&["upto"]))),
        ),
        value(
            Comparator::Above,
            alt((phrase(&["in", "excess", "of"]), phrase(&["superior", "to"]), phrase(&["greater", "then"]))),
        ),
        value(
            Comparator::Below,
            alt((phrase(&["inferior", "to"]), phrase(&["less", "then"]), phrase(&["lower", "then"]))),
        ),
    ));
    let limit = alt((
        value(Comparator::AtLeast, one_of(&["minimum", "min", "minimal"])),
        value(Comparator::AtMost, one_of(&["maximum", "max", "maximal"])),
    ));
    let limit = terminated(limit, opt(alt((sign(Sign::Point), sign(Sign::Stop), sign(Sign::Colon)))));
    let plain = alt((fixed, limit));
    let plain = map(plain, |comparator| Prefix { comparator, is_of_age: false, is_sign: false });
    // `at or above`
    let at_or = map(preceded((one_of(&["at"]), one_of(&["or"])), comparative), |prefix| Prefix {
        comparator: prefix.comparator.or_equal(),
        ..prefix
    });
    let (input, prefix) = alt((comparative, plain, at_or, equal_or_comparative)).parse(input)?;
    let (input, _) = opt(one_of(&["the", "a"])).parse(input)?;
    Ok((input, prefix))
}

/// `equal [ "to" ] ( "or" / "and" / "/" ) comparative`
fn equal_or_comparative<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Prefix> {
    let equal = (one_of(&["equal", "equals"]), opt(one_of(&["to"])));
    let joint = alt((value((), one_of(&["or", "and"])), value((), sign(Sign::Slash))));
    let strict = alt((comparative, signs));
    map(preceded((equal, joint), strict), |prefix| Prefix { comparator: prefix.comparator.or_equal(), ..prefix })
        .parse(input)
}

/// `comparative = ( "more" / "greater" / "less" / "older" / … ) [ "than" ] [ or-equal ] [ "than" / "to" ]`
///
/// `over`, `under` and their like need no `than`; the others do, or `or equal`.
fn comparative<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Prefix> {
    let Some(word) = input.first() else { return fail() };
    let comparator = if word.has(Roles::ABOVE.and(Roles::MORE)) {
        Comparator::Above
    } else if word.has(Roles::BELOW.and(Roles::LESS)) {
        Comparator::Below
    } else {
        return fail();
    };
    let is_preposition = word.has(Roles::ABOVE.and(Roles::BELOW));
    let is_of_age = word.is("older") || word.is("younger");
    let rest = input.skip(1);
    let (rest, than) = opt(one_of(&["than", "then", "that"])).parse(rest)?;
    // `greater than to or equal`
    let (rest, _) = opt(terminated(one_of(&["to"]), nom::combinator::peek(one_of(&["or"])))).parse(rest)?;
    let (rest, equal) = opt(or_equal).parse(rest)?;
    let (rest, than_behind) = opt(one_of(&["than", "to", "of"])).parse(rest)?;
    if !is_preposition && than.is_none() && equal.is_none() && than_behind.is_none() {
        return fail();
    }
    let comparator = if equal.is_some() { comparator.or_equal() } else { comparator };
    Ok((rest, Prefix { comparator, is_of_age, is_sign: false }))
}

/// A comparator behind a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Postfix {
    /// `or more`; `true` for `or older`, which tells an age.
    Plain(Comparator, bool),
    /// `or better`, which is up or down as the scale has it.
    Better,
    Worse,
}

/// `postfix = ( "or" / "and" / "&" ) ( "older" / "more" / "less" / … ) / "+" / "minimum" / "or" ( ">" / "<" )`
pub(super) fn postfix<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Postfix> {
    let begins = |first: &Token<'_>| match first.kind {
        Kind::Word => first.has(Roles::POSTFIX),
        Kind::Sign(sign) => matches!(sign, Sign::Slash | Sign::Comma | Sign::Plus) || first.text == "&",
        Kind::Number(_) => false,
    };
    if !input.first().is_some_and(begins) {
        return fail();
    }
    let joint = || {
        let word = value((), one_of(&["or", "and"]));
        let slash = value((), sign(Sign::Slash));
        let comma = value((), (sign(Sign::Comma), one_of(&["or", "and"])));
        let both = value((), (one_of(&["and"]), sign(Sign::Slash), one_of(&["or"])));
        let ampersand = value((), nom::combinator::verify(super::grammar::any, |token: &&Token<'_>| token.text == "&"));
        alt((both, word, slash, comma, ampersand))
    };
    let plain = alt((
        map(one_of(&["older", "elder", "over"]), |_| Postfix::Plain(Comparator::AtLeast, true)),
        map(one_of(&["younger"]), |_| Postfix::Plain(Comparator::AtMost, true)),
        map(one_of(&["above", "up", "upwards", "upward", "beyond", "plus", "onwards"]), |_| {
            Postfix::Plain(Comparator::AtLeast, false)
        }),
        map(word_of(Roles::MORE), |_| Postfix::Plain(Comparator::AtLeast, false)),
        map(one_of(&["below", "under"]), |_| Postfix::Plain(Comparator::AtMost, false)),
        map(word_of(Roles::LESS), |_| Postfix::Plain(Comparator::AtMost, false)),
        value(Postfix::Better, one_of(&["better"])),
        value(Postfix::Worse, one_of(&["worse"])),
        map(sign(Sign::Greater), |_| Postfix::Plain(Comparator::AtLeast, false)),
        map(sign(Sign::Less), |_| Postfix::Plain(Comparator::AtMost, false)),
    ));
    let joined = preceded(joint(), plain);
    let alone = alt((
        map(one_of(&["minimum"]), |_| Postfix::Plain(Comparator::AtLeast, false)),
        map(phrase(&["at", "least"]), |()| Postfix::Plain(Comparator::AtLeast, false)),
        map(phrase(&["at", "minimum"]), |()| Postfix::Plain(Comparator::AtLeast, false)),
        map(one_of(&["maximum"]), |_| Postfix::Plain(Comparator::AtMost, false)),
        map(one_of(&["older", "upwards", "onwards"]), |token| Postfix::Plain(Comparator::AtLeast, token.is("older"))),
    ));
    // `18+ years`, but not `HER2 2+`
    let plus = nom::combinator::verify(sign(Sign::Plus), |plus: &&Token<'_>| plus.is_glued);
    let plus = terminated(
        plus,
        nom::combinator::peek(one_of(&["years", "year", "yrs", "months", "weeks", "days", "hours", "minutes"])),
    );
    let plus = map(plus, |_| Postfix::Plain(Comparator::AtLeast, false));
    let (rest, postfix) = alt((joined, alone, plus)).parse(input)?;
    // `18 or more than 65`, `≤ 5 or > 10`: the words begin the next comparison.
    let goes_on = rest.first().is_some_and(|next| {
        next.is("than")
            || next.is("then")
            || next.is("equal")
            || matches!(next.kind, Kind::Number(_))
            || next.is_sign(Sign::Equal)
    });
    if goes_on { fail() } else { Ok((rest, postfix)) }
}
