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

/// Whether a time may begin with the letters at `at`: told by the first two.
pub(super) fn opens(bytes: &[u8], at: usize) -> bool {
    let second = bytes.get(at + 1).copied().unwrap_or(0).to_ascii_lowercase();
    let third = bytes.get(at + 2).copied().unwrap_or(0).to_ascii_lowercase();
    match bytes[at] {
        // January, June; February, Friday, FY; March, Monday; April, August; September, Sunday …
        b'J' => matches!(second, b'a' | b'u'),
        b'F' => matches!(second, b'e' | b'r' | b'y' | b'i' | b'o'),
        b'M' => matches!(second, b'a' | b'o'),
        b'A' => matches!(second, b'p' | b'u' | b' '),
        b'S' => matches!(second, b'e' | b'a' | b'u' | b'i'),
        b'O' => matches!(second, b'c' | b'n'),
        b'N' => matches!(second, b'o' | b'e' | b'i'),
        b'T' | b't' => matches!(second, b'u' | b'h' | b'o' | b'w' | b'e'),
        b'Q' | b'H' => second.is_ascii_digit(),
        b'C' => second == b'y',
        b'D' | b'W' | b'Y' | b'y' => second == b'e',
        b'L' | b'l' => second == b'a',
        b'E' => matches!(second, b'n' | b'i'),
        b'P' | b'p' => matches!(second, b'a' | b'r'),
        b'f' => matches!(second, b'i' | b'o'),
        b's' | b'n' => matches!(second, b'e' | b'i'),
        b'e' => second == b'n' && third == b'd' || matches!(second, b'i' | b'l'),
        b'o' => second == b'n',
        b'a' => second == b' ' && matches!(third, b'm' | b'w' | b'y'),
        _ => false,
    }
}
