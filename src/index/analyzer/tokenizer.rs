//! The analysis as tantivy calls it.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::{Script, Tokens};

/// Which terms of a text a field gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// All, as analysed.
    Terms,
    /// The unstemmed form of those that stemming changed, for wildcards and misspellings.
    Surfaces,
}

/// A tokenizer over the analysis of this module.
#[derive(Debug, Clone)]
pub(crate) struct ClaimTokenizer(pub(crate) Form);

/// The tokens of one text.
pub(crate) struct Stream<'t> {
    form: Form,
    tokens: Tokens<'t>,
    token: Token,
}

impl Tokenizer for ClaimTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream { form: self.0, tokens: Tokens::new(text), token: Token::default() }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        while self.tokens.advance() {
            let token = self.tokens.token();
            let text = match self.form {
                Form::Terms => token.text,
                Form::Surfaces if token.script == Script::Latin && token.surface != token.text => {
                    token.surface
                }
                Form::Surfaces => continue,
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

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
