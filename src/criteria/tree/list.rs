//! The lists that are open at a point of the text, and what may be added to one.

use crate::criteria::{Item, lead_in::announces, marker::Key};

/// The kinds of markers that are remembered of one list: one that has more has none.
const MOST_KEYS: usize = 8;

/// A list that is open.
pub(super) struct List {
    /// The last marker of each kind that the list has: more than one where it has two at one place, or changes them.
    pub(super) keys: Vec<Key>,
    /// Whether paragraphs without a marker are items of it.
    pub(super) is_unmarked: bool,
    /// Whether labels in capitals are.
    pub(super) is_shouted: bool,
    /// The least column at which it has an item.
    pub(super) indent: usize,
    /// The column of items that stand as deep as the second marker of the first one: `* 1.`, and `2.` below the `1.`
    pub(super) second_indent: Option<usize>,
    /// Whether it began inside a paragraph.
    pub(super) is_inline: bool,
    pub(super) items: Vec<Item>,
    pub(super) last: Last,
}

/// What is known of the last item of a list.
#[derive(Clone, Copy)]
pub(super) struct Last {
    /// It introduces what follows.
    pub(super) is_lead_in: bool,
    pub(super) is_unmarked: bool,
    pub(super) is_shouted: bool,
    /// It stands inside a paragraph.
    pub(super) is_inline: bool,
    /// It has the sign of a footnote.
    pub(super) has_star: bool,
    /// The number of its paragraph.
    pub(super) line: usize,
}

/// What is to become an item.
#[derive(Clone, Copy)]
pub(super) struct Entry<'e> {
    pub(super) keys: &'e [Key],
    pub(super) indent: usize,
    pub(super) is_inline: bool,
    pub(super) is_lead_in: bool,
    pub(super) is_shouted: bool,
    pub(super) has_star: bool,
    /// The number of its paragraph.
    pub(super) line: usize,
}

impl Entry<'_> {
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.keys.iter().copied()
    }

    pub(super) fn is_bullet(&self) -> bool {
        self.keys.iter().all(|key| key.is_bullet())
    }

    pub(super) fn is_first(&self) -> bool {
        self.keys.iter().all(|key| key.is_first())
    }

    pub(super) fn has_number(&self) -> bool {
        self.keys.iter().any(|key| !key.is_bullet())
    }

    /// Whether it is the first of its list by its own reading, and not as a Roman number.
    pub(super) fn is_one(&self) -> bool {
        self.keys.iter().all(|key| key.ordinal == 1)
    }

    fn as_last(&self) -> Last {
        Last {
            is_lead_in: self.is_lead_in,
            is_unmarked: self.keys.is_empty(),
            is_shouted: self.is_shouted,
            is_inline: self.is_inline,
            has_star: self.has_star,
            line: self.line,
        }
    }
}

impl List {
    /// A list that begins with an entry, and may have so many items.
    pub(super) fn new(entry: Entry<'_>, item: Item, expected: usize) -> Self {
        let mut items = Vec::with_capacity(expected);
        items.push(item);
        Self {
            keys: entry.keys.to_vec(),
            is_unmarked: entry.keys.is_empty(),
            is_shouted: entry.is_shouted,
            indent: entry.indent,
            second_indent: None,
            is_inline: entry.is_inline,
            items,
            last: entry.as_last(),
        }
    }

    /// Adds an item. Gives the two markers that do not follow each other, where its marker is not the next one.
    pub(super) fn push(&mut self, entry: Entry<'_>, item: Item) -> Option<(Key, Key)> {
        let mut broken = None;
        for key in entry.keys {
            match self.keys.iter_mut().find(|last| key.distance(**last).is_some()) {
                Some(last) => {
                    if key.distance(*last) != Some(1) {
                        broken = Some((*last, *key));
                    }
                    *last = *key;
                }
                None => {
                    if self.keys.len() == MOST_KEYS {
                        self.keys.remove(0);
                    }
                    self.keys.push(*key);
                }
            }
        }
        self.is_unmarked |= entry.keys.is_empty();
        self.is_shouted |= entry.is_shouted;
        if !entry.is_inline {
            self.indent = self.indent.min(entry.indent);
            if entry.indent > self.indent + 1 {
                self.second_indent = Some(entry.indent);
            }
        }
        self.last = entry.as_last();
        self.items.push(item);
        broken
    }

