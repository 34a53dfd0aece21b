//! Rows as CSV, and its head.

use crate::tables::{Cell, Rows, TABLES, Table};

/// The rows of a record as lines of CSV, for each table.
#[derive(Debug)]
pub(crate) struct Lines(Vec<csv::Writer<Vec<u8>>>);

impl Lines {
    pub(crate) fn new() -> Self {
        Self(TABLES.iter().map(|_| csv::WriterBuilder::new().buffer_capacity(256).from_writer(Vec::new())).collect())
    }

    /// The lines of each table.
    pub(crate) fn finish(self) -> Vec<Vec<u8>> {
        self.0.into_iter().map(|lines| lines.into_inner().unwrap_or_default()).collect()
    }
}

impl Rows for Lines {
    fn push(&mut self, table: usize, cells: &[Cell<'_>]) {
        let lines = &mut self.0[table];
        for cell in cells {
            // Nothing can fail in memory.
            let _ = match cell {
                Cell::Text(text) => lines.write_field(text.as_deref().unwrap_or_default()),
                Cell::Integer(number) => write(lines, *number),
                Cell::Real(number) => write(lines, *number),
                Cell::Boolean(is) => write(lines, *is),
                Cell::Date(date) => write(lines, *date),
            };
        }
        let _ = lines.write_record(None::<&[u8]>);
    }
}

fn write(lines: &mut csv::Writer<Vec<u8>>, value: Option<impl ToString>) -> csv::Result<()> {
    lines.write_field(value.map(|value| value.to_string()).unwrap_or_default())
}

/// The first line of a table.
pub(crate) fn head(table: &Table) -> String {
    let names: Vec<_> = table.columns.iter().map(|column| column.name).collect();
    names.join(",") + "\n"
}
