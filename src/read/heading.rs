//! Headings: told by their form and by what stands around them, not by their words.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Group;
use crate::text::chars::{is_han_or_kana, skip_space};
use crate::text::{citation, sentence};

/// A second number inside a heading's words.
static NESTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\s(?:\d{1,2}\.\d{1,2}\s+\p{Lu}|[（(][一二三四五六七八九十]{1,3}[)）]|Item\s+\d{1,2}[A-Z]?\.)",
    )
});
/// The first item of a numbered list whose items open with words in bold.
static BOLD_ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s\d{1,2}\.\s*\*\*"));
/// A numbered heading at the end of a text.
static TAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:Group|Section|Part)\s+\d{1,3}\s*[:：]\s*[^:：|.]{3,120}$"));

/// Words that open a table's caption.
static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Key (?:Operating |Financial |Operational )?(?:Data|Figures|Indicators|Metrics)|Extracts?|Table|Exhibit|Figure|Chart|Breakdown|Summary Table)\b",
    )
});
/// Headings that no running text holds: they count wherever they stand.
static MARKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\s(?:\d{1,2}\.\s*)?\**(?:Core (?:View(?:point)?|Insight)s?\**\s*(?:[:：]|-\s)|Group \d{1,2}\s*[:：]|Summary by (?:Sections?|Relevant Catalog))",
    )
});

/// How far a heading may reach, in bytes.
const REACH: usize = 240;
/// The most words of a heading.
const WORDS: usize = 16;

/// A heading found at some place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// The byte after its words and closing marks.
    pub(super) end: usize,
    /// Where what stands under it begins.
    pub(super) next: usize,
    /// Whether a separator ` - ` led there: then a bullet follows.
    pub(super) separated: bool,
    pub(super) group: Group,
    pub(super) core: bool,
    pub(super) rank: Rank,
}

/// How high a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// `Group 3`, `Core Viewpoint`, `Summary by Sections`.
    Top,
    /// A numbered heading or a link to a section.
    Section,
    /// Words before a separator, in bold or on a line of their own.
    Plain,
    /// Bold words at the head of a bullet.
    Nested,
}

/// What may be taken for a heading at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// The start of a line, or right under another heading.
    Open,
    /// After a claim that ended in a citation.
    AfterCitation,
    /// After a sentence without a citation.
    AfterSentence,
    /// After a claim without a citation, in a brief that has none.
    AfterClaim,
    /// At the head of a bullet.
    InBullet,
}

#[allow(clippy::unwrap_used, reason = "the patterns are constants and tested")]
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\**(?:(?i:Group|Section|Part|Item|Chapter|Topic|Theme)\s+|分组|组)(\d{1,3}[A-Z]?|[IVX]{1,5})\b\**\s*(?:[:：.．、]\**)?",
    )
});
static CORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:(?:The |This )?(?:Report|Article|Paper)['’]s )?(?i:Core\s+(?:View(?:point)?s?|Insights?|Points?|Ideas?|Opinions?|Conclusions?|Messages?|Takeaways?|Findings?|Arguments?|Summary))\b(?: of (?:the|this) (?:Report|Article|Paper|Week))?|核心(?:观点|觀點|结论|要点|看点|洞察|逻辑|内容|摘要|提示|见解))",
    )
});
static SUMMARY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\**(?:Summary of (?:the )?(?:Key|Main|Core) Points(?: (?:from|of|in) (?:(?:the|this|an?) )?(?:[A-Z0-9][\w&'’.-]* ){0,6}?(?:Conference Call|Call|Conference|Meeting|Minutes|Report|Briefing)\b)?|Summary (?:by|of) (?:(?:the|each) )?(?:Relevant |Related |Main |Key )?(?:Sections?|Catalog(?:ue)?s?|Chapters?|Parts?|Contents?|Categor(?:y|ies)|Director(?:y|ies)|Topics?|Headings?|Themes?)\b)\**[:：]?\**",
    )
});
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\**(?:(\d{1,2}(?:\.\d{1,2}){1,3})[.)．、]?\s+|(\d{1,2})[.)．、]\s*|[（(]([一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s*|([一二三四五六七八九十]{1,3})、\s*|第([一二三四五六七八九十\d]{1,3})(?:部分|章|节|组)[:：、]?\s*|([IVX]{1,5})[.．、]\s+)\**",
    )
});
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\[([^\[\]\n]{1,200})\]\(index=[^()\s]*type=section[^()\n]{0,400}?(?:\([^()\n]*\)[^()\n]*?)*\)",
    )
});
static BOLD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\*\*([^*\n]{1,120}?)\*\*\s*[:：]?"));

