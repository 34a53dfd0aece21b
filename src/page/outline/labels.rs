//! The outline of a layout that has labels and no fixed sentences.
//!
//! A line with the words of a label may be text: a condition, a group or a paragraph may be called so. Labels come in
//! the order of the layout, so of all lines that may be one the longest run in that order counts.

use std::ops::Range;

use super::{Entry, Outline, Role, Section};
use crate::{
    diagnostic::{Code, Diagnostic, quoted},
    page::layout::{Field, Holds, Labels, Row, RowForm, Topic},
    source::Raw,
};

/// A line that has the words of a row.
#[derive(Clone, Copy, Debug)]
pub(in crate::page) struct Found<'a> {
    pub(in crate::page) line: usize,
    pub(in crate::page) row: usize,
    /// What stands behind the words.
    value: Option<&'a str>,
}

/// A run of labels that ends with one.
struct Run<'a> {
    found: Found<'a>,
    score: u32,
    before: Option<usize>,
}

/// The labels of a text in the order of a table, and how much they say that the text is of the layout.
pub(in crate::page) fn labels<'a>(lines: &[Raw<'a>], table: &Labels) -> (u32, Vec<Found<'a>>) {
    let mut runs: Vec<Run<'a>> = Vec::new();
    // Of the runs that end with each row the best.
    let mut best: Vec<Option<usize>> = vec![None; table.rows.all().len()];
    let mut of_line: Vec<(usize, usize)> = Vec::new();
    for (line, raw) in lines.iter().enumerate() {
        let below = lines.get(line + 1).map_or("", |next| next.text);
        for (row, value) in candidates(raw.text, below, table) {
            let score_of = |run: &usize| runs.get(*run).map_or(0, |run: &Run<'_>| run.score);
            let before = best.iter().take(row).flatten().copied().max_by_key(score_of);
            let of = table.rows.get(row);
            let is_sure = of.is_some_and(|of| of.form == RowForm::Heading);
            // A typed value makes the label sure, a heading is one by its form.
            let has_value = of
                .and_then(|of| of.holds.field())
                .is_some_and(|field| super::fields::reads_typed(field, value.unwrap_or(below), table));
            let score = before.as_ref().map_or(0, score_of) + 2 + u32::from(is_sure) * 2 + u32::from(has_value);
            of_line.push((row, runs.len()));
            runs.push(Run { found: Found { line, row, value }, score, before });
        }
        for (row, run) in of_line.drain(..) {
            let Some(slot) = best.get_mut(row) else { continue };
            let score = |run: usize| runs.get(run).map_or(0, |run| run.score);
            // Behind running text the last of several counts: what stands before it may be the text's.
            let is_behind_text = || {
                let before = runs.get(run).and_then(|run| runs.get(run.before?));
                before.and_then(|before| table.rows.get(before.found.row)).is_some_and(|row| row.holds.is_text())
            };
            if slot.is_none_or(|last| score(run) > score(last) || score(run) == score(last) && is_behind_text()) {
                *slot = Some(run);
            }
        }
    }
    let last = best.iter().flatten().copied().max_by_key(|run| runs.get(*run).map_or(0, |run| run.score));
    let score = last.and_then(|last| runs.get(last)).map_or(0, |run| run.score);
    let mut found = Vec::new();
    let mut at = last;
    while let Some(run) = at.and_then(|at| runs.get(at)) {
        found.push(run.found);
        at = run.before;
    }
    found.reverse();
    (score, found)
}

/// The rows whose words a line has.
fn candidates<'a>(text: &'a str, below: &str, table: &Labels) -> impl Iterator<Item = (usize, Option<&'a str>)> {
    let bare = bare(text, table);
    let is_underlined = table.notation.markdown && is_rule(below);
    let rows = table.rows.candidates(text);
    rows.filter_map(move |(index, row)| Some((index, read(row, text, bare, table, is_underlined)?)))
}

fn read<'a>(row: &Row, text: &'a str, bare: &'a str, table: &Labels, is_underlined: bool) -> Option<Option<&'a str>> {
    match row.holds {
        // A row without words of its own is a line of parts with theirs.
        Holds::Pack(parts, mark) if row.words.is_empty() => {
            let first = bare.split(mark).next()?.trim();
            parts.iter().any(|part| part.read(first, table.notation, false).flatten().is_some()).then_some(Some(bare))
        }
        _ if row.form == RowForm::Item => row.read(text, table.notation, is_underlined),
        // Where labels are bold, an item that is not is an entry or text.
        _ if row.form == RowForm::Colon
            && table.notation.bold
            && bare.len() < text.len()
            && !bare.starts_with("**") =>
        {
            None
        }
        _ => row.read(bare, table.notation, is_underlined),
    }
}

