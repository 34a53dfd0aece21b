//! Where the values of a JSON text stand, looked up when somebody asks.
//!
//! Reading a record does not note the place of each value, which would cost more than reading them. The text is walked
//! again instead, into those objects and lists only that hold what is asked for.

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    marker::PhantomData,
};

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::{
    source::Span,
    study::other::{Step, push_step},
};

/// What to look for.
pub(crate) enum Wanted<'w> {
    /// Each value that has no parts.
    Leaves,
    /// The values at these paths, spelt as `protocolSection.statusModule.overallStatus` or `locations[2].city`.
    Paths(BTreeSet<&'w str>),
}

/// A value that was looked for.
pub(crate) struct Found {
    pub(crate) path: String,
    /// Where it stands; a text without its quotation marks.
    pub(crate) span: Span,
    /// Whether the object has another value of that name behind it, which counts.
    pub(crate) is_replaced: bool,
}

/// Walks a text that is JSON, and gives what was looked for in the order of the text. In a text that is no JSON nothing is
/// found.
pub(crate) fn find(text: &str, wanted: &Wanted<'_>) -> Vec<Found> {
    let mut walk = Walk { text, wanted, path: String::new(), found: Vec::new() };
    walk.value(text.trim_start_matches('\u{feff}'));
    walk.found
}

/// The place of one value.
pub(crate) fn find_one(text: &str, path: &str) -> Option<Found> {
    find(text, &Wanted::Paths(BTreeSet::from([path]))).into_iter().find(|found| !found.is_replaced)
}

struct Walk<'j, 'w> {
    text: &'j str,
    wanted: &'w Wanted<'w>,
    path: String,
    found: Vec<Found>,
}

impl<'j> Walk<'j, '_> {
    fn value(&mut self, json: &'j str) {
        let json = json.trim();
        let is_leaf = !json.starts_with(['{', '[']);
        let is_wanted = match self.wanted {
            Wanted::Leaves => is_leaf,
            Wanted::Paths(paths) => paths.contains(&*self.path),
        };
        if is_wanted {
            self.note(json, false);
        }
        if !is_leaf {
            // What is no JSON has been reported by who read it.
            let _ = serde_json::Deserializer::from_str(json).deserialize_any(Parts { walk: self, json: PhantomData });
        }
    }

    fn note(&mut self, json: &str, is_replaced: bool) {
        let json = json.trim();
        let shown = json.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(json);
        let start = (shown.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let span = Span::new(start, start + shown.len());
        self.found.push(Found { path: self.path.clone(), span, is_replaced });
    }

    /// A value that another of its name replaces is found only if it is asked for itself.
    fn replaced(&mut self, json: &str) {
        if matches!(self.wanted, Wanted::Paths(paths) if paths.contains(&*self.path)) {
            self.note(json, true);
        }
    }

    fn part(&mut self, step: Step<'_>, json: &'j str, is_replaced: bool) {
        let length = self.path.len();
        push_step(&mut self.path, step);
        if is_replaced {
            self.replaced(json);
        } else if self.leads_on() {
            self.value(json);
        }
        self.path.truncate(length);
    }

    /// Whether something that is looked for stands here or below.
    fn leads_on(&self) -> bool {
        match self.wanted {
            Wanted::Leaves => true,
            // What begins with the path is first of all that is not before it.
            Wanted::Paths(paths) => paths.range(&*self.path..).next().is_some_and(|path| path.starts_with(&self.path)),
        }
    }
}

struct Parts<'a, 'j, 'w> {
    walk: &'a mut Walk<'j, 'w>,
    json: PhantomData<&'j str>,
}

impl<'j> Visitor<'j> for Parts<'_, 'j, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<(), A::Error> {
        let mut members: Vec<(String, &'j RawValue)> = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        // Of a name that stands twice the last value counts, as with any reader of JSON.
        let last: HashMap<&str, usize> = members.iter().enumerate().map(|(at, (name, _))| (&**name, at)).collect();
        for (at, (name, value)) in members.iter().enumerate() {
            let is_replaced = last.get(&**name) != Some(&at);
            self.walk.part(Step::Member(name), value.get(), is_replaced);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'j>>(self, mut list: A) -> Result<(), A::Error> {
        let mut index = 0;
        while let Some(value) = list.next_element::<&RawValue>()? {
            self.walk.part(Step::Element(index), value.get(), false);
            index += 1;
        }
        Ok(())
    }
}

/// A piece of a text that was decoded from another: where it begins in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) in_value: usize,
    pub(crate) in_text: usize,
    /// How long it is in the other text, where it is written in another way there: `\n`, `&gt;`.
    pub(crate) written: Option<usize>,
}

