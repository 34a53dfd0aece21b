//! The caller's text and places in it.
//!
//! A [`Span`] is a byte range of the text as the caller gave it; line and column are computed from it when something
//! is printed, and are never kept while reading.

use std::ops::Range;

use serde::{Serialize, Serializer};

/// A byte range of the caller's own text, `start` inside and `end` outside.
///
/// In JSON a span is the array `[start, end]`.
///
/// ```
/// use ctgov::{Source, Span};
///
/// let source = Source::new("Title\n\nNCT ID: NCT99900001");
/// let span = Span::new(15, 26);
/// assert_eq!(source.get(span), Some("NCT99900001"));
/// assert_eq!(source.position(span.start).to_string(), "3:9");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// Returns the span from `start` up to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the span as a range, for slicing the text that was parsed.
    ///
    /// ```
    /// use ctgov::Span;
    /// assert_eq!("NCT ID".get(Span::new(0, 3).range()), Some("NCT"));
    /// ```
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}

/// A line and a column, both counted from one; the column counts characters, not bytes.
///
/// Displays as `line:column`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1. `\n`, `\r\n` and a lone `\r` each end a line.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The text of a record, with a way from a byte offset to line and column.
///
/// ```
/// use ctgov::Source;
///
/// let source = Source::new("Tea\r\nfor Thirst");
/// assert_eq!(source.position(5).to_string(), "2:1");
/// let positions: Vec<_> = source.positions([0, 9]).map(|position| position.line).collect();
/// assert_eq!(positions, [1, 2]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    text: &'a str,
}

impl<'a> Source<'a> {
    /// Wraps a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the text of a span, or `None` when the span is not one of this text.
    #[must_use]
    pub fn get(&self, span: Span) -> Option<&'a str> {
        self.text.get(span.range())
    }

    /// Returns the line and column of a byte offset. An offset beyond the text is taken as its end.
    ///
    /// Reads the text up to the offset; for many offsets at once see [`Source::positions`].
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.positions([offset]).next().unwrap_or(Position { line: 1, column: 1 })
    }

    /// Returns the positions of offsets that do not decrease, in one walk over the text.
    ///
    /// An offset smaller than the one before it is taken as equal to it.
    pub fn positions(&self, offsets: impl IntoIterator<Item = usize>) -> impl Iterator<Item = Position> {
        let text = self.text;
        let bytes = text.as_bytes();
        let has_returns = memchr::memchr(b'\r', bytes).is_some();
        let (mut line, mut start, mut last) = (1, 0, 0);
        // A record of JSON is one line: what has been counted of a line is not counted again.
        let (mut column, mut counted) = (1, 0);
        offsets.into_iter().map(move |offset| {
            let first = last;
            last = offset.max(last).min(text.len());
            let passed = bytes.get(first..last).unwrap_or_default();
            let mut breaks = memchr::memchr_iter(b'\n', passed).count();
            let mut behind = memchr::memrchr(b'\n', passed).map(|end| first + end + 1);
            if has_returns {
                // The break of a line that ends in `\r\n` is its second byte.
                let is_break = |end: &usize| bytes.get(end + 1) != Some(&b'\n');
                let returns = memchr::memchr_iter(b'\r', passed).map(|end| first + end).filter(is_break);
                for end in returns {
                    breaks += 1;
                    behind = behind.max(Some(end + 1));
                }
            }
            if let Some(behind) = behind {
                (line, start) = (line + breaks, behind);
                (column, counted) = (1, start);
            }
            let before = bytes.get(counted..last).unwrap_or_default();
            let mark = "\u{feff}".as_bytes();
            let before = before.strip_prefix(mark).filter(|_| counted == start).unwrap_or(before);
            // The first byte of each character counts, the others have `10` at the top.
            column += before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
            counted = last.max(counted);
            Position { line, column }
        })
    }

    /// Returns each line's span, blank lines included, without its line break.
    pub(crate) fn line_spans(text: &str) -> Vec<Span> {
        let bytes = text.as_bytes();
        let mut spans = Vec::new();
        let mut start = 0;
        for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // The second byte of `\r\n` ends no line of its own.
            if end >= start {
                spans.push(Span::new(start, end));
                start = end + if bytes.get(end..end + 2) == Some(b"\r\n") { 2 } else { 1 };
            }
        }
        spans.push(Span::new(start, text.len()));
        spans
    }

    /// Returns the lines that hold more than white space, trimmed.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Raw<'a>> {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut start = 0;
        std::iter::from_fn(move || {
            while start < bytes.len() {
                // Half of the lines of most pages are empty.
                if matches!(bytes.get(start), Some(b'\n' | b'\r')) {
                    start += 1;
                    continue;
                }
                let rest = bytes.get(start..).unwrap_or_default();
                let end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |length| start + length);
                let line = text.get(start..end).and_then(|line| Raw::trimmed(line, start));
                start = end + 1;
                if line.is_some() {
                    return line;
                }
            }
            None
        })
    }
}

/// A piece of the caller's text with its place: a slice that still knows where it was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Raw<'a> {
    pub(crate) text: &'a str,
    pub(crate) start: usize,
}

/// Byte order marks stand on lines of files that were joined from several; they are no white space to Rust.
pub(crate) fn is_margin(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

impl<'a> Raw<'a> {
    /// Trims a line; `None` when nothing is left.
    fn trimmed(line: &'a str, start: usize) -> Option<Self> {
        let (first, last) = (line.as_bytes().first()?, line.as_bytes().last()?);
        if first.is_ascii_graphic() && last.is_ascii_graphic() {
            return Some(Self { text: line, start });
        }
        let text = line.trim_start_matches(is_margin);
        let start = start + line.len() - text.len();
        let text = text.trim_end_matches(is_margin);
        (!text.is_empty()).then_some(Self { text, start })
    }

    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// The part of this line that `part` is a slice of.
    pub(crate) fn part(&self, part: &'a str) -> Self {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Self { text: part, start: self.start + offset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_each_kind_of_line_break() {
        let source = Source::new("\u{feff}a\r\nb c \r\r\n \u{a0}\nd\u{2003}");
        let lines: Vec<_> = source.lines().map(|line| (line.text, line.start)).collect();
        assert_eq!(lines, [("a", 3), ("b c", 6), ("d", 17)]);
    }

    #[test]
    fn positions_count_lines_and_characters() {
        let source = Source::new("é\r\nab\rc\n\nd");
        assert_eq!(Source::new("\u{feff}ab").position(4).to_string(), "1:2", "a byte order mark is no column");
        let found: Vec<_> = source.positions([0, 2, 4, 5, 7, 10]).map(|p| p.to_string()).collect();
        assert_eq!(found, ["1:1", "1:2", "2:1", "2:2", "3:1", "5:1"]);
    }

    #[test]
    fn a_part_knows_its_place() {
        let line = Raw { text: "Role: CONTACT", start: 40 };
        assert_eq!(line.part(line.text.trim_start_matches("Role: ")).span(), Span::new(46, 53));
    }
}
