//! Units of measurement: the table of their parts, with UCUM's codes, and how parts make a unit.

mod notation;
mod table;

use std::{borrow::Cow, fmt};

use serde::{Serialize, Serializer};

pub(super) use self::notation::unit;
use self::table::ATOMS;

/// A unit of measurement as UCUM writes it: `10*9/L`, `g/dL`, `mo`, `mm[Hg]`, `kg/m2`, `%`.
///
/// The unit is the stated one; nothing is converted. In JSON: its code.
///
/// ```
/// let criteria = ctgov::criteria::parse("* Platelets \\>= 100,000/mm\\^3");
/// let unit = criteria.groups[0].items[0].constraints[0].unit.as_ref().unwrap();
/// assert_eq!(unit.as_str(), "/mm3");
/// ```
#[derive(Clone, Debug)]
pub struct Unit {
    code: Cow<'static, str>,
    pub(super) scale: Scale,
}

impl Unit {
    /// Returns UCUM's code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.code
    }

    /// Makes a unit of one row of the table.
    pub(super) fn of_atom(atom: &'static Atom) -> Self {
        Self { code: Cow::Borrowed(atom.code), scale: atom.scale }
    }

    /// Makes a unit from UCUM's code, as the tables have them: `10*9/L`, `mL/min/{1.73_m2}`.
    pub(super) fn parse(code: &str) -> Option<Self> {
        let mut unit = Self { code: Cow::Owned(code.to_owned()), scale: Scale::ONE };
        for (index, part) in code.split('/').enumerate() {
            if part.is_empty() && index == 0 {
                continue;
            }
            let scale = match part.strip_prefix("10*") {
                Some(power) => Scale { factor: 10f64.powi(power.parse().ok()?), ..Scale::ONE },
                None => ATOMS.iter().find(|atom| atom.code == part)?.scale,
            };
            unit.scale = if index == 0 { unit.scale.times(scale) } else { unit.scale.per(scale) };
        }
        Some(unit)
    }

    /// This unit in the power of ten before it: `10*9/L`.
    pub(super) fn scaled(self, power: i32) -> Self {
        let code = if self.code.is_empty() || self.code.starts_with('/') {
            format!("10*{power}{}", self.code)
        } else {
            format!("10*{power}.{}", self.code)
        };
        let factor = self.scale.factor * 10f64.powi(power);
        Self { code: Cow::Owned(code), scale: Scale { factor, ..self.scale } }
    }

    /// This unit, divided by another.
    pub(super) fn per(self, other: &Self) -> Self {
        let code = if let Some(rate) = other.code.strip_prefix('/') {
            format!("{}.{rate}", self.code)
        } else {
            format!("{}/{}", self.code, other.code)
        };
        Self { code: Cow::Owned(code), scale: self.scale.per(other.scale) }
    }

    /// The number alone.
    pub(super) fn one() -> Self {
        Self { code: Cow::Borrowed(""), scale: Scale::ONE }
    }

    /// Whether it is nothing but the number of things: `cells`.
    pub(super) fn is_one(&self) -> bool {
        self.code.is_empty()
    }

    /// What `units` are of alcohol: not those of an enzyme or a drug.
    pub(super) fn of_alcohol(&self) -> Option<Self> {
        let rest = self.code.strip_prefix('U')?;
        Self::parse(&format!("{{alcohol_units}}{rest}"))
    }

    /// Whether it is one in which drugs, oxygen and radiation are given: a mass, an activity or a flow, alone, by time, by
    /// weight or by body surface. What is measured in blood is by volume.
    pub(super) fn is_of_dose(&self) -> bool {
        let mut parts = self.code.split('/');
        let first = parts.next().and_then(|code| ATOMS.iter().find(|atom| atom.code == code));
        let Some(first) = first.map(|atom| atom.scale.dimension) else { return false };
        let is_by = |part: &str| matches!(part, "kg" | "d" | "h" | "min" | "wk" | "mo" | "m2" | "(24.h)");
        let is_given = matches!(first, Dimension::MASS | Dimension::ACTIVITY | Dimension::AMOUNT);
        // Oxygen by litres; what the kidneys do is by millilitres.
        let is_flow = self.code.starts_with("L/") && self.scale.dimension.time == -1;
        first.own & RADIATION != 0 || (is_given || is_flow) && parts.all(is_by)
    }

    pub(super) fn is_time(&self) -> bool {
        self.scale.dimension == Dimension::TIME
    }

    /// Whether it says how long ago or how long something is: a time, or half-lives of a drug.
    pub(super) fn is_span(&self) -> bool {
        self.is_time() || self.code == "{half-lives}"
    }

    /// How much a value in this unit is in another: `None` where they measure different things.
    pub(super) fn convert(&self, value: f64, to: &Self) -> Option<f64> {
        (self.scale.dimension == to.scale.dimension).then(|| {
            let base = (value + self.scale.offset) * self.scale.factor;
            base / to.scale.factor - to.scale.offset
        })
    }
}

