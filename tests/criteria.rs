//! Eligibility criteria as a tree: the rules on invented texts, and the promises that hold for any text.
//!
//! `tests/criteria/readings.tsv` holds readings of real texts that were made without the library: see
//! `real_texts_are_read_as_others_read_them`.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stderr)]

mod support;

use ctgov::criteria::{Combination, Criteria, Item, Kind, parse};
use insta::assert_snapshot;
use proptest::prelude::*;

/// The tree as an outline: a line for each heading and item, `*` for bullets of all kinds.
fn outline(text: &str) -> String {
    let criteria = parse(text);
    assert_covered(text, &criteria);
    let mut lines = Vec::new();
    for group in &criteria.groups {
        let kind = match group.kind {
            Kind::Inclusion => "IN",
            Kind::Exclusion => "OUT",
            Kind::Unspecified => "?",
        };
        let qualifier = group.qualifier.as_ref().map_or_else(String::new, |words| format!(" ({words})"));
        let combination = said(group.combination);
        lines.push(format!("{kind}{qualifier}{combination} {}", group.heading.as_deref().unwrap_or("-")));
        group.items.iter().for_each(|item| outline_item(item, 1, &mut lines));
    }
    lines.join("\n")
}

fn outline_item(item: &Item, depth: usize, lines: &mut Vec<String>) {
    let marker = item.marker.as_ref().map_or_else(String::new, |marker| format!("{marker} "));
    lines.push(format!("{}{marker}{}{}", "  ".repeat(depth), item.text, said(item.combination)));
    item.items.iter().for_each(|item| outline_item(item, depth + 1, lines));
}

fn said(combination: Option<Combination>) -> String {
    match combination {
        Some(Combination::AtLeast(threshold)) => format!(" [at least {threshold}]"),
        Some(Combination::AtMost(threshold)) => format!(" [at most {threshold}]"),
        Some(combination) => format!(" [{}]", combination.as_str()),
        None => String::new(),
    }
}

/// Each character that is not white space stands in one heading, one item or one unplaced piece.
fn assert_covered(text: &str, criteria: &Criteria) {
    let headings = criteria.groups.iter().filter_map(|group| group.span);
    let items = criteria.items().map(|(_, _, item)| item.span);
    let mut spans: Vec<_> = headings.chain(items).chain(criteria.unplaced.iter().copied()).collect();
    spans.sort_unstable();
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end, "{span:?} begins before {end} in {text:?}");
        assert!(span.end > span.start, "{span:?} is empty in {text:?}");
        let between = text.get(end..span.start).unwrap_or_else(|| panic!("{span:?} cuts a character of {text:?}"));
        assert!(between.trim().is_empty(), "{between:?} is lost from {text:?}");
        end = span.end;
    }
    assert!(text.get(end..).unwrap().trim().is_empty(), "{:?} is lost from {text:?}", &text[end..]);
}

mod rules {
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
        let text = "* Tea\\*\n\n\\* as defined by the house\n\n* Milk\n\nA cup is 200 ml.\n\n* Water\n\nOther criteria may apply.";
        assert_snapshot!(outline(text), @r"
        ? -
          * Tea* * as defined by the house
          * Milk A cup is 200 ml.
          * Water Other criteria may apply.
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
}

mod notations {
    use super::*;

    /// A criterion of an invented study: its text, and those of the list that it introduces.
    #[derive(Clone, Debug)]
    struct Node {
        words: String,
        below: Vec<Self>,
    }

    fn words() -> impl Strategy<Value = String> {
        // Long enough to be wrapped, and no word that a heading or a lead-in has.
        proptest::collection::vec(
            proptest::sample::select(vec![
                "Tea",
                "milk",
                "water",
                "daily",
                "Thirst",
                "at home",
                "since May",
                "≥ 18 cups",
                "(green)",
                "5 g/dL",
                "sleep",
                "walks",
            ]),
            2..24,
        )
        .prop_map(|words| words.join(" "))
    }

    fn node(depth: u32) -> BoxedStrategy<Node> {
        let leaf = words().prop_map(|words| Node { words: words + ".", below: Vec::new() });
        if depth == 0 {
            return leaf.boxed();
        }
        let parent = (words(), proptest::collection::vec(node(depth - 1), 1..5))
            .prop_map(|(words, below)| Node { words: words + " such as:", below });
        prop_oneof![3 => leaf, 1 => parent].boxed()
    }

