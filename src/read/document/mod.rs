//! PDF and Word documents as text in which structure survives.

mod block;
mod docx;

use super::format::Format;
use super::{Reading, record};
use crate::model::Article;
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

/// Reads a document, or says why it can't be.
pub(super) fn read(format: Format, bytes: &[u8], path: &str) -> Result<Reading, String> {
    let document = match format {
        Format::Docx => docx::read(bytes)?,
        _ => return Err("no document".into()),
    };
    let (text, pages) = block::written(&document.blocks);
    if text.trim().is_empty() {
        return Err("a document without words".into());
    }
    let mut values = record::Values::default();
    values.set((record::Field::Text, 0), text.into());
    let mut article = record::plain_article(values, path, bytes.len())?.article;
    complete(&mut article, &document);
    article.pages = pages;
    Ok(Reading { articles: vec![article], notices: document.notices })
}

/// What the words do not say, the document's properties may.
fn complete(article: &mut Article, document: &Document) {
    let meta = &mut article.meta;
    if meta.title.is_none() {
        meta.title.clone_from(&document.title);
    }
    if meta.published.is_none() {
        meta.published = document.made.as_deref().and_then(super::date::published);
    }
}
