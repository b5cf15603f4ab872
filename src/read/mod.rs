//! Bytes → articles: one file per format, and the layout of briefs.
//!
//! Reading finds an article's structure and its metadata; what a claim is, `split` decides. The
//! stored text is the decoded file or a slice of it, so that spans lead back to the file.

mod body;
mod builder;
mod csv;
mod date;
mod decode;
#[cfg(feature = "documents")]
mod document;
mod feed;
pub mod format;
mod furniture;
mod heading;
mod html;
mod identity;
mod inline;
mod items;
pub mod json;
mod lang;
mod layout;
mod lines;
mod loose;
pub mod mail;
mod markdown;
mod outside;
pub mod record;
mod references;
mod source_line;
mod table;
pub mod unpack;
pub mod walk;

pub use csv::Rows;
pub use decode::{Decoded, decode};
pub use identity::Identities;

use crate::model::{Article, ArticleMeta, Span};
use outside::Outside;

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
    divided(text, &Outside::of(text, false), origin)
}

fn divided(text: &str, outside: &Outside, origin: Origin<'_>) -> Vec<Article> {
    let masked = outside.masked(text);
    let words = masked.as_deref().unwrap_or(text);
    let build = |part| build((text, words), &part, outside, origin);
    layout::articles(words).into_iter().map(build).collect()
}

/// Reads the one article of a Markdown file; front matter and footnotes count as such.
pub fn markdown(text: &str, origin: Origin<'_>) -> Vec<Article> {
    let outside = Outside::of(text, true);
    if outside.front == ArticleMeta::default() {
        return divided(text, &outside, origin);
    }
    let meta = ArticleMeta {
        path: origin.path.to_owned(),
        offset: origin.offset,
        ..outside.front.clone()
    };
    let mut article = single(text.to_owned(), meta, &outside);
    article.start = origin.offset.map(|_| (1, 1));
    vec![article]
}

/// A regular expression that is a constant and tested.
#[allow(clippy::unwrap_used, reason = "each is used by a test")]
fn pattern(pattern: &str) -> regex::Regex {
    regex::Regex::new(pattern).unwrap()
}

/// What came of a file that is read as a whole.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its articles.
    pub articles: Vec<Article>,
    /// What was taken in otherwise than it stands, in words for the user.
    pub notices: Vec<String>,
}

/// Reads a file of a format that is read as a whole, or says why it can't be.
pub fn whole(
    format: format::Format,
    bytes: Vec<u8>,
    origin: Origin<'_>,
) -> Result<Reading, String> {
    use format::Format;
    let path = origin.path;
    match format {
        Format::Html => html::read(bytes, path),
        Format::Feed => feed::read(&bytes, path),
        Format::Mail => mail::read(&bytes, path),
        #[cfg(feature = "documents")]
        Format::Pdf | Format::Docx => document::read(format, &bytes, path),
        #[cfg(not(feature = "documents"))]
        Format::Pdf | Format::Docx => Err(documents_missing(format)),
        Format::Other(what) => Err(what.into()),
        _ => {
            let Decoded { text, offset, .. } = decode(bytes, None)?;
            let origin = Origin { path, offset: origin.offset.and(offset) };
            let read = if format == Format::Markdown { markdown } else { articles };
            Ok(Reading { articles: read(&text, origin), notices: Vec::new() })
        }
    }
}

#[cfg(not(feature = "documents"))]
fn documents_missing(format: format::Format) -> String {
    let (name, way) = match format {
        format::Format::Pdf => ("a PDF", "pdftotext -layout"),
        _ => ("a Word document", "pandoc -t markdown"),
    };
    format!(
        "{name}, and this program was built without the feature `documents`; convert it with `{way}`"
    )
}

/// Reads the body of one article whose metadata stands outside of it.
pub fn article_with(text: String, meta: ArticleMeta) -> Article {
    article_of(text, meta, 0)
}

/// As [`article_with`], of a record of so many bytes.
fn article_of(text: String, meta: ArticleMeta, bytes: u64) -> Article {
    let outside = Outside::of(&text, false);
    let mut article = single(text, meta, &outside);
    article.bytes = article.bytes.max(bytes);
    article
}

fn single(text: String, meta: ArticleMeta, outside: &Outside) -> Article {
    let masked = outside.masked(&text);
    let words = masked.as_deref().unwrap_or(&text);
    let part = layout::single(words, meta.title.as_deref());
    let mut article = builder::Builder::new(words, &part).finish(ArticleMeta {
        title: meta.title.or_else(|| part.title.clone()),
        source: meta.source.or_else(|| part.source.clone()),
        published: meta.published.or_else(|| part.published.clone()),
        ..meta
    });
    complete(&mut article, text, outside, 0);
    article
}

/// Gives an article its text, and what stands beside it; it starts at this byte of what was read.
fn complete(article: &mut Article, text: String, outside: &Outside, start: usize) {
    let part = Span::new(start, start + text.len());
    article.references = outside.references(part);
    let beside = outside.blocks(part);
    if !beside.is_empty() {
        article.blocks.extend(beside);
        article.blocks.sort_by_key(|block| block.span);
    }
    article.bytes = text.len() as u64;
    article.text = text;
    if article.meta.lang.is_none() {
        article.meta.lang = lang::of(article).map(str::to_owned);
    }
}

fn build(
    (text, words): (&str, &str),
    part: &layout::Part,
    outside: &Outside,
    origin: Origin<'_>,
) -> Article {
    let local = part.relative();
    let mut article =
        builder::Builder::new(&words[part.span.range()], &local).finish(ArticleMeta {
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
    complete(&mut article, text[part.span.range()].to_owned(), outside, part.span.start);
    article.start = origin.offset.map(|_| position(&text[..part.span.start]));
    article
}

/// Line and column, from 1 and in characters, of what follows `head`.
fn position(head: &str) -> (u32, u32) {
    let line = 1 + memchr::memchr_iter(b'\n', head.as_bytes()).count();
    let column = 1 + head[head.rfind('\n').map_or(0, |at| at + 1)..].chars().count();
    (line as u32, column as u32)
}
