//! A value that is typed where it can be, and keeps its text where it cannot.

use std::fmt;

use serde::{Serialize, Serializer};

/// A typed value, or the text that would not type.
///
/// A date such as `Spring 2020` is still what the record says; it is kept as text, and a diagnostic says so. In JSON
/// both forms stand in the same place.
///
/// ```
/// use ctgov::study::{MaybeTyped, PartialDate};
///
/// let date: MaybeTyped<PartialDate> = MaybeTyped::read("2020-01");
/// assert_eq!(date.typed().unwrap().year(), 2020);
///
/// let season: MaybeTyped<PartialDate> = MaybeTyped::read("Spring 2020");
/// assert_eq!(season, MaybeTyped::Text("Spring 2020".to_owned()));
/// assert!(season.typed().is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MaybeTyped<T> {
    /// The value.
    Typed(T),
    /// The text as the record has it.
    Text(String),
}

impl<T> MaybeTyped<T> {
    /// Returns the value, if the text could be typed.
    pub fn typed(&self) -> Option<&T> {
        match self {
            Self::Typed(value) => Some(value),
            Self::Text(_) => None,
        }
    }

    /// Returns the text, if it could not be typed.
    ///
    /// ```
    /// use ctgov::study::{Age, MaybeTyped};
    /// assert_eq!(MaybeTyped::<Age>::read("18 Yeers").text(), Some("18 Yeers"));
    /// ```
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Typed(_) => None,
            Self::Text(text) => Some(text),
        }
    }
}

impl<T: std::str::FromStr> MaybeTyped<T> {
    /// Reads a text with the type's own grammar, and keeps the text when it does not fit.
    #[must_use]
    pub fn read(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Text(text.to_owned()), Self::Typed)
    }
}

impl<T: fmt::Display> fmt::Display for MaybeTyped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(value) => value.fmt(f),
            Self::Text(text) => f.pad(text),
        }
    }
}

impl<T> From<T> for MaybeTyped<T> {
    fn from(value: T) -> Self {
        Self::Typed(value)
    }
}

impl<T: Serialize> Serialize for MaybeTyped<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Typed(value) => value.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}
