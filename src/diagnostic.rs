//! What a reader has to say beside the study: a code, a place, and what was expected and found.

use std::{borrow::Cow, fmt};

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::source::{Position, Source, Span};

/// How much a diagnostic matters. A note is less than a warning.
///
/// ```
/// use ctgov::Severity;
/// assert!(Severity::Note < Severity::Warning);
/// assert_eq!(Severity::Warning.to_string(), "warning");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// Something to know: the text leaves a choice open, or a field is empty.
    Note,
    /// Something to look at: a part of the record could not be read, or reads oddly.
    Warning,
}

impl Severity {
    /// Returns the severity's name: `note` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Makes [`Code`] from its table, so that name, severity and meaning stand together.
macro_rules! diagnostic_codes {
    ($( $(#[$meta:meta])* $variant:ident = $name:literal, $severity:ident; )+) => {
        /// What kind of trouble a diagnostic tells of.
        ///
        /// ```
        /// use ctgov::{Code, Severity};
        ///
        /// assert_eq!(Code::EmptyField.as_str(), "empty-field");
        /// assert_eq!(Code::EmptyField.severity(), Severity::Warning);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $( $(#[$meta])* #[doc = concat!("\n\n`", $name, "`")] $variant, )+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$( Self::$variant, )+];

            /// Returns the code's name, as in JSON and in rendered lines.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $name, )+ }
            }

            /// Returns how much the code matters, as a rule: see [`Diagnostic::severity`].
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $( Self::$variant => Severity::$severity, )+ }
            }
        }
    };
}

