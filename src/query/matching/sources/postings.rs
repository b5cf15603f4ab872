//! Documents that have a term.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, TERMINATED};

use super::super::Matcher;
use super::super::bm25::{Bm25, Table};
use super::super::tree::Known;
use super::super::window::{Bits, WIDTH, Window};
use super::{Operator, Segment, Source, Worth};

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
    pub(in super::super) fn postings(
        &self,
        matcher: &Matcher<'_>,
    ) -> tantivy::Result<Arc<Postings>> {
        if let Some(known) = self.postings.get() {
            return Ok(Arc::clone(known));
        }
        let field = self.term.field();
        let segments = matcher
            .searcher
            .segment_readers()
            .iter()
            .map(|segment| Ok(segment.inverted_index(field)?.get_term_info(&self.term)?))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let documents = segments.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
        let postings = Arc::new(Postings { field, segments, documents });
        Ok(Arc::clone(self.postings.get_or_init(|| postings)))
    }
}

impl Postings {
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

    /// Goes on to a document, by runs of those before it that stand in one block.
    pub(super) fn runs(&mut self, end: DocId, mut visit: impl FnMut(Run<'_>)) {
        loop {
            let docs = self.blocks.docs();
            let rest = docs.get(self.at..).unwrap_or_default();
            let Some(last) = rest.last() else { return };
            let count = if *last < end { rest.len() } else { rest.partition_point(|d| *d < end) };
            let all = docs.len();
            if count > 0 {
                visit(Run { blocks: &mut self.blocks, from: self.at, to: self.at + count });
            }
            self.at += count;
            if self.at < all {
                return;
            }
            self.blocks.advance();
            self.at = 0;
        }
    }
}

/// Some postings of a block.
pub(super) struct Run<'b> {
    blocks: &'b mut BlockSegmentPostings,
    from: usize,
    to: usize,
}

impl Run<'_> {
    fn docs(&self) -> &[DocId] {
        &self.blocks.docs()[self.from..self.to]
    }

    /// Empty where they are not known.
    fn freqs(&self) -> &[u32] {
        self.blocks.freqs().get(self.from..self.to).unwrap_or_default()
    }

    /// What no document of the block is worth more than.
    fn most(&mut self, by: &ByLength) -> Score {
        // The block knows its best document by its segment's average length.
        by.boost * self.blocks.block_max_score(&by.norms, &by.known.1) * SLACK
    }
}

/// How much better a block's best document may be than the one that it knows.
const SLACK: Score = 1.05;

pub(super) struct TermSource {
    postings: Arc<Postings>,
    bm25: Bm25,
    /// Where lengths count.
    by_length: Option<Arc<(Table, Bm25Weight)>>,
}

impl TermSource {
    pub(super) fn new(known: &Known, matcher: &Matcher<'_>) -> tantivy::Result<Self> {
        let postings = known.postings(matcher)?;
        let bm25 = matcher.bm25(known.term.field(), postings.documents)?;
        let by_length = bm25.knows_lengths().then(|| Arc::new((bm25.table(), bm25.of_tantivy())));
        Ok(Self { postings, bm25, by_length })
    }
}

impl Source for TermSource {
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        let (boost, by_length) = match worth {
            Some(boost) => (boost, self.by_length.as_ref()),
            None => (0.0, None),
        };
        let record = match by_length {
            Some(_) => IndexRecordOption::WithFreqs,
            None => IndexRecordOption::Basic,
        };
        let Some(cursor) = self.postings.open(segment, record)? else {
            return Ok(Box::new(super::combined::Nothing));
        };
        let score = match by_length {
            Some(known) => {
                let norms = segment.reader.get_fieldnorms_reader(self.postings.field)?;
                Scored::ByLength(ByLength { known: Arc::clone(known), norms, boost })
            }
            None => Scored::Alike(boost * self.bm25.most),
        };
        let documents = u64::from(segment.reader.max_doc().max(1));
        let count = self.postings.segments[segment.ord].as_ref().map_or(0, |info| info.doc_freq);
        let a_window = (u64::from(count) * u64::from(WIDTH) / documents) as u32;
        Ok(Box::new(TermOperator { cursor, score, a_window }))
    }

    fn cost(&self) -> u64 {
        self.postings.documents
    }

    fn most(&self) -> Score {
        self.bm25.most
    }
}

enum Scored {
    Alike(Score),
    ByLength(ByLength),
}

struct ByLength {
    known: Arc<(Table, Bm25Weight)>,
    norms: FieldNormReader,
    boost: Score,
}

impl ByLength {
    #[inline]
    fn score(&self, doc: DocId, freq: u32) -> Score {
        self.boost * self.known.0.score(self.norms.fieldnorm_id(doc), freq)
    }
}

struct TermOperator {
    cursor: Cursor,
    score: Scored,
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
        let Self { cursor, score, a_window } = self;
        if window.among.are_fewer_than(*a_window / LOOK_UP) {
            let among = window.among;
            among.each(|place| {
                let doc = window.base + place;
                if cursor.seek(doc) == doc {
                    let score = match score {
                        Scored::Alike(score) => *score,
                        Scored::ByLength(by) => by.score(doc, cursor.freq()),
                    };
                    window.hit(doc, score);
                }
            });
            return;
        }
        cursor.seek(window.base);
        let (base, end) = (window.base, window.end());
        let Window { among, found, tally, .. } = window;
        let Some(mut tally) = tally else {
            cursor.runs(end, |run| run.docs().iter().for_each(|doc| found.insert(doc - base)));
            return;
        };
        match score {
            Scored::Alike(score) => cursor.runs(end, |run| {
                for doc in run.docs() {
                    found.insert(doc - base);
                    tally.add(doc - base, *score);
                }
            }),
            Scored::ByLength(by) => {
                let whole = among.is_all();
                cursor.runs(end, |mut run| {
                    let most = run.most(by);
                    let needed = tally.needed(most);
                    if tally.before < needed {
                        run.docs().iter().for_each(|doc| found.insert(doc - base));
                        return;
                    }
                    if whole {
                        for (doc, freq) in run.docs().iter().zip(run.freqs()) {
                            let place = doc - base;
                            found.insert(place);
                            if tally.score(place) >= needed {
                                tally.add(place, by.score(*doc, *freq));
                            }
                        }
                        return;
                    }
                    let mut mine = Bits::NONE;
                    run.docs().iter().for_each(|doc| mine.insert(doc - base));
                    found.add(&mine);
                    mine.keep(among);
                    mine.each(|place| {
                        if tally.score(place) >= needed {
                            let doc = base + place;
                            let at = run.docs().partition_point(|other| *other < doc);
                            tally.add(place, by.score(doc, run.freqs()[at]));
                        }
                    });
                });
            }
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
