//! Why there is no study, or no value, at all.

use crate::{format::Format, source::Position};

/// Why a text gives no study.
///
/// Only "this is no study record" is an error; everything that is odd about a record is a
/// [`Diagnostic`](crate::Diagnostic) beside the study.
///
/// ```
/// let error = ctgov::parse("Shopping list:\n- tea\n").unwrap_err();
/// assert_eq!(error.to_string(), "1:1: expected a trial record, found text in no known layout: \"Shopping list:\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing but white space.
    #[error("1:1: expected a trial record, found no text")]
    Empty,
    /// No layout fits the text.
    #[error("{position}: expected a trial record, found text in no known layout: {found:?}")]
    NoRecord {
        /// Where the text begins.
        position: Position,
        /// How it begins.
        found: String,
    },
    /// The text is not JSON, or JSON of something else.
    #[error("{position}: {path}{}expected {expected}, found {found}", if .path.is_empty() { "" } else { ": " })]
    Json {
        /// Where it breaks.
        position: Position,
        /// The value that was being read: `protocolSection.designModule.phases[1]`. Empty outside any.
        path: String,
        /// What was expected.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// The JSON holds several studies, or a page of search results: [`parse_many`](crate::parse_many) reads them.
    #[error("1:1: expected one study, found {found}; parse_many reads the studies one by one")]
    SeveralStudies {
        /// What holds them.
        found: &'static str,
    },
    /// The text is not XML, or XML of something else, or made to do harm.
    #[error("{position}: expected {expected}, found {found}")]
    Xml {
        /// Where.
        position: Position,
        /// What was expected.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// The text is a record in a form that this build of the library does not read.
    #[error("1:1: expected page text or API v2 JSON, found {}, which this build does not read", .format.name())]
    Unsupported {
        /// The form.
        format: Format,
    },
    /// A limit of [`Options`](crate::Options) is passed.
    #[error("{position}: expected at most {limit} {of}, found {found}")]
    Limit {
        /// Where; of a limit to the record as a whole where it begins.
        position: Position,
        /// The limit.
        limit: usize,
        /// What it is a limit of: `bytes`, `bytes in a line`, `levels`, `items of criteria`.
        of: &'static str,
        /// How many there are.
        found: String,
    },
    /// The bytes are not UTF-8.
    #[error("{position}: expected UTF-8 text, found {found} at byte {offset}")]
    NotUtf8 {
        /// Line and column of the first bad byte.
        position: Position,
        /// Its offset.
        offset: usize,
        /// What stands there: the byte, or the encoding that the first bytes tell of.
        found: String,
    },
}

/// Why a text is no value of a type.
///
/// ```
/// let error = "Spring 2020".parse::<ctgov::study::PartialDate>().unwrap_err();
/// assert_eq!(error.to_string(), "expected a date such as 2020-01-05, 2020-01 or January 5, 2020, found \"Spring 2020\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found {found:?}")]
pub struct ValueError {
    expected: &'static str,
    found: String,
}

impl ValueError {
    pub(crate) fn new(expected: &'static str, found: &str) -> Self {
        Self { expected, found: crate::diagnostic::excerpt(found).into_owned() }
    }
}