/// The heading that starts at byte `at` of `text[..limit]`.
pub(super) fn at(text: &str, at: usize, limit: usize, context: Context) -> Option<Heading> {
    let text = &text[..limit];
    let rest = &text[at..text.floor_char_boundary((at + REACH * 3).min(limit))];
    if context != Context::InBullet {
        if let Some(found) = link(rest) {
            return Some(shifted(found, at, text));
        }
        if let Some(found) = explicit(text, at, rest) {
            return Some(found);
        }
        if let Some(found) = before_items(text, at, rest) {
            return Some(found);
        }
        if let Some(found) = numbered(text, at, rest, context) {
            return Some(found);
        }
    }
    bold(text, at, rest, context).or_else(|| bare(text, at, context))
}

/// Whether a line's words make it the core's heading.
pub(super) fn is_core(title: &str) -> bool {
    CORE.is_match(title.trim_start_matches('*'))
}

/// A heading's number and title from the words of a line that is a heading by itself.
pub(super) fn group_of(line: &str) -> Group {
    let line = line.trim();
    if let Some(found) = GROUP.captures(line) {
        let title = clean(&line[found.get(0).map_or(0, |m| m.end())..]);
        return Group { number: Some(found[1].to_owned()), title: non_empty(title) };
    }
    if let Some(found) = NUMBERED.captures(line) {
        let number = found.iter().skip(1).flatten().next().map(|m| m.as_str().to_owned());
        let title = clean(&line[found.get(0).map_or(0, |m| m.end())..]);
        if !title.is_empty() {
            return Group { number, title: Some(title) };
        }
    }
    Group { number: None, title: non_empty(clean(line)) }
}

/// Where in a caption's words the table's own name begins.
pub(super) fn caption_word(words: &str) -> Option<usize> {
    CAPTION.find(words).map(|found| found.start())
}

/// Whether a text ends with a numbered heading's words.
pub(super) fn is_numbered_tail(text: &str) -> bool {
    TAIL.is_match(crate::text::chars::tail(text, text.len(), REACH))
}

/// The places before headings that count wherever they stand.
pub(super) fn marked(text: &str, from: usize, to: usize) -> impl Iterator<Item = usize> {
    MARKED.find_iter(&text[from..to]).map(move |found| from + found.start())
}

/// A heading of title words with prose behind it, or nothing: `Statement of Profit or Loss | Sales
/// reached`. Only filings are written so.
pub(super) fn run_at(text: &str, at: usize) -> Option<Heading> {
    let whole = text[at..].trim_end();
    let end = if is_title_case(whole)
        && !whole.contains(['|', '['])
        && !has_stop(whole)
        && whole.len() < REACH
    {
        at + whole.len()
    } else {
        title_run(text, at)?
    };
    let group = group_of(&text[at..end]);
    let next = skip_space(text, end);
    Some(Heading { end, next, separated: false, group, core: false, rank: Rank::Plain })
}

