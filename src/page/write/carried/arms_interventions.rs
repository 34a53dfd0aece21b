//! Groups and interventions.

use std::collections::HashSet;

use super::{Choice, one_line, with_line};
use crate::{
    page::lower::arms_interventions::{
        DESCRIPTION, GROUP_DESCRIPTION, GROUP_TYPE, INTERVENTION_NAMES, LABEL, NAME, TYPE, intervention_name,
    },
    study::{ArmGroup, ArmsInterventions, Intervention},
};

/// The whole of a group.
pub(super) const GROUP: &str = "protocolSection.armsInterventionsModule.armGroups[]";
/// The whole of an intervention.
pub(super) const INTERVENTION: &str = "protocolSection.armsInterventionsModule.interventions[]";

impl Choice<'_> {
    /// The interventions first: groups name them.
    pub(super) fn arms_interventions(&mut self, module: &ArmsInterventions) {
        let mut names = HashSet::new();
        for (index, intervention) in module.interventions.iter().enumerate() {
            let Some(intervention) = self.intervention(index, intervention) else { continue };
            names.extend(intervention_name(&intervention));
            self.carried.interventions.push(index);
            self.carried.study.arms_interventions.interventions.push(intervention);
        }
        for (index, group) in module.arm_groups.iter().enumerate() {
            let group = self.group(index, group, &names);
            self.carried.study.arms_interventions.arm_groups.extend(group);
        }
    }

    /// The type ends an intervention, and the name begins it: page grammar section 2.8.
    fn intervention(&mut self, index: usize, intervention: &Intervention) -> Option<Intervention> {
        let (name, printed) = with_line(intervention.name.as_ref())?;
        let r#type = intervention.r#type.clone()?;
        if !self.permits((INTERVENTION, [index, 0])) {
            return None;
        }
        self.note((TYPE, [index, 0]));
        self.note_text((NAME, [index, 0]), name, &printed);
        Some(Intervention {
            r#type: Some(r#type),
            name: Some(printed),
            description: self.prose((DESCRIPTION, [index, 0]), intervention.description.as_ref()),
            arm_group_labels: intervention.arm_group_labels.clone(),
            ..Intervention::default()
        })
    }

    /// A description alone would be the label.
    fn group(&mut self, index: usize, group: &ArmGroup, names: &HashSet<String>) -> Option<ArmGroup> {
        let is_blank = group.label.as_deref().and_then(one_line).is_none() && group.r#type.is_none();
        if is_blank || !self.permits((GROUP, [index, 0])) {
            return None;
        }
        let label = self.line((LABEL, [index, 0]), group.label.as_ref());
        let r#type = self.plain((GROUP_TYPE, [index, 0]), group.r#type.as_ref());
        if label.is_none() && r#type.is_none() {
            return None;
        }
        let description = self.prose((GROUP_DESCRIPTION, [index, 0]), group.description.as_ref());
        let mut carried = ArmGroup { label, r#type, description, ..ArmGroup::default() };
        for (place, name) in group.intervention_names.iter().enumerate() {
            let is_listed = one_line(name).is_some_and(|name| names.contains(&name));
            let name = Some(name).filter(|_| is_listed);
            carried.intervention_names.extend(self.line((INTERVENTION_NAMES, [index, place]), name));
        }
        Some(carried)
    }
}
