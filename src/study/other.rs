//! What a record's JSON has and the model does not, by its place.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

/// The members of a JSON object that the model has no field for, or whose value is not of the field's type: the whole of
/// what a record needs beside its fields to be written as it was read.
///
/// That is: members that the registry has added since, explicit `null`s and empty lists and objects, a number where
/// the registry has text, and values that are written in another way than they were read (`30` for a latitude). Most
/// records have none of these, and then this is empty.
///
/// Each record has its own, so that they go with it when it is moved or removed. When the record is written each stands
/// where it stood, unless its field has been set to something else since, or the list that it stood in has got more or
/// fewer entries. [`Study::others`](crate::Study::others) lists those of a whole study.
///
/// ```
/// use ctgov::study::Study;
///
/// let json = r#"{"protocolSection":{"statusModule":{"overallStatus":"COMPLETED","mood":"calm"}}}"#;
/// let study: Study = serde_json::from_str(json)?;
/// let others: Vec<_> = study.status.other.iter().map(|(path, value)| format!("{path} = {value}")).collect();
/// assert_eq!(others, [r#"mood = "calm""#]);
/// assert_eq!(serde_json::to_string(&study)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OtherMembers(Option<Box<Node>>);

impl OtherMembers {
    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Returns each with its place in the object: `mood`, or `conditions[2]` for an entry of a list. Positions are those of
    /// the JSON and count from zero.
    ///
    /// A name with a point, a bracket or quotation marks stands in brackets: `statusModule["mood.of.day"]`.
    pub fn iter(&self) -> impl Iterator<Item = (String, &Value)> {
        let mut found = Vec::new();
        if let Some(node) = &self.0 {
            node.collect(&mut String::new(), &mut found);
        }
        found.into_iter()
    }

