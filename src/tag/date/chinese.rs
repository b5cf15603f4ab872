//! Chinese words of time.

use jiff::ToSpan;
use jiff::civil::Weekday;

use super::period::{self, Period, near_year, valid};
use super::{Context, Found, Meaning, looks_ahead, outlook};
use crate::tag::number::number_at;
use crate::tag::word::eat_exact as eat;

/// Whether a time may begin with a character.
pub(super) fn opens(c: char) -> bool {
    matches!(
        c,
        '今' | '过'
            | '最'
            | '未'
            | '大'
            | '后'
            | '去'
            | '明'
            | '前'
            | '本'
            | '上'
            | '下'
            | '昨'
            | '周'
            | '星'
            | '第'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '两'
            | '近'
            | '年'
            | '半'
    )
}

/// What stands at `at`, when it is a time.
pub(super) fn at(text: &str, at: usize, context: Context) -> Option<Found> {
    named_day(text, at, context)
        .or_else(|| year_and_part(text, at, context))
        .or_else(|| part_alone(text, at, context))
        .or_else(|| month_and_day(text, at, None, context))
        .or_else(|| day_alone(text, at, context))
        .or_else(|| counted(text, at, context))
        .or_else(|| duration(text, at))
}

/// A whole number in digits or Chinese numerals.
fn number(text: &str, at: usize) -> Option<(i64, usize)> {
    let found = number_at(text, at).filter(|found| !found.scaled && found.value.fract() == 0.0)?;
    // English number words are not meant here.
    let latin = text[at..].starts_with(|c: char| c.is_ascii_alphabetic());
    (!latin && found.value < 10_000.0).then_some((found.value as i64, found.end))
}

/// `今天`, `昨日`, `上周五`, `周一`, `本周`, `上月`.
fn named_day(text: &str, at: usize, context: Context) -> Option<Found> {
    let today = context.published;
    for (words, by) in [
        ("今天", 0),
        ("今日", 0),
        ("昨天", -1),
        ("昨日", -1),
        ("明天", 1),
        ("明日", 1),
        ("大前天", -3),
        ("前天", -2),
        ("后天", 2),
        ("後天", 2),
    ] {
        if let Some(end) = eat(text, at, words) {
            let day = today.and_then(|day| day.checked_add(i64::from(by).days()).ok());
            return Some(Found::relative(end, day.map(Period::day)));
        }
    }
    for (words, by) in
        [("上个月", -1), ("上月", -1), ("本月", 0), ("当月", 0), ("下个月", 1), ("下月", 1)]
    {
        if let Some(end) = eat(text, at, words) {
            return Some(Found::relative(end, today.and_then(|day| period::month_by(day, by))));
        }
    }
    for (words, by) in
        [("上季度", -1), ("上个季度", -1), ("本季度", 0), ("下季度", 1), ("下个季度", 1)]
    {
        if let Some(end) = eat(text, at, words) {
            return Some(Found::relative(end, today.and_then(|day| period::quarter_by(day, by))));
        }
    }
    let (week, by, start) = [
        ("上周", -1),
        ("上星期", -1),
        ("本周", 0),
        ("这周", 0),
        ("下周", 1),
        ("下星期", 1),
        ("周", 0),
        ("星期", 0),
    ]
    .into_iter()
    .find_map(|(words, by)| eat(text, at, words).map(|end| (words, by, end)))?;
    let named = [
        ("一", Weekday::Monday),
        ("二", Weekday::Tuesday),
        ("三", Weekday::Wednesday),
        ("四", Weekday::Thursday),
        ("五", Weekday::Friday),
        ("六", Weekday::Saturday),
        ("日", Weekday::Sunday),
        ("天", Weekday::Sunday),
    ]
    .into_iter()
    .find_map(|(word, weekday)| eat(text, start, word).map(|end| (weekday, end)));
    let alone = week == "周" || week == "星期";
    match named {
        Some((weekday, end)) => {
            let day = today.and_then(|day| {
                if alone {
                    return period::weekday_before(day, weekday);
                }
                let monday = Period::week(day, by)?.from;
                monday.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok()
            });
            Some(Found::relative(end, day.map(Period::day)))
        }
        None if alone => None,
        None => Some(Found::relative(start, today.and_then(|day| Period::week(day, by)))),
    }
}

/// A year said in numbers or by its distance, and the byte after it.
fn year(text: &str, at: usize, context: Context) -> Option<(Option<i16>, usize)> {
    for (words, by) in
        [("今年", 0), ("本年", 0), ("去年", -1), ("明年", 1), ("前年", -2), ("后年", 2)]
    {
        if let Some(end) = eat(text, at, words) {
            // 今年度 and the like say the same.
            let end = eat(text, end, "度").unwrap_or(end);
            return Some((context.published.map(|day| day.year() + by), end));
        }
    }
    let (value, end) = number(text, at)?;
    let end = eat(text, end, "年")?;
    let written = end - at;
    let year = match value {
        1900..=2099 => value,
        // 25年: of this century, where written in two digits and a month or a part follows.
        10..=49 if written == 2 + '年'.len_utf8() && followed(text, end) => 2000 + value,
        _ => return None,
    };
    Some((Some(year as i16), eat(text, end, "度").unwrap_or(end)))
}

