//! Eligibility criteria, from any source: groups of items, as a tree, with what the items say about numbers.
//!
//! The text may be the API's Markdown, the hard-wrapped text of the legacy XML, the text of a page whose indentation is
//! gone, or have `~` or `<br>` for its line breaks. How a line becomes an item:
//!
//! 1. The text is cut into paragraphs; lines that a hard wrap had cut are joined.
//! 2. Of each paragraph the list marker at its beginning and the heading are read.
//! 3. Markers inside a paragraph are found, of lists that were squeezed into it.
//! 4. For each item the list is found to which it belongs: by indentation, by the numbers of the open lists, by the words
//!    before it.
//! 5. The text is decoded, and read for how many of a list's items have to be met.
//! 6. Each item's text is read for numbers: [`Constraint`]s.
//!
//! Every character that can be seen stands in exactly one place: a heading's span, an item's, or one of
//! [`Criteria::unplaced`].

// In the order of the steps above: `paragraph`; `marker` and `heading`; `enumeration`, with `number`; `tree`, with `lead_in`; `text`
// and `combination`; `constraint`.
mod combination;
mod constraint;
mod enumeration;
mod hash;
mod heading;
mod lead_in;
mod marker;
mod number;
mod paragraph;
mod text;
mod tree;

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap};

pub use self::constraint::{Bound, Constraint, ConstraintKind, Equivalent, Quantity, Reference, Unit, Value};
use crate::{diagnostic::Diagnostic, source::Span};

/// The criteria of a study: `eligibilityModule.eligibilityCriteria`.
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
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Criteria {
    /// The groups, in order.
    pub groups: Vec<Group>,
    /// Places of what is neither heading nor item: list markers without a text, and the `~` or `<br>` of a text that has
    /// them for line breaks.
    ///
    /// ```
    /// let criteria = ctgov::criteria::parse("- Drinks tea\n\n-\n\n- Likes it");
    /// assert_eq!(criteria.unplaced, [ctgov::Span::new(14, 15)]);
    /// ```
    pub unplaced: Vec<Span>,
    /// What could be read in more than one way, or not at all. Spans are byte ranges of the criteria text; there is no
    /// line and column, which [`Source::position`](crate::Source::position) gives.
    ///
    /// ```
    /// let criteria = ctgov::criteria::parse("1. Drinks tea\n\n4. Likes it");
    /// assert_eq!(
    ///     criteria.diagnostics[0].to_string(),
    ///     "note[broken-numbering]: expected the next number of the list, found 4. behind 1."
    /// );
    /// ```
    pub diagnostics: Vec<Diagnostic>,
}

impl Criteria {
    /// Returns every item, parents before their children, with its group and its depth, from 0 to 31.
    ///
    /// ```
    /// let text = "Inclusion Criteria:\n\n* Drinks one of:\n\n  * Black tea\n  * Green tea";
    /// let criteria = ctgov::criteria::parse(text);
    /// let depths: Vec<_> = criteria.items().map(|(_, depth, item)| (depth, &*item.text)).collect();
    /// assert_eq!(depths, [(0, "Drinks one of:"), (1, "Black tea"), (1, "Green tea")]);
    /// ```
    pub fn items(&self) -> impl Iterator<Item = (&Group, usize, &Item)> {
        self.groups.iter().flat_map(|group| group.walk().map(move |(depth, item)| (group, depth, item)))
    }
}

impl Serialize for Criteria {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.groups.serialize(serializer)
    }
}

/// Whether the items of a group say who is in or who is out. There are no other kinds.
///
/// ```
/// use ctgov::criteria::{Kind, parse};
///
/// let kinds = |text| parse(text).groups.iter().map(|group| group.kind).collect::<Vec<_>>();
/// let text = "Inclusion Criteria:\n* Tea\nPatients are not eligible if:\n* Thirst";
/// assert_eq!(kinds(text), [Kind::Inclusion, Kind::Exclusion]);
/// assert_eq!(kinds("Eligibility Criteria:\n* Tea"), [Kind::Unspecified]);
/// assert_eq!(Kind::Exclusion.to_string(), "EXCLUSION");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Who meets them can take part.
    Inclusion,
    /// Who meets them cannot.
    Exclusion,
    /// The text does not say.
    Unspecified,
}

impl Kind {
    /// Returns the kind as JSON has it: `INCLUSION`, `EXCLUSION` or `UNSPECIFIED`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inclusion => "INCLUSION",
            Self::Exclusion => "EXCLUSION",
            Self::Unspecified => "UNSPECIFIED",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A group of criteria under one heading. A heading behind another begins a group of its own, so that a group may be
/// empty.
///
/// ```
/// let criteria = ctgov::criteria::parse("Key Inclusion Criteria - Cohort A:\n\n* Drinks tea");
/// assert_eq!(criteria.groups[0].kind, ctgov::criteria::Kind::Inclusion);
/// assert_eq!(criteria.groups[0].qualifier.as_deref(), Some("Cohort A"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Group {
    /// Whether the items include or exclude.
    pub kind: Kind,
    /// The whole line of the heading with Markdown escapes resolved, its marker included: `1. Inclusion Criteria:`.
    /// `None` for items before any heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The place of the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The words of the heading that tell the group from others of its kind: a cohort, a part, people (`Cohort A`,
    /// `Donor`, `healthy subjects`), a time (`Pre-Operative`) or a subject (`Disease-specific`). Where the heading has
    /// none, the name of the part that stands right before it or before the headings before it: `Cohort 1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// How many of the items have to be met, where the heading says so. The ends of the items, `or`, are not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub combination: Option<Combination>,
    /// The items.
    pub items: Vec<Item>,
}

