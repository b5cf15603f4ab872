//! When something was published, in the forms that files and pages use.

use jiff::fmt::rfc2822;

use super::source_line;
use crate::model::Published;

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
    mailed(text).or_else(|| {
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
            ("soon", ""),
            ("2025-13-40", ""),
            ("12", ""),
        ] {
            let found = published(text).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
