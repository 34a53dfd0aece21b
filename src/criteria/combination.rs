//! How many of a list's items have to be met, as the words before it or the ends of its items say.

use super::{Combination, Item, text::tail};

/// The words behind which a combination is looked for: what is further from the list may be about something else.
const NEAR: usize = 160;

/// What the words of a lead-in say: `any of the following`, `at least 2 of:`, `all of the criteria below`.
pub(super) fn stated(lead_in: &str) -> Option<Combination> {
    let near = tail(lead_in, NEAR);
    // `(≥1 of 3)` and `either` need no list of words; most lead-ins have none of these.
    let lower = near.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '≥' | '>' | '=' | '/')))
        .filter(|word| !word.is_empty())
        .collect();
    let at = |start: usize| phrase(words.get(start..)?);
    // The last statement is the nearest to the list: the whole of it, `no more than one of` and not `one of`.
    let last = (0..words.len()).rev().find(|&start| at(start).is_some())?;
    (last.saturating_sub(3)..=last).find_map(at)
}

/// The combination that begins with these words.
///
/// `phrase = [ at-least ] count [ "or more" ] [ noun ] "of" list / ( "all" / "each" / "both" ) [ "of" ] list / ( "any" / "either" ) …`
fn phrase(words: &[&str]) -> Option<Combination> {
    let (&first, rest) = words.split_first()?;
    match first {
        "all" | "both" | "each" => is_list(rest).then_some(Combination::AllOf),
        "any" | "either" => {
            (is_list(rest) || is_list(skip(rest, &["one", "1", "or", "more", "number"]))).then_some(Combination::AnyOf)
        }
        "none" => is_list(rest).then_some(Combination::AtMost(0)),
        _ => {
            let (is_most, words) = match words {
                ["at", "most", rest @ ..] | ["no", "more", "than", rest @ ..] | ["not", "more", "than", rest @ ..] => {
                    (true, rest)
                }
                ["at", "least", rest @ ..] | ["a", "minimum", "of", rest @ ..] | ["minimum", "of", rest @ ..] => {
                    (false, rest)
                }
                [">" | "≥" | ">=" | "=>", rest @ ..] => (false, rest),
                words => (false, words),
            };
            let (&count, rest) = words.split_first()?;
            let count = number(count.trim_start_matches(['≥', '>', '=']))?;
            let rest = match rest {
                // `one (1) or more`
                [figure, rest @ ..] if number(figure) == Some(count) => rest,
                rest => rest,
            };
            let rest = skip(rest, &["or", "more", "and", "greater"]);
            // `two symptoms of the following`, `one or more criteria from the list`
            let rest = match rest {
                [_, "of" | "from" | "among", ..] if !matches!(rest.first(), Some(&"of")) => rest.get(1..)?,
                rest => rest,
            };
            let is_list =
                is_list(rest) || matches!(rest, ["of" | "from"]) || matches!(rest, ["criterion" | "criteria"]);
            is_list.then_some(match (is_most, count) {
                (true, count) => Combination::AtMost(count),
                (false, 1) => Combination::AnyOf,
                (false, count) => Combination::AtLeast(count),
            })
        }
    }
}

/// Whether the words go on with the list that follows: `of the following`, `of these`, `the criteria below`, `of`.
fn is_list(words: &[&str]) -> bool {
    let words = match words {
        ["of" | "from" | "among", rest @ ..] => rest,
        words => words,
    };
    match words {
        [] => true,
        ["the" | "these" | "those" | "below", rest @ ..] => rest.is_empty() || is_list_noun(rest),
        words => is_list_noun(words),
    }
}

fn is_list_noun(words: &[&str]) -> bool {
    // `following`, `three following criteria`, `inclusion criteria`
    words
        .iter()
        .take(3)
        .any(|word| matches!(*word, "following" | "below" | "criteria" | "criterion" | "conditions" | "follow"))
}

/// Leaves out words at the beginning.
fn skip<'w, 's>(words: &'w [&'s str], left_out: &[&str]) -> &'w [&'s str] {
    let count = words.iter().take_while(|word| left_out.contains(word)).count();
    words.get(count..).unwrap_or_default()
}

fn number(word: &str) -> Option<u32> {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let index = words.iter().position(|name| *name == word);
    let named = index.and_then(|index| u32::try_from(index + 1).ok());
    named.or_else(|| word.parse().ok().filter(|number| (1..=20).contains(number)))
}

/// What the ends of items say: `a; or`, `b; or`, `c`.
pub(super) fn ends(items: &[Item]) -> Option<Combination> {
    let (_, before) = items.split_last()?;
    let mut ends = before.iter().filter_map(|item| end(&item.text)).peekable();
    let first = *ends.peek()?;
    ends.all(|end| end == first).then_some(first)
}

fn end(text: &str) -> Option<Combination> {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':' | ')'));
    let word = text.rsplit(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(')).next()?;
    if word.eq_ignore_ascii_case("or") || word.eq_ignore_ascii_case("and/or") {
        Some(Combination::AnyOf)
    } else if word.eq_ignore_ascii_case("and") {
        Some(Combination::AllOf)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_ins() {
        use Combination::{AllOf, AnyOf, AtLeast, AtMost};
        let table = [
            ("Meets any of the following:", Some(AnyOf)),
            ("At least one of the following criteria:", Some(AnyOf)),
            ("One or more of the following:", Some(AnyOf)),
            ("One of the following criteria have to be met:", Some(AnyOf)),
            ("Has at least 2 of the following symptoms:", Some(AtLeast(2))),
            ("Two or more of:", Some(AtLeast(2))),
            ("≥ 2 of the following:", Some(AtLeast(2))),
            ("≥3 of the following:", Some(AtLeast(3))),
            ("Three (3) of the following:", Some(AtLeast(3))),
            ("All of the following:", Some(AllOf)),
            ("meeting all the criteria below:", Some(AllOf)),
            ("Has both of the following:", Some(AllOf)),
            ("None of the following:", Some(AtMost(0))),
            ("No more than one of the following:", Some(AtMost(1))),
            ("either of the following:", Some(AnyOf)),
            ("based on EITHER:", Some(AnyOf)),
            ("with at least 1 of:", Some(AnyOf)),
            ("Adequate organ function as defined by the following:", None),
            ("All patients with thirst:", None),
            ("Within 2 weeks of the first cup:", None),
        ];
        for (text, expected) in table {
            assert_eq!(stated(text), expected, "{text}");
        }
    }
}
