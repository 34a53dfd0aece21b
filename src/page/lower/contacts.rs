//! Contacts and officials of `contactsLocationsModule` in layouts of labels.

use std::ops::Range;

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{layout::Field, outline::without_bullet},
    source::Raw,
    study::{Contact, ContactRole, Official, OfficialRole, code::CodeList, code_words},
    value,
};

const NAME: &str = "protocolSection.contactsLocationsModule.centralContacts[].name";
const ROLE: &str = "protocolSection.contactsLocationsModule.centralContacts[].role";
const PHONE: &str = "protocolSection.contactsLocationsModule.centralContacts[].phone";
const PHONE_EXT: &str = "protocolSection.contactsLocationsModule.centralContacts[].phoneExt";
const EMAIL: &str = "protocolSection.contactsLocationsModule.centralContacts[].email";
const OFFICIAL_NAME: &str = "protocolSection.contactsLocationsModule.overallOfficials[].name";
const OFFICIAL_AFFILIATION: &str = "protocolSection.contactsLocationsModule.overallOfficials[].affiliation";
const OFFICIAL_ROLE: &str = "protocolSection.contactsLocationsModule.overallOfficials[].role";

/// What a line of parts is expected to be.
const CONTACT: &str = "a name with one role, telephone and email address";

impl<'a> Page<'_, 'a> {
    pub(super) fn people(&mut self) {
        let lists: Vec<Range<usize>> = self.entries(Field::CentralContacts).map(|entry| entry.values.clone()).collect();
        for lines in lists {
            self.labelled_contacts(lines);
        }
        let lists: Vec<Range<usize>> =
            self.entries(Field::OverallOfficials).map(|entry| entry.values.clone()).collect();
        lists.into_iter().flatten().for_each(|line| self.official(line));
    }

    /// `contact = "Name: " name [ "Phone Number: " phone ] [ "Email: " email ]`, a line each, or
    /// `contact = name *( " | " ( role / phone / email ) )` on one line
    fn labelled_contacts(&mut self, lines: Range<usize>) {
        let mut is_open = false;
        for line in lines {
            let raw = self.raw(line);
            let raw = raw.part(without_bullet(raw.text));
            let labelled = raw.text.split_once(':').map(|(label, value)| (label.trim_end(), value.trim()));
            match labelled {
                Some((label, value)) if label.eq_ignore_ascii_case("name") && !value.is_empty() => {
                    self.new_contact(raw.part(value));
                    is_open = true;
                    self.take(line);
                }
                Some((label, value)) if is_open && is_phone(label) && !value.is_empty() && !self.has_phone() => {
                    self.phone(raw.part(value));
                    self.take(line);
                }
                Some((label, value))
                    if is_open && label.eq_ignore_ascii_case("email") && !value.is_empty() && !self.has_email() =>
                {
                    self.email(raw.part(value));
                    self.take(line);
                }
                _ if raw.text.contains(" | ") => self.packed_contact(line, raw),
                _ => {}
            }
        }
    }

    /// A line of parts: each but the name shows what it is by its form, and none stands there twice.
    fn packed_contact(&mut self, line: usize, raw: Raw<'a>) {
        let mut parts = raw.text.split(" | ").map(|part| raw.part(part.trim())).filter(|part| !part.text.is_empty());
        let Some(name) = parts.next() else { return };
        let (mut role, mut phone, mut email) = (None, None, None);
        for part in parts {
            let slot = match part.text {
                text if ContactRole::known(text).is_some() => &mut role,
                text if value::contact::is_email(text) => &mut email,
                text if value::contact::is_phone(text) => &mut phone,
                _ => return self.refuse(line, Code::AmbiguousParty, None, CONTACT),
            };
            if slot.replace(part).is_some() {
                return self.refuse(line, Code::AmbiguousParty, None, CONTACT);
            }
        }
        self.new_contact(name);
        if let Some((part, role)) = role.and_then(|part| Some((part, ContactRole::known(part.text)?))) {
            self.note_span(FieldPath::at(ROLE, [self.last_contact(), 0]), part.span());
            if let Some(contact) = self.study.contacts_locations.central_contacts.last_mut() {
                contact.role = Some(role);
            }
        }
        if let Some(phone) = phone {
            self.phone(phone);
        }
        if let Some(email) = email {
            self.email(email);
        }
        self.take(line);
    }

    fn has_phone(&self) -> bool {
        self.study.contacts_locations.central_contacts.last().is_some_and(|contact| contact.phone.is_some())
    }

    fn has_email(&self) -> bool {
        self.study.contacts_locations.central_contacts.last().is_some_and(|contact| contact.email.is_some())
    }

    fn last_contact(&self) -> usize {
        self.study.contacts_locations.central_contacts.len().saturating_sub(1)
    }

    fn new_contact(&mut self, name: Raw<'a>) {
        let contact = Contact { name: Some(name.text.to_owned()), ..Contact::default() };
        self.study.contacts_locations.central_contacts.push(contact);
        self.note_span(FieldPath::at(NAME, [self.last_contact(), 0]), name.span());
    }

    fn phone(&mut self, raw: Raw<'a>) {
        let at = self.last_contact();
        let (number, ext) = value::whole(value::contact::phone_line, raw.text).unwrap_or((raw.text, None));
        self.note_span(FieldPath::at(PHONE, [at, 0]), raw.part(number).span());
        if let Some(ext) = ext {
            self.note_span(FieldPath::at(PHONE_EXT, [at, 0]), raw.part(ext).span());
        }
        if let Some(contact) = self.study.contacts_locations.central_contacts.last_mut() {
            contact.phone = Some(number.to_owned());
            contact.phone_ext = ext.map(str::to_owned);
        }
    }

    fn email(&mut self, raw: Raw<'a>) {
        self.note_span(FieldPath::at(EMAIL, [self.last_contact(), 0]), raw.span());
        if let Some(contact) = self.study.contacts_locations.central_contacts.last_mut() {
            contact.email = Some(raw.text.to_owned());
        }
    }

    /// `official = role ": " name [","] SP affiliation`
    ///
    /// Names hold commas, and some pages have no comma between: an organization that the page names elsewhere tells where the
    /// name ends, or the one comma that there is, where no degree stands behind it. Else both are kept as the name, with a warning.
    fn official(&mut self, line: usize) {
        let raw = self.raw(line);
        let raw = raw.part(without_bullet(raw.text));
        let Some((role_words, rest)) = raw.text.split_once(':') else { return };
        let Some(role) = code_words::<OfficialRole>(role_words) else { return };
        let rest = rest.trim_start();
        let at = self.study.contacts_locations.overall_officials.len();
        let known = self.known_organization_at_end(rest).map(|known| known.len());
        let (name, affiliation) = match known.or_else(|| lone_affiliation(rest).map(str::len)) {
            Some(length) => {
                let (name, affiliation) = rest.split_at_checked(rest.len() - length).unwrap_or_default();
                (name.trim_end().trim_end_matches(',').trim_end(), Some(affiliation))
            }
            None => {
                let expected = "a name, and an organization of the page";
                let field = FieldPath::at(OFFICIAL_NAME, [at, 0]);
                self.report(Code::AmbiguousParty, Some(field), raw.span(), expected, quoted(raw.text));
                (rest, None)
            }
        };
        if name.is_empty() {
            return;
        }
        let parts =
            [(OFFICIAL_ROLE, Some(role_words)), (OFFICIAL_NAME, Some(name)), (OFFICIAL_AFFILIATION, affiliation)];
        for (path, part) in parts {
            if let Some(part) = part {
                self.note_span(FieldPath::at(path, [at, 0]), raw.part(part).span());
            }
        }
        self.study.contacts_locations.overall_officials.push(Official {
            name: Some(name.to_owned()),
            affiliation: affiliation.map(str::to_owned),
            role: Some(role),
            ..Official::default()
        });
        self.take(line);
    }

    /// The longest organization of the page that a text ends with.
    fn known_organization_at_end(&self, text: &str) -> Option<String> {
        let sponsors = &self.study.sponsor_collaborators;
        let names =
            sponsors.lead_sponsor.iter().chain(&sponsors.collaborators).filter_map(|sponsor| sponsor.name.as_deref());
        let sites = self.study.contacts_locations.locations.iter().filter_map(|site| site.facility.as_deref());
        let ends = |name: &&str| {
            text.strip_suffix(*name)
                .is_some_and(|before| before.ends_with(char::is_whitespace) && !before.trim().is_empty())
        };
        names.chain(sites).filter(ends).max_by_key(|name| name.len()).map(str::to_owned)
    }
}

/// `"Phone" [ "Number" ]`: of another label, `Phone (night)`, the words would be lost.
fn is_phone(label: &str) -> bool {
    let words = label.to_ascii_lowercase();
    matches!(words.split_whitespace().collect::<Vec<_>>()[..], ["phone"] | ["phone", "number"])
}

/// What stands behind the one comma of a text, unless it may be a degree: `Ada Fern, Tea Works`, and not `Ada Fern, MD`. Of 140 such
/// lines that the registry's records make, two have no affiliation, and a degree instead.
fn lone_affiliation(text: &str) -> Option<&str> {
    let (_, behind) = text.split_once(", ").filter(|(name, behind)| !name.is_empty() && !behind.contains(','))?;
    let may_be_degree = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 1 && word.len() <= 8;
    // A degree may also stand before the affiliation, without a comma: `Ada Fern, MD Tea Works`.
    (!behind.split_whitespace().next().is_some_and(may_be_degree)).then_some(behind)
}
