//! The sites of `contactsLocationsModule` in layouts of labels: under their places, in blocks, or a line each.

use std::ops::Range;

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath, quoted},
    page::{
        layout::{Field, Layout},
        outline::without_bullet,
    },
    source::Raw,
    study::{Location, RecruitmentStatus, code::CodeList},
    value::country,
};

const FACILITY: &str = "protocolSection.contactsLocationsModule.locations[].facility";
const STATUS: &str = "protocolSection.contactsLocationsModule.locations[].status";
const CITY: &str = "protocolSection.contactsLocationsModule.locations[].city";
const STATE: &str = "protocolSection.contactsLocationsModule.locations[].state";
const ZIP: &str = "protocolSection.contactsLocationsModule.locations[].zip";
const COUNTRY: &str = "protocolSection.contactsLocationsModule.locations[].country";

/// `place = [ city ", " ] [ state ", " ] country [ ", " zip ]`
#[derive(Clone, Copy)]
struct Place<'a> {
    /// What stands before the country, part by part.
    before: &'a str,
    country: &'a str,
    zip: Option<&'a str>,
}

impl<'a> Place<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (text, country, zip) = match country::at_end(text) {
            Some(country) => (text, country, None),
            None => {
                let (rest, zip) = without_zip(text);
                (rest, country::at_end(rest)?, Some(zip?))
            }
        };
        let before = text.strip_suffix(country)?.trim_end().trim_end_matches(',');
        Some(Self { before, country, zip })
    }

    fn parts(&self) -> Vec<&'a str> {
        self.before.split(", ").filter(|part| !part.is_empty()).collect()
    }
}

/// What stands before the country of a site on one line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::page) struct Site<'a> {
    facility: Option<&'a str>,
    city: Option<&'a str>,
    state: Option<&'a str>,
}

impl<'a> Site<'a> {
    /// `[ facility ", " ] city [ ", " state ]`; `None` where the commas do not tell.
    ///
    /// Of 3,953 sites in 634 real records each has a city, and 415 have no facility. Each of the 1,419 in the United States
    /// has a state, and none of them a comma in its city: there the facility may have commas. Elsewhere this reading is right for
    /// 1,177 of 1,306 lines of two parts, the others being city and state, and for 647 of 796 of three, the others having a comma
    /// in their facility: more than likely, and said to be no more.
    fn read(before: &'a str, country: &str) -> Option<Self> {
        let mut backwards = before.rsplitn(3, ", ");
        let state = backwards.next().filter(|state| country == country::UNITED_STATES && country::is_state(state));
        if let (Some(state), Some(city)) = (state, backwards.next().filter(|city| !city.is_empty())) {
            let facility = backwards.next().filter(|facility| !facility.is_empty());
            return Some(Self { facility, city: Some(city), state: Some(state) });
        }
        let parts: Vec<&str> = before.split(", ").filter(|part| !part.is_empty()).collect();
        let (facility, city, state) = match parts[..] {
            [] => (None, None, None),
            [city] => (None, Some(city), None),
            [facility, city] => (Some(facility), Some(city), None),
            [facility, city, state] => (Some(facility), Some(city), Some(state)),
            _ => return None,
        };
        Some(Self { facility, city, state })
    }

    /// The line of facility, city and state, and of a country.
    pub(in crate::page) fn text(parts: [Option<&str>; 3], country: &str) -> String {
        parts.into_iter().flatten().chain([country]).collect::<Vec<_>>().join(", ")
    }

    /// Whether the line of facility, city, state and country reads back as them.
    pub(in crate::page) fn is_told([facility, city, state]: [Option<&str>; 3], country: &str) -> bool {
        let line = Site::text([facility, city, state], country);
        country::at_end(&line) == Some(country)
            && Site::read(before_country(&line, country), country) == Some(Site { facility, city, state })
    }
}

/// What stands before the country at the end of a line.
fn before_country<'a>(line: &'a str, country: &str) -> &'a str {
    line.strip_suffix(country).unwrap_or_default().trim_end().trim_end_matches(',')
}

/// `before [ ", " zip ]`
fn without_zip(text: &str) -> (&str, Option<&str>) {
    let (before, last) = text.rsplit_once(", ").unwrap_or(("", text));
    if is_postal_code(last) { (before, Some(last)) } else { (text, None) }
}

/// `postal-code`: a digit at least, and no word. Of 3,290 in real records none is longer than ten characters, and the longest run of
/// letters is two; `Sachsen / 313` is a state.
fn is_postal_code(text: &str) -> bool {
    const LONGEST: usize = 12;
    const LONGEST_LETTERS: usize = 3;
    text.len() <= LONGEST
        && text.contains(|c: char| c.is_ascii_digit())
        && text.split(|c: char| !c.is_alphabetic()).all(|letters| letters.chars().count() <= LONGEST_LETTERS)
}

