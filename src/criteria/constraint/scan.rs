//! Where the text compares: each comparison of an item, in order, before anything is known of what it is about.

use super::{
    amount::Amount,
    comparator::{self, Comparator, Postfix, postfix},
    comparison::{self, Comparison, End, Manner, Shape, interval},
    grammar::Tokens,
    lexer::{self, Kind, Sign},
    quantity::{Form, Name},
    subject::{Buffers, Sentence},
    unit::{self, Unit},
    words::Roles,
};

/// The tokens of a text with the comparisons in it; `None` where it has no value.
pub(super) fn sentence<'t>(text: &'t str, buffers: &mut Buffers) -> Option<Sentence<'t>> {
    if !lexer::may_have_value(text) {
        return None;
    }
    let lexed = lexer::lex(text, std::mem::take(&mut buffers.lexed));
    if lexed.valued.is_empty() {
        buffers.lexed = lexed.emptied();
        return None;
    }
    let mut sentence = Sentence::new(lexed, false, buffers);
    let mut end = 0;
    for index in 0..sentence.starts.len() {
        let Some(at) = sentence.starts.get(index).copied() else { break };
        if at < end {
            continue;
        }
        let found = match sentence.name(at) {
            Some(name) => classes(&sentence, at, name),
            None => numbers(&sentence, at).or_else(|| nameless_class(&sentence, at)),
        };
        if let Some(comparison) = found {
            end = comparison.tokens.end;
            sentence.push(comparison);
        } else if sentence.token(at).is_some_and(|token| token.is_value && matches!(token.kind, Kind::Sign(_))) {
            // `=`, which stands between words too, is none of these.
            sentence.unread.push(at);
        }
    }
    share_units(&mut sentence);
    Some(sentence)
}

/// Gives a value the unit that stands behind the next one for both: `> 170 or < 90 mmHg`, `≥ 18 and ≤ 80 years of age`.
fn share_units(sentence: &mut Sentence<'_>) {
    for index in (1..sentence.comparisons.len()).rev() {
        let Some([first, second]) = sentence.comparisons.get(index - 1..=index) else { return };
        let between = sentence.tokens.get(first.tokens.end..second.tokens.start).unwrap_or_default();
        let is_joint = between.iter().all(|token| {
            token.is("and")
                || token.is("or")
                || token.is("but")
                || matches!(token.kind, Kind::Sign(Sign::Comma | Sign::Dash | Sign::Slash))
        });
        // `at least 18 years but not more than 80 years old`
        let is_both_time =
            is_joint && first.unit().is_some_and(Unit::is_time) && second.unit().is_some_and(Unit::is_time);
        if is_both_time && second.is_of_age {
            if let Some(first) = sentence.comparisons.get_mut(index - 1) {
                first.is_of_age |= matches!(first.manner, Manner::Sign | Manner::Words);
            }
            continue;
        }
        // `SBP > 180 and/or DBP > 110 mmHg`: two quantities of one unit.
        if let Some(unit) = pair_unit(sentence, first, second) {
            if let Some(Shape::Interval { lower, upper }) =
                sentence.comparisons.get_mut(index - 1).map(|first| &mut first.shape)
            {
                for end in [lower, upper].into_iter().flatten() {
                    end.unit = Some(unit.clone());
                }
            }
            continue;
        }
        let is_bare = first.unit().is_none() && first.relative_to.is_none() && first.name.is_none();
        // `≥ 1.5 and ≤ 10 × ULN`
        if let Some(reference) = second.relative_to.filter(|_| is_joint && is_bare && second.manner == Manner::Sign) {
            if let Some(first) = sentence.comparisons.get_mut(index - 1).filter(|first| first.manner == Manner::Sign) {
                first.relative_to = Some(reference);
            }
            continue;
        }
        let is_compared = |manner| matches!(manner, Manner::Sign | Manner::Words);
        let unit = second.unit().filter(|_| is_joint && is_bare && second.name.is_none()).cloned();
        let is_of_age = second.is_of_age;
        let (Some(unit), true) = (unit, is_compared(first.manner) && is_compared(second.manner)) else { continue };
        let Some(first) = sentence.comparisons.get_mut(index - 1) else { return };
        if let Shape::Interval { lower, upper } = &mut first.shape {
            for end in [lower, upper].into_iter().flatten() {
                end.unit = Some(unit.clone());
            }
            first.is_of_age |= is_of_age;
        }
    }
}

