//! The table of a layout that has labels and no fixed sentences: its rows in page order, and how a line meets one.

use super::{Field, Topic, words::same_words};
use crate::page::outline::Outline;

/// The table of a layout whose pages are labels and values.
#[derive(Debug)]
pub(crate) struct Labels {
    /// In page order: a label counts where it stands behind those before it.
    pub(crate) rows: Rows,
    pub(crate) notation: Notation,
    /// How lines begin that tell a text of this layout from others; two of them make it worth a look.
    pub(crate) signs: &'static [&'static str],
    /// The texts of links that stand behind a value.
    pub(crate) links: &'static [&'static str],
    /// Words in the place of a value that say that there is none.
    pub(crate) absent: &'static [&'static str],
    /// What stands before the first label.
    pub(crate) preamble: fn(&mut Outline<'_>, std::ops::Range<usize>),
    /// What stands between the entries of a list on one line, where an entry may hold it too.
    pub(crate) joint: Option<&'static str>,
    /// Values in other words than the registry's: field, words, code.
    pub(crate) words: &'static [(Field, &'static str, &'static str)],
}

/// The rows of a table, and by which letter their words begin: most lines are told by it to have the words of none.
#[derive(Debug)]
pub(crate) struct Rows {
    all: &'static [Row],
    /// For each letter the rows that begin with it, a bit each.
    by_initial: [u128; 26],
    /// Those that may begin with anything.
    others: u128,
}

impl Rows {
    pub(super) const fn of(all: &'static [Row]) -> Self {
        assert!(all.len() <= 128, "a row has a bit");
        let mut rows = Self { all, by_initial: [0; 26], others: 0 };
        let (mut rest, mut bit) = (all, 1);
        while let [row, behind @ ..] = rest {
            rows.add(row, bit);
            (rest, bit) = (behind, bit.wrapping_shl(1));
        }
        rows
    }

    #[expect(clippy::indexing_slicing, reason = "runs in a constant, with an index of a letter")]
    const fn add(&mut self, row: &Row, bit: u128) {
        match (row.form, row.words.as_bytes(), row.holds) {
            (RowForm::End, ..) => self.others |= bit,
            (_, [first, ..], _) if first.is_ascii_alphabetic() => {
                self.by_initial[(first.to_ascii_lowercase() - b'a') as usize] |= bit;
            }
            // Its parts have words.
            (_, [], Holds::Pack(parts, _)) => {
                let mut parts = parts;
                while let [part, behind @ ..] = parts {
                    self.add(part, bit);
                    parts = behind;
                }
            }
            _ => self.others |= bit,
        }
    }

    pub(crate) fn all(&self) -> &'static [Row] {
        self.all
    }

    pub(crate) fn get(&self, index: usize) -> Option<&'static Row> {
        self.all.get(index)
    }

    /// The rows whose words a line may have, behind whatever bullet or mark, with their indices.
    pub(crate) fn candidates(&self, line: &str) -> impl Iterator<Item = (usize, &'static Row)> + use<> {
        let initial = line.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
        let letter = initial.and_then(|c| u32::from(c).checked_sub(u32::from('a')));
        let of_letter = letter.and_then(|letter| self.by_initial.get(usize::try_from(letter).ok()?));
        let (mut bits, all) = (self.others | of_letter.copied().unwrap_or_default(), self.all);
        std::iter::from_fn(move || {
            let index = usize::try_from(bits.trailing_zeros()).ok().filter(|_| bits != 0)?;
            bits &= bits - 1;
            Some((index, all.get(index)?))
        })
    }
}

/// The marks that a layout puts around labels and entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notation {
    /// Labels and entries of lists may begin with `-`, `*` or `•`.
    pub(crate) bullets: bool,
    /// Labels behind a colon are bold: `**Status:** COMPLETED`.
    pub(crate) bold: bool,
    /// Headings: `## Summary`, or a line of `=` or `-` below.
    pub(crate) markdown: bool,
    /// A blank line ends a list.
    pub(crate) blocks: bool,
}

/// A label, a heading or fixed words, and what follows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) words: &'static str,
    pub(crate) form: RowForm,
    pub(crate) holds: Holds,
    /// Whether the words say that a date or a count is actual, or estimated.
    pub(crate) is_actual: Option<bool>,
    /// Whether the page prints the list from its last entry to its first.
    pub(crate) is_backward: bool,
}

/// How a line has the words of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowForm {
    /// They are the line.
    Line,
    /// `words: value`, `words : value`, or the value below.
    Colon,
    /// A heading of Markdown.
    Heading,
    /// The line begins with them.
    Start,
    /// The line ends with them.
    End,
    /// They are the line, behind a dash.
    Item,
}

/// What stands behind or below the words of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Holds {
    /// Nothing: fixed words of the layout, or a heading above labels.
    Words,
    /// Fixed words, and what the study has no place for, up to the next row.
    Left,
    /// Words that say that the list above goes on elsewhere: `... and 3 more`.
    Cut,
    /// A section: a heading above labels.
    Section(Topic),
    /// A section that may have a text without a label of its own.
    SectionWithText(Topic, Field),
    /// The same, where the text had a heading that the page has lost.
    SectionWithLostHeading(Topic, Field),
    /// One line.
    One(Field),
    /// One line that says again what stands elsewhere.
    Again(Field),
    /// A list that may stand on the page for the second time.
    ListAgain(Field),
    /// An entry a line.
    List(Field),
    /// Entries on a line, set apart by a mark.
    Split(Field, &'static str),
    /// Running text.
    Text(Field),
    /// Running text that begins with the words of the row.
    OwnText(Field),
    /// Parts of a line, each with a label of its own: `Start: 2020-01-05 | Completion: 2021-03-04`.
    Pack(&'static [Row], &'static str),
    /// Parts of a line, or lines where there is no mark, that their form tells apart.
    Told(&'static [Field], &'static str),
    /// Lines that a function of the field's module tells apart.
    Records(Field),
}

