//! `oversightModule` and `ipdSharingStatementModule`: what layouts say in a word behind a label.

use super::Page;
use crate::{diagnostic::Code, page::layout::Field, study::TimeFrame};

impl Page<'_, '_> {
    pub(super) fn oversight(&mut self) {
        self.study.oversight.oversight_has_dmc = self.yes_or_no(Field::OversightHasDmc);
        self.study.oversight.is_fda_regulated_drug = self.yes_or_no(Field::IsFdaRegulatedDrug);
        self.study.oversight.is_fda_regulated_device = self.yes_or_no(Field::IsFdaRegulatedDevice);
        self.study.ipd_sharing_statement.ipd_sharing = self.code(Field::IpdSharing);
        self.study.ipd_sharing_statement.description = self.prose(Field::IpdDescription);
        self.study.ipd_sharing_statement.time_frame =
            self.prose(Field::IpdTimeFrame).map(|text| TimeFrame::from(text.as_str()));
    }

    fn yes_or_no(&mut self, field: Field) -> Option<bool> {
        let line = self.line_of(field)?;
        let path = super::fields::path(field);
        let says = match self.raw(line).text {
            word if word.eq_ignore_ascii_case("yes") => true,
            word if word.eq_ignore_ascii_case("no") => false,
            _ => {
                self.refuse(line, Code::InvalidValue, Some(path), "Yes or No");
                return None;
            }
        };
        self.note_span(path, self.raw(line).span());
        self.take(line);
        Some(says)
    }
}
