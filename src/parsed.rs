//! [`Parsed`]: what a reader gives: the study, and everything there is to say beside it.

use std::{borrow::Cow, collections::BTreeSet, str::Utf8Error, sync::OnceLock};

use serde::Serialize;

use crate::{
    criteria::{self, Criteria},
    diagnostic::{self, Code, Diagnostic, FieldPath, Severity},
    error::Error,
    format::Format,
    places::{self, Piece, Wanted},
    source::{Source, Span},
    study::{Contact, MaybeTyped, NctId, OverallStatus, Phase, Study},
    utf8::Decoded,
};

/// A record as read: the study, and what there is to say beside it.
///
/// It serializes to the JSON envelope of [`to_json`](Self::to_json).
///
/// ```
/// use ctgov::Severity;
///
/// let parsed = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?;
/// assert_eq!(parsed.study.arms().len(), 2);
/// assert_eq!(parsed.criteria.groups.len(), 2);
/// assert!(parsed.unplaced.is_empty());
/// assert!(parsed.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Note));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Parsed {
    /// The form of the record.
    pub format: Format,
    /// The study.
    pub study: Study,
    /// What a page says that the registry's model has no place for; `None` for other forms.
    pub page: Option<PageExtras>,
    /// The eligibility criteria.
    pub criteria: Criteria,
    /// What there is to say, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that has no place in the study, in order.
    pub unplaced: Vec<Unplaced>,
    places: Places,
}

/// Where the values of the study stand in the record's text.
#[derive(Clone, Debug)]
pub(crate) enum Places {
    /// Noted while reading.
    Noted {
        fields: Vec<(FieldPath, Span)>,
        /// The pieces that the eligibility criteria were put together from.
        criteria: Vec<Piece>,
    },
    /// Looked up in the text when asked for: see [`places`].
    InJson {
        json: Box<str>,
        /// The pieces of the eligibility criteria, when they have been asked for.
        criteria: OnceLock<Vec<Piece>>,
    },
}

impl Places {
    fn fields(&self) -> Cow<'_, [(FieldPath, Span)]> {
        match self {
            Self::Noted { fields, .. } => Cow::Borrowed(fields),
            Self::InJson { json, .. } => {
                let found = places::find(json, &Wanted::Leaves);
                Cow::Owned(found.into_iter().map(|found| (FieldPath::spelt(found.path), found.span)).collect())
            }
        }
    }

    fn criteria(&self) -> &[Piece] {
        match self {
            Self::Noted { criteria, .. } => criteria,
            Self::InJson { json, criteria } => criteria.get_or_init(|| {
                let string = places::find_one(json, ELIGIBILITY_CRITERIA).map(|found| found.span);
                let pieces = string.and_then(|span| Some(places::pieces_of_json(json.get(span.range())?, span.start)));
                pieces.unwrap_or_default()
            }),
        }
    }
}

const ELIGIBILITY_CRITERIA: &str = "protocolSection.eligibilityModule.eligibilityCriteria";

/// What a page says that the registry's model has no place for.
///
/// ```
/// let parsed = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?;
/// assert_eq!(parsed.page.unwrap().countries, ["Ireland", "Denmark"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PageExtras {
    /// The countries that the page lists beside the sites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Other studies that the page points to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_trials: Vec<RelatedTrial>,
    /// Contacts of sites, where the page does not say of which of several sites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facility_contacts: Vec<FacilityContact>,
    /// The page's words for the rank of the contacts of the one site, in order: `primary`, `backup`. The contacts
    /// themselves are in the site's [`Location`](crate::study::Location).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_ranks: Vec<String>,
}

/// Another study that a page points to.
///
/// ```
/// let parsed = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?;
/// let related = &parsed.page.unwrap().related_trials[0];
/// assert_eq!(related.title.as_deref(), Some("Dune Grass Tea for Sleep"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RelatedTrial {
    /// Its registry number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nct_id: Option<MaybeTyped<NctId>>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its recruitment status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<OverallStatus>,
    /// Its phases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
}

/// A contact of one of a study's sites.
///
/// ```
/// let parsed = ctgov::parse(&std::fs::read_to_string("examples/sample.txt")?)?;
/// let of_some_site = &parsed.page.unwrap().facility_contacts[0];
/// assert_eq!(of_some_site.contact.name.as_deref(), Some("Ole Strandby"));
/// assert_eq!(of_some_site.rank.as_deref(), Some("primary"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FacilityContact {
    /// The contact.
    #[serde(flatten)]
    pub contact: Contact,
    /// The word that the page has for its rank: `primary`, `backup`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<String>,
}

