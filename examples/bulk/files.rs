//! Files of Parquet: for each table one per so many records, so that those that are complete stay whatever happens.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use crate::{
    output::{of_file, with_suffix},
    parquet::{Columns, Writer},
    tables::TABLES,
};

/// How many bytes of rows are in memory before they are written as a group.
const GROUP: usize = 24 << 20;

/// The files of each table.
pub(crate) struct Files {
    folder: PathBuf,
    /// How many of each are complete.
    done: u64,
    /// Those that are being written.
    open: Option<Vec<Writer>>,
    /// How many records they have, and how many they get.
    records: usize,
    most: usize,
    rows: Columns,
    size: usize,
}

impl Files {
    /// Goes on behind files that are complete; those that a run left behind them are removed.
    pub(crate) fn open(folder: &Path, done: u64, most: usize) -> io::Result<Self> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if number(&entry.file_name().to_string_lossy()).is_some_and(|number| number >= done) {
                fs::remove_file(entry.path())?;
            }
        }
        for number in 0..done {
            for table in 0..TABLES.len() {
                let file = path(folder, number, table);
                if !file.is_file() {
                    let message =
                        format!("{}: expected a file of the run that is gone on from, found none", file.display());
                    return Err(io::Error::new(io::ErrorKind::NotFound, message));
                }
            }
        }
        let folder = folder.to_owned();
        Ok(Self { folder, done, open: None, records: 0, most, rows: Columns::new(), size: 0 })
    }

    pub(crate) fn put(&mut self, columns: &Columns) -> io::Result<()> {
        self.rows.append(columns);
        self.size += columns.size();
        self.records += 1;
        if self.size >= GROUP {
            self.write()?;
        }
        if self.records >= self.most { self.close() } else { Ok(()) }
    }

    /// Whether no file is being written.
    pub(crate) fn is_between(&self) -> bool {
        self.records == 0
    }

    pub(crate) fn done(&self) -> u64 {
        self.done
    }

    /// Writes what is left. Without any record there is a file of each table, without rows.
    pub(crate) fn complete(&mut self) -> io::Result<()> {
        if self.records > 0 || self.done == 0 { self.close() } else { Ok(()) }
    }

    /// Writes the rows in memory as a group of each table.
    fn write(&mut self) -> io::Result<()> {
        let writers = match &mut self.open {
            Some(writers) => writers,
            open => open.insert(
                (0..TABLES.len()).map(|table| writer(&self.folder, self.done, table)).collect::<io::Result<_>>()?,
            ),
        };
        let write = |(writer, columns): (&mut Writer, &Vec<_>)| writer.write(columns);
        writers.par_iter_mut().zip(self.rows.tables().par_iter()).try_for_each(write)?;
        (self.rows, self.size) = (Columns::new(), 0);
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        self.write()?;
        for writer in self.open.take().unwrap_or_default() {
            writer.finish()?.sync_all()?;
        }
        for table in 0..TABLES.len() {
            let name = path(&self.folder, self.done, table);
            fs::rename(with_suffix(&name, ".part"), name)?;
        }
        self.done += 1;
        self.records = 0;
        Ok(())
    }
}

fn writer(folder: &Path, number: u64, table: usize) -> io::Result<Writer> {
    let path = with_suffix(&path(folder, number, table), ".part");
    Writer::new(&TABLES[table], File::create(&path).map_err(of_file(&path))?)
}

fn path(folder: &Path, number: u64, table: usize) -> PathBuf {
    folder.join(format!("{}-{number:04}.parquet", TABLES[table].name))
}

/// The number of a file that such a run writes.
fn number(name: &str) -> Option<u64> {
    let name = name.strip_suffix(".part").unwrap_or(name).strip_suffix(".parquet")?;
    let (table, number) = name.rsplit_once('-')?;
    TABLES.iter().any(|known| known.name == table).then(|| number.parse().ok())?
}
