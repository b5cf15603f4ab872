//! A [`Request`](crate::model::Request) in, a [`Response`](crate::model::Response) out.

use crate::error::Result;
use crate::index::Index;
use crate::model::{ArticleMeta, Claim, Request, Response};
use std::sync::Arc;

/// Answers searches from one state of an index.
pub struct Searcher {}

/// An article with its claims.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
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
    /// Opens the newest committed state of an index.
    pub fn open(index: &Index) -> Result<Self> {
        let _ = index;
        unimplemented!()
    }

    /// Answers a search.
    pub fn search(&self, request: &Request) -> Result<Response> {
        let _ = request;
        unimplemented!()
    }

    /// Finds a claim or an article by its id.
    pub fn show(&self, id: &str) -> Result<Option<Shown>> {
        let _ = id;
        unimplemented!()
    }
}
