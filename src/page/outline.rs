//! The outline: each line of a page with the part that it plays, and the sections that the lines form.
//!
//! Reading an outline cannot fail and drops nothing. It decides by the words of the layout only; what the values mean
//! is for `lower` to say. A heading is known by the fixed sentence below it, since trials, groups and
//! keywords may be called as a heading is (page grammar section 6.4); a heading that has lost its sentence counts only
//! where the order of the page leaves no other reading.

mod compact;
pub(super) mod fields;
mod furniture;
mod labels;
mod results;
mod sections;

use std::{num::NonZeroU32, ops::Range};

pub(super) use self::labels::{Found, labels, without_bullet};
use super::layout::{
    Content, Detected, Field, Layout, Marks, Phrase, SectionWords, Sentence, Spaces, Table, Topic, Vocabulary, detect,
    starts,
};
use crate::{
    diagnostic::{Code, Diagnostic, quoted},
    source::{Raw, Source, Span},
    study::NctId,
};

/// The outline of a page: every line that is not blank, in order, with its role.
///
/// ```
/// use ctgov::page::{Field, Role, Topic, outline};
///
/// let text = "Tea for Thirst\n\nNCT ID: NCT99900001\n\nStudy Results\n\nResults pending\n";
/// let outline = outline(text);
/// let roles: Vec<_> = outline.lines().iter().map(|line| line.role()).collect();
/// assert_eq!(roles[0], Role::Value(Field::BriefTitle));
/// assert_eq!(roles[1], Role::Label(Field::NctId));
/// assert_eq!(outline.lines()[1].value(), Some("NCT99900001"));
/// assert_eq!(roles[2], Role::Heading);
/// assert_eq!(outline.sections()[1].topic(), Some(Topic::StudyResults));
/// ```
#[derive(Clone, Debug)]
pub struct Outline<'a> {
    source: Source<'a>,
    layout: Option<Layout>,
    lines: Vec<Line<'a>>,
    sections: Vec<Section>,
    pub(super) entries: Vec<Entry>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A line of a page.
///
/// ```
/// use ctgov::page::{Field, Role, outline};
///
/// let text = "Tea for Thirst\n\nNCT ID: NCT99900001\n";
/// let outline = outline(text);
/// let line = outline.lines()[1];
/// assert_eq!(line.text(), "NCT ID: NCT99900001");
/// assert_eq!(&text[line.span().range()], line.text());
/// assert_eq!((line.role(), line.value()), (Role::Label(Field::NctId), Some("NCT99900001")));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    raw: Raw<'a>,
    role: Role,
    /// For a label that shares its line with its value: where in the line the value begins.
    value_at: Option<NonZeroU32>,
}

impl<'a> Line<'a> {
    /// Returns the line without the white space around it.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.raw.text
    }

    /// Returns where that text stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.raw.span()
    }

    /// Returns the part that the line plays.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Returns the value behind the label, for a line that holds both: `NCT99900001` of `NCT ID: NCT99900001`.
    #[must_use]
    pub fn value(&self) -> Option<&'a str> {
        self.raw_value().map(|value| value.text)
    }

    pub(super) fn raw(&self) -> Raw<'a> {
        self.raw
    }

    pub(super) fn raw_value(&self) -> Option<Raw<'a>> {
        let at = usize::try_from(self.value_at?.get()).ok()?;
        Some(self.raw.part(self.raw.text.get(at..)?))
    }
}

/// The part that a line plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// The heading of a section.
    Heading,
    /// The fixed sentence below a heading.
    Sentence,
    /// A label, alone or with its value behind it: [`Line::value`].
    Label(Field),
    /// A line of a field's value.
    Value(Field),
    /// A line of fixed words that says something by itself.
    Phrase(Phrase),
    /// A line of a section whose records have several lines: a name, a description, a telephone number.
    Text,
    /// A line that has no place in the layout.
    Unplaced,
}

