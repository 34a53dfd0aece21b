//! What stands before the first label of a page, layout by layout: a title without a label, and what else has none.
//!
//! Menus and notices may stand before it, so each is read from the label backwards.

use std::ops::Range;

use super::Field;
use crate::{
    page::outline::{Outline, Role},
    source::Raw,
    study::{NctId, OverallStatus, Phase, code_words},
};

/// Nothing has a place there.
pub(super) fn none(_: &mut Outline<'_>, _: Range<usize>) {}

/// `[noise] title`
pub(super) fn title(outline: &mut Outline<'_>, lines: Range<usize>) {
    if let Some(line) = last(lines) {
        outline.value(Field::BriefTitle, line..line + 1);
    }
}

/// `[noise] status title`
pub(super) fn status_and_title(outline: &mut Outline<'_>, lines: Range<usize>) {
    let Some(line) = last(lines.clone()) else { return };
    // The title is lost.
    if is_status(outline.text(line)) {
        return outline.value(Field::OverallStatus, line..line + 1);
    }
    title(outline, lines.clone());
    if let Some(status) = last(lines.start..line).filter(|status| is_status(outline.text(*status))) {
        outline.value(Field::OverallStatus, status..status + 1);
    }
}

/// `[noise] title [phase] status`
pub(super) fn title_phase_and_status(outline: &mut Outline<'_>, lines: Range<usize>) {
    let mut end = lines.end;
    if let Some(status) = last(lines.start..end).filter(|status| is_status(outline.text(*status))) {
        outline.value(Field::OverallStatus, status..status + 1);
        end = status;
    }
    let is_phase = |text: &str| text.split('/').all(|part| code_words::<Phase>(part.trim()).is_some());
    if let Some(phase) = last(lines.start..end).filter(|phase| is_phase(outline.text(*phase))) {
        outline.value(Field::Phases, phase..phase + 1);
        end = phase;
    }
    title(outline, lines.start..end);
}

/// `[noise] title ( sponsor " logo" / letter ) sponsor`
pub(super) fn title_and_sponsor(outline: &mut Outline<'_>, lines: Range<usize>) {
    let Some(sponsor) = last(lines.clone()) else { return };
    if is_picture(outline.text(sponsor)) {
        // The sponsor is lost.
        outline.set_role(sponsor, Role::Sentence);
        return title(outline, lines.start..sponsor);
    }
    let Some(mut before) = last(lines.start..sponsor) else {
        return outline.value(Field::BriefTitle, sponsor..sponsor + 1);
    };
    outline.value(Field::LeadSponsor, sponsor..sponsor + 1);
    if is_picture(outline.text(before)) {
        outline.set_role(before, Role::Sentence);
        let Some(title) = last(lines.start..before) else { return };
        before = title;
    }
    outline.value(Field::BriefTitle, before..before + 1);
}

/// The picture of a sponsor: its name, or its first letter.
fn is_picture(text: &str) -> bool {
    text.chars().nth(1).is_none() || text.split_whitespace().next_back() == Some("logo")
}

/// `[noise] title date " updated by: " sponsor [official-title] summary`
///
/// An official title that is the title is not printed; the summary then stands on the line right below.
pub(super) fn title_and_update(outline: &mut Outline<'_>, lines: Range<usize>) {
    let is_update = |line: &usize| outline.text(*line).contains(UPDATED);
    let Some(update) = lines.clone().rev().find(is_update) else { return title(outline, lines) };
    let behind: Vec<Raw<'_>> = (update + 1..lines.end).map(|line| outline.raw(line)).collect();
    let is_below = behind.first().is_some_and(|first| !outline.has_blank_line_before(*first));
    let whole = outline.raw(update);
    let (date, sponsor) = whole.text.split_once(UPDATED).unwrap_or_default();
    outline.truncate(update);
    if let Some(line) = last(lines.start..update) {
        outline.value(Field::BriefTitle, line..line + 1);
    }
    for (field, part) in [(Field::LastUpdateSubmitDate, date.trim()), (Field::LeadSponsor, sponsor.trim())] {
        if !part.is_empty() {
            let line = outline.push(whole.part(part), Role::Text);
            outline.value(field, line..line + 1);
        }
    }
    let start = outline.lines().len();
    for raw in &behind {
        outline.push(*raw, Role::Text);
    }
    let has_official_title = behind.len() > 1 && !is_below;
    let summary = start + usize::from(has_official_title);
    if has_official_title {
        outline.value(Field::OfficialTitle, start..start + 1);
    }
    if summary < start + behind.len() {
        outline.value(Field::BriefSummary, summary..start + behind.len());
    }
}

const UPDATED: &str = "updated by:";

/// `[noise] title [ "(" acronym ")" ]`
///
/// A title may end in parentheses itself: those that abbreviate its last words are its own.
pub(super) fn title_with_acronym(outline: &mut Outline<'_>, lines: Range<usize>) {
    let Some(line) = last(lines) else { return };
    let whole = outline.raw(line);
    let acronym = whole.text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")).filter(|(title, acronym)| {
        let is_word = !acronym.is_empty() && acronym.len() <= 14 && !acronym.contains(char::is_whitespace);
        is_word && acronym.chars().any(char::is_uppercase) && !abbreviates(acronym, title)
    });
    let Some((title, acronym)) = acronym else { return outline.value(Field::BriefTitle, line..line + 1) };
    outline.truncate(line);
    for (field, part) in [(Field::BriefTitle, title.trim_end()), (Field::Acronym, acronym)] {
        let line = outline.push(whole.part(part), Role::Text);
        outline.value(field, line..line + 1);
    }
}

