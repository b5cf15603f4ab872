//! The line below the hits.

use super::grouped;
use crate::model::{By, Matched};
use crate::output::Answer;
use crate::output::parts::count;

/// How many match and which of them stand above: `12 claims match all words; showing 1–10 in
/// 1.3 ms`.
pub(super) fn line(answer: &Answer<'_>) -> String {
    let response = answer.response;
    let noun = match answer.by {
        By::Claim => "claim",
        By::Article => "article",
    };
    let shown: Vec<(usize, Matched)> = match answer.by {
        By::Claim => response.hits.iter().map(|hit| (hit.rank, hit.matched)).collect(),
        By::Article => response.articles.iter().map(|hit| (hit.rank, hit.matched)).collect(),
    };
    let took = took(response.took_ms);
    let total = match response.total {
        0 => format!("no {noun} matches all words"),
        1 => format!("1 {noun} matches all words"),
        total => format!("{} match all words", count(total, noun)),
    };
    let total = match response.distinct {
        Some(distinct) => format!("{total}, {} of them different", grouped(distinct)),
        None => total,
    };
    match (shown.first(), shown.last()) {
        (Some((first, matched)), Some((last, _))) => {
            let range = if first == last {
                grouped(*first as u64)
            } else {
                format!("{}–{}", grouped(*first as u64), grouped(*last as u64))
            };
            let some = if *matched == Matched::Some && response.total == 0 {
                " that match some"
            } else {
                ""
            };
            format!("{total}; showing {range}{some} in {took}")
        }
        _ if response.total == 0 => format!("no {noun} matches; searched in {took}"),
        _ => format!("{total}; none of them on this page, in {took}"),
    }
}

fn took(ms: f64) -> String {
    match ms {
        ms if ms < 100.0 => format!("{ms:.1} ms"),
        ms if ms < 1000.0 => format!("{ms:.0} ms"),
        ms => format!("{:.1} s", ms / 1000.0),
    }
}
