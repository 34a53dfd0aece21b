//! What the tests share: the records of the corpus, and the promises that every record must keep.
//!
//! Everything here reads the text in its own way; only the answers come from the library.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    clippy::string_slice
)]

pub mod criteria;
pub mod json;
pub mod promises;
pub mod written;
#[cfg(feature = "xml")]
pub mod xml;

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use ctgov::{Code, Parsed, Span, page::Role};
use serde_json::Value;

/// As dates in words have them.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The lines that say nothing but what the layout always says.
pub const WORDS: &[&str] = &[
    "Study Results",
    "Results pending",
    "Results available",
    "View full results",
    "Basic Information",
    "Brief Summary",
    "Detailed Description",
    "Conditions",
    "Keywords",
    "Study Design",
    "Study Groups",
    "Interventions",
    "Eligibility Criteria",
    "Sponsors",
    "Responsible Party",
    "Locations",
    "Countries",
    "Central Contacts",
    "Facility Contacts",
    "Other Identifiers",
    "More Related Trials",
    "Recruitment Status",
    "Clinical Phase",
    "Total Enrollment",
    "Study Classification",
    "Study Start Date",
    "Study Completion Date",
    "Allocation Method",
    "Intervention Model",
    "Observational Model Type",
    "Primary Study Purpose",
    "Study Time Perspective",
    "Blinding Strategy",
    "Group Type",
    "Intervention Type",
    "No interventions assigned to this group",
    "Minimum Eligible Age",
    "Maximum Eligible Age",
    "Eligible Sex",
    "Accepts Healthy Volunteers",
    "Sponsor Role",
    "Responsibility Role",
    "Site Status",
    "View full resultsBasic Information",
    "Related Clinical Trials",
    "Results Overview",
    "Recruitment status",
    "Study phase",
    "Target enrollment",
    "Primary outcome timeframe",
    "Results posted on",
    "Participant Flow",
    "Unit of analysis:",
    "Participant milestones",
    "Reasons for withdrawal",
    "Withdrawal data not reported",
    "Baseline Characteristics",
    "Baseline characteristics by cohort",
    "TITLE:",
    "CONDITION:",
    "INTERVENTION:",
    "SUMMARY:",
    "DETAILED DESCRIPTION:",
    "ELIGIBILITY:",
    "Criteria:",
    "Gender:",
    "Age:",
    "NCT ID:",
    "Last Updated:",
    "Role:",
    "Identifier Type:",
    "Identifier Source:",
];

/// The fixed words of the layouts that have labels.
pub static LABEL_WORDS: &str = include_str!("label-words.txt");

/// How the fixed sentences begin; the whole sentences are the layout's.
pub const SENTENCES: &[&str] = &[
    "The study team has not published",
    "Get a concise snapshot",
    "Review the sponsor-provided",
    "Dive into the",
    "See the medical conditions",
    "Understand how the trial",
    "Review each arm or cohort",
    "Learn about the drugs",
    "Check the participation requirements",
    "Meet the organizations",
    "Identify the individual",
    "Explore where the",
    "Review the countries",
    "Reach out to these",
    "Find local site contact",
    "Review additional registry numbers",
    "Additional clinical trials that may",
];

/// What the layout puts before a value on the same line.
pub const PREFIXES: &[&str] = &[
    "NCT ID:",
    "Last Updated:",
    "Group Type",
    "Intervention Type",
    "Sponsor Role",
    "Responsibility Role",
    "Role:",
    "Identifier Type:",
    "Identifier Source:",
    "Unit of analysis:",
    "Gender:",
    "Age:",
    "Criteria:",
];

/// Values that decide the place of another value, or say that there is none.
const PLACING: &[&str] = &[
    "lead",
    "collaborator",
    "org_study_id",
    "secondary_id",
    "nct_alias",
    "-",
    "N/A",
    "N/A to N/A",
    // What is left of the line of title of a results page, where the number has a field and where it is left with what is behind.
    "(NCT )",
    "(NCT",
    "Measure",
    "| Measure |",
];

/// A record of the corpus.
pub struct Record {
    pub layout: String,
    pub name: String,
    pub text: String,
}

