//! Objects: the members of a record, looked up by name.

use std::fmt;

use serde::{
    Serializer,
    de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor, value::SeqAccessDeserializer},
    ser::SerializeMap,
};
use serde_json::Value;

use super::{
    Member, Written,
    place::{Place, UNKNOWN, refuse_lists, refuse_scalars, refused},
};
use crate::study::other::{Node, Step, push_step};

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

    /// Gathers what the records among the fields keep.
    fn collect_members<'n>(
        fields: &'n Self::Fields,
        path: &mut String,
        other: Option<&Node>,
        found: &mut Vec<(String, &'n Value)>,
    );

    /// Forgets what the records among the fields keep.
    fn clear_members(fields: &mut Self::Fields);
}

pub(crate) fn collect_member<'n, T: Member>(
    member: &'n T,
    name: &'static str,
    path: &mut String,
    other: Option<&Node>,
    found: &mut Vec<(String, &'n Value)>,
) {
    let length = path.len();
    push_step(path, Step::Member(name));
    member.collect(path, other.and_then(|node| node.member(name)), found);
    path.truncate(length);
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
    if !member.is_written(other) {
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
