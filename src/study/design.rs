//! `designModule`: kind of study, phase, design, enrollment.

use super::{MaybeTyped, code::codes, record::record};
use crate::study::Age;

record! {
    /// How the study is built: the registry's `designModule`.
    pub struct Design {
        /// The kind of study.
        pub study_type: Option<StudyType> = "studyType",
        /// How many records point to this expanded-access record.
        pub n_ptrs_to_this_exp_acc_nct_id: Option<u64> = "nPtrsToThisExpAccNctId",
        /// The kinds of expanded access.
        pub expanded_access_types: Option<ExpandedAccessTypes> = "expandedAccessTypes",
        /// Whether an observational study is a patient registry.
        pub patient_registry: Option<bool> = "patientRegistry",
        /// How long participants of a patient registry are followed.
        pub target_duration: Option<MaybeTyped<Age>> = "targetDuration",
        /// The phases, two for a study that spans two. `NA` is a code of its own and differs from no phase.
        pub phases: Vec<Phase> = "phases",
        /// Allocation, model, purpose, masking.
        pub design_info: Option<DesignInfo> = "designInfo",
        /// What becomes of samples.
        pub bio_spec: Option<BioSpec> = "bioSpec",
        /// How many take part.
        pub enrollment_info: Option<EnrollmentInfo> = "enrollmentInfo",
    }
}

record! {
    /// The kinds of expanded access: the registry's `expandedAccessTypes`.
    pub struct ExpandedAccessTypes {
        /// For single patients.
        pub individual: Option<bool> = "individual",
        /// For more than one patient, fewer than a treatment protocol.
        pub intermediate: Option<bool> = "intermediate",
        /// Under a treatment protocol.
        pub treatment: Option<bool> = "treatment",
    }
}

record! {
    /// The design of the study: the registry's `designInfo`.
    pub struct DesignInfo {
        /// How participants are assigned to arms.
        pub allocation: Option<DesignAllocation> = "allocation",
        /// How arms relate, in a trial.
        pub intervention_model: Option<InterventionModel> = "interventionModel",
        /// More about the model.
        pub intervention_model_description: Option<String> = "interventionModelDescription",
        /// What the interventions are for.
        pub primary_purpose: Option<PrimaryPurpose> = "primaryPurpose",
        /// How participants are chosen and followed, in an observational study.
        pub observational_model: Option<ObservationalModel> = "observationalModel",
        /// When observations are made in relation to enrollment.
        pub time_perspective: Option<DesignTimePerspective> = "timePerspective",
        /// Who does not know the assignment.
        pub masking_info: Option<MaskingInfo> = "maskingInfo",
    }
}

record! {
    /// Who does not know the assignment: the registry's `maskingInfo`.
    pub struct MaskingInfo {
        /// How many parties are masked.
        pub masking: Option<DesignMasking> = "masking",
        /// More about the masking.
        pub masking_description: Option<String> = "maskingDescription",
        /// Which parties are masked.
        pub who_masked: Vec<WhoMasked> = "whoMasked",
    }
}

record! {
    /// What becomes of samples: the registry's `bioSpec`.
    pub struct BioSpec {
        /// Whether they are kept.
        pub retention: Option<BioSpecRetention> = "retention",
        /// Which samples.
        pub description: Option<String> = "description",
    }
}

record! {
    /// How many take part: the registry's `enrollmentInfo`.
    pub struct EnrollmentInfo {
        /// The number of participants. `99999999` stands for "unknown" in old records: see
        /// [`Study::check`](crate::Study::check).
        pub count: Option<MaybeTyped<u64>> = "count",
        /// Whether they have been enrolled or are expected.
        pub r#type: Option<EnrollmentType> = "type",
    }
}

codes! {
    /// Kinds of study: the registry's `StudyType`.
    pub enum StudyType {
        /// Treatment outside a trial.
        ExpandedAccess = "EXPANDED_ACCESS",
        /// A trial: interventions are assigned.
        Interventional = "INTERVENTIONAL",
        /// Nothing is assigned.
        Observational = "OBSERVATIONAL",
    }
}

codes! {
    /// Phases of a trial: the registry's `Phase`.
    pub enum Phase {
        /// Not applicable: a trial without phases, of devices or behaviour for instance.
        Na = "NA",
        /// Early phase 1, formerly phase 0.
        EarlyPhase1 = "EARLY_PHASE1",
        /// Phase 1.
        Phase1 = "PHASE1",
        /// Phase 2.
        Phase2 = "PHASE2",
        /// Phase 3.
        Phase3 = "PHASE3",
        /// Phase 4.
        Phase4 = "PHASE4",
    }
}

