//! Words, phrases and expansions: what is wanted, each as a query that scores.

use std::collections::{BTreeSet, HashMap};

use tantivy::schema::Field as Column;
use tantivy::{Score, Term};

use super::{Compiler, weights};
use crate::index::Granularity;
use crate::index::analyzer::{self, Role, Script, Token};
use crate::model::Span;
use crate::query::matching::{All, Tree};
use crate::query::{Field, Group, Node, Occur, Query};
use crate::text::chars::is_han_or_kana;

/// Something wanted.
pub struct Unit {
    /// Its words, for explanations.
    pub label: String,
    /// What it asks for: of units that ask for the same, such as two forms of a word, one stays.
    key: String,
    /// The query that finds and scores it.
    pub query: Tree,
    /// The query that also finds parts of it, for what matches only some words.
    pub loose: Option<Tree>,
    /// Whether parts of it are worth showing by themselves.
    pub parted: bool,
    /// What it is made of, for explanations: where it is looked for.
    pub parts: Vec<(&'static str, Tree)>,
    /// What to mark in a claim's text.
    pub marks: Vec<Mark>,
    /// The word, where it is one as typed.
    pub(super) typed: Option<Word>,
}

/// Something to mark in a claim's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A term.
    Term(String),
    /// Words whose folded form is one of these.
    Surfaces(BTreeSet<String>),
    /// Words whose folded form or stem begins so.
    Beginning(String),
    /// The mentions of the entity with this id.
    Entity(String),
    /// Terms at these places from each other, give or take the slop.
    Phrase(Vec<(u32, String)>, u32),
}

impl Unit {
    pub(super) fn new(label: impl Into<String>, query: Tree) -> Self {
        let label = label.into();
        let key = label.clone();
        let (parts, marks) = (Vec::new(), Vec::new());
        Self { label, key, query, loose: None, parted: false, parts, marks, typed: None }
    }

    /// Lets it find nothing that another query does not find.
    pub(super) fn within(&mut self, base: &Tree) {
        for query in std::iter::once(&mut self.query).chain(&mut self.loose) {
            *query = Tree::all(vec![query.clone(), base.clone()]);
        }
    }

    /// Lets it also find what another query finds.
    pub(super) fn or(&mut self, other: Tree, what: &'static str) {
        let or = |query: Tree| Tree::any(vec![query, other.clone()]);
        self.loose = self.loose.take().map(or);
        self.query = or(self.query.clone());
        self.parts.push((what, other));
    }

    /// The query for it or a part of it.
    pub fn loose(&self) -> &Tree {
        self.loose.as_ref().unwrap_or(&self.query)
    }
}

/// Words typed several times weigh the square root of their number, once.
pub(super) fn weigh_repeats(units: &mut Vec<Unit>) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for unit in units.iter() {
        *counts.entry(unit.key.clone()).or_default() += 1;
    }
    let mut kept: BTreeSet<String> = BTreeSet::new();
    units.retain(|unit| kept.insert(unit.key.clone()));
    for unit in units {
        let count = counts.get(&unit.key).copied().unwrap_or(1);
        if count > 1 {
            let weight = (count as f32).sqrt();
            unit.query = unit.query.clone().boosted(weight);
            unit.loose = unit.loose.take().map(|query| query.boosted(weight));
        }
    }
}

/// A token of a query with what it takes to ask for it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) term: String,
    pub(super) surface: String,
    pub(super) position: u32,
    pub(super) script: Script,
    pub(super) role: Role,
    /// Where it starts in what was typed.
    start: usize,
    /// Whether it says nothing by itself.
    pub(super) idle: bool,
}

/// The tokens of a piece of a query; `shouts` says whether capitals tell words apart in the query.
pub(super) fn words(text: &str, shouts: bool) -> Vec<Word> {
    let mut words = Vec::new();
    analyzer::analyze(text, |token| {
        words.push(Word {
            idle: analyzer::is_idle(text, token, shouts) && !names_a_share(text, token),
            start: token.start,
            term: token.text.to_owned(),
            surface: token.surface.to_owned(),
            position: token.position,
            script: token.script,
            role: token.role,
        });
    });
    words
}

