//! Numeric constraints: what an item's text says about numbers.
//!
//! How a text becomes constraints:
//!
//! 1. `lexer`: words, numbers and signs, of statements that have a value; `words`: what a word can do in a statement.
//! 2. `quantity`: where the text names a quantity of the table, by its `index`.
//! 3. `scan`: each `comparison`, a value with its `comparator` and what it is counted in (`amount`, `unit`): nom grammars over
//!    the tokens, with what they have in common in `grammar`.
//! 4. `subject`: what the comparison is about, by the words before and behind it; `sense`: whether that makes it a bound, a
//!    window, a dose or a count.
//! 5. `statement`: the constraint, if it can be true, with what the words around it add (`qualifier`); two bounds become one
//!    range.

mod amount;
mod comparator;
mod comparison;
mod grammar;
mod index;
mod lexer;
mod qualifier;
mod quantity;
mod scan;
mod sense;
mod statement;
mod subject;
mod unit;
mod words;

use std::{borrow::Cow, fmt};

use serde::{Serialize, Serializer, ser::SerializeMap};

use self::subject::Buffers;
pub use self::{quantity::Quantity, unit::Unit};
use super::{Criteria, Item, text::Places, tree::Body};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};

/// Reads the constraints of all items. `bodies`: what their texts were read from, in the order of the items.
pub(super) fn constrain(criteria: &mut Criteria, text: &str, bodies: &[Body]) {
    let has_return = memchr::memchr(b'\r', text.as_bytes()).is_some();
    let mut walk = Walk {
        text,
        has_return,
        bodies: bodies.iter().peekable(),
        diagnostics: Vec::new(),
        buffers: Buffers::default(),
    };
    for group in &mut criteria.groups {
        walk.items(&mut group.items, None);
    }
    criteria.diagnostics.append(&mut walk.diagnostics);
    criteria.diagnostics.sort_by_key(|diagnostic| diagnostic.span.map(|span| span.start));
}

/// A walk through the items, with what each was read from.
struct Walk<'t, 'b> {
    text: &'t str,
    has_return: bool,
    bodies: std::iter::Peekable<std::slice::Iter<'b, Body>>,
    diagnostics: Vec<Diagnostic>,
    buffers: Buffers,
}

impl Walk<'_, '_> {
    /// Reads a list. A tree is at most 32 lists deep.
    fn items(&mut self, items: &mut [Item], parent: Option<&str>) {
        for item in items {
            self.item(item, parent);
            self.items(&mut item.items, Some(&item.text));
        }
    }

    fn item(&mut self, item: &mut Item, parent: Option<&str>) {
        let Some(body) = self.bodies.next() else { return };
        let first = self.bodies.clone();
        while self.bodies.next_if(|body| body.is_note).is_some() {}
        let (found, doubts) = statement::read(&item.text, parent, &mut self.buffers);
        if found.is_empty() && doubts.is_empty() {
            return;
        }
        let mut places = Places::default();
        let mut at = 0;
        for body in std::iter::once(body).chain(first.take_while(|body| body.is_note)) {
            let raw = self.text.get(body.span.range()).unwrap_or_default();
            // A space joins a note.
            at += places.add(at, raw, body.span.start, self.has_return) + 1;
        }
        let original = |span: Span| Span::new(places.original(span.start), places.original(span.end));
        item.constraints = found;
        for constraint in &mut item.constraints {
            constraint.span = original(constraint.span);
        }
        for Doubt { code, span, expected, found } in doubts {
            self.diagnostics.push(Diagnostic::new(code, expected, found).span(original(span)));
        }
    }
}

/// A comparison that was not made a constraint, and why.
#[derive(Debug)]
struct Doubt {
    code: Code,
    span: Span,
    expected: &'static str,
    found: String,
}

/// A number that a criterion sets a bound with, as the item states it: the group's kind says whether the bound includes or
/// excludes.
///
/// ```
/// use ctgov::criteria::{ConstraintKind, parse};
///
/// let criteria = parse("Exclusion Criteria:\n\n* Platelets \\< 100 x 10\\^9/L within 2 weeks");
/// let [platelets, window] = &criteria.groups[0].items[0].constraints[..] else { panic!() };
/// assert_eq!(platelets.quantity.as_deref(), Some("platelets"));
/// assert_eq!(platelets.upper.as_ref().unwrap().value.as_f64(), Some(100.0));
/// assert_eq!(platelets.unit.as_ref().unwrap().as_str(), "10*9/L");
/// assert_eq!(window.kind, ConstraintKind::Window);
/// assert_eq!(platelets.to_string(), "platelets < 100 10*9/L");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Constraint {
    /// What is bounded: a quantity, a length of time, a dose or a number of things.
    pub kind: ConstraintKind,
    /// The quantity's name: a stable one for those of the table (`hemoglobin`), the words of the text for others. `None`
    /// where the text names none: most windows have none.
    pub quantity: Option<Cow<'static, str>>,
    /// The LOINC code of the quantity, where one fits.
    pub loinc: Option<&'static str>,
    /// The lower end. At least one of the ends is there.
    pub lower: Option<Bound>,
    /// The upper end.
    pub upper: Option<Bound>,
    /// The unit of both ends. `None` where the text has none, where the ends have different ones, and for multiples of a
    /// limit of normal.
    pub unit: Option<Unit>,
    /// What the values are multiples of: `2.5 × ULN`.
    pub relative_to: Option<Reference>,
    /// For whom or when the bound holds, in the words of the text: `women`, `if liver metastases`.
    pub condition: Option<String>,
    /// The same bound in another unit, as the text states it: `≥ 9 g/dL (90 g/L)`.
    pub equivalents: Vec<Equivalent>,
    /// The place of comparator, value and unit, a byte range of the criteria text.
    pub span: Span,
}

