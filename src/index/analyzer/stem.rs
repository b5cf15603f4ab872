//! English stems, remembered.

use std::cell::RefCell;

use rust_stemmers::{Algorithm, Stemmer};

/// A power of two. A place holds one word and the last to come stays: memory and time are
/// bounded whatever the text.
const PLACES: usize = 1 << 14;

struct Memory {
    stemmer: Stemmer,
    places: Vec<Option<(Box<str>, Box<str>)>>,
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::new(Memory {
        stemmer: Stemmer::create(Algorithm::English),
        places: vec![None; PLACES],
    });
}

/// Writes the stem of a lower-case ASCII word into `out`.
pub(super) fn stem(word: &str, out: &mut String) {
    out.clear();
    // The algorithm leaves words this short alone.
    if word.len() <= 2 {
        out.push_str(word);
        return;
    }
    MEMORY.with_borrow_mut(|memory| {
        let place = &mut memory.places[place_of(word)];
        if let Some((known, stem)) = place
            && **known == *word
        {
            out.push_str(stem);
            return;
        }
        out.push_str(&memory.stemmer.stem(word));
        *place = Some((word.into(), out.as_str().into()));
    });
}

fn place_of(word: &str) -> usize {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| {
        (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
    });
    (hash ^ (hash >> 32)) as usize & (PLACES - 1)
}
