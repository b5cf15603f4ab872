//! The field that finds the like of a claim.

use std::io;

use tantivy::DocId;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::Field;

use crate::index::fingerprint;

/// The part of each claim's fingerprint that its like has too. Hardly two claims share one: a table of
/// terms would be as long as the row.
#[derive(Debug, Default)]
pub(super) struct Prints {
    /// In order of documents.
    row: Vec<(u32, DocId)>,
}

impl Prints {
    pub(super) fn add(&mut self, doc: DocId, print: u64) {
        self.row.push((fingerprint::fixed(print), doc));
    }

    /// About how many bytes of memory they take.
    pub(super) fn memory(&self) -> usize {
        self.row.capacity() * size_of::<(u32, DocId)>()
    }

    /// Writes them by term, if there are any.
    pub(super) fn write(
        &mut self,
        field: Field,
        index: &mut InvertedIndexSerializer,
    ) -> io::Result<()> {
        if self.row.is_empty() {
            return Ok(());
        }
        self.row.sort_unstable();
        let mut out = index.new_field(field, self.row.len() as u64, None)?;
        for run in self.row.chunk_by(|(a, _), (b, _)| a == b) {
            out.new_term(fingerprint::term(run[0].0).as_bytes(), run.len() as u32, false)?;
            for (_, doc) in run {
                out.write_doc(*doc, 0, &[]);
            }
            out.close_term()?;
        }
        out.close()
    }
}
