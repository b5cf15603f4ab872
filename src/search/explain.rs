//! How a score came about, in words.

use super::{Found, matcher};
use crate::error::Result;
use crate::index::{Granularity, Reader};
use crate::model::{Explanation, Matched};
use crate::query::compile::Plan;
use crate::query::matching::Tree;

/// The parts of a document's score: what was wanted, and where it was found.
pub(super) fn explain(
    reader: &Reader,
    plan: &Plan,
    granularity: Granularity,
    found: &Found,
) -> Result<Explanation> {
    let Found { score, address, matched } = *found;
    // What need not have every word is ranked by parts of words too.
    let parted = granularity == Granularity::Article || matched == Matched::Some;
    let statistics = reader.statistics(granularity);
    // A document that a query does not match has nothing to explain.
    let value =
        |tree: &Tree| reader.guard(|| matcher(reader, Some(&statistics)).score(tree, address));
    let mut parts = Vec::new();
    for unit in plan.scored() {
        let query = if parted { unit.loose() } else { &unit.query };
        let Some(found) = value(query)? else {
            parts.push(Explanation {
                what: format!("{}: not found", unit.label),
                value: 0.0,
                parts: Vec::new(),
            });
            continue;
        };
        let mut places = Vec::new();
        for (name, query) in &unit.parts {
            if let Some(value) = value(query)? {
                places.push(Explanation { what: format!("in {name}"), value, parts: Vec::new() });
            }
        }
        parts.push(Explanation { what: unit.label.clone(), value: found, parts: places });
    }
    for unit in plan.bonus() {
        if let Some(value) = value(&unit.query)? {
            parts.push(Explanation { what: unit.label.clone(), value, parts: Vec::new() });
        }
    }
    let sum: f32 = parts.iter().map(|part| part.value).sum();
    let what = if sum > 0.0 && (score - sum).abs() > 1e-3 * sum {
        format!("the sum over the words, times {:.2} for its date", score / sum)
    } else {
        "the sum over the words".into()
    };
    Ok(Explanation { what, value: score, parts })
}
