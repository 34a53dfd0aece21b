//! The JSON Schema of the study: what the macros of records and code lists call, and the schemas of single values.
//!
//! The schemas are written by hand, not derived: a derive takes the whole documentation for the description, its
//! examples included, and calls an absent member `null`, which the registry never writes.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::{
    Age, DateTimeMinutes, MaybeTyped, NctId, PROTOCOL_SECTION, PartialDate, ProtocolSection, ReportedValue, Sections,
    Study, TimeFrame,
};

/// What stands behind a name in an object; that it can be absent is said by the object.
pub(crate) trait Described {
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

impl<T: JsonSchema> Described for Option<T> {
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

impl<T: JsonSchema> Described for Vec<T> {
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": generator.subschema_for::<T>() })
    }
}

/// The members of a JSON object, in the registry's order.
pub(crate) trait Members {
    fn members(generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema)>;
}

/// The schema of a field's type, which the field itself tells.
pub(crate) fn member<F, T: Described>(generator: &mut SchemaGenerator, _field: impl Fn(&F) -> &T) -> Schema {
    T::schema(generator)
}

/// The two names by which schemars tells types apart: the type's own, and that with its module.
macro_rules! named {
    ($name:ident) => {
        $crate::study::schema::named!($name, stringify!($name));
    };
    // What the schema calls the type, where its own name says too little outside its module.
    ($name:ident, $shown:expr) => {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            $shown.into()
        }

        fn schema_id() -> std::borrow::Cow<'static, str> {
            concat!(module_path!(), "::", stringify!($name)).into()
        }
    };
}

pub(crate) use named;

/// An object of optional members; `docs` is the documentation of each.
pub(crate) fn object<T: Members>(generator: &mut SchemaGenerator, doc: &str, docs: &[&str]) -> Schema {
    let mut members = T::members(generator);
    for ((_, schema), doc) in members.iter_mut().zip(docs) {
        describe(schema, doc);
    }
    object_of(members, doc)
}

/// More members are allowed: the registry adds some, and a study keeps them.
fn object_of(members: Vec<(&'static str, Schema)>, doc: &str) -> Schema {
    let members = members.into_iter().map(|(name, schema)| (name.to_owned(), schema.to_value()));
    let mut schema = json_schema!({ "type": "object", "properties": members.collect::<Map<_, _>>() });
    describe(&mut schema, doc);
    schema
}

/// A list of codes that may grow: any other text is one too.
pub(crate) fn codes(doc: &str, known: &[&str]) -> Schema {
    let mut schema = json_schema!({ "type": "string", "anyOf": [{ "enum": known }, { "type": "string" }] });
    describe(&mut schema, doc);
    schema
}

/// Gives a schema the text of a documentation.
pub(crate) fn describe(schema: &mut Schema, doc: &str) {
    schema.insert("description".to_owned(), Value::String(plain(doc)));
}

/// A documentation as text: each paragraph one line, links as what they show.
fn plain(doc: &str) -> String {
    let paragraphs = doc.trim().split("\n\n").map(|paragraph| {
        let lines = paragraph.lines().map(str::trim).filter(|line| !line.is_empty());
        without_links(&lines.collect::<Vec<_>>().join(" "))
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// Takes the brackets of links to types and fields away, and where the links lead.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((shown, behind)) = link.split_once("`]") else { break };
        plain.extend([before, "`", shown, "`"]);
        let target = behind.strip_prefix('(').and_then(|target| target.split_once(')'));
        rest = target.map_or(behind, |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain
}

/// The struct has the modules of the protocol section as fields of its own; the JSON has them one level below.
impl JsonSchema for Study {
    named!(Study);

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let protocol = ProtocolSection::members(generator);
        let protocol = object_of(protocol, "What the sponsor entered: the registry's `protocolSection`.");
        let mut members = Sections::members(generator);
        for (_, schema) in members.iter_mut().filter(|(name, _)| *name == "hasResults") {
            describe(schema, "Whether the record has results; absent where the source does not say.");
        }
        members.push((PROTOCOL_SECTION, protocol));
        object_of(
            members,
            "A study in the shape of the registry's API v2, as far as its record tells: what the record does not have \
             is left out.\n\nMembers that this schema does not have are kept. A value of an API record that is not of its \
             member's type is written as the record has it, and then the study does not fit this schema.",
        )
    }
}

/// The value's own form, or any text.
impl<T: JsonSchema> JsonSchema for MaybeTyped<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("MaybeTyped_{}", T::schema_name()).into()
    }

    fn schema_id() -> Cow<'static, str> {
        format!("{}::MaybeTyped<{}>", module_path!(), T::schema_id()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [generator.subschema_for::<T>(), { "type": "string" }] })
    }
}

/// Makes the schemas of values that JSON has as text: what each is, and the form of all that it prints as.
macro_rules! texts {
    ($( $name:ident, $doc:literal $(, $pattern:literal)?; )+) => {
        $(
            impl JsonSchema for $name {
                named!($name);

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "type": "string", "description": $doc $(, "pattern": $pattern)? })
                }
            }
        )+
    };
}

texts! {
    NctId, "A registry number: `NCT` and eight digits.", "^NCT[0-9]{8}$";
    PartialDate, "A year, a year and month, or a whole date.",
        "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";
    DateTimeMinutes, "A day and the time of day to the minute, without a time zone.",
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$";
    Age, "A count and a unit: `18 Years`, `1 Month`.",
        "^(1 (Minute|Hour|Day|Week|Month|Year)|(0|[2-9]|[1-9][0-9]+) (Minute|Hour|Day|Week|Month|Year)s)$";
    ReportedValue, "A figure of the results, as text: sponsors write `<0.001`, `NA`, `1,234` or `10 (5)`.";
    TimeFrame, "When an outcome is measured, or until when something holds, as text: `Baseline, Week 12`.";
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn documentation_becomes_text() {
        let doc = " How many, in the [`Denom`]'s units\n and [`Study::check`](crate::Study::check)\n\n Not `a[0]`.\n";
        assert_eq!(plain(doc), "How many, in the `Denom`'s units and `Study::check`\n\nNot `a[0]`.");
    }
}
