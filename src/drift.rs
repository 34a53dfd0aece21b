//! [`Drift`]: where the records of today have left the model of this build, counted over any number of them.
//!
//! What has no field is in [`Study::others`](crate::Study::others) and is written again; but the same place holds explicit
//! `null`s and empty lists, which are nothing new. The reader's diagnostics tell them apart, and they alone know of codes,
//! which are in the fields. So the report is made of diagnostics, and takes from the study only what a message cuts.

use std::{cell::OnceCell, collections::BTreeMap, fmt};

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

use crate::{
    diagnostic::{Code, Diagnostic, quoted},
    format::Format,
    parsed::Parsed,
    study::NctId,
};

/// What records have and the model has not: unknown members, unknown codes, and values of another type, by their path.
///
/// A path is that of the study's JSON without positions in lists: `locations[].mood`. An explicit `null` or empty list is
/// no drift. Values of another type are counted for JSON only: the text of a
/// page is often in another form, and says nothing about the registry. An unknown member is counted as a whole,
/// whatever is in it.
///
/// `Display` gives a table for people. In JSON:
///
/// ```
/// let mut drift = ctgov::Drift::default();
/// let json = r#"{"protocolSection": {
///     "identificationModule": {"nctId": "NCT99900001"},
///     "designModule": {"phases": ["PHASE2", "PHASE9"], "targetDuration": null},
///     "contactsLocationsModule": {"locations": [{"mood": "calm", "zip": 10117}, {"mood": "windy", "contacts": []}]}
/// }}"#;
/// drift.add(&ctgov::parse(json)?);
/// assert_eq!(
///     serde_json::to_value(&drift)?,
///     serde_json::json!({
///         "records": 1,
///         "entries": [
///             {
///                 "code": "unknown-member",
///                 "path": "protocolSection.contactsLocationsModule.locations[].mood",
///                 "expected": "a member of the registry's model", "found": "\"calm\"",
///                 "occurrences": 2, "records": 1, "first": "NCT99900001"
///             },
///             {
///                 "code": "unknown-code",
///                 "path": "protocolSection.designModule.phases[]",
///                 "expected": "a code of the registry's list", "found": "PHASE9",
///                 "occurrences": 1, "records": 1, "first": "NCT99900001"
///             },
///             {
///                 "code": "invalid-value",
///                 "path": "protocolSection.contactsLocationsModule.locations[].zip",
///                 "expected": "text", "found": "10117",
///                 "occurrences": 1, "records": 1, "first": "NCT99900001"
///             }
///         ],
///         "leftOut": 0
///     })
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Entries stand in the order of members, codes and values, each by path. `first` is `null` where no record with it has a
/// registry number, `leftOut` is [`left_out`](Self::left_out), and the other members are those of [`DriftEntry`].
#[derive(Clone, Debug, Default)]
pub struct Drift {
    records: u64,
    members: Table,
    codes: Table,
    values: Table,
}

/// The different things of one kind.
#[derive(Clone, Debug, Default)]
struct Table {
    /// By path, and by what tells two things at one path apart.
    rows: BTreeMap<(String, String), Row>,
    left_out: u64,
}

#[derive(Clone, Debug)]
struct Row {
    expected: String,
    found: String,
    occurrences: u64,
    records: u64,
    first: Option<NctId>,
    /// The number of the last record that has it.
    last: u64,
}

/// Something that records have and the model has not: see [`Drift`].
///
/// ```
/// let mut drift = ctgov::Drift::default();
/// for mood in ["calm", "windy"] {
///     drift.add(&ctgov::parse(&format!(r#"{{"hasResults":false,"mood":"{mood}"}}"#))?);
/// }
/// let entry = drift.entries().next().unwrap();
/// assert_eq!((entry.code, entry.path, entry.found), (ctgov::Code::UnknownMember, "mood", "\"calm\""));
/// assert_eq!((entry.occurrences, entry.records, entry.first), (2, 2, None));
/// # Ok::<(), ctgov::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DriftEntry<'a> {
    /// [`UnknownMember`](Code::UnknownMember), [`UnknownCode`](Code::UnknownCode) or [`InvalidValue`](Code::InvalidValue).
    pub code: Code,
    /// Where it stands, without positions in lists.
    pub path: &'a str,
    /// What the model has there, as in a message.
    pub expected: &'a str,
    /// The code as the record has it; of members and values the first that was found, as in a message.
    pub found: &'a str,
    /// How often it was found.
    pub occurrences: u64,
    /// How many records have it.
    pub records: u64,
    /// The registry number of the first record that has it and a number.
    pub first: Option<NctId>,
}

