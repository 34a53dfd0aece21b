//! Headings glued to the end of something else: where one begins inside a text.

use super::{
    Form, Heading, LONGEST, SHORT, is_named,
    people::is_part,
    sentence::sentence,
    title::{self, title},
    vocabulary::{Class, Word, words},
    window,
};
use crate::criteria::{
    marker,
    text::{behind_last, head, tail},
};

/// A heading inside a text, whose beginning belongs to something else: where it begins, and what it is. `names` are the
/// places in the text that a title may stand at.
///
/// A title begins with a capital or a sentence, `… within a month Exclusion Criteria: - Thirst`, and ends with a colon, a
/// full stop or the text; a sentence stands behind another and ends with a colon.
pub(in crate::criteria) fn glued(text: &str, names: impl Iterator<Item = usize>) -> Option<(usize, Heading)> {
    let title = glued_title(text, names);
    let before = title.as_ref().and_then(|(at, _)| text.get(..*at)).unwrap_or(text);
    glued_sentence(before).or(title)
}

fn glued_title(text: &str, names: impl Iterator<Item = usize>) -> Option<(usize, Heading)> {
    let mut last = 0;
    for at in names {
        let start = word_start(text, at);
        if start < last {
            continue;
        }
        let Some(name) = name_start(text, start).filter(|name| *name >= last) else { continue };
        last = name + 1;
        let (before, behind) = text.split_at_checked(name)?;
        let is_capital = behind.starts_with(['I', 'E', 'N', 'C']);
        // Most small names are spoken of: no colon follows, nor the end of the text.
        let is_spoken_of = || behind.len() > SHORT && memchr::memchr(b':', head(behind, LONGEST).as_bytes()).is_none();
        if !is_capital && is_spoken_of() {
            continue;
        }
        // `inclusion/exclusion` is one name.
        if before.trim_start().is_empty() || before.ends_with('/') || title::refers(before) {
            continue;
        }
        let start = title::label_before(before).filter(|start| *start > 0);
        let start = start.or_else(|| if is_capital { capital_start(before) } else { sentence_start(before) });
        let Some(start) = start.filter(|start| *start > 0) else { continue };
        let is_plain =
            |word: Word<'_>| matches!(Class::of(word.text), Class::Determiner | Class::Weight | Class::Subject);
        let is_sure = is_capital || words(text.get(start..name)?).all(is_plain);
        let behind = text.get(start..)?;
        let at = marker::at(behind).map_or(0, |marker| marker.len);
        let body = behind.get(at..)?.trim_start();
        let at = behind.len() - body.len();
        let shown = window(body);
        let found = title(shown, false).filter(|found| shown.len() == body.len() || found.end < shown.len());
        let Some(found) = found else { continue };
        let rest = body.get(found.end..)?.trim_start();
        let shown = body.get(..found.end)?;
        let is_ended = shown.ends_with([':', '：']);
        // Behind a verb it may be its object, and among capitals a part of any sentence, unless a list follows.
        let is_free = is_sure && !ends_open(text.get(..start)?) && !ends_shouted(text.get(..start)?);
        // The name alone is one at the end of a text; inside it needs something that ends it, and no rest of a
        // sentence.
        let is_closed = is_free
            && is_named(shown)
            && (shown.ends_with('.') || rest.is_empty())
            && !rest.starts_with(|c: char| c.is_lowercase());
        // `… Consent. Exclusion Criteria * HIV`: behind the end of a sentence, before a marker or a capital.
        let is_between = is_named(shown)
            && is_capitalised(shown)
            && text.get(..start)?.trim_end().ends_with(['.', ';', ')', '。', '；'])
            && (marker::at(rest).is_some_and(|marker| !marker.is_doubtful) || rest.starts_with(char::is_uppercase));
        if is_ended || is_closed || is_between {
            let qualifier = found.qualifier.map(|range| range.start + at..range.end + at);
            return Some((start, Heading { end: found.end + at, qualifier, ..found }));
        }
    }
    None
}

/// A sentence that says in or out behind another: `Signed consent. Patients are not eligible if:`
fn glued_sentence(text: &str) -> Option<(usize, Heading)> {
    memchr::memchr_iter(b':', text.as_bytes()).find_map(|colon| {
        let near = tail(text.get(..colon)?, LONGEST);
        let end = near.rfind(['.', ';', '!', '?'])?;
        let stop = colon - near.len() + end + 1;
        // `1. Tea. 2. Excluded: milk.`
        let token = near.get(..=end)?.rsplit(char::is_whitespace).next()?;
        if marker::at(token).is_some_and(|marker| marker.len == token.len()) {
            return None;
        }
        let shown = text.get(stop..=colon)?;
        let body = shown.trim_start();
        let start = colon + 1 - body.len();
        let is_whole = |found: &Heading| found.form == Form::Sentence && found.end == body.len();
        (start > stop).then(|| sentence(body, false).filter(is_whole)).flatten().map(|found| (start, found))
    })
}

