//! Paragraphs: the lines of a criteria text, with those joined again that a hard wrap had cut.

use super::{
    marker::{self, Counter, Key, Marker},
    number,
};
use crate::source::Span;

/// A line, or what a hard wrap made several lines of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    /// From its first visible character to its last.
    pub(super) span: Span,
    /// The column of its first character.
    pub(super) indent: usize,
    /// Whether the line before it is blank.
    pub(super) is_apart: bool,
}

/// A text in paragraphs.
pub(super) struct Layout {
    pub(super) paragraphs: Vec<Paragraph>,
    /// How many columns deeper a line stands at least that stands in a list within a list.
    ///
    /// Markdown of the API indents by the width of the marker, two columns or more. In the legacy XML the whole text is
    /// indented, a list by two columns more than a paragraph, and a list within a list by five.
    pub(super) step: usize,
    /// Characters that can be seen, or could be, and belong to no paragraph: the `~` or `<br>` of a text that has them
    /// for line breaks, byte order marks and spaces without width at the margin.
    pub(super) between: Vec<Span>,
}

/// A line that holds something.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    indent: usize,
    /// The column behind its last character.
    end: usize,
    /// Whether the line before it is blank.
    is_apart: bool,
}

/// The columns of the legacy XML; a word that is longer than a line stands beyond them.
const REGISTRY_WRAP: usize = 100;
/// The widest hard wrap that is looked for.
const WIDEST_WRAP: usize = 130;
/// Lines that are all shorter are no wrapped text.
const NARROWEST_WRAP: usize = 50;
/// What is shorter and ends with `and` or a comma may be an item of a list.
const WORD_WRAP: usize = 24;
/// The indentation of a text that is indented as a whole; the legacy XML has 8.
const WHOLE_INDENT: usize = 4;
/// Few texts have shorter lines as a rule.
const USUAL_LINE: usize = 48;
/// What is longer is no marker alone.
const LONGEST_MARKER: usize = 12;
/// How many lines are looked at ahead for the next number of a list.
const AHEAD: usize = 20;
/// No list within a list of Markdown is indented so far.
const TRIMMED_INDENT: usize = 6;

pub(super) fn paragraphs(text: &str) -> Layout {
    let (mut lines, mut between) = (Vec::with_capacity(text.len() / USUAL_LINE + 4), Vec::new());
    let is_one_line = memchr::memchr2(b'\n', b'\r', text.trim().as_bytes()).is_none();
    let breaks = if is_one_line { breaks(text) } else { Vec::new() };
    if !breaks.is_empty() {
        broken_lines(text, &breaks, &mut lines, &mut between);
    } else {
        let mut is_apart = true;
        let mut start = 0;
        for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
            // The second byte of `\r\n` ends no line of its own.
            let is_second = start == end && text.get(..end).is_some_and(|before| before.ends_with('\r'));
            if !(is_second && text.as_bytes().get(end) == Some(&b'\n')) {
                push_line(text, Span::new(start, end), &mut is_apart, &mut lines, &mut between);
            }
            start = end + 1;
        }
    }
    let margin = margin(text, &mut lines);
    let is_indented = margin >= WHOLE_INDENT;
    let wrap = if is_one_line { None } else { wrap(text, &lines, margin) };
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut before: Option<Line> = None;
    let mut has_small = None;
    for (index, &line) in lines.iter().enumerate() {
        // Most texts are not wrapped, and most lines stand apart.
        let is_joined = before.filter(|_| !line.is_apart).is_some_and(|last| {
            // Most lines begin with a bullet.
            let is_bullet = text.as_bytes().get(line.span.start) == Some(&b'*');
            let ahead = lines.iter().skip(index + 1).take(AHEAD);
            let Some(paragraph) = paragraphs.last() else { return false };
            !is_bullet && stays_open(text, &paragraphs, last, line, ahead)
                || match wrap {
                    Some(wrap) => continues(text, paragraph, last, line, wrap),
                    None if is_small(text, line) => {
                        flows(text, paragraph, last, line, *has_small.get_or_insert_with(|| begin_small(text, &lines)))
                    }
                    None => false,
                }
        });
        match paragraphs.last_mut().filter(|_| is_joined) {
            Some(paragraph) => paragraph.span.end = line.span.end,
            None => paragraphs.push(Paragraph { span: line.span, indent: line.indent, is_apart: line.is_apart }),
        }
        before = Some(line);
    }
    Layout { paragraphs, step: if is_indented { 3 } else { 2 }, between }
}

