//! A small random number generator whose sequence never changes.

/// Keeps this corpus apart from any other made with the same article numbers.
const CORPUS_SEED: u64 = 0x5652_c7d2_6b07_cb95;

/// SplitMix64: one word of state, good enough for words, and the same on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed ^ CORPUS_SEED);
        // Neighbouring seeds start close together; two steps tear them apart.
        random.bits();
        random.bits();
        random
    }

    /// The next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, and without, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (((self.bits() >> 32) * bound as u64) >> 32) as usize
    }

    /// True with the given probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A rank below `bound` whose logarithm is uniform: the first are by far the likeliest.
    pub(crate) fn rank_below(&mut self, bound: usize) -> usize {
        let rank = ((bound as f64 + 1.0).powf(self.unit()) - 1.0) as usize;
        rank.min(bound - 1)
    }

    /// An element, each as likely as any other.
    pub(crate) fn choose<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// An element of a list whose first are by far the likeliest.
    pub(crate) fn choose_by_rank<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.rank_below(items.len())]
    }

    /// An element, those in front being somewhat likelier.
    pub(crate) fn choose_front<T: Copy>(&mut self, items: &[T]) -> T {
        items[(self.unit() * self.unit() * items.len() as f64) as usize]
    }

    /// Puts the elements in random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_fixed() {
        let mut one = Random::new(7);
        let mut other = Random::new(7);
        assert!((0..100).all(|_| one.bits() == other.bits()));
        assert_ne!(Random::new(7).bits(), Random::new(8).bits());
    }

    #[test]
    fn choices_stay_inside() {
        let mut random = Random::new(1);
        let items = [0, 1, 2];
        for _ in 0..1000 {
            assert!(random.below(3) < 3);
            assert!(random.rank_below(3) < 3);
            assert!((0.0..1.0).contains(&random.unit()));
            random.choose(&items);
            random.choose_by_rank(&items);
            random.choose_front(&items);
        }
    }
}
