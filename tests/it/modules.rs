//! Who may name whom: the direction of the modules.

use std::collections::BTreeSet;
use std::path::Path;

use regex::Regex;

use super::env::files;

/// What everyone may name.
const NEUTRAL: &[&str] = &["model", "error", "text"];

/// What each module may name besides itself and what is neutral: a module, or an item of one.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("crew", &[]),
    ("error", &[]),
    ("model", &[]),
    ("text", &[]),
    ("read", &[]),
    ("split", &[]),
    ("tag", &[]),
    ("index", &[]),
    ("output", &[]),
    ("query", &["tag"]),
    ("query/compile", &["tag", "query", "index"]),
    ("query/matching", &["query", "index", "crew"]),
    ("ingest", &["read", "split", "tag", "index"]),
    ("maintenance", &["read", "split", "tag", "index"]),
    ("search", &["query", "tag", "split", "index", "crew"]),
];

/// What `model`, `error` and `text` may name of each other: nothing.
const ALONE: &[&str] = NEUTRAL;

/// What compiling and matching may name of the index: its schema, its analyzer and
/// what figures and dates are as terms.
const OF_INDEX: &[&str] = &["Schema", "DocKind", "Granularity", "analyzer", "buckets", "schema"];

/// Where the engine below may be named.
const TANTIVY: &[&str] = &["index", "maintenance", "query/compile", "query/matching", "search"];

/// The program: names the library by its name and nothing by `crate::` but itself.
const PROGRAM: &[&str] = &["main", "cli"];

#[test]
fn modules_name_only_what_they_may() {
    let mut faults = Vec::new();
    for_each_source(|module, path, code| {
        if module == "lib" {
            return;
        }
        for named in paths(code) {
            if !allowed(module, &named) {
                faults.push(format!("{path}: {module} names crate::{named}"));
            }
        }
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_engine_is_named_in_few_places() {
    let tantivy = Regex::new(r"\btantivy(::|;|\{)").unwrap();
    let mut faults = Vec::new();
    for_each_source(|module, path, code| {
        if tantivy.is_match(code) && !TANTIVY.contains(&module) {
            faults.push(format!("{path}: names tantivy"));
        }
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_command_line_is_named_nowhere_in_the_library() {
    let frameworks = Regex::new(r"\b(clap|anyhow|indicatif|anstream|claimdex)::").unwrap();
    let mut faults = Vec::new();
    for_each_source(|module, path, code| {
        if !PROGRAM.contains(&module) && frameworks.is_match(code) {
            faults.push(format!("{path}: names what belongs to the program"));
        }
        if code.contains("process::exit") && path != "cli/exit.rs" {
            faults.push(format!("{path}: ends the process"));
        }
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn paths_are_found_in_groups_and_across_lines() {
    let found = paths("use crate::{\n    index::{Index, analyzer::Role},\n    model::Span,\n};");
    assert_eq!(found, ["index::Index", "index::analyzer::Role", "model::Span"]);
    assert_eq!(paths("crate::text::citation::marker_at(x)"), ["text::citation::marker_at"]);
    assert!(allowed("query/compile", "index::analyzer::Role"));
    assert!(!allowed("query/compile", "index::Writer"));
    assert!(!allowed("query", "index::Schema"));
    assert!(!allowed("model", "error::Error"));
    assert!(!allowed("read", "split::claims"));
    assert!(!allowed("read", "Index"));
}

/// Whether a module may name a path of the crate.
fn allowed(module: &str, named: &str) -> bool {
    let (top, rest) = named.split_once("::").unwrap_or((named, ""));
    let own = module.split('/').next().unwrap_or(module);
    if top == own {
        return true;
    }
    if ALONE.contains(&module) {
        return false;
    }
    if NEUTRAL.contains(&top) {
        return true;
    }
    if module.starts_with("query/") && top == "index" {
        return OF_INDEX.contains(&rest.split("::").next().unwrap_or(rest));
    }
    let rule = MAY_NAME.iter().find(|(name, _)| *name == module);
    rule.is_some_and(|(_, names)| names.contains(&top))
}

/// The paths that begin with `crate::`, one for each item of a group.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        if !code[..at].ends_with(['_', '$']) {
            tree("", &code[at + start.len()..], &mut found);
        }
    }
    found
}

/// Reads one path or group and says where it ended.
fn tree(prefix: &str, code: &str, found: &mut Vec<String>) -> usize {
    let name = code.len() - code.trim_start().len();
    let word = code[name..]
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(code.len() - name);
    let path = format!("{prefix}{}", &code[name..name + word]);
    let mut at = name + word;
    if !code[at..].starts_with('{') || !(path.is_empty() || path.ends_with("::")) {
        found.push(path.trim_end_matches(':').to_owned());
        return at;
    }
    at += 1;
    loop {
        at += code[at..].len() - code[at..].trim_start_matches([',', ' ', '\n']).len();
        if at >= code.len() || code[at..].starts_with('}') {
            return at + 1;
        }
        at += tree(&path, &code[at..], found).max(1);
    }
}

/// Every source file with its module and its code without comments.
fn for_each_source(mut visit: impl FnMut(&str, &str, &str)) {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut modules = BTreeSet::new();
    for file in
        files(&src).into_iter().filter(|file| file.extension().is_some_and(|ext| ext == "rs"))
    {
        let name = file.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let module = module(&name);
        let code: String = std::fs::read_to_string(&file)
            .unwrap()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| format!("{line}\n"))
            .collect();
        visit(module, &name, &code);
        modules.insert(module.to_owned());
    }
    for module in modules {
        let known = MAY_NAME.iter().any(|(name, _)| *name == module)
            || PROGRAM.contains(&module.as_str())
            || module == "lib";
        assert!(known, "{module}: has no rule; give it one in MAY_NAME");
    }
}

/// `search` for `search/rank.rs`, `query/compile` for what is in there.
fn module(name: &str) -> &str {
    for inner in ["query/compile", "query/matching"] {
        if name.starts_with(inner) {
            return inner;
        }
    }
    name.split('/').next().unwrap_or(name).trim_end_matches(".rs")
}
