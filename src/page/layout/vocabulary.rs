//! The table of a layout: its sections, the words in them, and how a line is found to be one of them.

use super::{Field, Phrase, Spaces, Topic};

/// How much evidence makes a text a record: a fixed sentence or a registry number behind its label is enough by
/// itself, headings only where the layout says so, and only when there are several.
pub(super) const ENOUGH: u32 = 3;
const SENTENCE_EVIDENCE: u32 = 3;

/// The table of a layout.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// In page order; the first has no heading and is what stands before the others.
    pub(crate) sections: &'static [SectionWords],
    /// Headings begin at the margin and their text is indented, so that a heading needs no sentence to be one.
    pub(crate) flush_headings: bool,
    /// What the layout puts between the entries of a list that it prints on one line, and an entry may hold too.
    pub(crate) joint: Option<&'static str>,
    /// Lines are broken at a width, so that a list on several lines is one line of the record.
    pub(crate) is_wrapped: bool,
    /// Labels are lost, and some values with them, so that lists may be empty and values are told by their form.
    pub(crate) loses_labels: bool,
    /// How the first line of another kind of page begins that shares this one's words.
    pub(crate) other_pages: &'static [&'static str],
    /// For each key the first section of which the heading or the sentence has it, counted from one: most lines of a page have
    /// the key of none.
    pub(super) keys: [u8; KEYS],
    /// The same for each first byte, for lines whose words are set apart by other spaces.
    pub(super) initials: [u8; 256],
}

/// The words of a section, and what it holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SectionWords {
    pub(crate) topic: Topic,
    pub(crate) heading: &'static str,
    pub(crate) sentence: Sentence,
    pub(crate) content: Content,
    pub(crate) words: &'static [Word],
    /// How much the heading alone says that a text is a record.
    pub(crate) evidence: u32,
    /// Every page of the layout has it.
    pub(crate) always: bool,
}

/// The fixed sentence below a heading.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sentence {
    /// In these words.
    Known(&'static str),
    /// There is one, in words not seen yet: page grammar section 2.5.
    Unseen,
    /// There is none, but one state of the section has a sentence of its own: page grammar section 2.2.
    OfState(&'static str),
    /// The layout has none.
    None,
}

/// What a section holds below its heading.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content {
    /// Labels and values.
    Fields,
    /// Running text.
    Text(Field),
    /// Running text, and labels with values behind it.
    TextThenFields(Field),
    /// An entry a line.
    List(Field),
    /// Records of several lines, which the section's own function tells apart.
    Records,
}

/// A label or phrase of a section.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) text: &'static str,
    pub(crate) form: Form,
    pub(crate) meaning: Meaning,
}

/// How a label meets its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The line is the label; the value is the next line, when that is no label.
    NextLine,
    /// The line is the label; what follows is for the section to tell.
    Alone,
    /// `label value` on one line.
    Prefix,
    /// `label: value` on one line.
    Colon,
    /// `label:`, and all that follows up to the end of the section.
    Block,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Meaning {
    Label(Field),
    Phrase(Phrase),
}

impl SectionWords {
    /// The label of a field.
    pub(crate) fn label(&self, field: Field) -> Option<&'static Word> {
        self.words.iter().find(|word| matches!(word.meaning, Meaning::Label(label) if label == field))
    }

    /// The words of a phrase; the first where the layout has several.
    pub(crate) fn phrase(&self, wanted: impl Fn(Phrase) -> bool) -> Option<&'static str> {
        let is_wanted = |word: &&Word| matches!(word.meaning, Meaning::Phrase(phrase) if wanted(phrase));
        self.words.iter().find(is_wanted).map(|word| word.text)
    }
}

pub(super) const fn label(text: &'static str, form: Form, field: Field) -> Word {
    Word { text, form, meaning: Meaning::Label(field) }
}

pub(super) const fn phrase(text: &'static str, phrase: Phrase) -> Word {
    Word { text, form: Form::Alone, meaning: Meaning::Phrase(phrase) }
}

impl Vocabulary {
    pub(super) const fn new(sections: &'static [SectionWords]) -> Self {
        let (keys, initials) = firsts(sections);
        Self {
            sections,
            flush_headings: false,
            joint: None,
            is_wrapped: false,
            loses_labels: false,
            other_pages: &[],
            keys,
            initials,
        }
    }

