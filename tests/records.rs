//! Many records from one input, read to the end whatever becomes of one of them.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

use std::{
    error::Error as _,
    io::{self, BufReader, Read},
};

use ctgov::{Cause, Error, Format, MAX_RECORD, RecordError, parse_bytes, parse_many};

const PAGE: &str = include_str!("corpus/spaced/two-arm-trial.txt");

fn study(number: u32) -> String {
    format!(
        r#"{{"protocolSection":{{"identificationModule":{{"nctId":"NCT{number:08}","briefTitle":"Tea [{number}] and \"{{"}}}},"hasResults":false}}"#
    )
}

/// The same study over several lines, indented as printers do.
fn printed(number: u32) -> String {
    let json: serde_json::Value = serde_json::from_str(&study(number)).unwrap();
    serde_json::to_string_pretty(&json).unwrap()
}

/// The registry numbers of the records, and the errors.
#[track_caller]
fn read(input: impl AsRef<[u8]>) -> (Vec<String>, Vec<RecordError>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for (index, record) in parse_many(input.as_ref()).enumerate() {
        let (number, offset, line) = match &record {
            Ok(record) => (record.number, record.offset, record.line),
            Err(error) => (error.number, error.offset, error.line),
        };
        assert_eq!(number, index as u64 + 1);
        let before = &input.as_ref()[..usize::try_from(offset).unwrap()];
        assert_eq!(line, 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64);
        match record {
            Ok(record) => found.push(record.parsed.study.nct_id().unwrap().to_string()),
            Err(error) => errors.push(error),
        }
    }
    (found, errors)
}

fn numbers(numbers: &[u32]) -> Vec<String> {
    numbers.iter().map(|number| format!("NCT{number:08}")).collect()
}

