//! Where the sections of a page begin.

use std::ops::Range;

use super::{Content, Outline, Sentence, Spaces, Vocabulary};
use crate::{
    diagnostic::Code,
    page::layout::{Form, Mark, MarkKind, Meaning},
};

/// In place of a section of the vocabulary: a section that it does not have.
const UNKNOWN: usize = usize::MAX;

/// Where a section begins and ends.
#[derive(Clone, Debug)]
pub(super) struct Start {
    /// Which section of the vocabulary; no index of it for one that it does not have.
    pub(super) section: usize,
    /// All lines of the section.
    pub(super) lines: Range<usize>,
    /// The lines of the heading: none, one, or more where it is repeated at once.
    pub(super) headings: Range<usize>,
    /// The lines below heading and sentence.
    pub(super) body: Range<usize>,
    /// The layout has a sentence here and the page does not.
    pub(super) lacks_sentence: bool,
    /// The section has been met before.
    pub(super) is_repeated: bool,
}

/// Finds the sections. The first is what stands before all headings, and may be empty.
pub(super) fn starts(
    outline: &mut Outline<'_>,
    vocabulary: &'static Vocabulary,
    marks: &[(usize, Mark)],
    spaces: Spaces,
) -> Vec<Start> {
    let (certain, lone) = split_marks(outline, vocabulary, marks, spaces);
    let accepted = accept_lone(outline, vocabulary, &certain, &lone);
    let mut found = merge(certain, accepted);
    if vocabulary.flush_headings {
        found = merge(found, unknown_flush_headings(outline, marks));
    }
    let ends: Vec<_> = found.iter().skip(1).map(|start| start.lines.start).chain([outline.lines.len()]).collect();
    for (start, end) in found.iter_mut().zip(ends) {
        start.lines.end = end;
        start.body.end = end;
    }
    mark_repeated(&mut found, vocabulary.sections.len());
    found
}

/// Headings with their sentence, and sentences that have lost their heading, are certain; headings alone are not.
fn split_marks(
    outline: &mut Outline<'_>,
    vocabulary: &'static Vocabulary,
    marks: &[(usize, Mark)],
    spaces: Spaces,
) -> (Vec<Start>, Vec<Start>) {
    let mut certain = Vec::with_capacity(marks.len() / 2 + 2);
    certain.push(Start::new(0, 0..0));
    let mut lone = Vec::new();
    // A heading may stand there twice, or more often, and begins one section.
    let mut first = None;
    for (index, &(line, mark)) in marks.iter().enumerate() {
        if mark.kind == MarkKind::Sentence {
            match certain.last_mut().filter(|last| last.section == mark.section && last.body.start == line) {
                Some(last) => last.body.start = line + 1,
                None => {
                    outline.report(line, Code::MissingHeading, heading_of(vocabulary, mark.section));
                    certain.push(Start { body: line + 1..line + 1, ..Start::new(mark.section, line..line) });
                }
            }
            if let Some(last) = certain.last_mut() {
                last.lacks_sentence = false;
            }
            continue;
        }
        let next = marks.get(index + 1).filter(|(next, of)| *next == line + 1 && of.section == mark.section);
        let start = Start::new(mark.section, first.unwrap_or(line)..line + 1);
        first = None;
        match next {
            Some((_, of)) if of.kind == MarkKind::Heading => {
                outline.report(line, Code::DuplicateSection, "each heading once");
                first = Some(start.lines.start);
            }
            Some(_) => certain.push(start),
            None if is_anchored(outline, vocabulary, &certain, mark.section, line, spaces) => certain.push(start),
            None => lone.push(start),
        }
    }
    (certain, lone)
}

impl Start {
    fn new(section: usize, headings: Range<usize>) -> Self {
        Self {
            section,
            lines: headings.clone(),
            body: headings.end..headings.end,
            headings,
            lacks_sentence: true,
            is_repeated: false,
        }
    }
}

fn heading_of(vocabulary: &'static Vocabulary, section: usize) -> String {
    let heading = vocabulary.sections.get(section).map_or("", |words| words.heading);
    format!("the heading \"{heading}\" above its sentence")
}

/// A heading needs no sentence where the layout has none: it stands at the margin, or one of the section's own
/// phrases follows it.
fn is_anchored(
    outline: &Outline<'_>,
    vocabulary: &'static Vocabulary,
    certain: &[Start],
    section: usize,
    line: usize,
    spaces: Spaces,
) -> bool {
    let Some(words) = vocabulary.sections.get(section) else { return false };
    let (Sentence::None | Sentence::OfState(_) | Sentence::Unseen) = words.sentence else { return false };
    if vocabulary.flush_headings {
        return is_flush(outline, line);
    }
    // Phrases are short: for the second time, both lines are words of a text.
    if certain.iter().any(|start| start.section == section) {
        return false;
    }
    let next = outline.text(line + 1);
    words
        .words
        .iter()
        .any(|word| word.form == Form::Alone && matches!(word.meaning, Meaning::Phrase(_)) && word.is(next, spaces))
}

/// Whether a line begins at the margin.
fn is_flush(outline: &Outline<'_>, line: usize) -> bool {
    let start = outline.lines.get(line).map_or(0, |line| line.raw.start);
    let before = start.checked_sub(1).and_then(|before| outline.source.text().as_bytes().get(before));
    matches!(before, None | Some(b'\n' | b'\r'))
}

