//! `annotationSection`: what the registry adds about the posting of results.

use super::{MaybeTyped, PartialDate, code::codes, record::record};

record! {
    /// What the registry adds to the record: the registry's `annotationSection`.
    pub struct AnnotationSection {
        /// Results that are not public yet, and violations.
        pub module: Option<Annotation> = "annotationModule",
    }
}

record! {
    /// Results that are not public yet, and violations: the registry's `annotationModule`.
    pub struct Annotation {
        /// Results that were sent in and are not public yet.
        pub unposted_annotation: Option<UnpostedAnnotation> = "unpostedAnnotation",
        /// Violations of the reporting law.
        pub violation_annotation: Option<ViolationAnnotation> = "violationAnnotation",
    }
}

record! {
    /// Results that were sent in and are not public yet: the registry's `unpostedAnnotation`.
    pub struct UnpostedAnnotation {
        /// Who sent them in.
        pub unposted_responsible_party: Option<String> = "unpostedResponsibleParty",
        /// How the results went between sender and registry, oldest first.
        pub unposted_events: Vec<UnpostedEvent> = "unpostedEvents",
    }
}

record! {
    /// A step of results between sender and registry: the registry's `UnpostedEvent`.
    pub struct UnpostedEvent {
        /// The kind of step.
        pub r#type: Option<UnpostedEventType> = "type",
        /// When it was taken.
        pub date: Option<MaybeTyped<PartialDate>> = "date",
        /// Whether the registry does not know when it was taken.
        pub date_unknown: Option<bool> = "dateUnknown",
    }
}

record! {
    /// Violations of the reporting law: the registry's `violationAnnotation`.
    pub struct ViolationAnnotation {
        /// The steps of the authority.
        pub violation_events: Vec<ViolationEvent> = "violationEvents",
    }
}

record! {
    /// A step of the authority about a violation: the registry's `ViolationEvent`.
    pub struct ViolationEvent {
        /// The kind of step.
        pub r#type: Option<ViolationEventType> = "type",
        /// What it was about.
        pub description: Option<String> = "description",
        /// When its entry was made.
        pub creation_date: Option<MaybeTyped<PartialDate>> = "creationDate",
        /// When the authority took it.
        pub issued_date: Option<MaybeTyped<PartialDate>> = "issuedDate",
        /// When its entry was released to the registry.
        pub release_date: Option<MaybeTyped<PartialDate>> = "releaseDate",
        /// When its entry was first public.
        pub posted_date: Option<MaybeTyped<PartialDate>> = "postedDate",
    }
}

codes! {
    /// Steps of results between sender and registry: the registry's `UnpostedEventType`.
    pub enum UnpostedEventType {
        /// The registry sent them back with comments.
        Reset = "RESET",
        /// They were sent in.
        Release = "RELEASE",
        /// The sender took them back.
        Unrelease = "UNRELEASE",
    }
}

codes! {
    /// Steps of the authority about a violation: the registry's `ViolationEventType`.
    pub enum ViolationEventType {
        /// The violation was found.
        ViolationIdentified = "VIOLATION_IDENTIFIED",
        /// It was confirmed to be mended.
        CorrectionConfirmed = "CORRECTION_CONFIRMED",
        /// A penalty was set.
        PenaltyImposed = "PENALTY_IMPOSED",
        /// What the authority's letter named was confirmed to be dealt with.
        IssuesInLetterAddressedConfirmed = "ISSUES_IN_LETTER_ADDRESSED_CONFIRMED",
    }
}
