//! Bytes that should be UTF-8: what is wrong with them, and what they say all the same.

use crate::{
    error::Error,
    places::Piece,
    source::{Source, Span},
};

/// Whether the bytes begin with the byte order mark of UTF-16.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// Why the bytes are no text; `offset` is that of the first bad one.
pub(crate) fn error(bytes: &[u8], offset: usize) -> Error {
    let valid = bytes.get(..offset).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default();
    let found = match bytes.get(offset) {
        _ if is_utf16(bytes) => "the byte order mark of UTF-16".to_owned(),
        Some(byte) => format!("the byte {byte:#04x}"),
        None => "the end".to_owned(),
    };
    Error::NotUtf8 { position: Source::new(valid).position(offset), offset, found }
}

/// Text read from bytes with `�` for each bad sequence, and the way back to the bytes.
pub(crate) struct Decoded {
    text: String,
    replaced: Vec<Replaced>,
}

/// A place where the text has `�`: where that ends in the text, and where the bytes go on.
struct Replaced {
    text_end: usize,
    bytes_end: usize,
}

impl Decoded {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len());
        let mut replaced = Vec::new();
        let mut bytes_end = 0;
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            bytes_end += chunk.valid().len() + chunk.invalid().len();
            if !chunk.invalid().is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
                replaced.push(Replaced { text_end: text.len(), bytes_end });
            }
        }
        Self { text, replaced }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// How many bad sequences there are.
    pub(crate) fn bad_sequences(&self) -> usize {
        self.replaced.len()
    }

    /// The span in the bytes of a span in the text.
    pub(crate) fn original(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }

    fn offset(&self, offset: usize) -> usize {
        let before = self.replaced.partition_point(|place| place.text_end <= offset);
        let last = before.checked_sub(1).and_then(|last| self.replaced.get(last));
        last.map_or(offset, |last| last.bytes_end + offset - last.text_end)
    }

    /// Pieces of the bytes for pieces of the text: what was replaced is a piece of its own, since it is longer or shorter
    /// there.
    pub(crate) fn original_pieces(&self, pieces: &[Piece]) -> Vec<Piece> {
        let mut found = Vec::with_capacity(pieces.len());
        for (index, piece) in pieces.iter().enumerate() {
            if let Some(written) = piece.written {
                let span = self.original(Span::new(piece.in_text, piece.in_text + written));
                found.push(Piece { in_text: span.start, written: Some(span.end - span.start), ..*piece });
                continue;
            }
            let end = pieces.get(index + 1).map_or(usize::MAX, |next| piece.in_text + next.in_value - piece.in_value);
            let value = |in_text: usize| piece.in_value + in_text - piece.in_text;
            found.push(Piece { in_text: self.offset(piece.in_text), ..*piece });
            let first = self.replaced.partition_point(|place| place.text_end <= piece.in_text);
            for place in self.replaced.iter().skip(first).take_while(|place| place.text_end <= end) {
                let start = place.text_end - char::REPLACEMENT_CHARACTER.len_utf8();
                let in_text = self.offset(start);
                found.push(Piece { in_value: value(start), in_text, written: Some(place.bytes_end - in_text) });
                found.push(Piece { in_value: value(place.text_end), in_text: place.bytes_end, written: None });
            }
        }
        found
    }
}
