//! Times counted from the day of the article.

use jiff::ToSpan;

use super::absolute::days_of_month;
use super::{day, named_month, small_number};
use crate::tag::date::names::{month, weekday};
use crate::tag::date::period::{self, Period};
use crate::tag::date::{Context, Found, looks_ahead};
use crate::tag::word::{fold, is_word, letters_at, skip_one_space};

/// `last year`, `this quarter`, `next Monday`, `the past five years`, `three years ago`, `today`.
pub(super) fn relative(text: &str, at: usize, context: Context) -> Option<Found> {
    let word = letters_at(text, at);
    let end = at + word.len();
    if text[end..].chars().next().is_some_and(is_word) {
        return None;
    }
    let today = context.published;
    let day = |by: i64| today.and_then(|day| day.checked_add(by.days()).ok()).map(Period::day);
    let lower = fold(word);
    let by = match lower.as_str() {
        "today" | "tonight" => return Some(Found::relative(end, day(0))),
        "yesterday" => return Some(Found::relative(end, day(-1))),
        "tomorrow" => return Some(Found::relative(end, day(1))),
        "the" => {
            for (words, by) in [(" day before yesterday", -2), (" day after tomorrow", 2)] {
                if text[end..].starts_with(words) {
                    return Some(Found::relative(end + words.len(), day(by)));
                }
            }
            let next = skip_one_space(text, end);
            let inner = letters_at(text, next);
            return matches!(
                fold(inner).as_str(),
                "past" | "last" | "next" | "previous" | "coming" | "following"
            )
            .then(|| several(text, next, context))
            .flatten();
        }
        "last" | "past" | "previous" => -1,
        "this" | "current" => 0,
        "next" | "coming" => 1,
        _ => return None,
    };
    let next = skip_one_space(text, end);
    let unit = letters_at(text, next);
    let behind = next + unit.len();
    if text[behind..].chars().next().is_some_and(is_word) || next == end {
        return None;
    }
    if let Some(weekday) = weekday(unit) {
        let found = today.and_then(|day| {
            let before = period::weekday_before(day, weekday)?;
            let before =
                if before == day && by != 0 { before.checked_sub(7.days()).ok()? } else { before };
            if by > 0 { before.checked_add(7.days()).ok() } else { Some(before) }
        });
        return Some(Found::relative(behind, found.map(Period::day)));
    }
    if by == 0 && matches!(unit, "morning" | "afternoon" | "evening") {
        return Some(Found::relative(behind, day(0)));
    }
    if by == -1 && unit == "night" {
        return Some(Found::relative(behind, day(-1)));
    }
    if let Some(month) = month(unit) {
        let found = today.and_then(|day| {
            let year = match by {
                -1 if month >= day.month() => day.year() - 1,
                1 if month <= day.month() => day.year() + 1,
                _ => day.year(),
            };
            Period::month(year, month)
        });
        return Some(Found::relative(behind, found));
    }
    // `the past year`, `over the last decade`: the time up to the article's day.
    let unit_name = fold(unit);
    if lower.as_str() == "past" || unit_name.as_str() == "decade" && by == -1 {
        if !period::is_unit(unit_name.as_str()) {
            return several(text, at, context);
        }
        let found = today.and_then(|day| period::span_by(day, unit_name.as_str(), -1));
        return Some(Found::relative(behind, found));
    }
    let found = match unit_name.as_str() {
        "year" => today.and_then(|day| Period::year(day.year() + by as i16)),
        "quarter" => today.and_then(|day| period::quarter_by(day, by)),
        "month" => today.and_then(|day| period::month_by(day, by)),
        "week" => today.and_then(|day| Period::week(day, by)),
        "decade" => today.and_then(|day| {
            let first = day.year() / 10 * 10 + 10 * by as i16;
            Period::year(first)?.through(Period::year(first + 9)?)
        }),
        _ => return several(text, at, context),
    };
    Some(Found::relative(behind, found))
}

/// `two weeks ago`, `five years ago`: the day, the month or the year so far back; `will end in two
/// weeks`: so far ahead.
pub(super) fn ago(text: &str, at: usize, context: Context) -> Option<Found> {
    let (value, end) = small_number(text, at)?;
    let unit_at = skip_one_space(text, end);
    let unit = letters_at(text, unit_at);
    let end = unit_at + unit.len();
    let ago = text[end..].strip_prefix(" ago").map(|_| (end + " ago".len(), value));
    let ahead = || {
        let whole = !text[end..].starts_with(|c: char| is_word(c) || c == '-');
        let led = text[..at].ends_with(" in ") && whole && looks_ahead(text, at);
        led.then_some((end, -value))
    };
    let (behind, value) = ago.or_else(ahead)?;
    let folded = fold(unit);
    let unit = folded.as_str().trim_end_matches('s');
    back(unit, value, context).map(|period| Found::relative(behind, period))
}

/// The day, month or year so many units back; `None` for no unit of time.
pub(in crate::tag::date) fn back(
    unit: &str,
    value: i64,
    context: Context,
) -> Option<Option<Period>> {
    let today = context.published;
    Some(match unit {
        "day" | "week" => today.and_then(|day| period::moved(day, unit, -value)).map(Period::day),
        "month" => today.and_then(|day| period::month_by(day, -value)),
        "year" => today.and_then(|day| Period::year(day.year() - i16::try_from(value).ok()?)),
        _ => return None,
    })
}

/// `past five years`, `last two quarters`, `next 12 months`: whole units up to the article's day,
/// or from it.
pub(super) fn several(text: &str, at: usize, context: Context) -> Option<Found> {
    let word = letters_at(text, at);
    let ahead = matches!(fold(word).as_str(), "next" | "coming" | "following");
    let (value, end) = small_number(text, skip_one_space(text, at + word.len()))?;
    let unit_at = skip_one_space(text, end);
    let unit = letters_at(text, unit_at);
    let behind = unit_at + unit.len();
    let signed = if ahead { value } else { -value };
    let folded = fold(unit);
    let unit = folded.as_str().trim_end_matches('s');
    period::is_unit(unit).then_some(())?;
    let period = context.published.and_then(|day| period::span_by(day, unit, signed));
    Some(Found::relative(behind, period))
}

/// `Monday`: the last one.
pub(super) fn named_weekday(text: &str, at: usize, context: Context) -> Option<Found> {
    let word = letters_at(text, at);
    let day = weekday(word)?;
    let end = at + word.len();
    if text[end..].chars().next().is_some_and(is_word) {
        return None;
    }
    // `Monday, December 22`: one date.
    let next = text[end..]
        .strip_prefix(", ")
        .map_or_else(|| skip_one_space(text, end), |rest| text.len() - rest.len());
    if let Some((month, month_end)) = named_month(text, next)
        && let Some((from, day_end)) = self::day(text, skip_one_space(text, month_end))
    {
        return Some(days_of_month(text, at, (month, from, day_end), context));
    }
    let found = context.published.and_then(|published| {
        let before = period::weekday_before(published, day)?;
        // `will meet on Thursday`: the coming one.
        let ahead = ["will ", "to meet", "due ", "scheduled"]
            .iter()
            .any(|word| crate::text::chars::tail(text, at, 40).contains(word));
        if ahead && before < published { before.checked_add(7.days()).ok() } else { Some(before) }
    });
    Some(Found::relative(end, found.map(Period::day)))
}
