//! The table of the parts of units, with UCUM's codes.

use super::{
    Atom, BODY_SURFACE, CIGARETTES, DRINKS, Dimension, HYDROGEN, LOGARITHM, OPTICAL, PACK_YEARS, RADIATION, Scale,
};

const fn atom(code: &'static str, words: &'static [&'static str], dimension: Dimension, factor: f64) -> Atom {
    Atom { code, words, scale: Scale { dimension, factor, offset: 0.0 } }
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;
/// UCUM: a year is the Julian one, a month its twelfth.
const YEAR: f64 = 365.25 * DAY;

/// The parts of units that are met. Codes and sizes: the Unified Code for Units of Measure, version 2.2, its tables of base
/// and derived units; annotations in braces are UCUM's way of counting things (section 2.3.4). The words are those of
/// registry records.
#[rustfmt::skip]
pub(super) const ATOMS: &[Atom] = &[
    atom("a", &["year", "years", "yr", "yrs", "y", "ys", "yeras", "year's", "years'", "yo", "yoa", "annum"], Dimension::TIME, YEAR),
    atom("mo", &["month", "months", "mo", "mos", "mon", "mths", "mth"], Dimension::TIME, YEAR / 12.0),
    atom("wk", &["week", "weeks", "wk", "wks", "w"], Dimension::TIME, 7.0 * DAY),
    atom("d", &["day", "days", "d"], Dimension::TIME, DAY),
    atom("h", &["hour", "hours", "hr", "hrs", "h"], Dimension::TIME, HOUR),
    atom("min", &["minute", "minutes", "min", "mins", "mn"], Dimension::TIME, MINUTE),
    atom("s", &["second", "seconds", "sec", "secs", "s"], Dimension::TIME, 1.0),
    atom("ms", &["millisecond", "milliseconds", "msec", "msecs", "ms", "msc"], Dimension::TIME, 1e-3),
    atom("(24.h)", &[], Dimension::TIME, DAY),
    atom("{half-lives}", &["half-lives", "half lives", "half-life", "half life", "halflives", "half-live"], Dimension::own(HYDROGEN | LOGARITHM | RADIATION), 1.0),

    atom("kg", &["kg", "kgs", "㎏", "kilogram", "kilograms", "kilo", "kilos", "kilogramme", "kilogrammes"], Dimension::MASS, 1e3),
    atom("g", &["g", "gm", "gms", "gr", "gram", "grams", "gramme", "grammes"], Dimension::MASS, 1.0),
    atom("mg", &["mg", "mgs", "mgm", "milligram", "milligrams", "㎎"], Dimension::MASS, 1e-3),
    atom("ug", &["ug", "µg", "μg", "mcg", "mcgs", "㎍", "microgram", "micrograms"], Dimension::MASS, 1e-6),
    atom("ng", &["ng", "nanogram", "nanograms"], Dimension::MASS, 1e-9),
    atom("pg", &["pg", "picogram", "picograms"], Dimension::MASS, 1e-12),
    atom("[stone_av]", &["stone", "stones"], Dimension::MASS, 6_350.293_18),
    atom("[lb_av]", &["lb", "lbs", "pound", "pounds"], Dimension::MASS, 453.592_37),

    atom("m", &["m", "meter", "meters", "metre", "metres"], Dimension::LENGTH, 1.0),
    atom("cm", &["cm", "cms", "㎝", "centimeter", "centimeters", "centimetre", "centimetres"], Dimension::LENGTH, 1e-2),
    atom("mm", &["mm", "mms", "㎜", "millimeter", "millimeters", "millimetre", "millimetres"], Dimension::LENGTH, 1e-3),
    atom("um", &["um", "µm", "μm", "micron", "microns", "micrometer", "micrometers"], Dimension::LENGTH, 1e-6),
    atom("[in_i]", &["inch", "inches"], Dimension::LENGTH, 0.0254),
    atom("[ft_i]", &["feet", "foot", "ft"], Dimension::LENGTH, 0.3048),
    atom("[mi_i]", &["mile", "miles"], Dimension::LENGTH, 1609.344),
    atom("km", &["km", "kilometer", "kilometers", "kilometre", "kilometres"], Dimension::LENGTH, 1e3),
    atom("m2", &["m2", "m²", "㎡", "m 2", "m^2", "sq m", "sqm", "sq meter", "square meter", "square meters", "square metre", "meter squared", "meters squared", "metre squared", "meter square", "meter2", "m*2", "mq"], Dimension::AREA, 1.0),
    atom("cm2", &["cm2", "cm²", "cm^2", "square centimeter", "square centimeters", "sq cm"], Dimension::AREA, 1e-4),
    atom("mm2", &["mm2", "mm²", "mm^2", "square millimeter", "square millimeters"], Dimension::AREA, 1e-6),
    atom("{1.73_m2}", &[], Dimension::own(BODY_SURFACE), 1.0),

    atom("L", &["l", "ℓ", "liter", "liters", "litre", "litres", "lit"], Dimension::VOLUME, 1e-3),
    atom("dL", &["dl", "㎗", "deciliter", "deciliters", "decilitre", "decilitres"], Dimension::VOLUME, 1e-4),
    atom("mL", &["ml", "mls", "㎖", "milliliter", "milliliters", "millilitre", "millilitres", "milli liter", "milli liters", "milli litre", "milli litres", "cc", "cm3", "cm³", "cm^3", "cubic centimeter", "cubic centimeters"], Dimension::VOLUME, 1e-6),
    atom("uL", &["ul", "㎕", "µl", "μl", "mcl", "microl", "microliter", "microliters", "microlitre", "microlitres", "micro liter", "micro l", "u l"], Dimension::VOLUME, 1e-9),
    atom("mm3", &["mm3", "mm³", "mm^3", "mm 3", "mm*3", "cmm", "mmc", "cumm", "cu mm", "cu.mm", "c mm", "cubic mm", "cubic millimeter", "cubic millimeters", "cubic millimetre", "cubic millimetres", "mmcu"], Dimension::VOLUME, 1e-9),
    atom("fL", &["fl", "femtoliter", "femtoliters", "femtolitre"], Dimension::VOLUME, 1e-18),

    atom("mol", &["mol", "mole", "moles"], Dimension::AMOUNT, 1.0),
    atom("mmol", &["mmol", "mmols", "millimole", "millimoles", "mmoles"], Dimension::AMOUNT, 1e-3),
    atom("umol", &["umol", "µmol", "μmol", "mcmol", "micromol", "micromole", "micromoles", "umols", "mumol"], Dimension::AMOUNT, 1e-6),
    atom("nmol", &["nmol", "nanomol", "nanomole", "nanomoles"], Dimension::AMOUNT, 1e-9),
    atom("pmol", &["pmol", "picomol", "picomole", "picomoles"], Dimension::AMOUNT, 1e-12),
    atom("meq", &["meq", "mequiv", "milliequivalent", "milliequivalents"], Dimension::AMOUNT, 1e-3),
    atom("mosm", &["mosm", "mosmol", "milliosmole", "milliosmoles"], Dimension::AMOUNT, 1e-3),

    atom("U", &["u", "unit", "units"], Dimension::ACTIVITY, 1.0),
    atom("[IU]", &["iu", "ius", "ui", "international unit", "international units"], Dimension::ACTIVITY, 1.0),
    atom("m[IU]", &["miu", "mui", "milliunits", "mu"], Dimension::ACTIVITY, 1e-3),
    atom("u[IU]", &["uiu", "µiu", "μiu", "uu", "µu", "μu", "mciu", "microiu"], Dimension::ACTIVITY, 1e-6),
    atom("k[IU]", &["kiu", "ku"], Dimension::ACTIVITY, 1e3),

    atom("mm[Hg]", &["mmhg", "mm hg", "mm/hg", "mm of hg", "mm of mercury", "millimeters of mercury", "millimetres of mercury", "mmhq", "torr", "mmgh"], Dimension::PRESSURE, 133_322.387),
    atom("cm[H2O]", &["cmh2o", "cm h2o", "cmh20", "cm h20", "cm of water", "cm water"], Dimension::PRESSURE, 98_066.5),
    atom("[wood'U]", &["wood units", "wood unit", "woods units", "woods unit", "woods", "WU"], Dimension { mass: 1, length: -4, time: -1, ..Dimension::NONE }, 7.999_343_22e9),
    atom("dyn.s/cm5", &["dyn.s/cm5", "dynes.s/cm5", "dyn.s.cm-5", "dynes.sec/cm5", "dynes/sec/cm5", "dynes/s/cm5", "dynes-sec/cm5", "dyne.s/cm5"], Dimension { mass: 1, length: -4, time: -1, ..Dimension::NONE }, 1e8),
    atom("kPa", &["kpa", "kilopascal", "kilopascals"], Dimension::PRESSURE, 1e6),

    Atom { code: "Cel", words: &["°c", "° c", "ºc", "º c", "℃", "celsius", "degrees celsius", "degree celsius", "degrees centigrade", "degrees c", "degree c", "deg c", "˚c", "˚ c", "centigrade", "C"], scale: Scale { dimension: Dimension::TEMPERATURE, factor: 1.0, offset: 0.0 } },
    Atom { code: "[degF]", words: &["°f", "° f", "ºf", "º f", "℉", "fahrenheit", "degrees fahrenheit", "degree fahrenheit", "degrees f", "deg f", "˚f", "˚ f", "F"], scale: Scale { dimension: Dimension::TEMPERATURE, factor: 5.0 / 9.0, offset: -32.0 } },
    atom("deg", &["°", "º", "˚", "degree", "degrees"], Dimension { own: OPTICAL, ..Dimension::NONE }, 1.0),

    atom("%", &["%", "％", "percent", "per cent", "percentage", "pct"], Dimension::NONE, 1e-2),
    atom("{percentile}", &["percentile", "th percentile", "centile"], Dimension::own(LOGARITHM | OPTICAL), 1.0),

    atom("Gy", &["gy", "gray", "grays"], Dimension::own(RADIATION), 1.0),
    atom("cGy", &["cgy", "centigray", "rad", "rads"], Dimension::own(RADIATION), 1e-2),
    atom("MBq", &["mbq"], Dimension { own: RADIATION, ..Dimension::RATE }, 1e6),
    atom("GBq", &["gbq"], Dimension { own: RADIATION, ..Dimension::RATE }, 1e9),
    atom("mCi", &["mci", "millicurie", "millicuries"], Dimension { own: RADIATION, ..Dimension::RATE }, 3.7e7),

    atom("[diop]", &["diopter", "diopters", "dioptre", "dioptres", "dpt", "D"], Dimension { length: -1, own: OPTICAL, ..Dimension::NONE }, 1.0),
    atom("{log}", &["log", "logs", "log10", "log 10", "lg"], Dimension { own: LOGARITHM | HYDROGEN, ..Dimension::NONE }, 1.0),
    atom("dB", &["db", "decibel", "decibels", "dbhl"], Dimension::own(LOGARITHM), 1.0),
    atom("[pH]", &[], Dimension::own(HYDROGEN), 1.0),
    atom("Hz", &["hz", "hertz"], Dimension::RATE, 1.0),
    atom("kcal", &["kcal", "kcals", "kilocalorie", "kilocalories"], Dimension { mass: 1, length: 2, time: -2, ..Dimension::NONE }, 4_184_000.0),
    atom("[MET]", &["METs", "METS", "metabolic equivalents", "metabolic equivalent"], Dimension::own(BODY_SURFACE | OPTICAL), 1.0),

    // Numbers of things: what is counted is no part of the unit, as in FHIR's vital signs, whose heart rate is `/min`.
    atom("", &["cells", "cell", "copies", "copy", "beats", "beat", "breaths", "breath", "platelets", "neutrophils", "leukocytes", "wbc", "rbc", "particles", "spermatozoa", "sperm", "cfu", "colonies"], Dimension::NONE, 1.0),
    atom("/min", &["bpm", "cpm", "rpm"], Dimension::RATE, 1.0 / MINUTE),
    atom("{drinks}", &["drink", "drinks", "alcoholic drinks", "alcoholic beverages", "alcoholic drink", "standard drinks", "standard drink", "standard drinks of alcohol"], Dimension::own(DRINKS), 1.0),
    // A unit of alcohol is 8 g in one country and a drink of 14 g in another: neither is made of the other.
    atom("{alcohol_units}", &["units of alcohol", "unit of alcohol", "alcohol units", "alcohol unit", "alcoholic units", "units alcohol"], Dimension::own(DRINKS | CIGARETTES), 1.0),
    atom("{cigarettes}", &["cigarette", "cigarettes", "cigs", "cig", "cigarettes or equivalent"], Dimension::own(CIGARETTES), 1.0),
    atom("{packs}", &["pack", "packs", "packs of cigarettes", "pack of cigarettes"], Dimension::own(CIGARETTES), 20.0),
    atom("{pack-years}", &["pack years", "pack year", "pack-years", "pack-year", "packyears", "pack/years", "pack-yrs", "packs-year", "packs/year", "py"], Dimension::own(PACK_YEARS), 1.0),
];

/// Spellings that are a whole unit, and case tells them from others.
pub(super) const WHOLE: &[(&str, &str)] = &[
    // Giga: `100 G/L` of platelets; molar: `6 mM` of glucose.
    ("G/L", "10*9/L"),
    ("G/l", "10*9/L"),
    ("Gpt/L", "10*9/L"),
    ("Gpt/l", "10*9/L"),
    ("Giga/L", "10*9/L"),
    ("GI/L", "10*9/L"),
    ("T/L", "10*12/L"),
    ("K/uL", "10*3/uL"),
    ("K/µL", "10*3/uL"),
    ("K/μL", "10*3/uL"),
    ("K/ul", "10*3/uL"),
    ("k/ul", "10*3/uL"),
    ("k/uL", "10*3/uL"),
    ("k/µl", "10*3/uL"),
    ("k/μl", "10*3/uL"),
    ("k/µL", "10*3/uL"),
    ("k/μL", "10*3/uL"),
    ("K/mcL", "10*3/uL"),
    ("k/mcL", "10*3/uL"),
    ("K/mm3", "10*3/mm3"),
    ("K/mm^3", "10*3/mm3"),
    ("K/cumm", "10*3/mm3"),
    ("k/cumm", "10*3/mm3"),
    ("M/uL", "10*6/uL"),
    ("mM", "mmol/L"),
    ("uM", "umol/L"),
    ("µM", "umol/L"),
    ("μM", "umol/L"),
    ("nM", "nmol/L"),
    ("pM", "pmol/L"),
    ("g%", "g/dL"),
    ("gm%", "g/dL"),
    ("gr%", "g/dL"),
    ("mg%", "mg/dL"),
    ("milligrams percent", "mg/dL"),
    ("milligram percent", "mg/dL"),
    ("mg percent", "mg/dL"),
];
