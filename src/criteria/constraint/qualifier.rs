//! What the words around a comparison make of it: a negation, a condition, somebody else's age, the ends of a scale.

use super::{
    comparison::{Comparison, Manner, Shape},
    lexer::{self, Kind, Sign},
    statement::Reading,
    words::Roles,
};

impl Reading<'_, '_, '_> {
    /// Whose age it is, where it is not the participant's: `caregiver age`.
    pub(super) fn other_person(&self, comparison: &Comparison) -> Option<String> {
        const REACH: usize = 7;
        let start = comparison.tokens.start;
        let before = self.sentence.tokens.get(start.saturating_sub(REACH)..start)?;
        let near = before
            .iter()
            .rev()
            .take_while(|token| !matches!(token.kind, Kind::Sign(Sign::Stop | Sign::Break | Sign::Comma)));
        let other = near.into_iter().find(|token| token.has(Roles::OTHER_PERSON))?;
        Some(format!("{} age", other.text.to_lowercase()))
    }

    /// Whether `no` stands before what a one-sided bound is of.
    pub(super) fn is_negated(&self, index: usize, comparison: &Comparison) -> bool {
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
            if ["no", "not", "cannot", "without", "absence"].iter().any(|word| token.is(word)) {
                return true;
            }
            if !["have", "has", "a", "an", "the", "be", "with", "weigh", "of"].iter().any(|word| token.is(word)) {
                return false;
            }
            at = before;
        }
        false
    }

    /// Whether the values of a range are those outside it, or the ends of a scale.
    pub(super) fn is_no_range(&self, comparison: &Comparison) -> bool {
        if comparison.manner != Manner::Range {
            return false;
        }
        let start = comparison.tokens.start;
        let before = self.sentence.tokens.get(start.saturating_sub(6)..start).unwrap_or_default();
        let is_outside = |token: &lexer::Token<'_>| token.is("outside") || token.is("not");
        let is_out_of = before.windows(2).any(|pair| matches!(pair, [out, of] if out.is("out") && of.is("of")));
        let is_of_parent =
            self.parent.is_some_and(|parent| parent.contains("outside the") || parent.contains("outside of the"));
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
        // `VAS (0-100) ≥ 50`: the ends of the scale, where another value is demanded.
        let is = |ends: [f64; 2]| comparison.values().map(|(value, _)| value).eq(ends);
        let is_whole_scale = self.sentence.comparisons.len() > 1 && (is([0.0, 10.0]) || is([0.0, 100.0]));
        let names_scale = names_scale || is_whole_scale;
        // `(0-10 cm scale)`
        let is_of_scale = comparison.unit().is_none_or(|unit| matches!(unit.as_str(), "mm" | "cm"));
        before.iter().any(is_outside) || is_out_of || is_of_parent || starts_low && is_of_scale && names_scale
    }

    /// Whose bound it is by a word before a colon: `women: hemoglobin ≥ 12 g/dL`.
    pub(super) fn lead_in_of_sex(&self, comparison: &Comparison) -> Option<&str> {
        const REACH: usize = 40;
        let tokens = &self.sentence.tokens;
        let start = comparison.tokens.start;
        let ends = |token: &lexer::Token<'_>| matches!(token.kind, Kind::Sign(Sign::Break | Sign::Stop | Sign::Open));
        let before = tokens.get(start.saturating_sub(REACH)..start)?;
        let mut near = before.iter().rev().take_while(|token| !ends(token)).peekable();
        let mut behind = None;
        while let Some(token) = near.next() {
            if token.has(Roles::SEX) {
                // `Men and women: ≥ 50 kg`
                let is_joint = near.peek().is_some_and(|token| {
                    token.is("and") || token.is("or") || token.is_sign(Sign::Slash) || token.is_sign(Sign::Comma)
                }) && near.clone().nth(1).is_some_and(|token| token.has(Roles::SEX));
                let is_lead_in = behind.is_some_and(|behind: &lexer::Token<'_>| behind.is_sign(Sign::Colon));
                return (is_lead_in && !is_joint).then_some(token.text);
            }
            behind = Some(token);
        }
        None
    }

    /// For whom or when a bound holds: `≥ 470 ms (women)`, `> 5 × ULN if liver metastases`.
    pub(super) fn condition(&self, comparison: &Comparison) -> Option<String> {
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
        if let Some(sex) = self.lead_in_of_sex(comparison) {
            return Some(sex.to_owned());
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
