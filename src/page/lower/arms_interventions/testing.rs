//! What the tests of this module share: invented pages, and their arms on a line each.

use crate::parsed::Parsed;

const BARE: &str = "Completed\nTea Against Thirst\nClinicalTrials.gov ID\nNCT99900003\nSponsor\nNorthlake University\n\
    Study Overview\nBrief Summary\nWho drinks what.\n\n{list}Study Type\nInterventional\nStudy Plan\n\
    How is the study designed?\nArms and Interventions\nParticipant Group/Arm\tIntervention/Treatment\n{arms}\
    What is the study measuring?\n";

const CLASSIC: &str = "Tea Against Thirst\n\nThe safety and scientific validity of this study is the responsibility of \
    the study sponsor.\n\nClinicalTrials.gov Identifier: NCT99900003\n\nRecruitment Status : Completed\n\nCondition or disease \
    Intervention/treatment Phase\n{list}\nLayout table for study information\nStudy Type : Interventional\n\n\
    Arm Intervention/treatment\n{arms}\nInformation from the National Library of Medicine\n";

const BLOCKS: &str = "Tea Against Thirst\n\nStatus and phase\n\nCompleted\n\nPhase 2\n\nConditions\n\nThirst\n\nTreatments\n\n\
    {list}\nIdentifiers\n\nNCT99900003\n\nDetails and patient eligibility\n\nAbout\n\nWho drinks what.\n\nTrial design\n\n\
    Allocation\n\nRandomized\n\n{arms}\nLoading...\n\nData sourced from clinicaltrials.gov\n";

const MIRROR: &str = "Tea Against Thirst\n\nCompleted\nConditions\nThirst\nInterventions\n{list}Registration Number\n\
    NCT99900003\nLead Sponsor\nNorthlake University\nRecruitment & Eligibility\n\nStatus\nCOMPLETED\nStudy & Design\n\n\
    Study Type\nINTERVENTIONAL\nArm && Interventions\nGroupInterventionDescription\n{arms}Primary Outcome Measures\n";

const RECORD: &str = "# Study NCT99900003: Tea Against Thirst\n\n**Status:** COMPLETED | INTERVENTIONAL\n\
    **Sponsor:** Northlake University (OTHER)\n**Conditions:** Thirst\n\n## Interventions\n{list}\n## Arms\n{arms}\n\
    ## Primary Outcomes\n";

const TABLE: &str = "Tea Against Thirst\n\nStudy Overview\n=================\nBrief Summary\n-----------------\n\
    Who drinks what.\n\nIntervention / Treatment\n-----------------\n{list}\n\nParticipation Criteria\n=================\n\
    Study Plan\n=================\nHow is the study designed?\n-----------------\n\nArms and Interventions\n\n\
    | Participant Group/Arm | Intervention/Treatment |\n| --- | --- |\n{arms}\nWhat is the study measuring?\n-----------------\n";

fn filled(page: &str, list: &str, arms: &str) -> String {
    page.replace("{list}", list).replace("{arms}", arms)
}

fn read(page: &str, list: &str, arms: &str) -> Parsed {
    crate::page::parse(&filled(page, list, arms)).unwrap()
}

pub(super) fn table_text(list: &str, arms: &str) -> String {
    filled(TABLE, list, arms)
}

pub(super) fn bare(list: &[&str], arms: &str) -> Parsed {
    let list = if list.is_empty() { String::new() } else { format!("Intervention / Treatment\n{}\n", list.join("\n")) };
    read(BARE, &list, arms)
}

pub(super) fn classic(row: &str, arms: &str) -> Parsed {
    read(CLASSIC, row, arms)
}

pub(super) fn blocks(list: &str, arms: &str) -> Parsed {
    read(BLOCKS, list, arms)
}

pub(super) fn mirror(list: &str, arms: &str) -> Parsed {
    read(MIRROR, list, arms)
}

pub(super) fn record(list: &str, arms: &str) -> Parsed {
    read(RECORD, list, arms)
}

pub(super) fn table(list: &str, arms: &str) -> Parsed {
    read(TABLE, list, arms)
}

/// Arms as `TYPE label | description | names`, interventions as `TYPE name | description | other names | labels`.
pub(super) fn told(parsed: &Parsed) -> Vec<String> {
    let module = &parsed.study.arms_interventions;
    let arms = module.arm_groups.iter().map(|arm| {
        let kind = arm.r#type.as_ref().map_or("-", |kind| kind.as_str());
        let (label, description) = (arm.label.as_deref(), arm.description.as_deref());
        let names = arm.intervention_names.join(", ");
        format!("{kind} {} | {} | {names}", label.unwrap_or_default(), description.unwrap_or_default())
    });
    let interventions = module.interventions.iter().map(|of| {
        let kind = of.r#type.as_ref().map_or("-", |kind| kind.as_str());
        let (name, description) = (of.name.as_deref(), of.description.as_deref());
        let (others, labels) = (of.other_names.join(", "), of.arm_group_labels.join(", "));
        format!("{kind} {} | {} | {others} | {labels}", name.unwrap_or_default(), description.unwrap_or_default())
    });
    arms.chain(interventions).collect()
}

/// The text that has no place.
pub(super) fn left(parsed: &Parsed) -> Vec<&str> {
    parsed.unplaced.iter().map(|unplaced| unplaced.text.as_str()).collect()
}

/// The text of a field's place.
pub(super) fn said<'t>(parsed: &Parsed, text: &'t str, field: &str) -> &'t str {
    let path = format!("protocolSection.armsInterventionsModule.{field}");
    parsed.span_of(&path).and_then(|span| text.get(span.range())).unwrap_or_default()
}
