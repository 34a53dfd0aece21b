//! The JSON Schema of what the library writes, draft 2020-12. With the feature `schema`.
//!
//! | schema | of what | checked in as |
//! | --- | --- | --- |
//! | [`record()`] | [`Parsed::to_json`], [`Parsed::with_spans`]: the study and what there is to say beside it | `src/schema/record.json` |
//! | [`study()`] | [`Study`]: the registry's API v2 | `src/schema/study.json` |
//!
//! `Parsed`, `Study` and each type inside them are [`JsonSchema`], for types of yours that contain them.
//!
//! # What is promised
//!
//! Within one [`VERSION`] members are only added: a member of the envelope that is required stays, keeps its name and
//! keeps its type. The codes of `format`, `severity` and of a criteria group's `kind` are all there are; the codes of
//! the registry's lists and of diagnostics are those that are known, and more can come, so that any text fits.
//!
//! The shape of `study` is the registry's own and moves with it. All its members are optional, and members that the
//! schema does not have are allowed.
//!
//! # What does not fit
//!
//! A study that was read from a page or from XML always fits. One that was read from the API's JSON is written as it
//! was: what is in [`Study::others`] because it is not of its member's type (a number for text, an explicit `null`)
//! stands where it stood and does not fit the schema. Each has a diagnostic, but for `null`.
//!
//! ```
//! let schema = ctgov::schema::record();
//! assert_eq!(schema.get("$id").unwrap(), "urn:ctgov:record:1.0");
//! let status = schema.pointer("/$defs/Status/properties/overallStatus/$ref").unwrap();
//! assert_eq!(status, "#/$defs/OverallStatus");
//! ```

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde::Serialize;
use serde_json::Value;

use crate::{
    Code, Diagnostic, FacilityContact, Format, PageExtras, Parsed, RelatedTrial, Severity, Span, Study, Unplaced,
    criteria::{
        Bound, Combination, Constraint, ConstraintKind, Criteria, Equivalent, Group, Item, Kind, Reference, Unit,
    },
    study::{
        Contact, MaybeTyped, NctId, OverallStatus, Phase,
        schema::{codes, named},
    },
};

/// The version of the JSON, which is in the `$id` of both schemas. It changes when a member is removed, renamed or
/// changes its type; a new member does not change it.
///
/// ```
/// let id = format!("urn:ctgov:study:{}", ctgov::schema::VERSION);
/// assert_eq!(ctgov::schema::study().get("$id").unwrap(), id.as_str());
/// ```
pub const VERSION: &str = "1.0";

/// Returns the schema of a record as [`Parsed::to_json`] writes it, and with the `spans` of [`Parsed::with_spans`].
///
/// In its `$defs` is the schema of what the example `to_json` writes for an input that is no record, too:
/// `urn:ctgov:record:1.0#/$defs/Error`.
///
/// ```
/// let schema = ctgov::schema::record();
/// let required = schema.get("required").unwrap();
/// assert_eq!(*required, serde_json::json!(["format", "study", "criteria", "diagnostics", "unplaced"]));
/// assert!(schema.pointer("/$defs/Error").is_some());
/// ```
#[must_use]
pub fn record() -> Schema {
    let mut generator = generator();
    // Nothing in a record leads to it.
    let _ = generator.subschema_for::<NoRecord>();
    root::<Parsed>(generator, "record")
}

/// Returns the schema of a study: the `study` of a record, and what [`Study`] writes by itself.
///
/// ```
/// let schema = ctgov::schema::study();
/// let phases = schema.pointer("/$defs/Design/properties/phases").unwrap();
/// assert_eq!(phases["items"]["$ref"], "#/$defs/Phase");
/// // The known codes, and any other text.
/// let phase = schema.pointer("/$defs/Phase/anyOf").unwrap();
/// assert_eq!(phase[0]["enum"][0], "NA");
/// assert_eq!(phase[1], serde_json::json!({ "type": "string" }));
/// ```
#[must_use]
pub fn study() -> Schema {
    root::<Study>(generator(), "study")
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().into_generator()
}

fn root<T: JsonSchema>(generator: SchemaGenerator, name: &str) -> Schema {
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), format!("urn:ctgov:{name}:{VERSION}").into());
    schema.insert("title".to_owned(), format!("ctgov {name}").into());
    schema
}

/// The names that values have in JSON.
fn names(values: &[impl Serialize]) -> Value {
    values.iter().map(|value| serde_json::to_value(value).unwrap_or_default()).collect()
}

/// A list of `T`.
fn list<T: JsonSchema>(generator: &mut SchemaGenerator, description: &str) -> Schema {
    json_schema!({ "type": "array", "items": generator.subschema_for::<T>(), "description": description })
}

/// A value of `T`.
fn value<T: JsonSchema>(generator: &mut SchemaGenerator, description: &str) -> Schema {
    let mut schema = generator.subschema_for::<T>();
    schema.insert("description".to_owned(), description.into());
    schema
}

