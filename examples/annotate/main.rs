//! Writes a record as one HTML page: its text with each field marked, beside it the tree of its criteria.
//!
//! ```text
//! annotate [FILE|-] [--out FILE.html]
//! ```
//!
//! The page needs nothing beside itself: no script, no font, no other file. Each field's value is marked in the colour
//! of its registry module and named by its path; what has no place in the study is marked as unplaced; a diagnostic
//! stands at its place and in a list, with links to and fro. The text of the record is the text of the `<pre>` element,
//! character by character: names, line numbers and messages are shown by the style sheet and are no part of it.
//!
//! `-` is standard input; no input at all is the sample record `examples/sample.txt`. The page is written to standard
//! output or to the file of `--out`. What is no record gives a message on standard error and exit status 1.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod criteria;
mod escape;
mod page;
mod pane;
mod record;

use std::{
    env,
    error::Error,
    ffi::OsString,
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use record::Record;

const USAGE: &str = "usage: annotate [FILE|-] [--out FILE.html]";
const SAMPLE: &str = include_str!("../sample.txt");

#[derive(Default)]
struct Options {
    input: Option<PathBuf>,
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    if env::args_os().skip(1).any(|arg| arg == "-h" || arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let options = match options(env::args_os().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let name = options.input.as_deref().unwrap_or(Path::new("examples/sample.txt")).display().to_string();
    let html = match annotate(options.input.as_deref(), &name) {
        Ok(html) => html,
        Err(error) => {
            eprintln!("{name}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let written = match &options.out {
        Some(file) => fs::write(file, html).map_err(|error| format!("{}: {error}", file.display())),
        None => match io::stdout().lock().write_all(html.as_bytes()) {
            // Whoever reads the output has seen enough: `annotate … | head`.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("annotate: {error}")),
            _ => Ok(()),
        },
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut args: impl Iterator<Item = OsString>) -> Result<Options, String> {
    let mut options = Options::default();
    let mut is_file = false;
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--") if !is_file => is_file = true,
            Some("--out") if !is_file => {
                let file = args.next().ok_or("expected --out and a file, found nothing")?;
                if let Some(first) = options.out.replace(file.into()) {
                    return Err(format!("expected one --out, found {} too", first.display()));
                }
            }
            Some(flag) if !is_file && flag.starts_with('-') && flag != "-" => {
                return Err(format!("expected --out, a file or -, found {flag}"));
            }
            _ => {
                if let Some(first) = options.input.replace(arg.into()) {
                    return Err(format!("expected one file or -, found {} too", first.display()));
                }
            }
        }
    }
    // A slip of the hand must not cost the record.
    if let (Some(input), Some(out)) = (&options.input, &options.out)
        && let (Ok(input), Ok(out)) = (fs::canonicalize(input), fs::canonicalize(out))
        && input == out
    {
        return Err(format!("expected --out and another file than the record, found {} twice", out.display()));
    }
    Ok(options)
}

/// Reads a record, and gives the page.
fn annotate(input: Option<&Path>, name: &str) -> Result<String, Box<dyn Error>> {
    let bytes = match input {
        None => SAMPLE.as_bytes().to_vec(),
        Some(file) if file != Path::new("-") => fs::read(file)?,
        Some(_) => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            bytes
        }
    };
    let record = Record::new(ctgov::parse_lossy(&bytes)?, &bytes);
    Ok(page::html(&record, name))
}
