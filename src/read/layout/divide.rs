//! Title and source that stand in one line with the body: a page flattened whole.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::pattern;

use crate::model::Span;
use crate::read::lines::Line;
use crate::text::chars::{is_han_or_kana, skip_space};
use crate::text::{citation, sentence};

/// The most words of a source.
const SOURCE_WORDS: usize = 5;
/// How much of a line's start or end is looked at, in bytes.
const REACH: usize = 600;
/// The shortest body that stands in one line with its title, in bytes.
const BODY: usize = 80;

static SIGNED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[·•]\s?(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:\s\d{1,2}:\d\d)?(?:\s|$)"));

/// The parts of a line: title, source line and body, or body, title and source line.
pub(super) fn divide(text: &str, line: Line) -> Option<Vec<Line>> {
    let words = line.of(text);
    if words.len() < BODY * 2 || !has_mark(words) {
        return None;
    }
    at_start(words).or_else(|| at_end(words)).map(|cuts| {
        let mut start = 0;
        let mut parts = Vec::new();
        for end in cuts.into_iter().chain([words.len()]) {
            let span = Span::new(line.span.start + start, line.span.start + end).trimmed(text);
            parts.push(Line { span, indent: 0 });
            start = end;
        }
        parts
    })
}

/// Whether what stands between a source and its date is somewhere in a line.
fn has_mark(words: &str) -> bool {
    memchr::memchr2_iter(0xc2, 0xe2, words.as_bytes()).any(|at| words[at..].starts_with(['·', '•']))
}

/// `Title Source·2025-07-29 13:02 Core Views - …`
fn at_start(words: &str) -> Option<Vec<usize>> {
    let head = &words[..words.floor_char_boundary(REACH)];
    let found = SIGNED.find(head)?;
    let title = &head[..found.start()];
    let whole = sentence::ends(title).len() <= 1 && !has_marker(title);
    let source = source_start(title).filter(|start| *start > 0)?;
    let body = words.len() - found.end() >= BODY;
    (whole && body).then(|| vec![source, found.end()])
}

/// `… to the last claim [8]. Title Source·2025-07-29 13:02`
fn at_end(words: &str) -> Option<Vec<usize>> {
    let from = words.ceil_char_boundary(words.len().saturating_sub(REACH));
    let tail = &words[from..];
    let found = SIGNED.find_iter(tail).last().filter(|found| found.end() == tail.len())?;
    let ends = sentence::ends(&tail[..found.start()]);
    let stop = ends.iter().rev().nth(1).copied().unwrap_or(0);
    let cited = last_marker_end(&tail[..found.start()]).unwrap_or(0);
    let begin = skip_space(tail, stop.max(cited));
    let title = &tail[begin..found.start()];
    let source = source_start(title).filter(|start| *start > 0)?;
    let body = begin > 0 && from + begin >= BODY && !title.starts_with("- ");
    body.then(|| vec![from + begin, from + begin + source])
}

/// Where the source begins in `Title Source`: the capitalised words, or the last Han word, at the
/// end.
fn source_start(words: &str) -> Option<usize> {
    let words = words.trim_end();
    let mut start = None;
    for (count, word) in words.split(' ').rev().enumerate() {
        let at = word.as_ptr() as usize - words.as_ptr() as usize;
        let han = word.chars().all(is_han_or_kana) && !word.is_empty();
        if count == 0 && han {
            return Some(at);
        }
        let named = word.starts_with(|c: char| c.is_uppercase()) && word.is_ascii();
        if !named {
            break;
        }
        if count == SOURCE_WORDS {
            return None;
        }
        start = Some(at);
    }
    start
}

fn has_marker(words: &str) -> bool {
    last_marker_end(words).is_some()
}

fn last_marker_end(words: &str) -> Option<usize> {
    let open = words.rfind(['[', '【'])?;
    citation::marker_at(words, open).map(|marker| marker.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let line = Line { span: Span::new(0, text.len()), indent: 0 };
        let parts = divide(text, line).unwrap_or_else(|| vec![line]);
        parts.iter().map(|part| part.of(text)).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn titles_in_line() {
        let body = "Core Views - Sugar may fall, as Brazil crushes more cane than a year ago [1]. - \
                    India exports 1.5 million tons, and mills in the south have sold most of it [2].";
        for wanted in [
            format!("农产品日报-20250729 | Dong Zheng Qi Huo·2025-07-29 13:02 | {body}"),
            format!("{body} | 农产品日报:糖价承压 | 新浪财经·2025-07-29 13:02"),
            format!("Sugar slips as Brazil crushes more cane | Port Gazette·2025-07-29 | {body}"),
            format!("{body} Nothing is signed here, not even on 2025-07-29"),
        ] {
            assert_eq!(cut(&wanted.replace(" | ", " ")), wanted);
        }
    }
}
