//! Which layout a text is in.

use std::sync::LazyLock;

use super::{
    Layout, Mark, Spaces, Table, compact, results,
    vocabulary::{ENOUGH, initial},
};
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
    let mut signed = None;
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
            Table::Labels(table) if signed.get_or_insert_with(|| SIGNS.layouts(lines)).contains(&layout) => {
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

/// The words that tell layouts of labels from others, by their first byte: each line is held against few of them.
static SIGNS: LazyLock<Signs> = LazyLock::new(Signs::of_tables);

struct Signs {
    by_initial: [Vec<Sign>; 256],
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Sign {
    words: &'static str,
    layout: Layout,
}

impl Signs {
    fn of_tables() -> Self {
        let mut by_initial = [const { Vec::new() }; 256];
        for &layout in Layout::ALL {
            let Table::Labels(table) = layout.table() else { continue };
            for words in table.signs {
                if let Some(signs) = by_initial.get_mut(initial(words)) {
                    signs.push(Sign { words, layout });
                }
            }
        }
        Self { by_initial }
    }

    /// The layouts of which a text has two signs at least.
    fn layouts(&self, lines: &[Raw<'_>]) -> Vec<Layout> {
        let mut seen: Vec<Sign> = Vec::new();
        for raw in lines {
            let bare = raw.text.strip_prefix("**");
            for line in [Some(raw.text), bare].into_iter().flatten() {
                let signs = self.by_initial.get(initial(line)).into_iter().flatten();
                let here = signs.filter(|sign| line.starts_with(sign.words));
                for sign in here {
                    if !seen.contains(sign) {
                        seen.push(*sign);
                    }
                }
            }
        }
        let is_told = |layout: &Layout| seen.iter().filter(|sign| sign.layout == *layout).count() > 1;
        Layout::ALL.iter().copied().filter(is_told).collect()
    }
}
