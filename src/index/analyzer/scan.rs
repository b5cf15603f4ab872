//! The scanner: from a text to its tokens, one at a time.

use std::ops::Range;

use super::fold::{Class, class, extends_han, fold_char, fold_han};
use super::stem::stem;
use super::word::{Word, is_digit, is_wide_digit, script_of};
use super::{MAX_TERM_BYTES, Role, Script, Token};

/// Walks over a text's tokens; [`Tokens::advance`] goes to the next one.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    /// The first byte not yet read.
    at: usize,
    /// The position of the next word.
    position: u32,
    /// Up to where points separate because more than one of them joins digits.
    chain_end: usize,
    stemming: bool,
    word: Word,
    /// The words so far that hyphens or `&` join, as one, and where they stand; none where empty.
    chain: String,
    chain_span: Range<usize>,
    chain_words: usize,
    /// Whether the chain ends with the word at hand and is a term.
    joins: bool,
    stem: String,
    state: State,
    current: Current,
}

/// What the next step is.
#[derive(Debug, Clone, Copy)]
enum State {
    /// Look for a word.
    Scan,
    /// Give the part with this index.
    Parts(usize),
    /// Give the words that are joined as one.
    Joined,
    /// Give the pair of the unit before and the one at these bytes.
    Pair { first: usize, start: usize, end: usize },
    /// Give the unit at these bytes alone, dropping the bytes folded before it.
    Unit { first: usize, start: usize, end: usize },
}

#[derive(Debug)]
struct Current {
    surface: Range<usize>,
    stemmed: bool,
    start: usize,
    end: usize,
    position: u32,
    script: Script,
    role: Role,
}

/// A chain of more words than this is a phrase rather than a word.
const MOST_JOINED: usize = 3;

/// What joins words at the start of a text.
fn joiner(text: &str) -> Option<&'static str> {
    let may_join = |byte: &u8| matches!(byte, b'-' | b'&') || !byte.is_ascii();
    text.as_bytes().first().filter(|byte| may_join(byte))?;
    ["-", "&", "\u{2010}", "\u{2011}"].into_iter().find(|joiner| text.starts_with(joiner))
}

/// What a byte is where words are plain.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Letter,
    /// Between words.
    Gap,
    /// Part of what is no plain word.
    Other,
}

static BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        bytes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            b'0'..=b'9' => Byte::Other,
            _ => Byte::Gap,
        };
        byte += 1;
    }
    bytes
};

/// Where a word of nothing but ASCII letters ends; `None` where it may be more than that, or is one letter.
fn letters_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let other = |byte: &u8| BYTES[usize::from(*byte)] != Byte::Letter;
    let length = rest.iter().position(other).unwrap_or(rest.len());
    let ends = |byte: &u8| BYTES[usize::from(*byte)] == Byte::Gap && *byte != b'\'';
    let plain = (2..=MAX_TERM_BYTES).contains(&length) && rest.get(length).is_none_or(ends);
    plain.then_some(at + length)
}

