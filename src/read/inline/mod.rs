//! The structure inside a line: a whole brief may stand in one.
//!
//! A bullet is ` - ` after a sentence's end or a citation. What stands at such a place without a
//! bullet is a heading where its form allows, else it goes on with what stands before it.

mod caption;
mod glued;
mod lead;

pub(super) use glued::has_glued_citations;

use super::builder::Builder;
use super::heading::{self, Context, Heading};
use super::{items, loose, table};
use crate::model::{BlockKind, Span};
use crate::text::chars::{before, is_closer, skip_space};
use crate::text::{citation, sentence};
use caption::{caption, captions};
use glued::{glued_ends, without_digits};
use lead::{heading_in_lead, is_lead, lead_end};

/// A place where something may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Break {
    /// The byte after what ends here.
    at: usize,
    /// Whether it ends in a citation.
    cited: bool,
}

/// How a unit of text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// At the start of a line.
    Line,
    /// With a bullet before it.
    Bullet,
}

/// Reads a line or a few joined lines.
pub(super) fn read(out: &mut Builder<'_>, span: Span, opening: Opening) {
    let mut from = span.start;
    let mut opening = opening;
    for found in table::find(out.text, span) {
        let before = Span::new(from, found.span.start);
        let caption = caption(out.text, before);
        let lead = Span::new(from, caption.map_or(found.span.start, |caption| caption.start));
        sections(out, lead, opening);
        if let Some(caption) = caption {
            captions(out, caption);
        }
        from = found.span.end;
        out.table(found);
        opening = Opening::Line;
    }
    sections(out, Span::new(from, span.end), opening);
}

/// Reads text without tables: links to sections cut it wherever they stand.
fn sections(out: &mut Builder<'_>, span: Span, opening: Opening) {
    let mut from = span.start;
    let mut opening = opening;
    for (start, end) in heading::links(out.text, span.start, span.end) {
        run(out, Span::new(from, start), opening, from != span.start);
        if let Some(heading) = heading::at(out.text, start, end, Context::Open) {
            out.head(Span::new(start, end), &heading);
        }
        from = end;
        opening = Opening::Line;
    }
    run(out, Span::new(from, span.end), opening, from != span.start);
}

