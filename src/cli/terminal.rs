//! Whom the program speaks to: colour, width, and whether anybody can answer.

use std::io::{self, IsTerminal};

use claimdex::output::{Palette, ShowText, Text};

use super::args::Color;
use super::config::Environment;
use super::messages::Messages;

/// The columns where the width is unknown.
const USUAL: usize = 80;
/// Lines that are longer are hard to read.
const WIDEST: usize = 100;
const NARROWEST: usize = 20;

/// The columns of the terminal that standard output goes to, if it goes to one.
fn columns() -> Option<usize> {
    let size = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    size.map(|(width, _)| usize::from(width.0))
}

/// What is known of the terminal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    /// Whether standard output gets colour.
    pub(crate) colour: bool,
    /// The columns to fill.
    pub(crate) width: usize,
    /// Whether progress can be shown.
    pub(crate) progress: bool,
    /// Whether a question can be answered.
    pub(crate) interactive: bool,
    /// Writes to standard error.
    pub(crate) messages: Messages,
}

impl Terminal {
    pub(crate) fn new(color: Color, environment: &Environment) -> Self {
        let wanted = |terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !environment.no_color && !environment.dumb,
        };
        let palette = |on: bool| if on { Palette::ON } else { Palette::OFF };
        let progress = io::stderr().is_terminal() && !environment.dumb;
        Self {
            colour: wanted(io::stdout().is_terminal()),
            width: environment.columns.or_else(columns).unwrap_or(USUAL).clamp(NARROWEST, WIDEST),
            progress,
            interactive: io::stdin().is_terminal() && io::stderr().is_terminal(),
            messages: Messages::new(palette(wanted(io::stderr().is_terminal()))),
        }
    }

    fn palette(&self) -> Palette {
        if self.colour { Palette::ON } else { Palette::OFF }
    }

    /// The form of hits.
    pub(crate) fn hits(&self, tags: bool) -> Text {
        Text { palette: self.palette(), width: self.width, tags }
    }

    /// The form of claims and articles.
    pub(crate) fn shown(&self) -> ShowText {
        ShowText { palette: self.palette(), width: self.width }
    }
}
