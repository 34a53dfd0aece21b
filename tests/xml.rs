//! The registry's legacy XML: snapshots of the invented records, nothing lost, every value at its place, wraps undone,
//! harm refused; and values of real records where `CTGOV_CORPUS` names a folder of them.
//!
//! The tests read the XML in their own way, by a scanner that knows tags, text and attributes.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use std::{collections::HashMap, fmt::Write, fs, ops::Range, path::Path};

use ctgov::{Code, Error, Parsed, Span, xml::parse};
use proptest::prelude::*;
use serde_json::Value;
use support::{
    MONTHS, add_leaves, pretty, real_corpus, said, sorted,
    xml::{Element, assert_complete, scan},
};

struct Record {
    name: String,
    text: String,
}

fn records_in(folder: &Path) -> Vec<Record> {
    let files = sorted(folder).into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "xml"));
    let read = |file: std::path::PathBuf| Record {
        name: file.file_stem().unwrap().to_string_lossy().into_owned(),
        text: fs::read_to_string(&file).unwrap(),
    };
    files.map(read).collect()
}

fn invented() -> Vec<Record> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut records = records_in(&root.join("xml"));
    records.extend(records_in(&root.join("agree")));
    assert!(records.len() >= 9, "expected the records of tests/corpus/xml, found {}", records.len());
    records
}

fn real(test: &str) -> Vec<Record> {
    let Some(corpus) = real_corpus(test) else { return Vec::new() };
    let records = records_in(&corpus.join("legacy-xml"));
    assert_eq!(records.len(), 48, "the real records of {}", corpus.display());
    records
}

fn of_name(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/xml");
    fs::read_to_string(root.join(format!("{name}.xml"))).unwrap()
}

/// A record with something inside.
fn study_of(inside: &str) -> String {
    format!("<clinical_study><id_info><nct_id>NCT99900001</nct_id></id_info>{inside}</clinical_study>")
}

fn json(parsed: &Parsed) -> Value {
    serde_json::to_value(&parsed.study).unwrap()
}

/// A value of the study by its path, `null` where there is none.
fn at(parsed: &Parsed, path: &str) -> Value {
    let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
    json(parsed).pointer(&pointer).cloned().unwrap_or_default()
}

fn unplaced(parsed: &Parsed) -> Vec<&str> {
    parsed.unplaced.iter().map(|unplaced| unplaced.text.as_str()).collect()
}

// Snapshots.

fn rendered(text: &str) -> String {
    match said(text) {
        Ok((parsed, said)) => said + &pretty(&parsed.study) + &pretty(&parsed.criteria),
        Err(error) => error,
    }
}

#[test]
fn every_record_is_read_as_its_snapshot_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/xml");
    insta::with_settings!({ snapshot_path => "corpus/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for record in records_in(&root) {
            insta::assert_snapshot!(format!("xml-{}", record.name), rendered(&record.text));
        }
    });
}

// The scanner.

/// What XML stands for: without comments and marks of sections, references resolved.
fn decoded(xml: &str) -> String {
    let (mut rest, mut text) = (xml, String::new());
    // Where a section began before: its text has no references.
    if let Some((section, behind)) = xml.split_once("]]>")
        && !section.contains("<![CDATA[")
    {
        (rest, text) = (behind, section.to_owned());
    }
    while let Some(at) = rest.find(['&', '<']) {
        text.push_str(&rest[..at]);
        let here = &rest[at..];
        let (length, c) = if here.starts_with("<!--") {
            (here.find("-->").unwrap() + 3, None)
        } else if here.starts_with("<?") {
            (here.find("?>").unwrap() + 2, None)
        } else if here.starts_with("<![CDATA[") {
            let length = here.find("]]>").map_or(here.len(), |end| end + 3);
            text.push_str(here[9..length].trim_end_matches("]]>"));
            (length, None)
        } else if let Some((name, _)) = here.strip_prefix('&').and_then(|here| here.split_once(';')) {
            let c = match name {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "quot" => '"',
                "apos" => '\'',
                _ => match name.strip_prefix("#x") {
                    Some(digits) => char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap(),
                    None => char::from_u32(name[1..].parse().unwrap()).unwrap(),
                },
            };
            (name.len() + 2, Some(c))
        } else {
            (1, here.chars().next())
        };
        text.extend(c);
        rest = &here[length..];
    }
    text + rest
}

fn squashed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

// Nothing is lost.

/// The record with line feeds alone.
fn plain(xml: &str) -> String {
    xml.replace("\r\n", "\n").replace("&#xD;\n", "\n")
}

/// The record with carriage returns in all its text, as the registry wrote some.
fn with_carriage_returns(xml: &str) -> String {
    let plain = plain(xml);
    let mut out = String::new();
    let mut start = 0;
    for (_, range) in scan(&plain).texts.into_iter().filter(|(path, _)| !path.is_empty()) {
        if !plain[..range.start].ends_with("<![CDATA[") {
            out.push_str(&plain[start..range.start]);
            out.push_str(&plain[range.clone()].replace('\n', "&#xD;\n"));
            start = range.end;
        }
    }
    out + &plain[start..]
}

#[test]
fn no_text_and_no_attribute_is_lost() {
    for record in invented() {
        let parsed = assert_complete(&record.text, &record.name);
        let study = parsed.study;
        for (ending, text) in [
            ("CR LF", plain(&record.text).replace('\n', "\r\n")),
            ("CR", plain(&record.text).replace('\n', "\r")),
            ("&#xD; LF", with_carriage_returns(&record.text)),
        ] {
            let what = format!("{} with {ending}", record.name);
            assert_eq!(assert_complete(&text, &what).study, study, "{what}");
        }
    }
}

#[test]
fn no_text_and_no_attribute_of_real_records_is_lost() {
    for record in real("no_text_and_no_attribute_of_real_records_is_lost") {
        let parsed = assert_complete(&record.text, &record.name);
        // What the criteria say in odd numbers is theirs.
        let of_criteria = [Code::AmbiguousNumber, Code::UnitMismatch, Code::ImplausibleValue];
        let warnings = parsed.warnings().filter(|warning| !of_criteria.contains(&warning.code));
        let warnings: Vec<_> = warnings.map(ToString::to_string).collect();
        assert_eq!(warnings, [""; 0], "{}", record.name);
    }
}

