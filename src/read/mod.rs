//! Bytes → articles: one file per format, and the layout of briefs.
//!
//! Reading finds an article's structure and its metadata; what a claim is, `split` decides. The
//! stored text is the decoded file or a slice of it, so that spans lead back to the file.

mod body;
mod builder;
mod decode;
mod furniture;
mod heading;
mod identity;
mod inline;
mod items;
pub mod jsonl;
mod layout;
mod lines;
mod loose;
mod source_line;
mod table;
pub mod walk;

pub use decode::decode;
pub use identity::Identities;

use crate::model::{Article, ArticleMeta};

/// Where a text comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The file, relative to the path given.
    pub path: &'a str,
    /// Where the decoded text starts in the file; `None` when offsets mean nothing there.
    pub offset: Option<u64>,
}

/// Reads the articles of a text file: briefs, prose and Markdown.
///
/// The articles' texts are slices of `text` that together make up the whole. Their ids are not
/// known yet: see [`Identities`].
pub fn articles(text: &str, origin: Origin<'_>) -> Vec<Article> {
    layout::articles(text).into_iter().map(|part| build(text, &part, origin)).collect()
}

/// Reads the body of one article whose metadata stands outside of it.
pub fn article_with(text: String, meta: ArticleMeta) -> Article {
    let part = layout::single(&text, meta.title.as_deref());
    let mut article = builder::Builder::new(&text, &part).finish(ArticleMeta {
        title: meta.title.or_else(|| part.title.clone()),
        source: meta.source.or_else(|| part.source.clone()),
        published: meta.published.or_else(|| part.published.clone()),
        ..meta
    });
    article.text = text;
    article
}

fn build(text: &str, part: &layout::Part, origin: Origin<'_>) -> Article {
    let slice = &text[part.span.range()];
    let local = part.relative();
    let mut article = builder::Builder::new(slice, &local).finish(ArticleMeta {
        id: String::new(),
        title: part.title.clone(),
        source: part.source.clone(),
        published: part.published.clone(),
        lang: None,
        url: None,
        path: origin.path.to_owned(),
        also_in: Vec::new(),
        offset: origin.offset.map(|offset| offset + part.span.start as u64),
    });
    article.text = slice.to_owned();
    article.start = origin.offset.map(|_| position(&text[..part.span.start]));
    article
}

/// Line and column, from 1 and in characters, of what follows `head`.
fn position(head: &str) -> (u32, u32) {
    let line = 1 + memchr::memchr_iter(b'\n', head.as_bytes()).count();
    let column = 1 + head[head.rfind('\n').map_or(0, |at| at + 1)..].chars().count();
    (line as u32, column as u32)
}