/// Where links to sections start and end in a text; each is a heading wherever it stands.
pub(super) fn links(text: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(link) = memchr::memmem::find(&text.as_bytes()[at..to], b"](index=") {
        let middle = at + link;
        let open = text[from.max(text.floor_char_boundary(middle.saturating_sub(REACH)))..middle]
            .rfind('[');
        at = middle + 2;
        let start = open
            .map(|open| from.max(text.floor_char_boundary(middle.saturating_sub(REACH))) + open);
        if let Some(start) = start
            && let Some(heading) = link_match(&text[start..to])
        {
            found.push((start, start + heading));
            at = start + heading;
        } else if let Some(start) = start
            && is_cut_link(&text[start..], &text[start + 1..middle])
        {
            found.push((start, to));
            at = to;
        }
    }
    found
}

/// Whether a link to a section breaks off with the text.
fn is_cut_link(rest: &str, words: &str) -> bool {
    rest.len() < REACH * 2
        && !rest.contains(')')
        && !rest.contains('\n')
        && words.chars().any(char::is_alphabetic)
}

fn link_match(rest: &str) -> Option<usize> {
    LINK.find(rest).map(|m| m.end())
}

fn non_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A title's words without marks around them.
fn clean(title: &str) -> String {
    let title = title.trim().trim_matches(['*', '#', ' ', '_', '—', '–']);
    let title = title.trim_end_matches([':', '：']);
    title.replace("**", "").trim().to_owned()
}

fn link(rest: &str) -> Option<Heading> {
    let found = LINK.captures(rest)?;
    let end = found.get(0)?.end();
    let group = group_of(&found[1]);
    let core = group.title.as_deref().is_some_and(is_core);
    Some(Heading { end, next: end, separated: false, group, core, rank: Rank::Section })
}

/// Moves a heading found in a slice to its place, and past a separator behind it.
fn shifted(mut heading: Heading, by: usize, text: &str) -> Heading {
    heading.end += by;
    (heading.next, heading.separated) = separator(text, heading.end);
    heading
}

/// What follows a heading's words: past ` - ` and whether it was there, else past white space.
fn separator(text: &str, end: usize) -> (usize, bool) {
    let at = skip_space(text, end);
    for mark in ["- ", "– ", "— ", "-\n"] {
        if text[at..].starts_with(mark) {
            return (skip_space(text, at + mark.len()), true);
        }
    }
    (at, false)
}

/// `Group 3: Title - `, `Core Viewpoint - `, `Summary by Sections`.
fn explicit(text: &str, at: usize, rest: &str) -> Option<Heading> {
    if let Some(found) = GROUP.captures(rest) {
        let mark = at + found.get(0)?.end();
        let number = Some(found[1].to_owned());
        let title = group_title(text, mark);
        let (group_title, end) = title.unwrap_or((String::new(), mark));
        let (next, separated) = separator(text, end);
        // `Part 3 of the deal` is running text.
        if group_title.is_empty() && !separated && !at_line_end(text, end) {
            return None;
        }
        let core = is_core(&group_title);
        let group = Group { number, title: non_empty(group_title) };
        return Some(Heading { end, next, separated, group, core, rank: Rank::Top });
    }
    let bold = rest.len() - rest.trim_start_matches('*').len();
    if let Some(found) = CORE.find(&rest[bold..]) {
        if let Some(found) = before_items(text, at, rest) {
            return Some(found);
        }
        return core_heading(text, at, at + bold + found.end(), bold > 0);
    }
    if let Some(found) = SUMMARY.find(rest) {
        let end = at + found.end();
        let (next, separated) = separator(text, end);
        let group = Group { number: None, title: non_empty(clean(found.as_str())) };
        return Some(Heading { end, next, separated, group, core: false, rank: Rank::Top });
    }
    None
}

