//! Values with what they are counted in: numbers, powers of ten, multiples of a limit of normal, units.

use nom::{Parser, branch::alt, combinator::opt};

use super::{
    Reference,
    grammar::{Read, Tokens, any, fail, number, one_of, phrase, sign},
    lexer::{Kind, Sign, Token},
    unit::{self, OLD, Unit},
    words::Roles,
};

/// A value and its unit.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) value: f64,
    pub(super) unit: Option<Unit>,
    pub(super) relative_to: Option<Reference>,
    /// Whether the number can be read in two ways.
    pub(super) is_ambiguous: bool,
    /// Whether it is written in digits without a point.
    pub(super) is_whole: bool,
    /// Whether it is written in words: `two`.
    pub(super) is_word: bool,
    /// Whether the words behind it tell an age: `years old`.
    pub(super) is_of_age: bool,
}

/// `amount = value [ multiplier ] [ power ] [ times-limit / unit ] / limit`
pub(super) fn amount<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Amount> {
    // `> 10^5 copies/mL`
    if input.first().is_some_and(|first| first.text == "10")
        && let Ok((rest, exponent)) = power(input)
    {
        let (rest, unit) = opt(unit::unit).parse(rest)?;
        let unit = unit.filter(|unit| !unit.is_one());
        return Ok((rest, Amount { unit, ..Amount::plain(10f64.powi(exponent)) }));
    }
    if input.first().is_some_and(|first| first.kind == Kind::Word)
        && let Ok((rest, (reference, times))) = limit_first(input)
    {
        return Ok((rest, Amount { relative_to: Some(reference), ..Amount::plain(times) }));
    }
    let (rest, mut amount) = value(input)?;
    // `ECOG 0, 1`, `≥ 18.`: nothing is counted.
    let is_end = |sign| matches!(sign, Sign::Stop | Sign::Break | Sign::Close | Sign::Colon);
    if rest.first().is_none_or(|next| matches!(next.kind, Kind::Sign(sign) if is_end(sign))) {
        return Ok((rest, amount));
    }
    // Behind most numbers stands a unit, or another word.
    let multiplies = Roles::FACTOR.and(Roles::OF_LIMIT).and(Roles::ULN).and(Roles::LLN);
    if rest.first().is_some_and(|next| next.kind == Kind::Word && !next.has(multiplies)) {
        return counted_in(input, rest, amount);
    }
    let (rest, multiplier) = opt(multiplier).parse(rest)?;
    // `one hundred thousand`
    if multiplier.is_some() && self::multiplier(rest).is_ok() {
        return fail();
    }
    // `one hundred and fifty`
    let behind = rest.first().filter(|next| next.is("and")).map_or(rest, |_| rest.skip(1));
    if multiplier.is_some() && amount.is_word && behind.first().is_some_and(|next| is_number_word(next)) {
        return fail();
    }
    amount.value *= multiplier.unwrap_or(1.0);
    let is_multiple = input.first().is_some_and(|first| MULTIPLES.iter().any(|word| first.is(word)));
    if let Ok((rest, (reference, is_percent))) = times_limit(rest, is_multiple) {
        amount.relative_to = Some(reference);
        if is_percent {
            amount.value /= 100.0;
        }
        return Ok((rest, amount));
    }
    counted_in(input, rest, amount)
}

