//! What each comparison of a text states: a bound, a window, a dose or a count, or nothing that can be relied on.

use std::{borrow::Cow, ops::Range, sync::OnceLock};

use memchr::memmem::Finder;

use super::{
    Bound, Constraint, ConstraintKind, Doubt, Equivalent, Value,
    comparator::{Comparator, Postfix, postfix},
    comparison::{self, Comparison, End, Manner, Shape},
    grammar::Tokens,
    lexer::{self, Kind, Sign},
    quantity::{Form, Name, Quantity, by_name},
    subject::{Sentence, Subject},
    unit::Unit,
    words::Roles,
};
use crate::{diagnostic::Code, source::Span};

/// Reads the constraints of a text. `parent` is the text of the item that it stands under. Places are those of the text.
pub(super) fn read(text: &str, parent: Option<&str>) -> (Vec<Constraint>, Vec<Doubt>) {
    if !may_compare(text) {
        return (Vec::new(), Vec::new());
    }
    let sentence = sentence(text);
    if sentence.comparisons.is_empty() && sentence.unread.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut reading =
        Reading { text, sentence: &sentence, parent, found: Vec::new(), consumed: Vec::new(), doubts: Vec::new() };
    reading.read();
    (reading.found.into_iter().map(|stated| stated.constraint).collect(), reading.doubts)
}

/// Whether a text may have a number: a digit, a sign, or one of the words that numbers are written with.
fn may_compare(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a way out of the inner loop, many bytes are looked at at once.
    let is_sign = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'<'..=b'>');
    if bytes.chunks(64).any(|chunk| chunk.iter().fold(false, |any, byte| any | is_sign(byte))) {
        return true;
    }
    // The numerals of Rome: `NYHA II`
    let is_apart = |at: usize| at == 0 || bytes.get(at - 1).is_some_and(|before| !before.is_ascii_alphabetic());
    if memchr::memchr_iter(b'I', bytes).any(is_apart) {
        return true;
    }
    // `at least two`, `more than twice`, `above the ULN`, `within one year`, `Child-Pugh A`
    const WORDS: [&str; 10] = ["least", "than", "ithin", "r more", "ULN", "limit", "hild", "ast ", "≥", "older"];
    static FINDERS: OnceLock<[Finder<'static>; 10]> = OnceLock::new();
    FINDERS.get_or_init(|| WORDS.map(Finder::new)).iter().any(|word| word.find(bytes).is_some())
}

/// The tokens of a text with the comparisons in it.
fn sentence(text: &str) -> Sentence<'_> {
    let mut sentence = Sentence::new(lexer::tokens(text), false);
    let mut at = 0;
    for statement in std::mem::take(&mut sentence.values) {
        at = at.max(statement.start);
        while at < statement.end {
            let name = sentence.names.get(at).copied().flatten();
            let found = match name {
                Some(name) => classes(&sentence, at, name),
                None => numbers(&sentence, at).or_else(|| nameless_class(&sentence, at)),
            };
            match found {
                Some(comparison) => {
                    at = comparison.tokens.end.max(at + 1);
                    sentence.push(comparison);
                }
                None => {
                    // `=` stands between words too.
                    let is_sign = |token: &lexer::Token<'_>| token.is_value && matches!(token.kind, Kind::Sign(_));
                    if sentence.token(at).is_some_and(is_sign) {
                        sentence.unread.push(at);
                    }
                    at += name.map_or(1, |name| name.len());
                }
            }
        }
    }
    share_units(&mut sentence);
    sentence
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

