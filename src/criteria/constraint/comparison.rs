//! Comparisons: a value with what it bounds on which side, whatever it is about.

use std::ops::Range;

use nom::{
    Parser,
    branch::alt,
    combinator::{opt, value},
};

use super::{
    Reference,
    amount::{self, Amount},
    comparator::{self, Comparator, Postfix},
    grammar::{Read, Tokens, any, fail, number, one_of, phrase, sign},
    lexer::{Kind, Sign},
    quantity::{Form, Name},
    subject::Mark,
    unit::{self, Unit},
    words::Roles,
};

/// One end of an interval.
#[derive(Clone, Debug)]
pub(super) struct End {
    pub(super) value: f64,
    pub(super) inclusive: bool,
    pub(super) unit: Option<Unit>,
}

/// What a text says about a value.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// `≥ 18`, `18-65`.
    Interval { lower: Option<End>, upper: Option<End> },
    /// `> 140/90`.
    Pair { comparator: Comparator, first: f64, second: f64, unit: Option<Unit> },
    /// `2 or better`, `2 or worse`.
    Open { end: End, is_better: bool },
}

#[derive(Clone, Debug)]
pub(super) struct Comparison {
    pub(super) shape: Shape,
    /// Its tokens: from the comparator to the unit, a trailing `or older` included.
    pub(super) tokens: Range<usize>,
    pub(super) relative_to: Option<Reference>,
    pub(super) is_ambiguous: bool,
    /// Whether its words tell an age.
    pub(super) is_of_age: bool,
    /// How it compares.
    pub(super) manner: Manner,
    /// Whether its values are written in digits without a point.
    pub(super) is_whole: bool,
    /// Whether they are written in words: `two`.
    pub(super) is_in_words: bool,
    /// What it is about, where that stands inside it: `> Grade 2`, `18 ≤ BMI`.
    pub(super) name: Option<Name>,
    /// The letters of a class: `Child-Pugh A`.
    pub(super) is_letter: bool,
    /// Whether it is about what follows: `18 ≤ BMI`.
    pub(super) is_mirrored: bool,
}

/// How a comparison is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// By a sign: `≥`
    Sign,
    /// In words: `at least`, `or more`.
    Words,
    /// `18-65`
    Range,
    /// `within`, `in the last`.
    Window,
    /// By the value itself: `ECOG 0`.
    Point,
}

impl Comparison {
    fn of(shape: Shape, amount: &Amount, manner: Manner) -> Self {
        Self {
            shape,
            tokens: 0..0,
            relative_to: amount.relative_to,
            is_ambiguous: amount.is_ambiguous,
            is_of_age: amount.is_of_age,
            manner,
            is_whole: amount.is_whole,
            is_in_words: amount.is_word,
            name: None,
            is_letter: false,
            is_mirrored: false,
        }
    }

    /// Puts other units in the place of those that have one.
    pub(super) fn map_units(&mut self, other: impl Fn(&Unit) -> Option<Unit>) {
        if let Shape::Interval { lower, upper } = &mut self.shape {
            for unit in [lower, upper].into_iter().flatten().filter_map(|end| end.unit.as_mut()) {
                if let Some(other) = other(unit) {
                    *unit = other;
                }
            }
        }
    }

    /// The unit, where both ends have one.
    pub(super) fn unit(&self) -> Option<&Unit> {
        match &self.shape {
            Shape::Interval { lower, upper } => upper.as_ref().or(lower.as_ref()).and_then(|end| end.unit.as_ref()),
            Shape::Pair { unit, .. } => unit.as_ref(),
            Shape::Open { end, .. } => end.unit.as_ref(),
        }
    }

    /// Its values.
    pub(super) fn values(&self) -> impl Iterator<Item = (f64, Option<&Unit>)> {
        let ends = match &self.shape {
            Shape::Interval { lower, upper } => [
                lower.as_ref().map(|end| (end.value, end.unit.as_ref())),
                upper.as_ref().map(|end| (end.value, end.unit.as_ref())),
            ],
            Shape::Pair { first, second, unit, .. } => [Some((*first, unit.as_ref())), Some((*second, unit.as_ref()))],
            Shape::Open { end, .. } => [Some((end.value, end.unit.as_ref())), None],
        };
        ends.into_iter().flatten()
    }
}

