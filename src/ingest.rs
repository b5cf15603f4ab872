//! From paths to claims: read → split → tag → index.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::index::Index;
use crate::model::{Claim, Span};

/// How to read a corpus.
#[derive(Debug, Clone)]
pub struct Options {
    /// Articles whose text is longer than this many bytes are named and skipped.
    pub max_article_bytes: u64,
    /// Drop articles whose file is gone from the paths given.
    pub prune: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_article_bytes: 64 << 20, prune: false }
    }
}

/// A file or a part of one that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The path, perhaps with `:line` or `:line:column`.
    pub place: String,
    /// Why, in words for the user.
    pub reason: String,
    /// Whether it is a mistake in the input (exit code 2), as against something that is left out
    /// on purpose, such as a hidden or an empty file.
    pub error: bool,
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Articles that were not in the index before.
    pub added: u64,
    /// Articles that replaced an older text or older metadata.
    pub updated: u64,
    /// Articles that were found as they stand in the index.
    pub unchanged: u64,
    /// Articles that were taken out.
    pub removed: u64,
    /// Claims written.
    pub claims: u64,
    /// Files seen.
    pub files: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// Hidden files and folders passed over.
    pub hidden: u64,
    /// What was left out.
    pub skipped: Vec<Skipped>,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    /// Bytes read so far.
    pub bytes: u64,
    /// Bytes of all files, where known.
    pub total_bytes: Option<u64>,
    /// Articles so far.
    pub articles: u64,
    /// Claims so far.
    pub claims: u64,
}

/// Brings an index in step with files and folders.
///
/// Every article is replaced whole or not at all, and the index is committed from time to time
/// and at the end. What cannot be read is named in the summary; the rest goes in.
pub fn ingest(
    index: &Index,
    paths: &[PathBuf],
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary> {
    let _ = (index, paths, options, progress);
    unimplemented!()
}

/// Something that [`split`] found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A claim.
    Claim(Box<Claim>),
    /// A part of the text that is in no claim, heading, metadata or furniture.
    Dropped {
        /// The text.
        text: String,
        /// Why.
        reason: String,
        /// Where it stands in the article's text.
        span: Span,
    },
    /// Where an article's bytes went.
    Coverage(Coverage),
}

/// Where an article's bytes went; the parts add up to `bytes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Coverage {
    /// The bytes of the decoded text.
    pub bytes: u64,
    /// Claims with their bullets and citation markers.
    pub claims: u64,
    /// Headings and the heads of tables.
    pub headings: u64,
    /// Title, source and date.
    pub metadata: u64,
    /// What the page carries around the article.
    pub furniture: u64,
    /// What a converted format carries beside its text.
    pub markup: u64,
    /// What was left out.
    pub dropped: u64,
}

/// Splits files and folders into claims, storing nothing.
///
/// `sink` gets the claims of an article in order, then its drops and its coverage.
pub fn split(
    paths: &[PathBuf],
    options: &Options,
    sink: &mut dyn FnMut(Found) -> Result<()>,
) -> Result<Summary> {
    let _ = (paths, options, sink);
    unimplemented!()
}
