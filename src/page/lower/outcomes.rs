//! `outcomesModule` in layouts of labels: tables in lines or cells, numbered items, items with the time frame in brackets.

use std::{collections::HashMap, ops::Range};

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Layout},
        outline::without_bullet,
    },
    source::{Raw, Span},
    study::{Outcome, TimeFrame},
};

/// The paths of an outcome's measure, description and time frame.
pub(in crate::page) type Paths = [&'static str; 3];

pub(in crate::page) const PRIMARY: Paths = [
    "protocolSection.outcomesModule.primaryOutcomes[].measure",
    "protocolSection.outcomesModule.primaryOutcomes[].description",
    "protocolSection.outcomesModule.primaryOutcomes[].timeFrame",
];
pub(in crate::page) const SECONDARY: Paths = [
    "protocolSection.outcomesModule.secondaryOutcomes[].measure",
    "protocolSection.outcomesModule.secondaryOutcomes[].description",
    "protocolSection.outcomesModule.secondaryOutcomes[].timeFrame",
];
pub(in crate::page) const OTHER: Paths = [
    "protocolSection.outcomesModule.otherOutcomes[].measure",
    "protocolSection.outcomesModule.otherOutcomes[].description",
    "protocolSection.outcomesModule.otherOutcomes[].timeFrame",
];

/// How many lines a row of a table has at most.
const MOST_LINES: usize = 200;

/// The headings of the columns, in their order.
const COLUMNS: [&str; 3] = ["Outcome Measure", "Measure Description", "Time Frame"];

/// Whether headings are those of a table of outcomes: all of them, or without the descriptions.
fn are_columns<'h>(heads: impl Iterator<Item = &'h str> + Clone) -> bool {
    let [measure, _, time_frame] = COLUMNS;
    heads.clone().eq(COLUMNS) || heads.eq([measure, time_frame])
}

/// The parts of an outcome.
#[derive(Default)]
struct Parts<'a> {
    measure: Option<Raw<'a>>,
    /// The lines of the description, from the first to the last.
    description: Option<Raw<'a>>,
    time_frame: Option<Raw<'a>>,
}

