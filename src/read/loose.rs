//! Bullets that nothing closes: ` - ` behind a claim that has neither a stop nor a citation.
//!
//! A dash between spaces also stands in `2750 - 2950`, `year - on - year`, `Japan - China ties` and
//! between clauses. A line is read as holding such bullets only when enough of its dashes can be
//! nothing else; then the doubtful ones follow, and so do headings that stand unmarked between a
//! claim and a dash.

use super::heading::{self, Context};
use crate::model::Span;
use crate::text::chars::{is_han_or_kana, is_opener, skip_space, tail};

/// Words before a dash that join with the word behind it.
const PREFIXES: &[&str] = &[
    "all", "anti", "co", "cross", "early", "ex", "inter", "intra", "late", "like", "mid", "multi",
    "non", "pan", "post", "pre", "pro", "self", "semi", "sub", "super", "to", "trans", "ultra",
    "un", "vs",
];
/// Words before a name that belongs to the name behind the dash too: `the Japan - China ties`.
const JOINING: &[&str] = &["a", "an", "between", "the", "these", "this"];

/// Words that no claim ends in.
const LINKING: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "into", "is", "its", "nor",
    "of", "onto", "or", "per", "than", "that", "the", "their", "to", "upon", "via", "was", "were",
    "with",
];
/// Words that end an amount or a time, so that a lone capitalised word behind them heads what
/// follows: `300 billion yuan Macro - …`.
const MEASURES: &[&str] = &[
    "barrel",
    "barrels",
    "day",
    "days",
    "dollars",
    "earlier",
    "head",
    "hand",
    "hands",
    "level",
    "levels",
    "lots",
    "month",
    "months",
    "percent",
    "point",
    "points",
    "quarter",
    "quarters",
    "ton",
    "tonne",
    "tonnes",
    "tons",
    "unchanged",
    "units",
    "week",
    "weeks",
    "year",
    "years",
    "yuan",
];
/// The fewest words of a claim before and behind such a bullet.
const CLAIM: usize = 4;
/// How far a claim is looked at, in words.
const LOOK: usize = 12;
/// The longest heading, in words.
const HEADING: usize = 10;
/// The farthest that a heading may reach back, in bytes.
const REACH: usize = 160;

/// What a dash between spaces may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dash {
    /// Behind a stop, a citation or a heading.
    Closed,
    /// Behind a claim that goes no further, before one that begins.
    Sure,
    /// Between two words with a capital.
    Doubtful,
    /// Behind words that look like a heading which starts there.
    Headed(usize),
    /// Inside a claim.
    Inner,
}

/// Where bullets and headings begin in a range that nothing closed marks, in order; `closed` are
/// the places where a claim ends by its stop, citation or heading.
pub(super) fn find(text: &str, span: Span, closed: &[usize], counted: bool) -> Vec<usize> {
    let dashes = dashes(text, span, closed, counted);
    let count = |wanted: Dash| dashes.iter().filter(|(_, dash)| *dash == wanted).count();
    let (sure, shut) = (count(Dash::Sure), count(Dash::Closed));
    if sure == 0 || sure < 2 && sure * 3 < shut {
        return Vec::new();
    }
    dashes
        .into_iter()
        .filter_map(|(at, dash)| match dash {
            Dash::Sure | Dash::Doubtful => Some(at),
            Dash::Headed(start) => Some(start),
            Dash::Closed | Dash::Inner => None,
        })
        .collect()
}

fn dashes(text: &str, span: Span, closed: &[usize], counted: bool) -> Vec<(usize, Dash)> {
    let mut found = Vec::new();
    let mut start = skip_space(&text[..span.end], span.start);
    let mut next_closed = 0;
    let mut from = span.start;
    while let Some(space) = memchr::memmem::find(&text.as_bytes()[from..span.end], b" - ") {
        let at = from + space + 1;
        from = at + 1;
        while closed.get(next_closed).is_some_and(|end| *end <= at) {
            let begins = skip_space(&text[..span.end], closed[next_closed]);
            start = start.max(begins);
            next_closed += 1;
        }
        let dash =
            if start >= at { Dash::Closed } else { judge(text, start, at, span.end, counted) };
        if !matches!(dash, Dash::Inner) {
            start = skip_space(&text[..span.end], at + 1);
        }
        found.push((at, dash));
    }
    found
}

