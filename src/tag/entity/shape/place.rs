//! Places by shape: what the names of provinces, lakes and islands end in, and mines and fields by
//! the word behind the name.

use super::Page;
use super::tables::{is_generic, is_ordinary, is_org_word};
use crate::model::{EntityType, Span};
use crate::tag::entity::Candidate;
use crate::tag::entity::shape::next_word;

/// What the names of places end in.
const TAILS: &[&str] = &[
    "Bay",
    "Canal",
    "County",
    "Creek",
    "Desert",
    "District",
    "Governorate",
    "Gulf",
    "Island",
    "Islands",
    "Lake",
    "Mountains",
    "Oblast",
    "Peninsula",
    "Plateau",
    "Prefecture",
    "Province",
    "Region",
    "River",
    "Strait",
    "Territory",
    "Valley",
];

/// What the names of places begin with.
const HEADS: &[&str] = &["Cape", "Lake", "Mount", "Port"];

/// What is at a place that bears a name, behind perhaps a word for what is won there.
const SITES: &[&str] = &[
    "dam",
    "deposit",
    "deposits",
    "field",
    "fields",
    "gasfield",
    "mine",
    "mines",
    "oilfield",
    "oilfields",
    "quarry",
    "refinery",
    "smelter",
    "station",
    "plant",
];

/// What is won at such a place.
const WON: &[&str] = &[
    "coal", "cobalt", "copper", "diamond", "gas", "gold", "graphite", "iron", "lithium", "nickel",
    "nuclear", "oil", "ore", "power", "silver", "tin", "uranium", "zinc",
];

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Candidate>) {
    let words = page.words();
    for at in 0..words.len() {
        let word = page.word(at);
        if at > 0 && words[at].joined && TAILS.contains(&word) && is_name(page, at - 1) {
            let two = at > 1 && words[at - 1].joined && is_name(page, at - 2);
            let first = if two { at - 2 } else { at - 1 };
            push(page, Span::new(words[first].span.start, words[at].span.end), found);
        } else if HEADS.contains(&word)
            && words.get(at + 1).is_some_and(|next| next.joined)
            && is_name(page, at + 1)
        {
            push(page, Span::new(words[at].span.start, words[at + 1].span.end), found);
        } else if !words[at].caps && names_site(page, at) && is_name(page, at) {
            let two = at > 0 && words[at].joined && is_name(page, at - 1);
            let first = if two { at - 1 } else { at };
            push(page, Span::new(words[first].span.start, words[at].span.end), found);
        }
    }
}

fn push(page: &Page<'_>, span: Span, found: &mut Vec<Candidate>) {
    if page.listed_at(span).is_none() {
        found.push(page.coined(EntityType::Region, span, &page.text[span.start..span.end]));
    }
}

/// Whether a word may be the name of a place.
fn is_name(page: &Page<'_>, at: usize) -> bool {
    let (word, entry) = (page.word(at), page.words()[at]);
    let plain = is_ordinary(word) || is_generic(word) || is_org_word(word);
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let other = page
        .listed_at(entry.span)
        .is_some_and(|listed| !matches!(listed.kind, Some(EntityType::City | EntityType::Region)));
    !plain && letters && !other && !entry.first && !page.is_title(entry.span.start)
}

/// `Koksai mine`, `Kusile power station`
fn names_site(page: &Page<'_>, at: usize) -> bool {
    let span = page.words()[at].span;
    let behind = page.behind(span.end);
    let next = next_word(behind);
    if !SITES.contains(&next) && !WON.contains(&next) || page.listed_at(span).is_some() {
        return false;
    }
    let works = |word: &str| SITES.contains(&word) && !matches!(word, "station" | "plant");
    if works(next) {
        return true;
    }
    let after =
        if WON.contains(&next) { next_word(&behind[1 + next.len()..]) } else { Default::default() };
    let power = matches!(next, "power" | "nuclear");
    SITES.contains(&after) && (power || works(after))
        || WON.contains(&after) && works(next_word(&behind[2 + next.len() + after.len()..]))
}
