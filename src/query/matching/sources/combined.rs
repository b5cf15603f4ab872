//! Any of some parts, so many of them, or all.

use tantivy::{DocId, Score, TERMINATED};

use super::super::Matcher;
use super::super::tree::{All, Tree};
use super::super::window::{Bits, Scores, WIDTH, Window, window_of};
use super::{Operator, Segment, Source, prepare};

type Sources = Vec<Box<dyn Source>>;
type Operators = Vec<Box<dyn Operator>>;

fn prepare_each(
    trees: &[Tree],
    matcher: &Matcher<'_>,
    scored: bool,
) -> tantivy::Result<Vec<Box<dyn Source>>> {
    trees.iter().map(|tree| prepare(tree, matcher, scored)).collect()
}

fn open_each(
    sources: &[Box<dyn Source>],
    segment: Segment<'_>,
    boost: Score,
    scored: bool,
) -> tantivy::Result<Operators> {
    sources.iter().map(|source| source.open(segment, boost, scored)).collect()
}

fn sum(sources: &[Box<dyn Source>]) -> u64 {
    sources.iter().map(|source| source.cost()).fold(0, u64::saturating_add)
}

fn most(sources: &[Box<dyn Source>]) -> Score {
    sources.iter().map(|source| source.most()).sum()
}

/// The first that any of some parts may match.
fn first(operators: &mut Operators, from: DocId) -> DocId {
    operators.iter_mut().map(|operator| operator.next(from)).min().unwrap_or(TERMINATED)
}

/// Scores of a part that count for some of what it matches.
struct Apart(Option<Box<Scores>>);

impl Apart {
    fn new(scored: bool) -> Self {
        Self(scored.then(|| Box::new([0.0; WIDTH as usize])))
    }

    /// Clean scores to add to.
    fn clean(&mut self) -> Option<&mut Scores> {
        let scores = self.0.as_deref_mut()?;
        scores.fill(0.0);
        Some(scores)
    }

    /// Reports what was found, with its scores.
    fn report(&self, found: &Bits, window: &mut Window<'_>) {
        window.found.add(found);
        if let (Some(apart), Some(scores)) = (&self.0, &mut window.scores) {
            for place in found.iter() {
                scores[place as usize] += apart[place as usize];
            }
        }
    }
}

/// What finds nothing.
pub(super) struct Nothing;

