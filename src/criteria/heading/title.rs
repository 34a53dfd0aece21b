//! Titles: lines that name the criteria, `Key Inclusion Criteria - Cohort A:`.

use std::ops::Range;

use super::{
    FURTHEST, Form, Heading,
    people::{is_part, is_person, is_stage, names_people},
    vocabulary::{Class, Word, words},
};
use crate::criteria::{Kind, marker, text::tail};

/// What ends a sentence or a marker, which no word before a name is behind.
const ENDS: [char; 12] = ['.', ';', ':', '!', '?', '：', '。', '；', '*', '•', '|', '·'];

/// The most words before a name: `Additional Biological Mother Inclusion Criteria`.
const MOST_MODIFIERS: usize = 6;

/// A name with what stands before it.
struct Name {
    kind: Kind,
    /// Where the name begins, and where it ends with the word `criteria` behind it.
    start: usize,
    end: usize,
    /// How many words stand before it.
    modifiers: usize,
    /// Whether the word `criteria` belongs to it.
    is_named: bool,
    /// Whether it names neither side: `eligibility`, `selection`.
    is_eligibility: bool,
    /// Whether a word before it is of no heading's vocabulary, nor names a part: `Men Exclusion:`
    is_strange: bool,
}

/// The two titles that most texts have and no more, which need no reading word by word.
pub(super) fn plain(text: &str) -> Option<Heading> {
    let name = text.strip_suffix(':').unwrap_or(text);
    let kinds = [("inclusion criteria", Kind::Inclusion), ("exclusion criteria", Kind::Exclusion)];
    let (_, kind) = kinds.into_iter().find(|(plain, _)| name.eq_ignore_ascii_case(plain))?;
    let (end, form) = (text.len(), Form::Title);
    Some(Heading { kind, qualifier: None, end, form, is_strange: false, is_specific: false, combination: None })
}

/// `title = name [ qualifier ] ( ":" / "." / end ) / label title`
pub(super) fn title(text: &str, is_marked: bool) -> Option<Heading> {
    named(text, is_marked).or_else(|| labelled(text, is_marked))
}

/// A title behind the name of a part or of people: `Part B - Exclusion`, `PET substudy Exclusion Criteria:`
fn labelled(text: &str, is_marked: bool) -> Option<Heading> {
    let is_name = |word: &Word<'_>| {
        matches!(Class::of(word.text), Class::Criteria | Class::Name(Kind::Inclusion | Kind::Exclusion))
    };
    let name = words(text).take(LONGEST_LABEL + 1).find(is_name).filter(|name| name.start > 0)?;
    let (label, title) = text.split_at_checked(name.start)?;
    let label = label_before(label).filter(|start| *start == 0 && !refers(label)).and(Some(label))?;
    let found = named(title, false)?;
    let is_part_first = words(label).next().is_some_and(|first| is_part(first.text));
    if is_marked && !is_part_first && !title.get(..found.end)?.ends_with([':', '：']) {
        return None;
    }
    let end = label.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '/')).len();
    let own = found.qualifier.map(|range| range.start + name.start..range.end + name.start);
    let qualifier = own.or_else(|| qualifier(text, 0..end)).unwrap_or(0..end);
    Some(Heading { end: found.end + name.start, qualifier: Some(qualifier), is_specific: false, ..found })
}

/// The most words of a label before a title: `Cohort 2 (relapsed or refractory thirst) -`
const LONGEST_LABEL: usize = 8;

