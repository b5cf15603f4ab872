//! How long searches take within one process: `cargo run --release --example latency -- INDEX QUERIES.tsv`.
//!
//! The queries are those of `benches/limit`, a line each: class, words, entity, since, before, with tabs
//! between. Every search is the default one, from the text of the query to ten whole hits. Prints the
//! wall time in microseconds by class: of each query the median of five runs, and of these the middle
//! and the 99th in a hundred. Beside the seven classes of the file the same words are asked as the
//! beginning of a word, misspelt, by article and with facets.

#![allow(clippy::print_stdout, reason = "a program that prints what it measured")]

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use claimdex::model::{By, FacetField, Request};
use claimdex::{Index, Searcher};

const RUNS: usize = 5;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [index, queries] = arguments.as_slice() else {
        anyhow::bail!("usage: latency INDEX QUERIES.tsv");
    };
    let searcher = Searcher::open(&Index::open(Path::new(index))?)?;
    let text = std::fs::read_to_string(queries).with_context(|| queries.clone())?;
    let mut classes: Vec<(String, Vec<Request>)> = Vec::new();
    for (class, request) in text.lines().flat_map(requests) {
        match classes.iter_mut().find(|(known, _)| *known == class) {
            Some((_, requests)) => requests.push(request),
            None => classes.push((class, vec![request])),
        }
    }
    ensure!(!classes.is_empty(), "{queries}: no queries");
    println!("{:<12}{:>8}{:>12}{:>12}{:>12}", "class", "queries", "p50 us", "p99 us", "mean us");
    let mut of_file = Vec::new();
    for (class, requests) in classes {
        let times = times(&searcher, &requests)?;
        print(&class, &times);
        if SEVEN.contains(&class.as_str()) {
            of_file.extend(times);
        }
    }
    of_file.sort_by(f64::total_cmp);
    if !of_file.is_empty() {
        print("the seven", &of_file);
    }
    Ok(())
}

/// The classes that the limit program runs too.
const SEVEN: [&str; 7] = ["rare", "common", "or2", "and2", "phrase", "entterm", "dateterm"];

/// What a line asks for, by class.
fn requests(line: &str) -> Vec<(String, Request)> {
    let mut parts = line.split('\t').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let (class, words, entity, since, before) = (next(), next(), next(), next(), next());
    let day = |time: &str| time.split('T').next().unwrap_or_default().to_owned();
    let query = match class.as_str() {
        "or2" => words.replacen(' ', " OR ", 1),
        "phrase" => format!("\"{words}\""),
        "entterm" => format!("{words} \"{entity}\""),
        "dateterm" => format!("{words} published:>={} published:<{}", day(&since), day(&before)),
        _ => words.clone(),
    };
    let mut all = vec![(class.clone(), Request::new(query))];
    match class.as_str() {
        "common" => {
            let facets = vec![FacetField::Source, FacetField::Entity];
            all.push(("facets".into(), Request { facets, ..Request::new(words.clone()) }));
            let begun: String = words.chars().take(4).collect();
            all.push(("prefix".into(), Request::new(format!("{begun}*"))));
        }
        "and2" => {
            all.push(("article".into(), Request { by: By::Article, ..Request::new(words) }));
        }
        "rare" if words.len() > 5 => all.push(("misspelt".into(), Request::new(misspelt(&words)))),
        _ => {}
    }
    all
}

/// A word with two letters in its middle the other way round.
fn misspelt(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    letters.swap(middle - 1, middle);
    letters.into_iter().collect()
}

fn times(searcher: &Searcher, requests: &[Request]) -> Result<Vec<f64>> {
    let mut medians = Vec::with_capacity(requests.len());
    for request in requests {
        let mut runs = Vec::with_capacity(RUNS);
        for _ in 0..RUNS {
            let started = Instant::now();
            std::hint::black_box(searcher.search(request)?);
            runs.push(started.elapsed().as_secs_f64() * 1e6);
        }
        runs.sort_by(f64::total_cmp);
        medians.push(runs[RUNS / 2]);
    }
    medians.sort_by(f64::total_cmp);
    Ok(medians)
}

fn print(class: &str, sorted: &[f64]) {
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
    println!("{class:<12}{:>8}{:>12.0}{:>12.0}{mean:>12.0}", sorted.len(), at(0.5), at(0.99));
}
