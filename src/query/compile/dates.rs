//! Dates of a query → days.

use crate::model::days_from_civil;
use crate::tag::ask;

/// The first and the last day of `2025`, `2025-12`, `2025-12-21`, `2025-Q3`, `2025-H1`, or of a date
/// in words (`Q3 2025`, `July 2025`, `2025年7月`), counted from 1970-01-01.
pub fn days(text: &str) -> Option<(i64, i64)> {
    written(text).or_else(|| ask::period(text))
}

fn written(text: &str) -> Option<(i64, i64)> {
    let text = text.trim().split(['T', ' ']).next()?;
    if let Some((year, part)) = text.split_once('-')
        && let Some(part) = part_of_year(part)
    {
        let whole = written(&format!("{year}-{:02}", part.0))?;
        return Some((whole.0, written(&format!("{year}-{:02}", part.1))?.1));
    }
    let mut parts = text.split(['-', '/', '.']);
    let mut number = |width: std::ops::RangeInclusive<usize>| -> Option<Option<i64>> {
        let Some(part) = parts.next() else { return Some(None) };
        let valid = width.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        valid.then(|| part.parse().ok())
    };
    let year = number(4..=4)??;
    let month = number(1..=2)?;
    let day = number(1..=2)?;
    if parts.next().is_some() {
        return None;
    }
    let first = |year: i64, month: i64| days_from_civil(year, month, 1);
    let next_month = |year: i64, month: i64| {
        if month == 12 { first(year + 1, 1) } else { first(year, month + 1) }
    };
    match (month, day) {
        (None, _) => Some((first(year, 1), first(year + 1, 1) - 1)),
        (Some(month), None) if (1..=12).contains(&month) => {
            Some((first(year, month), next_month(year, month) - 1))
        }
        (Some(month), Some(day)) if (1..=12).contains(&month) => {
            let last = next_month(year, month) - first(year, month);
            let at = first(year, month) + day - 1;
            (1..=last).contains(&day).then_some((at, at))
        }
        _ => None,
    }
}

/// The first and the last month of `Q3` or `H1`.
fn part_of_year(part: &str) -> Option<(u32, u32)> {
    let number: u32 = part.get(1..).filter(|digits| digits.len() == 1)?.parse().ok()?;
    let (months, most) = match part.as_bytes()[0] {
        b'Q' | b'q' => (3, 4),
        b'H' | b'h' => (6, 2),
        _ => return None,
    };
    (1..=most).contains(&number).then(|| ((number - 1) * months + 1, number * months))
}

/// The days from a lower to an upper end, either of which may be open.
pub fn day_range(
    min: Option<(&str, bool)>,
    max: Option<(&str, bool)>,
) -> Option<(Option<i64>, Option<i64>)> {
    let low = match min {
        None => None,
        Some((text, inclusive)) => {
            let (first, last) = days(text)?;
            Some(if inclusive { first } else { last + 1 })
        }
    };
    let high = match max {
        None => None,
        Some((text, inclusive)) => {
            let (first, last) = days(text)?;
            Some(if inclusive { last } else { first - 1 })
        }
    };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        assert_eq!(days("1970"), Some((0, 364)));
        assert_eq!(days("1970-02"), Some((31, 58)));
        assert_eq!(days("1970-01-02"), Some((1, 1)));
        assert_eq!(days("2024-02-29").map(|(a, b)| b - a), Some(0));
        for bad in ["2025-02-30", "2025-13", "soon", "", "25-01-01", "2025-1-1-1"] {
            assert_eq!(days(bad), None, "{bad}");
        }
        assert_eq!(
            day_range(Some(("1970", false)), Some(("1971-01", true))),
            Some((Some(365), Some(395)))
        );
    }
}
