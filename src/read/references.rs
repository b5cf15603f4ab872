//! The list at the end of an article that says what its citations point to.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use crate::model::{Reference, Span};
use crate::text::chars::squeezed;
use crate::text::citation;

/// What a citation points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Where it stands in the text.
    pub(super) at: usize,
    pub(super) label: String,
    pub(super) reference: Reference,
}

/// The lists of a text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Where they stand, headings and all.
    pub(super) ranges: Vec<Span>,
    pub(super) entries: Vec<Entry>,
}

/// Lines that may stand between two entries without ending the list.
const BLANKS: usize = 2;

/// A line that heads a list; the first group is one that heads nothing else.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi)^[\#*\s]*
        (?: ( references? | bibliography | works\ cited | 参考文献 | 参考资料 | 参考来源 | 引用来源 | 引文来源 )
          | sources? | (?:end|foot)?notes | citations? | 资料来源 | 数据来源 | 信息来源 | 注释 | 脚注 | 引文 | 来源 )
        [*\s]*[:：]?[*\s]*$",
    )
});

/// An entry: `[3] Reuters, …`, `[^3]: …`, or behind a heading `3. …`.
static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^\s*(?: [-*•]\s+ )?
        (?: [\[【［]\^?(?P<label>[0-9]{1,3}|\^[\w-]{1,30})[\]】］][:：.]?\s*
          | \[\^(?P<name>[\w-]{1,30})\]:\s*
          | (?P<number>[0-9]{1,3})(?:[.)、．]\s*|\s+) )
        (?P<text>\S.*)$",
    )
});

