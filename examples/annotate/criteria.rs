//! The tree of the criteria, as nested lists.

use std::{fmt::Write, ops::Range};

use ctgov::{
    Span,
    criteria::{Combination, Constraint, Item},
};

use crate::{
    escape,
    record::{Place, Record},
};

/// Writes the tree. Places are given in its order: each heading, then its items.
pub(crate) fn write(out: &mut String, record: &Record) {
    let text = record.parsed.study.eligibility.eligibility_criteria.as_deref().unwrap_or_default();
    let mut tree = Tree { out, text, places: record.criteria.iter().enumerate() };
    if record.parsed.criteria.groups.is_empty() {
        tree.out.push_str("<p>The record has no eligibility criteria.</p>\n");
    }
    for group in &record.parsed.criteria.groups {
        let kind = group.kind.as_str();
        let _ = write!(tree.out, "<h3><span class=\"kind {}\">{kind}</span> ", kind.to_lowercase());
        escape::text(tree.out, group.heading.as_deref().unwrap_or("without a heading"));
        if let Some(qualifier) = &group.qualifier {
            tree.out.push_str(" <span class=\"qualifier\">for: ");
            escape::text(tree.out, qualifier);
            tree.out.push_str("</span>");
        }
        tree.combination(group.combination);
        tree.place("heading");
        tree.out.push_str("</h3>\n");
        tree.items(&group.items);
    }
}

struct Tree<'a> {
    out: &'a mut String,
    /// The text of the criteria.
    text: &'a str,
    places: std::iter::Enumerate<std::slice::Iter<'a, Option<Place>>>,
}

impl Tree<'_> {
    fn items(&mut self, items: &[Item]) {
        if items.is_empty() {
            return;
        }
        // The list's own role: browsers drop it from a list without markers, and the markers here are the record's.
        self.out.push_str("<ul role=\"list\" class=\"items\">\n");
        for item in items {
            self.item(item);
        }
        self.out.push_str("</ul>\n");
    }

    fn item(&mut self, item: &Item) {
        self.out.push_str("<li>");
        if let Some(marker) = &item.marker {
            self.out.push_str("<span class=\"marker\">");
            escape::text(self.out, marker);
            self.out.push_str("</span> ");
        }
        let mut at = 0;
        for range in self.stated(item) {
            escape::text(self.out, item.text.get(at..range.start).unwrap_or_default());
            self.out.push_str("<strong>");
            escape::text(self.out, item.text.get(range.clone()).unwrap_or_default());
            self.out.push_str("</strong>");
            at = range.end;
        }
        escape::text(self.out, item.text.get(at..).unwrap_or_default());
        self.combination(item.combination);
        self.place("item");
        self.constraints(&item.constraints);
        self.items(&item.items);
        self.out.push_str("</li>\n");
    }

    fn combination(&mut self, combination: Option<Combination>) {
        let Some(combination) = combination else { return };
        let _ = write!(self.out, " <span class=\"combination\">{}", combination.as_str());
        if let Combination::AtLeast(threshold) | Combination::AtMost(threshold) = combination {
            let _ = write!(self.out, " {threshold}");
        }
        self.out.push_str("</span>");
    }

    fn place(&mut self, what: &str) {
        if let Some((index, Some(Place { position, .. }))) = self.places.next() {
            let label = format!("{position}, the {what} in the text");
            let _ = write!(self.out, " <a class=\"place\" href=\"#c{index}\" aria-label=\"{label}\">{position}</a>");
        }
    }

    fn constraints(&mut self, constraints: &[Constraint]) {
        if constraints.is_empty() {
            return;
        }
        self.out.push_str("\n<ul class=\"constraints\" aria-label=\"Constraints\">");
        for constraint in constraints {
            self.out.push_str("<li><code>");
            escape::text(self.out, &constraint.to_string());
            self.out.push_str("</code>");
            if let Some(loinc) = constraint.loinc {
                let _ = write!(self.out, " <small>LOINC {loinc}</small>");
            }
            self.out.push_str("</li>");
        }
        self.out.push_str("</ul>\n");
    }

    /// Where in the item's text the constraints stand. Their spans are of the criteria as the record has them; what is
    /// written in another way there than any known here is not found.
    fn stated(&self, item: &Item) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        for constraint in &item.constraints {
            let stated = decoded(self.text, constraint.span);
            let rest = item.text.get(at..).unwrap_or_default();
            if let Some(start) = rest.find(&stated).filter(|_| !stated.is_empty()) {
                let start = at + start;
                at = start + stated.len();
                found.push(start..at);
            }
        }
        found
    }
}

/// A piece of the criteria without Markdown's escapes, with the commonest entities resolved and lines joined.
fn decoded(text: &str, span: Span) -> String {
    let raw = text.get(span.range()).unwrap_or_default();
    let mut plain = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        let is_escape = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        if !is_escape {
            plain.push(c);
        }
    }
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
