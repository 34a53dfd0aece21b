//! Pages as real extractions damage them: values and labels lost, lines glued and wrapped, blank lines and bullets gone, sections in
//! another order. All of such a page is accounted for, and nothing is invented: each value stands in the place of a value of its own
//! field on the page in good order.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use std::{collections::BTreeMap, fmt::Write, ops::Range};

use ctgov::{
    Code, Parsed,
    page::{Line, Role},
};
use serde_json::Value;
use support::{Record, add_leaves, assert_complete, assert_traceable, corpus};

/// A damaged page, and which part of the page in good order each of its parts is.
#[derive(Default)]
struct Damaged {
    what: String,
    text: String,
    parts: Vec<(Range<usize>, Range<usize>)>,
}

impl Damaged {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }

    /// Adds a part of the page, as it is or in other characters.
    fn push(&mut self, shown: &str, origin: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(shown);
        self.parts.push((start..self.text.len(), origin));
    }

    /// Adds a part of the page as it is.
    fn keep(&mut self, page: &str, origin: Range<usize>) {
        self.push(&page[origin.clone()], origin);
    }

    /// The page without some parts of it; a line of which nothing is left goes, too.
    fn without(what: impl Into<String>, page: &str, lost: &[Range<usize>]) -> Self {
        let mut damaged = Self::new(what);
        for line in lines(page) {
            let gone: Vec<_> = lost.iter().filter(|lost| lost.start < line.end && line.start < lost.end).collect();
            let mut kept = Vec::new();
            let mut at = line.start;
            for gone in &gone {
                kept.push(at..gone.start.max(at));
                at = gone.end.min(line.end);
            }
            kept.push(at..line.end);
            if !gone.is_empty()
                && kept.iter().all(|kept| page[kept.clone()].trim_matches([' ', '-', '*', '•']).is_empty())
            {
                continue;
            }
            for kept in kept {
                damaged.keep(page, kept);
            }
            damaged.text.push('\n');
        }
        damaged
    }

    /// Which parts of the page in good order a part of the damaged one was made of.
    fn origins(&self, span: &Range<usize>) -> Vec<Range<usize>> {
        let parts = self.parts.iter().filter(|(own, _)| own.start < span.end && span.start < own.end);
        let origin = |(own, origin): &(Range<usize>, Range<usize>)| {
            // A part in other characters stands for all of its own.
            if own.len() != origin.len() {
                return origin.clone();
            }
            let at = |place: usize| origin.start + place.clamp(own.start, own.end) - own.start;
            at(span.start)..at(span.end)
        };
        parts.map(origin).collect()
    }
}

/// The lines of a page, without their breaks.
fn lines(page: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in page.split('\n') {
        lines.push(start..start + line.len());
        start += line.len() + 1;
    }
    lines
}

/// A path without its positions in lists: which field it is.
fn field_of(path: &str) -> String {
    path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect::<Vec<_>>().join("[]")
}

/// What a page says: the leaves of its JSON, and the places of each field.
struct Said {
    values: BTreeMap<String, Value>,
    places: BTreeMap<String, Vec<Range<usize>>>,
}

fn said(parsed: &Parsed) -> Said {
    let json: Value = serde_json::from_str(&parsed.to_json().unwrap()).unwrap();
    let mut leaves = Vec::new();
    add_leaves(&json["study"], String::new(), &mut leaves);
    add_leaves(&json["page"], "page".to_owned(), &mut leaves);
    let mut places: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    for (path, span) in parsed.spans() {
        places.entry(field_of(&path.to_string())).or_default().push(span.range());
    }
    Said { values: leaves.into_iter().collect(), places }
}

fn invented(clean: &Said, damaged: &Damaged) -> String {
    let Ok(parsed) = ctgov::page::parse(&damaged.text) else { return String::new() };
    let own = said(&parsed);
    let mut invented = String::new();
    for (path, span) in parsed.spans() {
        let path = path.to_string();
        let value = own.values.get(&path);
        if clean.values.get(&path) == value {
            continue;
        }
        let places = clean.places.get(&field_of(&path)).map(Vec::as_slice).unwrap_or_default();
        let is_own =
            |origin: &Range<usize>| places.iter().any(|place| place.start < origin.end && origin.start < place.end);
        if !damaged.origins(&span.range()).iter().any(is_own) {
            let line = damaged.text[..span.start].matches('\n').count() + 1;
            writeln!(invented, "{}:{line} {path} = {:?}", damaged.what, value.map(ToString::to_string)).unwrap();
        }
    }
    invented
}

/// The layouts that are labels and values.
fn pages() -> Vec<Record> {
    let others = ["spaced", "compact", "results", "trec-text"];
    let pages: Vec<_> = corpus().into_iter().filter(|record| !others.contains(&record.layout.as_str())).collect();
    assert!(pages.len() >= 24, "expected two records of each layout, found {}", pages.len());
    pages
}

/// The lines of a page that have a role, or the parts of lines.
fn spans(page: &str, is_wanted: impl Fn(Role) -> bool) -> Vec<(Role, Range<usize>)> {
    let outline = ctgov::page::outline(page);
    let wanted = |line: &&Line<'_>| is_wanted(line.role());
    outline.lines().iter().filter(wanted).map(|line| (line.role(), line.span().range())).collect()
}

