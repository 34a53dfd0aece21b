//! Records as bytes.

use crate::{
    Error, Parsed,
    diagnostic::{Code, Diagnostic},
    parse,
    source::{Source, Span},
};

/// Reads a record from bytes, which must be UTF-8.
///
/// ```
/// assert!(ctgov::parse_bytes(b"Tea for Thirst\n\nNCT ID: NCT99900001\n").is_ok());
/// let error = ctgov::parse_bytes(b"Tea for Thirst\n\nNCT\xa0ID: NCT99900001\n").unwrap_err();
/// assert_eq!(error.to_string(), "3:4: expected UTF-8 text, found the byte 0xa0 at byte 19");
/// ```
///
/// # Errors
///
/// [`Error::NotUtf8`] with the place of the first bad byte, and all that [`parse`] has.
pub fn parse_bytes(bytes: &[u8]) -> Result<Parsed, Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => parse(text),
        Err(error) => Err(not_utf8(bytes, error.valid_up_to())),
    }
}

/// Reads a record from bytes; where they are not UTF-8 each bad sequence is read as `�`, and a diagnostic says how
/// many there are and where the first one is.
///
/// All spans are of the bytes as given.
///
/// ```
/// let bytes = b"Tea \xe9t\xe9\n\nNCT ID: NCT99900001\n";
/// let parsed = ctgov::parse_lossy(bytes)?;
/// assert_eq!(parsed.study.title(), Some("Tea �t�"));
/// assert_eq!(parsed.diagnostics[0].to_string(), "warning[invalid-utf8] 1:5: expected UTF-8 text, found 2 bad sequences");
/// let span = parsed.span_of("protocolSection.identificationModule.nctId").unwrap();
/// assert_eq!(&bytes[span.range()], b"NCT99900001");
/// # Ok::<(), ctgov::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::NotUtf8`] for UTF-16, which a byte order mark tells, and all that [`parse`] has.
pub fn parse_lossy(bytes: &[u8]) -> Result<Parsed, Error> {
    let Err(first) = std::str::from_utf8(bytes) else { return parse_bytes(bytes) };
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(not_utf8(bytes, 0));
    }
    let (text, replaced) = decode(bytes);
    let mut parsed = parse(&text)?;
    parsed.move_spans(|span| Span::new(original(&replaced, span.start), original(&replaced, span.end)));
    let found = match replaced.len() {
        1 => "a bad sequence".to_owned(),
        count => format!("{count} bad sequences"),
    };
    let start = first.valid_up_to();
    let mut diagnostic = Diagnostic::new(Code::InvalidUtf8, "UTF-8 text", found)
        .span(Span::new(start, start + first.error_len().unwrap_or(1)));
    diagnostic.position = Some(Source::new(&text).position(start));
    parsed.diagnostics.insert(0, diagnostic);
    Ok(parsed)
}

fn not_utf8(bytes: &[u8], offset: usize) -> Error {
    let valid = bytes.get(..offset).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default();
    let found = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "the byte order mark of UTF-16".to_owned(),
        _ => bytes.get(offset).map_or_else(|| "the end".to_owned(), |byte| format!("the byte {byte:#04x}")),
    };
    Error::NotUtf8 { position: Source::new(valid).position(offset), offset, found }
}

/// A place where the decoded text has `�`: where that ends in the text, and where the bytes go on.
struct Replaced {
    text_end: usize,
    bytes_end: usize,
}

fn decode(bytes: &[u8]) -> (String, Vec<Replaced>) {
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
    (text, replaced)
}

/// The offset in the bytes of an offset in the decoded text. Within `�` it is where the bad sequence ends.
fn original(replaced: &[Replaced], offset: usize) -> usize {
    let before = replaced.partition_point(|place| place.text_end <= offset);
    let (text_end, bytes_end) = before
        .checked_sub(1)
        .and_then(|last| replaced.get(last))
        .map_or((0, 0), |last| (last.text_end, last.bytes_end));
    bytes_end + offset - text_end
}
