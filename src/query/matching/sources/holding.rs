//! Documents whose columns hold a value.

use std::sync::Arc;

use tantivy::{DocId, Score, TERMINATED};

use super::super::Matcher;
use super::super::values::{Held, Values};
use super::super::window::{WIDTH, Window};
use super::{Operator, Segment, Source, Worth};

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
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        let held = self.values.open(segment.reader)?;
        let documents = segment.reader.max_doc();
        Ok(Box::new(HoldingOperator {
            held,
            documents,
            score: worth.unwrap_or(0.0),
            found: Vec::new(),
        }))
    }

    fn cost(&self) -> u64 {
        match &*self.values {
            // These are looked at many at once.
            Values::Within { .. } => self.documents / 4,
            // Each document costs a look at its values: anything else goes first.
            _ => self.documents * 4,
        }
    }

    fn most(&self) -> Score {
        1.0
    }
}

struct HoldingOperator {
    held: Held,
    documents: DocId,
    score: Score,
    /// Those of a window.
    found: Vec<DocId>,
}

/// So few documents are looked at one by one.
const FEW: u32 = WIDTH / 16;

impl Operator for HoldingOperator {
    fn next(&mut self, from: DocId) -> DocId {
        if from < self.documents { from } else { TERMINATED }
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let end = self.documents.min(window.end());
        if window.among.count() > FEW && self.held.among(window.base..end, &mut self.found) {
            for doc in &self.found {
                window.hit(*doc, self.score);
            }
            return;
        }
        let documents = end - window.base;
        for place in window.among.iter().take_while(|place| *place < documents) {
            let doc = window.base + place;
            if self.held.by(doc) {
                window.hit(doc, self.score);
            }
        }
    }
}
