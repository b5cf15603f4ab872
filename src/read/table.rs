//! Tables of pipes, one row a line or flattened into one line.

use crate::model::Span;
use crate::text::chars::skip_space;

/// A table found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// From the first pipe of the head to the last pipe of the last row.
    pub(super) span: Span,
    /// The head and the rule under it.
    pub(super) head: Span,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<(Span, Vec<String>)>,
}

/// The tables in a range of a text, in order. Work is linear: each pipe is looked at a few times.
pub(super) fn find(text: &str, span: Span) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = span.start;
    while let Some(rule) = rule(text, from, span.end) {
        match table(text, from, rule, span.end) {
            Some(table) => {
                from = table.span.end;
                found.push(table);
            }
            None => from = rule.end,
        }
    }
    found.extend(cut_head(text, from, span.end));
    found
}

/// The longest rule, in bytes: what is looked at around each run of dashes.
const RULE: usize = 1024;

/// The rule under a head: `| :--- | ---: |`.
fn rule(text: &str, from: usize, to: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(dashes) = memchr::memmem::find(&bytes[at..to], b"--") {
        let dash = at + dashes;
        let mut start = dash;
        while start > from
            && dash - start < RULE
            && matches!(bytes[start - 1], b'|' | b':' | b' ' | b'-')
        {
            start -= 1;
        }
        let mut end = dash;
        while end < to && end - dash < RULE && matches!(bytes[end], b'|' | b':' | b' ' | b'-') {
            end += 1;
        }
        at = end.max(dash + 2).min(to);
        // The run may begin with the head's last pipe and end with the first row's first.
        let run = &text[start..end];
        let first = start + run.find('|').unwrap_or(0);
        let first_dash = dash - usize::from(bytes[dash.saturating_sub(1)] == b':' && dash > 0);
        let open =
            text.get(first..first_dash).and_then(|cell| cell.rfind('|')).map(|pipe| first + pipe);
        if let Some(open) = open {
            let close = rule_end(text, open, end);
            if close > open + 2 {
                return Some(Span::new(open, close));
            }
        }
        if at >= to {
            break;
        }
    }
    None
}

/// The byte after the rule's last pipe: cells of dashes only.
fn rule_end(text: &str, open: usize, to: usize) -> usize {
    let mut end = open + 1;
    let mut at = open + 1;
    while let Some(pipe) = text[at..to].find('|') {
        let cell = text[at..at + pipe].trim();
        if cell.is_empty() || !cell.contains('-') {
            return end;
        }
        at += pipe + 1;
        end = at;
    }
    // Cut off inside the rule.
    if text[at..to].contains('-') { to } else { end }
}

fn table(text: &str, from: usize, rule: Span, to: usize) -> Option<Found> {
    let columns = text[rule.range()].split('|').filter(|cell| cell.contains('-')).count();
    let (start, heads) = head(text, from, rule.start, columns)?;
    let lines = text[rule.end..to].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    let mut rows = Vec::new();
    let mut at = rule.end;
    loop {
        let open = skip_space(&text[..to], at);
        if open >= to || !text[open..].starts_with('|') || blank_between(&text[at..open]) {
            break;
        }
        let (end, cells) = row(text, open, to, columns, lines);
        if end <= open + 1 {
            break;
        }
        at = end;
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((Span::new(open, end), cells));
        }
    }
    Some(Found { span: Span::new(start, at), head: Span::new(start, rule.end), heads, rows })
}

fn blank_between(gap: &str) -> bool {
    gap.bytes().filter(|b| *b == b'\n').count() > 1
}

/// The head before the rule: as many cells as the rule has, closed by a pipe.
fn head(text: &str, from: usize, rule: usize, columns: usize) -> Option<(usize, Vec<String>)> {
    let close = text[from..rule].trim_end().len() + from;
    if close == from || !text[..close].ends_with('|') {
        return None;
    }
    let mut start = close - 1;
    for _ in 0..columns {
        start = from + text[from..start].rfind('|')?;
    }
    let heads = text[start + 1..close - 1].split('|').map(clean_cell).collect();
    Some((start, heads))
}

/// One row from its first pipe on: up to the line's end, or so many cells.
fn row(text: &str, open: usize, to: usize, columns: usize, lines: bool) -> (usize, Vec<String>) {
    let line = if lines { text[open..to].find('\n') } else { None };
    let limit = line.map_or(to, |line| open + line);
    let mut cells = Vec::new();
    let mut at = open + 1;
    while cells.len() < columns {
        let Some(pipe) = cell_end(&text[at..limit]) else {
            // The line's last cell without a pipe, or a row that is cut off.
            let last = text[at..limit].trim();
            if !last.is_empty() {
                cells.push(clean_cell(last));
            }
            return (at + text[at..limit].trim_end().len(), cells);
        };
        cells.push(clean_cell(&text[at..at + pipe]));
        at += pipe + 1;
    }
    if lines {
        at = open + text[open..limit].trim_end().len();
    }
    (at, cells)
}

/// The next pipe that no backslash escapes.
fn cell_end(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let pipe = from + text[from..].find('|')?;
        if !text[..pipe].ends_with('\\') {
            return Some(pipe);
        }
        from = pipe + 1;
    }
}

fn clean_cell(cell: &str) -> String {
    cell.trim()
        .replace("**", "")
        .replace("\\|", "|")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A head whose rule was cut off: pipes up to the end of the text.
fn cut_head(text: &str, from: usize, to: usize) -> Option<Found> {
    let first = from + text[from..to].find('|')?;
    let rest = text[first..to].trim_end();
    let apart = first == 0 || text[..first].ends_with(char::is_whitespace);
    if !apart || !rest.starts_with("| ") || rest.len() > RULE {
        return None;
    }
    let pipes = rest.bytes().filter(|b| *b == b'|').count();
    let (end_of_text, one_line) = (text[to..].trim().is_empty(), !rest.contains('\n'));
    (pipes >= 2 && end_of_text && one_line).then(|| {
        let span = Span::new(first, first + rest.len());
        Found { span, head: span, heads: Vec::new(), rows: Vec::new() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        for table in find(text, Span::new(0, text.len())) {
            out.push(format!("{} <{}>", table.heads.join("/"), &text[table.span.end..]));
            out.extend(table.rows.iter().map(|(_, cells)| cells.join("/")));
        }
        out
    }

    #[test]
    fn flattened() {
        let text = "Data | A | B | | :--- | :--- | | x | 1 | | y | | | z | 3 | - Next";
        assert_eq!(show(text), ["A/B < - Next>", "x/1", "y/", "z/3"]);
    }

    #[test]
    fn on_lines() {
        let text = "| A | B |\n|---|---:|\n| x | **1** |\n| y |\n\nText | more";
        assert_eq!(show(text), ["A/B <\n\nText | more>", "x/1", "y"]);
    }

    #[test]
    fn cut_off() {
        assert_eq!(show("| A | B | | :--- | :--- | | x | 1 | | y"), ["A/B <>", "x/1", "y"]);
        assert_eq!(show("Say | Indicator | H1 20"), [" <>"]);
        assert_eq!(show("| A | B | | :--- | :-"), ["A/B <>"]);
    }
}
