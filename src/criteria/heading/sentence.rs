//! Sentences that only say that whoever meets what follows is in or out: `Patients are not eligible if:`.

use std::ops::Range;

use super::{
    Form, Heading, LONGEST, SHORT,
    people::is_part,
    title::qualifier,
    vocabulary::{Class, Word, words},
};
use crate::criteria::{Kind, combination};

/// A sentence that only says that whoever meets what follows is in or out.
///
/// `sentence = 1*word ":"`, or with a full stop where it has `following`, each word of the closed vocabulary, one of
/// them saying in or out
pub(super) fn sentence(text: &str, is_marked: bool) -> Option<Heading> {
    let mut end = 0;
    let mut reading = Reading::default();
    let mut found: Option<(usize, Reading)> = None;
    let mut list = words(text);
    loop {
        let word = list.next();
        let start = word.map_or(text.len().min(LONGEST), |word| word.start);
        let gap = text.get(end..start).unwrap_or_default();
        // Most gaps are a space.
        if gap != " " || word.is_none() {
            if let Some(at) = reading.end_in(gap, end, text, word.is_none(), is_marked) {
                found = Some((at, reading.clone()));
            }
            // `Note: Participants are eligible if:`
            let is_note = reading.words == 1 && reading.whom.is_some() && gap.contains(':');
            if is_note || gap.contains(['.', ';', '?', '!', '*', '•']) {
                break;
            }
        }
        let Some(word) = word.filter(|word| word.end <= LONGEST) else { break };
        // Behind `if all of the following criteria are met` only circumstances follow: `per participant's own report`.
        let is_said = reading.is_following && reading.has_criteria && reading.is_predicate;
        if !reading.read(word.text) {
            if is_said && reading.others < 4 {
                reading.others += 1;
                reading.circumstance.get_or_insert(word.start..word.start);
                end = word.end;
                continue;
            }
            // `Index participants are eligible if:`, `Male or female subjects …` say of whom.
            if is_marked || reading.whom.is_some() {
                break;
            }
            let Some(last) = whom(word, list.clone()) else { break };
            reading.whom = Some(word.start..last.end);
            while list.clone().next().is_some_and(|next| next.end <= last.end) {
                list.next();
            }
            end = last.end;
            continue;
        }
        // `before being included in the run-in phase`
        if let Some(part) = reading.circumstance.as_mut().filter(|_| is_part(word.text)) {
            part.end = word.end;
        }
        end = word.end;
    }
    let (end, reading) = found?;
    let (kind, form) = reading.kind()?;
    Some(Heading {
        kind,
        qualifier: reading.whom.or(reading.circumstance.filter(|part| !part.is_empty())),
        end,
        form,
        is_strange: false,
        is_specific: false,
        combination: combination::stated_by_heading(text.get(..end)?),
    })
}

/// The last of the words, from one beyond the vocabulary on, that say which participants: `male or female` subjects.
fn whom<'t>(first: Word<'t>, list: impl Iterator<Item = Word<'t>>) -> Option<Word<'t>> {
    let mut last = first;
    for word in list.take(4) {
        if is_noun(word.text) {
            return (Class::of(last.text) == Class::Other).then_some(last);
        }
        if !(Class::of(word.text) == Class::Other || is_one_of(word.text, &["and", "or"])) {
            return None;
        }
        last = word;
    }
    None
}

/// Whether a word names the participants, and does not only stand for them.
fn is_noun(word: &str) -> bool {
    Class::of(word) == Class::Subject
        && word.len() > 5
        && !word.eq_ignore_ascii_case("whoever")
        && !word.eq_ignore_ascii_case("anyone")
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// What the words of a sentence said so far.
#[derive(Clone, Default)]
struct Reading {
    /// Where a word stands that says which participants.
    whom: Option<Range<usize>>,
    /// Where words beyond the vocabulary begin, and where a part of the study ends that they name.
    circumstance: Option<Range<usize>>,
    words: usize,
    /// The criteria that it names, whether with the word `criteria`, and whether it says something of them before it
    /// says that they follow.
    name: Option<Kind>,
    is_named: bool,
    is_referred: bool,
    last_is_name: bool,
    /// Whether its last word leaves it open: `if they`, `must have`.
    ends_open: bool,
    /// Its main verb says in, or out.
    is_in: bool,
    is_out: bool,
    /// It says in, if a condition follows.
    is_treated: bool,
    negations: usize,
    last_is_negation: bool,
    /// Whether it ends in `not have`.
    is_waiving: bool,
    /// Whether it says that something need not be so, or is no criterion: `do not have to meet`,
    /// `are not exclusion criteria`.
    is_void: bool,
    /// Whether a word of it says out.
    has_out: bool,
    /// Whether it says what for: `for study entry`.
    has_entry: bool,
    /// Whether it begins with `none`.
    is_none: bool,
    /// Whether its last word is `be`.
    last_is_be: bool,
    /// Whether it speaks of participants of any kind: `Eligible donors:` is a label.
    is_general: bool,
    /// Whether it names the participants by what they are: `Patients not eligible for the study`.
    is_named_so: bool,
    /// Whether it has something that a participant has: `treatment`.
    has_object: bool,
    /// Whether it says that something has to be so.
    is_demand: bool,
    is_following: bool,
    has_subject: bool,
    has_criteria: bool,
    /// Whether it has a verb or an `if`: `enrolled subjects:` says nothing.
    is_predicate: bool,
    /// Whether it has an `if`.
    is_condition: bool,
    /// Whether it begins with `who`.
    is_question: bool,
    /// Words beyond the vocabulary.
    others: usize,
    verb: Verb,
    relative: Relative,
}

/// What stands right before a word.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Verb {
    #[default]
    None,
    /// `may`, `will not be`, `to be`.
    Modal,
    /// `are`, `is not`.
    Copula,
}

