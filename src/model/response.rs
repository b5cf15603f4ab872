//! What a search answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ArticleMeta, Claim, Published, Span};

/// The answer to a [`Request`](super::Request).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Response {
    /// The query as typed.
    pub query: String,
    /// Claims in order of rank.
    pub hits: Vec<Hit>,
    /// Articles in order of rank, when these were asked for; `hits` is then empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<ArticleHit>,
    /// How many claims (or articles) match every word: exact.
    pub total: u64,
    /// How many of them differ, the same claim in several articles counting once; unknown where there
    /// are many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<u64>,
    /// Counts of the matching claims, one list for each field asked for.
    pub facets: Vec<Facet>,
    /// What could not be understood or was read in another way than typed.
    pub warnings: Vec<Warning>,
    /// The query that was answered, where words that nothing has were corrected in it.
    pub suggestion: Option<String>,
    /// The corrections in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Words of the query that nothing has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmatched: Vec<String>,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
}

/// A claim that answers a query.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Its place in the answer, from 1.
    pub rank: usize,
    /// How well it answers; comparable within one answer only.
    pub score: f32,
    /// Whether every word matched.
    pub matched: Matched,
    /// What matched, in the claim's text.
    pub highlights: Vec<Span>,
    /// How the score came about, when asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
    /// Other articles with the same claim, the earliest first, at most twenty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<AlsoIn>,
    /// How many other articles have it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub copies: usize,
    /// The first publication of any of them, where there are others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Published>,
    /// The claim.
    #[serde(flatten)]
    pub claim: Claim,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The same claim elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlsoIn {
    /// The claim's id there.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// The article's title.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
}

/// An article that answers a query.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleHit {
    /// Its place in the answer, from 1.
    pub rank: usize,
    /// How well it answers; comparable within one answer only.
    pub score: f32,
    /// Whether every word matched.
    pub matched: Matched,
    /// How the score came about, when asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
    /// The article.
    pub article: Arc<ArticleMeta>,
    /// Its claims that answer best.
    pub claims: Vec<Hit>,
}

/// How much of a query's words a hit has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matched {
    /// All of them.
    All,
    /// Some of them.
    Some,
}

/// A part of a score and what it is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// What the part is, in words.
    pub what: String,
    /// Its value.
    pub value: f32,
    /// The parts that it is made of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Explanation>,
}

/// Counts of the matching claims by one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// The field.
    pub field: String,
    /// The values, the most frequent first.
    pub counts: Vec<FacetCount>,
    /// How many matching claims have no value.
    pub missing: u64,
}

/// A value and how many matching claims have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCount {
    /// The value; of an entity its id.
    pub value: String,
    /// The display name, of an entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many.
    pub count: u64,
}

impl FacetCount {
    /// A count of a value, which holds a name behind a tab where it has one.
    pub fn new(value: String, count: u64) -> Self {
        match value.split_once('\t') {
            Some((id, name)) => Self { value: id.to_owned(), name: Some(name.to_owned()), count },
            None => Self { value, name: None, count },
        }
    }

    /// The value as it is read.
    pub fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.value)
    }
}

impl Facet {
    /// A facet from unordered counts: the most frequent first, ties by value.
    pub fn from_counts(field: &str, counts: BTreeMap<String, u64>, missing: u64) -> Self {
        let mut counts: Vec<_> =
            counts.into_iter().map(|(value, count)| FacetCount::new(value, count)).collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.count));
        Self { field: field.to_owned(), counts, missing }
    }
}

/// A word of a query that nothing has, and the one that was looked for instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The word, folded.
    pub typed: String,
    /// The word of the index.
    pub used: String,
    /// Where it stands in the query, in bytes.
    pub span: Span,
}

/// Something in a query that was not understood, or not as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What it is, with a hint where there is one.
    pub message: String,
    /// Where it stands in the query, in bytes.
    pub span: Span,
}

impl Warning {
    /// A warning about a part of the query.
    pub fn new(message: impl Into<String>, span: Span) -> Self {
        Self { message: message.into(), span }
    }
}
