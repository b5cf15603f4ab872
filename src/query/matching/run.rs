//! Goes through the documents that a tree matches.

use tantivy::{DocAddress, DocId, Score, TERMINATED};

use super::Matcher;
use super::sources::{Operator, Segment, prepare};
use super::tree::{All, Tree};
use super::window::{Bits, Scores, WIDTH, Window, window_of};

/// Visits every window in which something may match, with what does and is not deleted.
pub(super) fn each_window(
    operator: &mut dyn Operator,
    segment: Segment<'_>,
    mut scores: Option<&mut Scores>,
    mut visit: impl FnMut(DocId, &Bits, Option<&mut Scores>),
) {
    let documents = segment.reader.max_doc();
    let alive = segment.reader.alive_bitset();
    let mut from = 0;
    loop {
        let next = operator.next(from);
        if next >= documents {
            return;
        }
        let base = window_of(next);
        let mut found = Bits::NONE;
        if let Some(scores) = &mut scores {
            scores.fill(0.0);
        }
        let scored = scores.as_deref_mut();
        operator.fill(Window { base, among: &Bits::ALL, found: &mut found, scores: scored });
        if let Some(alive) = alive {
            found.retain(|place| base + place < documents && alive.is_alive(base + place));
        }
        if !found.is_empty() {
            visit(base, &found, scores.as_deref_mut());
        }
        from = base + WIDTH;
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
            let mut operator = source.open(segment, 1.0, false)?;
            each_window(&mut *operator, segment, None, |_, found, _| {
                count += u64::from(found.count());
            });
        }
        Ok(count)
    }

    /// Visits the documents of one segment that match, in order.
    pub fn each(
        &self,
        tree: &Tree,
        segment: usize,
        mut visit: impl FnMut(DocId),
    ) -> tantivy::Result<()> {
        let source = prepare(tree, self, false)?;
        for segment in self.segments().filter(|known| known.ord == segment) {
            let mut operator = source.open(segment, 1.0, false)?;
            each_window(&mut *operator, segment, None, |base, found, _| {
                found.iter().for_each(|place| visit(base + place));
            });
        }
        Ok(())
    }

    /// Visits the documents of one segment that match, in order, with what they are worth.
    pub fn each_scored(
        &self,
        tree: &Tree,
        segment: usize,
        mut visit: impl FnMut(DocId, Score),
    ) -> tantivy::Result<()> {
        let source = prepare(tree, self, true)?;
        let mut scores = Box::new([0.0; WIDTH as usize]);
        for segment in self.segments().filter(|known| known.ord == segment) {
            let mut operator = source.open(segment, 1.0, true)?;
            each_window(&mut *operator, segment, Some(&mut scores), |base, found, scores| {
                let Some(scores) = scores else { return };
                found.iter().for_each(|place| visit(base + place, scores[place as usize]));
            });
        }
        Ok(())
    }

    /// What a document is worth, where it matches.
    pub fn score(&self, tree: &Tree, address: DocAddress) -> tantivy::Result<Option<Score>> {
        let ord = address.segment_ord as usize;
        let Some(segment) = self.segments().find(|segment| segment.ord == ord) else {
            return Ok(None);
        };
        let mut operator = prepare(tree, self, true)?.open(segment, 1.0, true)?;
        let mut scores = Box::new([0.0; WIDTH as usize]);
        let found = at(&mut *operator, address.doc_id, Some(&mut scores));
        Ok(found.then(|| scores[(address.doc_id % WIDTH) as usize]))
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
            let mut operator = source.open(segment, 1.0, false)?;
            while let Some(first) = rest.next() {
                let base = window_of(first.doc_id);
                let mut among = Bits::NONE;
                let mut wanted = vec![*first];
                while let Some(more) = rest.next_if(|more| window_of(more.doc_id) == base) {
                    wanted.push(*more);
                }
                wanted.iter().for_each(|address| among.insert(address.doc_id - base));
                let mut found = Bits::NONE;
                if operator.next(base) < base + WIDTH {
                    let window = Window { base, among: &among, found: &mut found, scores: None };
                    operator.fill(window);
                }
                matching.extend(wanted.into_iter().filter(|a| found.has(a.doc_id - base)));
            }
        }
        Ok(matching)
    }

    /// The best documents, and how many match.
    pub fn top(&self, tree: &Tree, wanted: usize) -> tantivy::Result<Top> {
        // What only adds to a score is looked at where it may decide.
        let (needed, bonus) = match tree {
            Tree::All(all) if !all.bonus.is_empty() => {
                (All { bonus: Vec::new(), ..(**all).clone() }.into(), all.bonus.clone())
            }
            _ => (tree.clone(), Vec::new()),
        };
        let needed = prepare(&needed, self, true)?;
        let bonus: Vec<_> =
            bonus.iter().map(|tree| prepare(tree, self, true)).collect::<Result<_, _>>()?;
        let most: Score = bonus.iter().map(|bonus| bonus.most()).sum();
        let mut best = Best::new(wanted);
        let mut total = 0;
        let mut scores = Box::new([0.0; WIDTH as usize]);
        for segment in self.segments() {
            let mut operator = needed.open(segment, 1.0, true)?;
            let mut more: Vec<_> = bonus
                .iter()
                .map(|bonus| bonus.open(segment, 1.0, true))
                .collect::<Result<_, _>>()?;
            each_window(&mut *operator, segment, Some(&mut scores), |base, found, scores| {
                total += u64::from(found.count());
                let Some(scores) = scores else { return };
                let mut found = *found;
                if !more.is_empty() {
                    found.retain(|place| scores[place as usize] + most >= best.least);
                    for bonus in &mut more {
                        let mut ignored = Bits::NONE;
                        bonus.fill(Window {
                            base,
                            among: &found,
                            found: &mut ignored,
                            scores: Some(scores),
                        });
                    }
                }
                for place in found.iter() {
                    let score = scores[place as usize];
                    if score >= best.least {
                        best.add(score, DocAddress::new(segment.ord as u32, base + place));
                    }
                }
            });
        }
        best.settle();
        let Best { mut found, cut, .. } = best;
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        Ok(Top { total, found, cut })
    }
}

