//! What a record's JSON has and the model does not, by its place.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

/// The members of a record's JSON that the model has no field for, or whose value is not of the field's type: the
/// whole of what [`Study`](crate::Study) needs beside its fields to be written as it was read.
///
/// That is: members that the registry has added since, explicit `null`s and empty lists and objects, a number where
/// the registry has text, and values that are written in another way than they were read (`30` for a latitude). Most
/// records have none of these, and then this is empty.
///
/// When the study is written each stands where it stood. A field that has been changed since is written as it is now.
///
/// ```
/// use ctgov::study::Study;
///
/// let json = r#"{"protocolSection":{"statusModule":{"overallStatus":"COMPLETED","mood":"calm"}}}"#;
/// let study: Study = serde_json::from_str(json)?;
/// let others: Vec<_> = study.other.iter().map(|(path, value)| format!("{path} = {value}")).collect();
/// assert_eq!(others, [r#"protocolSection.statusModule.mood = "calm""#]);
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

    /// Returns each with its place in the study's JSON: `protocolSection.statusModule.mood`,
    /// `protocolSection.contactsLocationsModule.locations[2].mood`. Positions count from zero.
    ///
    /// A name with a point, a bracket or quotation marks stands in brackets: `statusModule["mood.of.day"]`.
    pub fn iter(&self) -> impl Iterator<Item = (String, &Value)> {
        let mut found = Vec::new();
        if let Some(node) = &self.0 {
            node.collect(&mut String::new(), &mut found);
        }
        found.into_iter()
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

    /// Forgets all that has been kept at the end of a path or below.
    pub(crate) fn forget(&mut self, path: &[Step<'_>]) {
        let Some(mut node) = self.0.as_deref_mut() else { return };
        for step in path {
            match node.existing_child(*step) {
                Some(child) => node = child,
                None => return,
            }
        }
        *node = Node::default();
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
    Elements(BTreeMap<usize, Self>),
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
            Self::Value(_) | Self::Elements(_) => None,
        }
    }

    pub(crate) fn element(&self, index: usize) -> Option<&Self> {
        match self {
            Self::Elements(elements) => elements.get(&index).filter(|node| node.is_filled()),
            Self::Value(_) | Self::Members(_) => None,
        }
    }

    pub(crate) fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Members(_) | Self::Elements(_) => None,
        }
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Self)> {
        let members = match self {
            Self::Members(members) => Some(members),
            Self::Value(_) | Self::Elements(_) => None,
        };
        members.into_iter().flatten().map(|(name, node)| (&**name, node)).filter(|(_, node)| node.is_filled())
    }

    /// What is forgotten leaves an empty way behind.
    fn is_filled(&self) -> bool {
        !matches!(self, Self::Members(members) if members.is_empty())
    }

    fn child(&mut self, step: Step<'_>) -> &mut Self {
        match (&*self, step) {
            (Self::Members(_), Step::Member(_)) | (Self::Elements(_), Step::Element(_)) => {}
            (_, Step::Member(_)) => *self = Self::Members(BTreeMap::new()),
            (_, Step::Element(_)) => *self = Self::Elements(BTreeMap::new()),
        }
        match (self, step) {
            (Self::Members(members), Step::Member(name)) => members.entry(name.into()).or_default(),
            (Self::Elements(elements), Step::Element(index)) => elements.entry(index).or_default(),
            (node, _) => node,
        }
    }

    fn existing_child(&mut self, step: Step<'_>) -> Option<&mut Self> {
        match (self, step) {
            (Self::Members(members), Step::Member(name)) => members.get_mut(name),
            (Self::Elements(elements), Step::Element(index)) => elements.get_mut(&index),
            _ => None,
        }
    }

    fn collect<'n>(&'n self, path: &mut String, found: &mut Vec<(String, &'n Value)>) {
        match self {
            Self::Value(value) => found.push((path.clone(), value)),
            Self::Members(members) => {
                members.iter().for_each(|(name, node)| node.collect_at(Step::Member(name), path, found));
            }
            Self::Elements(elements) => {
                elements.iter().for_each(|(index, node)| node.collect_at(Step::Element(*index), path, found));
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
            Self::Elements(elements) => serializer.collect_seq(elements.values().filter(|node| node.is_filled())),
        }
    }
}
