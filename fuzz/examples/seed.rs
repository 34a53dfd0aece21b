//! Fills `corpus` from the invented records of the tests, whole and cut into pieces, and writes the dictionaries from the words of
//! the layouts and the names of the formats.
//!
//! ```sh
//! cargo run --example seed
//! ```

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use ctgov_fuzz::support::{LABEL_WORDS, PREFIXES, SENTENCES, WORDS, add_leaves, sorted};
use ctgov::page::Role;
use serde_json::{Map, Value};

/// The longest piece: longer inputs make each run of a target slow.
const PIECE: usize = 2048;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests = root.join("../tests");
    seed(root, &tests);
    write_dictionaries(&root.join("dictionaries"), &tests);
}

fn seed(root: &Path, tests: &Path) {
    let corpus = root.join("corpus");
    for file in files(&tests.join("corpus")) {
        let text = fs::read_to_string(&file).unwrap();
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("txt") => seed_page(&corpus, &text),
            Some("xml") => pieces(&text).iter().for_each(|piece| seed_xml(&corpus, piece)),
            Some("json") => seed_json(&corpus, &text),
            Some("ndjson") => save(&corpus, "records", &text),
            _ => {}
        }
    }
    save(&corpus, "criteria", &fs::read_to_string(tests.join("criteria/sample.txt")).unwrap());
    // What findings were is where others are near.
    for (target, _) in ctgov_fuzz::promises::ALL {
        for file in files(&tests.join("hazards").join(target)) {
            save_bytes(&corpus, target, &fs::read(file).unwrap());
        }
    }
    for value in [
        "2030-04-01",
        "April 1, 2030",
        "18 Years",
        "NCT99900001",
        "2020-09-11T09:32",
        "Up to 24 months",
        "Week 12",
        "< 0.001",
        "1,234.5 (10%)",
    ] {
        save(&corpus, "values", value);
    }
}

fn seed_page(corpus: &Path, text: &str) {
    for piece in pieces(text) {
        save(corpus, "page", piece);
        save(corpus, "records", piece);
        save(corpus, "criteria", piece);
    }
    if let Ok(parsed) = ctgov::page::parse(text) {
        save(corpus, "write", &lines_of(&serde_json::to_value(&parsed.study).unwrap()));
        seed_criteria(corpus, parsed.study.eligibility.eligibility_criteria.as_deref());
    }
}

/// An element alone is no record.
fn seed_xml(corpus: &Path, piece: &str) {
    let from = piece.find('<').unwrap_or_default();
    let to = piece.rfind('>').map_or(piece.len(), |end| end + 1).max(from);
    for text in [piece.to_owned(), format!("<clinical_study>{}</clinical_study>", &piece[from..to])] {
        save(corpus, "xml", &text);
    }
    save(corpus, "records", piece);
}

/// The record, and each of its modules as a record.
fn seed_json(corpus: &Path, text: &str) {
    let Ok(Value::Object(record)) = serde_json::from_str::<Value>(text) else { return };
    save(corpus, "json", &text.chars().take(PIECE).collect::<String>());
    for (section, modules) in &record {
        let Value::Object(modules) = modules else { continue };
        for (name, module) in modules {
            let study = within(section, within(name, first_entries(module)));
            save(corpus, "json", &study.to_string());
            save(corpus, "records", &study.to_string());
            save(corpus, "write", &lines_of(&study));
        }
    }
    seed_criteria(
        corpus,
        record.get("protocolSection").and_then(|section| section["eligibilityModule"]["eligibilityCriteria"].as_str()),
    );
}

fn seed_criteria(corpus: &Path, criteria: Option<&str>) {
    for piece in pieces(criteria.unwrap_or_default()) {
        save(corpus, "criteria", piece);
    }
}

fn within(name: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(name.to_owned(), value)]))
}

/// Of each list its first two entries.
fn first_entries(value: &Value) -> Value {
    match value {
        Value::Array(entries) => entries.iter().take(2).map(first_entries).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, member)| (name.clone(), first_entries(member))).collect::<Map<_, _>>().into()
        }
        leaf => leaf.clone(),
    }
}

