//! The paragraphs of a text with what their beginnings say, and what the ones ahead tell of a list.

use super::{
    Tree,
    list::{Entry, List},
};
use crate::criteria::{
    heading::{self, Form, Heading},
    lead_in::demands,
    marker::{Key, Marker},
    paragraph::Paragraph,
};

/// How many paragraphs are looked at ahead, to tell which list goes on.
pub(super) const AHEAD: usize = 60;

/// A paragraph with what its beginning says.
pub(super) struct Line {
    pub(super) paragraph: Paragraph,
    pub(super) marker: Option<Marker>,
    /// Where the text behind the marker begins.
    pub(super) body: usize,
    pub(super) heading: Option<Heading>,
}

impl Line {
    /// The markers that it begins with.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.marker.into_iter().flat_map(|marker| marker.keys().iter())
    }
}

impl Tree<'_> {
    /// Whether a list counts up to a marker that is one only then.
    pub(super) fn is_expected(&self, marker: Option<Marker>, indent: usize, index: usize) -> bool {
        let Some(key) = marker.map(|marker| marker.first) else { return false };
        let is_next = |list: &List| {
            list.indent.abs_diff(indent) < self.step.max(4)
                && list.keys.iter().any(|last| key.distance(*last) == Some(1))
        };
        let has_parent = |list: &List| key.ordinal == 1 && list.keys.iter().any(|last| key.is_below(*last));
        let is_first = key.is_first()
            && self.ahead_of(index).any(|line| {
                line.marker.is_some_and(|next| next.first.close == key.close && next.first.distance(key) == Some(1))
            });
        is_first || self.lists.iter().any(|list| is_next(list) || has_parent(list))
    }

    /// The paragraphs behind one, up to the next heading.
    pub(super) fn ahead_of(&self, index: usize) -> impl Iterator<Item = &Line> {
        let is_heading = |line: &&Line| line.heading.as_ref().is_none_or(|heading| heading.form == Form::Demand);
        self.lines.iter().skip(index + 1).take(AHEAD).take_while(is_heading)
    }

    /// The paragraphs behind an item that reads like a heading. One that reads so too may be an item as well: a number
    /// goes on with its list, `3. Exclusion: tea`, `4. Not eligible if:`, and what has a text behind it does.
    pub(super) fn ahead_of_item(&self, index: usize) -> impl Iterator<Item = &Line> {
        let is_item = |line: &&Line| {
            let Some(heading) = &line.heading else { return true };
            let has_rest = line.body + heading.end < line.paragraph.span.end;
            let may_be_item = line.marker.is_some_and(|marker| !marker.is_bullet() || has_rest);
            may_be_item || heading.form == Form::Demand
        };
        self.lines.iter().skip(index + 1).take(AHEAD).take_while(is_item)
    }

    pub(super) fn ahead(&self, entry: Entry<'_>) -> impl Iterator<Item = &Line> {
        self.ahead_of(entry.line)
    }

    /// Whether a paragraph without a marker is the short name of the list that follows: `Performance status`.
    pub(super) fn is_label(&self, raw: &str, line: usize, indent: usize) -> bool {
        let is_short = raw.len() <= 60 && raw.split_whitespace().count() <= 8;
        if !is_short
            || raw.ends_with(['.', ';', ',', '"'])
            || raw.ends_with(')') && !raw.split_whitespace().next().is_some_and(heading::is_part)
            || !raw.ends_with(':')
                && (heading::names_participants(raw) && !heading::is_people(raw) && !self.is_one_of_labels(line)
                    || demands(raw)
                    || self.is_introduced())
        {
            return false;
        }
        let Some(next) = self.lines.get(line + 1) else { return false };
        if next.heading.is_some() {
            // `Cohort 2`, `Study Participants`
            let is_part = raw.split_whitespace().next().is_some_and(heading::is_part);
            return is_part || heading::is_title_case(raw) || heading::is_people(raw);
        }
        let begins = next.marker.is_some_and(|marker| marker.first.is_first() && !marker.is_doubtful);
        // Where lines stand together, a line between two bullets is one of them that lost its own.
        let is_apart = self.lines.get(line).is_some_and(|line| line.paragraph.is_apart) && next.paragraph.is_apart;
        let is_between = !is_apart && self.lists.iter().any(|list| list.goes_on(next.keys()) && !list.is_unmarked);
        // `Patients` / `- tea` / `Controls` / `- milk`: people behind a list of people.
        let is_alike = || {
            heading::is_people(raw)
                && self.lists.first().is_some_and(|list| {
                    list.last.is_unmarked && list.items.last().is_some_and(|item| heading::is_people(&item.text))
                })
        };
        begins && next.paragraph.indent + self.step > indent && (raw.ends_with(':') || !is_between || is_alike())
    }

    /// Whether a paragraph that names participants, `Patients with thirst`, has a list and stands beside another that
    /// does, `Healthy participants`.
    fn is_one_of_labels(&self, line: usize) -> bool {
        let has_list = |next: Option<&Line>| {
            next.is_some_and(|next| {
                next.paragraph.is_apart && next.marker.is_some_and(|marker| marker.first.is_first())
            })
        };
        let names = |text: &str| heading::names_participants(text) || heading::is_people(text);
        let is_before = |list: &List| {
            list.last.is_unmarked && list.last.is_lead_in && list.items.last().is_some_and(|item| names(&item.text))
        };
        let is_behind = |label: &Line| {
            let shown = self.slice(label.paragraph.span.start, label.paragraph.span.end);
            label.marker.is_none() && shown.len() <= 60 && !shown.ends_with('.') && names(shown)
        };
        let mut pairs = self.ahead_of(line).zip(self.ahead_of(line).skip(1));
        has_list(self.lines.get(line + 1))
            && (self.lists.first().is_some_and(is_before)
                || pairs.any(|(label, next)| is_behind(label) && has_list(Some(next))))
    }

    /// Whether the unmarked paragraphs at this point are the list of a marked lead-in, which its marker's return ends.
    fn is_introduced(&self) -> bool {
        let is_marked = |list: &List| list.is_introduced() && !list.last.is_unmarked;
        match self.lists.as_slice() {
            [.., around, within] if within.keys.is_empty() => is_marked(around),
            [.., last] => is_marked(last),
            [] => false,
        }
    }

    /// Whether a paragraph explains a mark in the text before it: `\* as judged by the investigator`.
    pub(super) fn is_footnote(&self, start: usize, raw: &str, keys: &[Key]) -> bool {
        let rest = self.slice(start, start + 4);
        if keys.is_empty() {
            let is_note = ["note", "n.b.", "nb:"]
                .iter()
                .any(|word| raw.get(..word.len()).is_some_and(|shown| shown.eq_ignore_ascii_case(word)));
            return is_note
                || raw.starts_with('(') && raw.ends_with([')', '.'])
                || rest.starts_with("\\*\\*")
                || rest.starts_with("**")
                || raw.starts_with(['†', '‡']);
        }
        rest.starts_with("\\*") && self.lists.iter().any(|list| list.last.has_star)
    }
}
