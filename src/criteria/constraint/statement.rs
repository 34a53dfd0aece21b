//! The constraints of a text: each comparison with its sense, if it can be true.

use std::{borrow::Cow, ops::Range};

use super::{
    Bound, Constraint, ConstraintKind, Doubt, Equivalent, Value,
    amount::Amount,
    comparison::{self, Comparison, End, Manner, Shape, interval},
    grammar::Tokens,
    lexer::{Kind, Sign},
    quantity::{Form, Quantity, by_name},
    scan,
    sense::Sense,
    subject::{Buffers, Sentence},
    unit::Unit,
};
use crate::{diagnostic::Code, source::Span};

/// Reads the constraints of a text. `parent` is the text of the item that it stands under. Places are those of the text.
pub(super) fn read(text: &str, parent: Option<&str>, buffers: &mut Buffers) -> (Vec<Constraint>, Vec<Doubt>) {
    let Some(sentence) = scan::sentence(text, buffers) else { return (Vec::new(), Vec::new()) };
    let mut reading = Reading {
        text,
        sentence: &sentence,
        parent,
        constraints: Vec::with_capacity(sentence.comparisons.len()),
        stated: Vec::new(),
        consumed: Vec::new(),
        doubts: Vec::new(),
    };
    reading.read();
    let Reading { constraints, doubts, .. } = reading;
    *buffers = sentence.into_buffers();
    (constraints, doubts)
}

/// What a constraint was made of.
#[derive(Clone, Copy)]
pub(super) struct Stated {
    /// The comparison's number.
    pub(super) index: usize,
    pub(super) kind: ConstraintKind,
    pub(super) quantity: Option<&'static Quantity>,
}

pub(super) struct Reading<'t, 's, 'p> {
    pub(super) text: &'t str,
    pub(super) sentence: &'s Sentence<'t>,
    pub(super) parent: Option<&'p str>,
    constraints: Vec<Constraint>,
    /// By constraint.
    pub(super) stated: Vec<Stated>,
    /// The comparisons that only repeat another in other units.
    consumed: Vec<usize>,
    doubts: Vec<Doubt>,
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
            Sense::UnknownUnit(quantity, len) => {
                let tokens = comparison.tokens.start..comparison.tokens.end + len;
                let comparison = Comparison { tokens, ..comparison.clone() };
                let found = format!("{} of {}", self.shown(&comparison), quantity.name);
                self.doubt(Code::UnitMismatch, &comparison, "a unit that the table has", found);
            }
            Sense::Unread => {
                if matches!(comparison.manner, Manner::Sign | Manner::Words) {
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

    pub(super) fn phrase(&self, words: Range<usize>) -> Option<String> {
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
                    let amount = Amount { unit: unit.clone(), ..Amount::plain(value) };
                    let shape = interval(*comparator, &amount);
                    let comparison = Comparison { shape, ..comparison.clone() };
                    self.keep_known(index, &comparison, quantity);
                }
                return;
            }
            // `4/10` on a scale is 4.
            let is_scale =
                quantities.iter().all(|quantity| quantity.form == Form::Score) && first <= second && unit.is_none();
            if is_scale {
                let comparison =
                    Comparison { shape: interval(*comparator, &Amount::plain(*first)), ..comparison.clone() };
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
        let mut of_alcohol;
        let comparison = if quantity.name == "alcohol" {
            of_alcohol = comparison.clone();
            of_alcohol.map_units(Unit::of_alcohol);
            &of_alcohol
        } else {
            comparison
        };
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
        self.constraints.push(constraint);
        self.stated.push(Stated { index, kind, quantity });
    }

    /// Makes one range of two bounds: `≥ 18 and ≤ 75 years`.
    fn joins(&mut self, index: usize, comparison: &Comparison, quantity: Option<&Quantity>, next: &Constraint) -> bool {
        let (Some(last), Some(constraint)) = (self.stated.last_mut(), self.constraints.last_mut()) else {
            return false;
        };
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
                || token.is("up")
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
}
