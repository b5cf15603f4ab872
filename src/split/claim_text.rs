//! What a claim says: its slice of the article without markers.

use crate::text::chars::{among, is_han_or_kana, skip_space};
use crate::text::citation;

/// The words of a claim from its slice of the article's text.
///
/// Citation markers go with the space before them, emphasis marks and the addresses of links go, soft line breaks become
/// spaces, and between two Han or kana characters they vanish. Nothing else changes.
///
/// ```
/// use claimdex::split::claim_text;
///
/// assert_eq!(claim_text("Exports **rose** 5% [2][11]."), "Exports rose 5%.");
/// assert_eq!(claim_text("See [the *report*](https://example.org/a)."), "See the report.");
/// assert_eq!(claim_text("稀土出口\n大幅增长。"), "稀土出口大幅增长。");
/// ```
pub fn claim_text(slice: &str) -> String {
    let slice = slice.trim();
    let mut out = String::with_capacity(slice.len());
    let mut at = 0;
    let mut plain = 0;
    // Where the words of the link at hand end, and its address.
    let mut link = None;
    let bytes = slice.as_bytes();
    // Most of a claim is words.
    while let Some(words) = bytes[at..].iter().position(|byte| MARKS[usize::from(*byte)]) {
        at += words;
        let end = match bytes[at] {
            b'[' | 0xe3 | 0xef if slice.is_char_boundary(at) => {
                let marker = citation::marker_at(slice, at).map(|marker| (Cut::Marker, marker.end));
                marker.or_else(|| {
                    link = Some(link_at(slice, at)?);
                    Some((Cut::Mark, at + 1))
                })
            }
            b']' => link.filter(|(close, _)| *close == at).map(|(_, end)| (Cut::Mark, end)),
            b'*' | b'_' => emphasis(slice, at).map(|end| (Cut::Mark, end)),
            b'\n' | b'\r' => Some((Cut::Break, break_end(slice, at))),
            _ => None,
        };
        let Some((cut, end)) = end else {
            at += 1;
            continue;
        };
        out.push_str(&slice[plain..at]);
        match cut {
            Cut::Mark => {}
            Cut::Marker => out.truncate(out.trim_end().len()),
            Cut::Break => {
                out.truncate(out.trim_end().len());
                let joined = out.chars().next_back().is_some_and(is_han_or_kana)
                    && slice[end..].chars().next().is_some_and(is_han_or_kana);
                if !joined && !out.is_empty() && end < slice.len() {
                    out.push(' ');
                }
            }
        }
        at = end;
        plain = end;
    }
    out.push_str(&slice[plain..]);
    let start = out.len() - out.trim_start().len();
    out.truncate(out.trim_end().len());
    out.drain(..start);
    out
}

/// Bytes that begin what may be cut: brackets, marks of emphasis, line breaks. A wide bracket begins
/// with one of the last two.
static MARKS: [bool; 256] = among(&[b'[', b']', b'*', b'_', b'\n', b'\r', 0xe3, 0xef]);

enum Cut {
    Marker,
    Mark,
    Break,
}

/// Where the words of the Markdown link at `at` end, and where the link does:
/// `[words](https://…)`.
fn link_at(slice: &str, at: usize) -> Option<(usize, usize)> {
    let inner = slice[at..].strip_prefix('[')?;
    let length = inner.find(['[', ']', '\n']).filter(|length| *length > 0)?;
    let address = inner[length..].strip_prefix("](")?;
    let known = ["http://", "https://", "mailto:", "/", "#", "./", "../"];
    if !known.iter().any(|scheme| address.starts_with(scheme)) {
        return None;
    }
    let end = address.find([')', '\n']).filter(|end| address[*end..].starts_with(')'))?;
    let close = at + 1 + length;
    Some((close, close + "](".len() + end + 1))
}

/// The end of a line break with the white space and quotation marks around it.
fn break_end(slice: &str, at: usize) -> usize {
    let mut end = skip_space(slice, at);
    while slice[end..].starts_with("> ") || slice[end..].starts_with(">\n") {
        end = skip_space(slice, end + 1);
    }
    end
}

/// The end of a run of `*` or `_` that marks emphasis.
///
/// Two or more stars always do; one does when it touches a word on exactly one side, and so do
/// underscores: `2 * 3`, `a*b` and `snake_case` stay.
fn emphasis(slice: &str, at: usize) -> Option<usize> {
    let mark = slice.as_bytes()[at];
    let length = slice.as_bytes()[at..].iter().take_while(|b| **b == mark).count();
    let end = at + length;
    let before = slice[..at].chars().next_back();
    let after = slice[end..].chars().next();
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    if mark == b'*' && (2..=3).contains(&length) {
        return (touches(before) || touches(after)).then_some(end);
    }
    if length > 3 || before == Some('\\') {
        return None;
    }
    let opens = touches(after) && !before.is_some_and(char::is_alphanumeric);
    let closes = touches(before) && !after.is_some_and(char::is_alphanumeric);
    let paired = if opens {
        slice.as_bytes()[end..].iter().take(400).any(|b| *b == mark)
    } else {
        closes && slice.as_bytes()[..at].iter().rev().take(400).any(|b| *b == mark)
    };
    (paired && (opens || closes)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_marks_and_breaks() {
        for (slice, wanted) in [
            ("in the region [2][11].", "in the region."),
            ("in the region.[6][7]", "in the region."),
            ("a [1] and b [2, 3].", "a and b."),
            ("**RMB304.5 million**[4](index=4&type=chunk)", "RMB304.5 million"),
            ("**Crude Oil**: _up_ by *two* percent", "Crude Oil: up by two percent"),
            ("2 * 3 = 6 and snake_case and a*b", "2 * 3 = 6 and snake_case and a*b"),
            ("one\n  two\r\n> three", "one two three"),
            ("稀土\n出口 rose\n5%", "稀土出口 rose 5%"),
            ("says [sic] in [2025]", "says [sic] in [2025]"),
            ("broken off [2][1", "broken off[1"),
            ("  ", ""),
        ] {
            assert_eq!(claim_text(slice), wanted, "{slice}");
        }
    }

    #[test]
    fn is_stable() {
        for slice in ["a [1] [2] b", "**x** *y", "一\n二\nthree\nfour"] {
            let once = claim_text(slice);
            assert_eq!(claim_text(&once), once, "{slice}");
        }
    }
}
