//! The tree: headings begin groups, and each item finds its list.
//!
//! The open lists stand one within the other, as in the text at this point; where a new item belongs is decided in
//! `place`, which lines begin a group in `group`.

mod group;
mod line;
mod list;
mod place;

use self::{
    group::Seen,
    line::{AHEAD, Line},
    list::{Entry, List},
    place::Place,
};
use super::{
    Criteria, Group, Item, Kind, combination,
    enumeration::{self, Context},
    heading::{self, Form, Heading, Landmarks},
    lead_in::{introduces, is_shouted},
    marker::{self, Key, Keys, Marker},
    paragraph::{Layout, Paragraph},
    text::{self, head},
};
use crate::{
    diagnostic::{Code, Diagnostic, quoted},
    source::Span,
};

/// The most lists within each other. Real records have at most ten; deeper ones go on at this depth, so that no walk
/// over a tree runs out of stack.
const DEEPEST: usize = 32;

/// A piece of a paragraph that is about to become an item.
#[derive(Clone, Copy)]
struct Piece {
    /// The number of its paragraph.
    line: usize,
    indent: usize,
    keys: Keys,
    /// Whether it stands inside the paragraph.
    is_inline: bool,
    /// Where its marker begins.
    start: usize,
    /// Where its text begins.
    body: usize,
}

/// What the text of an item was read from: a piece of the criteria text, or a note that was added to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    pub(super) span: Span,
    pub(super) is_note: bool,
}

pub(super) struct Tree<'t> {
    text: &'t str,
    step: usize,
    lines: Vec<Line>,
    criteria: Criteria,
    lists: Vec<List>,
    /// The part of the study that the headings behind it are about.
    part: Option<String>,
    /// Whether the last heading only demands something.
    is_demanded: bool,
    landmarks: Landmarks,
    /// Whether it has a `\r`.
    has_return: bool,
    /// What the items' texts were read from, in the order of the items.
    bodies: Vec<Body>,
}

/// Builds the tree, and says what the text of each item was read from.
pub(super) fn build(text: &str, layout: Layout) -> (Criteria, Vec<Body>) {
    let landmarks = Landmarks::new(text);
    let has_return = memchr::memchr(b'\r', text.as_bytes()).is_some();
    let line = |paragraph: Paragraph| {
        let shown = text.get(paragraph.span.range()).unwrap_or_default();
        let marker = marker::at(shown);
        let rest = shown.get(marker.map_or(0, |marker| marker.len)..).unwrap_or_default();
        let body = paragraph.span.end - rest.trim_start().len();
        let heading = landmarks.heading(text, body..paragraph.span.end, marker.is_some());
        Line { paragraph, marker, body, heading }
    };
    let lines = layout.paragraphs.into_iter().map(line).collect();
    let criteria = Criteria { unplaced: layout.between, ..Criteria::default() };
    let mut tree = Tree {
        text,
        step: layout.step,
        lines,
        criteria,
        lists: Vec::with_capacity(4),
        part: None,
        is_demanded: false,
        landmarks,
        has_return,
        bodies: Vec::new(),
    };
    tree.bodies.reserve(tree.lines.len());
    for index in 0..tree.lines.len() {
        tree.line(index);
    }
    tree.close();
    let mut criteria = tree.criteria;
    settle(&mut criteria);
    (criteria, tree.bodies)
}

/// Puts what is unplaced in the order of the text, without what a note has made part of an item.
fn settle(criteria: &mut Criteria) {
    if criteria.unplaced.is_empty() {
        return;
    }
    let mut unplaced = std::mem::take(&mut criteria.unplaced);
    unplaced.sort_unstable();
    // Headings and items come in the order of the text.
    let of_group =
        |group: &Group| group.span.into_iter().chain(group.walk().map(|(_, item)| item.span)).collect::<Vec<_>>();
    let mut spans = criteria.groups.iter().flat_map(of_group).peekable();
    unplaced.retain(|span| {
        while spans.next_if(|other| other.end <= span.start).is_some() {}
        spans.peek().is_none_or(|other| other.start > span.start)
    });
    criteria.unplaced = unplaced;
}

impl<'t> Tree<'t> {
    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn decoded(&self, text: &str) -> String {
        text::decoded(text, self.has_return)
    }

