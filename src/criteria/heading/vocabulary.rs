//! The closed vocabulary of headings: what each word does in one.

use crate::criteria::{Kind, hash};

/// A word and its place.
#[derive(Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of a text, without the marks around them; `inclusion/exclusion` is one.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + run(text.get(at..)?, false);
            let len = run(text.get(start..)?, true);
            if len == 0 {
                return None;
            }
            at = start + len;
            let marks = ['-', '/', '\''];
            let mut shown = text.get(start..at)?;
            let mut start = start;
            // Most words have none of them.
            if shown.starts_with(marks) || shown.ends_with(marks) {
                shown = shown.trim_start_matches(marks);
                start = at - shown.len();
                shown = shown.trim_end_matches(marks);
            }
            // A dash by itself is no word.
            if !shown.is_empty() {
                return Some(Word { text: shown, start, end: start + shown.len() });
            }
        }
    })
}

/// How many bytes at the beginning of a text are all inside words, or all between them.
fn run(text: &str, is_inside: bool) -> usize {
    let bytes = text.as_bytes();
    let side = if is_inside { Side::Inside } else { Side::Between };
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        at += rest.iter().position(|&byte| Side::of(byte) != side).unwrap_or(rest.len());
        // Characters beyond ASCII are seldom.
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if !c.is_ascii() && (c.is_alphanumeric() || c == '’') == is_inside => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// On which side of the ends of a word a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Inside,
    Between,
    /// It is part of a character beyond ASCII.
    Wide,
}

impl Side {
    /// The side of each byte.
    #[allow(clippy::indexing_slicing, reason = "a constant, which would not compile")]
    const ALL: [Self; 256] = {
        let mut sides = [Self::Between; 256];
        let mut byte = 0_u8;
        loop {
            sides[byte as usize] = match byte {
                0x80.. => Self::Wide,
                b'/' | b'\'' | b'-' | b'&' => Self::Inside,
                _ if byte.is_ascii_alphanumeric() => Self::Inside,
                _ => Self::Between,
            };
            if byte == u8::MAX {
                break sides;
            }
            byte += 1;
        }
    };

    fn of(byte: u8) -> Self {
        Self::ALL.get(usize::from(byte)).copied().unwrap_or(Self::Wide)
    }
}

/// What a word does in a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// `inclusion`, `exclusion`, `inclusion/exclusion`, `eligibility`.
    Name(Kind),
    /// `criteria` and what stands for it.
    Criteria,
    /// `key`, `main`: says nothing about whom.
    Weight,
    /// `patients`, `subjects`.
    Subject,
    /// `eligible`, `enrolled`: is in.
    In,
    /// `excluded`, `ineligible`: is out.
    Out,
    Negation,
    /// `must`, `meet`, `are`.
    Verb,
    /// `the`, `any`, `following`.
    Determiner,
    /// `if`, `of`, `for`.
    Link,
    /// Other words of the closed vocabulary: the study, its times, numbers.
    Frame,
    /// Any other: a criterion's own.
    Other,
}

/// The vocabulary: which class a word belongs to.
macro_rules! classes {
    ($( $class:expr => $( $word:literal )+; )+) => {
        const WORDS: &[(&str, Class)] = &[$( $( ($word, $class), )+ )+];
    };
}

