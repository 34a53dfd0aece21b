//! The text of a criterion as people read it: escapes of Markdown resolved, characters for entities, wraps folded.

use memchr::memchr3;

/// Resolves a backslash before ASCII punctuation, entities, and line breaks within a paragraph. `has_return`: whether a
/// `\r` may be among them.
pub(super) fn decoded(text: &str, has_return: bool) -> String {
    if special(text, has_return).is_none() {
        return text.to_owned();
    }
    decode(text, has_return, |_, _| {})
}

/// Where the characters of a decoded text stand in the text that it was decoded from.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Places in the decoded text, in order, each with its place in the other; from one to the next both go on alike.
    pieces: Vec<(usize, usize)>,
}

impl Places {
    /// Adds a text, decoded, whose own begins at `start` and which begins at `at` in the whole decoded text. Returns the
    /// length that it is decoded to.
    pub(super) fn add(&mut self, at: usize, text: &str, start: usize, has_return: bool) -> usize {
        self.pieces.push((at, start));
        if special(text, has_return).is_none() {
            return text.len();
        }
        let decoded = decode(text, has_return, |decoded, raw| {
            while self.pieces.last().is_some_and(|(last, _)| *last > at + decoded) {
                self.pieces.pop();
            }
            if let Some(raw) = raw {
                self.pieces.push((at + decoded, start + raw));
            }
        });
        decoded.len()
    }

    /// The place in the original of one in the decoded text.
    pub(super) fn original(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|(decoded, _)| *decoded <= at);
        let piece = index.checked_sub(1).and_then(|index| self.pieces.get(index));
        piece.map_or(at, |(decoded, raw)| raw + (at - decoded))
    }
}

