//! One pass over a text: its capitalised words, and every name at the start of a word.

use super::lexicon::{Lexicon, Sense};
use crate::model::Span;
use crate::tag::gazetteer::{First, Flags, first, first_to};
use crate::tag::starts::Starts;
use crate::tag::word::is_word;
use crate::text::chars::is_han_or_kana;

/// A capitalised word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    /// Whether it opens a sentence, where its large letter says nothing.
    pub(super) first: bool,
    /// Whether nothing but one space stands between it and the capitalised word before it.
    pub(super) joined: bool,
    /// Whether all its letters are large.
    pub(super) caps: bool,
    /// What it is by itself.
    pub(super) flags: Flags,
}

/// A name of the gazetteer where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub(super) span: Span,
    pub(super) sense: Sense,
    /// Whether it counts only with support.
    pub(super) weak: bool,
}

/// A title before a person's name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Title {
    pub(super) span: Span,
    pub(super) flags: Flags,
}

/// What one text holds.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) words: Vec<Word>,
    pub(super) names: Vec<Name>,
    pub(super) titles: Vec<Title>,
    /// Whether there are Han characters.
    pub(super) han: bool,
    /// Whether all words of weight are capitalised, as in a headline: shapes say nothing then.
    pub(super) headline: bool,
}

impl Scan {
    /// Reads a text.
    pub(super) fn read(text: &str, starts: &Starts, lexicon: &Lexicon<'_>) -> Self {
        let mut scan = Self::default();
        scan.fill(text, starts, lexicon);
        scan
    }

    fn fill(&mut self, text: &str, starts: &Starts, lexicon: &Lexicon<'_>) {
        self.words = Vec::with_capacity(text.len() / 32);
        self.names = Vec::with_capacity(text.len() / 64);
        let bytes = text.as_bytes();
        let (mut end, mut small) = (0, 0);
        // Where the last name ends: the leftmost and longest one wins.
        let mut covered = 0;
        for start in starts.iter() {
            let at = start.at();
            let byte = bytes[at];
            if at < end || matches!(byte, b'$' | b'.') {
                continue;
            }
            let (mut large, mut han) = (byte.is_ascii_uppercase(), false);
            if !byte.is_ascii() {
                let c = char_at(text, at);
                if !c.is_alphanumeric() {
                    continue;
                }
                (large, han) = (c.is_uppercase(), is_han_or_kana(c));
            }
            let first = first_to(text, at, start.end());
            let opens = lexicon.may_open(first, text);
            if large {
                end = self.large(text, at, (first, opens), lexicon, &mut covered);
                continue;
            }
            self.han |= han;
            if opens {
                self.look(text, at, first.end, lexicon, &mut covered);
            }
            end = first.end;
            let weighs = small == 0 && end - at > 3 && byte.is_ascii_lowercase();
            small += usize::from(weighs && !joins(&bytes[at..end]));
        }
        self.headline = self.words.len() >= 4 && small == 0;
    }

    /// Takes the capitalised word at `at` and gives where it ends.
    fn large(
        &mut self,
        text: &str,
        at: usize,
        (first, opens): (First, bool),
        lexicon: &Lexicon<'_>,
        covered: &mut usize,
    ) -> usize {
        // Most words end where their letters end.
        let end = match text.as_bytes().get(first.end) {
            None | Some(b' ' | b',' | b';' | b':' | b')') => first.end,
            _ => large_word_end(text, at),
        };
        let flags =
            if opens { self.look(text, at, end, lexicon, covered) } else { Flags::default() };
        let span = Span::new(at, end);
        let joined = self
            .words
            .last()
            .is_some_and(|last| last.span.end + 1 == at && text.as_bytes()[at - 1] == b' ');
        let caps = !text[at..end].chars().any(char::is_lowercase);
        self.words.push(Word { span, first: opens_sentence(text, at), joined, caps, flags });
        // What is joined by a hyphen may hold names of its own: `Japan-Central`.
        if end != first.end {
            self.parts(text, span, lexicon, covered);
        }
        end
    }

