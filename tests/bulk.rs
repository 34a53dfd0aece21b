//! Whole downloads: files, folders, lists, zips, whole and damaged; the order, what is in memory, and the example `bulk`.
//!
//! `cargo test` builds the examples first; `cargo test --test bulk` alone does not, and runs those that are there.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

#[path = "support/running.rs"]
mod running;

use std::{
    convert::Infallible,
    env, fs,
    io::Write,
    path::Path,
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use ctgov::{
    bulk::{self, Mark, RawRecord},
    files,
};
use flate2::{Compression, write::DeflateEncoder};
use rawzip::{CompressionMethod, ZipArchiveWriter};
use running::{Folder, Ran};
use serde_json::{Value, json};

/// A study in JSON, on one line, with arms, criteria and a site.
fn study(number: usize) -> String {
    json!({
        "protocolSection": {
            "identificationModule": {"nctId": format!("NCT999{number:05}"), "briefTitle": format!("Tea, \"warm\"\nand {number}")},
            "statusModule": {"overallStatus": "COMPLETED", "startDateStruct": {"date": "2020-02"}, "completionDateStruct": {"date": "2021-03-01"}},
            "conditionsModule": {"conditions": ["Thirst", "Fatigue"]},
            "armsInterventionsModule": {
                "armGroups": [{"label": "Tea", "type": "EXPERIMENTAL", "interventionNames": ["Drug: Black tea", "Other: Cup: large"]}, {"label": "Water"}],
                "interventions": [{"type": "DRUG", "name": "Black tea", "armGroupLabels": ["Tea"]}, {"type": "OTHER", "name": "Cup: large"}],
            },
            "eligibilityModule": {"eligibilityCriteria": "Inclusion Criteria:\n\n* One of:\n\n  * Age \\>= 18 years\n  * Thirst", "minimumAge": "18 Years"},
            "contactsLocationsModule": {"locations": [{"city": "Tornby", "geoPoint": {"lat": 57.5, "lon": 9.75}, "contacts": [{"name": "Ole"}]}]},
        },
        "hasResults": false,
    })
    .to_string()
}

fn lines(numbers: impl Iterator<Item = usize>) -> String {
    numbers.map(|number| study(number) + "\n").collect()
}

/// A zip of members, of which those whose name ends in `.stored` are not deflated. Lengths and checksums stand behind each.
fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, content) in members {
        if name.ends_with('/') {
            archive.new_dir(*name).create().unwrap();
            continue;
        }
        let method = if name.ends_with(".stored") { CompressionMethod::STORE } else { CompressionMethod::DEFLATE };
        let (mut entry, config) = archive.new_file(*name).compression_method(method).start().unwrap();
        let descriptor = if method == CompressionMethod::STORE {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(content.as_bytes()).unwrap();
            writer.finish().unwrap().1
        } else {
            let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
            writer.write_all(content.as_bytes()).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            descriptor
        };
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}

impl Folder {
    fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).unwrap()
    }

    /// The records of files of the folder: each its number, or its error.
    fn raw(&self, names: &[&str]) -> Vec<RawRecord> {
        bulk::raw(files(names.iter().map(|name| self.path(name)))).collect()
    }

    fn bulk(&self, arguments: &[&str]) -> Ran {
        self.run("bulk", arguments)
    }
}

impl Ran {
    /// It read everything.
    #[track_caller]
    fn complete(self) {
        assert_eq!(self.status, 0, "{}", self.err);
    }
}

/// What a record is: the registry numbers in it, or why it is none, with its source, its number and its line.
fn told(raw: RawRecord) -> (String, u64, u64, String) {
    let (source, number, line) = (raw.source(), raw.number, raw.line);
    let name = Path::new(&source).file_name().unwrap().to_string_lossy().into_owned();
    let found: Vec<_> = raw
        .records()
        .map(|record| match record {
            Ok(record) => record.parsed.study.nct_id().map_or("?".to_owned(), |nct_id| nct_id.to_string()),
            Err(error) => error.cause.to_string(),
        })
        .collect();
    (name, number, line, found.join(" "))
}

fn ids(raw: Vec<RawRecord>) -> Vec<String> {
    raw.into_iter().map(|raw| told(raw).3).collect()
}

fn nct(number: usize) -> String {
    format!("NCT999{number:05}")
}

mod raw {
    use super::*;

