//! The text of the layout [`Spaced`](crate::page::Layout::Spaced): page grammar section 2. All its words are those of the
//! layout's table.

use std::collections::{HashMap, HashSet};

use crate::{
    page::{
        layout::{Field, Layout, Phrase, SectionWords, Sentence, Topic, Vocabulary, values},
        lower::arms_interventions::intervention_name,
    },
    study::{ArmGroup, Contact, ContactRole, DateStruct, Intervention, Location, Sponsor, Study},
    value::{contact::phone_text, count::participants_text, place::place_text},
};

/// Makes the text of a study that has nothing but what the layout carries.
pub(super) fn text(study: &Study) -> String {
    let mut page = Page { vocabulary: Layout::of_writer(), words: None, text: String::new(), is_tight: false };
    page.preamble(study);
    page.results(study);
    page.basic_information(study);
    page.texts(study);
    page.design(study);
    page.groups(study);
    page.interventions(study);
    page.eligibility(study);
    page.sponsors(study);
    page.responsible_party(study);
    page.locations(study);
    page.contacts(study);
    page.identifiers(study);
    page.text
}

/// A page while it is written.
struct Page {
    vocabulary: &'static Vocabulary,
    /// The words of the section that is being written.
    words: Option<&'static SectionWords>,
    text: String,
    /// No blank line stands before the next block.
    is_tight: bool,
}

