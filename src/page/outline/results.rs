//! The outline of a results page: page grammar section 4.
//!
//! Headings come in a fixed order; below each stand labels, paragraphs, or a table that is for `lower` to read.

use std::ops::Range;

use super::{Entry, Line, Outline, Role, Section, compact, fields};
use crate::{
    diagnostic::{Code, Diagnostic},
    page::layout::{Field, Meaning, RESULTS_HEAD, SectionWords, Spaces, Topic, Vocabulary},
    source::Raw,
    study::{NctId, OverallStatus, PartialDate, code::CodeList},
};

/// Gives each line of a results page its role.
pub(super) fn read(outline: &mut Outline<'_>, vocabulary: &'static Vocabulary, spaces: Spaces) {
    let head = split_lines(outline);
    let starts = headings(outline, vocabulary, head.lines.end, spaces);
    let ends = starts.iter().skip(1).map(|(_, heading)| heading.start).chain([outline.lines.len()]);
    let sections: Vec<_> = starts.iter().cloned().zip(ends.collect::<Vec<_>>()).collect();
    for ((section, heading), end) in sections {
        let Some(words) = vocabulary.sections.get(section) else { continue };
        let body = heading.end..end;
        heading.clone().for_each(|line| outline.set_role(line, Role::Heading));
        outline.sections.push(Section {
            topic: Some(words.topic),
            has_fields: words.topic == Topic::ResultsOverview,
            lines: heading.start..end,
            body: body.clone(),
        });
        match words.topic {
            Topic::Preamble => {
                fields::read(outline, words, 0..head.lines.start, spaces);
                fields::read(outline, words, head.lines.end..end, spaces);
            }
            Topic::ResultsOverview => overview(outline, words, body, spaces),
            _ => records(outline, words, heading, body, spaces),
        }
    }
    if let Some(number) = head.number {
        // The number stands behind its label too.
        outline.entries.push(Entry { values: number..number + 1, is_again: true, ..Entry::default_of(Field::NctId) });
    }
}

/// What the line of the title was cut into.
struct Head {
    lines: Range<usize>,
    number: Option<usize>,
}

/// Cuts the line of the title, and those that hold cells of a table together with the marks between them, into parts.
fn split_lines(outline: &mut Outline<'_>) -> Head {
    let lines = std::mem::take(&mut outline.lines);
    let mut head = None;
    for line in lines {
        if head.is_none() && line.raw.text.starts_with(RESULTS_HEAD) {
            head = Some(split_head(outline, line.raw));
            continue;
        }
        match cells(line.raw) {
            Some(parts) => parts.into_iter().for_each(|raw| outline.lines.push(Line { raw, ..line })),
            None => outline.lines.push(line),
        }
    }
    head.unwrap_or(Head { lines: 0..0, number: None })
}

/// `head = "Trial Outcomes & Findings for " title " (NCT " number ")"`; the title may end in a parenthesis too.
fn split_head<'a>(outline: &mut Outline<'a>, raw: Raw<'a>) -> Head {
    let (head, behind) = raw.text.split_at_checked(RESULTS_HEAD.len()).unwrap_or((raw.text, ""));
    let numbered = behind.strip_suffix(')').and_then(|behind| behind.rsplit_once(" (NCT "));
    let numbered = numbered.filter(|(_, number)| number.trim().parse::<NctId>().is_ok());
    let (title, number) = numbered.map_or((behind, None), |(title, number)| (title, Some(number.trim())));
    let first = outline.push(raw.part(head.trim_end()), Role::Heading);
    let title = title.trim();
    if !title.is_empty() {
        let line = outline.push(raw.part(title), Role::Text);
        outline.assign(Field::BriefTitle, line);
    }
    let number = number.map(|number| outline.push(raw.part(number), Role::Value(Field::NctId)));
    Head { lines: first..outline.lines.len(), number }
}