/// The record with one element changed, or with words beside it.
fn changed(xml: &str, element: &Element) -> [(&'static str, String); 6] {
    let (before, behind) = (&xml[..element.range.start], &xml[element.range.end..]);
    let whole = &xml[element.range.clone()];
    let first_tag = &xml[element.range.start..element.inside];
    let name = &element.name;
    let renamed = match whole.strip_suffix(&format!("</{name}>")) {
        Some(whole) => format!("<other{}</other>", &whole[1 + name.len()..]),
        None => format!("<other{}", &whole[1 + name.len()..]),
    };
    let emptied = if first_tag.ends_with("/>") { whole.to_owned() } else { format!("{first_tag}</{name}>") };
    let inside = if let Some(tag) = first_tag.strip_suffix("/>") {
        format!("{tag}>stray words</{name}>")
    } else {
        format!("{first_tag}stray <b x='1'>words</b> {}", &xml[element.inside..element.range.end])
    };
    [
        ("dropped", format!("{before}{behind}")),
        ("doubled", format!("{before}{whole}{whole}{behind}")),
        ("renamed", format!("{before}{renamed}{behind}")),
        ("emptied", format!("{before}{emptied}{behind}")),
        ("followed by words", format!("{before}{whole}stray words{behind}")),
        ("begun with words", format!("{before}{inside}{behind}")),
    ]
}

#[test]
fn nothing_is_lost_when_an_element_is_changed() {
    // The results repeat the same few groups of elements: every thirteenth has each kind.
    for (name, step) in [("interventional", 2), ("old-schema", 7), ("results", 13), ("unknown-elements", 2)] {
        let text = of_name(name);
        for element in scan(&text).elements.iter().skip(1).step_by(step) {
            for (change, xml) in changed(&text, element) {
                let tag = &text[element.range.start..element.inside];
                let what = format!("{name}: {tag} at {} {change}", element.range.start);
                let parsed = assert_complete(&xml, &what);
                assert_traceable(&xml, &parsed, &what);
            }
        }
    }
}

// Every value has its place.

/// Values that no words of the XML stand for, with the reason; the positions in lists are left out.
const WITHOUT_SPAN: &[(&str, &str)] = &[
    ("hasResults", "the document has an element of results, or none"),
    ("protocolSection.armsInterventionsModule.armGroups[].interventionNames[]", "derived from the interventions"),
    ("protocolSection.contactsLocationsModule.centralContacts[].role", "CONTACT: the element's name"),
    ("protocolSection.contactsLocationsModule.locations[].contacts[].role", "CONTACT: the element's name"),
    ("protocolSection.designModule.patientRegistry", "the words have their place as the kind of study"),
    ("protocolSection.referencesModule.references[].type", "RESULT: the element's name"),
    ("annotationSection.annotationModule.unpostedAnnotation.unpostedEvents[].type", "the element's name"),
    ("resultsSection.outcomeMeasuresModule.outcomeMeasures[].reportingStatus", "whether there are figures"),
    ("resultsSection.outcomeMeasuresModule.outcomeMeasures[].denoms[].units", "old documents count participants"),
];

fn without_positions(path: &str) -> String {
    let mut out = String::new();
    let mut is_position = false;
    for c in path.chars() {
        is_position = c != ']' && (is_position || out.ends_with('['));
        if !is_position {
            out.push(c);
        }
    }
    out
}

/// Each leaf of the study has a place where the XML says it, and each place has a leaf.
fn assert_traceable(xml: &str, parsed: &Parsed, what: &str) {
    let mut leaves = Vec::new();
    add_leaves(&json(parsed), String::new(), &mut leaves);
    let mut places: HashMap<String, Vec<Span>> = HashMap::new();
    for (path, span) in parsed.spans() {
        places.entry(path.to_string()).or_default().push(span);
    }
    for (path, value) in &leaves {
        let Some(spans) = places.remove(path) else {
            let kind = without_positions(path);
            let is_listed = WITHOUT_SPAN.iter().any(|(listed, _)| *listed == kind);
            let is_real = match kind.rsplit('.').next().unwrap() {
                "role" => value == "CONTACT",
                "units" => value == "Participants",
                _ => true,
            };
            assert!(is_listed && is_real, "{what}: no span for {path} = {value}");
            continue;
        };
        let said: Vec<_> = spans.iter().map(|span| squashed(&decoded(&xml[span.range()]))).collect();
        assert!(says(&said, value, path), "{what}: {path} = {value}, but the XML says {said:?}");
    }
    assert_eq!(places.keys().collect::<Vec<_>>(), [""; 0], "{what}: spans of what has no value");

    let placed: Vec<_> = parsed.spans().filter(|(path, _)| !path.to_string().contains(".designInfo.")).collect();
    for unplaced in &parsed.unplaced {
        let other = unplaced.span;
        let overlap = placed.iter().find(|(_, span)| span.start < other.end && other.start < span.end);
        assert!(overlap.is_none(), "{what}: {:?} is placed at {overlap:?} and unplaced", unplaced.text);
    }
}

/// `January 5, 2020` is `2020-01-05`, and `12/2031` is `2031-12`.
fn dated(said: &str) -> Option<String> {
    if let Some((month, year)) = said.split_once('/') {
        return Some(format!("{year}-{month}"));
    }
    let words: Vec<_> = said.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let (month, rest) = words.split_first()?;
    let month = MONTHS.iter().position(|name| name == month)? + 1;
    match rest {
        [year] => Some(format!("{year}-{month:02}")),
        [day, year] => Some(format!("{year}-{month:02}-{:02}", day.parse::<u8>().ok()?)),
        _ => None,
    }
}

/// `Non-Randomized` is `NON_RANDOMIZED`.
fn coded(words: &str) -> String {
    let words: Vec<_> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("_").to_uppercase()
}

/// The codes that words stand for where more than capitals is between the two.
const WORDS: &[(&str, &str)] = &[
    ("N/A", "NA"),
    ("Phase 0", "EARLY_PHASE1"),
    ("Early Phase 1", "EARLY_PHASE1"),
    ("Phase 1", "PHASE1"),
    ("Phase 2", "PHASE2"),
    ("Phase 3", "PHASE3"),
    ("Phase 4", "PHASE4"),
    ("Unknown status", "UNKNOWN"),
    ("Anticipated", "ESTIMATED"),
    ("Estimate", "ESTIMATED"),
    ("U.S. Fed", "FED"),
    ("Both", "ALL"),
    ("Single Group Assignment", "SINGLE_GROUP"),
    ("Parallel Assignment", "PARALLEL"),
    ("Crossover Assignment", "CROSSOVER"),
    ("Factorial Assignment", "FACTORIAL"),
    ("Sequential Assignment", "SEQUENTIAL"),
    ("None (Open Label)", "NONE"),
    ("Open Label", "NONE"),
    ("Double Blind", "DOUBLE"),
    ("Subject", "PARTICIPANT"),
    ("Observational [Patient Registry]", "OBSERVATIONAL"),
    ("Statistical Analysis Plan (SAP)", "SAP"),
    ("Informed Consent Form (ICF)", "ICF"),
    ("Clinical Study Report (CSR)", "CSR"),
    ("80% Confidence Interval", "CONFIDENCE_80"),
    ("95% Confidence Interval", "CONFIDENCE_95"),
    ("Geometric Coefficient of Variation", "GEOMETRIC_COEFFICIENT"),
    ("Standard Error of the Mean", "STANDARD_ERROR_OF_MEAN"),
    ("1-Sided", "ONE_SIDED"),
    ("2-Sided", "TWO_SIDED"),
];

fn stands_for(words: &str, code: &str) -> bool {
    let listed = WORDS.iter().find(|(known, _)| *known == words).map(|(_, code)| *code);
    listed.unwrap_or(&coded(words)) == code || words == code
}

/// The words for one part of the design, in an element of their own or among the others of an old document.
fn part_of_design<'s>(said: &'s str, member: &str) -> &'s str {
    let name = match member {
        "allocation" => "Allocation: ",
        "interventionModel" => "Intervention Model: ",
        "primaryPurpose" => "Primary Purpose: ",
        "observationalModel" => "Observational Model: ",
        "timePerspective" => "Time Perspective: ",
        _ => "Masking: ",
    };
    let Some((_, part)) = said.split_once(name) else { return said };
    let end = part.match_indices(", ").map(|(at, _)| at).find(|&at| part[at..].find(':') < part[at..].find(')'));
    if name == "Masking: " { &part[..end.unwrap_or(part.len())] } else { part.split(", ").next().unwrap() }
}

fn says(said: &[String], value: &Value, path: &str) -> bool {
    let first = said[0].as_str();
    let kind = without_positions(path);
    let (_, member) = kind.rsplit_once('.').unwrap_or(("", &kind));
    match value {
        Value::Bool(value) => match member {
            "piSponsorEmployee" => first.contains(" ARE ") == *value && first.contains(" NOT ") != *value,
            "restrictiveAgreement" => first.starts_with("There is NOT an agreement") != *value,
            "dateUnknown" => first == "Unknown" && *value,
            "healthyVolunteers" => first == if *value { "Accepts Healthy Volunteers" } else { "No" },
            _ => first == if *value { "Yes" } else { "No" },
        },
        Value::Number(number) => first == number.to_string(),
        Value::String(value) => {
            let in_list = |mark: char| {
                path.rsplit_once('[')
                    .map(|(_, index)| index.trim_end_matches(']'))
                    .and_then(|index| first.split(mark).nth(index.parse().unwrap()))
            };
            match member {
                "minimumAge" | "maximumAge" => value.eq_ignore_ascii_case(first),
                // A name in parts, degrees last.
                "name" if said.len() > 1 => {
                    let together = said.join(" ");
                    let (names, degrees) = said.split_at(said.len() - 1);
                    squashed(value) == together || *value == format!("{}, {}", names.join(" "), degrees[0])
                }
                "versionHolder" => {
                    first.split_once(" data on ").and_then(|(_, date)| dated(date)).as_ref() == Some(value)
                }
                "phases[]" if first != "N/A" => in_list('/').is_some_and(|word| stands_for(word, value)),
                "restrictionType" => match value.as_str() {
                    "LTE60" => first.contains("less than or equal to 60 days"),
                    "GT60" => first.contains("more than 60 days"),
                    _ => value == "OTHER",
                },
                "masking" => {
                    let part = part_of_design(first, member);
                    let word = if part == "None (Open Label)" { part } else { part.split(" (").next().unwrap() };
                    stands_for(word, value)
                }
                "whoMasked[]" => {
                    let part = part_of_design(first, member);
                    let parties = part.split_once('(').map_or("", |(_, parties)| parties.trim_end_matches(')'));
                    parties.split(", ").any(|party| stands_for(party, value))
                }
                _ if path.contains(".designInfo.") && stands_for(part_of_design(first, member), value) => true,
                // A value that stands twice, or under an old name and a new one, says the same twice.
                _ => said.iter().all(|said| {
                    *said == squashed(value) || stands_for(said, value) || dated(said).as_ref() == Some(value)
                }),
            }
        }
        _ => false,
    }
}

#[test]
fn every_value_has_its_place() {
    for record in invented() {
        assert_traceable(&record.text, &parse(&record.text).unwrap(), &record.name);
        let windows = plain(&record.text).replace('\n', "\r\n");
        assert_traceable(&windows, &parse(&windows).unwrap(), &format!("{} with CR LF", record.name));
    }
}

