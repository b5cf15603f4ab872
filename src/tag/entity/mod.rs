//! Entities: names of the gazetteers, names that no list holds, and the short forms of either.
//!
//! An article is read as a whole. One pass over each claim finds the names that are known and the
//! capitalised words; rules of shape find further persons, organisations and events among these.
//! What the article names in full is then known by its short form in all of its claims, and the
//! names that count only with support are kept where they have it.

mod context;
mod han;
mod lexicon;
mod memory;
mod metonym;
mod resolve;
mod scan;
mod shape;

use std::sync::Arc;

use lexicon::{Known, Lexicon};
use memory::Memory;
use rustc_hash::FxHashMap;
use scan::Scan;

use super::gazetteer::{Gazetteer, slug};
use super::starts::Starts;
use crate::model::{Entity, EntityType, Span};

/// What a mention is of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Thing {
    /// An entity of a gazetteer.
    Known(Known),
    /// One that no list holds, by its name.
    Coined(String),
}

/// A place of a text that may be a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    span: Span,
    /// The type; `None` for what is one name and to be tagged as nothing.
    kind: Option<EntityType>,
    thing: Thing,
    /// Which of two of the same length wins.
    rank: Rank,
}

/// How sure a candidate is, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// What is tagged as nothing.
    Nothing,
    Shape,
    Short,
    Listed,
}

/// A text of an article, and what is tagged in it.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    text: &'a str,
    starts: &'a Starts,
    /// Where dates and figures stand, in order; those that turn out to be part of a name go.
    pub(super) figures: Vec<Span>,
    /// The things that it names.
    pub(super) entities: Vec<Entity>,
}

impl<'a> Passage<'a> {
    pub(super) fn new(text: &'a str, starts: &'a Starts, mut figures: Vec<Span>) -> Self {
        figures.sort_unstable();
        Self { text, starts, figures, entities: Vec::new() }
    }
}

/// Tags the texts of one article.
pub(super) fn tag_article(passages: &mut [Passage<'_>], own: Option<&Gazetteer>) {
    let lexicon = Lexicon::new(own);
    let mut memory = Memory::default();
    let mut shown = Shown::default();
    // Each step goes through all texts before the next begins: all of it together is more code than a
    // processor keeps at hand.
    let scan = |passage: &Passage<'_>| Scan::read(passage.text, passage.starts, &lexicon);
    let scans: Vec<Scan> = passages.iter().map(scan).collect();
    let mut found: Vec<Vec<Candidate>> = scans.iter().map(|scan| listed(scan, &lexicon)).collect();
    let texts = || passages.iter().map(|passage| passage.text);
    for ((text, scan), found) in texts().zip(&scans).zip(&mut found) {
        shape::find(text, scan, &lexicon, found);
    }
    for ((text, scan), found) in texts().zip(&scans).zip(&mut found) {
        context::support(text, scan, &lexicon, None, found);
        memory.learn(text, found, &lexicon);
    }
    for ((text, scan), found) in texts().zip(&scans).zip(&mut found) {
        context::support(text, scan, &lexicon, Some(&memory), found);
        memory.find(text, scan, found);
        nested(text, &lexicon, found);
    }
    for (passage, candidates) in passages.iter_mut().zip(found) {
        let mentions = resolve::resolve(candidates, &mut passage.figures);
        passage.entities = entities(passage.text, &mentions, &lexicon, &mut shown);
    }
}

/// Adds the places and organisations that the listed names of events hold: `Russia-Ukraine war`.
fn nested(text: &str, lexicon: &Lexicon<'_>, found: &mut Vec<Candidate>) {
    let is_event = |name: &&Candidate| {
        name.kind == Some(EntityType::Event) && matches!(name.thing, Thing::Known(_))
    };
    let events: Vec<Span> = found.iter().filter(is_event).map(|event| event.span).collect();
    for event in events {
        // Without its last character the name of the event itself is not found again.
        let last = text[event.range()].chars().next_back().map_or(0, char::len_utf8);
        let part = &text[event.start..event.end - last];
        let scan = Scan::read(part, &Starts::of(part), lexicon);
        let mut inner = listed(&scan, lexicon);
        if scan.han {
            han::parties(part, lexicon, &mut inner);
        }
        found.extend(inner.into_iter().map(|name| {
            let span = Span::new(event.start + name.span.start, event.start + name.span.end);
            Candidate { span, ..name }
        }));
    }
}

/// Which of the entities has an id: few are looked through, many are kept by their ids.
struct Places(Option<FxHashMap<String, usize>>);

impl Places {
    fn new(mentions: usize) -> Self {
        Self((mentions > FEW).then(FxHashMap::default))
    }

    fn of(&self, id: &str, entities: &[Entity]) -> Option<usize> {
        match &self.0 {
            Some(places) => places.get(id).copied(),
            None => entities.iter().position(|entity| *entity.id == *id),
        }
    }

    fn add(&mut self, id: &str, place: usize) {
        if let Some(places) = &mut self.0 {
            places.insert(id.to_owned(), place);
        }
    }
}

/// How many mentions are few.
const FEW: usize = 32;

/// Ids and names of the entities that an article names.
#[derive(Debug, Default)]
struct Shown(FxHashMap<Known, (Arc<str>, Arc<str>)>);

impl Shown {
    fn of(&mut self, known: Known, lexicon: &Lexicon<'_>) -> (Arc<str>, Arc<str>) {
        let shown = self.0.entry(known).or_insert_with(|| {
            let record = lexicon.record(known);
            (record.id().into(), record.name.into())
        });
        shown.clone()
    }
}

/// The names that count by themselves.
fn listed(scan: &Scan, lexicon: &Lexicon<'_>) -> Vec<Candidate> {
    let mut found = Vec::with_capacity(scan.names.len());
    for name in scan.names.iter().filter(|name| !name.weak) {
        let Some(known) = lexicon.first(name.sense) else { continue };
        let kind = lexicon.kind(known);
        let rank = if kind.is_some() { Rank::Listed } else { Rank::Nothing };
        found.push(Candidate { span: name.span, kind, thing: Thing::Known(known), rank });
    }
    found
}

/// The mentions as entities, in the order of their first mention.
fn entities(
    text: &str,
    mentions: &[Candidate],
    lexicon: &Lexicon<'_>,
    shown: &mut Shown,
) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut places = Places::new(mentions.len());
    for mention in mentions {
        let Some(kind) = mention.kind else { continue };
        let (id, name) = match &mention.thing {
            Thing::Known(known) => shown.of(*known, lexicon),
            Thing::Coined(name) => (format!("{kind}/{}", slug(name)).into(), name.as_str().into()),
        };
        match places.of(&id, &entities) {
            Some(at) => entities[at].mentions.push(mention.span),
            None => {
                places.add(&id, entities.len());
                let mentions = vec![mention.span];
                entities.push(Entity { id, name, kind, metonym: false, mentions });
            }
        }
    }
    metonym::add(text, mentions, lexicon, &mut entities);
    entities
}
