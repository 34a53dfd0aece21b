//! Each diagnostic and each error at least once, as the line that a user reads.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::collections::BTreeSet;

use ctgov::{Code, Options};
use insta::assert_snapshot;

/// A page around some sections.
fn page(sections: &str) -> String {
    format!("Tea for Thirst\n\nNCT ID: NCT99900001\n\nLast Updated: 2025-06-11\n\n{sections}\n")
}

/// A section with its heading and fixed sentence.
fn section(heading: &str, body: &str) -> String {
    let sentence = match heading {
        "Basic Information" => {
            "Get a concise snapshot of the trial, including recruitment status, study phase, enrollment targets, and key \
             timeline milestones."
        }
        "Brief Summary" => {
            "Review the sponsor-provided synopsis that highlights what the study is about and why it is being conducted."
        }
        "Conditions" => {
            "See the medical conditions and disease areas that this research is targeting or investigating."
        }
        "Study Groups" => {
            "Review each arm or cohort in the study, along with the interventions and objectives associated with them."
        }
        "Interventions" => {
            "Learn about the drugs, procedures, or behavioral strategies being tested and how they are applied within \
             this trial."
        }
        "Responsible Party" => {
            "Identify the individual or organization who holds primary responsibility for the study information \
             submitted to regulators."
        }
        "Locations" => {
            "Explore where the study is taking place and check the recruitment status at each participating site."
        }
        "Facility Contacts" => "Find local site contact details for specific facilities participating in the trial.",
        _ => "",
    };
    format!("{heading}\n\n{sentence}\n\n{body}\n\n")
}

/// The diagnostics of a page with some sections.
fn said(sections: &str) -> String {
    lines(&page(sections))
}

