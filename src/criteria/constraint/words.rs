//! Closed classes of words: what may stand around a value, and what begins a comparison.

use std::sync::OnceLock;

use super::index::{self, SEED};

/// The roles that a word can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles(u16);

impl Roles {
    /// Words between a quantity and its comparator that name nothing.
    pub(super) const GLUE: Self = Self(1);
    /// Nouns for a value: part of a name where they end one, and no name by themselves.
    pub(super) const MEASURE: Self = Self(1 << 1);
    /// Nouns whose number is a value of a scale or a measurement, without a unit.
    pub(super) const UNITLESS: Self = Self(1 << 2);
    /// Words that begin what a value was measured with or when, behind its quantity: `creatinine clearance by Cockcroft-Gault`.
    pub(super) const PREPOSITION: Self = Self(1 << 3);
    /// People, whose number is an age where it has no other name.
    pub(super) const PEOPLE: Self = Self(1 << 4);
    /// Women and men: a bound behind such a word is theirs.
    pub(super) const SEX: Self = Self(1 << 5);
    /// Words behind a length of time that make it one between two events.
    pub(super) const OF_WINDOW: Self = Self(1 << 6);
    /// Words that begin a condition of a bound: `if liver metastases are present`.
    pub(super) const CONDITIONAL: Self = Self(1 << 7);
    /// Words that begin a range.
    pub(super) const RANGED: Self = Self(1 << 8);
    /// Words that begin a window.
    pub(super) const WINDOW: Self = Self(1 << 9);
    /// Words that begin a comparator before a value.
    pub(super) const PREFIX: Self = Self(1 << 10);
    /// Those of the last three that stand everywhere, and begin something with some words alone.
    pub(super) const WEAK: Self = Self(1 << 11);
    /// What stands behind them then.
    pub(super) const SECOND: Self = Self(1 << 12);
    /// Words for a number or a limit of normal.
    pub(super) const VALUE: Self = Self(1 << 13);

    /// Words that no name of a quantity begins with.
    pub(super) const FUNCTION: Self = Self(1 << 14);

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const STARTS: Self = Self::RANGED.and(Self::WINDOW).and(Self::PREFIX);

    /// Whether one of some roles is among them.
    pub(super) fn has(self, roles: Self) -> bool {
        self.0 & roles.0 != 0
    }

    /// The roles of a word, in any case.
    pub(super) fn of(word: &str) -> Self {
        Self::of_hash(hashed(word))
    }

    /// The roles of a word with this hash, which [`step`] makes from its bytes.
    pub(super) fn of_hash(hash: u64) -> Self {
        static TABLE: OnceLock<Box<[(u64, Roles); SLOTS]>> = OnceLock::new();
        let table = TABLE.get_or_init(|| {
            let mut table = Box::new([(0, Self::default()); SLOTS]);
            for (roles, words) in WORDS {
                for word in *words {
                    let hash = hashed(word);
                    let slots = (0..SLOTS).map(|step| slot(hash, step));
                    let free = slots
                        .into_iter()
                        .find(|at| table.get(*at).is_some_and(|(other, _)| *other == 0 || *other == hash));
                    if let Some(entry) = free.and_then(|at| table.get_mut(at)) {
                        *entry = (hash, entry.1.and(*roles));
                    }
                }
            }
            table
        });
        for step in 0..SLOTS {
            match table.get(slot(hash, step)) {
                Some((other, roles)) if *other == hash => return *roles,
                Some((0, _)) | None => break,
                Some(_) => {}
            }
        }
        Self::default()
    }
}

/// A few times as many as there are words.
const SLOTS: usize = 2048;

fn slot(hash: u64, step: usize) -> usize {
    #[allow(clippy::cast_possible_truncation)]
    let start = (hash >> 40) as usize;
    (start + step) % SLOTS
}

/// The hash of a word with one more byte, in any case.
pub(super) fn step(hash: u64, byte: u8) -> u64 {
    index::step(hash, byte.to_ascii_lowercase())
}

fn hashed(word: &str) -> u64 {
    word.bytes().fold(SEED, step)
}