fn followed(text: &str, at: usize) -> bool {
    part(text, at).is_some()
        || number(text, at).is_some_and(|(_, end)| text[end..].starts_with('月'))
}

/// `2025年7月15日`, `去年下半年`, `今年前三季度`, `2025年`, `2026-2035年`.
fn year_and_part(text: &str, at: usize, context: Context) -> Option<Found> {
    if let Some(found) = years(text, at) {
        return Some(found);
    }
    let (year, end) = year(text, at, context)?;
    if let Some((months, behind)) = part(text, end) {
        return Some(Found::relative(
            behind,
            year.and_then(|year| Period::months(year, months.0, months.1)),
        ));
    }
    if let Some(found) = month_and_day(text, end, Some(year), context) {
        return Some(found);
    }
    for (words, months) in [("底", (12, 12)), ("年底", (12, 12)), ("末", (12, 12)), ("初", (1, 1))]
    {
        if let Some(behind) = eat(text, end, words) {
            return Some(Found::relative(
                behind,
                year.and_then(|year| Period::months(year, months.0, months.1)),
            ));
        }
    }
    Some(Found::relative(end, year.and_then(Period::year)))
}

/// `2026-2035年`, `2020至2025年`.
fn years(text: &str, at: usize) -> Option<Found> {
    let (first, end) = number(text, at)?;
    let end = eat(text, end, "年").unwrap_or(end);
    let next = ["至", "到", "-", "—", "–", "~"].iter().find_map(|joint| eat(text, end, joint))?;
    let (last, end) = number(text, next)?;
    let end = eat(text, end, "年")?;
    let known = (1900..2100).contains(&first) && (1900..2100).contains(&last) && first < last;
    known.then_some(())?;
    Found::period(end, Period::year(first as i16)?.through(Period::year(last as i16)?))
}

/// A part of a year as its first and last month: `上半年`, `第三季度`, `前三季度`, `前11个月`, `1-9月`.
fn part(text: &str, at: usize) -> Option<((i8, i8), usize)> {
    for (words, months) in [
        ("上半年", (1, 6)),
        ("下半年", (7, 12)),
        ("全年", (1, 12)),
        ("年初", (1, 1)),
        ("年底", (12, 12)),
        ("年末", (12, 12)),
    ] {
        if let Some(end) = eat(text, at, words) {
            return Some((months, end));
        }
    }
    // `2025年H1`, `25年Q3`
    if let Some((part, end)) = super::english::code(text, at) {
        return Some((part.months(), end));
    }
    let front = eat(text, at, "前");
    let start = front.or_else(|| eat(text, at, "第")).or_else(|| eat(text, at, "首")).unwrap_or(at);
    let (value, end) = number(text, start)?;
    let quarter = ["季度", "个季度", "季"].iter().find_map(|word| eat(text, end, word));
    if let Some(end) = quarter.filter(|_| (1..=4).contains(&value)) {
        let value = value as i8;
        let first = if front.is_some() { 1 } else { value * 3 - 2 };
        return Some(((first, value * 3), end));
    }
    let months = eat(text, end, "个月").filter(|_| front.is_some() && (1..=12).contains(&value));
    if let Some(end) = months {
        return Some(((1, value as i8), end));
    }
    let next = ["-", "—", "–", "至", "到", "~"]
        .iter()
        .find_map(|joint| eat(text, eat(text, end, "月").unwrap_or(end), joint))?;
    let (last, end) = number(text, next)?;
    let end = eat(text, end, "月")?;
    let known = (1..=12).contains(&value) && (1..=12).contains(&last) && value < last;
    (known && !text[end..].starts_with(|c: char| c.is_ascii_digit()))
        .then_some(((value as i8, last as i8), end))
}

/// A part of a year that is not named: the last that began before the article.
fn part_alone(text: &str, at: usize, context: Context) -> Option<Found> {
    let (months, end) = part(text, at)?;
    let period = context.published.and_then(|day| {
        let year = if months.0 <= day.month() || looks_ahead(text, at) {
            day.year()
        } else {
            day.year() - 1
        };
        Period::months(year, months.0, months.1)
    });
    Some(Found::relative(end, period))
}