    /// Whether two of a marker and the list's last ones are related in a way.
    fn any(&self, keys: impl IntoIterator<Item = Key>, is_related: impl Fn(Key, Key) -> bool) -> bool {
        keys.into_iter().any(|key| self.keys.iter().any(|last| is_related(key, *last)))
    }

    /// Whether the list's next marker is among these.
    pub(super) fn goes_on(&self, keys: impl IntoIterator<Item = Key>) -> bool {
        self.any(keys, Key::follows)
    }

    /// Whether the list's next number is among these.
    pub(super) fn counts_on(&self, keys: impl IntoIterator<Item = Key>) -> bool {
        self.any(keys, |key, last| !key.is_bullet() && key.follows(last))
    }

    /// Whether the list's next number is among these, in another form: `2)` after `1.`
    pub(super) fn counts_on_loosely(&self, keys: &[Key]) -> bool {
        self.any(keys.iter().copied(), |key, last| !key.is_bullet() && key.distance(last) == Some(1))
    }

    /// Whether the list's next number is among these, with another counter: `c.` after `2.`
    pub(super) fn counts_on_with_another(&self, keys: &[Key]) -> bool {
        let is_it = |key: Key, last: Key| !key.is_bullet() && !last.is_bullet() && key.ordinal == last.ordinal + 1;
        self.any(keys.iter().copied(), is_it) && !self.counts_like(keys)
    }

    /// Whether the list goes on among these, a bullet after any other bullet.
    pub(super) fn resumes_with(&self, keys: impl IntoIterator<Item = Key>) -> bool {
        self.any(keys, |key, last| key.follows(last) || key.is_bullet() && last.is_bullet())
    }

    /// Whether the list counts like one of these markers, whatever their numbers are. `i)` behind `a)` begins a list of
    /// Roman numbers.
    pub(super) fn counts_like(&self, keys: &[Key]) -> bool {
        self.any(keys.iter().copied(), |key, last| {
            if key.is_bullet() {
                return key == last;
            }
            let is_roman = key.is_first() && key.ordinal > 1 && last.ordinal < 8;
            !is_roman && key.distance(last).is_some()
        })
    }

    /// Whether one of these markers may be of the list, whatever its number is.
    pub(super) fn is_of_kind(&self, keys: &[Key]) -> bool {
        self.any(keys.iter().copied(), |key, last| key.distance(last).is_some())
    }

    /// Whether the list's last number is among these, the first of its kind: each item is counted from 1.
    pub(super) fn is_recounted(&self, keys: &[Key]) -> bool {
        self.any(keys.iter().copied(), |key, last| !key.is_bullet() && key == last && key.ordinal == 1)
    }

    /// Whether one of these is a part of the list's last number.
    pub(super) fn has_below(&self, keys: &[Key]) -> bool {
        self.any(keys.iter().copied(), Key::is_below)
    }

    /// Whether the last item ends in a colon.
    pub(super) fn is_introduced(&self) -> bool {
        self.last.is_lead_in && self.items.last().is_some_and(|item| item.text.ends_with([':', '：']))
    }

    /// Whether a bullet is one of a list within this one by its sign.
    pub(super) fn is_above(&self, entry: Entry<'_>) -> bool {
        let rank = |keys: &[Key]| keys.iter().filter(|key| key.is_bullet()).map(|key| key.rank()).max();
        entry.is_bullet() && rank(&self.keys).is_some_and(|own| rank(entry.keys) > Some(own))
    }

    pub(super) fn has_bullet(&self) -> bool {
        self.keys.iter().any(|key| key.is_bullet())
    }

    pub(super) fn has_number(&self) -> bool {
        self.keys.iter().any(|key| !key.is_bullet())
    }

    /// Whether the last item is the name of a list, or speaks of one: it has no end where the first item has one.
    pub(super) fn is_announced(&self, entry: Entry<'_>) -> bool {
        let ends = |item: &Item| item.text.ends_with(['.', ';', ',', ':']);
        let Some((first, last)) = self.items.first().zip(self.items.last()) else { return false };
        if ends(last) {
            !entry.is_bullet() && memchr::memmem::find(last.text.as_bytes(), b"following").is_some()
        } else {
            let is_counted = !entry.is_bullet() && !self.has_bullet() && !self.counts_like(entry.keys);
            (ends(first) || is_counted) && announces(&last.text)
        }
    }
}
