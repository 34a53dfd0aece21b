//! One study in several layouts: equal fields, but for what a layout does not carry.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;

use serde_json::Value;

const SPACED: &str = "\
Quindle Tea Against Evening Thirst

NCT ID: NCT99900777

Last Updated: 2025-06-11

Brief Summary

Review the sponsor-provided synopsis that highlights what the study is about and why it is being conducted.

Tea or water is drunk at dusk, and thirst is asked for at midnight.

Conditions

See the medical conditions and disease areas that this research is targeting or investigating.

Thirst

Eligibility Criteria

Check the participation requirements, including inclusion and exclusion rules, age limits, and whether healthy \
volunteers are accepted.

Inclusion Criteria

* Drinks tea
* Is thirsty at dusk

Exclusion Criteria

* Sleeps before midnight
Minimum Eligible Age

6 Months

Maximum Eligible Age

17 Years

Eligible Sex

FEMALE
";

const TREC_TEXT: &str = "\
TITLE:
Quindle Tea Against Evening Thirst

CONDITION:
Thirst

SUMMARY:
      Tea or water is drunk at dusk, and thirst is asked for at midnight.

ELIGIBILITY:
Gender: Female
Age: 6 Months to 17 Years
Criteria:
        Inclusion Criteria

        * Drinks tea
        * Is thirsty at dusk

        Exclusion Criteria

        * Sleeps before midnight
";

fn leaves(text: &str) -> BTreeMap<String, Value> {
    let mut leaves = Vec::new();
    let parsed = ctgov::parse(text).unwrap();
    support::add_leaves(&serde_json::to_value(&parsed.study).unwrap(), String::new(), &mut leaves);
    support::add_leaves(&serde_json::to_value(&parsed.criteria).unwrap(), "criteria".to_owned(), &mut leaves);
    leaves.into_iter().collect()
}

#[test]
fn layouts() {
    let (spaced, trec_text) = (leaves(SPACED), leaves(TREC_TEXT));
    let only_spaced: Vec<_> = spaced.keys().filter(|path| !trec_text.contains_key(*path)).collect();
    assert_eq!(
        only_spaced,
        ["protocolSection.identificationModule.nctId", "protocolSection.statusModule.lastUpdatePostDateStruct.date",],
        "what the text form does not carry"
    );
    let carried: BTreeMap<_, _> = spaced.into_iter().filter(|(path, _)| trec_text.contains_key(path)).collect();
    assert_eq!(trec_text, carried);
}

/// The study in the registry's two formats.
#[cfg(feature = "xml")]
mod formats {
    use std::{collections::BTreeMap, fmt::Write, fs};

    use serde_json::Value;

    use super::leaves;
    use crate::support::real_corpus;

    /// Each path at which the two differ, with what each has.
    fn differences(json: &str, xml: &str) -> BTreeMap<String, (Option<Value>, Option<Value>)> {
        let (json, xml) = (leaves(json), leaves(xml));
        let paths = json.keys().chain(xml.keys());
        let both = paths.map(|path| (path.clone(), (json.get(path).cloned(), xml.get(path).cloned())));
        both.filter(|(_, (json, xml))| json != xml).collect()
    }

