//! Query text to tokens.

use super::chars::{has_substance, is_close, is_figure, is_open};
use super::quotes::{Quotes, is_quote};
use super::warnings::Warnings;
use super::{Field, Range, value};
use crate::model::Span;

/// How far the closing bracket of a range is looked for: dates and figures are short, and a text
/// full of open brackets must not take quadratic time.
const MAX_BRACKET: usize = 256;

/// A token and what was typed for it.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    Not,
    Plus,
    Minus,
    /// A field's name and colon; a value, a phrase or an opening parenthesis follows at once.
    Field(Field),
    /// A word or a value, operators such as `*` and `..` included.
    Word,
    /// What stands between quotes, and the number after `~`.
    Phrase(Span, Option<u32>),
    /// `[a TO b]` with what stood before it.
    Range(Range),
}

/// What the next token stands right behind.
#[derive(Debug, Clone, Copy, PartialEq)]
enum After {
    Nothing,
    Sign,
    Field,
}

/// Reads tokens one by one, as the field around it shapes how a token is read.
#[derive(Debug)]
pub(super) struct Lexer<'q> {
    text: &'q str,
    pos: usize,
    after: After,
    quotes: Quotes,
}

impl<'q> Lexer<'q> {
    pub(super) fn new(text: &'q str) -> Self {
        Self { text, pos: 0, after: After::Nothing, quotes: Quotes::of(text) }
    }

    /// The next token, read as a value of `scope` where one is given.
    pub(super) fn next(&mut self, scope: Option<Field>, warnings: &mut Warnings) -> Option<Token> {
        loop {
            let rest = &self.text[self.pos..];
            let c = rest.chars().next()?;
            let end = self.pos + c.len_utf8();
            if c.is_whitespace() {
                self.pos = end;
                self.after = After::Nothing;
            } else if is_open(c) {
                return Some(self.token(TokenKind::Open, end));
            } else if is_close(c) {
                return Some(self.token(TokenKind::Close, end));
            } else if !is_quote(c) {
                return Some(self.bare(scope, warnings));
            } else if let Some(close) = self.quotes.close(self.pos) {
                return Some(self.phrase(end, close, warnings));
            } else {
                warn_unclosed(Span::new(self.pos, end), warnings);
                self.pos = end;
            }
        }
    }

    /// The token up to `end`.
    fn token(&mut self, kind: TokenKind, end: usize) -> Token {
        self.after = match kind {
            TokenKind::Plus | TokenKind::Minus => After::Sign,
            TokenKind::Field(_) => After::Field,
            _ => After::Nothing,
        };
        let span = Span::new(self.pos, end);
        self.pos = end;
        Token { kind, span }
    }

