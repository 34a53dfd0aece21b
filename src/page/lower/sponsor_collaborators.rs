//! `sponsorCollaboratorsModule`: the sections of sponsors and of the responsible party.

use std::ops::Range;

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::layout::{Field, Topic},
    study::{AgencyClass, ResponsibleParty, ResponsiblePartyType, Sponsor, code::CodeList},
};

const LEAD: [&str; 2] = [
    "protocolSection.sponsorCollaboratorsModule.leadSponsor.name",
    "protocolSection.sponsorCollaboratorsModule.leadSponsor.class",
];
const COLLABORATOR: [&str; 2] = [
    "protocolSection.sponsorCollaboratorsModule.collaborators[].name",
    "protocolSection.sponsorCollaboratorsModule.collaborators[].class",
];
const FULL_NAME: &str = "protocolSection.sponsorCollaboratorsModule.responsibleParty.investigatorFullName";
const TITLE: &str = "protocolSection.sponsorCollaboratorsModule.responsibleParty.investigatorTitle";
const AFFILIATION: &str = "protocolSection.sponsorCollaboratorsModule.responsibleParty.investigatorAffiliation";
const OLD_NAME_TITLE: &str = "protocolSection.sponsorCollaboratorsModule.responsibleParty.oldNameTitle";
const OLD_ORGANIZATION: &str = "protocolSection.sponsorCollaboratorsModule.responsibleParty.oldOrganization";

impl Page<'_, '_> {
    pub(super) fn sponsor_collaborators(&mut self) {
        for record in self.records(Topic::Sponsors, Field::SponsorRole) {
            self.sponsor(record);
        }
        self.responsible_party();
    }

    /// `sponsor = name [class] "Sponsor Role " ( "lead" / "collaborator" )`
    fn sponsor(&mut self, record: Range<usize>) {
        let Some(role) = self.labelled(record.clone(), Field::SponsorRole) else { return };
        let (name, class) = match self.texts(record.clone())[..] {
            // A class alone is what is left of a sponsor that has lost its name.
            [class] if AgencyClass::known(self.raw(class).text).is_some() => {
                self.refuse(class, Code::InvalidValue, None, "the name of a sponsor before its class");
                self.leave_record(record);
                return;
            }
            [name] => (name, None),
            [name, class] => (name, Some(class)),
            _ => return,
        };
        let collaborators = self.study.sponsor_collaborators.collaborators.len();
        let paths = match self.raw(role).text {
            "lead" if self.study.sponsor_collaborators.lead_sponsor.is_none() => LEAD.map(FieldPath::new),
            "collaborator" => COLLABORATOR.map(|path| FieldPath::at(path, [collaborators, 0])),
            _ => {
                let expected = "one of lead (once), collaborator";
                let found = self.behind(role).map_or_else(|| "nothing".to_owned(), |role| quoted(role.text));
                self.report(Code::InvalidValue, None, self.raw(role).span(), expected, found);
                self.leave_record(record);
                return;
            }
        };
        let [name_path, class_path] = paths;
        if class.is_none() {
            self.report(
                Code::EmptyField,
                Some(class_path.clone()),
                self.raw(name).span(),
                "the class of a sponsor below",
                "none",
            );
        }
        let sponsor = Sponsor {
            name: Some(self.text(name, name_path)),
            class: class.and_then(|class| self.code_at(class, class_path)),
            ..Sponsor::default()
        };
        match self.raw(role).text {
            "lead" => self.study.sponsor_collaborators.lead_sponsor = Some(sponsor),
            _ => self.study.sponsor_collaborators.collaborators.push(sponsor),
        }
        self.take(role);
    }

    /// `party = [ name title affiliation ] "Responsibility Role " type / name-or-title organization`
    ///
    /// GUESSED but for the role alone: page grammar section 2.10. Records from before 2011 have no role.
    fn responsible_party(&mut self) {
        let body = self.body(Topic::ResponsibleParty);
        if body.is_empty() {
            return;
        }
        let role = self.labelled(body.clone(), Field::ResponsiblePartyType);
        let r#type = role.and_then(|role| {
            self.code_at::<ResponsiblePartyType>(role, super::fields::path(Field::ResponsiblePartyType))
        });
        // What stands below the role is no part of the party.
        let end = role.unwrap_or(body.end);
        let texts = self.texts(body.start..end);
        let mut party = ResponsibleParty { r#type, ..ResponsibleParty::default() };
        match (role, &texts[..]) {
            (_, []) => {}
            (Some(_), &[name, title, affiliation]) => {
                party.investigator_full_name = Some(self.text(name, FieldPath::new(FULL_NAME)));
                party.investigator_title = Some(self.text(title, FieldPath::new(TITLE)));
                party.investigator_affiliation = Some(self.text(affiliation, FieldPath::new(AFFILIATION)));
            }
            (None, &[name, organization]) => {
                party.old_name_title = Some(self.text(name, FieldPath::new(OLD_NAME_TITLE)));
                party.old_organization = Some(self.text(organization, FieldPath::new(OLD_ORGANIZATION)));
            }
            (role, texts) => {
                let expected = if role.is_some() { "name, title, affiliation" } else { "name or title, organization" };
                let found = format!("{} lines", texts.len());
                let span = self.raw(texts.first().copied().unwrap_or_default()).span();
                self.report(Code::AmbiguousParty, None, span, expected, found);
                self.leave_record(body);
            }
        }
        if party != ResponsibleParty::default() {
            self.study.sponsor_collaborators.responsible_party = Some(party);
        }
    }
}
