//! Names of months and weekdays, and words that open a time.

use jiff::civil::Weekday;

use crate::tag::openings::Openings;
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

/// How times begin: months, weekdays, `FY26`, `the past`, numbers, ordinals.
pub(super) static OPENINGS: Openings = Openings::new(&[
    ("apr", true),
    ("aug", true),
    ("a m", false),
    ("a w", false),
    ("a y", false),
    ("cy", true),
    ("dec", true),
    ("eight", false),
    ("eleven", false),
    ("end", false),
    ("feb", true),
    ("fifteen", false),
    ("final", false),
    ("first", false),
    ("fiscal", false),
    ("five", false),
    ("four", false),
    ("friday", true),
    ("fy", true),
    ("h0", false),
    ("jan", true),
    ("jul", true),
    ("jun", true),
    ("last", false),
    ("mar", true),
    ("may", true),
    ("monday", true),
    ("next", false),
    ("nine", false),
    ("nov", true),
    ("oct", true),
    ("one", false),
    ("past", false),
    ("previous", false),
    ("q0", false),
    ("saturday", true),
    ("second", false),
    ("sep", true),
    ("seven", false),
    ("six", false),
    ("sunday", true),
    ("ten", false),
    ("the coming", false),
    ("the day", false),
    ("the end", false),
    ("the final", false),
    ("the first", false),
    ("the following", false),
    ("the fourth", false),
    ("the last", false),
    ("the next", false),
    ("the past", false),
    ("the previous", false),
    ("the second", false),
    ("the third", false),
    ("third", false),
    ("thirty", false),
    ("this", false),
    ("three", false),
    ("thursday", true),
    ("today", false),
    ("tomorrow", false),
    ("tonight", false),
    ("tuesday", true),
    ("twelve", false),
    ("twenty", false),
    ("two", false),
    ("wednesday", true),
    ("yesterday", false),
]);
