//! What an index holds, in numbers.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tantivy::schema::Field;
use tantivy::{DocAddress, SegmentReader};

use super::{DocKind, Reader, place};
use crate::error::{Error, Result};
use crate::model::{Ledger, Published};

/// How many of the most frequent languages and sources are named.
const TOP: usize = 10;

/// What an index holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stats {
    /// Articles.
    pub articles: u64,
    /// Claims.
    pub claims: u64,
    /// Files in the ledger.
    pub sources: u64,
    /// Documents that were replaced or taken out but are not merged away yet.
    pub deleted: u64,
    /// Segments.
    pub segments: u64,
    /// Bytes of the index on disk, or in memory.
    pub bytes: u64,
    /// Bytes of the articles' texts.
    pub text_bytes: u64,
    /// Where the bytes of all articles went.
    pub coverage: Ledger,
    /// Bytes of files that gave no article and are in none.
    pub skipped_bytes: u64,
    /// Files with such bytes.
    pub skipped_files: u64,
    /// Entities of all claims, each counted once a claim.
    pub entities: u64,
    /// Figures of all claims.
    pub quantities: u64,
    /// Dates and durations of all claims.
    pub dates: u64,
    /// Dates whose days are unknown: a relative one without a date of the article, a fiscal year.
    pub unknown_dates: u64,
    /// Articles by language, the most frequent first.
    pub langs: Vec<KeyCount>,
    /// Articles by source, the most frequent first.
    pub by_source: Vec<KeyCount>,
    /// The earliest publication.
    pub oldest: Option<Published>,
    /// The latest publication.
    pub newest: Option<Published>,
}

/// A value and how many articles have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyCount {
    /// The value; `None` where it is unknown.
    pub value: Option<String>,
    /// How many.
    pub count: u64,
}

impl Reader {
    /// What the index holds.
    pub fn stats(&self) -> Result<Stats> {
        let articles = self.addresses(DocKind::Article)?;
        let segments = self.searcher().segment_readers();
        let mut stats = Stats {
            articles: articles.len() as u64,
            claims: self.addresses(DocKind::Claim)?.len() as u64,
            sources: self.addresses(DocKind::Source)?.len() as u64,
            deleted: segments.iter().map(|segment| u64::from(segment.num_deleted_docs())).sum(),
            segments: segments.len() as u64,
            bytes: self.bytes()?,
            ..Stats::default()
        };
        self.guard(|| self.sum(&articles, &mut stats))?;
        for (_, source) in self.sources()? {
            stats.skipped_bytes += source.skipped;
            stats.skipped_files += u64::from(source.skipped > 0);
        }
        stats.langs = top(self.guard(|| self.count_keys(&articles, self.schema().lang_key))?);
        stats.by_source = top(self.guard(|| self.count_keys(&articles, self.schema().source_key))?);
        if let Some((oldest, newest)) = self.guard(|| self.bounds(&articles))? {
            stats.oldest = self.article_at(oldest)?.meta.published.clone();
            stats.newest = self.article_at(newest)?.meta.published.clone();
        }
        Ok(stats)
    }

    fn bytes(&self) -> Result<u64> {
        match self.dir() {
            Some(dir) => place::bytes_on_disk(dir),
            None => self
                .searcher()
                .space_usage()
                .map(|usage| usage.total().get_bytes())
                .map_err(|error| Error::io(&self.place, error)),
        }
    }

    fn sum(&self, articles: &[DocAddress], stats: &mut Stats) -> tantivy::Result<()> {
        for (segment, articles) in self.by_segment(articles) {
            let fields = segment.fast_fields();
            let column = |field| fields.column_opt::<u64>(self.schema().name(field));
            let (bytes, coverage) =
                (column(self.schema().text_bytes)?, column(self.schema().coverage)?);
            let tags = column(self.schema().tags)?;
            for article in articles {
                stats.text_bytes +=
                    bytes.as_ref().and_then(|column| column.first(article.doc_id)).unwrap_or(0);
                let values =
                    coverage.iter().flat_map(|column| column.values_for_doc(article.doc_id));
                stats.coverage.add(&Ledger::of_counts(values));
                let mut tags = tags.iter().flat_map(|column| column.values_for_doc(article.doc_id));
                for sum in [
                    &mut stats.entities,
                    &mut stats.quantities,
                    &mut stats.dates,
                    &mut stats.unknown_dates,
                ] {
                    *sum += tags.next().unwrap_or(0);
                }
            }
        }
        Ok(())
    }

    fn count_keys(
        &self,
        articles: &[DocAddress],
        field: Field,
    ) -> tantivy::Result<HashMap<Option<String>, u64>> {
        let mut counts = HashMap::new();
        for (segment, articles) in self.by_segment(articles) {
            let column = segment.fast_fields().str(self.schema().name(field))?;
            let mut ords: HashMap<Option<u64>, u64> = HashMap::new();
            for article in articles {
                let ord = column.as_ref().and_then(|column| column.ords().first(article.doc_id));
                *ords.entry(ord).or_default() += 1;
            }
            for (ord, count) in ords {
                let mut key = None;
                if let (Some(ord), Some(column)) = (ord, &column) {
                    column.ord_to_str(ord, key.insert(String::new()))?;
                }
                *counts.entry(key).or_default() += count;
            }
        }
        Ok(counts)
    }

    /// The first articles with the least and the greatest time of publication.
    fn bounds(&self, articles: &[DocAddress]) -> tantivy::Result<Option<(DocAddress, DocAddress)>> {
        let mut times = Vec::new();
        for (segment, articles) in self.by_segment(articles) {
            let name = self.schema().name(self.schema().minutes);
            let Some(column) = segment.fast_fields().column_opt::<i64>(name)? else { continue };
            times.extend(
                articles
                    .iter()
                    .filter_map(|article| Some((column.first(article.doc_id)?, *article))),
            );
        }
        let oldest = times.iter().min_by_key(|(minutes, _)| *minutes);
        let newest = times.iter().max_by_key(|(minutes, _)| *minutes);
        Ok(oldest.zip(newest).map(|((_, oldest), (_, newest))| (*oldest, *newest)))
    }

    fn by_segment<'a>(
        &'a self,
        articles: &'a [DocAddress],
    ) -> impl Iterator<Item = (&'a SegmentReader, &'a [DocAddress])> {
        articles
            .chunk_by(|a, b| a.segment_ord == b.segment_ord)
            .map(|chunk| (self.searcher().segment_reader(chunk[0].segment_ord), chunk))
    }
}

/// The most frequent first, ties by value.
fn top(counts: HashMap<Option<String>, u64>) -> Vec<KeyCount> {
    let mut counts: Vec<_> =
        counts.into_iter().map(|(value, count)| KeyCount { value, count }).collect();
    counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counts.truncate(TOP);
    counts
}
