//! Inputs that mean harm: the findings of the fuzz targets, by target under `tests/hazards`, and harm that is made up here. Of each
//! is asked what the fuzz targets ask: `support/promises.rs`.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use ctgov::page::{Line, Role};
use serde_json::Value;
use support::{
    corpus,
    promises::{self, Promise},
    sorted,
};

/// Asks a promise of an input, and says of which where it is broken.
#[track_caller]
fn assert_kept(promise: Promise, input: &[u8], what: &str) {
    if catch_unwind(AssertUnwindSafe(|| promise(input))).is_err() {
        panic!("{what}: a promise is broken, as said above");
    }
}

/// What a fuzz target came upon once, it does not come upon again.
#[test]
fn findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hazards");
    let mut replayed = 0;
    for target in sorted(&folder) {
        let name = target.file_name().unwrap().to_str().unwrap();
        let (_, promise) = promises::ALL
            .iter()
            .find(|(of, _)| *of == name)
            .unwrap_or_else(|| panic!("expected a folder for a fuzz target, found {name}"));
        for file in sorted(&target) {
            assert_kept(*promise, &fs::read(&file).unwrap(), &file.display().to_string());
            replayed += 1;
        }
    }
    assert!(replayed > 0, "expected the findings in {}, found none", folder.display());
}

/// How much of each kind of harm there is, in bytes or a little more.
const SIZE: usize = 1024;

/// Text that means harm wherever it stands.
fn harm() -> Vec<(&'static str, String)> {
    let repeated = |part: &str| part.repeat(SIZE / part.len() + 1);
    let rows = |row: &dyn Fn(usize) -> String| (0..SIZE / 8).map(row).collect::<String>();
    vec![
        ("one enormous line", repeated("word ")),
        ("one enormous word", repeated("x")),
        ("digits", repeated("9")),
        ("short lines", repeated("x\n")),
        ("blank lines", repeated("\n")),
        ("carriage returns", repeated("\r")),
        ("line breaks of all kinds", repeated("a\nb\r\nc\rd\u{2028}e\u{85}f\u{c}")),
        ("open brackets", repeated("([{<")),
        ("closed brackets", repeated(")]}>")),
        ("quotation marks", repeated("\"'`")),
        ("backslashes", repeated("\\")),
        ("escapes of half a character", repeated("\\ud800")),
        ("entities", repeated("&#xD800;&nbsp;&&#0;&amp;lt;")),
        ("NUL", repeated("\0")),
        ("controls", repeated("\u{1}\u{8}\u{b}\u{1b}\u{7f}\u{9b}")),
        ("byte order marks", repeated("\u{feff}")),
        ("byte order marks on lines", repeated("\u{feff}x\n\u{feff}")),
        ("words from right to left", repeated("\u{202e}\u{5e0}\u{5d9} \u{200f}\u{62a} x\u{202c}\n")),
        ("characters without width", repeated("x\u{200b}\u{200d}\u{2060}\u{ad}\n")),
        ("combining marks", repeated("a\u{301}\u{20dd}")),
        ("wide digits and letters", repeated("\u{ff11}\u{ff0e}\u{ff21}\u{ff1a}\u{3000}")),
        ("letters that grow in lower case", repeated("\u{130}\u{1e9e}\u{212a} ")),
        ("pipes", repeated("| ")),
        ("tabs", repeated("\tx\t")),
        ("colons", repeated("a: ")),
        ("rules", repeated("---\n===\n")),
        ("list markers on one line", repeated("* ")),
        ("numbers on one line", repeated("1. ")),
        ("quotations", repeated("> ")),
        ("numbered lines", rows(&|row| format!("{row}. x\n"))),
        ("steps", rows(&|row| format!("{}* x\n", " ".repeat(row % 60)))),
        ("comparisons", repeated("\u{2265} 1.5 x 10^9/L < ")),
        ("registry numbers", repeated("NCT99900001 ")),
        ("registry numbers on lines", repeated("NCT ID: NCT99900001\n")),
        ("headings of criteria", repeated("Inclusion Criteria:\nExclusion Criteria:\n")),
        ("dates", repeated("January 5, 2020 - 2020-02-30\n")),
    ]
}

