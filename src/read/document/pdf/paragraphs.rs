//! Lines of a region as headings, bullets, rows and paragraphs.

use super::Block;
use super::join::{Compounds, Piece};
use super::lines::Line;
use super::tables;

/// The document's running text.
#[derive(Debug)]
pub(super) struct Style {
    pub(super) size: f64,
    /// From one baseline to the next, in sizes.
    pub(super) leading: f64,
}

pub(super) fn blocks(lines: &[Line], style: &Style, compounds: &Compounds) -> Vec<Piece> {
    let left = edge(lines.iter().map(|l| l.x0), false);
    let right = edge(lines.iter().map(|l| l.x1), true);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    // The line just read, where the open block may go on after it.
    let mut open: Option<&Line> = None;
    // Where a bullet's text stands.
    let mut hang = 0.0;
    while let Some(line) = lines.get(at) {
        if let Some((taken, rows)) = tables::table(&lines[at..]) {
            pieces.extend(
                rows.into_iter().map(|row| Piece { block: Block::Row(row), size: line.size }),
            );
            at += taken;
            open = None;
            continue;
        }
        at += 1;
        let text = line.text();
        let piece = |block| Piece { block, size: line.size };
        let follows = open.is_some_and(|last| follows(last, line, style));
        // Large type under an item or a paragraph of the same is more of it, as on slides.
        let goes_on = follows && open.is_some_and(|last| last.bold == line.bold);
        let after_title = matches!(pieces.last(), Some(Piece { block: Block::Heading(..), .. }));
        let heading = match heading(line, lines.get(at), &text, style) {
            true => !goes_on || after_title,
            false => {
                goes_on
                    && after_title
                    && line.size >= 0.93 * style.size
                    && line.bold
                    && text.chars().count() < 90
            }
        };
        let item = bullet(&text).filter(|rest| !heading || rest.len() < text.len());
        if let Some(rest) = item {
            hang = rest_x(line);
            pieces.push(piece(listed(rest)));
            open = Some(line);
            continue;
        }
        let indent = line.x0 - left;
        match pieces.last_mut().map(|p| &mut p.block) {
            Some(Block::Heading(_, title)) if heading && follows => compounds.add(title, &text),
            _ if heading => pieces.push(piece(Block::Heading(2, text.clone()))),
            Some(Block::Item(_, item))
                if follows
                    && line.x0 > hang - 1.5 * line.size
                    && indent >= -1.0
                    && !ended(open, line, right, hang) =>
            {
                compounds.add(item, &text);
            }
            Some(Block::Paragraph(run))
                if follows && !dotted(&text) && !starts(open, line, left, right, run) =>
            {
                compounds.add(run, &text);
            }
            _ => pieces.push(piece(Block::Paragraph(leaders(&text)))),
        }
        open = (!dotted(&text)).then_some(line);
    }
    pieces.into_iter().map(demoted).collect()
}

/// An item with its mark, which is part of the words where it is a number.
fn listed(words: &str) -> Block {
    let numbered = words.split_once(' ').filter(|(mark, _)| {
        mark.starts_with(|c: char| c.is_ascii_digit() || c == '(')
            && mark.ends_with(['.', ')', '、'])
    });
    let (mark, words) = numbered.unwrap_or(("-", words));
    Block::Item(mark.to_owned(), words.to_owned())
}

/// A long heading is a paragraph in bold, such as an abstract.
fn demoted(piece: Piece) -> Piece {
    match piece.block {
        Block::Heading(_, text) if text.chars().count() > TITLE => {
            Piece { block: Block::Paragraph(text), ..piece }
        }
        _ => piece,
    }
}

/// Characters of the longest heading.
const TITLE: usize = 220;

fn dotted(text: &str) -> bool {
    text.contains(". . . .") || text.contains(".....")
}

