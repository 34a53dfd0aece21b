//! Values without labels, told by their form: page grammar section 3.
//!
//! What the form does not decide is unplaced, and a diagnostic says so.

use std::ops::Range;

use super::{Entry, Outline, Role, fields};
use crate::{
    diagnostic::Code,
    page::layout::{Field, Mark, RESULTS_LINK, Spaces, Topic, Vocabulary},
    study::{
        DesignAllocation, DesignMasking, DesignTimePerspective, InterventionModel, ObservationalModel, OverallStatus,
        PartialDate, Phase, PrimaryPurpose, Sex, StudyType, code::CodeList,
    },
    value,
};

/// Gives each heading a line of its own, and finds headings and sentences.
pub(super) fn marks(outline: &mut Outline<'_>, vocabulary: &'static Vocabulary, spaces: Spaces) -> Vec<(usize, Mark)> {
    unglue(outline, vocabulary, spaces);
    vocabulary.marks(outline.lines.iter().map(|line| line.raw.text), spaces).1
}

/// `View full resultsBasic Information`: the link has lost the line break behind it.
fn unglue(outline: &mut Outline<'_>, vocabulary: &Vocabulary, spaces: Spaces) {
    let heading_in = |text: &'_ str| -> Option<usize> {
        let heading = text.strip_prefix(RESULTS_LINK)?.trim_start();
        let is_heading = vocabulary.sections.iter().any(|words| spaces.same(heading, words.heading));
        (is_heading && !heading.is_empty()).then(|| text.len() - heading.len())
    };
    let mut line = 0;
    while let Some(found) = outline.lines.get(line).copied() {
        line += 1;
        let raw = found.raw;
        let parts = heading_in(raw.text).and_then(|at| raw.text.split_at_checked(at));
        let Some((link, heading)) = parts else { continue };
        if let Some(first) = outline.lines.get_mut(line - 1) {
            first.raw = raw.part(link.trim_end());
        }
        outline.lines.insert(line, super::Line { raw: raw.part(heading), ..found });
    }
}

/// Gives the lines of a section that no label has claimed to the fields that their forms tell.
pub(super) fn read(outline: &mut Outline<'_>, topic: Topic, body: Range<usize>) {
    let lines: Vec<usize> =
        body.filter(|&line| outline.lines.get(line).is_some_and(|line| line.role == Role::Text)).collect();
    match topic {
        Topic::StudyResults => results_sentence(outline, &lines),
        Topic::BasicInformation => basic_information(outline, &lines),
        Topic::StudyDesign => study_design(outline, &lines),
        Topic::Eligibility => eligibility(outline, &lines),
        _ => {}
    }
}

/// The sentence that says that results are published has been seen cut off only: page grammar section 2.2.
fn results_sentence(outline: &mut Outline<'_>, lines: &[usize]) {
    if let Some(&line) = lines.first().filter(|&&line| outline.is_sentence(line)) {
        outline.set_role(line, Role::Unplaced);
        outline.report(line, Code::UnknownSentence, "the fixed sentence of the section");
    }
}

/// `values = status [ phases ] [ count ] study-type [ start ] [ completion ]`
fn basic_information(outline: &mut Outline<'_>, lines: &[usize]) {
    let mut dates = Vec::new();
    for &line in lines {
        let text = outline.text(line);
        if OverallStatus::known(text).is_some() {
            outline.assign(Field::OverallStatus, line);
        } else if StudyType::known(text).is_some() {
            outline.assign(Field::StudyType, line);
        } else if is_phases(text) {
            outline.assign(Field::Phases, line);
        } else if is_enrollment(text) {
            outline.assign(Field::EnrollmentCount, line);
        } else if text.parse::<PartialDate>().is_ok() {
            dates.push(line);
        }
    }
    match dates[..] {
        [start, completion] => {
            outline.assign(Field::StartDate, start);
            outline.assign(Field::CompletionDate, completion);
        }
        _ => outline.leave(&dates, "two dates, of the start and of the completion"),
    }
}

pub(super) fn is_phases(text: &str) -> bool {
    let codes = value::whole(value::code::phases, text);
    codes.is_some_and(|codes| codes.into_iter().all(|code| Phase::known(code).is_some()))
}

/// A bare number says nothing of what it counts.
pub(super) fn is_enrollment(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphabetic()) && value::whole(value::count::participants, text).is_some()
}

