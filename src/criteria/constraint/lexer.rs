//! Words, numbers and signs of an item's text.

use super::{
    index::SEED,
    words::{Roles, step},
};

/// A word, a number or a sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    /// Where it begins.
    pub(super) start: usize,
    /// What kind of word it is.
    pub(super) roles: Roles,
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
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is a word of one of some roles.
    pub(super) fn has(&self, roles: Roles) -> bool {
        self.roles.has(roles)
    }

    pub(super) fn is_sign(&self, sign: Sign) -> bool {
        self.kind == Kind::Sign(sign)
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
    let is_class = bytes.len() <= 4 && bytes.iter().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'A' | b'B' | b'C'));
    // `ULN`, `IULN`, `LLN`
    let is_limit = matches!(bytes, [_, .., b'L' | b'l', b'N' | b'n']) && bytes.len() <= 5;
    is_class || is_limit || roles.has(Roles::VALUE) || !word.is_ascii() && roman(word).is_some()
}

/// The length and the roles of a word of letters and digits alone, which nothing joins to another.
fn plain_word(bytes: &[u8]) -> Option<(usize, Roles)> {
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let mut hash = SEED;
    let mut len = 0;
    for byte in bytes {
        if !byte.is_ascii_alphanumeric() {
            break;
        }
        hash = step(hash, *byte);
        len += 1;
    }
    let is_joined = bytes.get(len).is_some_and(|next| !next.is_ascii() || matches!(next, b'-' | b'\''));
    (!is_joined).then(|| (len, Roles::of_hash(hash)))
}

/// A list of words that tells quickly that it has not one: most words that are asked for are not in it.
#[derive(Debug)]
pub(super) struct Words {
    words: &'static [&'static str],
    /// By first letter: which lengths there are, as bits.
    lengths: [u32; 32],
}

impl Words {
    #[allow(clippy::indexing_slicing)]
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let mut lengths = [0; 32];
        let mut index = 0;
        while index < words.len() {
            let word = words[index].as_bytes();
            lengths[(word[0] & 31) as usize] |= 1 << (word.len() & 31);
            index += 1;
        }
        Self { words, lengths }
    }

    pub(super) fn has(&self, token: &Token<'_>) -> bool {
        let Some(first) = token.text.as_bytes().first() else { return false };
        let lengths = self.lengths.get(usize::from(first & 31)).copied().unwrap_or_default();
        lengths & (1 << (token.text.len() & 31)) != 0
            && token.kind == Kind::Word
            && self.words.iter().any(|word| token.text.eq_ignore_ascii_case(word))
    }
}

/// Cuts a text into its tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(text.len() / 5 + 4);
    let mut at = 0;
    let mut is_glued = false;
    let bytes = text.as_bytes();
    loop {
        // Most characters are letters and single spaces.
        if bytes.get(at) == Some(&b' ') {
            at += 1;
            is_glued = false;
        }
        if let Some((len, roles)) = bytes.get(at..).and_then(plain_word) {
            let is_behind_number = tokens.last().is_some_and(|token| matches!(token.kind, Kind::Number(_)));
            let is_times = is_behind_number && matches!(bytes.get(at), Some(b'x' | b'X'));
            if let Some(shown) = text.get(at..at + len).filter(|_| !is_times) {
                let is_value = is_value_word(shown, roles);
                tokens.push(Token { kind: Kind::Word, text: shown, start: at, roles, is_glued, is_value });
                at += len;
                is_glued = true;
                continue;
            }
        }
        let Some(rest) = text.get(at..) else { break };
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            is_glued = false;
            continue;
        }
        let last = tokens.last();
        let before = last.filter(|_| is_glued);
        let is_behind_number = last.is_some_and(|token| matches!(token.kind, Kind::Number(_)));
        let (kind, len) = if c.is_ascii_digit() || c == '.' && starts_fraction(rest, before) {
            number(rest)
        } else if is_letter(c) {
            word(rest, is_behind_number)
        } else {
            sign(rest, c, before)
        };
        let Some(shown) = rest.get(..len).filter(|shown| !shown.is_empty()) else { break };
        // A dash behind a sign is a minus: `≤-2.5`, `(-2 to 1)`
        let is_minus = kind == Kind::Sign(Sign::Dash)
            && before.is_some_and(|token| matches!(token.kind, Kind::Sign(sign) if sign != Sign::Close));
        let is_glued_to_word = is_glued && at > 0 && !is_minus;
        let (roles, is_value) = match kind {
            Kind::Number(_) => (Roles::default(), true),
            Kind::Word => {
                let roles = Roles::of(shown);
                (roles, is_value_word(shown, roles) || super::amount::is_compound(shown))
            }
            Kind::Sign(sign) => (Roles::default(), sign.compares()),
        };
        tokens.push(Token { kind, text: shown, start: at, roles, is_glued: is_glued_to_word, is_value });
        at += len;
        is_glued = true;
    }
    tokens
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
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(0);
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
        let is_range = is_roman(before) && is_roman(joined)
            || before.chars().count() == 1 && joined.chars().count() == 1 && joined.starts_with(char::is_alphabetic)
            || len == 0
            || next.is_ascii_digit() && before.chars().all(|c| c.is_lowercase());
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
    let is_short = before.is_some_and(|token| {
        token.kind == Kind::Word && SHORT.iter().any(|word| token.text.eq_ignore_ascii_case(word))
    });
    let behind = next.trim_start();
    let is_apart = behind.len() < next.len();
    let starts_sentence = behind.starts_with(|c: char| !c.is_lowercase());
    behind.is_empty() || is_apart && starts_sentence && !is_short
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn shown(text: &str) -> String {
        let shown = tokens(text).into_iter().map(|token| match token.kind {
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
        for token in tokens(text) {
            assert_eq!(text.get(token.start..token.end()), Some(token.text));
        }
    }
}
