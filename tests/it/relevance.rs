//! How well queries are answered, and help with queries that are not typed as texts are written.

use claimdex::Index;
use claimdex::index::fingerprint::{are_near, fingerprint};
use claimdex::ingest::{Options, ingest};
use claimdex::model::{Claim, Request};
use claimdex::search::Searcher;

use super::env::{TestEnv, fixtures};

#[path = "../../examples/relevance/measure.rs"]
mod measure;

/// What the fixtures' own collection scored when this was written, a little less.
const FLOOR: f64 = 0.84;

#[test]
fn the_judged_queries_are_answered_as_well_as_ever() {
    let collection = measure::Collection::read(&fixtures().join("relevance")).unwrap();
    let run = collection.run().unwrap();
    let score = measure::score(run.iter());
    assert_eq!(score.queries, 48);
    assert!(score.ndcg >= FLOOR, "{score}");
    for (kind, answers) in measure::by_kind(&run) {
        let score = measure::score(answers.into_iter());
        assert!(score.recall > 0.4, "{kind}: {score}");
    }
}

/// The claims of some lines of text, each a file of its own.
fn claims(lines: &[&str]) -> Vec<Claim> {
    let env = TestEnv::new();
    let mut claims = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let name = format!("{at}.txt");
        env.write(&name, line);
        let index = Index::in_memory();
        ingest(&index, &[env.path(&name)], &Options::default(), &mut |_| ()).unwrap();
        let request = Request::new("NOT nothingatall");
        let hits = Searcher::open(&index).unwrap().search(&request).unwrap().hits;
        assert_eq!(hits.len(), 1, "{line}");
        claims.extend(hits.into_iter().map(|hit| hit.claim));
    }
    claims
}

fn near(one: &str, other: &str) -> bool {
    let claims = claims(&[one, other]);
    are_near(fingerprint(&claims[0]), fingerprint(&claims[1]))
}

#[test]
fn reprints_are_one_claim() {
    for (one, other) in [
        (
            "Copper output in Chile rose 3.5% to 1.2 million tonnes in the first quarter of 2025, the ministry said.",
            "Copper output in Chile rose by 3.5 percent to 1.2mn tonnes in Q1 2025, said the ministry.",
        ),
        (
            "The refinery will restart two units once the repair of the cracker has been finished, managers told workers.",
            "The refinery will restart two units once repair of the cracker is finished, managers told its workers.",
        ),
        (
            "稀土出口许可证的审批时间明显缩短，日本企业表示欢迎。",
            "稀土出口许可证的审批时间明显缩短，日本企业对此表示欢迎。",
        ),
    ] {
        assert!(near(one, other), "{one} {other}");
    }
}

#[test]
fn claims_that_differ_in_what_matters_stay_apart() {
    let base = "The refinery in Rotterdam will restart two units in May after the long repair of its cracker.";
    for (from, to) in [
        ("two", "three"),
        ("will", "will not"),
        ("May", "June"),
        ("Rotterdam", "Antwerp"),
        ("restart", "stop"),
        ("after", "before"),
    ] {
        assert!(!near(base, &base.replace(from, to)), "{to}");
    }
    let base =
        "Sales rose 12% to $3.7 billion while costs of the old plants stayed where they were.";
    for (from, to) in
        [("12%", "13%"), ("rose", "fell"), ("$3.7", "€3.7"), ("old plants", "new ships and docks")]
    {
        assert!(!near(base, &base.replace(from, to)), "{to}");
    }
}