    /// Looks for names behind the hyphens and slashes of a word.
    fn parts(&mut self, text: &str, word: Span, lexicon: &Lexicon<'_>, covered: &mut usize) {
        let joints = text[word.start..word.end].char_indices();
        for (i, c) in joints.filter(|(_, c)| matches!(c, '-' | '–' | '/' | '\'' | '’' | '.')) {
            let at = word.start + i + c.len_utf8();
            if at < word.end && lexicon.may_open(first(text, at), text) {
                self.look(text, at, word.end, lexicon, covered);
            }
        }
    }

    /// Looks for names that start at `at`; gives what the word up to `end` is by itself.
    fn look(
        &mut self,
        text: &str,
        at: usize,
        end: usize,
        lexicon: &Lexicon<'_>,
        covered: &mut usize,
    ) -> Flags {
        let matches = lexicon.matches(text, at, end);
        if let Some((end, flags)) = matches.title {
            self.titles.push(Title { span: Span::new(at, end), flags });
        }
        if at < *covered {
            return matches.word;
        }
        let strong = matches.strong;
        let weak = matches.weak.filter(|(end, _)| strong.is_none_or(|(strong, _)| *end > strong));
        if let Some((end, sense)) = strong {
            self.names.push(Name { span: Span::new(at, end), sense, weak: false });
            *covered = end;
        }
        if let Some((end, sense)) = weak {
            self.names.push(Name { span: Span::new(at, end), sense, weak: true });
        }
        matches.word
    }
}

/// Whether a word joins others, and stays small in a headline.
fn joins(word: &[u8]) -> bool {
    matches!(
        word,
        b"about"
            | b"across"
            | b"after"
            | b"against"
            | b"amid"
            | b"among"
            | b"between"
            | b"despite"
            | b"during"
            | b"from"
            | b"into"
            | b"over"
            | b"since"
            | b"than"
            | b"that"
            | b"through"
            | b"under"
            | b"until"
            | b"upon"
            | b"while"
            | b"with"
            | b"within"
            | b"without"
    )
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// Where a capitalised word ends: hyphens, ampersands and apostrophes within it are part of it, a
/// possessive is not, and the points of `U.S.` are.
fn large_word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    let mut letters = 0;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if is_word(c) {
            letters += 1;
            end = at + i + c.len_utf8();
            continue;
        }
        let goes_on = next.is_some_and(is_word);
        match c {
            '-' | '–' | '&' if goes_on => {}
            '\'' | '’' if goes_on => {
                let rest = &text[at + i + c.len_utf8()..];
                let possessive =
                    rest.starts_with(['s', 'S']) && !rest[1..].chars().next().is_some_and(is_word);
                if possessive {
                    break;
                }
            }
            '.' if letters == 1 => {
                // `U.S.`, `J.`
                end = at + i + 1;
                if !goes_on {
                    break;
                }
            }
            _ => break,
        }
        letters = 0;
    }
    end.max(at + text[at..].chars().next().map_or(1, char::len_utf8))
}

/// Abbreviations whose point ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "Inc", "Corp", "Co", "Ltd", "Mr", "Mrs", "Ms", "Dr", "St", "No", "vs", "Gen", "Sen", "Gov",
    "Rep", "Lt", "Col", "Adm", "Prof", "Bros", "Jr", "Sr", "Mt", "Ft", "Capt", "Sgt", "Rev", "Hon",
];

/// Whether a word at `at` opens a sentence, a quotation or what follows a colon.
fn opens_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '(' | '[' | '「' | '《' | '*' | '_')
    });
    let Some(last) = before.chars().next_back() else { return true };
    match last {
        '.' => {
            let front = &before[..before.len() - 1];
            let word = front.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            !initial && !ABBREVIATIONS.contains(&word)
        }
        '!' | '?' | ':' | '。' | '！' | '？' | '：' | '•' | '·' | '…' | ';' | '；' => {
            true
        }
        '-' | '–' | '—' => {
            before.len() < at && before[..before.len() - last.len_utf8()].ends_with(' ')
        }
        _ => false,
    }
}
