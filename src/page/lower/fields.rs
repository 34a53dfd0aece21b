//! Reading fields that the outline has found: one value behind or below a label, a text, a list.

use std::{borrow::Cow, str::FromStr};

use super::{Page, lost_values::may_be_empty};
use crate::{
    diagnostic::{Code, FieldPath, Severity, quoted},
    page::{
        layout::{Field, Layout},
        outline::{Entry, Role, without_bullet},
    },
    source::{Raw, Span, is_margin},
    study::{MaybeTyped, code::CodeList, code_words},
    value,
};

/// The path of a field that stands once in the study.
pub(super) fn path(field: Field) -> FieldPath {
    FieldPath::new(field.path().unwrap_or_default())
}

/// Reads a code. What has the form of a code is one, known or not; what has another form counts only as the words of a
/// known code.
pub(super) fn read_code<T: CodeList>(text: &str) -> Option<T> {
    match value::whole(value::code::code, text) {
        Some(code) => Some(T::read(code)),
        None => T::known(&value::code::from_words(text)?),
    }
}

impl<'o, 'a> Page<'o, 'a> {
    /// What the outline found of a field.
    pub(super) fn entries(&self, field: Field) -> impl Iterator<Item = &'o Entry> + use<'o, 'a> {
        // Of most fields a page has none.
        let entries = if self.has_entry(field) { &*self.outline.entries } else { &[] };
        entries.iter().filter(move |entry| entry.field == field)
    }

    /// The line that holds a field's value. Says so when a label has none, and when there is a second one.
    pub(super) fn line_of(&mut self, field: Field) -> Option<usize> {
        let mut found = None;
        for entry in self.entries(field) {
            // What the layout says twice is the same, or a duplicate.
            if let (Some(first), Some(again)) = (found, entry.values.clone().next().filter(|_| entry.is_again))
                && self.raw(first).text.eq_ignore_ascii_case(self.raw(again).text)
            {
                self.note_span(path(field), self.raw(again).span());
                self.take(again);
                continue;
            }
            match entry.label.filter(|&label| self.behind(label).is_some()).or(entry.values.clone().next()) {
                None => self.report_empty(field, entry),
                Some(line) if found.is_none() => found = Some(line),
                Some(line) => self.refuse(line, Code::DuplicateField, Some(path(field)), "each field once"),
            }
        }
        found
    }

    /// Says that a label or heading stands without its value.
    fn report_empty(&mut self, field: Field, entry: &Entry) {
        if let Some(label) = entry.label {
            let is_open = self.outline.lines().get(label).is_some_and(|line| line.text().ends_with(':'));
            let expected = if is_open { "a value behind the label" } else { "a value below" };
            self.report_empty_label(label, path(field), expected);
        }
    }

    /// Says that the line of a label or heading is all there is.
    pub(super) fn report_empty_label(&mut self, label: usize, path: FieldPath, expected: &'static str) {
        let span = self.outline.lines().get(label).map_or(Span::default(), |line| line.span());
        let behind = self.outline.lines().get(label + 1..).unwrap_or_default();
        let found = match behind.iter().find(|line| line.role() != Role::Sentence) {
            Some(next) => quoted(next.text()).into(),
            None => Cow::Borrowed("the end of the text"),
        };
        self.report(Code::EmptyField, Some(path.clone()), span, expected, found);
        if let Some(diagnostic) = self.diagnostics.last_mut().filter(|_| may_be_empty(&path)) {
            diagnostic.severity = Severity::Note;
        }
    }

    /// The value behind a label on the same line, where there is one.
    pub(super) fn behind(&self, label: usize) -> Option<Raw<'a>> {
        self.outline.lines().get(label).and_then(|line| line.raw_value())
    }

    /// A text of one line.
    pub(super) fn line_text(&mut self, field: Field) -> Option<String> {
        if let Some(entry) = self.entries(field).find(|entry| self.is_wrapped(entry)) {
            return Some(self.unwrapped(entry, path(field)));
        }
        let line = self.line_of(field)?;
        Some(self.text(line, path(field)))
    }

    /// A value that keeps its text where it does not type.
    pub(super) fn maybe_typed<T: FromStr>(&mut self, field: Field, expected: &'static str) -> Option<MaybeTyped<T>> {
        let line = self.line_of(field)?;
        Some(self.maybe_typed_at(line, path(field), expected, |text| text.parse().ok()))
    }

    /// What a line says, read by a grammar; the text where it does not fit.
    pub(super) fn maybe_typed_at<T>(
        &mut self,
        line: usize,
        path: FieldPath,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> MaybeTyped<T> {
        let raw = self.raw(line);
        self.note_span(path.clone(), raw.span());
        self.take(line);
        read(raw.text).map(MaybeTyped::Typed).unwrap_or_else(|| {
            self.report(Code::InvalidValue, Some(path), raw.span(), expected, quoted(raw.text));
            MaybeTyped::Text(raw.text.to_owned())
        })
    }

    /// A code behind or below its label.
    pub(super) fn code<T: CodeList>(&mut self, field: Field) -> Option<T> {
        let line = self.line_of(field)?;
        self.code_or_words(field, line, path(field))
    }

    /// The code of a field that a line says, in the words of the layout or of the registry where the layout spells codes in
    /// words.
    pub(super) fn code_or_words<T: CodeList>(&mut self, field: Field, line: usize, path: FieldPath) -> Option<T> {
        let raw = self.raw(line);
        let Some(code) = self.code_in_words::<T>(field, raw.text) else { return self.code_at(line, path) };
        self.note_span(path, raw.span());
        self.take(line);
        Some(code)
    }

    /// The code that words stand for in the page's layout.
    pub(super) fn code_in_words<T: CodeList>(&self, field: Field, words: &str) -> Option<T> {
        let layout = self.outline.layout()?;
        if let Some(code) = layout.code_of(field, words) {
            return T::known(code);
        }
        layout.spells_codes().then(|| code_words(words)).flatten()
    }

    /// Whether the label of a field's value says that it is actual, and where.
    pub(super) fn is_actual(&self, field: Field) -> Option<(bool, Span)> {
        let entry = self.entries(field).find(|entry| entry.is_actual.is_some() && !entry.values.is_empty())?;
        let label = entry.label.and_then(|label| self.outline.lines().get(label))?;
        Some((entry.is_actual?, label.span()))
    }

    /// The code that a line says.
    pub(super) fn code_at<T: CodeList>(&mut self, line: usize, path: FieldPath) -> Option<T> {
        if matches!(self.role(line), Some(Role::Label(_))) && self.behind(line).is_none() {
            self.report_empty_label(line, path, "a code behind the label");
            return None;
        }
        let raw = self.raw(line);
        let Some(code) = read_code::<T>(raw.text) else {
            self.refuse(line, Code::InvalidValue, Some(path), "a code of the registry");
            return None;
        };
        self.note_code(&code, raw, path);
        self.take(line);
        Some(code)
    }

    /// A code that is a part of what a line says.
    pub(super) fn code_in<T: CodeList>(&mut self, raw: Raw<'a>, code: &'a str, path: FieldPath) -> T {
        let value = T::read(code);
        self.note_code(&value, raw.part(code), path);
        value
    }

    fn note_code<T: CodeList>(&mut self, code: &T, raw: Raw<'_>, path: FieldPath) {
        if !code.is_known() {
            self.report(
                Code::UnknownCode,
                Some(path.clone()),
                raw.span(),
                "a code of the registry's list",
                quoted(raw.text),
            );
        }
        self.note_span(path, raw.span());
    }

    /// A text of several lines, as the page has it.
    pub(super) fn prose(&mut self, field: Field) -> Option<String> {
        let mut text = None;
        for entry in self.entries(field) {
            match entry.values.end.checked_sub(1).filter(|_| !entry.values.is_empty()) {
                None => self.report_empty(field, entry),
                Some(last) if text.is_none() => text = Some(self.lines_text(entry.values.start, last, path(field))),
                Some(_) => self.refuse(entry.values.start, Code::DuplicateField, Some(path(field)), "each field once"),
            }
        }
        text
    }

    /// How many blanks stand before a line.
    pub(super) fn margin(&self, line: usize) -> usize {
        let before = self.outline.source().text().get(..self.raw(line).start).unwrap_or_default();
        before.len() - before.trim_end_matches([' ', '\t']).len()
    }

    /// The text from one line to another. The indentation that all its lines share is the layout's, not the text's.
    pub(super) fn lines_text(&mut self, first: usize, last: usize, path: FieldPath) -> String {
        (first..=last).for_each(|line| self.take(line));
        self.note_span(path, self.raw(first).span().to(self.raw(last).span()));
        self.text_between(first, last)
    }

    /// The same text, without saying where it goes.
    pub(super) fn text_between(&self, first: usize, last: usize) -> String {
        let span = self.raw(first).span().to(self.raw(last).span());
        self.text_in(span)
    }

    /// The text in a span, without the indentation that all its lines share.
    pub(super) fn text_in(&self, span: Span) -> String {
        let source = self.outline.source();
        let before = source.text().get(..span.start).unwrap_or_default();
        let margin = spaces_at(before.bytes().rev());
        // What stands behind a label on its line is not indented.
        let begins_line =
            before.get(..before.len() - margin).is_none_or(|head| head.is_empty() || head.ends_with(['\n', '\r']));
        let text = unix_lines(source.get(span).unwrap_or_default());
        if margin == 0 || !begins_line { text.into_owned() } else { dedented(&text, margin) }
    }

    /// A list with an entry a line. Says so where a line may hold several.
    pub(super) fn list(&mut self, field: Field) -> Vec<String> {
        let mut list = Vec::new();
        for entry in self.entries(field) {
            if entry.values.is_empty() {
                self.report_empty(field, entry);
            }
            if field != Field::Country
                && entry.values.len() > 1
                && self.outline.layout().is_some_and(Layout::has_lists_on_lines)
            {
                let found = format!("{} lines", entry.values.len());
                let span = self.raw(entry.values.start).span();
                self.report_note(Code::UndividedList, span, "all entries on one line", found);
            }
            if self.is_wrapped(entry) {
                let path = FieldPath::at(field.path().unwrap_or_default(), [list.len(), 0]);
                let text = self.unwrapped(entry, path.clone());
                let span = self.raw(entry.values.start).span();
                self.report(Code::UndividedList, Some(path), span, "one entry on one line", quoted(&text));
                list.push(text);
                continue;
            }
            for line in entry.values.clone() {
                let path = FieldPath::at(field.path().unwrap_or_default(), [list.len(), 0]);
                if field != Field::Country {
                    self.note_undivided(self.raw(line), path.clone());
                }
                list.push(self.text(line, path));
            }
        }
        list
    }

    /// Whether a layout that breaks lines at a width has broken this one.
    fn is_wrapped(&self, entry: &Entry) -> bool {
        let layout = self.outline.layout();
        entry.values.len() > 1 && layout.is_some_and(Layout::is_wrapped)
    }

    /// A line put together again that the layout has broken.
    fn unwrapped(&mut self, entry: &Entry, path: FieldPath) -> String {
        let text = self.lines_text(entry.values.start, entry.values.end.saturating_sub(1), path);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Says of a line that it may be several entries: it holds what the layout puts between them. An item with a bullet of
    /// its own is one.
    pub(super) fn note_undivided(&mut self, raw: Raw<'_>, path: FieldPath) {
        let joint = self.outline.layout().and_then(Layout::joint);
        let is_joined = |joint: &str| if joint.is_empty() { is_glued(raw.text) } else { raw.text.contains(joint) };
        if joint.is_some_and(is_joined)
            && !ends_in_bullet(self.outline.source().text().get(..raw.start).unwrap_or_default())
        {
            let expected = "a mark between entries, if they are several";
            self.report(Code::UndividedList, Some(path), raw.span(), expected, quoted(raw.text));
        }
    }
}

/// Whether a capital stands right behind a small letter, as where two entries became one word.
fn is_glued(text: &str) -> bool {
    text.chars().zip(text.chars().skip(1)).any(|(before, behind)| before.is_lowercase() && behind.is_uppercase())
}

/// Whether a text ends in a bullet that nothing but indentation stands before on its line.
fn ends_in_bullet(before: &str) -> bool {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default().trim_start();
    !line.is_empty() && without_bullet(line).is_empty()
}

/// A text as it is read again from a page that has it: without blank lines before and behind it, without the indentation
/// that all its lines share, with line breaks of one kind. `None` for a text of white space only.
pub(in crate::page) fn printable(text: &str) -> Option<String> {
    let text = unix_lines(text);
    let filled = text.find(|c| !is_margin(c))?;
    let (before, text) = text.split_at(filled);
    let margin = spaces_at(before.bytes().rev());
    Some(dedented(text.trim_end_matches(is_margin), margin))
}

/// Line breaks of any kind become `\n`: a record says the same whatever system it was saved on.
pub(super) fn unix_lines(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn spaces_at(bytes: impl Iterator<Item = u8>) -> usize {
    bytes.take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Takes away the indentation that all lines share. The first line has lost its own, `margin`, already.
fn dedented(text: &str, margin: usize) -> String {
    let filled = text.split('\n').skip(1).filter(|line| !line.trim().is_empty());
    let shared = filled.map(|line| spaces_at(line.bytes())).fold(margin, usize::min);
    let mut dedented = " ".repeat(margin - shared);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            dedented.push('\n');
        }
        let cut = if index > 0 { shared.min(spaces_at(line.bytes())) } else { 0 };
        dedented.push_str(line.get(cut..).unwrap_or_default());
    }
    dedented
}
