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

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
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
        for place in self.clone().iter() {
            if !wanted(place) {
                self.0[(place / 64) as usize] &= !(1 << (place % 64));
            }
        }
    }
}

/// What the documents of a window are worth, by their place in it.
pub(super) type Scores = [Score; WIDTH as usize];

/// What is asked of the documents of one window, and what was found.
pub(super) struct Window<'w> {
    /// The first document.
    pub(super) base: DocId,
    /// Nothing else matters; others may be found as well.
    pub(super) among: &'w Bits,
    pub(super) found: &'w mut Bits,
    /// What is found adds to it; `None` where that does not matter.
    pub(super) scores: Option<&'w mut Scores>,
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
        if let Some(scores) = &mut self.scores {
            scores[place as usize] += score;
        }
    }
}
