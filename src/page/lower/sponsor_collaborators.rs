//! `sponsorCollaboratorsModule`: the sections of sponsors and of the responsible party.

use std::ops::Range;

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::layout::{Field, Layout, Topic, values},
    source::{Raw, Span},
    study::{AgencyClass, ResponsibleParty, ResponsiblePartyType, Sponsor, code::CodeList},
    value,
};

pub(in crate::page) const LEAD: [&str; 2] = [
    "protocolSection.sponsorCollaboratorsModule.leadSponsor.name",
    "protocolSection.sponsorCollaboratorsModule.leadSponsor.class",
];
pub(in crate::page) const COLLABORATOR: [&str; 2] = [
    "protocolSection.sponsorCollaboratorsModule.collaborators[].name",
    "protocolSection.sponsorCollaboratorsModule.collaborators[].class",
];
pub(in crate::page) const FULL_NAME: &str =
    "protocolSection.sponsorCollaboratorsModule.responsibleParty.investigatorFullName";
pub(in crate::page) const TITLE: &str = "protocolSection.sponsorCollaboratorsModule.responsibleParty.investigatorTitle";
pub(in crate::page) const AFFILIATION: &str =
    "protocolSection.sponsorCollaboratorsModule.responsibleParty.investigatorAffiliation";
pub(in crate::page) const OLD_NAME_TITLE: &str =
    "protocolSection.sponsorCollaboratorsModule.responsibleParty.oldNameTitle";
pub(in crate::page) const OLD_ORGANIZATION: &str =
    "protocolSection.sponsorCollaboratorsModule.responsibleParty.oldOrganization";

impl Page<'_, '_> {
    pub(super) fn sponsor_collaborators(&mut self) {
        for record in self.records(Topic::Sponsors, Field::SponsorRole) {
            self.sponsor(record);
        }
        if self.lacks_label(Topic::Sponsors, Field::SponsorRole) {
            self.sponsors_without_role();
        }
        self.named_sponsors();
        self.responsible_party();
    }

    /// The one sponsor of a page that names no roles.
    pub(super) fn lone_sponsor(&mut self, name: usize, class: Option<usize>) {
        let [name_path, class_path] = LEAD.map(FieldPath::new);
        let sponsor = Sponsor {
            name: Some(self.text(name, name_path)),
            class: class.and_then(|class| self.code_at(class, class_path)),
            ..Sponsor::default()
        };
        self.study.sponsor_collaborators.lead_sponsor = Some(sponsor);
    }

    /// Sponsors that the layout names behind labels, each alone or several in a list.
    ///
    /// `sponsor = name [ "(" class ")" ]`
    fn named_sponsors(&mut self) {
        if let Some(line) = self.line_of(Field::LeadSponsor) {
            let sponsor = self.named_sponsor(line, self.raw(line), LEAD.map(FieldPath::new));
            self.study.sponsor_collaborators.lead_sponsor = Some(sponsor);
        }
        let names =
            |page: &Self, field| page.entries(field).flat_map(|entry| entry.values.clone()).collect::<Vec<usize>>();
        let mut sponsors: Vec<(usize, bool)> = Vec::new();
        let again = self.entries(Field::Sponsors).any(|entry| entry.is_again);
        for (index, line) in names(self, Field::Sponsors).into_iter().enumerate() {
            sponsors.push((line, index == 0));
        }
        sponsors.extend(names(self, Field::Collaborators).into_iter().map(|line| (line, false)));
        for (line, is_lead) in sponsors {
            if let Some(path) = self.name_path(line).filter(|_| again) {
                self.note_span(path, self.raw(line).span());
                self.take(line);
                continue;
            }
            if is_lead && self.study.sponsor_collaborators.lead_sponsor.is_none() {
                let sponsor = self.named_sponsor(line, self.raw(line), LEAD.map(FieldPath::new));
                self.study.sponsor_collaborators.lead_sponsor = Some(sponsor);
                continue;
            }
            for part in classed(self.raw(line)) {
                let index = self.study.sponsor_collaborators.collaborators.len();
                let sponsor = self.named_sponsor(line, part, COLLABORATOR.map(|path| FieldPath::at(path, [index, 0])));
                self.study.sponsor_collaborators.collaborators.push(sponsor);
            }
        }
        self.sponsor_classes();
    }

