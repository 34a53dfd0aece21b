//! Many records from one reader, one by one.
//!
//! The splitter finds where each record begins and ends, without reading it; [`Records`] reads each.

pub(crate) mod splitter;

use std::{
    collections::VecDeque,
    fmt,
    io::{self, Read},
    iter::FusedIterator,
};

use self::splitter::{Piece, Place, Splitter, small};
use crate::{error::Error, options::Options, parsed::Parsed, utf8};

/// Reads the records of an input one by one, with no more than one of them in memory.
///
/// The input is told by how it begins:
///
/// - `{` or `[`: registry JSON. Studies and pages of search results (`{"studies": […], "nextPageToken": …}`) may stand
///   one after another, each on a line or printed over many, and in arrays. What a page has beside its studies is
///   skipped.
/// - anything else is one record, as for [`parse_bytes`](crate::parse_bytes), or the text of several pages, which
///   [`page::split`](crate::page::split) finds; where a study in JSON begins further down, the text before it is reported.
///
/// A record that is broken is an error with its place, and the others are read all the same, but that in a list the whole
/// one before it may go with it: only what follows tells that its last brace was not one too many; a comma too few or too many
/// between whole records is not looked at. A record is given when the next one begins or the input ends. Input of
/// nothing but white space has no records.
///
/// ```
/// let lines = r#"
/// {"protocolSection": {"identificationModule": {"nctId": "NCT99900001"}}}
/// {"protocolSection": {"identificationModule": {"nctId": "NCT999
/// {"protocolSection": {"identificationModule": {"nctId": "NCT99900003"}}}
/// "#;
/// let mut records = ctgov::parse_many(lines.as_bytes());
/// assert_eq!(records.next().unwrap()?.parsed.study.nct_id().unwrap().to_string(), "NCT99900001");
/// assert_eq!(
///     records.next().unwrap().unwrap_err().to_string(),
///     "record 2 at line 3 (byte 73): expected the end of the record, found the beginning of another"
/// );
/// assert_eq!(records.next().unwrap()?.line, 4);
/// assert!(records.next().is_none());
/// # Ok::<(), ctgov::RecordError>(())
/// ```
pub fn parse_many<R: Read>(reader: R) -> Records<R> {
    Options::default().parse_many(reader)
}

/// The records of an input: see [`parse_many`].
///
/// ```
/// let mut records = ctgov::parse_many("Tea for Thirst\n\nNCT ID: NCT99900001\n".as_bytes());
/// assert_eq!(records.next().unwrap()?.parsed.study.title(), Some("Tea for Thirst"));
/// assert!(records.next().is_none());
/// # Ok::<(), ctgov::RecordError>(())
/// ```
pub struct Records<R> {
    splitter: Splitter<R>,
    options: Options,
    /// The records of a text that has several.
    pages: VecDeque<Piece>,
}

impl<R> fmt::Debug for Records<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("number", &self.splitter.number).finish_non_exhaustive()
    }
}

impl Options {
    /// Reads the records of an input one by one: [`parse_many`] with these options.
    ///
    /// ```
    /// let lines = "{\"protocolSection\": {}}\n{\"protocolSection\": {}}\n";
    /// assert_eq!(ctgov::Options::default().parse_many(lines.as_bytes()).count(), 2);
    /// ```
    pub fn parse_many<R: Read>(&self, reader: R) -> Records<R> {
        Records { splitter: Splitter::new(reader, self.longest()), options: self.clone(), pages: VecDeque::new() }
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = match self.pages.pop_front() {
            Some(page) => page,
            None => {
                self.pages = pages(self.splitter.next()?);
                self.pages.pop_front()?
            }
        };
        Some(record(piece, &self.options))
    }
}

impl<R: Read> FusedIterator for Records<R> {}

/// Reads a piece that is one record.
pub(crate) fn record(piece: Piece, options: &Options) -> Result<Record, RecordError> {
    let Piece { number, place, content } = piece;
    let Place { offset, line, .. } = place;
    match content.and_then(|bytes| read(bytes, options).map_err(Cause::Record)) {
        Ok((text, parsed)) => Ok(Record { number, offset, line, text, parsed }),
        Err(cause) => Err(RecordError { number, offset, line, cause: cause.in_input(place) }),
    }
}

/// The records of a piece: several where it is the text of several pages.
pub(crate) fn pages(piece: Piece) -> VecDeque<Piece> {
    let is_text = |bytes: &[u8]| !matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[' | b'<'));
    let text =
        piece.content.as_ref().ok().filter(|bytes| is_text(bytes)).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let spans = text.map_or_else(Vec::new, crate::page::split);
    let Some(text) = text.filter(|_| spans.len() > 1) else { return VecDeque::from([piece]) };
    let (mut place, mut number) = (piece.place, piece.number);
    let mut pages = VecDeque::with_capacity(spans.len());
    for span in spans {
        let bytes = text.as_bytes().get(span.range()).unwrap_or_default();
        pages.push_back(Piece { number, place, content: Ok(bytes.to_vec()) });
        place.advance(bytes);
        number += 1;
    }
    pages
}

/// [`crate::parse_bytes`], which keeps the text.
fn read(bytes: Vec<u8>, options: &Options) -> Result<(String, Parsed), Error> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        utf8::error(error.as_bytes(), valid)
    })?;
    let parsed = options.parse(&text)?;
    Ok((text, parsed))
}