impl Group {
    /// Returns every item of the group, parents before their children, with its depth, from 0 to 31.
    ///
    /// ```
    /// let criteria = ctgov::criteria::parse("Exclusion Criteria:\n\n1. Drinks:\n\n   * tea\n2. Sleeps");
    /// let items: Vec<_> = criteria.groups[0].walk().map(|(depth, item)| (depth, &*item.text)).collect();
    /// assert_eq!(items, [(0, "Drinks:"), (1, "tea"), (0, "Sleeps")]);
    /// ```
    pub fn walk(&self) -> impl Iterator<Item = (usize, &Item)> {
        let mut open = vec![self.items.iter()];
        std::iter::from_fn(move || {
            loop {
                let depth = open.len().checked_sub(1)?;
                match open.last_mut()?.next() {
                    Some(item) => {
                        open.push(item.items.iter());
                        return Some((depth, item));
                    }
                    None => {
                        open.pop();
                    }
                }
            }
        })
    }

    fn new(kind: Kind) -> Self {
        Self { kind, heading: None, span: None, qualifier: None, combination: None, items: Vec::new() }
    }
}

/// A criterion.
///
/// ```
/// let text = "1\\. Age \\> 18, and\n\n   * drinks tea";
/// let item = &ctgov::criteria::parse(text).groups[0].items[0];
/// assert_eq!((item.marker.as_deref(), &*item.text), (Some("1."), "Age > 18, and"));
/// assert_eq!(&text[item.span.range()], "1\\. Age \\> 18, and");
/// assert_eq!(item.items[0].text, "drinks tea");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Item {
    /// The list marker, with Markdown escapes resolved: `*`, `1.`, `(a)`; two where two stand at one place, `* 1.`.
    pub marker: Option<String>,
    /// The text behind the marker as people read it: escapes and entities resolved, hard wraps folded.
    pub text: String,
    /// The place of the marker and the item's own text, with a note that stands behind it, a byte range of the criteria
    /// text. The items below are not part of it.
    pub span: Span,
    /// What the text says about numbers, in its order.
    pub constraints: Vec<Constraint>,
    /// How many of the items below have to be met, where the text says so.
    pub combination: Option<Combination>,
    /// The items below this one: the list that it introduces.
    pub items: Vec<Self>,
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(marker) = &self.marker {
            map.serialize_entry("marker", marker)?;
        }
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("span", &self.span)?;
        if !self.constraints.is_empty() {
            map.serialize_entry("constraints", &self.constraints)?;
        }
        if let Some(combination) = &self.combination {
            map.serialize_entry("combination", combination)?;
        }
        map.serialize_entry("items", &self.items)?;
        map.end()
    }
}

/// How many of a list's items have to be met, in FHIR's words (`Group.combinationMethod` of R6).
///
/// In JSON an object with `code`, and `threshold` where there is one.
///
/// ```
/// use ctgov::criteria::Combination;
///
/// let criteria = ctgov::criteria::parse("1. At least 2 of the following:\n\n   * Thirst\n   * Hunger\n   * Doubt");
/// let combination = criteria.groups[0].items[0].combination;
/// assert_eq!(combination, Some(Combination::AtLeast(2)));
/// assert_eq!(serde_json::to_value(combination)?, serde_json::json!({ "code": "at-least", "threshold": 2 }));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Combination {
    /// `all-of`: all of the following, both of; items that end in "and".
    AllOf,
    /// `any-of`: any of the following, one or more of, at least one of, either of; items that end in "or".
    AnyOf,
    /// `at-least`: at least two of the following.
    AtLeast(u32),
    /// `at-most`: no more than one of the following; 0 for none of the following.
    AtMost(u32),
}

impl Combination {
    /// Returns FHIR's code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AllOf => "all-of",
            Self::AnyOf => "any-of",
            Self::AtLeast(_) => "at-least",
            Self::AtMost(_) => "at-most",
        }
    }
}

impl Serialize for Combination {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.as_str())?;
        if let Self::AtLeast(threshold) | Self::AtMost(threshold) = self {
            map.serialize_entry("threshold", threshold)?;
        }
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
    let (mut criteria, bodies) = tree::build(text, paragraph::paragraphs(text));
    constraint::constrain(&mut criteria, text, &bodies);
    criteria
}

/// Reads criteria of at most so many paragraphs and items, or tells how many there are.
pub(crate) fn parse_within(text: &str, max_items: usize, constraints: bool) -> Result<Criteria, usize> {
    let layout = paragraph::paragraphs(text);
    if layout.paragraphs.len() > max_items {
        return Err(layout.paragraphs.len());
    }
    let (mut criteria, bodies) = tree::build(text, layout);
    // An item has two characters at least.
    if text.len() / 2 > max_items {
        let count = criteria.items().count();
        if count > max_items {
            return Err(count);
        }
    }
    if constraints {
        constraint::constrain(&mut criteria, text, &bodies);
    }
    Ok(criteria)
}
