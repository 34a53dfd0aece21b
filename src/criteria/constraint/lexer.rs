//! Words, numbers and signs of an item's text.

use std::ops::Range;

use super::{index::Spelling, words::Roles};
use crate::criteria::hash::{SEED, SMALL, padded, step};

/// A word, a number or a sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    /// Where it begins.
    pub(super) start: usize,
    /// What kind of word it is.
    pub(super) roles: Roles,
    /// The hash of its letters and digits, letters small; see [`step`].
    pub(super) hash: u64,
    /// How many those are, in bytes.
    pub(super) letters: u32,
    /// Whether no space stands before it.
    pub(super) is_glued: bool,
    /// Whether it may be a value, or say that one follows: a number, a class, a limit of normal, a sign of comparison.
    pub(super) is_value: bool,
}

impl Token<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is(&self, word: &str) -> bool {
        // A bit makes small letters of capitals, and leaves digits and hyphens as they are.
        self.text.len() == word.len()
            && matches!(self.kind, Kind::Word)
            && self.text.bytes().zip(word.bytes()).all(|(own, other)| own | 0x20 == other | 0x20)
    }

    /// Whether it has letters and digits alone.
    pub(super) fn is_plain(&self) -> bool {
        usize::try_from(self.letters).is_ok_and(|letters| letters == self.text.len())
    }

    /// Whether it is a word of one of some roles.
    pub(super) fn has(&self, roles: Roles) -> bool {
        self.roles.has(roles)
    }

    /// Whether a comparison may begin with it: few do.
    pub(super) fn may_compare(&self) -> bool {
        match self.kind {
            Kind::Number(_) => true,
            Kind::Word => self.is_value || self.has(Roles::STARTS),
            Kind::Sign(sign) => self.is_value || matches!(sign, Sign::Equal | Sign::Dash | Sign::Plus),
        }
    }

    pub(super) fn is_sign(&self, sign: Sign) -> bool {
        matches!(self.kind, Kind::Sign(own) if own == sign)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Letters, and the digits behind them: `HbA1c`, `Child-Pugh`, `IIEF-5`, `m2`.
    Word,
    Number(Number),
    Sign(Sign),
}

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Whether a comma or a point in it may set thousands or decimals apart: `7,8`, `50.000`.
    pub(super) is_ambiguous: bool,
    /// Whether it has digits alone.
    pub(super) is_whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    PlusMinus,
    Times,
    Plus,
    Dash,
    Slash,
    Caret,
    Comma,
    Colon,
    /// `;`, and what else ends a statement.
    Break,
    /// The end of a sentence.
    Stop,
    /// A point that ends no sentence: `approx. 5`.
    Point,
    Open,
    Close,
    Other,
}

impl Sign {
    fn compares(self) -> bool {
        matches!(self, Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual)
    }

    /// Whether no statement goes on behind it.
    pub(super) fn ends_statement(self) -> bool {
        matches!(self, Self::Break | Self::Stop)
    }
}

/// Whether a word stands for a number, a class, or a limit of normal.
fn is_value_word(word: &str, roles: Roles) -> bool {
    let bytes = word.as_bytes();
    roles.has(Roles::VALUE)
        || bytes.first().is_some_and(is_of_class) && bytes.len() <= 4 && bytes.iter().all(is_of_class)
}

/// The length and the hash of a word of letters and digits alone, which nothing joins to another.
fn plain_word(bytes: &[u8]) -> Option<(usize, u64)> {
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let (mut len, mut hash) = (0, SEED);
    loop {
        let (count, letters) = eight_letters(padded(bytes.get(len..).unwrap_or_default()));
        hash ^= letters;
        len += count;
        if count < 8 {
            break;
        }
    }
    let is_joined = bytes.get(len).is_some_and(|next| !next.is_ascii() || matches!(next, b'-' | b'\''));
    (!is_joined).then_some((len, hash))
}

/// How many of eight characters, from the first on, are letters or digits, and the hash of those: eight at a time, since most
/// words are that short and a loop over letters is what a processor foresees worst.
fn eight_letters(eight: [u8; 8]) -> (usize, u64) {
    let eight = u64::from_le_bytes(eight);
    let ends = letters(eight) ^ HIGH;
    let count = ends.trailing_zeros() / 8;
    // All bits below the first of those that end the word.
    let mask = ((ends & ends.wrapping_neg()) >> 7).wrapping_sub(1);
    // Digits have the bit of small letters too.
    ((count as usize), (eight | SMALL) & mask)
}

