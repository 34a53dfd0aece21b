//! What the benches measure: named texts, invented and real.

#![allow(dead_code, reason = "each bench has this module as its own, and uses what it needs")]

use std::{fmt, fs, path::Path};

use divan::counter::BytesCount;

/// Named texts, read one after another.
#[derive(Clone)]
pub(crate) struct Input {
    pub(crate) name: &'static str,
    pub(crate) texts: Vec<String>,
}

impl Input {
    pub(crate) fn bytes(&self) -> BytesCount {
        BytesCount::new(self.texts.iter().map(String::len).sum::<usize>())
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.texts.iter().map(String::len).sum::<usize>();
        write!(f, "{} {} KB", self.name, size.div_ceil(1000))
    }
}

/// The invented records of a folder, and the real ones of a folder of `CTGOV_CORPUS`.
pub(crate) fn records(invented: &str, real: &str) -> Vec<Input> {
    let invented = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(invented);
    let mut inputs = vec![Input { name: "invented", texts: files(&invented) }];
    match std::env::var_os("CTGOV_CORPUS") {
        Some(corpus) => inputs.push(Input { name: "real", texts: files(&Path::new(&corpus).join(real)) }),
        None => eprintln!("CTGOV_CORPUS is not set: no real records are measured"),
    }
    inputs
}

fn files(folder: &Path) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "json" || end == "xml")).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}
