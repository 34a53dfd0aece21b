//! The members of a zip as they come, for one without a directory: cut off, or read from a pipe.
//!
//! Each member stands behind a header of its own. Behind what is damaged the next header is looked for.

use std::{
    io::{self, BufRead, BufReader, Cursor, Read},
    sync::{Arc, Mutex, PoisonError},
};

use flate2::{Crc, Decompress, FlushDecompress, Status};
use rawzip::CompressionMethod;

use super::{
    raw::Input,
    zip::{self, Member},
};

/// The beginning of a member, of the directory, and of what may stand behind a member.
const HEADER: u32 = 0x504B_0304;
const DIRECTORY: [u32; 2] = [0x504B_0102, 0x504B_0506];
const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";

/// What is left of a zip. The member that is being read has its part of it.
type Shared = Arc<Mutex<BufReader<Input>>>;

/// The members of a zip as they come.
pub(super) struct Scan {
    input: Shared,
    /// A directory came behind the last member.
    has_directory: bool,
    is_done: bool,
}

impl Scan {
    pub(super) fn new(input: Input) -> Self {
        Self { input: Arc::new(Mutex::new(BufReader::new(input))), has_directory: false, is_done: false }
    }

    pub(super) fn next(&mut self) -> Option<Member> {
        while !self.is_done {
            let header = match self.header() {
                Ok(Some(header)) => header,
                Ok(None) => break,
                Err(error) => {
                    self.is_done = true;
                    let message = match error.kind() {
                        io::ErrorKind::UnexpectedEof => "expected the directory of the zip, found its end",
                        _ => return Some(Member::failed(None, error)),
                    };
                    return Some(Member::failed(None, io::Error::new(error.kind(), message)));
                }
            };
            if zip::holds_records(&header.name) {
                let name = Some(header.name.as_str().into());
                return Some(Member { name, content: self.open(&header).and_then(zip::checked).map(Some) });
            }
        }
        self.is_done = true;
        None
    }

    /// The next header of a member, or nothing at the end behind a directory. Behind that another zip may stand: a download that
    /// was begun anew, two downloads joined.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match find_signature(&mut *input) {
                Ok(true) => break,
                Ok(false) => self.has_directory = true,
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && self.has_directory => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        self.has_directory = false;
        let mut fixed = [0; 26];
        input.read_exact(&mut fixed)?;
        let [
            _,
            _,
            flags,
            more,
            method,
            other,
            _,
            _,
            _,
            _,
            a,
            b,
            c,
            d,
            e,
            f,
            g,
            h,
            _,
            _,
            _,
            _,
            length,
            long,
            extra,
            large,
        ] = fixed;
        let mut name = vec![0; usize::from(u16::from_le_bytes([length, long]))];
        input.read_exact(&mut name)?;
        let extra = u64::from(u16::from_le_bytes([extra, large]));
        io::copy(&mut input.by_ref().take(extra), &mut io::sink())?;
        let flags = u16::from_le_bytes([flags, more]);
        Ok(Some(Header {
            name: String::from_utf8_lossy(&name).into_owned(),
            is_encrypted: flags & 1 != 0,
            has_descriptor: flags & 8 != 0,
            method: CompressionMethod::new(u16::from_le_bytes([method, other])),
            crc: u32::from_le_bytes([a, b, c, d]),
            size: u32::from_le_bytes([e, f, g, h]),
        }))
    }

    fn open(&self, header: &Header) -> io::Result<Input> {
        if let Some(error) = zip::unreadable(header.method, header.is_encrypted) {
            return Err(error);
        }
        let is_stored = header.method == CompressionMethod::STORE;
        if is_stored && (header.has_descriptor || header.size == u32::MAX) {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "expected the length of a stored member, found none",
            ));
        }
        let left = u64::from(header.size);
        let body = if is_stored {
            Body::Stored { left }
        } else {
            // Damage must not lead into the members behind.
            let left = if header.has_descriptor || header.size == u32::MAX { u64::MAX } else { left };
            Body::Deflated { inflate: Decompress::new(false), left }
        };
        let claimed = (!header.has_descriptor).then_some(header.crc);
        let (input, crc) = (self.input.clone(), Crc::new());
        Ok(Box::new(Content { input, body, crc, claimed, raw: Vec::new(), is_done: false }))
    }
}