impl Drift {
    /// How many different members a report counts, and as many codes and values each. What comes later is
    /// [left out](Self::left_out), so that no input fills the memory.
    pub const MAX_ENTRIES: usize = 1000;

    /// How many characters of a path or a code are kept; a longer one ends in `…`.
    pub const MAX_TEXT: usize = 400;

    /// Counts what a record has beside the model.
    pub fn add(&mut self, parsed: &Parsed) {
        self.records += 1;
        let number = parsed.study.nct_id();
        let json = OnceCell::new();
        for diagnostic in &parsed.diagnostics {
            let table = match diagnostic.code {
                Code::UnknownMember => &mut self.members,
                Code::UnknownCode => &mut self.codes,
                Code::InvalidValue if parsed.format == Format::Api => &mut self.values,
                _ => continue,
            };
            let Some(field) = &diagnostic.field else { continue };
            let field = field.to_string();
            let (part, found) = match diagnostic.code {
                Code::UnknownCode => {
                    let code = cut(&code_in_full(parsed, &field, diagnostic, &json));
                    (code.clone(), code)
                }
                Code::InvalidValue => (kind_of(&diagnostic.found).to_owned(), diagnostic.found.to_string()),
                _ => (String::new(), diagnostic.found.to_string()),
            };
            table.count((cut(&without_positions(&field)), part), &diagnostic.expected, found, self.records, number);
        }
    }

    /// Returns how many records were added.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Tells whether nothing was found: the model has a place for all that the records have.
    ///
    /// ```
    /// let mut drift = ctgov::Drift::default();
    /// drift.add(&ctgov::parse(r#"{"protocolSection":{"designModule":{"phases":["NA"],"bioSpec":null}}}"#)?);
    /// assert!(drift.is_empty());
    /// assert_eq!(drift.to_string(), "1 record\nnothing that the model does not have\n");
    /// # Ok::<(), ctgov::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        // What is left out comes after entries.
        self.entries().next().is_none()
    }

    /// Returns how many occurrences are in no entry, because there were [`MAX_ENTRIES`](Self::MAX_ENTRIES) already when
    /// they came.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.tables().iter().map(|(_, table)| table.left_out).sum()
    }

    /// Returns what was found: members, codes, values, each by path.
    pub fn entries(&self) -> impl Iterator<Item = DriftEntry<'_>> {
        self.tables().into_iter().flat_map(|(code, table)| table.entries(code))
    }

    fn tables(&self) -> [(Code, &Table); 3] {
        [(Code::UnknownMember, &self.members), (Code::UnknownCode, &self.codes), (Code::InvalidValue, &self.values)]
    }
}

impl Table {
    fn count(&mut self, key: (String, String), expected: &str, found: String, record: u64, number: Option<NctId>) {
        if let Some(row) = self.rows.get_mut(&key) {
            row.occurrences += 1;
            row.records += u64::from(row.last != record);
            row.last = record;
            row.first = row.first.or(number);
        } else if self.rows.len() < Drift::MAX_ENTRIES {
            let expected = expected.to_owned();
            self.rows.insert(key, Row { expected, found, occurrences: 1, records: 1, first: number, last: record });
        } else {
            self.left_out += 1;
        }
    }

    fn entries(&self, code: Code) -> impl Iterator<Item = DriftEntry<'_>> {
        self.rows.iter().map(move |((path, _), row)| DriftEntry {
            code,
            path,
            expected: &row.expected,
            found: &row.found,
            occurrences: row.occurrences,
            records: row.records,
            first: row.first,
        })
    }
}

