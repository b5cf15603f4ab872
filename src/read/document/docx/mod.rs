//! Word documents: headings, lists, tables and notes as they are marked, not as they look.

mod body;
mod numbering;
mod styles;

use std::io::{Cursor, Read};

use roxmltree::{Document as Xml, Node, ParsingOptions};

use super::Document;
use crate::read::unpack::Bounded;

/// Elements that stand in each other deeper than this are passed over.
const DEPTH: usize = 200;
/// The elements of one part of a document: a book of 1,000 pages has a million.
const MOST_NODES: u32 = 20_000_000;

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8]) -> Result<Document, String> {
    let broken = |error: zip::result::ZipError| format!("damaged Word document: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let body = part(&mut archive, "word/document.xml")?
        .ok_or("no Word document: word/document.xml is not in it")?;
    let mut text = |name: &str| part(&mut archive, name).map(Option::unwrap_or_default);
    let (styles, numbering) = (text("word/styles.xml")?, text("word/numbering.xml")?);
    let (footnotes, endnotes) = (text("word/footnotes.xml")?, text("word/endnotes.xml")?);
    let properties = text("docProps/core.xml")?;
    let styles = styles::Styles::read(&parse(&styles)?);
    let numbering = numbering::Numbering::read(&parse(&numbering)?);
    let body = parse(&body)?;
    let numbers = body::numbers(&body);
    let mut blocks = body::read(&body, &styles, numbering, &numbers);
    for (notes, mark) in [(footnotes, body::FOOTNOTE), (endnotes, body::ENDNOTE)] {
        blocks.extend(body::notes(&parse(&notes)?, mark, &numbers));
    }
    let properties = parse(&properties)?;
    let title = properties.descendants().find(|node| is(*node, "title"));
    let title = title.and_then(|node| node.text()).map(str::trim).filter(|title| !title.is_empty());
    Ok(Document { title: title.map(str::to_owned), blocks, ..Document::default() })
}

/// A part of the document as text; `None` where it has none of that name.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, String> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let packed = file.compressed_size();
    let mut bytes = Vec::new();
    Bounded::of(file, packed)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{name}: {}", crate::read::unpack::reason(&error)))?;
    let decoded = crate::read::decode(bytes, None).map_err(|reason| format!("{name}: {reason}"))?;
    Ok(Some(decoded.text))
}

/// The tree of a part; an empty part is an empty tree.
fn parse(text: &str) -> Result<Xml<'_>, String> {
    let text = if text.is_empty() { "<none/>" } else { text };
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Xml::parse_with_options(text, options)
        .map_err(|error| format!("damaged Word document: {error}"))
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|node| is(*node, name))
}

/// The attribute of that name, in whatever namespace.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|found| found.value())
}

/// The value of the child of that name: `<w:numId w:val="3"/>`.
fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// Whether a property is set: `<w:vanish/>`, and not `<w:vanish w:val="0"/>`.
fn is_set(node: Node<'_, '_>, name: &str) -> bool {
    child(node, name)
        .is_some_and(|node| !matches!(attribute(node, "val"), Some("0" | "false" | "off" | "none")))
}

#[cfg(test)]
mod tests;
