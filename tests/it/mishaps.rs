//! What users do to a corpus and to an index, and what must not come of it.

use std::fs;

use insta::assert_snapshot;

use super::env::TestEnv;

#[test]
fn a_file_that_cannot_be_read_keeps_its_articles() {
    let env = TestEnv::new()
        .with_file("notes/a.txt", "Tin fell to a low.")
        .with_file("notes/b.jsonl", "{\"id\":\"z\",\"text\":\"Zinc was flat.\"}\n")
        .indexed("notes");
    fs::write(env.path("notes/a.txt"), b"\0\0\0\x01 binary now").unwrap();
    env.write("notes/b.jsonl", "{\"id\":\"z\",\"text\":\"Zinc was");
    assert_snapshot!(env.sessions(&[
        &["index", "notes", "--prune"],
        &["search", "tin OR zinc", "--count"],
        &["index", "nowhere", "notes", "--prune"],
        &["search", "tin OR zinc", "--count"],
    ]));
}

#[test]
fn a_mistyped_path_makes_no_index() {
    let env = TestEnv::new();
    assert_snapshot!(env.sessions(&[&["index", "nowhere", "--index", "new"]]));
    assert!(!env.path("new").exists());
}

#[test]
fn an_index_is_no_corpus() {
    let env = TestEnv::new().with_file("notes/a.txt", "Tin fell to a low.").indexed("notes");
    assert_snapshot!(env.sessions(&[&["search", "tin", "--in", "index"]]));
}

#[test]
fn what_is_deleted_is_not_counted_as_unchanged() {
    let env = TestEnv::new()
        .with_file(
            "notes/a.jsonl",
            "{\"id\":\"a\",\"text\":\"Tin fell.\"}\n{\"id\":\"b\",\"text\":\"Lead rose.\"}\n",
        )
        .indexed("notes");
    assert_snapshot!(env.sessions(&[
        &["delete", "a", "--yes"],
        &["index", "notes"],
        &["search", "tin", "--count"],
    ]));
}

#[test]
fn several_articles_of_one_file_are_deleted_at_once() {
    let lines = ["a", "b", "c"].map(|id| format!("{{\"id\":\"{id}\",\"text\":\"Tin {id}.\"}}\n"));
    let env = TestEnv::new().with_file("notes/a.jsonl", &lines.concat()).indexed("notes");
    env.run(&["delete", "a", "b", "--yes"]);
    let output = env.run(&["index", "notes"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("1 unchanged"), "{told}");
}

#[test]
fn a_time_beyond_the_calendar_is_unknown() {
    let line = "{\"id\":\"a\",\"published\":\"2025-11-20\",\"text\":\"Tin fell in the past 9999 decades.\"}\n";
    let env = TestEnv::new().with_file("notes/a.jsonl", line);
    let output = env.run(&["split", "notes"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stdout).unwrap().contains("\"from\":null"));
}

#[test]
fn names_follow_the_path_given_whatever_came_before() {
    let env = TestEnv::new().with_file("notes/deep/a.txt", "Tin fell to a low.");
    let id = |index: &str| {
        let output = env.run(&["search", "tin", "--format", "jsonl", "--index", index]);
        let hit: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (hit["article"]["id"].to_string(), hit["article"]["path"].to_string())
    };
    env.run(&["index", "notes/deep", "--index", "one"]);
    env.run(&["index", "notes", "--index", "one"]);
    env.run(&["index", "notes", "--index", "two"]);
    assert_eq!(id("one"), id("two"));
    // A file given twice is one file.
    let output = env.run(&["index", "notes", "notes/deep", "--index", "three"]);
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("indexed 1 file:"));
}

#[test]
fn queries_of_nothing_or_too_much_are_told() {
    let env = TestEnv::new().with_file("notes/a.txt", "稀土价格上涨。").indexed("notes");
    let many = (0..70).map(|n| format!("w{n}rd~")).collect::<Vec<_>>().join(" ");
    assert_snapshot!(env.sessions(&[
        &["search", "!!!"],
        &["search", "稀~", "--color", "always"],
        &["search", "稀土*", "--color", "always"],
        &["search", "--strict", "oil)"],
        &["search", "--strict", "published:foo"],
    ]));
    let output = env.run(&["search", &many]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("more than 64 words with `*` or `~`; from w64rd on"), "{told}");
}

#[cfg(unix)]
#[test]
fn whoever_may_read_the_folder_may_read_the_index() {
    use std::os::unix::fs::PermissionsExt;

    let env = TestEnv::new().with_file("notes/a.txt", "Tin fell to a low.").indexed("notes");
    let data = env.path("index/data");
    for entry in fs::read_dir(&data).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        let plain = fs::metadata(env.path("notes/a.txt")).unwrap().permissions().mode();
        assert_eq!(mode & 0o444, plain & 0o444, "{}", entry.path().display());
    }
    // Without the right to write: root has it all the same, others do not.
    for entry in fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "lock") {
            fs::remove_file(path).unwrap();
        }
    }
    fs::set_permissions(&data, fs::Permissions::from_mode(0o555)).unwrap();
    let output = env.run(&["search", "tin", "--count"]);
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