/// The high bit of each of eight characters.
const HIGH: u64 = 0x8080_8080_8080_8080;

const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The high bits of those of eight characters that are letters or digits.
fn letters(eight: u64) -> u64 {
    // Without their high bits no sum of two carries into the next.
    let low = eight & !HIGH;
    let small = low | SMALL;
    let within = |bytes: u64, first: u8, last: u8| (bytes + all(0x80 - first)) & !(bytes + all(0x7f - last));
    (within(small, b'a', b'z') | within(low, b'0', b'9')) & !eight & HIGH
}

/// Whether a text may have a value. Half of the items have none, and need not be cut into tokens: no digit, no sign of
/// comparison, and no word for a number, a class or a limit.
pub(super) fn may_have_value(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a way out of the inner loop, many bytes are looked at at once.
    let is_sign = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'<'..=b'>') || !byte.is_ascii();
    if bytes.chunks(64).any(|chunk| chunk.iter().fold(false, |any, byte| any | is_sign(byte))) {
        return true;
    }
    // Whether the last character of the eight before is a letter, as their first bit.
    let mut before = 0;
    let (eights, rest) = bytes.as_chunks();
    eights.iter().copied().chain([padded(rest)]).enumerate().any(|(index, eight)| {
        let letters = letters(u64::from_le_bytes(eight));
        let mut starts = letters & !(letters << 8 | before);
        before = letters >> 56;
        while starts != 0 {
            let at = index * 8 + (starts.trailing_zeros() / 8) as usize;
            if bytes.get(at..).is_some_and(begins_value) {
                return true;
            }
            starts &= starts - 1;
        }
        false
    })
}

/// Whether a word is one for a number, a class or a limit, or begins with one.
fn begins_value(word: &[u8]) -> bool {
    let is_class = word.first().is_some_and(is_of_class) && !word.get(1).is_some_and(u8::is_ascii_lowercase);
    // Three letters rule out most words.
    let begins = word.first_chunk().is_some_and(|first| Roles::may_be_value(*first));
    is_class || begins && plain_word(word).is_none_or(|(_, hash)| Roles::of_hash(hash).has(Roles::VALUE))
}

/// Whether a numeral of Rome or a class by letters is made of a character.
fn is_of_class(byte: &u8) -> bool {
    matches!(byte, b'I' | b'V' | b'X' | b'A' | b'B' | b'C')
}

/// The hash of a token's letters and digits, and how many they are.
fn hashed(shown: &str) -> (u64, u32) {
    let kept = shown.bytes().filter_map(|byte| Spelling::Letters.kept(byte));
    kept.fold((SEED, 0), |(hash, letters), byte| (step(hash, letters, byte), letters + 1))
}

/// A text in tokens.
#[derive(Debug, Default)]
pub(super) struct Lexed<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    /// The statements that may have values: up to a semicolon or the end of a sentence, that included.
    pub(super) valued: Vec<Range<usize>>,
}

impl Lexed<'_> {
    /// The memory of a text's tokens, for those of another: what is collected from nothing stays in the memory that it comes
    /// from.
    pub(super) fn emptied<'t>(mut self) -> Lexed<'t> {
        self.tokens.clear();
        self.valued.clear();
        let tokens = self.tokens.into_iter().map(|token| Token { text: "", ..token }).collect();
        Lexed { tokens, valued: self.valued }
    }
}

