//! The words of claims: what each comes to, worked out once.

use tantivy::schema::IndexRecordOption;

use super::postings::{Postings, Step};
use crate::index::analyzer::{Script, Token, stem};
use crate::index::fingerprint::Sense;

/// Words as they are before stemming. Those that stemming changes are the terms of a field of their own,
/// for wildcards and misspellings.
pub(super) type Words = Postings<Word>;

/// What a word comes to in the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Its term in the field for texts.
    pub(super) term: Step,
    pub(super) is_changed: bool,
    pub(super) sense: Sense,
}

impl Words {
    /// A token that was not stemmed: as it is, and what it comes to.
    pub(super) fn of_token(&mut self, token: &Token<'_>, terms: &mut Postings) -> (Step, Word) {
        self.find(token.surface, || {
            let mut stemmed = String::new();
            let text = if token.script == Script::Latin {
                stem(token.surface, &mut stemmed);
                &*stemmed
            } else {
                token.surface
            };
            Word {
                term: terms.word(text),
                is_changed: text != token.surface,
                sense: Sense::of(text, token.surface, token.script),
            }
        })
    }
}

/// None yet.
pub(super) fn none() -> Words {
    Words::new(IndexRecordOption::Basic, false)
}
