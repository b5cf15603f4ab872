//! Documents that have a term.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, TERMINATED};

use super::super::Matcher;
use super::super::bm25::{Bm25, Table};
use super::super::tree::Known;
use super::super::window::{WIDTH, Window};
use super::{Operator, Segment, Source};

/// Where a term's postings are in each segment.
#[derive(Debug)]
pub(in super::super) struct Postings {
    field: Field,
    segments: Vec<Option<TermInfo>>,
    /// How many documents have it.
    pub(in super::super) documents: u64,
}

impl Known {
    /// Where its postings are, which is looked up once.
    pub(in super::super) fn postings(&self, matcher: &Matcher<'_>) -> tantivy::Result<&Postings> {
        if let Some(known) = self.postings.get() {
            return Ok(known);
        }
        let field = self.term.field();
        let segments = matcher
            .searcher
            .segment_readers()
            .iter()
            .map(|segment| Ok(segment.inverted_index(field)?.get_term_info(&self.term)?))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let documents = segments.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
        Ok(self.postings.get_or_init(|| Postings { field, segments, documents }))
    }
}

impl Postings {
    pub(super) fn copy(&self) -> Self {
        let Self { field, ref segments, documents } = *self;
        Self { field, segments: segments.clone(), documents }
    }

    pub(super) fn open(
        &self,
        segment: Segment<'_>,
        record: IndexRecordOption,
    ) -> tantivy::Result<Option<Cursor>> {
        let Some(info) = self.segments.get(segment.ord).and_then(Option::as_ref) else {
            return Ok(None);
        };
        let inverted = segment.reader.inverted_index(self.field)?;
        let blocks = inverted.read_block_postings_from_terminfo(info, record)?;
        Ok(Some(Cursor { blocks, at: 0 }))
    }
}

/// A place in a list of postings.
pub(super) struct Cursor {
    blocks: BlockSegmentPostings,
    at: usize,
}

impl Cursor {
    pub(super) fn doc(&self) -> DocId {
        self.blocks.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    pub(super) fn freq(&self) -> u32 {
        self.blocks.freqs().get(self.at).copied().unwrap_or(1)
    }

    pub(super) fn advance(&mut self) {
        self.at += 1;
        if self.at >= self.blocks.block_len() && self.blocks.block_len() > 0 {
            self.blocks.advance();
            self.at = 0;
        }
    }

    /// Goes to a document or the first behind it.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.at = self.blocks.seek(target);
        }
        self.doc()
    }

    /// Goes on to a document, by runs of those before it with their counts; these are empty where
    /// they are not known.
    pub(super) fn runs(&mut self, end: DocId, mut visit: impl FnMut(&[DocId], &[u32])) {
        loop {
            let docs = self.blocks.docs();
            let rest = docs.get(self.at..).unwrap_or_default();
            let Some(last) = rest.last() else { return };
            let count = if *last < end { rest.len() } else { rest.partition_point(|d| *d < end) };
            if count > 0 {
                let freqs = self.blocks.freqs();
                visit(&rest[..count], freqs.get(self.at..self.at + count).unwrap_or_default());
            }
            self.at += count;
            if self.at < docs.len() {
                return;
            }
            self.blocks.advance();
            self.at = 0;
        }
    }
}

pub(super) struct TermSource {
    postings: Postings,
    bm25: Bm25,
}

impl TermSource {
    pub(super) fn new(known: &Known, matcher: &Matcher<'_>) -> tantivy::Result<Self> {
        let postings = known.postings(matcher)?.copy();
        let bm25 = matcher.bm25(known.term.field(), postings.documents)?;
        Ok(Self { postings, bm25 })
    }
}

impl Source for TermSource {
    fn open(
        &self,
        segment: Segment<'_>,
        boost: Score,
        scored: bool,
    ) -> tantivy::Result<Box<dyn Operator>> {
        let by_length = scored && self.bm25.knows_lengths();
        let record =
            if by_length { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let Some(cursor) = self.postings.open(segment, record)? else {
            return Ok(Box::new(super::combined::Nothing));
        };
        let worth = if by_length {
            let norms = segment.reader.get_fieldnorms_reader(self.postings.field)?;
            Worth::ByLength(Box::new(self.bm25.table(boost)), norms)
        } else {
            Worth::Alike(boost * self.bm25.most)
        };
        let documents = u64::from(segment.reader.max_doc().max(1));
        let count = self.postings.segments[segment.ord].as_ref().map_or(0, |info| info.doc_freq);
        let a_window = (u64::from(count) * u64::from(WIDTH) / documents) as u32;
        Ok(Box::new(TermOperator { cursor, worth, a_window }))
    }

    fn cost(&self) -> u64 {
        self.postings.documents
    }

    fn most(&self) -> Score {
        self.bm25.most
    }
}

enum Worth {
    Alike(Score),
    ByLength(Box<Table>, FieldNormReader),
}

struct TermOperator {
    cursor: Cursor,
    worth: Worth,
    /// About so many documents of a window have the term.
    a_window: u32,
}

/// So many times more documents must there be than are asked for before each is looked up by itself.
const LOOK_UP: u32 = 8;

impl Operator for TermOperator {
    fn next(&mut self, from: DocId) -> DocId {
        self.cursor.seek(from)
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let Self { cursor, worth, a_window } = self;
        if *a_window > LOOK_UP && window.among.count() * LOOK_UP < *a_window {
            for place in window.among.iter() {
                let doc = window.base + place;
                if cursor.seek(doc) == doc {
                    let score = match worth {
                        Worth::Alike(score) => *score,
                        Worth::ByLength(table, norms) => {
                            table.score(norms.fieldnorm_id(doc), cursor.freq())
                        }
                    };
                    window.found.insert(place);
                    if let Some(scores) = &mut window.scores {
                        scores[place as usize] += score;
                    }
                }
            }
            return;
        }
        cursor.seek(window.base);
        let (base, end) = (window.base, window.end());
        match (worth, &mut window.scores) {
            (_, None) => cursor.runs(end, |docs, _| {
                docs.iter().for_each(|doc| window.found.insert(doc - base));
            }),
            (Worth::Alike(score), Some(scores)) => cursor.runs(end, |docs, _| {
                for doc in docs {
                    window.found.insert(doc - base);
                    scores[(doc - base) as usize] += *score;
                }
            }),
            (Worth::ByLength(table, norms), Some(scores)) => cursor.runs(end, |docs, freqs| {
                for (doc, freq) in docs.iter().zip(freqs) {
                    window.found.insert(doc - base);
                    scores[(doc - base) as usize] += table.score(norms.fieldnorm_id(*doc), *freq);
                }
            }),
        }
    }
}

/// All documents of a term, each by itself.
pub(super) fn each_doc(mut blocks: BlockSegmentPostings, mut visit: impl FnMut(DocId)) {
    while !blocks.docs().is_empty() {
        blocks.docs().iter().for_each(|doc| visit(*doc));
        blocks.advance();
    }
}
