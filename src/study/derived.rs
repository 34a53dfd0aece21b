//! `derivedSection`: what the registry works out from the record.

use super::{MaybeTyped, PartialDate, code::codes, record::record};
use crate::study::DateStruct;

record! {
    /// What the registry works out from the record: the registry's `derivedSection`.
    pub struct DerivedSection {
        /// Version, removed countries, the way of the results.
        pub misc_info: Option<MiscInfo> = "miscInfoModule",
        /// Subject headings found in the conditions.
        pub condition_browse: Option<Browse> = "conditionBrowseModule",
        /// Subject headings found in the interventions.
        pub intervention_browse: Option<Browse> = "interventionBrowseModule",
    }
}

record! {
    /// Version, removed countries, the way of the results: the registry's `miscInfoModule`.
    pub struct MiscInfo {
        /// The date of the registry's data that the record was taken from.
        pub version_holder: Option<MaybeTyped<PartialDate>> = "versionHolder",
        /// Countries where the study had sites and has none now.
        pub removed_countries: Vec<String> = "removedCountries",
        /// How results went between sender and registry.
        pub submission_tracking: Option<SubmissionTracking> = "submissionTracking",
    }
}

record! {
    /// How results went between sender and registry: the registry's `submissionTracking`.
    pub struct SubmissionTracking {
        /// When results that are not public yet were first sent in, as the registry estimates it.
        pub estimated_results_first_submit_date: Option<MaybeTyped<PartialDate>> = "estimatedResultsFirstSubmitDate",
        /// When results were first public with the review's comments still open.
        pub first_mcp_info: Option<FirstMcpInfo> = "firstMcpInfo",
        /// The rounds between sender and registry, oldest first.
        pub submission_infos: Vec<SubmissionInfo> = "submissionInfos",
    }
}

record! {
    /// When results were first public with the review's comments still open: the registry's `firstMcpInfo`.
    pub struct FirstMcpInfo {
        /// The date.
        pub post_date_struct: Option<DateStruct> = "postDateStruct",
    }
}

record! {
    /// A round of results between sender and registry: the registry's `SubmissionInfo`.
    pub struct SubmissionInfo {
        /// When they were sent in.
        pub release_date: Option<MaybeTyped<PartialDate>> = "releaseDate",
        /// When the sender took them back.
        pub unrelease_date: Option<MaybeTyped<PartialDate>> = "unreleaseDate",
        /// Whether they were taken back at a time that the registry does not know.
        pub unrelease_date_unknown: Option<bool> = "unreleaseDateUnknown",
        /// When the registry sent them back with comments.
        pub reset_date: Option<MaybeTyped<PartialDate>> = "resetDate",
        /// The number of the release that can be public with the comments still open.
        pub mcp_release_n: Option<u64> = "mcpReleaseN",
    }
}

record! {
    /// Subject headings found in conditions or interventions: the registry's `BrowseModule`.
    ///
    /// Headings are those of the National Library of Medicine's thesaurus (`MeSH`).
    pub struct Browse {
        /// The headings.
        pub meshes: Vec<Mesh> = "meshes",
        /// The headings above them.
        pub ancestors: Vec<Mesh> = "ancestors",
        /// The entries of the registry's browsing tree.
        pub browse_leaves: Vec<BrowseLeaf> = "browseLeaves",
        /// The main branches of the tree that the entries are on.
        pub browse_branches: Vec<BrowseBranch> = "browseBranches",
    }
}

record! {
    /// A subject heading: the registry's `Mesh`.
    pub struct Mesh {
        /// Its number in the thesaurus: `D003924`.
        pub id: Option<String> = "id",
        /// Its name.
        pub term: Option<String> = "term",
    }
}

record! {
    /// An entry of the registry's browsing tree: the registry's `BrowseLeaf`.
    pub struct BrowseLeaf {
        /// Its number in the tree: `M7115`.
        pub id: Option<String> = "id",
        /// Its name.
        pub name: Option<String> = "name",
        /// The words of the record that led to it; absent for one that the record does not name itself.
        pub as_found: Option<String> = "asFound",
        /// How closely it belongs to the study.
        pub relevance: Option<BrowseLeafRelevance> = "relevance",
    }
}

record! {
    /// A main branch of the registry's browsing tree: the registry's `BrowseBranch`.
    pub struct BrowseBranch {
        /// Its name in short: `BC04`.
        pub abbrev: Option<String> = "abbrev",
        /// Its name.
        pub name: Option<String> = "name",
    }
}

codes! {
    /// How closely an entry belongs to the study: the registry's `BrowseLeafRelevance`.
    pub enum BrowseLeafRelevance {
        /// Loosely: it lies above or beside what the record names.
        Low = "LOW",
        /// Closely: the record names it.
        High = "HIGH",
    }
}