/// Where the label begins that a text ends with, behind the last sentence: it names a part of the study or people, and
/// is no criterion.
pub(super) fn label_before(text: &str) -> Option<usize> {
    let near = tail(text, FURTHEST);
    let ends = |(at, c): (usize, char)| {
        let behind = near.get(at + c.len_utf8()..)?;
        let is_end = matches!(c, '.' | ';' | '!' | '?' | '*' | '•') && behind.starts_with(char::is_whitespace);
        is_end.then_some(at + c.len_utf8() + behind.len() - behind.trim_start().len())
    };
    let start = near.char_indices().rev().find_map(ends);
    // A label that begins further away is none.
    let start = start.or((near.len() == text.len()).then_some(0))? + text.len() - near.len();
    let label = text.get(start..)?;
    let shown = label.trim_end();
    let is_divided = shown.ends_with([':', '-', '–', '—', '/']);
    let is_for = |word: &Word<'_>| ["for", "the"].iter().any(|other| other.eq_ignore_ascii_case(word.text));
    let list: Vec<Word<'_>> = words(shown).filter(|word| !is_for(word)).take(LONGEST_LABEL + 1).collect();
    let (&first, &last) = list.first().zip(list.last())?;
    if list.len() > LONGEST_LABEL {
        return None;
    }
    let is_numbered = || list.get(1).is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
    let is_name = is_part(first.text)
        || is_stage(first.text) && is_numbered()
        || is_part(last.text)
        || is_stage(last.text)
        || (is_divided || list.len() == 1) && (is_person(first) || is_person(last));
    let is_plain = |word: &Word<'_>| {
        let class = Class::of(word.text);
        !class.is_of_a_sentence() && !matches!(class, Class::Name(_) | Class::Criteria)
    };
    (is_name && list.iter().all(is_plain)).then_some(start)
}

fn named(text: &str, is_marked: bool) -> Option<Heading> {
    let name = name(text, is_marked)?;
    let (end, behind) = ending(text, &name, is_marked)?;
    // `Eligibility for surgery:` and `Donor eligibility:` are labels.
    if name.is_eligibility && !name.is_named && (name.modifiers > 0 || behind.is_some()) {
        return None;
    }
    // `Eligibility criteria for surgery as in national guidelines` is an item.
    let is_closed = text.get(..end)?.ends_with([':', '：', '.']);
    let names = |range: &Range<usize>| text.get(range.clone()).is_some_and(names_people);
    if name.kind == Kind::Unspecified && !is_closed && behind.as_ref().is_some_and(|range| !names(range)) {
        return None;
    }
    let qualifier = behind.and_then(|range| qualifier(text, range)).or_else(|| qualifier(text, 0..name.start));
    let form = if name.is_named || name.modifiers == 0 { Form::Title } else { Form::Label };
    let is_other = |word: Word<'_>| Class::of(word.text) == Class::Other && !is_part(word.text);
    let is_specific = words(text.get(..end)?).any(is_other);
    let is_strange = name.is_strange;
    Some(Heading { kind: name.kind, qualifier, end, form, is_strange, is_specific, combination: None })
}

