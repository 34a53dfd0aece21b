//! Words that tell what a comparison is about, and what it is not.

use super::lexer::{Token, Words};

/// Words between a quantity and its comparator that name nothing.
pub(super) fn is_glue(token: &Token<'_>) -> bool {
    static GLUE: Words = Words::new(&[
        "a", "an", "the", "of", "is", "are", "was", "were", "be", "been", "being", "must", "should", "shall", "will", "can", "may",
        "has", "have", "had", "having", "to", "at", "as", "by", "on", "in", "with", "that", "which", "than", "for", "from", "it",
        "its", "their", "his", "her", "defined", "equal", "equals", "i.e", "i.e.", "ie", "e.g", "eg", "including", "include", "includes",
        "measured", "calculated", "estimated", "determined", "documented", "obtained", "assessed", "confirmed", "reported",
        "screening", "baseline", "visit", "enrollment", "inclusion", "entry", "time", "range", "ranges", "ranging", "between",
        "approximately", "about", "only", "either", "both", "any", "all", "maintained", "consistently", "persistent", "persistently",
        "currently", "current", "initial", "presents", "presenting", "least", "least.", "showing", "shows", "such", "institutional",
        "not", "who", "meaning", "namely", "known", "stable", "when", "if", "mean", "average", "baseline", "absolute", "elevated",
        "increased", "decreased", "reduced", "abnormal", "resting", "supine", "sitting", "seated", "i", "e", "g", "total", "very", "even",
        "screening.", "present", "found", "considered", "required", "requirement", "requirements", "adequate", "exceeded", "remain", "remains", "also", "still", "demonstrated", "documented", "achieved", "predicted", "then", "allowed",
    ]);
    GLUE.has(token)
}

/// Nouns for a value: part of a name where they end one, and no name by themselves.
pub(super) fn is_measure(token: &Token<'_>) -> bool {
    static MEASURES: Words = Words::new(&[
        "level", "levels", "value", "values", "count", "counts", "concentration", "concentrations", "score", "scores", "result",
        "results", "measurement", "measurements", "reading", "readings", "test", "tests", "titer", "titers", "titre", "index", "ratio",
        "rate", "rates", "scale", "subscale", "subscore", "questionnaire", "grade", "class", "status", "elevation", "elevations", "number", "interval",
        "intervals", "size", "diameter", "thickness", "length", "volume", "width", "depth", "percentage", "expression",
        "activity", "output", "velocity", "pressure", "gradient", "area", "stiffness", "density", "category", "rating", "points", "severity", "domain", "item", "distance", "circumference", "capacity", "fraction", "saturation", "intake", "consumption", "angle", "height", "dose",
    ]);
    MEASURES.has(token)
}

/// Nouns whose number is a value of a scale or a measurement, without a unit.
pub(super) fn is_unitless_measure(token: &Token<'_>) -> bool {
    static MEASURES: Words = Words::new(&[
        "score", "scores", "scale", "subscale", "subscore", "index", "ratio", "titer", "titers", "titre", "questionnaire", "grade", "class", "level", "levels", "rating",
        "value", "values", "severity", "domain", "inventory", "test", "status", "assessment", "concentration", "examination", "T-score", "Z-score", "SDS", "quotient", "IQ", "result",
    ]);
    MEASURES.has(token)
}

/// Words that begin what a value was measured with or when, behind its quantity: `creatinine clearance by Cockcroft-Gault`.
pub(super) fn is_preposition(token: &Token<'_>) -> bool {
    static PREPOSITIONS: Words = Words::new(&[
        "by", "on", "at", "in", "within", "for", "using", "during", "per", "without", "with", "measured", "calculated", "determined",
        "documented", "obtained", "assessed", "estimated", "according", "after", "before", "based", "as", "of", "from", "through",
        "via", "under", "while", "must", "should", "prior", "defined", "confirmed", "corrected", "is", "was", "are", "has", "will", "to", "that", "which", "who", "than", "over", "even", "despite", "when", "not", "due", "taken", "be",
    ]);
    PREPOSITIONS.has(token)
}

/// People, whose number is an age where it has no other name.
pub(super) fn is_people(token: &Token<'_>) -> bool {
    static PEOPLE: Words = Words::new(&[
        "patient", "patients", "subject", "subjects", "participant", "participants", "adult", "adults", "volunteer", "volunteers", "person",
        "persons", "people", "individual", "individuals", "healthy", "child", "children", "adolescent", "adolescents", "infant", "infants", "donor", "donors", "recipient", "recipients", "candidate", "candidates", "inclusion", "criteria", "criterion", "eligible", "eligibility", "ambulatory", "hispanic", "veterans", "veteran", "caregivers", "caregiver", "parents", "pediatric", "paediatric", "neonates", "elderly", "youth", "everyone", "smokers", "students", "community", "dwelling", "postmenopausal", "premenopausal", "nonpregnant", "non-pregnant", "pregnant", "outpatients", "inpatients", "respondents", "genders", "gender", "sex", "sexes", "races", "ethnicity",
    ]);
    PEOPLE.has(token) || is_sex(token)
}

/// Women and men: a bound behind such a word is theirs.
pub(super) fn is_sex(token: &Token<'_>) -> bool {
    static SEXES: Words = Words::new(&[
        "male", "males", "female", "females", "man", "men", "woman", "women", "boy", "boys", "girl", "girls", "men's", "women's",
    ]);
    SEXES.has(token)
}

/// Words behind a length of time that make it one between two events.
pub(super) fn is_of_window(token: &Token<'_>) -> bool {
    static WINDOW: Words = Words::new(&[
        "prior", "before", "after", "since", "ago", "following", "post", "previous", "preceding", "from", "until", "earlier",
        "duration", "apart", "between", "during", "postpartum", "postoperatively", "past", "beforehand",
    ]);
    WINDOW.has(token)
}

/// Words that begin a condition of a bound: `if liver metastases are present`.
pub(super) fn is_conditional(token: &Token<'_>) -> bool {
    static CONDITIONAL: Words = Words::new(&["if", "unless", "except", "when", "provided"]);
    CONDITIONAL.has(token)
}
