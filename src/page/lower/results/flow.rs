//! `participantFlowModule`: page grammar sections 4.2 to 4.4.

use std::ops::Range;

use super::{
    Row, Table,
    table::{Column, is_number},
};
use crate::{
    diagnostic::{Code, FieldPath},
    page::{
        layout::{Field, Topic},
        lower::{Page, fields::path},
    },
    study::{DropWithdraw, FlowGroup, FlowMilestone, FlowPeriod, FlowStats, ParticipantFlow, ReportedValue},
};

const FLOW: &str = "resultsSection.participantFlowModule";
const STARTED: &str = "STARTED";

impl Page<'_, '_> {
    pub(super) fn participant_flow(&mut self, baseline: Option<&Table>) -> Option<ParticipantFlow> {
        let mut flow = ParticipantFlow::default();
        self.flow_paragraphs(&mut flow);
        flow.type_units_analyzed =
            self.line_of(Field::TypeUnitsAnalyzed).map(|line| self.text(line, path(Field::TypeUnitsAnalyzed)));
        let table = self.milestones_table(baseline);
        match &table {
            Some(table) => self.milestones(table, &mut flow),
            None => self
                .leave_table(self.table_lines(Topic::Milestones), "rows of one height below the titles of the columns"),
        }
        self.withdrawals(table.as_ref(), &mut flow);
        (flow != ParticipantFlow::default()).then_some(flow)
    }

    pub(super) fn milestones_table(&self, baseline: Option<&Table>) -> Option<Table> {
        let lines = self.table_lines(Topic::Milestones);
        match self.is_piped(lines.start) {
            true => self.piped_table(lines),
            false => self.stacked_milestones(lines, baseline),
        }
    }

    /// Recruitment, then what happened before assignment: INFERRED from pages that have both. One alone may be either.
    fn flow_paragraphs(&mut self, flow: &mut ParticipantFlow) {
        let paragraphs = self.texts(self.body(Topic::ParticipantFlow));
        match paragraphs[..] {
            [] => {}
            [recruitment, pre_assignment] => {
                let at = |name| FieldPath::spelt(format!("{FLOW}.{name}"));
                flow.recruitment_details = Some(self.text(recruitment, at("recruitmentDetails")));
                flow.pre_assignment_details = Some(self.text(pre_assignment, at("preAssignmentDetails")));
            }
            [first, ..] => {
                let expected = "two paragraphs, on recruitment and on what came before assignment";
                self.refuse(first, Code::UnlabelledValue, None, expected);
                paragraphs.iter().for_each(|&line| self.leave(line));
            }
        }
    }

    fn stacked_milestones(&self, lines: Range<usize>, baseline: Option<&Table>) -> Option<Table> {
        // The title of a column and of a period stand before the first milestone.
        let first = (lines.start + 3..lines.end).find(|&line| self.raw(line).text == STARTED)? - 1;
        let mut table = self.stacked_counts(lines, first, is_cell)?;
        if table.columns.is_none() {
            // The baseline has one column more, of all groups together.
            let columns = baseline.and_then(|baseline| baseline.columns.as_deref()).unwrap_or_default();
            let columns: Vec<Column> = columns.iter().take(table.count).map(|column| self.column(column)).collect();
            table.columns = Some(columns)
                .filter(|columns| columns.len() == table.count)
                .and_then(|columns| self.divide_along(table.header.clone(), &columns));
        }
        Some(table)
    }

