//! English stems, remembered.

use std::borrow::Cow;
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

/// A word, which is empty at first, and its stem: what it begins with and, perhaps, another letter or
/// two.
#[derive(Clone)]
struct Place {
    word: ArrayString<LONGEST>,
    stem: ArrayString<LONGEST>,
}

thread_local! {
    static STEMMER: Stemmer = Stemmer::create(Algorithm::English);
    static MEMORY: RefCell<Vec<Place>> =
        RefCell::new(vec![Place { word: ArrayString::new(), stem: ArrayString::new() }; PLACES]);
}

/// The stem of a lower-case ASCII word that is asked for once.
pub(crate) fn stem_of(word: &str) -> Cow<'_, str> {
    // The algorithm leaves words this short alone.
    if word.len() <= 2 {
        return Cow::Borrowed(word);
    }
    STEMMER.with(|stemmer| stemmer.stem(word))
}

/// Writes the stem of a lower-case ASCII word into `out`.
pub(super) fn stem(word: &str, out: &mut String) {
    out.clear();
    MEMORY.with_borrow_mut(|memory| {
        let place = &mut memory[place_of(word)];
        if place.word.as_str() == word {
            out.push_str(&place.stem);
            return;
        }
        out.push_str(&stem_of(word));
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
