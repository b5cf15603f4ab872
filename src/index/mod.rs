//! The persistent index, on tantivy.
//!
//! One tantivy index holds three kinds of documents, told apart by the keyword field
//! [`Schema::doc`]:
//!
//! * an **article**: its metadata, its headings and its text, stored once; terms of the title;
//!   columns for sorting and counting;
//! * a **claim**: terms of its text and of its group's title; columns; a small blob with its span,
//!   citations and tags. Its text is cut from the article again, but for a table's row, whose text is
//!   written from the cells;
//! * a **source**: an entry of the ledger of files that were read.
//!
//! # Neighbours
//!
//! An article's document and then those of its claims, by position, stand in one
//! segment in this order; deleting goes by the article's id, which all of
//! them carry, and merging keeps the order. So a claim's article is the document `position + 1`
//! before it, and an article's claims are the documents behind it. No id has to be looked up,
//! and an article is replaced whole or not at all. Nothing is indexed twice: a search for articles
//! sums up what their claims say, and a title is found once for all claims behind it.
//!
//! # Ranking
//!
//! tantivy counts the documents of all kinds together and, once segments are merged, knows
//! lengths only roughly. [`Reader::statistics`] counts one kind alone, from exact lengths kept in
//! columns: articles do not change the scores of claims, and a compacted index scores like a
//! fresh one.
//!
//! # Writing and reading
//!
//! One [`Writer`] at a time holds the lock of a place; a [`Reader`] needs none and keeps the
//! state of the commit at which it was opened.

pub mod analyzer;
pub mod buckets;
mod deletion;
mod directory;
mod fault;
pub mod fingerprint;
mod frame;
mod place;
mod reader;
mod record;
mod schema;
mod segment;
mod sources;
mod statistics;
mod stats;
mod stored;
mod writer;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::IndexSettings;
use tantivy::store::{Compressor, ZstdCompressor};

pub use reader::Reader;
pub use record::ArticleRecord;
pub use schema::{DocKind, Schema};
pub use sources::SourceRecord;
pub use statistics::{Granularity, Statistics};
pub use stats::{KeyCount, Stats};
pub use stored::{ArticleParts, StoredArticle, StoredClaim};
pub use writer::Writer;

use crate::error::{Error, Result};
use directory::Folder;
use fault::{damaged, fault, guarded};
use place::{State, WriterLock};

/// An index on disk or in memory.
#[derive(Clone)]
pub struct Index {
    inner: tantivy::Index,
    schema: Schema,
    /// The folder; a name for messages when it is in memory.
    place: PathBuf,
    in_memory: bool,
}

/// How documents are stored: blocks of 16 KB, each packed by itself. Level 1 of Zstandard takes a tenth
/// off an index that LZ4 makes, and a search as long.
fn settings() -> IndexSettings {
    let level = ZstdCompressor { compression_level: Some(1) };
    IndexSettings { docstore_compression: Compressor::Zstd(level), ..IndexSettings::default() }
}

impl Index {
    /// Opens the index in a folder, or makes an empty one where there is none.
    ///
    /// A folder that is missing, empty, or holds nothing but a README and what git needs, is a
    /// good place; one with other content is refused, and so is an index of another version.
    pub fn create_or_open(dir: &Path) -> Result<Self> {
        if place::inspect(dir)? == State::Index {
            return Self::open(dir);
        }
        fs::create_dir_all(dir).map_err(|error| Error::io(dir, error))?;
        let _lock = WriterLock::acquire(dir)?;
        // Somebody else may have made it before the lock was had.
        if place::inspect(dir)? == State::Index {
            return Self::open(dir);
        }
        place::write_manifest(dir)?;
        let data = place::data_dir(dir);
        fs::create_dir_all(&data).map_err(|error| Error::io(&data, error))?;
        let (schema, declared) = Schema::build();
        let inner = Folder::open(&data)
            .map_err(tantivy::TantivyError::from)
            .and_then(|directory| tantivy::Index::create(directory, declared, settings()))
            .map_err(|error| fault(dir, error))?;
        Ok(Self::new(inner, schema, dir.to_owned(), false))
    }

    /// Opens the index in a folder for reading or writing; a place without one is an error.
    pub fn open(dir: &Path) -> Result<Self> {
        if place::inspect(dir)? == State::Free {
            return Err(Error::user(format_args!(
                "{}: no index here; build one with `claimdex index PATH…`",
                dir.display()
            )));
        }
        guarded(dir, || {
            let (schema, declared) = Schema::build();
            let inner = Folder::open(&place::data_dir(dir))
                .map_err(tantivy::TantivyError::from)
                .and_then(tantivy::Index::open)
                .map_err(|error| fault(dir, error))?;
            if inner.schema() != declared {
                return Err(damaged(dir, "its fields are not those of its format"));
            }
            Ok(Self::new(inner, schema, dir.to_owned(), false))
        })
    }

    /// Makes an empty index that ends with this value and its readers.
    pub fn in_memory() -> Self {
        let (schema, declared) = Schema::build();
        Self::new(tantivy::Index::create_in_ram(declared), schema, "memory".into(), true)
    }

    /// Whether a folder holds an index, of whatever version.
    pub fn is_index(dir: &Path) -> bool {
        place::is_index(dir)
    }

    fn new(inner: tantivy::Index, schema: Schema, place: PathBuf, in_memory: bool) -> Self {
        Self { inner, schema, place, in_memory }
    }

    /// Handles of the fields.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The folder; `None` for an index in memory.
    pub fn dir(&self) -> Option<&Path> {
        (!self.in_memory).then_some(&*self.place)
    }

    /// The entities that were [kept](Self::keep_entities) with it.
    pub fn entities(&self) -> Result<Option<String>> {
        if self.in_memory { Ok(None) } else { place::read_entities(&self.place) }
    }

    /// Keeps a user's own entities with an index on disk, for what is indexed and asked later;
    /// without any, those that were kept go.
    pub fn keep_entities(&self, text: Option<&str>) -> Result<()> {
        if self.in_memory { Ok(()) } else { place::write_entities(&self.place, text) }
    }

    /// Starts to write; an error when somebody else is writing.
    pub fn writer(&self) -> Result<Writer> {
        Writer::open(self)
    }

    /// Opens the state of the newest commit.
    pub fn reader(&self) -> Result<Reader> {
        Reader::open(self)
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("place", &self.place).finish_non_exhaustive()
    }
}
