//! From claims to their articles, and from articles to their claims.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use crate::index::Schema;

/// Where articles and claims stand in a segment: an article's document is followed by those of its
/// claims, so that either way is a look at a column.
pub(super) struct Neighbours {
    position: Column<u64>,
    claims: Column<u64>,
}

impl Neighbours {
    pub(super) fn open(schema: &Schema, reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            position: fast.u64(schema.name(schema.position))?,
            claims: fast.u64(schema.name(schema.claims))?,
        })
    }

    /// The article of a claim; any other document is its own.
    pub(super) fn article(&self, doc: DocId) -> DocId {
        match self.position.first(doc) {
            Some(position) => Schema::article_of(doc, position).unwrap_or(0),
            None => doc,
        }
    }

    /// The last claim of an article.
    pub(super) fn last(&self, article: DocId) -> DocId {
        article + self.claims.first(article).unwrap_or(0) as DocId
    }
}