    /// A phrase whose words stand from `start` to `close`.
    fn phrase(&mut self, start: usize, close: usize, warnings: &mut Warnings) -> Token {
        let mut end = close + width(self.text[close..].chars().next());
        let mut slop = None;
        if let Some(rest) = self.text[end..].strip_prefix('~') {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                let span = Span::new(end, end + 1);
                warnings.add(span, "`~` after a phrase was left out: write a number after it");
            } else {
                slop = Some(rest[..digits].parse().unwrap_or(u32::MAX));
            }
            end += 1 + digits;
        }
        self.token(TokenKind::Phrase(Span::new(start, close).trimmed(self.text), slop), end)
    }

    /// A token that begins with neither quote nor parenthesis.
    fn bare(&mut self, scope: Option<Field>, warnings: &mut Warnings) -> Token {
        let after = self.after;
        if after == After::Nothing
            && let Some(sign) = self.sign(scope, warnings)
        {
            return self.token(sign, self.pos + 1);
        }
        if after != After::Field
            && let Some(token) = self.field(warnings)
        {
            return token;
        }
        if let Some(field) = scope.filter(|field| field.takes_ranges())
            && let Some(token) = self.bracket(field, warnings)
        {
            return token;
        }
        let end = self.word_end(self.pos, scope);
        let kind = match &self.text[self.pos..end] {
            "AND" if after == After::Nothing => TokenKind::And,
            "OR" if after == After::Nothing => TokenKind::Or,
            "NOT" if after == After::Nothing => TokenKind::Not,
            _ => TokenKind::Word,
        };
        self.token(kind, end)
    }

    /// The sign here, if it has something to search for behind it and is no minus of a figure.
    fn sign(&self, scope: Option<Field>, warnings: &mut Warnings) -> Option<TokenKind> {
        let rest = &self.text[self.pos..];
        let kind = match rest.as_bytes().first() {
            Some(b'+') => TokenKind::Plus,
            Some(b'-') => TokenKind::Minus,
            _ => return None,
        };
        let next = rest[1..].chars().next()?;
        if is_open(next) || is_quote(next) {
            return Some(kind);
        }
        let word = &self.text[self.pos + 1..self.word_end(self.pos + 1, scope)];
        if matches!(next, '+' | '-') || !has_substance(word) {
            return None;
        }
        if matches!(kind, TokenKind::Minus) && is_figure(word) {
            let wants_figures = scope.is_some_and(Field::takes_ranges);
            // `-3.9%` is plain enough, but `-2025` and `-5G` may be meant to exclude.
            if !wants_figures && word.chars().all(char::is_alphanumeric) {
                let span = Span::new(self.pos, self.pos + 1 + word.len());
                let word = value::shown(word);
                warnings.add(
                    span,
                    format!("`-{word}` is read as a figure, not left out: write NOT {word}"),
                );
            }
            return None;
        }
        Some(kind)
    }

    /// The field named here, if it has a value.
    fn field(&mut self, warnings: &mut Warnings) -> Option<Token> {
        let rest = &self.text[self.pos..];
        let name = &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()];
        let colon = rest[name.len()..].chars().next().filter(|c| matches!(c, ':' | '：'))?;
        let end = self.pos + name.len() + colon.len_utf8();
        let span = Span::new(self.pos, end);
        let Some(field) = Field::from_name(name) else {
            if let Some(near) = Field::nearest(name) {
                let message = format!("unknown field \"{name}\": did you mean {near}:?");
                warnings.add(span, message);
            }
            return None;
        };
        let mut value = end;
        let next = self.text[end..].chars().next().filter(|c| is_quote(*c));
        if next.is_some() && self.quotes.close(end).is_none() {
            value += width(next);
        }
        let next = self.text[value..].chars().next();
        if next.is_none_or(|c| c.is_whitespace() || is_close(c)) {
            let message =
                format!("`{name}:` has no value and is read as text: write it after the colon");
            warnings.add(span, message);
            return None;
        }
        if value > end {
            warn_unclosed(Span::new(end, value), warnings);
        }
        let token = self.token(TokenKind::Field(field), end);
        self.pos = value;
        Some(token)
    }

    /// The range in brackets here, perhaps with a unit and a colon before it.
    fn bracket(&mut self, field: Field, warnings: &mut Warnings) -> Option<Token> {
        let word = &self.text[self.pos..self.word_end(self.pos, Some(field))];
        let open = word.find(['[', '{'])?;
        let unit = &word[..open];
        if !(unit.is_empty() || field.takes_unit() && unit.ends_with([':', '：'])) {
            return None;
        }
        let start = self.pos + open + 1;
        let stop = |c: char| matches!(c, ']' | '}') || is_open(c) || is_close(c) || is_quote(c);
        let found = self.text[start..]
            .char_indices()
            .take_while(|(at, _)| *at < MAX_BRACKET)
            .find(|(_, c)| stop(*c))
            .filter(|(_, c)| matches!(c, ']' | '}'));
        let range = found.and_then(|(at, close)| {
            let inclusive = (word[open..].starts_with('['), close == ']');
            value::between(field, unit, &self.text[start..start + at], inclusive)
        });
        let (Some((at, _)), Some(range)) = (found, range) else {
            let span = Span::new(self.pos, self.pos + word.len());
            let word = value::shown(word);
            warnings.add(span, format!("`{word}` is no range: write [a TO b] or {{a TO b}}"));
            return None;
        };
        Some(self.token(TokenKind::Range(range), start + at + 1))
    }

    /// Where the word ends that starts at `start`: at white space, a quote or a parenthesis, but
    /// addresses and paths keep parentheses that open inside them, and a digit its inch mark.
    fn word_end(&self, start: usize, scope: Option<Field>) -> usize {
        let word = &self.text[start..];
        let mut keeps_parentheses = scope.is_some_and(Field::takes_globs);
        let mut depth = 0_usize;
        let mut previous = ' ';
        for (at, c) in word.char_indices() {
            if is_open(c) && at > 0 {
                keeps_parentheses = keeps_parentheses || word[..at].contains("://");
                depth += 1;
            }
            let inch = c == '"' && previous.is_ascii_digit();
            let ends = c.is_whitespace()
                || is_quote(c) && !inch
                || is_open(c) && !(keeps_parentheses && at > 0)
                || is_close(c) && depth == 0;
            if ends {
                return start + at;
            }
            depth -= usize::from(is_close(c));
            previous = c;
        }
        self.text.len()
    }
}

fn warn_unclosed(span: Span, warnings: &mut Warnings) {
    warnings.add(span, "this quote is not closed and was left out: add the closing one");
}

fn width(c: Option<char>) -> usize {
    c.map_or(0, char::len_utf8)
}
