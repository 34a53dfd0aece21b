//! Eligibility criteria, from any source: groups of items.
//!
//! This is a first cut: each line that begins with a list marker, and each line of a text without markers, is an item
//! of its group; nesting is not read yet.

mod group;
mod marker;

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::source::{Source, Span};

/// The criteria of a study.
///
/// In JSON: the list of groups.
///
/// ```
/// let criteria = ctgov::criteria::parse("Exclusion Criteria:\n\n1. Thirst");
/// assert_eq!(
///     serde_json::to_value(&criteria)?,
///     serde_json::json!([{
///         "kind": "EXCLUSION", "heading": "Exclusion Criteria:", "span": [0, 19],
///         "items": [{ "marker": "1.", "text": "Thirst", "span": [21, 30], "items": [] }],
///     }])
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Criteria {
    /// The groups, in order.
    pub groups: Vec<Group>,
}

/// Whether the items of a group say who is in or who is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum Kind {
    /// Who meets them can take part.
    Inclusion,
    /// Who meets them cannot.
    Exclusion,
    /// The text does not say.
    Unspecified,
}

/// A group of criteria under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Group {
    /// Whether the items include or exclude.
    pub kind: Kind,
    /// The heading as the text has it; `None` for items before any heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The place of the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The items.
    pub items: Vec<Item>,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// The list marker: `*`, `1.`, `(a)`.
    pub marker: Option<String>,
    /// The text of the line, with Markdown escapes resolved.
    pub text: String,
    /// The place of marker and text, a byte range of the criteria text.
    pub span: Span,
    /// The items below this one. Always empty in this first cut.
    pub items: Vec<Self>,
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        if let Some(marker) = &self.marker {
            map.serialize_entry("marker", marker)?;
        }
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("span", &self.span)?;
        map.serialize_entry("items", &self.items)?;
        map.end()
    }
}

/// Reads criteria. Spans are byte ranges of `text`.
///
/// ```
/// use ctgov::criteria::{Kind, parse};
///
/// let criteria = parse("Inclusion Criteria:\n\n* Drinks tea\n* Age \\> 18\n\nExclusion Criteria:\n\n* Thirst");
/// assert_eq!(criteria.groups.len(), 2);
/// assert_eq!(criteria.groups[0].kind, Kind::Inclusion);
/// assert_eq!(criteria.groups[0].items[1].text, "Age > 18");
/// ```
#[must_use]
pub fn parse(text: &str) -> Criteria {
    let mut criteria = Criteria::default();
    for line in Source::new(text).lines() {
        if let Some(kind) = group::heading(line.text) {
            let group = Group { kind, heading: Some(line.text.to_owned()), span: Some(line.span()), items: Vec::new() };
            criteria.groups.push(group);
            continue;
        }
        if criteria.groups.is_empty() {
            criteria.groups.push(Group { kind: Kind::Unspecified, heading: None, span: None, items: Vec::new() });
        }
        let Some(group) = criteria.groups.last_mut() else { continue };
        let (marker, body) = match marker::marker(line.text) {
            Some((marker, body)) => (Some(marker.to_owned()), body),
            None => (None, line.text),
        };
        group.items.push(Item { marker, text: decoded(body).into_owned(), span: line.span(), items: Vec::new() });
    }
    criteria
}

/// Resolves Markdown escapes: a backslash before ASCII punctuation.
fn decoded(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\\', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        decoded.push_str(before);
        let escaped = behind.chars().next().filter(char::is_ascii_punctuation);
        decoded.push(escaped.unwrap_or('\\'));
        rest = behind.get(escaped.map_or(0, char::len_utf8)..).unwrap_or_default();
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn escapes() {
        assert_eq!(decoded(r"1\. ANC \> 1.5 × 10\^9/L"), "1. ANC > 1.5 × 10^9/L");
        assert_eq!(decoded(r"a \\ b \n"), r"a \ b \n");
        assert_eq!(decoded("end \\"), "end \\");
    }
}
