//! The text form of the TREC clinical-trial collections, some 240,000 files: headings in capitals at the margin,
//! text indented below, six fields, no registry number.

use super::{Content, Field, Form, SectionWords, Sentence, Topic, Vocabulary, label};

pub(crate) static VOCABULARY: Vocabulary =
    Vocabulary { flush_headings: true, joint: Some(", "), is_wrapped: true, ..Vocabulary::new(SECTIONS) };

const fn section(topic: Topic, heading: &'static str, evidence: u32, content: Content) -> SectionWords {
    SectionWords { topic, heading, sentence: Sentence::None, content, words: &[], evidence, always: false }
}

const SECTIONS: &[SectionWords] = &[
    section(Topic::Preamble, "", 0, Content::Fields),
    // A title or a summary alone does not make a record: other documents have them too.
    section(Topic::Title, "TITLE:", 1, Content::List(Field::BriefTitle)),
    section(Topic::Conditions, "CONDITION:", 2, Content::List(Field::Conditions)),
    section(Topic::Interventions, "INTERVENTION:", 2, Content::List(Field::InterventionName)),
    section(Topic::BriefSummary, "SUMMARY:", 1, Content::Text(Field::BriefSummary)),
    section(Topic::DetailedDescription, "DETAILED DESCRIPTION:", 2, Content::Text(Field::DetailedDescription)),
    SectionWords {
        words: &[
            label("Gender", Form::Colon, Field::Sex),
            label("Age", Form::Colon, Field::AgeRange),
            label("Criteria", Form::Block, Field::EligibilityCriteria),
        ],
        ..section(Topic::Eligibility, "ELIGIBILITY:", 2, Content::Fields)
    },
];
