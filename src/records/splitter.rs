//! Where each record of an input begins and ends.
//!
//! The splitter does not read records. A file is seldom broken as a whole: a line was cut, two downloads were joined. So what
//! cannot be split is given up only as far as the next place where a record must begin, and of these there are two, neither of
//! which valid JSON can contain:
//!
//! - `{"protocolSection"`, or another member that only a study or a page of search results has: studies do not nest,
//!   and inside a string the quotes would be escaped;
//! - a line that begins with `{"` where a value cannot begin: inside a string, or not behind `[`, `,` or `:`.

mod names;
mod place;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]
mod tests;

use std::io::{self, Read};

use self::names::{STUDIES, is_blank, is_of_page, is_section};
pub(crate) use self::place::{Place, small};
use super::Cause;
use crate::diagnostic;

/// How much is asked of the reader at once.
const CHUNK: usize = 64 << 10;
/// How far the splitter looks ahead: enough for the longest name in quotes, and for what a message quotes.
const AHEAD: usize = 32;
/// How far it looks back over white space.
const BEHIND: usize = 256;

/// A record as cut from the input, or why there is none.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) number: u64,
    pub(crate) place: Place,
    pub(crate) content: Result<Vec<u8>, Cause>,
}

/// What the splitter stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the beginning: the form is not known.
    Start { bracket: bool },
    /// In text that is not JSON.
    Text,
    /// Between records.
    Between,
    /// In an object that may be a record.
    Object,
    /// In what a page has behind its studies.
    PageEnd,
    /// Behind a record that is whole, unless something follows that cannot.
    Behind { newline: bool, separated: bool },
    /// In what is no record, for [`Splitter::fault`].
    Garbage,
    /// Behind everything.
    Done,
}

/// Cuts an input into records.
pub(crate) struct Splitter<R> {
    reader: R,
    chunk: Box<[u8]>,
    /// What was read and is still needed; `base` is the offset of its first byte, `at` the index of the next to look at.
    buffer: Vec<u8>,
    base: u64,
    at: usize,
    /// Nothing more can be read, and why if it is not the end.
    ended: bool,
    failure: Option<io::Error>,
    longest: usize,

    state: State,
    /// How many records were begun or reported.
    pub(crate) number: u64,
    /// Where the present record, garbage or page end begins.
    item: Place,
    /// How far lines are counted.
    counted: Place,
    /// Of the present object: how many braces and brackets are open.
    depth: u64,
    in_string: bool,
    /// The last member of the present object is a page's `studies`.
    studies: bool,
    /// The whole record of [`State::Behind`].
    record: Vec<u8>,
    /// Why there is [`State::Garbage`].
    fault: Option<Cause>,

    /// The records stand in a page's list.
    in_page: bool,
    /// How many arrays around pages and records are open.
    arrays: u64,
    /// There has been an array or a page, so that a bracket closes one, be it too many.
    has_lists: bool,
}

impl<R: Read> Splitter<R> {
    pub(crate) fn new(reader: R, longest: usize) -> Self {
        Self {
            reader,
            chunk: vec![0; CHUNK].into_boxed_slice(),
            buffer: Vec::new(),
            base: 0,
            at: 0,
            ended: false,
            failure: None,
            longest,
            state: State::Start { bracket: false },
            number: 0,
            item: Place::START,
            counted: Place::START,
            depth: 0,
            in_string: false,
            studies: false,
            record: Vec::new(),
            fault: None,
            in_page: false,
            arrays: 0,
            has_lists: false,
        }
    }

    pub(crate) fn next(&mut self) -> Option<Piece> {
        loop {
            // Every byte up to the limit has behind it what may be looked at ahead.
            let limit = if self.ended { self.buffer.len() } else { self.buffer.len().saturating_sub(AHEAD) };
            if self.at < limit && self.state != State::Done {
                if let Some(piece) = self.step(limit) {
                    return Some(piece);
                }
            } else if self.ended || self.state == State::Done || self.is_endless_text() {
                return self.finish();
            } else {
                self.fill();
            }
        }
    }

    /// Goes on until there is a piece, another state, or the limit.
    fn step(&mut self, limit: usize) -> Option<Piece> {
        match self.state {
            State::Start { bracket } => self.start(limit, bracket),
            State::Text => return self.text(limit),
            State::Between => self.between(limit),
            State::Object | State::PageEnd => return self.object(limit),
            State::Behind { newline, separated } => return self.behind(limit, newline, separated),
            State::Garbage => return self.garbage(limit),
            State::Done => {}
        }
        None
    }