    fn heading_of(&self, body: usize, end: usize, is_marked: bool) -> Option<Heading> {
        self.landmarks.heading(self.text, body..end, is_marked)
    }

    /// Reads one paragraph: headings, and between them items.
    fn line(&mut self, index: usize) {
        let Some(line) = self.lines.get_mut(index) else { return };
        let Paragraph { span, indent, .. } = line.paragraph;
        let (mut marker, mut body, mut heading) = (line.marker, line.body, line.heading.take());
        // `4.1 Inclusion Criteria:`
        let is_title = heading.as_ref().is_some_and(|heading| heading.form == Form::Title);
        let is_doubtful = marker.is_some_and(|marker| marker.is_doubtful);
        if is_doubtful && !is_title && !self.is_expected(marker, indent, index) {
            (marker, body) = (None, span.start);
            heading = self.heading_of(body, span.end, false);
        }
        // A marker alone, or a rule: `-----`
        if !self.slice(body, span.end).contains(char::is_alphanumeric) {
            self.leave(span);
            return;
        }
        let mut start = span.start;
        loop {
            let found = heading.take().map(|found| self.with_people(found, index, body));
            let is_heading = |found: &Heading| self.is_heading(Seen { found, marker, index, start, body });
            let (found, text) = match found {
                Some(found) if is_heading(&found) => (Some(found), None),
                found => (None, found),
            };
            if let Some(found) = found {
                self.open(&found, start, body);
                start = body + found.end;
            } else {
                if let Some(found) = text {
                    self.doubt_side(&found, body);
                }
                let glued = heading::glued(self.slice(body, span.end), self.landmarks.names(body..span.end));
                let (end, next) = match glued {
                    Some((at, next)) if self.is_text(&next, marker, index, body + at) => {
                        self.doubt_side(&next, body + at);
                        (span.end, None)
                    }
                    Some((at, next)) => self.with_number(body, body + at, next),
                    None => (span.end, None),
                };
                let keys = marker.map_or(Keys::new(None, None), |marker| marker.keys());
                // Behind a heading on the same line, a marker is no more than squeezed in.
                let is_inline = !self.begins(index, start) && marker.is_some();
                self.entries(Piece { line: index, indent, keys, is_inline, start, body }, end);
                let Some(next) = next else { return };
                start = end;
                self.open(&next, start, start);
                start += next.end;
            }
            let rest = self.slice(start, span.end);
            start += rest.len() - rest.trim_start().len();
            if start >= span.end {
                return;
            }
            let rest = self.slice(start, span.end);
            // `Inclusion Criteria: 1- Tea 2- Milk`
            let is_dashed =
                |marker: &Marker| marker.first.close == '-' && marker.first.ordinal == 1 && rest.contains(" 2-");
            marker = marker::at(rest).filter(|marker| !marker.is_doubtful || is_dashed(marker));
            let shown = rest.get(marker.map_or(0, |marker| marker.len)..).unwrap_or_default().trim_start();
            body = span.end - shown.len();
            if body >= span.end {
                self.leave(Span::new(start, span.end));
                return;
            }
            heading = self.heading_of(body, span.end, marker.is_some());
        }
    }

    /// Keeps the place of what is neither heading nor item: a marker without text.
    fn leave(&mut self, span: Span) {
        self.criteria.unplaced.push(span);
        let shown = self.slice(span.start, span.end);
        self.say(Code::EmptyItem, span, "a criterion behind the marker", quoted(shown));
    }

    fn say(&mut self, code: Code, span: Span, expected: &'static str, found: String) {
        self.criteria.diagnostics.push(Diagnostic::new(code, expected, found).span(span));
    }

