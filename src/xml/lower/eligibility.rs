//! `eligibilityModule`.

use crate::{
    diagnostic::Code,
    study::{Age, MaybeTyped},
    xml::element::{Group, Record},
};

const AN_AGE: &str = "an age such as 18 Years";

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn eligibility(&mut self, module: &Group<'d, 'a>) {
        let Some(group) = self.inner(module, "eligibility") else { return };
        self.study.eligibility.eligibility_criteria = self.block(&group, "criteria", "eligibilityCriteria");
        let expected = "Accepts Healthy Volunteers, Yes or No";
        self.study.eligibility.healthy_volunteers =
            self.read(&group, "healthy_volunteers", "healthyVolunteers", expected, |words| match words {
                "Accepts Healthy Volunteers" | "Yes" => Some(true),
                "No" => Some(false),
                _ => None,
            });
        self.study.eligibility.sex = self.code(&group, "gender", "sex");
        self.study.eligibility.gender_based = self.yes_no(&group, "gender_based", "genderBased");
        self.study.eligibility.gender_description = self.lines(&group, "gender_description", "genderDescription");
        self.study.eligibility.minimum_age = self.age(&group, "minimum_age", "minimumAge");
        self.study.eligibility.maximum_age = self.age(&group, "maximum_age", "maximumAge");
        self.study.eligibility.study_population = self.block(&group, "study_pop", "studyPopulation");
        self.study.eligibility.sampling_method = self.code(&group, "sampling_method", "samplingMethod");
    }

    /// An age; `N/A` stands for no limit.
    fn age(&mut self, group: &Group<'d, 'a>, name: &str, member: &str) -> Option<MaybeTyped<Age>> {
        let node = self.only(group, name)?;
        if self.decoded(node).line() == "N/A" {
            self.take(node);
            self.say(Code::NoLimit, Some(group.member(member)), node, "a limit of age", "\"N/A\"");
            return None;
        }
        self.maybe_typed(group, name, member, AN_AGE)
    }
}
