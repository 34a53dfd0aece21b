//! Headings: lines that say who is in and who is out.
//!
//! Two kinds of wording are headings. A *title* names the criteria: `Key Inclusion Criteria - Cohort A:`. A *sentence*
//! only says that whoever meets what follows is in or out: `Patients are not eligible if:`. Each of its words belongs
//! to the closed vocabulary of such sentences, so that one which carries a criterion of its own is none. Either may be
//! glued to the end of something else.

mod glued;
mod people;
mod sentence;
mod title;
mod vocabulary;

use std::{ops::Range, sync::LazyLock};

use memchr::memmem::Finder;

pub(super) use self::{
    glued::glued,
    people::{begins_sentence, is_part, is_people},
    title::is_title_case,
};
use self::{
    sentence::{naming, remark, sentence},
    title::title,
    vocabulary::{Class, Word, words},
};
use super::{Combination, Kind, text::head};

/// A heading at the beginning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) kind: Kind,
    /// Where in the text it says which cohort or part it is about.
    pub(super) qualifier: Option<Range<usize>>,
    /// Where it ends.
    pub(super) end: usize,
    pub(super) form: Form,
    /// Whether it has a word before its name that may belong to an item: `Men Exclusion:`
    pub(super) is_strange: bool,
    /// Whether it has a word that not every heading may have: `MRI exclusion criteria`
    pub(super) is_specific: bool,
    pub(super) combination: Option<Combination>,
}

/// What the words of a heading are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A title with the word `criteria`, or with no other word than the name.
    Title,
    /// A title that may be a label within a list: `Other Exclusions`.
    Label,
    /// A sentence that says in or out.
    Sentence,
    /// A sentence that says neither, `Patients must meet all of the following:`, which is a heading only at the
    /// beginning of a group.
    Demand,
}

/// How far a name stands from the beginning of its title at most: behind a label and a few words.
const FURTHEST: usize = 160;
const MOST_WORDS: usize = 10;
/// The longest sentence that is a heading without a colon and without `following`.
const SHORT: usize = 80;
/// The longest sentence that is read as a heading.
const LONGEST: usize = 400;

/// The text that a heading is looked for in: more than the longest has.
fn window(text: &str) -> &str {
    head(text, 2 * LONGEST)
}

/// The places in a text at which a heading may have its words, so that most paragraphs need not be looked at.
pub(super) struct Landmarks {
    /// Each title has one of these: `inclusion`, `criteria`, or what a slip of the pen left of them.
    names: Vec<usize>,
    /// A sentence without a colon has one.
    following: Vec<usize>,
}

