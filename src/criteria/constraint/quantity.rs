//! The table of the quantities that criteria bound: their names, LOINC codes, units and plausible values.

use std::sync::OnceLock;

use super::{
    index::Index,
    lexer::{Kind, Token},
    unit::Unit,
};

/// A quantity that criteria bound.
#[derive(Debug)]
pub(super) struct Quantity {
    pub(super) name: &'static str,
    pub(super) loinc: Option<&'static str>,
    /// The units that it is stated in, by UCUM's codes; the first is the canonical one. None for a number alone.
    pub(super) units: &'static [&'static str],
    /// The lowest and the highest value, in the canonical unit, that a criterion can mean. Wide: it is there to catch a lost
    /// power of ten, not a rare patient.
    pub(super) plausible: (f64, f64),
    /// Grams per mole of the substance, which tie mg/dL to mmol/L.
    pub(super) molar_mass: Option<f64>,
    /// The charge of the ion, which ties meq/L to mmol/L.
    pub(super) valence: f64,
    /// A unit whose values are no multiples of the canonical one's: the canonical value is slope times value plus offset.
    pub(super) affine: Option<Affine>,
    pub(super) form: Form,
    /// How records write it, the name included. Words in capitals of up to three letters are meant as they stand.
    pub(super) words: &'static [&'static str],
}

/// How values in another unit become canonical ones.
#[derive(Debug)]
pub(super) struct Affine {
    pub(super) unit: &'static str,
    pub(super) slope: f64,
    pub(super) offset: f64,
}

/// How values of a quantity are stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A measurement.
    Measured,
    /// Points of a scale; the more the better, or nobody can tell.
    Score,
    /// A class, of which a criterion may demand a single one: `ASA 3`. The lower the better.
    Class,
    /// A class by letters: `Child-Pugh A`.
    Letter,
    /// A grade that many things have, and that is no bound where it stands without a comparator: `Grade 2 neuropathy`.
    Grade,
    /// Two pressures: `140/90`.
    Pressures,
}

impl Quantity {
    /// Whether a unit measures it.
    pub(super) fn fits(&self, unit: &Unit) -> bool {
        let is_same = |code: &str| {
            Unit::parse(code)
                .is_some_and(|own| own.scale.dimension == unit.scale.dimension && own.is_of_dose() == unit.is_of_dose())
        };
        self.units.iter().any(|code| is_same(code))
    }

    /// Whether a number of a unit, or of one that is left out, can be a value of it.
    pub(super) fn is_plausible(&self, value: f64, unit: Option<&Unit>) -> bool {
        let (low, high) = self.plausible;
        let is_within = |value: f64| (low..=high).contains(&value);
        match unit {
            Some(unit) => self.canonical(value, unit).is_none_or(is_within),
            None if self.units.is_empty() => is_within(value),
            None => {
                self.units.iter().filter_map(|code| Unit::parse(code)).any(|unit| self.is_plausible(value, Some(&unit)))
            }
        }
    }

    /// A value in the canonical unit.
    pub(super) fn canonical(&self, value: f64, unit: &Unit) -> Option<f64> {
        let canonical = self.canonical_unit()?;
        let value = if unit.as_str().starts_with("meq") { value / self.valence } else { value };
        if let Some(affine) = &self.affine
            && affine.unit == unit.as_str()
        {
            return Some(affine.slope * value + affine.offset);
        }
        let molar = |to: f64| unit.convert(value, &Unit::parse("mol/L")?).map(|moles| moles * to);
        let mass = |to: f64| unit.convert(value, &Unit::parse("g/L")?).map(|grams| grams / to);
        unit.convert(value, &canonical).or_else(|| {
            let molar_mass = self.molar_mass?;
            let (value, unit) = match molar(molar_mass) {
                Some(grams) => (grams, Unit::parse("g/L")?),
                None => (mass(molar_mass)?, Unit::parse("mol/L")?),
            };
            unit.convert(value, &canonical)
        })
    }

    pub(super) fn canonical_unit(&self) -> Option<Unit> {
        self.units.first().and_then(|code| Unit::parse(code))
    }
}

/// A place where a text names a quantity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) quantity: &'static Quantity,
    /// Whether the words only imply it: `neutropenia`.
    pub(super) is_implied: bool,
    /// How many tokens the words are.
    len: u8,
}

impl Name {
    pub(super) fn len(self) -> usize {
        usize::from(self.len)
    }

    /// The name, said by another number of tokens.
    pub(super) fn of_len(self, len: u8) -> Self {
        Self { len, ..self }
    }
}

/// The longest name of a quantity that the tokens begin with.
pub(super) fn name(tokens: &[Token<'_>]) -> Option<Name> {
    #[derive(Clone, Copy)]
    struct Entry {
        quantity: &'static Quantity,
        is_implied: bool,
        word: &'static str,
    }
    static NAMES: OnceLock<Index<Entry>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names = Index::new(false, false);
        // A word in any case goes before the same in capitals.
        for is_meant_exactly in [false, true] {
            for quantity in QUANTITIES {
                let words = quantity.words.iter().chain([&quantity.name]);
                for word in words.filter(|word| is_exact(word) == is_meant_exactly) {
                    names.insert(word, Entry { quantity, is_implied: false, word });
                }
            }
        }
        for (word, name) in IMPLIED {
            if let Some(quantity) = by_name(name) {
                names.insert(word, Entry { quantity, is_implied: true, word });
            }
        }
        names
    });
    let (entry, len) = names.longest(tokens)?;
    let shown = tokens.get(..len)?;
    if is_exact(entry.word) && shown.first().is_some_and(|token| token.text != entry.word) {
        return None;
    }
    // `as a` is no ASA.
    let is_divided = entry.word.len() < 6
        && len > 1
        && shown.iter().all(|token| token.kind == Kind::Word && token.text.chars().all(char::is_lowercase));
    let len = u8::try_from(len).ok()?;
    (!is_divided).then_some(Name { quantity: entry.quantity, is_implied: entry.is_implied, len })
}

/// Whether a word is meant in capitals alone: `PT` is no `pt`.
fn is_exact(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The quantity of a name of the table.
pub(super) fn by_name(name: &str) -> Option<&'static Quantity> {
    QUANTITIES.iter().find(|quantity| quantity.name == name)
}

const fn row(
    name: &'static str,
    loinc: &'static str,
    units: &'static [&'static str],
    plausible: (f64, f64),
    words: &'static [&'static str],
) -> Quantity {
    let loinc = if loinc.is_empty() { None } else { Some(loinc) };
    Quantity {
        name,
        loinc,
        units,
        plausible,
        molar_mass: None,
        valence: 1.0,
        affine: None,
        form: Form::Measured,
        words,
    }
}

/// A substance, by mass or by amount.
const fn substance(
    name: &'static str,
    loinc: &'static str,
    molar_mass: f64,
    units: &'static [&'static str],
    plausible: (f64, f64),
    words: &'static [&'static str],
) -> Quantity {
    Quantity { molar_mass: Some(molar_mass), ..row(name, loinc, units, plausible, words) }
}

const fn formed(
    form: Form,
    name: &'static str,
    loinc: &'static str,
    plausible: (f64, f64),
    words: &'static [&'static str],
) -> Quantity {
    Quantity { form, ..row(name, loinc, &[], plausible, words) }
}

/// An ion with two charges: 1 mmol is 2 meq.
const fn divalent(quantity: Quantity) -> Quantity {
    Quantity { valence: 2.0, ..quantity }
}

/// Numbers of cells. Without a unit, thousands by microlitre and plain numbers are both met.
const CELLS: &[&str] = &["10*9/L", "/uL"];
const ENZYME: &[&str] = &["U/L"];
const PERCENT: &[&str] = &["%"];