/// A page that has lost one value, one value in two, in three, in five, all of one kind, all.
fn values_lost(page: &str) -> Vec<Damaged> {
    lost(page, "value", |role| matches!(role, Role::Value(_) | Role::Text))
}

fn labels_lost(page: &str) -> Vec<Damaged> {
    lost(page, "label", |role| matches!(role, Role::Label(_)))
}

fn lost(page: &str, what: &str, is_wanted: impl Fn(Role) -> bool) -> Vec<Damaged> {
    let all = spans(page, is_wanted);
    let of = |wanted: &dyn Fn(usize, Role) -> bool| -> Vec<Range<usize>> {
        let wanted = all.iter().enumerate().filter(|(index, (role, _))| wanted(*index, *role));
        wanted.map(|(_, (_, span))| span.clone()).collect()
    };
    let mut damaged = Vec::new();
    for (one, (_, span)) in all.iter().enumerate() {
        let text = &page[span.clone()];
        damaged.push(Damaged::without(format!("without the {what} {text:?}"), page, &of(&|index, _| index == one)));
    }
    for step in [2, 3, 5] {
        for first in 0..step.min(all.len()) {
            let what = format!("without each {what} of {step} from {first}");
            damaged.push(Damaged::without(what, page, &of(&|index, _| index % step == first)));
        }
    }
    let mut kinds: Vec<Role> = all.iter().map(|(role, _)| *role).collect();
    kinds.sort_by_key(|role| format!("{role:?}"));
    kinds.dedup();
    for kind in kinds {
        damaged.push(Damaged::without(format!("without each {what} {kind:?}"), page, &of(&|_, role| role == kind)));
    }
    damaged.push(Damaged::without(format!("without any {what}"), page, &of(&|_, _| true)));
    damaged
}

/// A page with each line, or what stands between two, in another form.
fn each_line(what: &str, page: &str, mut write: impl FnMut(&mut Damaged, Range<usize>)) -> Damaged {
    let mut damaged = Damaged::new(what);
    for line in lines(page) {
        write(&mut damaged, line);
    }
    damaged
}

fn blank_lines_lost(page: &str) -> Damaged {
    each_line("without blank lines", page, |damaged, line| {
        if !page[line.clone()].trim().is_empty() {
            damaged.keep(page, line);
            damaged.text.push('\n');
        }
    })
}

fn blank_lines_doubled(page: &str) -> Damaged {
    each_line("with a blank line behind each", page, |damaged, line| {
        damaged.keep(page, line);
        damaged.text.push_str("\n\n");
    })
}

fn bullets_lost(page: &str) -> Damaged {
    each_line("without bullets", page, |damaged, line| {
        let text = &page[line.clone()];
        let item = text.trim_start();
        let rest = item.strip_prefix(['-', '*', '•']).filter(|rest| rest.starts_with(' ')).unwrap_or(item);
        damaged.keep(page, line.end - rest.trim_start().len()..line.end);
        damaged.text.push('\n');
    })
}

fn hard_spaces(page: &str) -> Damaged {
    each_line("with hard spaces", page, |damaged, line| {
        for (at, c) in page[line.clone()].char_indices() {
            let at = line.start + at;
            match c {
                ' ' => damaged.push("\u{a0}", at..at + 1),
                c => damaged.keep(page, at..at + c.len_utf8()),
            }
        }
        damaged.text.push('\n');
    })
}

fn wrapped(page: &str) -> Damaged {
    each_line("wrapped", page, |damaged, line| {
        let mut from = line.start;
        while page[from..line.end].chars().count() > 80 {
            let limit = page[from..line.end].char_indices().nth(80).map_or(line.end, |(at, _)| from + at);
            let Some(at) = page[from..limit].rfind(' ').filter(|at| !page[from..from + at].trim().is_empty()) else {
                break;
            };
            damaged.keep(page, from..from + at);
            damaged.push("\n", from + at..from + at + 1);
            from += at + 1;
        }
        damaged.keep(page, from..line.end);
        damaged.text.push('\n');
    })
}

/// Two lines made one, at each fourteenth line.
fn glued(page: &str) -> Vec<Damaged> {
    let filled: Vec<_> = lines(page).into_iter().filter(|line| !page[line.clone()].trim().is_empty()).collect();
    let glue = |at: usize| {
        let (end, next) = (filled[at].end, filled[at + 1].clone());
        let shown = page[next.clone()].trim_start();
        let mut damaged = Damaged::new(format!("with {shown:?} glued to the line before"));
        damaged.keep(page, 0..end);
        damaged.push(" ", end..next.end - shown.len());
        damaged.keep(page, next.end - shown.len()..page.len());
        damaged
    };
    // The number of an item is no part of its text where it begins a line.
    let is_numbered = |at: &usize| page[filled[at + 1].clone()].trim_start().starts_with(|c: char| c.is_ascii_digit());
    (0..filled.len() - 1).step_by(14).filter(|at| !is_numbered(at)).map(glue).collect()
}

