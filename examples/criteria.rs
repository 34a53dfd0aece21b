//! Reads bare eligibility criteria, and prints their tree.
//!
//! ```text
//! criteria [--json] [FILE|-]...
//! ```
//!
//! As an outline for people: each group with its kind, each item under the one that it belongs to, its constraints behind
//! `#`, and what could be read in more than one way or not at all. With `--json` one object a line, `{"file":…,"criteria":[…]}`. `-` or no input is standard input.
//! Bytes that are not UTF-8 are replaced. A file that cannot be read gives `{"error":{"file":…,"message":…}}` in its place,
//! a message on standard error, and exit status 1 at the end.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{
    fs,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use ctgov::{
    Format, Source,
    criteria::{self, Combination, Criteria, Group, Item},
};
use serde::Serialize;
use serde_json::json;

const USAGE: &str = "usage: criteria [--json] [FILE|-]...";

fn main() -> ExitCode {
    let mut is_json = false;
    let mut inputs = Vec::new();
    let mut args = std::env::args_os().skip(1);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("-h" | "--help") => {
                println!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            Some("--json") => is_json = true,
            Some("--") => inputs.extend(args.by_ref().map(PathBuf::from)),
            Some(flag) if flag.starts_with('-') && flag != "-" => {
                eprintln!("expected --json or a file, found {flag}\n{USAGE}");
                return ExitCode::from(2);
            }
            _ => inputs.push(arg.into()),
        }
    }
    if inputs.is_empty() {
        inputs.push("-".into());
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match run(&inputs, is_json, &mut out).and_then(|all| out.flush().map(|()| all)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads the output has seen enough: `criteria … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("criteria: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes every input; tells whether all could be read.
fn run(inputs: &[PathBuf], is_json: bool, out: &mut impl Write) -> io::Result<bool> {
    let mut all = true;
    for (index, input) in inputs.iter().enumerate() {
        let file = input.display().to_string();
        let text = match read(input).and_then(|bytes| text(&file, &bytes)) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{file}: {error}");
                if is_json {
                    writeln!(out, "{}", json!({ "error": { "file": file, "message": error.to_string() } }))?;
                }
                all = false;
                continue;
            }
        };
        let criteria = criteria::parse(&text);
        if is_json {
            serde_json::to_writer(&mut *out, &Line { file: &file, criteria: &criteria })?;
            writeln!(out)?;
            continue;
        }
        if inputs.len() > 1 {
            writeln!(out, "{}{file}", if index > 0 { "\n" } else { "" })?;
        }
        outline(&criteria, &text, out)?;
    }
    Ok(all)
}

/// An input as `--json` writes it.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    criteria: &'a Criteria,
}

/// The text of an input, which is no record: that has its criteria inside.
fn text(file: &str, bytes: &[u8]) -> io::Result<String> {
    let text = String::from_utf8_lossy(bytes);
    if std::str::from_utf8(bytes).is_err() {
        eprintln!("{file}: expected UTF-8 text, found other bytes, which are replaced");
    }
    match ctgov::detect(&text) {
        Some(format @ (Format::Api | Format::Xml)) => {
            let message = format!("expected the text of criteria, found {}; to_json reads it", format.name());
            Err(io::Error::other(message))
        }
        _ => Ok(text.into_owned()),
    }
}

fn read(input: &Path) -> io::Result<Vec<u8>> {
    if input != Path::new("-") {
        return fs::read(input);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Prints the tree as an outline.
fn outline(criteria: &Criteria, text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut last: Option<&Group> = None;
    for group in &criteria.groups {
        let heading = group.heading.as_ref().map_or_else(String::new, |heading| format!("  {heading}"));
        let combination = said(group.combination);
        writeln!(out, "{}{}{heading}{combination}", if last.is_some() { "\n" } else { "" }, group.kind)?;
        last = Some(group);
        for item in &group.items {
            outline_item(item, 1, out)?;
        }
    }
    let source = Source::new(text);
    for diagnostic in &criteria.diagnostics {
        let place = diagnostic.span.map_or_else(String::new, |span| format!("{} ", source.position(span.start)));
        writeln!(out, "! {place}{diagnostic}")?;
    }
    Ok(())
}

fn outline_item(item: &Item, depth: usize, out: &mut impl Write) -> io::Result<()> {
    let marker = item.marker.as_ref().map_or_else(String::new, |marker| format!("{marker} "));
    writeln!(out, "{:width$}{marker}{}{}", "", item.text, said(item.combination), width = depth * 2)?;
    for constraint in &item.constraints {
        writeln!(out, "{:width$}# {constraint}", "", width = depth * 2 + 4)?;
    }
    item.items.iter().try_for_each(|item| outline_item(item, depth + 1, out))
}

fn said(combination: Option<Combination>) -> String {
    match combination {
        Some(Combination::AtLeast(threshold) | Combination::AtMost(threshold)) => {
            format!("  [{} {threshold}]", combination.map_or("", Combination::as_str))
        }
        Some(combination) => format!("  [{}]", combination.as_str()),
        None => String::new(),
    }
}
