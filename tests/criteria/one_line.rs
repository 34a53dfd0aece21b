//! Lists that were squeezed into one line or paragraph, and the numbers and dashes that are no markers there.

use super::*;

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
fn small_letters_and_numbers_that_run_on() {
    assert_snapshot!(outline("Exclusion criteria:\n\n1. thirst 2. hunger 3. sleep\n\n1. guests aged 18 2. guests with tea 3. all"), @r"
    OUT Exclusion criteria:
      1. thirst
      2. hunger
      3. sleep
      1. guests aged 18
      2. guests with tea
      3. all
    ");
    assert_snapshot!(outline("INCLUSION CRITERIA: 1. Aged 40 2. Tea 3. Cups/pots < 0.70 4. ≥ 2 cups 5. Sleep 6. Milk"), @r"
    IN INCLUSION CRITERIA:
      1. Aged 40
      2. Tea
      3. Cups/pots < 0.70
      4. ≥ 2 cups
      5. Sleep
      6. Milk
    ");
    assert_snapshot!(outline("Inclusion Criteria: i. Tea. ii. Cups of class I, II or III. iii. Milk."), @r"
    IN Inclusion Criteria:
      i. Tea.
      ii. Cups of class I, II or III.
      iii. Milk.
    ");
}

#[test]
fn dashes_without_a_space_and_spaces_that_do_not_break() {
    assert_snapshot!(outline("Inclusion criteria: -Aged 18-60 -BMI > 30 -tea Exclusion criteria: -thirst -hunger"), @r"
    IN Inclusion criteria:
      - Aged 18-60
      - BMI > 30
      - tea
    OUT Exclusion criteria:
      - thirst
      - hunger
    ");
    let text = "Inclusion criteria:\u{a0}*\u{a0}Aged 18\u{a0}*\u{a0}Tea\u{a0}given\u{a0}Exclusion\u{a0}criteria:\u{a0}*\u{a0}Thirst";
    assert_snapshot!(outline(text), @r"
    IN Inclusion criteria:
      * Aged 18
      * Tea given
    OUT Exclusion criteria:
      * Thirst
    ");
}

#[test]
fn three_numbers_that_run_on_are_a_list_behind_any_word() {
    assert_snapshot!(outline("Inclusion Criteria: 1. Aged 18 or over 2. Type 2 thirst 3. Tea"), @r"
    IN Inclusion Criteria:
      1. Aged 18 or over
      2. Type 2 thirst
      3. Tea
    ");
    assert_snapshot!(outline("Inclusion Criteria: 1. Tea below grade 2. Green tea is allowed. 2. Milk 3. Sleep"), @r"
    IN Inclusion Criteria:
      1. Tea below grade 2. Green tea is allowed.
      2. Milk
      3. Sleep
    ");
}