/// The cells and marks of a line that begins with a mark; `None` for a line that is to stay whole.
fn cells(raw: Raw<'_>) -> Option<Vec<Raw<'_>>> {
    let is_rule = !raw.text.contains(|c: char| !matches!(c, '|' | '-' | ':' | ' ')) && raw.text.contains('-');
    if !raw.text.starts_with('|') || raw.text.len() == 1 || is_rule {
        return None;
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let is_mark = |at: usize| !raw.text.get(..at).is_some_and(|before| before.ends_with('\\'));
    let marks = raw.text.match_indices('|').map(|(at, _)| at).filter(|at| is_mark(*at));
    for at in marks.collect::<Vec<_>>() {
        parts.extend(cell(raw, start..at));
        parts.extend(raw.text.get(at..=at).map(|mark| raw.part(mark)));
        start = at + 1;
    }
    parts.extend(cell(raw, start..raw.text.len()));
    Some(parts)
}

fn cell(raw: Raw<'_>, range: Range<usize>) -> Option<Raw<'_>> {
    let text = raw.text.get(range)?.trim();
    (!text.is_empty()).then(|| raw.part(text))
}

/// The sections by number, with the lines of their headings. A caption repeats the heading of its table.
fn headings(
    outline: &Outline<'_>,
    vocabulary: &Vocabulary,
    first: usize,
    spaces: Spaces,
) -> Vec<(usize, Range<usize>)> {
    let mut found = vec![(0, 0..0)];
    for line in first..outline.lines.len() {
        let text = outline.text(line);
        let Some(section) = vocabulary.sections.iter().position(|words| spaces.same(text, words.heading)) else {
            continue;
        };
        match found.last_mut() {
            Some((last, heading)) if *last == section && heading.end == line => heading.end = line + 1,
            Some((last, _)) if *last < section => found.push((section, line..line + 1)),
            _ => {}
        }
    }
    found
}

/// Paragraphs, or the lines of a table.
fn records(outline: &mut Outline<'_>, words: &SectionWords, heading: Range<usize>, body: Range<usize>, spaces: Spaces) {
    // The participant flow may begin with its table: page grammar section 4.2.
    if body.is_empty() && words.topic != Topic::ParticipantFlow {
        let span = outline.raw(heading.start).span();
        let empty = Diagnostic::new(Code::EmptyField, "text below the heading", "none");
        outline.diagnostics.push(empty.span(span));
    }
    for line in body {
        fields::mark(outline, words, line, spaces);
        if let Some(Role::Label(field)) = outline.lines.get(line).map(|line| line.role) {
            outline.entries.push(Entry { label: Some(line), values: line + 1..line + 1, ..Entry::default_of(field) });
        }
    }
}

fn overview(outline: &mut Outline<'_>, words: &SectionWords, body: Range<usize>, spaces: Spaces) {
    body.clone().for_each(|line| outline.set_role(line, Role::Text));
    let label = |line: usize| match fields::word_of(words, outline.text(line), spaces)?.0.meaning {
        Meaning::Label(field) => Some((line, field)),
        Meaning::Phrase(_) => None,
    };
    let labels: Vec<(usize, Field)> = body.clone().filter_map(label).collect();
    match labels.first() {
        Some(&(first, _)) => {
            description(outline, body.start..first);
            labelled(outline, &labels, body.end);
        }
        None => unlabelled(outline, body),
    }
}

/// The paragraph above the labels; a value that has lost its label is no part of it.
fn description(outline: &mut Outline<'_>, lines: Range<usize>) {
    let mut before = lines.clone();
    let end = before.find(|&line| is_value(outline.text(line))).unwrap_or(lines.end);
    if lines.start < end {
        outline.add_text(Field::PrimaryOutcomeDescription, None, lines.start..end);
    }
}

fn is_value(text: &str) -> bool {
    OverallStatus::known(text).is_some() || compact::is_phases(text) || compact::is_enrollment(text)
}

fn labelled(outline: &mut Outline<'_>, labels: &[(usize, Field)], end: usize) {
    for (at, &(label, field)) in labels.iter().enumerate() {
        let next = labels.get(at + 1).map_or(end, |(next, _)| *next);
        // Only the time frame is free text, of up to two sentences.
        let last = if field == Field::PrimaryOutcomeTimeFrame { next } else { next.min(label + 2) };
        outline.add_text(field, Some(label), label + 1..last);
        outline.set_role(label, Role::Label(field));
    }
}

/// `values = [ paragraph ] status [ phases ] [ count ] [ time-frame ] [ date ]`
fn unlabelled(outline: &mut Outline<'_>, body: Range<usize>) {
    let Some(status) = body.clone().find(|&line| OverallStatus::known(outline.text(line)).is_some()) else { return };
    description(outline, body.start..status);
    outline.assign(Field::OverallStatus, status);
    let mut line = status + 1;
    if line < body.end && compact::is_phases(outline.text(line)) {
        outline.assign(Field::Phases, line);
        line += 1;
    }
    if line < body.end && compact::is_enrollment(outline.text(line)) {
        outline.assign(Field::EnrollmentCount, line);
        line += 1;
    }
    let is_date = |line: usize| outline.text(line).parse::<PartialDate>().is_ok();
    let date = (line..body.end).find(|&line| is_date(line));
    // What follows the date has not been seen.
    let end = date.unwrap_or(body.end);
    if line < end {
        outline.add_text(Field::PrimaryOutcomeTimeFrame, None, line..end);
    }
    if let Some(date) = date {
        outline.assign(Field::ResultsPosted, date);
    }
}
