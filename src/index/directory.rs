//! The folder of tantivy's files: readable without the right to write, and by whom the folder's
//! own permissions let in.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

/// Files mapped into memory, under locks where these can be had.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    inner: MmapDirectory,
    path: PathBuf,
}

impl Folder {
    pub(super) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { inner: MmapDirectory::open(path)?, path: path.to_owned() })
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let handle = self.inner.get_file_handle(path)?;
        if path.extension().is_some_and(|kind| kind == "store") {
            let sound = is_store(&*handle).and_then(|sound| {
                let damaged =
                    || io::Error::new(io::ErrorKind::InvalidData, "not as it was written");
                sound.then_some(()).ok_or_else(damaged)
            });
            sound.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        }
        Ok(handle)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    /// Writes beside and renames. The file gets the permissions that any new file gets, not those
    /// of a private temporary one, so that whoever may read the folder may read the index.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let target = self.path.join(path);
        let mut draft = target.clone().into_os_string();
        draft.push(".tmp");
        let draft = PathBuf::from(draft);
        let write = || {
            let mut file = File::create(&draft)?;
            file.write_all(data)?;
            file.sync_data()?;
            drop(file);
            fs::rename(&draft, &target)
        };
        write().inspect_err(|_| {
            // The error counts; a draft that stays is written over next time.
            let _ = fs::remove_file(&draft);
        })
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    /// A reader holds the lock only while it opens files. Where it may not even make the lock's
    /// file, nobody that it could hinder is served by its failing. Of writers the lock of the
    /// whole index ([`WriterLock`](super::place::WriterLock)) lets in one.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if !lock.is_blocking {
            return Ok(DirectoryLock::from(Box::new(())));
        }
        match self.inner.acquire_lock(lock) {
            Err(LockError::IoError(error)) if is_read_only(&error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            taken => taken,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// The layers of the index within a file of stored documents: each has some of the one below.
const MOST_LAYERS: u64 = 64;

/// Whether a file of stored documents has a sound start of its index: tantivy takes the number of
/// layers that is written there on trust, and memory for as many.
fn is_store(file: &dyn FileHandle) -> io::Result<bool> {
    let number = |from: usize, to: usize| {
        let bytes = file.read_bytes(from..to)?;
        let number = bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
        io::Result::Ok(usize::try_from(number).unwrap_or(usize::MAX))
    };
    // At the end: the documents' footer of 28 bytes, tantivy's own, its length and 4 bytes more.
    let Some(end) = file.len().checked_sub(8) else { return Ok(false) };
    let Some(end) = end.checked_sub(number(end, end + 4)?) else { return Ok(false) };
    let Some(footer) = end.checked_sub(28) else { return Ok(false) };
    let index = number(footer + 4, footer + 12)?;
    if index > footer {
        return Ok(false);
    }
    // 7 bits a byte, the least first; a set high bit ends it.
    let bytes = file.read_bytes(index..footer.min(index + 10))?;
    let mut layers = 0_u64;
    for (byte, shift) in bytes.iter().zip((0..63).step_by(7)) {
        layers |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 != 0 {
            return Ok(layers <= MOST_LAYERS);
        }
    }
    Ok(false)
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
