//! The text of a criterion as people read it: escapes of Markdown resolved, characters for entities, wraps folded.

use memchr::memchr3;

/// Resolves a backslash before ASCII punctuation, entities, and line breaks within a paragraph. `has_return`: whether a
/// `\r` may be among them.
pub(super) fn decoded(text: &str, has_return: bool) -> String {
    if special(text, has_return).is_none() {
        return text.to_owned();
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = special(rest, has_return) {
        let (before, special) = rest.split_at_checked(at).unwrap_or_default();
        decoded.push_str(before);
        rest = special;
        if let Some(escaped) = rest.strip_prefix('\\') {
            let punctuation = escaped.chars().next().filter(char::is_ascii_punctuation);
            // `\&#8805;` is an entity whose `&` a converter escaped.
            match punctuation {
                Some('&') => rest = escaped,
                Some(c) => {
                    decoded.push(c);
                    rest = escaped.get(c.len_utf8()..).unwrap_or_default();
                    continue;
                }
                None => {
                    decoded.push('\\');
                    rest = escaped;
                    continue;
                }
            }
        }
        if let Some(reference) = rest.strip_prefix('&') {
            rest = match entity(reference) {
                Some((c, behind)) => {
                    decoded.push(c);
                    behind
                }
                None => {
                    decoded.push('&');
                    reference
                }
            };
        } else {
            decoded.truncate(decoded.trim_end().len());
            decoded.push(' ');
            rest = rest.trim_start();
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The beginning of a text, about so many bytes.
pub(super) fn head(text: &str, most: usize) -> &str {
    let end = (most..most + 4).find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The end of a text, about so many bytes.
pub(super) fn tail(text: &str, most: usize) -> &str {
    let start = text.len().saturating_sub(most);
    let start = (start..start + 4).find(|start| text.is_char_boundary(*start));
    start.and_then(|start| text.get(start..)).unwrap_or(text)
}

/// Where the first character stands that is decoded.
fn special(text: &str, has_return: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let at = memchr3(b'\\', b'&', b'\n', bytes);
    if !has_return {
        return at;
    }
    let before = bytes.get(..at.unwrap_or(bytes.len())).unwrap_or_default();
    memchr::memchr(b'\r', before).or(at)
}

/// The character of a reference, whose `&` has been read, and what follows.
///
/// `reference = ( "#" digits / "#x" hex / name ) ";"`, the names being those of XML and the few that are seen in
/// records.
fn entity(reference: &str) -> Option<(char, &str)> {
    // The longest is `#x10FFFF`.
    let end = reference.bytes().take(9).position(|byte| byte == b';')?;
    let (name, behind) = reference.split_at_checked(end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ge" => '≥',
        "le" => '≤',
        "plusmn" => '±',
        "times" => '×',
        "micro" => 'µ',
        "deg" => '°',
        "ndash" => '–',
        "mdash" => '—',
        "bull" => '•',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((c, behind.get(1..)?))
}

#[cfg(test)]
mod tests {
    fn decoded(text: &str) -> String {
        super::decoded(text, true)
    }

    #[test]
    fn escapes() {
        assert_eq!(decoded(r"1\. ANC \> 1.5 × 10\^9/L"), "1. ANC > 1.5 × 10^9/L");
        assert_eq!(decoded(r"a \\ b \n"), r"a \ b \n");
        assert_eq!(decoded("end \\"), "end \\");
    }

    #[test]
    fn entities() {
        assert_eq!(decoded(r"rate \&#8805; 100 &lt; 5 &#x2264; 3 &amp; so"), "rate ≥ 100 < 5 ≤ 3 & so");
        assert_eq!(decoded("A&B; &#0; &; R&D &#xZZ;"), "A&B; &#0; &; R&D &#xZZ;");
    }

    #[test]
    fn wraps() {
        assert_eq!(decoded("two \r\n     cups\n of tea"), "two cups of tea");
    }
}
