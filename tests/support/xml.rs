//! Nothing of the legacy XML is lost. The XML is read here by a scanner that knows tags, text and attributes.

use std::ops::Range;

use ctgov::{Parsed, xml::parse};

pub struct Element {
    /// From the `<` of its first tag to the end of its last.
    pub range: Range<usize>,
    pub name: String,
    /// Behind its first tag; the end of the element where that is its only one.
    pub inside: usize,
}

#[derive(Default)]
pub struct Scanned {
    pub elements: Vec<Element>,
    /// Text between tags, with the names of the elements around it; a section of text is a text of its own.
    pub texts: Vec<(Vec<String>, Range<usize>)>,
    /// The values of attributes, without declarations of namespaces.
    pub attributes: Vec<Range<usize>>,
}

/// Finds what well-formed XML consists of.
pub fn scan(xml: &str) -> Scanned {
    let mut scanned = Scanned::default();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < xml.len() {
        let rest = &xml[at..];
        // `<!-->` begins a comment and does not end it.
        let behind = |begin: &str, end: &str| begin.len() + rest[begin.len()..].find(end).unwrap() + end.len();
        let names = |scanned: &Scanned, open: &[usize]| {
            open.iter().map(|&index| scanned.elements[index].name.clone()).collect::<Vec<_>>()
        };
        at += if rest.starts_with("<!--") {
            behind("<!--", "-->")
        } else if rest.starts_with("<?") {
            behind("<?", "?>")
        } else if rest.starts_with("<![CDATA[") {
            let length = behind("<![CDATA[", "]]>");
            scanned.texts.push((names(&scanned, &open), at + 9..at + length - 3));
            length
        } else if rest.starts_with("</") {
            let length = behind("</", ">");
            scanned.elements[open.pop().unwrap()].range.end = at + length;
            length
        } else if rest.starts_with('<') {
            let (length, name, attributes) = tag(rest);
            let values = attributes.into_iter().filter(|(name, _)| !name.starts_with("xmlns"));
            scanned.attributes.extend(values.map(|(_, value)| at + value.start..at + value.end));
            scanned.elements.push(Element { range: at..at + length, name, inside: at + length });
            if !rest[..length].ends_with("/>") {
                open.push(scanned.elements.len() - 1);
            }
            length
        } else {
            let length = rest.find('<').unwrap_or(rest.len());
            scanned.texts.push((names(&scanned, &open), at..at + length));
            length
        };
    }
    assert!(open.is_empty(), "unclosed: the scanner reads well-formed XML only");
    scanned
}

/// The length of a tag, its name, and its attributes with the places of their values.
fn tag(rest: &str) -> (usize, String, Vec<(String, Range<usize>)>) {
    let name_end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        let equals = rest[at..].find(['=', '>']).unwrap() + at;
        if rest[equals..].starts_with('>') {
            return (equals + 1, rest[1..name_end].to_owned(), attributes);
        }
        let start = rest[equals..].find(['"', '\'']).unwrap() + equals;
        let quote = rest[start..].chars().next().unwrap();
        let end = rest[start + 1..].find(quote).unwrap() + start + 1;
        attributes.push((rest[at..equals].trim().to_owned(), start + 1..end));
        at = end + 1;
    }
}

/// A text with spaces for its references to white space: `&#xD;`, `&#xa;`, `&#032;`.
fn without_white_references(text: &str) -> String {
    let is_white = |reference: &str| {
        let code = reference.strip_prefix("&#").unwrap();
        let code = match code.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => code.parse(),
        };
        code.ok().and_then(char::from_u32).is_some_and(char::is_whitespace)
    };
    let mut text = text.to_owned();
    let mut at = 0;
    while let Some(start) = text[at..].find("&#").map(|start| at + start) {
        let Some(length) = text[start..].find(';') else { break };
        if is_white(&text[start..start + length]) {
            text.replace_range(start..=start + length, &" ".repeat(length + 1));
        }
        at = start + 2;
    }
    text
}

/// Texts that say nothing but where something stands, or that there is nothing.
fn is_placing(path: &[String], text: &str) -> bool {
    let path: Vec<_> = path.iter().map(String::as_str).collect();
    match (path.as_slice(), text) {
        // The level of a number of participants is that of the place it stands at.
        ([.., "analyzed", "scope"], "Overall" | "Measure" | "Class") => true,
        // Totals are fields of the groups.
        ([.., "category", "title"], "Total") => true,
        (
            [.., "event", "sub_title"],
            "Total, all-cause mortality" | "Total, serious adverse events" | "Total, other adverse events",
        ) => true,
        // No limit; no kind of study where the record is withheld.
        ([.., "eligibility", "minimum_age" | "maximum_age"] | ["clinical_study", "study_type"], "N/A") => true,
        // The measure of old documents that is the number of participants analysed.
        ([.., "outcome", "measure_list", "measure", "title"], "Number of Participants") => true,
        ([.., "outcome", "measure_list", "measure", "units"], "participants") => true,
        ([.., "outcome", "measure_list", "measure", "param"], "Number") => true,
        _ => false,
    }
}

/// Each word between tags and each word of an attribute is at the place of a field, or unplaced.
pub fn assert_complete(xml: &str, what: &str) -> Parsed {
    let parsed = parse(xml).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_all_kept(xml, &parsed, what);
    parsed
}

/// The same of XML that has been read.
pub fn assert_all_kept(xml: &str, parsed: &Parsed, what: &str) {
    let mut covered = vec![false; xml.len()];
    for (path, span) in parsed.spans() {
        assert!(xml.get(span.range()).is_some(), "{what}: the span of {path} is not a slice of the XML");
        covered[span.range()].fill(true);
    }
    for unplaced in &parsed.unplaced {
        let span = unplaced.span;
        assert_eq!(xml.get(span.range()), Some(unplaced.text.as_str()), "{what}: unplaced text is not at its span");
        covered[span.range()].fill(true);
    }
    for diagnostic in &parsed.diagnostics {
        let span = diagnostic.span.unwrap_or_else(|| panic!("{what}: no place for {diagnostic}"));
        assert!(xml.get(span.range()).is_some(), "{what}: span {span:?} of {diagnostic} is not a slice of the XML");
    }
    let scanned = scan(xml);
    let lost = |range: &Range<usize>| {
        let text = without_white_references(&xml[range.clone()]);
        let is_lost = |(at, c): (usize, char)| !c.is_whitespace() && !covered[range.start + at];
        text.char_indices().any(is_lost)
    };
    for (path, range) in scanned.texts.iter().filter(|(_, range)| lost(range)) {
        let text = &xml[range.clone()];
        assert!(is_placing(path, text.trim()), "{what}: lost {text:?} of {path:?}");
    }
    let attributes: Vec<_> = scanned.attributes.iter().filter(|range| lost(range)).collect();
    let lost: Vec<_> = attributes.into_iter().map(|range| &xml[range.clone()]).collect();
    assert_eq!(lost, [""; 0], "{what}: lost values of attributes");
}