/// Where a name begins, with what denies it or stands before it: `Non-inclusion`, `Criteria for exclusion`, and
/// `Excluison Criteria`, which only its second word tells. `None` where the word is no name.
fn name_start(text: &str, start: usize) -> Option<usize> {
    let (before, rest) = text.split_at_checked(start)?;
    // No name is longer.
    let word = words(head(rest, 40)).next()?;
    let class = Class::of(word.text);
    let is_name = matches!(class, Class::Name(_));
    if !is_name && class != Class::Criteria && title::joined(word.text).is_none() {
        return None;
    }
    let near = tail(before, 40);
    let (mut second, mut last) = (None, None);
    for word in words(near) {
        (second, last) = (last, Some(word));
    }
    let place = |word: Word<'_>| before.len() - near.len() + word.start;
    let is = |word: Word<'_>, other: &str| word.text.eq_ignore_ascii_case(other);
    match last {
        Some(word) if is_name && is(word, "non") && near.len() <= word.end + 1 => Some(place(word)),
        Some(word) if is_name && is(word, "for") => {
            let criteria = second.filter(|word| Class::of(word.text) == Class::Criteria);
            Some(criteria.map_or(start, place))
        }
        Some(word) if !is_name && class == Class::Criteria => {
            let is_before = matches!(Class::of(word.text), Class::Name(_)) && near.trim_end().len() == word.end;
            is_before.then(|| place(word))
        }
        _ => (class != Class::Criteria).then_some(start),
    }
}

/// Whether a text ends with a word in capitals.
fn ends_shouted(text: &str) -> bool {
    let word = tail(text, 40).trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Whether a text ends with a verb, or with another word that a sentence goes on behind: `Consent given`, `or more`
fn ends_open(text: &str) -> bool {
    let is_verb = |word: Word<'_>| {
        matches!(Class::of(word.text), Class::Verb | Class::Negation | Class::Determiner | Class::Link)
    };
    text.ends_with(|c: char| c.is_whitespace() || c.is_alphanumeric())
        && !text.trim_end().ends_with(['.', ';', ':', ')'])
        && words(tail(text, 40)).last().is_some_and(is_verb)
}

/// Whether each word begins with a capital.
fn is_capitalised(text: &str) -> bool {
    text.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// Where a heading begins whose name has a capital: at the name, or with the capitals before it that a title may have.
fn capital_start(before: &str) -> Option<usize> {
    // No title is longer.
    let near = tail(before, LONGEST);
    let start = before.len() - near.len() + title_start(near)?;
    // Other capitals are the end of the item that the heading is glued to, `Men Exclusion:`, `3. Healthy Exclusion:`,
    // unless a sentence ends before them.
    let is_strange =
        |word: Word<'_>| word.text.len() > 1 && Class::of(word.text) == Class::Other && !is_part(word.text);
    let is_item = words(before.get(start..)?).any(is_strange);
    let shown = before.get(..start)?.trim_end();
    let last = shown.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_sentence = shown.ends_with(['.', ';', '。', '；']) && last.len() > 4;
    // `Informed Consent Key Exclusion Criteria:`
    let weight = words(tail(before, 40)).last().filter(|word| Class::of(word.text) == Class::Weight);
    let weight = weight.filter(|word| word.text.starts_with(char::is_uppercase));
    let name = before.len() - weight.map_or(0, |word| tail(before, 40).len() - word.start);
    let start = if is_item && !is_sentence { name } else { start };
    (start > 0).then_some(start)
}

/// Where a heading begins whose name has none: with its sentence, `The main exclusion criteria are:`, or with a capital,
/// `Signed consent Key exclusion criteria:`
fn sentence_start(before: &str) -> Option<usize> {
    let near = tail(before, 60);
    let is_end = |at: &usize| *at > 0 && near.get(*at..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let end = behind_last(near, |c| matches!(c, '.' | ';' | '。' | '；'));
    let sentence = Some(end).filter(is_end);
    let start = match sentence {
        Some(start) => start,
        None => words(near).last().filter(|word| word.text.starts_with(char::is_uppercase))?.start,
    };
    let shown = near.get(start..)?.trim_start();
    let is_fit = |word: Word<'_>| match sentence {
        Some(_) => !Class::of(word.text).is_of_a_sentence(),
        None => Class::of(word.text) == Class::Weight,
    };
    (words(shown).count() <= 4 && words(shown).all(is_fit)).then_some(before.len() - shown.len())
}

fn word_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    // No name is longer.
    let near = tail(before, 40);
    let start = behind_last(near, |c| !c.is_alphabetic());
    // `consentEXCLUSION CRITERIA:`, `skinExclusion Criteria:`
    let name = near.get(start..).unwrap_or_default();
    let small = behind_last(name, char::is_lowercase);
    let stuck = match name.len().checked_sub("Excl".len()) {
        Some(stuck) if stuck > 0 && name.get(stuck..).is_some_and(|name| ["Excl", "Incl"].contains(&name)) => stuck,
        _ if text.get(at..).is_some_and(|rest| rest.starts_with("USION")) => small,
        _ => 0,
    };
    before.len() - near.len() + start + stuck
}

