//! PDF and Word documents as text in which structure survives.

mod block;
mod docx;
mod pdf;

use super::format::Format;
use super::{Origin, Reading};
use crate::model::{Article, ArticleMeta};
use block::Block;

/// What is read of a document before it is text.
#[derive(Debug, Default)]
struct Document {
    /// The title that the document is marked with beside its words.
    title: Option<String>,
    /// When it was made, as an ISO date.
    made: Option<String>,
    blocks: Vec<Block>,
    /// What in it was not read, in words for the user.
    notices: Vec<String>,
}

impl Document {
    /// Its first heading of the first level, else what its properties say.
    fn title(&self) -> Option<String> {
        let head = self.blocks.iter().find_map(|block| match block {
            Block::Heading(1, words) => Some(words.clone()),
            _ => None,
        });
        head.or_else(|| self.title.clone())
    }
}

/// Reads a document, or says why it can't be.
pub(super) fn read(format: Format, bytes: &[u8], path: &str) -> Result<Reading, String> {
    let document = match format {
        Format::Docx => docx::read(bytes)?,
        _ => pdf::read(bytes)?,
    };
    let (text, pages) = block::written(&document.blocks);
    if text.trim().is_empty() {
        return Err("a document without words".into());
    }
    let mut articles = super::articles(&text, Origin { path, offset: None });
    let signed = |article: &Article| article.meta.title.is_some() && article.meta.source.is_some();
    if articles.len() > 1 && !articles.iter().all(signed) {
        // A date within a report, and no digest.
        let meta = ArticleMeta {
            title: document.title(),
            path: path.to_owned(),
            ..ArticleMeta::default()
        };
        articles = vec![super::article_with(text.clone(), meta)];
    }
    let mut start = 0;
    for article in &mut articles {
        article.pages = within(&pages, start, article.text.len());
        start += article.text.len();
    }
    if let [article] = articles.as_mut_slice() {
        complete(article, &document);
    }
    // What the file carries beside its words.
    if let Some(last) = articles.last_mut() {
        last.bytes += bytes.len().saturating_sub(text.len()) as u64;
    }
    Ok(Reading { articles, notices: document.notices })
}

/// The pages of a part of the text, counted from its start.
fn within(pages: &[(usize, u32)], start: usize, length: usize) -> Vec<(usize, u32)> {
    let first = pages.partition_point(|(at, _)| *at <= start).saturating_sub(1);
    let pages = pages.iter().skip(first).take_while(|(at, _)| *at < start + length);
    pages.map(|(at, number)| (at.saturating_sub(start), *number)).collect()
}

/// What the words do not say, the document's properties may.
fn complete(article: &mut Article, document: &Document) {
    let meta = &mut article.meta;
    if meta.title.is_none() {
        meta.title = document.title();
    }
    if meta.published.is_none() {
        meta.published = document.made.as_deref().and_then(super::date::published);
    }
}
