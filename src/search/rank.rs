//! The best documents of a query, in an order that nothing but the index's content decides.
//!
//! Ties break by the newest publication, then by id. tantivy breaks them by where documents
//! happen to stand; so a few more than asked for are fetched and sorted again, and only where the
//! last of them ties with the last one wanted is everything looked at.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashSet};

use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{EnableScoring, Query as Tantivy};
use tantivy::{DocAddress, DocId, DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED};

use crate::error::Result;
use crate::index::{Granularity, Reader, Schema};
use crate::model::{Request, Sort};

/// How many more than asked for are fetched.
const MARGIN: usize = 64;

/// Which of the ranked documents to return.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) skip: usize,
    pub(super) take: usize,
    pub(super) sort: Sort,
    pub(super) recency_days: Option<f64>,
}

impl Page {
    /// The page that a request asks for.
    pub(super) fn of(request: &Request) -> Self {
        let Request { offset: skip, limit: take, sort, recency_days, .. } = *request;
        Self { skip, take, sort, recency_days }
    }
}

/// How much of a score stays however old an article is.
const OLDEST: f64 = 0.3;

/// What a score is multiplied with for the time of publication.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recency {
    newest: i64,
    half_life: f64,
}

impl Recency {
    /// From the newest publication of an index on; `None` where nothing is dated.
    pub(super) fn of(reader: &Reader, days: f64) -> Result<Option<Self>> {
        let name = reader.schema().name(reader.schema().minutes);
        let newest = reader.guard(|| {
            let mut newest = None;
            for segment in reader.searcher().segment_readers() {
                let column = segment.fast_fields().i64(name)?;
                if column.values.num_vals() > 0 {
                    newest = newest.max(Some(column.max_value()));
                }
            }
            Ok(newest)
        })?;
        Ok(newest.map(|newest| Self { newest, half_life: days * 24.0 * 60.0 }))
    }

    pub(super) fn factor(&self, minutes: Option<i64>) -> f32 {
        let kept = minutes.map_or(0.0, |minutes| {
            let age = self.newest.saturating_sub(minutes).max(0) as f64;
            (-age / self.half_life).exp2()
        });
        (OLDEST + (1.0 - OLDEST) * kept) as f32
    }
}

/// The documents of a page with their scores.
pub(super) fn top(
    reader: &Reader,
    query: &dyn Tantivy,
    granularity: Granularity,
    page: Page,
) -> Result<Vec<(Score, DocAddress)>> {
    let documents = reader.searcher().num_docs() as usize;
    let wanted = page.skip.saturating_add(page.take).min(documents);
    if wanted <= page.skip {
        return Ok(Vec::new());
    }
    let statistics = reader.statistics(granularity);
    let recency = match page.recency_days {
        Some(days) => Recency::of(reader, days)?,
        None => None,
    };
    reader.guard(|| {
        let quick = match page.sort {
            _ if recency.is_some() => None,
            Sort::Relevance => {
                let fetched = wanted.saturating_add(MARGIN);
                let collector = TopDocs::with_limit(fetched).order_by_score();
                let found = reader.searcher().search_with_statistics_provider(
                    query,
                    &collector,
                    &statistics,
                )?;
                let cut = found.len() == fetched && found[wanted - 1].0 <= found[fetched - 1].0;
                (!cut).then_some(found)
            }
            Sort::Newest | Sort::Oldest => None,
        };
        let ranked = match quick {
            Some(found) => settled(reader, granularity, found)?,
            None => {
                let schema = *reader.schema();
                let collector = Exact { schema, granularity, wanted, sort: page.sort, recency };
                let searcher = reader.searcher();
                let mut keys =
                    searcher.search_with_statistics_provider(query, &collector, &statistics)?;
                keys.sort_unstable();
                keys.into_iter().map(|key| (key.score, key.address)).collect()
            }
        };
        Ok(ranked.into_iter().skip(page.skip).take(page.take).collect())
    })
}

/// Those of some documents that a query matches.
pub(super) fn which(
    reader: &Reader,
    query: &dyn Tantivy,
    addresses: impl Iterator<Item = DocAddress>,
) -> Result<HashSet<DocAddress>> {
    let mut sorted: Vec<DocAddress> = addresses.collect();
    sorted.sort_unstable();
    reader.guard(|| {
        let searcher = reader.searcher();
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut found = HashSet::new();
        let mut at = 0;
        while at < sorted.len() {
            let segment = sorted[at].segment_ord;
            let mut scorer = weight.scorer(searcher.segment_reader(segment), 1.0)?;
            while at < sorted.len() && sorted[at].segment_ord == segment {
                let wanted = sorted[at].doc_id;
                if scorer.doc() < wanted {
                    scorer.seek(wanted);
                }
                if scorer.doc() == wanted && scorer.doc() != TERMINATED {
                    found.insert(sorted[at]);
                }
                at += 1;
            }
        }
        Ok(found)
    })
}

/// What is asked for first: the score, then the newest; or the time alone, unknown last.
fn by_score_and_time(
    sort: Sort,
    (score, minutes): (Score, Option<i64>),
    (other_score, other_minutes): (Score, Option<i64>),
) -> Ordering {
    let newest = other_minutes.cmp(&minutes);
    match sort {
        Sort::Relevance => other_score.total_cmp(&score).then(newest),
        Sort::Newest => newest,
        Sort::Oldest => match (minutes, other_minutes) {
            (Some(mine), Some(theirs)) => mine.cmp(&theirs),
            _ => newest,
        },
    }
}