    /// Tells the form. A title may begin with a bracket too (`[18F]FDG in …`), so it counts only before what an array
    /// has, or had before it was damaged.
    fn start(&mut self, limit: usize, bracket: bool) {
        let Some(byte) = self.skip_blank(limit) else { return };
        if byte == b'[' && !bracket {
            self.state = State::Start { bracket: true };
            self.has_lists = true;
            self.at += 1;
            return;
        }
        let is_json = byte == b'{' || bracket && matches!(byte, b'[' | b']' | b'}' | b'"' | b',');
        self.state = if is_json { State::Between } else { State::Text };
        self.at = 0;
    }

    fn text(&mut self, limit: usize) -> Option<Piece> {
        while let Some(quote) = self.find(limit, |rest| memchr::memchr(b'"', rest)) {
            self.at = quote + 1;
            if let Some(begin) = self.beginning(quote) {
                return Some(self.restart(begin));
            }
        }
        None
    }

    fn between(&mut self, limit: usize) {
        let Some(byte) = self.skip_blank(limit) else { return };
        let here = self.at;
        match byte {
            b',' => {}
            b'{' => return self.begin(here),
            b'[' if !self.in_page => {
                self.arrays += 1;
                self.has_lists = true;
            }
            b']' if self.in_page => {
                self.begin(here);
                self.in_page = false;
                self.state = State::PageEnd;
                return;
            }
            b']' if self.arrays > 0 => self.arrays -= 1,
            _ => {
                self.item = self.place(here);
                return self.spoil("a record");
            }
        }
        self.at += 1;
    }