    /// How lists of a depth are marked: each depth by its own kind, so that a page that lost its indentation still
    /// tells them.
    fn marker(depth: usize, index: usize, bullet: char) -> String {
        match depth {
            0 => format!("{}.", index + 1),
            1 => bullet.to_string(),
            _ => format!("{})", char::from(b'a' + u8::try_from(index).unwrap())),
        }
    }

    fn escaped(text: &str) -> String {
        text.replace('<', "\\<").replace('>', "\\>")
    }

    /// The API's Markdown: nested lists indented by the width of the marker, behind a blank line.
    fn markdown(nodes: &[Node], depth: usize, indent: usize, out: &mut String) {
        for (index, node) in nodes.iter().enumerate() {
            let marker = marker(depth, index, '*');
            *out += &format!("{:indent$}{marker} {}\n", "", escaped(&node.words));
            if !node.below.is_empty() {
                out.push('\n');
                markdown(&node.below, depth + 1, indent + marker.len() + 1, out);
            }
        }
    }

    /// A page: the same lines without their indentation.
    fn page(markdown: &str) -> String {
        markdown.lines().map(str::trim_start).collect::<Vec<_>>().join("\n")
    }

    /// The legacy XML: 100 columns, lists at 10, 15, 20, and a blank line between items.
    fn legacy(nodes: &[Node], depth: usize, out: &mut String) {
        for (index, node) in nodes.iter().enumerate() {
            let column = 10 + 5 * depth;
            let lead = match depth {
                0 => format!("{:>width$}. ", index + 1, width = column + 1),
                1 => format!("{:column$}-  ", ""),
                _ => format!("{:column$}{} ", "", marker(depth, index, '-')),
            };
            wrapped(&node.words, &lead, lead.chars().count(), out);
            legacy(&node.below, depth + 1, out);
        }
    }

    fn wrapped(words: &str, lead: &str, column: usize, out: &mut String) {
        let mut line = lead.to_owned();
        for word in words.split(' ') {
            if line.trim_end().chars().count() + 1 + word.chars().count() > 100 {
                *out += &format!("{}\n", line.trim_end());
                line = " ".repeat(column);
            }
            line += &format!("{word} ");
        }
        *out += &format!("{}\n\n", line.trim_end());
    }

    /// Kind, and depth, numbers and text of each item; bullets are written differently.
    fn tree(text: &str) -> Vec<(Kind, usize, String, String)> {
        let criteria = parse(text);
        assert_covered(text, &criteria);
        let marker = |item: &Item| item.marker.clone().unwrap_or_default().replace(['*', '-'], "•");
        criteria.items().map(|(group, depth, item)| (group.kind, depth, marker(item), item.text.clone())).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn four_notations_of_the_same_criteria_give_the_same_tree(
            inclusion in proptest::collection::vec(node(2), 1..7),
            exclusion in proptest::collection::vec(node(2), 1..7),
        ) {
            let mut api = String::new();
            let mut xml = String::new();
            for (heading, nodes) in [("Inclusion Criteria:", &inclusion), ("Exclusion Criteria:", &exclusion)] {
                api += &format!("{heading}\n\n");
                markdown(nodes, 0, 0, &mut api);
                api.push('\n');
                xml += &format!("\n        {heading}\n\n");
                legacy(nodes, 0, &mut xml);
            }
            let tilde = api.trim_end().replace("\n ", "~").replace("\n\n", "~").replace('\n', "~");
            let expected = tree(&api);
            let mut count = 0;
            let mut queue: Vec<&Node> = inclusion.iter().chain(&exclusion).collect();
            while let Some(node) = queue.pop() {
                count += 1;
                queue.extend(&node.below);
            }
            prop_assert_eq!(expected.len(), count);
            prop_assert_eq!(&tree(&page(&api)), &expected, "page:\n{}", page(&api));
            prop_assert_eq!(&tree(&xml), &expected, "xml:\n{}", xml);
            prop_assert_eq!(&tree(&tilde), &expected, "tilde:\n{}", tilde);
            prop_assert_eq!(&tree(&api.replace('\n', "\r\n")), &expected);
        }

        /// An item's own text, read alone, is one item with the same text: also that of a lead-in, without its list.
        #[test]
        fn an_item_read_alone_is_itself(nodes in proptest::collection::vec(node(2), 1..7)) {
            let mut api = String::new();
            markdown(&nodes, 0, 0, &mut api);
            for (_, _, item) in parse(&api).items() {
                let own = &api[item.span.range()];
                let again = parse(own);
                prop_assert_eq!(again.groups.len(), 1);
                let [alone] = &again.groups[0].items[..] else { panic!("{own:?} is {:?}", again.groups) };
                prop_assert_eq!((&alone.text, &alone.marker), (&item.text, &item.marker));
                prop_assert_eq!(alone.span.range(), 0..own.len());
                prop_assert!(alone.items.is_empty());
            }
        }
    }
}

mod any_text {
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn nothing_is_lost(text in "([ \n~*().:;,\\\\&-]|[0-3ab ivx]|•|①|\u{feff}|\u{a0}|é|Inclusion Criteria:|EXCLUSION|such as|If any of the following|\r\n|  \\* |\n\n1\\. | 2\\. ){0,60}") {
            assert_covered(&text, &parse(&text));
        }

