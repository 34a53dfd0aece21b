//! The tables, their columns, and how a record becomes rows: the one place for each.
//!
//! A column is one line of [`tables!`]: its name, its type, its value, where the registry has it, and what it is. The head of the
//! CSV, the schema of the Parquet and the list of columns (`--columns`, `COLUMNS.md`) come from here.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    fmt::Display,
};

use ctgov::{
    Parsed,
    criteria::{self, Bound, Constraint, Group, Item},
    study::{
        Age, ArmGroup, Contact, DateStruct, Intervention, Location, MaybeTyped, Official, Outcome, PartialDate,
        Sponsor, Study,
    },
};

/// What the values of a column are; each may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Real,
    Boolean,
    Date,
}

impl Kind {
    /// The name that SQL has for it.
    pub(crate) fn sql(self) -> &'static str {
        match self {
            Self::Text => "VARCHAR",
            Self::Integer => "BIGINT",
            Self::Real => "DOUBLE",
            Self::Boolean => "BOOLEAN",
            Self::Date => "DATE",
        }
    }
}

/// The value of a column in a row, of the column's kind.
#[derive(Debug)]
pub(crate) enum Cell<'a> {
    Text(Option<Cow<'a, str>>),
    Integer(Option<i64>),
    Real(Option<f64>),
    Boolean(Option<bool>),
    /// Always a full day.
    Date(Option<PartialDate>),
}

/// A column of a table.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// Where the registry's JSON has it; nothing where it is not from there.
    pub(crate) path: &'static str,
    pub(crate) about: &'static str,
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) columns: &'static [Column],
}

