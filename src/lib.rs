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
//! | any of them, with other limits or without constraints | [`Options`] |
//! | a whole download: folders, lists of files, the registry's zip | the module `bulk` |
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
//! | `bulk` | the module `bulk`: whole downloads, read in parallel |
//! | `schema` | the module `schema`: JSON Schema of what is written |
//! | `parquet` | nothing of the library: Parquet from the example `bulk` |
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
#[cfg(feature = "bulk")]
pub mod bulk;
mod check;
pub mod criteria;
mod diagnostic;
mod drift;
mod error;
mod files;
mod format;
mod options;
pub mod page;
mod parsed;
mod places;
mod reading;
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
    files::{FileError, Files, files},
    format::Format,
    options::{MAX_RECORD, Options},
    parsed::{FacilityContact, PageExtras, Parsed, RelatedTrial, Unplaced},
    reading::{detect, parse, parse_bytes, parse_lossy},
    records::{Cause, Record, RecordError, Records, parse_many},
    source::{Position, Source, Span},
    study::Study,
};

/// The example of the README is compiled and run with the others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
