//! Closed classes of words: what may stand around a value, and what begins a comparison.

use crate::criteria::hash;

/// The roles that a word can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles(u32);

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
    /// Adjectives that compare upwards, with `than`.
    pub(super) const MORE: Self = Self(1 << 26);
    /// Those that compare downwards.
    pub(super) const LESS: Self = Self(1 << 27);
    /// Words that compare upwards by themselves.
    pub(super) const ABOVE: Self = Self(1 << 28);
    /// Those that compare downwards.
    pub(super) const BELOW: Self = Self(1 << 29);
    /// Words before the class of a scale that is named behind it.
    pub(super) const CLASS: Self = Self(1 << 30);
    /// Words behind a number that multiply it, and what is multiplied.
    pub(super) const FACTOR: Self = Self(1 << 31);
    /// Words that begin a comparator behind a value.
    pub(super) const POSTFIX: Self = Self(1 << 25);
    /// Words around a limit of normal that say whose it is, or of what.
    pub(super) const OF_LIMIT: Self = Self(1 << 15);
    /// Short forms of the upper limit of normal.
    pub(super) const ULN: Self = Self(1 << 16);
    /// Those of the lower one.
    pub(super) const LLN: Self = Self(1 << 17);
    /// Words between the name of a class and its value.
    pub(super) const OF_CLASS: Self = Self(1 << 18);
    /// Words before a quantity that make it another one: what is measured in urine, what is a donor's.
    pub(super) const ELSEWHERE: Self = Self(1 << 19);
    /// Words that make of a quantity its change.
    pub(super) const CHANGE: Self = Self(1 << 20);
    /// Words between a value and the name behind it: `24 points on the MMSE`.
    pub(super) const TO_NAME: Self = Self(1 << 21);
    /// What has versions, not values.
    pub(super) const SOFTWARE: Self = Self(1 << 22);
    /// What somebody does with what a value is an amount of.
    pub(super) const DOING: Self = Self(1 << 23);
    /// People whose age is not the participant's, and events that have one.
    pub(super) const OTHER_PERSON: Self = Self(1 << 24);

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const STARTS: Self = Self::RANGED.and(Self::WINDOW).and(Self::PREFIX).and(Self::CLASS);

    /// Whether one of some roles is among them.
    pub(super) const fn has(self, roles: Self) -> bool {
        self.0 & roles.0 != 0
    }

    /// The roles of a word, in any case.
    pub(super) fn of(word: &str) -> Self {
        Self::of_hash(hash::of_constant(word.as_bytes()))
    }

    /// Whether one of the words for a value begins with three characters.
    pub(super) fn may_be_value(first: [u8; 3]) -> bool {
        let (word, bit) = beginning(first);
        VALUES.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The roles of a word with this hash, which [`hash::step`] makes from its bytes, letters small.
    pub(super) fn of_hash(hash: u64) -> Self {
        let (mark, mut at) = slot(hash);
        loop {
            match TABLE.get(at) {
                Some((other, roles)) if *other == mark => return *roles,
                Some((0, _)) | None => return Self::default(),
                Some(_) => at = (at + 1) % SLOTS,
            }
        }
    }
}

/// A few times as many as there are words.
const SLOTS: usize = 4096;

/// The words by their hashes: each stands at its own slot or at one of the next, with no empty one between. Half of a hash is
/// kept, so that the table is small; the slot tells more of it.
#[allow(clippy::indexing_slicing)] // An index out of bounds would not compile.
static TABLE: [(u32, Roles); SLOTS] = {
    let mut table = [(0, Roles(0)); SLOTS];
    let mut row = 0;
    while row < WORDS.len() {
        let (roles, words) = WORDS[row];
        let mut word = 0;
        while word < words.len() {
            let (mark, mut at) = slot(hash::of_constant(words[word].as_bytes()));
            while table[at].0 != 0 && table[at].0 != mark {
                at = (at + 1) % SLOTS;
            }
            table[at] = (mark, table[at].1.and(roles));
            word += 1;
        }
        row += 1;
    }
    table
};

