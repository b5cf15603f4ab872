//! Claims as they are shown, from what the index stores.

use tantivy::DocAddress;

use crate::error::{Error, Result};
use crate::index::{Reader, StoredArticle, StoredClaim};
use crate::model::Claim;
use crate::split::{advance, claim_text};

/// The claim at an address.
pub(super) fn claim(reader: &Reader, address: DocAddress) -> Result<Claim> {
    let article = reader.article_at(reader.article_of(address)?)?;
    of_article(&article, reader.claim_at(address)?)
}

/// A claim of an article that was fetched before.
pub(super) fn of_article(article: &StoredArticle, mut claim: StoredClaim) -> Result<Claim> {
    let id = claim.id(&article.meta.id);
    let damaged = || {
        Error::corrupt(format_args!(
            "{id}: its text is not the one that was indexed; build the index again"
        ))
    };
    let slice = article.text.get(claim.span.range()).ok_or_else(damaged)?;
    let text = match claim.row.take() {
        Some(row) => row,
        None if claim.span.is_empty() => article.meta.title.clone().unwrap_or_default(),
        None => claim_text(slice),
    };
    if !claim.is_text(&text) {
        return Err(damaged());
    }
    let place = article.start.map(|start| advance(start, &article.text[..claim.span.start]));
    Ok(claim.into_claim(article, text, place))
}