/// A study as the target `write` reads it.
fn lines_of(study: &Value) -> String {
    let mut leaves = Vec::new();
    add_leaves(&first_entries(study), String::new(), &mut leaves);
    let lines = leaves.iter().map(|(path, value)| match value {
        Value::String(text) => format!("{path}={}\n", text.replace('\n', "\\n").chars().take(80).collect::<String>()),
        other => format!("{path}={other}\n"),
    });
    lines.collect()
}

/// The text, and where it is long its parts, which overlap by half.
fn pieces(text: &str) -> Vec<&str> {
    let cut = |at: usize| text[..text.floor_char_boundary(at)].rfind('\n').map_or(0, |end| end + 1);
    let parts = (0..text.len()).step_by(PIECE / 2);
    let mut pieces: Vec<_> = parts.map(|start| &text[cut(start)..text.floor_char_boundary(start + PIECE)]).collect();
    pieces.push(&text[..text.floor_char_boundary(PIECE)]);
    pieces
}

fn save(corpus: &Path, target: &str, text: &str) {
    save_bytes(corpus, target, text.as_bytes());
}

fn save_bytes(corpus: &Path, target: &str, bytes: &[u8]) {
    let mut hash = DefaultHasher::new();
    bytes.hash(&mut hash);
    let folder = corpus.join(target);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("seed-{:016x}", hash.finish())), bytes).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    if !folder.is_dir() {
        return Vec::new();
    }
    sorted(folder).into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// What stands in the values of all formats.
const VALUES: &[&str] = &[
    "NCT99900001",
    "2030-04",
    "2030-04-01",
    "April 1, 2030",
    "2020-09-11T09:32",
    "18 Years",
    "6 Months",
    "N/A",
    "PHASE1/PHASE2",
    "EARLY_PHASE1",
    "NA",
    "RECRUITING",
    "NOT_YET_RECRUITING",
    "ACTUAL",
    "ESTIMATED",
    "INTERVENTIONAL",
    "OBSERVATIONAL",
    "EXPERIMENTAL",
    "DRUG",
    "PRINCIPAL_INVESTIGATOR",
    "42 participants",
    "555-0101 ext. 7",
    "una@example.org",
    "Up to 24 months",
    "Week 12",
    "Korea, Republic of",
    "United States",
    "Yes",
    "No",
    "\n",
    "\n\n",
    "\r\n",
    "\u{feff}",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\0",
];

/// What stands in criteria.
const CRITERIA: &[&str] = &[
    "Inclusion Criteria:",
    "Exclusion Criteria",
    "Key Inclusion Criteria - Cohort A:",
    "Patients are not eligible if:",
    "at least 2 of the following:",
    "any of the following",
    "such as",
    "defined as",
    "and",
    "or",
    "* ",
    "- ",
    "\u{2022} ",
    "1. ",
    "2) ",
    "(a) ",
    "iv. ",
    "2.1 ",
    "1\\. ",
    "\\- ",
    "~",
    "<br>",
    "\\>",
    "\\<",
    "\\^",
    "&lt;",
    "&ge;",
    "&#8805;",
    "\u{2265}",
    "\u{2264}",
    ">=",
    "<=",
    "< ",
    "> ",
    "=",
    "\u{b1}",
    "at least",
    "no more than",
    "greater than or equal to",
    "less than",
    "between",
    "within",
    "prior to",
    "x ULN",
    "times the upper limit of normal",
    "10^9/L",
    "x 10\\^9/L",
    "/mm3",
    "mg/dL",
    "g/L",
    "mL/min",
    "mmHg",
    "kg/m2",
    "%",
    "years",
    "weeks",
    "half-lives",
    "age",
    "ECOG",
    "hemoglobin",
    "platelets",
    "ANC",
    "creatinine clearance",
    "bilirubin",
    "AST",
    "BMI",
    "LVEF",
    "QTc",
    "Child-Pugh",
    "grade",
    "life expectancy",
];

