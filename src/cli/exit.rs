//! How the program ends.

use std::process::ExitCode;

/// The exit codes; where an interrupted run has nothing to keep, the signal itself ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Found or done.
    Done = 0,
    /// Nothing was found.
    NothingFound = 1,
    /// An error of any kind.
    Error = 2,
    /// Ctrl-C.
    Interrupted = 130,
}

impl Exit {
    /// What a run is that found something or not.
    pub(crate) fn found(found: bool) -> Self {
        if found { Self::Done } else { Self::NothingFound }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Ends the program at once, as the second Ctrl-C wants.
pub(super) fn at_once() -> ! {
    std::process::exit(Exit::Interrupted as i32)
}
