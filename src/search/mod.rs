//! A [`Request`] in, a [`Response`] out: plan, rank, count, fetch, highlight.

mod articles;
mod collapse;
mod entities;
mod explain;
mod facets;
mod fetch;
mod highlight;
mod ordinals;
mod rank;
mod show;

use std::time::Instant;

use tantivy::DocAddress;
use tantivy::query::Bm25StatisticsProvider;

pub use show::{ArticleView, Shown};

use self::collapse::{Distinct, Elsewhere};
use self::ordinals::AllOrdinals;
use crate::crew;
use crate::error::{Error, Result};
use crate::index::{Granularity, Index, Reader, Statistics};
use crate::model::{By, Hit, Matched, Request, Response};
use crate::query::compile::{self, Plan};
use crate::query::matching::{All, Matcher, Tree};
use crate::query::{self, Query};
use crate::tag::Names;

/// Answers searches from one state of an index.
pub struct Searcher {
    reader: Reader,
    names: Names,
    ordinals: AllOrdinals,
}

/// Threads share a search of an index of more documents than that.
const LARGE: u64 = 20_000;

/// A warning without what would have been done about it: strictly, nothing is.
fn without_remedy(message: &str) -> String {
    let message = message.split("; taken as").next().unwrap_or(message);
    let message = message.split("; the first are taken").next().unwrap_or(message);
    message
        .replace(" was left out: ", ": ")
        .replace(" and was left out", "")
        .replace(" was left out", "")
        .replace(" were left out", "")
        .replace("; its range is taken as text", "")
}

impl Searcher {
    /// Opens the newest committed state of an index.
    pub fn open(index: &Index) -> Result<Self> {
        let reader = index.reader()?;
        let names = match index.entities()? {
            Some(text) => Names::of_own("entities.toml", &text)?,
            None => Names::default(),
        };
        Ok(Self { reader, names, ordinals: AllOrdinals::default() })
    }

    /// Takes other names than those that are kept with the index.
    pub fn with_names(self, names: Names) -> Self {
        Self { names, ..self }
    }

    /// Answers a search. In a large index other threads help it, as many as there are processors or
    /// `RAYON_NUM_THREADS` says; of several searches at once they help one, the others keep to theirs.
    pub fn search(&self, request: &Request) -> Result<Response> {
        let started = Instant::now();
        let query = read(request)?;
        let answer = || match request.by {
            By::Claim => self.claims(request, &query),
            By::Article => self.articles(request, &query),
        };
        let large = self.reader.searcher().num_docs() > LARGE;
        let mut response = if large { crew::together(answer)? } else { answer()? };
        if request.strict
            && let Some(warning) = response.warnings.first()
        {
            return Err(Error::user(format_args!("query: {}", without_remedy(&warning.message))));
        }
        response.query.clone_from(&request.query);
        response.took_ms = started.elapsed().as_secs_f64() * 1e3;
        Ok(response)
    }

    fn plan(&self, request: &Request, query: &Query, granularity: Granularity) -> Result<Plan> {
        self.reader.guard(|| {
            compile::compile(
                query,
                &request.filters,
                granularity,
                self.reader.schema(),
                self.reader.searcher(),
                (!request.exact).then_some(&self.names),
            )
        })
    }

    fn claims(&self, request: &Request, query: &Query) -> Result<Response> {
        let plan = self.plan(request, query, Granularity::Claim)?;
        if plan.is_empty() {
            return Ok(remarks(request, plan));
        }
        let facets = facets::count(&self.reader, &self.ordinals, &plan.all(), &request.facets)?;
        let collapses = request.collapse && !request.by_score;
        let found = if request.count || request.limit == 0 {
            let total = self.count(&plan.all())?;
            Distinct { page: Vec::new(), total, distinct: None }
        } else if collapses {
            self.distinct(request, &plan)?
        } else {
            let Ranked { page, total } = self.ranked(request, &plan)?;
            Distinct { page, total, distinct: None }
        };
        let total = found.total;
        let ranked: Vec<(usize, Found)> = (request.offset + 1..).zip(found.page).collect();
        let hits = crew::each(&ranked, |(rank, found)| {
            let mut hit = self.hit(request, &plan, *rank, found)?;
            if collapses {
                let own = hit.claim.article.published.as_ref();
                let Elsewhere { places, count, first_seen } = self.elsewhere(found.address, own)?;
                (hit.also_in, hit.copies, hit.first_seen) = (places, count, first_seen);
            }
            Ok(hit)
        });
        let hits = hits.into_iter().collect::<Result<_>>()?;
        let distinct = found.distinct.filter(|distinct| *distinct < total);
        Ok(Response { hits, total, distinct, facets, ..remarks(request, plan) })
    }

