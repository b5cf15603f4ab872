//! Headings: told by their form and by what stands around them, not by their words.

mod explicit;
mod links;
mod numbered;
mod patterns;
mod plain;
mod words;

pub(super) use links::{link_words, links};
pub(super) use plain::section_at;
pub(super) use words::{has_no_small_words, is_paired, is_short, is_small, is_title_case};

use patterns::{CALL, CAPTION, CORE, GROUP, MARKED, NUMBERED, TAIL};
use words::{clean, has_stop, non_empty};

use crate::model::Group;
use crate::text::chars::{is_han_or_kana, may_have_han, skip_space};
use crate::text::{citation, sentence};

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

/// The heading that starts at byte `at` of `text[..limit]`.
pub(super) fn at(text: &str, at: usize, limit: usize, context: Context) -> Option<Heading> {
    let text = &text[..limit];
    let rest = &text[at..text.floor_char_boundary((at + REACH * 3).min(limit))];
    if context != Context::InBullet {
        if let Some(found) = links::link(rest) {
            return Some(shifted(found, at, text));
        }
        if let Some(found) = explicit::explicit(text, at, rest) {
            return Some(found);
        }
        if let Some(found) = numbered::before_items(text, at, rest) {
            return Some(found);
        }
        if let Some(found) = numbered::numbered(text, at, rest, context) {
            return Some(found);
        }
    }
    plain::bold(text, at, rest, context).or_else(|| plain::bare(text, at, context))
}

/// Whether a line's words make it the core's heading.
pub(super) fn is_core(title: &str) -> bool {
    CORE.is_match(title.trim_start_matches('*'))
}

/// Whether a line says which call or meeting is summed up: `Summary of the Conference Call`.
pub(super) fn is_call_summary(line: &str) -> bool {
    CALL.is_match(line)
}

/// A heading's number and title from the words of a line that is a heading by itself.
pub(super) fn group_of(line: &str) -> Group {
    let line = line.trim();
    if let Some(found) = GROUP.find(line) {
        let title = clean(&line[found.end()..]);
        return Group { number: Some(number_in(found.as_str())), title: non_empty(title) };
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

/// The number in what counts a heading: `3` of `**Group 3:`.
fn number_in(counted: &str) -> String {
    let words = counted.trim_start_matches('*');
    let number = if words.starts_with(['分', '组']) {
        words.trim_start_matches(['分', '组'])
    } else {
        words.trim_start_matches(|c: char| !c.is_whitespace()).trim_start()
    };
    number[..number.find(|c: char| !c.is_alphanumeric()).unwrap_or(number.len())].to_owned()
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
    let text = &text[..to];
    let mut free = from;
    // A heading's first word is looked for, and from there on back what may stand before it.
    memchr::memchr3_iter(b'C', b'G', b'S', &text.as_bytes()[from..]).filter_map(move |found| {
        let word = from + found;
        let rest = &text[word..];
        if !["Core ", "Group ", "Summary "].iter().any(|first| rest.starts_with(first)) {
            return None;
        }
        let head = text.get(free..word)?.trim_end_matches('*');
        let numbered = head.trim_end().strip_suffix('.').map(|head| {
            let digits = head.chars().rev().take(2).take_while(|c| c.is_numeric());
            &head[..head.len() - digits.map(char::len_utf8).sum::<usize>()]
        });
        [numbered, Some(head)].into_iter().flatten().find_map(|head| {
            let start = free + head.len() - head.chars().next_back()?.len_utf8();
            free = start + MARKED.find(&text[start..])?.end();
            Some(start)
        })
    })
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

/// The words from `start` up to ` - `, when they can be a heading's.
fn separated_title(text: &str, start: usize) -> Option<(usize, String)> {
    let window = &text[start..text.floor_char_boundary((start + REACH).min(text.len()))];
    let window = &window[..memchr::memchr(b'\n', window.as_bytes()).unwrap_or(window.len())];
    let dash = spaced_dash(window).or_else(|| {
        let end = window.trim_end();
        [" -", " –"].iter().find_map(|mark| end.strip_suffix(mark)).map(str::len)
    })?;
    let title = &window[..dash];
    let divided = || {
        memchr::memchr2(b'|', b';', title.as_bytes()).is_some()
            || may_have_han(title) && title.contains(['；', '，', '。'])
    };
    // The cheapest question comes first: most dashes stand behind a citation.
    let whole = !title.trim().is_empty()
        && !citation::is_in(title)
        && title.split_whitespace().nth(WORDS).is_none()
        && !has_stop(title)
        && !divided();
    whole.then(|| (start + title.trim_end().len(), clean(title)))
}

/// Where ` - `, ` – `, ` — ` or the like stands first.
fn spaced_dash(text: &str) -> Option<usize> {
    // The longer dashes begin with the other byte.
    memchr::memchr2_iter(b'-', 0xe2, text.as_bytes()).find_map(|at| {
        let (head, tail) = text.split_at(at);
        if !tail.strip_prefix(['-', '–', '—'])?.starts_with(' ') {
            return None;
        }
        let wide = || head.strip_suffix('\u{3000}').filter(|_| tail.starts_with('-'));
        head.strip_suffix(' ').or_else(wide).map(str::len)
    })
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
    &window[..memchr::memchr(b'\n', window.as_bytes()).unwrap_or(window.len())]
}

fn at_line_end(text: &str, at: usize) -> bool {
    let at = skip_line_space(text, at);
    at == text.len() || text[at..].starts_with(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_before_a_dash_at_the_end_of_its_line() {
        for (text, wanted) in [
            ("Supply –\nTin fell", Some((6, "Supply".to_owned()))),
            ("Supply -\nTin fell", Some((6, "Supply".to_owned()))),
            ("Supply\nTin fell", None),
        ] {
            assert_eq!(separated_title(text, 0), wanted, "{text}");
        }
    }

    #[test]
    fn marked_headings_are_found_with_what_stands_before_them() {
        let text = "Core View: at the start, up 5.  12. **Core Insights** - more\n Group 3: yes, \
                    3.Group 4 : no. 123. Summary by Sections 7. **Summary by Section \
                    Core View -\nGroup 5: taken, Groups, Core values, S&P";
        let pattern = MARKED.as_str().trim_start_matches('^');
        let all = regex::Regex::new(pattern).unwrap();
        let wanted: Vec<usize> = all.find_iter(text).map(|found| found.start()).collect();
        let found: Vec<usize> = marked(text, 0, text.len()).collect();
        assert_eq!(found, wanted);
        assert_eq!(found.len(), 6);
    }

    #[test]
    fn numbers_of_counted_headings() {
        for (line, wanted) in [
            ("Group 3: Costs", Some("3")),
            ("**Item 1A.** Risks", Some("1A")),
            ("section  IV - Prices", Some("IV")),
            ("分组2：成本", Some("2")),
            ("组12 成本", Some("12")),
            ("\u{17f}ection 5 Rates", Some("5")),
            ("3.1 Rates", Some("3.1")),
            ("IV. Rates", Some("IV")),
            ("（二）成本", Some("二")),
            ("Grouping 3", None),
            ("In 2025 rates fell", None),
        ] {
            assert_eq!(group_of(line).number.as_deref(), wanted, "{line}");
        }
    }

    #[test]
    fn a_core_is_told_in_all_its_wordings() {
        for title in ["**Core Viewpoint", "core ideas", "This Report's Core View", "核心观点"] {
            assert!(is_core(title), "{title}");
        }
        for title in ["Scores", "The core", "Report on Core Views", "Cores"] {
            assert!(!is_core(title), "{title}");
        }
    }
}
