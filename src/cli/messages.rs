//! What goes to standard error.

use std::io::{self, Write};

use claimdex::output::{Palette, Style, sanitize};

/// Writes errors, warnings and notes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Messages {
    palette: Palette,
}

impl Messages {
    pub(crate) fn new(palette: Palette) -> Self {
        Self { palette }
    }

    /// What ended the run, or a part of it.
    pub(crate) fn error(self, message: &str) {
        self.line(Style::Error, "error", message);
    }

    /// What was understood in another way than meant.
    pub(crate) fn warning(self, message: &str) {
        self.line(Style::Warning, "warning", message);
    }

    /// What may help.
    pub(crate) fn hint(self, message: &str) {
        self.line(Style::Strong, "hint", message);
    }

    /// What goes on.
    pub(crate) fn note(self, message: &str) {
        self.line(Style::Strong, "note", message);
    }

    /// An input that was left out, and why.
    pub(crate) fn skipped(self, place: &str, reason: &str) {
        self.line(Style::Warning, "skipped", &format!("{place}: {reason}"));
    }

    /// Something that was looked for in vain.
    pub(crate) fn not_found(self, message: &str) {
        self.line(Style::Warning, "not found", message);
    }

    /// A question, with the cursor left behind it.
    pub(crate) fn question(self, message: &str) {
        let mut err = io::stderr().lock();
        let _ = write!(err, "{} ", sanitize::line(message)).and_then(|()| err.flush());
    }

    /// A mistake in the flags, in the words of the parser.
    pub(crate) fn usage(self, text: &clap::builder::StyledStr) {
        let mut err = io::stderr().lock();
        let _ = if self.palette == Palette::ON {
            write!(err, "{}", text.ansi())
        } else {
            write!(err, "{text}")
        };
    }

    fn line(self, style: Style, prefix: &str, message: &str) {
        let prefix = format!("{prefix}:");
        // There is no other place to complain to.
        let _ = writeln!(
            io::stderr().lock(),
            "{} {}",
            self.palette.paint(style, &prefix),
            sanitize::line(message)
        );
    }
}

/// An error and what caused it on one line, nothing said twice.
pub(crate) fn joined(error: &anyhow::Error) -> String {
    let mut out = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        if out.is_empty() {
            out = text;
        } else if !out.contains(&text) {
            out.push_str(": ");
            out.push_str(&text);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_nothing_twice() {
        let io = io::Error::other("disk gone");
        let error = anyhow::Error::from(claimdex::Error::io("a.txt".as_ref(), io));
        assert_eq!(joined(&error), "a.txt: disk gone");
        assert_eq!(joined(&error.context("query 3")), "query 3: a.txt: disk gone");
    }
}