/// `counted-in = [ power ] [ unit ]`, and what makes a number doubtful. `input` is the whole amount.
fn counted_in<'a, 't>(input: Tokens<'a, 't>, rest: Tokens<'a, 't>, mut amount: Amount) -> Read<'a, 't, Amount> {
    let (rest, power) = opt(power).parse(rest)?;
    let (rest, unit) = opt(unit::unit).parse(rest)?;
    let unit = match (unit, power) {
        (Some(unit), Some(power)) => Some(unit.scaled(power)),
        (None, Some(power)) => Some(Unit::one().scaled(power)),
        (unit, None) => unit.filter(|unit| !unit.is_one()),
    };
    amount.unit = unit;
    let (rest, is_of_age) = age_words(input, rest, amount.unit.as_ref());
    amount.is_of_age = is_of_age;
    // `> 2N`: what the letters mean changes the value.
    let is_marked = |next: &Token<'_>| next.kind == Kind::Word && next.is_glued;
    // `100x109 PG`: a power of what?
    let is_factor = |next: &Token<'_>| next.is_sign(Sign::Times) || next.is_sign(Sign::Caret);
    let is_doubtful = |next: &Token<'_>| is_marked(next) || is_factor(next);
    amount.is_ambiguous |= amount.unit.is_none() && !amount.is_word && rest.first().is_some_and(is_doubtful);
    // `Gleason 4+3` is a sum, `17 years 11 months` and `39 weeks 0 days` are one age.
    let is_sum = amount.unit.is_none()
        && rest.first().is_some_and(|next| next.is_sign(Sign::Plus) && next.is_glued)
        && rest.skip(1).first().is_some_and(|next| next.is_glued && matches!(next.kind, Kind::Number(_)));
    // `5 . 5`, and what stands for nothing between two digits.
    let is_broken = rest.first().is_some_and(|next| match next.kind {
        Kind::Sign(Sign::Point) => true,
        Kind::Sign(Sign::Other) => next.is_glued && !matches!(next.text, "%" | "°" | "\"" | "'" | "’" | "”"),
        _ => false,
    }) && rest.skip(1).first().is_some_and(|next| matches!(next.kind, Kind::Number(_)));
    // `1.5?ULN`: a character that was lost.
    let is_lost = rest.first().is_some_and(|next| next.is_glued && matches!(next.text, "?" | "\u{fffd}"))
        && rest.skip(1).first().is_some_and(|next| next.is_glued);
    // `< 0, 75`: a decimal comma.
    let is_decimal = amount.value == 0.0
        && rest.first().is_some_and(|next| next.is_sign(Sign::Comma) && next.is_glued)
        && rest.skip(1).first().is_some_and(|next| matches!(next.kind, Kind::Number(_)) && next.text.len() > 1);
    amount.is_ambiguous |= amount.unit.is_none() && (is_broken || is_lost || is_decimal);
    amount.is_ambiguous |= is_sum || is_compound_measure(rest, amount.unit.as_ref());
    Ok((rest, amount))
}

/// Whether a word is a number that is put together: `twenty-one`, `two-thirds`.
pub(super) fn is_compound(word: &str) -> bool {
    (8..=14).contains(&word.len()) && word.contains('-') && word_value(word).is_some()
}

fn is_number_word(token: &Token<'_>) -> bool {
    token.is_value && word_value(token.text).is_some()
}

/// A class as a word: `one`.
pub(super) fn class_word(word: &str) -> Option<f64> {
    word_value(word).filter(|value| value.fract() == 0.0 && *value < 10.0)
}

impl Amount {
    /// A number alone.
    pub(super) fn plain(value: f64) -> Self {
        Self {
            value,
            unit: None,
            relative_to: None,
            is_ambiguous: false,
            is_whole: true,
            is_word: false,
            is_of_age: false,
        }
    }
}

/// Whether a smaller part of the same measure follows: `17 years, 364 days`, `5 feet 2 inches`
fn is_compound_measure(rest: Tokens<'_, '_>, whole: Option<&Unit>) -> bool {
    let Some(whole) = whole.filter(|unit| unit.as_str() != "%") else { return false };
    let rest = match rest.first() {
        Some(joint) if joint.is_sign(Sign::Comma) || joint.is("and") => rest.skip(1),
        _ => rest,
    };
    let Ok((rest, _)) = number(rest) else { return false };
    unit::unit(rest)
        .is_ok_and(|(_, part)| part.scale.dimension == whole.scale.dimension && part.scale.factor < whole.scale.factor)
}

/// Words that are a factor.
const MULTIPLES: &[&str] = &["twice", "double", "two-fold", "twofold", "three-fold"];

