//! Any of some parts, so many of them, or all.

use tantivy::{DocId, Score, TERMINATED};

use super::super::Matcher;
use super::super::tree::{All, Tree};
use super::super::window::{Bits, Scores, Tally, WIDTH, Window, window_of};
use super::{Opened, Operator, Segment, Source, Worth, prepare};

type Sources = Vec<Box<dyn Source>>;

fn prepare_each(trees: &[Tree], matcher: &Matcher<'_>, scored: bool) -> tantivy::Result<Sources> {
    trees.iter().map(|tree| prepare(tree, matcher, scored)).collect()
}

fn open_each(
    sources: &Sources,
    segment: Segment<'_>,
    worth: Worth,
) -> tantivy::Result<Vec<Opened>> {
    sources.iter().map(|source| Opened::of(&**source, segment, worth)).collect()
}

fn sum(sources: &Sources) -> u64 {
    sources.iter().map(|source| source.cost()).fold(0, u64::saturating_add)
}

fn most(sources: &Sources) -> Score {
    sources.iter().map(|source| source.most()).sum()
}

/// The first that any of some parts may match.
fn first(parts: &mut [Opened], from: DocId) -> DocId {
    parts.iter_mut().map(|part| part.next(from)).min().unwrap_or(TERMINATED)
}

/// Scores of a part that count for some of what it matches.
struct Apart(Option<Box<Scores>>);

impl Apart {
    fn new(worth: Worth) -> Self {
        Self(worth.map(|_| Box::new([0.0; WIDTH as usize])))
    }

    fn clean(&mut self) {
        if let Some(scores) = &mut self.0 {
            scores.fill(0.0);
        }
    }

    /// What parts add to: every document matters.
    fn tally<'a>(&'a mut self, strong: &'a mut Bits) -> Option<Tally<'a>> {
        Some(Tally::of_all(self.0.as_deref_mut()?, strong))
    }

    /// Reports what was found, with its scores.
    fn report(&self, found: &Bits, window: &mut Window<'_>) {
        window.found.add(found);
        if let (Some(apart), Some(tally)) = (&self.0, &mut window.tally) {
            found.each(|place| tally.add(place, apart[place as usize]));
        }
    }
}

/// What finds nothing.
pub(super) struct Nothing;

impl Source for Nothing {
    fn open(&self, _: Segment<'_>, _: Worth) -> tantivy::Result<Box<dyn Operator>> {
        Ok(Box::new(Self))
    }

    fn cost(&self) -> u64 {
        0
    }

    fn most(&self) -> Score {
        0.0
    }
}

impl Operator for Nothing {
    fn next(&mut self, _: DocId) -> DocId {
        TERMINATED
    }

    fn fill(&mut self, _: Window<'_>) {}
}

/// Worth so much more.
pub(super) struct Boosted(pub(super) Box<dyn Source>, pub(super) Score);

impl Source for Boosted {
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        self.0.open(segment, worth.map(|worth| worth * self.1))
    }

    fn cost(&self) -> u64 {
        self.0.cost()
    }

    fn most(&self) -> Score {
        self.0.most() * self.1
    }
}

/// Worth nothing.
pub(super) struct Unscored(pub(super) Box<dyn Source>);

impl Source for Unscored {
    fn open(&self, segment: Segment<'_>, _: Worth) -> tantivy::Result<Box<dyn Operator>> {
        Ok(Box::new(UnscoredOperator(self.0.open(segment, None)?)))
    }

    fn cost(&self) -> u64 {
        self.0.cost()
    }

    fn most(&self) -> Score {
        0.0
    }
}

struct UnscoredOperator(Box<dyn Operator>);

impl Operator for UnscoredOperator {
    fn next(&mut self, from: DocId) -> DocId {
        self.0.next(from)
    }

    fn fill(&mut self, window: Window<'_>) {
        self.0.fill(Window { tally: None, ..window });
    }
}

/// Parts, the longest last.
pub(super) struct AnySource(Sources);