    /// Where the sponsor stands in the study that a line names again.
    fn name_path(&self, line: usize) -> Option<FieldPath> {
        let module = &self.study.sponsor_collaborators;
        let is_it = |sponsor: &Sponsor| sponsor.name.as_deref() == Some(self.raw(line).text);
        let [lead, _] = LEAD;
        let [collaborator, _] = COLLABORATOR;
        if module.lead_sponsor.as_ref().is_some_and(is_it) {
            return Some(FieldPath::new(lead));
        }
        let index = module.collaborators.iter().position(is_it)?;
        Some(FieldPath::at(collaborator, [index, 0]))
    }

    fn named_sponsor(&mut self, line: usize, raw: Raw<'_>, [name, class]: [FieldPath; 2]) -> Sponsor {
        let (words, note) = value::code::and_note(raw.text);
        let has_classes = self.outline.layout() == Some(Layout::MarkdownRecord);
        let known = note.filter(|_| has_classes).and_then(AgencyClass::known);
        let shown = if known.is_some() { words } else { raw.text };
        self.note_span(name, raw.part(shown).span());
        if let (Some(_), Some(note)) = (&known, note) {
            self.note_span(class, raw.part(note).span());
        }
        self.take(line);
        Sponsor { name: Some(shown.to_owned()), class: known, ..Sponsor::default() }
    }