/// `comparison = span-of / window / prefixed / counted`
pub(super) fn comparison<'a, 't>(input: Tokens<'a, 't>, marks: &[Mark]) -> Read<'a, 't, Comparison> {
    let Some(first) = input.first() else { return fail() };
    match first.kind {
        Kind::Number(_) => counted(input, marks),
        Kind::Sign(Sign::Dash | Sign::Plus) => counted(input, marks),
        Kind::Sign(_) => prefixed(input, marks),
        Kind::Word => {
            if first.has(Roles::WEAK) && !goes_on(input) {
                return fail();
            }
            let ranged = |input| if first.has(Roles::RANGED) { ranged(input) } else { fail() };
            let window = |input| if first.has(Roles::WINDOW) { window(input) } else { fail() };
            let prefixed = |input| if first.has(Roles::PREFIX) { prefixed(input, marks) } else { fail() };
            let counted = |input| if first.is_value { counted(input, marks) } else { fail() };
            alt((ranged, window, prefixed, counted)).parse(input)
        }
    }
}

fn goes_on(input: Tokens<'_, '_>) -> bool {
    let next = input.skip(1).first();
    next.is_some_and(|next| next.is_value || next.has(Roles::SECOND) || next.has(Roles::STARTS))
}

/// What an amount bounds.
pub(super) fn interval(comparator: Comparator, amount: &Amount) -> Shape {
    let end = |inclusive| Some(End { value: amount.value, inclusive, unit: amount.unit.clone() });
    let (lower, upper) = match comparator {
        Comparator::Above => (end(false), None),
        Comparator::AtLeast => (end(true), None),
        Comparator::Below => (None, end(false)),
        Comparator::AtMost => (None, end(true)),
        Comparator::Equal => (end(true), end(true)),
    };
    Shape::Interval { lower, upper }
}

/// `prefixed = prefix [ name ] amount [ "/" number ] [ postfix ]`
fn prefixed<'a, 't>(input: Tokens<'a, 't>, marks: &[Mark]) -> Read<'a, 't, Comparison> {
    let (rest, prefix) = comparator::prefix(input)?;
    let manner = if prefix.is_sign { Manner::Sign } else { Manner::Words };
    // `> Grade 2`, `minimum age of 18 years`
    let name = marks.get(input.len_before(rest)).and_then(|mark| mark.name);
    let name = name.filter(|name| {
        prefix.comparator != Comparator::Equal && (!name.is_implied || name.quantity.form == Form::Grade)
    });
    if let Some(name) = name {
        let behind = rest.skip(name.len());
        let (behind, _) = opt(glue).parse(behind)?;
        let found = match name.quantity.form {
            Form::Class | Form::Grade => class(behind, false).map(|(rest, class)| {
                let amount = Amount::plain(class.high);
                (rest, amount)
            }),
            _ => amount::amount(behind),
        };
        if let Ok((behind, amount)) = found {
            // `Minimum IIEF-EF score of 11-16` are two ends.
            let dash = |rest| sign(Sign::Dash).parse(rest).map(|(rest, _)| (rest, ()));
            if let Ok((behind, found)) = span_from(behind, None, &amount, dash) {
                return Ok((behind, Comparison { name: Some(name), ..found }));
            }
            let shape = interval(prefix.comparator, &amount);
            let comparison = Comparison { name: Some(name), ..Comparison::of(shape, &amount, manner) };
            return Ok((behind, comparison));
        }
        return fail();
    }
    let mut rest = rest;
    while let Ok((behind, _)) =
        one_of(&["an", "a", "the", "age", "of", "average", "mean", "total", "approximately", "about"]).parse(rest)
    {
        rest = behind;
    }
    let (rest, amount) = amount::amount(rest)?;
    if prefix.comparator == Comparator::Equal && !prefix.is_sign {
        return fail();
    }
    let is_of_age = prefix.is_of_age || amount.is_of_age;
    // `urine protein ≥ 2+` is no number; `≥ 18+ years` is.
    let is_marked =
        rest.first().is_some_and(|next| next.is_sign(Sign::Plus) && next.is_glued) && unit::unit(rest.skip(1)).is_err();
    if is_marked {
        let amount = Amount { is_ambiguous: true, ..amount };
        return Ok((rest.skip(1), Comparison::of(interval(prefix.comparator, &amount), &amount, manner)));
    }
    if let Ok((behind, (second, unit))) = second(rest, &amount) {
        let shape = Shape::Pair { comparator: prefix.comparator, first: amount.value, second, unit };
        return Ok((behind, Comparison::of(shape, &amount, manner)));
    }
    // `> 18 to 65 years`
    if matches!(prefix.comparator, Comparator::Above | Comparator::AtLeast)
        && prefix.is_sign
        && amount.relative_to.is_none()
        && let Ok((rest, found)) = span_from(rest, Some(prefix), &amount, to)
    {
        return Ok((rest, found));
    }
    let (rest, postfix) = opt(comparator::postfix).parse(rest)?;
    let is_of_age = is_of_age || matches!(postfix, Some(Postfix::Plain(_, true)));
    let comparator = match (prefix.comparator, postfix) {
        // `> 18 or equal`, `≥ 18 years or older`
        (Comparator::Equal, Some(Postfix::Plain(comparator, _))) => comparator,
        (comparator, _) => comparator,
    };
    let shape = interval(comparator, &amount);
    Ok((rest, Comparison { is_of_age, ..Comparison::of(shape, &amount, manner) }))
}

