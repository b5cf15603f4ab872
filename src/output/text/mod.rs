//! Answers for reading on a terminal.

mod facet;
mod hit;
mod summary;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use super::parts::grouped;
use super::style::{Palette, Style};
use super::wrap::Styled;
use super::{Answer, Format, sanitize};
use crate::model::{By, Matched};

/// Ranked hits with their context, wrapped to a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// Whether there is colour.
    pub palette: Palette,
    /// The columns of the terminal.
    pub width: usize,
    /// Whether each claim's entities, figures and dates follow it.
    pub tags: bool,
}

impl Format for Text {
    fn write(&self, answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
        if answer.count {
            self.total(answer, out)?;
        } else {
            if let Some(id) = answer.query_id {
                self.query(id, &answer.response.query, out)?;
            }
            match answer.by {
                By::Claim => self.claims(answer, out)?,
                By::Article => self.articles(answer, out)?,
            }
            self.summary(answer, out)?;
        }
        for facet in &answer.response.facets {
            self.facet(facet, out)?;
        }
        if answer.query_id.is_some() && !answer.count {
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

impl Text {
    fn total(&self, answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
        if let Some(id) = answer.query_id {
            write!(out, "{}\t", sanitize::line(id))?;
        }
        writeln!(out, "{}", answer.response.total)
    }

    fn query(&self, id: &str, query: &str, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Styled::default();
        line.push(Style::Dim, "query ").push(Style::Strong, id).push(Style::Dim, ": ");
        line.push(Style::Strong, query);
        line.write(out, self.palette, self.width, ("", "  "))?;
        out.write_all(b"\n")
    }

    fn claims(&self, answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut separated = false;
        for hit in &answer.response.hits {
            if hit.matched == Matched::Some && !separated {
                separated = true;
                let line = "— claims that match some of the words —";
                writeln!(out, "{}\n", self.palette.paint(Style::Dim, line))?;
            }
            self.claim_hit(hit, out)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn articles(&self, answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
        for hit in &answer.response.articles {
            self.article_hit(hit, out)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn summary(&self, answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Styled::default();
        line.push(Style::Dim, &summary::line(answer));
        line.write(out, self.palette, self.width, ("", ""))
    }
}
