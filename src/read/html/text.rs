//! HTML as text in which structure survives: headings, lists, tables, paragraphs.

use ego_tree::NodeRef;
use scraper::{ElementRef, Node};

use super::{table, tree};
use crate::read::references;
use crate::text::chars::squeezed;
use crate::text::raised;

/// Elements that stand in each other deeper than this count by their words alone.
const DEPTH: usize = 200;

/// The text of an element without the elements that are to be left out.
pub(super) fn of(element: ElementRef<'_>, leave_out: &dyn Fn(ElementRef<'_>) -> bool) -> String {
    joined(&blocks(element, leave_out))
}

/// The blocks of an element without the elements that are to be left out.
pub(super) fn blocks(
    element: ElementRef<'_>,
    leave_out: &dyn Fn(ElementRef<'_>) -> bool,
) -> Vec<Block> {
    let mut writer = Writer { leave_out, ..Writer::new() };
    writer.node(*element, 0);
    writer.flush();
    writer.blocks
}

/// Blocks as one text.
pub(super) fn joined(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut last = None;
    for block in blocks {
        let close = last == Some(Kind::Item) && block.kind == Kind::Item;
        if last.is_some() {
            out.push_str(if close { "\n" } else { "\n\n" });
        }
        out.push_str(&block.text);
        last = Some(block.kind);
    }
    if last.is_some() {
        out.push('\n');
    }
    out
}

/// Whether an element is a link to a place within a page.
fn into_page(element: ElementRef<'_>) -> bool {
    element.value().attr("href").is_some_and(|address| address.contains('#'))
}

/// A paragraph, an item of a list, a heading or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its words with the mark before them.
    pub(super) text: String,
    pub(super) kind: Kind,
    /// How many of its bytes are in links.
    pub(super) linked: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Item,
    Heading,
    Table,
}

struct Writer<'a> {
    leave_out: &'a dyn Fn(ElementRef<'_>) -> bool,
    blocks: Vec<Block>,
    /// How many links are open, and the bytes in links so far of the block at hand.
    links: usize,
    linked: usize,
    /// How many links to places within the page are open.
    notes: usize,
    /// Whether the heading in force is that of a list of references, and the link of the entry at hand.
    references: bool,
    address: Option<String>,
    /// The words of the block at hand; line breaks are those of `<br>`.
    line: String,
    /// The lists around it, with the number of the next item of ordered ones.
    lists: Vec<Option<u32>>,
    /// The mark that the block at hand starts with.
    mark: Option<String>,
    preserved: bool,
}

