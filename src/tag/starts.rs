//! Where words, numbers and signs start: found once, for the scanners of dates and figures.

/// The places of a text, in order, where a date or a figure may begin: the first byte of each word
/// or number, a `$`, a point before a number, and each character that is no ASCII.
#[derive(Debug)]
pub(super) struct Starts(Vec<u32>);

/// What a byte is.
const OTHER: u8 = 0;
const WORD: u8 = 1;
const ALWAYS: u8 = 2;
const POINT: u8 = 3;

static CLASS: [u8; 256] = {
    let mut class = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => WORD,
            b'$' | 0xc0.. => ALWAYS,
            b'.' => POINT,
            _ => OTHER,
        };
        byte += 1;
    }
    class
};

impl Starts {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 4 + 4);
        let mut before = OTHER;
        for (at, byte) in (0_u32..).zip(bytes) {
            let class = CLASS[usize::from(*byte)];
            // A word where none was, or what is always a start.
            if class != before && class != OTHER || class >= ALWAYS {
                starts.push(at);
            }
            before = class;
        }
        Self(starts)
    }

    /// Those from `at` on, of which `next` is the first that was not passed yet.
    pub(super) fn from(&self, next: &mut usize, at: usize) -> Option<usize> {
        while let Some(start) = self.0.get(*next) {
            *next += 1;
            if *start as usize >= at {
                return Some(*start as usize);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_those_of_words_and_signs() {
        let starts = Starts::of("A$5, .5 of 约5万 é2");
        let shown: Vec<u32> = starts.0.clone();
        assert_eq!(shown, [0, 1, 2, 5, 6, 8, 11, 14, 15, 19, 21]);
        let mut next = 0;
        assert_eq!((starts.from(&mut next, 3), starts.from(&mut next, 7)), (Some(5), Some(8)));
    }
}
