//! The text of elements: entities and line ends resolved, hard wraps undone, each piece with its place in the XML.

use std::ops::Range;

use crate::{
    places::{Piece, original},
    source::Span,
};

/// Text and the pieces of the XML that it was made from.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
}

/// The registry breaks the lines of a text block where they would have more columns, indentation included. So it is with
/// each break inside a paragraph in 48 real records but one; those of 2015 have one column less than those of later.
const WIDTH: usize = 98;

impl Text {
    /// Decodes what stands between the tags of an element without elements inside. The XML is well-formed.
    pub(super) fn decoded(xml: &str, start: usize) -> Self {
        let mut decoded = Self::default();
        let (mut rest, mut at) = (xml, start);
        while let Some(special) = memchr::memchr3(b'&', b'<', b'\r', rest.as_bytes()) {
            decoded.verbatim(rest.get(..special).unwrap_or_default(), at);
            let here = rest.get(special..).unwrap_or_default();
            at += special;
            let length = match here.as_bytes().first() {
                Some(b'&') => decoded.reference(here, at),
                Some(b'\r') => decoded.line_end(here, at),
                _ => decoded.markup(here, at),
            };
            rest = here.get(length..).unwrap_or_default();
            at += length;
        }
        decoded.verbatim(rest, at);
        decoded
    }

    fn verbatim(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.pieces.push(Piece { in_value: self.text.len(), in_text: at, written: None });
            self.text.push_str(text);
        }
    }

    fn replaced(&mut self, c: char, at: usize, length: usize) {
        self.pieces.push(Piece { in_value: self.text.len(), in_text: at, written: Some(length) });
        self.text.push(c);
    }

    /// `reference = "&" ( name / "#" 1*DIGIT / "#x" 1*HEX ) ";"`
    fn reference(&mut self, here: &str, at: usize) -> usize {
        let name = here.get(1..).and_then(|name| name.split_once(';')).map_or("", |(name, _)| name);
        let length = name.len() + 2;
        let number = |digits, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let c = match (name, name.strip_prefix('#')) {
            ("lt", _) => Some('<'),
            ("gt", _) => Some('>'),
            ("amp", _) => Some('&'),
            ("quot", _) => Some('"'),
            ("apos", _) => Some('\''),
            (_, Some(code)) => match code.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(code, 10),
            },
            _ => None,
        };
        match c {
            // A carriage return that XML would otherwise drop: the record's own line ends are CR LF.
            Some('\r') if here.get(length..).is_some_and(|rest| rest.starts_with(['\n', '\r'])) => {}
            Some('\r') => self.replaced('\n', at, length),
            Some(c) => self.replaced(c, at, length),
            None => {
                self.verbatim("&", at);
                return 1;
            }
        }
        length
    }

    /// XML reads each kind of line end as one.
    fn line_end(&mut self, here: &str, at: usize) -> usize {
        let length = if here.starts_with("\r\n") { 2 } else { 1 };
        self.replaced('\n', at, length);
        length
    }

    /// A section of plain text, or a comment or instruction, which is none.
    fn markup(&mut self, here: &str, at: usize) -> usize {
        const CDATA: &str = "<![CDATA[";
        if let Some(section) = here.strip_prefix(CDATA) {
            let text = section.split("]]>").next().unwrap_or_default();
            let (mut rest, mut at) = (text, at + CDATA.len());
            while let Some(end) = memchr::memchr(b'\r', rest.as_bytes()) {
                self.verbatim(rest.get(..end).unwrap_or_default(), at);
                let here = rest.get(end..).unwrap_or_default();
                let length = self.line_end(here, at + end);
                rest = here.get(length..).unwrap_or_default();
                at += end + length;
            }
            self.verbatim(rest, at);
            return (CDATA.len() + text.len() + 3).min(here.len());
        }
        // `<!-->` begins a comment and does not end it.
        let (begin, end) = if here.starts_with("<!--") { ("<!--", "-->") } else { ("<?", "?>") };
        let inside = here.get(begin.len()..).unwrap_or_default();
        inside.find(end).map_or(here.len(), |close| begin.len() + close + end.len())
    }

    /// The place in the XML of what is no margin; `None` where there is nothing else.
    pub(super) fn span(&self) -> Option<Span> {
        let text = self.text.trim();
        let start = self.text.len() - self.text.trim_start().len();
        original(&self.pieces, Span::new(start, start + text.len()))
    }

    /// The place in the XML of a part of the text.
    pub(super) fn part(&self, part: &str) -> Option<Span> {
        let start = self.text.find(part)?;
        original(&self.pieces, Span::new(start, start + part.len()))
    }

    /// The text on one line: a title, a name. What breaks it into lines is not the registry's.
    pub(super) fn line(&self) -> String {
        let lines = self.text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" ")
    }

    /// The text with its own line ends, each line without margins.
    pub(super) fn lines(&self) -> String {
        let lines: Vec<_> = self.text.trim().lines().map(str::trim).collect();
        lines.join("\n")
    }

    /// The text of a block with paragraphs and lists, hard wraps undone.
    ///
    /// ```text
    /// block     = paragraph *( blank-line paragraph )
    /// paragraph = indentation [ marker ] line *( line )
    /// marker    = "-" 1*SP / number "." 1*SP / letter "." 1*SP
    /// ```
    ///
    /// A line break is a wrap where the next word would not have fitted on the line; else somebody made it, and it
    /// stays. Entries of a list follow each other without blank lines and deeper ones are indented, as in the API's
    /// Markdown; markers stay as they are.
    pub(super) fn unwrapped(&self) -> Self {
        let mut block = Block { wrapped: self, out: Self::default(), open: Vec::new(), was_entry: false, depth: 0 };
        for (index, paragraph) in self.paragraphs().into_iter().enumerate() {
            block.paragraph(index, &paragraph);
        }
        block.out
    }

    fn paragraphs(&self) -> Vec<Paragraph> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            lines.push(Line::of(line, start));
            start += line.len() + 1;
        }

        let mut paragraphs: Vec<Paragraph> = Vec::new();
        let mut before: Option<Line> = None;
        let mut after_blank = true;
        for line in lines {
            if line.range.is_empty() {
                after_blank = true;
                continue;
            }
            let would_fit = before.as_ref().is_some_and(|before| before.end_column + 1 + line.first_word <= WIDTH);
            match paragraphs.last_mut().filter(|_| !after_blank && !would_fit) {
                Some(paragraph) => paragraph.lines.push(line.range.clone()),
                None => {
                    paragraphs.push(Paragraph { indent: line.indent, after_blank, lines: vec![line.range.clone()] });
                }
            }
            before = Some(line);
            after_blank = false;
        }
        paragraphs
    }
}

