//! Runs the example `annotate` and reads the page that it writes, strictly: what is not written as expected fails.
//!
//! `cargo test` builds the examples first; `cargo test --test annotate` alone does not, and runs the one that is there.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

#[path = "support/running.rs"]
mod running;

use std::{collections::HashSet, fs, io::Write, path::Path};

use ctgov::Parsed;
use running::Folder;
use serde_json::json;

/// A page with several fields on a line, an intervention under a group, criteria, a section that no layout knows, and a
/// date that is none.
const PAGE: &str = "\
Warm Tea or Warm Milk for Restless Evenings

NCT ID: NCT99930001

Last Updated: someday

Basic Information

Get a concise snapshot of the trial, including recruitment status, study phase, enrollment targets, and key timeline milestones.

Recruitment Status

NOT_YET_RECRUITING

Clinical Phase

PHASE1/PHASE2

Study Groups

Review each arm or cohort in the study, along with the interventions and objectives associated with them.

Tea drinkers

Two cups each evening.

Group Type EXPERIMENTAL

Lime tea

Intervention Type DIETARY_SUPPLEMENT

Interventions

Learn about the drugs, procedures, or behavioral strategies being tested and how they are applied within this trial.

Lime tea

Intervention Type DIETARY_SUPPLEMENT

Eligibility Criteria

Check the participation requirements, including inclusion and exclusion rules, age limits, and whether healthy volunteers are accepted.

Inclusion Criteria

* Aged 18 to 70 years
* At least 2 of the following:

  1. Owns a kettle
  2. Ferritin \\>= 30 ng/mL \\& no fever

Exclusion Criteria

* Dislikes milk
Minimum Eligible Age

18 Years

The weather was fine.

Locations

Explore where the study is taking place and check the recruitment status at each participating site.

Lindow Evening Clinic

Lindow, Ireland

Site Status

RECRUITING
";

/// What would end an element, an attribute or a script, hide, or turn the text around.
const HOSTILE: &str = "</title></pre></style><script>alert(1)</script><img src=x onerror=alert(2)> \"' onfocus='x' &lt; &#65; \
                       <!-- --> ]]> \u{1}\u{7f}\u{85}\u{200b}\u{202e}evil\u{2066}\u{feff} javascript:x";

fn annotate(test: &str, record: &[u8]) -> Html {
    Html::read(Folder::new(test).run_with("annotate", &["-"], record).fine())
}

/// An element, with its text as a reader sees it.
#[derive(Debug)]
struct Element {
    tag: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// A page, read by the rules that its writer keeps to, which are stricter than HTML's.
struct Html {
    source: String,
    elements: Vec<Element>,
}

impl Html {
    fn read(source: String) -> Self {
        let mut rest = source.strip_prefix("<!DOCTYPE html>\n").unwrap();
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        while !rest.is_empty() {
            if let Some(tag) = rest.strip_prefix("</") {
                let (name, behind) = tag.split_once('>').unwrap();
                let index = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
                assert_eq!(elements[index].tag, name, "an element is closed by its own tag");
                rest = behind;
            } else if rest.starts_with('<') {
                let (element, behind) = start_tag(rest);
                rest = behind;
                open.push(elements.len());
                let tag = element.tag.clone();
                elements.push(element);
                if ["meta", "br", "input"].contains(&&*tag) {
                    open.pop();
                } else if tag == "style" {
                    rest = &rest[rest.find("</style>").unwrap()..];
                }
            } else {
                let (text, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
                let text = unescaped(text);
                open.iter().for_each(|&index| elements[index].text.push_str(&text));
                rest = behind;
            }
        }
        assert!(open.is_empty(), "an element is left open: {:?}", elements[open[0]].tag);
        Self { source, elements }
    }

    fn all<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.tag == tag)
    }

    fn of_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Element> {
        let has = move |element: &&Element| element.get("class").is_some_and(|own| own.split(' ').any(|c| c == class));
        self.elements.iter().filter(has)
    }

    fn with_id(&self, id: &str) -> &Element {
        self.elements.iter().find(|element| element.get("id") == Some(id)).unwrap_or_else(|| panic!("no element {id}"))
    }

