//! `eligibilityModule`.

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::layout::Field,
    places::Piece,
    source::Source,
    study::{Age, MaybeTyped, Sex},
    value,
};

const AN_AGE: &str = "an age such as 18 Years";

impl Page<'_, '_> {
    pub(super) fn eligibility(&mut self) {
        self.study.eligibility.eligibility_criteria = self.prose(Field::EligibilityCriteria);
        self.criteria_pieces = self.lines_of_criteria();
        self.study.eligibility.healthy_volunteers = self.healthy_volunteers();
        self.study.eligibility.sex = self.sex();
        self.study.eligibility.minimum_age = self.age(Field::MinimumAge);
        self.study.eligibility.maximum_age = self.age(Field::MaximumAge);
        self.age_range();
    }

    /// Pairs each line of the criteria with its place in the text: a line there is the same but for its indentation.
    fn lines_of_criteria(&self) -> Vec<Piece> {
        let path = Field::EligibilityCriteria.path().unwrap_or_default();
        let span = self.spans.iter().find(|(field, _)| field.is(path)).map(|(_, span)| *span);
        let (Some(criteria), Some(span)) = (&self.study.eligibility.eligibility_criteria, span) else {
            return Vec::new();
        };
        let text = self.outline.source().get(span).unwrap_or_default();
        // Text that stands as it is needs no more than its beginning.
        if text == criteria {
            return vec![Piece { in_value: 0, in_text: span.start, written: None }];
        }
        let of_text = Source::line_spans(text);
        let of_criteria = Source::line_spans(criteria);
        let pairs = of_criteria.into_iter().zip(of_text);
        // A line keeps its end; at its beginning it may have lost or, for the first line, kept indentation.
        let paired = pairs.map(|(line, raw)| Piece {
            in_value: line.start,
            in_text: (span.start + raw.end + line.start).saturating_sub(line.end),
            written: None,
        });
        paired.collect()
    }

    fn healthy_volunteers(&mut self) -> Option<bool> {
        let line = self.line_of(Field::HealthyVolunteers)?;
        let path = super::fields::path(Field::HealthyVolunteers);
        let accepts = match self.raw(line).text {
            "Yes" => true,
            "No" => false,
            _ => {
                self.refuse(line, Code::InvalidValue, Some(path), "Yes or No");
                return None;
            }
        };
        self.note_span(path, self.raw(line).span());
        self.take(line);
        Some(accepts)
    }

    /// Records from before 2017 say `Both` for all.
    fn sex(&mut self) -> Option<Sex> {
        let line = self.line_of(Field::Sex)?;
        let path = super::fields::path(Field::Sex);
        if self.raw(line).text.eq_ignore_ascii_case("both") {
            self.note_span(path, self.raw(line).span());
            self.take(line);
            return Some(Sex::All);
        }
        self.code_at(line, path)
    }

    fn age(&mut self, field: Field) -> Option<MaybeTyped<Age>> {
        let line = self.line_of(field)?;
        let path = super::fields::path(field);
        if self.raw(line).text == "N/A" {
            self.no_limit(line, path);
            self.take(line);
            return None;
        }
        Some(self.maybe_typed_at(line, path, AN_AGE, |text| text.parse().ok()))
    }

    /// range = age "to" age, an age being `N/A` where there is no limit
    fn age_range(&mut self) {
        let Some(line) = self.line_of(Field::AgeRange) else { return };
        let raw = self.raw(line);
        let limits = value::whole(value::age::range, raw.text);
        let minimum = super::fields::path(Field::MinimumAge);
        let Some((low, high)) = limits else {
            self.refuse(line, Code::InvalidValue, Some(minimum), "ages such as 18 Years to 65 Years");
            return;
        };
        let age = |limit: Option<value::age::Parts>| limit.and_then(Age::from_parts).map(MaybeTyped::Typed);
        self.study.eligibility.minimum_age = self.limit(line, age(low), minimum);
        self.study.eligibility.maximum_age = self.limit(line, age(high), super::fields::path(Field::MaximumAge));
        self.take(line);
    }

    /// One end of a range; both have the whole range as their place, since one may borrow the other's unit.
    fn limit(&mut self, line: usize, age: Option<MaybeTyped<Age>>, path: FieldPath) -> Option<MaybeTyped<Age>> {
        match age {
            Some(_) => self.note_span(path, self.raw(line).span()),
            None => self.no_limit(line, path),
        }
        age
    }

    /// `N/A` is the registry's word for no limit: the pattern of ages in the legacy schema.
    fn no_limit(&mut self, line: usize, path: FieldPath) {
        let raw = self.raw(line);
        self.report(Code::NoLimit, Some(path), raw.span(), "a limit of age", quoted(raw.text));
    }
}
