//! Page text: each stage on the same named inputs, in bytes a second, with its floor beside it: splitting the text into owned,
//! trimmed lines.
//!
//! `cargo bench` measures, `cargo bench -- --test` runs each bench once. With `CTGOV_CORPUS` set, a real page is
//! measured too.

#![allow(missing_docs, clippy::panic, clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::{fs, path::Path};

use divan::{Bencher, black_box, counter::BytesCount};
use support::Input;

fn main() {
    divan::main();
}

/// The sample record, a real one where there is one, and the sample with ever longer criteria, sites and groups.
fn inputs() -> Vec<Input> {
    let sample = include_str!("../examples/sample.txt");
    let mut inputs = vec![Input { name: "sample", texts: vec![sample.to_owned()] }];
    match std::env::var_os("CTGOV_CORPUS") {
        Some(corpus) => {
            let seed = Path::new(&corpus).join("../seed/NCT07333573.txt");
            inputs.extend(fs::read_to_string(seed).ok().map(|text| Input { name: "real", texts: vec![text] }));
        }
        None => eprintln!("CTGOV_CORPUS is not set: no real page is measured"),
    }
    for (name, size) in [("grown", 1_000_000), ("grown", 10_000_000)] {
        inputs.push(Input { name, texts: vec![grown(sample, size)] });
    }
    inputs
}

/// The sample with criteria repeated up to a size.
fn grown(sample: &str, size: usize) -> String {
    let (head, tail) = sample.split_once("Exclusion Criteria\n").unwrap();
    let items = "* Blood pressure of 140/90 mmHg or more on two visits, measured while seated.\n";
    format!("{head}{}\nExclusion Criteria\n{tail}", items.repeat(size.saturating_sub(sample.len()) / items.len()))
}

/// The floor: every stage must at least find the lines and own the text.
#[divan::bench(args = inputs())]
fn a_owned_lines(bencher: Bencher<'_, '_>, input: &Input) {
    let bencher = bencher.counter(input.bytes());
    bencher.bench(|| black_box(input.text()).lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>());
}

#[divan::bench(args = inputs())]
fn b_outline(bencher: Bencher<'_, '_>, input: &Input) {
    let bencher = bencher.counter(input.bytes());
    bencher.bench(|| ctgov::page::outline(black_box(input.text())));
}

#[divan::bench(args = inputs())]
fn c_page_to_study(bencher: Bencher<'_, '_>, input: &Input) {
    let bencher = bencher.counter(input.bytes());
    bencher.bench(|| ctgov::page::parse(black_box(input.text())).unwrap());
}

#[divan::bench(args = inputs())]
fn d_criteria(bencher: Bencher<'_, '_>, input: &Input) {
    let study = ctgov::page::parse(input.text()).unwrap().study;
    let text = study.eligibility.eligibility_criteria.unwrap();
    let bencher = bencher.counter(BytesCount::of_str(&text));
    bencher.bench(|| ctgov::criteria::parse(black_box(&text)));
}

#[divan::bench(args = inputs())]
fn e_to_json(bencher: Bencher<'_, '_>, input: &Input) {
    let parsed = ctgov::page::parse(input.text()).unwrap();
    let bencher = bencher.counter(input.bytes());
    bencher.bench(|| black_box(&parsed).to_json().unwrap());
}
