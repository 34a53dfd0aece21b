//! Finds the words of a table in a text, however they are divided: `HDL-cholesterol`, `HDL cholesterol`.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::lexer::{Kind, Sign, Token};
use crate::criteria::hash::{SEED, joined, mixed, step};

/// The most tokens that an entry is looked for in.
const MOST_TOKENS: usize = 12;
/// The longest token that can be part of an entry, in bytes.
const LONGEST: usize = 80;

/// The words of a table, each with what it stands for.
#[derive(Debug)]
pub(super) struct Index<T> {
    /// By hash: the entries with that key; none for what a key begins with up to the end of one of its parts, so that a search
    /// ends with the first token that no key goes on with.
    entries: HashMap<u64, Vec<Entry<T>>, BuildHasherDefault<Mixed>>,
    /// A bit for each of those hashes: most words begin no key, and are ruled out with it.
    begins: Box<[u64; 1024]>,
    spelling: Spelling,
}

#[derive(Debug)]
struct Entry<T> {
    key: Box<[u8]>,
    value: T,
}

/// What counts in the words of a table, in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Letters and digits: `HDL-cholesterol` is `HDL cholesterol`.
    Letters,
    /// Signs too: `mg/dL` is not `mg dL`.
    Signs,
}

impl Spelling {
    pub(super) fn kept(self, byte: u8) -> Option<u8> {
        let is_kept = match self {
            Self::Letters => byte.is_ascii_alphanumeric() || !byte.is_ascii(),
            Self::Signs => byte != b' ',
        };
        is_kept.then(|| byte.to_ascii_lowercase())
    }
}

impl<T: Copy> Index<T> {
    pub(super) fn new(spelling: Spelling) -> Self {
        Self { entries: HashMap::default(), begins: Box::new([0; 1024]), spelling }
    }

    /// Adds a key, behind those that are spelt alike.
    pub(super) fn insert(&mut self, words: &str, value: T) {
        let key: Box<[u8]> = words.bytes().filter_map(|byte| self.spelling.kept(byte)).collect();
        let (mut hash, mut letters) = (SEED, 0);
        let mut bytes = words.bytes().peekable();
        while let Some(byte) = bytes.next() {
            if let Some(byte) = self.spelling.kept(byte) {
                hash = step(hash, letters, byte);
                letters += 1;
            }
            if bytes.peek().is_none_or(|next| is_divided(byte, *next)) {
                self.entries.entry(hash).or_default();
                let (word, bit) = bit(hash);
                if let Some(bits) = self.begins.get_mut(word) {
                    *bits |= bit;
                }
            }
        }
        self.entries.entry(hash).or_default().push(Entry { key, value });
    }

    /// The longest entry that the tokens begin with and that is accepted with them, the first of several, and how many tokens
    /// it has.
    #[inline]
    pub(super) fn longest<'t>(
        &self,
        tokens: &[Token<'t>],
        accepts: impl Fn(&T, &[Token<'t>]) -> bool,
    ) -> Option<(T, usize)> {
        let first = tokens.first()?;
        // A plain word that no key begins with, as most are.
        if first.letters > 0 && first.is_plain() && !self.begins(first.hash) {
            return None;
        }
        self.longest_of(tokens, accepts)
    }

    fn longest_of<'t>(&self, tokens: &[Token<'t>], accepts: impl Fn(&T, &[Token<'t>]) -> bool) -> Option<(T, usize)> {
        let (mut hash, mut letters) = (SEED, 0u32);
        let mut found = None;
        for (count, token) in tokens.iter().take(MOST_TOKENS).enumerate() {
            let is_word = self.spelling == Spelling::Letters;
            if token.text.len() > LONGEST || is_word && count > 0 && !joins(token) {
                break;
            }
            if is_word && token.letters == 0 {
                continue;
            }
            if is_word || token.is_plain() {
                hash = joined(hash, letters, token.hash);
                letters += token.letters;
            } else {
                for byte in token.text.bytes().filter_map(|byte| self.spelling.kept(byte)) {
                    hash = step(hash, letters, byte);
                    letters += 1;
                }
            }
            let Some(entries) = self.entries.get(&hash).filter(|_| count > 0 || self.begins(hash)) else { break };
            let read = tokens.get(..=count)?;
            let entry = entries.iter().find(|entry| self.is_spelt(&entry.key, read) && accepts(&entry.value, read));
            found = entry.map(|entry| (entry.value, count + 1)).or(found);
        }
        found
    }

    /// Whether a key may begin with what has a hash.
    fn begins(&self, hash: u64) -> bool {
        let (word, bit) = bit(hash);
        self.begins.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether the tokens are a key.
    fn is_spelt(&self, key: &[u8], tokens: &[Token<'_>]) -> bool {
        let bytes = tokens.iter().flat_map(|token| token.text.bytes()).filter_map(|byte| self.spelling.kept(byte));
        bytes.eq(key.iter().copied())
    }
}

fn bit(hash: u64) -> (usize, u64) {
    let bits = mixed(hash) >> 48;
    ((bits / 64) as usize, 1 << (bits % 64))
}

/// Whether a token may end between two characters of a key: what is one word here may be two there, `HbA1c`, `Hb A1c`.
fn is_divided(byte: u8, next: u8) -> bool {
    let is_lower = |byte: u8| byte.is_ascii_lowercase() || !byte.is_ascii();
    let goes_on = byte.is_ascii_digit() && next.is_ascii_digit()
        || is_lower(byte) && is_lower(next)
        || byte.is_ascii_uppercase() && (is_lower(next) || next.is_ascii_uppercase());
    !goes_on
}

/// Whether a token may stand between the words of one name.
fn joins(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Word => true,
        Kind::Number(number) => number.is_whole,
        Kind::Sign(sign) => matches!(sign, Sign::Dash | Sign::Slash | Sign::Point) || token.text == "&",
    }
}

/// What is hashed already.
#[derive(Debug, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        // The table takes the lower bits.
        self.0 = mixed(hash).rotate_left(26);
    }
}