impl Constraint {
    /// Returns the constraint in the canonical unit of its quantity; the stated one is left as it is.
    ///
    /// `None` where there is nothing to convert, or no way to: for a quantity that the table does not have or that has no unit, a
    /// bound without a unit or relative to a limit, and a unit that no factor ties to the canonical one (`%` of a predicted
    /// volume, `mL/min` of a rate by body surface). The [equivalents](Self::equivalents), which the text states, are left out.
    ///
    /// ```
    /// let criteria = ctgov::criteria::parse("* Platelets \\>= 100,000/mm\\^3");
    /// let stated = &criteria.groups[0].items[0].constraints[0];
    /// let canonical = stated.to_canonical().unwrap();
    /// assert_eq!(canonical.lower.unwrap().value.as_f64(), Some(100.0));
    /// assert_eq!(canonical.unit.unwrap().as_str(), "10*9/L");
    /// ```
    #[must_use]
    pub fn to_canonical(&self) -> Option<Self> {
        let quantity = quantity::by_name(self.quantity.as_deref()?)?;
        let unit = quantity.canonical_unit()?;
        let convert = |end: &Option<Bound>| match end {
            None => Some(None),
            Some(bound) => {
                let stated = bound.unit.as_ref().or(self.unit.as_ref())?;
                let value = quantity.canonical(bound.value.as_f64()?, stated)?;
                // Fractions that binary numbers leave behind are none of the text's.
                let value = Value::Number((value * 1e9).round() / 1e9);
                Some(Some(Bound { value, inclusive: bound.inclusive, unit: None }))
            }
        };
        Some(Self {
            lower: convert(&self.lower)?,
            upper: convert(&self.upper)?,
            unit: Some(unit.clone()),
            equivalents: Vec::new(),
            ..self.clone()
        })
    }
}

/// In one line: `age [6 mo, 17 a]`, `AST <= 2.5 × ULN`, `WINDOW <= 4 wk`, `QTc > 470 ms {women}`; an equivalent stands behind `=`.
impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let interval =
            |f: &mut fmt::Formatter<'_>, lower: &Option<Bound>, upper: &Option<Bound>, unit: &Option<Unit>| {
                match (lower, upper) {
                    (Some(lower), Some(upper)) => {
                        let (open, close) =
                            (if lower.inclusive { '[' } else { '(' }, if upper.inclusive { ']' } else { ')' });
                        write!(f, " {open}{lower}, {upper}{close}")?;
                    }
                    (Some(lower), None) => write!(f, " {} {lower}", if lower.inclusive { ">=" } else { ">" })?,
                    (None, Some(upper)) => write!(f, " {} {upper}", if upper.inclusive { "<=" } else { "<" })?,
                    (None, None) => {}
                }
                unit.as_ref().map_or(Ok(()), |unit| write!(f, " {unit}"))
            };
        match (self.kind, &self.quantity) {
            (ConstraintKind::Bound, Some(quantity)) => f.write_str(quantity)?,
            (kind, None) => write!(f, "{kind}")?,
            (kind, Some(quantity)) => write!(f, "{kind} {quantity}")?,
        }
        interval(f, &self.lower, &self.upper, &self.unit)?;
        if let Some(reference) = self.relative_to {
            write!(f, " × {reference}")?;
        }
        for Equivalent { lower, upper, unit } in &self.equivalents {
            f.write_str(" =")?;
            interval(f, lower, upper, unit)?;
        }
        self.condition.as_ref().map_or(Ok(()), |condition| write!(f, " {{{condition}}}"))
    }
}

impl Serialize for Constraint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind)?;
        if let Some(quantity) = &self.quantity {
            map.serialize_entry("quantity", quantity)?;
        }
        if let Some(loinc) = self.loinc {
            map.serialize_entry("loinc", loinc)?;
        }
        if let Some(lower) = &self.lower {
            map.serialize_entry("lower", lower)?;
        }
        if let Some(upper) = &self.upper {
            map.serialize_entry("upper", upper)?;
        }
        if let Some(unit) = &self.unit {
            map.serialize_entry("unit", unit)?;
        }
        if let Some(reference) = self.relative_to {
            map.serialize_entry("relativeTo", &reference)?;
        }
        if let Some(condition) = &self.condition {
            map.serialize_entry("condition", condition)?;
        }
        if !self.equivalents.is_empty() {
            map.serialize_entry("equivalents", &self.equivalents)?;
        }
        map.serialize_entry("span", &self.span)?;
        map.end()
    }
}

