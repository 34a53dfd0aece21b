//! Where an entry belongs: to an open list, to a new one under the last item, or to the item before it as a note.
//!
//! What decides is, in this order: indentation, as it stands; which of the lists that stand as deep counts up to the
//! marker; whether the item before it introduces a list, or the bullet is one of a list within.

mod marked;
mod unmarked;

use super::{
    Tree,
    list::{Entry, List},
};

/// Where an entry belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// To the open list of this number.
    Goes(usize),
    /// To a new list under the last item of the open list of this number.
    Begins(usize),
    /// To the item before it, as its text.
    Note,
}

/// How an indentation stands to the open lists.
enum Zone {
    /// Deeper than the innermost.
    Deeper,
    /// As deep as the lists of these numbers.
    Same { low: usize, high: usize },
    /// Between two lists, of which this is the inner one's number; or less deep than all.
    Between(usize),
}

impl Tree<'_> {
    /// Decides where an entry belongs, whose text is `raw`.
    pub(super) fn place(&self, entry: Entry<'_>, raw: &str) -> Place {
        let Some(top) = self.lists.len().checked_sub(1) else { return Place::Begins(0) };
        if entry.keys.is_empty() {
            return self.place_unmarked(entry, raw, top);
        }
        if entry.is_inline {
            return self.place_inline(entry, top);
        }
        match self.zone(entry.indent) {
            Zone::Deeper => self.place_deeper(entry, top),
            Zone::Between(index) => Place::Goes(index),
            Zone::Same { low, high } => self.place_marked(entry, low, high, top),
        }
    }

    /// Whether two columns are those of one list.
    pub(super) fn is_near(&self, column: usize, other: usize) -> bool {
        column.abs_diff(other) < self.step
    }

    /// The open lists that an indentation belongs to. A list inside a paragraph stands as deep as the paragraph.
    fn zone(&self, indent: usize) -> Zone {
        let innermost = self.lists.iter().rfind(|list| !list.is_inline).or(self.lists.last());
        if innermost.is_none_or(|list| indent >= list.indent + self.step) {
            return Zone::Deeper;
        }
        let is_same = |list: &List| self.is_near(list.indent, indent);
        match self.lists.iter().rposition(is_same) {
            Some(high) => {
                let below = self.lists.iter().take(high).rposition(|list| !is_same(list));
                Zone::Same { low: below.map_or(0, |below| below + 1), high }
            }
            None => Zone::Between(self.lists.iter().position(|list| list.indent > indent).unwrap_or(0)),
        }
    }
}
