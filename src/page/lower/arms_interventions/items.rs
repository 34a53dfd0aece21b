//! Arms as items of Markdown.
//!
//! ```text
//! arm = "- **" label "** (" ( type / "unknown" ) ")" [ ": " description ]
//! ```

use super::GROUP_DESCRIPTION;
use crate::{
    diagnostic::{Code, FieldPath},
    page::{
        lower::{Page, fields::read_code},
        outline::{Entry, without_bullet},
    },
    source::Raw,
    study::ArmGroupType,
};

/// The parts of an item.
struct Item<'a> {
    label: Raw<'a>,
    kind: Option<(ArmGroupType, Raw<'a>)>,
    /// What stands behind the colon, if there is one.
    description: Option<Raw<'a>>,
}

impl<'a> Page<'_, 'a> {
    pub(super) fn item_arms(&mut self, entry: &Entry) {
        let mut at = entry.values.start;
        while at < entry.values.end {
            let end =
                (at + 1..entry.values.end).find(|line| item(self.raw(*line)).is_some()).unwrap_or(entry.values.end);
            match item(self.raw(at)) {
                Some(item) => self.item_arm(at, end, item),
                None => {
                    self.refuse(at, Code::InvalidValue, None, "a label and a type such as - **Tea** (EXPERIMENTAL)");
                    self.leave_record(at..end);
                }
            }
            at = end;
        }
    }

    fn item_arm(&mut self, line: usize, end: usize, item: Item<'a>) {
        self.take(line);
        let arm = self.start_arm(item.kind, item.label);
        let Some(first) = item.description else {
            // Lines below an item that announces no description.
            return self.leave_undecided(line + 1..end, "a colon behind the type, and a description");
        };
        if first.text.is_empty() {
            return self.describe_arm(arm, line + 1..end);
        }
        let description = self.text_from(first, line..end, FieldPath::at(GROUP_DESCRIPTION, [arm.index, 0]));
        if let Some(of) = self.study.arms_interventions.arm_groups.last_mut() {
            of.description = Some(description);
        }
    }
}

fn item(line: Raw<'_>) -> Option<Item<'_>> {
    let (label, behind) = without_bullet(line.text).strip_prefix("**")?.split_once("** (")?;
    let (code, behind) = behind.split_once(')')?;
    let kind = match code {
        "unknown" => None,
        _ => Some((read_code::<ArmGroupType>(code)?, line.part(code))),
    };
    let description = match behind.strip_prefix(':') {
        Some(description) => Some(line.part(description.trim_start())),
        None if behind.trim().is_empty() => None,
        None => return None,
    };
    (!label.trim().is_empty()).then(|| Item { label: line.part(label.trim()), kind, description })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{left, record, told};

    #[test]
    fn arms_with_a_code_and_a_description() {
        let arms = "- **Tea** (EXPERIMENTAL): Three cups (hot): one an hour\n- **Walks (A)** (unknown)\n\
            - **Water** (NO_INTERVENTION): As much as they like.\n\nFrom the tap.\n";
        let parsed = record("- **DRUG:** Tea \u{2014} Black\n", arms);
        assert_eq!(
            told(&parsed),
            [
                "EXPERIMENTAL Tea | Three cups (hot): one an hour | ",
                "- Walks (A) |  | ",
                "NO_INTERVENTION Water | As much as they like.\n\nFrom the tap. | ",
                "DRUG Tea | Black |  | ",
            ]
        );
        assert_eq!(left(&parsed), [""; 0]);
    }

    #[test]
    fn lines_that_are_no_arm_are_left() {
        let arms = "Ask the sponsor\n- **Tea** (EXPERIMENTAL)\nblack\n- **Milk**: white\n";
        let parsed = record("- **DRUG:** Tea\n", arms);
        assert_eq!(told(&parsed), ["EXPERIMENTAL Tea |  | ", "DRUG Tea |  |  | "]);
        assert_eq!(left(&parsed), ["Ask the sponsor", "black\n- **Milk**: white"]);
    }

    #[test]
    fn a_description_that_names_types() {
        let list = "- **DRUG:** Tea \u{2014} One cup (Other: with milk).Drug: hot\n";
        let parsed = record(list, "- **Tea** (EXPERIMENTAL)\n");
        assert_eq!(told(&parsed).split_off(1), ["DRUG Tea | One cup (Other: with milk).Drug: hot |  | "]);
    }

    #[test]
    fn an_intervention_with_several_lines() {
        let list = "- **DIETARY_SUPPLEMENT:** Honey \u{2014} One spoon.\n\n* from bees\n- **DIAGNOSTIC_TEST:** Scale\n";
        let parsed = record(list, "- **Tea** (EXPERIMENTAL)\n");
        assert_eq!(
            told(&parsed).split_off(1),
            ["DIETARY_SUPPLEMENT Honey | One spoon.\n\n* from bees |  | ", "DIAGNOSTIC_TEST Scale |  |  | "]
        );
    }
}
