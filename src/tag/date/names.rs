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
    ("eig", false),
    ("ele", false),
    ("end", false),
    ("feb", true),
    ("fif", false),
    ("fin", false),
    ("fir", false),
    ("fis", false),
    ("fiv", false),
    ("fou", false),
    ("fri", true),
    ("fy", true),
    ("h0", false),
    ("ja", true),
    ("ju", true),
    ("las", false),
    ("lat", false),
    ("mar", true),
    ("may", true),
    ("mon", true),
    ("nex", false),
    ("nin", false),
    ("nov", true),
    ("oct", true),
    ("one", false),
    ("pas", false),
    ("pre", false),
    ("q0", false),
    ("sat", true),
    ("sec", false),
    ("sep", true),
    ("sev", false),
    ("six", false),
    ("sun", true),
    ("ten", false),
    ("the c", false),
    ("the d", false),
    ("the e", false),
    ("the f", false),
    ("the l", false),
    ("the n", false),
    ("the p", false),
    ("the s", false),
    ("the t", false),
    ("thi", false),
    ("thr", false),
    ("thu", true),
    ("tod", false),
    ("tom", false),
    ("ton", false),
    ("tue", true),
    ("twe", false),
    ("two", false),
    ("wed", true),
    ("yea", false),
    ("yes", false),
]);
