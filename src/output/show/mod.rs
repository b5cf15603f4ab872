//! A claim in its article, or an article by its groups.

mod tags;
mod view;

#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::ops::Range;

use super::parts;
use super::style::{Palette, Style};
use super::wrap::Styled;
use crate::model::{ArticleMeta, Claim, Group, Kind};

pub use view::View;

/// How many bytes of an article are shown on each side of a claim.
const AROUND: usize = 1200;

/// Shows claims and articles for reading on a terminal.
#[derive(Debug, Clone, Copy)]
pub struct ShowText {
    /// Whether there is colour.
    pub palette: Palette,
    /// The columns of the terminal.
    pub width: usize,
}

impl ShowText {
    /// Writes an article: its claims by group.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn article(&self, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.head(view.article, out)?;
        let mut group: Option<Option<&Group>> = None;
        for claim in view.claims {
            if group != Some(claim.group.as_deref()) {
                group = Some(claim.group.as_deref());
                out.write_all(b"\n")?;
                self.heading(claim, out)?;
            }
            let mut text = parts::claim_text(claim, &[]);
            text.push(Style::Plain, " ");
            if claim.kind != Kind::Claim {
                text.push(Style::Dim, claim.kind.as_str()).push(Style::Plain, " ");
            }
            text.push(Style::Dim, &claim.id);
            text.write(out, self.palette, self.width, ("• ", "  "))?;
        }
        Ok(())
    }

    /// Writes a claim: where it stands in the text of its article, and its tags.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn claim(&self, view: &View<'_>, claim: &Claim, out: &mut dyn Write) -> io::Result<()> {
        self.head(view.article, out)?;
        out.write_all(b"\n")?;
        self.heading(claim, out)?;
        let around = around(view.text, claim.span.range());
        let piece = |range: Range<usize>| view.text.get(range).unwrap_or_default();
        let cut = (around.start > 0, around.end < view.text.len());
        let before = piece(around.start..claim.span.start);
        self.passage(Style::Dim, "  ", (cut.0, false), before, out)?;
        self.passage(Style::Match, "> ", (false, false), piece(claim.span.range()), out)?;
        let after = piece(claim.span.end..around.end);
        self.passage(Style::Dim, "  ", (false, cut.1), after, out)?;
        out.write_all(b"\n")?;
        self.tags(view, claim, out)
    }

    fn head(&self, article: &ArticleMeta, out: &mut dyn Write) -> io::Result<()> {
        let mut title = Styled::default();
        title.push(Style::Strong, parts::title(article));
        title.write(out, self.palette, self.width, ("", ""))?;
        parts::article_line(article, false).write(out, self.palette, self.width, "")?;
        for more in article.url.iter().chain(&article.also_in) {
            self.note("", more, out)?;
        }
        Ok(())
    }

    fn heading(&self, claim: &Claim, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Styled::default();
        line.push(
            Style::Strong,
            &claim.group.as_deref().and_then(parts::heading).unwrap_or_default(),
        );
        line.write(out, self.palette, self.width, ("", ""))
    }

    fn passage(
        &self,
        style: Style,
        lead: &str,
        (cut_before, cut_after): (bool, bool),
        text: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lines: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        for (at, line) in lines.iter().enumerate() {
            let mut styled = Styled::default();
            if cut_before && at == 0 {
                styled.push(Style::Dim, "… ");
            }
            styled.push(style, line);
            if cut_after && at + 1 == lines.len() {
                styled.push(Style::Dim, " …");
            }
            styled.write(out, self.palette, self.width, (lead, lead))?;
        }
        Ok(())
    }
}

/// The bytes to show around a claim, between characters and where it can be between words.
fn around(text: &str, claim: Range<usize>) -> Range<usize> {
    let start = match claim.start.checked_sub(AROUND) {
        None | Some(0) => 0,
        Some(at) => {
            let at = text.ceil_char_boundary(at);
            let part = text.get(at..claim.start).unwrap_or_default();
            part.find(char::is_whitespace).filter(|word| *word < 40).map_or(at, |word| at + word)
        }
    };
    let end = claim.end.saturating_add(AROUND);
    if end >= text.len() {
        return start..text.len();
    }
    let end = text.floor_char_boundary(end);
    let part = text.get(claim.end..end).unwrap_or_default();
    let word = part.rfind(char::is_whitespace).filter(|word| part.len() - word < 40);
    start..word.map_or(end, |word| claim.end + word)
}
