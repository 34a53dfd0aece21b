//! The rules of the tree, each on an invented text.

use super::*;

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
fn lists_nest_by_indentation_as_it_stands() {
    let text = "* Teas\n\n  * Black\n\n    * Assam\n  * Green\n* Milk\n\n  * Goat";
    assert_snapshot!(outline(text), @r"
    ? -
      * Teas
        * Black
          * Assam
        * Green
      * Milk
        * Goat
    ");
}

#[test]
fn a_lead_in_takes_a_list_of_its_own() {
    // Without indentation: another marker, or counted from 1 again.
    let text = "1. Drinks any of:\n* Tea\n* Milk\n2. Sleeps at least 2 of the following nights:\n1. Monday\n2. Tuesday\n3. Sunday\n3. Walks";
    assert_snapshot!(outline(text), @r"
    ? -
      1. Drinks any of: [any-of]
        * Tea
        * Milk
      2. Sleeps at least 2 of the following nights: [at least 2]
        1. Monday
        2. Tuesday
        3. Sunday
      3. Walks
    ");
    assert_snapshot!(outline("* Teas such as:\n* Black\n* Green"), @r"
    ? -
      * Teas such as:
      * Black
      * Green
    ");
}

#[test]
fn lists_without_markers_nest_by_indentation() {
    assert_snapshot!(outline("Tea\n    black\n        Assam\n    green\nMilk"), @r"
    ? -
      Tea
        black
          Assam
        green
      Milk
    ");
}

#[test]
fn bullets_of_word_processors_tell_their_depth() {
    assert_snapshot!(outline("• Tea\no black\n▪ Assam\no green\n• Milk\n\nExclusion Criteria:\n\n- Thirst\n-- at night\n- Hunger"), @r"
    ? -
      • Tea
        o black
          ▪ Assam
        o green
      • Milk
    OUT Exclusion Criteria:
      - Thirst
        -- at night
      - Hunger
    ");
}

#[test]
fn numbers_behind_bullets_are_a_list_within_bullets_without() {
    let text = "* Tea. This includes:\n* i. black\n* ii. green\n* Milk\n* i. goats\n* ii. cows\n* Water\n* a) still or b) sparkling";
    assert_snapshot!(outline(text), @r"
    ? -
      * Tea. This includes:
        * i. black
        * ii. green
      * Milk
        * i. goats
        * ii. cows
      * Water
      * a) still or
      b) sparkling
    ");
}

#[test]
fn roman_numbers_behind_letters() {
    let text = "g) Tea\nh) Milk, as follows:\ni. goats\nii. cows\ni) Water\nj) Juice";
    assert_snapshot!(outline(text), @r"
    ? -
      g) Tea
      h) Milk, as follows:
        i. goats
        ii. cows
      i) Water
      j) Juice
    ");
}

#[test]
fn labels_of_people_between_lists() {
    let text = "Inclusion Criteria:\n\nPatients\n\n1. Tea\n2. Milk\n\nControls\n\n1. Water";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      Patients
        1. Tea
        2. Milk
      Controls
        1. Water
    ");
}

#[test]
fn participants_with_a_list_each() {
    let text = "Inclusion Criteria:\n\nPatients with thirst\n\n* Tea\n* Milk\n\nHealthy volunteers\n\n* Water\n\nExclusion Criteria:\n\n\
                Patients with hunger\n\n* Sleep";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      Patients with thirst
        * Tea
        * Milk
      Healthy volunteers
        * Water
    OUT Exclusion Criteria:
      Patients with hunger
      * Sleep
    ");
}

#[test]
fn a_wrapped_number_belongs_to_its_sentence() {
    let text = "* Drinks tea for at least\n8. weeks\n* Knows teas such as\n  green\n* Cups (of at most\n80)\n* Milk";
    assert_snapshot!(outline(text), @r"
    ? -
      * Drinks tea for at least 8. weeks
      * Knows teas such as green
      * Cups (of at most 80)
      * Milk
    ");
}

#[test]
fn the_outer_marker_returns_behind_unmarked_items() {
    let text =
        "* Tea\n* Cups, defined as follows:\n\nHandle\n\nSaucer\n\n* Milk\n\nGuests must like it\n\n* Water\n* Juice";
    assert_snapshot!(outline(text), @r"
    ? -
      * Tea
      * Cups, defined as follows:
        Handle
        Saucer
      * Milk
      Guests must like it
      * Water
      * Juice
    ");
}

#[test]
fn a_converter_counts_each_list_anew() {
    let text = "1. Tea:\n\n* black\n* green\n\n1. Milk of:\n\na. goats\n\nb. cows\n\n1. Water";
    assert_snapshot!(outline(text), @r"
    ? -
      1. Tea:
        * black
        * green
      1. Milk of:
        a. goats
        b. cows
      1. Water
    ");
}

#[test]
fn numbers_of_two_lists_are_told_apart() {
    // The inner list has a 3 if another 3 follows.
    let text = "1. Tea\n2. Milk as in:\n\n1\\. Goat. 2. Cow.\n\n3\\. Sheep.\n\n3\\. Water. 4. Juice.";
    assert_snapshot!(outline(text), @r"
    ? -
      1. Tea
      2. Milk as in:
        1. Goat.
        2. Cow.
        3. Sheep.
      3. Water.
      4. Juice.
    ");
    let text = "1. Tea\n2. Milk as in:\n1. Goat\n2. Cow\n3. Water\n4. Juice";
    assert_snapshot!(outline(text), @r"
    ? -
      1. Tea
      2. Milk as in:
        1. Goat
        2. Cow
      3. Water
      4. Juice
    ");
}

#[test]
fn a_number_of_the_outer_list_returns_to_it_over_a_list_that_lost_its_indentation() {
    let text = "          1. Tea\n\n          2. Milk of:\n\n               1. goats\n\n               2. cows:\n\n               i. \
                brown\n\n        ii. white\n\n          3. Water";
    assert_snapshot!(outline(text), @r"
    ? -
      1. Tea
      2. Milk of:
        1. goats
        2. cows:
          i. brown
          ii. white
      3. Water
    ");
}

#[test]
fn numbers_on_one_line_run_on() {
    let text = "Exclusion Criteria: 1. Grade 2. 3 weeks of thirst. 2. Hunger 3. Sleep since Day 1. Up to 2 cups.\n\n4. Tea 5. Milk, i.e. 6 cups";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      1. Grade 2. 3 weeks of thirst.
      2. Hunger
      3. Sleep since Day 1. Up to 2 cups.
      4. Tea
      5. Milk, i.e. 6 cups
    ");
}

#[test]
fn numbers_behind_numbers_on_one_line() {
    let text = "Inclusion Criteria: 1. Cups > 18 2. Tea\n\nExclusion Criteria: 1- Cups over 18 2- Thirst 3- Hunger";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      1. Cups > 18
      2. Tea
    OUT Exclusion Criteria:
      1- Cups over 18
      2- Thirst
      3- Hunger
    ");
    assert_snapshot!(outline("* Meets criterion A. B. and C. of tea\n* Vitamin A. B. or D"), @r"
    ? -
      * Meets criterion A. B. and C. of tea
      * Vitamin A. B. or D
    ");
}

#[test]
fn a_number_of_a_unit_or_of_a_word_is_no_marker() {
    let text = "Exclusion Criteria: 1. Thirst for less than 12 weeks 2. Hunger within 6 months 3. Tea of grade B or C. 4. Table 5. Sugar";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      1. Thirst for less than 12 weeks
      2. Hunger within 6 months
      3. Tea of grade B or C.
      4. Table 5. Sugar
    ");
    // A number in parentheses is no word's.
    assert_snapshot!(outline("(1) Tea in the last year (2) Milk for 3 days (3) Water since day (4) Juice"), @r"
    ? -
      (1) Tea in the last year
      (2) Milk for 3 days
      (3) Water since day
      (4) Juice
    ");
}

#[test]
fn a_list_within_a_list_on_one_line() {
    let text = "Exclusion Criteria: 1. Thirst 2. Drinks: a) tea b) milk 3. Hunger\n\nInclusion Criteria: 1. Milk of: - goats - cows 2. Tea";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      1. Thirst
      2. Drinks:
        a) tea
        b) milk
      3. Hunger
    IN Inclusion Criteria:
      1. Milk of:
        - goats
        - cows
      2. Tea
    ");
    assert_snapshot!(outline("* Cup: \\- handle \\< 2 cm \\- size \\> 40 \\- lid\n* Spoon"), @r"
    ? -
      * Cup:
        - handle < 2 cm
        - size > 40
        - lid
      * Spoon
    ");
}

#[test]
fn a_product_or_a_range_on_one_line_is_no_list() {
    let text =
        "Inclusion Criteria: * Cells of 30 * 10^9/L * Enzymes 2.5 * upper limit or 1.5 * ULN * Age 18 - 65 * Tea";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      * Cells of 30 * 10^9/L
      * Enzymes 2.5 * upper limit or 1.5 * ULN
      * Age 18 - 65
      * Tea
    ");
}

#[test]
fn bullets_on_one_line_need_no_first_one() {
    assert_snapshot!(outline("Inclusion Criteria: Tea * Milk for 3 months * Water"), @r"
    IN Inclusion Criteria:
      Tea
      * Milk for 3 months
      * Water
    ");
}

#[test]
fn lists_within_a_sentence_are_children() {
    let text = "* Has a (1) cup, (2) spoon, and (3) plate\n* Has one of: (a) thirst; (b) hunger, or (c) both\n* Reads (a. books b. maps) aloud\n* Sings: ① high; ② low";
    assert_snapshot!(outline(text), @r"
    ? -
      * Has a [all-of]
        (1) cup,
        (2) spoon, and
        (3) plate
      * Has one of: [any-of]
        (a) thirst;
        (b) hunger, or
        (c) both
      * Reads (a. books b. maps) aloud
      * Sings:
        ① high;
        ② low
    ");
}

#[test]
fn dashes_stuck_to_sentences() {
    let text =
        "Inclusion Criteria:\n\n* Has a long history of thirst.-Sleeps well.\n* Tea of type B.-Cups; no.-Saucers";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      * Has a long history of thirst.
      - Sleeps well.
      * Tea of type B.-Cups; no.-Saucers
    ");
}

#[test]
fn dashes_on_one_line() {
    let text =
        "Inclusion Criteria:- Drinks milk- Sleeps well Exclusion Criteria: - thirst - short- and long-term hunger";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      - Drinks milk
      - Sleeps well
    OUT Exclusion Criteria:
      - thirst
      - short- and long-term hunger
    ");
}

#[test]
fn markers_of_all_kinds() {
    let text = "1) Tea\n\n   a) black\n   b) green\n\n      i. hot\n      ii. iced\n2) Milk\n\n   (1) goat\n   (2) cow\n3) Water\n\n   3.1 Still\n   3.2 \
                Sparkling\n4) Juice\n\n   • fresh\n   • dry";
    assert_snapshot!(outline(text), @r"
    ? -
      1) Tea
        a) black
        b) green
          i. hot
          ii. iced
      2) Milk
        (1) goat
        (2) cow
      3) Water
        3.1 Still
        3.2 Sparkling
      4) Juice
        • fresh
        • dry
    ");
}

#[test]
fn numbers_with_parts_stand_below_their_number() {
    let text = "2. Tea\n2.1 Black\n2.2 Green\n2.2.1 Sencha\n2.2.2 Matcha\n3. Milk";
    assert_snapshot!(outline(text), @r"
    ? -
      2. Tea
        2.1 Black
        2.2 Green
          2.2.1 Sencha
          2.2.2 Matcha
      3. Milk
    ");
}

#[test]
fn a_number_with_a_letter_stands_below_its_number() {
    assert_snapshot!(outline("1. Tea\n1a. Black\n1b. Green\n2. Milk\n2.a. goats\n2.b. cows\n3. Water"), @r"
    ? -
      1. Tea
        1a. Black
        1b. Green
      2. Milk
        2.a. goats
        2.b. cows
      3. Water
    ");
}

#[test]
fn markers_closed_twice() {
    assert_snapshot!(outline("1.) Tea\n2.) Milk of:\na.) goats\nb.) cows\n3.) Water: 1). still; 2). sparkling\n\n4.- Juice\n5.- Wine"), @r"
    ? -
      1.) Tea
      2.) Milk of:
        a.) goats
        b.) cows
      3.) Water:
        1). still;
        2). sparkling
      4.- Juice
      5.- Wine
    ");
}

#[test]
fn letters_go_on_behind_z() {
    assert_snapshot!(outline("n. Tea\no. Milk\np. Water\nz. Juice\naa. Wine\nbb. Beer"), @r"
    ? -
      n. Tea
      o. Milk
      p. Water
      z. Juice
      aa. Wine
      bb. Beer
    ");
}

#[test]
fn two_markers_at_one_place_are_one() {
    assert_snapshot!(outline("* 1\\. Tea\n* 2\\. Milk\n\n3\\. Water"), @r"
    ? -
      * 1. Tea
      * 2. Milk
      3. Water
    ");
}

#[test]
fn slips_of_the_pen_in_numbers() {
    assert_snapshot!(outline("1. Tea\n2. Milk\n\n3 Water is drunk\n\n4 .Juice\n\n5. Wine. 6,. Beer\n\n8. Ale"), @r"
    ? -
      1. Tea
      2. Milk
      3 Water is drunk
      4 . Juice
      5. Wine.
      6,. Beer
      8. Ale
    ");
}

#[test]
fn a_number_at_the_beginning_of_a_text_is_no_marker() {
    assert_snapshot!(outline("* 18 years or more\n* 1.5 cups\n* E. coli\n* 18-75 years"), @r"
    ? -
      * 18 years or more
      * 1.5 cups
      * E. coli
      * 18-75 years
    ");
}

#[test]
fn notes_belong_to_the_item_before() {
    let text =
        "* Tea\\*\n\n\\* as defined by the house\n\n* Milk\n\nA cup is 200 ml.\n\n* Water\n\nOther criteria may apply.";
    assert_snapshot!(outline(text), @r"
    ? -
      * Tea* * as defined by the house
      * Milk A cup is 200 ml.
      * Water Other criteria may apply.
    ");
}

#[test]
fn one_paragraph_behind_a_marked_lead_in_ends_its_sentence() {
    let text = "* Any need that may interfere with:\n\nsleep, the drinking of tea.\n\n* One of these teas:\n\nGreen tea\n\nBlack tea\n\n* Milk";
    assert_snapshot!(outline(text), @r"
    ? -
      * Any need that may interfere with: sleep, the drinking of tea.
      * One of these teas: [any-of]
        Green tea
        Black tea
      * Milk
    ");
}

#[test]
fn bare_markers_are_no_items() {
    let text = "Inclusion Criteria:\n\n-\n\n* None\n* Tea -\n*";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      * None
      * Tea
    ");
    assert_eq!(parse(text).unplaced.len(), 3);
}

#[test]
fn paragraphs_without_markers() {
    let text = "INCLUSION CRITERIA\n\nDrinks tea.\n\nSleeps well (at night).\n\nEXCLUSION CRITERIA\n\nThirst.";
    assert_snapshot!(outline(text), @r"
    IN INCLUSION CRITERIA
      Drinks tea.
      Sleeps well (at night).
    OUT EXCLUSION CRITERIA
      Thirst.
    ");
}

#[test]
fn an_unmarked_lead_in_interrupts_a_marked_list() {
    let text = "* Tea\n\nFor guests of the house:\n\nKnows the host.\n\nHas been invited.\n\n* Milk";
    assert_snapshot!(outline(text), @r"
    ? -
      * Tea
      For guests of the house:
        Knows the host.
        Has been invited.
      * Milk
    ");
}

#[test]
fn labels_in_capitals() {
    let text = "TEA CHARACTERISTICS:\n\n* Green\n\nGUEST CHARACTERISTICS:\n\nAge\n\n* 18 and over\n\nSleep\n\n* Not specified\n\nPRIOR DRINKS:\n\n* None";
    assert_snapshot!(outline(text), @r"
    ? -
      TEA CHARACTERISTICS:
        * Green
      GUEST CHARACTERISTICS:
        Age
          * 18 and over
        Sleep
          * Not specified
      PRIOR DRINKS:
        * None
    ");
    // With colons they are labels as well, and nothing says that one stands below the other.
    let text =
        "GUEST CHARACTERISTICS:\n\nAge:\n\n* 18 and over\n\nSleep:\n\n* Not specified\n\nPRIOR DRINKS:\n\n* None";
    assert_snapshot!(outline(text), @r"
    ? -
      GUEST CHARACTERISTICS:
      Age:
        * 18 and over
      Sleep:
        * Not specified
      PRIOR DRINKS:
        * None
    ");
}

#[test]
fn hard_wraps_of_the_legacy_xml() {
    let text = "\n        Inclusion Criteria:\n\n          1. Has been drinking tea for at least six months, at home or at the house of a\n             \
                friend, and likes it\n\n          2. Sleeps, by which is meant that the guest has slept for at least two of the last\n             \
                three nights:\n\n               -  in a bed\n\n               -  or on a sofa which is known to the house\n\n         10. Walks\n\n        \
                Exclusion Criteria:\n\n        Thirst, unless it was caused by the tea that was drunk on the day before the first of\n        \
                the visits\n      ";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      1. Has been drinking tea for at least six months, at home or at the house of a friend, and likes it
      2. Sleeps, by which is meant that the guest has slept for at least two of the last three nights:
        - in a bed
        - or on a sofa which is known to the house
      10. Walks
    OUT Exclusion Criteria:
      Thirst, unless it was caused by the tea that was drunk on the day before the first of the visits
    ");
}

#[test]
fn combinations() {
    let text = "1. Meets all of the following criteria:\n   * a\n2. None of the following:\n   * b\n3. No more than one of these criteria:\n   * c\n4. \
                Tea with\n   * milk; or\n   * sugar\n5. Sleep with\n   * a pillow and\n   * a blanket\n6. Other teas:\n   * green";
    assert_snapshot!(outline(text), @r"
    ? -
      1. Meets all of the following criteria: [all-of]
        * a
      2. None of the following: [at most 0]
        * b
      3. No more than one of these criteria: [at most 1]
        * c
      4. Tea with [any-of]
        * milk; or
        * sugar
      5. Sleep with [all-of]
        * a pillow and
        * a blanket
      6. Other teas:
        * green
    ");
}

#[test]
fn text_is_decoded_and_spans_are_raw() {
    let text = "* ANC \\>= 1.5 x 10\\^9/L &amp; rate \\&#8805; 5";
    let criteria = parse(text);
    let item = &criteria.groups[0].items[0];
    assert_eq!(item.text, "ANC >= 1.5 x 10^9/L & rate ≥ 5");
    assert_eq!(&text[item.span.range()], text);
}