        #[test]
        fn nothing_is_lost_of_any_characters(text in any::<String>()) {
            assert_covered(&text, &parse(&text));
        }
    }

    /// Texts in which each rule has something to do.
    const TEXT: &str = "Inclusion Criteria:\n\n* Tea, any of:\n\n  1. black\n  2. green; 3. white (a. old b. new)\n\nFor guests:\n\n- known - \
                        invited\n\n8. Milk 9. Water\n\nNote: cups\n\nPatients are not eligible if:\n\ni) thirst\n   ii) hunger Exclusion \
                        Criteria: sleep";

    #[test]
    fn nothing_is_lost_of_a_damaged_text() {
        let chars: Vec<char> = TEXT.chars().collect();
        for at in 0..=chars.len() {
            let prefix: String = chars[..at].iter().collect();
            assert_covered(&prefix, &parse(&prefix));
            for new in ["", "\n", " ", "*", "1. ", ":", "~", "(", "\u{200b}"] {
                let rest = chars.get(at + 1..).unwrap_or_default();
                let changed = prefix.clone() + new + &rest.iter().collect::<String>();
                assert_covered(&changed, &parse(&changed));
            }
        }
        let tilde = TEXT.replace('\n', "~");
        assert_covered(&tilde, &parse(&tilde));
    }

    #[test]
    fn deep_lists_are_bounded() {
        let staircase: String = (0..10_000).map(|depth| format!("{}* Tea\n", "  ".repeat(depth % 4_000))).collect();
        let letters: String = (0..10_000).map(|depth| format!("{}a. Tea:\n", " ".repeat(depth % 900 * 3))).collect();
        for text in [staircase, letters] {
            let criteria = parse(&text);
            assert_covered(&text, &criteria);
            assert_eq!(criteria.items().map(|(_, depth, _)| depth).max(), Some(31));
            assert!(criteria.diagnostics.iter().any(|diagnostic| diagnostic.code.as_str() == "deep-list"));
            // A tree that deep is written and read again.
            let json = serde_json::to_string(&criteria).unwrap();
            assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        }
    }

    #[test]
    fn large_texts_are_read_in_proportion() {
        // Each of these would take hours if a step looked at the whole text for each of its parts.
        for part in [
            "1. ",
            "* ",
            "a) b) ",
            "(",
            "1. x ",
            "Exclusion ",
            "EXCLUSION CRITERIA: ",
            "riterite",
            "; 2. x",
            "- x",
            "~",
            "\\* x\n",
            "x\n\n",
            "•",
            "i. I. ",
            "1.1 x\n",
            "2.1. x\n3.1. x\n",
            "Inclusion Criteria:\n",
            "Patients must meet the following:\n\n",
            "\n ",
            "x (",
            "1) ",
            "e.g. ",
        ] {
            let text = part.repeat(400_000 / part.len());
            assert_covered(&text, &parse(&text));
            let text = format!("1. {text}");
            assert_covered(&text, &parse(&text));
        }
    }
}

mod real {
    use std::{collections::BTreeMap, fs, path::Path};

    use super::*;
    use crate::support::{real_corpus, sorted};

