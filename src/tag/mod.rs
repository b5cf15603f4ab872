//! Claims → entities, quantities and dates.

mod date;
mod modifier;
mod number;
mod quantity;
mod units;
mod word;

#[cfg(test)]
mod tests;

use crate::model::{Claim, Span};

/// Tags claims in place.
pub fn tag(claims: &mut [Claim]) {
    for claim in claims {
        claim.when = date::dates(&claim.text, claim.article.published.as_ref());
        let taken: Vec<Span> = claim.when.iter().map(|when| when.mention).collect();
        claim.quantities = quantity::quantities(&claim.text, &taken);
    }
}
