//! The ids of claims.

use std::collections::{HashMap, HashSet};

/// Gives the claims of one article their ids.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: HashSet<u32>,
    /// The next occurrence to try of each text, by its hash.
    next: HashMap<[u8; 32], u32>,
}

impl Ids {
    /// The article's id, a dot and 8 digits from the claim's letters and digits and its
    /// occurrence: other claims coming or going leave it alone.
    pub(super) fn of(&mut self, article: &str, text: &str) -> String {
        let normal: String =
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let normal = if normal.is_empty() { text } else { &normal };
        let occurrence = self.next.entry(*blake3::hash(normal.as_bytes()).as_bytes()).or_default();
        loop {
            let mut hasher = blake3::Hasher::new();
            hasher.update(normal.as_bytes());
            hasher.update(&occurrence.to_le_bytes());
            let hash = hasher.finalize();
            let mut digits = [0; 4];
            digits.copy_from_slice(&hash.as_bytes()[..4]);
            let digits = u32::from_be_bytes(digits);
            *occurrence += 1;
            // Digits that collide count as a repeat.
            if self.given.insert(digits) {
                return format!("{article}.{digits:08x}");
            }
        }
    }
}
