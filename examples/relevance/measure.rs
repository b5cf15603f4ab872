//! Collections of queries with judged answers, and measures of how well they are answered.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use claimdex::model::{By, Request};
use claimdex::{Index, Searcher, ingest};
use serde_json::Value;

/// How deep answers are looked at.
const DEPTH: usize = 100;

/// Judged queries over a corpus.
pub(crate) struct Collection {
    searcher: Searcher,
    by: By,
    queries: Vec<Query>,
}

#[derive(Debug)]
struct Query {
    text: String,
    kind: String,
    /// How good each right answer is.
    judged: HashMap<String, f64>,
}

/// How good the answers to a query are, in the order of their rank, and how good all there are.
#[derive(Debug)]
pub(crate) struct Answered {
    kind: String,
    gains: Vec<f64>,
    ideal: Vec<f64>,
}

/// Means over queries.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) queries: usize,
    pub(crate) ndcg: f64,
    pub(crate) map: f64,
    pub(crate) recall: f64,
    pub(crate) first: f64,
    pub(crate) first_three: f64,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} queries, nDCG@10 {:.4}, MAP {:.4}, R@100 {:.4}, success@1 {:.3}, @3 {:.3}",
            self.queries, self.ndcg, self.map, self.recall, self.first, self.first_three
        )
    }
}

impl Collection {
    /// Reads and indexes a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).with_context(|| path.display().to_string())
        };
        let mut judged: HashMap<String, HashMap<String, f64>> = HashMap::new();
        for line in read("qrels.tsv")?.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(query), Some(answer), Some(gain)) =
                (cells.next(), cells.next(), cells.next())
            else {
                return Err(anyhow!("qrels.tsv: not three cells in {line:?}"));
            };
            judged.entry(query.into()).or_default().insert(answer.into(), gain.parse()?);
        }
        let mut queries = Vec::new();
        for line in read("queries.jsonl")?.lines() {
            let value: Value = serde_json::from_str(line)?;
            let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
            let id = value.get("id").or_else(|| value.get("_id")).and_then(Value::as_str);
            let judged = id.and_then(|id| judged.remove(id)).unwrap_or_default();
            if judged.values().any(|gain| *gain > 0.0) {
                queries.push(Query { text: text("text"), kind: text("kind"), judged });
            }
        }
        let corpus = folder.join("corpus.jsonl");
        let (source, by) = match corpus.exists() {
            true => (corpus, By::Article),
            false => (folder.join("articles"), By::Claim),
        };
        let index = Index::in_memory();
        let summary = ingest::ingest(&index, &[source], &ingest::Options::default(), &mut |_| ())?;
        ensure!(summary.skipped.iter().all(|skipped| !skipped.error), "not all could be read");
        Ok(Self { searcher: Searcher::open(&index)?, by, queries })
    }

    /// Asks all queries.
    pub(crate) fn run(&self) -> Result<Vec<Answered>> {
        self.queries.iter().map(|query| self.ask(query)).collect()
    }

    fn ask(&self, query: &Query) -> Result<Answered> {
        let request = Request {
            plain: true,
            by: self.by,
            limit: DEPTH,
            collapse: false,
            by_score: self.by == By::Article,
            claims_per_article: 0,
            ..Request::new(&query.text)
        };
        let response = self.searcher.search(&request)?;
        let gains = match self.by {
            By::Article => {
                let gain = |id: &str| query.judged.get(id).copied().unwrap_or(0.0);
                response.articles.iter().map(|hit| gain(&hit.article.id)).collect()
            }
            By::Claim => {
                let file = |path: &str| {
                    let name = path.rsplit('/').next().unwrap_or_default();
                    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
                };
                let gain = |hit: &claimdex::model::Hit| {
                    let file = file(&hit.claim.article.path);
                    let mut right = query.judged.iter().filter(|(answer, _)| {
                        answer.split_once('#').is_some_and(|(name, start)| {
                            name == file && hit.claim.text.starts_with(start)
                        })
                    });
                    right.next().map_or(0.0, |(_, gain)| *gain)
                };
                response.hits.iter().map(gain).collect()
            }
        };
        let mut ideal: Vec<f64> =
            query.judged.values().copied().filter(|gain| *gain > 0.0).collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        Ok(Answered { kind: query.kind.clone(), gains, ideal })
    }
}

/// The answers by the kind of query, where kinds are given.
pub(crate) fn by_kind(run: &[Answered]) -> BTreeMap<&str, Vec<&Answered>> {
    let mut kinds: BTreeMap<&str, Vec<&Answered>> = BTreeMap::new();
    for answered in run.iter().filter(|answered| !answered.kind.is_empty()) {
        kinds.entry(&answered.kind).or_default().push(answered);
    }
    kinds
}

/// Means over some answers.
pub(crate) fn score<'a>(run: impl Iterator<Item = &'a Answered>) -> Score {
    let mut score = Score::default();
    for Answered { gains, ideal, .. } in run {
        let dcg = |gains: &[f64]| -> f64 {
            let places = gains.iter().take(10).zip(2_u32..);
            places.map(|(gain, place)| gain / f64::from(place).log2()).sum()
        };
        score.queries += 1;
        score.ndcg += dcg(gains) / dcg(ideal);
        let good = ideal.len() as f64;
        let mut found = 0.0;
        for (at, _) in gains.iter().enumerate().filter(|(_, gain)| **gain > 0.0) {
            found += 1.0;
            score.map += found / (at + 1) as f64 / good;
        }
        score.recall += found / good;
        // The best answer there is, first or among the first three.
        let best = ideal[0];
        let within = |count: usize| gains.iter().take(count).any(|gain| *gain >= best);
        score.first += f64::from(u8::from(within(1)));
        score.first_three += f64::from(u8::from(within(3)));
    }
    let mean = |sum: f64| sum / score.queries.max(1) as f64;
    Score {
        queries: score.queries,
        ndcg: mean(score.ndcg),
        map: mean(score.map),
        recall: mean(score.recall),
        first: mean(score.first),
        first_three: mean(score.first_three),
    }
}