pub fn corpus() -> Vec<Record> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut records = Vec::new();
    for layout in sorted(&root) {
        for file in sorted(&layout) {
            if file.extension().is_some_and(|extension| extension == "txt") {
                records.push(Record {
                    layout: layout.file_name().unwrap().to_string_lossy().into_owned(),
                    name: file.file_stem().unwrap().to_string_lossy().into_owned(),
                    text: fs::read_to_string(&file).unwrap(),
                });
            }
        }
    }
    assert!(records.len() >= 8, "expected the records of tests/corpus, found {}", records.len());
    records
}

/// How each snapshot of a record begins: the lines that say what is odd, then what has no place; or why there is no study.
pub fn said(text: &str) -> Result<(Parsed, String), String> {
    let parsed = ctgov::parse(text).map_err(|error| format!("error: {error}\n"))?;
    let mut said = String::new();
    for diagnostic in parsed.diagnostics.iter().chain(&parsed.study.check()) {
        writeln!(said, "{diagnostic}").unwrap();
    }
    for unplaced in &parsed.unplaced {
        writeln!(said, "unplaced {:?}", unplaced.text).unwrap();
    }
    Ok((parsed, said))
}

pub fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

pub fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The folder of real records, where there is one.
pub fn real_corpus(test: &str) -> Option<PathBuf> {
    let corpus = std::env::var_os("CTGOV_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        eprintln!("SKIPPED {test}: CTGOV_CORPUS does not name a folder of real records");
    }
    corpus
}

/// Promise 1: each line that is not blank has words of the layout, or is in the study, or is unplaced.
pub fn assert_complete(text: &str, what: &str) {
    let parsed = match ctgov::page::parse(text) {
        Ok(parsed) => parsed,
        Err(_) => {
            assert!(ctgov::page::outline(text).layout().is_none(), "{what}: an error although a layout fits");
            return;
        }
    };
    assert_all_kept(text, &parsed, what);
}

/// Promise 1 of a page that has been read.
pub fn assert_all_kept(text: &str, parsed: &Parsed, what: &str) {
    let mut covered = vec![false; text.len()];
    for span in parsed.spans().map(|(_, span)| span) {
        assert!(text.get(span.range()).is_some(), "{what}: span {span:?} is not a slice of the text");
        covered[span.range()].fill(true);
    }
    for unplaced in &parsed.unplaced {
        let span = unplaced.span;
        assert_eq!(text.get(span.range()), Some(unplaced.text.as_str()), "{what}: unplaced text is not at its span");
        covered[span.range()].fill(true);
    }
    for diagnostic in &parsed.diagnostics {
        let span = diagnostic.span.unwrap_or_else(|| panic!("{what}: no place for {diagnostic}"));
        assert!(text.get(span.range()).is_some(), "{what}: span {span:?} of a diagnostic is not a slice of the text");
        // `N/A` in the place of an age is the registry's word for no limit: the study has nothing there, and the note says so.
        if diagnostic.code == Code::NoLimit {
            let said = text[span.range()].to_ascii_lowercase();
            for (at, words) in ["n/a to n/a", "n/a"].iter().flat_map(|words| said.match_indices(words)) {
                covered[span.start + at..span.start + at + words.len()].fill(true);
            }
        }
    }
    // A line of the layout's words counts as such only where the outline takes it for one: it may be text.
    let outline = ctgov::page::outline(text);
    let is_word = |role| matches!(role, Role::Heading | Role::Sentence | Role::Label(_) | Role::Phrase(_));
    let words: BTreeMap<usize, &str> = outline
        .lines()
        .iter()
        .filter(|line| is_word(line.role()))
        .map(|line| (line.span().start, line.text()))
        .collect();
    let has_labels =
        outline.layout().is_some_and(|layout| !matches!(layout.name(), "spaced" | "trec-text" | "compact" | "results"));
    let mut start = 0;
    for line in text.split(['\n', '\r']) {
        let margin = line.len() - line.trim_start_matches(is_blank).len();
        let is_word = words.contains_key(&(start + margin));
        if has_labels {
            // The picture of the sponsor: its first letter, or its name.
            let is_picture = line.trim().chars().nth(1).is_none() || line.trim().ends_with(" logo");
            // A download numbers its records.
            let is_number =
                squashed(line).strip_prefix("Study ").is_some_and(|n| n.bytes().all(|c| c.is_ascii_digit()));
            if !((is_picture || is_number) && is_word) {
                assert_words_only(line, &covered[start..start + line.len()], what);
            }
            start += line.len() + 1;
            continue;
        }
        // A line may hold two: a link and the heading behind it.
        let of_line: Vec<_> = words.range(start..=start + line.len()).map(|(_, words)| squashed(words)).collect();
        assert_line_kept(line, &covered[start..start + line.len()], is_word, &of_line, what);
        start += line.len() + 1;
    }
}

