//! Days, months and years by name and number.

use super::parts::quarter_code;
use super::{day, named_month, number, range_joint, year, year_behind};
use crate::tag::date::period::{Period, last_day, near_year, valid};
use crate::tag::date::{Context, Found, Meaning, outlook};
use crate::tag::units;
use crate::tag::word::{eat, eat_exact, fold, letters_at, skip_one_space};
use crate::text::chars::{is_han_or_kana, tail};

/// How far before a month the word that leads to it is looked for, in bytes.
const LED: usize = 24;

/// `2025-12-19`, `2025/12/19`.
pub(super) fn iso(text: &str, at: usize) -> Option<Found> {
    let (year, end) = number(text, at).filter(|(_, end)| end - at == 4)?;
    let mark = text[end..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, end) = number(text, end + 1).filter(|(_, end_)| *end_ - end <= 3)?;
    let rest = text[end..].strip_prefix(mark)?;
    let (day, end) = number(text, text.len() - rest.len())?;
    let whole = text[end..].chars().next().is_none_or(|c| !c.is_ascii_digit());
    let found = valid(i16::try_from(year).ok()?, month as i8, day as i8).filter(|_| whole)?;
    Found::period(end, Some(Period::day(found)))
}

/// `25/12/2023`, `12/25/2023`, where one of the two numbers can be no month.
pub(super) fn slashed(text: &str, at: usize) -> Option<Found> {
    let (first, end) = number(text, at).filter(|(_, end)| end - at <= 2)?;
    let mark = text[end..].chars().next().filter(|c| matches!(c, '/' | '.'))?;
    let (second, end) = number(text, end + 1).filter(|(_, next)| next - end <= 3)?;
    let rest = text[end..].strip_prefix(mark)?;
    let (year, end) = year(text, text.len() - rest.len())?;
    let (day, month) = match (first, second) {
        (13..=31, 1..=12) => (first, second),
        (1..=12, 13..=31) => (second, first),
        _ => return None,
    };
    Found::period(end, valid(year, month as i8, day as i8).map(Period::day))
}

/// `June quarter`, `September quarter of 2025`: the quarter that ends with the month.
fn quarter_to(text: &str, at: usize, quarter: i8, end: usize, context: Context) -> Found {
    let of = eat(text, skip_one_space(text, end), "of").unwrap_or(end);
    if let Some((year, end)) = year_behind(text, of) {
        return Found::relative(end, Period::quarter(year, quarter));
    }
    let period = context.published.and_then(|day| {
        let month = quarter * 3;
        let year = near_year(day, month, 1, outlook(text, at));
        Period::quarter(year, quarter)
    });
    Found::relative(end, period)
}

/// `December 19-20`, `Dec. 19, 2025`, `December 2025`, `January to September 2025`, `December`.
pub(super) fn month_first(text: &str, at: usize, context: Context) -> Option<Found> {
    let (first, end) = named_month(text, at)?;
    let gap = skip_one_space(text, end);
    if first % 3 == 0
        && let Some(end) = eat(text, gap, "quarter")
    {
        return Some(quarter_to(text, at, first / 3, end, context));
    }
    if gap > end
        && let Some((from, day_end)) = day(text, gap)
    {
        return Some(days_of_month(text, at, (first, from, day_end), context));
    }
    if let Some((year, end)) = year_behind(text, end) {
        return Found::period(end, Period::month(year, first));
    }
    // `January to September 2025`, `January-September`, `between March and May 2024`
    let between = text[..at].trim_end().ends_with("etween");
    let and = text[end..].strip_prefix(" and ").filter(|_| between);
    if let Some(next) = range_joint(text, end).or(and.map(|rest| text.len() - rest.len()))
        && let Some((last, behind)) = named_month(text, next)
        && day(text, skip_one_space(text, behind)).is_none()
    {
        let (year, behind) = match year_behind(text, behind) {
            Some(found) => found,
            None => {
                (context.published.map(|day| near_year(day, last, 15, outlook(text, at)))?, behind)
            }
        };
        let first_year = if last < first { year - 1 } else { year };
        return Found::period(
            behind,
            Period::month(first_year, first)?.through(Period::month(year, last)?),
        );
    }
    // `may` and `march` are words too: at a sentence's start nothing tells.
    let word = letters_at(text, at);
    if matches!(word, "May" | "March" | "Mar" | "Sun") && !led(text, at) {
        return None;
    }
    if word.len() <= 3
        && word != "May"
        && !text[..at].is_empty()
        && !led(text, at)
        && !text[end - 1..].starts_with('.')
    {
        return None;
    }
    let year = context.published.map(|day| near_year(day, first, 15, outlook(text, at)));
    Some(Found::relative(end, year.and_then(|year| Period::month(year, first))))
}