/// Whether a word is made of the first letters of the last words of a title.
fn abbreviates(acronym: &str, title: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let words: Vec<char> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    letters.len() > 1 && words.ends_with(&letters)
}

/// `"# Study " number ": " title`
pub(super) fn study_heading(outline: &mut Outline<'_>, lines: Range<usize>) {
    let is_heading = |line: &usize| outline.text(*line).starts_with("# Study ");
    let Some(line) = lines.clone().rev().find(is_heading) else { return };
    let whole = outline.raw(line);
    let Some((number, title)) = whole.text.strip_prefix("# Study ").and_then(|rest| rest.split_once(':')) else {
        return;
    };
    let behind: Vec<Raw<'_>> = (line + 1..lines.end).map(|line| outline.raw(line)).collect();
    outline.truncate(line);
    for (field, part) in [(Field::NctId, number.trim()), (Field::BriefTitle, title.trim())] {
        if !part.is_empty() {
            let line = outline.push(whole.part(part), Role::Text);
            outline.value(field, line..line + 1);
        }
    }
    for raw in behind {
        outline.push(raw, Role::Text);
    }
}

/// `"# " number`
pub(super) fn number_heading(outline: &mut Outline<'_>, lines: Range<usize>) {
    let number = |text: &str| text.strip_prefix("# ").and_then(|text| text.trim().parse::<NctId>().ok()).is_some();
    let Some(line) = lines.clone().rev().find(|line| number(outline.text(*line))) else { return };
    let whole = outline.raw(line);
    let behind: Vec<Raw<'_>> = (line + 1..lines.end).map(|line| outline.raw(line)).collect();
    outline.truncate(line);
    let line = outline.push(whole.part(whole.text.trim_start_matches(['#', ' '])), Role::Text);
    outline.value(Field::NctId, line..line + 1);
    for raw in behind {
        outline.push(raw, Role::Text);
    }
}

/// `"# " title summary`
pub(super) fn title_and_summary(outline: &mut Outline<'_>, lines: Range<usize>) {
    let is_heading = |line: &usize| outline.text(*line).starts_with("# ");
    let Some(line) = lines.clone().rev().find(is_heading) else { return };
    let whole = outline.raw(line);
    let behind: Vec<Raw<'_>> = (line + 1..lines.end).map(|line| outline.raw(line)).collect();
    outline.truncate(line);
    let line = outline.push(whole.part(whole.text.trim_start_matches(['#', ' '])), Role::Text);
    outline.value(Field::BriefTitle, line..line + 1);
    let start = outline.lines().len();
    for raw in behind {
        outline.push(raw, Role::Text);
    }
    if start < outline.lines().len() {
        outline.value(Field::BriefSummary, start..outline.lines().len());
    }
}

/// `"Study " 1*DIGIT`
pub(super) fn record_number(outline: &mut Outline<'_>, lines: Range<usize>) {
    let number = |text: &str| {
        text.strip_prefix("Study ").is_some_and(|rest| rest.trim().bytes().all(|byte| byte.is_ascii_digit()))
    };
    if let Some(line) = last(lines).filter(|line| number(outline.text(*line))) {
        outline.set_role(line, Role::Sentence);
    }
}

fn last(lines: Range<usize>) -> Option<usize> {
    lines.end.checked_sub(1).filter(|last| lines.contains(last))
}

fn is_status(text: &str) -> bool {
    code_words::<OverallStatus>(text).is_some()
}
