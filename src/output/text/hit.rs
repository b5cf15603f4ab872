//! A claim or an article among the hits.

use std::io::{self, Write};

use super::Text;
use crate::model::{ArticleHit, Claim, Explanation, Hit, Matched};
use crate::output::style::Style;
use crate::output::wrap::Styled;
use crate::output::{parts, tags};

/// How deep below a score its explanation is shown; a query can nest as deep as it likes.
const EXPLAINED: usize = 16;

impl Text {
    pub(super) fn claim_hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        let (lead, indent) = self.rank(hit.rank);
        let text = parts::claim_text(&hit.claim, &hit.highlights);
        text.write(out, self.palette, self.width, (&lead, &indent))?;
        let context = parts::context(&hit.claim);
        context.write(out, self.palette, self.width, (&indent, &indent))?;
        parts::claim_line(&hit.claim).write(out, self.palette, self.width, &indent)?;
        if !hit.also_in.is_empty() {
            let line = parts::also_in_line(hit);
            line.write(out, self.palette, self.width, (&indent, &indent))?;
        }
        self.tags(&hit.claim, &indent, out)?;
        self.explanation(hit.explanation.as_ref(), &indent, out)
    }

    pub(super) fn article_hit(&self, hit: &ArticleHit, out: &mut dyn Write) -> io::Result<()> {
        let (lead, indent) = self.rank(hit.rank);
        let mut title = Styled::default();
        title.push(Style::Strong, parts::title(&hit.article));
        title.write(out, self.palette, self.width, (&lead, &indent))?;
        let line = parts::article_line(&hit.article, hit.matched == Matched::Some);
        line.write(out, self.palette, self.width, &indent)?;
        self.explanation(hit.explanation.as_ref(), &indent, out)?;
        let (bullet, inner) = (format!("{indent}• "), format!("{indent}  "));
        for hit in &hit.claims {
            let text = parts::claim_text(&hit.claim, &hit.highlights);
            text.write(out, self.palette, self.width, (&bullet, &inner))?;
            let line = parts::claim_line_in_article(&hit.claim);
            line.write(out, self.palette, self.width, &inner)?;
            self.tags(&hit.claim, &inner, out)?;
            self.explanation(hit.explanation.as_ref(), &inner, out)?;
        }
        Ok(())
    }

    fn tags(&self, claim: &Claim, indent: &str, out: &mut dyn Write) -> io::Result<()> {
        for (name, tag) in tags::of(claim).iter().filter(|_| self.tags) {
            let mut line = Styled::default();
            line.push(Style::Dim, &format!("{name:<7} "));
            line.push(Style::Plain, tag);
            line.write(out, self.palette, self.width, (indent, &format!("{indent}        ")))?;
        }
        Ok(())
    }

    /// What stands before the first line of a hit and before the others.
    fn rank(&self, rank: usize) -> (String, String) {
        let number = format!("{rank}.");
        let indent = " ".repeat(number.len() + 1);
        (format!("{} ", self.palette.paint(Style::Strong, &number)), indent)
    }

    fn explanation(
        &self,
        explanation: Option<&Explanation>,
        indent: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        explanation.map_or(Ok(()), |part| self.explained(part, indent, 0, out))
    }

    fn explained(
        &self,
        part: &Explanation,
        indent: &str,
        depth: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut line = Styled::default();
        line.push(Style::Dim, &format!("{:.3}  {}", part.value, part.what));
        let lead = format!("{indent}{}", "  ".repeat(depth));
        line.write(out, self.palette, self.width, (&lead, &format!("{lead}       ")))?;
        if depth + 1 < EXPLAINED {
            for part in &part.parts {
                self.explained(part, indent, depth + 1, out)?;
            }
        }
        Ok(())
    }
}
