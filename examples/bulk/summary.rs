//! What a run comes to.

use std::collections::BTreeMap;

use ctgov::{Cause, Code, Drift, Parsed, RecordError};
use serde::{Deserialize, Serialize};

use crate::tables::TABLES;

/// How many failures are listed, and how many unknown codes and members. More are counted.
const MOST: usize = 1000;

/// What a run comes to, as JSON.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// How many studies were written.
    pub(crate) studies: u64,
    /// How many records are none, and files and parts of files that could not be read.
    pub(crate) failures: u64,
    /// The bytes of the records, inflated.
    pub(crate) bytes: u64,
    pub(crate) seconds: f64,
    /// The rows of each table; nothing for NDJSON.
    pub(crate) rows: BTreeMap<String, u64>,
    /// How many diagnostics there are of each code; nothing with `--study`, which makes none.
    pub(crate) diagnostics: BTreeMap<String, u64>,
    /// What the records have that the registry's model has not.
    pub(crate) unknown: Unknown,
    /// The failures, up to 1,000; standard error has all.
    pub(crate) failed: Vec<Failure>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Unknown {
    /// By `path = code`.
    pub(crate) codes: BTreeMap<String, Seen>,
    /// By path.
    pub(crate) members: BTreeMap<String, Seen>,
    /// How many more there were when there were 1,000 of a kind.
    pub(crate) left_out: u64,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) occurrences: u64,
    pub(crate) records: u64,
    /// The registry number of the first record that has it and a number.
    pub(crate) first: Option<String>,
}

/// A part of an input that gave no record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Failure {
    pub(crate) file: String,
    pub(crate) record: u64,
    pub(crate) line: u64,
    pub(crate) byte: u64,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(file: &str, error: &RecordError) -> Self {
        let RecordError { number, line, offset, .. } = *error;
        let message = match &error.cause {
            // Nothing of it could be read: it is no record that is broken.
            Cause::Io(error) if offset == 0 => error.to_string(),
            _ => error.to_string(),
        };
        Self { file: file.to_owned(), record: number, line, byte: offset, message }
    }
}

/// What one record comes to: [`Summary::add`] takes it.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) studies: u64,
    pub(crate) bytes: u64,
    pub(crate) failures: Vec<Failure>,
    pub(crate) diagnostics: Vec<Code>,
    /// What the model has not: code, path, what was found, and how often.
    pub(crate) unknown: Vec<(Code, String, Seen)>,
    pub(crate) rows: Vec<u64>,
}

impl Tally {
    /// Notes what there is to say about a record.
    pub(crate) fn note(&mut self, parsed: &Parsed) {
        self.diagnostics.extend(parsed.diagnostics.iter().map(|diagnostic| diagnostic.code));
        // The report of drift is made where there is something for it.
        let is_drift = |code: &Code| matches!(code, Code::UnknownCode | Code::UnknownMember);
        if !self.diagnostics.iter().any(is_drift) {
            return;
        }
        let mut drift = Drift::default();
        drift.add(parsed);
        for entry in drift.entries().filter(|entry| is_drift(&entry.code)) {
            let first = entry.first.map(|first| first.to_string());
            let seen = Seen { occurrences: entry.occurrences, records: entry.records, first };
            let name = match entry.code {
                Code::UnknownCode => format!("{} = {}", entry.path, entry.found),
                _ => entry.path.to_owned(),
            };
            self.unknown.push((entry.code, name, seen));
        }
    }
}

impl Summary {
    pub(crate) fn add(&mut self, tally: Tally) {
        self.studies += tally.studies;
        self.bytes += tally.bytes;
        self.failures += tally.failures.len() as u64;
        let room = MOST.saturating_sub(self.failed.len());
        self.failed.extend(tally.failures.into_iter().take(room));
        for code in tally.diagnostics {
            count(&mut self.diagnostics, code.as_str(), 1);
        }
        for (table, rows) in TABLES.iter().zip(tally.rows) {
            count(&mut self.rows, table.name, rows);
        }
        for (code, name, seen) in tally.unknown {
            self.unknown.add(code, name, seen);
        }
    }
}

impl Unknown {
    fn add(&mut self, code: Code, name: String, seen: Seen) {
        let kind = if code == Code::UnknownCode { &mut self.codes } else { &mut self.members };
        if let Some(known) = kind.get_mut(&name) {
            known.occurrences += seen.occurrences;
            known.records += seen.records;
            known.first = known.first.take().or(seen.first);
        } else if kind.len() < MOST {
            kind.insert(name, seen);
        } else {
            self.left_out += seen.occurrences;
        }
    }
}

fn count(counts: &mut BTreeMap<String, u64>, name: &str, more: u64) {
    match counts.get_mut(name) {
        Some(count) => *count += more,
        None => drop(counts.insert(name.to_owned(), more)),
    }
}
