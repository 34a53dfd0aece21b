//! Layouts as data: the words of a page, how a label meets its value, and how a layout is told from the others.
//!
//! A layout is a table: of sections with their fixed sentences ([`spaced`], [`compact`], [`trec_text`]: a [`Vocabulary`]), of
//! headings in a fixed order ([`results`]), or of labels in page order (all others: [`Labels`]). What its words stand for is
//! one of [`meaning`]. A new page layout is a new table here, a new variant of [`Layout`] and a folder of records under
//! `tests/corpus`.

mod classic;
mod compact;
mod detect;
mod label_value;
mod labels;
mod markdown_kv;
mod meaning;
mod plain_download;
mod preamble;
mod registry_mirror;
mod results;
mod spaced;
mod split;
mod status_and_phase;
mod study_outline;
mod trec_text;
pub(crate) mod values;
mod vocabulary;
mod words;

use std::fmt;

pub(crate) use compact::LINK as RESULTS_LINK;
pub(crate) use detect::{Detected, Marks, detect};
pub(crate) use labels::{Holds, Labels, Notation, Row, RowForm, Rows};
pub use meaning::{Field, Phrase, Topic};
pub(crate) use results::{HEAD as RESULTS_HEAD, MEASURE};
pub(crate) use split::starts;
pub(crate) use vocabulary::{Content, Form, Mark, MarkKind, Meaning, SectionWords, Sentence, Vocabulary, Word};
use vocabulary::{label, phrase};
pub(crate) use words::Spaces;