impl Landmarks {
    pub(super) fn new(text: &str) -> Self {
        static NAMES: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["usion", "rite"].map(Finder::new));
        static FOLLOWING: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("following"));
        let text = text.as_bytes();
        let mut names: Vec<usize> = NAMES.iter().flat_map(|finder| finder.find_iter(text)).collect();
        // Capitals are few.
        let is_name =
            |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with(b"USION") || rest.starts_with(b"RITE"));
        names.extend(memchr::memchr2_iter(b'U', b'R', text).filter(is_name));
        names.sort_unstable();
        Self { names, following: FOLLOWING.find_iter(text).collect() }
    }

    /// The places of names in a range of the text, as distances from its start.
    pub(super) fn names(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        between(&self.names, range)
    }

    /// The heading that a part of the text begins with. `is_marked`: whether it stands behind a list marker.
    pub(super) fn heading(&self, text: &str, part: Range<usize>, is_marked: bool) -> Option<Heading> {
        let shown = text.get(part.clone())?;
        if let Some(found) = title::plain(shown).or_else(|| self.emphasized(text, part.clone(), is_marked)) {
            return Some(found);
        }
        let is_near = |at: usize| {
            let before = shown.as_bytes().get(..at).unwrap_or_default();
            at < FURTHEST && memchr::memchr_iter(b' ', before).count() <= MOST_WORDS
        };
        let mut has_name = self.names(part.clone()).next().is_some_and(is_near);
        // A sentence without a colon is no longer than a heading.
        let is_following = part.len() < LONGEST && between(&self.following, part).next().is_some();
        let has_colon = memchr::memchr2(b':', 0xEF, window(shown).as_bytes()).is_some();
        // `Not eligible if`
        let is_short = !is_marked && shown.len() < SHORT;
        // `Eligibility:`, `Reasons for ineligibility:`
        if !has_name && shown.len() < SHORT && (has_colon || is_short) {
            static NAMES: LazyLock<[Finder<'static>; 2]> =
                LazyLock::new(|| ["ligibility", "LIGIBILITY"].map(Finder::new));
            has_name = NAMES.iter().any(|name| name.find(shown.as_bytes()).is_some());
        }
        if has_name || has_colon || is_following || is_short { heading(shown, is_marked, has_name) } else { None }
    }

    /// A heading within emphasis: `**Exclusion Criteria (Donor):**`, `<b>Exclusion Criteria</b>`
    fn emphasized(&self, text: &str, part: Range<usize>, is_marked: bool) -> Option<Heading> {
        let shown = text.get(part.clone())?;
        if !shown.starts_with(['*', '_', '\\', '<']) {
            return None;
        }
        let (open, close) = EMPHASIS
            .into_iter()
            .find(|(open, _)| shown.get(..open.len()).is_some_and(|shown| shown.eq_ignore_ascii_case(open)))?;
        let inner = head(shown.get(open.len()..)?, LONGEST);
        let len = inner.to_ascii_lowercase().find(close).filter(|len| *len > 0)?;
        let start = part.start + open.len();
        let found = self.heading(text, start..start + inner.get(..len)?.trim_end().len(), is_marked)?;
        let is_whole = found.end == inner.get(..len)?.trim_end().len();
        let end = open.len() + len + close.len();
        let behind = shown.get(end..)?;
        let colon = behind.trim_start().starts_with(':').then(|| behind.len() - behind.trim_start().len() + 1);
        let qualifier = found.qualifier.map(|range| range.start + open.len()..range.end + open.len());
        is_whole.then_some(Heading { end: end + colon.unwrap_or(0), qualifier, ..found })
    }
}

/// What stands around emphasized text, the longer ones first.
const EMPHASIS: [(&str, &str); 12] = [
    ("\\*\\*", "\\*\\*"),
    ("\\_\\_", "\\_\\_"),
    ("\\*", "\\*"),
    ("\\_", "\\_"),
    ("**", "**"),
    ("__", "__"),
    ("*", "*"),
    ("_", "_"),
    ("<b>", "</b>"),
    ("<u>", "</u>"),
    ("<i>", "</i>"),
    ("<strong>", "</strong>"),
];

/// Those of places in order that lie in a range, as distances from its start.
fn between(places: &[usize], range: Range<usize>) -> impl Iterator<Item = usize> {
    let first = places.partition_point(|&place| place < range.start);
    places.iter().skip(first).take_while(move |place| **place < range.end).map(move |place| place - range.start)
}

/// The heading that a text begins with. `is_marked`: whether the text stands behind a list marker. `has_name`: whether
/// it may have a title.
fn heading(text: &str, is_marked: bool, has_name: bool) -> Option<Heading> {
    let shown = window(text);
    let one = |text, is_marked| {
        let title = if has_name { title(text, is_marked) } else { None };
        title.or_else(|| sentence(text, is_marked))
    };
    let mut found = one(shown, is_marked).or_else(|| if is_marked { None } else { ending(shown) })?;
    // `General Inclusion Criteria: Inclusions: 1. Age` and `Inclusion Criteria: All answers must be YES.` are one each.
    while let Some(rest) = shown.get(found.end..)
        && let rest = rest.trim_start()
        && !rest.is_empty()
        && let Some(next) = one(rest, true).or_else(|| remark(rest))
        && (next.kind == found.kind || next.kind == Kind::Unspecified || found.kind == Kind::Unspecified)
    {
        let at = shown.len() - rest.len();
        if next.kind != Kind::Unspecified {
            found.kind = next.kind;
        }
        found.qualifier = found.qualifier.or(next.qualifier.map(|range| range.start + at..range.end + at));
        found.combination = found.combination.or(next.combination);
        if found.form == Form::Demand {
            found.form = next.form;
        }
        found.end = at + next.end;
    }
    // What ends with the window does not end.
    (shown.len() == text.len() || found.end < shown.len()).then_some(found)
}

