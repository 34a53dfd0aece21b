//! JSON of the registry's API v2, to [`Study`] and back.
//!
//! ```text
//! &str --> serde: one pass, each record by its own list of members --> Study
//!                    |
//!                    +--> others: what the model has no field for, kept by its record
//!                    +--> findings: a path, what was expected and found; their places are looked up afterwards
//! ```
//!
//! Writing is the other way round: a [`Study`] is `Serialize`, and what is in [`Study::others`] stands again where it
//! stood, so that a record is written as it was read.
//!
//! ```
//! let json = r#"{"protocolSection":{"designModule":{"phases":["PHASE2","PHASE9"],"mood":null}},"hasResults":false}"#;
//! let parsed = ctgov::api::parse(json)?;
//! assert_eq!(serde_json::to_string(&parsed.study)?, json);
//!
//! assert_eq!(
//!     parsed.diagnostics[1].to_string(),
//!     "warning[unknown-code] 1:57 protocolSection.designModule.phases[1]: \
//!      expected a code of the registry's list, found \"PHASE9\""
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

use serde_json::error::Category;

use crate::{
    diagnostic::{Code, Diagnostic, FieldPath, quoted},
    error::Error,
    format::Format,
    options::Options,
    parsed::{Parsed, Places, Reading, Unplaced},
    places::{self, Wanted},
    source::{Source, Span},
    study::{
        Study,
        member::{Finding, Findings},
    },
};

/// Reads a study from the registry's JSON.
///
/// Members that the model does not know, and values that are not of their field's type, are kept in
/// [`Study::others`]; a diagnostic says where they stand.
///
/// ```
/// let json = r#"{"protocolSection":{"identificationModule":{"nctId":"NCT99900001","briefTitle":"Tea for Thirst"}}}"#;
/// let parsed = ctgov::api::parse(json)?;
/// assert_eq!(parsed.study.title(), Some("Tea for Thirst"));
/// let span = parsed.span_of("protocolSection.identificationModule.briefTitle").unwrap();
/// assert_eq!(&json[span.range()], "Tea for Thirst");
/// # Ok::<(), ctgov::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Json`] where the text is no JSON, with the place and the path of the value that breaks, and where it is no
/// object with a section of a study; [`Error::SeveralStudies`] where it is a page of
/// search results, a list or several objects, which [`parse_many`](crate::parse_many) reads;
/// [`Error::Empty`] where there is nothing.
pub fn parse(json: &str) -> Result<Parsed, Error> {
    parse_with(json, &Options::default())
}

/// [`parse`] within limits.
pub(crate) fn parse_with(json: &str, options: &Options) -> Result<Parsed, Error> {
    options.check_length(json)?;
    options.check_nesting(json)?;
    let (study, said) = read(json)?;
    let mut reading = Reading {
        format: Format::Api,
        source: Source::new(json),
        study,
        page: None,
        diagnostics: Vec::new(),
        unplaced: Vec::new(),
        places: Places::InJson { json: json.into(), criteria: OnceLock::new() },
    };
    report(&mut reading, json, &said);
    if reading.study.identification.nct_id.is_none() {
        let missing = Diagnostic::new(Code::MissingNctId, "a registry number", "none");
        reading.diagnostics.push(missing.field(FieldPath::new("protocolSection.identificationModule.nctId")));
    }
    options.finish(reading)
}

/// Reads a study from the registry's JSON, and nothing beside it: no criteria, places and diagnostics.
///
/// It is the quicker way for many records, and the same study; with [`serde_json::from_str`] it is the same too, but for
/// the errors.
///
/// ```
/// let json = r#"{"protocolSection":{"designModule":{"phases":["PHASE2"]}}}"#;
/// assert_eq!(ctgov::api::study(json)?, ctgov::api::parse(json)?.study);
/// let error = ctgov::api::study(r#"{"protocolSection":{"designModule":{"phases":["PHASE2"}}}"#).unwrap_err();
/// assert_eq!(error.to_string(), "1:55: protocolSection.designModule.phases: expected `,` or `]`, found '}'");
/// # Ok::<(), ctgov::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`parse`].
pub fn study(json: &str) -> Result<Study, Error> {
    read(json).map(|(study, _)| study)
}

