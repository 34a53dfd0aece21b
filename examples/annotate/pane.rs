//! The text of the record, with all that is said of it.

use std::{cmp::Reverse, collections::BinaryHeap, fmt::Write, ops::Range};

use crate::{
    escape,
    record::{Mark, Record, short},
};

/// How many bytes of the text are one block at least, where there is more: a browser lays out those blocks only that
/// are seen.
const BLOCK: usize = 8192;

/// Something that stands around a piece of the text, or at a place of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// The message of a diagnostic.
    Message(usize),
    Unplaced(usize),
    Mark(usize),
    /// A heading or an item of the criteria.
    Criteria(usize),
    /// The text that a diagnostic is about.
    Said(usize),
}

/// In the order in which they open: by their start, messages first, then what is longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    start: usize,
    is_element: bool,
    end: Reverse<usize>,
    what: What,
    /// Whether it is the rest of one that began inside of another and ends behind it.
    is_rest: bool,
}

/// Writes the text.
pub(crate) fn write(out: &mut String, record: &Record) {
    let is_large = record.text.len() > 2 * BLOCK;
    let class = if is_large { "text large" } else { "text" };
    let _ = write!(out, "<pre class=\"{class}\" id=\"text\"><span class=\"block\">");
    let mut nodes = nodes(record);
    let mut pane =
        Pane { out, record, is_large, at: 0, number: 1, is_line_start: true, block_start: 0, open: Vec::new() };
    while let Some(Reverse(node)) = nodes.pop() {
        pane.close(node.start);
        pane.text(node.start);
        if let What::Message(index) = node.what {
            pane.message(index);
            continue;
        }
        let Reverse(mut end) = node.end;
        // Elements are nested: of two that overlap the second one is cut.
        if let Some(&(outer, _)) = pane.open.last()
            && outer < end
        {
            nodes.push(Reverse(Node { start: outer, is_rest: true, ..node }));
            end = outer;
        }
        pane.begin(node, end);
    }
    pane.close(usize::MAX);
    pane.text(record.text.len());
    out.push_str("</span></pre>\n");
}

fn nodes(record: &Record) -> BinaryHeap<Reverse<Node>> {
    let mut nodes = BinaryHeap::new();
    let mut add = |range: &Range<usize>, what| {
        let is_element = !matches!(what, What::Message(_));
        nodes.push(Reverse(Node { start: range.start, is_element, end: Reverse(range.end), what, is_rest: false }));
    };
    for (index, mark) in record.marks.iter().enumerate() {
        add(&mark.range, What::Mark(index));
    }
    for (index, place) in record.unplaced.iter().enumerate() {
        add(&place.range, What::Unplaced(index));
    }
    for (index, place) in record.criteria.iter().enumerate() {
        if let Some(place) = place {
            add(&place.range, What::Criteria(index));
        }
    }
    for (index, said) in record.said.iter().enumerate() {
        let Some(place) = &said.place else { continue };
        if !place.range.is_empty() {
            add(&place.range, What::Said(index));
        }
        // The message stands behind what it is about, but not below a long text.
        let text = record.text.get(place.range.clone()).unwrap_or_default();
        let end = place.range.start + text.find(['\n', '\r']).unwrap_or(text.len());
        add(&(end..end), What::Message(index));
    }
    nodes
}

struct Pane<'a> {
    out: &'a mut String,
    record: &'a Record,
    is_large: bool,
    /// How far the text has been written.
    at: usize,
    /// The number of the line.
    number: usize,
    /// Whether nothing of the line has been written.
    is_line_start: bool,
    block_start: usize,
    /// The elements that are open: where they end, and their end tags.
    open: Vec<(usize, &'static str)>,
}

