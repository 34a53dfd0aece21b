//! Runs each example as a process and checks what it prints.
//!
//! `cargo test` builds the examples first; `cargo test --test examples` alone does not, and runs those that are there.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/running.rs"]
mod running;

use std::{fs, io::Write, path::Path};

use insta::assert_snapshot;
use running::{Folder, Ran};
use serde_json::{Value, json};

/// A page with something in every row of a summary.
const TEA: &str = "\
Warm Tea or Warm Milk for Restless Evenings

NCT ID: NCT99920001

Last Updated: 2025-03-04

Study Results

Results pending

Basic Information

Get a concise snapshot of the trial, including recruitment status, study phase, enrollment targets, and key timeline milestones.

Recruitment Status

NOT_YET_RECRUITING

Clinical Phase

PHASE1/PHASE2

Total Enrollment

48 participants

Study Classification

INTERVENTIONAL

Study Start Date

2025-05-06

Study Completion Date

2026-11-12

Conditions

See the medical conditions and disease areas that this research is targeting or investigating.

Restlessness

Study Groups

Review each arm or cohort in the study, along with the interventions and objectives associated with them.

Tea drinkers

Two cups each evening.

Group Type EXPERIMENTAL

Lime tea

Intervention Type DIETARY_SUPPLEMENT

Evening walk

Intervention Type BEHAVIORAL

Milk drinkers

Group Type ACTIVE_COMPARATOR

Warm milk

Intervention Type DIETARY_SUPPLEMENT

Water drinkers

Group Type NO_INTERVENTION

No interventions assigned to this group

Interventions

Learn about the drugs, procedures, or behavioral strategies being tested and how they are applied within this trial.

Lime tea

Intervention Type DIETARY_SUPPLEMENT

Evening walk

Intervention Type BEHAVIORAL

Warm milk

Intervention Type DIETARY_SUPPLEMENT

Woollen blanket

Intervention Type OTHER

Eligibility Criteria

Check the participation requirements, including inclusion and exclusion rules, age limits, and whether healthy volunteers are accepted.

Inclusion Criteria

* Restless on most evenings
* Owns a kettle

Exclusion Criteria

* Dislikes milk
Minimum Eligible Age

18 Years

Eligible Sex

FEMALE

Accepts Healthy Volunteers

Yes

Sponsors

Meet the organizations funding or collaborating on the study and learn about their roles.

Kettle Makers of Lindow

INDUSTRY

Sponsor Role collaborator

Lindow Evening Clinic

OTHER

Sponsor Role lead

Locations

Explore where the study is taking place and check the recruitment status at each participating site.

Lindow Evening Clinic

Lindow, Ireland

Site Status

RECRUITING

House of Blankets

Tornby, Denmark

Site Status

RECRUITING

Lindow Annex

Lindow, Ireland

Site Status

COMPLETED

Countries

Review the countries where the study has at least one active or historical site.

Ireland

Denmark

Central Contacts

Reach out to these primary contacts for questions about participation or study logistics.

Tea Desk

Role: CONTACT

555-0160 ext. 3

tea@example.org

Milda Kopp

Role: CONTACT

milda.kopp@example.org

Facility Contacts

Find local site contact details for specific facilities participating in the trial.

Ria Dale

Role: primary

555-0161
";

/// A page of which little is known.
const SOCKS: &str = "Socks for Cold Feet\n\nNCT ID: NCT99920002\n\nLast Updated: 2024-08-09\n";

/// A page in the other layout.
const NAMES: &str = "\
TITLE:
Humming Against Hiccups

CONDITION:
Hiccups

INTERVENTION:
Humming lessons

ELIGIBILITY:
Gender: Male
Age: 6 Months to N/A
Criteria:
Inclusion Criteria:

  -  Hiccups twice a day

  -  Knows a song
";

const BASICS: &str = "
Basic Information

Get a concise snapshot of the trial, including recruitment status, study phase, enrollment targets, and key timeline milestones.

";

const GROUPS: &str = "
Study Groups

Review each arm or cohort in the study, along with the interventions and objectives associated with them.

";

/// A page with values that are odd, each for itself or beside another.
fn odd() -> String {
    let values = "\
Recruitment Status

KNITTING

Clinical Phase

PHASE4

Total Enrollment

0 participants

Study Classification

OBSERVATIONAL

Study Start Date

2024-05-06

Study Completion Date

Spring 2025

Ready by Tuesday
";
    [&SOCKS.replace("NCT99920002", "NCT9992"), BASICS, values].concat()
}

/// A page with tabs, characters of several bytes, wide ones, and a byte that is not UTF-8.
fn wide() -> Vec<u8> {
    let mut page = format!("Tee für 疲労\tund Füße\n\nNCT ID:\t疲 9992\n{BASICS}Recruitment Status\n\n\t募集中 é\t\n");
    let at = page.find("und").unwrap();
    page.insert(at, '\u{1}');
    let mut page = page.into_bytes();
    page.insert(at, 0xe9);
    page
}

const LIST: &str = "Shopping list\n\ntea\n";