/// `second = "/" number [ unit ]`: of a blood pressure, or the most points of a scale.
fn second<'a, 't>(input: Tokens<'a, 't>, first: &Amount) -> Read<'a, 't, (f64, Option<Unit>)> {
    if first.unit.is_some() || !first.is_whole || first.is_word || first.relative_to.is_some() {
        return fail();
    }
    let (rest, _) = sign(Sign::Slash).parse(input)?;
    let (rest, _) =
        opt(alt((sign(Sign::Greater), sign(Sign::Less), sign(Sign::GreaterOrEqual), sign(Sign::LessOrEqual))))
            .parse(rest)?;
    let (rest, (_, number)) = number(rest)?;
    if !number.is_whole || number.is_ambiguous {
        return fail();
    }
    let (rest, unit) = opt(unit::unit).parse(rest)?;
    Ok((rest, (number.value, unit)))
}

/// `ranged = ( "between" / "from" / "range" … ) amount ( "and" / "to" / "-" ) amount`
fn ranged<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Comparison> {
    let between = alt((
        phrase(&["in", "between"]),
        phrase(&["between"]),
        phrase(&["range", "between"]),
        phrase(&["ranging", "between"]),
    ));
    let from = alt((
        phrase(&["ranging", "from"]),
        phrase(&["ranges", "from"]),
        phrase(&["range", "from"]),
        phrase(&["from"]),
        phrase(&["in", "the", "range", "of"]),
        phrase(&["range", "of"]),
        phrase(&["in", "range", "of"]),
        phrase(&["within", "the", "range", "of"]),
    ));
    let (rest, is_between) = alt((value(true, between), value(false, from))).parse(input)?;
    let (rest, _) = opt(one_of(&["the"])).parse(rest)?;
    let (rest, ages) = opt(one_of(&["ages", "age"])).parse(rest)?;
    let (rest, _) = opt(one_of(&["of"])).parse(rest)?;
    let joint = move |rest: Tokens<'a, 't>| {
        let (rest, token) = any(rest)?;
        let is_joint = token.is("and") && is_between || is_to(token);
        if is_joint { Ok((rest, ())) } else { fail() }
    };
    let (rest, found) = span(rest, joint)?;
    Ok((rest, Comparison { is_of_age: found.is_of_age || ages.is_some(), ..found }))
}

/// `to = "to" / "through" / "until" / "-" …`
fn to<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, ()> {
    let (rest, token) = any(input)?;
    if is_to(token) { Ok((rest, ())) } else { fail() }
}

fn is_to(token: &super::lexer::Token<'_>) -> bool {
    token.is("to")
        || token.is("through")
        || token.is("thru")
        || token.is("until")
        || token.is("till")
        || token.is_sign(Sign::Dash)
}

/// `span = amount joint [ sign ] amount`
fn span<'a, 't>(
    input: Tokens<'a, 't>,
    joint: impl Parser<Tokens<'a, 't>, Output = (), Error = ()>,
) -> Read<'a, 't, Comparison> {
    let (rest, first_sign) = opt(comparator::signs).parse(input)?;
    let (rest, low) = amount::amount(rest)?;
    span_from(rest, first_sign, &low, joint)
}

