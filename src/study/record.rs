//! Structs with the registry's JSON shape: one macro, so that each field is written once, beside its JSON name.

/// Whether a value is left out of the JSON: the registry writes no member for what a record does not have.
pub(crate) trait Absent {
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Makes a struct of optional members. In JSON a member has the name behind the `=`, in the order written here, and
/// is left out when it is absent.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $( $(#[$field_meta:meta])* pub $field:ident: $type:ty = $json:literal, )+ }
    ) => {
        $(#[$meta])*
        ///
        /// All members are optional, and one without any is an empty object:
        ///
        #[doc = concat!("```\nuse ctgov::study::", stringify!($name), ";\nassert_eq!(serde_json::to_string(&",
            stringify!($name), "::default())?, \"{}\");\n# Ok::<(), serde_json::Error>(())\n```")]
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[doc = concat!("\n\nIn the API: `", $json, "`.")]
                #[serde(rename = $json, skip_serializing_if = "crate::study::record::Absent::is_absent")]
                pub $field: $type,
            )+
        }

        impl $crate::study::record::Absent for $name {
            fn is_absent(&self) -> bool {
                $( $crate::study::record::Absent::is_absent(&self.$field) )&&+
            }
        }
    };
}

pub(crate) use record;
