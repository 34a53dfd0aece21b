//! What holds for any text: nothing is lost, and nothing is too deep or too large.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_is_lost(text in "([ \n~*().:;,\\\\&-]|[0-3ab ivx]|•|①|\u{feff}|\u{a0}|é|Inclusion Criteria:|EXCLUSION|such as|If any of the following|\r\n|  \\* |\n\n1\\. | 2\\. ){0,60}") {
        assert_covered(&text, &parse(&text));
    }

    #[test]
    fn nothing_is_lost_of_any_characters(text in any::<String>()) {
        assert_covered(&text, &parse(&text));
    }
}

/// Texts in which each rule has something to do.
const TEXT: &str = "Inclusion Criteria:\n\n* Tea, any of:\n\n  1. black\n  2. green; 3. white (a. old b. new)\n\nFor guests:\n\n- known - \
                    invited\n\n8. Milk 9. Water\n\nNote: cups\n\nPatients are not eligible if:\n\ni) thirst\n   ii) hunger Exclusion \
                    Criteria: sleep";

#[test]
fn nothing_is_lost_of_a_damaged_text() {
    let chars: Vec<char> = TEXT.chars().collect();
    for at in 0..=chars.len() {
        let prefix: String = chars[..at].iter().collect();
        assert_covered(&prefix, &parse(&prefix));
        for new in ["", "\n", " ", "*", "1. ", ":", "~", "(", "\u{200b}"] {
            let rest = chars.get(at + 1..).unwrap_or_default();
            let changed = prefix.clone() + new + &rest.iter().collect::<String>();
            assert_covered(&changed, &parse(&changed));
        }
    }
    let tilde = TEXT.replace('\n', "~");
    assert_covered(&tilde, &parse(&tilde));
}

#[test]
fn deep_lists_are_bounded() {
    let staircase: String = (0..10_000).map(|depth| format!("{}* Tea\n", "  ".repeat(depth % 4_000))).collect();
    let letters: String = (0..10_000).map(|depth| format!("{}a. Tea:\n", " ".repeat(depth % 900 * 3))).collect();
    for text in [staircase, letters] {
        let criteria = parse(&text);
        assert_covered(&text, &criteria);
        assert_eq!(criteria.items().map(|(_, depth, _)| depth).max(), Some(31));
        assert!(criteria.diagnostics.iter().any(|diagnostic| diagnostic.code.as_str() == "deep-list"));
        // A tree that deep is written and read again.
        let json = serde_json::to_string(&criteria).unwrap();
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }
}

#[test]
fn large_texts_are_read_in_proportion() {
    // Each of these would take hours if a step looked at the whole text for each of its parts.
    for part in [
        "1. ",
        "* ",
        "a) b) ",
        "(",
        "1. x ",
        "Exclusion ",
        "EXCLUSION CRITERIA: ",
        "riterite",
        "; 2. x",
        "- x",
        "~",
        "\\* x\n",
        "x\n\n",
        "•",
        "i. I. ",
        "1.1 x\n",
        "2.1. x\n3.1. x\n",
        "Inclusion Criteria:\n",
        "Patients must meet the following:\n\n",
        "\n ",
        "x (",
        "1) ",
        "e.g. ",
        "a: b. ",
        "grade\n2. x\n",
        "male or female and ",
        "Exclusion criteria of the ",
        "Tea. Key exclusion criteria: a ",
        "* Patients are eligible if:\n  * a\n",
        "<br>",
    ] {
        let text = part.repeat(400_000 / part.len());
        assert_covered(&text, &parse(&text));
        let text = format!("1. {text}");
        assert_covered(&text, &parse(&text));
    }
}
