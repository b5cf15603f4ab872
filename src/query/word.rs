//! Words with what follows them: `pre*`, `word~1`.

use super::Node;
use super::chars::has_substance;
use super::value::shown;
use super::warnings::Warnings;
use crate::model::Span;

/// The most edits of a fuzzy word.
const MAX_DISTANCE: u8 = 2;

/// The node of a word, or nothing (and a warning) where it is all wildcard.
pub(super) fn read(typed: &str, span: Span, warnings: &mut Warnings) -> Option<Node> {
    if !typed.contains('*') {
        return Some(fuzzy(typed, span, warnings));
    }
    if !has_substance(typed) {
        let message = format!("`{}` was left out: `*` wants a letter before it", shown(typed));
        warnings.add(span, message);
        return None;
    }
    let text = typed.trim_start_matches('*');
    if text.len() < typed.len() {
        let message = format!("`*` before a word is ignored: search for `{}`", shown(text));
        warnings.add(span, message);
    }
    let stem = text.trim_end_matches('*');
    if stem.contains('*') {
        let message = format!("`{}` is read as text: `*` works only after a word", shown(typed));
        warnings.add(span, message);
        return Some(Node::Word { text: stem.to_owned(), span });
    }
    if stem.len() < text.len() {
        return Some(Node::Prefix { text: stem.to_owned(), span });
    }
    Some(fuzzy(stem, span, warnings))
}

fn fuzzy(text: &str, span: Span, warnings: &mut Warnings) -> Node {
    let Some((stem, edits)) = text.rsplit_once('~').and_then(|(stem, n)| Some((stem, edits(n)?)))
    else {
        return Node::Word { text: text.to_owned(), span };
    };
    let stem = stem.trim_end_matches('~');
    // `5~6` is how a range of figures is written in East Asia.
    if !stem.chars().any(char::is_alphabetic) {
        return Node::Word { text: text.to_owned(), span };
    }
    let distance = edits.map(|edits| edits.min(MAX_DISTANCE));
    if distance < edits {
        let message = format!("`{}` is read with 2 edits: more are not searched for", shown(text));
        warnings.add(span, message);
    }
    Node::Fuzzy { text: stem.to_owned(), distance, span }
}

/// The number after `~`: `Some(None)` where there is nothing after it, `None` where there is
/// something else.
fn edits(text: &str) -> Option<Option<u8>> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((!text.is_empty()).then(|| text.parse().unwrap_or(u8::MAX)))
}
