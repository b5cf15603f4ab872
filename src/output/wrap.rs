//! Styled text broken into lines by its width on a terminal.

use std::io::{self, Write};
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::sanitize;
use super::style::{Palette, Style};

/// Text in pieces of different styles.
#[derive(Debug, Clone, Default)]
pub(super) struct Styled {
    text: String,
    runs: Vec<(usize, Style)>,
}

impl Styled {
    /// Adds a piece, made safe for a terminal.
    pub(super) fn push(&mut self, style: Style, text: &str) -> &mut Self {
        self.text.push_str(&sanitize::line(text));
        self.runs.push((self.text.len(), style));
        self
    }

    /// Writes the text in lines of at most `width` columns: `first` stands before the first of
    /// them, `rest`, which is at least as wide and carries no style, before the others.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        palette: Palette,
        width: usize,
        (first, rest): (&str, &str),
    ) -> io::Result<()> {
        let room = width.saturating_sub(columns(rest)).max(8);
        let mut lead = first;
        for line in lines(&self.text, room) {
            out.write_all(lead.as_bytes())?;
            self.write_part(out, palette, line)?;
            out.write_all(b"\n")?;
            lead = rest;
        }
        Ok(())
    }

    fn write_part(
        &self,
        out: &mut dyn Write,
        palette: Palette,
        part: Range<usize>,
    ) -> io::Result<()> {
        let mut start = 0;
        for &(end, style) in &self.runs {
            let (from, to) = (start.max(part.start), end.min(part.end));
            if from < to {
                write!(out, "{}", palette.paint(style, &self.text[from..to]))?;
            }
            start = end;
        }
        Ok(())
    }
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// The longest start of a text that takes at most `width` columns, with `…` where it was cut.
pub(super) fn truncated(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let mut out: String = text
        .chars()
        .take_while(|&c| {
            used += width_of(c);
            used <= width
        })
        .collect();
    out.push('…');
    out
}

fn width_of(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// The byte ranges of the lines of a text, without the spaces that they break at.
fn lines(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut rest = text.len() - text.trim_start_matches(' ').len();
    while rest < text.len() {
        let end = rest + line_length(&text[rest..], width);
        out.push(rest..rest + text[rest..end].trim_end_matches(' ').len());
        rest = end + (text[end..].len() - text[end..].trim_start_matches(' ').len());
    }
    out
}

/// How many bytes of a text, which starts with no space, make its first line.
fn line_length(text: &str, width: usize) -> usize {
    let mut used = 0;
    let mut last_break = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            last_break = Some(at);
        }
        used += width_of(c);
        // A space at the end of a line takes no room, as it is not written.
        if used > width && at > 0 && c != ' ' && width_of(c) > 0 {
            return last_break.unwrap_or(at);
        }
        before = Some(c);
    }
    text.len()
}

/// Whether a line may end between two characters: at a space, and beside a wide character unless
/// the next one closes something or the one before opens it.
fn may_break(before: char, next: char) -> bool {
    if before == ' ' || next == ' ' {
        return before == ' ';
    }
    let wide = width_of(before) == 2 || width_of(next) == 2;
    wide && width_of(next) > 0 && before != '\u{200d}' && !closes(next) && !opens(before)
}

fn closes(c: char) -> bool {
    ",.;:!?)]}%‰'\"，。、；：！？）］｝％」』】》〉〕”’…—～ー々·".contains(c)
}

fn opens(c: char) -> bool {
    "([{（［｛「『【《〈〔“‘$¥￥€£".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> Vec<&str> {
        lines(text, width).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn latin_breaks_at_spaces() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("  one   two  ", 3), ["one", "two"]);
        assert_eq!(wrapped("incomprehensible", 6), ["incomp", "rehens", "ible"]);
        assert_eq!(wrapped("", 6), [""; 0]);
        assert_eq!(wrapped("   ", 6), [""; 0]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_what_closes() {
        assert_eq!(wrapped("日本的外交", 4), ["日本", "的外", "交"]);
        assert_eq!(wrapped("日本的外交", 5), ["日本", "的外", "交"]);
        assert_eq!(wrapped("日本，外交", 4), ["日", "本，", "外交"]);
        assert_eq!(wrapped("说《外交》好", 4), ["说", "《外", "交》", "好"]);
        assert_eq!(wrapped("出口Kazakhstan额", 12), ["出口", "Kazakhstan额"]);
    }

    #[test]
    fn marks_stay_with_their_letter() {
        assert_eq!(wrapped("abe\u{301}d", 3), ["abe\u{301}", "d"]);
    }

    #[test]
    fn cuts_by_width() {
        assert_eq!(truncated("外交", 4), "外交");
        assert_eq!(truncated("外交部", 4), "外…");
        assert_eq!(truncated("ministry", 5), "mini…");
    }
}