    /// The paths without the positions in lists.
    fn kind(path: &str) -> String {
        let parts = path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest));
        parts.collect::<Vec<_>>().join("[]")
    }

    /// `FG000` is `P1`, and so on.
    fn same_group(json: &str, xml: &str) -> bool {
        let letters = [("FG", "P"), ("BG", "B"), ("OG", "O"), ("EG", "E")];
        let number = |id: &str, letters: &str| id.strip_prefix(letters).and_then(|digits| digits.parse::<usize>().ok());
        letters
            .iter()
            .any(|(of_json, of_xml)| number(json, of_json).is_some_and(|index| number(xml, of_xml) == Some(index + 1)))
    }

    fn reason(path: &str, json: Option<&Value>, xml: Option<&Value>) -> &'static str {
        match (json.and_then(Value::as_str), xml.and_then(Value::as_str)) {
            (Some(json), Some(xml)) if same_group(json, xml) => {
                "groups are FG000, BG000, OG000, EG000 in JSON, P1, B1, O1, E1 in XML"
            }
            (Some(json), Some(xml)) if json.replace('*', "-") == xml => {
                "entries of lists are marked `*` in JSON and `-` in XML"
            }
            (Some("BACKGROUND"), None) if path.ends_with(".type") => {
                "XML has one element for references of the background and those found by number"
            }
            _ if path.starts_with("derivedSection.") && xml.is_some() && json.is_none() => {
                "agree.json has no derived section; what XML has of it is the header, the removed countries and terms"
            }
            _ => "no reason",
        }
    }

    #[test]
    fn one_study_in_both() {
        let (json, xml) = (include_str!("corpus/agree/agree.json"), include_str!("corpus/agree/agree.xml"));
        let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (path, (json, xml)) in differences(json, xml) {
            let shown = |value: Option<&Value>| value.map_or("nothing".to_owned(), Value::to_string);
            let line = format!("{path}: {} in JSON, {} in XML", shown(json.as_ref()), shown(xml.as_ref()));
            by_reason.entry(reason(&path, json.as_ref(), xml.as_ref())).or_default().push(line);
        }
        assert_eq!(by_reason.get("no reason"), None);
        let mut rendered = String::new();
        for (reason, lines) in by_reason {
            writeln!(rendered, "{reason}:\n  {}", lines.join("\n  ")).unwrap();
        }
        insta::assert_snapshot!(rendered);
    }

    /// Why the versions of NCT02513394 of 2020, in XML, and of 2023, in JSON, differ at a path.
    fn reason_of_version(path: &str, json: Option<&Value>, xml: Option<&Value>) -> &'static str {
        const LATER: &[&str] = &[
            "hasResults",
            "derivedSection.miscInfoModule.versionHolder",
            "protocolSection.statusModule.statusVerifiedDate",
            "protocolSection.statusModule.primaryCompletionDateStruct.",
            "protocolSection.statusModule.lastUpdateSubmitDate",
            "protocolSection.statusModule.lastUpdatePostDateStruct.",
            "protocolSection.statusModule.resultsFirst",
            "protocolSection.outcomesModule.",
            "protocolSection.contactsLocationsModule.locations[]",
            "protocolSection.contactsLocationsModule.overallOfficials[].name",
            "protocolSection.referencesModule.references[]",
            "documentSection.",
            "resultsSection.",
        ];
        const NOT_IN_XML: &[&str] = &[
            "derivedSection.",
            "protocolSection.contactsLocationsModule.locations[].geoPoint.",
            "protocolSection.eligibilityModule.stdAges[]",
            "protocolSection.identificationModule.organization.class",
            "protocolSection.identificationModule.secondaryIdInfos[]",
        ];
        let kind = kind(path);
        let is_of = |list: &[&str]| list.iter().any(|listed| kind.starts_with(listed));
        match (json.and_then(Value::as_str), xml.and_then(Value::as_str)) {
            _ if kind.contains("locations_nested[]") => "the file has the sites twice, once under a name of its own",
            (Some(json), Some(xml)) if json.replace('*', "-") == xml => {
                "entries of lists are marked `*` in JSON and `-` in XML"
            }
            (Some("NETWORK"), Some("OTHER")) => "XML has NETWORK as Other",
            _ if xml.is_none() && is_of(NOT_IN_XML) => "XML does not have it",
            _ if is_of(LATER) => "changed between the two versions",
            _ => "no reason",
        }
    }

    #[test]
    fn two_versions_of_a_real_record() {
        let Some(corpus) = real_corpus("two_versions_of_a_real_record") else { return };
        let read = |path: &str| fs::read_to_string(corpus.join(path)).unwrap();
        let (json, xml) = (read("api-v2/NCT02513394.json"), read("legacy-xml/NCT02513394.xml"));
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for (path, (json, xml)) in differences(&json, &xml) {
            let what = match (&json, &xml) {
                (Some(_), Some(_)) => "other",
                (Some(_), None) => "only in JSON",
                _ => "only in XML",
            };
            *counts.entry((reason_of_version(&path, json.as_ref(), xml.as_ref()), kind(&path), what)).or_default() += 1;
        }
        let mut rendered = String::new();
        let mut last = "";
        for ((reason, path, what), count) in &counts {
            assert_ne!(*reason, "no reason", "{path}, {what}");
            if *reason != last {
                writeln!(rendered, "{reason}:").unwrap();
                last = reason;
            }
            writeln!(rendered, "  {count} {path}, {what}").unwrap();
        }
        let differ = differences(&json, &xml);
        let same = leaves(&xml).keys().filter(|path| !differ.contains_key(*path)).count();
        insta::assert_snapshot!(format!("{same} values are the same\n{rendered}"));
    }
}
