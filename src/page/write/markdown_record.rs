//! The text of the layout [`MarkdownRecord`](crate::page::Layout::MarkdownRecord): the rows of the layout's table in their
//! order, each with its words and with what the study has for it.

mod values;

use crate::{
    page::layout::{Field, Holds, Layout, Row, RowForm, Table},
    study::Study,
};

/// Makes the text of a study that has nothing but what the layout carries.
pub(super) fn text(study: &Study) -> String {
    let mut page = Page { study, printed: Vec::new(), below: None, text: String::new(), is_block: false };
    page.title();
    if let Table::Labels(table) = Layout::MarkdownRecord.table() {
        table.rows.all().iter().for_each(|row| page.row(row));
    }
    page.text_below();
    page.text
}

/// What each page has, filled or not: by this it is known.
const ALWAYS: [&str; 3] = ["Status", "Dates", "Eligibility"];

/// What stands between the entries of a list on one line.
const JOINT: &str = ", ";

/// A page while it is written.
struct Page<'s> {
    study: &'s Study,
    /// Some fields have two rows.
    printed: Vec<Field>,
    /// The text of the section, which stands below its labels.
    below: Option<Field>,
    text: String,
    /// What stands last is a block of its own: a blank line ends it.
    is_block: bool,
}

impl Page<'_> {
    /// `"# Study " number ": " title`
    fn title(&mut self) {
        let module = &self.study.identification;
        if module.nct_id.is_none() && module.brief_title.is_none() {
            return;
        }
        let number = module.nct_id.as_ref().map(ToString::to_string).unwrap_or_default();
        let heading = format!("# Study {number}: {}", module.brief_title.as_deref().unwrap_or_default());
        self.line(heading.trim_end());
    }

    fn line(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push_str(if self.is_block { "\n\n" } else { "\n" });
        }
        self.is_block = false;
        self.text.push_str(line);
    }

    fn row(&mut self, row: &Row) {
        match row.holds {
            Holds::SectionWithText(_, field) => self.section(row, field),
            Holds::Text(field) => {
                if let Some(text) = self.take(field).pop() {
                    self.heading(row.words);
                    self.line(&text);
                    self.is_block = true;
                }
            }
            Holds::Records(field) | Holds::List(field) if row.form == RowForm::Heading => self.items(row, field),
            Holds::List(field) => self.list(row, field),
            Holds::One(field) => {
                if let Some(value) = self.take(field).pop() {
                    self.label(row, &value);
                }
            }
            Holds::Split(field, _) => {
                let entries = self.take(field).join(JOINT);
                self.label(row, &entries);
            }
            Holds::Told(fields, mark) => {
                let values: Vec<String> = fields.iter().flat_map(|field| self.take(*field)).collect();
                self.label(row, &values.join(mark));
            }
            Holds::Pack(parts, mark) => {
                let parts: Vec<String> = parts.iter().filter_map(|part| self.part(part)).collect();
                self.label(row, &parts.join(mark));
            }
            _ => {}
        }
    }

    /// The values of a field, once.
    fn take(&mut self, field: Field) -> Vec<String> {
        if self.printed.contains(&field) {
            return Vec::new();
        }
        self.printed.push(field);
        values::of(self.study, field)
    }

    /// `"**" words ":** " value`
    fn label(&mut self, row: &Row, value: &str) {
        if !value.is_empty() || ALWAYS.contains(&row.words) {
            self.line(format!("**{}:** {value}", row.words).trim_end());
        }
    }

    /// `"## " words`
    fn heading(&mut self, words: &str) {
        self.text_below();
        self.is_block = true;
        self.line(&format!("## {words}"));
    }

    /// A part of a line. Where its form tells of which field a value is, it is of the first: the others have parts of their
    /// own.
    fn part(&mut self, part: &Row) -> Option<String> {
        let field = match part.holds {
            Holds::Told([field, ..], _) => Some(*field),
            holds => holds.field(),
        };
        let value = self.take(field?).pop()?;
        Some(format!("{}: {value}", part.words))
    }

    /// A list that is one entry on the line of its label, or one a line below it, where an entry may hold what would divide
    /// the line.
    fn list(&mut self, row: &Row, field: Field) {
        let entries = self.take(field);
        match entries.as_slice() {
            [] => {}
            [entry] if !entry.contains(JOINT) => self.label(row, entry),
            // Each sponsor ends with its class.
            _ if field == Field::Collaborators && values::are_classed(self.study) => {
                self.label(row, &entries.join(JOINT));
            }
            _ => {
                self.line(&format!("**{}:**", row.words));
                entries.iter().for_each(|entry| self.line(&format!("- {entry}")));
                self.is_block = true;
            }
        }
    }

    /// A heading with an item for each record.
    fn items(&mut self, row: &Row, field: Field) {
        let items = self.take(field);
        if items.is_empty() {
            return;
        }
        match field {
            Field::Locations => self.heading(&format!("{} ({} total)", row.words, items.len())),
            _ => self.heading(row.words),
        }
        items.iter().for_each(|item| self.line(&format!("- {item}")));
        self.is_block = true;
    }

    /// A heading with labels below, and a text below these.
    fn section(&mut self, row: &Row, text: Field) {
        let is_filled = match text {
            Field::IpdDescription => {
                [Field::IpdSharing, Field::IpdTimeFrame, text].iter().any(|of| !values::of(self.study, *of).is_empty())
            }
            _ => false,
        };
        if is_filled || ALWAYS.contains(&row.words) {
            self.heading(row.words);
            self.below = Some(text);
        }
    }

    /// The text of the section that ends here.
    fn text_below(&mut self) {
        let Some(text) = self.below.take().and_then(|field| self.take(field).pop()) else { return };
        self.is_block = true;
        self.line(&text);
        self.is_block = true;
    }
}
