//! Dates, periods and durations that a claim speaks of.
//!
//! A relative date is counted from the day on which the article was published; without that it
//! stays unknown. Of a day without a year the nearest is meant.

mod chinese;
mod english;
mod names;
mod period;
mod range;

use jiff::civil::Date;

use super::starts::{DATE, Starts};
use super::word::is_word;
use crate::model::{Published, Span, When};
use crate::text::chars::{before, is_han_or_kana};
use period::{Outlook, Period};

/// How far before a date the words that look ahead stand, in bytes.
const AHEAD: usize = 60;

/// What a date is counted from.
#[derive(Debug, Clone, Copy)]
struct Context {
    published: Option<Date>,
}

/// What was found at some place.
#[derive(Debug, Clone)]
struct Found {
    end: usize,
    meaning: Meaning,
}

/// What words of time mean.
#[derive(Debug, Clone)]
enum Meaning {
    Period(Period),
    /// An ISO 8601 duration.
    Duration(String),
    /// A time that cannot be told without more knowledge.
    Unknown,
}

impl Found {
    fn period(end: usize, period: Option<Period>) -> Option<Self> {
        Some(Self { end, meaning: Meaning::Period(period?) })
    }

    /// A period that is known only where the article's date is.
    fn relative(end: usize, period: Option<Period>) -> Self {
        Self { end, meaning: period.map_or(Meaning::Unknown, Meaning::Period) }
    }
}

/// As [`dates_at`], for a text by itself.
pub(super) fn dates(text: &str, published: Option<&Published>) -> Vec<When> {
    dates_at(text, &Starts::of(text), published)
}

/// The dates of a claim's text in order.
pub(super) fn dates_at(text: &str, starts: &Starts, published: Option<&Published>) -> Vec<When> {
    let context =
        Context { published: published.and_then(|day| day.as_str().get(..10)?.parse().ok()) };
    let mut found = Vec::new();
    let mut at = 0;
    let mut next = 0;
    while let Some(start) = starts.from(&mut next, at, DATE) {
        match date_at(text, start, context) {
            Some(date) => {
                let date = range::joined(text, start, &date, context).unwrap_or(date);
                at = date.end;
                found.push(finish(text, start, date));
            }
            None => at = skip(text, start),
        }
    }
    found
}

fn date_at(text: &str, at: usize, context: Context) -> Option<Found> {
    if !text.as_bytes()[at].is_ascii() {
        return chinese::at(text, at, context);
    }
    // `2025年`, `1-9月`, `7月`
    let bare = text[at..].trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = at + bare.len() < text.len()
        && bare.starts_with(|c: char| is_han_or_kana(c) || "-—–~".contains(c));
    let found = if counted { chinese::at(text, at, context) } else { None };
    found.or_else(|| english::at(text, at, context))
}

/// Whether a date may begin with the word, the number or the character at `at`.
pub(super) fn may_open(text: &str, at: usize) -> bool {
    let byte = text.as_bytes()[at];
    match byte {
        b'0'..=b'9' => true,
        _ if byte.is_ascii_alphabetic() => names::OPENINGS.at(text.as_bytes(), at),
        0x80.. => text[at..].chars().next().is_some_and(chinese::opens),
        _ => false,
    }
}

fn skip(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let first = rest.chars().next().map_or(1, char::len_utf8);
    if first > 1 {
        return at + first;
    }
    at + rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len()).max(1)
}

/// Whether the words before a date look ahead.
fn looks_ahead(text: &str, at: usize) -> bool {
    outlook(text, at) == Outlook::Ahead
}