    /// Reads a piece of a paragraph that has no heading, up to `end`: one item, or those that are squeezed into it.
    fn entries(&mut self, mut piece: Piece, end: usize) {
        let Piece { line, start, body, .. } = piece;
        let found = enumeration::candidates(self.slice(body, end));
        let mut run: Option<(Key, usize)> = None;
        let next_line = self.lines.get(line + 1).filter(|next| next.heading.is_none()).and_then(|next| next.marker);
        let next_line = next_line.map(|marker| marker.first);
        let is_whole = self.begins(line, start) && self.lines.len() > 1;
        for (index, candidate) in found.iter().enumerate() {
            // More would not help to tell a list from a sentence.
            let rest = found.get(index + 1..).unwrap_or_default();
            let rest = rest.get(..AHEAD).unwrap_or(rest);
            let span = Span::new(body + candidate.start, body + candidate.body);
            let before = self.slice(piece.body, span.start);
            if before.trim().is_empty() {
                continue;
            }
            let open: Vec<Key> = self.lists.iter().rev().flat_map(|list| list.keys.iter().copied()).collect();
            let near = self.lists.iter().rev().filter(|list| list.last.line == line);
            let near: Vec<Key> = near.flat_map(|list| list.keys.iter().copied()).collect();
            let is_squeezed = !is_whole || piece.is_inline;
            let is_tight =
                piece.start < piece.body && !self.slice(piece.start, piece.body).ends_with(char::is_whitespace);
            let context =
                Context { own: piece.keys.as_slice(), open: &open, near: &near, run, next_line, is_squeezed, is_tight };
            if !enumeration::is_marker(candidate, rest, before, &context) {
                continue;
            }
            if candidate.is_loose() {
                let found = quoted(head(self.slice(span.start, end), 200));
                self.say(Code::AmbiguousItem, span, "the end of a sentence before a marker inside a text", found);
            }
            self.entry(piece, span.start);
            run = Some((candidate.key, run.map_or(1, |(_, len)| len + 1)));
            let keys = Keys::new(Some(candidate.key), candidate.second);
            piece = Piece { keys, is_inline: true, start: span.start, body: span.end, ..piece };
        }
        self.entry(piece, end);
    }

    /// Whether a paragraph begins at a place.
    fn begins(&self, line: usize, start: usize) -> bool {
        self.lines.get(line).is_some_and(|line| line.paragraph.span.start == start)
    }

    /// Makes an item of a piece of text up to `end`, or a note of it.
    fn entry(&mut self, piece: Piece, end: usize) {
        let Piece { line, indent, ref keys, is_inline, start, body } = piece;
        let keys = keys.as_slice();
        let shown = self.slice(start, end).trim_end();
        let mut end = start + shown.len();
        // A dash behind the text is a marker without one.
        let mut bare = None;
        if let Some(before) = self.slice(body, end).strip_suffix(['-', '*', '•'])
            && before.ends_with(char::is_whitespace)
            && !before.trim().is_empty()
        {
            bare = Some(Span::new(body + before.len(), end));
            end = body + before.trim_end().len();
        }
        if end <= body {
            if end > start {
                self.leave(Span::new(start, end));
            }
            return;
        }
        let raw = self.slice(body, end);
        let is_unmarked = keys.is_empty();
        let is_shouted = is_unmarked && is_shouted(raw);
        let is_lead_in = introduces(raw) || is_unmarked && self.begins(line, start) && self.is_label(raw, line, indent);
        let has_star = memchr::memchr(b'*', raw.as_bytes()).is_some();
        let entry = Entry { keys, indent, is_inline, is_lead_in, is_shouted, has_star, line };
        let place = if self.is_footnote(start, raw, keys) { Place::Note } else { self.place(entry, raw) };
        let span = Span::new(start, end);
        self.doubt(entry, place, span, raw);
        match place {
            Place::Note if self.add_note(span) => {}
            Place::Goes(index) => self.push(entry, index, span, body),
            Place::Begins(index) => {
                self.close_to(index);
                if self.lists.len() >= DEEPEST {
                    let found = format!("more than {DEEPEST}");
                    self.say(Code::DeepList, span, "lists within each other that can be walked", found);
                    self.push(entry, index, span, body);
                } else {
                    self.begin(entry, span, body);
                }
            }
            Place::Note => self.begin(entry, span, body),
        }
        if let Some(bare) = bare {
            self.leave(bare);
        }
    }

    /// Says where what reads like a heading of the other side was taken for a criterion.
    fn doubt_side(&mut self, found: &Heading, at: usize) {
        let kind = self.criteria.groups.last().map(|group| group.kind);
        let is_other = matches!(
            (kind, found.kind),
            (Some(Kind::Inclusion), Kind::Exclusion) | (Some(Kind::Exclusion), Kind::Inclusion)
        );
        if is_other && found.form == Form::Sentence {
            let span = Span::new(at, at + found.end);
            let shown = format!("{}, read as a criterion", quoted(self.slice(span.start, span.end)));
            self.say(Code::AmbiguousItem, span, "a heading, or a criterion in the list around it", shown);
        }
    }