fn core_heading(text: &str, at: usize, words_end: usize, bold: bool) -> Option<Heading> {
    let heading = |end: usize, next: usize, separated: bool| {
        let group = Group { number: None, title: non_empty(clean(&text[at..end])) };
        Some(Heading { end, next, separated, group, core: true, rank: Rank::Top })
    };
    let rest = &text[words_end..];
    let closed = rest.len() - rest.trim_start_matches(['*', ':', '：', ' ']).len();
    let marks_end = words_end + rest[..closed].trim_end().len();
    let (next, separated) = separator(text, marks_end);
    if separated || at_line_end(text, marks_end) || rest[..closed].contains(['*', ':', '：']) {
        return heading(marks_end, next, separated);
    }
    // `Core Viewpoints of the Report - `
    if let Some((end, title)) = separated_title(text, at)
        && is_title_case(&title)
    {
        let (next, separated) = separator(text, end);
        return heading(end, next, separated);
    }
    // `Core Viewpoint The company …`: prose follows at once.
    let opens = rest.trim_start().chars().next();
    let prose =
        opens.is_some_and(|c| c.is_uppercase() || is_han_or_kana(c) || "\"“[*$".contains(c));
    (bold || prose || opens.is_some_and(|c| c.is_ascii_digit()))
        .then(|| heading(marks_end, next, false))
        .flatten()
}

/// The title behind `Group 3:`: up to a separator, the end of the line, or where prose begins.
fn group_title(text: &str, mark: usize) -> Option<(String, usize)> {
    let start = skip_line_space(text, mark);
    if at_line_end(text, mark) {
        return None;
    }
    if let Some(found) = SUMMARY.find(&text[start..]) {
        return Some((clean(found.as_str()), start + found.end()));
    }
    // `Part II: Other Information Item 1A. Risk Factors`: two headings.
    let window = line_at(text, start);
    if let Some(nested) = NESTED.find(window)
        && is_title_case(&window[..nested.start()])
    {
        let end = start + nested.start();
        return Some((clean(&text[start..end]), end));
    }
    let (next, separated) = separator(text, mark);
    if separated {
        // `Group 3 - `: a title may yet follow, before a second separator.
        let (end, title) = separated_title(text, next)?;
        return (is_title_case(&title) && title.split_whitespace().count() > 1)
            .then_some((title, end));
    }
    if let Some((end, title)) = separated_title(text, start) {
        let (end, title) = extended(text, start, end).unwrap_or((end, title));
        return Some((title, end));
    }
    let line = line_at(text, start);
    let run = title_run(text, start).filter(|end| {
        let behind = text[*end..start + line.len()].split_whitespace();
        behind.filter(|word| word.starts_with(char::is_lowercase) && !is_small(word)).count() >= 3
    });
    if run.is_none() && line.len() <= REACH && !is_closed(line) && !has_stop(line) {
        return Some((clean(line), start + line.trim_end().len()));
    }
    let end = title_run(text, start)?;
    Some((clean(&text[start..end]), end))
}

/// Names that stand in pairs, `China - Japan Relations`.
const PAIRED: &[&str] = &[
    "America",
    "ASEAN",
    "Australia",
    "Britain",
    "Canada",
    "China",
    "Europe",
    "France",
    "Germany",
    "India",
    "Iran",
    "Israel",
    "Japan",
    "Korea",
    "Pakistan",
    "Russia",
    "Taiwan",
    "Turkey",
    "Ukraine",
    "Venezuela",
];

/// Whether a word is a name that stands in pairs.
pub(super) fn is_paired(name: &str) -> bool {
    PAIRED.contains(&name) || name.len() <= 3 && name.chars().all(char::is_uppercase)
}

/// Whether a line ends as a claim does; a heading may ask.
fn is_closed(line: &str) -> bool {
    super::lines::ends_closed(line) && !line.trim_end().ends_with(['?', '？'])
}

/// `U.S. - China Trade - `: a title may hold a separator when its first part is one name.
fn extended(text: &str, start: usize, end: usize) -> Option<(usize, String)> {
    let first = text[start..end].trim();
    if !first.contains('.') && !first.chars().all(char::is_uppercase) && !PAIRED.contains(&first) {
        return None;
    }
    let (next, separated) = separator(text, end);
    let (second, words) = separated_title(text, next).filter(|_| separated)?;
    is_title_case(&words).then(|| (second, clean(&text[start..second])))
}

