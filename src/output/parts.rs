//! The pieces that the text of a hit and of an article have in common.

use std::io::{self, Write};

use super::sanitize;
use super::style::{Palette, Style};
use super::wrap::{Styled, columns};
use crate::model::{AlsoIn, ArticleMeta, Citation, Claim, Group, Hit, Kind, Span};

/// What stands between the parts of a line about a claim.
const BETWEEN: &str = " · ";

/// The words of a claim with what matched in them, then its citations.
pub(super) fn claim_text(claim: &Claim, highlights: &[Span]) -> Styled {
    let mut out = Styled::default();
    let text = claim.text.as_str();
    let mut done = 0;
    for span in highlights {
        // A range that is out of order or splits a character marks nothing.
        let (Some(before), Some(inside)) = (text.get(done..span.start), text.get(span.range()))
        else {
            continue;
        };
        out.push(Style::Plain, before).push(Style::Match, inside);
        done = span.end;
    }
    out.push(Style::Plain, &text[done..]);
    if !claim.citations.is_empty() {
        out.push(Style::Plain, " ").push(Style::Dim, &citations(&claim.citations));
    }
    out
}

/// The markers as they are written: `[6][7]`.
fn citations(citations: &[Citation]) -> String {
    citations.iter().map(|citation| format!("[{}]", citation.label)).collect()
}

/// A heading with its number: `3. Challenges and Limitations`.
pub(super) fn heading(group: &Group) -> Option<String> {
    match (&group.number, &group.title) {
        (Some(number), Some(title)) => Some(format!("{number}. {title}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}

/// Where a claim stands: its heading and its article's title.
pub(super) fn context(claim: &Claim) -> Styled {
    let mut out = Styled::default();
    let title = claim.article.title.as_deref().filter(|title| *title != claim.text);
    let heading = claim.group.as_deref().and_then(heading);
    match (heading, title) {
        (Some(heading), Some(title)) => {
            out.push(Style::Plain, &heading).push(Style::Dim, " › ").push(Style::Plain, title);
        }
        (Some(one), None) => {
            out.push(Style::Plain, &one);
        }
        (None, Some(one)) => {
            out.push(Style::Plain, one);
        }
        (None, None) => {}
    }
    out
}

/// The line about a claim: kind, source, date, place and id.
pub(super) fn claim_line(claim: &Claim) -> Facts {
    let mut parts = Vec::new();
    if claim.kind != Kind::Claim {
        parts.push(claim.kind.to_string());
    }
    origin(&claim.article, &mut parts);
    parts.extend(place(claim));
    parts.push(claim.id.clone());
    Facts(parts)
}

/// Where else a claim stands: `also in Reuters 2025-11-03, Tass and 4 more; first seen 2025-11-02`.
pub(super) fn also_in_line(hit: &Hit) -> Styled {
    const NAMED: usize = 3;
    let name = |place: &AlsoIn| {
        let named = place.source.as_ref().or(place.title.as_ref()).unwrap_or(&place.article);
        match &place.published {
            Some(published) => format!("{named} {}", &published.as_str()[..10]),
            None => named.clone(),
        }
    };
    let mut line: Vec<String> = hit.also_in.iter().take(NAMED).map(name).collect();
    let more = hit.copies.saturating_sub(line.len());
    if more > 0 {
        line.push(format!("{more} more"));
    }
    let mut text = format!("also in {}", line.join(", "));
    if let Some(first) = &hit.first_seen {
        text.push_str(&format!("; first seen {first}"));
    }
    let mut out = Styled::default();
    out.push(Style::Dim, &text);
    out
}

/// The short line about a claim below its article's: heading, line and id.
pub(super) fn claim_line_in_article(claim: &Claim) -> Facts {
    let mut parts = Vec::new();
    if claim.kind != Kind::Claim {
        parts.push(claim.kind.to_string());
    }
    parts.extend(claim.group.as_deref().and_then(heading));
    match (claim.page, claim.line) {
        (Some(page), _) => parts.push(format!("page {page}")),
        (None, Some(line)) => parts.push(format!("line {line}")),
        (None, None) => {}
    }
    parts.push(claim.id.clone());
    Facts(parts)
}

/// The line about an article: source, date, path and id.
pub(super) fn article_line(article: &ArticleMeta, some: bool) -> Facts {
    let mut parts = Vec::new();
    if some {
        parts.push("some words".to_owned());
    }
    origin(article, &mut parts);
    if !article.path.is_empty() {
        parts.push(article.path.clone());
    }
    parts.push(article.id.clone());
    Facts(parts)
}

/// An article's title, or what stands for it.
pub(super) fn title(article: &ArticleMeta) -> &str {
    let known = article.title.as_deref().filter(|title| !title.trim().is_empty());
    let path = Some(article.path.as_str()).filter(|path| !path.is_empty());
    known.or(path).unwrap_or(&article.id)
}

fn origin(article: &ArticleMeta, parts: &mut Vec<String>) {
    parts.extend(article.source.clone());
    parts.extend(article.published.as_ref().map(|published| published.as_str().replace('T', " ")));
}

/// `path:line`, or the page where the format has pages.
fn place(claim: &Claim) -> Option<String> {
    let path = &claim.article.path;
    match (path.is_empty(), claim.page, claim.line) {
        (true, _, _) => None,
        (false, Some(page), _) => Some(format!("{path} page {page}")),
        (false, None, Some(line)) => Some(format!("{path}:{line}")),
        (false, None, None) => Some(path.clone()),
    }
}

/// Small facts side by side, broken only between two of them where that is possible.
#[derive(Debug, Default)]
pub(super) struct Facts(Vec<String>);

impl Facts {
    /// Writes them dimly in lines of at most `width` columns, `indent` before each.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        palette: Palette,
        width: usize,
        indent: &str,
    ) -> io::Result<()> {
        let room = width.saturating_sub(columns(indent));
        let mut line = String::new();
        for fact in &self.0 {
            let fact = sanitize::line(fact);
            if !line.is_empty() && columns(&line) + columns(BETWEEN) + columns(&fact) > room {
                dim(&line).write(out, palette, width, (indent, indent))?;
                line.clear();
            }
            if !line.is_empty() {
                line.push_str(BETWEEN);
            }
            line.push_str(&fact);
        }
        dim(&line).write(out, palette, width, (indent, indent))
    }
}

fn dim(text: &str) -> Styled {
    let mut out = Styled::default();
    out.push(Style::Dim, text);
    out
}

/// `1,234` of a count.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 claim`, `1,234 claims`: a count with its noun, which takes an s.
pub fn count(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}
