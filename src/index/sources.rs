//! The ledger: which files were read, as they were then.

use serde::{Deserialize, Serialize};

use super::document::Doc;
use super::schema::{DocKind, Schema};
use super::stored::encode;
use crate::error::Result;

/// A file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed: seconds from 1970 and nanoseconds.
    pub modified: (i64, u32),
    /// The BLAKE3 hash of its bytes.
    pub hash: [u8; 32],
    /// How many articles it gave.
    pub articles: u32,
    /// The ids of articles in it that were left out because another file has them.
    pub conflicts: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SourceBlob {
    pub(super) path: String,
    pub(super) record: SourceRecord,
}

pub(super) fn source_doc(schema: &Schema, path: &str, record: &SourceRecord) -> Result<Doc> {
    let blob = SourceBlob { path: path.to_owned(), record: record.clone() };
    let mut doc = Doc::default();
    doc.add(schema.doc, DocKind::Source.as_str());
    doc.add(schema.source_path, path);
    doc.add(schema.stored, encode(&blob)?);
    Ok(doc)
}
