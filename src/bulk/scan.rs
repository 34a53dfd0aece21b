//! The members of a zip as they come, for one without a directory: cut off, or read from a pipe.
//!
//! Each member stands behind a header of its own. Behind what is damaged the next header is looked for.

use std::{
    io::{self, BufRead, BufReader, Read},
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
    is_done: bool,
}

impl Scan {
    pub(super) fn new(input: Input) -> Self {
        Self { input: Arc::new(Mutex::new(BufReader::new(input))), is_done: false }
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

    /// The next header of a member, or nothing where the directory begins.
    fn header(&self) -> io::Result<Option<Header>> {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        if !find_header(&mut *input)? {
            return Ok(None);
        }
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
        let body = if is_stored { Body::Stored { left } } else { Body::Deflated(Decompress::new(false)) };
        let claimed = (!header.has_descriptor).then_some(header.crc);
        Ok(Box::new(Content { input: self.input.clone(), body, crc: Crc::new(), claimed, is_done: false }))
    }
}

/// Goes behind the next signature of a member; `false` where that of the directory comes first.
fn find_header(input: &mut impl BufRead) -> io::Result<bool> {
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
    is_done: bool,
}

enum Body {
    Stored { left: u64 },
    Deflated(Decompress),
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_done || buffer.is_empty() {
            return Ok(0);
        }
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        let count = self.body.read(&mut *input, buffer)?;
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
    fn read(&mut self, input: &mut impl BufRead, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stored { left } => {
                let count = input.take(*left).read(buffer)?;
                if count == 0 && *left > 0 {
                    return Err(io::Error::new(
                        io::ErrorKind::UnexpectedEof,
                        "expected more of the member, found the end",
                    ));
                }
                *left -= count as u64;
                Ok(count)
            }
            Self::Deflated(inflate) => loop {
                let bytes = input.fill_buf()?;
                let is_end = bytes.is_empty();
                let (read, written) = (inflate.total_in(), inflate.total_out());
                let status = inflate.decompress(bytes, buffer, FlushDecompress::None).map_err(io::Error::from)?;
                input.consume(usize::try_from(inflate.total_in() - read).unwrap_or(usize::MAX));
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

/// The checksum that stands behind a member, with or without a signature.
fn descriptor(input: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    input.read_exact(&mut bytes)?;
    if bytes == DESCRIPTOR {
        input.read_exact(&mut bytes)?;
    }
    Ok(u32::from_le_bytes(bytes))
}
