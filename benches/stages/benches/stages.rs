//! How many megabytes a second each stage handles on its own, on one thread.
//!
//! ```text
//! cd benches/stages && cargo bench --bench stages -- --sort location
//! ```
//!
//! prints a table of divan with a row for every stage: the time of one run over the whole corpus,
//! fastest, slowest, median and mean, and below each time the megabytes a second.
//!
//! - `reading`: bytes of files to articles with their ids. Counts the bytes of the files.
//! - `splitting`: articles to claims. Counts the bytes of the articles' texts.
//! - `tagging`: claims to entities, figures and dates. Counts the bytes of the claims' texts.
//! - `analysing`: the text of claims to terms. Counts the same bytes.
//! - `indexing`: articles with their claims to a committed index in memory. Counts the bytes of the
//!   articles' texts.
//! - `querying`: one search each, from the text of the query to ten whole hits, over an index of
//!   the corpus in one segment. Counts searches. The words are the most frequent of the corpus
//!   itself, and one of its rarest.
//!
//! The corpus is the first 1,000 lines of the JSON lines file that the environment variable
//! `CLAIMDEX_BENCH_ARTICLES` names by its absolute path; `corpus articles OUT.jsonl N` of
//! `benches/corpus` makes one. Without it `fixtures/articles` is taken, over and over up to a
//! megabyte. Only figures of the same corpus compare; the first line says which it was.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::env;
use std::fmt;
use std::hint::black_box;
use std::path::Path;
use std::sync::LazyLock;

use claimdex::index::analyzer::{Role, Script, analyze, is_idle, may_shout};
use claimdex::model::{Article, By, Claim, Request};
use claimdex::tag::Names;
use claimdex::{Error, Searcher, split};
use claimdex_stages::{Input, Ready, analyse, compact_index, fixtures, index, read, tag};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

/// So many lines of a file are taken.
const LINES: usize = 1000;
/// The fixtures are repeated up to so many bytes.
const LEAST_BYTES: usize = 1_000_000;

fn main() {
    let bytes: usize = CORPUS.inputs.iter().map(Input::size).sum();
    let (articles, claims) = (CORPUS.ready.len(), CORPUS.claims().count());
    println!("{}: {articles} articles, {claims} claims, {bytes} bytes", CORPUS.name);
    divan::main();
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| Corpus::new().unwrap_or_else(|e| panic!("{e}")));

struct Corpus {
    name: String,
    inputs: Vec<Input>,
    ready: Vec<Ready>,
    names: Names,
}

impl Corpus {
    fn new() -> Result<Self, Error> {
        let (name, inputs) = match env::var("CLAIMDEX_BENCH_ARTICLES") {
            Ok(path) => (path.clone(), vec![first_lines(Path::new(&path))?]),
            Err(_) => ("fixtures/articles".to_owned(), repeated(&fixtures()?)),
        };
        let names = Names::default();
        let ready = read(&inputs)?.into_iter().map(|article| Ready::new(article, &names)).collect();
        Ok(Self { name, inputs, ready, names })
    }

    fn articles(&self) -> impl Iterator<Item = &Article> {
        self.ready.iter().map(|ready| &ready.article)
    }

    fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.ready.iter().flat_map(|ready| &ready.claims)
    }

    fn text_bytes(&self) -> BytesCount {
        BytesCount::new(self.articles().map(|article| article.text.len()).sum::<usize>())
    }

    fn claim_bytes(&self) -> BytesCount {
        BytesCount::new(self.claims().map(|claim| claim.text.len()).sum::<usize>())
    }
}

fn first_lines(path: &Path) -> Result<Input, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').take(LINES).collect();
    Ok(Input::new("articles.jsonl", lines.concat()))
}

fn repeated(inputs: &[Input]) -> Vec<Input> {
    let bytes: usize = inputs.iter().map(Input::size).sum();
    let copies = LEAST_BYTES.div_ceil(bytes.max(1));
    (0..copies).flat_map(|copy| inputs.iter().map(move |input| input.copy(copy))).collect()
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn reading(bencher: Bencher<'_, '_>) {
    let bytes: usize = CORPUS.inputs.iter().map(Input::size).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| read(&CORPUS.inputs));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn splitting(bencher: Bencher<'_, '_>) {
    bencher
        .counter(CORPUS.text_bytes())
        .bench_local(|| CORPUS.articles().map(split::claims).collect::<Vec<_>>());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn tagging(bencher: Bencher<'_, '_>) {
    bencher
        .counter(CORPUS.claim_bytes())
        .with_inputs(|| CORPUS.articles().map(split::claims).collect::<Vec<_>>())
        .bench_local_refs(|claims| {
            for (article, claims) in CORPUS.articles().zip(claims) {
                black_box(tag(article, claims, &CORPUS.names));
            }
        });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn analysing(bencher: Bencher<'_, '_>) {
    bencher
        .counter(CORPUS.claim_bytes())
        .bench_local(|| CORPUS.claims().map(|claim| analyse(&claim.text)).sum::<usize>());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn indexing(bencher: Bencher<'_, '_>) {
    bencher.counter(CORPUS.text_bytes()).bench_local(|| index(&CORPUS.ready));
}

static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| {
    let index = compact_index(&CORPUS.ready);
    index.and_then(|index| Searcher::open(&index)).unwrap_or_else(|e| panic!("{e}"))
});

#[divan::bench(args = questions())]
fn querying(bencher: Bencher<'_, '_>, question: &Question) {
    let searcher = &*SEARCHER;
    bencher.counter(ItemsCount::new(1_u32)).bench_local(|| searcher.search(&question.request));
}

/// A search, and how it is called in the table.
struct Question {
    name: String,
    request: Request,
}

impl Question {
    fn new(class: &str, query: String) -> Self {
        Self { name: format!("{class}: {query}"), request: Request::new(query) }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// What is asked: the words and the neighbours that most claims of the corpus have.
fn questions() -> Vec<Question> {
    let (mut words, mut pairs) = (HashMap::new(), HashMap::new());
    for claim in CORPUS.claims() {
        let shouts = may_shout(&claim.text);
        let mut last: Option<(String, u32)> = None;
        analyze(&claim.text, |token| {
            let telling = token.script == Script::Latin
                && token.role == Role::Whole
                && token.surface.len() > 3
                && !is_idle(&claim.text, token, shouts);
            if !telling {
                return;
            }
            let word = token.surface.to_owned();
            if let Some((before, position)) = &last
                && position + 1 == token.position
            {
                *pairs.entry(format!("{before} {word}")).or_insert(0_usize) += 1;
            }
            *words.entry(word.clone()).or_insert(0_usize) += 1;
            last = Some((word, token.position));
        });
    }
    let [words, pairs] = [words, pairs].map(by_frequency);
    let (Some(common), Some(rare), Some(pair)) = (words.first(), words.last(), pairs.first())
    else {
        panic!("{}: no words to ask for", CORPUS.name);
    };
    let article = Question::new("article", pair.clone());
    let request = Request { by: By::Article, ..article.request };
    vec![
        Question::new("common word", common.clone()),
        Question::new("rare word", rare.clone()),
        Question::new("two words", pair.clone()),
        Question::new("phrase", format!("\"{pair}\"")),
        Question { name: article.name, request },
    ]
}

fn by_frequency(counts: HashMap<String, usize>) -> Vec<String> {
    let mut all: Vec<(String, usize)> = counts.into_iter().collect();
    all.sort_by(|(one, n), (other, m)| (Reverse(n), one).cmp(&(Reverse(m), other)));
    all.into_iter().map(|(word, _)| word).collect()
}
