//! Lines that a hard wrap had cut are one paragraph, whatever they begin with; and what else stands for a line break.

use super::*;

#[test]
fn a_marker_alone_below_an_open_sentence_is_its_end() {
    let text = "        Inclusion Criteria:\n\n          -  Cup of at most 25\n             mm.\n\n          -  Thirst of class III or\n             IV.\n\n          \
                -  Guest of tea status\n             0.\n\n          -  Sleeps";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      - Cup of at most 25 mm.
      - Thirst of class III or IV.
      - Guest of tea status 0.
      - Sleeps
    ");
    assert_snapshot!(outline("Inclusion Criteria: 1. Tea. 2. A score of 6 to\n25. 3. Milk."), @r"
    IN Inclusion Criteria:
      1. Tea.
      2. A score of 6 to 25.
      3. Milk.
    ");
}

#[test]
fn a_number_that_the_last_word_owns_begins_no_item() {
    let text = "        Exclusion Criteria:\n\n          -  Has thirst of type\n             1. Type 2 is allowed.\n\n          -  Cups of 0.5\n             - 1.5 \
                litres\n\n          1. Tea below grade\n             2. Green tea is allowed.\n\n          2. Milk";
    assert_snapshot!(outline(text), @r"
    OUT Exclusion Criteria:
      - Has thirst of type 1. Type 2 is allowed.
      - Cups of 0.5 - 1.5 litres
        1. Tea below grade 2. Green tea is allowed.
        2. Milk
    ");
    assert_snapshot!(outline("- Has been drinking tea for at least\n8. weeks\n- Sleeps"), @r"
    ? -
      - Has been drinking tea for at least 8. weeks
      - Sleeps
    ");
}

#[test]
fn a_number_behind_an_item_without_an_end_begins_one() {
    assert_snapshot!(outline("Inclusion Criteria:\n- Drinks tea\n- Sleeps\n3. Walks\n- Sings"), @r"
    IN Inclusion Criteria:
      - Drinks tea
      - Sleeps
      3. Walks
      - Sings
    ");
}

#[test]
fn lower_case_that_hangs_behind_a_marker_goes_on() {
    let text = "1. Has a history of thirst in spite of tea\n   as shown by either:\n   - a cup\n   - a pot\n2. Sleep as measured at\nhome:\n\
                a. early\nb. late\n3. Adults who\n   have one of the following:\n\n   * tea\n   * milk";
    assert_snapshot!(outline(text), @r"
    ? -
      1. Has a history of thirst in spite of tea as shown by either: [any-of]
        - a cup
        - a pot
      2. Sleep as measured at home:
        a. early
        b. late
      3. Adults who have one of the following: [any-of]
        * tea
        * milk
    ");
}

#[test]
fn a_number_goes_on_with_a_sentence_that_needs_one() {
    let text =
        "Inclusion Criteria:\n\nGuests must have had a cup of tea at home within\n72 h of the first visit\n\nSleeps";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      Guests must have had a cup of tea at home within 72 h of the first visit
      Sleeps
    ");
}

#[test]
fn html_breaks_and_tildes_are_line_breaks() {
    assert_snapshot!(outline("Inclusion Criteria:<br/>1. Tea<br />2. Milk<BR>Exclusion Criteria:<br>- Thirst"), @r"
    IN Inclusion Criteria:
      1. Tea
      2. Milk
    OUT Exclusion Criteria:
      - Thirst
    ");
    assert_snapshot!(outline("Inclusion Criteria:~1. Guests~1.1 Aged >18~1.2 Either sex~2. Tea~2.1 Green"), @r"
    IN Inclusion Criteria:
      1. Guests
        1.1 Aged >18
        1.2 Either sex
      2. Tea
        2.1 Green
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
fn signs_at_the_end_or_the_beginning_of_a_line_stay() {
    let text = "        Inclusion Criteria:\n\n          -  Adults with a weight between 50 -\n             90 kg at the visit\n\n          -  Has had at \
                least one anti\n             -Thirst tea\n\n          -  -ve test of tea";
    assert_snapshot!(outline(text), @r"
    IN Inclusion Criteria:
      - Adults with a weight between 50 - 90 kg at the visit
      - Has had at least one anti -Thirst tea
      - -ve test of tea
    ");
}

#[test]
fn short_lines_in_small_letters_are_items() {
    assert_snapshot!(outline("Guests aged 18 years and above\ndocumented taste for green tea\n\nThirst"), @r"
    ? -
      Guests aged 18 years and above
      documented taste for green tea
      Thirst
    ");
    assert_snapshot!(outline("A score of 24 or lower at the visit,\nscore of 30 and below at home,\nno thirst,\nHunger"), @r"
    ? -
      A score of 24 or lower at the visit,
      score of 30 and below at home,
      no thirst,
      Hunger
    ");
}