classes! {
    Class::Name(Kind::Inclusion) =>
        "inclusion" "inclusions" "inclusionary" "in-clusion";
    Class::Name(Kind::Exclusion) =>
        "exclusion" "exclusions" "exclusionary" "non-inclusion" "noninclusion" "ineligibility" "non-eligibility"
        "ex-clusion";
    Class::Name(Kind::Unspecified) =>
        "inclusion/exclusion" "exclusion/inclusion" "eligibility" "selection" "dropout" "drop-out" "withdrawal"
        "discontinuation";
    Class::Criteria =>
        "criteria" "criterion" "criterias" "criterium" "criterions" "reason" "reasons";
    Class::Weight =>
        "key" "main" "major" "primary" "general" "additional" "other" "further" "common" "specific" "principal"
        "basic" "minor" "secondary" "also" "overall" "important" "full" "complete" "proposed" "study-specific"
        "detailed" "protocol";
    Class::Subject =>
        "participant" "participants" "patient" "patients" "subject" "subjects" "individual" "individuals"
        "volunteer" "volunteers" "donor" "donors" "recipient" "recipients" "partner" "partners" "mother" "mothers"
        "parent" "parents" "caregiver" "caregivers" "control" "controls" "provider" "providers" "person" "persons"
        "people" "candidate" "candidates" "those" "they" "he" "she"
        "he/she" "we" "who" "whoever" "anyone" "everyone" "you" "enrollee" "enrollees" "respondent" "respondents"
        "patient's" "subject's" "their" "his" "her" "his/her";
    Class::In =>
        "eligible" "included" "enrolled" "enroled" "participate" "enter" "entered" "enrol" "enroll" "accepted"
        "admitted" "recruited" "randomized" "randomised" "registered" "qualify" "qualified" "qualifies"
        "selected" "treated" "allowed" "permitted" "invited" "open" "suitable" "join" "take" "entry" "enrollment"
        "enrolment" "participation" "recruitment" "randomization" "randomisation" "registration" "admission";
    Class::Out =>
        "excluded" "ineligible" "non-eligible" "noneligible" "disqualified" "exclude" "excludes" "disqualify"
        "rejected" "unsuitable" "excluding" "precludes" "disqualifies";
    Class::Negation =>
        "not" "cannot" "can't" "never" "no" "none" "neither" "nor" "won't" "don't" "doesn't" "mustn't"
        "shouldn't" "aren't" "isn't";
    Class::Verb =>
        "must" "may" "can" "will" "should" "shall" "would" "could" "need" "needs" "have" "has" "had" "having"
        "be" "is" "are" "was" "were" "been" "being" "do" "does" "did" "deemed" "considered" "required" "meet"
        "meets" "meeting" "met" "fulfil" "fulfill" "fulfils" "fulfills" "fulfilled" "fulfilling" "satisfy"
        "satisfies" "satisfied" "comply" "complies" "apply" "applies" "applied" "present" "presents" "exist"
        "exists" "include" "includes" "including" "consist" "consists" "comprise" "comprises" "checked"
        "answered" "answer" "show" "possess" "exhibit" "exhibits" "determined" "judged" "listed" "described"
        "defined" "outlined" "specified" "mentioned" "noted" "given" "stated" "follow" "follows" "remain"
        "become" "limited" "experience" "occur" "occurs" "observed" "found" "hold" "holds" "presenting" "display"
        "displaying" "able" "exhibiting" "satisfying";
    Class::Determiner =>
        "the" "a" "an" "this" "these" "that" "any" "all" "each" "every" "either" "both" "following" "below"
        "above" "some" "one" "two" "three" "four" "five" "more" "least" "such" "single" "least-one" "same"
        "below-mentioned" "minimum" "only" "ones" "which" "what" "it" "them" "there";
    Class::Link =>
        "if" "of" "for" "in" "into" "to" "from" "on" "at" "by" "as" "and" "or" "and/or" "when" "whether" "with"
        "unless" "provided" "according" "order" "based" "under" "per" "during" "through" "upon" "then" "until"
        "via" "because" "but";
    Class::Frame =>
        "study" "studies" "trial" "trials" "research" "project" "investigation" "clinical" "study's"
        "conditions" "requirement" "requirements" "item" "items" "characteristic"
        "characteristics" "statement" "statements" "question" "questions" "answers" "participating" "factor"
        "factors" "situation" "situations" "circumstance" "circumstances" "list" "points" "yes" "true" "false"
        "time" "prior" "before" "after" "within" "day" "days" "week" "weeks" "month" "months" "screening"
        "presence" "baseline" "visit" "visits" "period" "start" "treatment" "phase" "part" "parts"
        "section" "group" "groups" "cohort" "cohorts" "arm" "arms" "population" "populations" "cause" "grounds"
        "&";
}

/// A few times as many as there are words.
const SLOTS: usize = 2048;