#[test]
fn every_value_of_real_records_has_its_place() {
    for record in real("every_value_of_real_records_has_its_place") {
        assert_traceable(&record.text, &parse(&record.text).unwrap(), &record.name);
    }
}

/// Each reason for having no span is needed by some record.
#[test]
fn every_value_without_a_place_is_seen() {
    let mut missing: Vec<_> = WITHOUT_SPAN.iter().map(|(path, _)| *path).collect();
    for record in invented() {
        let parsed = parse(&record.text).unwrap();
        let mut leaves = Vec::new();
        add_leaves(&json(&parsed), String::new(), &mut leaves);
        let unplaced = leaves.iter().filter(|(path, _)| parsed.span_of(path).is_none());
        let unplaced: Vec<_> = unplaced.map(|(path, _)| without_positions(path)).collect();
        missing.retain(|path| !unplaced.iter().any(|unplaced| unplaced == path));
    }
    assert_eq!(missing, [""; 0]);
}

/// Each group and each entry of the criteria leads back to words of the XML that say the same.
#[test]
fn criteria_lead_back_to_the_xml() {
    for record in invented().into_iter().chain(real("criteria_lead_back_to_the_xml")) {
        let parsed = parse(&record.text).unwrap();
        let criteria = parsed.study.eligibility.eligibility_criteria.as_deref().unwrap_or_default();
        let groups = &parsed.criteria.groups;
        let spans =
            groups.iter().flat_map(|group| group.span.into_iter().chain(group.items.iter().map(|item| item.span)));
        for span in spans {
            let place = parsed.criteria_span(span).unwrap();
            let said = decoded(&record.text[place.range()]);
            assert_eq!(squashed(&said), squashed(&criteria[span.range()]), "{}", record.name);
        }
    }
}

// Hard wraps.

/// A block as its author wrote it.
#[derive(Clone, Debug)]
struct Part {
    /// Lines that the author broke; all but the last are short.
    lines: Vec<Vec<String>>,
    entries: Vec<Entry>,
    is_numbered: bool,
}

#[derive(Clone, Debug)]
struct Entry {
    words: Vec<String>,
    below: Vec<Self>,
    paragraph: Vec<String>,
}

/// A block on its way into the field and into the XML.
#[derive(Default)]
struct Written {
    field: String,
    xml: String,
    /// Whether what stands before ends a paragraph of more than an entry of a list.
    after_paragraph: bool,
}

impl Written {
    /// Words in lines of at most 99 columns, as the registry breaks them; `first` stands before the first.
    fn wrapped(&mut self, words: &[String], first: &str, indent: usize) {
        let mut line = first.to_owned();
        let mut is_empty = true;
        for word in words {
            if !is_empty && line.chars().count() + 1 + word.chars().count() > 99 {
                self.line(&line);
                line = " ".repeat(indent);
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(word);
            is_empty = false;
        }
        self.line(&line);
    }

    fn line(&mut self, line: &str) {
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;").replace('≥', "&#8805;");
        self.xml.push_str(&escaped);
        self.xml.push('\n');
    }

    /// A paragraph, whose lines but the last the author broke.
    fn paragraph(&mut self, lines: &[Vec<String>], base: usize, indent: usize) {
        self.between("\n\n");
        for (index, words) in lines.iter().enumerate() {
            let gap = if index > 0 { "\n" } else { "" };
            write!(self.field, "{gap}{}{}", " ".repeat(indent), words.join(" ")).unwrap();
            self.wrapped(words, &" ".repeat(base), base);
        }
        self.after_paragraph = true;
    }

    /// A list: a marker at +2, its text at +5, what is below at the text.
    fn list(&mut self, entries: &[Entry], is_numbered: bool, base: usize, indent: usize) {
        for (index, entry) in entries.iter().enumerate() {
            self.between(if index > 0 && !self.after_paragraph { "\n" } else { "\n\n" });
            let marker = if is_numbered { format!("{}.", index + 1) } else { "-".to_owned() };
            write!(self.field, "{}{marker} {}", " ".repeat(indent), entry.words.join(" ")).unwrap();
            let shown = if is_numbered { format!("{marker:>3} ") } else { "-  ".to_owned() };
            // Numbers end in one column: ` 9.` and `10.`
            let margin = base + 5 - shown.len();
            self.wrapped(&entry.words, &format!("{}{shown}", " ".repeat(margin)), base + 5);
            self.after_paragraph = false;
            let indent = indent + marker.len() + 1;
            if !entry.paragraph.is_empty() {
                self.paragraph(std::slice::from_ref(&entry.paragraph), base + 5, indent);
            }
            if !entry.below.is_empty() {
                self.list(&entry.below, false, base + 5, indent);
            }
        }
    }

    fn between(&mut self, gap: &str) {
        if !self.field.is_empty() {
            self.field.push_str(gap);
            self.xml.push('\n');
        }
    }
}

fn written(parts: &[Part], base: usize) -> Written {
    let mut written = Written::default();
    for part in parts {
        written.paragraph(&part.lines, base, 0);
        if !part.entries.is_empty() {
            written.after_paragraph = true;
            written.list(&part.entries, part.is_numbered, base, 0);
        }
    }
    written
}

fn words(range: Range<usize>) -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        8 => "[A-Za-z]{1,14}[,;:]?",
        1 => "[0-9]{1,4}",
        1 => "[0-9]\\.[0-9]%",
        1 => proptest::sample::select(vec!["≥", "<", "&", "&lt;", "38.5°C", "(e.g.", "-", "Ü", "1:1000"]).prop_map(str::to_owned),
    ];
    // A line that begins with a marker is an entry, and a break before one cannot be told from a new entry.
    let first = "[A-Za-z]{2,14}";
    (first, proptest::collection::vec(word, range)).prop_map(|(first, mut words)| {
        words.insert(0, first);
        words
    })
}

fn entry(depth: u32) -> BoxedStrategy<Entry> {
    let below = if depth == 0 {
        Just(Vec::new()).boxed()
    } else {
        prop_oneof![2 => Just(Vec::new()), 1 => proptest::collection::vec(entry(depth - 1), 1..4)].boxed()
    };
    let paragraph = prop_oneof![5 => Just(Vec::new()), 1 => words(0..30)];
    (words(0..40), below, paragraph).prop_map(|(words, below, paragraph)| Entry { words, below, paragraph }).boxed()
}

fn part() -> impl Strategy<Value = Part> {
    let short = words(0..2);
    let lines = (proptest::collection::vec(short, 0..3), words(0..60)).prop_map(|(mut lines, last)| {
        lines.push(last);
        lines
    });
    let entries = prop_oneof![1 => Just(Vec::new()), 3 => proptest::collection::vec(entry(2), 1..12)];
    (lines, entries, any::<bool>()).prop_map(|(lines, entries, is_numbered)| Part { lines, entries, is_numbered })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// What the registry wrapped is the author's text again, and each word of it leads back to the XML.
    #[test]
    fn hard_wraps_are_undone(
        parts in proptest::collection::vec(part(), 1..4),
        base in proptest::sample::select(vec![6_usize, 8]),
        ending in proptest::sample::select(vec!["\n", "\r\n", "&#xD;\n"]),
    ) {
        let written = written(&parts, base);
        let block = format!("<textblock>\n{}    </textblock>", written.xml).replace('\n', ending);
        let xml = study_of(&format!(
            "<brief_summary>{block}</brief_summary><eligibility><criteria>{block}</criteria></eligibility>"
        ));
        let parsed = parse(&xml).unwrap();
        prop_assert_eq!(parsed.study.description.brief_summary.as_deref(), Some(&*written.field));
        let criteria = parsed.study.eligibility.eligibility_criteria.as_deref().unwrap();
        prop_assert_eq!(criteria, written.field);
        let of_xml = parsed.diagnostics.len() - parsed.criteria.diagnostics.len();
        prop_assert_eq!(of_xml, 0);
        for word in criteria.split_whitespace() {
            let start = word.as_ptr() as usize - criteria.as_ptr() as usize;
            let place = parsed.criteria_span(Span::new(start, start + word.len())).unwrap();
            prop_assert_eq!(decoded(&xml[place.range()]), word);
        }
    }
}

fn summary(block: &str) -> String {
    let xml = study_of(&format!("<brief_summary><textblock>{block}</textblock></brief_summary>"));
    parse(&xml).unwrap().study.description.brief_summary.unwrap()
}

