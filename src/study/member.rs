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
//! [`OtherMembers`] by its place and written there again.

use std::{
    cell::{Cell, RefCell},
    fmt,
    marker::PhantomData,
    str::FromStr,
};

use serde::{
    Serialize, Serializer,
    de::{
        DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer,
        value::SeqAccessDeserializer,
    },
    ser::{SerializeMap, SerializeSeq},
};
use serde_json::Value;

use super::{
    MaybeTyped, OtherMembers,
    other::{Node, Step, push_step},
};
use crate::diagnostic::{Code, quoted};

/// What reading a record's JSON has found beside the values.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) other: OtherMembers,
    pub(crate) said: Vec<Finding>,
    /// The path of the innermost value that was being read when the JSON turned out to be broken.
    pub(crate) broken_at: Option<String>,
    /// The name of the unknown member that is being read.
    unknown: Option<String>,
}

/// Something to say about one value of the JSON.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) path: String,
    pub(crate) code: Code,
    pub(crate) expected: &'static str,
    pub(crate) found: String,
}

/// Where in the JSON reading is: an object or a list, and which of its parts is being read.
pub(crate) struct Place<'p> {
    parent: Option<&'p Self>,
    /// The members of an object; `None` for a list.
    members: Option<&'static [&'static str]>,
    part: Cell<usize>,
    findings: &'p RefCell<Findings>,
}

/// The part for the object or list as a whole.
const WHOLE: usize = usize::MAX;
/// The part for a member that the model does not know; its name is in the findings.
const UNKNOWN: usize = usize::MAX - 1;

impl<'p> Place<'p> {
    pub(crate) fn root(findings: &'p RefCell<Findings>) -> Self {
        Place { parent: None, members: None, part: Cell::new(WHOLE), findings }
    }

    fn object(&'p self, members: &'static [&'static str]) -> Self {
        Place { parent: Some(self), members: Some(members), part: Cell::new(WHOLE), findings: self.findings }
    }

    fn list(&'p self) -> Self {
        Place { parent: Some(self), members: None, part: Cell::new(WHOLE), findings: self.findings }
    }

    /// What a function says of the way to the part that is being read.
    fn with_steps<T>(&self, say: impl FnOnce(&mut Findings, &[Step<'_>]) -> T) -> T {
        let mut findings = self.findings.borrow_mut();
        let unknown = findings.unknown.take();
        let places: Vec<_> = std::iter::successors(Some(self), |place| place.parent).collect();
        let steps = places.iter().rev().filter_map(|place| match (place.part.get(), place.members) {
            (WHOLE, _) => None,
            (UNKNOWN, _) => unknown.as_deref().map(Step::Member),
            (position, Some(members)) => members.get(position).copied().map(Step::Member),
            (index, None) => Some(Step::Element(index)),
        });
        say(&mut findings, &steps.collect::<Vec<_>>())
    }

    /// Keeps a value that the field cannot hold, or would write in another way.
    #[cold]
    fn keep(&self, value: Value) {
        self.with_steps(|findings, steps| findings.other.keep(steps, value));
    }

    /// Keeps an object that has no members, where the field cannot tell it from none.
    #[cold]
    pub(crate) fn keep_empty(&self) {
        self.keep(Value::Object(serde_json::Map::new()));
    }

    #[cold]
    fn say(&self, code: Code, expected: &'static str, found: String) {
        self.with_steps(|findings, steps| findings.say(steps, code, expected, found));
    }

    /// Keeps a value of another type than the field's, and says so; `null` says nothing that is not there.
    #[cold]
    fn refuse(&self, value: Value, expected: &'static str) {
        self.with_steps(|findings, steps| {
            if !value.is_null() {
                findings.say(steps, Code::InvalidValue, expected, found(&value));
            }
            findings.other.keep(steps, value);
        });
    }

    /// Reads and keeps the value of a member that the model does not know.
    #[cold]
    fn read_unknown<'de, A: MapAccess<'de>>(&self, map: &mut A) -> Result<(), A::Error> {
        // The name is taken while the value is read, which may have unknown members of its own only as a value.
        self.part.set(WHOLE);
        let value: Value = self.watch(map.next_value())?;
        self.part.set(UNKNOWN);
        self.with_steps(|findings, steps| {
            if findings.other.has(steps) {
                findings.repeat(steps);
            }
            findings.say(steps, Code::UnknownMember, "a member of the registry's model", found(&value));
            findings.other.keep(steps, value);
        });
        Ok(())
    }

    /// A name for the second time: as with any reader of JSON the last value stands.
    #[cold]
    fn repeat(&self) {
        self.with_steps(Findings::repeat);
    }

    /// Notes where the JSON breaks.
    fn watch<T, E>(&self, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.note_broken();
        }
        result
    }

    /// Notes that the JSON breaks before the name of a member or in it. Until then the part may be the member before:
    /// to set it back after each would cost more.
    fn watch_name<T, E>(&self, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.part.set(WHOLE);
            self.note_broken();
        }
        result
    }

    #[cold]
    fn note_broken(&self) {
        self.with_steps(|findings, steps| {
            if findings.broken_at.is_none() {
                findings.broken_at = Some(spelt(steps));
            }
        });
    }
}

impl Findings {
    /// What is replaced has nothing more to say.
    fn repeat(&mut self, steps: &[Step<'_>]) {
        let path = spelt(steps);
        let is_inside = |other: &str| other.strip_prefix(&*path).is_some_and(|rest| rest.starts_with(['.', '[']));
        self.said.retain(|finding| match finding.code {
            Code::DuplicateField => !is_inside(&finding.path),
            _ => finding.path != path && !is_inside(&finding.path),
        });
        self.other.forget(steps);
        if !self.said.iter().any(|finding| finding.path == path) {
            self.say(steps, Code::DuplicateField, "each member once", "it again".to_owned());
        }
    }

    fn say(&mut self, steps: &[Step<'_>], code: Code, expected: &'static str, found: String) {
        self.said.push(Finding { path: spelt(steps), code, expected, found });
    }
}

fn spelt(steps: &[Step<'_>]) -> String {
    let mut path = String::new();
    steps.iter().for_each(|step| push_step(&mut path, *step));
    path
}

/// A value as a message quotes it.
fn found(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// The parts of a visitor for what is no scalar of any kind.
macro_rules! refuse_scalars {
    ($expected:expr) => {
        fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
            Ok(refused(self.place, value, $expected))
        }

        fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
            Ok(refused(self.place, number, $expected))
        }

        fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
            Ok(refused(self.place, number, $expected))
        }

        fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
            Ok(refused(self.place, number, $expected))
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(refused(self.place, text, $expected))
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(refused(self.place, Value::Null, $expected))
        }
    };
}

macro_rules! refuse_lists {
    ($expected:expr) => {
        fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
            let value: Value = serde::Deserialize::deserialize(SeqAccessDeserializer::new(seq))?;
            Ok(refused(self.place, value, $expected))
        }
    };
}