#[test]
fn studies_in_each_form() {
    let (a, b, c) = (study(99_900_001), study(99_900_002), study(99_900_003));
    let page =
        |studies: &str, token: &str| format!(r#"{{"totalCount":3,"studies":[{studies}],"nextPageToken":{token}}}"#);
    for input in [
        format!("{a}\n{b}\n{c}\n"),
        format!("\u{feff}\r\n{a}\r\n\r\n{b}\r\n{c}"),
        format!("{a}{b}{c}"),
        [printed(99_900_001), printed(99_900_002), printed(99_900_003)].join("\n"),
        format!("[{a},{b},{c}]"),
        format!("[\n{},\n{},\n{}\n]\n", printed(99_900_001), printed(99_900_002), c),
        page(&format!("{a},{b},{c}"), "null"),
        format!("{}\n{}\n", page(&format!("{a},{b}"), "\"NF0g]}\""), page(&c, "null")),
        format!("[{},{}]", page(&format!("{a},{b}"), "{}"), page(&c, "[[]]")),
    ] {
        let (found, errors) = read(&input);
        assert_eq!(found, numbers(&[99_900_001, 99_900_002, 99_900_003]), "{input}");
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn one_study_alone() {
    let (found, errors) = read(study(99_900_001));
    assert_eq!((found, errors.len()), (numbers(&[99_900_001]), 0));

    let page = parse_many(PAGE.as_bytes()).next().unwrap().unwrap();
    assert_eq!(page.text, PAGE);
    assert_eq!(page.parsed.format, Format::Page);
    assert_eq!(page.parsed.to_json().unwrap(), parse_bytes(PAGE.as_bytes()).unwrap().to_json().unwrap());
    assert_eq!(parse_many(PAGE.as_bytes()).count(), 1);

    let title_in_brackets = format!("[18F]FDG and {PAGE}");
    assert_eq!(parse_many(title_in_brackets.as_bytes()).next().unwrap().unwrap().text, title_in_brackets);
}

#[test]
#[cfg(feature = "xml")]
fn one_study_in_xml() {
    let study = parse_many("<clinical_study><brief_title>Tea</brief_title></clinical_study>".as_bytes()).next();
    assert_eq!(study.unwrap().unwrap().parsed.study.title(), Some("Tea"));
    let errors = read("<clinical_study><brief_title>").1;
    assert!(matches!(errors[..], [RecordError { cause: Cause::Record(_), number: 1, offset: 0, line: 1, .. }]));
}

#[test]
fn nothing_has_no_records() {
    for empty in ["", "\u{feff} \r\n\t", "[]", " [ ]\n", r#"{"studies":[],"totalCount":0}"#, "{\"studies\":[]}\n[]\n"] {
        assert_eq!(parse_many(empty.as_bytes()).count(), 0, "{empty:?}");
    }
}

#[test]
fn a_record_is_read_as_it_stands() {
    let (a, b) = (study(99_900_001), printed(99_900_002));
    let input = format!("\n{a}\n  {b}\n");
    let records: Vec<_> = parse_many(input.as_bytes()).map(Result::unwrap).collect();
    assert_eq!((&records[0].text, records[0].offset, records[0].line), (&a, 1, 2));
    assert_eq!((&records[1].text, records[1].offset, records[1].line), (&b, a.len() as u64 + 4, 3));
    for record in records {
        assert_eq!(record.parsed.format, Format::Api);
        let span = record.parsed.span_of("protocolSection.identificationModule.nctId").unwrap();
        assert!(record.text[span.range()].starts_with("NCT999"));
    }
}

#[test]
fn a_broken_line_costs_only_itself() {
    let (a, c) = (study(99_900_001), study(99_900_003));
    let b = study(99_900_002);
    for broken in [
        &b[..b.len() - 1],
        &b[..b.len() / 2],
        &b[1..],
        "null",
        "not found",
        r#"{"error":"not found"}"#,
        "{}",
        &b.replacen('"', "", 1),
        &b.replacen(':', "", 1),
        &b.replacen("\"nctId", "}}\"nctId", 1),
    ] {
        let (found, errors) = read(format!("{a}\n{broken}\n{c}\n"));
        assert_eq!(found, numbers(&[99_900_001, 99_900_003]), "{broken}");
        assert!(!errors.is_empty());
        assert_eq!((errors[0].number, errors[0].line, errors[0].offset), (2, 2, a.len() as u64 + 1), "{broken}");
    }
}

#[test]
fn an_array_or_page_that_is_cut_says_so() {
    let a = study(99_900_001);
    for (open, cut) in
        [("[", ""), ("[", ","), ("[", ",{\"protocolSec"), ("{\"studies\":[", "],\"nextPageTok"), ("[", ",")]
    {
        let (found, errors) = read(format!("{open}{a}{cut}"));
        assert_eq!(found, numbers(&[99_900_001]), "{cut}");
        assert_eq!(errors.len(), 1, "{cut}: {errors:?}");
    }
}

#[test]
fn messages_tell_the_place_in_the_input() {
    let a = study(99_900_001);
    let message = |input: &[u8]| read(input).1[0].to_string();
    assert_eq!(
        message(format!("{a}\n{{\"hasResults\"\n").as_bytes()),
        format!(
            "record 2 at line 2 (byte {}): expected the end of the record, found the end of the input",
            a.len() + 1
        )
    );
    assert_eq!(
        message(format!("{a}\n\nnull\n").as_bytes()),
        format!("record 2 at line 3 (byte {}): expected a record, found \"null…\"", a.len() + 2)
    );
}

#[test]
fn an_error_inside_a_record_is_moved() {
    let input = b"[\n\n  {\"hasResults\":\"\xc3\xa9\xff\"}]";
    let error = read(input).1.remove(0);
    assert_eq!(
        error.to_string(),
        "record 1 at line 3 (byte 5): 3:19: expected UTF-8 text, found the byte 0xff at byte 22"
    );
    assert!(matches!(error.cause, Cause::Record(Error::NotUtf8 { offset: 22, .. })));
    assert_eq!(error.source().unwrap().to_string(), "3:19: expected UTF-8 text, found the byte 0xff at byte 22");
    let input = format!("{}\n{{\"protocolSection\":{{\n  \"identificationModule\": nul}}}}\n", study(99_900_001));
    let error = read(&input).1.remove(0);
    assert!(error.to_string().contains("): 3:"), "{error}");
}

#[test]
fn an_error_of_the_reader_comes_once_and_last() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::ConnectionReset, "gone"))
        }
    }
    let whole = format!("{}\n{}\n", study(99_900_001), study(99_900_002));
    for (rest, number) in [("", 3), ("{\"protocolSec", 3), ("garbage", 3)] {
        let mut records = parse_many(whole.as_bytes().chain(rest.as_bytes()).chain(Failing));
        assert!(records.next().unwrap().is_ok());
        assert!(records.next().unwrap().is_ok());
        let error = records.next().unwrap().unwrap_err();
        assert_eq!(error.number, number);
        assert!(matches!(error.cause, Cause::Io(_)), "{error}");
        assert_eq!(error.source().unwrap().to_string(), "gone");
        assert!(records.next().is_none());
        assert!(records.next().is_none());
    }
}