/// Headings at the margin that the layout does not know, in the form of those that it does: capitals and a colon.
fn unknown_flush_headings(outline: &Outline<'_>, marks: &[(usize, Mark)]) -> Vec<Start> {
    let is_heading = |text: &str| {
        text.strip_suffix(':').is_some_and(|words| {
            words.len() > 2 && words.chars().all(|c| c.is_ascii_uppercase() || matches!(c, ' ' | '/' | '-' | '&'))
        })
    };
    let is_known = |line: usize| marks.binary_search_by_key(&line, |(marked, _)| *marked).is_ok();
    let lines = (0..outline.lines.len()).filter(|&line| is_heading(outline.text(line)) && !is_known(line));
    lines.filter(|&line| is_flush(outline, line)).map(|line| Start::new(UNKNOWN, line..line + 1)).collect()
}

/// Decides which headings without their sentence are headings.
///
/// One is, when its section has no certain place on the page and it fits the order of the certain ones around it.
/// Between two certain ones the longest run in page order counts, and of several lines with the same words the last:
/// what stands before a heading is text that may hold its words, what follows it is its own.
fn accept_lone(
    outline: &mut Outline<'_>,
    vocabulary: &'static Vocabulary,
    certain: &[Start],
    lone: &[Start],
) -> Vec<Start> {
    let mut is_certain = vec![false; vocabulary.sections.len()];
    for start in certain {
        if let Some(is_certain) = is_certain.get_mut(start.section) {
            *is_certain = true;
        }
    }
    let mut accepted = Vec::new();
    let mut rest = lone;
    for (index, floor) in certain.iter().enumerate() {
        let ceiling = certain.get(index + 1);
        let end = ceiling.map_or(outline.lines.len(), |next| next.lines.start);
        let (gap, behind) = rest.split_at(rest.partition_point(|start| start.lines.start < end));
        rest = behind;
        if gap.is_empty() {
            continue;
        }
        // Only running text may be empty: what stands right below any other heading belongs to it.
        let content = vocabulary.sections.get(floor.section).map(|words| words.content);
        let is_text = matches!(content, Some(Content::Text(_) | Content::TextThenFields(_)))
            // Conditions and keywords may be lost: page grammar section 1.
            || vocabulary.loses_labels && matches!(content, Some(Content::List(_)));
        let fits = |start: &Start| {
            (is_text || floor.section == 0 || start.lines.start > floor.body.start)
                && !is_certain.get(start.section).is_some_and(|&certain| certain)
                && start.section > floor.section
                && ceiling.is_none_or(|next| start.section < next.section)
        };
        let mut last = vec![None; vocabulary.sections.len()];
        for (index, start) in gap.iter().enumerate() {
            if let (true, Some(last)) = (fits(start), last.get_mut(start.section)) {
                *last = Some(index);
            }
        }
        let mut candidates: Vec<usize> = last.into_iter().flatten().collect();
        candidates.sort_unstable();
        let candidates: Vec<&Start> = candidates.into_iter().filter_map(|index| gap.get(index)).collect();
        let run = longest_run(&candidates);
        for start in gap {
            if !run.iter().any(|taken| taken.lines.start == start.lines.start) {
                outline.report(
                    start.lines.start,
                    Code::HeadingInText,
                    "text, or a heading with its fixed sentence below",
                );
            }
        }
        accepted.extend(run.into_iter().cloned());
    }
    accepted
}

/// The longest subsequence of sections in the order of the layout; there are no more candidates than sections.
fn longest_run<'s>(candidates: &[&'s Start]) -> Vec<&'s Start> {
    let mut runs: Vec<Vec<&Start>> = Vec::new();
    for &candidate in candidates {
        let before = runs.iter().filter(|run| run.last().is_some_and(|last| last.section < candidate.section));
        let mut run = before.max_by_key(|run| run.len()).cloned().unwrap_or_default();
        run.push(candidate);
        runs.push(run);
    }
    runs.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

fn merge(certain: Vec<Start>, accepted: Vec<Start>) -> Vec<Start> {
    let mut starts = certain;
    if !accepted.is_empty() {
        starts.extend(accepted);
        // The first is what stands before all headings, and begins where a heading may begin.
        starts.sort_by_key(|start| (start.lines.start, start.section));
    }
    starts
}

/// Of a section that stands on the page more than once, the first with a body counts.
fn mark_repeated(starts: &mut [Start], sections: usize) {
    let mut chosen: Vec<Option<usize>> = vec![None; sections];
    for (index, start) in starts.iter().enumerate() {
        let Some(slot) = chosen.get_mut(start.section) else { continue };
        let is_empty = |index: usize| starts.get(index).is_some_and(|start| start.body.is_empty());
        match *slot {
            None => *slot = Some(index),
            Some(first) if is_empty(first) && !start.body.is_empty() => *slot = Some(index),
            Some(_) => {}
        }
    }
    for (index, start) in starts.iter_mut().enumerate() {
        start.is_repeated = chosen.get(start.section).is_some_and(|chosen| *chosen != Some(index));
    }
}

/// Says which sections are not there though every page has them, as far as sections before and behind them are.
pub(super) fn report_missing(outline: &mut Outline<'_>, vocabulary: &'static Vocabulary, starts: &[Start]) {
    let found: Vec<usize> = starts.iter().map(|start| start.section).filter(|&section| section != UNKNOWN).collect();
    let last = found.iter().copied().max().unwrap_or_default();
    let first = found.iter().copied().filter(|&section| section > 0).min().unwrap_or(last);
    let mut missing = Vec::new();
    for (section, words) in vocabulary.sections.iter().enumerate().take(last + 1).skip(first) {
        if words.always && !found.contains(&section) {
            missing.push(format!("\"{}\"", words.heading));
        } else if let Some(next) = starts.iter().find(|start| start.section == section).filter(|_| !missing.is_empty())
        {
            let expected = format!("before this the section {}", missing.join(", "));
            outline.report(next.lines.start, Code::MissingSection, expected);
            missing.clear();
        }
    }
}
