//! What a page of the layout [`MarkdownRecord`](crate::page::Layout::MarkdownRecord) has a place for.

use super::{
    At, Choice,
    arms_interventions::{GROUP, INTERVENTION},
    contacts_locations::{CENTRAL_CONTACT, LOCATION},
    once, one_line,
    protocol::HAS_RESULTS,
    sponsor_collaborators::{COLLABORATORS, LEAD_SPONSOR},
    with_line,
};
use crate::{
    page::{
        layout::Field,
        lower::{
            arms_interventions::{DESCRIPTION, GROUP_DESCRIPTION, GROUP_TYPE, LABEL, NAME, TYPE},
            contacts_locations::{CENTRAL, CITY, COUNTRY, FACILITY, STATE, STATUS},
            identification::ORG_STUDY_ID,
            outcomes, references,
            sites::Site,
            sponsor_collaborators::{COLLABORATOR, LEAD},
        },
    },
    study::{
        ArmGroup, ArmsInterventions, Contact, ContactsLocations, Design, DesignInfo, Eligibility, EnrollmentInfo,
        Identification, Intervention, IpdSharingStatement, Location, MaskingInfo, OrgStudyIdInfo, Organization,
        Outcome, Outcomes, Oversight, Reference, References, SeeAlsoLink, SponsorCollaborators, Status, Study,
        TimeFrame,
    },
};

/// Chooses what the layout has a place for. What stands first on the page is not always first: of two texts that cannot
/// both stay, the one that is asked for first does.
pub(in crate::page::write) fn choose(choice: &mut Choice<'_>, study: &Study) {
    identification(choice, &study.identification);
    status(choice, &study.status);
    design(choice, &study.design);
    choice.carried.study.has_results = choice.plain(HAS_RESULTS, study.has_results.as_ref());
    sponsor_collaborators(choice, &study.sponsor_collaborators);
    oversight(choice, &study.oversight);
    arms_interventions(choice, &study.arms_interventions);
    outcomes(choice, &study.outcomes);
    contacts_locations(choice, &study.contacts_locations);
    eligibility(choice, &study.eligibility);
    choice.description(study);
    ipd_sharing(choice, &study.ipd_sharing_statement);
    references(choice, &study.references);
}

fn identification(choice: &mut Choice<'_>, module: &Identification) {
    let organization = module.organization.as_ref().and_then(|of| of.full_name.as_ref());
    let id = module.org_study_id_info.as_ref().and_then(|info| info.id.as_ref());
    let own = Identification {
        nct_id: choice.maybe_typed(once(Field::NctId), module.nct_id.as_ref()),
        brief_title: choice.line(once(Field::BriefTitle), module.brief_title.as_ref()),
        acronym: choice.line(once(Field::Acronym), module.acronym.as_ref()),
        official_title: choice.line(once(Field::OfficialTitle), module.official_title.as_ref()),
        org_study_id_info: choice
            .line((ORG_STUDY_ID, [0, 0]), id)
            .map(|id| OrgStudyIdInfo { id: Some(id), ..OrgStudyIdInfo::default() }),
        organization: choice
            .line(once(Field::Organization), organization)
            .map(|name| Organization { full_name: Some(name), ..Organization::default() }),
        ..Identification::default()
    };
    choice.carried.study.identification = own;
    for (index, info) in module.secondary_id_infos.iter().enumerate() {
        let info = choice.secondary_id(index, info);
        choice.carried.study.identification.secondary_id_infos.extend(info);
    }
}

fn status(choice: &mut Choice<'_>, module: &Status) {
    let submitted = module.study_first_submit_date.as_ref();
    let updated = module.last_update_submit_date.as_ref();
    let completed = module.primary_completion_date_struct.as_ref();
    choice.carried.study.status = Status {
        overall_status: choice.plain(once(Field::OverallStatus), module.overall_status.as_ref()),
        why_stopped: choice.line(once(Field::WhyStopped), module.why_stopped.as_ref()),
        start_date_struct: choice.date(Field::StartDate, module.start_date_struct.as_ref()),
        primary_completion_date_struct: choice.date(Field::PrimaryCompletionDate, completed),
        completion_date_struct: choice.date(Field::CompletionDate, module.completion_date_struct.as_ref()),
        study_first_submit_date: choice.maybe_typed(once(Field::StudyFirstSubmitDate), submitted),
        study_first_post_date_struct: choice
            .date(Field::StudyFirstPostDate, module.study_first_post_date_struct.as_ref()),
        last_update_submit_date: choice.maybe_typed(once(Field::LastUpdateSubmitDate), updated),
        last_update_post_date_struct: choice
            .date(Field::LastUpdatePostDate, module.last_update_post_date_struct.as_ref()),
        status_verified_date: choice.maybe_typed(once(Field::StatusVerifiedDate), module.status_verified_date.as_ref()),
        ..Status::default()
    };
}

