//! Capitals that stand for their country's government.

use super::lexicon::Lexicon;
use super::{Candidate, Thing};
use crate::model::{Entity, EntityType, Span};
use crate::tag::word::{fold, letters_at};

/// What a government does.
const DEEDS: &[&str] = &[
    "accepted",
    "accused",
    "accuses",
    "agreed",
    "agrees",
    "also",
    "announced",
    "appears",
    "approved",
    "are",
    "argues",
    "asked",
    "asserts",
    "backed",
    "backs",
    "banned",
    "believes",
    "blacklisted",
    "blamed",
    "blames",
    "blocked",
    "called",
    "calls",
    "claimed",
    "claims",
    "condemned",
    "considers",
    "could",
    "criticised",
    "criticized",
    "decided",
    "declared",
    "demanded",
    "demands",
    "denied",
    "denies",
    "expects",
    "expelled",
    "extended",
    "fears",
    "filed",
    "had",
    "has",
    "have",
    "hit",
    "hopes",
    "imposed",
    "imposes",
    "insisted",
    "insists",
    "intends",
    "introduced",
    "is",
    "issued",
    "lifted",
    "lodged",
    "maintains",
    "may",
    "moved",
    "must",
    "offered",
    "ordered",
    "plans",
    "pledged",
    "promised",
    "proposed",
    "protested",
    "pushed",
    "refused",
    "regards",
    "rejected",
    "rejects",
    "remains",
    "responded",
    "restricted",
    "retaliated",
    "said",
    "sanctioned",
    "says",
    "seeks",
    "sees",
    "sent",
    "should",
    "signaled",
    "signalled",
    "signed",
    "summoned",
    "supports",
    "suspended",
    "threatened",
    "tightened",
    "told",
    "tried",
    "urged",
    "urges",
    "views",
    "vowed",
    "wants",
    "warned",
    "warns",
    "was",
    "welcomed",
    "were",
    "will",
    "withdrew",
    "would",
];

/// What is a government's.
const OWNED: &[&str] = &[
    "ambassador",
    "approach",
    "ban",
    "claim",
    "claims",
    "concerns",
    "control",
    "controls",
    "curbs",
    "decision",
    "demand",
    "demands",
    "diplomacy",
    "efforts",
    "embargo",
    "envoy",
    "export",
    "foreign",
    "government",
    "influence",
    "insistence",
    "intentions",
    "interests",
    "invasion",
    "latest",
    "military",
    "move",
    "moves",
    "offer",
    "plan",
    "plans",
    "policies",
    "policy",
    "position",
    "pressure",
    "promise",
    "proposal",
    "push",
    "reaction",
    "refusal",
    "relations",
    "relationship",
    "response",
    "restrictions",
    "retaliation",
    "rival",
    "sanctions",
    "security",
    "stance",
    "strategy",
    "strict",
    "support",
    "sweeping",
    "tariff",
    "tariffs",
    "threat",
    "threats",
    "ties",
    "top",
    "trade",
    "war",
];

/// What stands before one side of a dealing between governments.
const BETWEEN: &[&str] = &[
    "accused",
    "against",
    "asked",
    "between",
    "blamed",
    "by",
    "condemned",
    "criticised",
    "criticized",
    "pressured",
    "sanctioned",
    "told",
    "urged",
    "warned",
    "with",
];

/// What makes a capital a place.
const AT_PLACE: &[&str] =
    &["across", "around", "at", "downtown", "in", "leave", "left", "near", "outside", "visited"];

/// Adds the countries that are named by their capitals alone.
pub(super) fn add(
    text: &str,
    mentions: &[Candidate],
    lexicon: &Lexicon<'_>,
    entities: &mut Vec<Entity>,
) {
    for mention in mentions {
        let Thing::Known(city) = mention.thing else { continue };
        if mention.kind != Some(EntityType::City) {
            continue;
        }
        let Some(country) = lexicon.record(city).capital_of else { continue };
        if !means_government(text, mention.span) {
            continue;
        }
        let id = format!("country/{country}");
        match entities.iter_mut().find(|entity| *entity.id == *id) {
            Some(entity) if entity.metonym => entity.mentions.push(mention.span),
            Some(_) => {}
            None => {
                let Some(known) = lexicon.by_id(&id) else { continue };
                let name = lexicon.record(known).name.into();
                let kind = EntityType::Country;
                entities.push(Entity {
                    id: id.into(),
                    name,
                    kind,
                    metonym: true,
                    mentions: vec![mention.span],
                });
            }
        }
    }
}

/// Whether the capital at `span` stands for a government: it acts, it owns what governments own,
/// or it is one side of a dealing.
fn means_government(text: &str, span: Span) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let last = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if in_table(AT_PLACE, last) {
        return false;
    }
    if let Some(rest) = after.strip_prefix("'s ").or_else(|| after.strip_prefix("’s ")) {
        return in_table(OWNED, letters_at(rest, 0));
    }
    if let Some(rest) = after.strip_prefix(' ') {
        let next = letters_at(rest, 0);
        if in_table(DEEDS, next) {
            return true;
        }
        // `Washington and Doha said`, `between Washington and Beijing`
        if next == "and" {
            let partner = rest[3..].trim_start();
            let behind = partner.split_once(' ').map_or("", |(_, behind)| behind);
            return in_table(BETWEEN, last) || in_table(DEEDS, letters_at(behind, 0));
        }
    }
    // `Beijing-Washington ties`
    let pair = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '–'));
    if pair(after.chars().next()) || pair(before.chars().next_back()) {
        return after.chars().nth(1).is_some_and(char::is_uppercase)
            || before.trim_end_matches(['-', '–']).ends_with(char::is_alphabetic)
                && pair(before.chars().next_back());
    }
    if in_table(BETWEEN, last) {
        return true;
    }
    // The second of two: `between Washington and Beijing`
    let front = before.trim_end();
    front.strip_suffix("and").is_some_and(|front| {
        let mut words = front.split_whitespace().rev();
        words.next();
        words.next().is_some_and(|word| in_table(BETWEEN, word))
    })
}

fn in_table(table: &[&str], word: &str) -> bool {
    let folded = fold(word);
    !folded.as_str().is_empty() && table.binary_search(&folded.as_str()).is_ok()
}
