//! The tables of a results page, in both of its renderings: page grammar section 4.3.
//!
//! With `|` between them cells are what they are. As lines alone they are told by counting, and only where one count fits the
//! whole table.

use std::ops::Range;

use crate::page::{layout::MEASURE, lower::Page};

/// A table, as the lines of its cells.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The lines above the rows, but for the word of the first column.
    pub(super) header: Range<usize>,
    /// The lines of each column's title, count and description; `None` where they cannot be told apart.
    pub(super) columns: Option<Vec<Range<usize>>>,
    /// How many columns have values.
    pub(super) count: usize,
    pub(super) rows: Vec<Row>,
    /// All lines of the table.
    pub(super) lines: Range<usize>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The lines of the first cell: what the row is of.
    pub(super) head: Range<usize>,
    pub(super) cells: Vec<Range<usize>>,
    /// All lines of the row, marks included.
    pub(super) lines: Range<usize>,
}

/// The parts of a column's header.
pub(super) struct Column {
    pub(super) title: Range<usize>,
    /// `n=84 Participants`
    pub(super) count: Option<usize>,
    pub(super) description: Range<usize>,
}

/// How many lines a cell of a row has at most: two have been seen.
const MOST_LINES: usize = 3;

impl Page<'_, '_> {
    fn is_mark(&self, line: usize) -> bool {
        self.raw(line).text == "|"
    }

    /// `rule = "|" 1*( *SP 1*"-" *SP "|" )`
    fn is_rule(&self, line: usize) -> bool {
        let text = self.raw(line).text;
        text.contains('-') && !text.contains(|c: char| !matches!(c, '|' | '-' | ':' | ' '))
    }

    /// Whether a table has marks between its cells.
    pub(super) fn is_piped(&self, first: usize) -> bool {
        self.is_mark(first)
    }

    fn is_measure(&self, line: usize) -> bool {
        self.raw(line).text == MEASURE
    }

    /// `table = "|" "Measure" "|" 1*( column "|" ) rule *row`
    pub(super) fn piped_table(&self, lines: Range<usize>) -> Option<Table> {
        let first = lines.start + 3;
        if !self.is_mark(lines.start) || !self.is_measure(lines.start + 1) || !self.is_mark(first - 1) {
            return None;
        }
        let rule = (first..lines.end).find(|&line| self.is_rule(line))?;
        let mut columns = Vec::new();
        let mut start = first;
        for mark in (first..rule).filter(|&line| self.is_mark(line)) {
            columns.push(start..mark);
            start = mark + 1;
        }
        let count = columns.len();
        let cells_of_rule = self.raw(rule).text.split('|').filter(|cell| cell.contains('-')).count();
        if start != rule || count == 0 || cells_of_rule != count + 1 || columns.iter().any(Range::is_empty) {
            return None;
        }
        let mut rows = Vec::new();
        let mut at = rule + 1;
        while let Some(row) = self.piped_row(at..lines.end, count) {
            at = row.lines.end;
            rows.push(row);
        }
        Some(Table { header: first..rule, columns: Some(columns), count, rows, lines: lines.start..at })
    }

    /// `row = "|" head "|" *( cell "|" )`
    fn piped_row(&self, lines: Range<usize>, count: usize) -> Option<Row> {
        if lines.is_empty() || !self.is_mark(lines.start) {
            return None;
        }
        let mut at = lines.start + 1;
        let mut cells = Vec::new();
        for _ in 0..=count {
            let end = (at..lines.end.min(at + MOST_LINES + 1)).find(|&line| self.is_mark(line))?;
            cells.push(at..end);
            at = end + 1;
        }
        let head = cells.remove(0);
        (!head.is_empty()).then_some(Row { head, cells, lines: lines.start..at })
    }

    /// `table = "Measure" 1*( title [ description ] ) 1*( period milestone 1*count )`, a line each.
    ///
    /// `rows` is where the first row begins. The number of columns is stated nowhere: it is the one that fits all rows and the
    /// header.
    pub(super) fn stacked_counts(
        &self,
        lines: Range<usize>,
        rows: usize,
        is_count: impl Fn(&str) -> bool,
    ) -> Option<Table> {
        let header = lines.start + 1..rows;
        if !self.is_measure(lines.start) || header.is_empty() {
            return None;
        }
        let mut fitting = (header.len().div_ceil(2)..=header.len()).filter(|count| {
            let height = count + 2;
            let mut cells = (rows..lines.end).filter(|line| (line - rows) % height >= 2);
            (lines.end - rows).is_multiple_of(height) && cells.all(|line| is_count(self.raw(line).text))
        });
        let count = fitting.next().filter(|_| fitting.next().is_none())?;
        let starts = (rows..lines.end).step_by(count + 2);
        let rows = starts.map(|start| stacked_row(start, 2, count, 1)).collect();
        let columns = match header.len() {
            titles if titles == count => Some(header.clone().map(|line| line..line + 1).collect()),
            pairs if pairs == count * 2 => Some(header.clone().step_by(2).map(|line| line..line + 2).collect()),
            _ => None,
        };
        Some(Table { header, columns, count, rows, lines })
    }

