//! Tokens to the tree.
//!
//! The open parentheses are a stack of our own and of bounded height, so that no input can
//! exhaust that of the thread; every token is looked at once.

use super::lexer::{Lexer, Token, TokenKind};
use super::unit::{Dangling, Joiner, Level};
use super::warnings::Warnings;
use super::{Clause, Field, Group, MAX_BYTES, MAX_CLAUSES, MAX_DEPTH, Node, Occur, Query, value};
use crate::model::Span;

/// Reads a query; what is not understood becomes a warning.
///
/// ```
/// let query = claimdex::query::parse("“rare earth” AND (japan OR eu");
/// assert_eq!(query.to_string(), "+\"rare earth\" +(or japan eu)");
/// assert_eq!(query.warnings[0].message, "`(` is not closed: it is read as closed at the end");
/// ```
pub fn parse(text: &str) -> Query {
    let mut warnings = Warnings::default();
    let kept = cut(text, &mut warnings);
    Parser {
        text: kept,
        lexer: Lexer::new(kept),
        warnings,
        root: Level::default(),
        open: Vec::new(),
        too_deep: 0,
        field: None,
        clauses: 0,
        dangling: Vec::new(),
    }
    .run()
}

/// Reads a query as plain words between white space, without any syntax.
///
/// ```
/// let query = claimdex::query::parse_plain("a AND (b");
/// assert_eq!(query.root.clauses.len(), 3);
/// assert!(query.warnings.is_empty());
/// ```
pub fn parse_plain(text: &str) -> Query {
    let mut warnings = Warnings::default();
    let kept = cut(text, &mut warnings);
    let mut root = Group::default();
    let mut end = 0;
    for piece in kept.split_inclusive(char::is_whitespace) {
        let span = Span::new(end, end + piece.len()).trimmed(kept);
        end += piece.len();
        if span.is_empty() {
            continue;
        }
        if root.clauses.len() == MAX_CLAUSES {
            warn_too_many(Span::new(span.start, kept.len()), &mut warnings);
            break;
        }
        root.clauses.push(word(kept, span));
    }
    Query { root, warnings: warnings.finish() }
}

/// A pair of parentheses that is not closed yet.
#[derive(Debug)]
struct Parentheses {
    span: Span,
    /// The field that they are the value of, and where it is named.
    field: Option<(Field, Span)>,
    /// The field that words in them are asked of.
    scope: Option<Field>,
    level: Level,
}

#[derive(Debug)]
struct Parser<'q> {
    text: &'q str,
    lexer: Lexer<'q>,
    warnings: Warnings,
    root: Level,
    open: Vec<Parentheses>,
    /// How many parentheses are open beyond the deepest that are read.
    too_deep: usize,
    /// The field whose value is the next token.
    field: Option<(Field, Span)>,
    clauses: usize,
    dangling: Vec<Dangling>,
}

