//! Where a group begins: which of the lines that read like a heading are one here, and what of them belongs to it.

use super::{Line, Tree, line::AHEAD};
use crate::{
    criteria::{
        Combination, Group, Kind,
        heading::{self, Form, Heading},
        marker::{self, Key, Marker},
        paragraph::Paragraph,
    },
    source::Span,
};

/// What reads like a heading, at a place.
#[derive(Clone, Copy)]
pub(super) struct Seen<'h> {
    pub(super) found: &'h Heading,
    pub(super) marker: Option<Marker>,
    /// The number of its paragraph.
    pub(super) index: usize,
    /// Where it begins, and where its text does, behind the marker.
    pub(super) start: usize,
    pub(super) body: usize,
}

impl Tree<'_> {
    /// A heading with the people or the part that the rest of its line names, `Inclusion Criteria: Cohort 2`, or with
    /// the beginning of a sentence that each item ends: `Exclusion Criteria: Patients with`
    pub(super) fn with_people(&self, found: Heading, index: usize, body: usize) -> Heading {
        let end = self.lines.get(index).map_or(0, |line| line.paragraph.span.end);
        let rest = self.slice(body + found.end, end).trim();
        let has_list = self.lines.get(index + 1).is_some_and(|next| {
            next.heading.is_none() && next.marker.is_some_and(|marker| marker.first.is_first() && !marker.is_doubtful)
        });
        if has_list && heading::begins_sentence(rest) {
            return Heading { end: end - body, ..found };
        }
        let name = rest.trim_end_matches([':', '：']);
        if found.qualifier.is_some() || !has_list || !heading::is_people(name) {
            return found;
        }
        let start = end - rest.len() - body;
        Heading { qualifier: Some(start..start + name.len()), end: end - body, ..found }
    }

    /// Where a heading inside a paragraph begins, with the number before it that goes on with the heading before:
    /// `1. Inclusion Criteria: a. Tea 2. Exclusion Criteria: a. Thirst`
    pub(super) fn with_number(&self, body: usize, at: usize, found: Heading) -> (usize, Option<Heading>) {
        let own = || {
            let heading = self.criteria.groups.last()?.heading.as_deref()?;
            let own = marker::at(heading)?.first;
            let before = self.slice(body, at).trim_end();
            let number = before.rsplit(char::is_whitespace).next()?;
            let marker = marker::at(number).filter(|marker| marker.len == number.len())?;
            (before.len() > number.len() && !own.is_bullet() && marker.first.follows(own))
                .then_some(body + before.len() - number.len())
        };
        let Some(start) = own() else { return (at, Some(found)) };
        let moved = at - start;
        let qualifier = found.qualifier.map(|range| range.start + moved..range.end + moved);
        (start, Some(Heading { end: found.end + moved, qualifier, ..found }))
    }

    /// Whether a heading inside an item is text of it: the list of the item counts on behind it, or goes on behind what
    /// the sentence introduces. `1. Adults. Exclusion: mothers.` / `2. Drinks tea`
    pub(super) fn is_text(&self, found: &Heading, marker: Option<Marker>, index: usize, start: usize) -> bool {
        let Some(line) = self.lines.get(index) else { return false };
        let rest = self.slice(start + found.end, line.paragraph.span.end).trim_start();
        let seen = Seen { found, marker, index, start, body: start };
        if found.form == Form::Sentence && rest.is_empty() {
            let has_list = self.has_deeper_list(seen) || marker.is_some() && self.has_list_of_another_kind(seen);
            return has_list && self.ahead_of_item(index).any(|line| self.goes_on_with(line, seen));
        }
        if self.is_remark(seen) {
            return true;
        }
        let Some(marker) = marker.filter(|_| !rest.is_empty() && marker::at(rest).is_none()) else { return false };
        // Behind a bullet, criteria that have that name are a group's.
        let is_named = heading::is_named(self.slice(start, start + found.end));
        let is_next = |next: &Line| {
            let goes_on = |key: Key| !(key.is_bullet() && is_named) && marker.keys().iter().any(|own| key.follows(own));
            self.is_near(next.paragraph.indent, line.paragraph.indent) && next.keys().any(goes_on)
        };
        self.ahead_of_item(index).any(is_next)
    }

    /// Whether what reads like a heading is one here.
    pub(super) fn is_heading(&self, seen: Seen<'_>) -> bool {
        let Seen { found, marker, start, .. } = seen;
        let kind = self.criteria.groups.last().map(|group| group.kind);
        let is_decided = matches!(kind, Some(Kind::Inclusion | Kind::Exclusion));
        // `Inclusion Criteria: 1. Drinks tea Exclusion Criteria: 1. Thirst`
        if marker.is_some() && found.is_strange && !self.begins(seen.index, start) {
            return false;
        }
        if marker.is_some() && is_decided && self.is_one_of_the_items(seen) || self.is_remark(seen) {
            return false;
        }
        // `Inclusion Criteria:` / `* Green tea Exclusion Criteria:`, or no one would be in.
        if marker.is_some() && is_decided && found.is_strange && self.lists.is_empty() && kind != Some(found.kind) {
            return false;
        }
        let next = self.below(seen);
        let has_list = self.has_deeper_list(seen);
        match found.form {
            Form::Sentence if is_decided && self.is_within_item(seen) => false,
            Form::Sentence => {
                !((has_list || self.has_list_of_another_kind(seen) || self.has_rest(seen)) && self.is_between(seen))
            }
            // `Patients must meet all of the following:` begins a group, and is an item within one, unless the group
            // itself began so: one for each phase.
            Form::Demand => {
                let is_alike = kind.is_none_or(|kind| kind == found.kind || kind == Kind::Unspecified);
                let is_all =
                    found.kind == Kind::Exclusion || matches!(found.combination, None | Some(Combination::AllOf));
                let is_turned = kind == Some(Kind::Inclusion) && found.kind == Kind::Exclusion;
                let is_another = self.is_demanded && marker.is_none() && next.is_some_and(|next| next.marker.is_some());
                (self.lists.is_empty() || is_another) && is_alike && is_all || is_turned && marker.is_none()
            }
            // `* Other Exclusions:` among the items of a list of exclusions is one of them, and so is a title with a
            // list of its own.
            _ if kind == Some(found.kind) => {
                let is_closed = self.slice(seen.body, seen.body + found.end).ends_with([':', '：']);
                let is_item = !is_closed && !has_list && self.is_between(seen);
                found.form == Form::Title && !self.has_rest(seen) && !is_item || !self.is_sister(seen)
            }
            // `* Men Exclusion:` among the items of a list is one of them, and a heading glued to it;
            // `3. Exclusion: mothers` is one.
            Form::Title | Form::Label => {
                let is_glued = found.is_strange && marker.is_some() && self.is_sister(seen);
                !(is_glued || self.has_rest(seen) && self.is_between(seen))
            }
        }
    }

    /// Whether what stands behind a marker in a group of a kind speaks of criteria like the items around it:
    /// `* MRI exclusion criteria`, `* Eligibility criteria of donors`, `* Controls: Inclusion: healthy`.
    fn is_one_of_the_items(&self, seen: Seen<'_>) -> bool {
        let shown = self.slice(seen.body, seen.body + seen.found.end);
        let is_plain = !shown.ends_with([':', '：']) && !self.has_rest(seen) && !self.has_deeper_list(seen);
        seen.found.kind == Kind::Unspecified
            || seen.found.is_specific
                && (is_plain || seen.found.form == Form::Label && !heading::is_named(shown))
                && (self.is_sister(seen) || self.has_sister(seen))
            || !heading::is_named(shown) && self.has_rest(seen) && self.has_sister(seen)
    }

    /// Whether it only says in or out of what stands behind it on its line, `Not eligible: guests with thirst`, as the
    /// others of its kind have a title further on.
    fn is_remark(&self, seen: Seen<'_>) -> bool {
        let shown = self.slice(seen.body, seen.body + seen.found.end);
        let is_title = |line: &Line| {
            let heading = line.heading.as_ref();
            heading.is_some_and(|heading| heading.form == Form::Title && heading.kind == seen.found.kind)
        };
        seen.found.form == Form::Sentence
            && shown.split_whitespace().nth(2).is_none()
            && self.has_rest(seen)
            && self.lines.iter().skip(seen.index + 1).take(AHEAD).any(is_title)
    }

    /// Whether the paragraph goes on behind it.
    fn has_rest(&self, seen: Seen<'_>) -> bool {
        seen.body + seen.found.end < self.paragraph(seen.index).span.end
    }

    /// Whether an open list that stands as deep goes on with it.
    fn is_sister(&self, seen: Seen<'_>) -> bool {
        let indent = self.paragraph(seen.index).indent;
        self.lists.iter().filter(|list| self.is_near(list.indent, indent)).any(|list| match seen.marker {
            Some(marker) => list.goes_on(marker.keys().iter()),
            None => list.is_unmarked,
        })
    }

    /// Whether a paragraph goes on with the list that its marker is of.
    fn goes_on_with(&self, line: &Line, seen: Seen<'_>) -> bool {
        let follows = |key: Key, marker: Marker| marker.keys().iter().any(|own| key.follows(own));
        self.is_near(line.paragraph.indent, self.paragraph(seen.index).indent)
            && seen.marker.is_some_and(|marker| line.keys().any(|key| follows(key, marker)))
    }

    /// Whether the next paragraph is of the list that its marker is of.
    fn has_sister(&self, seen: Seen<'_>) -> bool {
        self.below(seen).is_some_and(|next| self.goes_on_with(next, seen))
    }

    /// Whether an open list goes on with it, and goes on behind it and what it introduces: as a heading it would take
    /// the rest along.
    fn is_between(&self, seen: Seen<'_>) -> bool {
        seen.marker.is_some()
            && self.is_sister(seen)
            && self.ahead_of_item(seen.index).any(|line| self.goes_on_with(line, seen))
    }

    /// The next paragraph, unless it reads like a heading too.
    fn below(&self, seen: Seen<'_>) -> Option<&Line> {
        self.lines.get(seen.index + 1).filter(|next| next.heading.is_none())
    }

    fn has_deeper_list(&self, seen: Seen<'_>) -> bool {
        let deeper = self.paragraph(seen.index).indent + self.step;
        self.below(seen).is_some_and(|next| next.marker.is_some() && next.paragraph.indent >= deeper)
    }

    /// Whether a list begins below whose markers are none of its own.
    fn has_list_of_another_kind(&self, seen: Seen<'_>) -> bool {
        let is_own = |key: Key| seen.marker.is_some_and(|own| own.keys().iter().any(|own| key.distance(own).is_some()));
        self.below(seen)
            .and_then(|next| next.marker)
            .is_some_and(|next| next.first.is_first() && !next.is_doubtful && !next.keys().iter().any(is_own))
    }

    /// Whether a list around it goes on behind it: one that stands less deep, or, where it has no marker, one that
    /// counts on behind a list of a kind that is not open.
    fn is_within_item(&self, seen: Seen<'_>) -> bool {
        let indent = self.paragraph(seen.index).indent;
        let is_open = |next: Marker| self.lists.iter().any(|list| list.is_of_kind(next.keys().as_slice()));
        let interrupts = || {
            seen.marker.is_none()
                && self.has_list_of_another_kind(seen)
                && self.below(seen).and_then(|next| next.marker).is_some_and(|next| !is_open(next))
        };
        self.lists.iter().filter(|list| !list.is_inline).any(|list| {
            let is_around = list.indent + self.step <= indent;
            let is_next = |line: &Line| {
                let goes_on = if is_around { list.goes_on(line.keys()) } else { list.counts_on(line.keys()) };
                goes_on && self.is_near(line.paragraph.indent, list.indent)
            };
            (is_around || interrupts()) && self.ahead_of_item(seen.index).any(is_next)
        })
    }

    fn paragraph(&self, index: usize) -> Paragraph {
        self.lines.get(index).map_or_else(Paragraph::default, |line| line.paragraph)
    }

    /// Begins a group.
    pub(super) fn open(&mut self, found: &Heading, start: usize, body: usize) {
        let part = self.part_before();
        self.close();
        let span = Span::new(start, body + found.end);
        let shown = self.slice(span.start, span.end).trim_end();
        let span = Span::new(start, start + shown.len());
        self.part = part.or(self.part.take());
        self.is_demanded = found.form == Form::Demand;
        let own = found
            .qualifier
            .clone()
            .and_then(|range| self.text.get(body + range.start..body + range.end))
            .map(|words| self.decoded(words));
        let heading = Some(self.decoded(shown));
        self.criteria.groups.push(Group {
            kind: found.kind,
            heading,
            span: Some(span),
            qualifier: own.or_else(|| self.part.clone()),
            combination: found.combination,
            items: Vec::new(),
        });
    }

    /// The name of a part that stands right before a heading: `Cohort 1`.
    fn part_before(&self) -> Option<String> {
        let list = self.lists.last().filter(|list| list.last.is_unmarked)?;
        let text = list.items.last()?.text.trim_end_matches(':');
        let is_short = text.split_whitespace().count() <= 6 && text.len() <= 60;
        (is_short && text.split_whitespace().next().is_some_and(heading::is_part)).then(|| text.to_owned())
    }
}
