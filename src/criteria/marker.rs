//! List markers: where a line begins with one, and how they count.

use std::fmt::{self, Write};

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while1},
    character::complete::{char, one_of, satisfy},
    combinator::{opt, peek, value},
    multi::fold,
    sequence::{preceded, terminated},
};

/// What a marker counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counter {
    /// `*`, `-`, `•`: counts nothing.
    Bullet(char),
    /// `1`, or of a number with parts, `2.1`, the last part.
    Number {
        /// How many parts it has.
        parts: u8,
        /// The parts before the last as one number, so that two of one list have the same.
        within: u32,
    },
    /// `a`, and `i` of a list that has `h` before it.
    Letter {
        /// Whether it is a capital.
        is_upper: bool,
    },
    /// `iv`.
    Roman {
        /// Whether it is in capitals.
        is_upper: bool,
    },
    /// `①`.
    Circled,
}

/// One marker: the counter, how it is closed, and its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) counter: Counter,
    /// What closes it: `.`, `)`, or `(` where it stands in parentheses.
    pub(super) close: char,
    /// Its place in the list, from 1; 0 for bullets.
    pub(super) ordinal: u32,
}

/// What stands at the beginning of a line: one marker, or two at one place, `* 1.`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) first: Key,
    pub(super) second: Option<Key>,
    /// The bytes that it takes.
    pub(super) len: usize,
    /// The bytes that the first one takes.
    pub(super) first_len: usize,
    /// Whether it is one only where the list before it expects it: `6 Patients`, `2.1 Age`, `7 .Age`, `E. coli`.
    pub(super) is_doubtful: bool,
}

/// As a marker is written: `4.`, `d)`, `(iv)`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counter = match self.counter {
            Counter::Bullet(sign) => return f.write_char(sign),
            Counter::Number { .. } | Counter::Circled => self.ordinal.to_string(),
            Counter::Letter { is_upper } => {
                let index = self.ordinal.saturating_sub(1);
                let letter = char::from_u32(u32::from('a') + index % 26).unwrap_or('?');
                let letter = if is_upper { letter.to_ascii_uppercase() } else { letter };
                letter.to_string().repeat(if index < 26 { 1 } else { 2 })
            }
            Counter::Roman { is_upper } => {
                let index = usize::try_from(self.ordinal).unwrap_or_default();
                let roman = ROMAN.get(index.saturating_sub(1)).copied().unwrap_or("?");
                if is_upper { roman.to_ascii_uppercase() } else { roman.to_owned() }
            }
        };
        match self.close {
            '(' => write!(f, "({counter})"),
            ' ' => f.write_str(&counter),
            close => write!(f, "{counter}{close}"),
        }
    }
}

/// The Roman numbers that are read. Of the first twenty, `i`, `v` and `x` are letters too.
const ROMAN: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
];

impl Key {
    /// The other reading of a letter that is a Roman number too.
    fn as_roman(self) -> Option<Self> {
        let Counter::Letter { is_upper } = self.counter else { return None };
        let ordinal = match self.ordinal {
            9 => 1,
            22 => 5,
            24 => 10,
            _ => return None,
        };
        Some(Self { counter: Counter::Roman { is_upper }, ordinal, ..self })
    }

    /// How far behind `last` this one counts, in a list that counts alike. Bullets are each other's next.
    pub(super) fn distance(self, last: Self) -> Option<i64> {
        let alike = |next: Self, last: Self| {
            let ordinals = i64::from(next.ordinal) - i64::from(last.ordinal);
            (next.counter == last.counter).then_some(if next.is_bullet() { 1 } else { ordinals })
        };
        // Of most counters there is one reading.
        let is_letter = |key: Self| matches!(key.counter, Counter::Letter { .. });
        if !is_letter(self) && !is_letter(last) {
            return alike(self, last);
        }
        // A letter after a Roman number is one, and the `i` before `ii` was.
        let as_roman = self.as_roman().and_then(|next| alike(next, last));
        let was_roman = last.as_roman().and_then(|last| alike(self, last));
        let readings = [alike(self, last), as_roman, was_roman];
        let mut distances = readings.into_iter().flatten();
        let first = distances.clone().next()?;
        Some(if distances.any(|distance| distance == 1) { 1 } else { first })
    }

    /// Whether it is the first of its list: `1.`, `a)`, `i.`, `①`. A bullet may be.
    pub(super) fn is_first(self) -> bool {
        self.is_bullet() || self.ordinal == 1 || self.as_roman().is_some_and(|roman| roman.ordinal == 1)
    }

