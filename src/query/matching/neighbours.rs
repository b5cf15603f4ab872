//! From claims to their articles, and from articles to their claims.

use tantivy::DocId;
use tantivy::columnar::Column;

use crate::index::Schema;

/// Where articles and claims stand in a segment: an article's document is followed by those of its
/// claims, so that either way is a look at a column.
#[derive(Clone, Copy)]
pub struct Neighbours<'c> {
    behind: &'c Column<u64>,
    ahead: &'c Column<u64>,
}

impl<'c> Neighbours<'c> {
    /// By how far back a document's article stands, and how many claims of it stand behind.
    pub fn of([behind, ahead]: &'c [Column<u64>; 2]) -> Self {
        Self { behind, ahead }
    }

    /// The columns themselves.
    pub(super) fn columns(&self) -> [Column<u64>; 2] {
        [self.behind.clone(), self.ahead.clone()]
    }

    /// The article of a claim; any other document is its own.
    pub fn article(&self, doc: DocId) -> DocId {
        Schema::article_of(doc, self.behind.first(doc).unwrap_or(0)).unwrap_or(0)
    }

    /// The last claim of an article, which may be given by any document of it.
    pub fn last(&self, doc: DocId) -> DocId {
        doc.saturating_add(self.ahead.first(doc).unwrap_or(0) as DocId)
    }
}
