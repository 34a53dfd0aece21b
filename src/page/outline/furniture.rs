//! What stands behind a record on a longer page: related links, buttons, the notices at the foot.

use crate::source::Raw;

/// How a line begins that heads links to other pages.
const LINKS: &[&str] = &[
    "related",
    "similar",
    "you may also",
    "you might also",
    "people also",
    "more studies",
    "more trials",
    "other studies",
    "other trials",
    "recommended",
    "see also:",
    "explore",
    "share",
    "follow us",
    "back to top",
    "contact us",
    "about us",
    "newsletter",
    "subscribe",
    "was this",
    "more like this",
    "other pages",
    "stay informed",
    "sign up",
    "quick links",
    "popular",
];

/// Lines at the foot of pages whose words may stand in a record too: `imprint cytology`.
const FOOT_LINES: &[&str] = &["back to top", "contact us", "imprint", "subscribe to our newsletter"];

/// Words that stand at the foot of pages.
const FOOT: &[&str] = &[
    "©",
    "copyright ",
    "all rights reserved",
    "privacy policy",
    "privacy notice",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "terms & conditions",
    "cookie policy",
    "cookie settings",
    "accessibility statement",
];

/// The longest line of links; the notices may be longer.
const LONGEST: usize = 160;

/// How many lines stand behind the last notice at most.
const MOST_BEHIND: usize = 8;

/// Where the foot of a page begins in the lines behind its last label; none where nothing says that there is one.
///
/// The words of a foot alone are not enough for a line of links to be one: criteria speak of related studies too. So it begins
/// with the first block that heads links, of those behind which only short lines stand, up to words of a foot.
pub(super) fn start(lines: &[Raw<'_>], from: usize, has_blank_line_before: impl Fn(Raw<'_>) -> bool) -> Option<usize> {
    let lower: Vec<String> = lines.iter().skip(from).map(|raw| raw.text.to_lowercase()).collect();
    let foot = lower
        .iter()
        .rposition(|line| FOOT_LINES.contains(&&**line) || FOOT.iter().any(|words| line.contains(words)))?;
    // Behind the last notice stands little.
    if lower.len() - foot > MOST_BEHIND || lower.iter().skip(foot).any(|line| line.len() > 2 * LONGEST) {
        return None;
    }
    let is_block = |at: &usize| lines.get(from + at).is_some_and(|raw| has_blank_line_before(*raw));
    // Behind the last long line before the foot.
    let long = lower.get(..foot).and_then(|lines| lines.iter().rposition(|line| line.len() > LONGEST));
    let short_from = long.map_or(0, |long| long + 1);
    let heads = |at: &usize| {
        lower.get(*at).is_some_and(|line| line.len() <= 60 && LINKS.iter().any(|words| line.starts_with(words)))
    };
    let first = (short_from..foot).find(|at| heads(at) && is_block(at));
    // The block that the notice stands in.
    let block = (0..=foot).rev().find(is_block).unwrap_or(foot);
    Some(from + first.unwrap_or(block))
}

#[cfg(test)]
mod tests {
    use super::start;
    use crate::source::Source;

    fn found(text: &str) -> Option<String> {
        let lines: Vec<_> = Source::new(text).lines().collect();
        let blank = |raw: crate::source::Raw<'_>| text.get(..raw.start).is_some_and(|before| before.ends_with("\n\n"));
        start(&lines, 1, blank).and_then(|at| lines.get(at)).map(|raw| raw.text.to_owned())
    }

    #[test]
    fn feet() {
        let page = "Criteria\n* Tea\n* Related to a nurse\n\nSimilar studies\n\nMilk at Night\n\nPrivacy policy | Terms of use\n© 2026 Tea";
        assert_eq!(found(page).as_deref(), Some("Similar studies"));
        assert_eq!(found("Criteria\n* Tea\n\n* Milk\n\n© 2026 Tea\nImprint").as_deref(), Some("© 2026 Tea"));
        assert_eq!(found("Criteria\n* Tea\n\n* Signs of imprint cytology"), None, "a criterion");
        assert_eq!(found("Criteria\n* Tea\n\nRelated links\n\n* Milk"), None, "nothing at the foot");
    }
}