    /// The page asked for: what matches all words, then what matches some.
    fn ranked(&self, request: &Request, plan: &Plan) -> Result<Ranked> {
        let page = rank::Page::of(request);
        if request.by_score {
            let (any, all) = (plan.any(), plan.all());
            let found = rank::top(&self.reader, &any, Granularity::Claim, page)?.found;
            let matching =
                rank::which(&self.reader, &all, found.iter().map(|(_, address)| *address))?;
            let total = self.count(&all)?;
            let page = found
                .into_iter()
                .map(|(score, address)| {
                    let matched =
                        if matching.contains(&address) { Matched::All } else { Matched::Some };
                    Found { score, address, matched }
                })
                .collect();
            return Ok(Ranked { page, total });
        }
        let mut all = self.with_all(plan, page)?;
        let missing = request.limit - all.page.len();
        if missing > 0 {
            let skip = (request.offset as u64).saturating_sub(all.total) as usize;
            all.page.extend(self.with_some(plan, rank::Page { skip, take: missing, ..page })?);
        }
        Ok(all)
    }

    /// The best of what matches all words, and how many do.
    fn with_all(&self, plan: &Plan, page: rank::Page) -> Result<Ranked> {
        let best = rank::top(&self.reader, &plan.ranked(), Granularity::Claim, page)?;
        Ok(Ranked { page: best.marked(Matched::All), total: best.total })
    }

    /// The best of what matches some words and not all.
    fn with_some(&self, plan: &Plan, page: rank::Page) -> Result<Vec<Found>> {
        let Some(some) = plan.some() else { return Ok(Vec::new()) };
        let rest = All { musts: vec![some], nots: vec![plan.all()], ..All::default() }.into();
        let best = rank::top(&self.reader, &rest, Granularity::Claim, page)?;
        Ok(best.marked(Matched::Some))
    }

    fn hit(&self, request: &Request, plan: &Plan, rank: usize, found: &Found) -> Result<Hit> {
        let claim = fetch::claim(&self.reader, found.address)?;
        let highlights = highlight::spans(&claim.text, &claim.entities, &plan.marks);
        let explanation = request
            .explain
            .then(|| explain::explain(&self.reader, plan, Granularity::Claim, found))
            .transpose()?;
        let Found { score, matched, .. } = *found;
        Ok(Hit {
            rank,
            score,
            matched,
            highlights,
            explanation,
            also_in: Vec::new(),
            copies: 0,
            first_seen: None,
            claim,
        })
    }

    fn count(&self, tree: &Tree) -> Result<u64> {
        self.reader.guard(|| matcher(&self.reader, None).count(tree))
    }
}

/// A page of documents in order, and how many match every word.
struct Ranked {
    page: Vec<Found>,
    total: u64,
}

/// A document that answers.
#[derive(Clone, Copy)]
struct Found {
    score: f32,
    address: DocAddress,
    matched: Matched,
}

/// What finds documents in one state of an index.
fn matcher<'a>(reader: &'a Reader, statistics: Option<&'a Statistics<'a>>) -> Matcher<'a> {
    let statistics = statistics.map(|known| known as &dyn Bm25StatisticsProvider);
    let (schema, searcher) = (reader.schema(), reader.searcher());
    Matcher { schema, searcher, neighbours: reader.neighbours(), statistics }
}

/// An answer with what there is to say of the query, and nothing found yet.
fn remarks(request: &Request, plan: Plan) -> Response {
    let Plan { warnings, corrections, unmatched, .. } = plan;
    let mut suggestion = None;
    for correction in corrections.iter().rev() {
        let span = correction.span;
        let query = suggestion.get_or_insert_with(|| request.query.clone());
        if let Some(word) = query.get(span.range()) {
            // Signs around the word stay.
            let word = word.to_lowercase().replacen(&correction.typed, &correction.used, 1);
            query.replace_range(span.range(), &word);
        }
    }
    Response { warnings, corrections, unmatched, suggestion, ..Response::default() }
}

/// The query's tree, after a look at the request's own values.
fn read(request: &Request) -> Result<Query> {
    for (name, value) in [("since", &request.filters.since), ("until", &request.filters.until)] {
        if let Some(value) = value
            && compile::days(value).is_none()
        {
            return Err(Error::user(format_args!(
                "{name}: {value:?} is no date; want YYYY, YYYY-MM or YYYY-MM-DD"
            )));
        }
    }
    if let Some(days) = request.recency_days
        && !(days.is_finite() && days > 0.0)
    {
        return Err(Error::user("recency: want a number of days above 0"));
    }
    let mut query = if request.plain {
        query::parse_plain(&request.query)
    } else {
        query::parse(&request.query)
    };
    if request.prefix {
        query.complete_last(request.query.len());
    }
    Ok(query)
}
