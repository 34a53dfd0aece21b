//! What a reading may cost, and what of it is wanted.

use crate::{
    diagnostic::{Code, Diagnostic},
    error::Error,
    parsed::{Parsed, Reading},
    source::{Position, Source},
};

/// Limits of a reading, and what is left out of it.
///
/// The functions that take no options, [`parse`](crate::parse) and the others, read with the defaults, which no record of the
/// registry comes near. What passes a limit is an [`Error::Limit`], and with more diagnostics than wanted the last one says so:
/// nothing is cut in silence.
///
/// | limit | of | as a rule | passing it |
/// | --- | --- | --- | --- |
/// | [`max_input`](Self::max_input) | bytes of a record | 64 MiB | an error |
/// | [`max_line`](Self::max_line) | bytes of a line of a page | 16 MiB | an error |
/// | [`max_nesting`](Self::max_nesting) | levels of JSON or XML | 128, of XML 64 | an error |
/// | [`max_items`](Self::max_items) | paragraphs or items of the criteria | 1,000,000 | an error |
/// | [`max_diagnostics`](Self::max_diagnostics) | diagnostics | 500,000 | the diagnostic `more-diagnostics` |
///
/// Lists of criteria within each other go on at level 32, with the diagnostic `deep-list`; a tag of XML has at most 8 KiB.
///
/// ```
/// use ctgov::Options;
///
/// let options = Options::default().max_input(4096).max_diagnostics(20).constraints(false);
/// let parsed = options.parse("Tea for Thirst\n\nNCT ID: NCT99900001\n")?;
/// assert_eq!(parsed.study.title(), Some("Tea for Thirst"));
///
/// let error = Options::default().max_input(20).parse("Tea for Thirst\n\nNCT ID: NCT99900001\n").unwrap_err();
/// assert_eq!(error.to_string(), "1:1: expected at most 20 bytes, found 36");
/// # Ok::<(), ctgov::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    max_input: usize,
    max_line: usize,
    max_nesting: usize,
    max_items: usize,
    max_diagnostics: usize,
    constraints: bool,
}

/// The length of the longest record that is read as a rule, in bytes: [`Options::max_input`]. The registry's largest, with the
/// results of hundreds of groups, has some 15 MB.
///
/// ```
/// assert_eq!(ctgov::MAX_RECORD, 67_108_864);
/// ```
pub const MAX_RECORD: usize = 64 << 20;
/// The deepest JSON that `serde_json` reads.
const DEEPEST: usize = 128;

impl Default for Options {
    fn default() -> Self {
        Self {
            max_input: MAX_RECORD,
            max_line: 16 << 20,
            max_nesting: DEEPEST,
            max_items: 1_000_000,
            max_diagnostics: 500_000,
            constraints: true,
        }
    }
}

impl Options {
    /// Sets how long a record may be, in bytes; in an input of many each of them.
    ///
    /// ```
    /// let records = "{\"protocolSection\": {}}\n{\"protocolSection\": {\"conditionsModule\": {}}}\n";
    /// let mut records = ctgov::Options::default().max_input(30).parse_many(records.as_bytes());
    /// assert!(records.next().unwrap().is_ok());
    /// let error = records.next().unwrap().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "record 2 at line 2 (byte 24): expected a record of at most 30 bytes, found a longer one"
    /// );
    /// ```
    #[must_use]
    pub fn max_input(self, bytes: usize) -> Self {
        Self { max_input: bytes, ..self }
    }

    /// Sets how long a line of a page may be, in bytes. A record of JSON may be one line, and is not asked.
    ///
    /// ```
    /// let page = "Tea for Thirst\n\nNCT ID: NCT99900001\n";
    /// let error = ctgov::Options::default().max_line(16).parse(page).unwrap_err();
    /// assert_eq!(error.to_string(), "3:1: expected at most 16 bytes in a line, found 19");
    /// ```
    #[must_use]
    pub fn max_line(self, bytes: usize) -> Self {
        Self { max_line: bytes, ..self }
    }

    /// Sets how deep objects and lists of JSON, and elements of XML, may stand within each other. More than the 128 levels of JSON
    /// or 64 of XML are never read; the registry's own have less than 20.
    ///
    /// ```
    /// let json = r#"{"protocolSection": {"conditionsModule": {"conditions": ["Thirst"]}}}"#;
    /// assert!(ctgov::Options::default().max_nesting(4).parse(json).is_ok());
    /// let error = ctgov::Options::default().max_nesting(3).parse(json).unwrap_err();
    /// assert_eq!(error.to_string(), "1:57: expected at most 3 levels, found a deeper one");
    /// ```
    #[must_use]
    pub fn max_nesting(self, levels: usize) -> Self {
        Self { max_nesting: levels, ..self }
    }

