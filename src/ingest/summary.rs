//! What a run did.

use serde::{Deserialize, Serialize};

use crate::read::walk::Walk;

/// A file or a part of one that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The path, perhaps with `:line` or `:line:column`.
    pub place: String,
    /// Why, in words for the user.
    pub reason: String,
    /// Whether it is a mistake in the input (exit code 2), as against something that is left out
    /// on purpose, such as an empty file.
    pub error: bool,
    /// How many bytes of decoded input that is, where they were read.
    #[serde(default)]
    pub bytes: u64,
}

/// Something that was taken in, but not as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The path, perhaps with `:line`.
    pub place: String,
    /// What was done, in words for the user.
    pub message: String,
}

/// What becomes of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Changed {
    /// It is new.
    Added,
    /// It replaces an older text or older metadata.
    Updated,
    /// It goes.
    Removed,
}

/// An article that a run would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What becomes of it.
    pub change: Changed,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its file, relative to the path given.
    pub path: String,
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
    /// What was taken in otherwise than it stands, and which of two texts under one id gave way.
    pub notices: Vec<Notice>,
    /// What a dry run would change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Whether it was ended early: the next run goes on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    /// How long it took, in seconds.
    pub seconds: f64,
}

impl Summary {
    /// A summary of what a walk found, before anything is read.
    pub(super) fn of_walk(walk: &Walk) -> Self {
        let failed = walk.failed.iter().map(|(path, reason)| (path, reason.clone(), true));
        let links = walk.links.iter().map(|path| (path, "link to a folder".to_owned(), false));
        Self {
            files: walk.inputs.len() as u64,
            hidden: walk.hidden,
            skipped: failed
                .chain(links)
                .map(|(path, reason, error)| {
                    let place = path.display().to_string();
                    Skipped { place, reason, error, bytes: 0 }
                })
                .collect(),
            ..Self::default()
        }
    }
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