#[test]
fn a_record_beyond_the_limit_is_skipped() {
    let (a, c) = (study(99_900_001), study(99_900_003));
    let start = io::Cursor::new(format!("{a}\n{{\"protocolSection\":\""));
    let long = io::repeat(b'x').take(MAX_RECORD as u64 + 1);
    let end = io::Cursor::new(format!("\"}}\n{c}\n"));
    let records: Vec<_> = parse_many(BufReader::new(start.chain(long).chain(end))).collect();
    assert_eq!(records.len(), 3);
    assert!(records[0].is_ok() && records[2].is_ok());
    let error = records[1].as_ref().unwrap_err();
    assert!(matches!(error.cause, Cause::TooLong { .. }));
    assert!(error.to_string().ends_with("expected a record of at most 67108864 bytes, found a longer one"));
    assert_eq!(records[2].as_ref().unwrap().line, 3);
}

#[test]
fn records_can_be_sent_and_moved() {
    fn assert_send<T: Send + 'static>(_: &T) {}
    let mut records = parse_many(io::Cursor::new(study(99_900_001)));
    assert_send(&records);
    assert_eq!(format!("{records:?}"), "Records { number: 0, .. }");
    assert_send(&records.next().unwrap());
}

/// What the model does not know may have members of the same names as a study or a page.
#[test]
fn an_object_inside_a_study_is_no_record() {
    let inside = r#"{"protocolSection":{"identificationModule":{"nctId":"NCT99900001"}},"related":[{"hasResults":false},{"totalCount":2}]}"#;
    let (found, errors) = read(format!("{inside}\n{}\n", study(99_900_002)));
    assert_eq!((found, errors.len()), (numbers(&[99_900_001, 99_900_002]), 0));
}

#[test]
fn pages_one_after_another() {
    let page = |layout: &str, name: &str| {
        std::fs::read_to_string(format!("tests/corpus/{layout}/{name}.txt")).unwrap().trim_end().to_owned()
    };
    for layout in [
        "classic-2017",
        "label-value-a",
        "markdown-kv-a",
        "plain-download",
        "registry-mirror-a-e1",
        "study-outline-bare",
    ] {
        let text = [page(layout, "interventional"), page(layout, "observational")].join("\n\n") + "\n";
        let parts = ctgov::page::split(&text);
        assert_eq!(parts.iter().map(|part| &text[part.range()]).collect::<String>(), text, "{layout}");
        let records: Vec<_> = parse_many(text.as_bytes()).map(Result::unwrap).collect();
        let numbers: Vec<_> = records.iter().map(|record| record.parsed.study.nct_id().unwrap().to_string()).collect();
        assert_eq!(numbers, ["NCT99900001", "NCT99900002"], "{layout}");
        let second = usize::try_from(records[1].offset).unwrap();
        assert!(text[second..].starts_with(&records[1].text), "{layout}");
        let first = ctgov::page::parse(&text).unwrap();
        assert_eq!(first.study, records[0].parsed.study, "{layout}");
    }
}

#[test]
fn a_page_within_a_longer_one() {
    let page = std::fs::read_to_string("tests/corpus/markdown-kv-b/interventional.txt").unwrap();
    let longer = format!("Home\nAbout us\n\n{page}\n\nSimilar studies\n\nMilk at Night\n\n\u{a9} 2026 Tea Desk\n");
    let (alone, within) = (ctgov::page::parse(&page).unwrap(), ctgov::page::parse(&longer).unwrap());
    assert_eq!(alone.study, within.study);
    assert!(within.unplaced.iter().any(|unplaced| unplaced.text.contains("Milk at Night")));
}
