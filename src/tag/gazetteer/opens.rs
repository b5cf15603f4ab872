//! How names begin: a filter that turns most places of a text away at once.
//!
//! A name starts where a word starts, and its first word is the text's word there, whole; so the
//! filter knows the names of one word by a hash, and of those of more words the first two. Where no
//! spaces part the words, it knows the first two characters.

use crate::tag::starts::run;
use crate::tag::word::is_word;
use crate::text::chars::is_han_or_kana;

/// Bits of the filter.
const BITS: usize = 1 << 21;
/// Bytes of the filter.
pub(super) const BYTES: usize = BITS / 8;

/// The first word at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tag) struct First {
    /// Where it ends.
    pub(in crate::tag) end: usize,
    hash: u32,
    /// Of a text without spaces, the hash of its first character alone.
    single: Option<u32>,
}

/// The word that starts at `at`, or where no spaces part them the first two characters.
pub(in crate::tag) fn first(text: &str, at: usize) -> First {
    first_to(text, at, at + run(&text.as_bytes()[at..]))
}

/// As [`first`], where the run of letters and digits of ASCII ends at `end`.
pub(in crate::tag) fn first_to(text: &str, at: usize, end: usize) -> First {
    let bytes = text.as_bytes();
    let plain = bytes[at].is_ascii_alphanumeric();
    if plain && bytes.get(end).is_none_or(u8::is_ascii) {
        return First { end, hash: hash_in(bytes, at, end), single: None };
    }
    let bytes = &bytes[at..];
    let mut chars = text[at..].char_indices();
    let opening = chars.next().map_or(' ', |(_, c)| c);
    if is_han_or_kana(opening) {
        let one = opening.len_utf8();
        let second = chars.next().filter(|(_, c)| is_han_or_kana(*c));
        let both = second.map_or(one, |(i, c)| i + c.len_utf8());
        let single = Some(hash_of(&bytes[..one]));
        return First { end: at + one, hash: hash_of(&bytes[..both]), single };
    }
    let word = text[at..].chars().take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
    let end = if word == 0 { opening.len_utf8() } else { word };
    First { end: at + end, hash: hash_of(&bytes[..end]), single: None }
}

/// The filter over some bytes.
#[derive(Debug, Clone, Copy)]
pub(in crate::tag) struct Opens<'a>(&'a [u8; BYTES]);

impl<'a> Opens<'a> {
    /// The filter of a section with these bytes.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self(bytes.first_chunk().unwrap_or(&[0; BYTES]))
    }

    /// Whether a name may begin with a word of a text.
    #[inline]
    pub(in crate::tag) fn may(self, first: First, text: &str) -> bool {
        self.has(first.hash)
            || first.single.is_some_and(|hash| self.has(hash))
            || self.has(opening(first.hash)) && self.has(pair(first, text))
    }

    fn has(self, hash: u32) -> bool {
        let bit = bit_of(hash);
        self.0[bit / 8] & (1 << (bit % 8)) != 0
    }
}

/// Lets an alias in.
pub(super) fn add(bits: &mut [u8], alias: &str) {
    let first = first(alias, 0);
    let mut set = |hash: u32| {
        let bit = bit_of(hash);
        bits[bit / 8] |= 1 << (bit % 8);
    };
    match first.single {
        // Of a single character nothing more is known.
        Some(single) if first.end == alias.len() => set(single),
        None if second(alias, first.end).is_some() => {
            set(opening(first.hash));
            set(pair(first, alias));
        }
        _ => set(first.hash),
    }
}

/// The hash of a word that others follow in a name.
fn opening(hash: u32) -> u32 {
    hash ^ 0x5bd1_e995
}

/// The hash of a word and the one behind it.
fn pair(first: First, text: &str) -> u32 {
    second(text, first.end).map_or(first.hash, |second| first.hash.rotate_left(7) ^ second)
}

/// The hash of the word behind the one that ends at `end`, where they are of letters and digits and
/// little stands between.
fn second(text: &str, end: usize) -> Option<u32> {
    let bytes = text.as_bytes();
    let start = (end..bytes.len().min(end + GAP)).find(|at| bytes[*at].is_ascii_alphanumeric())?;
    let plain = bytes[end..start].iter().all(u8::is_ascii);
    let last = start + run(&bytes[start..]);
    let whole = bytes.get(last).is_none_or(u8::is_ascii);
    (plain && whole && start > end).then(|| hash_in(bytes, start, last))
}

/// How many bytes may stand between two words of a name.
const GAP: usize = 4;

/// The hash of a word.
fn hash_of(bytes: &[u8]) -> u32 {
    hash_in(bytes, 0, bytes.len())
}

/// The hash of the word from `at` to `end`.
fn hash_in(bytes: &[u8], at: usize, end: usize) -> u32 {
    let mut hash = 0;
    let mut from = at;
    while from < end {
        let left = (end - from).min(8);
        let word = match bytes[from..].first_chunk() {
            Some(chunk) => u64::from_le_bytes(*chunk) & (u64::MAX >> (64 - 8 * left)),
            None => {
                bytes[from..end].iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
            }
        };
        hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        from += left;
    }
    (hash ^ hash >> 32) as u32
}

fn bit_of(hash: u32) -> usize {
    // The high bits of a product are the mixed ones.
    (hash.wrapping_mul(0x9e37_79b1) >> 11) as usize % BITS
}