    pub(super) fn is_bullet(self) -> bool {
        matches!(self.counter, Counter::Bullet(_))
    }

    /// How deep word processors use a bullet: `•`, then `o`, then `▪`.
    pub(super) fn rank(self) -> usize {
        match self.counter {
            Counter::Bullet('o' | '◦' | '○' | DOUBLE_DASH) => 1,
            Counter::Bullet('▪' | '▫' | '§' | '\u{f0a7}') => 2,
            _ => 0,
        }
    }

    /// Whether it is the next marker of a list whose last one is written alike. Bullets are each other's next.
    pub(super) fn follows(self, last: Self) -> bool {
        self.close == last.close && self.distance(last) == Some(1)
    }

    /// Whether it is a part of a number: `2.1` of `2.`, `2.1.3` of `2.1`.
    pub(super) fn is_below(self, number: Self) -> bool {
        match (self.counter, number.counter) {
            (Counter::Number { parts, within }, Counter::Number { parts: above, within: around }) => {
                parts == above + 1 && within == around * 1000 + number.ordinal + 1
            }
            _ => false,
        }
    }
}

impl Marker {
    pub(super) fn is_bullet(&self) -> bool {
        self.first.is_bullet()
    }

    pub(super) fn keys(&self) -> Keys {
        Keys::new(Some(self.first), self.second)
    }
}

/// The markers at one place, two at most; none where a paragraph has none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keys {
    pair: [Key; 2],
    len: usize,
}

impl Keys {
    pub(super) fn new(first: Option<Key>, second: Option<Key>) -> Self {
        let none = Key { counter: Counter::Circled, close: ' ', ordinal: 0 };
        let len = usize::from(first.is_some()) + usize::from(second.is_some());
        let first = first.unwrap_or(none);
        Self { pair: [first, second.unwrap_or(first)], len }
    }

    pub(super) fn as_slice(&self) -> &[Key] {
        self.pair.get(..self.len).unwrap_or_default()
    }

