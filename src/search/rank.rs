//! The best documents of a query, in an order that nothing but the index's content decides.
//!
//! Ties break by the newest publication, then by id. With the best documents come all that tie with
//! the last one wanted, and only where these are very many is everything looked at by its whole key.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashSet};

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentReader};

use super::{Found, matcher};
use crate::error::Result;
use crate::index::{Granularity, Reader, Schema};
use crate::model::{Matched, Request, Sort};
use crate::query::matching::{Matcher, Neighbours, Tree};

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

/// The documents of a page with their scores, and how many there are in all.
pub(super) struct Best {
    pub(super) total: u64,
    pub(super) found: Vec<(Score, DocAddress)>,
}

impl Best {
    pub(super) fn marked(&self, matched: Matched) -> Vec<Found> {
        let mark = |&(score, address): &(Score, DocAddress)| Found { score, address, matched };
        self.found.iter().map(mark).collect()
    }
}

/// The best documents of a tree, those of a page.
pub(super) fn top(
    reader: &Reader,
    tree: &Tree,
    granularity: Granularity,
    page: Page,
) -> Result<Best> {
    let documents = reader.searcher().num_docs() as usize;
    let wanted = page.skip.saturating_add(page.take).min(documents);
    let statistics = reader.statistics(granularity);
    let matcher = matcher(reader, Some(&statistics));
    let recency = match page.recency_days {
        Some(days) => Recency::of(reader, days)?,
        None => None,
    };
    let (total, ranked) = reader.guard(|| {
        if recency.is_none() && page.sort == Sort::Relevance && tree.scores() {
            let best = matcher.top(tree, wanted)?;
            if !best.cut {
                return Ok((best.total, settled(reader, &best.found)?));
            }
        }
        exact(&matcher, tree, &Exact { wanted, sort: page.sort, recency })
    })?;
    let found = ranked.into_iter().skip(page.skip).take(page.take).collect();
    Ok(Best { total, found })
}

/// Those of some documents that a tree matches.
pub(super) fn which(
    reader: &Reader,
    tree: &Tree,
    addresses: impl Iterator<Item = DocAddress>,
) -> Result<HashSet<DocAddress>> {
    let mut sorted: Vec<DocAddress> = addresses.collect();
    sorted.sort_unstable();
    let matching = reader.guard(|| matcher(reader, None).matching(tree, &sorted))?;
    Ok(matching.into_iter().collect())
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
struct Columns<'n> {
    minutes: Column<i64>,
    digits: Column<u64>,
    neighbours: Neighbours<'n>,
    ids: Option<StrColumn>,
}

impl<'n> Columns<'n> {
    fn open(
        segment: &SegmentReader,
        schema: &Schema,
        neighbours: &'n [Column<u64>; 2],
    ) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            minutes: fast.i64(schema.name(schema.minutes))?,
            digits: fast.u64(schema.name(schema.digits))?,
            neighbours: Neighbours::of(neighbours),
            ids: fast.str(schema.name(schema.article_key))?,
        })
    }

    /// The ordinal of the article's id: ordered as the ids within a segment.
    fn ordinal(&self, doc: DocId) -> u64 {
        let article = self.neighbours.article(doc);
        self.ids.as_ref().and_then(|ids| ids.term_ords(article).next()).unwrap_or(u64::MAX)
    }

    fn key(&self, score: Score, address: DocAddress, sort: Sort) -> tantivy::Result<Key> {
        let doc = address.doc_id;
        let mut article = String::new();
        if let Some(ids) = &self.ids
            && let Some(ordinal) = ids.term_ords(self.neighbours.article(doc)).next()
        {
            ids.ord_to_str(ordinal, &mut article)?;
        }
        let digits = self.digits.first(doc).unwrap_or(0);
        Ok(Key { score, minutes: self.minutes.first(doc), article, digits, sort, address })
    }
}