#[test]
fn lines_that_an_author_broke_stay_broken() {
    let verse = "\n      Eighty columns are not enough for a line of this poem about the width of lines, \n      \
        so it is broken here;\n      and here.\n    ";
    let expected = "Eighty columns are not enough for a line of this poem about the width of lines,\n\
        so it is broken here;\nand here.";
    assert_eq!(summary(verse), expected);
    // A record whose lines are all short was not wrapped, whatever the longest of them is.
    let list = "\n      Weeks of treatment with syrup, in the order of the wards, of which seven\n      \
        (paediatrics)\n      take part\n    ";
    let expected = "Weeks of treatment with syrup, in the order of the wards, of which seven\n(paediatrics)\ntake part";
    assert_eq!(summary(list), expected);
}

#[test]
fn a_block_without_wraps_is_as_it_stands() {
    assert_eq!(summary("one line"), "one line");
    assert_eq!(summary("\n\n  one  space  more \n\n\n\n  two\n"), "one  space  more\n\ntwo");
    assert_eq!(summary("-  first\n-  second"), "- first\n- second");
    assert_eq!(summary(&format!("{} tail", "word ".repeat(200).trim())), format!("{}tail", "word ".repeat(200)));
    // What only looks like a marker is text.
    assert_eq!(summary("-5 degrees\n\n1.5 mL\n\nA.B. said so\n\n-\n"), "-5 degrees\n\n1.5 mL\n\nA.B. said so\n\n-");
}

// Kinds of records.

#[test]
fn expanded_access() {
    let parsed = parse(&of_name("expanded-access")).unwrap();
    assert_eq!(at(&parsed, "protocolSection.designModule.studyType"), "EXPANDED_ACCESS");
    assert_eq!(at(&parsed, "protocolSection.statusModule.overallStatus"), "TEMPORARILY_NOT_AVAILABLE");
    let types = serde_json::json!({ "individual": true, "intermediate": true, "treatment": false });
    assert_eq!(at(&parsed, "protocolSection.designModule.expandedAccessTypes"), types);
    assert_eq!(at(&parsed, "protocolSection.contactsLocationsModule.locations[0].status"), "AVAILABLE");
    assert_eq!(at(&parsed, "protocolSection.eligibilityModule.minimumAge"), Value::Null);
    for path in ["designModule.phases", "designModule.designInfo", "designModule.enrollmentInfo", "armGroups"] {
        assert_eq!(at(&parsed, &format!("protocolSection.{path}")), Value::Null, "{path}");
    }
    let with_status = |words: &str| {
        let parsed = parse(&study_of(&format!("<overall_status>{words}</overall_status>"))).unwrap();
        assert_eq!(parsed.diagnostics.len(), 0, "{words}");
        at(&parsed, "protocolSection.statusModule.overallStatus")
    };
    for (words, code) in [
        ("Available", "AVAILABLE"),
        ("No longer available", "NO_LONGER_AVAILABLE"),
        ("Approved for marketing", "APPROVED_FOR_MARKETING"),
        ("Withheld", "WITHHELD"),
        ("Enrolling by invitation", "ENROLLING_BY_INVITATION"),
        ("Not yet recruiting", "NOT_YET_RECRUITING"),
    ] {
        assert_eq!(with_status(words), code);
    }
}

#[test]
fn withheld() {
    let parsed = parse(&of_name("withheld")).unwrap();
    assert_eq!(at(&parsed, "protocolSection.statusModule.overallStatus"), "WITHHELD");
    assert_eq!(at(&parsed, "protocolSection.identificationModule.organization.fullName"), "[Redacted]");
    assert_eq!(at(&parsed, "protocolSection.sponsorCollaboratorsModule.leadSponsor.class"), Value::Null);
    // `N/A` is no kind of study, and no place of one.
    assert_eq!(at(&parsed, "protocolSection.designModule"), Value::Null);
    assert_eq!(parsed.span_of("protocolSection.designModule.studyType"), None);
    assert_eq!(parsed.warnings().count(), 0);
}

#[test]
fn old_schema() {
    let text = of_name("old-schema");
    let parsed = parse(&text).unwrap();
    let design = "protocolSection.designModule.designInfo";
    assert_eq!(at(&parsed, &format!("{design}.allocation")), "RANDOMIZED");
    assert_eq!(at(&parsed, &format!("{design}.interventionModel")), "CROSSOVER");
    assert_eq!(at(&parsed, &format!("{design}.primaryPurpose")), "BASIC_SCIENCE");
    let masking = serde_json::json!({ "masking": "DOUBLE", "whoMasked": ["PARTICIPANT", "INVESTIGATOR"] });
    assert_eq!(at(&parsed, &format!("{design}.maskingInfo")), masking);
    assert_eq!(at(&parsed, "protocolSection.designModule.phases"), serde_json::json!(["EARLY_PHASE1"]));
    assert_eq!(at(&parsed, "protocolSection.eligibilityModule.sex"), "ALL");
    let status = "protocolSection.statusModule";
    for (member, date) in [
        ("studyFirstSubmitDate", "2012-07-30"),
        ("resultsFirstSubmitDate", "2015-02-09"),
        ("dispFirstSubmitDate", "2015-01-05"),
        ("lastUpdateSubmitDate", "2015-06-11"),
    ] {
        assert_eq!(at(&parsed, &format!("{status}.{member}")), date, "{member}");
    }
    let outcome = "resultsSection.outcomeMeasuresModule.outcomeMeasures[0]";
    let counts = serde_json::json!([{ "groupId": "O1", "value": "11" }, { "groupId": "O2", "value": "11" }]);
    assert_eq!(at(&parsed, &format!("{outcome}.denoms[0].counts")), counts);
    assert_eq!(at(&parsed, &format!("{outcome}.classes[0].categories[0].measurements[1].value")), "0");
    assert_eq!(at(&parsed, &format!("{outcome}.analyses[0].testedNonInferiority")), false);
    let notes =
        ["rank=\"17\"", "<authority>Farland: Ministry of Lamps</authority>", "<is_section_801>Yes</is_section_801>"];
    for note in notes {
        assert!(unplaced(&parsed).contains(&note), "{note}");
    }
    assert_eq!(parsed.warnings().count(), 0);
}

/// For some months of 2017 and 2018 documents had the old names of dates and the new ones.
#[test]
fn dates_under_both_names() {
    let both = |old: &str| {
        let new = "<study_first_submitted>May 5, 2017</study_first_submitted>";
        parse(&study_of(&format!("{new}<firstreceived_date>{old}</firstreceived_date>"))).unwrap()
    };
    let path = "protocolSection.statusModule.studyFirstSubmitDate";
    let same = both("May 5, 2017");
    assert_eq!((at(&same, path), unplaced(&same)), ("2017-05-05".into(), vec![]));
    assert_eq!(same.spans().filter(|(of, _)| of.to_string() == path).count(), 2);
    let other = both("May 6, 2017");
    assert_eq!(at(&other, path), "2017-05-05");
    assert_eq!(unplaced(&other), ["<firstreceived_date>May 6, 2017</firstreceived_date>"]);
    assert_eq!(other.warnings().count(), 1);
}

/// What stands twice is in the study once; the second is left over, whole and with a warning.
#[test]
fn the_first_of_two_stays() {
    let totals = |inside: &str| {
        study_of(&format!(
            "<clinical_results><reported_events><group_list><group group_id='E1'/></group_list>{inside}\
             </reported_events></clinical_results>"
        ))
    };
    let total = |n: u32| {
        format!(
            "<event><sub_title>Total, serious adverse events</sub_title>\
             <counts group_id='E1' subjects_affected='{n}' subjects_at_risk='9'/></event>"
        )
    };
    let list = format!(
        "<category_list><category><title>Total</title><event_list>{}{}</event_list></category></category_list>",
        total(1),
        total(2)
    );
    let twice = parse(&totals(&format!("<serious_events>{list}</serious_events>"))).unwrap();
    assert_eq!(at(&twice, "resultsSection.adverseEventsModule.eventGroups[0].seriousNumAffected"), 1);
    assert_eq!(unplaced(&twice), ["<counts group_id='E1' subjects_affected='2' subjects_at_risk='9'/>"]);

    let thresholds = parse(&totals(
        "<serious_events><frequency_threshold>3</frequency_threshold></serious_events>\
         <other_events><frequency_threshold>5</frequency_threshold></other_events>",
    ))
    .unwrap();
    assert_eq!(at(&thresholds, "resultsSection.adverseEventsModule.frequencyThreshold"), "5");
    assert_eq!(unplaced(&thresholds), ["<frequency_threshold>3</frequency_threshold>"]);

    let parts = "Allocation: Randomized, Allocation: Non-Randomized";
    let design = parse(&study_of(&format!("<study_design>{parts}</study_design>"))).unwrap();
    assert_eq!(at(&design, "protocolSection.designModule.designInfo.allocation"), "RANDOMIZED");
    assert_eq!(unplaced(&design), ["Allocation: Non-Randomized"]);

    let title = parse(&study_of("<brief_title>One</brief_title><brief_title>Two</brief_title>")).unwrap();
    assert_eq!(at(&title, "protocolSection.identificationModule.briefTitle"), "One");
    assert_eq!(unplaced(&title), ["<brief_title>Two</brief_title>"]);
}