/// Takes rows.
pub(crate) trait Rows {
    /// Takes a row of a table, which is one of [`TABLES`] by its number, with a cell for each column.
    fn push(&mut self, table: usize, cells: &[Cell<'_>]);
}

macro_rules! tables {
    ($(
        $(#[doc = $doc:literal])*
        $table:ident($($argument:ident: $type:ty),*) {
            $( $column:ident $kind:ident = $value:expr, $path:literal, $about:literal; )*
        }
    )*) => {
        /// The tables.
        pub(crate) const TABLES: &[Table] = &[$(
            Table {
                name: stringify!($table),
                about: concat!($($doc),*).trim_ascii(),
                columns: &[$( Column { name: stringify!($column), kind: Kind::$kind, path: $path, about: $about }, )*],
            },
        )*];

        #[allow(non_camel_case_types, clippy::enum_variant_names)]
        enum Number { $($table),* }

        $(
            fn $table(rows: &mut impl Rows, $($argument: $type),*) {
                rows.push(Number::$table as usize, &[$( Cell::$kind($value) ),*]);
            }
        )*
    };
}

tables! {
    /// One row a study.
    studies(id: Id<'_>, source: &Source<'_>, parsed: &Parsed, s: &Study) {
        nct_id Text = id.text(), "identificationModule.nctId", "The registry number: the key of all tables.";
        source Text = Some(source.name.into()), "", "The file that the record comes from, behind `!` the member of a zip.";
        record Integer = Some(source.record), "", "Which record of that file it is, from 1.";
        format Text = Some(parsed.format.name().into()), "", "The form of the record.";
        org_study_id Text = s.identification.org_study_id_info.as_ref().and_then(|info| text(&info.id)), "identificationModule.orgStudyIdInfo.id", "The number that the organization gave the study.";
        organization Text = s.identification.organization.as_ref().and_then(|info| text(&info.full_name)), "identificationModule.organization.fullName", "The organization that entered the record.";
        brief_title Text = text(&s.identification.brief_title), "identificationModule.briefTitle", "The short title.";
        official_title Text = text(&s.identification.official_title), "identificationModule.officialTitle", "The title of the protocol.";
        acronym Text = text(&s.identification.acronym), "identificationModule.acronym", "The acronym.";
        overall_status Text = shown(&s.status.overall_status), "statusModule.overallStatus", "Where the study stands.";
        last_known_status Text = shown(&s.status.last_known_status), "statusModule.lastKnownStatus", "The last status before it became UNKNOWN.";
        why_stopped Text = text(&s.status.why_stopped), "statusModule.whyStopped", "Why the study was stopped.";
        status_verified_date Text = shown(&s.status.status_verified_date), "statusModule.statusVerifiedDate", "When the record was last confirmed.";
        start_date Text = date(&s.status.start_date_struct), "statusModule.startDateStruct.date", "When the study began, as precisely as the registry has it.";
        start_day Date = day(&s.status.start_date_struct), "statusModule.startDateStruct.date", "The same, where it is a full day.";
        start_date_type Text = date_type(&s.status.start_date_struct), "statusModule.startDateStruct.type", "Whether it has come.";
        primary_completion_date Text = date(&s.status.primary_completion_date_struct), "statusModule.primaryCompletionDateStruct.date", "When the primary outcome was last measured, as precisely as the registry has it.";
        primary_completion_day Date = day(&s.status.primary_completion_date_struct), "statusModule.primaryCompletionDateStruct.date", "The same, where it is a full day.";
        primary_completion_date_type Text = date_type(&s.status.primary_completion_date_struct), "statusModule.primaryCompletionDateStruct.type", "Whether it has come.";
        completion_date Text = date(&s.status.completion_date_struct), "statusModule.completionDateStruct.date", "When the study ended, as precisely as the registry has it.";
        completion_day Date = day(&s.status.completion_date_struct), "statusModule.completionDateStruct.date", "The same, where it is a full day.";
        completion_date_type Text = date_type(&s.status.completion_date_struct), "statusModule.completionDateStruct.type", "Whether it has come.";
        study_first_submit_date Text = shown(&s.status.study_first_submit_date), "statusModule.studyFirstSubmitDate", "When the record was first sent in.";
        study_first_submit_day Date = full(s.status.study_first_submit_date.as_ref()), "statusModule.studyFirstSubmitDate", "The same, where it is a full day.";
        study_first_post_date Text = date(&s.status.study_first_post_date_struct), "statusModule.studyFirstPostDateStruct.date", "When the record was first public.";
        study_first_post_day Date = day(&s.status.study_first_post_date_struct), "statusModule.studyFirstPostDateStruct.date", "The same, where it is a full day.";
        results_first_post_date Text = date(&s.status.results_first_post_date_struct), "statusModule.resultsFirstPostDateStruct.date", "When results were first public.";
        results_first_post_day Date = day(&s.status.results_first_post_date_struct), "statusModule.resultsFirstPostDateStruct.date", "The same, where it is a full day.";
        last_update_submit_date Text = shown(&s.status.last_update_submit_date), "statusModule.lastUpdateSubmitDate", "When the record was last sent in.";
        last_update_submit_day Date = full(s.status.last_update_submit_date.as_ref()), "statusModule.lastUpdateSubmitDate", "The same, where it is a full day.";
        last_update_post_date Text = date(&s.status.last_update_post_date_struct), "statusModule.lastUpdatePostDateStruct.date", "When the last change was public.";
        last_update_post_day Date = day(&s.status.last_update_post_date_struct), "statusModule.lastUpdatePostDateStruct.date", "The same, where it is a full day.";
        study_type Text = shown(&s.design.study_type), "designModule.studyType", "Trial, observation or expanded access.";
        phases Text = joined(&s.design.phases), "designModule.phases", "The phases, with `|` between them.";
        allocation Text = design(s).and_then(|info| shown(&info.allocation)), "designModule.designInfo.allocation", "How participants get to arms.";
        intervention_model Text = design(s).and_then(|info| shown(&info.intervention_model)), "designModule.designInfo.interventionModel", "The design of a trial.";
        observational_model Text = design(s).and_then(|info| shown(&info.observational_model)), "designModule.designInfo.observationalModel", "The design of an observational study.";
        time_perspective Text = design(s).and_then(|info| shown(&info.time_perspective)), "designModule.designInfo.timePerspective", "Whether an observational study looks back or ahead.";
        primary_purpose Text = design(s).and_then(|info| shown(&info.primary_purpose)), "designModule.designInfo.primaryPurpose", "What a trial is for.";
        masking Text = design(s).and_then(|info| shown(&info.masking_info.as_ref()?.masking)), "designModule.designInfo.maskingInfo.masking", "How many are kept from knowing the arm.";
        who_masked Text = design(s).and_then(|info| joined(&info.masking_info.as_ref()?.who_masked)), "designModule.designInfo.maskingInfo.whoMasked", "Who is, with `|` between them.";
        enrollment Integer = s.enrollment().and_then(|count| count.try_into().ok()), "designModule.enrollmentInfo.count", "The number of participants.";
        enrollment_type Text = s.design.enrollment_info.as_ref().and_then(|info| shown(&info.r#type)), "designModule.enrollmentInfo.type", "Whether that is a plan.";
        sex Text = shown(&s.eligibility.sex), "eligibilityModule.sex", "The sex of those who can take part.";
        minimum_age Text = shown(&s.eligibility.minimum_age), "eligibilityModule.minimumAge", "The lower limit of age, as the registry has it.";
        minimum_age_count Integer = age(&s.eligibility.minimum_age).map(|age| age.count.into()), "eligibilityModule.minimumAge", "Its number.";
        minimum_age_unit Text = age(&s.eligibility.minimum_age).map(|age| age.unit.ucum().into()), "eligibilityModule.minimumAge", "Its unit in UCUM: `a`, `mo`, `wk`, `d`, `h`, `min`.";
        maximum_age Text = shown(&s.eligibility.maximum_age), "eligibilityModule.maximumAge", "The upper limit of age, as the registry has it.";
        maximum_age_count Integer = age(&s.eligibility.maximum_age).map(|age| age.count.into()), "eligibilityModule.maximumAge", "Its number.";
        maximum_age_unit Text = age(&s.eligibility.maximum_age).map(|age| age.unit.ucum().into()), "eligibilityModule.maximumAge", "Its unit in UCUM.";
        healthy_volunteers Boolean = s.eligibility.healthy_volunteers, "eligibilityModule.healthyVolunteers", "Whether people without the condition can take part.";
        study_population Text = text(&s.eligibility.study_population), "eligibilityModule.studyPopulation", "From whom participants of an observational study are drawn.";
        sampling_method Text = shown(&s.eligibility.sampling_method), "eligibilityModule.samplingMethod", "How they are drawn.";
        eligibility_criteria Text = text(&s.eligibility.eligibility_criteria), "eligibilityModule.eligibilityCriteria", "The criteria as written; `criteria` has them one by one.";
        brief_summary Text = text(&s.description.brief_summary), "descriptionModule.briefSummary", "The summary.";
        detailed_description Text = text(&s.description.detailed_description), "descriptionModule.detailedDescription", "The description.";
        keywords Text = joined(&s.conditions.keywords), "conditionsModule.keywords", "The keywords, with `|` between them.";
        responsible_party Text = s.sponsor_collaborators.responsible_party.as_ref().and_then(|party| shown(&party.r#type)), "sponsorCollaboratorsModule.responsibleParty.type", "Who answers for the record.";
        has_results Boolean = s.has_results, "hasResults", "Whether there are results.";
        version_date Text = s.derived.as_ref().and_then(|derived| shown(&derived.misc_info.as_ref()?.version_holder)), "derivedSection.miscInfoModule.versionHolder", "The date of the registry's data that the record was taken from.";
    }

    /// One row a condition.
    conditions(id: Id<'_>, position: usize, condition: &str) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        position Integer = number(position), "", "Its place in the list, from 0.";
        condition Text = Some(condition.into()), "conditionsModule.conditions[]", "The condition.";
    }

    /// One row an arm, group or cohort.
    arms(id: Id<'_>, position: usize, arm: &ArmGroup) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        position Integer = number(position), "", "Its place in the list, from 0.";
        label Text = text(&arm.label), "armsInterventionsModule.armGroups[].label", "Its name.";
        type Text = shown(&arm.r#type), "armsInterventionsModule.armGroups[].type", "Its role.";
        description Text = text(&arm.description), "armsInterventionsModule.armGroups[].description", "What happens to it.";
    }

    /// One row an intervention.
    interventions(id: Id<'_>, position: usize, intervention: &Intervention) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        position Integer = number(position), "", "Its place in the list, from 0.";
        type Text = shown(&intervention.r#type), "armsInterventionsModule.interventions[].type", "What kind of thing it is.";
        name Text = text(&intervention.name), "armsInterventionsModule.interventions[].name", "Its name.";
        description Text = text(&intervention.description), "armsInterventionsModule.interventions[].description", "More about it.";
        other_names Text = joined(&intervention.other_names), "armsInterventionsModule.interventions[].otherNames", "Further names, with `|` between them.";
    }

    /// One row a pair of an arm and an intervention, as the arms and the interventions name each other.
    arm_interventions(id: Id<'_>, position: usize, link: &Link<'_>) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        position Integer = number(position), "", "Its place among the pairs, from 0: those that interventions name, then those that only arms do.";
        arm_position Integer = link.arm.and_then(number), "", "The place in `arms` of the one with this label; null where none or several have it.";
        arm_label Text = Some(link.label.into()), "armsInterventionsModule.interventions[].armGroupLabels[]", "The label of the arm.";
        intervention_position Integer = link.intervention.and_then(number), "", "The place in `interventions` of the one with this name, of several the one that names the arm; null where none does or has it.";
        intervention_name Text = link.name.map(Into::into), "armsInterventionsModule.armGroups[].interventionNames[]", "The name of the intervention; as `Type: name` where only the arm names it and no intervention has that name.";
    }

    /// One row a planned outcome.
    outcomes(id: Id<'_>, kind: &'static str, position: usize, outcome: &Outcome) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        kind Text = Some(kind.into()), "outcomesModule", "PRIMARY, SECONDARY or OTHER: the list it is in.";
        position Integer = number(position), "", "Its place in that list, from 0.";
        measure Text = text(&outcome.measure), "outcomesModule.*Outcomes[].measure", "What is measured.";
        description Text = text(&outcome.description), "outcomesModule.*Outcomes[].description", "How.";
        time_frame Text = shown(&outcome.time_frame), "outcomesModule.*Outcomes[].timeFrame", "When.";
    }

    /// One row a site.
    sites(id: Id<'_>, position: usize, site: &Location) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        position Integer = number(position), "", "Its place in the list, from 0.";
        facility Text = text(&site.facility), "contactsLocationsModule.locations[].facility", "The hospital, practice or institute.";
        status Text = shown(&site.status), "contactsLocationsModule.locations[].status", "Where the site stands.";
        city Text = text(&site.city), "contactsLocationsModule.locations[].city", "The city.";
        state Text = text(&site.state), "contactsLocationsModule.locations[].state", "The state, province or region.";
        zip Text = text(&site.zip), "contactsLocationsModule.locations[].zip", "The postal code.";
        country Text = text(&site.country), "contactsLocationsModule.locations[].country", "The country.";
        country_code Text = text(&site.country_code), "contactsLocationsModule.locations[].countryCode", "Its code.";
        latitude Real = site.geo_point.as_ref().and_then(|point| point.lat), "contactsLocationsModule.locations[].geoPoint.lat", "Degrees north of the city.";
        longitude Real = site.geo_point.as_ref().and_then(|point| point.lon), "contactsLocationsModule.locations[].geoPoint.lon", "Degrees east of the city.";
    }

    /// One row a person or desk to ask, or who answers for the study.
    contacts(id: Id<'_>, place: &Place, contact: &Reached<'_>) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        kind Text = Some(place.kind.into()), "contactsLocationsModule", "CENTRAL, OFFICIAL, SITE; FACILITY for one that a page does not tie to a site.";
        site_position Integer = place.site.and_then(number), "", "The place in `sites` of its site.";
        position Integer = number(place.position), "", "Its place in the list of its kind, of its site for SITE, from 0.";
        name Text = text(contact.name), "contactsLocationsModule.centralContacts[].name", "The name; so for `locations[].contacts[]` and `overallOfficials[]`.";
        role Text = contact.role.clone(), "contactsLocationsModule.centralContacts[].role", "The role.";
        affiliation Text = text(contact.affiliation), "contactsLocationsModule.overallOfficials[].affiliation", "The organization of an official.";
        phone Text = text(contact.phone), "contactsLocationsModule.centralContacts[].phone", "The telephone number.";
        phone_ext Text = text(contact.phone_ext), "contactsLocationsModule.centralContacts[].phoneExt", "The extension.";
        email Text = text(contact.email), "contactsLocationsModule.centralContacts[].email", "The email address.";
    }

    /// One row an organization behind the study.
    sponsors(id: Id<'_>, kind: &'static str, position: usize, sponsor: &Sponsor) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        kind Text = Some(kind.into()), "sponsorCollaboratorsModule", "LEAD or COLLABORATOR.";
        position Integer = number(position), "", "Its place among those of its kind, from 0.";
        name Text = text(&sponsor.name), "sponsorCollaboratorsModule.*.name", "Its name.";
        class Text = shown(&sponsor.class), "sponsorCollaboratorsModule.*.class", "Its class.";
    }

    /// One row a criterion, parents before their children.
    criteria(id: Id<'_>, place: &Criterion<'_>, item: &Item) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        position Integer = number(place.position), "", "Its place among the study's criteria, from 0.";
        parent_position Integer = place.parent.and_then(number), "", "The place of the one that it stands below.";
        depth Integer = number(place.depth), "", "How deep it stands, from 0.";
        group_position Integer = number(place.group_position), "", "The place of its group, from 0.";
        kind Text = Some(place.group.kind.as_str().into()), "", "INCLUSION, EXCLUSION or UNSPECIFIED.";
        heading Text = text(&place.group.heading), "", "The heading of its group.";
        qualifier Text = text(&place.group.qualifier), "", "The words that tell the group from others of its kind: a cohort, a part.";
        marker Text = text(&item.marker), "", "The list marker.";
        text Text = Some(item.text.as_str().into()), "", "The text as people read it.";
        combination Text = item.combination.map(|combination| combination.as_str().into()), "", "How many of those below have to be met: `all-of`, `any-of`, `at-least`, `at-most`.";
        threshold Integer = item.combination.and_then(threshold), "", "The number of `at-least` and `at-most`.";
        start Integer = number(item.span.start), "", "Where it begins in `eligibility_criteria`, in bytes of UTF-8.";
        end Integer = number(item.span.end), "", "Where it ends.";
    }

    /// One row a numeric constraint of a criterion. Equivalents in other units are in the NDJSON only.
    constraints(id: Id<'_>, criterion: usize, position: usize, stated: Option<&str>, c: &Constraint) {
        nct_id Text = id.text(), "identificationModule.nctId", "The study.";
        criterion_position Integer = number(criterion), "", "The place in `criteria` of its criterion.";
        position Integer = number(position), "", "Its place in the criterion, from 0.";
        kind Text = Some(c.kind.as_str().into()), "", "BOUND, WINDOW, DOSE or COUNT.";
        quantity Text = c.quantity.as_deref().map(Into::into), "", "What is bounded.";
        loinc Text = c.loinc.map(Into::into), "", "Its LOINC code.";
        lower_value Real = value(&c.lower), "", "The lower end.";
        lower_class Text = class(&c.lower), "", "The same, for a scale whose classes are letters.";
        lower_inclusive Boolean = c.lower.as_ref().map(|bound| bound.inclusive), "", "Whether the end itself is within.";
        lower_unit Text = unit(&c.lower, c), "", "The unit of the lower end in UCUM.";
        upper_value Real = value(&c.upper), "", "The upper end.";
        upper_class Text = class(&c.upper), "", "The same, for a scale whose classes are letters.";
        upper_inclusive Boolean = c.upper.as_ref().map(|bound| bound.inclusive), "", "Whether the end itself is within.";
        upper_unit Text = unit(&c.upper, c), "", "The unit of the upper end in UCUM.";
        relative_to Text = c.relative_to.map(|reference| reference.as_str().into()), "", "What the values are multiples of: `ULN`, `LLN`, `baseline`.";
        condition Text = text(&c.condition), "", "For whom or when it holds.";
        text Text = stated.map(Into::into), "", "Comparator, value and unit as written.";
        start Integer = number(c.span.start), "", "Where that begins in `eligibility_criteria`, in bytes of UTF-8.";
        end Integer = number(c.span.end), "", "Where it ends.";
    }
}

/// The registry number of the study whose rows are made.
#[derive(Clone, Copy)]
struct Id<'a>(Option<&'a str>);

impl<'a> Id<'a> {
    fn text(self) -> Option<Cow<'a, str>> {
        self.0.map(Cow::Borrowed)
    }
}

/// Where a record comes from.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) name: &'a str,
    pub(crate) record: i64,
}

/// An arm that gets an intervention.
struct Link<'a> {
    arm: Option<usize>,
    label: &'a str,
    intervention: Option<usize>,
    name: Option<&'a str>,
}

