//! `documentSection`: the documents that were sent in along with the record.

use super::{MaybeTyped, PartialDate, record::record};
use crate::study::DateTimeMinutes;

record! {
    /// The documents of the record: the registry's `documentSection`.
    pub struct DocumentSection {
        /// Protocol, analysis plan and consent form.
        pub large_document: Option<LargeDocument> = "largeDocumentModule",
    }
}

record! {
    /// Protocol, analysis plan and consent form: the registry's `largeDocumentModule`.
    pub struct LargeDocument {
        /// Whether the sender said that the study has no statistical analysis plan.
        pub no_sap: Option<bool> = "noSap",
        /// The documents.
        pub large_docs: Vec<LargeDoc> = "largeDocs",
    }
}

record! {
    /// A document: the registry's `LargeDoc`. One document can hold several parts.
    pub struct LargeDoc {
        /// Its parts in short: `Prot`, `SAP`, `ICF`, `Prot_SAP`.
        pub type_abbrev: Option<String> = "typeAbbrev",
        /// Whether the study protocol is in it.
        pub has_protocol: Option<bool> = "hasProtocol",
        /// Whether the statistical analysis plan is in it.
        pub has_sap: Option<bool> = "hasSap",
        /// Whether the informed consent form is in it.
        pub has_icf: Option<bool> = "hasIcf",
        /// Its name.
        pub label: Option<String> = "label",
        /// The date on the document.
        pub date: Option<MaybeTyped<PartialDate>> = "date",
        /// When it was sent in.
        pub upload_date: Option<MaybeTyped<DateTimeMinutes>> = "uploadDate",
        /// The name of its file.
        pub filename: Option<String> = "filename",
        /// The size of its file, in bytes.
        pub size: Option<u64> = "size",
    }
}
