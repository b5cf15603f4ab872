//! The body of an article: lines → blocks.

use super::builder::{Builder, Features};
use super::furniture;
use super::heading::{self, Context, Heading, Rank};
use super::inline::{self, Opening};
use super::layout::Part;
use super::lines::{Line, bullet, ends_closed, first_word_columns, is_ruler, lines};
use super::loose;
use crate::model::{BlockKind, Group, Span};
use crate::text::chars::{columns, is_closer, is_han_or_kana};
use crate::text::citation;

/// What a text is like as a whole.
pub(super) fn features(text: &str, part: &Part) -> Features {
    let mut features = Features::default();
    for span in &part.body {
        let slice = &text[span.range()];
        features.cited |= citation::markers(slice).next().is_some();
        features.linked |= slice.contains("type=section");
        features.top |= has_top_headings(slice);
        features.marked |= has_marked_headings(slice);
    }
    features.glued =
        !features.cited && part.body.iter().any(|span| inline::has_glued_citations(text, *span));
    features.filing = features.linked || features.glued;
    let dashed = |span: &Span| {
        let slice = &text[span.range()];
        slice.contains(" - ") || slice.lines().any(|line| bullet(line.trim_start()).is_some())
    };
    features.flat = features.cited && !features.filing && !part.body.iter().any(dashed);
    // What is plainly a brief need not be searched for bullets.
    features.bulleted = features.cited
        || features.top
        || features.filing
        || part.body.iter().any(|span| has_bullets(&text[span.range()]));
    features
}

/// Whether a heading of the top rank stands somewhere besides the core's: `Group 2: `,
/// `Summary by …`, or a Markdown heading.
fn has_top_headings(text: &str) -> bool {
    text.contains("Summary by ")
        || text.contains("Group 1")
        || text.contains("Group 2")
        || text.contains("\n## ")
        || text.starts_with("## ")
}

/// Whether a heading is marked as in Markdown, from the second level to the fourth.
fn has_marked_headings(text: &str) -> bool {
    let is_marked = |line: &str| {
        let words = line.trim_start_matches('#');
        (2..=4).contains(&(line.len() - words.len())) && words.starts_with(' ')
    };
    let mut breaks = memchr::memmem::find_iter(text.as_bytes(), "\n##");
    is_marked(text) || breaks.any(|at| is_marked(&text[at + 1..]))
}

/// How many dashes stand between a stop and a capital; one that opens behind a heading counts too.
fn closed_dashes(text: &str) -> usize {
    let opens = |at: usize| {
        text[at..].starts_with(|c: char| !c.is_lowercase() && !c.is_whitespace() && c != '-')
    };
    let stopped = memchr::memmem::find_iter(text.as_bytes(), b" - ").filter(|dash| {
        let head = text[..*dash].trim_end_matches(is_closer);
        head.ends_with(['.', '。', '!', '?', '！', '？']) && opens(dash + 3)
    });
    let headed = heading::at(text, 0, text.len(), Context::Open).is_some_and(|found| {
        found.separated
            && opens(found.next)
            && found.group.title.as_deref().is_some_and(heading::is_title_case)
    });
    stopped.take(2).count() + usize::from(headed)
}

/// Whether bullets stand in a text: behind stops, at the start of lines, or so many dashes that
/// some must be bullets.
fn has_bullets(text: &str) -> bool {
    closed_dashes(text) >= 2
        || text.lines().any(|line| bullet(line.trim_start()).is_some())
        || text.lines().any(|line| heading::is_core(line.trim_start()))
        || !loose::find(text, Span::new(0, text.len()), &[], false).is_empty()
}

/// Reads a range of lines.
pub(super) fn read(out: &mut Builder<'_>, span: Span) {
    let text = out.text;
    let lines = lines(text, span);
    let mut body =
        Body { out, lines: &lines, unit: None, width: 0, wrapped: false, nested: None, led: None };
    let mut at = 0;
    while at < lines.len() {
        at = body.line(at);
    }
    body.flush();
}

/// A run of lines that belong together.
#[derive(Debug, Clone, Copy)]
struct Unit {
    span: Span,
    opening: Opening,
    table: bool,
    quoted: bool,
    last: Line,
}

