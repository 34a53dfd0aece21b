//! [`PartialDate`]: a date at its own precision.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{code::from_text, member::TypedText};
use crate::{error::ValueError, value};

/// A year, a year and month, or a whole date; always one that exists.
///
/// The registry has dates of all three precisions and the difference matters: `2020-01` is a month, not its first
/// day. Nothing here fills up a date in silence; [`earliest`](Self::earliest) and [`latest`](Self::latest) do it
/// when asked.
///
/// # Reading and printing
///
/// `FromStr` reads ISO (`2020-01-05`, `2020-01`, `2020`) and the registry's prose (`January 5, 2020`,
/// `January 2020`); `Display` writes ISO at the date's own precision.
///
/// ```
/// use ctgov::study::PartialDate;
///
/// let date: PartialDate = "January 5, 2020".parse()?;
/// assert_eq!(date.to_string(), "2020-01-05");
/// let month: PartialDate = "2020-01".parse()?;
/// assert_eq!((month.year(), month.month(), month.day()), (2020, Some(1), None));
/// assert_eq!(month.latest().to_string(), "2020-01-31");
/// assert!("2020-02-30".parse::<PartialDate>().is_err());
/// # Ok::<(), ctgov::ValueError>(())
/// ```
///
/// # Comparison
///
/// Two dates compare only where every day of one lies on the same side of every day of the other; a month and a day
/// in it do not compare.
///
/// ```
/// use ctgov::study::PartialDate;
///
/// let day: PartialDate = "2020-01-05".parse()?;
/// assert!(day < "2020-02".parse()?);
/// assert_eq!(day.partial_cmp(&"2020-01".parse()?), None);
/// # Ok::<(), ctgov::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// Returns the date of these parts, or `None` where no such date exists: a year beyond 9999, a month outside 1
    /// to 12, a day that the month does not have, a day without a month.
    ///
    /// ```
    /// use ctgov::study::PartialDate;
    /// assert!(PartialDate::new(2024, Some(2), Some(29)).is_some());
    /// assert!(PartialDate::new(2023, Some(2), Some(29)).is_none());
    /// assert!(PartialDate::new(2023, None, Some(1)).is_none());
    /// ```
    #[must_use]
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let exists = match (month, day) {
            (None, None) => true,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => (1..=12).contains(&month) && (1..=last_day(year, month)).contains(&day),
            (None, Some(_)) => false,
        };
        (exists && year <= 9999).then_some(Self { year, month, day })
    }

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// Returns the day of the month, from 1.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Returns the first day that the date may mean.
    #[must_use]
    pub fn earliest(self) -> Self {
        Self { month: self.month.or(Some(1)), day: self.day.or(Some(1)), ..self }
    }

    /// Returns the last day that the date may mean.
    #[must_use]
    pub fn latest(self) -> Self {
        let month = self.month.unwrap_or(12);
        Self { month: Some(month), day: self.day.or(Some(last_day(self.year, month))), ..self }
    }

    /// Tells whether this is a whole date and the last day of its month.
    ///
    /// Trial pages print a month-only date as that day, so it may mean the whole month.
    ///
    /// ```
    /// use ctgov::study::PartialDate;
    /// assert!("2027-06-30".parse::<PartialDate>()?.is_month_end());
    /// assert!(!"2027-06".parse::<PartialDate>()?.is_month_end());
    /// # Ok::<(), ctgov::ValueError>(())
    /// ```
    #[must_use]
    pub fn is_month_end(self) -> bool {
        self.month.is_some_and(|month| self.day == Some(last_day(self.year, month)))
    }
}

fn last_day(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let key = |date: Self| (date.year, date.month, date.day);
        if self == other {
            Some(Ordering::Equal)
        } else if key(self.latest()) < key(other.earliest()) {
            Some(Ordering::Less)
        } else if key(self.earliest()) > key(other.latest()) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }
}

impl FromStr for PartialDate {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        value::whole(value::date::date, text)
            .and_then(|(year, month, day)| Self::new(year, month, day))
            .ok_or_else(|| ValueError::new("a date such as 2020-01-05, 2020-01 or January 5, 2020", text))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        from_text(input)
    }
}

impl TypedText for PartialDate {
    const EXPECTED: &'static str = "a date such as 2020-01-05";

    /// What begins and ends with a digit is ISO: the other form begins with a month's name, and no space is left.
    fn is_spelt(&self, text: &str) -> bool {
        text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_digit())
    }
}
