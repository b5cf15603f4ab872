//! Headings with numbers, and items that only look like them.

use super::patterns::{BOLD_ITEM, NESTED, NUMBERED, SUMMARY};
use super::words::{clean, has_stop, is_short, is_title_case, non_empty};
use super::{
    Context, Heading, REACH, Rank, group_of, is_core, line_at, separated_title, separator,
    title_run,
};
use crate::model::Group;
use crate::text::chars::{columns, is_han_or_kana, skip_space};

/// `1. Title - `, `3.1 Title - `, `一、标题`, on a line of its own or before prose.
pub(super) fn numbered(text: &str, at: usize, rest: &str, context: Context) -> Option<Heading> {
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
        && !crate::read::lines::ends_closed(line)
        && !has_stop(line)
        && !line.is_empty()
    {
        let whole = is_title_case(line) || is_short(line) && columns(line) <= 48;
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
pub(super) fn before_items(text: &str, at: usize, rest: &str) -> Option<Heading> {
    let window = &rest[..rest.floor_char_boundary(REACH)];
    if !window.contains("**") {
        return None;
    }
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
pub(super) fn opens_with_subject(text: &str) -> bool {
    let window = &text[..text.floor_char_boundary(REACH)];
    let Some(rest) = window.strip_prefix("**") else { return false };
    let Some((subject, behind)) = rest.split_once("**") else { return false };
    let colon = subject.ends_with([':', '：']) || behind.starts_with([':', '：']);
    let claim = behind.trim_start_matches([':', '：', ' ']);
    colon && !claim.is_empty() && !claim.starts_with(['-', '\n', '\r'])
}

/// `Gross Margin: it widened by a tenth`: words before a colon, and a claim behind it.
pub(super) fn leads_with_subject(line: &str) -> bool {
    let Some((subject, claim)) = line.split_once([':', '：']) else { return false };
    let lower = claim.split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
    is_title_case(subject.trim_matches('*')) && lower.count() >= 3
}
