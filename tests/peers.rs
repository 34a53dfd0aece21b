//! What other readers of registry JSON get wrong, each as a test: a record in which it shows, and what this library
//! makes of it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use ctgov::{
    Code, Parsed,
    criteria::Kind,
    study::{
        Age, AgeUnit, ArmGroupType, DateType, EnrollmentType, InterventionType, MaybeTyped, OverallStatus, PartialDate,
        Phase, RecruitmentStatus, ReferenceType,
    },
};
use serde_json::{Value, json};

/// A study with these modules beside its number, read as text.
fn read(modules: Value) -> Parsed {
    let parsed = ctgov::parse(&record(modules).to_string()).unwrap();
    assert_eq!(parsed.study.nct_id().unwrap().to_string(), "NCT99900001");
    parsed
}

fn record(mut modules: Value) -> Value {
    modules["identificationModule"] = json!({"nctId": "NCT99900001", "briefTitle": "Tea for Thirst"});
    json!({"protocolSection": modules, "hasResults": false})
}

/// What is written is what was read.
#[track_caller]
fn assert_kept(modules: Value) -> Parsed {
    let expected = record(modules.clone());
    let parsed = read(modules);
    assert_eq!(serde_json::to_value(&parsed.study).unwrap(), expected);
    parsed
}

