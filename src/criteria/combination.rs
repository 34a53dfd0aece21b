//! How many of a list's items have to be met, as the words before it or the ends of its items say.

use super::{Combination, Item, text::tail};

/// The words behind which a combination is looked for: what is further from the list may be about something else.
const NEAR: usize = 160;

/// What a lead-in says of its items, or else their ends.
pub(super) fn of(lead_in: &str, items: &[Item]) -> Option<Combination> {
    // What is said and denied is not for the ends to say.
    if nearest(lead_in).is_some() { stated(lead_in) } else { ends(items) }
}

/// What the words of a lead-in say: `any of the following`, `at least 2 of:`, `all of the criteria below`. `None` where
/// they say nothing, or what FHIR has no word for: `exactly 2 of the following`.
fn stated(lead_in: &str) -> Option<Combination> {
    let (found, is_negated) = nearest(lead_in)?;
    match found {
        found if !is_negated => Some(found),
        // `does not have any of the following`
        Combination::AnyOf => Some(Combination::AtMost(0)),
        // `not meeting at least 2 of the following`
        _ => None,
    }
}

/// What the words of a heading say, whose kind has taken its negation: `Patients must not have any of the following:`
pub(super) fn stated_by_heading(heading: &str) -> Option<Combination> {
    let (found, is_negated) = nearest(heading)?;
    (!(is_negated && matches!(found, Combination::AtLeast(_)))).then_some(found)
}

/// The last statement of a text, which is the nearest to the list, and whether it is denied.
fn nearest(lead_in: &str) -> Option<(Combination, bool)> {
    let lower = tail(lead_in, NEAR).to_lowercase();
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '≥' | '≤' | '>' | '<' | '=' | '/' | '%');
    let words: Vec<&str> = lower.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    (0..words.len()).rev().find_map(|start| {
        let (before, words) = words.split_at_checked(start)?;
        // Most words begin no statement.
        if words.first().is_some_and(|word| word.starts_with(['c', 'd', 'g', 'h', 'i', 'p', 'r', 'v', 'w'])) {
            return None;
        }
        let found = statement(before, words)?;
        // `is not pregnant and has any of the following` denies something else.
        let is_joint = |word: &&&str| matches!(**word, "and" | "or" | "but" | "with" | "who" | "if" | "unless");
        let mut near = before.iter().rev().take(3).take_while(|word| !is_joint(word));
        Some((found, near.any(|word| matches!(*word, "not" | "no" | "never" | "without"))))
    })
}

/// `statement = ( "all" / "both" / "each" ) list / ( "any" / "either" ) [ "one" [ "or more" ] ] list / "none" list /
/// bound count … / count [ "or more" ] … list`, where `before` are the words that it stands behind
fn statement(before: &[&str], words: &[&str]) -> Option<Combination> {
    let (first, rest) = words.split_first()?;
    match *first {
        // `one or both`
        "both" if before.ends_with(&["one", "or"]) => list(rest)?.then_some(Combination::AnyOf),
        "both" if rest.is_empty() && before.last() != Some(&"not") => Some(Combination::AllOf),
        // `but not both`, `all three of`
        "all" | "both" | "each" => {
            let rest = rest.split_first().filter(|(count, _)| number(count).is_some()).map_or(rest, |(_, rest)| rest);
            (before.last() != Some(&"not") && list(rest)?).then_some(Combination::AllOf)
        }
        "either" if rest.is_empty() => Some(Combination::AnyOf),
        "any" | "either" => list(skip(rest, &["one", "1", "or", "more"]))?.then_some(Combination::AnyOf),
        "none" => list(rest)?.then_some(Combination::AtMost(0)),
        _ => counted(before, words),
    }
}

