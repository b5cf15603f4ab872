//! A text as lines, and what each line looks like by itself.

use crate::model::Span;
use crate::text::{chars, citation};

/// A line without its line break and the white space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) span: Span,
    /// White space before it, in columns.
    pub(super) indent: usize,
}

impl Line {
    pub(super) fn is_blank(self) -> bool {
        self.span.is_empty()
    }

    pub(super) fn of(self, text: &str) -> &str {
        &text[self.span.range()]
    }
}

/// The lines of a range of a text.
pub(super) fn lines(text: &str, span: Span) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = span.start;
    for part in text[span.range()].split_inclusive('\n') {
        let whole = Span::new(start, start + part.len());
        let indent = part.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{3000}')).count();
        let words = whole.trimmed(text);
        let span = if words.is_empty() { Span::new(start, start) } else { words };
        lines.push(Line { span, indent });
        start = whole.end;
    }
    lines
}

/// Bullets that are never part of running words.
pub(super) const MARKS: &[char] = &['•', '●', '▪', '■', '◆', '‣', '◦', '►', '○'];
/// Bullets that are only in front of a space.
const DASHES: &[char] = &['-', '–', '—', '·', '*', '+'];

/// Where the words begin of a line that a bullet opens.
pub(super) fn bullet(line: &str) -> Option<usize> {
    let mark = line.chars().next()?;
    let glued = MARKS.contains(&mark);
    if !glued && !DASHES.contains(&mark) {
        return None;
    }
    let rest = &line[mark.len_utf8()..];
    if !(rest.starts_with([' ', '\t', '\u{3000}']) || glued && !rest.is_empty()) {
        return None;
    }
    let words = line.len() - rest.trim_start().len();
    // A ruler of dashes is no item.
    (!rest.trim_matches(['-', '*', ' ', '–', '—']).is_empty()).then_some(words)
}

/// The number that counts a line: `2. Gas down`, `3) …`, `4、…`.
pub(super) fn number(line: &str) -> Option<u32> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let marked = rest.starts_with(['.', ')', '、', '．', '）']);
    let worded = rest.chars().nth(1).is_some_and(|c| !c.is_ascii_digit());
    ((1..=2).contains(&digits) && marked && worded).then(|| line[..digits].parse().ok()).flatten()
}

/// A ruler: `---`, `***`, `===`, `____`.
pub(super) fn is_ruler(line: &str) -> bool {
    let Some(mark) = line.chars().next() else { return false };
    matches!(mark, '-' | '*' | '_' | '=' | '—' | '–' | '·' | '─')
        && line.chars().filter(|c| *c == mark).count() >= 3
        && line.chars().all(|c| c == mark || c == ' ')
}

/// Whether a line ends as a sentence or a claim does: with a stop, a closing mark behind a stop,
/// or a citation.
pub(super) fn ends_closed(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| chars::is_closer(c) && c != ']');
    bare.ends_with(['.', '。', '!', '?', '！', '？', '…', ';', '；', '｡'])
        || citation::ends_at(line, line.len())
        || citation::ends_at(bare, bare.len())
}

/// The columns of the first word, for telling a wrapped line from a short one.
pub(super) fn first_word_columns(line: &str) -> usize {
    match line.chars().next() {
        Some(c) if chars::is_han_or_kana(c) => 2,
        _ => line.split_whitespace().next().map_or(0, chars::columns),
    }
}

/// Sentence stops inside or at the end of a line, not counting points that may be inner.
pub(super) fn has_inner_stop(line: &str) -> bool {
    let stops = crate::text::sentence::ends(line);
    stops.len() > 1
}
