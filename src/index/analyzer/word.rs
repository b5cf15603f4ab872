//! The word that the scanner is reading, folded as it comes.

use std::ops::Range;

use super::{MAX_TERM_BYTES, Script};

/// The word being read.
#[derive(Debug, Default)]
pub(super) struct Word {
    pub(super) folded: String,
    /// Where it stands in the text.
    pub(super) span: Range<usize>,
    /// Where a letter follows a digit: in `folded` and in the text.
    pub(super) cuts: Vec<(usize, usize)>,
    pub(super) full: bool,
    pub(super) letters: bool,
    pub(super) digits: bool,
    pub(super) last_digit: bool,
    /// Letters since the last point of an acronym.
    pub(super) segment: u32,
    /// Segments of one letter each that are behind.
    pub(super) initials: u32,
    /// Digits since the last thousands separator.
    pub(super) group: u32,
    pub(super) grouped: bool,
    pub(super) pointed: bool,
}

impl Word {
    pub(super) fn clear(&mut self) {
        let (mut folded, mut cuts) =
            (std::mem::take(&mut self.folded), std::mem::take(&mut self.cuts));
        folded.clear();
        cuts.clear();
        *self = Self { folded, cuts, ..Self::default() };
    }

    /// Takes a folded character that comes from a place in the text.
    pub(super) fn push(&mut self, c: char, at: usize) {
        let digit = c.is_numeric();
        let cut = (self.folded.len(), at);
        self.append(c);
        if self.last_digit && c.is_alphabetic() && !digit && !self.full {
            self.cuts.push(cut);
        }
        self.letters |= !digit;
        self.digits |= digit;
        self.last_digit = digit;
        self.segment += u32::from(!digit);
        self.group = if digit { self.group.saturating_add(1) } else { 0 };
    }

    pub(super) fn append(&mut self, c: char) {
        self.full |= self.folded.len() + c.len_utf8() > MAX_TERM_BYTES;
        if !self.full {
            self.folded.push(c);
        }
    }

    /// Takes away what adds nothing to a number: `399.90` is `399.9`.
    pub(super) fn trim_zeros(&mut self) {
        if self.pointed && !self.letters {
            let length = self.folded.trim_end_matches('0').trim_end_matches('.').len();
            self.folded.truncate(length);
        }
    }

    /// Whether it is single letters so far, joined by points.
    pub(super) fn is_acronym(&self) -> bool {
        self.segment == 1 && !self.digits
    }

    pub(super) fn script(&self) -> Script {
        match (self.letters, self.digits) {
            (true, true) => Script::Mixed,
            (false, true) => Script::Number,
            _ => script_of(&self.folded),
        }
    }

    pub(super) fn has_parts(&self) -> bool {
        let Some((last, _)) = self.cuts.last() else { return false };
        // `5G`, `3D`, `4K`: the letter says nothing by itself.
        let number = self.folded[..*last].bytes().all(|b| b.is_ascii_digit());
        !(number && self.folded.len() - last == 1)
    }
}

pub(super) fn script_of(folded: &str) -> Script {
    if folded.bytes().all(|b| b.is_ascii_lowercase()) {
        Script::Latin
    } else if folded.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        Script::Number
    } else if folded.chars().any(char::is_numeric) {
        Script::Mixed
    } else {
        Script::Other
    }
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_wide_digit(c)
}

pub(super) fn is_wide_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
}
