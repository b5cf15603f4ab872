//! Figures and dates as terms: rough ones, so that few documents are left to look at closely.

use std::fmt;

use crate::model::civil_from_days;

/// A figure spans so many terms at most; what spans more is looked for without them.
const MOST_FIGURES: usize = 16;

/// A period spans so many months at most to have terms.
const MOST_MONTHS: usize = 6;

/// The term of a value: its first two digits and its magnitude.
///
/// ```
/// assert_eq!(claimdex::index::buckets::figure(9_301_000_000.0), "9.3e9");
/// ```
pub fn figure(value: f64) -> String {
    format!("{value:.1e}")
}

/// The terms of all values from one to another; `None` where these are too many.
pub fn figures(low: f64, high: f64) -> Option<Vec<String>> {
    if low > high || !low.is_finite() || !high.is_finite() {
        return None;
    }
    if high < 0.0 {
        let mut terms = figures(-high, -low)?;
        terms.iter_mut().for_each(|term| term.insert(0, '-'));
        return Some(terms);
    }
    let last = figure(high);
    let mut terms = vec![figure(low)];
    let (digits, magnitude) = terms[0].split_once('e')?;
    // The two digits as a whole number.
    let mut digits: u32 = digits.replace('.', "").parse().ok()?;
    let mut magnitude: i32 = magnitude.parse().ok()?;
    while terms.last() != Some(&last) {
        if terms.len() == MOST_FIGURES || digits == 0 {
            return None;
        }
        (digits, magnitude) =
            if digits == 99 { (10, magnitude + 1) } else { (digits + 1, magnitude) };
        terms.push(format!("{}.{}e{magnitude}", digits / 10, digits % 10));
    }
    Some(terms)
}

/// A month; as a text it is its term, `2025-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    year: i64,
    month: i64,
}

impl Month {
    fn of(day: i64) -> Self {
        let (year, month, _) = civil_from_days(day);
        Self { year, month }
    }

    fn next(self) -> Self {
        match self {
            Self { year, month: 12 } => Self { year: year + 1, month: 1 },
            Self { year, month } => Self { year, month: month + 1 },
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The months from a day to another, both counted from 1970-01-01; `None` where these are too many.
pub fn months(first: i64, last: i64) -> Option<impl Iterator<Item = Month>> {
    if last < first || last - first > 31 * MOST_MONTHS as i64 {
        return None;
    }
    let last = Month::of(last);
    let next = move |month: &Month| (*month != last).then(|| month.next());
    Some(std::iter::successors(Some(Month::of(first)), next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Published;

    #[test]
    fn values_have_their_terms_in_every_range_around_them() {
        assert_eq!(figures(9.24e9, 9.36e9).unwrap(), ["9.2e9", "9.3e9", "9.4e9"]);
        assert_eq!(figures(9.93, 10.4).unwrap(), ["9.9e0", "1.0e1"]);
        assert_eq!(figures(-26.1, -26.0).unwrap(), ["-2.6e1"]);
        assert_eq!(figures(0.0, 0.0).unwrap(), ["0.0e0"]);
        assert_eq!((figures(1.0, 1e9), figures(2.0, 1.0)), (None, None));
        for value in [0.0071, 0.31, 1.0, 26.1, 99.96, 4_100_000.0, 9.3e9, 1.0e15] {
            let terms = figures(value * 0.97, value * 1.03).unwrap();
            assert!(terms.contains(&figure(value)), "{value} {terms:?}");
            let terms = figures(-value * 1.03, -value * 0.97).unwrap();
            assert!(terms.contains(&figure(-value)), "-{value} {terms:?}");
        }
    }

    #[test]
    fn periods_have_their_months() {
        let day = |text: &str| Published::parse(text).unwrap().day();
        let within = |first, last| -> Option<Vec<String>> {
            Some(months(day(first), day(last))?.map(|month| month.to_string()).collect())
        };
        assert_eq!(within("2025-10-09", "2025-10-09").unwrap(), ["2025-10"]);
        assert_eq!(within("2025-01-31", "2025-03-01").unwrap(), ["2025-01", "2025-02", "2025-03"]);
        assert_eq!(within("2025-07-01", "2025-12-31").unwrap().len(), 6);
        assert_eq!(within("2025-01-01", "2025-12-31"), None);
    }
}