impl Writer<'_> {
    fn new() -> Self {
        Self {
            leave_out: &|_| false,
            blocks: Vec::new(),
            links: 0,
            linked: 0,
            notes: 0,
            references: false,
            address: None,
            line: String::new(),
            lists: Vec::new(),
            mark: None,
            preserved: false,
        }
    }

    fn node(&mut self, node: NodeRef<'_, Node>, depth: usize) {
        match node.value() {
            Node::Text(text) => self.words(text),
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(node) {
                    self.element(element, depth);
                }
            }
            _ => self.children(node, depth),
        }
    }

    fn children(&mut self, node: NodeRef<'_, Node>, depth: usize) {
        if depth > DEPTH {
            for inner in node.descendants() {
                if let Node::Text(text) = inner.value() {
                    self.words(text);
                }
            }
            return;
        }
        for child in node.children() {
            self.node(child, depth + 1);
        }
    }

    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        if tree::is_silent(element) || (self.leave_out)(element) {
            return;
        }
        let name = element.value().name();
        match name {
            "a" => self.link(element, depth),
            "br" => self.line.push('\n'),
            "hr" => self.flush(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                let level = usize::from(name.as_bytes()[1] - b'0');
                self.mark = Some(format!("{} ", "#".repeat(level)));
                self.children(*element, depth);
                self.line = squeezed(&self.line);
                self.references = references::is_heading(&self.line);
                self.flush();
                self.mark = None;
            }
            "ul" | "ol" => {
                self.flush();
                let first = element.value().attr("start").and_then(|start| start.parse().ok());
                self.lists.push((name == "ol").then_some(first.unwrap_or(1)));
                self.children(*element, depth);
                self.flush();
                self.lists.pop();
            }
            "li" => self.item(element, depth),
            "table" => self.table(element, depth),
            "sup" => self.raised(element, depth),
            "pre" => {
                self.flush();
                let before = std::mem::replace(&mut self.preserved, true);
                self.children(*element, depth);
                self.preserved = before;
                self.flush();
            }
            _ if tree::is_block(name) => {
                self.flush();
                self.children(*element, depth);
                self.flush();
            }
            _ => self.children(*element, depth),
        }
    }

    fn item(&mut self, element: ElementRef<'_>, depth: usize) {
        self.flush();
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        self.mark = Some(match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{indent}{}. ", *number - 1)
            }
            _ => format!("{indent}- "),
        });
        self.children(*element, depth);
        self.flush();
        self.mark = None;
    }

    fn link(&mut self, element: ElementRef<'_>, depth: usize) {
        let address = element.value().attr("href").unwrap_or_default();
        let note = into_page(element);
        self.links += 1;
        self.notes += usize::from(note);
        self.children(*element, depth);
        self.notes -= usize::from(note);
        self.links -= 1;
        // What a reference points to is in its link.
        if self.references && self.mark.is_some() && address.starts_with("http") {
            self.address.get_or_insert_with(|| address.to_owned());
        }
    }

    /// A note's number that is raised over the line is a citation.
    fn raised(&mut self, element: ElementRef<'_>, depth: usize) {
        let start = self.line.len();
        self.children(*element, depth);
        let words = self.line[start..].trim().to_owned();
        if words.is_empty() || !words.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        let linked = element.descendants().filter_map(ElementRef::wrap).any(into_page);
        let written = if linked || self.notes > 0 {
            format!("[{words}]")
        } else {
            raised::written(self.line[..start].trim_end(), &words)
        };
        self.line.replace_range(start.., &written);
    }

    fn table(&mut self, element: ElementRef<'_>, depth: usize) {
        self.flush();
        // A table of tables lays a page out.
        if table::holds_table(element) {
            return self.children(*element, depth);
        }
        let rows = table::rows(element, self.leave_out);
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let long = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.chars().count() > 400);
        if width < 2 || rows.len() < 2 || long {
            return self.children(*element, depth);
        }
        if let Some(pairs) = table::pairs(&rows) {
            pairs.into_iter().for_each(|pair| self.push(pair, Kind::Item));
            return;
        }
        let mut table = String::new();
        for (at, row) in table::under_one_head(rows).iter().enumerate() {
            let cells: Vec<&str> =
                (0..width).map(|n| row.get(n).map_or("", String::as_str)).collect();
            table.push_str(&format!("| {} |\n", cells.join(" | ")));
            if at == 0 {
                table.push_str(&format!("|{}\n", " --- |".repeat(width)));
            }
        }
        self.push(table.trim_end().to_owned(), Kind::Table);
    }

    fn push(&mut self, text: String, kind: Kind) {
        self.blocks.push(Block { text, kind, linked: std::mem::take(&mut self.linked) });
    }

    fn words(&mut self, text: &str) {
        if self.links > 0 {
            self.linked += text.trim().len();
        }
        if self.preserved {
            self.line.push_str(text);
            return;
        }
        for c in text.chars() {
            match c {
                '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{feff}' | '\u{2060}' => {}
                c if c.is_whitespace() && c != '\u{3000}' => {
                    if !self.line.ends_with([' ', '\n']) {
                        self.line.push(' ');
                    }
                }
                '.' | ',' | ';' | ':' | '。' | '，' if self.line.ends_with("] ") => {
                    // A citation and the stop behind it were set apart.
                    self.line.pop();
                    self.line.push(c);
                }
                c => self.line.push(c),
            }
        }
    }

    /// Ends the block at hand.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let mut paragraphs: Vec<String> = vec![String::new()];
        for part in line.split('\n').map(str::trim) {
            match (part.is_empty(), paragraphs.last_mut()) {
                (true, Some(last)) if !last.is_empty() => paragraphs.push(String::new()),
                (false, Some(last)) => {
                    if !last.is_empty() {
                        last.push('\n');
                    }
                    last.push_str(part);
                }
                _ => {}
            }
        }
        if let (Some(address), Some(last)) = (self.address.take(), paragraphs.last_mut())
            && !last.contains("://")
        {
            last.push_str(&format!(" {address}"));
        }
        for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
            let mark = self.mark.take();
            let kind = match &mark {
                Some(mark) if mark.starts_with('#') => Kind::Heading,
                Some(_) => Kind::Item,
                None => Kind::Paragraph,
            };
            self.push(mark.unwrap_or_default() + paragraph, kind);
        }
        self.linked = 0;
    }
}
