//! `resultsSection`, and what a results page says of the study itself: page grammar section 4.

mod baseline;
mod flow;
mod table;

use std::ops::Range;

use self::table::{Row, Table};
use super::{Page, fields::path};
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Layout, Topic},
        outline::Role,
    },
    source::Span,
    study::{Outcome, PartialDate, Results, TimeFrame},
};

impl Page<'_, '_> {
    pub(super) fn results(&mut self) {
        if self.outline.layout() != Some(Layout::Results) {
            return;
        }
        self.is_of_results();
        self.first_outcome();
        self.results_posted();
        let baseline = self.baseline_table();
        let participant_flow = self.participant_flow(baseline.as_ref());
        let baseline_characteristics = self.baseline(baseline.as_ref());
        if participant_flow.is_some() || baseline_characteristics.is_some() {
            self.study.results = Some(Results { participant_flow, baseline_characteristics, ..Results::default() });
        }
    }

    /// A study with a page of results has results.
    fn is_of_results(&mut self) {
        let heading = self.outline.lines().iter().find(|line| line.role() == Role::Heading).map(|line| line.span());
        if let Some(heading) = heading {
            self.study.has_results = Some(true);
            self.note_span(FieldPath::new("hasResults"), heading);
        }
    }

    /// The paragraph above the labels reads as the description of the first primary outcome, whose time frame stands below:
    /// page grammar section 4.1, INFERRED for the paragraph.
    fn first_outcome(&mut self) {
        let description = self.prose(Field::PrimaryOutcomeDescription);
        let time_frame = self.prose(Field::PrimaryOutcomeTimeFrame).map(TimeFrame::from);
        if description.is_some() || time_frame.is_some() {
            let outcome = Outcome { description, time_frame, ..Outcome::default() };
            self.study.outcomes.primary_outcomes.push(outcome);
        }
    }

    /// The date has been seen to be that of the last update only, also where the results were first posted on another day:
    /// page grammar section 4.1.
    fn results_posted(&mut self) {
        let entries: Vec<_> = self.entries(Field::ResultsPosted).cloned().collect();
        for entry in entries {
            let updated = self.study.status.last_update_post_date_struct.as_ref().and_then(|date| date.date.as_ref());
            let updated = updated.and_then(|date| date.typed()).copied();
            match (entry.values.clone().next(), entry.label) {
                (Some(line), _) if updated.is_some() && self.raw(line).text.parse::<PartialDate>().ok() == updated => {
                    self.note_span(path(Field::LastUpdatePostDate), self.raw(line).span());
                    self.take(line);
                }
                (Some(line), _) => self.refuse(line, Code::UnplacedText, None, "the date of the last update"),
                (None, Some(label)) => {
                    let raw = self.raw(label);
                    self.report(Code::EmptyField, None, raw.span(), "a date below", quoted(raw.text));
                }
                (None, None) => {}
            }
        }
    }

    /// Says that a table cannot be read, and leaves its lines.
    fn leave_table(&mut self, lines: Range<usize>, expected: &'static str) {
        if let Some(first) = lines.clone().next() {
            let raw = self.raw(first);
            self.report(Code::AmbiguousTable, None, raw.span(), expected, quoted(raw.text));
            lines.for_each(|line| self.leave(line));
        }
    }

    /// The lines of a section's table: up to the first blank line where the page has blank lines between blocks.
    fn table_lines(&self, topic: Topic) -> Range<usize> {
        let body = self.body(topic);
        let is_block = |line: &usize| self.outline.has_blank_line_before(self.raw(*line));
        let end = body.clone().skip(1).find(is_block).unwrap_or(body.end);
        if self.is_piped(body.start) { body } else { body.start..end }
    }

    /// The word of the first column and the marks between cells say nothing.
    fn take_marks(&mut self, table: &Table) {
        let columns = table.columns.as_ref().map_or(vec![table.header.clone()], Vec::clone);
        let cells = table.rows.iter().flat_map(|row| row.cells.iter().chain([&row.head]));
        let mut says_nothing = vec![true; table.lines.len()];
        for line in columns.iter().chain(cells).flat_map(Range::clone) {
            if let Some(nothing) = line.checked_sub(table.lines.start).and_then(|at| says_nothing.get_mut(at)) {
                *nothing = false;
            }
        }
        for (line, _) in table.lines.clone().zip(says_nothing).filter(|(_, nothing)| *nothing) {
            self.take(line);
        }
    }

    /// Where a column stands: its title, or its cell of a row that is read where the header cannot be divided.
    fn place_of(&self, table: &Table, column: usize, row: Option<&Row>) -> Option<Span> {
        let header = table.columns.as_ref().and_then(|columns| columns.get(column));
        if let Some(header) = header {
            return Some(self.raw(header.start).span());
        }
        row?.cells.get(column).filter(|cell| !cell.is_empty()).map(|cell| self.span_of(cell))
    }

    fn span_of(&self, lines: &Range<usize>) -> Span {
        let first = self.raw(lines.start).span();
        first.to(self.raw(lines.end.saturating_sub(1).max(lines.start)).span())
    }

    /// The text of some lines, where there are any.
    fn text_of(&mut self, lines: &Range<usize>, path: impl Into<Box<str>>) -> Option<String> {
        let last = lines.end.checked_sub(1).filter(|_| !lines.is_empty())?;
        Some(self.lines_text(lines.start, last, FieldPath::spelt(path)))
    }

    /// Notes that lines say again what a field has.
    fn again(&mut self, lines: &Range<usize>, path: impl Into<Box<str>>) {
        if !lines.is_empty() {
            lines.clone().for_each(|line| self.take(line));
            self.note_span(FieldPath::spelt(path), self.span_of(lines));
        }
    }

    /// Whether two pieces of text say the same, line by line.
    fn says_same(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let mut pairs = one.clone().zip(other.clone());
        one.len() == other.len() && pairs.all(|(one, other)| self.raw(one).text == self.raw(other).text)
    }
}
