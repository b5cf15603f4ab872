//! From claims to their articles, and from articles to their claims.
//!
//! What a claim says is indexed with the claim alone, and an article's title with the article alone. A
//! search for articles [lifts](Lifted) what their claims match, a search for claims
//! [lowers](Lowered) what their article's title matches: an article's document is followed by those of
//! its claims, so that either way is a look at two columns.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, Query as Tantivy, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::bm25::Bm25;
use crate::index::{DocKind, Schema};

/// How what articles or titles match scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scoring {
    /// By how few articles match.
    Rarity,
    /// Alike.
    Alike,
}

/// Where articles and claims stand in a segment.
struct Neighbours {
    position: Column<u64>,
    claims: Column<u64>,
}

impl Neighbours {
    fn open(schema: &Schema, reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            position: fast.u64(schema.name(schema.position))?,
            claims: fast.u64(schema.name(schema.claims))?,
        })
    }

    /// The article of a claim; any other document is its own.
    fn article(&self, doc: DocId) -> DocId {
        match self.position.first(doc) {
            Some(position) => doc.saturating_sub(position as DocId + 1),
            None => doc,
        }
    }

    /// The last claim of an article.
    fn last(&self, article: DocId) -> DocId {
        article + self.claims.first(article).unwrap_or(0) as DocId
    }
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
pub(super) struct Lifted {
    schema: Schema,
    wanted: Wanted,
}

impl Lifted {
    /// Articles that say a word, by how often they do.
    pub(super) fn word(schema: &Schema, term: &str) -> Self {
        Self { schema: *schema, wanted: Wanted::Word(term.to_owned()) }
    }

    /// Articles with a claim that a query finds.
    pub(super) fn any(schema: &Schema, query: Box<dyn Tantivy>, scoring: Scoring) -> Self {
        Self { schema: *schema, wanted: Wanted::Any(query.into(), scoring) }
    }
}

impl Tantivy for Lifted {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let searcher = scoring
            .searcher()
            .ok_or_else(|| TantivyError::InvalidArgument("articles need a searcher".into()))?;
        let mut segments = Vec::with_capacity(searcher.segment_readers().len());
        let inner = match &self.wanted {
            Wanted::Any(query, _) => {
                Some(query.weight(EnableScoring::disabled_from_searcher(searcher))?)
            }
            Wanted::Word(_) => None,
        };
        for segment in searcher.segment_readers() {
            let neighbours = Neighbours::open(&self.schema, segment)?;
            segments.push((
                segment.segment_id(),
                Arc::new(match (&self.wanted, &inner) {
                    (Wanted::Word(word), _) => said(&self.schema, &neighbours, segment, word)?,
                    (_, Some(inner)) => found(&neighbours, &mut *inner.scorer(segment, 1.0)?),
                    (_, None) => Vec::new(),
                }),
            ));
        }
        let matching = segments.iter().map(|(_, articles)| articles.len() as u64).sum();
        let bm25 = match (scoring, &self.wanted) {
            (_, Wanted::Any(_, Scoring::Alike)) | (EnableScoring::Disabled { .. }, _) => None,
            (EnableScoring::Enabled { statistics_provider, .. }, wanted) => {
                let tokens = match wanted {
                    Wanted::Word(_) => statistics_provider.total_num_tokens(self.schema.body)?,
                    Wanted::Any(..) => 0,
                };
                Some(Bm25::new(statistics_provider.total_num_docs()?, matching, tokens))
            }
        };
        Ok(Box::new(LiftedWeight { schema: self.schema, segments, bm25 }))
    }
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

/// The articles of the claims that a query finds.
fn found(neighbours: &Neighbours, scorer: &mut dyn Scorer) -> Articles {
    gathered(neighbours, scorer, |_| 1)
}

/// Articles in order, and a sum over their claims.
type Articles = Vec<(DocId, u32)>;

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

fn explained(
    scorer: &mut dyn Scorer,
    doc: DocId,
    what: &'static str,
) -> tantivy::Result<Explanation> {
    if scorer.doc() < doc {
        scorer.seek(doc);
    }
    if scorer.doc() == doc {
        Ok(Explanation::new(what, scorer.score()))
    } else {
        Err(TantivyError::InvalidArgument(format!("document {doc} does not match")))
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

/// Claims whose article's title has a word, or that a query over titles finds.
#[derive(Debug, Clone)]
pub(super) struct Lowered {
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
    pub(super) fn word(schema: &Schema, term: &str) -> Self {
        let term = Term::from_field_text(schema.title, term);
        Self { schema: *schema, titled: Titled::Word(term) }
    }

    /// Claims of the articles that a query finds, all alike.
    pub(super) fn any(schema: &Schema, query: Box<dyn Tantivy>) -> Self {
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
                    return Ok(Box::new(tantivy::query::EmptyScorer));
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
        if target > self.last {
            if target == TERMINATED {
                self.doc = TERMINATED;
                return TERMINATED;
            }
            let article = self.neighbours.article(target);
            if self.titles.doc() < article {
                self.titles.seek(article);
            } else {
                self.titles.advance();
            }
            self.enter();
        }
        self.doc = self.doc.max(target.min(self.last));
        if self.doc < target && self.doc != TERMINATED {
            return self.advance();
        }
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
