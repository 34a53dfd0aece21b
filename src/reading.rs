//! Reading a record in whatever form it is: the form is told by how the text begins.

#[cfg(feature = "xml")]
use crate::xml;
use crate::{
    api,
    error::Error,
    format::{self, Format},
    options::Options,
    page,
    parsed::Parsed,
    utf8,
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
    Options::default().parse(input)
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
    Options::default().parse_bytes(bytes)
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
    Options::default().parse_lossy(bytes)
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

impl Options {
    /// Reads a record in whatever form it is: [`parse`] with these options.
    ///
    /// ```
    /// assert!(ctgov::Options::default().parse("Tea for Thirst\n\nNCT ID: NCT99900001\n").is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Limit`], and all that [`parse`] has.
    pub fn parse(&self, input: &str) -> Result<Parsed, Error> {
        match format::leading_format(input) {
            Some(Format::Api) => api::parse_with(input, self),
            #[cfg(feature = "xml")]
            Some(Format::Xml) => xml::parse_with(input, self),
            Some(format) => Err(Error::Unsupported { format }),
            None => page::parse_with(input, self),
        }
    }

    /// Reads a record from bytes, which must be UTF-8: [`parse_bytes`] with these options.
    ///
    /// ```
    /// assert!(ctgov::Options::default().parse_bytes(b"Tea for Thirst\n\nNCT ID: NCT99900001\n").is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Limit`], and all that [`parse_bytes`] has.
    pub fn parse_bytes(&self, bytes: &[u8]) -> Result<Parsed, Error> {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.parse(text),
            Err(error) => Err(utf8::error(bytes, error.valid_up_to())),
        }
    }

    /// Reads a record from bytes that may not be UTF-8: [`parse_lossy`] with these options.
    ///
    /// ```
    /// assert!(ctgov::Options::default().parse_lossy(b"Tea \xe9t\xe9\n\nNCT ID: NCT99900001\n").is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Limit`], and all that [`parse_lossy`] has.
    pub fn parse_lossy(&self, bytes: &[u8]) -> Result<Parsed, Error> {
        let Err(first) = std::str::from_utf8(bytes) else { return self.parse_bytes(bytes) };
        if utf8::is_utf16(bytes) {
            return Err(utf8::error(bytes, 0));
        }
        let decoded = utf8::Decoded::new(bytes);
        let mut parsed = self.parse(decoded.text())?;
        parsed.note_decoded(&decoded, first);
        Ok(parsed)
    }
}
