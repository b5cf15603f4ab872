//! Goes through the documents that a tree matches.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use tantivy::{DocAddress, DocId, Score, SegmentReader};

use super::Matcher;
use super::sources::{AllSource, Operator, Segment, Source, prepare};
use super::tree::{All, Tree};
use super::window::{Bits, Scores, Tally, WIDTH, Window, window_of};
use crate::crew;

/// Visits every window of a segment in which a part of a tree matches, with what it matches there.
pub(super) fn each_match(
    source: &dyn Source,
    segment: Segment<'_>,
    mut visit: impl FnMut(DocId, &Bits),
) -> tantivy::Result<()> {
    let mut operator = source.open(segment, None)?;
    each_window(&mut *operator, segment, segment.documents(), None, |base, found, _| {
        visit(base, found);
    });
    Ok(())
}

/// Visits every window of a range of documents in which something may match, with what does and is not
/// deleted.
fn each_window(
    operator: &mut dyn Operator,
    segment: Segment<'_>,
    documents: Range<DocId>,
    mut scores: Option<&mut Scores>,
    mut visit: impl FnMut(DocId, &Bits, Option<&mut Scores>),
) {
    let mut from = documents.start;
    loop {
        let next = operator.next(from);
        if next >= documents.end {
            return;
        }
        let base = window_of(next);
        let mut found = Bits::NONE;
        if let Some(scores) = &mut scores {
            scores.fill(0.0);
        }
        let mut strong = Bits::NONE;
        let tally = scores.as_deref_mut().map(|scores| Tally::of_all(scores, &mut strong));
        operator.fill(Window { base, among: &Bits::ALL, found: &mut found, tally });
        only_alive(&mut found, base, segment);
        if !found.is_empty() {
            visit(base, &found, scores.as_deref_mut());
        }
        from = base + WIDTH;
    }
}

/// Leaves out what is deleted.
fn only_alive(found: &mut Bits, base: DocId, segment: Segment<'_>) {
    if let Some(alive) = segment.reader.alive_bitset() {
        let documents = segment.reader.max_doc();
        found.retain(|place| base + place < documents && alive.is_alive(base + place));
    }
}

/// The best documents of a tree.
#[derive(Debug)]
pub struct Top {
    /// How many documents match.
    pub total: u64,
    /// The best, the best first; with the last of those that were wanted all that are worth the same.
    pub found: Vec<(Score, DocAddress)>,
    /// Whether more are worth the same as the last one than were kept.
    pub cut: bool,
}

