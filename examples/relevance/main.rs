//! Measures ranking on judged collections: `cargo run --release --example relevance -- DIR…`.
//!
//! A folder holds `queries.jsonl` and `qrels.tsv`, and either `corpus.jsonl` (articles as BEIR has
//! them: `_id`, `title`, `text`; ranked as wholes) or `articles/` (files whose claims are ranked, each
//! named `FILE#` and how it begins).

#![allow(clippy::print_stdout, reason = "a program that prints what it measured")]

mod measure;

use std::path::PathBuf;

use anyhow::{Result, ensure};

fn main() -> Result<()> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    ensure!(!folders.is_empty(), "usage: relevance DIR…");
    for folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let collection = measure::Collection::read(&folder)?;
        let run = collection.run()?;
        println!("{name}: {}", measure::score(run.iter()));
        for (kind, queries) in measure::by_kind(&run) {
            println!("  {kind}: {}", measure::score(queries.into_iter()));
        }
    }
    Ok(())
}
