//! What pages of the label layouts are seen to differ in, from one page of a layout to the next.

#![allow(missing_docs, clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used)]

use ctgov::{
    Code, Parsed,
    study::{OverallStatus, ResponsiblePartyType},
};

const BARE: &str = include_str!("corpus/study-outline-bare/interventional.txt");
const CLASSIC: &str = include_str!("corpus/classic-2017/interventional.txt");
const LABEL_VALUE: &str = include_str!("corpus/label-value-a/interventional.txt");
const MARKDOWN: &str = include_str!("corpus/markdown-kv-a/interventional.txt");
const MIRROR: &str = include_str!("corpus/registry-mirror-a-e1/interventional.txt");
const PHASES: &str = include_str!("corpus/status-and-phase/interventional.txt");

/// A page with some text for other text that stands there once or more.
fn with(page: &str, changes: &[(&str, &str)]) -> Parsed {
    let mut page = page.to_owned();
    for (old, new) in changes {
        assert!(page.contains(old), "{old:?}");
        page = page.replace(old, new);
    }
    ctgov::parse(&page).unwrap()
}

#[test]
fn a_status_with_its_reason() {
    let stopped = |status: &str| with(CLASSIC, &[("Recruitment Status : Completed", status)]).study.status;
    let status = stopped("Recruitment Status : Terminated (No tea (of any kind) was left)");
    assert_eq!(status.overall_status, Some(OverallStatus::Terminated));
    assert_eq!(status.why_stopped.as_deref(), Some("No tea (of any kind) was left"));
    // A completed study has no reason to be: the line says something else.
    let status = stopped("Recruitment Status : Completed (No tea was left)");
    assert_eq!((status.overall_status, status.why_stopped), (None, None));
}