/// The unit of two blood pressures, where it stands behind the second alone.
fn pair_unit(sentence: &Sentence<'_>, first: &Comparison, second: &Comparison) -> Option<Unit> {
    let is_pressure = |name: Name| name.quantity.name.ends_with("blood pressure");
    let is_filler = |at: usize| {
        sentence.token(at).is_some_and(|token| {
            token.has(Roles::GLUE)
                || token.is("and")
                || token.is("or")
                || token.is_sign(Sign::Slash)
                || token.is_sign(Sign::Comma)
        })
    };
    let is_bare = first.unit().is_none() && first.relative_to.is_none() && first.manner == second.manner;
    let unit = second.unit().filter(|_| is_bare)?;
    let mut at = first.tokens.end;
    while is_filler(at) && sentence.name(at).is_none() {
        at += 1;
    }
    at += sentence.name(at).filter(|name| is_pressure(*name)).map(Name::len)?;
    while at < second.tokens.start && is_filler(at) {
        at += 1;
    }
    if at != second.tokens.start {
        return None;
    }
    // `heart rate > 100 or DBP > 110 mmHg` are of two units. Last, as it may look far back.
    (0..first.tokens.start).rev().find_map(|at| sentence.name(at)).filter(|name| is_pressure(*name))?;
    Some(unit.clone())
}

fn numbers(sentence: &Sentence<'_>, at: usize) -> Option<Comparison> {
    // The rest of what is no range: `1-2-3`
    let is_behind_dash = sentence.token(at).is_some_and(|token| matches!(token.kind, Kind::Number(_)))
        && at.checked_sub(1).and_then(|before| sentence.token(before)).is_some_and(|before| before.is_sign(Sign::Dash))
        && at.checked_sub(2).is_some_and(|before| {
            sentence.owner(before).is_none()
                && sentence.token(before).is_some_and(|token| matches!(token.kind, Kind::Number(_)))
        });
    if is_behind_dash {
        return None;
    }
    // `140 over 90`
    let is_number = |at: Option<usize>| {
        at.and_then(|at| sentence.token(at)).is_some_and(|token| matches!(token.kind, Kind::Number(_)))
    };
    if sentence.token(at).is_some_and(|token| token.is("over"))
        && is_number(at.checked_sub(1))
        && is_number(at.checked_add(1))
    {
        return None;
    }
    let input = Tokens(sentence.tokens.get(at..)?);
    let marks = sentence.marks.get(at..)?;
    let (rest, comparison) = comparison::comparison(input, marks).ok()?;
    let len = input.len_before(rest);
    // `3 times above ULN`, `50% above the upper limit`; `4 seconds above control`: a distance.
    let before = at.checked_sub(1).and_then(|before| sentence.token(before));
    let is_distance_from = comparison.relative_to.is_some()
        && before.is_some_and(|before| {
            before.is("times")
                || before.is("fold")
                || before.text == "%"
                || before.is("x")
                || unit::unit(Tokens(std::slice::from_ref(before))).is_ok()
        });
    let is_distance = rest
        .first()
        .is_some_and(|next| ["above", "below", "over", "beyond", "prolonged"].iter().any(|word| next.is(word)))
        && rest
            .skip(1)
            .first()
            .is_some_and(|next| !next.is_value && !next.is("age") && !next.is("and") && !next.is("or"))
        && comparison.manner == Manner::Sign;
    let is_ambiguous = comparison.is_ambiguous || is_distance_from || is_distance;
    Some(Comparison { tokens: at..at + len, is_ambiguous, ..comparison })
}