    #[test]
    fn files_of_every_form_come_in_order() {
        let page = "Tea for Thirst\n\nNCT ID: NCT99900007\n";
        let folder = Folder::new("forms")
            .with("in/b.ndjson", lines(2..4))
            .with("in/a/page.txt", page)
            .with("in/.hidden.json", study(9))
            .with("in/c.json", format!("{{\"studies\":[{},\n{}],\"totalCount\":2}}", study(4), study(5)))
            .with("in/d.zip", zip(&[("x/", ""), ("x/6.json", &study(6)), ("x/.6.json", &study(9)), ("7.stored", page)]))
            .with("single.json", study(8));
        let list = format!("{}\n\n{}\r\n", folder.path("single.json").display(), folder.path("in/a").display());
        let folder = folder.with("list", list);
        let inputs = [folder.path("in"), format!("@{}", folder.path("list").display()).into()];
        let found: Vec<_> = bulk::raw(files(inputs)).map(told).collect();
        let told = |name: &str, number, line, id| (name.to_owned(), number, line, nct(id));
        let expected = [
            told("page.txt", 1, 1, 7),
            told("b.ndjson", 1, 1, 2),
            told("b.ndjson", 2, 2, 3),
            told("c.json", 1, 1, 4),
            told("c.json", 2, 2, 5),
            told("6.json", 1, 1, 6),
            told("d.zip!7.stored", 1, 1, 7),
            told("single.json", 1, 1, 8),
            told("page.txt", 1, 1, 7),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_cannot_be_opened_is_an_error_in_its_place() {
        let folder = Folder::new("missing").with("a.json", study(1)).with("b.json", study(2));
        let found = folder.raw(&["a.json", "gone.json", "b.json"]);
        let errors: Vec<_> = found.iter().map(|raw| raw.bytes().is_err()).collect();
        assert_eq!(errors, [false, true, false]);
        assert_eq!(found[1].file.as_ref(), folder.path("gone.json"));
        let lists: Vec<_> = files(["@gone", "a"]).map(|file| file.is_ok()).collect();
        assert_eq!(lists, [false, true]);
    }

    #[test]
    fn the_text_of_several_pages_is_several_records() {
        let folder =
            Folder::new("pages").with("two.txt", "Tea\n\nNCT ID: NCT99900001\n\nMilk\n\nNCT ID: NCT99900002\n");
        let pages: Vec<_> =
            folder.raw(&["two.txt"]).into_iter().flat_map(RawRecord::records).map(Result::unwrap).collect();
        let lines: Vec<_> = pages.iter().map(|page| (page.number, page.line)).collect();
        assert_eq!(lines.len(), ctgov::parse_many(&fs::read(folder.path("two.txt")).unwrap()[..]).count());
        assert_eq!(lines[0], (1, 1));
    }

    type Damage<'a> = &'a dyn Fn(&mut Vec<String>);

    /// A stream that is cut, corrupted, or has two records in each other loses the records that are damaged.
    #[test]
    fn damage_to_a_stream_costs_the_records_that_are_damaged() {
        let whole: Vec<_> = (0..30).map(study).collect();
        for form in ["\n", ",\n"] {
            let frame = |records: &[String]| {
                let text = records.join(form);
                if form == "\n" { text + "\n" } else { format!("[\n{text}\n]\n") }
            };
            let cut = |text: &str| text[..text.len() / 2].to_owned();
            let damages: [(&str, Damage<'_>); 4] = [
                ("cut short", &|records| records[7] = cut(&records[7])),
                ("corrupted", &|records| records[7].replace_range(40..60, "\u{1}\u{1}{{[\"")),
                ("two in each other", &|records| {
                    let (outer, inner) = (records[7].clone(), records.remove(8));
                    records[7] = format!("{}{inner}{}", &outer[..100], &outer[100..]);
                }),
                ("two interleaved", &|records| {
                    let (first, second) = (records[7].clone(), records.remove(8));
                    let half = first.len() / 2;
                    records[7] = format!("{}{}{}{}", &first[..half], &second[..half], &first[half..], &second[half..]);
                }),
            ];
            for (name, damage) in damages {
                let mut records = whole.clone();
                damage(&mut records);
                let folder = Folder::new("damage").with("in.json", frame(&records));
                let found = ids(folder.raw(&["in.json"]));
                let lost: Vec<_> = (0..30).filter(|&number| !found.contains(&nct(number))).collect();
                assert!(lost.iter().all(|number| [7, 8].contains(number)), "{name}: lost {lost:?}");
                assert!(found.iter().any(|found| found.contains("expected ")), "{name}: {found:?}");
                assert!(found.iter().filter(|found| found.starts_with("NCT")).count() <= 30, "{name}: {found:?}");
            }
            let text = frame(&whole);
            let folder = Folder::new("cut").with("in.json", &text[..text.len() - study(29).len() / 2]);
            let found = ids(folder.raw(&["in.json"]));
            assert_eq!(found[..29], (0..29).map(nct).collect::<Vec<_>>());
            assert!(found[29].starts_with("expected "), "{found:?}");
        }
    }

    const FIVE: [&str; 5] = ["0.json", "1.json", "2.json", "3.json", "4.json"];

    /// Five members, of which some may be stored, and where the content of each begins.
    fn five(names: [&str; 5]) -> (Vec<u8>, Vec<usize>) {
        let studies: Vec<_> = (0..5).map(study).collect();
        let members: Vec<_> = names.into_iter().zip(studies.iter().map(String::as_str)).collect();
        let zip = zip(&members);
        let starts = names.map(|name| {
            let at = zip.windows(name.len()).position(|part| part == name.as_bytes()).unwrap();
            at + name.len()
        });
        (zip, starts.to_vec())
    }

    #[test]
    fn a_damaged_member_of_a_zip_is_one_failure() {
        let (mut zip, starts) = five(FIVE);
        for byte in &mut zip[starts[2] + 20..starts[2] + 40] {
            *byte ^= 0x55;
        }
        let folder = Folder::new("member").with("in.zip", zip);
        let found = ids(folder.raw(&["in.zip"]));
        assert_eq!([&found[0], &found[1], &found[3], &found[4]], [&nct(0), &nct(1), &nct(3), &nct(4)]);
        assert!(found.len() == 5 && found[2].starts_with("expected "), "{found:?}");
    }

    #[test]
    fn a_value_that_changed_in_a_zip_is_not_given() {
        let (mut zip, _) = five(["0.json", "1.stored", "2.json", "3.json", "4.json"]);
        let at = zip.windows(8).position(|part| part == b"18 Years").unwrap();
        zip[at] = b'7';
        let folder = Folder::new("checksum").with("in.zip", zip);
        let found = ids(folder.raw(&["in.zip"]));
        assert_eq!(found.len(), 5);
        assert!(found[1].contains("checksum"), "{found:?}");
    }

    #[test]
    fn a_zip_that_was_cut_off_gives_the_members_that_it_has() {
        let (zip, starts) = five(FIVE);
        let folder = Folder::new("cut-zip").with("in.zip", &zip[..starts[3] + 50]);
        let found: Vec<_> = folder.raw(&["in.zip"]).into_iter().map(told).collect();
        let texts: Vec<_> = found.iter().map(|(.., text)| text.as_str()).collect();
        assert_eq!(texts[..3], [nct(0), nct(1), nct(2)]);
        assert!(found[3].0.ends_with("3.json") && texts[3].contains("expected more of the member"), "{found:?}");
        assert!(found[4].0 == "in.zip" && texts[4].contains("expected the directory of the zip"), "{found:?}");
        assert_eq!(found.len(), 5);

        // Without its directory, and damaged besides.
        let mut zip = zip[..zip.len() - 30].to_vec();
        for byte in &mut zip[starts[1] + 20..starts[1] + 40] {
            *byte ^= 0x55;
        }
        let folder = Folder::new("cut-damaged-zip").with("in.zip", zip);
        let found = ids(folder.raw(&["in.zip"]));
        let good: Vec<_> = found.iter().filter(|text| text.starts_with("NCT")).cloned().collect();
        assert_eq!(good, [nct(0), nct(2), nct(3), nct(4)]);
        assert!(found[1].starts_with("expected "), "{found:?}");
    }

    /// The good records of a zip as a file, and how many failures there are.
    fn good(name: &str, zip: impl AsRef<[u8]>) -> (Vec<String>, usize) {
        let folder = Folder::new(name).with("in.zip", zip);
        let (good, bad): (Vec<_>, Vec<_>) =
            ids(folder.raw(&["in.zip"])).into_iter().partition(|text| text.starts_with("NCT"));
        (good, bad.len())
    }

    #[test]
    fn zips_that_were_joined_give_the_members_of_both() {
        let [first, second] = [0..3, 3..6].map(|numbers| {
            let studies: Vec<_> = numbers.map(|number| (format!("{number}.json"), study(number))).collect();
            zip(&studies.iter().map(|(name, study)| (name.as_str(), study.as_str())).collect::<Vec<_>>())
        });
        let all: Vec<_> = (0..6).map(nct).collect();
        assert_eq!(good("joined", [&first[..], &second].concat()), (all.clone(), 0));
        // A download that was begun anew behind a part of itself.
        let (part, _) = first.split_at(first.len() / 2);
        let (found, failures) = good("anew", [part, &second].concat());
        assert!(found.ends_with(&all[3..]) && found[0] == all[0] && failures > 0, "{found:?} {failures}");
        let (part, _) = second.split_at(second.len() / 2);
        let (found, failures) = good("cut-behind", [&first[..], part].concat());
        assert!(found.starts_with(&all[..4]) && failures > 0, "{found:?} {failures}");
    }

    #[test]
    fn a_damaged_directory_costs_no_member() {
        let (mut zip, _) = five(FIVE);
        let entries: Vec<_> =
            zip.windows(4).enumerate().filter(|(_, part)| part == b"PK\x01\x02").map(|(at, _)| at).collect();
        zip[entries[2]] = 0;
        assert_eq!(good("directory", zip), ((0..5).map(nct).collect(), 1));
    }

    #[test]
    fn names_of_members_are_no_paths() {
        let studies: Vec<_> = (0..4).map(study).collect();
        let names = ["./0.json", "../1.json", "a/../2.json", "a/.hidden.json"];
        let members: Vec<_> = names.into_iter().zip(studies.iter().map(String::as_str)).collect();
        assert_eq!(good("names", zip(&members)), ((0..3).map(nct).collect(), 0));
    }

    #[test]
    fn what_no_zip_of_records_has_is_a_failure() {
        let mut zip = zip(&[("a.json", &study(0)), ("b.json", &study(1))]);
        // The flag of a password in the directory.
        let at = zip.windows(4).position(|part| part == b"PK\x01\x02").unwrap();
        zip[at + 8] |= 1;
        let folder = Folder::new("password").with("in.zip", zip);
        let found = ids(folder.raw(&["in.zip"]));
        assert!(found[0].contains("found an encrypted one"), "{found:?}");
        assert_eq!(found[1..], [nct(1)]);
        let empty = Folder::new("empty-zip").with("in.zip", super::zip(&[]));
        assert!(empty.raw(&["in.zip"]).is_empty());
    }

    #[test]
    fn reading_goes_on_behind_each_record() {
        let page = "Tea\n\nNCT ID: NCT99900007\n";
        let (cut, _) = five(FIVE);
        let folder = Folder::new("after")
            .with("in/a.ndjson", lines(0..3).replacen("{\"hasResults\"", "{{", 1))
            .with("in/b.zip", zip(&[("1.ndjson", &lines(3..6)), ("2.json", &study(6)), ("3.txt", page)]))
            .with("in/c.zip", &cut[..cut.len() - 30])
            .with("in/d.json", "")
            .with("in/e.json", study(8));
        let inputs = || files([folder.path("in"), folder.path("gone"), folder.path("in/e.json")]);
        let all: Vec<_> = bulk::raw(inputs()).map(|raw| (raw.end, told(raw))).collect();
        assert!(all.len() > 14 && all.windows(2).all(|two| two[0].0 < two[1].0), "{all:?}");
        assert_eq!(bulk::raw(inputs()).after(Mark::default()).count(), all.len());
        for (index, (end, _)) in all.iter().enumerate() {
            let rest: Vec<_> = bulk::raw(inputs()).after(*end).map(|raw| (raw.end, told(raw))).collect();
            assert_eq!(rest, all[index + 1..], "behind {end:?}");
        }
    }
}

mod order {
    use super::*;

    fn pool(threads: usize) -> rayon::ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_records() {
        let folder = Folder::new("order").with("in.ndjson", lines(0..200));
        for threads in [1, 2, 4] {
            for batch in [0, 1, 3000, usize::MAX] {
                let mut found = Vec::new();
                // Those that come first take longest.
                let work = |raw: RawRecord| {
                    if raw.number % 10 == 1 {
                        thread::sleep(Duration::from_millis(1));
                    }
                    told(raw).3
                };
                let done = pool(threads).install(|| {
                    bulk::in_order(bulk::raw(files([folder.path("in.ndjson")])), batch, work, |id| {
                        found.push(id);
                        Ok::<_, Infallible>(())
                    })
                });
                assert_eq!(done, Ok(()));
                assert_eq!(found, (0..200).map(nct).collect::<Vec<_>>(), "{threads} threads, batches of {batch}");
            }
        }
    }

    #[test]
    fn no_more_than_a_few_batches_are_in_memory() {
        let folder = Folder::new("memory").with("in.ndjson", lines(0..400));
        let length = study(0).len();
        for batch in [1, 3 * length, 20 * length] {
            let (waiting, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let raw = bulk::raw(files([folder.path("in.ndjson")])).inspect(|raw| {
                let waits = waiting.fetch_add(raw.bytes().unwrap().len(), Ordering::SeqCst);
                most.fetch_max(waits + raw.bytes().unwrap().len(), Ordering::SeqCst);
            });
            let work = |raw: RawRecord| raw.bytes().unwrap().len();
            let done = pool(2).install(|| {
                bulk::in_order(raw, batch, work, |length| {
                    waiting.fetch_sub(length, Ordering::SeqCst);
                    Ok::<_, Infallible>(())
                })
            });
            assert_eq!(done, Ok(()));
            assert_eq!(waiting.into_inner(), 0);
            // Two batches, each with a record that goes over its end.
            let most = most.into_inner();
            assert!(most >= length && most <= 2 * (batch + 2 * length), "{most} bytes with batches of {batch}");
        }
    }

    #[test]
    fn nothing_is_read_behind_an_error_of_the_sink() {
        let folder = Folder::new("sink").with("in.ndjson", lines(0..100));
        let read = AtomicUsize::new(0);
        let raw = bulk::raw(files([folder.path("in.ndjson")])).inspect(|_| {
            read.fetch_add(1, Ordering::SeqCst);
        });
        let done = bulk::in_order(raw, 1, |raw| raw.number, |number| if number < 5 { Ok(()) } else { Err(number) });
        assert_eq!(done, Err(5));
        assert!(read.into_inner() <= 7);
    }
}

mod example {
    use super::*;

    fn inputs(test: &str) -> Folder {
        let page = "Tea for Thirst\n\nNCT ID: NCT99900007\n";
        Folder::new(test)
            .with("in/a.ndjson", lines(0..20) + "{\"protocolSection\":{\n" + &lines(20..30))
            .with("in/b.zip", zip(&[("1.json", &study(40)), ("2.txt", page)]))
            .with("in/c.txt", "a shopping list")
            .with(
                "in/d.json",
                study(41).replacen("COMPLETED", "ASLEEP", 1).replacen("\"city\"", "\"mood\":1,\"city\"", 1),
            )
    }

    #[test]
    fn lines_are_those_of_to_json() {
        let folder = inputs("lines");
        fs::remove_file(folder.path("in/b.zip")).unwrap();
        for study in [&[][..], &["--study"]] {
            let ran = folder.spawn("to_json", &[&["in", "--ndjson"], study].concat()).wait_with_output().unwrap();
            let expected: Vec<Value> = ran
                .stdout
                .split_inclusive(|&byte| byte == b'\n')
                .map(|line| serde_json::from_slice(line).unwrap())
                .collect();
            for threads in ["1", "3"] {
                let arguments = ["in", "--to", "ndjson", "--out", "out", "--batch", "3000", "--threads", threads];
                let ran = folder.bulk(&[&arguments, study].concat());
                assert_eq!(ran.status, 1, "{}", ran.err);
                let found: Vec<Value> =
                    folder.read("out").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
                let whole = |lines: &[Value]| {
                    lines.iter().filter(|line| line.get("error").is_none()).cloned().collect::<Vec<_>>()
                };
                let broken =
                    |lines: &[Value]| lines.iter().map(|line| line["error"]["file"].clone()).collect::<Vec<_>>();
                assert_eq!(whole(&found), whole(&expected));
                assert_eq!(broken(&found), broken(&expected));
                assert_eq!(found.len(), 33);
            }
        }
    }

    #[test]
    fn the_summary_counts_what_there_is() {
        let folder = inputs("summary");
        let ran = folder.bulk(&["in", "--to", "csv", "--out", "out", "--summary", "summary.json"]);
        assert_eq!(ran.status, 1);
        let summary = folder.json("summary.json");
        assert_eq!((&summary["studies"], &summary["failures"]), (&json!(33), &json!(2)));
        let failed: Vec<_> = summary["failed"].as_array().unwrap().iter().collect();
        assert_eq!(failed[0]["file"], "in/a.ndjson");
        assert_eq!((&failed[0]["record"], &failed[0]["line"]), (&json!(21), &json!(21)));
        assert_eq!(failed[0]["byte"], lines(0..20).len());
        assert!(ran.err.contains(&format!("in/a.ndjson: {}", failed[0]["message"].as_str().unwrap())), "{}", ran.err);
        assert_eq!(failed[1]["file"], "in/c.txt");
        let path = "protocolSection.contactsLocationsModule.locations[].mood";
        assert_eq!(summary["unknown"]["members"][path], json!({"occurrences": 1, "records": 1, "first": nct(41)}));
        let code = "protocolSection.statusModule.overallStatus = ASLEEP";
        assert_eq!(summary["unknown"]["codes"][code]["records"], 1);
        assert_eq!(summary["diagnostics"]["unknown-code"], 1);
        for (table, rows) in summary["rows"].as_object().unwrap() {
            let found =
                csv::Reader::from_path(folder.path(&format!("out/{table}.csv"))).unwrap().into_records().count();
            assert_eq!(json!(found), *rows, "{table}");
        }
        // 32 studies with all of it, and a page.
        let rows = json!({
            "arm_interventions": 64, "arms": 64, "conditions": 64, "constraints": 32, "contacts": 32, "criteria": 96,
            "interventions": 64, "outcomes": 0, "sites": 32, "sponsors": 0, "studies": 33,
        });
        assert_eq!(summary["rows"], rows);
    }

    /// The rows of a table, each by the names of its columns.
    fn rows(folder: &Folder, table: &str) -> Vec<Value> {
        let mut reader = csv::Reader::from_path(folder.path(&format!("out/{table}.csv"))).unwrap();
        reader.deserialize::<serde_json::Map<String, Value>>().map(|row| row.unwrap().into()).collect()
    }

    #[test]
    fn the_tables_hold_what_the_study_says() {
        let folder = Folder::new("tables").with("in.json", study(3));
        folder.bulk(&["in.json", "--to", "csv", "--out", "out"]).complete();
        let study = &rows(&folder, "studies")[0];
        assert_eq!(study["nct_id"], "NCT99900003");
        assert_eq!(study["brief_title"], "Tea, \"warm\"\nand 3");
        // A month has no day, and none is made up.
        assert_eq!((&study["start_date"], &study["start_day"]), (&json!("2020-02"), &json!("")));
        assert_eq!((&study["completion_date"], &study["completion_day"]), (&json!("2021-03-01"), &json!("2021-03-01")));
        assert_eq!((&study["minimum_age_count"], &study["minimum_age_unit"]), (&json!(18), &json!("a")));
        let links: Vec<_> = rows(&folder, "arm_interventions")
            .iter()
            .map(|link| {
                json!([
                    link["arm_position"],
                    link["intervention_position"],
                    link["arm_label"],
                    link["intervention_name"]
                ])
            })
            .collect();
        assert_eq!(links, [json!([0, 0, "Tea", "Black tea"]), json!([0, 1, "Tea", "Cup: large"])]);
        let criteria: Vec<_> = rows(&folder, "criteria")
            .iter()
            .map(|item| json!([item["position"], item["parent_position"], item["depth"], item["text"]]))
            .collect();
        let expected = [json!([0, "", 0, "One of:"]), json!([1, 0, 1, "Age >= 18 years"]), json!([2, 0, 1, "Thirst"])];
        assert_eq!(criteria, expected);
        let constraint = &rows(&folder, "constraints")[0];
        let names = [
            "criterion_position",
            "position",
            "quantity",
            "lower_value",
            "lower_inclusive",
            "lower_unit",
            "upper_unit",
        ];
        assert_eq!(
            names.map(|name| constraint[name].clone()),
            [json!(1), json!(0), json!("age"), json!(18), json!(true), json!("a"), json!("")]
        );
        let site = &rows(&folder, "sites")[0];
        assert_eq!((&site["city"], &site["latitude"]), (&json!("Tornby"), &json!(57.5)));
        let contact = &rows(&folder, "contacts")[0];
        assert_eq!((&contact["kind"], &contact["site_position"]), (&json!("SITE"), &json!(0)));
    }

    /// Kills a run in the middle, as a machine that goes down does, and goes on; gives the names and bytes of the outputs.
    fn killed(folder: &Folder, to: &str) -> Vec<(String, Vec<u8>)> {
        let options = [
            "-",
            "--to",
            to,
            "--out",
            "out",
            "--batch",
            "3000",
            "--checkpoint",
            "0",
            "--records",
            "7",
            "--summary",
            "summary.json",
        ];
        let checkpoint = folder.path(if to == "ndjson" { "out.checkpoint" } else { "out/checkpoint" });
        let mut child = folder.spawn("bulk", &options);
        child.stdin.as_mut().unwrap().write_all(lines(0..60).as_bytes()).unwrap();
        let since = Instant::now();
        let far = |text: String| {
            let checkpoint: Value = serde_json::from_str(&text).unwrap();
            checkpoint["mark"]["records"].as_u64().unwrap() >= 10
        };
        while !fs::read_to_string(&checkpoint).is_ok_and(far) {
            assert!(since.elapsed() < Duration::from_secs(120), "expected a checkpoint, found none");
            thread::sleep(Duration::from_millis(10));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(to != "ndjson" || !folder.path("out").exists());

        // What stands behind the checkpoint, half a line, is not part of the result.
        if to == "ndjson" {
            let mut part = fs::OpenOptions::new().append(true).open(folder.path("out.part")).unwrap();
            part.write_all(b"{\"study\":").unwrap();
        }
        let mut child = folder.spawn("bulk", &[&options[..], &["--resume"]].concat());
        child.stdin.take().unwrap().write_all(lines(0..80).as_bytes()).unwrap();
        Ran::new(child.wait_with_output().unwrap()).complete();
        assert!(!checkpoint.exists());
        outputs(folder)
    }

    fn outputs(folder: &Folder) -> Vec<(String, Vec<u8>)> {
        let out = folder.path("out");
        if out.is_file() {
            return vec![("out".to_owned(), fs::read(out).unwrap())];
        }
        files([out])
            .map(|file| file.unwrap())
            .map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), fs::read(file).unwrap()))
            .collect()
    }

    #[test]
    fn a_run_that_was_killed_goes_on_and_gives_the_same() {
        let forms: &[&str] = if cfg!(feature = "parquet") { &["ndjson", "csv", "parquet"] } else { &["ndjson", "csv"] };
        for to in forms {
            let folder = Folder::new(&format!("killed-{to}")).with("in.ndjson", lines(0..80));
            let found = killed(&folder, to);
            let mut summary = folder.json("summary.json");
            let through = Folder::new(&format!("through-{to}"));
            let options = ["-", "--to", to, "--out", "out", "--records", "7", "--summary", "summary.json"];
            let mut child = through.spawn("bulk", &options);
            child.stdin.take().unwrap().write_all(lines(0..80).as_bytes()).unwrap();
            Ran::new(child.wait_with_output().unwrap()).complete();
            let expected = outputs(&through);
            assert_eq!(found.len(), expected.len(), "{to}");
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found.0, expected.0);
                assert!(found.1 == expected.1, "{} differs", found.0);
            }
            summary["seconds"] = through.json("summary.json")["seconds"].clone();
            assert_eq!(summary, through.json("summary.json"), "{to}");
        }
    }

