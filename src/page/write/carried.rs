//! What of a study a page carries: a study with nothing but that, which the layout's text is made of.
//!
//! Each part that the text may have to do without is an item: a value, or the values that make up a record. A page is
//! made of the items that are permitted.

mod arms_interventions;
mod contacts_locations;
mod markdown_record;
mod protocol;
mod sponsor_collaborators;

use std::{collections::HashSet, fmt};

use crate::{
    diagnostic::FieldPath,
    page::{layout::Field, lower::fields::printable},
    source::is_margin,
    study::{MaybeTyped, Study},
};

/// Chooses from a study what a layout has a place for.
pub(super) type Choose = fn(&mut Choice<'_>, &Study);

/// What a page of the layout [`Spaced`](crate::page::Layout::Spaced) has a place for.
pub(super) fn spaced(choice: &mut Choice<'_>, study: &Study) {
    choice.protocol(study);
    choice.arms_interventions(&study.arms_interventions);
    choice.sponsor_collaborators(&study.sponsor_collaborators);
    choice.contacts_locations(&study.contacts_locations);
}

pub(super) use markdown_record::choose as markdown_record;

/// What a page carries of a study.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// The study with nothing else; but the interventions have all their labels, which tell namesakes apart.
    pub(super) study: Study,
    /// What may be left out, in an order in which nothing needs what comes behind it; of a choice from everything only.
    pub(super) items: Vec<String>,
    /// What has a place and would be misread there, whatever else the page has.
    pub(super) refused: Vec<String>,
    /// The leaves of the study's JSON that the page carries.
    pub(super) kept: Vec<String>,
    /// Those whose white space it changes.
    pub(super) respaced: Vec<String>,
    /// For each intervention which one of the study it is.
    interventions: Vec<usize>,
}

impl Carried {
    /// Chooses from a study what the page has a place for, of the items that are permitted.
    pub(super) fn of(study: &Study, choose: Choose, permitted: Option<&HashSet<String>>) -> Self {
        let mut choice = Choice { permitted, carried: Self::default() };
        choose(&mut choice, study);
        choice.carried
    }

    /// Notes the labels of groups that the reader has worked out, where they are those of the study.
    pub(super) fn note_labels(&mut self, study: &Study, read: &[Vec<String>]) {
        for (&index, labels) in self.interventions.iter().zip(read) {
            let own = study.interventions().get(index).map(|of| &of.arm_group_labels);
            if own == Some(labels) {
                let template = crate::page::lower::arms_interventions::ARM_GROUP_LABELS;
                self.kept.extend((0..labels.len()).map(|label| FieldPath::at(template, [index, label]).to_string()));
            }
        }
    }
}

/// The choice while it is made.
pub(super) struct Choice<'p> {
    permitted: Option<&'p HashSet<String>>,
    carried: Carried,
}

/// A place in the study: the path with `[]` for each list, and the positions.
type At = (&'static str, [usize; 2]);

fn path((template, positions): At) -> String {
    FieldPath::at(template, positions).to_string()
}

/// The place of a field that stands once in the study.
fn once(field: Field) -> At {
    (field.path().unwrap_or_default(), [0, 0])
}

impl Choice<'_> {
    /// Tells whether an item is permitted. Where all are, notes that it is one.
    fn permits(&mut self, at: At) -> bool {
        let item = path(at);
        let Some(permitted) = self.permitted else {
            self.carried.items.push(item);
            return true;
        };
        permitted.contains(&item)
    }

    /// Notes that a value would be misread in its place.
    fn refuse(&mut self, at: At) {
        self.carried.refused.push(path(at));
    }

    /// Notes that the page carries a leaf.
    fn note(&mut self, at: At) {
        self.carried.kept.push(path(at));
    }

    /// Notes that the page carries a text, maybe with other white space.
    fn note_text(&mut self, at: At, text: &str, printed: &str) {
        self.note(at);
        if text != printed {
            self.carried.respaced.push(path(at));
        }
    }

    /// A value that prints as it is.
    fn plain<T: Clone>(&mut self, at: At, value: Option<&T>) -> Option<T> {
        let value = value.filter(|_| self.permits(at))?;
        self.note(at);
        Some(value.clone())
    }

    /// A text of one line.
    fn line(&mut self, at: At, text: Option<&String>) -> Option<String> {
        let (text, printed) = with_line(text)?;
        if !self.permits(at) {
            return None;
        }
        self.note_text(at, text, &printed);
        Some(printed)
    }

    /// A text of several lines.
    fn prose(&mut self, at: At, text: Option<&String>) -> Option<String> {
        let text = text?;
        let printed = printable(text)?;
        if !self.permits(at) {
            return None;
        }
        self.note_text(at, text, &printed);
        Some(printed)
    }

    /// A text of several lines that begins behind something else on its line.
    fn prose_behind(&mut self, at: At, text: Option<&String>) -> Option<String> {
        let text = text?;
        let printed = printable(text)?.trim_start_matches(is_margin).to_owned();
        if !self.permits(at) {
            return None;
        }
        self.note_text(at, text, &printed);
        Some(printed)
    }

    /// A value that has its type; one that has not would be misread.
    fn typed<T: Clone>(&mut self, at: At, value: Option<&MaybeTyped<T>>) -> Option<MaybeTyped<T>> {
        match value? {
            MaybeTyped::Text(_) => {
                self.refuse(at);
                None
            }
            typed => self.plain(at, Some(typed)),
        }
    }

    /// A value that prints on one line, whether it has its type or is a text.
    fn maybe_typed<T: Clone + fmt::Display>(&mut self, at: At, value: Option<&MaybeTyped<T>>) -> Option<MaybeTyped<T>> {
        match value? {
            MaybeTyped::Text(text) => self.line(at, Some(text)).map(MaybeTyped::Text),
            typed => self.plain(at, Some(typed)),
        }
    }
}

/// A text and the line that a page prints for it.
fn with_line(text: Option<&String>) -> Option<(&str, String)> {
    let text = text?.as_str();
    Some((text, one_line(text)?))
}

/// A text as one line; `None` where nothing is left.
fn one_line(text: &str) -> Option<String> {
    let lines = text.split(['\n', '\r']).map(|line| line.trim_matches(is_margin)).filter(|line| !line.is_empty());
    let line = lines.collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
