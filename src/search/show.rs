//! A claim in its article, or an article.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Searcher, fetch};
use crate::error::Result;
use crate::model::{ArticleMeta, Claim};

/// An article with its claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleView {
    /// What is known of it.
    pub article: Arc<ArticleMeta>,
    /// Its stored text.
    pub text: String,
    /// Its claims in order.
    pub claims: Vec<Claim>,
}

/// What [`Searcher::show`] found.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A claim (an index into the claims) in its article.
    Claim(ArticleView, usize),
    /// An article.
    Article(ArticleView),
}

impl Searcher {
    /// Finds a claim or an article by its id.
    pub fn show(&self, id: &str) -> Result<Option<Shown>> {
        if let Some(view) = self.view(id)? {
            return Ok(Some(Shown::Article(view)));
        }
        let Some((article, _)) = id.rsplit_once('.') else { return Ok(None) };
        let Some(view) = self.view(article)? else { return Ok(None) };
        let place = view.claims.iter().position(|claim| claim.id == id);
        Ok(place.map(|place| Shown::Claim(view, place)))
    }

    fn view(&self, article: &str) -> Result<Option<ArticleView>> {
        let Some(address) = self.reader.article_address(article)? else { return Ok(None) };
        let stored = self.reader.claims_of(address)?;
        self.reader.with_article(address, |article| {
            let claims = stored
                .into_iter()
                .map(|(_, claim)| fetch::of_article(article, claim))
                .collect::<Result<_>>()?;
            let (meta, text) = (Arc::clone(&article.meta), article.text.to_owned());
            Ok(Some(ArticleView { article: meta, text, claims }))
        })
    }
}