/// A line of a block.
struct Line {
    /// Its text without margins, a range of the block.
    range: Range<usize>,
    /// In characters.
    indent: usize,
    /// The column behind its last character.
    end_column: usize,
    /// How long its first word is.
    first_word: usize,
}

impl Line {
    fn of(line: &str, start: usize) -> Self {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        let first_word = text.split_whitespace().next().unwrap_or_default().chars().count();
        let end_column = line.trim_end().chars().count();
        let start = start + indent;
        Self {
            range: start..start + text.len(),
            indent: line.chars().take_while(|c| c.is_whitespace()).count(),
            end_column,
            first_word,
        }
    }
}

/// Lines that are one in the record.
struct Paragraph {
    indent: usize,
    /// Whether a blank line stands before it, or nothing.
    after_blank: bool,
    lines: Vec<Range<usize>>,
}

/// A block on its way.
struct Block<'t> {
    wrapped: &'t Text,
    out: Text,
    /// The entries of lists that are open: the column of their text, and how far their text is indented in the output.
    open: Vec<(usize, usize)>,
    /// Whether the paragraph before was an entry of a list, and how many entries it stood in.
    was_entry: bool,
    depth: usize,
}

impl Block<'_> {
    fn paragraph(&mut self, index: usize, paragraph: &Paragraph) {
        let Some(first) = paragraph.lines.first() else { return };
        let text = self.wrapped.text.get(first.clone()).unwrap_or_default();
        let marker = marker(text);
        // An entry's own text begins behind its marker; `10.` hangs out to the left of `9.`.
        let column = paragraph.indent + marker.map_or(0, |(_, text)| text);
        self.open.retain(|(open, _)| if marker.is_some() { *open < column } else { *open <= column });
        let indent = self.open.last().map_or(0, |(_, indent)| *indent);
        let is_entry = marker.is_some();
        if index > 0 {
            let is_deeper = self.open.len() > self.depth;
            let is_close = !paragraph.after_blank || (is_entry && self.was_entry && !is_deeper);
            self.gap(first.start, if is_close { "\n" } else { "\n\n" }, indent);
        }
        let mut lines = paragraph.lines.iter().cloned();
        if let Some((length, text)) = marker {
            lines.next();
            self.copy(first.start..first.start + length);
            self.gap(first.start + text, " ", 0);
            self.copy(first.start + text..first.end);
            self.open.push((column, indent + length + 1));
        } else if let Some(first) = lines.next() {
            self.copy(first);
        }
        for line in lines {
            self.gap(line.start, " ", 0);
            self.copy(line);
        }
        self.was_entry = is_entry;
        self.depth = self.open.len() - usize::from(is_entry);
    }

    /// Writes what stands between two pieces, which is the white space before the second in the XML.
    fn gap(&mut self, next: usize, between: &str, indent: usize) {
        let end = self.wrapped.pieces_in(next..next + 1).next().map_or(0, |piece| piece.in_text);
        let start = self
            .out
            .pieces
            .last()
            .map_or(end, |last| last.in_text + last.written.unwrap_or(self.out.text.len() - last.in_value));
        let written = Some(end.saturating_sub(start));
        self.out.pieces.push(Piece { in_value: self.out.text.len(), in_text: start, written });
        self.out.text.push_str(between);
        self.out.text.extend(std::iter::repeat_n(' ', indent));
    }

    fn copy(&mut self, range: Range<usize>) {
        let offset = self.out.text.len();
        for piece in self.wrapped.pieces_in(range.clone()) {
            self.out.pieces.push(Piece { in_value: piece.in_value + offset - range.start, ..piece });
        }
        self.out.text.push_str(self.wrapped.text.get(range).unwrap_or_default());
    }
}