impl Source for Nothing {
    fn open(&self, _: Segment<'_>, _: Score, _: bool) -> tantivy::Result<Box<dyn Operator>> {
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
    fn open(
        &self,
        segment: Segment<'_>,
        boost: Score,
        scored: bool,
    ) -> tantivy::Result<Box<dyn Operator>> {
        self.0.open(segment, boost * self.1, scored)
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
    fn open(
        &self,
        segment: Segment<'_>,
        boost: Score,
        _: bool,
    ) -> tantivy::Result<Box<dyn Operator>> {
        Ok(Box::new(UnscoredOperator(self.0.open(segment, boost, false)?)))
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
        self.0.fill(Window { scores: None, ..window });
    }
}

pub(super) struct AnySource(Sources);

impl AnySource {
    pub(super) fn new(
        trees: &[Tree],
        matcher: &Matcher<'_>,
        scored: bool,
    ) -> tantivy::Result<Self> {
        Ok(Self(prepare_each(trees, matcher, scored)?))
    }
}

impl Source for AnySource {
    fn open(
        &self,
        segment: Segment<'_>,
        boost: Score,
        scored: bool,
    ) -> tantivy::Result<Box<dyn Operator>> {
        Ok(Box::new(AnyOperator(open_each(&self.0, segment, boost, scored)?)))
    }

    fn cost(&self) -> u64 {
        sum(&self.0)
    }

    fn most(&self) -> Score {
        most(&self.0)
    }
}

struct AnyOperator(Operators);

impl Operator for AnyOperator {
    fn next(&mut self, from: DocId) -> DocId {
        first(&mut self.0, from)
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let among = window.among;
        for operator in &mut self.0 {
            let (base, found) = (window.base, &mut *window.found);
            operator.fill(Window { base, among, found, scores: window.scores.as_deref_mut() });
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
    fn open(
        &self,
        segment: Segment<'_>,
        boost: Score,
        scored: bool,
    ) -> tantivy::Result<Box<dyn Operator>> {
        let operators = open_each(&self.sources, segment, boost, scored)?;
        let apart = Apart::new(scored);
        Ok(Box::new(MostOperator { count: self.count, operators, apart }))
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
    operators: Operators,
    apart: Apart,
}

impl Operator for MostOperator {
    fn next(&mut self, from: DocId) -> DocId {
        first(&mut self.operators, from)
    }

    fn fill(&mut self, mut window: Window<'_>) {
        let mut counts = [0_u16; WIDTH as usize];
        let mut scores = self.apart.clean();
        let mut any = Bits::NONE;
        for operator in &mut self.operators {
            let mut found = Bits::NONE;
            operator.fill(Window {
                base: window.base,
                among: window.among,
                found: &mut found,
                scores: scores.as_deref_mut(),
            });
            found.iter().for_each(|place| counts[place as usize] += 1);
            any.add(&found);
        }
        any.retain(|place| usize::from(counts[place as usize]) >= self.count);
        self.apart.report(&any, &mut window);
    }
}

pub(super) struct AllSource {
    /// What must match, from the least costly on.
    musts: Sources,
    bonus: Sources,
    nots: Sources,
}

impl AllSource {
    pub(super) fn new(all: &All, matcher: &Matcher<'_>, scored: bool) -> tantivy::Result<Self> {
        let mut musts = prepare_each(&all.musts, matcher, scored)?;
        musts.sort_by_key(|source| source.cost());
        let bonus = if scored { prepare_each(&all.bonus, matcher, true)? } else { Vec::new() };
        let nots = prepare_each(&all.nots, matcher, false)?;
        Ok(Self { musts, bonus, nots })
    }
}

impl Source for AllSource {
    fn open(
        &self,
        segment: Segment<'_>,
        boost: Score,
        scored: bool,
    ) -> tantivy::Result<Box<dyn Operator>> {
        let musts = open_each(&self.musts, segment, boost, scored)?;
        let bonus = if scored { open_each(&self.bonus, segment, boost, true)? } else { Vec::new() };
        let nots = open_each(&self.nots, segment, boost, false)?;
        Ok(Box::new(AllOperator { musts, bonus, nots, apart: Apart::new(scored) }))
    }

    fn cost(&self) -> u64 {
        self.musts.first().map_or(0, |source| source.cost())
    }

    fn most(&self) -> Score {
        most(&self.musts) + most(&self.bonus)
    }
}

struct AllOperator {
    musts: Operators,
    bonus: Operators,
    nots: Operators,
    apart: Apart,
}

impl Operator for AllOperator {
    fn next(&mut self, from: DocId) -> DocId {
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

    fn fill(&mut self, mut window: Window<'_>) {
        let Self { musts, bonus, nots, apart } = self;
        let mut scores = apart.clean();
        let mut all = *window.among;
        let base = window.base;
        for must in musts {
            let mut found = Bits::NONE;
            let scores = scores.as_deref_mut();
            must.fill(Window { base, among: &all, found: &mut found, scores });
            all.keep(&found);
            if all.is_empty() {
                return;
            }
        }
        for not in nots {
            let mut found = Bits::NONE;
            not.fill(Window { base, among: &all, found: &mut found, scores: None });
            all.remove(&found);
        }
        for bonus in bonus {
            let mut found = Bits::NONE;
            let scores = scores.as_deref_mut();
            bonus.fill(Window { base, among: &all, found: &mut found, scores });
        }
        apart.report(&all, &mut window);
    }
}
