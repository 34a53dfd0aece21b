//! `armsInterventionsModule`: the groups of the study and what is done to them.

use super::{code::codes, record::record};

record! {
    /// Arms and interventions: the registry's `armsInterventionsModule`.
    pub struct ArmsInterventions {
        /// Arms of a trial, groups or cohorts of an observational study.
        pub arm_groups: Vec<ArmGroup> = "armGroups",
        /// What is given, done or watched.
        pub interventions: Vec<Intervention> = "interventions",
    }
}

record! {
    /// An arm, group or cohort: the registry's `armGroups`.
    pub struct ArmGroup {
        /// Its name.
        pub label: Option<String> = "label",
        /// Its role; absent in observational studies.
        pub r#type: Option<ArmGroupType> = "type",
        /// What happens to it.
        pub description: Option<String> = "description",
        /// Its interventions, each as `Type: name` with the type in words: `Biological: XW-1`.
        pub intervention_names: Vec<String> = "interventionNames",
    }
}

record! {
    /// Something given, done or watched: the registry's `interventions`.
    pub struct Intervention {
        /// What kind of thing it is.
        pub r#type: Option<InterventionType> = "type",
        /// Its name.
        pub name: Option<String> = "name",
        /// More about it, such as dose and schedule.
        pub description: Option<String> = "description",
        /// The labels of the arms that get it.
        pub arm_group_labels: Vec<String> = "armGroupLabels",
        /// Further names: brands, codes.
        pub other_names: Vec<String> = "otherNames",
    }
}

codes! {
    /// Roles of arms: the registry's `ArmGroupType`.
    pub enum ArmGroupType {
        /// Gets what is tested.
        Experimental = "EXPERIMENTAL",
        /// Gets something known to work.
        ActiveComparator = "ACTIVE_COMPARATOR",
        /// Gets a placebo.
        PlaceboComparator = "PLACEBO_COMPARATOR",
        /// Gets a sham device or procedure.
        ShamComparator = "SHAM_COMPARATOR",
        /// Gets nothing.
        NoIntervention = "NO_INTERVENTION",
        /// Any other role: the code is `OTHER`.
        OtherArm = "OTHER",
    }
}

codes! {
    /// Kinds of interventions: the registry's `InterventionType`.
    pub enum InterventionType {
        /// Behaviour.
        Behavioral = "BEHAVIORAL",
        /// Biological product, vaccine.
        Biological = "BIOLOGICAL",
        /// Product of several kinds.
        CombinationProduct = "COMBINATION_PRODUCT",
        /// Device, a sham one too.
        Device = "DEVICE",
        /// Diagnostic test.
        DiagnosticTest = "DIAGNOSTIC_TEST",
        /// Dietary supplement.
        DietarySupplement = "DIETARY_SUPPLEMENT",
        /// Drug, a placebo too.
        Drug = "DRUG",
        /// Gene transfer and the like.
        Genetic = "GENETIC",
        /// Procedure, surgery.
        Procedure = "PROCEDURE",
        /// Radiation.
        Radiation = "RADIATION",
        /// Any other kind: the code is `OTHER`.
        OtherIntervention = "OTHER",
    }
}