/// A line without the bullet that the layout puts before labels and entries.
fn bare<'a>(text: &'a str, table: &Labels) -> &'a str {
    if table.notation.bullets { without_bullet(text) } else { text }
}

/// A line without its bullet.
pub(in crate::page) fn without_bullet(text: &str) -> &str {
    let rest = text.strip_prefix(['-', '*', '•']).filter(|rest| rest.starts_with(char::is_whitespace));
    rest.map_or(text, str::trim_start)
}

/// Whether a line underlines the one above.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && (text.bytes().all(|byte| byte == b'=') || text.bytes().all(|byte| byte == b'-'))
}

/// A heading that the table does not know.
fn is_heading(text: &str, below: &str) -> bool {
    let title = text.trim_start_matches('#');
    (title.len() < text.len() && title.starts_with(' ') && text.len() - title.len() < 7)
        || is_rule(below) && !is_rule(text)
}

impl<'a> Outline<'a> {
    /// Gives each line its role, by the labels that were found.
    pub(super) fn read_labels(&mut self, table: &'static Labels, found: &[Found<'a>]) {
        let raws: Vec<Raw<'a>> = self.lines.drain(..).map(|line| line.raw).collect();
        let first = found.first().map_or(raws.len(), |found| found.line);
        for raw in raws.get(..first).unwrap_or_default() {
            self.push(*raw, Role::Text);
        }
        let preamble = 0..self.lines.len();
        self.sections.push(Section {
            topic: Some(Topic::Preamble),
            has_fields: false,
            lines: preamble.clone(),
            body: preamble.clone(),
        });
        (table.preamble)(self, preamble);
        // Behind the last label a longer page may go on.
        let behind = found.last().map_or(raws.len(), |last| last.line + 1);
        let foot = super::furniture::start(&raws, behind, |raw| self.has_blank_line_before(raw)).unwrap_or(raws.len());
        let foot = self.end_of_items(table, found.last(), &raws).map_or(foot, |end| end.min(foot));
        let mut reader = Reader { outline: self, raws: &raws, table, start: first, topic: None, text_field: None };
        for (index, label) in found.iter().enumerate() {
            let end = found.get(index + 1).map_or(foot, |next| next.line);
            reader.label(*label, end);
        }
        reader.left(None, foot..raws.len());
        reader.end_section();
    }
}

impl<'a> Outline<'a> {
    /// Where the last section of Markdown ends: at a rule, and in a list where a line without a bullet stands behind a blank one.
    fn end_of_items(&self, table: &Labels, last: Option<&Found<'a>>, raws: &[Raw<'a>]) -> Option<usize> {
        let last = last.filter(|_| table.notation.markdown && table.notation.bullets)?;
        let holds = table.rows.get(last.row)?.holds;
        let is_item = |raw: &Raw<'_>| without_bullet(raw.text).len() < raw.text.len();
        let is_list = matches!(holds, Holds::List(Field::Locations) | Holds::Records(Field::References))
            && raws.get(last.line + 1).is_some_and(is_item);
        let is_end =
            |raw: &Raw<'a>| (is_rule(raw.text) || is_list && !is_item(raw)) && self.has_blank_line_before(*raw);
        raws.iter().enumerate().skip(last.line + 1).find(|(_, raw)| is_end(raw)).map(|(line, _)| line)
    }
}

/// A walk over the lines of a text whose labels are known.
struct Reader<'o, 'r, 'a> {
    outline: &'o mut Outline<'a>,
    raws: &'r [Raw<'a>],
    table: &'static Labels,
    /// The first line of the outline that is in the section.
    start: usize,
    topic: Option<Topic>,
    /// The field of a text that the section may have without a label, and whether that is a loss.
    text_field: Option<(Field, bool)>,
}

