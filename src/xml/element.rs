//! The elements of a record on their way into a study: which have been taken, where each field's value stands, and what
//! is left over in the end.

use std::{borrow::Cow, collections::HashSet, ops::Range, str::FromStr};

use roxmltree::{Document, Node, NodeId};

use super::{text::Text, words};
use crate::{
    diagnostic::{Code, Diagnostic, FieldPath, Severity, quoted},
    format::Format,
    parsed::{Places, Reading, Unplaced},
    places::Piece,
    source::{Source, Span},
    study::{MaybeTyped, Study, code::CodeList},
};

/// An element and the part of the study that it is lowered to.
pub(super) struct Group<'d, 'a> {
    pub(super) node: Node<'d, 'a>,
    path: String,
}

impl<'d, 'a> Group<'d, 'a> {
    pub(super) fn new(node: Node<'d, 'a>, path: impl Into<String>) -> Self {
        Self { node, path: path.into() }
    }

    /// The same element for another part of the study.
    pub(super) fn at(&self, member: &str) -> Self {
        Self { node: self.node, path: self.member(member) }
    }

    /// Another element for the same part of the study.
    pub(super) fn of(&self, node: Node<'d, 'a>) -> Self {
        Self { node, path: self.path.clone() }
    }

    /// The same element for the part of the study that another has.
    pub(super) fn of_path(&self, other: &Self) -> Self {
        Self { node: self.node, path: other.path.clone() }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn member(&self, member: &str) -> String {
        if self.path.is_empty() { member.to_owned() } else { format!("{}.{member}", self.path) }
    }

    /// The elements inside with a name. One of another namespace is another element.
    pub(super) fn children(&self, name: &str) -> impl Iterator<Item = Node<'d, 'a>> {
        let namespace = self.node.tag_name().namespace();
        self.node.children().filter(move |child| {
            child.is_element() && child.tag_name().name() == name && child.tag_name().namespace() == namespace
        })
    }
}

/// A record on its way into a study.
pub(super) struct Record<'d, 'a> {
    xml: &'a str,
    /// Where the tree's text begins in the XML.
    start: usize,
    document: &'d Document<'a>,
    pub(super) study: Study,
    /// Elements of which all that they say themselves is in the study; what is inside them may not be.
    opened: HashSet<NodeId>,
    /// Elements with all inside.
    taken: HashSet<NodeId>,
    taken_attributes: HashSet<(NodeId, &'d str)>,
    /// Elements that a diagnostic has been said of.
    explained: HashSet<NodeId>,
    diagnostics: Vec<Diagnostic>,
    spans: Vec<(FieldPath, Span)>,
    criteria: Vec<Piece>,
    unplaced: Vec<Unplaced>,
}

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn new(xml: &'a str, start: usize, document: &'d Document<'a>) -> Self {
        Self {
            xml,
            start,
            document,
            study: Study::default(),
            opened: HashSet::new(),
            taken: HashSet::new(),
            taken_attributes: HashSet::new(),
            explained: HashSet::new(),
            diagnostics: Vec::new(),
            spans: Vec::new(),
            criteria: Vec::new(),
            unplaced: Vec::new(),
        }
    }

    /// The whole record.
    pub(super) fn root(&mut self) -> Group<'d, 'a> {
        let node = self.document.root_element();
        self.opened.insert(node.id());
        Group::new(node, "")
    }

    // Groups of elements.

    /// An element that holds others, for the same part of the study.
    pub(super) fn inner(&mut self, group: &Group<'d, 'a>, name: &str) -> Option<Group<'d, 'a>> {
        let node = self.only(group, name)?;
        self.opened.insert(node.id());
        Some(Group::new(node, group.path.clone()))
    }

    /// An element that is one record of the study.
    pub(super) fn one<T>(
        &mut self,
        group: &Group<'d, 'a>,
        name: &str,
        member: &str,
        lower: impl FnOnce(&mut Self, &Group<'d, 'a>) -> T,
    ) -> Option<T> {
        let inner = self.inner(group, name)?;
        Some(lower(self, &Group::new(inner.node, group.member(member))))
    }

    /// Elements of which each is an entry of a list of the study; the first is at position `from`.
    pub(super) fn each_from<T>(
        &mut self,
        from: usize,
        group: &Group<'d, 'a>,
        name: &str,
        member: &str,
        mut lower: impl FnMut(&mut Self, &Group<'d, 'a>) -> T,
    ) -> Vec<T> {
        let mut list = Vec::new();
        for node in group.children(name) {
            self.opened.insert(node.id());
            let path = format!("{}[{}]", group.member(member), from + list.len());
            list.push(lower(self, &Group::new(node, path)));
        }
        list
    }