    #[test]
    fn a_run_goes_on_with_the_same_inputs_and_options_only() {
        let folder = Folder::new("other").with("a.ndjson", lines(0..30)).with("b.ndjson", lines(0..30));
        // The summary cannot be written, which leaves a checkpoint behind everything.
        fs::create_dir_all(folder.path("taken")).unwrap();
        let begin = ["a.ndjson", "--to", "ndjson", "--out", "out"];
        assert_eq!(folder.bulk(&[&begin[..], &["--summary", "taken"]].concat()).status, 1);
        let refused = |arguments: &[&str]| {
            let ran = folder.bulk(&[arguments, &["--out", "out", "--resume"]].concat());
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
            ran.err.lines().next().unwrap().to_owned()
        };
        let said = refused(&["b.ndjson", "--to", "ndjson"]);
        assert_eq!(said, "out.checkpoint: expected the inputs a.ndjson of that run, found b.ndjson");
        let said = refused(&["a.ndjson", "--to", "ndjson", "--study"]);
        assert_eq!(said, "out.checkpoint: expected --study false of that run, found true");
        fs::write(folder.path("a.ndjson"), lines(0..31)).unwrap();
        let (before, after) = (lines(0..30).len(), lines(0..31).len());
        let said = refused(&["a.ndjson", "--to", "ndjson"]);
        assert_eq!(
            said,
            format!("out.checkpoint: expected a.ndjson of {before} bytes as input 1, found a.ndjson of {after} bytes")
        );

        fs::write(folder.path("a.ndjson"), lines(0..30)).unwrap();
        folder.bulk(&[&begin[..], &["--resume"]].concat()).complete();
        assert_eq!(folder.read("out").lines().count(), 30);
        let said = refused(&["a.ndjson", "--to", "ndjson"]);
        assert_eq!(said, "expected the checkpoint out.checkpoint, found none: the run was complete");
    }