    fn object(&mut self, limit: usize) -> Option<Piece> {
        while self.state == State::Object || self.state == State::PageEnd {
            if self.in_string {
                let found = self.find(limit, |rest| memchr::memchr3(b'"', b'\\', b'\n', rest))?;
                self.at = found + 1;
                match self.byte(found) {
                    Some(b'"') => {
                        self.in_string = false;
                        if let Some(begin) = self.beginning(found) {
                            return Some(self.restart(begin));
                        }
                    }
                    Some(b'\\') if self.byte(self.at) != Some(b'\n') => self.at += 1,
                    Some(b'\n') => {
                        if let Some(begin) = self.line_of_record(self.at) {
                            return Some(self.restart(begin));
                        }
                    }
                    _ => {}
                }
                continue;
            }
            let is_token = |byte: &u8| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']');
            let found = self.find(limit, |rest| rest.iter().position(is_token))?;
            self.at = found + 1;
            match self.byte(found) {
                Some(b'"') => {
                    self.in_string = true;
                    if let Some(begin) = self.beginning(found) {
                        return Some(self.restart(begin));
                    }
                    if self.depth == 1 {
                        self.studies = self.ahead(self.at).starts_with(STUDIES);
                    }
                }
                Some(b'{') => {
                    if let Some(begin) = self.line_of_record(found).filter(|_| !self.may_hold_value(found)) {
                        return Some(self.restart(begin));
                    }
                    self.depth += 1;
                }
                Some(b'[') if self.opens_page() => {
                    self.open_page();
                    self.state = State::Between;
                }
                Some(b'[') => self.depth += 1,
                _ => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return self.close();
                    }
                }
            }
        }
        None
    }

    /// Whether a bracket here is that of a page's studies. No page stands in another.
    fn opens_page(&self) -> bool {
        self.studies && self.depth == 1 && self.state == State::Object && !self.in_page
    }

    fn open_page(&mut self) {
        self.in_page = true;
        self.has_lists = true;
    }

    /// The present object ends before `at`.
    fn close(&mut self) -> Option<Piece> {
        if self.state == State::PageEnd {
            self.state = State::Between;
        } else if self.is_too_long() {
            self.state = State::Between;
            return Some(self.piece(Err(Cause::TooLong { limit: self.longest })));
        } else {
            self.record = self.buffer.get(self.index(self.item)..self.at).unwrap_or_default().to_vec();
            self.state = State::Behind { newline: false, separated: false };
        }
        None
    }

    /// A brace too many in a record ends it early, and what follows cannot stand between records: then it was not
    /// whole. On a new line anything can follow, it is not the record's.
    fn behind(&mut self, limit: usize, mut newline: bool, mut separated: bool) -> Option<Piece> {
        while let Some(byte) = self.byte(self.at).filter(|_| self.at < limit) {
            match byte {
                b'\n' => newline = true,
                b',' => separated = true,
                // Behind an array can follow what can behind a record.
                b']' if !self.in_page && self.arrays > 0 => {
                    self.arrays -= 1;
                    separated = true;
                }
                _ if is_blank(byte) => {}
                _ => {
                    let is_whole = match byte {
                        b'{' => true,
                        b'[' => newline || separated && self.has_lists,
                        b']' => self.has_lists,
                        b'}' | b':' => false,
                        // A page goes on, though damage hid that this was one.
                        b'"' if is_of_page(self.ahead(self.at + 1)) == Some(true) => true,
                        _ => newline && !separated && !self.in_page && self.arrays == 0,
                    };
                    if is_whole {
                        self.state = State::Between;
                        let record = std::mem::take(&mut self.record);
                        return Some(self.piece(Ok(record)));
                    }
                    self.spoil("the end of the record and another");
                    return None;
                }
            }
            self.at += 1;
        }
        self.state = State::Behind { newline, separated };
        None
    }

    fn garbage(&mut self, limit: usize) -> Option<Piece> {
        while let Some(found) = self.find(limit, |rest| memchr::memchr2(b'"', b'\n', rest)) {
            self.at = found + 1;
            let is_quote = self.byte(found) == Some(b'"');
            let begin = if is_quote { self.beginning(found) } else { self.line_of_record(self.at) };
            if let Some(begin) = begin {
                return Some(self.restart(begin));
            }
        }
        None
    }

    /// What is left when nothing more can be read.
    fn finish(&mut self) -> Option<Piece> {
        let state = std::mem::replace(&mut self.state, State::Done);
        if let State::Behind { .. } = state {
            self.state = State::Between;
            let record = std::mem::take(&mut self.record);
            return Some(self.piece(Ok(record)));
        }
        if state == State::Between {
            self.item = self.place(self.buffer.len());
        }
        if let Some(error) = self.failure.take() {
            return Some(self.piece(Err(Cause::Io(error))));
        }
        let end = "the end of the input";
        let content = match state {
            State::Start { .. } | State::Text if self.is_too_long() => Err(Cause::TooLong { limit: self.longest }),
            State::Start { bracket: true } | State::Text => Ok(std::mem::take(&mut self.buffer)),
            State::Object if self.is_too_long() => Err(Cause::TooLong { limit: self.longest }),
            State::Object => Err(Cause::broken("the end of the record", end)),
            State::PageEnd => Err(Cause::broken("the end of the page", end)),
            State::Garbage => Err(self.fault.take()?),
            State::Between if self.in_page || self.arrays > 0 => Err(Cause::broken("`]`", end)),
            State::Start { .. } | State::Between | State::Behind { .. } | State::Done => return None,
        };
        Some(self.piece(content))
    }

    /// Begins an object, of which one brace is open.
    fn begin(&mut self, brace: usize) {
        self.item = self.place(brace);
        self.at = brace + 1;
        self.depth = 1;
        self.in_string = false;
        self.studies = false;
        self.state = State::Object;
    }

    /// Gives up the present item: another begins.
    fn restart(&mut self, begin: Beginning) -> Piece {
        let found = "the beginning of another";
        let cause = match self.state {
            State::Garbage => self.fault.take(),
            State::Text => Some(Cause::Broken { expected: "a record", found: self.excerpt(0) }),
            State::PageEnd => Some(Cause::broken("the end of the page", "the beginning of a record")),
            _ if self.distance(begin.brace) > self.longest => Some(Cause::TooLong { limit: self.longest }),
            _ => None,
        };
        let piece = self.piece(Err(cause.unwrap_or_else(|| Cause::broken("the end of the record", found))));
        match begin.of_page {
            // The bracket that closed the page's studies, or one before them that is lost, was damage.
            Some(false) if self.state == State::PageEnd || self.studies => self.open_page(),
            Some(true) => self.in_page = false,
            _ => {}
        }
        self.begin(begin.brace);
        piece
    }

    /// Takes the present item for garbage, because of what stands here.
    fn spoil(&mut self, expected: &'static str) {
        self.fault = Some(Cause::Broken { expected, found: self.excerpt(self.at) });
        self.record = Vec::new();
        self.state = State::Garbage;
    }

    fn piece(&mut self, content: Result<Vec<u8>, Cause>) -> Piece {
        self.number += 1;
        Piece { number: self.number, place: self.item, content }
    }

    /// Tells whether a study or a page must begin before this quote; not the one that has begun already.
    fn beginning(&self, quote: usize) -> Option<Beginning> {
        // Most quotes are told by the byte before them.
        let before = self.byte(quote.checked_sub(1)?)?;
        if before != b'{' && !before.is_ascii_whitespace() {
            return None;
        }
        let of_page = is_of_page(self.ahead(quote + 1))?;
        let brace = self.last_before(quote).filter(|&brace| self.byte(brace) == Some(b'{'))?;
        // Where a value may stand in an object, only a section proves another record: an object that the model does not
        // know may have a member `totalCount`.
        let is_value = self.state == State::Object && self.depth > 1 && self.may_hold_value(brace);
        if is_value && !is_section(self.ahead(quote + 1)) {
            return None;
        }
        (self.base + brace as u64 > self.item.offset).then_some(Beginning { brace, of_page: Some(of_page) })
    }

    /// Tells whether a line begins here, and with it maybe a record.
    fn line_of_record(&self, brace: usize) -> Option<Beginning> {
        let is_line = self.byte(brace.checked_sub(1)?) == Some(b'\n') && self.ahead(brace).starts_with(b"{\"");
        is_line.then(|| Beginning { brace, of_page: is_of_page(self.ahead(brace + 2)) })
    }

    /// Whether a value may begin here in valid JSON, or it cannot be told.
    fn may_hold_value(&self, index: usize) -> bool {
        let last = self.last_before(index).and_then(|last| self.byte(last));
        last.is_none_or(|last| matches!(last, b'[' | b',' | b':'))
    }

    /// The last byte before one that is no white space.
    fn last_before(&self, index: usize) -> Option<usize> {
        let from = index.saturating_sub(BEHIND);
        let before = self.buffer.get(from..index)?;
        Some(from + before.iter().rposition(|byte| !byte.is_ascii_whitespace())?)
    }

    fn byte(&self, index: usize) -> Option<u8> {
        self.buffer.get(index).copied()
    }

    fn ahead(&self, index: usize) -> &[u8] {
        self.buffer.get(index..).unwrap_or_default()
    }

    /// Finds a byte from `at` on; with none, `at` is the limit.
    fn find(&mut self, limit: usize, search: impl FnOnce(&[u8]) -> Option<usize>) -> Option<usize> {
        let found = self.buffer.get(self.at..limit).and_then(search).map(|found| self.at + found);
        if found.is_none() {
            self.at = self.at.max(limit);
        }
        found
    }

    /// Goes to the next byte that is not blank, and returns it.
    fn skip_blank(&mut self, limit: usize) -> Option<u8> {
        self.at = self.find(limit, |rest| rest.iter().position(|&byte| !is_blank(byte)))?;
        self.byte(self.at)
    }

    /// What a message quotes of the text here. It must not depend on how much was read.
    fn excerpt(&self, index: usize) -> String {
        let bytes = self.ahead(index);
        let text = String::from_utf8_lossy(bytes.get(..AHEAD).unwrap_or(bytes));
        diagnostic::quoted(text.trim_end_matches(char::REPLACEMENT_CHARACTER))
    }

    /// The index of a place, or the first where it is there no more.
    fn index(&self, place: Place) -> usize {
        small(place.offset.saturating_sub(self.base))
    }

    /// How far behind the present item's beginning a byte is.
    fn distance(&self, index: usize) -> usize {
        small((self.base + index as u64).saturating_sub(self.item.offset))
    }

    fn is_too_long(&self) -> bool {
        self.distance(self.at.min(self.buffer.len())) > self.longest
    }

    /// Text is one record to its end, so that behind the limit nothing can come.
    fn is_endless_text(&self) -> bool {
        matches!(self.state, State::Start { .. } | State::Text) && self.is_too_long()
    }

    /// The place of a byte that does not lie before any that was asked for.
    fn place(&mut self, index: usize) -> Place {
        let bytes = self.buffer.get(self.index(self.counted)..index).unwrap_or_default();
        self.counted.advance(bytes);
        self.counted
    }

    /// Reads on, and forgets what is not needed any more.
    fn fill(&mut self) {
        let is_kept = matches!(self.state, State::Start { .. } | State::Text | State::Object) && !self.is_too_long();
        let from = if is_kept { self.index(self.item) } else { self.at.saturating_sub(BEHIND) };
        if from >= CHUNK {
            self.place(from);
            self.buffer.drain(..from);
            self.base += from as u64;
            self.at -= from;
        }
        match self.reader.read(&mut self.chunk) {
            Ok(0) => self.ended = true,
            Ok(count) => self.buffer.extend_from_slice(self.chunk.get(..count).unwrap_or(&self.chunk)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => (self.ended, self.failure) = (true, Some(error)),
        }
    }
}

/// Where a record or page begins; whether it is a page, where that can be told.
#[derive(Clone, Copy)]
struct Beginning {
    brace: usize,
    of_page: Option<bool>,
}
