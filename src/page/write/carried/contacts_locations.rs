//! Sites and contacts.

use super::{At, Choice, one_line};
use crate::{
    page::lower::contacts_locations::{CENTRAL, CITY, COUNTRY, ContactPaths, FACILITY, STATE, STATUS},
    study::{Contact, ContactsLocations, Location},
};

/// The whole of a contact of the study.
pub(super) const CENTRAL_CONTACT: &str = "protocolSection.contactsLocationsModule.centralContacts[]";
/// The whole of a site.
pub(super) const LOCATION: &str = "protocolSection.contactsLocationsModule.locations[]";
/// The whole of a contact of a site.
const SITE_CONTACT: &str = "protocolSection.contactsLocationsModule.locations[].contacts[]";
/// The parts of a contact of a site.
const OF_SITE: ContactPaths = [
    "protocolSection.contactsLocationsModule.locations[].contacts[].name",
    "protocolSection.contactsLocationsModule.locations[].contacts[].role",
    "protocolSection.contactsLocationsModule.locations[].contacts[].phone",
    "protocolSection.contactsLocationsModule.locations[].contacts[].phoneExt",
    "protocolSection.contactsLocationsModule.locations[].contacts[].email",
];

impl Choice<'_> {
    pub(super) fn contacts_locations(&mut self, module: &ContactsLocations) {
        // Which site of the study each one is that the page has.
        let mut sites = Vec::new();
        for (index, location) in module.locations.iter().enumerate() {
            if let Some(carried) = self.location(index, location) {
                self.carried.study.contacts_locations.locations.push(carried);
                sites.push((index, location));
            }
        }
        self.statuses(&sites);
        for (index, contact) in module.central_contacts.iter().enumerate() {
            let at = CENTRAL.map(|template| (template, [index, 0]));
            let contact = self.contact((CENTRAL_CONTACT, [index, 0]), at, contact);
            self.carried.study.contacts_locations.central_contacts.extend(contact);
        }
        self.site_contacts(&sites);
    }

    /// The contacts of all sites stand together: of several sites nothing says whose they are.
    fn site_contacts(&mut self, sites: &[(usize, &Location)]) {
        let of_sites = (sites.len() > 1).then_some((self.carried.kept.len(), self.carried.respaced.len()));
        for (place, (index, location)) in sites.iter().enumerate() {
            let mut contacts = Vec::new();
            for (number, contact) in location.contacts.iter().enumerate() {
                let at = OF_SITE.map(|template| (template, [*index, number]));
                contacts.extend(self.contact((SITE_CONTACT, [*index, number]), at, contact));
            }
            if let Some(site) = self.carried.study.contacts_locations.locations.get_mut(place) {
                site.contacts = contacts;
            }
        }
        if let Some((kept, respaced)) = of_sites {
            self.carried.kept.truncate(kept);
            self.carried.respaced.truncate(respaced);
        }
    }

    /// The country first: without it a line is no place.
    fn location(&mut self, index: usize, location: &Location) -> Option<Location> {
        let is_blank = |text: &Option<String>| text.as_deref().and_then(one_line).is_none();
        if is_blank(&location.facility) && is_blank(&location.country) || !self.permits((LOCATION, [index, 0])) {
            return None;
        }
        let at = |template| (template, [index, 0]);
        let country = self.line(at(COUNTRY), location.country.as_ref());
        let carried = Location {
            facility: self.line(at(FACILITY), location.facility.as_ref()),
            city: self.line(at(CITY), location.city.as_ref().filter(|_| country.is_some())),
            state: self.line(at(STATE), location.state.as_ref().filter(|_| country.is_some())),
            country,
            ..Location::default()
        };
        (carried != Location::default()).then_some(carried)
    }

    /// Whether a line is the status of a site or the name of the next one is told by what else the next one has.
    fn statuses(&mut self, sites: &[(usize, &Location)]) {
        for (place, (index, location)) in sites.iter().enumerate() {
            let status = self.plain((STATUS, [*index, 0]), location.status.as_ref());
            if let Some(site) = self.carried.study.contacts_locations.locations.get_mut(place) {
                site.status = status;
            }
        }
    }

    /// The role is what tells one contact from the next: page grammar section 2.10.
    fn contact(&mut self, whole: At, [name, role, phone, ext, email]: [At; 5], contact: &Contact) -> Option<Contact> {
        let own = contact.role.clone()?;
        if !self.permits(whole) {
            return None;
        }
        self.note(role);
        let number = self.line(phone, contact.phone.as_ref());
        let extension = contact.phone_ext.as_ref().filter(|_| number.is_some());
        Some(Contact {
            role: Some(own),
            phone_ext: self.line(ext, extension),
            phone: number,
            email: self.line(email, contact.email.as_ref()),
            name: self.line(name, contact.name.as_ref()),
            ..Contact::default()
        })
    }
}