    /// Divides a header where only some columns have a description, along the columns of another table with the same titles.
    pub(super) fn divide_along(&self, header: Range<usize>, other: &[Column]) -> Option<Vec<Range<usize>>> {
        let mut columns = Vec::new();
        let mut at = header.start;
        for column in other {
            let title = at..at + 1;
            if at >= header.end || !self.says_same(&title, &column.title) {
                return None;
            }
            let behind = at + 1..at + 1 + column.description.len();
            let is_described =
                !behind.is_empty() && behind.end <= header.end && self.says_same(&behind, &column.description);
            at = if is_described { behind.end } else { at + 1 };
            columns.push(title.start..at);
        }
        (at == header.end).then_some(columns)
    }

    /// `table = "Measure" 1*( title count [ description ] ) *( measure [ category ] 1*( figure count ) )`, a line each, where a
    /// count is `n=84 Participants`.
    ///
    /// The counts of the columns look like those of the rows: the last column is that of all groups together, or, without one, the
    /// number of columns is the one that fits all rows.
    /// `is_described` says of the last column whether the line behind its count is a description, where that is known.
    pub(super) fn stacked_figures(
        &self,
        lines: Range<usize>,
        is_figure: impl Fn(&str) -> bool,
        is_described: impl Fn(&Self, usize, Option<usize>) -> Option<bool>,
    ) -> Option<Table> {
        if !self.is_measure(lines.start) {
            return None;
        }
        let counts: Vec<usize> = lines.clone().filter(|&line| is_count_of(self.raw(line).text)).collect();
        let total = counts.iter().position(|line| self.is_total(*line));
        // Where no column is of all groups together, a title that reads as a figure is more likely one.
        let may_be_columns = |header: &[usize]| match total {
            Some(total) => header.len() == total + 1,
            None => header.iter().skip(1).all(|line| !is_figure(self.raw(line - 1).text)),
        };
        let mut fitting = (1..=counts.len()).filter_map(|count| {
            let (header, rows) = counts.split_at_checked(count)?;
            let last = *header.last()?;
            let starts_right = header.first() == Some(&(lines.start + 2));
            let is_column = |(one, next): (&usize, &usize)| (2..=3).contains(&(next - one));
            let are_columns = header.iter().zip(header.iter().skip(1)).all(is_column);
            let rows: Vec<&[usize]> = rows.chunks(count).collect();
            let is_row = |row: &&[usize]| {
                row.len() == count
                    && row.iter().zip(row.iter().skip(1)).all(|(one, next)| next - one == 2)
                    && row.iter().all(|line| is_figure(self.raw(line - 1).text))
            };
            if !starts_right || !are_columns || !may_be_columns(header) || !rows.iter().all(is_row) {
                return None;
            }
            let first = rows.first().and_then(|row| row.first()).map(|line| line - 1);
            let end = rows.last().and_then(|row| row.last()).map_or(lines.end, |last| last + 1);
            let is_described = is_described(self, last, first)?;
            let behind = last + 1 + usize::from(is_described);
            let rows = stacked_rows(behind, &rows)?;
            let ends = header.iter().skip(1).map(|next| next - 1).chain([behind]);
            let columns = header.iter().zip(ends).map(|(line, end)| line - 1..end).collect();
            let end = if rows.is_empty() { behind } else { end };
            Some(Table {
                header: lines.start + 1..behind,
                columns: Some(columns),
                count,
                rows,
                lines: lines.start..end,
            })
        });
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The parts of a column's header.
    pub(super) fn column(&self, lines: &Range<usize>) -> Column {
        let below = lines.start + 1;
        let count = Some(below).filter(|&line| line < lines.end && is_count_of(self.raw(line).text));
        let description = (below + usize::from(count.is_some())).min(lines.end)..lines.end;
        Column { title: lines.start..below, count, description }
    }
}

fn stacked_row(start: usize, head: usize, count: usize, height: usize) -> Row {
    let cells = (0..count).map(|cell| start + head + cell * height..start + head + (cell + 1) * height).collect();
    Row { head: start..start + head, cells, lines: start..start + head + count * height }
}

/// The rows whose counts stand in some lines; `None` where a row has more in front of its figures than has been seen.
fn stacked_rows(first: usize, rows: &[&[usize]]) -> Option<Vec<Row>> {
    let mut start = first;
    let mut found = Vec::new();
    for row in rows {
        let head = row.first()?.checked_sub(1)?.checked_sub(start).filter(|head| (1..=MOST_LINES).contains(head))?;
        let row = stacked_row(start, head, row.len(), 2);
        start = row.lines.end;
        found.push(row);
    }
    Some(found)
}

/// `count = "n=" number SP unit`
pub(super) fn is_count_of(text: &str) -> bool {
    count_of(text).is_some()
}

/// The number and the unit of `n=84 Participants`.
pub(super) fn count_of(text: &str) -> Option<(&str, &str)> {
    let (number, unit) = text.strip_prefix("n=")?.split_once(char::is_whitespace)?;
    let unit = unit.trim_start();
    (is_number(number) && !unit.is_empty()).then_some((number, unit))
}

/// A whole number, thousands set apart or not.
pub(super) fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == ',')
}
