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

pub use self::{
    layout::{Field, Layout, Phrase, Topic},
    outline::{Line, Outline, Role, Section},
};
use crate::{error::Error, parsed::Parsed, source::Source};

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
/// [`Error::Empty`] for text without a character that is no white space, [`Error::NoRecord`] where no layout fits.
/// Everything else that is odd about a page is a diagnostic beside the study.
pub fn parse(text: &str) -> Result<Parsed, Error> {
    let outline = Outline::read(text);
    if outline.layout().is_some() {
        return Ok(lower::lower(outline));
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

/// Tells whether some layout fits the text.
pub(crate) fn is_page(text: &str) -> bool {
    Outline::read(text).layout().is_some()
}
