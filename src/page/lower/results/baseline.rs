//! `baselineCharacteristicsModule`: page grammar section 4.5.

use super::{
    Row, Table,
    table::{Column, count_of, is_count_of},
};
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Topic},
        lower::Page,
    },
    source::Raw,
    study::{
        BaselineCharacteristics, BaselineMeasure, Denom, DenomCount, MeasureCategory, MeasureClass, MeasureGroup,
        Measurement, ReportedValue,
    },
};

const BASELINE: &str = "resultsSection.baselineCharacteristicsModule";
/// The words of the column of all groups together.
const TOTAL: [&str; 2] = ["Total", "Total of all reporting groups"];

impl<'a> Page<'_, 'a> {
    /// The table of the baseline, as cells.
    pub(super) fn baseline_table(&self) -> Option<Table> {
        let lines = self.table_lines(Topic::BaselineTable);
        if self.is_piped(lines.start) {
            return self.piped_table(lines);
        }
        self.stacked_figures(lines, |text| figure(text).is_some(), Self::is_last_column_described)
    }

    /// Whether the line behind the last column's count is its description, where that can be told.
    ///
    /// A table of several groups ends in the column of all of them, in fixed words; the one group of another has the description of
    /// the flow. Else one line before the first figure is the measure alone and three begin with a description; of two, the
    /// second is a category if the first names a later row too, and a measure if the figure is no count.
    fn is_last_column_described(&self, count: usize, figure: Option<usize>) -> Option<bool> {
        let text = |line: usize| self.raw(line).text;
        if self.is_total(count) || self.is_described_in_flow(count) {
            return Some(true);
        }
        let Some(figure) = figure else { return Some(false) };
        match figure.checked_sub(count + 1)? {
            1 => Some(false),
            3 => Some(true),
            2 => {
                let lines = self.table_lines(Topic::BaselineTable);
                let names_later_row = (figure..lines.end).any(|line| text(line) == text(count + 1));
                // A continuous measure has no category: page grammar section 4.5.
                let unit = |figure: Option<(&'a str, &'a str)>| figure.map(|(_, unit)| unit);
                let is_continuous = unit(self::figure(text(figure))) != unit(count_of(text(count)));
                (names_later_row || is_continuous).then_some(!names_later_row)
            }
            _ => None,
        }
    }

    /// Whether a count is that of all groups together.
    pub(super) fn is_total(&self, count: usize) -> bool {
        let [title, description] = TOTAL;
        self.raw(count - 1).text == title && self.raw(count + 1).text == description
    }

    /// Whether the one group of the flow has the title above a count and the description below it.
    fn is_described_in_flow(&self, count: usize) -> bool {
        let flow = self.milestones_table(None).filter(|flow| flow.count == 1);
        let column = flow.and_then(|flow| flow.columns?.first().map(|lines| self.column(lines)));
        column.is_some_and(|column| {
            self.says_same(&column.title, &(count - 1..count))
                && self.says_same(&column.description, &(count + 1..count + 2))
        })
    }

    pub(super) fn baseline(&mut self, table: Option<&Table>) -> Option<BaselineCharacteristics> {
        let population_description = self.population();
        let mut baseline = BaselineCharacteristics { population_description, ..BaselineCharacteristics::default() };
        match table {
            Some(table) => {
                self.take_marks(table);
                self.baseline_groups(table, &mut baseline);
                self.baseline_rows(table, &mut baseline);
            }
            None => {
                let lines = self.table_lines(Topic::BaselineTable);
                self.leave_table(lines, "rows of one height below the titles and counts of the columns");
            }
        }
        (baseline != BaselineCharacteristics::default()).then_some(baseline)
    }

    /// The line below the heading is the trial's title, or a note on the participants in its place.
    fn population(&mut self) -> Option<String> {
        let lines = self.body(Topic::Baseline);
        let title = self.study.identification.brief_title.as_deref()?;
        if lines.is_empty() {
            return None;
        }
        if self.raw(lines.start).text == title {
            self.again(&(lines.start..lines.start + 1), Field::BriefTitle.path().unwrap_or_default());
            return None;
        }
        self.text_of(&lines, format!("{BASELINE}.populationDescription"))
    }

    fn baseline_groups(&mut self, table: &Table, baseline: &mut BaselineCharacteristics) {
        for index in 0..table.count {
            let Some(lines) = table.columns.as_ref().and_then(|columns| columns.get(index)) else { continue };
            let Column { title, count, description } = self.column(lines);
            let path = format!("{BASELINE}.groups[{index}]");
            self.note_span(FieldPath::spelt(format!("{path}.id")), self.span_of(&title));
            let group = MeasureGroup {
                id: Some(group_id(index)),
                title: self.text_of(&title, format!("{path}.title")),
                description: self.text_of(&description, format!("{path}.description")),
                ..MeasureGroup::default()
            };
            baseline.groups.push(group);
            if let Some(count) = count {
                self.denominator(table, index, count, baseline);
            }
        }
    }

    /// `denominator = "n=" number SP unit`
    fn denominator(&mut self, table: &Table, index: usize, line: usize, baseline: &mut BaselineCharacteristics) {
        let raw = self.raw(line);
        let Some((number, unit)) = count_of(raw.text) else { return };
        if baseline.denoms.is_empty() {
            baseline.denoms.push(Denom { units: Some(unit.to_owned()), ..Denom::default() });
        }
        let Some(denom) = baseline.denoms.first_mut().filter(|denom| denom.units.as_deref() == Some(unit)) else {
            return self.refuse(line, Code::AmbiguousTable, None, "counts of one unit");
        };
        let path = format!("{BASELINE}.denoms[0]");
        self.note_span(FieldPath::spelt(format!("{path}.units")), raw.part(unit).span());
        let path = format!("{path}.counts[{}]", denom.counts.len());
        denom.counts.push(DenomCount {
            group_id: Some(group_id(index)),
            value: Some(ReportedValue::from(number)),
            ..DenomCount::default()
        });
        if let Some(place) = self.place_of(table, index, None) {
            self.note_span(FieldPath::spelt(format!("{path}.groupId")), place);
        }
        self.note_span(FieldPath::spelt(format!("{path}.value")), raw.part(number).span());
        self.take(line);
    }

    fn baseline_rows(&mut self, table: &Table, baseline: &mut BaselineCharacteristics) {
        let mut counts = Vec::new();
        for row in &table.rows {
            match self.figures(row) {
                Some(figures) if self.baseline_row(table, row, &figures, baseline) => {
                    counts.extend(row.cells.iter().flat_map(|cell| cell.clone().skip(1)));
                }
                _ => self.leave_table(
                    row.lines.clone(),
                    "a measure, a category once, and a figure with its unit for each column",
                ),
            }
        }
        if let Some(&first) = counts.first() {
            let raw = self.raw(first);
            self.report(Code::IgnoredCount, None, raw.span(), "figures alone in the rows", quoted(raw.text));
        }
        // They are the same in every row, whatever the groups are: page grammar section 4.5.
        counts.into_iter().for_each(|line| self.take(line));
    }

    /// The figures of a row with their unit, which all share.
    fn figures(&self, row: &Row) -> Option<Vec<(Raw<'a>, Raw<'a>)>> {
        let mut figures = Vec::new();
        for cell in &row.cells {
            let raw = self.raw(cell.start);
            let has_count_behind = cell.clone().skip(1).all(|line| is_count_of(self.raw(line).text));
            let (value, unit) = figure(raw.text).filter(|_| (1..=2).contains(&cell.len()) && has_count_behind)?;
            figures.push((raw.part(value), raw.part(unit)));
        }
        let unit = figures.first()?.1.text;
        figures.iter().all(|(_, other)| other.text == unit).then_some(figures)
    }

    /// `row = measure [ category ] 1*figure`
    ///
    /// Each category repeats its measure. Of a row without one the measure stands once.
    fn baseline_row(
        &mut self,
        table: &Table,
        row: &Row,
        figures: &[(Raw<'a>, Raw<'a>)],
        baseline: &mut BaselineCharacteristics,
    ) -> bool {
        let (title, category) = (row.head.start, row.head.start + 1..row.head.end);
        let (Some((_, unit)), true) = (figures.first(), category.len() <= 1) else { return false };
        let name = category.clone().next().map(|line| self.raw(line).text);
        let known = baseline.measures.iter().position(|measure| measure.title.as_deref() == Some(self.raw(title).text));
        let at = known.unwrap_or(baseline.measures.len());
        match baseline.measures.get(at) {
            Some(measure) if !can_take(measure, name, unit.text) => return false,
            Some(_) => {}
            None => baseline.measures.push(BaselineMeasure {
                unit_of_measure: Some(unit.text.to_owned()),
                title: Some(self.raw(title).text.to_owned()),
                classes: vec![MeasureClass::default()],
                ..BaselineMeasure::default()
            }),
        }
        let measure = format!("{BASELINE}.measures[{at}]");
        self.again(&(title..title + 1), format!("{measure}.title"));
        let Some(class) = baseline.measures.get_mut(at).and_then(|measure| measure.classes.first_mut()) else {
            return false;
        };
        let path = format!("{measure}.classes[0].categories[{}]", class.categories.len());
        let mut of =
            MeasureCategory { title: self.text_of(&category, format!("{path}.title")), ..MeasureCategory::default() };
        for (index, ((value, unit), cell)) in figures.iter().zip(&row.cells).enumerate() {
            let path = format!("{path}.measurements[{index}]");
            if let Some(place) = self.place_of(table, index, None) {
                self.note_span(FieldPath::spelt(format!("{path}.groupId")), place);
            }
            self.note_span(FieldPath::spelt(format!("{path}.value")), value.span());
            self.note_span(FieldPath::spelt(format!("{measure}.unitOfMeasure")), unit.span());
            self.take(cell.start);
            let value = Some(ReportedValue::from(value.text));
            of.measurements.push(Measurement { group_id: Some(group_id(index)), value, ..Measurement::default() });
        }
        class.categories.push(of);
        true
    }
}

/// Whether a measure can have one more category: a name that it has not had, and the unit of the others.
fn can_take(measure: &BaselineMeasure, name: Option<&str>, unit: &str) -> bool {
    let mut categories = measure.classes.iter().flat_map(|class| &class.categories);
    measure.unit_of_measure.as_deref() == Some(unit)
        && name.is_some()
        && categories.all(|category| category.title.is_some() && category.title.as_deref() != name)
}

/// The registry's number of a group of the baseline.
fn group_id(index: usize) -> String {
    format!("BG{index:03}")
}

/// `figure = number SP unit`; a spread behind the number has not been seen.
fn figure(text: &str) -> Option<(&str, &str)> {
    let (value, unit) = text.split_once(char::is_whitespace)?;
    let unit = unit.trim_start();
    let digits = value.trim_start_matches(['<', '>', '=', '-', '+', '.']);
    let is_value = value == "NA"
        || digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    (is_value && !unit.is_empty() && !unit.starts_with(['(', '±', '['])).then_some((value, unit))
}