/// A form in which the text of a trial page reaches people.
///
/// ```
/// use ctgov::page::{Layout, outline};
///
/// let text = "TITLE:\nAn Invented Study of Tea\n\nCONDITION:\nThirst\n";
/// assert_eq!(outline(text).layout(), Some(Layout::TrecText));
/// assert_eq!(Layout::TrecText.name(), "trec-text");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// A trial page in full: headings, fixed sentences, labels and values as blocks with a blank line between.
    Spaced,
    /// The same page with single line breaks and without the labels, so that the form of a value tells its field.
    Compact,
    /// The page of results that belongs to a trial page: overview, participant flow, baseline.
    Results,
    /// The plain text of the TREC collections: headings in capitals with a colon, text indented below.
    TrecText,
    /// The registry's study page as a browser copies it: label line, value lines, tables with tabs.
    StudyOutlineBare,
    /// The same outline with a blank line between all lines, and bullets.
    StudyOutlineBlank,
    /// The same outline as Markdown: underlined headings, tables with `|`.
    StudyOutlineMarkdown,
    /// A mirror without colons: `Status and phase`, `Details and patient eligibility`, `Trial design`.
    StatusAndPhase,
    /// A mirror with `Recruitment & Eligibility` and `Study & Design`, as label line and value lines.
    RegistryMirror,
    /// The same mirror in an extraction of its main content, with `- label` and `- value`, which loses headings.
    RegistryMirrorItems,
    /// `Label: value` under headings underlined with `=`.
    LabelValue,
    /// The columns of the registry's table download, a line each.
    LabelColumns,
    /// Markdown with `**Label:** value` lines and packed lines.
    MarkdownRecord,
    /// Markdown with `- **Label:** value` items under `Key facts`.
    MarkdownFacts,
    /// A Markdown card: `Status: A | Phase: B` lines and lists.
    MarkdownCard,
    /// The registry's plain-text download: labels padded to one column.
    PlainDownload,
    /// The classic registry page of 2017 to 2023: `Recruitment Status : Completed`.
    Classic,
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The table of a layout.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Table {
    /// Of sections, each with its sentence.
    Sections(&'static Vocabulary),
    /// Of headings without sentences, which come in a fixed order.
    Headings(&'static Vocabulary),
    /// Of labels in page order.
    Labels(&'static Labels),
}

impl Layout {
    /// Every layout.
    pub const ALL: &[Self] = &[
        Self::Spaced,
        Self::Compact,
        Self::Results,
        Self::TrecText,
        Self::StudyOutlineBare,
        Self::StudyOutlineBlank,
        Self::StudyOutlineMarkdown,
        Self::StatusAndPhase,
        Self::RegistryMirror,
        Self::RegistryMirrorItems,
        Self::LabelValue,
        Self::LabelColumns,
        Self::MarkdownRecord,
        Self::MarkdownFacts,
        Self::MarkdownCard,
        Self::PlainDownload,
        Self::Classic,
    ];

    /// Returns the layout's name, as [`Display`](fmt::Display) prints it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Spaced => "spaced",
            Self::Compact => "compact",
            Self::Results => "results",
            Self::TrecText => "trec-text",
            Self::StudyOutlineBare => "study-outline-bare",
            Self::StudyOutlineBlank => "study-outline-blank",
            Self::StudyOutlineMarkdown => "study-outline-markdown",
            Self::StatusAndPhase => "status-and-phase",
            Self::RegistryMirror => "registry-mirror-a-e1",
            Self::RegistryMirrorItems => "registry-mirror-a-e2",
            Self::LabelValue => "label-value-a",
            Self::LabelColumns => "label-value-b",
            Self::MarkdownRecord => "markdown-kv-a",
            Self::MarkdownFacts => "markdown-kv-b",
            Self::MarkdownCard => "markdown-kv-c",
            Self::PlainDownload => "plain-download",
            Self::Classic => "classic-2017",
        }
    }

    pub(crate) fn table(self) -> Table {
        match self {
            Self::Spaced => Table::Sections(&spaced::VOCABULARY),
            Self::Compact => Table::Sections(&compact::VOCABULARY),
            Self::Results => Table::Headings(&results::VOCABULARY),
            Self::TrecText => Table::Sections(&trec_text::VOCABULARY),
            Self::StudyOutlineBare => Table::Labels(&study_outline::BARE),
            Self::StudyOutlineBlank => Table::Labels(&study_outline::BLANK),
            Self::StudyOutlineMarkdown => Table::Labels(&study_outline::MARKDOWN),
            Self::StatusAndPhase => Table::Labels(&status_and_phase::LABELS),
            Self::RegistryMirror => Table::Labels(&registry_mirror::LINES),
            Self::RegistryMirrorItems => Table::Labels(&registry_mirror::ITEMS),
            Self::LabelValue => Table::Labels(&label_value::HEADED),
            Self::LabelColumns => Table::Labels(&label_value::COLUMNS),
            Self::MarkdownRecord => Table::Labels(&markdown_kv::RECORD),
            Self::MarkdownFacts => Table::Labels(&markdown_kv::FACTS),
            Self::MarkdownCard => Table::Labels(&markdown_kv::CARD),
            Self::PlainDownload => Table::Labels(&plain_download::LABELS),
            Self::Classic => Table::Labels(&classic::LABELS),
        }
    }

    /// The words of the trial page, as studies are written.
    pub(crate) fn of_writer() -> &'static Vocabulary {
        &spaced::VOCABULARY
    }

    /// What the layout puts between the entries of a list that it prints on one line, and an entry may hold too.
    pub(crate) fn joint(self) -> Option<&'static str> {
        match self.table() {
            Table::Sections(vocabulary) | Table::Headings(vocabulary) => vocabulary.joint,
            Table::Labels(labels) => labels.joint,
        }
    }

    /// Whether lines are broken at a width, so that a list on several lines is one line of the record.
    pub(crate) fn is_wrapped(self) -> bool {
        matches!(self.table(), Table::Sections(vocabulary) if vocabulary.is_wrapped)
    }

    /// Whether the layout has lost its labels, and some values with them: page grammar section 1.
    pub(crate) fn loses_labels(self) -> bool {
        matches!(self.table(), Table::Sections(vocabulary) if vocabulary.loses_labels)
    }

    /// Whether the layout has a list on one line, so that several lines are a surprise.
    pub(crate) fn has_lists_on_lines(self) -> bool {
        matches!(self.table(), Table::Sections(_))
    }

    /// Whether another layout is the same in another notation, so that a text in one may fit both.
    pub(crate) fn is_kin(self, other: Self) -> bool {
        let family = |layout: Self| match layout {
            Self::StudyOutlineBare | Self::StudyOutlineBlank | Self::StudyOutlineMarkdown => 1,
            Self::RegistryMirror | Self::RegistryMirrorItems => 2,
            Self::Spaced | Self::Compact => 3,
            _ => 0,
        };
        family(self) != 0 && family(self) == family(other)
    }

    /// Whether the layout spells codes in words: `Not yet recruiting`.
    pub(crate) fn spells_codes(self) -> bool {
        matches!(self.table(), Table::Labels(_))
    }

    /// Whether the registry number stands in the first heading.
    pub(crate) fn is_headed_by_number(self) -> bool {
        matches!(self, Self::MarkdownRecord | Self::MarkdownCard | Self::StatusAndPhase)
    }

    /// Whether a date may be a month's last day in the place of the month: page grammar section 2.3.
    pub(crate) fn rounds_months(self) -> bool {
        matches!(self.table(), Table::Sections(_))
    }

    /// Whether the layout has a place for a field behind a label.
    pub(crate) fn has_label(self, field: Field) -> bool {
        match self.table() {
            Table::Sections(vocabulary) | Table::Headings(vocabulary) => vocabulary.has_label(field),
            Table::Labels(labels) => labels.rows.all().iter().any(|row| row.holds.field() == Some(field)),
        }
    }

    /// The code that words of the layout stand for, where they are not the registry's.
    pub(crate) fn code_of(self, field: Field, words: &str) -> Option<&'static str> {
        let Table::Labels(labels) = self.table() else { return None };
        let same = |(of, known, _): &&(Field, &str, &str)| *of == field && known.eq_ignore_ascii_case(words);
        labels.words.iter().find(same).map(|(_, _, code)| *code)
    }
}