    #[test]
    fn an_output_takes_the_place_of_nothing_else() {
        let folder =
            Folder::new("places").with("in/a.ndjson", lines(0..3)).with("b.ndjson", lines(3..6)).with("t/x", "");
        let before = folder.read("b.ndjson");
        for (inputs, to, out, said) in [
            (&["in"][..], "ndjson", "in/out", "expected an output beside the inputs, found in/out"),
            (&["."], "csv", "tables", "expected an output beside the inputs, found tables"),
            (&["in", "b.ndjson"], "ndjson", "b.ndjson", "expected an output beside the inputs, found b.ndjson"),
            (&["in"], "ndjson", "t", "expected an output that is a file, found t"),
            (&["in"], "csv", "b.ndjson", "expected an output that is a folder, found b.ndjson"),
            (&["in"], "ndjson", "-", "expected an output with a name, found -"),
        ] {
            let ran = folder.bulk(&[inputs, &["--to", to, "--out", out]].concat());
            assert_eq!((ran.status, ran.err.lines().next()), (2, Some(said)));
        }
        assert_eq!(folder.read("b.ndjson"), before);
        let ran = folder.bulk(&["in", "gone", "--to", "ndjson", "--out", "out"]);
        assert!(ran.status == 1 && ran.err.starts_with("gone: No such file"), "{}", ran.err);
    }

