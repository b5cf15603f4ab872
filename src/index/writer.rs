//! Writing: one writer at a time, commits as checkpoints.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::schema::Field;
use tantivy::{IndexWriter, SegmentMeta, TantivyError, Term};

use super::deletion::Added;
use super::place::WriterLock;
use super::segment::{Builder, Vocabulary};
use super::sources::{SourceRecord, source_blob};
use super::{ArticleRecord, Index, Reader, fault};
use crate::error::{Error, Result};

/// Segments that grow beside each other, and their memory together: below 1 GB with what the caller holds.
const MAX_SEGMENTS: usize = 8;
const SEGMENTS_BYTES: usize = 512 << 20;

/// A vocabulary of more bytes is not kept for the next segment.
const VOCABULARY_BYTES: usize = 32 << 20;

/// So many articles are worth a segment of their own at least.
const FEW_ARTICLES: usize = 32;

/// tantivy's own threads get no documents; this is the least that it takes for one.
const IDLE_BYTES: usize = 15 << 20;

/// A segment of so many documents is large enough: to merge such took a quarter of the time of building an
/// index of five million claims, and searches gained nothing.
const MAX_MERGED: usize = 300_000;

/// The share of deleted documents that a segment may have: they count in ranking until merged.
const MAX_DELETED: f32 = 0.2;

/// Writes to an index. What was not committed when it is dropped is lost; to drop it takes as long as
/// the merge that is under way.
pub struct Writer {
    /// `None` once something failed midway: half an article must not be committed.
    inner: Option<IndexWriter>,
    index: Index,
    /// The state of the last commit.
    committed: Arc<Reader>,
    /// Segments in the making: one for each thread.
    builders: Vec<Option<Builder>>,
    /// The words of segments that were written.
    vocabularies: Vec<Vocabulary>,
    /// Hashes of ids and paths in segments that were written since the last commit.
    written: FxHashSet<u64>,
    added: Added,
    /// Given back last.
    _lock: Option<WriterLock>,
}

impl Writer {
    pub(super) fn open(index: &Index) -> Result<Self> {
        let lock = index.dir().map(WriterLock::acquire).transpose()?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let segments = if index.in_memory { 1 } else { cores.min(MAX_SEGMENTS) };
        Ok(Self {
            inner: Some(open_inner(index)?),
            index: index.clone(),
            committed: Arc::new(index.reader()?),
            builders: std::iter::repeat_with(|| None).take(segments).collect(),
            vocabularies: Vec::new(),
            written: FxHashSet::default(),
            added: Added::default(),
            _lock: lock,
        })
    }

    /// Puts an article with its claims in the place of the one that has its id, if any.
    pub fn put(&mut self, article: &ArticleRecord<'_>) -> Result<()> {
        self.put_all(std::slice::from_ref(article))
    }

