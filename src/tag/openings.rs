//! How words of a grammar begin: told by the first letters, as most words of a text are none.

/// Beginnings in the order of [`place`], a `0` standing for any digit.
#[derive(Debug)]
pub(super) struct Openings {
    all: &'static [Opening],
    /// For the first two bytes of a word, where its beginnings stand.
    firsts: [u8; PLACES],
    /// And where they end.
    ends: [u8; PLACES],
    /// For the first two bytes of a word, a bit for each letter that may be its third.
    thirds: [u32; PLACES],
}

/// A beginning in small letters, and whether it counts only with a large first letter.
pub(super) type Opening = (&'static str, bool);

const PLACES: usize = 32 * 32;

/// Where the beginnings with these first two bytes are looked up.
const fn place(first: u8, second: u8) -> usize {
    letter(first) << 5 | letter(second)
}

/// A letter's place in the alphabet, of either case; then space, digits and all else.
const fn letter(byte: u8) -> usize {
    LETTERS[byte as usize] as usize
}

static LETTERS: [u8; 256] = {
    let mut letters = [28; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = match byte as u8 {
            small @ b'a'..=b'z' => small - b'a',
            large @ b'A'..=b'Z' => large - b'A',
            b' ' => 26,
            b'0'..=b'9' => 27,
            _ => 28,
        };
        byte += 1;
    }
    letters
};

impl Openings {
    /// The beginnings, which have two letters at least and are given in order.
    pub(super) const fn new(all: &'static [Opening]) -> Self {
        let mut firsts = [0; PLACES];
        let mut ends = [0; PLACES];
        let mut thirds = [0; PLACES];
        let mut last = 0;
        let mut at = 0;
        while at < all.len() {
            let bytes = all[at].0.as_bytes();
            let place = place(bytes[0], bytes[1]);
            assert!(place >= last, "beginnings out of order");
            if ends[place] == 0 {
                firsts[place] = at as u8;
            }
            ends[place] = at as u8 + 1;
            thirds[place] |= if bytes.len() > 2 { 1 << letter(bytes[2]) } else { u32::MAX };
            (last, at) = (place, at + 1);
        }
        Self { all, firsts, ends, thirds }
    }

    /// Whether one of them stands at `at`.
    #[inline]
    pub(super) fn at(&self, bytes: &[u8], at: usize) -> bool {
        let Some([first, second]) = bytes[at..].first_chunk() else { return false };
        let place = place(*first, *second);
        // Where no third byte is, a beginning of two letters may stand, which has all the bits.
        let third = bytes.get(at + 2).map_or(0, |third| letter(*third));
        if self.thirds[place] & 1 << third == 0 {
            return false;
        }
        self.any(place, &bytes[at..])
    }

    /// Whether one of the beginnings with the first two bytes of `place` stands here, as these do.
    #[inline(never)]
    fn any(&self, place: usize, here: &[u8]) -> bool {
        let (from, end) = (usize::from(self.firsts[place]), usize::from(self.ends[place]));
        self.all[from..end].iter().any(|(opening, large)| {
            let same = |(byte, wanted): (&u8, &u8)| {
                byte.to_ascii_lowercase() == *wanted || *wanted == b'0' && byte.is_ascii_digit()
            };
            here.len() >= opening.len()
                && (!*large || here[0].is_ascii_uppercase())
                && here[2..].iter().zip(&opening.as_bytes()[2..]).all(same)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_told_whatever_their_case() {
        static SOME: Openings = Openings::new(&[
            ("a b", false),
            ("may", true),
            ("q0", false),
            ("thi", false),
            ("thr", false),
        ]);
        let at = |text: &str| SOME.at(text.as_bytes(), 0);
        for text in ["a billion", "May", "Q4", "q4", "Third", "three", "THREE", "A b"] {
            assert!(at(text), "{text}");
        }
        for text in ["a", "a c", "may", "quarter", "th", "the", "q", "", "é"] {
            assert!(!at(text), "{text}");
        }
        assert!(SOME.at(b"in three", 3));
    }
}
