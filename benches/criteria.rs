//! Eligibility criteria, in bytes a second of criteria text, with the floor beside them: owned, trimmed lines.
//!
//! `cargo bench` measures, `cargo bench -- --test` runs each bench once. With `CTGOV_CORPUS` set, the criteria of real
//! records are measured too: all of them, one after another.

#![allow(missing_docs, clippy::panic, clippy::unwrap_used, clippy::print_stderr)]

mod support;

use divan::{Bencher, black_box};
use support::Input;

fn main() {
    divan::main();
}

/// The criteria of records.
fn inputs() -> Vec<Input> {
    let criteria = |record: &String| ctgov::api::study(record).ok()?.eligibility.eligibility_criteria;
    let of = |input: Input| Input { texts: input.texts.iter().filter_map(criteria).collect(), ..input };
    let inputs: Vec<Input> = support::records("api", "api-v2").into_iter().map(of).collect();
    assert!(inputs.iter().all(|input| !input.texts.is_empty()), "expected criteria in {inputs:?}");
    inputs
}

/// The floor: every reader must at least find the lines and own the text.
#[divan::bench(args = inputs())]
fn a_owned_lines(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for text in &input.texts {
            let lines = black_box(text).lines().map(str::trim).filter(|line| !line.is_empty());
            black_box(lines.map(str::to_owned).collect::<Vec<_>>());
        }
    });
}

#[divan::bench(args = inputs())]
fn b_tree(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench(|| {
        for text in &input.texts {
            black_box(ctgov::criteria::parse(black_box(text)));
        }
    });
}