codes! {
    /// How participants are assigned to arms: the registry's `DesignAllocation`.
    pub enum DesignAllocation {
        /// By chance.
        Randomized = "RANDOMIZED",
        /// Not by chance.
        NonRandomized = "NON_RANDOMIZED",
        /// Not applicable: one arm.
        Na = "NA",
    }
}

codes! {
    /// How the arms of a trial relate: the registry's `InterventionalAssignment`.
    pub enum InterventionModel {
        /// One arm.
        SingleGroup = "SINGLE_GROUP",
        /// Arms side by side.
        Parallel = "PARALLEL",
        /// Each group gets the interventions one after the other.
        Crossover = "CROSSOVER",
        /// Combinations of interventions.
        Factorial = "FACTORIAL",
        /// Groups are assigned one after the other, by what came before.
        Sequential = "SEQUENTIAL",
    }
}

codes! {
    /// What the interventions of a trial are for: the registry's `PrimaryPurpose`.
    pub enum PrimaryPurpose {
        /// Treatment.
        Treatment = "TREATMENT",
        /// Prevention.
        Prevention = "PREVENTION",
        /// Diagnosis.
        Diagnostic = "DIAGNOSTIC",
        /// Educational, counselling or training.
        Ect = "ECT",
        /// Comfort of the ill.
        SupportiveCare = "SUPPORTIVE_CARE",
        /// Finding the ill among those without symptoms.
        Screening = "SCREENING",
        /// How care is delivered and paid.
        HealthServicesResearch = "HEALTH_SERVICES_RESEARCH",
        /// How something works.
        BasicScience = "BASIC_SCIENCE",
        /// Whether a device can work.
        DeviceFeasibility = "DEVICE_FEASIBILITY",
        /// Any other purpose: the code is `OTHER`.
        OtherPurpose = "OTHER",
    }
}

codes! {
    /// How participants of an observational study are chosen and followed: the registry's `ObservationalModel`.
    pub enum ObservationalModel {
        /// A group followed over time.
        Cohort = "COHORT",
        /// Those with an outcome against those without.
        CaseControl = "CASE_CONTROL",
        /// Those with an outcome.
        CaseOnly = "CASE_ONLY",
        /// Each participant against themselves at another time.
        CaseCrossover = "CASE_CROSSOVER",
        /// Places or groups rather than persons.
        EcologicOrCommunity = "ECOLOGIC_OR_COMMUNITY",
        /// Families.
        FamilyBased = "FAMILY_BASED",
        /// A population defined beforehand; of older records.
        DefinedPopulation = "DEFINED_POPULATION",
        /// The course of an illness; of older records.
        NaturalHistory = "NATURAL_HISTORY",
        /// Any other model: the code is `OTHER`.
        OtherModel = "OTHER",
    }
}

codes! {
    /// When observations are made in relation to enrollment: the registry's `DesignTimePerspective`.
    pub enum DesignTimePerspective {
        /// Before it.
        Retrospective = "RETROSPECTIVE",
        /// After it.
        Prospective = "PROSPECTIVE",
        /// At one point in time.
        CrossSectional = "CROSS_SECTIONAL",
        /// Any other: the code is `OTHER`.
        OtherPerspective = "OTHER",
    }
}

codes! {
    /// How many parties are masked: the registry's `DesignMasking`.
    pub enum DesignMasking {
        /// None: open label.
        None = "NONE",
        /// One party.
        Single = "SINGLE",
        /// Two parties.
        Double = "DOUBLE",
        /// Three parties.
        Triple = "TRIPLE",
        /// Four parties.
        Quadruple = "QUADRUPLE",
    }
}

codes! {
    /// Parties that can be masked: the registry's `WhoMasked`.
    pub enum WhoMasked {
        /// The participant.
        Participant = "PARTICIPANT",
        /// Who cares for the participant.
        CareProvider = "CARE_PROVIDER",
        /// The investigator.
        Investigator = "INVESTIGATOR",
        /// Who assesses the outcomes.
        OutcomesAssessor = "OUTCOMES_ASSESSOR",
    }
}

codes! {
    /// What becomes of samples: the registry's `BioSpecRetention`.
    pub enum BioSpecRetention {
        /// None are kept.
        NoneRetained = "NONE_RETAINED",
        /// Samples from which DNA can be got.
        SamplesWithDna = "SAMPLES_WITH_DNA",
        /// Samples from which DNA cannot be got.
        SamplesWithoutDna = "SAMPLES_WITHOUT_DNA",
    }
}

codes! {
    /// Whether participants have been enrolled: the registry's `EnrollmentType`.
    pub enum EnrollmentType {
        /// They have.
        Actual = "ACTUAL",
        /// They are expected.
        Estimated = "ESTIMATED",
    }
}
