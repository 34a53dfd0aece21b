//! How far a run has come: what `--resume` goes on from.
//!
//! A checkpoint is written when everything before it is on the disk, under another name, and then renamed, so that there is
//! always a whole one. What the outputs have behind it is cut off when the run goes on.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use ctgov::bulk::Mark;
use serde::{Deserialize, Serialize};

use crate::{
    arguments::{Arguments, To},
    output::of_file,
    summary::Summary,
};

/// The form of a checkpoint. One of another form cannot be gone on from.
const FORM: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Checkpoint {
    form: u32,
    inputs: Vec<PathBuf>,
    to: To,
    study: bool,
    records: usize,
    /// What was read.
    pub(crate) mark: Mark,
    /// The file in which that ends.
    pub(crate) last: Option<LastFile>,
    /// What of the outputs is done.
    pub(crate) written: Written,
    /// Everything is written, and outputs only have to get their names.
    pub(crate) is_complete: bool,
    pub(crate) summary: Summary,
}

/// What of the outputs is done: the length of each, or how many files of each table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Written {
    Lengths(Vec<u64>),
    Files(u64),
}

/// A file of the input, to tell whether it is still the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LastFile {
    /// Which file it is, from 0.
    number: u64,
    path: PathBuf,
    /// Its length, if it has one.
    length: Option<u64>,
}

impl LastFile {
    /// The file of a record that ends at a mark.
    pub(crate) fn new(mark: Mark, path: &Path) -> Self {
        // A file that could not be opened is behind the mark as a whole.
        let is_whole = mark.members == 0 && mark.records == 0;
        Self { number: mark.files - u64::from(is_whole), path: path.to_owned(), length: length(path) }
    }

    /// Compares it with the file that the inputs have in its place.
    fn check(&self, inputs: &[PathBuf]) -> Result<(), String> {
        let number = usize::try_from(self.number).unwrap_or(usize::MAX);
        // A list from standard input can be read once.
        if inputs.iter().any(|input| input == Path::new("@-")) {
            return Ok(());
        }
        let found = ctgov::files(inputs).nth(number).and_then(|file| file.map_or_else(|error| Some(error.path), Some));
        let length = found.as_deref().and_then(length);
        if found.as_ref() == Some(&self.path) && length == self.length {
            return Ok(());
        }
        let show = |path: Option<&Path>, length: Option<u64>| {
            let path = path.map_or("none".to_owned(), |path| path.display().to_string());
            length.map_or(path.clone(), |length| format!("{path} of {length} bytes"))
        };
        Err(format!(
            "expected {} as input {}, found {}",
            show(Some(&self.path), self.length),
            self.number + 1,
            show(found.as_deref(), length)
        ))
    }
}

fn length(path: &Path) -> Option<u64> {
    let metadata = fs::metadata(path).ok()?;
    metadata.is_file().then_some(metadata.len())
}

impl Checkpoint {
    /// The beginning of a run.
    pub(crate) fn new(arguments: &Arguments, written: Written) -> Self {
        Self {
            form: FORM,
            inputs: arguments.inputs.clone(),
            to: arguments.to,
            study: arguments.study,
            records: arguments.records,
            mark: Mark::default(),
            last: None,
            written,
            is_complete: false,
            summary: Summary::default(),
        }
    }

    /// The checkpoint of an earlier run, if there is one, which must have been the same.
    pub(crate) fn load(arguments: &Arguments, file: &Path) -> Result<Option<Self>, String> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("{}: {error}", file.display())),
        };
        let of_file = |message: String| format!("{}: {message}", file.display());
        let checkpoint: Self = serde_json::from_str(&text)
            .map_err(|error| of_file(format!("expected a checkpoint of this version, found {error}")))?;
        checkpoint.check(arguments).map_err(of_file)?;
        Ok(Some(checkpoint))
    }

    fn check(&self, arguments: &Arguments) -> Result<(), String> {
        let same = |what: &str, expected: String, found: String| {
            if expected == found {
                Ok(())
            } else {
                Err(format!("expected {what} {expected} of that run, found {found}"))
            }
        };
        same("a checkpoint of the form", self.form.to_string(), FORM.to_string())?;
        same("--to", format!("{:?}", self.to).to_lowercase(), format!("{:?}", arguments.to).to_lowercase())?;
        same("--study", self.study.to_string(), arguments.study.to_string())?;
        same("--records", self.records.to_string(), arguments.records.to_string())?;
        let show = |inputs: &[PathBuf]| {
            let names: Vec<_> = inputs.iter().map(|input| input.display().to_string()).collect();
            names.join(" ")
        };
        same("the inputs", show(&self.inputs), show(&arguments.inputs))?;
        self.last.as_ref().map_or(Ok(()), |last| last.check(&arguments.inputs))
    }

    /// Writes it; what it speaks of must be on the disk.
    pub(crate) fn save(&self, file: &Path) -> io::Result<()> {
        let mut other = file.as_os_str().to_owned();
        other.push(".new");
        let mut out = File::create(&other).map_err(of_file(file))?;
        out.write_all(&serde_json::to_vec(self)?)?;
        out.sync_all()?;
        fs::rename(other, file)
    }
}