/// The span in the text of a span in the value that was decoded from it.
pub(crate) fn original(pieces: &[Piece], span: Span) -> Option<Span> {
    let piece = |offset: usize| {
        let behind = pieces.partition_point(|piece| piece.in_value <= offset);
        pieces.get(behind.checked_sub(1)?)
    };
    let first = piece(span.start)?;
    let start = first.in_text + if first.written.is_some() { 0 } else { span.start - first.in_value };
    // The end is looked up from the last byte inside: the offset behind it may be that of the next piece.
    let last = span.end.checked_sub(1).filter(|last| *last >= span.start)?;
    let piece = piece(last)?;
    let end = piece.in_text + piece.written.unwrap_or(last - piece.in_value + 1);
    Some(Span::new(start, end))
}

/// The pieces of a JSON string, `start` being where it begins behind its quotation mark.
pub(crate) fn pieces_of_json(string: &str, start: usize) -> Vec<Piece> {
    let mut pieces = vec![Piece { in_value: 0, in_text: start, written: None }];
    let (mut rest, mut in_value, mut in_text) = (string, 0, start);
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        in_value += at;
        in_text += at;
        let escape = rest.get(at..).unwrap_or_default();
        let (written, decoded) = escape_of_json(escape);
        pieces.push(Piece { in_value, in_text, written: Some(written) });
        in_value += decoded;
        in_text += written;
        pieces.push(Piece { in_value, in_text, written: None });
        rest = escape.get(written..).unwrap_or_default();
    }
    pieces
}

/// How long an escape is, and what it stands for.
fn escape_of_json(escape: &str) -> (usize, usize) {
    let unit = |at: usize| escape.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    if escape.as_bytes().get(1) != Some(&b'u') {
        return (2, 1);
    }
    match unit(2) {
        // The first half of a pair: the other half is an escape too.
        Some(0xD800..=0xDBFF) => (12, 4),
        Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
        None => (2, 1),
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used)]
mod tests {
    use super::{Wanted, find, find_one, original, pieces_of_json};
    use crate::source::Span;

    const JSON: &str = "\u{feff} { \"a\" : { \"b\" : [ \"x\", { \"c\" : -1.5 } ], \"be\" : null } , \"d\" : \"\" }";

    #[test]
    fn leaves_stand_where_they_are_found() {
        let found: Vec<_> = find(JSON, &Wanted::Leaves).into_iter().map(|f| (f.path, &JSON[f.span.range()])).collect();
        let expected = [("a.b[0]", "x"), ("a.b[1].c", "-1.5"), ("a.be", "null"), ("d", "")];
        assert_eq!(found, expected.map(|(path, text)| (path.to_owned(), text)));
    }

    #[test]
    fn one_value_is_found_and_no_other() {
        let text = |path| find_one(JSON, path).map(|found| &JSON[found.span.range()]);
        assert_eq!(text("a.b[1].c"), Some("-1.5"));
        assert_eq!(text("a.b[1]"), Some("{ \"c\" : -1.5 }"));
        assert!(find_one(JSON, "a.bee").is_none());
        assert!(find_one(JSON, "a.b[1]c").is_none());
        assert!(find_one("{\"a\":", "a").is_none());
    }

    #[test]
    fn a_span_of_a_decoded_string_leads_back() {
        let string = r"é \u2265 5\n\ud83d\ude00 \> end";
        let pieces = pieces_of_json(string, 0);
        let value = "é ≥ 5\n😀 > end";
        let back = |part: &str| {
            let at = value.find(part).unwrap();
            &string[original(&pieces, Span::new(at, at + part.len())).unwrap().range()]
        };
        assert_eq!(back("≥ 5"), r"\u2265 5");
        assert_eq!(back("5\n😀"), r"5\n\ud83d\ude00");
        assert_eq!(back("> e"), r"\> e");
        assert_eq!(back("end"), "end");
    }
}
