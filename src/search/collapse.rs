//! The same claim in several articles as one hit.

use std::collections::HashMap;

use tantivy::DocAddress;
use tantivy::columnar::Column;

use super::{Found, Searcher};
use crate::error::Result;
use crate::index::fingerprint;
use crate::model::{AlsoIn, Claim, Matched, Published, Request};
use crate::query::compile::Plan;

/// How many hits more than wanted are looked through for claims that are the same.
const MARGIN: usize = 64;

/// The most that are looked through where there are many copies.
const MOST: usize = 4096;

/// The most other places of a claim that are told.
const MOST_TOLD: usize = 20;

/// A hit with the same claim elsewhere.
pub(super) struct Once {
    pub(super) found: Found,
    pub(super) copies: Vec<DocAddress>,
}

/// Claims that differ, and how many these are where all were seen.
pub(super) struct Distinct {
    pub(super) page: Vec<Once>,
    pub(super) total: Option<u64>,
}

impl Searcher {
    /// The page asked for, every claim once.
    pub(super) fn distinct(&self, request: &Request, plan: &Plan, total: u64) -> Result<Distinct> {
        let wanted = request.offset.saturating_add(request.limit);
        let mut take = wanted.saturating_add(MARGIN);
        loop {
            let whole = Request { offset: 0, limit: take, ..request.clone() };
            let found = self.ranked(&whole, plan, total)?;
            let seen_all = found.len() < take;
            let matching = found.iter().filter(|found| found.matched == Matched::All).count();
            let groups = self.grouped(found)?;
            if groups.len() < wanted && !seen_all && take < MOST.max(wanted + MARGIN) {
                take = take.saturating_mul(4);
                continue;
            }
            let all = |group: &&Once| group.found.matched == Matched::All;
            let distinct = groups.iter().filter(all).count() as u64;
            let page = groups.into_iter().skip(request.offset).take(request.limit).collect();
            return Ok(Distinct { page, total: (matching as u64 == total).then_some(distinct) });
        }
    }

    /// Hits in their order, each with those behind it that are the same claim.
    fn grouped(&self, found: Vec<Found>) -> Result<Vec<Once>> {
        let prints = self.reader.guard(|| {
            let segments = self.reader.searcher().segment_readers();
            let name = self.reader.schema().name(self.reader.schema().fingerprint);
            let columns: Vec<Column<u64>> = segments
                .iter()
                .map(|segment| segment.fast_fields().u64(name))
                .collect::<tantivy::Result<_>>()?;
            let print = |at: DocAddress| columns[at.segment_ord as usize].first(at.doc_id);
            Ok(found.iter().map(|found| print(found.address).unwrap_or(0)).collect::<Vec<_>>())
        })?;
        let mut groups: Vec<Once> = Vec::new();
        // By what must be equal: the groups, and the fingerprint of the first of each.
        let mut known: HashMap<u64, Vec<(u64, usize)>> = HashMap::new();
        for (found, print) in found.into_iter().zip(prints) {
            let alike = known.entry(fingerprint::fixed(print)).or_default();
            match alike.iter().find(|(first, _)| fingerprint::are_near(*first, print)) {
                Some((_, group)) => groups[*group].copies.push(found.address),
                None => {
                    alike.push((print, groups.len()));
                    groups.push(Once { found, copies: Vec::new() });
                }
            }
        }
        Ok(groups)
    }

    /// Where else a claim stands, and when it was first seen.
    pub(super) fn also_in(
        &self,
        claim: &Claim,
        copies: &[DocAddress],
    ) -> Result<(Vec<AlsoIn>, Option<Published>)> {
        let mut places = Vec::new();
        for copy in copies.iter().take(MOST_TOLD) {
            let article = self.reader.article_at(self.reader.article_of(*copy)?)?;
            let id = self.reader.claim_at(*copy)?.id(&article.meta.id);
            places.push(AlsoIn {
                id,
                article: article.meta.id.clone(),
                title: article.meta.title.clone(),
                source: article.meta.source.clone(),
                published: article.meta.published.clone(),
            });
        }
        let own = claim.article.published.iter();
        let seen = own.chain(places.iter().filter_map(|place| place.published.as_ref()));
        let first = seen.min_by_key(|published| published.minutes()).cloned();
        Ok((places, first.filter(|_| !copies.is_empty())))
    }
}