/// The first record of each layout, with its name.
fn one_of_each_layout() -> Vec<(String, String)> {
    let mut records: Vec<_> = corpus().into_iter().map(|record| (record.layout, record.text)).collect();
    records.dedup_by(|next, first| next.0 == first.0);
    assert_eq!(records.len(), ctgov::page::Layout::ALL.len(), "a record of each layout");
    records
}

#[test]
fn harm_in_pages() {
    let harm = harm();
    for (layout, page) in one_of_each_layout() {
        let lines: Vec<_> = page.split('\n').collect();
        for (kind, harm) in &harm {
            for at in [lines.len() / 3, lines.len() * 3 / 4] {
                let (before, behind) = lines.split_at(at);
                let text = [before, &[harm], behind].concat().join("\n");
                assert_kept(promises::page, text.as_bytes(), &format!("{layout} with {kind} at line {at}"));
            }
            // Where a value stands, with the label before it.
            let text = page.replacen(": ", &format!(": {harm}"), 3);
            assert_kept(promises::page, text.as_bytes(), &format!("{layout} with {kind} behind labels"));
        }
    }
}

#[test]
fn damaged_pages() {
    for record in corpus() {
        let outline = ctgov::page::outline(&record.text);
        let is_label = |role| matches!(role, Role::Label(_) | Role::Heading);
        let lines = outline.lines();
        let of = |picked: &dyn Fn(usize, &Line<'_>) -> usize| {
            let lines = lines.iter().enumerate();
            let lines = lines.flat_map(|(index, line)| std::iter::repeat_n(line.text(), picked(index, line)));
            lines.collect::<Vec<_>>().join("\n")
        };
        let changes = [
            ("without labels", of(&|_, line| usize::from(!is_label(line.role())))),
            ("with labels only", of(&|_, line| usize::from(is_label(line.role())))),
            ("with every label twice", of(&|_, line| 1 + usize::from(is_label(line.role())))),
            ("with every value twice", of(&|_, line| 1 + usize::from(!is_label(line.role())))),
            ("with every other label", of(&|index, line| usize::from(!is_label(line.role()) || index % 4 < 2))),
            ("with every other value", of(&|index, line| usize::from(is_label(line.role()) || index % 4 < 2))),
            ("with each line five times", of(&|_, _| 5)),
            ("reversed", lines.iter().rev().map(Line::text).collect::<Vec<_>>().join("\n")),
            ("on one line", lines.iter().map(Line::text).collect::<Vec<_>>().join(" ")),
            ("with tabs for line breaks", lines.iter().map(Line::text).collect::<Vec<_>>().join("\t")),
        ];
        for (change, text) in changes {
            assert_kept(promises::page, text.as_bytes(), &format!("{} {} {change}", record.layout, record.name));
        }
        let mut swapped: Vec<_> = record.text.split('\n').collect();
        // Every third will do: `complete.rs` drops, doubles and moves each.
        for index in (1..swapped.len()).step_by(3) {
            swapped.swap(index - 1, index);
            let what = format!("{} {} with lines {index} and the next swapped", record.layout, record.name);
            assert_kept(promises::page, swapped.join("\n").as_bytes(), &what);
            swapped.swap(index - 1, index);
        }
    }
}

/// Words in, before and behind what a line says: each is somewhere, whatever the line is read as.
#[test]
fn words_beside_values() {
    let changes: [fn(&str) -> String; 8] = [
        |line| format!("{line} (pear)"),
        |line| format!("{line} [pear]"),
        |line| format!("{line}, pear"),
        |line| format!("{line} | pear"),
        |line| format!("{line}/pear"),
        |line| format!("pear {line}"),
        |line| line.replace('(', "(pear, ").replace(')', ", plum)"),
        |line| line.replacen(": ", ": pear ", 1),
    ];
    for (number, record) in corpus().iter().enumerate() {
        let mut lines: Vec<String> = record.text.split('\n').map(str::to_owned).collect();
        for index in 0..lines.len() {
            if lines[index].trim().is_empty() {
                continue;
            }
            // One change for each line: the records of a layout have the same lines.
            let line = lines[index].clone();
            lines[index] = changes[(index + number) % changes.len()](&line);
            let what = format!("{} {} with line {} {:?}", record.layout, record.name, index + 1, lines[index]);
            assert_kept(promises::page, lines.join("\n").as_bytes(), &what);
            lines[index] = line;
        }
    }
}

