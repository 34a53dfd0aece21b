//! What a comparison is of: a bound, a window, a dose or a count, by its unit and the words around it.

use std::ops::Range;

use super::{
    ConstraintKind,
    comparison::{Comparison, Manner, Shape},
    lexer::{self, Kind, Sign},
    quantity::{Form, Name, Quantity, by_name},
    statement::Reading,
    subject::{Buffers, Sentence, Subject},
    unit::Unit,
    words::Roles,
};

/// What a comparison is of.
pub(super) enum Sense {
    Bound(Vec<&'static Quantity>),
    /// A bound of something that the table does not have.
    Other(String),
    Window,
    Dose(Option<String>),
    Count(Option<String>),
    /// The quantity's unit does not fit.
    Unfit(&'static Quantity),
    /// Words follow that may be a unit, and are none that the table has: so many tokens.
    UnknownUnit(&'static Quantity, usize),
    Unread,
}

impl Reading<'_, '_, '_> {
    /// What a comparison is of.
    pub(super) fn sense(&self, index: usize, comparison: &Comparison) -> Sense {
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
        // `Women: hemoglobin ≥ 12 g/dL; men: ≥ 13 g/dL`
        if let (Subject::Nothing, Some(before)) = (&subject, before)
            && self.lead_in_of_sex(comparison).is_some()
            && before.unit().zip(comparison.unit()).is_some_and(|(a, b)| a.scale.dimension == b.scale.dimension)
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
                    && self.sentence.name(end).is_some()
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
        if unit.is_some_and(Unit::is_span) {
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
                    if let Some(quantity) = fitting.first()
                        && let Some(len) = self.unknown_unit(quantity, comparison)
                    {
                        return Sense::UnknownUnit(quantity, len);
                    }
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

    /// How many words behind a number without a unit are in the place of one: `weight > 10 wheels`.
    fn unknown_unit(&self, quantity: &Quantity, comparison: &Comparison) -> Option<usize> {
        let is_measured = quantity.form == Form::Measured && !quantity.units.is_empty() && quantity.name != "age";
        if !is_measured || comparison.unit().is_some() || comparison.relative_to.is_some() || comparison.name.is_some()
        {
            return None;
        }
        let end = comparison.tokens.end;
        let first = self.sentence.token(end)?;
        // `hemoglobin > 10 postoperatively`, `… transfused`
        let is_unit = first.kind == Kind::Word
            && first.roles == Roles::default()
            && self.sentence.name(end).is_none()
            && !["ly", "ing", "ed"].iter().any(|ending| first.text.ends_with(ending));
        let len =
            if self.sentence.token(end + 1).is_some_and(|next| next.is("units") || next.is("unit")) { 2 } else { 1 };
        let is_last = self.sentence.token(end + len).is_none_or(|next| match next.kind {
            Kind::Sign(sign) => !matches!(sign, Sign::Dash | Sign::Slash | Sign::Colon),
            Kind::Word => next.is("and") || next.is("or"),
            Kind::Number(_) => false,
        });
        (is_unit && is_last).then_some(len)
    }

    /// Whether a name behind a comparison has one of its own: `> 4 LDH > 200 U/L`.
    fn has_own(&self, name: &Name, end: usize) -> bool {
        let is_it =
            |at: &usize| self.sentence.name(*at).is_some_and(|other| std::ptr::eq(other.quantity, name.quantity));
        let Some(mut at) = (end..end + 6).find(is_it).map(|start| start + name.len()) else { return false };
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
            self.stated.iter().rev().take_while(|stated| stated.index >= other).filter(|stated| stated.index == other)
        };
        let mut quantities: Vec<_> = of_other().filter_map(|stated| stated.quantity).collect();
        quantities.reverse();
        if !quantities.is_empty() {
            return Subject::Known { quantities, is_implied: false, is_adjacent: true };
        }
        let is_window = of_other().any(|stated| stated.kind != ConstraintKind::Bound);
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
            let is_near = *is_adjacent
                && !*is_implied
                && !(is_age && follows_window && !comparison.is_of_age)
                && (comparison.manner != Manner::Window || comparison.is_of_age);
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
        // `5 visits over 12 weeks` last so long; `diabetes over 12 weeks` is longer.
        let start = comparison.tokens.start;
        let before = self.sentence.tokens.get(start.saturating_sub(4)..start).unwrap_or_default();
        let is_behind_number = before.iter().any(|token| matches!(token.kind, Kind::Number(_)));
        let is_over = self.sentence.token(start).is_some_and(|first| first.is("over"));
        if is_over && comparison.manner == Manner::Words && is_behind_number && !follows_window {
            return Sense::Unread;
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
            // `an MRI less than 6 months old`
            let is_thing = matches!(unit, Some("mo" | "wk" | "d" | "h"))
                && matches!(self.sentence.before(index), Subject::Words(_));
            if is_thing && !self.sentence.is_of_people(index).1 {
                return false;
            }
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
        // `At least 2 cycles` has a subject of its own.
        let is_number_alone = comparison.unit().is_none() && comparison.relative_to.is_none();
        if is_number_alone
            && self.sentence.counted(self.text, comparison.tokens.end).is_some_and(|noun| !noun.starts_with("point"))
        {
            return None;
        }
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
        let above = Sentence::new(lexer::lex(parent, lexer::Lexed::default()), true, &mut Buffers::default());
        let named = above.marks.iter().filter_map(|mark| mark.name).filter(|name| !name.is_implied);
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
            // `cardiac index < 2.2 L/min/m2`
            let is_measure = words
                .as_ref()
                .and_then(|words| words.end.checked_sub(1))
                .and_then(|last| self.sentence.token(last))
                .is_some_and(|last| ["index", "volume", "osmolality", "output"].iter().any(|word| last.is(word)));
            if unit.is_of_dose() && !is_weight && !is_measure {
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
            if unit.is_some_and(|unit| unit.as_str() == "%") {
                // Of the participants as a whole: no criterion of one.
                let is_of_people =
                    (end..end + 3).any(|at| self.sentence.token(at).is_some_and(|token| token.has(Roles::PEOPLE)));
                let noun = self.sentence.counted(self.text, end).filter(|_| !is_of_people);
                return noun.map_or(Sense::Unread, |noun| Sense::Other(noun.to_owned()));
            }
            if unit.is_none() && comparison.relative_to.is_none() && comparison.is_whole {
                // `at least 4 of the following`
                if self.sentence.token(end).is_some_and(|token| token.is("of")) {
                    return Sense::Count(self.sentence.counted(self.text, end).map(str::to_owned));
                }
                if let Some(scale) = self.sentence.scale_behind(end) {
                    return Sense::Other(scale.to_owned());
                }
                // Points are those of a scale that is not named, and `2017 or later` is a year.
                let is_year = comparison.values().all(|(value, _)| (1900.0..2100.0).contains(&value));
                let counted = self.sentence.counted(self.text, end);
                let counted = counted.filter(|noun| !is_year && !noun.starts_with("point"));
                return counted.map_or(Sense::Unread, |noun| Sense::Count(Some(noun.to_owned())));
            }
            return Sense::Unread;
        };
        let is_measured = unit.is_some() || comparison.relative_to.is_some();
        if !is_measured {
            if let Some(scale) = self.sentence.scale_behind(end) {
                return Sense::Other(scale.to_owned());
            }
            let counted = self.sentence.counted(self.text, end).filter(|noun| !noun.starts_with("point"));
            let is_range = matches!(comparison.manner, Manner::Range | Manner::Point);
            let is_scale = self.sentence.is_scale(words.clone(), counted.is_some(), is_range);
            return match counted {
                Some(noun) if !is_scale || comparison.is_in_words => Sense::Count(Some(noun.to_owned())),
                _ if is_scale => self.phrase(words).map_or(Sense::Unread, Sense::Other),
                // `Drinks at least 2 of the following`
                None if comparison.is_whole && self.sentence.token(end).is_some_and(|token| token.is("of")) => {
                    Sense::Count(None)
                }
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
}