    /// The text of the record.
    fn pane(&self) -> &str {
        &self.with_id("text").text
    }

    /// What holds for every page.
    fn check(&self) {
        let tags = [
            "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "dl", "div", "dt", "dd",
            "nav", "main", "section", "ul", "ol", "li", "a", "p", "details", "summary", "span", "code", "small",
            "strong", "q", "br", "input", "label", "pre", "mark", "i",
        ];
        let attributes = [
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "id",
            "class",
            "tabindex",
            "title",
            "href",
            "for",
            "type",
            "checked",
            "role",
            "aria-label",
            "aria-labelledby",
            "data-n",
            "data-l",
            "data-c",
        ];
        let mut ids = HashSet::new();
        for element in &self.elements {
            assert!(tags.contains(&&*element.tag), "{element:?}");
            for (name, value) in &element.attributes {
                assert!(attributes.contains(&&**name), "{element:?}");
                assert!(!value.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'), "{element:?}");
            }
            assert!(element.get("id").is_none_or(|id| ids.insert(id)), "an id stands twice: {element:?}");
        }
        for link in self.all("a") {
            let to = link.get("href").unwrap().strip_prefix('#').unwrap();
            assert!(ids.contains(to), "nothing has the id {to}");
        }
        for element in &self.elements {
            let names = element.get("aria-labelledby").into_iter().chain(element.get("for"));
            names.for_each(|id| assert!(ids.contains(id), "nothing has the id {id}"));
        }
        let levels: Vec<_> = ["h1", "h2", "h3"].map(|tag| self.all(tag).count()).into();
        assert_eq!((levels[0], levels[1]), (1, 5));
        let policy = self.all("meta").find(|meta| meta.get("http-equiv").is_some()).unwrap();
        assert_eq!(policy.get("http-equiv"), Some("Content-Security-Policy"));
        assert!(policy.get("content").unwrap().starts_with("default-src 'none'; style-src 'unsafe-inline'; "));
        assert!(!self.source.contains("url(") && !self.source.contains("@import"));
    }

    /// Whether each field's value is marked, and named.
    fn check_spans(&self, parsed: &Parsed, text: &str) {
        let marks: Vec<_> = self.all("mark").collect();
        let mut count = 0;
        for (path, span) in parsed.spans() {
            let path = path.to_string();
            let is_marked = |mark: &&&Element| {
                mark.get("title").unwrap().split('\n').any(|name| name == path)
                    && mark.text == text[span.range()]
                    && mark.get("tabindex") == Some("0")
                    && mark.get("data-n").is_some()
            };
            assert!(marks.iter().any(|mark| is_marked(&mark)), "no mark of {path}: {:?}", &text[span.range()]);
            count += 1;
        }
        assert!(count > 0);
    }
}

/// `<name attribute="value" … flag>`, and what stands behind it.
fn start_tag(text: &str) -> (Element, &str) {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let word = |text: &str| text.find(|c| !is_name(c)).filter(|end| *end > 0).unwrap_or_else(|| panic!("{text:.40}"));
    let (tag, mut rest) = text[1..].split_at(word(&text[1..]));
    let mut attributes = Vec::new();
    loop {
        if let Some(behind) = rest.strip_prefix('>') {
            return (Element { tag: tag.to_owned(), attributes, text: String::new() }, behind);
        }
        rest = rest.strip_prefix(' ').unwrap_or_else(|| panic!("expected a tag's next attribute, found {rest:.40}"));
        let (name, behind) = rest.split_at(word(rest));
        let (value, behind) = match behind.strip_prefix("=\"") {
            Some(value) => value.split_once('"').unwrap(),
            None => ("", behind),
        };
        assert!(!value.contains(['<', '>']), "{value}");
        attributes.push((name.to_owned(), unescaped(value)));
        rest = behind;
    }
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or_else(|| panic!("expected an entity, found &{part:.20}"));
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            "#13" => '\r',
            _ => panic!("expected an entity that is written, found &{name};"),
        });
        plain.push_str(rest);
    }
    plain
}