/// The quantities, by subject.
///
/// LOINC codes (<https://loinc.org>): the code of the common observation in blood, serum or plasma, or of the scale's total;
/// none where several would fit as well. Each was compared with its name in public value sets. Molar masses: the substances'
/// formulas, of hemoglobin its monomer's. The words are those of registry records; plausible values are wide enough for every
/// criterion met.
#[rustfmt::skip]
pub(super) static QUANTITIES: &[Quantity] = &[
    // The person.
    row("age", "30525-0", &["a"], (0.0, 120.0), &["ages", "aged", "age range", "chronological age"]),
    row("gestational age", "18185-9", &["wk"], (0.0, 45.0), &["gestation", "weeks gestation", "gestational weeks", "gestational", "gestation age", "gestational week", "gestational period", "weeks pregnant"]),
    row("postmenstrual age", "", &["wk"], (0.0, 60.0), &["post menstrual age", "corrected gestational age"]),
    row("life expectancy", "", &["mo"], (0.0, 600.0), &["expected survival", "expected survival time", "expected lifetime", "expected life", "survival expectancy", "estimated survival", "estimated life expectancy", "anticipated survival", "expected life span", "expected lifespan", "life span", "predicted survival", "projected life expectancy", "survival time", "expected life expectancy", "survival period", "expected survival period", "estimated survival time", "predicted life expectancy", "predicted survival time", "expectation of life", "life expectation", "expected to survive", "expected to live"]),
    row("menstrual cycle length", "", &["d"], (0.0, 365.0), &["menstrual cycle", "menstrual cycles", "cycle length", "menstrual cycle lengths", "cycle lengths", "length of menstrual cycle"]),
    row("age at onset", "", &["a"], (0.0, 120.0), &["age of onset", "onset age", "age at diagnosis", "age of diagnosis", "age at menopause", "age at menarche"]),
    row("weight", "29463-7", &["kg"], (0.2, 400.0), &["body weight", "bodyweight", "weighing", "weigh", "weighs", "body mass", "weighed"]),
    row("birth weight", "8339-4", &["kg"], (0.2, 7.0), &["birthweight"]),
    row("height", "8302-2", &["cm"], (20.0, 260.0), &["body height", "stature"]),
    row("BMI", "39156-5", &["kg/m2"], (5.0, 100.0), &["body mass index", "body-mass-index", "quetelet index", "basal metabolic index", "body mass indexes"]),
    row("waist circumference", "8280-0", &["cm"], (20.0, 250.0), &["waist", "abdominal circumference"]),
    row("body surface area", "3140-1", &["m2"], (0.1, 4.0), &["body surface"]),
    row("body fat", "41982-0", PERCENT, (0.0, 80.0), &["body fat percentage", "percent body fat", "fat percentage"]),

    // Vital signs: LOINC codes of FHIR's vital signs profile.
    row("body temperature", "8310-5", &["Cel"], (25.0, 45.0), &["temperature", "axillary temperature", "oral temperature", "tympanic temperature", "core temperature", "rectal temperature", "body temperatures", "ear temperature"]),
    Quantity { form: Form::Pressures, ..row("blood pressure", "", &["mm[Hg]"], (10.0, 350.0), &["BP", "arterial blood pressure", "arterial pressure", "blood pressures", "resting blood pressure"]) },
    row("systolic blood pressure", "8480-6", &["mm[Hg]"], (30.0, 350.0), &["systolic", "SBP", "systolic BP", "systolic pressure", "systolic arterial pressure", "systolic arterial blood pressure", "sysBP", "blood pressure systolic", "systolic blood pressures"]),
    row("diastolic blood pressure", "8462-4", &["mm[Hg]"], (10.0, 250.0), &["diastolic", "DBP", "diastolic BP", "diastolic pressure", "diastolic arterial pressure", "diastolic arterial blood pressure", "diaBP", "blood pressure diastolic", "diastolic blood pressures"]),
    row("mean arterial pressure", "8478-0", &["mm[Hg]"], (10.0, 250.0), &["MAP", "mean arterial blood pressure", "mean blood pressure"]),
    row("heart rate", "8867-4", &["/min"], (10.0, 350.0), &["HR", "pulse", "pulse rate", "resting heart rate", "ventricular rate", "resting pulse", "ventricular heart rate"]),
    row("respiratory rate", "9279-1", &["/min"], (1.0, 120.0), &["respiratory frequency", "breathing rate", "RR", "respiration rate", "respirations"]),
    row("oxygen saturation", "59408-5", PERCENT, (20.0, 100.0), &["SpO2", "SaO2", "O2 saturation", "O2 sat", "oxygen saturations", "blood oxygen saturation", "arterial oxygen saturation", "pulse oximetry", "saturation of oxygen", "oxyhemoglobin saturation", "finger oxygen saturation", "peripheral oxygen saturation", "resting oxygen saturation", "O2sat", "Sp02", "blood oxygen"]),
    row("intraocular pressure", "56844-4", &["mm[Hg]"], (0.0, 90.0), &["IOP"]),
    row("pulmonary artery pressure", "", &["mm[Hg]"], (0.0, 200.0), &["mean pulmonary artery pressure", "mPAP", "pulmonary arterial pressure", "mean pulmonary arterial pressure", "PAP", "PASP", "pulmonary artery systolic pressure", "RVSP", "systolic pulmonary artery pressure"]),

    // Classes and scores.
    formed(Form::Class, "ECOG performance status", "89247-1", (0.0, 5.0), &["ECOG", "ECOG PS", "ECOG score", "ECOG status", "ECOG performance", "ECOG performance score", "ECOG performance scale", "ECOG grade", "ECOG performance status score", "ECOG PS score", "Eastern Cooperative Oncology Group", "Eastern Cooperative Oncology Group performance status", "Eastern Cooperative Oncology Group performance score", "Eastern Cooperative Oncology Group score", "Eastern Cooperative Oncology Group PS", "Eastern Cooperative Oncology Group status", "Zubrod", "Zubrod performance status", "WHO performance status", "WHO PS", "WHO performance score", "World Health Organization performance status", "performance status", "performance score", "PS", "ECOG/WHO performance status", "ECOG/Zubrod", "ECOG/Zubrod performance status", "WHO/ECOG performance status", "ECOG/WHO", "WHO/ECOG", "ECOG physical status", "ECOG physical status score", "ECOG-PS", "ZPS", "SWOG performance status", "GOG performance status", "ECOG physical condition score", "ECOG performance state", "ECOG scale", "ECOG level", "WHO score", "PS score", "performance status score", "ECOG category", "WHO performance", "Eastern Cooperative Oncology Group physical status", "Eastern Cooperative Oncology Group performance scale", "Eastern Cooperative Oncology Group grade", "Eastern Cooperative Oncology Group scale", "ECOG functional status"]),
    Quantity { units: PERCENT, ..formed(Form::Score, "Karnofsky performance status", "89243-0", (0.0, 100.0), &["Karnofsky", "KPS", "Karnofsky performance score", "Karnofsky score", "Karnofsky status", "Karnofsky index", "Karnofsky performance scale", "Karnofsky scale", "Karnofsky performance", "Karnofsky PS", "Karnofsky performance index", "KPS score", "Karnofsky performance status score", "Karnofsky performance status scale", "Karnofski", "KPS performance status", "Karnofsky functional status"]) },
    Quantity { units: PERCENT, ..formed(Form::Score, "Lansky performance status", "", (0.0, 100.0), &["Lansky", "LPS", "Lansky score", "Lansky play performance", "Lansky play score", "Lansky performance score", "Lansky play performance score", "Lansky play performance status", "Lansky status", "Karnofsky/Lansky", "Lansky play-performance"]) },
    formed(Form::Class, "NYHA class", "88020-3", (1.0, 4.0), &["NYHA", "New York Heart Association", "New York Heart Association class", "NYHA functional class", "New York Heart Association functional class", "NYHA classification", "New York Heart Association classification", "NYHA grade", "New York Heart Association grade", "NYHA functional classification", "New York Heart Association functional classification", "NYHA stage", "NYHA heart function", "NYHA cardiac function", "New York Heart Association stage", "New York Heart Association criteria class", "NYHA FC", "NYHA heart failure class", "NYHA functional status", "NYHA FC class", "heart failure class", "NYHA cardiac function class", "NYHA cardiac function grade"]),
    formed(Form::Class, "CCS class", "", (0.0, 4.0), &["Canadian Cardiovascular Society", "Canadian Cardiovascular Society class", "CCS", "CCS angina class", "Canadian Cardiovascular Society angina class", "CCS grade", "Canadian Cardiovascular Society grade"]),
    formed(Form::Class, "WHO functional class", "", (1.0, 4.0), &["WHO FC", "WHO-FC", "WHO class", "World Health Organization functional class", "functional class"]),
    formed(Form::Class, "ASA class", "97816-3", (1.0, 6.0), &["ASA", "ASA physical status", "ASA score", "ASA grade", "ASA status", "American Society of Anesthesiologists", "American Society of Anesthesiologists physical status", "American Society of Anesthesiologists class", "American Society of Anesthesiologists score", "American Society of Anesthesiologists physical status class", "American Society of Anesthesiologists physical status classification", "American Society of Anesthesiologists classification", "ASA physical status class", "ASA physical status classification", "ASA classification", "American Society of Anesthesiology", "American Society of Anesthesiologist", "American Society of Anaesthesiologists", "American Society of Anaesthesiology", "ASA PS", "ASA physical class", "ASA graded", "ASA category", "ASA risk", "ASA physical state"]),
    formed(Form::Letter, "Child-Pugh class", "", (1.0, 3.0), &["Child Pugh", "Child-Pugh grade", "Child-Pugh classification", "Child Turcotte Pugh", "Child Turcotte Pugh class", "CTP class", "Child's class", "Childs class", "Childs Pugh", "Child's Pugh", "Child-Pugh stage", "Child-Pugh category", "Child's", "Child class", "Childs-Pugh class", "Child-Pugh liver function", "Child-Pugh liver function class", "Child-Pugh status", "Child-Pugh cirrhosis", "Child-Pugh function", "Child-Pugh liver function grade"]),
    formed(Form::Score, "Child-Pugh score", "", (5.0, 15.0), &["Child Turcotte Pugh score", "CTP score", "Child's Pugh score", "Childs Pugh score", "Child-Pugh liver function score"]),
    formed(Form::Score, "MELD score", "", (0.0, 60.0), &["MELD", "model for end stage liver disease", "model for end stage liver disease score", "MELD-Na", "MELD-Na score", "model of end stage liver disease"]),
    formed(Form::Score, "MMSE", "72106-8", (0.0, 30.0), &["mini mental state examination", "mini mental status examination", "mini mental status exam", "mini mental state exam", "mini mental", "mini mental test", "MMSE score", "mini mental state examination score", "mini mental state", "mini mental status", "mini mental score", "Folstein mini mental", "Folstein MMSE", "mini mental state test", "MMSE total score", "mini mental test score", "mini mental state exam score"]),
    formed(Form::Score, "MoCA", "72172-0", (0.0, 30.0), &["Montreal cognitive assessment", "MoCA score", "Montreal cognitive assessment score", "Montreal cognitive assessment test"]),
    formed(Form::Score, "CDR", "", (0.0, 30.0), &["clinical dementia rating", "clinical dementia rating scale", "CDR score", "CDR global score", "clinical dementia rating score", "CDR-GS", "CDR global", "global CDR"]),
    formed(Form::Score, "Gleason score", "35266-6", (2.0, 10.0), &["Gleason", "Gleason sum", "Gleason grade", "total Gleason score", "Gleason total score", "Gleason sum score", "Gleason's score", "Gleason scores"]),
    formed(Form::Score, "EDSS", "", (0.0, 10.0), &["expanded disability status scale", "EDSS score", "expanded disability status scale score", "Kurtzke expanded disability status scale", "Kurtzke EDSS"]),
    formed(Form::Score, "modified Rankin scale", "75859-9", (0.0, 6.0), &["mRS", "modified Rankin", "modified Rankin score", "mRS score", "modified Rankin scale score", "Rankin", "Rankin score", "Rankin scale", "premorbid mRS", "pre-stroke mRS"]),
    formed(Form::Score, "NIHSS", "72089-6", (0.0, 42.0), &["National Institutes of Health stroke scale", "NIH stroke scale", "NIHSS score", "NIHSS total score", "NIH stroke scale score", "National Institute of Health stroke scale", "National Institutes of Health stroke scale score", "NIHSS scale"]),
    formed(Form::Score, "Glasgow coma scale", "9269-2", (3.0, 15.0), &["GCS", "Glasgow coma score", "GCS score", "Glasgow coma scale score", "Glasgow"]),
    formed(Form::Score, "SOFA score", "96790-1", (0.0, 24.0), &["SOFA", "sequential organ failure assessment", "sequential organ failure assessment score"]),
    formed(Form::Score, "APACHE II score", "9264-3", (0.0, 71.0), &["APACHE II", "APACHE", "APACHE score"]),
    formed(Form::Score, "PHQ-9", "44261-6", (0.0, 27.0), &["PHQ 9", "patient health questionnaire 9", "patient health questionnaire", "PHQ-9 score", "PHQ9 score", "patient health questionnaire-9 score", "PHQ-9 total score"]),
    formed(Form::Score, "GAD-7", "70274-6", (0.0, 21.0), &["GAD 7", "generalized anxiety disorder 7", "generalized anxiety disorder scale", "GAD-7 score"]),
    formed(Form::Score, "HAM-D", "", (0.0, 80.0), &["HAMD", "HDRS", "HRSD", "Hamilton depression rating scale", "Hamilton rating scale for depression", "Hamilton depression scale", "HAM-D 17", "HAMD-17", "HAM-D17", "HDRS-17", "HRSD-17", "Hamilton depression", "HAM-D score", "Hamilton depression rating scale score", "HAMD-17 score"]),
    formed(Form::Score, "HAM-A", "", (0.0, 56.0), &["HAMA", "Hamilton anxiety rating scale", "Hamilton anxiety scale", "HARS"]),
    formed(Form::Score, "MADRS", "", (0.0, 60.0), &["Montgomery Asberg depression rating scale", "Montgomery-Åsberg depression rating scale", "MADRS total score", "MADRS score"]),
    formed(Form::Score, "BDI", "", (0.0, 63.0), &["Beck depression inventory", "BDI-II", "Beck depression inventory-II", "BDI score", "BDI-II score"]),
    formed(Form::Score, "YMRS", "", (0.0, 60.0), &["Young mania rating scale", "YMRS score"]),
    formed(Form::Score, "PANSS", "", (7.0, 210.0), &["positive and negative syndrome scale", "PANSS total score", "PANSS total", "PANSS score"]),
    formed(Form::Score, "CGI-S", "", (1.0, 7.0), &["CGIS", "clinical global impression severity", "clinical global impression of severity", "clinical global impressions severity", "CGI-S score", "clinical global impression-severity of illness", "CGI severity"]),
    formed(Form::Score, "AUDIT", "75624-7", (0.0, 40.0), &["alcohol use disorders identification test", "alcohol use disorder identification test", "AUDIT score"]),
    formed(Form::Score, "AUDIT-C", "75626-2", (0.0, 12.0), &["AUDIT C", "AUDIT-C score"]),
    formed(Form::Score, "IIEF", "", (0.0, 75.0), &["international index of erectile function", "IIEF score", "IIEF-15", "international index of erectile function score", "international index of erectile function-15"]),
    formed(Form::Score, "IIEF-5", "", (0.0, 25.0), &["SHIM", "sexual health inventory for men", "international index of erectile function-5", "IIEF-5 score", "SHIM score", "international index of erectile function 5", "IIEF-5 questionnaire", "IIEF 5 score", "sexual health inventory for men score", "international index of erectile function 5 score", "five item international index of erectile function"]),
    formed(Form::Score, "IIEF-EF", "", (0.0, 30.0), &["IIEF erectile function domain", "IIEF-EF score", "IIEF-EF domain score", "IIEF-EF domain", "IIEF EF domain", "IIEF erectile function domain score", "erectile function domain", "erectile function domain score", "EF domain", "EF domain score", "international index of erectile function erectile function domain", "international index of erectile function-erectile function", "IIEF-ED", "IIEF-6", "ED domain score", "IIEF-EFD"]),
    formed(Form::Class, "EHS", "", (0.0, 4.0), &["erection hardness score", "EHS score", "erectile hardness score", "erection hardness scale", "EHGS"]),
    formed(Form::Score, "IPSS", "", (0.0, 35.0), &["international prostate symptom score", "AUA symptom score", "AUA symptom index", "AUASI", "AUA-SS", "AUASS", "American Urological Association symptom score", "American Urological Association symptom index", "I-PSS", "IPSS score", "IPSS total score", "total IPSS", "AUA score", "international prostate symptom scores", "AUA-SI", "international prostatic symptom score", "total IPSS score", "American Urologic Association symptom score"]),
    formed(Form::Score, "EPIC", "", (0.0, 100.0), &["expanded prostate cancer index composite"]),
    formed(Form::Score, "VAS", "", (0.0, 100.0), &["visual analog scale", "visual analogue scale", "VAS score", "VAS pain score", "visual analog score", "VAS pain", "visual analogue score", "visual analogue scale score", "visual analog scale score", "pain VAS"]),
    formed(Form::Score, "NRS", "", (0.0, 100.0), &["numeric rating scale", "numerical rating scale", "NRS score", "numeric pain rating scale", "NPRS", "numeric rating scale score", "numerical pain rating scale", "NRS pain score", "pain NRS", "numerical rating score"]),
    formed(Form::Score, "pain score", "", (0.0, 100.0), &["pain intensity", "pain severity", "pain level", "average pain", "pain rating", "pain", "worst pain", "pain intensity score", "average pain intensity", "pain scores"]),
    formed(Form::Score, "PASI", "", (0.0, 72.0), &["psoriasis area and severity index", "PASI score"]),
    formed(Form::Score, "EASI", "", (0.0, 72.0), &["eczema area and severity index", "EASI score"]),
    formed(Form::Score, "IGA", "", (0.0, 5.0), &["investigator global assessment", "investigator's global assessment", "IGA score", "vIGA-AD", "investigator global assessment score", "sPGA", "static physician global assessment", "physician global assessment"]),
    formed(Form::Score, "DLQI", "", (0.0, 30.0), &["dermatology life quality index"]),
    formed(Form::Score, "DAS28", "", (0.0, 10.0), &["disease activity score 28", "DAS28-CRP", "DAS28-ESR", "DAS28 score", "disease activity score"]),
    formed(Form::Score, "SLEDAI", "", (0.0, 105.0), &["SLEDAI-2K", "SELENA-SLEDAI", "hSLEDAI", "SLEDAI score"]),
    formed(Form::Score, "Mayo score", "", (0.0, 12.0), &["total Mayo score", "full Mayo score", "modified Mayo score"]),
    formed(Form::Score, "Mayo endoscopic subscore", "", (0.0, 3.0), &["endoscopic subscore", "Mayo endoscopy subscore", "endoscopy subscore", "Mayo endoscopic score"]),
    formed(Form::Score, "CDAI", "", (0.0, 1000.0), &["Crohn's disease activity index", "CDAI score"]),
    formed(Form::Score, "Apgar score", "9274-2", (0.0, 10.0), &["Apgar", "5 minute Apgar", "5-minute Apgar score", "5-min Apgar", "Apgar score at 5 minutes"]),
    formed(Form::Score, "Charlson comorbidity index", "", (0.0, 37.0), &["Charlson index", "Charlson", "Charlson comorbidity score", "Charlson score"]),
    formed(Form::Score, "clinical frailty scale", "", (1.0, 9.0), &["Rockwood", "CFS", "frailty scale"]),
    formed(Form::Score, "HAQ-DI", "", (0.0, 3.0), &["health assessment questionnaire disability index"]),
    formed(Form::Score, "Oswestry disability index", "", (0.0, 100.0), &["ODI", "Oswestry", "ODI score", "Oswestry score", "Oswestry disability index score", "ODI scores"]),
    formed(Form::Score, "neck disability index", "", (0.0, 100.0), &["NDI", "NDI score", "neck disability index score"]),
    formed(Form::Score, "T-score", "", (-10.0, 10.0), &["T score", "bone mineral density T-score", "BMD T-score", "DEXA T-score"]),
    formed(Form::Score, "CHA2DS2-VASc score", "", (0.0, 9.0), &["CHA2DS2-VASc", "CHA2DS2VASc score", "CHADS-VASc"]),
    formed(Form::Score, "FIB-4", "98488-0", (0.0, 50.0), &["FIB-4 index", "FIB4", "FIB-4 score"]),
    formed(Form::Score, "NAS", "", (0.0, 8.0), &["NAFLD activity score"]),
    formed(Form::Score, "ISI", "", (0.0, 28.0), &["insomnia severity index", "ISI score"]),
    formed(Form::Score, "PSQI", "", (0.0, 21.0), &["Pittsburgh sleep quality index", "PSQI score"]),
    formed(Form::Score, "AHI", "", (0.0, 200.0), &["apnea hypopnea index", "apnea-hypopnea", "apnoea hypopnoea index"]),
    formed(Form::Class, "Fitzpatrick skin type", "", (1.0, 6.0), &["Fitzpatrick", "Fitzpatrick skin phototype", "Fitzpatrick phototype", "Fitzpatrick type", "skin type", "Fitzpatrick scale skin type", "skin phototype"]),
    formed(Form::Class, "BI-RADS", "", (0.0, 6.0), &["BI-RADS category", "BIRADS score"]),
    formed(Form::Class, "PI-RADS", "", (1.0, 5.0), &["PI-RADS score", "PIRADS score", "PI-RADS category"]),
    formed(Form::Class, "Kellgren-Lawrence grade", "", (0.0, 4.0), &["Kellgren Lawrence", "Kellgren and Lawrence", "KL grade", "Kellgren-Lawrence classification", "K-L grade", "Kellgren and Lawrence grade"]),
    formed(Form::Class, "Pfirrmann grade", "", (1.0, 8.0), &["Pfirrmann", "modified Pfirrmann", "modified Pfirrmann grade", "Pfirrmann score", "Pfirrman grade"]),
    formed(Form::Class, "Mallampati class", "", (1.0, 4.0), &["Mallampati", "Mallampati score", "Mallampati grade", "modified Mallampati"]),
    formed(Form::Class, "CKD stage", "", (1.0, 5.0), &["chronic kidney disease stage", "kidney disease stage", "CKD grade"]),
    formed(Form::Class, "Hoehn and Yahr stage", "", (0.0, 5.0), &["Hoehn and Yahr", "modified Hoehn and Yahr", "Hoehn and Yahr scale", "Hoehn-Yahr", "Hoehn-Yahr stage", "modified Hoehn and Yahr stage", "Hoehn & Yahr", "Hoehn & Yahr stage"]),
    formed(Form::Class, "Killip class", "", (1.0, 4.0), &["Killip"]),
    formed(Form::Class, "GOLD stage", "", (1.0, 4.0), &["GOLD", "GOLD grade", "GOLD class", "Global Initiative for Chronic Obstructive Lung Disease"]),
    formed(Form::Class, "ISUP grade group", "94734-1", (1.0, 5.0), &["grade group", "ISUP grade", "Gleason grade group", "ISUP", "GGG", "ISUP grade groups"]),
    formed(Form::Class, "GMFCS level", "", (1.0, 5.0), &["GMFCS", "gross motor function classification system", "gross motor function classification system level"]),
    formed(Form::Class, "Tanner stage", "", (1.0, 5.0), &["Tanner"]),
    formed(Form::Grade, "grade", "", (0.0, 5.0), &["CTCAE grade", "NCI-CTCAE grade", "toxicity grade", "NCI CTC grade", "CTC grade", "grades", "NCI grade", "CTCAE grades"]),
    formed(Form::Grade, "stage", "", (0.0, 5.0), &["clinical stage", "disease stage"]),

    // The heart and the lungs.
    row("LVEF", "10230-1", PERCENT, (1.0, 100.0), &["left ventricular ejection fraction", "ejection fraction", "left ventricle ejection fraction", "LV ejection fraction", "EF", "cardiac ejection fraction", "left ventricular EF", "left ventricular function", "LVEF value", "left ventricular ejection fractions", "ejection fraction of left ventricle"]),
    row("QTc", "8636-3", &["ms"], (200.0, 700.0), &["QTc interval", "corrected QT interval", "corrected QT", "QTcF", "QTcB", "QTcF interval", "QTcB interval", "QT corrected", "heart rate corrected QT interval", "QTcF value", "mean QTc", "mean QTcF", "QT interval corrected", "Fridericia corrected QT interval", "Fridericia's corrected QT interval", "QTc prolongation", "mean resting corrected QT interval", "QTc value", "resting QTc", "QTc intervals", "QT interval corrected for heart rate", "QTc using Fridericia's formula", "corrected QTc interval", "QTc-F", "QT/QTc interval", "QT/QTc", "prolonged QTc"]),
    row("QT interval", "8634-8", &["ms"], (200.0, 700.0), &["QT"]),
    row("PR interval", "8625-6", &["ms"], (50.0, 600.0), &["PR", "P-R interval", "PQ interval"]),
    row("QRS duration", "8633-0", &["ms"], (30.0, 400.0), &["QRS", "QRS interval", "QRS complex", "QRS width"]),
    row("FEV1", "20150-9", &["L", "%"], (0.1, 150.0), &["forced expiratory volume in 1 second", "forced expiratory volume in one second", "forced expiratory volume", "FEV 1", "forced expiratory volume in the first second", "FEV1 predicted", "forced expiratory volume at one second", "FEV-1", "forced expiratory volume in 1 s", "percent predicted FEV1", "FEV1 percent predicted", "pre-bronchodilator FEV1", "post-bronchodilator FEV1", "ppFEV1"]),
    row("FVC", "", &["L", "%"], (0.1, 150.0), &["forced vital capacity", "vital capacity", "SVC", "slow vital capacity"]),
    row("FEV1/FVC", "19926-5", PERCENT, (0.01, 110.0), &["FEV1/FVC ratio", "FEV1 to FVC ratio", "ratio of FEV1/FVC", "FEV1/FVC index"]),
    row("DLCO", "", PERCENT, (1.0, 200.0), &["diffusing capacity", "diffusion capacity", "carbon monoxide diffusing capacity", "diffusing capacity of the lung for carbon monoxide", "TLCO", "diffusing capacity for carbon monoxide", "DLco", "lung diffusion capacity", "KCO", "diffusing lung capacity for carbon monoxide"]),
    row("PaO2/FiO2", "50984-4", &["mm[Hg]", "kPa"], (5.0, 700.0), &["P/F ratio", "PaO2/FiO2 ratio", "PF ratio", "PaO2 to FiO2 ratio", "oxygenation index", "partial pressure of oxygen / fraction of inspired oxygen", "partial pressure of arterial oxygen to fraction of inspired oxygen ratio", "arterial partial pressure of oxygen / fraction of inspired oxygen", "P/F"]),
    row("PaO2", "2703-7", &["mm[Hg]", "kPa"], (1.0, 700.0), &["pO2", "partial pressure of oxygen", "arterial oxygen tension", "arterial partial pressure of oxygen", "oxygen partial pressure", "PO2"]),
    row("PaCO2", "2019-8", &["mm[Hg]", "kPa"], (1.0, 250.0), &["pCO2", "partial pressure of carbon dioxide", "arterial carbon dioxide tension", "PCO2"]),
    row("6-minute walk distance", "", &["m"], (0.0, 1200.0), &["6MWD", "6 minute walking distance", "six minute walk distance", "6-minute walk test", "6MWT", "six-minute walk test", "6 min walk distance", "6-MWD", "6 minute walk", "6MWT distance"]),

    // Blood.
    substance("hemoglobin", "718-7", 16_114.5, &["g/dL", "g/L", "mmol/L"], (1.0, 25.0), &["Hb", "Hgb", "haemoglobin", "hemoglobin level", "hemoglobin concentration", "HGB", "hemoglobin count", "haemoglobin level", "hemoglobin value", "blood hemoglobin", "hemoglobin levels", "hemoglobin A", "Hgb level", "haemoglobin concentration", "hemogloblin", "hemaglobin"]),
    row("hematocrit", "20570-8", PERCENT, (5.0, 75.0), &["Hct", "haematocrit", "HCT", "packed cell volume", "hematocrit level", "crit"]),
    row("platelets", "777-3", CELLS, (1.0, 5000.0), &["platelet", "platelet count", "PLT", "thrombocytes", "thrombocyte count", "blood platelets", "blood platelet count", "platelets count", "thrombocyte", "platelet counts", "plt", "plts", "blood platelet", "PLTs", "platelet level", "platelet value", "platelet number"]),
    row("leukocytes", "6690-2", CELLS, (0.1, 1000.0), &["WBC", "white blood cell", "white blood cells", "white blood cell count", "leukocyte", "leukocyte count", "leucocytes", "leucocyte count", "WBC count", "white cell count", "white blood count", "white blood cells count", "total leukocyte count", "WBCs", "white cells", "total white blood cell count", "leukocytes count", "total WBC", "WCC", "peripheral blood leukocytes", "leucocyte"]),
    row("neutrophils", "751-8", CELLS, (0.05, 200.0), &["ANC", "neutrophil", "absolute neutrophil count", "absolute neutrophils count", "neutrophil count", "absolute neutrophil", "absolute neutrophils", "granulocytes", "granulocyte count", "absolute granulocyte count", "AGC", "neutrophils count", "absolute neutrophil counts", "neutrophilic granulocyte", "neutrophilic granulocytes", "absolute count of neutrophils", "absolute value of neutrophils", "absolute neutrophil value", "neutrophil absolute value", "neutrophil counts", "NE", "absolute number of neutrophils", "polymorphonuclear cells", "neutrophil granulocytes", "neutrophil granulocyte", "neutrophil absolute count", "NEUT", "absolute neutrophil count value", "total neutrophil count", "peripheral neutrophil count", "peripheral absolute neutrophil count"]),
    row("lymphocytes", "731-0", CELLS, (0.01, 500.0), &["ALC", "lymphocyte", "absolute lymphocyte count", "lymphocyte count", "absolute lymphocytes", "lymphocyte counts", "absolute lymphocyte", "total lymphocyte count", "total lymphocytes"]),
    row("eosinophils", "711-2", CELLS, (0.0, 100.0), &["AEC", "eosinophil", "eosinophil count", "absolute eosinophil count", "blood eosinophil count", "blood eosinophils", "peripheral blood eosinophil count", "eosinophil counts", "blood eosinophil"]),
    row("monocytes", "742-7", CELLS, (0.0, 100.0), &["absolute monocyte count", "monocyte count"]),
    row("CD4", "24467-3", CELLS, (0.0, 10.0), &["CD4 count", "CD4+", "CD4 cell count", "CD4+ count", "CD4 lymphocyte count", "CD4+ T cell count", "CD4 T cell count", "CD4 cells", "CD4+ cell count", "CD4+ T-cell count", "CD4+ lymphocyte count", "CD4+ T cells", "CD4 T lymphocytes", "CD4+ T lymphocyte count", "CD4+ cells", "CD4 counts", "CD4+ T-lymphocyte count"]),
    row("reticulocytes", "", &["%", "10*9/L", "/uL"], (0.0, 1000.0), &["reticulocyte count", "reticulocyte", "absolute reticulocyte count"]),
    row("erythrocytes", "789-8", &["10*12/L"], (0.5, 12.0), &["RBC", "red blood cells", "red blood cell count", "red blood cell", "RBC count"]),
    row("blasts", "", &["%", "10*9/L", "/uL"], (0.0, 500.0), &["blast", "blast count", "bone marrow blasts", "peripheral blasts", "peripheral blood blasts", "circulating blasts", "blast cells", "marrow blasts", "myeloblasts", "leukemic blasts", "bone marrow blast"]),
    row("INR", "6301-6", &[], (0.5, 15.0), &["international normalized ratio", "international normalised ratio", "prothrombin time international normalized ratio", "PT-INR", "PT/INR", "INR value", "international standardized ratio", "international standard ratio", "prothrombin international normalized ratio", "international normal ratio", "international normalized ratio of prothrombin time"]),
    row("prothrombin time", "5902-2", &["s", "%"], (1.0, 200.0), &["PT", "protime", "pro-time", "prothrombin", "prothrombin time test"]),
    row("aPTT", "14979-9", &["s"], (5.0, 300.0), &["activated partial thromboplastin time", "PTT", "partial thromboplastin time", "APTT", "activated PTT", "aPTT value", "activated partial prothrombin time"]),
    row("prothrombin activity", "5894-1", PERCENT, (0.5, 200.0), &["PTA", "prothrombin time activity", "prothrombin activity level"]),
    row("fibrinogen", "3255-7", &["mg/dL", "g/L"], (5.0, 2000.0), &["plasma fibrinogen", "FIB"]),
    row("D-dimer", "48065-7", &["ng/mL", "mg/L", "ug/L"], (1.0, 200_000.0), &["D dimer", "D-dimers"]),
    row("ESR", "30341-2", &["mm/h"], (0.0, 200.0), &["erythrocyte sedimentation rate", "sedimentation rate"]),

    // Kidneys and electrolytes.
    substance("creatinine", "2160-0", 113.12, &["mg/dL", "umol/L"], (0.05, 40.0), &["serum creatinine", "creatinine level", "Cr", "sCr", "serum creatinine level", "plasma creatinine", "blood creatinine", "creatinine concentration", "creatine", "serum creatine", "SCr", "creatinine value", "serum creatinine concentration", "serum creatinine levels", "CRE", "CREA", "Scr", "serum Cr", "creatinin", "S-creatinine"]),
    row("creatinine clearance", "", &["mL/min", "mL/min/{1.73_m2}"], (1.0, 300.0), &["CrCl", "Cr Cl", "CLcr", "CCr", "calculated creatinine clearance", "estimated creatinine clearance", "Cr clearance", "creatinine clearance rate", "CLCR", "clearance of creatinine", "endogenous creatinine clearance", "endogenous creatinine clearance rate", "serum creatinine clearance", "CrCL", "creatine clearance", "CCR", "Cockcroft-Gault creatinine clearance", "renal clearance", "creatinine clearance value", "measured creatinine clearance", "creatinine clearances", "creatinine renal clearance", "C-G creatinine clearance"]),
    row("eGFR", "69405-9", &["mL/min/{1.73_m2}", "mL/min"], (1.0, 300.0), &["estimated glomerular filtration rate", "GFR", "glomerular filtration rate", "estimated GFR", "calculated GFR", "MDRD", "eGFR value", "creatinine-based eGFR", "glomerular filtration", "e-GFR", "calculated glomerular filtration rate", "measured GFR", "estimated glomerular filtration", "glomerular filtration rates", "MDRD GFR", "estimated glomerular filtration rates", "EGFR-MDRD", "mGFR", "GFR by MDRD"]),
    substance("urea nitrogen", "3094-0", 28.014, &["mg/dL", "mmol/L"], (1.0, 300.0), &["BUN", "blood urea nitrogen", "urea nitrogen level", "serum urea nitrogen"]),
    substance("urea", "3091-6", 60.056, &["mg/dL", "mmol/L"], (1.0, 600.0), &["blood urea", "serum urea"]),
    substance("uric acid", "3084-1", 168.11, &["mg/dL", "umol/L"], (0.5, 40.0), &["serum uric acid", "urate", "sUA", "serum urate", "serum uric acid level", "blood uric acid"]),
    substance("potassium", "2823-3", 39.098, &["mmol/L", "meq/L", "mg/dL"], (0.5, 12.0), &["serum potassium", "K", "K+", "potassium level", "plasma potassium", "blood potassium", "serum potassium level", "potassium levels", "serum K", "serum K+"]),
    substance("sodium", "2951-2", 22.99, &["mmol/L", "meq/L", "mg/dL"], (80.0, 200.0), &["serum sodium", "Na", "Na+", "sodium level", "plasma sodium", "blood sodium", "serum sodium level"]),
    divalent(substance("calcium", "17861-6", 40.078, &["mg/dL", "mmol/L", "meq/L"], (2.0, 25.0), &["serum calcium", "Ca", "corrected calcium", "corrected serum calcium", "albumin corrected calcium", "total calcium", "calcium level", "Ca2+", "serum calcium level", "albumin-adjusted calcium", "albumin-corrected serum calcium", "total serum calcium", "blood calcium", "total corrected serum calcium", "plasma calcium"])),
    divalent(substance("ionized calcium", "1995-0", 40.078, &["mmol/L", "mg/dL"], (0.2, 12.0), &["ionised calcium", "free calcium"])),
    divalent(substance("magnesium", "19123-9", 24.305, &["mg/dL", "mmol/L", "meq/L"], (0.2, 12.0), &["serum magnesium", "magnesium level", "blood magnesium"])),
    substance("phosphate", "2777-1", 30.974, &["mg/dL", "mmol/L"], (0.2, 20.0), &["phosphorus", "serum phosphorus", "serum phosphate", "inorganic phosphorus", "serum phosphate level", "phosphorus level"]),
    substance("bicarbonate", "1963-8", 61.017, &["mmol/L", "meq/L"], (1.0, 60.0), &["HCO3", "serum bicarbonate", "HCO3-", "bicarbonate level"]),
    substance("lactate", "2524-7", 90.08, &["mmol/L", "mg/dL"], (0.1, 40.0), &["lactic acid", "serum lactate", "blood lactate", "arterial lactate", "lactate level"]),
    row("blood pH", "", &[], (6.5, 8.0), &["arterial pH", "venous pH"]),
    row("urine protein", "2889-4", &["g/d", "mg/dL", "g"], (0.01, 100.0), &["24-hour urine protein", "24 hour urinary protein", "urinary protein", "proteinuria", "24h urine protein", "urine protein excretion", "24-hour protein", "protein in urine", "24-hour proteinuria", "urinary protein excretion", "24 h urine protein", "24 hours urinary protein", "24-hour urine protein quantification", "urine protein level", "24-hour urine protein quantity", "24-hour urinary protein quantification", "24-h urine protein", "24 hours urine protein", "24-hour urinary protein excretion", "protein excretion", "24-hour protein quantification", "quantitative urine protein", "urine protein quantification", "24 h urinary protein"]),
    row("urine protein/creatinine ratio", "2890-2", &["mg/g", "mg/mg", "g/g", "mg/mmol", "g/mol"], (0.0, 100_000.0), &["UPCR", "UPC", "urine protein to creatinine ratio", "urine protein creatinine ratio", "protein to creatinine ratio", "protein/creatinine ratio", "UPC ratio", "urinary protein/creatinine ratio", "uPCR", "urine protein-to-creatinine", "PCR ratio", "protein creatinine ratio", "urine protein/creatinine", "P/C ratio", "urinary protein to creatinine ratio", "spot urine protein/creatinine ratio"]),
    row("urine albumin/creatinine ratio", "9318-7", &["mg/g", "mg/mmol", "g/mol", "ug/mg"], (0.0, 100_000.0), &["UACR", "ACR", "urine albumin to creatinine ratio", "albumin to creatinine ratio", "albumin/creatinine ratio", "urinary albumin to creatinine ratio", "urine albumin creatinine ratio", "urinary albumin/creatinine ratio", "albumin creatinine ratio", "urine albumin/creatinine", "urinary albumin creatinine ratio"]),
    row("urine output", "9187-6", &["mL/kg/h", "mL/h", "mL/d", "mL"], (0.0, 20_000.0), &["urine volume", "diuresis", "urinary output", "urine output rate", "daily urine volume"]),

    // The liver.
    substance("bilirubin", "1975-2", 584.66, &["mg/dL", "umol/L"], (0.05, 60.0), &["total bilirubin", "serum bilirubin", "total serum bilirubin", "TBIL", "T-bilirubin", "bilirubin level", "T bili", "bili", "serum total bilirubin", "total bilirubin level", "TBili", "bilirubin total", "TB", "STB", "TBil", "blood bilirubin", "plasma bilirubin", "T.bilirubin", "BIL", "total bilirubin levels", "blood total bilirubin", "bilirubins", "total billirubin", "billirubin", "bilirubin levels", "plasma total bilirubin", "serum bilirubin level"]),
    substance("direct bilirubin", "1968-7", 584.66, &["mg/dL", "umol/L"], (0.0, 60.0), &["conjugated bilirubin", "DBIL", "serum direct bilirubin"]),
    substance("indirect bilirubin", "1971-1", 584.66, &["mg/dL", "umol/L"], (0.0, 60.0), &["unconjugated bilirubin"]),
    row("AST", "1920-8", ENZYME, (1.0, 20_000.0), &["aspartate aminotransferase", "SGOT", "ASAT", "aspartate transaminase", "GOT", "glutamic oxaloacetic transaminase", "serum glutamic oxaloacetic transaminase", "aspartate amino transferase", "aspartic transaminase", "aspartic aminotransferase", "serum AST", "AST level", "AST levels", "asparate aminotransferase", "aspartate transferase", "aspartate aminotransaminase", "AST/SGOT", "SGOT/AST", "glutamine oxaloacetic transaminase", "aspartate aminotransferase level", "AspAT", "serum aspartate aminotransferase", "serum aspartate transaminase", "aspartate aminotransferases", "glutamic-oxalacetic transaminase", "aspartate-aminotransferase", "serum glutamic-oxaloacetic transaminase", "asparagine aminotransferase", "asparaginic transferase"]),
    row("ALT", "1742-6", ENZYME, (1.0, 20_000.0), &["alanine aminotransferase", "SGPT", "ALAT", "alanine transaminase", "GPT", "glutamic pyruvic transaminase", "serum glutamic pyruvic transaminase", "alanine amino transferase", "serum ALT", "ALT level", "ALT levels", "alanine transferase", "alanine aminotransaminase", "ALT/SGPT", "SGPT/ALT", "glutamate pyruvate transaminase", "alanine aminotransferase level", "alanin aminotransferase", "serum alanine aminotransferase", "serum alanine transaminase", "glutamyl pyruvic transaminase", "alanine aminotransferases", "AlaAT", "glutamate-pyruvate transaminase", "serum glutamic-pyruvic transaminase"]),
    row("transaminases", "", ENZYME, (1.0, 20_000.0), &["aminotransferases", "transaminase", "serum transaminases", "liver transaminases", "liver enzymes", "hepatic transaminases", "aminotransferase", "hepatic enzymes", "LFTs", "liver function tests", "liver function test", "transaminase levels", "serum transaminase", "hepatic transaminase", "serum aminotransferases", "liver function", "transaminases levels", "liver enzyme", "LFT", "serum liver enzymes", "liver transaminase", "hepatic function tests", "elevated liver enzymes", "aminotransferase levels", "transaminase level", "serum aminotransferase"]),
    row("ALP", "6768-6", ENZYME, (1.0, 20_000.0), &["alkaline phosphatase", "AP", "alk phos", "serum alkaline phosphatase", "alkaline phosphatase level", "AKP", "alkaline phosphatases", "Alk-P", "ALKP", "ALK phosphatase", "ALP level", "alkaline phosphate"]),
    row("GGT", "2324-2", ENZYME, (1.0, 20_000.0), &["gamma glutamyl transferase", "gamma-glutamyl transpeptidase", "GGTP", "gamma GT", "γ-GT", "γ-glutamyl transferase", "gamma-glutamyltransferase", "gamma glutamyltransferase", "GGT level", "γ-glutamyltransferase"]),
    row("LDH", "2532-0", ENZYME, (1.0, 50_000.0), &["lactate dehydrogenase", "lactic dehydrogenase", "serum LDH", "LDH level", "serum lactate dehydrogenase", "lactic acid dehydrogenase"]),
    substance("albumin", "1751-7", 66_500.0, &["g/dL", "g/L", "umol/L"], (0.5, 8.0), &["serum albumin", "ALB", "albumin level", "plasma albumin", "serum albumin level", "blood albumin", "albumin concentration", "serum albumin concentration", "human albumin level"]),
    substance("ammonia", "16362-6", 17.031, &["umol/L", "ug/dL"], (1.0, 2000.0), &["blood ammonia", "serum ammonia", "NH3", "ammonia level"]),
    row("amylase", "1798-8", ENZYME, (1.0, 50_000.0), &["serum amylase", "serum amylase level", "blood amylase"]),
    row("lipase", "3040-3", ENZYME, (1.0, 50_000.0), &["serum lipase", "lipase level", "serum lipase level"]),
    row("creatine kinase", "2157-6", ENZYME, (1.0, 500_000.0), &["CK", "CPK", "creatine phosphokinase", "serum creatine kinase", "creatinine kinase", "CK level", "creatinine phosphokinase", "serum CK", "serum creatine phosphokinase"]),
    row("liver stiffness", "", &["kPa"], (0.5, 80.0), &["liver stiffness measurement", "FibroScan", "LSM", "VCTE", "transient elastography", "liver elastography"]),

    // Metabolism and hormones.
    substance("glucose", "2345-7", 180.156, &["mg/dL", "mmol/L"], (5.0, 1500.0), &["blood glucose", "plasma glucose", "serum glucose", "blood sugar", "random blood glucose", "random glucose", "glucose level", "random blood sugar", "blood glucose level", "random plasma glucose", "blood sugar level", "glycemia", "glycaemia", "RBS", "blood glucose levels", "glucose levels", "capillary glucose", "capillary blood glucose", "glucose concentration", "blood sugars", "RBG", "glucose values", "plasma glucose level", "plasma glucose concentration", "serum glucose level", "blood glucose concentration", "2-hour postprandial blood glucose", "postprandial blood glucose", "2-hour plasma glucose", "2-hour glucose", "2-hour blood glucose", "postprandial glucose", "2-h plasma glucose", "2h plasma glucose", "2 hour post-load glucose"]),
    substance("fasting glucose", "1558-6", 180.156, &["mg/dL", "mmol/L"], (5.0, 1500.0), &["fasting plasma glucose", "FPG", "fasting blood glucose", "fasting blood sugar", "FBG", "FBS", "fasting glucose level", "fasting serum glucose", "fasting plasma glucose level", "fasting blood glucose level", "fasting glycemia", "fasting blood sugar level", "fasting capillary glucose", "fasting glycaemia", "fasting glucose levels", "fasting glucose values", "fasting glucose concentration", "fasting plasma glucose concentration"]),
    // The IFCC's mmol/mol and the NGSP's per cent: NGSP = 0.09148 × IFCC + 2.152, the master equation of the two networks.
    Quantity { affine: Some(Affine { unit: "mmol/mol", slope: 0.091_48, offset: 2.152 }), ..row("HbA1c", "4548-4", &["%", "mmol/mol"], (2.0, 25.0), &["A1c", "hemoglobin A1c", "haemoglobin A1c", "glycated hemoglobin", "glycosylated hemoglobin", "glycated haemoglobin", "HgbA1c", "hgb A1c", "glycohemoglobin", "glycosylated haemoglobin", "HgA1c", "HbA1c level", "hemoglobin A1C level", "A1c level", "HbA1 c", "Hb A1c", "glycosylated hemoglobin A1c", "glycated hemoglobin A1c", "HbAlc", "HbA1C value", "hemoglobin A1c level", "HbA1c levels", "HbA1c value", "HbA1c values", "glycohaemoglobin", "glycosylated Hb", "hemoglobin A 1c", "A1C levels", "HbA1"]) },
    substance("total cholesterol", "2093-3", 386.65, &["mg/dL", "mmol/L"], (20.0, 1500.0), &["cholesterol", "serum cholesterol", "TC", "plasma cholesterol", "cholesterol level", "plasma total cholesterol", "total serum cholesterol", "serum total cholesterol", "CHO"]),
    substance("LDL cholesterol", "2089-1", 386.65, &["mg/dL", "mmol/L"], (5.0, 1200.0), &["LDL", "LDL-C", "low density lipoprotein cholesterol", "low density lipoprotein", "LDL-cholesterol", "LDL cholesterol level", "LDLc", "low density lipoproteins", "LDL level", "LDL-C level", "low density lipoprotein-C"]),
    substance("HDL cholesterol", "2085-9", 386.65, &["mg/dL", "mmol/L"], (2.0, 200.0), &["HDL", "HDL-C", "high density lipoprotein cholesterol", "high density lipoprotein", "HDLc", "HDL-cholesterol level", "HDL level"]),
    substance("non-HDL cholesterol", "43396-1", 386.65, &["mg/dL", "mmol/L"], (5.0, 1300.0), &["non-HDL-C", "non-HDL", "non high density lipoprotein cholesterol"]),
    substance("triglycerides", "2571-8", 885.4, &["mg/dL", "mmol/L"], (10.0, 10_000.0), &["triglyceride", "TG", "fasting triglycerides", "serum triglycerides", "triglyceride level", "fasting triglyceride", "plasma triglycerides", "triglyceride levels", "fasting TG", "TGs", "fasting triglyceride level", "serum triglyceride", "triglycerides level", "fasting serum triglycerides", "TRIG"]),
    row("TSH", "3016-3", &["m[IU]/L"], (0.0, 500.0), &["thyroid stimulating hormone", "thyrotropin", "serum TSH", "TSH level", "thyroid-stimulating hormone level"]),
    substance("free T4", "3024-7", 776.87, &["ng/dL", "pmol/L"], (0.05, 20.0), &["FT4", "free thyroxine", "fT4"]),
    substance("testosterone", "2986-8", 288.42, &["ng/dL", "nmol/L"], (0.5, 5000.0), &["serum testosterone", "total testosterone", "testosterone level", "total serum testosterone", "serum total testosterone", "testosterone levels", "serum testosterone level", "serum testosterone levels", "total testosterone level", "morning testosterone", "plasma testosterone", "morning total testosterone", "baseline testosterone", "total T", "castrate testosterone", "castrate levels of testosterone", "castrate level of testosterone", "castrate level of serum testosterone", "castrate testosterone level", "castrate levels of serum testosterone", "castrate serum testosterone", "T level", "total testosterone levels", "morning serum testosterone", "castration level of testosterone", "testosterone concentration", "serum testosterone concentration", "castrate serum testosterone level", "castration levels of testosterone", "TT", "serum total testosterone level", "testosteronemia"]),
    substance("free testosterone", "2991-8", 288.42, &["pg/mL", "ng/dL", "pmol/L"], (0.1, 2000.0), &["serum free testosterone", "free T"]),
    substance("estradiol", "2243-4", 272.38, &["pg/mL", "pmol/L"], (0.5, 10_000.0), &["oestradiol", "E2", "serum estradiol", "estradiol level", "plasma estradiol"]),
    substance("progesterone", "2839-9", 314.46, &["ng/mL", "nmol/L"], (0.01, 500.0), &["serum progesterone"]),
    row("FSH", "15067-2", &["[IU]/L"], (0.0, 300.0), &["follicle stimulating hormone", "serum FSH", "FSH level", "basal FSH", "FSH levels", "follicle stimulating hormone level"]),
    row("LH", "10501-5", &["[IU]/L"], (0.0, 300.0), &["luteinizing hormone", "luteinising hormone", "serum LH"]),
    row("AMH", "38476-8", &["ng/mL", "pmol/L"], (0.0, 300.0), &["anti-Mullerian hormone", "anti Müllerian hormone", "serum AMH", "AMH level"]),
    row("prolactin", "2842-3", &["ng/mL", "m[IU]/L", "ug/L"], (0.1, 20_000.0), &["serum prolactin", "PRL", "prolactin level"]),
    substance("cortisol", "2143-6", 362.46, &["ug/dL", "nmol/L"], (0.1, 200.0), &["serum cortisol", "morning cortisol", "plasma cortisol", "cortisol level"]),
    substance("C-peptide", "1986-9", 3020.0, &["ng/mL", "nmol/L"], (0.01, 50.0), &["C peptide", "fasting C-peptide", "stimulated C-peptide", "serum C-peptide", "fasting C peptide level"]),
    row("insulin", "20448-7", &["u[IU]/mL", "m[IU]/L", "pmol/L"], (0.1, 2000.0), &["fasting insulin", "serum insulin", "fasting insulin level", "plasma insulin"]),
    row("HOMA-IR", "", &[], (0.1, 50.0), &["homeostasis model assessment", "HOMA index", "homeostatic model assessment of insulin resistance", "HOMA"]),
    substance("PTH", "2731-8", 9425.0, &["pg/mL", "pmol/L", "ng/L"], (1.0, 10_000.0), &["parathyroid hormone", "iPTH", "intact parathyroid hormone", "intact PTH", "parathormone", "serum PTH", "intact parathyroid hormone level"]),
    substance("25-hydroxyvitamin D", "62292-8", 400.64, &["ng/mL", "nmol/L"], (0.5, 400.0), &["vitamin D", "25-OH vitamin D", "25-hydroxy vitamin D", "25OHD", "25 hydroxyvitamin D", "serum 25-hydroxyvitamin D", "vitamin D level", "25-OH-D", "serum vitamin D", "25 OH vitamin D", "vitamin D 25-hydroxy", "25OH vitamin D"]),
    substance("vitamin B12", "2132-9", 1355.4, &["pg/mL", "pmol/L", "ng/L"], (10.0, 10_000.0), &["B12", "cobalamin", "serum B12", "vitamin B12 level", "serum vitamin B12"]),
    row("ferritin", "2276-4", &["ng/mL", "ug/L"], (0.5, 100_000.0), &["serum ferritin", "ferritin level", "serum ferritin level", "plasma ferritin", "s-ferritin", "serum ferritin concentration", "ferritin levels"]),
    row("transferrin saturation", "2502-3", PERCENT, (1.0, 100.0), &["TSAT", "transferrin saturation index", "TfS", "serum transferrin saturation"]),
    substance("homocysteine", "13965-9", 135.18, &["umol/L"], (1.0, 500.0), &["plasma homocysteine", "total homocysteine"]),

    // Markers.
    substance("CRP", "1988-5", 115_000.0, &["mg/L", "mg/dL", "nmol/L"], (0.01, 1000.0), &["C-reactive protein", "C reactive protein", "hsCRP", "hs-CRP", "high sensitivity C-reactive protein", "high-sensitivity CRP", "serum CRP", "CRP level", "serum C-reactive protein", "C-reactive protein level", "high sensitive CRP", "serum C-reactive protein level", "CRP levels"]),
    row("procalcitonin", "33959-8", &["ng/mL", "ug/L"], (0.0, 1000.0), &["PCT", "serum procalcitonin"]),
    row("PSA", "2857-1", &["ng/mL", "ug/L"], (0.0, 100_000.0), &["prostate specific antigen", "serum PSA", "PSA level", "PSA levels", "serum prostate specific antigen", "prostatic specific antigen", "prostate specific antigen level", "serum PSA level", "total PSA", "PSA value", "baseline PSA", "screening PSA", "prostate-specific antigen levels", "preoperative PSA", "pretreatment PSA", "pre-operative PSA", "post-operative PSA", "initial PSA", "iPSA", "nadir PSA", "PSA nadir", "PSA values", "serum total PSA", "tPSA", "prostate serum antigen", "prostate specific antigen value", "PSA concentration", "serum PSA levels", "PSA-value", "absolute PSA", "diagnostic PSA", "prostate-specific antigen test", "PSA test"]),
    row("AFP", "1834-1", &["ng/mL", "ug/L", "[IU]/mL"], (0.1, 1_000_000.0), &["alpha fetoprotein", "alpha-fetoprotein", "serum AFP", "α-fetoprotein", "alphafetoprotein"]),
    row("CEA", "2039-6", &["ng/mL", "ug/L"], (0.1, 100_000.0), &["carcinoembryonic antigen", "serum CEA"]),
    row("CA-125", "10334-1", &["[IU]/mL", "U/mL"], (0.1, 100_000.0), &["CA125", "cancer antigen 125"]),
    row("CA 19-9", "24108-3", &["[IU]/mL", "U/mL"], (0.1, 1_000_000.0), &["CA19-9", "carbohydrate antigen 19-9"]),
    row("hCG", "19080-1", &["[IU]/L", "m[IU]/mL"], (0.0, 1_000_000.0), &["beta-hCG", "human chorionic gonadotropin", "β-hCG", "serum hCG", "bHCG", "b-hCG", "beta human chorionic gonadotropin", "serum beta-hCG"]),
    row("NT-proBNP", "33762-6", &["pg/mL", "ng/L", "pmol/L"], (1.0, 200_000.0), &["N-terminal pro-brain natriuretic peptide", "NT-pro-BNP", "NTproBNP", "N terminal pro B type natriuretic peptide", "NT pro-BNP", "N-terminal prohormone of brain natriuretic peptide", "N-terminal pro-B-type natriuretic peptide", "N-terminal pro brain natriuretic peptide"]),
    row("BNP", "30934-4", &["pg/mL", "ng/L", "pmol/L"], (1.0, 50_000.0), &["brain natriuretic peptide", "B-type natriuretic peptide", "B type natriuretic peptide"]),
    row("troponin", "", &["ng/mL", "ng/L", "ug/L"], (0.0, 1_000_000.0), &["troponin I", "troponin T", "hs-troponin", "cardiac troponin", "cTnI", "cTnT", "high-sensitivity troponin", "cardiac troponin I", "cardiac troponin T", "hs-cTnT", "troponin-T", "troponin-I"]),
    row("IgG", "2465-3", &["mg/dL", "g/L"], (1.0, 20_000.0), &["immunoglobulin G", "serum IgG", "IgG level", "immunoglobulin G level"]),
    row("IgE", "19113-0", &["[IU]/mL", "k[IU]/L"], (0.0, 100_000.0), &["total IgE", "serum IgE", "total serum IgE", "immunoglobulin E", "serum total IgE", "IgE level"]),
    row("beta-2 microglobulin", "1952-1", &["mg/L", "ug/mL"], (0.1, 200.0), &["β2-microglobulin", "β2 microglobulin", "B2M", "beta 2 microglobulin"]),
    row("M-protein", "", &["g/dL", "g/L", "mg/dL"], (0.01, 50_000.0), &["serum M-protein", "monoclonal protein", "serum monoclonal protein", "M protein", "urine M-protein", "serum M protein", "urine M protein", "serum monoclonal paraprotein", "M-component", "paraprotein", "urine monoclonal protein", "monoclonal paraprotein", "M-spike", "urinary M-protein", "serum paraprotein"]),
    row("free light chains", "", &["mg/L", "mg/dL"], (0.01, 100_000.0), &["free light chain", "FLC", "sFLC", "serum free light chain", "involved free light chain", "serum FLC", "involved FLC", "involved FLC level", "light chain", "serum free light chains", "involved serum free light chain"]),
    row("HIV RNA", "20447-9", &["/mL", "[IU]/mL"], (0.0, 1e9), &["HIV-1 RNA", "HIV viral load", "plasma HIV-1 RNA", "plasma HIV RNA", "HIV-1 viral load", "HIV RNA level", "plasma HIV viral load", "HIV-1 RNA level", "HIV-1 RNA levels", "plasma HIV-1 RNA level", "HIV-RNA viral load"]),
    row("HBV DNA", "42595-9", &["[IU]/mL", "/mL"], (0.0, 1e12), &["hepatitis B DNA", "HBV-DNA level", "HBV DNA level", "hepatitis B virus DNA", "HBV viral load", "HBV deoxyribonucleic acid", "serum HBV DNA", "HBV DNA levels", "HBV DNA titer", "HBV-DNA copy number", "HBV-DNA titer", "HBV DNA copy number", "HBV virus load", "HBV load", "hepatitis B virus deoxyribonucleic acid", "HBV-DNA quantification", "HBV DNA quantification", "peripheral blood HBV DNA", "HBV DNA viral load", "HBV-DNA test", "HBV virus titer", "hepatitis B virus DNA titer"]),
    row("HCV RNA", "11011-4", &["[IU]/mL", "/mL"], (0.0, 1e12), &["hepatitis C RNA", "HCV-RNA level", "HCV RNA level", "hepatitis C virus RNA", "HCV viral load", "hepatitis C viral load", "serum HCV RNA", "HCV RNA levels", "HCV RNA titer"]),
    row("viral load", "", &["/mL", "[IU]/mL"], (0.0, 1e12), &["plasma viral load", "VL", "virus load", "viral loads"]),
    row("Ki-67", "29593-1", PERCENT, (0.0, 100.0), &["Ki67", "Ki-67 index", "Ki-67 labeling index", "Ki-67 proliferation index", "proliferation index"]),
    row("PD-L1", "", PERCENT, (0.0, 100.0), &["PD-L1 expression", "PD-L1 TPS", "tumor proportion score", "TPS", "combined positive score", "CPS", "PD-L1 CPS", "PD-L1 combined positive score", "PD-L1 tumor proportion score", "PDL1", "PD-L1 expression level", "CPS score", "PD-L1 CPS score"]),

    // Habits.
    row("alcohol", "", &["{drinks}/d", "{drinks}/wk", "{drinks}", "g/d", "g/wk", "{drinks}/mo", "{alcohol_units}/wk", "{alcohol_units}/d", "{alcohol_units}"], (0.0, 1000.0), &["alcohol consumption", "alcohol intake", "ethanol", "drinking", "alcohol use", "consumption of alcohol", "ethanol intake", "daily alcohol consumption", "intake of alcohol", "alcohol drinking", "alcoholic beverages", "alcohol ingestion", "drink alcohol", "consume alcohol", "ethanol consumption", "alcohol per day", "alcohol abuse", "weekly alcohol intake"]),
    row("tobacco", "", &["{cigarettes}/d", "{cigarettes}", "{packs}/d", "{pack-years}", "{cigarettes}/wk", "{packs}"], (0.0, 300.0), &["smoking", "cigarettes", "cigarette smoking", "smoke", "smoker", "smokers", "smoking history", "tobacco use", "nicotine", "smokes", "cigarette consumption", "smoked", "history of smoking", "heavy smoker", "daily smoking"]),
];

