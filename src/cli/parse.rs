//! The values of flags.

use claimdex::model::{EntityType, FacetField, Kind, Published, Sort};
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A number of bytes: `65536`, `64MB`, `1.5 GB`; the units are powers of 1024.
pub(crate) fn bytes(text: &str) -> Result<u64, String> {
    let wanted = || format!("{text:?} is no size (want bytes, or a number with KB, MB or GB)");
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err(wanted()),
    };
    let size = match number.parse::<u64>() {
        Ok(whole) => whole.checked_mul(factor).ok_or_else(wanted)?,
        // A float saturates where it is cast.
        Err(_) => (number.parse::<f64>().map_err(|_| wanted())? * factor as f64) as u64,
    };
    if size == 0 { Err("a size of nothing leaves every article out".to_owned()) } else { Ok(size) }
}

/// A year, month or day: `2025`, `2025-12`, `2025-12-19`.
pub(crate) fn day(text: &str) -> Result<String, String> {
    let text = text.trim();
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    match Published::parse(&full) {
        Some(day) if full.len() == 10 && day.as_str() == full => Ok(text.to_owned()),
        _ => Err(format!("{text:?} is no date (want YYYY, YYYY-MM or YYYY-MM-DD)")),
    }
}

/// A time in days, weeks, months or years: `30d`, `8w`, `6m`, `2y`; a number alone is days.
pub(crate) fn half_life(text: &str) -> Result<f64, String> {
    let wanted = || format!("{text:?} is no time (want a number with d, w, m or y, as 30d)");
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let days = match unit.trim() {
        "" | "d" => 1.0,
        "w" => 7.0,
        "m" => 30.44,
        "y" => 365.25,
        _ => return Err(wanted()),
    };
    let number: f64 = number.parse().map_err(|_| wanted())?;
    if number > 0.0 { Ok(number * days) } else { Err(wanted()) }
}

/// A kind of claim.
pub(crate) fn kind() -> impl TypedValueParser<Value = Kind> {
    named(Kind::ALL.to_vec(), Kind::as_str)
}

/// A field to count by.
pub(crate) fn entity_type() -> impl TypedValueParser<Value = EntityType> {
    named(EntityType::ALL.to_vec(), EntityType::as_str)
}

pub(crate) fn facet() -> impl TypedValueParser<Value = FacetField> {
    named(FacetField::ALL.to_vec(), FacetField::as_str)
}

/// An order of hits.
pub(crate) fn sort() -> impl TypedValueParser<Value = Sort> {
    named(Sort::ALL.to_vec(), Sort::as_str)
}

/// One of some named values, which the help lists.
pub(crate) fn named<T: Copy + Send + Sync + 'static>(
    values: Vec<T>,
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names: Vec<&'static str> = values.iter().map(|value| name(*value)).collect();
    PossibleValuesParser::new(names).try_map(move |given| {
        values.iter().copied().find(|value| name(*value) == given).ok_or("unknown value")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        for (text, size) in
            [("1", 1), ("64MB", 64 << 20), ("1.5 k", 1536), ("2GiB", 2 << 30), ("9b", 9)]
        {
            assert_eq!(bytes(text), Ok(size), "{text}");
        }
        for bad in ["", "MB", "0", "-1", "1TB", "1.2.3", "99999999999999999999GB x", "0.1"] {
            assert!(bytes(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_have_three_precisions() {
        for good in ["2025", "2025-12", "2025-12-19"] {
            assert_eq!(day(good), Ok(good.to_owned()));
        }
        for bad in ["", "25", "2025-13", "2025-12-32", "2025/12", "2025-12-19T10:00", "年年"] {
            assert!(day(bad).is_err(), "{bad}");
        }
    }
}