impl<'a> Reader<'_, '_, 'a> {
    /// Reads a label with its values, up to the next label.
    fn label(&mut self, label: Found<'a>, end: usize) {
        let (Some(row), Some(&raw)) = (self.table.rows.get(label.row), self.raws.get(label.line)) else { return };
        let mut rest = label.line + 1..end;
        let section = match row.holds {
            Holds::Section(topic) => Some((topic, None)),
            Holds::SectionWithText(topic, field) => Some((topic, Some((field, false)))),
            Holds::SectionWithLostHeading(topic, field) => Some((topic, Some((field, true)))),
            _ => None,
        };
        if let Some((topic, text_field)) = section {
            self.end_section();
            (self.topic, self.text_field) = (Some(topic), text_field);
        }
        if matches!(row.holds, Holds::Cut) {
            let line = self.outline.push(raw, Role::Unplaced);
            self.outline.report(line, Code::UnplacedText, "all entries of the list");
            return self.texts(rest);
        }
        if let Holds::OwnText(field) = row.holds {
            let below = self.raws.get(label.line + 1).copied().filter(|_| label.line + 2 == end);
            if let Some(absent) = below.filter(|raw| self.is_absent(raw)) {
                self.outline.push(raw, Role::Sentence);
                self.outline.push(absent, Role::Sentence);
                self.free_of_heading(field);
                return;
            }
            return self.own_text(field, label.line..end);
        }
        let role = row.holds.field().map_or(Role::Sentence, Role::Label);
        let value = label.value.map(|value| raw.part(value));
        let head = value.map_or(raw.text, |value| raw.text.get(..value.start - raw.start).unwrap_or_default());
        let head = Raw { text: head.trim_end(), start: raw.start };
        let at = (!head.text.is_empty()).then(|| self.outline.push(head, role));
        // The line that underlines a heading.
        while self.table.notation.markdown
            && let Some(&rule) = self.raws.get(rest.start).filter(|rule| rest.start < rest.end && is_rule(rule.text))
        {
            self.outline.push(rule, Role::Sentence);
            rest.start += 1;
        }
        self.values(row, at, value, rest);
    }

    fn values(&mut self, row: &'static Row, label: Option<usize>, value: Option<Raw<'a>>, rest: Range<usize>) {
        // `Not provided`: words of the layout.
        if let Some((absent, behind)) = self.absent(row, value, &rest) {
            self.outline.push(absent, Role::Sentence);
            self.texts(behind);
            return;
        }
        let start = self.outline.lines.len();
        match row.holds {
            Holds::Words
            | Holds::Cut
            | Holds::Section(_)
            | Holds::SectionWithText(..)
            | Holds::SectionWithLostHeading(..)
            | Holds::OwnText(_) => self.texts(rest),
            Holds::Left => self.left(value, rest),
            Holds::One(field) | Holds::Again(field) => {
                let behind = self.one(field, value, rest);
                // Behind the value may stand the text of a link.
                let first = self.outline.lines.get(start).map(|line| line.role);
                self.entry(field, label, start..start + usize::from(first == Some(Role::Value(field))), row);
                self.texts(behind);
            }
            Holds::List(field) | Holds::ListAgain(field) => {
                let behind = self.list(field, value, rest);
                self.entry(field, label, start..self.outline.lines.len(), row);
                self.texts(behind);
            }
            Holds::Split(field, mark) => {
                let (value, behind) = self.first_line(value, rest);
                for part in value.into_iter().flat_map(|value| parts(value, mark)) {
                    self.outline.push(part, Role::Value(field));
                }
                self.entry(field, label, start..self.outline.lines.len(), row);
                self.texts(behind);
            }
            Holds::Text(field) => {
                let behind = self.text(field, value, rest);
                self.entry(field, label, start..self.outline.lines.len(), row);
                self.unknown_sections(behind);
            }
            Holds::Records(field) => {
                let (body, behind) = self.up_to_heading(rest);
                for raw in value.iter().chain(self.raws.get(body).unwrap_or_default()) {
                    self.outline.push(*raw, Role::Text);
                }
                self.entry(field, label, start..self.outline.lines.len(), row);
                self.unknown_sections(behind);
            }
            Holds::Pack(rows, mark) => {
                let (value, behind) = self.first_line(value, rest);
                if value.is_none() {
                    self.report_empty(label);
                }
                for part in value.into_iter().flat_map(|value| parts(value, mark)) {
                    self.part(rows, part);
                }
                self.texts(behind);
            }
            Holds::Told(fields, mark) => {
                let (value, mut behind) = self.first_line(value, rest);
                let mut told: Vec<Raw<'a>> = value.into_iter().flat_map(|value| parts(value, mark)).collect();
                if mark.is_empty() {
                    told.extend(self.raws.get(behind.clone()).unwrap_or_default());
                    behind = behind.end..behind.end;
                }
                if told.is_empty() {
                    self.report_empty(label);
                }
                self.told(fields, label, &told);
                self.texts(behind);
            }
        }
    }