/// Adds a line, unless it is blank.
fn push_line(text: &str, span: Span, is_apart: &mut bool, lines: &mut Vec<Line>, between: &mut Vec<Span>) {
    let line = text.get(span.range()).unwrap_or_default();
    if line.is_empty() {
        *is_apart = true;
        return;
    }
    let shown = trimmed(line);
    if shown.len() < line.len() && !line.is_ascii() {
        let end = line.trim_end_matches(is_margin).len();
        let margins = [(0, end - shown.len()), (end, line.len())];
        for (from, to) in margins {
            let outside = line.get(from..to).unwrap_or_default().char_indices().filter(|(_, c)| !c.is_whitespace());
            let place = |at| span.start + from + at;
            between.extend(outside.map(|(at, c)| Span::new(place(at), place(at + c.len_utf8()))));
        }
    }
    if shown.is_empty() {
        *is_apart = true;
        return;
    }
    let indent = (shown.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    let start = span.start + indent;
    let margin = line.get(..indent).unwrap_or_default();
    // A tab is as wide as a level of a list.
    let indent = if indent == 0 {
        0
    } else if margin.is_ascii() {
        margin.len() + 3 * margin.bytes().filter(|&byte| byte == b'\t').count()
    } else {
        margin.chars().filter(|&c| c != '\u{feff}').count()
    };
    // The width of what is no wrapped line for its length is not counted.
    let is_counted = shown.len() < 4 * WIDEST_WRAP && !shown.is_ascii();
    let end = indent + if is_counted { shown.chars().count() } else { shown.len() };
    lines.push(Line { span: Span::new(start, start + shown.len()), indent, end, is_apart: *is_apart });
    *is_apart = false;
}

/// A line without its margins. Most have none.
fn trimmed(line: &str) -> &str {
    match line.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => line,
        _ => line.trim_matches(is_margin),
    }
}