fn numbers(sentence: &Sentence<'_>, at: usize) -> Option<Comparison> {
    // Few tokens begin a comparison.
    let may_begin = sentence.token(at).is_some_and(|token| match token.kind {
        Kind::Number(_) => true,
        Kind::Word => token.is_value || token.has(Roles::STARTS),
        Kind::Sign(sign) => token.is_value || matches!(sign, Sign::Equal | Sign::Dash | Sign::Plus),
    });
    if !may_begin {
        return None;
    }
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
    let input = Tokens(sentence.tokens.get(at..)?);
    let names = sentence.names.get(at..)?;
    let (rest, comparison) = comparison::comparison(input, names).ok()?;
    let len = input.len_before(rest);
    // `3 times above ULN`, `50% above the upper limit`; `4 seconds above control`: a distance.
    let before = at.checked_sub(1).and_then(|before| sentence.token(before));
    let is_distance_from = comparison.relative_to.is_some()
        && before.is_some_and(|before| {
            before.is("times")
                || before.is("fold")
                || matches!(before.text, "%")
                || before.is("x")
                || super::amount::unit(Tokens(std::slice::from_ref(before))).is_ok()
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
    if sentence.names.get(start..offset)?.iter().flatten().any(|name| name.quantity.form != Form::Grade) {
        return None;
    }
    let prefix = super::comparator::prefix(input).ok();
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
    let is_plain = super::amount::unit(rest).is_err() && !is_followed_by_number(rest);
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
            (rest, interval(prefix.comparator, value), Manner::Sign)
        }
        (_, Ok((rest, Postfix::Plain(comparator, _)))) => {
            let value = if comparator == Comparator::AtLeast { classes.low } else { classes.high };
            (rest, interval(comparator, value), Manner::Words)
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

/// Roles before the name of their scale: `class III or IV heart failure (NYHA)`.
fn nameless_class(sentence: &Sentence<'_>, at: usize) -> Option<Comparison> {
    const AHEAD: usize = 10;
    let word = sentence.token(at)?;
    if !word.is("class") && !word.is("classes") {
        return None;
    }
    let input = Tokens(sentence.tokens.get(at + 1..)?);
    let (rest, _) = comparison::class(input, false).ok()?;
    let end = sentence.tokens.len() - rest.0.len();
    let ahead = sentence.names.get(end..)?.iter().take(AHEAD).flatten();
    let name = *ahead.clone().find(|name| name.quantity.form == Form::Class)?;
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

fn interval(comparator: Comparator, value: f64) -> Shape {
    let end = |inclusive| Some(End { value, inclusive, unit: None });
    let (lower, upper) = match comparator {
        Comparator::Above => (end(false), None),
        Comparator::AtLeast => (end(true), None),
        Comparator::Below => (None, end(false)),
        Comparator::AtMost => (None, end(true)),
        Comparator::Equal => (end(true), end(true)),
    };
    Shape::Interval { lower, upper }
}

/// What was made of a comparison.
struct Stated {
    /// The comparison's number.
    index: usize,
    quantity: Option<&'static Quantity>,
    constraint: Constraint,
}

struct Reading<'t, 's, 'p> {
    text: &'t str,
    sentence: &'s Sentence<'t>,
    parent: Option<&'p str>,
    found: Vec<Stated>,
    /// The comparisons that only repeat another in other units.
    consumed: Vec<usize>,
    doubts: Vec<Doubt>,
}

/// What a comparison is of.
enum Sense {
    Bound(Vec<&'static Quantity>),
    /// A bound of something that the table does not have.
    Other(String),
    Window,
    Dose(Option<String>),
    Count(Option<String>),
    /// The quantity's unit does not fit.
    Unfit(&'static Quantity),
    Unread,
}

impl<'t> Reading<'t, '_, '_> {
    fn read(&mut self) {
        for at in &self.sentence.unread {
            let until = (at + 4).min(self.sentence.tokens.len());
            let place = self.place(&(*at..until));
            let found = crate::diagnostic::quoted(self.text.get(place.clone()).unwrap_or_default());
            let (expected, span) = ("a value behind the sign", Span::new(place.start, place.end));
            self.doubts.push(Doubt { code: Code::UnreadComparison, span, expected, found });
        }
        for index in 0..self.sentence.comparisons.len() {
            if !self.consumed.contains(&index) {
                self.state(index);
            }
        }
    }

    fn state(&mut self, index: usize) {
        let sentence = self.sentence;
        let Some(comparison) = sentence.comparisons.get(index) else { return };
        if comparison.is_ambiguous {
            let expected = "a number that can be read in one way only";
            self.doubt(Code::AmbiguousNumber, comparison, expected, self.shown(comparison));
            return;
        }
        if self.is_no_range(comparison) {
            let expected = "a range that is met within";
            self.doubt(Code::UnreadComparison, comparison, expected, self.shown(comparison));
            return;
        }
        match self.sense(index, comparison) {
            Sense::Bound(quantities) => self.bound(index, comparison, &quantities),
            Sense::Other(words) => self.keep(index, comparison, ConstraintKind::Bound, None, Some(words)),
            Sense::Window => self.keep(index, comparison, ConstraintKind::Window, None, None),
            Sense::Dose(words) => self.keep(index, comparison, ConstraintKind::Dose, None, words),
            Sense::Count(words) => self.keep(index, comparison, ConstraintKind::Count, None, words),
            Sense::Unfit(quantity) => {
                let found = format!("{} of {}", self.shown(comparison), quantity.name);
                self.doubt(Code::UnitMismatch, comparison, "a unit that measures the quantity", found);
            }
            Sense::Unread => {
                if matches!(comparison.manner, Manner::Sign) {
                    let found = self.shown(comparison);
                    self.doubt(Code::UnreadComparison, comparison, "the name of what is compared", found);
                }
            }
        }
    }

    fn doubt(&mut self, code: Code, comparison: &Comparison, expected: &'static str, found: String) {
        let place = self.place(&comparison.tokens);
        self.doubts.push(Doubt { code, span: Span::new(place.start, place.end), expected, found });
    }

    /// The place of some tokens in the text.
    fn place(&self, tokens: &Range<usize>) -> Range<usize> {
        let first = self.sentence.token(tokens.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.sentence.token(last));
        match (first, last) {
            (Some(first), Some(last)) => first.start..last.end(),
            _ => 0..0,
        }
    }

    fn shown(&self, comparison: &Comparison) -> String {
        crate::diagnostic::quoted(self.text.get(self.place(&comparison.tokens)).unwrap_or_default())
    }

    fn phrase(&self, words: Range<usize>) -> Option<String> {
        self.sentence.phrase(self.text, words).map(str::to_owned)
    }

    /// Makes constraints of a comparison of known quantities.
    fn bound(&mut self, index: usize, comparison: &Comparison, quantities: &[&'static Quantity]) {
        let is_pressures = quantities.iter().any(|quantity| quantity.form == Form::Pressures);
        if let Shape::Pair { comparator, first, second, unit } = &comparison.shape {
            let is_pressure = is_pressures
                || quantities.iter().any(|quantity| quantity.name.ends_with("blood pressure"))
                || unit.as_ref().is_some_and(|unit| unit.as_str() == "mm[Hg]");
            let names = ["systolic blood pressure", "diastolic blood pressure"];
            if is_pressure {
                for (name, value) in names.iter().zip([*first, *second]) {
                    let Some(quantity) = by_name(name) else { continue };
                    let end = |inclusive| Some(End { value, inclusive, unit: unit.clone() });
                    let (lower, upper) = match comparator {
                        Comparator::Above => (end(false), None),
                        Comparator::AtLeast => (end(true), None),
                        Comparator::Below => (None, end(false)),
                        Comparator::AtMost | Comparator::Equal => (None, end(true)),
                    };
                    let shape = Shape::Interval { lower, upper };
                    let comparison = Comparison { shape, ..comparison.clone() };
                    self.keep_known(index, &comparison, quantity);
                }
                return;
            }
            // `4/10` on a scale is 4.
            let is_scale =
                quantities.iter().all(|quantity| quantity.form == Form::Score) && first <= second && unit.is_none();
            if is_scale {
                let comparison = Comparison { shape: interval(*comparator, *first), ..comparison.clone() };
                for quantity in quantities {
                    self.keep_known(index, &comparison, quantity);
                }
                return;
            }
            let found = self.shown(comparison);
            self.doubt(Code::UnreadComparison, comparison, "one number, or two pressures", found);
            return;
        }
        // `140-159/90-99 mmHg`
        let is_slash = |at: Option<usize>| {
            at.and_then(|at| self.sentence.token(at)).is_some_and(|token| token.is_sign(Sign::Slash))
        };
        if is_pressures && (is_slash(Some(comparison.tokens.end)) || is_slash(comparison.tokens.start.checked_sub(1))) {
            let found = self.shown(comparison);
            self.doubt(Code::UnreadComparison, comparison, "one number, or two pressures", found);
            return;
        }
        for quantity in quantities {
            self.keep_known(index, comparison, quantity);
        }
    }

    fn keep_known(&mut self, index: usize, comparison: &Comparison, quantity: &'static Quantity) {
        // `14 units per week`: those of alcohol are no enzyme's.
        let mut comparison = comparison.clone();
        if quantity.name == "alcohol" {
            comparison.map_units(Unit::of_alcohol);
        }
        let comparison = &comparison;
        if quantity.name == "age"
            && let Some(whose) = self.other_person(comparison)
        {
            self.keep(index, comparison, ConstraintKind::Bound, None, Some(whose));
            return;
        }
        let is_plausible = comparison.relative_to.is_some()
            || comparison.values().all(|(value, unit)| quantity.is_plausible(value, unit));
        if !is_plausible {
            let found = format!("{} of {}", self.shown(comparison), quantity.name);
            self.doubt(Code::ImplausibleValue, comparison, "a value that the quantity can have", found);
            return;
        }
        self.keep(index, comparison, ConstraintKind::Bound, Some(quantity), None);
    }

    fn keep(
        &mut self,
        index: usize,
        comparison: &Comparison,
        kind: ConstraintKind,
        quantity: Option<&'static Quantity>,
        words: Option<String>,
    ) {
        let (lower, upper) = match &comparison.shape {
            // `no ECOG > 1`
            Shape::Interval { lower, upper } if kind == ConstraintKind::Bound && self.is_negated(index, comparison) => {
                let other = |end: &Option<End>| end.clone().map(|end| End { inclusive: !end.inclusive, ..end });
                (other(upper), other(lower))
            }
            Shape::Interval { lower, upper } => (lower.clone(), upper.clone()),
            Shape::Open { end, is_better } => {
                // The lower a class the better, the higher a score.
                let is_low_best =
                    quantity.is_some_and(|quantity| matches!(quantity.form, Form::Class | Form::Grade | Form::Letter));
                if *is_better == is_low_best { (None, Some(end.clone())) } else { (Some(end.clone()), None) }
            }
            Shape::Pair { .. } => {
                let found = self.shown(comparison);
                self.doubt(Code::UnreadComparison, comparison, "one number, or two pressures", found);
                return;
            }
        };
        let value = |value: f64| {
            let letter = [(1.0, 'A'), (2.0, 'B'), (3.0, 'C')].into_iter().find(|(class, _)| *class == value);
            let letter = letter.filter(|_| comparison.is_letter);
            letter.map_or(Value::Number(value), |(_, letter)| Value::Letter(letter))
        };
        let units = [&lower, &upper].map(|end| end.as_ref().and_then(|end| end.unit.clone()));
        let is_same = lower.is_none() || upper.is_none() || units.first() == units.get(1);
        let unit = if is_same { units.into_iter().flatten().next() } else { None };
        let bound =
            |end: End| Bound { value: value(end.value), inclusive: end.inclusive, unit: end.unit.filter(|_| !is_same) };
        let name = quantity.map(|quantity| Cow::Borrowed(quantity.name)).or(words.map(Cow::Owned));
        let place = self.place(&comparison.tokens);
        let condition = if kind == ConstraintKind::Bound { self.condition(comparison) } else { None };
        let mut constraint = Constraint {
            kind,
            quantity: name,
            loinc: quantity.and_then(|quantity| quantity.loinc),
            lower: lower.map(bound),
            upper: upper.map(bound),
            unit,
            relative_to: comparison.relative_to,
            condition,
            equivalents: Vec::new(),
            span: Span::new(place.start, place.end),
        };
        if self.joins(index, comparison, quantity, &constraint) {
            return;
        }
        if let Some((equivalent, other)) = self.equivalent(comparison, quantity, &constraint) {
            constraint.equivalents.push(equivalent);
            self.consumed.extend(other);
        }
        self.found.push(Stated { index, quantity, constraint });
    }

    /// Whose age it is, where it is not the participant's: `caregiver age`.
    fn other_person(&self, comparison: &Comparison) -> Option<String> {
        const OTHERS: &[&str] = &[
            "donor",
            "donors",
            "caregiver",
            "caregivers",
            "parent",
            "parents",
            "guardian",
            "partner",
            "partners",
            "sibling",
            "siblings",
            "father",
            "mother",
            "mothers",
            "spouse",
            "relative",
            "relatives",
            "onset",
            "episode",
        ];
        const REACH: usize = 7;
        let start = comparison.tokens.start;
        let before = self.sentence.tokens.get(start.saturating_sub(REACH)..start)?;
        let near = before
            .iter()
            .rev()
            .take_while(|token| !matches!(token.kind, Kind::Sign(Sign::Stop | Sign::Break | Sign::Comma)));
        let other = near.into_iter().find(|token| OTHERS.iter().any(|word| token.is(word)))?;
        Some(format!("{} age", other.text.to_lowercase()))
    }

    /// Whether `no` stands before what a one-sided bound is of.
    fn is_negated(&self, index: usize, comparison: &Comparison) -> bool {
        let Shape::Interval { lower, upper } = &comparison.shape else { return false };
        if lower.is_some() == upper.is_some() {
            return false;
        }
        let Some(mut at) = self.sentence.start(index) else { return false };
        // What stands in parentheses says what the word before it means: `No anemia (hemoglobin < 9)`.
        let inside = self.sentence.tokens.get(at..comparison.tokens.start).unwrap_or_default();
        let depth = |sign| inside.iter().filter(|token| token.is_sign(sign)).count();
        if depth(Sign::Open) > depth(Sign::Close) {
            return false;
        }
        // `must not have an ECOG > 2`
        for _ in 0..4 {
            let Some(before) = at.checked_sub(1) else { return false };
            let Some(token) = self.sentence.token(before) else { return false };
            if token.is("no") || token.is("not") || token.is("cannot") {
                return true;
            }
            if !["have", "has", "a", "an", "the", "be", "with", "weigh"].iter().any(|word| token.is(word)) {
                return false;
            }
            at = before;
        }
        false
    }

    /// Whether the values of a range are those outside it, or the ends of a scale.
    fn is_no_range(&self, comparison: &Comparison) -> bool {
        if comparison.manner != Manner::Range {
            return false;
        }
        let start = comparison.tokens.start;
        let before = self.sentence.tokens.get(start.saturating_sub(6)..start).unwrap_or_default();
        let is_outside = |token: &lexer::Token<'_>| token.is("outside") || token.is("not") || token.is("except");
        let is_of_parent = self.parent.is_some_and(|parent| parent.contains("outside"));
        // `on a 0-10 scale`, `NRS (0-10)`
        let starts_low = comparison.values().next().is_some_and(|(low, _)| low <= 1.0);
        let behind = self.sentence.tokens.get(comparison.tokens.end..).unwrap_or_default();
        let is_scale = |token: &lexer::Token<'_>| {
            token.is("scale") || token.is("numeric") || token.is("point") || token.is("NRS") || token.is("VAS")
        };
        let names_scale = behind.iter().take(3).any(is_scale)
            || before.iter().rev().take(3).any(|token| token.is("scale"))
            || before.last().is_some_and(|token| token.is_sign(Sign::Open))
                && self.sentence.comparisons.first().is_some_and(|first| first.tokens.start < start)
                && before.iter().any(is_scale);
        before.iter().any(is_outside) || is_of_parent || starts_low && comparison.unit().is_none() && names_scale
    }

    /// Makes one range of two bounds: `≥ 18 and ≤ 75 years`.
    fn joins(&mut self, index: usize, comparison: &Comparison, quantity: Option<&Quantity>, next: &Constraint) -> bool {
        let Some(last) = self.found.last_mut() else { return false };
        let constraint = &mut last.constraint;
        let Some(before) = self.sentence.comparisons.get(last.index) else { return false };
        let is_same = match (last.quantity, quantity) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            (None, None) => constraint.kind == next.kind && constraint.quantity == next.quantity,
            _ => false,
        };
        let is_next = last.index + 1 == index && constraint.relative_to == next.relative_to;
        if !is_same || !is_next || constraint.kind != next.kind {
            return false;
        }
        let between = self.sentence.tokens.get(before.tokens.end..comparison.tokens.start).unwrap_or_default();
        // `18 ≤ BMI ≤ 30` has the name between.
        let is_joint = between.iter().all(|token| {
            token.is("and")
                || token.is("but")
                || token.is_sign(Sign::Comma)
                || token.is("to")
                || token.is_sign(Sign::Dash)
        }) || before.is_mirrored;
        let is_open = |constraint: &Constraint| constraint.lower.is_some() != constraint.upper.is_some();
        let is_other_end = constraint.lower.is_some() != next.lower.is_some();
        if !is_joint || !is_open(constraint) || !is_open(next) || !is_other_end {
            return false;
        }
        let (low, high) = if constraint.lower.is_some() { (&*constraint, next) } else { (next, &*constraint) };
        let value = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| bound.value.as_f64());
        let (Some(lowest), Some(highest)) = (value(&low.lower), value(&high.upper)) else { return false };
        let in_one = match (&low.unit, &high.unit) {
            (Some(a), Some(b)) => a.convert(lowest, b).unwrap_or(lowest),
            _ => lowest,
        };
        if in_one > highest {
            return false;
        }
        let (low_unit, high_unit) = (low.unit.clone().or(high.unit.clone()), high.unit.clone().or(low.unit.clone()));
        let (mut lower, mut upper) = (low.lower.clone(), high.upper.clone());
        let is_same_unit = low_unit == high_unit;
        if !is_same_unit {
            if let Some(lower) = &mut lower {
                lower.unit = low_unit.clone();
            }
            if let Some(upper) = &mut upper {
                upper.unit = high_unit;
            }
        }
        constraint.lower = lower;
        constraint.upper = upper;
        constraint.unit = low_unit.filter(|_| is_same_unit);
        constraint.span = Span::new(constraint.span.start, next.span.end);
        constraint.condition = constraint.condition.take().or_else(|| next.condition.clone());
        last.index = index;
        true
    }

    /// The same bound in another unit, in parentheses behind it, and the comparison that it is: `≥ 9 g/dL (90 g/L)`.
    fn equivalent(
        &self,
        comparison: &Comparison,
        quantity: Option<&'static Quantity>,
        stated: &Constraint,
    ) -> Option<(Equivalent, Option<usize>)> {
        let unit = stated.unit.as_ref()?;
        let tokens = &self.sentence.tokens;
        let mut at = comparison.tokens.end;
        if !tokens.get(at)?.is_sign(Sign::Open) {
            return None;
        }
        at += 1;
        while tokens.get(at).is_some_and(|token| {
            ["i.e", "ie", "or", "equals", "equivalent", "to", "approximately", "about", "corresponding", "i", "e"]
                .iter()
                .any(|word| token.is(word))
                || matches!(token.kind, Kind::Sign(Sign::Equal | Sign::Point | Sign::Comma))
        }) {
            at += 1;
        }
        let input = Tokens(tokens.get(at..)?);
        let (rest, ends) = match comparison::comparison(input, &[]) {
            Ok((
                rest,
                Comparison { shape: Shape::Interval { lower, upper }, is_ambiguous: false, relative_to: None, .. },
            )) => (rest, (lower, upper)),
            Ok(_) => return None,
            Err(_) => {
                let (rest, amount) = super::amount::amount(input).ok()?;
                if amount.is_ambiguous || amount.relative_to.is_some() {
                    return None;
                }
                let end = |bound: &Option<Bound>| {
                    bound.as_ref().map(|bound| End {
                        value: amount.value,
                        inclusive: bound.inclusive,
                        unit: amount.unit.clone(),
                    })
                };
                (rest, (end(&stated.lower), end(&stated.upper)))
            }
        };
        let is_closed = rest
            .first()
            .is_none_or(|token| matches!(token.kind, Kind::Sign(Sign::Close | Sign::Comma | Sign::Break | Sign::Open)));
        let other = ends.0.as_ref().or(ends.1.as_ref())?.unit.clone().filter(|other| other != unit)?;
        // It is the same bound only where the figures say so; rounding is theirs.
        let canonical = |value: f64, unit: &Unit| match quantity {
            Some(quantity) => quantity.canonical(value, unit),
            None => unit.convert(value, &other),
        };
        let is_same = |bound: &Option<Bound>, end: &Option<End>| match (bound, end) {
            (None, None) => true,
            (Some(bound), Some(end)) => {
                let values =
                    bound.value.as_f64().and_then(|value| canonical(value, unit)).zip(canonical(end.value, &other));
                values.is_some_and(|(a, b)| (a - b).abs() <= 0.1 * a.abs().max(b.abs()))
            }
            _ => false,
        };
        if !is_closed || !is_same(&stated.lower, &ends.0) || !is_same(&stated.upper, &ends.1) {
            return None;
        }
        let bound = |end: End| Bound { value: Value::Number(end.value), inclusive: end.inclusive, unit: None };
        let equivalent = Equivalent { lower: ends.0.map(bound), upper: ends.1.map(bound), unit: Some(other) };
        Some((equivalent, self.sentence.owner(at)))
    }

    /// What a comparison is of.
    fn sense(&self, index: usize, comparison: &Comparison) -> Sense {
        let end = comparison.tokens.end;
        let unit = comparison.unit();
        // `3.1 ≤ free T3 ≤ 6.8` is about what stands before its other end.
        let is_nameless = comparison.is_mirrored && comparison.name.is_none();
        let mut subject = self.sentence.before(if is_nameless { index + 1 } else { index });
        // `AST ≤ 3 × ULN; ≤ 5 × ULN in case of liver metastases`
        let before = index.checked_sub(1).and_then(|before| self.sentence.comparisons.get(before));
        if let (Subject::Nothing, Some(reference), Some(before)) = (&subject, comparison.relative_to, before)
            && before.relative_to == Some(reference)
        {
            subject = Subject::Shared(index - 1);
        }
        let mut is_shared = false;
        if let Subject::Shared(other) = subject {
            is_shared = true;
            subject = self.of_other(other, 0);
        }
        let behind = self.sentence.behind(end).filter(|name| !self.has_own(name, end));
        // What stands right behind is more to the point than a word such as `score`.
        if let Some(name) = behind
            && !name.is_implied
            && (self.prefers_behind(&subject, name)
                || matches!(&subject, Subject::Known { quantities, .. } if !quantities.iter().any(|quantity| self.fits(quantity, comparison)))
                || unit.is_some()
                    && self.sentence.names.get(end).is_some_and(Option::is_some)
                    && !matches!(subject, Subject::Known { is_adjacent: true, .. }))
            && self.fits(name.quantity, comparison)
        {
            return Sense::Bound(vec![name.quantity]);
        }
        if comparison.is_of_age
            && unit.is_none()
            && self.is_age(index, comparison)
            && !matches!(subject, Subject::Known { is_adjacent: true, .. })
        {
            return by_name("age").map_or(Sense::Unread, |age| Sense::Bound(vec![age]));
        }
        // `donor age < 60 years`
        if let Subject::Words(words) = &subject
            && words.end.checked_sub(1).and_then(|last| self.sentence.token(last)).is_some_and(|last| last.is("age"))
        {
            return self.phrase(words.clone()).map_or(Sense::Unread, Sense::Other);
        }
        if unit.is_some_and(Unit::is_time) {
            return self.time(index, comparison, &subject);
        }
        match &subject {
            Subject::Known { quantities, is_implied, is_adjacent } => {
                let fitting: Vec<_> =
                    quantities.iter().copied().filter(|quantity| self.fits(quantity, comparison)).collect();
                let needs_unit = *is_implied
                    && unit.is_none()
                    && comparison.relative_to.is_none()
                    && !matches!(comparison.shape, Shape::Pair { .. });
                // `present in at least 4 out of 5 regions`
                let is_part = unit.is_none()
                    && comparison.name.is_none()
                    && self.sentence.token(end).is_some_and(|token| token.is("of") || token.is("out"))
                    && !self.sentence.token(end + 1).is_some_and(|token| token.is("normal"));
                if is_part {
                    return Sense::Count(self.sentence.counted(self.text, end).map(str::to_owned));
                }
                if !fitting.is_empty() && !needs_unit {
                    let counts = unit.is_none()
                        && comparison.relative_to.is_none()
                        && comparison.name.is_none()
                        && (is_shared || !is_adjacent)
                        && self.sentence.counted(self.text, end).is_some_and(|noun| !noun.starts_with("points"));
                    if counts {
                        return Sense::Count(self.sentence.counted(self.text, end).map(str::to_owned));
                    }
                    return Sense::Bound(fitting);
                }
                // What is measured is given too where it is a substance: `> 500 mg/day of calcium`.
                let is_given =
                    quantities.iter().any(|quantity| quantity.molar_mass.is_some() || quantity.name == "insulin");
                if unit.is_some_and(Unit::is_of_dose) && (is_given || !is_adjacent) {
                    return Sense::Dose(
                        quantities.first().filter(|_| *is_adjacent).map(|quantity| quantity.name.to_owned()),
                    );
                }
                if let Some(quantity) = quantities.first()
                    && *is_adjacent
                    && !is_shared
                    && !*is_implied
                    && unit.is_some()
                {
                    return Sense::Unfit(quantity);
                }
                self.unknown(comparison, None)
            }
            // `Adults over 18`
            Subject::Words(_) if unit.is_none() && self.is_age(index, comparison) => {
                by_name("age").map_or(Sense::Unread, |age| Sense::Bound(vec![age]))
            }
            Subject::Words(words) => self.unknown(comparison, Some(words.clone())),
            Subject::Shared(_) | Subject::Nothing => {
                if let Some(quantities) = self.inherited(index, comparison) {
                    return Sense::Bound(quantities);
                }
                if self.is_age(index, comparison) {
                    return by_name("age").map_or(Sense::Unread, |age| Sense::Bound(vec![age]));
                }
                self.unknown(comparison, None)
            }
        }
    }

    /// Whether a name behind a comparison has one of its own: `> 4 LDH > 200 U/L`.
    fn has_own(&self, name: &Name, end: usize) -> bool {
        let start = self
            .sentence
            .names
            .iter()
            .skip(end)
            .take(6)
            .position(|other| other.is_some_and(|other| std::ptr::eq(other.quantity, name.quantity)));
        let Some(mut at) = start.map(|start| end + start + name.len()) else { return false };
        while self.sentence.token(at).is_some_and(|token| token.has(Roles::GLUE) && self.sentence.owner(at).is_none()) {
            at += 1;
        }
        self.sentence.owner(at).is_some()
    }

    fn prefers_behind(&self, subject: &Subject, name: Name) -> bool {
        match subject {
            Subject::Nothing => true,
            Subject::Words(words) => words.len() <= 2,
            Subject::Known { quantities, is_implied, .. } => {
                // `> 150 mmHg systolic or > 100 mmHg diastolic`
                let is_pressure = |quantity: &Quantity| quantity.name.ends_with("blood pressure");
                is_pressure(name.quantity) && quantities.iter().all(|quantity| is_pressure(quantity)) || *is_implied
            }
            Subject::Shared(_) => false,
        }
    }

    /// What another comparison was found to be of. `depth`: how many were asked already.
    fn of_other(&self, other: usize, depth: usize) -> Subject {
        const DEEPEST: usize = 8;
        let of_other = || {
            self.found.iter().rev().take_while(|stated| stated.index >= other).filter(|stated| stated.index == other)
        };
        let mut quantities: Vec<_> = of_other().filter_map(|stated| stated.quantity).collect();
        quantities.reverse();
        if !quantities.is_empty() {
            return Subject::Known { quantities, is_implied: false, is_adjacent: true };
        }
        let is_window = of_other().any(|stated| stated.constraint.kind != ConstraintKind::Bound);
        match self.sentence.before(other) {
            Subject::Shared(before) if before < other && depth < DEEPEST => self.of_other(before, depth + 1),
            subject if !is_window => subject,
            subject @ Subject::Known { .. } => subject,
            _ => Subject::Nothing,
        }
    }

    fn fits(&self, quantity: &Quantity, comparison: &Comparison) -> bool {
        if comparison.relative_to.is_some() {
            return !matches!(quantity.form, Form::Class | Form::Letter | Form::Grade) && quantity.name != "age";
        }
        let is_alcohol = quantity.name == "alcohol";
        comparison.values().all(|(_, unit)| {
            unit.is_none_or(|unit| {
                quantity.fits(unit) || is_alcohol && unit.of_alcohol().is_some_and(|unit| quantity.fits(&unit))
            })
        })
    }

    /// A length of time: an age, a quantity that is one, or a window.
    fn time(&self, index: usize, comparison: &Comparison, subject: &Subject) -> Sense {
        let end = comparison.tokens.end;
        let follows_window = self.sentence.token(end).is_some_and(|token| token.has(Roles::OF_WINDOW));
        if let Subject::Known { quantities, is_implied, is_adjacent } = subject {
            let fitting: Vec<_> =
                quantities.iter().copied().filter(|quantity| self.fits(quantity, comparison)).collect();
            let is_age = fitting.iter().any(|quantity| quantity.name == "age");
            let is_near = *is_adjacent && !*is_implied && (comparison.manner != Manner::Window || comparison.is_of_age);
            // `QTc interval in rest electrocardiogram greater than 500 ms`
            let is_own = !is_age
                && !*is_implied
                && !follows_window
                && comparison.manner != Manner::Window
                && !fitting.is_empty();
            // `Pregnant at 10-14 weeks`, `born at < 30 weeks`
            let is_for = comparison
                .tokens
                .start
                .checked_sub(1)
                .and_then(|at| self.sentence.token(at))
                .is_some_and(|before| before.is("for"));
            let is_of_pregnancy = *is_implied
                && *is_adjacent
                && !is_for
                && !follows_window
                && comparison.manner != Manner::Window
                && comparison.unit().is_some_and(|unit| unit.as_str() == "wk")
                && fitting.iter().all(|quantity| quantity.name == "gestational age");
            if !fitting.is_empty()
                && (is_near
                    || is_own
                    || is_of_pregnancy
                    || comparison.is_of_age
                    || is_age && !follows_window && comparison.manner != Manner::Window)
            {
                return Sense::Bound(fitting);
            }
        }
        if let Some(quantities) = self.inherited(index, comparison) {
            return Sense::Bound(quantities);
        }
        if let Some(name) = self.sentence.behind(end)
            && self.fits(name.quantity, comparison)
            && (!comparison.is_of_age || name.quantity.name == "gestational age")
            && !(name.quantity.name == "age" && follows_window)
        {
            return Sense::Bound(vec![name.quantity]);
        }
        if self.is_age(index, comparison) {
            return by_name("age").map_or(Sense::Unread, |age| Sense::Bound(vec![age]));
        }
        Sense::Window
    }

    /// Whether a number is an age though nothing names it.
    fn is_age(&self, index: usize, comparison: &Comparison) -> bool {
        let unit = comparison.unit().map(Unit::as_str);
        if comparison.relative_to.is_some() || matches!(comparison.shape, Shape::Pair { .. } | Shape::Open { .. }) {
            return false;
        }
        let end = comparison.tokens.end;
        if comparison.is_of_age {
            return unit.is_none_or(|unit| matches!(unit, "a" | "mo" | "wk" | "d" | "h"));
        }
        if comparison.manner == Manner::Window || comparison.manner == Manner::Point || !self.sentence.may_be_age(end) {
            return false;
        }
        let (is_of_people, has_people) = self.sentence.is_of_people(index);
        let within = |low: f64, high: f64| comparison.values().all(|(value, _)| (low..=high).contains(&value));
        match unit {
            Some("a") => is_of_people,
            Some("mo" | "d" | "wk") => is_of_people && has_people && comparison.manner == Manner::Range,
            None => is_of_people && has_people && comparison.is_whole && within(1.0, 110.0) && self.is_end(end),
            _ => false,
        }
    }

    /// Whether nothing counted follows.
    fn is_end(&self, at: usize) -> bool {
        self.sentence.token(at).is_none_or(|token| match token.kind {
            Kind::Sign(sign) => matches!(sign, Sign::Stop | Sign::Break | Sign::Comma | Sign::Close | Sign::Open),
            Kind::Word => {
                token.is("and")
                    || token.is("or")
                    || token.is("with")
                    || token.is("who")
                    || token.is("at")
                    || token.is("inclusive")
            }
            Kind::Number(_) => false,
        })
    }

    /// The quantities that the item above names for those below it: `Hemoglobin:`.
    fn inherited(&self, index: usize, comparison: &Comparison) -> Option<Vec<&'static Quantity>> {
        let parent = self.parent?;
        // Only the first words of an item may leave out what they are about.
        const LONGEST_BEGINNING: usize = 30;
        let before =
            self.sentence.tokens.get(..comparison.tokens.start).filter(|before| before.len() <= LONGEST_BEGINNING)?;
        let is_first =
            index == 0 || before.iter().all(|token| !matches!(token.kind, Kind::Sign(Sign::Stop | Sign::Break)));
        let is_bare = before.iter().enumerate().all(|(at, token)| {
            self.sentence.owner(at).is_some()
                || token.kind != Kind::Word
                || token.has(Roles::GLUE)
                || token.has(Roles::SEX)
                || token.has(Roles::PEOPLE)
                || token.is("and")
                || token.is("or")
        });
        if !is_first || !is_bare || parent.len() > 160 {
            return None;
        }
        let above = Sentence::new(lexer::tokens(parent), true);
        let named = above.names.iter().flatten().filter(|name| !name.is_implied);
        let mut quantities: Vec<&'static Quantity> = Vec::new();
        for name in named {
            if !quantities.iter().any(|other| std::ptr::eq(*other, name.quantity))
                && self.fits(name.quantity, comparison)
            {
                quantities.push(name.quantity);
            }
        }
        (quantities.len() == 1 || quantities.len() == 2).then_some(quantities)
    }

    /// What a comparison is of whose subject the table does not have.
    fn unknown(&self, comparison: &Comparison, words: Option<Range<usize>>) -> Sense {
        let end = comparison.tokens.end;
        let unit = comparison.unit();
        if let Some(unit) = unit {
            let is_weight = matches!(unit.as_str(), "kg" | "[lb_av]");
            if unit.is_of_dose() && !is_weight {
                let named = words.and_then(|words| self.phrase(words));
                return Sense::Dose(self.sentence.counted(self.text, end).map(str::to_owned).or(named));
            }
            // `twice a week`
            if matches!(unit.as_str(), "/d" | "/wk" | "/mo" | "/a" | "/h" | "/(24.h)") {
                return Sense::Count(words.and_then(|words| self.phrase(words)));
            }
            if unit.as_str().split('/').next().and_then(Unit::parse).is_some_and(|unit| unit.is_time()) {
                return Sense::Window;
            }
            // Some units are of one quantity alone.
            let own = match unit.as_str() {
                "kg/m2" => by_name("BMI"),
                "kg" | "[lb_av]" if words.is_none() => by_name("weight"),
                "mL/min/{1.73_m2}" => by_name("eGFR"),
                "{pack-years}" | "{cigarettes}/d" | "{packs}/d" | "{cigarettes}" => by_name("tobacco"),
                "{drinks}/d" | "{drinks}/wk" | "{drinks}" => by_name("alcohol"),
                "mm[Hg]" if matches!(comparison.shape, Shape::Pair { .. }) => by_name("blood pressure"),
                _ => None,
            };
            if let Some(quantity) = own {
                return Sense::Bound(vec![quantity]);
            }
        }
        let Some(words) = words else {
            // `at least 50% of attempts`
            if unit.is_some_and(|unit| unit.as_str() == "%")
                && self.sentence.token(end).is_some_and(|token| token.is("of"))
            {
                return self
                    .sentence
                    .counted(self.text, end)
                    .map_or(Sense::Unread, |noun| Sense::Other(noun.to_owned()));
            }
            if unit.is_none() && comparison.relative_to.is_none() && comparison.is_whole {
                // `at least 4 of the following`
                if self.sentence.token(end).is_some_and(|token| token.is("of")) {
                    return Sense::Count(self.sentence.counted(self.text, end).map(str::to_owned));
                }
                let counted = self.sentence.counted(self.text, end);
                return counted.map_or(Sense::Unread, |noun| Sense::Count(Some(noun.to_owned())));
            }
            return Sense::Unread;
        };
        let is_measured = unit.is_some() || comparison.relative_to.is_some();
        if !is_measured {
            let counted = self.sentence.counted(self.text, end).filter(|noun| !noun.starts_with("point"));
            let is_range = matches!(comparison.manner, Manner::Range | Manner::Point);
            let is_scale = self.sentence.is_scale(words.clone(), counted.is_some(), is_range);
            return match counted {
                Some(noun) if !is_scale || comparison.is_in_words => Sense::Count(Some(noun.to_owned())),
                _ if is_scale => self.phrase(words).map_or(Sense::Unread, Sense::Other),
                _ => Sense::Unread,
            };
        }
        if self.sentence.is_doing(words.clone()) {
            return if unit.is_some() {
                Sense::Dose(self.sentence.counted(self.text, end).map(str::to_owned))
            } else {
                Sense::Unread
            };
        }
        self.phrase(words).map_or(Sense::Unread, Sense::Other)
    }

    /// For whom or when a bound holds: `≥ 470 ms (women)`, `> 5 × ULN if liver metastases`.
    fn condition(&self, comparison: &Comparison) -> Option<String> {
        let end = comparison.tokens.end;
        let tokens = &self.sentence.tokens;
        let slice = |from: usize, to: usize| {
            let first = tokens.get(from)?;
            let last = tokens.get(to.checked_sub(1)?)?;
            self.text.get(first.start..last.end()).filter(|shown| !shown.is_empty()).map(str::to_owned)
        };
        let is_people_at =
            |at: usize| tokens.get(at).is_some_and(|token| token.has(Roles::PEOPLE) || token.has(Roles::SEX));
        let until = |from: usize| {
            let mut at = from;
            while at < tokens.len().min(from + 40)
                && self.sentence.owner(at).is_none()
                && !tokens.get(at).is_some_and(|token| {
                    matches!(token.kind, Kind::Sign(Sign::Break | Sign::Stop | Sign::Comma | Sign::Open | Sign::Close))
                        || token.is("or")
                        || token.is("and")
                })
            {
                at += 1;
            }
            at
        };
        // `male ≥ 50 kg, female ≥ 45 kg`
        let before = comparison.tokens.start.checked_sub(1).and_then(|before| tokens.get(before));
        let is_of_both = (comparison.tokens.start.saturating_sub(4)..comparison.tokens.start.saturating_sub(1))
            .any(|at| tokens.get(at).is_some_and(|token| token.has(Roles::SEX)) && self.sentence.owner(at).is_none());
        if let Some(sex) = before.filter(|before| before.has(Roles::SEX) && !is_of_both) {
            return Some(sex.text.to_owned());
        }
        let next = tokens.get(end)?;
        if next.is_sign(Sign::Open)
            && (is_people_at(end + 1)
                || tokens
                    .get(end + 1)
                    .is_some_and(|token| token.has(Roles::CONDITIONAL) || token.is("for") || token.is("in")))
        {
            let to = until(end + 1);
            return slice(end + 1, to);
        }
        let is_for = (next.is("for") || next.is("in")) && (is_people_at(end + 1) || is_people_at(end + 2));
        if is_for || next.has(Roles::CONDITIONAL) {
            return slice(end, until(end + 1));
        }
        None
    }
}