/// A paragraph that ends in a heading's sentence, and is one with it:
/// `One of each household is enrolled. They are eligible if:`
fn ending(text: &str) -> Option<Heading> {
    if !text.trim_end().ends_with([':', '：']) {
        return None;
    }
    let at = text.rfind(". ").map_or(0, |at| at + 2);
    let last = text.get(at..)?;
    // `Signed consent. Exclusion Criteria:` are two, `The surgeon may stop. Exclusion reasons are:` one.
    let has_verb = words(last).any(|word| Class::of(word.text) == Class::Verb);
    if !has_verb && title(last, false).is_some() {
        return None;
    }
    // What stands before it speaks of the same: `Signed consent. They are eligible if:` are an item and a heading.
    let speaks = |word: Word<'_>| matches!(Class::of(word.text), Class::In | Class::Out | Class::Name(_));
    let is_one = text.get(..at).is_some_and(|before| words(before).any(speaks));
    let said = sentence(last, false)
        .filter(|found| at > 0 && is_one && found.end == last.len() && found.form == Form::Sentence);
    let found = said.or_else(|| naming(last))?;
    let qualifier = found.qualifier.map(|range| range.start + at..range.end + at);
    Some(Heading { end: text.len(), qualifier, ..found })
}

/// Whether a text begins with the people that a criterion is about: `Subjects who …`.
pub(super) fn names_participants(text: &str) -> bool {
    words(text).next().is_some_and(|word| Class::of(word.text) == Class::Subject)
}

