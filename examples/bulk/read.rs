//! What one record of an input gives: the part of the work that goes on on all cores.

use std::{path::Path, sync::Arc};

use ctgov::{
    Parsed, RecordError, Study, api,
    bulk::{Mark, RawRecord},
};
use serde::Serialize;
use serde_json::json;

#[cfg(feature = "parquet")]
use crate::parquet::Columns;
use crate::{
    arguments::To,
    csv::Lines,
    summary::{Failure, Tally},
    tables::{self, Cell, Rows, Source, TABLES},
};

/// What a record gives.
pub(crate) struct Done {
    pub(crate) file: Arc<Path>,
    pub(crate) end: Mark,
    pub(crate) tally: Tally,
    pub(crate) out: Out,
}

/// What goes into the outputs.
pub(crate) enum Out {
    /// For each output the lines.
    Lines(Vec<Vec<u8>>),
    #[cfg(feature = "parquet")]
    Columns(Columns),
}

/// Reads a record.
pub(crate) fn read(to: To, study_alone: bool, raw: RawRecord) -> Done {
    let (file, end) = (raw.file.clone(), raw.end);
    let mut tally = Tally { bytes: raw.bytes().map_or(0, |bytes| bytes.len() as u64), ..Tally::default() };
    let out = match to {
        To::Ndjson => Out::Lines(vec![lines(&mut tally, study_alone, raw)]),
        To::Csv => {
            let mut rows = Counted::new(Lines::new());
            write(&mut tally, &mut rows, raw);
            tally.rows = rows.counts;
            Out::Lines(rows.rows.finish())
        }
        #[cfg(feature = "parquet")]
        To::Parquet => {
            let mut rows = Counted::new(Columns::new());
            write(&mut tally, &mut rows, raw);
            tally.rows = rows.counts;
            Out::Columns(rows.rows)
        }
        #[cfg(not(feature = "parquet"))]
        To::Parquet => unreachable!("refused with the arguments"),
    };
    Done { file, end, tally, out }
}

/// The lines that `to_json --ndjson` writes.
fn lines(tally: &mut Tally, study_alone: bool, raw: RawRecord) -> Vec<u8> {
    let mut lines = Vec::with_capacity(raw.bytes().map_or(0, <[u8]>::len) + 256);
    if study_alone && let Some(study) = study(&raw) {
        tally.studies += 1;
        put(&mut lines, &study);
        return lines;
    }
    each(tally, raw, |tally, source, record| match record {
        Ok(record) => {
            if study_alone {
                put(&mut lines, &record.parsed.study);
            } else {
                tally.note(&record.parsed);
                put(&mut lines, &record.parsed);
            }
        }
        Err(_) => {
            let message = tally.failures.last().map(|failure| &failure.message);
            put(&mut lines, &json!({ "error": { "file": source, "message": message } }));
        }
    });
    lines
}

/// The study of a record of JSON that has one: without the criteria and diagnostics, which take most of the time.
fn study(raw: &RawRecord) -> Option<Study> {
    let text = std::str::from_utf8(raw.bytes().ok()?).ok()?;
    if text.trim_start().starts_with('{') { api::study(text).ok() } else { None }
}

fn put(lines: &mut Vec<u8>, value: &impl Serialize) {
    // Nothing can fail in memory, and no map has keys that are no text.
    let _ = serde_json::to_writer(&mut *lines, value);
    lines.push(b'\n');
}

/// The rows of the tables.
fn write(tally: &mut Tally, rows: &mut impl Rows, raw: RawRecord) {
    each(tally, raw, |tally, source, record| {
        if let Ok(record) = record {
            tally.note(&record.parsed);
            let source = Source { name: source, record: record.number.try_into().unwrap_or(i64::MAX) };
            tables::write(rows, &source, &record.parsed);
        }
    });
}

/// A record as read, or why there is none.
struct Record {
    number: u64,
    parsed: Parsed,
}

/// Reads each record, and counts them.
fn each(tally: &mut Tally, raw: RawRecord, mut with: impl FnMut(&mut Tally, &str, Result<Record, RecordError>)) {
    let source = raw.source();
    for record in raw.records() {
        match record {
            Ok(record) => {
                tally.studies += 1;
                with(tally, &source, Ok(Record { number: record.number, parsed: record.parsed }));
            }
            Err(error) => {
                tally.failures.push(Failure::new(&source, &error));
                with(tally, &source, Err(error));
            }
        }
    }
}

/// Rows and how many there are of each table.
struct Counted<R> {
    rows: R,
    counts: Vec<u64>,
}

impl<R: Rows> Counted<R> {
    fn new(rows: R) -> Self {
        Self { rows, counts: vec![0; TABLES.len()] }
    }
}

impl<R: Rows> Rows for Counted<R> {
    fn push(&mut self, table: usize, cells: &[Cell<'_>]) {
        self.counts[table] += 1;
        self.rows.push(table, cells);
    }
}