/// `n=5 Participants`: in the rows of a table of results it says nothing; above them, its parts are in the study.
fn is_count(text: &str) -> bool {
    let number = text.strip_prefix("n=").map(|rest| rest.split(' ').next().unwrap_or_default());
    number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn assert_line_kept(line: &str, covered: &[bool], is_word: bool, words: &[String], what: &str) {
    let squashed = line.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let is_sentence = squashed.ends_with('.') && SENTENCES.iter().any(|start| squashed.starts_with(start));
    if squashed.is_empty() || (is_word && (WORDS.contains(&squashed.as_str()) || is_sentence)) {
        return;
    }
    let rest: String = line.char_indices().map(|(at, c)| if covered[at] { ' ' } else { c }).collect();
    // A colon may stand apart from its label.
    let rest = rest.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").replace(" :", ":");
    let value = PREFIXES.iter().find_map(|prefix| rest.strip_prefix(prefix)).unwrap_or(&rest).trim();
    let is_joint = value.chars().all(|c| matches!(c, ',' | '/' | ' ')) || value == "ext.";
    let is_word = WORDS.contains(&rest.as_str()) && words.contains(&rest);
    // The rule of a table, which may align its columns, and the head of the first.
    let is_rule = rest.chars().all(|c| matches!(c, '|' | '-' | ' ' | ':'));
    let is_table = rest.starts_with('|') && (is_rule || rest.trim_matches(['|', ' ']) == "Measure");
    assert!(
        is_joint
            || is_word
            || is_table
            || is_count(value)
            || PLACING.iter().any(|placing| placing.eq_ignore_ascii_case(value)),
        "{what}: lost {rest:?} of the line {line:?}"
    );
}

/// The words of `label-words.txt` in lower case, by their marks; those that may stand in a line the longest first.
struct LabelWords {
    begin: Vec<String>,
    end: Vec<String>,
    within: Vec<String>,
}

static IN_LOWER_CASE: LazyLock<LabelWords> = LazyLock::new(|| {
    let of = |mark: char| LABEL_WORDS.lines().filter_map(move |line| line.strip_prefix(mark)?.strip_prefix(' '));
    let of = |mark: char| of(mark).map(|words| squashed(words).to_ascii_lowercase()).collect::<Vec<_>>();
    let mut within = of('=');
    within.sort_by_key(|words| std::cmp::Reverse(words.len()));
    within.extend(MARKS.iter().map(|words| words.to_ascii_lowercase()));
    LabelWords { begin: of('>'), end: of('<'), within }
});

/// What is no value of a line and not unplaced must be words of a layout, and the marks that stand around them.
fn assert_words_only(line: &str, covered: &[bool], what: &str) {
    let words = &*IN_LOWER_CASE;
    let shown = line.trim_matches(|c: char| is_blank(c) || matches!(c, '*' | '#' | '-' | '•' | '|'));
    let shown = squashed(shown).to_ascii_lowercase();
    if words.begin.iter().any(|words| shown.starts_with(words)) || words.end.iter().any(|words| shown.ends_with(words))
    {
        return;
    }
    let rest: String = line.char_indices().map(|(at, c)| if covered[at] { '\u{1}' } else { c }).collect();
    let is_mark = |c: char| is_blank(c) || "\u{1}|*#-=•:,()[]—–≥<>/+&;_.`".contains(c);
    if rest.chars().all(is_mark) {
        return;
    }
    let mut rest = squashed(&rest).to_ascii_lowercase();
    let label =
        rest.trim_matches(|c: char| is_blank(c) || matches!(c, '*' | '#' | '-' | '•' | '|' | ':' | '\u{1}' | '='));
    if words.within.iter().any(|words| words == label) {
        return;
    }
    for words in &words.within {
        while let Some(at) = rest.find(words) {
            rest.replace_range(at..at + words.len(), "\u{1}");
        }
    }
    // How many there are.
    let rest = match rest.rfind('(').filter(|_| line.ends_with(" total)")) {
        Some(at) => rest[..at].to_owned(),
        None => rest,
    };
    // The number of an item.
    let numbered = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if numbered.starts_with('.') { numbered.to_owned() } else { rest };
    assert!(rest.chars().all(is_mark), "{what}: lost {rest:?} of the line {line:?}");
}

/// What stands between the parts of a value.
const MARKS: &[&str] = &[
    "Time Frame:",
    "Other names",
    "Other Names",
    "Other Name",
    "See also",
    "PMID",
    "unknown",
    " total",
    "ext.",
    "updated by:",
    "group",
    "Phone Number",
    "Phone",
    "Email",
    "Name",
    "# Study",
    "N=",
    "<br>",
    "logo",
    "Menu",
    "Clinical Trial",
    "Treatment",
    "Description",
];

/// Promise 3: each leaf of the JSON has a span, and the text there says what the value says.
pub fn assert_traceable(text: &str, what: &str) {
    if let Ok(parsed) = ctgov::page::parse(text) {
        assert_traced(text, &parsed, what);
    }
}

/// Promise 3 of a page that has been read.
fn assert_traced(text: &str, parsed: &Parsed, what: &str) {
    for (path, value, span) in placed(parsed, what) {
        let said = &text[span.range()];
        assert!(says(said, &value, &path), "{what}: {path} = {value}, but the text says {said:?}");
    }
}

/// Each leaf of the JSON with its span: there is one for each, and for nothing else, and none stands in what is unplaced.
pub fn placed(parsed: &Parsed, what: &str) -> Vec<(String, Value, Span)> {
    let json = serde_json::to_value(parsed).unwrap();
    let mut leaves = Vec::new();
    add_leaves(&json["study"], String::new(), &mut leaves);
    add_leaves(&json["page"], "page".to_owned(), &mut leaves);
    // `span_of` walks through all fields: too slow for each of ten thousand.
    let mut spans = HashMap::new();
    for (path, span) in parsed.spans() {
        spans.entry(path.to_string()).or_insert(span);
    }
    let with_span = leaves.into_iter().map(|(path, value)| {
        let span = spans.remove(&path).unwrap_or_else(|| panic!("{what}: no span for {path} = {value}"));
        (path, value, span)
    });
    let placed = with_span.collect();
    assert!(spans.is_empty(), "{what}: spans of what has no value: {spans:?}");
    assert_eq!(overlaps(parsed), [], "{what}: text that is placed and unplaced");
    placed
}

/// What is unplaced is in the order of the text.
fn overlaps(parsed: &Parsed) -> Vec<(Span, Span)> {
    let unplaced: Vec<_> = parsed.unplaced.iter().map(|unplaced| unplaced.span).collect();
    let fields = parsed.spans().map(|(_, span)| span);
    let overlapped = |span: Span| {
        let first = unplaced.partition_point(|other| other.end <= span.start);
        unplaced.get(first).filter(|other| other.start < span.end).map(|&other| (span, other))
    };
    fields.filter_map(overlapped).collect()
}

pub fn add_leaves(value: &Value, path: String, leaves: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                add_leaves(member, below, leaves);
            }
        }
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                add_leaves(entry, format!("{path}[{index}]"), leaves);
            }
        }
        Value::Null => {}
        leaf => leaves.push((path, leaf.clone())),
    }
}

