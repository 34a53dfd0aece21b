//! `outcomesModule`.

use crate::{
    study::{Outcome, TimeFrame},
    xml::element::{Group, Record},
};

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn outcomes(&mut self, module: &Group<'d, 'a>) {
        self.study.outcomes.primary_outcomes = self.each(module, "primary_outcome", "primaryOutcomes", Self::outcome);
        self.study.outcomes.secondary_outcomes =
            self.each(module, "secondary_outcome", "secondaryOutcomes", Self::outcome);
        self.study.outcomes.other_outcomes = self.each(module, "other_outcome", "otherOutcomes", Self::outcome);
    }

    fn outcome(&mut self, outcome: &Group<'d, 'a>) -> Outcome {
        Outcome {
            measure: self.line(outcome, "measure", "measure"),
            description: self.lines(outcome, "description", "description"),
            time_frame: self.time_frame(outcome, "time_frame", "timeFrame"),
            ..Outcome::default()
        }
    }

    pub(super) fn time_frame(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Option<TimeFrame> {
        self.lines(group, name, member).map(TimeFrame::from)
    }
}
