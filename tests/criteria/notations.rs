//! Four notations of the same criteria give the same tree.

use super::*;

/// A criterion of an invented study: its text, and those of the list that it introduces.
#[derive(Clone, Debug)]
struct Node {
    words: String,
    below: Vec<Self>,
}

fn words() -> impl Strategy<Value = String> {
    // Long enough to be wrapped, and no word that a heading or a lead-in has.
    proptest::collection::vec(
        proptest::sample::select(vec![
            "Tea",
            "milk",
            "water",
            "daily",
            "Thirst",
            "at home",
            "since May",
            "≥ 18 cups",
            "(green)",
            "5 g/dL",
            "sleep",
            "walks",
        ]),
        2..24,
    )
    .prop_map(|words| words.join(" "))
}

fn node(depth: u32) -> BoxedStrategy<Node> {
    let leaf = words().prop_map(|words| Node { words: words + ".", below: Vec::new() });
    if depth == 0 {
        return leaf.boxed();
    }
    let parent = (words(), proptest::collection::vec(node(depth - 1), 1..5))
        .prop_map(|(words, below)| Node { words: words + " such as:", below });
    prop_oneof![3 => leaf, 1 => parent].boxed()
}

/// How lists of a depth are marked: each depth by its own kind, so that a page that lost its indentation still
/// tells them.
fn marker(depth: usize, index: usize, bullet: char) -> String {
    match depth {
        0 => format!("{}.", index + 1),
        1 => bullet.to_string(),
        _ => format!("{})", char::from(b'a' + u8::try_from(index).unwrap())),
    }
}

fn escaped(text: &str) -> String {
    text.replace('<', "\\<").replace('>', "\\>")
}

/// The API's Markdown: nested lists indented by the width of the marker, behind a blank line.
fn markdown(nodes: &[Node], depth: usize, indent: usize, out: &mut String) {
    for (index, node) in nodes.iter().enumerate() {
        let marker = marker(depth, index, '*');
        *out += &format!("{:indent$}{marker} {}\n", "", escaped(&node.words));
        if !node.below.is_empty() {
            out.push('\n');
            markdown(&node.below, depth + 1, indent + marker.len() + 1, out);
        }
    }
}

/// A page: the same lines without their indentation.
fn page(markdown: &str) -> String {
    markdown.lines().map(str::trim_start).collect::<Vec<_>>().join("\n")
}

/// The legacy XML: 100 columns, lists at 10, 15, 20, and a blank line between items.
fn legacy(nodes: &[Node], depth: usize, out: &mut String) {
    for (index, node) in nodes.iter().enumerate() {
        let column = 10 + 5 * depth;
        let lead = match depth {
            0 => format!("{:>width$}. ", index + 1, width = column + 1),
            1 => format!("{:column$}-  ", ""),
            _ => format!("{:column$}{} ", "", marker(depth, index, '-')),
        };
        wrapped(&node.words, &lead, lead.chars().count(), out);
        legacy(&node.below, depth + 1, out);
    }
}

fn wrapped(words: &str, lead: &str, column: usize, out: &mut String) {
    let mut line = lead.to_owned();
    for word in words.split(' ') {
        if line.trim_end().chars().count() + 1 + word.chars().count() > 100 {
            *out += &format!("{}\n", line.trim_end());
            line = " ".repeat(column);
        }
        line += &format!("{word} ");
    }
    *out += &format!("{}\n\n", line.trim_end());
}

/// Kind, and depth, numbers and text of each item; bullets are written differently.
fn tree(text: &str) -> Vec<(Kind, usize, String, String)> {
    let criteria = parse(text);
    assert_covered(text, &criteria);
    let marker = |item: &Item| item.marker.clone().unwrap_or_default().replace(['*', '-'], "•");
    criteria.items().map(|(group, depth, item)| (group.kind, depth, marker(item), item.text.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn four_notations_of_the_same_criteria_give_the_same_tree(
        inclusion in proptest::collection::vec(node(2), 1..7),
        exclusion in proptest::collection::vec(node(2), 1..7),
    ) {
        let mut api = String::new();
        let mut xml = String::new();
        for (heading, nodes) in [("Inclusion Criteria:", &inclusion), ("Exclusion Criteria:", &exclusion)] {
            api += &format!("{heading}\n\n");
            markdown(nodes, 0, 0, &mut api);
            api.push('\n');
            xml += &format!("\n        {heading}\n\n");
            legacy(nodes, 0, &mut xml);
        }
        let tilde = api.trim_end().replace("\n ", "~").replace("\n\n", "~").replace('\n', "~");
        let expected = tree(&api);
        let mut count = 0;
        let mut queue: Vec<&Node> = inclusion.iter().chain(&exclusion).collect();
        while let Some(node) = queue.pop() {
            count += 1;
            queue.extend(&node.below);
        }
        prop_assert_eq!(expected.len(), count);
        prop_assert_eq!(&tree(&page(&api)), &expected, "page:\n{}", page(&api));
        prop_assert_eq!(&tree(&xml), &expected, "xml:\n{}", xml);
        prop_assert_eq!(&tree(&tilde), &expected, "tilde:\n{}", tilde);
        prop_assert_eq!(&tree(&api.replace('\n', "\r\n")), &expected);
    }

    /// An item's own text, read alone, is one item with the same text: also that of a lead-in, without its list.
    #[test]
    fn an_item_read_alone_is_itself(nodes in proptest::collection::vec(node(2), 1..7)) {
        let mut api = String::new();
        markdown(&nodes, 0, 0, &mut api);
        for (_, _, item) in parse(&api).items() {
            let own = &api[item.span.range()];
            let again = parse(own);
            prop_assert_eq!(again.groups.len(), 1);
            let [alone] = &again.groups[0].items[..] else { panic!("{own:?} is {:?}", again.groups) };
            prop_assert_eq!((&alone.text, &alone.marker), (&item.text, &item.marker));
            prop_assert_eq!(alone.span.range(), 0..own.len());
            prop_assert!(alone.items.is_empty());
        }
    }
}
