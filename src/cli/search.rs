//! `claimdex search`

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use claimdex::index::Index;
use claimdex::ingest::{Options, ingest};
use claimdex::model::{Correction, Request, Response, Warning};
use claimdex::output::{Answer, Format, Json, Jsonl, Trec};
use claimdex::search::Searcher;
use rayon::prelude::*;

use super::args::HitFormat;
use super::config::{Asked, Search};
use super::exit::Exit;
use super::index::report_skipped;
use super::messages::joined;
use super::out::Out;
use super::progress::Bar;
use super::queries::Query;
use super::terminal::Terminal;

/// How many answers of a batch are held at once.
const AT_ONCE: usize = 256;

/// How many characters of a query a warning quotes.
const QUOTED: usize = 40;

pub(super) fn run(place: &Path, job: &Search, terminal: &Terminal, out: &mut Out) -> Result<Exit> {
    let (index, read) =
        if job.files.is_empty() { (open(place)?, Exit::Done) } else { in_memory(job, terminal)? };
    let mut searcher = Searcher::open(&index)?;
    if let Some(names) = &job.names {
        searcher = searcher.with_names(names.clone());
    }
    let form = form(job, terminal);
    let searched = match &job.asked {
        Asked::One(query) => one(&searcher, query, job, (&*form, terminal), out)?,
        Asked::Many(queries) => many(&searcher, queries, job, (&*form, terminal), out)?,
    };
    // To let go of every file by itself takes longer than to end the process.
    std::mem::forget(searcher);
    Ok(if read == Exit::Error { read } else { searched })
}

/// The index to search; where there is none, files can be searched without.
fn open(place: &Path) -> Result<Index> {
    Index::open(place).map_err(|error| {
        if error.to_string().contains("no index here") {
            anyhow!("{error} or search files at once with `--in PATH`")
        } else {
            error.into()
        }
    })
}

/// An index of the files to search; an error for its exit code when one could not be read.
fn in_memory(job: &Search, terminal: &Terminal) -> Result<(Index, Exit)> {
    let index = Index::in_memory();
    let options = Options { names: job.names.clone().unwrap_or_default(), ..Options::default() };
    let bar = Bar::new(terminal.progress);
    let summary = ingest(&index, &job.files, &options, &mut |progress| bar.update(progress))?;
    drop(bar);
    let exit = report_skipped(&summary, terminal);
    Ok((index, exit))
}

fn form(job: &Search, terminal: &Terminal) -> Box<dyn Format> {
    match job.format {
        HitFormat::Text => Box::new(terminal.hits(job.tags)),
        HitFormat::Json => Box::new(Json),
        HitFormat::Jsonl => Box::new(Jsonl),
        HitFormat::Trec => Box::new(Trec),
    }
}

fn one(
    searcher: &Searcher,
    query: &str,
    job: &Search,
    (form, terminal): (&dyn Format, &Terminal),
    out: &mut Out,
) -> Result<Exit> {
    let response = searcher.search(&Request { query: query.to_owned(), ..job.request.clone() })?;
    remark(&response, None, terminal);
    form.write(&answer(&response, None, job), out)?;
    Ok(Exit::found(found(&response)))
}

/// Asks the queries in parallel and answers in their order; one that fails is named and does not
/// keep the others from being answered.
fn many(
    searcher: &Searcher,
    queries: &[Query],
    job: &Search,
    (form, terminal): (&dyn Format, &Terminal),
    out: &mut Out,
) -> Result<Exit> {
    let (mut any, mut failed) = (false, false);
    for queries in queries.chunks(AT_ONCE) {
        let responses: Vec<Result<Response>> = queries
            .par_iter()
            .map(|query| {
                let request = Request { query: query.text.clone(), ..job.request.clone() };
                searcher.search(&request).with_context(|| format!("query {}", query.id))
            })
            .collect();
        for (query, response) in queries.iter().zip(responses) {
            match response {
                Ok(response) => {
                    remark(&response, Some(&query.id), terminal);
                    any |= found(&response);
                    form.write(&answer(&response, Some(&query.id), job), out)?;
                }
                Err(error) => {
                    failed = true;
                    terminal.messages.error(&joined(&error));
                }
            }
        }
    }
    Ok(if failed { Exit::Error } else { Exit::found(any) })
}

fn answer<'a>(response: &'a Response, query_id: Option<&'a str>, job: &Search) -> Answer<'a> {
    Answer { query_id, by: job.request.by, count: job.request.count, response }
}

/// Hits that match only some words count as well.
fn found(response: &Response) -> bool {
    response.total > 0 || !response.hits.is_empty() || !response.articles.is_empty()
}

fn remark(response: &Response, query_id: Option<&str>, terminal: &Terminal) {
    let of = query_id.map(|id| format!("query {id}: ")).unwrap_or_default();
    for warning in &response.warnings {
        terminal.messages.warning(&format!("{of}{}", located(warning, &response.query)));
    }
    for Correction { typed, used, .. } in &response.corrections {
        terminal.messages.hint(&format!(
            "{of}nothing has `{typed}`; did you mean `{used}`? That was looked for (`--exact` does not)"
        ));
    }
    // Of a file of queries only what changes the answer is told.
    if !response.unmatched.is_empty() && query_id.is_none() {
        let words: Vec<String> =
            response.unmatched.iter().map(|word| format!("`{word}`")).collect();
        terminal.messages.hint(&format!("nothing has {}", words.join(", ")));
    }
}

/// A warning with the words of the query that it is about, where it does not name them itself.
fn located(warning: &Warning, query: &str) -> String {
    let words = query.get(warning.span.range()).unwrap_or_default().trim();
    if words.is_empty() || warning.message.contains(words) {
        return warning.message.clone();
    }
    let mut short: String = words.chars().take(QUOTED).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    format!("{} (at `{short}`)", warning.message)
}

#[cfg(test)]
mod tests {
    use claimdex::model::Span;

    use super::*;

    #[test]
    fn a_warning_names_its_words_once() {
        let query = "oil \"open";
        let located = |message: &str, start, end| {
            located(&Warning::new(message, Span::new(start, end)), query)
        };
        assert_eq!(located("not closed", 4, 9), "not closed (at `\"open`)");
        assert_eq!(located("oil is a word", 0, 3), "oil is a word");
        assert_eq!(located("too long", 4, 900), "too long");
    }
}
