//! Documents whose columns hold a value.

use std::sync::Arc;

use tantivy::{DocId, Score, TERMINATED};

use super::super::Matcher;
use super::super::values::{Held, Values};
use super::super::window::Window;
use super::{Operator, Segment, Source};

pub(super) struct HoldingSource {
    values: Arc<Values>,
    documents: u64,
}

impl HoldingSource {
    pub(super) fn new(values: &Arc<Values>, matcher: &Matcher<'_>) -> Self {
        Self { values: Arc::clone(values), documents: matcher.searcher.num_docs() }
    }
}

impl Source for HoldingSource {
    fn open(
        &self,
        segment: Segment<'_>,
        boost: Score,
        _: bool,
    ) -> tantivy::Result<Box<dyn Operator>> {
        let held = self.values.open(segment.reader)?;
        let documents = segment.reader.max_doc();
        Ok(Box::new(HoldingOperator { held, documents, score: boost }))
    }

    fn cost(&self) -> u64 {
        // Each document costs a look at its values: anything else goes first.
        self.documents * 4
    }

    fn most(&self) -> Score {
        1.0
    }
}

struct HoldingOperator {
    held: Held,
    documents: DocId,
    score: Score,
}

impl Operator for HoldingOperator {
    fn next(&mut self, from: DocId) -> DocId {
        if from < self.documents { from } else { TERMINATED }
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let documents = self.documents - window.base;
        for place in window.among.iter().take_while(|place| *place < documents) {
            let doc = window.base + place;
            if self.held.by(doc) {
                window.hit(doc, self.score);
            }
        }
    }
}
