//! What a query may hold at most.

use std::time::{Duration, Instant};

use super::{MAX_BYTES, MAX_CLAUSES, MAX_DEPTH, parse, parse_plain};

#[test]
fn a_long_query_is_cut_at_white_space() {
    let text = "wörd ".repeat(MAX_BYTES);
    for query in [parse(&text), parse_plain(&text)] {
        assert_eq!(query.root.clauses.len(), MAX_CLAUSES);
        let messages: Vec<_> = query.warnings.iter().map(|w| w.message.as_str()).collect();
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert!(messages[0].contains("4096 words") && messages[1].contains("65536 bytes"));
        assert_eq!(query.warnings[0].span.start, MAX_CLAUSES * "wörd ".len());
        assert_eq!(query.warnings[1].span.end, text.len());
    }
}

#[test]
fn a_long_word_is_cut_between_characters() {
    let text = format!("a{}", "é".repeat(MAX_BYTES));
    let query = parse(&text);
    assert_eq!(query.to_string().len(), MAX_BYTES - 1);
    assert_eq!(query.warnings.len(), 1);
}

#[test]
fn too_many_words_are_cut_without_further_warnings() {
    let query = parse(&format!("({})", "a ".repeat(5000)));
    assert_eq!(query.leaves().count(), MAX_CLAUSES);
    assert_eq!(query.warnings.len(), 1, "{:?}", query.warnings);
}

#[test]
fn deep_parentheses_are_left_out() {
    let nested = |depth: usize| format!("{}a{}", "-(x ".repeat(depth), ")".repeat(depth));
    assert_eq!(parse(&nested(MAX_DEPTH)).warnings, []);
    let query = parse(&nested(MAX_DEPTH + 1));
    assert_eq!(query.warnings.len(), 1, "{:?}", query.warnings);
    assert!(query.warnings[0].message.contains("deeper than 64"));

    let query = parse(&format!("{}a{} b", "(".repeat(3000), ")".repeat(3000)));
    assert_eq!(query.to_string(), "a b");
    assert_eq!(query.warnings.len(), 1, "{:?}", query.warnings);
    assert_eq!(query.warnings[0].span.range(), MAX_DEPTH..3000);
}

#[test]
fn a_flood_of_warnings_is_summed_up() {
    let text = "* ".repeat(1000);
    let query = parse(&text);
    assert_eq!(query.warnings.len(), 65);
    let last = &query.warnings[64];
    assert_eq!(last.message, "936 more warnings were left out");
    assert_eq!(last.span.range(), 128..1999);
}

/// Patterns that make a careless reader look ahead or back again and again. The bound is loose
/// enough for a slow machine, and one that quadratic work on this length would miss by far.
#[test]
fn no_pattern_takes_long() {
    let patterns = [
        "(",
        ")",
        "()",
        "((a)",
        "\"",
        "\" ",
        "\"a",
        "5\"",
        "“\"«",
        "title:\"",
        "url:(",
        "url:x(",
        "a://(",
        "x(",
        "money:[",
        "[ ",
        "[a TO ",
        "money:(",
        "-",
        "- ",
        "-(",
        "-\"",
        "+a",
        "NOT ",
        "NOT -",
        "AND ",
        "a AND ",
        "a OR ",
        "*",
        "* ",
        "*a",
        "a*",
        "~",
        "a~",
        ":",
        "title:",
        "sorce:",
        "a:",
        "..",
        "money:..",
        "money::",
        "a",
        "é",
        "a b ",
        "\u{3000}",
        "«a",
        "> ",
        "title:(",
        "money:USD:[ ",
        "=",
        "(a AND NOT ",
    ];
    for pattern in patterns {
        for head in ["", "money:(", "url:", "\"", "money:[", "a://"] {
            let text = format!("{head}{}", pattern.repeat(MAX_BYTES / pattern.len()));
            let start = Instant::now();
            let query = parse(&text);
            let written = query.to_string().len();
            let took = start.elapsed();
            assert!(took < Duration::from_secs(5), "{head}{pattern}…: {took:?}");
            assert!(written <= 16 * text.len(), "{head}{pattern}…");
        }
    }
}