/// Type, phases and number of participants stand beside the status, where their form tells them.
fn design(choice: &mut Choice<'_>, module: &Design) {
    let info = module.design_info.as_ref().map(|info| design_info(choice, info));
    let count = module.enrollment_info.as_ref().and_then(|info| info.count.as_ref());
    choice.carried.study.design = Design {
        study_type: choice.plain(once(Field::StudyType), module.study_type.as_ref()),
        design_info: info.filter(|info| *info != DesignInfo::default()),
        enrollment_info: choice
            .typed(once(Field::EnrollmentCount), count)
            .map(|count| EnrollmentInfo { count: Some(count), ..EnrollmentInfo::default() }),
        ..Design::default()
    };
    choice.phases(&module.phases);
}

fn design_info(choice: &mut Choice<'_>, info: &DesignInfo) -> DesignInfo {
    let masking = info.masking_info.as_ref().and_then(|info| info.masking.as_ref());
    DesignInfo {
        allocation: choice.plain(once(Field::Allocation), info.allocation.as_ref()),
        intervention_model: choice.plain(once(Field::InterventionModel), info.intervention_model.as_ref()),
        observational_model: choice.plain(once(Field::ObservationalModel), info.observational_model.as_ref()),
        primary_purpose: choice.plain(once(Field::PrimaryPurpose), info.primary_purpose.as_ref()),
        time_perspective: choice.plain(once(Field::TimePerspective), info.time_perspective.as_ref()),
        masking_info: choice
            .plain(once(Field::Masking), masking)
            .map(|masking| MaskingInfo { masking: Some(masking), ..MaskingInfo::default() }),
        ..DesignInfo::default()
    }
}

fn sponsor_collaborators(choice: &mut Choice<'_>, module: &SponsorCollaborators) {
    let leaves = LEAD.map(|template| (template, [0, 0]));
    let lead = module.lead_sponsor.as_ref().and_then(|lead| choice.sponsor(LEAD_SPONSOR, leaves, lead));
    choice.carried.study.sponsor_collaborators.lead_sponsor = lead;
    for (index, sponsor) in module.collaborators.iter().enumerate() {
        let leaves = COLLABORATOR.map(|template| (template, [index, 0]));
        let sponsor = choice.sponsor((COLLABORATORS, [index, 0]), leaves, sponsor);
        choice.carried.study.sponsor_collaborators.collaborators.extend(sponsor);
    }
}

fn oversight(choice: &mut Choice<'_>, module: &Oversight) {
    choice.carried.study.oversight = Oversight {
        oversight_has_dmc: choice.plain(once(Field::OversightHasDmc), module.oversight_has_dmc.as_ref()),
        is_fda_regulated_drug: choice.plain(once(Field::IsFdaRegulatedDrug), module.is_fda_regulated_drug.as_ref()),
        is_fda_regulated_device: choice
            .plain(once(Field::IsFdaRegulatedDevice), module.is_fda_regulated_device.as_ref()),
        ..Oversight::default()
    };
}

fn arms_interventions(choice: &mut Choice<'_>, module: &ArmsInterventions) {
    for (index, intervention) in module.interventions.iter().enumerate() {
        let intervention = self::intervention(choice, index, intervention);
        choice.carried.study.arms_interventions.interventions.extend(intervention);
    }
    for (index, group) in module.arm_groups.iter().enumerate() {
        let group = self::group(choice, index, group);
        choice.carried.study.arms_interventions.arm_groups.extend(group);
    }
}

/// The item begins with the type, and the name ends at the dash.
fn intervention(choice: &mut Choice<'_>, index: usize, intervention: &Intervention) -> Option<Intervention> {
    let (name, printed) = with_line(intervention.name.as_ref())?;
    let r#type = intervention.r#type.clone()?;
    if !choice.permits((INTERVENTION, [index, 0])) {
        return None;
    }
    choice.note((TYPE, [index, 0]));
    choice.note_text((NAME, [index, 0]), name, &printed);
    Some(Intervention {
        r#type: Some(r#type),
        name: Some(printed),
        description: choice.prose_behind((DESCRIPTION, [index, 0]), intervention.description.as_ref()),
        ..Intervention::default()
    })
}

