//! Which of the candidates that overlap are mentions.

use std::collections::BTreeMap;

use super::{Candidate, Rank, Thing};
use crate::model::{EntityType, Span};

/// The mentions of a claim in order. Of two that overlap the longer wins; within an event places
/// and organisations are kept. Dates and figures, which stand apart and in order, go where they are
/// part of a name; any other name that touches one goes.
pub(super) fn resolve(mut candidates: Vec<Candidate>, figures: &mut Vec<Span>) -> Vec<Candidate> {
    if candidates.is_empty() {
        return candidates;
    }
    candidates.sort_by(|a, b| {
        let length = |candidate: &Candidate| candidate.span.end - candidate.span.start;
        (length(b), b.rank, a.span.start).cmp(&(length(a), a.rank, b.span.start))
    });
    // Those that stand apart and those that stand within one of them, each where it starts and
    // which of those kept it is.
    let mut outer: BTreeMap<usize, usize> = BTreeMap::new();
    let mut inner: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let span = candidate.span;
        let rival = |map: &BTreeMap<usize, usize>, kept: &[Candidate]| {
            let (_, at) = map.range(..span.end).next_back()?;
            overlap(kept[*at].span, span).then_some(*at)
        };
        let event = rival(&outer, &kept);
        let nested = event.is_some_and(|event| nests(&candidate, &kept[event]));
        if event.is_some() && !nested || nested && rival(&inner, &kept).is_some() {
            continue;
        }
        if touching(figures, span).next().is_some() {
            if candidate.kind.is_none() || !holds_figure(&candidate, figures) {
                continue;
            }
            figures.retain(|figure| !overlap(*figure, span));
        }
        let map = if nested { &mut inner } else { &mut outer };
        map.insert(span.start, kept.len());
        kept.push(candidate);
    }
    kept.sort_by_key(|candidate| (candidate.span.start, std::cmp::Reverse(candidate.span.end)));
    kept
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// The figures that touch a span.
fn touching(figures: &[Span], span: Span) -> impl Iterator<Item = Span> + '_ {
    let from = figures.partition_point(|figure| figure.end <= span.start);
    figures[from..].iter().copied().take_while(move |figure| figure.start < span.end)
}

/// Whether a candidate may stand within another.
fn nests(inner: &Candidate, outer: &Candidate) -> bool {
    let within = outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;
    let place = matches!(
        inner.kind,
        Some(EntityType::Country | EntityType::Region | EntityType::City | EntityType::Org)
    );
    outer.kind == Some(EntityType::Event) && within && place && inner.rank == Rank::Listed
}

/// Whether a candidate that touches dates or figures is the name that they are part of.
fn holds_figure(candidate: &Candidate, figures: &[Span]) -> bool {
    let span = candidate.span;
    let holds = |inner: Span| span.start <= inner.start && inner.end <= span.end && span != inner;
    match candidate.kind {
        Some(EntityType::Currency | EntityType::Commodity) => false,
        // `Nikkei 225 points`, `S&P 500 companies`: the count begins within the name.
        Some(EntityType::Index | EntityType::Product | EntityType::Org)
            if matches!(candidate.thing, Thing::Known(_)) =>
        {
            touching(figures, span).all(|figure| figure.start >= span.start)
        }
        _ => touching(figures, span).all(holds),
    }
}
