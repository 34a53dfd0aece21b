//! How records write units: `mL/min/1.73 m²`, `grams per decilitre`, `mg of prednisone a day`.

use std::sync::LazyLock;

use nom::{Parser, combinator::opt};

use super::{
    super::{
        grammar::{Read, Tokens, any, fail, number, one_of, sign},
        index::{Index, Spelling},
        lexer::{Kind, Sign, Token},
    },
    Atom, OLD, Unit,
    table::{ATOMS, WHOLE},
};

/// `unit = whole / [ component ] *( ( "/" / "per" / "a" ) component )`
pub(in crate::criteria::constraint) fn unit<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Unit> {
    // `18-year-old`, `6-month`
    let is_hyphen = |token: &Token<'_>| token.is_sign(Sign::Dash) && token.is_glued;
    let is_joined = input.first().is_some_and(is_hyphen)
        && input.skip(1).first().is_some_and(|next| next.is_glued && next.kind == Kind::Word);
    let input = if is_joined { input.skip(1) } else { input };
    if let Some((Spelt { stands_for, .. }, len)) = spelt(input.0, |_| true) {
        let unit = match stands_for {
            Part::Whole(code) => Unit::parse(code),
            Part::Atom(atom) => Some(Unit::of_atom(atom)),
        };
        return unit.map_or_else(fail, |unit| rates(input.skip(len), unit));
    }
    // `100 x 10^9 PLT/L` is rare; `/mm3`, `cells/mm3` and `per microliter` are not.
    match component(input) {
        Ok((rest, first)) => rates(rest, first),
        Err(_) => {
            let (rest, ()) = per(input)?;
            let (rest, first) = component(rest)?;
            rates(rest, Unit::one().per(&first))
        }
    }
}

/// The parts of a unit behind its first.
fn rates<'a, 't>(input: Tokens<'a, 't>, first: Unit) -> Read<'a, 't, Unit> {
    let mut unit = first;
    let mut rest = input;
    for _ in 0..3 {
        // `60 milliliter per minute (mL/min)/1.73 meter square (m^2)`: the short form of what was just said.
        if let Ok((behind, short)) = short_form(rest)
            && (unit.as_str() == short.as_str() || unit.as_str().ends_with(short.as_str()))
        {
            rest = behind;
        }
        let next = per(rest).and_then(|(rest, ())| component(rest));
        let next = next.or_else(|_| rate_of_substance(rest));
        let next = next.or_else(|_| frequency(rest));
        let Ok((behind, next)) = next else { break };
        unit = unit.per(&next);
        rest = behind;
    }
    Ok((rest, unit))
}

/// `rate-of-substance = 1*2word per time`: `20 mg prednisone per day`, `50 g of alcohol/day`
fn rate_of_substance<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Unit> {
    let (rest, _) = opt(one_of(&["of"])).parse(input)?;
    let mut rest = rest;
    for _ in 0..2 {
        let (behind, token) = any(rest)?;
        if token.kind != Kind::Word || token.is("and") || token.is("or") {
            return fail();
        }
        if let Ok((end, unit)) = per(behind).and_then(|(rest, ())| component(rest))
            && unit.is_time()
        {
            return Ok((end, unit));
        }
        rest = behind;
    }
    fail()
}

/// `short-form = "(" unit ")"`
fn short_form<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Unit> {
    let (rest, _) = sign(Sign::Open).parse(input)?;
    let (rest, short) = component(rest)?;
    let (rest, short) = match per(rest).and_then(|(rest, ())| component(rest)) {
        Ok((rest, next)) => (rest, short.per(&next)),
        Err(_) => (rest, short),
    };
    let (rest, _) = sign(Sign::Close).parse(rest)?;
    Ok((rest, short))
}

/// `per = "/" / "per" / "each" / "a" / "in" "24"`
fn per<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, ()> {
    let (rest, token) = any(input)?;
    let next = rest.first();
    let is_time = || next.is_some_and(|next| ["day", "week", "month", "year", "hour"].iter().any(|word| next.is(word)));
    let is_day = || next.is_some_and(|next| next.text == "24");
    let is_per = token.is_sign(Sign::Slash)
        || token.is("per")
        || (token.is("each") || token.is("a") || token.is("every")) && is_time()
        || (token.is("in") || token.is("every")) && is_day();
    if is_per { Ok((rest, ())) } else { fail() }
}