/// Cuts a text into its tokens. `memory`: that of another text.
pub(super) fn lex<'t>(text: &'t str, memory: Lexed<'_>) -> Lexed<'t> {
    // Most texts have fewer tokens.
    const USUAL: usize = 128;
    let Lexed { mut tokens, mut valued } = memory.emptied();
    tokens.reserve((text.len() / 5 + 4).max(USUAL));
    let (mut statement, mut has_value) = (0, false);
    let mut rest = text;
    let mut is_glued = false;
    let mut is_behind_number = false;
    loop {
        // Most characters are letters and single spaces.
        if let Some(behind) = rest.strip_prefix(' ') {
            rest = behind;
            is_glued = false;
        }
        let start = text.len() - rest.len();
        if let Some((len, hash)) = plain_word(rest.as_bytes())
            && !(is_behind_number && rest.starts_with(['x', 'X']))
            && let Some((shown, behind)) = rest.split_at_checked(len)
        {
            let roles = Roles::of_hash(hash);
            let is_value = is_value_word(shown, roles);
            has_value |= is_value;
            let letters = u32::try_from(len).unwrap_or(u32::MAX);
            tokens.push(Token { kind: Kind::Word, text: shown, start, roles, hash, letters, is_glued, is_value });
            rest = behind;
            is_glued = true;
            is_behind_number = false;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            is_glued = false;
            continue;
        }
        let before = tokens.last().filter(|_| is_glued);
        let (kind, len) = if c.is_ascii_digit() || c == '.' && starts_fraction(rest, before) {
            number(rest)
        } else if is_letter(c) {
            word(rest, is_behind_number)
        } else {
            sign(rest, c, before)
        };
        let Some((shown, behind)) = rest.split_at_checked(len).filter(|(shown, _)| !shown.is_empty()) else { break };
        // A dash behind a sign is a minus: `≤-2.5`, `(-2 to 1)`
        let is_minus = matches!(kind, Kind::Sign(Sign::Dash))
            && before.is_some_and(|token| matches!(token.kind, Kind::Sign(sign) if sign != Sign::Close));
        let is_glued_to_word = is_glued && start > 0 && !is_minus;
        let (roles, is_value) = match kind {
            Kind::Number(_) => (Roles::default(), true),
            Kind::Word => {
                let roles = Roles::of(shown);
                let is_value = is_value_word(shown, roles) || super::amount::is_compound(shown);
                (roles, is_value || roman(shown).is_some())
            }
            Kind::Sign(sign) => (Roles::default(), sign.compares()),
        };
        let (hash, letters) = if matches!(kind, Kind::Sign(_)) { (SEED, 0) } else { hashed(shown) };
        tokens.push(Token { kind, text: shown, start, roles, hash, letters, is_glued: is_glued_to_word, is_value });
        has_value |= is_value;
        if matches!(kind, Kind::Sign(sign) if sign.ends_statement()) {
            if has_value {
                valued.push(statement..tokens.len());
            }
            (statement, has_value) = (tokens.len(), false);
        }
        is_behind_number = matches!(kind, Kind::Number(_));
        rest = behind;
        is_glued = true;
    }
    if has_value {
        valued.push(statement..tokens.len());
    }
    Lexed { tokens, valued }
}

/// Whether a point begins a number: `.5`
fn starts_fraction(rest: &str, before: Option<&Token<'_>>) -> bool {
    rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
        && !before.is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Number(_)))
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'º' | 'ª')
}

/// `number = digits *( "," 3DIGIT ) [ "." digits ] / "." digits`
///
/// A comma before one, two or four digits may be a decimal one, and so may be one between a zero and three digits; three digits
/// behind a point may be thousands.
fn number(rest: &str) -> (Kind, usize) {
    let bytes = rest.as_bytes();
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
    };
    let whole = digits(0);
    // Most numbers are short and have digits alone.
    if (1..=9).contains(&whole) && !matches!(bytes.get(whole), Some(b',' | b'.')) {
        let digits = bytes.get(..whole).unwrap_or_default();
        let value = digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        let number = Number { value: f64::from(value), is_ambiguous: false, is_whole: true };
        return (Kind::Number(number), whole);
    }
    let mut len = whole;
    let (mut is_ambiguous, mut has_commas) = (false, false);
    while bytes.get(len) == Some(&b',') && whole > 0 {
        let group = digits(len + 1);
        if group == 0 {
            break;
        }
        has_commas = true;
        is_ambiguous |= group != 3 || whole > 3 || bytes.first() == Some(&b'0');
        len += 1 + group;
    }
    let mut is_whole = true;
    if bytes.get(len) == Some(&b'.') {
        let decimals = digits(len + 1);
        if decimals > 0 {
            let is_thousands = decimals == 3 && !has_commas && (1..=3).contains(&whole) && bytes.first() != Some(&b'0');
            is_ambiguous |= is_thousands;
            is_whole = false;
            len += 1 + decimals;
            // `1.500.000`, and what is no number: `2.1.3`
            while bytes.get(len) == Some(&b'.') && digits(len + 1) > 0 {
                is_ambiguous = true;
                len += 1 + digits(len + 1);
            }
        }
    }
    let shown = rest.get(..len).unwrap_or_default();
    let value = if has_commas { shown.replace(',', "").parse() } else { shown.parse() };
    let is_ambiguous = is_ambiguous || value.is_err();
    (Kind::Number(Number { value: value.unwrap_or_default(), is_ambiguous, is_whole }), len.max(1))
}

