//! All pages' fragments as blocks.

use std::collections::HashMap;

use super::join::{self, Compounds, Piece};
use super::lines::{self, Line};
use super::page::Layout;
use super::paragraphs::{self, Style};
use super::{Block, columns, furniture};

pub(super) fn of(mut laid: Vec<Layout>) -> Vec<Block> {
    let size = body(&laid);
    furniture::drop(&mut laid, size);
    let mut compounds = Compounds::default();
    laid.iter().flat_map(|page| &page.fragments).for_each(|f| compounds.note(&f.text));
    let regions: Vec<Vec<Vec<Line>>> = laid
        .into_iter()
        .map(|page| columns::order(page.fragments).into_iter().map(lines::lines).collect())
        .collect();
    let style = Style { size, leading: leading(&regions, size) };
    let mut done: Vec<Vec<Piece>> = Vec::new();
    for page in &regions {
        done.push(Vec::new());
        for region in page {
            let mut pieces = paragraphs::blocks(region, &style, &compounds).into_iter();
            let Some(first) = pieces.next() else { continue };
            let mut before: Vec<&mut Piece> =
                done.iter_mut().rev().take(2).rev().flatten().collect();
            let first = join::continued(&mut before, first, &compounds);
            if let Some(page) = done.last_mut() {
                page.extend(first.into_iter().chain(pieces));
            }
        }
    }
    let mut blocks = Vec::new();
    for (at, pieces) in done.into_iter().enumerate() {
        blocks.push(Block::Page(u32::try_from(at + 1).unwrap_or(u32::MAX)));
        blocks.extend(pieces.into_iter().map(clean));
    }
    lead(&mut blocks);
    blocks
}

/// What a document opens with, when it is a heading, is its title.
fn lead(blocks: &mut [Block]) {
    let words = blocks.iter_mut().filter(|block| !matches!(block, Block::Page(_)));
    if let Some(Block::Heading(level, _)) = words.take(1).next() {
        *level = 1;
    }
}

/// Soft hyphens matter only while lines are joined.
fn clean(piece: Piece) -> Block {
    let clean = |text: String| text.replace('\u{ad}', "");
    match piece.block {
        Block::Heading(level, text) => Block::Heading(level, clean(text)),
        Block::Paragraph(text) => Block::Paragraph(clean(text)),
        Block::Item(mark, text) => Block::Item(mark, clean(text)),
        Block::Row(cells) => Block::Row(cells.into_iter().map(clean).collect()),
        page @ Block::Page(_) => page,
    }
}

/// The size most characters have.
fn body(pages: &[Layout]) -> f64 {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for fragment in pages.iter().flat_map(|page| &page.fragments) {
        *counts.entry((fragment.size * 4.0).round() as i64).or_default() += fragment.chars;
    }
    let most = counts.into_iter().max_by_key(|&(size, chars)| (chars, size));
    most.map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// The usual step between two lines of running text, in sizes.
fn leading(pages: &[Vec<Vec<Line>>], size: f64) -> f64 {
    let alike = |line: &Line| (line.size - size).abs() < 0.1 * size;
    let mut steps: Vec<f64> = pages
        .iter()
        .flatten()
        .flat_map(|region| region.windows(2))
        .filter(|pair| alike(&pair[0]) && alike(&pair[1]))
        .map(|pair| (pair[1].y - pair[0].y) / size)
        .filter(|step| (0.8..3.0).contains(step))
        .collect();
    steps.sort_by(f64::total_cmp);
    // Below the middle, since gaps between paragraphs are among the steps.
    steps.get(steps.len() * 2 / 5).copied().unwrap_or(1.2)
}
