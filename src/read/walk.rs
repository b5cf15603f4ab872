//! Paths → files, in a stable order.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::io_reason;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// Its name in the corpus: relative to the path given, with `/` between its parts.
    pub name: Arc<str>,
    /// Where it is, as the caller wrote it.
    pub path: PathBuf,
    /// Its whole path without links, by which it is known.
    pub key: Arc<str>,
    /// Its size in bytes.
    pub size: u64,
}

/// What a walk found.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// Files in order of their names.
    pub inputs: Vec<Input>,
    /// Hidden files and folders passed over.
    pub hidden: u64,
    /// What could not be read, and why.
    pub failed: Vec<(PathBuf, String)>,
    /// Links to folders, which are not followed.
    pub links: Vec<PathBuf>,
}

/// What standard input is known by, as a path and as a key.
pub const STANDARD_INPUT: &str = "-";

/// Lists the files under some paths: folders whole, without hidden files, without following links
/// to folders and without `is_index` folders.
pub fn walk(paths: &[PathBuf], is_index: fn(&Path) -> bool) -> Walk {
    let mut found = Walk::default();
    for root in paths {
        if root.as_os_str() == STANDARD_INPUT {
            let (name, key) = (STANDARD_INPUT.into(), STANDARD_INPUT.into());
            found.inputs.push(Input { name, path: root.clone(), key, size: 0 });
            continue;
        }
        match std::fs::metadata(root) {
            Err(error) => found.failed.push((root.clone(), io_reason(&error))),
            Ok(meta) if meta.is_dir() && is_index(root) => {
                let reason = "an index, no corpus; search it with --index";
                found.failed.push((root.clone(), reason.into()));
            }
            Ok(meta) if meta.is_dir() => folder(root, is_index, &mut found),
            Ok(meta) => {
                let name = root.file_name().map(shown);
                add(name.unwrap_or_default(), root.clone(), &meta, &mut found);
            }
        }
    }
    // Under two of the paths given a file has the name that the first one gives it.
    let mut seen = HashSet::new();
    found.inputs.retain(|input| seen.insert(Arc::clone(&input.key)));
    found.inputs.sort();
    found
}

fn folder(root: &Path, is_index: fn(&Path) -> bool, found: &mut Walk) {
    let hidden = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&hidden);
    let entries = ignore::WalkBuilder::new(root)
        .standard_filters(false)
        .follow_links(false)
        .filter_entry(move |entry| {
            let is_hidden =
                entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
            if is_hidden {
                counter.fetch_add(1, Ordering::Relaxed);
            }
            let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            !(is_hidden || folder && is_index(entry.path()))
        })
        .build();
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.failed.push(failure(root, &error));
                continue;
            }
        };
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            continue;
        }
        let path = entry.path();
        match std::fs::metadata(path) {
            Ok(meta) => add(name_of(path, root), path.to_owned(), &meta, found),
            Err(error) => found.failed.push((path.to_owned(), io_reason(&error))),
        }
    }
    found.hidden += hidden.load(Ordering::Relaxed);
}

fn add(name: String, path: PathBuf, meta: &std::fs::Metadata, found: &mut Walk) {
    if meta.is_file() {
        let (name, key) = (name.into(), whole(&path).into());
        found.inputs.push(Input { name, path, key, size: meta.len() });
    } else if meta.is_dir() {
        found.links.push(path);
    } else {
        found.failed.push((path, "no regular file".into()));
    }
}

/// A name as text; what is no UTF-8 in it is written as `\\xFE`, so that other names stay others.
fn shown(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    text
}

/// A path from the root of the file system, without links where it exists.
pub fn whole(path: &Path) -> String {
    let whole = path.canonicalize().or_else(|_| std::path::absolute(path));
    shown(whole.unwrap_or_else(|_| path.to_owned()).as_os_str())
}

fn name_of(path: &Path, root: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| shown(part.as_os_str())).collect::<Vec<_>>().join("/")
}

/// What a walk could not enter, and why.
fn failure(root: &Path, error: &ignore::Error) -> (PathBuf, String) {
    let (mut path, mut inner) = (root.to_owned(), error);
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => (path, inner) = (at.clone(), err),
            ignore::Error::WithDepth { err, .. } => inner = err,
            _ => break,
        }
    }
    let why = inner.io_error().map_or_else(|| inner.to_string(), io_reason);
    (path, why)
}
