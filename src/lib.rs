//! Reads clinical-trial registry records as people hold them into one typed, lossless [`Study`], and writes JSON.
//!
//! A record is text of a trial page, JSON of the registry's API v2, or its legacy XML; [`parse`] tells which. All three
//! become the same study.
//!
//! # Which function?
//!
//! | what you have | what reads it |
//! | --- | --- |
//! | one record, in any form | [`parse`] |
//! | bytes that may not be UTF-8 | [`parse_lossy`] |
//! | one study a line, pages of search results, lists | [`parse_many`] |
//! | JSON, of which the study alone is wanted | [`api::study`] |
//!
//! # How it works
//!
//! How a line of a page becomes a field of JSON:
//!
//! 1. [`source`](Source): the text, its lines, byte [`Span`]s, and line and column on demand.
//! 2. [`page::outline`]: each line with its role (heading, sentence, label, value, text), by the words of a
//!    [`page::Layout`], which is a table. Nothing is dropped and nothing can fail.
//! 3. `page::lower`: one function per registry module moves the outline's text into the study's typed fields, notes
//!    where each stood, and leaves what it does not understand. The grammars of single values are in `value`.
//! 4. [`study`]: the owned, typed study, in the registry's words. Each field is written once, beside its JSON name.
//! 5. [`criteria`]: the eligibility text as a tree of groups and items, with their numeric constraints.
//! 6. [`Parsed`]: the study and what there is to say beside it, [`Diagnostic`]s and [`Unplaced`] text; it serializes
//!    to JSON in the shape of the registry's API v2.
//!
//! [`api`] reads the registry's JSON by the same list of fields and writes it as it was; what has no field is in
//! [`Study::others`]. `xml` has step 3 of its own: one function per group of elements.
//!
//! [`Study::check`] says what is odd about a study that could be read.
//!
//! ```
//! let page = "\
//! Tea for Thirst
//!
//! NCT ID: NCT99900001
//!
//! Basic Information
//!
//! Recruitment Status
//!
//! RECRUITING
//! ";
//! let parsed = ctgov::parse(page)?;
//! assert_eq!(parsed.study.title(), Some("Tea for Thirst"));
//! assert_eq!(parsed.study.status().unwrap().as_str(), "RECRUITING");
//!
//! let span = parsed.span_of("protocolSection.statusModule.overallStatus").unwrap();
//! assert_eq!(&page[span.range()], "RECRUITING");
//! # Ok::<(), ctgov::Error>(())
//! ```
//!
//! # Features
//!
//! | feature | what it brings |
//! | --- | --- |
//! | `xml` (default) | the module `xml`: legacy XML |
//! | `schema` | the module `schema`: JSON Schema of what is written |
//!
//! # Questions of design
//!
//! **What is an error?** Only text that is no study record: [`Error`]. Whatever is odd about a record is a
//! [`Diagnostic`] beside the study; [`Parsed::strict`] turns the first one that matters into an error.
//!
//! **What happens to text that is not understood?** It is in [`Parsed::unplaced`], with its place; members of JSON are
//! in [`Study::others`], and are written again. A value that does not have its type's form keeps its text:
//! [`study::MaybeTyped`], [`study::OtherCode`].
//!
//! **Why is `conditions` one long entry?** A trial page joins several by a space, and nothing tells where one ends.
//! The line is kept whole, and a diagnostic says so. The library does not guess.
//!
//! **What is a span?** A byte range of the text that was given, always; text that was changed (line breaks, shared
//! indentation) points at what it was made from.

pub mod api;
mod check;
pub mod criteria;
mod diagnostic;
mod drift;
mod error;
mod format;
pub mod page;
mod parsed;
mod places;
mod records;
#[cfg(feature = "schema")]
pub mod schema;
mod source;
pub mod study;
mod utf8;
mod value;
#[cfg(feature = "xml")]
pub mod xml;

pub use self::{
    diagnostic::{Code, Diagnostic, FieldPath, Severity},
    drift::{Drift, DriftEntry},
    error::{Error, ValueError},
    format::Format,
    parsed::{FacilityContact, PageExtras, Parsed, RelatedTrial, Unplaced},
    records::{Cause, MAX_RECORD, Record, RecordError, Records, parse_many},
    source::{Position, Source, Span},
    study::Study,
};

/// Reads a record in whatever form it is.
///
/// ```
/// let parsed = ctgov::parse("Tea for Thirst\n\nNCT ID: NCT99900001\n")?;
/// assert_eq!(parsed.study.nct_id().unwrap().to_string(), "NCT99900001");
/// # Ok::<(), ctgov::Error>(())
/// ```
///
/// # Errors
///
/// Where the text is no study record: see [`Error`].
pub fn parse(input: &str) -> Result<Parsed, Error> {
    match format::leading_format(input) {
        Some(Format::Api) => api::parse(input),
        #[cfg(feature = "xml")]
        Some(Format::Xml) => xml::parse(input),
        Some(format) => Err(Error::Unsupported { format }),
        None => page::parse(input),
    }
}

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
        Err(error) => Err(utf8::error(bytes, error.valid_up_to())),
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
    if utf8::is_utf16(bytes) {
        return Err(utf8::error(bytes, 0));
    }
    let decoded = utf8::Decoded::new(bytes);
    let mut parsed = parse(decoded.text())?;
    parsed.note_decoded(&decoded, first);
    Ok(parsed)
}

/// Tells the form of a record, or `None` where the text is no record.
///
/// ```
/// use ctgov::{Format, detect};
///
/// assert_eq!(detect("Tea for Thirst\n\nNCT ID: NCT99900001\n"), Some(Format::Page));
/// assert_eq!(detect(r#"{"protocolSection": {}}"#), Some(Format::Api));
/// assert_eq!(detect("<clinical_study/>"), Some(Format::Xml));
/// assert_eq!(detect("a shopping list"), None);
/// ```
#[must_use]
pub fn detect(input: &str) -> Option<Format> {
    format::leading_format(input).or_else(|| page::is_page(input).then_some(Format::Page))
}

/// The example of the README is compiled and run with the others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
