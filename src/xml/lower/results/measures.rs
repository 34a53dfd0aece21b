//! `baselineCharacteristicsModule` and `outcomeMeasuresModule`.
//!
//! A measure has classes of categories of measurements. Documents before the schema's change of 2016-12-02 have
//! categories only, and the number of participants as a measure of its own.

use crate::{
    study::{
        BaselineCharacteristics, BaselineMeasure, Denom, DenomCount, MaybeTyped, MeasureAnalysis, MeasureCategory,
        MeasureClass, MeasureGroup, Measurement, OutcomeMeasure, OutcomeMeasures, PartialDate, ReportedValue,
        ReportingStatus,
    },
    xml::element::{Group, Record},
};

/// The measure by which older documents say how many were analysed.
const NUMBER_OF_PARTICIPANTS: &str = "Number of Participants";

/// The words for the level at which a number of participants stands.
const SCOPES: &[&str] = &["Overall", "Measure", "Class"];

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn baseline(&mut self, baseline: &Group<'d, 'a>) -> BaselineCharacteristics {
        BaselineCharacteristics {
            population_description: self.lines(baseline, "population", "populationDescription"),
            groups: self.measure_groups(baseline),
            denoms: self.denoms(baseline),
            measures: self.listed(baseline, "measure_list", "measure", "measures", |record, measure| BaselineMeasure {
                title: record.line(measure, "title", "title"),
                description: record.lines(measure, "description", "description"),
                population_description: record.lines(measure, "population", "populationDescription"),
                param_type: record.code(measure, "param", "paramType"),
                dispersion_type: record.code(measure, "dispersion", "dispersionType"),
                unit_of_measure: record.line(measure, "units", "unitOfMeasure"),
                denom_units_selected: record.line(measure, "units_analyzed", "denomUnitsSelected"),
                denoms: record.denoms(measure),
                classes: record.classes(measure),
                ..BaselineMeasure::default()
            }),
            ..BaselineCharacteristics::default()
        }
    }

    pub(super) fn outcome_measures(&mut self, module: &Group<'d, 'a>) -> Option<OutcomeMeasures> {
        let list = self.inner(module, "outcome_list")?;
        Some(OutcomeMeasures {
            outcome_measures: self.each(&list, "outcome", "outcomeMeasures", Self::outcome_measure),
            ..OutcomeMeasures::default()
        })
    }

    fn outcome_measure(&mut self, outcome: &Group<'d, 'a>) -> OutcomeMeasure {
        let mut measured = OutcomeMeasure {
            r#type: self.code(outcome, "type", "type"),
            title: self.line(outcome, "title", "title"),
            description: self.lines(outcome, "description", "description"),
            population_description: self.lines(outcome, "population", "populationDescription"),
            anticipated_posting_date: self.posting_date(outcome),
            time_frame: self.time_frame(outcome, "time_frame", "timeFrame"),
            groups: self.measure_groups(outcome),
            analyses: self.listed(outcome, "analysis_list", "analysis", "analyses", Self::analysis),
            ..OutcomeMeasure::default()
        };
        // An outcome with a measure is posted; one without is announced, with or without a date.
        measured.reporting_status = Some(ReportingStatus::Posted);
        if let Some(measure) = self.inner(outcome, "measure") {
            self.measure(&measure, &mut measured);
        } else if let Some(list) = self.inner(outcome, "measure_list") {
            self.measure_list(&list, &mut measured);
        } else {
            measured.reporting_status = Some(ReportingStatus::NotPosted);
        }
        measured
    }

    /// The figures of an outcome. The measure repeats title and texts of the outcome that it belongs to.
    fn measure(&mut self, measure: &Group<'d, 'a>, outcome: &mut OutcomeMeasure) {
        self.repeated(measure, "title", "title", &mut outcome.title);
        self.repeated(measure, "description", "description", &mut outcome.description);
        self.repeated(measure, "population", "populationDescription", &mut outcome.population_description);
        outcome.param_type = self.code(measure, "param", "paramType");
        outcome.dispersion_type = self.line(measure, "dispersion", "dispersionType");
        outcome.unit_of_measure = self.line(measure, "units", "unitOfMeasure");
        outcome.denom_units_selected = self.line(measure, "units_analyzed", "denomUnitsSelected");
        outcome.denoms.extend(self.denoms(measure));
        outcome.classes = self.classes(measure);
    }

    /// A text that stands twice in the document. Where the two differ the second has no place.
    fn repeated(&mut self, measure: &Group<'d, 'a>, name: &str, member: &str, field: &mut Option<String>) {
        let Some(node) = self.only(measure, name) else { return };
        let text = self.decoded(node).lines();
        match field {
            Some(first) if *first != text => {}
            _ => *field = self.value(node, measure.member(member)).map(|text| text.lines()).or(field.take()),
        }
    }

    /// The measures of an outcome before 2016-12-02: the number of participants analysed, and the measure itself.
    fn measure_list(&mut self, list: &Group<'d, 'a>, outcome: &mut OutcomeMeasure) {
        let measures: Vec<_> = list.children("measure").collect();
        let is_number = |record: &Self, node| {
            let title = Group::new(node, "").children("title").next();
            title.is_some_and(|title| record.decoded(title).line() == NUMBER_OF_PARTICIPANTS)
        };
        let mut is_measured = false;
        for node in measures {
            if is_number(self, node) && outcome.denoms.is_empty() {
                self.number_of_participants(&list.of(node), outcome);
            } else if !is_measured {
                is_measured = true;
                self.open(node);
                self.measure(&list.of(node), outcome);
            }
        }
    }

    /// `measure[title = "Number of Participants"]`, whose measurements are counts by group.
    fn number_of_participants(&mut self, measure: &Group<'d, 'a>, outcome: &mut OutcomeMeasure) {
        let denom = measure.at("denoms[0]");
        let inner = |node, name| Group::new(node, "").children(name).next();
        let path = ["category_list", "category", "measurement_list"];
        let mut nodes = vec![measure.node];
        for name in path {
            let Some(node) = nodes.last().and_then(|node| inner(*node, name)) else { return };
            nodes.push(node);
        }
        let Some(&measurements) = nodes.last() else { return };
        nodes.into_iter().for_each(|node| self.open(node));
        // The measure's own words say nothing more; what else there is, is left over.
        for (name, said) in [("title", NUMBER_OF_PARTICIPANTS), ("units", "participants"), ("param", "Number")] {
            if let Some(node) = inner(measure.node, name)
                && self.decoded(node).line().eq_ignore_ascii_case(said)
            {
                self.take(node);
            }
        }
        let mut counts = Vec::new();
        for node in Group::new(measurements, "").children("measurement") {
            self.open(node);
            let count = Group::new(node, format!("{}[{}]", denom.member("counts"), counts.len()));
            counts.push(DenomCount {
                group_id: self.attribute(node, "group_id", count.member("groupId")),
                value: self.figure(node, "value", count.member("value")),
                ..DenomCount::default()
            });
        }
        outcome.denoms.push(Denom { units: Some("Participants".to_owned()), counts, ..Denom::default() });
    }

    /// `posting-date = [ 2DIGIT "/" ] 4DIGIT`: `12/2031`, `2031`
    fn posting_date(&mut self, outcome: &Group<'d, 'a>) -> Option<MaybeTyped<PartialDate>> {
        let node = self.only(outcome, "posting_date")?;
        let path = outcome.member("anticipatedPostingDate");
        let text = self.value(node, path.clone())?.line();
        let iso = text.split_once('/').map(|(month, year)| format!("{year}-{month}"));
        let date = iso.unwrap_or_else(|| text.clone()).parse::<PartialDate>();
        Some(match date {
            Ok(date) => MaybeTyped::Typed(date),
            Err(_) => self.typed(node, &text, path, "a date such as 12/2031"),
        })
    }

    fn measure_groups(&mut self, group: &Group<'d, 'a>) -> Vec<MeasureGroup> {
        self.listed(group, "group_list", "group", "groups", |record, group| MeasureGroup {
            id: record.attribute(group.node, "group_id", group.member("id")),
            title: record.line(group, "title", "title"),
            description: record.lines(group, "description", "description"),
            ..MeasureGroup::default()
        })
    }

    /// How many were analysed, of participants and of other units. The element `scope` says at which level this stands,
    /// as its place does.
    fn denoms(&mut self, group: &Group<'d, 'a>) -> Vec<Denom> {
        self.listed(group, "analyzed_list", "analyzed", "denoms", |record, analyzed| {
            if let Some(scope) = record.only(analyzed, "scope")
                && SCOPES.contains(&&*record.decoded(scope).line())
            {
                record.take(scope);
            }
            Denom {
                units: record.line(analyzed, "units", "units"),
                counts: record.listed(analyzed, "count_list", "count", "counts", |record, count| DenomCount {
                    group_id: record.attribute(count.node, "group_id", count.member("groupId")),
                    value: record.figure(count.node, "value", count.member("value")),
                    ..DenomCount::default()
                }),
                ..Denom::default()
            }
        })
    }

    fn classes(&mut self, measure: &Group<'d, 'a>) -> Vec<MeasureClass> {
        let classes = self.listed(measure, "class_list", "class", "classes", |record, class| MeasureClass {
            title: record.line(class, "title", "title"),
            denoms: record.denoms(class),
            categories: record.listed(class, "category_list", "category", "categories", Self::category),
            ..MeasureClass::default()
        });
        if classes.is_empty() {
            let class = measure.at("classes[0]");
            let categories = self.listed(&class, "category_list", "category", "categories", Self::category);
            if !categories.is_empty() {
                return vec![MeasureClass { categories, ..MeasureClass::default() }];
            }
        }
        classes
    }

    fn category(&mut self, category: &Group<'d, 'a>) -> MeasureCategory {
        let title = self.line(category, "title", "title");
        MeasureCategory {
            title: title.or_else(|| self.line(category, "sub_title", "title")),
            measurements: self.listed(category, "measurement_list", "measurement", "measurements", |record, figure| {
                let mut attribute = |name, member: &str| record.figure(figure.node, name, figure.member(member));
                Measurement {
                    value: attribute("value", "value"),
                    spread: attribute("spread", "spread"),
                    lower_limit: attribute("lower_limit", "lowerLimit"),
                    upper_limit: attribute("upper_limit", "upperLimit"),
                    group_id: record.attribute(figure.node, "group_id", figure.member("groupId")),
                    comment: record.comment(figure),
                    ..Measurement::default()
                }
            }),
            ..MeasureCategory::default()
        }
    }

    fn analysis(&mut self, analysis: &Group<'d, 'a>) -> MeasureAnalysis {
        let group_ids = match self.inner(analysis, "group_id_list") {
            Some(list) => self.list(&list, "group_id", "groupIds"),
            None => Vec::new(),
        };
        let mut figure = |name, member| self.line(analysis, name, member).map(ReportedValue::from);
        MeasureAnalysis {
            p_value: figure("p_value", "pValue"),
            param_value: figure("param_value", "paramValue"),
            dispersion_value: figure("dispersion_value", "dispersionValue"),
            ci_pct_value: figure("ci_percent", "ciPctValue"),
            ci_lower_limit: figure("ci_lower_limit", "ciLowerLimit"),
            ci_upper_limit: figure("ci_upper_limit", "ciUpperLimit"),
            group_ids,
            group_description: self.lines(analysis, "groups_desc", "groupDescription"),
            // The schema's change of 2017-01-11 put a type in the place of Yes and No.
            tested_non_inferiority: self.yes_no(analysis, "non_inferiority", "testedNonInferiority"),
            non_inferiority_type: self.code(analysis, "non_inferiority_type", "nonInferiorityType"),
            non_inferiority_comment: self.lines(analysis, "non_inferiority_desc", "nonInferiorityComment"),
            p_value_comment: self.lines(analysis, "p_value_desc", "pValueComment"),
            statistical_method: self.line(analysis, "method", "statisticalMethod"),
            statistical_comment: self.lines(analysis, "method_desc", "statisticalComment"),
            param_type: self.line(analysis, "param_type", "paramType"),
            ci_num_sides: self.code(analysis, "ci_n_sides", "ciNumSides"),
            ci_lower_limit_comment: self.lines(analysis, "ci_lower_limit_na_comment", "ciLowerLimitComment"),
            ci_upper_limit_comment: self.lines(analysis, "ci_upper_limit_na_comment", "ciUpperLimitComment"),
            dispersion_type: self.code(analysis, "dispersion_type", "dispersionType"),
            estimate_comment: self.lines(analysis, "estimate_desc", "estimateComment"),
            other_analysis_description: self.lines(analysis, "other_analysis_desc", "otherAnalysisDescription"),
            ..MeasureAnalysis::default()
        }
    }
}