    /// The class of the lead sponsor. Of a list of classes, each of which stands there once, the first is its, and only a class
    /// that the layout has one word for is told.
    fn sponsor_classes(&mut self) {
        if let Some(class) = self.code(Field::LeadSponsorClass) {
            self.study.sponsor_collaborators.lead_sponsor.get_or_insert_default().class = Some(class);
        }
        let lines: Vec<usize> = self.entries(Field::SponsorClasses).flat_map(|entry| entry.values.clone()).collect();
        for (index, line) in lines.into_iter().enumerate() {
            let raw = self.raw(line);
            let class = self.code_in_words::<AgencyClass>(Field::SponsorClasses, raw.text);
            // `Other` stands for several classes.
            let layout = self.outline.layout();
            let has_word = layout.is_some_and(|layout| layout.code_of(Field::SponsorClasses, raw.text).is_some());
            let is_told = has_word || class.as_ref().is_some_and(|class| class.as_str() != "OTHER");
            match (self.study.sponsor_collaborators.lead_sponsor.as_mut(), class) {
                (Some(lead), Some(class)) if index == 0 && is_told => {
                    lead.class = Some(class);
                    self.note_span(FieldPath::new(LEAD.last().copied().unwrap_or_default()), raw.span());
                    self.take(line);
                }
                _ => {
                    self.report_note(
                        Code::UntiedClass,
                        raw.span(),
                        "the sponsor that the class is of",
                        quoted(raw.text),
                    );
                    self.leave(line);
                }
            }
        }
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
            values::LEAD if self.study.sponsor_collaborators.lead_sponsor.is_none() => LEAD.map(FieldPath::new),
            values::COLLABORATOR => COLLABORATOR.map(|path| FieldPath::at(path, [collaborators, 0])),
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
            values::LEAD => self.study.sponsor_collaborators.lead_sponsor = Some(sponsor),
            _ => self.study.sponsor_collaborators.collaborators.push(sponsor),
        }
        self.take(role);
    }

    /// `party = [ name title affiliation ] "Responsibility Role " type / name-or-title organization`
    ///
    /// GUESSED but for the role alone: page grammar section 2.10. Records from before 2011 have no role.
    fn responsible_party(&mut self) {
        if self.outline.section(Topic::ResponsibleParty).is_none() {
            return self.party_in_a_line();
        }
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
            // Investigators have all three, and only they do: so it is in the registry's records.
            (None, &[name, title, affiliation])
                if self.lacks_label(Topic::ResponsibleParty, Field::ResponsiblePartyType) =>
            {
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

    /// `party = sponsor / name "," SP organization`
    ///
    /// A sponsor that answers for its record itself is named alone. Of records from before 2011 the page names who gave the
    /// information, and no responsible party.
    fn party_in_a_line(&mut self) {
        let party_label = |page: &Self, label: Option<usize>| {
            let label = page.outline.lines().get(label?)?;
            label.text().contains("Responsible Party").then(|| label.span())
        };
        let entries = self.entries(Field::ResponsibleParty);
        let lines: Vec<(usize, Option<Span>)> =
            entries.flat_map(|entry| entry.values.clone().map(|line| (line, party_label(self, entry.label)))).collect();
        let lead = self.study.sponsor_collaborators.lead_sponsor.as_ref().and_then(|lead| lead.name.clone());
        for (line, label) in lines {
            let raw = self.raw(line);
            let Some(lead) = lead.as_deref() else {
                self.report_note(
                    Code::AmbiguousParty,
                    raw.span(),
                    "the sponsor, or a name before it",
                    quoted(raw.text),
                );
                self.leave(line);
                continue;
            };
            // The sponsor again: a second place of its name.
            if lead == raw.text {
                let [name, _] = LEAD;
                self.note_span(FieldPath::new(name), raw.span());
                self.take(line);
                let party = self.study.sponsor_collaborators.responsible_party.as_ref();
                let is_other = party.is_some_and(|party| party.investigator_full_name.is_some());
                if let Some(label) = label.filter(|_| !is_other) {
                    self.note_span(super::fields::path(Field::ResponsiblePartyType), label);
                    let party = self.study.sponsor_collaborators.responsible_party.get_or_insert_default();
                    party.r#type = Some(ResponsiblePartyType::Sponsor);
                }
                continue;
            }
            // Names hold commas: only an organization that the page names elsewhere tells where the name ends.
            let name =
                raw.text.strip_suffix(lead).and_then(|name| name.trim_end().strip_suffix(',')).map(str::trim_end);
            let affiliation = raw.text.get(raw.text.len().saturating_sub(lead.len())..);
            let party = self.study.sponsor_collaborators.responsible_party.as_ref();
            let said = party.and_then(|party| party.investigator_full_name.as_deref());
            let split = name.zip(affiliation).filter(|(name, _)| said.is_none_or(|said| said == *name));
            let Some((name, affiliation)) = split else {
                let expected = "a name, and an organization of the page";
                self.report_note(Code::AmbiguousParty, raw.span(), expected, quoted(raw.text));
                self.leave(line);
                continue;
            };
            self.note_span(FieldPath::new(FULL_NAME), raw.part(name).span());
            self.note_span(FieldPath::new(AFFILIATION), raw.part(affiliation).span());
            self.take(line);
            let (name, affiliation) = (Some(name.to_owned()), Some(affiliation.to_owned()));
            let party = self.study.sponsor_collaborators.responsible_party.get_or_insert_default();
            (party.investigator_full_name, party.investigator_affiliation) = (name, affiliation);
        }
    }
}

/// The parts of a line of sponsors that ends each with its class: `Alder (OTHER), Birch, Inc. (INDUSTRY)`.
fn classed(raw: Raw<'_>) -> Vec<Raw<'_>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in raw.text.match_indices("), ") {
        let part = raw.text.get(start..=at).unwrap_or_default();
        if value::code::and_note(part).1.is_some_and(|class| AgencyClass::known(class).is_some()) {
            parts.push(raw.part(part));
            start = at + 3;
        }
    }
    parts.push(raw.part(raw.text.get(start..).unwrap_or_default()));
    parts
}