/// Words that imply a quantity, where a unit that fits it is stated behind them: `neutropenia (< 1,500/mm3)`.
const IMPLIED: &[(&str, &str)] = &[
    ("hypertension", "blood pressure"),
    ("hypotension", "blood pressure"),
    ("hypertensive", "blood pressure"),
    ("normotensive", "blood pressure"),
    ("high blood pressure", "blood pressure"),
    ("low blood pressure", "blood pressure"),
    ("arterial hypertension", "blood pressure"),
    ("fever", "body temperature"),
    ("febrile", "body temperature"),
    ("pyrexia", "body temperature"),
    ("hyperthermia", "body temperature"),
    ("hypothermia", "body temperature"),
    ("tachycardia", "heart rate"),
    ("bradycardia", "heart rate"),
    ("tachypnea", "respiratory rate"),
    ("hypoxemia", "oxygen saturation"),
    ("hypoxia", "oxygen saturation"),
    ("obesity", "BMI"),
    ("obese", "BMI"),
    ("overweight", "BMI"),
    ("underweight", "BMI"),
    ("anemia", "hemoglobin"),
    ("anaemia", "hemoglobin"),
    ("neutropenia", "neutrophils"),
    ("neutropenic", "neutrophils"),
    ("thrombocytopenia", "platelets"),
    ("thrombocytopenic", "platelets"),
    ("thrombocytosis", "platelets"),
    ("leukopenia", "leukocytes"),
    ("leucopenia", "leukocytes"),
    ("leukocytosis", "leukocytes"),
    ("lymphopenia", "lymphocytes"),
    ("eosinophilia", "eosinophils"),
    ("hyperkalemia", "potassium"),
    ("hyperkalaemia", "potassium"),
    ("hypokalemia", "potassium"),
    ("hypokalaemia", "potassium"),
    ("hyponatremia", "sodium"),
    ("hyponatraemia", "sodium"),
    ("hypernatremia", "sodium"),
    ("hypercalcemia", "calcium"),
    ("hypercalcaemia", "calcium"),
    ("hypocalcemia", "calcium"),
    ("hypomagnesemia", "magnesium"),
    ("hypophosphatemia", "phosphate"),
    ("hyperphosphatemia", "phosphate"),
    ("hyperglycemia", "glucose"),
    ("hyperglycaemia", "glucose"),
    ("hypoglycemia", "glucose"),
    ("hypoglycaemia", "glucose"),
    ("hypertriglyceridemia", "triglycerides"),
    ("hypercholesterolemia", "total cholesterol"),
    ("hyperuricemia", "uric acid"),
    ("hyperbilirubinemia", "bilirubin"),
    ("hypoalbuminemia", "albumin"),
    ("hypogonadism", "testosterone"),
    ("macroproteinuria", "urine protein"),
    ("hepatic impairment", "transaminases"),
    ("renal impairment", "creatinine"),
    ("renal insufficiency", "creatinine"),
    ("renal failure", "creatinine"),
    ("renal dysfunction", "creatinine"),
    ("kidney failure", "creatinine"),
    ("impaired renal function", "creatinine"),
    ("pregnancy", "gestational age"),
    ("pregnant", "gestational age"),
    ("born at", "gestational age"),
    ("premature infants", "gestational age"),
    ("term infants", "gestational age"),
    ("prematurity", "gestational age"),
    ("preterm", "gestational age"),
    ("prolonged QT interval", "QTc"),
    ("QTc interval prolongation", "QTc"),
];

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)]
mod tests {
    use std::collections::HashSet;

