//! Headings that only their form tells: words in bold, or before a dash.

use super::patterns::BOLD;
use super::words::{has_stop, is_paired, is_short, is_small, is_title_case};
use super::{
    Context, Heading, REACH, Rank, at_line_end, group_of, is_core, separated_title, separator,
};
use crate::model::Group;
use crate::text::chars::{is_han_or_kana, skip_space};

/// `**Title** - `, `**Title**:` before a bullet, `**Title**` on a line of its own.
pub(super) fn bold(text: &str, at: usize, rest: &str, context: Context) -> Option<Heading> {
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

/// Words that end the heading of a section, by which alone it can be told from the sentence behind
/// it where nothing stands between them.
const SECTIONS: &[&str] = &[
    "Analysis",
    "Background",
    "Challenges",
    "Conclusion",
    "Conclusions",
    "Demand",
    "Developments",
    "Drivers",
    "Dynamics",
    "Factors",
    "Forecast",
    "Highlights",
    "Impact",
    "Implications",
    "Insights",
    "Introduction",
    "Opportunities",
    "Outlook",
    "Overview",
    "Performance",
    "Prospects",
    "Region",
    "Regions",
    "Review",
    "Risks",
    "Strategy",
    "Summary",
    "Supply",
    "Trends",
    "Valuation",
];
/// The most words of such a heading.
const SECTION_WORDS: usize = 5;

/// `Market Overview Copper ended the week higher`: a heading that runs into its text.
pub(in crate::read) fn section_at(text: &str, at: usize) -> Option<Heading> {
    let window = &text[at..text.floor_char_boundary((at + REACH).min(text.len()))];
    let mut words = window.split_whitespace().take(SECTION_WORDS + 1).peekable();
    let mut end = None;
    while let Some(word) = words.next() {
        let titled = word.starts_with(char::is_uppercase) || is_small(word) && end.is_none();
        if !titled || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
            break;
        }
        let opens = words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
        if SECTIONS.contains(&word) && opens {
            end = Some(word.as_ptr() as usize - text.as_ptr() as usize + word.len());
            break;
        }
    }
    let end = end.filter(|_| window.starts_with(char::is_uppercase))?;
    let title = &text[at..end];
    let group = Group { number: None, title: Some(title.to_owned()) };
    let core = is_core(title);
    let next = skip_space(text, end);
    Some(Heading { end, next, separated: false, group, core, rank: Rank::Plain })
}

/// `Question: How long will orders last?`
fn asks(title: &str) -> bool {
    title.ends_with(['?', '？']) && title.starts_with(char::is_uppercase)
}

/// A run of words before ` - `, with nothing else to mark it.
pub(super) fn bare(text: &str, at: usize, context: Context) -> Option<Heading> {
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
        Context::AfterCitation => strict || is_short(&title) || asks(&title),
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
