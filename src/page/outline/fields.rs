//! Labels and values within a section.

use std::{num::NonZeroU32, ops::Range};

use super::{Entry, Outline, Role};
use crate::{
    diagnostic::Code,
    page::layout::{Field, Form, Labels, Meaning, Phrase, SectionWords, Spaces, Word, values},
    study::{
        Age, DesignAllocation, DesignTimePerspective, InterventionModel, NctId, ObservationalModel, OverallStatus,
        PartialDate, Phase, PrimaryPurpose, Sex, StudyType, code::CodeList, code_words,
    },
    value,
};

/// The word of a section that a line is, or begins with, and the value behind it.
pub(super) fn word_of<'a>(
    words: &SectionWords,
    line: &'a str,
    spaces: Spaces,
) -> Option<(&'static Word, Option<&'a str>)> {
    words.words.iter().find_map(|word| Some((word, word.read(line, spaces)?)))
}

/// Gives one line of a section the role that its words say; a line without any is text.
pub(super) fn mark(outline: &mut Outline<'_>, words: &SectionWords, line: usize, spaces: Spaces) {
    let Some(found) = outline.lines.get_mut(line) else { return };
    found.role = Role::Text;
    let Some((word, value)) = word_of(words, found.raw.text, spaces) else { return };
    // A description may begin with the words of a label that has no colon: `Group Type is chosen by lot.`
    if word.form == Form::Prefix && value.is_some_and(|value| value.ends_with('.') || value.split(' ').count() > 4) {
        return;
    }
    found.role = match word.meaning {
        Meaning::Label(field) => Role::Label(field),
        Meaning::Phrase(phrase) => Role::Phrase(phrase),
    };
    // A value is a tail of its line.
    found.value_at = value.and_then(|value| NonZeroU32::new(u32::try_from(found.raw.text.len() - value.len()).ok()?));
}

/// Reads labels with their values. A value is never a line that is a label or phrase itself, so that a label that
/// has lost its value takes nothing else's; a line that no label claims is text.
pub(super) fn read(outline: &mut Outline<'_>, words: &SectionWords, body: Range<usize>, spaces: Spaces) {
    let mut open = false;
    for line in body.clone() {
        mark(outline, words, line, spaces);
        let Some(found) = outline.lines.get(line) else { continue };
        match found.role {
            Role::Label(field) => {
                let form = word_of(words, found.raw.text, spaces).map(|(word, _)| word.form);
                open = form == Some(Form::NextLine);
                if form == Some(Form::Block) {
                    let first = line + usize::from(found.value_at.is_none());
                    outline.add_text(field, Some(line), first..body.end);
                    outline.set_role(line, Role::Label(field));
                    return;
                }
                outline.entries.push(Entry {
                    label: Some(line),
                    values: line + 1..line + 1,
                    ..Entry::default_of(field)
                });
            }
            Role::Text if open => {
                open = false;
                if let Some(entry) = outline.entries.last_mut() {
                    entry.values = line..line + 1;
                    let role = Role::Value(entry.field);
                    outline.set_role(line, role);
                }
            }
            Role::Text if follows_state(outline, line) => {
                outline.set_role(line, Role::Unplaced);
                outline.report(line, Code::UnknownSentence, "the fixed sentence of the section");
            }
            _ => open = false,
        }
    }
}

/// Whether lines have the words of a label among them.
pub(super) fn has_labels(outline: &Outline<'_>, words: &SectionWords, lines: Range<usize>, spaces: Spaces) -> bool {
    let word = |line: usize| word_of(words, outline.text(line), spaces).map(|(word, _)| word.meaning);
    lines.into_iter().any(|line| matches!(word(line), Some(Meaning::Label(_))))
}

/// The sentence below `Results available` has been seen only cut off: page grammar section 2.2.
fn follows_state(outline: &Outline<'_>, line: usize) -> bool {
    let before = line.checked_sub(1).and_then(|before| outline.lines.get(before));
    let is_state = |role| matches!(role, Role::Phrase(Phrase::ResultsPending | Phrase::ResultsAvailable));
    before.is_some_and(|before| is_state(before.role)) && outline.text(line).ends_with('.')
}

