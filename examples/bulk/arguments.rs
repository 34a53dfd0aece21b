//! The arguments.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use serde::{Deserialize, Serialize};

pub(crate) const USAGE: &str = "\
usage: bulk INPUT... --to ndjson|csv|parquet --out PATH [--study] [--threads N] [--resume] [--summary FILE]
            [--records N] [--batch BYTES] [--checkpoint SECONDS]
       bulk --columns";

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum To {
    Ndjson,
    Csv,
    Parquet,
}

#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) to: To,
    pub(crate) out: PathBuf,
    pub(crate) study: bool,
    pub(crate) threads: usize,
    pub(crate) resume: bool,
    pub(crate) summary: Option<PathBuf>,
    /// How many records go into one file of each table of Parquet: the whole registry takes 30 of 20,000.
    pub(crate) records: usize,
    pub(crate) batch: usize,
    pub(crate) checkpoint: Duration,
}

/// Reads the arguments.
pub(crate) fn arguments(mut given: impl Iterator<Item = OsString>) -> Result<Arguments, String> {
    let (mut to, mut out) = (None, None);
    let mut arguments = Arguments {
        inputs: Vec::new(),
        to: To::Ndjson,
        out: PathBuf::new(),
        study: false,
        threads: 0,
        resume: false,
        summary: None,
        records: 20_000,
        batch: ctgov::bulk::BATCH,
        checkpoint: Duration::from_secs(5),
    };
    while let Some(argument) = given.next() {
        match argument.to_str() {
            Some("--to") => to = Some(form(&value(&mut given, "--to")?)?),
            Some("--out") => out = Some(value(&mut given, "--out")?.into()),
            Some("--study") => arguments.study = true,
            Some("--threads") => arguments.threads = number(&mut given, "--threads")?,
            Some("--resume") => arguments.resume = true,
            Some("--summary") => arguments.summary = Some(value(&mut given, "--summary")?.into()),
            Some("--records") => arguments.records = number(&mut given, "--records")?,
            Some("--batch") => arguments.batch = number(&mut given, "--batch")?,
            Some("--checkpoint") => {
                arguments.checkpoint = Duration::from_secs(number(&mut given, "--checkpoint")? as u64);
            }
            Some("--") => arguments.inputs.extend(given.by_ref().map(PathBuf::from)),
            Some(option) if option.starts_with("--") => return Err(format!("expected an option, found {option}")),
            _ => arguments.inputs.push(argument.into()),
        }
    }
    arguments.to = to.ok_or("expected --to ndjson, csv or parquet, found nothing")?;
    arguments.out = out.ok_or("expected --out PATH, found nothing")?;
    if arguments.inputs.is_empty() {
        return Err("expected a file, a folder, @LIST or -, found nothing".to_owned());
    }
    if arguments.study && arguments.to != To::Ndjson {
        return Err("expected --study with --to ndjson, found it with tables".to_owned());
    }
    Ok(arguments)
}

fn value(given: &mut impl Iterator<Item = OsString>, option: &str) -> Result<OsString, String> {
    given.next().ok_or_else(|| format!("expected a value of {option}, found nothing"))
}

fn number(given: &mut impl Iterator<Item = OsString>, option: &str) -> Result<usize, String> {
    let value = value(given, option)?;
    let number = value.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("expected a number for {option}, found {}", value.display()))
}

fn form(name: &OsString) -> Result<To, String> {
    match name.to_str() {
        Some("ndjson") => Ok(To::Ndjson),
        Some("csv") => Ok(To::Csv),
        Some("parquet") if cfg!(feature = "parquet") => Ok(To::Parquet),
        Some("parquet") => {
            Err("expected a build with --features parquet for --to parquet, found one without".to_owned())
        }
        _ => Err(format!("expected --to ndjson, csv or parquet, found {}", name.display())),
    }
}
