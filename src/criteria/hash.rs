//! The hash of a word, in any case: quick to make, and the same whatever the word is divided into.

/// The hash of no characters.
pub(super) const SEED: u64 = 0;

/// The hash of so many characters with one more: their bytes one beside the other, from the ninth on over the first again. So
/// words of up to eight characters have no hash in common, and no one outside chooses the words of a table.
pub(super) const fn step(hash: u64, letters: u32, byte: u8) -> u64 {
    joined(hash, letters, byte as u64)
}

/// The hash of so many characters with those of another hash behind them.
pub(super) const fn joined(hash: u64, letters: u32, behind: u64) -> u64 {
    hash ^ behind.rotate_left(letters % 8 * 8)
}

/// The bits of a hash, spread: Knuth's multiplication, whose upper bits depend on all others.
pub(super) const fn mixed(hash: u64) -> u64 {
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash of a word whose bytes are all kept, letters small.
#[allow(clippy::indexing_slicing, clippy::cast_possible_truncation)] // The index is below the length; made of constants.
pub(super) const fn of_constant(word: &[u8]) -> u64 {
    let mut hash = SEED;
    let mut at = 0;
    while at < word.len() {
        hash = step(hash, at as u32, word[at].to_ascii_lowercase());
        at += 1;
    }
    hash
}

/// The same, eight bytes at a time, of letters, digits and marks that the bit of small letters does not change: `/`, `-`, `'`,
/// `&`.
pub(super) fn of(word: &[u8]) -> u64 {
    let (eights, rest) = word.as_chunks();
    let small = |eight: [u8; 8]| u64::from_le_bytes(eight) | SMALL;
    // Behind the last byte are zeros.
    let last = if rest.is_empty() { 0 } else { small(padded(rest)) & !(u64::MAX << (rest.len() * 8)) };
    eights.iter().fold(SEED ^ last, |hash, eight| hash ^ small(*eight))
}

/// The bit that makes a small letter of a capital, in each of eight characters.
pub(super) const SMALL: u64 = 0x2020_2020_2020_2020;

/// Eight bytes, zeros behind those that there are.
pub(super) fn padded(bytes: &[u8]) -> [u8; 8] {
    bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        eight
    })
}

#[cfg(test)]
mod tests {
    use super::{of, of_constant};

    #[test]
    fn words() {
        for word in ["", "a", "Non-Inclusion", "he/she", "discontinuation", "patients", "Patient's", "18&"] {
            assert_eq!(of(word.as_bytes()), of_constant(word.to_ascii_lowercase().as_bytes()), "{word}");
        }
        assert_ne!(of(b"inclusion"), of(b"exclusion"));
    }
}
