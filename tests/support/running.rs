//! Runs the examples, each in a folder of its own.

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
};

/// A folder of a test's own, removed when the test is over.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(test: &str) -> Self {
        // Test programs run one after another or at once, and each has a number of its own.
        let path = env::temp_dir().join(format!("ctgov-test-{}-{test}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs an example in the folder, with nothing on its standard input.
    pub(crate) fn run(&self, example: &str, arguments: &[&str]) -> Ran {
        self.run_with(example, arguments, b"")
    }

    pub(crate) fn run_with(&self, example: &str, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self.spawn(example, arguments);
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = thread::spawn(move || stdin.write_all(&input));
        let ran = Ran::new(child.wait_with_output().unwrap());
        // An example that reads nothing may be gone by now.
        let _ = writer.join().unwrap();
        ran
    }

    pub(crate) fn spawn(&self, example: &str, arguments: &[&str]) -> Child {
        let mut command = Command::new(binary(example));
        command.args(arguments).current_dir(&self.0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

/// Cargo puts tests in `target/<profile>/deps` and examples in `target/<profile>/examples`.
fn binary(example: &str) -> PathBuf {
    let test = env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let binary = profile.join("examples").join(format!("{example}{}", env::consts::EXE_SUFFIX));
    assert!(
        binary.is_file(),
        "expected the example {}, found no such file: run `cargo test`, or `cargo build --examples` before this test",
        binary.display()
    );
    binary
}

/// What an example did.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn new(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The output of an example that had nothing to complain about.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""));
        self.out
    }
}
