//! What the program says: exit code, standard output and standard error together.

use std::fs::OpenOptions;
use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;

use super::env::{TestEnv, shown};

/// The claim on Kazakhstan's trade, first of the README's main job.
const CLAIM: &str = "ffc98f2b2be0c366.00948290";
const ARTICLE: &str = "ffc98f2b2be0c366";

fn corpus() -> TestEnv {
    TestEnv::new().with_articles().indexed("articles")
}

#[test]
fn index_and_index_again() {
    let env = TestEnv::new().with_articles();
    assert_snapshot!(env.sessions(&[
        &["index", "articles"],
        &["index", "articles"],
        &["index", "articles", "--format", "json"],
    ]));
}

#[test]
fn index_follows_changes() {
    let env = TestEnv::new()
        .with_file("notes/a.txt", "Tin fell to a low. Lead rose.")
        .with_file("notes/b.txt", "Zinc was flat.")
        .with_file("notes/.hidden.txt", "Never seen.")
        .with_file("notes/empty.txt", "")
        .indexed("notes");
    env.write("notes/a.txt", "Tin fell to a low. Lead rose. Nickel too.");
    std::fs::remove_file(env.path("notes/b.txt")).unwrap();
    env.write("notes/c.txt", "Silver is new here.");
    assert_snapshot!(env.sessions(&[
        &["index", "notes"],
        &["search", "zinc"],
        &["index", "notes", "--prune"],
        &["search", "zinc"],
        &["search", "nickel"],
    ]));
}

#[test]
fn index_names_bad_lines_and_goes_on() {
    let lines = "{\"id\":\"a\",\"title\":\"Good\",\"text\":\"Tin fell.\"}\n{\"id\":\"b\",\n\
                 {\"id\":\"c\"}\n[1]\n{\"id\":\"d\",\"text\":\"Lead rose.\",\"published\":\"soon\"}\n";
    let env = TestEnv::new().with_file("in/a.jsonl", lines).with_file("in/b.txt", "Zinc is in.");
    assert_snapshot!(env.sessions(&[
        &["index", "in"],
        &["search", "NOT nothing", "--format", "jsonl"],
        &["search", "zinc", "--in", "in", "--count"],
        &["split", "in/a.jsonl"],
    ]));
}

#[test]
fn index_names_missing_paths_and_goes_on() {
    let env = TestEnv::new().with_file("in/b.txt", "Zinc is in.");
    assert_snapshot!(env.sessions(&[
        &["index", "gone", "in"],
        &["search", "zinc", "--in", "gone", "--in", "in"],
        &["split", "gone"],
        &["index"],
    ]));
}

#[test]
fn search_text() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "Kazakhstan trade", "--limit", "3"],
        &["search", "Kazakhstan", "trade", "--limit", "1", "--offset", "1"],
        &["search", "Kazakhstan trade", "--in", "articles", "--limit", "1"],
    ]));
}

#[test]
fn search_formats() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "Kazakhstan trade", "--limit", "2", "--format", "json"],
        &["search", "Kazakhstan trade", "--limit", "2", "--format", "jsonl"],
        &["search", "Kazakhstan trade", "--limit", "2", "--format", "trec"],
    ]));
}

#[test]
fn search_by_article() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "uranium", "--by", "article", "--limit", "2"],
        &["search", "uranium", "--by", "article", "--limit", "1", "--format", "jsonl"],
        &["search", "uranium", "--by", "article", "--limit", "2", "--format", "trec"],
        &["search", "uranium", "--by", "article", "--count"],
    ]));
}

#[test]
fn search_facets_counts_and_explanations() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "rare earth", "--limit", "1", "--facet", "source", "--facet", "month,kind"],
        &["search", "rare earth", "--count"],
        &["search", "rare earth", "--count", "--format", "json"],
        &["search", "rare earth", "--count", "--format", "trec"],
        &["search", "rare earth", "--limit", "1", "--explain"],
        &["search", "rare earth", "--limit", "0"],
    ]));
}

#[test]
fn search_phrases_prefixes_and_misspellings() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "\"rare earth magnets\"", "--limit", "2"],
        &["search", "“rare earth magnets”", "--count"],
        &["search", "\"magnets rare\"~5", "--count"],
        &["search", "urani*", "--limit", "1"],
        &["search", "kazakstan~", "--limit", "1"],
        &["search", "-3.9%", "--limit", "1"],
    ]));
}

