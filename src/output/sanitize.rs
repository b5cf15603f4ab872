//! Untrusted text on a terminal: what would steer it is made visible.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character steers a terminal or the direction of text instead of being text.
///
/// These are the control characters, ESC and C1 among them, the bidirectional controls, and what
/// shows nothing at all: zero-width spaces, annotation marks, tags.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{061c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Text for one line of a terminal: line breaks and tabs become spaces, whatever else steers a
/// terminal becomes an escape such as `\u{202e}`.
///
/// ```
/// use claimdex::output::sanitize::line;
///
/// assert_eq!(line("a\tb\r\nc"), "a b c");
/// assert_eq!(line("\u{1b}[31mred"), "\\u{1b}[31mred");
/// ```
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_unsafe(c) || is_line_break(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t' | '\r' => out.push(' '),
            c if is_line_break(c) => out.push(' '),
            c if is_unsafe(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "{}", c.escape_unicode());
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_as_it_is() {
        for text in ["", "plain", "日本的外交", "café e\u{301}", "👩‍🚀 \u{a0}"] {
            assert!(matches!(line(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn every_control_becomes_visible() {
        let controls = (0..=0x9f).chain(0x2028..=0x202e).chain(0x2066..=0x2069);
        for c in controls.chain([0x61c, 0x200e, 0x200f]).filter_map(char::from_u32) {
            let text = format!("a{c}b");
            let shown = line(&text);
            assert!(!shown.contains(|c| is_unsafe(c) || is_line_break(c)), "{c:?}: {shown:?}");
        }
        assert_eq!(line("a\u{202e}b\u{9b}2J\u{7f}"), "a\\u{202e}b\\u{9b}2J\\u{7f}");
        assert_eq!(line("a\u{2028}b\u{85}c"), "a b c");
    }
}
