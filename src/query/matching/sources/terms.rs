//! Documents that have any of several terms.

use std::sync::Arc;

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, Score, TERMINATED};

use super::super::Matcher;
use super::super::tree::Terms;
use super::super::window::Window;
use super::postings::each_doc;
use super::{Operator, Segment, Source, Worth};

pub(super) struct TermsSource {
    terms: Arc<Terms>,
    documents: u64,
}

impl TermsSource {
    pub(super) fn new(terms: &Arc<Terms>, matcher: &Matcher<'_>) -> Self {
        Self { terms: Arc::clone(terms), documents: matcher.searcher.num_docs() }
    }
}

impl Source for TermsSource {
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        let mut set = DocSet::of(segment.reader.max_doc());
        match &*self.terms {
            Terms::These(terms) => {
                for term in terms {
                    let inverted = segment.reader.inverted_index(term.field())?;
                    if let Some(info) = inverted.get_term_info(term)? {
                        set.add(&inverted, &info)?;
                    }
                }
            }
            Terms::Beginning(field, prefix) => {
                let inverted = segment.reader.inverted_index(*field)?;
                let mut terms = inverted.terms().range().ge(prefix.as_bytes()).into_stream()?;
                while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                    set.add(&inverted, terms.value())?;
                }
            }
            Terms::Near(field, query) => {
                let inverted = segment.reader.inverted_index(*field)?;
                let automaton = query.automaton()?;
                let mut terms = inverted.terms().search(&automaton).into_stream()?;
                while terms.advance() {
                    set.add(&inverted, terms.value())?;
                }
            }
        }
        Ok(Box::new(TermsOperator { set, score: worth.unwrap_or(0.0) }))
    }

    fn cost(&self) -> u64 {
        self.documents / 8
    }

    fn most(&self) -> Score {
        1.0
    }
}

/// Documents of a segment.
struct DocSet(Vec<u64>);

impl DocSet {
    fn of(documents: DocId) -> Self {
        Self(vec![0; documents as usize / 64 + 1])
    }

    fn add(&mut self, inverted: &InvertedIndexReader, info: &TermInfo) -> tantivy::Result<()> {
        let record = IndexRecordOption::Basic;
        each_doc(inverted.read_block_postings_from_terminfo(info, record)?, |doc| {
            self.0[(doc / 64) as usize] |= 1 << (doc % 64);
        });
        Ok(())
    }
}

struct TermsOperator {
    set: DocSet,
    score: Score,
}

impl Operator for TermsOperator {
    fn next(&mut self, from: DocId) -> DocId {
        let at = (from / 64) as usize;
        let words = self.set.0.get(at..).unwrap_or_default();
        let Some((first, rest)) = words.split_first() else { return TERMINATED };
        let head = first & (u64::MAX << (from % 64));
        if head != 0 {
            return at as DocId * 64 + head.trailing_zeros();
        }
        match rest.iter().position(|word| *word != 0) {
            Some(more) => (at + 1 + more) as DocId * 64 + rest[more].trailing_zeros(),
            None => TERMINATED,
        }
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let words = self.set.0.get((window.base / 64) as usize..).unwrap_or_default();
        if window.tally.is_none() {
            window.found.add_words(words);
            return;
        }
        let mut found = super::super::window::Bits::NONE;
        found.add_words(words);
        found.each(|place| window.hit(window.base + place, self.score));
    }
}