/// Whether a word before a month says that a month follows.
pub(super) fn led(text: &str, at: usize) -> bool {
    let head = tail(text, at, LED).trim_end().trim_end_matches('-');
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(
        fold(word).as_str(),
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "from"
            | "of"
            | "for"
            | "last"
            | "this"
            | "next"
            | "early"
            | "late"
            | "mid"
            | "end"
            | "to"
            | "through"
            | "during"
            | "before"
            | "after"
            | "and"
            | "between"
            | "on"
    )
}

/// Days of a month: the first is known.
pub(super) fn days_of_month(
    text: &str,
    at: usize,
    (month, from, end): (i8, i8, usize),
    context: Context,
) -> Found {
    let mut end = end;
    let mut last = (month, from);
    let and = text[end..].strip_prefix(" and ").map(|rest| text.len() - rest.len());
    if let Some(next) = range_joint(text, end).or(and) {
        if let Some((other, behind)) = named_month(text, next)
            && let Some((to, behind)) = day(text, skip_one_space(text, behind))
        {
            (last, end) = ((other, to), behind);
        } else if let Some((to, behind)) = day(text, next).filter(|(to, _)| *to > from) {
            (last, end) = ((month, to), behind);
        }
    }
    let stated = year_behind(text, end);
    let (year, end) = match stated {
        Some((year, behind)) => (Some(year), behind),
        None => (context.published.map(|day| near_year(day, month, from, outlook(text, at))), end),
    };
    let period = year.and_then(|year| {
        let to_year = if last.0 < month { year + 1 } else { year };
        let (first_year, to_year) =
            if stated.is_some() && last.0 < month { (year - 1, year) } else { (year, to_year) };
        Some(Period { from: valid(first_year, month, from)?, to: valid(to_year, last.0, last.1)? })
    });
    Found::relative(end, period)
}

/// `19 December 2025`, `19-20 December`, `3rd of May`.
pub(super) fn day_first(text: &str, at: usize, context: Context) -> Option<Found> {
    let (from, mut end) = day(text, at)?;
    let mut to = from;
    if let Some(next) = range_joint(text, end)
        && let Some((last, behind)) = day(text, next).filter(|(last, _)| *last > from)
    {
        (to, end) = (last, behind);
    }
    let next = text[end..]
        .strip_prefix(" of ")
        .map_or_else(|| skip_one_space(text, end), |rest| text.len() - rest.len());
    let (month, end) = named_month(text, next).filter(|_| next > end)?;
    let (year, end) = match year_behind(text, end) {
        Some((year, behind)) => (Some(year), behind),
        None => (context.published.map(|day| near_year(day, month, from, outlook(text, at))), end),
    };
    let period = year.and_then(|year| {
        Some(Period { from: valid(year, month, from)?, to: valid(year, month, to)? })
    });
    Some(Found::relative(end, period))
}

/// Whether four digits like those of a year are a figure: `2000万`, `2025人`, `closed at 1998`,
/// `Room 2024`.
fn is_figure_of_year(text: &str, at: usize, end: usize) -> bool {
    let next = text[end..].chars().next();
    if next.is_some_and(is_han_or_kana)
        && !text[end..].starts_with(['年', '财', '至', '到', '以', '和', '与'])
    {
        return true;
    }
    let head = tail(text, at, LED).trim_end();
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let led = [
        "at", "hit", "hits", "Room", "Global", "Fortune", "Russell", "Flight", "employs", "Nikkei",
    ];
    if led.contains(&word) {
        return true;
    }
    // `1945 people live there`, but `in 2025 people`
    let people = units::unit_behind(text, end).is_some_and(|unit| unit.name == "person");
    let dated = matches!(
        fold(word).as_str(),
        "in" | "since"
            | "by"
            | "until"
            | "from"
            | "of"
            | "during"
            | "before"
            | "after"
            | "to"
            | "for"
    );
    people && text[end..].starts_with(' ') && !dated
}