    use super::{IMPLIED, QUANTITIES, by_name, name};
    use crate::criteria::constraint::{lexer::tokens, unit::Unit};

    #[test]
    fn rows() {
        let mut names = HashSet::new();
        for quantity in QUANTITIES {
            assert!(names.insert(quantity.name), "{} stands there twice", quantity.name);
            assert!(quantity.plausible.0 < quantity.plausible.1, "{}", quantity.name);
            for code in quantity.units {
                let unit = Unit::parse(code).unwrap_or_else(|| panic!("{}: no unit {code}", quantity.name));
                assert_eq!(unit.as_str(), *code);
                assert!(quantity.fits(&unit), "{}: {code}", quantity.name);
                let (low, _) = quantity.plausible;
                assert!(
                    unit.scale.dimension != quantity.canonical_unit().unwrap().scale.dimension
                        || quantity.canonical(low, &unit).is_some(),
                );
            }
        }
        for (word, name) in IMPLIED {
            assert!(by_name(name).is_some(), "{word}: no quantity {name}");
        }
    }

    #[test]
    fn equivalents_of_ions() {
        let mass = |name: &str, value: f64, unit: &str| {
            by_name(name).unwrap().canonical(value, &Unit::parse(unit).unwrap()).unwrap()
        };
        assert!((mass("calcium", 4.5, "meq/L") - 9.02).abs() < 0.01);
        assert!((mass("magnesium", 1.2, "meq/L") - 1.458).abs() < 0.001);
        assert!((mass("potassium", 4.0, "meq/L") - 4.0).abs() < 1e-9);
    }

