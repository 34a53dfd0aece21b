//! The bar on a terminal.

use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::summary::Summary;

/// Shows how far a run has come, where standard error is a terminal.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    pub(crate) fn new(inputs: &[PathBuf], done: u64) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let (bar, template) = match total(inputs) {
            Some(total) => (ProgressBar::new(total), "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} {msg}"),
            None => (ProgressBar::new_spinner(), "{spinner} {bytes} {bytes_per_sec} {elapsed} {msg}"),
        };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_position(done);
        bar.reset_eta();
        Self(bar)
    }

    pub(crate) fn show(&self, summary: &Summary) {
        self.0.set_position(summary.bytes);
        if summary.studies.is_multiple_of(1000) {
            self.0.set_message(format!("{} studies, {} failures", summary.studies, summary.failures));
        }
    }

    /// Says something on standard error, above the bar.
    pub(crate) fn say(&self, message: &str) {
        self.0.suspend(|| eprintln!("{message}"));
    }

    pub(crate) fn finish(&self, summary: &Summary) {
        self.0.finish_and_clear();
        let Summary { studies, failures, bytes, seconds, .. } = summary;
        let rate = *bytes as f64 / 1e6 / seconds;
        eprintln!("{studies} studies, {failures} failures, {bytes} bytes in {seconds:.1} s ({rate:.0} MB/s)");
    }
}

/// The bytes of the inputs, where that can be known beforehand: of a zip it cannot, nor of standard input.
fn total(inputs: &[PathBuf]) -> Option<u64> {
    if inputs.iter().any(|input| input == Path::new("-") || input == Path::new("@-")) {
        return None;
    }
    let mut total = 0;
    for file in ctgov::files(inputs).flatten() {
        if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
            return None;
        }
        total += fs::metadata(file).ok()?.len();
    }
    Some(total)
}