impl<'a> Page<'_, 'a> {
    pub(super) fn sites(&mut self) {
        let lists: Vec<Range<usize>> = self.entries(Field::Locations).map(|entry| entry.values.clone()).collect();
        for lines in lists {
            match self.outline.layout() {
                Some(Layout::StudyOutlineBare | Layout::StudyOutlineBlank) => self.sites_under_places(lines),
                Some(Layout::Classic) => self.sites_in_blocks(lines),
                _ => lines.for_each(|line| self.site_on_a_line(line)),
            }
        }
    }

    /// `[state] place *facility`, as two or three levels of a list, or as bare lines.
    fn sites_under_places(&mut self, lines: Range<usize>) {
        let has_facilities = self.deepest_are_facilities(&lines);
        let deepest = lines.clone().filter_map(|line| self.indent(line)).max();
        let mut place: Option<usize> = None;
        let mut is_used = true;
        let mut headings = Vec::new();
        for line in lines.clone() {
            let is_deepest = self.indent(line).is_some() && self.indent(line) == deepest;
            let is_facility = match self.indent(line) {
                Some(_) => is_deepest && has_facilities,
                // Bare lines: what is neither a place nor the state above one.
                None => self.place_at(line).is_none() && !self.is_heading_above(line, &lines),
            };
            if is_facility && place.is_some() {
                self.add_site(Some(line), place);
                is_used = true;
            } else if self.is_heading_above(line, &lines) {
                headings.push((line, self.study.contacts_locations.locations.len()));
            } else if self.place_at(line).is_some() {
                // A site may lack its facility.
                if !is_used {
                    self.add_site(None, place);
                }
                (place, is_used) = (Some(line), false);
            } else {
                self.refuse(line, Code::AmbiguousPlace, None, "the place of a site before its facility");
            }
        }
        if !is_used {
            self.add_site(None, place);
        }
        self.headings_again(&headings);
    }

    /// Lines above sites that say again what their places say: a second place of the value. Each stands above the next site.
    fn headings_again(&mut self, headings: &[(usize, usize)]) {
        for &(line, next) in headings {
            let raw = self.raw(line);
            let raw = raw.part(without_bullet(raw.text));
            let mut parts = Vec::new();
            // The site before may have waited for its facility.
            for (index, site) in self.study.contacts_locations.locations.iter().enumerate().skip(next).take(2) {
                for (value, path) in [(&site.country, COUNTRY), (&site.state, STATE), (&site.city, CITY)] {
                    // A city that could not be divided ends with its state.
                    let Some(value) = value.as_deref().filter(|value| !value.is_empty()) else { continue };
                    let is_whole = raw.text == value || path == CITY && value.ends_with(raw.text);
                    let is_part = raw.text.starts_with(value) || raw.text.ends_with(value);
                    if (is_whole || is_part) && !parts.iter().any(|(known, _): &(&str, FieldPath)| *known == path) {
                        parts.push((path, FieldPath::at(path, [index, 0])));
                    }
                }
                if !parts.is_empty() {
                    break;
                }
            }
            if parts.is_empty() {
                self.refuse(line, Code::AmbiguousPlace, None, "a country or a state of the sites below");
                continue;
            }
            for (_, path) in parts {
                self.note_span(path, raw.span());
            }
            self.take(line);
        }
    }

    fn place_at(&self, line: usize) -> Option<Place<'a>> {
        Place::read(without_bullet(self.raw(line).text))
    }

    /// Whether a line is the state or the country that the place below it names, or the country above such a state.
    fn is_heading_above(&self, line: usize, lines: &Range<usize>) -> bool {
        let shown = without_bullet(self.raw(line).text);
        let below = |line: usize| (line < lines.end).then(|| self.place_at(line)).flatten();
        if country::is_country(shown) {
            let is_here = |place: Place<'_>| !place.before.is_empty() && place.country == shown;
            let is_of_state = || below(line + 2).is_some_and(is_here) && self.is_heading_above(line + 1, lines);
            if below(line + 1).is_some_and(is_here) || below(line + 1).is_none() && is_of_state() {
                return true;
            }
        }
        // Georgia is a country and a state.
        let next = below(line + 1);
        next.is_some_and(|next| next.before.strip_suffix(shown).is_some_and(|city| city.ends_with(", ")))
    }

    /// Whether the lines that are indented most stand below places. Where no site has its facility, they are the places.
    fn deepest_are_facilities(&self, lines: &Range<usize>) -> bool {
        let mut pairs = lines.clone().zip(lines.clone().skip(1));
        pairs.any(|(line, next)| {
            self.indent(next) > self.indent(line)
                && self.place_at(line).is_some()
                && !self.is_heading_above(line, lines)
        })
    }

    /// The column of a line's bullet; `None` where it has none.
    fn indent(&self, line: usize) -> Option<usize> {
        let raw = self.raw(line);
        if without_bullet(raw.text).len() == raw.text.len() {
            return None;
        }
        Some(self.margin(line))
    }

    /// `[ country [ ", " state ] ] [facility] place`
    fn sites_in_blocks(&mut self, lines: Range<usize>) {
        let is_place = |page: &Self, line: usize| {
            line < lines.end && page.place_at(line).is_some() && !page.is_country_heading(line)
        };
        let mut line = lines.start;
        let mut headings = Vec::new();
        while line < lines.end {
            if self.is_country_heading(line) {
                headings.push((line, self.study.contacts_locations.locations.len()));
                line += 1;
            } else if is_place(self, line + 1) && (!is_place(self, line) || self.ends_with_city_below(line)) {
                if is_place(self, line) {
                    let raw = self.raw(line);
                    self.report_note(Code::AmbiguousPlace, raw.span(), "a facility or a place", quoted(raw.text));
                }
                self.add_site(Some(line), Some(line + 1));
                line += 2;
            } else if is_place(self, line) {
                self.add_site(None, Some(line));
                line += 1;
            } else {
                self.refuse(line, Code::AmbiguousPlace, None, "a facility with its place below");
                line += 1;
            }
        }
        self.headings_again(&headings);
    }

    /// Whether a line is a country, or a country with its state behind it, as it stands above the sites there.
    fn is_country_heading(&self, line: usize) -> bool {
        let text = self.raw(line).text;
        // The country may have a comma of its own.
        let first = text
            .match_indices(", ")
            .filter_map(|(at, _)| text.get(..at))
            .filter(|first| country::is_country(first))
            .last();
        country::is_country(text)
            || first.is_some_and(|first| {
                let is_bare = !text.ends_with(first) && without_zip(text).1.is_none();
                // `Hong Kong, China` is a place, and `United States, Georgia` stands above places of the United States.
                is_bare && (Place::read(text).is_none() || self.is_country_below(line, first))
            })
    }

    /// Whether a line that reads as a place is the name of a facility in the city that the line below names:
    /// `Elm Hospital, Westmoor, Ireland`.
    fn ends_with_city_below(&self, line: usize) -> bool {
        let (Some(place), Some(below)) = (self.place_at(line), self.place_at(line + 1)) else { return false };
        let name = below.parts().first().and_then(|city| place.before.strip_suffix(city));
        // `West Bromwich` and `Bromwich` are two cities.
        let is_name = |name: &str| name.ends_with(' ') && name.split_whitespace().count() > 1;
        place.country == below.country && place.zip.is_none() && name.is_some_and(is_name)
    }

    /// Whether the first place below a line is in a country.
    fn is_country_below(&self, line: usize, country: &str) -> bool {
        [line + 1, line + 2]
            .into_iter()
            .find_map(|line| self.place_at(line))
            .is_some_and(|place| place.country == country)
    }

    fn add_site(&mut self, facility: Option<usize>, place: Option<usize>) {
        let site = self.study.contacts_locations.locations.len();
        let at = |path| FieldPath::at(path, [site, 0]);
        let mut location = Location::default();
        if let Some(line) = facility {
            let raw = self.raw(line);
            let name = without_bullet(raw.text);
            self.note_span(at(FACILITY), raw.part(name).span());
            location.facility = Some(name.to_owned());
            self.take(line);
        }
        if let Some(line) = place {
            let raw = self.raw(line);
            self.take(line);
            if let Some(read) = Place::read(without_bullet(raw.text)) {
                self.set_place(&mut location, raw, read, site);
            }
        }
        self.study.contacts_locations.locations.push(location);
    }

    fn set_place(&mut self, location: &mut Location, raw: Raw<'a>, place: Place<'a>, site: usize) {
        let at = |path| FieldPath::at(path, [site, 0]);
        let parts = place.parts();
        let (city, state) = match parts[..] {
            [] => (None, None),
            [city] => (Some(city), None),
            [city, state] => (Some(city), Some(state)),
            _ => {
                self.report(Code::AmbiguousPlace, Some(at(CITY)), raw.span(), "city, state, country", quoted(raw.text));
                (Some(place.before), None)
            }
        };
        let mut part = |part: &'a str, path| {
            self.note_span(at(path), raw.part(part).span());
            part.to_owned()
        };
        location.city = city.map(|city| part(city, CITY));
        location.state = state.map(|state| part(state, STATE));
        location.zip = place.zip.map(|zip| part(zip, ZIP));
        location.country = Some(part(place.country, COUNTRY));
    }

    /// `site = facility ", " city ", " [ state ", " ] [ zip ", " ] country [ " [" status "]" ]`
    fn site_on_a_line(&mut self, line: usize) {
        let raw = self.raw(line);
        let site = self.study.contacts_locations.locations.len();
        let at = |path| FieldPath::at(path, [site, 0]);
        let mut location = Location::default();
        let known = |status: &'a str| Some((status, RecruitmentStatus::known(status)?));
        let behind = raw.text.strip_suffix(']').and_then(|text| text.rsplit_once(" ["));
        let behind = behind.and_then(|(rest, status)| Some((rest.trim_end(), known(status)?)));
        let text = behind.as_ref().map_or(raw.text, |(rest, _)| *rest);
        let Some(country) = country::at_end(text) else {
            return self.refuse(
                line,
                Code::AmbiguousPlace,
                Some(at(COUNTRY)),
                "a site such as facility, city, country",
            );
        };
        if let Some((_, (status, code))) = behind {
            self.note_span(at(STATUS), raw.part(status).span());
            location.status = Some(code);
        }
        self.take(line);
        let before = before_country(text, country);
        let (before, zip) = match self.outline.layout() {
            Some(Layout::LabelColumns) => without_zip(before),
            _ => (before, None),
        };
        let Site { facility, city, state } = Site::read(before, country).unwrap_or_else(|| {
            // Where the facility ends is not told; nothing of it is lost.
            let expected = "facility, city, state, country";
            self.report(Code::AmbiguousPlace, Some(at(FACILITY)), raw.span(), expected, quoted(raw.text));
            Site { facility: Some(before), ..Site::default() }
        });
        if facility.is_some() && city.is_some() && !(state.is_some() && country == country::UNITED_STATES) {
            let expected = "a mark between facility, city and state";
            self.report_note(Code::AmbiguousPlace, raw.span(), expected, quoted(raw.text));
        }
        let mut part = |part: &'a str, path| {
            self.note_span(at(path), raw.part(part).span());
            part.to_owned()
        };
        location.facility = facility.map(|facility| part(facility, FACILITY));
        location.city = city.map(|city| part(city, CITY));
        location.state = state.map(|state| part(state, STATE));
        location.zip = zip.map(|zip| part(zip, ZIP));
        location.country = Some(part(country, COUNTRY));
        self.study.contacts_locations.locations.push(location);
    }
}

