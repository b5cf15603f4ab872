//! English stems, remembered.

use std::cell::RefCell;
use std::hash::Hasher;

use arrayvec::ArrayString;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

/// A power of two. A place holds one word and the last to come stays: memory and time are
/// bounded whatever the text.
const PLACES: usize = 1 << 14;

/// Longer words are not remembered: a place is one cache line.
const LONGEST: usize = 28;

struct Memory {
    stemmer: Stemmer,
    places: Vec<Place>,
}

/// A word, which is empty at first, and its stem: what it begins with and, perhaps, another letter or
/// two.
#[derive(Clone)]
struct Place {
    word: ArrayString<LONGEST>,
    stem: ArrayString<LONGEST>,
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::new(Memory {
        stemmer: Stemmer::create(Algorithm::English),
        places: vec![Place { word: ArrayString::new(), stem: ArrayString::new() }; PLACES],
    });
}

/// Writes the stem of a lower-case ASCII word into `out`.
pub(crate) fn stem(word: &str, out: &mut String) {
    out.clear();
    // The algorithm leaves words this short alone.
    if word.len() <= 2 {
        out.push_str(word);
        return;
    }
    MEMORY.with_borrow_mut(|memory| {
        let place = &mut memory.places[place_of(word)];
        if place.word.as_str() == word {
            out.push_str(&place.stem);
            return;
        }
        out.push_str(&memory.stemmer.stem(word));
        if let (Ok(word), Ok(stem)) = (ArrayString::from(word), ArrayString::from(out)) {
            *place = Place { word, stem };
        }
    });
}

fn place_of(word: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    (hasher.finish() >> 20) as usize & (PLACES - 1)
}
