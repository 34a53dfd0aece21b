//! Rows as columns, and columns as files of Parquet.

use std::{fs::File, io, sync::Arc};

use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    column::writer::ColumnWriter,
    data_type::ByteArray,
    errors::ParquetError,
    file::{
        properties::{WriterProperties, WriterPropertiesPtr},
        writer::SerializedFileWriter,
    },
    schema::types::{Type, TypePtr},
};

use ctgov::study::PartialDate;

use crate::tables::{Cell, Column, Kind, Rows, TABLES, Table};

/// The rows of one or several records, for each table.
#[derive(Debug, Default)]
pub(crate) struct Columns(Vec<Vec<Values>>);

impl Columns {
    pub(crate) fn new() -> Self {
        Self(TABLES.iter().map(|table| table.columns.iter().map(|column| Values::new(column.kind)).collect()).collect())
    }

    /// Puts rows behind these.
    pub(crate) fn append(&mut self, other: &Self) {
        for (columns, others) in self.0.iter_mut().zip(&other.0) {
            for (column, other) in columns.iter_mut().zip(others) {
                column.append(other);
            }
        }
    }

    /// The columns of each table.
    pub(crate) fn tables(&self) -> &[Vec<Values>] {
        &self.0
    }

    /// About how many bytes they take.
    pub(crate) fn size(&self) -> usize {
        self.0.iter().flatten().map(Values::size).sum()
    }
}

impl Rows for Columns {
    fn push(&mut self, table: usize, cells: &[Cell<'_>]) {
        for (column, cell) in self.0[table].iter_mut().zip(cells) {
            column.push(cell);
        }
    }
}

/// The values of a column: those that are there, and which are.
#[derive(Debug)]
pub(crate) struct Values {
    list: List,
    is_there: Vec<i16>,
}

#[derive(Debug)]
enum List {
    /// The texts one behind another, and where each ends.
    Text {
        bytes: Vec<u8>,
        ends: Vec<usize>,
    },
    Integer(Vec<i64>),
    Real(Vec<f64>),
    Boolean(Vec<bool>),
    Date(Vec<i32>),
}

impl Values {
    fn new(kind: Kind) -> Self {
        let list = match kind {
            Kind::Text => List::Text { bytes: Vec::new(), ends: Vec::new() },
            Kind::Integer => List::Integer(Vec::new()),
            Kind::Real => List::Real(Vec::new()),
            Kind::Boolean => List::Boolean(Vec::new()),
            Kind::Date => List::Date(Vec::new()),
        };
        Self { list, is_there: Vec::new() }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        let is_there = match (&mut self.list, cell) {
            (List::Text { bytes, ends }, Cell::Text(Some(text))) => {
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len());
                true
            }
            (List::Integer(list), Cell::Integer(Some(number))) => push(list, *number),
            (List::Real(list), Cell::Real(Some(number))) => push(list, *number),
            (List::Boolean(list), Cell::Boolean(Some(is))) => push(list, *is),
            (List::Date(list), Cell::Date(Some(date))) => days(*date).is_some_and(|days| push(list, days)),
            _ => false,
        };
        self.is_there.push(i16::from(is_there));
    }

    fn append(&mut self, other: &Self) {
        self.is_there.extend_from_slice(&other.is_there);
        match (&mut self.list, &other.list) {
            (List::Text { bytes, ends }, List::Text { bytes: others, ends: other_ends }) => {
                ends.extend(other_ends.iter().map(|end| bytes.len() + end));
                bytes.extend_from_slice(others);
            }
            (List::Integer(list), List::Integer(others)) => list.extend_from_slice(others),
            (List::Real(list), List::Real(others)) => list.extend_from_slice(others),
            (List::Boolean(list), List::Boolean(others)) => list.extend_from_slice(others),
            (List::Date(list), List::Date(others)) => list.extend_from_slice(others),
            _ => unreachable!("both are of one column"),
        }
    }

    fn size(&self) -> usize {
        let list = match &self.list {
            List::Text { bytes, ends } => bytes.len() + ends.len() * size_of::<usize>(),
            List::Integer(list) => size_of_val(&list[..]),
            List::Real(list) => size_of_val(&list[..]),
            List::Boolean(list) => list.len(),
            List::Date(list) => size_of_val(&list[..]),
        };
        list + size_of_val(&self.is_there[..])
    }

    fn write(&self, column: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let there = Some(&self.is_there[..]);
        match (&self.list, column) {
            (List::Text { bytes, ends }, ColumnWriter::ByteArrayColumnWriter(column)) => {
                let bytes = ByteArray::from(bytes.clone());
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let texts: Vec<_> = starts.zip(ends).map(|(start, end)| bytes.slice(start, end - start)).collect();
                column.write_batch(&texts, there, None)
            }
            (List::Integer(list), ColumnWriter::Int64ColumnWriter(column)) => column.write_batch(list, there, None),
            (List::Real(list), ColumnWriter::DoubleColumnWriter(column)) => column.write_batch(list, there, None),
            (List::Boolean(list), ColumnWriter::BoolColumnWriter(column)) => column.write_batch(list, there, None),
            (List::Date(list), ColumnWriter::Int32ColumnWriter(column)) => column.write_batch(list, there, None),
            _ => unreachable!("the schema is made of the kinds"),
        }
        .map(drop)
    }
}

fn push<T>(list: &mut Vec<T>, value: T) -> bool {
    list.push(value);
    true
}

/// The days of a full day since 1970-01-01, as the calendar of today counts them.
fn days(date: PartialDate) -> Option<i32> {
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()?), i32::from(date.day()?));
    // A year begins in March, so that the leap day is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468)
}

/// A file of Parquet with the rows of one table.
pub(crate) struct Writer(SerializedFileWriter<File>);

impl Writer {
    pub(crate) fn new(table: &Table, file: File) -> io::Result<Self> {
        SerializedFileWriter::new(file, schema(table).map_err(failed)?, properties()).map(Self).map_err(failed)
    }

    /// Writes rows as a group of their own.
    pub(crate) fn write(&mut self, columns: &[Values]) -> io::Result<()> {
        self.write_group(columns).map_err(failed)
    }

    fn write_group(&mut self, columns: &[Values]) -> Result<(), ParquetError> {
        let mut group = self.0.next_row_group()?;
        for values in columns {
            let Some(mut column) = group.next_column()? else { break };
            values.write(column.untyped())?;
            column.close()?;
        }
        group.close().map(drop)
    }

    /// Writes the end, and gives the file back.
    pub(crate) fn finish(self) -> io::Result<File> {
        self.0.into_inner().map_err(failed)
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn properties() -> WriterPropertiesPtr {
    Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build())
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let fields = table.columns.iter().map(|column| field(column).map(Arc::new)).collect::<Result<_, _>>()?;
    Type::group_type_builder(table.name).with_fields(fields).build().map(Arc::new)
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Real => (Physical::DOUBLE, None),
        Kind::Boolean => (Physical::BOOLEAN, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}
