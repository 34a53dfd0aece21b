//! Texts that often are one figure or one length of time, and are kept as text: [`ReportedValue`], [`TimeFrame`].

use std::fmt;

use serde::{Serialize, Serializer};

use super::{
    Age,
    member::{Leaf, Reading, Scalar},
};
use crate::value::{self, figure::Bound, time_frame};

/// Makes a newtype of text that the registry leaves free.
macro_rules! text {
    ($(#[$meta:meta])* pub struct $name:ident;) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// Returns the text as the record has it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl Leaf for $name {
            const EXPECTED: &'static str = String::EXPECTED;

            #[inline]
            fn of(scalar: Scalar<'_>) -> Reading<Self> {
                match scalar {
                    Scalar::Text(text) => Reading::Plain(Self(text.into())),
                    _ => Reading::Refused,
                }
            }
        }
    };
}

text! {
    /// A figure of the results, as text: the registry lets sponsors write `<0.001`, `NA`, `1,234` or `10 (5)`.
    ///
    /// [`quantity`](Self::quantity) reads it where it is one figure, and abstains where it is not or where its comma may
    /// be a decimal one.
    ///
    /// ```
    /// use ctgov::study::{QuantityComparator, ReportedValue};
    ///
    /// let p = ReportedValue::from("< 0.001").quantity().unwrap();
    /// assert_eq!((p.comparator, p.value), (Some(QuantityComparator::LessThan), 0.001));
    /// assert_eq!(ReportedValue::from("1,234").quantity().unwrap().value, 1234.0);
    /// assert_eq!(ReportedValue::from("7,8").quantity(), None);
    /// assert!(ReportedValue::from("NA").is_not_available());
    /// ```
    pub struct ReportedValue;
}

impl ReportedValue {
    /// Reads the text as one figure.
    #[must_use]
    pub fn quantity(&self) -> Option<Quantity> {
        let (bound, value, is_percent, in_parentheses) = value::whole(value::figure::figure, &self.0)?;
        let comparator = bound.map(|bound| match bound {
            Bound::Less => QuantityComparator::LessThan,
            Bound::LessOrEqual => QuantityComparator::LessOrEqual,
            Bound::GreaterOrEqual => QuantityComparator::GreaterOrEqual,
            Bound::Greater => QuantityComparator::GreaterThan,
        });
        Some(Quantity { comparator, value, is_percent, in_parentheses })
    }

    /// Tells whether the text is the registry's `NA`: a figure that could not be had, which the comment beside it
    /// explains.
    #[must_use]
    pub fn is_not_available(&self) -> bool {
        self.0.trim() == "NA"
    }
}

/// What a figure of the results says, in the terms of FHIR's `Quantity`. The unit is the measure's.
///
/// The value is as written: `5%` is 5, and not 0.05. Read are, beside plain numbers, `p<0.05`, `p = 0.03`, `1E-5` and `.5`;
/// not read are texts with more than a figure, such as `0.001*`, and `N/A`.
///
/// ```
/// use ctgov::study::ReportedValue;
///
/// let count = ReportedValue::from("10 (5%)").quantity().unwrap();
/// assert_eq!((count.value, count.in_parentheses, count.is_percent), (10.0, Some(5.0), false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Quantity {
    /// How the value stands to the true one; `None` for equal.
    pub comparator: Option<QuantityComparator>,
    /// The number.
    pub value: f64,
    /// Whether a per cent sign follows it.
    pub is_percent: bool,
    /// A second number in parentheses: a spread or a share, which the text alone does not tell.
    pub in_parentheses: Option<f64>,
}

/// How a stated value bounds the true one: FHIR's `QuantityComparator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QuantityComparator {
    /// `<`
    LessThan,
    /// `<=`
    LessOrEqual,
    /// `>=`
    GreaterOrEqual,
    /// `>`
    GreaterThan,
}

text! {
    /// When an outcome is measured, or until when something holds, as text: `Baseline, Week 12`.
    ///
    /// [`timing`](Self::timing) reads it where it is one length or one point of time, and abstains where it is more.
    ///
    /// ```
    /// use ctgov::study::{TimeFrame, Timing};
    ///
    /// assert_eq!(TimeFrame::from("12 weeks").timing(), Some(Timing::Length("12 Weeks".parse()?)));
    /// assert_eq!(TimeFrame::from("Up to 2 years").timing(), Some(Timing::UpTo("2 Years".parse()?)));
    /// assert_eq!(TimeFrame::from("Week 12").timing(), Some(Timing::At("12 Weeks".parse()?)));
    /// assert_eq!(TimeFrame::from("Baseline, Week 12").timing(), None);
    /// # Ok::<(), ctgov::ValueError>(())
    /// ```
    pub struct TimeFrame;
}

impl TimeFrame {
    /// Reads the text as one length or one point of time.
    #[must_use]
    pub fn timing(&self) -> Option<Timing> {
        match value::whole(time_frame::time_frame, &self.0)? {
            time_frame::Parts::Length(parts) => Age::from_parts(parts).map(Timing::Length),
            time_frame::Parts::UpTo(parts) => Age::from_parts(parts).map(Timing::UpTo),
            time_frame::Parts::At(parts) => Age::from_parts(parts).map(Timing::At),
        }
    }
}

/// What a time frame says, where it is one length or one point of time. Both are a count and a unit: [`Age`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Timing {
    /// A length alone: `12 weeks`. It does not say from when.
    Length(Age),
    /// At most so long: `Up to 24 months`, `Up to Week 12`.
    UpTo(Age),
    /// A point of the study's own calendar: `Week 12`, `Day 1`.
    At(Age),
}
