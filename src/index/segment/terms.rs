//! The terms of one field: each is told by a number.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Terms by number, from 0, in the order in which they came, each with what is known of it.
///
/// A table of its own, not a map: a look-up mostly waits for memory. What it looks at first is small, and of
/// the rest the frequent terms stand together, as they come early.
#[derive(Debug, Default)]
pub(super) struct Terms<T = ()> {
    bytes: Vec<u8>,
    entries: Vec<Entry<T>>,
    /// A power of two, or none; each term stands at its hash or behind it.
    slots: Vec<Slot>,
}

/// A term, whose bytes are looked at where it is long.
#[derive(Debug, Clone, Copy)]
struct Entry<T> {
    /// Its first eight bytes, zeros where it has fewer, which order terms as their bytes do.
    head: u64,
    /// Its last eight where it has more.
    tail: u64,
    start: u32,
    length: u32,
    of_it: T,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Another part of the hash, which hardly another term here has.
    tag: u32,
    /// From 1; 0 where there is no term.
    number: u32,
}

const FEWEST_SLOTS: usize = 16;

impl<T: Copy> Terms<T> {
    /// The number of a term and what is known of it, which is worked out where it is new.
    #[inline]
    pub(super) fn find(&mut self, term: &[u8], of_it: impl FnOnce() -> T) -> (u32, T) {
        if self.slots.len() <= self.entries.len() * 2 {
            self.grow();
        }
        let (head, tail, hash) = (head(term), tail(term), hash(term));
        let tag = tag(hash);
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        loop {
            let slot = self.slots[at];
            if slot.number == 0 {
                break;
            }
            if slot.tag == tag {
                let entry = &self.entries[slot.number as usize - 1];
                if entry.head == head
                    && entry.tail == tail
                    && entry.length as usize == term.len()
                    && (term.len() <= 16 || entry.bytes(&self.bytes) == term)
                {
                    return (slot.number - 1, entry.of_it);
                }
            }
            at = (at + 1) & last;
        }
        let (start, length) = (self.bytes.len() as u32, term.len() as u32);
        self.bytes.extend_from_slice(term);
        let of_it = of_it();
        self.entries.push(Entry { head, tail, start, length, of_it });
        let number = self.len() as u32;
        self.slots[at] = Slot { tag, number };
        (number - 1, of_it)
    }

    #[cold]
    fn grow(&mut self) {
        let slots = (self.slots.len() * 2).max(FEWEST_SLOTS);
        self.slots.clear();
        self.slots.resize(slots, Slot::default());
        for (entry, number) in self.entries.iter().zip(1..) {
            let hash = hash(entry.bytes(&self.bytes));
            let mut at = hash as usize & (slots - 1);
            while self.slots[at].number != 0 {
                at = (at + 1) & (slots - 1);
            }
            self.slots[at] = Slot { tag: tag(hash), number };
        }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn get(&self, number: u32) -> &[u8] {
        self.entries[number as usize].bytes(&self.bytes)
    }

    /// All terms in the order of their bytes, each with its number.
    pub(super) fn sorted(&self) -> Vec<(u32, &[u8])> {
        let mut order: Vec<(u64, u32)> =
            self.entries.iter().zip(0..).map(|(entry, number)| (entry.head, number)).collect();
        order.sort_unstable_by(|(a, one), (b, other)| {
            a.cmp(b).then_with(|| self.get(*one).cmp(self.get(*other)))
        });
        order.into_iter().map(|(_, number)| (number, self.get(number))).collect()
    }

    /// About how many bytes of memory they take.
    pub(super) fn memory(&self) -> usize {
        self.bytes.capacity()
            + self.entries.capacity() * size_of::<Entry<T>>()
            + self.slots.capacity() * size_of::<Slot>()
    }
}

impl<T> Entry<T> {
    fn bytes<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
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

fn hash(term: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(term);
    hasher.finish()
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
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
        let sorted: Vec<&[u8]> = terms.sorted().into_iter().map(|(_, term)| term).collect();
        assert_eq!(sorted, wanted);
        // Enough of them for the table to grow.
        for number in 0..10_000_u32 {
            let bytes = number.to_le_bytes();
            assert_eq!(terms.find(&bytes, || 1), terms.find(&bytes, || 2));
        }
    }
}
