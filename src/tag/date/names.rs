//! Names of months and weekdays, and words that open a time.

use jiff::civil::Weekday;

use crate::tag::word::fold;

/// The month that a capitalised word names, its point left out.
pub(super) fn month(word: &str) -> Option<i8> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) || word.len() < 3 {
        return None;
    }
    Some(match fold(word).as_str() {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// The weekday that a capitalised word names.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    Some(match fold(word).as_str() {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// A small number or an ordinal in words.
pub(super) fn count(word: &str) -> Option<i64> {
    Some(match word {
        "a" | "an" | "one" | "first" => 1,
        "two" | "second" => 2,
        "three" | "third" => 3,
        "four" | "fourth" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "fifteen" => 15,
        "twenty" => 20,
        "thirty" => 30,
        _ => return None,
    })
}

/// Whether a time may begin with the letters at `at`: told by the first three.
pub(super) fn opens(bytes: &[u8], at: usize) -> bool {
    let lower = |by: usize| bytes.get(at + by).map_or(0, u8::to_ascii_lowercase);
    match (lower(0), lower(1), lower(2)) {
        // Months, weekdays, `FY26`, `CY26`
        (b'j', b'a' | b'u', _)
        | (b'f', b'e', b'b')
        | (b'f', b'r', b'i')
        | (b'm', b'a', b'r' | b'y')
        | (b'm', b'o', b'n')
        | (b'a', b'p', b'r')
        | (b'a', b'u', b'g')
        | (b's', b'e', b'p')
        | (b's', b'a', b't')
        | (b's', b'u', b'n')
        | (b'o', b'c', b't')
        | (b'n', b'o', b'v')
        | (b'd', b'e', b'c')
        | (b'w', b'e', b'd')
        | (b't', b'u', b'e')
        | (b't', b'h', b'u')
        | (b'f' | b'c', b'y', _) => bytes[at].is_ascii_uppercase(),
        // `the past`, `the last`, `the next`, `the coming`, `the first`, `the end`, `the day before`
        (b't', b'h', b'e') => {
            lower(3) == b' '
                && matches!(lower(4), b'p' | b'l' | b'n' | b'c' | b'f' | b'e' | b'd' | b's' | b't')
        }
        (b'q' | b'h', second, _) => second.is_ascii_digit(),
        (b't', b'h', third) => matches!(third, b'i' | b'r'),
        (b't', b'o', third) => matches!(third, b'd' | b'm' | b'n'),
        (b't', b'w', third) => matches!(third, b'o' | b'e'),
        (b't', b'e', third) | (b'n', b'i', third) => third == b'n',
        (b'y', b'e', third) => matches!(third, b's' | b'a'),
        (b'l', b'a', third) => matches!(third, b's' | b't'),
        (b'e', b'n', third) => third == b'd',
        (b'e', b'i', third) => third == b'g',
        (b'e', b'l', third) | (b'p', b'r', third) | (b'o', b'n', third) => third == b'e',
        (b'p', b'a', third) => third == b's',
        (b'f', b'i', third) => matches!(third, b'r' | b'v' | b'f' | b'n' | b's'),
        (b'f', b'o', third) => third == b'u',
        (b's', b'e', third) => matches!(third, b'c' | b'v'),
        (b's', b'i', third) | (b'n', b'e', third) => third == b'x',
        (b'a', b' ', third) => matches!(third, b'm' | b'w' | b'y'),
        _ => false,
    }
}