/// Two pages that are cut where lines are, one put behind the other.
#[test]
fn pages_of_two_layouts() {
    let pages = one_of_each_layout();
    for (first, head) in &pages {
        for (second, tail) in &pages {
            let cut = |text: &str| text.lines().count() / 2;
            let head: Vec<_> = head.lines().take(cut(head)).collect();
            let tail: Vec<_> = tail.lines().skip(cut(tail)).collect();
            let text = [head, tail].concat().join("\n");
            assert_kept(promises::page, text.as_bytes(), &format!("half of {first}, half of {second}"));
        }
    }
}

#[test]
fn harm_in_criteria() {
    for (kind, harm) in harm() {
        for (place, text) in [
            ("alone", harm.clone()),
            (
                "in an item",
                format!("Inclusion Criteria:\n\n1. Age {harm}\n\n2. Tea\n\nExclusion Criteria:\n\n* Thirst"),
            ),
            ("before a heading", format!("{harm}\nExclusion Criteria:\n\n* Thirst")),
            ("in one line", format!("Inclusion Criteria: 1. Tea {} 2. Milk", harm.replace(['\n', '\r'], " "))),
            ("between `~`", format!("Inclusion Criteria:~* {}~* Tea", harm.replace(['\n', '\r'], "~"))),
        ] {
            assert_kept(promises::criteria, text.as_bytes(), &format!("{kind} {place}"));
        }
    }
}