/// `value = [ "-" ] number [ "(" word ")" ] / word [ "(" number ")" ] / fraction`
fn value<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Amount> {
    let minus = |input: Tokens<'a, 't>| {
        let (rest, dash) = sign(Sign::Dash).parse(input)?;
        let is_minus = !dash.is_glued && rest.first().is_some_and(|next| next.is_glued);
        if is_minus { Ok((rest, ())) } else { fail() }
    };
    let (input, minus) = opt(minus).parse(input)?;
    // `-2 to +1`
    let plus = nom::combinator::verify(sign(Sign::Plus), |plus: &Token<'_>| !plus.is_glued);
    let (input, _) = opt(plus).parse(input)?;
    let (rest, mut amount) = alt((digits, number_word)).parse(input)?;
    if minus.is_some() {
        amount.value = -amount.value;
    }
    // `one and a half`
    let mut part = (one_of(&["and"]), opt(one_of(&["a", "one"])), one_of(&["half", "quarter", "third"]));
    if part.parse(rest).is_ok() {
        return fail();
    }
    // `two (2)`, `18 (eighteen)`
    let repeated = |rest: Tokens<'a, 't>| {
        let (rest, _) = sign(Sign::Open).parse(rest)?;
        let (rest, again) = alt((digits, number_word)).parse(rest)?;
        let (rest, _) = sign(Sign::Close).parse(rest)?;
        let is_same = (again.value - amount.value).abs() < f64::EPSILON && again.is_word != amount.is_word;
        if is_same { Ok((rest, ())) } else { fail() }
    };
    let (rest, _) = opt(repeated).parse(rest)?;
    Ok((rest, amount))
}

/// `digits = number *( SP 3DIGIT )`: thousands may be set apart by spaces.
fn digits<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Amount> {
    let (mut rest, (token, first)) = number(input)?;
    let mut value = first.value;
    let mut end = token.end();
    if first.is_whole && token.text.len() <= 3 && !token.text.starts_with('0') {
        while let Ok((behind, (group, next))) = number(rest) {
            // One space, and exactly three digits: `100 000/mm3`
            let is_group =
                next.is_whole && group.text.len() == 3 && group.text.bytes().all(|byte| byte.is_ascii_digit());
            if !is_group || group.is_glued || group.start > end + 3 || !group.text.ends_with('0') {
                break;
            }
            value = value * 1000.0 + next.value;
            end = group.end();
            rest = behind;
        }
    }
    let amount = Amount { is_ambiguous: first.is_ambiguous, is_whole: first.is_whole, ..Amount::plain(value) };
    Ok((rest, amount))
}

/// `number-word = "one" … "twenty" / tens [ "-" digit ] / "twice" / "half" / "one" ( "third" / "quarter" / "half" )`
fn number_word<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Amount> {
    let (rest, word) = any(input)?;
    if word.kind != Kind::Word || !word.is_value {
        return fail();
    }
    let Some(value) = word_value(word.text) else { return fail() };
    let part = |rest: Tokens<'a, 't>| {
        let (rest, word) = any(rest)?;
        let parts = ["half", "third", "thirds", "quarter", "quarters"];
        match parts.iter().position(|part| word.is(part)) {
            Some(0) => Ok((rest, 2.0)),
            Some(1 | 2) => Ok((rest, 3.0)),
            Some(_) => Ok((rest, 4.0)),
            None => fail(),
        }
    };
    let (rest, part) = opt(part).parse(rest)?;
    // `one hundred fifty`, `twenty five` are more than their first word.
    if part.is_none() && rest.first().is_some_and(|next| is_number_word(next) && !next.is("hundred")) {
        return fail();
    }
    // `two-thirds`, `twenty-one` are one word.
    Ok((rest, Amount { is_word: true, ..Amount::plain(value / part.unwrap_or(1.0)) }))
}

fn word_value(word: &str) -> Option<f64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const OTHERS: [(&str, f64); 12] = [
        ("once", 1.0),
        ("twice", 2.0),
        ("double", 2.0),
        ("half", 0.5),
        ("two-fold", 2.0),
        ("twofold", 2.0),
        ("three-fold", 3.0),
        ("one-third", 1.0 / 3.0),
        ("two-thirds", 2.0 / 3.0),
        ("one-half", 0.5),
        ("one-quarter", 0.25),
        ("hundred", 100.0),
    ];
    // The longest is `seventy-seven`.
    let is_initial =
        |byte: &u8| matches!(byte.to_ascii_lowercase(), b'z' | b'o' | b't' | b'f' | b's' | b'e' | b'n' | b'd' | b'h');
    if word.len() > 14 || word.len() < 3 || !word.as_bytes().first().is_some_and(is_initial) {
        return None;
    }
    let position = |list: &[&str], word: &str| list.iter().position(|one| one.eq_ignore_ascii_case(word));
    let count = |position: usize| u32::try_from(position).ok().map(f64::from);
    let ones = |word: &str| position(&ONES, word).and_then(count);
    let tens = |word: &str| position(&TENS, word).and_then(|tens| count(tens * 10 + 20));
    if let Some(value) = ones(word).or_else(|| tens(word)) {
        return Some(value);
    }
    if let Some((_, value)) = OTHERS.iter().find(|(other, _)| other.eq_ignore_ascii_case(word)) {
        return Some(*value);
    }
    let (left, right) = word.split_once('-')?;
    Some(tens(left)? + ones(right)?)
}

