//! Tokens to the tree.
//!
//! The open parentheses are a stack of our own and of bounded height, so that no input can
//! exhaust that of the thread; every token is looked at once.

use super::lexer::{Lexer, Token, TokenKind};
use super::limits::{MAX_CLAUSES, MAX_DEPTH, cut, warn_too_many};
use super::plain::word;
use super::unit::{Dangling, Joiner, Level};
use super::warnings::Warnings;
use super::{Field, Group, Node, Occur, Query, value};
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

impl Parentheses {
    /// Where they open, with the name of their field.
    fn opening(&self) -> Span {
        let start = self.field.map_or(self.span.start, |(_, name)| name.start);
        Span::new(start, self.span.end)
    }
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
                self.warnings.add(parentheses.opening(), message);
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
            let start = parentheses.opening().start;
            if !self.close(parentheses, span.end) {
                let message = "parentheses with nothing in them were left out";
                self.warnings.add(Span::new(start, span.end), message);
            }
        } else {
            self.warnings.add(span, "`)` was left out: it closes no parenthesis");
        }
    }

    /// Makes closed parentheses an operand of what is around them, if there is anything in them.
    fn close(&mut self, Parentheses { field, level, .. }: Parentheses, end: usize) -> bool {
        let node = level.close(&mut self.dangling, &mut self.warnings);
        let found = node.is_some();
        self.operand(node.map(|node| in_field(field, node, end)));
        found
    }

    fn take_leaf(&mut self, node: Option<Node>) {
        let field = self.field.take();
        if let (Some((field, name)), None) = (field, &node) {
            self.warnings.add(name, format!("`{field}:` was left out: it has no value"));
        }
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
