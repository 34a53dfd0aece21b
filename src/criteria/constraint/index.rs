//! Finds the words of a table in a text, however they are divided: `HDL-cholesterol`, `HDL cholesterol`.

use std::collections::HashMap;

use super::lexer::{Kind, Token};

/// The longest key, in bytes. No entry of a table is longer.
const LONGEST: usize = 80;
/// The most tokens that an entry is looked for in.
const MOST_TOKENS: usize = 12;

/// The words of a table, each with what it stands for.
#[derive(Debug)]
pub(super) struct Index<T> {
    /// By the words without spaces and hyphens.
    entries: HashMap<Key, T, std::hash::BuildHasherDefault<Fnv>>,
    /// Which first letters there are, and the length of the longest entry that begins with each.
    longest: [u8; 256],
    /// Which signs are part of a key; the others are left out.
    has_signs: bool,
    /// Whether `Mg` is another word than `mg`.
    is_exact: bool,
}

type Key = Box<[u8]>;

impl<T: Copy> Index<T> {
    /// `has_signs`: whether the signs between words count: `mg/dL` is not `mg dL`.
    pub(super) fn new(has_signs: bool, is_exact: bool) -> Self {
        Self { entries: HashMap::default(), longest: [0; 256], has_signs, is_exact }
    }

    pub(super) fn insert(&mut self, words: &str, value: T) {
        let key: Vec<u8> = words.bytes().filter_map(|byte| self.kept(byte)).collect();
        if let Some(longest) = key.first().and_then(|first| self.longest.get_mut(usize::from(*first))) {
            *longest = (*longest).max(u8::try_from(key.len().min(LONGEST)).unwrap_or(u8::MAX));
            self.entries.entry(key.into_boxed_slice()).or_insert(value);
        }
    }

    /// The longest entry that the tokens begin with, and how many tokens it has.
    pub(super) fn longest(&self, tokens: &[Token<'_>]) -> Option<(T, usize)> {
        let first = *tokens.first()?.text.as_bytes().first()?;
        let most = usize::from(*self.longest.get(usize::from(self.kept(first)?))?);
        if most == 0 {
            return None;
        }
        let mut key = [0u8; LONGEST];
        let mut len = 0;
        let mut found = None;
        for (count, token) in tokens.iter().take(MOST_TOKENS).enumerate() {
            if !self.has_signs && count > 0 && !joins(token) {
                break;
            }
            let before = len;
            for byte in token.text.bytes().filter_map(|byte| self.kept(byte)) {
                if len >= most {
                    return found;
                }
                if let Some(slot) = key.get_mut(len) {
                    *slot = byte;
                    len += 1;
                }
            }
            if len > before
                && let Some(value) = key.get(..len).and_then(|key| self.entries.get(key))
            {
                found = Some((*value, count + 1));
            }
        }
        found
    }

    fn kept(&self, byte: u8) -> Option<u8> {
        let is_kept = byte != b' ' && (self.has_signs || byte.is_ascii_alphanumeric() || !byte.is_ascii());
        is_kept.then(|| if self.is_exact { byte } else { byte.to_ascii_lowercase() })
    }
}

/// Whether a token may stand between the words of one name.
fn joins(token: &Token<'_>) -> bool {
    use super::lexer::Sign;
    match token.kind {
        Kind::Word => true,
        Kind::Number(number) => number.is_whole,
        Kind::Sign(sign) => matches!(sign, Sign::Dash | Sign::Slash | Sign::Point),
    }
}

/// The hash of Fowler, Noll and Vo: short keys, and no one outside chooses them.
#[derive(Debug)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl std::hash::Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