/// The words from `start` up to ` - `, when they can be a heading's.
fn separated_title(text: &str, start: usize) -> Option<(usize, String)> {
    let window = &text[start..text.floor_char_boundary((start + REACH).min(text.len()))];
    let window = &window[..window.find('\n').unwrap_or(window.len())];
    let dash =
        [" - ", " – ", " — ", "\u{3000}- "].iter().filter_map(|mark| window.find(mark)).min();
    let dash = dash.or_else(|| {
        let end = window.trim_end();
        (end.ends_with(" -") || end.ends_with(" –")).then(|| end.len() - 2)
    })?;
    let title = &window[..dash];
    let whole = !title.trim().is_empty()
        && title.split_whitespace().count() <= WORDS
        && !has_stop(title)
        && !title.contains(['|', ';', '；', '，', '。']);
    whole.then(|| (start + title.trim_end().len(), clean(title)))
}

/// Whether words hold a sentence stop or a citation.
fn has_stop(words: &str) -> bool {
    let mut at = 0;
    while let Some(open) = words[at..].find(['[', '【']) {
        if citation::marker_at(words, at + open).is_some() {
            return true;
        }
        at += open + 1;
    }
    sentence::ends(words).len() > 1 || words.trim_end().ends_with(['。', '！', '!', ';', '；'])
}

/// `1. Title - `, `3.1 Title - `, `一、标题`, on a line of its own or before prose.
fn numbered(text: &str, at: usize, rest: &str, context: Context) -> Option<Heading> {
    let found = NUMBERED.captures(rest)?;
    let start = at + found.get(0)?.end();
    let number = found.iter().skip(1).flatten().next().map(|m| m.as_str().to_owned());
    let heading = |end: usize, title: String| {
        let (next, separated) = separator(text, end);
        let core = is_core(&title);
        let rank = if core || SUMMARY.is_match(&title) { Rank::Top } else { Rank::Section };
        let group = Group { number: number.clone(), title: non_empty(title) };
        Heading { end, next, separated, group, core, rank }
    };
    if matches!(context, Context::AfterSentence | Context::AfterClaim)
        && !text[start..].starts_with(|c: char| c.is_uppercase() || is_han_or_kana(c))
    {
        return None;
    }
    if let Some(found) = SUMMARY.find(&text[start..]) {
        return Some(heading(start + found.end(), clean(found.as_str())));
    }
    // `2. **Margin**: it widened`: an item that opens with its subject.
    if opens_with_subject(&text[start..]) {
        return None;
    }
    if let Some((end, title)) = separated_title(text, start) {
        // `1. Power Supply 1.1 Gas Turbines - `: two headings.
        if let Some(nested) = NESTED.find(&text[start..end]) {
            let end = start + nested.start();
            return Some(heading(end, clean(&text[start..end])));
        }
        return (is_title_case(&title) || is_short(&title)).then(|| heading(end, title));
    }
    // Without a separator only right under another heading or at a line's start.
    if context != Context::Open && context != Context::AfterCitation {
        return None;
    }
    let line = line_at(text, start).trim_end();
    if line.starts_with("**") && !line.ends_with("**") || leads_with_subject(line) {
        return None;
    }
    if line.len() <= REACH
        && !super::lines::ends_closed(line)
        && !has_stop(line)
        && !line.is_empty()
    {
        let whole =
            is_title_case(line) || is_short(line) && crate::text::chars::columns(line) <= 48;
        return whole.then(|| heading(start + line.len(), clean(line)));
    }
    if number.as_deref().is_some_and(|number| number.bytes().all(|b| b.is_ascii_uppercase())) {
        return None;
    }
    let end = title_run(text, start)?;
    (text[start..end].split_whitespace().count() > 1
        || text[start..end].chars().all(is_han_or_kana))
    .then(|| heading(end, clean(&text[start..end])))
}

