//! The members of a zip, in the order of its directory.

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, Cursor, Read},
    sync::Arc,
};

use flate2::{Crc, read::DeflateDecoder};
use rawzip::{
    CompressionMethod, FileReader, RangeReader, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder, ZipFileHeaderRecord,
    ZipLocator,
};

use super::{raw::Input, scan::Scan};

/// How many bytes tell a zip.
pub(super) const SIGNATURE: usize = 4;

/// Whether a file that begins so is a zip; the second is one without members.
pub(super) fn is_zip(head: &[u8]) -> bool {
    matches!(head, b"PK\x03\x04" | b"PK\x05\x06")
}

/// How many entries of the directory are in memory at once. The registry's zip has 600,000.
const ENTRIES: usize = 1 << 16;
/// The length from which on a member is not checked before it is read. The registry's largest record has some 15 MB.
const CHECKED: u64 = 16 << 20;

/// A member of a zip.
pub(super) struct Member {
    /// Its name; the zip as a whole has none.
    pub(super) name: Option<Arc<str>>,
    /// What to read it from, nothing where it was to be skipped, or why it cannot be read.
    pub(super) content: io::Result<Option<Input>>,
}

impl Member {
    pub(super) fn failed(name: Option<Arc<str>>, error: io::Error) -> Self {
        Self { name, content: Err(error) }
    }
}

/// The members of a zip.
pub(super) enum Members {
    /// By its directory.
    Directory(Box<Directory>),
    /// As they come.
    Scan(Scan),
}

impl Members {
    /// By the directory, or as they come where it is lost, or where it is that of a part of the file: a download that was begun
    /// anew behind a part of itself, two downloads joined.
    pub(super) fn of_file(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let shared = Shared(Arc::new(file.into()));
        let found = ZipLocator::new().locate_in_reader(shared.clone(), &mut buffer(), length);
        if let Ok(archive) = found {
            let directory = Directory::new(archive, length);
            if !directory.stands_behind_others() {
                return Ok(Self::Directory(Box::new(directory)));
            }
        }
        Ok(Self::of_stream(Box::new(RangeReader::new(shared, 0..length))))
    }

    pub(super) fn of_stream(input: Input) -> Self {
        Self::Scan(Scan::new(input))
    }

    /// The next member that may hold records. A skipped one is not opened where it need not be.
    pub(super) fn next(&mut self, is_skipped: bool) -> Option<Member> {
        loop {
            match self {
                Self::Directory(directory) => {
                    if let Some(member) = directory.next(is_skipped) {
                        return Some(member);
                    }
                    *self = Self::Scan(directory.rest()?);
                }
                Self::Scan(scan) => return scan.next(),
            }
        }
    }
}

/// Whether a member may hold records, by its name: no directory, and not hidden. The name is none of a file here, so `./` and `../`
/// say nothing.
pub(super) fn holds_records(name: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX";
    !name.ends_with('/') && !name.split('/').any(is_hidden)
}

/// Why a member cannot be read, other than that it is damaged.
pub(super) fn unreadable(method: CompressionMethod, is_encrypted: bool) -> Option<io::Error> {
    let found = if is_encrypted {
        "an encrypted one".to_owned()
    } else if method == CompressionMethod::STORE || method == CompressionMethod::DEFLATE {
        return None;
    } else {
        format!("method {}", method.as_u16())
    };
    Some(io::Error::new(io::ErrorKind::Unsupported, format!("expected a stored or deflated member, found {found}")))
}

/// The members of a zip by its directory, of which a part is in memory.
pub(super) struct Directory {
    archive: ZipArchive<Shared>,
    /// The length of the file.
    length: u64,
    /// How many entries were looked at.
    seen: u64,
    /// Where the first of their members begins.
    first: Option<u64>,
    /// The last of them, and whether their members stand in the order of the directory.
    last: Option<ZipArchiveEntryWayfinder>,
    last_at: u64,
    is_in_order: bool,
    entries: VecDeque<Entry>,
    /// What is wrong with the directory, until it was told.
    damage: Option<io::Error>,
    is_damaged: bool,
    buffer: Vec<u8>,
}

/// An entry of the directory.
struct Entry {
    name: Arc<str>,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    crc: u32,
    is_encrypted: bool,
}

impl Entry {
    fn new(header: &ZipFileHeaderRecord<'_>) -> Self {
        Self {
            name: String::from_utf8_lossy(header.file_path().as_bytes()).into(),
            place: header.wayfinder(),
            method: header.compression_method(),
            crc: header.crc32(),
            is_encrypted: header.flags().is_encrypted(),
        }
    }
}

/// A file that the directory and the present member are read from.
#[derive(Clone)]
struct Shared(Arc<FileReader>);

impl ReaderAt for Shared {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.0.read_at(buffer, offset)
    }
}

