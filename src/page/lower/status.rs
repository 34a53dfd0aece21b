//! `statusModule` and `hasResults`.

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Layout, Phrase, Topic},
        outline::Role,
    },
    study::{DateStruct, DateType, OverallStatus},
};

const A_DATE: &str = "a date such as 2020-01-05";

impl Page<'_, '_> {
    pub(super) fn status(&mut self) {
        self.overall_status();
        self.study.status.last_known_status = self.code(Field::LastKnownStatus);
        if let Some(why) = self.line_text(Field::WhyStopped) {
            self.study.status.why_stopped = Some(why);
        }
        self.study.status.start_date_struct = self.date(Field::StartDate);
        self.study.status.primary_completion_date_struct = self.date(Field::PrimaryCompletionDate);
        self.study.status.completion_date_struct = self.date(Field::CompletionDate);
        self.study.status.study_first_submit_date = self.maybe_typed(Field::StudyFirstSubmitDate, A_DATE);
        self.study.status.study_first_submit_qc_date = self.maybe_typed(Field::StudyFirstSubmitQcDate, A_DATE);
        self.study.status.last_update_submit_date = self.maybe_typed(Field::LastUpdateSubmitDate, A_DATE);
        self.study.status.status_verified_date = self.maybe_typed(Field::StatusVerifiedDate, A_DATE);
        // Posting dates are days by their nature; only planned dates can be months.
        self.study.status.study_first_post_date_struct = self.day(Field::StudyFirstPostDate);
        self.study.status.results_first_post_date_struct = self.day(Field::ResultsFirstPostDate);
        self.study.status.last_update_post_date_struct = self.day(Field::LastUpdatePostDate);
        self.has_results();
        self.says_results();
    }

    /// `status [ SP "(" why-stopped ")" ]`
    fn overall_status(&mut self) {
        let Some(line) = self.line_of(Field::OverallStatus) else { return };
        let raw = self.raw(line);
        let stopped = raw.text.strip_suffix(')').and_then(|text| text.split_once(" ("));
        let stopped = stopped.and_then(|(words, why)| {
            Some((self.code_in_words::<OverallStatus>(Field::OverallStatus, words)?, words, why.trim()))
        });
        let Some((status, words, why)) = stopped.filter(|(status, ..)| is_stopped(status)) else {
            self.study.status.overall_status =
                self.code_or_words(Field::OverallStatus, line, super::fields::path(Field::OverallStatus));
            return;
        };
        self.note_span(super::fields::path(Field::OverallStatus), raw.part(words).span());
        self.note_span(super::fields::path(Field::WhyStopped), raw.part(why).span());
        self.take(line);
        (self.study.status.overall_status, self.study.status.why_stopped) = (Some(status), Some(why.to_owned()));
    }

    /// A page prints a date that the registry has as a month as that month's last day: page grammar section 2.3.
    fn date(&mut self, field: Field) -> Option<DateStruct> {
        let line = self.line_of(field)?;
        let path = super::fields::path(field);
        let date =
            self.maybe_typed_at::<crate::study::PartialDate>(line, path.clone(), A_DATE, |text| text.parse().ok());
        let rounds = self.outline.layout().is_some_and(Layout::rounds_months);
        if rounds && date.typed().is_some_and(|date| date.is_month_end()) {
            let raw = self.raw(line);
            self.report(
                Code::MonthEndDate,
                Some(path),
                raw.span(),
                "a date that cannot stand for its whole month",
                quoted(raw.text),
            );
        }
        Some(DateStruct { date: Some(date), r#type: self.date_type(field), ..DateStruct::default() })
    }

    fn day(&mut self, field: Field) -> Option<DateStruct> {
        let date = self.maybe_typed(field, A_DATE)?;
        Some(DateStruct { date: Some(date), r#type: self.date_type(field), ..DateStruct::default() })
    }

    /// Whether a date has come, where its label says so: `Study Start (Actual)`.
    fn date_type(&mut self, field: Field) -> Option<DateType> {
        let (is_actual, label) = self.is_actual(field)?;
        let path = field.path()?.strip_suffix(".date")?;
        self.note_span(FieldPath::spelt(format!("{path}.type")), label);
        Some(if is_actual { DateType::Actual } else { DateType::Estimated })
    }

    /// `results = ( "yes" / "no" ) [ " — " advice ]`
    fn says_results(&mut self) {
        // A record whose results have been posted has them.
        if let Some(entry) = self.entries(Field::ResultsFirstPostDate).find(|entry| !entry.values.is_empty())
            && self.study.has_results.is_none()
            && self.study.status.results_first_post_date_struct.is_some()
            && self.entries(Field::HasResults).next().is_none()
        {
            self.study.has_results = Some(true);
            let span = self.raw(entry.values.start).span();
            self.note_span(super::fields::path(Field::HasResults), span);
        }
        let Some(line) = self.line_of(Field::HasResults) else { return };
        let raw = self.raw(line);
        let word = raw.text.split(" — ").next().unwrap_or_default().trim_end();
        let layout = self.outline.layout();
        let word = layout.and_then(|layout| layout.code_of(Field::HasResults, word)).unwrap_or(word);
        let path = super::fields::path(Field::HasResults);
        if !(word.eq_ignore_ascii_case("yes") || word.eq_ignore_ascii_case("no")) {
            return self.refuse(line, Code::InvalidValue, Some(path), "yes or no");
        }
        self.study.has_results = Some(word.eq_ignore_ascii_case("yes"));
        self.note_span(path, raw.span());
        self.take(line);
    }

    fn has_results(&mut self) {
        for line in self.body(Topic::StudyResults) {
            let state = match self.role(line) {
                Some(Role::Phrase(Phrase::ResultsPending)) => false,
                Some(Role::Phrase(Phrase::ResultsAvailable)) => true,
                _ => match self.state_without_words(line) {
                    Some(state) => state,
                    None => continue,
                },
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

/// Whether a study of a status has a reason for it.
fn is_stopped(status: &OverallStatus) -> bool {
    matches!(status, OverallStatus::Terminated | OverallStatus::Suspended | OverallStatus::Withdrawn)
}
