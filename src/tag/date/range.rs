//! Ranges from one date to another: `from Q1 2025 to Q3 2025`, `2025年1月1日至3月31日`.
//!
//! Ends that share a month or a year are read where they stand; here the two ends are dates by
//! themselves, and one may leave its year to the other.

use super::names::weekday;
use super::period::{Period, years_on};
use super::{Context, Found, Meaning, date_at};
use crate::tag::word::eat_exact as eat;

/// What joins the ends of a range; `and` does only behind `between`.
const JOINTS: &[&str] = &[
    " to ",
    " through ",
    " until ",
    " till ",
    "至",
    "到",
    "-",
    "–",
    "—",
    "~",
    "～",
    " - ",
    " – ",
    " — ",
];

/// A range whose first end was found at `at`, when another date is joined to it.
pub(super) fn joined(text: &str, at: usize, first: &Found, context: Context) -> Option<Found> {
    let Meaning::Period(start) = first.meaning else { return None };
    let between = text[..at].trim_end().ends_with("etween");
    let and = || if between { eat(text, first.end, " and ") } else { None };
    let next = JOINTS.iter().find_map(|joint| eat(text, first.end, joint)).or_else(and)?;
    // `2024-01`, `2024-Q3`: no dash joins a year to what follows.
    let dashed = !text[first.end..next].contains(char::is_alphabetic);
    let opens = text[next..].starts_with(char::is_alphanumeric);
    if !opens || dashed && is_digits(text, at, first.end) {
        return None;
    }
    let last = date_at(text, next, context)?;
    let Meaning::Period(mut end) = last.meaning else { return None };
    let words = &text[next..last.end];
    if let Some(day) = weekday(words) {
        let ahead = start.from.weekday().until(day);
        end = Period::day(start.from.checked_add(jiff::Span::new().days(ahead)).ok()?);
    } else if !is_relative(words) {
        // An end without a year has that of the start, or of the year that follows.
        let from = |day| period_at(text, next, Context { published: Some(day) });
        let told = from(start.from)?;
        let absolute = from(years_on(start.from, FAR)?) == Some(told);
        end = if absolute || told.to >= start.from { told } else { told.years_on(1)? };
    }
    if let Some(range) = ordered(start, end) {
        return Some(Found { end: last.end, meaning: Meaning::Period(range) });
    }
    // A start without a year has that of the end.
    let told = period_at(text, at, Context { published: Some(end.to) })?;
    let range = ordered(told, end).filter(|_| !is_relative(&text[at..first.end]))?;
    Some(Found { end: last.end, meaning: Meaning::Period(range) })
}

fn period_at(text: &str, at: usize, context: Context) -> Option<Period> {
    match date_at(text, at, context)?.meaning {
        Meaning::Period(period) => Some(period),
        _ => None,
    }
}

fn ordered(start: Period, end: Period) -> Option<Period> {
    (start.from < end.from && start.to < end.to).then_some(Period { from: start.from, to: end.to })
}

/// So many years away a date without a year is another one.
const FAR: i16 = 10;

/// Whether a date is digits alone.
fn is_digits(text: &str, at: usize, end: usize) -> bool {
    text[at..end].bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a date is told from the day of the article.
fn is_relative(words: &str) -> bool {
    let word = words.split([' ', '-']).next().unwrap_or_default().to_ascii_lowercase();
    let english = matches!(
        word.as_str(),
        "the"
            | "last"
            | "past"
            | "previous"
            | "this"
            | "current"
            | "next"
            | "coming"
            | "today"
            | "tonight"
            | "yesterday"
            | "tomorrow"
    );
    english || words.starts_with(['今', '去', '明', '昨', '本', '上', '下', '前', '后'])
}
