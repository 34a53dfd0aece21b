//! Arms without a type, as observational studies have them: nothing but their place tells a label from a description.
//!
//! Where a blank line stands between arms, a label stands behind it. Elsewhere the interventions decide: one that several
//! arms have has the same description each time, and what stands behind it is the next arm's. An intervention of one arm
//! only leaves the choice open, unless none of the lines can be a label.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    ties::{Known, is_like_label, is_short, may_be_label},
    typed::Part,
    words,
};
use crate::source::Raw;

/// Finds the labels in a section that has blank lines between its arms, and maybe inside a description.
pub(super) fn mark_blocks<'a>(parts: &mut [Part<'a>], raws: &[Raw<'a>], has_blank_before: &[bool]) {
    let starts: Vec<usize> =
        (0..parts.len()).filter(|at| *at == 0 || has_blank_before.get(*at).is_some_and(|is_blank| *is_blank)).collect();
    let mut above: Option<Block> = None;
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(parts.len());
        let mut block = Block {
            is_arm: index == 0,
            has_members: parts.get(start..end).unwrap_or_default().iter().any(|part| matches!(part, Part::Member(_))),
            texts: parts.get(start..end).unwrap_or_default().iter().take_while(|part| part.is_text()).count(),
            lines: end - start,
        };
        if let (Some(above), Some(raw)) = (&above, raws.get(start))
            && parts.get(start).is_some_and(Part::is_text)
        {
            let part = block.first(*raw, raws.get(start + 1), above);
            block.is_arm = matches!(part, Part::Arm(..));
            set(parts, start, part);
        }
        above = Some(block);
    }
}

/// Lines without a blank one between them.
struct Block {
    /// It begins an arm.
    is_arm: bool,
    has_members: bool,
    /// How many lines of text it begins with.
    texts: usize,
    lines: usize,
}

impl Block {
    /// What the first line is: a label, or a paragraph of the description above.
    fn first<'a>(&self, line: Raw<'a>, below: Option<&Raw<'a>>, above: &Self) -> Part<'a> {
        if is_item(line.text) || !is_short(line.text) || line.text.ends_with(':') {
            return Part::Text;
        }
        let is_like_label = is_like_label(line.text);
        // Nothing but a label stands alone, and where each block has interventions each is an arm.
        let is_behind_label = above.is_arm && above.lines == 1;
        let is_arm = if self.has_members {
            (above.has_members || is_behind_label) && !line.text.ends_with('.') || is_like_label && self.texts > 1
        } else {
            is_like_label && (is_behind_label || self.texts > 1 && below.is_some_and(|below| !is_item(below.text)))
        };
        if is_arm { Part::Arm(None, line) } else { Part::Loose }
    }
}

/// Whether a line is an item of a list.
fn is_item(line: &str) -> bool {
    !line.starts_with(char::is_alphanumeric)
}

/// Lines below a line that is no text.
struct Run {
    head: usize,
    texts: Range<usize>,
    /// For the names or the description of an intervention: which, and its line.
    of: Option<(bool, String)>,
}

/// Finds the labels in a section that has no blank lines between its arms.
pub(super) fn mark<'a>(parts: &mut [Part<'a>], raws: &[Raw<'a>], known: &Known) {
    let runs = runs(parts);
    let mut ends = shared_ends(&runs, raws);
    // Interventions of one name have a description each.
    ends.retain(|(_, key), _| !known.has_several(key));
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
            Part::Arm(..) | Part::Unsure | Part::Loose => None,
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
    let may_be_label = |line: usize| raws.get(line).is_some_and(|raw| may_be_label(raw.text));
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
    let may_be_label = |line: usize| raws.get(line).is_some_and(|raw| may_be_label(raw.text));
    let is_last = below.end == raws.len();
    below.clone().skip(1).any(may_be_label) || is_last && below.len() == 1 && may_be_label(below.start)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{bare, classic, left, told};

    #[test]
    fn a_shared_description_tells_where_the_next_arm_begins() {
        let arms =
            "Drinkers\nPeople who drink tea.\nDrug: Tea\nBlack.\nOther Names:\nChai\nwalkers\nPeople who walk.\n";
        let parsed = bare(&["Drug: Tea"], arms);
        assert_eq!(
            told(&parsed),
            ["- Drinkers | People who drink tea. | Drug: Tea", "DRUG Tea | Black. |  | Drinkers"]
        );
        assert_eq!(left(&parsed), ["Chai\nwalkers\nPeople who walk."]);
        let arms = "Drinkers\nPeople who drink tea.\nDrug: Tea\nBlack\nWalkers\nPeople who walk.\nDrug: Tea\nBlack\n";
        let parsed = bare(&["Drug: Tea"], arms);
        assert_eq!(
            told(&parsed),
            [
                "- Drinkers | People who drink tea. | Drug: Tea",
                "- Walkers | People who walk. | Drug: Tea",
                "DRUG Tea | Black |  | Drinkers, Walkers",
            ]
        );
    }

    #[test]
    fn what_may_be_the_next_arm_is_left() {
        let arms = "Drinkers\nDrug: Tea\nBlack\nWalkers\nPeople who walk.\nBehavioral: Walks\n";
        let parsed = bare(&["Drug: Tea", "Behavioral: Walks"], arms);
        assert_eq!(told(&parsed)[0], "- Drinkers |  | Drug: Tea");
        assert_eq!(left(&parsed), ["Black\nWalkers\nPeople who walk.\nBehavioral: Walks"]);
        // Two labels, or a label and a description.
        let parsed = bare(&[], "Drinkers\nWalkers\n");
        assert_eq!(told(&parsed), ["- Drinkers |  | "]);
        assert_eq!(left(&parsed), ["Walkers"]);
    }

    #[test]
    fn one_arm_with_sentences_is_certain() {
        let arms = "Drinkers\nPeople who drink tea.\nThey like it.\nDrug: Tea\nBlack\n";
        let parsed = bare(&["Drug: Tea"], arms);
        assert_eq!(
            told(&parsed),
            ["- Drinkers | People who drink tea.\nThey like it. | Drug: Tea", "DRUG Tea | Black |  | Drinkers"]
        );
    }

    #[test]
    fn blank_lines_of_the_classic_page_stand_between_arms() {
        let arms =
            "Drinkers\npeople who drink\nDrug: Tea\nBlack\n\nwalkers\nDrug: Tea\nBlack\n\nOthers\nWho do neither\n";
        let parsed = classic("Thirst Drug: Tea", arms);
        assert_eq!(
            told(&parsed),
            [
                "- Drinkers | people who drink | Drug: Tea",
                "- walkers |  | Drug: Tea",
                "- Others | Who do neither | ",
                "DRUG Tea | Black |  | Drinkers, walkers",
            ]
        );
    }

    #[test]
    fn a_paragraph_that_may_be_a_label_is_left() {
        let arms = "Drinkers\nPeople who drink.\n\nThey like it\n\nThey do it daily\nDrug: Tea\n";
        let parsed = classic("Thirst Drug: Tea", arms);
        assert_eq!(told(&parsed), ["- Drinkers |  | ", "DRUG Tea |  |  | "]);
        assert_eq!(left(&parsed), ["People who drink.\n\nThey like it\n\nThey do it daily\nDrug: Tea"]);
    }
}
