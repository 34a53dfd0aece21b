//! A record with all that is shown of it: marks, diagnostics and what is unplaced, by their places in the text.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use ctgov::{Diagnostic, Parsed, Position, Source, Span};

/// A record, and its text as it was read.
pub(crate) struct Record {
    pub(crate) parsed: Parsed,
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    /// The diagnostics of reading, then the findings of `Study::check`.
    pub(crate) said: Vec<Said>,
    pub(crate) unplaced: Vec<Place>,
    /// The places of the headings and items of the criteria, where they are known, in the order of the tree.
    pub(crate) criteria: Vec<Option<Place>>,
}

/// A place in the text, with its line and column.
pub(crate) struct Place {
    pub(crate) range: Range<usize>,
    pub(crate) position: Position,
}

/// A value, with the fields that it is the value of.
pub(crate) struct Mark {
    pub(crate) range: Range<usize>,
    pub(crate) paths: Vec<String>,
    pub(crate) module: &'static Module,
}

/// Something to say, and where.
pub(crate) struct Said {
    pub(crate) diagnostic: Diagnostic,
    pub(crate) place: Option<Place>,
}

impl Said {
    /// The message in one line, without its field, which the mark names.
    pub(crate) fn line(&self) -> String {
        let position = self.place.as_ref().map(|place| place.position);
        let mut diagnostic = self.diagnostic.clone();
        (diagnostic.position, diagnostic.field) = (position, None);
        diagnostic.to_string()
    }
}

/// A module of the registry's model: the parts of its fields' paths, its name for people, the class of its marks.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) section: &'static str,
    pub(crate) member: &'static str,
    pub(crate) name: &'static str,
    pub(crate) class: &'static str,
}

const fn module(section: &'static str, member: &'static str, name: &'static str, class: &'static str) -> Module {
    Module { section, member, name, class }
}

pub(crate) static MODULES: &[Module] = &[
    module("protocolSection", "identificationModule", "Identification", "identification"),
    module("protocolSection", "statusModule", "Status", "status"),
    module("protocolSection", "sponsorCollaboratorsModule", "Sponsor and collaborators", "sponsor"),
    module("protocolSection", "oversightModule", "Oversight", "oversight"),
    module("protocolSection", "descriptionModule", "Description", "description"),
    module("protocolSection", "conditionsModule", "Conditions", "conditions"),
    module("protocolSection", "designModule", "Design", "design"),
    module("protocolSection", "armsInterventionsModule", "Arms and interventions", "arms"),
    module("protocolSection", "outcomesModule", "Outcomes", "outcomes"),
    module("protocolSection", "eligibilityModule", "Eligibility", "eligibility"),
    module("protocolSection", "contactsLocationsModule", "Contacts and locations", "contacts"),
    module("protocolSection", "referencesModule", "References", "references"),
    module("protocolSection", "ipdSharingStatementModule", "Sharing of data", "sharing"),
    module("resultsSection", "", "Results", "results"),
    module("annotationSection", "", "Annotation", "annotation"),
    module("documentSection", "", "Documents", "documents"),
    module("derivedSection", "", "Derived by the registry", "derived"),
    module("page", "", "On the page only", "page"),
];

/// What no module has.
pub(crate) static OTHER: Module = module("", "", "Other", "other");

impl Module {
    pub(crate) fn of(path: &str) -> &'static Self {
        let mut parts = path.split(['.', '[']);
        let (section, member) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let is_own =
            |module: &&Self| module.section == section && (module.member.is_empty() || module.member == member);
        MODULES.iter().find(is_own).unwrap_or(&OTHER)
    }
}

/// A path without what its module says: `armGroups[0].label`.
pub(crate) fn within_module(path: &str) -> &str {
    let Some((section, rest)) = path.split_once('.') else { return path };
    match rest.split_once('.') {
        Some((member, rest)) if section.ends_with("Section") && member.ends_with("Module") => rest,
        _ => path,
    }
}

/// The last two names of a path, or what there is of them within the module: `measurements[1].value`.
pub(crate) fn short(path: &str) -> &str {
    let path = within_module(path);
    path.rmatch_indices('.').nth(1).and_then(|(at, _)| path.get(at + 1..)).unwrap_or(path)
}