const WIRE: &str = "{\"title\":\"Mines\",\"source\":\"Reuters\",\"date\":\"2025-11-03\",\"text\":\"Copper output in Chile rose 3.5% to 1.2 million tonnes, the ministry said.\"}
{\"title\":\"Metals today\",\"source\":\"Andes Post\",\"date\":\"2025-11-05\",\"text\":\"Copper output in Chile rose by 3.5% to 1.2 million tonnes, said the ministry.\"}
{\"title\":\"Metals\",\"source\":\"Andes Post\",\"date\":\"2024-11-05\",\"text\":\"Copper output in Chile rose 3.6% to 1.2 million tonnes, the ministry said.\"}
{\"title\":\"Cards\",\"source\":\"Tech Desk\",\"date\":\"2025-10-09\",\"text\":\"An e-commerce site sold the GPT-4o course for $3.7 billion. AT&T pays back its bonds. The WHO warns of COVID-19 in Q3 2025.\"}
";

#[test]
fn the_same_claim_is_one_hit() {
    let env = TestEnv::new().with_file("wire.jsonl", WIRE).indexed("wire.jsonl");
    insta::assert_snapshot!(env.sessions(&[
        &["search", "copper output"],
        &["search", "copper output", "--no-collapse", "--count"],
        &["search", "copper output", "--no-collapse", "--limit", "2"],
        &["search", "copper output", "--format", "jsonl", "--limit", "1"],
        &["search", "copper output", "--format", "trec"],
    ]));
}

#[test]
fn help_with_words() {
    let env = TestEnv::new().with_file("wire.jsonl", WIRE).indexed("wire.jsonl");
    insta::assert_snapshot!(env.sessions(&[
        &["search", "coper outptu", "--limit", "1"],
        &["search", "coper output", "--limit", "1", "--format", "json"],
        &["search", "coper output", "--limit", "1", "--exact"],
        &["search", "copper zzyzx", "--limit", "1"],
        &["search", "copper outp", "--prefix", "--limit", "1"],
        &["search", "copper output", "--recency", "30d", "--no-collapse", "--explain"],
        &["search", "copper", "--recency", "soon"],
    ]));
}

#[test]
fn words_as_news_writes_them() {
    let env = TestEnv::new().with_file("wire.jsonl", WIRE).indexed("wire.jsonl");
    for query in [
        "ecommerce",
        "e-commerce",
        "GPT-4o",
        "gpt4o",
        "GPT4o",
        "AT&T",
        "WHO",
        "covid19",
        "COVID-19",
        "$3.7bn",
        "3.70 billion dollars",
        "third quarter of 2025",
    ] {
        for plain in [&[][..], &["--plain"]] {
            let arguments = [&["search", query, "--count"], plain].concat();
            let output = env.run(&arguments);
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "1", "{query}");
        }
    }
}

#[test]
fn any_text_is_a_query() {
    let env = TestEnv::new().with_file("wire.jsonl", WIRE).indexed("wire.jsonl");
    let long = "copper output words ".repeat(1700);
    for query in [
        "What is COVID-19's R0?",
        "C++",
        "AT&T",
        "U.S.",
        "S&P 500",
        "$5-6 billion",
        "3.5%",
        "an \"unbalanced quote",
        "🙂",
        "宁德时代 CATL Q3 revenue",
        "a-b-c-d-e- -f &g& c#",
        "copper third-quarter output",
        "output -\"copper output\"",
        &long,
    ] {
        for plain in [&[][..], &["--plain"], &["--prefix"], &["--by", "article"]] {
            let arguments = [&["search", query], plain].concat();
            let output = env.run(&arguments);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{query}: {output:?}");
        }
    }
}

fn count(env: &TestEnv, query: &str) -> u64 {
    let output = env.run(&["search", query, "--count"]);
    String::from_utf8_lossy(&output.stdout).trim().parse().unwrap()
}

#[test]
fn either_of_two_finds_all_that_one_finds() {
    let env = TestEnv::new().with_articles().indexed("articles");
    for (one, other) in [("oil", "zzzz"), ("oil", "gas"), ("稀土", "trade"), ("lithum", "zzzz")] {
        let both = count(&env, &format!("{one} OR {other}"));
        assert!(both >= count(&env, one), "{one} {other}");
    }
    // What says what articles are like finds claims alone.
    let all = count(&env, "NOT nothingatall");
    for query in
        ["lang:en OR lang:zh", "lang:en OR oil", "(lang:en OR kind:core) oil", "lang:(en OR zh)"]
    {
        assert!(count(&env, query) <= all, "{query}");
        let hits = env.run(&["search", query, "--format", "jsonl", "--limit", "1000"]);
        assert_eq!(hits.status.code(), Some(0), "{query}");
    }
}

#[test]
fn where_else_a_claim_stands_is_the_same_whatever_is_asked() {
    let env = TestEnv::new();
    let line = |n: usize| {
        format!(
            "{{\"title\":\"Paper {n}\",\"source\":\"S{n}\",\"date\":\"2025-01-{:02}\",\"text\":\"Copper output in Chile rose 3.5% to 1.2 million tonnes, the ministry said.\"}}\n",
            1 + n
        )
    };
    env.write("wire.jsonl", &(0..28).map(line).collect::<String>());
    let env = env.indexed("wire.jsonl");
    for extra in
        [&["--limit", "1"][..], &["--limit", "50"], &["--sort", "newest"], &["--source", "S9"]]
    {
        let arguments = [&["search", "copper", "--format", "jsonl"], extra].concat();
        let output = String::from_utf8(env.run(&arguments).stdout).unwrap();
        assert_eq!(output.lines().count(), 1, "{extra:?}");
        assert!(
            output.contains("\"copies\":27,\"first_seen\":\"2025-01-01\""),
            "{extra:?} {output}"
        );
    }
}

#[test]
fn the_parts_of_a_score_add_up() {
    let env = TestEnv::new().with_articles().indexed("articles");
    for query in ["稀土", "稀土出口许可", "gold-silver ratio", "$4.1bn trade", "日本的外交"]
    {
        let output = env.run(&["search", query, "--explain", "--format", "json", "--limit", "5"]);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        for hit in value["hits"].as_array().unwrap() {
            let explanation = &hit["explanation"];
            let sum = |part: &serde_json::Value| -> f64 {
                let parts = part["parts"].as_array().into_iter().flatten();
                parts.map(|part| part["value"].as_f64().unwrap()).sum()
            };
            let score = explanation["value"].as_f64().unwrap();
            assert!((sum(explanation) - score).abs() < 0.01 * score, "{query} {explanation}");
            if hit["matched"] == "all" {
                for word in explanation["parts"].as_array().unwrap() {
                    let value = word["value"].as_f64().unwrap();
                    let own = word["parts"].is_array();
                    assert!(!own || (sum(word) - value).abs() < 0.01 * value, "{query} {word}");
                }
            }
        }
    }
}