impl Page {
    /// Writes a block below the others.
    fn block(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str(if self.is_tight { "\n" } else { "\n\n" });
        }
        self.is_tight = false;
        self.text.push_str(text);
    }

    fn blocks<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) {
        texts.into_iter().for_each(|text| self.block(text.as_ref()));
    }

    /// Begins a section: heading and sentence. One that not every page has is there only where it is filled.
    fn begins(&mut self, topic: Topic, is_filled: bool) -> bool {
        let Some(words) = self.vocabulary.section(topic).filter(|words| words.always || is_filled) else {
            return false;
        };
        self.words = Some(words);
        self.block(words.heading);
        if let Sentence::Known(sentence) = words.sentence {
            self.block(sentence);
        }
        true
    }

    /// Writes a label and what stands behind it on the same line, or alone.
    fn label(&mut self, field: Field, value: &str) {
        let label = self.words.and_then(|words| words.label(field)).map(|word| word.with(value));
        self.blocks(label);
    }

    /// Writes a label and its value below.
    fn field(&mut self, field: Field, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.label(field, "");
            self.block(&value.to_string());
        }
    }

    fn phrase(&mut self, wanted: impl Fn(Phrase) -> bool) {
        let phrase = self.words.and_then(|words| words.phrase(wanted));
        self.blocks(phrase);
    }

    fn preamble(&mut self, study: &Study) {
        self.words = self.vocabulary.section(Topic::Preamble);
        self.blocks(&study.identification.brief_title);
        if let Some(number) = &study.identification.nct_id {
            self.label(Field::NctId, &number.to_string());
        }
        if let Some(date) = date(study.status.last_update_post_date_struct.as_ref()) {
            self.label(Field::LastUpdatePostDate, &date);
        }
    }

    /// The sentence of available results is not known: page grammar section 2.2.
    fn results(&mut self, study: &Study) {
        self.begins(Topic::StudyResults, true);
        let phrases: &[Phrase] = match study.has_results {
            Some(true) => &[Phrase::ResultsAvailable, Phrase::ResultsLink],
            Some(false) => &[Phrase::ResultsPending, Phrase::ResultsSentence],
            None => &[],
        };
        phrases.iter().for_each(|phrase| self.phrase(|other| other == *phrase));
    }

    fn basic_information(&mut self, study: &Study) {
        self.begins(Topic::BasicInformation, true);
        self.field(Field::OverallStatus, study.status.overall_status.as_ref());
        let phases: Vec<_> = study.design.phases.iter().map(|phase| phase.as_str()).collect();
        self.field(Field::Phases, Some(phases.join("/")).filter(|_| !phases.is_empty()));
        let count = study.design.enrollment_info.as_ref().and_then(|info| info.count.as_ref());
        let count = count.map(|count| match count.text() {
            Some(text) => text.to_owned(),
            None => participants_text(&count.to_string()),
        });
        self.field(Field::EnrollmentCount, count);
        self.field(Field::StudyType, study.design.study_type.as_ref());
        self.field(Field::StartDate, date(study.status.start_date_struct.as_ref()));
        self.field(Field::CompletionDate, date(study.status.completion_date_struct.as_ref()));
    }

    fn texts(&mut self, study: &Study) {
        self.begins(Topic::BriefSummary, true);
        self.blocks(&study.description.brief_summary);
        self.begins(Topic::DetailedDescription, true);
        self.blocks(&study.description.detailed_description);
        self.begins(Topic::Conditions, true);
        self.blocks(&study.conditions.conditions);
        if self.begins(Topic::Keywords, !study.conditions.keywords.is_empty()) {
            self.blocks(&study.conditions.keywords);
        }
    }

    fn design(&mut self, study: &Study) {
        self.begins(Topic::StudyDesign, true);
        let Some(info) = &study.design.design_info else { return };
        self.field(Field::Allocation, info.allocation.as_ref());
        self.field(Field::InterventionModel, info.intervention_model.as_ref());
        self.field(Field::ObservationalModel, info.observational_model.as_ref());
        self.field(Field::PrimaryPurpose, info.primary_purpose.as_ref());
        self.field(Field::TimePerspective, info.time_perspective.as_ref());
        let masking = info.masking_info.as_ref();
        self.field(Field::Masking, masking.and_then(|info| info.masking.as_ref()));
        for party in masking.iter().flat_map(|info| &info.who_masked) {
            self.phrase(|phrase| phrase.masked_party().as_ref() == Some(party));
        }
    }

    /// `group = name [description] ["Group Type " type] ( 1*member / "No interventions assigned to this group" )`
    fn groups(&mut self, study: &Study) {
        self.begins(Topic::StudyGroups, !study.arms().is_empty());
        let listed = listed(study);
        for group in study.arms() {
            self.blocks(&group.label);
            self.blocks(&group.description);
            if let Some(r#type) = &group.r#type {
                self.label(Field::ArmGroupType, r#type.as_str());
            }
            let members = members(group, &listed);
            for member in &members {
                self.blocks(&member.name);
                self.intervention_type(member);
                self.blocks(&member.description);
            }
            if members.is_empty() {
                self.phrase(|phrase| phrase == Phrase::NoInterventions);
            }
        }
    }

    /// `intervention = name [description] "Intervention Type " type`
    fn interventions(&mut self, study: &Study) {
        self.begins(Topic::Interventions, !study.interventions().is_empty());
        for intervention in study.interventions() {
            self.blocks(&intervention.name);
            self.blocks(&intervention.description);
            self.intervention_type(intervention);
        }
    }

    fn intervention_type(&mut self, intervention: &Intervention) {
        if let Some(r#type) = &intervention.r#type {
            self.label(Field::InterventionType, r#type.as_str());
        }
    }

    /// A list right before the first label has no blank line behind it: page grammar section 2.9.
    fn eligibility(&mut self, study: &Study) {
        self.begins(Topic::Eligibility, true);
        let module = &study.eligibility;
        self.blocks(&module.eligibility_criteria);
        self.is_tight = module.eligibility_criteria.as_deref().is_some_and(ends_in_list);
        self.field(Field::MinimumAge, module.minimum_age.as_ref());
        self.field(Field::MaximumAge, module.maximum_age.as_ref());
        self.field(Field::Sex, module.sex.as_ref());
        let healthy = module.healthy_volunteers.map(|accepts| if accepts { values::YES } else { values::NO });
        self.field(Field::HealthyVolunteers, healthy);
        self.is_tight = false;
    }

    /// Collaborators stand before the sponsor: page grammar section 2.10.
    fn sponsors(&mut self, study: &Study) {
        let module = &study.sponsor_collaborators;
        let collaborators = module.collaborators.iter().map(|sponsor| (sponsor, values::COLLABORATOR));
        let sponsors: Vec<(&Sponsor, &str)> =
            collaborators.chain(module.lead_sponsor.iter().map(|sponsor| (sponsor, values::LEAD))).collect();
        self.begins(Topic::Sponsors, !sponsors.is_empty());
        for (sponsor, role) in sponsors {
            self.blocks(&sponsor.name);
            self.blocks(sponsor.class.as_ref().map(|class| class.as_str()));
            self.label(Field::SponsorRole, role);
        }
    }

    fn responsible_party(&mut self, study: &Study) {
        let Some(party) = &study.sponsor_collaborators.responsible_party else { return };
        self.begins(Topic::ResponsibleParty, true);
        self.blocks(&party.investigator_full_name);
        self.blocks(&party.investigator_title);
        self.blocks(&party.investigator_affiliation);
        self.blocks(&party.old_name_title);
        self.blocks(&party.old_organization);
        if let Some(r#type) = &party.r#type {
            self.label(Field::ResponsiblePartyType, r#type.as_str());
        }
    }

    /// `location = [facility] [place] "Site Status" [status]`
    fn locations(&mut self, study: &Study) {
        self.begins(Topic::Locations, !study.locations().is_empty());
        let mut countries = Vec::new();
        for site in study.locations() {
            self.blocks(&site.facility);
            let parts = [&site.city, &site.state, &site.country].map(|part| part.as_deref());
            self.blocks(Some(place_text(parts)).filter(|place| !place.is_empty()));
            self.label(Field::SiteStatus, "");
            self.blocks(site.status.as_ref().map(|status| status.as_str()));
            countries.extend(&site.country);
        }
        let mut seen = HashSet::new();
        countries.retain(|country| seen.insert(*country));
        self.begins(Topic::Countries, !countries.is_empty());
        self.blocks(countries);
    }

    fn contacts(&mut self, study: &Study) {
        self.begins(Topic::CentralContacts, !study.contacts().is_empty());
        for contact in study.contacts() {
            self.contact(contact, contact.role.as_ref().map_or("", |role| role.as_str()));
        }
        let has_contacts = study.locations().iter().any(|site| !site.contacts.is_empty());
        self.begins(Topic::FacilityContacts, has_contacts);
        study.locations().iter().for_each(|site| self.site_contacts(site));
    }

    /// The page has words of its own for the registry's role CONTACT: page grammar section 2.10.
    fn site_contacts(&mut self, site: &Location) {
        let mut rank = values::PRIMARY;
        for contact in &site.contacts {
            match contact.role.as_ref() {
                Some(ContactRole::Contact) => {
                    self.contact(contact, rank);
                    rank = values::BACKUP;
                }
                role => self.contact(contact, role.map_or("", |role| role.as_str())),
            }
        }
    }

    /// `contact = [name] "Role: " role [phone] [email]`
    fn contact(&mut self, contact: &Contact, role: &str) {
        self.blocks(&contact.name);
        self.label(Field::ContactRole, role);
        self.blocks(contact.phone.as_ref().map(|phone| phone_text(phone, contact.phone_ext.as_deref())));
        self.blocks(&contact.email);
    }

    fn identifiers(&mut self, study: &Study) {
        let module = &study.identification;
        let own = module
            .org_study_id_info
            .iter()
            .map(|info| (info.id.clone(), info.r#type.as_ref().map(|of| of.as_str()), values::ORG_STUDY_ID));
        let further = module
            .secondary_id_infos
            .iter()
            .map(|info| (info.id.clone(), info.r#type.as_ref().map(|of| of.as_str()), values::SECONDARY_ID));
        let aliases = module.nct_id_aliases.iter().map(|alias| (Some(alias.to_string()), None, values::NCT_ALIAS));
        let identifiers: Vec<_> = own.chain(further).chain(aliases).collect();
        self.begins(Topic::OtherIdentifiers, !identifiers.is_empty());
        for (id, r#type, source) in identifiers {
            self.blocks(id);
            self.label(Field::IdentifierType, r#type.unwrap_or(values::NO_TYPE));
            self.label(Field::IdentifierSource, source);
        }
    }
}

fn date(date: Option<&DateStruct>) -> Option<String> {
    date?.date.as_ref().map(ToString::to_string)
}

/// The interventions by what groups call them.
fn listed(study: &Study) -> HashMap<String, Vec<&Intervention>> {
    let mut listed: HashMap<_, Vec<_>> = HashMap::new();
    for intervention in study.interventions() {
        if let Some(name) = intervention_name(intervention) {
            listed.entry(name).or_default().push(intervention);
        }
    }
    listed
}

/// The interventions of a group, in the order of their names. Of several with one name and type those come first that
/// name the group, and each once.
fn members<'s>(group: &ArmGroup, listed: &HashMap<String, Vec<&'s Intervention>>) -> Vec<&'s Intervention> {
    let mut members: Vec<&Intervention> = Vec::new();
    for name in &group.intervention_names {
        let namesakes = listed.get(name).into_iter().flatten().copied();
        let is_new = |of: &Intervention| !members.iter().any(|member| std::ptr::eq(*member, of));
        let is_own = |of: &Intervention| group.label.as_ref().is_some_and(|label| of.arm_group_labels.contains(label));
        // Of equals the last is the greatest.
        let best = namesakes.rev().max_by_key(|of| (is_own(of), is_new(of)));
        members.extend(best);
    }
    members
}

/// Whether the last line is an item of a list.
fn ends_in_list(text: &str) -> bool {
    let marker = text.lines().next_back().and_then(|line| line.trim_start().split_once(' ')).map(|(marker, _)| marker);
    let is_number = |marker: &str| {
        marker
            .strip_suffix('.')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
    };
    marker.is_some_and(|marker| matches!(marker, "*" | "-") || is_number(marker))
}