impl Record {
    pub(crate) fn new(parsed: Parsed, bytes: &[u8]) -> Self {
        let decoded = Decoded::new(bytes);
        let findings = parsed.study.check();
        let found = |finding: &Diagnostic| parsed.span_of(&finding.field.as_ref()?.to_string());
        let findings: Vec<_> = findings.into_iter().map(|finding| (found(&finding), finding)).collect();
        let read = parsed.diagnostics.iter().map(|diagnostic| (diagnostic.span, diagnostic.clone()));
        let said: Vec<_> = read.chain(findings).collect();
        let criteria: Vec<_> = criteria_spans(&parsed).collect();

        // Lines and columns of all places in one walk: a record of JSON may be one long line.
        let spans = said.iter().map(|(span, _)| *span).chain(criteria.iter().copied()).flatten();
        let ranges: Vec<_> =
            spans.chain(parsed.unplaced.iter().map(|unplaced| unplaced.span)).map(|span| decoded.range(span)).collect();
        let mut offsets: Vec<_> = ranges.iter().map(|range| range.start).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let source = Source::new(&decoded.text);
        let positions: HashMap<_, _> = offsets.iter().copied().zip(source.positions(offsets.iter().copied())).collect();
        let place = |span: Span| {
            let range = decoded.range(span);
            let position = positions.get(&range.start).copied().unwrap_or(Position { line: 1, column: 1 });
            Place { range, position }
        };

        let said = said.into_iter().map(|(span, diagnostic)| Said { diagnostic, place: span.map(place) }).collect();
        let unplaced = parsed.unplaced.iter().map(|unplaced| place(unplaced.span)).collect();
        let criteria = criteria.into_iter().map(|span| span.map(place)).collect();
        let marks = marks(&parsed, &decoded);
        Self { said, unplaced, criteria, marks, parsed, text: decoded.text }
    }
}

/// One mark for each place, in the order of the text.
fn marks(parsed: &Parsed, decoded: &Decoded) -> Vec<Mark> {
    let mut places: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    for (path, span) in parsed.spans() {
        let range = decoded.range(span);
        places.entry((range.start, range.end)).or_default().push(path.to_string());
    }
    let mark = |((start, end), paths): (_, Vec<String>)| {
        let module = Module::of(paths.first().map_or("", |path| path));
        Mark { range: start..end, paths, module }
    };
    places.into_iter().map(mark).collect()
}

/// The places of headings and items, each heading before its items, each item before those below it.
fn criteria_spans(parsed: &Parsed) -> impl Iterator<Item = Option<Span>> {
    parsed.criteria.groups.iter().flat_map(|group| {
        let heading = group.span.and_then(|span| parsed.criteria_span(span));
        std::iter::once(heading).chain(group.walk().map(|(_, item)| parsed.criteria_span(item.span)))
    })
}

/// The text that bytes were read as, and the way to it: spans are of the bytes.
struct Decoded {
    text: String,
    /// Where a bad sequence ends in the bytes, and `�` in the text.
    replaced: Vec<(usize, usize)>,
}

impl Decoded {
    fn new(bytes: &[u8]) -> Self {
        let (mut text, mut replaced, mut end) = (String::with_capacity(bytes.len()), Vec::new(), 0);
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            end += chunk.valid().len() + chunk.invalid().len();
            if !chunk.invalid().is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
                replaced.push((end, text.len()));
            }
        }
        Self { text, replaced }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.offset(span.start);
        start..self.offset(span.end).max(start)
    }

    fn offset(&self, offset: usize) -> usize {
        let before = self.replaced.partition_point(|(end, _)| *end <= offset);
        let last = before.checked_sub(1).and_then(|last| self.replaced.get(last));
        let offset = last.map_or(offset, |(end, in_text)| in_text + offset - end).min(self.text.len());
        // An offset inside a bad sequence is one inside `�`.
        (offset..=self.text.len()).find(|offset| self.text.is_char_boundary(*offset)).unwrap_or(self.text.len())
    }
}
