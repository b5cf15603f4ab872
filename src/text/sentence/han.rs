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
    let closed = end > marks;
    // `他说：“……。”` is whole: nothing behind belongs to it.
    if closed && is_introduced(text, at, start) {
        return Some(with_citations(text, end));
    }
    if closed && (attributes_han(rest) || rest.starts_with("と")) {
        return None;
    }
    // A title or a slogan in quotes stands in the middle of its sentence: 高喊“加油！”的人群.
    let named = ["这句", "這句", "这一句", "這一句", "一词", "一詞", "一语"];
    let goes_on = !text[at..].starts_with('。') && goes_on_han(text, at, start, rest);
    if closed && (goes_on || named.iter().any(|word| rest.starts_with(word))) {
        return None;
    }
    Some(with_citations(text, end))
}

/// Whether the quotation that closes behind `at` was opened behind a colon.
fn is_introduced(text: &str, at: usize, start: usize) -> bool {
    let head = &text[start..at];
    let open = head.rfind(['“', '「', '『']);
    // Of a quotation in a quotation the outer one counts.
    let open = open.and_then(|open| {
        let outer = head[..open].rfind(['“', '「', '『']);
        outer.filter(|outer| !head[*outer..open].contains(['”', '」', '』'])).or(Some(open))
    });
    open.is_some_and(|open| head[..open].trim_end().ends_with(['：', ':']))
}

/// Whether a sentence goes on behind a quotation that closed in it: `高喊“加油！”的人群`.
pub(super) fn goes_on_han(text: &str, at: usize, start: usize, rest: &str) -> bool {
    let joins = ["作为", "作為", "为题", "為題", "成为", "成為", "让", "讓", "使", "声", "聲"];
    if rest.starts_with(['的', '之', '等', '和', '与', '或'])
        || joins.iter().any(|word| rest.starts_with(word))
    {
        return true;
    }
    // Behind a quotation that is a sentence of its own, these begin the next one.
    let whole = text[start..at].trim_start().starts_with(['“', '"', '「', '『', '‘']);
    !whole && rest.starts_with(['这', '是'])
}
