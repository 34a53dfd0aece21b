//! Reads whole downloads on all cores, and writes NDJSON, or tables as CSV or Parquet.
//!
//! ```text
//! bulk INPUT... --to ndjson|csv|parquet --out PATH [--study] [--threads N] [--resume] [--summary FILE]
//!      [--records N] [--batch BYTES] [--checkpoint SECONDS]
//! bulk --columns
//! ```
//!
//! An input is a file, a folder, the registry's zip, `@LIST` for the files and folders that a list names, or `-`. The file
//! `PATH` gets a line for each record in the order of the input, as `to_json --ndjson` writes it, with `--study` the study
//! alone; of tables `PATH` is a folder with one `TABLE.csv`, or `TABLE-0000.parquet` and so on for each 20,000 records
//! (`--records`). `--columns` lists the tables and their columns.
//!
//! What cannot be read is said on standard error with file, record, line and byte, and the others are read all the same; exit
//! status 1 at the end. The summary counts it all, as JSON.
//!
//! Outputs get their names when they are complete. Until then there is a checkpoint beside them, from which `--resume` goes on
//! with the same inputs after the run was interrupted, however it was; the result is that of a run that was not.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::indexing_slicing)]

mod arguments;
mod checkpoint;
mod csv;
#[cfg(feature = "parquet")]
mod files;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod progress;
mod read;
mod summary;
mod tables;

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
    process::ExitCode,
    time::Instant,
};

use arguments::{Arguments, USAGE, arguments};
use checkpoint::{Checkpoint, LastFile};
use ctgov::bulk;
use output::Output;
use progress::Progress;
use read::Done;
use summary::Summary;
use tables::TABLES;

fn main() -> ExitCode {
    match env::args_os().nth(1).as_deref().and_then(|argument| argument.to_str()) {
        Some("-h" | "--help") => {
            return printed(&format!("{USAGE}\n"));
        }
        Some("--columns") => {
            return printed(&columns());
        }
        _ => {}
    }
    let arguments = match arguments(env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("{message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let begun = match begin(&arguments) {
        Ok(checkpoint) => checkpoint,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads).build().map_err(io::Error::other);
    match pool.and_then(|pool| pool.install(|| run(&arguments, begun))) {
        Ok(summary) if summary.failures == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bulk: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints to standard output, which may be closed.
fn printed(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// The checkpoint to go on from, if that is asked for and there is one.
fn begin(arguments: &Arguments) -> Result<Option<Checkpoint>, String> {
    Output::check(arguments)?;
    if !arguments.resume {
        return Ok(None);
    }
    let file = Output::checkpoint(arguments);
    let checkpoint = Checkpoint::load(arguments, &file)?;
    if checkpoint.is_none() {
        if Output::first(arguments).exists() {
            return Err(format!("expected the checkpoint {}, found none: the run was complete", file.display()));
        }
        eprintln!("no checkpoint {}: from the beginning", file.display());
    }
    Ok(checkpoint)
}

/// A run: where it stands, and where that is kept.
struct Run<'a> {
    arguments: &'a Arguments,
    file: &'a Path,
    output: Output,
    checkpoint: Checkpoint,
    progress: Progress,
    /// When the run began, less what earlier ones took.
    seconds_before: f64,
    start: Instant,
    saved: Instant,
}

fn run(arguments: &Arguments, begun: Option<Checkpoint>) -> io::Result<Summary> {
    let file = Output::checkpoint(arguments);
    let mut output = Output::open(arguments, begun.as_ref())?;
    let checkpoint = match begun {
        Some(checkpoint) => checkpoint,
        None => Checkpoint::new(arguments, output.secure()?),
    };
    checkpoint.save(&file)?;
    let (mark, is_complete) = (checkpoint.mark, checkpoint.is_complete);
    let mut run = Run {
        arguments,
        file: &file,
        output,
        seconds_before: checkpoint.summary.seconds,
        progress: Progress::new(&arguments.inputs, checkpoint.summary.bytes),
        checkpoint,
        start: Instant::now(),
        saved: Instant::now(),
    };
    if !is_complete {
        let records = bulk::raw(ctgov::files(&arguments.inputs)).after(mark);
        let work = |raw| read::read(arguments.to, arguments.study, raw);
        bulk::in_order(records, arguments.batch, work, |done| run.take(done))?;
    }
    run.complete()
}

impl Run<'_> {
    /// Takes what a record gives, when its turn has come.
    fn take(&mut self, done: Done) -> io::Result<()> {
        for failure in &done.tally.failures {
            self.progress.say(&format!("{}: {}", failure.file, failure.message));
        }
        self.output.put(&done.out)?;
        self.checkpoint.summary.add(done.tally);
        self.progress.show(&self.checkpoint.summary);
        if self.checkpoint.last.is_none() || self.checkpoint.mark.files != done.end.files {
            self.checkpoint.last = Some(LastFile::new(done.end, &done.file));
        }
        self.checkpoint.mark = done.end;
        if self.output.is_due() || self.saved.elapsed() >= self.arguments.checkpoint && self.output.is_safe_place() {
            self.checkpoint.written = self.output.secure()?;
            self.save()?;
        }
        Ok(())
    }

    fn save(&mut self) -> io::Result<()> {
        self.checkpoint.summary.seconds = self.seconds_before + self.start.elapsed().as_secs_f64();
        self.checkpoint.save(self.file)?;
        self.saved = Instant::now();
        Ok(())
    }

    fn complete(mut self) -> io::Result<Summary> {
        self.checkpoint.written = self.output.complete()?;
        self.checkpoint.is_complete = true;
        self.save()?;
        let summary = self.checkpoint.summary;
        if let Some(file) = &self.arguments.summary {
            let mut text = serde_json::to_vec_pretty(&summary)?;
            text.push(b'\n');
            fs::write(file, text).map_err(output::of_file(file))?;
        }
        self.output.publish()?;
        self.progress.finish(&summary);
        fs::remove_file(self.file)?;
        Ok(summary)
    }
}

/// The tables and their columns as Markdown.
fn columns() -> String {
    let mut text = Vec::new();
    for table in TABLES {
        // Nothing can fail in memory.
        let _ = write!(
            text,
            "## {}\n\n{}\n\n| column | type | in the registry's JSON | |\n| --- | --- | --- | --- |\n",
            table.name, table.about
        );
        for column in table.columns {
            let path = if column.path.is_empty() { String::new() } else { format!("`{}`", column.path) };
            let _ = writeln!(text, "| `{}` | {} | {path} | {} |", column.name, column.kind.sql(), column.about);
        }
        text.push(b'\n');
    }
    String::from_utf8_lossy(&text).trim_end().to_owned() + "\n"
}
