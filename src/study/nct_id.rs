//! [`NctId`]: a registry number.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{code::from_text, member::TypedText};
use crate::{error::ValueError, value};

/// The registry's number of a study: `NCT` and eight digits, read in any case, written in upper case.
///
/// ```
/// use ctgov::study::NctId;
///
/// let id: NctId = "nct99900001".parse()?;
/// assert_eq!(id.to_string(), "NCT99900001");
/// assert!("NCT123".parse::<NctId>().is_err());
/// # Ok::<(), ctgov::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NctId(u32);

impl NctId {
    /// Returns the eight digits as a number.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

impl FromStr for NctId {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        value::whole(value::nct_id::nct_id, text)
            .map(Self)
            .ok_or_else(|| ValueError::new("a registry number such as NCT00000102", text))
    }
}

impl fmt::Display for NctId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NCT{:08}", self.0)
    }
}

impl Serialize for NctId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for NctId {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        from_text(input)
    }
}

impl TypedText for NctId {
    const EXPECTED: &'static str = "a registry number such as NCT00000102";
}