    pub(super) fn is_bullet(self) -> bool {
        self.iter().all(Key::is_bullet)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Key> {
        self.pair.into_iter().take(self.len)
    }
}

/// As many bullets at one place are read as one.
const MOST_BULLETS: usize = 16;

/// The marker at the beginning of a line.
///
/// `marker = one [ SP ] [ one ]`, the second only where the first is a bullet or the second a letter
pub(super) fn at(line: &str) -> Option<Marker> {
    let mut marker = one(line)?;
    let behind = line.get(marker.len..).unwrap_or_default();
    let rest = behind.trim_start();
    let Some(inner) = one(rest) else { return Some(marker) };
    let is_bullet = marker.first.is_bullet();
    // `* *`, `* 1.` and `6. a.` are two at one place. `2. 3. line` may be one and a text that begins with a number.
    let is_marker = if is_bullet { !inner.is_doubtful } else { inner.first.is_first() && !inner.is_doubtful };
    // `* -ve for tea`
    let behind_inner = rest.get(inner.len..).unwrap_or_default();
    let is_marker = is_marker && !(inner.first.is_bullet() && behind_inner.starts_with(char::is_alphabetic));
    // What stands alone behind a marker is its text, `* IV.`, `1. a)`, unless it is a bullet: `* -`
    let is_alone = rest.len() == inner.len;
    if is_marker && !(is_alone && !(is_bullet && inner.first.is_bullet())) {
        marker.len += behind.len() - rest.len() + inner.len;
        marker.second = Some(inner.first);
        // More of them, `* * * *`, are the same one.
        let mut bullets = 0;
        while bullets < MOST_BULLETS
            && let Some(next) = line.get(marker.len..).filter(|_| is_bullet).map(str::trim_start).and_then(one)
            && next.first.is_bullet()
        {
            let rest = line.get(marker.len..).unwrap_or_default();
            marker.len += rest.len() - rest.trim_start().len() + next.len;
            bullets += 1;
        }
    }
    Some(marker)
}

/// One marker, with what has to stand behind it.
fn one(line: &str) -> Option<Marker> {
    // Most lines without a marker begin with a word.
    let is_roman = |byte: u8| matches!(byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X');
    if let [first @ (b'A'..=b'Z' | b'a'..=b'z'), second, ..] = *line.as_bytes()
        && second.is_ascii_alphabetic()
        && !(is_roman(first) && is_roman(second) || first == second)
    {
        return None;
    }
    // Most markers are bullets before a space.
    if let [sign @ (b'*' | b'-'), b' ', ..] = *line.as_bytes() {
        let first = Key { counter: Counter::Bullet(char::from(sign)), close: ' ', ordinal: 0 };
        return Some(Marker { first, second: None, len: 1, first_len: 1, is_doubtful: false });
    }
    if let Some(marker) = plain_number(line.as_bytes()) {
        return Some(marker);
    }
    // The first character tells which grammar it is; `o` and a backslash leave it open.
    let (rest, (key, is_odd)) = match line.as_bytes().first()? {
        b'0'..=b'9' => counted(line),
        b'(' => enclosed(line),
        b'A'..=b'Z' | b'a'..=b'n' | b'p'..=b'z' => counted(line),
        b'*' | b'-' => bullet(line),
        _ => alt((bullet, circled, enclosed, counted)).parse(line),
    }
    .ok()?;
    let len = line.len() - rest.len();
    let next = rest.chars().next();
    let is_apart = next.is_none_or(char::is_whitespace);
    let is_letter = next.is_some_and(char::is_alphabetic);
    let is_fit = match (key.counter, key.close) {
        // A minus sign stands before a number, an asterisk before a footnote's word.
        (Counter::Bullet('-' | '–' | '—' | '−' | '‐'), _) => is_apart || is_letter,
        (Counter::Bullet('*' | '+' | 'o' | '\u{b0}' | '#' | '>' | '.'), _) => is_apart,
        (Counter::Bullet(_) | Counter::Circled, _) => true,
        (_, ')' | '(') => !next.is_some_and(|c| matches!(c, ',' | ';' | '.' | ')' | ':' | '-' | '/')),
        (Counter::Number { .. }, '.' | '、' | '．') => {
            !next.is_some_and(|c| c.is_ascii_digit() || matches!(c, ',' | ')'))
        }
        (Counter::Number { .. }, '-' | ':' | '/') => is_apart || is_letter,
        // `2.1 age`, `6 Patients`
        (Counter::Number { parts, .. }, _) => is_apart && (parts > 1 || starts_upper(rest)),
        // `a.Has` but not `e.g.`
        (_, '.') => is_apart || next.is_some_and(char::is_uppercase) && is_word(rest),
        _ => false,
    };
    let is_doubtful = is_odd
        || match (key.counter, key.close) {
            (Counter::Bullet(_) | Counter::Circled, _) | (_, ')' | '(') => false,
            (Counter::Number { .. }, '.' | '、' | '．') | (Counter::Roman { .. }, _) => false,
            (Counter::Number { .. }, _) => true,
            // `E. coli`
            _ => !key.is_first() && next.is_some() && !starts_upper(rest),
        };
    is_fit.then_some(Marker { first: key, second: None, len, first_len: len, is_doubtful })
}

/// A number with a full stop or a parenthesis before a space, as most that are no bullets: `1. `, `12) `
fn plain_number(line: &[u8]) -> Option<Marker> {
    let (ordinal, close, len) = match *line {
        [a @ b'0'..=b'9', close @ (b'.' | b')'), b' ', ..] => (u32::from(a - b'0'), close, 2),
        [a @ b'0'..=b'9', b @ b'0'..=b'9', close @ (b'.' | b')'), b' ', ..] => {
            (u32::from(a - b'0') * 10 + u32::from(b - b'0'), close, 3)
        }
        _ => return None,
    };
    let first = Key { counter: Counter::Number { parts: 1, within: 0 }, close: char::from(close), ordinal };
    Some(Marker { first, second: None, len, first_len: len, is_doubtful: false })
}

fn starts_upper(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
}

/// Whether two letters or more follow, as in a word and not in `A.D.`
fn is_word(rest: &str) -> bool {
    rest.chars().take_while(|c| c.is_alphabetic()).count() > 1
}

/// What `--` is kept as.
const DOUBLE_DASH: char = '‒';

/// `bullet = [ "\" ] ( "--" SP / "*" / "-" / "•" / … / "o" SP )`
fn bullet(input: &str) -> IResult<&str, (Key, bool)> {
    let sign = satisfy(|c| {
        matches!(c, '*' | '-' | '+' | '.' | '–' | '—' | '−' | '‐' | '•' | '·' | '∙' | '‧' | '・' | '‣' | '⁃' | '⦁')
            || matches!(c, '▪' | '▫' | '●' | '○' | '◦' | '■' | '□' | '◆' | '◇' | '◉' | '◎' | '⚫' | '⬥' | '★' | '❖')
            || matches!(c, '➢' | '➤' | '►' | '▶' | '▸' | '→' | '✓' | '✔' | '√' | '☐' | '※' | '¬' | '§' | '¿')
            // Word processors take their bullets from fonts of signs, in the private use area.
            || ('\u{f000}'..='\u{f0ff}').contains(&c)
    });
    let double = terminated(value(DOUBLE_DASH, tag("--")), peek(satisfy(char::is_whitespace)));
    let (rest, sign) =
        preceded(opt(char('\\')), alt((double, sign, terminated(char('o'), peek(satisfy(char::is_whitespace))))))
            .parse(input)?;
    Ok((rest, (Key { counter: Counter::Bullet(sign), close: ' ', ordinal: 0 }, false)))
}

/// `circled = "①" … "⑳"`
fn circled(input: &str) -> IResult<&str, (Key, bool)> {
    let (rest, c) = satisfy(|c| ('①'..='⑳').contains(&c)).parse(input)?;
    let ordinal = u32::from(c) - u32::from('①') + 1;
    Ok((rest, (Key { counter: Counter::Circled, close: ' ', ordinal }, false)))
}

/// `enclosed = "(" counter ")" / "（" counter "）"`
fn enclosed(input: &str) -> IResult<&str, (Key, bool)> {
    let (rest, (_, (counter, ordinal), ..)) =
        ((opt(char('\\')), one_of("(（")), counter, opt(char('\\')), one_of(")）")).parse(input)?;
    Ok((rest, (Key { counter, close: '(', ordinal }, false)))
}

/// `counted = counter ( [ "\" ] ( ".)" / ")." / "." / ")" ) / ( SP / "," ) "." / [ SP ] "-" / ":" / "/" / "" )`, of
/// which all but the first are only read in a list that counts so.
fn counted(input: &str) -> IResult<&str, (Key, bool)> {
    let (rest, (counter, ordinal)) = counter(input)?;
    let plain =
        preceded(opt(char('\\')), one_of(".)）、．")).map(|close| (if close == '）' { ')' } else { close }, false));
    let double = value((')', false), alt((tag(".)"), tag(").")))).or(value((')', false), tag("\\.)")));
    let slipped = alt((value(('.', true), (one_of(" ,"), char('.'))), value((')', true), tag(" )"))));
    let other = preceded(opt(char(' ')), one_of("-:/")).map(|close| (close, true));
    let (rest, close) = opt(alt((double, plain, slipped, other))).parse(rest)?;
    let (close, is_odd) = close.unwrap_or((' ', true));
    Ok((rest, (Key { counter, close, ordinal }, is_odd)))
}

/// `counter = number *( "." number ) / roman / letter`
fn counter(input: &str) -> IResult<&str, (Counter, u32)> {
    alt((number, roman, letter)).parse(input)
}

/// `number = 1*3DIGIT *( ( "." / "-" ) 1*2DIGIT ) [ [ "." ] ALPHA ]`, the dash and the letter only where they are
/// closed: `2-1.`, `2a.`, `2.a)`
fn number(input: &str) -> IResult<&str, (Counter, u32)> {
    let (rest, first) = digits(3)(input)?;
    let letter = |input| -> IResult<&str, u32> {
        let (rest, (_, c, _)) =
            (opt(char('.')), satisfy(|c| c.is_ascii_lowercase()), peek(one_of(".)"))).parse(input)?;
        Ok((rest, u32::from(c) - u32::from('a') + 1))
    };
    // Four parts at most, each below 1000 and those before the last below 100, fit into the number that tells lists
    // apart.
    let (rest, (parts, within, last)) = fold(
        0..4,
        alt((preceded(tag("."), digits(2)), terminated(preceded(tag("-"), digits(2)), peek(one_of(".)"))))),
        || (1_u8, 0_u32, first),
        |(parts, within, last), next| (parts + 1, within * 1000 + last + 1, next),
    )
    .parse(rest)?;
    let (rest, sub) = opt(letter).parse(rest)?;
    let (parts, within, last) = match sub {
        Some(sub) if parts < 4 => (parts + 1, within * 1000 + last + 1, sub),
        _ => (parts, within, last),
    };
    Ok((rest, (Counter::Number { parts, within }, last)))
}

fn digits(most: usize) -> impl Fn(&str) -> IResult<&str, u32> {
    move |input| {
        let (rest, digits) = take_while1(|c: char| c.is_ascii_digit()).parse(input)?;
        match digits.parse() {
            Ok(number) if digits.len() <= most => Ok((rest, number)),
            _ => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit))),
        }
    }
}