/// Where a contact stands.
struct Place {
    kind: &'static str,
    site: Option<usize>,
    position: usize,
}

/// What a contact and an official have in common, and what not.
struct Reached<'a> {
    name: &'a Option<String>,
    role: Option<Cow<'a, str>>,
    affiliation: &'a Option<String>,
    phone: &'a Option<String>,
    phone_ext: &'a Option<String>,
    email: &'a Option<String>,
}

/// Where a criterion stands.
struct Criterion<'a> {
    position: usize,
    parent: Option<usize>,
    depth: usize,
    group_position: usize,
    group: &'a Group,
}

/// Makes the rows of a record.
pub(crate) fn write(rows: &mut impl Rows, source: &Source<'_>, parsed: &Parsed) {
    let study = &parsed.study;
    let nct_id = study.identification.nct_id.as_ref().map(ToString::to_string);
    let id = Id(nct_id.as_deref());
    studies(rows, id, source, parsed, study);
    for (position, condition) in study.conditions.conditions.iter().enumerate() {
        conditions(rows, id, position, condition);
    }
    for (position, arm) in study.arms().iter().enumerate() {
        arms(rows, id, position, arm);
    }
    for (position, intervention) in study.interventions().iter().enumerate() {
        interventions(rows, id, position, intervention);
    }
    for (position, link) in links(study).iter().enumerate() {
        arm_interventions(rows, id, position, link);
    }
    let lists = [
        ("PRIMARY", &study.outcomes.primary_outcomes),
        ("SECONDARY", &study.outcomes.secondary_outcomes),
        ("OTHER", &study.outcomes.other_outcomes),
    ];
    for (kind, list) in lists {
        for (position, outcome) in list.iter().enumerate() {
            outcomes(rows, id, kind, position, outcome);
        }
    }
    for (position, site) in study.locations().iter().enumerate() {
        sites(rows, id, position, site);
    }
    write_contacts(rows, id, parsed);
    let lead = study.sponsor_collaborators.lead_sponsor.iter().enumerate().map(|found| ("LEAD", found));
    let others = study.sponsor_collaborators.collaborators.iter().enumerate().map(|found| ("COLLABORATOR", found));
    for (kind, (position, sponsor)) in lead.chain(others) {
        sponsors(rows, id, kind, position, sponsor);
    }
    write_criteria(rows, id, parsed);
}

