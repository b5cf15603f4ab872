//! Figures and units as a query gives them, read as those of a text are.

use super::quantity::quantities;
use crate::model::{Label, Published, Quantity};

/// A figure of a query: `5bn`, `$5-6 billion`, `20%`, `2.7 million tonnes`.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its kind by name, where the words say it.
    pub kind: Option<Label>,
    /// Its unit, where the words say it.
    pub unit: Option<Label>,
    /// The least value.
    pub min: f64,
    /// The greatest value.
    pub max: f64,
}

/// The figure that a text is, if it is one and nothing else.
pub fn figure(text: &str) -> Option<Figure> {
    let text = text.trim();
    // `5e9`, as JSON writes it.
    let exponent = text.contains(['e', 'E'])
        && text.bytes().all(|b| b.is_ascii_digit() || b"eE.+-".contains(&b));
    if let Some(value) = text.parse::<f64>().ok().filter(|value| exponent && value.is_finite()) {
        return Some(Figure { kind: None, unit: None, min: value, max: value });
    }
    if let Some(positive) = text.strip_prefix(['-', '−']).filter(|rest| !rest.starts_with(' ')) {
        let figure = figure(positive)?;
        return Some(Figure { min: -figure.max, max: -figure.min, ..figure });
    }
    if let Some(found) = whole(text).filter(|found| found.kind != "count" || found.unit.is_some()) {
        let Quantity { kind, unit, min, max, .. } = found;
        return Some(Figure { kind: Some(kind), unit, min, max });
    }
    // A number alone is none in a text; behind a currency sign it is.
    let bare = text.starts_with(|c: char| c.is_ascii_digit() || c == '.' || !c.is_ascii());
    let found = whole(&format!("${text}")).filter(|_| bare)?;
    Some(Figure { kind: None, unit: None, min: found.min, max: found.max })
}

/// The currency that a text names: `USD`, `$`, `yuan`, `美元`.
pub fn currency(text: &str) -> Option<Label> {
    let text = text.trim();
    let unit = |text: String| whole(&text).filter(|found| found.kind == "money")?.unit;
    let upper = text.to_uppercase();
    let code = (upper != text && text.len() == 3).then(|| unit(format!("{upper} 1"))).flatten();
    unit(format!("{text}1"))
        .or(code)
        .or_else(|| unit(format!("{text} 1")))
        .or_else(|| unit(format!("1 {text}")))
}

/// The unit that a text names, as texts are tagged with it: `tonnes` is `tonne`.
pub fn unit(text: &str) -> Option<Label> {
    let text = text.trim();
    let unit = |text: String| whole(&text).filter(|found| found.kind != "money")?.unit;
    unit(format!("2 {text}")).or_else(|| unit(format!("2{text}")))
}

/// The first and the last day, counted from 1970-01-01, of the date that a text is: `Q3 2025`, `July
/// 2025`, `2025年7月`.
pub fn period(text: &str) -> Option<(i64, i64)> {
    let text = text.trim();
    let mut found = super::date::dates(text, None);
    let date = found.pop().filter(|_| found.is_empty())?;
    let whole = date.mention.start == 0 && date.mention.end == text.len();
    let day = |day: Option<String>| Published::parse(&day?).map(|day| day.day());
    Some((day(date.from)?, day(date.to)?)).filter(|_| whole)
}

/// The quantity that a text is from its first byte to its last.
pub(super) fn whole(text: &str) -> Option<Quantity> {
    let mut found = quantities(text, &[]);
    let first = found.pop().filter(|_| found.is_empty())?;
    (first.mention.start == 0 && first.mention.end == text.len() && first.bound.is_none())
        .then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        figure(text).map_or("none".into(), |f| {
            format!(
                "{} {} {}..{}",
                f.kind.unwrap_or("-".into()),
                f.unit.unwrap_or("-".into()),
                f.min,
                f.max
            )
        })
    }

    #[test]
    fn figures_of_queries() {
        for (text, want) in [
            ("5bn", "- - 5000000000..5000000000"),
            ("5", "- - 5..5"),
            ("1,200.5", "- - 1200.5..1200.5"),
            ("5-6bn", "- - 5000000000..6000000000"),
            ("$5bn", "money USD 5000000000..5000000000"),
            ("3万亿", "- - 3000000000000..3000000000000"),
            ("3万亿日元", "money JPY 3000000000000..3000000000000"),
            ("20%", "percent - 20..20"),
            ("25bps", "percent - 0.25..0.25"),
            ("-3.5%", "percent - -3.5..-3.5"),
            ("2.7 million tonnes", "count tonne 2700000..2700000"),
            ("soon", "none"),
            ("", "none"),
            ("5 apples and 6", "none"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn units_of_queries() {
        for (text, want) in [("USD", "USD"), ("$", "USD"), ("yuan", "CNY"), ("美元", "USD")] {
            assert_eq!(currency(text).as_deref(), Some(want), "{text}");
        }
        for (text, want) in [
            ("tonnes", "tonne"),
            ("barrels per day", "barrel/day"),
            ("吨", "tonne"),
            ("GW", "gigawatt"),
        ] {
            assert_eq!(unit(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(currency("tonnes"), None);
    }
}