/// Where the words before a date look: `will open in May`, `opened in May`.
fn outlook(text: &str, at: usize) -> Outlook {
    let head = crate::text::chars::tail(text, at, AHEAD);
    let sentence = head.rsplit(['.', ';', '。']).next().unwrap_or(head);
    let words = || sentence.split(|c: char| !c.is_alphanumeric());
    // What holds since a day began before.
    let last = words().rfind(|word| !word.is_empty());
    if last.is_some_and(|word| word.eq_ignore_ascii_case("since")) {
        return Outlook::Back;
    }
    let is_past = |word: &str| word.len() > 4 && word.ends_with("ed") || PAST.contains(&word);
    let past = words().any(is_past);
    let rest = &text[at..text.ceil_char_boundary((at + BEHIND).min(text.len()))];
    // `sales from June 3 to 5 rose`
    let clause = rest.split([',', ';', '.']).next().unwrap_or(rest);
    let done = past || clause.split(|c: char| !c.is_alphanumeric()).any(is_past);
    let ahead =
        words().any(|word| {
            matches!(
                word,
                "will"
                    | "would"
                    | "starting"
                    | "effective"
                    | "expected"
                    | "expects"
                    | "agreed"
                    | "plan"
                    | "plans"
                    | "planned"
                    | "pledged"
                    | "scheduled"
                    | "due"
                    | "next"
                    | "upcoming"
                    | "should"
                    | "may"
                    | "could"
                    | "might"
            ) || matches!(word, "from" | "by" | "until") && !done
        }) || ["将", "拟", "预计", "计划", "即将"].iter().any(|word| sentence.contains(word));
    if ahead {
        return Outlook::Ahead;
    }
    // `said a December cut was near`: what a date qualifies may lie ahead all the same.
    if past && last.is_some_and(|word| matches!(word, "in" | "on" | "and" | "from" | "to")) {
        return Outlook::Back;
    }
    // `1月出口同比增长`, `2月10日完成交割`
    if DONE.iter().any(|word| rest.contains(word)) {
        return Outlook::Back;
    }
    Outlook::Unknown
}

/// How far behind a date its words are looked at, in bytes.
const BEHIND: usize = 48;

/// What Chinese texts say of what is over.
const DONE: &[&str] = &["同比", "环比", "完成", "公布", "发布", "以来", "创下", "收于"];

/// Verbs of the past that do not end in `ed`.
const PAST: &[&str] = &[
    "beat", "became", "began", "bought", "broke", "brought", "built", "came", "chose", "cut",
    "did", "drew", "drove", "fell", "flew", "gave", "got", "grew", "had", "held", "hit", "kept",
    "led", "left", "lost", "made", "met", "paid", "quit", "ran", "rose", "sank", "saw", "sent",
    "set", "shook", "shut", "slid", "sold", "sought", "spent", "spoke", "struck", "took", "was",
    "went", "were", "won", "wrote",
];

fn finish(text: &str, start: usize, found: Found) -> When {
    let (mut from, mut to, mut duration) = (None, None, None);
    match found.meaning {
        Meaning::Period(period) => {
            from = Some(period.from.to_string());
            to = Some(period.to.to_string());
        }
        Meaning::Duration(iso) => duration = Some(iso),
        Meaning::Unknown => {}
    }
    let bound = if duration.is_some() { None } else { bound(text, start, found.end) };
    When {
        from,
        to,
        duration,
        bound: bound.map(Into::into),
        text: text[start..found.end].to_owned(),
        mention: Span::new(start, found.end),
    }
}

/// `since` or `by`, where the words before or behind a date say so.
fn bound(text: &str, start: usize, end: usize) -> Option<&'static str> {
    let head = text[..start].trim_end();
    let part = [" the", " end-", " mid-", " early", " late"];
    let head = part.iter().find_map(|part| head.strip_suffix(part)).unwrap_or(head).trim_end();
    let says = |word: &str| {
        head.len() >= word.len()
            && head.is_char_boundary(head.len() - word.len())
            && head[head.len() - word.len()..].eq_ignore_ascii_case(word)
            && before(head, head.len() - word.len()).is_none_or(|c| !is_word(c))
    };
    let rest = &text[end..];
    if says("since") || head.ends_with('自') || rest.starts_with("以来") || rest.starts_with("起")
    {
        return Some("since");
    }
    if says("by")
        || says("until")
        || says("before")
        || rest.starts_with("之前")
        || rest.starts_with("前")
    {
        return Some("by");
    }
    None
}
