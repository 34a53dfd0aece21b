//! The places of a paragraph that look like markers.

use crate::criteria::{
    marker::{self, Counter, Key, Marker},
    number::takes_number,
    text::last_word,
};

/// A place in a paragraph that may be a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::criteria) struct Candidate {
    /// Where the marker begins.
    pub(in crate::criteria) start: usize,
    /// Where the text behind it begins.
    pub(in crate::criteria) body: usize,
    pub(in crate::criteria) key: Key,
    /// A second marker at the same place.
    pub(in crate::criteria) second: Option<Key>,
    pub(super) before: Before,
    /// Whether the text behind it begins with no small letter.
    pub(super) is_upper: bool,
    /// Whether it begins with a capital.
    pub(super) is_capital: bool,
    /// Whether it is a dash before a word, behind a space: `tea -Drinks milk`.
    pub(super) is_tight: bool,
}

/// What stands before a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// The end of something: `… g/L. 2. ANC`.
    End,
    /// A word: `… spinal fusion 2. Requires …`.
    Word,
    /// A number: `… BMI > 35 3. Allergy`.
    Number,
    /// A word or a sign that a number belongs to: `grade 2. 3 weeks`.
    Bound,
}

impl Candidate {
    /// Whether it is a marker only by its number: nothing ends before it.
    pub(in crate::criteria) fn is_loose(&self) -> bool {
        self.before != Before::End
    }
}

/// The places in a text that may be markers, in order. None is at its beginning, and none within parentheses.
pub(in crate::criteria) fn candidates(text: &str) -> Vec<Candidate> {
    let bytes = text.as_bytes();
    let mut found: Vec<Candidate> = Vec::new();
    let mut parentheses: Option<Vec<(usize, usize)>> = None;
    let mut behind = 1;
    for (at, class) in triggers(bytes) {
        if at < behind {
            continue;
        }
        let Some(candidate) = (match class {
            Trigger::Close => closed(text, at),
            Trigger::Dash => dashed(text, at),
            Trigger::Sign => signed(text, at),
        }) else {
            continue;
        };
        if candidate.start == 0 {
            continue;
        }
        // Most paragraphs have no candidate at all.
        let parentheses = parentheses.get_or_insert_with(|| pairs(bytes));
        let within = parentheses.partition_point(|&(open, _)| open < candidate.start);
        let is_within =
            parentheses.get(..within).is_some_and(|open| open.last().is_some_and(|&(_, close)| close > candidate.body));
        if is_within {
            continue;
        }
        behind = candidate.body;
        found.push(candidate);
    }
    found
}

#[derive(Clone, Copy)]
enum Trigger {
    /// `.` or `)`, which may close a counter.
    Close,
    /// `-` or `*`.
    Dash,
    /// `•`, `①`: a character beyond ASCII that is a marker whatever stands before it.
    Sign,
}

/// The bytes that a marker may be found by, in order.
fn triggers(bytes: &[u8]) -> impl Iterator<Item = (usize, Trigger)> {
    let mut closes = memchr::memchr3_iter(b'.', b')', 0xE2, bytes).peekable();
    // `- Next`, and `word.-Next` of a list that has lost its line breaks.
    let is_dash = |at: &usize| match bytes.get(at + 1) {
        Some(next) if next.is_ascii_alphabetic() => {
            let last = at.checked_sub(1).and_then(|last| bytes.get(last));
            bytes.get(*at) == Some(&b'-')
                && (last == Some(&b' ') || next.is_ascii_uppercase() && matches!(last, Some(b'.' | b';')))
        }
        // `\u{a0}` begins with 0xC2.
        next => next.is_some_and(|next| next.is_ascii_whitespace() || *next == 0xC2),
    };
    let mut dashes = memchr::memchr2_iter(b'-', b'*', bytes).filter(is_dash).peekable();
    std::iter::from_fn(move || {
        let close = closes.peek().copied().unwrap_or(usize::MAX);
        if let Some(dash) = dashes.next_if(|dash| *dash < close) {
            return Some((dash, Trigger::Dash));
        }
        let at = closes.next()?;
        let is_sign = bytes.get(at) == Some(&0xE2);
        Some((at, if is_sign { Trigger::Sign } else { Trigger::Close }))
    })
}

/// The outermost parentheses that are closed, as places of `(` and `)`. The one that closes a counter, `1)`, opens
/// nothing.
fn pairs(bytes: &[u8]) -> Vec<(usize, usize)> {
    let (mut pairs, mut open) = (Vec::new(), Vec::new());
    for at in memchr::memchr2_iter(b'(', b')', bytes) {
        if bytes.get(at) == Some(&b'(') {
            open.push(at);
        } else if let Some(start) = open.pop()
            && open.is_empty()
        {
            pairs.push((start, at));
        }
    }
    // An opening one without its end encloses nothing; those within it do.
    if !open.is_empty() {
        pairs = flat_pairs(bytes);
    }
    pairs
}

