//! What a study has for a field of the layout, in the words of the layout: one value, or one of each entry or record.

use crate::{
    page::{
        layout::{Field, values},
        lower::sites::Site,
    },
    study::{
        ArmGroup, Contact, DateStruct, Intervention, Location, Outcome, Reference, SecondaryIdInfo, SeeAlsoLink,
        Sponsor, Study,
    },
    value::{age::range_text, contact::phone_text},
};

/// The values of a field.
pub(super) fn of(study: &Study, field: Field) -> Vec<String> {
    match field {
        Field::SecondaryIds => each(&study.identification.secondary_id_infos, secondary_id),
        Field::Phases => each(&study.design.phases, |phase| Some(phase.to_string())),
        Field::Collaborators => each(&study.sponsor_collaborators.collaborators, sponsor),
        Field::Conditions => study.conditions.conditions.clone(),
        Field::Keywords => study.conditions.keywords.clone(),
        Field::StdAges => each(&study.eligibility.std_ages, |age| Some(age.to_string())),
        Field::Interventions => each(&study.arms_interventions.interventions, intervention),
        Field::ArmGroups => each(&study.arms_interventions.arm_groups, group),
        Field::PrimaryOutcomes => each(&study.outcomes.primary_outcomes, outcome),
        Field::SecondaryOutcomes => each(&study.outcomes.secondary_outcomes, outcome),
        Field::OtherOutcomes => each(&study.outcomes.other_outcomes, outcome),
        Field::CentralContacts => each(&study.contacts_locations.central_contacts, contact),
        Field::Locations => each(&study.contacts_locations.locations, location),
        Field::References => {
            let mut lines = each(&study.references.references, reference);
            lines.extend(each(&study.references.see_also_links, link));
            lines
        }
        _ => one(study, field).into_iter().collect(),
    }
}

fn each<T>(records: &[T], line: fn(&T) -> Option<String>) -> Vec<String> {
    records.iter().filter_map(line).collect()
}

/// The value of a field that has one.
fn one(study: &Study, field: Field) -> Option<String> {
    of_status(study, field).or_else(|| of_design(study, field)).or_else(|| of_others(study, field))
}

fn of_status(study: &Study, field: Field) -> Option<String> {
    let module = &study.status;
    match field {
        Field::OverallStatus => text(module.overall_status.as_ref()),
        Field::WhyStopped => module.why_stopped.clone(),
        Field::StartDate => date(module.start_date_struct.as_ref()),
        Field::PrimaryCompletionDate => date(module.primary_completion_date_struct.as_ref()),
        Field::CompletionDate => date(module.completion_date_struct.as_ref()),
        Field::StudyFirstSubmitDate => text(module.study_first_submit_date.as_ref()),
        Field::StudyFirstPostDate => date(module.study_first_post_date_struct.as_ref()),
        Field::LastUpdateSubmitDate => text(module.last_update_submit_date.as_ref()),
        Field::LastUpdatePostDate => date(module.last_update_post_date_struct.as_ref()),
        Field::StatusVerifiedDate => text(module.status_verified_date.as_ref()),
        _ => None,
    }
}

fn of_design(study: &Study, field: Field) -> Option<String> {
    let module = &study.design;
    let info = module.design_info.as_ref();
    match field {
        Field::StudyType => text(module.study_type.as_ref()),
        Field::EnrollmentCount => Some(format!("N={}", module.enrollment_info.as_ref()?.count.as_ref()?)),
        Field::Allocation => text(info?.allocation.as_ref()),
        Field::InterventionModel => text(info?.intervention_model.as_ref()),
        Field::ObservationalModel => text(info?.observational_model.as_ref()),
        Field::TimePerspective => text(info?.time_perspective.as_ref()),
        Field::PrimaryPurpose => text(info?.primary_purpose.as_ref()),
        Field::Masking => text(info?.masking_info.as_ref()?.masking.as_ref()),
        _ => None,
    }
}