impl Holds {
    /// Whether any line may be part of it.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Text(_) | Self::OwnText(_) | Self::SectionWithText(..) | Self::SectionWithLostHeading(..))
    }

    /// The field whose value begins with the row.
    pub(crate) fn field(self) -> Option<Field> {
        match self {
            Self::One(field)
            | Self::Again(field)
            | Self::ListAgain(field)
            | Self::List(field)
            | Self::Split(field, _)
            | Self::Text(field)
            | Self::OwnText(field)
            | Self::Records(field) => Some(field),
            Self::Words
            | Self::Left
            | Self::Cut
            | Self::Section(_)
            | Self::SectionWithText(..)
            | Self::SectionWithLostHeading(..)
            | Self::Pack(..)
            | Self::Told(..) => None,
        }
    }
}

pub(super) const fn line(words: &'static str, holds: Holds) -> Row {
    Row { words, form: RowForm::Line, holds, is_actual: None, is_backward: false }
}

pub(super) const fn colon(words: &'static str, holds: Holds) -> Row {
    Row { words, form: RowForm::Colon, holds, is_actual: None, is_backward: false }
}

pub(super) const fn heading(words: &'static str, holds: Holds) -> Row {
    Row { words, form: RowForm::Heading, holds, is_actual: None, is_backward: false }
}

pub(super) const fn item(words: &'static str, holds: Holds) -> Row {
    Row { words, form: RowForm::Item, holds, is_actual: None, is_backward: false }
}

pub(super) const fn end(words: &'static str, holds: Holds) -> Row {
    Row { words, form: RowForm::End, holds, is_actual: None, is_backward: false }
}

pub(super) const fn start(words: &'static str, holds: Holds) -> Row {
    Row { words, form: RowForm::Start, holds, is_actual: None, is_backward: false }
}

impl Row {
    pub(super) const fn actual(self) -> Self {
        Self { is_actual: Some(true), ..self }
    }

    pub(super) const fn estimated(self) -> Self {
        Self { is_actual: Some(false), ..self }
    }

    pub(super) const fn backward(self) -> Self {
        Self { is_backward: true, ..self }
    }

    /// Whether a line has the words of the row, and what stands behind them; `bare` is the line without its bullet.
    pub(crate) fn read<'a>(&self, bare: &'a str, notation: Notation, is_underlined: bool) -> Option<Option<&'a str>> {
        match self.form {
            RowForm::Line => same(bare, self.words).then_some(None),
            RowForm::Start => behind(bare, self.words).map(|_| None),
            RowForm::End => ends_with(bare, self.words).then_some(None),
            RowForm::Item => bare.strip_prefix("- ").is_some_and(|item| same(item, self.words)).then_some(None),
            RowForm::Heading => {
                let title = bare.trim_start_matches('#');
                if !is_underlined && (title.len() == bare.len() || !title.starts_with(' ')) {
                    return None;
                }
                let title = title.trim();
                // `Locations (2 total)`
                let counted = title.strip_suffix(" total)").and_then(|title| title.rsplit_once(" ("));
                same(counted.map_or(title, |(title, _)| title), self.words).then_some(None)
            }
            RowForm::Colon => {
                let inner = if notation.bold { bare.strip_prefix("**").unwrap_or(bare) } else { bare };
                let behind = behind(inner, self.words)?.trim_start().strip_prefix(':')?;
                let behind = if inner.len() < bare.len() { behind.strip_prefix("**")? } else { behind };
                // `Age:18`, but not `NCT ID::x`
                Some(Some(behind.trim_start()).filter(|behind| !behind.is_empty()))
            }
        }
    }
}

/// Whether a line has the same words, in any case, set apart by white space of any kind.
fn same(line: &str, words: &str) -> bool {
    same_words(line, words, str::eq_ignore_ascii_case)
}

/// Whether a line begins with the first of some words, in any case: most lines do not, and then nothing else is looked at.
fn has_first(line: &str, words: &str) -> bool {
    let mut first = words.bytes().take_while(|byte| *byte != b' ');
    let mut of_line = line.bytes();
    first.all(|word| of_line.next().is_some_and(|shown| shown.eq_ignore_ascii_case(&word)))
}

/// Whether a line ends with words, set apart by white space of any kind.
fn ends_with(line: &str, words: &str) -> bool {
    line.ends_with(words)
        || !line.is_ascii() && {
            let mut of_line = line.split_whitespace().rev();
            words.split_whitespace().rev().all(|word| of_line.next() == Some(word))
        }
}

/// What follows the words at the beginning of a line, in any case, set apart by white space of any kind.
fn behind<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    if !has_first(line, words) {
        return None;
    }
    if let Some((start, rest)) = line.split_at_checked(words.len())
        && start.eq_ignore_ascii_case(words)
    {
        return Some(rest);
    }
    // A hard space is a character of two bytes or three.
    if line.is_ascii() {
        return None;
    }
    let mut rest = line.chars();
    let is_same = |shown: char, word: char| shown.eq_ignore_ascii_case(&word) || word == ' ' && shown.is_whitespace();
    words.chars().all(|word| rest.next().is_some_and(|shown| is_same(shown, word))).then_some(rest.as_str())
}
