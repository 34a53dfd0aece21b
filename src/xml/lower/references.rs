//! `referencesModule` and `ipdSharingStatementModule`.

use crate::{
    study::{AvailIpd, IpdSharingStatement, Reference, ReferenceType, SeeAlsoLink},
    xml::element::{Group, Record},
};

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn references(&mut self, module: &Group<'d, 'a>) {
        // A `reference` is of the background, or was found by the study's number: the XML does not say which.
        let mut references = self.each(module, "reference", "references", |record, reference| Reference {
            pmid: record.line(reference, "PMID", "pmid"),
            citation: record.lines(reference, "citation", "citation"),
            ..Reference::default()
        });
        let of_results =
            self.each_from(references.len(), module, "results_reference", "references", |record, reference| {
                Reference {
                    pmid: record.line(reference, "PMID", "pmid"),
                    r#type: Some(ReferenceType::Result),
                    citation: record.lines(reference, "citation", "citation"),
                    ..Reference::default()
                }
            });
        references.extend(of_results);
        self.study.references.references = references;
        self.study.references.see_also_links = self.each(module, "link", "seeAlsoLinks", |record, link| SeeAlsoLink {
            label: record.lines(link, "description", "label"),
            url: record.line(link, "url", "url"),
            ..SeeAlsoLink::default()
        });
        if let Some(documents) = self.inner(module, "study_docs") {
            self.study.references.avail_ipds =
                self.each(&documents, "study_doc", "availIpds", |record, document| AvailIpd {
                    id: record.line(document, "doc_id", "id"),
                    r#type: record.line(document, "doc_type", "type"),
                    url: record.line(document, "doc_url", "url"),
                    comment: record.lines(document, "doc_comment", "comment"),
                    ..AvailIpd::default()
                });
        }
    }

    pub(super) fn ipd_sharing_statement(&mut self, module: &Group<'d, 'a>) {
        let Some(data) = self.inner(module, "patient_data") else { return };
        self.study.ipd_sharing_statement = IpdSharingStatement {
            ipd_sharing: self.code(&data, "sharing_ipd", "ipdSharing"),
            description: self.lines(&data, "ipd_description", "description"),
            info_types: self.codes(&data, "ipd_info_type", "infoTypes"),
            time_frame: self.time_frame(&data, "ipd_time_frame", "timeFrame"),
            access_criteria: self.lines(&data, "ipd_access_criteria", "accessCriteria"),
            url: self.line(&data, "ipd_url", "url"),
            ..IpdSharingStatement::default()
        };
    }
}
