//! Where in the JSON reading is, and what it has found beside the values.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use serde::de::MapAccess;
use serde_json::Value;

use crate::{
    diagnostic::{Code, quoted},
    study::{
        OtherMembers,
        other::{Step, push_step},
    },
};

/// What reading a record's JSON has found beside the values.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) other: OtherMembers,
    /// What there is to say of each value, by its path.
    pub(crate) said: BTreeMap<String, Vec<Finding>>,
    /// The path of the innermost value that was being read when the JSON turned out to be broken.
    pub(crate) broken_at: Option<String>,
    /// The name of the unknown member that is being read.
    pub(super) unknown: Option<String>,
}

/// Something to say about one value of the JSON.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    pub(crate) expected: &'static str,
    pub(crate) found: String,
}

/// Where in the JSON reading is: an object or a list, and which of its parts is being read.
pub(crate) struct Place<'p> {
    parent: Option<&'p Self>,
    /// The members of an object; `None` for a list.
    pub(super) members: Option<&'static [&'static str]>,
    pub(super) part: Cell<usize>,
    pub(super) findings: &'p RefCell<Findings>,
}

/// The part for the object or list as a whole.
pub(super) const WHOLE: usize = usize::MAX;
/// The part for a member that the model does not know; its name is in the findings.
pub(super) const UNKNOWN: usize = usize::MAX - 1;

impl<'p> Place<'p> {
    pub(crate) fn root(findings: &'p RefCell<Findings>) -> Self {
        Place { parent: None, members: None, part: Cell::new(WHOLE), findings }
    }

    pub(super) fn object(&'p self, members: &'static [&'static str]) -> Self {
        Place { parent: Some(self), members: Some(members), part: Cell::new(WHOLE), findings: self.findings }
    }

    pub(super) fn list(&'p self) -> Self {
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
    pub(super) fn keep(&self, value: Value) {
        self.with_steps(|findings, steps| findings.other.keep(steps, value));
    }

    /// Gives a record that has been read what is kept of its members; hardly ever anything is.
    #[inline]
    pub(crate) fn hand_over(&self, other: &mut OtherMembers) {
        if self.has_kept() {
            self.hand_over_kept(other);
        }
    }

    #[cold]
    fn hand_over_kept(&self, other: &mut OtherMembers) {
        *other = self.with_steps(|findings, steps| findings.other.take(steps));
    }

    /// Notes how many entries of a list have been read beside those that are kept.
    #[inline]
    pub(super) fn note_entries(&self, entries: usize) {
        if self.has_kept() {
            self.note_entries_kept(entries);
        }
    }

    #[cold]
    fn note_entries_kept(&self, entries: usize) {
        self.with_steps(|findings, steps| findings.other.note_entries(steps, entries));
    }

    #[inline]
    fn has_kept(&self) -> bool {
        !self.findings.borrow().other.is_empty()
    }

    /// Keeps an object that has no members, where the field cannot tell it from none.
    #[cold]
    pub(crate) fn keep_empty(&self) {
        self.keep(Value::Object(serde_json::Map::new()));
    }

    #[cold]
    pub(super) fn say(&self, code: Code, expected: &'static str, found: String) {
        self.with_steps(|findings, steps| findings.say(steps, code, expected, found));
    }

    /// Keeps a value of another type than the field's, and says so; `null` says nothing that is not there.
    #[cold]
    pub(super) fn refuse(&self, value: Value, expected: &'static str) {
        self.with_steps(|findings, steps| {
            if !value.is_null() {
                findings.say(steps, Code::InvalidValue, expected, found(&value));
            }
            findings.other.keep(steps, value);
        });
    }

    /// Reads and keeps the value of a member that the model does not know.
    #[cold]
    pub(super) fn read_unknown<'de, A: MapAccess<'de>>(&self, map: &mut A) -> Result<(), A::Error> {
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
    pub(super) fn repeat(&self) {
        self.with_steps(Findings::repeat);
    }

    /// Notes where the JSON breaks.
    pub(super) fn watch<T, E>(&self, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.note_broken();
        }
        result
    }

    /// Notes that the JSON breaks before the name of a member or in it. Until then the part may be the member before:
    /// to set it back after each would cost more.
    pub(super) fn watch_name<T, E>(&self, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.part.set(WHOLE);
            self.note_broken();
        }
        result
    }

    #[cold]
    pub(super) fn note_broken(&self) {
        self.with_steps(|findings, steps| {
            if findings.broken_at.is_none() {
                findings.broken_at = Some(spelt(steps));
            }
        });
    }
}

impl Findings {
    /// What is replaced has nothing more to say.
    pub(super) fn repeat(&mut self, steps: &[Step<'_>]) {
        self.other.take(steps);
        let path = spelt(steps);
        let is_inside = |other: &str| other.strip_prefix(&*path).is_some_and(|rest| rest.starts_with(['.', '[']));
        let behind =
            self.said.range(path.clone()..).map(|(other, _)| other).take_while(|other| other.starts_with(&path));
        let inside: Vec<_> = behind.filter(|other| is_inside(other)).cloned().collect();
        inside.iter().for_each(|other| drop(self.said.remove(other)));
        let repeated =
            Finding { code: Code::DuplicateField, expected: "each member once", found: "it again".to_owned() };
        self.said.insert(path, vec![repeated]);
    }

    pub(super) fn say(&mut self, steps: &[Step<'_>], code: Code, expected: &'static str, found: String) {
        self.said.entry(spelt(steps)).or_default().push(Finding { code, expected, found });
    }
}

fn spelt(steps: &[Step<'_>]) -> String {
    let mut path = String::new();
    steps.iter().for_each(|step| push_step(&mut path, *step));
    path
}

/// A value as a message quotes it.
pub(super) fn found(value: &Value) -> String {
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
pub(super) fn refused<T: Default>(place: &Place<'_>, value: impl Into<Value>, expected: &'static str) -> T {
    place.refuse(value.into(), expected);
    T::default()
}

pub(super) use {refuse_lists, refuse_maps, refuse_scalars};