impl FacilityContact {
    pub(crate) fn new(contact: Contact, rank: Option<String>) -> Self {
        Self { contact, rank }
    }
}

/// Text that has no place in the study.
///
/// ```
/// let page = "A menu\n\nTea for Thirst\n\nNCT ID: NCT99900001\n";
/// let unplaced = &ctgov::parse(page)?.unplaced[0];
/// assert_eq!(unplaced.text, "A menu");
/// assert_eq!(&page[unplaced.span.range()], "A menu");
/// # Ok::<(), ctgov::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unplaced {
    /// Where it stands.
    pub span: Span,
    /// The text, from its first line to its last, as the record has it.
    pub text: String,
}

impl Unplaced {
    pub(crate) fn new(span: Span, text: &str) -> Self {
        Self { span, text: text.to_owned() }
    }
}

/// What a reader hands over to become a [`Parsed`].
pub(crate) struct Reading<'a> {
    pub(crate) format: Format,
    pub(crate) source: Source<'a>,
    pub(crate) study: Study,
    pub(crate) page: Option<PageExtras>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) unplaced: Vec<Unplaced>,
    pub(crate) places: Places,
}

impl Reading<'_> {
    /// Reads the criteria of the study, and gives each diagnostic its line and column.
    pub(crate) fn finish(mut self, max_items: usize, constraints: bool) -> Result<Parsed, Error> {
        let text = self.study.eligibility.eligibility_criteria.as_deref();
        let criteria = text.map(|text| criteria::parse_within(text, max_items, constraints)).transpose();
        let criteria = criteria.map_err(|count| {
            let start = places::original(self.places.criteria(), Span::new(0, 1)).map_or(0, |span| span.start);
            let position = self.source.position(start);
            Error::Limit { position, limit: max_items, of: "items of criteria", found: count.to_string() }
        })?;
        for diagnostic in criteria.iter().flat_map(|criteria| &criteria.diagnostics) {
            // The place in the text is looked up only where there is something to say.
            let span = diagnostic.span.and_then(|span| places::original(self.places.criteria(), span));
            let field = FieldPath::new(ELIGIBILITY_CRITERIA);
            self.diagnostics.push(Diagnostic { span, ..diagnostic.clone() }.field(field));
        }
        diagnostic::locate(&mut self.diagnostics, self.source);
        Ok(Parsed {
            format: self.format,
            study: self.study,
            page: self.page,
            criteria: criteria.unwrap_or_default(),
            diagnostics: self.diagnostics,
            unplaced: self.unplaced,
            places: self.places,
        })
    }
}

impl Parsed {
    /// Returns the study if there is nothing to look at, and the first diagnostic that is more than a note if there
    /// is one. Being strict is the caller's choice; the reading is the same.
    ///
    /// A member of JSON that the model does not know is a warning, so that a member that the registry adds makes every
    /// record that has it fail here. Where that is too much, filter [`warnings`](Self::warnings) by their code.
    ///
    /// ```
    /// let page = "Tea for Thirst\n\nNCT ID: NCT9990\n\nLast Updated: 2025-06-01\n";
    /// let diagnostic = ctgov::parse(&format!("{page}\nStudy Results\n\nResults pending\n"))?.strict().unwrap_err();
    /// assert_eq!(
    ///     diagnostic.to_string(),
    ///     "warning[invalid-value] 3:9 protocolSection.identificationModule.nctId: \
    ///      expected a registry number such as NCT00000102, found \"NCT9990\""
    /// );
    /// # Ok::<(), ctgov::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first diagnostic of severity [`Warning`](Severity::Warning).
    #[expect(clippy::result_large_err, reason = "the study beside it is larger")]
    pub fn strict(self) -> Result<Study, Diagnostic> {
        match self.diagnostics.into_iter().find(|diagnostic| diagnostic.severity >= Severity::Warning) {
            Some(diagnostic) => Err(diagnostic),
            None => Ok(self.study),
        }
    }

