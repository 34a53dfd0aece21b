//! Arms as rows whose cells have run together: a mirror of the registry's pages.
//!
//! ```text
//! row = label name *description
//! ```
//!
//! Nothing stands between a label and the name of its intervention, so that a row shows itself by a name of the list at its
//! end. An arm with several interventions has a row for each, with the same description.

use std::{collections::HashMap, ops::Range};

use super::{
    LABEL,
    ties::{Arm, may_be_label},
    words,
};
use crate::{
    diagnostic::FieldPath,
    page::{lower::Page, outline::Entry},
    source::Raw,
};

/// What a line of the table is.
enum Cell<'a> {
    /// A label, with the name of an intervention and its place unless the arm has none.
    Row(Raw<'a>, Option<(Raw<'a>, usize)>),
    Text,
    /// A row that can be cut in several places.
    Doubt,
}

impl<'a> Page<'_, 'a> {
    pub(super) fn glued_arms(&mut self, entry: &Entry) {
        let mut lines = entry.values.clone();
        if lines
            .clone()
            .next()
            .is_some_and(|first| self.raw(first).text.split_whitespace().collect::<String>() == HEADER)
        {
            self.take(lines.start);
            lines.start += 1;
        }
        let names = self.listed_names();
        if names.is_empty() {
            return self.leave_undecided(lines, "a list of interventions that tells a label from a name");
        }
        let cells: Vec<Cell<'a>> = self.cells(lines.clone(), &names);
        let is_text = |line: usize| matches!(cells.get(line - lines.start), Some(Cell::Text));
        let mut arms: HashMap<&'a str, Arm<'a>> = HashMap::new();
        let mut at = lines.start;
        while at < lines.end {
            let end = (at + 1..lines.end).find(|line| !is_text(*line)).unwrap_or(lines.end);
            match cells.get(at - lines.start) {
                Some(Cell::Row(label, name)) => {
                    self.take(at);
                    let arm = match arms.get(label.text) {
                        Some(arm) => {
                            self.note_span(FieldPath::at(LABEL, [arm.index, 0]), label.span());
                            *arm
                        }
                        None => self.start_arm(None, *label),
                    };
                    arms.insert(label.text, arm);
                    if let Some((name, place)) = name {
                        self.add_name(arm, *place, *name);
                    }
                    let is_doubtful = matches!(cells.get(end - lines.start), Some(Cell::Doubt));
                    self.glued_description(arm, at + 1..end, is_doubtful);
                }
                _ => self.leave_undecided(at..end, "the label of an arm and a name of the list of interventions"),
            }
            at = end;
        }
    }

    /// The paragraphs below a row. Behind the first, a line like a label may be an arm without interventions.
    fn glued_description(&mut self, arm: Arm<'a>, lines: Range<usize>, is_doubtful: bool) {
        let may_be_arm = |line: usize| {
            let raw = self.raw(line);
            self.outline.has_blank_line_before(raw) && may_be_label(raw.text)
        };
        match is_doubtful || lines.clone().skip(1).any(may_be_arm) {
            true => self.leave_undecided(lines, "a description, or an intervention behind the label of an arm"),
            false => self.describe_arm(arm, lines),
        }
    }

    /// The names of the list that one intervention has, with its place.
    fn listed_names(&self) -> HashMap<String, Option<usize>> {
        let mut names = HashMap::new();
        for (place, intervention) in self.study.arms_interventions.interventions.iter().enumerate() {
            if let (Some(name), Some(_)) = (&intervention.name, &intervention.r#type) {
                names.entry(words(name).into_owned()).and_modify(|place| *place = None).or_insert(Some(place));
            }
        }
        names
    }

    fn cells(&self, lines: Range<usize>, names: &HashMap<String, Option<usize>>) -> Vec<Cell<'a>> {
        let mut cells: Vec<Cell<'a>> = Vec::with_capacity(lines.len());
        for line in lines.clone() {
            let raw = self.raw(line);
            let is_behind_row = matches!(cells.last(), Some(Cell::Row(..)));
            let is_block = line == lines.start || self.outline.has_blank_line_before(raw);
            let cell = match cuts(raw, names).as_slice() {
                _ if !is_block && !is_behind_row => Cell::Text,
                // `Tea/` and a name may be two treatments of a description.
                [(label, ..)] if label.text.ends_with(|c: char| "+-/&(,:;".contains(c)) => Cell::Doubt,
                [(label, name, Some(place))] => Cell::Row(*label, Some((*name, *place))),
                // A row has its description behind a blank line.
                [] if line == lines.start || !is_block => Cell::Row(raw, None),
                [] => Cell::Text,
                _ => Cell::Doubt,
            };
            cells.push(cell);
        }
        cells
    }
}

/// The names of the columns, run together.
const HEADER: &str = "GroupInterventionDescription";

/// The registry's names have two hundred characters at most.
const LONGEST_NAME: usize = 800;

/// The ways to cut a line into a label and a name of the list.
fn cuts<'a>(line: Raw<'a>, names: &HashMap<String, Option<usize>>) -> Vec<(Raw<'a>, Raw<'a>, Option<usize>)> {
    let mut cuts = Vec::new();
    let is_near_end = |(at, _): &(usize, char)| line.text.len() - at <= LONGEST_NAME;
    for (at, _) in line.text.char_indices().skip(1).filter(is_near_end) {
        let Some((label, name)) = line.text.split_at_checked(at) else { continue };
        if label.ends_with(char::is_whitespace) {
            continue;
        }
        if let Some(place) = names.get(words(name).as_ref()) {
            cuts.push((line.part(label), line.part(name), *place));
        }
    }
    cuts
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{left, mirror, told};

    #[test]
    fn a_name_of_the_list_ends_a_row() {
        let arms = "TeaBlack tea\n\nThree cups.\n\nA day.\n\nTeaWalks\n\nThree cups.\n\nA day.\n\nPlacebo teaPlacebo\nRest\nMilkWalks\n";
        let parsed = mirror("Drug: Black tea\nBehavioral: Walks\nDrug: Placebo\n", arms);
        assert_eq!(
            told(&parsed),
            [
                "- Tea | Three cups.\n\nA day. | Drug: Black tea, Behavioral: Walks",
                "- Placebo tea |  | Drug: Placebo",
                "- Rest |  | ",
                "- Milk |  | Behavioral: Walks",
                "DRUG Black tea |  |  | Tea",
                "BEHAVIORAL Walks |  |  | Tea, Milk",
                "DRUG Placebo |  |  | Placebo tea",
            ]
        );
        assert_eq!(left(&parsed), [""; 0]);
    }

    #[test]
    fn rows_that_can_be_cut_twice_are_left() {
        let parsed = mirror("Drug: Tea\nDrug: PreTea\n", "IcedPreTea\n\nMilkTea\n\nTea+Tea\n");
        assert_eq!(told(&parsed)[0], "- Milk |  | Drug: Tea");
        assert_eq!(left(&parsed), ["IcedPreTea", "Tea+Tea"]);
    }

    #[test]
    fn a_paragraph_that_may_be_an_arm_is_left() {
        let arms = "MilkTea\n\nThree cups.\n\nwalkers\n\nWaterTea\n";
        let parsed = mirror("Drug: Tea\n", arms);
        assert_eq!(told(&parsed), ["- Milk |  | Drug: Tea", "- Water |  | Drug: Tea", "DRUG Tea |  |  | Milk, Water"]);
        assert_eq!(left(&parsed), ["Three cups.\n\nwalkers"]);
    }
}
