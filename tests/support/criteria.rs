//! Nothing of a criteria text is lost.

use ctgov::criteria::Criteria;

/// Each character that is not white space stands in one heading, one item or one unplaced piece.
pub fn assert_covered(text: &str, criteria: &Criteria) {
    let headings = criteria.groups.iter().filter_map(|group| group.span);
    let items = criteria.items().map(|(_, _, item)| item.span);
    let mut spans: Vec<_> = headings.chain(items).chain(criteria.unplaced.iter().copied()).collect();
    spans.sort_unstable();
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end, "{span:?} begins before {end} in {text:?}");
        assert!(span.end > span.start, "{span:?} is empty in {text:?}");
        let between = text.get(end..span.start).unwrap_or_else(|| panic!("{span:?} cuts a character of {text:?}"));
        assert!(between.trim().is_empty(), "{between:?} is lost from {text:?}");
        end = span.end;
    }
    assert!(text.get(end..).unwrap().trim().is_empty(), "{:?} is lost from {text:?}", &text[end..]);
}
