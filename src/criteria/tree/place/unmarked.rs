//! Where a paragraph without a marker belongs: whether it is an item, a lead-in, or a note to the item before it.

use super::{Place, Tree, Zone};
use crate::criteria::{
    heading,
    lead_in::{demands, is_joint, refers_back},
    tree::list::{Entry, List},
};

impl Tree<'_> {
    pub(super) fn place_unmarked(&self, entry: Entry<'_>, raw: &str, top: usize) -> Place {
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
                // A marked lead-in has the unmarked paragraphs behind it until its marker returns. One alone that
                // begins with no capital goes on with its sentence.
                Some(list) if high == top && list.is_introduced() => {
                    let goes_on = follows(list) && !raw.starts_with(char::is_uppercase);
                    if goes_on { Place::Note } else { Place::Begins(top) }
                }
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
        list.goes_on(next.keys())
            && self.is_near(next.paragraph.indent, list.indent)
            && !refers_back(raw)
            && (demands(raw) || heading::names_participants(raw))
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
            Some(list) if list.last.is_lead_in && !list.last.is_unmarked && !is_deeper => {
                // `such as` at the end of a line may be a wrapped one's: `Minor procedures such as` / `port placement`.
                let is_apart = self.lines.get(entry.line).is_some_and(|line| line.paragraph.is_apart);
                if list.is_introduced() || is_apart { Place::Begins(top) } else { Place::Note }
            }
            // In a text without markers, indentation is all there is.
            Some(list) if list.is_unmarked && list.keys.is_empty() => {
                let returns = || self.ahead(entry).any(|line| line.paragraph.indent + self.step <= entry.indent);
                if list.last.is_lead_in || returns() { Place::Begins(top) } else { Place::Goes(top) }
            }
            _ => Place::Note,
        }
    }
}
