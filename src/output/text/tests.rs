use super::*;
use crate::model::{ArticleMeta, Explanation, Facet, FacetCount, Response};
use crate::output::samples::{by_article, chinese, response, trade, written};

const PLAIN: Text = Text { palette: Palette::OFF, width: 80, tags: false };

fn text(response: &Response) -> String {
    written(&PLAIN, &Answer::new(response))
}

#[test]
fn a_hit_is_its_claim_its_context_and_its_origin() {
    insta::assert_snapshot!(text(&response(vec![trade()])), @"
    1. Trade between Japan and Central Asia is at an early stage, with Japan's
       exports to Kazakhstan put at around $5-6 billion, against some $44 billion
       for China [6][7]
       3. Challenges and Limitations › 日本的中亚外交：期望与现实
       Morning Ledger · 2025-12-21 07:18 · articles/a.txt:1
       9f2c41d07b3a5e68.4b1d09ce

    1 claim matches all words; showing 1 in 1.3 ms
    ");
}

#[test]
fn chinese_wraps_by_width_and_unknown_parts_are_left_out() {
    let mut hit = chinese();
    hit.matched = Matched::All;
    let shown = text(&response(vec![hit]));
    assert!(shown.lines().all(|line| crate::output::wrap::columns(line) <= 80));
    insta::assert_snapshot!(shown, @"
    2. 日本希望借助首次峰会扩大与中亚五国的经济往来，特别是在哈萨克斯坦的铀矿和稀土
       项目上寻找新的合作机会，但是运输路线必须绕开邻国，成本因此居高不下。
       core · zh/b.jsonl · c3d4e5f60718293a.0a1b2c3d

    1 claim matches all words; showing 2 in 1.3 ms
    ");
}

#[test]
fn colour_marks_what_matched() {
    let colour = Text { palette: Palette::ON, width: 80, tags: false };
    let response = response(vec![trade()]);
    let shown = written(&colour, &Answer::new(&response)).replace('\u{1b}', "ESC");
    insta::assert_snapshot!(shown, @"
    ESC[1m1.ESC[0m Trade between Japan and Central Asia is at an early stage, with Japan's
       exports to ESC[1;33mKazakhstanESC[0m put at around $5-6 billion, against some $44 billion
       for China ESC[2m[6][7]ESC[0m
       3. Challenges and LimitationsESC[2m › ESC[0m日本的中亚外交：期望与现实
       ESC[2mMorning Ledger · 2025-12-21 07:18 · articles/a.txt:1ESC[0m
       ESC[2m9f2c41d07b3a5e68.4b1d09ceESC[0m

    ESC[2m1 claim matches all words; showing 1 in 1.3 msESC[0m
    ");
}

#[test]
fn control_characters_of_a_title_are_made_visible() {
    let mut hit = trade();
    let mut meta = ArticleMeta::clone(&hit.claim.article);
    meta.title = Some("Re\u{1b}[2J\u{202e}port\nof the \u{9b}year".into());
    hit.claim.article = meta.into();
    let shown = text(&response(vec![hit]));
    let line = shown.lines().find(|line| line.contains("of the")).unwrap();
    assert_eq!(
        line,
        r"   3. Challenges and Limitations › Re\u{1b}[2J\u{202e}port of the \u{9b}year"
    );
}

#[test]
fn claims_that_match_some_words_follow_a_separator() {
    insta::assert_snapshot!(text(&response(vec![trade(), chinese()])), @"
    1. Trade between Japan and Central Asia is at an early stage, with Japan's
       exports to Kazakhstan put at around $5-6 billion, against some $44 billion
       for China [6][7]
       3. Challenges and Limitations › 日本的中亚外交：期望与现实
       Morning Ledger · 2025-12-21 07:18 · articles/a.txt:1
       9f2c41d07b3a5e68.4b1d09ce

    — claims that match some of the words —

    2. 日本希望借助首次峰会扩大与中亚五国的经济往来，特别是在哈萨克斯坦的铀矿和稀土
       项目上寻找新的合作机会，但是运输路线必须绕开邻国，成本因此居高不下。
       core · zh/b.jsonl · c3d4e5f60718293a.0a1b2c3d

    1 claim matches all words; showing 1–2 in 1.3 ms
    ");
}

#[test]
fn the_summary_counts_and_names_the_page() {
    let summary =
        |response: &Response| text(response).lines().last().unwrap_or_default().to_owned();
    let mut answer = response(vec![trade()]);
    (answer.hits[0].rank, answer.total) = (1234, 5678);
    assert_eq!(summary(&answer), "5,678 claims match all words; showing 1,234 in 1.3 ms");
    answer.hits.clear();
    assert_eq!(
        summary(&answer),
        "5,678 claims match all words; none of them on this page, in 1.3 ms"
    );
    answer.total = 0;
    assert_eq!(summary(&answer), "no claim matches; searched in 1.3 ms");
    answer.hits = vec![chinese()];
    let expected = "no claim matches all words; showing 2 that match some in 1.3 ms";
    assert_eq!(summary(&answer), expected);
}

#[test]
fn facets_are_small_tables() {
    let counts = [("日本经济新闻", 1200), ("Morning Ledger", 7)]
        .map(|(value, count)| FacetCount::new(value.into(), count));
    let facet = Facet { field: "source".into(), counts: counts.into(), missing: 3 };
    let answer = Response { facets: vec![facet], total: 1210, ..response(Vec::new()) };
    let count = Answer { count: true, ..Answer::new(&answer) };
    insta::assert_snapshot!(written(&PLAIN, &count), @"
    1210

    source
      日本经济新闻    1,200
      Morning Ledger      7
      none                3
    ");
}

#[test]
fn by_article_the_title_leads_and_claims_follow() {
    let response = by_article();
    let answer = Answer { by: By::Article, ..Answer::new(&response) };
    insta::assert_snapshot!(written(&PLAIN, &answer), @"
    1. 日本的中亚外交：期望与现实
       Morning Ledger · 2025-12-21 07:18 · articles/a.txt · 9f2c41d07b3a5e68
       • Trade between Japan and Central Asia is at an early stage, with Japan's
         exports to Kazakhstan put at around $5-6 billion, against some $44 billion
         for China [6][7]
         3. Challenges and Limitations · line 1 · 9f2c41d07b3a5e68.4b1d09ce

    1 article matches all words; showing 1 in 1.3 ms
    ");
}

#[test]
fn an_explanation_stands_below_its_hit() {
    let part = |what: &str, value, parts| Explanation { what: what.into(), value, parts };
    let mut hit = trade();
    let word = part("text: kazakhstan", 6.0, vec![part("inverse frequency", 2.5, Vec::new())]);
    hit.explanation = Some(part("sum of", 7.25, vec![word, part("title: trade", 1.25, vec![])]));
    let shown = text(&response(vec![hit]));
    let tree: Vec<&str> =
        shown.lines().skip_while(|line| !line.contains("sum of")).take(4).collect();
    assert_eq!(
        tree,
        [
            "   7.250  sum of",
            "     6.000  text: kazakhstan",
            "       2.500  inverse frequency",
            "     1.250  title: trade",
        ]
    );
}

#[test]
fn several_queries_are_told_apart() {
    let mut answer = response(vec![trade()]);
    answer.query = "kazakh\u{7}stan".into();
    let named = Answer { query_id: Some("7"), ..Answer::new(&answer) };
    let shown = written(&PLAIN, &named);
    assert!(shown.starts_with("query 7: kazakh\\u{7}stan\n\n1. Trade"), "{shown}");
    assert!(shown.ends_with("1.3 ms\n\n"), "{shown}");
    assert_eq!(written(&PLAIN, &Answer { count: true, ..named }), "7\t1\n");
}

#[test]
fn odd_highlights_mark_nothing_and_break_nothing() {
    use crate::model::Span;
    let mut hit = chinese();
    hit.highlights = vec![
        Span::new(1, 2),
        Span::new(6, 3),
        Span::new(0, 3),
        Span::new(0, 6),
        Span::new(9, 9000),
    ];
    assert!(text(&response(vec![hit])).contains("日本希望"));
}
