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
                let (rest, zip) = text.rsplit_once(", ")?;
                (rest, country::at_end(rest)?, Some(zip))
            }
        };
        let before = text.strip_suffix(country)?.trim_end().trim_end_matches(',');
        Some(Self { before, country, zip })
    }

    fn parts(&self) -> Vec<&'a str> {
        self.before.split(", ").filter(|part| !part.is_empty()).collect()
    }
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

    /// `[state] place 1*facility`, as two or three levels of a list, or as bare lines.
    fn sites_under_places(&mut self, lines: Range<usize>) {
        let shown = |page: &Self, line: usize| without_bullet(page.raw(line).text);
        let deepest = lines.clone().filter_map(|line| self.indent(line)).max();
        let mut place: Option<usize> = None;
        let mut is_used = true;
        for line in lines.clone() {
            // Where the lines are indented, the deepest are facilities.
            let is_facility = match (self.indent(line), deepest) {
                (Some(own), Some(deepest)) if lines.len() > 1 => own == deepest,
                _ => false,
            };
            let is_indented = deepest.is_some();
            if is_facility && place.is_some() {
                self.add_site(Some(line), place);
                is_used = true;
                continue;
            }
            let read = Place::read(shown(self, line));
            if let Some(found) = read.filter(|_| !is_facility) {
                // A country alone is no place of a site here, unless nothing else can be.
                if !is_used {
                    self.add_site(None, place);
                }
                let _ = found;
                (place, is_used) = (Some(line), false);
                continue;
            }
            let next = (line + 1 < lines.end).then(|| Place::read(shown(self, line + 1))).flatten();
            let is_state = next.is_some_and(|next| next.parts().last() == Some(&shown(self, line)));
            if is_state {
                self.take(line);
            } else if place.is_some() && !is_indented {
                self.add_site(Some(line), place);
                is_used = true;
            } else {
                self.refuse(line, Code::AmbiguousPlace, None, "the place of a site before its facility");
            }
        }
        if !is_used {
            self.add_site(None, place);
        }
    }

    /// The column of a line's bullet; `None` where it has none.
    fn indent(&self, line: usize) -> Option<usize> {
        let raw = self.raw(line);
        if without_bullet(raw.text).len() == raw.text.len() {
            return None;
        }
        let before = self.outline.source().text().get(..raw.start)?;
        Some(before.len() - before.trim_end_matches([' ', '\t']).len())
    }

    /// `[ country [ "," state ] ] facility place`
    fn sites_in_blocks(&mut self, lines: Range<usize>) {
        let is_heading = |page: &Self, line: usize| {
            let text = page.raw(line).text;
            let first = text.split_once(", ").map_or(text, |(country, _)| country);
            country::is_country(text) || country::is_country(first)
        };
        let is_place = |page: &Self, line: usize| {
            line < lines.end
                && Place::read(page.raw(line).text).is_some_and(|place| !place.before.is_empty() || place.zip.is_some())
        };
        let mut line = lines.start;
        while line < lines.end {
            if is_place(self, line + 1)
                && !(is_heading(self, line) && !is_place(self, line + 2) && self.is_of_heading(line))
            {
                self.add_site(Some(line), Some(line + 1));
                line += 2;
            } else if is_heading(self, line) && !is_place(self, line) {
                self.take(line);
                line += 1;
            } else if is_place(self, line) {
                self.add_site(None, Some(line));
                line += 1;
            } else {
                self.refuse(line, Code::AmbiguousPlace, None, "a facility with its place below");
                line += 1;
            }
        }
    }

    /// Whether the place below a line repeats what the line says: `United States, Ohio` above `Northlake, Ohio, United States`.
    fn is_of_heading(&self, line: usize) -> bool {
        let text = self.raw(line).text;
        let Some(place) = Place::read(self.raw(line + 1).text) else { return false };
        let (head, state) = text.split_once(", ").map_or((text, None), |(head, state)| (head, Some(state)));
        let is_country = place.country == text || place.country == head;
        is_country && (place.country == text || state.is_none_or(|state| place.parts().last() == Some(&state)))
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
        let mut text = raw.text;
        if let Some((rest, status)) = text.strip_suffix(']').and_then(|text| text.rsplit_once(" ["))
            && let Some(code) = RecruitmentStatus::known(status)
        {
            self.note_span(at(STATUS), raw.part(status).span());
            location.status = Some(code);
            text = rest.trim_end();
        }
        let Some(country) = country::at_end(text) else {
            return self.refuse(
                line,
                Code::AmbiguousPlace,
                Some(at(COUNTRY)),
                "a site such as facility, city, country",
            );
        };
        self.take(line);
        let before = text.strip_suffix(country).unwrap_or_default().trim_end().trim_end_matches(',');
        let mut parts: Vec<&str> = before.split(", ").filter(|part| !part.is_empty()).collect();
        let has_zip = self.outline.layout() == Some(Layout::LabelColumns);
        let zip = parts.pop_if(|part| has_zip && part.contains(|c: char| c.is_ascii_digit()));
        let (facility, city, state) = match parts[..] {
            [] => (None, None, None),
            [facility, city] => (Some(facility), Some(city), None),
            [facility, city, state] => (Some(facility), Some(city), Some(state)),
            _ => {
                self.report(
                    Code::AmbiguousPlace,
                    Some(at(FACILITY)),
                    raw.span(),
                    "facility, city, state, country",
                    quoted(raw.text),
                );
                (None, None, None)
            }
        };
        let mut part = |part: &'a str, path| {
            self.note_span(at(path), raw.part(part).span());
            part.to_owned()
        };
        location.facility = facility.map(|facility| part(facility, FACILITY));
        location.city = city.map(|city| part(city, CITY));
        location.state = state.map(|state| part(state, STATE));
        location.zip = zip.map(|zip| part(zip, ZIP));
        location.country = Some(part(country, COUNTRY));
        if facility.is_none() && !parts.is_empty() {
            // What the parts are is not told; the line keeps them.
            self.leave(line);
            self.forget_site(site);
            return;
        }
        self.study.contacts_locations.locations.push(location);
    }

    /// Takes back the places of a site that is left.
    fn forget_site(&mut self, site: usize) {
        let start = format!("protocolSection.contactsLocationsModule.locations[{site}]");
        self.spans.retain(|(path, _)| !path.to_string().starts_with(&start));
    }
}
