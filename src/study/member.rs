//! How a field of the study is read from the registry's JSON and written to it, and what becomes of a value that is not
//! of the field's type.
//!
//! ```text
//! Member   what stands behind a name: Option<T>, Vec<T>, a module
//! Entry    one value: a record, or
//! Leaf     text, a number, a code, a date
//! ```
//!
//! Reading is one pass and writes no path: a [`Place`] is a chain on the stack, spelt only where there is something to
//! say. Nothing but broken JSON is an error; what has no field, or is not of its field's type, is kept in
//! [`OtherMembers`](super::OtherMembers) of its record and written there again.

mod leaf;
mod object;
mod place;

use std::fmt;

use serde::{
    Serialize, Serializer,
    de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
    ser::SerializeSeq,
};
use serde_json::Value;

use self::place::{WHOLE, refuse_maps, refuse_scalars, refused};
pub(crate) use self::{
    leaf::{Leaf, Reading, Scalar, TypedText},
    object::{Record, collect_member, read_record, write_member, write_record},
    place::{Finding, Findings, Place},
};
use super::other::{Node, Step, push_step};

/// What stands behind a name in an object.
pub(crate) trait Member {
    /// Whether it is left out of the JSON: the registry writes no member for what a record does not have.
    fn is_absent(&self) -> bool;

    fn read<'de, D: Deserializer<'de>>(&mut self, input: D, place: &Place<'_>) -> Result<(), D::Error>;

    /// Whether there is something to write; `other` is what is kept at the member's place.
    fn is_written(&self, other: Option<&Node>) -> bool {
        !self.is_absent() || other.is_some()
    }

    fn write<S: Serializer>(&self, output: S, other: Option<&Node>) -> Result<S::Ok, S::Error>;

    /// Gathers what the records below keep, each with its path.
    fn collect<'n>(&'n self, path: &mut String, other: Option<&Node>, found: &mut Vec<(String, &'n Value)>);

    /// Forgets what the records below keep.
    fn clear_others(&mut self);
}

/// One value. It is read where it will stay: records are large.
pub(crate) trait Entry: Sized {
    /// Reads the value into an empty slot, which stays empty where the value is not of this type and was kept.
    fn read<'de, D: Deserializer<'de>>(slot: &mut Option<Self>, input: D, place: &Place<'_>) -> Result<(), D::Error>;

    /// Reads the value to the end of a list, unless it is not of this type and was kept.
    fn read_next<'de, D: Deserializer<'de>>(list: &mut Vec<Self>, input: D, place: &Place<'_>) -> Result<(), D::Error>;

    fn write<S: Serializer>(&self, output: S, other: Option<&Node>) -> Result<S::Ok, S::Error>;

    /// Whether a value, as JSON has it, is one of this type.
    fn reads(value: &Value) -> bool;

    /// Gathers what a record and those below it keep.
    fn collect<'n>(&'n self, path: &mut String, found: &mut Vec<(String, &'n Value)>);

    /// Forgets what a record and those below it keep.
    fn clear_others(&mut self);
}

impl<T: Entry> Member for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn read<'de, D: Deserializer<'de>>(&mut self, input: D, place: &Place<'_>) -> Result<(), D::Error> {
        *self = None;
        T::read(self, input, place)
    }

    /// Where there is no value any more, another spelling of it says nothing.
    fn is_written(&self, other: Option<&Node>) -> bool {
        self.is_some() || other.is_some_and(|node| !node.value().is_some_and(T::reads))
    }

    fn write<S: Serializer>(&self, output: S, other: Option<&Node>) -> Result<S::Ok, S::Error> {
        match self {
            Some(entry) => entry.write(output, other),
            None => other.serialize(output),
        }
    }

    fn collect<'n>(&'n self, path: &mut String, _: Option<&Node>, found: &mut Vec<(String, &'n Value)>) {
        if let Some(entry) = self {
            entry.collect(path, found);
        }
    }

    fn clear_others(&mut self) {
        self.iter_mut().for_each(Entry::clear_others);
    }
}

impl<T: Entry> Member for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn read<'de, D: Deserializer<'de>>(&mut self, input: D, place: &Place<'_>) -> Result<(), D::Error> {
        self.clear();
        input.deserialize_any(ListVisitor { list: self, place })
    }

    fn is_written(&self, other: Option<&Node>) -> bool {
        !self.is_empty() || other.and_then(|node| node.of_list(0)).is_some()
    }

    /// Values that were kept stand between the entries where they stood.
    fn write<S: Serializer>(&self, output: S, other: Option<&Node>) -> Result<S::Ok, S::Error> {
        let Some(node) = other.and_then(|node| node.of_list(self.len())) else {
            return output.collect_seq(self.iter().map(|entry| WrittenEntry { entry, other: None }));
        };
        if self.is_empty() {
            return node.serialize(output);
        }
        let kept = |index| node.element(index).and_then(Node::value).filter(|value| !T::reads(value));
        let mut list = output.serialize_seq(None)?;
        let mut index = 0;
        for entry in self {
            while let Some(value) = kept(index) {
                list.serialize_element(value)?;
                index += 1;
            }
            list.serialize_element(&WrittenEntry { entry, other: node.element(index) })?;
            index += 1;
        }
        while let Some(value) = kept(index) {
            list.serialize_element(value)?;
            index += 1;
        }
        list.end()
    }

    fn collect<'n>(&'n self, path: &mut String, other: Option<&Node>, found: &mut Vec<(String, &'n Value)>) {
        let node = other.and_then(|node| node.of_list(self.len()));
        let is_kept = |index: &usize| {
            node.and_then(|node| node.element(*index)).and_then(Node::value).is_some_and(|value| !T::reads(value))
        };
        let positions = (0..).filter(|index| !is_kept(index));
        for (entry, index) in self.iter().zip(positions) {
            let length = path.len();
            push_step(path, Step::Element(index));
            entry.collect(path, found);
            path.truncate(length);
        }
    }

    fn clear_others(&mut self) {
        self.iter_mut().for_each(Entry::clear_others);
    }
}

/// A member, or an entry of a list, with what is kept at its place, for the serializer.
struct Written<'a, T> {
    member: &'a T,
    other: Option<&'a Node>,
}

impl<T: Member> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.member.write(serializer, self.other)
    }
}

