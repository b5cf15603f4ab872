//! Points: of a sentence, an abbreviation, a number or a list.

use super::{skip_openers, word_at, word_before};
use crate::text::abbreviations::{Abbreviation, abbreviation, opens_sentence};
use crate::text::chars::{after, before, is_han_or_kana, skip_space, tail};

/// A sentence of so few words before a time of day has only begun: `At 5 a.m. Mr. Smith …`.
pub(super) const BEGUN: usize = 8;
/// How far back an open bracket is looked for, in bytes.
const BRACKET: usize = 200;

/// Whether the point at `at`, followed by white space and something that can open a sentence,
/// ends one.
pub(super) fn point_end(
    text: &str,
    at: usize,
    start: usize,
    end: usize,
    next: usize,
    follower: char,
) -> bool {
    let word = word_before(text, at);
    // Behind a bullet the bullet's first word decides.
    let opener = text[next..].strip_prefix("- ").map_or(next, |_| skip_space(text, next + 2));
    let opener = skip_openers(text, opener);
    let next_word = word_at(text, opener);
    let opening = opens_sentence(next_word);
    // A closing quote or bracket between the point and the next word: no abbreviation goes on.
    if end > at + 1 && !word.contains('.') {
        return !is_listing(text, at, start, word);
    }
    if is_listing(text, at, start, word) || goes_on(text, at, next, word, next_word) {
        return false;
    }
    // `It's Japan's. 東京で`: what an apostrophe parts from its word is no initial.
    let parted = text[..at - word.len()].ends_with(['\'', '’']);
    let mut letters = word.chars();
    if parted {
        return true;
    }
    if let (Some(single), None) = (letters.next(), letters.next())
        && single.is_alphabetic()
        && !is_han_or_kana(single)
    {
        if single == 'p' || single == 'c' || single == 'v' || single == 'n' {
            return !follower.is_ascii_digit() && opening;
        }
        // `5,800 K. Recent`, `20 m. People`: a unit.
        let measured =
            text[..at - word.len()].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit())
                || text[..at - word.len()].ends_with('/');
        if measured && at > word.len() && !follower.is_ascii_digit() {
            return true;
        }
        let initial = next_word.len() == 1 && text[opener + next_word.len()..].starts_with('.');
        return opening
            && !initial
            && (single != 'I' || before_is_lower(text, at, word))
            && next_word != "I";
    }
    if word.contains('.') {
        let begun = begins_with_time(&text[start..at]);
        let zoned = text[opener + next_word.len()..].starts_with('.') && next_word.len() == 1;
        let zoned = zoned || text[next..].starts_with('(') && word.to_lowercase().ends_with(".m");
        return !zoned && dotted_end(word, next_word, opening, begun);
    }
    if matches!(word, "ft" | "lb" | "lbs" | "oz" | "hrs" | "yrs" | "sq")
        && text[..at - word.len()].trim_end().ends_with(|c: char| c.is_ascii_digit())
    {
        return follower.is_uppercase();
    }
    match abbreviation(word) {
        // `40 Elm St. You cannot miss it`
        Some(Abbreviation::Leading) if word == "St" => {
            let before = text[..at - word.len()].trim_end();
            let name = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            opening && name.starts_with(char::is_uppercase) && next_word.len() > 1
        }
        Some(Abbreviation::Leading) => false,
        Some(Abbreviation::Numbered) => !(follower.is_ascii_digit() || is_roman(next_word)),
        Some(Abbreviation::Trailing) if is_plain_word(word) => true,
        Some(Abbreviation::Trailing) => opening || (word == "etc" && follower.is_uppercase()),
        None => true,
    }
}

/// Whether what stands around a point says that it ends no sentence, whatever its word.
fn goes_on(text: &str, at: usize, next: usize, word: &str, next_word: &str) -> bool {
    let rest = &text[next..];
    let numbered = rest.starts_with(|c: char| c.is_ascii_digit());
    let short = |word: &str| (2..=5).contains(&word.len()) && word.starts_with(char::is_uppercase);
    if numbered {
        // `1 Cor. 13:4`; `(pop. 2,140)`: inside a bracket that opened in this sentence.
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let verse = rest[digits..].starts_with(':')
            && rest[digits + 1..].starts_with(|c: char| c.is_ascii_digit());
        let head = tail(text, at, BRACKET);
        let open = head.rfind('(').is_some_and(|open| {
            !head[open..].contains(')') && open > 0 && !head[open..].contains(". ")
        });
        return verse && word.starts_with(char::is_uppercase) || open;
    }
    // `3 in. (8 cm)`
    if rest.starts_with('(') && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        let head = text[..at - word.len()].trim_end();
        return word.len() <= 4 && head.ends_with(|c: char| c.is_ascii_digit());
    }
    // `J. Am. Chem. Soc. 63`: short words with points in a row.
    short(word)
        && short(next_word)
        && rest.strip_prefix(next_word).is_some_and(|behind| behind.starts_with('.'))
        && abbreviation(next_word).is_none()
        && !opens_sentence(next_word)
        && text[..at - word.len()].trim_end().ends_with('.')
}

/// Words that are abbreviations only when capitalised: months, states, `sun`, `max`.
pub(super) fn is_plain_word(word: &str) -> bool {
    matches!(
        word,
        "mar"
            | "sun"
            | "sat"
            | "wed"
            | "mon"
            | "max"
            | "min"
            | "ill"
            | "mass"
            | "miss"
            | "la"
            | "pa"
            | "del"
            | "est"
            | "ore"
            | "wash"
            | "temp"
            | "mo"
            | "int"
            | "ext"
            | "ed"
            | "md"
            | "trans"
            | "conn"
            | "fri"
            | "ind"
            | "et"
            | "dist"
            | "va"
    )
}