/// `roman = "ii" / "iii" / "iv" / "vi" … "xx"`, in small letters or capitals; `i`, `v` and `x` are read as letters
fn roman(input: &str) -> IResult<&str, (Counter, u32)> {
    let (rest, letters) = take_while1(|c: char| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X')).parse(input)?;
    let is_upper = letters.starts_with(|c: char| c.is_ascii_uppercase());
    let ordinals = (1..).zip(ROMAN).filter(|_| letters.len() > 1);
    let found = ordinals.into_iter().find(|(_, roman)| roman.eq_ignore_ascii_case(letters));
    match found {
        Some((ordinal, _)) => Ok((rest, (Counter::Roman { is_upper }, ordinal))),
        None => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Alpha))),
    }
}

/// `letter = ALPHA / "aa" / "bb" …`
fn letter(input: &str) -> IResult<&str, (Counter, u32)> {
    let (rest, c) = satisfy(|c| c.is_ascii_alphabetic()).parse(input)?;
    let ordinal = u32::from(c.to_ascii_lowercase()) - u32::from('a') + 1;
    let counter = Counter::Letter { is_upper: c.is_ascii_uppercase() };
    let (rest, second) = opt(char(c)).parse(rest)?;
    Ok((rest, (counter, if second.is_some() { ordinal + 26 } else { ordinal })))
}