/// The item begins with the label.
fn group(choice: &mut Choice<'_>, index: usize, group: &ArmGroup) -> Option<ArmGroup> {
    let (label, printed) = with_line(group.label.as_ref())?;
    if !choice.permits((GROUP, [index, 0])) {
        return None;
    }
    choice.note_text((LABEL, [index, 0]), label, &printed);
    Some(ArmGroup {
        label: Some(printed),
        r#type: choice.plain((GROUP_TYPE, [index, 0]), group.r#type.as_ref()),
        description: choice.prose_behind((GROUP_DESCRIPTION, [index, 0]), group.description.as_ref()),
        ..ArmGroup::default()
    })
}

fn outcomes(choice: &mut Choice<'_>, module: &Outcomes) {
    let lists = [
        (Field::PrimaryOutcomes, outcomes::PRIMARY, &module.primary_outcomes),
        (Field::SecondaryOutcomes, outcomes::SECONDARY, &module.secondary_outcomes),
        (Field::OtherOutcomes, outcomes::OTHER, &module.other_outcomes),
    ];
    let [primary, secondary, other] = lists.map(|(field, paths, list)| {
        let list = list.iter().enumerate();
        list.filter_map(|(index, outcome)| self::outcome(choice, (field, index), paths, outcome)).collect::<Vec<_>>()
    });
    choice.carried.study.outcomes = Outcomes {
        primary_outcomes: primary,
        secondary_outcomes: secondary,
        other_outcomes: other,
        ..Outcomes::default()
    };
}

/// The item begins with the measure.
fn outcome(
    choice: &mut Choice<'_>,
    (list, index): (Field, usize),
    [measure, _, time_frame]: outcomes::Paths,
    outcome: &Outcome,
) -> Option<Outcome> {
    let (text, printed) = with_line(outcome.measure.as_ref())?;
    let (whole, _) = once(list);
    if !choice.permits((whole, [index, 0])) {
        return None;
    }
    choice.note_text((measure, [index, 0]), text, &printed);
    Some(Outcome {
        measure: Some(printed),
        time_frame: self::time_frame(choice, (time_frame, [index, 0]), outcome.time_frame.as_ref()),
        ..Outcome::default()
    })
}

fn time_frame(choice: &mut Choice<'_>, at: At, text: Option<&TimeFrame>) -> Option<TimeFrame> {
    let text = text?.as_str().to_owned();
    choice.line(at, Some(&text)).map(TimeFrame::from)
}

fn contacts_locations(choice: &mut Choice<'_>, module: &ContactsLocations) {
    for (index, contact) in module.central_contacts.iter().enumerate() {
        let contact = self::contact(choice, index, contact);
        choice.carried.study.contacts_locations.central_contacts.extend(contact);
    }
    for (index, location) in module.locations.iter().enumerate() {
        let location = self::location(choice, index, location);
        choice.carried.study.contacts_locations.locations.extend(location);
    }
}

/// The line begins with the name. A name alone is no line of parts: the first of the other parts stays with it.
fn contact(choice: &mut Choice<'_>, index: usize, contact: &Contact) -> Option<Contact> {
    let (name, printed) = with_line(contact.name.as_ref())?;
    let is_filled = |text: &Option<String>| text.as_deref().and_then(one_line).is_some();
    let (has_role, has_phone) = (contact.role.is_some(), is_filled(&contact.phone));
    let is_alone = !has_role && !has_phone && !is_filled(&contact.email);
    if is_alone || !choice.permits((CENTRAL_CONTACT, [index, 0])) {
        return None;
    }
    let [name_at, role, phone, ext, email] = CENTRAL.map(|template| (template, [index, 0]));
    choice.note_text(name_at, name, &printed);
    if has_role {
        choice.note(role);
    }
    let number = part_of_contact(choice, phone, contact.phone.as_ref(), has_role);
    let extension = contact.phone_ext.as_ref().filter(|_| number.is_some());
    Some(Contact {
        name: Some(printed),
        role: contact.role.clone(),
        phone_ext: choice.line(ext, extension),
        phone: number,
        email: part_of_contact(choice, email, contact.email.as_ref(), has_role || has_phone),
        ..Contact::default()
    })
}

fn part_of_contact(choice: &mut Choice<'_>, at: At, text: Option<&String>, is_further: bool) -> Option<String> {
    if is_further {
        return choice.line(at, text);
    }
    let (text, printed) = with_line(text)?;
    choice.note_text(at, text, &printed);
    Some(printed)
}

