//! What headings look like, as patterns.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::pattern;

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
        r"\s(?:\d{1,2}\.\s*)?\**(?:Core (?:View(?:point)?|Insight)s?\**\s*(?:[:：]|-\s)|Group \d{1,2}\s*[:：]|Summary by (?:Sections?|Relevant Catalog))",
    )
});

pub(super) static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\**(?:(?i:Group|Section|Part|Item|Chapter|Topic|Theme)\s+|分组|组)(\d{1,3}[A-Z]?|[IVX]{1,5})\b\**\s*(?:[:：.．、]\**)?",
    )
});

pub(super) static CORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:(?:The |This )?(?:Report|Article|Paper)['’]s )?(?i:Core\s+(?:View(?:point)?s?|Insights?|Points?|Ideas?|Opinions?|Conclusions?|Messages?|Takeaways?|Findings?|Arguments?|Summary))\b(?: of (?:the|this) (?:Report|Article|Paper|Week))?|核心(?:观点|觀點|结论|要点|看点|洞察|逻辑|内容|摘要|提示|见解))",
    )
});

pub(super) static SUMMARY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\**(?:Summary of (?:the )?(?:Key|Main|Core) Points(?: (?:from|of|in) (?:(?:the|this|an?) )?(?:[A-Z0-9][\w&'’.-]* ){0,6}?(?:Conference Call|Call|Conference|Meeting|Minutes|Report|Briefing)\b)?|Summary (?:by|of) (?:(?:the|each) )?(?:Relevant |Related |Main |Key )?(?:Sections?|Catalog(?:ue)?s?|Chapters?|Parts?|Contents?|Categor(?:y|ies)|Director(?:y|ies)|Topics?|Headings?|Themes?)\b)\**[:：]?\**",
    )
});

pub(super) static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\**(?:(\d{1,2}(?:\.\d{1,2}){1,3})[.)．、]?\s+|(\d{1,2})[.)．、]\s*|[（(]([一二三四五六七八九十]{1,3}|\d{1,2}|[IVX]{1,5})[)）]\s*|([一二三四五六七八九十]{1,3})、\s*|第([一二三四五六七八九十\d]{1,3})(?:部分|章|节|组)[:：、]?\s*|([IVX]{1,5})[.．、]\s+)\**",
    )
});

pub(super) static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\[([^\[\]\n]{1,200})\]\(index=[^()\s]*type=section[^()\n]{0,400}?(?:\([^()\n]*\)[^()\n]*?)*\)",
    )
});

pub(super) static BOLD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\*\*([^*\n]{1,120}?)\*\*\s*[:：]?"));

/// A line that says which call or meeting is summed up.
pub(super) static CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^Summary of (?:(?:the|this|an?) )?(?:[A-Z0-9][\w&'’.-]* ){0,6}(?:Conference|Call|Meeting)$",
    )
});
