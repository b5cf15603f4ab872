//! A claim in its article, or an article by its groups.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::parts;
use super::style::{Palette, Style};
use super::wrap::Styled;
use crate::model::{ArticleMeta, Claim, Group, Quantity, When};

/// How many bytes of an article are shown on each side of a claim.
const AROUND: usize = 1200;

/// An article with its text and claims.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct View<'a> {
    /// What is known of it.
    pub article: &'a ArticleMeta,
    /// Its stored text.
    pub text: &'a str,
    /// Its claims in order.
    pub claims: &'a [Claim],
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    #[serde(flatten)]
    claim: &'a Claim,
    article_text: &'a str,
}

impl View<'_> {
    /// Writes the article as one line of JSON: `article`, `text`, `claims`.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }

    /// Writes a claim as one line of JSON with the text that its span counts in, as
    /// `article_text`.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn write_claim_json(&self, claim: &Claim, out: &mut dyn Write) -> io::Result<()> {
        let line = ClaimLine { claim, article_text: self.text };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")
    }
}

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
            if group != Some(claim.group.as_ref()) {
                group = Some(claim.group.as_ref());
                out.write_all(b"\n")?;
                self.heading(claim, out)?;
            }
            let mut text = parts::claim_text(claim, &[]);
            text.push(Style::Plain, " ").push(Style::Dim, &claim.id);
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
        parts::article_line(article, false).write(out, self.palette, self.width, ("", ""))?;
        for more in article.url.iter().chain(&article.also_in) {
            self.note("", more, out)?;
        }
        Ok(())
    }

    fn heading(&self, claim: &Claim, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Styled::default();
        line.push(Style::Strong, &claim.group.as_ref().and_then(parts::heading).unwrap_or_default());
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

    fn tags(&self, view: &View<'_>, claim: &Claim, out: &mut dyn Write) -> io::Result<()> {
        let place = format!("{} of {}", claim.position + 1, view.claims.len());
        self.note(claim.kind.as_str(), &format!("{place} · {}", claim.id), out)?;
        for citation in &claim.citations {
            let what = match &citation.resolved {
                None => "unresolved".to_owned(),
                Some(to) => [Some(to.text.as_str()), to.url.as_deref()]
                    .into_iter()
                    .flatten()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" "),
            };
            self.note(&format!("[{}]", citation.label), &what, out)?;
        }
        for entity in &claim.entities {
            self.note("entity", &format!("{} ({})", entity.name, entity.id), out)?;
        }
        for quantity in &claim.quantities {
            self.note("figure", &figure(quantity), out)?;
        }
        for when in &claim.when {
            self.note("when", &period(when), out)?;
        }
        Ok(())
    }

    /// A line of a dim name and what it names.
    fn note(&self, name: &str, what: &str, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Styled::default();
        if !name.is_empty() {
            line.push(Style::Dim, &format!("{name:<7} "));
        }
        line.push(if name.is_empty() { Style::Dim } else { Style::Plain }, what);
        line.write(out, self.palette, self.width, ("", if name.is_empty() { "" } else { "        " }))
    }
}

/// The bytes to show around a claim, between characters and where it can be between words.
fn around(text: &str, claim: Range<usize>) -> Range<usize> {
    let start = match claim.start.checked_sub(AROUND) {
        None => 0,
        Some(0) => 0,
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

/// `$5-6 billion = about USD 5000000000..6000000000`.
fn figure(quantity: &Quantity) -> String {
    let mut out = format!("{} = ", quantity.text);
    for word in [quantity.approx.then_some("about"), quantity.bound.as_deref()].into_iter().flatten()
    {
        out.push_str(word);
        out.push(' ');
    }
    if quantity.kind == "money" {
        out.extend(quantity.unit.iter().flat_map(|unit| [unit.as_str(), " "]));
    }
    out.push_str(&quantity.min.to_string());
    if quantity.max.to_bits() != quantity.min.to_bits() {
        out.push_str(&format!("..{}", quantity.max));
    }
    match (quantity.kind.as_str(), &quantity.unit) {
        ("money", _) => {}
        ("percent", _) => out.push('%'),
        (_, Some(unit)) => out.push_str(&format!(" {unit}")),
        ("multiple", None) => out.push_str(" times"),
        (_, None) => {}
    }
    if let Some(per) = &quantity.per {
        out.push_str(&format!(" per {per}"));
    }
    out
}

/// `December 19-20 = 2025-12-19..2025-12-20`.
fn period(when: &When) -> String {
    let bound = when.bound.as_deref().map(|bound| format!("{bound} ")).unwrap_or_default();
    let value = match (&when.from, &when.to, &when.duration) {
        (Some(from), Some(to), _) if from == to => from.clone(),
        (Some(from), Some(to), _) => format!("{from}..{to}"),
        (Some(one), None, _) | (None, Some(one), _) | (None, None, Some(one)) => one.clone(),
        (None, None, None) => return when.text.clone(),
    };
    format!("{} = {bound}{value}", when.text)
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    const SHOW: ShowText = ShowText { palette: Palette::OFF, width: 80 };

    fn shown(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_claim_is_marked_in_its_article() {
        let (article, text, claims) = samples::article();
        let view = View { article: &article, text: &text, claims: &claims };
        insta::assert_snapshot!(shown(|out| SHOW.claim(&view, &claims[1], out)), @"");
    }

    #[test]
    fn an_article_is_its_claims_by_group() {
        let (article, text, claims) = samples::article();
        let view = View { article: &article, text: &text, claims: &claims };
        insta::assert_snapshot!(shown(|out| SHOW.article(&view, out)), @"");
    }

    #[test]
    fn json_carries_the_text_that_spans_count_in() {
        let (article, text, claims) = samples::article();
        let view = View { article: &article, text: &text, claims: &claims };
        let json = shown(|out| view.write_claim_json(&claims[1], out));
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["id"], claims[1].id);
        assert_eq!(value["article_text"], text);
        let json = shown(|out| view.write_json(out));
        assert!(json.starts_with(r#"{"article":{"id":"9f2c41d07b3a5e68","#), "{json}");
    }

    #[test]
    fn the_passage_is_cut_between_characters() {
        let text = "日".repeat(3000);
        let range = around(&text, 4500..4530);
        assert!(text.get(range.clone()).is_some());
        assert!(range.start >= 4500 - AROUND - 3 && range.end <= 4530 + AROUND);
        assert_eq!(around("short", 1..2), 0..5);
        assert_eq!(around("short", 9..20), 0..5);
    }
}