    #[test]
    fn the_output_of_another_run_is_not_gone_on_from() {
        let folder = Folder::new("older").with("a.ndjson", lines(0..30));
        fs::create_dir_all(folder.path("taken")).unwrap();
        let begin = ["a.ndjson", "--to", "ndjson", "--out", "out"];
        folder.bulk(&begin).complete();
        assert_eq!(folder.bulk(&[&begin[..], &["--summary", "taken"]].concat()).status, 1);
        let checkpoint = folder.read("out.checkpoint").replace("\"is_complete\":true", "\"is_complete\":false");
        fs::write(folder.path("out.checkpoint"), checkpoint).unwrap();
        fs::remove_file(folder.path("out.part")).unwrap();
        let ran = folder.bulk(&[&begin[..], &["--resume"]].concat());
        assert!(ran.status == 1 && ran.err.contains("out.part: "), "{}", ran.err);
        assert_eq!(folder.read("out").lines().count(), 30);
    }

    #[cfg(unix)]
    #[test]
    #[allow(clippy::print_stderr)]
    fn a_pipe_in_a_folder_is_not_waited_for() {
        let folder = Folder::new("pipe").with("in/a.ndjson", lines(0..3));
        let made = Command::new("mkfifo").arg(folder.path("in/b.ndjson")).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("no mkfifo: no pipe is made");
        }
        folder.bulk(&["in", "--to", "ndjson", "--out", "out"]).complete();
        assert_eq!(folder.read("out").lines().count(), 3);
    }

    #[test]
    fn bad_usage_prints_the_usage() {
        let folder = Folder::new("usage");
        for (arguments, said) in [
            (&["--to", "ndjson", "--out", "out"][..], "expected a file, a folder, @LIST or -, found nothing"),
            (&["in", "--out", "out"], "expected --to ndjson, csv or parquet, found nothing"),
            (&["in", "--to", "xls", "--out", "out"], "expected --to ndjson, csv or parquet, found xls"),
            (&["in", "--to", "csv"], "expected --out PATH, found nothing"),
            (
                &["in", "--to", "csv", "--out", "out", "--study"],
                "expected --study with --to ndjson, found it with tables",
            ),
            (&["in", "--threads", "many"], "expected a number for --threads, found many"),
            (&["in", "--colour"], "expected an option, found --colour"),
        ] {
            let ran = folder.bulk(arguments);
            assert_eq!((ran.status, ran.out.as_str(), ran.err.lines().next()), (2, "", Some(said)));
            assert!(ran.err.contains("\nusage: bulk "), "{}", ran.err);
        }
    }

    /// `UPDATE_COLUMNS=1` writes the list.
    #[test]
    fn the_list_of_columns_is_in_step() {
        let folder = Folder::new("columns");
        let ran = folder.bulk(&["--columns"]);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bulk/COLUMNS.md");
        if env::var_os("UPDATE_COLUMNS").is_some() {
            fs::write(&path, format!("# The columns of the example `bulk`\n\n{INTRODUCTION}\n\n{}", ran.out)).unwrap();
        }
        assert!(fs::read_to_string(path).unwrap().ends_with(&ran.out), "run with UPDATE_COLUMNS=1");
    }

    const INTRODUCTION: &str = "\
`bulk --columns` prints this list. `nct_id` ties the tables together; a study without a registry number has null there. \
Positions are those of the JSON, from 0, without entries that are not of the list's type. Paths are those of the registry's `protocolSection`, unless they begin with another \
section. What a record does not say is null; in CSV a null and an empty text look alike.";

    #[cfg(feature = "parquet")]
    mod parquet_files {
        use parquet::{
            file::reader::{FileReader, SerializedFileReader},
            record::Field,
        };

        use super::*;

        #[test]
        fn parquet_holds_what_the_csv_does() {
            let folder = inputs("parquet");
            // Left by an earlier and longer run.
            let folder = folder.with("parquet/studies-0009.parquet", "old");
            assert_eq!(folder.bulk(&["in", "--to", "csv", "--out", "out"]).status, 1);
            assert_eq!(folder.bulk(&["in", "--to", "parquet", "--out", "parquet", "--records", "10"]).status, 1);
            let mut seen = 0;
            for file in files([folder.path("out")]) {
                let table = file.unwrap().file_stem().unwrap().to_string_lossy().into_owned();
                let mut expected = csv::Reader::from_path(folder.path(&format!("out/{table}.csv"))).unwrap();
                let names: Vec<_> = expected.headers().unwrap().iter().map(str::to_owned).collect();
                let expected: Vec<Vec<_>> =
                    expected.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
                let mut found = Vec::new();
                for number in 0..4 {
                    let file = fs::File::open(folder.path(&format!("parquet/{table}-{number:04}.parquet"))).unwrap();
                    for row in SerializedFileReader::new(file).unwrap().get_row_iter(None).unwrap() {
                        let row = row.unwrap();
                        assert!(row.get_column_iter().map(|(name, _)| name).eq(&names), "{table}");
                        found.push(row.get_column_iter().map(|(_, field)| text(field)).collect::<Vec<_>>());
                    }
                }
                assert_eq!(found, expected, "{table}");
                seen += 1;
            }
            assert_eq!(seen, 11);
            assert!(!folder.path("parquet/studies-0009.parquet").exists());
        }

        fn text(field: &Field) -> String {
            match field {
                Field::Null => String::new(),
                Field::Str(text) => text.clone(),
                Field::Double(number) => number.to_string(),
                Field::Date(days) => {
                    // The one day that the studies have.
                    assert_eq!(*days, 18_687);
                    "2021-03-01".to_owned()
                }
                other => other.to_string(),
            }
        }
    }
}