    /// The words that say that there is no value, and the lines behind them.
    fn absent(&self, row: &Row, value: Option<Raw<'a>>, rest: &Range<usize>) -> Option<(Raw<'a>, Range<usize>)> {
        row.holds.field()?;
        // A text or a list may begin with such words; a value of one line does not.
        let is_one_line = matches!(row.holds, Holds::One(_) | Holds::Again(_) | Holds::Split(..));
        let below =
            || self.raws.get(rest.start).copied().filter(|_| rest.len() == 1 || is_one_line && !rest.is_empty());
        let absent = value.or_else(below).filter(|raw| self.is_absent(raw))?;
        Some((absent, if value.is_some() { rest.clone() } else { rest.start + 1..rest.end }))
    }

    fn is_absent(&self, raw: &Raw<'_>) -> bool {
        let shown = bare(raw.text, self.table);
        // A count may keep its unit.
        let shown = shown.strip_suffix(" participants").unwrap_or(shown);
        self.table.absent.contains(&shown)
    }

    /// The value behind a label, or the line below.
    fn first_line(&self, value: Option<Raw<'a>>, rest: Range<usize>) -> (Option<Raw<'a>>, Range<usize>) {
        if value.is_some() || rest.is_empty() || self.ends(rest.start) {
            return (value, rest);
        }
        let raw = self.raws.get(rest.start).map(|raw| raw.part(bare(raw.text, self.table)));
        (raw, rest.start + 1..rest.end)
    }

    fn one(&mut self, field: Field, value: Option<Raw<'a>>, rest: Range<usize>) -> Range<usize> {
        if value.is_none() && self.is_of_text(field, rest.start) {
            return rest;
        }
        let (value, behind) = self.first_line(value, rest);
        if let Some(value) = value {
            // The text of a link behind the value, or in its place.
            let link = self.table.links.iter().find_map(|link| Some((link, value.text.strip_suffix(link)?.trim_end())));
            let shown = link.map_or(value.text, |(_, shown)| shown);
            if !shown.is_empty() {
                self.outline.push(value.part(shown), Role::Value(field));
            }
            if let Some((link, _)) = link {
                let link = value.text.get(value.text.len() - link.len()..).unwrap_or_default();
                self.outline.push(value.part(link), Role::Sentence);
            }
        }
        behind
    }

    /// Whether a line below a label is of the text that the section has without one: it does not have the form of the label's
    /// values.
    fn is_of_text(&self, field: Field, line: usize) -> bool {
        let shown = self.raws.get(line).map(|raw| bare(raw.text, self.table));
        self.text_field.is_some()
            && super::fields::has_form(field)
            && shown.is_some_and(|shown| !super::fields::reads_typed(field, shown, self.table))
    }

    fn list(&mut self, field: Field, value: Option<Raw<'a>>, rest: Range<usize>) -> Range<usize> {
        if let Some(value) = value {
            self.outline.push(value, Role::Value(field));
        }
        let mut has_items = false;
        for line in rest.clone() {
            let Some(raw) = self.raws.get(line) else { break };
            let is_next_block =
                self.table.notation.blocks && line > rest.start && self.outline.has_blank_line_before(*raw);
            if self.ends(line) || is_next_block {
                return line..rest.end;
            }
            let shown = bare(raw.text, self.table);
            let is_item = shown.len() < raw.text.len();
            if self.table.notation.bullets && !self.table.notation.markdown && has_items && !is_item {
                return line..rest.end;
            }
            // An item of Markdown goes on up to the next bullet.
            if self.table.notation.markdown && has_items && !is_item {
                self.outline.extend_last(*raw);
                continue;
            }
            has_items |= is_item;
            self.outline.push(raw.part(shown), Role::Value(field));
        }
        rest.end..rest.end
    }

    fn text(&mut self, field: Field, value: Option<Raw<'a>>, rest: Range<usize>) -> Range<usize> {
        let (body, behind) = self.up_to_heading(rest);
        for raw in value.iter().chain(self.raws.get(body).unwrap_or_default()) {
            self.outline.push(*raw, Role::Value(field));
        }
        behind
    }

