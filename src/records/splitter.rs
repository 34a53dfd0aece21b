//! Where each record of an input begins and ends.
//!
//! The splitter does not read records. A file is seldom
//! broken as a whole: a line was cut, two downloads were joined. So what cannot be split is given up only as far as
//! the next place where a record must begin, and of these there are two, neither of which valid JSON can contain:
//!
//! - `{"protocolSection"`, or another member that only a study or a page of search results has: studies do not nest,
//!   and inside a string the quotes would be escaped;
//! - a line that begins with `{"` where a value cannot begin: inside a string, or not behind `[`, `,` or `:`.

use std::io::{self, Read};

use super::Cause;
use crate::{diagnostic, source::Position};

/// How much is asked of the reader at once.
const CHUNK: usize = 64 << 10;
/// How far the splitter looks ahead: enough for the longest name in quotes, and for what a message quotes.
const AHEAD: usize = 32;
/// How far it looks back over white space.
const BEHIND: usize = 256;

/// The members of which one is the first of each study; nothing inside a study has them.
const OF_STUDY: [&[u8]; 6] = [
    b"protocolSection\"",
    b"derivedSection\"",
    b"hasResults\"",
    b"resultsSection\"",
    b"annotationSection\"",
    b"documentSection\"",
];
/// The member of a page that holds its studies.
const STUDIES: &[u8] = b"studies\"";
/// The members of a page of search results.
const OF_PAGE: [&[u8]; 3] = [STUDIES, b"nextPageToken\"", b"totalCount\""];

/// A place in the input; line and column count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) offset: u64,
    pub(crate) line: u64,
    column: u64,
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

/// Whether a member's name is one of a page's or one of a study's; `None` for others.
fn is_of_page(name: &[u8]) -> Option<bool> {
    let is_one_of = |members: &[&[u8]]| members.iter().any(|member| name.starts_with(member));
    is_one_of(&OF_PAGE).then_some(true).or_else(|| is_one_of(&OF_STUDY).then_some(false))
}

/// Whether a member is a section of a study.
fn is_section(name: &[u8]) -> bool {
    OF_STUDY.iter().any(|member| member.ends_with(b"Section\"") && name.starts_with(member))
}