impl Matcher<'_> {
    /// How many documents match.
    pub fn count(&self, tree: &Tree) -> tantivy::Result<u64> {
        let source = prepare(tree, self, false)?;
        let mut count = 0;
        for segment in self.segments() {
            each_match(&*source, segment, |_, found| count += u64::from(found.count()))?;
        }
        Ok(count)
    }

    /// What comes of a visit to all documents that match, with what they are worth, in order within each
    /// share of the documents; `open` starts with a share, which lies in one segment.
    pub fn in_each_share<T: Send>(
        &self,
        tree: &Tree,
        open: impl Fn(usize, &SegmentReader) -> tantivy::Result<T> + Sync,
        visit: impl Fn(&mut T, DocId, Score) + Sync,
    ) -> tantivy::Result<Vec<T>> {
        let scored = self.statistics.is_some() && tree.scores();
        let source = prepare(tree, self, scored)?;
        let segments: Vec<Segment<'_>> = self.segments().collect();
        shared(&segments, source.cost(), |segment, documents| {
            let mut result = open(segment.ord, segment.reader)?;
            let mut operator = source.open(segment, scored.then_some(1.0))?;
            let mut scores = scored.then(|| Box::new([0.0; WIDTH as usize]));
            let scores = scores.as_deref_mut();
            let mut each = |base, found: &Bits, scores: Option<&mut Scores>| match scores {
                Some(scores) => {
                    found.each(|place| visit(&mut result, base + place, scores[place as usize]));
                }
                None => found.each(|place| visit(&mut result, base + place, 0.0)),
            };
            each_window(&mut *operator, segment, documents, scores, &mut each);
            Ok(result)
        })
        .into_iter()
        .collect()
    }

    /// What a document is worth, where it matches.
    pub fn score(&self, tree: &Tree, address: DocAddress) -> tantivy::Result<Option<Score>> {
        let ord = address.segment_ord as usize;
        let Some(segment) = self.segments().find(|segment| segment.ord == ord) else {
            return Ok(None);
        };
        let mut operator = prepare(tree, self, true)?.open(segment, Some(1.0))?;
        let mut scores = Box::new([0.0; WIDTH as usize]);
        let base = window_of(address.doc_id);
        let (place, mut among) = (address.doc_id - base, Bits::NONE);
        among.insert(place);
        let found = in_window(&mut *operator, base, &among, Some(&mut scores));
        Ok(found.has(place).then(|| scores[place as usize]))
    }

    /// Those of some documents in order that match.
    pub fn matching(&self, tree: &Tree, sorted: &[DocAddress]) -> tantivy::Result<Vec<DocAddress>> {
        let source = prepare(tree, self, false)?;
        let mut matching = Vec::new();
        for segment in self.segments() {
            let here = |address: &&DocAddress| address.segment_ord as usize == segment.ord;
            let mut rest = sorted.iter().filter(here).peekable();
            if rest.peek().is_none() {
                continue;
            }
            let mut operator = source.open(segment, None)?;
            while let Some(first) = rest.next() {
                let base = window_of(first.doc_id);
                let mut among = Bits::NONE;
                let mut wanted = vec![*first];
                while let Some(more) = rest.next_if(|more| window_of(more.doc_id) == base) {
                    wanted.push(*more);
                }
                wanted.iter().for_each(|address| among.insert(address.doc_id - base));
                let found = in_window(&mut *operator, base, &among, None);
                matching.extend(wanted.into_iter().filter(|a| found.has(a.doc_id - base)));
            }
        }
        Ok(matching)
    }

    /// The best documents, and how many match.
    pub fn top(&self, tree: &Tree, wanted: usize) -> tantivy::Result<Top> {
        let root = match tree {
            Tree::All(all) => AllSource::new(all, self, true)?,
            tree => {
                let all = All { musts: vec![tree.clone()], ..All::default() };
                AllSource::new(&all, self, true)?
            }
        };
        let segments: Vec<Segment<'_>> = self.segments().collect();
        let bar = Bar::default();
        let parts = shared(&segments, root.work(), |segment, documents| {
            best_of(&root, segment, documents, wanted, &bar)
        });
        let mut best = Best::new(wanted);
        let mut total = 0;
        for part in parts {
            let (count, part) = part?;
            total += count;
            best.cut |= part.cut;
            best.found.extend(part.found);
        }
        best.settle();
        let Best { mut found, cut, .. } = best;
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        Ok(Top { total, found, cut })
    }
}

/// Threads share what looks at more postings than that.
const MUCH: u64 = 20_000;

/// So many shares there are at least for each thread, so that all end at about the same time.
const SHARES: usize = 2;

