//! Currencies whose sign or name several countries share, settled by what the article names.

use crate::model::Claim;

/// Signs or names, the currency that is taken for want of better, and the others with the country
/// that makes them likelier.
type Shared = (&'static [&'static str], &'static str, &'static [(&'static str, &'static str)]);

const SHARED: &[Shared] = &[
    (&["¥", "￥"], "CNY", &[("country/JP", "JPY")]),
    (&["kroner"], "NOK", &[("country/DK", "DKK")]),
    (&["krona", "kronor"], "SEK", &[("country/IS", "ISK")]),
];

/// The country of a currency that is taken for want of better.
fn home(currency: &str) -> &'static str {
    match currency {
        "CNY" => "country/CN",
        "NOK" => "country/NO",
        _ => "country/SE",
    }
}

/// Settles the shared currencies of the claims of one article: another one is meant where the
/// claim, or else the article, names its country and not the usual one.
pub(super) fn settle(claims: &mut [Claim]) {
    let shared = |claim: &Claim| {
        claim.quantities.iter().any(|quantity| {
            quantity.kind == "money"
                && SHARED.iter().any(|(signs, ..)| signs.iter().any(|s| quantity.text.contains(s)))
        })
    };
    if !claims.iter().any(shared) {
        return;
    }
    let names = |claim: &Claim, id: &str| claim.entities.iter().any(|entity| *entity.id == *id);
    for at in 0..claims.len() {
        if !shared(&claims[at]) {
            continue;
        }
        let better = |usual: &str, others: &[(&str, &'static str)]| {
            let one = std::slice::from_ref(&claims[at]);
            [one, &claims[..]].into_iter().find_map(|part| {
                let named = |id: &str| part.iter().any(|claim| names(claim, id));
                if named(home(usual)) {
                    return Some(None);
                }
                let other = others.iter().find(|(country, _)| named(country));
                other.map(|(_, currency)| Some(*currency))
            })
        };
        let mut settled = Vec::new();
        for (place, quantity) in claims[at].quantities.iter().enumerate() {
            let found = SHARED.iter().find(|(signs, usual, _)| {
                quantity.unit.as_deref() == Some(usual)
                    && signs.iter().any(|sign| quantity.text.contains(sign))
            });
            if let Some((_, usual, others)) = found
                && let Some(Some(currency)) = better(usual, others)
            {
                settled.push((place, currency));
            }
        }
        for (place, currency) in settled {
            claims[at].quantities[place].unit = Some(currency.into());
        }
    }
}
