//! Headings that only their form tells: words in bold, or before a dash.

use super::patterns::BOLD;
use super::words::{has_stop, is_paired, is_short, is_title_case};
use super::{Context, Heading, Rank, at_line_end, group_of, is_core, separated_title, separator};
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