/// What a constraint bounds.
///
/// ```
/// use ctgov::criteria::{ConstraintKind, parse};
///
/// let kind = |text: &str| parse(text).groups[0].items[0].constraints[0].kind;
/// assert_eq!(kind("Age of at least 18 years"), ConstraintKind::Bound);
/// assert_eq!(kind("No surgery within 4 weeks"), ConstraintKind::Window);
/// assert_eq!(kind("More than 10 mg/day of prednisone"), ConstraintKind::Dose);
/// assert_eq!(kind("At least 2 prior lines of therapy"), ConstraintKind::Count);
/// assert_eq!(kind("At least 2 prior lines of therapy").to_string(), "COUNT");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConstraintKind {
    /// A quantity of a person, a disease or a specimen: an age, a measurement, a score, a life expectancy.
    Bound,
    /// A length of time between events, or of a treatment or a disease.
    Window,
    /// An amount of a drug or of radiation.
    Dose,
    /// A number of things or events.
    Count,
}

impl ConstraintKind {
    /// Returns the kind as JSON has it: `BOUND`, `WINDOW`, `DOSE` or `COUNT`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bound => "BOUND",
            Self::Window => "WINDOW",
            Self::Dose => "DOSE",
            Self::Count => "COUNT",
        }
    }
}

impl fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for ConstraintKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// An end of a constraint.
///
/// ```
/// let criteria = ctgov::criteria::parse("Children aged 6 months to 17 years");
/// let age = &criteria.groups[0].items[0].constraints[0];
/// let lower = age.lower.as_ref().unwrap();
/// assert_eq!(lower.value.as_f64(), Some(6.0));
/// assert!(lower.inclusive);
/// assert_eq!(lower.unit.as_ref().unwrap().as_str(), "mo");
/// assert_eq!(serde_json::to_value(&age.upper)?, serde_json::json!({ "value": 17, "inclusive": true, "unit": "a" }));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Bound {
    /// The value as stated.
    pub value: Value,
    /// Whether the value itself is within: `≥`, not `>`.
    pub inclusive: bool,
    /// The unit of this end, where the two ends have different ones; [`Constraint::unit`] otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)?;
        self.unit.as_ref().map_or(Ok(()), |unit| write!(f, " {unit}"))
    }
}

/// The value of a bound: a number, or the letter of a class.
///
/// ```
/// use ctgov::criteria::{Value, parse};
///
/// let lower = |text: &str| parse(text).groups[0].items[0].constraints[0].lower.clone().unwrap().value;
/// assert_eq!(lower("NYHA class III or IV"), Value::Number(3.0));
/// assert_eq!(lower("Child-Pugh B"), Value::Letter('B'));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A number, never infinite; numerals of Rome are numbers.
    Number(f64),
    /// The class of a scale whose classes are letters.
    Letter(char),
}

impl Value {
    /// Returns the number; `None` for a letter.
    #[must_use]
    pub fn as_f64(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Letter(_) => None,
        }
    }

    /// Returns the letter; `None` for a number.
    #[must_use]
    pub fn as_letter(self) -> Option<char> {
        match self {
            Self::Letter(letter) => Some(letter),
            Self::Number(_) => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Letter(letter) => letter.fmt(f),
        }
    }
}

/// In JSON a whole number has no point: `3`, not `3.0`.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Up to here every whole number is one of binary fractions.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match *self {
            Self::Letter(letter) => serializer.serialize_char(letter),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < EXACT =>
            {
                #[allow(clippy::cast_possible_truncation)]
                serializer.serialize_i64(number as i64)
            }
            Self::Number(number) => serializer.serialize_f64(number),
        }
    }
}

/// What a value is a multiple of.
///
/// ```
/// use ctgov::criteria::{Reference, parse};
///
/// let criteria = parse("AST \\<= 2.5 times the upper limit of normal");
/// let constraint = &criteria.groups[0].items[0].constraints[0];
/// assert_eq!(constraint.relative_to, Some(Reference::Uln));
/// assert_eq!(Reference::Uln.to_string(), "ULN");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reference {
    /// The upper limit of normal.
    Uln,
    /// The lower limit of normal.
    Lln,
    /// The participant's own value at the beginning.
    Baseline,
}

impl Reference {
    /// Returns the reference as JSON has it: `ULN`, `LLN` or `baseline`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Uln => "ULN",
            Self::Lln => "LLN",
            Self::Baseline => "baseline",
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A bound once more, in another unit.
///
/// ```
/// let criteria = ctgov::criteria::parse("Hemoglobin \\>= 9 g/dL (90 g/L)");
/// let equivalent = &criteria.groups[0].items[0].constraints[0].equivalents[0];
/// assert_eq!(equivalent.lower.as_ref().unwrap().value.as_f64(), Some(90.0));
/// assert_eq!(equivalent.unit.as_ref().unwrap().as_str(), "g/L");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Equivalent {
    /// The lower end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower: Option<Bound>,
    /// The upper end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<Bound>,
    /// The unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}