/// The parentheses that hold no others, for a text with one that is never closed.
fn flat_pairs(bytes: &[u8]) -> Vec<(usize, usize)> {
    let (mut pairs, mut open) = (Vec::new(), None);
    for at in memchr::memchr2_iter(b'(', b')', bytes) {
        if bytes.get(at) == Some(&b'(') {
            open = Some(at);
        } else if let Some(start) = open.take() {
            pairs.push((start, at));
        }
    }
    pairs
}

/// A counter that `.` or `)` at this place closes.
fn closed(text: &str, at: usize) -> Option<Candidate> {
    let bytes = text.as_bytes();
    // `2.5`, `(HIV-1),` and the end of the text close nothing.
    if bytes.get(at + 1).is_none_or(|next| next.is_ascii_digit() || matches!(next, b',' | b')')) {
        return None;
    }
    let before = bytes.get(..at)?;
    let before = before.strip_suffix(b"\\").unwrap_or(before);
    let before = before
        .strip_suffix(b",")
        .or_else(|| before.strip_suffix(b" "))
        .filter(|_| bytes.get(at) == Some(&b'.'))
        .unwrap_or(before);
    let len = before.iter().rev().take(5).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let counter = before.get(before.len() - len..)?;
    let is_counter = match counter {
        [] => false,
        [byte] => byte.is_ascii_alphanumeric(),
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => true,
        letters => letters.iter().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X')),
    };
    if !is_counter {
        return None;
    }
    let mut start = before.len() - len;
    if let Some(b'(') = start.checked_sub(1).and_then(|at| bytes.get(at)) {
        start -= 1;
        if start.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'\\') {
            start -= 1;
        }
    }
    let mut marker = marker::at(text.get(start..)?)?;
    // `… < 15.- Next`: the dash is one for itself.
    if marker.second.is_some_and(Key::is_bullet) {
        marker = Marker { second: None, len: marker.first_len, ..marker };
    }
    let body = start + marker.len;
    let shown = text.get(body..)?.trim_start();
    let shown_at = text.len() - shown.len();
    // A marker has a text: `criterion A. B. and C.` has three letters, `hepatitis B or C. 3. Thirst` two and a number.
    let is_letter = matches!(shown.as_bytes(), [letter, b'.', ..] if letter.is_ascii_alphabetic());
    let is_number =
        marker::at(shown).is_some_and(|next| !next.is_doubtful && matches!(next.first.counter, Counter::Number { .. }));
    if shown.is_empty() || is_letter || is_number && marker.second.is_none() || start + marker.len <= at {
        return None;
    }
    let before = boundary(text.get(..start)?)?;
    let (is_upper, is_capital) = (!shown.starts_with(char::is_lowercase), shown.starts_with(char::is_uppercase));
    let is_fit = !marker.is_doubtful || before == Before::End && !matches!(marker.first.close, ' ' | '-' | ':' | '/');
    is_fit.then_some(Candidate {
        start,
        body: shown_at,
        key: marker.first,
        second: marker.second,
        before,
        is_upper,
        is_capital,
        is_tight: false,
    })
}

/// What stands before a place; `None` where no marker can stand: within a word.
fn boundary(before: &str) -> Option<Before> {
    let shown = before.trim_end();
    let is_spaced = shown.len() < before.len();
    let Some(last) = shown.chars().next_back() else { return Some(Before::End) };
    // `;b.Has`, and after a full stop `dL.D) Other`.
    let is_stop =
        matches!(last, '.' | ';' | ':' | ',' | '!' | '?' | '。' | '；' | '：' | '，' | '、' | '）' | '•' | '*');
    if !is_spaced {
        // The `e` of `i.e.` is none.
        let is_abbreviation =
            last == '.' && shown.chars().rev().skip(1).take_while(|c| c.is_alphanumeric()).count() == 1;
        return (is_stop && !is_abbreviation).then_some(Before::End);
    }
    if is_stop || matches!(last, ')' | ']' | '-' | '–' | '"' | '”') {
        return Some(Before::End);
    }
    let (head, word) = if last.is_alphanumeric() { last_word(shown) } else { (shown, "") };
    let is_joint = word.eq_ignore_ascii_case("and") || word.eq_ignore_ascii_case("or");
    Some(if is_joint {
        // `hepatitis B or C.`, `grade 1 or 2.`
        let (_, other) = last_word(head);
        let is_roman = !other.is_empty() && other.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        let is_counter = is_roman || other.len() == 1 && !other.starts_with(char::is_lowercase);
        if is_counter { Before::Bound } else { Before::End }
    } else if word.ends_with(|c: char| c.is_ascii_digit()) {
        Before::Number
    } else if takes_number(head, word)
        || matches!(last, '=' | '<' | '>' | '≤' | '≥' | '/' | '(' | '+' | '±' | '×' | '~')
    {
        Before::Bound
    } else {
        Before::Word
    })
}

