//! The numbers and bullets that Word draws before paragraphs and does not write.

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node};

use super::styles::ListPlace;
use super::{attribute, child, is, value};

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone)]
struct Level {
    format: String,
    /// `%1.%2`: the numbers of the levels above and its own.
    text: String,
    start: u32,
}

/// The lists of a document, and how far they have come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    levels: HashMap<String, Vec<Level>>,
    counts: HashMap<String, [u32; LEVELS]>,
    /// Number → the list that it counts in: several numbers may share one.
    lists: HashMap<String, String>,
}

impl Numbering {
    pub(super) fn read(numbering: &Xml<'_>) -> Self {
        let mut read = Self::default();
        for node in numbering.root_element().children() {
            if is(node, "abstractNum")
                && let Some(id) = attribute(node, "abstractNumId")
            {
                let levels = node.children().filter(|node| is(*node, "lvl")).take(LEVELS);
                read.levels.insert(id.to_owned(), levels.map(level).collect());
            }
            if is(node, "num")
                && let (Some(number), Some(list)) =
                    (attribute(node, "numId"), value(node, "abstractNumId"))
            {
                read.lists.insert(number.to_owned(), list.to_owned());
            }
        }
        read
    }

    /// The mark of the next item at a place of a list: `-`, or its number as drawn.
    pub(super) fn mark(&mut self, (number, depth): &ListPlace) -> String {
        let depth = (*depth).min(LEVELS - 1);
        let Some(list) = self.lists.get(number) else { return "-".into() };
        let Some(levels) = self.levels.get(list) else { return "-".into() };
        let counts = self.counts.entry(list.clone()).or_insert([0; LEVELS]);
        let start = |at: usize| levels.get(at).map_or(1, |level| level.start);
        counts[depth] =
            if counts[depth] == 0 { start(depth) } else { counts[depth].saturating_add(1) };
        counts[depth + 1..].fill(0);
        let Some(level) = levels.get(depth).filter(|level| is_counted(&level.format)) else {
            return "-".into();
        };
        let mut text = level.text.clone();
        for (at, count) in counts.iter().enumerate().take(depth + 1) {
            let format = levels.get(at).map_or("decimal", |level| level.format.as_str());
            let count = if *count == 0 { start(at) } else { *count };
            text = text.replace(&format!("%{}", at + 1), &drawn(format, count));
        }
        if text.trim().is_empty() { "-".into() } else { text.trim().to_owned() }
    }
}

fn level(node: Node<'_, '_>) -> Level {
    Level {
        format: value(node, "numFmt").unwrap_or("decimal").to_owned(),
        text: child(node, "lvlText")
            .and_then(|node| attribute(node, "val"))
            .unwrap_or_default()
            .to_owned(),
        start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
    }
}

fn is_counted(format: &str) -> bool {
    !matches!(format, "bullet" | "none")
}

/// A number in a format; formats that are not known here are drawn in digits.
fn drawn(format: &str, count: u32) -> String {
    match format {
        "lowerLetter" => letter(count, b'a'),
        "upperLetter" => letter(count, b'A'),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographTraditional"
        | "japaneseCounting"
        | "taiwaneseCounting" => chinese(count),
        _ => count.to_string(),
    }
}

fn letter(count: u32, first: u8) -> String {
    let at = count.saturating_sub(1);
    let letter = char::from(first + (at % 26) as u8);
    String::from(letter).repeat(1 + (at / 26) as usize % 8)
}

fn roman(mut count: u32) -> String {
    const PARTS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count >= 400 {
        return count.to_string();
    }
    let mut text = String::new();
    for (value, part) in PARTS {
        while count >= value {
            text.push_str(part);
            count -= value;
        }
    }
    text
}

fn chinese(count: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((count / 10) as usize, (count % 10) as usize);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        2..=9 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_drawn() {
        for (format, count, wanted) in [
            ("decimal", 12, "12"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 49, "XLIX"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 10, "十"),
        ] {
            assert_eq!(drawn(format, count), wanted);
        }
    }
}