    /// Text that begins with its own label; two such pieces, one right behind the other, are one text.
    fn own_text(&mut self, field: Field, lines: Range<usize>) {
        let start = self.outline.lines.len();
        let behind = self.text(field, None, lines);
        let end = self.outline.lines.len();
        match self.outline.entries.last_mut().filter(|last| last.field == field && last.values.end == start) {
            Some(last) => last.values.end = end,
            None => self.outline.entries.push(Entry { values: start..end, ..Entry::default_of(field) }),
        }
        self.unknown_sections(behind);
    }

    /// Takes the heading from a text that is all there is of several: a mirror has text that is not two lists as a whole below the
    /// first heading, and `Not provided` below the second. The text has its own headings, if any.
    fn free_of_heading(&mut self, field: Field) {
        let Some(last) = self.outline.entries.last_mut().filter(|last| last.field == field) else { return };
        let first = last.values.start;
        let Some(line) = self.outline.lines.get_mut(first) else { return };
        let is_heading =
            |row: &&Row| matches!(row.holds, Holds::OwnText(of) if of == field) && row.words == line.raw.text;
        if !last.values.is_empty() && self.table.rows.all().iter().any(|row| is_heading(&row)) {
            line.role = Role::Label(field);
            last.label = Some(first);
            last.values.start += 1;
        }
    }

    fn entry(&mut self, field: Field, label: Option<usize>, values: Range<usize>, row: &Row) {
        let is_again = matches!(row.holds, Holds::Again(_) | Holds::ListAgain(_));
        self.outline.entries.push(Entry {
            field,
            label,
            values,
            is_actual: row.is_actual,
            is_backward: row.is_backward,
            is_again,
        });
    }

    /// Says that the label of several fields stands without their values.
    fn report_empty(&mut self, label: Option<usize>) {
        if let Some(label) = label {
            self.outline.report(label, Code::EmptyField, "values of the label");
        }
    }

    /// A part of a line that has its own label.
    fn part(&mut self, rows: &'static [Row], part: Raw<'a>) {
        let read = |row: &'static Row| Some((row, row.read(part.text, self.table.notation, false)?));
        let Some((row, value)) = rows.iter().find_map(read) else {
            self.outline.push(part, Role::Text);
            return;
        };
        let value = value.map(|value| part.part(value));
        let head = value.map_or(part.text, |value| part.text.get(..value.start - part.start).unwrap_or_default());
        let role = row.holds.field().map_or(Role::Sentence, Role::Label);
        let label = self.outline.push(Raw { text: head.trim_end(), start: part.start }, role);
        self.values(row, Some(label), value, 0..0);
    }

