//! Periods of the calendar.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

/// So many days ahead a date may be though the words look back: news is dated ahead at times.
const SOON: i32 = 3;

/// The first and the last day of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Date,
    pub(super) to: Date,
}

impl Period {
    pub(super) fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        Self::months(year, 1, 12)
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        Self::months(year, month, month)
    }

    pub(super) fn quarter(year: i16, quarter: i8) -> Option<Self> {
        (1..=4).contains(&quarter).then_some(())?;
        Self::months(year, quarter * 3 - 2, quarter * 3)
    }

    /// Whole months of a year.
    pub(super) fn months(year: i16, first: i8, last: i8) -> Option<Self> {
        let from = Date::new(year, first, 1).ok()?;
        let to = Date::new(year, last, 1).ok()?.last_of_month();
        Some(Self { from, to })
    }

    /// The week, Monday to Sunday, that lies so many weeks from a day's.
    pub(super) fn week(day: Date, by: i64) -> Option<Self> {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        let from = day.checked_add((by * 7 - back).days()).ok()?;
        Some(Self { from, to: from.checked_add(6.days()).ok()? })
    }

    /// The same days so many years later.
    pub(super) fn years_on(self, by: i16) -> Option<Self> {
        Some(Self { from: years_on(self.from, by)?, to: years_on(self.to, by)? })
    }

    /// From the start of one to the end of another, when that is later.
    pub(super) fn through(self, other: Self) -> Option<Self> {
        (other.to >= self.from).then_some(Self { from: self.from, to: other.to })
    }
}

/// The same day so many years later.
pub(super) fn years_on(day: Date, by: i16) -> Option<Date> {
    day.checked_add(i64::from(by).years()).ok()
}

/// A month so many months from a day's.
pub(super) fn month_by(day: Date, by: i64) -> Option<Period> {
    let first = day.first_of_month().checked_add(by.months()).ok()?;
    Period::month(first.year(), first.month())
}

/// A quarter so many quarters from a day's.
pub(super) fn quarter_by(day: Date, by: i64) -> Option<Period> {
    let first = day.first_of_month().checked_add((by * 3).months()).ok()?;
    Period::quarter(first.year(), (first.month() - 1) / 3 + 1)
}

/// The last such weekday, that day itself included.
pub(super) fn weekday_before(day: Date, weekday: Weekday) -> Option<Date> {
    let back = i64::from(weekday.until(day.weekday()));
    day.checked_sub(back.days()).ok()
}

/// Where the words around a date look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    Ahead,
    Back,
    Unknown,
}

/// How many days ahead a date may lie that is not said to do so.
const SHORTLY: i32 = 60;

/// The year of a day in a month that names none: the last one where the words look back, the
/// nearest where they look ahead; else the nearest too, the past counting half the distance.
pub(super) fn near_year(published: Date, month: i8, day: i8, outlook: Outlook) -> i16 {
    let days = |year: i16| {
        let there = Date::new(year, month, day.min(28)).unwrap_or(published);
        published.until(there).map_or(0, |span| span.get_days())
    };
    let year = published.year();
    let all = [year + 1, year, year - 1];
    let distance = |year: &i16| match days(*year) {
        ahead if ahead > 0 && outlook == Outlook::Unknown => ahead * 2,
        days => days.abs(),
    };
    match outlook {
        Outlook::Back => all.into_iter().find(|year| days(*year) <= SOON).unwrap_or(year),
        // What is not said to lie ahead does so only shortly.
        Outlook::Unknown => {
            let near = all.into_iter().filter(|year| days(*year) <= SHORTLY);
            near.min_by_key(distance).unwrap_or(year)
        }
        _ => all.into_iter().min_by_key(distance).unwrap_or(year),
    }
}

/// A day so many units away: `day`, `week`, `month`, `quarter`, `year` or `decade`.
pub(super) fn moved(day: Date, unit: &str, by: i64) -> Option<Date> {
    let span = match unit {
        "day" => Span::new().try_days(by),
        "week" => Span::new().try_weeks(by),
        "month" => Span::new().try_months(by),
        "quarter" => Span::new().try_months(by * 3),
        "year" => Span::new().try_years(by),
        "decade" => Span::new().try_years(by * 10),
        _ => return None,
    };
    day.checked_add(span.ok()?).ok()
}

/// Whether [`moved`] knows a unit.
pub(super) fn is_unit(unit: &str) -> bool {
    matches!(unit, "day" | "week" | "month" | "quarter" | "year" | "decade")
}

/// The time between a day and the one so many units away.
pub(super) fn span_by(day: Date, unit: &str, by: i64) -> Option<Period> {
    let other = moved(day, unit, by)?;
    Some(Period { from: day.min(other), to: day.max(other) })
}

/// The last such day of a month, that of the article included.
pub(super) fn last_day(published: Date, day: i8) -> Option<Date> {
    let before = published.first_of_month().checked_sub(1.month()).ok()?;
    valid(published.year(), published.month(), day)
        .filter(|this| *this <= published)
        .or_else(|| valid(before.year(), before.month(), day))
}

/// A day that exists.
pub(super) fn valid(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|day| *day >= date(1000, 1, 1))
}
