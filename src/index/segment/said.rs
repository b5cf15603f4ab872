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
        self.surfaces.clear();
        self.tokens.clear();
        let mut tokens = Tokens::unstemmed(text);
        while tokens.advance() {
            let Token { surface, start, end, position, script, role, .. } = tokens.token();
            let first = self.surfaces.len();
            self.surfaces.push_str(surface);
            let surface = first..self.surfaces.len();
            self.tokens.push(Held { surface, span: start..end, position, script, role });
        }
    }

    /// The tokens, each as it is and with what it comes to.
    pub(super) fn words(
        &mut self,
        words: &mut Words,
        terms: &mut Postings,
    ) -> impl Iterator<Item = (Token<'_>, &(Step, Word))> {
        let surfaces = &*self.surfaces;
        let token = |held: &Held| {
            let Held { surface, span, position, script, role } = held;
            let surface = &surfaces[surface.clone()];
            Token {
                text: surface,
                surface,
                start: span.start,
                end: span.end,
                position: *position,
                script: *script,
                role: *role,
            }
        };
        self.words.clear();
        self.words.extend(self.tokens.iter().map(|held| words.of_token(&token(held), terms)));
        self.tokens.iter().map(token).zip(&self.words)
    }
}