impl AnySource {
    pub(super) fn new(
        trees: &[Tree],
        matcher: &Matcher<'_>,
        scored: bool,
    ) -> tantivy::Result<Self> {
        let mut leaves = Vec::new();
        trees.iter().for_each(|tree| leaves_of(tree, 1.0, &mut leaves));
        let mut parts = Sources::with_capacity(leaves.len());
        for (tree, weight) in leaves {
            parts.push(Box::new(Boosted(prepare(tree, matcher, scored)?, weight)));
        }
        // With all else known, the longest lists can be passed over most.
        parts.sort_by_key(|part| part.cost());
        Ok(Self(parts))
    }
}

/// The parts of any depth, of which any is enough, with their weights.
fn leaves_of<'t>(tree: &'t Tree, weight: Score, leaves: &mut Vec<(&'t Tree, Score)>) {
    match tree {
        Tree::Any(trees) => trees.iter().for_each(|tree| leaves_of(tree, weight, leaves)),
        Tree::Boosted(tree, more) => leaves_of(tree, weight * more, leaves),
        _ => leaves.push((tree, weight)),
    }
}

impl Source for AnySource {
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        Ok(Box::new(AnyOperator(open_each(&self.0, segment, worth)?)))
    }

    fn cost(&self) -> u64 {
        sum(&self.0)
    }

    fn most(&self) -> Score {
        most(&self.0)
    }
}

struct AnyOperator(Vec<Opened>);

impl Operator for AnyOperator {
    fn next(&mut self, from: DocId) -> DocId {
        first(&mut self.0, from)
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let among = window.among;
        let base = window.base;
        let mut behind: Score = self.0.iter_mut().map(|part| part.most_in(base)).sum();
        let mut before = 0.0;
        for part in &mut self.0 {
            let most = part.most_in(base);
            behind -= most;
            let found = &mut *window.found;
            let tally = window.tally.as_mut().map(|tally| tally.between(before, behind));
            part.fill(Window { base, among, found, tally });
            before += most;
        }
    }
}

pub(super) struct MostSource {
    count: usize,
    sources: Sources,
}

impl MostSource {
    pub(super) fn new(
        count: usize,
        trees: &[Tree],
        matcher: &Matcher<'_>,
        scored: bool,
    ) -> tantivy::Result<Self> {
        Ok(Self { count, sources: prepare_each(trees, matcher, scored)? })
    }
}

impl Source for MostSource {
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        let parts = open_each(&self.sources, segment, worth)?;
        Ok(Box::new(MostOperator { count: self.count, parts, apart: Apart::new(worth) }))
    }

    fn cost(&self) -> u64 {
        sum(&self.sources)
    }

    fn most(&self) -> Score {
        most(&self.sources)
    }
}

struct MostOperator {
    count: usize,
    parts: Vec<Opened>,
    apart: Apart,
}

impl Operator for MostOperator {
    fn next(&mut self, from: DocId) -> DocId {
        first(&mut self.parts, from)
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let mut counts = [0_u16; WIDTH as usize];
        self.apart.clean();
        let (mut any, mut strong) = (Bits::NONE, Bits::NONE);
        for part in &mut self.parts {
            let mut found = Bits::NONE;
            let tally = self.apart.tally(&mut strong);
            let (base, among) = (window.base, window.among);
            part.fill(Window { base, among, found: &mut found, tally });
            found.each(|place| counts[place as usize] += 1);
            any.add(&found);
        }
        any.retain(|place| usize::from(counts[place as usize]) >= self.count);
        self.apart.report(&any, &mut window);
    }
}

pub(in super::super) struct AllSource {
    /// What must match, from the least costly on.
    musts: Sources,
    bonus: Sources,
    nots: Sources,
}

impl AllSource {
    pub(in super::super) fn new(
        all: &All,
        matcher: &Matcher<'_>,
        scored: bool,
    ) -> tantivy::Result<Self> {
        let mut musts = prepare_each(&all.musts, matcher, scored)?;
        musts.sort_by_key(|source| source.cost());
        let bonus = if scored { prepare_each(&all.bonus, matcher, true)? } else { Vec::new() };
        let nots = prepare_each(&all.nots, matcher, false)?;
        Ok(Self { musts, bonus, nots })
    }