/// Decodes a text. `note` hears where the two texts part: the length of the decoded one and the place in the other from
/// which they go on alike; none where the end of the decoded one was cut off to that length.
fn decode(text: &str, has_return: bool, mut note: impl FnMut(usize, Option<usize>)) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    let place = |rest: &str| text.len() - rest.len();
    while let Some(at) = special(rest, has_return) {
        let (before, special) = rest.split_at_checked(at).unwrap_or_default();
        decoded.push_str(before);
        rest = special;
        note(decoded.len(), Some(place(rest)));
        if let Some(escaped) = rest.strip_prefix('\\') {
            let punctuation = escaped.chars().next().filter(char::is_ascii_punctuation);
            // `\&#8805;` is an entity whose `&` a converter escaped.
            match punctuation {
                Some('&') => rest = escaped,
                Some(c) => {
                    decoded.push(c);
                    rest = escaped.get(c.len_utf8()..).unwrap_or_default();
                    note(decoded.len(), Some(place(rest)));
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
            note(decoded.len(), None);
            decoded.push(' ');
            rest = rest.trim_start();
        }
        note(decoded.len(), Some(place(rest)));
    }
    decoded.push_str(rest);
    decoded
}

/// The beginning of a text, about so many bytes.
pub(super) fn head(text: &str, most: usize) -> &str {
    let end = (most..most + 4).find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Where a text goes on behind the last character of a kind; 0 where it has none.
pub(super) fn behind_last(text: &str, is_it: impl Fn(char) -> bool) -> usize {
    text.char_indices().rev().find(|(_, c)| is_it(*c)).map_or(0, |(at, c)| at + c.len_utf8())
}

/// A text without its last word and the marks behind that, and the word.
pub(super) fn last_word(text: &str) -> (&str, &str) {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    text.split_at_checked(behind_last(text, |c| !c.is_alphanumeric())).unwrap_or_default()
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
/// `reference = ( "#" digits / "#x" hex / name ) ";"`
fn entity(reference: &str) -> Option<(char, &str)> {
    // The longest are `#x10FFFF` and `thetasym`.
    let end = reference.bytes().take(9).position(|byte| byte == b';')?;
    let (name, behind) = reference.split_at_checked(end)?;
    let named = ENTITIES.binary_search_by_key(&name, |(name, _)| name).ok().and_then(|index| ENTITIES.get(index));
    let c = match named {
        Some((_, c)) => *c,
        None => {
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

/// The characters that have names: those of XML and of HTML 4 (its recommendation, section 24), in the order of the names.
/// A space that does not break is one.
#[rustfmt::skip]
const ENTITIES: [(&str, char); 253] = [
    ("AElig", 'Æ'), ("Aacute", 'Á'), ("Acirc", 'Â'), ("Agrave", 'À'), ("Alpha", 'Α'), ("Aring", 'Å'),
    ("Atilde", 'Ã'), ("Auml", 'Ä'), ("Beta", 'Β'), ("Ccedil", 'Ç'), ("Chi", 'Χ'), ("Dagger", '‡'),
    ("Delta", 'Δ'), ("ETH", 'Ð'), ("Eacute", 'É'), ("Ecirc", 'Ê'), ("Egrave", 'È'), ("Epsilon", 'Ε'),
    ("Eta", 'Η'), ("Euml", 'Ë'), ("Gamma", 'Γ'), ("Iacute", 'Í'), ("Icirc", 'Î'), ("Igrave", 'Ì'),
    ("Iota", 'Ι'), ("Iuml", 'Ï'), ("Kappa", 'Κ'), ("Lambda", 'Λ'), ("Mu", 'Μ'), ("Ntilde", 'Ñ'), ("Nu", 'Ν'),
    ("OElig", 'Œ'), ("Oacute", 'Ó'), ("Ocirc", 'Ô'), ("Ograve", 'Ò'), ("Omega", 'Ω'), ("Omicron", 'Ο'),
    ("Oslash", 'Ø'), ("Otilde", 'Õ'), ("Ouml", 'Ö'), ("Phi", 'Φ'), ("Pi", 'Π'), ("Prime", '″'), ("Psi", 'Ψ'),
    ("Rho", 'Ρ'), ("Scaron", 'Š'), ("Sigma", 'Σ'), ("THORN", 'Þ'), ("Tau", 'Τ'), ("Theta", 'Θ'),
    ("Uacute", 'Ú'), ("Ucirc", 'Û'), ("Ugrave", 'Ù'), ("Upsilon", 'Υ'), ("Uuml", 'Ü'), ("Xi", 'Ξ'),
    ("Yacute", 'Ý'), ("Yuml", 'Ÿ'), ("Zeta", 'Ζ'), ("aacute", 'á'), ("acirc", 'â'), ("acute", '´'),
    ("aelig", 'æ'), ("agrave", 'à'), ("alefsym", 'ℵ'), ("alpha", 'α'), ("amp", '&'), ("and", '∧'), ("ang", '∠'),
    ("apos", '\''), ("aring", 'å'), ("asymp", '≈'), ("atilde", 'ã'), ("auml", 'ä'), ("bdquo", '„'),
    ("beta", 'β'), ("brvbar", '¦'), ("bull", '•'), ("cap", '∩'), ("ccedil", 'ç'), ("cedil", '¸'), ("cent", '¢'),
    ("chi", 'χ'), ("circ", 'ˆ'), ("clubs", '♣'), ("cong", '≅'), ("copy", '©'), ("crarr", '↵'), ("cup", '∪'),
    ("curren", '¤'), ("dArr", '⇓'), ("dagger", '†'), ("darr", '↓'), ("deg", '°'), ("delta", 'δ'),
    ("diams", '♦'), ("divide", '÷'), ("eacute", 'é'), ("ecirc", 'ê'), ("egrave", 'è'), ("empty", '∅'),
    ("emsp", '\u{2003}'), ("ensp", '\u{2002}'), ("epsilon", 'ε'), ("equiv", '≡'), ("eta", 'η'), ("eth", 'ð'),
    ("euml", 'ë'), ("euro", '€'), ("exist", '∃'), ("fnof", 'ƒ'), ("forall", '∀'), ("frac12", '½'),
    ("frac14", '¼'), ("frac34", '¾'), ("frasl", '⁄'), ("gamma", 'γ'), ("ge", '≥'), ("gt", '>'), ("hArr", '⇔'),
    ("harr", '↔'), ("hearts", '♥'), ("hellip", '…'), ("iacute", 'í'), ("icirc", 'î'), ("iexcl", '¡'),
    ("igrave", 'ì'), ("image", 'ℑ'), ("infin", '∞'), ("int", '∫'), ("iota", 'ι'), ("iquest", '¿'),
    ("isin", '∈'), ("iuml", 'ï'), ("kappa", 'κ'), ("lArr", '⇐'), ("lambda", 'λ'), ("lang", '〈'), ("laquo", '«'),
    ("larr", '←'), ("lceil", '⌈'), ("ldquo", '“'), ("le", '≤'), ("lfloor", '⌊'), ("lowast", '∗'), ("loz", '◊'),
    ("lrm", '\u{200e}'), ("lsaquo", '‹'), ("lsquo", '‘'), ("lt", '<'), ("macr", '¯'), ("mdash", '—'),
    ("micro", 'µ'), ("middot", '·'), ("minus", '−'), ("mu", 'μ'), ("nabla", '∇'), ("nbsp", ' '), ("ndash", '–'),
    ("ne", '≠'), ("ni", '∋'), ("not", '¬'), ("notin", '∉'), ("nsub", '⊄'), ("ntilde", 'ñ'), ("nu", 'ν'),
    ("oacute", 'ó'), ("ocirc", 'ô'), ("oelig", 'œ'), ("ograve", 'ò'), ("oline", '‾'), ("omega", 'ω'),
    ("omicron", 'ο'), ("oplus", '⊕'), ("or", '∨'), ("ordf", 'ª'), ("ordm", 'º'), ("oslash", 'ø'),
    ("otilde", 'õ'), ("otimes", '⊗'), ("ouml", 'ö'), ("para", '¶'), ("part", '∂'), ("permil", '‰'),
    ("perp", '⊥'), ("phi", 'φ'), ("pi", 'π'), ("piv", 'ϖ'), ("plusmn", '±'), ("pound", '£'), ("prime", '′'),
    ("prod", '∏'), ("prop", '∝'), ("psi", 'ψ'), ("quot", '"'), ("rArr", '⇒'), ("radic", '√'), ("rang", '〉'),
    ("raquo", '»'), ("rarr", '→'), ("rceil", '⌉'), ("rdquo", '”'), ("real", 'ℜ'), ("reg", '®'), ("rfloor", '⌋'),
    ("rho", 'ρ'), ("rlm", '\u{200f}'), ("rsaquo", '›'), ("rsquo", '’'), ("sbquo", '‚'), ("scaron", 'š'),
    ("sdot", '⋅'), ("sect", '§'), ("shy", '\u{ad}'), ("sigma", 'σ'), ("sigmaf", 'ς'), ("sim", '∼'),
    ("spades", '♠'), ("sub", '⊂'), ("sube", '⊆'), ("sum", '∑'), ("sup", '⊃'), ("sup1", '¹'), ("sup2", '²'),
    ("sup3", '³'), ("supe", '⊇'), ("szlig", 'ß'), ("tau", 'τ'), ("there4", '∴'), ("theta", 'θ'),
    ("thetasym", 'ϑ'), ("thinsp", '\u{2009}'), ("thorn", 'þ'), ("tilde", '˜'), ("times", '×'), ("trade", '™'),
    ("uArr", '⇑'), ("uacute", 'ú'), ("uarr", '↑'), ("ucirc", 'û'), ("ugrave", 'ù'), ("uml", '¨'),
    ("upsih", 'ϒ'), ("upsilon", 'υ'), ("uuml", 'ü'), ("weierp", '℘'), ("xi", 'ξ'), ("yacute", 'ý'),
    ("yen", '¥'), ("yuml", 'ÿ'), ("zeta", 'ζ'), ("zwj", '\u{200d}'), ("zwnj", '\u{200c}'),
];

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
    fn places() {
        let text = r"a \>= &lt; b  ".to_owned() + "\r\n   c \\& d &x; \\^9";
        let mut places = super::Places::default();
        places.add(0, &text, 100, true);
        let decoded = decoded(&text);
        for (at, c) in decoded.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let raw = text.get(places.original(at) - 100..).unwrap_or_default();
            let end = text.get(..places.original(at + c.len_utf8()) - 100).unwrap_or_default();
            let is_same = raw.starts_with(c) || raw.starts_with(&format!("\\{c}")) || raw.starts_with("&lt;");
            assert!(is_same, "{c} of {decoded:?}: {raw:?}");
            assert!(end.ends_with(c) || end.ends_with("&lt;"), "{c} of {decoded:?}: {end:?}");
        }
    }

    #[test]
    fn wraps() {
        assert_eq!(decoded("two \r\n     cups\n of tea"), "two cups of tea");
    }
}
