//! Where records begin in a text that has several, one after another.
//!
//! Each layout has words that every record has once. From them the beginning of the record is looked for backwards: titles and
//! states have no label.

use super::{Layout, Spaces, detect};
use crate::{
    page::outline::without_bullet,
    source::Raw,
    study::{OverallStatus, Phase, code_words},
};

/// How far behind the beginning of a record its words stand at most: titles, summaries and lists stand before them.
const REACH: usize = 400;

/// The lines at which records begin, but the first; the text before each is one record in some layout.
pub(crate) fn starts(text: &str, lines: &[Raw<'_>], spaces: Spaces) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    for (line, raw) in lines.iter().enumerate() {
        // Most lines begin with other characters than any of the words.
        let first = raw.text.as_bytes().first_chunk();
        let is_initial = |initial| matches!(initial, b'N' | b'T' | b'C' | b'S' | b'D' | b'R' | b'-' | b'#');
        if !first.is_some_and(|first| is_initial(first[0]) && BEGINNINGS.contains(first)) {
            continue;
        }
        // `Study Design`, `Clinical Phase`: words that stand on most pages.
        if !Layout::ALL.iter().any(|layout| begins(raw.text, words(*layout))) {
            continue;
        }
        let layouts = Layout::ALL.iter().filter(|layout| raw.text.starts_with(words(**layout)));
        starts.extend(layouts.filter_map(|layout| beginning(*layout, lines, line)));
    }
    starts.sort_unstable();
    starts.dedup();
    if starts.len() < 2 {
        return Vec::new();
    }
    // Words of a text may be those of a layout: what is cut off has to be a record, and so has the rest.
    let is_record =
        |from: usize, to: usize| lines.get(from..to).is_some_and(|lines| !detect(text, lines, spaces).is_empty());
    let mut kept = Vec::new();
    let mut from = 0;
    for (index, &start) in starts.iter().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(lines.len());
        if start <= from {
            continue;
        }
        // The shorter first: most that are none are told by a line or two.
        let (before, behind) = ((from, start), (start, next));
        let (shorter, longer) = if start - from < next - start { (before, behind) } else { (behind, before) };
        if is_record(shorter.0, shorter.1) && is_record(longer.0, longer.1) {
            kept.push(start);
            from = start;
        }
    }
    kept
}

/// Whether a line begins with words. The last of their characters tells most lines not to.
fn begins(line: &str, words: &str) -> bool {
    let at = words.len().saturating_sub(1);
    line.as_bytes().get(at) == words.as_bytes().get(at) && line.starts_with(words)
}

/// The first three characters of those words: few lines have them.
const BEGINNINGS: [[u8; 3]; 12] =
    [*b"NCT", *b"TIT", *b"Cli", *b"Stu", *b"Det", *b"Reg", *b"- R", *b"CLI", *b"# S", *b"# N", *b"## ", *b"The"];

/// How a line begins that each record of a layout has once.
fn words(layout: Layout) -> &'static str {
    match layout {
        Layout::Spaced | Layout::Compact | Layout::Results => "NCT ID:",
        Layout::TrecText => "TITLE:",
        Layout::StudyOutlineBare => "ClinicalTrials.gov ID",
        Layout::StudyOutlineBlank | Layout::StudyOutlineMarkdown => "Study Overview",
        Layout::StatusAndPhase => "Details and patient eligibility",
        Layout::RegistryMirror => "Registration Number",
        Layout::RegistryMirrorItems => "- Registration Number",
        Layout::LabelValue => "CLINICAL TRIAL INFORMATION",
        Layout::LabelColumns | Layout::PlainDownload => "NCT Number:",
        Layout::MarkdownRecord => "# Study NCT",
        Layout::MarkdownFacts => "## Key facts",
        Layout::MarkdownCard => "# NCT",
        Layout::Classic => "The safety and scientific validity of this study",
    }
}

/// Where the record begins that has its words on a line.
fn beginning(layout: Layout, lines: &[Raw<'_>], line: usize) -> Option<usize> {
    let text = |line: usize| lines.get(line).map_or("", |raw| raw.text);
    let back = |from: usize, is_it: &dyn Fn(&str) -> bool| {
        (from.saturating_sub(REACH)..from).rev().find(|line| is_it(text(*line)))
    };
    let is_status = |line: usize| code_words::<OverallStatus>(text(line)).is_some();
    let is_phase = |line: usize| text(line).split('/').all(|part| code_words::<Phase>(part.trim()).is_some());
    match layout {
        // A text may speak of another number: below a record's own stands its date, or the first section.
        Layout::Spaced | Layout::Compact | Layout::Results => {
            let below = text(line + 1);
            (below.starts_with("Last Updated:") || below == "Study Results").then(|| line.checked_sub(1)).flatten()
        }
        Layout::Classic => line.checked_sub(1),
        Layout::TrecText | Layout::LabelValue | Layout::LabelColumns | Layout::MarkdownRecord => Some(line),
        Layout::MarkdownCard => (!text(line).contains(' ') || text(line).split(' ').count() == 2).then_some(line),
        Layout::PlainDownload => {
            let before = line.checked_sub(1)?;
            text(before).starts_with("Study ").then_some(before)
        }
        Layout::MarkdownFacts => back(line, &|text| text.starts_with("# ")),
        Layout::StudyOutlineBare => {
            let title = line.checked_sub(1)?;
            Some(title.checked_sub(1).filter(|status| is_status(*status)).unwrap_or(title))
        }
        Layout::StudyOutlineMarkdown => text(line + 1).starts_with("===").then(|| line.checked_sub(1)).flatten(),
        // The title stands above the line of the update.
        Layout::StudyOutlineBlank => back(line, &|text| text.contains("updated by:"))?.checked_sub(1),
        Layout::StatusAndPhase => {
            let status = back(line, &|text| text == "Status and phase" || text == "Status")?;
            let picture = status
                .checked_sub(2)
                .filter(|line| text(*line).ends_with(" logo") || text(*line).chars().nth(1).is_none());
            picture.map_or(status.checked_sub(2), |picture| picture.checked_sub(1))
        }
        Layout::RegistryMirror | Layout::RegistryMirrorItems => {
            let mut first = back(line, &|text| without_bullet(text) == "Conditions")?;
            for is_it in [&is_status as &dyn Fn(usize) -> bool, &is_phase] {
                first = first.checked_sub(1).filter(|line| is_it(*line)).unwrap_or(first);
            }
            first.checked_sub(1)
        }
    }
}
