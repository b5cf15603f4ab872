//! Words, phrases, operators and parentheses.

use super::{reads, warns};

#[test]
fn plain_text_is_words() {
    reads(&[
        ("", ""),
        (" \t\u{3000} ", ""),
        ("rare earth", "rare earth"),
        ("  rare\u{3000}earth\n", "rare earth"),
        ("the the the", "the the the"),
        ("C++ AT&T U.S. S&P 500", "C++ AT&T U.S. S&P 500"),
        ("What is COVID-19's R0?", "What is COVID-19's R0?"),
        ("$5-6 billion 3.5% -3.9% -$5 -.5", "$5-6 billion 3.5% -3.9% -$5 -.5"),
        ("🚀 launch", "🚀 launch"),
        ("日本的外交", "日本的外交"),
        ("rare - earth", "rare - earth"),
        ("a -> b --flag -- ++ - +", "a -> b --flag -- ++ - +"),
        ("12:30 Oil: price https://a.b/c", "12:30 Oil: price https://a.b/c"),
        ("https://en.wikipedia.org/wiki/Foo_(bar)", "https://en.wikipedia.org/wiki/Foo_(bar)"),
        ("and or not And Or", "and or not And Or"),
        ("word^2 a~b ~50 5~6% [2] {x} a..b >5", "word^2 a~b ~50 5~6% [2] {x} a..b >5"),
        ("5\" pipe", "5\" pipe"),
        ("a && b || !c", "a && b || !c"),
        ("「日本」 『外交』 《经济》", "「日本」 『外交』 《经济》"),
        ("标题：日本", "标题：日本"),
        ("it's ‘so’", "it's ‘so’"),
    ]);
}

#[test]
fn phrases() {
    reads(&[
        ("\"rare earth\"", "\"rare earth\""),
        ("\"rare earth\"~5 x", "\"rare earth\"~5 x"),
        (
            "“rare earth” „a b“ «c d» »e f« ＂g h＂",
            "\"rare earth\" \"a b\" \"c d\" \"e f\" \"g h\"",
        ),
        ("\"mixed quotes”", "\"mixed quotes\""),
        ("\"he said “hi” there\"", "\"he said “hi” there\""),
        ("\"COVID 19\" x", "\"COVID 19\" x"),
        ("中国“一带一路”倡议", "中国 \"一带一路\" 倡议"),
        ("a\"b c\"d", "a \"b c\" d"),
        ("\" padded \"", "\"padded\""),
        ("\"a AND (b title:c*\"", "\"a AND (b title:c*\""),
        ("+\"a b\" -\"c d\"", "+\"a b\" -\"c d\""),
        ("\"a\"~99999999999", "\"a\"~4294967295"),
    ]);
    warns(&[
        ("\"rare earth", "rare earth", &[("\"", "this quote is not closed")]),
        ("a” OR b", "(or a b)", &[("”", "this quote is not closed")]),
        ("\"a b\" c\"", "\"a b\" c", &[("\"", "this quote is not closed")]),
        ("-\"a b", "-a b", &[("\"", "this quote is not closed")]),
        ("\"\" a", "a", &[("\"\"", "an empty phrase")]),
        ("“ ”", "", &[("“ ”", "an empty phrase")]),
        ("\"a b\"~ c", "\"a b\" c", &[("~", "`~` after a phrase")]),
    ]);
}

#[test]
fn wildcards_and_misspelt_words() {
    reads(&[
        ("pre*", "(prefix pre)"),
        ("p** 日*", "(prefix p) (prefix 日)"),
        ("+pre* -fix*", "+(prefix pre) -(prefix fix)"),
        (
            "word~ word~1 word~2 covid19~0",
            "(fuzzy word) (fuzzy word 1) (fuzzy word 2) (fuzzy covid19 0)",
        ),
    ]);
    warns(&[
        ("*", "", &[("*", "`*` was left out")]),
        ("a * b", "a b", &[("*", "`*` was left out")]),
        ("a .* b", "a b", &[(".*", "`.*` was left out")]),
        ("*abc", "abc", &[("*abc", "`*` before a word is ignored")]),
        ("*abc*", "(prefix abc)", &[("*abc*", "`*` before a word is ignored")]),
        ("f*ck", "f*ck", &[("f*ck", "`f*ck` is read as text")]),
        ("word~3", "(fuzzy word 2)", &[("word~3", "`word~3` is read with 2 edits")]),
        ("word~999", "(fuzzy word 2)", &[("word~999", "`word~999` is read with 2 edits")]),
    ]);
}

