//! Items of a list that runs on inside a line: `1. First 2. Second`, `a) first b) second`,
//! `• first • second`.
//!
//! The line's start decides: only what opens with the first mark of a series is such a list, and
//! only the series' next mark opens the next item.

use super::lines::MARKS;
use crate::model::Span;
use crate::text::chars::{is_han_or_kana, skip_space, tail};

/// How far before a range its line may start, in bytes.
const LOOK_BACK: usize = 64;

/// What counts the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Series {
    Mark(char),
    Number(u32),
    Letter(char),
}

impl Series {
    /// What the next item is marked with.
    fn next(self) -> Self {
        match self {
            Self::Mark(mark) => Self::Mark(mark),
            Self::Number(number) => Self::Number(number + 1),
            Self::Letter(letter) => {
                Self::Letter(char::from_u32(letter as u32 + 1).unwrap_or(letter))
            }
        }
    }

    fn opens(self) -> bool {
        matches!(self, Self::Mark(_) | Self::Number(1) | Self::Letter('a'))
    }
}

/// A mark: the series it belongs to, what closes it, and where its words begin.
#[derive(Debug, Clone, Copy)]
struct Mark<'a> {
    series: Series,
    closer: &'a str,
    words: usize,
}

/// Where the items behind the first one begin, each at its mark.
///
/// The first mark may stand before the range, on the same line.
pub(super) fn find(text: &str, span: Span) -> Vec<usize> {
    let mut found = series(text, span);
    found.extend(bold(text, span));
    found.sort_unstable();
    found.dedup();
    found
}

/// Items that open with a number and words in bold stand wherever they are: `2. **Margin**: …`.
fn bold(text: &str, span: Span) -> impl Iterator<Item = usize> {
    memchr::memmem::find_iter(&text.as_bytes()[span.range()], b"**").filter_map(move |stars| {
        let head = text[span.start..span.start + stars].trim_end_matches(' ').strip_suffix('.')?;
        let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
        let at = span.start + head.len() - digits;
        let apart = at == span.start || text[..at].ends_with(char::is_whitespace);
        ((1..=2).contains(&digits) && apart).then_some(at)
    })
}

fn series(text: &str, span: Span) -> Vec<usize> {
    let head = tail(text, span.start, LOOK_BACK);
    let line = match head.rfind('\n') {
        Some(newline) => span.start - head.len() + newline + 1,
        None if head.len() == span.start => 0,
        None => return Vec::new(),
    };
    let first = skip_space(&text[..span.end], line);
    let Some(first) = mark_at(text, first, span.end).filter(|mark| mark.series.opens()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut wanted = first.series.next();
    let mut at = first.words.max(span.start);
    while let Some((space, gap)) =
        text[at..span.end].char_indices().find(|(_, c)| c.is_whitespace() || "。；：".contains(*c))
    {
        at = skip_space(&text[..span.end], at + space + gap.len_utf8());
        let Some(mark) = mark_at(text, at, span.end) else { continue };
        if mark.series == wanted && mark.closer == first.closer && opens(text, &mark) {
            found.push(at);
            wanted = wanted.next();
            at = mark.words;
        }
    }
    found
}

/// Where the words of the item begin whose mark stands at `at`.
pub(super) fn words(text: &str, at: usize) -> usize {
    mark_at(text, at, text.len()).map_or(at, |mark| mark.words)
}

/// Whether an item's words can follow a mark: a number with a point may also be a decimal's or a
/// sentence's end, so that a capital is asked for.
fn opens(text: &str, mark: &Mark<'_>) -> bool {
    let follower = text[mark.words..].chars().next();
    mark.closer != "."
        || follower.is_some_and(|c| c.is_uppercase() || is_han_or_kana(c) || "\"“*‘(".contains(c))
}

fn mark_at(text: &str, at: usize, limit: usize) -> Option<Mark<'_>> {
    let rest = &text[at..limit];
    let first = rest.chars().next()?;
    if MARKS.contains(&first) || matches!(first, '⁃' | '∙') {
        let words = skip_space(&text[..limit], at + first.len_utf8());
        // A number behind the mark is the item's own: `• 9. First`.
        return Some(Mark { series: Series::Mark(first), closer: "", words });
    }
    let open = usize::from(first == '(');
    let digits = rest[open..].bytes().take_while(u8::is_ascii_digit).count();
    let (series, length) = if digits > 0 {
        (Series::Number(rest[open..open + digits].parse().ok()?), digits)
    } else {
        let letter = rest[open..].chars().next().filter(char::is_ascii_lowercase)?;
        (Series::Letter(letter), 1)
    };
    let behind = &rest[open + length..];
    let closer =
        [".)", ")", ".", "、", "．", "）"].into_iter().find(|closer| behind.starts_with(closer))?;
    let end = at + open + length + closer.len();
    let words = skip_space(&text[..limit], end);
    let bold = text[end..limit].starts_with("**");
    let wide = matches!(closer, "、" | "．" | "）") && words < limit;
    ((words > end || bold || wide) && words < limit && (open == 0 || closer == ")"))
        .then_some(Mark { series, closer, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let mut out = text.to_owned();
        for at in find(text, Span::new(0, text.len())).into_iter().rev() {
            out.insert(at, '|');
        }
        out
    }

    #[test]
    fn series() {
        for wanted in [
            "1.) The first item |2.) The second item",
            "1) first |2) second |3) third, and 5) is no mark",
            "1. The first item |2. The second item. More. |3. Third",
            "a. One |b. Two |c. Three",
            "(1) One |(2) Two",
            "• 9. The ninth item |• 10. The tenth item",
            "1. Sales rose to 2. 5 is no mark, nor is version 2.",
            "Sales rose. 1. No list 2. Here",
            "up [2] |1. **Orders**: they grew [3] |2. **Rates**: they fell",
            "1、打开电源。|2、按下开关。|3、等待三分钟。",
            "a) one |b) two, see a) above",
        ] {
            assert_eq!(cut(&wanted.replace('|', "")), wanted);
        }
    }
}
