//! Where lines and rows go: files that get their names when they are complete.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use crate::{
    arguments::{Arguments, To},
    checkpoint::{Checkpoint, Written},
    csv,
    read::Out,
    tables::TABLES,
};

#[cfg(feature = "parquet")]
use crate::files::Files;

/// How much is written at once.
const BUFFER: usize = 1 << 18;

/// The outputs of a run.
pub(crate) enum Output {
    /// One for NDJSON, one for each table of CSV.
    Parts(Vec<Part>),
    #[cfg(feature = "parquet")]
    Files(Files),
}

impl Output {
    /// Where the checkpoint of a run stands.
    pub(crate) fn checkpoint(arguments: &Arguments) -> PathBuf {
        match arguments.to {
            To::Ndjson => with_suffix(&arguments.out, ".checkpoint"),
            To::Csv | To::Parquet => arguments.out.join("checkpoint"),
        }
    }

    /// The first output, which is there when a run was complete.
    pub(crate) fn first(arguments: &Arguments) -> PathBuf {
        match arguments.to {
            To::Ndjson => arguments.out.clone(),
            To::Csv => arguments.out.join("studies.csv"),
            To::Parquet => arguments.out.join("studies-0000.parquet"),
        }
    }

    /// Refuses outputs that would take the place of an input, or of what is no file, and those that would be read as an input.
    pub(crate) fn check(arguments: &Arguments) -> Result<(), String> {
        let found = |what: &str, path: &Path| format!("expected an output {what}, found {}", path.display());
        if arguments.out == Path::new("-") {
            return Err(found("with a name", &arguments.out));
        }
        let is_of_kind = |path: &Path| match arguments.to {
            To::Ndjson => path.is_file(),
            To::Csv | To::Parquet => path.is_dir(),
        };
        if arguments.out.exists() && !is_of_kind(&arguments.out) {
            let kind = if arguments.to == To::Ndjson { "that is a file" } else { "that is a folder" };
            return Err(found(kind, &arguments.out));
        }
        let inputs: Vec<PathBuf> = arguments.inputs.iter().filter_map(|input| input.canonicalize().ok()).collect();
        for output in [Some(&arguments.out), arguments.summary.as_ref()].into_iter().flatten() {
            let place = place(output).map_err(|error| format!("{}: {error}", output.display()))?;
            if inputs.iter().any(|input| *input == place || input.is_dir() && place.starts_with(input)) {
                return Err(found("beside the inputs", output));
            }
        }
        Ok(())
    }

    /// Makes the outputs, or opens them again as they were at a checkpoint and cuts off what came behind it.
    pub(crate) fn open(arguments: &Arguments, begun: Option<&Checkpoint>) -> io::Result<Self> {
        let written = begun.map(|checkpoint| &checkpoint.written);
        if arguments.to != To::Ndjson {
            fs::create_dir_all(&arguments.out).map_err(of_file(&arguments.out))?;
        }
        let paths = match arguments.to {
            To::Ndjson => vec![arguments.out.clone()],
            To::Csv => TABLES.iter().map(|table| arguments.out.join(format!("{}.csv", table.name))).collect(),
            #[cfg(feature = "parquet")]
            To::Parquet => {
                let done = if let Some(Written::Files(done)) = written { *done } else { 0 };
                return Files::open(&arguments.out, done, arguments.records).map(Self::Files);
            }
            #[cfg(not(feature = "parquet"))]
            To::Parquet => return Err(io::ErrorKind::Unsupported.into()),
        };
        if let Some(Written::Lengths(lengths)) = written {
            let is_complete = begun.is_some_and(|checkpoint| checkpoint.is_complete);
            let parts = paths.into_iter().zip(lengths).map(|(path, length)| Part::reopen(path, *length, is_complete));
            return parts.collect::<io::Result<_>>().map(Self::Parts);
        }
        let mut parts = paths.into_iter().map(Part::create).collect::<io::Result<Vec<_>>>()?;
        if arguments.to == To::Csv {
            for (part, table) in parts.iter_mut().zip(TABLES) {
                part.put(csv::head(table).as_bytes())?;
            }
        }
        Ok(Self::Parts(parts))
    }

