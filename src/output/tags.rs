//! The tags of a claim in words.

use super::grouped;
use crate::model::{Claim, Quantity, When};

/// A claim's entities, figures and dates, each with what it is.
pub(super) fn of(claim: &Claim) -> Vec<(&'static str, String)> {
    let entities = claim.entities.iter().map(|it| {
        let by = if it.metonym { ", by its capital" } else { "" };
        ("entity", format!("{} ({}{by})", it.name, it.id))
    });
    let figures = claim.quantities.iter().map(|quantity| ("figure", figure(quantity)));
    let dates = claim.when.iter().map(|when| ("when", period(when)));
    entities.chain(figures).chain(dates).collect()
}

/// `4,100,000,000`, `-3.9`: in groups of three before the point.
fn number(value: f64) -> String {
    let plain = value.abs().to_string();
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    let sign = if value < 0.0 { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{decimals}")
}

/// `$5-6 billion = about USD 5,000,000,000..6,000,000,000`.
fn figure(quantity: &Quantity) -> String {
    let mut out = format!("{} = ", quantity.text);
    for word in
        [quantity.approx.then_some("about"), quantity.bound.as_deref()].into_iter().flatten()
    {
        out.push_str(word);
        out.push(' ');
    }
    if quantity.kind == "money" {
        out.extend(quantity.unit.iter().flat_map(|unit| [&**unit, " "]));
    }
    out.push_str(&number(quantity.min));
    if quantity.max.to_bits() != quantity.min.to_bits() {
        out.push_str(&format!("..{}", number(quantity.max)));
    }
    match (&*quantity.kind, &quantity.unit) {
        ("money", _) => {}
        ("percent", _) => out.push('%'),
        (_, Some(unit)) => out.push_str(&format!(" {unit}")),
        ("multiple", None) => out.push_str(" times"),
        (_, None) => {}
    }
    if let Some(per) = &quantity.per {
        out.push_str(&format!(" per {per}"));
    }
    out
}

/// `December 19-20 = 2025-12-19..2025-12-20`.
fn period(when: &When) -> String {
    let bound = when.bound.as_deref().map(|bound| format!("{bound} ")).unwrap_or_default();
    let value = match (&when.from, &when.to, &when.duration) {
        (Some(from), Some(to), _) if from == to => from.clone(),
        (Some(from), Some(to), _) => format!("{from}..{to}"),
        (Some(one), None, _) | (None, Some(one), _) | (None, None, Some(one)) => one.clone(),
        (None, None, None) => return format!("{} = unknown", when.text),
    };
    format!("{} = {bound}{value}", when.text)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_grouped() {
        for (value, wanted) in [
            (4.1e9, "4,100,000,000"),
            (-3.9, "-3.9"),
            (0.25, "0.25"),
            (12.0, "12"),
            (1234.5, "1,234.5"),
        ] {
            assert_eq!(number(value), wanted);
        }
    }
}
