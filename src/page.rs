//! Page text: the text of a trial page, in any layout that [`Layout`] names.
//!
//! ```text
//! &str --> outline: lines with roles, sections --> lower: one function per registry module --> Study
//!              ^                                      ^
//!           layout: words as data                  value: grammars of single values
//! ```

mod layout;
mod lower;
mod outline;
mod write;

pub use self::{
    layout::{Field, Layout, Phrase, Topic},
    outline::{Line, Outline, Role, Section},
    write::{LeftOut, Reason, WriteError, Written, write},
};
use crate::{
    error::Error,
    options::Options,
    parsed::Parsed,
    source::{Source, Span},
};

/// Reads the text of a trial page.
///
/// ```
/// let page = "Tea for Thirst\n\nNCT ID: NCT99900001\n\nLast Updated: 2025-06-01\n";
/// let parsed = ctgov::page::parse(page)?;
/// assert_eq!(parsed.study.title(), Some("Tea for Thirst"));
/// let span = parsed.span_of("protocolSection.identificationModule.nctId").unwrap();
/// assert_eq!(&page[span.range()], "NCT99900001");
/// # Ok::<(), ctgov::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Empty`] for text without a character that is no white space, [`Error::NoRecord`] where no layout fits, [`Error::Limit`]
/// for what passes a limit of [`Options`].
/// Everything else that is odd about a page is a diagnostic beside the study.
pub fn parse(text: &str) -> Result<Parsed, Error> {
    parse_with(text, &Options::default())
}

/// [`parse`] within limits.
pub(crate) fn parse_with(text: &str, options: &Options) -> Result<Parsed, Error> {
    options.check_length(text)?;
    options.check_lines(text)?;
    let outline = Outline::read(text);
    if outline.layout().is_some() {
        return options.finish(lower::lower(outline));
    }
    let Some(line) = outline.lines().first() else { return Err(Error::Empty) };
    Err(Error::NoRecord {
        position: Source::new(text).position(line.span().start),
        found: crate::diagnostic::excerpt(line.text()).into_owned(),
    })
}

/// Reads the outline of a text: every line with the part that it plays.
///
/// It cannot fail: in text that fits no layout every line is [`Role::Unplaced`].
///
/// ```
/// use ctgov::page::{Role, outline};
///
/// let outline = outline("a shopping list\n\n- tea\n");
/// assert_eq!(outline.layout(), None);
/// assert!(outline.lines().iter().all(|line| line.role() == Role::Unplaced));
/// ```
#[must_use]
pub fn outline(text: &str) -> Outline<'_> {
    Outline::read(text)
}

/// A layout that fits a text: see [`detect`].
///
/// ```
/// use ctgov::page::{Layout, detect};
///
/// let detection = detect("TITLE:\nTea for Thirst\n\nCONDITION:\nThirst\n").unwrap();
/// assert_eq!((detection.layout, detection.score), (Layout::TrecText, 3));
/// assert_eq!(detection.others, []);
/// assert!(detect("a shopping list").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detection {
    /// The layout that most of the text speaks for.
    pub layout: Layout,
    /// How much speaks for it: three points for each fixed sentence of the layout and for a registry number behind its label; two
    /// for each label in the order of the layout, one more where a value of the label's form follows, two more for a heading of
    /// Markdown.
    pub score: u32,
    /// The other layouts that fit, with their scores, the highest first. Once four sentences of one layout are there, no other
    /// is looked at.
    pub others: Vec<(Layout, u32)>,
}

/// Finds out which layout a text is in; `None` where it is no record in any of them.
///
/// The record may stand in the middle of a longer page. Of several records the first counts: see [`split`].
///
/// ```
/// use ctgov::page::{Layout, detect};
///
/// let text = "Home\nAbout us\n\n# NCT99900001\n\nStatus: COMPLETED | Sponsor: Alder\n\nTitle: Tea\n\n## Conditions\n- Thirst\n";
/// assert_eq!(detect(text).map(|detection| detection.layout), Some(Layout::MarkdownCard));
/// ```
#[must_use]
pub fn detect(text: &str) -> Option<Detection> {
    Outline::detect(text)
}

/// Finds the records in a text that has several, one after another: the place of each. Together they are the whole text; what stands
/// before the first record is with the first, what stands between two with the one before.
///
/// ```
/// let text = "Tea\nNCT ID: NCT99900001\nLast Updated: 2025-01-02\nMilk\nNCT ID: NCT99900002\nLast Updated: 2025-01-02\n";
/// let records: Vec<_> = ctgov::page::split(text).into_iter().map(|span| &text[span.range()]).collect();
/// assert_eq!(records.len(), 2);
/// assert!(records[1].starts_with("Milk\nNCT ID: NCT99900002"));
/// ```
///
/// A text without a record in it is one piece, too; an empty one is none.
#[must_use]
pub fn split(text: &str) -> Vec<Span> {
    Outline::split(text)
}

/// Tells whether some layout fits the text.
pub(crate) fn is_page(text: &str) -> bool {
    Outline::read(text).layout().is_some()
}
