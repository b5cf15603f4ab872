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
    let claims_of = claims.len();
    let mut tagged: Vec<Tagged<'_>> = claims.iter().map(Tagged::of_claim).collect();
    tagged.extend(texts.iter().map(|text| Tagged::new(text, None)));
    // One scanner after the other, each over all texts: all together they are more code than a processor
    // keeps at hand.
    tagged.iter_mut().for_each(Tagged::find_dates);
    tagged.iter_mut().for_each(Tagged::find_quantities);
    tagged.iter_mut().zip(claims.iter()).for_each(|(tagged, claim)| tagged.finish(claim));
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
    published: Option<&'a Published>,
    when: Vec<When>,
    quantities: Vec<Quantity>,
}

impl<'a> Tagged<'a> {
    fn of_claim(claim: &'a Claim) -> Self {
        Self::new(&claim.text, claim.article.published.as_ref())
    }

    fn new(text: &'a str, published: Option<&'a Published>) -> Self {
        let text = simplify(text);
        let starts = Starts::of(&text);
        Self { text, starts, published, when: Vec::new(), quantities: Vec::new() }
    }

    fn find_dates(&mut self) {
        self.when = date::dates_at(&self.text, &self.starts, self.published);
    }

    fn find_quantities(&mut self) {
        let taken: Vec<Span> = self.when.iter().map(|when| when.mention).collect();
        self.quantities = quantity::quantities_at(&self.text, &self.starts, &taken);
    }

    /// Adds what only rows have, and gives dates and figures their words as written.
    fn finish(&mut self, claim: &Claim) {
        if claim.kind == Kind::Row {
            self.read_heads();
        }
        if matches!(self.text, Cow::Owned(_)) {
            let written = |mention: Span| claim.text[mention.range()].to_owned();
            self.when.iter_mut().for_each(|when| when.text = written(when.mention));
            self.quantities.iter_mut().for_each(|q| q.text = written(q.mention));
        }
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