/// The left or right edge that most lines share.
fn edge(values: impl Iterator<Item = f64>, right: bool) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let at = if right { values.len() * 9 / 10 } else { values.len() / 10 };
    values.get(at.min(values.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

/// Whether a line may belong to the block of the one above it.
fn follows(last: &Line, line: &Line, style: &Style) -> bool {
    let gap = (line.y - last.y) / line.size.max(last.size);
    let alike = (line.size - last.size).abs() < 0.12 * line.size;
    alike && gap > 0.3 && gap < style.leading * 1.28
}

/// Whether a line opens a paragraph: it is indented, or the one above stopped short of where
/// this one's first word would have fitted.
fn starts(last: Option<&Line>, line: &Line, left: f64, right: f64, run: &str) -> bool {
    let Some(last) = last else { return true };
    let step = line.x0 - last.x0;
    let indented = step > 0.8 * line.size
        && step < 4.0 * line.size
        && (last.x0 - left).abs() < 0.5 * line.size;
    let stopped =
        run.ends_with(['.', '!', '?', ':', '。', '！', '？', '：', '”', '"', ')', '）', ']']);
    let word = line.cells[0].text.split(' ').next().map_or(0, |w| w.chars().count());
    let room = right - last.x1 > (word as f64 * 0.55 + 1.0) * line.size
        && right - last.x1 > 0.1 * (right - left);
    (indented && (stopped || run.chars().count() > 20))
        || (room && stopped)
        || (line.bold != last.bold && room)
}

/// Whether a bullet's last line was its end: short, and the next starts at another edge.
fn ended(last: Option<&Line>, line: &Line, right: f64, hang: f64) -> bool {
    last.is_some_and(|last| right - last.x1 > 6.0 * line.size && line.x0 < hang - 0.8 * line.size)
}

fn heading(line: &Line, next: Option<&Line>, text: &str, style: &Style) -> bool {
    let chars = text.chars().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || chars > 160 || letters * 3 < chars || text.contains(". . .") {
        return false;
    }
    let caption =
        ["Figure ", "Fig. ", "Table ", "Exhibit ", "Chart ", "图", "表"].iter().any(|word| {
            text.strip_prefix(word)
                .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        });
    if caption {
        return false;
    }
    let sentence = text.ends_with(['.', ',', ';', '。', '，', '；']) && !text.ends_with("...");
    if line.size > 1.13 * style.size {
        return !sentence || line.size > 1.4 * style.size;
    }
    let begins =
        text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || super::words::han(c));
    // Bold words that run on in the next line are an emphasis.
    let alone = next
        .is_none_or(|n| !n.bold || n.y - line.y > 1.3 * style.leading * line.size || chars < 60);
    line.bold && line.size > 0.93 * style.size && chars < 90 && !sentence && begins && alone
}

/// A table of contents' dots, cut down to a sign that a search does not trip over.
fn leaders(text: &str) -> String {
    if !dotted(text) {
        return text.to_owned();
    }
    let (head, tail) =
        text.split_once(". .").or_else(|| text.split_once("...")).unwrap_or((text, ""));
    let tail = tail.trim_start_matches(['.', ' ']);
    format!("{} … {tail}", head.trim_end()).trim_end().to_owned()
}

const SIGNS: [char; 20] = [
    '•', '‣', '▪', '▫', '■', '□', '●', '○', '◦', '◆', '◇', '►', '▶', '➢', '➔', '❑', '✓', '∙', '·',
    '–',
];

/// A bullet's text.
pub(super) fn bullet(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if SIGNS.contains(&first) && (rest.starts_with(' ') || first != '–' && first != '·') {
        return Some(rest.trim_start()).filter(|r| !r.is_empty());
    }
    // A numbered item keeps its number.
    let (label, rest) = text.split_once(' ')?;
    (is_label(label) && rest.starts_with(char::is_alphabetic) && text.chars().count() > 8)
        .then_some(text)
}

/// `3.`, `(b)`, `[12]`: what an item of a list starts with.
pub(super) fn is_label(text: &str) -> bool {
    if text.chars().count() == 1 && text.starts_with(SIGNS) {
        return true;
    }
    let inner = text.trim_start_matches(['(', '[']);
    let bare = inner.trim_end_matches(['.', ')', ']', '、']);
    let number = (1..=3).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
    let letter = bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_lowercase());
    bare.len() < inner.len() && (number || letter)
}

/// Where the text after a bullet's sign begins.
fn rest_x(line: &Line) -> f64 {
    match line.cells.get(1) {
        Some(cell) if is_label(&line.cells[0].text) => cell.x0,
        _ => line.x0 + line.size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items() {
        assert_eq!(bullet("• Margins rose"), Some("Margins rose"));
        assert_eq!(bullet("– as before"), Some("as before"));
        assert_eq!(bullet("3. Margins rose"), Some("3. Margins rose"));
        assert_eq!(bullet("3.5 percent of it"), None);
        assert_eq!(bullet("A. Someone wrote"), None);
        assert!(is_label("[12]") && is_label("(b)") && !is_label("12"));
    }

    #[test]
    fn contents() {
        assert_eq!(leaders("Margins . . . . . . 12"), "Margins … 12");
    }
}
