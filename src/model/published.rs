//! A publication time in the precision that the text gives.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A date `YYYY-MM-DD`, perhaps with `THH:MM` and an offset: only what the text gives.
///
/// ```
/// use claimdex::model::Published;
///
/// let published = Published::parse("2025-12-21 07:18").unwrap();
/// assert_eq!(published.as_str(), "2025-12-21T07:18");
/// assert_eq!(published.month(), "2025-12");
/// assert!(Published::parse("2025-13-01").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Published(String);

impl Published {
    /// Reads `2025-12-21`, `2025/12/21`, `2025.12.21`, each perhaps followed by a time of day
    /// (seconds are let go) and an offset; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let ((year, month, day), rest) = (date(text)?, &text[10..]);
        let mut out = format!("{year:04}-{month:02}-{day:02}");
        let rest = rest.trim_start_matches(['T', 't', ' ', '\u{3000}']);
        if !rest.is_empty() {
            let (hour, minute) = (number(rest.get(..2)?)?, number(rest.get(3..5)?)?);
            if rest.as_bytes()[2] != b':' || hour > 23 || minute > 59 {
                return None;
            }
            out.push_str(&format!("T{hour:02}:{minute:02}"));
            out.push_str(&offset(rest.get(5..)?)?);
        }
        Some(Self(out))
    }

    /// The day of a date alone, as [`Published::day`] counts it.
    pub fn day_of(text: &str) -> Option<i64> {
        let (year, month, day) = date(text).filter(|_| text.len() == 10)?;
        Some(days_from_civil(year, month, day))
    }

    /// The text: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` with the offset given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The month, `YYYY-MM`.
    pub fn month(&self) -> &str {
        &self.0[..7]
    }

    /// The minutes of a day.
    pub const DAY: i64 = 24 * 60;

    /// The day as a count from 1970-01-01.
    pub fn day(&self) -> i64 {
        self.minutes().div_euclid(Self::DAY)
    }

    /// The date of a count of days from 1970-01-01, `YYYY-MM-DD`.
    pub fn date_of_day(day: i64) -> String {
        let (year, month, date) = civil_from_days(day);
        format!("{year:04}-{month:02}-{date:02}")
    }

    /// Minutes from 1970-01-01T00:00 by the clock that the text gives, for sorting.
    pub fn minutes(&self) -> i64 {
        let part = |range: std::ops::Range<usize>| self.0.get(range).and_then(number).unwrap_or(0);
        let days = days_from_civil(part(0..4), part(5..7), part(8..10));
        days * Self::DAY + part(11..13) * 60 + part(14..16)
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Published {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{text:?} is no date (want YYYY-MM-DD or with THH:MM)"
            ))
        })
    }
}

/// Year, month and day of the date that a text begins with.
fn date(text: &str) -> Option<(i64, i64, i64)> {
    let date = text.get(..10)?;
    let sep = date.as_bytes()[4];
    if !matches!(sep, b'-' | b'/' | b'.') || date.as_bytes()[7] != sep {
        return None;
    }
    let part = |range: std::ops::Range<usize>| date.get(range).and_then(number);
    let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
    let is_date =
        year >= 1 && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    is_date.then_some((year, month, day))
}

fn number(digits: &str) -> Option<i64> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// What follows `HH:MM`: seconds are dropped, an offset is kept.
fn offset(rest: &str) -> Option<String> {
    let mut rest = rest;
    if let Some(seconds) = rest.strip_prefix(':') {
        number(seconds.get(..2)?)?;
        rest = &seconds[2..];
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    match rest.trim() {
        "" => Some(String::new()),
        "Z" | "z" => Some("Z".into()),
        zone => {
            let (sign, digits) = zone.split_at_checked(1)?;
            let digits: String = digits.chars().filter(|c| *c != ':').collect();
            (matches!(sign, "+" | "-") && digits.len() == 4 && number(&digits).is_some())
                .then(|| format!("{sign}{}:{}", &digits[..2], &digits[2..]))
        }
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Year, month and day of a count of days from 1970-01-01; see [`days_from_civil`].
pub fn civil_from_days(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (year + era * 400 + carry, month, date)
}

/// Days from 1970-01-01 to a day of the Gregorian calendar.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_precision_given() {
        let parse = |text: &str| Published::parse(text).map(|p| p.to_string());
        assert_eq!(parse("2025-12-21").as_deref(), Some("2025-12-21"));
        assert_eq!(parse(" 2025-12-21 07:18 ").as_deref(), Some("2025-12-21T07:18"));
        assert_eq!(parse("2025-12-21T07:18:09.123Z").as_deref(), Some("2025-12-21T07:18Z"));
        assert_eq!(parse("2025-12-21T07:18+0800").as_deref(), Some("2025-12-21T07:18+08:00"));
        assert_eq!(parse("2025/1/2"), None);
        for bad in
            ["2025-02-30", "2025-12-21 7:18", "2025-12-21 24:00", "20251221", "二〇二五年", ""]
        {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn counts_days() {
        let day = |text: &str| Published::parse(text).unwrap().day();
        assert_eq!(day("1970-01-01"), 0);
        assert_eq!(day("2000-03-01"), 11_017);
        assert_eq!(day("2024-02-29 23:59"), 19_782);
    }
}
