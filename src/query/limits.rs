//! What a query may hold at most.

use super::warnings::Warnings;
use crate::model::Span;

/// The longest query that is read, in bytes; the rest is cut with a warning.
pub const MAX_BYTES: usize = 64 << 10;

/// The most words, phrases and ranges that are read; the rest is cut with a warning.
pub const MAX_CLAUSES: usize = 4096;

/// The deepest parentheses; deeper ones are ignored with a warning.
pub const MAX_DEPTH: usize = 64;

/// The part of a query that is read: up to the limit, and to the white space before it.
pub(super) fn cut<'q>(text: &'q str, warnings: &mut Warnings) -> &'q str {
    if text.len() <= MAX_BYTES {
        return text;
    }
    let mut end = MAX_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let space = text[..end].rfind(char::is_whitespace);
    end = space.filter(|at| *at > MAX_BYTES / 2).unwrap_or(end);
    let message = format!("only the first {MAX_BYTES} bytes are read: shorten the query");
    warnings.add(Span::new(end, text.len()), message);
    &text[..end]
}

pub(super) fn warn_too_many(span: Span, warnings: &mut Warnings) {
    warnings.add(span, format!("only the first {MAX_CLAUSES} words are read: shorten the query"));
}