#[test]
fn a_page_is_marked_field_by_field() {
    let html = annotate("page", PAGE.as_bytes());
    let parsed = ctgov::parse(PAGE).unwrap();
    html.check();
    assert_eq!(html.pane(), PAGE);
    html.check_spans(&parsed, PAGE);
    assert_eq!(html.all("title").next().unwrap().text, parsed.study.title().unwrap());
    let values: Vec<_> = html.all("dd").map(|value| &*value.text).collect();
    let fields = parsed.spans().map(|(path, _)| path).collect::<HashSet<_>>().len().to_string();
    let (warnings, notes) = (parsed.warnings().count() + parsed.study.check().len(), parsed.diagnostics.len());
    let notes = notes - parsed.warnings().count();
    let said = format!("{warnings} warning{}, {notes} note{}", plural(warnings), plural(notes));
    assert_eq!(values, ["NCT99930001", "-", "page text", "spaced", &*fields, &*said, "1"]);
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[test]
fn diagnostics_stand_at_their_places_and_in_a_list() {
    let html = annotate("diagnostics", PAGE.as_bytes());
    let parsed = ctgov::parse(PAGE).unwrap();
    assert!(parsed.diagnostics.len() > 1);
    for (index, diagnostic) in parsed.diagnostics.iter().enumerate() {
        let message = html.with_id(&format!("at-{index}"));
        assert_eq!(message.get("href"), Some(&*format!("#said-{index}")));
        let line = message.get("aria-label").unwrap();
        let (code, position) = (diagnostic.code.as_str(), diagnostic.position.unwrap().to_string());
        for part in [code, diagnostic.severity.as_str(), &*position, &*diagnostic.message()] {
            assert!(line.contains(part), "{line}");
        }
        assert_eq!(message.text, "", "the text is the record's alone");
        let listed = html.with_id(&format!("said-{index}"));
        for part in [code, diagnostic.severity.as_str(), &*position, &*diagnostic.message()] {
            assert!(listed.text.contains(part), "{listed:?}");
        }
        let link = format!("<a class=\"place\" href=\"#at-{index}\"");
        assert!(html.source.contains(&link));
    }
    let unplaced = html.with_id("unplaced-0");
    assert_eq!((&*unplaced.tag, &*unplaced.text), ("mark", "The weather was fine."));
    assert_eq!(unplaced.get("data-n"), Some("unplaced"));
    assert!(html.all("q").any(|quoted| quoted.text == "The weather was fine."));
}

#[test]
fn criteria_are_nested_lists_with_their_places() {
    let html = annotate("criteria", PAGE.as_bytes());
    let parsed = ctgov::parse(PAGE).unwrap();
    let links: Vec<_> =
        html.of_class("place").filter(|link| link.get("href").is_some_and(|to| to.starts_with("#c"))).collect();
    let count = parsed.criteria.groups.len() + parsed.criteria.items().count();
    assert_eq!(links.len(), count);
    let of_items = links.iter().filter(|link| link.get("aria-label").unwrap().ends_with("the item in the text"));
    for (link, (_, _, item)) in of_items.zip(parsed.criteria.items()) {
        let place = html.with_id(link.get("href").unwrap().strip_prefix('#').unwrap());
        assert_eq!(place.text, PAGE[parsed.criteria_span(item.span).unwrap().range()]);
    }
    let depth = html.source.matches("<ul role=\"list\" class=\"items\">").count();
    assert_eq!(depth, 3, "two groups, and a list below an item");
    let stated: Vec<_> = html.all("strong").map(|stated| &*stated.text).collect();
    assert_eq!(stated, ["18 to 70 years", "At least 2", ">= 30 ng/mL"]);
    let combinations: Vec<_> = html.of_class("combination").map(|combination| &*combination.text).collect();
    assert_eq!(combinations, ["at-least 2"]);
    let constraints = html.of_class("constraints").count();
    assert_eq!(constraints, parsed.criteria.items().filter(|(_, _, item)| !item.constraints.is_empty()).count());
    for (_, _, item) in parsed.criteria.items() {
        for constraint in &item.constraints {
            assert!(html.all("code").any(|code| code.text == constraint.to_string()), "{constraint}");
        }
    }
}

#[test]
fn json_and_xml_are_marked_too() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files = vec!["api/every-path.json", "api/drifted.json"];
    if cfg!(feature = "xml") {
        files.extend(["xml/results.xml", "xml/unknown-elements.xml"]);
    }
    for file in files {
        let text = fs::read_to_string(corpus.join(file)).unwrap();
        let html = annotate("formats", text.as_bytes());
        html.check();
        assert_eq!(html.pane(), text, "{file}");
        html.check_spans(&ctgov::parse(&text).unwrap(), &text);
    }
}

