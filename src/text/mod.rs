//! Facts about written text that reading and splitting share: scripts, citation markers and the
//! ends of sentences. Imports nothing of ours.

mod abbreviations;
pub(crate) mod chars;
pub(crate) mod citation;
pub(crate) mod raised;
pub(crate) mod sentence;
pub(crate) mod traditional;