/// Commas alone tell the parts of a site: of those that its line does not tell, the facility is left out first, which may
/// have commas of its own, then the state.
fn location(choice: &mut Choice<'_>, index: usize, location: &Location) -> Option<Location> {
    let (country, printed) = with_line(location.country.as_ref())?;
    if !choice.permits((LOCATION, [index, 0])) {
        return None;
    }
    let line = |text: &Option<String>| text.as_deref().and_then(one_line);
    let (facility, city, state) = (line(&location.facility), line(&location.city), line(&location.state));
    let [facility, city, state] = [
        [facility.clone(), city.clone(), state.clone()],
        [None, city.clone(), state],
        [facility, city.clone(), None],
        [None, city, None],
    ]
    .into_iter()
    .find(|parts| Site::is_told(parts.each_ref().map(Option::as_deref), &printed))
    .unwrap_or_default();
    choice.note_text((COUNTRY, [index, 0]), country, &printed);
    let mut part = |template, text: &Option<String>, printed: Option<String>| match (with_line(text.as_ref()), printed)
    {
        (Some((text, _)), Some(printed)) => {
            choice.note_text((template, [index, 0]), text, &printed);
            Some(printed)
        }
        (Some(_), None) => {
            choice.refuse((template, [index, 0]));
            None
        }
        (None, _) => None,
    };
    Some(Location {
        facility: part(FACILITY, &location.facility, facility),
        city: part(CITY, &location.city, city),
        state: part(STATE, &location.state, state),
        country: Some(printed),
        status: choice.plain((STATUS, [index, 0]), location.status.as_ref()),
        ..Location::default()
    })
}

/// The two ages stand in one value.
fn eligibility(choice: &mut Choice<'_>, module: &Eligibility) {
    choice.carried.study.eligibility = Eligibility {
        minimum_age: choice.typed(once(Field::MinimumAge), module.minimum_age.as_ref()),
        maximum_age: choice.typed(once(Field::MaximumAge), module.maximum_age.as_ref()),
        sex: choice.plain(once(Field::Sex), module.sex.as_ref()),
        healthy_volunteers: choice.plain(once(Field::HealthyVolunteers), module.healthy_volunteers.as_ref()),
        ..Eligibility::default()
    };
    let (ages, _) = once(Field::StdAges);
    for (index, age) in module.std_ages.iter().enumerate() {
        let age = choice.plain((ages, [index, 0]), Some(age));
        choice.carried.study.eligibility.std_ages.extend(age);
    }
    let criteria = choice.prose(once(Field::EligibilityCriteria), module.eligibility_criteria.as_ref());
    choice.carried.study.eligibility.eligibility_criteria = criteria;
}

fn ipd_sharing(choice: &mut Choice<'_>, module: &IpdSharingStatement) {
    choice.carried.study.ipd_sharing_statement = IpdSharingStatement {
        ipd_sharing: choice.plain(once(Field::IpdSharing), module.ipd_sharing.as_ref()),
        time_frame: time_frame(choice, once(Field::IpdTimeFrame), module.time_frame.as_ref()),
        description: choice.prose(once(Field::IpdDescription), module.description.as_ref()),
        ..IpdSharingStatement::default()
    };
}

fn references(choice: &mut Choice<'_>, module: &References) {
    for (index, of) in module.references.iter().enumerate() {
        let reference = reference(choice, index, of);
        choice.carried.study.references.references.extend(reference);
    }
    for (index, of) in module.see_also_links.iter().enumerate() {
        let link = link(choice, index, of);
        choice.carried.study.references.see_also_links.extend(link);
    }
}

/// The line begins with the citation.
fn reference(choice: &mut Choice<'_>, index: usize, reference: &Reference) -> Option<Reference> {
    let (citation, printed) = with_line(reference.citation.as_ref())?;
    let (whole, _) = once(Field::References);
    if !choice.permits((whole, [index, 0])) {
        return None;
    }
    choice.note_text((references::CITATION, [index, 0]), citation, &printed);
    Some(Reference {
        citation: Some(printed),
        pmid: choice.line((references::PMID, [index, 0]), reference.pmid.as_ref()),
        r#type: choice.plain((references::TYPE, [index, 0]), reference.r#type.as_ref()),
        ..Reference::default()
    })
}

/// The whole of a link.
const LINK: &str = "protocolSection.referencesModule.seeAlsoLinks[]";

/// The line ends with the address.
fn link(choice: &mut Choice<'_>, index: usize, link: &SeeAlsoLink) -> Option<SeeAlsoLink> {
    let (url, printed) = with_line(link.url.as_ref())?;
    if !choice.permits((LINK, [index, 0])) {
        return None;
    }
    choice.note_text((references::URL, [index, 0]), url, &printed);
    let label = choice.line((references::LABEL, [index, 0]), link.label.as_ref());
    Some(SeeAlsoLink { url: Some(printed), label, ..SeeAlsoLink::default() })
}
