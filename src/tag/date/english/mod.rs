//! English words of time.

mod absolute;
mod duration;
mod parts;
mod relative;

use absolute::{day_first, iso, month_first, ordinal_day, slashed, year_first};
use duration::duration;
pub(super) use parts::code;
use parts::{coded, fiscal, named_part, short_quarter};
pub(super) use relative::back;
use relative::{ago, named_weekday, relative};

use super::names::{count, month};
use super::{Context, Found};
use crate::tag::word::{eat, fold, is_word, letters_at};

/// What stands at `at`, when it is a time.
pub(super) fn at(text: &str, at: usize, context: Context) -> Option<Found> {
    let first = text.as_bytes()[at];
    if first.is_ascii_digit() {
        // `5 1/2 years`
        if text[..at].ends_with('/') {
            return None;
        }
        if !may_be_number_of_time(text, at) {
            return None;
        }
        return iso(text, at)
            .or_else(|| slashed(text, at))
            .or_else(|| day_first(text, at, context))
            .or_else(|| year_first(text, at))
            .or_else(|| short_quarter(text, at))
            .or_else(|| ordinal_day(text, at, context))
            .or_else(|| ago(text, at, context))
            .or_else(|| duration(text, at));
    }
    month_first(text, at, context)
        .or_else(|| coded(text, at, context))
        .or_else(|| fiscal(text, at))
        .or_else(|| named_part(text, at, context))
        .or_else(|| relative(text, at, context))
        .or_else(|| named_weekday(text, at, context))
        .or_else(|| ago(text, at, context))
        .or_else(|| duration(text, at))
}

/// Whether digits may be part of a date or a duration, told by how many they are and what stands
/// behind them: most are figures.
fn may_be_number_of_time(text: &str, at: usize) -> bool {
    let bytes = &text.as_bytes()[at..];
    let digits = bytes.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    let (next, after) = (bytes.get(digits), bytes.get(digits + 1));
    let digit = after.is_some_and(u8::is_ascii_digit);
    digits < 5
        && match next {
            Some(b'%' | b'$') => false,
            Some(b',') => !digit,
            // `25.12.2023`
            Some(b'.') => !digit || bytes[digits + 1..].iter().take(4).any(|byte| *byte == b'.'),
            Some(b'a'..=b'z' | b'A'..=b'Z') => matches!(
                next.map(u8::to_ascii_lowercase),
                Some(b's' | b'n' | b'r' | b't' | b'q' | b'h')
            ),
            _ => true,
        }
}

/// A whole number at `at`, without magnitudes, and the byte after it.
fn number(text: &str, at: usize) -> Option<(i64, usize)> {
    let digits = text[at..].bytes().take(5).take_while(u8::is_ascii_digit).count();
    let end = at + digits;
    let decimal =
        text[end..].starts_with('.') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let grouped = text[end..].starts_with(',')
        && text[end + 1..].len() >= 3
        && text.as_bytes()[end + 1..end + 4].iter().all(u8::is_ascii_digit);
    if digits == 0 || digits > 4 || decimal || grouped {
        return None;
    }
    Some((text[at..end].parse().ok()?, end))
}

/// A year of four digits.
fn year(text: &str, at: usize) -> Option<(i16, usize)> {
    let (value, end) = number(text, at).filter(|(_, end)| end - at == 4)?;
    let whole = text[end..].chars().next().is_none_or(|c| !is_word(c) || c == 's');
    ((1900..2100).contains(&value) && whole).then_some((value as i16, end))
}

/// A year behind a date's day or month: `, 2025`, ` 2025`, ` of 2025`.
fn year_behind(text: &str, at: usize) -> Option<(i16, usize)> {
    let rest = &text[at..];
    for gap in [", ", " of ", " in ", " ", ","] {
        if rest.starts_with(gap)
            && let Some(found) = year(text, at + gap.len())
        {
            return Some(found);
        }
    }
    None
}

/// A day of the month: `19`, `19th`.
fn day(text: &str, at: usize) -> Option<(i8, usize)> {
    let (value, mut end) = number(text, at).filter(|(_, end)| end - at <= 2)?;
    for suffix in ["st", "nd", "rd", "th"] {
        end = eat(text, end, suffix).unwrap_or(end);
    }
    let whole = text[end..].chars().next().is_none_or(|c| !is_word(c));
    ((1..=31).contains(&value) && whole && !text[end..].starts_with('%'))
        .then_some((value as i8, end))
}

/// A month's name and the byte after it, its point included.
fn named_month(text: &str, at: usize) -> Option<(i8, usize)> {
    let word = letters_at(text, at);
    let month = month(word)?;
    let end = at + word.len();
    let short = word.len() <= 4 && !matches!(word, "June" | "July" | "May");
    Some((month, if short && text[end..].starts_with('.') { end + 1 } else { end }))
}

/// The next thing behind a dash or a word that joins the ends of a range.
fn range_joint(text: &str, at: usize) -> Option<usize> {
    for joint in ["-", "–", "—", " - ", " – ", " to ", " through ", " until ", " till "] {
        if text[at..].starts_with(joint) {
            return Some(at + joint.len());
        }
    }
    None
}

/// A small number in digits or words.
fn small_number(text: &str, at: usize) -> Option<(i64, usize)> {
    if let Some((value, end)) = number(text, at) {
        return Some((value, end));
    }
    let word = letters_at(text, at);
    count(fold(word).as_str()).map(|value| (value, at + word.len()))
}
