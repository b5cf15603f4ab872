//! The words of one text, looked up together.

use std::ops::Range;

use super::postings::{Postings, Step};
use super::words::{Word, Words};
use crate::index::analyzer::{Role, Script, Token, Tokens};

/// The tokens of a text, as [`Tokens::unstemmed`] gives them, and what they come to.
///
/// A look-up mostly waits for memory. Between the steps of the scanner each waits alone; one right behind
/// the other several wait at once.
#[derive(Debug, Default)]
pub(super) struct Said {
    surfaces: String,
    tokens: Vec<Held>,
    words: Vec<(Step, Word)>,
}

#[derive(Debug)]
struct Held {
    surface: Range<usize>,
    span: Range<usize>,
    position: u32,
    script: Script,
    role: Role,
}

impl Said {
    /// Takes the tokens of a text in the place of those before.
    pub(super) fn read(&mut self, text: &str) {
        // Most tokens are words of the text in small letters; the others come behind it.
        self.surfaces.clear();
        self.surfaces.push_str(text);
        self.surfaces.make_ascii_lowercase();
        self.tokens.clear();
        let mut tokens = Tokens::unstemmed(text);
        loop {
            tokens.plain_words(|span, position| {
                let (surface, script, role) = (span.clone(), Script::Latin, Role::Whole);
                self.tokens.push(Held { surface, span, position, script, role });
            });
            if !tokens.advance() {
                return;
            }
            let Token { surface, start, end, position, script, role, .. } = tokens.token();
            let first = self.surfaces.len();
            self.surfaces.push_str(surface);
            let surface = first..self.surfaces.len();
            self.tokens.push(Held { surface, span: start..end, position, script, role });
        }
    }

    /// The tokens.
    pub(super) fn tokens(&self) -> impl Iterator<Item = Token<'_>> {
        self.tokens.iter().map(|held| held.token(&self.surfaces))
    }

    /// The tokens, each with what it comes to.
    pub(super) fn words(
        &mut self,
        words: &mut Words,
        terms: &mut Postings,
    ) -> impl Iterator<Item = (Token<'_>, &(Step, Word))> {
        let surfaces = &*self.surfaces;
        let found = self.tokens.iter().map(|held| words.of_token(&held.token(surfaces), terms));
        self.words.clear();
        self.words.extend(found);
        self.tokens().zip(&self.words)
    }
}

impl Held {
    fn token<'s>(&self, surfaces: &'s str) -> Token<'s> {
        let Self { ref surface, ref span, position, script, role } = *self;
        let surface = &surfaces[surface.clone()];
        let Range { start, end } = *span;
        Token { text: surface, surface, start, end, position, script, role }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn tokens_are_those_of_the_scanner(text in r"[a-cS-U0-2 .,'’&#+\-\u{2010}é中文]{0,40}") {
            let mut said = Said::default();
            said.read("what was read before");
            said.read(&text);
            let mut tokens = Tokens::unstemmed(&text);
            for found in said.tokens() {
                prop_assert!(tokens.advance());
                prop_assert_eq!(found, tokens.token());
            }
            prop_assert!(!tokens.advance());
        }
    }
}
