//! Links to sections: headings wherever they stand.

use super::patterns::LINK;
use super::{Heading, REACH, Rank, group_of, is_core};
use crate::model::Span;

/// Where links to sections start and end in a text; each is a heading wherever it stands.
pub(in crate::read) fn links(text: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = from;
    while let Some(link) = memchr::memmem::find(&text.as_bytes()[at..to], b"](index=") {
        let middle = at + link;
        // No link begins before the last one's end.
        let free = found.last().map_or(from, |(_, end)| *end);
        let first = free.max(text.floor_char_boundary(middle.saturating_sub(REACH)));
        let start = text[first..middle].rfind('[').map(|open| first + open);
        at = middle + 2;
        if let Some(start) = start
            && let Some(heading) = link_match(&text[start..to])
        {
            found.push((start, start + heading));
            at = start + heading;
        } else if let Some(start) = start
            && is_cut_link(&text[start..], &text[start + 1..middle])
        {
            found.push((start, to));
            at = to;
        }
    }
    found
}

/// The words of a link to a section that makes up a whole range.
pub(in crate::read) fn link_words(text: &str, span: Span) -> Option<Span> {
    let found = LINK.captures(&text[span.range()])?;
    let whole = found.get(0)?.end() == span.len();
    let words = found.get(1)?;
    whole.then(|| Span::new(span.start + words.start(), span.start + words.end()))
}

/// Whether a link to a section breaks off with the text.
pub(super) fn is_cut_link(rest: &str, words: &str) -> bool {
    rest.len() < REACH * 2
        && !rest.contains(')')
        && !rest.contains('\n')
        && words.chars().any(char::is_alphabetic)
}

pub(super) fn link_match(rest: &str) -> Option<usize> {
    LINK.find(rest).map(|m| m.end())
}

pub(super) fn link(rest: &str) -> Option<Heading> {
    let found = LINK.captures(rest)?;
    let end = found.get(0)?.end();
    let group = group_of(&found[1]);
    let core = group.title.as_deref().is_some_and(is_core);
    Some(Heading { end, next: end, separated: false, group, core, rank: Rank::Section })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_was_found_is_left_behind() {
        let text = "[i](index=type=section)](index=";
        assert_eq!(links(text, 0, text.len()), [(0, 23)]);
        for behind in ["](index=1", " Costs](index=2&type=section) rose.", "](index=3&type=chunk)"]
        {
            let text = ["[H](index=1&type=section)", behind].concat();
            assert_eq!(links(&text, 0, text.len()), [(0, 25)], "{behind}");
        }
    }
}
