//! The registry's legacy XML, to [`Study`](crate::Study): the `clinical_study` documents that it served until 2024.
//!
//! ```text
//! &str --> tree of elements --> lower: one function per element group --> Study
//!                                  ^
//!                               words: the codes that the XML spells in words
//!                               text: blocks with their lines put together again
//! ```
//!
//! Each element and each attribute that has a place in the model is put there; the others are in
//! [`Parsed::unplaced`], whole and with a diagnostic. What the form does not say is not made up: sites have no
//! coordinates, `MeSH` terms no numbers.
//!
//! The elements are those of the registry's schema `public.xsd` of 2020-05-08, and those of the documents before it that
//! its history of changes names.

mod element;
mod lower;
mod text;
mod words;

use roxmltree::{Document, ParsingOptions};

use crate::{error::Error, options::Options, parsed::Parsed, source::Source};

/// The deepest nesting that is read; the schema has 13 levels.
const DEPTH: usize = 64;

/// The longest tag that is read, in bytes. The longest of the schema, a measurement with its five attributes, has some
/// hundred; what compares attributes with each other takes time that grows with their square.
const TAG: usize = 8 * 1024;

/// How many namespaces may be declared; the schema has none. The tree compares each with all around it.
const NAMESPACES: usize = 16;

/// Reads a study from the registry's legacy XML.
///
/// ```
/// let xml = "\
/// <clinical_study>
///   <id_info><nct_id>NCT99900001</nct_id></id_info>
///   <brief_title>Tea for Thirst</brief_title>
///   <overall_status>Active, not recruiting</overall_status>
///   <phase>Phase 1/Phase 2</phase>
/// </clinical_study>";
/// let parsed = ctgov::xml::parse(xml)?;
/// assert_eq!(parsed.study.status().unwrap().as_str(), "ACTIVE_NOT_RECRUITING");
/// assert_eq!(parsed.study.phases().len(), 2);
/// let span = parsed.span_of("protocolSection.statusModule.overallStatus").unwrap();
/// assert_eq!(&xml[span.range()], "Active, not recruiting");
/// # Ok::<(), ctgov::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Xml`] where the text is no XML, where it has a document type declaration (and with it entities that grow),
/// elements nested more than 64 deep, a tag of more than 8 KiB or more than 16 namespaces, and where its root is no `clinical_study`.
/// [`Error::Empty`] where there is nothing.
pub fn parse(xml: &str) -> Result<Parsed, Error> {
    parse_with(xml, &Options::default())
}

/// [`parse`] within limits.
pub(crate) fn parse_with(xml: &str, options: &Options) -> Result<Parsed, Error> {
    options.check_length(xml)?;
    // A tree has no use for what stands before the declaration, and takes no byte order mark.
    let text = xml.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let start = xml.len() - text.len();
    if text.is_empty() {
        return Err(Error::Empty);
    }
    refuse_hostile(xml, text, start, options.levels(DEPTH))?;
    let strictly = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, strictly).map_err(|error| broken(xml, text, start, &error))?;
    let root = document.root_element();
    if root.tag_name().name() != "clinical_study" {
        return Err(Error::Xml {
            position: Source::new(xml).position(start + root.range().start),
            expected: "a clinical_study".to_owned(),
            found: format!("the element {}", root.tag_name().name()),
        });
    }
    options.finish(lower::lower(xml, start, &document))
}

/// Refuses what would take more time or stack than any record does, before the tree is built.
fn refuse_hostile(xml: &str, text: &str, start: usize, levels: usize) -> Result<(), Error> {
    let refuse = |offset: usize, expected: &str, found: &str| {
        let position = Source::new(xml).position(start + offset);
        Err(Error::Xml { position, expected: expected.to_owned(), found: found.to_owned() })
    };
    let bytes = text.as_bytes();
    let (mut depth, mut namespaces) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()) {
        let open = at + open;
        let rest = text.get(open..).unwrap_or_default();
        let close = |end: &str, from: usize| {
            let inside = rest.get(from..).unwrap_or_default();
            inside.find(end).map_or(rest.len(), |close| from + close + end.len())
        };
        let length = if rest.starts_with("<!--") {
            close("-->", "<!--".len())
        } else if rest.starts_with("<![CDATA[") {
            close("]]>", "<![CDATA[".len())
        } else if rest.starts_with("<?") {
            close("?>", "<?".len())
        } else if "<!--".starts_with(rest) || "<![CDATA[".starts_with(rest) {
            // The text ends within such a mark.
            break;
        } else if rest.starts_with("<!") {
            return refuse(open, "no document type declaration", "one");
        } else {
            let tag = rest.as_bytes().get(..TAG).unwrap_or(rest.as_bytes());
            let Some(end) = end_of_tag(tag) else {
                if rest.len() < TAG {
                    break;
                }
                return refuse(open, "a tag of at most 8192 bytes", "a longer one");
            };
            if rest.starts_with("</") {
                depth = depth.saturating_sub(1);
            } else if tag.get(..end).and_then(<[u8]>::last) != Some(&b'/') {
                depth += 1;
            }
            namespaces += tag.get(..end).map_or(0, |tag| memchr::memmem::find_iter(tag, "xmlns").count());
            if namespaces > NAMESPACES {
                return refuse(open, "at most 16 declarations of namespaces", "another");
            }
            if depth > levels {
                return refuse(open, &format!("at most {levels} levels of elements"), "a deeper one");
            }
            end + 1
        };
        at = open + length;
    }
    Ok(())
}

/// Where a tag ends: at the first `>` that is not within quotation marks.
fn end_of_tag(tag: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr::memchr3(b'>', b'"', b'\'', tag.get(at..)?)?;
        match tag.get(found) {
            Some(b'>') => return Some(found),
            Some(&quote) => at = found + 1 + memchr::memchr(quote, tag.get(found + 1..)?)? + 1,
            None => return None,
        }
    }
}

/// Why a text is no XML.
fn broken(xml: &str, text: &str, start: usize, error: &roxmltree::Error) -> Error {
    let place = error.pos();
    let line = (place.row as usize).saturating_sub(1);
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    let line = std::iter::once(0).chain(breaks).nth(line).unwrap_or_default();
    let characters = text.get(line..).unwrap_or_default().char_indices();
    let column = characters.map(|(at, _)| at).nth((place.col as usize).saturating_sub(1)).unwrap_or_default();
    // The tree's message ends with the place, which stands before ours.
    let message = error.to_string();
    let message = message.rsplit_once(" at ").map_or(&*message, |(message, _)| message);
    Error::Xml {
        position: Source::new(xml).position(start + line + column),
        expected: "well-formed XML".to_owned(),
        found: message.to_owned(),
    }
}