/// Whether a heading has the word `criteria`.
pub(super) fn is_named(shown: &str) -> bool {
    words(shown).any(|word| matches!(Class::of(word.text), Class::Criteria))
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Kind, &str, Option<&str>)> {
        let found = heading(text, false, true)?;
        Some((found.kind, &text[..found.end], found.qualifier.map(|range| &text[range])))
    }

    #[test]
    fn titles() {
        use Kind::{Exclusion, Inclusion, Unspecified};
        let table = [
            ("Inclusion Criteria", Inclusion, None),
            ("EXCLUSION CRITERIA:", Exclusion, None),
            ("Key inclusion criteria :", Inclusion, None),
            ("Inclusion Criteria - Cohort A:", Inclusion, Some("Cohort A")),
            ("Inclusion Criteria (Phase 1):", Inclusion, Some("Phase 1")),
            ("Exclusion criteria for healthy subjects:", Exclusion, Some("healthy subjects")),
            ("Patient Inclusion Criteria:", Inclusion, Some("Patient")),
            ("Transplant Exclusion:", Exclusion, Some("Transplant")),
            ("Non-inclusion Criteria:", Exclusion, None),
            ("Exlusion Critera:", Exclusion, None),
            ("Inclusion/Exclusion Criteria:", Unspecified, None),
            ("Inclusion and Exclusion Criteria", Unspecified, None),
            ("Eligibility Criteria:", Unspecified, None),
            ("Criteria for exclusion:", Exclusion, None),
            ("Inclusion criteria for trial entry", Inclusion, Some("entry")),
            ("Inclusion criteria are as follows:", Inclusion, None),
            ("Inclusion Criteria.", Inclusion, None),
            ("Inclusions:", Inclusion, None),
            ("Pre-Operative Exclusion Criteria:", Exclusion, Some("Pre-Operative")),
            ("[Inclusion Criteria]", Inclusion, None),
            ("\\<Exclusion Criteria\\>", Exclusion, None),
            ("Exclusion -", Exclusion, None),
            ("Exclusion conditions:", Exclusion, None),
            ("Esclusion criteria:", Exclusion, None),
            ("Reasons for ineligibility:", Exclusion, None),
            ("Eligibility:", Unspecified, None),
            ("Group A: inclusion criteria", Inclusion, Some("Group A")),
            ("(Exclusion Criteria)", Exclusion, None),
            ("=== EXCLUSION CRITERIA ===", Exclusion, None),
            ("Summary of exclusion criteria", Exclusion, None),
        ];
        for (text, kind, qualifier) in table {
            assert_eq!(read(text), Some((kind, text, qualifier)), "{text}");
        }
    }

    #[test]
    fn sentences() {
        use Kind::{Exclusion, Inclusion};
        let table = [
            ("Patients are not eligible if:", Exclusion),
            ("A participant will be eligible if:", Inclusion),
            ("Patients may not be treated if any of the following is present:", Exclusion),
            ("Individuals will also be excluded if they have:", Exclusion),
            ("Eligible participants must meet the following inclusion criteria:", Inclusion),
            (
                "Subjects who meet any of the following exclusion criteria are not to be enrolled in this study.",
                Exclusion,
            ),
            ("Participants will not be excluded if:", Inclusion),
            ("To be eligible, a patient must:", Inclusion),
            ("This study is open to individuals who are:", Inclusion),
            ("Subjects who have any of the following cannot be enrolled:", Exclusion),
            ("Excluded are patients who have:", Exclusion),
            ("Excluded patients:", Exclusion),
            ("Not included:", Exclusion),
            ("Do not take part if:", Exclusion),
            ("We will exclude patients with:", Exclusion),
            ("Excluded patients", Exclusion),
            ("Who cannot take part?", Exclusion),
            ("Exclude patients with:", Exclusion),
            ("Patients will not be enrolled unless they:", Inclusion),
            ("Subjects may be included until they:", Exclusion),
            ("The main exclusion criteria include but are not limited to the following:", Exclusion),
            ("Participants will be excluded for reasons including but not limited to:", Exclusion),
        ];
        for (text, kind) in table {
            assert_eq!(read(text), Some((kind, text, None)), "{text}");
        }
    }

    #[test]
    fn no_headings() {
        let table = [
            "Inclusion criteria are met",
            "Does not meet inclusion criteria.",
            "Patient meets the inclusion criteria for trial entry",
            "Other protocol-defined inclusion criteria may apply",
            "Further exclusion criteria apply.",
            "Exclusion of differential diagnoses",
            "No exclusion criteria",
            "Any patient with thirst with:",
            "Donors who do not drink are eligible if:",
            "Medical conditions:",
            "Cohort 1:",
            "For parent participants:",
            "Adequate organ function as defined by the following:",
            "Inclusion body myositis",
            "Patients being enrolled with any of the following:",
            "Subjects who have been enrolled in any of the following studies:",
            "Patients who will be randomized to the following:",
            "All enrolled subjects:",
            "Participants eligible for the following:",
            "Patients treated with any of the following:",
            "Patients do not have to meet the following criteria:",
            "Patients are not required to meet the following:",
            "The following are not exclusion criteria:",
            "The following are not considered exclusions:",
            "Opposite of the inclusion criteria",
            "Absence of any exclusion criteria",
            "Any other exclusion criteria",
            "As per inclusion criteria",
            "Donor eligibility:",
            "Eligibility for surgery:",
        ];
        for text in table {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn headings_before_text() {
        assert_eq!(read("Inclusion criteria. Age over 18.").map(|(_, shown, _)| shown), Some("Inclusion criteria."));
        assert_eq!(read("Exclusion Criteria: 1. Thirst").map(|(_, shown, _)| shown), Some("Exclusion Criteria:"));
        assert_eq!(read("Inclusion Criteria:- Thirst").map(|(_, shown, _)| shown), Some("Inclusion Criteria:"));
        assert_eq!(read("Inclusion Criteria - Thirst - Hunger").map(|(_, shown, _)| shown), Some("Inclusion Criteria"));
        let text = "Exclusion Criteria: All answers must be NO to be eligible for the study.";
        assert_eq!(read(text), Some((Kind::Exclusion, text, None)));
    }
}
