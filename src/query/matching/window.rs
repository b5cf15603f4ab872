//! A window of neighbouring documents: which of them match, and what each is worth.

use tantivy::{DocId, Score};

/// Documents of a window. Their scores fit into a processor's nearest cache.
pub(super) const WIDTH: u32 = 2048;

const WORDS: usize = (WIDTH / 64) as usize;

/// The first document of the window that holds a document.
pub(super) fn window_of(doc: DocId) -> DocId {
    doc / WIDTH * WIDTH
}

/// Documents of a window, by their place in it.
#[derive(Clone, Copy)]
pub(super) struct Bits([u64; WORDS]);

impl Bits {
    pub(super) const NONE: Self = Self([0; WORDS]);
    pub(super) const ALL: Self = Self([u64::MAX; WORDS]);

    pub(super) fn insert(&mut self, place: u32) {
        self.0[(place / 64) as usize] |= 1 << (place % 64);
    }

    pub(super) fn has(&self, place: u32) -> bool {
        self.0[(place / 64) as usize] >> (place % 64) & 1 == 1
    }

    /// Adds the places from one to another, the last too.
    pub(super) fn insert_from_to(&mut self, first: u32, last: u32) {
        let (from, to) = ((first / 64) as usize, (last / 64) as usize);
        let head = u64::MAX << (first % 64);
        let tail = u64::MAX >> (63 - last % 64);
        if from == to {
            self.0[from] |= head & tail;
            return;
        }
        self.0[from] |= head;
        self.0[from + 1..to].fill(u64::MAX);
        self.0[to] |= tail;
    }

    pub(super) fn is_all(&self) -> bool {
        self.0.iter().all(|word| *word == u64::MAX)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn are_fewer_than(&self, limit: u32) -> bool {
        let mut count = 0;
        self.0.iter().all(|word| {
            count += word.count_ones();
            count < limit
        })
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub(super) fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine &= theirs);
    }

    pub(super) fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine &= !theirs);
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Adds documents by the words of a set that begins with the window.
    pub(super) fn add_words(&mut self, words: &[u64]) {
        self.0.iter_mut().zip(words).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Visits the places in order.
    pub(super) fn each(&self, mut visit: impl FnMut(u32)) {
        for (at, word) in (0..).step_by(64).zip(&self.0) {
            let mut rest = *word;
            while rest != 0 {
                visit(at + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
    }

    /// The places in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.0).flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let place = (rest != 0).then(|| at * 64 + rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(place)
            })
        })
    }

    /// Takes out those that are not as wanted.
    pub(super) fn retain(&mut self, mut wanted: impl FnMut(u32) -> bool) {
        for (at, word) in (0..).step_by(64).zip(&mut self.0) {
            let mut rest = *word;
            while rest != 0 {
                let place = rest.trailing_zeros();
                *word &= !(u64::from(!wanted(at + place)) << place);
                rest &= rest - 1;
            }
        }
    }
}

/// What the documents of a window are worth, by their place in it.
pub(super) type Scores = [Score; WIDTH as usize];

/// What documents of a window are worth so far, and what it takes to matter.
pub(super) struct Tally<'w> {
    pub(super) scores: &'w mut Scores,
    /// Those that are worth enough.
    pub(super) strong: &'w mut Bits,
    /// So much is enough.
    enough: Score,
    /// A document that comes to less in the end does not matter.
    least: Score,
    /// What no document is worth more than by now.
    pub(super) before: Score,
    /// What parts behind this one can add at most.
    behind: Score,
}

impl<'w> Tally<'w> {
    /// Of documents that matter where they are worth enough.
    pub(super) fn new(scores: &'w mut Scores, strong: &'w mut Bits, enough: Score) -> Self {
        Self { scores, strong, enough, least: enough, before: 0.0, behind: 0.0 }
    }

    /// Of documents that all matter.
    pub(super) fn of_all(scores: &'w mut Scores, strong: &'w mut Bits) -> Self {
        let tally = Self::new(scores, strong, Score::INFINITY);
        Self { least: Score::NEG_INFINITY, ..tally }
    }

    #[inline]
    pub(super) fn add(&mut self, place: u32, score: Score) {
        let sum = &mut self.scores[place as usize % WIDTH as usize];
        *sum += score;
        if *sum >= self.enough {
            self.strong.insert(place);
        }
    }

    /// The same for a part that stands between others.
    pub(super) fn between(&mut self, before: Score, behind: Score) -> Tally<'_> {
        Tally {
            scores: self.scores,
            strong: self.strong,
            before: self.before + before,
            behind: self.behind + behind,
            ..*self
        }
    }

    /// What a document is worth by now.
    #[inline]
    pub(super) fn score(&self, place: u32) -> Score {
        self.scores[place as usize % WIDTH as usize]
    }

    /// What a document must be worth by now to matter, if this part adds so much to it.
    #[inline]
    pub(super) fn needed(&self, added: Score) -> Score {
        self.least - self.behind - added
    }
}

/// What is asked of the documents of one window, and what was found.
pub(super) struct Window<'w> {
    /// The first document.
    pub(super) base: DocId,
    /// Nothing else matters; others may be found as well.
    pub(super) among: &'w Bits,
    pub(super) found: &'w mut Bits,
    /// What is found adds to it; `None` where that does not matter.
    pub(super) tally: Option<Tally<'w>>,
}

impl Window<'_> {
    /// The first document behind it.
    pub(super) fn end(&self) -> DocId {
        self.base + WIDTH
    }

    /// A document that matches, and what that is worth.
    pub(super) fn hit(&mut self, doc: DocId, score: Score) {
        let place = doc - self.base;
        self.found.insert(place);
        if let Some(tally) = &mut self.tally {
            tally.add(place, score);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_in_order() {
        let mut bits = Bits::NONE;
        for (first, last) in [(0, 0), (63, 64), (130, 500), (WIDTH - 1, WIDTH - 1)] {
            bits.insert_from_to(first, last);
        }
        let wanted: Vec<u32> =
            [0, 63, 64].into_iter().chain(130..=500).chain([WIDTH - 1]).collect();
        assert_eq!(bits.iter().collect::<Vec<_>>(), wanted);
        let mut each = Vec::new();
        bits.each(|place| each.push(place));
        assert_eq!(each, wanted);
        assert_eq!(bits.count() as usize, wanted.len());
        assert!(wanted.iter().all(|place| bits.has(*place)) && !bits.has(1));
        bits.retain(|place| place % 2 == 0);
        assert_eq!(bits.iter().collect::<Vec<_>>(), evens(&wanted));
    }

    fn evens(places: &[u32]) -> Vec<u32> {
        places.iter().copied().filter(|place| place % 2 == 0).collect()
    }
}