/// Words before the first of some numbered items with their subjects in bold: `Core Points 1. **X**`.
fn before_items(text: &str, at: usize, rest: &str) -> Option<Heading> {
    let window = &rest[..rest.floor_char_boundary(REACH)];
    let item = BOLD_ITEM.find(window)?;
    let words = &window[..item.start()];
    let bold = words.starts_with("**");
    let title = words.trim().trim_matches('*').trim_end_matches([':', '：']).trim();
    let plain = !title.contains("**") && !title.contains(['\n', ';', '|']) && !has_stop(title);
    if title.is_empty() || !plain || !(bold || is_title_case(title)) {
        return None;
    }
    let group = group_of(title);
    let core = group.title.as_deref().is_some_and(is_core);
    let rank = if core { Rank::Top } else { Rank::Plain };
    let end = at + words.trim_end().len();
    Some(Heading { end, next: skip_space(text, end), separated: false, group, core, rank })
}

/// `**Margin**: it widened`, `**Margin:** it widened`.
fn opens_with_subject(text: &str) -> bool {
    let window = &text[..text.floor_char_boundary(REACH)];
    let Some(rest) = window.strip_prefix("**") else { return false };
    let Some((subject, behind)) = rest.split_once("**") else { return false };
    let colon = subject.ends_with([':', '：']) || behind.starts_with([':', '：']);
    let claim = behind.trim_start_matches([':', '：', ' ']);
    colon && !claim.is_empty() && !claim.starts_with(['-', '\n', '\r'])
}

/// `Gross Margin: it widened by a tenth`: words before a colon, and a claim behind it.
fn leads_with_subject(line: &str) -> bool {
    let Some((subject, claim)) = line.split_once([':', '：']) else { return false };
    let lower = claim.split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
    subject.split_whitespace().count() <= 8 && lower.count() >= 3
}

/// `**Title** - `, `**Title**:` before a bullet, `**Title**` on a line of its own.
fn bold(text: &str, at: usize, rest: &str, context: Context) -> Option<Heading> {
    let found = BOLD.captures(rest)?;
    let end = at + found.get(0)?.end();
    let (next, separated) = separator(text, end);
    let alone = at_line_end(text, end) && context == Context::Open;
    if !(separated || alone) || has_stop(&found[1]) {
        return None;
    }
    let rank = if context == Context::InBullet { Rank::Nested } else { Rank::Plain };
    let group = group_of(&found[1]);
    let core = group.title.as_deref().is_some_and(is_core);
    Some(Heading { end, next, separated, group, core, rank })
}

/// A run of words before ` - `, with nothing else to mark it.
fn bare(text: &str, at: usize, context: Context) -> Option<Heading> {
    let (end, title) = separated_title(text, at)?;
    let (next, separated) = separator(text, end);
    if !separated && !at_line_end(text, next) {
        return None;
    }
    // A dateline, an open bracket, a dash in a sentence: `PARIS - `, `Karl Baer (1792 – `.
    let opened = title.matches(['(', '（', '[']).count() != title.matches([')', '）', ']']).count();
    let shouted = title.chars().filter(|c| c.is_alphabetic()).count() > 4
        && title.chars().all(|c| !c.is_lowercase() && !is_han_or_kana(c));
    let dashed = separated && !text[skip_space(text, end)..].starts_with("- ");
    if opened || shouted || dashed {
        return None;
    }
    let words = title.split_whitespace().count();
    let colon = text[..end].trim_end().ends_with([':', '：']);
    let strict = is_title_case(&title);
    let han = title.chars().any(is_han_or_kana);
    let follows = text[next..].chars().next();
    let opens = follows.is_none_or(|c| !c.is_lowercase());
    let fits = match context {
        Context::Open if han => is_short(&title),
        Context::Open => strict && !title.contains(','),
        Context::AfterCitation => strict || is_short(&title),
        Context::AfterClaim => {
            strict && !title.contains(',') && !is_paired(&title) || han && is_short(&title)
        }
        Context::AfterSentence => {
            (strict && words > 1 && !title.contains(',')) || han && is_short(&title)
        }
        Context::InBullet => colon && is_short(&title),
    };
    if !(fits && opens) {
        return None;
    }
    let rank = if context == Context::InBullet { Rank::Nested } else { Rank::Plain };
    let core = is_core(&title);
    let group = Group { number: None, title: Some(title) };
    Some(Heading { end, next, separated, group, core, rank })
}

