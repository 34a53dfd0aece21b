//! The forms that a record can have.

use serde::Serialize;

/// The form of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// Text of a trial page.
    Page,
    /// JSON of the registry's API v2.
    Api,
    /// The registry's legacy XML.
    Xml,
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

impl Format {
    /// Returns what the form is called.
    ///
    /// ```
    /// assert_eq!(ctgov::Format::Api.name(), "API v2 JSON");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page text",
            Self::Api => "API v2 JSON",
            Self::Xml => "legacy XML",
        }
    }
}

/// JSON and XML are known by how they begin. A title may begin with a bracket too (`[18F]FDG in …`), so a brace or
/// bracket counts only before what JSON has behind it.
pub(crate) fn leading_format(input: &str) -> Option<Format> {
    let text = input.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let behind = |bracket| text.strip_prefix(bracket).map(str::trim_start);
    if behind('{').is_some_and(|rest| rest.starts_with(['"', '}']))
        || behind('[').is_some_and(|rest| rest.starts_with(['{', ']']))
    {
        return Some(Format::Api);
    }
    let is_xml = text.starts_with("<?xml") || text.starts_with('<') && beginning(text).contains("<clinical_study");
    (is_xml || is_element(text)).then_some(Format::Xml)
}

/// Tells whether a text is an element of any name, so that the reader of XML says what it is. A title may begin with a tag
/// (`<i>In vivo</i> …`), but no page ends with one; HTML is no record in any form.
fn is_element(text: &str) -> bool {
    let name = text.strip_prefix('<').unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !name.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html"))
        && text.trim_end().ends_with('>')
}

/// As much of a text as may stand before the root element: comments, a declaration.
fn beginning(text: &str) -> &str {
    let end = (0..=text.len().min(4096)).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}
