//! Saved web pages, and HTML within other formats.

mod align;
mod meta;
mod page;
mod table;
mod text;
mod tree;

use scraper::Html;

use super::record::{self, Field, Values};
use super::{Decoded, Reading, decode};

/// So many of a page's first bytes may declare its encoding.
const DECLARED_WITHIN: usize = 2048;
/// Elements that stand in each other.
const MOST_NESTED: usize = 3000;

/// Reads a saved web page, or says why it can't be.
pub(super) fn read(bytes: Vec<u8>, path: &str) -> Result<Reading, String> {
    let declared = declared(&bytes);
    let size = bytes.len();
    let Decoded { text: html, .. } = decode(bytes, declared.as_deref())?;
    if is_too_deep(&html) {
        return Err(format!("elements nested over {MOST_NESTED} deep, as in no page"));
    }
    let page = Html::parse_document(&html);
    let about = meta::of(&page, &html);
    let text = page::article(&page, &html, about.title.as_deref());
    if text.trim().is_empty() {
        return Err("a page without an article; was it saved before it had loaded?".into());
    }
    let mut values = Values::default();
    let mut set = |field, value: Option<String>| {
        if let Some(value) = value {
            values.set((field, 0), value.into());
        }
    };
    set(Field::Title, about.title);
    set(Field::Source, about.source);
    set(Field::Published, about.published);
    set(Field::Url, about.url);
    set(Field::Lang, about.lang);
    set(Field::Text, Some(text));
    let record = record::plain_article(values, path, size)?;
    Ok(Reading { articles: vec![record.article], notices: record.notice.into_iter().collect() })
}

/// A piece of HTML as text: all of it, without a hunt for the article.
pub(super) fn fragment(html: &str) -> String {
    if is_too_deep(html) {
        return html.to_owned();
    }
    text::of(Html::parse_fragment(html).root_element(), &|_| false)
}

/// Whether more elements stand in each other than any page has: parsing takes time by the square of
/// that.
fn is_too_deep(html: &str) -> bool {
    // Elements that end by themselves tell nothing.
    const OPEN: &[&str] = &[
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "br", "img", "hr",
        "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "param",
    ];
    let bytes = html.as_bytes();
    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        let closes = rest.first() == Some(&b'/');
        let name = &rest[usize::from(closes)..];
        let length = name.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = std::str::from_utf8(&name[..length]).unwrap_or_default();
        if name.is_empty() || OPEN.iter().any(|open| name.eq_ignore_ascii_case(open)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > MOST_NESTED {
            return true;
        }
    }
    false
}

/// The encoding that a page declares: `<meta charset="…">`, `charset=…`, `encoding="…"`.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    let head = head.to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + "charset=".len());
    let at = at.or_else(|| head.find("encoding=").map(|at| at + "encoding=".len()))?;
    let rest = head[at..].trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
    Some(rest[..end.unwrap_or(rest.len())].to_owned()).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structure_survives() {
        let html = "<h2>Supply &amp; <i>demand</i></h2><p>One  line<br>and\n another.</p>\
                    <ul><li>First <b>item</b></li><li>Second<ul><li>inner</li></ul></li></ul>\
                    <ol><li>one</li><li>two</li></ol><script>no()</script>\
                    <table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>x|y</td></tr></table>\
                    <div>Loose <a href=\"/x\">words</a><sup><a href=\"#r\">3</a></sup>.</div>\
                    <p hidden>gone</p><p>Bare<br><br>end</p>";
        assert_eq!(
            fragment(html),
            "## Supply & demand\n\nOne line\nand another.\n\n- First item\n- Second\n  - inner\n\
             1. one\n2. two\n\n| A | B |\n| --- | --- |\n| 1 | x/y |\n\nLoose words[3].\n\nBare\n\nend\n"
        );
    }

    #[test]
    fn encodings_are_declared() {
        assert_eq!(declared(b"<meta charset=\"GBK\">").as_deref(), Some("gbk"));
        assert_eq!(declared(b"<?xml version='1.0' encoding='big5'?>").as_deref(), Some("big5"));
        assert_eq!(declared(b"<p>none").as_deref(), None);
    }

    #[test]
    fn deep_nesting_is_survived() {
        let html = format!("{}words of depth{}", "<div>".repeat(60_000), "</div>".repeat(60_000));
        assert!(read(html.into_bytes(), "a.html").is_err_and(|reason| reason.contains("deep")));
        let less = format!("{}words of depth{}", "<div>".repeat(900), "</div>".repeat(900));
        assert_eq!(read(less.into_bytes(), "a.html").map(|read| read.articles.len()), Ok(1));
    }
}
