//! The ids of claims.

use std::collections::{HashMap, HashSet};

/// Gives the claims of one article their ids.
#[derive(Debug)]
pub(super) struct Ids {
    given: HashSet<u32>,
    /// The next occurrence to try of each text that has come before, by its letters and digits.
    repeats: HashMap<Vec<u8>, u32>,
    /// The letters and digits of the claim at hand.
    normal: Vec<u8>,
}

impl Ids {
    /// For about so many claims.
    pub(super) fn with_capacity(claims: usize) -> Self {
        let given = HashSet::with_capacity(claims);
        Self { given, repeats: HashMap::new(), normal: Vec::new() }
    }

    /// The article's id, a dot and 8 digits from the claim's letters and digits and its
    /// occurrence: other claims coming or going leave it alone.
    pub(super) fn of(&mut self, article: &str, text: &str) -> String {
        let normal = &mut self.normal;
        normal.clear();
        add_letters_and_digits(text, normal);
        if normal.is_empty() {
            normal.extend_from_slice(text.as_bytes());
        }
        let mut digits = digits_of(normal, 0);
        if !self.given.insert(digits) {
            // Digits that collide count as a repeat.
            let next = self.repeats.entry(normal.clone()).or_insert(1);
            loop {
                digits = digits_of(normal, *next);
                *next += 1;
                if self.given.insert(digits) {
                    break;
                }
            }
        }
        format!("{article}.{digits:08x}")
    }
}

/// The first bytes of the hash of some words and which occurrence of them it is.
fn digits_of(words: &mut Vec<u8>, occurrence: u32) -> u32 {
    let length = words.len();
    words.extend_from_slice(&occurrence.to_le_bytes());
    let hash = blake3::hash(words);
    words.truncate(length);
    let mut digits = [0; 4];
    digits.copy_from_slice(&hash.as_bytes()[..4]);
    u32::from_be_bytes(digits)
}

/// Letters and digits of ASCII in small letters; 0 for all else.
static SMALL: [u8; 256] = {
    let mut small = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            small[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    small
};

/// Adds the letters and digits of a text, in small letters.
fn add_letters_and_digits(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len());
    for (at, byte) in text.bytes().enumerate() {
        let small = SMALL[usize::from(byte)];
        if small != 0 {
            out.push(small);
        } else if byte >= 0xc0 {
            // The first byte of a character that is no ASCII.
            let c = text[at..].chars().next().filter(|c| c.is_alphanumeric());
            for small in c.into_iter().flat_map(char::to_lowercase) {
                out.extend_from_slice(small.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_told_by_their_occurrence() {
        let mut ids = Ids::with_capacity(2);
        let words = ["Tin rose.", "Zinc fell.", "tin ROSE", "Tin rose!", "…", "…"];
        let given: Vec<String> = words.iter().map(|words| ids.of("a", words)).collect();
        let expected = |words: &str, occurrence: u32| {
            let hash = blake3::hash(&[words.as_bytes(), &occurrence.to_le_bytes()].concat());
            format!("a.{}", &hash.to_hex()[..8])
        };
        let expected = [
            expected("tinrose", 0),
            expected("zincfell", 0),
            expected("tinrose", 1),
            expected("tinrose", 2),
            expected("…", 0),
            expected("…", 1),
        ];
        assert_eq!(given, expected);
    }
}