    fn milestones(&mut self, table: &Table, flow: &mut ParticipantFlow) {
        self.take_marks(table);
        self.flow_groups(table, flow);
        for row in &table.rows {
            if row.head.len() != 2 {
                self.leave_table(row.lines.clone(), "a period and a milestone");
                continue;
            }
            if !self.is_milestone(row, flow) {
                self.leave_table(row.lines.clone(), "a count for each column");
                continue;
            }
            let (period, kind) = (row.head.start, row.head.start + 1);
            let at = self.period_of(period, self.raw(kind).text == STARTED, flow);
            let Some(of) = flow.periods.get(at) else { continue };
            let path = format!("{FLOW}.periods[{at}].milestones[{}]", of.milestones.len());
            let r#type = Some(self.text(kind, FieldPath::spelt(format!("{path}.type"))));
            let achievements = self.flow_stats(table, row, &format!("{path}.achievements"));
            if let Some(of) = flow.periods.get_mut(at) {
                of.milestones.push(FlowMilestone { r#type, achievements, ..FlowMilestone::default() });
            }
        }
    }

    /// The place of a row's period, which each of its rows names; one that starts again is another of the same name.
    fn period_of(&mut self, line: usize, starts: bool, flow: &mut ParticipantFlow) -> usize {
        let title = self.raw(line).text;
        let last = flow.periods.last().filter(|last| last.title.as_deref() == Some(title));
        let has_started =
            last.is_some_and(|last| last.milestones.iter().any(|of| of.r#type.as_deref() == Some(STARTED)));
        let at = flow.periods.len() - usize::from(last.is_some() && !(starts && has_started));
        let title = self.text(line, FieldPath::spelt(format!("{FLOW}.periods[{at}].title")));
        if at == flow.periods.len() {
            flow.periods.push(FlowPeriod { title: Some(title), ..FlowPeriod::default() });
        }
        at
    }

    /// Groups have no numbers on the page: they are counted, and stand where their column does.
    fn flow_groups(&mut self, table: &Table, flow: &mut ParticipantFlow) {
        if table.columns.is_none() {
            self.leave_table(table.header.clone(), "the title and the description of each column");
        }
        let row = table.rows.iter().find(|row| self.is_milestone(row, flow));
        for index in 0..table.count {
            let Some(place) = self.place_of(table, index, row) else { continue };
            let path = format!("{FLOW}.groups[{index}]");
            self.note_span(FieldPath::spelt(format!("{path}.id")), place);
            let mut group = FlowGroup { id: Some(group_id(index)), ..FlowGroup::default() };
            if let Some(lines) = table.columns.as_ref().and_then(|columns| columns.get(index)) {
                // The header of this table has no counts.
                let description = lines.start + 1..lines.end;
                group.title = Some(self.text(lines.start, FieldPath::spelt(format!("{path}.title"))));
                group.description = self.text_of(&description, format!("{path}.description"));
            }
            flow.groups.push(group);
        }
    }

    /// Whether a row has a period, a milestone and a count for each column.
    fn is_milestone(&self, row: &Row, flow: &ParticipantFlow) -> bool {
        row.head.len() == 2 && self.are_counts(row, flow)
    }

    /// Whether each cell of a row holds a count, or two where two units are counted: page grammar section 4.2.
    fn are_counts(&self, row: &Row, flow: &ParticipantFlow) -> bool {
        let most = 1 + usize::from(flow.type_units_analyzed.is_some());
        row.cells.iter().all(|cell| {
            let mut counts = cell.clone().flat_map(|line| self.raw(line).text.split_whitespace());
            counts.clone().count() <= most && counts.all(is_number)
        })
    }

    /// The counts of a row. An empty cell has none.
    fn flow_stats(&mut self, table: &Table, row: &Row, list: &str) -> Vec<FlowStats> {
        let mut stats = Vec::new();
        for (index, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let path = format!("{list}[{}]", stats.len());
            if let Some(place) = self.place_of(table, index, Some(row)) {
                self.note_span(FieldPath::spelt(format!("{path}.groupId")), place);
            }
            let raws = cell.clone().map(|line| self.raw(line));
            let counts: Vec<_> =
                raws.flat_map(|raw| raw.text.split_whitespace().map(move |count| raw.part(count))).collect();
            let mut values = counts.iter().zip(["numSubjects", "numUnits"]).map(|(count, name)| {
                self.note_span(FieldPath::spelt(format!("{path}.{name}")), count.span());
                ReportedValue::from(count.text)
            });
            let (num_subjects, num_units) = (values.next(), values.next());
            cell.clone().for_each(|line| self.take(line));
            stats.push(FlowStats { group_id: Some(group_id(index)), num_subjects, num_units, ..FlowStats::default() });
        }
        stats
    }

    /// The table of the reasons for which participants left has the columns of the one of milestones.
    fn withdrawals(&mut self, milestones: Option<&Table>, flow: &mut ParticipantFlow) {
        let lines = self.table_lines(Topic::Withdrawals);
        if self.texts(lines.clone()).is_empty() {
            return;
        }
        let table = if self.is_piped(lines.start) {
            self.piped_table(lines.clone())
        } else {
            milestones.and_then(|milestones| self.stacked_reasons(lines.clone(), milestones))
        };
        let fitting = table.zip(milestones).filter(|(table, milestones)| self.has_columns_of(table, milestones));
        let Some((table, _)) = fitting else {
            return self.leave_table(lines, "a table with the columns of the milestones");
        };
        self.take_marks(&table);
        self.columns_again(&table);
        for row in &table.rows {
            self.reason(&table, row, flow);
        }
    }

    fn stacked_reasons(&self, lines: Range<usize>, milestones: &Table) -> Option<Table> {
        let header = lines.start + 1..lines.start + 1 + milestones.header.len();
        if header.end > lines.end || !self.says_same(&header, &milestones.header) {
            return None;
        }
        let shift = |column: &Range<usize>| {
            let start = header.start + column.start - milestones.header.start;
            start..start + column.len()
        };
        let columns = milestones.columns.as_ref().map(|columns| columns.iter().map(shift).collect());
        let table = self.stacked_counts(lines, header.end, is_cell).filter(|table| table.count == milestones.count)?;
        Some(Table { columns, ..table })
    }

    fn has_columns_of(&self, table: &Table, other: &Table) -> bool {
        match (&table.columns, &other.columns) {
            (Some(columns), Some(others)) => {
                columns.len() == others.len()
                    && columns.iter().zip(others).all(|(one, other)| self.says_same(one, other))
            }
            (None, None) => table.count == other.count,
            _ => false,
        }
    }

    /// The header of a second table says again what the groups are.
    fn columns_again(&mut self, table: &Table) {
        let Some(columns) = &table.columns else {
            return self.leave_table(table.header.clone(), "the title and the description of each column");
        };
        for (index, lines) in columns.iter().enumerate() {
            self.again(&(lines.start..lines.start + 1), format!("{FLOW}.groups[{index}].title"));
            self.again(&(lines.start + 1..lines.end), format!("{FLOW}.groups[{index}].description"));
        }
    }

    fn reason(&mut self, table: &Table, row: &Row, flow: &mut ParticipantFlow) {
        let title = self.raw(row.head.start).text;
        let mut named = flow.periods.iter().enumerate().filter(|(_, period)| period.title.as_deref() == Some(title));
        let at = named.next().map(|(at, _)| at).filter(|_| named.next().is_none());
        let Some(at) = at.filter(|_| self.is_milestone(row, flow)) else {
            return self
                .leave_table(row.lines.clone(), "a period of the milestones, a reason and a count for each column");
        };
        self.again(&(row.head.start..row.head.start + 1), format!("{FLOW}.periods[{at}].title"));
        let Some(of) = flow.periods.get(at) else { return };
        let path = format!("{FLOW}.periods[{at}].dropWithdraws[{}]", of.drop_withdraws.len());
        let r#type = Some(self.text(row.head.start + 1, FieldPath::spelt(format!("{path}.type"))));
        let reasons = self.flow_stats(table, row, &format!("{path}.reasons"));
        if let Some(of) = flow.periods.get_mut(at) {
            of.drop_withdraws.push(DropWithdraw { r#type, reasons, ..DropWithdraw::default() });
        }
    }
}

/// The registry's number of a group of the flow.
fn group_id(index: usize) -> String {
    format!("FG{index:03}")
}

/// `cell = number [ SP number ]`: page grammar section 4.2.
fn is_cell(text: &str) -> bool {
    let mut counts = text.split_whitespace();
    counts.clone().count() <= 2 && counts.all(is_number)
}
