//! Which blocks of a page make up its article, told by the words that a search for it found.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHasher;

use super::text::{Block, Kind};
use crate::read::pattern;

/// So many words in a row are looked up.
const ROW: usize = 3;
/// So many blocks that were not found may stand between two that were, all within one article.
const GAP: usize = 12;
/// A lead stands so many blocks before the first one that was found.
const LEAD: usize = 6;
/// So many such blocks are taken in with these.
const SANDWICHED: usize = 2;

/// The blocks that were found again, and what stands between them.
pub(super) fn kept(all: &[Block], wanted: &[Block]) -> Vec<Block> {
    let known: HashSet<u64> = wanted.iter().flat_map(|block| rows(&block.text)).collect();
    let hits: Vec<bool> = all.iter().map(|block| is_hit(block, &known)).collect();
    let Some((first, last)) = article(all, &hits) else { return Vec::new() };
    let mut kept = lead(&all[..first]);
    let mut at = first;
    while at <= last {
        if hits[at] {
            kept.push(all[at].clone());
            at += 1;
            continue;
        }
        let next = (at..=last).find(|next| hits[*next]).unwrap_or(last + 1);
        let between = &all[at..next];
        let few = between.len() <= SANDWICHED;
        for (place, block) in between.iter().enumerate() {
            // A heading goes with the found block behind it.
            let heads = block.kind == Kind::Heading && at + place + 1 == next;
            if heads || few && is_prose(block) || is_long_prose(block) {
                kept.push(block.clone());
            }
        }
        at = next;
    }
    kept
}

/// The lead between the page's first heading and the first block that was found.
fn lead(head: &[Block]) -> Vec<Block> {
    let from = head.len().saturating_sub(LEAD);
    let title = head[from..].iter().rposition(|block| block.text.starts_with("# "));
    let Some(title) = title else { return Vec::new() };
    head[from + title..].iter().filter(|block| is_long_prose(block)).cloned().collect()
}

/// Where the article starts and ends: the stretch of found blocks with the most words.
fn article(all: &[Block], hits: &[bool]) -> Option<(usize, usize)> {
    let found: Vec<usize> = (0..all.len()).filter(|at| hits[*at]).collect();
    let mut best: Option<(usize, usize, usize)> = None;
    let mut start = 0;
    for end in 0..found.len() {
        let closes = found.get(end + 1).is_none_or(|next| next - found[end] > GAP);
        if !closes {
            continue;
        }
        let words: usize = found[start..=end].iter().map(|at| all[*at].text.len()).sum();
        if best.is_none_or(|(most, ..)| words > most) {
            best = Some((words, found[start], found[end]));
        }
        start = end + 1;
    }
    best.map(|(_, first, last)| (first, last))
}

fn is_hit(block: &Block, known: &HashSet<u64>) -> bool {
    let rows: Vec<u64> = rows(&block.text).collect();
    let found = rows.iter().filter(|row| known.contains(row)).count();
    found > 0 && found * 5 >= rows.len() * 2
}

/// Whether a block reads like part of an article rather than a link or a label.
fn is_prose(block: &Block) -> bool {
    let long = block.text.chars().count() >= 40;
    let ends =
        block.text.ends_with(['.', '。', '!', '?', '！', '？', '”', '"', ':', '：', ']', ')']);
    long && (ends || block.kind == Kind::Table) && block.linked * 2 < block.text.len()
}

/// Whether a block can only be a paragraph of an article.
pub(super) fn is_long_prose(block: &Block) -> bool {
    let chars = block.text.chars().count();
    let han = block.text.contains(crate::text::chars::is_han_or_kana);
    is_prose(block)
        && block.kind == Kind::Paragraph
        && block.linked * 5 < block.text.len()
        && chars >= if han { 40 } else { 100 }
}