fn read(json: &str) -> Result<(Study, BTreeMap<String, Vec<Finding>>), Error> {
    let text = json.trim_start_matches('\u{feff}');
    let start = json.len() - text.len();
    if text.trim_start().is_empty() {
        return Err(Error::Empty);
    }
    let findings = RefCell::new(Findings::default());
    let mut input = serde_json::Deserializer::from_str(text);
    let study = Study::read(&mut input, &findings);
    let findings = findings.into_inner();
    let broken = |error: &serde_json::Error| broken(json, start, error, findings.broken_at.as_deref());
    let study = study.map_err(|error| broken(&error))?;
    if let Err(error) = input.end() {
        let behind = text.get(offset_of(text, &error)..).unwrap_or_default();
        let is_next = behind.starts_with('{');
        return Err(if is_next { Error::SeveralStudies { found: "several objects" } } else { broken(&error) });
    }
    if !study.has_section() {
        return Err(no_study(json, &study));
    }
    Ok((study, findings.said))
}

/// Gives each finding its place.
fn report(reading: &mut Reading<'_>, json: &str, said: &BTreeMap<String, Vec<Finding>>) {
    if said.is_empty() {
        return;
    }
    let found = places::find(json, &Wanted::Paths(said.keys().map(|path| &**path).collect()));
    let (replaced, found): (Vec<_>, Vec<_>) = found.into_iter().partition(|place| place.is_replaced);
    for place in replaced {
        reading.unplaced.push(Unplaced::new(place.span, Source::new(json).get(place.span).unwrap_or_default()));
    }
    let places: HashMap<&str, Span> = found.iter().map(|place| (&*place.path, place.span)).collect();
    for (path, finding) in said.iter().flat_map(|(path, findings)| findings.iter().map(move |finding| (path, finding)))
    {
        let mut diagnostic = Diagnostic::new(finding.code, finding.expected, finding.found.clone());
        diagnostic = diagnostic.field(FieldPath::spelt(&**path));
        if let Some(span) = places.get(&**path) {
            diagnostic = diagnostic.span(*span);
        }
        reading.diagnostics.push(diagnostic);
    }
}

/// Why a text is no JSON.
fn broken(json: &str, start: usize, error: &serde_json::Error, path: Option<&str>) -> Error {
    let text = json.get(start..).unwrap_or_default();
    let offset = offset_of(text, error);
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    let here = match text.get(offset..).and_then(|rest| rest.chars().next()) {
        Some(c) => format!("{c:?}"),
        None => "the end of the text".to_owned(),
    };
    let (expected, found) = match (error.classify(), message.strip_prefix("expected ")) {
        (Category::Eof, _) => (message.replace("EOF while parsing", "the end of"), "the end of the text".to_owned()),
        (_, Some("value")) => ("a value".to_owned(), here),
        (_, Some("ident")) => ("true, false or null".to_owned(), here),
        (_, Some(expected)) => (expected.to_owned(), here),
        (_, None) => ("valid JSON".to_owned(), message.to_owned()),
    };
    Error::Json {
        position: Source::new(json).position(start + offset),
        path: path.unwrap_or_default().to_owned(),
        expected,
        found,
    }
}

/// The byte that an error of `serde_json` is about, which has line and column in bytes.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    let line = std::iter::once(0).chain(lines).nth(error.line().saturating_sub(1)).unwrap_or(text.len());
    let mut offset = (line + error.column().saturating_sub(1)).min(text.len());
    if error.is_eof() {
        offset = text.len();
    }
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Why JSON is no study.
fn no_study(json: &str, study: &Study) -> Error {
    let text = json.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    match study.other.whole() {
        Some(serde_json::Value::Array(list)) if list.iter().all(serde_json::Value::is_object) => {
            Error::SeveralStudies { found: "a list" }
        }
        None if study.other.has_member("studies") => Error::SeveralStudies { found: "a page of search results" },
        _ => Error::Json {
            position: Source::new(json).position(json.len() - text.len()),
            path: String::new(),
            expected: "an object with a section of a study, such as protocolSection".to_owned(),
            found: quoted(text),
        },
    }
}
