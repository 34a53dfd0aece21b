//! Structs with the registry's JSON shape: one macro, so that each field is written once, beside its JSON name.

/// Makes a struct of optional members. In JSON a member has the name behind the `=`, in the order written here, and
/// is left out when it is absent.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident { $( $(#[doc = $field_doc:literal])* pub $field:ident: $type:ty = $json:literal, )+ }
    ) => {
        $(#[doc = $doc])*
        ///
        /// All members are optional, and one without any is an empty object:
        ///
        #[doc = concat!("```\nuse ctgov::study::", stringify!($name), ";\nassert_eq!(serde_json::to_string(&",
            stringify!($name), "::default())?, \"{}\");\n# Ok::<(), serde_json::Error>(())\n```")]
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[doc = $field_doc])*
                #[doc = concat!("\n\nIn the API: `", $json, "`.")]
                pub $field: $type,
            )+
        }

        $crate::study::record::members! { impl $name for $name { $( $field = $json, )+ } }

        impl $crate::study::member::Entry for $name {
            fn read<'de, D: serde::Deserializer<'de>>(
                slot: &mut Option<Self>,
                input: D,
                place: &$crate::study::member::Place<'_>,
            ) -> Result<(), D::Error> {
                let record = slot.insert(Self::default());
                if $crate::study::member::read_record::<Self, D>(record, input, place)?.is_none() {
                    *slot = None;
                }
                Ok(())
            }

            fn read_next<'de, D: serde::Deserializer<'de>>(
                list: &mut Vec<Self>,
                input: D,
                place: &$crate::study::member::Place<'_>,
            ) -> Result<(), D::Error> {
                if list.is_empty() {
                    const ROOM: usize = $crate::study::member::FIRST_ROOM / size_of::<$name>();
                    list.reserve_exact(if ROOM == 0 { 1 } else { ROOM });
                }
                list.push(Self::default());
                if let Some(record) = list.last_mut() {
                    if $crate::study::member::read_record::<Self, D>(record, input, place)?.is_none() {
                        list.pop();
                    }
                }
                Ok(())
            }

            fn write<S: serde::Serializer>(
                &self,
                output: S,
                other: Option<&$crate::study::other::Node>,
            ) -> Result<S::Ok, S::Error> {
                $crate::study::member::write_record::<Self, S>(self, output, other)
            }

            fn reads(value: &serde_json::Value) -> bool {
                value.is_object()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::study::member::write_record::<Self, S>(self, serializer, None)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            $crate::study::schema::named!($name);

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let docs = [$( concat!($( $field_doc, "\n", )*), )+];
                $crate::study::schema::object::<Self>(generator, concat!($( $doc, "\n", )*), &docs)
            }
        }
    };
}

/// Says which field of a struct is which member of a JSON object. The object is named by the first type, the fields
/// are the second's.
macro_rules! members {
    (impl $record:ident for $fields:ident { $( $field:ident = $json:literal, )+ }) => {
        impl $crate::study::member::Record for $record {
            type Fields = $fields;

            const MEMBERS: &'static [&'static str] = &[$( $json, )+];

            fn read_member<'de, D: serde::Deserializer<'de>>(
                fields: &mut $fields,
                position: usize,
                input: D,
                place: &$crate::study::member::Place<'_>,
            ) -> Result<(), D::Error> {
                #[allow(non_camel_case_types)]
                #[derive(Clone, Copy)]
                enum Field { $( $field, )+ }
                const FIELDS: &[Field] = &[$( Field::$field, )+];
                match FIELDS.get(position) {
                    $( Some(Field::$field) => $crate::study::member::Member::read(&mut fields.$field, input, place), )+
                    None => Ok(()),
                }
            }

            fn write_members<M: serde::ser::SerializeMap>(
                fields: &$fields,
                output: &mut M,
                other: Option<&$crate::study::other::Node>,
            ) -> Result<(), M::Error> {
                $( $crate::study::member::write_member(&fields.$field, $json, output, other)?; )+
                Ok(())
            }
        }

        #[cfg(feature = "schema")]
        impl $crate::study::schema::Members for $record {
            fn members(generator: &mut schemars::SchemaGenerator) -> Vec<(&'static str, schemars::Schema)> {
                vec![$( ($json, $crate::study::schema::member(generator, |fields: &$fields| &fields.$field)), )+]
            }
        }
    };
}

/// Makes records that can stand in the study without an `Option`: the modules of the protocol section. One without any
/// member is absent.
macro_rules! modules {
    ($( $name:ident, )+) => {
        $(
            impl $crate::study::member::Member for $name {
                fn is_absent(&self) -> bool {
                    *self == Self::default()
                }

                fn read<'de, D: serde::Deserializer<'de>>(
                    &mut self,
                    input: D,
                    place: &$crate::study::member::Place<'_>,
                ) -> Result<(), D::Error> {
                    *self = Self::default();
                    let members = $crate::study::member::read_record::<Self, D>(self, input, place)?;
                    if members == Some(0) {
                        place.keep_empty();
                    }
                    Ok(())
                }

                fn write<S: serde::Serializer>(
                    &self,
                    output: S,
                    other: Option<&$crate::study::other::Node>,
                ) -> Result<S::Ok, S::Error> {
                    match other.filter(|_| self.is_absent()) {
                        Some(other) => serde::Serialize::serialize(other, output),
                        None => $crate::study::member::write_record::<Self, S>(self, output, other),
                    }
                }
            }

            #[cfg(feature = "schema")]
            impl $crate::study::schema::Described for $name {
                fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    generator.subschema_for::<Self>()
                }
            }
        )+
    };
}

pub(crate) use {members, modules, record};
