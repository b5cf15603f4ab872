//! Which documents a tree of terms and values matches, and what each of them is worth.
//!
//! A [`Tree`] says what is looked for, a [`Matcher`] finds it in one state of the index. It goes
//! through the documents window by window: each part of the tree marks in a set of bits which
//! documents of the window it matches and adds what they are worth to one array of scores. Sets are
//! joined and met by words of 64 documents, lists of postings are read a block at a time, and every
//! match is counted on the way.

mod bm25;
mod neighbours;
mod run;
mod sources;
mod tree;
mod values;
mod window;

use tantivy::Searcher;
use tantivy::columnar::Column;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;

pub use neighbours::Neighbours;
pub use run::Top;
pub use tree::{All, Known, Lifted, Phrase, Terms, Tree};
pub use values::{End, Reach, Values, Wanted};

use crate::index::Schema;
use bm25::Bm25;
use sources::Segment;

/// Finds what trees ask for.
#[derive(Clone, Copy)]
pub struct Matcher<'a> {
    /// The fields.
    pub schema: &'a Schema,
    /// The state of the index.
    pub searcher: &'a Searcher,
    /// Of each segment how far back a document's article stands, and how many claims of it stand behind.
    pub neighbours: &'a [[Column<u64>; 2]],
    /// Counts of documents and tokens; without them nothing is worth anything.
    pub statistics: Option<&'a dyn Bm25StatisticsProvider>,
}

impl Matcher<'_> {
    fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        let readers = self.searcher.segment_readers().iter().zip(self.neighbours).enumerate();
        readers.map(|(ord, (reader, neighbours))| Segment {
            ord,
            reader,
            schema: self.schema,
            neighbours: Neighbours::of(neighbours),
        })
    }

    fn tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.statistics.map_or(Ok(0), |known| known.total_num_tokens(field))
    }

    /// What a match of a term of a field is worth that so many documents have.
    fn bm25(&self, field: Field, matching: u64) -> tantivy::Result<Bm25> {
        let Some(known) = self.statistics else { return Ok(Bm25::new(0, 0, 0)) };
        let documents = known.total_num_docs()?;
        // Articles and claims share some keywords.
        let matching = matching.min(documents);
        let has_length = self.schema.length_of(field).is_some();
        let tokens = if has_length { known.total_num_tokens(field)? } else { 0 };
        Ok(Bm25::new(documents, matching, tokens))
    }
}