/// Two units are one where their codes are.
impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Unit {}

impl std::hash::Hash for Unit {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.code)
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code)
    }
}

/// What a unit measures, as powers of the base quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dimension {
    mass: i8,
    length: i8,
    time: i8,
    /// Amount of substance, or of charge: records write mEq/L and mmol/L of the same ions.
    amount: i8,
    temperature: i8,
    /// Activity of an enzyme or of a drug. UCUM keeps `U` and `[IU]` apart; records write both of the same measurement.
    activity: i8,
    /// What is counted in a unit of its own, which compares with itself alone.
    own: u8,
}

impl Dimension {
    pub(super) const NONE: Self = Self { mass: 0, length: 0, time: 0, amount: 0, temperature: 0, activity: 0, own: 0 };
    pub(super) const TIME: Self = Self { time: 1, ..Self::NONE };
    const MASS: Self = Self { mass: 1, ..Self::NONE };
    const LENGTH: Self = Self { length: 1, ..Self::NONE };
    const AREA: Self = Self { length: 2, ..Self::NONE };
    const VOLUME: Self = Self { length: 3, ..Self::NONE };
    const AMOUNT: Self = Self { amount: 1, ..Self::NONE };
    const TEMPERATURE: Self = Self { temperature: 1, ..Self::NONE };
    const ACTIVITY: Self = Self { activity: 1, ..Self::NONE };
    const PRESSURE: Self = Self { mass: 1, length: -1, time: -2, ..Self::NONE };
    const RATE: Self = Self { time: -1, ..Self::NONE };

    const fn own(number: u8) -> Self {
        Self { own: number, ..Self::NONE }
    }
}

/// How much a unit is in the base of its dimension: gram, metre, second, mole, kelvin's step, unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) dimension: Dimension,
    pub(super) factor: f64,
    /// What is added to a value before it is multiplied: degrees Fahrenheit.
    offset: f64,
}

impl Scale {
    const ONE: Self = Self { dimension: Dimension::NONE, factor: 1.0, offset: 0.0 };

    fn times(self, other: Self) -> Self {
        self.combined(other, 1)
    }

    fn per(self, other: Self) -> Self {
        self.combined(other, -1)
    }

    fn combined(self, other: Self, sign: i8) -> Self {
        let (a, b) = (self.dimension, other.dimension);
        let sum = |a: i8, b: i8| a.saturating_add(b.saturating_mul(sign));
        let dimension = Dimension {
            mass: sum(a.mass, b.mass),
            length: sum(a.length, b.length),
            time: sum(a.time, b.time),
            amount: sum(a.amount, b.amount),
            temperature: sum(a.temperature, b.temperature),
            activity: sum(a.activity, b.activity),
            own: a.own | b.own,
        };
        let factor = if sign > 0 { self.factor * other.factor } else { self.factor / other.factor };
        Self { dimension, factor, offset: 0.0 }
    }
}

/// A part of units: UCUM's code, how records write it, what it measures.
#[derive(Debug)]
pub(super) struct Atom {
    pub(super) code: &'static str,
    /// Words apart by spaces. In any case, unless one is written with a capital that makes it another unit.
    pub(super) words: &'static [&'static str],
    pub(super) scale: Scale,
}

/// Bits of [`Dimension::own`]: things that are counted in units of their own. What has no bit to itself has some that no other
/// has together; a unit made of two has the bits of both.
const RADIATION: u8 = 1;
const DRINKS: u8 = 2;
const CIGARETTES: u8 = 4;
const PACK_YEARS: u8 = 8;
const BODY_SURFACE: u8 = 16;
const HYDROGEN: u8 = 32;
const LOGARITHM: u8 = 64;
const OPTICAL: u8 = 128;

/// Endings that make an age of a time: `18-years-old`.
pub(super) const OLD: &[&str] = &["-old", "-olds", "-of-age"];
