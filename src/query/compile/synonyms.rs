//! Words of a query in other words and in the other language.

use std::collections::{BTreeSet, HashMap};

use super::thesaurus::{self, LONGEST};
use super::units::{Mark, PARTICLES, Unit, Word, words};
use super::{Compiler, runs, weights};
use crate::index::analyzer::{Role, Script};
use crate::query::Clause;
use crate::query::matching::Tree;

/// So much of a Chinese run must be known for the rest to be passed over, in percent.
const KNOWN: usize = 60;

/// The longest name within a Chinese run, in characters.
const LONGEST_NAME: usize = 12;

/// What some words of a query also find.
#[derive(Clone)]
pub(super) struct Others {
    query: Tree,
    marks: Vec<Mark>,
}

impl Compiler<'_> {
    /// The other wordings of what plain words say, by where each word starts: of words that follow
    /// each other the longest known wording is taken.
    pub(super) fn others(&self, clauses: &[Clause]) -> tantivy::Result<HashMap<usize, Others>> {
        if !self.expands {
            return Ok(HashMap::new());
        }
        runs::longest(clauses, LONGEST, |text, _| {
            let others = thesaurus::others(&thesaurus::key(text));
            Ok((!others.is_empty()).then(|| self.any_wording(&others)))
        })
    }

    fn any_wording(&self, wordings: &[&str]) -> Others {
        let mut marks = Vec::new();
        let queries = wordings.iter().map(|wording| self.wording(wording, &mut marks)).collect();
        Others { query: Tree::any(queries), marks }
    }

    /// A wording wherever it stands: its words in a row, or all of them where rows are not known.
    fn wording(&self, wording: &str, marks: &mut Vec<Mark>) -> Tree {
        let words = words(wording, true);
        let han = words.iter().any(|word| word.role == Role::Pair);
        let asked: Vec<&Word> = words
            .iter()
            .filter(|word| match (word.role, word.script) {
                (Role::Whole, Script::Han) => !han,
                (Role::Pair | Role::Whole, _) => true,
                _ => false,
            })
            .collect();
        let whole = words.iter().filter(|word| word.role == Role::Whole);
        marks.push(Mark::Phrase(whole.map(|w| (w.position, w.term.clone())).collect(), 0));
        let queries = self.columns(None).into_iter().map(|(column, weight, _)| {
            let telling = asked.iter().filter(|word| column == self.schema.text || !word.idle);
            let query = if column == self.schema.text {
                let places: Vec<_> =
                    telling.map(|word| (word.position, word.term.clone())).collect();
                self.row(column, &places, 0)
            } else {
                let terms = telling.map(|word| self.said_in(column, &word.term));
                Tree::all(terms.collect())
            };
            query.boosted(weight)
        });
        Tree::any(queries.collect())
    }

    /// What the known words and names within a Chinese run find, each by itself; `None` where too
    /// little of the run is known.
    pub(super) fn pieces(&self, run: &[Word]) -> Option<Vec<Others>> {
        if !self.expands {
            return None;
        }
        let singles: Vec<&Word> = run.iter().filter(|word| word.role == Role::Whole).collect();
        let mut pieces = Vec::new();
        let (mut known, mut of) = (0, 0);
        let mut at = 0;
        while at < singles.len() {
            let rest = singles.len() - at;
            let text = |count: usize| -> String {
                singles[at..at + count].iter().map(|word| word.term.as_str()).collect()
            };
            let found = (2..=rest.min(LONGEST_NAME)).rev().find_map(|count| {
                let text = text(count);
                let named = self.names_in_use(&text).ok().filter(|ids| !ids.is_empty());
                if let Some(ids) = named {
                    return Some((count, Some(self.any_named(&ids))));
                }
                let others = thesaurus::others(&text);
                (!others.is_empty()).then(|| (count, Some(self.any_wording(&others))))
            });
            let (count, piece) = found.unwrap_or((1, None));
            let particle = count == 1 && PARTICLES.contains(&singles[at].term.as_str());
            of += if particle { 0 } else { count };
            known += if piece.is_some() { count } else { 0 };
            pieces.extend(piece);
            at += count;
        }
        (known > 0 && known * 100 >= of * KNOWN).then_some(pieces)
    }

    fn any_named(&self, ids: &BTreeSet<String>) -> Others {
        // An entity is as good as the words for it: they are in another language.
        let queries = self.naming(ids).into_iter();
        let queries = queries.map(|(query, weight, _)| query.boosted(weight / weights::ENTITY));
        let marks = ids.iter().map(|id| Mark::Entity(id.clone())).collect();
        Others { query: Tree::any(queries.collect()), marks }
    }
}

impl Unit {
    /// Lets it also find what is said in other words.
    pub(super) fn or_others(&mut self, others: &Others) {
        self.or(others.query.clone().boosted(weights::SYNONYM), "other words for it");
        self.marks.extend(others.marks.iter().cloned());
    }

    /// Lets it also find all of some pieces, and any of them where some words are enough.
    pub(super) fn or_pieces(&mut self, pieces: &[Others]) {
        let each = || pieces.iter().map(|piece| piece.query.clone()).collect();
        let any = Tree::any(each()).boosted(weights::TRANSLATION);
        let loose = self.loose.take().unwrap_or_else(|| self.query.clone());
        self.or(Tree::all(each()).boosted(weights::TRANSLATION), "other words for it");
        self.loose = Some(Tree::any(vec![loose, any]));
        self.parted |= pieces.len() > 1;
        self.marks.extend(pieces.iter().flat_map(|piece| piece.marks.iter().cloned()));
    }
}
