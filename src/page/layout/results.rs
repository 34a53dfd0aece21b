//! The page of results that belongs to a trial page: page grammar section 4.
//!
//! Its headings have no sentences and come in a fixed order. What follows the table of the baseline has not been seen.

use super::{
    Content, Field, Form, Phrase, SectionWords, Sentence, Topic, Vocabulary, Word, label, phrase, spaced::PREAMBLE,
};
use crate::source::Raw;

pub(crate) static VOCABULARY: Vocabulary = Vocabulary::new(SECTIONS);

/// How the first line begins: `Trial Outcomes & Findings for TITLE (NCT NCT99900001)`.
pub(crate) const HEAD: &str = "Trial Outcomes & Findings for ";

/// The word above the first column of each table.
pub(crate) const MEASURE: &str = "Measure";

const fn section(
    topic: Topic,
    heading: &'static str,
    content: Content,
    words: &'static [Word],
    evidence: u32,
) -> SectionWords {
    SectionWords { topic, heading, sentence: Sentence::None, content, words, evidence, always: false }
}

const SECTIONS: &[SectionWords] = &[
    section(Topic::Preamble, "", Content::Fields, PREAMBLE, 0),
    section(Topic::ResultsOverview, "Results Overview", Content::Fields, OVERVIEW, 2),
    // The registry's own pages have this heading and the next but one too.
    section(Topic::ParticipantFlow, "Participant Flow", Content::Records, FLOW, 0),
    section(Topic::Milestones, "Participant milestones", Content::Records, &[], 2),
    section(Topic::Withdrawals, "Reasons for withdrawal", Content::Records, WITHDRAWALS, 2),
    section(Topic::Baseline, "Baseline Characteristics", Content::Records, &[], 0),
    section(Topic::BaselineTable, "Baseline characteristics by cohort", Content::Records, &[], 2),
];

const OVERVIEW: &[Word] = &[
    label("Recruitment status", Form::NextLine, Field::OverallStatus),
    label("Study phase", Form::NextLine, Field::Phases),
    label("Target enrollment", Form::NextLine, Field::EnrollmentCount),
    label("Primary outcome timeframe", Form::NextLine, Field::PrimaryOutcomeTimeFrame),
    label("Results posted on", Form::NextLine, Field::ResultsPosted),
];

const FLOW: &[Word] = &[label("Unit of analysis", Form::Colon, Field::TypeUnitsAnalyzed)];

const WITHDRAWALS: &[Word] = &[phrase("Withdrawal data not reported", Phrase::NoWithdrawals)];

/// So much for a page that has the layout's own line of title.
const HEAD_EVIDENCE: u32 = 12;
/// The fewest points of headings that make a results page without its line of title.
const ENOUGH: u32 = 4;

/// How much the line of the title and the headings speak for this layout.
pub(super) fn evidence(lines: &[Raw<'_>]) -> u32 {
    let is_first = lines.first().is_some_and(|first| first.text.starts_with(HEAD));
    let has = |text: &str| lines.iter().any(|raw| raw.text == text);
    let known = SECTIONS.iter().filter(|words| words.evidence > 0 && has(words.heading));
    let headings: u32 = known.map(|words| words.evidence).sum();
    // The words of a site may stand before it.
    if is_first || (headings > 0 && lines.iter().any(|raw| raw.text.starts_with(HEAD))) {
        return headings + HEAD_EVIDENCE;
    }
    if headings >= ENOUGH { headings } else { 0 }
}
