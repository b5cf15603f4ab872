//! The layout of a text file: where articles begin and end, and which lines are title, source and
//! furniture.
//!
//! A source line stands next to its title, before the body or behind it; several of them make the
//! file a listing. Without one, a short line before the body is the title, or, in a brief, one
//! behind it.

mod divide;
mod kind;
mod part;

pub(super) use part::{Mark, Part};

use super::heading;
use super::lines::{Line, bullet, lines};
use super::source_line::SourceLine;
use crate::model::Span;
use crate::text::chars::columns;
use crate::text::citation;
use kind::{Kind, is_headed, is_item, is_tag, kind, kind_without_heading};

/// The articles of a text file.
pub(super) fn articles(text: &str) -> Vec<Part> {
    let sheet = Sheet::new(text, true);
    if sheet.kinds.iter().all(|kind| *kind == Kind::Blank) {
        return Vec::new();
    }
    let sources = sheet.sources();
    match sources.first() {
        None => vec![sheet.unsigned(None)],
        Some(first) if sheet.first_body().is_none_or(|body| *first < body) => {
            sheet.signed_before(&sources)
        }
        Some(_) => sheet.signed_behind(&sources),
    }
}

/// The one article of a text whose metadata may stand elsewhere.
pub(super) fn single(text: &str, title: Option<&str>) -> Part {
    let sheet = Sheet::new(text, false);
    if let Some(last) = sheet.sources().last()
        && sheet.brief
    {
        let mut parts = match sheet.first_body() {
            Some(body) if *last > body => sheet.signed_behind(&[*last]),
            _ => sheet.signed_before(&[*last]),
        };
        if parts.len() == 1 {
            return parts.remove(0);
        }
    }
    sheet.unsigned(Some(title))
}

/// A text as classified lines.
struct Sheet<'a> {
    text: &'a str,
    /// Whether the text has the marks of a brief.
    brief: bool,
    lines: Vec<Line>,
    kinds: Vec<Kind>,
}

impl<'a> Sheet<'a> {
    fn new(text: &'a str, furnished: bool) -> Self {
        let lines: Vec<Line> = lines(text, Span::new(0, text.len()))
            .into_iter()
            .flat_map(|line| divide::divide(text, line).unwrap_or_else(|| vec![line]))
            .collect();
        let last = lines.iter().rposition(|line| !line.is_blank());
        let kinds = lines
            .iter()
            .enumerate()
            .map(|(at, line)| kind(line.of(text), Some(at) == last, furnished))
            .collect();
        let mut sheet = Self { text, brief: false, lines, kinds };
        sheet.restore_titles();
        sheet.keep_lists();
        sheet.brief = sheet.is_brief();
        sheet
    }

    /// A line that only looks like a heading with its bullet is a title when a source line follows.
    fn restore_titles(&mut self) {
        for at in 0..self.lines.len() {
            let below = self.kinds.get(at + 1);
            if self.kinds[at] == Kind::Body
                && matches!(below, Some(Kind::Source(_)))
                && is_headed(self.of(at))
                && kind_without_heading(self.of(at)) == Kind::Short
            {
                self.kinds[at] = Kind::Short;
            }
        }
    }

    /// Numbered lines right under each other are a list, no titles.
    fn keep_lists(&mut self) {
        let numbers: Vec<Option<u32>> =
            (0..self.lines.len()).map(|at| super::lines::number(self.of(at))).collect();
        for at in 1..numbers.len() {
            if let (Some(above), Some(below)) = (numbers[at - 1], numbers[at])
                && above + 1 == below
            {
                for at in [at - 1, at] {
                    if self.kinds[at] == Kind::Short {
                        self.kinds[at] = Kind::Body;
                    }
                }
            }
        }
    }

