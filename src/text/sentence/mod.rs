//! The ends of sentences in running text, English and Chinese.
//!
//! Rules, not a model: what stands before and after a mark decides. A citation after the mark
//! belongs to the sentence that it ends, and so do closing quotes and brackets. Work is linear in
//! the text.

mod han;
mod point;
mod quote;

pub(crate) use super::abbreviations::opens_sentence;

use super::chars::{after, among, before, is_closer, is_han_or_kana, is_opener, skip_space, tail};
use super::citation;
use han::{ends_at_point, wide_end};
use point::{glued_end, point_end};
use quote::{ellipsis_end, exclaimed_end, spaced_ellipsis_end, spaced_points};

/// How far back the word before a point is looked for, in bytes.
const WORD: usize = 40;

/// The longest editor's note behind a stop, in bytes.
const NOTE: usize = 32;

/// The byte after each sentence, closing marks and citations included, in order; the end of the
/// text is among them unless only white space follows the last one.
pub(crate) fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    let mut titles = 0_usize;
    let mut at = 0;
    while let Some(c) = next_mark(text, &mut at) {
        let next = at + c.len_utf8();
        match c {
            '《' | '〈' => titles += 1,
            '》' | '〉' => titles = titles.saturating_sub(1),
            '\n' if text[next..].starts_with('\n') => titles = 0,
            _ => {}
        }
        let end = match c {
            '。' | '！' | '？' | '｡' if titles == 0 => wide_end(text, at, start),
            '．' if titles == 0 && ends_at_point(text, next) => wide_end(text, at, start),
            '.' | '!' | '?' | '…' => narrow_end(text, at, start),
            '[' | '【' => cited_end(text, at),
            _ => None,
        };
        match end {
            Some(end) => {
                ends.push(end);
                start = skip_space(text, end);
                at = end.max(next);
            }
            // A run of marks is judged once, at its first.
            None if c == '.' => {
                at = spaced_points(text, at).map_or_else(|| marks_end(text, at), |found| found.0);
            }
            None if matches!(c, '!' | '?' | '…') => at = marks_end(text, at),
            // So is a run of citations.
            None if matches!(c, '[' | '【') => at = citation::run_at(text, at).unwrap_or(next),
            None => at = next,
        }
    }
    if !text[ends.last().copied().unwrap_or(0)..].trim().is_empty() {
        ends.push(text.len());
    }
    ends
}

/// Bytes of which [`ends`] looks at the characters that begin with them; most text is none of them.
/// The last three begin `…`, then CJK punctuation, then the full-width forms.
static MARKS: [bool; 256] = among(&[b'.', b'!', b'?', b'[', b'\n', 0xe2, 0xe3, 0xef]);

/// Moves to the next character from `at` on that may be a mark.
fn next_mark(text: &str, at: &mut usize) -> Option<char> {
    *at += text.as_bytes()[*at..].iter().position(|byte| MARKS[usize::from(*byte)])?;
    after(text, *at)
}

/// The end of a run of closing quotes and brackets.
fn closers_end(text: &str, mut at: usize) -> usize {
    // The number of a footnote belongs to its sentence.
    while let Some(c @ ('¹' | '²' | '³' | '⁰' | '⁴'..='⁹')) = after(text, at) {
        at += c.len_utf8();
    }
    while let Some(c) = after(text, at) {
        // A quote with a letter behind it opens the next sentence.
        let opens = matches!(c, '"' | '\'' | '*' | '_' | '`')
            && after(text, at + 1).is_some_and(char::is_alphanumeric)
            && before(text, at).is_some_and(char::is_whitespace);
        if !is_closer(c) || opens {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// The end of a run of `.`, `!`, `?` and `…`.
fn marks_end(text: &str, mut at: usize) -> usize {
    while let Some(c @ ('.' | '!' | '?' | '…' | '！' | '？')) = after(text, at) {
        at += c.len_utf8();
    }
    at
}

/// Markers that belong to the sentence ended at `at`: glued to it, or after one space where more
/// text or nothing follows.
fn with_citations(text: &str, at: usize) -> usize {
    let mut end = citation::run_at(text, at).unwrap_or(at);
    while let Some(note) = note_end(text, end) {
        end = citation::run_at(text, note).unwrap_or(note);
    }
    end
}

/// The end of an editor's note glued behind a stop: `[citation needed]`, `[a]`.
fn note_end(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix('[')?;
    let words = rest.bytes().take(NOTE).position(|b| !(b.is_ascii_alphanumeric() || b == b' '))?;
    let note = words > 0 && rest[words..].starts_with(']') && !rest[words..].starts_with("](");
    note.then_some(at + words + 2)
}

/// A citation without a stop ends a sentence when a word that opens one follows.
fn cited_end(text: &str, at: usize) -> Option<usize> {
    let end = citation::run_at(text, at)?;
    let preceded = before(text, text[..at].trim_end().len())
        .is_some_and(|c| c.is_alphanumeric() || is_closer(c) || c == '%');
    let next = skip_space(text, end);
    (preceded && next > end && opens_sentence(word_at(text, next))).then_some(end)
}

/// The word of letters and apostrophes that starts at `at`.
fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    &rest[..end]
}

/// The word before `at`: letters, digits and inner points.
fn word_before(text: &str, at: usize) -> &str {
    let tail = tail(text, at, WORD);
    let start = tail
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            c.is_alphanumeric() && !is_han_or_kana(*c) || matches!(c, '.' | '&' | '№' | '°')
        })
        .last()
        .map_or(tail.len(), |(at, _)| at);
    &tail[start..]
}

fn narrow_end(text: &str, at: usize, start: usize) -> Option<usize> {
    let marks = marks_end(text, at);
    let run = &text[at..marks];
    let end = closers_end(text, marks);
    let cited = with_citations(text, end);
    let next = skip_space(text, cited);
    let Some(follower) = after(text, next) else { return Some(cited) };
    let glued = next == end;
    if run == "."
        && let Some((points, count)) = spaced_points(text, at)
    {
        return spaced_ellipsis_end(text, at, points, count);
    }
    if run.contains(['!', '?', '！', '？']) {
        return exclaimed_end(text, at, marks, end, cited, next, follower);
    }
    if run.len() > 1 || run == "…" {
        return ellipsis_end(text, at, run, cited, next, follower);
    }
    if glued {
        return glued_end(text, at, end, follower);
    }
    if !opens(text, next, follower) {
        return None;
    }
    point_end(text, at, start, end, next, follower).then_some(cited)
}

/// Whether a sentence can begin with what stands at `next`.
fn opens(text: &str, next: usize, follower: char) -> bool {
    if follower.is_lowercase() {
        // iPhone, eBay.
        return after(text, next + follower.len_utf8()).is_some_and(char::is_uppercase);
    }
    if matches!(follower, '-' | '–' | '—') {
        // `What a surprise! – went her way`
        let behind = skip_space(text, next + follower.len_utf8());
        return !after(text, behind).is_some_and(char::is_lowercase);
    }
    if is_opener(follower) && follower != '\'' {
        // A bracket with a lower-case word goes on with the sentence; a quotation may begin one.
        let inner = after(text, next + follower.len_utf8());
        return !matches!(follower, '(' | '[') || !inner.is_some_and(char::is_lowercase);
    }
    !matches!(follower, ',' | ';' | ':' | ')' | ']' | '，' | '、' | '；' | '：' | '%' | '?' | '!')
}

fn skip_openers(text: &str, mut at: usize) -> usize {
    while let Some(c) = after(text, at)
        && is_opener(c)
    {
        at += c.len_utf8();
    }
    at
}

#[cfg(test)]
mod tests;