/// The measure that old documents count participants by has no other words than those.
#[test]
fn words_beside_the_number_of_participants() {
    let xml = study_of(
        "<clinical_results><outcome_list><outcome><measure_list><measure><title>Number of Participants</title>\
         <description>all of them</description><units>eyes</units><param>Number</param><category_list><category>\
         <measurement_list><measurement group_id='O1' value='3' spread='1'>about</measurement></measurement_list>\
         </category><category><sub_title>more</sub_title></category></category_list></measure></measure_list>\
         </outcome></outcome_list></clinical_results>",
    );
    let parsed = assert_complete(&xml, "number of participants");
    assert_eq!(at(&parsed, "resultsSection.outcomeMeasuresModule.outcomeMeasures[0].denoms[0].counts[0].value"), "3");
    let left = [
        "<description>all of them</description>",
        "<units>eyes</units>",
        "spread='1'",
        "about",
        "<category><sub_title>more</sub_title></category>",
    ];
    assert_eq!(unplaced(&parsed), left);
}

// What is odd, and what means harm.

#[test]
fn sections_of_text() {
    let title = |inside: &str| {
        let xml = study_of(&format!("<brief_title>{inside}</brief_title>"));
        let parsed = assert_complete(&xml, inside);
        assert_eq!(unplaced(&parsed), [""; 0], "{inside}");
        parsed.study.identification.brief_title.unwrap()
    };
    assert_eq!(title("<![CDATA[a <b> &amp; </clinical_study> c]]>"), "a <b> &amp; </clinical_study> c");
    assert_eq!(title("<![CDATA[<!-- a]]> b"), "<!-- a b");
    assert_eq!(title(" <![CDATA[<?a]]><![CDATA[ & b]]>"), "<?a & b");
    assert_eq!(title("<![CDATA[a\r\nb\rc]]>"), "a b c");
    assert_eq!(title("<!-- <b> -->a<!-- c --><?d e?>f"), "af");
    let stray = parse(&study_of("stray <![CDATA[words & more]]> here")).unwrap();
    assert_eq!(unplaced(&stray), ["stray <![CDATA[words & more]]> here"]);
}

#[test]
fn namespaces_and_attributes() {
    let xml = study_of(
        "<a:brief_title xmlns:a='urn:a'>Other</a:brief_title><start_date xmlns:a='urn:a' a:type='Odd' \
         type = \">Act&#117;al\">May 2020</start_date>",
    );
    let parsed = assert_complete(&xml, "namespaces");
    assert_eq!(at(&parsed, "protocolSection.identificationModule.briefTitle"), Value::Null);
    assert_eq!(at(&parsed, "protocolSection.statusModule.startDateStruct.type"), ">Actual");
    assert_eq!(unplaced(&parsed), ["<a:brief_title xmlns:a='urn:a'>Other</a:brief_title>", "a:type='Odd'"]);

    let whole = "<clinical_study xmlns='urn:registry'><brief_title>Tea</brief_title></clinical_study>";
    assert_eq!(at(&parse(whole).unwrap(), "protocolSection.identificationModule.briefTitle"), "Tea");

    let far = study_of(&format!("<enrollment type{0}={0}'Actual'>3</enrollment>", " ".repeat(2000)));
    let parsed = parse(&far).unwrap();
    assert_eq!(&far[parsed.span_of("protocolSection.designModule.enrollmentInfo.type").unwrap().range()], "Actual");
}

fn refused(xml: &str) -> String {
    match parse(xml) {
        Err(error @ (Error::Xml { .. } | Error::Empty)) => error.to_string(),
        other => panic!("expected a refusal, found {other:?}"),
    }
}

#[test]
fn document_types_are_refused() {
    let bomb = "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<clinical_study>&b;</clinical_study>";
    let external = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>\
        <clinical_study><brief_title>&b;</brief_title></clinical_study>";
    let late = study_of("\n <!ENTITY a 'b'>");
    assert_eq!(refused(bomb), "1:1: expected no document type declaration, found one");
    assert_eq!(refused(external), "2:1: expected no document type declaration, found one");
    assert_eq!(refused(&late), "2:2: expected no document type declaration, found one");
    // An entity that nothing declares.
    assert!(refused(&study_of("<brief_title>&b;</brief_title>")).contains("expected well-formed XML, found "));
    // Nothing but words, in a comment or a section of text.
    let harmless = study_of("<!-- <!DOCTYPE a> --><brief_title><![CDATA[<!DOCTYPE a>]]></brief_title>");
    assert_eq!(parse(&harmless).unwrap().study.identification.brief_title.as_deref(), Some("<!DOCTYPE a>"));
}

#[test]
fn what_is_no_record() {
    assert_eq!(parse("").unwrap_err(), Error::Empty);
    assert_eq!(parse("\u{feff} \r\n").unwrap_err(), Error::Empty);
    assert_eq!(refused("\n <study/>"), "2:2: expected a clinical_study, found the element study");
    assert_eq!(
        refused("<search_results><clinical_study/></search_results>"),
        "1:1: expected a clinical_study, found the element search_results"
    );
    for (what, xml) in [
        ("two roots", "<clinical_study/>\n<clinical_study/>".to_owned()),
        ("words behind the root", "<clinical_study/>\nwords".to_owned()),
        ("crossed tags", study_of("<a><b></a></b>")),
        ("no closing tag", "<clinical_study><a>".to_owned()),
        ("an attribute twice", study_of("<enrollment type='Actual' type='Actual'>3</enrollment>")),
        ("an attribute without quotes", study_of("<enrollment type=Actual>3</enrollment>")),
        ("a lone ampersand", study_of("<brief_title>A & B</brief_title>")),
        ("a NUL", study_of("<brief_title>A\0B</brief_title>")),
        ("a NUL by reference", study_of("<brief_title>A&#0;B</brief_title>")),
        ("a control character", study_of("<brief_title>A\u{1}B</brief_title>")),
        ("a prefix of no namespace", study_of("<a:b/>")),
        ("a section that does not end", study_of("<brief_title><![CDATA[ a")),
    ] {
        let message = refused(&xml);
        let (place, rest) = message.split_once(": ").unwrap();
        let (line, column) = place.split_once(':').unwrap();
        let lines: Vec<_> = xml.split('\n').collect();
        let line: usize = line.parse().unwrap();
        assert!(column.parse::<usize>().unwrap() <= lines[line - 1].chars().count() + 1, "{what}: {message}");
        assert!(rest.starts_with("expected well-formed XML, found "), "{what}: {message}");
    }
}

/// A reference to what is no character stays as it is written.
#[test]
fn references_to_no_character() {
    let parsed = assert_complete(&study_of("<brief_title>A&#xD800;B</brief_title>"), "half a pair");
    assert_eq!(parsed.study.identification.brief_title.as_deref(), Some("A&#xD800;B"));
}

#[test]
fn sizes() {
    let nested = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert_eq!(
        refused(&study_of(&nested)),
        format!("1:{}: expected at most 64 levels of elements, found a deeper one", 64 + 63 * 3)
    );
    assert_eq!(parse(&study_of(&format!("{}{}", "<a>".repeat(63), "</a>".repeat(63)))).unwrap().unplaced.len(), 1);
    assert!(refused(&"<clinical_study>".repeat(100_000)).contains("at most 64 levels of elements"));
    let long = study_of(&format!("<brief_title a='{}'>Tea</brief_title>", "x".repeat(1_000_000)));
    assert_eq!(refused(&long), "1:64: expected a tag of at most 8192 bytes, found a longer one");
    let many: String = (0..100_000).fold(String::new(), |mut all, index| {
        write!(all, " a{index}='x'").unwrap();
        all
    });
    assert_eq!(
        refused(&study_of(&format!("<brief_title{many}>Tea</brief_title>"))),
        "1:64: expected a tag of at most 8192 bytes, found a longer one"
    );

    for (what, inside) in [
        ("10 MB of words", format!("<brief_title>{}</brief_title>", "word ".repeat(2_000_000))),
        (
            "10 MB of one word",
            format!("<brief_summary><textblock>{}</textblock></brief_summary>", "x".repeat(10_000_000)),
        ),
        (
            "100,000 lines",
            format!("<brief_summary><textblock>{}</textblock></brief_summary>", "      -  a\n".repeat(100_000)),
        ),
        ("100,000 references", format!("<brief_title>{}</brief_title>", "&#xD;\n&lt;".repeat(100_000))),
        ("100,000 sections of text", format!("<brief_title>{}</brief_title>", "<![CDATA[a]]>".repeat(100_000))),
        ("100,000 conditions", "<condition>a</condition>\n".repeat(100_000)),
        ("100,000 titles", "<brief_title>a</brief_title>\n".repeat(100_000)),
        ("100,000 unknown elements", "<unknown a='b'/>\n".repeat(100_000)),
        ("100,000 texts", "a<!-- -->\n".repeat(100_000)),
        (
            "30,000 arms and interventions",
            "<arm_group><arm_group_label>a</arm_group_label></arm_group><intervention><intervention_type>Drug\
             </intervention_type><intervention_name>b</intervention_name><arm_group_label>a</arm_group_label>\
             </intervention>"
                .repeat(30_000),
        ),
    ] {
        let parsed = parse(&study_of(&inside)).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(parsed.study.nct_id().is_some(), "{what}");
    }
}

