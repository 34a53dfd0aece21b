//! `designModule`.

use crate::{
    source::Span,
    study::{
        BioSpec, DesignInfo, EnrollmentInfo, ExpandedAccessTypes, MaskingInfo, MaybeTyped, Phase, StudyType, WhoMasked,
        code::CodeList,
    },
    xml::element::{Group, Record},
};

impl<'d, 'a> Record<'d, 'a> {
    pub(super) fn design(&mut self, module: &Group<'d, 'a>) {
        self.study_type(module);
        self.phases(module);
        self.study.design.target_duration =
            self.maybe_typed(module, "target_duration", "targetDuration", "a length of time such as 5 Years");
        self.study.design.design_info = self
            .one(module, "study_design_info", "designInfo", Self::design_info)
            .or_else(|| self.study_design(module));
        self.study.design.expanded_access_types =
            self.one(module, "expanded_access_info", "expandedAccessTypes", |record, info| ExpandedAccessTypes {
                individual: record.yes_no(info, "expanded_access_type_individual", "individual"),
                intermediate: record.yes_no(info, "expanded_access_type_intermediate", "intermediate"),
                treatment: record.yes_no(info, "expanded_access_type_treatment", "treatment"),
                ..ExpandedAccessTypes::default()
            });
        let bio = module.at("bioSpec");
        let bio_spec = BioSpec {
            retention: self.code(&bio, "biospec_retention", "retention"),
            description: self.block(&bio, "biospec_descr", "description"),
            ..BioSpec::default()
        };
        self.study.design.bio_spec = Some(bio_spec).filter(|bio_spec| *bio_spec != BioSpec::default());
        self.study.design.enrollment_info = self.enrollment(module);
    }

    /// The kind of study. A patient registry is a kind of its own here; `N/A` stands for a record that is withheld.
    fn study_type(&mut self, module: &Group<'d, 'a>) {
        let Some(node) = self.only(module, "study_type") else { return };
        if self.decoded(node).line() == "N/A" {
            return self.take(node);
        }
        let Some(words) = self.value(node, module.member("studyType")).map(|text| text.line()) else { return };
        match &*words {
            "Observational [Patient Registry]" => {
                self.study.design.study_type = Some(StudyType::Observational);
                self.study.design.patient_registry = Some(true);
            }
            _ => self.study.design.study_type = Some(self.code_of(node, &words, module.member("studyType"))),
        }
    }

    /// `phase = word *( "/" word )`: `Phase 1/Phase 2`. `N/A` has the mark inside.
    fn phases(&mut self, module: &Group<'d, 'a>) {
        let Some(node) = self.only(module, "phase") else { return };
        let Some(text) = self.value(node, module.member("phases[0]")) else { return };
        let words = text.line();
        let phases = if words == "N/A" {
            vec![&*words]
        } else {
            words.split('/').map(str::trim).filter(|word| !word.is_empty()).collect()
        };
        let path = |index: usize| module.member(&format!("phases[{index}]"));
        let span = self.span(node);
        let codes = phases.into_iter().enumerate().map(|(index, word)| {
            if index > 0 {
                self.note(path(index), span);
            }
            self.code_of::<Phase>(node, word, path(index))
        });
        self.study.design.phases = codes.collect();
    }

