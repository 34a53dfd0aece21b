//! The quantities that criteria bound: their names, LOINC codes, units and plausible values.

mod table;

use std::sync::LazyLock;

use super::{
    index::{Index, Spelling},
    lexer::{Kind, Token},
    unit::Unit,
};

/// A row of the table: a quantity that criteria bound.
#[derive(Debug)]
pub(super) struct Row {
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
#[derive(Clone, Copy, Debug)]
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

/// A quantity of the table, that [`Constraint::quantity`](super::Constraint::quantity) names.
///
/// ```
/// use ctgov::criteria::Quantity;
///
/// let hemoglobin = Quantity::all().find(|quantity| quantity.name() == "hemoglobin").unwrap();
/// assert_eq!(hemoglobin.loinc(), Some("718-7"));
/// assert_eq!(hemoglobin.canonical_unit().unwrap().as_str(), "g/dL");
/// ```
#[derive(Debug)]
pub struct Quantity {
    row: &'static Row,
    pub(super) name: &'static str,
    pub(super) loinc: Option<&'static str>,
    pub(super) molar_mass: Option<f64>,
    pub(super) form: Form,
    pub(super) units: Vec<Unit>,
}

impl Quantity {
    /// Returns the quantities of the table, in its order.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        QUANTITIES.iter()
    }

    /// Returns the name, which stays the same.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the LOINC code, where one fits.
    #[must_use]
    pub fn loinc(&self) -> Option<&'static str> {
        self.loinc
    }

    /// Returns the unit that [`Constraint::to_canonical`](super::Constraint::to_canonical) converts to; `None` for what has no
    /// unit.
    #[must_use]
    pub fn canonical_unit(&self) -> Option<&Unit> {
        self.units.first()
    }
}

impl Quantity {
    /// Whether a unit measures it.
    pub(super) fn fits(&self, unit: &Unit) -> bool {
        let is_same = |own: &Unit| own.scale.dimension == unit.scale.dimension && own.is_of_dose() == unit.is_of_dose();
        self.units.iter().any(is_same)
    }

    /// Whether a number of a unit, or of one that is left out, can be a value of it.
    pub(super) fn is_plausible(&self, value: f64, unit: Option<&Unit>) -> bool {
        let (low, high) = self.row.plausible;
        let is_within = |value: f64| (low..=high).contains(&value);
        match unit {
            Some(unit) => self.canonical(value, unit).is_none_or(is_within),
            None if self.units.is_empty() => is_within(value),
            None => self.units.iter().any(|unit| self.is_plausible(value, Some(unit))),
        }
    }

    /// A value in the canonical unit.
    pub(super) fn canonical(&self, value: f64, unit: &Unit) -> Option<f64> {
        let canonical = self.canonical_unit()?;
        let value = if unit.as_str().starts_with("meq") { value / self.row.valence } else { value };
        if let Some(affine) = &self.row.affine
            && affine.unit == unit.as_str()
        {
            return Some(affine.slope * value + affine.offset);
        }
        unit.convert(value, canonical).or_else(|| {
            let molar_mass = self.molar_mass?;
            let (moles, grams) = (Unit::parse("mol/L")?, Unit::parse("g/L")?);
            match unit.convert(value, &moles) {
                Some(value) => grams.convert(value * molar_mass, canonical),
                None => moles.convert(unit.convert(value, &grams)? / molar_mass, canonical),
            }
        })
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

/// The names of the quantities.
pub(super) struct Names(Index<Entry>);

#[derive(Clone, Copy)]
struct Entry {
    quantity: &'static Quantity,
    is_implied: bool,
    word: &'static str,
}

impl Names {
    pub(super) fn of_table() -> &'static Self {
        static NAMES: LazyLock<Names> = LazyLock::new(|| {
            let mut names = Index::new(Spelling::Letters);
            // A word in any case goes before the same in capitals.
            for is_meant_exactly in [false, true] {
                for quantity in QUANTITIES.iter() {
                    let words = quantity.row.words.iter().chain([&quantity.name]);
                    for word in words.filter(|word| is_exact(word) == is_meant_exactly) {
                        names.insert(word, Entry { quantity, is_implied: false, word });
                    }
                }
            }
            for (word, name) in table::IMPLIED {
                if let Some(quantity) = by_name(name) {
                    names.insert(word, Entry { quantity, is_implied: true, word });
                }
            }
            Names(names)
        });
        &NAMES
    }

    /// The longest name that the tokens begin with.
    pub(super) fn longest(&self, tokens: &[Token<'_>]) -> Option<Name> {
        let accepts = |entry: &Entry, shown: &[Token<'_>]| {
            // `as a` is no ASA.
            let is_divided = entry.word.len() < 6
                && shown.len() > 1
                && shown.iter().all(|token| token.kind == Kind::Word && token.text.chars().all(char::is_lowercase));
            let is_other = is_exact(entry.word) && shown.first().is_some_and(|token| token.text != entry.word);
            !is_divided && !is_other
        };
        let (entry, len) = self.0.longest(tokens, accepts)?;
        Some(Name { quantity: entry.quantity, is_implied: entry.is_implied, len: u8::try_from(len).ok()? })
    }
}

/// The quantities of the table.
static QUANTITIES: LazyLock<Vec<Quantity>> = LazyLock::new(|| {
    let units = |row: &Row| row.units.iter().filter_map(|code| Unit::parse(code)).collect();
    table::ROWS
        .iter()
        .map(|row| Quantity {
            row,
            name: row.name,
            loinc: row.loinc,
            molar_mass: row.molar_mass,
            form: row.form,
            units: units(row),
        })
        .collect()
});

/// Whether a word is meant in capitals alone: `PT` is no `pt`.
fn is_exact(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The quantity of a name of the table.
pub(super) fn by_name(name: &str) -> Option<&'static Quantity> {
    QUANTITIES.iter().find(|quantity| quantity.name == name)
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)]
mod tests {
    use std::collections::HashSet;

    use super::{Names, QUANTITIES, by_name, table};
    use crate::criteria::constraint::{
        lexer::{Lexed, lex},
        unit::Unit,
    };

    #[test]
    fn rows() {
        let mut names = HashSet::new();
        for quantity in QUANTITIES.iter() {
            assert!(names.insert(quantity.name), "{} stands there twice", quantity.name);
            assert!(quantity.row.plausible.0 < quantity.row.plausible.1, "{}", quantity.name);
            for code in quantity.row.units {
                let unit = Unit::parse(code).unwrap_or_else(|| panic!("{}: no unit {code}", quantity.name));
                assert_eq!(unit.as_str(), *code);
                assert!(quantity.fits(&unit), "{}: {code}", quantity.name);
                let (low, _) = quantity.row.plausible;
                assert!(
                    unit.scale.dimension != quantity.canonical_unit().unwrap().scale.dimension
                        || quantity.canonical(low, &unit).is_some(),
                );
            }
        }
        for (word, name) in table::IMPLIED {
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
        for quantity in QUANTITIES.iter() {
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
        for quantity in QUANTITIES.iter() {
            for word in quantity.row.words.iter().chain([&quantity.name]) {
                let tokens = lex(word, Lexed::default()).tokens;
                let found = Names::of_table().longest(&tokens).unwrap_or_else(|| panic!("{word}: not found"));
                assert_eq!(found.quantity.name, quantity.name, "{word}");
                if let Some(other) = owners.insert(word.to_lowercase(), quantity.name) {
                    assert_eq!(other, quantity.name, "{word} is in two rows");
                }
            }
        }
    }
}