macro_rules! refuse_maps {
    ($expected:expr) => {
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            let value: Value = serde::Deserialize::deserialize(MapAccessDeserializer::new(map))?;
            Ok(refused(self.place, value, $expected))
        }
    };
}

/// Keeps a value of another type, and gives the nothing that stands for it.
#[cold]
fn refused<T: Default>(place: &Place<'_>, value: impl Into<Value>, expected: &'static str) -> T {
    place.refuse(value.into(), expected);
    T::default()
}

/// What stands behind a name in an object.
pub(crate) trait Member {
    /// Whether it is left out of the JSON: the registry writes no member for what a record does not have.
    fn is_absent(&self) -> bool;

    fn read<'de, D: Deserializer<'de>>(&mut self, input: D, place: &Place<'_>) -> Result<(), D::Error>;

    /// Writes the member; `other` is what is kept at its place or below.
    fn write<S: Serializer>(&self, output: S, other: Option<&Node>) -> Result<S::Ok, S::Error>;
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
}

impl<T: Entry> Member for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn read<'de, D: Deserializer<'de>>(&mut self, input: D, place: &Place<'_>) -> Result<(), D::Error> {
        *self = None;
        T::read(self, input, place)
    }

    fn write<S: Serializer>(&self, output: S, other: Option<&Node>) -> Result<S::Ok, S::Error> {
        match self {
            Some(entry) => entry.write(output, other),
            None => other.serialize(output),
        }
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

    /// Values that were kept stand between the entries where they stood.
    fn write<S: Serializer>(&self, output: S, other: Option<&Node>) -> Result<S::Ok, S::Error> {
        let Some(node) = other else {
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

/// A JSON object that the registry's model describes. Its members may be fields of another type: the protocol section
/// has no struct of its own.
pub(crate) trait Record {
    /// The type that has the fields.
    type Fields;

    /// The members' names, in the registry's order.
    const MEMBERS: &'static [&'static str];

    /// Reads the member at a position of [`MEMBERS`](Self::MEMBERS).
    fn read_member<'de, D: Deserializer<'de>>(
        fields: &mut Self::Fields,
        position: usize,
        input: D,
        place: &Place<'_>,
    ) -> Result<(), D::Error>;

    fn write_members<M: SerializeMap>(
        fields: &Self::Fields,
        output: &mut M,
        other: Option<&Node>,
    ) -> Result<(), M::Error>;
}

/// Reads an object into the fields of a record. Gives how many members it had, or `None` where it is no object and was
/// kept.
pub(crate) fn read_record<'de, R: Record, D: Deserializer<'de>>(
    fields: &mut R::Fields,
    input: D,
    place: &Place<'_>,
) -> Result<Option<usize>, D::Error> {
    input.deserialize_any(RecordVisitor::<R> { fields, place })
}

pub(crate) fn write_record<R: Record, S: Serializer>(
    fields: &R::Fields,
    output: S,
    other: Option<&Node>,
) -> Result<S::Ok, S::Error> {
    let mut map = output.serialize_map(None)?;
    R::write_members(fields, &mut map, other)?;
    let rest = other.into_iter().flat_map(Node::members).filter(|(name, _)| !R::MEMBERS.contains(name));
    for (name, node) in rest {
        map.serialize_entry(name, node)?;
    }
    map.end()
}

pub(crate) fn write_member<T: Member, M: SerializeMap>(
    member: &T,
    name: &'static str,
    output: &mut M,
    other: Option<&Node>,
) -> Result<(), M::Error> {
    let other = other.and_then(|node| node.member(name));
    if other.is_none() && member.is_absent() {
        return Ok(());
    }
    output.serialize_entry(name, &Written { member, other })
}

struct RecordVisitor<'p, 'r, R: Record> {
    fields: &'r mut R::Fields,
    place: &'p Place<'p>,
}

impl<'de, R: Record> Visitor<'de> for RecordVisitor<'_, '_, R> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut seen = 0_u64;
        let mut count = 0;
        let mut expected = 0;
        let place = self.place.object(R::MEMBERS);
        while let Some(position) = place.watch_name(map.next_key_seed(MemberName { place: &place, expected }))? {
            count += 1;
            if position == UNKNOWN {
                place.read_unknown(&mut map)?;
                continue;
            }
            place.part.set(position);
            let bit = 1 << position;
            if seen & bit != 0 {
                place.repeat();
            }
            seen |= bit;
            expected = position + 1;
            let seed = MemberSeed::<R> { fields: self.fields, position, place: &place };
            place.watch(map.next_value_seed(seed))?;
        }
        Ok(Some(count))
    }

    refuse_scalars!("an object");
    refuse_lists!("an object");
}

struct MemberSeed<'p, 'r, R: Record> {
    fields: &'r mut R::Fields,
    position: usize,
    place: &'p Place<'p>,
}

impl<'de, R: Record> DeserializeSeed<'de> for MemberSeed<'_, '_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        R::read_member(self.fields, self.position, input, self.place)
    }
}