/// Small words that titles do not capitalise.
const SMALL: &[&str] = &[
    "a", "about", "across", "after", "against", "amid", "among", "an", "and", "are", "as", "at",
    "before", "behind", "between", "beyond", "but", "by", "despite", "during", "for", "from", "in",
    "into", "is", "its", "nor", "of", "off", "on", "onto", "or", "over", "per", "since", "than",
    "that", "the", "through", "to", "toward", "towards", "under", "up", "upon", "versus", "via",
    "vs", "vs.", "with", "within", "without",
];

pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// Whether a title is made of capitalised words alone.
pub(super) fn has_no_small_words(title: &str) -> bool {
    !title.split_whitespace().any(is_small)
}

/// Whether every word that a title capitalises is capitalised.
pub(super) fn is_title_case(title: &str) -> bool {
    let mut capitals = 0;
    for (place, word) in title.split_whitespace().enumerate() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        if is_han_or_kana(first) {
            return is_short(title);
        }
        if first.is_uppercase() || first.is_ascii_digit() {
            capitals += 1;
        } else if !is_small(word) || place == 0 {
            return false;
        }
    }
    capitals > 0 && title.split_whitespace().count() <= WORDS
}

/// Whether words are few enough for a heading that is not in title case.
pub(super) fn is_short(title: &str) -> bool {
    let title = title.trim();
    let Some(first) = title.chars().next() else { return false };
    if title.contains(['，', '。', '；', '？', '！', ',']) {
        return false;
    }
    if title.chars().any(is_han_or_kana) {
        return title.chars().count() <= 24;
    }
    !first.is_lowercase() && title.split_whitespace().count() <= 8
}

/// Where a run of title words ends and prose begins: `Market Trends | The market grew`,
/// `Statement of Profit or Loss | Sales reached`.
pub(super) fn title_run(text: &str, start: usize) -> Option<usize> {
    let window = &text[start..text.floor_char_boundary((start + REACH).min(text.len()))];
    if window.starts_with(is_han_or_kana) {
        let end = window.find(|c: char| c.is_whitespace() || "，。；：:".contains(c))?;
        // What a comma or a stop ends is a sentence.
        let closed = window[end..].starts_with(['，', '。', '；']);
        return (!closed && is_short(&window[..end])).then_some(start + end);
    }
    let mut last_capital = None;
    let mut end = 0;
    for (words, (at, word)) in word_offsets(window).enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let first = bare.chars().next();
        let lower = first.is_some_and(char::is_lowercase) && !is_small(bare);
        let opening = words > 0 && sentence::opens_sentence(bare) && !word.starts_with('(');
        if opening {
            return Some(start + end);
        }
        if lower && !word.starts_with('(') {
            // The capitalised word before it opens the sentence.
            let (place, before) = last_capital?;
            return (place > 0).then_some(start + before);
        }
        if !is_small(bare) {
            last_capital = Some((words, end));
        }
        end = at + word.len();
    }
    None
}

fn word_offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn skip_line_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches([' ', '\t', '\u{3000}']).len()
}

/// The rest of the line at `start`; of one that is too long for a heading no more than shows that.
fn line_at(text: &str, start: usize) -> &str {
    let window = &text[start..text.floor_char_boundary((start + REACH * 2).min(text.len()))];
    window.split('\n').next().unwrap_or_default()
}

fn at_line_end(text: &str, at: usize) -> bool {
    let at = skip_line_space(text, at);
    at == text.len() || text[at..].starts_with(['\n', '\r'])
}