/// The record cut at every byte, closed by nothing, is refused where it ends or before.
#[test]
fn what_ends_too_early() {
    let xml = study_of("<!-- c --><brief_title a=\"b\">Té<![CDATA[a]]>&amp;</brief_title><?d e?>\n");
    for at in (1..xml.len()).filter(|&at| xml.is_char_boundary(at)) {
        let message = refused(&xml[..at]);
        assert!(message.contains(": expected well-formed XML, found "), "cut at {at}: {message}");
    }
}

/// Bytes that are changed one by one never do more than make the record another one, or none.
#[test]
fn changed_bytes() {
    let text = of_name("withheld");
    let mut read = 0;
    for at in (0..text.len()).filter(|at| at % 3 == 0) {
        for c in ["<", ">", "&", "\"", "\0", "é", ""] {
            if let Some((before, behind)) = text.split_at_checked(at)
                && let Ok(parsed) = parse(&format!("{before}{c}{}", behind.get(1..).unwrap_or_default()))
            {
                assert!(parsed.spans().count() > 5);
                read += 1;
            }
        }
    }
    assert!(read > 500, "expected some records, found {read}");
}

#[test]
fn encodings() {
    // The text has been decoded: what the declaration says of its bytes is no longer so.
    for encoding in ["utf-8", "ISO-8859-1", "UTF-16", "no-such-encoding"] {
        let xml =
            format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n{}", study_of("<brief_title>Té</brief_title>"));
        assert_eq!(parse(&xml).unwrap().study.identification.brief_title.as_deref(), Some("Té"), "{encoding}");
    }
    let xml = format!("<?xml version=\"1.0\"?>{}", study_of("<brief_title>Té</brief_title>"));
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let message = ctgov::parse_lossy(&utf16).unwrap_err().to_string();
    assert_eq!(message, "1:1: expected UTF-8 text, found the byte order mark of UTF-16 at byte 0");
    // One bad byte is replaced, and every place is one of the bytes.
    let latin: Vec<u8> = xml.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let parsed = ctgov::parse_lossy(&latin).unwrap();
    assert_eq!(parsed.study.identification.brief_title.as_deref(), Some("T\u{fffd}"));
    let span = parsed.span_of("protocolSection.identificationModule.briefTitle").unwrap();
    assert_eq!(&latin[span.range()], b"T\xE9");
    // A byte order mark, and space before the declaration.
    let marked = format!("\u{feff}\n {xml}");
    assert_eq!(parse(&marked).unwrap().study, parse(&xml).unwrap().study);
}

// Real records.

/// Of each of the 48 records, first line: number, kind, status, phases, masking with parties, allocation, dates of start,
/// primary completion, completion, first submission and last update, enrolment and its kind, sex, ages, healthy
/// volunteers, monitoring committee. Second line, numbers of: secondary ids, conditions, keywords, arms, interventions,
/// primary, secondary and other outcomes, officials, central contacts, sites, contacts of sites, references,
/// collaborators; then of results: groups, periods, baseline measures, outcome measures, analyses, measurements, serious
/// and other events. Written from the XML by another program.
const REAL: &str = "\
NCT00001177 OBSERVATIONAL RECRUITING - - - 1981-08-24 - - 1999-11-03 2019-04-18 1600 ESTIMATED FEMALE 18_Years 50_Years true -
    1 4 9 0 0 0 0 0 1 1 1 1 3 0
NCT00001444 INTERVENTIONAL COMPLETED PHASE1 - - 1995-08 - 2002-05 1999-11-03 2008-03-03 51 - ALL - - false -
    1 4 4 0 1 0 0 0 0 0 1 0 3 0
NCT00002475 INTERVENTIONAL COMPLETED PHASE2 - - 1991-04 2007-12 2009-06 1999-11-01 2013-07-09 40 ESTIMATED ALL 18_Years - false -
    2 6 23 0 6 5 0 0 1 0 1 0 1 0
NCT00023673 INTERVENTIONAL COMPLETED PHASE1/PHASE2 NONE NON_RANDOMIZED 2001-07 2009-01 2013-11 2001-09-13 2017-11-27 63 ACTUAL ALL - - false -
    2 1 6 4 3 2 4 0 1 0 41 0 3 1 | 4 1 2 6 5 29 49 115
NCT00151216 INTERVENTIONAL ACTIVE_NOT_RECRUITING PHASE1 NONE NON_RANDOMIZED 2004-06 2020-06 2020-06 2005-09-06 2019-04-16 10 ACTUAL ALL 3_Years 18_Years false true
    1 2 3 2 1 1 1 0 1 0 1 0 0 1
NCT00277524 OBSERVATIONAL TERMINATED - - - 2005-08 2010-11 2010-11 2006-01-12 2013-05-21 3032 ACTUAL ALL 18_Years - false false
    0 5 8 1 0 4 5 0 1 0 113 0 5 1 | 4 1 12 9 0 151 0 0
NCT00482794 OBSERVATIONAL RECRUITING - - - 2006-06 2018-07 2018-12 2007-06-01 2017-11-02 2800 ESTIMATED ALL - - false false
    0 1 1 3 0 1 0 0 1 1 1 2 5 0
NCT00513591 OBSERVATIONAL RECRUITING - - - 2007-08 2018-06 2018-06 2007-08-06 2017-06-15 1000 ESTIMATED FEMALE 18_Years - true false
    0 6 5 3 0 0 0 0 1 1 1 1 0 0
NCT00734539 INTERVENTIONAL COMPLETED PHASE3 QUADRUPLE(PARTICIPANT,CARE_PROVIDER,INVESTIGATOR,OUTCOMES_ASSESSOR) RANDOMIZED 2008-11 2011-12 2013-04 2008-08-13 2014-07-27 362 ACTUAL ALL - 5_Days false true
    2 1 6 2 2 1 11 0 1 0 33 0 0 3 | 2 2 6 12 0 24 55 2
NCT00985114 INTERVENTIONAL COMPLETED NA NONE RANDOMIZED 2009-10 2013-01 2013-01 2009-09-25 2016-08-09 77 ACTUAL ALL 18_Years 65_Years false true
    0 1 2 2 2 1 0 0 1 0 3 0 0 0
NCT01174550 INTERVENTIONAL COMPLETED NA NONE RANDOMIZED 2010-07 2014-10 2014-10 2010-08-02 2016-02-02 10003 ACTUAL ALL 45_Years - false true
    1 1 3 2 4 1 11 0 1 0 1 0 0 1 | 2 1 2 12 0 118 7 8
NCT01220531 EXPANDED_ACCESS AVAILABLE - - - 2010-12 2021-12 2023-12 2010-09-22 2017-05-09 - - ALL - - false -
    2 4 11 0 8 0 0 0 1 2 1 3 22 4
NCT01357915 INTERVENTIONAL COMPLETED NA NONE NON_RANDOMIZED 2011-06-24 2012-09-13 2012-09-13 2011-05-12 2017-05-12 47 ACTUAL MALE 18_Years 45_Years true -
    1 1 2 2 2 2 5 0 1 0 2 0 0 0 | 2 1 3 7 0 19 0 0
NCT01380080 INTERVENTIONAL COMPLETED PHASE4 NONE RANDOMIZED 2011-10 2015-01 2016-04 2011-06-22 2017-01-24 851 ACTUAL ALL 13_Years - false true
    1 1 0 2 6 1 14 0 2 0 18 0 3 1 | 2 1 6 15 1 22 111 25
NCT01534533 INTERVENTIONAL COMPLETED PHASE2/PHASE3 QUADRUPLE(PARTICIPANT,CARE_PROVIDER,INVESTIGATOR,OUTCOMES_ASSESSOR) RANDOMIZED 2010-06 2011-06 2012-06 2012-02-13 2013-06-18 192 ACTUAL ALL 45_Years 68_Years true true
    1 2 6 4 4 5 3 0 1 0 1 0 1 0 | 4 1 4 8 5 52 0 0