    /// Sets how many paragraphs the criteria may have, and how many items.
    ///
    /// ```
    /// let json = r#"{"protocolSection": {"eligibilityModule": {"eligibilityCriteria": "* Thirst\n* Hunger\n* Doubt"}}}"#;
    /// let error = ctgov::Options::default().max_items(2).parse(json).unwrap_err();
    /// assert_eq!(error.to_string(), "1:68: expected at most 2 items of criteria, found 3");
    /// ```
    #[must_use]
    pub fn max_items(self, items: usize) -> Self {
        Self { max_items: items, ..self }
    }

    /// Sets how many diagnostics are kept, the first in the order of the text. Where there are more, one behind them says how many
    /// there were: a warning, so that [`Parsed::strict`] does not pass.
    ///
    /// ```
    /// let page = "Tea\n\nNCT ID: NCT9990\n\nLast Updated: someday\n\nBasic Information\n\nRecruitment Status\n";
    /// let parsed = ctgov::Options::default().max_diagnostics(1).parse(page)?;
    /// assert_eq!(parsed.diagnostics.len(), 2);
    /// assert_eq!(parsed.diagnostics[1].to_string(), "warning[more-diagnostics] 5:15: expected at most 1 diagnostics, found 4");
    /// # Ok::<(), ctgov::Error>(())
    /// ```
    #[must_use]
    pub fn max_diagnostics(self, diagnostics: usize) -> Self {
        Self { max_diagnostics: diagnostics, ..self }
    }

    /// Sets whether the items of the criteria are read for numbers; they are as a rule. The tree is the same without.
    ///
    /// ```
    /// let json = r#"{"protocolSection": {"eligibilityModule": {"eligibilityCriteria": "* Age over 18"}}}"#;
    /// let parsed = ctgov::Options::default().constraints(false).parse(json)?;
    /// assert_eq!(parsed.criteria.groups[0].items[0].constraints, []);
    /// # Ok::<(), ctgov::Error>(())
    /// ```
    #[must_use]
    pub fn constraints(self, wanted: bool) -> Self {
        Self { constraints: wanted, ..self }
    }

    /// How long a record may be.
    pub(crate) fn longest(&self) -> usize {
        self.max_input
    }

    /// How deep elements of XML may stand within each other, where no more than `most` are read.
    #[cfg(feature = "xml")]
    pub(crate) fn levels(&self, most: usize) -> usize {
        self.max_nesting.min(most)
    }

    /// Reads the criteria of the study, gives each diagnostic its line and column, and keeps as many of them as are wanted.
    pub(crate) fn finish(&self, reading: Reading<'_>) -> Result<Parsed, Error> {
        let mut parsed = reading.finish(self.max_items, self.constraints)?;
        self.limit_diagnostics(&mut parsed);
        Ok(parsed)
    }

    fn limit_diagnostics(&self, parsed: &mut Parsed) {
        let count = parsed.diagnostics.len();
        let Some(first_left) = parsed.diagnostics.get(self.max_diagnostics) else { return };
        let mut said = Diagnostic::new(
            Code::MoreDiagnostics,
            format!("at most {} diagnostics", self.max_diagnostics),
            count.to_string(),
        );
        (said.span, said.position) = (first_left.span, first_left.position);
        parsed.diagnostics.truncate(self.max_diagnostics);
        parsed.diagnostics.push(said);
        parsed.criteria.diagnostics.truncate(self.max_diagnostics);
    }

    /// Refuses a record that is too long.
    pub(crate) fn check_length(&self, input: &str) -> Result<(), Error> {
        if input.len() <= self.max_input {
            return Ok(());
        }
        let position = Position { line: 1, column: 1 };
        Err(Error::Limit { position, limit: self.max_input, of: "bytes", found: input.len().to_string() })
    }

    /// Refuses a page with a line that is too long.
    pub(crate) fn check_lines(&self, text: &str) -> Result<(), Error> {
        // Most pages are shorter than one line may be.
        if text.len() <= self.max_line {
            return Ok(());
        }
        let Some(line) = Source::line_spans(text).into_iter().find(|line| line.range().len() > self.max_line) else {
            return Ok(());
        };
        let position = Source::new(text).position(line.start);
        let found = line.range().len().to_string();
        Err(Error::Limit { position, limit: self.max_line, of: "bytes in a line", found })
    }

    /// Refuses JSON in which something stands deeper than it may, where that is less than `serde_json` allows.
    pub(crate) fn check_nesting(&self, json: &str) -> Result<(), Error> {
        if self.max_nesting >= DEEPEST {
            return Ok(());
        }
        let bytes = json.as_bytes();
        let (mut depth, mut at) = (0_usize, 0);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'"' => at = end_of_text(bytes, at),
                _ => {}
            }
            if depth > self.max_nesting {
                let position = Source::new(json).position(at);
                let found = "a deeper one".to_owned();
                return Err(Error::Limit { position, limit: self.max_nesting, of: "levels", found });
            }
            at += 1;
        }
        Ok(())
    }
}

/// Where a text of JSON ends that begins with the quotation mark at `start`: at its other one, or behind the input.
fn end_of_text(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        if bytes.get(at + found) == Some(&b'"') {
            return at + found;
        }
        at += found + 2;
    }
    bytes.len()
}
