//! What the library promises of any input, by kind of input, in one place: `tests/hazards.rs` asks it of files and of harm that
//! it makes up, the fuzz targets of whatever they come upon.
//!
//! Each function panics where a promise is broken. It takes bytes; what is not UTF-8 is read as the library reads it.

use std::fmt::{Debug, Display};

use ctgov::{
    Parsed, Source, Study,
    criteria::Item,
    study::{
        Age, DateTimeMinutes, MaybeTyped, NctId, OverallStatus, PartialDate, Phase, ReportedValue, TimeFrame, Timing,
    },
};
use serde_json::Value;

use super::{
    assert_all_kept, criteria::assert_covered, json::assert_study_written_as_read, placed, written::assert_carried,
};

/// What is asked of an input.
pub type Promise = fn(&[u8]);

/// Each promise by the name of its fuzz target.
pub const ALL: &[(&str, Promise)] = &[
    ("criteria", criteria),
    ("json", json),
    ("page", page),
    ("records", records),
    ("values", values),
    ("write", write),
    #[cfg(feature = "xml")]
    ("xml", xml),
];

/// Text of a page: nothing is lost, each value has its place, and the records of a text are the whole text.
pub fn page(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(parsed) = ctgov::page::parse(&text) else {
        assert_eq!(ctgov::page::outline(&text).layout(), None, "an error although a layout fits");
        return;
    };
    assert_all_kept(&text, &parsed, "a page");
    placed(&parsed, "a page");
    assert_sound(&text, &parsed);
    let mut end = 0;
    for span in ctgov::page::split(&text) {
        assert_eq!(span.start, end, "a record begins where the one before it ends");
        assert!(text.get(span.range()).is_some_and(|record| !record.is_empty()), "{span:?} is no text");
        end = span.end;
    }
    assert_eq!(end, text.len(), "the records are the whole text");
}

/// JSON: written as it was read; an error where it is no JSON.
pub fn json(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed = ctgov::api::parse(&text);
    let Ok(expected) = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) else {
        assert!(parsed.is_err(), "a study although this is no JSON");
        assert!(serde_json::from_str::<Study>(&text).is_err(), "a study although this is no JSON");
        return;
    };
    let study = assert_study_written_as_read(text.trim_start_matches('\u{feff}'), &expected, "JSON");
    let Ok(parsed) = parsed else { return };
    assert_eq!(parsed.study, study, "a record reads as the study alone");
    assert_eq!(serde_json::to_value(&parsed).unwrap()["study"], expected, "the envelope has the study as it was");
    assert_sound(&text, &parsed);
}

/// Legacy XML: each word between tags and of an attribute is at the place of a field, or unplaced.
#[cfg(feature = "xml")]
pub fn xml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(parsed) = ctgov::xml::parse(&text) else { return };
    super::xml::assert_all_kept(&text, &parsed, "XML");
    assert_sound(&text, &parsed);
}

/// Criteria text: each character that is not white space stands in one heading, one item or one unplaced piece, and each
/// constraint stands in its item.
pub fn criteria(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let criteria = ctgov::criteria::parse(&text);
    assert_covered(&text, &criteria);
    for (_, depth, item) in criteria.items() {
        assert!(depth < 32, "an item stands {depth} deep");
        assert_constraints(&text, item);
    }
    for diagnostic in &criteria.diagnostics {
        let span = diagnostic.span.unwrap_or_else(|| panic!("no place for {diagnostic}"));
        assert!(text.get(span.range()).is_some(), "{span:?} of {diagnostic} is no slice of the text");
    }
}