/// `name = *6modifier kind [ ( "and" / "/" ) kind ] [ criteria ]`, or
/// `name = *6modifier criteria ( "for" / "of" ) kind`
fn name(text: &str, is_marked: bool) -> Option<Name> {
    let mut words = words(text);
    let (mut modifiers, mut end, mut before) = (0, 0, "");
    let word = loop {
        let word = words.next()?;
        let gap = text.get(end..word.start)?;
        // Most gaps are a space.
        if modifiers > 0 && gap != " " {
            let is_end = gap.contains(ENDS) || gap.trim().starts_with(['-', '–', '*', '•']) && gap.starts_with(' ');
            // `Group A: inclusion criteria`
            let is_label = || gap.trim() == ":" && super::words(text).next().is_some_and(|first| is_part(first.text));
            if is_end && !is_label() {
                return None;
            }
        }
        // `Signed consent Key exclusion criteria:` is an item, and a heading behind it.
        let is_weight = Class::of(word.text) == Class::Weight && word.text.starts_with(char::is_uppercase);
        if is_weight && (modifiers > 1 || modifiers > 0 && before.starts_with(char::is_lowercase)) {
            return None;
        }
        // `Excluding criteria`
        let is_criteria = || words.clone().next().is_some_and(|next| Class::of(next.text) == Class::Criteria);
        if modifiers == 0 && kind_of_criteria(word.text).is_some() && is_criteria() {
            break word;
        }
        match Class::of(word.text) {
            Class::Name(_) => break word,
            _ if joined(word.text).is_some() => break word,
            Class::Criteria => break word,
            class if class.is_of_a_sentence() || modifiers == MOST_MODIFIERS => return None,
            Class::Subject if matches!(word.text, "who" | "they" | "those") => return None,
            // `Phase 2 Inclusion Criteria:`, but not `Age 18 Exclusion Criteria:`
            _ if word.text.starts_with(|c: char| c.is_ascii_digit()) && !is_part(before) => return None,
            _ => (modifiers, end, before) = (modifiers + 1, word.end, word.text),
        }
    };
    let start = word.start;
    if refers(text.get(..start)?) {
        return None;
    }
    let joined = joined(word.text);
    let is_joined = joined.is_some();
    let kind = match Class::of(word.text) {
        Class::Name(kind) => Some(kind),
        _ => joined.or_else(|| kind_of_criteria(word.text)),
    };
    let Some(kind) = kind else {
        // `Criteria for inclusion:`
        words.next().filter(|word| ["for", "of"].contains(&&*word.text.to_ascii_lowercase()))?;
        let of = words.next()?;
        return match Class::of(of.text) {
            Class::Name(kind) if kind != Kind::Unspecified => {
                let is_eligibility = false;
                Some(Name { kind, start, end: of.end, modifiers, is_named: true, is_eligibility, is_strange: false })
            }
            _ => None,
        };
    };
    // `Drinks green tea Exclusion Criteria:` is an item, and a heading behind it.
    let is_small = |word: &Word<'_>| word.text.starts_with(char::is_lowercase) && Class::of(word.text) == Class::Other;
    let before = text.get(..start)?;
    if word.text.starts_with(char::is_uppercase)
        && super::words(before).filter(is_small).count() > usize::from(is_marked)
    {
        return None;
    }
    // `non inclusion`
    let is_turned = super::words(before).last().is_some_and(|word| word.text.eq_ignore_ascii_case("non"));
    let mut kind = if kind == Kind::Inclusion && is_turned { Kind::Exclusion } else { kind };
    end = word.end;
    // `inclusion and exclusion criteria`, `inclusion / exclusion`
    let mut ahead = words.clone();
    let is_joint = ["and", "or", "&", "and/or"]
        .iter()
        .any(|joint| ahead.clone().next().is_some_and(|word| word.text.eq_ignore_ascii_case(joint)));
    if is_joint {
        ahead.next();
    }
    if (is_joint || text.get(end..)?.trim_start().starts_with('/'))
        && let Some(other) = ahead.next()
        && let Class::Name(of) = Class::of(other.text)
    {
        if of != kind {
            kind = Kind::Unspecified;
        }
        end = other.end;
        words = ahead;
    }
    if is_joined {
        let is_named = true;
        return Some(Name { kind, start, end, modifiers, is_named, is_eligibility: false, is_strange: false });
    }
    let mut is_named = false;
    for word in
        words.clone().take_while(|word| Class::of(word.text) == Class::Criteria || stands_for_criteria(word.text))
    {
        if text.get(end..word.start)?.contains([':', '.', ';']) {
            break;
        }
        (is_named, end) = (true, word.end);
    }
    // `Exclusion Criteria/Cohort 1`
    if !is_named
        && let Some(word) = words.clone().next()
        && let Some((head, _)) = word.text.split_once('/')
        && Class::of(head) == Class::Criteria
    {
        (is_named, end) = (true, word.start + head.len());
    }
    // `Eligibility criteria for inclusion`
    let mut behind = words.skip_while(|word| word.end <= end);
    if kind == Kind::Unspecified
        && is_named
        && behind.next().is_some_and(|word| word.text.eq_ignore_ascii_case("for"))
        && let Some(word) = behind.next()
        && let Class::Name(of @ (Kind::Inclusion | Kind::Exclusion)) = Class::of(word.text)
    {
        (kind, end) = (of, word.end);
    }
    let mut strange = super::words(before).filter(|word| Class::of(word.text) == Class::Other && !is_part(word.text));
    let is_strange = word.text.starts_with(char::is_uppercase) && strange.next().is_some();
    let is_eligibility = Class::of(text.get(start..end)?) == Class::Name(Kind::Unspecified) && !word.text.contains('/');
    Some(Name { kind, start, end, modifiers, is_named, is_eligibility, is_strange })
}