/// Whether a letter belongs to the Chinese character behind it: `A股`.
fn names_a_share(text: &str, token: &Token<'_>) -> bool {
    let letter = text[token.start..token.end].starts_with(char::is_uppercase);
    letter && text[token.end..].starts_with(is_han_or_kana)
}

/// Whether capitals tell words apart in a query: where it has small letters too, and in a few words.
pub(super) fn may_shout(query: &Query) -> bool {
    let texts = query.leaves().filter_map(|leaf| match leaf.node {
        Node::Word { text, .. } | Node::Phrase { text, .. } => Some(text),
        _ => None,
    });
    let (mut count, mut small) = (0, false);
    for text in texts {
        count += 1;
        small |= analyzer::may_shout(text);
    }
    small || count <= FEW
}

/// So many words in capitals may be names.
const FEW: usize = 3;

/// Characters that join Han words without saying anything.
pub(super) const PARTICLES: &[&str] = &[
    "的", "了", "在", "是", "和", "与", "與", "及", "或", "之", "对", "對", "把", "被", "從", "从",
    "也", "都", "就", "而", "于", "於",
];

/// A run of so many Han characters holds several words.
const LONG_RUN: usize = 4;

/// Words so far from each other in a query are no pair.
const FAR: u32 = 5;

/// The most pairs of a query that are looked for.
const MOST_PAIRS: usize = 32;