#[cfg(test)]
mod tests {
    use super::Site;

    #[test]
    fn parts_before_the_country() {
        let table = [
            ("Dune Clinic, Westmoor", "Ireland", Some([Some("Dune Clinic"), Some("Westmoor"), None])),
            (
                "Dune Clinic, Westmoor, Leinster",
                "Ireland",
                Some([Some("Dune Clinic"), Some("Westmoor"), Some("Leinster")]),
            ),
            ("Dune Clinic, Ward 3, Westmoor, Leinster", "Ireland", None),
            ("Westmoor", "Ireland", Some([None, Some("Westmoor"), None])),
            ("", "Ireland", Some([None; 3])),
            (
                "Dune Clinic, Northlake, Ohio",
                "United States",
                Some([Some("Dune Clinic"), Some("Northlake"), Some("Ohio")]),
            ),
            (
                "Dune Clinic, Ward 3, Northlake, Ohio",
                "United States",
                Some([Some("Dune Clinic, Ward 3"), Some("Northlake"), Some("Ohio")]),
            ),
            ("Northlake, Ohio", "United States", Some([None, Some("Northlake"), Some("Ohio")])),
            ("Dune Clinic, Northlake", "United States", Some([Some("Dune Clinic"), Some("Northlake"), None])),
        ];
        for (text, country, parts) in table {
            let site = parts.map(|[facility, city, state]| Site { facility, city, state });
            assert_eq!(Site::read(text, country), site, "{text:?}");
        }
        assert!(Site::is_told([None, Some("Westmoor"), None], "Ireland"));
        assert!(!Site::is_told([Some("Dune Clinic, Ward 3"), Some("Westmoor"), None], "Ireland"));
        assert!(!Site::is_told([Some("Dune Clinic"), Some("Westmoor"), None], "Atlantis"));
        assert!(!Site::is_told([Some("Dune Clinic"), Some("Westmoor,"), None], "Ireland"));
    }
}