struct Body<'b, 'a> {
    out: &'b mut Builder<'a>,
    lines: &'b [Line],
    unit: Option<Unit>,
    /// The widest line of the paragraph at hand.
    width: usize,
    /// Whether that paragraph's lines were broken where the page was full.
    wrapped: bool,
    /// The indent of a bullet that heads the bullets under it, and the heading it stands under.
    nested: Option<(usize, Option<usize>)>,
    /// The heading above a line that only leads in a list: `The agency said:`.
    led: Option<usize>,
}

impl Body<'_, '_> {
    /// Takes the line at `at` and returns the index of the next one to take.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        let text = line.of(self.out.text);
        if line.is_blank() || is_ruler(text) {
            if !self.setext(at) {
                self.flush();
            }
            return at + 1;
        }
        if self.unit.is_none() {
            (self.width, self.wrapped) = self.paragraph_shape(at);
        }
        if text.starts_with("```") || text.starts_with("~~~") {
            return self.fence(at);
        }
        if furniture::is_label(text) {
            self.flush();
            self.out.push(line.span, BlockKind::Furniture);
            return at + 1;
        }
        if furniture::is_credit(text) {
            self.flush();
            self.out.push(line.span, BlockKind::Metadata);
            return at + 1;
        }
        if let Some(words) = bullet(text).filter(|words| !is_speech(text, *words)) {
            self.end_nested(line.indent);
            if self.heads_nested(at, &text[words..]) {
                return at + 1;
            }
            self.start(Span::new(line.span.start + words, line.span.end), Opening::Bullet, line);
            return at + 1;
        }
        if self.heading_line(at) {
            return at + 1;
        }
        if let Some(words) = counted(text)
            && !self.joins_unit(line)
        {
            self.start(Span::new(line.span.start + words, line.span.end), Opening::Bullet, line);
            return at + 1;
        }
        if self.unit.is_none()
            && !text.starts_with('|')
            && let Some(group) = self.led.take()
        {
            self.out.leave_nested(Some(group));
        }
        self.text_line(line, text);
        at + 1
    }

    /// Whether a line is a sentence that leads in the list under it, and heads nothing behind that.
    fn leads_in(&self, at: usize) -> bool {
        let text = self.lines[at].of(self.out.text);
        let words = text.trim_end_matches([':', '：']);
        let next = self.lines[at + 1..].iter().find(|line| !line.is_blank());
        words.len() < text.len()
            && words.split_whitespace().count() >= 3
            && !heading::is_title_case(words)
            && next.is_some_and(|next| bullet(next.of(self.out.text)).is_some())
    }

    /// Takes a bullet that only heads the bullets under it: `- **Bonds**:`.
    fn heads_nested(&mut self, at: usize, words: &str) -> bool {
        let line = self.lines[at];
        let title = words.trim().trim_matches('*').trim_end_matches([':', '：']);
        let colon = words.trim_end_matches('*').ends_with([':', '：']);
        let below = self.lines[at + 1..].iter().find(|next| !next.is_blank());
        let nested = below.is_some_and(|next| {
            next.indent > line.indent && bullet(next.of(self.out.text)).is_some()
        });
        // `- Mills complain that scrap is dear:` is a claim with its reasons below.
        let named = words.starts_with("**")
            || heading::is_title_case(title)
            || title.split_whitespace().count() <= 4;
        if !(colon && nested && named && columns(title) <= 80 && !ends_closed(title)) {
            return false;
        }
        self.flush();
        self.nested = Some((line.indent, self.out.group()));
        let start = line.span.end - words.len();
        self.head(line.span, Span::new(start, line.span.end), Rank::Nested);
        true
    }

    /// A bullet that stands no deeper than the one that headed a nested list ends that list.
    fn end_nested(&mut self, indent: usize) {
        if let Some((outer, group)) = self.nested
            && indent <= outer
        {
            self.flush();
            self.out.leave_nested(group);
            self.nested = None;
        }
    }

    fn text_line(&mut self, line: Line, text: &str) {
        let table = text.starts_with('|');
        let quoted = text.starts_with('>');
        if let Some(unit) = self.unit
            && unit.quoted == quoted
            && (table && unit.table || !unit.table && !table && self.joins(unit, line))
        {
            self.unit =
                Some(Unit { span: Span::new(unit.span.start, line.span.end), last: line, ..unit });
            return;
        }
        if let Some(unit) = self.unit
            && table
            && !unit.table
        {
            // A caption's line right above its table.
            let words = unit.last.of(self.out.text);
            if unit.opening == Opening::Line
                && unit.span == unit.last.span
                && heading::is_title_case(words.split(['(', '（']).next().unwrap_or(words))
            {
                self.unit = Some(Unit {
                    span: Span::new(unit.span.start, line.span.end),
                    table: true,
                    last: line,
                    ..unit
                });
                return;
            }
        }
        let skip = if quoted { text.len() - text.trim_start_matches(['>', ' ']).len() } else { 0 };
        self.start(Span::new(line.span.start + skip, line.span.end), Opening::Line, line);
        if let Some(unit) = &mut self.unit {
            (unit.table, unit.quoted) = (table, quoted);
        }
    }

    fn start(&mut self, span: Span, opening: Opening, last: Line) {
        self.flush();
        if !span.is_empty() {
            self.unit = Some(Unit { span, opening, table: false, quoted: false, last });
        }
    }

    fn flush(&mut self) {
        if let Some(unit) = self.unit.take() {
            inline::read(self.out, unit.span, unit.opening);
        }
    }

    /// Whether a line goes on with the sentence of the line before: that one was broken where the
    /// page was full, or the next word is in lower case.
    fn joins(&self, unit: Unit, line: Line) -> bool {
        let last = unit.last.of(self.out.text);
        if ends_closed(last) {
            return false;
        }
        let text = line.of(self.out.text);
        let lower =
            text.chars().next().is_some_and(|c| c.is_lowercase() || ",;:)，；：、".contains(c));
        let full = self.width <= 160
            && (columns(last) + 1 + first_word_columns(text) > self.width
                || self.wrapped && columns(last) * 5 >= self.width * 3);
        let hangs =
            unit.opening == Opening::Bullet && line.indent > unit.last.indent && line.indent >= 2;
        lower || hangs || full && columns(last) >= 30
    }

    /// The widest line of the paragraph that starts at a line, and whether some line of it goes on
    /// in lower case: then its lines were broken where the page was full.
    fn paragraph_shape(&self, at: usize) -> (usize, bool) {
        let lines = self.lines[at..].iter().take_while(|line| !line.is_blank()).take(200);
        let texts: Vec<&str> = lines.map(|line| line.of(self.out.text)).collect();
        let width = texts.iter().map(|text| columns(text)).max().unwrap_or(0);
        let lower = texts.iter().skip(1).any(|text| text.starts_with(char::is_lowercase));
        (width, lower)
    }

    /// A line of `===` or `---` under a line of words makes that a heading.
    fn setext(&mut self, at: usize) -> bool {
        let ruler = self.lines[at].of(self.out.text);
        let Some(unit) = self.unit else { return false };
        let under = at > 0 && self.lines[at - 1].span == unit.span && unit.opening == Opening::Line;
        if !(under && is_ruler(ruler) && (ruler.starts_with('=') || ruler.starts_with('-'))) {
            return false;
        }
        self.unit = None;
        self.head(unit.span, unit.span, Rank::Plain);
        true
    }

    /// Code stands between fences and makes no claims.
    fn fence(&mut self, at: usize) -> usize {
        self.flush();
        let mark = &self.lines[at].of(self.out.text)[..3];
        let close =
            self.lines[at + 1..].iter().position(|line| line.of(self.out.text).starts_with(mark));
        let last = close.map_or(self.lines.len() - 1, |close| at + 1 + close);
        let span = Span::new(self.lines[at].span.start, self.lines[last].span.end);
        self.out.push(span, BlockKind::Dropped("code block"));
        last + 1
    }

    /// Takes a line that is a heading by itself.
    fn heading_line(&mut self, at: usize) -> bool {
        let line = self.lines[at];
        let text = line.of(self.out.text);
        let hashes = text.bytes().take_while(|b| *b == b'#').count();
        if (1..=6).contains(&hashes) && text[hashes..].starts_with([' ', '\t']) {
            self.flush();
            let words = Span::new(line.span.start + hashes, line.span.end).trimmed(self.out.text);
            let words = heading::link_words(self.out.text, words).unwrap_or(words);
            let rank = if hashes <= 2 { Rank::Top } else { Rank::Plain };
            self.head(line.span, words, rank);
            return true;
        }
        if self.joins_unit(line) {
            return false;
        }
        let listed = self.is_listed(at);
        if let Some(found) =
            heading::at(self.out.text, line.span.start, line.span.end, Context::Open)
            && self.out.admits(line.span.start, &found)
            && (found.separated || !listed)
        {
            self.flush();
            if found.next >= line.span.end && !found.separated {
                self.out.head(line.span, &found);
            } else {
                self.start(line.span, Opening::Line, line);
            }
            return true;
        }
        if !listed && self.is_short_heading(at) {
            self.flush();
            let (outer, leads_in) = (self.out.group(), self.leads_in(at));
            self.head(line.span, line.span, Rank::Plain);
            self.led = outer.filter(|_| leads_in);
            return true;
        }
        false
    }

    /// Whether a number counts the line and the next number the line right below, or the one before
    /// it the line right above: the items of a list, however short.
    fn is_listed(&self, at: usize) -> bool {
        // `2. Output - Stocks fell` is a heading with its claim.
        let number = |at: usize| {
            let line = self.lines.get(at).map(|line| line.of(self.out.text));
            line.filter(|line| !line.contains(" - ")).and_then(super::lines::number)
        };
        let Some(own) = number(at) else { return false };
        number(at + 1) == Some(own + 1)
            || at.checked_sub(1).and_then(number).is_some_and(|above| above + 1 == own)
    }

    fn joins_unit(&self, line: Line) -> bool {
        self.unit.is_some_and(|unit| !unit.table && self.joins(unit, line))
    }

    fn head(&mut self, span: Span, words: Span, rank: Rank) {
        if rank != Rank::Nested {
            self.nested = None;
            self.led = None;
        }
        let title = &self.out.text[words.range()];
        let group = heading::group_of(title);
        let core = group.title.as_deref().is_some_and(heading::is_core);
        let group = Group { number: group.number, title: group.title };
        let found = Heading { end: span.end, next: span.end, separated: false, group, core, rank };
        self.out.head(span, &found);
    }

    /// A short line without a stop, with bullets or a paragraph under it.
    fn is_short_heading(&self, at: usize) -> bool {
        let text = self.lines[at].of(self.out.text);
        let bare = text.trim_matches('*').trim();
        let colon = bare.ends_with([':', '：']);
        let words = bare.trim_end_matches([':', '：']);
        if words.is_empty() || columns(words) > 80 || text.starts_with(['|', '(', '（', '"', '“'])
        {
            return false;
        }
        if heading::is_call_summary(words) {
            return true;
        }
        if self.out.features.filing && self.out.follows_heading() && !heading::is_title_case(words)
        {
            return false;
        }
        if ends_closed(words) || words.ends_with([',', '，', '、']) || !is_heading_words(words) {
            return false;
        }
        let Some(next) = self.lines[at + 1..].iter().find(|line| !line.is_blank()) else {
            return false;
        };
        let next_text = next.of(self.out.text);
        // The line right above a table names the table, in a filing or with its unit in brackets.
        if next_text.starts_with('|') && (self.out.features.filing || words.ends_with([')', '）']))
        {
            return false;
        }
        if bullet(next_text).is_some() || colon {
            return true;
        }
        // Where headings are marked, what is not is a label or a credit.
        if self.out.features.marked && !text.starts_with("**") {
            return false;
        }
        let blank_after = self.lines[at + 1].is_blank();
        let blank_before = at == 0 || self.lines[at - 1].is_blank();
        let prose = ends_closed(next_text) || columns(next_text) > columns(words).max(40);
        let apart = blank_before && blank_after && columns(words) <= 60;
        prose && (apart || heading::is_title_case(words) || words.chars().all(is_han_or_kana))
    }
}

/// Whether a dash opens something said, of more than one sentence, and no item: `— Il est parti. Elle …`.
fn is_speech(line: &str, words: usize) -> bool {
    line.starts_with(['—', '–']) && super::lines::has_inner_stop(&line[words..])
}

/// Where the words begin of a line that a number counts: `1. Carmakers test …`.
pub(super) fn counted(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | ')' | '、' | '．' | '）'))?;
    let words = rest[mark.len_utf8()..].trim_start();
    let spaced = mark != '.' || rest[1..].starts_with([' ', '\t']);
    ((1..=2).contains(&digits) && spaced && !words.is_empty()).then(|| line.len() - words.len())
}

fn is_heading_words(words: &str) -> bool {
    let first = words.chars().next();
    if first.is_none_or(char::is_lowercase) || citation::is_in(words) {
        return false;
    }
    if words.chars().any(is_han_or_kana) {
        return words.chars().count() <= 24 && !words.contains(['，', '。', '；', '！']);
    }
    words.split_whitespace().count() <= 12 && !super::lines::has_inner_stop(words)
}