fn is_margin(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// The lines of a text that has other characters for its line breaks. Behind `~` is one column of the indentation: the
/// flat files of AACT write `\n` and `\n ` so.
fn broken_lines(text: &str, breaks: &[Span], lines: &mut Vec<Line>, between: &mut Vec<Span>) {
    let mut start = 0;
    let mut is_apart = true;
    for at in breaks.iter().copied().chain([Span::new(text.len(), text.len())]) {
        push_line(text, Span::new(start, at.start), &mut is_apart, lines, between);
        if at.end > at.start {
            between.push(at);
        }
        let is_tilde = text.get(..start).is_some_and(|before| before.ends_with('~'));
        if let Some(line) = lines.last_mut().filter(|line| is_tilde && line.span.start > start && line.indent > 0) {
            line.indent += 1;
        }
        start = at.end;
    }
}

/// What stands for the line breaks of a text that has none: `~`, or `<br>` of HTML.
fn breaks(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let tildes = memchr::memchr_iter(b'~', bytes).map(|at| Span::new(at, at + 1)).filter(|at| {
        let (before, behind) = text.split_at_checked(at.start).unwrap_or_default();
        is_line_break(before, behind.strip_prefix('~').unwrap_or_default())
    });
    let tags = memchr::memchr_iter(b'<', bytes).filter_map(|at| {
        let (name, rest) = text.get(at + 1..)?.split_at_checked(2)?;
        let end = rest.trim_start().trim_start_matches('/').strip_prefix('>')?;
        name.eq_ignore_ascii_case("br").then_some(Span::new(at, text.len() - end.len()))
    });
    let mut breaks: Vec<Span> = tildes.chain(tags).collect();
    breaks.sort_unstable();
    breaks
}

/// Whether a `~` stands for a line break, and not for "to" or "about": `ECOG 0~1`, `of ~5 mg`, `5\~22`.
fn is_line_break(before: &str, behind: &str) -> bool {
    if before.ends_with('\\') {
        return false;
    }
    let number = behind.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let after_number = before.ends_with(|c: char| c.is_ascii_digit() || c == ' ' || c == '(');
    // `>18~1.2 Either sex`
    let has_parts = |key: Key| matches!(key.counter, Counter::Number { parts: 2.., .. });
    let is_marker = |marker: Marker| {
        let rest = behind.trim_start().get(marker.len..).unwrap_or_default().trim_start();
        !marker.is_doubtful || has_parts(marker.first) && rest.starts_with(char::is_uppercase)
    };
    !(number && after_number) || marker::at(behind.trim_start()).is_some_and(is_marker)
}

/// The columns that all lines are indented by, taken off them. A heading in the first line may have lost its own, where
/// the text was trimmed.
fn margin(text: &str, lines: &mut [Line]) -> usize {
    let least = |lines: &[Line]| lines.iter().map(|line| line.indent).min().unwrap_or_default();
    let mut margin = least(lines);
    if let Some((first, rest)) = lines.split_first()
        && first.indent == 0
        && rest.len() > 1
        && least(rest) >= TRIMMED_INDENT
        && marker_of(text, *first).is_none()
    {
        margin = least(rest);
    }
    for line in lines {
        line.indent = line.indent.saturating_sub(margin);
        line.end = line.end.saturating_sub(margin);
    }
    margin
}

/// How the lines of a text are wrapped.
#[derive(Clone, Copy)]
struct Wrap {
    width: usize,
    /// Whether the text is indented as a whole. The registry's XML has a blank line before each item, so that what
    /// stands right below a line goes on with it, whatever it begins with.
    is_indented: bool,
}

/// How the lines of a text are wrapped, if they are.
fn wrap(text: &str, lines: &[Line], margin: usize) -> Option<Wrap> {
    let is_indented = margin >= WHOLE_INDENT;
    let mut width = lines.iter().map(|line| line.end).max().unwrap_or_default();
    if is_indented {
        width = width.min(REGISTRY_WRAP.saturating_sub(margin));
    }
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let mut pairs = pairs.filter(|(_, line)| !line.is_apart && marker_of(text, **line).is_none()).peekable();
    pairs.peek()?;
    // Lines that stand together may be an item each. Wrapped ones are as long as they can be.
    let (full, all) = pairs
        .fold((0, 0), |(full, all), (last, line)| (full + usize::from(is_full(text, *last, *line, width)), all + 1));
    (is_indented || full > 1 && full * 2 >= all).then_some(Wrap { width, is_indented })
}

fn marker_of(text: &str, line: Line) -> Option<Marker> {
    text.get(line.span.range()).and_then(marker::at).filter(|marker| !marker.is_doubtful)
}

/// The columns between which the text of a paragraph goes on: behind the first of its markers, as the legacy XML has it
/// where the second was the author's, to behind them all.
fn body_columns(text: &str, paragraph: &Paragraph) -> (usize, usize) {
    let shown = text.get(paragraph.span.range()).unwrap_or_default();
    let Some(marker) = marker::at(shown).filter(|marker| !marker.is_doubtful) else {
        return (paragraph.indent, paragraph.indent);
    };
    let column = |behind: usize| {
        let body = shown.get(behind..).unwrap_or_default();
        let before = shown.get(..shown.len() - body.trim_start().len()).unwrap_or_default();
        paragraph.indent + before.chars().count()
    };
    (column(marker.first_len), column(marker.len))
}

/// Whether a line stands where the text of the paragraph before it goes on, behind its marker.
fn is_body(text: &str, paragraph: &Paragraph, line: Line) -> bool {
    let (first, last) = body_columns(text, paragraph);
    line.indent + 1 >= first && line.indent <= last + 1 && first > paragraph.indent
}

/// Whether the sentence of the line before cannot end there, however the text is wrapped: `class III or` / `IV.`,
/// `diabetes of type` / `1.`, `0.5` / `- 1.5 mg/dL`, `within` / `72 h`, and lower case that hangs behind a marker.
fn stays_open<'l>(
    text: &str,
    paragraphs: &[Paragraph],
    last: Line,
    line: Line,
    ahead: impl Iterator<Item = &'l Line>,
) -> bool {
    let Some(paragraph) = paragraphs.last() else { return false };
    let before = text.get(last.span.range()).unwrap_or_default();
    let shown = text.get(line.span.range()).unwrap_or_default();
    let has_end = matches!(before.as_bytes().last(), Some(b'.' | b';' | b':' | b'!' | b'?'));
    if has_end || line.indent + 1 < paragraph.indent {
        return false;
    }
    // Most lines begin with a bullet or a capital.
    let ends_in_digit = || before.ends_with(|c: char| c.is_ascii_digit());
    match shown.as_bytes() {
        [b'-', b' ', ..] if !ends_in_digit() => return false,
        [b'A'..=b'Z', second, ..] if second.is_ascii_lowercase() => return false,
        _ => {}
    }
    let word = || before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let takes_number = || number::ends_with_owner(before) || number::is_bound(word());
    let is_long = shown.len() > LONGEST_MARKER;
    let is_plain = || !takes_number() && !before.ends_with(['-', '–']);
    if is_long && shown.starts_with(|c: char| c.is_ascii_digit()) && is_plain() {
        return false;
    }
    let Some(marker) = marker::at(shown) else {
        let is_number = shown.starts_with(|c: char| c.is_ascii_digit());
        let is_small = shown.starts_with(|c: char| c.is_lowercase());
        let hangs = || !before.ends_with([',', ')']) && is_body(text, paragraph, line);
        // `between 18 -` / `32`
        let bare = before.trim_end_matches(['-', '–', ' ']);
        let is_range = || before.ends_with(['-', '–']) && bare.ends_with(|c: char| c.is_ascii_digit());
        return is_number && (takes_number() || is_range()) || is_small && (OPEN_ENDS.contains(&word()) || hangs());
    };
    // `0.5` / `- 1.5 mg/dL`, `anti` / `-CD20`, where the text of the item goes on
    let is_range = || {
        let behind = shown.get(marker.len..).unwrap_or_default();
        let is_number = ends_in_digit() && behind.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let own = text.get(paragraph.span.start..).and_then(|own| own.chars().nth(1));
        let is_tight = behind.starts_with(char::is_alphabetic) && own.is_some_and(char::is_whitespace);
        (is_number || is_tight && shown.starts_with('-')) && is_body(text, paragraph, line)
    };
    // A marker alone is no item, and a number that a list does not count up to none of its markers: `at least` /
    // `8. weeks`.
    let is_alone = || marker.len == shown.len() && !before.ends_with([',', ')']);
    let is_bound = || {
        let own = text.get(paragraph.span.range()).and_then(marker::at);
        let is_counted = own.is_some_and(|own| !own.is_bullet());
        marker.first.ordinal > 1 && !is_counted && number::is_bound(word())
    };
    let is_text =
        if marker.is_bullet() { is_range() } else { is_alone() || number::ends_with_owner(before) || is_bound() };
    if !is_text {
        return false;
    }
    // A number that goes on with one before it is a marker, and so is one that others go on with: `Criteria of the
    // second group` / `1. Tea` / `2. Milk`
    let follows = |next: Line, span: Span| {
        first_key(text, next.span).zip(first_key(text, span)).is_some_and(|(next, key)| next.follows(key))
    };
    let is_near = |one: usize, other: usize| one.abs_diff(other) <= 1;
    let goes_on = |earlier: &Paragraph| {
        is_near(line.indent, earlier.indent) && follows(line, earlier.span) && !marker.is_bullet()
    };
    let is_sister = |next: Line| is_near(next.indent, paragraph.indent) && follows(next, paragraph.span);
    !paragraphs.iter().rev().take(AHEAD).any(goes_on)
        && !is_sister(line)
        && !ahead.take_while(|next| !is_sister(**next)).any(|next| follows(*next, line.span))
}

