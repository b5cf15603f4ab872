//! The same claim in several articles as one hit.

use std::collections::HashSet;

use tantivy::DocAddress;

use super::{Found, Ranked, Searcher, rank};
use crate::error::Result;
use crate::index::fingerprint;
use crate::model::{AlsoIn, Published, Request};
use crate::query::compile::Plan;

/// How many hits more than wanted are looked through for claims that are the same.
const MARGIN: usize = 22;

/// The most that are looked through where there are many copies, where the page wanted does not end
/// far behind the start.
const MOST: usize = 4096;

/// So many times more hits than wanted are looked through at least for a page far behind the start.
const TIMES: usize = 16;

/// The most other places of a claim that are told.
const MOST_TOLD: usize = 20;

/// Claims that differ.
pub(super) struct Distinct {
    pub(super) page: Vec<Found>,
    /// How many match every word, the same ones too.
    pub(super) total: u64,
    /// How many of these differ, where all were seen.
    pub(super) distinct: Option<u64>,
}

impl Searcher {
    /// The page asked for, every claim once.
    pub(super) fn distinct(&self, request: &Request, plan: &Plan) -> Result<Distinct> {
        let wanted = request.offset.saturating_add(request.limit);
        let mut take = wanted.saturating_add(MARGIN);
        loop {
            let page = rank::Page { skip: 0, take, ..rank::Page::of(request) };
            let Ranked { page: mut found, total } = self.with_all(plan, page)?;
            let matching = found.len();
            let mut groups = self.grouped(&found)?;
            let distinct = groups.len() as u64;
            if groups.len() < wanted && matching < take {
                let page = rank::Page { take: take - matching, ..page };
                found.extend(self.with_some(plan, page)?);
                groups = self.grouped(&found)?;
            }
            let seen_all = found.len() < take;
            if groups.len() < wanted && !seen_all && take < MOST.max(wanted.saturating_mul(TIMES)) {
                take = take.saturating_mul(4);
                continue;
            }
            let page = groups.into_iter().skip(request.offset).take(request.limit).collect();
            let distinct = (matching as u64 == total).then_some(distinct);
            return Ok(Distinct { page, total, distinct });
        }
    }

    /// Hits in their order without those that are the same claim as one before them.
    fn grouped(&self, found: &[Found]) -> Result<Vec<Found>> {
        let prints: Vec<u64> = self.reader.guard(|| {
            let print = |found: &Found| Ok(self.reader.fingerprint(found.address)?.unwrap_or(0));
            found.iter().map(print).collect()
        })?;
        // Those with the same fixed part, in their order.
        let mut alike: Vec<(u32, usize)> =
            prints.iter().map(|print| fingerprint::fixed(*print)).zip(0..).collect();
        alike.sort_unstable();
        let mut first = vec![true; found.len()];
        for some in alike.chunk_by(|one, other| one.0 == other.0) {
            for (n, (_, place)) in some.iter().enumerate() {
                let same = |(_, before): &(u32, usize)| {
                    first[*before] && fingerprint::are_near(prints[*before], prints[*place])
                };
                first[*place] = !some[..n].iter().any(same);
            }
        }
        let groups = found.iter().zip(first).filter(|(_, first)| *first);
        Ok(groups.map(|(found, _)| *found).collect())
    }

    /// Where else the claim at an address stands, whatever else was asked for: the other articles, the
    /// earliest first, how many these are, and when it was first seen; its own article was published
    /// when `published` says.
    pub(super) fn elsewhere(
        &self,
        address: DocAddress,
        published: Option<&Published>,
    ) -> Result<Elsewhere> {
        // Minutes of publication, unknown last, and where.
        let mut copies: Vec<(i64, DocAddress)> = Vec::new();
        self.reader.guard(|| {
            let Some(own) = self.reader.fingerprint(address)? else { return Ok(()) };
            for at in self.reader.like(own, MOST)? {
                // Most claims stand nowhere else.
                if at != address {
                    copies.push((self.reader.minutes(at)?.unwrap_or(i64::MAX), at));
                }
            }
            Ok(())
        })?;
        copies.sort_unstable();
        let mut articles = HashSet::from([self.reader.article_of(address)?]);
        let mut elsewhere = Elsewhere::default();
        for (_, claim) in copies {
            let article = self.reader.article_of(claim)?;
            if !articles.insert(article) {
                continue;
            }
            elsewhere.count += 1;
            if elsewhere.count > MOST_TOLD {
                continue;
            }
            let article = self.reader.article_at(article)?;
            let id = self.reader.claim_at(claim)?.id(&article.meta.id);
            elsewhere.places.push(AlsoIn {
                id,
                article: article.meta.id.clone(),
                title: article.meta.title.clone(),
                source: article.meta.source.clone(),
                published: article.meta.published.clone(),
            });
        }
        if let Some(earliest) = elsewhere.places.first() {
            let seen = published.into_iter().chain(&earliest.published);
            elsewhere.first_seen = seen.min_by_key(|published| published.minutes()).cloned();
        }
        Ok(elsewhere)
    }
}

/// The other places of a claim.
#[derive(Default)]
pub(super) struct Elsewhere {
    pub(super) places: Vec<AlsoIn>,
    pub(super) count: usize,
    pub(super) first_seen: Option<Published>,
}
