//! Lines joined into running text, and paragraphs that a page or column break cut in two.

use std::collections::HashSet;

use super::Block;
use super::words;

/// Compounds that the document writes with a hyphen inside a line.
#[derive(Debug, Default)]
pub(super) struct Compounds(HashSet<String>);

impl Compounds {
    pub(super) fn note(&mut self, text: &str) {
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '-') {
            if word.trim_matches('-').contains('-') {
                self.0.insert(word.trim_matches('-').to_lowercase());
            }
        }
    }

    /// Whether `left-` at a line's end keeps its hyphen before `right`.
    fn keeps(&self, left: &str, right: &str) -> bool {
        let word = |text: &str| {
            text.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect::<String>()
        };
        let reversed: String = left.chars().rev().collect();
        let head: String = word(&reversed).chars().rev().collect();
        let tail = word(right);
        head.contains('-') || self.0.contains(&format!("{head}-{tail}").to_lowercase())
    }

    /// Adds a line to running text.
    pub(super) fn add(&self, text: &mut String, line: &str) {
        let Some(first) = line.chars().next() else { return };
        if text.ends_with('\u{ad}') {
            text.pop();
            text.push_str(line);
            return;
        }
        if let Some(left) = text.strip_suffix('-')
            && left.ends_with(char::is_alphanumeric)
        {
            let split = first.is_lowercase()
                && left.ends_with(char::is_alphabetic)
                && !self.keeps(left, line);
            if split {
                text.pop();
            } else if !first.is_alphanumeric() {
                text.push(' ');
            }
            text.push_str(line);
            return;
        }
        words::push(text, line, true);
    }
}

/// A block with what deciding on its neighbours takes.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) block: Block,
    pub(super) size: f64,
}

/// How many blocks back a cut paragraph's start may stand: notes and a caption come between.
const BACK: usize = 4;

/// Joins a paragraph that opens a region with the one that it continues, if one was left open.
/// Returns the piece if it stands on its own.
pub(super) fn continued(
    before: &mut [&mut Piece],
    piece: Piece,
    compounds: &Compounds,
) -> Option<Piece> {
    let Block::Paragraph(next) = &piece.block else { return Some(piece) };
    for earlier in before.iter_mut().rev().take(BACK) {
        let smaller = earlier.size < 0.95 * piece.size;
        let same = (earlier.size - piece.size).abs() < 0.05 * piece.size;
        match &mut earlier.block {
            Block::Paragraph(text) if same => {
                if open(text, next) {
                    compounds.add(text, next);
                    return None;
                }
                return Some(piece);
            }
            Block::Item(_, text) if same => {
                if next.starts_with(char::is_lowercase) && open(text, next) {
                    compounds.add(text, next);
                    return None;
                }
                return Some(piece);
            }
            _ if smaller => {}
            Block::Row(_) => {}
            _ => return Some(piece),
        }
    }
    Some(piece)
}

/// Whether a paragraph stops in mid-sentence and `next` can go on with it.
fn open(text: &str, next: &str) -> bool {
    let Some(first) = next.chars().next() else { return false };
    let Some(last) = text.chars().last() else { return false };
    if matches!(
        last,
        '.' | '!' | '?' | ':' | ';' | '。' | '！' | '？' | '：' | '；' | '”' | '"' | '…' | ']'
    ) {
        return false;
    }
    let hyphen = last == '-' || last == '\u{ad}';
    let long = text.chars().count() > 30;
    first.is_lowercase()
        || hyphen
        || (words::han(first) && last.is_alphanumeric() && long)
        || (matches!(last, ',' | '，' | '、') && long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(known: &str, lines: &[&str]) -> String {
        let mut compounds = Compounds::default();
        compounds.note(known);
        let mut text = String::new();
        lines.iter().for_each(|line| compounds.add(&mut text, line));
        text
    }

    #[test]
    fn hyphens() {
        assert_eq!(join("", &["a mar-", "gin rose"]), "a margin rose");
        assert_eq!(join("", &["state-of-the-", "art"]), "state-of-the-art");
        assert_eq!(join("a long-term plan", &["long-", "term"]), "long-term");
        assert_eq!(join("", &["COVID-", "19"]), "COVID-19");
        assert_eq!(join("", &["gross -", "net"]), "gross - net");
        assert_eq!(join("", &["mar\u{ad}", "gin"]), "margin");
        assert_eq!(join("", &["维持在", "百分之五"]), "维持在百分之五");
    }

    #[test]
    fn a_cut_sentence_is_open() {
        assert!(open("the cost of", "crude fell"));
        assert!(!open("the cost fell.", "crude fell"));
        assert!(!open("the cost", "Crude fell"));
    }
}