fn squashed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The code that words stand for: `Non-Randomized` is `NON_RANDOMIZED`.
fn coded(words: &str) -> String {
    let words: Vec<_> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("_").to_uppercase()
}

/// A date in words.
fn says_date(said: &str, value: &str) -> bool {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = value.split('-');
    let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    let day = day.map(|day| day.trim_start_matches('0'));
    said.contains(year) && month.is_none_or(|month| said.starts_with(month)) && day.is_none_or(|day| said.contains(day))
}

/// The words of layouts for codes that they do not spell.
fn stands_for_code(said: &str, code: &str) -> bool {
    let table = [
        ("Enrolling", "RECRUITING"),
        ("Not yet enrolling", "NOT_YET_RECRUITING"),
        ("Parallel Assignment", "PARALLEL"),
        ("Single Group Assignment", "SINGLE_GROUP"),
        ("Sequential Assignment", "SEQUENTIAL"),
        ("None (Open Label)", "NONE"),
        ("None (Open label)", "NONE"),
        ("Not Applicable", "NA"),
        ("Double Blind", "DOUBLE"),
        ("Phase 2", "PHASE2"),
        ("Phase 3", "PHASE3"),
        ("Not yet recruiting", "NOT_YET_RECRUITING"),
    ];
    table.iter().any(|(words, known)| *words == said && *known == code)
}