    /// The criteria of each real record, by its number and the format.
    fn texts(test: &str) -> Option<BTreeMap<(String, &'static str), String>> {
        let corpus = real_corpus(test)?;
        if !corpus.join("api-v2").is_dir() || !corpus.join("legacy-xml").is_dir() {
            eprintln!("SKIPPED {test}: {} has no folders api-v2 and legacy-xml", corpus.display());
            return None;
        }
        let mut texts = BTreeMap::new();
        for folder in ["api-v2", "api-v2-partial"].map(|folder| corpus.join(folder)) {
            for file in if folder.is_dir() { sorted(&folder) } else { Vec::new() } {
                let Ok(json) = serde_json::from_slice::<serde_json::Value>(&fs::read(&file).unwrap()) else { continue };
                if let Some(text) = member(&json, "eligibilityCriteria") {
                    texts.insert((stem(&file), "api"), text.to_owned());
                }
            }
        }
        for file in sorted(&corpus.join("legacy-xml")) {
            let xml = fs::read_to_string(&file).unwrap();
            let block = xml.split_once("<criteria>").and_then(|(_, rest)| rest.split_once("</criteria>"));
            let block = block.and_then(|(block, _)| block.split_once("<textblock>")?.1.split_once("</textblock>"));
            if let Some((block, _)) = block {
                let decoded =
                    block.replace("\r\n", "\n").replace("&#xD;", "\r").replace("&lt;", "<").replace("&gt;", ">");
                let decoded = decoded.replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&");
                texts.insert((stem(&file), "xml"), decoded);
            }
        }
        assert!(texts.len() > 600, "expected the criteria of real records, found {}", texts.len());
        Some(texts)
    }

    fn stem(file: &Path) -> String {
        file.file_stem().unwrap().to_string_lossy().into_owned()
    }

    fn member<'v>(value: &'v serde_json::Value, name: &str) -> Option<&'v str> {
        match value {
            serde_json::Value::Object(members) => {
                let own = members.get(name).and_then(serde_json::Value::as_str);
                own.or_else(|| members.values().find_map(|value| member(value, name)))
            }
            serde_json::Value::Array(values) => values.iter().find_map(|value| member(value, name)),
            _ => None,
        }
    }

    /// FNV-1a.
    fn hash(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// A tree as a line of `readings.tsv` has it: the kind and place of each heading, then each item's place with a dot
    /// for each level.
    fn places(criteria: &Criteria) -> String {
        let mut words = Vec::new();
        for group in &criteria.groups {
            let kind = match group.kind {
                Kind::Inclusion => 'I',
                Kind::Exclusion => 'E',
                Kind::Unspecified => 'U',
            };
            words.push(format!("{kind}{}", group.span.map_or_else(String::new, |span| span.start.to_string())));
            words.extend(group.walk().map(|(depth, item)| format!("{}{}", item.span.start, ".".repeat(depth))));
        }
        words.join(" ")
    }

    /// Where the library reads a text in another way than the others did, and why.
    const DIFFERENT: [(&str, &str, &str); 7] = [
        ("NCT00655590", "api", "a dash glued to a word, `word- Next`, begins an item"),
        ("NCT00657644", "api", "a number glued to a full stop, `word.9. Next`, begins none"),
        ("NCT01174550", "xml", "a list within parentheses that are never closed"),
        ("NCT02724163", "api", "a note with no item before it is an item"),
        ("NCT03566914", "api", "a dash behind a full stop, `. - They`, begins an item"),
        ("NCT04710303", "xml", "a label within a list that counts on behind it"),
        ("NCT06347575", "api", "a note with no item before it is an item, a quotation behind a colon a child"),
    ];

    /// 206 texts were read by language models that had the rules and the text, and neither this library nor what it
    /// gives; kept are the record's number, a hash of the text, and places. Two places of NCT02438137, which stood a
    /// line too low, are corrected. By kind of trouble:
    ///
    /// - one line: NCT00663728, NCT00665340; numbers run on inline: NCT02390960, NCT04204473, NCT04214535, NCT07134413, NCT02958956;
    /// - broken, restarted or mixed numbering: NCT03416231, NCT03642366, NCT04691388, NCT05739409, NCT06029816, NCT04886388, NCT05587465,
    ///   NCT04948307, NCT01515527;
    /// - several groups, cohorts and parts: NCT02724163, NCT05208814, NCT05921903, NCT05897541, NCT05507827, NCT05160233, NCT01220531,
    ///   NCT01357915, NCT06413225, NCT05086315;
    /// - no headings: NCT00057759, NCT00084552, NCT01194648, NCT06490887, NCT00001444, NCT02782117;
    /// - headings that are sentences, glued or odd: NCT00654914, NCT00668135, NCT02472431, NCT04341025, NCT06004388, NCT06136936;
    /// - paragraphs without markers: NCT00042536, NCT02348489, NCT04664634, NCT06264635, NCT04349059;
    /// - hard wraps of the legacy XML: all with `xml`; deep nesting: NCT00351065, NCT05086315.
    #[test]
    fn real_texts_are_read_as_others_read_them() {
        let Some(texts) = texts("real_texts_are_read_as_others_read_them") else { return };
        let (mut read, mut different) = (0, Vec::new());
        for line in include_str!("criteria/readings.tsv").lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [number, format, hashed, expected] = fields[..] else { panic!("{line}") };
            let format = if format == "api" { "api" } else { "xml" };
            let Some(text) = texts.get(&(number.to_owned(), format)) else {
                panic!("{number} is no record of the corpus")
            };
            assert_eq!(format!("{:016x}", hash(text)), hashed, "{number}: another text");
            read += 1;
            if places(&parse(text)) != expected {
                different.push((number, format));
            }
        }
        assert!(read >= 206, "{read}");
        let known: Vec<_> = DIFFERENT.iter().map(|(number, format, _)| (*number, *format)).collect();
        assert_eq!(different, known);
    }

    #[test]
    fn nothing_is_lost_of_real_texts() {
        let Some(texts) = texts("nothing_is_lost_of_real_texts") else { return };
        for text in texts.values() {
            let lines: Vec<&str> = text.lines().collect();
            let one = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut variants = vec![text.clone(), text.replace('\n', "\r\n"), text.trim().replace('\n', "~"), one];
            for at in 0..lines.len() {
                let dropped = lines.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, line)| *line);
                variants.push(dropped.collect::<Vec<_>>().join("\n"));
                let doubled = lines
                    .iter()
                    .enumerate()
                    .flat_map(|(index, line)| std::iter::repeat_n(*line, 1 + usize::from(index == at)));
                variants.push(doubled.collect::<Vec<_>>().join("\n"));
                variants.push(lines[..at].join("\n"));
            }
            for variant in variants {
                assert_covered(&variant, &parse(&variant));
            }
        }
    }
}

