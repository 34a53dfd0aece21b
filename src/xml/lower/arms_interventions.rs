//! `armsInterventionsModule`.

use std::collections::{HashMap, HashSet};

use crate::{
    study::{ArmGroup, Intervention},
    value,
    xml::element::{Group, Record},
};

/// The longest name that is said again of each arm; the registry takes 200 characters.
const LONGEST_NAME: usize = 2000;

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn arms_interventions(&mut self, module: &Group<'d, 'a>) {
        let mut arms = self.each(module, "arm_group", "armGroups", |record, arm| ArmGroup {
            label: record.line(arm, "arm_group_label", "label"),
            r#type: record.code(arm, "arm_group_type", "type"),
            description: record.lines(arm, "description", "description"),
            intervention_names: Vec::new(),
            ..ArmGroup::default()
        });
        let interventions = self.each(module, "intervention", "interventions", |record, intervention| Intervention {
            r#type: record.code(intervention, "intervention_type", "type"),
            name: record.line(intervention, "intervention_name", "name"),
            description: record.lines(intervention, "description", "description"),
            arm_group_labels: record.list(intervention, "arm_group_label", "armGroupLabels"),
            other_names: record.list(intervention, "other_name", "otherNames"),
            ..Intervention::default()
        });
        // The XML says of each intervention which arms get it; the API says it of the arms too, each name once.
        let mut names: HashMap<&str, (Vec<String>, HashSet<String>)> = HashMap::new();
        for intervention in &interventions {
            let (Some(r#type), Some(name)) = (&intervention.r#type, &intervention.name) else { continue };
            if name.len() > LONGEST_NAME {
                continue;
            }
            let name = format!("{}: {name}", value::code::to_words(r#type.as_str()));
            for label in &intervention.arm_group_labels {
                let (names, seen) = names.entry(label).or_default();
                if seen.insert(name.clone()) {
                    names.push(name.clone());
                }
            }
        }
        for arm in &mut arms {
            if let Some((names, _)) = arm.label.as_deref().and_then(|label| names.get(label)) {
                arm.intervention_names.clone_from(names);
            }
        }
        self.study.arms_interventions.arm_groups = arms;
        self.study.arms_interventions.interventions = interventions;
    }
}