/// A page whose sections stand in another order.
fn sections_moved(page: &str) -> Vec<Damaged> {
    let outline = ctgov::page::outline(page);
    let starts = outline.sections().iter().filter_map(|section| outline.lines().get(section.lines().start));
    let mut starts: Vec<usize> =
        starts.map(|line| page[..line.span().start].rfind('\n').map_or(0, |at| at + 1)).collect();
    starts.dedup();
    let sections: Vec<Range<usize>> =
        starts.iter().zip(starts.iter().skip(1).chain([&page.len()])).map(|(start, end)| *start..*end).collect();
    let Some((preamble, sections)) = sections.split_first() else { return Vec::new() };
    let order = |what: &str, order: Vec<&Range<usize>>| {
        let mut damaged = Damaged::new(what);
        for section in [preamble].into_iter().chain(order) {
            damaged.keep(page, section.clone());
            damaged.text.push('\n');
        }
        damaged
    };
    let half = sections.len() / 2;
    vec![
        order("with its sections in reverse", sections.iter().rev().collect()),
        order("with the second half of its sections first", sections[half..].iter().chain(&sections[..half]).collect()),
    ]
}

/// Fields of records of several lines, and others that no label of their own tells: where a line of them is lost, the next may stand in
/// its place, and nothing on the page says so.
const BY_PLACE: &[&str] = &[
    "protocolSection.armsInterventionsModule",
    "protocolSection.outcomesModule",
    "protocolSection.contactsLocationsModule.locations",
    "protocolSection.identificationModule.briefTitle",
    "protocolSection.identificationModule.orgStudyIdInfo",
    "protocolSection.sponsorCollaboratorsModule.leadSponsor",
    "protocolSection.descriptionModule.briefSummary",
    "protocolSection.referencesModule",
];

#[test]
fn nothing_takes_the_place_of_a_lost_value() {
    let mut invented = String::new();
    for record in pages() {
        let clean = said(&ctgov::page::parse(&record.text).unwrap());
        for damaged in values_lost(&record.text) {
            invented += &taken(&record, &clean, &damaged);
        }
    }
    assert_eq!(invented, "");
}

#[test]
fn blank_lines_spaces_and_wraps_give_no_field_the_value_of_another() {
    let mut invented = String::new();
    for record in pages() {
        let page = &record.text;
        let clean = said(&ctgov::page::parse(page).unwrap());
        for damaged in [blank_lines_lost(page), blank_lines_doubled(page), hard_spaces(page), wrapped(page)] {
            invented += &taken(&record, &clean, &damaged);
        }
    }
    assert_eq!(invented, "");
}

/// The values of a damaged page that stand where another field's do, but for those that only their place tells.
fn taken(record: &Record, clean: &Said, damaged: &Damaged) -> String {
    let lines = invented(clean, damaged);
    let lines = lines.lines().filter(|line| !BY_PLACE.iter().any(|field| line.contains(&format!(" {field}"))));
    lines.fold(String::new(), |all, line| format!("{all}{} {}: {line}\n", record.layout, record.name))
}

#[test]
fn a_damaged_page_is_accounted_for() {
    for record in pages() {
        let page = &record.text;
        // Each line alone is dropped in another test.
        let several = |damaged: &Damaged| !damaged.what.starts_with("without the ");
        let mut damages: Vec<_> = values_lost(page).into_iter().filter(several).step_by(6).collect();
        damages.extend(labels_lost(page).into_iter().filter(several).step_by(4));
        damages.extend([blank_lines_lost(page), blank_lines_doubled(page), bullets_lost(page), wrapped(page)]);
        damages.extend(glued(page));
        damages.extend(sections_moved(page));
        for damaged in damages {
            let what = format!("{} {} {}", record.layout, record.name, damaged.what);
            assert_complete(&damaged.text, &what);
            assert_traceable(&damaged.text, &what);
        }
    }
}

fn is_lossy(text: &str) -> Option<bool> {
    let parsed = ctgov::page::parse(text).ok()?;
    Some(parsed.diagnostics.iter().any(|said| said.code == Code::LossyExtraction))
}

#[test]
fn a_page_in_good_order_is_no_lossy_extraction() {
    for record in corpus() {
        // This one has been made to have lost them.
        let is_damaged = record.name == "lost-values";
        assert_eq!(is_lossy(&record.text), Some(is_damaged), "{} {}", record.layout, record.name);
    }
}

#[test]
fn a_page_without_its_values_says_so_once() {
    for record in pages() {
        let all = spans(&record.text, |role| matches!(role, Role::Value(_) | Role::Text));
        let all: Vec<_> = all.into_iter().map(|(_, span)| span).collect();
        let damaged = Damaged::without("without any value", &record.text, &all);
        let Ok(parsed) = ctgov::page::parse(&damaged.text) else { continue };
        let lossy = parsed.diagnostics.iter().filter(|said| said.code == Code::LossyExtraction).count();
        assert_eq!(lossy, 1, "{} {}: {}", record.layout, record.name, damaged.text);
    }
}