impl<'a> Page<'_, 'a> {
    pub(super) fn outcomes(&mut self) {
        for (field, paths) in
            [(Field::PrimaryOutcomes, PRIMARY), (Field::SecondaryOutcomes, SECONDARY), (Field::OtherOutcomes, OTHER)]
        {
            let lists: Vec<Range<usize>> = self.entries(field).map(|entry| entry.values.clone()).collect();
            for lines in lists {
                match self.outline.layout() {
                    Some(Layout::StudyOutlineBare) => self.outcome_rows(lines, paths, '\t'),
                    Some(Layout::StudyOutlineMarkdown) => self.outcome_rows(lines, paths, '|'),
                    Some(Layout::StudyOutlineBlank) => self.outcome_cells(lines, paths),
                    Some(Layout::Classic) => self.numbered_outcomes(lines, paths),
                    Some(Layout::MarkdownRecord) => self.bracketed_outcomes(lines, paths),
                    Some(Layout::RegistryMirror) => self.glued_outcomes(lines),
                    _ => {}
                }
            }
        }
    }

    fn list_of(&mut self, paths: Paths) -> &mut Vec<Outcome> {
        let module = &mut self.study.outcomes;
        match paths {
            PRIMARY => &mut module.primary_outcomes,
            SECONDARY => &mut module.secondary_outcomes,
            _ => &mut module.other_outcomes,
        }
    }

    fn add_outcome(&mut self, parts: &Parts<'a>, paths: Paths) {
        let index = self.list_of(paths).len();
        let mut text = |part: Option<Raw<'a>>, path| {
            let part = part.filter(|part| !part.text.is_empty())?;
            self.note_span(FieldPath::at(path, [index, 0]), part.span());
            Some(self.text_in(part.span()))
        };
        let [measure, description, time_frame] = paths;
        let outcome = Outcome {
            measure: text(parts.measure, measure),
            description: text(parts.description, description),
            time_frame: text(parts.time_frame, time_frame).map(|text| TimeFrame::from(text.as_str())),
            ..Outcome::default()
        };
        self.list_of(paths).push(outcome);
    }

    /// The text from one line to another, as it stands.
    fn stretch(&self, first: usize, last: usize) -> Raw<'a> {
        let (from, to) = (self.raw(first), self.raw(last));
        let span = from.span().to(to.span());
        let text = self.outline.source().get(span).unwrap_or_default();
        Raw { text, start: span.start }
    }

    /// The same, with the tabs before and behind it: they are empty cells.
    fn stretch_with_tabs(&self, first: usize, last: usize) -> Raw<'a> {
        let raw = self.stretch(first, last);
        let source = self.outline.source();
        let is_tab = |byte: &u8| matches!(byte, b'\t' | b' ');
        let behind = source.text().as_bytes().get(raw.span().end..).unwrap_or_default();
        let before = source.text().as_bytes().get(..raw.start).unwrap_or_default();
        let (before, behind) = (
            before.iter().rev().take_while(|byte| is_tab(byte)).count(),
            behind.iter().take_while(|byte| is_tab(byte)).count(),
        );
        let span = Span::new(raw.start - before, raw.span().end + behind);
        Raw { text: source.get(span).unwrap_or_default(), start: span.start }
    }

    /// Rows of a table whose cells a tab or a bar sets apart. A cell may be of several lines.
    fn outcome_rows(&mut self, lines: Range<usize>, paths: Paths, mark: char) {
        let is_rule = |text: &str| text.starts_with('|') && text.chars().all(|c| matches!(c, '|' | '-' | ' ' | ':'));
        let heads = |page: &Self, line: usize| are_columns(cells(page.raw(line), mark).iter().map(|cell| cell.text));
        let Some(head) = lines.clone().find(|line| heads(self, *line)) else { return };
        let columns = cells(self.raw(head), mark).len();
        self.take(head);
        let mut line = head + 1;
        while line < lines.end {
            let raw = self.raw(line);
            if is_rule(raw.text) {
                self.take(line);
                line += 1;
                continue;
            }
            // Lines belong to a row until it has its cells.
            let mut last = line;
            while last + 1 < lines.end
                && last - line < MOST_LINES
                && cells(self.stretch_with_tabs(line, last), mark).len() < columns
            {
                last += 1;
            }
            let row = self.stretch_with_tabs(line, last);
            let found = cells(row, mark);
            let parts = match found[..] {
                [measure, time_frame] if columns == 2 => {
                    Parts { measure: Some(measure), description: None, time_frame: Some(time_frame) }
                }
                [measure, description, time_frame] if columns == 3 => {
                    Parts { measure: Some(measure), description: Some(description), time_frame: Some(time_frame) }
                }
                _ => {
                    let expected = "as many cells as the table has columns";
                    self.report(Code::AmbiguousExtent, None, row.span(), expected, format!("{} cells", found.len()));
                    (line..=last).for_each(|line| self.leave(line));
                    line = last + 1;
                    continue;
                }
            };
            self.add_outcome(&parts, paths);
            (line..=last).for_each(|line| self.take(line));
            line = last + 1;
        }
    }

    /// Cells as lines, below the headings of the columns. Where a cell is missing or of several lines, the count does not come
    /// out, and no row can be told.
    fn outcome_cells(&mut self, lines: Range<usize>, paths: Paths) {
        let is_head = |page: &Self, line: usize| COLUMNS.contains(&page.raw(line).text);
        let columns = lines.clone().take_while(|line| is_head(self, *line)).count();
        let body = lines.start + columns..lines.end;
        let heads = lines.start..body.start;
        if body.is_empty() || !are_columns(heads.map(|line| self.raw(line).text)) {
            return;
        }
        (lines.start..body.start).for_each(|line| self.take(line));
        if body.len() % columns != 0 {
            let expected = "as many lines as the table has cells";
            let span = self.stretch(body.start, body.end - 1).span();
            self.report(Code::AmbiguousExtent, None, span, expected, format!("{} lines", body.len()));
            return body.for_each(|line| self.leave(line));
        }
        for row in body.clone().step_by(columns) {
            let description = (columns == 3).then(|| self.raw(row + 1));
            let parts =
                Parts { measure: Some(self.raw(row)), description, time_frame: Some(self.raw(row + columns - 1)) };
            self.add_outcome(&parts, paths);
        }
        body.for_each(|line| self.take(line));
    }

    /// `outcome = number "." measure "[ Time Frame: " time-frame " ]" [description]`
    fn numbered_outcomes(&mut self, lines: Range<usize>, paths: Paths) {
        let Starts { starts, doubted } = self.numbered_starts(lines.clone());
        for line in doubted {
            let raw = self.raw(line);
            self.report_note(
                Code::AmbiguousExtent,
                raw.span(),
                "an outcome or an item of a description",
                quoted(raw.text),
            );
        }
        let ends = starts.iter().copied().skip(1).chain([lines.end]);
        for (line, end) in starts.iter().copied().zip(ends) {
            // The measure may be of several lines, up to the bracket.
            let last = (line..end).find(|last| self.raw(*last).text.ends_with(" ]")).unwrap_or(line);
            let whole = self.stretch(line, last);
            let body = whole.text.split_once('.').map_or("", |(_, body)| body.trim_start());
            let (measure, time_frame) = match body.strip_suffix(']').and_then(|body| body.rsplit_once(TIME_FRAME)) {
                Some((measure, time_frame)) => (measure.trim_end(), Some(whole.part(time_frame.trim()))),
                None => (body, None),
            };
            let description = (last + 1 < end).then(|| self.stretch(last + 1, end - 1));
            let parts = Parts { measure: Some(whole.part(measure)), description, time_frame };
            self.add_outcome(&parts, paths);
            (line..end).for_each(|line| self.take(line));
        }
    }

    /// The lines that begin an outcome: they are numbered in turn, and none is deeper than the first.
    ///
    /// A description may have a numbered list. Where the page has lost its indentation, a list that begins again at one waits for
    /// the same numbers as the outcomes: then a line with a time frame is an outcome, and one without is an item if another line
    /// has that number too, or if outcomes have time frames.
    fn numbered_starts(&self, lines: Range<usize>) -> Starts {
        let mut numbered: Vec<Numbered> = lines
            .clone()
            .filter_map(|line| Some(Numbered { line, number: leading_number(self.raw(line).text)?, is_framed: false }))
            .skip_while(|first| first.number != 1)
            .collect();
        let Some(first) = numbered.first().map(|first| first.line) else { return Starts::default() };
        numbered.retain(|of| self.margin(of.line) <= self.margin(first));
        let ends: Vec<usize> = numbered.iter().skip(1).map(|next| next.line).chain([lines.end]).collect();
        for (of, end) in numbered.iter_mut().zip(ends) {
            of.is_framed = (of.line..end).any(|line| self.raw(line).text.contains(TIME_FRAME));
        }
        let last_lines = |is_of: fn(&Numbered) -> bool| -> HashMap<usize, usize> {
            numbered.iter().filter(|of| is_of(of)).map(|of| (of.number, of.line)).collect()
        };
        let (last, last_framed) = (last_lines(|_| true), last_lines(|of| of.is_framed));
        let comes_again = |of: &Numbered, last: &HashMap<usize, usize>| last.get(&of.number) > Some(&of.line);
        let are_framed = !last_framed.is_empty();

        let Starts { mut starts, mut doubted } = Starts::default();
        // The number that a list in a description waits for.
        let mut inner = None;
        for of in &numbered {
            let is_of_inner = inner == Some(of.number) && (are_framed || comes_again(of, &last));
            let is_next = of.number == starts.len() + 1;
            let is_item = is_of_inner || comes_again(of, &last_framed) && !starts.is_empty();
            if is_next && (of.is_framed || !is_item) {
                starts.push(of.line);
                inner = None;
                continue;
            }
            if is_next {
                doubted.push(of.line);
            }
            if of.number == 1 || inner == Some(of.number) {
                inner = Some(of.number + 1);
            }
        }
        Starts { starts, doubted }
    }

    /// `outcome = "- " measure " [" time-frame "]"`
    fn bracketed_outcomes(&mut self, lines: Range<usize>, paths: Paths) {
        let begins = |page: &Self, line: usize| page.raw(line).text.starts_with("- ");
        let mut line = lines.start;
        while line < lines.end {
            if !begins(self, line) {
                line += 1;
                continue;
            }
            let end = (line + 1..lines.end).find(|next| begins(self, *next)).unwrap_or(lines.end);
            let whole = self.stretch(line, end - 1);
            let body = without_bullet(whole.text);
            let (measure, time_frame) = match body.strip_suffix(']').and_then(|_| bracket(body)) {
                Some(at) => {
                    let inner = body.get(at + 1..body.len() - 1).unwrap_or_default();
                    (body.get(..at).unwrap_or_default().trim_end(), Some(whole.part(inner)))
                }
                None => (body, None),
            };
            self.add_outcome(&Parts { measure: Some(whole.part(measure)), description: None, time_frame }, paths);
            (line..end).for_each(|line| self.take(line));
            line = end;
        }
    }

    /// Measure and time frame that stand in one word, `pressureBaseline to 12 weeks`: nothing tells where one ends.
    fn glued_outcomes(&mut self, lines: Range<usize>) {
        for line in lines {
            let raw = self.raw(line);
            if raw.text == "NameTimeMethod" {
                self.take(line);
            } else {
                let expected = "a mark between measure and time frame";
                self.report_note(Code::AmbiguousExtent, raw.span(), expected, quoted(raw.text));
                self.leave(line);
            }
        }
    }
}

