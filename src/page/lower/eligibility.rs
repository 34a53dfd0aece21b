//! `eligibilityModule`.

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::layout::{Field, Layout, values},
    places::Piece,
    source::{Source, Span},
    study::{Age, MaybeTyped, Sex, StandardAge, code_words},
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
        self.std_ages();
        self.study.eligibility.sampling_method = self.code(Field::SamplingMethod);
        self.study.eligibility.study_population = self.prose(Field::StudyPopulation);
    }

    /// Pairs each line of the criteria with its place in the text: a line there is the same but for its indentation.
    fn lines_of_criteria(&self) -> Vec<Piece> {
        let path = Field::EligibilityCriteria.path().unwrap_or_default();
        let span = self.spans.iter().find(|(field, _)| field.is_one_of(path)).map(|(_, span)| *span);
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
        let text = self.raw(line).text;
        let word = self.outline.layout().and_then(|layout| layout.code_of(Field::HealthyVolunteers, text));
        let accepts = match word.unwrap_or(text) {
            values::YES => true,
            values::NO => false,
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
        self.code_or_words(Field::Sex, line, path)
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
        if self.outline.layout().is_some_and(Layout::spells_codes) {
            return self.ages_in_words(line);
        }
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

    /// `18 to 75 years old`, `6 Months and older (Child, Adult)`, or groups alone: `Child, Adult`.
    fn ages_in_words(&mut self, line: usize) {
        let raw = self.raw(line);
        let found = value::whole(value::age::words, raw.text);
        let in_brackets = match &found {
            Some((_, groups)) => *groups,
            None => Some(raw.text),
        };
        let groups: Vec<&str> = in_brackets.into_iter().flat_map(|groups| groups.split(',')).map(str::trim).collect();
        let are_groups = groups.iter().all(|group| code_words::<StandardAge>(group).is_some());
        let minimum = super::fields::path(Field::MinimumAge);
        if found.is_none() && !are_groups {
            self.refuse(line, Code::InvalidValue, Some(minimum), "ages such as 18 Years to 65 Years");
            return;
        }
        if let Some(((low, high), _)) = found {
            let age = |limit: Option<value::age::Parts>| limit.and_then(Age::from_parts).map(MaybeTyped::Typed);
            // Of a line with groups that are none, the part before them.
            let said = match in_brackets.filter(|_| !are_groups) {
                Some(groups) => {
                    let before = raw.text.get(..raw.part(groups).start - raw.start).unwrap_or_default().trim_end();
                    raw.part(before.strip_suffix('(').unwrap_or(before).trim_end())
                }
                None => raw,
            };
            if low.is_none() && high.is_none() {
                self.no_limit(line, minimum.clone());
            }
            for (age, path) in [(age(low), minimum), (age(high), super::fields::path(Field::MaximumAge))] {
                if age.is_some() {
                    self.note_span(path.clone(), said.span());
                }
                match path.is_one_of(Field::MinimumAge.path().unwrap_or_default()) {
                    true => self.study.eligibility.minimum_age = age,
                    false => self.study.eligibility.maximum_age = age,
                }
            }
        }
        for group in groups {
            match code_words(group) {
                Some(code) => self.std_age(code, raw.part(group).span()),
                None => {
                    let path = FieldPath::at(Field::StdAges.path().unwrap_or_default(), [0, 0]);
                    self.refuse_part(raw.part(group), path, "a group such as Adult");
                }
            }
        }
        self.take(line);
    }

    fn std_age(&mut self, code: StandardAge, span: Span) {
        let index = self.study.eligibility.std_ages.len();
        self.note_span(FieldPath::at(Field::StdAges.path().unwrap_or_default(), [index, 0]), span);
        self.study.eligibility.std_ages.push(code);
    }

    fn std_ages(&mut self) {
        let lines: Vec<usize> = self.entries(Field::StdAges).flat_map(|entry| entry.values.clone()).collect();
        for line in lines {
            let raw = self.raw(line);
            match code_words(raw.text) {
                Some(code) => {
                    self.std_age(code, raw.span());
                    self.take(line);
                }
                None => {
                    let path = FieldPath::at(Field::StdAges.path().unwrap_or_default(), [0, 0]);
                    self.refuse(line, Code::InvalidValue, Some(path), "a group such as Adult");
                }
            }
        }
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
