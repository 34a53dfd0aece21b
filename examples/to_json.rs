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

struct Options {
    study: bool,
    spans: bool,
    ndjson: bool,
    format: Option<Format>,
    inputs: Vec<String>,
}

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&options, &mut BufWriter::new(io::stdout().lock())) {
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

fn options(args: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options { study: false, spans: false, ndjson: false, format: None, inputs: Vec::new() };
    let mut args = args;
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--study" => options.study = true,
            "--spans" => options.spans = true,
            "--ndjson" => options.ndjson = true,
            "--format" => {
                options.format = Some(match args.next().as_deref() {
                    Some("page") => Format::Page,
                    Some("api") => Format::Api,
                    Some("xml") => Format::Xml,
                    other => return Err(format!("expected --format page, api or xml, found {other:?}")),
                });
            }
            "--" => options.inputs.extend(args.by_ref()),
            flag if flag.starts_with("--") => return Err(format!("expected an option, found {flag}")),
            _ => options.inputs.push(arg),
        }
    }
    if options.study && options.spans {
        return Err("expected one of --study and --spans, found both".to_owned());
    }
    Ok(options)
}

/// Writes every input; tells whether all were records.
fn run(options: &Options, out: &mut impl Write) -> io::Result<bool> {
    if options.inputs.is_empty() {
        return write(options, out, options.ndjson, "examples/sample.txt", Ok(SAMPLE.as_bytes().to_vec()));
    }
    let mut files = Vec::new();
    let mut has_folder = false;
    for input in &options.inputs {
        let path = Path::new(input);
        if input != "-" && path.is_dir() {
            has_folder = true;
            add_folder(path, &mut files)?;
        } else {
            files.push(path.to_owned());
        }
    }
    let lines = options.ndjson || has_folder || files.len() > 1;
    let mut all = true;
    for file in files {
        all &= write(options, out, lines, &file.display().to_string(), read(&file))?;
    }
    out.flush()?;
    Ok(all)
}

/// Adds the files of a folder and of those in it, by name; hidden ones are left out.
fn add_folder(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for path in entries {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() && !is_hidden {
            add_folder(&path, files)?;
        } else if !is_hidden {
            files.push(path);
        }
    }
    Ok(())
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes one input; tells whether it was a record.
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
    if options.format == Some(Format::Page) {
        return Ok(ctgov::page::parse(std::str::from_utf8(bytes)?)?);
    }
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
