//! `identificationModule`: title, number, and the section of other identifiers.

use super::Page;
use crate::{
    diagnostic::{Code, Diagnostic, FieldPath, Severity, quoted},
    page::layout::{Field, Topic, values},
    source::Span,
    study::{NctId, OrgStudyIdInfo, Organization, SecondaryIdInfo, SecondaryIdType, code::CodeList},
};

pub(in crate::page) const ORG_STUDY_ID: &str = "protocolSection.identificationModule.orgStudyIdInfo.id";
pub(in crate::page) const ORG_STUDY_ID_TYPE: &str = "protocolSection.identificationModule.orgStudyIdInfo.type";
pub(in crate::page) const SECONDARY_ID: &str = "protocolSection.identificationModule.secondaryIdInfos[].id";
pub(in crate::page) const SECONDARY_ID_TYPE: &str = "protocolSection.identificationModule.secondaryIdInfos[].type";
pub(in crate::page) const ALIAS: &str = "protocolSection.identificationModule.nctIdAliases[]";
const A_NUMBER: &str = "a registry number such as NCT00000102";

impl Page<'_, '_> {
    pub(super) fn identification(&mut self) {
        self.study.identification.brief_title = self.line_text(Field::BriefTitle);
        self.study.identification.nct_id = self.maybe_typed::<NctId>(Field::NctId, A_NUMBER);
        self.study.identification.official_title = self.line_text(Field::OfficialTitle);
        self.study.identification.acronym = self.line_text(Field::Acronym);
        self.study.identification.organization = self
            .line_text(Field::Organization)
            .map(|name| Organization { full_name: Some(name), ..Organization::default() });
        self.study_ids();
        if self.study.identification.nct_id.is_none() {
            self.report_no_number();
        }
        for record in self.records(Topic::OtherIdentifiers, Field::IdentifierSource) {
            self.identifier(record);
        }
    }

    fn report_no_number(&mut self) {
        let path = super::fields::path(Field::NctId);
        let start = self.outline.lines().first().map_or(0, |line| line.span().start);
        let mut missing = Diagnostic::new(Code::MissingNctId, "a registry number", "none");
        // The text forms have no place for it: there it is the file's name.
        if !self.outline.layout().is_some_and(|layout| layout.has_label(Field::NctId) || layout.is_headed_by_number()) {
            missing.severity = Severity::Note;
        }
        self.diagnostics.push(missing.field(path).span(Span::new(start, start)));
    }

    /// The numbers of the study in one list: the sponsor's own first. A registry number before it is the record's.
    fn study_ids(&mut self) {
        if let Some(id) = self.line_text(Field::OrgStudyId) {
            self.study.identification.org_study_id_info =
                Some(OrgStudyIdInfo { id: Some(id), ..OrgStudyIdInfo::default() });
        }
        let lines: Vec<usize> = self.entries(Field::StudyIds).flat_map(|entry| entry.values.clone()).collect();
        for line in lines {
            let raw = self.raw(line);
            // One page in three has a comma behind each.
            let id = raw.text.trim_end_matches(',').trim_end();
            let module = &self.study.identification;
            if module.nct_id.is_none() && id.parse::<NctId>().is_ok() {
                let path = super::fields::path(Field::NctId);
                self.study.identification.nct_id =
                    Some(self.maybe_typed_at(line, path, A_NUMBER, |text| text.trim_end_matches(',').parse().ok()));
                continue;
            }
            let secondary = module.secondary_id_infos.len();
            let is_first = module.org_study_id_info.is_none() && secondary == 0;
            let path =
                if is_first { FieldPath::new(ORG_STUDY_ID) } else { FieldPath::at(SECONDARY_ID, [secondary, 0]) };
            self.note_span(path, raw.part(id).span());
            self.take(line);
            let id = Some(id.to_owned());
            if is_first {
                self.study.identification.org_study_id_info = Some(OrgStudyIdInfo { id, ..OrgStudyIdInfo::default() });
            } else {
                let secondary = SecondaryIdInfo { id, ..SecondaryIdInfo::default() };
                self.study.identification.secondary_id_infos.push(secondary);
            }
        }
        self.secondary_ids();
    }