#[rustfmt::skip]
static WORDS: &[(Roles, &[&str])] = &[
    (Roles::GLUE, &[
        "a", "an", "the", "of", "is", "are", "does", "do", "was", "were", "be", "been", "being", "must", "should", "shall", "will",
        "can", "may", "has", "have", "had", "having", "to", "at", "as", "by", "on", "in", "with", "that", "which",
        "than", "for", "from", "it", "its", "their", "his", "her", "defined", "equal", "equals", "i.e", "i.e.", "ie",
        "e.g", "eg", "including", "include", "includes", "measured", "calculated", "estimated", "determined",
        "documented", "obtained", "assessed", "confirmed", "reported", "screening", "baseline", "visit", "enrollment",
        "inclusion", "entry", "time", "range", "ranges", "ranging", "between", "approximately", "about", "only",
        "either", "both", "any", "all", "maintained", "consistently", "persistent", "persistently", "currently",
        "current", "initial", "presents", "presenting", "least", "least.", "showing", "shows", "such", "institutional",
        "not", "who", "meaning", "namely", "known", "stable", "when", "if", "mean", "average", "absolute", "elevated",
        "increased", "decreased", "reduced", "abnormal", "resting", "supine", "sitting", "seated", "i", "e", "g",
        "total", "very", "even", "screening.", "present", "found", "considered", "required", "requirement",
        "requirements", "adequate", "exceeded", "remain", "remains", "also", "still", "demonstrated", "achieved",
        "predicted", "then", "allowed",
    ]),
    (Roles::MEASURE, &[
        "quantitation", "quantification", "quantity", "level", "levels", "value", "values", "count", "counts", "concentration", "concentrations", "score", "scores",
        "result", "results", "measurement", "measurements", "reading", "readings", "test", "tests", "titer", "titers",
        "titre", "index", "ratio", "rate", "rates", "scale", "subscale", "subscore", "questionnaire", "grade", "class",
        "status", "elevation", "elevations", "number", "interval", "intervals", "size", "diameter", "thickness",
        "length", "volume", "width", "depth", "percentage", "expression", "activity", "output", "velocity", "pressure",
        "gradient", "area", "stiffness", "density", "category", "rating", "points", "severity", "domain", "item",
        "distance", "circumference", "capacity", "fraction", "saturation", "intake", "consumption", "angle", "height",
        "dose",
    ]),
    (Roles::UNITLESS, &[
        "score", "scores", "scale", "subscale", "subscore", "index", "ratio", "titer", "titers", "titre",
        "questionnaire", "grade", "class", "level", "levels", "rating", "value", "values", "severity", "domain",
        "inventory", "test", "status", "assessment", "concentration", "examination", "T-score", "Z-score", "SDS",
        "quotient", "IQ", "result",
    ]),
    (Roles::PREPOSITION, &[
        "by", "on", "at", "in", "within", "for", "using", "during", "per", "without", "with", "measured", "calculated",
        "determined", "documented", "obtained", "assessed", "estimated", "according", "after", "before", "based", "as",
        "of", "from", "through", "via", "under", "while", "must", "should", "prior", "defined", "confirmed",
        "corrected", "is", "was", "are", "has", "will", "to", "that", "which", "who", "than", "over", "even",
        "despite", "when", "not", "due", "taken", "be",
    ]),
    (Roles::PEOPLE, &[
        "patient", "patients", "subject", "subjects", "participant", "participants", "adult", "adults", "volunteer",
        "volunteers", "person", "persons", "people", "individual", "individuals", "healthy", "child", "children",
        "adolescent", "adolescents", "infant", "infants", "donor", "donors", "recipient", "recipients", "candidate",
        "candidates", "inclusion", "criteria", "criterion", "eligible", "eligibility", "ambulatory", "hispanic",
        "veterans", "veteran", "caregivers", "caregiver", "parents", "pediatric", "paediatric", "neonates", "elderly",
        "youth", "everyone", "smokers", "students", "community", "dwelling", "postmenopausal", "premenopausal",
        "nonpregnant", "non-pregnant", "pregnant", "outpatients", "inpatients", "respondents", "genders", "gender",
        "sex", "sexes", "races", "ethnicity",
    ]),
    (Roles::SEX.and(Roles::PEOPLE), &[
        "male", "males", "female", "females", "man", "men", "woman", "women", "boy", "boys", "girl", "girls", "men's",
        "women's",
    ]),
    (Roles::OF_WINDOW, &[
        "prior", "before", "after", "since", "ago", "following", "post", "previous", "preceding", "from", "until",
        "earlier", "duration", "apart", "between", "during", "postpartum", "postoperatively", "past", "beforehand",
    ]),
    (Roles::CONDITIONAL, &[
        "if", "unless", "except", "when", "provided",
    ]),
    (Roles::RANGED, &[
        "between", "in", "range", "ranging", "ranges", "from", "within",
    ]),
    (Roles::WINDOW, &[
        "within", "in", "during", "over", "for", "the", "last", "past", "previous", "preceding",
    ]),
    (Roles::PREFIX, &[
        "no", "not", "never", "cannot", "mustn't", "shouldn't", "at", "atleast", "as", "a", "the", "minimum",
        "minimal", "min", "maximum", "maximal", "max", "starting", "up", "upto", "in", "superior", "inferior", "equal",
        "equals", "over", "above", "exceeding", "exceeds", "exceed", "exceeded", "beyond", "under", "below", "beneath",
        "more", "greater", "higher", "larger", "older", "longer", "bigger", "elder", "later", "heavier", "less",
        "lower", "fewer", "smaller", "younger", "shorter", "lesser", "earlier", "sooner",
    ]),
    (Roles::FUNCTION, &[
        "the", "a", "an", "of", "in", "for", "to", "and", "or", "with", "at", "by", "on", "is", "are", "was", "were", "be", "been",
        "have", "has", "had", "no", "not", "from", "as", "than", "less", "more", "greater", "must", "who", "which", "that", "will",
        "should", "may", "can", "prior", "least", "any", "within", "before", "after", "during", "if", "least", "other", "use", "study",
        "patients", "subjects", "participants", "treatment", "therapy", "disease", "days", "weeks", "months", "years", "day", "week",
        "month", "year", "hours", "history", "this", "these", "those", "their", "such", "all", "including", "defined", "receiving",
        "received", "diagnosis", "drug", "clinical", "except", "only", "but", "also", "it", "first", "last", "past", "between", "least",
    ]),
    (Roles::WEAK, &[
        "in", "for", "the", "a", "as", "at", "during", "no", "not", "from", "over",
    ]),
    (Roles::SECOND, &[
        "or", "last", "past", "previous", "preceding", "prior", "recent", "the", "excess", "between", "range", "a", "least",
        "most", "low", "high", "be", "been", "have", "to", "of", "is", "are", "age", "ages",
    ]),
    (Roles::VALUE, &[
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
        "fifty", "sixty", "seventy", "eighty", "ninety", "once", "twice", "double", "half", "hundred", "twofold",
        "limit", "limits", "normal", "UNL", "UNLs", "ULNs", "ULNR",
    ]),
];
