//! The ledger: which files were read, as they were then.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::{DocAddress, Term};

use super::Reader;
use super::schema::DocKind;
use super::stored::encode;
use crate::error::{Error, Result};

/// A file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Its name in the corpus, by which articles without an id or a source are known.
    pub name: Arc<str>,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed: seconds from 1970 and nanoseconds.
    pub modified: (i64, u32),
    /// When anything about it was last changed, its name too, where the system tells: likewise.
    pub changed: (i64, u32),
    /// A number for the rules that it was read and tagged by.
    pub rules: u64,
    /// How many articles it gave.
    pub articles: u32,
    /// How many of its bytes gave no article and are in none.
    pub skipped: u64,
    /// The ids of articles in it that were left out because another file has them.
    pub conflicts: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SourceBlob {
    path: String,
    record: SourceRecord,
}

/// What is stored of an entry.
pub(super) fn source_blob(path: &str, record: &SourceRecord) -> Result<Vec<u8>> {
    let blob = SourceBlob { path: path.to_owned(), record: record.clone() };
    encode(&blob, "").map_err(|error| Error::internal(format_args!("{path}: {error}")))
}

impl Reader {
    /// The ledger, by path.
    pub fn sources(&self) -> Result<Vec<(String, SourceRecord)>> {
        let mut sources = Vec::new();
        for address in self.addresses(DocKind::Source)? {
            sources.push(self.source_at(address)?);
        }
        sources.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Ok(sources)
    }

    /// What the ledger says of a path.
    pub fn source(&self, path: &str) -> Result<Option<SourceRecord>> {
        let term = Term::from_field_text(self.schema().source_path, path);
        let mut found = None;
        self.visit(&term, |address| {
            found = Some(address);
            false
        })?;
        found.map(|address| Ok(self.source_at(address)?.1)).transpose()
    }

    fn source_at(&self, address: DocAddress) -> Result<(String, SourceRecord)> {
        let blob: Option<SourceBlob> = self.blob(&self.document(address)?);
        blob.map(|blob| (blob.path, blob.record))
            .ok_or_else(|| self.damaged(format_args!("the source at {address:?} cannot be read")))
    }
}