    /// Puts articles, on all threads, each in the place of the one that has its id, if any; of several with
    /// one id the last.
    ///
    /// An article that cannot be written is an error before any goes in.
    pub fn put_all(&mut self, articles: &[ArticleRecord<'_>]) -> Result<()> {
        articles.iter().try_for_each(ArticleRecord::check)?;
        let field = self.index.schema.article_id;
        let keys: Vec<u64> = articles.iter().map(|article| key(field, &article.meta.id)).collect();
        let last: FxHashMap<u64, usize> = keys.iter().copied().zip(0..).collect();
        let mut kept = Vec::with_capacity(last.len());
        for ((place, article), key) in articles.iter().enumerate().zip(keys) {
            if last[&key] == place {
                self.remove(field, &article.meta.id)?;
                kept.push((article, key));
            }
        }
        let threads = (kept.len().div_ceil(FEW_ARTICLES)).clamp(1, self.builders.len());
        let next = AtomicUsize::new(0);
        self.build(threads, |builder| {
            while let Some((article, key)) = kept.get(next.fetch_add(1, Ordering::Relaxed)) {
                builder.add_article(article, *key)?;
            }
            Ok(())
        })
    }

    /// Takes an article and its claims out.
    pub fn remove_article(&mut self, id: &str) -> Result<()> {
        self.remove(self.index.schema.article_id, id)
    }

    /// Like [`Writer::remove_article`] for several, and notes in the ledger that their files give
    /// so many articles less; they stay out until these are read again.
    pub fn delete_articles(&mut self, ids: &[&str]) -> Result<()> {
        let mut less: BTreeMap<String, u32> = BTreeMap::new();
        for id in ids {
            let article = self.committed.article(id)?;
            for file in article.map(|article| article.files).unwrap_or_default() {
                *less.entry(file).or_default() += 1;
            }
            self.remove_article(id)?;
        }
        for (file, less) in less {
            if let Some(mut record) = self.committed.source(&file)? {
                record.articles = record.articles.saturating_sub(less);
                self.put_source(&file, &record)?;
            }
        }
        Ok(())
    }

    /// Notes a file in the ledger in the place of what was noted of it.
    pub fn put_source(&mut self, path: &str, record: &SourceRecord) -> Result<()> {
        let blob = source_blob(path, record)?;
        self.remove_source(path)?;
        let key = key(self.index.schema.source_path, path);
        self.build(1, |builder| builder.add_source(path, &blob, key))
    }

    /// Takes a file out of the ledger.
    pub fn remove_source(&mut self, path: &str) -> Result<()> {
        self.remove(self.index.schema.source_path, path)
    }

    /// Makes everything so far last and visible to new readers.
    pub fn commit(&mut self) -> Result<()> {
        self.write_segments()?;
        let place = self.index.place.clone();
        self.inner()?.commit().map_err(|error| fault(&place, error))?;
        self.committed = Arc::new(self.index.reader()?);
        self.written.clear();
        Ok(())
    }

    /// Whether it is a good time to commit: all that is not committed has been written.
    pub fn is_due(&self) -> bool {
        !self.written.is_empty() && self.builders.iter().all(Option::is_none)
    }

    /// The state of the last commit.
    pub fn committed(&self) -> Arc<Reader> {
        Arc::clone(&self.committed)
    }

    /// Commits, and waits for merges that are under way and those that follow from them.
    pub fn finish(mut self) -> Result<()> {
        self.commit()?;
        self.settle()
    }

    /// Commits and merges everything into one segment without deleted documents.
    pub fn compact(&mut self) -> Result<()> {
        self.commit()?;
        self.settle()?;
        self.inner = Some(open_inner(&self.index)?);
        let place = self.index.place.clone();
        let failed = |error: TantivyError| fault(&place, error);
        let segments = self.index.inner.searchable_segment_metas().map_err(failed)?;
        let inner = self.inner()?;
        if segments.len() > 1 || segments.iter().any(|segment| segment.num_deleted_docs() > 0) {
            // A merge that the policy starts meanwhile would take its segments away.
            inner.set_merge_policy(Box::new(NoMergePolicy));
            let ids: Vec<_> = segments.iter().map(SegmentMeta::id).collect();
            inner.merge(&ids).wait().map_err(failed)?;
            inner.set_merge_policy(merge_policy());
        }
        drop(segments);
        self.committed = Arc::new(self.index.reader()?);
        self.inner()?.garbage_collect_files().wait().map_err(failed)?;
        Ok(())
    }

    fn settle(&mut self) -> Result<()> {
        match self.inner.take() {
            Some(inner) => {
                inner.wait_merging_threads().map_err(|error| fault(&self.index.place, error))
            }
            None => Ok(()),
        }
    }

    fn inner(&mut self) -> Result<&mut IndexWriter> {
        self.inner.as_mut().ok_or_else(|| {
            let place = self.index.place.display();
            Error::internal(format_args!("{place}: the writer has failed before; start again"))
        })
    }

    /// Takes out what has this value. Every deletion is looked up in every segment, so a first build does
    /// without.
    fn remove(&mut self, field: Field, value: &str) -> Result<()> {
        let key = key(field, value);
        for builder in self.builders.iter_mut().flatten() {
            builder.remove(key);
        }
        let term = Term::from_field_text(field, value);
        if self.written.contains(&key) || self.committed.doc_freq(&term)? > 0 {
            let deletion = self.added.deletion(term);
            let deleted = self.inner()?.delete_query(deletion);
            self.check(deleted)?;
        }
        Ok(())
    }

    /// Runs `work` on so many segments in the making, each on its thread, and writes them when they are full.
    fn build(
        &mut self,
        threads: usize,
        work: impl Fn(&mut Builder) -> tantivy::Result<()> + Sync,
    ) -> Result<()> {
        let schema = self.index.schema;
        for place in 0..threads {
            if self.builders[place].is_none() {
                let segment = self.inner()?.new_segment();
                let vocabulary = self.vocabularies.pop().unwrap_or_default();
                let made = Builder::new(segment, schema, vocabulary);
                self.builders[place] = Some(self.check(made)?);
            }
        }
        let run = |builder: &mut Option<Builder>| builder.as_mut().map_or(Ok(()), &work);
        let done = match &mut self.builders[..threads] {
            [builder] => run(builder),
            builders => builders.par_iter_mut().try_for_each(run),
        };
        self.check(done)?;
        let bytes: usize = self.builders.iter().flatten().map(Builder::memory).sum();
        // All at once, so that no thread waits for another's.
        if bytes > SEGMENTS_BYTES { self.write_segments() } else { Ok(()) }
    }

    /// Writes segments in the making and gives them to tantivy: all that is deleted from now on is deleted
    /// in them, too.
    fn write_segments(&mut self) -> Result<()> {
        let commit = self.inner()?.commit_opstamp();
        let due: Vec<Builder> = self.builders.iter_mut().filter_map(Option::take).collect();
        self.written.extend(due.iter().flat_map(Builder::written));
        let done: tantivy::Result<Vec<_>> =
            due.into_par_iter().map(|builder| builder.finish(commit)).collect();
        for (meta, vocabulary) in self.check(done)? {
            if vocabulary.memory() <= VOCABULARY_BYTES {
                self.vocabularies.push(vocabulary);
            }
            if let Some(meta) = meta {
                self.added.note(meta.id());
                let added = self.inner()?.add_segment(meta);
                self.check(added)?;
            }
        }
        Ok(())
    }

    /// What failed leaves segments that are not whole: nothing more is written.
    fn check<T>(&mut self, done: tantivy::Result<T>) -> Result<T> {
        done.map_err(|error| {
            self.builders.iter_mut().for_each(|builder| *builder = None);
            self.close();
            fault(&self.index.place, error)
        })
    }

    /// Lets go of tantivy's writer, once the merge that is under way has ended: it would take files away
    /// from the next writer, and perhaps its commit.
    fn close(&mut self) {
        if let Some(inner) = self.inner.take() {
            inner.set_merge_policy(Box::new(NoMergePolicy));
            // Nothing of what it could tell is lost: the last commit stands.
            let _ = inner.wait_merging_threads();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("index", &self.index).finish_non_exhaustive()
    }
}

/// A hash of what is written once.
fn key(field: Field, value: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (field.field_id(), value).hash(&mut hasher);
    hasher.finish()
}

fn open_inner(index: &Index) -> Result<IndexWriter> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(IDLE_BYTES)
        .num_merge_threads(2)
        .build();
    let inner =
        index.inner.writer_with_options(options).map_err(|error| fault(&index.place, error))?;
    // What a writer that was killed left behind: a file of deletions would stand in the way of the next
    // commit, which gives its own the same name.
    inner.garbage_collect_files().wait().map_err(|error| fault(&index.place, error))?;
    inner.set_merge_policy(merge_policy());
    Ok(inner)
}

fn merge_policy() -> Box<LogMergePolicy> {
    let mut policy = LogMergePolicy::default();
    policy.set_max_docs_before_merge(MAX_MERGED);
    policy.set_del_docs_ratio_before_merge(MAX_DELETED);
    Box::new(policy)
}