fn lines(text: &str) -> String {
    let parsed = ctgov::parse(text).unwrap();
    parsed.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Every message below, by name; the last test looks that no code is missing among them.
fn messages() -> Vec<String> {
    let two_sites = section(
        "Locations",
        "North Clinic\n\nSoutham, Ireland\n\nSite Status\n\nSouth Clinic\n\nNortham, Ireland\n\nSite Status",
    );
    let tea = "Tea\n\nIntervention Type DRUG\n\n";
    vec![
        said(&section("Basic Information", "Recruitment Status\n\nClinical Phase\n\nNA")),
        said(&section("Basic Information", "Recruitment Status\n\nClinical Phase\n\nTotal Enrollment")),
        lines(&format!("Tea for Thirst\n\nLast Updated: 2025-06-11\n\n{}", section("Conditions", "Thirst"))),
        said(
            "See the medical conditions and disease areas that this research is targeting or investigating.\n\nThirst",
        ),
        said("Brief Summary\n\nA study of tea."),
        said("Conditions\n\nWhat is looked into here.\n\nThirst"),
        said(&section("Brief Summary", "One.\n\nBrief Summary\n\nTwo.")),
        said(&(section("Basic Information", "Clinical Phase\n\nNA") + &section("Conditions", "Thirst"))),
        said(&section("Interventions", "Tea Intervention Type DRUG\n\nWater\n\nIntervention Type OTHER")),
        said(&section("Brief Summary", "One.\n\nFunding Sources\n\nWho pays for the tea.\n\nNobody")),
        said(&section(
            "Basic Information",
            "Clinical Phase\n\nNA\n\nOutcome Measures\n\nWhat the study measures.\n\nThirst after a day",
        )),
        said(&(section("Conditions", "Thirst") + &section("Conditions", "Hunger"))),
        said(&section("Basic Information", "Clinical Phase\n\nNA\n\nClinical Phase\n\nPHASE1")),
        said(&section("Basic Information", "Clinical Phase\n\nNA\n\nPHASE1")),
        said(&section("Interventions", "Tea\n\nIntervention Type DRUG\n\nA cup of it.")),
        said(&section("Basic Information", "Study Start Date\n\nSpring 2020\n\nClinical Phase\n\n42 participants")),
        said(&section("Basic Information", "Recruitment Status\n\nPAUSED")),
        said(&section("Conditions", "Thirst Hunger")),
        said(&section("Basic Information", "Study Start Date\n\n2020-02-29")),
        lines("TITLE:\nTea for Thirst\n\nELIGIBILITY:\nGender: All\nAge: 18 Years to N/A\n"),
        said(&section("Locations", "North Clinic\n\nA, B, C, Ireland\n\nSite Status")),
        said(&section(
            "Study Groups",
            &format!("Drinkers\n\n{tea}A cup.\n\nOthers\n\nNo tea.\n\nNo interventions assigned to this group"),
        )),
        said(
            &(section("Study Groups", &format!("Drinkers\n\n{tea}"))
                + &section("Interventions", "Coffee\n\nIntervention Type DRUG")),
        ),
        said(&(section("Study Groups", &format!("Drinkers\n\n{tea}")) + &section("Interventions", &tea.repeat(2)))),
        said(&(two_sites + &section("Facility Contacts", "Ada Fern\n\nRole: primary\n\n555-0101"))),
        said(&section("Responsible Party", "Ada Fern\n\nTea Desk\n\nResponsibility Role PRINCIPAL_INVESTIGATOR")),
        compact("Brief Summary", "Then the tea is drunk."),
        compact("Sponsors", "North Hospital\nOTHER\nTea Works\nINDUSTRY"),
        results(
            "Measure\nTea\nA cup.\nCake\nFirst Week\nSTARTED\n5\n4\nFirst Week\nCOMPLETED\n5",
            "Measure\nTea\nn=5 Participants",
        ),
        results(
            "Measure\nTea\nFirst Week\nSTARTED\n5",
            "Measure\nTea\nn=5 Participants\nAge\n51.2 years\nn=7 Participants",
        ),
        lines(
            "Tea for Thirst\n\nT\n\nTea Desk\n\nStatus\n\nCompleted\n\nConditions\n\nThirst\n\nFunder types\n\nOther\n\n\
             Identifiers\n\nNCT99900001\n\nDetails and patient eligibility\n\nAbout\n\nTea is drunk.",
        ),
        lines(
            "NCT Number: NCT99900001\nAcronym: TEA\nStudy Results: NO\nConditions: Thirst\nInterventions: Drug: Tea\nGender: All\n\
             Enrollment: 4\nFunder Type: OTHER\nStudy Type: Interventional\nStart Date: 2020-01-02\n\
             Completion Date: 2020-02-03",
        ),
        lines(
            &["NCT99900001", "NCT99900002"]
                .map(|number| format!("{}\n", page("").replace("NCT99900001", number)))
                .concat(),
        ),
        criteria("1. Drinks tea\n\n-\n\n3. Likes it"),
        criteria("1. Any of:\n1. Tea\n2. Milk\n\nAnd so on.\n\n2. Thirst 3. Hunger\n4. Sleep"),
        criteria("1. Drinks one of:\n1. black tea\n2. Sings"),
        criteria("Platelets <50.000 /mmc"),
        criteria("Hemoglobin > 9 mmHg"),
        criteria("Platelets > 100 x 10^3/L"),
        criteria("Thirst > 5"),
        json(&format!(
            r#"{{"protocolSection": {{"identificationModule": {{"nctId": "NCT99900001"}}, "eligibilityModule": {{"eligibilityCriteria": "{}"}}}}}}"#,
            (0..33).map(|depth| format!("{}* Tea\\n", "  ".repeat(depth))).collect::<String>()
        )),
        ctgov::parse_lossy(b"Tea for Thirst\xff\n\nNCT ID: NCT99900001\n").unwrap().diagnostics[0].to_string(),
        json(r#"{"protocolSection": {"identificationModule": {"nctId": "NCT99900001"}, "mood": "calm"}}"#),
        json(
            r#"{"protocolSection": {"identificationModule": {"nctId": "NCT999"}, "statusModule": {"startDateStruct": "soon"}}}"#,
        ),
        more_diagnostics(),
    ]
}

/// What a page without labels and blank lines has to say.
fn compact(heading: &str, body: &str) -> String {
    let basic = section("Basic Information", "RECRUITING\nNA\nINTERVENTIONAL");
    let sentence = "Meet the organizations funding or collaborating on the study and learn about their roles.";
    let section = section(heading, body).replace("Sponsors\n\n\n", &format!("Sponsors\n{sentence}\n"));
    lines(&page(&(basic + &section)).replace("\n\n", "\n"))
}

/// What a results page has to say.
fn results(flow: &str, baseline: &str) -> String {
    lines(&format!(
        "Trial Outcomes & Findings for Tea for Thirst (NCT NCT99900001)\n\nParticipant Flow\n\n\
         Participant milestones\n\n{flow}\n\nBaseline characteristics by cohort\n\n{baseline}\n"
    ))
}

/// What the criteria of a page have to say.
fn criteria(text: &str) -> String {
    let page = format!("TITLE:\nTea\n\nELIGIBILITY:\nCriteria:\n{text}\n");
    let diagnostics = ctgov::parse(&page).unwrap().diagnostics;
    let of_criteria = diagnostics.iter().filter(|diagnostic| diagnostic.field.is_some());
    of_criteria.map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// What is said instead of all that there was to say.
fn more_diagnostics() -> String {
    let page = page(&section("Basic Information", "Recruitment Status\n\nClinical Phase\n"));
    let parsed = Options::default().max_diagnostics(1).parse(&page).unwrap();
    parsed.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn json(json: &str) -> String {
    let diagnostics = ctgov::parse(json).unwrap().diagnostics;
    diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// What is odd about a study that could be read.
fn checks() -> Vec<String> {
    let basic = |pairs: &[(&str, &str)]| {
        let pairs: Vec<_> = pairs.iter().map(|(label, value)| format!("{label}\n\n{value}")).collect();
        section("Basic Information", &pairs.join("\n\n"))
    };
    let pages = [
        basic(&[("Study Start Date", "2024-05-02"), ("Study Completion Date", "2024-05-01")]),
        basic(&[("Recruitment Status", "NOT_YET_RECRUITING"), ("Study Start Date", "2024-05-02")]),
        basic(&[("Recruitment Status", "COMPLETED"), ("Study Completion Date", "2026-05-02")]),
        basic(&[("Total Enrollment", "99999999 participants")]),
        basic(&[("Total Enrollment", "0 participants")]),
        basic(&[("Study Classification", "INTERVENTIONAL")])
            + &section("Study Groups", "Drinkers\n\nGroup Type OTHER\n\nNo interventions assigned to this group"),
    ];
    let checked = |text: String| {
        let found = ctgov::parse(&text).unwrap().study.check();
        found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let mut checks: Vec<_> = pages.into_iter().map(|sections| checked(page(&sections))).collect();
    let two = section("Interventions", "Tea\n\nIntervention Type DRUG\n\nWater\n\nIntervention Type OTHER");
    checks.push(checked(page(&(section("Study Groups", "Drinkers\n\nTea\n\nIntervention Type DRUG") + &two))));
    checks.push(checked("TITLE:\nTea\n\nELIGIBILITY:\nAge: 65 Years to 18 Years\n".to_owned()));
    let ages = "Inclusion Criteria:\n- Aged 18 to 75 years\n";
    checks.push(checked(format!("TITLE:\nTea\n\nELIGIBILITY:\nAge: 21 Years to N/A\nCriteria:\n{ages}")));
    let phases = basic(&[("Study Classification", "OBSERVATIONAL"), ("Clinical Phase", "PHASE2")]);
    checks.push(checked(page(&phases)));
    checks
}

#[test]
fn diagnostics() {
    assert_snapshot!(messages().join("\n\n"));
}

#[test]
fn findings_of_check() {
    assert_snapshot!(checks().join("\n\n"));
}

#[test]
fn every_code_is_shown_above() {
    let shown = messages().join("\n") + "\n" + &checks().join("\n");
    let named =
        |line: &str| line.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(code, _)| code.to_owned());
    let shown: BTreeSet<String> = shown.lines().filter_map(named).collect();
    let all: BTreeSet<String> = Code::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(shown, all);
}

#[test]
fn errors() {
    let error = |text: &str| ctgov::parse(text).unwrap_err().to_string();
    assert_snapshot!(error(" \n\t\n"), @"1:1: expected a trial record, found no text");
    assert_snapshot!(error("\nDear all,\nthe trial went well.\n"), @r#"2:1: expected a trial record, found text in no known layout: "Dear all,""#);
    assert_snapshot!(error(r#"{"protocolSection": {"statusModule": [}}"#), @"1:39: protocolSection.statusModule: expected a value, found '}'");
    assert_snapshot!(error(r#"{"protocolSection": {"statusModule": {"overallStatus": "COMP"#), @"1:61: protocolSection.statusModule.overallStatus: expected the end of a string, found the end of the text");
    assert_snapshot!(error("{\n  \"protocolSection\": {},\n}"), @"3:1: expected valid JSON, found trailing comma");
    assert_snapshot!(error(r#"{"protocolSection": {"statusModule": {"overallStatus": "\q"}}}"#), @"1:58: protocolSection.statusModule.overallStatus: expected valid JSON, found invalid escape");
    assert_snapshot!(error(r#"{"studies": []}"#), @"1:1: expected one study, found a page of search results; parse_many reads the studies one by one");
    assert_snapshot!(error(r#"[{"protocolSection": {}}]"#), @"1:1: expected one study, found a list; parse_many reads the studies one by one");
    assert_snapshot!(error("{\"hasResults\": true}\n{\"hasResults\": true}"), @"1:1: expected one study, found several objects; parse_many reads the studies one by one");
    assert_snapshot!(error(r#"{"tea": true}"#), @r#"1:1: expected an object with a section of a study, such as protocolSection, found "{\"tea\": true}""#);
    let error = |bytes: &[u8]| ctgov::parse_bytes(bytes).unwrap_err().to_string();
    assert_snapshot!(error(b"Tea\nfor \xe9t\xe9\n"), @"2:5: expected UTF-8 text, found the byte 0xe9 at byte 8");
    assert_snapshot!(error(b"\xff\xfeT\0e\0a\0"), @"1:1: expected UTF-8 text, found the byte order mark of UTF-16 at byte 0");
    let error = |options: Options| options.parse("Tea for Thirst\n\nNCT ID: NCT99900001\n").unwrap_err().to_string();
    assert_snapshot!(error(Options::default().max_input(20)), @"1:1: expected at most 20 bytes, found 36");
    assert_snapshot!(error(Options::default().max_line(16)), @"3:1: expected at most 16 bytes in a line, found 19");
}

#[test]
#[cfg(feature = "xml")]
fn errors_of_xml() {
    let error = |text: &str| ctgov::parse(text).unwrap_err().to_string();
    assert_snapshot!(error("<search_results count=\"0\"></search_results>\n"), @"1:1: expected a clinical_study, found the element search_results");
    assert_snapshot!(error("<?xml version=\"1.0\"?>\n<clinical_trial/>"), @"2:1: expected a clinical_study, found the element clinical_trial");
    assert_snapshot!(error("<clinical_study>\n<brief_title>Tea</clinical_study>"), @"2:17: expected well-formed XML, found expected 'brief_title' tag, not 'clinical_study'");
    assert_snapshot!(error("<?xml version=\"1.0\"?><!DOCTYPE tea [<!ENTITY a \"b\">]><clinical_study/>"), @"1:22: expected no document type declaration, found one");
}

#[test]
fn values() {
    use ctgov::study::{Age, NctId, PartialDate};
    assert_snapshot!("NCT12".parse::<NctId>().unwrap_err(), @r#"expected a registry number such as NCT00000102, found "NCT12""#);
    assert_snapshot!("18".parse::<Age>().unwrap_err(), @r#"expected an age such as 18 Years or 6 Months, found "18""#);
    assert_snapshot!("2020-02-30".parse::<PartialDate>().unwrap_err(), @r#"expected a date such as 2020-01-05, 2020-01 or January 5, 2020, found "2020-02-30""#);
}
