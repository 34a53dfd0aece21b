//! Eligibility criteria, in bytes a second of criteria text, with the floor beside them: owned, trimmed lines.
//!
//! `cargo bench` measures, `cargo bench -- --test` runs each bench once. With `CTGOV_CORPUS` set, the criteria of real
//! records are measured too: all of them, one after another.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr)]

use std::{fmt, fs, path::Path};

use divan::{Bencher, black_box, counter::BytesCount};

fn main() {
    divan::main();
}

/// Named texts.
#[derive(Clone)]
struct Input {
    name: &'static str,
    texts: Vec<String>,
}

impl Input {
    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.texts.iter().map(String::len).sum::<usize>())
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.texts.iter().map(String::len).sum::<usize>();
        write!(f, "{} {} KB", self.name, size.div_ceil(1000))
    }
}

fn inputs() -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/api");
    let mut inputs = vec![Input { name: "invented", texts: texts(&folder) }];
    match std::env::var_os("CTGOV_CORPUS") {
        Some(corpus) => inputs.push(Input { name: "real", texts: texts(&Path::new(&corpus).join("api-v2")) }),
        None => eprintln!("CTGOV_CORPUS is not set: no real criteria are measured"),
    }
    inputs
}

/// The criteria of the records of a folder.
fn texts(folder: &Path) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    paths.sort();
    let studies = paths.iter().filter_map(|path| ctgov::api::study(&fs::read_to_string(path).unwrap()).ok());
    let texts: Vec<_> = studies.filter_map(|study| study.eligibility.eligibility_criteria).collect();
    assert!(!texts.is_empty(), "no criteria in {}", folder.display());
    texts
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