impl Compiler<'_> {
    /// Whether a query has a word that is no stop word, or anything but words.
    pub(super) fn has_telling_word(&self, group: &Group) -> bool {
        group.clauses.iter().any(|clause| match &clause.node {
            _ if clause.occur == Occur::Not => false,
            Node::Word { text, .. } => words(text, self.shouts).iter().any(|word| !word.idle),
            _ => true,
        })
    }

    pub(super) fn word(
        &mut self,
        text: &str,
        span: Span,
        field: Option<Field>,
    ) -> tantivy::Result<Vec<Unit>> {
        if let Some(field) = field.filter(|field| !is_text(*field)) {
            return self.value(field, text, span);
        }
        let mut units = Vec::new();
        let mut run: Vec<Word> = Vec::new();
        // Words that hyphens may join to one.
        let mut plain: Vec<Word> = Vec::new();
        for word in words(text, self.shouts) {
            match (word.script, word.role) {
                (Script::Han, _) => {
                    units.extend(self.terms(&std::mem::take(&mut plain), field));
                    if run.last().is_some_and(|last| word.position > last.position + 1) {
                        units.extend(self.han(&std::mem::take(&mut run), field));
                    }
                    run.push(word);
                }
                (_, Role::Part) => {}
                (_, Role::Joined) => {
                    let first = plain.partition_point(|part| part.start < word.start);
                    let parts = plain.split_off(first);
                    units.extend(self.terms(&std::mem::take(&mut plain), field));
                    units.push(self.compound(&word, &parts, field));
                }
                _ => {
                    units.extend(self.han(&std::mem::take(&mut run), field));
                    plain.push(word);
                }
            }
        }
        units.extend(self.terms(&plain, field));
        units.extend(self.han(&run, field));
        Ok(units)
    }

    /// A unit of each word that is asked for.
    fn terms(&self, words: &[Word], field: Option<Field>) -> Vec<Unit> {
        let asked = |word: &&Word| self.keep_stop_words || field.is_some() || !word.idle;
        words.iter().filter(asked).map(|word| self.term(word, field)).collect()
    }

    /// Words that a hyphen or `&` joins: written as one, or all of them; where one says nothing by
    /// itself, in a row.
    fn compound(&self, joined: &Word, parts: &[Word], field: Option<Field>) -> Unit {
        let mut unit = self.term(joined, field);
        let telling: Vec<Unit> =
            parts.iter().filter(|part| !part.idle).map(|part| self.term(part, field)).collect();
        let in_a_row = telling.len() < parts.len();
        let places: Vec<(u32, String)> =
            (0..).zip(parts).map(|(at, part)| (at, part.term.clone())).collect();
        let apart: Vec<Tree> = self
            .columns(field)
            .into_iter()
            .map(|(column, weight, _)| {
                let query = if column == self.schema.text {
                    self.row(column, &places, 0)
                } else {
                    Tree::all(places.iter().map(|(_, word)| self.said_in(column, word)).collect())
                };
                query.boosted(weight)
            })
            .collect();
        let apart = Tree::any(apart);
        let whole = std::mem::replace(&mut unit.query, Tree::Nothing);
        let weight = if in_a_row { 1.0 } else { weights::JOINED };
        let whole = whole.boosted(weight);
        let mut any = vec![whole.clone()];
        any.extend(telling.iter().map(|part| part.query.clone()));
        unit.loose = Some(Tree::any(any));
        unit.query = Tree::any(vec![whole.clone(), apart.clone()]);
        unit.parts = vec![("one word", whole), ("several words", apart)];
        let joiner = if joined.surface.contains('&') { "&" } else { "-" };
        let surfaces: Vec<&str> = parts.iter().map(|part| part.surface.as_str()).collect();
        unit.label = surfaces.join(joiner);
        unit.marks.push(Mark::Phrase(places, 0));
        unit.parted = telling.len() > 1;
        unit
    }

    /// Terms of a field at these places from each other.
    pub(super) fn row(&self, column: Column, places: &[(u32, String)], slop: u32) -> Tree {
        let term = |(at, word): &(u32, String)| (*at as usize, Term::from_field_text(column, word));
        match places {
            [] => Tree::Nothing,
            [(_, word)] => self.said_in(column, word),
            _ => {
                let terms = places.iter().map(term).collect();
                self.found_in(column, Tree::phrase(terms, slop), true)
            }
        }
    }

    /// Words that follow each other in the query, as phrases that add to the score where they follow
    /// each other in a text too.
    pub(super) fn pairs(&mut self, group: &Group) {
        let mut row: Vec<(u32, Word)> = Vec::new();
        let mut next = 0;
        for clause in &group.clauses {
            let Node::Word { text, .. } = &clause.node else {
                next += FAR;
                continue;
            };
            let from = next;
            for word in words(text, self.shouts) {
                next = from + word.position + 1;
                let plain = word.script != Script::Han && word.role == Role::Whole;
                if plain && !word.idle && clause.occur != Occur::Not {
                    row.push((from + word.position, word));
                }
            }
        }
        let mut known = BTreeSet::new();
        for pair in row.windows(2) {
            let [(at, first), (then, second)] = pair else { continue };
            let apart = then - at;
            let is_new = known.insert((&first.term, &second.term));
            if apart >= FAR || first.term == second.term || !is_new {
                continue;
            }
            let places = vec![(0, first.term.clone()), (apart, second.term.clone())];
            let row = self.row(self.schema.text, &places, 0);
            let label = format!("{} before {}", first.surface, second.surface);
            self.plan.bonus.push(Unit::new(label, row.boosted(weights::PAIR)));
            if self.plan.bonus.len() == MOST_PAIRS {
                break;
            }
        }
    }

    fn term(&self, word: &Word, field: Option<Field>) -> Unit {
        let mut unit = Unit::new(word.surface.clone(), Tree::Nothing);
        unit.key = format!("{field:?}:{}", word.term);
        unit.typed = (word.role == Role::Whole).then(|| word.clone());
        unit.parts = self
            .columns(field)
            .into_iter()
            .map(|(column, weight, name)| (name, self.said_in(column, &word.term).boosted(weight)))
            .collect();
        unit.query = Tree::any(unit.parts.iter().map(|(_, query)| query.clone()).collect());
        if !matches!(field, Some(Field::Group | Field::Title)) {
            unit.marks.push(Mark::Term(word.term.clone()));
        }
        unit
    }

    /// A run of Han or kana: there are no words, so it matches where most of its pairs do; a run
    /// is cut at particles first.
    fn han(&self, run: &[Word], field: Option<Field>) -> Option<Unit> {
        let singles: Vec<&Word> = run.iter().filter(|word| word.role == Role::Whole).collect();
        let first = singles.first()?;
        let is_particle =
            |word: &Word| singles.len() > 2 && PARTICLES.contains(&word.term.as_str());
        let told: BTreeSet<u32> =
            singles.iter().filter(|word| !is_particle(word)).map(|word| word.position).collect();
        let told =
            if told.is_empty() { singles.iter().map(|word| word.position).collect() } else { told };
        let pairs = run.iter().filter(|word| {
            word.role == Role::Pair
                && told.contains(&word.position)
                && told.contains(&(word.position + 1))
        });
        let mut needed: Vec<&Word> = pairs.collect();
        let alone = |word: &&&Word| {
            let near = |at: u32| told.contains(&at);
            near(word.position)
                && !near(word.position + 1)
                && !(word.position > first.position && near(word.position - 1))
        };
        needed.extend(singles.iter().filter(alone).copied());
        let label = singles.iter().map(|word| word.surface.as_str()).collect::<String>();
        let anywhere = |word: &Word| {
            let fields = self
                .columns(field)
                .into_iter()
                .map(|(column, weight, _)| self.said_in(column, &word.term).boosted(weight));
            Tree::any(fields.collect())
        };
        let queries: Vec<_> = needed.iter().map(|word| anywhere(word)).collect();
        let count = queries.len();
        let most = if count < 3 { count } else { count - count / 3 };
        let mostly = Tree::most(most, queries);
        // A claim is short: a character that it has tells little.
        let tells = |word: &&Word| {
            told.contains(&word.position)
                && (self.granularity == Granularity::Article
                    || needed.iter().any(|needed| needed.term == word.term))
        };
        let all_terms: Vec<_> = run.iter().filter(tells).map(anywhere).collect();
        let extra = singles.iter().filter(|word| {
            told.contains(&word.position) && needed.iter().all(|n| n.term != word.term)
        });
        let bonus = extra.map(|word| anywhere(word)).collect();
        let all = All { musts: vec![mostly], bonus, ..All::default() };
        let mut unit = Unit::new(label, all.into());
        unit.loose = Some(Tree::any(all_terms));
        unit.parted = singles.len() >= LONG_RUN;
        unit.parts.push(("the text and the titles", unit.query.clone()));
        if !matches!(field, Some(Field::Group | Field::Title)) {
            unit.marks.extend(needed.iter().map(|word| Mark::Term(word.term.clone())));
        }
        if field.is_none()
            && let Some(pieces) = self.pieces(run)
        {
            unit.or_pieces(&pieces);
        }
        Some(unit)
    }

    pub(super) fn phrase(
        &mut self,
        text: &str,
        slop: u32,
        span: Span,
        field: Option<Field>,
    ) -> tantivy::Result<Vec<Unit>> {
        if let Some(field) = field.filter(|field| !is_text(*field)) {
            return self.value(field, text, span);
        }
        let mut all = words(text, self.shouts);
        all.retain(|word| word.role != Role::Joined);
        let whole: Vec<&Word> = all.iter().filter(|word| word.role == Role::Whole).collect();
        if whole.len() < 2 {
            self.keep_stop_words |= whole.len() == 1;
            return self.word(text, span, field);
        }
        let label = format!(
            "\"{}\"",
            whole.iter().map(|word| word.surface.as_str()).collect::<Vec<_>>().join(" ")
        );
        let start = whole[0].position;
        let places: Vec<(u32, String)> =
            whole.iter().map(|word| (word.position - start, word.term.clone())).collect();
        let mut queries: Vec<Tree> = Vec::new();
        for (column, weight, _) in self.columns(field) {
            if column == self.schema.text {
                queries.push(self.row(column, &places, slop).boosted(weight));
            } else if self.granularity == Granularity::Article
                || all.iter().any(|word| word.role == Role::Pair)
                || field.is_some()
            {
                // These fields know no places: all the words, of a Han run all the pairs.
                let terms = all.iter().map(|word| self.said_in(column, &word.term)).collect();
                queries.push(Tree::all(terms).boosted(weight));
            }
        }
        let mut unit = Unit::new(label, Tree::any(queries));
        unit.marks.push(Mark::Phrase(places, slop));
        Ok(vec![unit])
    }

    pub(super) fn prefix(
        &mut self,
        text: &str,
        span: Span,
        field: Option<Field>,
    ) -> tantivy::Result<Vec<Unit>> {
        if let Some(field) = field.filter(|field| !is_text(*field)) {
            return self.value(field, &format!("{text}*"), span);
        }
        // Without spaces between words, a word's start is found wherever it stands.
        if text.ends_with(is_han_or_kana) || !self.may_expand(text, span) {
            return self.word(text, span, field);
        }
        let folded = analyzer::fold(text);
        let Some((head, last)) = split_last(&folded) else { return Ok(Vec::new()) };
        let mut units = if head.is_empty() { Vec::new() } else { self.word(head, span, field)? };
        let mut queries: Vec<Tree> = Vec::new();
        let mut begun = |column, weight: Score| {
            let any = self.found_in(column, Tree::beginning(column, last), false);
            queries.push(any.boosted(weight * weights::EXPANDED));
        };
        for (column, weight, _) in self.columns(field) {
            begun(column, weight);
        }
        if self.granularity == Granularity::Claim
            && !matches!(field, Some(Field::Group | Field::Title))
        {
            begun(self.schema.surface, 1.0);
        }
        let mut unit = Unit::new(format!("{text}*"), Tree::any(queries));
        unit.marks.push(Mark::Beginning(last.to_owned()));
        units.push(unit);
        Ok(units)
    }

    pub(super) fn fuzzy(
        &mut self,
        text: &str,
        distance: Option<u8>,
        span: Span,
        field: Option<Field>,
    ) -> tantivy::Result<Vec<Unit>> {
        if let Some(field) = field.filter(|field| !is_text(*field)) {
            return self.value(field, text, span);
        }
        if text.ends_with(is_han_or_kana) {
            self.warn(
                format!(
                    "{text}~: Chinese and Japanese words are not corrected; taken as a plain word"
                ),
                span,
            );
            return self.word(text, span, field);
        }
        if !self.may_expand(text, span) {
            return self.word(text, span, field);
        }
        let folded = analyzer::fold(text);
        let Some((head, last)) = split_last(&folded) else { return Ok(Vec::new()) };
        let mut units = if head.is_empty() { Vec::new() } else { self.word(head, span, field)? };
        let distance = distance.unwrap_or(if last.chars().count() <= 5 { 1 } else { 2 }).min(2);
        let mut queries: Vec<Tree> = Vec::new();
        let mut columns: Vec<_> =
            self.columns(field).into_iter().map(|(column, weight, _)| (column, weight)).collect();
        if self.granularity == Granularity::Claim
            && !matches!(field, Some(Field::Group | Field::Title))
        {
            columns.push((self.schema.surface, 1.0));
        }
        for (column, weight) in columns {
            let near = self.found_in(column, Tree::near(column, last, distance), false);
            queries.push(near.boosted(weight * weights::EXPANDED));
        }
        let mut unit = Unit::new(format!("{text}~"), Tree::any(queries));
        let marks = super::filters::near(self.searcher, self.schema, last, distance)?;
        unit.marks.push(Mark::Surfaces(marks));
        units.push(unit);
        Ok(units)
    }
}

fn is_text(field: Field) -> bool {
    matches!(field, Field::Text | Field::Group | Field::Title)
}

/// The last word of some folded words, and those before it.
fn split_last(folded: &str) -> Option<(&str, &str)> {
    match folded.rsplit_once(' ') {
        Some((head, last)) => Some((head, last)),
        None if folded.is_empty() => None,
        None => Some(("", folded)),
    }
}
