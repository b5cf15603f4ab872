//! How many instructions the hot paths take on a small input that is always the same: a regression
//! shows here also where times jump about.
//!
//! ```text
//! cargo install gungraun-runner --version 0.20.0
//! cd benches/stages && cargo bench --bench instructions
//! ```
//!
//! wants valgrind on the PATH, and a `gungraun-runner` of the same version as the crate `gungraun`
//! in `Cargo.lock`. It runs every bench once under callgrind and prints for each its instructions
//! beside those of the last run, with the difference in per cent; `--save-baseline=NAME` keeps a
//! run, `--baseline=NAME` compares with it.
//!
//! The input is every second file of `fixtures/articles`, about 50 articles. Whatever is built on
//! first use, such as the names that are known, is built before the counting starts.
//!
//! - `read`: bytes of files to articles. `split`: articles to claims. `tag`: claims to entities,
//!   figures and dates. `analyse`: the text of claims to terms.
//! - `index`: articles with their claims to a committed index in memory, the threads of the index
//!   included.
//! - `search`: one query each over that index, asked once before: a common word, two words, a
//!   phrase, and articles.

#![allow(unused_qualifications, missing_docs, reason = "what the macros write")]

use std::hint::black_box;

use claimdex::Searcher;
use claimdex::index::Index;
use claimdex::model::{Article, By, Claim, Request, Response};
use claimdex::tag::Names;
use claimdex_stages::{Input, Ready};
use gungraun::{
    Callgrind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};

/// Every second file of the fixtures.
fn inputs() -> Vec<Input> {
    claimdex_stages::fixtures().unwrap().into_iter().step_by(2).collect()
}

/// Their articles, split and tagged: what is built on first use is built by this.
fn ready() -> Vec<Ready> {
    let articles = claimdex_stages::read(&inputs()).unwrap();
    let names = Names::default();
    articles.into_iter().map(|article| Ready::new(article, &names)).collect()
}

fn warm_inputs() -> Vec<Input> {
    drop(ready());
    inputs()
}

fn ready_analysed() -> Vec<Ready> {
    let ready = ready();
    analysed(&ready);
    ready
}

fn analysed(ready: &[Ready]) -> usize {
    let claims = ready.iter().flat_map(|ready| &ready.claims);
    claims.map(|claim| claimdex_stages::analyse(&claim.text)).sum()
}

/// A searcher that was asked this before.
fn asked(request: Request) -> (Searcher, Request) {
    let index = claimdex_stages::compact_index(&ready()).unwrap();
    let searcher = Searcher::open(&index).unwrap();
    let answer = searcher.search(&request).unwrap();
    assert!(answer.total > 0, "{}: nothing found", request.query);
    (searcher, request)
}

fn of_claims(query: &str) -> (Searcher, Request) {
    asked(Request::new(query))
}

fn of_articles(query: &str) -> (Searcher, Request) {
    asked(Request { by: By::Article, ..Request::new(query) })
}

// Each gives back what it was given, so that letting go of it does not count.

#[library_benchmark]
#[bench::fixtures(warm_inputs())]
fn read(inputs: Vec<Input>) -> (Vec<Input>, Vec<Article>) {
    let articles = claimdex_stages::read(black_box(&inputs)).unwrap();
    (inputs, articles)
}

#[library_benchmark]
#[bench::fixtures(ready())]
fn split(ready: Vec<Ready>) -> (Vec<Ready>, Vec<Vec<Claim>>) {
    let claims =
        ready.iter().map(|ready| claimdex::split::claims(black_box(&ready.article))).collect();
    (ready, claims)
}

#[library_benchmark]
#[bench::fixtures(ready())]
fn tag(mut ready: Vec<Ready>) -> Vec<Ready> {
    let names = Names::default();
    for Ready { article, claims, .. } in &mut ready {
        black_box(claimdex_stages::tag(article, claims, &names));
    }
    ready
}

#[library_benchmark]
#[bench::fixtures(ready_analysed())]
fn analyse(ready: Vec<Ready>) -> (Vec<Ready>, usize) {
    let terms = analysed(black_box(&ready));
    (ready, terms)
}

// The second toggle counts the threads of the index, whole; what gets ready starts none.
#[library_benchmark(
    config = LibraryBenchmarkConfig::default()
        .tool(Callgrind::with_args(["--toggle-collect=*thread_start*"]))
)]
#[bench::fixtures(ready())]
fn index(ready: Vec<Ready>) -> (Vec<Ready>, Index) {
    let index = claimdex_stages::index(black_box(&ready)).unwrap();
    (ready, index)
}

#[library_benchmark]
#[bench::common_word(of_claims("price"))]
#[bench::two_words(of_claims("trade price"))]
#[bench::phrase(of_claims("\"central bank\""))]
#[bench::articles(of_articles("trade price"))]
fn search((searcher, request): (Searcher, Request)) -> (Searcher, Request, Response) {
    let response = searcher.search(black_box(&request)).unwrap();
    (searcher, request, response)
}

library_benchmark_group!(name = hot_paths, benchmarks = [read, split, tag, analyse, index, search]);

main!(library_benchmark_groups = hot_paths);
