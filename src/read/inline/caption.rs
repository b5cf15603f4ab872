//! Captions: the words right before a table.

use crate::model::{BlockKind, Span};
use crate::read::builder::Builder;
use crate::read::heading;
use crate::text::chars::is_han_or_kana;

/// The words right before a table that name it: title words, perhaps with a bracket behind.
pub(super) fn caption(text: &str, span: Span) -> Option<Span> {
    let words = text[span.range()].trim_end();
    let end = span.start + words.len();
    let mut start = end;
    let mut rest = words;
    if rest.ends_with([')', '）']) {
        let open = rest.rfind([' ', '）']).map(|_| ()).and_then(|()| rest.rfind(['(', '（']))?;
        if rest.len() - open > 120 {
            return None;
        }
        rest = rest[..open].trim_end();
        start = span.start + rest.len();
    }
    let line = rest.rfind('\n').map_or(0, |at| at + 1);
    let mut taken = 0;
    if heading::is_numbered_tail(rest) {
        return None;
    }
    while let Some(word) = rest[line..].split_whitespace().next_back() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let stops = word.ends_with(['.', '。', ']', '!', '?', ';', ',', '|']) || taken > 14;
        let glued = word.len() > 3
            && word.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(char::is_lowercase);
        if stops || glued || !heading::is_title_case(&format!("X {word}")) {
            break;
        }
        taken += 1;
        start = at;
        rest = text[span.start..at].trim_end();
        if rest.len() <= line {
            break;
        }
    }
    // A small word cannot open a caption, and a year alone is none.
    let found = &text[start..end];
    let worded = found.chars().any(char::is_alphabetic);
    (taken > 0
        && worded
        && found.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || is_han_or_kana(c)))
    .then(|| Span::new(start, end))
}

/// Takes the title words before a table: a heading and a caption behind it, or one of them.
pub(super) fn captions(out: &mut Builder<'_>, span: Span) {
    let words = &out.text[span.range()];
    match heading::caption_word(words) {
        Some(0) => out.push(span, BlockKind::Heading),
        Some(at) => {
            let heading = Span::new(span.start, span.start + at);
            out.caption(heading, caption_title(&words[..at]));
            out.push(Span::new(span.start + at, span.end), BlockKind::Heading);
        }
        None => out.caption(span, caption_title(words)),
    }
}

/// A caption's words without the bracket that says its period or unit.
pub(super) fn caption_title(caption: &str) -> String {
    let bare = caption.split(['(', '（']).next().unwrap_or(caption);
    bare.replace("**", "").trim().trim_end_matches([':', '：']).to_owned()
}
