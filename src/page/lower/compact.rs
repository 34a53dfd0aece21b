//! What the compact rendering leaves to be decided: page grammar section 3.
//!
//! Without their labels the records of a section run into each other. What their forms decide is read, what they do not is
//! unplaced, and a diagnostic says so.

use std::ops::Range;

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Layout, Phrase, Topic},
        outline::Role,
    },
    parsed::RelatedTrial,
    study::{AgencyClass, MaybeTyped, NctId, RecruitmentStatus, code::CodeList},
};

impl<'a> Page<'_, 'a> {
    /// Whether the layout loses labels, and a section has none of a field.
    pub(super) fn lacks_label(&self, topic: Topic, field: Field) -> bool {
        self.outline.layout().is_some_and(Layout::loses_labels) && self.labelled(self.body(topic), field).is_none()
    }

    /// The sentence or the link below the heading says what a line in words says elsewhere: page grammar section 1.
    pub(super) fn state_without_words(&self, line: usize) -> Option<bool> {
        if !self.outline.layout().is_some_and(Layout::loses_labels) {
            return None;
        }
        match self.role(line) {
            Some(Role::Phrase(Phrase::ResultsSentence)) => Some(false),
            Some(Role::Phrase(Phrase::ResultsLink)) => Some(true),
            _ => None,
        }
    }

    /// A text has lost its first paragraph: page grammar section 1, INFERRED from pages in both renderings.
    pub(super) fn note_lost_beginning(&mut self, field: Field) {
        if !self.outline.layout().is_some_and(Layout::loses_labels) {
            return;
        }
        let first = self.entries(field).find_map(|entry| entry.values.clone().next());
        if let Some(line) = first {
            let raw = self.raw(line);
            let path = super::fields::path(field);
            let expected = "the first paragraph of the text, which the layout loses";
            self.report(Code::LostBeginning, Some(path), raw.span(), expected, quoted(raw.text));
        }
    }

    /// `sponsor = name [ class ]`
    ///
    /// One alone is the lead; of several nothing says which is.
    pub(super) fn sponsors_without_role(&mut self) {
        let body = self.body(Topic::Sponsors);
        let lines: Vec<usize> = body.clone().collect();
        let is_class = |line: usize| AgencyClass::known(self.raw(line).text).is_some();
        let (name, class) = match lines[..] {
            [] => return,
            [name] if !is_class(name) => (name, None),
            [name, class] if is_class(class) => (name, Some(class)),
            [first, ..] => {
                let expected = "the role of each sponsor, or one sponsor alone";
                self.report(
                    Code::AmbiguousSponsor,
                    None,
                    self.raw(first).span(),
                    expected,
                    quoted(self.raw(first).text),
                );
                return self.leave_record(body);
            }
        };
        self.lone_sponsor(name, class);
    }

    /// `name` and `description` are both bare lines, and nothing marks where a group ends. A group is known whole where it is one
    /// line and the words that it has no interventions.
    pub(super) fn groups_without_types(&mut self) {
        let body = self.body(Topic::StudyGroups);
        let ends: Vec<usize> = body.clone().filter(|&line| self.is_no_interventions(line)).collect();
        let mut start = body.start;
        let mut names = Vec::new();
        for end in ends {
            names.extend((end == start + 1).then_some(start));
            if end != start + 1 {
                return self.leave_run(body, "the types of groups and interventions");
            }
            start = end + 1;
        }
        if start < body.end {
            return self.leave_run(body, "the types of groups and interventions");
        }
        names.into_iter().for_each(|name| self.bare_group(name));
    }

    fn is_no_interventions(&self, line: usize) -> bool {
        self.role(line) == Some(Role::Phrase(Phrase::NoInterventions))
    }

    /// One line alone is the name of the one intervention.
    pub(super) fn interventions_without_types(&mut self) {
        let body = self.body(Topic::Interventions);
        match body.len() {
            0 => {}
            1 => self.bare_intervention(body.start),
            _ => self.leave_run(body, "the types of interventions"),
        }
    }

    /// Leaves all lines of a section whose names and descriptions cannot be told apart.
    fn leave_run(&mut self, body: Range<usize>, expected: &'static str) {
        let raw = self.raw(body.start);
        self.report(Code::AmbiguousExtent, None, raw.span(), expected, quoted(raw.text));
        // Words that a group has no interventions are of the group.
        body.for_each(|line| self.leave(line));
    }

    /// `sites = 1*( [ facility ] place [ status ] )`
    ///
    /// A place ends in one of the countries that the page lists, a status is a code. Either all sites have a status or none:
    /// so it is in all of the registry's records that were looked at.
    pub(super) fn sites_without_labels(&mut self) {
        let body = self.body(Topic::Locations);
        let is_status = |page: &Self, line: usize| RecruitmentStatus::known(page.raw(line).text).is_some();
        let statuses: Vec<usize> = body.clone().filter(|&line| is_status(self, line)).collect();
        if statuses.is_empty() {
            return self.sites_without_status(body);
        }
        let mut start = body.start;
        for status in statuses {
            match status - start {
                1 if self.is_place(start) => self.site(&[start], Some(status)),
                2 if self.is_place(start + 1) => self.site(&[start, start + 1], Some(status)),
                _ => self.leave_site(start..status + 1),
            }
            start = status + 1;
        }
        if start < body.end {
            self.leave_site(start..body.end);
        }
    }

    /// Two lines that both end in a country are a facility and its place, or two places. On a page whose lines all do, they are
    /// places: sites whose facility is withheld come by the page.
    fn sites_without_status(&mut self, body: Range<usize>) {
        let are_places = body.clone().all(|line| self.is_place(line));
        if are_places && body.len() > 2 {
            let raw = self.raw(body.start);
            self.report_note(Code::AmbiguousPlace, raw.span(), "facilities, if the page names any", quoted(raw.text));
        }
        let mut line = body.start;
        while line < body.end {
            let next = Some(line + 1).filter(|next| *next < body.end && self.is_place(*next));
            match (self.is_place(line), next) {
                (true, _) if are_places && body.len() != 2 => {
                    self.site(&[line], None);
                    line += 1;
                }
                (true, None) => {
                    self.site(&[line], None);
                    line += 1;
                }
                (false, Some(place)) => {
                    self.site(&[line, place], None);
                    line += 2;
                }
                (true, Some(_)) => {
                    let end = (line..body.end).find(|&line| !self.is_place(line)).unwrap_or(body.end);
                    self.leave_site(line..end);
                    line = end;
                }
                (false, None) => {
                    self.leave_site(line..line + 1);
                    line += 1;
                }
            }
        }
    }

    fn leave_site(&mut self, lines: Range<usize>) {
        let raw = self.raw(lines.start);
        let expected = "a facility, its place, and its status where sites have one";
        self.report(Code::AmbiguousPlace, None, raw.span(), expected, quoted(raw.text));
        lines.for_each(|line| self.leave(line));
    }

    /// `related = title, number`
    pub(super) fn titles_and_numbers(&mut self, body: Range<usize>) {
        let mut title = None;
        for line in body {
            let raw = self.raw(line);
            let Ok(number) = raw.text.parse::<NctId>() else {
                title = Some(line);
                continue;
            };
            let index = self.extras.related_trials.len();
            let at = |path| FieldPath::at(path, [index, 0]);
            self.note_span(at("page.relatedTrials[].nctId"), raw.span());
            self.take(line);
            let title = title.take().map(|line| self.text(line, at("page.relatedTrials[].title")));
            let nct_id = Some(MaybeTyped::Typed(number));
            self.extras.related_trials.push(RelatedTrial { nct_id, title, ..RelatedTrial::default() });
        }
    }
}