fn assert_constraints(text: &str, item: &Item) {
    for constraint in &item.constraints {
        let span = constraint.span;
        assert!(text.get(span.range()).is_some_and(|said| !said.is_empty()), "{span:?} of a constraint is no text");
        assert!(item.span.start <= span.start && span.end <= item.span.end, "{span:?} is outside of {:?}", item.span);
        for bound in [&constraint.lower, &constraint.upper].into_iter().flatten() {
            assert!(bound.value.as_f64().is_none_or(f64::is_finite), "{bound:?} is no number");
        }
        // A number in other units is a number still.
        let canonical = constraint.to_canonical();
        let bounds = canonical.iter().flat_map(|constraint| [&constraint.lower, &constraint.upper]).flatten();
        bounds.for_each(|bound| assert!(bound.value.as_f64().is_none_or(f64::is_finite), "{bound:?} is no number"));
    }
}

/// Text of single values: what types prints as something that types the same, and what does not keeps its text.
pub fn values(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    assert_reads_back::<PartialDate>(&text);
    assert_reads_back::<Age>(&text);
    assert_reads_back::<NctId>(&text);
    assert_reads_back::<DateTimeMinutes>(&text);
    assert_eq!(OverallStatus::from(&*text).to_string(), text);
    assert_eq!(Phase::from(&*text).to_string(), text);
    if let Some(timing) = TimeFrame::from(&*text).timing() {
        let printed = match timing {
            Timing::UpTo(age) => format!("Up to {age}"),
            Timing::Length(age) => age.to_string(),
            Timing::At(age) => format!("{} {}", age.unit.as_str(), age.count),
            _ => return,
        };
        assert_eq!(TimeFrame::from(printed).timing(), Some(timing), "{text:?}");
    }
    if let Some(quantity) = ReportedValue::from(&*text).quantity() {
        assert!(quantity.value.is_finite() && quantity.in_parentheses.is_none_or(f64::is_finite), "{text:?}");
        let printed = ReportedValue::from(quantity.value.to_string()).quantity();
        assert_eq!(printed.map(|printed| printed.value), Some(quantity.value), "{text:?}");
    }
}

fn assert_reads_back<T>(text: &str)
where
    T: std::str::FromStr<Err: Debug> + Display + Debug + PartialEq,
    MaybeTyped<T>: Kept,
{
    let read = text.parse::<T>();
    assert_eq!(MaybeTyped::<T>::kept(text), read.is_err().then(|| text.to_owned()), "{text:?} is kept or typed");
    if let Ok(value) = read {
        let printed = value.to_string();
        assert_eq!(printed.parse::<T>().unwrap_or_else(|error| panic!("{printed:?}: {error:?}")), value, "{text:?}");
    }
}

/// What a value that does not type keeps.
pub trait Kept {
    fn kept(text: &str) -> Option<String>;
}

macro_rules! kept {
    ($($value:ty),*) => {
        $(impl Kept for MaybeTyped<$value> {
            fn kept(text: &str) -> Option<String> {
                Self::read(text).text().map(str::to_owned)
            }
        })*
    };
}

kept!(PartialDate, Age, NctId, DateTimeMinutes);

/// A file of any bytes: records in the order of the input, each with the text that stands at its place; and the bytes as one
/// record, good or bad.
pub fn records(bytes: &[u8]) {
    let mut end = 0;
    for (index, record) in ctgov::parse_many(bytes).enumerate() {
        assert!(index <= bytes.len(), "more records than bytes");
        let (number, offset, line) = match &record {
            Ok(record) => (record.number, record.offset, record.line),
            Err(error) => (error.number, error.offset, error.line),
        };
        let at = usize::try_from(offset).unwrap();
        assert_eq!(number, index as u64 + 1);
        let before = bytes.get(..at).unwrap_or_else(|| panic!("a record at {at} of {} bytes", bytes.len()));
        assert_eq!(line, 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64);
        assert!(at >= end, "a record at {at} begins in the one before it, which ends at {end}");
        if let Ok(record) = &record {
            assert!(bytes[at..].starts_with(record.text.as_bytes()), "the text of a record is that at its place");
            assert_sound(&record.text, &record.parsed);
            end = at + record.text.len();
        }
    }
    let Ok(parsed) = ctgov::parse_lossy(bytes) else { return };
    let spans = parsed.spans().map(|(_, span)| span);
    let spans = spans.chain(parsed.unplaced.iter().map(|unplaced| unplaced.span));
    for span in spans.chain(parsed.diagnostics.iter().filter_map(|diagnostic| diagnostic.span)) {
        assert!(bytes.get(span.range()).is_some(), "{span:?} is no slice of the bytes");
    }
    assert_eq!(ctgov::parse_bytes(bytes).is_ok(), std::str::from_utf8(bytes).is_ok(), "UTF-8 is read, and no other");
}

