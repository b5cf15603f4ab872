//! From claims to their articles, and from articles to their claims.
//!
//! What a claim says is indexed with the claim alone, and an article's title with the article alone. A
//! search for articles [lifts](Lifted) what their claims match, a search for claims
//! [lowers](Lowered) what their article's title matches: an article's document is followed by those of
//! its claims, so that either way is a look at two columns.

mod lifted;
mod lowered;

use tantivy::columnar::Column;
use tantivy::query::{Explanation, Scorer};
use tantivy::{DocId, SegmentReader, TantivyError};

pub(super) use lifted::{Lifted, Scoring};
pub(super) use lowered::Lowered;

use crate::index::Schema;

/// Where articles and claims stand in a segment.
struct Neighbours {
    position: Column<u64>,
    claims: Column<u64>,
}

impl Neighbours {
    fn open(schema: &Schema, reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            position: fast.u64(schema.name(schema.position))?,
            claims: fast.u64(schema.name(schema.claims))?,
        })
    }

    /// The article of a claim; any other document is its own.
    fn article(&self, doc: DocId) -> DocId {
        match self.position.first(doc) {
            Some(position) => Schema::article_of(doc, position).unwrap_or(0),
            None => doc,
        }
    }

    /// The last claim of an article.
    fn last(&self, article: DocId) -> DocId {
        article + self.claims.first(article).unwrap_or(0) as DocId
    }
}

/// What a document scores, where it matches.
fn explained(
    scorer: &mut dyn Scorer,
    doc: DocId,
    what: &'static str,
) -> tantivy::Result<Explanation> {
    if scorer.doc() < doc {
        scorer.seek(doc);
    }
    if scorer.doc() == doc {
        Ok(Explanation::new(what, scorer.score()))
    } else {
        Err(TantivyError::InvalidArgument(format!("document {doc} does not match")))
    }
}
