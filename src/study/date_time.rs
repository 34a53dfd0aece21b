//! [`DateTimeMinutes`]: a date with the time of day.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{PartialDate, code::from_text, member::TypedText};
use crate::{error::ValueError, value};

/// A day and the time of day to the minute, as the registry writes when a document was uploaded: `2020-09-11T09:32`.
/// The registry's type of the same name; it states no time zone.
///
/// ```
/// use ctgov::study::DateTimeMinutes;
///
/// let uploaded: DateTimeMinutes = "2020-09-11T09:32".parse()?;
/// assert_eq!(uploaded.date().to_string(), "2020-09-11");
/// assert_eq!((uploaded.hour(), uploaded.minute()), (9, 32));
/// assert!("2020-09-11T24:32".parse::<DateTimeMinutes>().is_err());
/// # Ok::<(), ctgov::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateTimeMinutes {
    date: PartialDate,
    hour: u8,
    minute: u8,
}

impl DateTimeMinutes {
    /// Returns the day; it has a month and a day of the month.
    #[must_use]
    pub fn date(self) -> PartialDate {
        self.date
    }

    /// Returns the hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// Returns the minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.minute
    }
}

impl FromStr for DateTimeMinutes {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let ((year, month, day), hour, minute) = value::whole(value::date_time::date_time, text)?;
            let date = PartialDate::new(year, month, day).filter(|date| date.day().is_some())?;
            (hour < 24 && minute < 60).then_some(Self { date, hour, minute })
        };
        read().ok_or_else(|| ValueError::new(Self::EXPECTED, text))
    }
}

impl fmt::Display for DateTimeMinutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.hour, self.minute)
    }
}

impl<'de> Deserialize<'de> for DateTimeMinutes {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        from_text(input)
    }
}

impl TypedText for DateTimeMinutes {
    const EXPECTED: &'static str = "a date and time such as 2020-09-11T09:32";
}

impl Serialize for DateTimeMinutes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
