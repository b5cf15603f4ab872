//! Where walks through the built-in names stand behind their first word: the same words come again
//! and again.

use std::cell::RefCell;

use fst::raw::CompiledAddr;

/// The longest word that is kept, in bytes.
const LONGEST: usize = 16;
/// How many words are kept.
const SLOTS: usize = 1024;

/// Where a walk stands: the node, and the sum of what was given on the way to it; `None` where no
/// name begins so.
pub(super) type Stand = Option<(CompiledAddr, u64)>;

/// The last words walked, each where its bytes say.
struct Paths(Vec<(u128, Stand)>);

thread_local! {
    static PATHS: RefCell<Paths> = const { RefCell::new(Paths(Vec::new())) };
}

/// Where a walk stands behind a first word; `walk` is done for what is not known yet.
pub(super) fn behind(word: &[u8], walk: impl FnOnce() -> Stand) -> Stand {
    if word.is_empty() || word.len() > LONGEST {
        return walk();
    }
    let mut bytes = [0; LONGEST];
    bytes[..word.len()].copy_from_slice(word);
    // No word holds a zero, so that no two have one key.
    let key = u128::from_le_bytes(bytes);
    let mixed = (key as u64 ^ (key >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let slot = (mixed >> 48) as usize % SLOTS;
    PATHS.with_borrow_mut(|Paths(slots)| {
        if slots.is_empty() {
            slots.resize(SLOTS, (0, None));
        }
        let known = &mut slots[slot];
        if known.0 != key {
            *known = (key, walk());
        }
        known.1
    })
}