/// Whether the first word of a line would not have fitted on the one before it.
fn is_full(text: &str, last: Line, line: Line, width: usize) -> bool {
    let shown = text.get(line.span.range()).unwrap_or_default();
    let word = shown.split_whitespace().next().unwrap_or_default();
    last.end + 1 + word.chars().count() > width
}

/// Whether a line goes on with the paragraph before it in a wrapped text.
fn continues(text: &str, paragraph: &Paragraph, last: Line, line: Line, wrap: Wrap) -> bool {
    let is_full = is_full(text, last, line, wrap.width);
    let (first, _) = body_columns(text, paragraph);
    let is_body = is_body(text, paragraph, line);
    if let Some(marker) = marker_of(text, line) {
        // A number, or a dash, that the wrap brought to the beginning of a line.
        let is_text = is_body || wrap.is_indented && first == paragraph.indent && line.indent == first;
        return is_full && is_text && (wrap.is_indented || !marker.is_bullet());
    }
    // `a. drinks tea`, `b. drinks milk`: a doubtful marker is one behind the one that it follows.
    if line.indent.abs_diff(paragraph.indent) <= 1 && is_next(text, paragraph, line) {
        return false;
    }
    let before = text.get(last.span.range()).unwrap_or_default();
    if before.ends_with(':') {
        return is_full && is_body;
    }
    if is_body {
        return true;
    }
    // The registry indents behind the markers that it knows; other ones, `iv.` and `•`, stand in a paragraph like any.
    let shown = text.get(line.span.range()).unwrap_or_default();
    let is_middle = shown.starts_with(|c: char| c.is_lowercase()) && !before.ends_with(['.', ';', '!', '?', ',']);
    line.indent.abs_diff(paragraph.indent) <= 1 && (is_full || is_middle && last.end >= NARROWEST_WRAP)
}

/// Whether a line has the next marker of the paragraph before it.
fn is_next(text: &str, paragraph: &Paragraph, line: Line) -> bool {
    first_key(text, line.span).zip(first_key(text, paragraph.span)).is_some_and(|(next, own)| next.follows(own))
}

fn first_key(text: &str, span: Span) -> Option<Key> {
    text.get(span.range()).and_then(marker::at).map(|marker| marker.first)
}

