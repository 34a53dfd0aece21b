//! `statusModule` and `hasResults`.

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Phrase, Topic},
        outline::Role,
    },
    study::DateStruct,
};

const A_DATE: &str = "a date such as 2020-01-05";

impl Page<'_, '_> {
    pub(super) fn status(&mut self) {
        self.study.status.overall_status = self.code(Field::OverallStatus);
        self.study.status.start_date_struct = self.date(Field::StartDate);
        self.study.status.completion_date_struct = self.date(Field::CompletionDate);
        // Posting dates are days by their nature; only planned dates can be months.
        let date = self.maybe_typed(Field::LastUpdatePostDate, A_DATE);
        self.study.status.last_update_post_date_struct =
            date.map(|date| DateStruct { date: Some(date), r#type: None, ..DateStruct::default() });
        self.has_results();
    }

    /// A page prints a date that the registry has as a month as that month's last day: page grammar section 2.3.
    fn date(&mut self, field: Field) -> Option<DateStruct> {
        let line = self.line_of(field)?;
        let path = super::fields::path(field);
        let date =
            self.maybe_typed_at::<crate::study::PartialDate>(line, path.clone(), A_DATE, |text| text.parse().ok());
        if date.typed().is_some_and(|date| date.is_month_end()) {
            let raw = self.raw(line);
            self.report(
                Code::MonthEndDate,
                Some(path),
                raw.span(),
                "a date that cannot stand for its whole month",
                quoted(raw.text),
            );
        }
        Some(DateStruct { date: Some(date), r#type: None, ..DateStruct::default() })
    }

    fn has_results(&mut self) {
        for line in self.body(Topic::StudyResults) {
            let state = match self.role(line) {
                Some(Role::Phrase(Phrase::ResultsPending)) => false,
                Some(Role::Phrase(Phrase::ResultsAvailable)) => true,
                _ => continue,
            };
            let path = FieldPath::new("hasResults");
            match self.study.has_results {
                None => {
                    self.study.has_results = Some(state);
                    self.note_span(path, self.raw(line).span());
                }
                Some(known) if known == state => {}
                Some(_) => self.refuse(line, Code::DuplicateField, Some(path), "one state of the results"),
            }
        }
    }
}