/// What criteria are of by the word before them, which is no name of them by itself: `Excluding criteria`.
fn kind_of_criteria(word: &str) -> Option<Kind> {
    match &*word.to_ascii_lowercase() {
        "including" => Some(Kind::Inclusion),
        "excluding" | "rejection" => Some(Kind::Exclusion),
        // Of those who have been included before.
        "elimination" | "removal" => Some(Kind::Unspecified),
        _ => None,
    }
}

/// A name and `criteria` in one word: `ExclusionCriteria`, `Exclusion-criteria`.
pub(super) fn joined(word: &str) -> Option<Kind> {
    let at = word.len().checked_sub("criteria".len())?;
    let (name, criteria) = word.split_at_checked(at)?;
    match Class::of(name.trim_end_matches('-')) {
        Class::Name(kind) if Class::of(criteria) == Class::Criteria => Some(kind),
        _ => None,
    }
}

/// Whether the words before a name speak of criteria instead of naming them: `Absence of any exclusion criteria`.
pub(super) fn refers(before: &str) -> bool {
    let before = tail(before, FURTHEST).rsplit(['.', ';', ':', '!', '?']).next().unwrap_or_default();
    const REFERENCES: [&str; 17] = [
        "of", "to", "per", "as", "with", "from", "under", "by", "without", "outside", "than", "see", "beyond",
        "against", "through", "despite", "also",
    ];
    const LISTS: [&str; 3] = ["list", "summary", "overview"];
    let mut list: Vec<Word<'_>> = words(before).collect();
    // `Any contraindication or exclusion criteria`
    if list.first().is_some_and(|first| first.text.eq_ignore_ascii_case("any")) {
        return true;
    }
    // `the`, `main`, `above`; but `any other exclusion criteria` are those of another list.
    let mut is_determined = false;
    while let Some(word) = list.last().copied()
        && matches!(Class::of(word.text), Class::Determiner | Class::Weight)
    {
        if word.text.eq_ignore_ascii_case("any") {
            return true;
        }
        is_determined |= Class::of(word.text) == Class::Determiner;
        list.pop();
    }
    // `must meet all inclusion criteria`, `is not an exclusion criterion`
    let class = list.last().map(|word| Class::of(word.text));
    if is_determined && matches!(class, Some(Class::Verb | Class::Negation)) {
        return true;
    }
    let is_one_of = |word: Option<Word<'_>>, words: &[&str]| {
        word.is_some_and(|word| words.iter().any(|other| other.eq_ignore_ascii_case(word.text)))
    };
    let last = list.pop();
    is_one_of(last, &REFERENCES) && !is_one_of(list.pop(), &LISTS)
}

/// Whether a word behind a name is another one for the criteria: `Exclusion conditions:`
fn stands_for_criteria(word: &str) -> bool {
    const NOUNS: [&str; 6] = ["conditions", "factors", "requirements", "characteristics", "items", "questions"];
    NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(word))
}

