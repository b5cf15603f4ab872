//! Articles ranked as wholes, with the best claims of each.

use tantivy::Term;

use super::{Found, Searcher, explain, rank, remarks};
use crate::error::Result;
use crate::index::Granularity;
use crate::model::{ArticleHit, Hit, Matched, Request, Response, Sort};
use crate::query::Query;
use crate::query::compile::Plan;
use crate::query::matching::Tree;

impl Searcher {
    /// Articles by score; whether all words matched is reported and ranks nothing.
    pub(super) fn articles(&self, request: &Request, query: &Query) -> Result<Response> {
        let plan = self.plan(request, query, Granularity::Article)?;
        if plan.is_empty() {
            return Ok(remarks(request, plan));
        }
        let all = plan.all();
        let total = self.count(&all)?;
        let mut articles = Vec::new();
        if !request.count && request.limit > 0 {
            let page = rank::Page::of(request);
            let found = rank::top(&self.reader, &plan.any(), Granularity::Article, page)?.found;
            let matching =
                rank::which(&self.reader, &all, found.iter().map(|(_, address)| *address))?;
            let claims = self.plan(request, query, Granularity::Claim)?;
            for (place, (score, address)) in found.into_iter().enumerate() {
                let article = self.reader.article_at(address)?;
                let matched =
                    if matching.contains(&address) { Matched::All } else { Matched::Some };
                let found = Found { score, address, matched };
                let explanation = request
                    .explain
                    .then(|| explain::explain(&self.reader, &plan, Granularity::Article, &found))
                    .transpose()?;
                articles.push(ArticleHit {
                    rank: request.offset + place + 1,
                    score,
                    matched,
                    explanation,
                    claims: self.best_claims(request, &claims, &article.meta.id)?,
                    article: article.meta,
                });
            }
        }
        Ok(Response { articles, total, ..remarks(request, plan) })
    }

    /// The claims of one article that answer best.
    fn best_claims(&self, request: &Request, plan: &Plan, article: &str) -> Result<Vec<Hit>> {
        if request.claims_per_article == 0 {
            return Ok(Vec::new());
        }
        let term = Term::from_field_text(self.reader.schema().article_id, article);
        let query = Tree::all(vec![plan.any(), Tree::term(term).unscored()]);
        let page = rank::Page {
            skip: 0,
            take: request.claims_per_article,
            sort: Sort::Relevance,
            recency_days: None,
        };
        let found = rank::top(&self.reader, &query, Granularity::Claim, page)?.found;
        let matching =
            rank::which(&self.reader, &plan.all(), found.iter().map(|(_, address)| *address))?;
        found
            .into_iter()
            .enumerate()
            .map(|(place, (score, address))| {
                let matched =
                    if matching.contains(&address) { Matched::All } else { Matched::Some };
                self.hit(request, plan, place + 1, &Found { score, address, matched })
            })
            .collect()
    }
}