/// How far a clause with `who` has been read: what its own verb says is not said of the participants of the study.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Relative {
    #[default]
    None,
    /// `who` …
    Open,
    /// … `have been enrolled` …
    Verb,
    /// … `in another study`.
    Closed,
}

impl Reading {
    /// Where the sentence ends, if it does between two words: in the gap that begins at `start`. `is_last`: whether the
    /// text ends with the gap.
    fn end_in(&self, gap: &str, start: usize, text: &str, is_last: bool, is_marked: bool) -> Option<usize> {
        if let Some(colon) = gap.find([':', '：']) {
            let len = gap.get(colon..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            return (self.words > 1 || self.is_in || self.is_out).then_some(start + colon + len);
        }
        if let Some(stop) = gap.find('.').filter(|_| !gap.starts_with("..")) {
            // `Subjects who meet any of the following exclusion criteria are not to be enrolled.`
            let ends_text = text.get(start + stop + 1..).is_some_and(|rest| rest.trim().is_empty());
            return (ends_text && self.is_following && self.words > 3).then_some(start + stop + 1);
        }
        if !is_last {
            return None;
        }
        // `Not eligible if`, `Who can take part?`
        let is_short = !is_marked
            && gap.trim_matches(['?', ' ', '.', '…']).is_empty()
            && text.len() < SHORT
            && (self.is_in || self.is_out || self.is_short_label())
            && self.needs_no_colon();
        // The colon is missing: `Participants are eligible if they meet all of the following criteria`
        let is_following =
            self.is_following && self.words > 3 && gap.trim().is_empty() && start > 0 && text.len() < LONGEST;
        (is_short || is_following).then_some(text.len())
    }

    /// Takes a word; `false` where it does not belong to such a sentence.
    fn read(&mut self, word: &str) -> bool {
        let class = Class::of(word);
        let is_modal = self.verb == Verb::Modal;
        self.words += 1;
        self.is_question |= self.words == 1 && word.eq_ignore_ascii_case("who");
        self.is_none |= self.words == 1 && word.eq_ignore_ascii_case("none");
        // `be in this study`
        let is_within = self.last_is_be && word.eq_ignore_ascii_case("in");
        self.last_is_be = word.eq_ignore_ascii_case("be");
        if let Class::In | Class::Out = class {
            self.read_predicate(word, class);
        } else if is_within {
            self.is_in = true;
        }
        self.has_out |= class == Class::Out;
        let is_needed = is_one_of(word, &["need", "required"]);
        self.is_void |= self.last_is_negation && (is_needed || matches!(class, Class::Name(_)))
            || self.is_waiving && word.eq_ignore_ascii_case("to");
        self.is_waiving = self.last_is_negation && is_one_of(word, &["have", "has"]);
        self.read_clause(word, class);
        self.ends_open = matches!(class, Class::Verb | Class::Negation | Class::Link | Class::Subject);
        match class {
            Class::Other => return false,
            Class::Name(kind) => {
                self.name = Some(self.name.map_or(kind, |name| if name == kind { kind } else { Kind::Unspecified }));
                self.is_referred |= self.is_predicate && !self.is_following;
            }
            Class::Negation => {
                self.negations += 1;
                self.is_predicate |= is_one_of(word, &NEGATED_MODALS);
            }
            Class::Verb => {
                self.is_predicate = true;
                let is_main = !matches!(self.relative, Relative::Open | Relative::Verb);
                self.is_demand |= is_main && is_one_of(word, &DEMANDS);
                self.is_following |= word.eq_ignore_ascii_case("follows");
                // `include but are not limited to` denies nothing.
                if self.last_is_negation && word.eq_ignore_ascii_case("limited") {
                    self.negations -= 1;
                }
                self.is_in |= (self.words == 1 || is_modal) && word.eq_ignore_ascii_case("include");
            }
            Class::Determiner => self.is_following |= is_one_of(word, &["following", "below"]),
            Class::Subject => {
                self.has_subject = true;
                self.is_general |= is_one_of(word, &["patients", "participants", "subjects", "individuals", "people"]);
            }
            Class::Link => {
                let is_condition = is_one_of(word, &["if", "when", "unless", "provided"]);
                self.is_condition |= is_condition;
                // `not eligible unless`, `excluded until`
                self.negations += usize::from(is_one_of(word, &["unless", "until"]));
                self.is_predicate |= is_condition;
            }
            Class::Criteria => {
                self.has_criteria = true;
                self.is_named |= self.last_is_name;
            }
            Class::Frame => self.has_object |= word.eq_ignore_ascii_case("treatment"),
            Class::In | Class::Out | Class::Weight => {}
        }
        self.last_is_name = matches!(class, Class::Name(_));
        self.last_is_negation =
            class == Class::Negation || self.last_is_negation && is_one_of(word, &["considered", "deemed"]);
        true
    }

    /// Notes whether a word that says in or out is what the sentence says: `will be enrolled`, `are eligible`,
    /// `Eligible …`, and not `being enrolled` or `who are enrolled`.
    fn read_predicate(&mut self, word: &str, class: Class) {
        // `prior to enrollment` says when.
        let is_noun = ["ment", "tion", "try", "ssion"].iter().any(|end| word.ends_with(end));
        let is_main = !matches!(self.relative, Relative::Open | Relative::Verb);
        let is_acting = is_one_of(word, &["excludes", "exclude", "precludes", "disqualifies"]);
        // `Patients not eligible for the study:`, `Those excluded are:`
        let is_clause = self.relative != Relative::None && self.words == 4 + self.negations;
        let is_named = self.has_subject
            && (self.words == 2 + self.negations || is_clause)
            && (class == Class::Out || word.eq_ignore_ascii_case("eligible"));
        let is_said = match self.verb {
            Verb::Modal | Verb::Copula => is_main || is_named,
            // `Excluded are …`, `any of the following excludes a subject`, `We exclude …`
            Verb::None => self.words == 1 + self.negations || self.is_following && is_acting || is_named,
        };
        self.has_entry |= is_noun;
        if is_said && !is_noun {
            self.is_out |= class == Class::Out;
            // `Exclude patients with:`
            self.is_predicate |= self.is_following || self.words < 3 && is_acting;
            self.is_named_so |= is_named || self.words == 1 && word.eq_ignore_ascii_case("eligible");
            // `Not to be included:`
            self.is_predicate |= class == Class::In && self.verb == Verb::Modal && self.negations % 2 == 1;
            // `may be treated if` says in, `may be treated with` something else.
            let is_treated =
                is_one_of(word, &["treated", "allowed", "permitted", "randomized", "randomised", "registered"]);
            self.is_in |= class == Class::In && !is_treated;
            self.is_treated |= is_treated;
        }
    }

    /// Keeps what stands before the next word.
    fn read_clause(&mut self, word: &str, class: Class) {
        self.verb = match class {
            Class::Negation if is_one_of(word, &["aren't", "isn't"]) => Verb::Copula,
            Class::Negation if is_one_of(word, &NEGATED_MODALS) => Verb::Modal,
            Class::Negation => self.verb,
            Class::Weight if word.eq_ignore_ascii_case("also") => self.verb,
            Class::Determiner if word.eq_ignore_ascii_case("only") => self.verb,
            Class::Verb if is_one_of(word, &MODALS) => Verb::Modal,
            Class::Link if word.eq_ignore_ascii_case("to") => Verb::Modal,
            Class::Verb if is_one_of(word, &["are", "is", "was", "were"]) => Verb::Copula,
            Class::Verb if is_one_of(word, &["be", "considered", "deemed"]) => self.verb,
            _ => Verb::None,
        };
        let is_verb = matches!(class, Class::Verb | Class::Negation | Class::In | Class::Out);
        self.relative = match self.relative {
            // `Who can take part` asks.
            _ if is_one_of(word, &["who", "that", "which"]) && self.words > 1 => Relative::Open,
            Relative::Open if is_verb => Relative::Verb,
            Relative::Verb if !is_verb => Relative::Closed,
            relative => relative,
        };
    }

    /// `Excluded patients`, `Participants excluded`
    fn is_short_label(&self) -> bool {
        self.words == 2 && self.has_subject && self.has_out
    }

    /// Whether it is a line by itself without a colon: `Not eligible if`, `Who can take part?`, `Excluded`
    fn needs_no_colon(&self) -> bool {
        (self.is_condition || self.is_demand) && self.ends_open
            || self.is_question
            || self.is_short_label()
            || self.words == 1 + self.negations
    }

    /// In or out, and whether it only demands.
    fn kind(&self) -> Option<(Kind, Form)> {
        if self.is_void {
            return None;
        }
        let turned = |kind, other| if self.negations % 2 == 1 { other } else { kind };
        // `not eligible for inclusion` says out; `does not meet the inclusion criteria` refers to others.
        let name = self.name.filter(|kind| *kind != Kind::Unspecified);
        if let Some(kind) = name.filter(|_| self.is_named) {
            return (!self.is_referred).then_some((kind, Form::Sentence));
        }
        // `Excluded:`, `Not included:`, `Excluded patients:`
        if self.is_short_label() {
            return Some((Kind::Exclusion, Form::Sentence));
        }
        let is_alone = self.words == 1 + self.negations && (self.is_in || self.is_out);
        // `Patients not eligible for the study:`, but not `Participants eligible for the following:`
        let is_label = self.is_named_so && !self.is_following && (self.words > 2 + self.negations || self.is_general);
        if !self.is_predicate && !is_alone && !is_label {
            return None;
        }
        // `The study drug may not be allowed with:` says nothing of the participants.
        let is_said = self.has_subject || self.is_condition || self.is_following || self.words <= 3 + self.negations;
        if is_said && self.is_out {
            return Some((turned(Kind::Exclusion, Kind::Inclusion), Form::Sentence));
        }
        if is_said && (self.is_in || self.is_treated && self.is_condition) {
            return Some((turned(Kind::Inclusion, Kind::Exclusion), Form::Sentence));
        }
        if self.name.is_some() {
            return (!self.is_referred).then_some((name.unwrap_or(Kind::Unspecified), Form::Sentence));
        }
        // `Patients must not have:` says so without a `following`.
        let kind = turned(Kind::Inclusion, Kind::Exclusion);
        let is_open = self.is_following || self.ends_open && kind == Kind::Exclusion && !self.has_object;
        // `… must meet all of the following criteria for study entry:`
        let form = if self.has_entry && self.has_criteria { Form::Sentence } else { Form::Demand };
        (is_open && (self.is_demand && self.has_subject || self.is_none)).then_some((kind, form))
    }
}

const NEGATED_MODALS: [&str; 5] = ["cannot", "can't", "won't", "shouldn't", "mustn't"];
const DEMANDS: [&str; 10] =
    ["must", "should", "shall", "have", "need", "meet", "fulfil", "fulfill", "satisfy", "required"];
const MODALS: [&str; 11] = ["must", "may", "can", "will", "should", "shall", "would", "could", "need", "do", "does"];

/// A sentence about the criteria behind a heading, which belongs to it where the paragraph ends with it:
/// `All answers must be YES to be eligible for the study.`
pub(super) fn remark(text: &str) -> Option<Heading> {
    let end = text.trim_end().len();
    let body = text.get(..end)?;
    let body = body.strip_suffix(['.', ':']).unwrap_or(body);
    let mut reading = Reading::default();
    if end > LONGEST
        || body.contains(['.', ':', ';'])
        || !words(body).all(|word| reading.read(word.text))
        || reading.words < 4
    {
        return None;
    }
    let is_about = reading.is_demand || reading.is_following || reading.name.is_some();
    let combination = combination::stated_by_heading(body);
    is_about.then_some(Heading {
        kind: Kind::Unspecified,
        qualifier: None,
        end,
        form: Form::Sentence,
        is_strange: false,
        is_specific: false,
        combination,
    })
}

/// A sentence that names the criteria that follow:
/// `For subjects of the first part, the following exclusion criterion should be checked:`
pub(super) fn naming(text: &str) -> Option<Heading> {
    let [mut first, mut second]: [Option<Word<'_>>; 2] = [None, None];
    for word in words(text).take(40) {
        if Class::of(word.text) == Class::Criteria
            && let Some(Class::Name(kind)) = second.map(|word| Class::of(word.text))
            && first
                .is_some_and(|word| ["following", "these", "additional"].contains(&&*word.text.to_ascii_lowercase()))
        {
            let before = text.split_once(',').map(|(head, _)| head.len()).filter(|head| *head < word.start);
            let qualifier = before.and_then(|head| qualifier(text, 0..head));
            let combination = combination::stated_by_heading(text);
            return Some(Heading {
                kind,
                qualifier,
                end: text.len(),
                form: Form::Sentence,
                is_strange: false,
                is_specific: false,
                combination,
            });
        }
        (first, second) = (second, Some(word));
    }
    None
}