/// The test cases of two other criteria splitters, which lie beside the real records.
mod peers {
    use std::fs;

    use serde_json::Value;

    use super::*;
    use crate::support::real_corpus;

    fn cases(test: &str, file: &str) -> Vec<Value> {
        let Some(corpus) = real_corpus(test) else { return Vec::new() };
        let file = corpus.join("../peers").join(file);
        if !file.is_file() {
            eprintln!("SKIPPED {test}: {} is not there", file.display());
            return Vec::new();
        }
        let cases: Vec<Value> = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        assert!(!cases.is_empty());
        cases
    }

    fn strings(value: &Value) -> Vec<&str> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The texts of all items of a kind, without the punctuation at their end, which that peer strips.
    fn texts(criteria: &Criteria, kinds: &[Kind]) -> Vec<String> {
        let of_kind = criteria.items().filter(|(group, ..)| kinds.contains(&group.kind));
        of_kind.map(|(_, _, item)| item.text.trim_end_matches(['.', ',', ':', ';']).to_owned()).collect()
    }

    /// Where the tree has something else than that splitter's own tests, and why.
    const DIFFERENT_FROM_CTPROC: [(&str, &str); 4] = [
        ("test_sub_numbers", "the remark behind the lists is kept, with the item before it"),
        ("test_headers", "the labels in capitals are kept, and say neither in nor out"),
        ("test_individually_labelled", "the label of each item is kept: it is text of the record"),
        ("test_exc_in_inc", "the peer loses the first word of a criterion, as its author says"),
    ];

