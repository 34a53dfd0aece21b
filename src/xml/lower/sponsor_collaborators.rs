//! `sponsorCollaboratorsModule` and `oversightModule`.

use crate::{
    study::{Oversight, ResponsibleParty, Sponsor},
    xml::element::{Group, Record},
};

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn sponsor_collaborators(&mut self, module: &Group<'d, 'a>) {
        self.study.sponsor_collaborators.responsible_party =
            self.one(module, "responsible_party", "responsibleParty", |record, party| ResponsibleParty {
                r#type: record.code(party, "responsible_party_type", "type"),
                investigator_full_name: record.line(party, "investigator_full_name", "investigatorFullName"),
                investigator_title: record.line(party, "investigator_title", "investigatorTitle"),
                investigator_affiliation: record.line(party, "investigator_affiliation", "investigatorAffiliation"),
                old_name_title: record.line(party, "name_title", "oldNameTitle"),
                old_organization: record.line(party, "organization", "oldOrganization"),
                ..ResponsibleParty::default()
            });
        if let Some(sponsors) = self.inner(module, "sponsors") {
            self.study.sponsor_collaborators.lead_sponsor =
                self.one(&sponsors, "lead_sponsor", "leadSponsor", Self::sponsor);
            self.study.sponsor_collaborators.collaborators =
                self.each(&sponsors, "collaborator", "collaborators", Self::sponsor);
        }
    }

    fn sponsor(&mut self, group: &Group<'d, 'a>) -> Sponsor {
        Sponsor {
            name: self.line(group, "agency", "name"),
            class: self.code(group, "agency_class", "class"),
            ..Sponsor::default()
        }
    }

    pub(super) fn oversight(&mut self, module: &Group<'d, 'a>) {
        let Some(info) = self.inner(module, "oversight_info") else { return };
        self.study.oversight = Oversight {
            oversight_has_dmc: self.yes_no(&info, "has_dmc", "oversightHasDmc"),
            is_fda_regulated_drug: self.yes_no(&info, "is_fda_regulated_drug", "isFdaRegulatedDrug"),
            is_fda_regulated_device: self.yes_no(&info, "is_fda_regulated_device", "isFdaRegulatedDevice"),
            is_unapproved_device: self.yes_no(&info, "is_unapproved_device", "isUnapprovedDevice"),
            is_ppsd: self.yes_no(&info, "is_ppsd", "isPpsd"),
            is_us_export: self.yes_no(&info, "is_us_export", "isUsExport"),
            ..Oversight::default()
        };
    }
}