/// What comes of all documents of a search that looks at so many postings, in shares that each lie in one
/// segment.
fn shared<'s, T: Send>(
    segments: &[Segment<'s>],
    postings: u64,
    work: impl Fn(Segment<'s>, Range<DocId>) -> T + Sync,
) -> Vec<T> {
    if postings <= MUCH || crew::threads() == 1 {
        return segments.iter().map(|segment| work(*segment, segment.documents())).collect();
    }
    let of_each = (crew::threads() * SHARES).div_ceil(segments.len().max(1)) as DocId;
    let split = |segment: &Segment<'s>| {
        let (segment, documents) = (*segment, segment.reader.max_doc());
        let width = documents.div_ceil(of_each).next_multiple_of(WIDTH);
        (0..of_each).map(move |n| (segment, n * width..documents.min((n + 1) * width)))
    };
    let shares: Vec<(Segment<'s>, Range<DocId>)> = segments.iter().flat_map(split).collect();
    crew::each(&shares, |(segment, documents)| work(*segment, documents.clone()))
}

/// What a document must be worth, as far as any segment knows.
struct Bar(AtomicU32);

impl Default for Bar {
    fn default() -> Self {
        Self(AtomicU32::new(0))
    }
}

impl Bar {
    fn height(&self) -> Score {
        Score::from_bits(self.0.load(Ordering::Relaxed))
    }

    fn raise(&self, score: Score) {
        // Of numbers that are not negative the bits are ordered as the numbers.
        if score > 0.0 {
            self.0.fetch_max(score.to_bits(), Ordering::Relaxed);
        }
    }
}

/// The best documents of a segment, and how many match there.
fn best_of(
    root: &AllSource,
    segment: Segment<'_>,
    documents: Range<DocId>,
    wanted: usize,
    bar: &Bar,
) -> tantivy::Result<(u64, Best)> {
    let mut parts = root.parts(segment, Some(1.0))?;
    // What only adds to a score is looked at where it may decide.
    let bonus: Score = parts.bonus.iter().map(|bonus| bonus.most).sum();
    let mut best = Best::new(wanted);
    let few = best.most;
    let mut scores = Box::new([0.0; WIDTH as usize]);
    let (mut total, mut from) = (0, documents.start);
    loop {
        let next = parts.next(from);
        if next >= documents.end {
            break;
        }
        let base = window_of(next);
        from = base + WIDTH;
        scores.fill(0.0);
        best.least = best.least.max(bar.height());
        let mut strong = Bits::NONE;
        let enough = best.least - bonus;
        let tally = Tally::new(&mut scores, &mut strong, enough);
        let mut found = parts.matching(base, &Bits::ALL, Some(tally));
        only_alive(&mut found, base, segment);
        total += u64::from(found.count());
        if enough > 0.0 {
            found.keep(&strong);
        }
        if found.is_empty() {
            continue;
        }
        parts.add_bonus(base, &found, &mut scores);
        found.each(|place| {
            let score = scores[place as usize];
            if score >= best.least {
                best.add(score, DocAddress::new(segment.ord as u32, base + place));
            }
        });
        // The higher the bar, the less the next window costs; to settle many that are tied costs more.
        if best.found.len() < few {
            best.settle();
        }
        bar.raise(best.least);
    }
    best.settle();
    Ok((total, best))
}

/// Those of some documents of a window that an operator finds; others may be found as well.
fn in_window(
    operator: &mut dyn Operator,
    base: DocId,
    among: &Bits,
    scores: Option<&mut Scores>,
) -> Bits {
    let (mut found, mut strong) = (Bits::NONE, Bits::NONE);
    if operator.next(base) < base + WIDTH {
        let tally = scores.map(|scores| Tally::of_all(scores, &mut strong));
        operator.fill(Window { base, among, found: &mut found, tally });
    }
    found
}

/// The best documents so far.
struct Best {
    wanted: usize,
    found: Vec<(Score, DocAddress)>,
    /// What a document must be worth to be among them.
    least: Score,
    /// How many are gathered before those that are not among the best are let go.
    most: usize,
    /// How many stayed then.
    settled: usize,
    cut: bool,
}

/// So many that are worth the same as the last one wanted are kept.
const TIED: usize = 4096;

/// So many more than twice as many as wanted are gathered at least.
const SPARE: usize = 64;

impl Best {
    fn new(wanted: usize) -> Self {
        let most = wanted.saturating_mul(2).saturating_add(SPARE);
        let (found, least) = (Vec::new(), Score::NEG_INFINITY);
        Self { wanted, found, least, most, settled: 0, cut: false }
    }

    fn add(&mut self, score: Score, address: DocAddress) {
        self.found.push((score, address));
        if self.found.len() >= self.most {
            self.settle();
            self.most = self.most.max(2 * self.found.len());
        }
    }

    /// Leaves the best ones and those that are worth the same as the last of them.
    fn settle(&mut self) {
        if self.wanted == 0 {
            self.found.clear();
        }
        if self.found.len() <= self.wanted.max(self.settled) {
            return;
        }
        let (_, last, _) =
            self.found.select_nth_unstable_by(self.wanted - 1, |a, b| b.0.total_cmp(&a.0));
        self.least = self.least.max(last.0);
        self.found.retain(|(score, _)| *score >= self.least);
        if self.found.len() > self.wanted + TIED {
            self.cut = true;
            self.found.truncate(self.wanted);
        }
        self.settled = self.found.len();
    }
}
