//! The line that says who published an article, and when: `Xin Lang Cai Jing·2025-12-21 07:18`.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use crate::model::Published;

/// What a source line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct SourceLine {
    /// A title that stands on the same line.
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) published: Option<Published>,
}

/// The longest source line, in characters.
const LENGTH: usize = 120;
/// What stands between a source and its date.
const SEPARATORS: &[char] = &['·', '・', '•', '‧', '|', '｜'];

/// A date at the end of a line, perhaps with a time of day.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?P<y>(?:19|20)\d\d) (?: [-/.] (?P<m>\d{1,2}) [-/.] (?P<d>\d{1,2}) | 年(?P<zm>\d{1,2})月(?P<zd>\d{1,2})日 )
        (?: [T\s,]* (?P<H>\d{1,2}) [:：] (?P<M>\d{2}) (?::\d{2})? )?
        (?P<cut>[\s\d:：]*)$",
    )
});

/// A whole line that is a date in words.
static WORDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi)^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?
        (?: (?P<mon>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)
          | (?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<mon2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?P<y2>(?:19|20)\d\d) )$",
    )
});

/// The ticker of a company at the end of a line's words: `(HK:09992)`, `（600519.SH）`, `(MU)`.
static TICKER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[(（][A-Za-z]{0,6}[:：.]?[A-Za-z0-9.]{1,10}[)）]$"));

/// Reads a line as a source line; `last` allows one that is cut off.
pub(super) fn parse(line: &str, last: bool) -> Option<SourceLine> {
    let line = line.trim().trim_matches('*').trim();
    if line.is_empty() || line.chars().take(LENGTH + 1).count() > LENGTH {
        return None;
    }
    if let Some(found) = WORDED.captures(line) {
        return worded(&found);
    }
    if let Some(found) = DATE.captures(line) {
        let whole = found.get(0)?;
        // `2025-11-1` at the end of a text may be the 12th.
        let cut = last && found.name("H").is_none() && is_cut_day(&found);
        if cut {
            return before_date(line[..whole.start()].trim_end(), None);
        }
        if let Some(published) = published(&found) {
            return before_date(line[..whole.start()].trim_end(), Some(published));
        }
    }
    // `Source·2025-1`: the date is cut off, the source stands whole before it.
    let (head, tail) = line.rsplit_once(SEPARATORS)?;
    let cut = last && tail.chars().all(|c| c.is_ascii_digit() || "-/:. 年月日".contains(c));
    if !cut || head.trim().is_empty() {
        return None;
    }
    let source = (!tail.trim().is_empty()).then(|| head.trim().to_owned());
    Some(SourceLine { source, ..SourceLine::default() })
}

/// Whether a day has one digit behind a month that has two, with nothing behind it.
fn is_cut_day(found: &regex::Captures<'_>) -> bool {
    let length = |name: &str| found.name(name).map_or(0, |part| part.len());
    length("m") == 2 && length("d") == 1 && found.name("cut").is_none_or(|cut| cut.is_empty())
}

fn before_date(head: &str, published: Option<Published>) -> Option<SourceLine> {
    let found = SourceLine { published, ..SourceLine::default() };
    if head.is_empty() {
        return Some(found);
    }
    if let Some(source) = head.strip_suffix(SEPARATORS) {
        let source = source.trim();
        let known = !source.is_empty() && !source.contains(['。', '！', '？', '[', '\t']);
        return Some(SourceLine { source: known.then(|| source.to_owned()), ..found });
    }
    TICKER.is_match(head).then(|| SourceLine { title: Some(head.to_owned()), ..found })
}

fn published(found: &regex::Captures<'_>) -> Option<Published> {
    let get = |name: &str| found.name(name).map(|part| part.as_str());
    let month = get("m").or_else(|| get("zm"))?;
    let day = get("d").or_else(|| get("zd"))?;
    let date = format!("{}-{month:0>2}-{day:0>2}", get("y")?);
    match (get("H"), get("M")) {
        (Some(hour), Some(minute)) => Published::parse(&format!("{date} {hour:0>2}:{minute}"))
            .or_else(|| Published::parse(&date)),
        _ => Published::parse(&date),
    }
}

fn worded(found: &regex::Captures<'_>) -> Option<SourceLine> {
    let get = |a: &str, b: &str| found.name(a).or_else(|| found.name(b)).map(|part| part.as_str());
    let name = get("mon", "mon2")?.to_lowercase();
    let months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = 1 + months.iter().position(|month| *month == name)?;
    let published =
        Published::parse(&format!("{}-{month:02}-{:0>2}", get("y", "y2")?, get("d", "d2")?))?;
    Some(SourceLine { published: Some(published), ..SourceLine::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str) -> String {
        match parse(line, true) {
            None => "-".into(),
            Some(found) => format!(
                "{}|{}|{}",
                found.title.unwrap_or_default(),
                found.source.unwrap_or_default(),
                found.published.map(|p| p.to_string()).unwrap_or_default()
            ),
        }
    }

    #[test]
    fn source_lines() {
        for (line, wanted) in [
            ("Xin Lang Cai Jing·2025-12-21 07:18", "|Xin Lang Cai Jing|2025-12-21T07:18"),
            ("SINOLINK SECURITIES· 2025-06-26 06:30", "|SINOLINK SECURITIES|2025-06-26T06:30"),
            ("2025-08-27 14:13", "||2025-08-27T14:13"),
            ("·2025-08-27", "||2025-08-27"),
            ("财联社·2025年6月15日 23:32", "|财联社|2025-06-15T23:32"),
            ("泡泡玛特(HK:09992)2025-11-20 02:16", "泡泡玛特(HK:09992)||2025-11-20T02:16"),
            ("January 24, 2026", "||2026-01-24"),
            ("3 March 2025", "||2025-03-03"),
            ("Yahoo Finance·2026-01-14 1", "|Yahoo Finance|2026-01-14"),
            ("Yahoo Finance·2026-01-1", "|Yahoo Finance|"),
            ("Yahoo Finance·2026-01", "|Yahoo Finance|"),
            ("Yahoo Finance·", "||"),
            ("贵金属一周跟踪-20250820", "-"),
            ("The plan was agreed on 2025-11-20", "-"),
            ("Yahoo Fin", "-"),
        ] {
            assert_eq!(show(line), wanted, "{line}");
        }
    }
}
