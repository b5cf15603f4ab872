//! English words of time.

use jiff::ToSpan;
use jiff::civil::Date;

use super::names::{count, month, weekday};
use super::period::{self, Period, near_year, valid};
use super::{Context, Found, Meaning, looks_ahead};
use crate::tag::number::digits_at;
use crate::tag::word::{eat, fold, is_word, letters_at, skip_one_space};

/// What stands at `at`, when it is a time.
pub(super) fn at(text: &str, at: usize, context: Context) -> Option<Found> {
    let first = text.as_bytes()[at];
    if first.is_ascii_digit() {
        return iso(text, at)
            .or_else(|| day_first(text, at, context))
            .or_else(|| year_first(text, at))
            .or_else(|| short_quarter(text, at))
            .or_else(|| ordinal_day(text, at, context))
            .or_else(|| duration(text, at));
    }
    month_first(text, at, context)
        .or_else(|| coded(text, at, context))
        .or_else(|| fiscal(text, at))
        .or_else(|| named_part(text, at, context))
        .or_else(|| relative(text, at, context))
        .or_else(|| named_weekday(text, at, context))
        .or_else(|| duration(text, at))
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

/// `2025-12-19`, `2025/12/19`.
fn iso(text: &str, at: usize) -> Option<Found> {
    let (year, end) = number(text, at).filter(|(_, end)| end - at == 4)?;
    let mark = text[end..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, end) = number(text, end + 1).filter(|(_, end_)| *end_ - end <= 3)?;
    let rest = text[end..].strip_prefix(mark)?;
    let (day, end) = number(text, text.len() - rest.len())?;
    let whole = text[end..].chars().next().is_none_or(|c| !c.is_ascii_digit());
    let found = valid(i16::try_from(year).ok()?, month as i8, day as i8).filter(|_| whole)?;
    Found::period(end, Some(Period::day(found)))
}

/// `December 19-20`, `Dec. 19, 2025`, `December 2025`, `January to September 2025`, `December`.
fn month_first(text: &str, at: usize, context: Context) -> Option<Found> {
    let (first, end) = named_month(text, at)?;
    let gap = skip_one_space(text, end);
    if gap > end
        && let Some((from, day_end)) = day(text, gap)
    {
        return Some(days_of_month(text, at, (first, from, day_end), context));
    }
    if let Some((year, end)) = year_behind(text, end) {
        // `December 2025-March 2026`
        let period = Period::month(year, first)?;
        if let Some(next) = range_joint(text, end)
            && let Some((last, behind)) = named_month(text, next)
            && let Some((last_year, behind)) = year_behind(text, behind)
        {
            return Found::period(behind, period.through(Period::month(last_year, last)?));
        }
        return Found::period(end, Some(period));
    }
    // `January to September 2025`, `January-September`
    if let Some(next) = range_joint(text, end)
        && let Some((last, behind)) = named_month(text, next)
        && day(text, skip_one_space(text, behind)).is_none()
    {
        let (year, behind) = match year_behind(text, behind) {
            Some(found) => found,
            None => (
                context.published.map(|day| near_year(day, last, 15, looks_ahead(text, at)))?,
                behind,
            ),
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
    let year = context.published.map(|day| near_year(day, first, 15, looks_ahead(text, at)));
    Some(Found::relative(end, year.and_then(|year| Period::month(year, first))))
}

/// Whether a word before a month says that a month follows.
fn led(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end();
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
fn days_of_month(
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
        None => {
            (context.published.map(|day| near_year(day, month, from, looks_ahead(text, at))), end)
        }
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
fn day_first(text: &str, at: usize, context: Context) -> Option<Found> {
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
        None => {
            (context.published.map(|day| near_year(day, month, from, looks_ahead(text, at))), end)
        }
    };
    let period = year.and_then(|year| {
        Some(Period { from: valid(year, month, from)?, to: valid(year, month, to)? })
    });
    Some(Found::relative(end, period))
}

/// `2025`, `2026-2035`, `2025-26`, `2025Q1`, `1990s`.
fn year_first(text: &str, at: usize) -> Option<Found> {
    let (first, end) = year_digits(text, at)?;
    if let Some(found) = quarter_code(text, skip_one_space(text, end), Some(first)) {
        return Some(found);
    }
    if let Some(end) = eat(text, end, "s") {
        let to = Period::year(first + 9)?;
        return Found::period(end, Period::year(first)?.through(to));
    }
    let (first, end) = year(text, at)?;
    if let Some(next) = range_joint(text, end) {
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
        return Found::period(
            behind,
            Period::year(first)?.through(Period::year(first / 100 * 100 + last as i16)?),
        );
    }
    // `2025 tons`, `2,025`, `$2025`: a figure.
    let figure = text[..at].ends_with(['$', '€', '£', '¥', '.', '/', '#', '+'])
        || crate::tag::units::unit_behind(text, end).is_some_and(|unit| {
            text[end..].starts_with(' ') && unit.name != "person" && unit.name.len() > 2
        })
        || crate::tag::units::currency_behind(text, end).is_some()
        || text[end..].starts_with('%')
        || text[end..].starts_with("-")
            && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    if figure { None } else { Found::period(end, Period::year(first)) }
}

/// Four digits that may be a year, whatever follows.
fn year_digits(text: &str, at: usize) -> Option<(i16, usize)> {
    let (value, end) = number(text, at).filter(|(_, end)| end - at == 4)?;
    (1900..2100).contains(&value).then_some((value as i16, end))
}

/// A quarter or half as a code: `Q1`, `H1`, `Q1-Q3`; a year may stand on either side.
fn quarter_code(text: &str, at: usize, year_before: Option<i16>) -> Option<Found> {
    let (part, end) = code(text, at)?;
    let (last, end) = range_joint(text, end)
        .and_then(|next| code(text, next))
        .filter(|(last, _)| last.is_quarter() == part.is_quarter() && last.order() > part.order())
        .map_or((part, end), |found| found);
    if let Some(year) = year_before {
        return Found::period(end, part.of(year).and_then(|from| from.through(last.of(year)?)));
    }
    None
}

/// A quarter or a half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Quarter(i8),
    Half(i8),
}

impl Part {
    fn of(self, year: i16) -> Option<Period> {
        match self {
            Self::Quarter(quarter) => Period::quarter(year, quarter),
            Self::Half(half) => Period::half(year, half),
        }
    }

    fn is_quarter(self) -> bool {
        matches!(self, Self::Quarter(_))
    }

    fn order(self) -> i8 {
        match self {
            Self::Quarter(order) | Self::Half(order) => order,
        }
    }

    /// The year of one that names none: the last that began before the article, or the one ahead.
    fn near(self, published: Date, ahead: bool) -> i16 {
        let first = match self {
            Self::Quarter(quarter) => quarter * 3 - 2,
            Self::Half(half) => half * 6 - 5,
        };
        if first <= published.month() || ahead { published.year() } else { published.year() - 1 }
    }
}

fn code(text: &str, at: usize) -> Option<(Part, usize)> {
    let bytes = text.as_bytes();
    let digit = i8::try_from(bytes.get(at + 1)?.checked_sub(b'0')?).ok()?;
    let whole = text.get(at + 2..)?.chars().next().is_none_or(|c| !is_word(c));
    let part = match bytes.get(at)? {
        b'Q' | b'q' if (1..=4).contains(&digit) => Part::Quarter(digit),
        b'H' | b'h' if (1..=2).contains(&digit) => Part::Half(digit),
        _ => return None,
    };
    whole.then_some((part, at + 2))
}

/// `Q1 2026`, `Q2`, `H1 2025`, `Q1-Q3 2025`, `Q2 FY2026`.
fn coded(text: &str, at: usize, context: Context) -> Option<Found> {
    let (part, mut end) = code(text, at)?;
    let mut last = part;
    if let Some(next) = range_joint(text, end)
        && let Some((to, behind)) = code(text, next)
    {
        (last, end) = (to, behind);
    }
    let gap = skip_one_space(text, end);
    if let Some(fiscal) = fiscal(text, gap) {
        return Some(fiscal);
    }
    if let Some((year, behind)) = year_behind(text, end) {
        return Found::period(behind, part.of(year)?.through(last.of(year)?));
    }
    // `Q1'25`, `Q1 25`
    for mark in ["'", "’", " '", " ’"] {
        if let Some(rest) = text[end..].strip_prefix(mark)
            && let Some((short, behind)) = number(text, text.len() - rest.len())
                .filter(|(_, b)| b - (text.len() - rest.len()) == 2)
        {
            let year = 2000 + short as i16;
            return Found::period(behind, part.of(year)?.through(last.of(year)?));
        }
    }
    let period = context.published.and_then(|day| {
        let year = part.near(day, looks_ahead(text, at));
        part.of(year)?.through(last.of(year)?)
    });
    Some(Found::relative(end, period))
}

/// `1Q25`, `2H2025`, `3Q`.
fn short_quarter(text: &str, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let digit = (bytes[at] - b'0') as i8;
    let part = match bytes.get(at + 1)? {
        b'Q' if (1..=4).contains(&digit) => Part::Quarter(digit),
        b'H' if (1..=2).contains(&digit) => Part::Half(digit),
        _ => return None,
    };
    let (value, end) = number(text, at + 2)?;
    let year = match end - at - 2 {
        2 => 2000 + value as i16,
        4 => value as i16,
        _ => return None,
    };
    Found::period(end, part.of(year))
}

/// `FY2026`, `FY25Q3`, `fiscal 2026`, `CY26`: whose fiscal year it is, nobody says, so that its
/// days stay unknown; a calendar year's are known.
fn fiscal(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at..];
    let (start, calendar) = if rest.starts_with("FY") {
        (at + 2, false)
    } else if rest.starts_with("CY") {
        (at + 2, true)
    } else if let Some(end) = eat(text, at, "fiscal") {
        let next = eat(text, skip_one_space(text, end), "year").unwrap_or(end);
        (skip_one_space(text, next), false)
    } else {
        return None;
    };
    let start = text[start..].strip_prefix('\'').map_or(start, |rest| text.len() - rest.len());
    let (value, mut end) = number(text, start)?;
    let year = match end - start {
        2 => 2000 + value as i16,
        4 => value as i16,
        _ => return None,
    };
    if let Some((_, behind)) = code(text, end).or_else(|| code(text, skip_one_space(text, end))) {
        end = behind;
    }
    if calendar {
        Found::period(end, Period::year(year))
    } else {
        Some(Found { end, meaning: Meaning::Unknown })
    }
}

/// `the first half of 2025`, `third quarter`, `third-quarter`, `first three quarters of 2025`,
/// `first 11 months`, `the end of 2025`.
fn named_part(text: &str, at: usize, context: Context) -> Option<Found> {
    let start = eat(text, at, "the").map_or(at, |end| skip_one_space(text, end));
    let word = letters_at(text, start);
    let order = match fold(word).as_str() {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" | "final" => 4,
        "end" if start > at || text[..at].trim_end().ends_with("at") => {
            return end_of(text, start, context);
        }
        _ => return None,
    };
    let after = start + word.len();
    let next = match text.as_bytes().get(after) {
        Some(b' ' | b'-') => after + 1,
        _ => return None,
    };
    let unit = letters_at(text, next);
    let end = next + unit.len();
    let part = match fold(unit).as_str() {
        "quarter" => Part::Quarter(order),
        "half" if order <= 2 => Part::Half(order),
        _ if order == 1 => return first_parts(text, next, context),
        _ => return None,
    };
    with_year(text, at, end, context, |year| part.of(year), |day, ahead| part.near(day, ahead))
}

/// A part of a year with its year behind it, or the near one.
fn with_year(
    text: &str,
    at: usize,
    end: usize,
    context: Context,
    of: impl Fn(i16) -> Option<Period>,
    near: impl Fn(Date, bool) -> i16,
) -> Option<Found> {
    if let Some((year, behind)) = year_behind(text, end) {
        return Found::period(behind, of(year));
    }
    for (words, by) in [
        (" of this year", 0),
        (" this year", 0),
        (" of last year", -1),
        (" last year", -1),
        (" of next year", 1),
        (" next year", 1),
    ] {
        if text[end..].starts_with(words) {
            let period = context.published.and_then(|day| of(day.year() + by));
            return Some(Found::relative(end + words.len(), period));
        }
    }
    let fiscal =
        text[end..].strip_prefix(" of ").and_then(|rest| fiscal(text, text.len() - rest.len()));
    if let Some(found) = fiscal {
        return Some(found);
    }
    let period = context.published.and_then(|day| of(near(day, looks_ahead(text, at))));
    Some(Found::relative(end, period))
}

/// `three quarters of 2025`, `11 months`, `nine months of this year` behind `first`.
fn first_parts(text: &str, at: usize, context: Context) -> Option<Found> {
    let (value, end) = small_number(text, at)?;
    let unit_at = skip_one_space(text, end);
    let unit = letters_at(text, unit_at);
    let months = match fold(unit).as_str() {
        "quarters" => value * 3,
        "months" => value,
        _ => return None,
    };
    let last = i8::try_from(months).ok().filter(|last| (1..=12).contains(last))?;
    with_year(
        text,
        at,
        unit_at + unit.len(),
        context,
        |year| Period::months(year, 1, last),
        |day, _| if day.month() >= last.min(12) { day.year() } else { day.year() - 1 },
    )
}

/// A small number in digits or words.
fn small_number(text: &str, at: usize) -> Option<(i64, usize)> {
    if let Some((value, end)) = number(text, at) {
        return Some((value, end));
    }
    let word = letters_at(text, at);
    count(fold(word).as_str()).map(|value| (value, at + word.len()))
}

/// `the end of 2025`, `the end of the year`, `the end of the decade`.
fn end_of(text: &str, at: usize, context: Context) -> Option<Found> {
    let of = eat(text, at + 3, " of")
        .or_else(|| text[at + 3..].strip_prefix(" of").map(|rest| text.len() - rest.len()))?;
    let next = skip_one_space(text, of);
    if let Some((year, end)) = year(text, next) {
        return Found::period(end, Period::month(year, 12));
    }
    let next = eat(text, next, "the")
        .or_else(|| eat(text, next, "this"))
        .map(|end| skip_one_space(text, end))?;
    let word = letters_at(text, next);
    let end = next + word.len();
    let year = context.published.map(Date::year);
    let period = match fold(word).as_str() {
        "year" => year.and_then(|year| Period::month(year, 12)),
        "decade" => year.and_then(|year| Period::year(year / 10 * 10 + 9)),
        _ => return None,
    };
    Some(Found::relative(end, period))
}

/// `last year`, `this quarter`, `next Monday`, `the past five years`, `three years ago`, `today`.
fn relative(text: &str, at: usize, context: Context) -> Option<Found> {
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
    let found = match fold(unit).as_str() {
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

/// `past five years`, `last two quarters`, `next 12 months`: whole units up to the article's day,
/// or from it.
fn several(text: &str, at: usize, context: Context) -> Option<Found> {
    let word = letters_at(text, at);
    let ahead = matches!(fold(word).as_str(), "next" | "coming" | "following");
    let (value, end) = small_number(text, skip_one_space(text, at + word.len()))?;
    let unit_at = skip_one_space(text, end);
    let unit = letters_at(text, unit_at);
    let behind = unit_at + unit.len();
    let signed = if ahead { value } else { -value };
    let shift = |day: Date| match fold(unit).as_str() {
        "day" | "days" => day.checked_add(signed.days()).ok(),
        "week" | "weeks" => day.checked_add((signed * 7).days()).ok(),
        "month" | "months" => day.checked_add(signed.months()).ok(),
        "quarter" | "quarters" => day.checked_add((signed * 3).months()).ok(),
        "year" | "years" => day.checked_add(signed.years()).ok(),
        "decade" | "decades" => day.checked_add((signed * 10).years()).ok(),
        _ => None,
    };
    shift(jiff::civil::date(2000, 6, 15))?;
    let period = context.published.and_then(|day| {
        let other = shift(day)?;
        Some(Period { from: day.min(other), to: day.max(other) })
    });
    Some(Found::relative(behind, period))
}

/// `Monday`: the last one.
fn named_weekday(text: &str, at: usize, context: Context) -> Option<Found> {
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

/// `the 27th`: the nearest.
fn ordinal_day(text: &str, at: usize, context: Context) -> Option<Found> {
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
    let period = context.published.and_then(|published| {
        let this = valid(published.year(), published.month(), day);
        let before = published.first_of_month().checked_sub(1.month()).ok()?;
        match this {
            Some(this) if this <= published => Some(Period::day(this)),
            _ => valid(before.year(), before.month(), day).map(Period::day),
        }
    });
    Some(Found::relative(end, period))
}

/// `five years`, `90 days`, `two-month`, `6-12 months`, `three years ago`.
fn duration(text: &str, at: usize) -> Option<Found> {
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

fn duration_number(text: &str, at: usize) -> Option<(i64, usize)> {
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