    /// About how many documents its parts look at.
    pub(in super::super) fn work(&self) -> u64 {
        sum(&self.musts)
    }

    pub(in super::super) fn parts(
        &self,
        segment: Segment<'_>,
        worth: Worth,
    ) -> tantivy::Result<Parts> {
        let musts = open_each(&self.musts, segment, worth)?;
        let bonus = match worth {
            Some(_) => open_each(&self.bonus, segment, worth)?,
            None => Vec::new(),
        };
        Ok(Parts { musts, bonus, nots: open_each(&self.nots, segment, None)? })
    }
}

impl Source for AllSource {
    fn open(&self, segment: Segment<'_>, worth: Worth) -> tantivy::Result<Box<dyn Operator>> {
        let parts = self.parts(segment, worth)?;
        Ok(Box::new(AllOperator { parts, apart: Apart::new(worth) }))
    }

    fn cost(&self) -> u64 {
        self.musts.first().map_or(0, |source| source.cost())
    }

    fn most(&self) -> Score {
        most(&self.musts) + most(&self.bonus)
    }
}

/// The parts of what must match all of some, in a segment.
pub(in super::super) struct Parts {
    pub(in super::super) musts: Vec<Opened>,
    pub(in super::super) bonus: Vec<Opened>,
    nots: Vec<Opened>,
}

impl Parts {
    /// A document in a window in which all may match, `from` or behind it.
    pub(in super::super) fn next(&mut self, from: DocId) -> DocId {
        if self.musts.is_empty() {
            return TERMINATED;
        }
        let mut target = from;
        'windows: while target != TERMINATED {
            for must in &mut self.musts {
                let next = must.next(target);
                if window_of(next) != window_of(target) {
                    target = next;
                    continue 'windows;
                }
                target = target.max(next);
            }
            return target;
        }
        TERMINATED
    }

    /// What matches all and none of what must not, of some documents of a window.
    pub(in super::super) fn matching(
        &mut self,
        base: DocId,
        among: &Bits,
        mut tally: Option<Tally<'_>>,
    ) -> Bits {
        let mut all = *among;
        let most: Score = self.musts.iter().map(|must| must.most).sum();
        let mut before = 0.0;
        for must in &mut self.musts {
            let mut found = Bits::NONE;
            let behind = most - before - must.most;
            let tally = tally.as_mut().map(|tally| tally.between(before, behind));
            before += must.most;
            must.fill(Window { base, among: &all, found: &mut found, tally });
            all.keep(&found);
            if all.is_empty() {
                return all;
            }
        }
        for not in &mut self.nots {
            let mut found = Bits::NONE;
            not.fill(Window { base, among: &all, found: &mut found, tally: None });
            all.remove(&found);
        }
        all
    }

    /// Adds what is not asked for and adds to the score.
    pub(in super::super) fn add_bonus(&mut self, base: DocId, among: &Bits, scores: &mut Scores) {
        for bonus in &mut self.bonus {
            let (mut found, mut strong) = (Bits::NONE, Bits::NONE);
            let tally = Some(Tally::of_all(scores, &mut strong));
            bonus.fill(Window { base, among, found: &mut found, tally });
        }
    }
}

struct AllOperator {
    parts: Parts,
    apart: Apart,
}

impl Operator for AllOperator {
    fn next(&mut self, from: DocId) -> DocId {
        self.parts.next(from)
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let Self { parts, apart } = self;
        apart.clean();
        let (base, among) = (window.base, window.among);
        let mut strong = Bits::NONE;
        let all = parts.matching(base, among, apart.tally(&mut strong));
        if let Some(scores) = &mut apart.0 {
            parts.add_bonus(base, &all, scores);
        }
        apart.report(&all, &mut window);
    }
}