fn says(said: &str, value: &Value, path: &str) -> bool {
    match value {
        Value::Bool(value) if path == "hasResults" => match &*squashed(said) {
            "Results pending" | "NO" | "no" | "No Results Available" => !*value,
            said if said.starts_with("The study team has not published") => !*value,
            // A date of posting says so too.
            _ => *value,
        },
        Value::Bool(value) => match said {
            "Accepts Healthy Volunteers" => *value,
            "No Healthy Volunteers" => !*value,
            "Patient Registry" => *value,
            "Yes" | "Results available" | "View full results" | "Trial Outcomes & Findings for" => *value,
            "No" | "Results pending" => !*value,
            said if said.starts_with("The study team has not published") => !*value,
            // Each heading of a results page says that there are results.
            said if path == "hasResults" && WORDS.contains(&said) => *value,
            _ => false,
        },
        Value::Number(number) => {
            let said = said.strip_prefix("N=").unwrap_or(said);
            said.split(char::is_whitespace).next() == Some(number.to_string().as_str())
        }
        Value::String(value) if path.ends_with(".type") && matches!(&**value, "ACTUAL" | "ESTIMATED") => {
            coded(said).contains(&**value)
        }
        // The label says what the name behind it is.
        Value::String(value) if path.ends_with("responsibleParty.type") && value == "SPONSOR" && said != "SPONSOR" => {
            said.contains("Responsible Party")
        }
        Value::String(value) if path.ends_with("date") || path.ends_with("Date") => {
            says_date(said, value) || said == value
        }
        // A results page does not number its groups: they stand where their columns do.
        Value::String(value)
            if path.starts_with("resultsSection")
                && matches!(&value.as_bytes()[..2.min(value.len())], b"FG" | b"BG") =>
        {
            !said.is_empty() && (path.ends_with(".id") || path.ends_with(".groupId"))
        }
        Value::String(value) if path.contains(".interventionNames[") => {
            let (kind, name) = value.split_once(": ").unwrap();
            let squashed = squashed(said);
            if squashed == *value || squashed.ends_with(name) {
                return true;
            }
            squashed.starts_with(&crate::support::squashed(name)) && coded(&squashed).ends_with(&coded(kind))
        }
        Value::String(value) => {
            let words = squashed(said);
            let stands_for = match words.as_str() {
                "Participants" => "PARTICIPANT",
                "Caregivers" | "Care Providers" => "CARE_PROVIDER",
                "Investigators" => "INVESTIGATOR",
                "Outcome Assessors" | "Outcomes Assessors" => "OUTCOMES_ASSESSOR",
                "primary" | "backup" if path.ends_with(".role") => "CONTACT",
                "Both" => "ALL",
                words => words,
            };
            let age = |value: &str| {
                value.split_once(' ').is_some_and(|(count, unit)| {
                    let unit = unit.trim_end_matches('s').to_lowercase();
                    said.contains(count) && said.to_lowercase().contains(&unit)
                })
            };
            let words = |text: &str| text.replace(['|', '*', '•'], " ");
            squashed(value) == squashed(said)
                || squashed(&words(value)) == squashed(&words(said))
                || stands_for_code(said, value)
                || value == stands_for
                || *value == coded(said)
                || (path.ends_with("nctId") && value.eq_ignore_ascii_case(said))
                || (path.ends_with("imumAge") && age(value))
        }
        _ => false,
    }
}
