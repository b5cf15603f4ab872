//! Every article of the fixtures, split, against what was printed before.
//!
//! `UPDATE_EXPECTED=1 cargo test golden` writes the expected files anew.

use std::fs;
use std::path::{Path, PathBuf};

use claimdex::ingest::{Found, Options, split};
use serde_json::json;

use super::env::{TestEnv, articles, files, fixtures};

#[test]
fn golden_claims_of_every_article() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for file in files(&articles()) {
        let (printed, expected) = (printed(&file), expected(&file));
        if update {
            fs::create_dir_all(expected.parent().unwrap()).unwrap();
            fs::write(&expected, &printed).unwrap();
        } else if let Some(difference) = difference(&expected, &printed) {
            wrong.push(difference);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} files differ; UPDATE_EXPECTED=1 takes what is printed now\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn golden_files_all_have_an_article() {
    let wanted: Vec<PathBuf> = files(&articles()).iter().map(|file| expected(file)).collect();
    for file in files(&fixtures().join("expected")) {
        assert!(wanted.contains(&file), "{}: no article for it", file.display());
    }
}

#[test]
fn golden_claims_are_what_the_program_prints() {
    let env = TestEnv::new().with_articles();
    for file in files(&articles()).iter().step_by(7) {
        let name = file.strip_prefix(articles().parent().unwrap()).unwrap();
        let output = env.run(&["split", "--coverage", name.to_str().unwrap()]);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), printed(file), "{}", name.display());
        let output = env.run(&["split", name.to_str().unwrap()]);
        let claims: String = printed(file)
            .split_inclusive('\n')
            .filter(|line| line.starts_with("{\"id\""))
            .collect();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), claims, "{}", name.display());
    }
}

/// The file of expected lines: `articles/brief/a.txt` has `expected/brief/a.jsonl`.
fn expected(file: &Path) -> PathBuf {
    let name = file.strip_prefix(articles()).unwrap();
    fixtures().join("expected").join(name).with_extension("jsonl")
}

/// What `claimdex split --coverage FILE` prints.
fn printed(file: &Path) -> String {
    let mut lines = String::new();
    let summary = split(&[file.to_owned()], &Options::default(), &mut |found| {
        lines.push_str(&line(&found));
        lines.push('\n');
        Ok(())
    });
    assert!(summary.unwrap().skipped.iter().all(|skipped| !skipped.error), "{}", file.display());
    lines
}

fn line(found: &Found) -> String {
    match found {
        Found::Claim(claim) => serde_json::to_string(claim).unwrap(),
        Found::Dropped { text, reason, span } => {
            let [text, reason] = [text, reason].map(|text| json!(text));
            format!(
                r#"{{"dropped":{text},"reason":{reason},"span":[{},{}]}}"#,
                span.start, span.end
            )
        }
        Found::Coverage(ledger) => {
            format!(r#"{{"coverage":{}}}"#, serde_json::to_string(ledger).unwrap())
        }
        Found::Skipped(skipped) => {
            format!(r#"{{"skipped":{}}}"#, serde_json::to_string(skipped).unwrap())
        }
    }
}

/// The first line that differs.
fn difference(expected: &Path, printed: &str) -> Option<String> {
    let Ok(wanted) = fs::read_to_string(expected) else {
        return Some(format!("{}: is missing", expected.display()));
    };
    if wanted == printed {
        return None;
    }
    let (mut old, mut new) = (wanted.lines(), printed.lines());
    for number in 1.. {
        let (old, new) = (old.next(), new.next());
        if old != new || old.is_none() {
            let [old, new] = [old, new].map(|line| line.unwrap_or("nothing"));
            return Some(format!("{}:{number}\n  - {old}\n  + {new}", expected.display()));
        }
    }
    None
}
