//! Runs that are killed, and several at once.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use claimdex::model::Request;
use claimdex::{Index, Searcher};

use super::env::{TestEnv, shown};

const ARTICLES: u64 = 3_000;
const KILLS: u64 = 20;

#[test]
fn an_index_survives_kills() {
    let env = TestEnv::new().with_file("corpus.jsonl", &corpus(0));
    let undisturbed = Instant::now();
    assert_eq!(env.run(&["index", "corpus.jsonl", "--index", "whole"]).status.code(), Some(0));
    let whole_run = undisturbed.elapsed();
    let wanted = claims(&env, "whole");

    let mut random = 0x9e37_79b9_u64;
    let mut finished = 0;
    for round in 0..KILLS {
        let mut child = start(&env, &["index", "corpus.jsonl"]);
        random = next(random);
        // A little longer than a whole run, so that the end is hit too.
        sleep(whole_run.mul_f64(random as f64 / u64::MAX as f64 * 1.1));
        finished += u64::from(kill(&mut child));
        opens(&env, round);
        if round % 4 == 3 {
            let output = env.run(&["index", "corpus.jsonl"]);
            assert_eq!(output.status.code(), Some(0), "round {round}: {}", shown(&output));
            assert!(claims(&env, "index") == wanted, "round {round}: other claims");
            assert_eq!(env.run(&["compact"]).status.code(), Some(0));
            assert!(claims(&env, "index") == wanted, "round {round}: other claims when compacted");
            std::fs::remove_dir_all(env.path("index")).unwrap();
        }
    }
    assert!(finished < KILLS, "no run was killed");
}

#[test]
fn updates_survive_kills() {
    let env = TestEnv::new().with_file("corpus.jsonl", &corpus(0)).indexed("corpus.jsonl");
    let old = claims(&env, "index");
    env.write("corpus.jsonl", &corpus(1));
    let mut child = start(&env, &["index", "corpus.jsonl"]);
    sleep(Duration::from_millis(150));
    let finished = kill(&mut child);
    opens(&env, 0);
    assert!(finished || claims(&env, "index") == old, "a run without a commit changed something");
    assert_eq!(env.run(&["index", "corpus.jsonl"]).status.code(), Some(0));
    assert_eq!(env.run(&["index", "corpus.jsonl", "--index", "whole"]).status.code(), Some(0));
    assert!(claims(&env, "index") == claims(&env, "whole"), "other claims than a fresh index");
}

#[test]
fn a_second_writer_is_told_of_the_first_and_readers_are_not_blocked() {
    let env = TestEnv::new()
        .with_file("notes/a.txt", "Tin fell to a low.")
        .with_file("corpus.jsonl", &corpus(0))
        .indexed("notes");
    let mut child = start(&env, &["index", "corpus.jsonl"]);
    let pid = child.id().to_string();
    wait_for(|| std::fs::read_to_string(env.path("index/writer.lock")).is_ok_and(|it| it == pid));

    let second = env.run(&["index", "notes"]);
    let found = env.run(&["search", "tin low"]);
    let running = child.try_wait().unwrap().is_none();
    kill(&mut child);
    // On a slow machine the first may have ended before the others began.
    if running {
        assert_eq!(second.status.code(), Some(2), "{}", shown(&second));
        let said = String::from_utf8_lossy(&second.stderr).into_owned();
        assert!(said.contains(&format!("pid {pid}")), "{said}");
        assert_eq!(found.status.code(), Some(0), "{}", shown(&found));
    }
    assert_eq!(env.run(&["index", "notes"]).status.code(), Some(0), "the lock ends with its owner");
}

fn start(env: &TestEnv, arguments: &[&str]) -> Child {
    env.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Kills a run as hard as can be and says whether it had ended well before.
fn kill(child: &mut Child) -> bool {
    // One that has ended cannot be killed.
    let _ = child.kill();
    child.wait().unwrap().success()
}

/// The index opens at its last commit, or there is none yet.
fn opens(env: &TestEnv, round: u64) {
    for arguments in [&["stats"][..], &["search", "metal"]] {
        let output = env.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let none_yet = output.status.code() == Some(2) && said.contains("no index here");
        let good = matches!(output.status.code(), Some(0 | 1)) || none_yet;
        assert!(good, "round {round}: {}", shown(&output));
    }
}

fn claims(env: &TestEnv, place: &str) -> BTreeMap<String, String> {
    let index = Index::open(&env.path(place)).unwrap();
    let request = Request { limit: 1_000_000, ..Request::new("NOT nothingatall") };
    let response = Searcher::open(&index).unwrap().search(&request).unwrap();
    response.hits.into_iter().map(|hit| (hit.claim.id, hit.claim.text)).collect()
}

fn wait_for(mut done: impl FnMut() -> bool) {
    let started = Instant::now();
    while !done() {
        assert!(started.elapsed() < Duration::from_secs(20), "waited in vain");
        sleep(Duration::from_millis(2));
    }
}

/// Small articles, a line each; another year gives a third of them another text.
fn corpus(year: u64) -> String {
    let metals = ["tin", "lead", "zinc", "nickel", "copper", "silver", "gold"];
    let mut lines = String::new();
    let mut random = 7_u64;
    for number in 0..ARTICLES {
        random = next(random);
        let metal = metals[random as usize % metals.len()];
        let change = if number % 3 == 0 { year } else { 0 };
        let _ = writeln!(
            lines,
            r#"{{"id":"n{number}","title":"{metal} note {number}","source":"Ledger {}","published":"2025-{:02}-{:02}","text":"Stocks of {metal} fell to {} tons [1]. The metal's price rose by {change} percent. Buyers waited."}}"#,
            number % 9,
            1 + number % 12,
            1 + number % 28,
            random % 10_000,
        );
    }
    lines
}

/// The next of a sequence of numbers that look random (splitmix64).
fn next(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
