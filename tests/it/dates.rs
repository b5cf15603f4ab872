//! Ranges of dates of publication.

use super::env::TestEnv;

#[test]
fn a_range_beside_all_dates_holds_none() {
    let env = TestEnv::new();
    let mut lines = String::new();
    for day in [11, 12, 14] {
        lines.push_str(&format!(
            "{{\"id\":\"a{day}\",\"published\":\"2025-08-{day}\",\"text\":\"Copper rose in Peru.\"}}\n"
        ));
    }
    env.write("a.jsonl", &lines);
    assert!(env.run(&["index", "a.jsonl"]).status.success());
    let count = |query: &str| {
        let output = env.run(&["search", "--no-collapse", "--count", query]);
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    for (query, wanted) in [
        ("published:2025-08-11", "1"),
        ("published:2025-08-13", "0"),
        ("published:<2025-08-11", "0"),
        ("published:<2025-08-12", "1"),
        ("published:2024", "0"),
        ("published:2026", "0"),
        ("published:>2025-08-14", "0"),
        ("published:>2025-08-12", "1"),
        ("published:2024..2026", "3"),
        ("copper NOT published:2020", "3"),
        ("copper published:<1999", "0"),
    ] {
        assert_eq!(count(query), wanted, "{query}");
    }
}
