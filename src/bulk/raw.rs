//! The records of files as bytes, one after another.

use std::{
    fmt,
    fs::File,
    io::{self, Read, Seek},
    iter::FusedIterator,
    path::Path,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::zip::{self, Member, Members};
use crate::{
    files::{FileError, Files},
    options::{MAX_RECORD, Options},
    records::{
        self, Cause, Record, RecordError,
        splitter::{Piece, Place, Splitter},
    },
};

/// Something to read from: a file, standard input, a member of a zip.
pub(super) type Input = Box<dyn Read + Send>;

/// Cuts files into records, without reading them.
///
/// A file is told by how it begins: a zip gives the records of its members, in the order of its directory; directories in it
/// and hidden members are left out. Everything else is split as by [`parse_many`](crate::parse_many). What cannot be read, a
/// file, a member, a part of either, is a record with an error in its place, and the next ones come all the same.
///
/// - A member of less than 16 MiB is checked against its checksum before any record of it is given. A longer one is given as it
///   comes; where its checksum is wrong, an error behind its records says so.
/// - A zip that was cut off, or comes from standard input, has no directory to go by: its members are found one by one, and where
///   the directory is missing at the end, an error says so.
///
/// ```
/// let mut raw = ctgov::bulk::raw(ctgov::files(["tests/corpus/many/studies.ndjson"]));
/// let first = raw.next().unwrap();
/// assert_eq!((first.number, first.offset, first.line), (1, 0, 1));
/// assert!(first.bytes().unwrap().starts_with(br#"{"protocolSection""#));
/// ```
#[must_use]
pub fn raw(files: Files) -> RawRecords {
    RawRecords { files, open: None, done: Mark::default(), skip: Mark::default() }
}

/// The records of files as bytes: see [`raw`].
pub struct RawRecords {
    files: Files,
    open: Option<Open>,
    /// What was given.
    done: Mark,
    /// What is not to be given.
    skip: Mark,
}

/// How far the files of inputs have been read: what [`RawRecords::after`] goes on behind.
///
/// The order is that of the input.
///
/// ```
/// use ctgov::{bulk, files};
///
/// let inputs = ["tests/corpus/many/studies.ndjson"];
/// let first = bulk::raw(files(inputs)).next().unwrap();
/// let rest = bulk::raw(files(inputs)).after(first.end);
/// assert_eq!(rest.count() + 1, bulk::raw(files(inputs)).count());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Mark {
    /// How many files were read to their end.
    pub files: u64,
    /// How many members of the next file, where that is a zip.
    pub members: u64,
    /// How many records of the next file or member.
    pub records: u64,
}

/// A record as it stands in a file, not read yet, or why there is none.
///
/// ```
/// let raw = ctgov::bulk::raw(ctgov::files(["examples/sample.txt"])).next().unwrap();
/// assert_eq!(raw.source(), "examples/sample.txt");
/// let record = raw.records().next().unwrap()?;
/// assert_eq!(record.parsed.study.nct_id().unwrap().to_string(), "NCT99900421");
/// # Ok::<(), ctgov::RecordError>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct RawRecord {
    /// The file, `-` for standard input.
    pub file: Arc<Path>,
    /// The member, where the file is a zip.
    pub member: Option<Arc<str>>,
    /// Which record of the file or member it is, from 1; those that are broken count too.
    pub number: u64,
    /// Where it begins in the file or member, in bytes.
    pub offset: u64,
    /// The line on which it begins, from 1.
    pub line: u64,
    /// How far the inputs have been read with it.
    pub end: Mark,
    piece: Piece,
}

impl RawRecord {
    /// Returns the bytes of the record, or why it could not be cut out.
    ///
    /// # Errors
    ///
    /// The record is not whole, too long, or its file cannot be read.
    pub fn bytes(&self) -> Result<&[u8], &Cause> {
        self.piece.content.as_deref()
    }

    /// Returns the name of what the record comes from, for people: the file, behind `!` the member of a zip.
    #[must_use]
    pub fn source(&self) -> String {
        match &self.member {
            Some(member) => format!("{}!{member}", self.file.display()),
            None => self.file.display().to_string(),
        }
    }

    /// Reads the record, as [`parse_many`](crate::parse_many) does. There are several where it is the text of several pages,
    /// which only reading it tells.
    pub fn records(self) -> impl Iterator<Item = Result<Record, RecordError>> {
        self.records_with(&Options::default())
    }

    /// Reads the record with options. How long a record may be was decided when it was cut out: [`MAX_RECORD`].
    ///
    /// ```
    /// let raw = ctgov::bulk::raw(ctgov::files(["examples/sample.txt"])).next().unwrap();
    /// let options = ctgov::Options::default().constraints(false);
    /// let record = raw.records_with(&options).next().unwrap()?;
    /// assert!(record.parsed.criteria.items().all(|(_, _, item)| item.constraints.is_empty()));
    /// # Ok::<(), ctgov::RecordError>(())
    /// ```
    pub fn records_with(self, options: &Options) -> impl Iterator<Item = Result<Record, RecordError>> + use<> {
        let options = options.clone();
        records::pages(self.piece).into_iter().map(move |piece| records::record(piece, &options))
    }

    /// How many bytes it takes in memory.
    pub(super) fn len(&self) -> usize {
        self.piece.content.as_ref().map_or(0, Vec::len)
    }
}

impl RawRecords {
    /// Leaves out what was read before. The files must be the same, or different records are left out.
    ///
    /// Files and members that were read to their end are not opened again; the records of the next one are passed over without
    /// being read.
    #[must_use]
    pub fn after(mut self, mark: Mark) -> Self {
        self.skip = mark;
        self
    }

