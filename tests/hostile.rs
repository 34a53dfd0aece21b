//! Input that means harm, or is no record: nothing panics, nothing hangs, nothing is lost.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use ctgov::{Error, parse};
use support::assert_complete;

const PAGE: &str = include_str!("corpus/spaced/two-arm-trial.txt");

/// The page with lines put in below a line.
fn with_lines(below: &str, lines: &str) -> String {
    let marker = format!("\n{below}\n");
    let (head, tail) = PAGE.split_once(&marker).unwrap();
    format!("{head}{marker}\n{lines}\n{tail}")
}

#[test]
fn what_is_no_record() {
    assert_eq!(parse("").unwrap_err(), Error::Empty);
    assert_eq!(parse("\u{feff} \r\n\u{a0}\t\n").unwrap_err(), Error::Empty);
    for text in [
        "The trial NCT99900001 was stopped early, said the sponsor.",
        "Conditions\n\nLocations\n\nSponsors\n\nKeywords\n",
        "Brief Summary\n\nA summary of something else.\n\nDetailed Description\n\nMore of it.\n",
        "TITLE:\nMinutes\n\nSUMMARY:\nNothing was decided.\n",
        "\0\u{1}\u{2}PNG\0",
        "<!DOCTYPE html><title>NCT99900001</title>",
        "<html><title>NCT99900001</title></html>",
        "<HTML lang=en><title>NCT99900001</title></HTML>",
    ] {
        assert!(matches!(parse(text), Err(Error::NoRecord { .. })), "{text:?}");
    }
    assert!(parse(&PAGE.replace(['\n', ' '], "\0")).is_err());
    assert!(parse(&PAGE.replace('\n', " ")).is_err());
}

/// Pages that share words with a layout but follow other rules must not be read by this one's.
#[test]
fn other_pages_of_the_same_site() {
    let results = format!("Trial Outcomes & Findings for {PAGE}");
    let parsed = parse(&results).unwrap();
    assert_eq!(parsed.study.results, None);
    assert_eq!(parsed.study.sponsor_collaborators, Default::default());
    let labels = [
        "Recruitment Status",
        "Clinical Phase",
        "Total Enrollment",
        "Study Classification",
        "Study Start Date",
        "Study Completion Date",
    ];
    let without_labels: Vec<_> = PAGE.lines().filter(|line| !line.is_empty() && !labels.contains(line)).collect();
    let parsed = parse(&without_labels.join("\n")).unwrap();
    assert_eq!(ctgov::page::outline(&without_labels.join("\n")).layout(), Some(ctgov::page::Layout::Compact));
    assert_eq!(parsed.study.status.overall_status, parse(PAGE).unwrap().study.status.overall_status);
}

#[test]
fn sizes() {
    let long_word = "x".repeat(1_000_000);
    let cases = [
        ("a line of 1 MB", with_lines("Inclusion Criteria", &"word ".repeat(200_000))),
        ("a word of 1 MB", with_lines("Inclusion Criteria", &long_word)),
        ("a title of 1 MB", format!("{long_word}{PAGE}")),
        ("100,000 items", with_lines("Inclusion Criteria", &"* item\n".repeat(100_000))),
        ("100,000 blank lines", with_lines("Inclusion Criteria", &"\n".repeat(100_000))),
        ("20,000 labels", with_lines("Inclusion Criteria", &"Minimum Eligible Age\n".repeat(20_000))),
        ("20,000 headings", with_lines("Inclusion Criteria", &"Locations\n\nSponsors\n\n".repeat(10_000))),
        ("20,000 headings at once", with_lines("Inclusion Criteria", &"Locations\n".repeat(20_000))),
        ("10,000 list levels", with_lines("Inclusion Criteria", &format!("{}x", "* ".repeat(10_000)))),
        (
            "100,000 digits of enrollment",
            PAGE.replace(" participants", &format!("{} participants", "9".repeat(100_000))),
        ),
        ("the page fifty times", PAGE.repeat(50)),
        ("10,000 sites", with_lines("Locations", &"North Clinic\nSoutham, Ireland\nSite Status\n".repeat(10_000))),
        ("10,000 contacts", with_lines("Central Contacts", &"Ada Fern\nRole: CONTACT\n555-0101\n".repeat(10_000))),
        (
            "10,000 groups",
            with_lines("Study Groups", &"A group\nGroup Type OTHER\nTea\nIntervention Type DRUG\n".repeat(10_000)),
        ),
        (
            "10,000 interventions of one name",
            with_lines("Interventions", &"Tea\nA cup.\nIntervention Type DRUG\n".repeat(10_000)),
        ),
        ("backslashes", with_lines("Inclusion Criteria", &"\\".repeat(100_000))),
    ];
    for (what, text) in cases {
        assert_complete(&text, what);
        assert!(parse(&text).is_ok(), "{what}");
    }
}

/// A number too large to count is still what the page says.
#[test]
fn an_enrollment_beyond_counting_keeps_its_text() {
    let count = format!("{} participants", "9".repeat(100));
    let study = parse(&PAGE.replace("236 participants", &count)).unwrap().study;
    assert_eq!(study.enrollment(), None);
    let enrollment = study.design.enrollment_info.unwrap();
    assert_eq!(enrollment.count, Some(ctgov::study::MaybeTyped::Text(count)));
}

#[test]
fn characters() {
    let everywhere = |c: &str| PAGE.replace(' ', &format!(" {c}"));
    for (what, text) in [
        ("right-to-left marks", everywhere("\u{202e}")),
        ("characters beyond the BMP", everywhere("\u{1f9ec}")),
        ("combining marks", PAGE.replace('a', &format!("a{}", "\u{301}".repeat(50)))),
        ("NUL", everywhere("\0")),
        ("byte order marks", PAGE.replace('\n', "\n\u{feff}")),
        ("no-break spaces", PAGE.replace(' ', "\u{a0}")),
        ("entities", PAGE.replace(' ', "&nbsp;")),
        ("upper case", PAGE.to_uppercase()),
        ("lower case", PAGE.to_lowercase()),
        ("reversed lines", PAGE.lines().rev().collect::<Vec<_>>().join("\n")),
    ] {
        assert_complete(&text, what);
    }
}

/// Spaces of other kinds and marks between the lines change nothing of what the labels say.
#[test]
fn spaces_of_all_kinds_are_spaces() {
    let plain = parse(PAGE).unwrap().study;
    let wide = parse(&PAGE.replace(' ', "\u{a0}").replace('\n', "\n\u{feff}")).unwrap().study;
    assert_eq!(wide.design, plain.design);
    assert_eq!(wide.status, plain.status);
    assert_eq!(wide.arms().len(), plain.arms().len());
    assert_eq!(wide.locations().len(), plain.locations().len());
    let double = parse(&PAGE.replace(' ', "  ")).unwrap().study;
    assert_eq!(double.design, plain.design);
    assert_eq!(double.status, plain.status);
}
