//! A site's place on one line: `city, state, country`.

/// The parts of a place line. A part that the line does not decide is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts<'a> {
    pub(crate) city: Option<&'a str>,
    pub(crate) state: Option<&'a str>,
    pub(crate) country: &'a str,
    /// More commas than parts: where the city ends cannot be told.
    pub(crate) ambiguous: bool,
}

/// Splits a place line. `countries` are the countries that the page names: they decide where a country begins that
/// has a comma of its own (`Seoul, Korea, Republic of`).
///
/// `place = [ city ", " ] [ state ", " ] country`
pub(crate) fn place<'a, 'c>(text: &'a str, countries: impl Iterator<Item = &'c str>) -> Option<Parts<'a>> {
    let named = countries.filter_map(|country| country_at_end(text, country)).max_by_key(|country| country.len());
    let country = match named {
        Some(country) => country,
        None => last_part(text)?,
    };
    let before = text.strip_suffix(country)?.trim_end().trim_end_matches(',');
    if before.is_empty() {
        return Some(Parts { city: None, state: None, country, ambiguous: false });
    }
    Some(match two_parts(before) {
        Some((city, state)) if two_parts(state).is_none() => {
            Parts { city: Some(city), state: Some(state), country, ambiguous: false }
        }
        Some(_) => Parts { city: Some(before), state: None, country, ambiguous: true },
        None => Parts { city: Some(before), state: None, country, ambiguous: false },
    })
}

/// The line of a place: what there is of city, state and country.
pub(crate) fn place_text(parts: [Option<&str>; 3]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `two-parts = part "," SP part`; a comma without a space belongs to a part
fn two_parts(text: &str) -> Option<(&str, &str)> {
    let mut commas = text.match_indices(',').filter_map(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?)));
    commas.find(|(_, behind)| behind.starts_with(char::is_whitespace)).map(|(part, behind)| (part, behind.trim_start()))
}

/// The country at the end of a place line, alone or behind a comma.
pub(crate) fn country_at_end<'a>(text: &'a str, country: &str) -> Option<&'a str> {
    let before = text.strip_suffix(country)?;
    let is_part = before.is_empty() || (before.ends_with(char::is_whitespace) && before.trim_end().ends_with(','));
    is_part.then(|| text.get(before.len()..)).flatten()
}

fn last_part(text: &str) -> Option<&str> {
    let (_, part) = text.rsplit_once(',')?;
    part.starts_with(char::is_whitespace).then(|| part.trim_start())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::{place, place_text};

    fn part() -> impl Strategy<Value = String> {
        "[A-Zß-ü][a-zß-ü.'-]{0,8}( [(]?[A-Z0-9][a-z]{0,6}[)]?)?"
    }

    proptest! {
        #[test]
        fn a_place_that_is_printed_reads_as_itself(
            city in part(),
            state in prop::option::of(part()),
            country in prop::sample::select(vec!["Ireland", "Korea, Republic of", "Hong Kong"]),
            is_named in any::<bool>(),
        ) {
            // A comma of the country's own is told only where the page names the country.
            prop_assume!(is_named || !country.contains(','));
            let text = place_text([Some(&*city), state.as_deref(), Some(country)]);
            let read = place(&text, is_named.then_some(country).into_iter()).unwrap();
            prop_assert_eq!((read.city, read.state), (Some(&*city), state.as_deref()));
            prop_assert_eq!((read.country, read.ambiguous), (country, false));
        }
    }

    type Split = (Option<&'static str>, Option<&'static str>, &'static str, bool);

    #[test]
    fn places() {
        let countries = ["Korea, Republic of", "United States", "Hong Kong", "Mexico"];
        let table: [(&str, Option<Split>); 11] = [
            ("Northlake, Ohio, United States", Some((Some("Northlake"), Some("Ohio"), "United States", false))),
            ("Seoul, Korea, Republic of", Some((Some("Seoul"), None, "Korea, Republic of", false))),
            ("Hong Kong, Hong Kong", Some((Some("Hong Kong"), None, "Hong Kong", false))),
            ("Hong Kong", Some((None, None, "Hong Kong", false))),
            ("León, D. F., Bajío, Mexico", Some((Some("León, D. F., Bajío"), None, "Mexico", true))),
            ("Westmoor, Ireland", Some((Some("Westmoor"), None, "Ireland", false))),
            ("Westmoor, Leinster, Ireland", Some((Some("Westmoor"), Some("Leinster"), "Ireland", false))),
            ("Westmoor,\u{a0}Leinster, Ireland", Some((Some("Westmoor"), Some("Leinster"), "Ireland", false))),
            ("Westmoor,\u{a0}Ireland", Some((Some("Westmoor"), None, "Ireland", false))),
            ("Westmoor", None),
            ("New Mexico", None),
        ];
        for (text, split) in table {
            let found = place(text, countries.iter().copied()).map(|p| (p.city, p.state, p.country, p.ambiguous));
            assert_eq!(found, split, "{text:?}");
        }
    }
}