/// Reads text without tables and links.
fn run(out: &mut Builder<'_>, span: Span, opening: Opening, mut headed: bool) {
    let text = &out.text[..span.end];
    let items = items::find(text, span);
    let mut breaks = breaks(text, span, out.features.glued, &items);
    if opening == Opening::Line && is_brief(out, span) {
        add_loose(&mut breaks, text, span);
    }
    let mut at = skip_space(text, span.start);
    let mut bullet = opening == Opening::Bullet;
    let mut context = Context::Open;
    let mut ahead = Ahead::default();
    let mut next_break = 0;
    let filing = out.features.filing;
    // Without citations a bullet's end is a sentence's.
    let uncited = !out.features.cited && (out.features.top || out.has_core());
    let behind = if uncited { Context::AfterClaim } else { Context::AfterSentence };
    while at < span.end {
        if !bullet && let Some(words) = bullet_at(text, at).filter(|_| out.features.bulleted) {
            bullet = true;
            at = words;
        }
        let place = if bullet && !headed { Context::InBullet } else { context };
        let found = ahead.heading_at(text, at, place);
        let found = found.filter(|found| !(bullet && headed) || stands_behind(text, at, found));
        // In a filing words that are no title are a heading and the line that sums it up.
        let found = found.filter(|found| out.admits(at, found));
        let found = found.filter(|found| {
            let plain = found.rank == heading::Rank::Plain && found.group.number.is_none();
            let titled = || found.group.title.as_deref().is_some_and(heading::is_title_case);
            !(filing && plain && !titled() && heading::run_at(text, at).is_some())
        });
        if let Some(heading) = found {
            out.head(Span::new(at, heading.end), &heading);
            (at, bullet, headed, context) = (heading.next, heading.separated, true, Context::Open);
            continue;
        }
        if out.features.flat
            && !bullet
            && let Some(heading) = heading::section_at(text, at)
        {
            out.head(Span::new(at, heading.end), &heading);
            (at, headed, context) = (heading.next, true, Context::Open);
            continue;
        }
        // Where headings are links, title words right under one open the line that sums it up.
        let under_link = out.features.linked && out.follows_heading();
        if !bullet
            && !headed
            && filing
            && !under_link
            && let Some(heading) = heading::run_at(text, at)
        {
            out.head(Span::new(at, heading.end), &heading);
            (at, headed, context) = (heading.next, true, Context::Open);
            continue;
        }
        if !bullet
            && headed
            && filing
            && let Some(inner) = heading_in_lead(text, at, &breaks)
        {
            content(out, Span::new(at, inner), false, true);
            (at, headed) = (inner, false);
            continue;
        }
        if !bullet
            && headed
            && filing
            && let Some((end, words)) = lead_end(text, at, &breaks)
        {
            content(out, Span::new(at, end), false, true);
            (at, bullet, headed) = (words, true, false);
            continue;
        }
        if !bullet && items.binary_search(&at).is_ok() {
            bullet = true;
            at = items::words(text, at);
        }
        while breaks.get(next_break).is_some_and(|found| found.at <= at) {
            next_break += 1;
        }
        let end = breaks[next_break..]
            .iter()
            .find(|found| {
                let at = skip_space(text, found.at);
                items.binary_search(&at).is_ok() || begins(out, text, found, behind, &mut ahead)
            })
            .copied()
            .unwrap_or(Break { at: span.end, cited: false });
        content(out, Span::new(at, end.at), bullet, headed);
        (bullet, headed) = (false, false);
        context = if end.cited { Context::AfterCitation } else { behind };
        at = skip_space(text, end.at);
    }
}

/// Whether a line is one of a brief: the text has citations or headings, or the line opens with one.
fn is_brief(out: &Builder<'_>, span: Span) -> bool {
    let at = skip_space(&out.text[..span.end], span.start);
    !out.features.filing
        && (out.features.cited
            || out.features.top
            || heading::at(out.text, at, span.end, Context::Open)
                .is_some_and(|found| found.separated))
}

/// Adds the bullets and headings that no stop or citation precedes.
fn add_loose(breaks: &mut Vec<Break>, text: &str, span: Span) {
    let closed: Vec<usize> = breaks.iter().map(|found| found.at).collect();
    let slice = &text[span.range()];
    let counted = slice.contains("Group 2") && !slice.contains("Summary by");
    let found = loose::find(text, span, &closed, counted);
    if !found.is_empty() {
        breaks.extend(found.into_iter().map(|at| Break { at, cited: false }));
        breaks.sort_unstable_by_key(|found| (found.at, !found.cited));
        breaks.dedup_by_key(|found| found.at);
    }
}

/// The heading that was looked for last, as it is found where a claim ends and again where it begins.
#[derive(Default)]
struct Ahead(Option<(usize, Context, Option<Heading>)>);

impl Ahead {
    /// The heading at a place of a text; the text is always the same.
    fn heading_at(&mut self, text: &str, at: usize, place: Context) -> Option<Heading> {
        match self.0.take() {
            Some((known, context, heading)) if (known, context) == (at, place) => heading,
            _ => heading::at(text, at, text.len(), place),
        }
    }

    /// Likewise, to be given again.
    fn look(&mut self, text: &str, at: usize, place: Context) -> Option<&Heading> {
        self.0.insert((at, place, heading::at(text, at, text.len(), place))).2.as_ref()
    }
}

