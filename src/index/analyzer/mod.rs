//! How text becomes terms: one analysis for indexing, queries and highlighting.
//!
//! * A word is a run of letters and digits, folded in case, width and accents. An apostrophe
//!   inside it vanishes (`don't` → `dont`), a possessive `'s` goes with what it stands on, and
//!   single letters joined by points are one word (`U.S.` → `us`, in either case of letters).
//! * A number keeps its decimal point and loses its thousands separators (`13,300` → `13300`,
//!   `399.90` → `399.9`).
//!   Points between three or more groups of digits separate (`2025.12.21`, `10.0.0.1`).
//! * Hyphens and slashes separate: `gold-silver` is two words in a row. Two or three words that
//!   hyphens or `&` join are a term as one, too: `covid19`, `at&t`.
//! * A letter alone keeps what makes a name of it: `C++`, `C#`.
//! * A word of letters and digits is one term and, where a letter follows a digit in it, also its
//!   parts, at the same position: `FY25Q4`, `fy25`, `q4`. A whole number with a single letter
//!   behind it (`5G`) has no parts.
//! * Words of ASCII letters are stemmed for English. Other scripts are folded only.
//! * Han, kana and Hangul give every character a term and a position, and every two neighbours
//!   a term at the position of the first; traditional characters are as simplified ones.
//! * A term is cut to [`MAX_TERM_BYTES`]; the time taken is linear in the text.

mod fold;
mod scan;
mod stem;
mod stop;
mod word;

#[cfg(test)]
mod tests;

pub use scan::Tokens;
pub(crate) use stem::stem_of;
pub use stop::is_stop_word;

/// The version of these rules; an index written by other rules cannot be searched by these.
pub const VERSION: u32 = 2;

/// The length to which the folded form of a word is cut, at a character's boundary.
pub const MAX_TERM_BYTES: usize = 64;

/// What a token is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// A word of ASCII letters after folding: the only one that is stemmed.
    Latin,
    /// Digits, perhaps with a decimal point.
    Number,
    /// Letters and digits.
    Mixed,
    /// Han, kana, Hangul: no spaces to rely on.
    Han,
    /// A word of any other letters.
    Other,
}

/// What a token is to the word that it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The word itself, or one character of a Han run.
    Whole,
    /// A part of a word of letters and digits, at the word's position.
    Part,
    /// Two neighbours in a Han run, at the position of the first.
    Pair,
    /// Up to three words that hyphens or `&` join, as one, at the position of the last.
    Joined,
}

/// One term of a text, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The term as indexed.
    pub text: &'a str,
    /// The folded word before stemming.
    pub surface: &'a str,
    /// The first byte of what it was made from.
    pub start: usize,
    /// The byte after the last; a possessive `'s` is left out.
    pub end: usize,
    /// Its place in the order of words, from 0.
    pub position: u32,
    /// What it is written in.
    pub script: Script,
    /// What it is to the word that it was made from.
    pub role: Role,
}

/// Calls `sink` with every token of a text, in order of position.
///
/// ```
/// use claimdex::index::analyzer::analyze;
///
/// let mut terms = Vec::new();
/// analyze("The U.S. bought 13,300 tonnes", |token| terms.push(token.text.to_owned()));
/// assert_eq!(terms, ["the", "us", "bought", "13300", "tonn"]);
/// ```
pub fn analyze(text: &str, mut sink: impl FnMut(&Token<'_>)) {
    let mut tokens = Tokens::new(text);
    while tokens.advance() {
        sink(&tokens.token());
    }
}

/// Whether capitals tell one word from another in a text: not where there is nothing else.
pub fn may_shout(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

/// Whether a token says nothing by itself: a stop word, unless it is shouted (`US`, `IT`, `WHO`)
/// in a text that does not shout throughout.
pub fn is_idle(text: &str, token: &Token<'_>, shouts: bool) -> bool {
    is_stop_word(token.surface) && is_idle_stop_word(text, token, shouts)
}

/// Likewise of a token that is a stop word.
pub(crate) fn is_idle_stop_word(text: &str, token: &Token<'_>, shouts: bool) -> bool {
    token.role == Role::Whole && {
        let typed = &text[token.start..token.end];
        !(shouts && typed.len() > 1 && !typed.chars().any(char::is_lowercase))
    }
}

/// A text's words folded and put in order with one space between them: equal for texts that
/// differ in case, width, accents, punctuation and spacing only.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut tokens = Tokens::unstemmed(text);
    while tokens.advance() {
        let token = tokens.token();
        if token.role == Role::Whole {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(token.surface);
        }
    }
    out
}