impl JsonSchema for Parsed {
    named!(Parsed);

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A record as read: the study, and what there is to say beside it.\n\nSpans are byte ranges \
                of the input; those in `criteria` are byte ranges of the study's `eligibilityCriteria`.",
            "type": "object",
            "properties": {
                "format": generator.subschema_for::<Format>(),
                "study": generator.subschema_for::<Study>(),
                "page": value::<PageExtras>(
                    generator,
                    "What a page says that the registry's model has no place for; absent for other forms.",
                ),
                "criteria": value::<Criteria>(generator, "The eligibility criteria; empty where the record has none."),
                "diagnostics": list::<Diagnostic>(generator, "What there is to say, in the order of the text."),
                "unplaced": list::<Unplaced>(generator, "The text that has no place in the study, in order."),
                "spans": {
                    "description": "From each field's path, such as `protocolSection.designModule.phases[0]`, to the \
                        place of its value; only where asked for.",
                    "type": "object",
                    "additionalProperties": generator.subschema_for::<Span>(),
                },
            },
            "required": ["format", "study", "criteria", "diagnostics", "unplaced"],
        })
    }
}

impl JsonSchema for Format {
    named!(Format);

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The form of the record: text of a trial page, JSON of the registry's API v2, its legacy XML.",
            "enum": names(&[Self::Page, Self::Api, Self::Xml]),
        })
    }
}

impl JsonSchema for PageExtras {
    named!(PageExtras);

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What a page says that the registry's model has no place for. What it does not say is left out.",
            "type": "object",
            "properties": {
                "countries": list::<String>(generator, "The countries that the page lists beside the sites."),
                "relatedTrials": list::<RelatedTrial>(generator, "Other studies that the page points to."),
                "facilityContacts": list::<FacilityContact>(
                    generator,
                    "Contacts of sites, where the page does not say of which of several sites.",
                ),
                "contactRanks": list::<String>(
                    generator,
                    "The page's words for the rank of the contacts of the one site, in order: `primary`, `backup`.",
                ),
            },
        })
    }
}

impl JsonSchema for RelatedTrial {
    named!(RelatedTrial);

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Another study that a page points to.",
            "type": "object",
            "properties": {
                "nctId": value::<MaybeTyped<NctId>>(generator, "Its registry number."),
                "title": value::<String>(generator, "Its title."),
                "status": value::<OverallStatus>(generator, "Its recruitment status."),
                "phases": list::<Phase>(generator, "Its phases."),
            },
        })
    }
}

/// The contact with one member more.
impl JsonSchema for FacilityContact {
    named!(FacilityContact);

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Contact::json_schema(generator);
        schema.insert("description".to_owned(), "A contact of one of a study's sites.".into());
        let rank = value::<String>(generator, "The word that the page has for its rank: `primary`, `backup`.");
        if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert("rank".to_owned(), rank.to_value());
        }
        schema
    }
}

impl JsonSchema for Criteria {
    named!(Criteria);

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        list::<Group>(generator, "The criteria of a study, in groups.")
    }
}

impl JsonSchema for Group {
    named!(Group, "CriteriaGroup");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A group of criteria under one heading.",
            "type": "object",
            "properties": {
                "kind": generator.subschema_for::<Kind>(),
                "heading": value::<String>(generator, "The heading, with Markdown escapes resolved; absent for items before any heading."),
                "span": value::<Span>(generator, "The place of the heading in the criteria text."),
                "qualifier": value::<String>(generator, "Which cohort, part or people the heading is about."),
                "combination": value::<Combination>(generator, "How many of the items have to be met, where the heading says so."),
                "items": list::<Item>(generator, "The items."),
            },
            "required": ["kind", "items"],
        })
    }
}

impl JsonSchema for Kind {
    named!(Kind, "CriteriaKind");

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Whether the items of a group say who can take part or who cannot; `UNSPECIFIED` where the \
                text does not say.",
            "enum": names(&[Self::Inclusion, Self::Exclusion, Self::Unspecified]),
        })
    }
}

impl JsonSchema for Combination {
    named!(Combination, "CriteriaCombination");

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How many of a list's items have to be met.",
            "type": "object",
            "properties": {
                "code": {
                    "description": "FHIR's word for it.",
                    "enum": [
                        Self::AllOf.as_str(),
                        Self::AnyOf.as_str(),
                        Self::AtLeast(2).as_str(),
                        Self::AtMost(1).as_str(),
                    ],
                },
                "threshold": { "description": "The number, of `at-least` and `at-most`.", "type": "integer", "minimum": 0 },
            },
            "required": ["code"],
        })
    }
}

impl JsonSchema for Item {
    named!(Item, "CriteriaItem");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A criterion.",
            "type": "object",
            "properties": {
                "marker": value::<String>(generator, "The list marker: `*`, `1.`, `(a)`; two where two stand at one place, `* 1.`."),
                "text": value::<String>(generator, "The text as people read it: escapes and entities resolved, hard wraps folded."),
                "span": value::<Span>(generator, "The place of marker and text in the criteria text."),
                "constraints": list::<Constraint>(generator, "What the text says about numbers, in its order; absent where it has none."),
                "combination": value::<Combination>(generator, "How many of the items below have to be met, where the text says so."),
                "items": list::<Self>(generator, "The items below this one."),
            },
            "required": ["text", "span", "items"],
        })
    }
}