/// `multiplier = "million" / "thousand" / "billion"`
fn multiplier<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, f64> {
    let (rest, word) = any(input)?;
    let words =
        [("thousand", 1e3), ("million", 1e6), ("millions", 1e6), ("billion", 1e9), ("mio", 1e6), ("hundred", 1e2)];
    match words.iter().find(|(multiplier, _)| word.is(multiplier)) {
        Some((_, value)) => Ok((rest, *value)),
        None => fail(),
    }
}

/// `power = [ times ] "10" ( "^" / "*" / "e" ) exponent / times "10" exponent / times "109"`
///
/// Behind a sign of multiplication a ten with its exponent glued to it has lost its superscript: `1.5 x 109/L`. So has one
/// without that sign, before `/L`.
fn power<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, i32> {
    let (rest, times) = opt(times).parse(input)?;
    let (rest, (token, number)) = number(rest)?;
    if !number.is_whole {
        return fail();
    }
    let exponent_of = |digits: &str| digits.parse::<i32>().ok().filter(|exponent| (1..=15).contains(exponent));
    if token.text == "10" {
        // `10^9`, `10*9`, `10 ^ 9`, `10(9)`, `10E9`, `10⁹`, `10 9/L`
        let marked = |rest: Tokens<'a, 't>| {
            let mark = || alt((sign(Sign::Caret), sign(Sign::Times)));
            let (rest, _) = (mark(), opt(mark())).parse(rest)?;
            let (rest, _) = opt(sign(Sign::Open)).parse(rest)?;
            let (rest, (digits, _)) = super::grammar::number(rest)?;
            let (rest, _) = opt(sign(Sign::Close)).parse(rest)?;
            exponent_of(digits.text).map_or_else(fail, |exponent| Ok((rest, exponent)))
        };
        let parenthesis = |rest: Tokens<'a, 't>| {
            let (rest, (_, (digits, _), _)) =
                (sign(Sign::Open), super::grammar::number, sign(Sign::Close)).parse(rest)?;
            exponent_of(digits.text).map_or_else(fail, |exponent| Ok((rest, exponent)))
        };
        let word = |rest: Tokens<'a, 't>| {
            let (rest, word) = any(rest)?;
            let digits = word.text.strip_prefix(['e', 'E']).filter(|_| word.is_glued);
            digits.and_then(exponent_of).map_or_else(fail, |exponent| Ok((rest, exponent)))
        };
        let superscript = |rest: Tokens<'a, 't>| {
            let mut digits = String::new();
            let mut rest = rest;
            while let Some(digit) = rest.first().and_then(|token| superscript(token.text)) {
                digits.push(digit);
                rest = rest.skip(1);
            }
            exponent_of(&digits).map_or_else(fail, |exponent| Ok((rest, exponent)))
        };
        let apart = |rest: Tokens<'a, 't>| {
            let (rest, (digits, _)) = super::grammar::number(rest)?;
            let is_unit = unit::unit(rest).is_ok();
            exponent_of(digits.text).filter(|_| is_unit).map_or_else(fail, |exponent| Ok((rest, exponent)))
        };
        return alt((marked, parenthesis, word, superscript, apart)).parse(rest);
    }
    let digits = token.text.strip_prefix("10").and_then(exponent_of);
    let is_power = matches!(digits, Some(3 | 6 | 9 | 11 | 12));
    let is_unit = rest.first().is_some_and(|next| next.is_sign(Sign::Slash)) || unit::unit(rest).is_ok();
    match digits {
        Some(exponent) if is_power && is_unit && (times.is_some() || !token.is_glued) => Ok((rest, exponent)),
        _ => fail(),
    }
}