/// Hashes of each three words in a row, or of all of fewer; of Chinese and Japanese, characters.
fn rows(text: &str) -> impl Iterator<Item = u64> {
    let hasher = BuildHasherDefault::<FxHasher>::default();
    let mut words: Vec<u64> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.contains(crate::text::chars::is_han_or_kana) {
            words.extend(word.chars().map(|c| hasher.hash_one(c)));
        } else {
            words.push(hasher.hash_one(word.to_lowercase()));
        }
    }
    let row = ROW.min(words.len()).max(1);
    let hashes: Vec<u64> = words.windows(row).map(|row| hasher.hash_one(row)).collect();
    hashes.into_iter()
}

static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi)^[\#\s]* (?:
        (?:more|related|recommended|most|also|further|latest|popular|trending|top)\b .{0,40}
          (?: stories | articles | news | reading | read | reads | must-reads | topics | links | coverage | posts | content | videos | from\b.{0,30} )
        | related | recommended | keywords | tags | topics | trending | most\ read | read\ more | read\ next | see\ also
        | you\ (?:may|might)\ (?:also\ )?like.* | share\ this.* | follow\ us.* | sign\ up.* | subscribe.* | comments? | leave\ a\ (?:reply|comment)
        | 相关(?:阅读|新闻|文章|推荐|链接|报道|资讯).* | (?:推荐|延伸|更多|热门|精彩)(?:阅读|新闻|文章|推荐|内容).* | 猜你喜欢.* | 热门.{0,4} | 责任编辑.* | 标签 | 关键词 | 分享(?:到|至).*
        | 関連(?:記事|ニュース|キーワード).* | おすすめ.* )
        \s* [:：]? $",
    )
});

/// Cuts off what stands behind an article: lists of other articles under a heading of their own, and
/// lists of links.
pub(super) fn cut_tail(blocks: &mut Vec<Block>) {
    // What heads the rest stands in the last part of the article.
    let from = blocks.len() / 2;
    let heads = |block: &Block| block.text.chars().count() < 60 && BEHIND.is_match(&block.text);
    if let Some(at) = (from..blocks.len()).find(|at| heads(&blocks[*at])) {
        let rest: Vec<&Block> = blocks[at + 1..].iter().collect();
        let listed = rest.iter().filter(|block| is_listed(block)).count();
        if listed * 3 >= rest.len() * 2 {
            blocks.truncate(at);
        }
    }
    while blocks.last().is_some_and(is_mere_link) {
        blocks.pop();
    }
}

/// Whether a block may stand in a list of other articles.
fn is_listed(block: &Block) -> bool {
    block.kind == Kind::Item || block.text.chars().count() < 100 || is_mere_link(block)
}

fn is_mere_link(block: &Block) -> bool {
    let sentence = block.text.ends_with(['.', '。']);
    block.linked * 10 >= block.text.len() * 8
        && !sentence
        && !block.text.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Block {
        Block { text: text.to_owned(), kind: Kind::Paragraph, linked: 0 }
    }

    #[test]
    fn what_stands_behind_an_article_is_cut_off() {
        let mut blocks: Vec<Block> = [
            "Tin fell by a tenth this week.",
            "Related demand rose as well, said the desk.",
            "Lead was flat.",
            "More from the desk",
            "Zinc is dull",
            "Nickel is dear",
        ]
        .map(block)
        .to_vec();
        cut_tail(&mut blocks);
        assert_eq!(blocks.len(), 3);
    }

    #[test]
    fn blocks_are_found_again_with_what_is_between() {
        let all: Vec<Block> = [
            "Home",
            "Tin fell by a tenth this week, the desk said.",
            "What the search had lost is a sentence of its own.",
            "Lead was flat in the same week, it said.",
            "Contact",
        ]
        .map(block)
        .to_vec();
        let wanted =
            [block("Tin fell by a tenth this week"), block("Lead was flat in the same week")];
        let kept = kept(&all, &wanted);
        assert_eq!(kept, all[1..4]);
    }
}
