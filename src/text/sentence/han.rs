//! The ends of Chinese and Japanese sentences.

use super::{closers_end, with_citations};
use crate::text::abbreviations::attributes_han;
use crate::text::chars::{after, is_closer};

/// Whether a full-width point ends something: inside a number or a name it does not.
pub(super) fn ends_at_point(text: &str, next: usize) -> bool {
    after(text, next).is_none_or(|c| c.is_whitespace() || is_closer(c))
}

/// Chinese and Japanese marks end a sentence wherever they stand, but before who said it.
pub(super) fn wide_end(text: &str, at: usize, start: usize) -> Option<usize> {
    let mut end = at;
    while let Some(c @ ('。' | '！' | '？' | '｡' | '．' | '!' | '?' | '…')) = after(text, end)
    {
        end += c.len_utf8();
    }
    let marks = end;
    // A straight quote with an even number of them before it opens the next sentence.
    if text[end..].starts_with('"') && text[start..at].matches('"').count().is_multiple_of(2) {
        return Some(with_citations(text, end));
    }
    end = closers_end(text, end);
    // `……如此。”。`
    if let Some(c @ ('。' | '！' | '？')) = after(text, end) {
        return Some(with_citations(text, closers_end(text, end + c.len_utf8())));
    }
    let rest = &text[end..];
    if rest.starts_with(['，', '、', '；', ',', '：']) {
        return None;
    }
    if end > marks && (attributes_han(rest) || rest.starts_with("と")) {
        return None;
    }
    // A title or a slogan in quotes stands in the middle of its sentence: 高喊“加油！”的人群.
    if end > marks && !text[at..].starts_with('。') && goes_on_han(text, at, start, rest) {
        return None;
    }
    Some(with_citations(text, end))
}

/// Whether a sentence goes on behind a quotation that closed in it: `高喊“加油！”的人群`.
pub(super) fn goes_on_han(text: &str, at: usize, start: usize, rest: &str) -> bool {
    if rest.starts_with(['的', '之', '等', '和', '与', '或']) {
        return true;
    }
    // Behind a quotation that is a sentence of its own, these begin the next one.
    let whole = text[start..at].trim_start().starts_with(['“', '"', '「', '『', '‘']);
    !whole && rest.starts_with(['这', '是'])
}
