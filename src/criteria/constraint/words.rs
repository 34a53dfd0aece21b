//! Words that tell what a comparison is about, and what it is not.

use super::lexer::{Kind, Token};

fn is_in(token: &Token<'_>, words: &[&str]) -> bool {
    token.kind == Kind::Word && words.iter().any(|word| token.is(word))
}

/// Words between a quantity and its comparator that name nothing.
pub(super) fn is_glue(token: &Token<'_>) -> bool {
    const GLUE: &[&str] = &[
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
    ];
    is_in(token, GLUE)
}

/// Nouns for a value: part of a name where they end one, and no name by themselves.
pub(super) fn is_measure(token: &Token<'_>) -> bool {
    const MEASURES: &[&str] = &[
        "level", "levels", "value", "values", "count", "counts", "concentration", "concentrations", "score", "scores", "result",
        "results", "measurement", "measurements", "reading", "readings", "test", "tests", "titer", "titers", "titre", "index", "ratio",
        "rate", "rates", "scale", "subscale", "subscore", "questionnaire", "grade", "class", "status", "elevation", "elevations", "number", "interval",
        "intervals", "size", "diameter", "thickness", "length", "volume", "width", "depth", "percentage", "expression",
        "activity", "output", "velocity", "pressure", "gradient", "area", "stiffness", "density", "category", "rating", "points", "severity", "domain", "item", "distance", "circumference", "capacity", "fraction", "saturation", "intake", "consumption", "angle", "height", "dose",
    ];
    is_in(token, MEASURES)
}

/// Nouns whose number is a value of a scale or a measurement, without a unit.
pub(super) fn is_unitless_measure(token: &Token<'_>) -> bool {
    const MEASURES: &[&str] = &[
        "score", "scores", "scale", "subscale", "subscore", "index", "ratio", "titer", "titers", "titre", "questionnaire", "grade", "class", "level", "levels", "rating",
        "value", "values", "severity", "domain", "inventory", "test", "status", "assessment", "concentration", "examination", "T-score", "Z-score", "SDS", "quotient", "IQ", "result",
    ];
    is_in(token, MEASURES)
}

/// Words that begin what a value was measured with or when, behind its quantity: `creatinine clearance by Cockcroft-Gault`.
pub(super) fn is_preposition(token: &Token<'_>) -> bool {
    const PREPOSITIONS: &[&str] = &[
        "by", "on", "at", "in", "within", "for", "using", "during", "per", "without", "with", "measured", "calculated", "determined",
        "documented", "obtained", "assessed", "estimated", "according", "after", "before", "based", "as", "of", "from", "through",
        "via", "under", "while", "must", "should", "prior", "defined", "confirmed", "corrected", "is", "was", "are", "has", "will", "to", "that", "which", "who", "than", "over", "even", "despite", "when", "not", "due", "taken", "be",
    ];
    is_in(token, PREPOSITIONS)
}

/// People, whose number is an age where it has no other name.
pub(super) fn is_people(token: &Token<'_>) -> bool {
    const PEOPLE: &[&str] = &[
        "patient", "patients", "subject", "subjects", "participant", "participants", "adult", "adults", "volunteer", "volunteers", "person",
        "persons", "people", "individual", "individuals", "healthy", "child", "children", "adolescent", "adolescents", "infant", "infants", "donor", "donors", "recipient", "recipients", "candidate", "candidates", "inclusion", "criteria", "criterion", "eligible", "eligibility", "ambulatory", "hispanic", "veterans", "veteran", "caregivers", "caregiver", "parents", "pediatric", "paediatric", "neonates", "elderly", "youth", "everyone", "smokers", "students", "community", "dwelling", "postmenopausal", "premenopausal", "nonpregnant", "non-pregnant", "pregnant", "outpatients", "inpatients", "respondents", "genders", "gender", "sex", "sexes", "races", "ethnicity",
    ];
    is_in(token, PEOPLE) || is_sex(token)
}

/// Women and men: a bound behind such a word is theirs.
pub(super) fn is_sex(token: &Token<'_>) -> bool {
    const SEXES: &[&str] = &[
        "male", "males", "female", "females", "man", "men", "woman", "women", "boy", "boys", "girl", "girls", "men's", "women's",
    ];
    is_in(token, SEXES)
}

/// Words behind a length of time that make it one between two events.
pub(super) fn is_of_window(token: &Token<'_>) -> bool {
    const WINDOW: &[&str] = &[
        "prior", "before", "after", "since", "ago", "following", "post", "previous", "preceding", "from", "until", "earlier",
        "duration", "apart", "between", "during", "postpartum", "postoperatively", "past", "beforehand",
    ];
    is_in(token, WINDOW)
}

/// Words that begin a condition of a bound: `if liver metastases are present`.
pub(super) fn is_conditional(token: &Token<'_>) -> bool {
    is_in(token, &["if", "unless", "except", "when", "provided"])
}
