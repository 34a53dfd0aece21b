//! Page text: each stage on the same named inputs, in bytes a second, with its floor beside it: splitting the text into owned,
//! trimmed lines.
//!
//! `cargo bench` measures, `cargo bench -- --test` runs each bench once. With `CTGOV_CORPUS` set, a real page and the real records,
//! written as pages, are measured too.

#![allow(missing_docs, clippy::panic, clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::{fs, path::Path};

use ctgov::{
    Options,
    page::{Layout, write},
};
use divan::{Bencher, black_box, counter::BytesCount};
use support::{Input, records};

fn main() {
    divan::main();
}

/// The sample record, a real one where there is one, the records as pages of the two layouts that are written, and the sample with
/// ever longer criteria.
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
    let all = records("api", "api-v2").pop().unwrap();
    let studies: Vec<_> = all.texts.iter().filter_map(|record| ctgov::api::study(record).ok()).collect();
    for (name, layout) in [("spaced", Layout::Spaced), ("markdown", Layout::MarkdownRecord)] {
        let texts = studies.iter().map(|study| write(study, layout).unwrap().text).collect();
        inputs.push(Input { name, texts });
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

/// Runs a stage over each text of an input.
fn each(bencher: Bencher<'_, '_>, input: &Input, stage: impl Fn(&str) + Sync) {
    bencher.counter(input.bytes()).bench(|| {
        for text in &input.texts {
            stage(black_box(text));
        }
    });
}

/// The floor: every stage must at least find the lines and own the text.
#[divan::bench(args = inputs())]
fn a_owned_lines(bencher: Bencher<'_, '_>, input: &Input) {
    each(bencher, input, |text| {
        black_box(text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>());
    });
}

#[divan::bench(args = inputs())]
fn b_outline(bencher: Bencher<'_, '_>, input: &Input) {
    each(bencher, input, |text| {
        black_box(ctgov::page::outline(text));
    });
}

/// With the tree of the criteria.
#[divan::bench(args = inputs())]
fn c_page_to_study_without_constraints(bencher: Bencher<'_, '_>, input: &Input) {
    let options = Options::default().constraints(false);
    each(bencher, input, |text| {
        black_box(options.parse(text).unwrap());
    });
}

#[divan::bench(args = inputs())]
fn d_page_to_study(bencher: Bencher<'_, '_>, input: &Input) {
    each(bencher, input, |text| {
        black_box(ctgov::page::parse(text).unwrap());
    });
}

#[divan::bench(args = inputs())]
fn e_criteria(bencher: Bencher<'_, '_>, input: &Input) {
    let studies = input.texts.iter().map(|text| ctgov::page::parse(text).unwrap().study);
    let criteria: Vec<String> = studies.filter_map(|study| study.eligibility.eligibility_criteria).collect();
    let bytes = BytesCount::new(criteria.iter().map(String::len).sum::<usize>());
    bencher.counter(bytes).bench(|| {
        for text in &criteria {
            black_box(ctgov::criteria::parse(black_box(text)));
        }
    });
}

#[divan::bench(args = inputs())]
fn f_to_json(bencher: Bencher<'_, '_>, input: &Input) {
    let parsed: Vec<_> = input.texts.iter().map(|text| ctgov::page::parse(text).unwrap()).collect();
    bencher.counter(input.bytes()).bench(|| {
        for parsed in &parsed {
            black_box(black_box(parsed).to_json().unwrap());
        }
    });
}
