//! The blocks of a document, and how they are written as text.

use crate::text::chars::squeezed;

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of a level from 1.
    Heading(u8, String),
    Paragraph(String),
    /// An item of a list, with the mark before it, such as `-` or `3.`.
    Item(String, String),
    /// A row of a table; those that follow each other are one table, and the first is its head.
    Row(Vec<String>),
    /// A page with this number starts.
    Page(u32),
}

/// Blocks as text, and where in it which page starts.
pub(super) fn written(blocks: &[Block]) -> (String, Vec<(usize, u32)>) {
    let (mut text, mut pages) = (String::new(), Vec::new());
    let mut last: Option<&Block> = None;
    for block in blocks {
        if let Block::Page(number) = block {
            pages.push((text.len(), *number));
            continue;
        }
        let close = matches!(
            (last, block),
            (Some(Block::Item(..)), Block::Item(..)) | (Some(Block::Row(_)), Block::Row(_))
        );
        if last.is_some() {
            text.push_str(if close { "\n" } else { "\n\n" });
        }
        match block {
            Block::Heading(level, words) => {
                text.push_str(&"#".repeat(usize::from(*level).clamp(1, 6)));
                text.push(' ');
                text.push_str(&squeezed(words));
            }
            Block::Paragraph(words) => text.push_str(words.trim()),
            Block::Item(mark, words) => {
                text.push_str(mark);
                text.push(' ');
                text.push_str(&squeezed(words));
            }
            Block::Row(cells) => {
                row(&mut text, cells);
                if !close {
                    text.push('\n');
                    row(&mut text, &vec!["---".to_owned(); cells.len()]);
                }
            }
            Block::Page(_) => {}
        }
        last = Some(block);
    }
    if last.is_some() {
        text.push('\n');
    }
    (text, pages)
}

fn row(text: &mut String, cells: &[String]) {
    text.push('|');
    for cell in cells {
        text.push(' ');
        text.push_str(&squeezed(&cell.replace('|', "/")));
        text.push_str(" |");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_written_with_their_pages() {
        let owned = |words: &str| words.to_owned();
        let blocks = [
            Block::Page(1),
            Block::Heading(2, owned("Tin\nstocks")),
            Block::Paragraph(owned("Tin fell.")),
            Block::Item(owned("-"), owned("one")),
            Block::Item(owned("-"), owned("two")),
            Block::Page(2),
            Block::Row(vec![owned("Metal"), owned("Price")]),
            Block::Row(vec![owned("Tin"), owned("1|2")]),
        ];
        let (text, pages) = written(&blocks);
        assert_eq!(
            text,
            "## Tin stocks\n\nTin fell.\n\n- one\n- two\n\n| Metal | Price |\n| --- | --- |\n| Tin | 1/2 |\n"
        );
        assert_eq!(pages, [(0, 1), (text.find("\n\n| Metal").unwrap(), 2)]);
    }
}
