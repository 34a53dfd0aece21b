//! The registry's own formats, in bytes a second. For JSON with two floors beside it, over the same bytes:
//! `serde_json::IgnoredAny`, which only walks the text, and `serde_json::Value`, which keeps everything untyped.
//!
//! `cargo bench` measures, `cargo bench -- --test` runs each bench once. With `CTGOV_CORPUS` set, real records are
//! measured too: all of them, one after another.

#![allow(missing_docs, clippy::panic, clippy::unwrap_used, clippy::print_stderr)]

mod support;

use ctgov::Study;
use divan::{Bencher, black_box, counter::BytesCount};
use serde::de::IgnoredAny;
use serde_json::Value;
use support::{Input, records};

fn main() {
    divan::main();
}

fn json() -> Vec<Input> {
    records("api", "api-v2")
}

fn xml() -> Vec<Input> {
    records("xml", "legacy-xml")
}

/// The lower floor: finding the values.
#[divan::bench(args = json())]
fn a_json_ignored(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.texts) {
            black_box(serde_json::from_str::<IgnoredAny>(record).unwrap());
        }
    });
}

/// The upper floor: what everybody has without this library.
#[divan::bench(args = json())]
fn b_json_value(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.texts) {
            black_box(serde_json::from_str::<Value>(record).unwrap());
        }
    });
}

#[divan::bench(args = json())]
fn c_json_to_study(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.texts) {
            black_box(ctgov::api::study(record).unwrap());
        }
    });
}

/// With criteria and diagnostics.
#[divan::bench(args = json())]
fn d_json_parsed(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.texts) {
            black_box(ctgov::api::parse(record).unwrap());
        }
    });
}

/// From one file, cut into records.
#[divan::bench(args = json())]
fn e_json_lines(bencher: Bencher<'_, '_>, input: &Input) {
    let lines: String = input.texts.iter().map(|record| record.replace('\n', " ") + "\n").collect();
    bencher.counter(BytesCount::new(lines.len())).bench(|| {
        ctgov::parse_many(black_box(lines.as_bytes())).for_each(|record| {
            black_box(record.unwrap());
        });
    });
}

#[divan::bench(args = json())]
fn f_study_to_json(bencher: Bencher<'_, '_>, input: &Input) {
    let studies: Vec<Study> = input.texts.iter().map(|record| serde_json::from_str(record).unwrap()).collect();
    bencher.counter(input.bytes()).bench(|| {
        for study in black_box(&studies) {
            black_box(serde_json::to_string(study).unwrap());
        }
    });
}

#[divan::bench(args = xml())]
fn g_xml_parsed(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for record in black_box(&input.texts) {
            black_box(ctgov::xml::parse(record).unwrap());
        }
    });
}