/// Finds the labels and values that stand behind running text, as the range of their lines.
///
/// Prose may hold a line that reads as a label. So a chain of labels counts only when one of them has a value of its
/// form or the chain ends the section; of several chains the last one counts.
pub(super) fn split(outline: &Outline<'_>, words: &SectionWords, body: Range<usize>, spaces: Spaces) -> Range<usize> {
    let label = |line: usize| match word_of(words, outline.text(line), spaces) {
        Some((word, _)) => match word.meaning {
            Meaning::Label(field) => Some((line, field)),
            Meaning::Phrase(_) => None,
        },
        None => None,
    };
    let mut chain: Option<Range<usize>> = None;
    let mut has_value = false;
    for (line, field) in body.clone().rev().filter_map(label) {
        let end = chain.as_ref().map_or(body.end, |chain| chain.start);
        let gap = line + 1..end;
        let fitting = gap.clone().take_while(|&line| is_value(field, outline.text(line))).count();
        match &mut chain {
            // The last label of the page's chain: a line behind it that is all that is left is its value too.
            None if fitting > 0 || gap.len() <= 1 => {
                has_value = fitting > 0;
                chain = Some(line..line + 1 + fitting.max(usize::from(gap.len() == 1)));
            }
            None => {}
            // A value of its form makes the label one, even before a line or two that have lost theirs.
            Some(chain) if gap.len() <= 1 || (fitting > 0 && gap.len() <= fitting + 2) => {
                has_value |= fitting > 0;
                chain.start = line;
            }
            Some(found) if has_value || found.end == body.end => break,
            Some(_) => {
                chain = (fitting > 0).then(|| line..line + 1 + fitting);
                has_value = fitting > 0;
            }
        }
    }
    let mut chain = chain.filter(|chain| has_value || chain.end == body.end).unwrap_or(body.end..body.end);
    // A value alone on the last lines of the text has lost its label; criteria do not end in one.
    while chain.start > body.start && is_bare_value(outline.text(chain.start - 1)) {
        chain.start -= 1;
    }
    chain
}

/// Whether a line has the form of a value of some field behind the criteria.
fn is_bare_value(text: &str) -> bool {
    let is_sex = Sex::known(text).is_some();
    is_sex || is_value(Field::MinimumAge, text) || is_value(Field::HealthyVolunteers, text)
}

/// Tells whether all values of a field have a form that running text does not have.
pub(super) fn has_form(field: Field) -> bool {
    matches!(
        field,
        Field::NctId
            | Field::OverallStatus
            | Field::StudyType
            | Field::EnrollmentCount
            | Field::Sex
            | Field::HealthyVolunteers
    )
}

/// Tells whether a text has the form of a field's values, for a field whose values have one.
pub(super) fn reads_typed(field: Field, text: &str, table: &Labels) -> bool {
    let is_of_table = table.words.iter().any(|(of, words, _)| *of == field && words.eq_ignore_ascii_case(text));
    let is_date = || text.parse::<PartialDate>().is_ok();
    is_of_table
        || match field {
            Field::NctId => text.parse::<NctId>().is_ok(),
            Field::OverallStatus => code_words::<OverallStatus>(text).is_some(),
            Field::StudyType => code_words::<StudyType>(value::code::and_note(text).0).is_some(),
            Field::Phases => text.split('/').all(|part| code_words::<Phase>(part.trim()).is_some()),
            Field::EnrollmentCount => value::whole(value::count::enrollment, text).is_some(),
            Field::Allocation => code_words::<DesignAllocation>(text).is_some(),
            Field::InterventionModel => code_words::<InterventionModel>(text).is_some(),
            Field::ObservationalModel => code_words::<ObservationalModel>(text).is_some(),
            Field::PrimaryPurpose => code_words::<PrimaryPurpose>(text).is_some(),
            Field::TimePerspective => code_words::<DesignTimePerspective>(text).is_some(),
            Field::Sex => code_words::<Sex>(text).is_some(),
            Field::HealthyVolunteers => matches!(text, "Yes" | "No"),
            Field::MinimumAge | Field::MaximumAge => text.parse::<Age>().is_ok(),
            Field::AgeRange => value::whole(value::age::words, text).is_some(),
            Field::StartDate
            | Field::PrimaryCompletionDate
            | Field::CompletionDate
            | Field::StudyFirstSubmitDate
            | Field::StudyFirstSubmitQcDate
            | Field::StudyFirstPostDate
            | Field::ResultsFirstPostDate
            | Field::LastUpdateSubmitDate
            | Field::LastUpdatePostDate
            | Field::StatusVerifiedDate => is_date(),
            _ => false,
        }
}

/// Tells whether a line has the form of a field's values.
pub(super) fn is_value(field: Field, text: &str) -> bool {
    match field {
        Field::MinimumAge | Field::MaximumAge => text == "N/A" || text.parse::<Age>().is_ok(),
        Field::Sex => value::whole(value::code::code, text).is_some(),
        Field::HealthyVolunteers => text == values::YES || text == values::NO,
        _ => false,
    }
}
