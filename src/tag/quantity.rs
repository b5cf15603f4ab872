//! Quantities: money, percents, counts with their units, multiples.
//!
//! What stands around a number decides: a currency or a unit must be named, else nothing is
//! tagged. Numbers glued to letters (`HBM4`, `AL2601`) are none.

use super::modifier::{Modifiers, modifiers};
use super::number::{Number, digits_at, magnitude_at, number_at, opens_han};
use super::openings::Openings;
use super::rate::per_behind;
use super::starts::{FIGURE, Starts};
use super::units::{Currency, currency_before, currency_behind, unit_behind};
use super::word::{eat, eat_exact, is_word, letters_at, skip_one_space};
use crate::model::{Label, Quantity, Span};
use crate::text::chars::{before, is_han_or_kana, tail};

/// How far before a number the name that it belongs to stands, in bytes.
const NAME: usize = 48;

/// An amount: one value or a range.
#[derive(Debug, Clone, Copy)]
struct Amount {
    end: usize,
    min: f64,
    max: f64,
    /// Whether a magnitude was said.
    scaled: bool,
    digits: bool,
}

/// What an amount is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Money,
    Percent,
    Count,
    Multiple,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Multiple => "multiple",
        }
    }
}

/// A quantity as found, before its words are looked at.
#[derive(Debug, Clone)]
struct Found {
    start: usize,
    end: usize,
    kind: Kind,
    unit: Option<Label>,
    min: f64,
    max: f64,
    per: Option<Label>,
}

/// As [`quantities_at`], for a text by itself.
pub(super) fn quantities(text: &str, taken: &[Span]) -> Vec<Quantity> {
    quantities_at(text, &Starts::of(text), taken)
}

/// The quantities of a claim's text in order; `taken` are spans, in order, that are something else,
/// such as dates.
pub(super) fn quantities_at(text: &str, starts: &Starts, taken: &[Span]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    // The first of the spans that ends behind what is looked at.
    let mut next = 0;
    let mut place = 0;
    while let Some(start) = starts.from(&mut place, at, FIGURE) {
        while taken.get(next).is_some_and(|span| span.end <= start) {
            next += 1;
        }
        if let Some(span) = taken.get(next).filter(|span| span.start <= start) {
            at = span.end;
            continue;
        }
        match quantity_at(text, start) {
            Some(quantity) if taken.get(next).is_none_or(|span| span.start >= quantity.end) => {
                at = quantity.end;
                found.push(finish(text, quantity));
            }
            _ => at = skip_candidate(text, start),
        }
    }
    found
}

/// Whether a quantity may begin at a start: with a digit, a currency, a number word or a Chinese
/// numeral.
pub(super) fn may_open(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'0'..=b'9' | b'$' => true,
        // `.5 percent`
        b'.' => {
            let digit = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            digit && at.checked_sub(1).is_none_or(|before| bytes[before] == b' ')
        }
        b'a'..=b'z' | b'A'..=b'Z' => opens_word(bytes, at),
        0x80.. => text[at..].chars().next().is_some_and(|c| {
            opens_han(c)
                || is_sign(c)
                || ('０'..='９').contains(&c)
                || c == '人'
                || c == '港'
                || text[at..].starts_with("新台")
        }),
        _ => false,
    }
}

fn is_sign(c: char) -> bool {
    matches!(
        c,
        '€' | '£'
            | '￡'
            | '¥'
            | '￥'
            | '＄'
            | '₩'
            | '₹'
            | '₽'
            | '₺'
            | '₫'
            | '₦'
            | '₱'
            | '₴'
            | '₪'
            | '฿'
            | '₸'
    )
}

/// Whether a number word or a currency may begin with the letters at `at`: told by the first few,
/// as most words are neither.
fn opens_word(bytes: &[u8], at: usize) -> bool {
    if bytes[at].is_ascii_uppercase() {
        // `US$`, `A$`, `RMB`, `USD`, `Rs`, `U.S.$`
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        if next == b'$' || next == b's' || next == b'.' || next.is_ascii_uppercase() {
            return true;
        }
    }
    OPENINGS.at(bytes, at)
}

