//! Sponsors and the responsible party.

use super::{At, Choice, once, with_line};
use crate::{
    page::{
        layout::Field,
        lower::sponsor_collaborators::{
            AFFILIATION, COLLABORATOR, FULL_NAME, LEAD, OLD_NAME_TITLE, OLD_ORGANIZATION, TITLE,
        },
    },
    study::{ResponsibleParty, Sponsor, SponsorCollaborators},
};

/// The whole of the lead sponsor.
pub(super) const LEAD_SPONSOR: At = ("protocolSection.sponsorCollaboratorsModule.leadSponsor", [0, 0]);
/// The whole of a collaborator.
pub(super) const COLLABORATORS: &str = "protocolSection.sponsorCollaboratorsModule.collaborators[]";

impl Choice<'_> {
    pub(super) fn sponsor_collaborators(&mut self, module: &SponsorCollaborators) {
        for (index, sponsor) in module.collaborators.iter().enumerate() {
            let leaves = COLLABORATOR.map(|template| (template, [index, 0]));
            let sponsor = self.sponsor((COLLABORATORS, [index, 0]), leaves, sponsor);
            self.carried.study.sponsor_collaborators.collaborators.extend(sponsor);
        }
        let lead = module.lead_sponsor.as_ref();
        self.carried.study.sponsor_collaborators.lead_sponsor =
            lead.and_then(|lead| self.sponsor(LEAD_SPONSOR, LEAD.map(|template| (template, [0, 0])), lead));
        let party = module.responsible_party.as_ref().map(|party| self.party(party));
        self.carried.study.sponsor_collaborators.responsible_party =
            party.filter(|party| *party != ResponsibleParty::default());
    }

    pub(super) fn sponsor(&mut self, whole: At, [name, class]: [At; 2], sponsor: &Sponsor) -> Option<Sponsor> {
        let (text, printed) = with_line(sponsor.name.as_ref())?;
        if !self.permits(whole) {
            return None;
        }
        self.note_text(name, text, &printed);
        let class = self.plain(class, sponsor.class.as_ref());
        Some(Sponsor { name: Some(printed), class, ..Sponsor::default() })
    }

    /// The page tells the lines of a party by their number: page grammar section 2.10.
    fn party(&mut self, party: &ResponsibleParty) -> ResponsibleParty {
        let r#type = self.plain(once(Field::ResponsiblePartyType), party.r#type.as_ref());
        let mut carried = ResponsibleParty { r#type, ..ResponsibleParty::default() };
        if carried.r#type.is_some() {
            let investigator = [
                (FULL_NAME, party.investigator_full_name.as_ref()),
                (TITLE, party.investigator_title.as_ref()),
                (AFFILIATION, party.investigator_affiliation.as_ref()),
            ];
            if let Some([name, title, affiliation]) = self.all_lines(investigator) {
                carried.investigator_full_name = Some(name);
                carried.investigator_title = Some(title);
                carried.investigator_affiliation = Some(affiliation);
            }
        } else {
            let old =
                [(OLD_NAME_TITLE, party.old_name_title.as_ref()), (OLD_ORGANIZATION, party.old_organization.as_ref())];
            if let Some([name, organization]) = self.all_lines(old) {
                carried.old_name_title = Some(name);
                carried.old_organization = Some(organization);
            }
        }
        carried
    }

    /// Several lines, or none of them.
    fn all_lines<const N: usize>(&mut self, texts: [(&'static str, Option<&String>); N]) -> Option<[String; N]> {
        let mut lines = Vec::with_capacity(N);
        for (template, text) in texts {
            lines.push((template, with_line(text)?));
        }
        // Each is an item of its own, so that the last one is the one to blame.
        let refused = texts.iter().filter(|(template, _)| !self.permits((template, [0, 0]))).count();
        if refused > 0 {
            return None;
        }
        let printed = lines.into_iter().map(|(template, (text, printed))| {
            self.note_text((template, [0, 0]), text, &printed);
            printed
        });
        printed.collect::<Vec<_>>().try_into().ok()
    }
}
