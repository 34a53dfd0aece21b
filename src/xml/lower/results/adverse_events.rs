//! `adverseEventsModule`.

use std::collections::HashMap;

use crate::{
    study::{AdverseEvent, AdverseEvents, EventAssessment, EventGroup, EventStats, ReportedValue},
    xml::element::{Group, Record},
};

/// The fields of a group that hold a total: affected and at risk.
type Total = (fn(&mut EventGroup) -> [&mut Option<u64>; 2], [&'static str; 2]);

const DEATHS: Total =
    (|group| [&mut group.deaths_num_affected, &mut group.deaths_num_at_risk], ["deathsNumAffected", "deathsNumAtRisk"]);
const SERIOUS: Total = (
    |group| [&mut group.serious_num_affected, &mut group.serious_num_at_risk],
    ["seriousNumAffected", "seriousNumAtRisk"],
);
const OTHER: Total =
    (|group| [&mut group.other_num_affected, &mut group.other_num_at_risk], ["otherNumAffected", "otherNumAtRisk"]);

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn adverse_events(&mut self, events: &Group<'d, 'a>) -> AdverseEvents {
        let mut groups = self.listed(events, "group_list", "group", "eventGroups", |record, group| EventGroup {
            id: record.attribute(group.node, "group_id", group.member("id")),
            title: record.line(group, "title", "title"),
            description: record.lines(group, "description", "description"),
            ..EventGroup::default()
        });
        let mut indices = HashMap::new();
        for (index, id) in groups.iter().enumerate().filter_map(|(index, group)| Some((index, group.id.clone()?))) {
            indices.entry(id).or_insert(index);
        }
        // Serious events are reported whatever their frequency; the threshold is that of the others.
        let threshold = ["other_events", "serious_events"].into_iter().find_map(|name| {
            let kind = self.inner(events, name)?;
            self.line(&kind, "frequency_threshold", "frequencyThreshold").map(ReportedValue::from)
        });
        let mut of_kind = |name, member| match self.inner(events, name) {
            Some(kind) => self.events(&kind, member, events, (&mut groups, &indices)),
            None => Vec::new(),
        };
        let serious_events = of_kind("serious_events", "seriousEvents");
        let other_events = of_kind("other_events", "otherEvents");
        AdverseEvents {
            frequency_threshold: threshold,
            time_frame: self.time_frame(events, "time_frame", "timeFrame"),
            description: self.lines(events, "desc", "description"),
            event_groups: groups,
            serious_events,
            other_events,
            ..AdverseEvents::default()
        }
    }

    /// Events by organ system. A vocabulary and a way of assessment stand once for all events that have none of their
    /// own; the API has them with each. The category `Total` has the totals by group, which the API has in the groups.
    fn events(
        &mut self,
        kind: &Group<'d, 'a>,
        member: &str,
        module: &Group<'d, 'a>,
        (groups, indices): (&mut [EventGroup], &HashMap<String, usize>),
    ) -> Vec<AdverseEvent> {
        let vocabulary = self.only(kind, "default_vocab").filter(|node| self.is_short(*node));
        let mut assessment: Option<EventAssessment> = None;
        let mut events = Vec::new();
        let Some(categories) = self.inner(kind, "category_list") else { return events };
        for category in categories.children("category") {
            let category = Group::new(category, module.path());
            self.open(category.node);
            let title = self.only(&category, "title").filter(|title| self.is_short(*title));
            let organ_system = title.map(|title| self.decoded(title).line());
            let Some(list) = self.inner(&category, "event_list") else { continue };
            for node in list.children("event") {
                let sub_title = self.only(&Group::new(node, ""), "sub_title").map(|title| self.decoded(title).line());
                let total = match (organ_system.as_deref(), sub_title.as_deref()) {
                    (Some("Total"), Some("Total, all-cause mortality")) => Some(DEATHS),
                    (Some("Total"), Some("Total, serious adverse events")) => Some(SERIOUS),
                    (Some("Total"), Some("Total, other adverse events")) => Some(OTHER),
                    _ => None,
                };
                if let Some(total) = total {
                    self.total(&Group::new(node, module.path()), (groups, indices), total);
                    if let Some(title) = title {
                        self.take(title);
                    }
                    continue;
                }
                let event = Group::new(node, format!("{}[{}]", module.member(member), events.len()));
                self.open(node);
                let mut read = self.event(&event);
                if let Some(title) = title {
                    read.organ_system = self.value(title, event.member("organSystem")).map(|text| text.line());
                }
                if let (None, Some(node)) = (&read.source_vocabulary, vocabulary) {
                    read.source_vocabulary = self.value(node, event.member("sourceVocabulary")).map(|text| text.line());
                }
                if read.assessment_type.is_none() {
                    // Read for the first event that needs it; for the others its place is noted again.
                    read.assessment_type = match (&assessment, self.only(kind, "default_assessment")) {
                        (None, _) => self.code(&kind.of_path(&event), "default_assessment", "assessmentType"),
                        (Some(known), Some(node)) => {
                            self.value(node, event.member("assessmentType"));
                            Some(known.clone())
                        }
                        (Some(_), None) => None,
                    };
                    assessment = assessment.or_else(|| read.assessment_type.clone());
                }
                events.push(read);
            }
        }
        events
    }

    fn event(&mut self, event: &Group<'d, 'a>) -> AdverseEvent {
        let title = self.only(event, "sub_title");
        AdverseEvent {
            term: self.line(event, "sub_title", "term"),
            source_vocabulary: title.and_then(|title| self.attribute(title, "vocab", event.member("sourceVocabulary"))),
            assessment_type: self.code(event, "assessment", "assessmentType"),
            notes: self.lines(event, "description", "notes"),
            stats: self.each(event, "counts", "stats", |record, counts| EventStats {
                group_id: record.attribute(counts.node, "group_id", counts.member("groupId")),
                num_events: record.count(counts, "events", "numEvents"),
                num_affected: record.count(counts, "subjects_affected", "numAffected"),
                num_at_risk: record.count(counts, "subjects_at_risk", "numAtRisk"),
                ..EventStats::default()
            }),
            ..AdverseEvent::default()
        }
    }

    /// The totals of an event of the category `Total`, by group.
    fn total(
        &mut self,
        event: &Group<'d, 'a>,
        (groups, indices): (&mut [EventGroup], &HashMap<String, usize>),
        (fields, members): Total,
    ) {
        self.open(event.node);
        if let Some(title) = self.only(event, "sub_title") {
            self.take(title);
        }
        for node in event.children("counts") {
            let Some(&index) = node.attribute("group_id").and_then(|id| indices.get(id.trim())) else { continue };
            let Some(group) = groups.get_mut(index) else { continue };
            let [affected, at_risk] = fields(group);
            // A total that is there already stays; another one is left over.
            if affected.is_some() || at_risk.is_some() {
                continue;
            }
            let counts = Group::new(node, format!("{}[{index}]", event.member("eventGroups")));
            self.open(node);
            self.attribute(node, "group_id", counts.member("id"));
            let [affected_member, at_risk_member] = members;
            *affected = self.count(&counts, "subjects_affected", affected_member);
            *at_risk = self.count(&counts, "subjects_at_risk", at_risk_member);
        }
    }

    fn count(&mut self, counts: &Group<'d, 'a>, name: &str, member: &str) -> Option<u64> {
        let number = counts.node.attribute(name)?.trim().parse().ok();
        match number {
            Some(number) => self.attribute(counts.node, name, counts.member(member)).map(|_| number),
            None => None,
        }
    }
}
