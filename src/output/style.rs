//! Colour: a few roles, on or off.

use std::fmt;

/// What a piece of text is, and so how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Text.
    #[default]
    Plain,
    /// What matched.
    Match,
    /// A title, a rank, the head of a table.
    Strong,
    /// What stands beside the text: source, date, place, id.
    Dim,
    /// The prefix of an error.
    Error,
    /// The prefix of a warning.
    Warning,
}

impl Style {
    /// The parameters of the ANSI sequence that switches it on.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Match | Self::Warning => "1;33",
            Self::Strong => "1",
            Self::Dim => "2",
            Self::Error => "1;31",
        }
    }
}

/// Whether styles are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Palette {
    on: bool,
}

impl Palette {
    /// Styles as ANSI sequences.
    pub const ON: Self = Self { on: true };
    /// No styles: text alone.
    pub const OFF: Self = Self { on: false };

    /// Paints `text`, which must not steer a terminal by itself.
    pub fn paint(self, style: Style, text: &str) -> Painted<'_> {
        Painted { style: if self.on { style } else { Style::Plain }, text }
    }
}

/// A text between the sequences of its style.
#[derive(Debug, Clone, Copy)]
pub struct Painted<'a> {
    style: Style,
    text: &'a str,
}

impl fmt::Display for Painted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.style == Style::Plain || self.text.is_empty() {
            return f.write_str(self.text);
        }
        write!(f, "\u{1b}[{}m{}\u{1b}[0m", self.style.code(), self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paints_only_when_on() {
        assert_eq!(Palette::ON.paint(Style::Match, "a").to_string(), "\u{1b}[1;33ma\u{1b}[0m");
        assert_eq!(Palette::ON.paint(Style::Plain, "a").to_string(), "a");
        assert_eq!(Palette::OFF.paint(Style::Match, "a").to_string(), "a");
    }
}
