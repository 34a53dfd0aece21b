//! `referencesModule` in layouts of labels.

use super::Page;
use crate::{
    diagnostic::FieldPath,
    page::{layout::Field, outline::without_bullet},
    study::{Reference, ReferenceType, SeeAlsoLink, code::CodeList},
};

pub(in crate::page) const CITATION: &str = "protocolSection.referencesModule.references[].citation";
pub(in crate::page) const PMID: &str = "protocolSection.referencesModule.references[].pmid";
pub(in crate::page) const TYPE: &str = "protocolSection.referencesModule.references[].type";
pub(in crate::page) const LABEL: &str = "protocolSection.referencesModule.seeAlsoLinks[].label";
pub(in crate::page) const URL: &str = "protocolSection.referencesModule.seeAlsoLinks[].url";

impl Page<'_, '_> {
    /// `reference = "- " citation [ " (PMID: " pmid ")" ] [ " [" type "]" ]`,
    /// `link = "- See also: " [ label " — " ] url`
    pub(super) fn references(&mut self) {
        let lines: Vec<usize> = self.entries(Field::References).flat_map(|entry| entry.values.clone()).collect();
        for line in lines {
            let raw = self.raw(line);
            let raw = raw.part(without_bullet(raw.text));
            match raw.text.strip_prefix("See also:") {
                Some(link) => {
                    let index = self.study.references.see_also_links.len();
                    let link = link.trim_start();
                    let (label, url) = match link.rsplit_once(" — ") {
                        Some((label, url)) => (Some(label), url),
                        None => (None, link),
                    };
                    if let Some(label) = label {
                        self.note_span(FieldPath::at(LABEL, [index, 0]), raw.part(label).span());
                    }
                    self.note_span(FieldPath::at(URL, [index, 0]), raw.part(url).span());
                    let (label, url) = (label.map(str::to_owned), Some(url.to_owned()));
                    self.study.references.see_also_links.push(SeeAlsoLink { label, url, ..SeeAlsoLink::default() });
                }
                None => {
                    let index = self.study.references.references.len();
                    let mut reference = Reference::default();
                    let mut text = raw.text;
                    if let Some((rest, code)) = text.strip_suffix(']').and_then(|text| text.rsplit_once(" ["))
                        && let Some(known) = ReferenceType::known(code)
                    {
                        self.note_span(FieldPath::at(TYPE, [index, 0]), raw.part(code).span());
                        reference.r#type = Some(known);
                        text = rest;
                    }
                    if let Some((rest, pmid)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (PMID: ")) {
                        self.note_span(FieldPath::at(PMID, [index, 0]), raw.part(pmid).span());
                        reference.pmid = Some(pmid.to_owned());
                        text = rest;
                    }
                    self.note_span(FieldPath::at(CITATION, [index, 0]), raw.part(text).span());
                    reference.citation = Some(text.to_owned());
                    self.study.references.references.push(reference);
                }
            }
            self.take(line);
        }
    }
}