/// Whether a text ends within parentheses.
fn is_open(text: &str) -> bool {
    text.rfind('(').is_some_and(|open| text.rfind(')').is_none_or(|close| close < open))
}

/// Where the title begins whose noun stands behind `before`: capitals before it belong to it, back to the end of a
/// sentence. `None` where the words before it make it part of a sentence: `meets the Inclusion Criteria`.
fn title_start(before: &str) -> Option<usize> {
    let mut start = before.len();
    let mut words_before = 0;
    loop {
        let rest = before.get(..start)?.trim_end();
        if rest.is_empty() {
            return Some(0);
        }
        let is_boundary = rest.ends_with(['.', ';', ':', ',', ')', ']', '!', '?', '。', '；', '：']);
        if is_boundary {
            // `2.5 mg/dL.D) Other Exclusion Criteria`
            let marker = before.get(..start)?.trim_end();
            let at = behind_last(marker, |c| !c.is_alphanumeric() && c != ')');
            // `score >7)`, `partner(s)`
            let is_apart = marker.get(..at)?.ends_with(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ','));
            let is_marker = marker.ends_with(')') && marker.len() - at <= 4 && is_apart;
            let found = marker.get(at..).filter(|_| is_marker).and_then(marker::at);
            return Some(if found.is_some_and(|found| found.len == marker.len() - at) { at } else { start });
        }
        let at = behind_last(rest, char::is_whitespace);
        let word = rest.get(at..)?;
        let class = Class::of(word);
        if word.starts_with(char::is_uppercase) && words_before < 4 && !class.is_of_a_sentence() {
            start = at;
            words_before += 1;
            continue;
        }
        // `see also Exclusion Criterion 3`: a word of a sentence goes on with the title, the end of one may not.
        const REFERENCES: [&str; 22] = [
            "a",
            "all",
            "an",
            "any",
            "by",
            "each",
            "every",
            "following",
            "for",
            "fulfil",
            "fulfill",
            "in",
            "meet",
            "meeting",
            "meets",
            "per",
            "satisfy",
            "see",
            "the",
            "these",
            "this",
            "under",
        ];
        let is_end = match class {
            Class::Other | Class::Frame | Class::Subject | Class::In | Class::Out => true,
            _ => !REFERENCES.iter().any(|reference| reference.eq_ignore_ascii_case(word)),
        };
        if is_open(rest) || !is_end && words_before == 0 {
            return None;
        }
        if !is_end {
            // `on the MINI Exclusion Criteria:`
            return Some(before.len());
        }
        // A word of the sentence before: what stands in capitals between is its end as well as the title's beginning.
        let weight = before.get(start..)?.split_whitespace().next();
        let has_weight = weight.is_none_or(|word| matches!(Class::of(word), Class::Weight | Class::Subject));
        return Some(if has_weight { start } else { before.len() });
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Landmarks, *};
    use crate::criteria::Kind;

    #[test]
    fn glued_headings() {
        let at =
            |text| glued(text, Landmarks::new(text).names(0..text.len())).map(|(start, heading)| (start, heading.kind));
        assert_eq!(at("Drinks tea. Exclusion Criteria:"), Some((12, Kind::Exclusion)));
        assert_eq!(at("Drinks tea Exclusion Criteria: - Thirst"), Some((11, Kind::Exclusion)));
        assert_eq!(at("Creatinine over 2.5. Other Exclusion Criteria"), Some((21, Kind::Exclusion)));
        assert_eq!(at("Meets the Inclusion Criteria."), None);
        assert_eq!(at("Other protocol-defined Inclusion/Exclusion criteria may apply."), None);
        assert_eq!(at("Further exclusion criteria apply."), None);
    }
}
