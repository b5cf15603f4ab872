//! The parts of a tree, each ready to find what it asks for in any segment.

mod articles;
mod claims;
mod combined;
mod holding;
mod phrase;
mod postings;
mod terms;

use std::ops::Range;

use tantivy::{DocId, Score, SegmentReader};

pub(super) use articles::Gathered;
pub(super) use combined::AllSource;
pub(super) use postings::Postings;

use super::Matcher;
use super::neighbours::Neighbours;
use super::tree::Tree;
use super::window::{WIDTH, Window};
use crate::index::Schema;

/// A segment of the index.
#[derive(Clone, Copy)]
pub(super) struct Segment<'s> {
    pub(super) ord: usize,
    pub(super) reader: &'s SegmentReader,
    pub(super) schema: &'s Schema,
    pub(super) neighbours: Neighbours<'s>,
}

impl Segment<'_> {
    /// All its documents.
    pub(super) fn documents(&self) -> Range<DocId> {
        0..self.reader.max_doc()
    }
}

/// How many times what it says by itself a part is worth; `None` where nobody asks.
pub(super) type Worth = Option<Score>;

/// A part of a tree for all segments.
pub(super) trait Source: Send + Sync {
    /// Opens it for a segment.
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>>;

    /// About how many documents it looks at in all segments.
    fn cost(&self) -> u64;

    /// What no match is worth more than.
    fn most(&self) -> Score;
}

/// A part of a tree in a segment. It goes forwards alone: `next` and `fill` are asked for the same or
/// a later window each time, and `fill` once a window.
pub(super) trait Operator {
    /// A document, `from` or behind it, before which nothing from there on matches; `TERMINATED` where
    /// nothing does.
    fn next(&mut self, from: DocId) -> DocId;

    /// Marks what matches in a window.
    fn fill(&mut self, window: Window<'_>);
}

/// A part of a tree in a segment.
pub(super) struct Opened {
    operator: Box<dyn Operator>,
    /// What no match of it is worth more than.
    pub(super) most: Score,
    /// Nothing matches from where it was asked last up to here.
    next: DocId,
}

impl Opened {
    pub(super) fn of(
        source: &dyn Source,
        segment: Segment<'_>,
        worth: Worth,
    ) -> tantivy::Result<Self> {
        let most = source.most() * worth.unwrap_or(0.0);
        Ok(Self { operator: source.open(segment, worth)?, most, next: 0 })
    }

    fn next(&mut self, from: DocId) -> DocId {
        if self.next <= from {
            self.next = self.operator.next(from);
        }
        self.next
    }

    /// What no match of it in a window is worth more than.
    fn most_in(&mut self, base: DocId) -> Score {
        if self.next(base) < base + WIDTH { self.most } else { 0.0 }
    }

    fn fill(&mut self, window: Window<'_>) {
        if self.next(window.base) < window.end() {
            self.operator.fill(window);
        }
    }
}

/// Makes a tree ready; `scored` says whether anyone asks what matches are worth.
pub(super) fn prepare(
    tree: &Tree,
    matcher: &Matcher<'_>,
    scored: bool,
) -> tantivy::Result<Box<dyn Source>> {
    Ok(match tree {
        Tree::Nothing => Box::new(combined::Nothing),
        Tree::Term(known) => Box::new(postings::TermSource::new(known, matcher)?),
        Tree::Terms(terms) => Box::new(terms::TermsSource::new(terms, matcher)),
        Tree::Phrase(phrase) => Box::new(phrase::PhraseSource::new(phrase, matcher, scored)?),
        Tree::Holding(values) => Box::new(holding::HoldingSource::new(values, matcher)),
        Tree::Titled(known) => Box::new(claims::ClaimsSource::titled(known, matcher)?),
        Tree::Behind(articles) => {
            Box::new(claims::ClaimsSource::behind(prepare(articles, matcher, false)?))
        }
        Tree::Saying(lifted) => Box::new(articles::ArticlesSource::saying(lifted, matcher)?),
        Tree::Above(lifted) => Box::new(articles::ArticlesSource::above(lifted, matcher)?),
        Tree::Any(trees) => Box::new(combined::AnySource::new(trees, matcher, scored)?),
        Tree::Most(count, trees) => {
            Box::new(combined::MostSource::new(*count, trees, matcher, scored)?)
        }
        Tree::All(all) => Box::new(AllSource::new(all, matcher, scored)?),
        Tree::Boosted(tree, weight) => {
            Box::new(combined::Boosted(prepare(tree, matcher, scored)?, *weight))
        }
        Tree::Unscored(tree) => Box::new(combined::Unscored(prepare(tree, matcher, false)?)),
    })
}