impl Pane<'_> {
    /// Closes each element that ends no further than here.
    fn close(&mut self, offset: usize) {
        while let Some(&(end, tag)) = self.open.last()
            && end <= offset
        {
            self.text(end);
            self.out.push_str(tag);
            self.open.pop();
        }
    }

    /// Writes the text up to here.
    fn text(&mut self, end: usize) {
        while self.at < end {
            self.begin_line();
            let rest = self.record.text.get(self.at..end).unwrap_or_default();
            let line_end = rest.find(['\n', '\r']).map(|length| self.at + length);
            self.line(line_end.unwrap_or(end));
            if line_end.is_some() {
                self.line_break();
            }
        }
    }

    /// Writes a piece of a line. A long line, as JSON often is one, goes on in another block behind a sign that divides
    /// it.
    fn line(&mut self, end: usize) {
        if self.is_large && self.open.is_empty() && end - self.block_start >= 2 * BLOCK {
            let piece = self.record.text.get(self.at..end).unwrap_or_default();
            if let Some((before, _)) = piece.rfind([',', '{', '[', '>']).and_then(|at| piece.split_at_checked(at + 1)) {
                escape::text(self.out, before);
                self.at += before.len();
                self.begin_block();
            }
        }
        escape::text(self.out, self.record.text.get(self.at..end).unwrap_or_default());
        self.at = end;
    }

    fn line_break(&mut self) {
        let rest = self.record.text.get(self.at..).unwrap_or_default();
        let is_line_feed = rest.starts_with('\n');
        escape::text(self.out, if is_line_feed { "\n" } else { "\r" });
        self.at += 1;
        if !is_line_feed && rest.starts_with("\r\n") {
            return;
        }
        if !is_line_feed {
            // HTML takes a lone carriage return for a space.
            self.out.push_str("<br>");
        }
        self.number += 1;
        self.is_line_start = true;
    }

    fn begin_line(&mut self) {
        if !self.is_line_start {
            return;
        }
        self.is_line_start = false;
        if self.is_large && self.open.is_empty() && self.at - self.block_start >= BLOCK {
            self.begin_block();
        }
        let _ = write!(self.out, "<i data-l=\"{}\"></i>", self.number);
    }

    fn begin_block(&mut self) {
        self.out.push_str("</span><span class=\"block\">");
        self.block_start = self.at;
    }

    /// Begins an element; of what was cut only the first piece can be reached by links and by the keyboard.
    fn begin(&mut self, node: Node, end: usize) {
        self.begin_line();
        let is_first = !node.is_rest;
        let id = |prefix: &str, index: usize| {
            if is_first { format!(" id=\"{prefix}{index}\"") } else { String::new() }
        };
        let focus = if is_first { " tabindex=\"0\"" } else { "" };
        let tag = match node.what {
            What::Mark(index) => {
                if let Some(mark) = self.record.marks.get(index) {
                    let _ = write!(self.out, "<mark{} class=\"{}\"{focus}", id("f", index), mark.module.class);
                    self.names(mark, is_first);
                    self.out.push('>');
                }
                "</mark>"
            }
            What::Unplaced(index) => {
                let name = if is_first { " data-n=\"unplaced\"" } else { "" };
                let id = id("unplaced-", index);
                let _ = write!(self.out, "<mark{id} class=\"unplaced\"{focus} title=\"unplaced\"{name}>");
                "</mark>"
            }
            What::Criteria(index) => {
                let _ = write!(self.out, "<span{} class=\"criterion\">", id("c", index));
                "</span>"
            }
            What::Said(index) | What::Message(index) => {
                let severity = self.record.said.get(index).map_or("", |said| said.diagnostic.severity.as_str());
                let _ = write!(self.out, "<span class=\"said {severity}\">");
                "</span>"
            }
        };
        self.open.push((end, tag));
    }

    /// The paths of a mark, a line each, and the short name that stands before it.
    fn names(&mut self, mark: &Mark, is_first: bool) {
        self.out.push_str(" title=\"");
        for (index, path) in mark.paths.iter().enumerate() {
            self.out.push_str(if index > 0 { "\n" } else { "" });
            escape::attribute(self.out, path);
        }
        if let Some(path) = mark.paths.first()
            && is_first
        {
            self.out.push_str("\" data-n=\"");
            escape::attribute(self.out, short(path));
            if mark.paths.len() > 1 {
                let _ = write!(self.out, " +{}", mark.paths.len() - 1);
            }
        }
        self.out.push('"');
    }

    /// Writes a message as a link to its line in the list. Its words are no text of the page, so that the text is the
    /// record's.
    fn message(&mut self, index: usize) {
        self.begin_line();
        let Some(said) = self.record.said.get(index) else { return };
        let severity = said.diagnostic.severity.as_str();
        let _ =
            write!(self.out, "<a class=\"message {severity}\" id=\"at-{index}\" href=\"#said-{index}\" aria-label=\"");
        escape::attribute(self.out, &said.line());
        self.out.push_str("\"></a>");
    }
}
