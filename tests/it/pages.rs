//! A page of hits is the start of a longer one: what ranks is the same however much of it is looked at.

use std::fmt::Write;

use claimdex::model::{By, Request};
use claimdex::{Index, Searcher};

use super::env::TestEnv;

/// Some words, the first the most frequent.
const WORDS: &[&str] = &[
    "market", "copper", "growth", "tariff", "lithium", "output", "harvest", "freight", "budget",
    "reactor", "turbine", "vaccine", "glacier", "orchard", "lantern",
];

/// Articles of short and long sentences of these words; the same number gives the same.
fn corpus(mut seed: u64, articles: usize) -> String {
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut out = String::new();
    for article in 0..articles {
        // Of two numbers the smaller: the first words are the most frequent.
        let mut word = || WORDS[random(WORDS.len()).min(random(WORDS.len()))];
        let title = format!("{} and {}", word(), word());
        let mut text = String::new();
        for sentence in 0..12 {
            let said: Vec<&str> = (0..4 + sentence * 2).map(|_| word()).collect();
            write!(text, "The {} rose. ", said.join(" ")).unwrap();
        }
        let (month, day) = (1 + article % 12, 1 + article % 28);
        let date = format!("2025-{month:02}-{day:02}");
        let id = format!("{seed}-{article}");
        writeln!(
            out,
            "{}",
            serde_json::json!({ "id": id, "title": title, "date": date, "text": text })
        )
        .unwrap();
    }
    out
}

#[test]
fn a_page_is_the_start_of_a_longer_one() {
    let env = TestEnv::new();
    // Several segments of different lengths.
    for (name, articles) in [("a.jsonl", 400), ("b.jsonl", 150), ("c.jsonl", 30)] {
        env.write(name, &corpus(articles as u64, articles));
        let output = env.run(&["index", name]);
        assert!(output.status.success());
    }
    let index = Index::open(&env.path("index")).unwrap();
    let searcher = Searcher::open(&index).unwrap();
    let queries = [
        "market",
        "lantern",
        "market copper",
        "lantern orchard",
        "market OR glacier",
        "\"market copper\"",
        "title:market growth",
        "tariff -copper",
        "copper published:>=2025-05",
        "gro* market",
        "(budget OR freight) output market",
        "NOT market",
    ];
    for query in queries {
        for (by, collapse) in [(By::Claim, true), (By::Claim, false), (By::Article, true)] {
            let ask = |offset, limit| {
                let request = Request { by, collapse, offset, limit, ..Request::new(query) };
                let response = searcher.search(&request).unwrap();
                let claims = response.hits.iter().map(|hit| (hit.claim.id.clone(), hit.score));
                let articles =
                    response.articles.iter().map(|hit| (hit.article.id.clone(), hit.score));
                (response.total, claims.chain(articles).collect::<Vec<_>>())
            };
            let (total, all) = ask(0, 10_000);
            assert!(all.len() > 40 || by == By::Article, "{query}: {} of {total}", all.len());
            for (offset, limit) in [(0, 10), (10, 20)] {
                let page = all.iter().skip(offset).take(limit).cloned().collect();
                assert_eq!((total, page), ask(offset, limit), "{query} {by:?} {collapse}");
            }
        }
    }
}

#[test]
fn a_page_behind_many_copies_is_full() {
    let env = TestEnv::new();
    let mut articles = String::new();
    let mut add = |id: String, text: &str| {
        writeln!(articles, "{}", serde_json::json!({ "id": id, "text": text })).unwrap();
    };
    for copy in 0..1000 {
        add(format!("copy-{copy}"), "Copper rose.");
    }
    for block in 0..45 {
        let said: Vec<String> =
            (0..100).map(|n| format!("Copper of mine {} fell in June.", block * 100 + n)).collect();
        add(format!("mines-{block}"), &said.join(" "));
    }
    env.write("a.jsonl", &articles);
    assert!(env.run(&["index", "a.jsonl"]).status.success());
    let searcher = Searcher::open(&Index::open(&env.path("index")).unwrap()).unwrap();
    let request = Request { offset: 4300, limit: 10, ..Request::new("copper") };
    let response = searcher.search(&request).unwrap();
    assert_eq!((response.total, response.hits.len()), (5500, 10));
    let ranks: Vec<usize> = response.hits.iter().map(|hit| hit.rank).collect();
    assert_eq!(ranks, (4301..=4310).collect::<Vec<_>>());
}
