//! Titles: lines that name the criteria, `Key Inclusion Criteria - Cohort A:`.

use std::ops::Range;

use super::{
    Form, Heading,
    vocabulary::{Class, Word, words},
};
use crate::criteria::{Kind, marker};

/// `title = *6modifier name [ ( "and" / "/" ) name ] [ criteria ] [ qualifier ] ( ":" / "." / end )`, or
/// `title = *6modifier criteria ( "for" / "of" ) name [ qualifier ] ( ":" / end )`
pub(super) fn title(text: &str, is_marked: bool) -> Option<Heading> {
    // Emphasis and the signs of Markdown headings belong to the heading.
    let mut before = 0;
    let mut words = words(text).peekable();
    let (mut kind, mut name, mut is_named) = (None, None, false);
    let mut end = 0;
    while let Some(word) = words.peek().copied() {
        let gap = text.get(end..word.start)?;
        if before > 0 && gap.contains(['.', ';', ':', '!', '?', '：', '。', '；']) {
            return None;
        }
        match Class::of(word.text) {
            Class::Name(of) => {
                kind = Some(of);
                name = Some(word);
                end = word.end;
                words.next();
                break;
            }
            Class::Criteria if before > 0 || !is_marked => {
                // `Criteria for inclusion:`
                words.next();
                words.next_if(|word| matches!(word.text, "for" | "of" | "For" | "Of" | "FOR" | "OF"))?;
                let of = words.next()?;
                let Class::Name(of_kind) = Class::of(of.text) else { return None };
                if of_kind == Kind::Unspecified {
                    return None;
                }
                (kind, name, is_named, end) = (Some(of_kind), Some(word), true, of.end);
                break;
            }
            class if class.is_of_a_sentence() || before >= 6 => return None,
            Class::Subject if matches!(word.text, "who" | "they" | "those") => return None,
            _ => {
                before += 1;
                end = word.end;
                words.next();
            }
        }
    }
    let (mut kind, name) = (kind?, name?);
    // `Drinks green tea Exclusion Criteria:` is an item, and a heading behind it.
    let is_small = |word: &Word<'_>| word.text.starts_with(char::is_lowercase) && Class::of(word.text) == Class::Other;
    if is_marked
        && name.text.starts_with(char::is_uppercase)
        && vocabulary_words(text, name.start).filter(is_small).count() > 1
    {
        return None;
    }
    // `non inclusion`
    let start = text.get(..name.start)?.trim_end();
    if kind == Kind::Inclusion
        && (start.ends_with("non") || start.ends_with("Non") || start.ends_with("NON") || start.ends_with("Non-"))
    {
        kind = Kind::Exclusion;
    }
    // `inclusion and exclusion criteria`, `inclusion / exclusion`
    let mut ahead = words.clone();
    let joint = ahead.next_if(|word| matches!(word.text, "and" | "And" | "AND" | "or" | "OR" | "&" | "and/or"));
    if (joint.is_some() || text.get(end..)?.trim_start().starts_with('/'))
        && let Some(other) = ahead.next_if(|word| matches!(Class::of(word.text), Class::Name(_)))
    {
        if Class::of(other.text) != Class::Name(kind) {
            kind = Kind::Unspecified;
        }
        end = other.end;
        words = ahead;
    }
    while let Some(word) = words.next_if(|word| Class::of(word.text) == Class::Criteria) {
        let gap = text.get(end..word.start)?;
        if gap.contains([':', '.', ';']) {
            break;
        }
        is_named = true;
        end = word.end;
    }
    let heading = |end: usize, rest: Option<Range<usize>>| {
        let behind = rest.and_then(|range| qualifier(text, range));
        let qualifier = behind.or_else(|| qualifier(text, 0..name.start));
        let form = if is_named || before == 0 { Form::Title } else { Form::Label };
        Some(Heading { kind, qualifier, end, form, combination: None })
    };
    // `(s)` and emphasis behind the name belong to it.
    let mut rest = text.get(end..)?;
    for suffix in ["(s)", "**", "__", "\\*\\*", "\\_\\_", "\""] {
        rest = rest.strip_prefix(suffix).unwrap_or(rest);
    }
    let at = text.len() - rest.len();
    let shown = rest.trim_start();
    let punctuation = text.len() - shown.len();
    if shown.is_empty() {
        // `Inclusion` alone is a line of its own; `Patients in exclusion` is none.
        return if is_named || before == 0 || text.starts_with(char::is_uppercase) && before <= 2 && is_title_case(text)
        {
            heading(at, None)
        } else {
            None
        };
    }
    if let Some(rest) = shown.strip_prefix([':', '：']) {
        // Two colons, or emphasis behind the colon.
        let len = rest.len() - rest.trim_start_matches([':', '*', '_']).len();
        let len = if rest.get(len..).is_some_and(|rest| {
            rest.starts_with(' ') && rest.trim_start().len() + 1 == rest.len() || len == 0 || rest.is_empty()
        }) {
            len
        } else {
            0
        };
        return heading(text.len() - rest.len() + len, None);
    }
    if let Some(rest) = shown.strip_prefix('.')
        && is_named
        && !rest.starts_with(|c: char| c.is_ascii_digit())
    {
        return heading(text.len() - rest.len(), None);
    }
    let is_spaced = at < punctuation;
    if let Some(rest) = shown.strip_prefix([';', ','])
        && is_named
        && rest.trim().is_empty()
    {
        return heading(text.len() - rest.len(), None);
    }
    // `Inclusion Criteria 1. Drinks tea`, and a label of each item: `Inclusion Criteria 2. Likes it`
    if is_named && let Some(marker) = marker::at(shown) {
        if !marker.is_bullet() && !marker.is_doubtful {
            return if is_marked || !marker.first.is_first() { None } else { heading(at, None) };
        }
        if marker.is_bullet() && !marker.is_doubtful {
            return match dashed(text, punctuation, marker.len) {
                Some(end) => heading(end, Some(punctuation + marker.len..end)),
                None => heading(at, None),
            };
        }
    }
    if !is_spaced && !shown.starts_with(['(', '[', '-', '–', '—']) || !is_named && before > 0 && !text.contains(':')
    {
        return None;
    }
    let end = qualified(text, punctuation, is_named)?;
    heading(end, Some(punctuation..end))
}