pub(super) fn before_is_lower(text: &str, at: usize, word: &str) -> bool {
    text[..at - word.len()].trim_end().chars().next_back().is_some_and(char::is_lowercase)
}

/// `U.S.`, `p.m.`, `Ph.D.`, `e.g.`
pub(super) fn dotted_end(word: &str, next_word: &str, opening: bool, begun: bool) -> bool {
    let folded: String = word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect();
    if matches!(folded.as_str(), "eg" | "ie" | "cf" | "vs" | "viz") {
        return false;
    }
    let parts = word.split('.').filter(|part| !part.is_empty());
    // `3.5`, `v2.1.3`, `sec.gov`: no abbreviation, an ordinary last word.
    let short = parts.clone().all(|part| part.chars().count() <= 2)
        && parts.clone().all(|part| part.chars().all(char::is_alphabetic));
    if !short {
        // `Jane M.Smith` and the like go on; numbers and addresses end.
        return true;
    }
    if matches!(folded.as_str(), "am" | "pm") {
        let is_title = abbreviation(next_word) == Some(Abbreviation::Leading);
        let goes_on = is_zone(next_word) || next_word.is_empty();
        return opening || !(goes_on || is_title && begun);
    }
    // A degree or an era closes what it belongs to.
    let closes = matches!(folded.as_str(), "phd" | "llm" | "llb" | "bc" | "bce" | "ad" | "ce");
    opening || closes && !begun && next_word.starts_with(char::is_uppercase)
}

/// Whether a sentence has said no more than when: `On Monday at 6 a.m.`
pub(super) fn begins_with_time(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let first = words.next().unwrap_or_default();
    let when =
        ["About", "Around", "At", "By", "Early", "In", "Late", "On", "Shortly"].contains(&first);
    when && words.take(BEGUN).count() < BEGUN
}

/// What follows a time of day: a zone, a day, a month.
pub(super) fn is_zone(word: &str) -> bool {
    let shouted = word.len() >= 2 && word.len() <= 4 && word.chars().all(char::is_uppercase);
    shouted
        || matches!(
            word,
            "Eastern"
                | "Pacific"
                | "Central"
                | "Mountain"
                | "Beijing"
                | "Tokyo"
                | "London"
                | "Hong"
                | "New"
                | "Moscow"
                | "Singapore"
                | "Local"
                | "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
                | "January"
                | "February"
                | "March"
                | "April"
                | "May"
                | "June"
                | "July"
                | "August"
                | "September"
                | "October"
                | "November"
                | "December"
        )
}

pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() < 6 && word != "I" && word.bytes().all(|b| b"IVXLC".contains(&b))
}

/// `1. First`, `(a). First`: a number that opens its sentence counts the items of a list.
pub(super) fn is_listing(text: &str, at: usize, start: usize, word: &str) -> bool {
    // The word may reach back over the start where Han and Latin stand together.
    let lead = text.get(start..at - word.len()).unwrap_or_default();
    let opens = lead.trim().trim_matches(['-', '(', '*', '•']).is_empty();
    let line = text[..at - word.len()].trim_end_matches([' ', '*', '(']).ends_with('\n');
    let counts = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
        || word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase())
        || is_roman(word);
    !word.is_empty() && counts && (opens || line)
}

/// A point with no space behind it: `3.5`, `www.x.y`, `end.Next`, `end。` before Han, `end.12 Next`.
pub(super) fn glued_end(text: &str, at: usize, end: usize, follower: char) -> Option<usize> {
    if end > at + 1 {
        // Behind a closing mark: `…."Next`.
        let bracket = before(text, end).is_some_and(|c| matches!(c, ')' | '）' | ']'));
        let closed = follower.is_uppercase() || is_han_or_kana(follower) && !bracket;
        return (closed && before(text, at).is_some_and(char::is_alphabetic)).then_some(end);
    }
    let word = word_before(text, at);
    if is_han_or_kana(follower) {
        let han = before(text, at).is_some_and(is_han_or_kana);
        let ordinary = !word.contains('.') && word.len() > 1 && abbreviation(word).is_none();
        return (han || ordinary && !word.bytes().all(|b| b.is_ascii_digit())).then_some(end);
    }
    let lower = word.len() > 1 && word.chars().all(char::is_lowercase);
    if follower.is_ascii_digit() && lower {
        // A footnote's number behind the stop.
        let digits = text[end..].bytes().take_while(u8::is_ascii_digit).count();
        let next = skip_space(text, end + digits);
        let opens = next > end + digits && after(text, next).is_some_and(char::is_uppercase);
        let worded = word.len() >= 4 || opens_sentence(word_at(text, next));
        return (digits <= 2 && opens && worded).then_some(end + digits);
    }
    let next_word = word_at(text, end);
    let token = tail(text, at, 200).rsplit(char::is_whitespace).next().unwrap_or_default();
    let titled = abbreviation(next_word) == Some(Abbreviation::Leading);
    let plain = !token.contains(['@', '/', '\\', '_', '.'])
        && (titled || !text[end + next_word.len()..].starts_with(['.', '/', '@', '(', '_']));
    (lower
        && plain
        && follower.is_uppercase()
        && (titled || opens_sentence(next_word) || next_word.len() > 3))
        .then_some(end)
}
