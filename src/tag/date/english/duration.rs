//! Spans of time without a place in the calendar.

use super::range_joint;
use crate::tag::date::names::count;
use crate::tag::date::{Found, Meaning};
use crate::tag::number::digits_at;
use crate::tag::word::{fold, is_word, letters_at};

/// `five years`, `90 days`, `two-month`, `6-12 months`, `three years ago`.
pub(super) fn duration(text: &str, at: usize) -> Option<Found> {
    let (first, end) = duration_number(text, at)?;
    let (last, end) = range_joint(text, end)
        .and_then(|next| duration_number(text, next))
        .filter(|(last, _)| *last > first)
        .map_or((first, end), |found| found);
    let unit_at = match text.as_bytes().get(end) {
        Some(b' ' | b'-') => end + 1,
        _ => return None,
    };
    let unit = letters_at(text, unit_at);
    let behind = unit_at + unit.len();
    if text[behind..].chars().next().is_some_and(is_word) {
        return None;
    }
    let hyphen = text.as_bytes()[end] == b'-';
    let (letter, time) = match fold(unit).as_str() {
        "years" | "year" | "decades" | "decade" => ("Y", false),
        "months" | "month" | "quarters" => ("M", false),
        "weeks" | "week" => ("W", false),
        "days" | "day" => ("D", false),
        "hours" | "hour" => ("H", true),
        "minutes" | "minute" => ("M", true),
        _ => return None,
    };
    let factor = match fold(unit).as_str() {
        "quarters" => 3,
        "decades" | "decade" => 10,
        _ => 1,
    };
    // `one day he left`, `a year`: too vague; `a two-year high` is meant.
    if first == 1 && !hyphen && !text[at..].starts_with('1') {
        return None;
    }
    let ago = text[behind..].starts_with(" ago");
    if ago || text[behind..].starts_with(" earlier") {
        return None;
    }
    if first != last {
        return Some(Found { end: behind, meaning: Meaning::Unknown });
    }
    let mark = if time { "PT" } else { "P" };
    Some(Found {
        end: behind,
        meaning: Meaning::Duration(format!("{mark}{}{letter}", first * factor)),
    })
}

pub(super) fn duration_number(text: &str, at: usize) -> Option<(i64, usize)> {
    if text[at..].starts_with(|c: char| c.is_ascii_digit()) {
        let found = digits_at(text, at)?;
        let whole = found.value.fract() == 0.0 && found.value < 10_000.0;
        return whole.then_some((found.value as i64, found.end));
    }
    let word = letters_at(text, at);
    let folded = fold(word);
    if matches!(folded.as_str(), "first" | "second" | "third" | "fourth" | "a" | "an") {
        return None;
    }
    count(folded.as_str()).map(|value| (value, at + word.len()))
}