/// What follows the lower end of a span.
fn span_from<'a, 't>(
    input: Tokens<'a, 't>,
    first_sign: Option<comparator::Prefix>,
    low: &Amount,
    mut joint: impl Parser<Tokens<'a, 't>, Output = (), Error = ()>,
) -> Read<'a, 't, Comparison> {
    let (rest, ()) = joint.parse(input)?;
    // `12 to less than 18 years`
    let (rest, upper_sign) = opt(comparator::prefix).parse(rest)?;
    let (rest, high) = amount::amount(rest)?;
    let lower_inclusive = match first_sign.map(|prefix| prefix.comparator) {
        None | Some(Comparator::AtLeast | Comparator::Equal) => true,
        Some(Comparator::Above) => false,
        Some(_) => return fail(),
    };
    let upper_inclusive = match upper_sign.map(|prefix| prefix.comparator) {
        None | Some(Comparator::AtMost | Comparator::Equal) => true,
        Some(Comparator::Below) => false,
        Some(_) => return fail(),
    };
    // `1-2-3` is no range.
    let goes_on = rest.first().is_some_and(|next| next.is_sign(Sign::Dash))
        && rest.skip(1).first().is_some_and(|next| matches!(next.kind, Kind::Number(_)));
    if goes_on {
        return fail();
    }
    let unit = low.unit.clone().or_else(|| high.unit.clone());
    let is_up = match (&unit, &high.unit) {
        (Some(low_unit), Some(high_unit)) => low_unit.convert(low.value, high_unit).is_none_or(|low| low <= high.value),
        _ => low.value <= high.value,
    };
    // `5-3`, and what is no range: `0.2-0.1 mg`. A multiple of a limit of normal is not that of another.
    if !is_up || low.relative_to.is_some() && low.relative_to != high.relative_to {
        return fail();
    }
    let lower = End { value: low.value, inclusive: lower_inclusive, unit };
    let upper_unit = high.unit.clone().or_else(|| low.unit.clone());
    let upper = End { value: high.value, inclusive: upper_inclusive, unit: upper_unit };
    let shape = Shape::Interval { lower: Some(lower), upper: Some(upper) };
    let comparison = Comparison::of(shape, &high, Manner::Range);
    Ok((
        rest,
        Comparison {
            is_ambiguous: low.is_ambiguous || high.is_ambiguous,
            is_of_age: low.is_of_age || high.is_of_age,
            is_whole: low.is_whole && high.is_whole,
            ..comparison
        },
    ))
}

/// `window = ( "within" / "in the last" / "past" / … ) amount`: a time, or `within 1.5 × ULN`.
fn window<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, Comparison> {
    let (rest, token) = any(input)?;
    let rest = if token.is("within") {
        let (rest, _) = opt(one_of(&["the", "a", "approximately", "about"])).parse(rest)?;
        let (rest, _) = opt(one_of(LATELY)).parse(rest)?;
        rest
    } else if token.is("in") || token.is("during") || token.is("over") || token.is("for") || token.is("the") {
        let (rest, _) = opt(one_of(&["the"])).parse(rest)?;
        let (rest, _) = one_of(LATELY).parse(rest)?;
        rest
    } else if token.is("last") || token.is("past") || token.is("previous") || token.is("preceding") {
        rest
    } else {
        return fail();
    };
    // `within 18-65 years`
    let (rest, first_sign) = opt(comparator::signs).parse(rest)?;
    let (rest, amount) = amount::amount(rest)?;
    if let Ok(found) = span_from(rest, first_sign, &amount, to) {
        return Ok(found);
    }
    if first_sign.is_some() {
        return fail();
    }
    let is_time = amount.unit.as_ref().is_some_and(Unit::is_span);
    if !is_time && !(token.is("within") && (amount.unit.is_some() || amount.relative_to.is_some())) {
        return fail();
    }
    let shape = interval(Comparator::AtMost, &amount);
    Ok((rest, Comparison { is_of_age: false, ..Comparison::of(shape, &amount, Manner::Window) }))
}

const LATELY: &[&str] = &["last", "past", "previous", "preceding", "prior", "recent"];