    /// Returns where the value of a field stands in the text, for a leaf of the study's JSON:
    /// `protocolSection.statusModule.overallStatus`, `protocolSection.designModule.phases[0]`, `page.countries[0]`.
    ///
    /// ```
    /// let page = "Tea for Thirst\n\nNCT ID: NCT99900001\n\nLast Updated: 2025-06-01\n";
    /// let parsed = ctgov::parse(page)?;
    /// let span = parsed.span_of("protocolSection.identificationModule.briefTitle").unwrap();
    /// assert_eq!(&page[span.range()], "Tea for Thirst");
    /// assert_eq!(parsed.span_of("protocolSection.identificationModule.acronym"), None);
    /// # Ok::<(), ctgov::Error>(())
    /// ```
    ///
    /// For a list it is the place of its first value: `protocolSection.designModule.phases` is where the first phase
    /// stands.
    ///
    /// Positions in paths are those of the record's own JSON, for a record that was JSON. What is worked out from other
    /// elements of legacy XML, `interventionNames` and the roles of contacts, has no place.
    ///
    /// For JSON each call walks the text: for many fields collect [`spans`](Self::spans) once.
    #[must_use]
    pub fn span_of(&self, field: &str) -> Option<Span> {
        let spans = match &self.places {
            Places::Noted { fields, .. } => fields,
            Places::InJson { json, .. } => {
                let first = format!("{field}[0]");
                let found = places::find(json, &Wanted::Paths(BTreeSet::from([&*first, field])));
                let found = found.into_iter().filter(|found| !found.is_replaced);
                return found.max_by_key(|found| found.path.len()).map(|found| found.span);
            }
        };
        let place = |&(_, span): &(FieldPath, Span)| span;
        let is_entry =
            |path: &FieldPath| path.to_string().strip_prefix(field).is_some_and(|rest| rest.starts_with('['));
        let leaf = spans.iter().find(|(path, _)| path.is(field)).map(place);
        leaf.or_else(|| spans.iter().find(|(path, _)| is_entry(path)).map(place))
    }