    /// Takes what has been kept below a path away.
    pub(crate) fn take(&mut self, path: &[Step<'_>]) -> Self {
        let taken = self.0.as_deref_mut().map(|node| node.take(path)).filter(Node::is_filled);
        self.0 = self.0.take().filter(|node| node.is_filled());
        Self(taken.map(Box::new))
    }

    /// Notes how many entries a list has beside those that are kept.
    pub(crate) fn note_entries(&mut self, path: &[Step<'_>], entries: usize) {
        let mut node = self.0.as_deref_mut();
        for step in path {
            node = node.and_then(|node| node.existing_child(*step));
        }
        if let Some(Node::Elements { entries: noted, .. }) = node {
            *noted = entries;
        }
    }

    pub(crate) fn root(&self) -> Option<&Node> {
        self.0.as_deref()
    }

    /// The whole JSON, where it is no object.
    pub(crate) fn whole(&self) -> Option<&Value> {
        self.root()?.value()
    }

    /// Whether something is kept at a member of the study or below.
    pub(crate) fn has_member(&self, name: &str) -> bool {
        self.root().is_some_and(|node| node.member(name).is_some())
    }

    /// Keeps a value at the end of a path, in place of what has been kept there before.
    pub(crate) fn keep(&mut self, path: &[Step<'_>], value: Value) {
        let mut node = &mut **self.0.get_or_insert_default();
        for step in path {
            node = node.child(*step);
        }
        *node = Node::Value(value);
    }

    /// Whether a value is kept at the end of a path or below.
    pub(crate) fn has(&self, path: &[Step<'_>]) -> bool {
        let mut node = self.root();
        for step in path {
            node = match *step {
                Step::Member(name) => node.and_then(|node| node.member(name)),
                Step::Element(index) => node.and_then(|node| node.element(index)),
            };
        }
        node.is_some()
    }
}

/// A step from a JSON value to one inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'p> {
    Member(&'p str),
    Element(usize),
}

/// A place in the JSON: a value that is kept, or the way to such values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Value(Value),
    Members(BTreeMap<Box<str>, Self>),
    Elements {
        kept: BTreeMap<usize, Self>,
        /// How many entries the list has beside these.
        entries: usize,
    },
}

impl Default for Node {
    fn default() -> Self {
        Self::Members(BTreeMap::new())
    }
}

impl Node {
    /// The node of a member, if anything is kept there or below.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Members(members) => members.get(name).filter(|node| node.is_filled()),
            Self::Value(_) | Self::Elements { .. } => None,
        }
    }

    pub(crate) fn element(&self, index: usize) -> Option<&Self> {
        match self {
            Self::Elements { kept, .. } => kept.get(&index).filter(|node| node.is_filled()),
            Self::Value(_) | Self::Members(_) => None,
        }
    }

    pub(crate) fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Members(_) | Self::Elements { .. } => None,
        }
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Self)> {
        let members = match self {
            Self::Members(members) => Some(members),
            Self::Value(_) | Self::Elements { .. } => None,
        };
        members.into_iter().flatten().map(|(name, node)| (&**name, node)).filter(|(_, node)| node.is_filled())
    }

    fn is_filled(&self) -> bool {
        match self {
            Self::Value(_) => true,
            Self::Members(members) => !members.is_empty(),
            Self::Elements { kept, .. } => !kept.is_empty(),
        }
    }

    fn take(&mut self, path: &[Step<'_>]) -> Self {
        let Some((step, path)) = path.split_first() else { return std::mem::take(self) };
        let Some(child) = self.existing_child(*step) else { return Self::default() };
        let taken = child.take(path);
        if !child.is_filled() {
            match (self, *step) {
                (Self::Members(members), Step::Member(name)) => drop(members.remove(name)),
                (Self::Elements { kept, .. }, Step::Element(index)) => drop(kept.remove(&index)),
                _ => {}
            }
        }
        taken
    }

    /// The values kept in a list of so many entries; none where entries have come or gone since.
    pub(crate) fn of_list(&self, entries: usize) -> Option<&Self> {
        match self {
            Self::Elements { entries: noted, .. } if *noted != entries => None,
            _ => Some(self),
        }
    }

    fn child(&mut self, step: Step<'_>) -> &mut Self {
        match (&*self, step) {
            (Self::Members(_), Step::Member(_)) | (Self::Elements { .. }, Step::Element(_)) => {}
            (_, Step::Member(_)) => *self = Self::Members(BTreeMap::new()),
            (_, Step::Element(_)) => *self = Self::Elements { kept: BTreeMap::new(), entries: 0 },
        }
        match (self, step) {
            (Self::Members(members), Step::Member(name)) => members.entry(name.into()).or_default(),
            (Self::Elements { kept, .. }, Step::Element(index)) => kept.entry(index).or_default(),
            (node, _) => node,
        }
    }

    fn existing_child(&mut self, step: Step<'_>) -> Option<&mut Self> {
        match (self, step) {
            (Self::Members(members), Step::Member(name)) => members.get_mut(name),
            (Self::Elements { kept, .. }, Step::Element(index)) => kept.get_mut(&index),
            _ => None,
        }
    }

    pub(crate) fn collect<'n>(&'n self, path: &mut String, found: &mut Vec<(String, &'n Value)>) {
        match self {
            Self::Value(value) => found.push((path.clone(), value)),
            Self::Members(members) => {
                members.iter().for_each(|(name, node)| node.collect_at(Step::Member(name), path, found));
            }
            Self::Elements { kept, .. } => {
                kept.iter().for_each(|(index, node)| node.collect_at(Step::Element(*index), path, found));
            }
        }
    }

    fn collect_at<'n>(&'n self, step: Step<'_>, path: &mut String, found: &mut Vec<(String, &'n Value)>) {
        let length = path.len();
        push_step(path, step);
        self.collect(path, found);
        path.truncate(length);
    }
}

/// Writes one more step of a path.
pub(crate) fn push_step(path: &mut String, step: Step<'_>) {
    match step {
        // A name that could be read as a path stands in brackets.
        Step::Member(name) if name.is_empty() || name.contains(['.', '[', ']', '"']) => {
            path.push('[');
            path.push_str(&Value::from(name).to_string());
            path.push(']');
        }
        Step::Member(name) => {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(name);
        }
        Step::Element(index) => {
            path.push('[');
            path.push_str(&index.to_string());
            path.push(']');
        }
    }
}

/// What is kept below a place that the study has nothing at.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Members(_) => {
                let mut map = serializer.serialize_map(None)?;
                for (name, node) in self.members() {
                    map.serialize_entry(name, node)?;
                }
                map.end()
            }
            Self::Elements { kept, .. } => serializer.collect_seq(kept.values().filter(|node| node.is_filled())),
        }
    }
}