/// How number words begin.
static OPENINGS: Openings = Openings::new(&[
    ("an b", false),
    ("an c", false),
    ("an d", false),
    ("an h", false),
    ("an l", false),
    ("an m", false),
    ("an q", false),
    ("an t", false),
    ("a billion", false),
    ("a crore", false),
    ("a dozen", false),
    ("a hundred", false),
    ("a la", false),
    ("a million", false),
    ("a quad", false),
    ("a thousand", false),
    ("a trillion", false),
    ("eight", false),
    ("eleven", false),
    ("fift", false),
    ("five", false),
    ("forty", false),
    ("four", false),
    ("half", false),
    ("nine", false),
    ("one", false),
    ("seven", false),
    ("six", false),
    ("ten", false),
    ("thirt", false),
    ("three", false),
    ("twe", false),
    ("two", false),
    ("zero", false),
]);

fn skip_candidate(text: &str, start: usize) -> usize {
    let c = text[start..].chars().next();
    if c.is_some_and(|c| c.is_ascii_digit()) {
        return digits_at(text, start).map_or(start + 1, |number| number.end);
    }
    let letters = letters_at(text, start).len();
    start + letters.max(c.map_or(1, char::len_utf8))
}

/// The quantity that starts at `at`.
fn quantity_at(text: &str, at: usize) -> Option<Found> {
    // Most places are digits and number words, which no currency or 百 begins with.
    let first = text.as_bytes()[at];
    if first.is_ascii_digit() || first.is_ascii_lowercase() || first == b'.' {
        return number_first(text, at);
    }
    percent_of_han(text, at).or_else(|| money_before(text, at)).or_else(|| number_first(text, at))
}

/// `百分之十二`, `百分之三点五`.
fn percent_of_han(text: &str, at: usize) -> Option<Found> {
    let start = eat_exact(text, at, "百分之")?;
    // 百分之百
    if let Some(end) = eat_exact(text, start, "百") {
        return Some(Found {
            start: at,
            end,
            kind: Kind::Percent,
            unit: None,
            min: 100.0,
            max: 100.0,
            per: None,
        });
    }
    let number = number_at(text, start)?;
    let (min, max, end) = match range_separator(text, number.end, false) {
        Some(next) => {
            let next = eat_exact(text, next, "百分之").unwrap_or(next);
            let last = number_at(text, next).filter(|last| last.value >= number.value);
            last.map_or((number.value, number.value, number.end), |n| {
                (number.value, n.value, n.end)
            })
        }
        None => (number.value, number.value, number.end),
    };
    Some(Found { start: at, end, kind: Kind::Percent, unit: None, min, max, per: None })
}

/// `$5-6 billion`, `RMB 3.2bn`, `HK$1.2bn`.
fn money_before(text: &str, at: usize) -> Option<Found> {
    let mut currency = currency_before(text, at)?;
    if text[at..].starts_with('$') {
        currency.code = owner_of_dollar(&text[..at]).unwrap_or(currency.code);
    }
    let mut start = skip_one_space(text, currency.end);
    let negative = text[start..].starts_with('-')
        && text[start + 1..].starts_with(|c: char| c.is_ascii_digit());
    start += usize::from(negative);
    // `$(45) million`: less than nothing.
    if let Some(inner) = text[start..].strip_prefix('(') {
        let number = number_at(text, start + 1).filter(|number| number.digits)?;
        let closed = inner[number.end - start - 1..].starts_with(')').then_some(number.end + 1)?;
        let magnitude = magnitude_at(text, closed);
        let end = magnitude.map_or(closed, |magnitude| magnitude.end);
        let value = number.value * magnitude.map_or(1.0, |magnitude| magnitude.factor);
        let amount = Amount { end, min: value, max: value, scaled: false, digits: true };
        return Some(money(text, at, amount, currency.code, -1.0));
    }
    if !text[start..]
        .starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '.')
    {
        return None;
    }
    let mut amount = amount_at(text, start, at, Some(currency))?;
    // `RMB 0.61 cents`, `$5 billion USD`, `$3.7亿美元`.
    let mut factor = 1.0;
    if let Some(behind) = currency_behind(text, amount.end) {
        // 新台币3000万元: 元 is any such unit.
        let same = behind.code == currency.code
            || behind.factor < 1.0
            || text[..behind.end].ends_with('元');
        if same {
            amount.end = behind.end;
            factor = behind.factor;
        }
    }
    let minus = signed(text, at);
    let sign = if negative || minus { -1.0 } else { 1.0 };
    let at = if minus { at - before(text, at).map_or(0, char::len_utf8) } else { at };
    Some(money(text, at, amount, currency.code, sign * factor))
}

