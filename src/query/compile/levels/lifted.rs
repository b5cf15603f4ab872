//! Articles by what their claims match.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, Query as Tantivy, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

use super::super::bm25::Bm25;
use super::{Neighbours, explained};
use crate::index::Schema;

/// How articles score whose claims a query finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Scoring {
    /// By how few articles match.
    Rarity,
    /// Alike.
    Alike,
}

/// What is looked for in claims.
#[derive(Debug, Clone)]
enum Wanted {
    /// A word: in the text of claims, in the titles of their groups, in the article's title.
    Word(String),
    /// Whatever a query finds.
    Any(Arc<dyn Tantivy>, Scoring),
}

/// Articles that have claims that match.
#[derive(Debug, Clone)]
pub(in super::super) struct Lifted {
    schema: Schema,
    wanted: Wanted,
}

impl Lifted {
    /// Articles that say a word, by how often they do.
    pub(in super::super) fn word(schema: &Schema, term: &str) -> Self {
        Self { schema: *schema, wanted: Wanted::Word(term.to_owned()) }
    }

    /// Articles with a claim that a query finds.
    pub(in super::super) fn any(
        schema: &Schema,
        query: Box<dyn Tantivy>,
        scoring: Scoring,
    ) -> Self {
        Self { schema: *schema, wanted: Wanted::Any(query.into(), scoring) }
    }
}

impl Tantivy for Lifted {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let searcher = scoring
            .searcher()
            .ok_or_else(|| TantivyError::InvalidArgument("articles need a searcher".into()))?;
        let schema = &self.schema;
        let segments = match &self.wanted {
            Wanted::Word(word) => each_segment(schema, searcher, |segment, neighbours| {
                said(schema, neighbours, segment, word)
            })?,
            Wanted::Any(query, _) => {
                let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
                each_segment(schema, searcher, |segment, neighbours| {
                    let mut claims = weight.scorer(segment, 1.0)?;
                    Ok(gathered(neighbours, &mut *claims, |_| 1))
                })?
            }
        };
        let matching = segments.iter().map(|(_, articles)| articles.len() as u64).sum();
        let bm25 = match (scoring, &self.wanted) {
            (EnableScoring::Disabled { .. }, _) | (_, Wanted::Any(_, Scoring::Alike)) => None,
            (EnableScoring::Enabled { statistics_provider: known, .. }, wanted) => {
                let tokens = match wanted {
                    Wanted::Word(_) => known.total_num_tokens(schema.body)?,
                    Wanted::Any(..) => 0,
                };
                Some(Bm25::new(known.total_num_docs()?, matching, tokens))
            }
        };
        Ok(Box::new(LiftedWeight { schema: self.schema, segments, bm25 }))
    }
}

/// Articles in order, and a sum over their claims.
type Articles = Vec<(DocId, u32)>;

/// The articles of every segment, each by a look at its claims.
fn each_segment(
    schema: &Schema,
    searcher: &Searcher,
    look: impl Fn(&SegmentReader, &Neighbours) -> tantivy::Result<Articles>,
) -> tantivy::Result<Vec<(SegmentId, Arc<Articles>)>> {
    let articles = |segment: &SegmentReader| {
        let articles = look(segment, &Neighbours::open(schema, segment)?)?;
        Ok((segment.segment_id(), Arc::new(articles)))
    };
    searcher.segment_readers().iter().map(articles).collect()
}

/// The articles that say a word, and how often they do.
fn said(
    schema: &Schema,
    neighbours: &Neighbours,
    segment: &SegmentReader,
    word: &str,
) -> tantivy::Result<Articles> {
    let postings = |field| -> tantivy::Result<Option<SegmentPostings>> {
        let term = Term::from_field_text(field, word);
        let inverted = segment.inverted_index(field)?;
        Ok(inverted.read_postings(&term, IndexRecordOption::WithFreqs)?)
    };
    let mut articles = match postings(schema.text)? {
        Some(mut postings) => gathered(neighbours, &mut postings, |postings| postings.term_freq()),
        None => Vec::new(),
    };
    if let Some(mut postings) = postings(schema.group)? {
        // A group's title stands on each of its claims.
        let once = gathered(neighbours, &mut postings, |_| 0);
        articles = merged(articles, once.into_iter().map(|(article, _)| (article, 1)));
    }
    if let Some(mut postings) = postings(schema.title)? {
        let mut titled = Vec::new();
        while postings.doc() != TERMINATED {
            titled.push((postings.doc(), postings.term_freq()));
            postings.advance();
        }
        articles = merged(articles, titled.into_iter());
    }
    Ok(articles)
}

fn gathered<D: DocSet + ?Sized>(
    neighbours: &Neighbours,
    claims: &mut D,
    mut value: impl FnMut(&mut D) -> u32,
) -> Articles {
    let mut articles: Articles = Vec::new();
    let mut last = 0;
    while claims.doc() != TERMINATED {
        let value = value(claims);
        match articles.last_mut() {
            Some((_, sum)) if claims.doc() <= last => *sum += value,
            _ => {
                let article = neighbours.article(claims.doc());
                last = neighbours.last(article);
                articles.push((article, value));
            }
        }
        claims.advance();
    }
    articles
}

/// Two lists in order as one, values added.
fn merged(mine: Articles, other: impl Iterator<Item = (DocId, u32)>) -> Articles {
    let mut all = Vec::with_capacity(mine.len());
    let mut mine = mine.into_iter().peekable();
    for (article, value) in other {
        while let Some(before) = mine.next_if(|(known, _)| *known < article) {
            all.push(before);
        }
        let known = mine.next_if(|(known, _)| *known == article).map_or(0, |(_, value)| value);
        all.push((article, value + known));
    }
    all.extend(mine);
    all
}

struct LiftedWeight {
    schema: Schema,
    segments: Vec<(SegmentId, Arc<Articles>)>,
    bm25: Option<Bm25>,
}

impl LiftedWeight {
    fn open(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<LiftedScorer> {
        let known = self.segments.iter().find(|(id, _)| *id == reader.segment_id());
        let articles = known.map(|(_, articles)| Arc::clone(articles)).unwrap_or_default();
        let lengths = match &self.bm25 {
            Some(bm25) if bm25.knows_lengths() => {
                Some(reader.fast_fields().u64(self.schema.name(self.schema.body_len))?)
            }
            _ => None,
        };
        Ok(LiftedScorer { articles, at: 0, bm25: self.bm25, lengths, boost })
    }
}

impl Weight for LiftedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.open(reader, boost)?))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explained(&mut self.open(reader, 1.0)?, doc, "said in its claims")
    }
}

struct LiftedScorer {
    articles: Arc<Articles>,
    at: usize,
    bm25: Option<Bm25>,
    lengths: Option<Column<u64>>,
    boost: Score,
}

impl DocSet for LiftedScorer {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.articles.get(self.at..).unwrap_or_default();
        self.at += rest.partition_point(|(article, _)| *article < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.articles.get(self.at).map_or(TERMINATED, |(article, _)| *article)
    }

    fn size_hint(&self) -> u32 {
        self.articles.len() as u32
    }
}

impl Scorer for LiftedScorer {
    fn score(&mut self) -> Score {
        let (doc, freq) = self.articles.get(self.at).copied().unwrap_or((TERMINATED, 0));
        let Some(bm25) = &self.bm25 else { return self.boost };
        let length = self.lengths.as_ref().and_then(|lengths| lengths.first(doc));
        self.boost * bm25.score(freq, length)
    }
}