/// By what a document is ranked; the least comes first.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    score: Score,
    /// Minutes of publication, unknown the least.
    minutes: Option<i64>,
    article: String,
    /// The digits of a claim's id.
    digits: u64,
    sort: Sort,
    address: DocAddress,
}

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        by_score_and_time(self.sort, (self.score, self.minutes), (other.score, other.minutes))
            .then_with(|| self.article.cmp(&other.article))
            .then_with(|| self.digits.cmp(&other.digits))
            .then_with(|| self.address.cmp(&other.address))
    }
}

/// The columns of a segment that keys are made of.
struct Columns {
    minutes: Column<i64>,
    digits: Column<u64>,
    position: Column<u64>,
    ids: Option<StrColumn>,
    granularity: Granularity,
}

impl Columns {
    fn open(
        segment: &SegmentReader,
        schema: &Schema,
        granularity: Granularity,
    ) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            minutes: fast.i64(schema.name(schema.minutes))?,
            digits: fast.u64(schema.name(schema.digits))?,
            position: fast.u64(schema.name(schema.position))?,
            ids: fast.str(schema.name(schema.article_key))?,
            granularity,
        })
    }

    fn article(&self, doc: DocId) -> DocId {
        match self.granularity {
            Granularity::Article => doc,
            Granularity::Claim => {
                let position = self.position.first(doc).unwrap_or(0);
                Schema::article_of(doc, position).unwrap_or(0)
            }
        }
    }

    /// The ordinal of the article's id: ordered as the ids within a segment.
    fn ordinal(&self, doc: DocId) -> u64 {
        let article = self.article(doc);
        self.ids.as_ref().and_then(|ids| ids.term_ords(article).next()).unwrap_or(u64::MAX)
    }

    fn key(&self, score: Score, address: DocAddress, sort: Sort) -> tantivy::Result<Key> {
        let doc = address.doc_id;
        let mut article = String::new();
        if let Some(ids) = &self.ids
            && let Some(ordinal) = ids.term_ords(self.article(doc)).next()
        {
            ids.ord_to_str(ordinal, &mut article)?;
        }
        let digits = self.digits.first(doc).unwrap_or(0);
        Ok(Key { score, minutes: self.minutes.first(doc), article, digits, sort, address })
    }
}

/// Documents in order of their scores, those with the same score in order of their keys.
fn settled(
    reader: &Reader,
    granularity: Granularity,
    mut found: Vec<(Score, DocAddress)>,
) -> tantivy::Result<Vec<(Score, DocAddress)>> {
    let segments = reader.searcher().segment_readers();
    // Opened where scores are the same: mostly they are not.
    let mut columns: Vec<Option<Columns>> = segments.iter().map(|_| None).collect();
    for tied in found.chunk_by_mut(|one, next| one.0 == next.0).filter(|tied| tied.len() > 1) {
        let mut keys = Vec::with_capacity(tied.len());
        for (score, address) in tied.iter() {
            let ord = address.segment_ord as usize;
            let opened = match &mut columns[ord] {
                Some(opened) => opened,
                place => place.insert(Columns::open(&segments[ord], reader.schema(), granularity)?),
            };
            keys.push(opened.key(*score, *address, Sort::Relevance)?);
        }
        keys.sort_unstable();
        for (place, key) in tied.iter_mut().zip(keys) {
            *place = (key.score, key.address);
        }
    }
    Ok(found)
}

/// Looks at every match.
struct Exact {
    schema: Schema,
    granularity: Granularity,
    wanted: usize,
    sort: Sort,
    recency: Option<Recency>,
}

/// A key within a segment, the worst of them the greatest.
#[derive(PartialEq)]
struct Local {
    score: Score,
    minutes: Option<i64>,
    article: u64,
    digits: u64,
    doc: DocId,
    sort: Sort,
}

impl Eq for Local {}

impl PartialOrd for Local {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Local {
    fn cmp(&self, other: &Self) -> Ordering {
        by_score_and_time(self.sort, (self.score, self.minutes), (other.score, other.minutes))
            .then(self.article.cmp(&other.article))
            .then(self.digits.cmp(&other.digits))
            .then(self.doc.cmp(&other.doc))
    }
}

struct ExactSegment {
    columns: Columns,
    segment: SegmentOrdinal,
    wanted: usize,
    sort: Sort,
    recency: Option<Recency>,
    heap: BinaryHeap<Local>,
}

impl Collector for Exact {
    type Fruit = Vec<Key>;
    type Child = ExactSegment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<ExactSegment> {
        Ok(ExactSegment {
            columns: Columns::open(reader, &self.schema, self.granularity)?,
            segment,
            wanted: self.wanted,
            sort: self.sort,
            recency: self.recency,
            heap: BinaryHeap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Vec<Key>>>) -> tantivy::Result<Vec<Key>> {
        let mut all = Vec::new();
        for fruit in fruits {
            all.extend(fruit?);
        }
        Ok(all)
    }
}

impl SegmentCollector for ExactSegment {
    type Fruit = tantivy::Result<Vec<Key>>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let minutes = self.columns.minutes.first(doc);
        let factor = self.recency.map_or(1.0, |recency| recency.factor(minutes));
        let local = Local {
            score: score * factor,
            minutes,
            article: self.columns.ordinal(doc),
            digits: self.columns.digits.first(doc).unwrap_or(0),
            doc,
            sort: self.sort,
        };
        if self.heap.len() < self.wanted {
            self.heap.push(local);
        } else if self.heap.peek().is_some_and(|worst| local < *worst) {
            self.heap.pop();
            self.heap.push(local);
        }
    }

    fn harvest(self) -> Self::Fruit {
        let Self { columns, segment, sort, heap, .. } = self;
        heap.into_iter()
            .map(|local| columns.key(local.score, DocAddress::new(segment, local.doc), sort))
            .collect()
    }
}
