//! Prints what records have and the model has not: unknown members, unknown codes, values of another type.
//!
//! ```text
//! drift [--json] FILE|DIR|-...
//! ```
//!
//! Each file may hold many records: lines, arrays or pages of search results in JSON, or one record of another kind. `-`
//! is standard input. Of a folder the files with a record's extension are read, and those of the folders in it. A record
//! that cannot be read gives a message on standard error, and exit status 1 at the end.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{
    env,
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use ctgov::Drift;

const USAGE: &str = "usage: drift [--json] FILE|DIR|-...";
const EXTENSIONS: [&str; 5] = ["json", "ndjson", "jsonl", "txt", "xml"];

fn main() -> ExitCode {
    if env::args_os().skip(1).any(|arg| arg == "-h" || arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let (mut json, mut inputs) = (false, Vec::new());
    for arg in env::args_os().skip(1) {
        match arg.to_str() {
            Some("--json") => json = true,
            Some(option) if option.starts_with('-') && option != "-" => {
                eprintln!("expected --json or a file, found {option}\n{USAGE}");
                return ExitCode::from(2);
            }
            _ => inputs.push(PathBuf::from(arg)),
        }
    }
    if inputs.is_empty() {
        eprintln!("expected a file, a folder or -, found nothing\n{USAGE}");
        return ExitCode::from(2);
    }

    let mut drift = Drift::default();
    let mut all = true;
    for input in &inputs {
        all &= add(&mut drift, input);
    }
    match print(&drift, json) {
        Ok(()) if all => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        // Whoever reads the output has seen enough: `drift … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("drift: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Adds the records of an input; tells whether all could be read.
fn add(drift: &mut Drift, input: &Path) -> bool {
    if input == Path::new("-") {
        return add_records(drift, "-", io::stdin().lock());
    }
    let added = if input.is_dir() { add_folder(drift, input) } else { add_file(drift, input) };
    added.unwrap_or_else(|error| {
        eprintln!("{}: {error}", input.display());
        false
    })
}

fn add_file(drift: &mut Drift, file: &Path) -> io::Result<bool> {
    Ok(add_records(drift, &file.display().to_string(), File::open(file)?))
}

/// Adds the files of a folder and of the folders in it, by name; hidden ones, and links to folders, are left out.
fn add_folder(drift: &mut Drift, folder: &Path) -> io::Result<bool> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    let mut all = true;
    for entry in entries {
        let path = entry.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir()
            || extension.is_some_and(|extension| EXTENSIONS.contains(&extension)) && path.is_file()
        {
            all &= add(drift, &path);
        }
    }
    Ok(all)
}

fn add_records(drift: &mut Drift, name: &str, reader: impl Read) -> bool {
    let mut all = true;
    for record in ctgov::parse_many(reader) {
        match record {
            Ok(record) => drift.add(&record.parsed),
            Err(error) => {
                eprintln!("{name}: {error}");
                all = false;
            }
        }
    }
    all
}

fn print(drift: &Drift, json: bool) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        serde_json::to_writer_pretty(&mut out, drift)?;
        writeln!(out)?;
    } else {
        write!(out, "{drift}")?;
    }
    out.flush()
}