diagnostic_codes! {
    /// A label or heading stands there, its value does not.
    EmptyField = "empty-field", Warning;
    /// More labels of a page stand there without their value than with it: the text is an extraction of the page that has lost
    /// them, and another one may have them. Each is an [`EmptyField`](Self::EmptyField) too.
    LossyExtraction = "lossy-extraction", Warning;
    /// A value stands there, its label does not; kept as unplaced.
    UnlabelledValue = "unlabelled-value", Warning;
    /// The record has no registry number.
    MissingNctId = "missing-nct-id", Warning;
    /// A section that every page has is not there, though sections before and behind it are: what it held may stand in
    /// the one before.
    MissingSection = "missing-section", Warning;
    /// A label stands inside a line of text, as where two lines became one.
    LabelInText = "label-in-text", Note;
    /// A section's fixed sentence stands there without the section's heading.
    MissingHeading = "missing-heading", Warning;
    /// A heading stands there without its section's fixed sentence.
    MissingSentence = "missing-sentence", Note;
    /// A section begins with a sentence in unknown words, kept as unplaced.
    UnknownSentence = "unknown-sentence", Note;
    /// A line inside a text reads as a section's heading and was not taken for one.
    HeadingInText = "heading-in-text", Note;
    /// A line inside a text may be the heading of a section that the layout does not know; it is kept in the text.
    PossibleSection = "possible-section", Note;
    /// The text has several records, of which the first is read; [`split`](crate::page::split) finds them all.
    SeveralRecords = "several-records", Warning;
    /// Another layout fits the text as well as the one that it was read in.
    AmbiguousLayout = "ambiguous-layout", Warning;
    /// A section that no layout knows, kept as unplaced.
    UnknownSection = "unknown-section", Warning;
    /// A section for the second time, kept as unplaced.
    DuplicateSection = "duplicate-section", Warning;
    /// A field for the second time, kept as unplaced.
    DuplicateField = "duplicate-field", Warning;
    /// Text that has no place in the study, kept as unplaced.
    UnplacedText = "unplaced-text", Warning;
    /// A value that does not have its field's form, kept as text or as unplaced.
    InvalidValue = "invalid-value", Warning;
    /// A code that the registry's list does not have, kept as it is.
    UnknownCode = "unknown-code", Warning;
    /// Several entries may stand on one line, which does not say where one ends.
    UndividedList = "undivided-list", Note;
    /// The class of a sponsor, which the page does not say whose it is.
    UntiedClass = "untied-class", Note;
    /// A date that is the last day of its month may stand for the month.
    MonthEndDate = "month-end-date", Note;
    /// `N/A` for a limit: the record has none.
    NoLimit = "no-limit", Note;
    /// A line of a site that can be split in more than one way.
    AmbiguousPlace = "ambiguous-place", Warning;
    /// Where a group, an intervention or its description ends cannot be told.
    AmbiguousExtent = "ambiguous-extent", Warning;
    /// A group has an intervention that the record's list of interventions does not have.
    UnlistedIntervention = "unlisted-intervention", Warning;
    /// A group's intervention is in the list more than once, word for word.
    AmbiguousIntervention = "ambiguous-intervention", Note;
    /// A text has lost its beginning; what is left of it is kept.
    LostBeginning = "lost-beginning", Note;
    /// Which of several sponsors leads the study cannot be told; all are kept as unplaced.
    AmbiguousSponsor = "ambiguous-sponsor", Warning;
    /// A table of results whose columns or rows cannot be told, kept as unplaced.
    AmbiguousTable = "ambiguous-table", Warning;
    /// A count in the rows of a table of results that is none of the row, passed over.
    IgnoredCount = "ignored-count", Note;
    /// Which site a contact belongs to cannot be told.
    UntiedContact = "untied-contact", Note;
    /// Lines about the responsible party can be read in more than one way.
    AmbiguousParty = "ambiguous-party", Warning;
    /// A list marker in the criteria without a text.
    EmptyItem = "empty-item", Note;
    /// A list of the criteria goes on with another number than the next.
    BrokenNumbering = "broken-numbering", Note;
    /// An item of the criteria can belong to more than one list, or is worded like a heading of the other side.
    AmbiguousItem = "ambiguous-item", Note;
    /// A list of the criteria is deeper than the tree goes; its items stand at the deepest level.
    DeepList = "deep-list", Warning;
    /// A number of the criteria can be read in two ways, as where a comma may set decimals or thousands apart: no constraint
    /// was made of it.
    AmbiguousNumber = "ambiguous-number", Warning;
    /// A unit in the criteria does not measure the quantity before it: no constraint was made of it.
    UnitMismatch = "unit-mismatch", Warning;
    /// A value in the criteria is one that the quantity cannot have: no constraint was made of it.
    ImplausibleValue = "implausible-value", Warning;
    /// A comparison in the criteria that could not be read: no constraint was made of it.
    UnreadComparison = "unread-comparison", Note;
    /// Bytes that are not UTF-8 were replaced.
    InvalidUtf8 = "invalid-utf8", Warning;
    /// Two dates of the study are in the wrong order.
    DateOrder = "date-order", Warning;
    /// The status and a date of the study contradict each other.
    StatusAgainstDate = "status-against-date", Warning;
    /// The number of participants is zero, or the registry's stand-in for an unknown one, or those of a withdrawn study.
    OddEnrollment = "odd-enrollment", Warning;
    /// A trial has arms but no interventions.
    ArmsWithoutInterventions = "arms-without-interventions", Warning;
    /// No arm of the study has an intervention that it lists.
    UnassignedIntervention = "unassigned-intervention", Warning;
    /// The lower limit of age lies above the upper one.
    AgeOrder = "age-order", Warning;
    /// The criteria state other limits of age than the study's minimum or maximum age.
    AgeAgainstCriteria = "age-against-criteria", Warning;
    /// Two statements about the study's design contradict each other.
    DesignConflict = "design-conflict", Warning;
    /// There were more diagnostics than were wanted: [`Options::max_diagnostics`](crate::Options::max_diagnostics).
    MoreDiagnostics = "more-diagnostics", Warning;
    /// JSON has a member that the registry's model does not; kept in [`Study::others`](crate::Study::others).
    UnknownMember = "unknown-member", Warning;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Where a field stands in the study's JSON: `protocolSection.statusModule.overallStatus`,
/// `protocolSection.contactsLocationsModule.locations[2].city`, or for what only a page has `page.countries[0]`.
///
/// List positions count from zero, as in JSON. A path displays as text.
///
/// ```
/// let parsed = ctgov::parse("Tea for Thirst\n\nNCT ID: NCT99900001\n")?;
/// let (path, _) = parsed.spans().next().unwrap();
/// assert_eq!(path.to_string(), "protocolSection.identificationModule.briefTitle");
/// # Ok::<(), ctgov::Error>(())
/// ```
#[derive(Clone)]
pub struct FieldPath(Spelling);

/// A page has a field's path as a template, and notes many; JSON and XML spell theirs.
#[derive(Clone)]
enum Spelling {
    Template {
        /// With `[]` for each list.
        template: &'static str,
        /// The positions, in order; as many as the template has `[]`.
        positions: [u32; 2],
    },
    Spelt(Box<str>),
}

impl FieldPath {
    pub(crate) const fn new(template: &'static str) -> Self {
        Self(Spelling::Template { template, positions: [0, 0] })
    }

    pub(crate) fn at(template: &'static str, positions: [usize; 2]) -> Self {
        let positions = positions.map(|position| u32::try_from(position).unwrap_or(u32::MAX));
        Self(Spelling::Template { template, positions })
    }

    pub(crate) fn spelt(path: impl Into<Box<str>>) -> Self {
        Self(Spelling::Spelt(path.into()))
    }

    /// Tells whether this is a path of a template, which has `[]` for each list.
    pub(crate) fn is_one_of(&self, template: &str) -> bool {
        matches!(&self.0, Spelling::Template { template: own, .. } if *own == template)
    }

    /// Tells whether this is the path that `text` spells, without spelling it.
    pub(crate) fn is(&self, mut text: &str) -> bool {
        let (template, positions) = match &self.0 {
            Spelling::Template { template, positions } => (template, positions),
            Spelling::Spelt(path) => return **path == *text,
        };
        let mut parts = template.split("[]");
        let mut positions = positions.iter();
        if !parts.next().is_some_and(|part| consume(&mut text, part)) {
            return false;
        }
        parts.all(|part| {
            let Some((position, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
                return false;
            };
            text = rest;
            position.parse() == Ok(positions.next().copied().unwrap_or_default()) && consume(&mut text, part)
        }) && text.is_empty()
    }
}

fn consume(text: &mut &str, part: &str) -> bool {
    text.strip_prefix(part).is_some_and(|rest| {
        *text = rest;
        true
    })
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (template, positions) = match &self.0 {
            Spelling::Template { template, positions } => (template, positions),
            Spelling::Spelt(path) => return f.write_str(path),
        };
        let mut positions = positions.iter();
        for (index, part) in template.split("[]").enumerate() {
            if index > 0 {
                write!(f, "[{}]", positions.next().copied().unwrap_or_default())?;
            }
            f.write_str(part)?;
        }
        Ok(())
    }
}

/// Two paths are one where they spell the same.
impl PartialEq for FieldPath {
    fn eq(&self, other: &Self) -> bool {
        match &other.0 {
            Spelling::Spelt(path) => self.is(path),
            Spelling::Template { .. } => self.is(&other.to_string()),
        }
    }
}

impl Eq for FieldPath {}

impl std::hash::Hash for FieldPath {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.to_string().hash(state);
    }
}

