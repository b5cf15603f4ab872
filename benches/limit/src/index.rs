//! `limit index`: builds the index from nothing.

use std::fs;
use std::path::Path;
use std::time::Instant;

use tantivy::indexer::IndexWriterOptions;
use tantivy::{Index, IndexWriter};

use crate::Result;
use crate::claim;
use crate::schema::schema;

const THREADS: usize = 2;
/// So much that a corpus of middling size needs few segments.
const MEMORY_PER_THREAD: usize = 250_000_000;

/// Replaces what `place` holds by an index of the claims; gives a summary line.
pub(crate) fn index(claims: &Path, place: &Path) -> Result<String> {
    let start = Instant::now();
    if place.exists() {
        fs::remove_dir_all(place)?;
    }
    fs::create_dir_all(place)?;
    let (schema, fields) = schema();
    let index = Index::create_in_dir(place, schema)?;
    let options = IndexWriterOptions::builder()
        .num_worker_threads(THREADS)
        .memory_budget_per_thread(MEMORY_PER_THREAD)
        .build();
    let mut writer: IndexWriter = index.writer_with_options(options)?;
    let count = claim::each(claims, |claim| {
        writer.add_document(fields.document(claim)?)?;
        Ok(())
    })?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    let segments = index.searchable_segment_ids()?.len();
    Ok(format!("claims={count} segments={segments} seconds={:.2}", start.elapsed().as_secs_f64()))
}
