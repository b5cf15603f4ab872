//! Words around a figure: about, more than, at most.

use crate::text::chars::tail;

/// How far before a figure its modifiers stand, in bytes.
const REACH: usize = 40;

/// What the words around a figure say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Modifiers {
    /// About, nearly, 约.
    pub(super) approx: bool,
    /// `over` or `under`.
    pub(super) bound: Option<&'static str>,
}

const APPROX: &[&str] = &[
    "about",
    "almost",
    "approx",
    "approx.",
    "approximately",
    "around",
    "circa",
    "close to",
    "nearly",
    "roughly",
    "some",
    "an estimated",
    "estimated",
    "~",
    "≈",
    "约",
    "約",
    "大约",
    "大約",
    "近",
    "将近",
    "接近",
    "大概",
];
const OVER: &[&str] = &[
    "above",
    "at least",
    "beyond",
    "exceeded",
    "exceeding",
    "exceeds",
    "greater than",
    "in excess of",
    "minimum of",
    "more than",
    "no fewer than",
    "no less than",
    "not less than",
    "over",
    "surpassed",
    "surpassing",
    "topped",
    "topping",
    "upwards of",
    ">",
    "≥",
    "超",
    "超过",
    "超過",
    "超出",
    "逾",
    "突破",
    "高于",
    "至少",
    "不少于",
    "不低于",
    "多于",
];
const UNDER: &[&str] = &[
    "at most",
    "below",
    "capped at",
    "fewer than",
    "less than",
    "lower than",
    "maximum of",
    "no more than",
    "not more than",
    "under",
    "up to",
    "<",
    "≤",
    "不足",
    "不到",
    "低于",
    "少于",
    "不超过",
    "至多",
    "最多",
    "未满",
];

/// The modifiers of the figure that stands between two places.
pub(super) fn modifiers(text: &str, start: usize, end: usize) -> Modifiers {
    let mut found = Modifiers::default();
    let mut head = tail(text, start, REACH).trim_end_matches(['+', '-', '(']).trim_end();
    // 约增5.3%
    head = head.trim_end_matches(['增', '升', '降', '跌', '涨', '减', '为']);
    // Two may stand together: `more than about`.
    for _ in 0..2 {
        let Some((word, what)) = last(head) else { break };
        match what {
            What::Approx => found.approx = true,
            What::Bound(bound) => found.bound = found.bound.or(Some(bound)),
        }
        head = head[..head.len() - word].trim_end();
        if let Some(shorter) = head.strip_suffix(" a").or_else(|| head.strip_suffix(" the")) {
            head = shorter;
        }
    }
    let rest = &text[end..];
    if rest.starts_with('+')
        || starts(rest, &["or more", "or higher", "or above", "plus"])
        || han(rest, &["以上", "多"])
    {
        found.bound = Some("over");
    } else if starts(rest, &["or less", "or lower", "or fewer", "or below"])
        || han(rest, &["以下", "以内"])
    {
        found.bound = Some("under");
    } else if starts(rest, &["or so"]) || han(rest, &["左右", "上下"]) {
        found.approx = true;
    }
    found
}

#[derive(Debug, Clone, Copy)]
enum What {
    Approx,
    Bound(&'static str),
}

/// The modifier that a text ends with, and its length: the longest one.
fn last(head: &str) -> Option<(usize, What)> {
    let tables =
        [(APPROX, What::Approx), (OVER, What::Bound("over")), (UNDER, What::Bound("under"))];
    let mut best: Option<(usize, What)> = None;
    let end = head.bytes().next_back()?;
    for (table, what) in tables {
        // The last byte turns most of them away.
        let near =
            |word: &&&str| word.bytes().next_back().is_some_and(|b| b.eq_ignore_ascii_case(&end));
        for word in table.iter().filter(near) {
            let longer = best.is_none_or(|(length, _)| word.len() > length);
            if longer && ends_with(head, word) {
                best = Some((word.len(), what));
            }
        }
    }
    best
}

/// Whether a text ends with a word, whatever its case, with no letter before it.
fn ends_with(head: &str, word: &str) -> bool {
    let Some(at) = head.len().checked_sub(word.len()) else { return false };
    let Some(found) = head.get(at..) else { return false };
    let latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
    let apart = !latin || head[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    found.eq_ignore_ascii_case(word) && apart
}

fn starts(rest: &str, words: &[&str]) -> bool {
    let rest = rest.strip_prefix(' ').unwrap_or_default();
    words.iter().any(|word| rest.starts_with(word))
}

fn han(rest: &str, words: &[&str]) -> bool {
    words.iter().any(|word| rest.starts_with(word))
}