#[test]
fn harm_in_json() {
    let nested = |open: &str, close: &str, depth: usize| open.repeat(depth) + "1" + &close.repeat(depth);
    let values = [
        ("lists", nested("[", "]", 100)),
        ("lists too deep", nested("[", "]", 100_000)),
        ("objects", nested(r#"{"a":"#, "}", 100)),
        ("objects too deep", nested(r#"{"a":"#, "}", 100_000)),
        ("open lists", "[".repeat(100_000)),
        ("open objects", r#"{"a":"#.repeat(100_000)),
        ("half a character", r#""\ud800""#.to_owned()),
        ("halves in the wrong order", r#""\udc00\ud800""#.to_owned()),
        ("a character in halves", r#""\ud83e\uddec""#.to_owned()),
        ("NUL", r#""\u0000""#.to_owned()),
        ("a number too large", "1e999".to_owned()),
        ("a number too small", "-1e-999".to_owned()),
        ("a number of many digits", "9".repeat(SIZE)),
        ("less than nothing", "-0".to_owned()),
        ("members", format!("{{{}}}", (0..4_000).map(|n| format!(r#""m{n}":{n}"#)).collect::<Vec<_>>().join(","))),
        ("one member many times", format!("{{{}}}", vec![r#""date":null"#; 4_000].join(","))),
        ("entries", format!("[{}]", vec!["{}"; 4_000].join(","))),
        ("entries of all kinds", r#"[null,[],{},"",0,-1.5,true,"NA",[null],{"a":null}]"#.to_owned()),
    ];
    let texts = harm().into_iter().map(|(kind, text)| (kind, Value::from(text).to_string()));
    for (kind, value) in values.into_iter().chain(texts) {
        for record in [
            format!(r#"{{"protocolSection":{value},"hasResults":false}}"#),
            format!(r#"{{"protocolSection":{{"identificationModule":{value}}}}}"#),
            format!(r#"{{"protocolSection":{{"identificationModule":{{"nctId":{value},"mood":{value}}}}}}}"#),
            format!(
                r#"{{"protocolSection":{{"statusModule":{{"startDateStruct":{{"date":{value},"type":{value}}}}}}}}}"#
            ),
            format!(
                r#"{{"protocolSection":{{"designModule":{{"phases":{value},"enrollmentInfo":{{"count":{value}}}}}}}}}"#
            ),
            format!(r#"{{"protocolSection":{{"eligibilityModule":{{"eligibilityCriteria":{value}}}}}}}"#),
            format!(
                r#"{{"protocolSection":{{"contactsLocationsModule":{{"locations":[{value},{{"geoPoint":{value}}}]}}}}}}"#
            ),
            format!(
                r#"{{"resultsSection":{{"outcomeMeasuresModule":{{"outcomeMeasures":[{{"classes":{value}}}]}}}}}}"#
            ),
            format!(r#"{{"studies":[{{"protocolSection":{value}}}]}}"#),
            format!("\u{feff}{value}"),
        ] {
            assert_kept(
                promises::json,
                record.as_bytes(),
                &format!("{kind} in {}", &record[..record.floor_char_boundary(90)]),
            );
            assert_kept(promises::records, record.as_bytes(), &format!("{kind} in a file"));
        }
    }
}

#[cfg(feature = "xml")]
#[test]
fn harm_in_xml() {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace(']', "&#93;");
    let mut texts = vec![
        ("elements", "<a>".repeat(50) + "x" + &"</a>".repeat(50)),
        ("elements too deep", "<a>".repeat(10_000) + &"</a>".repeat(10_000)),
        ("open elements", "<a>".repeat(10_000)),
        ("sections of text", "<![CDATA[x]]>".repeat(2_000)),
        ("an open section of text", "<![CDATA[x".repeat(2_000)),
        ("comments", "<!-- x -->".repeat(2_000)),
        ("instructions", "<?x y?>".repeat(2_000)),
        ("references", "&#x61;&#13;&lt;".repeat(2_000)),
        ("a reference to no character", "&#xD800;".to_owned()),
        ("attributes", (0..400).map(|n| format!("<a b{n}=\"{n}\"/>")).collect()),
        (
            "a second of each",
            "<brief_title>Tea</brief_title><id_info><nct_id>NCT99900002</nct_id></id_info>".repeat(400),
        ),
    ];
    texts.extend(harm().into_iter().flat_map(|(kind, text)| [(kind, escape(&text)), (kind, text)]));
    for (kind, text) in texts {
        for (place, inside) in [
            ("the record", text.clone()),
            ("a title", format!("<brief_title>{text}</brief_title>")),
            ("a summary", format!("<brief_summary><textblock>\n      {text}\n    </textblock></brief_summary>")),
            ("criteria", format!("<eligibility><criteria><textblock>{text}</textblock></criteria></eligibility>")),
            ("a date", format!("<start_date type=\"Actual\">{text}</start_date>")),
            ("a site", format!("<location><facility><name>{text}</name></facility><status>{text}</status></location>")),
            ("a section", format!("<official_title><![CDATA[{text}]]></official_title>")),
            ("an attribute", format!("<start_date type=\"{text}\">May 2030</start_date>")),
        ] {
            let xml = format!("<clinical_study rank=\"1\">{inside}</clinical_study>");
            assert_kept(promises::xml, xml.as_bytes(), &format!("{kind} in {place}"));
        }
    }
}

#[test]
fn harm_as_a_file_and_as_a_value() {
    for (kind, harm) in harm() {
        assert_kept(promises::records, harm.as_bytes(), kind);
        for value in
            [harm.clone(), format!("18 {harm}"), format!("{harm} Years"), format!("2020-01{harm}"), format!("< {harm}")]
        {
            assert_kept(promises::values, value.as_bytes(), kind);
        }
    }
    // Bytes that are no text.
    let record = r#"{"protocolSection":{"identificationModule":{"nctId":"NCT99900001"}}}"#;
    for junk in [&b"\xff\xfe"[..], b"\xed\xa0\x80", b"\xc0\xaf", b"\x80", b"\xf4\x90\x80\x80", b"\xe2\x89"] {
        let junk = junk.repeat(1_000);
        for parts in [[&junk, record.as_bytes(), &junk], [record.as_bytes(), &junk, record.as_bytes()]] {
            assert_kept(promises::records, &parts.concat(), &format!("{:x?}", &junk[..2]));
        }
    }
}
