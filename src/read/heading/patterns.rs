//! What headings look like, as patterns.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use crate::read::pattern;

/// A pattern of how some words begin. Most words don't, which their first bytes tell for much less
/// than a search costs.
pub(super) struct Opening {
    may: fn(&[u8]) -> bool,
    pattern: LazyLock<Regex>,
}

impl Opening {
    const fn new(may: fn(&[u8]) -> bool, regex: fn() -> Regex) -> Self {
        Self { may, pattern: LazyLock::new(regex) }
    }

    fn pattern(&self, text: &str) -> Option<&Regex> {
        (self.may)(text.as_bytes()).then(|| &*self.pattern)
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.pattern(text).is_some_and(|pattern| pattern.is_match(text))
    }

    pub(super) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.pattern(text)?.find(text)
    }

    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.pattern(text)?.captures(text)
    }
}

/// Bytes without the stars that mark words as bold.
fn bare(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.iter().take_while(|byte| **byte == b'*').count()..]
}

/// Whether bytes begin with one of some words, whatever its case, or with what is no ASCII.
fn begin(bytes: &[u8], words: &[&str]) -> bool {
    let is_first = |word: &&str| {
        bytes.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word.as_bytes()))
    };
    bytes.first().is_some_and(|byte| !byte.is_ascii()) || words.iter().any(is_first)
}

fn may_be_group(bytes: &[u8]) -> bool {
    let counted = ["group", "section", "part", "item", "chapter", "topic", "theme"];
    begin(bare(bytes), &counted)
}

fn may_be_core(bytes: &[u8]) -> bool {
    let owned = ["the ", "this "].iter().find(|word| begin(bytes, &[word]));
    let owner = &bytes[owned.filter(|_| bytes[0].is_ascii()).map_or(0, |word| word.len())..];
    begin(bytes, &["core"]) || begin(owner, &["report", "article", "paper"])
}

fn may_be_summary(bytes: &[u8]) -> bool {
    bare(bytes).starts_with(b"Summary ")
}

fn may_be_numbered(bytes: &[u8]) -> bool {
    let bytes = bare(bytes);
    let behind = |is_part: fn(&u8) -> bool| bytes.iter().find(|byte| !is_part(byte));
    match bytes.first() {
        Some(b'0'..=b'9') => matches!(behind(u8::is_ascii_digit), Some(b'.' | b')' | 0x80..)),
        Some(b'I' | b'V' | b'X') => {
            matches!(behind(|byte| b"IVX".contains(byte)), Some(b'.' | 0x80..))
        }
        Some(b'(' | 0x80..) => true,
        _ => false,
    }
}

fn may_be_link(bytes: &[u8]) -> bool {
    bytes.starts_with(b"[")
}

fn may_be_bold(bytes: &[u8]) -> bool {
    bytes.starts_with(b"**")
}

/// A second number inside a heading's words.
pub(super) static NESTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\s(?:\d{1,2}\.\d{1,2}\s+\p{Lu}|[（(][一二三四五六七八九十]{1,3}[)）]|Item\s+\d{1,2}[A-Z]?\.)",
    )
});

/// The first item of a numbered list whose items open with words in bold.
pub(super) static BOLD_ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s\d{1,2}\.\s*\*\*"));

/// A numbered heading at the end of a text.
pub(super) static TAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:Group|Section|Part)\s+\d{1,3}\s*[:：]\s*[^:：|.]{3,120}$"));

/// Words that open a table's caption.
pub(super) static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Key (?:Operating |Financial |Operational )?(?:Data|Figures|Indicators|Metrics)|Extracts?|Table|Exhibit|Figure|Chart|Breakdown|Summary Table)\b",
    )
});

/// Headings that no running text holds: they count wherever they stand.
pub(super) static MARKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s(?:\d{1,2}\.\s*)?\**(?:Core (?:View(?:point)?|Insight)s?\**\s*(?:[:：]|-\s)|Group \d{1,2}\s*[:：]|Summary by (?:Sections?|Relevant Catalog))",
    )
});

pub(super) static GROUP: Opening = Opening::new(may_be_group, || {
    pattern(
        r"^\**(?:(?i:Group|Section|Part|Item|Chapter|Topic|Theme)\s+|分组|组)(?:\d{1,3}[A-Z]?|[IVX]{1,5})\b\**\s*(?:[:：.．、]\**)?",
    )
});

pub(super) static CORE: Opening = Opening::new(may_be_core, || {
    pattern(
        r"^(?:(?:(?:The |This )?(?:Report|Article|Paper)['’]s )?(?i:Core\s+(?:View(?:point)?s?|Insights?|Points?|Ideas?|Opinions?|Conclusions?|Messages?|Takeaways?|Findings?|Arguments?|Summary))\b(?: of (?:the|this) (?:Report|Article|Paper|Week))?|核心(?:观点|觀點|结论|要点|看点|洞察|逻辑|内容|摘要|提示|见解))",
    )
});

pub(super) static SUMMARY: Opening = Opening::new(may_be_summary, || {
    pattern(
        r"^\**(?:Summary of (?:the )?(?:Key|Main|Core) Points(?: (?:from|of|in) (?:(?:the|this|an?) )?(?:[A-Z0-9][\w&'’.-]* ){0,6}?(?:Conference Call|Call|Conference|Meeting|Minutes|Report|Briefing)\b)?|Summary (?:by|of) (?:(?:the|each) )?(?:Relevant |Related |Main |Key )?(?:Sections?|Catalog(?:ue)?s?|Chapters?|Parts?|Contents?|Categor(?:y|ies)|Director(?:y|ies)|Topics?|Headings?|Themes?)\b)\**[:：]?\**",
    )
});

pub(super) static NUMBERED: Opening = Opening::new(may_be_numbered, || {
    pattern(
        r"^\**(?:(\d{1,2}(?:\.\d{1,2}){1,3})[.)．、]?\s+|(\d{1,2})[.)．、]\s*|[（(]([一二三四五六七八九十]{1,3}|\d{1,2}|[IVX]{1,5})[)）]\s*|([一二三四五六七八九十]{1,3})、\s*|第([一二三四五六七八九十\d]{1,3})(?:部分|章|节|组)[:：、]?\s*|([IVX]{1,5})[.．、]\s+)\**",
    )
});

pub(super) static LINK: Opening = Opening::new(may_be_link, || {
    pattern(
        r"^\[([^\[\]\n]{1,200})\]\(index=[^()\s]*type=section[^()\n]{0,400}?(?:\([^()\n]*\)[^()\n]*?)*\)",
    )
});

pub(super) static BOLD: Opening =
    Opening::new(may_be_bold, || pattern(r"^\*\*([^*\n]{1,120}?)\*\*\s*[:：]?"));

/// A line that says which call or meeting is summed up.
pub(super) static CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^Summary of (?:(?:the|this|an?) )?(?:[A-Z0-9][\w&'’.-]* ){0,6}(?:Conference|Call|Meeting)$",
    )
});