#[test]
fn no_text_of_the_corpus_is_lost() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut count = 0;
    for folder in ["spaced", "trec-text", "api", "xml"] {
        if folder == "xml" && !cfg!(feature = "xml") {
            continue;
        }
        for file in fs::read_dir(corpus.join(folder)).unwrap() {
            let file = file.unwrap().path();
            let bytes = fs::read(&file).unwrap();
            let html = annotate("corpus", &bytes);
            html.check();
            assert_eq!(html.pane(), String::from_utf8(bytes).unwrap(), "{}", file.display());
            count += 1;
        }
    }
    assert!(count > 10, "{count} files");
}

#[test]
fn each_kind_of_line_break_is_kept() {
    let pages = [
        PAGE.replace('\n', "\r\n"),
        PAGE.replace('\n', "\r"),
        PAGE.replace("\n\n", "\n\r\n \t\r"),
        format!("\u{feff}\n\n{PAGE}"),
    ];
    for page in pages {
        let html = annotate("breaks", page.as_bytes());
        html.check();
        assert_eq!(html.pane(), page);
        let lines = html.all("i").filter_map(|line| line.get("data-l")?.parse().ok()).collect::<Vec<usize>>();
        assert_eq!(lines, (1..=lines.len()).collect::<Vec<_>>());
        let position = ctgov::Source::new(&page).position(page.trim_end().len());
        assert_eq!(lines.len(), position.line);
    }
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    let mut page = PAGE.as_bytes().to_vec();
    let at = PAGE.find("Restless").unwrap();
    page.splice(at..at, [0xe9, 0xe4, 0xb8]);
    page.push(0xe4);
    let html = annotate("bytes", &page);
    html.check();
    assert_eq!(html.pane(), String::from_utf8_lossy(&page));
    let name = html.all("mark").find(|mark| mark.text == "NCT99930001").unwrap();
    assert_eq!(name.get("title"), Some("protocolSection.identificationModule.nctId"));
    assert_eq!(html.with_id("at-0").get("aria-label").unwrap().split(' ').next(), Some("warning[invalid-utf8]"));
}

#[test]
fn hostile_text_is_text() {
    let page = [
        HOSTILE,
        "\n\nNCT ID: NCT99930002\n\n",
        HOSTILE,
        &PAGE[PAGE.find("\n\nLast Updated").unwrap()..].replace("Lime tea", HOSTILE).replace("Owns a kettle", HOSTILE),
        &format!("Age: {HOSTILE}\n\nStudy Type\n\n{HOSTILE}\n"),
    ]
    .concat();
    let html = annotate("hostile", page.as_bytes());
    html.check();
    assert_eq!(html.pane(), page);
    // Each character that cannot be seen is shown by its number.
    assert!(html.of_class("hidden").any(|hidden| hidden.get("data-c") == Some("U+202E") && hidden.text == "\u{202e}"));
    let bare = html.source.matches('\u{202e}').count();
    assert_eq!(bare, html.source.matches("data-c=\"U+202E\">\u{202e}</span>").count());

    // Names of members are in attributes, and they are the record's.
    let mut record = json!({"protocolSection": {
        "identificationModule": {"nctId": "NCT99930003", "briefTitle": HOSTILE},
        "eligibilityModule": {"eligibilityCriteria": format!("Inclusion Criteria:\n\n* {HOSTILE} 18 Years\n* Age \\> 18")},
    }});
    record["protocolSection"][HOSTILE] = json!({HOSTILE: [HOSTILE]});
    let text = record.to_string();
    let html = annotate("hostile-json", text.as_bytes());
    html.check();
    assert_eq!(html.pane(), text);

    if cfg!(feature = "xml") {
        let xml = "<clinical_study><id_info><nct_id>NCT99930004</nct_id></id_info><brief_title><![CDATA[</pre><script>x</script>]]>\
                   </brief_title><odd a=\"'&quot;\">&lt;img&gt;</odd></clinical_study>";
        let html = annotate("hostile-xml", xml.as_bytes());
        html.check();
        assert_eq!(html.pane(), xml);
    }
}

