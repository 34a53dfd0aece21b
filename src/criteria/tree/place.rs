//! Where an entry belongs: to an open list, to a new one under the last item, or to the item before it as a note.
//!
//! What decides is, in this order: indentation, as it stands; which of the lists that stand as deep counts up to the
//! marker; whether the item before it introduces a list, or the bullet is one of a list within.

use super::{
    Tree,
    list::{Entry, List},
};
use crate::criteria::{
    heading,
    lead_in::{demands, is_joint},
    marker::Key,
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

    /// The open lists that an indentation belongs to. A list inside a paragraph stands as deep as the paragraph.
    fn zone(&self, indent: usize) -> Zone {
        let innermost = self.lists.iter().rfind(|list| !list.is_inline).or(self.lists.last());
        if innermost.is_none_or(|list| indent >= list.indent + self.step) {
            return Zone::Deeper;
        }
        let is_same = |list: &List| list.indent.abs_diff(indent) < self.step;
        match self.lists.iter().rposition(is_same) {
            Some(high) => {
                let below = self.lists.iter().take(high).rposition(|list| !is_same(list));
                Zone::Same { low: below.map_or(0, |below| below + 1), high }
            }
            None => Zone::Between(self.lists.iter().position(|list| list.indent > indent).unwrap_or(0)),
        }
    }

    /// Deeper indentation begins a list under the last item. A paragraph within an item may go on with what was
    /// squeezed into the item's first one.
    fn place_deeper(&self, entry: Entry<'_>, top: usize) -> Place {
        let squeezed =
            self.lists.iter().enumerate().rev().take_while(|(_, list)| list.is_inline || list.last.is_inline);
        let goes_on = |(_, list): &(usize, &List)| list.last.is_inline && list.goes_on(entry.keys.iter().copied());
        if let Some((index, _)) = squeezed.clone().find(goes_on) {
            return Place::Goes(index);
        }
        // `* 1.` and `2.` below it: the number stands where the first one's number does.
        let is_second = |list: &&List| {
            let is_aligned = list.items.len() == 1 && list.has_bullet() || list.second_indent == Some(entry.indent);
            is_aligned && list.counts_on(entry.keys.iter().copied())
        };
        if self.lists.get(top).filter(is_second).is_some() {
            return Place::Goes(top);
        }
        Place::Begins(self.lists.iter().rposition(|list| !list.is_inline).unwrap_or(top))
    }

    fn place_marked(&self, entry: Entry<'_>, low: usize, high: usize, top: usize) -> Place {
        let Some(list) = self.lists.get(high) else { return Place::Begins(top) };
        let inner = || (low..=high).rev().filter_map(|index| Some((index, self.lists.get(index)?)));
        let keys = || entry.keys.iter().copied();
        let is_introduced = high == top && list.last.is_lead_in;
        // The list that an unmarked lead-in introduces may have the marker of the list which it interrupts.
        if is_introduced
            && list.last.is_unmarked
            && (entry.is_first() || !inner().any(|(_, list)| list.goes_on(keys())))
        {
            return Place::Begins(top);
        }
        let exact = inner().any(|(_, list)| list.goes_on(keys()));
        if !exact && !entry.is_first() {
            // `8. … 9. … 9. …`: the second is the next of the list around, whatever its indentation is.
            let outer = || self.lists.iter().take(low);
            let is_aligned = |list: &List| list.indent.abs_diff(entry.indent) < self.step;
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
            if is_introduced {
                return Place::Begins(top);
            }
            // `1. Tea: * black * green 1. Milk`: a converter has counted each list anew.
            if let Some((index, _)) = inner().find(|(index, list)| *index < top && list.is_recounted(entry.keys))
                && !self.counts_up(entry)
            {
                return Place::Goes(index);
            }
            if high == top && list.is_above(entry) {
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
        let goes_on = |list: &List| list.goes_on(entry.keys.iter().copied());
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
            line.keys().any(|key| !key.is_bullet() && same(&key))
                && line.paragraph.indent.abs_diff(entry.indent) < self.step
        });
        // A line goes with lines: the outer list has become one inside a paragraph.
        let is_squeezed = |index: usize| self.lists.get(index).is_some_and(|list| list.last.is_inline);
        let is_apart = !entry.is_inline && is_squeezed(outer) && !is_squeezed(inner);
        // The outer one would close a list between the two that goes on.
        let is_within = lists().any(|(index, list)| index > outer && index < inner && self.counts_on(list, entry));
        Some(if comes_again || is_within || is_apart || is_interrupted { inner } else { outer })
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
        let is_near = |line: &&super::Line| line.paragraph.indent.abs_diff(entry.indent) < self.step;
        self.ahead(entry).filter(is_near).any(|line| {
            // A list of bullets goes on with any, unless the one within it has bullets too.
            if entry.is_bullet() { list.goes_on(line.keys()) } else { list.resumes_with(line.keys()) }
        })
    }

    fn place_inline(&self, entry: Entry<'_>, top: usize) -> Place {
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

    fn place_unmarked(&self, entry: Entry<'_>, raw: &str, top: usize) -> Place {
        let (low, high) = match self.zone(entry.indent) {
            Zone::Deeper => return self.place_within(entry, raw, top),
            Zone::Between(index) => (index, index),
            Zone::Same { low, high } => (low, high),
        };
        if is_joint(raw) {
            return Place::Note;
        }
        let inner = || (low..=high).rev().filter_map(|index| Some((index, self.lists.get(index)?)));
        let shouted = inner().rfind(|(_, list)| entry.is_shouted && list.is_shouted);
        if let Some((index, _)) = shouted {
            return Place::Goes(index);
        }
        let next = self.lines.get(entry.line + 1).filter(|next| next.heading.is_none());
        let follows = |list: &List| next.is_some_and(|next| list.goes_on(next.keys()));
        if entry.is_lead_in && !entry.is_shouted && next.is_some_and(|next| next.marker.is_some()) {
            // A lead-in between two items of a counted list, with a list of its own, belongs to the first of them.
            // What counts alike has the next number of the outer list as well: that comes twice.
            let comes = |list: &List| self.ahead(entry).filter(|line| list.counts_on(line.keys())).count();
            let is_alike = |list: &List| next.is_some_and(|next| next.keys().any(|key| list.counts_like(&[key])));
            let within = inner().find(|(_, list)| !follows(list) && comes(list) > usize::from(is_alike(list)));
            if let Some((index, _)) = within {
                return Place::Begins(index);
            }
        }
        let Some((index, list)) = inner().find(|(_, list)| list.is_unmarked) else {
            let list = self.lists.get(high);
            return match list {
                _ if entry.is_lead_in => Place::Goes(low),
                // What was squeezed into the paragraph before is no list that this one would be a note of.
                Some(list) if list.is_inline && list.last.is_inline => Place::Goes(low),
                // A marked lead-in has the unmarked paragraphs behind it until its marker returns.
                Some(list) if high == top && list.is_introduced() => Place::Begins(top),
                Some(list) if self.is_criterion(list, entry, raw) => Place::Goes(high),
                _ => Place::Note,
            };
        };
        let is_mixed = !list.keys.is_empty();
        // A text without markers, whose lists are told by their indentation.
        let is_bare = self.lists.iter().all(|list| list.keys.is_empty());
        // A name right under a label in capitals, `PATIENT CHARACTERISTICS:`, `Age`, while `Age:` is one more label;
        // and what follows an unmarked lead-in that interrupts a marked list.
        let is_label = list.last.is_shouted && !entry.is_shouted && entry.is_lead_in && !raw.ends_with(':');
        let is_interrupted = is_mixed && list.last.is_unmarked && list.last.is_lead_in && !entry.is_lead_in;
        if index == top && (is_label || is_interrupted) {
            return Place::Begins(top);
        }
        let outer = inner().find(|(outer, list)| *outer < index && list.is_unmarked && !list.keys.is_empty());
        match outer {
            Some((outer, _)) if entry.is_lead_in => Place::Goes(outer),
            _ if is_mixed && !entry.is_lead_in && !list.last.is_unmarked => Place::Note,
            // Behind the list of a lead-in that is itself within an item.
            _ if index > 0 && index < top && !entry.is_lead_in && !is_bare => Place::Note,
            _ => Place::Goes(index),
        }
    }

    /// Whether an unmarked paragraph within a marked list is an item of it, and no note.
    fn is_criterion(&self, list: &List, entry: Entry<'_>, raw: &str) -> bool {
        let mut ahead = self.ahead(entry);
        let Some(next) = ahead.find(|line| line.marker.is_some()) else {
            // A list of which only the first item has kept its marker.
            return list.items.len() == 1 && list.has_bullet() && self.ahead(entry).next().is_some();
        };
        list.goes_on(next.keys()) && (demands(raw) || heading::names_participants(raw))
    }

    /// An unmarked paragraph that is indented deeper than the last item.
    fn place_within(&self, entry: Entry<'_>, raw: &str, top: usize) -> Place {
        // A lead-in with a list of its own is an item; anything else goes on with the item's text.
        let next = self.lines.get(entry.line + 1).filter(|next| next.heading.is_none());
        let has_list = next.is_some_and(|next| next.keys().next().is_some_and(|key| key.is_first()));
        if entry.is_lead_in && has_list && raw.ends_with(':') {
            return Place::Begins(top);
        }
        let is_deeper = next.is_some_and(|next| next.paragraph.indent >= entry.indent && next.marker.is_some());
        match self.lists.get(top) {
            // What a lead-in without a list of its own introduces.
            Some(list) if list.last.is_lead_in && !list.last.is_unmarked && !is_deeper => Place::Begins(top),
            // In a text without markers, indentation is all there is.
            Some(list) if list.is_unmarked && list.keys.is_empty() => {
                let returns = || self.ahead(entry).any(|line| line.paragraph.indent + self.step <= entry.indent);
                if list.last.is_lead_in || returns() { Place::Begins(top) } else { Place::Goes(top) }
            }
            _ => Place::Note,
        }
    }
}