impl Parser<'_> {
    fn run(mut self) -> Query {
        let mut complete = true;
        while let Some(token) = self.lexer.next(self.scope(), &mut self.warnings) {
            if self.clauses == MAX_CLAUSES && token.is_leaf() {
                let start = self.field.map_or(token.span.start, |(_, span)| span.start);
                warn_too_many(Span::new(start, self.text.len()), &mut self.warnings);
                complete = false;
                break;
            }
            self.take(token);
        }
        while let Some(parentheses) = self.open.pop() {
            if complete {
                let message = "`(` is not closed: it is read as closed at the end";
                self.warnings.add(parentheses.span, message);
            }
            self.close(parentheses, self.text.len());
        }
        let root = self.root.root(&mut self.dangling, &mut self.warnings);
        let root = settle(self.text, root, self.dangling, &mut self.warnings);
        Query { root, warnings: self.warnings.finish() }
    }

    fn scope(&self) -> Option<Field> {
        let around = self.open.last().and_then(|parentheses| parentheses.scope);
        self.field.map(|(field, _)| field).or(around)
    }

    fn take(&mut self, Token { kind, span }: Token) {
        let level = self.open.last_mut().map_or(&mut self.root, |open| &mut open.level);
        match kind {
            TokenKind::Open => self.take_open(span),
            TokenKind::Close => self.take_close(span),
            TokenKind::And => level.join(Joiner::And, span, &mut self.dangling),
            TokenKind::Or => level.join(Joiner::Or, span, &mut self.dangling),
            TokenKind::Not => level.not(span),
            TokenKind::Plus => level.sign(Occur::Must, span),
            TokenKind::Minus => level.sign(Occur::Not, span),
            TokenKind::Field(field) => self.field = Some((field, span)),
            TokenKind::Word => {
                let text = &self.text[span.range()];
                let node = value::read(self.scope(), text, span, &mut self.warnings);
                self.take_leaf(node);
            }
            TokenKind::Phrase(inner, _) if inner.is_empty() => {
                self.warnings.add(span, "an empty phrase was left out");
                self.take_leaf(None);
            }
            TokenKind::Phrase(inner, slop) => {
                let text = self.text[inner.range()].to_owned();
                self.take_leaf(Some(Node::Phrase { text, slop, span }));
            }
            TokenKind::Range(range) => {
                let node = self.scope().map(|field| Node::Range { field, range, span });
                self.take_leaf(node);
            }
        }
    }

    fn take_open(&mut self, span: Span) {
        let field = self.field.take();
        if self.open.len() == MAX_DEPTH {
            let start = field.map_or(span.start, |(_, name)| name.start);
            let message = format!("parentheses deeper than {MAX_DEPTH} were left out");
            self.warnings.add(Span::new(start, span.end), message);
            self.too_deep += 1;
            return;
        }
        let around = self.open.last().and_then(|parentheses| parentheses.scope);
        let scope = field.map(|(field, _)| field).or(around);
        self.open.push(Parentheses { span, field, scope, level: Level::default() });
    }

    fn take_close(&mut self, span: Span) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(parentheses) = self.open.pop() {
            self.close(parentheses, span.end);
        } else {
            self.warnings.add(span, "`)` was left out: it closes no parenthesis");
        }
    }

    /// Makes closed parentheses an operand of what is around them.
    fn close(&mut self, Parentheses { span, field, level, .. }: Parentheses, end: usize) {
        let node = level.close(&mut self.dangling, &mut self.warnings);
        if node.is_none() {
            let start = field.map_or(span.start, |(_, name)| name.start);
            let message = "parentheses with nothing in them were left out";
            self.warnings.add(Span::new(start, end), message);
        }
        self.operand(node.map(|node| in_field(field, node, end)));
    }

    fn take_leaf(&mut self, node: Option<Node>) {
        let field = self.field.take();
        self.clauses += usize::from(node.is_some());
        self.operand(node.map(|node| {
            let end = node.span().end;
            in_field(field, node, end)
        }));
    }

    fn operand(&mut self, node: Option<Node>) {
        let level = self.open.last_mut().map_or(&mut self.root, |open| &mut open.level);
        match node {
            Some(node) => level.operand(node, &mut self.warnings),
            None => level.skip(&mut self.dangling),
        }
    }
}

impl Token {
    fn is_leaf(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Phrase(..) | TokenKind::Range(_))
    }
}

/// The node as a value of a field; a range knows its field already.
fn in_field(field: Option<(Field, Span)>, node: Node, end: usize) -> Node {
    let Some((field, name)) = field else {
        return node;
    };
    let span = Span::new(name.start, end);
    match node {
        Node::Range { field: inner, range, .. } if inner == field => {
            Node::Range { field, range, span }
        }
        node => Node::Field { field, node: Box::new(node), span },
    }
}

/// Warns of the operators without operands, and reads them as words where there is nothing else.
fn settle(
    text: &str,
    mut root: Group,
    mut dangling: Vec<Dangling>,
    warnings: &mut Warnings,
) -> Group {
    let alone = root.clauses.is_empty();
    dangling.sort_by_key(|operator| operator.span);
    for Dangling { span, lacks } in dangling {
        let as_word = alone && root.clauses.len() < MAX_CLAUSES;
        let fate = if as_word { "is read as a word" } else { "was left out" };
        let typed = &text[span.range()];
        warnings.add(span, format!("`{typed}` {fate}: there is nothing {lacks} it"));
        if as_word {
            root.clauses.push(word(text, span));
        }
    }
    root
}

fn word(text: &str, span: Span) -> Clause {
    let text = text[span.range()].to_owned();
    Clause { occur: Occur::Wanted, node: Node::Word { text, span } }
}

fn warn_too_many(span: Span, warnings: &mut Warnings) {
    warnings.add(span, format!("only the first {MAX_CLAUSES} words are read: shorten the query"));
}

/// The part of a query that is read: up to the limit, and to the white space before it.
fn cut<'q>(text: &'q str, warnings: &mut Warnings) -> &'q str {
    if text.len() <= MAX_BYTES {
        return text;
    }
    let mut end = MAX_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let space = text[..end].rfind(char::is_whitespace);
    end = space.filter(|at| *at > MAX_BYTES / 2).unwrap_or(end);
    let message = format!("only the first {MAX_BYTES} bytes are read: shorten the query");
    warnings.add(Span::new(end, text.len()), message);
    &text[..end]
}