fn codes(parsed: &Parsed) -> Vec<Code> {
    parsed.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// Models written by hand look for `armGroupType`, `interventionType` and `referenceType`, which no record has: the
/// member is `type`, and an optional field says nothing when it stays empty.
#[test]
fn the_types_of_arms_interventions_and_references_are_read() {
    let parsed = assert_kept(json!({
        "armsInterventionsModule": {
            "armGroups": [{"label": "Tea", "type": "EXPERIMENTAL"}, {"label": "Water", "type": "PLACEBO_COMPARATOR"}],
            "interventions": [{"type": "DIETARY_SUPPLEMENT", "name": "Tea"}],
        },
        "referencesModule": {"references": [{"pmid": "99900001", "type": "DERIVED", "citation": "Kopp M. Tea at dusk."}]},
    }));
    let arms: Vec<_> = parsed.study.arms().iter().map(|arm| arm.r#type.as_ref().unwrap()).collect();
    assert_eq!(arms, [&ArmGroupType::Experimental, &ArmGroupType::PlaceboComparator]);
    assert_eq!(parsed.study.interventions()[0].r#type, Some(InterventionType::DietarySupplement));
    assert_eq!(parsed.study.references.references[0].r#type, Some(ReferenceType::Derived));
    assert_eq!(parsed.diagnostics, []);
}

/// The wrong name beside the right one is not taken for it either: it is reported.
#[test]
fn a_member_by_a_wrong_name_is_reported() {
    let parsed = assert_kept(json!({"armsInterventionsModule": {"armGroups": [
        {"label": "Tea", "armGroupType": "EXPERIMENTAL"},
    ]}}));
    assert_eq!(parsed.study.arms()[0].r#type, None);
    assert_eq!(codes(&parsed), [Code::UnknownMember]);
}

/// A client generated from the `OpenAPI` file has closed enums, and one new code rejects the whole study.
#[test]
fn an_unknown_code_costs_neither_the_study_nor_the_code() {
    let parsed = assert_kept(json!({
        "statusModule": {"overallStatus": "PAUSED"},
        "designModule": {"studyType": "SIMULATED", "phases": ["PHASE1", "PHASE5"]},
        "eligibilityModule": {"sex": "ANY", "stdAges": ["ADULT", "ANCIENT"], "minimumAge": "eighteen"},
    }));
    assert_eq!(parsed.study.status(), OverallStatus::other("PAUSED").as_ref());
    assert_eq!(parsed.study.phases(), [Phase::Phase1, Phase::other("PHASE5").unwrap()]);
    assert_eq!(parsed.study.eligibility.minimum_age, Some(MaybeTyped::Text("eighteen".to_owned())));
    assert_eq!(codes(&parsed).iter().filter(|code| **code == Code::UnknownCode).count(), 5);
    assert_eq!(codes(&parsed).iter().filter(|code| **code == Code::InvalidValue).count(), 1);
}

/// Pipelines into tables write the first or the last day of a month where the record has none.
#[test]
fn a_month_has_no_day() {
    let parsed = assert_kept(json!({"statusModule": {
        "startDateStruct": {"date": "2030-02", "type": "ACTUAL"},
        "completionDateStruct": {"date": "2031", "type": "ESTIMATED"},
    }}));
    let start = parsed.study.start_date().unwrap();
    assert_eq!((start.year(), start.month(), start.day()), (2030, Some(2), None));
    assert_eq!(start.to_string(), "2030-02");
    assert!(
        start != "2030-02-01".parse::<PartialDate>().unwrap() && start != "2030-02-28".parse::<PartialDate>().unwrap()
    );
    assert_eq!(parsed.study.completion_date().unwrap().month(), None);
}

/// A missing date is read as the first day of 1970 where a reader starts from zero.
#[test]
fn a_missing_date_is_none() {
    let parsed = assert_kept(json!({"statusModule": {"startDateStruct": {"type": "ESTIMATED"}}}));
    assert_eq!(parsed.study.start_date(), None);
    assert_eq!(parsed.study.completion_date(), None);
}

/// Models with a default, and writers that leave out what is empty, make one of three: no phases, "not applicable",
/// and an empty list.
#[test]
fn no_phase_and_not_applicable_are_two_things() {
    let absent = assert_kept(json!({"designModule": {"studyType": "OBSERVATIONAL"}}));
    let empty = assert_kept(json!({"designModule": {"studyType": "OBSERVATIONAL", "phases": []}}));
    let not_applicable = assert_kept(json!({"designModule": {"studyType": "INTERVENTIONAL", "phases": ["NA"]}}));
    assert_eq!(absent.study.phases(), []);
    assert_eq!(empty.study.phases(), []);
    assert_eq!(not_applicable.study.phases(), [Phase::Na]);
    assert_ne!(absent.study, empty.study);
}

/// Converters take the first phase, or join them to a text of their own.
#[test]
fn two_phases_are_two() {
    let parsed = assert_kept(json!({"designModule": {"phases": ["PHASE2", "PHASE3"]}}));
    assert_eq!(parsed.study.phases(), [Phase::Phase2, Phase::Phase3]);
    // In the order of the record, whatever it is.
    let parsed = assert_kept(json!({"designModule": {"phases": ["PHASE3", "PHASE2"]}}));
    assert_eq!(parsed.study.phases(), [Phase::Phase3, Phase::Phase2]);
}

/// A command line tool keeps the first contact of each site.
#[test]
fn every_contact_of_a_site_is_read() {
    let parsed = assert_kept(json!({"contactsLocationsModule": {"locations": [{
        "facility": "Lindow Clinic",
        "contacts": [
            {"name": "Ria Dale", "role": "CONTACT", "phone": "555-0161"},
            {"name": "Ole Strandby", "role": "CONTACT", "phoneExt": "12"},
            {"name": "Milda Kopp", "role": "PRINCIPAL_INVESTIGATOR"},
        ],
    }]}}));
    let names: Vec<_> = parsed.study.locations()[0].contacts.iter().map(|contact| contact.name.as_deref()).collect();
    assert_eq!(names, [Some("Ria Dale"), Some("Ole Strandby"), Some("Milda Kopp")]);
}

/// The same tool drops a site that has no facility, no city or no country.
#[test]
fn a_site_with_gaps_is_a_site() {
    let parsed = assert_kept(json!({"contactsLocationsModule": {"locations": [
        {"city": "Lindow", "country": "Ireland"},
        {"facility": "Barge", "country": "Denmark"},
        {"facility": "Lamp House", "city": "Saltmere"},
        {"status": "WITHDRAWN"},
        {},
    ]}}));
    let sites = parsed.study.locations();
    assert_eq!(sites.len(), 5);
    assert_eq!((sites[0].facility.as_deref(), sites[0].city.as_deref()), (None, Some("Lindow")));
    assert_eq!((sites[1].facility.as_deref(), sites[1].city.as_deref()), (Some("Barge"), None));
    assert_eq!(sites[3].status, Some(RecruitmentStatus::Withdrawn));
}

/// A loader reads the number and not the unit, and newborns of 24 hours are 24 years old.
#[test]
fn twenty_four_hours_are_hours() {
    let parsed = assert_kept(json!({"eligibilityModule": {"minimumAge": "24 Hours", "maximumAge": "6 Weeks"}}));
    let eligibility = &parsed.study.eligibility;
    let age = |age: &Option<MaybeTyped<Age>>| *age.as_ref().unwrap().typed().unwrap();
    assert_eq!(age(&eligibility.minimum_age), Age { count: 24, unit: AgeUnit::Hour });
    assert_eq!(age(&eligibility.maximum_age), Age { count: 6, unit: AgeUnit::Week });
    assert!(age(&eligibility.minimum_age) < age(&eligibility.maximum_age));
    assert!(age(&eligibility.minimum_age) < "1 Year".parse().unwrap());
}

/// Readers of ages write 0 or 999 where a record has no limit.
#[test]
fn no_limit_of_age_is_none() {
    let parsed = assert_kept(json!({"eligibilityModule": {"sex": "ALL", "minimumAge": "18 Years"}}));
    assert_eq!(parsed.study.eligibility.maximum_age, None);
}

/// Whether a date or a number has happened or is a plan is dropped by those who want the value alone.
#[test]
fn actual_and_estimated_are_kept() {
    let parsed = assert_kept(json!({
        "statusModule": {
            "startDateStruct": {"date": "2030-02-03", "type": "ACTUAL"},
            "completionDateStruct": {"date": "2031-02", "type": "ESTIMATED"},
            "primaryCompletionDateStruct": {"date": "2031-01"},
        },
        "designModule": {"enrollmentInfo": {"count": 24, "type": "ESTIMATED"}},
    }));
    let status = &parsed.study.status;
    assert_eq!(status.start_date_struct.as_ref().unwrap().r#type, Some(DateType::Actual));
    assert_eq!(status.completion_date_struct.as_ref().unwrap().r#type, Some(DateType::Estimated));
    assert_eq!(status.primary_completion_date_struct.as_ref().unwrap().r#type, None);
    let enrollment = parsed.study.design.enrollment_info.as_ref().unwrap();
    assert_eq!(enrollment.r#type, Some(EnrollmentType::Estimated));
}

/// A reader of bulk files turns an enrolment that is not stated into 0, which withdrawn studies have.
#[test]
fn no_enrollment_is_not_zero() {
    for design in [json!({"studyType": "OBSERVATIONAL"}), json!({"enrollmentInfo": {"type": "ACTUAL"}})] {
        assert_eq!(assert_kept(json!({"designModule": design})).study.enrollment(), None);
    }
    let zero = assert_kept(json!({
        "statusModule": {"overallStatus": "WITHDRAWN"},
        "designModule": {"enrollmentInfo": {"count": 0, "type": "ACTUAL"}},
    }));
    assert_eq!(zero.study.enrollment(), Some(0));
}

/// The registry's stand-in for an unknown number of participants is taken for people; or it is filtered out together
/// with every study that states none.
#[test]
fn the_stand_in_for_an_unknown_enrollment_is_reported() {
    let parsed = assert_kept(json!({"designModule": {"enrollmentInfo": {"count": 99_999_999, "type": "ESTIMATED"}}}));
    assert_eq!(parsed.study.enrollment(), Some(99_999_999));
    let findings = parsed.study.check();
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::OddEnrollment]);
    let without = assert_kept(json!({"designModule": {"enrollmentInfo": {"type": "ESTIMATED"}}}));
    assert_eq!(without.study.check(), []);
}

/// A converter to FHIR reads the status from `lastKnownStatus`, which few studies have.
#[test]
fn the_status_is_the_overall_one() {
    let parsed = assert_kept(json!({"statusModule": {"overallStatus": "UNKNOWN", "lastKnownStatus": "RECRUITING"}}));
    assert_eq!(parsed.study.status(), Some(&OverallStatus::Unknown));
    assert_eq!(parsed.study.status.last_known_status, Some(OverallStatus::Recruiting));
    let parsed = assert_kept(json!({"statusModule": {"lastKnownStatus": "RECRUITING"}}));
    assert_eq!(parsed.study.status(), None);
}

/// A generated client, and every model that ignores what it does not know, writes a record without its newer members.
#[test]
fn unknown_members_are_written_again() {
    let parsed = assert_kept(json!({
        "statusModule": {"overallStatus": "COMPLETED", "mood": "calm", "tides": [{"high": true}, null]},
        "biobankModule": {"freezers": [{"room": "B1", "degrees": -80}]},
        "contactsLocationsModule": {"locations": [{"city": "Pier"}, {"city": "Barge", "geoPoint": {"lat": 1.5, "lon": 2.5, "alt": 3}}]},
    }));
    let others: Vec<_> = parsed.study.others().map(|(path, _)| path).collect();
    assert_eq!(
        others,
        [
            "protocolSection.statusModule.mood",
            "protocolSection.statusModule.tides",
            "protocolSection.contactsLocationsModule.locations[1].geoPoint.alt",
            "protocolSection.biobankModule",
        ]
    );
    assert_eq!(codes(&parsed), [Code::UnknownMember; 4]);
}

/// Lists are cut for the screen: 25 conditions, ten sites, 500 characters of a summary.
#[test]
fn nothing_is_cut() {
    let conditions: Vec<_> = (1..=40).map(|number| format!("Thirst of kind {number}")).collect();
    let sites: Vec<_> = (1..=300).map(|number| json!({"facility": format!("Site {number}")})).collect();
    let summary = "Tea is drunk at dusk. ".repeat(2000);
    let parsed = assert_kept(json!({
        "descriptionModule": {"briefSummary": summary},
        "conditionsModule": {"conditions": conditions},
        "contactsLocationsModule": {"locations": sites},
    }));
    assert_eq!(parsed.study.conditions.conditions, conditions);
    assert_eq!(parsed.study.locations().len(), 300);
    assert_eq!(parsed.study.description.brief_summary, Some(summary));
}

/// A loader in batches stops at the first record that it cannot read, and all of the batch is lost.
#[test]
fn one_bad_record_costs_no_other() {
    let study = |number: u32| json!({"protocolSection": {"identificationModule": {"nctId": format!("NCT{number:08}")}}, "hasResults": false});
    let (good, last) = (study(99_900_001).to_string(), study(99_900_003).to_string());
    for bad in [json!({"protocolSection": "gone"}), json!({"message": "not found"}), json!([]), json!({})] {
        let page = format!(r#"{{"studies":[{good},{bad},{last}],"totalCount":3}}"#);
        let records: Vec<_> = ctgov::parse_many(page.as_bytes()).collect();
        let numbers: Vec<_> = records.iter().flatten().filter_map(|record| record.parsed.study.nct_id()).collect();
        assert_eq!(
            numbers.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["NCT99900001", "NCT99900003"],
            "{bad}"
        );
        // A section that is no object is kept as it is.
        let is_error = bad.get("protocolSection").is_none();
        assert_eq!(records.iter().filter(|record| record.is_err()).count(), usize::from(is_error), "{bad}");
    }
}

/// A parser of lines of JSON has an empty `catch`, and whoever counts the records later finds some missing.
#[test]
fn a_line_that_is_no_record_is_reported() {
    let good = record(json!({})).to_string();
    for bad in [&good[..40], "Too Many Requests", "{\"protocolSection\":{]}", "null"] {
        let lines = format!("{good}\n{bad}\n{good}\n");
        let records: Vec<_> = ctgov::parse_many(lines.as_bytes()).collect();
        assert_eq!(records.iter().filter(|record| record.is_ok()).count(), 2, "{bad}");
        let errors: Vec<_> = records.into_iter().filter_map(Result::err).collect();
        assert_eq!((errors.len(), errors[0].number, errors[0].line), (1, 2, 2), "{bad}");
    }
}

/// A parser of text deletes `<`, `>`, `≥`, `%` and `^`; others leave the backslash that the registry writes before some
/// of them.
#[test]
fn signs_of_the_criteria_are_kept() {
    let criteria = "Inclusion Criteria:\n\n* ANC \\>= 1.5 x 10\\^9/L\n* HbA1c \\< 7 % (µmol ≥ 5)\n\nExclusion Criteria:\n\n* 1\\. cup \\* day";
    let parsed = assert_kept(json!({"eligibilityModule": {"eligibilityCriteria": criteria}}));
    assert_eq!(parsed.study.eligibility.eligibility_criteria.as_deref(), Some(criteria));
    let groups = &parsed.criteria.groups;
    assert_eq!((groups[0].kind, groups[1].kind), (Kind::Inclusion, Kind::Exclusion));
    let texts: Vec<_> = groups.iter().flat_map(|group| &group.items).map(|item| item.text.as_str()).collect();
    assert_eq!(texts, ["ANC >= 1.5 x 10^9/L", "HbA1c < 7 % (µmol ≥ 5)", "cup * day"]);
    assert_eq!(groups[1].items[0].marker.as_deref(), Some("* 1."));
}

/// An import dies at a line separator inside a text, which JSON allows as it is and other readers take for the end of
/// a line.
#[test]
fn a_line_separator_is_a_sign_like_others() {
    let title = "Tea\u{2028}for\u{2029}Thirst\u{85}";
    let json = record(json!({"descriptionModule": {"briefSummary": title}})).to_string();
    assert!(json.contains('\u{2028}'));
    let lines = format!("{json}\n{json}\n");
    let records: Vec<_> = ctgov::parse_many(lines.as_bytes()).map(Result::unwrap).collect();
    assert_eq!(records.len(), 2);
    for record in records {
        let path = "protocolSection.descriptionModule.briefSummary";
        assert_eq!(record.parsed.study.description.brief_summary.as_deref(), Some(title));
        assert_eq!(&record.text[record.parsed.span_of(path).unwrap().range()], title);
        assert_eq!(serde_json::to_value(&record.parsed.study).unwrap(), serde_json::from_str::<Value>(&json).unwrap());
    }
}

/// One malformed number aborts a whole download, and numbers of a study's other records are not looked at.
#[test]
fn a_malformed_number_is_kept_and_aliases_are_read() {
    let json = json!({"protocolSection": {"identificationModule": {
        "nctId": "NCT9990", "nctIdAliases": ["NCT99900007", "none"], "briefTitle": "Tea for Thirst",
    }}});
    let parsed = ctgov::parse(&json.to_string()).unwrap();
    assert_eq!(parsed.study.nct_id(), None);
    assert_eq!(parsed.study.identification.nct_id.as_ref().unwrap().text(), Some("NCT9990"));
    let aliases: Vec<_> = parsed.study.identification.nct_id_aliases.iter().map(ToString::to_string).collect();
    assert_eq!(aliases, ["NCT99900007", "none"]);
    assert_eq!(codes(&parsed), [Code::InvalidValue; 2]);
    assert_eq!(serde_json::to_value(&parsed.study).unwrap(), json);
}

/// A wrapper turns figures of the results into numbers, and what is no number is gone: `NA`, `<0.001`, `1,234`.
#[test]
fn figures_of_the_results_are_text() {
    let json = json!({
        "protocolSection": {"identificationModule": {"nctId": "NCT99900001"}},
        "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": [{
            "classes": [{"categories": [{"measurements": [
                {"groupId": "OG000", "value": "NA", "comment": "Median not reached"},
                {"groupId": "OG001", "value": "1,234", "spread": "0.50"},
            ]}]}],
            "analyses": [{"pValue": "<0.001"}],
        }]}},
    });
    let parsed = ctgov::parse(&json.to_string()).unwrap();
    assert_eq!(serde_json::to_value(&parsed.study).unwrap(), json);
    assert_eq!(parsed.diagnostics, []);
}
