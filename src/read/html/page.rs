//! The article of a page, without what stands around it.

use scraper::{ElementRef, Html, Selector};
use trafilatura::{ExtractionFocus, Options};

use super::{align, text, tree};

/// Pages of more elements than this are not searched for their article but taken by their main part.
const MOST_ELEMENTS: usize = 100_000;
/// Elements that stand in each other deeper than this are too much for the search.
const MOST_DEPTH: usize = 400;
/// Where a page has so many times the prose that was found, the search is done once more.
const MOST_PROSE: usize = 2;
/// An article of fewer characters is looked for in other ways too.
const SHORT: usize = 200;

/// The article's text; a heading that repeats the title is left out.
pub(super) fn article(page: &Html, html: &str, title: Option<&str>) -> String {
    let found = if is_searchable(page) { searched(page, html) } else { None };
    let found = found.unwrap_or_default();
    let found = if found.chars().count() < SHORT {
        let main = main_part(page);
        if main.len() > found.len() { main } else { found }
    } else {
        found
    };
    without_title(&found, title)
}

fn is_searchable(page: &Html) -> bool {
    let few = page.root_element().descendants().nth(MOST_ELEMENTS).is_none();
    few && depth(page) <= MOST_DEPTH
}

/// How deep elements stand in each other.
fn depth(page: &Html) -> usize {
    let mut most = 0;
    let mut now = 0_usize;
    for edge in page.root_element().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(_) => {
                now += 1;
                most = most.max(now);
            }
            ego_tree::iter::Edge::Close(_) => now = now.saturating_sub(1),
        }
    }
    most
}

/// The article's blocks: those of the page that the search for its article found again, with what
/// stands between them. The search itself may lose words within paragraphs.
fn searched(page: &Html, html: &str) -> Option<String> {
    let all = text::blocks(page.root_element(), &|_| false);
    let mut kept = found_again(html, &all, ExtractionFocus::FavorPrecision)?;
    // A summary or a box may pass for the article when that is spread over several elements.
    if length(&kept) * MOST_PROSE < prose(&all) {
        let wider = found_again(html, &all, ExtractionFocus::FavorRecall).unwrap_or_default();
        if length(&wider) > length(&kept) {
            kept = wider;
        }
    }
    align::cut_tail(&mut kept);
    Some(text::joined(&kept))
}

/// The page's blocks that a search finds.
fn found_again(
    html: &str,
    all: &[text::Block],
    focus: ExtractionFocus,
) -> Option<Vec<text::Block>> {
    let options =
        Options::default().with_focus(focus).with_exclude_comments(true).with_fallback(true);
    let found = trafilatura::extract(html, &options).ok()?;
    let content = Html::parse_fragment(&found.content_html);
    let wanted = text::blocks(content.root_element(), &|_| false);
    let kept = align::kept(all, &wanted);
    let lost = length(&kept) * 10 < length(&wanted) * 9;
    Some(if lost { wanted } else { kept })
}

/// The length of the paragraphs that read like an article's.
fn prose(blocks: &[text::Block]) -> usize {
    blocks.iter().filter(|block| align::is_long_prose(block)).map(|block| block.text.len()).sum()
}

fn length(blocks: &[text::Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

/// The words of the page's main part.
fn main_part(page: &Html) -> String {
    let first = |selector: &str| {
        let selector = Selector::parse(selector).ok()?;
        page.select(&selector).next()
    };
    let part = first("article").or_else(|| first("main")).or_else(|| first("[role=main]"));
    let part = part.or_else(|| first("body")).unwrap_or_else(|| page.root_element());
    text::of(part, &|element: ElementRef<'_>| tree::is_around(element))
}

fn without_title(text: &str, title: Option<&str>) -> String {
    let Some(title) = title else { return text.to_owned() };
    let bare = |line: &str| -> String {
        line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let title = bare(title);
    let mut left: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        if line.starts_with('#') && bare(line) == title {
            continue;
        }
        left.push(line);
    }
    left.join("\n").trim_start_matches('\n').to_owned()
}