/// `values = [ allocation ] [ model ] [ purpose ] [ masking ] / [ model ] [ perspective ]`
///
/// Only `OTHER` is a code of several lists.
fn study_design(outline: &mut Outline<'_>, lines: &[usize]) {
    let mut others = Vec::new();
    for &line in lines {
        match design_field(outline.text(line)) {
            Some(field) => outline.assign(field, line),
            None if outline.text(line) == "OTHER" => others.push(line),
            None => {}
        }
    }
    let has = |field: Field| {
        outline.entries.iter().find(|entry| entry.field == field).and_then(|entry| entry.values.clone().next())
    };
    let perspective = has(Field::TimePerspective);
    let model = has(Field::ObservationalModel);
    let is_trial =
        [Field::Allocation, Field::InterventionModel, Field::Masking].into_iter().any(|field| has(field).is_some());
    let is_observational = perspective.is_some() || model.is_some();
    let kind = has(Field::StudyType).map(|line| outline.text(line));
    let assigned = match (&others[..], kind) {
        (&[other], Some("INTERVENTIONAL")) if !is_observational => vec![(Field::PrimaryPurpose, other)],
        (&[other], None) if is_trial && !is_observational => vec![(Field::PrimaryPurpose, other)],
        _ if is_trial => Vec::new(),
        (&[other], _) if model.is_none() && perspective.is_some_and(|line| other < line) => {
            vec![(Field::ObservationalModel, other)]
        }
        (&[other], _) if perspective.is_none() && model.is_some_and(|line| line < other) => {
            vec![(Field::TimePerspective, other)]
        }
        (&[model, perspective], Some("OBSERVATIONAL")) if !is_observational => {
            vec![(Field::ObservationalModel, model), (Field::TimePerspective, perspective)]
        }
        _ => Vec::new(),
    };
    if assigned.is_empty() {
        outline.leave(&others, "a code of one list of the registry only");
    }
    for (field, line) in assigned {
        outline.assign(field, line);
    }
}

/// The field whose list alone has a code.
fn design_field(text: &str) -> Option<Field> {
    let fields = [
        (Field::Allocation, DesignAllocation::known(text).is_some()),
        (Field::InterventionModel, InterventionModel::known(text).is_some()),
        (Field::ObservationalModel, ObservationalModel::known(text).is_some()),
        (Field::PrimaryPurpose, PrimaryPurpose::known(text).is_some()),
        (Field::TimePerspective, DesignTimePerspective::known(text).is_some()),
        (Field::Masking, DesignMasking::known(text).is_some()),
    ];
    let mut of = fields.into_iter().filter(|(_, is_code)| *is_code);
    let first = of.next();
    of.next().is_none().then_some(first?.0)
}

/// The lines behind the criteria that are values: `values = *2age [ sex ] [ "Yes" / "No" ]`.
pub(super) fn values_behind(outline: &Outline<'_>, body: Range<usize>) -> Range<usize> {
    let mut start = body.end;
    let before = |start: usize| if start > body.start { outline.text(start - 1) } else { "" };
    if is_yes_or_no(before(start)) {
        start -= 1;
    }
    if Sex::known(before(start)).is_some() {
        start -= 1;
    }
    // The layout has two limits: a line before them is of the criteria.
    for _ in 0..2 {
        start -= usize::from(is_age(before(start)));
    }
    start..body.end
}

/// No limit of age: GUESSED, where a page has the words at all.
const NO_LIMIT: &str = "N/A";

fn is_age(text: &str) -> bool {
    fields::is_value(Field::MinimumAge, text)
}

fn is_yes_or_no(text: &str) -> bool {
    fields::is_value(Field::HealthyVolunteers, text)
}

fn eligibility(outline: &mut Outline<'_>, lines: &[usize]) {
    let (ages, others): (Vec<usize>, Vec<usize>) = lines.iter().partition(|&&line| is_age(outline.text(line)));
    for line in others {
        if is_yes_or_no(outline.text(line)) {
            outline.assign(Field::HealthyVolunteers, line);
        } else if Sex::known(outline.text(line)).is_some() {
            outline.assign(Field::Sex, line);
        }
    }
    match ages[..] {
        // Criteria may end in `N/A`, before one limit alone.
        [minimum, maximum] if outline.text(minimum) != NO_LIMIT => {
            outline.assign(Field::MinimumAge, minimum);
            outline.assign(Field::MaximumAge, maximum);
        }
        _ => outline.leave(&ages, "two ages, the lower and the upper limit"),
    }
}

impl Outline<'_> {
    /// Makes a line the value of a field that has no label on the page.
    pub(super) fn assign(&mut self, field: Field, line: usize) {
        self.set_role(line, Role::Value(field));
        self.entries.push(Entry { values: line..line + 1, ..Entry::default_of(field) });
    }

    /// Leaves lines whose form does not tell the field.
    fn leave(&mut self, lines: &[usize], expected: &'static str) {
        for &line in lines {
            self.set_role(line, Role::Unplaced);
            self.report(line, Code::UnlabelledValue, expected);
        }
    }
}
