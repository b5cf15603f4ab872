//! `claimdex delete`

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use claimdex::index::Index;
use claimdex::output::count;

use super::config;
use super::exit::Exit;
use super::out::Out;
use super::terminal::Terminal;

pub(super) fn run(
    place: &Path,
    job: &config::Delete,
    terminal: &Terminal,
    out: &mut Out,
) -> Result<Exit> {
    let index = Index::open(place)?;
    let reader = index.reader()?;
    let mut ids: Vec<&str> = job.articles.iter().map(String::as_str).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut known = Vec::new();
    let mut exit = Exit::Done;
    for id in ids {
        if reader.article_address(id)?.is_some() {
            known.push(id);
        } else {
            terminal.messages.not_found(&format!("{id}: no article in the index has this id"));
            exit = Exit::NothingFound;
        }
    }
    let articles = count(known.len() as u64, "article");
    if !known.is_empty() {
        if job.ask && terminal.interactive && !confirmed(&articles, place, terminal)? {
            writeln!(out, "nothing deleted")?;
            return Ok(Exit::Done);
        }
        let mut writer = index.writer()?;
        writer.delete_articles(&known)?;
        writer.commit()?;
    }
    writeln!(out, "deleted {articles}")?;
    Ok(exit)
}

fn confirmed(articles: &str, place: &Path, terminal: &Terminal) -> Result<bool> {
    terminal.messages.question(&format!("delete {articles} from {}? [y/N]", place.display()));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).context("standard input")?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
