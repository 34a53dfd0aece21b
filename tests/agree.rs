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