fn of_others(study: &Study, field: Field) -> Option<String> {
    let (identification, eligibility) = (&study.identification, &study.eligibility);
    let (oversight, sharing) = (&study.oversight, &study.ipd_sharing_statement);
    match field {
        Field::Acronym => identification.acronym.clone(),
        Field::OfficialTitle => identification.official_title.clone(),
        Field::OrgStudyId => identification.org_study_id_info.as_ref()?.id.clone(),
        Field::Organization => identification.organization.as_ref()?.full_name.clone(),
        Field::HasResults => study.has_results.map(|has| if has { "yes" } else { "no" }.to_owned()),
        Field::LeadSponsor => sponsor(study.sponsor_collaborators.lead_sponsor.as_ref()?),
        Field::OversightHasDmc => yes_or_no(oversight.oversight_has_dmc),
        Field::IsFdaRegulatedDrug => yes_or_no(oversight.is_fda_regulated_drug),
        Field::IsFdaRegulatedDevice => yes_or_no(oversight.is_fda_regulated_device),
        Field::BriefSummary => study.description.brief_summary.clone(),
        Field::DetailedDescription => study.description.detailed_description.clone(),
        Field::AgeRange => range_text(text(eligibility.minimum_age.as_ref()), text(eligibility.maximum_age.as_ref())),
        Field::Sex => text(eligibility.sex.as_ref()),
        Field::HealthyVolunteers => yes_or_no(eligibility.healthy_volunteers),
        Field::EligibilityCriteria => eligibility.eligibility_criteria.clone(),
        Field::IpdSharing => text(sharing.ipd_sharing.as_ref()),
        Field::IpdTimeFrame => text(sharing.time_frame.as_ref()),
        Field::IpdDescription => sharing.description.clone(),
        _ => None,
    }
}

fn text<T: ToString>(value: Option<&T>) -> Option<String> {
    value.map(T::to_string)
}

fn date(date: Option<&DateStruct>) -> Option<String> {
    text(date?.date.as_ref())
}

fn yes_or_no(says: Option<bool>) -> Option<String> {
    says.map(|says| if says { values::YES } else { values::NO }.to_owned())
}

/// `secondary-id = [ type ": " ] id`
fn secondary_id(info: &SecondaryIdInfo) -> Option<String> {
    let id = info.id.as_ref()?;
    Some(info.r#type.as_ref().map_or_else(|| id.clone(), |of| format!("{of}: {id}")))
}

/// `sponsor = name [ " (" class ")" ]`
fn sponsor(sponsor: &Sponsor) -> Option<String> {
    let name = sponsor.name.as_ref()?;
    Some(sponsor.class.as_ref().map_or_else(|| name.clone(), |class| format!("{name} ({class})")))
}

/// Whether each collaborator ends with its class, so that several can stand on a line.
pub(super) fn are_classed(study: &Study) -> bool {
    study.sponsor_collaborators.collaborators.iter().all(|sponsor| sponsor.class.is_some())
}

/// `intervention = "**" type ":** " name [ " — " description ]`
fn intervention(intervention: &Intervention) -> Option<String> {
    let head = format!("**{}:** {}", intervention.r#type.as_ref()?, intervention.name.as_ref()?);
    Some(match &intervention.description {
        Some(description) => format!("{head} — {description}"),
        None => head,
    })
}

/// `arm = "**" label "** (" ( type / "unknown" ) ")" [ ": " description ]`
fn group(group: &ArmGroup) -> Option<String> {
    let r#type = group.r#type.as_ref().map_or("unknown", |of| of.as_str());
    let head = format!("**{}** ({})", group.label.as_ref()?, r#type);
    Some(match &group.description {
        Some(description) => format!("{head}: {description}"),
        None => head,
    })
}

/// `outcome = measure [ " [" time-frame "]" ]`
fn outcome(outcome: &Outcome) -> Option<String> {
    let measure = outcome.measure.as_ref()?;
    Some(match &outcome.time_frame {
        Some(time_frame) => format!("{measure} [{time_frame}]"),
        None => measure.clone(),
    })
}

/// `contact = name *( " | " ( role / phone / email ) )`
fn contact(contact: &Contact) -> Option<String> {
    let phone = contact.phone.as_ref().map(|phone| phone_text(phone, contact.phone_ext.as_deref()));
    let parts = [contact.name.clone(), text(contact.role.as_ref()), phone, contact.email.clone()];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" | "))
}

/// `location = [ facility ", " ] [ city ", " ] [ state ", " ] country [ " [" status "]" ]`
fn location(location: &Location) -> Option<String> {
    let parts = [&location.facility, &location.city, &location.state].map(|part| part.as_deref());
    let place = Site::text(parts, location.country.as_deref()?);
    Some(match &location.status {
        Some(status) => format!("{place} [{status}]"),
        None => place,
    })
}

/// `reference = citation [ " (PMID: " pmid ")" ] [ " [" type "]" ]`
fn reference(reference: &Reference) -> Option<String> {
    let mut line = reference.citation.clone()?;
    if let Some(pmid) = &reference.pmid {
        line += &format!(" (PMID: {pmid})");
    }
    if let Some(r#type) = &reference.r#type {
        line += &format!(" [{type}]");
    }
    Some(line)
}

/// `link = "See also: " [ label " — " ] url`
fn link(link: &SeeAlsoLink) -> Option<String> {
    let url = link.url.as_ref()?;
    Some(match &link.label {
        Some(label) => format!("See also: {label} — {url}"),
        None => format!("See also: {url}"),
    })
}