    /// Writes what a record gives.
    pub(crate) fn put(&mut self, out: &Out) -> io::Result<()> {
        match (self, out) {
            (Self::Parts(parts), Out::Lines(lines)) => {
                parts.iter_mut().zip(lines).try_for_each(|(part, lines)| part.put(lines))
            }
            #[cfg(feature = "parquet")]
            (Self::Files(files), Out::Columns(columns)) => files.put(columns),
            #[cfg(feature = "parquet")]
            _ => unreachable!("records are read for the output that there is"),
        }
    }

    /// Whether what is written can be made safe now: files of Parquet can when they are complete.
    pub(crate) fn is_safe_place(&self) -> bool {
        match self {
            Self::Parts(_) => true,
            #[cfg(feature = "parquet")]
            Self::Files(files) => files.is_between(),
        }
    }

    /// Whether it should be.
    pub(crate) fn is_due(&self) -> bool {
        match self {
            Self::Parts(_) => false,
            #[cfg(feature = "parquet")]
            Self::Files(files) => files.is_between(),
        }
    }

    /// Brings what was written to the disk, and says how far it goes.
    pub(crate) fn secure(&mut self) -> io::Result<Written> {
        match self {
            Self::Parts(parts) => parts.iter_mut().map(Part::secure).collect::<io::Result<_>>().map(Written::Lengths),
            #[cfg(feature = "parquet")]
            Self::Files(files) => Ok(Written::Files(files.done())),
        }
    }

    /// Writes what is left, and says how far it goes.
    pub(crate) fn complete(&mut self) -> io::Result<Written> {
        #[cfg(feature = "parquet")]
        if let Self::Files(files) = self {
            files.complete()?;
        }
        self.secure()
    }

    /// Gives complete outputs their names.
    pub(crate) fn publish(self) -> io::Result<()> {
        match self {
            Self::Parts(parts) => {
                let publish =
                    |part: Part| fs::rename(with_suffix(&part.path, ".part"), &part.path).map_err(of_file(&part.path));
                parts.into_iter().try_for_each(publish)
            }
            #[cfg(feature = "parquet")]
            Self::Files(_) => Ok(()),
        }
    }
}

/// A file that is being written, under another name.
pub(crate) struct Part {
    path: PathBuf,
    file: BufWriter<File>,
    length: u64,
}

impl Part {
    fn create(path: PathBuf) -> io::Result<Self> {
        let file = File::create(with_suffix(&path, ".part")).map_err(of_file(&path))?;
        Ok(Self { path, file: BufWriter::with_capacity(BUFFER, file), length: 0 })
    }

    fn reopen(path: PathBuf, length: u64, is_complete: bool) -> io::Result<Self> {
        let part = with_suffix(&path, ".part");
        // A run that ended while outputs got their names has some that have them. In others it is the output of an older one.
        if is_complete && !part.exists() && path.is_file() {
            fs::rename(&path, &part).map_err(of_file(&path))?;
        }
        let mut file = OpenOptions::new().write(true).open(&part).map_err(of_file(&part))?;
        let found = file.metadata()?.len();
        if found < length {
            let message = format!("{}: expected at least {length} bytes, found {found}", part.display());
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        file.set_len(length)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self { path, file: BufWriter::with_capacity(BUFFER, file), length })
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    fn secure(&mut self) -> io::Result<u64> {
        self.file.flush()?;
        self.file.get_ref().sync_data()?;
        Ok(self.length)
    }
}

/// Where a path stands, be there something or not.
fn place(path: &Path) -> io::Result<PathBuf> {
    if let Ok(place) = path.canonicalize() {
        return Ok(place);
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder of tables is made with those around it.
    Ok(place(parent)?.join(name))
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Puts the name of a file before what the system says.
pub(crate) fn of_file(path: &Path) -> impl FnOnce(io::Error) -> io::Error {
    let name = path.display().to_string();
    move |error| io::Error::new(error.kind(), format!("{name}: {error}"))
}