/// Where a title ends whose name has been read, and where the words behind the name stand.
fn ending(text: &str, name: &Name, is_marked: bool) -> Option<(usize, Option<Range<usize>>)> {
    let &Name { end, modifiers, is_named, .. } = name;
    // `(s)` and emphasis behind the name belong to it.
    let mut rest = text.get(end..)?;
    for suffix in ["(s)", "**", "__", "\\*\\*", "\\_\\_", "\""] {
        rest = rest.strip_prefix(suffix).unwrap_or(rest);
    }
    let behind = |rest: &str| text.len() - rest.len();
    let shown = rest.trim_start();
    if shown.is_empty() {
        // `Inclusion` alone is a line of its own; `Patients in exclusion` is none.
        let is_weighed = || words(text).take(modifiers).all(|word| Class::of(word.text) == Class::Weight);
        let is_line = is_named || modifiers == 0 || modifiers <= 2 && (is_title_case(text) || is_weighed());
        return is_line.then_some((behind(rest), None));
    }
    // `[Inclusion Criteria]`, `=== Inclusion Criteria ===`, `Inclusion -`
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, ':' | '：' | '•');
    if (is_named || modifiers == 0) && shown.chars().all(is_mark) {
        return Some((text.len(), None));
    }
    let bare = shown.strip_prefix('\\').unwrap_or(shown);
    let shown = bare.strip_prefix([']', '】', '>']).map_or(shown, str::trim_start);
    if let Some(after) = shown.strip_prefix([':', '：']) {
        // A second colon or emphasis belongs to it where nothing is emphasized behind.
        let bare = after.trim_start_matches([':', '*', '_']);
        let after = if bare.is_empty() || bare.starts_with(' ') { bare } else { after };
        return Some((behind(after), None));
    }
    if let Some(after) =
        shown.strip_prefix('.').filter(|after| is_named && !after.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some((behind(after), None));
    }
    if is_named && [";", ",", "?", "]", "】", "?]"].contains(&shown) {
        return Some((text.len(), None));
    }
    if let Some(marker) = marker::at(shown).filter(|marker| is_named && !marker.is_doubtful) {
        let at = behind(rest);
        return if marker.is_bullet() {
            let start = behind(shown) + marker.len;
            Some(dashed(text, start).map_or((at, None), |end| (end, Some(start..end))))
        } else {
            // `Inclusion Criteria 1. Drinks tea`, but not a label of each item: `Inclusion Criteria 2. Likes it`
            (!is_marked && marker.first.is_first()).then_some((at, None))
        };
    }
    let is_apart = shown.len() < rest.len() || shown.starts_with(['(', '[', '-', '–', '—', ',', '/']);
    // `Exclusion for guests:`, but not `Exclusion of other causes:` and `Inclusion in another study:`
    let head = shown.split([':', '：']).next().unwrap_or_default();
    let mut list = words(head);
    let is_of = list.next().is_some_and(|word| ["of", "in", "from"].contains(&&*word.text.to_ascii_lowercase()))
        && !list.next().is_some_and(|word| is_part(word.text));
    let is_short = modifiers == 0 && head.split_whitespace().nth(5).is_none();
    let is_for = is_named
        || is_short && !is_of && names_people(head)
        || shown.starts_with(['(', '[', '-', '–', '—'])
        || words(shown).next().is_some_and(|word| word.text.eq_ignore_ascii_case("for") || is_part(word.text));
    if !is_apart || !is_for || !is_named && modifiers > 0 && !text.contains(':') {
        return None;
    }
    let start = behind(shown);
    if let Some(end) = qualified(text, start, is_named) {
        return Some((end, Some(start..end)));
    }
    // `Exclusion Criteria Smokers and pregnant women.`: capitals, and the text right behind them.
    let is_shown = text.get(name.start..end)?.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let is_text = shown.starts_with(char::is_uppercase) && modifiers == 0 && !is_marked;
    (is_named && is_shown && is_text).then_some((behind(rest), None))
}

/// Whether each longer word begins with a capital.
pub(in crate::criteria) fn is_title_case(text: &str) -> bool {
    text.split_whitespace().all(|word| word.len() < 4 || word.starts_with(|c: char| !c.is_lowercase()))
}

