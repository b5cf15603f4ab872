//! Markdown: front matter, footnotes, pictures and raw HTML, found by a Markdown parser.
//!
//! Headings, lists and tables are read by the layout as in any other text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::date;
use super::outside::Outside;
use super::record::{Field, FieldMap, Values};
use super::references::Entry;
use crate::model::{ArticleMeta, BlockKind, Span};

/// What stands beside the article in a Markdown text.
pub(super) fn outside(text: &str) -> Outside {
    let mut outside = Outside::default();
    let start = front_matter(text).map_or(0, |(span, body)| {
        outside.front = front(body);
        outside.ranges.push((span, BlockKind::Metadata));
        span.end
    });
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    let mut picture: Option<(Span, bool)> = None;
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        let span = Span::new(start + range.start, start + range.end).trimmed(text);
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                outside.entries.extend(footnote(text, span, &label));
                outside.ranges.push((span, BlockKind::Metadata));
            }
            Event::Start(Tag::HtmlBlock) | Event::TaskListMarker(_) => {
                outside.ranges.push((span, BlockKind::Furniture));
            }
            // A paragraph of pictures alone.
            Event::Start(Tag::Paragraph) => picture = Some((span, false)),
            Event::Start(Tag::Image { .. }) => {
                picture = picture.map(|(span, _)| (span, true));
            }
            Event::End(TagEnd::Paragraph) => {
                if let Some((span, true)) = picture.take()
                    && is_picture(&text[span.range()])
                {
                    outside.ranges.push((span, BlockKind::Furniture));
                }
            }
            _ => {}
        }
    }
    let mut end = 0;
    outside.ranges.sort_by_key(|(span, _)| *span);
    outside.ranges.retain(|(span, _)| {
        let apart = span.start >= end && !span.is_empty();
        end = end.max(span.end);
        apart
    });
    outside
}

/// Whether a paragraph holds pictures and no words beside them.
fn is_picture(paragraph: &str) -> bool {
    let mut rest = paragraph.trim();
    while let Some(inner) = rest.strip_prefix("![").or_else(|| rest.strip_prefix("[![")) {
        let Some(end) = inner.find(')') else { return false };
        rest = inner[end + 1..].trim_start();
        if let Some(link) = rest.strip_prefix("](") {
            rest = link.find(')').map_or("", |end| &link[end + 1..]).trim_start();
        }
    }
    rest.is_empty()
}

fn footnote(text: &str, span: Span, label: &str) -> Option<Entry> {
    let words = text[span.range()].split_once("]:")?.1;
    let reference = super::references::reference(words);
    Some(Entry { at: span.start, label: label.to_owned(), reference })
}

/// The front matter of a text with its fences, and what stands between these.
fn front_matter(text: &str) -> Option<(Span, &str)> {
    let fence = ["---", "+++"].into_iter().find(|fence| {
        let rest = text.strip_prefix(*fence);
        rest.is_some_and(|rest| rest.trim_start_matches([' ', '\r']).starts_with('\n'))
    })?;
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || fence == "---" && bare == "..." {
            let body = &text[start..at];
            let fields = body.lines().any(|line| field(line).is_some());
            return fields.then(|| (Span::new(0, at + bare.len()), body));
        }
        at += line.len();
    }
    None
}

/// `title: Words`, `title = "Words"`.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once([':', '='])?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let name = name.trim_end();
    let whole = !name.is_empty() && name.chars().all(plain) && !name.starts_with(['-', ' ']);
    whole.then(|| (name, value.trim()))
}

/// The metadata in front matter, under the names that records use.
fn front(body: &str) -> ArticleMeta {
    let mut values = Values::default();
    let map = FieldMap::default();
    for (name, value) in body.lines().filter_map(field) {
        let value = value.split(" #").next().unwrap_or(value).trim();
        let value = value.trim_matches(['"', '\'']);
        if let Some(place) = map.place(name) {
            values.set(place, value.trim_matches(['[', ']']).into());
        }
    }
    let published = values.take(Field::Published);
    ArticleMeta {
        id: values.take(Field::Id).unwrap_or_default(),
        title: values.take(Field::Title),
        source: values.take(Field::Source),
        published: published.as_deref().and_then(date::published),
        lang: values.take(Field::Lang),
        url: values.take(Field::Url).filter(|url| url.contains("://")),
        ..ArticleMeta::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Published;

    #[test]
    fn front_matter_footnotes_and_pictures() {
        let text = "---\ntitle: \"Cocoa: a history\"\nsource: Harbour Notes\ndate: 2025-11-03\ntags:\n  - a\n---\n\n\
                    # Cocoa\n\nCocoa rose[^1].\n\n![chart](c.png)\n\n[^1]: Desk, <https://d.org>\n";
        let outside = outside(text);
        assert_eq!(outside.front.title.as_deref(), Some("Cocoa: a history"));
        assert_eq!(outside.front.source.as_deref(), Some("Harbour Notes"));
        assert_eq!(outside.front.published.as_ref().map(Published::as_str), Some("2025-11-03"));
        assert_eq!(outside.entries.len(), 1);
        assert_eq!(outside.entries[0].reference.url.as_deref(), Some("https://d.org"));
        let masked = outside.masked(text).unwrap();
        let left: Vec<&str> = masked.split_whitespace().collect();
        assert_eq!(left, ["#", "Cocoa", "Cocoa", "rose[^1]."]);
    }

    #[test]
    fn a_ruler_is_no_front_matter() {
        assert!(front_matter("---\nCopper rose.\n---\n").is_none());
        assert!(front_matter("+++\ntitle = \"x\"\n+++\n").is_some());
    }
}
