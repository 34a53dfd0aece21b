//! `descriptionModule`: what the study is about, in prose.

use super::record::record;

record! {
    /// Summary and description: the registry's `descriptionModule`. Both are Markdown, as the record has them.
    pub struct Description {
        /// The purpose of the study, for the public.
        pub brief_summary: Option<String> = "briefSummary",
        /// The longer text, if there is one.
        pub detailed_description: Option<String> = "detailedDescription",
    }
}
