//! When something was published, in the forms that files and pages use.

use std::sync::LazyLock;

use jiff::fmt::rfc2822;
use regex::Regex;

use super::{pattern, source_line};
use crate::model::Published;

/// A date with a time of day behind it.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi)^(?P<date>.*?\d{4}(?:[-/]\d{1,2}[-/]\d{1,2})?)[\s,|·–-]*(?:at\s+)?
        (?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?:(?P<half>[ap])\.?m\.?)?
        \s*\(?(?:[A-Z]{2,5})?\)?$",
    )
});

/// Reads `2025-12-21 07:18`, `20251221`, `2025年12月21日`, `December 21, 2025`, the dates of mail and
/// feeds (`Sun, 21 Dec 2025 07:18:00 +0800`), seconds or milliseconds since 1970; anything else is
/// unknown.
pub(super) fn published(text: &str) -> Option<Published> {
    let text = text.trim();
    if let Some(found) = Published::parse(text) {
        // Two ways to say the same.
        let zone = found.as_str().strip_suffix("+00:00");
        return zone.and_then(|time| Published::parse(&format!("{time}Z"))).or(Some(found));
    }
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text);
    }
    mailed(text).or_else(|| day_first(text)).or_else(|| twelve_hours(text)).or_else(|| {
        let line = source_line::parse(text, false)?;
        line.published.filter(|_| line.source.is_none() && line.title.is_none())
    })
}

fn digits(text: &str) -> Option<Published> {
    let seconds = match text.len() {
        8 => {
            return Published::parse(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
        }
        9 | 10 => text.parse::<i64>().ok()?,
        13 => text.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    Published::parse(&time.to_string())
}

/// `02.10.2025 07:18`: where points part a date its day comes first.
fn day_first(text: &str) -> Option<Published> {
    let (date, time) = text.split_once([' ', ',']).unwrap_or((text, ""));
    let mut parts = date.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let dates =
        parts.next().is_none() && year.len() == 4 && [day, month, year].into_iter().all(digits);
    let time = time.trim_start_matches([',', ' ']);
    dates.then(|| Published::parse(format!("{year}-{month:0>2}-{day:0>2} {time}").trim_end()))?
}

/// A date in words with the time of a clock of twelve hours, and perhaps the name of a zone, which
/// tells too little to be kept: `December 21, 2025 7:18 pm EST`, `Dec. 21, 2025, at 7:18 a.m.`
fn twelve_hours(text: &str) -> Option<Published> {
    let found = CLOCK.captures(text)?;
    let get = |name: &str| found.name(name).map_or("", |part| part.as_str());
    let day = source_line::parse(get("date").trim_end_matches([',', ' ']), false)?.published?;
    let hour: u32 = get("hour").parse().ok()?;
    let hour = match get("half").chars().next().map(|half| half.to_ascii_lowercase()) {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + if half == 'p' { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    Published::parse(&format!("{} {hour:02}:{}", &day.as_str()[..10], get("minute")))
}

fn mailed(text: &str) -> Option<Published> {
    let time =
        rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(text).ok()?;
    let offset = time.offset();
    let day = time.datetime().strftime("%Y-%m-%dT%H:%M").to_string();
    let zone = if offset.is_zero() { "Z".to_owned() } else { time.strftime("%:z").to_string() };
    Published::parse(&format!("{day}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_forms() {
        for (text, wanted) in [
            ("2025-12-21 07:18", "2025-12-21T07:18"),
            ("2025-12-21T07:18:00+08:00", "2025-12-21T07:18+08:00"),
            ("20251221", "2025-12-21"),
            ("2025/1/2", "2025-01-02"),
            ("2025年12月21日 07:18", "2025-12-21T07:18"),
            ("December 21, 2025", "2025-12-21"),
            ("21 Dec 2025", "2025-12-21"),
            ("Sun, 21 Dec 2025 07:18:00 +0800", "2025-12-21T07:18+08:00"),
            ("Sun, 21 Dec 2025 07:18:00 GMT", "2025-12-21T07:18Z"),
            ("1766301480", "2025-12-21T07:18Z"),
            ("1766301480000", "2025-12-21T07:18Z"),
            ("02.10.2025", "2025-10-02"),
            ("2.10.2025, 7:18", ""),
            ("02.10.2025 07:18", "2025-10-02T07:18"),
            ("31.02.2025", ""),
            ("December 21, 2025 7:18 pm EST", "2025-12-21T19:18"),
            ("Dec. 21, 2025, at 12:05 a.m.", "2025-12-21T00:05"),
            ("21 December 2025 | 07:18 CET", "2025-12-21T07:18"),
            ("2025-12-21 07:18 PM", "2025-12-21T19:18"),
            ("December 21, 2025 17:18 pm", ""),
            ("soon", ""),
            ("2025-13-40", ""),
            ("12", ""),
        ] {
            let found = published(text).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