/// A dash or an asterisk that begins an item: behind the end of a sentence or glued to a word, `dysfunction- Stable`.
fn dashed(text: &str, at: usize) -> Option<Candidate> {
    let before = text.get(..at)?;
    // An escaped asterisk inside a text marks a footnote.
    let (before, at) = match before.strip_suffix('\\') {
        Some(before) if text.get(at..)?.starts_with('-') => (before, at - 1),
        Some(_) => return None,
        None => (before, at),
    };
    if let Some(numbered) = numbered(text, at) {
        return Some(numbered);
    }
    let marker = marker::at(text.get(at..)?)?;
    let shown = text.get(at + marker.len..)?.trim_start();
    if shown.is_empty() || !marker.first.is_bullet() {
        return None;
    }
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_end = if before.ends_with(char::is_whitespace) {
        boundary(before) == Some(Before::End) && before.trim_end().ends_with(['.', ';', ':', '。', '；', '：'])
    } else if shown.len() + at + marker.len == text.len() {
        // `injury.-History`, but not `B.-Cell`
        let (_, last) = last_word(before);
        last.len() > 3 && capitalised(shown)
    } else {
        before.ends_with(['.', ';', ':'])
    };
    let is_glued = word.len() > 3 && word.ends_with(char::is_lowercase) && capitalised(shown) && !is_prefix(word);
    let is_spaced = before.ends_with(char::is_whitespace);
    let before_it = if is_end || is_glued {
        Before::End
    } else if is_spaced && boundary(before) == Some(Before::Number) {
        Before::Number
    } else if is_spaced {
        Before::Word
    } else {
        Before::Bound
    };
    let is_tight = is_spaced && at + marker.len == text.len() - shown.len();
    let is_upper = !shown.starts_with(char::is_lowercase);
    // `1.5 * ULN` multiplies.
    let is_product = before_it == Before::Number && marker.first.counter == Counter::Bullet('*') && !capitalised(shown);
    let is_capital = shown.starts_with(char::is_uppercase) && !is_product;
    let body = text.len() - shown.len();
    Some(Candidate {
        start: at,
        body,
        key: marker.first,
        second: marker.second,
        before: before_it,
        is_upper,
        is_capital,
        is_tight,
    })
}

/// A number that a dash closes: `1- Age over 18 2- Consent`.
fn numbered(text: &str, at: usize) -> Option<Candidate> {
    let before = text.get(..at)?;
    let len = before.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let start = at.checked_sub(len).filter(|_| (1..3).contains(&len))?;
    let marker = marker::at(text.get(start..)?).filter(|marker| marker.first.close == '-')?;
    let shown = text.get(start + marker.len..)?.trim_start();
    let before = boundary(text.get(..start)?)?;
    let is_capital = shown.starts_with(char::is_uppercase);
    let (key, body) = (marker.first, text.len() - shown.len());
    is_capital.then_some(Candidate {
        start,
        body,
        key,
        second: None,
        before,
        is_upper: true,
        is_capital,
        is_tight: false,
    })
}

/// Whether a text begins with a word in lower case but for its first letter.
fn capitalised(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// Whether a word with a dash goes on behind the next one: `short- and long-term`, `anti- CD20`.
fn is_prefix(word: &str) -> bool {
    const PREFIXES: [&str; 14] = [
        "anti", "post", "non", "pre", "peri", "intra", "inter", "over", "under", "short", "semi", "multi", "poly",
        "hyper",
    ];
    PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(word))
}

/// A character that is a marker by itself: `•`, `②`.
fn signed(text: &str, at: usize) -> Option<Candidate> {
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    let is_sign = ('①'..='⑳').contains(&c) || matches!(c, '•' | '●' | '▪' | '■' | '◦' | '‣' | '➢' | '✓');
    let marker = marker::at(rest).filter(|_| is_sign)?;
    let shown = rest.get(marker.len..)?.trim_start();
    let body = text.len() - shown.len();
    (!shown.is_empty()).then_some(Candidate {
        start: at,
        body,
        key: marker.first,
        second: marker.second,
        before: Before::End,
        is_upper: true,
        is_capital: true,
        is_tight: false,
    })
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::candidates;

    fn found(text: &str) -> Vec<&str> {
        candidates(text).iter().map(|candidate| text[candidate.start..candidate.body].trim()).collect()
    }

    #[test]
    fn places() {
        assert_eq!(found("Hb over 9 g/L. 2. ANC over 1.5 x 10\\^9/L. 3\\. Platelets"), ["2.", "3\\."]);
        assert_eq!(found("one of: (a) tea; (b) water, or (c) milk"), ["(a)", "(b)", "(c)"]);
        assert_eq!(found("a), b), c) or d) and are"), ["c)", "d)"]);
        assert_eq!(found("risk (a. smokes b. drinks) or i) none"), ["i)"]);
        assert_eq!(found("has sung- Sings now"), ["-"]);
        assert_eq!(found("tea ② water • milk"), ["②", "•"]);
        assert_eq!(found("Below 3.0 mg/dL.D) Other"), ["D)"]);
        assert_eq!(found("up to 2 g, i.e. 3 spoons"), [""; 0]);
    }
}