/// `frequency = "daily" / "weekly"`
fn frequency<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Unit> {
    let (rest, token) = any(input)?;
    let code = if token.is("daily") || token.is("qd") {
        "d"
    } else if token.is("weekly") {
        "wk"
    } else {
        return fail();
    };
    Unit::parse(code).map_or_else(fail, |unit| Ok((rest, unit)))
}

/// `component = [ "1.73" / "24" ] atom`
fn component<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Unit> {
    if let Ok((rest, (token, _))) = number(input) {
        let is = |rest: Tokens<'a, 't>, code: &str| atom(rest).ok().filter(|(_, unit)| unit.as_str() == code);
        let code = match token.text {
            "1.73" | "1.72" => "{1.73_m2}",
            "24" => "(24.h)",
            _ => return fail(),
        };
        // The square metres are lost now and then, the hours are not.
        let behind = if token.text == "24" {
            is(rest, "h").map(|(rest, _)| rest)
        } else {
            Some(is(rest, "m2").map_or(rest, |(rest, _)| rest))
        };
        return match (behind, Unit::parse(code)) {
            (Some(rest), Some(unit)) => Ok((rest, unit)),
            _ => fail(),
        };
    }
    atom(input)
}

fn atom<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Unit> {
    let Some(first) = input.first() else { return fail() };
    let is_atom = |part: Part| matches!(part, Part::Atom(_));
    if let Some((Spelt { stands_for: Part::Atom(atom), .. }, len)) = spelt(input.0, is_atom) {
        return Ok((input.skip(len), Unit::of_atom(atom)));
    }
    // `18-years-old`
    let stem = OLD.iter().find_map(|old| {
        let at = first.text.len().checked_sub(old.len())?;
        let (stem, end) = first.text.split_at_checked(at)?;
        end.eq_ignore_ascii_case(old).then_some(stem)
    });
    let stem = stem.filter(|_| first.kind == Kind::Word);
    let token = stem.map(|stem| Token { text: stem, letters: 0, ..*first });
    match token.and_then(|token| spelt(&[token], is_atom)) {
        Some((Spelt { stands_for: Part::Atom(atom), .. }, _)) => Ok((input.skip(1), Unit::of_atom(atom))),
        _ => fail(),
    }
}

/// A spelling of a unit or of a part of one.
#[derive(Clone, Copy)]
struct Spelt {
    word: &'static str,
    stands_for: Part,
}

#[derive(Clone, Copy)]
enum Part {
    Atom(&'static Atom),
    /// A whole unit's code.
    Whole(&'static str),
}

/// The longest spelling of a unit that the tokens begin with, of those that are asked for.
fn spelt(tokens: &[Token<'_>], accepts: impl Fn(Part) -> bool) -> Option<(Spelt, usize)> {
    static SPELLINGS: LazyLock<Index<Spelt>> = LazyLock::new(|| {
        let mut index = Index::new(Spelling::Signs);
        for (word, code) in WHOLE {
            index.insert(word, Spelt { word, stands_for: Part::Whole(code) });
        }
        // What a capital tells from others goes before those.
        for is_with_capital in [true, false] {
            for atom in ATOMS {
                for word in atom.words.iter().filter(|word| has_capital(word) == is_with_capital) {
                    index.insert(word, Spelt { word, stands_for: Part::Atom(atom) });
                }
            }
        }
        index
    });
    SPELLINGS.longest(tokens, |spelt, shown| {
        let shown = || shown.iter().flat_map(|token| token.text.bytes());
        let is_as_shown = || shown().eq(spelt.word.bytes().filter(|byte| *byte != b' '));
        accepts(spelt.stands_for) && (!has_capital(spelt.word) || is_as_shown())
    })
}

fn has_capital(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_uppercase())
}
