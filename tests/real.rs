//! The promises over real records: a whole page, pages rendered from the registry's own records, and damaged variants
//! of the page. `CTGOV_CORPUS` names the folder; without it, or without Python to render, the tests say that they
//! skip.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr, clippy::indexing_slicing)]

mod support;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use support::{add_leaves, assert_complete, assert_traceable, real_corpus, sorted};

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ctgov-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs one of the Python programs beside the corpus; false when there is none to run.
fn ran(test: &str, corpus: &Path, program: &str, arguments: &[&Path]) -> bool {
    let path = corpus.join("../tools").join(program);
    if !path.exists() {
        eprintln!("SKIPPED {test}: expected {}, found no such file", path.display());
        return false;
    }
    let status = Command::new("python3").arg(&path).args(arguments).stdout(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => true,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("SKIPPED {test}: expected python3 to run {}, found none", path.display());
            false
        }
        other => panic!("{}: {other:?}", path.display()),
    }
}

/// Leaves by their path, with conditions and keywords joined: the page does not divide them.
fn leaves(study: &Value) -> BTreeMap<String, Value> {
    let mut study = study.clone();
    for list in ["conditions", "keywords"] {
        if let Some(list) = study.pointer_mut(&format!("/protocolSection/conditionsModule/{list}")) {
            let entries: Vec<_> = list.as_array().unwrap().iter().map(|entry| entry.as_str().unwrap()).collect();
            *list = Value::from(entries.join(" "));
        }
    }
    let mut leaves = Vec::new();
    add_leaves(&study, String::new(), &mut leaves);
    leaves.into_iter().collect()
}

fn parsed_study(text: &str) -> (Value, ctgov::Parsed) {
    let parsed = ctgov::parse(text).unwrap();
    (serde_json::to_value(&parsed.study).unwrap(), parsed)
}

/// The page has the criteria without the indentation of nested lines and without the colon of the two headings.
fn printed(criteria: &str) -> String {
    let lines = criteria.lines().map(|line| match line.trim() {
        "Inclusion Criteria:" => "Inclusion Criteria",
        "Exclusion Criteria:" => "Exclusion Criteria",
        line => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_whole_page() {
    let Some(corpus) = real_corpus("the_whole_page") else { return };
    let Ok(text) = fs::read_to_string(corpus.join("../seed/NCT07333573.txt")) else {
        eprintln!("SKIPPED the_whole_page: expected it beside {}, found no such file", corpus.display());
        return;
    };
    let expected = fs::read_to_string(corpus.join("../seed/NCT07333573.expected.json")).unwrap();
    let mut expected: Value = serde_json::from_str(&expected).unwrap();
    let criteria = expected.pointer_mut("/protocolSection/eligibilityModule/eligibilityCriteria").unwrap();
    *criteria = Value::from(printed(criteria.as_str().unwrap()));
    let (study, parsed) = parsed_study(&text);
    assert_eq!(leaves(&study), leaves(&expected));
    assert_eq!(parsed.unplaced, []);
    assert!(parsed.strict().is_ok());
    assert_complete(&text, "the whole page");
    assert_traceable(&text, "the whole page");
}

/// The registry's records as pages, against what such a page still carries. At least 999 of 1000 leaves are exact; where no label
/// tells a facility from a place, 990.
#[test]
fn rendered_pages() {
    let Some(corpus) = real_corpus("rendered_pages") else { return };
    let folder = Folder::new("rendered");
    let records = corpus.join("api-v2");
    let arguments = [Path::new("--records"), &records, Path::new("--out"), &folder.0];
    if !ran("rendered_pages", &corpus, "make_corpus.py", &arguments) {
        return;
    }
    for (layout, least) in [("spaced", 999), ("compact", 990)] {
        rendered_pages_of(&folder.0, layout, least);
    }
}

fn rendered_pages_of(folder: &Path, layout: &str, least: usize) {
    let (mut exact, mut all, mut invented) = (0, 0, Vec::new());
    let pages = sorted(&folder.join("pages").join(layout));
    for page in &pages {
        let name = page.file_stem().unwrap().to_string_lossy();
        let text = fs::read_to_string(page).unwrap();
        assert_complete(&text, &name);
        assert_traceable(&text, &name);
        let expected = fs::read_to_string(folder.join(format!("expected/{layout}/{name}.json"))).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let unscored: Vec<_> =
            expected["_unscored"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
        let is_scored = |path: &str| {
            let plain = without_positions(path);
            !path.starts_with("_unscored")
                && !plain.ends_with("armGroupLabels[]")
                && !unscored.iter().any(|prefix| plain.starts_with(prefix))
        };
        let (study, _) = parsed_study(&text);
        let (found, expected) = (leaves(&study), leaves(&expected));
        for (path, value) in expected.iter().filter(|(path, _)| is_scored(path)) {
            all += 1;
            exact += usize::from(found.get(path) == Some(value));
        }
        let extra = found.keys().filter(|path| is_scored(path) && !expected.contains_key(*path));
        invented.extend(extra.map(|path| format!("{name} {path}")));
    }
    eprintln!("{} rendered pages, {layout}: {exact} of {all} leaves exact, {} invented", pages.len(), invented.len());
    assert!(all > 1000, "expected leaves to compare, found {all}");
    assert!(exact * 1000 >= all * least, "{exact} of {all} leaves exact");
    assert_eq!(invented, Vec::<String>::new());
}

fn without_positions(path: &str) -> String {
    let mut parts = path.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + "[]" + part.split_once(']').map_or("", |(_, rest)| rest))
}

/// Lines dropped, doubled, cut, swapped, other encodings, endings and sizes: nothing panics, nothing is lost.
#[test]
fn damaged_pages() {
    let Some(corpus) = real_corpus("damaged_pages") else { return };
    let folder = Folder::new("damaged");
    let seed = corpus.join("../seed/NCT07333573.txt");
    if !ran("damaged_pages", &corpus, "hazards.py", &[&seed, &folder.0]) {
        return;
    }
    let variants = sorted(&folder.0);
    assert!(variants.len() > 400, "expected several hundred variants, found {}", variants.len());
    for file in variants.iter().filter(|file| file.extension().is_some_and(|extension| extension == "txt")) {
        let name = file.file_name().unwrap().to_string_lossy();
        let bytes = fs::read(file).unwrap();
        if let Ok(text) = std::str::from_utf8(&bytes) {
            assert_complete(text, &name);
        } else {
            assert!(ctgov::parse_bytes(&bytes).is_err(), "{name}");
            let Ok(parsed) = ctgov::parse_lossy(&bytes) else { continue };
            let spans = parsed.spans().map(|(_, span)| span).chain(parsed.unplaced.iter().map(|piece| piece.span));
            spans.for_each(|span| assert!(bytes.get(span.range()).is_some(), "{name}: {span:?}"));
        }
    }
}

/// Whatever pages the folder itself has.
#[test]
fn pages_of_the_folder() {
    let Some(corpus) = real_corpus("pages_of_the_folder") else { return };
    let mut folders = vec![corpus];
    let mut pages = 0;
    while let Some(folder) = folders.pop() {
        for path in sorted(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                let Ok(text) = fs::read_to_string(&path) else { continue };
                assert_complete(&text, &path.display().to_string());
                assert_traceable(&text, &path.display().to_string());
                pages += 1;
            }
        }
    }
    match pages {
        0 => eprintln!("SKIPPED pages_of_the_folder: expected pages in the folder itself, found none"),
        pages => eprintln!("{pages} pages in the folder itself"),
    }
}