fn superscript(text: &str) -> Option<char> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let c = text.chars().next()?;
    let position = DIGITS.iter().position(|digit| *digit == c)?;
    char::from_digit(u32::try_from(position).ok()?, 10)
}

/// `times = "×" / "x" / "*" / [ "-" ] ( "times" / "fold" )`
fn times<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, ()> {
    let (input, _) = opt(sign(Sign::Dash)).parse(input)?;
    let word = one_of(&["x", "times", "time", "fold", "folds", "multiply"]);
    let (rest, _) = alt((sign(Sign::Times), word)).parse(input)?;
    Ok((rest, ()))
}

/// `times-limit = [ times / "%" ] [ "of" / "above" ] limit`, and `times "normal"`
///
/// `is_multiple`: whether the number is one: `twice`.
fn times_limit<'a, 't>(input: Tokens<'a, 't>, is_multiple: bool) -> Read<'a, 't, (Reference, bool)> {
    let percent = |input: Tokens<'a, 't>| {
        let (rest, token) = any(input)?;
        if matches!(token.text, "%" | "％") { Ok((rest, ())) } else { fail() }
    };
    let (rest, percent) = opt(percent).parse(input)?;
    // `50% of the ULN`: `50% or the lower limit` has two ends.
    if percent.is_some() && !rest.first().is_some_and(|next| next.is("of") || next.is("ULN") || next.is("LLN")) {
        return fail();
    }
    let (rest, factor) = opt(times).parse(rest)?;
    // `× times`
    let (rest, _) = opt(times).parse(rest)?;
    let (rest, reference) = limit(rest, factor.is_some() || is_multiple)?;
    Ok((rest, (reference, percent.is_some())))
}

/// `limit-first = limit [ times number ]`: `ULN × 2.5`, and `ULN` alone, which is once the limit.
fn limit_first<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, (Reference, f64)> {
    let (rest, reference) = limit(input, false)?;
    let multiple = |rest: Tokens<'a, 't>| {
        let (rest, ()) = times(rest)?;
        number(rest)
    };
    // `> ULN + 4 seconds` is no multiple.
    if rest.first().is_some_and(|next| next.is_sign(Sign::Plus)) {
        return fail();
    }
    match multiple(rest) {
        Ok((rest, (_, number))) if !number.is_ambiguous => Ok((rest, (reference, number.value))),
        _ => Ok((rest, (reference, 1.0))),
    }
}