/// An unknown code, of which a message has the first line only, cut and with escapes.
fn code_in_full(parsed: &Parsed, field: &str, diagnostic: &Diagnostic, json: &OnceCell<Value>) -> String {
    let found = &*diagnostic.found;
    let shown = found.strip_prefix('"').and_then(|found| found.strip_suffix('"')).unwrap_or(found);
    if !shown.ends_with('…') && !shown.contains('\\') {
        return shown.to_owned();
    }
    let json = json.get_or_init(|| {
        let value = |written: serde_json::Result<Value>| written.unwrap_or_default();
        let mut json = value(serde_json::to_value(&parsed.study));
        if let (Value::Object(members), Some(page)) = (&mut json, &parsed.page) {
            members.insert("page".to_owned(), value(serde_json::to_value(page)));
        }
        json
    });
    // The paths of codes are made of the model's names, which have neither points nor brackets.
    let mut steps = field.split(['.', '[']);
    let code = steps.try_fold(json, |value, step| match step.strip_suffix(']') {
        Some(index) => value.get(index.parse::<usize>().ok()?),
        None => value.get(step),
    });
    match code.and_then(Value::as_str) {
        // Another value where the record has the member twice, or the study has been changed since.
        Some(code) if quoted(code) == found => code.to_owned(),
        _ => shown.to_owned(),
    }
}

/// The type of a value that a message quotes.
fn kind_of(found: &str) -> &str {
    match found.as_bytes().first() {
        Some(b'"') => "text",
        Some(b'-' | b'0'..=b'9') => "a number",
        _ if found == "true" || found == "false" => "true or false",
        _ => found,
    }
}

/// `locations[12].mood` is `locations[].mood`; other brackets are of a member's name.
fn without_positions(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut parts = path.split('[');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        plain.push('[');
        plain.push_str(if rest.starts_with(']') { rest } else { part });
    }
    plain
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(Drift::MAX_TEXT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl Serialize for Drift {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("records", &self.records)?;
        map.serialize_entry("entries", &self.entries().collect::<Vec<_>>())?;
        map.serialize_entry("leftOut", &self.left_out())?;
        map.end()
    }
}

impl Serialize for DriftEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("code", self.code.as_str())?;
        map.serialize_entry("path", self.path)?;
        map.serialize_entry("expected", self.expected)?;
        map.serialize_entry("found", self.found)?;
        map.serialize_entry("occurrences", &self.occurrences)?;
        map.serialize_entry("records", &self.records)?;
        map.serialize_entry("first", &self.first.map(|number| number.to_string()))?;
        map.end()
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", counted(self.records, "record"))?;
        if self.is_empty() {
            return writeln!(f, "nothing that the model does not have");
        }
        for (code, table) in self.tables().iter().filter(|(_, table)| !table.rows.is_empty()) {
            let title = match code {
                Code::UnknownMember => "unknown members",
                Code::UnknownCode => "unknown codes",
                _ => "values of another type",
            };
            writeln!(f, "\n{title}: {}", table.rows.len())?;
            writeln!(f, "{:>11} {:>9}  {:<11}  path", "occurrences", "records", "first")?;
            for entry in table.entries(*code) {
                let first = entry.first.map_or_else(|| "-".to_owned(), |number| number.to_string());
                write!(f, "{:>11} {:>9}  {first:<11}  {}", entry.occurrences, entry.records, Shown(entry.path))?;
                match code {
                    Code::UnknownMember => writeln!(f, " = {}", entry.found)?,
                    Code::UnknownCode => writeln!(f, " = {:?}", entry.found)?,
                    _ => writeln!(f, ": expected {}, found {}", entry.expected, entry.found)?,
                }
            }
            if table.left_out > 0 {
                writeln!(f, "{:>11} more, of others than the first {}", table.left_out, Self::MAX_ENTRIES)?;
            }
        }
        Ok(())
    }
}

/// A path that keeps to its line, whatever names a record has.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.0.split_inclusive(char::is_control) {
            let plain = part.trim_end_matches(char::is_control);
            write!(f, "{plain}{}", part.get(plain.len()..).unwrap_or_default().escape_debug())?;
        }
        Ok(())
    }
}

fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
