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
            /// What the record's JSON has and the fields above have not.
            pub other: $crate::study::OtherMembers,
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
                } else {
                    place.hand_over(&mut record.other);
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
                    } else {
                        place.hand_over(&mut record.other);
                    }
                }
                Ok(())
            }

            fn write<S: serde::Serializer>(
                &self,
                output: S,
                _: Option<&$crate::study::other::Node>,
            ) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, output)
            }

            fn reads(value: &serde_json::Value) -> bool {
                value.is_object()
            }

            fn collect<'n>(&'n self, path: &mut String, found: &mut Vec<(String, &'n serde_json::Value)>) {
                use $crate::study::member::Record;
                Self::collect_members(self, path, self.other.root(), found);
                if let Some(node) = self.other.root() {
                    node.collect(path, found);
                }
            }

            fn clear_others(&mut self) {
                <Self as $crate::study::member::Record>::clear_members(self);
                self.other = $crate::study::OtherMembers::default();
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::study::member::write_record::<Self, S>(self, serializer, self.other.root())
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

            fn collect_members<'n>(
                fields: &'n $fields,
                path: &mut String,
                other: Option<&$crate::study::other::Node>,
                found: &mut Vec<(String, &'n serde_json::Value)>,
            ) {
                $( $crate::study::member::collect_member(&fields.$field, $json, path, other, found); )+
            }

            fn clear_members(fields: &mut $fields) {
                $( $crate::study::member::Member::clear_others(&mut fields.$field); )+
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
                    match members {
                        Some(0) => place.keep_empty(),
                        Some(_) => place.hand_over(&mut self.other),
                        None => {}
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
                        None => serde::Serialize::serialize(self, output),
                    }
                }

                fn collect<'n>(
                    &'n self,
                    path: &mut String,
                    _: Option<&$crate::study::other::Node>,
                    found: &mut Vec<(String, &'n serde_json::Value)>,
                ) {
                    $crate::study::member::Entry::collect(self, path, found);
                }

                fn clear_others(&mut self) {
                    $crate::study::member::Entry::clear_others(self);
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
