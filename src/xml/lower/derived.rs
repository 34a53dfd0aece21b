//! `annotationSection`, `documentSection` and `derivedSection`.

use crate::{
    study::{
        Annotation, AnnotationSection, Browse, DerivedSection, DocumentSection, LargeDoc, LargeDocument, Mesh,
        MiscInfo, UnpostedAnnotation, UnpostedEvent, UnpostedEventType,
    },
    xml::element::{Group, Record},
};

/// What `download_date` says before the date.
const PROCESSED: &str = "processed this data on ";

impl<'d, 'a> Record<'d, 'a> {
    /// Results that wait for the registry's review, or for their sponsor: the schema's change of 2018-05-09. Sent in,
    /// sent back and called back are the API's release, reset and unrelease.
    pub(super) fn annotation(&mut self, root: &Group<'d, 'a>) {
        let unposted = root.at("annotationSection").at("annotationModule").at("unpostedAnnotation");
        let Some(pending) = self.inner(&unposted, "pending_results") else { return };
        let mut events = Vec::new();
        for node in pending.node.children() {
            if node.tag_name().namespace() != pending.node.tag_name().namespace() {
                continue;
            }
            let r#type = match node.tag_name().name() {
                "submitted" => UnpostedEventType::Release,
                "returned" => UnpostedEventType::Reset,
                "submission_canceled" => UnpostedEventType::Unrelease,
                _ => continue,
            };
            let event = Group::new(node, format!("{}[{}]", pending.member("unpostedEvents"), events.len()));
            // Dates of what was called back before 2018-05-08 were not kept: `Unknown`.
            let is_unknown = self.decoded(node).line() == "Unknown";
            let member = if is_unknown { "dateUnknown" } else { "date" };
            let text = self.value(node, event.member(member)).map(|text| text.line());
            let date =
                text.filter(|_| !is_unknown).map(|text| self.typed(node, &text, event.member("date"), super::A_DATE));
            let date_unknown = is_unknown.then_some(true);
            events.push(UnpostedEvent { r#type: Some(r#type), date, date_unknown, ..UnpostedEvent::default() });
        }
        let annotation = UnpostedAnnotation { unposted_events: events, ..UnpostedAnnotation::default() };
        let module = Annotation { unposted_annotation: Some(annotation), ..Annotation::default() };
        self.study.annotation = Some(AnnotationSection { module: Some(module), ..AnnotationSection::default() });
    }

    pub(super) fn documents(&mut self, root: &Group<'d, 'a>) {
        let module = root.at("documentSection").at("largeDocumentModule");
        let Some(section) = self.inner(&module, "provided_document_section") else { return };
        let large_docs = self.each(&section, "provided_document", "largeDocs", |record, document| LargeDoc {
            has_protocol: record.yes_no(document, "document_has_protocol", "hasProtocol"),
            has_sap: record.yes_no(document, "document_has_sap", "hasSap"),
            has_icf: record.yes_no(document, "document_has_icf", "hasIcf"),
            label: record.line(document, "document_type", "label"),
            date: record.date(document, "document_date", "date"),
            ..LargeDoc::default()
        });
        let large_document = Some(LargeDocument { large_docs, ..LargeDocument::default() });
        self.study.document = Some(DocumentSection { large_document, ..DocumentSection::default() });
    }

    pub(super) fn derived(&mut self, root: &Group<'d, 'a>) {
        let section = root.at("derivedSection");
        let misc = section.at("miscInfoModule");
        let version_holder = self.inner(&misc, "required_header").and_then(|header| {
            self.read(&header, "download_date", "versionHolder", "the date of the data", |words| {
                words.split_once(PROCESSED)?.1.parse().ok()
            })
        });
        let removed_countries = match self.inner(&misc, "removed_countries") {
            Some(removed) => self.list(&removed, "country", "removedCountries"),
            None => Vec::new(),
        };
        let misc_info = MiscInfo {
            version_holder: version_holder.map(crate::study::MaybeTyped::Typed),
            removed_countries,
            ..MiscInfo::default()
        };
        let derived = DerivedSection {
            misc_info: Some(misc_info).filter(|info| *info != MiscInfo::default()),
            condition_browse: self.browse(&section.at("conditionBrowseModule"), "condition_browse"),
            intervention_browse: self.browse(&section.at("interventionBrowseModule"), "intervention_browse"),
            ..DerivedSection::default()
        };
        self.study.derived = Some(derived).filter(|derived| *derived != DerivedSection::default());
    }

    /// Terms of `MeSH`, which the XML has without their numbers.
    fn browse(&mut self, module: &Group<'d, 'a>, name: &str) -> Option<Browse> {
        let terms = self.inner(module, name)?;
        let meshes = self.each(&terms, "mesh_term", "meshes", |record, mesh| Mesh {
            term: record.value(mesh.node, mesh.member("term")).map(|text| text.line()),
            ..Mesh::default()
        });
        Some(Browse { meshes, ..Browse::default() })
    }
}