    /// The next file whose turn it is, or why there is none.
    fn open_next(&mut self) -> Option<Result<(), RawRecord>> {
        let file = loop {
            let file = self.files.next()?;
            if self.done.files >= self.skip.files {
                break file;
            }
            self.done.files += 1;
        };
        self.done = Mark { files: self.done.files, ..Mark::default() };
        let opened = file.and_then(|path| match Content::open(&path) {
            Ok(content) => Ok(Open { path: path.into(), member: None, content }),
            Err(error) => Err(FileError { path, error }),
        });
        Some(match opened {
            Ok(open) => {
                self.open = Some(open);
                Ok(())
            }
            Err(FileError { path, error }) => {
                self.done.files += 1;
                Err(self.failed(path.into(), None, error))
            }
        })
    }

    /// A file or member that cannot be read at all.
    fn failed(&self, file: Arc<Path>, member: Option<Arc<str>>, error: io::Error) -> RawRecord {
        let piece = Piece { number: 1, place: Place::START, content: Err(Cause::Io(error)) };
        raw_record(file, member, self.done, piece)
    }

    /// Whether what was read last was read before: see [`after`](Self::after).
    fn is_skipped(&self) -> bool {
        self.done <= self.skip
    }
}

fn raw_record(file: Arc<Path>, member: Option<Arc<str>>, end: Mark, piece: Piece) -> RawRecord {
    let (number, place) = (piece.number, piece.place);
    RawRecord { file, member, number, offset: place.offset, line: place.line, end, piece }
}

impl Iterator for RawRecords {
    type Item = RawRecord;

    fn next(&mut self) -> Option<RawRecord> {
        loop {
            let Some(open) = &mut self.open else {
                match self.open_next()? {
                    Ok(()) => continue,
                    Err(failed) => return Some(failed),
                }
            };
            let file = &open.path;
            match open.content.next(self.done, self.skip) {
                Step::Piece(piece) => {
                    self.done.records += 1;
                    let record = raw_record(file.clone(), open.member.clone(), self.done, piece);
                    if !self.is_skipped() {
                        return Some(record);
                    }
                }
                Step::Begin(member) => open.member = Some(member),
                Step::End => {
                    open.member = None;
                    self.done = Mark { members: self.done.members + 1, records: 0, ..self.done };
                }
                Step::Failed(member, error) => {
                    let file = file.clone();
                    self.done = Mark { members: self.done.members + 1, records: 0, ..self.done };
                    let failed = self.failed(file, member, error);
                    if !self.is_skipped() {
                        return Some(failed);
                    }
                }
                Step::Done => {
                    self.open = None;
                    self.done = Mark { files: self.done.files + 1, ..Mark::default() };
                }
            }
        }
    }
}

impl FusedIterator for RawRecords {}

impl fmt::Debug for RawRecords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRecords").field("done", &self.done).finish_non_exhaustive()
    }
}

/// A file that is being read.
struct Open {
    path: Arc<Path>,
    member: Option<Arc<str>>,
    content: Content,
}

/// What is left of a file.
enum Content {
    Records(Box<Splitter<Input>>),
    Zip { members: Members, member: Option<Box<Splitter<Input>>> },
}

/// What a file has next.
enum Step {
    Piece(Piece),
    /// A member of a zip begins.
    Begin(Arc<str>),
    /// It ends.
    End,
    /// A member, or the zip itself, that cannot be read.
    Failed(Option<Arc<str>>, io::Error),
    /// Nothing.
    Done,
}

impl Content {
    fn open(path: &Path) -> io::Result<Self> {
        if path == Path::new("-") {
            let head = head(&mut io::stdin())?;
            return Ok(Self::of_stream(head, io::stdin()));
        }
        let mut file = File::open(path)?;
        let head = head(&mut file)?;
        // A pipe cannot be read from its beginning again.
        if file.rewind().is_err() {
            return Ok(Self::of_stream(head, file));
        }
        Ok(if zip::is_zip(&head) {
            Self::Zip { members: Members::of_file(file)?, member: None }
        } else {
            Self::of_records(Box::new(file))
        })
    }

    /// What can be read once, of which the head has been read.
    fn of_stream(head: Vec<u8>, rest: impl Read + Send + 'static) -> Self {
        let is_zip = zip::is_zip(&head);
        let input = Box::new(io::Cursor::new(head).chain(rest));
        if is_zip { Self::Zip { members: Members::of_stream(input), member: None } } else { Self::of_records(input) }
    }

    fn of_records(input: Input) -> Self {
        Self::Records(Box::new(Splitter::new(input, MAX_RECORD)))
    }

    fn next(&mut self, done: Mark, skip: Mark) -> Step {
        match self {
            Self::Records(splitter) => splitter.next().map_or(Step::Done, Step::Piece),
            Self::Zip { member: Some(splitter), .. } => match splitter.next() {
                Some(piece) => Step::Piece(piece),
                None => {
                    if let Self::Zip { member, .. } = self {
                        *member = None;
                    }
                    Step::End
                }
            },
            Self::Zip { members, member } => {
                let is_skipped = done.files == skip.files && done.members < skip.members;
                match members.next(is_skipped) {
                    None => Step::Done,
                    Some(Member { content: Ok(None), .. }) => Step::End,
                    Some(Member { name, content: Ok(Some(input)) }) => {
                        *member = Some(Box::new(Splitter::new(input, MAX_RECORD)));
                        Step::Begin(name.unwrap_or_default())
                    }
                    Some(Member { name, content: Err(error) }) => Step::Failed(name, error),
                }
            }
        }
    }
}

/// The first bytes of an input: enough to tell a zip.
fn head(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(zip::SIGNATURE as u64).read_to_end(&mut head)?;
    Ok(head)
}
