//! The registry's code lists: one macro, and the door that keeps a known code out of `Other`.

use std::{cmp::Ordering, fmt, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, de::Error as _};

/// A code that the list `T` does not know, as the record has it.
///
/// It cannot hold a code that `T` does know: the only ways to one are `T::from` and `T::other`.
///
/// ```
/// use ctgov::study::Phase;
///
/// assert_eq!(Phase::from("PHASE2"), Phase::Phase2);
/// assert_eq!(Phase::from("PHASE5").to_string(), "PHASE5");
/// assert!(Phase::other("PHASE2").is_none());
/// ```
pub struct OtherCode<T> {
    code: Box<str>,
    list: PhantomData<fn() -> T>,
}

impl<T> OtherCode<T> {
    pub(crate) fn new(code: &str) -> Self {
        Self { code: code.into(), list: PhantomData }
    }

    /// Returns the code as the record has it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.code
    }
}

impl<T> Clone for OtherCode<T> {
    fn clone(&self) -> Self {
        Self::new(&self.code)
    }
}

impl<T> PartialEq for OtherCode<T> {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl<T> Eq for OtherCode<T> {}

impl<T> PartialOrd for OtherCode<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for OtherCode<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code.cmp(&other.code)
    }
}

impl<T> std::hash::Hash for OtherCode<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl<T> fmt::Display for OtherCode<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.code)
    }
}

impl<T> fmt::Debug for OtherCode<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.code, f)
    }
}

/// A code list of the registry: what every enum made by `codes!` can do.
pub(crate) trait CodeList: Sized {
    /// The known code with this spelling.
    fn known(code: &str) -> Option<Self>;
    /// The known code, or `Other`.
    fn read(code: &str) -> Self;
    /// Whether the list knows this code.
    fn is_known(&self) -> bool;
}

/// Reads a value from its text, for `Deserialize`.
pub(crate) fn from_text<'de, T: FromStr<Err: fmt::Display>, D: Deserializer<'de>>(input: D) -> Result<T, D::Error> {
    String::deserialize(input)?.parse().map_err(D::Error::custom)
}

/// Makes the enum of a code list from its table. In JSON a code is a plain string.
macro_rules! codes {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, )+ }
    ) => {
        $(#[doc = $doc])*
        ///
        /// A code that is not in the list is kept as `Other`; `From<&str>` reads any text, `Display` writes it back.
        /// Codes are ordered as in the registry's list, those that are not in it behind them by their text.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* #[doc = concat!("\n\n`", $code, "`")] $variant, )+
            /// A code that this list does not know.
            Other($crate::study::OtherCode<Self>),
        }

        impl $name {
            #[doc = concat!("Every code of the list, in the registry's order.\n\n```\nuse ctgov::study::", stringify!($name),
                ";\nfor code in ", stringify!($name), "::ALL {\n    assert_eq!(&", stringify!($name),
                "::from(code.as_str()), code);\n}\n```")]
            pub const ALL: &[Self] = &[$( Self::$variant, )+];

            /// Returns the code as the registry writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $code, )+
                    Self::Other(other) => other.as_str(),
                }
            }

            /// Returns the code as `Other`, or `None` when the list knows it.
            #[must_use]
            pub fn other(code: &str) -> Option<Self> {
                <Self as $crate::study::code::CodeList>::known(code)
                    .is_none()
                    .then(|| Self::Other($crate::study::OtherCode::new(code)))
            }
        }

        impl $crate::study::code::CodeList for $name {
            #[inline]
            fn known(code: &str) -> Option<Self> {
                match code {
                    $( $code => Some(Self::$variant), )+
                    _ => None,
                }
            }

            fn read(code: &str) -> Self {
                Self::known(code).unwrap_or_else(|| Self::Other($crate::study::OtherCode::new(code)))
            }

            fn is_known(&self) -> bool {
                !matches!(self, Self::Other(_))
            }
        }

        impl From<&str> for $name {
            fn from(code: &str) -> Self {
                <Self as $crate::study::code::CodeList>::read(code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::study::member::Leaf for $name {
            const EXPECTED: &'static str = "a code of the registry's list";

            #[inline]
            fn of(scalar: $crate::study::member::Scalar<'_>) -> $crate::study::member::Reading<Self> {
                use $crate::study::member::{Reading, Scalar};
                match scalar {
                    Scalar::Text(code) => match <Self as $crate::study::code::CodeList>::known(code) {
                        Some(known) => Reading::Plain(known),
                        None => Reading::UnknownCode(Self::from(code)),
                    },
                    _ => Reading::Refused,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                let code = <String as serde::Deserialize>::deserialize(input)?;
                Ok(<Self as $crate::study::code::CodeList>::read(&code))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            $crate::study::schema::named!($name);

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::study::schema::codes(concat!($( $doc, "\n", )*), &[$( $code, )+])
            }
        }
    };
}

pub(crate) use codes;
