//! From the study to page text: the way back of [`parse`](super::parse).
//!
//! ```text
//! Study --> carried: what the layout has a place for --> spaced: its text --> read again --> equal? --> Written
//!              ^                                                                              |
//!              +----------------------- less of it, where it is not --------------------------+
//! ```
//!
//! A page has no marks around its values: a description may hold a line that is a heading, a name may look like a
//! telephone number. Whether a text reads back as what it says, only the reader can tell. So the writer reads each page
//! that it makes, and leaves out what makes it read as something else.

mod carried;
mod left_out;
mod markdown_record;
mod spaced;

use std::{
    collections::{BTreeSet, HashSet},
    fmt,
};

use self::carried::{Carried, Choose};
use super::{layout::Layout, lower, outline::Outline};
use crate::{
    diagnostic::FieldPath,
    format,
    study::{Contact, Intervention, Location, Study},
};

/// Writes a study as text: as a trial page, or as Markdown.
///
/// ```
/// use ctgov::{page::{Layout, parse, write}, study::{MaybeTyped, OverallStatus, Study}};
///
/// let mut study = Study::default();
/// study.identification.brief_title = Some("Tea for Thirst".to_owned());
/// study.identification.official_title = Some("A Comparison of Tea and Water in Thirst".to_owned());
/// study.identification.nct_id = Some(MaybeTyped::read("NCT99900001"));
/// study.status.overall_status = Some(OverallStatus::Recruiting);
///
/// let page = write(&study, Layout::Spaced)?;
/// assert!(page.text.starts_with("Tea for Thirst\n\nNCT ID: NCT99900001\n\n"));
/// assert!(page.text.contains("\n\nRecruitment Status\n\nRECRUITING\n\n"));
/// assert_eq!(page.left_out[0].field.to_string(), "protocolSection.identificationModule.officialTitle");
///
/// study.identification.official_title = None;
/// assert_eq!(parse(&page.text)?.study, study);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # The promise
///
/// [`parse`](super::parse) reads the text as the study without what [`Written::left_out`] names: no value is lost in
/// silence, and none reads back as another one. The text is read again before it is handed over, so that this holds for
/// any study, whatever stands in its fields. Where something reads back as something else, pages with parts of the study
/// are tried until that is found; after 256 MB of them what is still in doubt is left out together.
///
/// # What a page carries
///
/// [`Layout::Spaced`], the trial page:
///
/// | section | what of the study |
/// | --- | --- |
/// | preamble | brief title, registry number, date of the last update |
/// | results | whether there are any |
/// | basic information | status, phases, number of participants, kind of study, start and completion |
/// | texts | summary, description, conditions, keywords |
/// | design | allocation, models, purpose, time perspective, masking and who is masked |
/// | groups | label, type, description, interventions of each |
/// | interventions | name, type, description of each |
/// | eligibility | criteria, ages, sex, healthy volunteers |
/// | sponsors | name and class of collaborators and sponsor; the responsible party |
/// | sites | facility, city, state, country, status; contacts |
/// | identifiers | the organization's number, further numbers, earlier registry numbers, with their types |
///
/// [`Layout::MarkdownRecord`], Markdown for people and language models:
///
/// | heading | what of the study |
/// | --- | --- |
/// | `# Study` | registry number, brief title |
/// | labels below it | acronym, official title, organization, its number, further numbers with their types; status, kind of study, phases, number of participants, why it was stopped; allocation, models, time perspective, purpose, masking; start, primary completion, completion, first submission and posting, last update, verification; whether there are results; sponsor and collaborators with their classes; conditions, keywords; monitoring committee, regulated drug or device |
/// | `## Summary`, `## Detailed Description` | the texts |
/// | `## Eligibility` | ages, sex, healthy volunteers, age groups, criteria |
/// | `## Interventions`, `## Arms` | type, name, description of each; label, type, description of each |
/// | `## Primary Outcomes`, `## Secondary Outcomes`, `## Other Outcomes` | measure and time frame of each |
/// | `## Contacts`, `## Locations` | name, role, telephone, email address of each; facility, city, state, country, status of each |
/// | `## IPD Sharing`, `## References` | plan, time frame, description; citation, `PubMed` number, type of each, links |
///
/// Nothing else has a place there. Nor have
///
/// - an empty text, or one of white space only;
/// - a record without that by which the page tells it from the next one. On both pages that is an intervention without name
///   or type, a sponsor or a number without name; on the trial page a contact without role, a group without label and type,
///   a site without facility and country, an investigator without name, title or affiliation; in Markdown a contact without
///   name or with nothing else, a group without label, a site without country, an outcome without measure, a reference
///   without citation, a link without address;
/// - an extension without a telephone number;
/// - on the trial page zero participants, which it does not print, a city or state without a country, an entry of
///   `interventionNames` that no intervention answers to, and the site of a contact, where there are several sites: the
///   contacts of all sites stand together, and
///   [`PageExtras::facility_contacts`](crate::PageExtras::facility_contacts) has them;
/// - in Markdown what ties groups and interventions to each other, and contacts of sites.
///
/// `armGroupLabels` are not printed: the reader of the trial page works them out from the interventions of the groups. Where it
/// comes to others than the study has, the study's are named as left out; a study that has none gets them.
///
/// What has a place and is not read back, because the page cannot tell it from something else, is [`Reason::Misread`]: a
/// description with a line that is a label or a heading, a city with a comma, a value that is not of its type where the form
/// tells the field. If that makes up the record it stands in, the record is left out as a whole. Markdown sets the parts of a
/// site apart by commas only: outside the United States a facility with commas is left out, and its site stands without it.
///
/// # Where the text differs from a site's
///
/// A site changes some values when it prints them; the writer does not, since they would be read back changed:
///
/// - a date of a month stays one; a site prints the month's last day;
/// - conditions and keywords are blocks of their own on the trial page, and items in Markdown where they are several; sites
///   join them to one line by a space, programs by a comma;
/// - a value of JSON that its field spells in another way (`18 years`, `January 5, 2020`) is printed as the field spells it;
/// - criteria keep the indentation of nested lists, and `Inclusion Criteria:` its colon.
///
/// Only white space is changed, and [`Reason::WhiteSpace`] says so: around a value, line breaks inside a name, and the
/// indentation that all lines of a text share. A section whose fixed sentence is not known has none.
///
/// # Errors
///
/// [`WriteError`] for a layout that can only be read:
///
/// ```
/// use ctgov::{page::{Layout, write}, study::Study};
///
/// let error = write(&Study::default(), Layout::TrecText).unwrap_err();
/// assert_eq!(error.to_string(), "expected a layout that can be written (spaced, markdown-kv-a), found trec-text");
/// ```
pub fn write(study: &Study, layout: Layout) -> Result<Written, WriteError> {
    let form = form(layout).ok_or(WriteError { layout })?;
    let (page, refused) = settle(study, form);
    let left_out = left_out::left_out(study, &page.carried, &refused);
    Ok(Written { text: page.text, left_out })
}