/// A study with a member that the model does not know.
fn one_of_many(number: u8) -> String {
    format!(r#"{{"protocolSection":{{"identificationModule":{{"nctId":"NCT9992000{number}"}},"mood":"calm"}}}}"#)
}

/// Three studies, one a line; the second is cut.
fn many() -> String {
    format!("{}\n{}\n{}\n", one_of_many(1), one_of_many(2).split_at(30).0, one_of_many(3))
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }

    /// One value a line.
    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// What the library makes of a page.
fn read(page: &str) -> Value {
    serde_json::to_value(ctgov::parse(page).unwrap()).unwrap()
}

fn nct_id(record: &Value) -> &str {
    record["study"]["protocolSection"]["identificationModule"]["nctId"].as_str().unwrap()
}

mod to_json {
    use super::*;

    #[test]
    fn without_arguments_prints_the_sample() {
        let sample = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample.txt")).unwrap();
        let ran = Folder::new("sample").run("to_json", &[]);
        assert!(ran.out.starts_with("{\n  \"format\": \"page\",\n  \"study\": {\n"), "{}", ran.out);
        assert_eq!(ran.json(), read(&sample));
        assert!(ran.fine().ends_with("\n}\n"));
    }

    #[test]
    fn one_file_is_indented() {
        let ran = Folder::new("one-file").with("tea.txt", TEA).run("to_json", &["tea.txt"]);
        assert_eq!(ran.json(), read(TEA));
        let page = ctgov::parse(TEA).unwrap();
        assert_eq!(ran.fine(), serde_json::to_string_pretty(&page).unwrap() + "\n");
    }

    #[test]
    fn several_files_are_a_line_each_in_order() {
        let folder = Folder::new("two-files").with("tea.txt", TEA).with("socks.txt", SOCKS);
        let ran = folder.run("to_json", &["tea.txt", "socks.txt"]);
        let lines = [ctgov::parse(TEA), ctgov::parse(SOCKS)].map(|page| page.unwrap().to_json().unwrap() + "\n");
        assert_eq!(ran.fine(), lines.concat());
        let ran = folder.run("to_json", &["socks.txt", "tea.txt"]);
        assert_eq!(ran.lines(), [read(SOCKS), read(TEA)]);
    }

    #[test]
    fn a_folder_is_a_line_a_file_by_name() {
        let folder = Folder::new("folder")
            .with("pages/b/socks.txt", SOCKS)
            .with("pages/c.txt", TEA)
            .with("pages/a.txt", SOCKS.replace("NCT99920002", "NCT99920003"))
            .with("pages/.hidden.txt", LIST)
            .with("pages/.hidden/list.txt", LIST);
        let ran = folder.run("to_json", &["pages"]);
        let numbers: Vec<_> = ran.lines().iter().map(|record| nct_id(record).to_owned()).collect();
        assert_eq!(numbers, ["NCT99920003", "NCT99920002", "NCT99920001"]);
        ran.fine();
        // One record of a folder is a line too.
        let ran = folder.run("to_json", &["pages/b"]);
        assert_eq!(ran.lines(), [read(SOCKS)]);
        // Folders and files keep the order in which they are named.
        let ran = folder.run("to_json", &["pages/c.txt", "pages/b"]);
        assert_eq!(ran.lines(), [read(TEA), read(SOCKS)]);
    }

    #[test]
    fn a_dash_is_standard_input() {
        let folder = Folder::new("stdin").with("socks.txt", SOCKS);
        let ran = folder.run_with("to_json", &["-"], TEA.as_bytes());
        assert_eq!(ran.json(), read(TEA));
        assert!(ran.fine().starts_with("{\n"));
        let ran = folder.run_with("to_json", &["socks.txt", "-"], TEA.as_bytes());
        assert_eq!(ran.lines(), [read(SOCKS), read(TEA)]);
        let ran = folder.run("to_json", &["-"]);
        assert_eq!(ran.status, 1);
        assert_eq!(ran.err, "-: 1:1: expected a trial record, found no text\n");
    }

    #[test]
    fn ndjson_is_a_line_for_one_file_too() {
        let folder = Folder::new("ndjson").with("tea.txt", TEA);
        let ran = folder.run("to_json", &["--ndjson", "tea.txt"]);
        assert_eq!(ran.fine(), ctgov::parse(TEA).unwrap().to_json().unwrap() + "\n");
        assert_eq!(folder.run("to_json", &["--ndjson"]).fine().lines().count(), 1);
    }

    #[test]
    fn study_is_the_bare_study() {
        let folder = Folder::new("study").with("tea.txt", TEA);
        let ran = folder.run("to_json", &["--study", "tea.txt"]);
        assert!(ran.out.starts_with("{\n  \"protocolSection\": {\n"), "{}", ran.out);
        assert_eq!(ran.json(), read(TEA)["study"]);
        let ran = folder.run("to_json", &["--study", "--ndjson", "tea.txt"]);
        assert!(ran.fine().starts_with(r#"{"protocolSection":{"identificationModule":{"#));
    }

    #[test]
    fn spans_are_places_in_the_file() {
        // A byte order mark, other line ends, longer characters and a byte that is not UTF-8 stand before the fields.
        let page = TEA.replace("Restless Evenings", "Unruhige Abende: Tee für 疲労").replace('\n', "\r\n");
        let mut bytes = b"\xef\xbb\xbf".to_vec();
        bytes.extend(page.as_bytes());
        let at = page.find("Tee").unwrap() + 3;
        bytes.insert(at, 0xe9);
        let folder = Folder::new("spans").with("tea.txt", &bytes);
        let ran = folder.run("to_json", &["--spans", "tea.txt"]);
        let record = ran.json();
        let said = |field: &str| {
            let span: (usize, usize) = serde_json::from_value(record["spans"][field].clone()).unwrap();
            String::from_utf8_lossy(bytes.get(span.0..span.1).unwrap()).into_owned()
        };
        let section = &record["study"]["protocolSection"];
        let identification = "protocolSection.identificationModule";
        assert_eq!(said(&format!("{identification}.briefTitle")), section["identificationModule"]["briefTitle"]);
        assert_eq!(said(&format!("{identification}.nctId")), section["identificationModule"]["nctId"]);
        assert_eq!(said("protocolSection.statusModule.overallStatus"), section["statusModule"]["overallStatus"]);
        assert_eq!(said("protocolSection.designModule.phases[0]"), section["designModule"]["phases"][0]);
        assert_eq!(said("protocolSection.designModule.phases[1]"), section["designModule"]["phases"][1]);
        assert_eq!(said("protocolSection.designModule.enrollmentInfo.count"), "48 participants");
        assert_eq!(said("protocolSection.eligibilityModule.healthyVolunteers"), "Yes");
        let locations = "protocolSection.contactsLocationsModule.locations";
        assert_eq!(said(&format!("{locations}[1].city")), "Tornby");
        assert_eq!(said("page.countries[1]"), "Denmark");
        assert_eq!(folder.run("to_json", &["tea.txt"]).json()["spans"], Value::Null);
        ran.fine();
    }

    #[test]
    fn a_format_is_held_against_the_input() {
        let folder = Folder::new("format").with("tea.txt", TEA).with("study.json", r#"{"protocolSection": {}}"#);
        assert_eq!(folder.run("to_json", &["--format", "page", "tea.txt"]).json(), read(TEA));
        for (format, name) in [("api", "API v2 JSON"), ("xml", "legacy XML")] {
            let ran = folder.run("to_json", &["--format", format, "tea.txt"]);
            let message = format!("1:1: expected {name}, found page text");
            assert_eq!(ran.json(), json!({ "error": { "file": "tea.txt", "message": message } }));
            assert_eq!((ran.status, ran.err), (1, format!("tea.txt: {message}\n")));
        }
        let ran = folder.run("to_json", &["--study", "study.json"]);
        assert_eq!(ran.json(), json!({ "protocolSection": {} }));
    }

    #[test]
    #[cfg(feature = "xml")]
    fn each_form_is_told_by_what_it_holds() {
        let xml = "<clinical_study><id_info><nct_id>NCT99900031</nct_id></id_info></clinical_study>";
        let api = r#"{"protocolSection":{"identificationModule":{"nctId":"NCT99900032"}}}"#;
        let folder = Folder::new("forms").with("tea.txt", TEA).with("tea.xml", xml).with("tea.json", api);
        let ran = folder.run("to_json", &["tea.txt", "tea.xml", "tea.json"]);
        let lines = ran.lines();
        let formats: Vec<_> = lines.iter().map(|line| line["format"].clone()).collect();
        assert_eq!(formats, ["page", "xml", "api"]);
        let id = "/study/protocolSection/identificationModule/nctId";
        assert_eq!(lines[1].pointer(id), Some(&json!("NCT99900031")));
        assert_eq!(lines[2].pointer(id), Some(&json!("NCT99900032")));
        ran.fine();
        // A study read from a page and written alone is JSON of the API.
        let study = folder.run("to_json", &["--study", "tea.txt"]).json();
        let folder = folder.with("study.json", study.to_string());
        assert_eq!(folder.run("to_json", &["--study", "study.json"]).json(), study);
    }

    #[test]
    fn a_file_of_many_studies_gives_one_a_line_and_goes_on_past_a_broken_one() {
        let study = |number: u8| {
            format!(r#"{{"protocolSection":{{"identificationModule":{{"nctId":"NCT9990000{number}"}}}}}}"#)
        };
        let page = format!(r#"{{"totalCount":2,"studies":[{},{}],"nextPageToken":"x"}}"#, study(1), study(2));
        let broken = study(2).split_at(30).0.to_owned();
        let lines = format!("{}\n{broken}\n{}\n", study(1), study(3));
        let folder = Folder::new("many")
            .with("page.json", &page)
            .with("lines.ndjson", &lines)
            .with("one.json", format!("[{}]", study(1)));
        let numbers = |lines: &[Value]| -> Vec<Value> {
            lines.iter().map(|line| line["protocolSection"]["identificationModule"]["nctId"].clone()).collect()
        };
        let ran = folder.run("to_json", &["--study", "page.json"]);
        assert_eq!(numbers(&ran.lines()), ["NCT99900001", "NCT99900002"]);
        ran.fine();

        let ran = folder.run("to_json", &["--study", "lines.ndjson"]);
        let message = "record 2 at line 2 (byte 69): expected the end of the record, found the beginning of another";
        let read = ran.lines();
        assert_eq!(read.len(), 3);
        assert_eq!(read[1], json!({ "error": { "file": "lines.ndjson", "message": message } }));
        assert_eq!(
            (numbers(&[read[0].clone(), read[2].clone()]), ran.status),
            (vec![json!("NCT99900001"), json!("NCT99900003")], 1)
        );

        let ran = folder.run("to_json", &["--study", "one.json"]);
        assert!(ran.out.starts_with("{\n"), "one record is indented");
        ran.fine();
    }

    #[test]
    fn an_input_that_is_no_record_has_an_error_in_its_place() {
        let folder = Folder::new("no-record").with("tea.txt", TEA).with("list.txt", LIST).with("socks.txt", SOCKS);
        let ran = folder.run("to_json", &["tea.txt", "list.txt", "socks.txt"]);
        let message = "1:1: expected a trial record, found text in no known layout: \"Shopping list\"";
        let error = json!({ "error": { "file": "list.txt", "message": message } });
        assert_eq!(ran.lines(), [read(TEA), error.clone(), read(SOCKS)]);
        assert!(ran.out.contains("\n{\"error\":{\"file\":\"list.txt\",\"message\":\"1:1: "));
        assert_eq!((ran.status, ran.err), (1, format!("list.txt: {message}\n")));
        // In other views too.
        let ran = folder.run("to_json", &["--study", "list.txt"]);
        assert_eq!((ran.status, ran.json()), (1, error));
    }

    #[test]
    fn a_missing_file_has_an_error_in_its_place() {
        let folder = Folder::new("missing").with("socks.txt", SOCKS);
        let ran = folder.run("to_json", &["gone.txt", "socks.txt"]);
        let [error, record] = ran.lines().try_into().unwrap();
        assert_eq!(error["error"]["file"], "gone.txt");
        assert_eq!(ran.err, format!("gone.txt: {}\n", error["error"]["message"].as_str().unwrap()));
        assert_eq!((ran.status, record), (1, read(SOCKS)));
    }

    #[test]
    fn bad_usage_prints_the_usage() {
        let folder = Folder::new("usage").with("tea.txt", TEA);
        let usage = "usage: to_json [--study | --spans] [--ndjson] [--format page|api|xml] [FILE|DIR|@LIST|-]...\n";
        for args in
            [&["--colour", "tea.txt"][..], &["--study", "--spans"], &["--format"], &["--format", "csv", "tea.txt"]]
        {
            let ran = folder.run("to_json", args);
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
            assert!(ran.err.starts_with("expected ") && ran.err.ends_with(usage), "{args:?}: {}", ran.err);
        }
        let ran = folder.run("to_json", &["--colour", "tea.txt"]);
        assert_eq!(ran.err, format!("expected an option, found --colour\n{usage}"));
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        let folder = Folder::new("stable").with("pages/tea.txt", TEA).with("pages/socks.txt", SOCKS);
        for args in [&["--spans"][..], &["--spans", "pages"], &["--study", "pages/tea.txt"]] {
            assert_eq!(folder.run("to_json", args).fine(), folder.run("to_json", args).fine(), "{args:?}");
        }
    }
}

mod summary {
    use super::*;

    #[test]
    fn a_page_in_full() {
        let folder = Folder::new("summary").with("tea.txt", TEA);
        assert_snapshot!(folder.run("summary", &["tea.txt"]).fine(), @r"
        Warm Tea or Warm Milk for Restless Evenings
          Number               NCT99920001
          Status               not yet recruiting
          Kind of study        interventional
          Phases               phase 1, phase 2
          Enrollment           48 participants
          Dates                start 2025-05-06, completion 2026-11-12, last update 2025-03-04
          Sponsor              Lindow Evening Clinic (other)
          Collaborators        Kettle Makers of Lindow (industry)
          Conditions           Restlessness
          Arms                 Tea drinkers (experimental): Dietary Supplement: Lime tea; Behavioral: Evening walk
                               Milk drinkers (active comparator): Dietary Supplement: Warm milk
                               Water drinkers (no intervention): no interventions
          Other interventions  Woollen blanket
          Ages                 from 18 Years, no upper limit stated
          Sex                  female
          Healthy volunteers   accepted
          Criteria             2 inclusion, 1 exclusion
          Sites                1 in Denmark; 2 in Ireland
          Contacts             Tea Desk, 555-0160, ext. 3, tea@example.org
                               Milda Kopp, milda.kopp@example.org
                               1 site contact
          To look at           1 note, 3 warnings, 0 unplaced pieces
          Read from            tea.txt (page text)
        ");
    }

    #[test]
    fn a_page_of_which_little_is_known() {
        let folder = Folder::new("summary-sparse").with("socks.txt", SOCKS);
        assert_snapshot!(folder.run("summary", &["socks.txt"]).fine(), @r"
        Socks for Cold Feet
          Number               NCT99920002
          Status               not stated
          Enrollment           not stated
          Dates                last update 2024-08-09
          Ages                 no lower limit stated, no upper limit stated
          To look at           0 notes, 0 warnings, 0 unplaced pieces
          Read from            socks.txt (page text)
        ");
    }

    #[test]
    fn values_that_are_no_values_are_shown_as_they_are() {
        let folder = Folder::new("summary-odd").with("odd.txt", odd());
        assert_snapshot!(folder.run("summary", &["odd.txt"]).fine(), @r"
        Socks for Cold Feet
          Number               NCT9992
          Status               knitting
          Kind of study        observational
          Phases               phase 4
          Enrollment           0 participants
          Dates                start 2024-05-06, completion Spring 2025, last update 2024-08-09
          Ages                 no lower limit stated, no upper limit stated
          To look at           0 notes, 6 warnings, 1 unplaced piece
          Read from            odd.txt (page text)
        ");
    }

    #[test]
    fn names_alone_are_interventions_of_no_arm() {
        let folder = Folder::new("summary-names").with("names.txt", NAMES);
        assert_snapshot!(folder.run("summary", &["names.txt"]).fine(), @r"
        Humming Against Hiccups
          Number               not stated
          Status               not stated
          Enrollment           not stated
          Conditions           Hiccups
          Interventions        Humming lessons
          Ages                 from 6 Months, no upper limit stated
          Sex                  male
          Criteria             2 inclusion
          To look at           2 notes, 0 warnings, 0 unplaced pieces
          Read from            names.txt (page text)
        ");
    }

    #[test]
    fn several_inputs_have_a_blank_line_between() {
        let folder = Folder::new("summary-several").with("socks.txt", SOCKS).with("list.txt", LIST);
        let ran = folder.run_with("summary", &["list.txt", "socks.txt", "gone.txt", "-"], TEA.as_bytes());
        let socks = folder.run("summary", &["socks.txt"]).fine();
        let tea = folder.run_with("summary", &["-"], TEA.as_bytes()).fine();
        assert_eq!(ran.out, format!("{socks}\n{tea}"));
        assert!(tea.ends_with("  Read from            - (page text)\n"), "{tea}");
        assert_eq!(ran.status, 1);
        let [list, gone] = ran.err.lines().collect::<Vec<_>>().try_into().unwrap();
        assert_snapshot!(list, @r#"list.txt: 1:1: expected a trial record, found text in no known layout: "Shopping list""#);
        assert!(gone.starts_with("gone.txt: "), "{gone}");
    }

    #[test]
    fn a_file_of_many_studies_has_a_summary_for_each_and_goes_on_past_a_broken_one() {
        let folder = Folder::new("summary-many").with("lines.ndjson", many());
        let ran = folder.run("summary", &["lines.ndjson"]);
        let summaries: Vec<_> = ran.out.split("\n\n").collect();
        assert_eq!(summaries.len(), 2, "{}", ran.out);
        assert!(summaries[0].contains("NCT99920001") && summaries[0].ends_with("lines.ndjson (API v2 JSON)"));
        assert!(summaries[1].contains("NCT99920003") && summaries[1].ends_with("lines.ndjson, line 3 (API v2 JSON)\n"));
        assert!(ran.err.starts_with("lines.ndjson: record 2 at line 2 (byte "), "{}", ran.err);
        assert_eq!((ran.status, ran.err.lines().count()), (1, 1));
    }

    #[test]
    fn without_arguments_prints_the_sample() {
        let out = Folder::new("summary-sample").run("summary", &[]).fine();
        assert!(out.ends_with("  Read from            examples/sample.txt (page text)\n"), "{out}");
    }

    #[test]
    fn bad_usage_prints_the_usage() {
        let ran = Folder::new("summary-usage").run("summary", &["--short", "tea.txt"]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert_eq!(ran.err, "expected a file or -, found --short\nusage: summary [FILE|-]...\n");
    }
}

mod diagnostics {
    use super::*;

    #[test]
    fn each_has_its_line_and_a_mark() {
        let folder = Folder::new("diagnostics").with("odd.txt", odd());
        assert_snapshot!(folder.run("diagnostics", &["odd.txt"]).fine(), @r#"
        odd.txt:3:9: warning[invalid-value] protocolSection.identificationModule.nctId: expected a registry number such as NCT00000102, found "NCT9992"
            NCT ID: NCT9992
                    ^^^^^^^
        odd.txt:13:1: warning[unknown-code] protocolSection.statusModule.overallStatus: expected a code of the registry's list, found "KNITTING"
            KNITTING
            ^^^^^^^^
        odd.txt:33:1: warning[invalid-value] protocolSection.statusModule.completionDateStruct.date: expected a date such as 2020-01-05, found "Spring 2025"
            Spring 2025
            ^^^^^^^^^^^
        odd.txt:35:1: warning[unlabelled-value]: expected a label of the section before its value, found "Ready by Tuesday"
            Ready by Tuesday
            ^^^^^^^^^^^^^^^^
        odd.txt:21:1: warning[odd-enrollment] protocolSection.designModule.enrollmentInfo.count: expected a number of participants above zero, found 0
            0 participants
            ^^^^^^^^^^^^^^
        odd.txt:17:1: warning[design-conflict] protocolSection.designModule.phases: expected no phase of an observational study, found PHASE4
            PHASE4
            ^^^^^^
        0 notes, 6 warnings
        "#);
    }

    #[test]
    fn a_finding_without_a_place_has_no_line() {
        let arms = "Water drinkers\n\nGroup Type NO_INTERVENTION\n\nNo interventions assigned to this group\n";
        let page = [SOCKS, BASICS, "Study Classification\n\nINTERVENTIONAL\n\n", GROUPS, arms].concat();
        let folder = Folder::new("diagnostics-placeless").with("water.txt", page);
        assert_snapshot!(folder.run("diagnostics", &["water.txt"]).fine(), @r#"
        water.txt:16:1: warning[missing-section]: expected before this the section "Brief Summary", "Detailed Description", "Conditions", "Study Design", found "Study Groups"
            Study Groups
            ^^^^^^^^^^^^
        water.txt: warning[arms-without-interventions] protocolSection.armsInterventionsModule.interventions: expected interventions of a trial, found none, and arms: 1
        0 notes, 2 warnings
        "#);
    }

    #[test]
    fn an_empty_span_has_one_mark() {
        let page = [&SOCKS.replace("NCT ID: NCT99920002\n\n", ""), BASICS, "Clinical Phase\n\nNA\n"].concat();
        let folder = Folder::new("diagnostics-empty").with("socks.txt", page);
        assert_snapshot!(folder.run("diagnostics", &["socks.txt"]).fine(), @r"
        socks.txt:1:1: warning[missing-nct-id] protocolSection.identificationModule.nctId: expected a registry number, found none
            Socks for Cold Feet
            ^
        0 notes, 1 warning
        ");
    }

    /// Columns and marks count characters, whatever their width in bytes or on a screen; a tab is one space.
    #[test]
    fn marks_stand_below_characters() {
        let folder = Folder::new("diagnostics-characters").with("wide.txt", wide());
        assert_snapshot!(folder.run("diagnostics", &["wide.txt"]).fine(), @r#"
        wide.txt:1:12: warning[invalid-utf8]: expected UTF-8 text, found a bad sequence
            Tee für 疲労 � und Füße
                       ^
        wide.txt:3:9: warning[invalid-value] protocolSection.identificationModule.nctId: expected a registry number such as NCT00000102, found "疲 9992"
            NCT ID: 疲 9992
                    ^^^^^^
        wide.txt:11:2: warning[invalid-value] protocolSection.statusModule.overallStatus: expected a code of the registry, found "募集中 é"
             募集中 é
             ^^^^^
        0 notes, 3 warnings
        "#);
    }

    #[test]
    fn line_ends_do_not_matter() {
        let [unix, dos, mac] = [("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r")].map(|(name, end)| {
            let page = wide();
            let lines: Vec<_> = page.split(|&byte| byte == b'\n').collect();
            let folder = Folder::new(&format!("diagnostics-{name}")).with("wide.txt", lines.join(end.as_bytes()));
            folder.run("diagnostics", &["wide.txt"]).fine()
        });
        assert_eq!(unix, dos);
        assert_eq!(unix, mac);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let page = [b"\xef\xbb\xbf", wide().as_slice()].concat();
        let out = Folder::new("diagnostics-mark").with("wide.txt", page).run("diagnostics", &["wide.txt"]).fine();
        let first: Vec<_> = out.lines().take(3).collect();
        assert_snapshot!(first.join("\n"), @r"
        wide.txt:1:12: warning[invalid-utf8]: expected UTF-8 text, found a bad sequence
            Tee für 疲労 � und Füße
                       ^
        ");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let words: String = (0..30).map(|number| format!("word{number:02} ")).collect();
        let mut folder = Folder::new("diagnostics-long");
        for at in [0, 104, 209] {
            let mut page = SOCKS.replace("Socks for Cold Feet", words.trim_end()).into_bytes();
            page.insert(at, 0xff);
            folder = folder.with(&format!("{at:03}.txt"), page);
        }
        assert_snapshot!(folder.run("diagnostics", &["000.txt", "104.txt", "209.txt"]).fine(), @r"
        000.txt:1:1: warning[invalid-utf8]: expected UTF-8 text, found a bad sequence
            �word00 word01 word02 word03 word04 word05 word06 word07 word08 word09 word10 word11 word12 word13 w…
            ^
        104.txt:1:105: warning[invalid-utf8]: expected UTF-8 text, found a bad sequence
            … word08 word09 word10 word11 word12 word13 word14� word15 word16 word17 word18 word19 word20 word21 …
                                                              ^
        209.txt:1:210: warning[invalid-utf8]: expected UTF-8 text, found a bad sequence
            …5 word16 word17 word18 word19 word20 word21 word22 word23 word24 word25 word26 word27 word28 word29�
                                                                                                                ^
        0 notes, 3 warnings
        ");
    }

    #[test]
    fn a_long_mark_is_cut_too() {
        let lines = "So many words that no screen has room for them. ".repeat(3);
        let page = [SOCKS, BASICS, "Clinical Phase\n\nNA\n\n", lines.trim_end(), "\n"].concat();
        let folder = Folder::new("diagnostics-long-mark").with("long.txt", page);
        assert_snapshot!(folder.run("diagnostics", &["long.txt"]).fine(), @r#"
        long.txt:15:1: warning[unlabelled-value]: expected a label of the section before its value, found "So many words that no screen has room for them. So many word…"
            So many words that no screen has room for them. So many words that no screen has room for them. So m…
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        0 notes, 1 warning
        "#);
    }

    #[test]
    fn a_line_may_be_very_long() {
        let page = SOCKS.replace("Cold Feet", &"cold feet and ".repeat(100_000)).replace("NCT99920002", "NCT9992");
        let mut page = page.into_bytes();
        page.insert(700_000, 0xff);
        let out = Folder::new("diagnostics-longer").with("long.txt", page).run("diagnostics", &["long.txt"]).fine();
        assert!(out.lines().all(|line| line.chars().count() < 200), "{out}");
        assert!(out.contains("long.txt:1:700001: "), "{out}");
    }

    #[test]
    fn several_inputs_are_counted_together() {
        let folder = Folder::new("diagnostics-several").with("odd.txt", odd()).with("list.txt", LIST);
        let ran = folder.run_with("diagnostics", &["-", "list.txt", "gone.txt", "odd.txt"], &wide());
        assert_eq!(ran.status, 1);
        let [list, gone] = ran.err.lines().collect::<Vec<_>>().try_into().unwrap();
        assert_snapshot!(list, @r#"list.txt:1:1: expected a trial record, found text in no known layout: "Shopping list""#);
        assert!(gone.starts_with("gone.txt: "), "{gone}");
        let heads: Vec<_> = ran.out.lines().filter(|line| !line.starts_with("    ")).collect();
        assert_snapshot!(heads.join("\n"), @r#"
        -:1:12: warning[invalid-utf8]: expected UTF-8 text, found a bad sequence
        -:3:9: warning[invalid-value] protocolSection.identificationModule.nctId: expected a registry number such as NCT00000102, found "疲 9992"
        -:11:2: warning[invalid-value] protocolSection.statusModule.overallStatus: expected a code of the registry, found "募集中 é"
        odd.txt:3:9: warning[invalid-value] protocolSection.identificationModule.nctId: expected a registry number such as NCT00000102, found "NCT9992"
        odd.txt:13:1: warning[unknown-code] protocolSection.statusModule.overallStatus: expected a code of the registry's list, found "KNITTING"
        odd.txt:33:1: warning[invalid-value] protocolSection.statusModule.completionDateStruct.date: expected a date such as 2020-01-05, found "Spring 2025"
        odd.txt:35:1: warning[unlabelled-value]: expected a label of the section before its value, found "Ready by Tuesday"
        odd.txt:21:1: warning[odd-enrollment] protocolSection.designModule.enrollmentInfo.count: expected a number of participants above zero, found 0
        odd.txt:17:1: warning[design-conflict] protocolSection.designModule.phases: expected no phase of an observational study, found PHASE4
        0 notes, 9 warnings
        "#);
    }

    #[test]
    fn places_of_many_studies_are_those_of_the_file() {
        let folder = Folder::new("diagnostics-many")
            .with("lines.ndjson", many())
            .with("list.json", format!("[{}, {}]", one_of_many(1), one_of_many(2)));
        let ran = folder.run("diagnostics", &["lines.ndjson"]);
        assert!(ran.err.starts_with("lines.ndjson: record 2 at line 2 (byte "), "{}", ran.err);
        assert_eq!((ran.status, ran.err.lines().count()), (1, 1));
        let heads = |out: &str| -> String {
            out.lines().filter(|line| !line.starts_with("    ")).collect::<Vec<_>>().join("\n")
        };
        let message =
            "warning[unknown-member] protocolSection.mood: expected a member of the registry's model, found \"calm\"";
        let column = one_of_many(1).find("calm").unwrap() + 1;
        let (second, width) = (one_of_many(1).len() + 3, "[".len());
        assert_eq!(
            heads(&ran.out),
            format!("lines.ndjson:1:{column}: {message}\nlines.ndjson:3:{column}: {message}\n0 notes, 2 warnings")
        );
        let list = folder.run("diagnostics", &["list.json"]).fine();
        let (first, second) = (column + width, column + second);
        assert_eq!(
            heads(&list),
            format!("list.json:1:{first}: {message}\nlist.json:1:{second}: {message}\n0 notes, 2 warnings")
        );
        assert_eq!(list.lines().filter(|line| line.trim() == "^^^^").count(), 2, "{list}");
    }

    #[test]
    fn without_arguments_prints_those_of_the_sample() {
        let out = Folder::new("diagnostics-sample").run("diagnostics", &[]).fine();
        let lines: Vec<_> = out.lines().collect();
        let (counts, shown) = lines.split_last().unwrap();
        assert!(shown.iter().all(|line| line.starts_with("examples/sample.txt:") || line.starts_with("    ")), "{out}");
        assert!(counts.contains(" note") && counts.contains(" warning"), "{out}");
    }

    #[test]
    fn bad_usage_prints_the_usage() {
        let ran = Folder::new("diagnostics-usage").run("diagnostics", &["-v"]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert_eq!(ran.err, "expected a file or -, found -v\nusage: diagnostics [FILE|-]...\n");
    }
}

mod drift {
    use super::*;

    /// A study with a member, a code and a type that the model has not.
    fn drifted(number: u32) -> Value {
        json!({"protocolSection": {
            "identificationModule": {"nctId": format!("NCT{number:08}"), "shortTitle": "Tea"},
            "statusModule": {"overallStatus": "STEEPING"},
            "contactsLocationsModule": {"locations": [{"zip": 10117}, {"zip": "10117", "city": null}]},
        }})
    }

    fn plain(number: u32) -> Value {
        json!({"protocolSection": {"identificationModule": {"nctId": format!("NCT{number:08}")}}, "hasResults": false})
    }

    fn folder(test: &str) -> Folder {
        let lines = format!("{}\n{}\n", drifted(99_920_002), plain(99_920_003));
        let page = json!({"studies": [plain(99_920_004), drifted(99_920_005)], "nextPageToken": "NF0g"});
        Folder::new(test)
            .with("records/a.json", drifted(99_920_001).to_string())
            .with("records/below/b.ndjson", lines)
            .with("records/c.json", page.to_string())
            .with("records/notes.md", "Nothing to read here.")
            .with("records/.hidden.json", "{")
            .with("records/tea.txt", TEA)
    }

    #[test]
    fn files_and_folders_are_one_report() {
        let folder = folder("drift-folder");
        let out = folder.run("drift", &["records"]).fine();
        assert_snapshot!(out, @r#"
        6 records

        unknown members: 1
        occurrences   records  first        path
                  3         3  NCT99920001  protocolSection.identificationModule.shortTitle = "Tea"

        unknown codes: 1
        occurrences   records  first        path
                  3         3  NCT99920001  protocolSection.statusModule.overallStatus = "STEEPING"

        values of another type: 1
        occurrences   records  first        path
                  3         3  NCT99920001  protocolSection.contactsLocationsModule.locations[].zip: expected text, found 10117
        "#);
        let parts = ["records/a.json", "records/below", "records/c.json", "records/tea.txt"];
        assert_eq!(folder.run("drift", &parts).fine(), out);
    }

    #[test]
    fn json_says_the_same() {
        let folder = folder("drift-json");
        let ran = folder.run("drift", &["--json", "records"]);
        let json = ran.json();
        assert_eq!((&json["records"], &json["leftOut"]), (&json!(6), &json!(0)));
        let rows: Vec<_> = json["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| {
                (entry["code"].as_str().unwrap(), entry["found"].as_str().unwrap(), entry["records"].as_u64().unwrap())
            })
            .collect();
        assert_eq!(
            rows,
            [("unknown-member", "\"Tea\"", 3), ("unknown-code", "STEEPING", 3), ("invalid-value", "10117", 3)]
        );
        assert!(ran.fine().ends_with("\n}\n"));
    }

    #[test]
    fn a_record_that_cannot_be_read_is_named() {
        let lines = format!("{}\n{{\"protocolSection\":\n{}\n", plain(99_920_001), drifted(99_920_002));
        let folder = Folder::new("drift-broken").with("lines.ndjson", lines).with("list.txt", LIST);
        let ran = folder.run("drift", &["lines.ndjson", "list.txt", "gone.json"]);
        assert_eq!(ran.status, 1);
        assert!(ran.out.starts_with("2 records\n\nunknown members: 1\n"), "{}", ran.out);
        let [line, list, gone] = ran.err.lines().collect::<Vec<_>>().try_into().unwrap();
        assert!(line.starts_with("lines.ndjson: record 2 at line 2 (byte "), "{line}");
        assert!(list.starts_with("list.txt: record 1 at line 1 (byte 0): 1:1: expected a trial record"), "{list}");
        assert!(gone.starts_with("gone.json: "), "{gone}");
    }

    #[test]
    fn standard_input_has_many_records() {
        let lines = format!("{}\n{}\n", plain(99_920_001), plain(99_920_002));
        let out = Folder::new("drift-input").run_with("drift", &["-"], lines.as_bytes()).fine();
        assert_eq!(out, "2 records\nnothing that the model does not have\n");
    }

    #[test]
    fn bad_usage_prints_the_usage() {
        let usage = "usage: drift [--json] FILE|DIR|-...\n";
        for (args, message) in [
            (&["--csv"][..], "expected --json or a file, found --csv"),
            (&[], "expected a file, a folder or -, found nothing"),
        ] {
            let ran = Folder::new("drift-usage").run("drift", args);
            assert_eq!((ran.status, ran.out.as_str()), (2, ""));
            assert_eq!(ran.err, format!("{message}\n{usage}"));
        }
    }
}

#[test]
fn help_is_the_usage() {
    let folder = Folder::new("help");
    for example in ["to_json", "summary", "diagnostics", "drift"] {
        for option in ["-h", "--help"] {
            let out = folder.run(example, &[option]).fine();
            assert!(out.starts_with(&format!("usage: {example} [")) && out.lines().count() == 1, "{out}");
        }
    }
}

/// Whoever reads the output may stop before its end.
#[test]
fn a_broken_pipe_is_quiet() {
    let folder = Folder::new("pipe");
    for example in ["to_json", "summary", "diagnostics", "drift"] {
        let mut child = folder.spawn(example, &["-"]);
        drop(child.stdout.take());
        // The example prints when its input ends, so that nobody reads any more.
        child.stdin.take().unwrap().write_all(TEA.as_bytes()).unwrap();
        let ran = Ran::new(child.wait_with_output().unwrap());
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{example}");
    }
}

mod criteria {
    use super::*;

    const TEXT: &str = "Inclusion Criteria:\n\n* Drinks at least 2 of the following:\n\n  1. tea\n  2. milk\n\nExclusion Criteria: none\n\n-\n";

    #[test]
    fn an_outline_for_people() {
        let folder = Folder::new("criteria").with("tea.txt", TEXT).with("bare.txt", "Adults\n\nChildren");
        assert_snapshot!(folder.run("criteria", &["tea.txt"]).fine(), @r#"
        INCLUSION  Inclusion Criteria:
          * Drinks at least 2 of the following:  [at-least 2]
              # COUNT >= 2
            1. tea
            2. milk

        EXCLUSION  Exclusion Criteria:
          none
        ! 10:1 note[empty-item]: expected a criterion behind the marker, found "-"
        "#);
        assert_snapshot!(folder.run("criteria", &["bare.txt", "tea.txt"]).fine(), @r#"
        bare.txt
        UNSPECIFIED
          Adults
          Children

        tea.txt
        INCLUSION  Inclusion Criteria:
          * Drinks at least 2 of the following:  [at-least 2]
              # COUNT >= 2
            1. tea
            2. milk

        EXCLUSION  Exclusion Criteria:
          none
        ! 10:1 note[empty-item]: expected a criterion behind the marker, found "-"
        "#);
    }

    #[test]
    fn one_object_a_line() {
        let folder = Folder::new("criteria-json").with("tea.txt", TEXT);
        let ran = folder.run_with("criteria", &["--json", "tea.txt", "-"], b"1. caf\xc3\xa9 \xff\n");
        assert_eq!((ran.status, &*ran.err), (0, "-: expected UTF-8 text, found other bytes, which are replaced\n"));
        let out = ran.out;
        let objects: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(out.starts_with(r#"{"file":"tea.txt","criteria":[{"kind":"INCLUSION","heading":"#), "{out}");
        assert_eq!(objects[0]["file"], "tea.txt");
        assert_eq!(objects[0]["criteria"], serde_json::to_value(ctgov::criteria::parse(TEXT)).unwrap());
        assert_eq!(objects[1]["file"], "-");
        assert_eq!(objects[1]["criteria"][0]["items"][0]["text"], "café \u{fffd}");
    }

    #[test]
    fn a_file_that_is_not_there_is_said_and_the_others_are_read() {
        let folder = Folder::new("criteria-none").with("tea.txt", TEXT);
        let ran = folder.run("criteria", &["--json", "milk.txt", "tea.txt"]);
        assert_eq!(ran.status, 1);
        assert!(ran.err.starts_with("milk.txt: "), "{}", ran.err);
        let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((&lines[0]["error"]["file"], &lines[1]["file"]), (&json!("milk.txt"), &json!("tea.txt")));
        assert_eq!(folder.run("criteria", &["--jsn"]).status, 2);
        let record = r#"{"protocolSection": {"identificationModule": {"nctId": "NCT99900001"}}}"#;
        let ran = folder.with("record.json", record).run("criteria", &["record.json"]);
        assert_eq!(ran.status, 1);
        assert!(ran.err.contains("expected the text of criteria, found"), "{}", ran.err);
    }
}
