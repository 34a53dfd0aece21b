//! Values without parts: text, numbers, and what is read from text.

use std::{fmt, marker::PhantomData, str::FromStr};

use serde::{
    Serialize, Serializer,
    de::{Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer, value::SeqAccessDeserializer},
};
use serde_json::Value;

use super::{
    Entry,
    place::{Place, found, refuse_lists, refused},
};
use crate::{
    diagnostic::Code,
    study::{MaybeTyped, other::Node},
};

/// A value of JSON that has no parts.
#[derive(Clone, Copy)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(&'a str),
}

impl<'a> Scalar<'a> {
    fn of(value: &'a Value) -> Option<Self> {
        Some(match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => {
                let whole = number.as_u64().map(Self::Unsigned).or_else(|| number.as_i64().map(Self::Signed));
                whole.or_else(|| number.as_f64().map(Self::Float))?
            }
            Value::String(text) => Self::Text(text),
            Value::Array(_) | Value::Object(_) => return None,
        })
    }

    fn to_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => value.into(),
            Self::Unsigned(number) => number.into(),
            Self::Signed(number) => number.into(),
            Self::Float(number) => number.into(),
            Self::Text(text) => text.into(),
        }
    }
}

/// What a field makes of a scalar.
pub(crate) enum Reading<T> {
    /// A value that is written as it was read.
    Plain(T),
    /// A value that would be written in another way, `2020-01-05` for `January 5, 2020`.
    Respelt(T),
    /// A code that the list does not know.
    UnknownCode(T),
    /// Text where something else was expected.
    Untyped(T),
    /// Another type.
    Refused,
}

impl<T> Reading<T> {
    fn value(self) -> Option<T> {
        match self {
            Self::Plain(value) | Self::Respelt(value) | Self::UnknownCode(value) | Self::Untyped(value) => Some(value),
            Self::Refused => None,
        }
    }
}

/// A value without parts. What is not generic says `#[inline]`: the compiler would call it, and pass the text in memory.
pub(crate) trait Leaf: Sized + PartialEq + Serialize {
    /// What a message says was expected.
    const EXPECTED: &'static str;

    fn of(scalar: Scalar<'_>) -> Reading<Self>;
}

impl<T: Leaf> Entry for T {
    fn read<'de, D: Deserializer<'de>>(slot: &mut Option<Self>, input: D, place: &Place<'_>) -> Result<(), D::Error> {
        input.deserialize_any(LeafVisitor { place, put: |value| *slot = Some(value), leaf: PhantomData })
    }

    fn read_next<'de, D: Deserializer<'de>>(list: &mut Vec<Self>, input: D, place: &Place<'_>) -> Result<(), D::Error> {
        input.deserialize_any(LeafVisitor { place, put: |value| list.push(value), leaf: PhantomData })
    }

    fn write<S: Serializer>(&self, output: S, other: Option<&Node>) -> Result<S::Ok, S::Error> {
        let says_the_same =
            |value: &&Value| Scalar::of(value).and_then(|scalar| T::of(scalar).value()).as_ref() == Some(self);
        match other.and_then(Node::value).filter(says_the_same) {
            Some(value) => value.serialize(output),
            None => self.serialize(output),
        }
    }

    fn reads(value: &Value) -> bool {
        Scalar::of(value).and_then(|scalar| T::of(scalar).value()).is_some()
    }

    fn collect<'n>(&'n self, _: &mut String, _: &mut Vec<(String, &'n Value)>) {}

    fn clear_others(&mut self) {}
}

struct LeafVisitor<'p, T, P> {
    place: &'p Place<'p>,
    /// Where the value goes.
    put: P,
    leaf: PhantomData<T>,
}

impl<T: Leaf, P: FnOnce(T)> LeafVisitor<'_, T, P> {
    /// In line, so that of each kind of scalar nothing remains but what the field makes of it.
    #[inline(always)]
    fn take<E>(self, scalar: Scalar<'_>) -> Result<(), E> {
        match T::of(scalar) {
            Reading::Plain(value) => (self.put)(value),
            reading => self.note(scalar, reading),
        }
        Ok(())
    }