/// Where the qualifier behind a dash ends: `Inclusion Criteria - Cohort A:` has one,
/// `Inclusion Criteria - Drinks tea - Likes it` a list.
fn dashed(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let colon = rest.find([':', '：']);
    let head = rest.get(..colon.unwrap_or(rest.len()))?;
    let words = head.split_whitespace().count();
    // `Inclusion Criteria - Group 1 - Patients:`
    let is_line = colon.is_some_and(|colon| rest.get(colon + 1..).is_some_and(|rest| rest.trim().is_empty()));
    let is_divided = head.contains(" - ") && !(is_line && head.split_whitespace().next().is_some_and(is_part));
    let is_list = is_divided || head.contains(" * ") || head.contains(['.', ';']);
    // Without a colon only a short name of a part is one.
    let is_short = if colon.is_some() { words <= 8 } else { words <= 4 && names_people(head) };
    (is_short && !is_list && words > 0).then(|| at + colon.map_or(rest.len(), |colon| colon + 1))
}

/// Where a title ends whose name is followed by words: at its colon, or with the text.
fn qualified(text: &str, at: usize, is_named: bool) -> Option<usize> {
    let rest = text.get(at..)?;
    let first = words(rest).next()?;
    // `MRI exclusion criteria such as claustrophobia` is an item.
    let is_line = !rest.contains([':', '：']);
    if is_line && ["such as", "e.g."].iter().any(|example| rest.contains(example)) {
        return None;
    }
    let is_linked = matches!(Class::of(first.text), Class::Link | Class::Frame | Class::Determiner)
        || is_part(first.text)
        || rest.starts_with(['(', '[', '-', '–', '—', '/']);
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
    // Without a colon the line ends it: `Inclusion criteria for trial entry`, `Exclusion - Cohort B`.
    let is_short = rest.split_whitespace().nth(5).is_none();
    if !is_named && (!is_short || !names_people(rest)) {
        return None;
    }
    let end = match stop {
        // `Inclusion criteria for participation in R3.`
        Some(stop) if rest.get(stop..).is_some_and(|rest| rest.trim_end().len() <= 1) => rest.trim_end().len(),
        Some(_) => return None,
        None => rest.len(),
    };
    let head = behind(end);
    let count = head.split_whitespace().count();
    // `Inclusion criteria healthy volunteers`, `Exclusion Criteria, All`
    let is_name = count <= 5 && (names_people(head) || rest.starts_with(',') && count <= 2);
    // `Exclusion criteria are`, on a line of its own
    let is_open = count == 1
        && ["are", "is", "were", "was", "include", "includes", "included", "comprise"].contains(&head.trim());
    ((is_linked && count <= 25 || is_name) && !has_verb(head) || is_open).then_some(at + end)
}

fn starts_with_verb(head: &str) -> bool {
    words(head).next().is_some_and(|word| Class::of(word.text) == Class::Verb)
}

/// The words that say whom a title is about, without those that every title may have.
pub(super) fn qualifier(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let shown = text.get(range.clone())?;
    let is_plain = |word: &Word<'_>| {
        use Class::{Determiner, Link, Negation, Verb, Weight};
        match &*word.text.to_ascii_lowercase() {
            "study" | "non" | "trial" | "list" | "summary" | "overview" => true,
            "both" | "all" => false,
            // A list marker.
            other if other.len() == 1 => true,
            other => matches!(Class::of(other), Weight | Link | Determiner | Verb | Negation),
        }
    };
    // `Main study` is the name of a part, `the study` is none.
    let is_stage = words(shown).last().is_some_and(|word| is_stage(word.text));
    let is_weighed = |word: &Word<'_>| is_stage && Class::of(word.text) == Class::Weight;
    let first = words(shown).find(|word| !is_plain(word) || is_weighed(word))?;
    // `(all must be met)` says of whom no more than `all` does.
    if first.text.eq_ignore_ascii_case("all") && words(shown).any(|word| Class::of(word.text) == Class::Verb) {
        return None;
    }
    let last = words(shown).last()?;
    // A parenthesis that it ends with belongs to it.
    let mut end = last.end;
    if shown.get(first.start..end)?.contains('(') {
        end += shown.get(end..)?.find(')').map_or(0, |at| at + 1);
    }
    Some(range.start + first.start..range.start + end)
}
