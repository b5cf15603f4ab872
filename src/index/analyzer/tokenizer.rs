//! The analysis as tantivy calls it.

use tantivy::tokenizer::{self, TokenStream, Tokenizer};

use super::{Script, Token, Tokens, is_idle, may_shout};

/// Which terms of a text a field gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// All, as analysed.
    Terms,
    /// The unstemmed form of those that stemming changed, for wildcards and misspellings.
    Surfaces,
    /// Those that are no stop words.
    Telling,
}

impl Form {
    /// What a token of a text is in this form, where it is anything; `shouts` says whether capitals
    /// tell words apart in the text.
    pub(super) fn term<'a>(self, text: &str, token: &Token<'a>, shouts: bool) -> Option<&'a str> {
        match self {
            Self::Terms => Some(token.text),
            Self::Surfaces => (token.script == Script::Latin && token.surface != token.text)
                .then_some(token.surface),
            Self::Telling => (!is_idle(text, token, shouts)).then_some(token.text),
        }
    }
}

/// A tokenizer over the analysis of this module.
#[derive(Debug, Clone)]
pub(crate) struct ClaimTokenizer(pub(crate) Form);

/// The tokens of one text.
pub(crate) struct Stream<'t> {
    form: Form,
    tokens: Tokens<'t>,
    shouts: bool,
    token: tokenizer::Token,
}

impl Tokenizer for ClaimTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let shouts = may_shout(text);
        Stream {
            form: self.0,
            tokens: Tokens::new(text),
            shouts,
            token: tokenizer::Token::default(),
        }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        while self.tokens.advance() {
            let token = self.tokens.token();
            let Some(text) = self.form.term(self.tokens.source(), &token, self.shouts) else {
                continue;
            };
            self.token.text.clear();
            self.token.text.push_str(text);
            self.token.offset_from = token.start;
            self.token.offset_to = token.end;
            self.token.position = token.position as usize;
            return true;
        }
        false
    }

    fn token(&self) -> &tokenizer::Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut tokenizer::Token {
        &mut self.token
    }
}