/// A study of any values: written in JSON as it is, and as a page in each layout that can be written, which is read again as the
/// study.
///
/// Each line is a path, `=` and a value: JSON, or else the text as it stands with `\n` for its line breaks.
pub fn write(bytes: &[u8]) {
    let json = study_of_lines(&String::from_utf8_lossy(bytes));
    let text = json.to_string();
    let study = assert_study_written_as_read(&text, &json, "a study");
    for &layout in ctgov::page::Layout::ALL {
        match ctgov::page::write(&study, layout) {
            Ok(page) => _ = assert_carried(&study, &page, layout.name()),
            Err(error) => assert_ne!(layout, ctgov::page::Layout::Spaced, "{error}"),
        }
    }
}

/// The longest list that a path of [`write`] leads into.
const ENTRIES: usize = 8;

fn study_of_lines(lines: &str) -> Value {
    let mut study = Value::Object(serde_json::Map::new());
    for (path, value) in lines.lines().filter_map(|line| line.split_once('=')) {
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value.replace("\\n", "\n")));
        put(&mut study, path, value);
    }
    study
}

/// Puts a value where a path leads, through objects and lists that are made on the way.
fn put(mut at: &mut Value, path: &str, value: Value) {
    for step in path.split(['.', '[']).take(16) {
        at = match step.strip_suffix(']') {
            Some(index) => {
                let index = index.parse::<usize>().unwrap_or_default().min(ENTRIES - 1);
                if !at.is_array() {
                    *at = Value::Array(Vec::new());
                }
                let entries = at.as_array_mut().unwrap();
                entries.resize(entries.len().max(index + 1), Value::Null);
                &mut entries[index]
            }
            None => {
                if !at.is_object() {
                    *at = Value::Object(serde_json::Map::new());
                }
                at.as_object_mut().unwrap().entry(step).or_insert(Value::Null)
            }
        };
    }
    *at = value;
}

/// What holds for a record of any form: each place is a slice of its text, and the criteria are whole.
fn assert_sound(text: &str, parsed: &Parsed) {
    for (path, span) in parsed.spans() {
        assert!(text.get(span.range()).is_some(), "{span:?} of {path} is no slice of the text");
    }
    for unplaced in &parsed.unplaced {
        assert_eq!(text.get(unplaced.span.range()), Some(&*unplaced.text), "unplaced text is that at its place");
    }
    let placed = parsed.diagnostics.iter().filter_map(|diagnostic| Some((diagnostic, diagnostic.span?)));
    let positions = Source::new(text).positions(placed.clone().map(|(_, span)| span.start)).collect::<Vec<_>>();
    for ((diagnostic, span), position) in placed.zip(positions) {
        assert!(text.get(span.range()).is_some(), "{span:?} of {diagnostic} is no slice of the text");
        assert_eq!(diagnostic.position, Some(position), "{diagnostic}");
    }
    let criteria = parsed.study.eligibility.eligibility_criteria.as_deref().unwrap_or_default();
    assert_covered(criteria, &parsed.criteria);
    for (_, _, item) in parsed.criteria.items() {
        if let Some(span) = parsed.criteria_span(item.span) {
            assert!(text.get(span.range()).is_some(), "{span:?} of an item is no slice of the text");
        }
    }
}
