//! The persistent index.

/// An index on disk or in memory.
pub struct Index {}