/// `word = letter *( letter / digit / "'" / "-" part )`
///
/// A hyphen joins a name: `Child-Pugh`, `IIEF-5`, `COVID-19`. It stands between two numerals of Rome or two letters, `I-III`,
/// `A-B`, for a range.
fn word(rest: &str, is_behind_number: bool) -> (Kind, usize) {
    // `1.5x10`, `2.5xULN`: the word is a sign of multiplication first.
    if is_behind_number && rest.starts_with(['x', 'X']) {
        let behind = rest.get(1..).unwrap_or_default();
        let is_limit = ["ULN", "LLN", "IULN", "UNL", "the", "upper", "normal", "institutional", "baseline"]
            .iter()
            .any(|word| behind.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
        let is_followed_by_word = behind.starts_with(|c| is_letter(c) || c == '-');
        if !is_followed_by_word || is_limit {
            return (Kind::Sign(Sign::Times), 1);
        }
    }
    let mut len = 0;
    for _ in 0..MOST_PARTS {
        let part = part(rest.get(len..).unwrap_or_default());
        let before = rest.get(..len + part).unwrap_or_default();
        len += part;
        let behind = rest.get(len..).unwrap_or_default();
        let Some(next) = behind.strip_prefix(['-', '‐', '‑']).and_then(|next| next.chars().next()) else { break };
        if !next.is_alphanumeric() {
            break;
        }
        let hyphen = behind.chars().next().map_or(1, char::len_utf8);
        let joined = behind.get(hyphen..).unwrap_or_default();
        let joined = joined.get(..self::part(joined)).unwrap_or_default();
        // The longest numeral is `VIII`.
        let is_short = before.len() <= 4 && joined.len() <= 4;
        let is_letters =
            || before.chars().count() == 1 && joined.chars().count() == 1 && joined.starts_with(char::is_alphabetic);
        let is_range = is_short && (is_roman(before) && is_roman(joined) || is_letters())
            || len == 0
            || next.is_ascii_digit() && before.chars().all(char::is_lowercase);
        if is_range {
            break;
        }
        len += hyphen;
        if next.is_ascii_digit() {
            len += rest.get(len..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
        }
    }
    (Kind::Word, len.max(rest.chars().next().map_or(1, char::len_utf8)))
}

/// The most parts of a name with hyphens.
const MOST_PARTS: usize = 8;

/// The length of letters and digits, with an apostrophe between letters.
fn part(rest: &str) -> usize {
    let ascii = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_whole = |next: &u8| next.is_ascii() && *next != b'\'';
    if rest.as_bytes().get(ascii).is_none_or(is_whole) {
        return ascii;
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_apostrophe =
            matches!(c, '\'' | '’') && at > 0 && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let is_part = c.is_alphanumeric() && c != 'º' || is_apostrophe;
        if !is_part {
            return at;
        }
    }
    rest.len()
}

/// Whether a word is a number of Rome, as classes have them: one to ten.
pub(super) fn roman(word: &str) -> Option<u8> {
    const NUMERALS: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    const SIGNS: [&str; 10] = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ"];
    let position = NUMERALS.iter().position(|numeral| *numeral == word);
    let position = position.or_else(|| SIGNS.iter().position(|sign| *sign == word));
    position.and_then(|position| u8::try_from(position + 1).ok())
}

fn is_roman(word: &str) -> bool {
    roman(word).is_some()
}

fn sign(rest: &str, c: char, before: Option<&Token<'_>>) -> (Kind, usize) {
    let len = c.len_utf8();
    let next = rest.get(len..).unwrap_or_default();
    let sign = match c {
        '+' if next.starts_with("/-") => return (Kind::Sign(Sign::PlusMinus), 3),
        '<' => Sign::Less,
        '>' => Sign::Greater,
        '≤' | '≦' | '⩽' | '≯' | '⪯' => Sign::LessOrEqual,
        '≥' | '≧' | '⩾' | '≮' | '⪰' => Sign::GreaterOrEqual,
        '＜' | '﹤' | '˂' => Sign::Less,
        '＞' | '﹥' | '˃' => Sign::Greater,
        '=' | '＝' => Sign::Equal,
        '±' => Sign::PlusMinus,
        '×' | '*' | '∗' | '✕' | '⋅' | '·' => Sign::Times,
        '+' | '＋' => Sign::Plus,
        '-' | '–' | '—' | '−' | '‐' | '‑' | '‒' | '―' | '~' | '～' | '∼' | '〜' | '˜' => Sign::Dash,
        '/' | '⁄' | '∕' | '／' => Sign::Slash,
        '^' => Sign::Caret,
        ',' | '，' | '、' => Sign::Comma,
        ':' | '：' => Sign::Colon,
        ';' | '；' => Sign::Break,
        '(' | '[' | '{' | '（' => Sign::Open,
        ')' | ']' | '}' | '）' => Sign::Close,
        '。' => Sign::Stop,
        '.' | '!' | '?' => {
            if ends_sentence(next, before) {
                Sign::Stop
            } else {
                Sign::Point
            }
        }
        _ => Sign::Other,
    };
    (Kind::Sign(sign), len)
}

/// Whether a point ends a sentence: a capital or nothing follows behind a space, and the word before is none that is cut short.
fn ends_sentence(next: &str, before: Option<&Token<'_>>) -> bool {
    const SHORT: [&str; 14] =
        ["approx", "max", "min", "vs", "eg", "ie", "no", "dr", "incl", "resp", "conc", "g", "e", "ca"];
    let behind = next.trim_start();
    let is_short = || before.is_some_and(|token| SHORT.iter().any(|word| token.is(word)));
    let is_apart = behind.len() < next.len();
    behind.is_empty() || is_apart && behind.starts_with(|c: char| !c.is_lowercase()) && !is_short()
}

#[cfg(test)]
mod tests {
    use super::{Kind, Lexed, lex};

    fn shown(text: &str) -> String {
        let shown = lex(text, Lexed::default()).tokens.into_iter().map(|token| match token.kind {
            Kind::Word => format!("w:{}", token.text),
            Kind::Number(number) if number.is_ambiguous => format!("?:{}", token.text),
            Kind::Number(number) => format!("n:{}", number.value),
            Kind::Sign(sign) => format!("{sign:?}"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_and_numbers() {
        let table = [
            ("HbA1c ≥ 7.5%", "w:HbA1c GreaterOrEqual n:7.5 Other"),
            ("PHQ-9 >10", "w:PHQ-9 Greater n:10"),
            ("Child-Pugh A-B", "w:Child-Pugh w:A Dash w:B"),
            ("NYHA I-III", "w:NYHA w:I Dash w:III"),
            ("18-65 years", "n:18 Dash n:65 w:years"),
            ("1.5x109/L", "n:1.5 Times n:109 Slash w:L"),
            ("2.5xULN", "n:2.5 Times w:ULN"),
            ("3 x-rays", "n:3 w:x-rays"),
            ("100,000/mm3", "n:100000 Slash w:mm3"),
            ("7,8 and 50.000", "?:7,8 w:and ?:50.000"),
            ("0.125 or .5", "n:0.125 w:or n:0.5"),
            ("0,123", "?:0,123"),
            ("End. Then 3.", "w:End Stop w:Then n:3 Stop"),
            ("+/- 5", "PlusMinus n:5"),
            ("institution's ULN", "w:institution's w:ULN"),
            ("grade-2", "w:grade Dash n:2"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn places() {
        let text = "Größe ≥ 5 cm";
        for token in lex(text, Lexed::default()).tokens {
            assert_eq!(text.get(token.start..token.end()), Some(token.text));
        }
    }
}
