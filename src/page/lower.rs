//! From the outline to the study: one function per registry module, each moving text into typed fields and noting
//! where it stood.
//!
//! Each line has a [`Fate`]. A function that does not understand a line just leaves it; whatever is left in the end is
//! unplaced, with a diagnostic.

pub(super) mod arms_interventions;
mod compact;
mod contacts;
pub(super) mod contacts_locations;
pub(super) mod design;
mod eligibility;
pub(super) mod fields;
pub(super) mod identification;
mod lost_values;
pub(super) mod outcomes;
mod oversight;
pub(super) mod references;
mod results;
pub(super) mod sites;
pub(super) mod sponsor_collaborators;
mod status;

use std::{borrow::Cow, ops::Range};

use super::{
    layout::{Field, Layout, Topic},
    outline::{Outline, Role},
};
use crate::{
    diagnostic::{Code, Diagnostic, FieldPath, Severity, quoted},
    format::Format,
    parsed::{PageExtras, Places, Reading, Unplaced},
    places::Piece,
    source::{Raw, Span},
    study::Study,
};

/// Lowers an outline.
pub(super) fn lower(mut outline: Outline<'_>) -> Reading<'_> {
    let diagnostics = std::mem::take(&mut outline.diagnostics);
    Page::read(&outline, diagnostics).finish()
}

/// Lowers an outline to the study and what stands beside it, without its places and its criteria; `None` where some line
/// has no place.
pub(super) fn study(outline: &Outline<'_>) -> Option<(Study, PageExtras)> {
    let page = Page::read(outline, Vec::new());
    let is_all_placed = page.refused_parts.is_empty() && page.fates.iter().all(|fate| *fate == Fate::Taken);
    is_all_placed.then_some((page.study, page.extras))
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Nobody has asked for it yet.
    Open,
    /// All that it says is in the study, or it has words of the layout only.
    Taken,
    /// It has no place, and a diagnostic says why.
    Explained,
}

impl Fate {
    fn of(role: Role, has_value: bool) -> Self {
        match role {
            Role::Text | Role::Value(_) => Self::Open,
            Role::Label(_) if has_value => Self::Open,
            Role::Heading | Role::Sentence | Role::Label(_) | Role::Phrase(_) => Self::Taken,
            // The outline has said why: a repeated section, a sentence in unknown words.
            Role::Unplaced => Self::Explained,
        }
    }
}

/// A page on its way into a study.
struct Page<'o, 'a> {
    outline: &'o Outline<'a>,
    /// One for each line of the outline.
    fates: Vec<Fate>,
    study: Study,
    extras: PageExtras,
    diagnostics: Vec<Diagnostic>,
    spans: Vec<(FieldPath, Span)>,
    criteria_pieces: Vec<Piece>,
    /// What does not say what it should, of lines whose rest does.
    refused_parts: Vec<Span>,
    /// Which fields the outline has found: a bit for each.
    fields: u128,
}

fn bit(field: Field) -> u128 {
    1_u128.checked_shl(field as u32).unwrap_or(u128::MAX)
}

impl<'o, 'a> Page<'o, 'a> {
    fn has_entry(&self, field: Field) -> bool {
        self.fields & bit(field) != 0
    }

    fn read(outline: &'o Outline<'a>, diagnostics: Vec<Diagnostic>) -> Self {
        let mut page = Self {
            fates: outline.lines().iter().map(|line| Fate::of(line.role(), line.value().is_some())).collect(),
            outline,
            study: Study::default(),
            extras: PageExtras::default(),
            diagnostics,
            spans: Vec::with_capacity(64),
            criteria_pieces: Vec::new(),
            refused_parts: Vec::new(),
            fields: outline.entries.iter().fold(0, |fields, entry| fields | bit(entry.field)),
        };
        page.identification();
        page.status();
        page.sponsor_collaborators();
        page.oversight();
        page.description();
        page.conditions();
        page.design();
        page.arms_interventions();
        page.eligibility();
        page.contacts_locations();
        page.sites();
        page.people();
        page.outcomes();
        page.references();
        page.related_trials();
        page.results();
        page.lost_values();
        page
    }

    /// The lines below the heading of a section; none where the page does not have it.
    fn body(&self, topic: Topic) -> Range<usize> {
        self.outline.section(topic).map_or(0..0, |section| section.body())
    }

    fn role(&self, line: usize) -> Option<Role> {
        self.outline.lines().get(line).map(|line| line.role())
    }

    /// What a line says: the value behind its label, or all of it.
    fn raw(&self, line: usize) -> Raw<'a> {
        let line = self.outline.lines().get(line);
        line.map_or(Raw { text: "", start: 0 }, |line| line.raw_value().unwrap_or(line.raw()))
    }

    /// Splits a section into its records, each of which ends with the line of a label; the last may lack it.
    fn records(&self, topic: Topic, last: Field) -> Vec<Range<usize>> {
        let body = self.body(topic);
        let mut start = body.start;
        let mut records = Vec::new();
        for line in body.clone() {
            if self.role(line) == Some(Role::Label(last)) {
                records.push(start..line + 1);
                start = line + 1;
            }
        }
        if start < body.end {
            records.push(start..body.end);
        }
        records
    }

    /// The lines of a record that are no label.
    fn texts(&self, record: Range<usize>) -> Vec<usize> {
        record.filter(|&line| self.role(line) == Some(Role::Text)).collect()
    }

    /// The line of a record that has a label.
    fn labelled(&self, record: Range<usize>, field: Field) -> Option<usize> {
        record.into_iter().find(|&line| self.role(line) == Some(Role::Label(field)))
    }

    fn take(&mut self, line: usize) {
        if let Some(fate) = self.fates.get_mut(line) {
            *fate = Fate::Taken;
        }
    }

    /// Notes that a field's value stands in a span.
    fn note_span(&mut self, path: FieldPath, span: Span) {
        self.spans.push((path, span));
    }

    /// Moves what a line says into a text field.
    fn text(&mut self, line: usize, path: FieldPath) -> String {
        let raw = self.raw(line);
        self.note_span(path, raw.span());
        self.take(line);
        raw.text.to_owned()
    }

    /// Says that a line does not say what it should; it becomes unplaced.
    fn refuse(&mut self, line: usize, code: Code, path: Option<FieldPath>, expected: impl Into<Cow<'static, str>>) {
        let raw = self.raw(line);
        self.report(code, path, raw.span(), expected, quoted(raw.text));
        self.leave(line);
    }

    /// Says that a part of a line does not say what it should; of a line that is taken it becomes unplaced.
    fn refuse_part(&mut self, part: Raw<'_>, path: FieldPath, expected: &'static str) {
        if !part.text.is_empty() {
            self.report(Code::InvalidValue, Some(path), part.span(), expected, quoted(part.text));
            self.refused_parts.push(part.span());
        }
    }

    /// Leaves a line unplaced, which a diagnostic has said.
    fn leave(&mut self, line: usize) {
        if let Some(fate) = self.fates.get_mut(line) {
            *fate = Fate::Explained;
        }
    }

    /// Leaves what nobody has taken of a record that a diagnostic has been said of.
    fn leave_record(&mut self, record: Range<usize>) {
        for fate in self.fates.get_mut(record).unwrap_or_default() {
            if *fate == Fate::Open {
                *fate = Fate::Explained;
            }
        }
    }

    fn report(
        &mut self,
        code: Code,
        path: Option<FieldPath>,
        span: Span,
        expected: impl Into<Cow<'static, str>>,
        found: impl Into<Cow<'static, str>>,
    ) {
        let diagnostic = Diagnostic::new(code, expected, found).span(span);
        self.diagnostics.push(match path {
            Some(path) => diagnostic.field(path),
            None => diagnostic,
        });
    }

    /// Reports what is likely right, and worth a look: a note, whatever the code's rule is.
    fn report_note(&mut self, code: Code, span: Span, expected: &'static str, found: impl Into<Cow<'static, str>>) {
        let mut note = Diagnostic::new(code, expected, found).span(span);
        note.severity = Severity::Note;
        self.diagnostics.push(note);
    }

    /// Gathers what nobody took.
    fn finish(mut self) -> Reading<'a> {
        let source = self.outline.source();
        let mut unplaced = Vec::new();
        let mut rest = 0..self.fates.len();
        while let Some(start) = rest.find(|&line| self.fate(line) != Fate::Taken) {
            let end = rest.find(|&line| self.fate(line) == Fate::Taken).unwrap_or(rest.end);
            self.explain(start..end);
            let lines = self.outline.lines();
            if let (Some(first), Some(last)) = (lines.get(start), lines.get(end - 1)) {
                let span = first.span().to(last.span());
                unplaced.push(Unplaced::new(span, source.get(span).unwrap_or_default()));
            }
        }
        if !self.refused_parts.is_empty() {
            let part = |&span: &Span| Unplaced::new(span, source.get(span).unwrap_or_default());
            unplaced.extend(self.refused_parts.iter().map(part));
            unplaced.sort_by_key(|unplaced| unplaced.span.start);
        }
        Reading {
            format: Format::Page,
            source,
            study: self.study,
            page: Some(self.extras),
            diagnostics: self.diagnostics,
            unplaced,
            places: Places::Noted { fields: self.spans, criteria: self.criteria_pieces },
        }
    }

    fn fate(&self, line: usize) -> Fate {
        self.fates.get(line).copied().unwrap_or(Fate::Taken)
    }

    /// Says of a run of lines that nobody took why they have no place, unless that has been said.
    fn explain(&mut self, run: Range<usize>) {
        let Some(open) = run.clone().find(|&line| self.fate(line) == Fate::Open) else { return };
        let text = |line: usize| self.outline.lines().get(line).map_or("", |line| line.text());
        let is_heading = text(open).len() <= 60 && !text(open).ends_with('.');
        let is_section = is_heading && open + 1 < run.end && text(open + 1).ends_with('.');
        let sections = self.outline.sections();
        let section = sections.partition_point(|section| section.lines().start <= open).checked_sub(1);
        let in_fields = section.and_then(|section| sections.get(section)).is_some_and(|section| section.has_fields);
        let (code, expected) = if self.body(Topic::Preamble).contains(&open) {
            (Code::UnplacedText, "one line of title, right above the registry number")
        } else if is_section {
            (Code::UnknownSection, "a section of the layout")
        } else if in_fields && self.role(open) == Some(Role::Text) {
            let expected = match self.outline.layout().is_some_and(Layout::loses_labels) {
                true => "a value whose form tells what it is",
                false => "a label of the section before its value",
            };
            (Code::UnlabelledValue, expected)
        } else {
            (Code::UnplacedText, "nothing more in this section")
        };
        self.refuse(open, code, None, expected);
    }
}
