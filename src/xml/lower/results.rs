//! `resultsSection`.
//!
//! Groups keep the numbers that the XML gives them, `P1`, `B1`, `O1` and `E1`, where the API has `FG000`, `BG000`,
//! `OG000` and `EG000`.

mod adverse_events;
mod measures;

use roxmltree::Node;

use crate::{
    study::{
        CertainAgreement, DropWithdraw, FlowGroup, FlowMilestone, FlowPeriod, FlowStats, LimitationsAndCaveats,
        MoreInfo, ParticipantFlow, PointOfContact, ReportedValue, Results,
    },
    xml::{
        element::{Group, Record},
        words,
    },
};

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn results(&mut self, root: &Group<'d, 'a>) {
        let section = self.one(root, "clinical_results", "resultsSection", |record, section| Results {
            participant_flow: record.one(section, "participant_flow", "participantFlowModule", Self::participant_flow),
            baseline_characteristics: record.one(section, "baseline", "baselineCharacteristicsModule", Self::baseline),
            outcome_measures: record.outcome_measures(&section.at("outcomeMeasuresModule")),
            adverse_events: record.one(section, "reported_events", "adverseEventsModule", Self::adverse_events),
            more_info: record.more_info(&section.at("moreInfoModule")),
            ..Results::default()
        });
        // A document without results says so by having none, unless it has the dates of some. A fragment says nothing.
        let is_document = self.study.status.overall_status.is_some();
        let has_dates = self.study.status.results_first_post_date_struct.is_some()
            || self.study.status.results_first_submit_date.is_some();
        self.study.has_results = match section {
            Some(_) => Some(true),
            None => (is_document && !has_dates).then_some(false),
        };
        self.study.results = section;
    }

    fn participant_flow(&mut self, flow: &Group<'d, 'a>) -> ParticipantFlow {
        ParticipantFlow {
            pre_assignment_details: self.lines(flow, "pre_assignment_details", "preAssignmentDetails"),
            recruitment_details: self.lines(flow, "recruitment_details", "recruitmentDetails"),
            groups: self.listed(flow, "group_list", "group", "groups", |record, group| FlowGroup {
                id: record.attribute(group.node, "group_id", group.member("id")),
                title: record.line(group, "title", "title"),
                description: record.lines(group, "description", "description"),
                ..FlowGroup::default()
            }),
            periods: self.listed(flow, "period_list", "period", "periods", Self::period),
            ..ParticipantFlow::default()
        }
    }

    fn period(&mut self, period: &Group<'d, 'a>) -> FlowPeriod {
        FlowPeriod {
            title: self.line(period, "title", "title"),
            milestones: self.listed(period, "milestone_list", "milestone", "milestones", |record, milestone| {
                FlowMilestone {
                    r#type: record.line(milestone, "title", "type"),
                    achievements: record.flow_stats(milestone, "achievements"),
                    ..FlowMilestone::default()
                }
            }),
            drop_withdraws: self.listed(
                period,
                "drop_withdraw_reason_list",
                "drop_withdraw_reason",
                "dropWithdraws",
                |record, reason| DropWithdraw {
                    r#type: record.line(reason, "title", "type"),
                    reasons: record.flow_stats(reason, "reasons"),
                    ..DropWithdraw::default()
                },
            ),
            ..FlowPeriod::default()
        }
    }

    fn flow_stats(&mut self, group: &Group<'d, 'a>, member: &str) -> Vec<FlowStats> {
        self.listed(group, "participants_list", "participants", member, |record, stats| FlowStats {
            group_id: record.attribute(stats.node, "group_id", stats.member("groupId")),
            comment: record.comment(stats),
            num_subjects: record.figure(stats.node, "count", stats.member("numSubjects")),
            ..FlowStats::default()
        })
    }

    /// A figure, which the XML has as an attribute.
    fn figure(&mut self, node: Node<'d, 'a>, name: &str, path: String) -> Option<ReportedValue> {
        self.attribute(node, name, path).map(ReportedValue::from)
    }

    /// What stands between the tags of a figure.
    fn comment(&mut self, figure: &Group<'d, 'a>) -> Option<String> {
        let has_comment = self.decoded(figure.node).span().is_some();
        has_comment.then(|| self.value(figure.node, figure.member("comment")).map(|text| text.lines())).flatten()
    }

    fn more_info(&mut self, module: &Group<'d, 'a>) -> Option<MoreInfo> {
        let limitations = self.lines(&module.at("limitationsAndCaveats"), "limitations_and_caveats", "description");
        let info = MoreInfo {
            limitations_and_caveats: limitations
                .map(|text| LimitationsAndCaveats { description: Some(text), ..LimitationsAndCaveats::default() }),
            certain_agreement: self.one(module, "certain_agreements", "certainAgreement", Self::certain_agreement),
            point_of_contact: self.one(module, "point_of_contact", "pointOfContact", |record, contact| {
                PointOfContact {
                    title: record.line(contact, "name_or_title", "title"),
                    organization: record.line(contact, "organization", "organization"),
                    email: record.line(contact, "email", "email"),
                    phone: record.line(contact, "phone", "phone"),
                    phone_ext: record.line(contact, "phone_ext", "phoneExt"),
                    ..PointOfContact::default()
                }
            }),
            ..MoreInfo::default()
        };
        Some(info).filter(|info| *info != MoreInfo::default())
    }

    fn certain_agreement(&mut self, agreement: &Group<'d, 'a>) -> CertainAgreement {
        let expected = "the registry's sentence about who employs the investigators";
        let mut agreed = CertainAgreement {
            pi_sponsor_employee: self.read(
                agreement,
                "pi_employee",
                "piSponsorEmployee",
                expected,
                words::is_sponsor_employee,
            ),
            ..CertainAgreement::default()
        };
        if let Some(node) = self.only(agreement, "restrictive_agreement")
            && let Some(text) = self.value(node, agreement.member("restrictiveAgreement"))
        {
            let sentence = text.lines();
            let (is_restrictive, kind) = words::restriction(&sentence);
            agreed.restrictive_agreement = is_restrictive;
            // The one sentence says all three.
            let span = self.span(node);
            if let Some(kind) = kind {
                self.note(agreement.member("restrictionType"), span);
                agreed.restriction_type = Some(kind.into());
            }
            if kind == Some("OTHER") {
                self.note(agreement.member("otherDetails"), span);
                agreed.other_details = Some(sentence);
            }
        }
        agreed
    }
}