/// What begins the time frame of a numbered outcome.
const TIME_FRAME: &str = "[ Time Frame:";

/// Where outcomes begin.
#[derive(Default)]
struct Starts {
    starts: Vec<usize>,
    /// Lines that have the number of the next outcome, and were taken for items of a description.
    doubted: Vec<usize>,
}

/// A line with a number.
struct Numbered {
    line: usize,
    number: usize,
    /// Whether a time frame stands in it, or behind it before the next number.
    is_framed: bool,
}

/// `number = DIGIT *DIGIT "." white-space`, counted from one
fn leading_number(text: &str) -> Option<usize> {
    let (number, rest) = text.split_once('.')?;
    let is_count = rest.starts_with(char::is_whitespace) && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| is_count && !number.starts_with('0'))
}

/// Where the bracket opens that the last character closes.
fn bracket(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    text.char_indices().rev().find_map(|(at, c)| {
        match c {
            ']' => depth += 1,
            '[' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (c == '[' && depth == 0).then_some(at)
    })
}

/// The cells of a row. A row of bars begins and ends with one.
fn cells(row: Raw<'_>, mark: char) -> Vec<Raw<'_>> {
    let inner = if mark == '|' {
        let inner = row.text.trim();
        let inner = inner.strip_prefix('|').unwrap_or(inner);
        inner.strip_suffix('|').unwrap_or(inner)
    } else {
        row.text
    };
    inner.split(mark).map(|cell| row.part(cell.trim())).collect()
}
