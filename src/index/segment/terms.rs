//! The terms of one field: each is told by a number.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Terms by number, from 0, in the order in which they came, each with what is known of it.
///
/// A table of its own, not a map: a look-up mostly waits for memory, and here it waits once.
#[derive(Debug, Default)]
pub(super) struct Terms<T = ()> {
    bytes: Vec<u8>,
    places: Vec<Place>,
    /// A power of two, or none; each term stands at its hash or behind it.
    slots: Vec<Slot<T>>,
}

/// Where a term stands, and how it starts: its first eight bytes, zeros where it has fewer, which order
/// terms as their bytes do.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    head: u64,
    start: u32,
    length: u32,
}

/// What a look-up finds at once: it goes to the bytes of long terms only.
#[derive(Debug, Clone, Copy, Default)]
struct Slot<T> {
    place: Place,
    /// The last eight bytes of a term that has more.
    tail: u64,
    /// From 1; 0 where there is no term.
    number: u32,
    of_it: T,
}

const FEWEST_SLOTS: usize = 16;

impl<T: Copy + Default> Terms<T> {
    /// The number of a term and what is known of it, which is worked out where it is new.
    #[inline]
    pub(super) fn find(&mut self, term: &[u8], of_it: impl FnOnce() -> T) -> (u32, T) {
        if self.slots.len() * 2 <= self.places.len() * 3 {
            self.grow();
        }
        let (head, tail) = (head(term), tail(term));
        let last = self.slots.len() - 1;
        let mut at = hash(term) & last;
        loop {
            let Slot { place, tail: end, number, of_it } = self.slots[at];
            if number == 0 {
                break;
            }
            if place.head == head
                && end == tail
                && place.length as usize == term.len()
                && (term.len() <= 16 || place.of(&self.bytes) == term)
            {
                return (number - 1, of_it);
            }
            at = (at + 1) & last;
        }
        let place = Place { head, start: self.bytes.len() as u32, length: term.len() as u32 };
        self.bytes.extend_from_slice(term);
        self.places.push(place);
        let (number, of_it) = (self.places.len() as u32, of_it());
        self.slots[at] = Slot { place, tail, number, of_it };
        (number - 1, of_it)
    }

    #[cold]
    fn grow(&mut self) {
        let more = (self.slots.len() * 2).max(FEWEST_SLOTS);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); more]);
        for slot in old.into_iter().filter(|slot| slot.number != 0) {
            let mut at = hash(slot.place.of(&self.bytes)) & (more - 1);
            while self.slots[at].number != 0 {
                at = (at + 1) & (more - 1);
            }
            self.slots[at] = slot;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn get(&self, number: u32) -> &[u8] {
        self.places[number as usize].of(&self.bytes)
    }

    /// All numbers, in the order of the terms' bytes.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let mut order: Vec<(u64, u32)> =
            self.places.iter().zip(0..).map(|(place, number)| (place.head, number)).collect();
        order.sort_unstable_by(|(a, one), (b, other)| {
            a.cmp(b).then_with(|| self.get(*one).cmp(self.get(*other)))
        });
        order.into_iter().map(|(_, number)| number).collect()
    }

    /// About how many bytes of memory they take.
    pub(super) fn memory(&self) -> usize {
        self.bytes.capacity()
            + self.places.capacity() * size_of::<Place>()
            + self.slots.capacity() * size_of::<Slot<T>>()
    }
}

impl Place {
    fn of(self, bytes: &[u8]) -> &[u8] {
        let start = self.start as usize;
        &bytes[start..start + self.length as usize]
    }
}

/// The first eight bytes, zeros behind fewer.
fn head(term: &[u8]) -> u64 {
    if let Some(first) = term.first_chunk() {
        return u64::from_be_bytes(*first);
    }
    let length = term.len() as u32;
    if let (Some(first), Some(last)) = (term.first_chunk(), term.last_chunk()) {
        // Four to seven: the halves overlap.
        let [first, last] = [first, last].map(|half| u64::from(u32::from_be_bytes(*half)));
        return first << 32 | last << (64 - 8 * length);
    }
    term.iter().fold(0, |head, byte| head << 8 | u64::from(*byte)) << ((64 - 8 * length) & 63)
}

/// The last eight bytes of more than eight.
fn tail(term: &[u8]) -> u64 {
    match term.last_chunk() {
        Some(last) if term.len() > 8 => u64::from_be_bytes(*last),
        _ => 0,
    }
}

fn hash(term: &[u8]) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(term);
    hasher.finish() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_keep_their_numbers_and_sort_by_bytes() {
        let words = ["gold", "g", "", "golden gate", "golden gates", "g\0", "黄金", "gold"];
        for word in words.into_iter().chain(["ab", "abc", "abcde", "abcdefg", "abcdefgh"]) {
            let mut padded = [word.as_bytes(), &[0; 8]].concat();
            padded.truncate(8);
            assert_eq!(head(word.as_bytes()).to_be_bytes(), padded[..], "{word}");
        }
        let mut terms = Terms::default();
        let found: Vec<_> =
            words.iter().map(|word| terms.find(word.as_bytes(), || word.len())).collect();
        let wanted: Vec<_> = (0..7).zip(words.map(str::len)).chain([(0, 4)]).collect();
        assert_eq!(found, wanted);
        assert_eq!((terms.len(), terms.get(3)), (7, "golden gate".as_bytes()));
        let mut wanted: Vec<&[u8]> = words[..7].iter().map(|word| word.as_bytes()).collect();
        wanted.sort_unstable();
        let sorted: Vec<&[u8]> = terms.sorted().into_iter().map(|n| terms.get(n)).collect();
        assert_eq!(sorted, wanted);
        // Enough of them for the table to grow.
        for number in 0..10_000_u32 {
            let bytes = number.to_le_bytes();
            assert_eq!(terms.find(&bytes, || 1), terms.find(&bytes, || 2));
        }
    }
}