NCT01642004 INTERVENTIONAL ACTIVE_NOT_RECRUITING PHASE3 NONE RANDOMIZED 2012-09-26 2014-11-17 2018-12-29 2012-07-09 2018-03-13 352 ACTUAL ALL 18_Years - false true
    1 1 0 2 2 3 9 1 1 0 106 0 0 0 | 2 2 4 13 13 44 83 42
NCT01841593 INTERVENTIONAL COMPLETED PHASE1 NONE RANDOMIZED 2013-04 2013-09 2013-09 2013-04-16 2014-09-23 19 ACTUAL ALL 18_Years 65_Years true false
    0 1 0 2 2 5 0 0 1 0 1 0 0 0 | 2 3 2 5 0 12 1 9
NCT02260193 INTERVENTIONAL COMPLETED PHASE2 NONE NON_RANDOMIZED 2014-09 2015-07 2015-08 2014-09-25 2015-11-17 94 ACTUAL ALL 18_Years 79_Years false false
    0 2 16 3 3 3 4 2 1 0 16 0 0 0
NCT02317510 INTERVENTIONAL COMPLETED NA NONE RANDOMIZED 2014-12 2015-02 2015-05 2014-12-11 2016-02-17 50 ACTUAL ALL 18_Years 90_Years false false
    0 2 3 2 2 2 10 0 1 0 1 0 1 1 | 2 1 5 12 0 34 3 6
NCT02348489 INTERVENTIONAL ACTIVE_NOT_RECRUITING PHASE3 NONE RANDOMIZED 2015-03 2018-06 2018-06 2015-01-22 2017-12-22 815 ACTUAL ALL 18_Years - false true
    0 1 4 2 2 2 6 0 0 0 135 0 0 0
NCT02389088 INTERVENTIONAL COMPLETED NA NONE NON_RANDOMIZED 2006-04 2013-01 2013-01 2015-03-09 2016-02-09 9 ACTUAL FEMALE 18_Years 40_Years true false
    0 1 4 2 1 4 0 0 1 0 0 0 0 0 | 1 2 10 4 0 70 0 0
NCT02438137 INTERVENTIONAL COMPLETED PHASE2 DOUBLE(PARTICIPANT,OUTCOMES_ASSESSOR) RANDOMIZED 2015-05 2016-04 2016-05 2015-04-18 2017-04-28 65 ACTUAL ALL 18_Years 65_Years false false
    0 3 7 2 2 1 1 0 1 0 1 0 18 0 | 2 1 5 2 1 10 2 5
NCT02465060 INTERVENTIONAL RECRUITING PHASE2 NONE NON_RANDOMIZED 2015-08-12 2022-06-30 - 2015-06-03 2018-05-09 6452 ESTIMATED ALL 18_Years - false false
    6 50 0 30 24 1 3 2 1 0 1218 2226 0 0
NCT02481830 INTERVENTIONAL ACTIVE_NOT_RECRUITING PHASE3 NONE RANDOMIZED 2015-08-28 2018-08-17 2019-11-30 2015-06-23 2019-04-15 803 ACTUAL ALL 18_Years - false true
    1 1 0 3 3 1 2 0 1 0 149 0 0 1
NCT02513394 INTERVENTIONAL ACTIVE_NOT_RECRUITING PHASE3 NONE RANDOMIZED 2015-08 2020-09 2025-09 2015-07-29 2020-03-06 5796 ACTUAL ALL 18_Years - false true
    3 1 2 2 2 1 1 0 4 0 233 0 0 5
NCT02536534 OBSERVATIONAL COMPLETED - - - 2015-06-30 2016-11-25 2016-12-21 2015-08-10 2017-12-19 35 ACTUAL ALL 18_Years - false false
    1 1 2 1 1 6 7 0 1 0 1 0 0 0
NCT02586688 INTERVENTIONAL ACTIVE_NOT_RECRUITING NA QUADRUPLE(PARTICIPANT,CARE_PROVIDER,INVESTIGATOR,OUTCOMES_ASSESSOR) RANDOMIZED 2015-10 2018-01 2018-12 2015-10-23 2018-01-31 100 ESTIMATED ALL 12_Years 21_Years false true
    0 1 6 4 3 1 0 0 2 0 13 0 3 0
NCT02591940 OBSERVATIONAL UNKNOWN - - - 2013-11 2015-12 2016-12 2015-10-27 2015-10-29 140 ESTIMATED ALL - - false false
    0 4 3 2 1 2 3 0 0 0 0 0 0 2
NCT02830269 OBSERVATIONAL RECRUITING - - - 2016-08-18 2018-02-18 2018-02-18 2016-06-10 2017-10-17 100 ESTIMATED ALL 18_Years 100_Years false true
    1 2 4 0 1 1 1 0 3 2 1 1 0 0
NCT02903849 INTERVENTIONAL COMPLETED NA SINGLE(PARTICIPANT) RANDOMIZED 2016-09 2016-12 2017-01 2016-09-13 2017-05-08 324 ACTUAL ALL 18_Years - true -
    0 1 0 2 3 1 4 0 1 0 1 0 0 1
NCT02958956 OBSERVATIONAL COMPLETED - - - 1997-01-01 2015-05-29 2015-05-29 2016-11-04 2018-02-06 236507 ACTUAL ALL 40_Years - false false
    1 1 1 2 1 2 6 0 1 0 0 0 0 0 | 2 1 9 8 0 330 0 0
NCT02970669 INTERVENTIONAL RECRUITING PHASE4 DOUBLE(PARTICIPANT,INVESTIGATOR) RANDOMIZED 2016-12-16 2018-10-01 2018-10-01 2016-11-17 2018-01-16 136 ESTIMATED ALL 18_Years 80_Years false -
    0 1 18 2 4 1 3 0 1 2 25 0 0 0
NCT03101111 INTERVENTIONAL ACTIVE_NOT_RECRUITING PHASE2 QUADRUPLE(PARTICIPANT,CARE_PROVIDER,INVESTIGATOR,OUTCOMES_ASSESSOR) RANDOMIZED 2017-08-09 2019-03-28 2019-03-28 2017-03-29 2018-06-19 100 ESTIMATED ALL 21_Years 50_Years true false
    0 1 0 2 2 1 1 1 1 0 1 0 0 1
NCT03133988 EXPANDED_ACCESS AVAILABLE - - - - - - 2017-04-20 2017-06-22 - - ALL - - - -
    0 3 0 0 0 0 0 0 0 2 0 0 0 0
NCT03182660 - WITHHELD - - - - - - 2017-06-01 2017-06-21 - - - - - - -
    0 0 0 0 0 0 0 0 0 0 0 0 0 0
NCT03204344 INTERVENTIONAL RECRUITING NA SINGLE(OUTCOMES_ASSESSOR) RANDOMIZED 2017-08-01 2018-08 2018-09 2017-06-26 2017-09-18 60 ESTIMATED ALL 18_Years - false true
    0 1 4 2 2 1 7 0 1 2 1 3 20 0
NCT03228394 INTERVENTIONAL RECRUITING PHASE2 QUADRUPLE(PARTICIPANT,CARE_PROVIDER,INVESTIGATOR,OUTCOMES_ASSESSOR) RANDOMIZED 2017-06-27 2018-08-17 2018-08-17 2017-07-05 2018-03-05 60 ESTIMATED FEMALE 18_Years 45_Years false false
    0 10 2 2 2 7 7 0 1 2 13 0 0 0
NCT03245528 EXPANDED_ACCESS AVAILABLE NA - - - - - 2017-08-07 2017-08-07 - - ALL 18_Years - - -
    0 5 0 0 1 0 0 0 0 1 0 0 0 0
NCT03357471 INTERVENTIONAL COMPLETED PHASE3 NONE NON_RANDOMIZED 2017-11-03 2018-07-03 2018-07-03 2017-11-23 2018-08-29 70 ACTUAL ALL 18_Years - false false
    0 4 2 2 1 1 2 0 1 0 22 0 0 0
NCT03446690 INTERVENTIONAL COMPLETED PHASE4 SINGLE(OUTCOMES_ASSESSOR) NON_RANDOMIZED 2015-01-01 2015-11-01 2016-01-01 2018-02-14 2018-03-13 33 ACTUAL ALL - - true -
    0 2 1 2 2 1 0 0 1 0 0 0 0 0
NCT03459976 OBSERVATIONAL RECRUITING - - - 2017-12-01 2019-03-01 2019-04-01 2018-03-04 2018-03-04 84 ESTIMATED FEMALE 40_Years 70_Years - false
    0 1 0 1 1 1 0 0 2 2 2 4 1 0
NCT03494712 INTERVENTIONAL RECRUITING PHASE1 DOUBLE(PARTICIPANT,INVESTIGATOR) RANDOMIZED 2018-02-21 2019-01-14 2020-01-13 2018-02-16 2018-04-04 49 ESTIMATED MALE 18_Years 45_Years true false
    1 1 3 2 2 1 3 0 0 1 1 0 0 1
