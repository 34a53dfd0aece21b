//! The page: a summary, the colours with the fields in them, the text, the criteria, what there is to say.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

use ctgov::{Format, Severity, page};

use crate::{
    criteria, escape, pane,
    record::{MODULES, Module, OTHER, Record, within_module},
};

const STYLE: &str = include_str!("style.css");

/// Nothing is loaded and nothing is run. The style sheet stands in the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// How many fields of a module are listed. All of them are marked in the text.
const LISTED: usize = 200;

/// How many characters of an unplaced text are listed.
const EXCERPT: usize = 160;

/// Returns the page for a record that was read from `file`.
pub(crate) fn html(record: &Record, file: &str) -> String {
    let mut out = String::with_capacity(record.text.len() * 8);
    let title = record.parsed.study.title().unwrap_or("A record without a title");
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>"
    );
    escape::attribute(&mut out, title);
    let _ = write!(out, "</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n");
    summary(&mut out, record, title, file);
    out.push_str("<main>\n");
    legend(&mut out, record);
    out.push_str("<div class=\"panes\">\n");
    source(&mut out, record);
    out.push_str("<div class=\"beside\">\n");
    out.push_str("<section aria-labelledby=\"criteria\">\n<h2 id=\"criteria\" tabindex=\"-1\">Criteria</h2>\n");
    criteria::write(&mut out, record);
    out.push_str("</section>\n");
    diagnostics(&mut out, record);
    unplaced(&mut out, record);
    out.push_str("</div>\n</div>\n</main>\n</body>\n</html>\n");
    out
}

fn summary(out: &mut String, record: &Record, title: &str, file: &str) {
    out.push_str("<header>\n<h1>");
    escape::text(out, title);
    out.push_str("</h1>\n<dl>\n");
    let parsed = &record.parsed;
    let number = parsed.study.nct_id().map_or_else(|| "none".to_owned(), |number| number.to_string());
    let fields = record.marks.iter().flat_map(|mark| &mark.paths).collect::<HashSet<_>>().len();
    let warnings = record.said.iter().filter(|said| said.diagnostic.severity >= Severity::Warning).count();
    let notes = record.said.len() - warnings;
    let said = format!("{warnings} warning{}, {notes} note{}", plural(warnings), plural(notes));
    let layout = page::outline(&record.text).layout().filter(|_| parsed.format == Format::Page);
    let rows = [
        ("Registry number", Some(number), None),
        ("Record", Some(file.to_owned()), None),
        ("Format", Some(parsed.format.name().to_owned()), None),
        ("Layout", layout.map(|layout| layout.name().to_owned()), None),
        ("Fields with a place", Some(fields.to_string()), Some("#fields")),
        ("Diagnostics", Some(said), Some("#diagnostics")),
        ("Unplaced", Some(parsed.unplaced.len().to_string()), Some("#unplaced")),
    ];
    for (name, value, link) in rows {
        let Some(value) = value else { continue };
        let _ = write!(out, "<div><dt>{name}</dt><dd>");
        if let Some(link) = link {
            let _ = write!(out, "<a href=\"{link}\">");
        }
        escape::text(out, &value);
        out.push_str(if link.is_some() { "</a></dd></div>\n" } else { "</dd></div>\n" });
    }
    out.push_str(
        "</dl>\n</header>\n<nav aria-label=\"Parts of this page\">\n<ul>\n\
         <li><a href=\"#fields\">Fields</a></li>\n<li><a href=\"#source\">Text</a></li>\n\
         <li><a href=\"#criteria\">Criteria</a></li>\n<li><a href=\"#diagnostics\">Diagnostics</a></li>\n\
         <li><a href=\"#unplaced\">Unplaced</a></li>\n</ul>\n</nav>\n",
    );
}

