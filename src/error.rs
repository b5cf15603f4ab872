//! The one public error of the crate.

use std::fmt;
use std::path::Path;

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, in words for the user.
///
/// The message names the thing first, is lower case, has no final period and, where there is a
/// step that mends it, ends with that step. The predicates tell the four kinds apart.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: Kind,
    message: String,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    User,
    Corrupt,
    Io,
    Internal,
}

/// An operating system's message in our style.
pub(crate) fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}

impl Error {
    /// An error that the caller can mend: a bad flag, query, input or place.
    pub fn user(message: impl fmt::Display) -> Self {
        Self::new(Kind::User, message)
    }

    /// An index whose content is not what was written.
    pub fn corrupt(message: impl fmt::Display) -> Self {
        Self::new(Kind::Corrupt, message)
    }

    /// A failed read or write of `path`.
    pub fn io(path: &Path, source: std::io::Error) -> Self {
        Self {
            kind: Kind::Io,
            message: format!("{}: {source}", path.display()),
            source: Some(Box::new(source)),
        }
    }

    /// A fault of this program or of a library below it.
    pub fn internal(message: impl fmt::Display) -> Self {
        Self::new(Kind::Internal, message)
    }

    fn new(kind: Kind, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string(), source: None }
    }

    /// Whether the caller can mend it.
    pub fn is_user(&self) -> bool {
        self.kind == Kind::User
    }

    /// Whether an index is damaged.
    pub fn is_corrupt(&self) -> bool {
        self.kind == Kind::Corrupt
    }

    /// Whether reading or writing failed.
    pub fn is_io(&self) -> bool {
        self.kind == Kind::Io
    }

    /// Whether the fault lies in the program.
    pub fn is_internal(&self) -> bool {
        self.kind == Kind::Internal
    }
}
