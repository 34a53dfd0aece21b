//! The rules by which an item finds its list, each on an invented text.

use super::*;

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

#[test]
fn people_and_lead_ins_without_a_colon() {
    assert_snapshot!(outline("Inclusion Criteria:\nPatients\n- Tea\n- Milk\nControls\n- Water\n- Salt"), @r"
    IN Inclusion Criteria:
      Patients
        - Tea
        - Milk
      Controls
        - Water
        - Salt
    ");
    let text = "Exclusion Criteria:\n\nTea (green)\n\nGuests with any of the following conditions\n\n- thirst\n- hunger\n\nSleep\n\nSalt";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      Tea (green)
      Guests with any of the following conditions [any-of]
        - thirst
        - hunger
      Sleep
      Salt
    ");
}

#[test]
fn bullets_of_another_kind_between_two() {
    let text = "Exclusion Criteria:\n\n• Much thirst\n- at night\n- at noon\n• Hunger\n- seldom\n• Sleep";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      • Much thirst
        - at night
        - at noon
      • Hunger
        - seldom
      • Sleep
    ");
}

#[test]
fn a_sentence_that_refers_back_is_a_note() {
    let text = "* Tea of any kind:\n\n  * green\n\n  These must be drunk without sugar.\n* Milk";
    assert_snapshot!(outline(text), @r"
    ? -
      * Tea of any kind:
        * green These must be drunk without sugar.
      * Milk
    ");
}

#[test]
fn numbers_with_a_dash_between_their_parts() {
    assert_snapshot!(outline("1. Tea\n2. Guests who cannot drink it\n   2-1. Aged < 15\n   2-2. Asleep\n3. Milk"), @r"
    ? -
      1. Tea
      2. Guests who cannot drink it
        2-1. Aged < 15
        2-2. Asleep
      3. Milk
    ");
}