#[test]
fn search_fields_and_filters() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "title:minerals group:trade", "--limit", "1"],
        &["search", "source:\"Steppe Business Review\" kind:core", "--limit", "1"],
        &["search", "path:brief/flat*", "--count"],
        &["search", "cite:13", "--count"],
        &["search", "lang:zh", "--count"],
        &["search", &format!("article:{ARTICLE}"), "--count"],
        &["search", "uranium -price", "--count"],
        &["search", "uranium", "--kind", "core", "--count"],
        &["search", "uranium", "--source", "wadi energy brief", "--count"],
        &["search", "trade", "--group", "Trade and Investment Figures", "--limit", "1"],
    ]));
}

#[test]
fn search_dates() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "published:2025-11", "--count"],
        &["search", "published:2025-11-01..2025-11-15", "--count"],
        &["search", "published:>=2025-12", "--count"],
        &["search", "price", "--since", "2025-12", "--sort", "newest", "--limit", "2"],
        &["search", "price", "--until", "2025-10", "--sort", "oldest", "--limit", "1"],
        &["search", "price", "--since", "soon"],
        &["search", "published:soon price", "--count"],
    ]));
}

#[test]
fn search_shows_tags_when_asked() {
    let env = TestEnv::new().with_file(
        "notes/a.txt",
        "Tin note\nBergen Mail·2025-11-20 08:00\n\nCore Viewpoint - Tin may cost more than $40,000 a ton \
         next year, about 5-6% above the price of the third quarter [1].\n",
    );
    assert_snapshot!(env.sessions(&[
        &["search", "tin", "--in", "notes", "--tags"],
        &["search", "tin", "--in", "notes", "--tags", "--by", "article"],
        &["search", "tin", "--in", "notes"],
    ]));
}

#[test]
fn search_chinese() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "稀土", "--limit", "2"],
        &["search", "稀土的出口", "--limit", "1"],
        &["search", "稀土　出口", "--limit", "1"],
        &["search", "“稀土出口”", "--count"],
    ]));
}

#[test]
fn search_without_an_answer() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "zzyzx"],
        &["search", "zzyzx", "--format", "json"],
        &["search", "zzyzx", "--format", "jsonl"],
        &["search", ""],
        &["search"],
        &["search", "--limit", "x", "oil"],
        &["search", "zzyzx", "uranium", "--limit", "1"],
    ]));
}

#[test]
fn search_warns_of_what_it_does_not_know() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["search", "tite:lithium", "--limit", "1"],
        &["search", "tite:lithium", "--strict"],
        &["search", "12:30", "--limit", "1"],
        &["search", "\"rare earth", "--count"],
        &["search", "(uranium", "--count"],
        &["search", "uranium AND", "--count"],
        &["search", "entity:KZ uranium", "--count"],
        &["search", "uranium AND", "--plain", "--count"],
        &["search", "rare - earth", "--count"],
    ]));
}

#[test]
fn places_without_an_index() {
    let env = TestEnv::new()
        .with_file("notes/a.txt", "Tin fell.")
        .with_file("empty/README.md", "A place.")
        .with_file("old/claimdex.json", "{\"format\":99,\"analyzer\":1,\"product\":\"9.9.9\"}")
        .with_file("old/data/meta.json", "{}");
    assert_snapshot!(env.sessions(&[
        &["search", "tin"],
        &["stats"],
        &["search", "tin", "--index", "empty"],
        &["search", "tin", "--index", "notes"],
        &["index", "notes", "--index", "notes"],
        &["search", "tin", "--index", "notes/a.txt"],
        &["search", "tin", "--index", "old"],
        &["index", "notes", "--index", "old"],
        &["index", "notes", "--index", "empty"],
    ]));
}

#[test]
fn the_place_of_the_index_may_come_from_the_environment() {
    let env = TestEnv::new()
        .with_variable("CLAIMDEX_INDEX", "elsewhere")
        .with_file("notes/a.txt", "Tin fell.")
        .indexed("notes");
    assert!(env.path("elsewhere/claimdex.json").is_file());
    assert!(!env.path("index").exists());
    assert!(env.run(&["search", "tin"]).status.success());
}

#[test]
fn show() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["show", CLAIM],
        &["show", ARTICLE],
        &["show", CLAIM, "--format", "json"],
        &["show", "0000000000000000.00000000"],
    ]));
}

