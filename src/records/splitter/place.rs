//! Where something stands in an input.

use crate::source::Position;

/// A place in the input; line and column count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) offset: u64,
    pub(crate) line: u64,
    pub(super) column: u64,
}

impl Place {
    pub(crate) const START: Self = Self { offset: 0, line: 1, column: 1 };

    /// Goes on behind some bytes.
    pub(crate) fn advance(&mut self, bytes: &[u8]) {
        let mut last_line = bytes;
        if let Some(end) = memchr::memrchr(b'\n', bytes) {
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
            self.column = 1;
            last_line = bytes.get(end + 1..).unwrap_or_default();
        }
        // Columns are those of `Source`: characters, and a byte order mark is none.
        if self.column == 1 {
            last_line = last_line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(last_line);
        }
        self.column += last_line.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
        self.offset += bytes.len() as u64;
    }

    /// The position in the input of a position in a record that begins here.
    pub(crate) fn of_inner(self, inner: Position) -> Position {
        let column = if inner.line == 1 { small(self.column - 1) } else { 0 };
        Position { line: inner.line.saturating_add(small(self.line - 1)), column: inner.column.saturating_add(column) }
    }
}

pub(crate) fn small(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
