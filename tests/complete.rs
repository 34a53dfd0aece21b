//! Nothing is lost, on every record of the corpus, on its prefixes, and with every line dropped, doubled or moved;
//! and every value can be traced to its place.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use support::{assert_complete, assert_traceable, corpus};

#[test]
fn every_record_is_complete() {
    for record in corpus() {
        assert_complete(&record.text, &record.name);
        assert_complete(&record.text.replace('\n', "\r\n"), &format!("{} with CRLF", record.name));
        assert_complete(&record.text.replace('\n', "\r"), &format!("{} with CR", record.name));
        assert_complete(&record.text.replace("\n\n", "\n"), &format!("{} without blank lines", record.name));
    }
}

#[test]
fn every_value_has_its_place() {
    for record in corpus() {
        assert_traceable(&record.text, &record.name);
        assert_traceable(&record.text.replace('\n', "\r\n"), &format!("{} with CRLF", record.name));
    }
}

#[test]
fn every_prefix_is_complete() {
    for record in corpus() {
        // The ends of lines are where it matters; between them every eleventh character will do.
        for (index, (at, c)) in record.text.char_indices().enumerate() {
            if index % 11 == 0 || c == '\n' || record.text[..at].ends_with('\n') {
                let what = format!("{} cut at {at}", record.name);
                assert_complete(&record.text[..at], &what);
                assert_traceable(&record.text[..at], &what);
            }
        }
    }
}

#[test]
fn no_line_is_lost_when_another_is_dropped_doubled_or_moved() {
    for record in corpus() {
        let lines: Vec<_> = record.text.split('\n').collect();
        for index in (0..lines.len()).filter(|&index| !lines[index].trim().is_empty()) {
            let (before, rest) = lines.split_at(index);
            let (line, behind) = rest.split_first().unwrap_or((&"", &[]));
            let changes = [
                ("dropped", [before, behind].concat()),
                ("doubled", [before, &[line, line], behind].concat()),
                ("doubled apart", [before, &[line, "", line], behind].concat()),
                ("moved to the end", [before, behind, &["", line]].concat()),
                ("moved to the start", [&[line, ""], before, behind].concat()),
            ];
            for (change, lines) in changes {
                let what = format!("{} with line {} {change}: {line:?}", record.name, index + 1);
                let text = lines.join("\n");
                assert_complete(&text, &what);
                assert_traceable(&text, &what);
            }
        }
    }
}