/// Whose dollar a sign behind some words is: `Canadian $3m`.
fn owner_of_dollar(head: &str) -> Option<&'static str> {
    const OWNERS: &[(&str, &str)] = &[
        ("Canadian ", "CAD"),
        ("Australian ", "AUD"),
        ("Aus ", "AUD"),
        ("Singapore ", "SGD"),
        ("Hong Kong ", "HKD"),
        ("New Zealand ", "NZD"),
    ];
    OWNERS.iter().find(|(owner, _)| head.ends_with(owner)).map(|(_, code)| *code)
}

/// Whether a minus stands right before a place, behind white space or an opening bracket.
fn signed(text: &str, at: usize) -> bool {
    let head = &text[..at];
    let Some(bare) = head.strip_suffix(['-', '−', '－']) else { return false };
    bare.is_empty()
        || bare.ends_with(['~', '～'])
        || bare.ends_with(is_han_or_kana)
        || bare.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | ':' | '：'))
}

fn money(text: &str, start: usize, amount: Amount, code: &'static str, factor: f64) -> Found {
    // `11.7 billion yuan a year` is an amount, `$20 per month` a rate.
    let loose = text[amount.end..].starts_with(" a ");
    let long = |name: &str| matches!(name, "year" | "quarter" | "month" | "week");
    let per = per_behind(text, amount.end).filter(|per| !(loose && long(&per.name)));
    let (a, b) = (amount.min * factor, amount.max * factor);
    Found {
        start,
        end: per.as_ref().map_or(amount.end, |per| per.end),
        kind: Kind::Money,
        unit: Some(code.into()),
        min: a.min(b),
        max: a.max(b),
        per: per.map(|per| per.name),
    }
}

