//! Fields, their values and ranges.

use super::{Field, Node, parse, reads, warns};
use crate::model::Span;

#[test]
fn values() {
    reads(&[
        ("source:Reuters", "(source Reuters)"),
        ("SOURCE：路透社", "(source 路透社)"),
        ("title:\"rare earth\"~3", "(title \"rare earth\"~3)"),
        ("title:“rare earth” x", "(title \"rare earth\") x"),
        ("title:(a OR b)", "(title (or a b))"),
        ("title:(a b) c", "(title (group a b)) c"),
        ("title：（a AND b）", "(title (and a b))"),
        ("text:pre* group:word~1", "(text (prefix pre)) (group (fuzzy word 1))"),
        ("(text:word)", "(text word)"),
        ("-source:x +lang:zh", "-(source x) +(lang zh)"),
        ("NOT kind:row", "-(kind row)"),
        ("cite:2 AND text:a:b", "+(cite 2) +(text a:b)"),
        ("text:AND text:-x text:+x", "(text AND) (text -x) (text +x)"),
        ("source:(a title:b)", "(source (group a (title b)))"),
        ("path:reports/*.txt entity:person/*", "(path reports/*.txt) (entity person/*)"),
        ("entity:(person/* OR org/*)", "(entity (or person/* org/*))"),
        ("path:../a/*/b~ url:*://x/(y)", "(path ../a/*/b~) (url *://x/(y))"),
        ("(url:https://a.b/c_(d))", "(url https://a.b/c_(d))"),
        ("entity:日本 entity:Japanese", "(entity 日本) (entity Japanese)"),
        ("published:2025-12", "(published 2025-12)"),
        ("published:2025-12-19T07:18", "(published 2025-12-19T07:18)"),
        ("money:USD:5bn money:\"5 billion\"", "(money USD:5bn) (money \"5 billion\")"),
        ("percent:-3.9", "(percent -3.9)"),
        ("title:[2]", "(title [2])"),
    ]);
}

#[test]
fn ranges() {
    reads(&[
        ("money:>=5bn", "(money [5bn *])"),
        ("percent:>20", "(percent {20 *])"),
        ("percent:<20 percent:<=20", "(percent [* 20}) (percent [* 20])"),
        ("percent:≥20 percent:＜20", "(percent [20 *]) (percent [* 20})"),
        ("money:=5bn money:=USD:5bn money:USD:=5bn", "(money 5bn) (money USD:5bn) (money USD:5bn)"),
        ("money:USD:5bn..6bn", "(money USD:[5bn 6bn])"),
        ("money:USD:5bn..USD:6bn", "(money USD:[5bn 6bn])"),
        ("money:>=USD:5bn", "(money USD:[5bn *])"),
        ("money:USD:>=5bn", "(money USD:[5bn *])"),
        ("money:USD:..6bn money:USD:5bn..", "(money USD:[* 6bn]) (money USD:[5bn *])"),
        ("money:USD:[5bn TO 6bn}", "(money USD:[5bn 6bn})"),
        ("money:[USD:5bn TO *]", "(money USD:[5bn *])"),
        ("qty:barrel:5m..6m", "(qty barrel:[5m 6m])"),
        ("when:2025-12-19..2025-12-20", "(when [2025-12-19 2025-12-20])"),
        (
            "published:2025-12.. published:..2025-12",
            "(published [2025-12 *]) (published [* 2025-12])",
        ),
        ("published:[2025-01 TO 2025-03]", "(published [2025-01 2025-03])"),
        ("published:{2025-01 TO 2025-03}", "(published {2025-01 2025-03})"),
        ("published:[ * to 2025-03 ] x", "(published [* 2025-03]) x"),
        ("published:>2025-12-19T07:18", "(published {2025-12-19T07:18 *])"),
        ("money:[5 billion TO 6 billion]", "(money [5 billion 6 billion])"),
        ("percent:0...5 when:2024...2025", "(percent [0 .5]) (when [2024 2025])"),
        ("percent:-5..-3", "(percent [-5 -3])"),
        ("money:(>=5bn OR [1 TO 2] OR 3)", "(money (or (money [5bn *]) (money [1 2]) 3))"),
        ("-percent:(-5 OR ..-7)", "-(percent (or -5 (percent [* -7])))"),
    ]);
    warns(&[
        ("money:>", "(money >)", &[(">", "`>` compares with nothing")]),
        ("money:> 5", "(money >) 5", &[(">", "`>` compares with nothing")]),
        ("money:..", "(money ..)", &[("..", "`..` has no bounds")]),
        (
            "money:USD:1..EUR:2",
            "(money USD:1..EUR:2)",
            &[("USD:1..EUR:2", "`USD:1..EUR:2` has two units")],
        ),
        ("when:[2025]", "(when [2025])", &[("[2025]", "`[2025]` is no range: write [a TO b]")]),
        ("when:[* TO *]", "(when [*) TO", &[("[*", "`[*` is no range"), ("*]", "`*]` was")]),
        ("when:[1 TO", "(when [1) TO", &[("[1", "`[1` is no range")]),
        ("title:>5", "(title >5)", &[(">5", "`title:` takes no range")]),
        ("title:[a TO b]", "(title [a) TO b]", &[("[a", "`title:` takes no range")]),
    ]);
}

