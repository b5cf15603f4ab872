//! Leads: the line under a heading of a filing that sums up what follows.

use super::Break;
use crate::model::Span;
use crate::read::builder::Builder;
use crate::read::{heading, lines};
use crate::text::chars::{is_han_or_kana, skip_space};
use crate::text::sentence;

/// Where a further heading begins behind the line that sums up the first: `The loss grew Financial
/// Highlights Revenue fell`.
pub(super) fn heading_in_lead(text: &str, at: usize, breaks: &[Break]) -> Option<usize> {
    let end = breaks.iter().find(|found| found.at > at).map_or(text.len(), |found| found.at);
    let end = text[at..end].find(" - ").map_or(end, |dash| at + dash);
    let mut lower = 0;
    let mut ends = false;
    let mut start = None;
    let mut capitals = 0;
    let dashed = text[end..].starts_with(" - ");
    for word in text[at..end].split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let capital = bare.starts_with(char::is_uppercase);
        if capital && start.is_none() && ends && lower >= 3 {
            start = Some(word.as_ptr() as usize - text.as_ptr() as usize);
            capitals = 0;
        }
        if start.is_some() && !(capital || heading::is_small(bare)) {
            // The last capital opens the sentence behind the heading.
            if capitals >= 3 {
                return start;
            }
            start = None;
        }
        capitals += usize::from(capital);
        lower += usize::from(bare.starts_with(char::is_lowercase));
        ends = !capital && !heading::is_small(bare) && !word.ends_with([',', ';', ':', '.']);
    }
    start.filter(|_| dashed && capitals >= 2)
}

/// Where the line under a heading ends at a first bullet that no stop or citation precedes.
pub(super) fn lead_end(text: &str, at: usize, breaks: &[Break]) -> Option<(usize, usize)> {
    let end = breaks.iter().find(|found| found.at > at).map_or(text.len(), |found| found.at);
    let dash = at + text[at..end].find(" - ")?;
    let words = skip_space(text, dash + 3);
    let opens = text[words..]
        .starts_with(|c: char| c.is_uppercase() || "*\"“".contains(c) || is_han_or_kana(c));
    let lead = text[at..dash].split_whitespace().count();
    (opens && lead >= 3).then_some((dash, words))
}

/// Whether a text under a heading only sums up what follows: it has neither a stop nor a citation
/// where the claims have citations.
pub(super) fn is_lead(out: &Builder<'_>, span: Span) -> bool {
    let words = out.text[span.range()].trim();
    (out.features.cited || out.features.glued)
        && !out.in_core()
        && out.features.filing
        && sentence::ends(words).len() <= 1
        && !lines::ends_closed(words)
}