#[test]
fn a_sponsor_that_is_the_responsible_party() {
    let party = |changes: &[(&str, &str)]| with(CLASSIC, changes).study.sponsor_collaborators.responsible_party;
    let sponsor = ("Ada Fern, Northlake University", "Northlake University");
    assert_eq!(party(&[sponsor]).unwrap().r#type, Some(ResponsiblePartyType::Sponsor));
    // A record from before 2011 says who gave the information, and no more.
    let old = [(" (Responsible Party)", ""), ("Responsible Party: Northlake University\n", "")];
    assert_eq!(party(&[&[sponsor][..], &old].concat()), None);
    assert_eq!(party(&[]).unwrap().r#type, None, "what role an investigator has the page does not say");
}

#[test]
fn sponsors_that_stand_in_the_second_list_only() {
    let page = with(CLASSIC, &[("Sponsor:\nNorthlake University\nCollaborator:\nQuindex Labs\n", "Sponsor:\n")]);
    let sponsors = page.study.sponsor_collaborators;
    assert_eq!(sponsors.lead_sponsor.unwrap().name.as_deref(), Some("Northlake University"));
    let names: Vec<_> = sponsors.collaborators.iter().map(|of| of.name.as_deref()).collect();
    assert_eq!(names, [Some("Quindex Labs")]);
}

#[test]
fn the_affiliation_of_an_official() {
    let official = |words: &str| {
        let page = with(BARE, &[("Ada Fern, MD, Northlake University", words)]);
        let official = &page.study.contacts_locations.overall_officials[0];
        (official.name.clone().unwrap(), official.affiliation.clone())
    };
    let split = |name: &str, affiliation: &str| (name.to_owned(), Some(affiliation.to_owned()));
    assert_eq!(official("Tea Desk, Harbor Hall"), split("Tea Desk", "Harbor Hall"));
    assert_eq!(official("Ada Fern, MD, Northlake University"), split("Ada Fern, MD", "Northlake University"));
    for undivided in
        ["Ada Fern, MD", "Ada Fern, PhD MPH", "Ada Fern, MD Harbor Hall", "Ada Fern, MD, Harbor Hall", "Ada Fern"]
    {
        assert_eq!(official(undivided), (undivided.to_owned(), None));
    }
}

#[test]
fn a_state_that_is_called_like_a_country() {
    let page = with(BARE, &[("Ohio\nNorthlake, Ohio", "Georgia\nNorthlake, Georgia")]);
    let sites: Vec<_> = page.study.contacts_locations.locations.iter().map(|site| site.country.as_deref()).collect();
    assert_eq!(sites, [Some("United States"), Some("Ireland")]);

    let page =
        with(CLASSIC, &[("United States, Ohio", "United States, Georgia"), ("Northlake, Ohio", "Northlake, Georgia")]);
    let state = |page: &Parsed, site: usize| page.study.contacts_locations.locations[site].state.clone();
    assert_eq!(state(&page, 0).as_deref(), Some("Georgia"));
    assert_eq!(page.study.contacts_locations.locations.len(), 2);
}

#[test]
fn a_place_that_begins_with_a_country() {
    let page =
        with(CLASSIC, &[("Ireland\nWestmoor Clinic\nWestmoor, Ireland", "China\nWestmoor Clinic\nHong Kong, China")]);
    let site = &page.study.contacts_locations.locations[1];
    let parts = [&site.facility, &site.city, &site.country].map(|part| part.as_deref());
    assert_eq!(parts, [Some("Westmoor Clinic"), Some("Hong Kong"), Some("China")]);
}

#[test]
fn criteria_that_are_no_two_lists() {
    let start = MIRROR.find("Inclusion Criteria").unwrap();
    let end = MIRROR.find("\n\nStudy & Design").unwrap();
    let page = format!(
        "{}Inclusion Criteria\nAdults who drink tea. People with thirst cannot take part.\nExclusion Criteria\n\nNot provided{}",
        &MIRROR[..start],
        &MIRROR[end..]
    );
    let criteria = ctgov::parse(&page).unwrap().study.eligibility.eligibility_criteria.unwrap();
    assert_eq!(criteria, "Adults who drink tea. People with thirst cannot take part.");
    let two = ctgov::parse(MIRROR).unwrap().study.eligibility.eligibility_criteria.unwrap();
    assert!(two.starts_with("Inclusion Criteria\n") && two.contains("\nExclusion Criteria\n"));
}

#[test]
fn treatments_from_the_last_to_the_first() {
    let study = ctgov::parse(PHASES).unwrap().study;
    let names: Vec<_> = study.arms_interventions.interventions.iter().map(|of| of.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Quindoxal", "Supervised exercise", "Placebo"]);
}

#[test]
fn a_list_that_was_cut_short() {
    let last = "- Number of participants with dizziness [Up to 24 weeks]\n";
    let page = with(MARKDOWN, &[(last, &format!("{last}... and 3 more\n"))]);
    let outcomes = page.study.outcomes.secondary_outcomes;
    let parts: Vec<_> = outcomes.iter().map(|of| (of.measure.as_deref().unwrap(), of.time_frame.is_some())).collect();
    assert_eq!(parts, [("Change in body weight", true), ("Number of participants with dizziness", true)]);
    assert_eq!(page.unplaced.iter().filter(|left| left.text == "... and 3 more").count(), 1);
}

#[test]
fn what_stands_behind_the_last_list() {
    let parsed = ctgov::parse(&format!("{}\n\nShare this page\n\nPrint\n", MARKDOWN.trim_end())).unwrap();
    let alone = ctgov::parse(MARKDOWN).unwrap();
    assert_eq!(alone.study.references.references.len(), 1);
    assert_eq!(parsed.study, alone.study);
    let ruled = ctgov::parse(&format!("{}\n\n---\n\nShare this page\n", MARKDOWN.trim_end())).unwrap();
    assert_eq!(ruled.study, alone.study, "what a blank line sets apart is not underlined");
    assert!(parsed.unplaced.iter().any(|left| left.text == "Share this page\n\nPrint"), "{:?}", parsed.unplaced);
}

#[test]
fn ages_without_limits() {
    let line = MARKDOWN.lines().find(|line| line.starts_with("**Age:**")).unwrap();
    let page = with(MARKDOWN, &[(line, "**Age:** N/A to N/A")]);
    assert_eq!((page.study.eligibility.minimum_age, page.study.eligibility.maximum_age), (None, None));
    let said = page.diagnostics.iter().filter(|said| matches!(said.code, Code::NoLimit | Code::InvalidValue));
    assert_eq!(said.count(), 1);
}

#[test]
fn a_value_that_is_not_provided_above_other_words() {
    let title = "Title: Quindoxal With or Without Exercise in Adults With Mild Hypertension";
    let page = with(LABEL_VALUE, &[(title, "Title:\nNot provided\nTea")]);
    assert_eq!(page.study.title(), None);
    assert_eq!(page.unplaced.iter().map(|unplaced| &*unplaced.text).collect::<Vec<_>>(), ["Tea"]);
}

#[test]
fn a_count_that_is_not_provided() {
    let page = with(LABEL_VALUE, &[("Enrollment: 168 participants", "Enrollment: Not provided participants")]);
    assert_eq!(page.study.design.enrollment_info, None);
    assert!(page.diagnostics.iter().all(|said| said.code != Code::InvalidValue), "{:?}", page.diagnostics);
}

/// Each outcome's measure, time frame and description.
fn outcomes(lines: &str) -> Vec<[Option<String>; 3]> {
    let secondary = "  1. Change in body weight [ Time Frame: 12 weeks ]\n  2. Number of participants with dizziness [ Time Frame: Up to 24 weeks ]\n";
    let read = with(CLASSIC, &[(secondary, lines)]).study.outcomes.secondary_outcomes;
    read.into_iter()
        .map(|of| [of.measure, of.time_frame.map(|frame| frame.as_str().to_owned()), of.description])
        .collect()
}

fn outcome(measure: &str, time_frame: &str, description: Option<&str>) -> [Option<String>; 3] {
    [Some(measure.to_owned()), (!time_frame.is_empty()).then(|| time_frame.to_owned()), description.map(str::to_owned)]
}

#[test]
fn a_numbered_list_in_the_description_of_a_numbered_outcome() {
    let indented = "  1. Comfort [ Time Frame: 4 weeks ]\n     Three questions:\n       1. How warm?\n       2. How cold?\n  \
                    2. Sleep [ Time Frame: 8 weeks ]\n     Hours of:\n       1. Rest\n       2. Dreams\n       3. Naps\n";
    let flush: String = indented.lines().map(|line| line.trim_start().to_owned() + "\n").collect();
    for (lines, join) in [(indented, "\n  "), (&flush, "\n")] {
        let description = |parts: &[&str]| parts.join(join);
        assert_eq!(
            outcomes(lines),
            [
                outcome(
                    "Comfort",
                    "4 weeks",
                    Some(&description(&["Three questions:", "1. How warm?", "2. How cold?"]))
                ),
                outcome("Sleep", "8 weeks", Some(&description(&["Hours of:", "1. Rest", "2. Dreams", "3. Naps"]))),
            ],
            "{lines}"
        );
    }
}

#[test]
fn numbered_outcomes_of_which_some_or_all_have_no_time_frame() {
    // Records of before 2008 did not have to say it.
    let none = "  1. Warmth\n  2. Comfort\n     Asked once\n  3. Sleep\n";
    let all = [outcome("Warmth", "", None), outcome("Comfort", "", Some("Asked once")), outcome("Sleep", "", None)];
    assert_eq!(outcomes(none), all);
    let some = "  1. Warmth [ Time Frame: 4 weeks ]\n  2. Comfort\n     Asked once\n  3. Sleep [ Time Frame: 1 day ]\n";
    let [warmth, sleep] = [outcome("Warmth", "4 weeks", None), outcome("Sleep", "1 day", None)];
    assert_eq!(outcomes(some), [warmth, outcome("Comfort", "", Some("Asked once")), sleep]);
}

#[test]
fn facilities_and_states_that_look_like_places() {
    let sites = |lines: &str| {
        let page = with(CLASSIC, &[("Ireland\nWestmoor Clinic\nWestmoor, Ireland\n", lines)]);
        let doubts = page.diagnostics.iter().filter(|of| of.code == Code::AmbiguousPlace).count();
        let sites = page.study.contacts_locations.locations.into_iter().skip(1);
        (sites.map(|site| [site.facility, site.city, site.state, site.zip]).collect::<Vec<_>>(), doubts)
    };
    let site = |parts: [&str; 4]| parts.map(|part| (!part.is_empty()).then(|| part.to_owned()));
    assert_eq!(
        sites("Ireland\nElm Hospital, Westmoor, Ireland\nWestmoor, Ireland, D02 X285\n"),
        (vec![site(["Elm Hospital, Westmoor, Ireland", "Westmoor", "", "D02 X285"])], 1)
    );
    // Two sites without their facilities.
    assert_eq!(
        sites("Ireland\nWestmoor, Ireland\nWestmoor, Ireland\nWest Westmoor, Ireland\nWestmoor, Ireland\n"),
        (["Westmoor", "Westmoor", "West Westmoor", "Westmoor"].map(|city| site(["", city, "", ""])).to_vec(), 0)
    );
    // What stands behind the state is no postal code.
    assert_eq!(
        sites("Ireland, Leinster / 27\nWestmoor, Leinster / 27, Ireland, 4127\nEastmoor, Leinster / 27, Ireland\n"),
        (vec![site(["", "Westmoor", "Leinster / 27", "4127"]), site(["", "Eastmoor", "Leinster / 27", ""])], 0)
    );
}

#[test]
fn a_part_of_a_contact_that_is_no_telephone() {
    let page = include_str!("corpus/markdown-kv-a/interventional.txt");
    let at = page.find("## Contacts\n").unwrap() + "## Contacts\n".len();
    let line = page[at..].lines().next().unwrap();
    let read = with(page, &[(line, "- Ada Fern | Fern House")]);
    assert_eq!(read.study.contacts_locations.central_contacts, []);
    assert!(read.unplaced.iter().any(|of| of.text.contains("Ada Fern | Fern House")), "{:?}", read.unplaced);
}
