//! Claims as they are shown, from what the index stores.

use tantivy::DocAddress;

use crate::error::{Error, Result};
use crate::index::{ArticleParts, Reader, StoredClaim};
use crate::model::Claim;
use crate::split::{advance, claim_text};

/// The claim at an address.
pub(super) fn claim(reader: &Reader, address: DocAddress) -> Result<Claim> {
    let claim = reader.claim_at(address)?;
    reader.with_article(reader.article_of(address)?, |article| of_article(article, claim))
}

/// A claim of an article whose parts are at hand.
pub(super) fn of_article(article: &ArticleParts<'_>, mut claim: StoredClaim) -> Result<Claim> {
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
