//! Arms as rows of a Markdown table.
//!
//! ```text
//! row          = "|" [ type ": " ] label "<br>" [description] "|" *intervention "|"
//! intervention = type ": " name "<br>" [ "* " description "<br>" ] [ "* Other names: " name ";" ]
//! ```

use super::ties::{Arm, Known, Member, arm_head};
use crate::{
    diagnostic::Code,
    page::{lower::Page, outline::Entry},
    source::Raw,
};

const BREAK: &str = "<br>";

/// An intervention of a cell, with what is said of it there.
struct Described<'a> {
    member: Member<'a>,
    description: Option<Raw<'a>>,
    other_names: Vec<Raw<'a>>,
}

impl<'a> Page<'_, 'a> {
    pub(super) fn row_arms(&mut self, entry: &Entry, known: &mut Known) {
        for line in entry.values.clone() {
            let raw = self.raw(line);
            let cells: Vec<&'a str> = raw.text.trim_matches('|').split('|').map(str::trim).collect();
            let is_header = cells == ["Participant Group/Arm", "Intervention/Treatment"];
            let is_rule = raw.text.contains("--") && raw.text.chars().all(|c| "|-: ".contains(c));
            if is_header || is_rule {
                self.take(line);
                continue;
            }
            let inner = raw.text.strip_prefix('|').and_then(|text| text.strip_suffix('|'));
            let cells: Vec<&'a str> = inner.map(|inner| inner.split('|').collect()).unwrap_or_default();
            let read = match cells.as_slice() {
                [arm, members] => {
                    self.members_in(raw.part(members.trim()), known).map(|members| (raw.part(arm.trim()), members))
                }
                _ => None,
            };
            match read {
                // Text of a row is placed as a whole or not at all.
                Some((arm, members)) if !arm.text.is_empty() && members.iter().all(|of| of.agrees(self, known)) => {
                    self.take(line);
                    let arm = self.arm_in(arm);
                    for member in members {
                        self.described_member(arm, &member, known);
                    }
                }
                _ => self.refuse(line, Code::AmbiguousExtent, None, "a row of two cells: an arm, its interventions"),
            }
        }
    }

    /// `[ type ": " ] label "<br>" [description]`
    fn arm_in(&mut self, cell: Raw<'a>) -> Arm<'a> {
        let (head, description) = cell.text.split_once(BREAK).unwrap_or((cell.text, ""));
        let head = cell.part(head.trim());
        let arm = match arm_head(head) {
            Some((kind, words, label)) => self.start_arm(Some((kind, words)), label),
            None => self.start_arm(None, head),
        };
        self.describe_arm_in(arm, cell.part(without_breaks(description)));
        arm
    }

    fn described_member(&mut self, arm: Arm<'a>, described: &Described<'a>, known: &mut Known) {
        let Some(place) = self.add_member(arm, &described.member, described.description.map(|text| text.text), known)
        else {
            return;
        };
        if let Some(text) = described.description {
            self.describe_intervention_in(place, text);
        }
        self.other_names(place, &described.other_names);
    }

    /// The interventions of a cell; `None` where it says something else.
    fn members_in(&self, cell: Raw<'a>, known: &Known) -> Option<Vec<Described<'a>>> {
        let mut members: Vec<Described<'a>> = Vec::new();
        let mut rest = cell.text;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_once(BREAK).unwrap_or((rest, ""));
            let raw = cell.part(piece.trim());
            rest = behind;
            let item = raw.text.strip_prefix("* ").or_else(|| (raw.text == "*").then_some(""));
            match (item, members.last_mut()) {
                (None, last) => match (self.member_in(raw, known), last) {
                    (Some(member), _) => members.push(Described { member, description: None, other_names: Vec::new() }),
                    (None, _) if raw.text.is_empty() => {}
                    // A further line of the description.
                    (None, Some(last)) => last.extend(cell, raw)?,
                    (None, None) => return None,
                },
                (Some(item), Some(last)) => match item.strip_prefix("Other names:") {
                    Some(names) => {
                        let (name, next) = self.split_names(raw.part(names), known);
                        last.other_names.extend(name);
                        rest = match next {
                            Some(next) => cell.text.get(next.start - cell.start..)?,
                            None => rest,
                        };
                    }
                    None if last.description.is_some() => last.extend(cell, raw)?,
                    None => last.description = Some(raw.part(item.trim())).filter(|text| !text.text.is_empty()),
                },
                (Some(_), None) => return None,
            }
        }
        Some(members)
    }

    fn member_in(&self, raw: Raw<'a>, known: &Known) -> Option<Member<'a>> {
        Member::read(raw).filter(|member| known.has(member) || !known.is_listed)
    }

    /// `name ";" [intervention]`: a name may hold a semicolon, an intervention of the list tells which is the last.
    fn split_names(&self, raw: Raw<'a>, known: &Known) -> (Option<Raw<'a>>, Option<Raw<'a>>) {
        let is_next = |(at, _): &(usize, &str)| {
            let behind = raw.text.get(at + 1..).unwrap_or_default().trim();
            behind.is_empty() || self.member_in(raw.part(behind), known).is_some()
        };
        let (name, next) = match raw.text.match_indices(';').find(is_next) {
            Some((at, _)) => {
                (raw.text.get(..at).unwrap_or_default(), raw.text.get(at + 1..).unwrap_or_default().trim())
            }
            None => (raw.text, ""),
        };
        let filled = |text: &'a str| (!text.is_empty()).then(|| raw.part(text));
        (filled(name.trim()), filled(next))
    }
}

impl<'a> Described<'a> {
    fn agrees(&self, page: &Page<'_, 'a>, known: &Known) -> bool {
        page.agrees(&self.member, self.description, &self.other_names, known)
    }

    /// Makes the description reach to the end of a piece of the cell.
    fn extend(&mut self, cell: Raw<'a>, piece: Raw<'a>) -> Option<()> {
        let description = self.description.filter(|_| self.other_names.is_empty())?;
        let start = description.start - cell.start;
        let end = piece.start + piece.text.len() - cell.start;
        self.description = Some(cell.part(cell.text.get(start..end)?));
        Some(())
    }
}

fn without_breaks(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(rest) = text.strip_suffix(BREAK) {
        text = rest.trim_end();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::testing::{left, said, table, told};

    #[test]
    fn a_row_is_an_arm_with_its_interventions() {
        let arms = "| Experimental: Tea<br>Three cups | Drug: Tea<br>* Black; hot<br>* Other names: Chai;Behavioral: Walks<br>|\n\
            | Drinkers<br> | Drug: Tea<br>* Black; hot<br>* Other names: Chai;|\n| No Intervention: Rest<br>Sitting | |\n";
        let parsed = table("* Drug: Tea\n* Behavioral: Walks", arms);
        assert_eq!(
            told(&parsed),
            [
                "EXPERIMENTAL Tea | Three cups | Drug: Tea, Behavioral: Walks",
                "- Drinkers |  | Drug: Tea",
                "NO_INTERVENTION Rest | Sitting | ",
                "DRUG Tea | Black; hot | Chai | Tea, Drinkers",
                "BEHAVIORAL Walks |  |  | Tea",
            ]
        );
        assert_eq!(left(&parsed), [""; 0]);
        let source = super::super::testing::table_text("* Drug: Tea\n* Behavioral: Walks", arms);
        assert_eq!(said(&parsed, &source, "interventions[0].otherNames"), "Chai");
        assert_eq!(said(&parsed, &source, "armGroups[0].interventionNames[1]"), "Behavioral: Walks");
    }

    #[test]
    fn a_row_with_more_cells_or_another_description_is_left_whole() {
        let arms = "| Experimental: Tea<br>Hot | cold | Drug: Tea<br>|\n| Experimental: Milk<br> | Drug: Tea<br>* Black<br>|\n\
            | Experimental: Water<br> | Drug: Tea<br>* Green<br>|\n| Experimental: Rest<br> | Ask us<br>|\n";
        let parsed = table("* Drug: Tea", arms);
        assert_eq!(told(&parsed), ["EXPERIMENTAL Milk |  | Drug: Tea", "DRUG Tea | Black |  | Milk"]);
        assert_eq!(left(&parsed).len(), 2);
    }
}