/// Whether an operator finds a document.
fn at(operator: &mut dyn Operator, doc: DocId, scores: Option<&mut Scores>) -> bool {
    let base = window_of(doc);
    let next = operator.next(base);
    if next == TERMINATED || window_of(next) != base {
        return false;
    }
    let (mut among, mut found) = (Bits::NONE, Bits::NONE);
    among.insert(doc - base);
    operator.fill(Window { base, among: &among, found: &mut found, scores });
    found.has(doc - base)
}

/// The best documents so far.
struct Best {
    wanted: usize,
    found: Vec<(Score, DocAddress)>,
    /// What a document must be worth to be among them.
    least: Score,
    /// How many are gathered before those that are not among the best are let go.
    most: usize,
    cut: bool,
}

/// So many that are worth the same as the last one wanted are kept.
const TIED: usize = 4096;

/// So many more than twice as many as wanted are gathered at least.
const SPARE: usize = 64;

impl Best {
    fn new(wanted: usize) -> Self {
        let most = wanted.saturating_mul(2).saturating_add(SPARE);
        Self { wanted, found: Vec::new(), least: Score::NEG_INFINITY, most, cut: false }
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
        if self.found.len() <= self.wanted {
            return;
        }
        let (_, last, _) =
            self.found.select_nth_unstable_by(self.wanted - 1, |a, b| b.0.total_cmp(&a.0));
        self.least = last.0;
        self.found.retain(|(score, _)| *score >= self.least);
        if self.found.len() > self.wanted + TIED {
            self.cut = true;
            self.found.truncate(self.wanted);
        }
    }
}