/// `2025`, `2026-2035`, `2025-26`, `2025Q1`, `1990s`.
pub(super) fn year_first(text: &str, at: usize) -> Option<Found> {
    let (first, end) = year_digits(text, at)?;
    if let Some(found) = quarter_code(text, skip_one_space(text, end), first) {
        return Some(found);
    }
    if let Some(end) = eat(text, end, "s") {
        let to = Period::year(first + 9)?;
        return Found::period(end, Period::year(first)?.through(to));
    }
    let (first, end) = year(text, at)?;
    if is_figure_of_year(text, at, end) {
        return None;
    }
    // `between 2018 and 2021`
    let between = text[..at].trim_end().ends_with("etween");
    let and = text[end..].strip_prefix(" and ").filter(|_| between);
    if let Some(next) = range_joint(text, end).or(and.map(|rest| text.len() - rest.len())) {
        if let Some((last, behind)) = year(text, next).filter(|(last, _)| *last > first) {
            return Found::period(behind, Period::year(first)?.through(Period::year(last)?));
        }
        if let Some((last, behind)) = number(text, next).filter(|(_, behind)| behind - next == 2) {
            let last = first / 100 * 100 + last as i16;
            if last > first && !text[behind..].starts_with(['-', '/', '%']) {
                return Found::period(behind, Period::year(first)?.through(Period::year(last)?));
            }
        }
    }
    if let Some((last, behind)) = text[end..]
        .strip_prefix('/')
        .and_then(|rest| number(text, text.len() - rest.len()))
        .filter(|(last, behind)| *behind == end + 3 && *last == i64::from(first % 100) + 1)
    {
        if let Some(end) = eat_exact(text, behind, "财年") {
            return Some(Found { end, meaning: Meaning::Unknown });
        }
        return Found::period(
            behind,
            Period::year(first)?.through(Period::year(first / 100 * 100 + last as i16)?),
        );
    }
    // Whose fiscal year it is, nobody says.
    if text[end..].starts_with("财年") {
        let mut end = end + "财年".len();
        // `2026财年第二财季`
        let part = [
            "第一财季",
            "第二财季",
            "第三财季",
            "第四财季",
            "第一季度",
            "第二季度",
            "第三季度",
            "第四季度",
        ];
        if let Some(part) = part.iter().find(|part| text[end..].starts_with(**part)) {
            end += part.len();
        }
        return Some(Found { end, meaning: Meaning::Unknown });
    }
    // `2025 tons`, `2,025`, `$2025`: a figure.
    let figure = text[..at].ends_with(['$', '€', '£', '¥', '.', '/', '#', '+'])
        || units::unit_behind(text, end).is_some_and(|unit| {
            text[end..].starts_with(' ') && unit.name != "person" && unit.name.len() > 2
        })
        || units::currency_behind(text, end).is_some()
        || text[end..].starts_with('%')
        || text[end..].starts_with("-")
            && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    if figure { None } else { Found::period(end, Period::year(first)) }
}

/// Four digits that may be a year, whatever follows.
pub(super) fn year_digits(text: &str, at: usize) -> Option<(i16, usize)> {
    let (value, end) = number(text, at).filter(|(_, end)| end - at == 4)?;
    (1900..2100).contains(&value).then_some((value as i16, end))
}

/// `the 27th`: the nearest.
pub(super) fn ordinal_day(text: &str, at: usize, context: Context) -> Option<Found> {
    let (day, end) = day(text, at)?;
    let ordinal = text[..end].ends_with(|c: char| c.is_ascii_alphabetic());
    let head = text[..at].trim_end();
    let led = head.ends_with("on the")
        || head.ends_with("by the")
        || head.ends_with("until the")
        || head.ends_with("since the");
    let named = text[end..].starts_with(' ')
        && text[end + 1..].starts_with(|c: char| c.is_alphabetic())
        && !text[end..].starts_with(" of ")
        && !text[end..].starts_with(" and ");
    if !(ordinal && led) || named && !text[end + 1..].starts_with(|c: char| c.is_lowercase()) {
        return None;
    }
    let found = context.published.and_then(|published| last_day(published, day));
    Some(Found::relative(end, found.map(Period::day)))
}