/// The colours, each with its module's fields.
fn legend(out: &mut String, record: &Record) {
    out.push_str(
        "<section aria-labelledby=\"fields\">\n<h2 id=\"fields\" tabindex=\"-1\">Fields</h2>\n<div class=\"legend\">\n",
    );
    let mut of_class: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
    for (index, mark) in record.marks.iter().enumerate() {
        for path in &mark.paths {
            of_class.entry(Module::of(path).class).or_default().push((index, path));
        }
    }
    for module in MODULES.iter().chain([&OTHER]) {
        let Some(fields) = of_class.get(module.class) else { continue };
        let (class, name, count) = (module.class, module.name, fields.len());
        let _ = write!(
            out,
            "<details>\n<summary><span class=\"swatch {class}\">{name}</span> <span class=\"count\">{count}</span></summary>\n\
             <ul>\n"
        );
        for (index, path) in fields.iter().take(LISTED) {
            let _ = write!(out, "<li><a href=\"#f{index}\">");
            escape::text(out, within_module(path));
            out.push_str("</a></li>\n");
        }
        if let Some(more) = count.checked_sub(LISTED).filter(|more| *more > 0) {
            let _ = writeln!(out, "<li>and {more} more, marked in the text</li>");
        }
        out.push_str("</ul>\n</details>\n");
    }
    out.push_str("</div>\n</section>\n");
}

fn source(out: &mut String, record: &Record) {
    // In JSON the name of a member stands before its value.
    let checked = if record.parsed.format == Format::Page { " checked" } else { "" };
    let _ = write!(
        out,
        "<section aria-labelledby=\"source\" class=\"source\">\n<h2 id=\"source\" tabindex=\"-1\">Text</h2>\n\
         <p class=\"skip\"><a href=\"#criteria\">Skip the text</a></p>\n\
         <input type=\"checkbox\" id=\"names\"{checked}> <label for=\"names\">Show the names of the fields</label>\n\
         <p class=\"hint\">The whole path of a field is shown when it is tapped or has the focus.</p>\n"
    );
    pane::write(out, record);
    out.push_str("</section>\n");
}

fn diagnostics(out: &mut String, record: &Record) {
    out.push_str(
        "<section aria-labelledby=\"diagnostics\">\n<h2 id=\"diagnostics\" tabindex=\"-1\">Diagnostics</h2>\n",
    );
    if record.said.is_empty() {
        out.push_str("<p>None.</p>\n</section>\n");
        return;
    }
    out.push_str("<ol class=\"list\">\n");
    for (index, said) in record.said.iter().enumerate() {
        let diagnostic = &said.diagnostic;
        let (severity, code) = (diagnostic.severity.as_str(), diagnostic.code);
        let _ = write!(
            out,
            "<li id=\"said-{index}\" tabindex=\"-1\"><span class=\"severity {severity}\">{severity}</span> <code>{code}</code> "
        );
        match &said.place {
            Some(place) => {
                let position = place.position;
                let _ = write!(
                    out,
                    "<a class=\"place\" href=\"#at-{index}\" aria-label=\"{position}, the place in the text\">{position}</a>"
                );
            }
            None => out.push_str("<span class=\"place\">no place</span>"),
        }
        out.push_str("<br>");
        escape::text(out, &diagnostic.message());
        if let Some(field) = &diagnostic.field {
            out.push_str("<br><code class=\"path\">");
            escape::text(out, &field.to_string());
            out.push_str("</code>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n</section>\n");
}

fn unplaced(out: &mut String, record: &Record) {
    out.push_str("<section aria-labelledby=\"unplaced\">\n<h2 id=\"unplaced\" tabindex=\"-1\">Unplaced</h2>\n");
    if record.unplaced.is_empty() {
        out.push_str("<p>Everything has a place.</p>\n</section>\n");
        return;
    }
    out.push_str("<ul class=\"list\">\n");
    for (index, (place, unplaced)) in record.unplaced.iter().zip(&record.parsed.unplaced).enumerate() {
        let position = place.position;
        let _ = write!(
            out,
            "<li><a class=\"place\" href=\"#unplaced-{index}\" aria-label=\"{position}, the place in the text\">{position}</a> <q>"
        );
        match unplaced.text.char_indices().nth(EXCERPT) {
            Some((end, _)) => {
                escape::text(out, unplaced.text.get(..end).unwrap_or_default());
                out.push('…');
            }
            None => escape::text(out, &unplaced.text),
        }
        out.push_str("</q></li>\n");
    }
    out.push_str("</ul>\n</section>\n");
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