impl Directory {
    fn new(archive: ZipArchive<Shared>, length: u64) -> Self {
        let mut directory = Self {
            archive,
            length,
            seen: 0,
            first: None,
            last: None,
            last_at: 0,
            is_in_order: true,
            entries: VecDeque::new(),
            damage: None,
            is_damaged: false,
            buffer: buffer(),
        };
        directory.read_on();
        directory
    }

    /// Whether other members stand before the first that the directory has: a file that is read as a zip begins with a member.
    fn stands_behind_others(&self) -> bool {
        self.first.is_some_and(|first| first > 0)
    }

    fn next(&mut self, is_skipped: bool) -> Option<Member> {
        if self.entries.is_empty() && !self.is_damaged {
            self.read_on();
        }
        let Some(entry) = self.entries.pop_front() else {
            return self.damage.take().map(|error| Member::failed(None, error));
        };
        let content = if is_skipped { Ok(None) } else { self.open(&entry).map(Some) };
        Some(Member { name: Some(entry.name), content })
    }

    /// What is to be read as it comes when the directory has been: behind a damaged one the members that it does not have, else
    /// another zip that was joined to this one.
    fn rest(&self) -> Option<Scan> {
        let from = if self.is_damaged {
            let last = self.last.filter(|_| self.is_in_order).map(|last| self.archive.get_entry(last));
            match last {
                Some(last) => last.ok()?.compressed_data_range().1,
                None => 0,
            }
        } else {
            self.archive.end_offset()
        };
        let mut rest = RangeReader::new(self.archive.get_ref().clone(), from..self.length.max(from));
        let mut head = Vec::new();
        (&mut rest).take(SIGNATURE as u64).read_to_end(&mut head).ok()?;
        let is_read = self.is_damaged && self.is_in_order || is_zip(&head);
        is_read.then(|| Scan::new(Box::new(Cursor::new(head).chain(rest))))
    }

    /// Reads the next part of the directory. It can be read from its beginning on only, so what was seen is passed over. An
    /// error is told when what stands before it was given.
    fn read_on(&mut self) {
        let mut entries = self.archive.entries(&mut self.buffer);
        let mut at = 0;
        while self.entries.len() < ENTRIES {
            let header = match entries.next_entry() {
                Ok(Some(header)) => header,
                Ok(None) => break,
                Err(error) => {
                    let message = format!("expected an entry of the directory of the zip, found damage ({error})");
                    self.damage = Some(io::Error::new(io::ErrorKind::InvalidData, message));
                    self.is_damaged = true;
                    break;
                }
            };
            at += 1;
            if at > self.seen {
                self.seen = at;
                let offset = header.local_header_offset();
                self.first = Some(self.first.map_or(offset, |first| first.min(offset)));
                self.is_in_order &= offset >= self.last_at;
                (self.last, self.last_at) = (Some(header.wayfinder()), offset);
                let entry = Entry::new(&header);
                if holds_records(&entry.name) {
                    self.entries.push_back(entry);
                }
            }
        }
    }

    fn open(&self, entry: &Entry) -> io::Result<Input> {
        if let Some(error) = unreadable(entry.method, entry.is_encrypted) {
            return Err(error);
        }
        let found = self.archive.get_entry(entry.place).map_err(invalid)?;
        let (begin, end) = found.compressed_data_range();
        let compressed = RangeReader::new(self.archive.get_ref().clone(), begin..end);
        let reader: Input = if entry.method == CompressionMethod::STORE {
            Box::new(compressed)
        } else {
            Box::new(DeflateDecoder::new(compressed))
        };
        checked(Box::new(Checked { reader, crc: Crc::new(), claimed: entry.crc }))
    }
}

fn buffer() -> Vec<u8> {
    vec![0; rawzip::RECOMMENDED_BUFFER_SIZE]
}

fn invalid(error: rawzip::Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// What is read, until its end with a checksum.
struct Checked {
    reader: Input,
    crc: Crc,
    claimed: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        if count == 0 && !buffer.is_empty() {
            check(&self.crc, self.claimed)?;
        }
        self.crc.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// Compares the checksum of what was read with the one of the zip.
pub(super) fn check(crc: &Crc, claimed: u32) -> io::Result<()> {
    if crc.sum() == claimed {
        return Ok(());
    }
    let message =
        format!("expected content with the checksum {claimed:08x}, found {:08x}: the member is damaged", crc.sum());
    Err(io::Error::new(io::ErrorKind::InvalidData, message))
}

/// What is read with a check at its end, checked before anything of it is given where it is not too long for that.
pub(super) fn checked(mut reader: Input) -> io::Result<Input> {
    let mut content = Vec::new();
    reader.by_ref().take(CHECKED).read_to_end(&mut content)?;
    let is_whole = (content.len() as u64) < CHECKED;
    let content = Cursor::new(content);
    Ok(if is_whole { Box::new(content) } else { Box::new(content.chain(reader)) })
}