/// A record of an input with its place.
///
/// ```
/// let text = "Tea for Thirst\n\nNCT ID: NCT99900001\n";
/// let record = ctgov::parse_many(text.as_bytes()).next().unwrap()?;
/// assert_eq!((record.number, record.offset, record.line), (1, 0, 1));
/// let span = record.parsed.span_of("protocolSection.identificationModule.nctId").unwrap();
/// assert_eq!(&record.text[span.range()], "NCT99900001");
/// # Ok::<(), ctgov::RecordError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Record {
    /// Which record it is, from 1; those that are broken count too.
    pub number: u64,
    /// Where it begins in the input, in bytes: with the start of a span of [`parsed`](Self::parsed), the place of a
    /// value in the input.
    pub offset: u64,
    /// The line on which it begins, from 1; `\n` ends a line. The line of a diagnostic counts from here: the place in the
    /// input is this line and that one, less one.
    pub line: u64,
    /// Its text. The spans in [`parsed`](Self::parsed) are of this text.
    pub text: String,
    /// What it says.
    pub parsed: Parsed,
}

/// Why a part of an input gives no record, and where it begins.
///
/// ```
/// let error = ctgov::parse_many("a shopping list".as_bytes()).next().unwrap().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "record 1 at line 1 (byte 0): 1:1: expected a trial record, found text in no known layout: \"a shopping list\""
/// );
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct RecordError {
    /// Which record it is, from 1; those that could be read count too.
    pub number: u64,
    /// Where it begins in the input, in bytes.
    pub offset: u64,
    /// The line on which it begins, from 1; `\n` ends a line.
    pub line: u64,
    /// Why it gives no record.
    pub cause: Cause,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {} at line {} (byte {}): {}", self.number, self.line, self.offset, self.cause)
    }
}

impl std::error::Error for RecordError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Record(error) => Some(error),
            Cause::Io(error) => Some(error),
            Cause::Broken { .. } | Cause::TooLong { .. } => None,
        }
    }
}

/// Why a part of an input gives no record: see [`RecordError`].
///
/// ```
/// use ctgov::Cause;
///
/// let error = ctgov::parse_many("[{}, {".as_bytes()).last().unwrap().unwrap_err();
/// assert!(matches!(error.cause, Cause::Broken { .. }));
/// assert_eq!(error.cause.to_string(), "expected the end of the record, found the end of the input");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// The record is whole, but there is no study in it. Places are those of the whole input.
    #[error("{0}")]
    Record(Error),
    /// The record is not whole, or what stands there is none.
    #[error("expected {expected}, found {found}")]
    Broken {
        /// What was expected.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// The record is longer than it may be: [`Options::max_input`].
    #[error("expected a record of at most {limit} bytes, found a longer one")]
    TooLong {
        /// How long it may be, in bytes.
        limit: usize,
    },
    /// The input could not be read further; this is the last item.
    #[error("expected more of the input, found an error: {0}")]
    Io(io::Error),
}

impl Cause {
    fn broken(expected: &'static str, found: &str) -> Self {
        Self::Broken { expected, found: found.to_owned() }
    }

    /// Moves the places of an error in a record that begins at `place` to those of the whole input.
    fn in_input(self, place: Place) -> Self {
        let moved = |position| place.of_inner(position);
        Self::Record(match self {
            Self::Record(Error::NoRecord { position, found }) => Error::NoRecord { position: moved(position), found },
            Self::Record(Error::NotUtf8 { position, offset, found }) => {
                Error::NotUtf8 { position: moved(position), offset: offset.saturating_add(small(place.offset)), found }
            }
            Self::Record(Error::Json { position, path, expected, found }) => {
                Error::Json { position: moved(position), path, expected, found }
            }
            Self::Record(Error::Limit { position, limit, of, found }) => {
                Error::Limit { position: moved(position), limit, of, found }
            }
            Self::Record(Error::Xml { position, expected, found }) => {
                Error::Xml { position: moved(position), expected, found }
            }
            // These are about a record as a whole, whose place is known.
            Self::Record(error @ (Error::Empty | Error::SeveralStudies { .. } | Error::Unsupported { .. })) => error,
            cause @ (Self::Broken { .. } | Self::TooLong { .. } | Self::Io(_)) => return cause,
        })
    }
}