    fn of(&self, at: usize) -> &'a str {
        self.lines[at].of(self.text)
    }

    fn first_body(&self) -> Option<usize> {
        self.kinds.iter().position(|kind| *kind == Kind::Body)
    }

    /// The nearest line before `at` that is neither blank nor a label.
    fn previous(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|line| !matches!(self.kinds[*line], Kind::Blank | Kind::Label))
    }

    /// The title right above a source line; a tag between them is none.
    fn title_above(&self, source: usize, least: usize) -> Option<usize> {
        let title = self.is_short(self.previous(source)).filter(|title| *title >= least)?;
        let upper = self.is_short(self.previous(title)).filter(|upper| *upper >= least);
        let over_tag = upper.filter(|upper| {
            is_tag(self.of(title)) && columns(self.of(*upper)) > columns(self.of(title)) * 2
        });
        Some(over_tag.unwrap_or(title))
    }

    fn next(&self, at: usize) -> Option<usize> {
        (at + 1..self.lines.len())
            .find(|line| !matches!(self.kinds[*line], Kind::Blank | Kind::Label))
    }

    fn is_short(&self, at: Option<usize>) -> Option<usize> {
        at.filter(|at| self.kinds[*at] == Kind::Short)
    }

    /// The source lines; one without a source counts only next to a title or at an end of the text.
    fn sources(&self) -> Vec<usize> {
        let found = |at: &usize| match &self.kinds[*at] {
            Kind::Source(line) if line.source.is_some() || line.title.is_some() => true,
            Kind::Source(_) => {
                let (before, behind) = (self.previous(*at), self.next(*at));
                before.is_none() || behind.is_none() || self.is_short(before).is_some()
            }
            _ => false,
        };
        (0..self.lines.len()).filter(found).collect()
    }

    fn source(&self, at: usize) -> SourceLine {
        match &self.kinds[at] {
            Kind::Source(line) => line.clone(),
            _ => SourceLine::default(),
        }
    }

    /// Whether the text has the marks of a brief: a core, numbered groups, cited bullets.
    fn is_brief(&self) -> bool {
        let cited =
            self.text.contains("] - ") || self.text.contains("]. - ") || self.text.contains("]。");
        cited
            || (0..self.lines.len()).any(|at| {
                let text = self.of(at);
                self.kinds[at] == Kind::Body
                    && (heading::is_core(text)
                        || bullet(text).is_some()
                            && citation::ends_at(
                                text.trim_end_matches(['.', '。']),
                                text.trim_end_matches(['.', '。']).len(),
                            )
                        || heading::at(text, 0, text.len(), heading::Context::Open).is_some_and(
                            |found| found.rank == heading::Rank::Top && !text.starts_with('#'),
                        ))
            })
    }

    /// Each source line stands under its title, above its body.
    fn signed_before(&self, sources: &[usize]) -> Vec<Part> {
        let mut heads: Vec<(usize, Option<usize>, usize)> = Vec::new();
        for &at in sources {
            let above = heads.last().map_or(0, |(_, _, source)| source + 1);
            let named = self.source(at).title.is_some();
            let title = self.title_above(at, above);
            let title = title.filter(|title| !named || !is_tag(self.of(*title)));
            let title = title.or_else(|| {
                let below = self.is_short(self.next(at)).filter(|_| !named && heads.is_empty());
                below.filter(|below| !self.heads_bullets(*below) && self.next(*below).is_some())
            });
            // The same line again at the foot of the page opens nothing.
            let again =
                heads.last().is_some_and(|(_, _, source)| self.source(*source) == self.source(at));
            if !heads.is_empty() && (again || title.is_none() && self.source(at).title.is_none()) {
                continue;
            }
            let start = if heads.is_empty() {
                0
            } else {
                self.with_labels_above(title.unwrap_or(at), above)
            };
            heads.push((start, title, at));
        }
        let mut parts = Vec::new();
        for (place, (start, title, source)) in heads.iter().enumerate() {
            let end = heads.get(place + 1).map_or(self.lines.len(), |head| head.0);
            let cut =
                if place + 1 == heads.len() { self.cut_article(*start, end, *title) } else { None };
            parts.push(self.part(*start..cut.unwrap_or(end), *title, Some(*source)));
            if let Some(cut) = cut {
                parts.push(self.cut_part(cut..end));
            }
        }
        parts
    }

    /// Where the head of a further article begins that breaks off before its body.
    fn cut_article(&self, start: usize, end: usize, title: Option<usize>) -> Option<usize> {
        let last_body = (start..end).rev().find(|at| self.kinds[*at] == Kind::Body)?;
        let mut shorts = (last_body + 1..end).filter(|at| self.kinds[*at] == Kind::Short);
        let own = title.filter(|_| self.brief).map(|title| self.of(title))?;
        shorts.find(|at| columns(self.of(*at)) >= 16 && !is_same(self.of(*at), own))
    }

    /// An article of which only the head is there; a last line in capitals is its source, cut off.
    fn cut_part(&self, range: std::ops::Range<usize>) -> Part {
        let title = range.start;
        let mut part = self.part(range.clone(), Some(title), None);
        let last = range.rev().find(|at| self.kinds[*at] != Kind::Blank).filter(|at| *at != title);
        if let Some(last) = last
            && self.kinds[last] == Kind::Short
            && heading::is_title_case(self.of(last))
            && part.body == [self.lines[last].span]
        {
            part.body.clear();
            part.marks.push((self.lines[last].span, Mark::Metadata));
        }
        part
    }

    fn with_labels_above(&self, at: usize, least: usize) -> usize {
        let mut start = at;
        while start > least && matches!(self.kinds[start - 1], Kind::Label) {
            start -= 1;
        }
        start
    }

    /// Each source line stands under its title, below its body.
    fn signed_behind(&self, sources: &[usize]) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut start = 0;
        for (place, &source) in sources.iter().enumerate() {
            let above = self.is_short(self.previous(source)).filter(|title| *title >= start);
            let title = above.or_else(|| self.opening_title(start, source));
            let mut end = source + 1;
            let name = title.map_or("", |title| self.of(title));
            let limit = sources.get(place + 1).copied().unwrap_or(self.lines.len());
            while end < limit && self.belongs_behind(end, name, place + 1 == sources.len()) {
                end += 1;
            }
            let rest_is_blank = (end..self.lines.len())
                .all(|at| matches!(self.kinds[at], Kind::Blank | Kind::Label));
            if place + 1 == sources.len() && rest_is_blank {
                end = self.lines.len();
            }
            parts.push(self.part(start..end, title, Some(source)));
            start = end;
        }
        if (start..self.lines.len()).any(|at| !matches!(self.kinds[at], Kind::Blank | Kind::Label))
        {
            parts.push(self.part(start..self.lines.len(), None, None));
        }
        parts
    }

    /// A title above the body, where the source line stands below it.
    fn opening_title(&self, start: usize, source: usize) -> Option<usize> {
        let body = (start..source).find(|at| self.kinds[*at] == Kind::Body)?;
        let first = (start..body).find(|at| self.kinds[*at] == Kind::Short)?;
        (!is_tag(self.of(first)) && !self.heads_bullets(first)).then_some(first)
    }

    /// Whether a line behind the source line is still this article's: its title again, or, at the
    /// end of the file, a tag.
    fn belongs_behind(&self, at: usize, title: &str, last: bool) -> bool {
        match self.kinds[at] {
            Kind::Blank | Kind::Label => last,
            Kind::Short => is_same(self.of(at), title) || last && is_tag(self.of(at)),
            _ => false,
        }
    }

    /// An article without a source line; `known` is given where the title stands elsewhere.
    fn unsigned(&self, known: Option<Option<&str>>) -> Part {
        let all = 0..self.lines.len();
        let title = match known {
            None => self.unsigned_title(),
            Some(Some(title)) => all.clone().find(|at| {
                matches!(self.kinds[*at], Kind::Short | Kind::Body) && is_equal(self.of(*at), title)
            }),
            Some(None) if self.brief => self.title_behind(),
            Some(None) => None,
        };
        self.part(all, title, None)
    }

    fn unsigned_title(&self) -> Option<usize> {
        let first = self.first_body()?;
        let behind = if self.brief { self.title_behind() } else { None };
        let apart = |at: usize| {
            at == 0
                || at + 1 >= self.lines.len()
                || self.kinds[at + 1] != Kind::Short
                || self.kinds[at - 1] != Kind::Short
        };
        let mut leading: Vec<usize> =
            (0..first).filter(|at| self.kinds[*at] == Kind::Short).collect();
        // Lines of a paragraph that was broken where the page was full are no titles.
        leading.retain(|at| apart(*at) && !self.goes_on(*at));
        // In a brief whose title stands behind, bold words are a heading.
        if behind.is_some() {
            leading.retain(|at| !self.of(*at).starts_with("**"));
        }
        // `# Title` that is the only one of its rank heads the whole, bullets or not.
        let heads_all = |at: usize| {
            let is_first = |at: usize| self.of(at).starts_with("# ");
            is_first(at) && (0..self.lines.len()).filter(|at| is_first(*at)).count() == 1
        };
        if let Some(last) = leading.last()
            && !heads_all(*last)
            && (is_item(self.of(first)) || behind.is_some() && !is_same_line(self, *last, behind))
        {
            leading.pop();
        }
        let title = leading.into_iter().rev().max_by_key(|at| columns(self.of(*at)));
        title.or(behind)
    }

    /// Whether the next line goes on with this one's sentence.
    fn goes_on(&self, at: usize) -> bool {
        let next = self.lines.get(at + 1).map(|line| line.of(self.text));
        next.is_some_and(|next| next.starts_with(char::is_lowercase))
    }

    /// The title behind the body of a brief: the longest of the short lines there.
    fn title_behind(&self) -> Option<usize> {
        let last = self.kinds.iter().rposition(|kind| *kind == Kind::Body)?;
        (last + 1..self.lines.len())
            .filter(|at| self.kinds[*at] == Kind::Short)
            .rev()
            .max_by_key(|at| columns(self.of(*at)))
    }

    /// Makes a part of a range of lines.
    fn part(
        &self,
        range: std::ops::Range<usize>,
        title: Option<usize>,
        source: Option<usize>,
    ) -> Part {
        let found = source.map(|at| self.source(at)).unwrap_or_default();
        // A line that opens the next article is no title of this one.
        let title = title.filter(|at| range.contains(at));
        let name = title.map(|at| {
            self.of(at).trim_start_matches(['#', ' ']).trim_matches('*').trim().to_owned()
        });
        let name = name.or(found.title);
        let first = range.clone().find(|at| self.kinds[*at] == Kind::Body && Some(*at) != title);
        let last =
            range.clone().rev().find(|at| self.kinds[*at] == Kind::Body && Some(*at) != title);
        let outside =
            |at: usize| first.is_none_or(|first| at < first) || last.is_none_or(|last| at > last);
        let mut part = Part {
            title: name,
            source: found.source,
            published: found.published,
            ..Part::default()
        };
        let mut open = false;
        for at in range.clone() {
            let line = self.lines[at].span;
            let mark = match &self.kinds[at] {
                _ if Some(at) == title || Some(at) == source => Some(Mark::Metadata),
                Kind::Label => Some(Mark::Furniture),
                Kind::Source(_) if outside(at) => Some(Mark::Metadata),
                Kind::Short
                    if part.title.as_deref().is_some_and(|title| is_same(self.of(at), title))
                        && outside(at) =>
                {
                    Some(Mark::Metadata)
                }
                Kind::Short if outside(at) && (title.is_some() || source.is_some()) => {
                    self.stray(at, title, last)
                }
                _ => None,
            };
            // Lines between two marked ones make one range.
            match (mark, part.body.last_mut()) {
                (Some(mark), _) => part.marks.push((line, mark)),
                (None, Some(body)) if open => body.end = line.end,
                (None, _) => part.body.push(line),
            }
            open = mark.is_none();
        }
        let start = self.lines.get(range.start).map_or(0, |_| self.line_start(range.start));
        part.span = Span::new(start, self.line_start(range.end));
        part
    }

    /// A short line outside the body that is not the title.
    fn stray(&self, at: usize, title: Option<usize>, last_body: Option<usize>) -> Option<Mark> {
        let behind_body = last_body.is_some_and(|last| at > last);
        // The last line of a story may be short; behind a brief stands what the page added.
        if behind_body && !self.brief && !is_tag(self.of(at)) {
            return None;
        }
        if title.is_some_and(|title| at > title) && behind_body {
            return Some(Mark::Metadata);
        }
        if behind_body || is_tag(self.of(at)) && !self.heads_bullets(at) && !self.heads_apart(at) {
            return Some(Mark::Furniture);
        }
        // Above a title that stands behind the body, a short line is the body's first heading.
        let title_first = title.filter(|title| last_body.is_some_and(|last| *title < last));
        title_first.is_some_and(|title| at < title).then_some(Mark::Furniture)
    }

    /// Whether a line has the form of a heading of the body: counted, or with a blank line behind.
    fn heads_apart(&self, at: usize) -> bool {
        let line = self.of(at);
        let counted = heading::group_of(line).number.is_some();
        counted
            || self.kinds.get(at + 1) == Some(&Kind::Blank)
                && at > 0
                && self.kinds[at - 1] == Kind::Blank
    }

    fn heads_bullets(&self, at: usize) -> bool {
        self.next(at).is_some_and(|next| is_item(self.of(next)))
    }

    /// The first byte of a line, or the text's end behind the last.
    fn line_start(&self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return self.text.len() };
        let newline = self.text[..line.span.start].rfind('\n').map_or(0, |newline| newline + 1);
        // A line may be divided: what stands before it in the same line is another's.
        newline.max(at.checked_sub(1).map_or(0, |before| self.lines[before].span.end))
    }
}

fn is_same_line(sheet: &Sheet<'_>, at: usize, other: Option<usize>) -> bool {
    other.is_some_and(|other| is_same(sheet.of(at), sheet.of(other)))
}

/// Whether two lines say the same title, one of them perhaps with the site's name behind it.
fn is_same(line: &str, title: &str) -> bool {
    let (line, title) = (letters(line), letters(title));
    let (short, long) = if line.len() < title.len() { (&line, &title) } else { (&title, &line) };
    short.chars().count() >= 4
        && long.starts_with(short.as_str())
        && long.chars().count() - short.chars().count() <= 16
}

fn is_equal(line: &str, title: &str) -> bool {
    each_letter(line).eq(each_letter(title)) && !title.is_empty()
}

fn letters(line: &str) -> String {
    each_letter(line).collect()
}

fn each_letter(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
