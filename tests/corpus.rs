//! Every record of the corpus beside what it is read as: the JSON with the fields' places, and the diagnostics as
//! lines. LF and CRLF give the same study.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use support::{corpus, pretty, said};

/// The snapshot that a reviewer reads: first the lines that say what is odd, then the study.
fn rendered(text: &str) -> String {
    match said(text) {
        Ok((parsed, said)) => said + &pretty(&parsed.study) + &pretty(&parsed.page) + &pretty(&parsed.criteria),
        Err(error) => error,
    }
}

#[test]
fn every_record_is_read_as_its_snapshot_says() {
    insta::with_settings!({ snapshot_path => "corpus/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for record in corpus() {
            insta::assert_snapshot!(format!("{}-{}", record.layout, record.name), rendered(&record.text));
        }
    });
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    for record in corpus() {
        let json = || ctgov::parse(&record.text).map(|parsed| serde_json::to_string(&parsed.with_spans()).unwrap());
        assert_eq!(json(), json(), "{}", record.name);
    }
}

/// Each piece of the criteria is found again on the page, whatever its indentation and line breaks are.
#[test]
fn criteria_have_their_place_on_the_page() {
    for record in corpus() {
        for text in [record.text.clone(), record.text.replace('\n', "\r\n"), record.text.replace('\n', "\r")] {
            let Ok(parsed) = ctgov::parse(&text) else { continue };
            let criteria = parsed.study.eligibility.eligibility_criteria.as_deref().unwrap_or_default();
            let headings = parsed.criteria.groups.iter().filter_map(|group| group.span);
            let items = parsed.criteria.items().map(|(_, _, item)| item.span);
            for span in headings.chain(items) {
                let place = parsed.criteria_span(span).unwrap();
                let shown = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert_eq!(shown(&text[place.range()]), shown(&criteria[span.range()]), "{}", record.name);
            }
        }
    }
}

#[test]
fn the_layout_of_a_record_is_that_of_its_folder() {
    for record in corpus() {
        let layout = ctgov::page::outline(&record.text).layout();
        assert_eq!(layout.map(|layout| layout.name()), Some(record.layout.as_str()), "{}", record.name);
    }
}

#[test]
fn line_endings_make_no_difference() {
    for record in corpus() {
        let unix = ctgov::parse(&record.text).map(|parsed| (parsed.study, parsed.page, parsed.criteria));
        for ending in ["\r\n", "\r"] {
            let other = ctgov::parse(&record.text.replace('\n', ending));
            let other = other.map(|parsed| (parsed.study, parsed.page, parsed.criteria));
            assert_eq!(other, unix, "{} with {ending:?}", record.name);
        }
    }
}