/// Documents in order of their scores, of those with the same score the newest first, then by id.
fn settled(
    reader: &Reader,
    found: &[(Score, DocAddress)],
) -> tantivy::Result<Vec<(Score, DocAddress)>> {
    // Most scores differ, and of those that do not most times of publication.
    let mut timed = Vec::with_capacity(found.len());
    for tied in found.chunk_by(|one, next| one.0 == next.0) {
        for (score, address) in tied {
            let minutes = if tied.len() > 1 { reader.minutes(*address)? } else { None };
            timed.push((*score, Reverse(minutes), *address));
        }
        let start = timed.len() - tied.len();
        timed[start..].sort_by_key(|(_, newest, _)| *newest);
    }
    let segments = reader.searcher().segment_readers();
    let mut columns: Vec<Option<Columns<'_>>> = segments.iter().map(|_| None).collect();
    for tied in timed.chunk_by_mut(|one, next| one.0 == next.0 && one.1 == next.1) {
        if tied.len() == 1 {
            continue;
        }
        let mut keys = Vec::with_capacity(tied.len());
        for (score, _, address) in tied.iter() {
            let ord = address.segment_ord as usize;
            let opened = match &mut columns[ord] {
                Some(opened) => opened,
                place => {
                    let neighbours = &reader.neighbours()[ord];
                    place.insert(Columns::open(&segments[ord], reader.schema(), neighbours)?)
                }
            };
            keys.push(opened.key(*score, *address, Sort::Relevance)?);
        }
        keys.sort_unstable();
        for (place, key) in tied.iter_mut().zip(keys) {
            place.2 = key.address;
        }
    }
    Ok(timed.into_iter().map(|(score, _, address)| (score, address)).collect())
}

/// How every match is looked at.
struct Exact {
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

/// The best documents of a segment so far, and how many match there.
struct Looked<'n> {
    segment: usize,
    columns: Columns<'n>,
    total: u64,
    heap: BinaryHeap<Local>,
}

impl Looked<'_> {
    fn look(&mut self, exact: &Exact, doc: DocId, score: Score) {
        let Exact { wanted, sort, recency } = *exact;
        self.total += 1;
        let minutes = self.columns.minutes.first(doc);
        let score = score * recency.map_or(1.0, |recency| recency.factor(minutes));
        let full = self.heap.len() >= wanted;
        if full {
            let mine = (score, minutes);
            let behind = |worst: &Local| {
                by_score_and_time(sort, mine, (worst.score, worst.minutes)) == Ordering::Greater
            };
            // What is looked up next would not change that.
            if self.heap.peek().is_none_or(behind) {
                return;
            }
        }
        let local = Local {
            score,
            minutes,
            article: self.columns.ordinal(doc),
            digits: self.columns.digits.first(doc).unwrap_or(0),
            doc,
            sort,
        };
        if !full {
            self.heap.push(local);
        } else if self.heap.peek().is_some_and(|worst| local < *worst) {
            self.heap.pop();
            self.heap.push(local);
        }
    }
}

/// The best documents by a look at every match, and how many match.
fn exact(
    matcher: &Matcher<'_>,
    tree: &Tree,
    exact: &Exact,
) -> tantivy::Result<(u64, Vec<(Score, DocAddress)>)> {
    let (schema, neighbours) = (matcher.schema, matcher.neighbours);
    let segments = matcher.in_each_share(
        tree,
        |ord, segment| {
            let columns = Columns::open(segment, schema, &neighbours[ord])?;
            Ok(Looked { segment: ord, columns, total: 0, heap: BinaryHeap::new() })
        },
        |looked, doc, score| looked.look(exact, doc, score),
    )?;
    let mut total = 0;
    let mut keys = Vec::new();
    for Looked { segment, columns, total: here, heap } in segments {
        total += here;
        for local in heap {
            let address = DocAddress::new(segment as u32, local.doc);
            keys.push(columns.key(local.score, address, exact.sort)?);
        }
    }
    keys.sort_unstable();
    Ok((total, keys.into_iter().map(|key| (key.score, key.address)).collect()))
}
