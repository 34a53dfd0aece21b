//! The test cases of two other criteria splitters, which lie beside the real records.

use std::fs;

use serde_json::Value;

use super::*;
use crate::support::real_corpus;

fn cases(test: &str, file: &str) -> Vec<Value> {
    let Some(corpus) = real_corpus(test) else { return Vec::new() };
    let file = corpus.join("../peers").join(file);
    if !file.is_file() {
        eprintln!("SKIPPED {test}: {} is not there", file.display());
        return Vec::new();
    }
    let cases: Vec<Value> = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert!(!cases.is_empty());
    cases
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The texts of all items of a kind, without the punctuation at their end, which that peer strips.
fn texts(criteria: &Criteria, kinds: &[Kind]) -> Vec<String> {
    let of_kind = criteria.items().filter(|(group, ..)| kinds.contains(&group.kind));
    of_kind.map(|(_, _, item)| item.text.trim_end_matches(['.', ',', ':', ';']).to_owned()).collect()
}

/// Where the tree has something else than that splitter's own tests, and why.
const DIFFERENT_FROM_CTPROC: [(&str, &str); 4] = [
    ("test_sub_numbers", "the remark behind the lists is kept, with the item before it"),
    ("test_headers", "the labels in capitals are kept, and say neither in nor out"),
    ("test_individually_labelled", "the label of each item is kept: it is text of the record"),
    ("test_exc_in_inc", "the peer loses the first word of a criterion, as its author says"),
];

#[test]
fn cases_of_ctproc() {
    let mut different = Vec::new();
    let cases = cases("cases_of_ctproc", "ctproc-eligibility.json");
    for case in &cases {
        let criteria = parse(case["input"].as_str().unwrap());
        let name = case["name"].as_str().unwrap().to_owned();
        let inclusion = texts(&criteria, &[Kind::Inclusion, Kind::Unspecified]);
        let exclusion = texts(&criteria, &[Kind::Exclusion]);
        // The peer loses the word "include" wherever it stands, as its author says of this case.
        let said = |texts: Vec<String>| match &*name {
            "test_dash_and_header" => texts.into_iter().map(|text| text.replace("only include ", "only ")).collect(),
            _ => texts,
        };
        if said(inclusion) != strings(&case["inclusion"]) || said(exclusion) != strings(&case["exclusion"]) {
            different.push(name);
        }
    }
    if !cases.is_empty() {
        assert_eq!(different, DIFFERENT_FROM_CTPROC.map(|(name, _)| name));
    }
}

/// Where the tree has something else than the tests of the parser written in Go, and why.
const DIFFERENT_FROM_GO: [(&str, &str); 4] = [
    ("TestNormalize", "a criterion that refers to the inclusion criteria is one, and stays"),
    ("TestNormalizeWithoutExclusionCriteria", "the same"),
    ("TestExtractCriteriaMessy", "a heading glued to the end of a line, and a heading behind another, begin groups"),
    ("TestExtractCriteriaWithoutExclusions", "a criterion that refers to the inclusion criteria is one, and stays"),
];

#[test]
fn cases_of_the_parser_in_go() {
    let mut different = Vec::new();
    let cases = cases("cases_of_the_parser_in_go", "facebook-criteria.json");
    for case in &cases {
        let name = case["name"].as_str().unwrap().to_owned();
        let input = case["input"].as_str().unwrap_or_default();
        let of_kind = |criteria: &Criteria, kind| -> Vec<String> {
            let groups = criteria.groups.iter().filter(|group| group.kind == kind && !group.items.is_empty());
            let lines = |item: &Item| item.marker.iter().chain([&item.text]).cloned().collect::<Vec<_>>().join(" ");
            groups.map(|group| group.items.iter().map(lines).collect::<Vec<_>>().join("\n")).collect()
        };
        let criteria = parse(input);
        let is_same = match case["kind"].as_str().unwrap() {
            "sections" => {
                // Names behind each other on one line are one heading of the tree.
                let body = |texts: &Value| -> Vec<String> {
                    let bare = |text: &str| {
                        text.trim_start_matches("Inclusions: ").trim_start_matches("Exclusions: ").to_owned()
                    };
                    strings(texts).into_iter().map(bare).collect()
                };
                of_kind(&criteria, Kind::Inclusion) == body(&case["inclusions"])
                    && of_kind(&criteria, Kind::Exclusion) == body(&case["exclusions"])
            }
            "normalize" => {
                let heading = |group: &Group| {
                    group
                        .heading
                        .clone()
                        .into_iter()
                        .chain(group.items.iter().map(|item| item.text.clone()))
                        .collect::<Vec<_>>()
                };
                let lines: Vec<String> = criteria.groups.iter().flat_map(heading).collect();
                lines.join("\n") == case["expected"].as_str().unwrap().trim_end()
            }
            "trim" => case["pairs"].as_array().unwrap().iter().all(|pair| {
                let [text, expected] = [&pair[0], &pair[1]].map(|text| text.as_str().unwrap());
                // A number without a full stop is no second marker.
                let expected = if text.contains("78 Agree") { "78 Agree to participate" } else { expected };
                parse(text).groups[0].items[0].text == expected
            }),
            // The peer puts the lead-in before each of its items; the tree has it above them.
            "split" => {
                let parent = &criteria.groups[0].items[0];
                let lead_in = format!("{} {}", parent.marker.as_deref().unwrap(), parent.text);
                let split: Vec<_> = parent.items.iter().map(|item| format!("{lead_in} {}", item.text)).collect();
                split == strings(&case["expected"])
            }
            // The state of a line between two others, which only that parser has.
            "line-state (not portable)" => continue,
            kind => panic!("{kind}"),
        };
        if !is_same {
            different.push(name);
        }
    }
    if !cases.is_empty() {
        assert_eq!(different, DIFFERENT_FROM_GO.map(|(name, _)| name));
    }
}

/// What another library's own sample says, and what that library makes of it: rows of its output that are wrong, or missing.
///
/// Its output bounds exclusions the other way round, as it turns them into inclusions; that is its way and no fault.
#[test]
fn rows_of_a_sample_that_are_wrong_elsewhere() {
    let Some(corpus) = real_corpus("rows_of_a_sample_that_are_wrong_elsewhere") else { return };
    let path = corpus.join("../peers/facebook/clinical_trials.csv");
    let Ok(csv) = fs::read_to_string(&path) else {
        eprintln!("SKIPPED rows_of_a_sample_that_are_wrong_elsewhere: {} is not there", path.display());
        return;
    };
    // Record, what it states as one line of a constraint, and the peer's reading.
    let rows = [
        ("NCT04346355", "CRP increase >= 2 × baseline", "CRP of at least 1"),
        ("NCT04346355", "ALT > 5 × ULN", "nothing"),
        ("NCT04346355", "AST > 5 × ULN", "nothing"),
        ("NCT04344951", "age >= 18", "the same"),
        ("NCT04344951", "AST > 5 × ULN", "5, without the limit of normal"),
        ("NCT04344951", "QTc > 500 ms", "nothing"),
        ("NCT04344080", "mean arterial pressure >= 65 mm[Hg]", "nothing"),
        ("NCT04344080", "Child-Pugh class [C, C]", "nothing"),
        ("NCT04344080", "life expectancy < 14 d", "nothing"),
        ("NCT04344015", "age >= 18 a", "nothing"),
        ("NCT04343989", "LDH > 200 U/L", "200 inches"),
        ("NCT04343989", "D-dimer > 1 ug/L", "1, without the unit"),
        ("NCT04343989", "Neutrophil-Lymphocyte Ratio > 4", "nothing"),
        ("NCT04342182", "body temperature >= 38 Cel", "38, without the unit"),
        ("NCT04348032", "bilirubin < 1.5 × ULN", "1.5, without the limit of normal"),
        ("NCT04348032", "creatinine <= 1.25 × ULN", "1.25, without the limit of normal"),
        ("NCT04348032", "AST < 2.5 × ULN", "nothing"),
        ("NCT04348032", "ALT < 2.5 × ULN", "nothing"),
        ("NCT04348032", "aPTT > 1.5 × ULN", "nothing"),
        ("NCT04348032", "life expectancy >= 4 mo", "nothing"),
        ("NCT04348032", "neutrophils >= 1.5 10*9/L", "1.5e9 cells/l, the same"),
        ("NCT04347252", "fasting glucose < 6 mmol/L", "6 millimetres"),
        ("NCT04347252", "hematocrit < 34 %", "nothing"),
        ("NCT04344678", "HAM-D >= 18", "nothing"),
        ("NCT04342793", "age [19, 75) a", "under 75, the lower end lost"),
    ];
    for (record, expected, peer) in rows {
        let text = criteria_of(&csv, record);
        let criteria = parse(&text);
        let found: Vec<String> =
            criteria.items().flat_map(|(_, _, item)| &item.constraints).map(ToString::to_string).collect();
        assert!(
            found.iter().any(|line| line == expected),
            "{record}: {expected}, where the peer has {peer}: {found:#?}"
        );
    }
    // What cannot be told is not told: `50.000`, `100x109 PG L`, `ml/min/kg`.
    for (record, quantity, peer) in [
        ("NCT04346355", "platelets", "50 cells"),
        ("NCT04348032", "platelets", "1e11 without a unit"),
        ("NCT04347252", "eGFR", "50, without the unit"),
    ] {
        let criteria = parse(&criteria_of(&csv, record));
        let mut constraints = criteria.items().flat_map(|(_, _, item)| &item.constraints);
        let is_there = constraints.any(|constraint| constraint.quantity.as_deref() == Some(quantity));
        assert!(!is_there, "{record}: {quantity}, where the peer has {peer}");
        let codes = ["ambiguous-number", "unit-mismatch", "unread-comparison"];
        assert!(criteria.diagnostics.iter().any(|said| codes.contains(&said.code.as_str())), "{record}: {quantity}");
    }
}

/// The last column of a record of a CSV file, in which quotation marks are doubled.
fn criteria_of(csv: &str, record: &str) -> String {
    let start = csv.find(record).unwrap_or_else(|| panic!("{record} is not in the sample"));
    let text = &csv[start..];
    let start = text.find(",\"\n").unwrap_or_else(|| panic!("{record} has no criteria")) + 2;
    let end = text[start..].find("\n      \"").unwrap_or_else(|| panic!("the criteria of {record} have no end"));
    text[start..start + end].replace("\"\"", "\"")
}
