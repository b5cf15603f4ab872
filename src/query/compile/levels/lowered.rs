//! Claims by what their article's title matches.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::postings::Postings;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query as Tantivy, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::super::bm25::Bm25;
use super::{Neighbours, explained};
use crate::index::{DocKind, Schema};

/// Claims whose article's title has a word, or that a query over titles finds.
#[derive(Debug, Clone)]
pub(in super::super) struct Lowered {
    schema: Schema,
    titled: Titled,
}

#[derive(Debug, Clone)]
enum Titled {
    Word(Term),
    Any(Arc<dyn Tantivy>),
}

impl Lowered {
    /// Claims with a word in their article's title.
    pub(in super::super) fn word(schema: &Schema, term: &str) -> Self {
        let term = Term::from_field_text(schema.title, term);
        Self { schema: *schema, titled: Titled::Word(term) }
    }

    /// Claims of the articles that a query finds, all alike.
    pub(in super::super) fn any(schema: &Schema, query: Box<dyn Tantivy>) -> Self {
        Self { schema: *schema, titled: Titled::Any(query.into()) }
    }
}

impl Tantivy for Lowered {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let searcher = scoring
            .searcher()
            .ok_or_else(|| TantivyError::InvalidArgument("titles need a searcher".into()))?;
        let (titles, bm25) = match (&self.titled, scoring) {
            (Titled::Any(query), _) => {
                let disabled = EnableScoring::disabled_from_searcher(searcher);
                (Titles::Any(query.weight(disabled)?), None)
            }
            (Titled::Word(term), EnableScoring::Enabled { statistics_provider, .. }) => {
                let articles = searcher.doc_freq(&self.schema.doc_term(DocKind::Article))?;
                let matching = searcher.doc_freq(term)?;
                let tokens = statistics_provider.total_num_tokens(self.schema.title)?;
                let bm25 = Bm25::new(articles, matching, tokens);
                (Titles::Word(term.clone()), Some(bm25))
            }
            (Titled::Word(term), EnableScoring::Disabled { .. }) => {
                (Titles::Word(term.clone()), None)
            }
        };
        Ok(Box::new(LoweredWeight { schema: self.schema, titles, bm25 }))
    }
}

enum Titles {
    Word(Term),
    Any(Box<dyn Weight>),
}

struct LoweredWeight {
    schema: Schema,
    titles: Titles,
    bm25: Option<Bm25>,
}

impl LoweredWeight {
    fn open(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let (schema, bm25) = (&self.schema, self.bm25);
        match &self.titles {
            Titles::Word(term) => {
                let inverted = reader.inverted_index(schema.title)?;
                let Some(titles) = inverted.read_postings(term, IndexRecordOption::WithFreqs)?
                else {
                    return Ok(Box::new(EmptyScorer));
                };
                LoweredScorer::open(schema, reader, titles, Postings::term_freq, bm25, boost)
            }
            Titles::Any(weight) => {
                let titles = weight.scorer(reader, 1.0)?;
                LoweredScorer::open(schema, reader, titles, |_| 1, bm25, boost)
            }
        }
    }
}

impl Weight for LoweredWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.open(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explained(&mut *self.open(reader, 1.0)?, doc, "the article's title")
    }
}

/// The claims behind each article of a set.
struct LoweredScorer<D, F> {
    titles: D,
    freq: F,
    neighbours: Neighbours,
    lengths: Option<Column<u64>>,
    bm25: Option<Bm25>,
    boost: Score,
    /// The claim at hand, and the last of its article.
    doc: DocId,
    last: DocId,
    /// What the claims of the article at hand score, once asked.
    score: Option<Score>,
}

impl<D, F> LoweredScorer<D, F>
where
    D: DocSet + 'static,
    F: Fn(&D) -> u32 + Send + Sync + 'static,
{
    fn open(
        schema: &Schema,
        reader: &SegmentReader,
        titles: D,
        freq: F,
        bm25: Option<Bm25>,
        boost: Score,
    ) -> tantivy::Result<Box<dyn Scorer>> {
        let neighbours = Neighbours::open(schema, reader)?;
        let lengths = match bm25 {
            Some(_) => Some(reader.fast_fields().u64(schema.name(schema.title_len))?),
            None => None,
        };
        let (doc, last, score) = (0, 0, None);
        let mut scorer = Self { titles, freq, neighbours, lengths, bm25, boost, doc, last, score };
        scorer.enter();
        Ok(Box::new(scorer))
    }

    /// Goes to the first claim of the article at hand, or of the first one behind it that has any.
    fn enter(&mut self) -> DocId {
        self.score = None;
        while self.titles.doc() != TERMINATED {
            let article = self.titles.doc();
            self.last = self.neighbours.last(article);
            if self.last > article {
                self.doc = article + 1;
                return self.doc;
            }
            self.titles.advance();
        }
        self.doc = TERMINATED;
        TERMINATED
    }
}

impl<D, F> DocSet for LoweredScorer<D, F>
where
    D: DocSet + 'static,
    F: Fn(&D) -> u32 + Send + Sync + 'static,
{
    fn advance(&mut self) -> DocId {
        if self.doc < self.last {
            self.doc += 1;
            return self.doc;
        }
        if self.doc != TERMINATED {
            self.titles.advance();
            self.enter();
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc {
            return self.doc;
        }
        if target == TERMINATED {
            self.doc = TERMINATED;
        } else if target > self.last {
            // Only a damaged column leads back.
            let article = self.neighbours.article(target).max(self.titles.doc());
            self.titles.seek(article);
            self.enter();
        }
        self.doc = self.doc.max(target.min(self.last));
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        // About a dozen claims an article.
        self.titles.size_hint().saturating_mul(12)
    }
}

impl<D, F> Scorer for LoweredScorer<D, F>
where
    D: DocSet + 'static,
    F: Fn(&D) -> u32 + Send + Sync + 'static,
{
    fn score(&mut self) -> Score {
        if let Some(score) = self.score {
            return score;
        }
        let score = self.boost
            * self.bm25.map_or(1.0, |bm25| {
                let article = self.titles.doc();
                let length = self.lengths.as_ref().and_then(|lengths| lengths.first(article));
                bm25.score((self.freq)(&self.titles), length)
            });
        self.score = Some(score);
        score
    }
}
