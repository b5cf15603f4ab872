//! Builds what the tagger knows by name: `cargo run --release --example gazetteer`.
//!
//! Reads the lists in `gazetteer/` and the packages that `gazetteer/fetch.sh` put beside them, and
//! writes `src/tag/gazetteer/builtin.bin`, `src/text/traditional.bin` and
//! `src/query/compile/english.fst`. With `--check` it writes
//! nothing and fails where a file is not what would be written.

#![allow(clippy::print_stdout, reason = "a program that prints what it built")]
#![allow(clippy::print_stderr, reason = "warnings go beside the figures")]

mod companies;
mod lists;
mod packages;

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use claimdex::index::analyzer;
use claimdex::tag::gazetteer::Builder;

/// How much each source is trusted: the lists before everything else.
mod rank {
    pub(crate) const LISTS: u8 = 9;
    pub(crate) const FORBIDDEN: u8 = 8;
    pub(crate) const CLDR: u8 = 7;
    pub(crate) const INDICES: u8 = 5;
    pub(crate) const SEC: u8 = 4;
    pub(crate) const CITIES: u8 = 3;
}

/// What the builders of all sources share.
struct Build {
    builder: Builder,
    /// Ordinary English words in lower case.
    words: HashSet<String>,
}

impl Build {
    fn is_word(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }
}

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lists = root.join("gazetteer");
    let packages = root.join("gazetteer/packages");
    ensure!(packages.is_dir(), "no {}; run gazetteer/fetch.sh first", packages.display());
    let words: HashSet<String> = lines(&packages.join("words.tsv"))?.into_iter().collect();
    let english = english(&packages.join("common.tsv"), &lists)?;
    let mut build = Build { builder: Builder::new(), words };
    lists::add(&mut build, &lists)?;
    packages::add_territories(&mut build, &packages)?;
    packages::add_currencies(&mut build, &packages)?;
    companies::add(&mut build, &packages)?;
    packages::add_given_names(&mut build, &packages)?;
    packages::add_cities(&mut build, &packages)?;
    let pairs = packages::traditional(&packages)?;
    let bytes = build.builder.finish()?;
    let check = std::env::args().any(|arg| arg == "--check");
    for (file, bytes) in [
        ("src/tag/gazetteer/builtin.bin", bytes),
        ("src/text/traditional.bin", pairs),
        ("src/query/compile/english.fst", english),
    ] {
        println!("{file}: {} bytes", bytes.len());
        let target = root.join(file);
        if check {
            let old = std::fs::read(&target).with_context(|| file.to_owned())?;
            ensure!(old == bytes, "{file} is not what the lists and packages give");
        } else {
            std::fs::write(&target, bytes).with_context(|| file.to_owned())?;
        }
    }
    Ok(())
}

/// The stems of English words and of names, as an automaton: what is spelt as it should be.
fn english(words: &Path, lists: &Path) -> Result<Vec<u8>> {
    let mut stems = BTreeSet::new();
    let mut add = |word: &str| {
        analyzer::analyze(word, |token| {
            stems.insert(token.text.to_owned());
        });
    };
    lines(words)?.iter().for_each(|word| add(word));
    for list in ["surnames.txt", "given-names.txt"] {
        for name in lines(&lists.join(list))? {
            add(name.trim_end_matches('?'));
        }
    }
    let mut set = fst::SetBuilder::memory();
    set.extend_iter(&stems)?;
    Ok(set.into_inner()?)
}

/// The lines of a file, without comments and empty ones.
fn lines(path: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect())
}
