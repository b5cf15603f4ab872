//! Which quote closes which.

/// The quotes of a query, each with the one that would close a phrase opened there.
///
/// All are found in one pass, since a search from every opening quote would take quadratic time
/// on a text full of them.
#[derive(Debug)]
pub(super) struct Quotes {
    /// Byte offset of each quote and of its closing one, in order.
    pairs: Vec<(usize, Option<usize>)>,
    /// Quotes before this one are behind the reader.
    next: usize,
}

/// A closing quote is one of the same family, so that a straight-quoted passage may hold curly
/// quotes; a quote without one of its family ahead takes any, as in `"mixed”`.
#[derive(Clone, Copy)]
enum Family {
    Straight,
    Curly,
    Angle,
}

impl Quotes {
    pub(super) fn of(text: &str) -> Self {
        let mut ahead = [None; 3];
        let mut any = None;
        let mut pairs = Vec::new();
        for (at, family) in text.char_indices().rev().filter_map(|(at, c)| Some((at, family(c)?))) {
            pairs.push((at, ahead[family as usize].or(any)));
            ahead[family as usize] = Some(at);
            any = Some(at);
        }
        pairs.reverse();
        Self { pairs, next: 0 }
    }

    /// Where the phrase closes that opens at `at`; offsets asked for must not fall.
    pub(super) fn close(&mut self, at: usize) -> Option<usize> {
        while self.pairs.get(self.next).is_some_and(|(quote, _)| *quote < at) {
            self.next += 1;
        }
        self.pairs.get(self.next).filter(|(quote, _)| *quote == at).and_then(|(_, close)| *close)
    }
}

/// Whether a phrase can open or close with `c`.
pub(super) fn is_quote(c: char) -> bool {
    family(c).is_some()
}

fn family(c: char) -> Option<Family> {
    match c {
        '"' | '＂' => Some(Family::Straight),
        '“' | '”' | '„' | '‟' => Some(Family::Curly),
        '«' | '»' => Some(Family::Angle),
        _ => None,
    }
}