impl Text {
    /// The pieces that a range of the text was made from, the first cut to where the range begins.
    fn pieces_in(&self, range: Range<usize>) -> impl Iterator<Item = Piece> + '_ {
        let first = self.pieces.partition_point(|piece| piece.in_value <= range.start).saturating_sub(1);
        let pieces = self.pieces.get(first..).unwrap_or_default().iter();
        pieces.take_while(move |piece| piece.in_value < range.end).map(move |piece| {
            let cut = range.start.saturating_sub(piece.in_value);
            match piece.written {
                None => Piece { in_value: piece.in_value + cut, in_text: piece.in_text + cut, written: None },
                Some(_) => Piece { in_value: piece.in_value.max(range.start), ..*piece },
            }
        })
    }
}

/// How long a line's list marker is, and where the text behind it begins.
fn marker(line: &str) -> Option<(usize, usize)> {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let letter = line.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    let length = match line.chars().next()? {
        '-' => 1,
        _ if (1..=3).contains(&digits) && line.get(digits..).is_some_and(|rest| rest.starts_with('.')) => digits + 1,
        _ if letter && line.get(1..).is_some_and(|rest| rest.starts_with('.')) => 2,
        _ => return None,
    };
    let behind = line.get(length..)?;
    let text = behind.trim_start();
    (text.len() < behind.len() && !text.is_empty()).then(|| (length, line.len() - text.len()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing)]
mod tests {
    use super::Text;
    use crate::{places::original, source::Span};

    fn unwrapped(xml: &str) -> Text {
        Text::decoded(xml, 0).unwrapped()
    }

    #[test]
    fn entities_line_ends_and_sections_of_text() {
        let xml = "a &lt; b &#8805; &#x3e; c&#xD;\nd\r\ne<![CDATA[ <f> & g ]]><!-- no text -->h&amp;";
        assert_eq!(Text::decoded(xml, 0).text, "a < b ≥ > c\nd\ne <f> & g h&");
    }

    #[test]
    fn wraps_are_undone_and_other_breaks_stay() {
        let long = "word ".repeat(18);
        let xml = format!("\n      {long}wordy\n      goes on\n      a line of its own\n\n      Next.\n    ");
        assert_eq!(unwrapped(&xml).text, format!("{long}wordy goes on\na line of its own\n\nNext."));
    }

    #[test]
    fn short_lines_are_no_wraps() {
        assert_eq!(unwrapped("\n  Temperature:\n  in degrees\n").text, "Temperature:\nin degrees");
    }

    #[test]
    fn lists_keep_their_depth() {
        let xml = "
        Inclusion Criteria:

          -  one

               -  one below

                  a paragraph of it

          -  two

        A paragraph between.

          9. nine

         10. ten

               a. ten below

        Exclusion Criteria:
      ";
        let expected = "Inclusion Criteria:\n\n- one\n\n  - one below\n\n    a paragraph of it\n\n- two\n\n\
            A paragraph between.\n\n9. nine\n10. ten\n\n    a. ten below\n\nExclusion Criteria:";
        assert_eq!(unwrapped(xml).text, expected);
    }

    #[test]
    fn pieces_lead_back_to_the_xml() {
        let long = "word ".repeat(17);
        let xml = format!("\n   -  {long}count &lt; 5\n      and more\n\n   -  BMI &#8805; 30\n");
        let text = unwrapped(&xml);
        let back = |part: &str| {
            let at = text.text.find(part).unwrap();
            &xml[original(&text.pieces, Span::new(at, at + part.len())).unwrap().range()]
        };
        assert_eq!(back("count < 5 and"), "count &lt; 5\n      and");
        assert_eq!(back("- BMI ≥ 30"), "-  BMI &#8805; 30");
        assert_eq!(back("≥"), "&#8805;");
    }
}