/// A section of a page.
///
/// ```
/// use ctgov::page::{Topic, outline};
///
/// let outline = outline("TITLE:\nTea for Thirst\n\nCONDITION:\nThirst\n");
/// let section = &outline.sections()[2];
/// assert_eq!(section.topic(), Some(Topic::Conditions));
/// assert_eq!(outline.lines()[section.body()][0].text(), "Thirst");
/// ```
#[derive(Clone, Debug)]
pub struct Section {
    topic: Option<Topic>,
    /// Whether the section has labels and values only.
    pub(super) has_fields: bool,
    lines: Range<usize>,
    body: Range<usize>,
}

impl Section {
    /// Returns what the section is about; `None` for a section that has been read already, and for one that the layout
    /// does not know.
    #[must_use]
    pub fn topic(&self) -> Option<Topic> {
        self.topic
    }

    /// Returns which of [`Outline::lines`] the section has, heading and sentence included.
    #[must_use]
    pub fn lines(&self) -> Range<usize> {
        self.lines.clone()
    }

    /// Returns which of [`Outline::lines`] stand below heading and sentence.
    #[must_use]
    pub fn body(&self) -> Range<usize> {
        self.body.clone()
    }
}

/// A field that the outline found, outside the sections whose records have several lines.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) field: Field,
    /// The line of the label, or of the heading above a text or list; a label may have the value behind it.
    pub(super) label: Option<usize>,
    /// The lines of the value.
    pub(super) values: Range<usize>,
    /// Whether the label says that a date or a count is actual, or estimated.
    pub(super) is_actual: Option<bool>,
    /// Whether the page has the list from its last entry to its first.
    pub(super) is_backward: bool,
    /// Whether the layout says here again what stands elsewhere.
    pub(super) is_again: bool,
}

impl Entry {
    /// A field that has no label, and no lines yet.
    fn default_of(field: Field) -> Self {
        Self { field, label: None, values: 0..0, is_actual: None, is_backward: false, is_again: false }
    }
}

