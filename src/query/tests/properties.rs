//! What holds for any text.

use proptest::prelude::*;

use super::{Clause, Field, Group, Node, Occur, Query, parse, parse_plain};
use crate::model::Span;

/// Texts full of what the language gives a meaning to.
fn queries() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-c]{1,3}",
        2 => " ",
        1 => prop::sample::select(vec![
            "\"", "“", "”", "«", "＂", "(", ")", "（", "）", "+", "-", "*", "~", "~1", ":", "：",
            "[", "]", "{", "}", " TO ", "..", ">", ">=", "<", "=", " AND ", " OR ", " NOT ", "AND",
            "title:", "money:", "published:", "url:", "sorce:", "USD:", "://", "5", "$", "\u{3000}",
            "日本", "é", "🚀", "\0", "\u{feff}",
        ]).prop_map(String::from),
        1 => prop::sample::select(Field::ALL.to_vec()).prop_map(|field| format!("{field}:")),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The parts of the text that the tree holds.
fn held(group: &Group, spans: &mut Vec<Span>) {
    for Clause { occur, node } in &group.clauses {
        let said_by_occur = match node {
            Node::And(_) => *occur != Occur::Not,
            Node::Not(_) => true,
            _ => false,
        };
        assert!(!said_by_occur, "{occur:?} {node}");
        held_by(node, spans);
    }
}

fn held_by(node: &Node, spans: &mut Vec<Span>) {
    match node {
        Node::Or(nodes) | Node::And(nodes) => {
            assert!(nodes.len() > 1);
            nodes.iter().for_each(|node| held_by(node, spans));
        }
        Node::Not(node) => held_by(node, spans),
        Node::Group(group) => held(group, spans),
        Node::Field { field, node, span } => {
            spans.push(Span::new(span.start, span.start + field.as_str().len()));
            held_by(node, spans);
        }
        leaf => spans.push(leaf.span()),
    }
}

/// The first letter or digit that neither the tree nor a warning accounts for.
fn dropped(text: &str, query: &Query) -> Option<String> {
    let mut spans: Vec<Span> = query.warnings.iter().map(|warning| warning.span).collect();
    held(&query.root, &mut spans);
    let mut seen = vec![false; text.len()];
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{span:?} is not within the text");
        seen[span.range()].fill(true);
    }
    for operator in ["AND", "OR", "NOT"] {
        text.match_indices(operator).for_each(|(at, _)| seen[at..at + operator.len()].fill(true));
    }
    let mut letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    letters.find(|(at, _)| !seen[*at]).map(|(at, _)| text[at..].to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn nothing_is_dropped_silently(text in queries()) {
        let query = parse(&text);
        prop_assert_eq!(dropped(&text, &query), None, "{}", query);
        let leaves: Vec<_> = query.leaves().map(|leaf| leaf.node.span()).collect();
        prop_assert!(leaves.is_sorted(), "{:?}", leaves);
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        prop_assert_eq!(dropped(&text, &parse(&text)), None);
        prop_assert_eq!(dropped(&text, &parse_plain(&text)), None);
    }

    #[test]
    fn plain_words_stay_as_they_are(words in prop::collection::vec("[a-zA-Z0-9]{1,8}", 0..50)) {
        let words: Vec<_> = words
            .into_iter()
            .filter(|word| !matches!(word.as_str(), "AND" | "OR" | "NOT"))
            .collect();
        let text = words.join(" ");
        for query in [parse(&text), parse_plain(&text)] {
            prop_assert_eq!(&query.warnings, &[]);
            let clauses = query.root.clauses.into_iter();
            let read: Vec<_> = clauses.map(|Clause { occur, node }| match node {
                Node::Word { text: word, span } if occur == Occur::Wanted => {
                    assert_eq!(text[span.range()], word);
                    word
                }
                node => panic!("{occur:?} {node}"),
            }).collect();
            prop_assert_eq!(&read, &words);
        }
    }
}
