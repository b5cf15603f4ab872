//! Where the words of a text start: found once, for the scanners of dates, figures and names.

use super::{date, quantity};

/// The places of a text, in order, where a date, a figure or a name may begin: each word or number
/// of ASCII, a `$`, a point before a number, and each character that is no ASCII.
#[derive(Debug)]
pub(super) struct Starts(Vec<Start>);

/// A place where something may begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    at: u32,
    end: u32,
    of: u8,
}

/// A date may start here.
pub(super) const DATE: u8 = 1;
/// A figure may start here.
pub(super) const FIGURE: u8 = 2;

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
        let mut starts = Vec::with_capacity(bytes.len() / 5 + 4);
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let class = CLASS[usize::from(*byte)];
            let start = at;
            at += 1;
            match class {
                OTHER => continue,
                WORD => at += run(&bytes[at..]),
                POINT if !bytes.get(at).is_some_and(u8::is_ascii_digit) => continue,
                _ => {}
            }
            let date = if date::may_open(text, start) { DATE } else { 0 };
            let figure = if quantity::may_open(text, start) { FIGURE } else { 0 };
            starts.push(Start { at: start as u32, end: at as u32, of: date | figure });
        }
        Self(starts)
    }

    /// The next start of what is asked for from `at` on; `next` is the first that was not passed
    /// yet.
    pub(super) fn from(&self, next: &mut usize, at: usize, of: u8) -> Option<usize> {
        while let Some(start) = self.0.get(*next) {
            *next += 1;
            if start.of & of != 0 && start.at() >= at {
                return Some(start.at());
            }
        }
        None
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = Start> + '_ {
        self.0.iter().copied()
    }
}

impl Start {
    /// Where it is.
    pub(super) fn at(self) -> usize {
        self.at as usize
    }

    /// Where the run of letters and digits of ASCII that starts here ends; for all else the byte
    /// behind the first one.
    pub(super) fn end(self) -> usize {
        self.end as usize
    }
}

/// How many letters and digits of ASCII some bytes start with.
pub(super) fn run(bytes: &[u8]) -> usize {
    let other = |byte: &u8| CLASS[usize::from(*byte)] != WORD;
    bytes.iter().position(other).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_where_something_may_begin() {
        let starts = Starts::of("A$5, .5 of 约5万 to May.");
        let of = |kind: u8| -> Vec<usize> {
            let all = starts.iter().filter(|start| start.of & kind != 0);
            all.map(Start::at).collect()
        };
        assert_eq!(of(FIGURE), [0, 1, 2, 5, 6, 14]);
        assert_eq!(of(DATE), [2, 6, 14, 22]);
        let words: Vec<_> = starts.iter().map(|start| (start.at(), start.end())).collect();
        assert_eq!(words[6..], [(11, 12), (14, 15), (15, 16), (19, 21), (22, 25)]);
        let mut next = 0;
        let mut from = |at: usize| starts.from(&mut next, at, DATE);
        assert_eq!((from(3), from(7)), (Some(6), Some(14)));
    }
}
