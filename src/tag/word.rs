//! Words of a text as the grammars want them: folded, without allocation.

use arrayvec::ArrayString;

/// The longest word that any table holds, in bytes.
const LONGEST: usize = 24;

/// A word in lower case; empty where it is too long for any table.
pub(super) type Folded = ArrayString<LONGEST>;

/// The run of ASCII letters at `at`.
pub(super) fn letters_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let end = rest.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphabetic).count();
    &rest[..end]
}

/// A word in lower case.
pub(super) fn fold(word: &str) -> Folded {
    let mut folded = Folded::from(word).unwrap_or_default();
    folded.make_ascii_lowercase();
    folded
}

/// The byte after `word` if it stands at `at`, whatever its case, and no letter or digit follows.
pub(super) fn eat(text: &str, at: usize, word: &str) -> Option<usize> {
    let end = at + word.len();
    let found = text.get(at..end)?;
    let whole = text[end..].chars().next().is_none_or(|c| !is_word(c));
    (found.eq_ignore_ascii_case(word) && whole).then_some(end)
}

/// The byte after `string` if it stands at `at`, as written.
pub(super) fn eat_exact(text: &str, at: usize, string: &str) -> Option<usize> {
    text[at..].starts_with(string).then_some(at + string.len())
}

/// The byte after the first of some strings that stands at `at`, as written.
pub(super) fn eat_any(text: &str, at: usize, strings: &[&str]) -> Option<usize> {
    strings.iter().find_map(|string| eat_exact(text, at, string))
}

/// Whether a character is part of a word written with spaces around it.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !crate::text::chars::is_han_or_kana(c)
}

/// The byte after at most one space (or no-break space) at `at`.
pub(super) fn skip_one_space(text: &str, at: usize) -> usize {
    match text[at..].chars().next() {
        Some(c @ (' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')) => at + c.len_utf8(),
        _ => at,
    }
}