#[test]
fn what_is_no_field() {
    warns(&[
        (
            "sorce:Reuters",
            "sorce:Reuters",
            &[("sorce:", "unknown field \"sorce\": did you mean source:?")],
        ),
        (
            "-Publised：x",
            "-Publised：x",
            &[("Publised：", "unknown field \"Publised\": did you mean published:?")],
        ),
        ("title: x", "title: x", &[("title:", "`title:` has no value")]),
        ("a (title:)", "a title:", &[("title:", "`title:` has no value")]),
        ("source:\"a b", "(source a) b", &[("\"", "this quote is not closed")]),
        (
            "source:\" a",
            "source: a",
            &[("source:", "`source:` has no value"), ("\"", "this quote")],
        ),
        ("a AND title:()", "a", &[("AND", "`AND` was left out"), ("title:()", "parentheses with")]),
        ("title:\"\"", "", &[("title:", "`title:` was left out"), ("\"\"", "an empty phrase")]),
        ("title:( ", "", &[("title:(", "`(` is not closed")]),
        ("source:*", "", &[("source:", "`source:` was left out"), ("*", "`*` was left out")]),
    ]);
}

#[test]
fn spans_cover_what_was_typed() {
    let spans = |text: &str| -> Vec<String> {
        let query = parse(text);
        query.root.clauses.iter().map(|c| text[c.node.span().range()].to_owned()).collect()
    };
    assert_eq!(spans("-foo \"a b\"~2 pre*"), ["foo", "\"a b\"~2", "pre*"]);
    assert_eq!(
        spans("a OR b title:(c d) money:USD:1.."),
        ["a OR b", "title:(c d)", "money:USD:1.."]
    );
    assert_eq!(spans("“é” +(x -y)"), ["“é”", "x -y"]);
    assert_eq!(Node::Or(Vec::new()).span(), Span::new(0, 0));
}

#[test]
fn leaves_know_field_and_sign() {
    let query = parse("a -source:(b OR NOT c) money:(>5 OR title:d) e AND f*");
    let leaves: Vec<_> =
        query.leaves().map(|leaf| (leaf.node.to_string(), leaf.field, leaf.negated)).collect();
    let expected = [
        ("a", None, false),
        ("b", Some(Field::Source), true),
        ("c", Some(Field::Source), false),
        ("(money {5 *])", Some(Field::Money), false),
        ("d", Some(Field::Title), false),
        ("e", None, false),
        ("(prefix f)", None, false),
    ];
    assert_eq!(leaves, expected.map(|(text, field, not)| (text.to_owned(), field, not)));
}