/// `counted = amount ( "-" / "to" ) amount / amount "±" amount / amount postfix / amount comparator name`
fn counted<'a, 't>(input: Tokens<'a, 't>, marks: &[Mark]) -> Read<'a, 't, Comparison> {
    let (rest, amount) = amount::amount(input)?;
    if let Ok((rest, found)) = span_from(rest, None, &amount, to) {
        let (rest, _) = opt(one_of(&["inclusive"])).parse(rest)?;
        return Ok((rest, found));
    }
    if let Ok((rest, _)) = sign(Sign::PlusMinus).parse(rest)
        && let Ok((rest, around)) = amount::amount(rest)
    {
        let unit = amount.unit.clone().or_else(|| around.unit.clone());
        // `1 year ± 2 months`, `5 ± 10 days`
        let is_of_two = amount.unit.is_some() && around.unit.is_some() && amount.unit != around.unit;
        if is_of_two || around.value < 0.0 || around.value > amount.value.abs() {
            return fail();
        }
        let end = |value: f64| Some(End { value, inclusive: true, unit: unit.clone() });
        let shape = Shape::Interval {
            lower: end(rounded(amount.value - around.value)),
            upper: end(rounded(amount.value + around.value)),
        };
        return Ok((rest, Comparison::of(shape, &amount, Manner::Range)));
    }
    // `140/90 or higher`
    if let Ok((behind, (second, unit))) = second(rest, &amount)
        && let Ok((behind, Postfix::Plain(comparator, _))) = comparator::postfix(behind)
    {
        let shape = Shape::Pair { comparator, first: amount.value, second, unit };
        return Ok((behind, Comparison::of(shape, &amount, Manner::Words)));
    }
    if let Ok((mut behind, postfix)) = comparator::postfix(rest) {
        let mut amount = amount;
        // `38.0 or higher C`
        if amount.unit.is_none()
            && amount.relative_to.is_none()
            && let Ok((further, unit)) = unit::unit(behind)
            && !unit.is_one()
        {
            amount.unit = Some(unit);
            behind = further;
            // `65+ years old`
            let age = alt((phrase(&["old"]), phrase(&["of", "age"])));
            let (further, old) = opt(age).parse(behind)?;
            amount.is_of_age |= old.is_some();
            behind = further;
        }
        let (shape, is_of_age) = match postfix {
            Postfix::Plain(comparator, is_of_age) => (interval(comparator, &amount), is_of_age),
            Postfix::Better | Postfix::Worse => {
                let end = End { value: amount.value, inclusive: true, unit: amount.unit.clone() };
                (Shape::Open { end, is_better: postfix == Postfix::Better }, false)
            }
        };
        let is_of_age = is_of_age || amount.is_of_age;
        return Ok((behind, Comparison { is_of_age, ..Comparison::of(shape, &amount, Manner::Words) }));
    }
    // `37 weeks of gestation or more`
    let (named, _) = opt(one_of(&["of", "on", "in"])).parse(rest)?;
    if let Some(name) = marks.get(input.len_before(named)).and_then(|mark| mark.name)
        && let Ok((behind, Postfix::Plain(comparator, _))) = comparator::postfix(named.skip(name.len()))
    {
        let shape = interval(comparator, &amount);
        return Ok((behind, Comparison { name: Some(name), ..Comparison::of(shape, &amount, Manner::Words) }));
    }
    mirrored(input, rest, &amount, marks)
}

/// `mirrored = amount sign name`: `18 kg/m2 ≤ BMI`
fn mirrored<'a, 't>(
    input: Tokens<'a, 't>,
    rest: Tokens<'a, 't>,
    amount: &Amount,
    marks: &[Mark],
) -> Read<'a, 't, Comparison> {
    let (behind, prefix) = comparator::signs(rest)?;
    let name = marks.get(input.len_before(behind)).and_then(|mark| mark.name);
    let is_bound = prefix.comparator != Comparator::Equal;
    if is_bound && (name.is_some() || is_between(behind, prefix.comparator)) {
        let shape = interval(prefix.comparator.mirrored(), amount);
        // The name is read again, as what the next comparison is about.
        let comparison = Comparison::of(shape, amount, Manner::Sign);
        return Ok((behind, Comparison { name, is_mirrored: true, ..comparison }));
    }
    fail()
}

/// Whether a name and the same sign with a number follow: `3.1 ≤ free T3 ≤ 6.8`
fn is_between(rest: Tokens<'_, '_>, comparator: Comparator) -> bool {
    const LONGEST_NAME: usize = 12;
    let is_word = rest.first().is_some_and(|token| token.kind == Kind::Word);
    let next = rest.0.iter().take(LONGEST_NAME).position(|token| {
        !matches!(token.kind, Kind::Word | Kind::Sign(Sign::Open | Sign::Close | Sign::Dash | Sign::Other))
    });
    let next = next.filter(|_| is_word).map(|next| rest.skip(next));
    let next = next.and_then(|rest| comparator::signs(rest).ok());
    next.is_some_and(|(rest, prefix)| {
        let is_up = |comparator| matches!(comparator, Comparator::AtMost | Comparator::Below);
        is_up(prefix.comparator) == is_up(comparator) && amount::amount(rest).is_ok()
    })
}

/// A sum without the traces of binary fractions: `36.5 + 0.7`.
fn rounded(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

/// One class or several: their lowest and highest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Classes {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) is_letter: bool,
}

