//! Blocks → claims.
//!
//! A bullet is one claim, each sentence of running text is one, each data row of a table is one;
//! an article without a body gives its title as its one claim.

mod citations;
mod claim_text;
mod coverage;
mod identity;
mod row;

use std::sync::Arc;

pub use claim_text::claim_text;
pub use coverage::{Drop, ledger};

use crate::model::{Article, ArticleMeta, Block, BlockKind, Claim, Group, Kind, Span};
use crate::text::sentence;

/// The claims of an article in order, without tags. The article's id must be known.
pub fn claims(article: &Article) -> Vec<Claim> {
    let mut splitter = Splitter {
        article,
        meta: Arc::new(article.meta.clone()),
        groups: article.groups.iter().cloned().map(Arc::new).collect(),
        ids: identity::Ids::with_capacity(article.blocks.len()),
        places: Places::new(article),
        label: 0,
        claims: Vec::new(),
    };
    for block in &article.blocks {
        splitter.block(block);
    }
    splitter.title();
    citations::resolve(&mut splitter.claims, &article.references);
    splitter.claims
}

struct Splitter<'a> {
    article: &'a Article,
    meta: Arc<ArticleMeta>,
    /// Those of the article, each shared by its claims.
    groups: Vec<Arc<Group>>,
    ids: identity::Ids,
    places: Places<'a>,
    /// The last glued label, from which the next ones are told.
    label: u32,
    claims: Vec<Claim>,
}

impl Splitter<'_> {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Bullet => self.claim(block, block.span),
            BlockKind::Paragraph => {
                for span in sentences(&self.article.text, block.span) {
                    self.claim(block, span);
                }
            }
            BlockKind::TableRow { table, cells } => {
                let heads = self.article.tables.get(*table).map_or(&[][..], |table| &table.heads);
                let text = row::text(heads, cells);
                self.push(Kind::Row, block, block.span, text);
            }
            _ => {}
        }
    }

    fn claim(&mut self, block: &Block, span: Span) {
        let text = claim_text(&self.article.text[span.range()]);
        if text.chars().any(char::is_alphanumeric) {
            let kind = if block.core { Kind::Core } else { Kind::Claim };
            self.push(kind, block, span, text);
        }
    }

    fn push(&mut self, kind: Kind, block: &Block, span: Span, text: String) {
        let mut citations = citations::of(&self.article.text[span.range()]);
        if self.article.glued_citations && citations.is_empty() {
            citations = citations::glued(&self.article.text, span, &mut self.label);
        }
        let (line, column) = self.places.at(span.start);
        self.claims.push(Claim {
            id: self.ids.of(&self.meta.id, &text),
            kind,
            position: self.claims.len() as u32,
            text,
            group: block.group.and_then(|group| self.groups.get(group).map(Arc::clone)),
            citations,
            entities: Vec::new(),
            quantities: Vec::new(),
            when: Vec::new(),
            span,
            line,
            column,
            page: self.article.page_at(span.start),
            article: Arc::clone(&self.meta),
        });
    }

    /// An article without a body is its title.
    fn title(&mut self) {
        let Some(title) = self.article.meta.title.clone().filter(|_| self.claims.is_empty()) else {
            return;
        };
        let text = &self.article.text;
        let span = text.find(&title).map_or(Span::new(0, 0), |at| Span::new(at, at + title.len()));
        let block = Block { span, kind: BlockKind::Metadata, group: None, core: false };
        let words = if span.is_empty() { title } else { claim_text(&text[span.range()]) };
        self.push(Kind::Title, &block, span, words);
    }
}

/// The sentences of a paragraph, without white space around them.
pub(crate) fn sentences(text: &str, span: Span) -> Vec<Span> {
    let mut start = span.start;
    let mut found = Vec::new();
    for end in sentence::ends(&text[span.range()]) {
        let sentence = Span::new(start, span.start + end).trimmed(text);
        start = span.start + end;
        if !sentence.is_empty() {
            found.push(sentence);
        }
    }
    found
}

/// Lines and columns of ascending places in an article.
struct Places<'a> {
    text: &'a str,
    start: Option<(u32, u32)>,
    at: usize,
}

impl<'a> Places<'a> {
    fn new(article: &'a Article) -> Self {
        Self { text: &article.text, start: article.start, at: 0 }
    }

    fn at(&mut self, place: usize) -> (Option<u32>, Option<u32>) {
        let Some(known) = self.start.filter(|_| place >= self.at) else { return (None, None) };
        let moved = advance(known, &self.text[self.at..place]);
        (self.start, self.at) = (Some(moved), place);
        (Some(moved.0), Some(moved.1))
    }
}

/// The line and column after some text.
pub fn advance((line, column): (u32, u32), text: &str) -> (u32, u32) {
    match text.rfind('\n') {
        None => (line, column + text.chars().count() as u32),
        Some(last) => {
            let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
            (line + lines as u32, 1 + text[last + 1..].chars().count() as u32)
        }
    }
}