#[test]
fn operators() {
    reads(&[
        ("a AND b", "+a +b"),
        ("a OR b", "(or a b)"),
        ("NOT a", "-a"),
        ("-a", "-a"),
        ("+a -b c", "+a -b c"),
        ("+5%", "+5%"),
        ("a b OR c d", "a (or b c) d"),
        ("a AND b OR c AND d", "(or (and a b) (and c d))"),
        ("a OR b AND c", "(or a (and b c))"),
        ("a AND b c OR d", "+a +b (or c d)"),
        ("a AND b AND c", "+a +b +c"),
        ("a NOT b", "a -b"),
        ("NOT a b", "-a b"),
        ("a AND NOT b", "+a -b"),
        ("a OR NOT b", "(or a (not b))"),
        ("a AND -b", "+a -b"),
        ("-a OR b", "(or (not a) b)"),
        ("NOT NOT a", "a"),
        ("NOT -a", "a"),
        ("+a AND b", "+a +b"),
        ("NOT +a", "-a"),
        ("-AND +OR", "-AND +OR"),
        ("+C++ -🚀", "+C++ -🚀"),
    ]);
    warns(&[
        ("a AND", "a", &[("AND", "`AND` was left out: there is nothing after it")]),
        ("OR b", "b", &[("OR", "`OR` was left out: there is nothing before it")]),
        ("a NOT", "a", &[("NOT", "`NOT` was left out: there is nothing after it")]),
        ("NOT", "NOT", &[("NOT", "`NOT` is read as a word")]),
        ("AND", "AND", &[("AND", "`AND` is read as a word")]),
        ("AND OR", "AND OR", &[("AND", "`AND` is read"), ("OR", "`OR` is read")]),
        ("(AND)", "AND", &[("(AND)", "parentheses with nothing"), ("AND", "`AND` is read")]),
        ("a AND OR b", "+a +b", &[("OR", "`OR` was left out: there is nothing before")]),
        ("a NOT AND b", "+a +b", &[("NOT", "`NOT` was left out: there is nothing after")]),
        ("a AND * b", "a b", &[("AND", "`AND` was left out"), ("*", "`*` was left out")]),
        ("+a OR b", "(or a b)", &[("+", "`+` beside OR was left out")]),
        ("+a OR +b c", "(or a b) c", &[("+", "`+` beside OR was left out"), ("+", "`+` beside")]),
        ("japan -2025", "japan -2025", &[("-2025", "`-2025` is read as a figure")]),
        ("-5G", "-5G", &[("-5G", "`-5G` is read as a figure, not left out: write NOT 5G")]),
    ]);
}

#[test]
fn parentheses() {
    reads(&[
        ("(a)", "a"),
        ("(a b)", "a b"),
        ("((a b))", "a b"),
        ("(a b) c", "(group a b) c"),
        ("(a OR b) c", "(or a b) c"),
        ("（a OR b）\u{3000}c", "(or a b) c"),
        ("+(a b) -(c OR d)", "+(group a b) -(or c d)"),
        ("NOT (a b)", "-(group a b)"),
        ("NOT(a)OR(b)", "(or (not a) b)"),
        ("(a AND b) OR c", "(or (and a b) c)"),
        ("(a AND b) c", "+a +b c"),
        ("a AND (b OR c)", "+a +(or b c)"),
        ("(NOT a)", "-a"),
        ("-(-a)", "a"),
        ("-(a AND b)", "-(and a b)"),
        ("Trump（特朗普）", "Trump 特朗普"),
        ("(+a b) OR c", "(or (group +a b) c)"),
        ("(a -)", "a -"),
    ]);
    warns(&[
        ("()", "", &[("()", "parentheses with nothing")]),
        ("a AND () b", "a b", &[("AND", "`AND` was left out"), ("()", "parentheses with nothing")]),
        ("(a b", "a b", &[("(", "`(` is not closed")]),
        ("a) b", "a b", &[(")", "`)` was left out")]),
        ("a))) b", "a b", &[(")))", "`)` was left out")]),
        ("((a (b", "a b", &[("((", "`(` is not closed"), ("(", "`(` is not closed")]),
        ("a (", "a", &[("(", "`(` is not closed")]),
        (":)", ":", &[(")", "`)` was left out")]),
    ]);
}
