//! Events by shape: a name before `summit`, `war`, `forum` and their like.

use super::Page;
use super::tables::{is_event, is_generic, is_named_event, is_ordinary};
use crate::model::{EntityType, Span};
use crate::tag::entity::Candidate;
use crate::tag::word::letters_at;

/// The most words before the word for the event.
const LONGEST: usize = 7;

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Candidate>) {
    let words = page.words();
    for at in 0..words.len() {
        let named = is_named_event(page.word(at));
        // The word for the event is this one, or the one in small letters behind it.
        let (last, end) = if named && at > 0 && words[at].joined {
            (at - 1, words[at].span.end)
        } else {
            let behind = page.behind(words[at].span.end);
            let Some(rest) = behind.strip_prefix(' ') else { continue };
            let word = letters_at(rest, 0);
            if !is_event(word) {
                continue;
            }
            (at, words[at].span.end + 1 + word.len())
        };
        let first = first_word(page, last);
        let (Some(first), small) = (first, !named) else { continue };
        let span = Span::new(words[first].span.start, end);
        // In small letters the word for the event needs a name that is known before it.
        if small && !names_party(page, Span::new(span.start, words[last].span.end)) {
            continue;
        }
        if !small && (first..=last).all(|at| is_generic(page.word(at))) {
            continue;
        }
        let name = &page.text[span.start..span.end];
        found.push(page.coined(EntityType::Event, span, name));
    }
}

/// The first word of the name whose last word is `last`.
fn first_word(page: &Page<'_>, last: usize) -> Option<usize> {
    let mut first = last;
    while first > 0 && last - first < LONGEST {
        let gap = page.gap(first - 1);
        if !matches!(gap, " " | " plus " | "-" | "–" | " on " | " of ") {
            break;
        }
        if matches!(gap, " on " | " of ") && !is_named_event(page.word(first - 1)) {
            break;
        }
        first -= 1;
    }
    while first <= last
        && (is_ordinary(page.word(first)) || page.is_title(page.words()[first].span.start))
    {
        first += 1;
    }
    (first <= last).then_some(first)
}

/// Whether a country, a place or an organisation that is listed is in the name.
fn names_party(page: &Page<'_>, span: Span) -> bool {
    page.listed_in(span).any(|name| {
        let place = matches!(
            name.kind,
            Some(EntityType::Country | EntityType::Region | EntityType::City | EntityType::Org)
        );
        place && span.start <= name.span.start && name.span.end <= span.end
    })
}