    /// Says where an entry may as well belong elsewhere.
    fn doubt(&mut self, entry: Entry<'_>, place: Place, span: Span, raw: &str) {
        if self.lists.is_empty() {
            return;
        }
        if entry.keys.is_empty() {
            let is_marked = self.lists.last().is_some_and(|list| !list.keys.is_empty());
            let is_plain = is_marked && !entry.is_lead_in && !entry.is_inline;
            let reading = match place {
                Place::Note if is_plain => "a note to the item before",
                Place::Goes(_) if is_plain => "an item",
                _ => return,
            };
            let found = format!("{} without one, read as {reading}", quoted(raw));
            self.say(Code::AmbiguousItem, span, "a list marker before an item", found);
        } else if !entry.is_bullet() {
            let count = self.lists.iter().filter(|list| list.counts_on(entry.keys.iter().copied())).count();
            if count > 1 {
                self.say(Code::AmbiguousItem, span, "one list that goes on with this number", format!("{count} lists"));
            }
        }
    }

    /// Adds a text to the item before it; `false` where there is none.
    fn add_note(&mut self, span: Span) -> bool {
        let text = self.slice(span.start, span.end);
        let Some(list) = self.lists.last_mut() else { return false };
        let Some(item) = list.items.last_mut() else { return false };
        item.text.push(' ');
        item.text.push_str(&text::decoded(text, self.has_return));
        item.span.end = span.end;
        list.last.is_lead_in = introduces(text);
        list.last.has_star |= memchr::memchr(b'*', text.as_bytes()).is_some();
        self.bodies.push(Body { span, is_note: true });
        true
    }

    /// Adds an item to an open list, and closes those within it.
    fn push(&mut self, entry: Entry<'_>, index: usize, span: Span, body: usize) {
        self.close_to(index);
        let item = self.item(span, body);
        if let Some((last, key)) = self.lists.last_mut().and_then(|list| list.push(entry, item)) {
            let found = format!("{key} behind {last}");
            self.say(Code::BrokenNumbering, span, "the next number of the list", found);
        }
    }

    /// Begins a list under the last item, or the first of a group.
    fn begin(&mut self, entry: Entry<'_>, span: Span, body: usize) {
        let item = self.item(span, body);
        if self.criteria.groups.is_empty() {
            self.criteria.groups.push(Group::new(Kind::Unspecified));
        }
        let expected = if self.lists.is_empty() { 16 } else { 4 };
        self.lists.push(List::new(entry, item, expected));
    }

    fn item(&mut self, span: Span, body: usize) -> Item {
        self.bodies.push(Body { span: Span::new(body, span.end), is_note: false });
        // A marker is short, and seldom escaped.
        let marker = self.slice(span.start, body).trim_end();
        let marker =
            (!marker.is_empty()).then(|| if marker.contains('\\') { self.decoded(marker) } else { marker.to_owned() });
        let text = self.decoded(self.slice(body, span.end));
        Item { marker, text, span, constraints: Vec::new(), combination: None, items: Vec::new() }
    }

    /// Closes the lists within the one of this number.
    fn close_to(&mut self, index: usize) {
        while self.lists.len() > index + 1 {
            let Some(List { items, .. }) = self.lists.pop() else { return };
            if let Some(parent) = self.lists.last_mut().and_then(|list| list.items.last_mut()) {
                parent.combination = combination::of(&parent.text, &items);
                if parent.items.is_empty() {
                    parent.items = items;
                } else {
                    parent.items.extend(items);
                }
            }
        }
    }

    /// Closes all lists, and gives the group its items.
    fn close(&mut self) {
        self.close_to(0);
        let items = self.lists.pop().map(|list| list.items).unwrap_or_default();
        if let Some(group) = self.criteria.groups.last_mut() {
            if group.items.is_empty() {
                group.items = items;
            } else {
                group.items.extend(items);
            }
        }
    }
}