/// `counted = ( "at least" / "a minimum of" / "≥" / "more than" / "at most" / "no more than" / "fewer than" / … ) count
/// tail`, or `count [ "or more" ] tail`
fn counted(before: &[&str], words: &[&str]) -> Option<Combination> {
    let (last, earlier) = before.split_last().map_or(("", before), |(last, earlier)| (*last, earlier));
    type Bound = fn(u32) -> Combination;
    let least: Bound = |count| if count == 1 { Combination::AnyOf } else { Combination::AtLeast(count) };
    // `≥1 major or ≥2 minor of the following`
    if last == "or" && earlier.iter().rev().take(4).any(|word| number(word.trim_start_matches(SIGNS)).is_some()) {
        return None;
    }
    let (bound, words): (Bound, _) = match words {
        ["at", "least", rest @ ..] | ["minimum", "of", rest @ ..] | ["minimum", rest @ ..] => (least, rest),
        ["≥" | ">=" | "=>", rest @ ..] => (least, rest),
        ["no" | "not", "more", "than", rest @ ..] | ["at", "most", rest @ ..] | ["≤" | "<=" | "=<", rest @ ..] => {
            (Combination::AtMost, rest)
        }
        ["more", "than", rest @ ..] | [">", rest @ ..] if !matches!(last, "no" | "not") => {
            (|count| Combination::AtLeast(count + 1), rest)
        }
        ["fewer" | "less", "than", rest @ ..] | ["<", rest @ ..] => {
            (|count| Combination::AtMost(count.saturating_sub(1)), rest)
        }
        ["up", "to", rest @ ..] => (Combination::AtMost, rest),
        // `≥2 of the following`
        [glued, rest @ ..] if glued.starts_with(SIGNS) => {
            let count = number(glued.trim_start_matches(SIGNS))?;
            let sign = glued.trim_end_matches(|c: char| c.is_ascii_digit());
            let found = match sign {
                "≥" | ">=" | "=>" => least(count),
                "≤" | "<=" | "=<" => Combination::AtMost(count),
                ">" => Combination::AtLeast(count + 1),
                "<" => Combination::AtMost(count.saturating_sub(1)),
                _ => return None,
            };
            return tail_of(count, rest, true)?.then_some(found);
        }
        // A number behind a word that is not read here says something else: `exactly 2 of`, `3 out of 5 of`,
        // `twenty-one of`, `the following three`.
        _ if number(last).is_some() || UNREAD.contains(&last) => return None,
        _ if last == "of" && earlier.last().is_some_and(|word| *word == "out" || number(word).is_some()) => {
            return None;
        }
        [count, rest @ ..] => {
            let count = number(count)?;
            // `one (1) or more`
            let rest =
                rest.split_first().filter(|(figure, _)| number(figure) == Some(count)).map_or(rest, |(_, rest)| rest);
            if let ["or", "fewer" | "less", rest @ ..] = rest {
                return tail_of(count, rest, true)?.then_some(Combination::AtMost(count));
            }
            let is_more = matches!(rest, ["or", "more", ..]);
            let rest = skip(rest, &["or", "more"]);
            // `drinks tea (two or more):`
            if is_more && rest.is_empty() {
                return Some(least(count));
            }
            // Without a bound it is one of a list only if the list stands right behind it.
            let has_of = rest.iter().take(2).any(|word| matches!(*word, "of" | "from" | "among"));
            let is_near = is_more || has_of || rest.first().is_some_and(|word| is_list_noun(word));
            // `two of:`, but not `two or more teas:`
            let is_bound = is_more || matches!(rest, ["of" | "from" | "among"]);
            return (is_near && tail_of(count, rest, is_bound)?).then(|| least(count));
        }
        [] => return None,
    };
    let (count, rest) = words.split_first()?;
    let count = number(count)?;
    tail_of(count, rest, true)?.then(|| bound(count))
}

const SIGNS: [char; 5] = ['≥', '≤', '>', '<', '='];

/// Words that say what a number behind them is, other than how many of a list.
const UNREAD: [&str; 22] = [
    "step",
    "least",
    "most",
    "than",
    "minimum",
    "exactly",
    "only",
    "to",
    "within",
    "for",
    "grade",
    "part",
    "phase",
    "class",
    "stage",
    "type",
    "following",
    "the",
    "these",
    "those",
    "all",
    "both",
];

/// `tail = [ "(" count ")" ] [ "out of" count ] [ noun ] list`, or no more than `of` where it is bound. `None` where
/// the count is one of time: `within 4 weeks of the following`.
fn tail_of(count: u32, words: &[&str], is_bound: bool) -> Option<bool> {
    let words = match words {
        // `two (2) or more`; `twenty-one` is no repetition.
        [figure, rest @ ..] if number(figure) == Some(count) => skip(rest, &["or", "more"]),
        [figure, ..] if number(figure).is_some() => return None,
        words => words,
    };
    let words = match words {
        ["out", "of", count, rest @ ..] if number(count).is_some() => rest,
        words => words,
    };
    match words {
        [] => None,
        ["of" | "from" | "among"] => is_bound.then_some(true),
        // `two or more risk factors:`
        [noun] | [_, noun] if is_bound && is_countable(noun) => Some(true),
        [unit, "of" | "from" | "among", ..] if is_time(unit) || *unit == "%" => None,
        [_, "of" | "from" | "among", ..] => list(words.get(1..)?),
        words => list(words),
    }
}

fn is_countable(word: &str) -> bool {
    matches!(word, "factors" | "symptoms" | "signs" | "features" | "findings" | "criteria" | "conditions")
}

fn is_time(word: &str) -> bool {
    let unit = word.strip_suffix('s').unwrap_or(word);
    ["minute", "hour", "day", "week", "month", "year", "cycle", "dose", "visit"].contains(&unit)
}