    /// The words of the section about a topic.
    pub(crate) fn section(&self, topic: Topic) -> Option<&'static SectionWords> {
        self.sections.iter().find(|section| section.topic == topic)
    }

    /// Whether the layout has a place for a field behind a label.
    pub(crate) fn has_label(&self, field: Field) -> bool {
        let mut words = self.sections.iter().flat_map(|section| section.words);
        words.any(|word| matches!(word.meaning, Meaning::Label(label) if label == field))
    }

    /// The lines that are headings and sentences, and how much they and the preamble speak for this layout.
    pub(crate) fn marks<'a>(
        &self,
        mut lines: impl Iterator<Item = &'a str> + Clone,
        spaces: Spaces,
    ) -> (u32, Vec<(usize, Mark)>) {
        let preamble = self.sections.first().map_or(&[][..], |section| section.words);
        let mut evidence = 0;
        // A page has most of them, each with its sentence.
        let mut marks = Vec::with_capacity(2 * self.sections.len());
        for (index, line) in lines.clone().enumerate() {
            if let Some(mark) = self.mark(line, spaces) {
                evidence += match mark.kind {
                    MarkKind::Heading => self.sections.get(mark.section).map_or(0, |section| section.evidence),
                    MarkKind::Sentence | MarkKind::OfState => SENTENCE_EVIDENCE,
                };
                marks.push((index, mark));
            } else if let Some((word, value)) = preamble.iter().find_map(|word| Some((word, word.read(line, spaces)??)))
            {
                evidence += preamble_evidence(word, value);
            }
        }
        marks.retain(|(_, mark)| mark.kind != MarkKind::OfState);
        let first = lines.next().unwrap_or_default();
        if self.other_pages.iter().any(|start| first.starts_with(start)) {
            return (0, marks);
        }
        (evidence, marks)
    }

    /// The heading or sentence that a line is. Most lines are told by length and first letter to be none, and of others the
    /// section is found by them.
    fn mark(&self, text: &str, spaces: Spaces) -> Option<Mark> {
        let first = match spaces {
            Spaces::Plain => self.keys.get(key(text)),
            Spaces::Mixed => self.initials.get(usize::from(*text.as_bytes().first()?)),
        };
        let first = usize::from(first.copied()?.checked_sub(1)?);
        self.sections.iter().enumerate().skip(first).find_map(|(section, words)| {
            let kind = match words.sentence {
                _ if spaces.same(text, words.heading) => MarkKind::Heading,
                Sentence::Known(sentence) if spaces.same(text, sentence) => MarkKind::Sentence,
                Sentence::OfState(sentence) if spaces.same(text, sentence) => MarkKind::OfState,
                _ => return None,
            };
            Some(Mark { section, kind })
        })
    }
}

/// A registry number behind its label makes a record; labels without it do so only together.
fn preamble_evidence(word: &Word, value: &str) -> u32 {
    match word.meaning {
        Meaning::Label(Field::NctId) if value.parse::<crate::study::NctId>().is_ok() => SENTENCE_EVIDENCE,
        Meaning::Label(Field::NctId) => 2,
        _ => 1,
    }
}

/// A line that is a heading or a fixed sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Which section of the vocabulary.
    pub(crate) section: usize,
    pub(crate) kind: MarkKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Heading,
    Sentence,
    /// A sentence that belongs to a state: it tells the layout, not where a section begins.
    OfState,
}

const KEYS: usize = 512;

/// A number that tells most texts apart, from their length and first byte.
const fn key(text: &str) -> usize {
    match text.as_bytes() {
        [first, ..] => (text.len() * 7 + *first as usize) % KEYS,
        [] => 0,
    }
}

/// The first section with each key, and with each first byte.
#[expect(clippy::indexing_slicing, reason = "runs in a constant, with indices below the lengths")]
const fn firsts(sections: &[SectionWords]) -> ([u8; KEYS], [u8; 256]) {
    let (mut keys, mut initials) = ([0; KEYS], [0; 256]);
    let mut section = 0;
    while section < sections.len() {
        let of = &sections[section];
        add(&mut keys, key(of.heading), section);
        add(&mut initials, initial(of.heading), section);
        if let Sentence::Known(sentence) | Sentence::OfState(sentence) = of.sentence {
            add(&mut keys, key(sentence), section);
            add(&mut initials, initial(sentence), section);
        }
        section += 1;
    }
    (keys, initials)
}

/// The first byte of a text.
pub(super) const fn initial(text: &str) -> usize {
    match text.as_bytes() {
        [first, ..] => *first as usize,
        [] => 0,
    }
}

/// Notes the first section with a key, counted from one.
#[expect(clippy::indexing_slicing, reason = "runs in a constant, with an index below the length")]
#[expect(clippy::cast_possible_truncation, reason = "runs in a constant: a layout has some twenty sections")]
const fn add(firsts: &mut [u8], key: usize, section: usize) {
    if firsts[key] == 0 {
        firsts[key] = section as u8 + 1;
    }
}
