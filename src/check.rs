//! What is odd about a study that could be read: checking is apart from reading.

use std::collections::HashSet;

use crate::{
    criteria::{self, Bound, ConstraintKind, Criteria, Kind, Unit},
    diagnostic::{Code, Diagnostic, FieldPath, quoted},
    study::{
        Age, DesignAllocation, DesignMasking, InterventionModel, MaybeTyped, OverallStatus, PartialDate, Phase, Study,
        StudyType,
    },
};

const START: &str = "protocolSection.statusModule.startDateStruct.date";
const PRIMARY_COMPLETION: &str = "protocolSection.statusModule.primaryCompletionDateStruct.date";
const COMPLETION: &str = "protocolSection.statusModule.completionDateStruct.date";
const COUNT: &str = "protocolSection.designModule.enrollmentInfo.count";
const ARMS: &str = "protocolSection.armsInterventionsModule.armGroups";
const INTERVENTIONS: &str = "protocolSection.armsInterventionsModule.interventions";
const INTERVENTION_NAME: &str = "protocolSection.armsInterventionsModule.interventions[].name";
const MINIMUM_AGE: &str = "protocolSection.eligibilityModule.minimumAge";
const MAXIMUM_AGE: &str = "protocolSection.eligibilityModule.maximumAge";
const WHO_MASKED: &str = "protocolSection.designModule.designInfo.maskingInfo.whoMasked";
const PHASES: &str = "protocolSection.designModule.phases";
const ALLOCATION: &str = "protocolSection.designModule.designInfo.allocation";

/// The longest exclusion, in bytes, that is of an age alone.
const LONGEST_LIMIT: usize = 50;

/// The limits of age that the criteria state, as they include. There may be several: of cohorts, of women past menopause.
#[derive(Default)]
struct StatedAges {
    lowest: Vec<StatedAge>,
    highest: Vec<StatedAge>,
}

struct StatedAge {
    value: f64,
    is_inclusive: bool,
    /// As UCUM has it; years where the text has none.
    unit: String,
}

impl StatedAges {
    fn of(criteria: &Criteria) -> Self {
        let mut ages = Self::default();
        for (group, _, item) in criteria.items() {
            for constraint in &item.constraints {
                if constraint.kind != ConstraintKind::Bound || constraint.quantity.as_deref() != Some("age") {
                    continue;
                }
                let age = |bound: &Option<Bound>| {
                    let bound = bound.as_ref()?;
                    let unit = bound.unit.as_ref().or(constraint.unit.as_ref()).map_or("a", Unit::as_str);
                    let value = bound.value.as_f64()?;
                    Some(StatedAge { value, is_inclusive: bound.inclusive, unit: unit.to_owned() })
                };
                let (lower, upper) = (age(&constraint.lower), age(&constraint.upper));
                match group.kind {
                    // Who is younger than 18 is out: the rest is at least 18. A longer item speaks of some only: `65 years and
                    // older for whom …`.
                    Kind::Exclusion if item.text.len() <= LONGEST_LIMIT && (lower.is_none() || upper.is_none()) => {
                        let turned = |age: StatedAge| StatedAge { is_inclusive: !age.is_inclusive, ..age };
                        ages.lowest.extend(upper.map(turned));
                        ages.highest.extend(lower.map(turned));
                    }
                    Kind::Exclusion => {}
                    Kind::Inclusion | Kind::Unspecified => {
                        ages.lowest.extend(lower);
                        ages.highest.extend(upper);
                    }
                }
            }
        }
        ages
    }
}

impl StatedAge {
    /// Whether the registry's age says the same: it has whole numbers and no strict limits, so that `under 18` may be 17
    /// or 18 there.
    fn agrees(&self, age: Age) -> bool {
        let days = |value: f64, unit: &str| {
            let each = match unit {
                "a" => 365.25,
                "mo" => 365.25 / 12.0,
                "wk" => 7.0,
                "d" => 1.0,
                "h" => 1.0 / 24.0,
                "min" => 1.0 / 1440.0,
                _ => return None,
            };
            Some(value * each)
        };
        let (Some(stated), Some(one)) = (days(self.value, &self.unit), days(1.0, &self.unit)) else { return true };
        let Some(registered) = days(f64::from(age.count), age.unit.ucum()) else { return true };
        let tolerance = if self.is_inclusive { 0.02 * stated } else { one + 0.02 * stated };
        (stated - registered).abs() <= tolerance
    }
}

/// The number that old records have for an enrollment that nobody knew.
const UNKNOWN_ENROLLMENT: u64 = 99_999_999;

