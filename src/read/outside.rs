//! What stands in a text beside its article: front matter, reference lists, pictures.
//!
//! These ranges are found first and blanked out, so that nothing else takes them for the article's
//! words.

use super::markdown;
use super::references::{self, Entry};
use crate::model::{ArticleMeta, Block, BlockKind, Reference, Span};

/// The ranges beside a text, and what they say.
#[derive(Debug, Default)]
pub(super) struct Outside {
    /// Where they stand, in order, and what they count as.
    pub(super) ranges: Vec<(Span, BlockKind)>,
    /// What citations point to, in order.
    pub(super) entries: Vec<Entry>,
    /// What the front matter says.
    pub(super) front: ArticleMeta,
}

impl Outside {
    /// Looks at a text, which is Markdown or not.
    pub(super) fn of(text: &str, is_markdown: bool) -> Self {
        let mut outside = if is_markdown { markdown::outside(text) } else { Self::default() };
        let masked = outside.masked(text);
        let found = references::find(masked.as_deref().unwrap_or(text));
        outside.ranges.extend(found.ranges.into_iter().map(|span| (span, BlockKind::Metadata)));
        outside.entries.extend(found.entries);
        outside.ranges.sort_by_key(|(span, _)| *span);
        outside
    }

    /// The text with the ranges as blanks; `None` where there are none.
    pub(super) fn masked(&self, text: &str) -> Option<String> {
        if self.ranges.is_empty() {
            return None;
        }
        let mut bytes = text.as_bytes().to_vec();
        for (span, _) in &self.ranges {
            let range = bytes.get_mut(span.range()).into_iter().flatten();
            range.filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        }
        String::from_utf8(bytes).ok()
    }

    /// The blocks of the ranges within a part of the text, counted from its start.
    pub(super) fn blocks(&self, part: Span) -> Vec<Block> {
        let inside = |span: &Span| span.start >= part.start && span.end <= part.end;
        let block = |(span, kind): &(Span, BlockKind)| Block {
            span: Span::new(span.start - part.start, span.end - part.start),
            kind: kind.clone(),
            group: None,
            core: false,
        };
        self.ranges.iter().filter(|(span, _)| inside(span)).map(block).collect()
    }

    /// What the citations of a part of the text point to.
    pub(super) fn references(&self, part: Span) -> Vec<(String, Reference)> {
        let inside = |entry: &&Entry| part.start <= entry.at && entry.at < part.end;
        let entries = self.entries.iter().filter(inside);
        entries.map(|entry| (entry.label.clone(), entry.reference.clone())).collect()
    }
}