fn write_contacts(rows: &mut impl Rows, id: Id<'_>, parsed: &Parsed) {
    let all = |rows: &mut _, kind, site, list: &mut dyn Iterator<Item = &Contact>| {
        for (position, contact) in list.enumerate() {
            let Contact { name, role, phone, phone_ext, email, .. } = contact;
            let reached = Reached { name, role: shown(role), affiliation: &None, phone, phone_ext, email };
            contacts(rows, id, &Place { kind, site, position }, &reached);
        }
    };
    all(rows, "CENTRAL", None, &mut parsed.study.contacts().iter());
    for (position, official) in parsed.study.contacts_locations.overall_officials.iter().enumerate() {
        let Official { name, affiliation, role, .. } = official;
        let none = &None;
        let reached = Reached { name, role: shown(role), affiliation, phone: none, phone_ext: none, email: none };
        contacts(rows, id, &Place { kind: "OFFICIAL", site: None, position }, &reached);
    }
    for (site, location) in parsed.study.locations().iter().enumerate() {
        all(rows, "SITE", Some(site), &mut location.contacts.iter());
    }
    let of_page = parsed.page.iter().flat_map(|page| &page.facility_contacts);
    all(rows, "FACILITY", None, &mut of_page.map(|facility| &facility.contact));
}