/// Whether a number is part of a name: `COVID-19`.
fn is_named(text: &str, at: usize) -> bool {
    let head = text[..at].strip_suffix('-');
    head.is_some_and(|head| head.ends_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether the word before a small number names it: `Boeing 737 jets`, `Tier 1 banks`; at the
/// start of a sentence any word has a capital.
fn follows_name(text: &str, at: usize) -> bool {
    let head = tail(text, at, NAME).trim_end();
    let word = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let before = head[..head.len() - word.len()].trim_end();
    word.starts_with(char::is_uppercase)
        && word.ends_with(char::is_alphabetic)
        && !(before.is_empty() || before.ends_with(['.', ':', '!', '?', '-', '”', '"']))
}

/// The minus in words before a number, and where it starts: `minus 12%`, `零下5摄氏度`.
fn minus_before(text: &str, at: usize) -> Option<usize> {
    ["minus ", "Minus ", "negative ", "零下", "负"].iter().find_map(|word| {
        let head = text[..at].strip_suffix(word)?;
        Some(head.len())
    })
}

/// A number first, and what it is of behind it.
fn number_first(text: &str, at: usize) -> Option<Found> {
    // `5 1/2 percent` is no 2 percent.
    let fraction =
        text[..at].ends_with('/') && text[..at - 1].ends_with(|c: char| c.is_ascii_digit());
    if fraction {
        return None;
    }
    if before(text, at).is_some_and(|c| is_word(c) || c == '.' || c == '_')
        && !text[at..].starts_with(is_han_or_kana)
    {
        return None;
    }
    if is_named(text, at) {
        return None;
    }
    let negative = signed(text, at);
    // `-0.5% to 0.5%`: the minus is that of the first alone.
    let amount = if negative { single_at(text, at, None)? } else { amount_at(text, at, at, None)? };
    let negative = amount.digits && negative;
    let (sign, start) =
        if negative { (-1.0, at - before(text, at).map_or(0, char::len_utf8)) } else { (1.0, at) };
    let plus = amount.digits && before(text, at) == Some('+');
    let start = if plus { at - 1 } else { start };
    let (sign, start) = minus_before(text, at).map_or((sign, start), |start| (-1.0, start));
    let found = |end, kind, unit: Option<Label>, factor: f64, per: Option<Label>| {
        let (a, b) = (round(amount.min * sign * factor), round(amount.max * sign * factor));
        Some(Found { start, end, kind, unit, min: a.min(b), max: a.max(b), per })
    };
    if let Some((end, factor)) = percent_behind(text, amount.end) {
        // 七成五: 75 percent.
        let more = text[..end].ends_with('成').then(|| number_at(text, end)).flatten();
        if let Some(more) = more.filter(|more| !more.digits && more.value < 10.0) {
            let value = amount.max * factor + more.value;
            return Some(Found {
                start,
                end: more.end,
                kind: Kind::Percent,
                unit: None,
                min: value,
                max: value,
                per: None,
            });
        }
        return found(end, Kind::Percent, None, factor, None);
    }
    if let Some(currency) = currency_behind(text, amount.end) {
        let amount = Amount { end: currency.end, ..amount };
        return Some(money(text, start, amount, currency.code, sign * currency.factor));
    }
    if let Some(end) = multiple_behind(text, amount.end) {
        return found(end, Kind::Multiple, None, 1.0, None);
    }
    if let Some(unit) = unit_behind(text, amount.end) {
        // `第二座`, `两人`: an ordinal, and people named before.
        let ordinal = !amount.digits && text[..at].ends_with('第');
        if ordinal || !amount.digits && amount.max == 2.0 && unit.name == "person" {
            return None;
        }
        let small =
            amount.digits && !amount.scaled && amount.max < 1000.0 && amount.min == amount.max;
        if small && follows_name(text, at) {
            return None;
        }
        if !amount.digits && !amount.scaled && amount.max < 2.0 {
            return None;
        }
        let people = matches!(unit.name, "person" | "user" | "visitor" | "customer" | "subscriber");
        let per = per_behind(text, unit.end).filter(|_| !people);
        let (end, name) = match per {
            Some(per) if !unit.name.contains('/') => {
                (per.end, format!("{}/{}", unit.name, per.name).into())
            }
            _ => (unit.end, unit.name.into()),
        };
        return found(end, Kind::Count, Some(name), unit.factor, None);
    }
    // `157 per dollar`, `7.24 to the dollar`
    if amount.digits && !amount.scaled && quotes_currency(text, amount.end) {
        return found(amount.end, Kind::Count, None, 1.0, None);
    }
    // `1.5 million` of what the words around it say.
    let bare = amount.scaled && (amount.digits || amount.max >= 1e6);
    let counted = bare && !text[at..].starts_with(is_han_or_kana);
    if counted { found(amount.end, Kind::Count, None, 1.0, None) } else { None }
}

/// Whether a number that ends at `at` is the rate of a currency: `per dollar`, `to the euro`.
fn quotes_currency(text: &str, at: usize) -> bool {
    let rest = text[at..].strip_prefix(' ').unwrap_or_default();
    let rest = ["per ", "to the ", "against the ", "to one ", "a "]
        .iter()
        .find_map(|word| rest.strip_prefix(word));
    let rest = rest.map(|rest| {
        ["US ", "U.S. "].iter().find_map(|owner| rest.strip_prefix(owner)).unwrap_or(rest)
    });
    rest.is_some_and(|rest| {
        matches!(letters_at(rest, 0), "dollar" | "euro" | "greenback" | "pound" | "yen" | "yuan")
    })
}

/// A number, perhaps with a magnitude.
fn single_at(text: &str, at: usize, currency: Option<Currency>) -> Option<Amount> {
    let first = number_at(text, at)?;
    let scale = scale_behind(text, first, currency.is_some());
    let mut value = first.value * scale.map_or(1.0, |(_, factor)| factor);
    let mut end = scale.map_or(first.end, |(end, _)| end);
    if let Some((_, factor)) = scale {
        // `3亿5千万`, `1万2千`: a smaller magnitude adds; `1.5 lakh crore` multiplies.
        let more = number_at(text, end)
            .filter(|more| more.digits && text[..end].ends_with(is_han_or_kana));
        let small = more.and_then(|more| Some((more, magnitude_at(text, more.end)?)));
        if let Some((more, magnitude)) = small.filter(|(_, m)| m.factor < factor && !m.letter) {
            value += more.value * magnitude.factor;
            end = magnitude.end;
        } else if factor == 1e5
            && let Some(crore) = magnitude_at(text, end).filter(|m| m.factor == 1e7 && !m.letter)
        {
            value *= crore.factor;
            end = crore.end;
        }
    }
    Some(Amount {
        end,
        min: value,
        max: value,
        scaled: scale.is_some() || first.scaled,
        digits: first.digits,
    })
}

/// Whether an amount at `at` is by how much something changed, so that what follows `to` is where
/// it got: `rose $200 to $5,600`, `涨0.5元至12.3元`.
fn changes(text: &str, at: usize) -> bool {
    let head = tail(text, at, NAME).trim_end();
    if ["涨", "跌", "升", "降", "增", "减", "上调", "下调", "上涨", "下跌"]
        .iter()
        .any(|w| head.ends_with(w))
    {
        return true;
    }
    let word = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(
        word,
        "rose"
            | "fell"
            | "gained"
            | "lost"
            | "added"
            | "shed"
            | "climbed"
            | "dropped"
            | "jumped"
            | "slid"
            | "slipped"
            | "sank"
            | "soared"
            | "surged"
            | "plunged"
            | "tumbled"
            | "rallied"
            | "up"
            | "down"
            | "increased"
            | "decreased"
            | "declined"
            | "advanced"
            | "eased"
            | "dipped"
            | "by"
            | "raised"
            | "cut"
            | "rises"
            | "falls"
            | "gains"
    )
}

/// A number, perhaps with a magnitude, perhaps the first of a range.
fn amount_at(text: &str, at: usize, opens: usize, currency: Option<Currency>) -> Option<Amount> {
    let first = number_at(text, at)?;
    let scale = scale_behind(text, first, currency.is_some());
    let one = single_at(text, at, currency)?;
    let first_end = one.end;
    // `3.75%-4.00%`
    // `1.5亿元到1.8亿元`
    let han = text[first_end..].starts_with(is_han_or_kana);
    let coin =
        currency_behind(text, first_end).filter(|_| han).map_or(first_end, |found| found.end);
    let percent = percent_behind(text, first_end).map(|(end, _)| end);
    let unit_end = percent.unwrap_or(coin);
    let lead = text[..opens].trim_end();
    let between = lead.ends_with("between") || lead.ends_with("Between");
    let second = range_separator(text, unit_end, between).and_then(|next| {
        let again = currency.and_then(|c| currency_before(text, next).filter(|d| d.code == c.code));
        let start = again.map_or(next, |again| skip_one_space(text, again.end));
        number_at(text, start).filter(|second| second.digits == first.digits)
    });
    let Some(second) = second else { return Some(one) };
    let joined = text[unit_end..].trim_start_matches(' ');
    if joined.starts_with(['t', '至', '到']) && changes(text, opens) {
        return Some(one);
    }
    let second_scale = scale_behind(text, second, currency.is_some());
    let second_factor = second_scale.map(|(_, factor)| factor);
    let first_factor = scale.map(|(_, factor)| factor);
    let min = first.value * first_factor.or(second_factor).unwrap_or(1.0);
    let max = second.value * second_factor.or(first_factor).unwrap_or(1.0);
    // `2025-26`, `5-1`: no range.
    if max < min {
        return Some(one);
    }
    let end = second_scale.map_or(second.end, |(end, _)| end);
    // `4.5% to 83 cents`: two figures of which the first has a unit of its own.
    let unit_of =
        |from: usize| percent_behind(text, from).map(|(end, _)| text[..end].ends_with(['%', '％']));
    let apart = percent.is_some() && unit_of(end) != unit_of(first_end)
        || coin > first_end && currency_behind(text, end).is_none();
    if apart {
        return Some(one);
    }
    Some(Amount {
        end,
        min,
        max,
        scaled: scale.is_some() || second_scale.is_some(),
        digits: first.digits,
    })
}

/// The magnitude behind a number; a single letter counts behind a currency, or glued to digits
/// before a word that says what is counted.
fn scale_behind(text: &str, number: Number, money: bool) -> Option<(usize, f64)> {
    if number.scaled {
        return None;
    }
    let magnitude = magnitude_at(text, number.end)?;
    if magnitude.letter {
        let glued = magnitude.end == number.end + 1 || magnitude.end == number.end + 2;
        let capital = text[number.end..].starts_with(['K', 'M', 'B']);
        let counted = capital
            && text[magnitude.end..].starts_with(' ')
            && text[magnitude.end + 1..].starts_with(char::is_lowercase);
        let money = money || currency_behind(text, magnitude.end).is_some();
        if !(money || glued && (counted || text.as_bytes()[number.end] == b'k')) {
            return None;
        }
    }
    Some((magnitude.end, magnitude.factor))
}

/// Where the second number of a range begins.
fn range_separator(text: &str, at: usize, between: bool) -> Option<usize> {
    let start = skip_one_space(text, at);
    let spaced = start > at;
    for sign in ["-", "–", "—", "~", "～", "至", "到"] {
        if let Some(rest) = text[start..].strip_prefix(sign) {
            let next = text.len() - rest.len();
            let number = skip_one_space(text, next);
            // `5 -3`: a negative number.
            let odd = spaced != (number > next) && sign != "至" && sign != "到";
            return (!odd).then_some(number);
        }
    }
    let joint =
        eat(text, start, "to").or_else(|| between.then(|| eat(text, start, "and")).flatten())?;
    let next = skip_one_space(text, joint);
    (spaced && next > joint).then_some(next)
}

/// The end of a percent sign or word behind a number, and its factor: a basis point is 0.01.
fn percent_behind(text: &str, at: usize) -> Option<(usize, f64)> {
    let start = skip_one_space(text, at);
    match text.as_bytes().get(start) {
        Some(b'%') => return Some((start + 1, 1.0)),
        Some(b'p' | b'P' | b'b' | b'B' | b'-' | 0x80..) => {}
        _ => return None,
    }
    for (sign, factor) in [
        ("%", 1.0),
        ("％", 1.0),
        ("个百分点", 1.0),
        ("個百分點", 1.0),
        ("百分点", 1.0),
        ("个基点", 0.01),
        ("個基點", 0.01),
        ("基点", 0.01),
        ("点子", 0.01),
        ("點子", 0.01),
        ("厘", 1.0),
        ("成", 10.0),
    ] {
        if let Some(rest) = text[start..].strip_prefix(sign) {
            // 三成为, 五成立: other words.
            let word = sign == "成"
                && rest.starts_with([
                    '为', '為', '立', '功', '本', '员', '了', '长', '交', '果', '熟', '绩', '績',
                ]);
            let word = word || sign == "厘" && rest.starts_with(is_han_or_kana);
            let latin = sign == "成" && !text[..at].ends_with(is_han_or_kana);
            return (!(word || latin)).then_some((start + sign.len(), factor));
        }
    }
    let start = if text[at..].starts_with('-') { at + 1 } else { start };
    for (name, factor) in [
        ("percentage points", 1.0),
        ("percentage point", 1.0),
        ("percentage-point", 1.0),
        ("basis points", 0.01),
        ("basis point", 0.01),
        ("basis-point", 0.01),
        ("percent", 1.0),
        ("per cent", 1.0),
        ("pct", 1.0),
        ("pc", 1.0),
        ("ppts", 1.0),
        ("ppt", 1.0),
        ("pps", 1.0),
        ("pp", 1.0),
        ("bps", 0.01),
        ("bp", 0.01),
    ] {
        if let Some(end) = eat(text, start, name) {
            return Some((end, factor));
        }
    }
    None
}

/// `3x`, `3 times`, `3-fold`, `3倍`.
fn multiple_behind(text: &str, at: usize) -> Option<usize> {
    for sign in ["倍", "×"] {
        if text[at..].starts_with(sign) {
            return Some(at + sign.len());
        }
    }
    if let Some(end) = eat(text, at, "x") {
        // `3x3`, `4x4`: no multiple.
        return Some(end);
    }
    let start = if text[at..].starts_with('-') { at + 1 } else { skip_one_space(text, at) };
    if let Some(end) = eat(text, start, "fold") {
        return Some(end);
    }
    eat(text, start, "times")
}

/// A figure without the noise of binary fractions.
fn round(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let digits = 12 - value.abs().log10().floor() as i32;
    if !(0..=300).contains(&digits) {
        return value;
    }
    let scale = 10_f64.powi(digits);
    let rounded = (value * scale).round() / scale;
    if rounded.is_finite() { rounded } else { value }
}

fn finish(text: &str, found: Found) -> Quantity {
    let Modifiers { approx, bound } = modifiers(text, found.start, found.end);
    Quantity {
        kind: found.kind.name().into(),
        unit: found.unit,
        min: round(found.min),
        max: round(found.max),
        approx,
        bound: bound.map(Into::into),
        per: found.per,
        text: text[found.start..found.end].to_owned(),
        mention: Span::new(found.start, found.end),
    }
}
