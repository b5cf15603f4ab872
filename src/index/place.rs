//! The folder of an index: what is in it, and who may write to it.
//!
//! ```text
//! DIR/claimdex.json   which format it has, written before anything else
//! DIR/writer.lock     locked while somebody writes; holds their process id
//! DIR/entities.toml   the user's own entities, where there are any
//! DIR/data/           the files of tantivy
//! ```

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::analyzer;
use super::fault::damaged;
use crate::error::{Error, Result};

/// The version of the layout, the schema and the stored forms.
const FORMAT: u32 = 7;

const MANIFEST: &str = "claimdex.json";
const MANIFEST_DRAFT: &str = "claimdex.json.tmp";
const LOCK: &str = "writer.lock";
const DATA: &str = "data";
const ENTITIES: &str = "entities.toml";

/// How often and after what pause the lock is tried again before somebody is said to have it.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    /// A later format may do without.
    #[serde(default)]
    analyzer: u32,
    #[serde(default)]
    product: String,
}

/// What a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Missing, empty, or with nothing in it that a new index would be in the way of.
    Free,
    /// An index that this program can read.
    Index,
}

/// Where tantivy's files are.
pub(super) fn data_dir(dir: &Path) -> PathBuf {
    dir.join(DATA)
}

/// Whether a folder holds an index, of whatever version.
pub(super) fn is_index(dir: &Path) -> bool {
    dir.join(MANIFEST).is_file() && dir.join(DATA).is_dir()
}

/// Tells what a folder is; one with other content, and an index of another version, is an error.
pub(super) fn inspect(dir: &Path) -> Result<State> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Free),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Error::user(format_args!(
                "{}: not a folder; choose another place with --index",
                dir.display()
            )));
        }
        Err(error) => return Err(Error::io(dir, error)),
    };
    let mut foreign = false;
    let mut manifest = false;
    for entry in entries {
        let name = entry.map_err(|error| Error::io(dir, error))?.file_name();
        let name = name.to_string_lossy();
        manifest |= name == MANIFEST;
        foreign |= !is_harmless(&name);
    }
    if manifest {
        read_manifest(dir)?;
        return inspect_data(dir);
    }
    if foreign {
        return Err(Error::user(format_args!(
            "{}: not an index and not empty; choose another place with --index",
            dir.display()
        )));
    }
    Ok(State::Free)
}

fn is_harmless(name: &str) -> bool {
    name.starts_with("README")
        || matches!(name, ".gitignore" | ".gitkeep" | ".DS_Store" | LOCK | MANIFEST_DRAFT)
}

/// A run that ended between the manifest and the first commit leaves no index.
fn inspect_data(dir: &Path) -> Result<State> {
    let data = data_dir(dir);
    if data.join("meta.json").is_file() {
        return Ok(State::Index);
    }
    let entries = match fs::read_dir(&data) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Free),
        Err(error) => return Err(Error::io(&data, error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| Error::io(&data, error))?.file_name();
        if !name.to_string_lossy().starts_with('.') {
            return Err(damaged(dir, "data/meta.json is missing"));
        }
    }
    Ok(State::Free)
}

fn read_manifest(dir: &Path) -> Result<()> {
    let path = dir.join(MANIFEST);
    let bytes = fs::read(&path).map_err(|error| Error::io(&path, error))?;
    let found: Manifest = serde_json::from_slice(&bytes)
        .map_err(|error| damaged(dir, format_args!("{MANIFEST}: {error}")))?;
    let (what, theirs, verb, ours) = if found.format != FORMAT {
        ("of format", found.format, "reads format", FORMAT)
    } else if found.analyzer != analyzer::VERSION {
        ("with analyzer", found.analyzer, "has analyzer", analyzer::VERSION)
    } else {
        return Ok(());
    };
    let product = if found.product.is_empty() { "unknown" } else { &found.product };
    Err(Error::user(format_args!(
        "{}: index {what} {theirs} (claimdex {product}), this program {verb} {ours}; build it \
         again with `claimdex index` into a new place",
        dir.display()
    )))
}

/// Writes the manifest so that it is there whole or not at all.
pub(super) fn write_manifest(dir: &Path) -> Result<()> {
    let manifest = Manifest {
        format: FORMAT,
        analyzer: analyzer::VERSION,
        product: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let mut json = serde_json::to_string_pretty(&manifest)
        .map_err(|error| Error::internal(format_args!("{MANIFEST}: {error}")))?;
    json.push('\n');
    replace(dir, MANIFEST, &json)
}

/// Writes a file of the folder so that it is there whole or not at all.
fn replace(dir: &Path, name: &str, content: &str) -> Result<()> {
    let draft = dir.join(format!("{name}.tmp"));
    let write = || {
        let mut file = File::create(&draft)?;
        file.write_all(content.as_bytes())?;
        file.sync_all()?;
        drop(file);
        fs::rename(&draft, dir.join(name))?;
        // Makes the new name last; not every system can open a folder for that.
        if let Ok(folder) = File::open(dir) {
            let _ = folder.sync_all();
        }
        Ok(())
    };
    write().map_err(|error| Error::io(&dir.join(name), error))
}

/// The user's own entities, if any are kept.
pub(super) fn read_entities(dir: &Path) -> Result<Option<String>> {
    let path = dir.join(ENTITIES);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(&path, error)),
    }
}

/// Keeps the user's own entities, or none.
pub(super) fn write_entities(dir: &Path, text: Option<&str>) -> Result<()> {
    let path = dir.join(ENTITIES);
    match text {
        Some(text) => replace(dir, ENTITIES, text),
        None => match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(&path, error)),
            _ => Ok(()),
        },
    }
}

/// The right to write to an index; it ends with this value, or with the process.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

impl WriterLock {
    pub(super) fn acquire(dir: &Path) -> Result<Self> {
        let path = dir.join(LOCK);
        let fail = |error| Error::io(&path, error);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(fail)?;
        let mut tries = 0;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                // A child process that is just being started may hold it for a moment.
                Err(TryLockError::WouldBlock) if tries < TRIES => {
                    tries += 1;
                    std::thread::sleep(PAUSE);
                }
                Err(TryLockError::WouldBlock) => return Err(busy(dir, file)),
                Err(TryLockError::Error(error)) => return Err(fail(error)),
            }
        }
        file.set_len(0).map_err(fail)?;
        write!(file, "{}", std::process::id()).map_err(fail)?;
        Ok(Self { _file: file })
    }
}

fn busy(dir: &Path, file: File) -> Error {
    let mut pid = String::new();
    // Some systems let nobody read a locked file: then the message does without.
    let _ = file.take(20).read_to_string(&mut pid);
    let own = pid == std::process::id().to_string();
    let who = if own { "another part of this process" } else { "another process" };
    let pid = if pid.is_empty() { String::new() } else { format!(" (pid {pid})") };
    let dir = dir.display();
    Error::user(format_args!("{dir}: {who}{pid} is writing to this index; wait for it to end"))
}

/// The size of all files of an index.
pub(super) fn bytes_on_disk(dir: &Path) -> Result<u64> {
    let mut total = 0;
    for folder in [dir.to_owned(), data_dir(dir)] {
        let entries = fs::read_dir(&folder).map_err(|error| Error::io(&folder, error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Error::io(&folder, error))?;
            // A writer may take a file away between the listing and the question.
            total +=
                entry.metadata().ok().filter(fs::Metadata::is_file).map_or(0, |file| file.len());
        }
    }
    Ok(total)
}
