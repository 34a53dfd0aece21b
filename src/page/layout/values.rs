//! Values in the page's own words: those that the registry has otherwise, or not at all.
//!
//! Of ranks and of sources of identifiers the first was seen, the others are GUESSED: page grammar section 2.10.

/// The role of the lead sponsor.
pub(crate) const LEAD: &str = "lead";
/// The role of a collaborator.
pub(crate) const COLLABORATOR: &str = "collaborator";

/// The source of the organization's own number.
pub(crate) const ORG_STUDY_ID: &str = "org_study_id";
/// The source of a further number.
pub(crate) const SECONDARY_ID: &str = "secondary_id";
/// The source of a registry number that the study had before.
pub(crate) const NCT_ALIAS: &str = "nct_alias";
/// In place of the type of a number that has none.
pub(crate) const NO_TYPE: &str = "-";

/// The rank of the first contact of a site.
pub(crate) const PRIMARY: &str = "primary";
/// The rank of a further contact of a site.
pub(crate) const BACKUP: &str = "backup";

/// Healthy volunteers are accepted.
pub(crate) const YES: &str = "Yes";
/// They are not.
pub(crate) const NO: &str = "No";
