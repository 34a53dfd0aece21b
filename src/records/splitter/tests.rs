//! Streams in each form, whole, cut, damaged, and joined.

use proptest::prelude::*;

use super::*;
use crate::{options::MAX_RECORD, source::Position};

/// Gives at most so many bytes at once.
struct Slow<'a>(&'a [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.1.min(buffer.len());
        self.0.read(&mut buffer[..most])
    }
}

fn splitter(input: &[u8], at_once: usize) -> Splitter<Slow<'_>> {
    Splitter::new(Slow(input, at_once), MAX_RECORD)
}

/// Number, offset, line, and the record or why there is none.
fn pieces(input: &[u8], at_once: usize) -> Vec<(u64, u64, u64, Result<String, String>)> {
    let mut splitter = splitter(input, at_once);
    std::iter::from_fn(|| splitter.next())
        .map(|Piece { number, place, content }| {
            let content = content.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            (number, place.offset, place.line, content.map_err(|cause| cause.to_string()))
        })
        .collect()
}

/// The records, or the messages in angle brackets; the same for each size of reads, in order and in their places.
#[track_caller]
fn split(input: &str) -> Vec<String> {
    let whole = pieces(input.as_bytes(), usize::MAX);
    for at_once in [1, 2, 3, 7, 31, 32, 33, 64] {
        assert_eq!(pieces(input.as_bytes(), at_once), whole, "{at_once} bytes at once of {input:?}");
    }
    for (index, (number, offset, line, content)) in whole.iter().enumerate() {
        let offset = usize::try_from(*offset).unwrap();
        assert_eq!(*number, index as u64 + 1);
        assert_eq!(*line, 1 + input.as_bytes()[..offset].iter().filter(|&&byte| byte == b'\n').count() as u64);
        if let Ok(text) = content {
            assert!(input[offset..].starts_with(text.as_str()));
        }
    }
    whole.into_iter().map(|(.., content)| content.unwrap_or_else(|message| format!("<{message}>"))).collect()
}

const CUT: &str = "<expected the end of the record, found the beginning of another>";
const END: &str = "<expected the end of the record, found the end of the input>";