/// Whether a line begins with a small letter and no marker.
fn is_small(text: &str, line: Line) -> bool {
    let shown = text.get(line.span.range()).unwrap_or_default();
    shown.starts_with(|c: char| c.is_lowercase()) && marker::at(shown).is_none()
}

/// Whether items of a text may begin with a small letter: more than one line in three does.
fn begin_small(text: &str, lines: &[Line]) -> bool {
    lines.iter().filter(|line| is_small(text, **line)).count() * 3 > lines.len()
}

/// Words that no sentence ends with.
const OPEN_ENDS: [&str; 18] = [
    "a", "an", "are", "as", "at", "been", "by", "for", "from", "in", "is", "of", "on", "than", "the", "to", "who",
    "with",
];

/// Whether a line that begins with a small letter goes on with an unmarked paragraph, in a text whose width tells
/// nothing: the line before is long, or ends in the middle of a sentence. `has_small`: whether items begin so too.
fn flows(text: &str, paragraph: &Paragraph, last: Line, line: Line, has_small: bool) -> bool {
    let before = text.get(last.span.range()).unwrap_or_default();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_joint = word == "and" || word == "or" || before.ends_with(',') && !has_small;
    let is_open = before.ends_with('(') || is_joint || OPEN_ENDS.iter().any(|end| end.eq_ignore_ascii_case(word));
    let is_long = before.len() >= NARROWEST_WRAP && !has_small && !before.ends_with(['.', ';', ':', '!', '?']);
    let is_unmarked = text.get(paragraph.span.range()).and_then(marker::at).is_none();
    is_unmarked && line.indent.abs_diff(paragraph.indent) <= 1 && (is_long || is_open && before.len() > WORD_WRAP)
}

#[cfg(test)]
#[allow(clippy::string_slice, clippy::indexing_slicing)]
mod tests {
    use super::paragraphs;

    fn cut(text: &str) -> Vec<(usize, &str)> {
        let layout = paragraphs(text);
        layout.paragraphs.iter().map(|paragraph| (paragraph.indent, &text[paragraph.span.range()])).collect()
    }

    #[test]
    fn lines_stand_for_themselves() {
        assert_eq!(cut("Inclusion:\ni1\n  i2\r\n\r\n"), [(0, "Inclusion:"), (0, "i1"), (2, "i2")]);
    }

    #[test]
    fn tildes_break_lines_where_no_number_is_meant() {
        assert_eq!(
            cut("Inclusion Criteria:~* ECOG 0~1~*  about ~5 cups~ * green~2. 5\\~9 pots"),
            [
                (0, "Inclusion Criteria:"),
                (0, "* ECOG 0~1"),
                (0, "*  about ~5 cups"),
                (2, "* green"),
                (0, "2. 5\\~9 pots")
            ]
        );
        assert_eq!(cut("~ x\ny"), [(0, "~ x"), (0, "y")], "a text with line breaks keeps its tildes");
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let lines = [
            "        Inclusion Criteria:",
            "",
            "          -  Has been drinking tea for at least six months, at home or on the way, at a rate of some",
            "             2. cups a day",
            "",
            "          -  Likes it more than anything else that is served here or at home, in a cup or in a bowl,",
            "             - seldom - in a glass",
            "",
            "          -  1. Sleeps, by which is meant that the guest has slept for at least two of the last three",
            "             nights",
            "",
            "        Guests of the second part of the study, which begins in winter, with two visits at the most",
            "        - rarely three - each week",
        ];
        let found = lines.join("\n");
        let found = cut(&found);
        assert_eq!(found.iter().map(|(indent, _)| *indent).collect::<Vec<_>>(), [0, 2, 2, 2, 0]);
        let ends = ["Criteria:", "a day", "a glass", "nights", "each week"];
        assert!(found.iter().zip(ends).all(|((_, text), end)| text.ends_with(end)), "{found:?}");
    }

    #[test]
    fn sentences_flow_over_few_lines() {
        let text = "Guests with a taste for green tea who have been\nserved at least one cup of it at home and who are\n\
                    not in need of milk or sugar.\nLikes cups";
        assert_eq!(cut(text).len(), 2);
        assert_eq!(cut("Guests that are invited to the supper of the house in\nwinter\n\nAge 18-80").len(), 2);
        assert_eq!(cut("age over 18 and\nwilling to drink\nlikes tea, milk,\nwater").len(), 4);
    }

    #[test]
    fn long_lines_that_stand_together_are_not_wrapped() {
        let text = "Has had a cup of tea on each of the last five days before the visit\nSleeps well\nWalks";
        assert_eq!(cut(text).len(), 3);
    }
}
