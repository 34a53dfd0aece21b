//! How right the constraints are: against readings of the criteria of 201 real records that language
//! models made from the rules and the texts, without the library.
//!
//! `accuracy/constraints.tsv` has one line for each: record, place (bytes of `eligibilityCriteria`), kind, quantity, bounds, unit and
//! reference. Prints the figures (`cargo test --test accuracy -- --nocapture`); fails where they fall clearly below what the README says.

#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used
)]

mod support;

use std::{collections::BTreeMap, fs};

use ctgov::criteria::{self, Bound, Constraint, ConstraintKind};
use support::real_corpus;

/// A constraint in the words of the table.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    start: usize,
    end: usize,
    kind: String,
    quantity: String,
    lower: String,
    upper: String,
    unit: String,
    relative: String,
}

impl Line {
    fn parse(fields: &[&str]) -> Self {
        let [start, end, kind, quantity, lower, upper, unit, relative] = fields else {
            panic!("expected eight fields behind the record, found {fields:?}");
        };
        let owned = |text: &&str| (*text).to_owned();
        Self {
            start: start.parse().unwrap(),
            end: end.parse().unwrap(),
            kind: owned(kind),
            quantity: owned(quantity),
            lower: owned(lower),
            upper: owned(upper),
            unit: plain(unit),
            relative: owned(relative),
        }
    }

    fn of(constraint: &Constraint) -> Self {
        let end = |bound: &Option<Bound>, inclusive: &str, strict: &str| {
            bound.as_ref().map_or_else(
                || "-".to_owned(),
                |bound| format!("{}{}", if bound.inclusive { inclusive } else { strict }, bound.value),
            )
        };
        let own = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| bound.unit.as_ref()).map(ToString::to_string);
        let units = match &constraint.unit {
            Some(unit) => unit.to_string(),
            None => {
                let units: Vec<_> = own(&constraint.lower).into_iter().chain(own(&constraint.upper)).collect();
                if units.is_empty() { "-".to_owned() } else { units.join("..") }
            }
        };
        Self {
            start: constraint.span.start,
            end: constraint.span.end,
            kind: constraint.kind.to_string(),
            quantity: constraint.quantity.as_deref().unwrap_or("-").to_owned(),
            lower: end(&constraint.lower, ">=", ">"),
            upper: end(&constraint.upper, "<=", "<"),
            unit: plain(&units),
            relative: constraint.relative_to.map_or_else(|| "-".to_owned(), |reference| reference.to_string()),
        }
    }

    fn is_bound(&self) -> bool {
        self.kind == ConstraintKind::Bound.as_str()
    }

    fn meets(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Value and direction.
    fn says(&self, other: &Self) -> bool {
        let same = |a: &str, b: &str| {
            let number = |text: &str| text.trim_start_matches(['<', '>', '=']).parse::<f64>().ok();
            let sign = |text: &str| text.trim_start_matches(|c: char| "<>=".contains(c)).len();
            a == b || number(a).is_some() && number(a) == number(b) && a.len() - sign(a) == b.len() - sign(b)
        };
        same(&self.lower, &other.lower) && same(&self.upper, &other.upper) && self.relative == other.relative
    }
}

/// A unit without the things that it counts, which the readers named and UCUM leaves out; `U` and `[IU]` are met for the same
/// measurement.
fn plain(unit: &str) -> String {
    let counted = ["{cells}", "{copies}", "{beats}", "{breaths}"];
    let plain = counted.iter().fold(unit.to_owned(), |unit, counted| unit.replace(counted, ""));
    plain.replace("[IU]", "U").replace("(24.h)", "d")
}

#[derive(Default)]
struct Score {
    read: usize,
    expected: usize,
    right: usize,
    right_with_unit: usize,
    right_with_name: usize,
}

impl Score {
    fn add(&mut self, expected: &[Line], found: &[Line]) {
        let mut is_used = vec![false; found.len()];
        self.expected += expected.len();
        self.read += found.len();
        for line in expected {
            let mut near: Vec<usize> = (0..found.len()).filter(|at| !is_used[*at] && found[*at].meets(line)).collect();
            near.sort_by_key(|at| {
                let other = &found[*at];
                (!line.says(other), !line.quantity.eq_ignore_ascii_case(&other.quantity))
            });
            let Some(best) = near.first() else { continue };
            is_used[*best] = true;
            let other = &found[*best];
            if line.says(other) {
                self.right += 1;
                self.right_with_unit += usize::from(line.unit == other.unit);
                self.right_with_name += usize::from(line.quantity.eq_ignore_ascii_case(&other.quantity));
            }
        }
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.read as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.expected as f64
    }
}

#[test]
fn constraints_of_real_records() {
    let Some(corpus) = real_corpus("constraints_of_real_records") else { return };
    let table = include_str!("accuracy/constraints.tsv");
    let mut expected: BTreeMap<&str, Vec<Line>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let (record, rest) = line.split_once('\t').unwrap();
        expected.entry(record).or_default().push(Line::parse(&rest.split('\t').collect::<Vec<_>>()));
    }
    let (mut bounds, mut others) = (Score::default(), Score::default());
    for (record, expected) in expected {
        let path = corpus.join("api-v2").join(format!("{record}.json"));
        let Ok(json) = fs::read_to_string(&path) else {
            eprintln!("SKIPPED {record}: {} is not there", path.display());
            continue;
        };
        let study = ctgov::api::study(&json).unwrap();
        let criteria = criteria::parse(&study.eligibility.eligibility_criteria.unwrap());
        let found: Vec<Line> = criteria.items().flat_map(|(_, _, item)| &item.constraints).map(Line::of).collect();
        for (score, is_bound) in [(&mut bounds, true), (&mut others, false)] {
            let of_kind = |lines: &[Line]| -> Vec<Line> {
                lines.iter().filter(|line| line.is_bound() == is_bound).cloned().collect()
            };
            score.add(&of_kind(&expected), &of_kind(&found));
        }
    }
    for (name, score) in [("bounds", &bounds), ("windows, doses, counts", &others)] {
        println!(
            "{name}: {} stated, {} read, {} right: precision {:.3}, recall {:.3}; with unit {:.3}, {:.3}; of the same name {}",
            score.expected,
            score.read,
            score.right,
            score.precision(),
            score.recall(),
            score.right_with_unit as f64 / score.read as f64,
            score.right_with_unit as f64 / score.expected as f64,
            score.right_with_name,
        );
    }
    if (bounds.expected, others.expected) != (1117, 790) {
        eprintln!("SKIPPED the figures of the README: not all records of the table are there");
        return;
    }
    let with_unit = |score: &Score| score.right_with_unit as f64 / score.read as f64;
    assert!(bounds.precision() >= 0.985 && bounds.recall() >= 0.915 && with_unit(&bounds) >= 0.98);
    assert!(others.precision() >= 0.945 && others.recall() >= 0.86 && with_unit(&others) >= 0.935);
}
