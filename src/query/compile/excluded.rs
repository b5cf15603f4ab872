//! What hits must not be.

use tantivy::query::{EnableScoring, Explanation, Query as Tantivy, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader};

/// A query to exclude by: tantivy asks an exclusion for documents that lie before the one it is at,
/// which phrases within it do not bear.
#[derive(Debug)]
pub struct Excluded(pub Box<dyn Tantivy>);

impl Clone for Excluded {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Tantivy for Excluded {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ExcludedWeight(self.0.weight(scoring)?)))
    }
}

struct ExcludedWeight(Box<dyn Weight>);

impl Weight for ExcludedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inner = self.0.scorer(reader, boost)?;
        let bound = inner.doc();
        Ok(Box::new(Ahead { inner, bound }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, doc)
    }
}

/// Documents of which none lies before `bound` any more.
struct Ahead {
    inner: Box<dyn Scorer>,
    bound: DocId,
}

impl DocSet for Ahead {
    fn advance(&mut self) -> DocId {
        self.bound = self.inner.advance();
        self.bound
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.bound = self.inner.seek(target);
        self.bound
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target < self.bound {
            return SeekDangerResult::SeekLowerBound(self.bound);
        }
        let found = self.inner.seek_danger(target);
        self.bound = match found {
            SeekDangerResult::SeekLowerBound(bound) => bound,
            SeekDangerResult::Found => target,
        };
        found
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }

    fn cost(&self) -> u64 {
        self.inner.cost()
    }
}

impl Scorer for Ahead {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}
