//! What goes wrong below, in words for the user.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::error::{Error, Result};

/// Turns a fault of tantivy into an error that names the index.
pub(crate) fn fault(place: &Path, error: TantivyError) -> Error {
    match error {
        TantivyError::IoError(source)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: source, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: source, .. })
        | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
            io_error: source, ..
        }) => io_fault(place, &source),
        TantivyError::LockFailure(..) => Error::user(format_args!(
            "{}: another writer is at work on this index; wait for it to end",
            place.display()
        )),
        TantivyError::IncompatibleIndex(_)
        | TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) => {
            damaged(place, "a file of it is cut short or of another make")
        }
        TantivyError::OpenReadError(_)
        | TantivyError::OpenDirectoryError(_)
        | TantivyError::DataCorruption(_)
        | TantivyError::DeserializeError(_)
        | TantivyError::FieldNotFound(_)
        | TantivyError::SchemaError(_) => damaged(place, error),
        TantivyError::InternalError(message) if message.contains("os error") => {
            // What a thread that writes says of the disk.
            let words = message.split('\'').nth(1).unwrap_or(&message);
            Error::io(place, io::Error::other(words.to_owned()))
        }
        error => Error::internal(format_args!("{}: {error}", place.display())),
    }
}

/// A failed read or write, or what looks like one when the bytes make no sense.
fn io_fault(place: &Path, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => damaged(place, error),
        kind => Error::io(place, io::Error::new(kind, error.to_string())),
    }
}

/// An index whose content is not what was written.
pub(super) fn damaged(place: &Path, what: impl std::fmt::Display) -> Error {
    Error::corrupt(format_args!(
        "{}: the index is damaged ({what}); build it again with `claimdex index` into a new place",
        place.display()
    ))
}

/// Runs something that reads an index; a panic in it means that the files are damaged.
///
/// tantivy trusts the bytes that it reads: a flipped bit may lead it out of bounds.
pub(crate) fn guarded<T>(place: &Path, read: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(damaged(place, "reading it failed midway")))
}
