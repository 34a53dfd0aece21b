//! Finds the words of a table in a text, however they are divided: `HDL-cholesterol`, `HDL cholesterol`.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

use super::lexer::{Kind, Sign, Token};

/// The longest key, in bytes. No entry of a table is longer.
const LONGEST: usize = 80;
/// The most tokens that an entry is looked for in.
const MOST_TOKENS: usize = 12;

/// The words of a table, each with what it stands for.
#[derive(Debug)]
pub(super) struct Index<T> {
    /// By the hash of the words without spaces and hyphens. Two words of a table with one hash would fail the test that finds
    /// each.
    entries: HashMap<u64, (Box<[u8]>, T), BuildHasherDefault<Hashed>>,
    /// The length of the longest entry by its first two characters; 0 where none begins so.
    longest: Box<[u8; 1024]>,
    /// Which three characters begin an entry, as a set of bits.
    beginnings: Box<[u64; 512]>,
    /// Which four characters begin an entry, mixed to sixteen bits.
    fours: Box<[u64; 1024]>,
    /// The hashes of longer beginnings, so that few words are read to their end.
    prefixes: HashSet<u64, BuildHasherDefault<Hashed>>,
    /// Which signs are part of a key; the others are left out.
    has_signs: bool,
    /// Whether `Mg` is another word than `mg`.
    is_exact: bool,
}

impl<T: Copy> Index<T> {
    /// `has_signs`: whether the signs between words count: `mg/dL` is not `mg dL`.
    pub(super) fn new(has_signs: bool, is_exact: bool) -> Self {
        Self {
            entries: HashMap::default(),
            longest: Box::new([0; 1024]),
            beginnings: Box::new([0; 512]),
            fours: Box::new([0; 1024]),
            prefixes: HashSet::default(),
            has_signs,
            is_exact,
        }
    }

    pub(super) fn insert(&mut self, words: &str, value: T) {
        let key: Box<[u8]> = words.bytes().filter_map(|byte| self.kept(byte)).collect();
        let len = u8::try_from(key.len().min(LONGEST)).unwrap_or(u8::MAX);
        // A word of four letters or more that begins with a shorter key is longer than that.
        if let [a, b, c, d, ..] = *key {
            let (word, bit) = self.fourth_bit([a, b, c, d]);
            if let Some(bits) = self.fours.get_mut(word) {
                *bits |= bit;
            }
        }
        // What follows a short key is another word, whatever it is.
        let any = || (0..32).collect::<Vec<u8>>();
        let Some(first) = key.first() else { return };
        let (seconds, thirds) =
            (key.get(1).map_or_else(any, |second| vec![*second]), key.get(2).map_or_else(any, |third| vec![*third]));
        for second in seconds {
            let beginning = beginning(*first, second);
            if let Some(longest) = self.longest.get_mut(beginning) {
                *longest = (*longest).max(len);
            }
            for third in &thirds {
                let (word, bit) = third_bit(beginning, *third);
                if let Some(bits) = self.beginnings.get_mut(word) {
                    *bits |= bit;
                }
            }
        }
        for prefix in PREFIXES.iter().filter_map(|len| key.get(..*len)) {
            self.prefixes.insert(hashed(prefix));
        }
        self.entries.entry(hashed(&key)).or_insert((key, value));
    }

    /// The longest entry that the tokens begin with, and how many tokens it has.
    pub(super) fn longest(&self, tokens: &[Token<'_>]) -> Option<(T, usize)> {
        // The first four letters rule out most words.
        if let [a, b, c, d, ..] = *tokens.first()?.text.as_bytes()
            && [a, b, c, d].iter().all(u8::is_ascii_alphanumeric)
        {
            let (word, bit) = self.fourth_bit([a, b, c, d]);
            if self.fours.get(word)? & bit == 0 {
                return None;
            }
        }
        let [first, second, third] = self.first_three(tokens)?;
        let beginning = beginning(first, second);
        let (word, bit) = third_bit(beginning, third);
        if self.beginnings.get(word)? & bit == 0 {
            return None;
        }
        let most = usize::from(*self.longest.get(beginning)?);
        let mut len = 0;
        let mut hash = SEED;
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
                hash = step(hash, byte);
                len += 1;
                if matches!(len, 5 | 9 | 16) && !self.prefixes.contains(&hash) {
                    return found;
                }
            }
            if len > before
                && let Some((words, value)) = self.entries.get(&hash)
                && words.len() == len
                && self.is_spelt(words, tokens)
            {
                found = Some((*value, count + 1));
            }
        }
        found
    }

    fn fourth_bit(&self, bytes: [u8; 4]) -> (usize, u64) {
        let fold = |byte: u8| if self.is_exact { byte } else { byte.to_ascii_lowercase() };
        let [a, b, c, d] = bytes.map(fold);
        let mixed = u32::from_le_bytes([a, b, c, d]).wrapping_mul(0x9e37_79b1) >> 16;
        (usize::try_from(mixed / 64).unwrap_or_default(), 1 << (mixed % 64))
    }

    /// Whether the tokens begin with a key.
    fn is_spelt(&self, key: &[u8], tokens: &[Token<'_>]) -> bool {
        let bytes = tokens.iter().flat_map(|token| token.text.bytes()).filter_map(|byte| self.kept(byte));
        bytes.take(key.len()).eq(key.iter().copied())
    }

    /// The first three characters of a key; blanks where there are fewer.
    fn first_three(&self, tokens: &[Token<'_>]) -> Option<[u8; 3]> {
        // Most are letters of one word.
        if let [first, second, third, ..] = *tokens.first()?.text.as_bytes()
            && let (Some(first), Some(second), Some(third)) = (self.kept(first), self.kept(second), self.kept(third))
        {
            return Some([first, second, third]);
        }
        let bytes = tokens.iter().take(6).flat_map(|token| token.text.bytes());
        let mut bytes = bytes.filter_map(|byte| self.kept(byte));
        Some([bytes.next()?, bytes.next().unwrap_or_default(), bytes.next().unwrap_or_default()])
    }

    fn kept(&self, byte: u8) -> Option<u8> {
        let is_kept = byte != b' ' && (self.has_signs || byte.is_ascii_alphanumeric() || !byte.is_ascii());
        is_kept.then(|| if self.is_exact { byte } else { byte.to_ascii_lowercase() })
    }
}

fn beginning(first: u8, second: u8) -> usize {
    usize::from(first & 31) * 32 + usize::from(second & 31)
}

fn third_bit(beginning: usize, third: u8) -> (usize, u64) {
    let bit = beginning * 32 + usize::from(third & 31);
    (bit / 64, 1 << (bit % 64))
}

/// Whether a token may stand between the words of one name.
fn joins(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Word => true,
        Kind::Number(number) => number.is_whole,
        Kind::Sign(sign) => matches!(sign, Sign::Dash | Sign::Slash | Sign::Point) || token.text == "&",
    }
}

/// The lengths at which the beginning of a word is looked up, in [`Index::longest`] too.
const PREFIXES: [usize; 3] = [5, 9, 16];

fn hashed(key: &[u8]) -> u64 {
    key.iter().fold(SEED, |hash, byte| step(hash, *byte))
}

/// The hash of Fowler, Noll and Vo: short keys, and no one outside chooses them.
pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

pub(super) fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// What is hashed already.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = step(self.0, *byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