impl<'t> Tokens<'t> {
    /// The tokens of a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            position: 0,
            chain_end: 0,
            stemming: true,
            word: Word { folded: String::with_capacity(MAX_TERM_BYTES), ..Word::default() },
            chain: String::new(),
            chain_span: 0..0,
            chain_words: 0,
            joins: false,
            stem: String::new(),
            state: State::Scan,
            current: Current {
                surface: 0..0,
                stemmed: false,
                start: 0,
                end: 0,
                position: 0,
                script: Script::Other,
                role: Role::Whole,
            },
        }
    }

    /// The same tokens with their surface for text.
    pub(crate) fn unstemmed(text: &'t str) -> Self {
        Self { stemming: false, ..Self::new(text) }
    }

    /// The token reached by the last [`Tokens::advance`] that returned true.
    pub fn token(&self) -> Token<'_> {
        let Current { start, end, position, script, role, .. } = self.current;
        let surface = &self.word.folded[self.current.surface.clone()];
        let text = if self.current.stemmed { self.stem.as_str() } else { surface };
        Token { text, surface, start, end, position, script, role }
    }

    /// Goes to the next token; false at the end.
    pub fn advance(&mut self) -> bool {
        match self.state {
            State::Scan => self.scan(),
            State::Parts(index) => {
                self.part(index);
                true
            }
            State::Joined => {
                self.joined();
                true
            }
            State::Pair { first, start, end } => {
                self.current.surface = 0..self.word.folded.len();
                self.current.end = end;
                self.current.role = Role::Pair;
                self.state = State::Unit { first, start, end };
                true
            }
            State::Unit { first, start, end } => {
                self.word.folded.drain(..first);
                self.unit(start, end);
                true
            }
        }
    }

    fn scan(&mut self) -> bool {
        while let Some(c) = self.peek(self.at) {
            match class(c) {
                Class::Word => {
                    if self.read_word() {
                        return true;
                    }
                }
                Class::Han => {
                    self.word.folded.clear();
                    let (start, end) = self.read_unit();
                    self.unit(start, end);
                    return true;
                }
                Class::Extend | Class::Apostrophe | Class::Separator => self.at += c.len_utf8(),
            }
        }
        false
    }

    fn peek(&self, at: usize) -> Option<char> {
        // The check for ASCII saves decoding most of the time.
        match self.text.as_bytes().get(at) {
            Some(b) if b.is_ascii() => Some(char::from(*b)),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    /// Reads one character of a Han run with what belongs to it and folds it.
    fn read_unit(&mut self) -> (usize, usize) {
        let start = self.at;
        self.at += self.peek(start).map_or(0, char::len_utf8);
        while let Some(c) = self.peek(self.at).filter(|c| extends_han(*c)) {
            self.at += c.len_utf8();
        }
        fold_han(&self.text[start..self.at], &mut self.word.folded, MAX_TERM_BYTES);
        (start, self.at)
    }

    /// Gives the folded unit alone and reads ahead for its pair.
    fn unit(&mut self, start: usize, end: usize) {
        let first = self.word.folded.len();
        self.give(0..first, start..end, Script::Han, Role::Whole);
        self.state = State::Scan;
        if self.peek(self.at).is_some_and(|c| class(c) == Class::Han) {
            let (start, end) = self.read_unit();
            self.state = State::Pair { first, start, end };
        }
    }

    /// Passes over words of nothing but ASCII letters, as most are, and what stands between them, and gives
    /// the bytes and the position of each. As a token each is a whole word, and its surface these bytes in
    /// small letters.
    pub(crate) fn plain_words(&mut self, mut take: impl FnMut(Range<usize>, u32)) {
        if !matches!(self.state, State::Scan) || self.chain_words > 0 {
            return;
        }
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match BYTES[usize::from(*byte)] {
                Byte::Gap => self.at += 1,
                Byte::Letter => {
                    let Some(end) = letters_end(bytes, self.at) else { return };
                    if matches!(bytes.get(end), Some(b'-' | b'&')) {
                        return;
                    }
                    take(self.at..end, self.position);
                    self.position = self.position.saturating_add(1);
                    self.at = end;
                }
                Byte::Other => return,
            }
        }
    }

    /// Reads a word of nothing but ASCII letters and says where it ends; `None` where it may be more than
    /// that.
    fn read_letters(&mut self) -> Option<usize> {
        let end = letters_end(self.text.as_bytes(), self.at)?;
        let folded = &mut self.word.folded;
        folded.push_str(&self.text[self.at..end]);
        folded.make_ascii_lowercase();
        self.word.letters = true;
        self.at = end;
        Some(end)
    }

    fn read_word(&mut self) -> bool {
        self.word.clear();
        let start = self.at;
        if let Some(end) = self.read_letters() {
            self.end_word(start, end, Script::Latin);
            return true;
        }
        let mut end = start;
        while let Some(c) = self.peek(self.at) {
            let goes_on = match class(c) {
                Class::Word | Class::Extend => {
                    let at = self.at;
                    fold_char(c, &mut |folded| self.word.push(folded, at));
                    self.at += c.len_utf8();
                    end = self.at;
                    true
                }
                Class::Apostrophe => self.apostrophe(c),
                Class::Separator if matches!(c, '.' | '\u{FF0E}') => self.point(c),
                Class::Separator if matches!(c, ',' | '\u{FF0C}') => self.thousands(c),
                Class::Separator | Class::Han => false,
            };
            if !goes_on {
                break;
            }
        }
        if self.word.folded.is_empty() {
            return false;
        }
        if let Some(behind) = self.sign(start, end) {
            end = behind;
            self.at = behind;
        }
        self.word.trim_zeros();
        self.end_word(start, end, self.word.script());
        true
    }

    /// Gives the word that stands there, and sets what else comes of it.
    fn end_word(&mut self, start: usize, end: usize, script: Script) {
        self.word.span = start..end;
        self.give(0..self.word.folded.len(), start..end, script, Role::Whole);
        self.joins = self.chain(start, end);
        self.state = match (self.word.has_parts(), self.joins) {
            (true, _) => State::Parts(0),
            (false, true) => State::Joined,
            (false, false) => State::Scan,
        };
    }

    /// Where a sign ends that belongs to a letter alone: `C++`, `F#`.
    fn sign(&mut self, start: usize, end: usize) -> Option<usize> {
        let letter = end - start == 1 && self.word.letters;
        let sign = ["++", "#"].into_iter().find(|sign| self.text[end..].starts_with(sign));
        let sign = sign.filter(|_| letter)?;
        let behind = end + sign.len();
        let alone = !self.peek(behind).is_some_and(|c| class(c) == Class::Word);
        alone.then(|| {
            sign.chars().for_each(|c| self.word.append(c));
            behind
        })
    }

    /// Adds the word to the chain that it goes on or opens; true where a chain of several ends with
    /// it.
    fn chain(&mut self, start: usize, end: usize) -> bool {
        let next = joiner(&self.text[end..]);
        let goes_on = next.is_some_and(|joiner| {
            self.peek(end + joiner.len()).is_some_and(|c| class(c) == Class::Word)
        });
        if self.chain_words == 0 {
            if !goes_on {
                return false;
            }
            self.chain.clear();
            self.chain_span = start..start;
        } else if self.text[self.chain_span.end..start].starts_with('&') {
            self.chain.push('&');
        }
        self.chain.push_str(&self.word.folded);
        self.chain_words += 1;
        self.chain_span.end = end;
        if goes_on {
            return false;
        }
        let words = std::mem::take(&mut self.chain_words);
        let letters = self.chain.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.');
        words <= MOST_JOINED && letters && self.chain.len() <= MAX_TERM_BYTES
    }

    fn joined(&mut self) {
        std::mem::swap(&mut self.word.folded, &mut self.chain);
        let script = script_of(&self.word.folded);
        self.state = State::Scan;
        self.joins = false;
        let length = self.word.folded.len();
        self.give(0..length, self.chain_span.clone(), script, Role::Joined);
    }

    /// Whether the word goes on behind an apostrophe; reads it, and a possessive, if so.
    fn apostrophe(&mut self, c: char) -> bool {
        if self.skip_possessive(self.at) {
            return false;
        }
        let next = self.peek(self.at + c.len_utf8());
        let joins = !self.word.last_digit
            && next.is_some_and(|next| class(next) == Class::Word && !next.is_numeric());
        if joins {
            self.at += c.len_utf8();
        }
        joins
    }

    /// Reads `'s` at a place when it ends a word.
    fn skip_possessive(&mut self, at: usize) -> bool {
        let Some(c) = self.peek(at).filter(|c| class(*c) == Class::Apostrophe) else {
            return false;
        };
        let s = at + c.len_utf8();
        let Some(letter) = self.peek(s).filter(|c| matches!(c, 's' | 'S' | 'ｓ' | 'Ｓ')) else {
            return false;
        };
        let behind = s + letter.len_utf8();
        if self.peek(behind).is_some_and(|c| matches!(class(c), Class::Word | Class::Extend)) {
            return false;
        }
        self.at = behind;
        true
    }

    /// Whether the word goes on behind a point; reads it if so.
    fn point(&mut self, c: char) -> bool {
        let next = self.at + c.len_utf8();
        let goes_on = if self.word.last_digit {
            self.decimal_point(next)
        } else {
            self.word.is_acronym() && self.single_letter(next)
        };
        if goes_on {
            self.at = next;
        } else if self.word.is_acronym() && self.word.initials > 0 {
            self.skip_possessive(next);
        }
        goes_on
    }

    fn decimal_point(&mut self, next: usize) -> bool {
        if self.word.pointed || self.at < self.chain_end {
            return false;
        }
        let mut end = self.skip_digits(next);
        if end == next {
            return false;
        }
        let chain = |tokens: &Self, end: usize| {
            let point = tokens.peek(end).filter(|c| matches!(c, '.' | '\u{FF0E}'))?;
            let digits = end + point.len_utf8();
            Some(tokens.skip_digits(digits)).filter(|behind| *behind > digits)
        };
        if chain(self, end).is_none() {
            self.word.pointed = true;
            self.word.append('.');
            return true;
        }
        while let Some(further) = chain(self, end) {
            end = further;
        }
        self.chain_end = end;
        false
    }

    fn skip_digits(&self, mut at: usize) -> usize {
        while let Some(c) = self.peek(at).filter(|c| is_digit(*c)) {
            at += c.len_utf8();
        }
        at
    }

    /// Whether one letter alone stands at a place.
    fn single_letter(&mut self, at: usize) -> bool {
        let Some(c) = self.peek(at) else { return false };
        let alone = class(c) == Class::Word
            && !c.is_numeric()
            && !self
                .peek(at + c.len_utf8())
                .is_some_and(|c| matches!(class(c), Class::Word | Class::Extend));
        if alone {
            self.word.initials += 1;
            self.word.segment = 0;
        }
        alone
    }

    /// Whether a comma parts thousands; reads it if so.
    fn thousands(&mut self, c: char) -> bool {
        let word = &self.word;
        let group_fits = if word.grouped { word.group == 3 } else { (1..=3).contains(&word.group) };
        if word.letters || word.pointed || !group_fits {
            return false;
        }
        // A full-width comma between common digits parts the items of a list.
        let digit = |d: char| if c == ',' { d.is_ascii_digit() } else { is_wide_digit(d) };
        let mut next = self.text[self.at + c.len_utf8()..].chars();
        let fits = self.text[..self.at].chars().next_back().is_some_and(digit)
            && next.by_ref().take(3).filter(|d| digit(*d)).count() == 3
            && !next.next().is_some_and(is_digit);
        if fits {
            self.at += c.len_utf8();
            self.word.grouped = true;
            self.word.group = 0;
        }
        fits
    }

    fn part(&mut self, index: usize) {
        let Word { cuts, span, folded, .. } = &self.word;
        let (from, start) = if index == 0 { (0, span.start) } else { cuts[index - 1] };
        let (to, end) = cuts.get(index).copied().unwrap_or((folded.len(), span.end));
        let script = script_of(&folded[from..to]);
        self.state = match index < cuts.len() {
            true => State::Parts(index + 1),
            false if self.joins => State::Joined,
            false => State::Scan,
        };
        self.give(from..to, start..end, script, Role::Part);
    }

    fn give(&mut self, surface: Range<usize>, span: Range<usize>, script: Script, role: Role) {
        let stemmed = self.stemming && script == Script::Latin;
        if stemmed {
            stem(&self.word.folded[surface.clone()], &mut self.stem);
        }
        if role == Role::Whole {
            self.current.position = self.position;
            self.position = self.position.saturating_add(1);
        }
        let position = self.current.position;
        let Range { start, end } = span;
        self.current = Current { surface, stemmed, start, end, position, script, role };
    }
}