/// The classes behind a name: `ECOG performance status of 0 or 1`, `NYHA class ≥ II`, `Child-Pugh A`.
fn classes(sentence: &Sentence<'_>, at: usize, name: Name) -> Option<Comparison> {
    let form = name.quantity.form;
    if !matches!(form, Form::Class | Form::Letter | Form::Grade | Form::Score) || name.is_implied {
        return None;
    }
    let start = at + name.len();
    let mut input = Tokens(sentence.tokens.get(start..)?);
    // `NYHA) class III`
    let close = input.first().filter(|token| token.is_sign(Sign::Close));
    if close.is_some() {
        input = input.skip(1);
    }
    let (input, ()) = comparison::glue(input).ok()?;
    // A name within goes before: `WHO class (NYHA) III`
    let offset = sentence.tokens.len() - input.0.len();
    if (start..offset).filter_map(|at| sentence.name(at)).any(|name| name.quantity.form != Form::Grade) {
        return None;
    }
    let prefix = comparator::prefix(input).ok();
    let (behind, comparator) = match prefix {
        Some((rest, prefix)) => (rest, Some(prefix)),
        None => (input, None),
    };
    let (behind, ()) = if comparator.is_some() { comparison::glue(behind).ok()? } else { (behind, ()) };
    let (rest, classes) = comparison::class(behind, form == Form::Letter).ok()?;
    let is_letter = classes.is_letter;
    let end = |value: f64, inclusive: bool| Some(End { value, inclusive, unit: None });
    let points = Comparison {
        shape: Shape::Interval { lower: end(classes.low, true), upper: end(classes.high, true) },
        tokens: 0..0,
        relative_to: None,
        is_ambiguous: false,
        is_of_age: false,
        manner: Manner::Point,
        is_whole: true,
        is_in_words: false,
        name: Some(name),
        is_letter,
        is_mirrored: false,
    };
    // `Child-Pugh A or B7`, `CKD stage 3b`: a part of a class.
    let is_part = |at: usize| {
        rest.skip(at).first().is_some_and(|token| {
            let is_sub_class = |c: char| c.is_ascii_digit();
            form == Form::Letter
                && token.kind == Kind::Word
                && token.text.starts_with(['A', 'B', 'C'])
                && token.text.ends_with(is_sub_class)
        })
    };
    if is_part(0) || is_part(1) || rest.first().is_some_and(|next| next.is_glued && next.kind == Kind::Word) {
        return None;
    }
    let is_several = classes.high > classes.low;
    // What follows a number of another thing is its own: `performance status 70%`, `pain 4/10`.
    let is_plain = unit::unit(rest).is_err() && !is_followed_by_number(rest);
    if form == Form::Score && (!is_plain || comparator.is_some()) {
        return None;
    }
    let (rest, shape, manner) = match (comparator, postfix(rest)) {
        (Some(prefix), _) if prefix.comparator != Comparator::Equal => {
            let value = if matches!(prefix.comparator, Comparator::Above | Comparator::AtLeast) {
                classes.low
            } else {
                classes.high
            };
            (rest, interval(prefix.comparator, &Amount::plain(value)), Manner::Sign)
        }
        (_, Ok((rest, Postfix::Plain(comparator, _)))) => {
            let value = if comparator == Comparator::AtLeast { classes.low } else { classes.high };
            (rest, interval(comparator, &Amount::plain(value)), Manner::Words)
        }
        (_, Ok((rest, postfix))) => {
            let is_better = postfix == Postfix::Better;
            let end = End { value: if is_better { classes.high } else { classes.low }, inclusive: true, unit: None };
            (rest, Shape::Open { end, is_better }, Manner::Words)
        }
        // Many things have a grade, and a scale's number is seldom demanded by itself.
        _ if form == Form::Grade => return None,
        _ if form == Form::Score && !is_several && !is_last(rest) => return None,
        _ if !is_plain => return None,
        _ => (rest, points.shape.clone(), if is_several { Manner::Range } else { Manner::Point }),
    };
    let first = sentence.tokens.len() - input.0.len();
    let end = sentence.tokens.len() - rest.0.len();
    Some(Comparison { shape, tokens: first..end, manner, ..points })
}

/// Classes before the name of their scale: `class III or IV heart failure (NYHA)`.
fn nameless_class(sentence: &Sentence<'_>, at: usize) -> Option<Comparison> {
    const AHEAD: usize = 10;
    let word = sentence.token(at)?;
    if !word.is("class") && !word.is("classes") {
        return None;
    }
    let input = Tokens(sentence.tokens.get(at + 1..)?);
    let (rest, _) = comparison::class(input, false).ok()?;
    let end = sentence.tokens.len() - rest.0.len();
    let name = (end..end + AHEAD).filter_map(|at| sentence.name(at)).find(|name| name.quantity.form == Form::Class)?;
    classes(sentence, at, name.of_len(1))
}

fn is_followed_by_number(rest: Tokens<'_, '_>) -> bool {
    let is_number = |at: usize| rest.skip(at).first().is_some_and(|token| matches!(token.kind, Kind::Number(_)));
    let is_sign = rest.first().is_some_and(|token| {
        matches!(token.kind, Kind::Sign(Sign::Slash | Sign::Plus | Sign::Times | Sign::Dash | Sign::PlusMinus))
    });
    is_number(0) || is_sign && is_number(1)
}

/// Whether a statement ends here, or says no more about its number.
fn is_last(rest: Tokens<'_, '_>) -> bool {
    rest.first().is_none_or(|token| match token.kind {
        Kind::Sign(sign) => matches!(sign, Sign::Stop | Sign::Break | Sign::Comma | Sign::Close | Sign::Open),
        Kind::Word => ["and", "or", "at", "on", "with", "as", "for", "in", "during"].iter().any(|word| token.is(word)),
        Kind::Number(_) => false,
    })
}
