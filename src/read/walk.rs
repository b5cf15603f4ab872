//! Paths → files, in a stable order.

use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// Its name in the corpus: relative to the path given, with `/` between its parts.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
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
    pub failed: Vec<(String, String)>,
}

/// Lists the files under some paths: folders whole, without hidden files, without following links
/// to folders and without `is_index` folders.
pub fn walk(paths: &[PathBuf], is_index: impl Fn(&Path) -> bool) -> Walk {
    let mut found = Walk::default();
    for root in paths {
        match std::fs::metadata(root) {
            Err(error) => found.failed.push((root.display().to_string(), reason(&error))),
            Ok(meta) if meta.is_dir() => folder(root, &is_index, &mut found),
            Ok(meta) => {
                let name = root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                add(name, root.clone(), &meta, &mut found);
            }
        }
    }
    found.inputs.sort();
    found.inputs.dedup_by(|a, b| a.path == b.path);
    found
}

fn folder(root: &Path, is_index: &impl Fn(&Path) -> bool, found: &mut Walk) {
    let mut entries = ignore::WalkBuilder::new(root);
    entries.standard_filters(false).follow_links(false);
    let mut iter = entries.build();
    let mut skip: Vec<PathBuf> = Vec::new();
    while let Some(entry) = iter.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.failed.push((root.display().to_string(), error.to_string()));
                continue;
            }
        };
        let path = entry.path();
        if skip.last().is_some_and(|skipped| path.starts_with(skipped)) {
            continue;
        }
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        if hidden || folder && is_index(path) {
            found.hidden += u64::from(hidden);
            if folder {
                skip.push(path.to_owned());
            }
            continue;
        }
        if folder {
            continue;
        }
        match std::fs::metadata(path) {
            Ok(meta) => add(name_of(path, root), path.to_owned(), &meta, found),
            Err(error) => found.failed.push((path.display().to_string(), reason(&error))),
        }
    }
}

fn add(name: String, path: PathBuf, meta: &std::fs::Metadata, found: &mut Walk) {
    if meta.is_file() {
        found.inputs.push(Input { name, path, size: meta.len() });
    } else if !meta.is_dir() {
        found.failed.push((path.display().to_string(), "no regular file".into()));
    }
}

fn name_of(path: &Path, root: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// An operating system's message in our style.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}