    /// Values whose form tells which field they are of, in the order of the fields. Where fewer values than fields have
    /// a form, which they are of is not told.
    fn told(&mut self, fields: &[Field], mut label: Option<usize>, values: &[Raw<'a>]) {
        let form =
            |raw: &Raw<'a>| fields.iter().position(|field| super::fields::reads_typed(*field, raw.text, self.table));
        let forms: Vec<Option<usize>> = values.iter().map(form).collect();
        let mut counts = vec![0_usize; fields.len()];
        for form in forms.iter().flatten() {
            if let Some(count) = counts.get_mut(*form) {
                *count += 1;
            }
        }
        let mut taken = vec![0_usize; fields.len()];
        for (raw, form) in values.iter().zip(&forms) {
            let field = form.and_then(|form| {
                let alike =
                    fields.iter().filter(|field| super::fields::reads_typed(**field, raw.text, self.table)).count();
                let count = counts.get(form).copied().unwrap_or_default();
                let nth = taken.get_mut(form)?;
                *nth += 1;
                let field = *fields.get(form + if alike > 1 { *nth - 1 } else { 0 })?;
                (alike == 1 || count == alike).then_some(field)
            });
            let line = self.outline.push(*raw, field.map_or(Role::Text, Role::Value));
            match (field, self.outline.entries.last_mut()) {
                (Some(field), Some(last)) if last.field == field && last.values.end == line => {
                    last.values.end = line + 1;
                }
                (Some(field), _) => {
                    let label = label.take();
                    self.outline.entries.push(Entry { label, values: line..line + 1, ..Entry::default_of(field) });
                }
                (None, _) => {}
            }
        }
    }

    /// Lines that no label has a place for.
    fn texts(&mut self, lines: Range<usize>) {
        if let Some((field, is_loss)) = self.text_field.filter(|_| !lines.is_empty()) {
            let line = self.outline.lines.len();
            self.own_text(field, lines);
            if is_loss {
                self.outline.report(line, Code::MissingHeading, "the heading of the text");
            }
            return;
        }
        let (body, behind) = self.up_to_heading(lines);
        for line in body {
            let Some(raw) = self.raws.get(line) else { continue };
            if self.is_label(line) {
                let expected = "each label once, in the order of the layout";
                let said = Diagnostic::new(Code::DuplicateField, expected, quoted(raw.text)).span(raw.span());
                self.outline.diagnostics.push(said);
                self.outline.push(*raw, Role::Unplaced);
            } else {
                self.outline.push(*raw, Role::Text);
            }
        }
        self.unknown_sections(behind);
    }

    /// Lines that the study has no place for.
    fn left(&mut self, value: Option<Raw<'a>>, lines: Range<usize>) {
        let raws = self.raws.get(lines).unwrap_or_default();
        let raws: Vec<Raw<'a>> = value.iter().chain(raws).copied().collect();
        if let Some(first) = raws.first() {
            let mut said = Diagnostic::new(Code::UnplacedText, "a field of the study", quoted(first.text));
            said.severity = crate::diagnostic::Severity::Note;
            self.outline.diagnostics.push(said.span(first.span()));
        }
        for raw in raws {
            self.outline.push(raw, Role::Unplaced);
        }
    }

    /// Sections whose heading the table does not have.
    fn unknown_sections(&mut self, lines: Range<usize>) {
        for line in lines {
            let Some(raw) = self.raws.get(line) else { continue };
            if is_heading(raw.text, self.right_below(line)) {
                let said = Diagnostic::new(Code::UnknownSection, "a section of the layout", quoted(raw.text));
                self.outline.diagnostics.push(said.span(raw.span()));
            }
            self.outline.push(*raw, Role::Unplaced);
        }
    }

    /// The lines before the first heading, and the others.
    fn up_to_heading(&self, lines: Range<usize>) -> (Range<usize>, Range<usize>) {
        if !self.table.notation.markdown {
            return (lines.clone(), lines.end..lines.end);
        }
        let is_heading =
            |line: &usize| self.raws.get(*line).is_some_and(|raw| is_heading(raw.text, self.right_below(*line)));
        let end = lines.clone().find(is_heading).unwrap_or(lines.end);
        (lines.start..end, end..lines.end)
    }

    /// Whether a line ends the values before it: it has the words of a label, or is a heading.
    fn ends(&self, line: usize) -> bool {
        let is_heading = |raw: &Raw<'_>| self.table.notation.markdown && is_heading(raw.text, self.right_below(line));
        // `**MeSH Terms:** …`, which the table does not have.
        let is_unknown_label =
            |raw: &Raw<'_>| self.table.notation.bold && raw.text.starts_with("**") && raw.text.contains(":**");
        self.raws.get(line).is_some_and(|raw| is_heading(raw) || is_unknown_label(raw)) || self.is_label(line)
    }

    /// The line below one, unless a blank one stands between: what is underlined stands right above.
    fn right_below(&self, line: usize) -> &'a str {
        let below = self.raws.get(line + 1).filter(|below| !self.outline.has_blank_line_before(**below));
        below.map_or("", |below| below.text)
    }

    fn is_label(&self, line: usize) -> bool {
        let below = self.raws.get(line + 1).map_or("", |below| below.text);
        self.raws.get(line).is_some_and(|raw| candidates(raw.text, below, self.table).next().is_some())
    }

    fn end_section(&mut self) {
        let lines = self.start..self.outline.lines.len();
        if !lines.is_empty() {
            let topic = self.topic;
            self.outline.sections.push(Section { topic, has_fields: true, lines: lines.clone(), body: lines.clone() });
        }
        self.start = lines.end;
    }
}

/// The parts of a line that a mark sets apart.
fn parts<'a>(raw: Raw<'a>, mark: &str) -> Vec<Raw<'a>> {
    let parts = if mark.is_empty() { vec![raw.text] } else { raw.text.split(mark).collect() };
    // Between two marks that have lost what stood between them is a part of a mark.
    let is_filled = |part: &&str| !part.chars().all(|c| mark.contains(c));
    parts.into_iter().map(str::trim).filter(is_filled).map(|part| raw.part(part)).collect()
}