    pub(super) fn each<T>(
        &mut self,
        group: &Group<'d, 'a>,
        name: &str,
        member: &str,
        lower: impl FnMut(&mut Self, &Group<'d, 'a>) -> T,
    ) -> Vec<T> {
        self.each_from(0, group, name, member, lower)
    }

    /// The entries of a list element, `group_list/group`.
    pub(super) fn listed<T>(
        &mut self,
        group: &Group<'d, 'a>,
        list: &str,
        name: &str,
        member: &str,
        lower: impl FnMut(&mut Self, &Group<'d, 'a>) -> T,
    ) -> Vec<T> {
        match self.inner(group, list) {
            Some(list) => self.each(&list, name, member, lower),
            None => Vec::new(),
        }
    }

    /// The one element of a name; a second one stays where it is, and is said to be there.
    pub(super) fn only(&mut self, group: &Group<'d, 'a>, name: &str) -> Option<Node<'d, 'a>> {
        let mut found = group.children(name);
        let first = found.next()?;
        for again in found {
            if self.explained.insert(again.id()) {
                self.say(Code::DuplicateField, None, again, "each element once", format!("{name} again"));
            }
        }
        Some(first)
    }

    // Values.

    /// What an element says, decoded; notes its place and takes it. `None` where it says nothing.
    pub(super) fn value(&mut self, node: Node<'d, 'a>, path: String) -> Option<Text> {
        let text = self.decoded(node);
        self.take(node);
        match text.span() {
            Some(span) => {
                self.note(path, span);
                Some(text)
            }
            None => {
                self.say_empty(node, path);
                None
            }
        }
    }

