//! `contactsLocationsModule`.

use crate::{
    study::{Contact, ContactRole, Location, Official},
    xml::element::{Group, Record},
};

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn contacts_locations(&mut self, module: &Group<'d, 'a>) {
        let names = ["overall_contact", "overall_contact_backup"];
        self.study.contacts_locations.central_contacts = self.contacts(module, names, "centralContacts");
        self.study.contacts_locations.overall_officials =
            self.each(module, "overall_official", "overallOfficials", |record, official| Official {
                name: record.name(official),
                affiliation: record.line(official, "affiliation", "affiliation"),
                role: record.code(official, "role", "role"),
                ..Official::default()
            });
        self.study.contacts_locations.locations = self.each(module, "location", "locations", Self::location);
    }

    fn location(&mut self, site: &Group<'d, 'a>) -> Location {
        let mut location = Location { status: self.code(site, "status", "status"), ..Location::default() };
        if let Some(facility) = self.inner(site, "facility") {
            location.facility = self.line(&facility, "name", "facility");
            if let Some(address) = self.inner(&facility, "address") {
                location.city = self.line(&address, "city", "city");
                location.state = self.line(&address, "state", "state");
                location.zip = self.line(&address, "zip", "zip");
                location.country = self.line(&address, "country", "country");
            }
        }
        location.contacts = self.contacts(site, ["contact", "contact_backup"], "contacts");
        let investigators =
            self.each_from(location.contacts.len(), site, "investigator", "contacts", |record, person| Contact {
                name: record.name(person),
                role: record.code(person, "role", "role"),
                ..Contact::default()
            });
        location.contacts.extend(investigators);
        location
    }

    /// A contact and its backup; the API has one role for both. One without a word is none.
    fn contacts(&mut self, group: &Group<'d, 'a>, names: [&str; 2], member: &str) -> Vec<Contact> {
        let mut contacts = Vec::new();
        for node in names.into_iter().flat_map(|name| group.children(name)) {
            let person = Group::new(node, format!("{}[{}]", group.member(member), contacts.len()));
            self.open(node);
            let contact = Contact {
                name: self.name(&person),
                phone: self.line(&person, "phone", "phone"),
                phone_ext: self.line(&person, "phone_ext", "phoneExt"),
                email: self.line(&person, "email", "email"),
                ..Contact::default()
            };
            if contact == Contact::default() {
                self.say_empty(node, person.path().to_owned());
            } else {
                contacts.push(Contact { role: Some(ContactRole::Contact), ..contact });
            }
        }
        contacts
    }

    /// A name, which the XML may have in parts: `First Middle Last, Degrees` in the API.
    fn name(&mut self, person: &Group<'d, 'a>) -> Option<String> {
        let parts = ["first_name", "middle_name", "last_name"];
        let parts: Vec<_> = parts.into_iter().filter_map(|part| self.line(person, part, "name")).collect();
        let degrees = self.line(person, "degrees", "name");
        let name = parts.join(" ");
        match degrees {
            Some(degrees) if name.is_empty() => Some(degrees),
            Some(degrees) => Some(format!("{name}, {degrees}")),
            None => (!name.is_empty()).then_some(name),
        }
    }
}
