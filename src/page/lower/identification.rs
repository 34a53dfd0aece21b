//! `identificationModule`: title, number, and the section of other identifiers.

use super::Page;
use crate::{
    diagnostic::{Code, Diagnostic, FieldPath, Severity, quoted},
    page::layout::{Field, Topic},
    source::Span,
    study::{NctId, OrgStudyIdInfo, SecondaryIdInfo, SecondaryIdType, code::CodeList},
};

const ORG_STUDY_ID: &str = "protocolSection.identificationModule.orgStudyIdInfo.id";
const ORG_STUDY_ID_TYPE: &str = "protocolSection.identificationModule.orgStudyIdInfo.type";
const SECONDARY_ID: &str = "protocolSection.identificationModule.secondaryIdInfos[].id";
const SECONDARY_ID_TYPE: &str = "protocolSection.identificationModule.secondaryIdInfos[].type";
const ALIAS: &str = "protocolSection.identificationModule.nctIdAliases[]";
const A_NUMBER: &str = "a registry number such as NCT00000102";

impl Page<'_, '_> {
    pub(super) fn identification(&mut self) {
        self.study.identification.brief_title = self.line_text(Field::BriefTitle);
        self.study.identification.nct_id = self.maybe_typed::<NctId>(Field::NctId, A_NUMBER);
        if self.study.identification.nct_id.is_none() {
            let path = super::fields::path(Field::NctId);
            let start = self.outline.lines().first().map_or(0, |line| line.span().start);
            let mut missing = Diagnostic::new(Code::MissingNctId, "a registry number", "none");
            // The text forms have no place for it: there it is the file's name.
            if !self.outline.layout().is_some_and(|layout| layout.vocabulary().has_label(Field::NctId)) {
                missing.severity = Severity::Note;
            }
            self.diagnostics.push(missing.field(path).span(Span::new(start, start)));
        }
        for record in self.records(Topic::OtherIdentifiers, Field::IdentifierSource) {
            self.identifier(record);
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
            "org_study_id" if module.org_study_id_info.is_none() => {
                let r#type = self.identifier_type(kind, FieldPath::new(ORG_STUDY_ID_TYPE));
                let id = Some(self.text(id, FieldPath::new(ORG_STUDY_ID)));
                self.study.identification.org_study_id_info =
                    Some(OrgStudyIdInfo { id, r#type, ..OrgStudyIdInfo::default() });
            }
            "secondary_id" => {
                let r#type = self.identifier_type(kind, FieldPath::at(SECONDARY_ID_TYPE, [secondary, 0]));
                let id = Some(self.text(id, FieldPath::at(SECONDARY_ID, [secondary, 0])));
                let secondary = SecondaryIdInfo { id, r#type, ..SecondaryIdInfo::default() };
                self.study.identification.secondary_id_infos.push(secondary);
            }
            "nct_alias" if self.identifier_type::<SecondaryIdType>(kind, FieldPath::new(ALIAS)).is_none() => {
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
        if self.raw(line).text == "-" {
            self.take(line);
            return None;
        }
        self.code_at(line, path)
    }
}
