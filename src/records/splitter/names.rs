//! What tells a record in the bytes of an input: the names of its first member, and what may stand around it.

/// The members of which one is the first of each study; nothing inside a study has them.
const OF_STUDY: [&[u8]; 6] = [
    b"protocolSection\"",
    b"derivedSection\"",
    b"hasResults\"",
    b"resultsSection\"",
    b"annotationSection\"",
    b"documentSection\"",
];
/// The member of a page that holds its studies.
pub(super) const STUDIES: &[u8] = b"studies\"";
/// The members of a page of search results.
const OF_PAGE: [&[u8]; 3] = [STUDIES, b"nextPageToken\"", b"totalCount\""];

/// Whether a member's name is one of a page's or one of a study's; `None` for others.
pub(super) fn is_of_page(name: &[u8]) -> Option<bool> {
    let is_one_of = |members: &[&[u8]]| members.iter().any(|member| name.starts_with(member));
    is_one_of(&OF_PAGE).then_some(true).or_else(|| is_one_of(&OF_STUDY).then_some(false))
}

/// Whether a member is a section of a study.
pub(super) fn is_section(name: &[u8]) -> bool {
    OF_STUDY.iter().any(|member| member.ends_with(b"Section\"") && name.starts_with(member))
}

/// White space, or a byte of a byte order mark: where files were joined, marks stand between records.
pub(super) fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF)
}
