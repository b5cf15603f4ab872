//! The words of claims: what each comes to, worked out once.

use std::borrow::Cow;

use super::postings::{Postings, Step};
use super::terms::Terms;
use crate::index::analyzer::{Script, Token, stem_of};
use crate::index::fingerprint::Sense;

/// Words as they are before stemming. Those that stemming changes are the terms of a field of their own,
/// for wildcards and misspellings.
pub(super) type Words = Postings<Word>;

/// What a word comes to in the index.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// Its term in the field for texts.
    pub(super) term: Step,
    pub(super) is_changed: bool,
    pub(super) sense: Sense,
}

impl Words {
    /// A token that was not stemmed: as it is, and what it comes to.
    #[inline]
    pub(super) fn of_token(&mut self, token: &Token<'_>, terms: &mut Postings) -> (Step, Word) {
        self.find(token.surface, || {
            let text = if token.script == Script::Latin {
                stem_of(token.surface)
            } else {
                Cow::Borrowed(token.surface)
            };
            Word {
                term: terms.word(&text),
                is_changed: text != token.surface,
                sense: Sense::of(&text, token.surface, token.script),
            }
        })
    }
}

/// The words of one segment, which most likely are those of the next.
#[derive(Debug, Default)]
pub(in crate::index) struct Vocabulary {
    /// The terms that they come to.
    pub(super) terms: Terms,
    pub(super) words: Terms<Word>,
}

impl Vocabulary {
    /// About how many bytes of memory it takes.
    pub(in crate::index) fn memory(&self) -> usize {
        self.terms.memory() + self.words.memory()
    }
}
