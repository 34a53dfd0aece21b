//! Writes records as JSON.
//!
//! ```text
//! to_json [--study | --spans] [--ndjson] [--format page|api|xml] [FILE|DIR|@LIST|-]...
//! ```
//!
//! The form of an input is told by what it holds: page text, JSON of the registry's API, its legacy XML. JSON may hold
//! many studies: a page of search results, a list, one a line; they are read one by one.
//!
//! One record gives one indented object; several, or a folder, give one object a line, in order. `-` is standard input, `@LIST` the
//! files and folders that a list names, one a line;
//! no input at all is the sample record `examples/sample.txt`. What is no record gives an object with `error` in its
//! place, a message on standard error, and exit status 1 at the end.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{
    error::Error,
    ffi::OsString,
    fs,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use ctgov::{FileError, Format, Parsed};
use serde::Serialize;
use serde_json::json;

const USAGE: &str = "usage: to_json [--study | --spans] [--ndjson] [--format page|api|xml] [FILE|DIR|@LIST|-]...";
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
    if std::env::args_os().skip(1).any(|arg| arg == "-h" || arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
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
        return write(options, out, options.ndjson, "examples/sample.txt", Ok(Box::new(SAMPLE.as_bytes())));
    }
    let lines = options.ndjson || options.inputs.len() > 1 || options.inputs.iter().any(|input| is_several(input));
    let mut all = true;
    for file in ctgov::files(&options.inputs) {
        let (path, input) = match file {
            Ok(path) => (path.display().to_string(), open(&path)),
            Err(FileError { path, error, .. }) => (path.display().to_string(), Err(error)),
        };
        all &= write(options, out, lines, &path, input)?;
    }
    Ok(all)
}

/// Whether an input stands for files: a folder, or a list of them.
fn is_several(input: &Path) -> bool {
    input != Path::new("-") && (input.is_dir() || input.to_str().is_some_and(|name| name.starts_with('@')))
}

/// Something to read from: a file, standard input, the sample.
type Input = Box<dyn Read>;

fn open(file: &Path) -> io::Result<Input> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(fs::File::open(file)?))
}

/// A record, or why there is none.
type Item = Result<Parsed, Box<dyn Error>>;

/// The records of an input. JSON is read record by record; anything else is one record, or the text of several pages.
fn records(mut input: Input) -> io::Result<Box<dyn Iterator<Item = Item>>> {
    let mut bytes = Vec::new();
    // A pipe may give less than is asked for.
    input.by_ref().take(4096).read_to_end(&mut bytes)?;
    if ctgov::detect(&String::from_utf8_lossy(&bytes)) == Some(Format::Api) {
        let records = ctgov::parse_many(io::Cursor::new(bytes).chain(input));
        return Ok(Box::new(records.map(|record| Ok(record?.parsed))));
    }
    input.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let pages = if ctgov::detect(&text) == Some(Format::Page) { ctgov::page::split(&text) } else { Vec::new() };
    if pages.len() > 1 {
        return Ok(Box::new(pages.into_iter().map(move |span| {
            let page = text.get(span.range()).unwrap_or_default();
            Ok(ctgov::parse_lossy(page.as_bytes())?)
        })));
    }
    Ok(Box::new(std::iter::once_with(move || Ok(ctgov::parse_lossy(&bytes)?))))
}

/// Writes the records of one input, each on a line or the only one indented; tells whether all were records.
fn write(
    options: &Options,
    out: &mut impl Write,
    lines: bool,
    file: &str,
    input: io::Result<Input>,
) -> io::Result<bool> {
    let mut records = match input.and_then(records) {
        Ok(records) => records.peekable(),
        Err(error) => {
            let none: Box<dyn Iterator<Item = Item>> = Box::new(std::iter::once(Err(error.into())));
            none.peekable()
        }
    };
    let mut lines = lines;
    let mut all = true;
    while let Some(record) = records.next() {
        lines = lines || records.peek().is_some();
        all &= write_record(options, out, lines, file, record.and_then(|parsed| of_format(options, parsed)))?;
    }
    Ok(all)
}

fn write_record(options: &Options, out: &mut impl Write, line: bool, file: &str, record: Item) -> io::Result<bool> {
    match &record {
        Ok(parsed) if options.study => put(out, line, &parsed.study)?,
        Ok(parsed) if options.spans => put(out, line, &parsed.with_spans())?,
        Ok(parsed) => put(out, line, parsed)?,
        Err(error) => {
            eprintln!("{file}: {error}");
            put(out, line, &json!({ "error": { "file": file, "message": error.to_string() } }))?;
        }
    }
    Ok(record.is_ok())
}

fn of_format(options: &Options, parsed: Parsed) -> Item {
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