impl JsonSchema for Constraint {
    named!(Constraint, "CriteriaConstraint");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number that a criterion sets a bound with, as the item states it.",
            "type": "object",
            "properties": {
                "kind": {
                    "description": "What is bounded: a quantity, a length of time between events, a dose, a number of things.",
                    "enum": names(&[ConstraintKind::Bound, ConstraintKind::Window, ConstraintKind::Dose, ConstraintKind::Count]),
                },
                "quantity": value::<String>(generator, "The quantity's name; absent where the text names none."),
                "loinc": value::<String>(generator, "The LOINC code of the quantity, where one fits."),
                "lower": value::<Bound>(generator, "The lower end."),
                "upper": value::<Bound>(generator, "The upper end."),
                "unit": value::<Unit>(generator, "The unit of both ends."),
                "relativeTo": {
                    "description": "What the values are multiples of.",
                    "enum": names(&[Reference::Uln, Reference::Lln, Reference::Baseline]),
                },
                "condition": value::<String>(generator, "For whom or when the bound holds, in the words of the text."),
                "equivalents": list::<Equivalent>(generator, "The same bound in other units."),
                "span": value::<Span>(generator, "The place of comparator, value and unit in the criteria text."),
            },
            "required": ["kind", "span"],
        })
    }
}

impl JsonSchema for Bound {
    named!(Bound, "CriteriaBound");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An end of a constraint.",
            "type": "object",
            "properties": {
                "value": { "description": "A number, or the letter of a class.", "type": ["number", "string"] },
                "inclusive": { "description": "Whether the value itself is within.", "type": "boolean" },
                "unit": value::<Unit>(generator, "The unit of this end, where the two ends have different ones."),
            },
            "required": ["value", "inclusive"],
        })
    }
}

impl JsonSchema for Equivalent {
    named!(Equivalent, "CriteriaEquivalent");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A bound once more, in another unit.",
            "type": "object",
            "properties": {
                "lower": value::<Bound>(generator, "The lower end."),
                "upper": value::<Bound>(generator, "The upper end."),
                "unit": value::<Unit>(generator, "The unit."),
            },
        })
    }
}

impl JsonSchema for Unit {
    named!(Unit, "Ucum");

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A unit of measurement as UCUM writes it.", "type": "string" })
    }
}

impl JsonSchema for Diagnostic {
    named!(Diagnostic);

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One thing to say about a record.",
            "type": "object",
            "properties": {
                "code": generator.subschema_for::<Code>(),
                "severity": generator.subschema_for::<Severity>(),
                "field": value::<String>(
                    generator,
                    "The path of the field that it is about: `protocolSection.designModule.phases[0]`, or for what only \
                     a page has `page.countries[0]`.",
                ),
                "span": value::<Span>(generator, "The place in the text, where there is one."),
                "line": { "description": "The line of the span's start, from 1.", "type": "integer", "minimum": 1 },
                "column": {
                    "description": "The character of the line at the span's start, from 1.",
                    "type": "integer",
                    "minimum": 1,
                },
                "message": value::<String>(generator, "What was expected and what was found, for people."),
            },
            "required": ["code", "severity", "message"],
        })
    }
}

impl JsonSchema for Code {
    named!(Code, "DiagnosticCode");

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let known: Vec<_> = Self::ALL.iter().map(|code| code.as_str()).collect();
        codes("What kind of trouble a diagnostic tells of. More kinds can come.", &known)
    }
}

impl JsonSchema for Severity {
    named!(Severity);

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How much a diagnostic matters: something to know, or something to look at.",
            "enum": [Self::Note.as_str(), Self::Warning.as_str()],
        })
    }
}

impl JsonSchema for Unplaced {
    named!(Unplaced);

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Text that has no place in the study.",
            "type": "object",
            "properties": {
                "span": value::<Span>(generator, "Where it stands."),
                "text": value::<String>(generator, "The text, from its first line to its last, as the record has it."),
            },
            "required": ["span", "text"],
        })
    }
}

impl JsonSchema for Span {
    named!(Span);

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A byte range: the offset of the first byte, and that behind the last.",
            "type": "array",
            "items": { "type": "integer", "minimum": 0 },
            "minItems": 2,
            "maxItems": 2,
        })
    }
}

/// What the example `to_json` writes in the place of a record.
struct NoRecord;

impl JsonSchema for NoRecord {
    named!(NoRecord, "Error");

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What the example `to_json` writes in the place of an input that is no record.",
            "type": "object",
            "properties": {
                "error": {
                    "description": "What went wrong.",
                    "type": "object",
                    "properties": {
                        "file": value::<String>(generator, "The input."),
                        "message": value::<String>(generator, "Why it gives no study."),
                    },
                    "required": ["file", "message"],
                },
            },
            "required": ["error"],
        })
    }
}
