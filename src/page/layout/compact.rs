//! The trial page without blank lines and labels: page grammar sections 1 and 3.
//!
//! Headings and sentences are those of [`spaced`]. The labels of the eligibility criteria, sponsors and sites have not been seen
//! on such a page, neither kept nor lost, so that their words stay in the table.

use super::{
    Content, Layout, Mark, MarkKind, Meaning, Phrase, SectionWords, Sentence, Spaces, Table, Topic, Vocabulary,
    spaced::{self, section},
};
use crate::source::Raw;

pub(crate) static VOCABULARY: Vocabulary = Vocabulary {
    joint: Some(" "),
    loses_labels: true,
    other_pages: &[super::results::HEAD],
    ..Vocabulary::new(&SECTIONS)
};

/// The text of the link that a heading may be glued to: `View full resultsBasic Information`.
pub(crate) const LINK: &str = "View full results";

const SECTIONS: [SectionWords; spaced::SECTIONS.len() + 1] = with_related_trials();

/// The block of other studies behind what is left of the summary; the words of its sentence have been seen cut off only.
const RELATED_TRIALS: SectionWords =
    section(Topic::RelatedTrials, "Related Clinical Trials", Sentence::Unseen, Content::Records, &[]);

#[expect(clippy::indexing_slicing, reason = "runs in a constant, with indices below the lengths")]
const fn with_related_trials() -> [SectionWords; spaced::SECTIONS.len() + 1] {
    let mut sections = [RELATED_TRIALS; spaced::SECTIONS.len() + 1];
    let (mut from, mut to) = (0, 0);
    while from < spaced::SECTIONS.len() {
        sections[to] = spaced::SECTIONS[from];
        to += if matches!(spaced::SECTIONS[from].topic, Topic::BriefSummary) { 2 } else { 1 };
        from += 1;
    }
    sections
}

/// How many lines at the beginning of a page show whether blank lines stand between: page grammar section 1.
const FIRST_LINES: usize = 10;

/// Whether a page that has the headings and sentences of [`spaced`] is this rendering of it.
///
/// Values without any label tell it. So does, where no blank line is, what stands in the place of the state of the results.
pub(super) fn fits(text: &str, lines: &[Raw<'_>], marks: &[(usize, Mark)], spaces: Spaces) -> bool {
    let Table::Sections(words) = Layout::Spaced.table() else { return false };
    let mut has_values = false;
    for (at, &(line, mark)) in marks.iter().enumerate() {
        let section = words.sections.get(mark.section).filter(|_| mark.kind == MarkKind::Sentence);
        let end = marks.get(at + 1).map_or(lines.len(), |(next, _)| *next);
        let body = lines.get(line + 1..end).unwrap_or_default();
        let Some(section) = section.filter(|section| is_labelled(section.topic) && !body.is_empty()) else { continue };
        if body.iter().any(|raw| is_label(section, raw.text, spaces)) {
            return false;
        }
        // Who is masked stands without a label in both.
        let values = body.iter().filter(|raw| !is_phrase(section, raw.text, spaces)).count();
        // One label may be lost on any page.
        if values > 1 {
            return true;
        }
        has_values |= values == 1;
    }
    !has_blank_lines(text, lines) && (has_values || has_lost_state(lines, spaces))
}

/// The sections whose labels have been seen to be lost, the one that every page has first.
fn is_labelled(topic: Topic) -> bool {
    matches!(topic, Topic::BasicInformation | Topic::StudyDesign)
}

fn is_label(section: &SectionWords, text: &str, spaces: Spaces) -> bool {
    let mut labels = section.words.iter().filter(|word| matches!(word.meaning, Meaning::Label(_)));
    labels.any(|word| word.read(text, spaces).is_some())
}

fn is_phrase(section: &SectionWords, text: &str, spaces: Spaces) -> bool {
    section.words.iter().any(|word| matches!(word.meaning, Meaning::Phrase(_)) && word.is(text, spaces))
}

fn has_blank_lines(text: &str, lines: &[Raw<'_>]) -> bool {
    let mut pairs = lines.iter().zip(lines.iter().skip(1)).take(FIRST_LINES);
    pairs.any(|(one, next)| {
        let between = text.get(one.span().end..next.start).unwrap_or_default().replace("\r\n", "\n");
        between.matches(['\n', '\r']).count() > 1
    })
}

/// Whether the heading of the results stands without their state in words.
fn has_lost_state(lines: &[Raw<'_>], spaces: Spaces) -> bool {
    let results = spaced::SECTIONS.iter().find(|section| section.topic == Topic::StudyResults);
    let Some(results) = results else { return false };
    let heading = lines.iter().position(|raw| spaces.same(raw.text, results.heading));
    let below = heading.and_then(|heading| lines.get(heading + 1));
    let is_state = |raw: &Raw<'_>| {
        let mut words = results
            .words
            .iter()
            .filter(|word| matches!(word.meaning, Meaning::Phrase(Phrase::ResultsPending | Phrase::ResultsAvailable)));
        words.any(|word| word.is(raw.text, spaces))
    };
    below.is_some_and(|below| !is_state(below))
}

#[cfg(test)]
mod tests {
    use super::{SECTIONS, Topic};

    #[test]
    fn related_trials_follow_the_summary() {
        let topics: Vec<_> = SECTIONS.iter().map(|section| section.topic).collect();
        let summary = topics.iter().position(|topic| *topic == Topic::BriefSummary);
        let related = topics.iter().position(|topic| *topic == Topic::RelatedTrials);
        assert_eq!(summary.map(|at| at + 1), related);
        assert_eq!(topics.iter().filter(|topic| **topic == Topic::RelatedTrials).count(), 2);
    }
}