/// How a layout is written, and what its reader makes of it.
#[derive(Clone, Copy)]
struct Form {
    /// Chooses what the layout has a place for.
    choose: Choose,
    /// Makes the text of what was chosen.
    print: fn(&Study) -> String,
    /// The groups name their interventions, from which the reader works out `armGroupLabels`.
    ties_groups: bool,
    /// The contacts of all sites stand together: the reader has those of several sites beside the study.
    pools_contacts: bool,
}

/// Which layouts can be written, and how.
fn form(layout: Layout) -> Option<Form> {
    match layout {
        Layout::Spaced => {
            Some(Form { choose: carried::spaced, print: spaced::text, ties_groups: true, pools_contacts: true })
        }
        Layout::MarkdownRecord => Some(Form {
            choose: carried::markdown_record,
            print: markdown_record::text,
            ties_groups: false,
            pools_contacts: false,
        }),
        _ => None,
    }
}

/// The text of a study, and what of the study is not in it.
///
/// ```
/// use ctgov::{page::{Layout, write}, study::Study};
///
/// let mut study = Study::default();
/// study.description.brief_summary = Some("Tea is given.".to_owned());
/// let page = write(&study, Layout::Spaced)?;
/// assert!(page.text.contains("\n\nTea is given.\n\n"));
/// assert_eq!(page.left_out, []);
/// # Ok::<(), ctgov::page::WriteError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// The text, without a line break at its end.
    pub text: String,
    /// What the text does not carry, by path: of a record or module without any value in the text that as a whole. Behind
    /// it what has other white space, and what has no field in the study either: [`Study::others`].
    pub left_out: Vec<LeftOut>,
}

/// A part of a study that its text does not carry.
///
/// ```
/// use ctgov::{page::{Layout, Reason, write}, study::Study};
///
/// let mut study = Study::default();
/// study.identification.acronym = Some("TEA".to_owned());
/// study.description.brief_summary = Some("Tea is given.\n\nSponsors\n\nThe tea houses.".to_owned());
/// let left_out = write(&study, Layout::Spaced)?.left_out;
/// assert_eq!(left_out[0].reason, Reason::NoPlace);
/// assert_eq!(
///     left_out[0].to_string(),
///     "protocolSection.identificationModule: expected what the layout has a place for, found something else"
/// );
/// # Ok::<(), ctgov::page::WriteError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// Where it stands in the study's JSON, a value or all that is below: `protocolSection.outcomesModule`,
    /// `protocolSection.armsInterventionsModule.armGroups[1].description`.
    pub field: FieldPath,
    /// Why.
    pub reason: Reason,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.reason)
    }
}

/// Why a part of a study is not in its text.
///
/// ```
/// use ctgov::page::Reason;
/// assert_eq!(Reason::NoPlace.to_string(), "expected what the layout has a place for, found something else");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The layout has no place for it.
    NoPlace,
    /// The layout has a place for it, where it would be read as something else, or would make something else be read
    /// wrongly.
    Misread,
    /// The value is there, with other white space.
    WhiteSpace,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NoPlace => "expected what the layout has a place for, found something else",
            Self::Misread => "expected a value that the page can tell from what is around it, found another one",
            Self::WhiteSpace => "expected the white space that a page has, found another one",
        })
    }
}

