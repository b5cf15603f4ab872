//! Claims → entities, quantities and dates.

pub mod ask;
mod date;
mod entity;
pub mod gazetteer;
mod modifier;
mod names;
mod number;
mod openings;
mod own;
mod quantity;
mod rate;
mod row;
mod settle;
mod starts;
mod units;
mod word;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::Arc;

use self::entity::Passage;
pub use self::names::{Names, coined_ids};
use self::starts::Starts;
use crate::model::{Claim, Kind, Published, Quantity, Span, When};
use crate::text::traditional::simplify;

/// Tags the claims of one article, in order, in place.
pub fn tag(claims: &mut [Claim], names: &Names) {
    tag_with(claims, &[], names);
}

/// Tags the claims of one article as [`tag`] does, and gives the ids of the entities that each of
/// some further texts of it names, such as its title.
pub fn tag_with(claims: &mut [Claim], texts: &[&str], names: &Names) -> Vec<Vec<Arc<str>>> {
    let simple: Vec<Cow<'_, str>> = texts.iter().map(|text| simplify(text)).collect();
    let mut tagged: Vec<Tagged<'_>> = claims.iter().map(Tagged::new).collect();
    let claims_of = tagged.len();
    tagged.extend(simple.into_iter().map(|text| Tagged::read(text, None)));
    let mut passages: Vec<Passage<'_>> = tagged.iter().map(Tagged::passage).collect();
    entity::tag_article(&mut passages, names.own());
    let done: Vec<_> = passages.into_iter().map(|p| (p.figures, p.entities)).collect();
    let mut found = Vec::with_capacity(claims_of);
    let mut further = Vec::with_capacity(texts.len());
    for (tagged, (figures, entities)) in tagged.into_iter().zip(done) {
        if found.len() < claims_of {
            let Tagged { mut when, mut quantities, .. } = tagged;
            let kept = |mention: &Span| figures.binary_search(mention).is_ok();
            when.retain(|when| kept(&when.mention));
            quantities.retain(|quantity| kept(&quantity.mention));
            found.push((when, quantities, entities));
        } else {
            further.push(entities.into_iter().map(|entity| entity.id).collect());
        }
    }
    for (claim, (when, quantities, entities)) in claims.iter_mut().zip(found) {
        (claim.when, claim.quantities, claim.entities) = (when, quantities, entities);
    }
    settle::settle(claims);
    further
}

/// A text with its dates and figures, in simplified characters: each keeps its place.
struct Tagged<'a> {
    text: Cow<'a, str>,
    starts: Starts,
    when: Vec<When>,
    quantities: Vec<Quantity>,
}

impl<'a> Tagged<'a> {
    /// Reads a claim; its dates and figures get their words as written.
    fn new(claim: &'a Claim) -> Self {
        let mut tagged = Self::read(simplify(&claim.text), claim.article.published.as_ref());
        if claim.kind == Kind::Row {
            tagged.read_heads();
        }
        if matches!(tagged.text, Cow::Owned(_)) {
            let written = |mention: Span| claim.text[mention.range()].to_owned();
            tagged.when.iter_mut().for_each(|when| when.text = written(when.mention));
            tagged.quantities.iter_mut().for_each(|q| q.text = written(q.mention));
        }
        tagged
    }

    fn read(text: Cow<'a, str>, published: Option<&Published>) -> Self {
        let starts = Starts::of(&text);
        let when = date::dates_at(&text, &starts, published);
        let taken: Vec<Span> = when.iter().map(|when| when.mention).collect();
        let quantities = quantity::quantities_at(&text, &starts, &taken);
        Self { text, starts, when, quantities }
    }

    /// Adds the figures of a row whose unit stands in a head.
    fn read_heads(&mut self) {
        row::negatives(&self.text, &mut self.quantities);
        let figures = row::figures(&self.text, &self.places());
        self.quantities.extend(figures);
        self.quantities.sort_by_key(|quantity| quantity.mention);
    }

    /// Where dates and figures stand.
    fn places(&self) -> Vec<Span> {
        let dates = self.when.iter().map(|when| when.mention);
        dates.chain(self.quantities.iter().map(|quantity| quantity.mention)).collect()
    }

    fn passage(&self) -> Passage<'_> {
        Passage::new(&self.text, &self.starts, self.places())
    }
}