fn write_dictionaries(folder: &Path, tests: &Path) {
    let words = LABEL_WORDS
        .lines()
        .filter_map(|line| line.split_once(' ').filter(|(mark, _)| matches!(*mark, "=" | ">" | "<")));
    let page = words.map(|(_, words)| words).chain([WORDS, SENTENCES, PREFIXES, VALUES].concat());
    let mut page: BTreeSet<String> = page.map(str::to_owned).collect();
    page.extend(label_lines(&tests.join("corpus")));
    let criteria: BTreeSet<String> = CRITERIA.iter().map(|words| (*words).to_owned()).collect();
    let values: BTreeSet<String> = VALUES.iter().map(|words| (*words).to_owned()).collect();

    let every = fs::read_to_string(tests.join("corpus/api/every-path.json")).unwrap();
    let every: Value = serde_json::from_str(&every).unwrap();
    let mut leaves = Vec::new();
    add_leaves(&first_entries(&every), String::new(), &mut leaves);
    let paths: BTreeSet<String> = leaves.into_iter().map(|(path, _)| format!("{path}=")).collect();
    let mut names = BTreeSet::new();
    add_names(&every, &mut names);
    let marks = ["null", "true", "[]", "{}", "\\ud800", "\\u0000", "1e308", "-0.0", "18446744073709551615"];
    let json = names.iter().map(|name| format!("\"{name}\":")).chain(marks.map(str::to_owned)).collect();

    let mut elements = BTreeSet::new();
    for file in
        files(&tests.join("corpus")).iter().filter(|file| file.extension().is_some_and(|extension| extension == "xml"))
    {
        let text = fs::read_to_string(file).unwrap();
        let tags = text.split('<').skip(1).filter_map(|tag| tag.split(['>', ' ', '/', '\n']).next());
        elements.extend(tags.filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())).map(str::to_owned));
    }
    let tags = elements.iter().flat_map(|name| [format!("<{name}>"), format!("</{name}>")]);
    let marks = ["<![CDATA[", "]]>", "<!--", "-->", "&#xD;", "&lt;", "&amp;", "xmlns=\"a\""];
    let xml = tags.chain(marks.map(str::to_owned)).collect();

    let records = &names.iter().take(40).map(|name| format!("\"{name}\":")).collect::<BTreeSet<_>>() | &page;
    for (target, words) in [
        ("page", &page | &criteria),
        ("criteria", criteria),
        ("records", records),
        ("write", &paths | &values),
        ("values", values),
        ("json", json),
        ("xml", xml),
    ] {
        fs::create_dir_all(folder).unwrap();
        let lines: String = words.iter().map(|words| format!("\"{}\"\n", escaped(words))).collect();
        fs::write(folder.join(format!("{target}.dict")), lines).unwrap();
    }
}

/// The longest word of a dictionary that libFuzzer reads.
const WORD: usize = 64;

/// The lines of pages that have a label, a heading or a status, with their marks and their line break.
fn label_lines(corpus: &Path) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for file in files(corpus).iter().filter(|file| file.extension().is_some_and(|extension| extension == "txt")) {
        let text = fs::read_to_string(file).unwrap();
        let outline = ctgov::page::outline(&text);
        for line in outline.lines().iter().filter(|line| matches!(line.role(), Role::Label(_) | Role::Heading)) {
            // A label may be a part of its line.
            let start = text[..line.span().start].rfind('\n').map_or(0, |end| end + 1);
            let whole = text[start..].lines().next().unwrap_or_default();
            lines.extend([whole, &whole[..line.span().end - start]].map(|line| format!("{line}\n")));
        }
    }
    lines.retain(|line| line.len() <= WORD);
    lines
}

fn add_names(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                names.insert(name.clone());
                add_names(member, names);
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| add_names(entry, names)),
        _ => {}
    }
}

/// As libFuzzer reads a word: bytes that are not plain as `\xAB`.
fn escaped(words: &str) -> String {
    let escape = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    };
    words.bytes().map(escape).collect()
}