/// `limit = *around ( "ULN" / "LLN" / "upper" … "limit" / "upper" … "normal" … ) [ "(" "ULN" ")" ]`; with a factor before it also
/// `normal` and `baseline`.
fn limit<'a, 't>(input: Tokens<'a, 't>, has_times: bool) -> Read<'a, 't, Reference> {
    let mut rest = input;
    let mut end = None;
    let (mut is_upper, mut is_lower, mut is_limit, mut is_normal) = (false, false, false, false);
    for _ in 0..14 {
        let Some(token) = rest.first() else { break };
        if token.is_sign(Sign::Dash) || token.is_sign(Sign::Slash) && is_limit {
            rest = rest.skip(1);
            continue;
        }
        // `upper limit of normal (ULN)`
        if token.is_sign(Sign::Open) {
            let Some(inner) = rest.skip(1).first() else { break };
            let is_short = is_short_limit(inner).is_some() || is_upper && inner.is("normal");
            if is_short && rest.skip(2).first().is_some_and(|token| token.is_sign(Sign::Close)) {
                let reference = is_short_limit(inner).unwrap_or(Reference::Uln);
                return Ok((rest.skip(3), reference));
            }
            break;
        }
        if token.kind != Kind::Word {
            break;
        }
        if let Some(reference) = is_short_limit(token) {
            return Ok((rest.skip(1), reference));
        }
        if has_times && (token.is("baseline") || token.is("basal")) && end.is_none() {
            let rest = rest.skip(1);
            let (rest, _) = opt(one_of(&["value", "values", "level", "levels"])).parse(rest)?;
            return Ok((rest, Reference::Baseline));
        }
        if !token.has(Roles::OF_LIMIT) {
            break;
        }
        is_upper |= token.is("upper") || token.is("high");
        is_lower |= token.is("lower");
        is_limit |= token.is("limit") || token.is("limits");
        is_normal |= token.is("normal") || token.is("norm") || token.is("normals") || token.is("reference");
        rest = rest.skip(1);
        let closes = ["limit", "limits", "normal", "norm", "normals", "range", "value", "values", "reference"];
        if closes.iter().any(|word| token.is(word)) {
            end = Some(rest);
        }
    }
    let reference = match (is_upper, is_lower) {
        (true, false) if is_limit || is_normal => Reference::Uln,
        (false, true) if is_limit || is_normal => Reference::Lln,
        // `1.5 times normal`
        (false, false) if has_times && is_normal => Reference::Uln,
        _ => return fail(),
    };
    // The short form may stand in parentheses behind the words that close it.
    let Some(end) = end else { return fail() };
    let short = |rest: Tokens<'a, 't>| {
        let (rest, (_, token, _)) = (sign(Sign::Open), any, sign(Sign::Close)).parse(rest)?;
        is_short_limit(token).map_or_else(fail, |reference| Ok((rest, reference)))
    };
    let (end, short) = opt(short).parse(end)?;
    Ok((end, short.unwrap_or(reference)))
}

fn is_short_limit(token: &Token<'_>) -> Option<Reference> {
    let short = [(Roles::ULN, Reference::Uln), (Roles::LLN, Reference::Lln)];
    short.iter().find(|(roles, _)| token.has(*roles)).map(|(_, reference)| *reference)
}

/// Words behind a time that make it an age: `old`, `of age`, and spellings that have them: `yo`, `y/o`.
fn age_words<'a, 't>(input: Tokens<'a, 't>, rest: Tokens<'a, 't>, unit: Option<&Unit>) -> (Tokens<'a, 't>, bool) {
    let read = input.len_before(rest);
    let last = read.checked_sub(1).and_then(|last| input.0.get(last));
    let is_old = last.is_some_and(|last| {
        OLD.iter().any(|old| {
            let at = last.text.len().checked_sub(old.len());
            at.and_then(|at| last.text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(old))
        })
    });
    if is_old || last.is_some_and(|last| last.is("yo") || last.is("yoa")) {
        return (rest, true);
    }
    let is_time = unit.is_some_and(Unit::is_time);
    let words = |rest: Tokens<'a, 't>| {
        // `18 yrs. of age`, `18-year-old`
        let (rest, _) = opt(alt((sign(Sign::Dash), sign(Sign::Point)))).parse(rest)?;
        let full = alt((
            phrase(&["of", "age"]),
            phrase(&["in", "age"]),
            phrase(&["old"]),
            phrase(&["olds"]),
            phrase(&["age"]),
        ));
        let mut short = alt((full, slash_o));
        short.parse(rest)
    };
    if is_time && let Ok((behind, ())) = words(rest) {
        return (behind, true);
    }
    (rest, false)
}

/// `y/o`
fn slash_o<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, ()> {
    let (rest, _) = alt((sign(Sign::Slash), sign(Sign::Point))).parse(input)?;
    let (rest, _) = nom::combinator::verify(any, |token: &Token<'_>| token.is("o") && token.is_glued).parse(rest)?;
    let (rest, _) = opt(sign(Sign::Point)).parse(rest)?;
    Ok((rest, ()))
}