    /// `secondary-id = [ type ": " ] id`
    fn secondary_ids(&mut self) {
        let lines: Vec<usize> = self.entries(Field::SecondaryIds).flat_map(|entry| entry.values.clone()).collect();
        for line in lines {
            let raw = self.raw(line);
            let index = self.study.identification.secondary_id_infos.len();
            let typed = raw
                .text
                .split_once(": ")
                .and_then(|(code, id)| Some((SecondaryIdType::known(code)?, code, id.trim_start())));
            let (r#type, id) = match typed {
                Some((r#type, code, id)) => {
                    self.note_span(FieldPath::at(SECONDARY_ID_TYPE, [index, 0]), raw.part(code).span());
                    (Some(r#type), id)
                }
                None => (None, raw.text),
            };
            self.note_span(FieldPath::at(SECONDARY_ID, [index, 0]), raw.part(id).span());
            self.take(line);
            let id = Some(id.to_owned());
            self.study.identification.secondary_id_infos.push(SecondaryIdInfo {
                id,
                r#type,
                ..SecondaryIdInfo::default()
            });
        }
    }

    /// `identifier = value, "Identifier Type: " type, "Identifier Source: " source`
    fn identifier(&mut self, record: std::ops::Range<usize>) {
        // Whatever stands before the line above the type is not this identifier's.
        let Some(&id) = self.texts(record.clone()).last() else { return };
        let Some(source) = self.labelled(record.clone(), Field::IdentifierSource) else { return };
        let kind = self.labelled(record.clone(), Field::IdentifierType);
        let module = &self.study.identification;
        let (secondary, aliases) = (module.secondary_id_infos.len(), module.nct_id_aliases.len());
        match self.raw(source).text {
            values::ORG_STUDY_ID if module.org_study_id_info.is_none() => {
                let r#type = self.identifier_type(kind, FieldPath::new(ORG_STUDY_ID_TYPE));
                let id = Some(self.text(id, FieldPath::new(ORG_STUDY_ID)));
                self.study.identification.org_study_id_info =
                    Some(OrgStudyIdInfo { id, r#type, ..OrgStudyIdInfo::default() });
            }
            values::SECONDARY_ID => {
                let r#type = self.identifier_type(kind, FieldPath::at(SECONDARY_ID_TYPE, [secondary, 0]));
                let id = Some(self.text(id, FieldPath::at(SECONDARY_ID, [secondary, 0])));
                let secondary = SecondaryIdInfo { id, r#type, ..SecondaryIdInfo::default() };
                self.study.identification.secondary_id_infos.push(secondary);
            }
            values::NCT_ALIAS if self.identifier_type::<SecondaryIdType>(kind, FieldPath::new(ALIAS)).is_none() => {
                let alias =
                    self.maybe_typed_at(id, FieldPath::at(ALIAS, [aliases, 0]), A_NUMBER, |text| text.parse().ok());
                self.study.identification.nct_id_aliases.push(alias);
            }
            _ => {
                let found = self.behind(source).map_or_else(|| "nothing".to_owned(), |source| quoted(source.text));
                let expected = "one of org_study_id (once), secondary_id, nct_alias";
                self.report(Code::InvalidValue, None, self.raw(source).span(), expected, found);
                self.leave_record(record);
                return;
            }
        }
        self.take(source);
    }

    /// The type of an identifier. A dash stands for one that is not given: page grammar section 2.10.
    fn identifier_type<T: CodeList>(&mut self, line: Option<usize>, path: FieldPath) -> Option<T> {
        let line = line?;
        if self.raw(line).text == values::NO_TYPE {
            self.take(line);
            return None;
        }
        self.code_at(line, path)
    }
}
