//! The registry's own formats, in bytes a second. For JSON with two floors beside it, over the same bytes:
//! `serde_json::IgnoredAny`, which only walks the text, and `serde_json::Value`, which keeps everything untyped.
//!
//! `cargo bench` measures, `cargo bench -- --test` runs each bench once. With `CTGOV_CORPUS` set, real records are
//! measured too: all of them, one after another.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr)]

use std::{fmt, fs, path::Path};

use ctgov::Study;
use divan::{Bencher, black_box, counter::BytesCount};
use serde::de::IgnoredAny;
use serde_json::Value;

fn main() {
    divan::main();
}

/// Named records.
#[derive(Clone)]
struct Input {
    name: &'static str,
    records: Vec<String>,
}

impl Input {
    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.records.iter().map(String::len).sum::<usize>())
    }

    /// The records as one file, one a line.
    fn lines(&self) -> Vec<u8> {
        let lines = self.records.iter().map(|record| record.replace('\n', " ") + "\n");
        lines.collect::<String>().into_bytes()
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.records.iter().map(String::len).sum::<usize>();
        write!(f, "{} {} KB", self.name, size.div_ceil(1000))
    }
}

/// The invented records of a folder, and the real ones of a folder of the corpus.
fn inputs(invented: &str, corpus: &str) -> Vec<Input> {
    let invented = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(invented);
    let mut inputs = vec![Input { name: "invented", records: records(&invented) }];
    match std::env::var_os("CTGOV_CORPUS") {
        Some(path) => inputs.push(Input { name: "real", records: records(&Path::new(&path).join(corpus)) }),
        None => eprintln!("CTGOV_CORPUS is not set: no real records are measured"),
    }
    inputs
}

fn records(folder: &Path) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "json" || end == "xml")).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn json() -> Vec<Input> {
    inputs("api", "api-v2")
}

fn xml() -> Vec<Input> {
    inputs("xml", "legacy-xml")
}

/// The lower floor: finding the values.
#[divan::bench(args = json())]
fn a_json_ignored(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.records) {
            black_box(serde_json::from_str::<IgnoredAny>(record).unwrap());
        }
    });
}

/// The upper floor: what everybody has without this library.
#[divan::bench(args = json())]
fn b_json_value(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.records) {
            black_box(serde_json::from_str::<Value>(record).unwrap());
        }
    });
}

#[divan::bench(args = json())]
fn c_json_to_study(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.records) {
            black_box(ctgov::api::study(record).unwrap());
        }
    });
}

/// With criteria and diagnostics.
#[divan::bench(args = json())]
fn d_json_parsed(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.records) {
            black_box(ctgov::api::parse(record).unwrap());
        }
    });
}

/// From one file, cut into records.
#[divan::bench(args = json())]
fn e_json_lines(bencher: Bencher<'_, '_>, input: &Input) {
    let lines = input.lines();
    bencher.counter(BytesCount::new(lines.len())).bench(|| {
        ctgov::parse_many(black_box(lines.as_slice())).for_each(|record| {
            black_box(record.unwrap());
        });
    });
}

#[divan::bench(args = json())]
fn f_study_to_json(bencher: Bencher<'_, '_>, input: &Input) {
    let studies: Vec<Study> = input.records.iter().map(|record| serde_json::from_str(record).unwrap()).collect();
    bencher.counter(input.bytes()).bench(|| {
        for study in black_box(&studies) {
            black_box(serde_json::to_string(study).unwrap());
        }
    });
}

#[divan::bench(args = xml())]
fn g_xml_parsed(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.records) {
            black_box(ctgov::xml::parse(record).unwrap());
        }
    });
}
