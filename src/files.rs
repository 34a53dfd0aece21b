//! Which files inputs are: folders at any depth, lists of files.

use std::{
    collections::VecDeque,
    ffi::OsString,
    fmt, fs,
    io::{self, BufRead, BufReader},
    iter::FusedIterator,
    path::{Path, PathBuf},
};

/// The files of inputs, in order: see [`files`].
///
/// ```
/// let mut files = ctgov::files(["tests/corpus/many"]);
/// assert_eq!(files.next().unwrap()?, std::path::Path::new("tests/corpus/many/search-results.json"));
/// assert_eq!(files.next().unwrap()?, std::path::Path::new("tests/corpus/many/studies.ndjson"));
/// assert!(files.next().is_none());
/// # Ok::<(), ctgov::FileError>(())
/// ```
pub struct Files {
    /// What is still to come, the nearest last.
    open: Vec<Level>,
}

enum Level {
    /// Inputs as given.
    Inputs(VecDeque<PathBuf>),
    /// What is left of a folder: names, and whether each is a folder.
    Folder { path: PathBuf, entries: std::vec::IntoIter<(OsString, bool)> },
    /// What is left of a list of files.
    List { path: PathBuf, lines: io::Lines<Box<dyn BufRead + Send>> },
}

/// Lists the files of inputs, by what each is:
///
/// - a folder: the files in it and in the folders in it, by name. Hidden ones, links to
///   folders, and what is no file (a pipe, a socket) are left out.
/// - `@` and the name of a file, or `@-` for standard input: the files and folders that it names, one a line. Blank lines
///   are passed over, and `@` has no meaning there.
/// - anything else stands for itself: a file, or `-`, which names standard input.
///
/// A folder is read when its turn comes, and its names are in memory until its last file was given; a list is read line by
/// line. Whether a file can be read is not looked at.
///
/// ```
/// let files: Vec<_> = ctgov::files(["examples/sample.txt", "tests/corpus/agree"]).collect::<Result<_, _>>()?;
/// let names = ["examples/sample.txt", "tests/corpus/agree/agree.json", "tests/corpus/agree/agree.xml"];
/// assert_eq!(files, names.map(std::path::PathBuf::from));
/// # Ok::<(), ctgov::FileError>(())
/// ```
pub fn files<P: Into<PathBuf>>(inputs: impl IntoIterator<Item = P>) -> Files {
    Files { open: vec![Level::Inputs(inputs.into_iter().map(Into::into).collect())] }
}

impl Iterator for Files {
    type Item = Result<PathBuf, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let opened = match self.open.last_mut()? {
                Level::Inputs(inputs) => inputs.pop_front().map(|input| match list_name(&input) {
                    Some(name) => Ok(Found::List(name)),
                    None => Ok(Found::of_input(input)),
                }),
                Level::Folder { path, entries } => entries.next().map(|(name, is_folder)| {
                    let path = path.join(name);
                    Ok(if is_folder { Found::Folder(path) } else { Found::File(path) })
                }),
                Level::List { path, lines } => lines.next().map(|line| match line {
                    Ok(line) => Ok(Found::of_line(&line)),
                    Err(error) => Err(FileError { path: path.clone(), error }),
                }),
            };
            match opened {
                None => drop(self.open.pop()),
                Some(Ok(Found::Nothing)) => {}
                Some(Ok(Found::File(path))) => return Some(Ok(path)),
                Some(Ok(Found::Folder(path))) => match entries(&path) {
                    Ok(entries) => self.open.push(Level::Folder { path, entries }),
                    Err(error) => return Some(Err(FileError { path, error })),
                },
                Some(Ok(Found::List(path))) => match lines(&path) {
                    Ok(lines) => self.open.push(Level::List { path, lines }),
                    Err(error) => return Some(Err(FileError { path, error })),
                },
                // A list that cannot be read has no next line.
                Some(Err(error)) => {
                    self.open.pop();
                    return Some(Err(error));
                }
            }
        }
    }
}

impl FusedIterator for Files {}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("depth", &self.open.len()).finish_non_exhaustive()
    }
}

/// What a name is.
enum Found {
    File(PathBuf),
    Folder(PathBuf),
    List(PathBuf),
    Nothing,
}

impl Found {
    fn of_input(input: PathBuf) -> Self {
        if input != Path::new("-") && input.is_dir() { Self::Folder(input) } else { Self::File(input) }
    }

    fn of_line(line: &str) -> Self {
        let name = line.trim_end_matches('\r');
        if name.trim().is_empty() { Self::Nothing } else { Self::of_input(name.into()) }
    }
}

fn list_name(input: &Path) -> Option<PathBuf> {
    Some(input.to_str()?.strip_prefix('@')?.into())
}

fn lines(list: &Path) -> io::Result<io::Lines<Box<dyn BufRead + Send>>> {
    let list: Box<dyn BufRead + Send> = if list == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(fs::File::open(list)?))
    };
    Ok(list.lines())
}

/// The files and folders in a folder that are not hidden, by name.
fn entries(folder: &Path) -> io::Result<std::vec::IntoIter<(OsString, bool)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let kind = entry.file_type()?;
        // A link to nothing is given all the same, and cannot be opened. A pipe would be waited for without end.
        let is_file = kind.is_file() || kind.is_symlink() && fs::metadata(entry.path()).map_or(true, |to| to.is_file());
        if is_file || kind.is_dir() {
            entries.push((name, kind.is_dir()));
        }
    }
    entries.sort_unstable();
    Ok(entries.into_iter())
}

/// Why a folder or a list of files cannot be read.
///
/// ```
/// let error = ctgov::files(["@no-such-list"]).next().unwrap().unwrap_err();
/// assert_eq!(error.path, std::path::Path::new("no-such-list"));
/// assert!(error.to_string().starts_with("no-such-list: "));
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{}: {error}", path.display())]
#[non_exhaustive]
pub struct FileError {
    /// The folder or list.
    pub path: PathBuf,
    /// What the system says.
    #[source]
    pub error: io::Error,
}
