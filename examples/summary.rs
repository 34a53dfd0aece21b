//! Prints a short summary of records, for people.
//!
//! ```text
//! summary [FILE|-]...
//! ```
//!
//! `-` is standard input; no input at all is the sample record `examples/sample.txt`. JSON may hold many studies: a page
//! of search results, a list, one a line; they are read one by one. What a record does not state is
//! left out, save where a reader would look for it: title, number, status, enrollment, ages. The last row says how
//! much there is to look at, which the example `diagnostics` shows. What is no record gives a message on standard
//! error, and exit status 1 at the end.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use ctgov::{
    Format, Parsed, Severity, Study,
    criteria::Kind,
    study::{AgencyClass, ArmGroup, ArmGroupType, Contact, DateType, EnrollmentType, MaybeTyped, Phase, Sponsor},
};

const USAGE: &str = "usage: summary [FILE|-]...";
const SAMPLE: &str = include_str!("sample.txt");
const NOT_STATED: &str = "not stated";

fn main() -> ExitCode {
    if env::args_os().skip(1).any(|arg| arg == "-h" || arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let inputs: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let is_option = |input: &&PathBuf| input.to_string_lossy().starts_with('-') && input.as_path() != Path::new("-");
    if let Some(option) = inputs.iter().find(is_option) {
        eprintln!("expected a file or -, found {}\n{USAGE}", option.display());
        return ExitCode::from(2);
    }
    match run(&inputs, &mut BufWriter::new(io::stdout().lock())) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads the output has seen enough: `summary … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("summary: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the summary of every record, with a blank line between; tells whether all were records.
fn run(inputs: &[PathBuf], out: &mut impl Write) -> io::Result<bool> {
    if inputs.is_empty() {
        let parsed = ctgov::parse(SAMPLE).map_err(io::Error::other)?;
        summary(out, "examples/sample.txt", &parsed)?;
    }
    let (mut all, mut is_first) = (true, true);
    for input in inputs {
        let name = input.display();
        let records = match open(input).and_then(records) {
            Ok(records) => records,
            Err(error) => {
                eprintln!("{name}: {error}");
                all = false;
                continue;
            }
        };
        for record in records {
            match record {
                Ok((line, parsed)) => {
                    if !std::mem::take(&mut is_first) {
                        writeln!(out)?;
                    }
                    // The line tells the records of a file apart.
                    let at = if line > 1 { format!(", line {line}") } else { String::new() };
                    summary(out, &format!("{name}{at}"), &parsed)?;
                }
                Err(error) => {
                    eprintln!("{name}: {error}");
                    all = false;
                }
            }
        }
    }
    out.flush()?;
    Ok(all)
}

/// Something to read from: a file, standard input.
type Input = Box<dyn Read>;

fn open(file: &Path) -> io::Result<Input> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(fs::File::open(file)?))
}

/// A record and the line that it begins on, or why there is none.
type Item = Result<(u64, Parsed), Box<dyn Error>>;

/// The records of an input. JSON is read record by record; anything else is one record.
fn records(mut input: Input) -> io::Result<Box<dyn Iterator<Item = Item>>> {
    let mut bytes = Vec::new();
    // A pipe may give less than is asked for.
    input.by_ref().take(4096).read_to_end(&mut bytes)?;
    if ctgov::detect(&String::from_utf8_lossy(&bytes)) == Some(Format::Api) {
        let records = ctgov::parse_many(io::Cursor::new(bytes).chain(input));
        return Ok(Box::new(records.map(|record| {
            let record = record?;
            Ok((record.line, record.parsed))
        })));
    }
    input.read_to_end(&mut bytes)?;
    Ok(Box::new(std::iter::once_with(move || Ok((1, ctgov::parse_lossy(&bytes)?)))))
}

fn summary(out: &mut impl Write, name: &str, parsed: &Parsed) -> io::Result<()> {
    let study = &parsed.study;
    let collaborators = &study.sponsor_collaborators.collaborators;
    let interventions = if study.arms().is_empty() { "Interventions" } else { "Other interventions" };
    let rows = [
        ("Number", study.identification.nct_id.as_ref().map_or(NOT_STATED.to_owned(), ToString::to_string)),
        ("Status", study.status().map_or(NOT_STATED.to_owned(), |status| words(status.as_str()))),
        ("Kind of study", study.design.study_type.as_ref().map(|kind| words(kind.as_str())).unwrap_or_default()),
        ("Phases", list(", ", study.phases().iter().map(phase))),
        ("Enrollment", enrollment(study)),
        ("Dates", list(", ", dates(study))),
        ("Sponsor", study.sponsor().and_then(sponsor).unwrap_or_default()),
        ("Collaborators", list("; ", collaborators.iter().filter_map(sponsor))),
        ("Conditions", study.conditions.conditions.join("; ")),
        ("Arms", list("\n", study.arms().iter().map(arm))),
        (interventions, list("; ", interventions_of_no_arm(study))),
        ("Ages", ages(study)),
        ("Sex", study.eligibility.sex.as_ref().map(|sex| words(sex.as_str())).unwrap_or_default()),
        ("Healthy volunteers", study.eligibility.healthy_volunteers.map(accepted).unwrap_or_default()),
        ("Criteria", list(", ", criteria(parsed))),
        ("Sites", list("; ", sites(parsed))),
        ("Contacts", list("\n", contacts(parsed))),
        ("To look at", list(", ", to_look_at(parsed))),
        ("Read from", format!("{name} ({})", parsed.format.name())),
    ];
    writeln!(out, "{}", study.title().unwrap_or("(no title)"))?;
    for (label, text) in rows {
        for (index, line) in text.lines().enumerate() {
            writeln!(out, "  {:<21}{line}", if index == 0 { label } else { "" })?;
        }
    }
    Ok(())
}

fn list(between: &str, parts: impl IntoIterator<Item = String>) -> String {
    Vec::from_iter(parts).join(between)
}

/// A code in words: `NOT_YET_RECRUITING` is `not yet recruiting`.
fn words(code: &str) -> String {
    code.to_lowercase().replace('_', " ")
}

/// What is said of something by a code, behind it in brackets.
fn with(what: &str, code: Option<&str>) -> String {
    code.map_or(what.to_owned(), |code| format!("{what} ({})", words(code)))
}

fn counted(count: impl ToString, one: &str) -> String {
    let count = count.to_string();
    let plural = if count == "1" { "" } else { "s" };
    format!("{count} {one}{plural}")
}

fn phase(phase: &Phase) -> String {
    match phase {
        Phase::Na => "not applicable".to_owned(),
        other => words(other.as_str()).replace("phase", "phase "),
    }
}

fn enrollment(study: &Study) -> String {
    let Some(info) = &study.design.enrollment_info else { return NOT_STATED.to_owned() };
    let count = match &info.count {
        Some(MaybeTyped::Typed(count)) => counted(count, "participant"),
        Some(MaybeTyped::Text(text)) => text.clone(),
        None => NOT_STATED.to_owned(),
    };
    with(&count, info.r#type.as_ref().map(EnrollmentType::as_str))
}

fn dates(study: &Study) -> impl Iterator<Item = String> {
    let named = [
        ("start", &study.status.start_date_struct),
        ("primary completion", &study.status.primary_completion_date_struct),
        ("completion", &study.status.completion_date_struct),
        ("last update", &study.status.last_update_post_date_struct),
    ];
    named.into_iter().filter_map(|(name, stated)| {
        let stated = stated.as_ref()?;
        Some(with(&format!("{name} {}", stated.date.as_ref()?), stated.r#type.as_ref().map(DateType::as_str)))
    })
}

fn sponsor(sponsor: &Sponsor) -> Option<String> {
    Some(with(sponsor.name.as_deref()?, sponsor.class.as_ref().map(AgencyClass::as_str)))
}

fn arm(arm: &ArmGroup) -> String {
    let name = with(arm.label.as_deref().unwrap_or("(no name)"), arm.r#type.as_ref().map(ArmGroupType::as_str));
    match arm.intervention_names.as_slice() {
        [] => format!("{name}: no interventions"),
        interventions => format!("{name}: {}", interventions.join("; ")),
    }
}

/// The interventions that no arm has.
fn interventions_of_no_arm(study: &Study) -> impl Iterator<Item = String> {
    // An arm has them as `Drug: Tea`.
    let of_arms = study.arms().iter().flat_map(|arm| &arm.intervention_names);
    let of_arms: Vec<_> = of_arms.filter_map(|of_arm| of_arm.split_once(": ")).map(|(_, name)| name).collect();
    let names = study.interventions().iter().filter_map(|intervention| intervention.name.as_deref());
    names.filter(move |name| !of_arms.contains(name)).map(str::to_owned)
}

fn ages(study: &Study) -> String {
    let minimum = study.eligibility.minimum_age.as_ref();
    let maximum = study.eligibility.maximum_age.as_ref();
    let from = minimum.map_or("no lower limit stated".to_owned(), |age| format!("from {age}"));
    let up_to = maximum.map_or("no upper limit stated".to_owned(), |age| format!("up to {age}"));
    format!("{from}, {up_to}")
}

fn accepted(is_accepted: bool) -> String {
    if is_accepted { "accepted" } else { "not accepted" }.to_owned()
}

fn criteria(parsed: &Parsed) -> impl Iterator<Item = String> {
    let kinds = [(Kind::Inclusion, "inclusion"), (Kind::Exclusion, "exclusion"), (Kind::Unspecified, "unspecified")];
    kinds.into_iter().filter_map(|(kind, name)| {
        let groups = parsed.criteria.groups.iter().filter(|group| group.kind == kind);
        let count: usize = groups.map(|group| group.items.len()).sum();
        (count > 0).then(|| format!("{count} {name}"))
    })
}

/// How many sites each country has, or the countries alone where the record lists no sites.
fn sites(parsed: &Parsed) -> Vec<String> {
    let sites = parsed.study.locations();
    if sites.is_empty() {
        return parsed.page.iter().flat_map(|page| page.countries.clone()).collect();
    }
    let mut counts = BTreeMap::new();
    for site in sites {
        *counts.entry(site.country.as_deref().unwrap_or("an unstated country")).or_insert(0) += 1;
    }
    counts.into_iter().map(|(country, count)| format!("{count} in {country}")).collect()
}

/// The contacts for the study as a whole, a line each, and how many there are for its sites.
fn contacts(parsed: &Parsed) -> Vec<String> {
    let mut lines: Vec<_> = parsed.study.contacts().iter().map(contact).collect();
    let of_sites: usize = parsed.study.locations().iter().map(|site| site.contacts.len()).sum();
    // A page does not say which of several sites a contact belongs to.
    let untied = parsed.page.as_ref().map_or(0, |page| page.facility_contacts.len());
    if of_sites + untied > 0 {
        lines.push(counted(of_sites + untied, "site contact"));
    }
    lines
}

fn contact(contact: &Contact) -> String {
    let extension = contact.phone_ext.as_ref().map(|extension| format!("ext. {extension}"));
    let parts = [contact.name.clone(), contact.phone.clone(), extension, contact.email.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn to_look_at(parsed: &Parsed) -> [String; 3] {
    let findings = parsed.study.check();
    let all = || parsed.diagnostics.iter().chain(&findings);
    let count = |severity| all().filter(|diagnostic| diagnostic.severity == severity).count();
    [
        counted(count(Severity::Note), "note"),
        counted(count(Severity::Warning), "warning"),
        counted(parsed.unplaced.len(), "unplaced piece"),
    ]
}
