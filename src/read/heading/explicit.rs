//! Headings that say what they are: `Group 3: Title`, `Core Viewpoint`, `Summary by Sections`.

use super::numbered::before_items;
use super::patterns::{CORE, GROUP, NESTED, SUMMARY};
use super::words::{clean, has_stop, is_paired, is_small, is_title_case, non_empty};
use super::{
    Heading, REACH, Rank, at_line_end, is_core, line_at, number_in, separated_title, separator,
    skip_line_space, title_run,
};
use crate::model::Group;
use crate::text::chars::is_han_or_kana;

/// `Group 3: Title - `, `Core Viewpoint - `, `Summary by Sections`.
pub(super) fn explicit(text: &str, at: usize, rest: &str) -> Option<Heading> {
    if let Some(found) = GROUP.find(rest) {
        let mark = at + found.end();
        let number = Some(number_in(found.as_str()));
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

pub(super) fn core_heading(text: &str, at: usize, words_end: usize, bold: bool) -> Option<Heading> {
    // `**Core Viewpoints and Core Information**`: all that is bold is the heading.
    let window = if bold { line_at(text, words_end) } else { "" };
    let words_end = match window.find("**") {
        Some(close) if is_title_case(&format!("X{}", &window[..close])) => words_end + close,
        _ => words_end,
    };
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
pub(super) fn group_title(text: &str, mark: usize) -> Option<(String, usize)> {
    let start = skip_line_space(text, mark);
    if at_line_end(text, mark) {
        return None;
    }
    if let Some(found) = SUMMARY.find(&text[start..]) {
        return Some((clean(found.as_str()), start + found.end()));
    }
    // `Part II: Other Information Item 1A. Risk Factors`: two headings.
    let window = line_at(text, start);
    if may_be_nested(window)
        && let Some(nested) = NESTED.find(window)
        && is_title_case(&window[..nested.start()])
    {
        let end = start + nested.start();
        return Some((clean(&text[start..end]), end));
    }
    let (next, separated) = separator(text, mark);
    if separated {
        // `Group 3 - `: a title may yet follow, before a second separator.
        if text[next..].starts_with("- ") {
            return Some((String::new(), next));
        }
        let (end, title) = separated_title(text, next)?;
        let (behind, _) = separator(text, end);
        // One word may be a name in the claim: `Group 3 - Japan - China ties`.
        let several = title.split_whitespace().count() > 1;
        let apart = !is_paired(&title) && text[behind..].starts_with(char::is_uppercase);
        return (is_title_case(&title) && (several || apart)).then_some((title, end));
    }
    if let Some((end, title)) = separated_title(text, start) {
        let (end, title) = extended(text, start, end).unwrap_or((end, title));
        return Some((title, end));
    }
    let line = line_at(text, start);
    let run = title_run(text, start).filter(|end| {
        let behind = text.get(*end..start + line.len()).unwrap_or_default().split_whitespace();
        behind
            .filter(|word| word.starts_with(char::is_lowercase) && !is_small(word))
            .nth(2)
            .is_some()
    });
    if run.is_none() && line.len() <= REACH && !is_closed(line) && !has_stop(line) {
        return Some((clean(line), start + line.trim_end().len()));
    }
    let end = title_run(text, start)?;
    Some((clean(&text[start..end]), end))
}

/// Whether a second number may stand among or right behind the title words that a line begins with.
fn may_be_nested(line: &str) -> bool {
    for word in line.split_whitespace() {
        if word.starts_with(|c: char| c.is_numeric() || matches!(c, '(' | '（' | 'I')) {
            return true;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let titled = |c: char| c.is_uppercase() || c.is_ascii_digit() || is_han_or_kana(c);
        if !(bare.is_empty() || bare.starts_with(titled) || is_small(bare)) {
            return false;
        }
    }
    false
}

/// Whether a line ends as a claim does; a heading may ask.
pub(super) fn is_closed(line: &str) -> bool {
    crate::read::lines::ends_closed(line) && !line.trim_end().ends_with(['?', '？'])
}

/// `U.S. - China Trade - `: a title may hold a separator when its first part is one name.
pub(super) fn extended(text: &str, start: usize, end: usize) -> Option<(usize, String)> {
    let first = text[start..end].trim();
    if !first.contains('.') && !first.chars().all(char::is_uppercase) && !is_paired(first) {
        return None;
    }
    let (next, separated) = separator(text, end);
    let (second, words) = separated_title(text, next).filter(|_| separated)?;
    is_title_case(&words).then(|| (second, clean(&text[start..second])))
}