/// Goes behind the next signature: `true` for that of a member, `false` for that of the directory.
fn find_signature(input: &mut impl BufRead) -> io::Result<bool> {
    let mut last = 0;
    loop {
        let bytes = input.fill_buf()?;
        if bytes.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let found = bytes.iter().position(|&byte| {
            last = last << 8 | u32::from(byte);
            last == HEADER || DIRECTORY.contains(&last)
        });
        let count = found.map_or(bytes.len(), |at| at + 1);
        input.consume(count);
        if found.is_some() {
            return Ok(last == HEADER);
        }
    }
}

/// What a member says of itself.
struct Header {
    name: String,
    is_encrypted: bool,
    /// Checksum and lengths stand behind the member.
    has_descriptor: bool,
    method: CompressionMethod,
    crc: u32,
    size: u32,
}

/// The content of a member.
struct Content {
    input: Shared,
    body: Body,
    crc: Crc,
    /// The checksum, where it does not stand behind the member.
    claimed: Option<u32>,
    /// What was read of the zip for it, up to [`KEPT`].
    raw: Vec<u8>,
    is_done: bool,
}

/// How much of a member is kept for the case that it is damaged: most are shorter.
const KEPT: usize = 16 << 20;

impl Content {
    /// Puts back what was read of a damaged member: where it was cut, another one stands in it.
    fn put_back(input: &mut BufReader<Input>, raw: Vec<u8>) {
        let rest = std::mem::replace(input, BufReader::new(Box::new(io::empty())));
        *input = BufReader::new(Box::new(Cursor::new(raw).chain(rest)));
    }
}

enum Body {
    Stored {
        left: u64,
    },
    Deflated {
        inflate: Decompress,
        /// How many bytes of the input it has at most.
        left: u64,
    },
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_done || buffer.is_empty() {
            return Ok(0);
        }
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        let count = match self.body.read(&mut *input, buffer, &mut self.raw) {
            Ok(count) => count,
            Err(error) => {
                self.is_done = true;
                if self.raw.len() < KEPT {
                    Self::put_back(&mut input, std::mem::take(&mut self.raw));
                }
                return Err(error);
            }
        };
        if count == 0 {
            self.is_done = true;
            let claimed = self.claimed.map_or_else(|| descriptor(&mut *input), Ok)?;
            zip::check(&self.crc, claimed)?;
        }
        self.crc.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl Body {
    /// Reads on. `raw` gets what that takes of the zip.
    fn read(&mut self, input: &mut impl BufRead, buffer: &mut [u8], raw: &mut Vec<u8>) -> io::Result<usize> {
        let mut keep = |bytes: &[u8]| {
            if raw.len() < KEPT {
                raw.extend_from_slice(bytes);
            }
        };
        match self {
            Self::Stored { left } => {
                let count = input.take(*left).read(buffer)?;
                keep(buffer.get(..count).unwrap_or_default());
                if count == 0 && *left > 0 {
                    return Err(io::Error::new(
                        io::ErrorKind::UnexpectedEof,
                        "expected more of the member, found the end",
                    ));
                }
                *left -= count as u64;
                Ok(count)
            }
            Self::Deflated { inflate, left } => loop {
                let bytes = input.fill_buf()?;
                let most = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                let bytes = bytes.get(..most).unwrap_or_default();
                let is_end = bytes.is_empty();
                let (read, written) = (inflate.total_in(), inflate.total_out());
                let status = inflate.decompress(bytes, buffer, FlushDecompress::None);
                let count = inflate.total_in() - read;
                *left = left.saturating_sub(count);
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                keep(bytes.get(..count).unwrap_or_default());
                input.consume(count);
                let status = status.map_err(|_| damaged("a deflated member"))?;
                let count = usize::try_from(inflate.total_out() - written).unwrap_or(usize::MAX);
                if count > 0 || status == Status::StreamEnd {
                    return Ok(count);
                }
                if is_end {
                    return Err(io::Error::new(
                        io::ErrorKind::UnexpectedEof,
                        "expected more of the member, found the end",
                    ));
                }
            },
        }
    }
}

fn damaged(expected: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("expected {expected}, found damage"))
}

/// The checksum that stands behind a member, with or without a signature.
fn descriptor(input: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    input.read_exact(&mut bytes)?;
    if bytes == DESCRIPTOR {
        input.read_exact(&mut bytes)?;
    }
    Ok(u32::from_le_bytes(bytes))
}