    #[cold]
    fn note(self, scalar: Scalar<'_>, reading: Reading<T>) {
        match &reading {
            Reading::Plain(_) => {}
            Reading::Respelt(_) => self.place.keep(scalar.to_value()),
            Reading::UnknownCode(_) => self.place.say(Code::UnknownCode, T::EXPECTED, found(&scalar.to_value())),
            Reading::Untyped(_) => self.place.say(Code::InvalidValue, T::EXPECTED, found(&scalar.to_value())),
            Reading::Refused => self.place.refuse(scalar.to_value(), T::EXPECTED),
        }
        if let Some(value) = reading.value() {
            (self.put)(value);
        }
    }
}

impl<'de, T: Leaf, P: FnOnce(T)> Visitor<'de> for LeafVisitor<'_, T, P> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        self.take(Scalar::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        self.take(Scalar::Unsigned(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        self.take(Scalar::Signed(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        self.take(Scalar::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        self.take(Scalar::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        self.take(Scalar::Null)
    }

    refuse_lists!(T::EXPECTED);

    /// With `arbitrary_precision`, which any crate of a build can turn on, `serde_json` has numbers as objects.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let value: Value = serde::Deserialize::deserialize(MapAccessDeserializer::new(map))?;
        match Scalar::of(&value) {
            Some(scalar) => self.take(scalar),
            None => {
                self.place.refuse(value, T::EXPECTED);
                Ok(())
            }
        }
    }
}

impl Leaf for String {
    const EXPECTED: &'static str = "text";

    #[inline]
    fn of(scalar: Scalar<'_>) -> Reading<Self> {
        match scalar {
            Scalar::Text(text) => Reading::Plain(text.to_owned()),
            _ => Reading::Refused,
        }
    }
}

impl Leaf for bool {
    const EXPECTED: &'static str = "true or false";

    #[inline]
    fn of(scalar: Scalar<'_>) -> Reading<Self> {
        match scalar {
            Scalar::Bool(value) => Reading::Plain(value),
            _ => Reading::Refused,
        }
    }
}

impl Leaf for u64 {
    const EXPECTED: &'static str = "a count";

    #[inline]
    fn of(scalar: Scalar<'_>) -> Reading<Self> {
        match scalar {
            Scalar::Unsigned(number) => Reading::Plain(number),
            _ => Reading::Refused,
        }
    }
}

impl Leaf for f64 {
    const EXPECTED: &'static str = "a number";

    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "the whole number is kept beside it")]
    fn of(scalar: Scalar<'_>) -> Reading<Self> {
        match scalar {
            Scalar::Float(number) => Reading::Plain(number),
            Scalar::Unsigned(number) => Reading::Respelt(number as Self),
            Scalar::Signed(number) => Reading::Respelt(number as Self),
            _ => Reading::Refused,
        }
    }
}

/// A type whose text and value are one: `FromStr` reads what `Display` writes, and may read more.
pub(crate) trait TypedText: FromStr + fmt::Display + PartialEq + Serialize {
    /// What a message says was expected.
    const EXPECTED: &'static str;

    /// Whether the value, read from this text, is written as it.
    fn is_spelt(&self, text: &str) -> bool {
        is_display_of(self, text)
    }
}

impl<T: TypedText> Leaf for MaybeTyped<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn of(scalar: Scalar<'_>) -> Reading<Self> {
        let Scalar::Text(text) = scalar else { return Reading::Refused };
        match text.parse::<T>() {
            Ok(value) if value.is_spelt(text) => Reading::Plain(Self::Typed(value)),
            Ok(value) => Reading::Respelt(Self::Typed(value)),
            Err(_) => Reading::Untyped(Self::Text(text.to_owned())),
        }
    }
}

impl Leaf for MaybeTyped<u64> {
    const EXPECTED: &'static str = u64::EXPECTED;

    #[inline]
    fn of(scalar: Scalar<'_>) -> Reading<Self> {
        match scalar {
            Scalar::Unsigned(number) => Reading::Plain(Self::Typed(number)),
            Scalar::Text(text) => Reading::Untyped(Self::Text(text.to_owned())),
            _ => Reading::Refused,
        }
    }
}

/// Whether a value displays as the text, without writing it out.
fn is_display_of(value: &impl fmt::Display, text: &str) -> bool {
    struct Rest<'a>(&'a str);

    impl fmt::Write for Rest<'_> {
        fn write_str(&mut self, part: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(part).ok_or(fmt::Error)?;
            Ok(())
        }
    }

    let mut rest = Rest(text);
    fmt::write(&mut rest, format_args!("{value}")).is_ok() && rest.0.is_empty()
}
