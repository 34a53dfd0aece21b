//! Eligibility criteria as a tree: the rules on invented texts, and the promises that hold for any text.
//!
//! `readings.tsv` holds readings of real texts that were made without the library: see
//! `real_texts_are_read_as_others_read_them`.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stderr)]

#[path = "../support/mod.rs"]
mod support;

mod any_text;
mod constraints;
mod headings;
mod notations;
mod one_line;
mod peers;
mod real;
mod rules;
mod wraps;

use ctgov::criteria::{Combination, Criteria, Group, Item, Kind, parse};
use insta::assert_snapshot;
use proptest::prelude::*;
use support::criteria::assert_covered;

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