/// Which three letters the words for values begin with, a bit for each.
#[allow(clippy::indexing_slicing)] // An index out of bounds would not compile.
static VALUES: [u64; 512] = {
    let mut beginnings = [0; 512];
    let mut row = 0;
    while row < WORDS.len() {
        let (roles, words) = WORDS[row];
        let mut word = 0;
        while word < words.len() {
            if roles.has(Roles::VALUE)
                && let [a, b, c, ..] = *words[word].as_bytes()
            {
                let (word, bit) = beginning([a, b, c]);
                beginnings[word] |= bit;
            }
            word += 1;
        }
        row += 1;
    }
    beginnings
};

/// The place of three letters, in any case, among all.
const fn beginning([a, b, c]: [u8; 3]) -> (usize, u64) {
    let place = (a as usize & 31) << 10 | (b as usize & 31) << 5 | c as usize & 31;
    (place / 64, 1 << (place % 64))
}

/// What is kept of a hash, and where.
#[allow(clippy::cast_possible_truncation)]
const fn slot(hash: u64) -> (u32, usize) {
    let mixed = hash::mixed(hash);
    ((mixed >> 32) as u32, (mixed >> 21) as usize % SLOTS)
}

#[rustfmt::skip]
const WORDS: &[(Roles, &[&str])] = &[
    (Roles::GLUE, &[
        "a", "an", "the", "of", "is", "are", "does", "do", "was", "were", "be", "been", "being", "must",
        "should", "shall", "will", "can", "may", "has", "have", "had", "having", "to", "at", "as", "by", "on",
        "in", "with", "that", "which", "than", "for", "from", "it", "its", "their", "his", "her", "defined",
        "equal", "equals", "ie", "eg", "including", "include", "includes", "measured", "calculated",
        "estimated", "determined", "documented", "obtained", "assessed", "confirmed", "reported", "screening",
        "baseline", "visit", "enrollment", "inclusion", "entry", "time", "range", "ranges", "ranging",
        "between", "approximately", "about", "only", "either", "both", "any", "all", "maintained",
        "consistently", "persistent", "persistently", "currently", "current", "initial", "presents",
        "presenting", "least", "showing", "shows", "such", "institutional", "not", "who", "meaning", "namely",
        "known", "stable", "when", "if", "mean", "average", "absolute", "elevated", "increased", "decreased",
        "reduced", "abnormal", "resting", "supine", "sitting", "seated", "i", "e", "g", "total", "very", "even",
        "present", "found", "considered", "required", "requirement", "requirements", "adequate", "exceeded",
        "remain", "remains", "also", "still", "demonstrated", "achieved", "predicted", "then", "allowed", "up",
    ]),
    (Roles::MEASURE, &[
        "quantitation", "quantification", "quantity", "level", "levels", "value", "values", "count", "counts",
        "concentration", "concentrations", "score", "scores", "result", "results", "measurement",
        "measurements", "reading", "readings", "test", "tests", "titer", "titers", "titre", "index", "ratio",
        "rate", "rates", "scale", "subscale", "subscore", "questionnaire", "grade", "class", "status",
        "elevation", "elevations", "number", "interval", "intervals", "size", "diameter", "thickness", "length",
        "volume", "width", "depth", "percentage", "expression", "activity", "output", "velocity", "pressure",
        "gradient", "area", "stiffness", "density", "category", "rating", "points", "severity", "domain",
        "item", "distance", "circumference", "capacity", "fraction", "saturation", "intake", "consumption",
        "angle", "height", "dose",
    ]),
    (Roles::UNITLESS, &[
        "score", "scores", "scale", "subscale", "subscore", "index", "ratio", "titer", "titers", "titre",
        "questionnaire", "grade", "class", "level", "levels", "rating", "value", "values", "severity", "domain",
        "inventory", "test", "status", "assessment", "concentration", "examination", "T-score", "Z-score",
        "SDS", "quotient", "IQ", "result",
    ]),
    (Roles::PREPOSITION, &[
        "by", "on", "at", "in", "within", "for", "using", "during", "per", "without", "with", "measured",
        "calculated", "determined", "documented", "obtained", "assessed", "estimated", "according", "after",
        "before", "based", "as", "of", "from", "through", "via", "under", "while", "must", "should", "prior",
        "defined", "confirmed", "corrected", "is", "was", "are", "has", "will", "to", "that", "which", "who",
        "than", "over", "even", "despite", "when", "not", "due", "taken", "be",
    ]),
    (Roles::PEOPLE, &[
        "patient", "patients", "subject", "subjects", "participant", "participants", "adult", "adults",
        "volunteer", "volunteers", "person", "persons", "people", "individual", "individuals", "healthy",
        "child", "children", "adolescent", "adolescents", "infant", "infants", "donor", "donors", "recipient",
        "recipients", "candidate", "candidates", "inclusion", "criteria", "criterion", "eligible",
        "eligibility", "ambulatory", "hispanic", "veterans", "veteran", "minor", "minors", "newborn", "newborns", "caregivers", "caregiver", "parents",
        "pediatric", "paediatric", "neonates", "elderly", "youth", "everyone", "smokers", "students",
        "community", "dwelling", "postmenopausal", "premenopausal", "nonpregnant", "non-pregnant", "pregnant",
        "outpatients", "inpatients", "respondents", "genders", "gender", "sex", "sexes", "races", "ethnicity",
    ]),
    (Roles::SEX.and(Roles::PEOPLE), &[
        "male", "males", "female", "females", "man", "men", "woman", "women", "boy", "boys", "girl", "girls",
        "men's", "women's",
    ]),
    (Roles::OF_WINDOW, &[
        "prior", "before", "after", "since", "ago", "following", "post", "previous", "preceding", "from",
        "until", "earlier", "duration", "apart", "between", "during", "postpartum", "postoperatively", "past",
        "beforehand",
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
        "minimal", "min", "maximum", "maximal", "max", "starting", "up", "upto", "in", "superior", "inferior",
        "equal", "equals",
    ]),
    (Roles::PREFIX.and(Roles::MORE), &[
        "more", "greater", "higher", "larger", "older", "longer", "bigger", "elder", "later", "heavier",
    ]),
    (Roles::PREFIX.and(Roles::LESS), &[
        "less", "lower", "fewer", "smaller", "younger", "shorter", "lesser", "earlier", "sooner",
    ]),
    (Roles::PREFIX.and(Roles::ABOVE), &[
        "over", "above", "exceeding", "exceeds", "exceed", "exceeded", "beyond",
    ]),
    (Roles::PREFIX.and(Roles::BELOW), &[
        "under", "below", "beneath",
    ]),
    (Roles::CLASS, &[
        "class", "classes",
    ]),
    (Roles::FUNCTION, &[
        "the", "a", "an", "of", "in", "for", "to", "and", "or", "with", "at", "by", "on", "is", "are", "was",
        "were", "be", "been", "have", "has", "had", "no", "not", "from", "as", "than", "less", "more",
        "greater", "must", "who", "which", "that", "will", "should", "may", "can", "prior", "least", "any",
        "within", "before", "after", "during", "if", "other", "use", "study", "patients", "subjects",
        "participants", "treatment", "therapy", "disease", "days", "weeks", "months", "years", "day", "week",
        "month", "year", "hours", "history", "this", "these", "those", "their", "such", "all", "including",
        "defined", "receiving", "received", "diagnosis", "drug", "clinical", "except", "only", "but", "also",
        "it", "first", "last", "past", "between",
    ]),
    (Roles::FACTOR, &[
        "hundred", "thousand", "million", "millions", "mio", "billion", "x", "times", "time", "fold", "folds",
        "multiply", "baseline", "basal",
    ]),
    (Roles::POSTFIX, &[
        "or", "and", "minimum", "at", "maximum", "older", "upwards", "onwards",
    ]),
    (Roles::WEAK, &[
        "in", "for", "the", "a", "as", "at", "during", "no", "not", "from", "over",
    ]),
    (Roles::SECOND, &[
        "or", "last", "past", "previous", "preceding", "prior", "recent", "the", "excess", "between", "range",
        "a", "least", "most", "low", "high", "be", "been", "have", "to", "of", "is", "are", "age", "ages",
    ]),
    (Roles::VALUE, &[
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "once", "twice", "double", "half",
        "hundred", "twofold", "limit", "limits", "normal",
    ]),
    (Roles::OF_LIMIT, &[
        "the", "of", "above", "institutional", "institution", "institution's", "institutions", "institute",
        "laboratory", "lab", "laboratory's", "local", "site", "site's", "central", "clinical", "testing",
        "normal", "norm", "range", "ranges", "reference", "value", "values", "for", "age", "each", "their",
        "its", "our", "hospital", "center's", "center", "specific", "upper", "lower", "limit", "limits",
        "level", "levels", "institutionally", "applicable", "respective", "corresponding", "gender", "sex",
        "defined", "study", "high", "normals", "investigational", "site-specific", "local-institutional",
        "age-adjusted", "age-appropriate", "age-specific",
    ]),
    (Roles::ULN.and(Roles::VALUE), &[
        "ULN", "IULN", "UNL", "ULNs", "UNLs", "ULRR", "ULoN", "ULNR", "ULRI", "UNR", "xULN",
    ]),
    (Roles::LLN.and(Roles::VALUE), &[
        "LLN", "ILLN", "LNL",
    ]),
    (Roles::OF_CLASS, &[
        "of", "is", "be", "a", "class", "classes", "grade", "score", "scores", "level", "levels", "stages",
        "grades", "types", "categories", "status", "performance", "functional", "function", "classification",
        "stage", "category", "type", "the", "either", "was", "must", "should", "in", "as", "equal", "equals",
        "to", "with", "scale", "are", "heart", "failure", "symptoms", "disease", "physical", "liver",
        "phototype", "at", "screening", "baseline", "standard", "criteria", "has", "have", "grading", "value",
        "cirrhosis", "skin", "rating", "graded", "index",
    ]),
    (Roles::ELSEWHERE, &[
        "urine", "urinary", "CSF", "cerebrospinal", "synovial", "pleural", "ascites", "ascitic", "peritoneal",
        "saliva", "salivary", "stool", "fecal", "faecal", "cord", "vitreous", "sputum", "fetal", "foetal",
        "bone", "mental", "developmental", "donor", "partner", "seminal",
    ]),
    (Roles::CHANGE, &[
        "increase", "increases", "decrease", "decreases", "decline", "drop", "fall", "rise", "reduction",
        "change", "changes", "difference", "variability", "loss", "variation", "improvement", "worsening",
        "fluctuation", "elevation", "gain", "doubling", "ratio",
    ]),
    (Roles::TO_NAME, &[
        "of", "on", "in", "the", "for", "a", "an", "by", "points", "point", "score", "scores", "estimated",
        "total",
    ]),
    (Roles::SOFTWARE, &[
        "iOS", "Android", "version", "Windows", "OS", "macOS",
    ]),
    (Roles::DOING, &[
        "receiving", "requiring", "taking", "using", "needing", "undergoing", "ingesting", "received",
        "receive", "requires", "require",
    ]),
    (Roles::OTHER_PERSON, &[
        "donor", "donors", "caregiver", "caregivers", "parent", "parents", "guardian", "partner", "partners",
        "sibling", "siblings", "father", "mother", "mothers", "spouse", "relative", "relatives", "onset",
        "episode",
    ]),
];

#[cfg(test)]
mod tests {
    use super::{Roles, WORDS};
    use crate::criteria::constraint::lexer::{Kind, Lexed, lex};

    #[test]
    fn each_word_is_found_in_a_text() {
        for (roles, words) in WORDS {
            for word in *words {
                let tokens = lex(word, Lexed::default()).tokens;
                assert_eq!(tokens.len(), 1, "{word}");
                assert!(tokens.iter().all(|token| token.kind == Kind::Word && token.has(*roles)), "{word}");
            }
        }
    }

    #[test]
    fn no_word_stands_twice_in_a_row() {
        for (_, words) in WORDS {
            let lower = words.iter().map(|word| word.to_lowercase());
            assert_eq!(lower.collect::<std::collections::HashSet<_>>().len(), words.len(), "{words:?}");
        }
    }

    #[test]
    fn other_words_have_no_role() {
        for word in ["aspirin", "hemoglobin", "q", "levelling", "Ⅳ"] {
            assert_eq!(Roles::of(word), Roles::default(), "{word}");
        }
    }
}
