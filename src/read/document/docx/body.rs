//! The paragraphs and tables of a Word document.

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node};

use super::numbering::Numbering;
use super::styles::Styles;
use super::{DEPTH, attribute, child, is, is_set, value};
use crate::read::document::block::Block;
use crate::text::raised;

/// The blocks of a document's body.
pub(super) fn read(
    body: &Xml<'_>,
    styles: &Styles,
    numbering: Numbering,
    numbers: &Numbers,
) -> Vec<Block> {
    let mut reader = Reader { styles, numbering, numbers, blocks: Vec::new(), cells: Vec::new() };
    reader.children(body.root_element(), 0);
    reader.blocks
}

/// Notes by the mark of their kind and their id → their number: that of their order in the text.
pub(super) type Numbers = HashMap<(&'static str, String), usize>;

/// The numbers of a document's notes.
pub(super) fn numbers(body: &Xml<'_>) -> Numbers {
    let mut numbers = Numbers::new();
    for (name, mark) in [("footnoteReference", FOOTNOTE), ("endnoteReference", ENDNOTE)] {
        let ids = body.descendants().filter(|node| is(*node, name));
        for id in ids.filter_map(|node| attribute(node, "id")) {
            let next = numbers.keys().filter(|(kind, _)| *kind == mark).count() + 1;
            numbers.entry((mark, id.to_owned())).or_insert(next);
        }
    }
    numbers
}

/// What stands before the numbers of notes of a kind.
pub(super) const FOOTNOTE: &str = "";
pub(super) const ENDNOTE: &str = "e";

/// The notes of a kind that the text names, as lines `[^1]: words`.
pub(super) fn notes(notes: &Xml<'_>, mark: &'static str, numbers: &Numbers) -> Vec<Block> {
    let all = notes
        .root_element()
        .children()
        .filter(|node| is(*node, "footnote") || is(*node, "endnote"));
    // Some of them are the lines drawn above notes.
    let own = all.filter(|node| attribute(*node, "type").is_none_or(|kind| kind == "normal"));
    own.filter_map(|note| {
        let mut words = String::new();
        for paragraph in note.descendants().filter(|node| is(*node, "p")) {
            let mut runs = Runs { numbers, text: String::new(), boxes: Vec::new() };
            runs.inside(paragraph, 0);
            words.push_str(&runs.text);
            words.push(' ');
        }
        let label = numbers.get(&(mark, attribute(note, "id")?.to_owned()))?;
        let words = words.trim();
        (!words.is_empty()).then(|| Block::Paragraph(format!("[^{mark}{label}]: {words}")))
    })
    .collect()
}

struct Reader<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    numbers: &'a Numbers,
    blocks: Vec<Block>,
    /// The words of the tables' cells that are open, which paragraphs go into.
    cells: Vec<String>,
}

impl Reader<'_> {
    fn children(&mut self, node: Node<'_, '_>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, depth),
                "tbl" => self.table(node, depth),
                // Words that were deleted or moved away, and what older programs are shown instead.
                "del" | "moveFrom" | "Fallback" | "sectPr" => {}
                _ => self.children(node, depth + 1),
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) {
        let mut runs = Runs { numbers: self.numbers, text: String::new(), boxes: Vec::new() };
        runs.inside(node, 0);
        self.push(child(node, "pPr"), &runs.text);
        // Text boxes stand in a paragraph, but not in its line.
        for inner in runs.boxes {
            self.children(inner, depth + 1);
        }
    }

    fn push(&mut self, properties: Option<Node<'_, '_>>, text: &str) {
        let role = self.styles.role(properties);
        // An empty paragraph counts in no list.
        let text = text.trim();
        if text.is_empty() || role.contents {
            return;
        }
        if let Some(cell) = self.cells.last_mut() {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(text);
            return;
        }
        let mark = role.list.as_ref().map(|place| self.numbering.mark(place));
        let mark = mark.or_else(|| role.bullet.then(|| "-".to_owned()));
        self.blocks.push(match (role.heading, mark) {
            (Some(level), Some(mark)) if mark != "-" => {
                Block::Heading(level, format!("{mark} {text}"))
            }
            (Some(level), _) => Block::Heading(level, text.to_owned()),
            (None, Some(mark)) => Block::Item(mark, text.to_owned()),
            (None, None) => Block::Paragraph(text.to_owned()),
        });
    }

    fn table(&mut self, node: Node<'_, '_>, depth: usize) {
        let rows: Vec<Vec<Node<'_, '_>>> =
            inner(node, "tr").into_iter().map(|row| inner(row, "tc")).collect();
        // A frame around words, and a table within a cell.
        if !self.cells.is_empty() || rows.iter().all(|row| row.len() <= 1) {
            for cell in rows.into_iter().flatten() {
                self.children(cell, depth + 1);
            }
            return;
        }
        for row in rows {
            let mut cells = Vec::new();
            for cell in row {
                self.cells.push(String::new());
                self.children(cell, depth + 1);
                cells.extend(self.cells.pop());
                let span = child(cell, "tcPr").and_then(|of| value(of, "gridSpan")?.parse().ok());
                let more = span.unwrap_or(1_usize).clamp(1, 64) - 1;
                cells.extend(std::iter::repeat_n(String::new(), more));
            }
            if cells.iter().any(|cell| !cell.is_empty()) {
                self.blocks.push(Block::Row(cells));
            }
        }
    }
}

/// The elements of a name within one, perhaps in content controls, but not those within each other.
fn inner<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    for node in node.children() {
        if is(node, name) {
            found.push(node);
        } else if is(node, "sdt")
            || is(node, "sdtContent")
            || is(node, "ins")
            || is(node, "customXml")
        {
            found.extend(inner(node, name));
        }
    }
    found
}

/// The words of a paragraph.
struct Runs<'a, 'i, 'n> {
    numbers: &'n Numbers,
    text: String,
    boxes: Vec<Node<'a, 'i>>,
}

impl<'a, 'i> Runs<'a, 'i, '_> {
    fn inside(&mut self, node: Node<'a, 'i>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => self.text.push_str(node.text().unwrap_or_default()),
                "tab" | "ptab" => self.text.push(' '),
                "br" | "cr" => self.text.push('\n'),
                "noBreakHyphen" => self.text.push('-'),
                "r" => self.run(node, depth),
                "footnoteReference" => self.note(node, FOOTNOTE),
                "endnoteReference" => self.note(node, ENDNOTE),
                "txbxContent" => self.boxes.push(node),
                "pPr" | "rPr" | "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => {}
                _ => self.inside(node, depth + 1),
            }
        }
    }

    fn run(&mut self, node: Node<'a, 'i>, depth: usize) {
        let properties = child(node, "rPr");
        if properties.is_some_and(|of| is_set(of, "vanish")) {
            return;
        }
        let start = self.text.len();
        self.inside(node, depth + 1);
        let raised = properties.is_some_and(is_raised);
        let digits = self.text[start..].trim();
        if raised && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let written = raised::written(&self.text[..start], digits);
            self.text.replace_range(start.., &written);
        }
    }

    fn note(&mut self, node: Node<'_, '_>, mark: &'static str) {
        let id = attribute(node, "id").unwrap_or_default().to_owned();
        if let Some(number) = self.numbers.get(&(mark, id)) {
            self.text.push_str(&format!("[^{mark}{number}]"));
        }
    }
}

fn is_raised(properties: Node<'_, '_>) -> bool {
    let higher =
        || value(properties, "position").is_some_and(|by| by.parse::<i32>().is_ok_and(|by| by > 0));
    value(properties, "vertAlign") == Some("superscript") || higher()
}
