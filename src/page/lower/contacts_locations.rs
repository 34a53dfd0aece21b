//! `contactsLocationsModule`, and what a page has beside it: countries and related trials.

use std::{collections::HashSet, ops::Range};

use super::{Page, fields::read_code};
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Layout, Topic, values},
        outline::Role,
    },
    parsed::{FacilityContact, RelatedTrial},
    study::{Contact, ContactRole, Location, MaybeTyped, NctId, RecruitmentStatus, code::CodeList},
    value,
};

/// The paths of a contact's name, role, telephone number, extension and email address.
pub(in crate::page) type ContactPaths = [&'static str; 5];

pub(in crate::page) const CENTRAL: ContactPaths = [
    "protocolSection.contactsLocationsModule.centralContacts[].name",
    "protocolSection.contactsLocationsModule.centralContacts[].role",
    "protocolSection.contactsLocationsModule.centralContacts[].phone",
    "protocolSection.contactsLocationsModule.centralContacts[].phoneExt",
    "protocolSection.contactsLocationsModule.centralContacts[].email",
];
const OF_ONE_SITE: ContactPaths = [
    "protocolSection.contactsLocationsModule.locations[0].contacts[].name",
    "protocolSection.contactsLocationsModule.locations[0].contacts[].role",
    "protocolSection.contactsLocationsModule.locations[0].contacts[].phone",
    "protocolSection.contactsLocationsModule.locations[0].contacts[].phoneExt",
    "protocolSection.contactsLocationsModule.locations[0].contacts[].email",
];
const UNTIED: ContactPaths = [
    "page.facilityContacts[].name",
    "page.facilityContacts[].role",
    "page.facilityContacts[].phone",
    "page.facilityContacts[].phoneExt",
    "page.facilityContacts[].email",
];
pub(in crate::page) const FACILITY: &str = "protocolSection.contactsLocationsModule.locations[].facility";
pub(in crate::page) const STATUS: &str = "protocolSection.contactsLocationsModule.locations[].status";
pub(in crate::page) const CITY: &str = "protocolSection.contactsLocationsModule.locations[].city";
pub(in crate::page) const STATE: &str = "protocolSection.contactsLocationsModule.locations[].state";
pub(in crate::page) const COUNTRY: &str = "protocolSection.contactsLocationsModule.locations[].country";

impl Page<'_, '_> {
    pub(super) fn contacts_locations(&mut self) {
        // The countries first: they decide where the country begins on the line of a place.
        self.extras.countries = self.list(Field::Country);
        self.locations();
        self.divide_countries();
        for (index, lines) in self.contacts(Topic::CentralContacts).into_iter().enumerate() {
            let (contact, _) = self.contact(lines, CENTRAL, index);
            self.study.contacts_locations.central_contacts.push(contact);
        }
        self.facility_contacts();
    }

    /// A line of countries is one country where a place ends in it; else it may be several, or something else.
    fn divide_countries(&mut self) {
        let places = self.study.contacts_locations.locations.iter();
        let of_places: HashSet<String> = places.filter_map(|place| place.country.clone()).collect();
        for (index, line) in self.entries(Field::Country).flat_map(|entry| entry.values.clone()).enumerate() {
            let raw = self.raw(line);
            if of_places.contains(raw.text) {
                continue;
            }
            self.note_undivided(raw, FieldPath::at(Field::Country.path().unwrap_or_default(), [index, 0]));
            if !of_places.is_empty() && !raw.text.contains(' ') {
                self.report_note(Code::AmbiguousPlace, raw.span(), "a country of one of the sites", quoted(raw.text));
            }
        }
    }

    /// `location = [facility] [place] "Site Status" [status]`
    ///
    /// The status stands behind its label, and often does not: what follows may be the next site's name.
    fn locations(&mut self) {
        if self.lacks_label(Topic::Locations, Field::SiteStatus) {
            return self.sites_without_labels();
        }
        let body = self.body(Topic::Locations);
        let labels: Vec<usize> =
            body.clone().filter(|&line| self.role(line) == Some(Role::Label(Field::SiteStatus))).collect();
        let mut start = body.start;
        for (site, &label) in labels.iter().enumerate() {
            let described = self.texts(start..label);
            let mut location = self.location(&described, site);
            let next_label = labels.get(site + 1).copied();
            let following = self.texts(label + 1..next_label.unwrap_or(body.end));
            let path = FieldPath::at(STATUS, [site, 0]);
            start = label + 1;
            match following.first() {
                Some(&status) if self.is_status(status, following.len(), next_label.is_none()) => {
                    location.status = self.code_at(status, path);
                    start = status + 1;
                }
                _ => self.report_empty_label(label, path, "a status below"),
            }
            self.study.contacts_locations.locations.push(location);
        }
    }

    /// A site of which the lines are known.
    pub(super) fn site(&mut self, described: &[usize], status: Option<usize>) {
        let site = self.study.contacts_locations.locations.len();
        let mut location = self.location(described, site);
        location.status = status.and_then(|status| self.code_at(status, FieldPath::at(STATUS, [site, 0])));
        self.study.contacts_locations.locations.push(location);
    }

    /// Tells whether the line behind a status label is the status. A facility may be called in capitals (`HKFPA`), so
    /// an unknown code counts only where a facility and a place follow it too, or nothing at all does.
    fn is_status(&mut self, line: usize, following: usize, is_last: bool) -> bool {
        let raw = self.raw(line);
        match read_code::<RecruitmentStatus>(raw.text) {
            Some(status) if status.is_known() => true,
            Some(_) if following == if is_last { 1 } else { 3 } => true,
            Some(_) if !is_last && following == 2 => {
                let expected = "a status, or a facility that is not called like one";
                self.report_note(Code::AmbiguousPlace, raw.span(), expected, quoted(raw.text));
                false
            }
            _ => false,
        }
    }

    fn location(&mut self, lines: &[usize], site: usize) -> Location {
        let mut location = Location::default();
        let at = |path| FieldPath::at(path, [site, 0]);
        let (facility, place) = match *lines {
            [.., facility, place] => {
                if self.ends_in_country(facility) {
                    let raw = self.raw(facility);
                    let expected = "a facility, not the place of another site";
                    self.report_note(Code::AmbiguousPlace, raw.span(), expected, quoted(raw.text));
                }
                (Some(facility), Some(place))
            }
            [line] if self.is_place(line) => (None, Some(line)),
            [line] => {
                let raw = self.raw(line);
                self.report(
                    Code::AmbiguousPlace,
                    Some(at(FACILITY)),
                    raw.span(),
                    "a facility and a place",
                    quoted(raw.text),
                );
                (Some(line), None)
            }
            [] => (None, None),
        };
        location.facility = facility.map(|line| self.text(line, at(FACILITY)));
        let Some(place) = place else { return location };
        let raw = self.raw(place);
        let Some(parts) = value::place::place(raw.text, self.extras.countries.iter().map(String::as_str)) else {
            self.refuse(place, Code::AmbiguousPlace, Some(at(CITY)), "a place such as city, state, country");
            return location;
        };
        if parts.ambiguous {
            self.report(Code::AmbiguousPlace, Some(at(CITY)), raw.span(), "city, state, country", quoted(raw.text));
        }
        self.take(place);
        let mut part = |part: &str, path| {
            self.note_span(at(path), raw.part(part).span());
            part.to_owned()
        };
        location.city = parts.city.map(|city| part(city, CITY));
        location.state = parts.state.map(|state| part(state, STATE));
        location.country = Some(part(parts.country, COUNTRY));
        location
    }

    /// A line alone is a place when it ends in a country that the page names, or has the form of one.
    pub(super) fn is_place(&self, line: usize) -> bool {
        self.ends_in_country(line) || (self.extras.countries.is_empty() && self.raw(line).text.contains(", "))
    }

    fn ends_in_country(&self, line: usize) -> bool {
        let mut countries = self.extras.countries.iter();
        countries.any(|country| value::place::country_at_end(self.raw(line).text, country).is_some())
    }

    /// `contact = [name] "Role: " role [phone] [email]`
    ///
    /// What stands between two roles is the end of one contact and the name of the next.
    fn contacts(&self, topic: Topic) -> Vec<ContactLines> {
        let mut contacts: Vec<ContactLines> = Vec::new();
        for record in self.records(topic, Field::ContactRole) {
            let role = self.labelled(record.clone(), Field::ContactRole);
            let texts = self.texts(record);
            let details = match contacts.last_mut() {
                Some(contact) => {
                    let (phone, email, rest) = self.details(&texts, role.is_none());
                    (contact.phone, contact.email) = (phone, email);
                    rest
                }
                None => 0,
            };
            let Some(role) = role else { break };
            // Of several lines the last is the name; the others are left.
            let name = texts.get(details..).and_then(|rest| rest.last().copied());
            contacts.push(ContactLines { name, role, phone: None, email: None });
        }
        contacts
    }

    /// Of the lines below a role, tells telephone and email address from the name that may follow. Where all three
    /// are there, their order tells, whatever they look like.
    fn details(&self, lines: &[usize], is_last: bool) -> (Option<usize>, Option<usize>, usize) {
        let is_email = |line: &usize| value::contact::is_email(self.raw(*line).text);
        let is_phone = |line: &usize| value::contact::is_phone(self.raw(*line).text);
        let room = if is_last { 2 } else { 3 };
        match lines {
            [phone, email, ..] if lines.len() >= room && is_email(email) => (Some(*phone), Some(*email), 2),
            [phone, email, ..] if is_phone(phone) && is_email(email) => (Some(*phone), Some(*email), 2),
            [phone, ..] if is_phone(phone) => (Some(*phone), None, 1),
            [email, ..] if is_email(email) => (None, Some(*email), 1),
            _ => (None, None, 0),
        }
    }

    /// Reads a contact, and the word for its rank among those of a site.
    fn contact(&mut self, lines: ContactLines, paths: ContactPaths, index: usize) -> (Contact, Option<String>) {
        let [name, role, phone, ext, email] = paths.map(|path| FieldPath::at(path, [index, 0]));
        let mut contact = Contact { name: lines.name.map(|line| self.text(line, name)), ..Contact::default() };
        let mut rank = None;
        let word = self.raw(lines.role);
        match word.text {
            // The page's words for the registry's role CONTACT: seed page; `backup` is GUESSED.
            values::PRIMARY | values::BACKUP if paths != CENTRAL => {
                contact.role = Some(ContactRole::Contact);
                rank = Some(word.text.to_owned());
                self.note_span(role, word.span());
                self.take(lines.role);
            }
            _ => contact.role = self.code_at(lines.role, role),
        }
        if let Some(line) = lines.phone {
            let raw = self.raw(line);
            let (number, extension) = value::whole(value::contact::phone_line, raw.text).unwrap_or((raw.text, None));
            self.note_span(phone, raw.part(number).span());
            contact.phone = Some(number.to_owned());
            contact.phone_ext = extension.map(|extension| {
                self.note_span(ext, raw.part(extension).span());
                extension.to_owned()
            });
            self.take(line);
        }
        contact.email = lines.email.map(|line| self.text(line, email));
        (contact, rank)
    }

    /// The page lists the contacts of all sites together; with one site it is clear whose they are.
    fn facility_contacts(&mut self) {
        let contacts = self.contacts(Topic::FacilityContacts);
        let is_tied = self.study.contacts_locations.locations.len() == 1;
        if let Some(first) = contacts.first().filter(|_| !is_tied) {
            let sites = self.study.contacts_locations.locations.len();
            let path = FieldPath::new("page.facilityContacts[]");
            let found = format!("contacts of {sites} sites together");
            self.report(Code::UntiedContact, Some(path), self.raw(first.role).span(), "contacts of one site", found);
        }
        for (index, lines) in contacts.into_iter().enumerate() {
            let role = self.raw(lines.role).span();
            let (contact, rank) = self.contact(lines, if is_tied { OF_ONE_SITE } else { UNTIED }, index);
            if rank.is_some() {
                let ranks = self.extras.contact_ranks.len();
                self.note_span(
                    match is_tied {
                        true => FieldPath::at("page.contactRanks[]", [ranks, 0]),
                        false => FieldPath::at("page.facilityContacts[].rank", [index, 0]),
                    },
                    role,
                );
            }
            if is_tied {
                self.extras.contact_ranks.extend(rank.clone());
            }
            match self.study.contacts_locations.locations.first_mut().filter(|_| is_tied) {
                Some(location) => location.contacts.push(contact),
                None => self.extras.facility_contacts.push(FacilityContact::new(contact, rank)),
            }
        }
    }

    /// `related = title, number SP status [ SP phases ]`
    pub(super) fn related_trials(&mut self) {
        let sections = self.outline.sections().iter().filter(|section| section.topic() == Some(Topic::RelatedTrials));
        for body in sections.map(|section| section.body()) {
            let mut lines = body.clone();
            let has_number = |line| self.raw(line).text.parse::<NctId>().is_ok();
            if self.outline.layout().is_some_and(Layout::loses_labels) && lines.any(has_number) {
                self.titles_and_numbers(body);
            } else {
                self.titles_and_states(body);
            }
        }
    }

    fn titles_and_states(&mut self, body: Range<usize>) {
        let mut title = None;
        for line in body {
            let raw = self.raw(line);
            let Some((number, status, phases)) = value::whole(value::related::related, raw.text) else {
                title = Some(line);
                continue;
            };
            let index = self.extras.related_trials.len();
            let at = |path| FieldPath::at(path, [index, 0]);
            let phase_at = |phase| FieldPath::at("page.relatedTrials[].phases[]", [index, phase]);
            self.note_span(at("page.relatedTrials[].nctId"), raw.part(number).span());
            let trial = RelatedTrial {
                nct_id: Some(MaybeTyped::<NctId>::read(number)),
                title: title.take().map(|line| self.text(line, at("page.relatedTrials[].title"))),
                status: Some(self.code_in(raw, status, at("page.relatedTrials[].status"))),
                phases: phases
                    .into_iter()
                    .enumerate()
                    .map(|(phase, code)| self.code_in(raw, code, phase_at(phase)))
                    .collect(),
            };
            self.extras.related_trials.push(trial);
            self.take(line);
        }
    }
}

/// The lines of a contact.
struct ContactLines {
    name: Option<usize>,
    role: usize,
    phone: Option<usize>,
    email: Option<usize>,
}