    #[test]
    fn cases_of_ctproc() {
        let mut different = Vec::new();
        let cases = cases("cases_of_ctproc", "ctproc-eligibility.json");
        for case in &cases {
            let criteria = parse(case["input"].as_str().unwrap());
            let name = case["name"].as_str().unwrap().to_owned();
            let inclusion = texts(&criteria, &[Kind::Inclusion, Kind::Unspecified]);
            let exclusion = texts(&criteria, &[Kind::Exclusion]);
            // The peer loses the word "include" wherever it stands, as its author says of this case.
            let said = |texts: Vec<String>| match &*name {
                "test_dash_and_header" => {
                    texts.into_iter().map(|text| text.replace("only include ", "only ")).collect()
                }
                _ => texts,
            };
            if said(inclusion) != strings(&case["inclusion"]) || said(exclusion) != strings(&case["exclusion"]) {
                different.push(name);
            }
        }
        if !cases.is_empty() {
            assert_eq!(different, DIFFERENT_FROM_CTPROC.map(|(name, _)| name));
        }
    }

    /// Where the tree has something else than the tests of the parser written in Go, and why.
    const DIFFERENT_FROM_GO: [(&str, &str); 4] = [
        ("TestNormalize", "a criterion that refers to the inclusion criteria is one, and stays"),
        ("TestNormalizeWithoutExclusionCriteria", "the same"),
        (
            "TestExtractCriteriaMessy",
            "a heading glued to the end of a line, and a heading behind another, begin groups",
        ),
        ("TestExtractCriteriaWithoutExclusions", "a criterion that refers to the inclusion criteria is one, and stays"),
    ];

    #[test]
    fn cases_of_the_parser_in_go() {
        let mut different = Vec::new();
        let cases = cases("cases_of_the_parser_in_go", "facebook-criteria.json");
        for case in &cases {
            let name = case["name"].as_str().unwrap().to_owned();
            let input = case["input"].as_str().unwrap_or_default();
            let of_kind = |criteria: &Criteria, kind| -> Vec<String> {
                let groups = criteria.groups.iter().filter(|group| group.kind == kind && !group.items.is_empty());
                let lines = |item: &Item| item.marker.iter().chain([&item.text]).cloned().collect::<Vec<_>>().join(" ");
                groups.map(|group| group.items.iter().map(lines).collect::<Vec<_>>().join("\n")).collect()
            };
            let criteria = parse(input);
            let is_same = match case["kind"].as_str().unwrap() {
                "sections" => {
                    // Names behind each other on one line are one heading of the tree.
                    let body = |texts: &Value| -> Vec<String> {
                        let bare = |text: &str| {
                            text.trim_start_matches("Inclusions: ").trim_start_matches("Exclusions: ").to_owned()
                        };
                        strings(texts).into_iter().map(bare).collect()
                    };
                    of_kind(&criteria, Kind::Inclusion) == body(&case["inclusions"])
                        && of_kind(&criteria, Kind::Exclusion) == body(&case["exclusions"])
                }
                "normalize" => {
                    let heading = |group: &ctgov::criteria::Group| {
                        group
                            .heading
                            .clone()
                            .into_iter()
                            .chain(group.items.iter().map(|item| item.text.clone()))
                            .collect::<Vec<_>>()
                    };
                    let lines: Vec<String> = criteria.groups.iter().flat_map(heading).collect();
                    lines.join("\n") == case["expected"].as_str().unwrap().trim_end()
                }
                "trim" => case["pairs"].as_array().unwrap().iter().all(|pair| {
                    let [text, expected] = [&pair[0], &pair[1]].map(|text| text.as_str().unwrap());
                    // A number without a full stop is no second marker.
                    let expected = if text.contains("78 Agree") { "78 Agree to participate" } else { expected };
                    parse(text).groups[0].items[0].text == expected
                }),
                // The peer puts the lead-in before each of its items; the tree has it above them.
                "split" => {
                    let parent = &criteria.groups[0].items[0];
                    let lead_in = format!("{} {}", parent.marker.as_deref().unwrap(), parent.text);
                    let split: Vec<_> = parent.items.iter().map(|item| format!("{lead_in} {}", item.text)).collect();
                    split == strings(&case["expected"])
                }
                // The state of a line between two others, which only that parser has.
                "line-state (not portable)" => continue,
                kind => panic!("{kind}"),
            };
            if !is_same {
                different.push(name);
            }
        }
        if !cases.is_empty() {
            assert_eq!(different, DIFFERENT_FROM_GO.map(|(name, _)| name));
        }
    }
}