    /// Returns the diagnostics that are more than notes.
    ///
    /// ```
    /// let parsed = ctgov::parse("A menu\n\nTea for Thirst\n\nNCT ID: NCT99900001\n")?;
    /// let codes: Vec<_> = parsed.warnings().map(|diagnostic| diagnostic.code.as_str()).collect();
    /// assert_eq!(codes, ["unplaced-text"]);
    /// # Ok::<(), ctgov::Error>(())
    /// ```
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning)
    }

    /// Returns where in the text a piece of the criteria stands: the spans of [`criteria`](Self::criteria) are of the
    /// study's `eligibilityCriteria`, whose lines have lost the indentation and the line breaks of the text around them.
    ///
    /// ```
    /// let page = "TITLE:\r\nTea\r\n\r\nELIGIBILITY:\r\nCriteria:\r\n    - Drinks tea\r\n    - Is thirsty\r\n";
    /// let parsed = ctgov::parse(page)?;
    /// let item = &parsed.criteria.groups[0].items[1];
    /// let span = parsed.criteria_span(item.span).unwrap();
    /// assert_eq!(&page[span.range()], "- Is thirsty");
    /// # Ok::<(), ctgov::Error>(())
    /// ```
    /// `None` for a span that is empty or no part of the criteria, and for criteria that have no place. In JSON it is the text
    /// between the quotation marks, escapes and all:
    ///
    /// ```
    /// let json = r#"{"protocolSection": {"eligibilityModule": {"eligibilityCriteria": "* Age \\> 18"}}}"#;
    /// let parsed = ctgov::parse(json)?;
    /// let item = &parsed.criteria.groups[0].items[0];
    /// assert_eq!(item.text, "Age > 18");
    /// let span = parsed.criteria_span(item.span).unwrap();
    /// assert_eq!(&json[span.range()], r"* Age \\> 18");
    /// # Ok::<(), ctgov::Error>(())
    /// ```
    #[must_use]
    pub fn criteria_span(&self, span: Span) -> Option<Span> {
        let criteria = self.study.eligibility.eligibility_criteria.as_deref()?;
        criteria.get(span.range())?;
        places::original(self.places.criteria(), span)
    }

    /// Returns every field with the place of its value, in the order in which they were read. A field that the record
    /// states twice, as a page does with an intervention's description, has a span for each.
    ///
    /// ```
    /// let parsed = ctgov::parse("Tea for Thirst\n\nNCT ID: NCT99900001\n")?;
    /// let fields: Vec<_> = parsed.spans().map(|(path, span)| format!("{path} {}", span.start)).collect();
    /// assert_eq!(
    ///     fields,
    ///     ["protocolSection.identificationModule.briefTitle 0", "protocolSection.identificationModule.nctId 24"]
    /// );
    /// # Ok::<(), ctgov::Error>(())
    /// ```
    pub fn spans(&self) -> impl Iterator<Item = (FieldPath, Span)> {
        self.places.fields().into_owned().into_iter()
    }

    /// Returns the record as one line of JSON: the envelope with `format`, `study`, `page`, `criteria`,
    /// `diagnostics` and `unplaced`.
    ///
    /// `Parsed` is `Serialize` too, for other writers; [`with_spans`](Self::with_spans) adds the fields' places.
    ///
    /// ```
    /// let parsed = ctgov::parse("Tea for Thirst\n\nNCT ID: NCT99900001\n")?;
    /// let json: serde_json::Value = serde_json::from_str(&parsed.to_json()?)?;
    /// assert_eq!(json["format"], "page");
    /// assert_eq!(json["study"]["protocolSection"]["identificationModule"]["nctId"], "NCT99900001");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// None of the values here fails to serialize; the error is `serde_json`'s.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// Returns a view of the record that serializes with one member more: `spans`, from each field's path to the byte
    /// range of its value.
    ///
    /// ```
    /// let parsed = ctgov::parse("Tea for Thirst\n\nNCT ID: NCT99900001\n")?;
    /// let json = serde_json::to_value(parsed.with_spans())?;
    /// assert_eq!(json["spans"]["protocolSection.identificationModule.nctId"], serde_json::json!([24, 35]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_spans(&self) -> impl Serialize + '_ {
        Envelope { spans: Some(FieldSpans(self.places.fields())), ..Envelope::of(self) }
    }

    /// Makes every span one of the bytes that the text was decoded from, and says that it was.
    pub(crate) fn note_decoded(&mut self, decoded: &Decoded, first: Utf8Error) {
        let diagnostics = self.diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.span.as_mut());
        let unplaced = self.unplaced.iter_mut().map(|unplaced| &mut unplaced.span);
        let (mut fields, criteria) = (self.places.fields().into_owned(), self.places.criteria().to_vec());
        let spans = fields.iter_mut().map(|(_, span)| span);
        diagnostics.chain(unplaced).chain(spans).for_each(|span| *span = decoded.original(*span));
        let criteria = decoded.original_pieces(&criteria);
        self.places = Places::Noted { fields, criteria };

        let found = match decoded.bad_sequences() {
            1 => "a bad sequence".to_owned(),
            count => format!("{count} bad sequences"),
        };
        // What stands before the first bad byte is the same in the text and in the bytes.
        let start = first.valid_up_to();
        let span = Span::new(start, start + first.error_len().unwrap_or(1));
        let mut diagnostic = Diagnostic::new(Code::InvalidUtf8, "UTF-8 text", found).span(span);
        diagnostic.position = Some(Source::new(decoded.text()).position(start));
        self.diagnostics.insert(0, diagnostic);
    }
}

/// The JSON that is promised, in its order.
#[derive(Serialize)]
struct Envelope<'a> {
    format: Format,
    study: &'a Study,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a PageExtras>,
    criteria: &'a Criteria,
    diagnostics: &'a [Diagnostic],
    unplaced: &'a [Unplaced],
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<FieldSpans<'a>>,
}

impl<'a> Envelope<'a> {
    fn of(parsed: &'a Parsed) -> Self {
        Self {
            format: parsed.format,
            study: &parsed.study,
            page: parsed.page.as_ref(),
            criteria: &parsed.criteria,
            diagnostics: &parsed.diagnostics,
            unplaced: &parsed.unplaced,
            spans: None,
        }
    }
}

impl Serialize for Parsed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Envelope::of(self).serialize(serializer)
    }
}

/// Fields and their places as one object; of a field stated twice the first place.
struct FieldSpans<'a>(Cow<'a, [(FieldPath, Span)]>);

impl Serialize for FieldSpans<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seen = BTreeSet::new();
        let named = self.0.iter().map(|(path, span)| (path.to_string(), span));
        let first: Vec<_> = named.filter(|(path, _)| seen.insert(path.clone())).collect();
        serializer.collect_map(first)
    }
}
