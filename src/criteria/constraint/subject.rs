//! What a comparison is about, by the words around it.

use super::{
    comparison::Comparison,
    lexer::{Kind, Lexed, Sign, Token},
    quantity::{Form, Name, Names, Quantity},
    words::Roles,
};

/// The tokens of a text with the names of quantities and the comparisons in them.
pub(super) struct Sentence<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    /// What is known of each token.
    pub(super) marks: Vec<Mark>,
    pub(super) comparisons: Vec<Comparison>,
    /// Signs of comparison that no comparison was read from.
    pub(super) unread: Vec<usize>,
    /// The tokens that a comparison may begin with, or the name of a class before one.
    pub(super) starts: Vec<usize>,
    /// The statements that have values.
    valued: Vec<std::ops::Range<usize>>,
}

/// The memory that the reading of a text leaves for that of the next.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    pub(super) lexed: Lexed<'static>,
    marks: Vec<Mark>,
    starts: Vec<usize>,
    comparisons: Vec<Comparison>,
}

/// What a token is part of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    /// The name that begins with it.
    pub(super) name: Option<Name>,
    /// The number of the comparison that it is part of, counted from one; 0 for none.
    owner: u32,
    /// Where a name ends with it: how many tokens that has.
    ends: u8,
}

/// What stands before a comparison.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// Quantities of the table.
    Known {
        quantities: Vec<&'static Quantity>,
        is_implied: bool,
        is_adjacent: bool,
    },
    /// The same as that of another comparison.
    Shared(usize),
    /// Other words, by their tokens.
    Words(std::ops::Range<usize>),
    Nothing,
}

/// How many tokens before a comparison are looked at for what it is about. No statement of a real record needs more.
const REACH: usize = 80;
/// The most quantities that share a bound.
const LONGEST_LIST: usize = 12;

impl<'t> Sentence<'t> {
    /// Finds the names in the statements that may have values. `is_of_parent`: in all of them.
    pub(super) fn new(lexed: Lexed<'t>, is_of_parent: bool, buffers: &mut Buffers) -> Self {
        let Lexed { tokens, mut valued } = lexed;
        let Buffers { mut marks, mut starts, comparisons, .. } = std::mem::take(buffers);
        let names = Names::of_table();
        if is_of_parent {
            valued.clear();
            valued.push(0..tokens.len());
        }
        marks.clear();
        marks.resize(tokens.len(), Mark::default());
        for statement in &valued {
            let mut at = statement.start;
            while let Some(rest @ [first, ..]) = tokens.get(at..statement.end) {
                let may_be_name = match first.kind {
                    Kind::Word => !first.has(Roles::FUNCTION),
                    Kind::Number(number) => number.is_whole,
                    Kind::Sign(_) => false,
                };
                let name = if may_be_name { names.longest(rest) } else { None };
                if name.is_some() || first.may_compare() {
                    starts.push(at);
                }
                let Some(name) = name else {
                    at += 1;
                    continue;
                };
                if let Some(first) = marks.get_mut(at) {
                    first.name = Some(name);
                }
                at += name.len();
                if let Some(last) = marks.get_mut(at - 1) {
                    last.ends = u8::try_from(name.len()).unwrap_or_default();
                }
            }
        }
        Self { tokens, marks, comparisons, unread: Vec::new(), starts, valued }
    }

    /// Leaves the memory to the next text.
    pub(super) fn into_buffers(mut self) -> Buffers {
        self.comparisons.clear();
        self.starts.clear();
        let lexed = Lexed { tokens: self.tokens, valued: self.valued };
        Buffers { lexed: lexed.emptied(), marks: self.marks, starts: self.starts, comparisons: self.comparisons }
    }

