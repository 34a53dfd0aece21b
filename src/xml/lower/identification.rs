//! `identificationModule`.

use crate::{
    study::{OrgStudyIdInfo, Organization, SecondaryIdInfo},
    xml::element::{Group, Record},
};

const A_NUMBER: &str = "a registry number such as NCT00000102";

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn identification(&mut self, module: &Group<'d, 'a>) {
        if let Some(ids) = self.inner(module, "id_info") {
            self.study.identification.nct_id = self.maybe_typed(&ids, "nct_id", "nctId", A_NUMBER);
            let mut aliases = Vec::new();
            for node in ids.children("nct_alias") {
                let path = format!("{}[{}]", ids.member("nctIdAliases"), aliases.len());
                if let Some(text) = self.value(node, path.clone()) {
                    aliases.push(self.typed(node, &text.line(), path, A_NUMBER));
                }
            }
            self.study.identification.nct_id_aliases = aliases;
            let org = ids.at("orgStudyIdInfo");
            let org = self.line(&org, "org_study_id", "id");
            self.study.identification.org_study_id_info =
                org.map(|id| OrgStudyIdInfo { id: Some(id), ..OrgStudyIdInfo::default() });
            self.study.identification.secondary_id_infos =
                self.each(&ids, "secondary_id", "secondaryIdInfos", |record, id| SecondaryIdInfo {
                    id: record.value(id.node, id.member("id")).map(|text| text.line()),
                    ..SecondaryIdInfo::default()
                });
        }
        self.study.identification.brief_title = self.line(module, "brief_title", "briefTitle");
        self.study.identification.official_title = self.line(module, "official_title", "officialTitle");
        self.study.identification.acronym = self.line(module, "acronym", "acronym");
        // The XML has the name of the organization, and its class only where it is the sponsor.
        let source = self.line(&module.at("organization"), "source", "fullName");
        self.study.identification.organization =
            source.map(|name| Organization { full_name: Some(name), ..Organization::default() });
    }
}