#[test]
fn split_with_coverage() {
    let env = TestEnv::new()
        .with_file("a.txt", "1. Tin - Stocks fell [1].\n- Prices rose [2][3].\n- …\n")
        .with_file("b.md", "# Metals\n\n| metal | price |\n|---|---|\n| tin | 30,100 |\n");
    assert_snapshot!(env.sessions(&[
        &["split", "a.txt", "--coverage"],
        &["split", "b.md", "--coverage"],
        &["split", "a.txt", "--max-article-size", "10"],
    ]));
}

#[test]
fn stats_delete_and_compact() {
    let env = corpus();
    assert_snapshot!(env.sessions(&[
        &["stats"],
        &["stats", "--format", "json"],
        &["delete", ARTICLE, "nobody"],
        &["show", CLAIM],
        &["compact"],
        &["stats"],
    ]));
}

#[test]
fn completions_and_man_have_a_first_line() {
    let env = TestEnv::new();
    let first = |arguments: &[&str]| {
        let output = env.run(arguments);
        assert!(output.status.success(), "{}", shown(&output));
        String::from_utf8(output.stdout).unwrap().lines().take(2).collect::<Vec<_>>().join("\n")
    };
    for (shell, word) in [
        ("bash", "_claimdex()"),
        ("zsh", "#compdef claimdex"),
        ("fish", "complete"),
        ("elvish", "use builtin;"),
        ("powershell", "using namespace"),
    ] {
        let line = first(&["completions", shell]);
        assert!(line.contains(word) || line.contains("claimdex"), "{shell}: {line}");
    }
    assert!(first(&["man"]).contains(".ie"), "{}", first(&["man"]));
}

#[test]
fn batches_in_every_format() {
    let env = corpus()
        .with_file("q.tsv", "trade\tKazakhstan trade\nnone\tzzyzx\nearth\t\"rare earth\"\n")
        .with_file("q.jsonl", "{\"id\":7,\"text\":\"Kazakhstan trade\"}\n{\"text\":\"tite:x\"}\n")
        .with_file("none.tsv", "a\tzzyzx\nb\t\n")
        .with_file("bad.jsonl", "{\"id\":7}\n");
    assert_snapshot!(env.sessions(&[
        &["search", "--queries", "q.tsv", "--limit", "1"],
        &["search", "--queries", "q.tsv", "--limit", "1", "--format", "json"],
        &["search", "--queries", "q.tsv", "--limit", "1", "--format", "jsonl"],
        &["search", "--queries", "q.tsv", "--limit", "2", "--format", "trec"],
        &["search", "--queries", "q.tsv", "--count"],
        &["search", "--queries", "q.jsonl", "--limit", "1", "--format", "trec"],
        &["search", "--queries", "none.tsv", "--count"],
        &["search", "--queries", "bad.jsonl"],
        &["search", "--queries", "gone.jsonl"],
        &["search", "oil", "--queries", "q.tsv"],
    ]));
}

#[test]
fn colour_is_for_those_who_want_it() {
    let search = ["search", "Kazakhstan trade", "--limit", "1"];
    let always = [&search[..], &["--color", "always"]].concat();
    let env = corpus();
    assert_snapshot!(env.session(&always));
    assert!(!env.session(&search).contains('␛'));
    let env = env.with_variable("NO_COLOR", "1");
    assert!(!env.session(&search).contains('␛'));
    assert!(env.session(&always).contains('␛'), "the flag is stronger than the environment");
}

#[test]
fn control_characters_reach_no_terminal() {
    let text = "Tin \u{1b}[31mfell\u{7} to \u{202e}low\u{202c} levels.";
    let env = TestEnv::new().with_file("notes/a.txt", text).indexed("notes");
    let said = env.session(&["search", "tin"]);
    assert!(!said.contains(['␛', '\u{7}', '\u{202e}']), "{said:?}");
    let json = env.run(&["search", "tin", "--format", "jsonl"]).stdout;
    let hit: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(hit["text"], text, "JSON has the text as read");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let env = corpus();
    let mut child = env
        .command(&["split", "articles", "articles/brief", "articles/prose"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(shown(&output), "exit 0\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let env = corpus();
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut said = String::new();
    for arguments in
        [&["search", "Kazakhstan trade"][..], &["split", "articles"], &["stats"], &["--version"]]
    {
        let output = env.command(arguments).stdout(full()).output().unwrap();
        said.push_str(&format!("$ claimdex {}\n{}\n", arguments.join(" "), shown(&output)));
    }
    assert_snapshot!(said);
}