    /// Adds a comparison, whose tokens are its own from then on.
    pub(super) fn push(&mut self, comparison: Comparison) {
        let number = u32::try_from(self.comparisons.len() + 1).unwrap_or(u32::MAX);
        for mark in self.marks.get_mut(comparison.tokens.clone()).unwrap_or_default() {
            mark.owner = number;
        }
        self.comparisons.push(comparison);
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    pub(super) fn owner(&self, at: usize) -> Option<usize> {
        self.marks.get(at).and_then(|mark| usize::try_from(mark.owner).ok()?.checked_sub(1))
    }

    /// The name that begins with a token.
    pub(super) fn name(&self, at: usize) -> Option<Name> {
        self.marks.get(at).and_then(|mark| mark.name)
    }

    /// The first token of the name that ends with a token.
    fn name_before(&self, last: usize) -> Option<usize> {
        let len = self.marks.get(last).map(|mark| mark.ends).filter(|len| *len > 0)?;
        (last + 1).checked_sub(usize::from(len))
    }

    /// What a comparison is about, by the words before it.
    pub(super) fn before(&self, index: usize) -> Subject {
        let Some(comparison) = self.comparisons.get(index) else { return Subject::Nothing };
        if let Some(name) = comparison.name {
            let quantities = vec![name.quantity];
            return Subject::Known { quantities, is_implied: false, is_adjacent: true };
        }
        let end = comparison.tokens.start;
        // The words that may name something else than the table has.
        let mut words: Option<std::ops::Range<usize>> = None;
        let mut is_behind_colon = false;
        let mut is_separated = false;
        let mut is_skipped = false;
        let mut measure: Option<usize> = None;
        let mut acronym: Option<usize> = None;
        let mut at = end;
        while let Some(last) = at.checked_sub(1).filter(|_| at + REACH > end) {
            let Some(token) = self.token(last) else { break };
            if let Some(element) = self.element(at) {
                let is_adjacent = words.is_none() && !is_skipped;
                if let Some(words) = &words {
                    let behind = self.token(at);
                    let is_head = behind
                        .is_some_and(|token| token.has(Roles::PREPOSITION) || token.is_sign(Sign::Colon))
                        || element.has_parenthesis
                        || is_behind_colon;
                    if !is_head {
                        return Subject::Words(element.start..words.end);
                    }
                }
                // `AST/ALT ratio` is neither.
                if self.token(at).is_some_and(|behind| behind.is("ratio") || behind.is("gradient")) {
                    let end = measure.map_or(at, |measure| measure + 1);
                    return Subject::Words(self.first_of_ratio(element.start)..words.map_or(end, |words| words.end));
                }
                // `a decrease in SBP > 20 mmHg` is no pressure.
                if let Some(start) = self.change(element.start).or_else(|| self.specimen(element.start)) {
                    return Subject::Words(start..words.map_or(at, |words| words.end));
                }
                // Too far away for a number alone.
                if is_skipped && comparison.unit().is_none() && comparison.relative_to.is_none() {
                    return Subject::Nothing;
                }
                let quantities = self.listed(element);
                let is_implied = quantities.is_implied;
                return Subject::Known { quantities: quantities.of, is_implied, is_adjacent };
            }
            match token.kind {
                Kind::Sign(Sign::Break | Sign::Stop) => break,
                Kind::Sign(Sign::Close) => {
                    let open = self.opening(last);
                    // `Short Physical Performance Battery (SPPB) ≥ 7`
                    if words.is_none() && last.checked_sub(open) == Some(2) {
                        acronym.get_or_insert(last + 1);
                    }
                    at = open;
                    continue;
                }
                Kind::Sign(Sign::Open) => {
                    if words.is_some() {
                        break;
                    }
                }
                Kind::Sign(Sign::Comma | Sign::Slash) => {
                    if words.is_some() {
                        break;
                    }
                    is_separated = true;
                }
                Kind::Sign(Sign::Colon) => {
                    if words.is_some() {
                        break;
                    }
                    is_behind_colon = true;
                }
                Kind::Sign(_) => {}
                _ if self.owner(last).is_some() => {
                    if words.is_some() || measure.is_some() {
                        break;
                    }
                    return self.owner(last).map_or(Subject::Nothing, Subject::Shared);
                }
                Kind::Word if token.is("and") || token.is("or") || token.is("but") || token.is("plus") => {
                    if words.is_some() {
                        break;
                    }
                    is_separated = true;
                }
                Kind::Word if token.has(Roles::CONDITIONAL) => break,
                // `Patients must score > 13`
                Kind::Word if token.has(Roles::PEOPLE) && !token.has(Roles::SEX) => {
                    if words.is_some() {
                        break;
                    }
                }
                Kind::Word if token.has(Roles::MEASURE) => {
                    if !is_separated {
                        measure.get_or_insert(last);
                    }
                    if let Some(words) = &mut words {
                        words.start = last;
                    }
                }
                Kind::Word if token.has(Roles::GLUE) || token.has(Roles::SEX) => {}
                // Behind a comma or a conjunction stands something else: `platelets, without transfusion, ≥ 100`.
                Kind::Word | Kind::Number(_) if is_separated => is_skipped = true,
                Kind::Word | Kind::Number(_) => {
                    let end = words.as_ref().map_or(measure.map_or(at, |measure| measure + 1), |words| words.end);
                    words = Some(last..acronym.filter(|_| words.is_none()).unwrap_or(end.max(at)));
                    // A name is no longer than this.
                    if end.saturating_sub(last) > 12 {
                        break;
                    }
                }
            }
            at = last;
        }
        match (words, measure) {
            (Some(words), _) => Subject::Words(words),
            (None, Some(measure)) => Subject::Words(measure..measure + 1),
            (None, None) => Subject::Nothing,
        }
    }

    /// Where a ratio begins whose last part begins here: `urine protein/creatinine ratio`, `CD4 to CD8 ratio`.
    fn first_of_ratio(&self, last: usize) -> usize {
        let mut start = last;
        for _ in 0..3 {
            let Some(joint) = start.checked_sub(1) else { break };
            let is_joint = self.token(joint).is_some_and(|token| {
                token.is_sign(Sign::Slash) || token.is_sign(Sign::Colon) || token.is_sign(Sign::Dash) || token.is("to")
            });
            let Some(first) = joint.checked_sub(1).filter(|_| is_joint) else { break };
            start = self.name_before(first).unwrap_or(first);
        }
        start
    }

    /// Where the words begin that say in what a quantity is measured that is meant in blood: `urine creatinine`.
    fn specimen(&self, name: usize) -> Option<usize> {
        let at = name.checked_sub(1)?;
        let token = self.token(at)?;
        let is_specimen = token.has(Roles::ELSEWHERE);
        (is_specimen && self.name_before(at).is_none()).then_some(at)
    }

    /// Where the words begin that make of a quantity its change: `increase in`.
    fn change(&self, name: usize) -> Option<usize> {
        let mut at = name;
        for _ in 0..4 {
            at = at.checked_sub(1)?;
            let token = self.token(at)?;
            if token.has(Roles::CHANGE) {
                let is_change =
                    self.token(at + 1).is_some_and(|next| next.is("in") || next.is("of") || next.is("from"));
                // `ratio of FEV1 to FVC` is neither; `elevation of AST > 3 × ULN` is one of AST.
                let is_elevation = token.is("elevation") || token.is("rise");
                return (is_change && !is_elevation).then_some(at);
            }
            let is_filler = ["in", "of", "the", "serum", "mean", "a", "from", "to"].iter().any(|word| token.is(word));
            if !is_filler {
                at = self.name_before(at)?;
            }
        }
        None
    }

    /// The name that ends before a token, with the parenthesis behind it: `absolute neutrophil count (ANC)`.
    fn element(&self, end: usize) -> Option<Element> {
        let last = end.checked_sub(1)?;
        let mut inner = Vec::new();
        let mut outer = end;
        if self.token(last)?.is_sign(Sign::Close) {
            let open = self.opening(last);
            let has_comparison = (open..last).any(|at| self.owner(at).is_some());
            if !has_comparison {
                inner = (open..last).filter_map(|at| self.name(at)).collect();
            }
            outer = open;
            // A name of the same thing: a class that is a grade is not.
            inner.retain(|name: &Name| name.quantity.form != Form::Grade && !name.is_implied);
            if outer == end {
                return None;
            }
        }
        let start = outer.checked_sub(1).and_then(|last| self.name_before(last));
        let name = start.and_then(|start| self.name(start));
        let has_parenthesis = outer != end;
        match (name, start) {
            (Some(name), Some(start)) => {
                // `liver enzymes (AST, ALT)` are those; `DAS28 (ESR)` is a score.
                let is_of_several = name.quantity.name == "transaminases" || inner.len() > 1;
                let names = if inner.is_empty() || !is_of_several { vec![name] } else { inner };
                Some(Element { names, start, has_parenthesis })
            }
            _ if !inner.is_empty() => Some(Element { names: inner, start: outer, has_parenthesis }),
            _ => None,
        }
    }

    /// All quantities of a list that ends with one: `AST, ALT and bilirubin`.
    fn listed(&self, last: Element) -> Listed {
        let is_implied = last.names.iter().all(|name| name.is_implied);
        let mut of: Vec<&'static Quantity> = Vec::new();
        let mut add = |names: &[Name]| {
            for name in names {
                if !of.iter().any(|other| std::ptr::eq(*other, name.quantity)) {
                    of.insert(0, name.quantity);
                }
            }
        };
        let mut names = last.names;
        names.reverse();
        add(&names);
        let mut start = last.start;
        for _ in 0..LONGEST_LIST {
            let mut at = start;
            let mut is_joined = false;
            while let Some(last) = at.checked_sub(1)
                && let Some(token) = self.token(last)
                && self.owner(last).is_none()
                && self.name_before(last).is_none()
                && !token.is_sign(Sign::Close)
            {
                let is_joint = matches!(token.kind, Kind::Sign(Sign::Comma | Sign::Slash | Sign::Open))
                    || token.is("and")
                    || token.is("or")
                    || token.text == "&";
                let is_filler = token.has(Roles::MEASURE)
                    || ["serum", "both", "either", "the", "plasma", "total"].iter().any(|word| token.is(word));
                if !is_joint && !is_filler {
                    break;
                }
                is_joined |= is_joint && !token.is_sign(Sign::Open);
                at = last;
            }
            match self.element(at) {
                Some(element) if is_joined && element.names.iter().all(|name| !name.is_implied) => {
                    let mut names = element.names;
                    names.reverse();
                    add(&names);
                    start = element.start;
                }
                _ => break,
            }
        }
        Listed { of, is_implied }
    }

    /// The parenthesis that a closing one belongs to; its own place where there is none.
    fn opening(&self, close: usize) -> usize {
        let mut depth = 0usize;
        let mut at = close + 1;
        while let Some(last) = at.checked_sub(1).filter(|_| at + REACH > close) {
            match self.token(last).map(|token| token.kind) {
                Some(Kind::Sign(Sign::Close)) => depth += 1,
                Some(Kind::Sign(Sign::Open)) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return last;
                    }
                }
                Some(Kind::Sign(Sign::Break)) | None => return close,
                _ => {}
            }
            at = last;
        }
        close
    }

    /// The quantity that a text names right behind a comparison: `24 on the MMSE`, `3 months life expectancy`.
    pub(super) fn behind(&self, at: usize) -> Option<Name> {
        for at in at..at + 5 {
            if let Some(name) = self.name(at) {
                return (self.owner(at).is_none()).then_some(name);
            }
            let token = self.token(at)?;
            let is_filler = token.has(Roles::TO_NAME) || token.is_sign(Sign::Open) || matches!(token.text, "'" | "’");
            if !is_filler || self.owner(at).is_some() {
                return None;
            }
        }
        None
    }

    /// Whether nothing but people stands before a comparison in its statement: `Men and women 18-65 years`. The second says
    /// whether somebody does.
    pub(super) fn is_of_people(&self, index: usize) -> (bool, bool) {
        let Some(comparison) = self.comparisons.get(index) else { return (false, false) };
        let mut has_people = false;
        let mut at = comparison.tokens.start;
        // `Postmenopausal for at least 2 years`
        if at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|before| before.is("for")) {
            return (false, false);
        }
        let mut count = 0;
        while let Some(last) = at.checked_sub(1)
            && let Some(token) = self.token(last)
        {
            match token.kind {
                Kind::Sign(Sign::Break | Sign::Stop) => break,
                Kind::Sign(_) => {}
                _ if self.owner(last).is_some() => return (false, has_people),
                Kind::Word if token.has(Roles::PEOPLE) => has_people = true,
                Kind::Word if token.has(Roles::GLUE) || token.is("and") || token.is("or") => {}
                _ => return (has_people && count == 0, has_people),
            }
            if has_people {
                // Farther words do not matter: `Planned surgery in adults over 18 years`.
                count += 1;
                if count > 3 {
                    break;
                }
            }
            at = last;
        }
        (true, has_people)
    }

    /// Whether what follows a comparison lets it be an age.
    pub(super) fn may_be_age(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        match token.kind {
            Kind::Sign(_) => true,
            Kind::Number(_) => false,
            Kind::Word => {
                let starts_window = token.has(Roles::OF_WINDOW)
                    || token.text.len() > 4
                        && token.text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("post-"));
                let is_open = token.has(Roles::PEOPLE)
                    || token.has(Roles::SEX)
                    || token.has(Roles::GLUE) && !token.is("of")
                    || token.is("and")
                    || token.is("or")
                    || token.has(Roles::CONDITIONAL)
                    || token.is("inclusive")
                    || token.is("with")
                    || token.is("years")
                    || token.is("scheduled")
                    || token.is("undergoing")
                    || token.is("diagnosed")
                    || token.is("age")
                    || token.is("willing");
                !starts_window && is_open
            }
        }
    }

    /// The words of a name that the table does not have, without those at its ends that say nothing.
    pub(super) fn phrase(&self, text: &'t str, words: std::ops::Range<usize>) -> Option<&'t str> {
        let mut words = words;
        // The nearest eight are the name.
        words.start = words.start.max(words.end.saturating_sub(8));
        let is_empty =
            |token: &Token<'_>| token.has(Roles::GLUE) || !matches!(token.kind, Kind::Word | Kind::Number(_));
        // `need for norepinephrine`
        let cut = |token: &Token<'_>| {
            ["for", "with", "without", "requiring", "receiving", "despite", "by"].iter().any(|word| token.is(word))
        };
        if let Some(cut) = (words.start..words.end.saturating_sub(1)).rev().find(|at| self.token(*at).is_some_and(cut))
        {
            words.start = cut + 1;
        }
        while self.token(words.start).is_some_and(is_empty) && words.start < words.end {
            words.start += 1;
        }
        while words.end > words.start && self.token(words.end - 1).is_some_and(is_empty) {
            words.end -= 1;
        }
        let first = self.token(words.start)?;
        let last = self.token(words.end.checked_sub(1)?)?;
        let mut phrase = text.get(first.start..last.end()).filter(|phrase| !phrase.is_empty())?;
        // `or device) at a comfortable speed`
        if let Some(close) = phrase.rfind(')').filter(|close| phrase.rfind('(').is_none_or(|open| open > *close)) {
            phrase = phrase.get(close + 1..)?.trim_start();
            return (!phrase.is_empty()).then_some(phrase);
        }
        // `Short Physical Performance Battery (SPPB`
        let is_open = phrase.contains('(') && !phrase.contains(')');
        let close = self.token(words.end).filter(|token| is_open && token.is_sign(Sign::Close));
        close.map_or(Some(phrase), |close| text.get(first.start..close.end()))
    }

    /// Where the name begins that a comparison is about.
    pub(super) fn start(&self, index: usize) -> Option<usize> {
        let comparison = self.comparisons.get(index)?;
        let mut at = comparison.tokens.start;
        // The words of a class's name stand between: `ECOG performance status > 1`.
        for _ in 0..10 {
            if let Some(element) = self.element(at) {
                return Some(element.start);
            }
            at = at.checked_sub(1)?;
            let token = self.token(at)?;
            let is_passed = token.has(Roles::GLUE)
                || token.has(Roles::MEASURE)
                || matches!(token.kind, Kind::Sign(Sign::Open | Sign::Close));
            if !is_passed || self.owner(at).is_some() {
                return None;
            }
        }
        None
    }

    /// Whether words name something whose values have no unit: `IIEF-5`, `total score`. `is_counted`: whether a noun follows the
    /// number, so that only the last word tells. `is_range`: `DM 1-2` is no value of a scale.
    pub(super) fn is_scale(&self, words: std::ops::Range<usize>, is_counted: bool, is_range: bool) -> bool {
        let shown = self.tokens.get(words).unwrap_or_default();
        // Telephones have no scales: `iOS 13 or higher`.
        if shown.iter().any(|token| token.has(Roles::SOFTWARE)) {
            return false;
        }
        let shown = if shown.last().is_some_and(|last| last.is_sign(Sign::Close)) {
            shown.get(..shown.len() - 1).unwrap_or_default()
        } else {
            shown
        };
        let reach = if is_counted { 1 } else { 6 };
        shown.iter().rev().take(reach).any(|token| token.has(Roles::UNITLESS))
            || !is_range && shown.last().is_some_and(is_acronym)
    }

    /// The short name of a scale behind a value: `≥ 10 on the PHQ-8`.
    pub(super) fn scale_behind(&self, at: usize) -> Option<&'t str> {
        if !self.token(at)?.is("on") {
            return None;
        }
        let at = at + 1 + usize::from(self.token(at + 1)?.is("the"));
        self.token(at).filter(|token| is_acronym(token) && self.owner(at).is_none()).map(|token| token.text)
    }

    /// Whether words end with what somebody does: `receiving`.
    pub(super) fn is_doing(&self, words: std::ops::Range<usize>) -> bool {
        let last = self.tokens.get(words).and_then(<[_]>::last);
        last.is_some_and(|token| token.has(Roles::DOING))
    }

    /// The noun that a number without a unit counts: `prior lines`.
    pub(super) fn counted(&self, text: &'t str, at: usize) -> Option<&'t str> {
        let mut start = at;
        // `2 of the following`, `3 or more relapses`
        while self.token(start).is_some_and(|token| {
            token.is("of")
                || token.is("following")
                || token.is("the")
                || token.is("or")
                || token.is("more")
                || token.is("such")
                || token.is("different")
                || token.is("distinct")
        }) {
            start += 1;
        }
        // `≤ 25 while taking a drug`
        let is_other = |token: &Token<'_>| {
            ["and", "or", "per", "out"].iter().any(|word| token.is(word))
                || token.has(Roles::PREPOSITION.and(Roles::OF_WINDOW))
                    && !token.is("prior")
                    && !token.is("previous")
                    && !token.is("per")
        };
        if self.token(start).is_some_and(is_other) {
            return None;
        }
        let mut end = start;
        while end < start + 4
            && self.token(end).is_some_and(|token| {
                token.kind == Kind::Word
                    && !token.has(Roles::GLUE)
                    && !token.has(Roles::CONDITIONAL)
                    && !["and", "or", "with", "per", "within", "prior"].iter().any(|word| end > start && token.is(word))
            })
            && self.owner(end).is_none()
        {
            end += 1;
        }
        let first = self.token(start)?;
        let last = self.token(end.checked_sub(1)?)?;
        (end > start).then(|| text.get(first.start..last.end()))?
    }
}

/// Whether a word is the short name of something: `PHQ-8`.
fn is_acronym(token: &Token<'_>) -> bool {
    token.kind == Kind::Word
        && token.text.chars().filter(|c| c.is_uppercase()).count() >= 2
        && token.text.chars().filter(|c| c.is_lowercase()).count() <= 2
}

struct Element {
    names: Vec<Name>,
    start: usize,
    /// Whether a parenthesis stands between it and what follows.
    has_parenthesis: bool,
}

struct Listed {
    of: Vec<&'static Quantity>,
    is_implied: bool,
}