    #[test]
    fn loinc_codes_end_with_their_check_digit() {
        for quantity in QUANTITIES {
            let Some((number, check)) = quantity.loinc.and_then(|loinc| loinc.split_once('-')) else { continue };
            assert_eq!(check_digit(number).to_string(), check, "{}", quantity.name);
        }
    }

    /// Luhn's digit, as the LOINC users' guide has it.
    fn check_digit(number: &str) -> u32 {
        let sum: u32 = number
            .bytes()
            .rev()
            .enumerate()
            .map(|(index, digit)| {
                let digit = u32::from(digit - b'0');
                let doubled = if index % 2 == 0 { 2 * digit } else { digit };
                doubled / 10 + doubled % 10
            })
            .sum();
        (10 - sum % 10) % 10
    }

    #[test]
    fn every_word_finds_its_row() {
        let mut owners = std::collections::HashMap::new();
        for quantity in QUANTITIES {
            for word in quantity.words.iter().chain([&quantity.name]) {
                let found = name(&tokens(word)).unwrap_or_else(|| panic!("{word}: not found"));
                assert_eq!(found.quantity.name, quantity.name, "{word}");
                if let Some(other) = owners.insert(word.to_lowercase(), quantity.name) {
                    assert_eq!(other, quantity.name, "{word} is in two rows");
                }
            }
        }
    }
}
