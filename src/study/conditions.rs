//! `conditionsModule`: what is studied, in terms.

use super::record::record;

record! {
    /// Conditions and keywords: the registry's `conditionsModule`.
    ///
    /// A trial page joins several by a single space and does not say where one ends; such a line is one entry here,
    /// and a diagnostic says so.
    pub struct Conditions {
        /// Diseases, conditions or the focus of the study.
        pub conditions: Vec<String> = "conditions",
        /// Words to find the study by.
        pub keywords: Vec<String> = "keywords",
    }
}
