//! Headings: every wording begins a group of its kind, wherever it stands, and nothing that only speaks of criteria does.

use super::*;

/// The groups' kinds, qualifiers and items of a text.
fn groups(text: &str) -> Vec<(Kind, Option<String>, Vec<String>)> {
    let criteria = parse(text);
    assert_covered(text, &criteria);
    let items = |group: &Group| group.items.iter().map(|item| item.text.clone()).collect();
    criteria.groups.iter().map(|group| (group.kind, group.qualifier.clone(), items(group))).collect()
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn headings_begin_groups() {
    let text = "Key Inclusion Criteria - Cohort A:\n\n* Drinks tea\n\nPatients are not eligible if:\n\n* Thirst\n\nInclusion/Exclusion \
                for mothers:\n\n- Likes tea\n\nExlusion Critera\n\n1. Hunger";
    assert_snapshot!(outline(text), @r"
    IN (Cohort A) Key Inclusion Criteria - Cohort A:
      * Drinks tea
    OUT Patients are not eligible if:
      * Thirst
    ? (mothers) Inclusion/Exclusion for mothers:
      - Likes tea
    OUT Exlusion Critera
      1. Hunger
    ");
}

#[test]
fn text_before_a_heading_is_of_no_kind() {
    assert_snapshot!(outline("Adults who drink tea\n\nExclusion Criteria:\n\n* Thirst"), @r"
    ? -
      Adults who drink tea
    OUT Exclusion Criteria:
      * Thirst
    ");
}

#[test]
fn headings_may_be_marked_numbered_indented_or_glued() {
    let text = "1. Inclusion Criteria:\n   * Drinks tea\n   * Sleeps well at night Exclusion Criteria:\n   * Thirst\n\n* Exclusion criteria for \
                guests:\n\n  * Hunger";
    assert_snapshot!(outline(text), @r"
    IN 1. Inclusion Criteria:
      * Drinks tea
      * Sleeps well at night
    OUT Exclusion Criteria:
      * Thirst
    OUT (guests) * Exclusion criteria for guests:
      * Hunger
    ");
}

#[test]
fn headings_on_lines_of_their_own_need_no_colon() {
    let text = "4.1 Inclusion Criteria\n\n* Tea\n\n\\[Exclusion Criteria\\]\n\n* Thirst\n\nWho can take part?\n\n* Milk\n\nNot eligible if\n\n* \
                Hunger\n\nExclusion Criteria - both parts\n\n-----\n\n* Sleep";
    assert_snapshot!(outline(text), @r"
    IN 4.1 Inclusion Criteria
      * Tea
    OUT [Exclusion Criteria]
      * Thirst
    IN Who can take part?
      * Milk
    OUT Not eligible if
      * Hunger
    OUT (both parts) Exclusion Criteria - both parts
      * Sleep
    ");
}

#[test]
fn headings_inside_a_text_that_holds_everything() {
    let text = "Inclusion Criteria: (1) Age 18-65 (2) Tea Exclusion Criteria: 1. Age > 65 2. Thirst";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      (1) Age 18-65
      (2) Tea
    OUT Exclusion Criteria:
      1. Age > 65
      2. Thirst
    ");
    let text = "The inclusion criteria are: tea and milk. The exclusion criteria are: a) thirst, b) hunger.";
    assert_snapshot!(outline(text), @r"
    IN The inclusion criteria are:
      tea and milk.
    OUT The exclusion criteria are:
      a) thirst,
      b) hunger.
    ");
    let text = "Inclusion Criteria * Tea * Milk. Exclusion Criteria * Thirst";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria
      * Tea
      * Milk.
    OUT Exclusion Criteria
      * Thirst
    ");
}

#[test]
fn what_denies_twice_says_in() {
    let text = "Guests will not be excluded if:\n\n* Tea\n\nPatients will not be enrolled unless they have:\n\n* Milk\n\nPatients \
                meeting any of the following criteria are not eligible for inclusion.\n\n* Thirst\n\nParticipants will be \
                excluded for reasons including but not limited to:\n\n* Hunger";
    assert_snapshot!(outline(text), @r"
    ? -
      Guests will not be excluded if:
        * Tea
    IN Patients will not be enrolled unless they have:
      * Milk
    OUT [any-of] Patients meeting any of the following criteria are not eligible for inclusion.
      * Thirst
    OUT Participants will be excluded for reasons including but not limited to:
      * Hunger
    ");
}

#[test]
fn the_rest_of_a_headings_line_may_name_people() {
    let text = "Inclusion Criteria: Mothers\n\n* Tea\n\nInclusion Criteria - Infants\n\n* Milk\n\nExclusion Criteria: Thirst\n\n* Hunger";
    assert_snapshot!(outline(text), @r"
    IN (Mothers) Inclusion Criteria: Mothers
      * Tea
    IN (Infants) Inclusion Criteria - Infants
      * Milk
    OUT Exclusion Criteria:
      Thirst
      * Hunger
    ");
}

#[test]
fn the_rest_of_a_headings_line_may_begin_each_items_sentence() {
    let text =
        "Inclusion Criteria: Volunteers who\n\n* drink tea\n\nExclusion Criteria:Patients with\n\n* thirst,\n* hunger";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria: Volunteers who
      * drink tea
    OUT Exclusion Criteria:Patients with
      * thirst,
      * hunger
    ");
}

#[test]
fn a_demand_for_each_phase_is_a_heading() {
    let text = "Inclusion Criteria:\n\nSubjects have to fulfill all of the following criteria before being included in the first-cup \
                phase:\n\n* Thirst\n\nSubjects have to fulfill all of the following criteria before being included in the second-cup \
                phase:\n\n* Has had tea\n\nSubjects have to fulfill one of the following criteria:\n\n* Sleeps\n* Walks";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
    IN (first-cup phase) [all-of] Subjects have to fulfill all of the following criteria before being included in the first-cup phase:
      * Thirst
    IN (second-cup phase) [all-of] Subjects have to fulfill all of the following criteria before being included in the second-cup phase:
      * Has had tea
      Subjects have to fulfill one of the following criteria: [any-of]
        * Sleeps
        * Walks
    ");
}

#[test]
fn a_heading_behind_a_sentence_takes_none_of_it() {
    assert_snapshot!(outline("Guests who like tea. Exclusion criteria:\nthirst\nhunger"), @r"
    ? -
      Guests who like tea.
    OUT Exclusion criteria:
      thirst
      hunger
    ");
}

#[test]
fn an_item_may_speak_of_criteria() {
    let text = "Exclusion Criteria:\n\n* Thirst\n* Opposite of inclusion criteria\n* Tea inclusion criteria (green)\n* Eligibility for \
                supper:\n\n  * Hunger\n* Sleep";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      * Thirst
      * Opposite of inclusion criteria
      * Tea inclusion criteria (green)
      * Eligibility for supper:
        * Hunger
      * Sleep
    ");
}

#[test]
fn a_heading_among_the_items_of_a_list_is_one_of_them() {
    let text = "Inclusion Criteria:\n\n1. Tea\n2. Exclusion: thirst\n3. Patients are not eligible if they have:\n   * Hunger\n4. Exclusion \
                criteria for milk: goats\n5. Excluded: wine\n6. Milk";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      1. Tea
      2. Exclusion: thirst
      3. Patients are not eligible if they have:
        * Hunger
      4. Exclusion criteria for milk: goats
      5. Excluded: wine
      6. Milk
    ");
}

#[test]
fn a_sentence_with_a_criterion_of_its_own_is_no_heading() {
    let text = "Inclusion Criteria:\n\n* A guest will be eligible if all of the following criteria are met:\n\n  1. Tea\n  2. Milk\n\nExclusion \
                Criteria:\n\n* Any guest with thirst with:\n\n  * Hunger\n* Does not meet the inclusion criteria.";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      * A guest will be eligible if all of the following criteria are met: [all-of]
        1. Tea
        2. Milk
    OUT Exclusion Criteria:
      * Any guest with thirst with:
        * Hunger
      * Does not meet the inclusion criteria.
    ");
}

#[test]
fn cohort_labels_are_lead_ins_and_name_the_headings_behind_them() {
    let text = "Cohort 1\n\nInclusion Criteria:\n\n1. Tea\n\nExclusion Criteria:\n\n1. Thirst\n\nCohort 2\n\nInclusion Criteria:\n\n2. Milk";
    assert_snapshot!(outline(text), @r"
    ? -
      Cohort 1
    IN (Cohort 1) Inclusion Criteria:
      1. Tea
    OUT (Cohort 1) Exclusion Criteria:
      1. Thirst
      Cohort 2
    IN (Cohort 2) Inclusion Criteria:
      2. Milk
    ");
}

#[test]
fn wordings_on_a_line_of_their_own() {
    let table = [
        ("Exclusion Criteria/Cohort 1:", Kind::Exclusion, Some("Cohort 1")),
        ("Exclusion Criteria/Contraindications:", Kind::Exclusion, Some("Contraindications")),
        ("Donor exclusion", Kind::Exclusion, Some("Donor")),
        ("Exclusion – Main study", Kind::Exclusion, Some("Main study")),
        ("Exclusion for controls", Kind::Exclusion, Some("controls")),
        ("EXCLUSION FOR HEALTHY VOLUNTEERS", Kind::Exclusion, Some("HEALTHY VOLUNTEERS")),
        ("Exclusion - Cohort B", Kind::Exclusion, Some("Cohort B")),
        ("Part B – Exclusion", Kind::Exclusion, Some("Part B")),
        ("Part B: exclusion", Kind::Exclusion, Some("Part B")),
        ("Controls: exclusion criteria", Kind::Exclusion, Some("Controls")),
        ("Subject exclusion", Kind::Exclusion, Some("Subject")),
        ("General exclusions", Kind::Exclusion, None),
        ("Exclusion criteria are", Kind::Exclusion, None),
        ("Exclusion criteria include", Kind::Exclusion, None),
        ("Not eligible", Kind::Exclusion, None),
        ("Ineligible", Kind::Exclusion, None),
        ("Excluded", Kind::Exclusion, None),
        ("Patients not eligible for the study:", Kind::Exclusion, None),
        ("Patients who are not eligible:", Kind::Exclusion, None),
        ("Those excluded from the study are:", Kind::Exclusion, None),
        ("Subjects not allowed to participate:", Kind::Exclusion, None),
        ("The following populations are excluded:", Kind::Exclusion, None),
        ("We exclude individuals with any of the following:", Kind::Exclusion, None),
        ("Any of the following conditions are cause for exclusion:", Kind::Exclusion, None),
        ("None of the following may be present:", Kind::Exclusion, None),
        ("Patients will be excluded if there is:", Kind::Exclusion, None),
        ("Excluding criteria:", Kind::Exclusion, None),
        ("Exclusioncriteria:", Kind::Exclusion, None),
        ("Exclusion-criteria:", Kind::Exclusion, None),
        ("ExclusionCriteria:", Kind::Exclusion, None),
        ("Not to be included:", Kind::Exclusion, None),
        ("You CAN'T join if...", Kind::Exclusion, None),
        ("You may not be able to be in this study if you", Kind::Exclusion, None),
        ("Rejection criteria:", Kind::Exclusion, None),
        ("Eclusion Criteria:", Kind::Exclusion, None),
        ("Ecxlusion criteria:", Kind::Exclusion, None),
        ("PET substudy Exclusion Criteria:", Kind::Exclusion, Some("PET substudy")),
        ("Open-label extension Exclusion Criteria:", Kind::Exclusion, Some("Open-label extension")),
        ("Dose expansion: Exclusion Criteria:", Kind::Exclusion, Some("Dose expansion")),
        ("Study 2 - Exclusion:", Kind::Exclusion, Some("Study 2")),
        ("Cohort 2 (old or new tea) - Exclusion Criteria:", Kind::Exclusion, Some("Cohort 2 (old or new tea)")),
        ("Children: Exclusion Criteria:", Kind::Exclusion, Some("Children")),
        ("Donors: Exclusion Criteria", Kind::Exclusion, Some("Donors")),
        ("For Cohort A: Exclusion Criteria", Kind::Exclusion, Some("Cohort A")),
        ("For Cohort A: exclusion criteria", Kind::Exclusion, Some("Cohort A")),
        ("Children: exclusion criteria:", Kind::Exclusion, Some("Children")),
        ("Study 1 exclusion criteria", Kind::Exclusion, Some("Study 1")),
        ("Part 1 and 2 exclusion criteria", Kind::Exclusion, Some("Part 1 and 2")),
        ("aim 2 exclusion criteria:", Kind::Exclusion, Some("aim 2")),
        ("Donors: Criteria for exclusion:", Kind::Exclusion, Some("Donors")),
        ("Exclusion Criteria: Cohort 1:", Kind::Exclusion, Some("Cohort 1")),
        ("Exclusion Criteria: Main Study", Kind::Exclusion, Some("Main Study")),
        ("Exclusion Criteria: PET substudy", Kind::Exclusion, Some("PET substudy")),
        ("Exclusion criteria: all groups", Kind::Exclusion, Some("all groups")),
        ("Exclusion Criteria - Main study", Kind::Exclusion, Some("Main study")),
        ("Exclusion Criteria Dose Expansion", Kind::Exclusion, Some("Dose Expansion")),
        ("Exclusion Criteria, Main study", Kind::Exclusion, Some("Main study")),
        ("exclusion criteria Main study", Kind::Exclusion, Some("Main study")),
        ("2. Criteria for exclusion", Kind::Exclusion, None),
        ("**Exclusion Criteria**", Kind::Exclusion, None),
        ("Exclusion Criteria for healthy subjects (Part 1)", Kind::Exclusion, Some("healthy subjects (Part 1)")),
        ("Eligible patients:", Kind::Inclusion, None),
        ("Participants eligible for the study:", Kind::Inclusion, None),
        ("We will include participants who:", Kind::Inclusion, None),
        (
            "Male or female subjects may be entered in the study if they meet all of the following:",
            Kind::Inclusion,
            Some("Male or female"),
        ),
        ("Eligibility criteria for inclusion:", Kind::Inclusion, None),
        ("You can join if…", Kind::Inclusion, None),
        ("To be eligible for this study, you must", Kind::Inclusion, None),
        ("Inclusion criteria are", Kind::Inclusion, None),
        ("Part 2 - Inclusion", Kind::Inclusion, Some("Part 2")),
        ("Including criteria:", Kind::Inclusion, None),
        ("Iclusion criteria:", Kind::Inclusion, None),
        ("Patients must meet all of the following criteria for study entry:", Kind::Inclusion, None),
    ];
    for (heading, kind, qualifier) in table {
        // Behind a list of the other kind, so that one which is not seen puts its items on the wrong side.
        let (other, before) = match kind {
            Kind::Inclusion => (Kind::Exclusion, "Exclusion Criteria:"),
            _ => (Kind::Inclusion, "Inclusion Criteria:"),
        };
        let expected = [
            (other, None, strings(&["Tea", "Milk"])),
            (kind, qualifier.map(str::to_owned), strings(&["Water", "Salt"])),
        ];
        let texts = [
            format!("{before}\n\n* Tea\n* Milk\n\n{heading}\n\n* Water\n* Salt"),
            format!("{before}\r\n1. Tea\r\n2. Milk\r\n{heading}\r\n1. Water\r\n2. Salt"),
            format!("{before}~~\\* Tea~\\* Milk~~{heading}~~\\* Water~\\* Salt"),
        ];
        for text in texts {
            assert_eq!(groups(&text), expected, "{text}");
        }
    }
}

#[test]
fn items_that_speak_of_criteria() {
    let items = [
        "Any MRI exclusion criteria",
        "MRI exclusion criteria such as claustrophobia or metal implants",
        "Does not meet any exclusion criteria",
        "DOES NOT MEET ANY EXCLUSION CRITERIA",
        "PRIOR TEA IS NOT AN EXCLUSION CRITERION",
        "MUST MEET ALL INCLUSION CRITERIA FOR PART 1 BEFORE VISIT 2",
        "ABSENCE OF EXCLUSION CRITERIA",
        "Guests excluded from the previous tea",
        "Inclusion in another study of tea",
        "Exclusion of thirst by a test",
        "Eligibility criteria for tea as in national guidelines",
        "Period of exclusion for an other study",
    ];
    for item in items {
        let table = [
            (format!("Inclusion Criteria:\n\n* {item}\n* Tea\n* Milk"), [item, "Tea", "Milk"]),
            (format!("Inclusion Criteria:\n\n1. Tea\n2. {item}\n3. Milk"), ["Tea", item, "Milk"]),
            (format!("Inclusion Criteria:\n\n- Tea\n- Milk\n- {item}"), ["Tea", "Milk", item]),
        ];
        for (text, expected) in table {
            assert_eq!(groups(&text), [(Kind::Inclusion, None, strings(&expected))], "{text}");
        }
    }
}

#[test]
fn emphasis_around_a_heading() {
    let text = "**Inclusion Criteria:**\n\n* Tea\n\n**Exclusion Criteria (Donor):**\n\n* Thirst\n\n\\_\\_Inclusion \
                Criteria\\_\\_:\n\n* Milk\n\n<b>Patients are not eligible if:</b>\n\n* Hunger\n\n**Exclusion Criteria:** Not \
                able to drink";
    assert_snapshot!(outline(text), @r"
    IN **Inclusion Criteria:**
      * Tea
    OUT (Donor) **Exclusion Criteria (Donor):**
      * Thirst
    IN __Inclusion Criteria__:
      * Milk
    OUT <b>Patients are not eligible if:</b>
      * Hunger
    OUT **Exclusion Criteria:**
      Not able to drink
    ");
}

#[test]
fn headings_glued_to_an_item() {
    let table = [
        "* Tea\n* Drinks milk Exclusion Criteria:\n* Thirst",
        "* Tea\n* Drinks milk. Key exclusion criteria:\n* Thirst",
        "* Tea\n* Drinks milk Key exclusion criteria:\n* Thirst",
        "* Tea\n* Drinks milk. Patients are not eligible if:\n* Thirst",
        "* Tea\n* Drinks milk. Excluision Criteria:\n* Thirst",
        "* Tea\n* Drinks milk. Non inclusion criteria:\n* Thirst",
        "* Tea\n* Drinks milk Main criteria for exclusion:\n* Thirst",
        "* Tea\n* Drinks milk. Cohort 2 exclusion:\n* Thirst",
        "Tea\n\nDrinks milk. Exclusion criteria include:\n\nThirst",
        "1. Tea 2. Drinks milk Exclusion Criteria: 1. Thirst",
    ];
    for text in table {
        let text = format!("Inclusion Criteria:\n\n{text}");
        let found = groups(&text);
        let [(Kind::Inclusion, None, tea), (Kind::Exclusion, _, thirst)] = &found[..] else {
            panic!("{text}: {found:?}")
        };
        let bare: Vec<_> = tea.iter().map(|item| item.trim_end_matches('.')).collect();
        assert_eq!((&bare[..], &thirst[..]), (&["Tea", "Drinks milk"][..], &["Thirst".to_owned()][..]), "{text}");
    }
    let text =
        "Inclusion Criteria: * Tea * Drinks milk. Patients are not eligible if any of the following apply: * Thirst";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      * Tea
      * Drinks milk.
    OUT [any-of] Patients are not eligible if any of the following apply:
      * Thirst
    ");
    assert_snapshot!(outline("Inclusion Criteria: 1. Tea Exclusion Criteria: 1. Thirst"), @r"
    IN Inclusion Criteria:
      1. Tea
    OUT Exclusion Criteria:
      1. Thirst
    ");
    assert_snapshot!(outline("1. Inclusion criteria: a. Aged over 18 b. Tea 2. Exclusion criteria: a. Thirst"), @r"
    IN 1. Inclusion criteria:
      a. Aged over 18
      b. Tea
    OUT 2. Exclusion criteria:
      a. Thirst
    ");
    assert_snapshot!(outline("Inclusion criteria: aged over 18. Non Inclusion Criteria: thirst. Inclusion: tea"), @r"
    IN Inclusion criteria:
      aged over 18.
    OUT Non Inclusion Criteria:
      thirst.
    IN Inclusion:
      tea
    ");
}

#[test]
fn what_says_in_or_out_within_an_item_is_a_lead_in() {
    let text = "Exclusion Criteria:\n\n* Thirst\n* Hunger\n\n  Patients are eligible if all of the following apply:\n\n  * tea\n  * \
                milk\n* Salt";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      * Thirst
      * Hunger
        Patients are eligible if all of the following apply: [all-of]
          * tea
          * milk
      * Salt
    ");
    let text = "Exclusion Criteria:\n\n1. Thirst\n2. Patients may be included if all of the following apply:\n- tea\n- milk\n3. Salt\n\
                4. Hunger.\n\nPatients are eligible if:\n\n- they sleep\n\n5. Sugar";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      1. Thirst
      2. Patients may be included if all of the following apply: [all-of]
        - tea
        - milk
      3. Salt
      4. Hunger.
        Patients are eligible if:
          - they sleep
      5. Sugar
    ");
    let text = "Inclusion Criteria:\n\n1. Adults. Exclusion: mothers.\n2. Tea\n\nExclusion Criteria:\n\n* Controls: Inclusion: \
                healthy. Exclusion: thirsty\n* Salt";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      1. Adults. Exclusion: mothers.
      2. Tea
    OUT Exclusion Criteria:
      * Controls: Inclusion: healthy. Exclusion: thirsty
      * Salt
    ");
}

#[test]
fn a_sentence_inside_an_item_introduces_its_list() {
    let text = "Exclusion Criteria:\n\n1. Prior tea. Guests with the following are eligible:\n\n   * green tea\n2. Thirst. The following are \
                not excluded:\n   - milk\n3. Salt";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      1. Prior tea. Guests with the following are eligible:
        * green tea
      2. Thirst. The following are not excluded:
        - milk
      3. Salt
    ");
}

#[test]
fn a_remark_among_items_is_no_heading_where_a_title_follows() {
    let text = "Inclusion Criteria:\n\nTea. Not eligible: milk only\n\nExcluded: guests with much thirst\n\nSleeps\n\nExclusion \
                Criteria:\n\nHunger";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      Tea. Not eligible: milk only
      Excluded: guests with much thirst
      Sleeps
    OUT Exclusion Criteria:
      Hunger
    ");
    assert_snapshot!(outline("Inclusion Criteria: 1. Tea. 2. Excluded: milk. 3. Sleep. Exclusion Criteria: 1. Thirst"), @r"
    IN Inclusion Criteria:
      1. Tea.
      2. Excluded: milk.
      3. Sleep.
    OUT Exclusion Criteria:
      1. Thirst
    ");
}

#[test]
fn a_glued_title_takes_none_of_the_item_before() {
    let text = "* Adults\n* Aged 18 to 65 years, inclusive Exclusion Criteria:\n* Thirst\n\nInclusion Criteria:\n\n* Green tea \
                Exclusion Criteria:\n* Hunger\n\nInclusion Criteria:\n\n* A score >7) Exclusion Criteria:\n* Sleep\n\nInclusion \
                Criteria:\n\n* Adults\n* Informed Consent Key Exclusion Criteria:\n* Salt";
    assert_snapshot!(outline(text), @r"
    ? -
      * Adults
      * Aged 18 to 65 years, inclusive
    OUT Exclusion Criteria:
      * Thirst
    IN Inclusion Criteria:
      * Green tea
    OUT Exclusion Criteria:
      * Hunger
    IN Inclusion Criteria:
      * A score >7)
    OUT Exclusion Criteria:
      * Sleep
    IN Inclusion Criteria:
      * Adults
      * Informed Consent
    OUT Key Exclusion Criteria:
      * Salt
    ");
}

#[test]
fn labels_and_items_that_look_like_titles() {
    let text = "Inclusion Criteria:\n\n- Adults\n\n- Left tea spoon exclusion: big or small\n\n- Sleep\n\nEligible donors:\n\n1. siblings\n\n\
                Exclusion Criteria:\n\n1. Thirst\n2. Other exclusion criteria\n3. Hunger";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      - Adults
      - Left tea spoon exclusion: big or small
      - Sleep
      Eligible donors:
        1. siblings
    OUT Exclusion Criteria:
      1. Thirst
      2. Other exclusion criteria
      3. Hunger
    ");
}

#[test]
fn a_criterion_worded_like_a_heading_of_the_other_side_is_said() {
    let criteria = parse("Exclusion Criteria:\n\n* Thirst\n\n  Patients are eligible if:\n\n  * tea\n\n* Salt");
    let said: Vec<_> = criteria.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "note[ambiguous-item]: expected a heading, or a criterion in the list around it, found \"Patients are eligible \
          if:\", read as a criterion"
        ]
    );
    // A sentence of the same side says nothing new.
    let criteria = parse("Inclusion Criteria:\n\n* Thirst\n\n  Patients are eligible if:\n\n  * tea\n\n* Salt");
    assert_eq!(criteria.diagnostics, []);
}
