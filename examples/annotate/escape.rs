//! Text in HTML: nothing of a record may be read as a tag, an attribute or an entity, and nothing may hide.

use std::fmt::Write;

/// Writes a text as the content of an element. Characters that cannot be seen, and those that turn the direction of the
/// text around, stand in an element of their own, whose style shows their number and keeps them from what stands around
/// them.
pub(crate) fn text(out: &mut String, text: &str) {
    for c in text.chars() {
        if is_hidden(c) {
            // HTML has no U+0000: its picture stands for it.
            let shown = if c == '\0' { '\u{2400}' } else { c };
            let _ = write!(out, "<span class=\"hidden\" data-c=\"U+{:04X}\">{shown}</span>", u32::from(c));
        } else {
            character(out, c);
        }
    }
}

/// Writes a text as the value of an attribute between double quotation marks, or as the content of an element that has
/// no elements. Hidden characters are spelt: `\u{202e}`.
pub(crate) fn attribute(out: &mut String, text: &str) {
    for c in text.chars() {
        if is_hidden(c) {
            out.extend(c.escape_unicode());
        } else {
            character(out, c);
        }
    }
}

fn character(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        // As itself it would be read as a line feed.
        '\r' => out.push_str("&#13;"),
        c => out.push(c),
    }
}

/// Controls, marks of direction, and characters of no width, but for those that join the parts of a character.
fn is_hidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}
