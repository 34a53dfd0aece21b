//! `resultsSection.adverseEventsModule`: deaths, serious and other adverse events.

use crate::study::{ReportedValue, TimeFrame, code::codes, record::record};

record! {
    /// Deaths, serious and other adverse events: the registry's `adverseEventsModule`.
    pub struct AdverseEvents {
        /// The percentage of a group that an event must exceed to be among [`other_events`](Self::other_events).
        pub frequency_threshold: Option<ReportedValue> = "frequencyThreshold",
        /// Over how long events were collected.
        pub time_frame: Option<TimeFrame> = "timeFrame",
        /// How events were collected, and whose.
        pub description: Option<String> = "description",
        /// More about the deaths, such as why they were not collected.
        pub all_cause_mortality_comment: Option<String> = "allCauseMortalityComment",
        /// The groups of the table, each with its totals.
        pub event_groups: Vec<EventGroup> = "eventGroups",
        /// The serious events, of any frequency.
        pub serious_events: Vec<AdverseEvent> = "seriousEvents",
        /// The events that are not serious and exceed the threshold.
        pub other_events: Vec<AdverseEvent> = "otherEvents",
    }
}

record! {
    /// A group of the adverse events, with its totals: the registry's `EventGroup`.
    ///
    /// All totals count participants, each once.
    pub struct EventGroup {
        /// The number that figures point to: `EG000`.
        pub id: Option<String> = "id",
        /// Its name.
        pub title: Option<String> = "title",
        /// What happened to it.
        pub description: Option<String> = "description",
        /// How many died, of any cause; absent where deaths were not asked for.
        pub deaths_num_affected: Option<u64> = "deathsNumAffected",
        /// How many were watched for death.
        pub deaths_num_at_risk: Option<u64> = "deathsNumAtRisk",
        /// How many had a serious event.
        pub serious_num_affected: Option<u64> = "seriousNumAffected",
        /// How many were watched for serious events.
        pub serious_num_at_risk: Option<u64> = "seriousNumAtRisk",
        /// How many had another event above the threshold.
        pub other_num_affected: Option<u64> = "otherNumAffected",
        /// How many were watched for other events.
        pub other_num_at_risk: Option<u64> = "otherNumAtRisk",
    }
}

record! {
    /// A kind of adverse event: the registry's `AdverseEvent`.
    pub struct AdverseEvent {
        /// Its name.
        pub term: Option<String> = "term",
        /// The organ system: one of the registry's list, in words.
        pub organ_system: Option<String> = "organSystem",
        /// The vocabulary that the name is of, with its version.
        pub source_vocabulary: Option<String> = "sourceVocabulary",
        /// How the event was looked for.
        pub assessment_type: Option<EventAssessment> = "assessmentType",
        /// More about the event.
        pub notes: Option<String> = "notes",
        /// The counts, one for each group.
        pub stats: Vec<EventStats> = "stats",
    }
}

record! {
    /// How often an adverse event came in a group: the registry's `EventStats`.
    pub struct EventStats {
        /// The number of the [`EventGroup`].
        pub group_id: Option<String> = "groupId",
        /// How often the event came; a participant can have several. Absent where events were not counted.
        pub num_events: Option<u64> = "numEvents",
        /// How many participants had it.
        pub num_affected: Option<u64> = "numAffected",
        /// How many participants were watched for it.
        pub num_at_risk: Option<u64> = "numAtRisk",
    }
}

codes! {
    /// How adverse events were looked for: the registry's `EventAssessment`.
    pub enum EventAssessment {
        /// Noted when a participant told of them.
        NonSystematicAssessment = "NON_SYSTEMATIC_ASSESSMENT",
        /// Asked for or tested at set times.
        SystematicAssessment = "SYSTEMATIC_ASSESSMENT",
    }
}