/// White space, or a byte of a byte order mark: where files were joined, marks stand between records.
fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::options::MAX_RECORD;

    /// Gives at most so many bytes at once.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = self.1.min(buffer.len());
            self.0.read(&mut buffer[..most])
        }
    }

    fn splitter(input: &[u8], at_once: usize) -> Splitter<Slow<'_>> {
        Splitter::new(Slow(input, at_once), MAX_RECORD)
    }

    /// Number, offset, line, and the record or why there is none.
    fn pieces(input: &[u8], at_once: usize) -> Vec<(u64, u64, u64, Result<String, String>)> {
        let mut splitter = splitter(input, at_once);
        std::iter::from_fn(|| splitter.next())
            .map(|Piece { number, place, content }| {
                let content = content.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                (number, place.offset, place.line, content.map_err(|cause| cause.to_string()))
            })
            .collect()
    }

    /// The records, or the messages in angle brackets; the same for each size of reads, in order and in their places.
    #[track_caller]
    fn split(input: &str) -> Vec<String> {
        let whole = pieces(input.as_bytes(), usize::MAX);
        for at_once in [1, 2, 3, 7, 31, 32, 33, 64] {
            assert_eq!(pieces(input.as_bytes(), at_once), whole, "{at_once} bytes at once of {input:?}");
        }
        for (index, (number, offset, line, content)) in whole.iter().enumerate() {
            let offset = usize::try_from(*offset).unwrap();
            assert_eq!(*number, index as u64 + 1);
            assert_eq!(*line, 1 + input.as_bytes()[..offset].iter().filter(|&&byte| byte == b'\n').count() as u64);
            if let Ok(text) = content {
                assert!(input[offset..].starts_with(text.as_str()));
            }
        }
        whole.into_iter().map(|(.., content)| content.unwrap_or_else(|message| format!("<{message}>"))).collect()
    }

    const CUT: &str = "<expected the end of the record, found the beginning of another>";
    const END: &str = "<expected the end of the record, found the end of the input>";

    #[test]
    fn records_stand_in_many_forms() {
        let (a, b) = (r#"{"protocolSection":{"a":"}]\"{"}}"#, "{\n  \"hasResults\" : [{},\n{\n\"x\":1}]\n}");
        for input in [
            format!("{a}{b}"),
            format!("\u{feff}\n {a}\r\n\r\n{b}\n\n"),
            format!("{a},\n{b},\n"),
            format!("[{a},{b}]"),
            format!(" [\n{a}\n,\n{b}\n] \n"),
            format!("[{a}]\n[{b}]"),
            format!("[{a}][{b}]"),
            format!("{a}\n[{b}]"),
            format!("[[{a}],[{b}]]"),
            format!(r#"{{"studies":[{a},{b}]}}"#),
            format!(
                r#"{{"totalCount":2,"x":{{"y":0,"studies":["]"]}},"studies" : [ {a} , {b} ],"nextPageToken":"}}]"}}"#
            ),
            format!("{{\"nextPageToken\":null,\n\"studies\":[\n{a}]}}\n\u{feff}{{\"studies\":[{b}]\n}}\n"),
            format!(r#"[{{"studies":[{a}]}},{{"studies":[]}},{{"studies":[{b}]}}]"#),
            format!("{a}\n{{\"studies\":[{b}]}}"),
        ] {
            assert_eq!(split(&input), [a, b], "{input}");
        }
    }

    #[test]
    fn what_is_not_json_is_one_record() {
        for text in
            ["[18F]FDG for Tea\n\nNCT ID: NCT99900001\n", "\n<?xml?><a b=\"{}\"/>", "[", "\u{feff}Tea", "\"\"\"", "x"]
        {
            assert_eq!(split(text), [text]);
        }
        for empty in ["", "\u{feff} \n", "[]", "[\n]", r#"{"studies":[]}"#] {
            assert!(split(empty).is_empty(), "{empty:?}");
        }
        let headers = "HTTP/2 200\ncontent-type: json\n\n";
        assert_eq!(
            split(&format!("{headers}{{\"hasResults\":true}}\n")),
            ["<expected a record, found \"HTTP/2 200…\">", r#"{"hasResults":true}"#]
        );
    }

    #[test]
    fn a_broken_record_costs_no_other() {
        let (a, b, c) = (r#"{"protocolSection":{"n":"A"}}"#, r#"{"n":["B",2]}"#, r#"{"protocolSection":{"n":"C"}}"#);
        for broken in
            [r#"{"n":["B",2]"#, r#"{"n":["B",2}"#, r#"{"n":["B,2]}"#, r#"{n":["B",2]}"#, r#"{"n":["B\"#, r#"{"n":[{"B"#]
        {
            assert_eq!(split(&format!("{a}\n{broken}\n{c}\n")), [a, CUT, c], "{broken}");
            // A line is known by its beginning alone, but for what may go on.
            assert_eq!(split(&format!("{a}\n{broken}\n{b}\n{c}")), [a, CUT, b, c], "{broken}");
            assert_eq!(split(&format!("{a}\n{broken}")), [a, END], "{broken}");
            let broken = broken.replacen("{\"n", "{\"hasResults", 1);
            assert_eq!(split(&format!("[{a},{broken},{c}]")), [a, CUT, c], "{broken}");
            assert_eq!(
                split(&format!(r#"{{"studies":[{a},{broken},{c}],"nextPageToken":""}}"#)),
                [a, CUT, c],
                "{broken}"
            );
        }
        assert_eq!(
            split(&format!("{a}\n{b}}}\n{c}")),
            [a, "<expected the end of the record and another, found \"}…\">", c]
        );
        let early =
            format!("<expected the end of the record and another, found {:?}>", r#""n":2},{"protocolSection":{"n":""#);
        assert_eq!(split(&format!("[{a},{{}},\"n\":2}},{c}]")), [a, &early, c]);
        assert_eq!(split(&format!("{a}\nnull\n{b}\n{c}")), [a, "<expected a record, found \"null…\">", b, c]);
    }

    #[test]
    fn a_frame_that_is_broken_costs_no_record() {
        let (a, b) = (r#"{"protocolSection":{"n":"A"}}"#, r#"{"protocolSection":{"n":"B"}}"#);
        let (bracket, page) = ("<expected `]`, found the end of the input>", r#"{"totalCount":2,"studies":["#);
        assert_eq!(split(&format!("[{a}{b}]")), [a, b]);
        assert_eq!(split(&format!("[{a},{b}")), [a, b, bracket]);
        assert_eq!(split(&format!("[{a},],{b}]")), [a, b, "<expected a record, found \"]\">"]);
        assert_eq!(split(&format!("{page}{a},{b},")), [a, b, bracket]);
        assert_eq!(
            split(&format!("{page}{a},{b}]")),
            [a, b, "<expected the end of the page, found the end of the input>"]
        );
        let goes_on = "<expected the end of the page, found the beginning of a record>";
        assert_eq!(split(&format!("{page}{a}],{b}]}}")), [a, goes_on, b]);
        assert_eq!(split(&format!("{page}{a}],\"nextPage\n{page}{b}]}}")), [a, goes_on, b]);
        assert_eq!(split(&format!("{page}{{\"protocolSec\n{page}{b}]}}")), [CUT, b]);
        assert_eq!(split(&format!("{}{a},{b}]}}", page.trim_end_matches('['))), [CUT, a, b]);
    }

    #[test]
    fn a_record_that_is_too_long_is_left_out() {
        let (short, long) = (r#"{"hasResults":true}"#, format!(r#"{{"n":"{}"}}"#, "n".repeat(300_000)));
        for input in [format!("[{short},{long},{short}]"), format!("{short}\n{}\n{short}", &long[..299_990])] {
            for at_once in [1, 1000, usize::MAX] {
                let mut splitter = Splitter::new(Slow(input.as_bytes(), at_once), 1000);
                let mut largest = 0;
                let found: Vec<_> = std::iter::from_fn(|| {
                    let piece = splitter.next();
                    largest = largest.max(splitter.buffer.len());
                    piece
                })
                .map(|piece| piece.content.map(|bytes| bytes.len()).ok())
                .collect();
                assert_eq!(found, [Some(short.len()), None, Some(short.len())]);
                assert!(largest <= 3 * CHUNK, "{largest}");
            }
        }
        let mut text = Splitter::new(io::repeat(b'x'), 1000);
        assert!(matches!(text.next().unwrap().content, Err(Cause::TooLong { .. })));
        assert!(text.next().is_none());
    }

    #[test]
    fn one_byte_without_end_takes_no_memory_and_little_time() {
        for unit in [
            "{",
            "\"",
            "[",
            "}",
            "{\"",
            "[{",
            "{\"a\":",
            "\n{\"",
            "{\"studies\":[",
            "{ \"hasResults\"",
            "\\",
            "{\"\\",
            " ",
        ] {
            for first in ["", "{", "[{}", "{\""] {
                let size = 4 << 20;
                let input = first.to_owned() + &unit.repeat(size / unit.len());
                let mut splitter = Splitter::new(input.as_bytes(), 100_000);
                while splitter.next().is_some() {
                    assert!(splitter.buffer.len() <= 100_000 + 3 * CHUNK);
                }
            }
        }
    }

    #[test]
    fn an_error_of_the_reader_is_the_last_item() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("no disk"))
            }
        }
        for (input, whole) in [("", 0), ("{}", 1), ("{}{", 1), ("{}\n{}\n", 2), ("page", 0), ("[{},", 1), ("{}x", 0)] {
            let mut splitter = Splitter::new(input.as_bytes().chain(Failing), MAX_RECORD);
            let pieces: Vec<_> = std::iter::from_fn(|| splitter.next()).collect();
            assert_eq!(pieces.len(), whole + 1, "{input}");
            assert!(pieces[..whole].iter().all(|piece| piece.content.is_ok()), "{input}");
            assert!(matches!(pieces[whole].content, Err(Cause::Io(_))), "{input}");
            assert_eq!(pieces[whole].number, whole as u64 + 1);
        }
    }

    #[test]
    fn places_are_those_of_the_input() {
        let place = Place { offset: 100, line: 3, column: 9 };
        let moved = |line, column| place.of_inner(Position { line, column }).to_string();
        assert_eq!((moved(1, 1), moved(1, 5), moved(2, 5)), ("3:9".into(), "3:13".into(), "4:5".into()));
        let mut splitter = splitter("\u{feff}[ {\"é\":1}, {}\n,{}]".as_bytes(), 1);
        let places: Vec<_> =
            std::iter::from_fn(|| splitter.next()).map(|piece| (piece.place.line, piece.place.column)).collect();
        assert_eq!(places, [(1, 3), (1, 12), (2, 2)]);
    }

    #[derive(Clone, Copy, Debug)]
    enum Form {
        Lines,
        Joined,
        Printed,
        Array,
        ArrayOfLines,
        PrintedArray,
        Page,
        Pages,
    }

    /// Records in one of the forms; `first` is what the page or array begins with.
    fn input(form: Form, records: &[Vec<u8>]) -> Vec<u8> {
        let page = |records: &[Vec<u8>]| {
            [
                b"{\"totalCount\":7,\"studies\":[".to_vec(),
                records.join(&b','),
                b"],\"nextPageToken\":\"]}\"}\n".to_vec(),
            ]
            .concat()
        };
        match form {
            Form::Lines | Form::Printed => records.iter().flat_map(|record| [record, &b"\n"[..]].concat()).collect(),
            Form::Joined => records.concat(),
            Form::Array => [&b"["[..], &records.join(&b','), b"]"].concat(),
            Form::ArrayOfLines | Form::PrintedArray => [&b"[\n"[..], &records.join(&b",\n"[..]), b"\n]\n"].concat(),
            Form::Page => page(records),
            Form::Pages => records.chunks(2).flat_map(page).collect(),
        }
    }

    fn study(number: usize, text: &str, list: &[String]) -> serde_json::Value {
        serde_json::json!({
            "protocolSection": {
                "identificationModule": {"nctId": format!("NCT999{number:05}"), "briefTitle": text},
                "conditionsModule": {"conditions": list},
                "armsInterventionsModule": {"armGroups": [{"label": text}, {"label": list.len()}]},
            },
            "resultsSection": {"moreInfoModule": {"n": number}},
        })
    }

    /// What can happen to a record, with two places in it.
    fn damage(kind: usize, record: &[u8], other: &[u8], places: (usize, usize), junk: &[u8]) -> Vec<u8> {
        let (from, to) = (places.0 % record.len(), places.1 % record.len());
        let (from, to) = (from.min(to), from.max(to));
        let drop_one_of = |tokens: &[u8]| {
            let found: Vec<_> = (0..record.len()).filter(|&at| tokens.contains(&record[at])).collect();
            let at = found[places.0 % found.len()];
            [&record[..at], &record[at + 1..]].concat()
        };
        match kind {
            0 => record[..to].to_vec(),
            1 => drop_one_of(b"{}"),
            2 => drop_one_of(b"[]"),
            3 => drop_one_of(b"\""),
            4 => drop_one_of(b",:"),
            5 => [&record[..from], junk, &record[from..]].concat(),
            6 => [&record[..from], b"\n", &record[from..]].concat(),
            7 => [&record[..from], other, &record[from..]].concat(),
            8 => [&record[..from], &record[to..]].concat(),
            _ => junk.to_vec(),
        }
    }

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z {}\\[\\],:\"\\\\\\n]{0,30}", "\\PC{0,20}", Just("{\"protocolSection\":{".to_owned())]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn damage_costs_its_neighbours_at_most(
            texts in prop::collection::vec((texts(), prop::collection::vec(texts(), 0..4)), 2..7),
            form in prop::sample::select(vec![
                Form::Lines, Form::Joined, Form::Printed, Form::Array, Form::ArrayOfLines, Form::PrintedArray, Form::Page, Form::Pages,
            ]),
            (kind, which, places) in (0..10usize, any::<prop::sample::Index>(), any::<(usize, usize)>()),
            junk in prop_oneof![prop::collection::vec(any::<u8>(), 1..12), prop::collection::vec(prop::sample::select(b"{}[]\",:\\\n x".to_vec()), 1..12)],
            at_once in prop_oneof![1..80usize, Just(usize::MAX)],
        ) {
            let studies: Vec<_> = texts.iter().enumerate().map(|(at, (text, list))| study(at, text, list)).collect();
            let records: Vec<_> = studies.iter().map(|study| match form {
                Form::Printed | Form::PrintedArray => serde_json::to_vec_pretty(study).unwrap(),
                _ => serde_json::to_vec(study).unwrap(),
            }).collect();
            let found = |input: &[u8]| {
                let mut splitter = splitter(input, at_once);
                std::iter::from_fn(|| splitter.next()).collect::<Vec<_>>()
            };

            let whole: Vec<_> = found(&input(form, &records)).into_iter().map(|piece| piece.content.unwrap()).collect();
            prop_assert_eq!(&whole, &records);

            let which = which.index(records.len());
            let other = &records[(which + 1) % records.len()];
            let mut damaged = records.clone();
            damaged[which] = damage(kind, &records[which], other, places, &junk);
            let one = damaged[which].clone();
            let damaged = input(form, &damaged);
            let pieces = found(&damaged);

            let is_page = matches!(form, Form::Page | Form::Pages);
            let mut good: Vec<_> = pieces.iter().filter_map(|piece| piece.content.as_ref().ok()).collect();
            for (at, record) in records.iter().enumerate() {
                let count = good.iter().filter(|found| **found == record).count();
                let is_twice = kind == 7 && record == other;
                prop_assert!(count <= 1 + usize::from(is_twice), "record {at} is given {count} times");
                if at != which && at + 1 != which {
                    prop_assert!(count >= 1, "record {} is lost for {}: {}", at, which, String::from_utf8_lossy(&damaged));
                }
            }
            // No two records are taken for one, and no part of one for a whole. But a piece cut out can leave a whole
            // one, and a few bytes put in can end one as if by right: `""}` before a brace, `}],` in a page.
            good.retain(|found| !records.contains(found));
            let has = |byte| junk.contains(&byte);
            let is_deceptive = kind == 8 || kind == 5 && (junk.len() > 2 || has(b'{') || is_page && has(b']'));
            for text in good {
                prop_assert!(String::from_utf8_lossy(text).matches("NCT999").count() <= 1);
                let is_study = serde_json::from_slice::<serde_json::Value>(text)
                    .is_ok_and(|json| json.get("protocolSection").or(json.get("hasResults")).is_some());
                let is_all = one.len() <= text.len() + junk.len() + 2 && one.windows(text.len()).any(|part| part == text);
                prop_assert!(!is_study || is_all || is_deceptive, "{}", String::from_utf8_lossy(&damaged));
            }
            for (index, piece) in pieces.iter().enumerate() {
                prop_assert_eq!(piece.number, index as u64 + 1);
                let before = &damaged[..usize::try_from(piece.place.offset).unwrap()];
                prop_assert_eq!(piece.place.line, 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64);
            }
        }

        #[test]
        fn any_bytes_are_split_alike_for_each_size_of_reads(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..300),
                prop::collection::vec(prop::sample::select(vec![
                    "{", "}", "[", "]", "\"", "\\", "\n", ",", ":", " ", "x", "é", "{\"protocolSection\":", "{\n \"hasResults\"",
                    "{\"studies\":[", "\n{\"", "\u{feff}",
                ]), 0..60).prop_map(|tokens| tokens.concat().into_bytes()),
            ],
            at_once in 1..80usize,
        ) {
            prop_assert_eq!(pieces(&bytes, at_once), pieces(&bytes, usize::MAX));
        }
    }
}