NCT03708289 OBSERVATIONAL TERMINATED - - - 2016-09 2018-10 2018-10 2018-10-12 2018-10-12 120 ACTUAL ALL 18_Years - false false
    0 2 0 0 4 3 4 0 1 0 1 0 0 0
NCT03723057 EXPANDED_ACCESS AVAILABLE - - - - - - 2018-10-25 2018-10-25 - - ALL - - - -
    0 1 2 0 1 0 0 0 0 1 1 0 0 0
NCT03735485 INTERVENTIONAL COMPLETED NA SINGLE(PARTICIPANT) RANDOMIZED 2017-03-03 2017-10-02 2018-01-10 2018-11-02 2018-11-07 44 ACTUAL ALL 25_Years 65_Years false false
    0 2 4 3 3 5 0 0 1 0 1 0 21 0
NCT03744546 EXPANDED_ACCESS AVAILABLE - - - - - - 2018-11-14 2018-11-19 - - ALL 40_Years - false -
    0 1 6 0 1 0 0 0 1 1 0 0 0 0
NCT03840122 INTERVENTIONAL NOT_YET_RECRUITING NA SINGLE(PARTICIPANT) RANDOMIZED 2019-05 2019-12 2020-05 2019-01-30 2019-04-16 100 ESTIMATED ALL 21_Years - false false
    0 1 0 2 2 10 0 0 1 1 1 0 0 0
NCT04710303 INTERVENTIONAL RECRUITING PHASE1 NONE NON_RANDOMIZED 2021-03-02 2022-04 2022-04 2021-01-13 2021-03-03 35 ESTIMATED ALL 18_Years 50_Years true false
    0 1 0 3 1 17 1 0 0 1 1 2 0 0";

fn summary_of(parsed: &Parsed) -> String {
    let study = json(parsed);
    let protocol = &study["protocolSection"];
    let text = |path: &str| match protocol.pointer(path).unwrap_or(&Value::Null) {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.replace(' ', "_"),
        value => value.to_string(),
    };
    let list = |path: &str, mark: &str| {
        let entries = protocol.pointer(path).and_then(Value::as_array);
        let entries = entries.into_iter().flatten().map(|entry| entry.as_str().unwrap().to_owned());
        entries.collect::<Vec<_>>().join(mark)
    };
    let count = |value: &Value, path: &str| value.pointer(path).and_then(Value::as_array).map_or(0, Vec::len);
    let sum =
        |list: &Value, path: &str| list.as_array().into_iter().flatten().map(|entry| count(entry, path)).sum::<usize>();

    let mut line = text("/identificationModule/nctId");
    let phases = list("/designModule/phases", "/");
    let parties = list("/designModule/designInfo/maskingInfo/whoMasked", ",");
    let parties = if parties.is_empty() { parties } else { format!("({parties})") };
    let masking = format!("{}{parties}", text("/designModule/designInfo/maskingInfo/masking"));
    for value in [
        text("/designModule/studyType"),
        text("/statusModule/overallStatus"),
        if phases.is_empty() { "-".to_owned() } else { phases },
        masking,
        text("/designModule/designInfo/allocation"),
        text("/statusModule/startDateStruct/date"),
        text("/statusModule/primaryCompletionDateStruct/date"),
        text("/statusModule/completionDateStruct/date"),
        text("/statusModule/studyFirstSubmitDate"),
        text("/statusModule/lastUpdateSubmitDate"),
        text("/designModule/enrollmentInfo/count"),
        text("/designModule/enrollmentInfo/type"),
        text("/eligibilityModule/sex"),
        text("/eligibilityModule/minimumAge"),
        text("/eligibilityModule/maximumAge"),
        text("/eligibilityModule/healthyVolunteers"),
        text("/oversightModule/oversightHasDmc"),
    ] {
        write!(line, " {value}").unwrap();
    }
    line.push_str("\n   ");
    let contacts = &protocol["contactsLocationsModule"];
    for path in [
        "/identificationModule/secondaryIdInfos",
        "/conditionsModule/conditions",
        "/conditionsModule/keywords",
        "/armsInterventionsModule/armGroups",
        "/armsInterventionsModule/interventions",
        "/outcomesModule/primaryOutcomes",
        "/outcomesModule/secondaryOutcomes",
        "/outcomesModule/otherOutcomes",
        "/contactsLocationsModule/overallOfficials",
        "/contactsLocationsModule/centralContacts",
        "/contactsLocationsModule/locations",
    ] {
        write!(line, " {}", count(protocol, path)).unwrap();
    }
    write!(line, " {}", sum(&contacts["locations"], "/contacts")).unwrap();
    write!(line, " {}", count(protocol, "/referencesModule/references")).unwrap();
    write!(line, " {}", count(protocol, "/sponsorCollaboratorsModule/collaborators")).unwrap();
    if let Some(results) = study.get("resultsSection") {
        let measures = &results["outcomeMeasuresModule"]["outcomeMeasures"];
        let classes = measures.as_array().into_iter().flatten().flat_map(|measure| measure["classes"].as_array());
        let categories = classes.flatten().flat_map(|class| class["categories"].as_array()).flatten();
        let measurements: usize = categories.map(|category| count(category, "/measurements")).sum();
        let numbers = [
            count(results, "/participantFlowModule/groups"),
            count(results, "/participantFlowModule/periods"),
            count(results, "/baselineCharacteristicsModule/measures"),
            measures.as_array().map_or(0, Vec::len),
            sum(measures, "/analyses"),
            measurements,
            count(results, "/adverseEventsModule/seriousEvents"),
            count(results, "/adverseEventsModule/otherEvents"),
        ];
        write!(line, " | {}", numbers.map(|number| number.to_string()).join(" ")).unwrap();
    }
    line
}

#[test]
fn values_of_real_records() {
    let records = real("values_of_real_records");
    if records.is_empty() {
        return;
    }
    let read: Vec<_> = records.iter().map(|record| summary_of(&parse(&record.text).unwrap())).collect();
    let read = read.join("\n");
    for (read, expected) in read.lines().zip(REAL.lines()) {
        assert_eq!(read, expected);
    }
    assert_eq!(read.lines().count(), REAL.lines().count());
}

/// What would take time or memory out of proportion is refused, or stays where it is.
#[test]
fn what_grows_out_of_proportion() {
    let attributes: String = (0..3000).map(|number| format!(" a{number}=''")).collect();
    let hidden = format!("<clinical_study><!--><x \" --><t z='\"/>'{attributes}/></clinical_study>");
    assert!(parse(&hidden).unwrap_err().to_string().contains("expected a tag of at most 8192 bytes"));
    let namespaces: String = (0..40).map(|number| format!(" xmlns:n{number}='u'")).collect();
    let error = parse(&format!("<clinical_study{namespaces}/>")).unwrap_err().to_string();
    assert_eq!(error, "1:1: expected at most 16 declarations of namespaces, found another");

    let vocabulary = "T".repeat(5000);
    let events = "<event><sub_title>Cough</sub_title></event>".repeat(3);
    let record = study_of(&format!(
        "<clinical_results><reported_events><other_events><default_vocab>{vocabulary}</default_vocab><category_list>\
         <category><title>Lungs</title><event_list>{events}</event_list></category></category_list></other_events>\
         </reported_events></clinical_results>"
    ));
    let parsed = parse(&record).unwrap();
    let events = parsed.study.results.as_ref().unwrap().adverse_events.as_ref().unwrap().other_events.clone();
    assert!(events.iter().all(|event| event.source_vocabulary.is_none() && event.organ_system.is_some()));
    assert_eq!(unplaced(&parsed), [format!("<default_vocab>{vocabulary}</default_vocab>")]);
}

/// An empty word is no code, and a sentence that denies an agreement does not make one.
#[test]
fn nothing_is_made_of_empty_words() {
    let parsed = parse(&study_of("<start_date type=\"\">May 2020</start_date><phase>Phase 1/</phase>")).unwrap();
    assert_eq!(parsed.study.status.start_date_struct.as_ref().unwrap().r#type, None);
    assert_eq!(parsed.study.phases(), [ctgov::study::Phase::Phase1]);
    for (sentence, expected) in
        [("There is NO agreement.", None), ("N/A", None), ("Ask the sponsor first.", Some(true))]
    {
        let agreement = format!("<restrictive_agreement>{sentence}</restrictive_agreement>");
        let results =
            format!("<clinical_results><certain_agreements>{agreement}</certain_agreements></clinical_results>");
        let study = parse(&study_of(&results)).unwrap().study;
        let agreed = study.results.unwrap().more_info.unwrap().certain_agreement.unwrap();
        assert_eq!((agreed.restrictive_agreement, agreed.other_details.as_deref()), (expected, Some(sentence)));
    }
}