/// `7月15日`, `7月15日至20日`, `7月`; the year is given, unknown, or the nearest.
fn month_and_day(
    text: &str,
    at: usize,
    year: Option<Option<i16>>,
    context: Context,
) -> Option<Found> {
    let (month, end) = number(text, at).filter(|(month, _)| (1..=12).contains(month))?;
    let end = eat(text, end, "月份").or_else(|| eat(text, end, "月"))?;
    let month = month as i8;
    let near = |day: i8| {
        year.unwrap_or_else(|| {
            context.published.map(|at_| near_year(at_, month, day, outlook(text, at)))
        })
    };
    let Some((from, day_end)) = day(text, end) else {
        return Some(Found::relative(end, near(15).and_then(|year| Period::month(year, month))));
    };
    let joint = ["至", "到", "-", "—", "–", "~"].iter().find_map(|joint| eat(text, day_end, joint));
    let (to, end) = joint
        .and_then(|next| {
            // 7月15日至7月20日
            let next = number(text, next)
                .filter(|(m, _)| *m == i64::from(month))
                .and_then(|(_, e)| eat(text, e, "月"))
                .unwrap_or(next);
            day(text, next)
        })
        .filter(|(to, _)| *to > from)
        .unwrap_or((from, day_end));
    let period = near(from).and_then(|year| {
        Some(Period { from: valid(year, month, from)?, to: valid(year, month, to)? })
    });
    Some(Found::relative(end, period))
}

/// A day with its sign: `15日`, `15号`, or before a dash, `15-20日`.
fn day(text: &str, at: usize) -> Option<(i8, usize)> {
    let (day, end) = number(text, at).filter(|(day, _)| (1..=31).contains(day))?;
    if let Some(end) = eat(text, end, "日").or_else(|| eat(text, end, "号")) {
        return Some((day as i8, end));
    }
    let joint = ["至", "到", "-", "—", "–"].iter().find_map(|joint| eat(text, end, joint))?;
    let (_, last) = number(text, joint)?;
    (eat(text, last, "日").is_some()).then_some((day as i8, end))
}

/// `15日`: of the article's month, or the one before.
fn day_alone(text: &str, at: usize, context: Context) -> Option<Found> {
    let (value, end) = number(text, at).filter(|(day, _)| (1..=31).contains(day))?;
    let end = eat(text, end, "日")?;
    if !text[at..].starts_with(|c: char| c.is_ascii_digit())
        || text[end..].starts_with(['均', '线', '内', '本'])
    {
        return None;
    }
    let found = context.published.and_then(|published| period::last_day(published, value as i8));
    Some(Found::relative(end, found.map(Period::day)))
}

/// `三天前`, `两周后`, `过去五年`, `近三个月`, `未来三年`: counted from the article's day.
fn counted(text: &str, at: usize, context: Context) -> Option<Found> {
    let past = ["过去", "最近", "近"].iter().find_map(|word| eat(text, at, word));
    let future = eat(text, at, "未来");
    let (value, end) =
        number(text, past.or(future).unwrap_or(at)).filter(|(value, _)| *value < 500)?;
    let units = [("个月", "month"), ("年", "year"), ("周", "week"), ("天", "day")];
    let (unit, end) =
        units.iter().find_map(|(word, unit)| eat(text, end, word).map(|end| (*unit, end)))?;
    if past.is_none() && future.is_none() {
        // 2030年前: before a year.
        let before = eat(text, end, "前").map(|end| (end, value));
        let after = || eat(text, end, "后").map(|end| (end, -value));
        let (end, value) = before.or_else(after).filter(|_| value < 100)?;
        return super::english::back(unit, value, context)
            .map(|period| Found::relative(end, period));
    }
    let signed = if future.is_some() { value } else { -value };
    let period = context.published.and_then(|day| period::span_by(day, unit, signed));
    Some(Found::relative(end, period))
}

/// `五年`, `3个月`, `两周`, `90天`.
fn duration(text: &str, at: usize) -> Option<Found> {
    let (value, end) = number(text, at)?;
    let units = [
        ("个月", "M", false),
        ("年", "Y", false),
        ("周", "W", false),
        ("天", "D", false),
        ("小时", "H", true),
        ("个小时", "H", true),
        ("分钟", "M", true),
    ];
    let (letter, time, end) = units
        .iter()
        .find_map(|(word, letter, time)| eat(text, end, word).map(|end| (*letter, *time, end)))?;
    // 第三年, 二年级, 九十年代: no durations.
    let other = text[..at].ends_with('第')
        || text[end..].starts_with(['级', '代', '期', '度'])
        || value == 0
        || value > 500;
    // 两周年: an anniversary.
    let other = other || letter == "W" && text[end..].starts_with('年');
    let half = eat(text, end, "半").filter(|_| letter == "Y");
    let (end, half) = half.map_or((end, ""), |end| (end, "6M"));
    let mark = if time { "PT" } else { "P" };
    let iso = format!("{mark}{value}{letter}{half}");
    (!other).then_some(Found { end, meaning: Meaning::Duration(iso) })
}