impl Study {
    /// Returns what is odd about the study: statements that contradict each other, values that stand for something
    /// else. Nothing here is sure to be wrong, and nothing is changed.
    ///
    /// The diagnostics have no place in a text; [`Parsed::span_of`](crate::Parsed::span_of) finds it by their field.
    ///
    /// ```
    /// use ctgov::study::Study;
    ///
    /// let mut study = Study::default();
    /// study.eligibility.minimum_age = Some("65 Years".parse::<ctgov::study::Age>()?.into());
    /// study.eligibility.maximum_age = Some("18 Years".parse::<ctgov::study::Age>()?.into());
    /// assert_eq!(
    ///     study.check()[0].to_string(),
    ///     "warning[age-order] protocolSection.eligibilityModule.minimumAge: \
    ///      expected a minimum age up to the maximum of 18 Years, found 65 Years"
    /// );
    /// # Ok::<(), ctgov::ValueError>(())
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.check_dates(&mut found);
        self.check_status(&mut found);
        self.check_enrollment(&mut found);
        self.check_arms(&mut found);
        self.check_ages(&mut found);
        self.check_design(&mut found);
        found
    }

    fn primary_completion_date(&self) -> Option<PartialDate> {
        self.status.primary_completion_date_struct.as_ref()?.date.as_ref()?.typed().copied()
    }

    fn check_dates(&self, found: &mut Vec<Diagnostic>) {
        let dates = [
            ("completion", COMPLETION, self.completion_date(), "start", self.start_date()),
            ("primary completion", PRIMARY_COMPLETION, self.primary_completion_date(), "start", self.start_date()),
            ("completion", COMPLETION, self.completion_date(), "primary completion", self.primary_completion_date()),
        ];
        for (later, path, date, earlier, before) in dates {
            let (Some(date), Some(before)) = (date, before) else { continue };
            if date < before {
                let expected = format!("a {later} date from the {earlier} date {before} on");
                found.push(odd(Code::DateOrder, path, expected, date.to_string()));
            }
        }
    }

    /// Status and dates are held against each other as of the record's last update: what was to come then is not
    /// past, and the other way round.
    fn check_status(&self, found: &mut Vec<Diagnostic>) {
        let updated = self.status.last_update_post_date_struct.as_ref().and_then(|date| date.date.as_ref()?.typed());
        let (Some(status), Some(&updated)) = (self.status(), updated) else { return };
        let mut contradicts = |path, what: &str, date: Option<PartialDate>, is_past: bool| {
            let Some(date) = date else { return };
            if (is_past && date > updated) || (!is_past && date < updated) {
                let side = if is_past { "no later" } else { "no earlier" };
                let expected = format!("a {what} date {side} than the last update of {updated}, with status {status}");
                found.push(odd(Code::StatusAgainstDate, path, expected, date.to_string()));
            }
        };
        match status {
            OverallStatus::NotYetRecruiting => contradicts(START, "start", self.start_date(), false),
            OverallStatus::Completed => contradicts(COMPLETION, "completion", self.completion_date(), true),
            OverallStatus::Recruiting | OverallStatus::ActiveNotRecruiting => {
                contradicts(START, "start", self.start_date(), true);
                contradicts(COMPLETION, "completion", self.completion_date(), false);
            }
            _ => {}
        }
    }

    fn check_enrollment(&self, found: &mut Vec<Diagnostic>) {
        let is_withdrawn = self.status() == Some(&OverallStatus::Withdrawn);
        match self.enrollment() {
            Some(0) if !is_withdrawn => {
                found.push(odd(Code::OddEnrollment, COUNT, "a number of participants above zero", "0"));
            }
            Some(count) if count > 0 && is_withdrawn => {
                let expected = "no participants, with status WITHDRAWN";
                found.push(odd(Code::OddEnrollment, COUNT, expected, count.to_string()));
            }
            Some(UNKNOWN_ENROLLMENT) => {
                let found_text = "99999999, which stands for an unknown number";
                found.push(odd(Code::OddEnrollment, COUNT, "a number of participants", found_text));
            }
            _ => {}
        }
    }

    fn check_arms(&self, found: &mut Vec<Diagnostic>) {
        // The same words may have spaces of different kinds in two places.
        let words = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
        let names = self.arms().iter().flat_map(|arm| &arm.intervention_names);
        let named: HashSet<String> =
            names.filter_map(|name| name.split_once(": ").map(|(_, name)| words(name))).collect();
        let unassigned = |name: &str| !self.arms().is_empty() && !named.contains(&words(name));
        for (index, intervention) in self.interventions().iter().enumerate() {
            let is_assigned = !intervention.arm_group_labels.is_empty();
            if let Some(name) = intervention.name.as_deref().filter(|name| !is_assigned && unassigned(name)) {
                let path = FieldPath::at(INTERVENTION_NAME, [index, 0]);
                let expected = format!("an arm with the intervention {}", quoted(name));
                found.push(Diagnostic::new(Code::UnassignedIntervention, expected, "none").field(path));
            }
        }
        if self.design.study_type != Some(StudyType::Interventional) {
            return;
        }
        if self.interventions().is_empty() && !self.arms().is_empty() {
            let arms = format!("none, and arms: {}", self.arms().len());
            found.push(odd(Code::ArmsWithoutInterventions, INTERVENTIONS, "interventions of a trial", arms));
        }
    }

    fn check_ages(&self, found: &mut Vec<Diagnostic>) {
        let typed = |age: &Option<MaybeTyped<Age>>| age.as_ref()?.typed().copied();
        let (minimum, maximum) = (typed(&self.eligibility.minimum_age), typed(&self.eligibility.maximum_age));
        if let (Some(minimum), Some(maximum)) = (minimum, maximum)
            && minimum > maximum
        {
            let expected = format!("a minimum age up to the maximum of {maximum}");
            found.push(odd(Code::AgeOrder, MINIMUM_AGE, expected, minimum.to_string()));
        }
        let Some(text) = &self.eligibility.eligibility_criteria else { return };
        let stated = StatedAges::of(&criteria::parse(text));
        let limits = [
            (["at least", "over"], MINIMUM_AGE, &self.eligibility.minimum_age, minimum, &stated.lowest),
            (["at most", "under"], MAXIMUM_AGE, &self.eligibility.maximum_age, maximum, &stated.highest),
        ];
        for ([inclusive, strict], path, field, age, stated) in limits {
            // Text that is no age is reported where it was read.
            let is_text = field.is_some() && age.is_none();
            let Some(first) = stated.first().filter(|_| !is_text) else { continue };
            if !stated.iter().any(|stated| age.is_some_and(|age| stated.agrees(age))) {
                let side = if first.is_inclusive { inclusive } else { strict };
                let expected = format!("{side} {} {}, as the criteria have it", first.value, first.unit);
                let found_age = age.map_or_else(|| "no limit".to_owned(), |age| age.to_string());
                found.push(odd(Code::AgeAgainstCriteria, path, expected, found_age));
            }
        }
    }

    fn check_design(&self, found: &mut Vec<Diagnostic>) {
        let has_phase = self.phases().iter().any(|phase| *phase != Phase::Na);
        self.check_masking(found);
        if self.design.study_type == Some(StudyType::Observational) && has_phase {
            let phases = self.phases().iter().map(ToString::to_string).collect::<Vec<_>>().join("/");
            found.push(odd(Code::DesignConflict, PHASES, "no phase of an observational study", phases));
        }
        let Some(info) = &self.design.design_info else { return };
        let is_single = info.intervention_model == Some(InterventionModel::SingleGroup);
        if is_single && info.allocation == Some(DesignAllocation::Randomized) {
            let expected = "allocation NA, with the model SINGLE_GROUP";
            found.push(odd(Code::DesignConflict, ALLOCATION, expected, "RANDOMIZED"));
        }
        if is_single && self.arms().len() > 1 {
            let arms = format!("{} arms", self.arms().len());
            found.push(odd(Code::DesignConflict, ARMS, "one arm, with the model SINGLE_GROUP", arms));
        }
    }

    /// Old records have the masking without the parties.
    fn check_masking(&self, found: &mut Vec<Diagnostic>) {
        let Some(info) = self.design.design_info.as_ref().and_then(|info| info.masking_info.as_ref()) else { return };
        let parties = match info.masking {
            Some(DesignMasking::None) => 0,
            Some(DesignMasking::Single) => 1,
            Some(DesignMasking::Double) => 2,
            Some(DesignMasking::Triple) => 3,
            Some(DesignMasking::Quadruple) => 4,
            _ => return,
        };
        if !info.who_masked.is_empty() && info.who_masked.len() != parties {
            let masking = info.masking.as_ref().map_or("", |masking| masking.as_str());
            let expected = format!("{parties} masked parties, with masking {masking}");
            found.push(odd(Code::DesignConflict, WHO_MASKED, expected, info.who_masked.len().to_string()));
        }
    }
}

fn odd(
    code: Code,
    path: &'static str,
    expected: impl Into<std::borrow::Cow<'static, str>>,
    found: impl Into<std::borrow::Cow<'static, str>>,
) -> Diagnostic {
    Diagnostic::new(code, expected, found).field(FieldPath::new(path))
}
