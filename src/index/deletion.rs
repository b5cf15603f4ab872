//! Deleting what was written before, and not what comes after.
//!
//! tantivy tells the two apart by the number of each operation, which segments that are added whole do not
//! have: their documents would be taken for older than any deletion of the same commit.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::index::SegmentId;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentReader, Term};

/// The segments that a writer has added, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Added(Arc<Mutex<FxHashMap<SegmentId, usize>>>);

impl Added {
    /// Notes a segment, before tantivy gets it.
    pub(super) fn note(&self, segment: SegmentId) {
        let mut segments = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = segments.len();
        segments.insert(segment, next);
    }

    /// What deletes the documents with a term in all segments so far.
    pub(super) fn deletion(&self, term: Term) -> Box<dyn Query> {
        let until = self.0.lock().unwrap_or_else(PoisonError::into_inner).len();
        let inner = TermQuery::new(term, IndexRecordOption::Basic);
        Box::new(Deletion { inner, added: self.clone(), until })
    }

    fn is_later(&self, segment: SegmentId, until: usize) -> bool {
        let segments = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        segments.get(&segment).is_some_and(|number| *number >= until)
    }
}

#[derive(Debug, Clone)]
struct Deletion {
    inner: TermQuery,
    added: Added,
    /// How many segments had been added.
    until: usize,
}

struct DeletionWeight {
    inner: Box<dyn Weight>,
    added: Added,
    until: usize,
}

impl Query for Deletion {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let inner = self.inner.weight(scoring)?;
        Ok(Box::new(DeletionWeight { inner, added: self.added.clone(), until: self.until }))
    }
}

impl Weight for DeletionWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        if self.added.is_later(reader.segment_id(), self.until) {
            return Ok(Box::new(EmptyScorer));
        }
        self.inner.scorer(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(reader, doc)
    }
}