#[cfg(test)]
#[allow(clippy::string_slice, clippy::unwrap_used)]
mod tests {
    use super::{Key, at};

    #[test]
    fn markers() {
        let table = [
            ("* Drinks tea", Some(("*", false))),
            ("\\- Drinks tea", Some(("\\-", false))),
            ("-Drinks tea", Some(("-", false))),
            ("-5 degrees", None),
            ("*Drinks tea", None),
            ("•Drinks tea", Some(("•", false))),
            ("1. Drinks tea", Some(("1.", false))),
            ("12\\. Drinks tea", Some(("12\\.", false))),
            ("1.Drinks tea", Some(("1.", false))),
            ("2.1) Drinks tea", Some(("2.1)", false))),
            ("2.1 Drinks tea", Some(("2.1", true))),
            ("2.1. Drinks tea", Some(("2.1.", false))),
            ("(a) Drinks tea", Some(("(a)", false))),
            ("a.Drinks tea", Some(("a.", false))),
            ("iv. Drinks tea", Some(("iv.", false))),
            ("③ Drinks tea", Some(("③", false))),
            ("* 1\\. Drinks tea", Some(("* 1\\.", false))),
            ("- 1) Drinks tea", Some(("- 1)", false))),
            ("* • Drinks tea", Some(("* •", false))),
            ("6. a. Drinks tea", Some(("6. a.", false))),
            ("6 Patients drink tea", Some(("6", true))),
            ("7 .Drinks tea", Some(("7 .", true))),
            ("18,. Drinks tea", Some(("18,.", true))),
            ("E. coli", Some(("E.", true))),
            ("1.5 cups of tea", Some(("1.5", true))),
            ("18-75 years", None),
            ("18 years of age", None),
            ("e.g. tea", None),
            ("Drinks tea", None),
            ("or tea", None),
            ("o tea", Some(("o", false))),
            ("a), b), or c)", None),
            ("1. a)", Some(("1.", false))),
            ("* * * tea", Some(("* * *", false))),
            ("*", Some(("*", false))),
        ];
        for (line, expected) in table {
            let found = at(line).map(|marker| (&line[..marker.len], marker.is_doubtful));
            assert_eq!(found, expected, "{line:?}");
        }
    }

    fn key(text: &str) -> Key {
        at(text).unwrap().first
    }

    #[test]
    fn counting() {
        let table = [
            ("1. x", "2. x", Some(1)),
            ("* x", "* x", Some(1)),
            ("* x", "- x", None),
            ("h. X", "i. X", Some(1)),
            ("i. X", "ii. X", Some(1)),
            ("iv. X", "v. X", Some(1)),
            ("u) x", "v) x", Some(1)),
            ("a) x", "A) x", None),
            ("2.1. x", "2.2. x", Some(1)),
            ("2.1. x", "3.2. x", None),
            ("3. x", "1. x", Some(-2)),
            ("① x", "② x", Some(1)),
        ];
        for (last, next, distance) in table {
            assert_eq!(key(next).distance(key(last)), distance, "{last} {next}");
        }
        assert!(key("i. X").is_first() && key("a. X").is_first() && !key("v. X").is_first());
    }
}
