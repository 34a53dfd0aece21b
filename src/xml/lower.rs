//! From the elements to the study: one function per registry module, each moving what its elements say into typed
//! fields.

mod arms_interventions;
mod contacts_locations;
mod derived;
mod design;
mod eligibility;
mod identification;
mod outcomes;
mod references;
mod results;
mod sponsor_collaborators;
mod status;

use roxmltree::Document;

use super::element::{Group, Record};
use crate::{
    parsed::Reading,
    study::{DateStruct, MaybeTyped, PartialDate},
};

const A_DATE: &str = "a date such as January 5, 2020";

/// Lowers a document.
pub(super) fn lower<'a>(xml: &'a str, start: usize, document: &Document<'a>) -> Reading<'a> {
    let mut record = Record::new(xml, start, document);
    let root = record.root();
    let protocol = root.at("protocolSection");
    record.identification(&protocol.at("identificationModule"));
    record.status(&protocol.at("statusModule"));
    record.sponsor_collaborators(&protocol.at("sponsorCollaboratorsModule"));
    record.oversight(&protocol.at("oversightModule"));
    record.description(&protocol.at("descriptionModule"));
    record.conditions(&protocol.at("conditionsModule"));
    record.design(&protocol.at("designModule"));
    record.arms_interventions(&protocol.at("armsInterventionsModule"));
    record.outcomes(&protocol.at("outcomesModule"));
    record.eligibility(&protocol.at("eligibilityModule"));
    record.contacts_locations(&protocol.at("contactsLocationsModule"));
    record.references(&protocol.at("referencesModule"));
    record.ipd_sharing_statement(&protocol.at("ipdSharingStatementModule"));
    record.results(&root);
    record.annotation(&root);
    record.documents(&root);
    record.derived(&root);
    record.finish()
}

impl<'d, 'a> Record<'d, 'a> {
    fn description(&mut self, module: &Group<'d, 'a>) {
        self.study.description.brief_summary = self.block(module, "brief_summary", "briefSummary");
        self.study.description.detailed_description = self.block(module, "detailed_description", "detailedDescription");
    }

    fn conditions(&mut self, module: &Group<'d, 'a>) {
        self.study.conditions.conditions = self.list(module, "condition", "conditions");
        self.study.conditions.keywords = self.list(module, "keyword", "keywords");
    }

    /// A date, at its own precision: `January 5, 2020`, `January 2020`.
    fn date(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Option<MaybeTyped<PartialDate>> {
        self.maybe_typed(group, name, member, A_DATE)
    }

    /// A date with its attribute `type`.
    fn date_struct(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Option<DateStruct> {
        let node = self.only(group, name)?;
        let date = Group::new(node, group.member(member));
        let text = self.value(node, date.member("date")).map(|text| text.line());
        let r#type = self.attribute(node, "type", date.member("type"));
        Some(DateStruct {
            date: text.map(|text| self.typed(node, &text, date.member("date"), A_DATE)),
            r#type: r#type.map(|words| self.code_of(node, &words, date.member("type"))),
            ..DateStruct::default()
        })
    }
}
