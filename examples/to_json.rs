//! Writes records as JSON.
//!
//! ```text
//! to_json [--study | --spans] [--ndjson] [--format page|api|xml] [FILE|DIR|-]...
//! ```
//!
//! One input gives one indented object; several, or a folder, give one object a line, in order. `-` is standard input;
//! no input at all is the sample record `examples/sample.txt`. An input that is no record gives an object with
//! `error` in its place, a message on standard error, and exit status 1 at the end.

#![allow(clippy::print_stderr)]

use std::{
    error::Error,
    ffi::OsString,
    fs,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use ctgov::{Format, Parsed};
use serde::Serialize;
use serde_json::json;

const USAGE: &str = "usage: to_json [--study | --spans] [--ndjson] [--format page|api|xml] [FILE|DIR|-]...";
const SAMPLE: &str = include_str!("sample.txt");

#[derive(Default)]
struct Options {
    study: bool,
    spans: bool,
    ndjson: bool,
    format: Option<Format>,
    inputs: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let options = match options(std::env::args_os().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let written = run(&options, &mut out).and_then(|all| out.flush().map(|()| all));
    match written {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads the output has seen enough: `to_json … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("to_json: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut args: impl Iterator<Item = OsString>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--study") => options.study = true,
            Some("--spans") => options.spans = true,
            Some("--ndjson") => options.ndjson = true,
            Some("--format") => options.format = Some(format(args.next().as_deref().and_then(|name| name.to_str()))?),
            Some("--") => options.inputs.extend(args.by_ref().map(PathBuf::from)),
            Some(flag) if flag.starts_with('-') && flag != "-" => {
                return Err(format!("expected an option, found {flag}"));
            }
            _ => options.inputs.push(arg.into()),
        }
    }
    if options.study && options.spans {
        return Err("expected one of --study and --spans, found both".to_owned());
    }
    Ok(options)
}

fn format(name: Option<&str>) -> Result<Format, String> {
    match name {
        Some("page") => Ok(Format::Page),
        Some("api") => Ok(Format::Api),
        Some("xml") => Ok(Format::Xml),
        other => Err(format!("expected --format page, api or xml, found {}", other.unwrap_or("nothing"))),
    }
}

/// Writes every input; tells whether all were records.
fn run(options: &Options, out: &mut impl Write) -> io::Result<bool> {
    if options.inputs.is_empty() {
        return write(options, out, options.ndjson, "examples/sample.txt", Ok(SAMPLE.as_bytes().to_vec()));
    }
    let lines = options.ndjson || options.inputs.len() > 1 || options.inputs.iter().any(|input| is_folder(input));
    let mut all = true;
    for input in &options.inputs {
        all &= if is_folder(input) {
            write_folder(options, out, input)?
        } else {
            write(options, out, lines, &input.display().to_string(), read(input))?
        };
    }
    Ok(all)
}

fn is_folder(input: &Path) -> bool {
    input != Path::new("-") && input.is_dir()
}

/// Writes the files of a folder and of the folders in it, by name; hidden ones, and links to folders, are left out.
fn write_folder(options: &Options, out: &mut impl Write, folder: &Path) -> io::Result<bool> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return write(options, out, true, &folder.display().to_string(), Err(error)),
    };
    entries.sort_by_key(fs::DirEntry::path);
    let mut all = true;
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            all &= write_folder(options, out, &path)?;
        } else if !path.is_dir() {
            all &= write(options, out, true, &path.display().to_string(), read(&path))?;
        }
    }
    Ok(all)
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes one input, on a line or indented; tells whether it was a record.
fn write(
    options: &Options,
    out: &mut impl Write,
    line: bool,
    file: &str,
    bytes: io::Result<Vec<u8>>,
) -> io::Result<bool> {
    let parsed = bytes.map_err(Into::into).and_then(|bytes| parse(options, &bytes));
    match &parsed {
        Ok(parsed) if options.study => put(out, line, &parsed.study)?,
        Ok(parsed) if options.spans => put(out, line, &parsed.with_spans())?,
        Ok(parsed) => put(out, line, parsed)?,
        Err(error) => {
            eprintln!("{file}: {error}");
            put(out, line, &json!({ "error": { "file": file, "message": error.to_string() } }))?;
        }
    }
    Ok(parsed.is_ok())
}

fn parse(options: &Options, bytes: &[u8]) -> Result<Parsed, Box<dyn Error>> {
    let parsed = ctgov::parse_lossy(bytes)?;
    match options.format {
        Some(format) if format != parsed.format => {
            Err(format!("1:1: expected {}, found {}", format.name(), parsed.format.name()).into())
        }
        _ => Ok(parsed),
    }
}

fn put(out: &mut impl Write, line: bool, value: &impl Serialize) -> io::Result<()> {
    if line {
        serde_json::to_writer(&mut *out, value)?;
    } else {
        serde_json::to_writer_pretty(&mut *out, value)?;
    }
    out.write_all(b"\n")
}
