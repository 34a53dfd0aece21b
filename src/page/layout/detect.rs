//! Which layout a text is in.

use super::{Labels, Layout, Mark, Spaces, Table, compact, results, vocabulary::ENOUGH};
use crate::{
    page::outline::{Found, labels},
    source::Raw,
};

/// A layout that fits a text, with the lines that are words of it.
#[derive(Debug)]
pub(crate) struct Detected<'a> {
    pub(crate) layout: Layout,
    /// How much speaks for it.
    pub(crate) score: u32,
    pub(crate) marks: Marks<'a>,
}

/// The lines that are words of a layout.
#[derive(Debug)]
pub(crate) enum Marks<'a> {
    Sections(Vec<(usize, Mark)>),
    Labels(Vec<Found<'a>>),
    /// Headings are looked for when the page is read.
    Headings,
}

/// So much for the layout that most texts are in, and no other can fit: four of its sentences.
const CERTAIN: u32 = 12;
/// The fewest points of labels that make a record: three labels with their values.
const ENOUGH_LABELS: u32 = 8;

/// The layouts that fit a text, the one that most speaks for first.
pub(crate) fn detect<'a>(text: &str, lines: &[Raw<'a>], spaces: Spaces) -> Vec<Detected<'a>> {
    let mut fitting = Vec::new();
    for &layout in Layout::ALL {
        // It is told from the one that it is a rendering of.
        if layout == Layout::Compact {
            continue;
        }
        let (score, marks, enough) = match layout.table() {
            Table::Sections(vocabulary) => {
                let (evidence, marks) = vocabulary.marks(lines.iter().map(|raw| raw.text), spaces);
                (evidence, Marks::Sections(marks), ENOUGH)
            }
            Table::Headings(_) => (results::evidence(lines), Marks::Headings, ENOUGH),
            Table::Labels(table) if has_signs(lines, table) => {
                let (score, found) = labels(lines, table);
                (score, Marks::Labels(found), ENOUGH_LABELS)
            }
            Table::Labels(_) => continue,
        };
        if score >= enough {
            let is_compact = layout == Layout::Spaced
                && matches!(&marks, Marks::Sections(marks) if compact::fits(text, lines, marks, spaces));
            let layout = if is_compact { Layout::Compact } else { layout };
            fitting.push(Detected { layout, score, marks });
        }
        if layout == Layout::Spaced && score >= CERTAIN {
            return fitting;
        }
    }
    fitting.sort_by_key(|detected| std::cmp::Reverse(detected.score));
    fitting
}

/// Whether a text has words that tell a layout from others.
fn has_signs(lines: &[Raw<'_>], table: &Labels) -> bool {
    let has = |sign: &&&str| lines.iter().any(|raw| begins(raw.text, sign));
    table.signs.iter().filter(has).nth(1).is_some()
}

/// Whether a line begins with the words of a sign. Most are told by their first letter not to.
fn begins(line: &str, sign: &str) -> bool {
    let bare = line.strip_prefix("**").unwrap_or(line);
    if bare.len() < line.len() && bare.as_bytes().first() == sign.as_bytes().first() && bare.starts_with(sign) {
        return true;
    }
    line.as_bytes().first() == sign.as_bytes().first() && line.starts_with(sign)
}