/// The layout that was asked for can only be read.
///
/// ```
/// use ctgov::{page::{Layout, write}, study::Study};
///
/// let error = write(&Study::default(), Layout::TrecText).unwrap_err();
/// assert_eq!(error.layout(), Layout::TrecText);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a layout that can be written ({}), found {}", writable(), layout.name())]
pub struct WriteError {
    layout: Layout,
}

impl WriteError {
    /// Returns the layout that was asked for.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout
    }
}

fn writable() -> String {
    let layouts = Layout::ALL.iter().filter(|layout| form(**layout).is_some());
    layouts.map(|layout| layout.name()).collect::<Vec<_>>().join(", ")
}

/// A page with what it carries.
struct Page {
    text: String,
    carried: Carried,
}

impl Page {
    fn new(study: &Study, form: Form, permitted: Option<&HashSet<String>>) -> Self {
        let carried = Carried::of(study, form.choose, permitted);
        Self { text: (form.print)(&carried.study), carried }
    }

    /// Reads the text again, and notes which of the labels that the reader works out are those of the study. False
    /// where the text says anything but what it was made of.
    fn reads_back(&mut self, study: &Study, form: Form) -> bool {
        let outline = Outline::read(&self.text);
        // What begins as JSON or XML does is a page for `page::parse` only.
        if outline.layout().is_none() || format::leading_format(&self.text).is_some() {
            return false;
        }
        let Some((mut read, extras)) = lower::study(&outline) else { return false };
        let mut written = self.carried.study.clone();
        let (mut labels, mut contacts) = (Vec::new(), Vec::new());
        if form.ties_groups {
            labels.extend(read.arms_interventions.interventions.iter_mut().map(labels_of));
            written.arms_interventions.interventions.iter_mut().for_each(|of| of.arm_group_labels.clear());
        }
        if form.pools_contacts {
            contacts = untied_contacts(&mut written.contacts_locations.locations);
        }
        let is_same = read == written && extras.facility_contacts.iter().map(|of| &of.contact).eq(&contacts);
        if is_same {
            self.carried.note_labels(study, &labels);
        }
        is_same
    }
}

fn labels_of(intervention: &mut Intervention) -> Vec<String> {
    std::mem::take(&mut intervention.arm_group_labels)
}

/// Takes the contacts of sites away where there are several sites: the reader has them beside the study.
fn untied_contacts(locations: &mut [Location]) -> Vec<Contact> {
    match locations {
        [_] => Vec::new(),
        locations => locations.iter_mut().flat_map(|location| std::mem::take(&mut location.contacts)).collect(),
    }
}

/// How much is tried to find out what cannot be read back, in bytes of pages: a real record needs one page, or some ten;
/// one of 8,000 parts that are all misread takes seconds.
const ROOM: usize = 256 << 20;
/// What it costs to choose a part of a study, as bytes of a page.
const ITEM: usize = 64;

/// The page that carries as much as reads back, and the parts of the study that do not.
fn settle(study: &Study, form: Form) -> (Page, BTreeSet<String>) {
    let mut page = Page::new(study, form, None);
    if page.reads_back(study, form) {
        let refused = std::mem::take(&mut page.carried.refused);
        return (page, refused.into_iter().collect());
    }
    let items = std::mem::take(&mut page.carried.items);
    let mut search = Search { study, form, permitted: HashSet::new(), room: ROOM, cost: items.len() * ITEM };
    search.admit(&items);
    let mut page = Page::new(study, form, Some(&search.permitted));
    page.reads_back(study, form);
    let refused = items.into_iter().filter(|item| !search.permitted.contains(item));
    let refused = refused.chain(std::mem::take(&mut page.carried.refused)).collect();
    (page, refused)
}

/// The search for the largest part of a study that reads back.
struct Search<'s> {
    study: &'s Study,
    form: Form,
    permitted: HashSet<String>,
    /// How many bytes of pages may still be made.
    room: usize,
    /// What each page costs beside its own bytes.
    cost: usize,
}

impl Search<'_> {
    /// Permits items, as many as can be: all where the page with them reads back, else one half, then the other.
    fn admit(&mut self, items: &[String]) {
        if self.room == 0 {
            return;
        }
        self.permitted.extend(items.iter().cloned());
        let mut page = Page::new(self.study, self.form, Some(&self.permitted));
        self.room = self.room.saturating_sub(self.cost + page.text.len());
        if page.reads_back(self.study, self.form) {
            return;
        }
        items.iter().for_each(|item| {
            self.permitted.remove(item);
        });
        if items.len() > 1 {
            let (first, second) = items.split_at(items.len() / 2);
            self.admit(first);
            self.admit(second);
        }
    }
}
