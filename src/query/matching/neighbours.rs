//! From claims to their articles, and from articles to their claims.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use crate::index::Schema;

/// Where articles and claims stand in a segment: an article's document is followed by those of its
/// claims, so that either way is a look at a column.
pub(super) struct Neighbours {
    behind: Column<u64>,
    ahead: Column<u64>,
}

impl Neighbours {
    pub(super) fn open(schema: &Schema, reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            behind: fast.u64(schema.name(schema.behind))?,
            ahead: fast.u64(schema.name(schema.ahead))?,
        })
    }

    /// The article of a claim; any other document is its own.
    pub(super) fn article(&self, doc: DocId) -> DocId {
        Schema::article_of(doc, self.behind.first(doc).unwrap_or(0)).unwrap_or(0)
    }

    /// The last claim of an article, which may be given by any document of it.
    pub(super) fn last(&self, doc: DocId) -> DocId {
        doc.saturating_add(self.ahead.first(doc).unwrap_or(0) as DocId)
    }
}