fn vocabulary_words(text: &str, end: usize) -> impl Iterator<Item = Word<'_>> {
    words(text).take_while(move |word| word.end <= end)
}

/// Whether each longer word begins with a capital.
pub(in crate::criteria) fn is_title_case(text: &str) -> bool {
    text.split_whitespace().all(|word| word.len() < 4 || word.starts_with(|c: char| !c.is_lowercase()))
}

/// Where the qualifier behind a dash ends: `Inclusion Criteria - Cohort A:` has one, `Inclusion Criteria - Drinks tea - Likes it` a list.
fn dashed(text: &str, at: usize, len: usize) -> Option<usize> {
    let rest = text.get(at + len..)?;
    let colon = rest.find([':', '：']);
    let head = rest.get(..colon.unwrap_or(rest.len()))?;
    let words = head.split_whitespace().count();
    let is_list = head.contains(" - ") || head.contains(" * ") || head.contains(['.', ';']);
    // Without a colon only a short name of a part is one.
    let is_short =
        if colon.is_some() { words <= 8 } else { words <= 4 && head.split_whitespace().next().is_some_and(is_part) };
    (is_short && !is_list && words > 0).then(|| at + len + colon.map_or(rest.len(), |colon| colon + 1))
}

/// Whether a word names a part of a study.
pub(in crate::criteria) fn is_part(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let stem = word.strip_suffix('s').unwrap_or(word);
    const PARTS: [&str; 16] = [
        "cohort",
        "part",
        "arm",
        "group",
        "phase",
        "stage",
        "step",
        "substudy",
        "sub-study",
        "module",
        "period",
        "population",
        "stratum",
        "segment",
        "subprotocol",
        "portion",
    ];
    PARTS.iter().any(|part| part.eq_ignore_ascii_case(stem))
}

/// Where a title ends whose name is followed by words: at its colon, or with the text.
fn qualified(text: &str, at: usize, is_named: bool) -> Option<usize> {
    let rest = text.get(at..)?;
    let first = words(rest).next()?;
    let is_linked = matches!(Class::of(first.text), Class::Link | Class::Frame | Class::Determiner)
        || is_part(first.text)
        || rest.starts_with(['(', '[', '-', '–', '—']);
    let mut depth = 0_usize;
    let mut colon = None;
    let mut stop = None;
    for (index, c) in rest.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' | '：' if depth == 0 => {
                colon = Some(index + c.len_utf8());
                break;
            }
            '.' | ';' | '?' | '!' | '。' | '；' if depth == 0 && stop.is_none() => {
                let behind = rest.get(index + c.len_utf8()..).unwrap_or_default();
                // `in R2.(once open)` and `v1.5` end nothing.
                if behind.starts_with(char::is_whitespace) || behind.is_empty() {
                    stop = Some(index);
                }
            }
            _ => {}
        }
        if index > super::LONGEST {
            break;
        }
    }
    let behind = |end: usize| rest.get(..end).unwrap_or_default();
    // `for patients not in the first part` has no sentence.
    let has_verb = |head: &str| words(head).any(|word| matches!(Class::of(word.text), Class::Verb | Class::Out));
    if let Some(end) = colon
        && stop.is_none_or(|stop| stop > end)
    {
        let head = behind(end);
        let count = head.split_whitespace().count();
        // `Inclusion criteria are as follows:`, `Exclusion criteria to be checked at the visit:`
        let is_sentence = has_verb(head);
        let only_says = words(head).all(|word| Class::of(word.text) != Class::Other);
        let fits = if is_sentence {
            only_says || is_linked && count <= 12 && !starts_with_verb(head)
        } else {
            count <= 25 && (is_linked || count <= 6)
        };
        return (fits && (is_named || is_linked)).then_some(at + end);
    }
    if !is_named {
        return None;
    }
    // Without a colon the line ends it: `Inclusion criteria for trial entry`.
    let end = match stop {
        // `Inclusion criteria for participation in R3.`
        Some(stop) if rest.get(stop..).is_some_and(|rest| rest.trim_end().len() <= 1) => rest.trim_end().len(),
        Some(_) => return None,
        None => rest.len(),
    };
    let head = behind(end);
    let count = head.split_whitespace().count();
    (is_linked && count <= 25 && !has_verb(head)).then_some(at + end)
}

fn starts_with_verb(head: &str) -> bool {
    words(head).next().is_some_and(|word| Class::of(word.text) == Class::Verb)
}

/// The words that say whom a title is about, without those that every title may have.
pub(super) fn qualifier(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let shown = text.get(range.clone())?;
    let is_plain = |word: &Word<'_>| {
        matches!(Class::of(word.text), Class::Weight | Class::Link | Class::Determiner | Class::Verb)
            || matches!(&*word.text.to_ascii_lowercase(), "study" | "non" | "trial")
            // A list marker.
            || word.text.len() == 1
    };
    let first = words(shown).find(|word| !is_plain(word))?;
    let last = words(shown).last()?;
    // A parenthesis that it ends with belongs to it.
    let mut end = last.end;
    if shown.get(first.start..end)?.contains('(') {
        end += shown.get(end..)?.find(')').map_or(0, |at| at + 1);
    }
    Some(range.start + first.start..range.start + end)
}