    fn enrollment(&mut self, module: &Group<'d, 'a>) -> Option<EnrollmentInfo> {
        let node = self.only(module, "enrollment")?;
        let enrollment = module.at("enrollmentInfo");
        let count = self.value(node, enrollment.member("count")).map(|text| text.line());
        let count: Option<MaybeTyped<u64>> =
            count.map(|count| self.typed(node, &count, enrollment.member("count"), "a number of participants"));
        let r#type = self.attribute(node, "type", enrollment.member("type"));
        let r#type = r#type.map(|words| self.code_of(node, &words, enrollment.member("type")));
        Some(EnrollmentInfo { count, r#type, ..EnrollmentInfo::default() })
    }

    fn design_info(&mut self, info: &Group<'d, 'a>) -> DesignInfo {
        let masking = info.at("maskingInfo");
        let mut masking_info = MaskingInfo {
            masking_description: self.lines(&masking, "masking_description", "maskingDescription"),
            ..MaskingInfo::default()
        };
        if let Some(node) = self.only(&masking, "masking")
            && let Some(text) = self.value(node, masking.member("masking"))
        {
            let span = self.span(node);
            self.masking(&mut masking_info, &text.line(), &masking, span);
        }
        DesignInfo {
            allocation: self.code(info, "allocation", "allocation"),
            intervention_model: self.code(info, "intervention_model", "interventionModel"),
            intervention_model_description: self.lines(
                info,
                "intervention_model_description",
                "interventionModelDescription",
            ),
            primary_purpose: self.code(info, "primary_purpose", "primaryPurpose"),
            observational_model: self.code(info, "observational_model", "observationalModel"),
            time_perspective: self.code(info, "time_perspective", "timePerspective"),
            masking_info: Some(masking_info).filter(|masking| *masking != MaskingInfo::default()),
            ..DesignInfo::default()
        }
    }

    /// `masking = word [ "(" party *( "," party ) ")" ]`: `Double (Participant, Investigator)`. `None (Open Label)` has
    /// no parties.
    fn masking(&mut self, masking: &mut MaskingInfo, words: &str, group: &Group<'d, 'a>, span: Span) {
        let (word, parties) = match words.strip_suffix(')').and_then(|words| words.split_once('(')) {
            Some((word, parties)) if !parties.eq_ignore_ascii_case("Open Label") => (word.trim(), parties),
            _ => (words, ""),
        };
        if !word.is_empty() {
            masking.masking = Some(self.code_at(span, word, group.member("masking")));
        }
        for party in parties.split(',').map(str::trim).filter(|party| !party.is_empty()) {
            let path = group.member(&format!("whoMasked[{}]", masking.who_masked.len()));
            self.note(path.clone(), span);
            masking.who_masked.push(self.code_at::<WhoMasked>(span, party, path));
        }
    }

    fn code_at<T: CodeList>(&mut self, span: Span, words: &str, path: String) -> T {
        let code = crate::xml::words::code::<T>(words);
        if !code.is_known() {
            self.say_at(span, path, words);
        }
        code
    }

    /// The design as one text, before the schema's change of 2017-01-11.
    ///
    /// `study-design = part *( "," SP part )`, `part = name ":" SP words`: `Allocation: Randomized, Masking: Double
    /// Blind (Subject, Investigator)`. A comma between parentheses, or before what is no name, belongs to the words.
    fn study_design(&mut self, module: &Group<'d, 'a>) -> Option<DesignInfo> {
        let node = self.only(module, "study_design")?;
        let text = self.decoded(node);
        let span = text.span()?;
        self.take(node);
        let words = text.line();
        let info = module.at("designInfo");
        let mut design = DesignInfo::default();
        let mut masking = MaskingInfo::default();
        let mut seen = Vec::new();
        for part in parts(&words) {
            let (name, words) = part.split_once(": ").unwrap_or(("", part));
            let member = match name {
                "Allocation" => "allocation",
                "Intervention Model" => "interventionModel",
                "Primary Purpose" => "primaryPurpose",
                "Observational Model" => "observationalModel",
                "Time Perspective" => "timePerspective",
                "Masking" => "maskingInfo.masking",
                _ => "",
            };
            if member.is_empty() || seen.contains(&member) {
                // Endpoint classification is no longer collected, and has no place.
                let place = text.part(part).unwrap_or(span);
                self.leave(place, "a part of the design that the study has a field for");
                continue;
            }
            seen.push(member);
            let path = info.member(member);
            self.note(path.clone(), span);
            match name {
                "Allocation" => design.allocation = Some(self.code_at(span, words, path)),
                "Intervention Model" => design.intervention_model = Some(self.code_at(span, words, path)),
                "Primary Purpose" => design.primary_purpose = Some(self.code_at(span, words, path)),
                "Observational Model" => design.observational_model = Some(self.code_at(span, words, path)),
                "Time Perspective" => design.time_perspective = Some(self.code_at(span, words, path)),
                _ => self.masking(&mut masking, words, &info.at("maskingInfo"), span),
            }
        }
        design.masking_info = Some(masking).filter(|masking| *masking != MaskingInfo::default());
        Some(design).filter(|design| *design != DesignInfo::default())
    }
}

/// The parts of an old study design: a comma begins a new one where a name and a colon follow.
fn parts(words: &str) -> Vec<&str> {
    let begins_part = |rest: &str| {
        let name = rest.split_once(": ").map_or("", |(name, _)| name);
        !name.is_empty() && !name.contains([',', '(', ')'])
    };
    let commas = words.match_indices(", ").filter(|(at, _)| words.get(at + 2..).is_some_and(begins_part));
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in commas {
        parts.extend(words.get(start..at));
        start = at + 2;
    }
    parts.extend(words.get(start..));
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn parts_of_an_old_design() {
        let design =
            "Allocation: Randomized, Masking: Double Blind (Subject, Investigator), Primary Purpose: Treatment";
        let expected =
            ["Allocation: Randomized", "Masking: Double Blind (Subject, Investigator)", "Primary Purpose: Treatment"];
        assert_eq!(parts(design), expected);
        assert_eq!(parts("Primary Purpose: Treatment"), ["Primary Purpose: Treatment"]);
        assert_eq!(parts("Prospective, Cohort"), ["Prospective, Cohort"]);
    }
}
