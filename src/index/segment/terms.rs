//! The terms of one field: each is told by a number.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

/// Terms by number, from 0, in the order in which they came, each with what is known of it.
#[derive(Debug)]
pub(super) struct Terms<T = ()> {
    bytes: Vec<u8>,
    places: Vec<Place>,
    numbers: HashTable<Known<T>>,
}

/// Where a term stands, and how it starts: its first eight bytes, zeros where it has fewer, which order
/// terms as their bytes do.
#[derive(Debug, Clone, Copy)]
struct Place {
    head: u64,
    start: u32,
    length: u32,
}

/// What a look-up finds at once: it goes to the bytes of long terms only.
#[derive(Debug, Clone, Copy)]
struct Known<T> {
    place: Place,
    number: u32,
    of_it: T,
}

impl<T> Default for Terms<T> {
    fn default() -> Self {
        Self { bytes: Vec::new(), places: Vec::new(), numbers: HashTable::new() }
    }
}

impl<T: Copy> Terms<T> {
    /// The number of a term and what is known of it, which is worked out where it is new.
    pub(super) fn find(&mut self, term: &[u8], of_it: impl FnOnce() -> T) -> (u32, T) {
        let (hash, head) = (hash(term), head(term));
        let bytes = &self.bytes;
        let is_it = |known: &Known<T>| {
            known.place.head == head
                && known.place.length as usize == term.len()
                && (term.len() <= 8 || known.place.of(bytes) == term)
        };
        if let Some(known) = self.numbers.find(hash, is_it) {
            return (known.number, known.of_it);
        }
        let number = self.places.len() as u32;
        let place = Place { head, start: bytes.len() as u32, length: term.len() as u32 };
        self.bytes.extend_from_slice(term);
        self.places.push(place);
        let bytes = &self.bytes;
        let rehash = |known: &Known<T>| self::hash(known.place.of(bytes));
        let of_it = of_it();
        self.numbers.insert_unique(hash, Known { place, number, of_it }, rehash);
        (number, of_it)
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
            + self.numbers.capacity() * size_of::<Known<T>>()
    }
}

impl Place {
    fn of(self, bytes: &[u8]) -> &[u8] {
        let start = self.start as usize;
        &bytes[start..start + self.length as usize]
    }
}

fn head(term: &[u8]) -> u64 {
    let mut head = [0; 8];
    let length = term.len().min(8);
    head[..length].copy_from_slice(&term[..length]);
    u64::from_be_bytes(head)
}

fn hash(term: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(term);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_keep_their_numbers_and_sort_by_bytes() {
        let words = ["gold", "g", "", "golden gate", "golden gates", "g\0", "黄金", "gold"];
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