/// Judges the dash at `at`, behind a claim or a heading that begins at `start`.
fn judge(text: &str, start: usize, at: usize, limit: usize, counted: bool) -> Dash {
    let left = text[start..at].trim_end();
    let right = &text[skip_space(&text[..limit], at + 1)..limit];
    if heading::at(text, start, limit, Context::Open)
        .is_some_and(|found| found.separated && skip_space(&text[..limit], found.end) == at)
    {
        return Dash::Closed;
    }
    let Some(first) = right.chars().next() else { return Dash::Inner };
    let opens = first.is_uppercase() || is_opener(first) || is_han_or_kana(first) || first == '$';
    if !opens || words(right) < CLAIM || is_parenthesis(right) {
        return Dash::Inner;
    }
    if let Some(title) = headed(text, start, at, counted) {
        return Dash::Headed(title);
    }
    // In Chinese a dash between words joins names or explains.
    let han = left.ends_with(is_han_or_kana) || left.ends_with(['》', '”']);
    if words(left) < CLAIM || han {
        return Dash::Inner;
    }
    let mut behind = left.rsplit(char::is_whitespace);
    let (last, before) = (behind.next().unwrap_or_default(), behind.next().unwrap_or_default());
    let bare = last.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
    if bare.starts_with(|c: char| c.is_uppercase()) {
        let joined = JOINING.contains(&before) || heading::is_paired(bare);
        return if joined { Dash::Inner } else { Dash::Doubtful };
    }
    if PREFIXES.contains(&bare) || bare.is_empty() || LINKING.contains(&bare) {
        return Dash::Inner;
    }
    Dash::Sure
}

fn words(text: &str) -> usize {
    let han = text.chars().take(LOOK).filter(|c| is_han_or_kana(*c)).count();
    text.split_whitespace().take(LOOK).count().max(han / 2)
}

/// Whether a further dash closes what the first one opened: `two firms - Tesla and BYD - lead`.
fn is_parenthesis(right: &str) -> bool {
    let right = &right[..right.floor_char_boundary(REACH)];
    let reach = right.find(['.', '。', '[', ';']).unwrap_or(right.len());
    right[..reach].find(" - ").is_some_and(|dash| {
        let inside = right[..dash].split_whitespace().count();
        inside <= HEADING
            && right[dash + 3..].starts_with(char::is_lowercase)
            && !right[..dash].ends_with(char::is_lowercase)
    })
}

/// Where a heading begins that ends at the dash, behind a claim: title words or a number and title
/// words. `counted` says that headings have numbers there, so that words alone are none.
fn headed(text: &str, start: usize, at: usize, counted: bool) -> Option<usize> {
    let from = start.max(at - tail(text, at, REACH).len());
    let words: Vec<&str> = text[from..at].split_whitespace().rev().take(HEADING + 1).collect();
    let mut first = None;
    for (place, word) in words.iter().enumerate() {
        let offset = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if is_section_number(word) && place > 0 {
            return (offset > start).then_some(offset);
        }
        if place > 0 && word.ends_with([',', ';', ':', '.', '%', ')']) {
            break;
        }
        if bare.starts_with(char::is_uppercase) {
            first = Some((place, offset));
        } else if !(heading::is_small(bare) || *word == "&") || place == 0 {
            break;
        }
    }
    let (place, offset) = first?;
    let before = words.get(place + 1)?;
    let bare = before.trim_matches(|c: char| !c.is_alphanumeric());
    let ends = !heading::is_small(bare)
        && !before.ends_with([',', ';', ':'])
        && (bare.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()));
    let measured =
        MEASURES.contains(&bare) || bare.ends_with(|c: char| c.is_ascii_digit()) && bare.len() > 1;
    let named = place > 0 || measured && text[offset..at].trim().chars().all(char::is_alphabetic);
    (!counted && named && ends && offset > start).then_some(offset)
}

/// `3.2`, `4.`: the number of a heading.
fn is_section_number(word: &str) -> bool {
    let digits = word.trim_end_matches('.');
    let parts = digits.split('.');
    digits.len() < word.len()
        && digits.len() <= 2
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.is_empty()
        || parts.clone().count() >= 2
            && parts.clone().all(|part| {
                (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `|` before what was found.
    fn cut(text: &str) -> String {
        let mut out = text.to_owned();
        for at in find(text, Span::new(0, text.len()), &[], false).into_iter().rev() {
            out.insert(at, '|');
        }
        out
    }

    #[test]
    fn bullets_and_headings() {
        for wanted in [
            "Offering Details - Polaris sold 36.7 million shares at $30 apiece |- At that price the \
             company is worth billions |Market Backdrop - New listings have raised more this year",
            "Steel Output - The five products fell by a tenth year - on - year |- Stocks stood at 15 \
             million tons, up on the week |3.2 Profit Rate - The share of mills slid again |- \
             Furnaces ran at 83.98% |- Hold the 1 - 5 spread while the Japan - China ties last",
        ] {
            assert_eq!(cut(&wanted.replace('|', "")), wanted);
        }
        for whole in [
            "The short - term rates of 0 - 1% held while non - GAAP profit rose",
            "Two of the firms - Tesla and BYD - lead the market",
            "The plan was clear - nobody would sell before the year was out",
        ] {
            assert_eq!(cut(whole), whole);
        }
    }
}
