//! `resultsSection.participantFlowModule`: how participants went through the study.

use crate::study::{ReportedValue, record::record};

record! {
    /// How participants went through the study: the registry's `participantFlowModule`.
    pub struct ParticipantFlow {
        /// What happened between enrollment and assignment to a group, such as a run-in or wash-out.
        pub pre_assignment_details: Option<String> = "preAssignmentDetails",
        /// Where and when participants were recruited.
        pub recruitment_details: Option<String> = "recruitmentDetails",
        /// What is counted besides participants, such as eyes or teeth; absent where participants alone are.
        pub type_units_analyzed: Option<String> = "typeUnitsAnalyzed",
        /// The groups of the table.
        pub groups: Vec<FlowGroup> = "groups",
        /// The stages of the study, in their order.
        pub periods: Vec<FlowPeriod> = "periods",
    }
}

record! {
    /// A group of the participant flow: the registry's `FlowGroup`.
    pub struct FlowGroup {
        /// The number that figures point to: `FG000`.
        pub id: Option<String> = "id",
        /// Its name.
        pub title: Option<String> = "title",
        /// What happened to it.
        pub description: Option<String> = "description",
    }
}

record! {
    /// A stage of the study: the registry's `FlowPeriod`.
    pub struct FlowPeriod {
        /// Its name; `Overall Study` where there is one only.
        pub title: Option<String> = "title",
        /// The points at which participants were counted.
        pub milestones: Vec<FlowMilestone> = "milestones",
        /// The reasons for which participants left.
        pub drop_withdraws: Vec<DropWithdraw> = "dropWithdraws",
    }
}

record! {
    /// A point at which participants were counted: the registry's `FlowMilestone`.
    pub struct FlowMilestone {
        /// Which point: `STARTED`, `COMPLETED`, `NOT COMPLETED`, or one that the sponsor named.
        pub r#type: Option<String> = "type",
        /// More about the point.
        pub comment: Option<String> = "comment",
        /// The counts, one for each group.
        pub achievements: Vec<FlowStats> = "achievements",
    }
}

record! {
    /// A reason for which participants left: the registry's `DropWithdraw`.
    pub struct DropWithdraw {
        /// The reason, in the registry's words (`Lost to Follow-up`) or the sponsor's.
        pub r#type: Option<String> = "type",
        /// More about the reason.
        pub comment: Option<String> = "comment",
        /// The counts, one for each group.
        pub reasons: Vec<FlowStats> = "reasons",
    }
}

record! {
    /// The count of a group: the registry's `FlowStats`.
    pub struct FlowStats {
        /// The number of the [`FlowGroup`].
        pub group_id: Option<String> = "groupId",
        /// More about the count.
        pub comment: Option<String> = "comment",
        /// How many participants.
        pub num_subjects: Option<ReportedValue> = "numSubjects",
        /// How many of the other units that [`ParticipantFlow::type_units_analyzed`] names.
        pub num_units: Option<ReportedValue> = "numUnits",
    }
}
