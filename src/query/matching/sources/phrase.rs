//! Documents that have terms at their places from each other.

use std::sync::Arc;

use tantivy::SeekDangerResult;
use tantivy::query::{EnableScoring, PhraseQuery, Query, Scorer, Weight};
use tantivy::{DocId, Score, TERMINATED};

use super::super::Matcher;
use super::super::tree::Phrase;
use super::super::window::{Bits, WIDTH, Window};
use super::{Operator, Segment, Source, Worth};

pub(super) struct PhraseSource {
    weight: Box<dyn Weight>,
    cost: u64,
    most: Score,
}

impl PhraseSource {
    pub(super) fn new(
        phrase: &Arc<Phrase>,
        matcher: &Matcher<'_>,
        scored: bool,
    ) -> tantivy::Result<Self> {
        let query = PhraseQuery::new_with_offset_and_slop(phrase.terms.clone(), phrase.slop);
        let scoring = match matcher.statistics {
            Some(known) if scored => {
                EnableScoring::enabled_from_statistics_provider(known, matcher.searcher)
            }
            _ => EnableScoring::disabled_from_searcher(matcher.searcher),
        };
        let weight = query.weight(scoring)?;
        let (mut cost, mut most) = (u64::MAX, 0.0);
        for (_, term) in &phrase.terms {
            let documents = matcher.searcher.doc_freq(term)?;
            most += matcher.bm25(term.field(), documents)?.most;
            cost = cost.min(documents);
        }
        // Places are read for each document that has all the terms.
        Ok(Self { weight, cost: cost.saturating_mul(8), most })
    }
}

impl Source for PhraseSource {
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        let (first, scorer) = self.weight.scorer_danger(segment.reader, 0, worth.unwrap_or(0.0))?;
        let (found, bound) = match first {
            SeekDangerResult::Found => (Some(0), 1),
            SeekDangerResult::SeekLowerBound(bound) => (None, bound),
        };
        Ok(Box::new(PhraseOperator { scorer, found, bound }))
    }

    fn cost(&self) -> u64 {
        self.cost
    }

    fn most(&self) -> Score {
        self.most
    }
}

/// Where a scorer is told to go, it says whether the phrase is there, or before which document it is
/// not; it may be told to go forwards alone.
struct PhraseOperator {
    scorer: Box<dyn Scorer>,
    /// Where it stands, if the phrase is there.
    found: Option<DocId>,
    /// None lies before it but for the one that was found.
    bound: DocId,
}

impl PhraseOperator {
    fn is_at(&mut self, doc: DocId) -> bool {
        if doc < self.bound {
            return self.found == Some(doc);
        }
        match self.scorer.seek_danger(doc) {
            SeekDangerResult::Found => (self.found, self.bound) = (Some(doc), doc + 1),
            SeekDangerResult::SeekLowerBound(bound) => (self.found, self.bound) = (None, bound),
        }
        self.found.is_some()
    }

    /// Goes to a document or the first behind it.
    fn go(&mut self, target: DocId) -> DocId {
        if let Some(found) = self.found.filter(|found| *found >= target) {
            return found;
        }
        let mut target = target.max(self.bound);
        while target < TERMINATED {
            if self.is_at(target) {
                return target;
            }
            target = self.bound;
        }
        TERMINATED
    }
}

/// So few documents are looked at one by one.
const FEW: u32 = WIDTH / 16;

impl Operator for PhraseOperator {
    fn next(&mut self, from: DocId) -> DocId {
        match self.found {
            Some(found) if found >= from => found,
            _ => self.bound.max(from).min(TERMINATED),
        }
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let among: &Bits = window.among;
        if among.count() <= FEW {
            for place in among.iter() {
                let doc = window.base + place;
                if self.is_at(doc) {
                    let score = self.scorer.score();
                    window.hit(doc, score);
                }
            }
            return;
        }
        let mut doc = self.go(window.base);
        while doc < window.end() {
            let score = self.scorer.score();
            window.hit(doc, score);
            doc = self.go(doc + 1);
        }
    }
}
