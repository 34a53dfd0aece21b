//! `resultsSection`: what the study found, as its sponsor reported it to the registry.

mod adverse_events;
mod baseline_characteristics;
mod measure;
mod more_info;
mod outcome_measures;
mod participant_flow;

pub use self::{
    adverse_events::{AdverseEvent, AdverseEvents, EventAssessment, EventGroup, EventStats},
    baseline_characteristics::{BaselineCharacteristics, BaselineMeasure},
    measure::{
        Denom, DenomCount, MeasureCategory, MeasureClass, MeasureDispersionType, MeasureGroup, MeasureParam,
        Measurement,
    },
    more_info::{AgreementRestrictionType, CertainAgreement, LimitationsAndCaveats, MoreInfo, PointOfContact},
    outcome_measures::{
        AnalysisDispersionType, ConfidenceIntervalNumSides, MeasureAnalysis, NonInferiorityType, OutcomeMeasure,
        OutcomeMeasureType, OutcomeMeasures, ReportingStatus,
    },
    participant_flow::{DropWithdraw, FlowGroup, FlowMilestone, FlowPeriod, FlowStats, ParticipantFlow},
};
use super::record::record;

record! {
    /// The posted results: the registry's `resultsSection`. A record without results has no such section.
    ///
    /// Each table has groups of its own, and its figures point to them by number: `FG000` is a group of the
    /// participant flow, `BG000` one of the baseline, `OG000` one of an outcome, `EG000` one of the adverse events.
    /// The same digits in two tables need not mean the same participants.
    pub struct Results {
        /// How many participants started, finished and left.
        pub participant_flow: Option<ParticipantFlow> = "participantFlowModule",
        /// Who the participants were at the start.
        pub baseline_characteristics: Option<BaselineCharacteristics> = "baselineCharacteristicsModule",
        /// What was measured, and how it was analysed.
        pub outcome_measures: Option<OutcomeMeasures> = "outcomeMeasuresModule",
        /// Deaths, serious and other adverse events.
        pub adverse_events: Option<AdverseEvents> = "adverseEventsModule",
        /// Limits of the results, agreements on publication, whom to ask.
        pub more_info: Option<MoreInfo> = "moreInfoModule",
    }
}