/// The words by their hashes: each stands at its own slot or at one of the next, with no empty one between.
#[allow(clippy::indexing_slicing)] // An index out of bounds would not compile.
static TABLE: [(&str, Class); SLOTS] = {
    let mut table = [("", Class::Other); SLOTS];
    let mut word = 0;
    while word < WORDS.len() {
        let mut at = slot(hash::of_constant(WORDS[word].0.as_bytes()));
        while !table[at].0.is_empty() {
            at = (at + 1) % SLOTS;
        }
        table[at] = WORDS[word];
        word += 1;
    }
    table
};

#[allow(clippy::cast_possible_truncation)] // The upper bits are the spread ones, and fewer than a slot has.
const fn slot(hash: u64) -> usize {
    (hash::mixed(hash) >> 53) as usize % SLOTS
}

impl Class {
    pub(super) fn of(word: &str) -> Self {
        let mut at = slot(hash::of(word.as_bytes()));
        while let Some(&(known, class)) = TABLE.get(at).filter(|(known, _)| !known.is_empty()) {
            if known.eq_ignore_ascii_case(word) {
                return class;
            }
            at = (at + 1) % SLOTS;
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) { Self::Frame } else { misspelt(word) }
    }

    /// Whether a title cannot have it before its noun: it makes a sentence of it.
    pub(super) fn is_of_a_sentence(self) -> bool {
        matches!(self, Self::Negation | Self::Verb | Self::In | Self::Out)
    }
}

/// A name or `criteria` with one or two letters wrong, left out, doubled or changed over: `Exlusion`,
/// `Inclusion Criteira`.
fn misspelt(word: &str) -> Class {
    if !(7..=LONGEST_NAME).contains(&word.len()) || !word.is_ascii() {
        return Class::Other;
    }
    let (name, kind) = match word.as_bytes().first() {
        Some(b'e' | b'x' | b'E' | b'X') => ("exclusion", Class::Name(Kind::Exclusion)),
        Some(b'i' | b'I') => ("inclusion", Class::Name(Kind::Inclusion)),
        Some(b'c' | b'C') => ("criteria", Class::Criteria),
        _ => return Class::Other,
    };
    // Two slips take two letters away at most.
    if (letters(name) & !letters(word)).count_ones() > 2 {
        return Class::Other;
    }
    let lower = word.to_ascii_lowercase();
    let singular = lower.strip_suffix('s').filter(|_| kind != Class::Criteria).unwrap_or(&lower);
    // Words that are no slips of the pen.
    const WORDS: [&str; 13] = [
        "inclusive",
        "exclusive",
        "infusion",
        "incursion",
        "excursion",
        "intrusion",
        "extrusion",
        "illusion",
        "excision",
        "incision",
        "expulsion",
        "explosion",
        "extension",
    ];
    if !WORDS.contains(&singular) && distance(singular, name) <= 2 { kind } else { Class::Other }
}

/// The letters of a word, a bit each.
fn letters(word: &str) -> u32 {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).map(|byte| byte.to_ascii_lowercase() - b'a');
    letters.fold(0, |letters, letter| letters | 1 << letter)
}

/// The longest word that is read as a name with slips.
const LONGEST_NAME: usize = 12;

/// How many letters have to be changed, left out or added, or pairs changed over.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    // The rows of the table before the last, and the last.
    let (mut before, mut last): ([usize; LONGEST_NAME + 1], [usize; LONGEST_NAME + 1]) =
        ([0; LONGEST_NAME + 1], std::array::from_fn(|j| j));
    let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(LONGEST_NAME);
    for (i, &byte) in a.iter().enumerate() {
        let mut row = [i + 1; LONGEST_NAME + 1];
        for (j, &other) in b.iter().enumerate() {
            let mut least = (at(&row, j) + 1).min(at(&last, j + 1) + 1).min(at(&last, j) + usize::from(byte != other));
            let is_swapped = i > 0 && j > 0 && a.get(i - 1) == Some(&other) && b.get(j - 1) == Some(&byte);
            if is_swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = least;
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    at(&last, b.len())
}
