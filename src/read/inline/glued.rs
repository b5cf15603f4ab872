//! Citations that are digits glued to a word: `earlier5`, `impairments78`.

use crate::model::Span;
use crate::read::lines;
use crate::text::chars::skip_space;

/// The ends of words with digits glued to them that stand before a bullet, a capital or the end.
pub(super) fn glued_ends(text: &str, span: Span) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut at = span.start;
    std::iter::from_fn(move || {
        while at < span.end {
            let start = at + text[at..span.end].find(|c: char| c.is_ascii_digit())?;
            let end = start + text[start..span.end].bytes().take_while(u8::is_ascii_digit).count();
            at = end;
            let word_before = bytes[span.start..start]
                .iter()
                .rev()
                .take_while(|b| b.is_ascii_alphabetic())
                .count();
            let year = (5..=8).contains(&(end - start))
                && (text[start..].starts_with("20") || text[start..].starts_with("19"));
            let glued = start > span.start
                && (year
                    || word_before >= 2
                    || matches!(bytes[start - 1], b')' | b'%' | b'.' | b'"'))
                && !bytes[start - 1].is_ascii_uppercase();
            let next = skip_space(&text[..span.end], end);
            let follows = next == span.end
                || next > end
                    && (text[next..].starts_with(|c: char| {
                        c.is_uppercase() || c == '-' || c == '[' || c == '|'
                    }));
            if glued && follows && end - start <= if year { 8 } else { 6 } {
                return Some(end);
            }
        }
        None
    })
}

/// The end of a block without the digits glued to its last word.
pub(super) fn without_digits(text: &str, span: Span) -> usize {
    let words = text[span.range()].trim_end();
    let end = span.start + words.len();
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_glued = glued_ends(text, Span::new(span.start, end)).any(|at| at == end);
    // `20254` is a year and a citation.
    let year = if words.len() - bare.len() > 4 { 4 } else { 0 };
    if is_glued && !bare.is_empty() { span.start + bare.len() + year } else { span.end }
}

/// Whether a text's bullets end in glued digits, by their share.
pub(in crate::read) fn has_glued_citations(text: &str, span: Span) -> bool {
    let slice = &text[span.range()];
    if !slice.contains("- ") {
        return false;
    }
    let bytes = text.as_bytes();
    let ends = glued_ends(text, span)
        .filter(|end| {
            let digits = text[..*end].bytes().rev().take_while(u8::is_ascii_digit).count();
            let start = end - digits;
            let lower = bytes[..start].iter().rev().take_while(|b| b.is_ascii_lowercase()).count();
            let next = skip_space(&text[..span.end], *end);
            lower >= 3
                && (next == span.end
                    || text[next..].starts_with('-')
                    || text[*end..next].contains('\n')
                    || text[next..].starts_with(|c: char| c.is_uppercase()))
        })
        .count();
    let bullets = slice.lines().filter(|line| lines::bullet(line.trim()).is_some()).count();
    let inner = slice.matches(" - ").count();
    ends > 0 && ends * 2 >= bullets.max(inner.min(ends * 2))
}
