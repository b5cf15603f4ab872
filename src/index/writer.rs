//! Writing: one writer at a time, commits as checkpoints.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy, UserOperation};
use tantivy::schema::Field;
use tantivy::{IndexWriter, SegmentMeta, TantivyError, Term};

use super::document::{Doc, Flight};
use super::place::WriterLock;
use super::sources::{SourceRecord, source_doc};
use super::{ArticleRecord, Index, Prepared, Reader, fault, prepare};
use crate::error::{Error, Result};

/// Threads, memory and waiting documents: below 1 GB together with what the caller holds.
const MAX_THREADS: usize = 4;
const THREAD_BYTES: usize = 128 << 20;
const WAITING_BYTES: u64 = 64 << 20;
/// In memory the corpus is small and the answer is waited for.
const THREAD_BYTES_IN_MEMORY: usize = 30 << 20;

/// The share of deleted documents that a segment may have: they count in ranking until merged.
const MAX_DELETED: f32 = 0.2;

/// Writes to an index. What was not committed when it is dropped is lost; to drop it takes as long as
/// the merge that is under way.
pub struct Writer {
    /// `None` only when opening it again failed midway.
    inner: Option<IndexWriter<Doc>>,
    index: Index,
    /// The state of the last commit.
    committed: Arc<Reader>,
    /// Hashes of ids and paths written since.
    written: HashSet<u64>,
    flight: Arc<Flight>,
    /// Given back last.
    _lock: Option<WriterLock>,
}

impl Writer {
    pub(super) fn open(index: &Index) -> Result<Self> {
        let lock = index.dir().map(WriterLock::acquire).transpose()?;
        Ok(Self {
            inner: Some(open_inner(index)?),
            index: index.clone(),
            committed: Arc::new(index.reader()?),
            written: HashSet::new(),
            flight: Arc::default(),
            _lock: lock,
        })
    }

    /// Puts an article with its claims in the place of the one that has its id, if any.
    pub fn put(&mut self, article: &ArticleRecord<'_>) -> Result<()> {
        let prepared = prepare(&self.index.schema, article)?;
        self.apply(prepared)
    }

    /// Like [`Writer::put`] with documents that were made before, perhaps on another thread.
    ///
    /// Waits while too much is queued.
    pub fn apply(&mut self, article: Prepared) -> Result<()> {
        let old = self.replaces(self.index.schema.article_id, &article.id)?;
        let docs = article.into_docs(&self.flight, WAITING_BYTES);
        self.run(old, docs)
    }

    /// Takes an article and its claims out.
    pub fn remove_article(&mut self, id: &str) -> Result<()> {
        self.run(Some(Term::from_field_text(self.index.schema.article_id, id)), Vec::new())
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
        let old = self.replaces(self.index.schema.source_path, path)?;
        let doc = source_doc(&self.index.schema, path, record)?;
        self.run(old, vec![doc])
    }

    /// Takes a file out of the ledger.
    pub fn remove_source(&mut self, path: &str) -> Result<()> {
        self.run(Some(Term::from_field_text(self.index.schema.source_path, path)), Vec::new())
    }

    /// Makes everything so far last and visible to new readers.
    pub fn commit(&mut self) -> Result<()> {
        let place = self.index.place.clone();
        self.inner()?.commit().map_err(|error| fault(&place, error))?;
        self.committed = Arc::new(self.index.reader()?);
        self.written.clear();
        Ok(())
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

    fn inner(&mut self) -> Result<&mut IndexWriter<Doc>> {
        self.inner.as_mut().ok_or_else(|| {
            let place = self.index.place.display();
            Error::internal(format_args!("{place}: the writer has failed before; start again"))
        })
    }

    /// The term to delete by, if something with this value may be there. Every deletion is looked
    /// up in every segment, so a first build does without.
    fn replaces(&mut self, field: Field, value: &str) -> Result<Option<Term>> {
        let mut hasher = DefaultHasher::new();
        (field.field_id(), value).hash(&mut hasher);
        let term = Term::from_field_text(field, value);
        let known = !self.written.insert(hasher.finish()) || self.committed.doc_freq(&term)? > 0;
        Ok(known.then_some(term))
    }

    fn run(&mut self, old: Option<Term>, docs: Vec<Doc>) -> Result<()> {
        let operations: Vec<_> = old
            .into_iter()
            .map(UserOperation::Delete)
            .chain(docs.into_iter().map(UserOperation::Add))
            .collect();
        let place = self.index.place.clone();
        let inner = self.inner()?;
        inner.run(operations).map(drop).map_err(|error| fault(&place, reason(inner, error)))
    }
}

/// A merge that ends later would take files away from the next writer, and perhaps its commit.
impl Drop for Writer {
    fn drop(&mut self) {
        if let Some(inner) = self.inner.take() {
            inner.set_merge_policy(Box::new(NoMergePolicy));
            // Nothing of what it could tell is lost: the last commit stands.
            let _ = inner.wait_merging_threads();
        }
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("index", &self.index).finish_non_exhaustive()
    }
}

/// What stopped a thread: the queue only knows that one has stopped.
fn reason(inner: &mut IndexWriter<Doc>, error: TantivyError) -> TantivyError {
    match error {
        TantivyError::ErrorInThread(_) => inner.prepare_commit().err().unwrap_or(error),
        error => error,
    }
}

fn open_inner(index: &Index) -> Result<IndexWriter<Doc>> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (threads, bytes) = if index.in_memory {
        (1, THREAD_BYTES_IN_MEMORY)
    } else {
        (cores.min(MAX_THREADS), THREAD_BYTES)
    };
    let options = IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread(bytes)
        .num_merge_threads(2)
        .build();
    let inner =
        index.inner.writer_with_options(options).map_err(|error| fault(&index.place, error))?;
    inner.set_merge_policy(merge_policy());
    Ok(inner)
}

fn merge_policy() -> Box<LogMergePolicy> {
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(MAX_DELETED);
    Box::new(policy)
}
