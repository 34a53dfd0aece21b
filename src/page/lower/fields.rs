//! Reading fields that the outline has found: one value behind or below a label, a text, a list.

use std::{borrow::Cow, str::FromStr};

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{layout::Field, outline::Entry},
    source::Raw,
    study::{MaybeTyped, code::CodeList},
    value,
};

/// The path of a field that stands once in the study.
pub(super) fn path(field: Field) -> FieldPath {
    FieldPath::new(field.path().unwrap_or_default())
}

impl<'o> Page<'o, '_> {
    fn entries(&self, field: Field) -> impl Iterator<Item = &'o Entry> + use<'o> {
        self.outline.entries.iter().filter(move |entry| entry.field == field)
    }

    /// The line that holds a field's value. Says so when a label has none, and when there is a second one.
    pub(super) fn line_of(&mut self, field: Field) -> Option<usize> {
        let mut found = None;
        for entry in self.entries(field) {
            let has_value = |label: &usize| self.outline.lines().get(*label).is_some_and(|line| line.value().is_some());
            match entry.label.filter(has_value).or(entry.values.clone().next()) {
                None => self.report_empty(field, entry),
                Some(line) if found.is_none() => found = Some(line),
                Some(line) => self.refuse(line, Code::DuplicateField, Some(path(field)), "each field once"),
            }
        }
        found
    }

    /// Says that a label or heading stands without its value.
    fn report_empty(&mut self, field: Field, entry: &Entry) {
        let Some(label) = entry.label else { return };
        let found = match self.outline.lines().get(entry.values.end) {
            Some(next) => quoted(next.text()).into(),
            None => Cow::Borrowed("the end of the text"),
        };
        self.report(Code::EmptyField, Some(path(field)), self.raw(label).span(), "a value below", found);
    }

    /// A text of one line.
    pub(super) fn line_text(&mut self, field: Field) -> Option<String> {
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
        self.note_span(path, raw.span());
        self.take(line);
        read(raw.text).map(MaybeTyped::Typed).unwrap_or_else(|| {
            self.report(Code::InvalidValue, Some(path), raw.span(), expected, quoted(raw.text));
            MaybeTyped::Text(raw.text.to_owned())
        })
    }

    /// A code behind or below its label.
    pub(super) fn code<T: CodeList>(&mut self, field: Field) -> Option<T> {
        let line = self.line_of(field)?;
        self.code_at(line, path(field))
    }

    /// The code that a line says. What has the form of a code is one, known or not; what has another form counts only
    /// as the words of a known code.
    pub(super) fn code_at<T: CodeList>(&mut self, line: usize, path: FieldPath) -> Option<T> {
        let raw = self.raw(line);
        let code = match value::whole(value::code::code, raw.text) {
            Some(code) => self.code_in(raw, code, path),
            None => {
                let Some(code) = T::known(&value::code::from_words(raw.text)) else {
                    self.refuse(line, Code::InvalidValue, Some(path), "a code of the registry");
                    return None;
                };
                self.note_span(path, raw.span());
                code
            }
        };
        self.take(line);
        Some(code)
    }

    /// A code that is a part of what a line says.
    pub(super) fn code_in<'a, T: CodeList>(&mut self, raw: Raw<'a>, code: &'a str, path: FieldPath) -> T {
        let span = raw.part(code).span();
        let value = T::read(code);
        if !value.is_known() {
            self.report(Code::UnknownCode, Some(path), span, "a code of the registry's list", quoted(code));
        }
        self.note_span(path, span);
        value
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

    /// The text from one line to another. The indentation that all its lines share is the layout's, not the text's.
    pub(super) fn lines_text(&mut self, first: usize, last: usize, path: FieldPath) -> String {
        (first..=last).for_each(|line| self.take(line));
        let span = self.raw(first).span().to(self.raw(last).span());
        self.note_span(path, span);
        let source = self.outline.source();
        let margin = source.text().get(..span.start).map_or(0, |before| spaces_at(before.bytes().rev()));
        let text = unix_lines(source.get(span).unwrap_or_default());
        if margin == 0 { text.into_owned() } else { dedented(&text, margin) }
    }

    /// A list with an entry a line. Says so where a line may hold several.
    pub(super) fn list(&mut self, field: Field) -> Vec<String> {
        let mut list = Vec::new();
        for entry in self.entries(field) {
            if entry.values.is_empty() {
                self.report_empty(field, entry);
            }
            for line in entry.values.clone() {
                let path = FieldPath::at(field.path().unwrap_or_default(), [list.len(), 0]);
                self.note_undivided(self.raw(line), path);
                list.push(self.text(line, path));
            }
        }
        list
    }

    /// Says of a line that it may be several entries: it holds what the layout puts between them.
    fn note_undivided(&mut self, raw: Raw<'_>, path: FieldPath) {
        let joint = self.outline.layout().and_then(|layout| layout.vocabulary().joint);
        if joint.is_some_and(|joint| raw.text.contains(joint)) {
            let expected = "one entry, or a mark between entries";
            self.report(Code::UndividedList, Some(path), raw.span(), expected, quoted(raw.text));
        }
    }
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