fn write_criteria(rows: &mut impl Rows, id: Id<'_>, parsed: &Parsed) {
    let text = parsed.study.eligibility.eligibility_criteria.as_deref().unwrap_or_default();
    let mut position = 0;
    for (group_position, group) in parsed.criteria.groups.iter().enumerate() {
        // The item that is open at each depth.
        let mut open = Vec::new();
        for (depth, item) in group.walk() {
            open.truncate(depth);
            criteria(
                rows,
                id,
                &Criterion { position, parent: open.last().copied(), depth, group_position, group },
                item,
            );
            for (number, constraint) in item.constraints.iter().enumerate() {
                constraints(rows, id, position, number, text.get(constraint.span.range()), constraint);
            }
            open.push(position);
            position += 1;
        }
    }
}

/// The pairs of arms and interventions. Each side names the other in the registry's records; a page has one side only.
fn links(study: &Study) -> Vec<Link<'_>> {
    let (arms, interventions) = (study.arms(), study.interventions());
    let by_label = places(arms.iter().map(|arm| arm.label.as_deref()));
    let by_name = places(interventions.iter().map(|intervention| intervention.name.as_deref()));
    let (mut links, mut known) = (Vec::new(), HashSet::new());
    for (position, intervention) in interventions.iter().enumerate() {
        let name = intervention.name.as_deref();
        for label in intervention.arm_group_labels.iter().map(String::as_str) {
            let arm = by_label.get(label).copied().flatten();
            links.push(Link { arm, label, intervention: Some(position), name });
            known.insert((label, name));
        }
    }
    for (position, arm) in arms.iter().enumerate() {
        let label = arm.label.as_deref().unwrap_or_default();
        for name in arm.intervention_names.iter().map(String::as_str) {
            // `Drug: Tea`; no type in words has a colon, but a name may.
            let bare = name.split_once(": ").map(|(_, bare)| bare).filter(|_| !by_name.contains_key(name));
            let name = bare.filter(|bare| by_name.contains_key(bare)).unwrap_or(name);
            if known.insert((label, Some(name))) {
                let intervention = by_name.get(name).copied().flatten();
                links.push(Link { arm: Some(position), label, intervention, name: Some(name) });
            }
        }
    }
    links
}