/// `list = [ "of" / "from" / "among" ] [ "the" / "these" / … ] *2word list-noun`, `of these`, or `of` at the end:
/// whether the words go on with the list that follows.
fn list(words: &[&str]) -> Option<bool> {
    let (is_of, words) = match words {
        ["of" | "from" | "among", rest @ ..] => (true, rest),
        words => (false, words),
    };
    let words = match words {
        [] => return Some(is_of),
        ["the" | "these" | "those", rest @ ..] if is_of && rest.is_empty() => return Some(true),
        // `of these signs`
        ["these" | "those", _] | ["these" | "those", _, _] if is_of => return Some(true),
        ["the" | "these" | "those", rest @ ..] => rest,
        words => words,
    };
    let follows = words.windows(2).take(3).any(|pair| matches!(pair, ["that" | "which", "follow"]));
    Some(follows || words.iter().take(3).any(|word| is_list_noun(word)))
}

fn is_list_noun(word: &str) -> bool {
    matches!(word, "following" | "below" | "criteria" | "criterion" | "conditions")
}

/// Leaves out words at the beginning.
fn skip<'w, 's>(words: &'w [&'s str], left_out: &[&str]) -> &'w [&'s str] {
    let count = words.iter().take_while(|word| left_out.contains(word)).count();
    words.get(count..).unwrap_or_default()
}

/// A count of items, in words or figures. More than 99 is no count of a list.
fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let named = (1..).zip(WORDS).find(|(_, name)| *name == word);
    let tens = ["twenty", "thirty", "forty", "fifty"].contains(&word).then_some(20);
    named.map(|(number, _)| number).or(tens).or_else(|| word.parse().ok().filter(|number| (1..100).contains(number)))
}

/// What the ends of items say: `a; or`, `b; or`, `c`, or `a,`, `b or`, `c`. `or` at the end of one among others that
/// say nothing joins two of them only.
fn ends(items: &[Item]) -> Option<Combination> {
    let (_, before) = items.split_last()?;
    let (last, earlier) = before.split_last()?;
    let found = end(&last.text)?;
    let is_listed = |item: &Item| match end(&item.text) {
        Some(end) => end == found,
        None => item.text.ends_with([',', ';']),
    };
    earlier.iter().all(is_listed).then_some(found)
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
            ("at least three symptoms of the following list:", Some(AtLeast(3))),
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
            ("Two of:", Some(AtLeast(2))),
            ("agrees to use tea + 1 of:", Some(AnyOf)),
            ("Two or fewer of the following:", Some(AtMost(2))),
            ("≥1 major or ≥2 minor of the following:", None),
            ("at least 50% of the following:", None),
            ("Step 3 (Follow up)", None),
            ("Any two of:", Some(AtLeast(2))),
            ("Two or more risk factors:", Some(AtLeast(2))),
            ("Thirst (two or more):", Some(AtLeast(2))),
            (">1 of the following:", Some(AtLeast(2))),
            (">=1 of:", Some(AnyOf)),
            ("at least three of these signs:", Some(AtLeast(3))),
            ("Up to 2 of the following:", Some(AtMost(2))),
            ("including both:", Some(AllOf)),
            ("one of the criteria that follow:", Some(AnyOf)),
            ("Fewer than 3 of the following:", Some(AtMost(2))),
            ("More than 2 of the following:", Some(AtLeast(3))),
            ("Exactly 2 of the following:", None),
            ("3 out of 5 of the following:", Some(AtLeast(3))),
            ("At least one of the following, but not both:", Some(AnyOf)),
            ("At least twenty-one of the following:", None),
            ("SARS-CoV-2 (COVID-19):", None),
            ("Teas of grade 3:", None),
            ("Question #1", None),
            ("Recovered to grade 0-1, with the following exceptions:", None),
            ("Included within 4 weeks of the following:", None),
            ("For each of the last two days:", None),
            ("Meets at least two of the following three criteria:", Some(AtLeast(2))),
            ("At least one of the following two criteria:", Some(AnyOf)),
            ("Fulfils one of the two following criteria:", Some(AnyOf)),
            ("One or both of the following:", Some(AnyOf)),
            ("All three of the following:", Some(AllOf)),
            ("Diagnosis of one (or more) of the following:", Some(AnyOf)),
            ("One (1) or more of the following:", Some(AnyOf)),
            ("Does not meet any of the following:", Some(AtMost(0))),
            ("No evidence of any of the following:", Some(AtMost(0))),
            ("Is not thirsty and has any of the following:", Some(AnyOf)),
            ("Not meeting all of the following:", None),
        ];
        for (text, expected) in table {
            assert_eq!(stated(text), expected, "{text}");
        }
    }
}