/// A layout that fits a text nearly as well as the best one, and is not another notation of it.
fn rival(detected: &[Detected<'_>]) -> Option<Layout> {
    let [best, second, ..] = detected else { return None };
    let is_close = second.score * 20 >= best.score * 19;
    (is_close && !best.layout.is_kin(second.layout)).then_some(second.layout)
}

impl<'a> Outline<'a> {
    /// Reads the outline of a text in the layout that fits best. When none fits, every line is unplaced.
    pub(super) fn read(text: &'a str) -> Self {
        let source = Source::new(text);
        // About one line in forty bytes: enough for most pages to be read without growing.
        let mut raws: Vec<Raw<'a>> = Vec::with_capacity(text.len() / 40);
        raws.extend(source.lines());
        let mut spaces = Spaces::of(text);
        // Of several records the first is read; the others are told of.
        let others = starts(text, &raws, spaces);
        let rest = others.first().map_or(Vec::new(), |next| raws.split_off(*next));
        let mut detected = detect(text, &raws, spaces);
        // Words may also be set apart by several plain spaces, which many a page has somewhere in its text.
        if detected.is_empty() && spaces == Spaces::Plain {
            spaces = Spaces::Mixed;
            detected = detect(text, &raws, spaces);
        }
        let layout = detected.first().map(|detected| detected.layout);
        let rival = rival(&detected);
        let lines = raws.iter().map(|raw| Line { raw: *raw, role: Role::Unplaced, value_at: None }).collect();
        let mut outline =
            Self { source, layout, lines, sections: Vec::new(), entries: Vec::new(), diagnostics: Vec::new() };
        if let Some(Detected { layout, marks, .. }) = detected.into_iter().next() {
            match (layout.table(), marks) {
                (Table::Sections(vocabulary), Marks::Sections(_)) if vocabulary.loses_labels => {
                    let marks = compact::marks(&mut outline, vocabulary, spaces);
                    outline.read_sections(vocabulary, &marks, spaces);
                }
                (Table::Sections(vocabulary), Marks::Sections(marks)) => {
                    outline.read_sections(vocabulary, &marks, spaces);
                }
                (Table::Headings(vocabulary), Marks::Headings) => results::read(&mut outline, vocabulary, spaces),
                (Table::Labels(table), Marks::Labels(found)) => outline.read_labels(table, &found),
                _ => {}
            }
        }
        if let (Some(layout), Some(rival), Some(first)) = (layout, rival, outline.lines.first().map(|line| line.span()))
        {
            let found = format!("{} and {}", layout.name(), rival.name());
            outline.diagnostics.push(Diagnostic::new(Code::AmbiguousLayout, "one layout that fits", found).span(first));
        }
        if let Some(next) = rest.first() {
            let found = format!("{} records", others.len() + 1);
            let said = Diagnostic::new(Code::SeveralRecords, "the text of one record", found);
            outline.diagnostics.push(said.span(next.span()));
            for raw in rest {
                outline.push(raw, Role::Unplaced);
            }
        }
        outline
    }

    /// The layouts that fit a text.
    pub(super) fn detect(text: &str) -> Option<super::Detection> {
        let mut raws: Vec<Raw<'_>> = Source::new(text).lines().collect();
        let mut spaces = Spaces::of(text);
        if let Some(next) = starts(text, &raws, spaces).first() {
            raws.truncate(*next);
        }
        let mut detected = detect(text, &raws, spaces);
        if detected.is_empty() && spaces == Spaces::Plain {
            spaces = Spaces::Mixed;
            detected = detect(text, &raws, spaces);
        }
        let mut scores = detected.into_iter().map(|detected| (detected.layout, detected.score));
        let (layout, score) = scores.next()?;
        Some(super::Detection { layout, score, others: scores.collect() })
    }

    /// The places of the records in a text.
    pub(super) fn split(text: &str) -> Vec<Span> {
        let raws: Vec<Raw<'_>> = Source::new(text).lines().collect();
        // A record begins with its line, and so with the margin of that.
        let line_start =
            |at: usize| text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |end| end + 1);
        let starts = starts(text, &raws, Spaces::of(text));
        let starts = starts.iter().filter_map(|line| raws.get(*line)).map(|raw| line_start(raw.start));
        let mut spans = Vec::new();
        let mut from = 0;
        for end in starts.chain([text.len()]) {
            if end > from {
                spans.push(Span::new(from, end));
            }
            from = end;
        }
        spans
    }

    fn read_sections(
        &mut self,
        vocabulary: &'static Vocabulary,
        marks: &[(usize, super::layout::Mark)],
        spaces: Spaces,
    ) {
        let starts = sections::starts(self, vocabulary, marks, spaces);
        self.sections.reserve(starts.len());
        self.entries.reserve(2 * starts.len());
        for start in &starts {
            self.add_section(start, vocabulary, spaces);
        }
        sections::report_missing(self, vocabulary, &starts);
    }

    /// Returns the text that the outline is of.
    #[must_use]
    pub fn source(&self) -> Source<'a> {
        self.source
    }

    /// Returns the layout, or `None` when no layout fits.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        self.layout
    }

    /// Returns the lines that are not blank, in order.
    #[must_use]
    pub fn lines(&self) -> &[Line<'a>] {
        &self.lines
    }

    /// Returns the sections, in the order of the page; together they hold every line.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The section about a topic.
    pub(super) fn section(&self, topic: Topic) -> Option<&Section> {
        self.sections.iter().find(|section| section.topic == Some(topic))
    }

    pub(super) fn set_role(&mut self, line: usize, role: Role) {
        if let Some(line) = self.lines.get_mut(line) {
            line.role = role;
        }
    }

    pub(super) fn text(&self, line: usize) -> &'a str {
        self.lines.get(line).map_or("", |line| line.raw.text)
    }

    pub(super) fn raw(&self, line: usize) -> Raw<'a> {
        self.lines.get(line).map_or(Raw { text: "", start: 0 }, |line| line.raw)
    }

    /// Adds a line, or a part of one.
    pub(super) fn push(&mut self, raw: Raw<'a>, role: Role) -> usize {
        self.lines.push(Line { raw, role, value_at: None });
        self.lines.len() - 1
    }

    /// Makes a line part of the last one.
    fn extend_last(&mut self, raw: Raw<'a>) {
        let Some(last) = self.lines.last_mut() else { return };
        let span = last.raw.span().to(raw.span());
        last.raw = Raw { text: self.source.get(span).unwrap_or_default(), start: span.start };
    }

    /// Takes away the lines from one on, for their parts.
    pub(super) fn truncate(&mut self, line: usize) {
        self.lines.truncate(line);
    }

    /// Makes lines the value of a field that has no label.
    pub(super) fn value(&mut self, field: Field, lines: Range<usize>) {
        self.add_text(field, None, lines);
    }

    /// Whether a blank line stands before a line.
    pub(super) fn has_blank_line_before(&self, raw: Raw<'_>) -> bool {
        let before = self.source.text().get(..raw.start).unwrap_or_default();
        let blank = before.get(before.trim_end().len()..).unwrap_or_default();
        blank.replace("\r\n", "\n").matches(['\n', '\r']).count() > 1
    }

    fn report(&mut self, line: usize, code: Code, expected: impl Into<std::borrow::Cow<'static, str>>) {
        if let Some(line) = self.lines.get(line) {
            self.diagnostics.push(Diagnostic::new(code, expected, quoted(line.text())).span(line.span()));
        }
    }

    fn add_section(&mut self, start: &sections::Start, vocabulary: &'static Vocabulary, spaces: Spaces) {
        let words = vocabulary.sections.get(start.section);
        let Some(words) = words.filter(|_| !start.is_repeated) else {
            let (code, expected) = match words {
                Some(_) => (Code::DuplicateSection, "each section once"),
                None => (Code::UnknownSection, "a section of the layout"),
            };
            self.report(start.lines.start, code, expected);
            let (lines, body) = (start.lines.clone(), start.body.clone());
            self.sections.push(Section { topic: None, has_fields: false, lines, body });
            return;
        };
        start.headings.clone().for_each(|line| self.set_role(line, Role::Heading));
        (start.headings.end..start.body.start).for_each(|line| self.set_role(line, Role::Sentence));
        let body = self.skip_unknown_sentence(start, words, vocabulary.loses_labels);
        let has_fields = matches!(words.content, Content::Fields);
        self.sections.push(Section {
            topic: Some(words.topic),
            has_fields,
            lines: start.lines.clone(),
            body: body.clone(),
        });
        match words.content {
            Content::Fields => {
                fields::read(self, words, body.clone(), spaces);
                if vocabulary.loses_labels {
                    compact::read(self, words.topic, body);
                }
            }
            Content::TextThenFields(field) => {
                let mut split = fields::split(self, words, body.clone(), spaces);
                if vocabulary.loses_labels && !fields::has_labels(self, words, split.clone(), spaces) {
                    split = compact::values_behind(self, body.clone());
                }
                self.add_text(field, start.headings.clone().next(), body.start..split.start);
                fields::read(self, words, split.start..split.end, spaces);
                if vocabulary.loses_labels {
                    compact::read(self, words.topic, split.clone());
                }
                (split.end..body.end).for_each(|line| self.set_role(line, Role::Text));
            }
            Content::Text(field) => {
                self.note_possible_sections(body.clone());
                self.add_text(field, start.headings.clone().next(), body);
            }
            Content::List(field) => {
                let end = self.end_of_list(body.clone());
                self.add_text(field, start.headings.clone().next(), body.start..end);
                (end..body.end).for_each(|line| self.set_role(line, Role::Text));
            }
            Content::Records if body.is_empty() => {
                let span = self.lines.get(start.lines.start).map_or(Span::default(), |line| line.span());
                let empty = Diagnostic::new(Code::EmptyField, "text below the heading", "none");
                self.diagnostics.push(empty.span(span));
            }
            Content::Records => body.for_each(|line| {
                fields::mark(self, words, line, spaces);
                self.note_label_in_text(words, line);
            }),
        }
        if words.topic == Topic::Preamble {
            self.find_title(start.body.clone());
        }
    }

    fn add_text(&mut self, field: Field, heading: Option<usize>, values: Range<usize>) {
        values.clone().for_each(|line| self.set_role(line, Role::Value(field)));
        self.entries.push(Entry { label: heading, values, ..Entry::default_of(field) });
    }

    /// Sets aside a sentence in unknown words: the first line below the heading where the layout has its sentence, if
    /// it reads as one. In running text it cannot be told from the text.
    fn skip_unknown_sentence(
        &mut self,
        start: &sections::Start,
        words: &SectionWords,
        loses_values: bool,
    ) -> Range<usize> {
        let body = start.body.clone();
        let lacks_sentence = match words.sentence {
            Sentence::Known(_) => start.lacks_sentence,
            Sentence::Unseen => true,
            Sentence::None | Sentence::OfState(_) => false,
        };
        let in_text = matches!(words.content, Content::Text(_) | Content::TextThenFields(_));
        // A short line that is all there is may be what the section holds, where values are not lost.
        let is_lost = loses_values && matches!(words.sentence, Sentence::Unseen);
        let is_long = body.len() > 1 || self.text(body.start).len() > 40;
        // The title of another study stands right above its number.
        let is_title = || body.len() > 1 && self.text(body.start + 1).parse::<NctId>().is_ok();
        let is_sentence = self.is_sentence(body.start) && (is_long || is_lost) && !(is_lost && is_title());
        if lacks_sentence && !in_text && !body.is_empty() && is_sentence {
            self.report(body.start, Code::UnknownSentence, "the fixed sentence of the section");
            return body.start + 1..body.end;
        }
        if matches!(words.sentence, Sentence::Known(_)) && start.lacks_sentence {
            self.report(start.lines.start, Code::MissingSentence, "a heading with its fixed sentence below");
        }
        body
    }

    /// Says of a line of a record that a label stands at its end: two lines may have become one.
    fn note_label_in_text(&mut self, words: &SectionWords, line: usize) {
        let Some(found) = self.lines.get(line).filter(|line| line.role == Role::Text) else { return };
        if words.words.iter().any(|word| word.stands_in(found.raw.text)) {
            self.report(line, Code::LabelInText, "a label on a line of its own");
        }
    }

    /// Says of a line of running text that it may be the heading of a section that the layout does not know: a few words
    /// alone between blank lines, and below them one sentence alone, as sections of the layout begin.
    fn note_possible_sections(&mut self, body: Range<usize>) {
        for line in body.start..body.end.saturating_sub(1) {
            let text = self.text(line);
            let is_short = text.len() <= 40 && text.starts_with(|c: char| c.is_uppercase());
            let is_sentence = self.text(line + 1).len() <= 200 && self.is_sentence(line + 1);
            if is_short
                && is_sentence
                && text.ends_with(char::is_alphanumeric)
                && self.is_block(line)
                && self.is_block(line + 1)
            {
                self.report(line, Code::PossibleSection, "text, or a section of the layout");
            }
        }
    }

    /// Whether blank lines stand before and behind a line.
    fn is_block(&self, line: usize) -> bool {
        let end_of = |line: usize| self.lines.get(line).map(|line| line.span().end);
        let start_of = |line: usize| self.lines.get(line).map(|line| line.span().start);
        let is_blank = |from: Option<usize>, to: Option<usize>| {
            let (Some(from), Some(to)) = (from, to) else { return true };
            let between = self.source.get(Span::new(from, to)).unwrap_or_default().replace("\r\n", "\n");
            between.matches(['\n', '\r']).count() > 1
        };
        is_blank(line.checked_sub(1).and_then(end_of), start_of(line)) && is_blank(end_of(line), start_of(line + 1))
    }

    fn is_sentence(&self, line: usize) -> bool {
        self.text(line).ends_with('.') && self.text(line).contains(' ')
    }

    /// Where the entries of a list end: at a section that the layout does not know, which shows itself by the sentence
    /// below its heading. Entries of lists are terms, not sentences.
    fn end_of_list(&self, body: Range<usize>) -> usize {
        let is_heading = |line: &usize| !self.is_sentence(*line) && self.is_sentence(line + 1);
        (body.start + 1..body.end.saturating_sub(1)).find(is_heading).unwrap_or(body.end)
    }

    /// The title has no label: it is the line before the first label. What stands before it has no place.
    fn find_title(&mut self, preamble: Range<usize>) {
        let is_label = |line: &Line<'_>| matches!(line.role, Role::Label(_));
        let label = self.lines.get(preamble.clone()).and_then(|lines| lines.iter().position(is_label));
        let Some(title) = label.and_then(|label| label.checked_sub(1)) else { return };
        let title = preamble.start + title;
        self.set_role(title, Role::Value(Field::BriefTitle));
        self.entries.push(Entry { values: title..title + 1, ..Entry::default_of(Field::BriefTitle) });
    }
}