#[test]
fn records_stand_in_many_forms() {
    let (a, b) = (r#"{"protocolSection":{"a":"}]\"{"}}"#, "{\n  \"hasResults\" : [{},\n{\n\"x\":1}]\n}");
    for input in [
        format!("{a}{b}"),
        format!("\u{feff}\n {a}\r\n\r\n{b}\n\n"),
        format!("{a},\n{b},\n"),
        format!("[{a},{b}]"),
        format!(" [\n{a}\n,\n{b}\n] \n"),
        format!("[{a}]\n[{b}]"),
        format!("[{a}][{b}]"),
        format!("{a}\n[{b}]"),
        format!("[[{a}],[{b}]]"),
        format!(r#"{{"studies":[{a},{b}]}}"#),
        format!(r#"{{"totalCount":2,"x":{{"y":0,"studies":["]"]}},"studies" : [ {a} , {b} ],"nextPageToken":"}}]"}}"#),
        format!("{{\"nextPageToken\":null,\n\"studies\":[\n{a}]}}\n\u{feff}{{\"studies\":[{b}]\n}}\n"),
        format!(r#"[{{"studies":[{a}]}},{{"studies":[]}},{{"studies":[{b}]}}]"#),
        format!("{a}\n{{\"studies\":[{b}]}}"),
    ] {
        assert_eq!(split(&input), [a, b], "{input}");
    }
}

#[test]
fn what_is_not_json_is_one_record() {
    for text in
        ["[18F]FDG for Tea\n\nNCT ID: NCT99900001\n", "\n<?xml?><a b=\"{}\"/>", "[", "\u{feff}Tea", "\"\"\"", "x"]
    {
        assert_eq!(split(text), [text]);
    }
    for empty in ["", "\u{feff} \n", "[]", "[\n]", r#"{"studies":[]}"#] {
        assert!(split(empty).is_empty(), "{empty:?}");
    }
    let headers = "HTTP/2 200\ncontent-type: json\n\n";
    assert_eq!(
        split(&format!("{headers}{{\"hasResults\":true}}\n")),
        ["<expected a record, found \"HTTP/2 200…\">", r#"{"hasResults":true}"#]
    );
}

#[test]
fn a_broken_record_costs_no_other() {
    let (a, b, c) = (r#"{"protocolSection":{"n":"A"}}"#, r#"{"n":["B",2]}"#, r#"{"protocolSection":{"n":"C"}}"#);
    for broken in
        [r#"{"n":["B",2]"#, r#"{"n":["B",2}"#, r#"{"n":["B,2]}"#, r#"{n":["B",2]}"#, r#"{"n":["B\"#, r#"{"n":[{"B"#]
    {
        assert_eq!(split(&format!("{a}\n{broken}\n{c}\n")), [a, CUT, c], "{broken}");
        // A line is known by its beginning alone, but for what may go on.
        assert_eq!(split(&format!("{a}\n{broken}\n{b}\n{c}")), [a, CUT, b, c], "{broken}");
        assert_eq!(split(&format!("{a}\n{broken}")), [a, END], "{broken}");
        let broken = broken.replacen("{\"n", "{\"hasResults", 1);
        assert_eq!(split(&format!("[{a},{broken},{c}]")), [a, CUT, c], "{broken}");
        assert_eq!(split(&format!(r#"{{"studies":[{a},{broken},{c}],"nextPageToken":""}}"#)), [a, CUT, c], "{broken}");
    }
    assert_eq!(
        split(&format!("{a}\n{b}}}\n{c}")),
        [a, "<expected the end of the record and another, found \"}…\">", c]
    );
    let early =
        format!("<expected the end of the record and another, found {:?}>", r#""n":2},{"protocolSection":{"n":""#);
    assert_eq!(split(&format!("[{a},{{}},\"n\":2}},{c}]")), [a, &early, c]);
    assert_eq!(split(&format!("{a}\nnull\n{b}\n{c}")), [a, "<expected a record, found \"null…\">", b, c]);
}

#[test]
fn a_frame_that_is_broken_costs_no_record() {
    let (a, b) = (r#"{"protocolSection":{"n":"A"}}"#, r#"{"protocolSection":{"n":"B"}}"#);
    let (bracket, page) = ("<expected `]`, found the end of the input>", r#"{"totalCount":2,"studies":["#);
    assert_eq!(split(&format!("[{a}{b}]")), [a, b]);
    assert_eq!(split(&format!("[{a},{b}")), [a, b, bracket]);
    assert_eq!(split(&format!("[{a},],{b}]")), [a, b, "<expected a record, found \"]\">"]);
    assert_eq!(split(&format!("{page}{a},{b},")), [a, b, bracket]);
    assert_eq!(split(&format!("{page}{a},{b}]")), [a, b, "<expected the end of the page, found the end of the input>"]);
    let goes_on = "<expected the end of the page, found the beginning of a record>";
    assert_eq!(split(&format!("{page}{a}],{b}]}}")), [a, goes_on, b]);
    assert_eq!(split(&format!("{page}{a}],\"nextPage\n{page}{b}]}}")), [a, goes_on, b]);
    assert_eq!(split(&format!("{page}{{\"protocolSec\n{page}{b}]}}")), [CUT, b]);
    assert_eq!(split(&format!("{}{a},{b}]}}", page.trim_end_matches('['))), [CUT, a, b]);
}

#[test]
fn a_record_that_is_too_long_is_left_out() {
    let (short, long) = (r#"{"hasResults":true}"#, format!(r#"{{"n":"{}"}}"#, "n".repeat(300_000)));
    for input in [format!("[{short},{long},{short}]"), format!("{short}\n{}\n{short}", &long[..299_990])] {
        for at_once in [1, 1000, usize::MAX] {
            let mut splitter = Splitter::new(Slow(input.as_bytes(), at_once), 1000);
            let mut largest = 0;
            let found: Vec<_> = std::iter::from_fn(|| {
                let piece = splitter.next();
                largest = largest.max(splitter.buffer.len());
                piece
            })
            .map(|piece| piece.content.map(|bytes| bytes.len()).ok())
            .collect();
            assert_eq!(found, [Some(short.len()), None, Some(short.len())]);
            assert!(largest <= 3 * CHUNK, "{largest}");
        }
    }
    let mut text = Splitter::new(io::repeat(b'x'), 1000);
    assert!(matches!(text.next().unwrap().content, Err(Cause::TooLong { .. })));
    assert!(text.next().is_none());
}

#[test]
fn one_byte_without_end_takes_no_memory_and_little_time() {
    for unit in
        ["{", "\"", "[", "}", "{\"", "[{", "{\"a\":", "\n{\"", "{\"studies\":[", "{ \"hasResults\"", "\\", "{\"\\", " "]
    {
        for first in ["", "{", "[{}", "{\""] {
            let size = 4 << 20;
            let input = first.to_owned() + &unit.repeat(size / unit.len());
            let mut splitter = Splitter::new(input.as_bytes(), 100_000);
            while splitter.next().is_some() {
                assert!(splitter.buffer.len() <= 100_000 + 3 * CHUNK);
            }
        }
    }
}

#[test]
fn an_error_of_the_reader_is_the_last_item() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("no disk"))
        }
    }
    for (input, whole) in [("", 0), ("{}", 1), ("{}{", 1), ("{}\n{}\n", 2), ("page", 0), ("[{},", 1), ("{}x", 0)] {
        let mut splitter = Splitter::new(input.as_bytes().chain(Failing), MAX_RECORD);
        let pieces: Vec<_> = std::iter::from_fn(|| splitter.next()).collect();
        assert_eq!(pieces.len(), whole + 1, "{input}");
        assert!(pieces[..whole].iter().all(|piece| piece.content.is_ok()), "{input}");
        assert!(matches!(pieces[whole].content, Err(Cause::Io(_))), "{input}");
        assert_eq!(pieces[whole].number, whole as u64 + 1);
    }
}

#[test]
fn places_are_those_of_the_input() {
    let place = Place { offset: 100, line: 3, column: 9 };
    let moved = |line, column| place.of_inner(Position { line, column }).to_string();
    assert_eq!((moved(1, 1), moved(1, 5), moved(2, 5)), ("3:9".into(), "3:13".into(), "4:5".into()));
    let mut splitter = splitter("\u{feff}[ {\"é\":1}, {}\n,{}]".as_bytes(), 1);
    let places: Vec<_> =
        std::iter::from_fn(|| splitter.next()).map(|piece| (piece.place.line, piece.place.column)).collect();
    assert_eq!(places, [(1, 3), (1, 12), (2, 2)]);
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Lines,
    Joined,
    Printed,
    Array,
    ArrayOfLines,
    PrintedArray,
    Page,
    Pages,
}

/// Records in one of the forms; `first` is what the page or array begins with.
fn input(form: Form, records: &[Vec<u8>]) -> Vec<u8> {
    let page = |records: &[Vec<u8>]| {
        [b"{\"totalCount\":7,\"studies\":[".to_vec(), records.join(&b','), b"],\"nextPageToken\":\"]}\"}\n".to_vec()]
            .concat()
    };
    match form {
        Form::Lines | Form::Printed => records.iter().flat_map(|record| [record, &b"\n"[..]].concat()).collect(),
        Form::Joined => records.concat(),
        Form::Array => [&b"["[..], &records.join(&b','), b"]"].concat(),
        Form::ArrayOfLines | Form::PrintedArray => [&b"[\n"[..], &records.join(&b",\n"[..]), b"\n]\n"].concat(),
        Form::Page => page(records),
        Form::Pages => records.chunks(2).flat_map(page).collect(),
    }
}

fn study(number: usize, text: &str, list: &[String]) -> serde_json::Value {
    serde_json::json!({
        "protocolSection": {
            "identificationModule": {"nctId": format!("NCT999{number:05}"), "briefTitle": text},
            "conditionsModule": {"conditions": list},
            "armsInterventionsModule": {"armGroups": [{"label": text}, {"label": list.len()}]},
        },
        "resultsSection": {"moreInfoModule": {"n": number}},
    })
}

/// What can happen to a record, with two places in it.
fn damage(kind: usize, record: &[u8], other: &[u8], places: (usize, usize), junk: &[u8]) -> Vec<u8> {
    let (from, to) = (places.0 % record.len(), places.1 % record.len());
    let (from, to) = (from.min(to), from.max(to));
    let drop_one_of = |tokens: &[u8]| {
        let found: Vec<_> = (0..record.len()).filter(|&at| tokens.contains(&record[at])).collect();
        let at = found[places.0 % found.len()];
        [&record[..at], &record[at + 1..]].concat()
    };
    match kind {
        0 => record[..to].to_vec(),
        1 => drop_one_of(b"{}"),
        2 => drop_one_of(b"[]"),
        3 => drop_one_of(b"\""),
        4 => drop_one_of(b",:"),
        5 => [&record[..from], junk, &record[from..]].concat(),
        6 => [&record[..from], b"\n", &record[from..]].concat(),
        7 => [&record[..from], other, &record[from..]].concat(),
        8 => [&record[..from], &record[to..]].concat(),
        _ => junk.to_vec(),
    }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z {}\\[\\],:\"\\\\\\n]{0,30}", "\\PC{0,20}", Just("{\"protocolSection\":{".to_owned())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn damage_costs_its_neighbours_at_most(
        texts in prop::collection::vec((texts(), prop::collection::vec(texts(), 0..4)), 2..7),
        form in prop::sample::select(vec![
            Form::Lines, Form::Joined, Form::Printed, Form::Array, Form::ArrayOfLines, Form::PrintedArray, Form::Page, Form::Pages,
        ]),
        (kind, which, places) in (0..10usize, any::<prop::sample::Index>(), any::<(usize, usize)>()),
        junk in prop_oneof![prop::collection::vec(any::<u8>(), 1..12), prop::collection::vec(prop::sample::select(b"{}[]\",:\\\n x".to_vec()), 1..12)],
        at_once in prop_oneof![1..80usize, Just(usize::MAX)],
    ) {
        let studies: Vec<_> = texts.iter().enumerate().map(|(at, (text, list))| study(at, text, list)).collect();
        let records: Vec<_> = studies.iter().map(|study| match form {
            Form::Printed | Form::PrintedArray => serde_json::to_vec_pretty(study).unwrap(),
            _ => serde_json::to_vec(study).unwrap(),
        }).collect();
        let found = |input: &[u8]| {
            let mut splitter = splitter(input, at_once);
            std::iter::from_fn(|| splitter.next()).collect::<Vec<_>>()
        };

        let whole: Vec<_> = found(&input(form, &records)).into_iter().map(|piece| piece.content.unwrap()).collect();
        prop_assert_eq!(&whole, &records);

        let which = which.index(records.len());
        let other = &records[(which + 1) % records.len()];
        let mut damaged = records.clone();
        damaged[which] = damage(kind, &records[which], other, places, &junk);
        let one = damaged[which].clone();
        let damaged = input(form, &damaged);
        let pieces = found(&damaged);

        let is_page = matches!(form, Form::Page | Form::Pages);
        let mut good: Vec<_> = pieces.iter().filter_map(|piece| piece.content.as_ref().ok()).collect();
        for (at, record) in records.iter().enumerate() {
            let count = good.iter().filter(|found| **found == record).count();
            let is_twice = kind == 7 && record == other;
            prop_assert!(count <= 1 + usize::from(is_twice), "record {at} is given {count} times");
            if at != which && at + 1 != which {
                prop_assert!(count >= 1, "record {} is lost for {}: {}", at, which, String::from_utf8_lossy(&damaged));
            }
        }
        // No two records are taken for one, and no part of one for a whole. But a piece cut out can leave a whole
        // one, and a few bytes put in can end one as if by right: `""}` before a brace, `}],` in a page.
        good.retain(|found| !records.contains(found));
        let has = |byte| junk.contains(&byte);
        let is_deceptive = kind == 8 || kind == 5 && (junk.len() > 2 || has(b'{') || is_page && has(b']'));
        for text in good {
            prop_assert!(String::from_utf8_lossy(text).matches("NCT999").count() <= 1);
            let is_study = serde_json::from_slice::<serde_json::Value>(text)
                .is_ok_and(|json| json.get("protocolSection").or(json.get("hasResults")).is_some());
            let is_all = one.len() <= text.len() + junk.len() + 2 && one.windows(text.len()).any(|part| part == text);
            prop_assert!(!is_study || is_all || is_deceptive, "{}", String::from_utf8_lossy(&damaged));
        }
        for (index, piece) in pieces.iter().enumerate() {
            prop_assert_eq!(piece.number, index as u64 + 1);
            let before = &damaged[..usize::try_from(piece.place.offset).unwrap()];
            prop_assert_eq!(piece.place.line, 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64);
        }
    }

    #[test]
    fn any_bytes_are_split_alike_for_each_size_of_reads(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            prop::collection::vec(prop::sample::select(vec![
                "{", "}", "[", "]", "\"", "\\", "\n", ",", ":", " ", "x", "é", "{\"protocolSection\":", "{\n \"hasResults\"",
                "{\"studies\":[", "\n{\"", "\u{feff}",
            ]), 0..60).prop_map(|tokens| tokens.concat().into_bytes()),
        ],
        at_once in 1..80usize,
    ) {
        prop_assert_eq!(pieces(&bytes, at_once), pieces(&bytes, usize::MAX));
    }
}