static URL: LazyLock<Regex> = LazyLock::new(|| pattern(r#"https?://[^\s<>"'，。；、）\])]+"#));

/// Whether a line can head a list of references.
pub(super) fn is_heading(line: &str) -> bool {
    HEADING.is_match(line)
}

/// The reference lists of a text.
pub(super) fn find(text: &str) -> Found {
    let mut found = Found::default();
    // Most texts have none, and most of those none that looks like one.
    if !may_have(text) {
        return found;
    }
    let lines = lines(text);
    let cited = cited(text, &lines);
    let mut at = 0;
    while at < lines.len() {
        match list_at(text, &lines, at, &cited) {
            Some((end, entries)) => {
                found.ranges.push(Span::new(lines[at].start, lines[end - 1].end));
                found.entries.extend(entries);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn may_have(text: &str) -> bool {
    let opens = |line: &str| line.trim_start().starts_with(citation::OPENING);
    text.lines()
        .rev()
        .take(400)
        .any(|line| opens(line) || line.len() < 40 && HEADING.is_match(line))
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push(Span::new(start, start + line.trim_end().len()));
        start += line.len();
    }
    lines
}

/// The labels that are cited elsewhere than at the start of a line.
fn cited(text: &str, lines: &[Span]) -> HashSet<String> {
    let mut cited = HashSet::new();
    for line in lines {
        let line = &text[line.range()];
        let skip =
            ENTRY.captures(line).and_then(|entry| entry.name("text")).map_or(0, |m| m.start());
        for marker in citation::markers(&line[skip..]) {
            marker.each_label(|label| {
                cited.insert(label);
            });
        }
    }
    cited
}

/// The list that starts with line `at`, and the line after it.
fn list_at(
    text: &str,
    lines: &[Span],
    at: usize,
    cited: &HashSet<String>,
) -> Option<(usize, Vec<Entry>)> {
    let heading = HEADING.captures(&text[lines[at].range()]);
    let strong = heading.as_ref().is_some_and(|heading| heading.get(1).is_some());
    let first = if heading.is_some() { next_words(lines, at + 1)? } else { at };
    let (end, entries) = entries(text, lines, first, heading.is_some());
    let known = entries.iter().filter(|entry| cited.contains(&entry.label)).count();
    let bracketed = text[lines[first].range()].trim_start().starts_with(citation::OPENING);
    let whole = match (heading.is_some(), entries.len()) {
        (_, 0) => false,
        (true, _) => strong || known > 0,
        // Without a heading: several, in brackets, most of them cited, with nothing behind them but
        // lines of metadata.
        (false, _) if text[lines[first].range()].trim_start().starts_with("[^") => known > 0,
        (false, count) => {
            count >= 2 && bracketed && known * 2 >= count && rest_is_short(text, lines, end)
        }
    };
    whole.then_some((end, entries))
}

fn next_words(lines: &[Span], at: usize) -> Option<usize> {
    let next = (at..lines.len()).find(|line| !lines[*line].is_empty())?;
    (next <= at + BLANKS).then_some(next)
}

/// The entries from line `at` on, with their continued lines, and the line after the last.
fn entries(text: &str, lines: &[Span], at: usize, numbered: bool) -> (usize, Vec<Entry>) {
    let mut found: Vec<Entry> = Vec::new();
    let (mut line, mut end) = (at, at);
    while line < lines.len() {
        let words = &text[lines[line].range()];
        if words.is_empty() {
            if line >= end + BLANKS {
                break;
            }
            line += 1;
            continue;
        }
        match entry(words, numbered) {
            Some((label, text)) => {
                let reference = reference(text);
                found.push(Entry { at: lines[line].start, label, reference });
            }
            // An indented line goes on with the entry above it.
            None if words.starts_with([' ', '\t']) && line == end && !found.is_empty() => {
                if let Some(last) = found.last_mut() {
                    let more = reference(words);
                    last.reference.text.push(' ');
                    last.reference.text.push_str(&more.text);
                    last.reference.url = last.reference.url.take().or(more.url);
                }
            }
            None => break,
        }
        line += 1;
        end = line;
    }
    (end, found)
}

fn entry(line: &str, numbered: bool) -> Option<(String, &str)> {
    let found = ENTRY.captures(line)?;
    let label = found.name("label").or_else(|| found.name("name"));
    let label = label.or_else(|| found.name("number").filter(|_| numbered))?;
    let label = label.as_str().trim_start_matches('^').to_owned();
    Some((label, found.name("text")?.as_str()))
}

/// An entry's words and its link.
pub(super) fn reference(words: &str) -> Reference {
    let url = URL.find(words).map(|url| url.as_str().trim_end_matches(['.', ',', ';']).to_owned());
    let mut text = words.to_owned();
    if let Some(url) = &url {
        text = text.replace(&format!("]({url})"), "").replace(&format!("<{url}>"), "");
        text = text.replace(url.as_str(), "");
    }
    let text = text.replace(['*', '[', ']', '_'], "");
    let text = squeezed(&text);
    let text = text.trim_end_matches("()").trim_end_matches("（）");
    let text = text.trim_end_matches(['.', '。']).trim_end_matches(SEPARATORS);
    let text = text.trim_matches(SEPARATORS);
    let text = if text.is_empty() { url.clone().unwrap_or_default() } else { text.to_owned() };
    Reference { text, url }
}

/// What stands between an entry's words and its link.
const SEPARATORS: &[char] = &[' ', ',', ';', ':', '，', '；', '：', '|', '↩', '↑', '^', '\u{a0}'];

/// Whether nothing but a title, a source line and the like stands behind a list.
fn rest_is_short(text: &str, lines: &[Span], end: usize) -> bool {
    let rest = lines[end..].iter().filter(|line| !line.is_empty());
    rest.clone().count() <= 3 && rest.clone().all(|line| text[line.range()].chars().count() < 120)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let found = find(text);
        let entry = |entry: &Entry| {
            let url = entry.reference.url.as_deref().unwrap_or("-");
            format!("{}={} {url}", entry.label, entry.reference.text)
        };
        found.entries.iter().map(entry).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn lists_at_the_end_are_found() {
        let text = "Copper rose [1]. Zinc fell [2].\n\nReferences\n1. Reuters, https://r.com/a.\n2. A report\n";
        assert_eq!(shown(text), "1=Reuters https://r.com/a | 2=A report -");
        let text = "Copper rose [1]. Zinc fell [2].\n\n[1] Reuters, 3 May\n[2] <https://x.org/b>\n\nA title\n";
        assert_eq!(shown(text), "1=Reuters, 3 May - | 2=https://x.org/b https://x.org/b");
        let text =
            "铜价上涨[1]。\n\n参考资料：\n[1] 路透社，《铜价》 https://r.com/c\n    五月三日\n";
        assert_eq!(shown(text), "1=路透社，《铜价》 五月三日 https://r.com/c");
        let text = "Rose[^a].\n\n[^a]: Desk note\n[^b]: Other\n";
        assert_eq!(shown(text), "a=Desk note - | b=Other -");
    }

    #[test]
    fn what_is_no_list_stays() {
        for text in [
            "Notes\n1. Copper rose.\n2. Zinc fell.\n",
            "Sources say copper rose [1].\n\n1. Copper\n2. Zinc\n",
            "[1] Copper rose.\n[2] Zinc fell.\n\nMore words that go on and on, a whole paragraph that no title would be, \
             with one clause and another one behind it until nobody reads it.\n",
        ] {
            assert_eq!(shown(text), "", "{text}");
        }
    }
}
