//! Says of a page as a whole that its extraction has lost the values.
//!
//! Mirrors are met in an extraction that keeps the values and in one that keeps the labels and loses each short value: all of a page's
//! sixteen or so, and none of its texts. Each lost value is reported by itself; that another extraction of the page will have them is
//! said here, once.

use super::Page;
use crate::{
    diagnostic::{Code, FieldPath},
    page::{
        layout::{Field, Layout},
        outline::Entry,
    },
    source::Span,
};

/// Pages are seen without the values of these; any other label or heading stands there with its value or not at all.
const MAY_BE_EMPTY: [Field; 2] = [Field::SiteStatus, Field::DetailedDescription];

/// Fewer lost values than these say nothing of a page: a text that was cut off loses one, and a table may be cut in the middle.
const FEWEST: usize = 3;

/// Whether pages in good order are seen with nothing behind or below the label of a field.
pub(super) fn may_be_empty(path: &FieldPath) -> bool {
    MAY_BE_EMPTY.map(Field::path).iter().flatten().any(|empty| path.is_one_of(empty))
}

impl Page<'_, '_> {
    /// Says that a page has more labels that lost their value than such that have one.
    ///
    /// A page that prints the labels of what a record does not have, as the columns of the table download, has more of the others: of
    /// 634 real records in these columns none left more than seven of 25 empty.
    pub(super) fn lost_values(&mut self) {
        // Where a layout has hardly any labels, they are no measure of it.
        if self.outline.layout().is_some_and(Layout::loses_labels) {
            return;
        }
        let labels = self.outline.entries.iter().filter(|entry| !MAY_BE_EMPTY.contains(&entry.field));
        let labels = labels.filter_map(|entry| Some((entry.label?, entry)));
        let (empty, filled): (Vec<_>, Vec<_>) = labels.partition(|(label, entry)| self.has_no_value(*label, entry));
        let of_label = empty.iter().filter_map(|(label, _)| Some(self.outline.lines().get(*label)?.span()));
        // The label of several fields, which has no field of its own.
        let of_several = self.diagnostics.iter().filter(|said| said.code == Code::EmptyField && said.field.is_none());
        let places: Vec<Span> = of_label.chain(of_several.filter_map(|said| said.span)).collect();
        let (lost, seen) = (places.len(), places.len() + filled.len());
        let Some(first) = places.into_iter().min_by_key(|place| place.start) else { return };
        if lost >= FEWEST && 2 * lost > seen {
            let found = format!("{lost} of {seen} labels without one");
            self.report(Code::LossyExtraction, None, first, "values at the labels of the page", found);
        }
    }

    fn has_no_value(&self, label: usize, entry: &Entry) -> bool {
        entry.values.is_empty() && self.behind(label).is_none()
    }
}
