//! Parts of years: quarters, halves, first months, ends; fiscal years.

use jiff::civil::Date;

use super::{number, range_joint, small_number, year, year_behind};
use crate::tag::date::period::Period;
use crate::tag::date::{Context, Found, Meaning, looks_ahead};
use crate::tag::word::{eat, fold, is_word, letters_at, skip_one_space};

/// Quarters or halves as codes behind their year: `Q1`, `H1`, `Q1-Q3`.
pub(super) fn quarter_code(text: &str, at: usize, year: i16) -> Option<Found> {
    let (part, end) = code(text, at)?;
    let (last, end) = range_joint(text, end)
        .and_then(|next| code(text, next))
        .filter(|(last, _)| last.is_quarter() == part.is_quarter() && last.order() > part.order())
        .map_or((part, end), |found| found);
    Found::period(end, part.of(year)?.through(last.of(year)?))
}

/// A quarter or a half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tag::date) enum Part {
    Quarter(i8),
    Half(i8),
}

impl Part {
    fn of(self, year: i16) -> Option<Period> {
        let (first, last) = self.months();
        Period::months(year, first, last)
    }

    /// Its first and its last month.
    pub(in crate::tag::date) fn months(self) -> (i8, i8) {
        match self {
            Self::Quarter(quarter) => (quarter * 3 - 2, quarter * 3),
            Self::Half(half) => (half * 6 - 5, half * 6),
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
        if self.months().0 <= published.month() || ahead {
            published.year()
        } else {
            published.year() - 1
        }
    }
}

pub(in crate::tag::date) fn code(text: &str, at: usize) -> Option<(Part, usize)> {
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
pub(super) fn coded(text: &str, at: usize, context: Context) -> Option<Found> {
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

/// `1Q25`, `2H2025`, `25Q3`.
pub(super) fn short_quarter(text: &str, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    // `25Q3`
    if let Some((year, end)) = number(text, at).filter(|(_, end)| end - at == 2) {
        let capital = matches!(bytes.get(end), Some(b'Q' | b'H'));
        return if capital { quarter_code(text, end, 2000 + year as i16) } else { None };
    }
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
pub(super) fn fiscal(text: &str, at: usize) -> Option<Found> {
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
pub(super) fn named_part(text: &str, at: usize, context: Context) -> Option<Found> {
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
pub(super) fn with_year(
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
pub(super) fn first_parts(text: &str, at: usize, context: Context) -> Option<Found> {
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

/// `the end of 2025`, `the end of the year`, `the end of the decade`.
pub(super) fn end_of(text: &str, at: usize, context: Context) -> Option<Found> {
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