/// HTML has no U+0000: its picture stands for it.
#[test]
fn the_null_character_is_shown() {
    let page = PAGE.replace("Two cups", "Two\0cups");
    let html = annotate("null", page.as_bytes());
    html.check();
    assert_eq!(html.pane(), page.replace('\0', "\u{2400}"));
}

#[test]
fn a_large_record_is_in_blocks() {
    let site =
        json!({"facility": "Lindow Evening Clinic", "city": "Lindow", "country": "Ireland", "status": "RECRUITING"});
    let record = |sites: usize| {
        let module = json!({"locations": vec![site.clone(); sites]});
        let identification = json!({"nctId": "NCT99930005", "briefTitle": "Tea"});
        json!({"protocolSection": {"identificationModule": identification, "contactsLocationsModule": module}})
            .to_string()
    };
    let (small, large) = (record(1_000), record(4_000));
    let (of_small, of_large) = (annotate("small", small.as_bytes()), annotate("large", large.as_bytes()));
    assert_eq!(of_large.pane(), large);
    assert!(of_large.of_class("block").all(|block| block.text.len() < 40_000));
    assert!(of_large.source.len() < of_small.source.len() * 5, "{} {}", of_small.source.len(), of_large.source.len());
    assert!(of_large.all("mark").count() > 16_000);
}

#[test]
fn the_page_is_the_same_each_time_and_goes_where_it_is_told() {
    let folder = Folder::new("out");
    let first = folder.run("annotate", &[]).fine();
    assert_eq!(folder.run("annotate", &[]).fine(), first);
    let sample = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample.txt")).unwrap();
    let html = Html::read(first.clone());
    html.check();
    html.check_spans(&ctgov::parse(&sample).unwrap(), &sample);
    assert_eq!(html.pane(), sample);

    assert_eq!(folder.run("annotate", &["--out", "sample.html"]).fine(), "");
    assert_eq!(folder.read("sample.html"), first);
}

#[test]
fn errors_are_said() {
    let folder = Folder::new("errors").with("page.txt", PAGE);
    let said = |args: &[&str], input: &str| {
        let ran = folder.run_with("annotate", args, input.as_bytes());
        assert_eq!(ran.out, "");
        (ran.status, ran.err)
    };
    let list = "Shopping list\n\ntea\n";
    let none = "-: 1:1: expected a trial record, found text in no known layout: \"Shopping list\"\n";
    assert_eq!(said(&["-"], list), (1, none.to_owned()));
    let (status, gone) = said(&["gone.txt"], "");
    assert!(status == 1 && gone.starts_with("gone.txt: "), "{gone}");
    let (status, nowhere) = said(&["-", "--out", "no/folder.html"], PAGE);
    assert!(status == 1 && nowhere.starts_with("no/folder.html: "), "{nowhere}");

    let usage = "usage: annotate [FILE|-] [--out FILE.html]\n";
    for (args, message) in [
        (&["-v"][..], "expected --out, a file or -, found -v"),
        (&["a", "b"], "expected one file or -, found a too"),
        (&["--out"], "expected --out and a file, found nothing"),
        (&["--out", "a", "--out", "b"], "expected one --out, found a too"),
    ] {
        assert_eq!(said(args, ""), (2, format!("{message}\n{usage}")));
    }
    let (status, same) = said(&["page.txt", "--out", "./page.txt"], "");
    assert!(status == 2 && same.starts_with("expected --out and another file than the record, found "), "{same}");
    assert_eq!(folder.read("page.txt"), PAGE);
    for option in ["-h", "--help"] {
        assert_eq!(folder.run("annotate", &[option]).fine(), usage);
    }
}

/// Whoever reads the output may stop before its end.
#[test]
fn a_broken_pipe_is_quiet() {
    let mut child = Folder::new("pipe").spawn("annotate", &["-"]);
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(PAGE.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]));
}
