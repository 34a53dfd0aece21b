//! Prints what there is to say about records, as a compiler does: place and message, the line, a mark below it.
//!
//! ```text
//! diagnostics [FILE|-]...
//! ```
//!
//! `-` is standard input; no input at all is the sample record `examples/sample.txt`. JSON may hold many studies: a page
//! of search results, a list, one a line; places are those of the file. The diagnostics of reading come
//! first, then the findings of `Study::check`; the last line counts them all. Of a span over several lines the first
//! is marked, and of a long line a part is shown. What is no record gives a message on standard error, and
//! exit status 1 at the end.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{
    env, fs,
    io::{self, BufWriter, Read, Write},
    ops::Range,
    path::{Path, PathBuf},
    process::ExitCode,
};

use ctgov::{Diagnostic, Format, Parsed, Position, Severity, Source, Span};

const USAGE: &str = "usage: diagnostics [FILE|-]...";
const SAMPLE: &str = include_str!("sample.txt");

/// How many characters of a line are shown.
const WIDTH: usize = 100;

fn main() -> ExitCode {
    if env::args_os().skip(1).any(|arg| arg == "-h" || arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let inputs: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let is_option = |input: &&PathBuf| input.to_string_lossy().starts_with('-') && input.as_path() != Path::new("-");
    if let Some(option) = inputs.iter().find(is_option) {
        eprintln!("expected a file or -, found {}\n{USAGE}", option.display());
        return ExitCode::from(2);
    }
    match run(&inputs, &mut BufWriter::new(io::stdout().lock())) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads the output has seen enough: `diagnostics … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("diagnostics: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the diagnostics of every input and their number; tells whether all were records.
fn run(inputs: &[PathBuf], out: &mut impl Write) -> io::Result<bool> {
    let mut counts = Counts::default();
    let mut all = true;
    if inputs.is_empty() {
        all = input(out, "examples/sample.txt", SAMPLE.as_bytes(), &mut counts)?;
    }
    for file in inputs {
        let name = file.display().to_string();
        match read(file) {
            Ok(bytes) => all &= input(out, &name, &bytes, &mut counts)?,
            Err(error) => {
                eprintln!("{name}: {error}");
                all = false;
            }
        }
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let Counts { notes, warnings } = counts;
    writeln!(out, "{notes} note{}, {warnings} warning{}", plural(notes), plural(warnings))?;
    out.flush()?;
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

#[derive(Default)]
struct Counts {
    notes: usize,
    warnings: usize,
}

/// Writes the diagnostics of one input; tells whether it had nothing but records. JSON is read record by record; anything
/// else is one record.
fn input(out: &mut impl Write, name: &str, bytes: &[u8], counts: &mut Counts) -> io::Result<bool> {
    let beginning = bytes.get(..4096).unwrap_or(bytes);
    if ctgov::detect(&String::from_utf8_lossy(beginning)) != Some(Format::Api) {
        return match ctgov::parse_lossy(bytes) {
            Ok(parsed) => record(out, name, bytes, &START, &parsed, counts).map(|()| true),
            Err(error) => {
                // The error begins with its line and column.
                eprintln!("{name}:{error}");
                Ok(false)
            }
        };
    }
    let mut all = true;
    for found in ctgov::parse_many(bytes) {
        match found {
            Ok(found) => {
                let start = start(bytes, &found);
                record(out, name, found.text.as_bytes(), &start, &found.parsed, counts)?;
            }
            Err(error) => {
                eprintln!("{name}: {error}");
                all = false;
            }
        }
    }
    Ok(all)
}

/// Where a record begins that is the whole file.
const START: Position = Position { line: 1, column: 1 };

/// Where a record of many begins in its file.
fn start(bytes: &[u8], record: &ctgov::Record) -> Position {
    let before = usize::try_from(record.offset).ok().and_then(|offset| bytes.get(..offset)).unwrap_or(bytes);
    let line = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let column = shown(before.get(line..).unwrap_or_default()).len() + 1;
    Position { line: usize::try_from(record.line).unwrap_or(usize::MAX), column }
}

/// A place of a record, in the file.
fn in_file(start: &Position, place: Position) -> Position {
    let column = if place.line == 1 { start.column + place.column - 1 } else { place.column };
    Position { line: start.line + place.line - 1, column }
}

/// Writes the diagnostics of one record, which begins at `start`.
fn record(
    out: &mut impl Write,
    name: &str,
    bytes: &[u8],
    start: &Position,
    parsed: &Parsed,
    counts: &mut Counts,
) -> io::Result<()> {
    let findings = parsed.study.check();
    let read = parsed.diagnostics.iter().map(|diagnostic| (diagnostic, diagnostic.span));
    for (diagnostic, span) in read.chain(findings.iter().map(|finding| (finding, place(parsed, finding)))) {
        match diagnostic.severity {
            Severity::Note => counts.notes += 1,
            _ => counts.warnings += 1,
        }
        show(out, name, bytes, start, diagnostic, span)?;
    }
    Ok(())
}

/// A finding about the study as a whole has a field, and the field has a place.
fn place(parsed: &Parsed, finding: &Diagnostic) -> Option<Span> {
    parsed.span_of(&finding.field.as_ref()?.to_string())
}

/// `FILE:LINE:COLUMN: severity[code] field: message`, and the line with its mark.
fn show(
    out: &mut impl Write,
    name: &str,
    bytes: &[u8],
    start: &Position,
    diagnostic: &Diagnostic,
    span: Option<Span>,
) -> io::Result<()> {
    // Without its position a diagnostic displays as the rest of the line.
    let mut message = diagnostic.clone();
    let position = message.position.take().or_else(|| Some(position(bytes, span?)));
    match position.map(|position| in_file(start, position)) {
        Some(position) => writeln!(out, "{name}:{position}: {message}")?,
        None => writeln!(out, "{name}: {message}")?,
    }
    if let Some((line, mark)) = span.and_then(|span| marked_line(bytes, span)) {
        writeln!(out, "    {line}\n    {mark}")?;
    }
    Ok(())
}

/// Spans are of the bytes as given, and columns count characters of the text that was read.
fn position(bytes: &[u8], span: Span) -> Position {
    let before = String::from_utf8_lossy(bytes.get(..span.start).unwrap_or(bytes));
    Source::new(&before).position(before.len())
}

/// The line that a span begins on, and a line with `^` below each of the span's characters.
fn marked_line(bytes: &[u8], span: Span) -> Option<(String, String)> {
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let line_start = bytes.get(..span.start)?.iter().rposition(is_break).map_or(0, |at| at + 1);
    let line_end = bytes.get(span.start..)?.iter().position(is_break).map_or(bytes.len(), |at| span.start + at);
    let span_end = span.end.clamp(span.start, line_end);

    let mut line = shown(bytes.get(line_start..span.start)?);
    let start = line.len();
    line.extend(shown(bytes.get(span.start..span_end)?));
    let end = line.len();
    line.extend(shown(bytes.get(span_end..line_end)?));
    let trimmed = line.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
    line.truncate(trimmed.max(start));

    let window = window(line.len(), &(start..end));
    let cut = |is_cut| if is_cut { "…" } else { "" };
    let (before, behind) = (cut(window.start > 0), cut(window.end < line.len()));
    let text: String = line.get(window.clone())?.iter().collect();
    let margin = " ".repeat(before.chars().count() + start - window.start);
    // An empty span has one mark too.
    let mark = "^".repeat(end.min(window.end).saturating_sub(start).max(1));
    Some((format!("{before}{text}{behind}"), format!("{margin}{mark}")))
}

/// The characters of a piece of a line, with one space for each that would move what follows. A byte order mark takes
/// no column.
fn shown(piece: &[u8]) -> Vec<char> {
    let text = String::from_utf8_lossy(piece);
    let seen = text.chars().filter(|c| *c != '\u{feff}');
    seen.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The characters of a line that are shown: all, or as many on each side of the mark as there is room for.
fn window(length: usize, mark: &Range<usize>) -> Range<usize> {
    if length <= WIDTH {
        return 0..length;
    }
    let margin = WIDTH.saturating_sub(mark.len()) / 2;
    let start = mark.start.saturating_sub(margin).min(length - WIDTH);
    start..start + WIDTH
}
