//! The ids of claims.

use std::collections::{HashMap, HashSet};

/// Gives the claims of one article their ids.
#[derive(Debug)]
pub(super) struct Ids {
    given: HashSet<u32>,
    /// The next occurrence to try of each text, by its letters and digits.
    next: HashMap<Vec<u8>, u32>,
}

impl Ids {
    /// For about so many claims.
    pub(super) fn with_capacity(claims: usize) -> Self {
        Self { given: HashSet::with_capacity(claims), next: HashMap::with_capacity(claims) }
    }

    /// The article's id, a dot and 8 digits from the claim's letters and digits and its
    /// occurrence: other claims coming or going leave it alone.
    pub(super) fn of(&mut self, article: &str, text: &str) -> String {
        let mut normal = letters_and_digits(text);
        if normal.is_empty() {
            normal.extend_from_slice(text.as_bytes());
        }
        let length = normal.len();
        let mut occurrence = self.next.get(&normal).copied().unwrap_or(0);
        loop {
            normal.extend_from_slice(&occurrence.to_le_bytes());
            let hash = blake3::hash(&normal);
            normal.truncate(length);
            occurrence += 1;
            let digits = &hash.as_bytes()[..4];
            // Digits that collide count as a repeat.
            if self.given.insert(digits.iter().fold(0, |all, byte| all << 8 | u32::from(*byte))) {
                self.next.insert(normal, occurrence);
                return written(article, digits);
            }
        }
    }
}

/// The letters and digits of a text, in small letters.
fn letters_and_digits(text: &str) -> Vec<u8> {
    let mut found = Vec::with_capacity(text.len() + size_of::<u32>());
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                found.push(c.to_ascii_lowercase() as u8);
            }
        } else if c.is_alphanumeric() {
            for small in c.to_lowercase() {
                found.extend_from_slice(small.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    found
}

/// An id in hexadecimal digits behind that of its article.
fn written(article: &str, digits: &[u8]) -> String {
    let mut id = String::with_capacity(article.len() + 1 + 2 * digits.len());
    id.push_str(article);
    id.push('.');
    let halves = digits.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    id.extend(halves.filter_map(|half| char::from_digit(half.into(), 16)));
    id
}
