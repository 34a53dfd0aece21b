//! Arms without a type, as observational studies have them: nothing but their place tells a label from a description.
//!
//! Where a blank line stands between arms, a label stands behind it. Elsewhere the interventions decide: one that several
//! arms have has the same description each time, and what stands behind it is the next arm's. An intervention of one arm
//! only leaves the choice open, unless none of the lines can be a label.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{ties::is_like_label, typed::Part, words};
use crate::source::Raw;

/// A line behind a blank one.
pub(super) fn block(line: Raw<'_>) -> Part<'_> {
    if is_like_label(line.text) {
        return Part::Arm(None, line);
    }
    // A paragraph of the description above, or a label that ends with a full stop.
    let may_be_label = line.text.len() <= 100 && line.text.starts_with(char::is_uppercase);
    if may_be_label { Part::Unsure } else { Part::Text }
}

/// Lines below a line that is no text.
struct Run {
    head: usize,
    texts: Range<usize>,
    /// For the names or the description of an intervention: which, and its line.
    of: Option<(bool, String)>,
}

/// Finds the labels in a section that has no blank lines between its arms.
pub(super) fn mark<'a>(parts: &mut [Part<'a>], raws: &[Raw<'a>]) {
    let runs = runs(parts);
    let ends = shared_ends(&runs, raws);
    let repeated = repeated(raws);
    for run in runs {
        let label = match run.of {
            None => Some(run.head),
            Some(of) => {
                let start = run.texts.start;
                let end = match ends.get(&of) {
                    Some(length) => Some((start + length).min(run.texts.end)),
                    None => single_end(parts, run.head, run.texts.clone(), raws),
                };
                match end {
                    None => {
                        set(parts, start, Part::Unsure);
                        None
                    }
                    Some(end) => (end < run.texts.end).then_some(end),
                }
            }
        };
        let (Some(label), Some(raw)) = (label, label.and_then(|label| raws.get(label))) else { continue };
        let below = label + 1..run.texts.end;
        // No two arms have the same label.
        let is_label = run.head == label || is_like_label(raw.text) && !repeated.contains(raw.text);
        if is_label && !may_hide_label(below.clone(), raws) {
            if label != run.head {
                set(parts, label, Part::Arm(None, *raw));
            }
        } else if is_label {
            if label != run.head {
                set(parts, label, Part::Arm(None, *raw));
            }
            set(parts, below.start, Part::Unsure);
        } else {
            set(parts, label, Part::Unsure);
        }
    }
}

fn set<'a>(parts: &mut [Part<'a>], at: usize, part: Part<'a>) {
    if let Some(slot) = parts.get_mut(at) {
        *slot = part;
    }
}

fn runs(parts: &[Part<'_>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut member = None;
    for (at, part) in parts.iter().enumerate() {
        let of = match part {
            Part::Text | Part::Doubt => {
                if let Some(run) = runs.last_mut() {
                    run.texts.end = at + 1;
                }
                continue;
            }
            Part::Member(of) => {
                member = Some(of.key());
                member.clone().map(|key| (false, key))
            }
            Part::Names(_) => member.clone().map(|key| (true, key)),
            Part::Arm(..) | Part::Unsure => None,
        };
        runs.push(Run { head: at, texts: at + 1..at + 1, of });
    }
    runs
}

/// How many lines the runs of an intervention that stands there several times begin with alike.
fn shared_ends(runs: &[Run], raws: &[Raw<'_>]) -> HashMap<(bool, String), usize> {
    let mut first: HashMap<&(bool, String), (&Run, Option<usize>)> = HashMap::new();
    for run in runs {
        let Some(of) = &run.of else { continue };
        let Some((other, shared)) = first.get_mut(of) else {
            first.insert(of, (run, None));
            continue;
        };
        let text = |line: usize| raws.get(line).map(|raw| words(raw.text));
        let pairs = other.texts.clone().zip(run.texts.clone());
        let alike = pairs.take_while(|(one, other)| text(*one) == text(*other)).count();
        *shared = Some(shared.map_or(alike, |shared| shared.min(alike)));
    }
    first.into_iter().filter_map(|(of, (_, shared))| Some((of.clone(), shared?))).collect()
}

/// The lines that stand in the section several times.
fn repeated<'a>(raws: &[Raw<'a>]) -> HashSet<&'a str> {
    let mut seen = HashSet::new();
    raws.iter().map(|raw| raw.text).filter(|text| !seen.insert(*text)).collect()
}

/// Where the lines of an intervention end that stands there once, if that can be told.
fn single_end(parts: &[Part<'_>], head: usize, texts: Range<usize>, raws: &[Raw<'_>]) -> Option<usize> {
    let is_last = texts.end == parts.len();
    let may_be_label = |line: usize| raws.get(line).is_some_and(|raw| is_like_label(raw.text));
    let is_followed_by_names = matches!(parts.get(texts.end), Some(Part::Names(_)));
    let is_certain = match parts.get(head) {
        Some(Part::Names(Some(_))) => return Some(texts.start),
        Some(Part::Names(None)) => texts.len() < 2 || is_last && texts.clone().all(may_be_label),
        // An arm of which nothing is said but its label is rarer than an intervention with a description.
        _ if texts.len() == 1 => is_last || is_followed_by_names || !may_be_label(texts.start),
        _ => is_followed_by_names || !texts.clone().any(may_be_label),
    };
    is_certain.then_some(texts.end)
}

/// Whether another arm may begin in what stands below a label: behind a line of description a line like a label.
fn may_hide_label(below: Range<usize>, raws: &[Raw<'_>]) -> bool {
    let may_be_label = |line: usize| raws.get(line).is_some_and(|raw| is_like_label(raw.text));
    let is_last = below.end == raws.len();
    below.clone().skip(1).any(may_be_label) || is_last && below.len() == 1 && may_be_label(below.start)
}
