//! `referencesModule`: publications, links and available data.

use super::{code::codes, record::record};

record! {
    /// Publications, links and available data: the registry's `referencesModule`.
    pub struct References {
        /// Publications.
        pub references: Vec<Reference> = "references",
        /// Pages about the study or its subject.
        pub see_also_links: Vec<SeeAlsoLink> = "seeAlsoLinks",
        /// Data and documents of the study that can be had.
        pub avail_ipds: Vec<AvailIpd> = "availIpds",
    }
}

record! {
    /// A publication: the registry's `Reference`.
    pub struct Reference {
        /// Its PMID, the number in the index of the National Library of Medicine; absent for what is not there.
        pub pmid: Option<String> = "pmid",
        /// How it relates to the study.
        pub r#type: Option<ReferenceType> = "type",
        /// The citation.
        pub citation: Option<String> = "citation",
        /// Notices that it was retracted.
        pub retractions: Vec<Retraction> = "retractions",
    }
}

record! {
    /// A notice that a publication was retracted: the registry's `Retraction`.
    pub struct Retraction {
        /// The notice's own PMID.
        pub pmid: Option<String> = "pmid",
        /// Where the notice was published.
        pub source: Option<String> = "source",
    }
}

record! {
    /// A page about the study or its subject: the registry's `SeeAlsoLink`.
    pub struct SeeAlsoLink {
        /// What the page is.
        pub label: Option<String> = "label",
        /// Its address.
        pub url: Option<String> = "url",
    }
}

record! {
    /// Data or a document of the study that can be had: the registry's `AvailIpd`.
    pub struct AvailIpd {
        /// The number under which its keeper has it.
        pub id: Option<String> = "id",
        /// What it is, in words: a data set, the protocol.
        pub r#type: Option<String> = "type",
        /// The address to get it from.
        pub url: Option<String> = "url",
        /// More about it, such as how to get access.
        pub comment: Option<String> = "comment",
    }
}

codes! {
    /// How a publication relates to the study: the registry's `ReferenceType`.
    pub enum ReferenceType {
        /// It is what the study starts from.
        Background = "BACKGROUND",
        /// It reports the study's results, as the sponsor says.
        Result = "RESULT",
        /// It names the study's registry number, and the registry found it by that.
        Derived = "DERIVED",
    }
}
