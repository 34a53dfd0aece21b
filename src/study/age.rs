//! [`Age`]: a count and its unit.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{code::from_text, member::TypedText};
use crate::{error::ValueError, value};

/// A unit of age or of time, from minutes to years.
///
/// [`ucum`](Self::ucum) gives the UCUM code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AgeUnit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months, of 28 to 31 days.
    Month,
    /// Years.
    Year,
}

impl AgeUnit {
    const ALL: [Self; 6] = [Self::Minute, Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// Returns the registry's word for one of the unit.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "Minute",
            Self::Hour => "Hour",
            Self::Day => "Day",
            Self::Week => "Week",
            Self::Month => "Month",
            Self::Year => "Year",
        }
    }

    /// Returns the UCUM code.
    ///
    /// ```
    /// assert_eq!(ctgov::study::AgeUnit::Month.ucum(), "mo");
    /// ```
    #[must_use]
    pub fn ucum(self) -> &'static str {
        match self {
            Self::Minute => "min",
            Self::Hour => "h",
            Self::Day => "d",
            Self::Week => "wk",
            Self::Month => "mo",
            Self::Year => "a",
        }
    }

    /// How many minutes, hours, days and weeks, or how many months and years, make the larger unit: exactly. The two
    /// families meet only in the length of months.
    fn exact(self) -> (Family, u64) {
        const DAY: u64 = 24 * 60;
        match self {
            Self::Minute => (Family::Minutes, 1),
            Self::Hour => (Family::Minutes, 60),
            Self::Day => (Family::Minutes, DAY),
            Self::Week => (Family::Minutes, 7 * DAY),
            Self::Month => (Family::Months, 1),
            Self::Year => (Family::Months, 12),
        }
    }
}

impl fmt::Display for AgeUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What an age can be counted in exactly.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Minutes,
    Months,
}

/// An age as the registry states it: a count and a unit, never converted in silence. The registry's lengths of time have
/// the same form and are `Age`s too: [`target_duration`](super::Design::target_duration), [`Timing`](super::Timing).
///
/// `FromStr` reads `18 Years`, `1 Year`, `24 hours`; `Display` writes the registry's form, singular for one.
///
/// ```
/// use ctgov::study::{Age, AgeUnit};
///
/// let age: Age = "6 Months".parse()?;
/// assert_eq!(age, Age { count: 6, unit: AgeUnit::Month });
/// assert_eq!(Age { count: 1, unit: AgeUnit::Year }.to_string(), "1 Year");
/// assert!("18".parse::<Age>().is_err());
/// # Ok::<(), ctgov::ValueError>(())
/// ```
///
/// Ages of different units compare where the lengths of months leave no doubt; two that are as long in different units
/// are not equal and do not compare:
///
/// ```
/// use ctgov::study::Age;
///
/// assert!("6 Months".parse::<Age>()? < "17 Years".parse()?);
/// assert!("230 Months".parse::<Age>()? > "18 Years".parse()?);
/// assert_eq!("4 Weeks".parse::<Age>()?.partial_cmp(&"1 Month".parse()?), None);
/// # Ok::<(), ctgov::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Age {
    /// How many of the unit.
    pub count: u32,
    /// The unit as stated.
    pub unit: AgeUnit,
}

impl Age {
    pub(crate) fn from_parts((count, unit): value::age::Parts) -> Option<Self> {
        AgeUnit::ALL.get(unit).map(|&unit| Self { count, unit })
    }

    /// The fewest and the most minutes that the age can have: a month has 28 to 31 days.
    fn minutes(self) -> (u64, u64) {
        const DAY: u64 = 24 * 60;
        match self.unit.exact() {
            (Family::Minutes, each) => (u64::from(self.count) * each, u64::from(self.count) * each),
            (Family::Months, each) => {
                let months = u64::from(self.count) * each;
                (months * 28 * DAY, months * 31 * DAY)
            }
        }
    }
}

impl PartialOrd for Age {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let ((family, each), (other_family, other_each)) = (self.unit.exact(), other.unit.exact());
        let (least, most) = self.minutes();
        let (other_least, other_most) = other.minutes();
        let order = if family == other_family {
            (u64::from(self.count) * each).cmp(&(u64::from(other.count) * other_each))
        } else if most < other_least {
            Ordering::Less
        } else if least > other_most {
            Ordering::Greater
        } else {
            return None;
        };
        // `12 Months` and `1 Year` are as long, but not the same statement.
        (order != Ordering::Equal || self == other).then_some(order)
    }
}

impl FromStr for Age {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        value::whole(value::age::age, text)
            .and_then(Self::from_parts)
            .ok_or_else(|| ValueError::new("an age such as 18 Years or 6 Months", text))
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.count, self.unit.as_str(), if self.count == 1 { "" } else { "s" })
    }
}

impl Serialize for Age {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Age {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        from_text(input)
    }
}

impl TypedText for Age {
    const EXPECTED: &'static str = "an age such as 18 Years";
}