struct WrittenEntry<'a, T> {
    entry: &'a T,
    other: Option<&'a Node>,
}

impl<T: Entry> Serialize for WrittenEntry<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.entry.write(serializer, self.other)
    }
}

struct ListVisitor<'p, 'r, T> {
    list: &'r mut Vec<T>,
    place: &'p Place<'p>,
}

impl<'de, T: Entry> Visitor<'de> for ListVisitor<'_, '_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut index = 0;
        let place = self.place.list();
        while place.watch(seq.next_element_seed(EntrySeed { list: self.list, place: &place, index }))?.is_some() {
            index += 1;
            place.part.set(WHOLE);
        }
        if index == 0 {
            self.place.keep(Value::Array(Vec::new()));
        } else {
            self.place.note_entries(self.list.len());
        }
        Ok(())
    }

    refuse_scalars!("a list");
    refuse_maps!("a list");
}

struct EntrySeed<'p, 'r, T> {
    list: &'r mut Vec<T>,
    place: &'p Place<'p>,
    index: usize,
}

impl<'de, T: Entry> DeserializeSeed<'de> for EntrySeed<'_, '_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        self.place.part.set(self.index);
        T::read_next(self.list, input, self.place)
    }
}

/// How many bytes a list of records has room for when the first is read, if that one is not larger: most lists then
/// never grow, which costs more than reading a record, and none begins with a kilobyte, which is slow to allocate.
pub(crate) const FIRST_ROOM: usize = 512;
