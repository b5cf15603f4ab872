//! The tokens of a text as a row of terms: analysed once, taken in by tantivy as they are.

use tantivy::tokenizer::{self, TokenStream, Tokenizer};

use super::{Script, Token, Tokens, is_idle, may_shout};

/// Stands before a term at the next place, and before one at the same place. No term has either.
const NEXT: u8 = 1;
const SAME: u8 = 2;

/// What indexing needs of a text.
#[derive(Debug, Default)]
pub(crate) struct Analysis {
    /// The row of its terms.
    pub(crate) terms: String,
    /// The row of the unstemmed forms of those that stemming changed, for wildcards and misspellings.
    pub(crate) surfaces: String,
    /// How many terms there are.
    pub(crate) count: u64,
    /// How many of them are no stop words.
    pub(crate) telling: u64,
}

impl Analysis {
    /// Analyses a text; `sink` gets its tokens too.
    pub(crate) fn of(text: &str, mut sink: impl FnMut(&Token<'_>)) -> Self {
        let mut analysis = Self::default();
        analysis.terms.reserve(text.len() + text.len() / 8);
        let shouts = may_shout(text);
        // Before the first: a row starts with a step to place 0.
        let mut last = u32::MAX;
        let mut tokens = Tokens::new(text);
        while tokens.advance() {
            let token = tokens.token();
            analysis.count += 1;
            analysis.telling += u64::from(!is_idle(text, &token, shouts));
            let step = if token.position == last { SAME } else { NEXT };
            last = token.position;
            push(&mut analysis.terms, step, token.text);
            if token.script == Script::Latin && token.surface != token.text {
                push(&mut analysis.surfaces, SAME, token.surface);
            }
            sink(&token);
        }
        analysis
    }
}

fn push(row: &mut String, step: u8, term: &str) {
    row.push(char::from(step));
    row.push_str(term);
}

/// Takes a row of terms apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct RowTokenizer {
    token: tokenizer::Token,
}

/// The terms of one row.
pub(crate) struct Row<'r> {
    rest: &'r str,
    /// The place of the next term that steps on.
    next: usize,
    token: &'r mut tokenizer::Token,
}

impl Tokenizer for RowTokenizer {
    type TokenStream<'a> = Row<'a>;

    fn token_stream<'a>(&'a mut self, row: &'a str) -> Row<'a> {
        Row { rest: row, next: 0, token: &mut self.token }
    }
}

impl TokenStream for Row<'_> {
    fn advance(&mut self) -> bool {
        let Some((step, rest)) = self.rest.as_bytes().split_first() else { return false };
        let end = rest.iter().position(|byte| *byte <= SAME).unwrap_or(rest.len());
        let term = &self.rest[1..=end];
        self.rest = &self.rest[1 + end..];
        self.next += usize::from(*step == NEXT);
        self.token.position = self.next.saturating_sub(1);
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &tokenizer::Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut tokenizer::Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::super::analyze;
    use super::*;

    #[test]
    fn a_row_gives_the_terms_at_their_places() {
        for text in [
            "",
            "Gold rose 5.2% in FY25Q4, said the U.S. co-operation's head; AT&T's 13,300 minerals",
            "日本的外交 rose 5G",
            "a-b-c-d x",
        ] {
            let mut wanted = Vec::new();
            analyze(text, |token| wanted.push((token.text.to_owned(), token.position as usize)));
            let analysis = Analysis::of(text, |_| {});
            let mut tokenizer = RowTokenizer::default();
            let mut row = tokenizer.token_stream(&analysis.terms);
            let mut found = Vec::new();
            while row.advance() {
                found.push((row.token().text.clone(), row.token().position));
            }
            assert_eq!(found, wanted);
            assert_eq!(analysis.count, wanted.len() as u64);
        }
    }

    #[test]
    fn surfaces_are_those_that_stemming_changed() {
        let analysis = Analysis::of("Minerals of the U.S. rose", |_| {});
        assert_eq!(analysis.surfaces, "\u{2}minerals");
        assert_eq!((analysis.count, analysis.telling), (5, 3));
    }
}