    /// A text on one line.
    pub(super) fn line(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Option<String> {
        let node = self.only(group, name)?;
        self.value(node, group.member(member)).map(|text| text.line())
    }

    /// A text with its own line ends.
    pub(super) fn lines(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Option<String> {
        let node = self.only(group, name)?;
        self.value(node, group.member(member)).map(|text| text.lines())
    }

    /// A block of text whose lines were broken at a width.
    pub(super) fn block(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Option<String> {
        let outer = self.inner(group, name)?;
        let node = self.only(&outer, "textblock")?;
        let text = self.value(node, group.member(member))?.unwrapped();
        if name == "criteria" {
            self.criteria = text.pieces;
        }
        Some(text.text)
    }

    /// Each of several texts.
    pub(super) fn list(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Vec<String> {
        let mut list = Vec::new();
        for node in group.children(name) {
            let path = format!("{}[{}]", group.member(member), list.len());
            list.extend(self.value(node, path).map(|text| text.line()));
        }
        list
    }

    /// A code, in the schema's words.
    pub(super) fn code<T: CodeList>(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Option<T> {
        let node = self.only(group, name)?;
        let words = self.value(node, group.member(member))?.line();
        Some(self.code_of(node, &words, group.member(member)))
    }

    /// The code that words stand for; says so where it is none of the list.
    pub(super) fn code_of<T: CodeList>(&mut self, node: Node<'d, 'a>, words: &str, path: String) -> T {
        let code = words::code::<T>(words);
        if !code.is_known() {
            self.say(Code::UnknownCode, Some(path), node, "a word of the registry's list", quoted(words));
        }
        code
    }

    /// Each of several codes.
    pub(super) fn codes<T: CodeList>(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Vec<T> {
        let mut codes = Vec::new();
        for node in group.children(name) {
            let path = format!("{}[{}]", group.member(member), codes.len());
            if let Some(text) = self.value(node, path.clone()) {
                codes.push(self.code_of(node, &text.line(), path));
            }
        }
        codes
    }

    /// `Yes` or `No`.
    pub(super) fn yes_no(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Option<bool> {
        self.read(group, name, member, "Yes or No", |words| match words {
            "Yes" | "Y" | "true" => Some(true),
            "No" | "N" | "false" => Some(false),
            _ => None,
        })
    }

    /// A value that a function reads from the words; what it cannot read has no place.
    pub(super) fn read<T>(
        &mut self,
        group: &Group<'d, 'a>,
        name: &str,
        member: &str,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let node = self.only(group, name)?;
        let words = self.decoded(node).line();
        match read(&words) {
            Some(value) => self.value(node, group.member(member)).map(|_| value),
            None => {
                self.refuse(node, group.member(member), expected, quoted(&words));
                None
            }
        }
    }

    /// A value that keeps its text where it does not type.
    pub(super) fn maybe_typed<T: FromStr>(
        &mut self,
        group: &Group<'d, 'a>,
        name: &str,
        member: &str,
        expected: &'static str,
    ) -> Option<MaybeTyped<T>> {
        let node = self.only(group, name)?;
        let text = self.value(node, group.member(member))?.line();
        Some(self.typed(node, &text, group.member(member), expected))
    }

    pub(super) fn typed<T: FromStr>(
        &mut self,
        node: Node<'d, 'a>,
        text: &str,
        path: String,
        expected: &'static str,
    ) -> MaybeTyped<T> {
        let value = MaybeTyped::read(text);
        if value.text().is_some() {
            self.say(Code::InvalidValue, Some(path), node, expected, quoted(text));
        }
        value
    }

    /// The value of an attribute. One with a namespace is another attribute.
    pub(super) fn attribute(&mut self, node: Node<'d, 'a>, name: &str, path: String) -> Option<String> {
        let attribute =
            node.attributes().find(|attribute| attribute.name() == name && attribute.namespace().is_none())?;
        self.taken_attributes.insert((node.id(), attribute.name()));
        // The tree's own range of the value is wrong where much white space stands around the `=`.
        let range = attribute.range();
        let written = self.document.input_text().get(range.clone()).unwrap_or_default();
        let quote = written.find(['"', '\'']).unwrap_or_default();
        let range = range.start + quote + 1..range.end.saturating_sub(1);
        let value = attribute.value().trim();
        if value.is_empty() {
            self.say(Code::EmptyField, Some(path), node, "a value", format!("an empty {name}"));
            return None;
        }
        self.note(path, Span::new(self.start + range.start, self.start + range.end));
        Some(value.to_owned())
    }

    // Bookkeeping.

    /// What an element says itself, whatever stands inside.
    pub(super) fn decoded(&self, node: Node<'d, 'a>) -> Text {
        // An element where only text belongs cuts the text off, and is left over.
        if node.first_child().is_none_or(|first| first.is_element()) {
            return Text::default();
        }
        let inside = self.inside(node);
        let end = node.children().find(Node::is_element).map_or(inside.end, |element| element.range().start);
        self.decoded_at(inside.start..end)
    }

    fn decoded_at(&self, range: Range<usize>) -> Text {
        let xml = self.document.input_text().get(range.clone()).unwrap_or_default();
        Text::decoded(xml, self.start + range.start)
    }

    /// What stands between the tags of an element. The tree does not say where its text begins and ends: text and the
    /// sections beside it are one node with the place of the first, and of a section without its mark.
    fn inside(&self, node: Node<'d, 'a>) -> Range<usize> {
        let element = node.range();
        let xml = self.document.input_text().get(element.clone()).unwrap_or_default();
        let start = super::end_of_tag(xml.as_bytes()).map_or(element.end, |end| element.start + end + 1);
        let end = xml.rfind("</").map_or(element.end, |closing| element.start + closing);
        start..end
    }

    /// Where a text stands: between its neighbours.
    fn place_of_text(&self, text: Node<'d, 'a>) -> Range<usize> {
        let parent = text.parent().map_or_else(|| text.range(), |parent| self.inside(parent));
        let start = text.prev_sibling().map_or(parent.start, |before| before.range().end);
        let end = text.next_sibling().map_or(parent.end, |next| next.range().start);
        start..end
    }

    /// Takes an element; what stands inside is taken by itself.
    pub(super) fn open(&mut self, node: Node<'d, 'a>) {
        self.opened.insert(node.id());
    }

    /// Whether a text that stands for many entries of a list can be copied to each: a long one would be the larger part
    /// of the study. The schema's are names.
    pub(super) fn is_short(&self, node: Node<'d, 'a>) -> bool {
        const LONGEST: usize = 2000;
        node.range().len() <= LONGEST
    }

    /// Takes an element with what it says itself.
    pub(super) fn take(&mut self, node: Node<'d, 'a>) {
        self.opened.insert(node.id());
        let texts = node.children().take_while(|child| !child.is_element());
        self.taken.extend(texts.map(|text| text.id()));
    }

    /// Notes that a field's value stands in a span.
    pub(super) fn note(&mut self, path: String, span: Span) {
        self.spans.push((FieldPath::spelt(path), span));
    }

    /// The place of an element's own text, or of the element where it has none.
    pub(super) fn span(&self, node: Node<'d, 'a>) -> Span {
        let range = node.range();
        self.decoded(node).span().unwrap_or(Span::new(self.start + range.start, self.start + range.end))
    }

    /// Leaves an element unplaced, and says why.
    pub(super) fn refuse(&mut self, node: Node<'d, 'a>, path: String, expected: &'static str, found: String) {
        self.explained.insert(node.id());
        self.say(Code::InvalidValue, Some(path), node, expected, found);
    }

    pub(super) fn say(
        &mut self,
        code: Code,
        path: Option<String>,
        node: Node<'d, 'a>,
        expected: &'static str,
        found: impl Into<Cow<'static, str>>,
    ) {
        let diagnostic = Diagnostic::new(code, expected, found).span(self.span(node));
        self.diagnostics.push(match path {
            Some(path) => diagnostic.field(FieldPath::spelt(path)),
            None => diagnostic,
        });
    }

    pub(super) fn say_empty(&mut self, node: Node<'d, 'a>, path: String) {
        let found = format!("an empty {}", node.tag_name().name());
        self.say(Code::EmptyField, Some(path), node, "a value", found);
    }

    /// Says that words which are a part of an element's text are no code.
    pub(super) fn say_at(&mut self, span: Span, path: String, words: &str) {
        let unknown = Diagnostic::new(Code::UnknownCode, "a word of the registry's list", quoted(words));
        self.diagnostics.push(unknown.span(span).field(FieldPath::spelt(path)));
    }

    /// Says of a part of an element's text that it has no place.
    pub(super) fn leave(&mut self, span: Span, expected: &'static str) {
        let text = self.xml.get(span.range()).unwrap_or_default();
        let mut note = Diagnostic::new(Code::UnplacedText, expected, quoted(text)).span(span);
        note.severity = Severity::Note;
        self.diagnostics.push(note);
        self.unplaced.push(Unplaced::new(span, text));
    }

    /// Gathers what nobody took.
    pub(super) fn finish(mut self) -> Reading<'a> {
        let mut next = Some(self.document.root_element());
        while let Some(node) = next {
            let goes_inside = self.leftovers(node);
            let inside = node.first_child().filter(|_| goes_inside);
            next = inside.or_else(|| {
                let mut up = Some(node);
                std::iter::from_fn(|| {
                    let node = up?;
                    up = node.parent();
                    Some(node)
                })
                .find_map(|node| node.next_sibling())
            });
        }
        if self.study.identification.nct_id.is_none() {
            let missing = Diagnostic::new(Code::MissingNctId, "a registry number", "none");
            let path = FieldPath::new("protocolSection.identificationModule.nctId");
            let end = self.start + self.document.root_element().range().start;
            self.diagnostics.push(missing.field(path).span(Span::new(end, end)));
        }
        self.unplaced.sort_by_key(|unplaced| unplaced.span);
        Reading {
            format: Format::Xml,
            source: Source::new(self.xml),
            study: self.study,
            page: None,
            diagnostics: self.diagnostics,
            unplaced: self.unplaced,
            places: Places::Noted { fields: self.spans, criteria: self.criteria },
        }
    }

    /// Leaves what a node says unplaced, if nobody took it. Tells whether there is something to look at inside.
    fn leftovers(&mut self, node: Node<'d, 'a>) -> bool {
        let shift = |range: Range<usize>| Span::new(self.start + range.start, self.start + range.end);
        if node.is_element() && self.opened.contains(&node.id()) && !self.explained.contains(&node.id()) {
            let attributes = node.attributes().filter(|attribute| {
                attribute.namespace().is_some() || !self.taken_attributes.contains(&(node.id(), attribute.name()))
            });
            let left: Vec<_> = attributes.map(|attribute| (attribute.name(), shift(attribute.range()))).collect();
            for (name, span) in left {
                self.left_over(name, span, false);
            }
            return true;
        }
        if node.is_element() {
            let is_explained = self.explained.contains(&node.id());
            self.left_over(node.tag_name().name(), shift(node.range()), is_explained);
        } else if node.is_text()
            && !self.taken.contains(&node.id())
            && let Some(span) = self.decoded_at(self.place_of_text(node)).span()
        {
            self.left_over("text between elements", span, false);
        }
        false
    }

    fn left_over(&mut self, name: &str, span: Span, is_explained: bool) {
        let text = self.xml.get(span.range()).unwrap_or_default();
        self.unplaced.push(Unplaced::new(span, text));
        if is_explained {
            return;
        }
        let mut diagnostic = Diagnostic::new(Code::UnplacedText, "an element of the study", name.to_owned()).span(span);
        if words::WITHOUT_PLACE.contains(&name) {
            diagnostic.severity = Severity::Note;
        }
        self.diagnostics.push(diagnostic);
    }
}
