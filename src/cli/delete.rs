//! `claimdex delete`

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use claimdex::index::{Index, Reader};
use claimdex::model::{ArticleMeta, Published};
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
    let chosen = chosen(&reader, job)?;
    let mut ids: Vec<&str> = job.articles.iter().chain(&chosen).map(String::as_str).collect();
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
    if job.articles.is_empty() && known.is_empty() {
        exit = Exit::NothingFound;
    }
    writeln!(out, "deleted {articles}")?;
    Ok(exit)
}

/// The articles of the source and before the day that are asked for.
fn chosen(reader: &Reader, job: &config::Delete) -> Result<Vec<String>> {
    if job.source.is_none() && job.before.is_none() {
        return Ok(Vec::new());
    }
    let fits = |meta: &ArticleMeta| {
        let of_source = job.source.as_ref().is_none_or(|wanted| {
            let source = meta.source.as_deref().unwrap_or_default();
            source.to_lowercase() == wanted.trim().to_lowercase()
        });
        // What was published at an unknown time is not known to be older.
        let older = job.before.as_ref().is_none_or(|day| {
            let published = meta.published.as_ref().map(Published::as_str);
            published.is_some_and(|published| published[..day.len().min(published.len())] < **day)
        });
        of_source && older
    };
    let mut ids = Vec::new();
    for address in reader.article_addresses()? {
        let article = reader.article_at(address)?;
        if fits(&article.meta) {
            ids.push(article.meta.id.clone());
        }
    }
    Ok(ids)
}

fn confirmed(articles: &str, place: &Path, terminal: &Terminal) -> Result<bool> {
    terminal.messages.question(&format!("delete {articles} from {}? [y/N]", place.display()));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).context("standard input")?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