/// `class = value *( ( "-" / "to" / "or" / "and" / "," / "/" ) value )`, a value being a number, one of Rome, or a letter
///
/// `is_letter`: whether the classes are letters.
pub(super) fn class<'a, 't>(input: Tokens<'a, 't>, is_letter: bool) -> Read<'a, 't, Classes> {
    let (input, between) = opt(one_of(&["between", "from"])).parse(input)?;
    // `ECOG 0,1` is no decimal number: it has two classes.
    if let Some(token) = input.first()
        && let Some(classes) = list(token.text)
    {
        return Ok((input.skip(1), classes));
    }
    let joint = |rest: Tokens<'a, 't>| {
        let word = || value((), one_of(&["or", "and", "to", "through", "until"]));
        let slash = || value((), sign(Sign::Slash));
        let comma = value((), (sign(Sign::Comma), opt(word())));
        let both = value((), (one_of(&["and"]), slash(), one_of(&["or"])));
        alt((both, word(), slash(), value((), sign(Sign::Dash)), comma)).parse(rest)
    };
    let one = |rest: Tokens<'a, 't>| {
        // `class III or class IV`
        let (rest, _) = opt(one_of(&["class", "grade", "stage", "score", "category", "type", "level"])).parse(rest)?;
        class_value(rest, is_letter)
    };
    let (mut rest, first) = class_value(input, is_letter)?;
    let (mut low, mut high) = (first, first);
    while let Ok((behind, ())) = joint(rest)
        && let Ok((behind, next)) = one(behind)
    {
        // `ECOG 0-1, 3 prior lines`: a list of classes goes up by one, or is a range.
        let is_range = rest.first().is_some_and(|token| {
            token.is_sign(Sign::Dash)
                || token.is("to")
                || token.is("through")
                || token.is("until")
                || between.is_some() && token.is("and")
        });
        let is_next = (next - high - 1.0).abs() < f64::EPSILON || (low - next - 1.0).abs() < f64::EPSILON;
        if !is_range && !is_next || is_measured(behind) {
            break;
        }
        (low, high) = (low.min(next), high.max(next));
        rest = behind;
    }
    Ok((rest, Classes { low, high, is_letter }))
}

/// `list = digit 1*( "," digit )`, each the next class
fn list(text: &str) -> Option<Classes> {
    let mut classes = text.split(',').map(|digit| digit.parse::<u8>().ok().filter(|_| digit.len() == 1));
    let first = classes.next()??;
    let mut last = first;
    let mut count = 0;
    for class in classes {
        let class = class?;
        if class != last + 1 {
            return None;
        }
        last = class;
        count += 1;
    }
    (count > 0).then_some(Classes { low: f64::from(first), high: f64::from(last), is_letter: false })
}

/// Whether what follows a number makes it no class: `0, 1 month`, `2 prior lines`
fn is_measured(rest: Tokens<'_, '_>) -> bool {
    unit::unit(rest).is_ok() || rest.first().is_some_and(|next| next.is("prior") || next.is("times"))
}

fn class_value<'a, 't>(input: Tokens<'a, 't>, is_letter: bool) -> Read<'a, 't, f64> {
    let (rest, token) = any(input)?;
    if is_letter {
        let position = ["A", "B", "C"].iter().position(|letter| token.text == *letter);
        let value = position.and_then(|position| u32::try_from(position + 1).ok()).map(f64::from);
        return value.map_or_else(fail, |value| Ok((rest, value)));
    }
    match token.kind {
        // `ECOG 0,1`: a comma between classes.
        Kind::Number(number) if number.is_whole && !number.is_ambiguous => Ok((rest, number.value)),
        Kind::Word => {
            let roman = super::lexer::roman(token.text).map(f64::from);
            let word = || amount::class_word(token.text);
            roman.or_else(word).map_or_else(fail, |value| Ok((rest, value)))
        }
        _ => fail(),
    }
}

/// Words between a class's name and its value.
pub(super) fn glue<'a, 't>(input: Tokens<'a, 't>) -> Read<'a, 't, ()> {
    let mut rest = input;
    // `Child-Pugh A` has a class, no article.
    while rest.first().is_some_and(|token| {
        token.has(Roles::OF_CLASS) && token.text != "A" || token.is_sign(Sign::Colon) || token.is_sign(Sign::Dash)
    }) {
        rest = rest.skip(1);
    }
    Ok((rest, ()))
}
