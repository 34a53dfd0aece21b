//! Where an item with a marker belongs: which of the open lists counts up to it, or whether it begins one.

use super::{Place, Tree};
use crate::criteria::{
    Item,
    marker::{self, Counter, Key},
    tree::{
        line::{AHEAD, Line},
        list::{Entry, List},
    },
};

impl Tree<'_> {
    /// Deeper indentation begins a list under the last item. A paragraph within an item may go on with what was
    /// squeezed into the item's first one.
    pub(super) fn place_deeper(&self, entry: Entry<'_>, top: usize) -> Place {
        let squeezed =
            self.lists.iter().enumerate().rev().take_while(|(_, list)| list.is_inline || list.last.is_inline);
        let goes_on = |(_, list): &(usize, &List)| list.last.is_inline && list.goes_on(entry.keys());
        if let Some((index, _)) = squeezed.clone().find(goes_on) {
            return Place::Goes(index);
        }
        // `* 1.` and `2.` below it: the number stands where the first one's number does.
        let is_second = |list: &&List| {
            let is_aligned = list.items.len() == 1 && list.has_bullet() || list.second_indent == Some(entry.indent);
            is_aligned && list.counts_on(entry.keys())
        };
        if self.lists.get(top).filter(is_second).is_some() {
            return Place::Goes(top);
        }
        Place::Begins(self.lists.iter().rposition(|list| !list.is_inline).unwrap_or(top))
    }

    pub(super) fn place_marked(&self, entry: Entry<'_>, low: usize, high: usize, top: usize) -> Place {
        let Some(list) = self.lists.get(high) else { return Place::Begins(top) };
        let inner = || (low..=high).rev().filter_map(|index| Some((index, self.lists.get(index)?)));
        let keys = || entry.keys();
        let is_introduced = high == top && list.last.is_lead_in;
        // The list that an unmarked lead-in introduces may have the marker of the list which it interrupts.
        if is_introduced
            && list.last.is_unmarked
            && (entry.is_first() || !inner().any(|(_, list)| list.goes_on(keys())))
        {
            return Place::Begins(top);
        }
        let exact = inner().any(|(_, list)| list.goes_on(keys()));
        // `h) … as follows:` / `i. chemo` / `ii. radiation`: the first is a Roman number behind a letter.
        let is_roman = || {
            let is_second = |key: Key| key.ordinal == 2 && matches!(key.counter, Counter::Roman { .. });
            self.ahead(entry).next().is_some_and(|line| line.keys().any(is_second))
        };
        if is_introduced && entry.is_first() && (!exact || !entry.is_bullet() && !entry.is_one() && is_roman()) {
            return Place::Begins(top);
        }
        // `* Teas:` / `* 1. black` / `* 2. green` / `* Milk`: items with a number between those without.
        let is_numbered = entry.has_number() && entry.is_first() && !inner().any(|(_, list)| list.has_number());
        let has_plain = || {
            let is_second = |key: Key| !key.is_bullet() && entry.keys().any(|first| key.follows(first));
            let is_plain = |line: &Line| line.marker.is_some_and(|marker| marker.keys().is_bullet());
            self.ahead(entry).next().is_some_and(|line| line.keys().any(is_second)) && self.ahead(entry).any(is_plain)
        };
        if is_numbered && high == top && list.has_bullet() && entry.keys.len() > 1 && (is_introduced || has_plain()) {
            return Place::Begins(top);
        }
        if !exact && !entry.is_first() {
            // `8. … 9. … 9. …`: the second is the next of the list around, whatever its indentation is.
            let outer = || self.lists.iter().take(low);
            let is_aligned = |list: &List| self.is_near(list.indent, entry.indent);
            let aligned = outer().rposition(|list| list.counts_on(keys()) && is_aligned(list));
            if let Some(index) = aligned.or_else(|| outer().rposition(|list| list.counts_on(keys()))) {
                return Place::Goes(index);
            }
        }
        if let Some(index) = self.next_of(entry, low, high) {
            return Place::Goes(index);
        }
        if let Some((index, _)) = inner().find(|(_, list)| list.has_below(entry.keys)) {
            return Place::Begins(index);
        }
        if entry.is_first() {
            // `1. Tea: * black * green 1. Milk`: a converter has counted each list anew.
            if let Some((index, _)) = inner().find(|(index, list)| *index < top && list.is_recounted(entry.keys))
                && !self.counts_up(entry)
            {
                return Place::Goes(index);
            }
            if high == top && (list.is_above(entry) || self.interrupts(list, entry)) {
                return Place::Begins(top);
            }
            if entry.is_bullet() && list.has_bullet() || high != top || list.keys.is_empty() {
                return Place::Goes(high);
            }
            // A list between two items of another is the first one's, and so is one that counts from 1 again behind a
            // label.
            let is_within = self.resumes(list, entry) || list.is_announced(entry);
            if is_within {
                return Place::Begins(top);
            }
            let beside = inner().find(|(_, list)| entry.is_bullet() && list.has_bullet());
            return Place::Goes(beside.map_or(high, |(index, _)| index));
        }
        // A number that is not the next one: of a list that lost its indentation, of one that changed its counter, or
        // of the deepest that counts alike.
        let is_unlike = |list: &List| !list.counts_like(entry.keys);
        let within = self.lists.iter().enumerate().skip(high + 1).rfind(|(_, list)| list.counts_on(keys()));
        if let Some((index, _)) = within.filter(|_| inner().all(|(_, list)| is_unlike(list))) {
            return Place::Goes(index);
        }
        let changed = inner().find(|(_, list)| list.counts_on_with_another(entry.keys));
        match changed.or_else(|| inner().find(|(_, list)| list.counts_like(entry.keys))) {
            Some((index, _)) => Place::Goes(index),
            None if is_introduced => Place::Begins(top),
            None => Place::Goes(high),
        }
    }

    /// The open list whose next marker this is. Where two lists count up to it, it is the inner one's only if the
    /// number comes again: the numbers of a list that lost its indentation look like those of the list around it.
    fn next_of(&self, entry: Entry<'_>, low: usize, high: usize) -> Option<usize> {
        let lists = || (low..=high).rev().filter_map(|index| Some((index, self.lists.get(index)?)));
        let goes_on = |list: &List| list.goes_on(entry.keys());
        // Of two markers at one place it is the number that tells lists apart, and its absence.
        let counting = || lists().filter(|(_, list)| list.counts_on(entry.keys()));
        if entry.keys.len() > 1
            && let Some((index, _)) = counting().next().filter(|_| counting().count() == 1)
        {
            return Some(index);
        }
        let plain = || lists().filter(|(_, list)| goes_on(list) && !list.has_number());
        if entry.is_bullet()
            && let Some((index, _)) = plain().next()
        {
            return Some(index);
        }
        let mut exact = lists().filter(|(_, list)| goes_on(list)).map(|(index, _)| index);
        let Some(inner) = exact.next() else {
            return lists().find(|(_, list)| list.counts_on_loosely(entry.keys)).map(|(index, _)| index);
        };
        let Some(outer) = exact.next_back().filter(|_| !entry.is_bullet()) else { return Some(inner) };
        // An unmarked lead-in that interrupts the outer list has the one that is counted from 1 again.
        let is_interrupted = self.lists.get(outer).is_some_and(|list| list.last.is_unmarked);
        let comes_again = self.ahead(entry).any(|line| {
            let same =
                |key: &Key| entry.keys.iter().any(|own| own.counter == key.counter && own.ordinal == key.ordinal);
            line.keys().any(|key| !key.is_bullet() && same(&key)) && self.is_near(line.paragraph.indent, entry.indent)
        });
        // A line goes with lines: the outer list has become one inside a paragraph.
        let is_squeezed = |index: usize| self.lists.get(index).is_some_and(|list| list.last.is_inline);
        let is_apart = !entry.is_inline && is_squeezed(outer) && !is_squeezed(inner);
        // The outer one would close a list between the two that goes on.
        let is_within = lists().any(|(index, list)| index > outer && index < inner && self.counts_on(list, entry));
        Some(if comes_again || is_within || is_apart || is_interrupted { inner } else { outer })
    }

    /// Whether a bullet and the one behind it stand between two of another kind, `• Teas` / `- green` / `- black` /
    /// `• Milk`, or an item before has a list with that bullet.
    fn interrupts(&self, list: &List, entry: Entry<'_>) -> bool {
        let is_alike = |line: &Line| line.keys().any(|key| entry.keys.contains(&key));
        let (is_bullet, has_number) = (entry.is_bullet() && list.has_bullet(), list.has_number());
        let is_within = |item: &Item| {
            let marker = item.items.first().and_then(|item| item.marker.as_deref()).and_then(marker::at);
            marker.is_some_and(|marker| entry.keys.contains(&marker.first))
        };
        is_bullet
            && !has_number
            && !list.goes_on(entry.keys())
            && (list.items.iter().rev().take(AHEAD).any(is_within)
                || self.ahead(entry).next().is_some_and(is_alike) && self.resumes(list, entry))
    }

    /// Whether the number behind an entry's comes next, as in a list that it begins.
    fn counts_up(&self, entry: Entry<'_>) -> bool {
        let is_next = |key: Key| entry.keys.iter().any(|own| key.follows(*own));
        self.ahead(entry).any(|line| line.keys().any(is_next))
    }

    /// Whether a list counts on behind an entry.
    fn counts_on(&self, list: &List, entry: Entry<'_>) -> bool {
        self.ahead(entry).any(|line| list.counts_on(line.keys()))
    }

    /// Whether a list goes on behind the one that begins with an entry.
    fn resumes(&self, list: &List, entry: Entry<'_>) -> bool {
        let is_near = |line: &&Line| self.is_near(line.paragraph.indent, entry.indent);
        self.ahead(entry).filter(is_near).any(|line| {
            // A list of bullets goes on with any, unless the one within it has bullets too.
            if entry.is_bullet() { list.goes_on(line.keys()) } else { list.resumes_with(line.keys()) }
        })
    }

    pub(super) fn place_inline(&self, entry: Entry<'_>, top: usize) -> Place {
        if let Some(index) = self.next_of(entry, 0, top) {
            return Place::Goes(index);
        }
        if entry.is_first() {
            // `* Has sung- Sings now`: what stood before it is no lead-in, and the two stand side by side.
            let is_beside = entry.is_bullet() && !self.lists.get(top).is_some_and(|list| list.last.is_lead_in);
            return if is_beside { Place::Goes(top) } else { Place::Begins(top) };
        }
        // A list that skips one, or goes on with another counter; `*` may stand for `①`.
        Place::Goes(self.lists.iter().rposition(|list| list.counts_like(entry.keys)).unwrap_or(top))
    }
}
