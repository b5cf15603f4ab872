//! Long runs: their memory, their ends, and what they follow.

use std::fmt::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::env::{TestEnv, shown};

/// The most anonymous memory that indexing takes with its usual settings, in KB.
const MOST_KB: u64 = 1 << 20;

fn corpus(articles: u64) -> String {
    let mut out = String::new();
    let metals = ["Tin", "Lead", "Zinc", "Nickel", "Copper", "Cobalt", "Silver"];
    for at in 0..articles {
        let mut text = String::from("Core Viewpoint - Metals are dear [1]. Group 1: Prices ");
        for n in 0..10 {
            let metal = metals[((at * 7 + n * 3) % 7) as usize];
            let _ = write!(
                text,
                "- {metal} rose {}.{n}% to ${} a tonne in week {} [{}]. ",
                at % 9,
                1000 + (at * 31 + n * 17) % 9000,
                at % 52,
                n + 1
            );
        }
        let _ = writeln!(
            out,
            "{{\"title\":\"Note {at}\",\"source\":\"Ledger\",\"published\":\"2025-{:02}-{:02}\",\"text\":\"{}\"}}",
            at % 12 + 1,
            at % 28 + 1,
            text.trim_end()
        );
    }
    out
}

/// The most anonymous memory of a run over so many articles, in KB.
#[cfg(target_os = "linux")]
fn most_memory(articles: u64) -> u64 {
    let env = TestEnv::new().with_file("corpus.jsonl", &corpus(articles));
    let mut child = env.command(&["index", "corpus.jsonl"]).stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        let kb = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        most = most.max(kb.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(child.wait().unwrap().success());
    most
}

#[cfg(target_os = "linux")]
#[test]
fn two_thousand_articles_stay_within_bounds() {
    let most = most_memory(2_000);
    assert!((1..MOST_KB).contains(&most), "{most} KB");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes a minute"]
fn a_hundred_thousand_articles_stay_within_bounds() {
    let most = most_memory(100_000);
    assert!((1..MOST_KB).contains(&most), "{most} KB");
}

/// Ctrl-C keeps what is whole, and the next run goes on to the same index.
#[cfg(unix)]
#[test]
fn an_interrupted_run_goes_on() {
    let env =
        TestEnv::new().with_file("corpus.jsonl", &corpus(2_000)).with_file("b.txt", "Tin fell.");
    assert!(env.run(&["index", ".", "--index", "whole"]).status.success());
    let mut interrupted = 0;
    for wait in [150, 400, 800] {
        let child = env
            .command(&["index", "."])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        interrupt(child.id());
        let output = child.wait_with_output().unwrap();
        if output.status.code() == Some(130) {
            interrupted += 1;
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains("run the same command again"), "{said}");
        }
    }
    assert!(interrupted > 0, "no run was interrupted");
    let output = env.run(&["index", "."]);
    assert!(output.status.success(), "{}", shown(&output));
    let all = |index: &str| {
        let query = [
            "search",
            "NOT nothingatall",
            "--limit",
            "100000",
            "--format",
            "jsonl",
            "--index",
            index,
        ];
        let output = env.run(&query);
        let text = String::from_utf8(output.stdout).unwrap();
        let mut ids: Vec<String> = text
            .lines()
            .map(|line| {
                let hit: serde_json::Value = serde_json::from_str(line).unwrap();
                hit["id"].as_str().unwrap().to_owned()
            })
            .collect();
        ids.sort();
        ids
    };
    assert!(all("index") == all("whole"), "other claims than a run without interruption");
}

#[cfg(unix)]
fn interrupt(pid: u32) {
    let status = std::process::Command::new("kill").args(["-INT", &pid.to_string()]).status();
    assert!(status.is_ok_and(|status| status.success()));
}

#[cfg(unix)]
#[test]
fn a_watch_follows_its_folder() {
    let env = TestEnv::new().with_file("notes/a.txt", "Tin fell in Mali.");
    let child = env
        .command(&["index", "notes", "--watch", "--prune"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let count = |words: &str| {
        let output = env.run(&["search", words, "--count"]);
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    let becomes = |words: &str, wanted: &str| {
        let started = Instant::now();
        while count(words) != wanted {
            assert!(started.elapsed() < Duration::from_secs(20), "{words}: {}", count(words));
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    becomes("Mali", "1");
    env.write("notes/b.txt", "Lead rose in Mali.");
    becomes("Mali", "2");
    std::fs::remove_file(env.path("notes/a.txt")).unwrap();
    becomes("Mali", "1");
    interrupt(child.id());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("1 article added"),
        "{}",
        shown(&output)
    );
}

#[test]
fn a_dry_run_changes_nothing() {
    let env = TestEnv::new()
        .with_file("notes/a.txt", "Tin fell.\n")
        .with_file("notes/b.jsonl", "{\"id\":\"x\",\"title\":\"Zinc\",\"text\":\"Zinc rose.\"}\n");
    let first = env.session(&["index", "notes", "--dry-run"]);
    assert!(!env.path("index").exists());
    let env = env.indexed("notes");
    env.write("notes/b.jsonl", "{\"id\":\"x\",\"title\":\"Zinc\",\"text\":\"Zinc fell.\"}\n");
    env.write("notes/c.txt", "Lead rose.\n");
    std::fs::remove_file(env.path("notes/a.txt")).unwrap();
    let second = env.session(&["index", "notes", "--dry-run", "--prune"]);
    let third = env.session(&["index", "notes", "--dry-run", "--prune", "--format", "json"]);
    insta::assert_snapshot!([first, second, third].concat());
    assert_eq!(
        String::from_utf8_lossy(&env.run(&["search", "lead", "--count"]).stdout).trim(),
        "0"
    );
}

/// Whatever is wrong with one input, the others come in, and the run ends with 2.
#[test]
fn bad_input_is_named_and_costs_nothing_else() {
    let env = TestEnv::new().with_file("notes/good.txt", "Tin fell in Mali.");
    let put =
        |name: &str, bytes: &[u8]| std::fs::write(env.path("notes").join(name), bytes).unwrap();
    let gzip = |bytes: &[u8]| {
        use std::io::Write;
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    };
    put("broken.jsonl", b"{\"text\":\"Lead rose.\"}\n{\"text\": \"Zinc\n");
    put("wrong.jsonl", b"{\"text\":\"\xff\xfe\"}\n");
    let packed = gzip("Copper rose by a tenth in Mali.\n".repeat(400).as_bytes());
    put("cut.txt.gz", &packed[..packed.len() / 2]);
    put("bomb.jsonl.gz", &gzip(&vec![b'a'; 300 << 20]));
    put("half.zip", b"PK\x03\x04 and nothing behind it");
    put("deep.json", "[".repeat(100_000).as_bytes());
    put(
        "deep.jsonl",
        format!("{{\"text\":{}1{}}}\n", "[".repeat(5000), "]".repeat(5000)).as_bytes(),
    );
    put(
        "array.json",
        b"[{\"text\":\"Iron rose.\"},\n {\"text\":\"Gold rose.\"}, {\"text\": nothing}]",
    );
    put("picture.png", b"\x89PNG\r\n\x1a\n\0\0");
    put("nothing.txt", b"");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(env.path("notes"), env.path("notes/loop")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(env.path("notes/pipe")).status();
        assert!(made.is_ok_and(|made| made.success()));
    }
    insta::assert_snapshot!(env.session(&["index", "notes"]));
    assert_eq!(
        String::from_utf8_lossy(&env.run(&["search", "Mali", "--count"]).stdout).trim(),
        "1"
    );
    // Every byte is in an article or was passed over; what was converted counts as its text.
    let stats = env.run(&["stats", "--format", "json"]).stdout;
    let stats: serde_json::Value = serde_json::from_slice(&stats).unwrap();
    let of = |name: &str| std::fs::metadata(env.path("notes").join(name)).unwrap().len();
    let names = [
        "good.txt",
        "broken.jsonl",
        "cut.txt.gz",
        "bomb.jsonl.gz",
        "half.zip",
        "deep.json",
        "array.json",
        "deep.jsonl",
        "picture.png",
    ];
    let converted = "{\"text\":\"ÿþ\"}\n".len() as u64;
    let number = |value: &serde_json::Value| value.as_u64().unwrap();
    assert_eq!(
        number(&stats["skipped_bytes"]) + number(&stats["coverage"]["bytes"]),
        names.map(of).iter().sum::<u64>() + converted
    );
}