impl fmt::Debug for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One thing to say about a record: what was expected, what was found, and where.
///
/// `Display` gives one line: severity, code, place, field, message.
///
/// ```
/// let page = "Invented Tea Study\n\nNCT ID: NCT99900001\n\nLast Updated: someday\n";
/// let parsed = ctgov::parse(page)?;
/// assert_eq!(
///     parsed.diagnostics[0].to_string(),
///     "warning[invalid-value] 5:15 protocolSection.statusModule.lastUpdatePostDateStruct.date: \
///      expected a date such as 2020-01-05, found \"someday\""
/// );
/// # Ok::<(), ctgov::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The kind of trouble.
    pub code: Code,
    /// How much it matters: as much as its code, but for what a layout never has.
    pub severity: Severity,
    /// The field of the study's JSON that it is about, where it is about one.
    pub field: Option<FieldPath>,
    /// The place in the text, where there is one: a finding about the study as a whole has none.
    pub span: Option<Span>,
    /// Line and column of the span's start.
    pub position: Option<Position>,
    /// What was expected.
    pub expected: Cow<'static, str>,
    /// What was found, quoted text cut to a line's length.
    pub found: Cow<'static, str>,
}

impl Diagnostic {
    pub(crate) fn new(code: Code, expected: impl Into<Cow<'static, str>>, found: impl Into<Cow<'static, str>>) -> Self {
        let severity = code.severity();
        Self { code, severity, field: None, span: None, position: None, expected: expected.into(), found: found.into() }
    }

    pub(crate) fn field(self, field: FieldPath) -> Self {
        Self { field: Some(field), ..self }
    }

    pub(crate) fn span(self, span: Span) -> Self {
        Self { span: Some(span), ..self }
    }

    /// Returns the message: `expected …, found …`.
    #[must_use]
    pub fn message(&self) -> String {
        format!("expected {}, found {}", self.expected, self.found)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity.as_str(), self.code)?;
        if let Some(position) = self.position {
            write!(f, " {position}")?;
        }
        if let Some(field) = &self.field {
            write!(f, " {field}")?;
        }
        write!(f, ": expected {}, found {}", self.expected, self.found)
    }
}

impl std::error::Error for Diagnostic {}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code.as_str())?;
        map.serialize_entry("severity", self.severity.as_str())?;
        if let Some(field) = &self.field {
            map.serialize_entry("field", &field.to_string())?;
        }
        if let Some(span) = self.span {
            map.serialize_entry("span", &span)?;
        }
        if let Some(position) = self.position {
            map.serialize_entry("line", &position.line)?;
            map.serialize_entry("column", &position.column)?;
        }
        map.serialize_entry("message", &self.message())?;
        map.end()
    }
}

/// Puts diagnostics in the order of the text and gives each its line and column, in one walk over the text.
pub(crate) fn locate(diagnostics: &mut [Diagnostic], source: Source<'_>) {
    let place = |diagnostic: &Diagnostic| diagnostic.span.map_or(0, |span| span.start);
    diagnostics.sort_by_key(place);
    let offsets: Vec<_> = diagnostics.iter().map(place).collect();
    for (diagnostic, position) in diagnostics.iter_mut().zip(source.positions(offsets)) {
        diagnostic.position = diagnostic.span.map(|_| position);
    }
}

/// Longest quotation in a message, in characters.
const EXCERPT: usize = 60;

/// The first line of a text, cut to a length that fits a message.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    let end = memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len());
    let line = text.get(..end).unwrap_or_default();
    let cut = if line.len() > EXCERPT { line.char_indices().nth(EXCERPT) } else { None };
    match cut {
        Some((end, _)) => Cow::Owned(format!("{}…", line.get(..end).unwrap_or_default())),
        None if line.len() < text.len() => Cow::Owned(format!("{line}…")),
        None => Cow::Borrowed(line),
    }
}

/// A text as a message quotes it.
pub(crate) fn quoted(text: &str) -> String {
    let text = excerpt(text);
    // Most texts have nothing to escape, and a record may have a message a site.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\') {
        return ["\"", &text, "\""].concat();
    }
    format!("{text:?}")
}