/// Whether a heading right behind another's separator is one: `Core Viewpoint - Crude Oil - …`.
fn stands_behind(text: &str, at: usize, found: &Heading) -> bool {
    let words = found.group.title.as_deref().map_or(0, |title| title.split_whitespace().count());
    // `Brazil's Center - South` names a place.
    let plain = words > 1
        && found.group.title.as_deref().is_some_and(|title| {
            heading::has_no_small_words(title) && !title.contains("'s ") && !title.contains("’s ")
        });
    let marked = found.group.number.is_some() || text[at..].starts_with('*') || plain;
    marked && found.separated
}

fn content(out: &mut Builder<'_>, span: Span, bullet: bool, headed: bool) {
    let mut span = span;
    if out.features.glued {
        span.end = without_digits(out.text, span);
    }
    let kind = if bullet {
        BlockKind::Bullet
    } else if (headed || out.follows_heading()) && is_lead(out, span) {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    };
    out.push(span, kind);
}

/// The places where a sentence, a citation or a glued citation ends.
fn breaks(text: &str, span: Span, glued: bool, items: &[usize]) -> Vec<Break> {
    let slice = &text[span.range()];
    let mut breaks: Vec<Break> = sentence::ends(slice)
        .into_iter()
        .map(|end| Break { at: span.start + end, cited: is_cited(text, span.start + end) })
        .collect();
    let mut at = span.start;
    while let Some(open) = citation::next_opening(&text[..span.end], at) {
        at = open;
        match citation::run_at(&text[..span.end], at) {
            Some(end) => {
                // A stop behind the citation belongs to what it ends.
                let stop =
                    text[end..span.end].chars().next().filter(|c| ".。!?！？;；".contains(*c));
                let at_stop = end + stop.map_or(0, char::len_utf8);
                breaks.push(Break { at: at_stop, cited: true });
                at = end;
            }
            None => at += 1,
        }
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    if glued {
        breaks.extend(glued_ends(text, span).map(|at| Break { at, cited: true }));
    }
    breaks.extend(items.iter().map(|at| Break { at: *at, cited: is_cited(text, *at) }));
    breaks.extend(heading::marked(text, span.start, span.end).map(|at| Break { at, cited: true }));
    breaks.sort_unstable_by_key(|found| (found.at, !found.cited));
    breaks.dedup_by_key(|found| found.at);
    breaks
}

/// Whether a citation stands right before `at`, perhaps with a stop between.
fn is_cited(text: &str, at: usize) -> bool {
    if citation::ends_at(text, at) {
        return true;
    }
    let head = text[..at].trim_end_matches(|c: char| {
        c != ']' && is_closer(c) || matches!(c, '.' | '。' | '!' | '?' | '；' | ';')
    });
    citation::ends_at(text, head.len())
}

/// Whether something begins behind a break of a text: a bullet, a heading, or nothing more.
fn begins(
    out: &Builder<'_>,
    text: &str,
    found: &Break,
    behind: Context,
    ahead: &mut Ahead,
) -> bool {
    let filing = out.features.filing;
    let at = skip_space(text, found.at);
    let item = out.features.bulleted
        && bullet_at(text, at)
            .is_some_and(|words| found.cited || !text[words..].starts_with(char::is_lowercase));
    if at >= text.len() || item || out.features.flat && heading::section_at(text, at).is_some() {
        return true;
    }
    let context = if found.cited { Context::AfterCitation } else { behind };
    ahead.look(text, at, context).is_some_and(|heading| out.admits(at, heading))
        || filing && found.cited && heading::run_at(text, at).is_some()
}

/// Where the words of a bullet inside a line begin.
fn bullet_at(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    for mark in ["- ", "• ", "● ", "▪ ", "•", "– ", "— ", "-\n"] {
        if let Some(words) = rest.strip_prefix(mark) {
            let spaced = at == 0
                || before(text, at).is_some_and(|c| c.is_whitespace() || "。！？】".contains(c));
            let words = text.len() - words.trim_start().len();
            return (spaced && words < text.len()).then_some(words);
        }
    }
    None
}