/// The place of each name, or none where several have it.
fn places<'a>(names: impl Iterator<Item = Option<&'a str>>) -> HashMap<&'a str, Option<usize>> {
    let mut places = HashMap::new();
    for (position, name) in names.enumerate() {
        if let Some(name) = name {
            places.entry(name).and_modify(|place| *place = None).or_insert(Some(position));
        }
    }
    places
}

fn text(text: &Option<String>) -> Option<Cow<'_, str>> {
    text.as_deref().map(Cow::Borrowed)
}

fn shown<'a>(value: &Option<impl Display>) -> Option<Cow<'a, str>> {
    value.as_ref().map(|value| value.to_string().into())
}

/// A list as one text, or nothing where it is empty.
fn joined<'a>(list: &[impl Display]) -> Option<Cow<'a, str>> {
    let texts: Vec<_> = list.iter().map(ToString::to_string).collect();
    (!texts.is_empty()).then(|| texts.join("|").into())
}

fn number(position: usize) -> Option<i64> {
    position.try_into().ok()
}

fn date<'a>(date: &Option<DateStruct>) -> Option<Cow<'a, str>> {
    shown(&date.as_ref()?.date)
}

fn date_type<'a>(date: &Option<DateStruct>) -> Option<Cow<'a, str>> {
    shown(&date.as_ref()?.r#type)
}

fn day(date: &Option<DateStruct>) -> Option<PartialDate> {
    full(date.as_ref()?.date.as_ref())
}

/// The date, if it is a full day: the first of a month that has none would be an invention.
fn full(date: Option<&MaybeTyped<PartialDate>>) -> Option<PartialDate> {
    date?.typed().copied().filter(|date| date.day().is_some())
}

fn age(age: &Option<MaybeTyped<Age>>) -> Option<&Age> {
    age.as_ref()?.typed()
}

fn design(study: &Study) -> Option<&ctgov::study::DesignInfo> {
    study.design.design_info.as_ref()
}

fn threshold(combination: criteria::Combination) -> Option<i64> {
    match combination {
        criteria::Combination::AtLeast(threshold) | criteria::Combination::AtMost(threshold) => Some(threshold.into()),
        _ => None,
    }
}

fn value(bound: &Option<Bound>) -> Option<f64> {
    bound.as_ref()?.value.as_f64()
}

fn class(bound: &Option<Bound>) -> Option<Cow<'static, str>> {
    bound.as_ref()?.value.as_letter().map(|letter| letter.to_string().into())
}

/// The unit of an end that is there: its own, or that of both.
fn unit<'a>(bound: &'a Option<Bound>, constraint: &'a Constraint) -> Option<Cow<'a, str>> {
    let own = bound.as_ref()?.unit.as_ref();
    own.or(constraint.unit.as_ref()).map(|unit| unit.as_str().into())
}