/// The name of a member, looked up from where the registry's order has the next one.
struct MemberName<'p> {
    place: &'p Place<'p>,
    expected: usize,
}

impl MemberName<'_> {
    #[inline(never)]
    fn position(&self, name: &str) -> usize {
        let members = self.place.members.unwrap_or_default();
        let (before, from) = members.split_at_checked(self.expected).unwrap_or((members, &[]));
        let mut behind_then_before = (self.expected..).zip(from).chain((0..).zip(before));
        behind_then_before.find(|(_, member)| is_same(member, name)).map_or_else(|| self.unknown(name), |(at, _)| at)
    }

    #[cold]
    fn unknown(&self, name: &str) -> usize {
        self.place.findings.borrow_mut().unknown = Some(name.to_owned());
        UNKNOWN
    }
}

impl<'de> DeserializeSeed<'de> for MemberName<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_str(self)
    }
}

impl Visitor<'_> for MemberName<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Self::Value, E> {
        let next = self.place.members.unwrap_or_default().get(self.expected);
        let is_next = next.is_some_and(|next| is_same(next, name));
        Ok(if is_next { self.expected } else { self.position(name) })
    }
}

/// Compares two names. Most have four to sixteen bytes, and then two overlapping words decide, which is quicker than a
/// call; there are some hundred names in a record.
#[inline]
fn is_same(a: &str, b: &str) -> bool {
    fn by_ends<const N: usize>(a: &[u8], b: &[u8]) -> bool {
        a.first_chunk::<N>().is_some_and(|start| b.first_chunk() == Some(start))
            && a.last_chunk::<N>().is_some_and(|end| b.last_chunk() == Some(end))
    }

    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.len() == b.len()
        && match a.len() {
            4..8 => by_ends::<4>(a, b),
            8..=16 => by_ends::<8>(a, b),
            17..=32 => by_ends::<16>(a, b),
            _ => a == b,
        }
}

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
    refuse_maps!(T::EXPECTED);
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
